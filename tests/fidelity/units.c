/* SPDX-License-Identifier: MIT */
/* Published tables of scalable units, tests/data/cases/units.csv, beside what the planner's
 * counting makes of the rule that each document gives. Rows by a rule must
 * come out exactly; rows without one are listed with the reason. Grades stand beside, since
 * a recalled row that agrees is a weaker witness than a printed one. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/capacity/clos.h"

#ifndef TEST_ROOT
#define TEST_ROOT "."
#endif

enum { FIELDS = 10, LINE = 2000 };

typedef struct design { /* one reference architecture, as its document describes the fabric
                         */
    const char *prefix;
    int64_t nodes; /* per scalable unit: 8 accelerators each, or racks of `chips` */
    int64_t chips;
    int64_t given_away; /* nodes of the last unit whose ports go to fabric management */
    int64_t managers;   /* ports that fabric management takes of them */
    int64_t radix, planes, ports, links_per_cable; /* ports of a chip over all planes */
} design;

static const design designs[] = {
    {"h100", 32, 8, 1, 4, 64, 1, 1, 1},   {"b200", 32, 8, 0, 0, 64, 1, 1, 1},
    {"b300x", 72, 8, 0, 0, 144, 1, 1, 1}, {"b300e", 64, 8, 0, 0, 128, 2, 2, 2},
    {"gb200", 8, 72, 0, 0, 0, 0, 0, 0}, /* racks and chips only: no table of switches */
};

static const struct {
    const char *id, *why;
} exceptions[] = {
    {"b300x-su18-gpus", "printed 9,216; 1,296 nodes of 8 are 10,368"},
    {"h100-su4-racks", "all racks of one installation, no rule for support racks"},
    {"gb200-su1-power", "a power with support racks, not a count"},
};

/* Splits a CSV line in place; quotes enclose fields with commas. */
static void split(char *at, const char *fields[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++) {
        bool quoted = *at == '"';
        at += quoted ? 1 : 0;
        fields[i] = at;
        at += strcspn(at, quoted ? "\"" : ",\r\n");
        if (quoted && *at == '"') {
            *at++ = '\0';
        }
        if (*at != '\0') {
            *at++ = '\0';
        }
    }
}

/* "b200-su16-leaf": the design and the number of units. */
static const design *design_of(const char *id, int64_t *ret_units)
{
    const char *su = strstr(id, "-su");
    for (size_t i = 0; su != NULL && i < sizeof(designs) / sizeof(designs[0]); i++) {
        size_t length = strlen(designs[i].prefix);
        if (length == (size_t)(su - id) && strncmp(id, designs[i].prefix, length) == 0) {
            *ret_units = strtoll(su + 3, NULL, 10);
            return &designs[i];
        }
    }
    return NULL;
}

static rfi_clos count_plane(const design *d, int64_t endpoints)
{
    const rfi_clos_ask ask = {.endpoints = endpoints / d->planes,
                              .radix = d->radix,
                              .oversubscription = 1000000,
                              .rails = 8};
    rfi_clos c;
    rfi_clos_count(&ask, &c);
    return c;
}

/* -1: no rule for this quantity. */
static int64_t predict(const design *d, int64_t units, const char *quantity)
{
    int64_t nodes = units * d->nodes - d->given_away;
    if (strcmp(quantity, "nodes") == 0 ||
        (strcmp(quantity, "racks") == 0 && d->radix == 0)) {
        return nodes;
    }
    if (strcmp(quantity, "racks") == 0) {
        return d->given_away > 0 ? -1 : (nodes + 3) / 4; /* four nodes a rack */
    }
    if (strcmp(quantity, "gpus") == 0) {
        return nodes * d->chips;
    }
    if (d->radix == 0) {
        return -1;
    }
    rfi_clos c = count_plane(d, nodes * d->chips * d->ports + d->managers);
    static const char *const names[] = {"leaf",      "spine",      "core",
                                        "node-leaf", "leaf-spine", "spine-core"};
    const int64_t values[] = {c.leaf,
                              c.spine,
                              c.core,
                              c.links[0] / d->links_per_cable,
                              c.links[1] / d->links_per_cable,
                              c.links[2] / d->links_per_cable};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(quantity, names[i]) == 0) {
            return c.possible ? d->planes * values[i] : -1;
        }
    }
    return -1;
}

static const char *exception_of(const char *id)
{
    for (size_t i = 0; i < sizeof(exceptions) / sizeof(exceptions[0]); i++) {
        if (strcmp(id, exceptions[i].id) == 0) {
            return exceptions[i].why;
        }
    }
    return NULL;
}

typedef struct tally {
    size_t exact, wrong, recalled, open;
} tally;

static void judge(const char *const fields[FIELDS], tally *t)
{
    const char *id = fields[0];
    int64_t units = 0;
    const design *d = design_of(id, &units);
    const char *why = exception_of(id);
    int64_t predicted = d == NULL ? -1 : predict(d, units, fields[2]);
    long long published = strtoll(fields[3], NULL, 10);
    if (predicted < 0 || why != NULL) {
        (void)printf("%-20s %10s %10s  %s  no rule: %s\n", id, fields[3], "-", fields[9],
                     why != NULL ? why : fields[5]);
        t->open++;
        return;
    }
    bool exact = predicted == published;
    (void)printf("%-20s %10lld %10lld  %s  %s\n", id, published, (long long)predicted,
                 fields[9], exact ? "exact" : "DIFFERS");
    t->exact += exact;
    t->wrong += !exact;
    t->recalled += exact && strcmp(fields[9], "M") == 0;
}

int main(void)
{
    FILE *file = fopen(TEST_ROOT "/tests/data/cases/units.csv", "r");
    if (file == NULL) {
        (void)fprintf(stderr, "tests/data/cases/units.csv cannot be read\n");
        return 1;
    }
    char line[LINE];
    tally t = {0};
    bool header = true;
    (void)printf("%-20s %10s %10s  grade\n", "row", "published", "predicted");
    while (fgets(line, sizeof(line), file) != NULL) {
        const char *fields[FIELDS];
        split(line, fields);
        if (!header && fields[0][0] != '\0') {
            judge(fields, &t);
        }
        header = false;
    }
    (void)fclose(file);
    (void)printf("%zu rows by rule are exact (%zu of them recalled), %zu differ; %zu rows "
                 "without a rule\n",
                 t.exact, t.recalled, t.wrong, t.open);
    return t.wrong > 0 || t.exact < 90 ? 1 : 0;
}
