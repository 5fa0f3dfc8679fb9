/* SPDX-License-Identifier: MIT */
/* LP and MPS text. Both state every bound, because readers differ in what they take for
 * granted; in LP a row has a term and there is a row, if only with a zero coefficient. */
#include "planner/solve/export.h"

#include <inttypes.h>

#include "planner/base/checked.h"
#include "planner/solve/legal.h"
#include "planner/solve/work.h"

enum { RFI_TERMS_PER_LINE = 6 };

typedef struct export
{
    const rfi_problem *problem;
    const bool *active;
    size_t active_count;
    rfi_legal names;
    const char *comment; /* how a line of comment starts */
    rfi_text *text;
}
export;

/* Words of a name inside a comment or the map: no control characters. */
static void add_words(rfi_text *text, const char *name)
{
    for (const char *c = name == NULL ? "" : name; *c != '\0'; c++) {
        bool control = *c > 0 && *c < ' ';
        rfi_text_add_n(text, control ? " " : c, 1);
    }
}

static bool is_written(const export *e, size_t row)
{
    return rfi_work_row_holds(&e->problem->rows[row], e->active, e->active_count);
}

/* All coefficients of the row are multiples of it; a limit may be rounded down to one. */
static int64_t divisor_of(const rfi_solve_row *row)
{
    uint64_t divisor = 0;
    for (size_t t = 0; t < row->term_count; t++) {
        divisor = rfi_work_divisor(row->terms[t].coefficient, divisor);
    }
    return divisor > 0 ? (int64_t)divisor : 1;
}

static void add_head(const export *e, const char *sense)
{
    size_t rows = 0;
    for (size_t i = 0; i < e->problem->row_count; i++) {
        rows += is_written(e, i) ? 1 : 0;
    }
    rfi_text_format(e->text, "%s %zu whole variables, %zu rows; %s\n", e->comment,
                    e->problem->variable_count, rows, sense);
    for (size_t k = 0; k < e->problem->later_count; k++) {
        const rfi_objective *later = &e->problem->later[k];
        rfi_text_format(e->text, "%s then maximise", e->comment);
        for (size_t t = 0; t < later->term_count; t++) {
            if (t > 0 && t % RFI_TERMS_PER_LINE == 0) { /* readers cut long lines */
                rfi_text_format(e->text, "\n%s and", e->comment);
            }
            rfi_text_format(e->text, " %+" PRId64 " %s", later->terms[t].coefficient,
                            e->names.variables[later->terms[t].variable]);
        }
        rfi_text_char(e->text, '\n');
    }
}

static void add_map(const export *e, rfi_text *map)
{
    for (size_t j = 0; j < e->problem->variable_count; j++) {
        rfi_text_format(map, "variable\t%s\t", e->names.variables[j]);
        add_words(map, e->problem->variables[j].name);
        rfi_text_char(map, '\n');
    }
    for (size_t i = 0; i < e->problem->row_count; i++) {
        if (is_written(e, i)) {
            rfi_text_format(map, "row\t%s\t", e->names.rows[i]);
            add_words(map, e->problem->rows[i].name);
            rfi_text_char(map, '\n');
        }
    }
}

static void add_lp_term(const export *e, int64_t coefficient, size_t variable, size_t place)
{
    rfi_text_add(e->text, place > 0 && place % RFI_TERMS_PER_LINE == 0 ? "\n " : "");
    rfi_text_format(e->text, " %+" PRId64 " %s", coefficient, e->names.variables[variable]);
}

/* Of no effect: a term for what must have one. */
static void add_zero(const export *e)
{
    rfi_text_format(e->text, " 0 %s",
                    e->problem->variable_count > 0 ? e->names.variables[0] : "nothing");
}

static void add_lp_rows(const export *e)
{
    size_t rows = 0;
    rfi_text_add(e->text, "Subject To\n");
    for (size_t i = 0; i < e->problem->row_count; i++) {
        const rfi_solve_row *row = &e->problem->rows[i];
        if (!is_written(e, i)) {
            continue;
        }
        rows++;
        int64_t divisor = divisor_of(row);
        rfi_text_format(e->text, " %s:", e->names.rows[i]);
        for (size_t t = 0; t < row->term_count; t++) {
            add_lp_term(e, row->terms[t].coefficient / divisor, row->terms[t].variable, t);
        }
        if (row->term_count == 0) {
            add_zero(e);
        }
        rfi_text_format(e->text, " <= %" PRId64 "\n",
                        (int64_t)rfi_wide_div_floor(row->limit, divisor));
    }
    if (rows == 0) {
        rfi_text_add(e->text, " nothing:");
        add_zero(e);
        rfi_text_add(e->text, " <= 0\n");
    }
}

static void add_lp_variables(const export *e)
{
    rfi_text_add(e->text, "Bounds\n");
    for (size_t j = 0; j < e->problem->variable_count; j++) {
        const rfi_variable *v = &e->problem->variables[j];
        rfi_text_format(e->text, " %" PRId64 " <= %s <= %" PRId64 "\n", v->low,
                        e->names.variables[j], v->high);
    }
    if (e->problem->variable_count == 0) {
        rfi_text_add(e->text, " 0 <= nothing <= 0\n");
    }
    rfi_text_add(e->text, "Generals\n");
    for (size_t j = 0; j < e->problem->variable_count; j++) {
        rfi_text_format(e->text, " %s\n", e->names.variables[j]);
    }
    rfi_text_add(e->text, "End\n");
}

static void write_lp(const export *e)
{
    add_head(e, "maximise gain");
    rfi_text_add(e->text, "Maximize\n gain:");
    size_t place = 0;
    for (size_t j = 0; j < e->problem->variable_count; j++) {
        if (e->problem->variables[j].gain != 0) {
            add_lp_term(e, e->problem->variables[j].gain, j, place++);
        }
    }
    if (place == 0) {
        add_zero(e);
    }
    rfi_text_char(e->text, '\n');
    add_lp_rows(e);
    add_lp_variables(e);
}

/* The terms of each variable, which MPS lists column by column. */
typedef struct column_term {
    size_t row;
    int64_t coefficient;
} column_term;

/* start: variable_count + 2 places, all zero. */
static void sort_terms(const export *e, size_t *start, column_term *terms)
{
    const rfi_problem *problem = e->problem;
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        for (size_t t = 0; is_written(e, i) && t < row->term_count; t++) {
            start[row->terms[t].variable + 2]++;
        }
    }
    for (size_t j = 2; j < problem->variable_count + 2; j++) {
        start[j] += start[j - 1];
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        int64_t divisor = divisor_of(row);
        for (size_t t = 0; is_written(e, i) && t < row->term_count; t++) {
            terms[start[row->terms[t].variable + 1]++] =
                (column_term){i, row->terms[t].coefficient / divisor};
        }
    }
}

static void add_mps_columns(const export *e, const size_t *start, const column_term *terms)
{
    rfi_text_add(e->text, "COLUMNS\n    MARKER 'MARKER' 'INTORG'\n");
    for (size_t j = 0; j < e->problem->variable_count; j++) {
        int64_t gain = e->problem->variables[j].gain;
        if (gain != 0 || start[j] == start[j + 1]) {
            rfi_text_format(e->text, "    %s loss %" PRId64 "\n", e->names.variables[j],
                            rfi_sub(0, gain));
        }
        for (size_t t = start[j]; t < start[j + 1]; t++) {
            rfi_text_format(e->text, "    %s %s %" PRId64 "\n", e->names.variables[j],
                            e->names.rows[terms[t].row], terms[t].coefficient);
        }
    }
    rfi_text_add(e->text, "    MARKER 'MARKER' 'INTEND'\n");
}

static void add_mps_bounds(const export *e)
{
    rfi_text_add(e->text, "BOUNDS\n");
    for (size_t j = 0; j < e->problem->variable_count; j++) {
        const rfi_variable *v = &e->problem->variables[j];
        if (v->low == v->high) {
            rfi_text_format(e->text, " FX BND %s %" PRId64 "\n", e->names.variables[j],
                            v->low);
            continue;
        }
        rfi_text_format(e->text, " LO BND %s %" PRId64 "\n", e->names.variables[j], v->low);
        rfi_text_format(e->text, " UP BND %s %" PRId64 "\n", e->names.variables[j],
                        v->high);
    }
    rfi_text_add(e->text, "ENDATA\n");
}

static void write_mps(const export *e, const size_t *start, const column_term *terms)
{
    add_head(e, "minimise loss, which is minus the gain");
    rfi_text_add(e->text, "NAME problem FREE\nROWS\n N loss\n");
    for (size_t i = 0; i < e->problem->row_count; i++) {
        if (is_written(e, i)) {
            rfi_text_format(e->text, " L %s\n", e->names.rows[i]);
        }
    }
    add_mps_columns(e, start, terms);
    rfi_text_add(e->text, "RHS\n");
    for (size_t i = 0; i < e->problem->row_count; i++) {
        const rfi_solve_row *row = &e->problem->rows[i];
        int64_t limit = (int64_t)rfi_wide_div_floor(row->limit, divisor_of(row));
        if (is_written(e, i) && limit != 0) {
            rfi_text_format(e->text, "    RHS %s %" PRId64 "\n", e->names.rows[i], limit);
        }
    }
    add_mps_bounds(e);
}

static bool ready(export *e, rfi_arena *arena)
{
    return arena != NULL && !e->problem->failed &&
           rfi_legal_names(e->problem, arena, &e->names);
}

static void finish(const export *e, bool written, rfi_text *map)
{
    e->text->failed = e->text->failed || !written;
    if (map != NULL) {
        if (written) {
            add_map(e, map);
        }
        map->failed = map->failed || !written;
    }
}

void rfi_export_lp(const rfi_problem *problem, const bool *active, size_t active_count,
                   rfi_text *ret_text, rfi_text *ret_map)
{
    export e = {.problem = problem,
                .active = active,
                .active_count = active_count,
                .comment = "\\",
                .text = ret_text};
    rfi_arena *arena = rfi_arena_within(problem->arena);
    bool written = ready(&e, arena);
    if (written) {
        write_lp(&e);
    }
    finish(&e, written, ret_map);
    rfi_arena_free(arena);
}

void rfi_export_mps(const rfi_problem *problem, const bool *active, size_t active_count,
                    rfi_text *ret_text, rfi_text *ret_map)
{
    export e = {.problem = problem,
                .active = active,
                .active_count = active_count,
                .comment = "*",
                .text = ret_text};
    rfi_arena *arena = rfi_arena_within(problem->arena);
    size_t terms = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        terms += problem->rows[i].term_count;
    }
    size_t *start = NULL;
    column_term *sorted = NULL;
    if (ready(&e, arena)) {
        start = RFI_ARRAY(arena, problem->variable_count + 2, size_t);
        sorted = RFI_ARRAY(arena, terms + 1, column_term);
    }
    bool written = start != NULL && sorted != NULL;
    if (written) {
        sort_terms(&e, start, sorted);
        write_mps(&e, start, sorted);
    }
    finish(&e, written, ret_map);
    rfi_arena_free(arena);
}
