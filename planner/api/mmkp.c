/* SPDX-License-Identifier: MIT */
/* The text form of the multiple-choice multidimensional knapsack; the public header says
 * what it looks like. Memory is bounded by the size of the text. */
#include "rackfit/solve.h"

#include <stdio.h>
#include <stdlib.h>

#include "planner/base/arena.h"
#include "planner/base/diag.h"

enum { RFI_WORD_MOST = 48 }; /* "g", two sizes of 20 digits, a dot and the end */

typedef struct reader {
    const char *bytes;
    size_t size, at;
    rfi_place place;
    rf_diags *diags;
    bool failed;
} reader;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void step(reader *r)
{
    if (r->bytes[r->at++] == '\n') {
        r->place.line++;
        r->place.column = 1;
    } else {
        r->place.column++;
    }
}

static void skip_space(reader *r)
{
    while (r->at < r->size && is_space(r->bytes[r->at])) {
        step(r);
    }
}

/* Reports once: what follows the first problem would be guesses. */
static int64_t refuse(reader *r, rfi_place place, int number, const char *what,
                      const char *words)
{
    if (!r->failed) {
        rfi_diag(r->diags, RF_ERROR, number, place, "%s %s", what, words);
    }
    r->failed = true;
    return 0;
}

/* The next number, at least `low`; what: how to call it. */
static int64_t read_number(reader *r, int64_t low, const char *what)
{
    skip_space(r);
    rfi_place place = r->place;
    if (r->failed || r->at == r->size) {
        return refuse(r, place, RFI_D_VALUE_MISSING, what, "is missing: the text ends");
    }
    bool minus = r->bytes[r->at] == '-';
    if (minus) {
        step(r);
    }
    int64_t value = 0;
    size_t digits = 0;
    for (; r->at < r->size && r->bytes[r->at] >= '0' && r->bytes[r->at] <= '9'; digits++) {
        value = value * 10 + (r->bytes[r->at] - '0');
        if (value > RF_NUMBER_MOST) {
            return refuse(r, place, RFI_D_VALUE_TOO_LARGE, what,
                          "is more than 1,000,000,000,000");
        }
        step(r);
    }
    if (digits == 0 || (r->at < r->size && !is_space(r->bytes[r->at]))) {
        return refuse(r, place, RFI_D_VALUE_SYNTAX, what, "is not a whole number");
    }
    value = minus ? -value : value;
    if (value < low) {
        return refuse(r, place, RFI_D_VALUE_RANGE, what, "is too small");
    }
    return value;
}

typedef struct knapsack {
    size_t groups, items, resources;
    rf_problem *problem;
    rf_term **rows;    /* per resource: a term for each item that takes of it */
    size_t *row_sizes; /* per resource */
    int64_t *limits;   /* per resource */
} knapsack;

/* Every item needs its numbers, each at least a digit and a space, so the text bounds what
 * there can be. */
static bool fits(const reader *r, const knapsack *k)
{
    size_t per_item = k->resources + 1;
    size_t most = r->size / 2 + 1;
    return per_item <= most && k->items <= most / per_item &&
           k->groups <= most / (per_item * k->items);
}

static bool read_head(reader *r, knapsack *k)
{
    rfi_place place = r->place;
    k->groups = (size_t)read_number(r, 1, "the number of groups");
    k->items = (size_t)read_number(r, 1, "the number of items in a group");
    k->resources = (size_t)read_number(r, 1, "the number of resources");
    if (!r->failed && !fits(r, k)) {
        refuse(r, place, RFI_D_VALUE_MISSING, "the text",
               "is too short for so many groups, items and resources");
    }
    return !r->failed;
}

static void read_item(reader *r, knapsack *k, size_t group, size_t item)
{
    char name[RFI_WORD_MOST];
    (void)snprintf(name, sizeof(name), "g%zu.%zu", group + 1, item + 1);
    int64_t value = read_number(r, -RF_NUMBER_MOST, "the value of an item");
    size_t variable = rf_problem_variable(k->problem, name, 0, 1, value);
    rf_problem_place(k->problem, variable, group, RF_NO_PART);
    for (size_t i = 0; !r->failed && i < k->resources; i++) {
        int64_t weight = read_number(r, -RF_NUMBER_MOST, "what an item takes");
        if (weight != 0) {
            k->rows[i][k->row_sizes[i]++] = (rf_term){variable, weight};
        }
    }
}

static void read_groups(reader *r, knapsack *k)
{
    for (size_t g = 0; !r->failed && g < k->groups; g++) {
        skip_space(r);
        rfi_place place = r->place;
        int64_t number = read_number(r, 1, "the number of a group");
        if (!r->failed && (size_t)number != g + 1) {
            refuse(r, place, RFI_D_VALUE_RANGE, "the number of a group",
                   "is not the next one, from 1 on");
        }
        for (size_t i = 0; !r->failed && i < k->items; i++) {
            read_item(r, k, g, i);
        }
    }
    skip_space(r);
    if (!r->failed && r->at < r->size) {
        refuse(r, r->place, RFI_D_TEXT_UNEXPECTED, "text", "after the last item");
    }
}

static void add_rows(const knapsack *k, rf_term *group)
{
    char name[RFI_WORD_MOST];
    for (size_t i = 0; i < k->resources; i++) {
        (void)snprintf(name, sizeof(name), "resource %zu", i + 1);
        (void)rf_problem_row(k->problem, name, RF_AT_MOST, k->rows[i], k->row_sizes[i],
                             k->limits[i]);
    }
    for (size_t g = 0; g < k->groups; g++) {
        for (size_t i = 0; i < k->items; i++) {
            group[i] = (rf_term){g * k->items + i, 1};
        }
        (void)snprintf(name, sizeof(name), "group %zu", g + 1);
        (void)rf_problem_row(k->problem, name, RF_EQUAL, group, k->items, 1);
    }
}

/* False: memory is out. */
static bool read_body(reader *r, knapsack *k, rfi_arena *scratch)
{
    rf_term *group = RFI_ARRAY(scratch, k->items, rf_term);
    k->rows = RFI_ARRAY(scratch, k->resources, rf_term *);
    k->row_sizes = RFI_ARRAY(scratch, k->resources, size_t);
    k->limits = RFI_ARRAY(scratch, k->resources, int64_t);
    if (group == NULL || k->rows == NULL || k->row_sizes == NULL || k->limits == NULL) {
        return false;
    }
    for (size_t i = 0; !r->failed && i < k->resources; i++) {
        k->limits[i] = read_number(r, -RF_NUMBER_MOST, "what there is of a resource");
        k->rows[i] = RFI_ARRAY(scratch, k->groups * k->items, rf_term);
        if (k->rows[i] == NULL) {
            return false;
        }
    }
    read_groups(r, k);
    if (!r->failed) {
        add_rows(k, group);
    }
    return true;
}

rf_code rf_problem_read_mmkp(const char *bytes, size_t size, const char *name,
                             rf_problem **ret_problem, rf_diags *diags)
{
    if ((bytes == NULL && size > 0) || ret_problem == NULL) {
        return RF_E_MISUSE;
    }
    reader r = {.bytes = bytes, .size = size, .diags = diags};
    r.place = (rfi_place){name, 1, 1};
    knapsack k = {.problem = rf_problem_new()};
    rfi_arena *scratch = rfi_arena_new();
    bool kept = k.problem != NULL && scratch != NULL;
    if (kept && read_head(&r, &k)) {
        kept = read_body(&r, &k, scratch);
    }
    rfi_arena_free(scratch);
    kept = kept && (r.failed || rf_problem_state(k.problem) == RF_OK);
    if (!kept || r.failed) {
        rf_problem_free(k.problem);
        return kept ? RF_E_INPUT : RF_E_NO_MEMORY;
    }
    *ret_problem = k.problem;
    return RF_OK;
}
