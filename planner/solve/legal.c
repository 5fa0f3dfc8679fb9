/* SPDX-License-Identifier: MIT */
/* A legal name has letters, digits, '_' and '.', starts with a letter that starts no number
 * and no word of a format, and is short. A name that comes again gets the least number that
 * makes it new, in order of index: the same problem, the same names. */
#include "planner/solve/legal.h"

#include <stdlib.h>
#include <string.h>

enum { RFI_NAME_MOST = 72 }; /* readers take 100 and more; room for a number */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Words that begin a section or mean a number, and what reads as the exponent of one. */
static bool is_reserved(const char *name)
{
    static const char *const words[] = {
        "max",     "maximize", "maximise", "maximum", "min",      "minimize", "minimise",
        "minimum", "st",       "s.t.",     "st.",     "subject",  "such",     "bound",
        "bounds",  "general",  "generals", "gen",     "integer",  "integers", "int",
        "binary",  "binaries", "bin",      "semi",    "semis",    "sos",      "sos1",
        "sos2",    "end",      "free",     "inf",     "infinity", "nan",      "obj",
        "marker",  "rhs",      "bnd",      "rng",     "gain",     "loss",     "nothing",
        NULL};
    if ((name[0] == 'e' || name[0] == 'E') && (is_digit(name[1]) || name[1] == '\0')) {
        return true;
    }
    for (size_t i = 0; words[i] != NULL; i++) {
        size_t k = 0;
        while (words[i][k] != '\0' &&
               (name[k] == words[i][k] ||
                (is_letter(words[i][k]) && name[k] == (char)(words[i][k] - 'a' + 'A')))) {
            k++;
        }
        if (words[i][k] == '\0' && name[k] == '\0') {
            return true;
        }
    }
    return false;
}

/* Runs of other characters become one '_'. prefix stands where a name cannot start so. */
static char *plain_name(rfi_arena *arena, const char *name, char prefix)
{
    char text[RFI_NAME_MOST + 1];
    size_t size = 0;
    for (const char *c = name == NULL ? "" : name; *c != '\0' && size < RFI_NAME_MOST;
         c++) {
        bool plain = is_letter(*c) || is_digit(*c) || *c == '.' || *c == '_';
        if (plain) {
            text[size++] = *c;
        } else if (size > 0 && text[size - 1] != '_') {
            text[size++] = '_';
        }
    }
    while (size > 0 && text[size - 1] == '_') {
        size--;
    }
    text[size] = '\0';
    if (size > 0 && is_letter(text[0]) && !is_reserved(text)) {
        return rfi_arena_copy(arena, text);
    }
    return rfi_arena_format(arena, size > 0 ? "%c_%s" : "%c%s", prefix, text);
}

typedef struct entry {
    const char *name;
    size_t index;
} entry;

static int by_name(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static bool is_taken(const entry *sorted, size_t count, const char *name)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(sorted[middle].name, name);
        if (order == 0) {
            return true;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

/* The first of a name keeps it, the others take the next number that no plain name bears.
 */
static bool tell_apart(rfi_arena *arena, const char **names, size_t count)
{
    entry *sorted = RFI_ARRAY(arena, count, entry);
    if (sorted == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = (entry){names[i], i};
    }
    qsort(sorted, count, sizeof(entry), by_name);
    size_t number = 2;
    for (size_t k = 1; k < count; k++) {
        if (strcmp(sorted[k].name, sorted[k - 1].name) != 0) {
            number = 2;
            continue;
        }
        char *name = NULL;
        do {
            name = rfi_arena_format(arena, "%s_%zu", sorted[k].name, number++);
        } while (name != NULL && is_taken(sorted, count, name));
        if (name == NULL) {
            return false;
        }
        names[sorted[k].index] = name;
    }
    return true;
}

bool rfi_legal_names(const rfi_problem *problem, rfi_arena *arena, rfi_legal *ret_legal)
{
    rfi_legal legal = {RFI_ARRAY(arena, problem->variable_count + 1, const char *),
                       RFI_ARRAY(arena, problem->row_count + 1, const char *)};
    if (legal.variables == NULL || legal.rows == NULL) {
        return false;
    }
    for (size_t j = 0; j < problem->variable_count; j++) {
        legal.variables[j] = plain_name(arena, problem->variables[j].name, 'v');
        if (legal.variables[j] == NULL) {
            return false;
        }
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        legal.rows[i] = plain_name(arena, problem->rows[i].name, 'r');
        if (legal.rows[i] == NULL) {
            return false;
        }
    }
    *ret_legal = legal;
    return tell_apart(arena, legal.variables, problem->variable_count) &&
           tell_apart(arena, legal.rows, problem->row_count);
}
