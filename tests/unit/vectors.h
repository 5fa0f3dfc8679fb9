/* SPDX-License-Identifier: MIT */
/* Worked examples as tests: tables in tests/data/vectors, one row an example, with inputs,
 * expected values, tolerance and source. A test takes a row by its id, computes with the
 * code of the planner, and holds each result against the row; a row or a value that no test
 * asked for fails at the end.
 *
 *     id,about,given,expected,tolerance,source
 *     V1,"six blocks, N","blocks=6;rating=1500","usable=9000",exact,S1
 *
 * tolerance: "exact" (to 1e-9), "0.1 %" (of the expected value) or "0.02" (absolute, in the
 * unit of the value). Units stand in the names of the values where they are not plain. */
#ifndef TESTS_UNIT_VECTORS_H
#define TESTS_UNIT_VECTORS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifndef TEST_ROOT
#define TEST_ROOT "."
#endif

enum { VECTOR_ROWS = 200, VECTOR_LINE = 2000, VECTOR_FIELDS = 6, VECTOR_VALUES = 24 };

typedef struct vector_row {
    char text[VECTOR_LINE];
    const char *field[VECTOR_FIELDS];
    bool taken;
    char met[VECTOR_VALUES][64]; /* names of expected values that were compared */
    size_t met_count;
} vector_row;

typedef struct vectors {
    vector_row rows[VECTOR_ROWS];
    size_t count;
    vector_row *row; /* the one that was taken last */
} vectors;

/* Splits a CSV line in place; quotes enclose fields that hold commas. */
static inline void vector_split(vector_row *row)
{
    char *at = row->text;
    for (size_t i = 0; i < VECTOR_FIELDS; i++) {
        bool quoted = *at == '"';
        at += quoted ? 1 : 0;
        row->field[i] = at;
        at += strcspn(at, quoted ? "\"" : ",\r\n");
        if (quoted && *at == '"') {
            *at++ = '\0';
        }
        if (*at != '\0') {
            *at++ = '\0';
        }
    }
}

static inline vectors *vectors_open(const char *name)
{
    char path[600];
    (void)snprintf(path, sizeof(path), "%s/tests/data/vectors/%s", TEST_ROOT, name);
    FILE *file = fopen(path, "r");
    vectors *v = calloc(1, sizeof(*v));
    assert_non_null(file);
    assert_non_null(v);
    char line[VECTOR_LINE];
    bool header = true;
    while (fgets(line, sizeof(line), file) != NULL) {
        if (!header && line[0] != '#' && line[0] != '\n') {
            assert_true(v->count < VECTOR_ROWS);
            vector_row *row = &v->rows[v->count++];
            (void)snprintf(row->text, sizeof(row->text), "%s", line);
            vector_split(row);
        }
        header = false;
    }
    (void)fclose(file);
    return v;
}

static inline void vector_take(vectors *v, const char *id)
{
    v->row = NULL;
    for (size_t i = 0; i < v->count; i++) {
        if (strcmp(v->rows[i].field[0], id) == 0) {
            v->row = &v->rows[i];
        }
    }
    if (v->row == NULL) {
        print_error("no example %s\n", id);
    }
    assert_non_null(v->row);
    v->row->taken = true;
}

/* The value of `name` in a "name=value;name=value" list. */
static inline bool vector_find(const char *list, const char *name, double *ret_value)
{
    size_t length = strlen(name);
    for (const char *at = list; at != NULL && *at != '\0';) {
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            *ret_value = strtod(at + length + 1, NULL);
            return true;
        }
        at = strchr(at, ';');
        at = at == NULL ? NULL : at + 1;
    }
    return false;
}

static inline double vector_given(const vectors *v, const char *name)
{
    double value = 0;
    if (!vector_find(v->row->field[2], name, &value)) {
        print_error("%s gives no \"%s\"\n", v->row->field[0], name);
        fail();
    }
    return value;
}

static inline void vector_expect(vectors *v, const char *name, double actual)
{
    double expected = 0;
    vector_row *row = v->row;
    if (!vector_find(row->field[3], name, &expected)) {
        print_error("%s expects no \"%s\"\n", row->field[0], name);
        fail();
    }
    const char *tolerance = row->field[4];
    double size = expected < 0 ? -expected : expected;
    double off = actual > expected ? actual - expected : expected - actual;
    double allowed = strcmp(tolerance, "exact") == 0  ? size * 1e-9
                     : strchr(tolerance, '%') != NULL ? size * strtod(tolerance, NULL) / 100
                                                      : strtod(tolerance, NULL);
    if (off > allowed) {
        print_error("%s, %s: %s = %.9g, expected %.9g within %s\n", row->field[0],
                    row->field[1], name, actual, expected, tolerance);
        fail();
    }
    assert_true(row->met_count < VECTOR_VALUES);
    (void)snprintf(row->met[row->met_count++], sizeof(row->met[0]), "%s", name);
}

/* Fails when a row was not taken, or a value that it expects was not compared. */
static inline void vectors_close(vectors *v)
{
    size_t missing = 0;
    for (size_t i = 0; i < v->count; i++) {
        vector_row *row = &v->rows[i];
        const char *at = row->field[3];
        while (at != NULL && *at != '\0') {
            bool met = false;
            for (size_t k = 0; k < row->met_count; k++) {
                size_t length = strlen(row->met[k]);
                met = met || (strncmp(at, row->met[k], length) == 0 && at[length] == '=');
            }
            if (!row->taken || !met) {
                print_error("%s: nothing was held against \"%.40s\"\n", row->field[0], at);
                missing++;
            }
            at = strchr(at, ';');
            at = at == NULL ? NULL : at + 1;
        }
    }
    free(v);
    assert_int_equal(missing, 0);
}

#endif
