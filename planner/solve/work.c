/* SPDX-License-Identifier: MIT */
/* From the caller's problem to the rows of the search. */
#include "planner/solve/work.h"

#include <string.h>

#include "planner/solve/propagate.h"

enum {
    RFI_WIDE_ROW = 4, /* terms from which a row counts as shared */
    RFI_SUMS = 12     /* most that are added */
};

rfi_wide rfi_work_least(const rfi_work *work, size_t row)
{
    rfi_wide sum = 0;
    for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
        size_t j = work->variable[t];
        int64_t a = work->coefficient[t];
        sum += (rfi_wide)a * (a > 0 ? work->low[j] : work->high[j]);
    }
    return sum;
}

rfi_wide rfi_work_most(const rfi_work *work, size_t row)
{
    rfi_wide sum = 0;
    for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
        size_t j = work->variable[t];
        int64_t a = work->coefficient[t];
        sum += (rfi_wide)a * (a > 0 ? work->high[j] : work->low[j]);
    }
    return sum;
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

uint64_t rfi_work_divisor(int64_t value, uint64_t divisor)
{
    uint64_t a = magnitude(value);
    uint64_t b = divisor;
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bool rfi_work_row_holds(const rfi_solve_row *row, const bool *active, size_t active_count)
{
    return row->group == RFI_GROUP_STRUCTURE || active == NULL ||
           row->group >= active_count || active[row->group];
}

size_t rfi_work_row_block(const rfi_problem *problem, const rfi_solve_row *row)
{
    size_t block = RFI_BLOCK_SHARED;
    for (size_t t = 0; t < row->term_count; t++) {
        size_t other = problem->variables[row->terms[t].variable].block;
        if (t > 0 && other != block) {
            return RFI_BLOCK_SHARED;
        }
        block = other;
    }
    return block;
}

uint64_t rfi_work_grain(const rfi_problem *problem)
{
    uint64_t grain = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        grain = rfi_work_divisor(problem->variables[j].gain, grain);
    }
    return grain;
}

/* Room for the rows, at most one cut for each, two rows for each sum and the goal row. */
static bool reserve(rfi_work *work, size_t rows, size_t terms)
{
    size_t all = work->own + RFI_SUMS;
    size_t most_rows = 2 * rows + 2 * RFI_SUMS + 1;
    size_t most_terms = terms + 2 * rows + 2 * RFI_SUMS * (work->own + 1) + work->own;
    work->low = RFI_ARRAY(work->arena, all, int64_t);
    work->high = RFI_ARRAY(work->arena, all, int64_t);
    work->gain = RFI_ARRAY(work->arena, all, int64_t);
    work->start = RFI_ARRAY(work->arena, most_rows + 2, size_t);
    work->variable = RFI_ARRAY(work->arena, most_terms, size_t);
    work->coefficient = RFI_ARRAY(work->arena, most_terms, int64_t);
    work->limit = RFI_ARRAY(work->arena, most_rows, rfi_wide);
    work->column_start = RFI_ARRAY(work->arena, all + 2, size_t);
    work->column_row = RFI_ARRAY(work->arena, most_terms, size_t);
    work->queued = RFI_ARRAY(work->arena, most_rows, bool);
    work->queue = RFI_ARRAY(work->arena, most_rows, size_t);
    return work->low != NULL && work->high != NULL && work->gain != NULL &&
           work->start != NULL && work->variable != NULL && work->coefficient != NULL &&
           work->limit != NULL && work->column_start != NULL && work->column_row != NULL &&
           work->queued != NULL && work->queue != NULL;
}

static bool load_variables(rfi_work *work, const rfi_problem *problem)
{
    for (size_t j = 0; j < work->own; j++) {
        const rfi_variable *variable = &problem->variables[j];
        if (variable->low > variable->high) {
            return false;
        }
        work->low[j] = variable->low;
        work->high[j] = variable->high;
    }
    work->grain = (int64_t)rfi_work_grain(problem);
    for (size_t j = 0; j < work->own && work->grain > 0; j++) {
        work->gain[j] = problem->variables[j].gain / work->grain;
    }
    return true;
}

static void add_term(rfi_work *work, size_t variable, int64_t coefficient)
{
    size_t t = work->start[work->rows + 1]++;
    work->variable[t] = variable;
    work->coefficient[t] = coefficient;
}

static void end_row(rfi_work *work, rfi_wide limit)
{
    work->limit[work->rows++] = limit;
    work->start[work->rows + 1] = work->start[work->rows];
}

/* A whole left side that is a multiple of the divisor may have its limit rounded down. */
static void load_row(rfi_work *work, const rfi_solve_row *row)
{
    uint64_t divisor = 0;
    for (size_t i = 0; i < row->term_count; i++) {
        divisor = rfi_work_divisor(row->terms[i].coefficient, divisor);
    }
    for (size_t i = 0; i < row->term_count; i++) {
        add_term(work, row->terms[i].variable,
                 row->terms[i].coefficient / (int64_t)divisor);
    }
    end_row(work,
            divisor == 0 ? row->limit : rfi_wide_div_floor(row->limit, (int64_t)divisor));
}

/* Sorts the terms by variable: the columns of the sparse matrix. */
static void index_columns(rfi_work *work)
{
    size_t *start = work->column_start;
    memset(start, 0, (work->count + 2) * sizeof(*start));
    size_t terms = work->start[work->rows];
    for (size_t t = 0; t < terms; t++) {
        start[work->variable[t] + 2]++;
    }
    for (size_t j = 2; j < work->count + 2; j++) {
        start[j] += start[j - 1];
    }
    for (size_t row = 0; row < work->rows; row++) {
        for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
            work->column_row[start[work->variable[t] + 1]++] = row;
        }
    }
}

/* Forgets the rows that the bounds imply. */
static void drop_implied(rfi_work *work)
{
    size_t rows = 0;
    size_t terms = 0;
    for (size_t row = 0; row < work->rows; row++) {
        size_t begin = work->start[row];
        size_t end = work->start[row + 1];
        if (rfi_work_most(work, row) <= work->limit[row]) {
            continue;
        }
        work->start[rows] = terms; /* never beyond begin */
        for (size_t t = begin; t < end; t++, terms++) {
            work->variable[terms] = work->variable[t];
            work->coefficient[terms] = work->coefficient[t];
        }
        work->limit[rows++] = work->limit[row];
    }
    work->rows = rows;
    work->start[rows] = terms;
    work->start[rows + 1] = terms;
}

/* x - b*y <= d with x <= K and d + b*y = K at no whole y: with e the last y below and
 * r = K - d - b*e, every whole point has x - r*y <= d + b*e - r*e. */
static void add_cut(rfi_work *work, size_t row)
{
    size_t t = work->start[row];
    if (work->start[row + 1] - t != 2) {
        return;
    }
    size_t first = work->coefficient[t] == 1 ? t : t + 1;
    size_t other = first == t ? t + 1 : t;
    if (work->coefficient[first] != 1 || work->coefficient[other] >= -1) {
        return;
    }
    rfi_wide b = -(rfi_wide)work->coefficient[other];
    size_t y = work->variable[other];
    rfi_wide over = work->high[work->variable[first]] - work->limit[row];
    rfi_wide below = rfi_wide_div_floor(over, b);
    rfi_wide rest = over - b * below;
    if (rest == 0 || below < work->low[y] || below >= work->high[y]) {
        return;
    }
    add_term(work, work->variable[first], 1);
    add_term(work, y, -(int64_t)rest);
    end_row(work, work->limit[row] + (b - rest) * below);
}

/* Whether the term's variable plays the part of the first: same gain, same sign. */
static bool alike(const rfi_work *work, size_t first, size_t t)
{
    size_t i = work->variable[first];
    size_t j = work->variable[t];
    return work->gain[i] == work->gain[j] && work->low[j] < work->high[j] &&
           (work->coefficient[first] > 0) == (work->coefficient[t] > 0);
}

/* A number for the set of variables that play this part in the row, whatever their order;
 * 0: fewer than two. Sets that collide only lose a sum. */
static uint64_t set_of(const rfi_work *work, size_t row, size_t first)
{
    uint64_t set = 0;
    size_t members = 0;
    for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
        if (alike(work, first, t)) {
            uint64_t z = (work->variable[t] + 1) * UINT64_C(0x9e3779b97f4a7c15);
            z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
            set += z ^ (z >> 27);
            members++;
        }
    }
    return members > 1 ? set : 0;
}

/* parts - sum <= 0 and sum - parts <= 0. */
static void add_sum(rfi_work *work, size_t row, size_t first)
{
    size_t sum = work->count++;
    for (int sign = 1; sign >= -1; sign -= 2) {
        for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
            if (alike(work, first, t)) {
                size_t j = work->variable[t];
                add_term(work, j, sign);
                work->low[sum] += sign > 0 ? work->low[j] : 0;
                work->high[sum] += sign > 0 ? work->high[j] : 0;
            }
        }
        add_term(work, sum, -sign);
        end_row(work, 0);
    }
}

static void add_sums_of(rfi_work *work, size_t row, uint64_t *sets)
{
    for (size_t first = work->start[row]; first < work->start[row + 1]; first++) {
        if (!alike(work, first, first) || work->count - work->own == RFI_SUMS) {
            continue;
        }
        uint64_t set = set_of(work, row, first);
        size_t known = 0;
        while (known < work->count - work->own && sets[known] != set) {
            known++;
        }
        if (set != 0 && known == work->count - work->own) {
            sets[known] = set;
            add_sum(work, row, first);
        }
    }
}

static void add_goal(rfi_work *work)
{
    for (size_t j = 0; j < work->own; j++) {
        if (work->gain[j] != 0) {
            add_term(work, j, -work->gain[j]);
        }
    }
    end_row(work, 0);
    work->limit[work->rows - 1] = rfi_work_most(work, work->rows - 1);
}

void rfi_work_want(rfi_work *work, rfi_wide value)
{
    work->limit[work->rows - 1] = -value;
}

static void load_rows(rfi_work *work, const rfi_problem *problem, const bool *active,
                      size_t active_count)
{
    work->start[0] = 0;
    work->start[1] = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        if (rfi_work_row_holds(&problem->rows[i], active, active_count)) {
            load_row(work, &problem->rows[i]);
        }
    }
}

static size_t terms_of(const rfi_problem *problem)
{
    size_t terms = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        terms += problem->rows[i].term_count;
    }
    return terms;
}

bool rfi_work_plain(rfi_work *work, const rfi_problem *problem, const bool *active,
                    size_t active_count)
{
    work->own = problem->variable_count;
    work->count = work->own;
    if (!reserve(work, problem->row_count, terms_of(problem)) ||
        !load_variables(work, problem)) {
        return false;
    }
    work->start[0] = 0;
    work->start[1] = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        if (rfi_work_row_holds(row, active, active_count)) {
            for (size_t t = 0; t < row->term_count; t++) {
                add_term(work, row->terms[t].variable, row->terms[t].coefficient);
            }
            end_row(work, row->limit);
        }
    }
    add_goal(work);
    return true;
}

rfi_loaded rfi_work_load(rfi_work *work, rfi_arena *scratch, const rfi_problem *problem,
                         const bool *active, size_t active_count)
{
    memset(work, 0, sizeof(*work));
    work->arena = scratch;
    work->own = problem->variable_count;
    work->count = work->own;
    if (!reserve(work, problem->row_count, terms_of(problem))) {
        return RFI_LOADED_NO_MEMORY;
    }
    if (!load_variables(work, problem)) {
        return RFI_LOADED_INFEASIBLE;
    }
    load_rows(work, problem, active, active_count);
    index_columns(work);
    rfi_propagate_all(work);
    if (!rfi_propagate(work)) {
        return RFI_LOADED_INFEASIBLE;
    }
    drop_implied(work);
    index_columns(work);
    size_t rows = work->rows;
    for (size_t row = 0; row < rows; row++) {
        add_cut(work, row);
    }
    uint64_t sets[RFI_SUMS];
    for (size_t row = 0; row < rows; row++) {
        if (work->start[row + 1] - work->start[row] >= RFI_WIDE_ROW) {
            add_sums_of(work, row, sets);
        }
    }
    add_goal(work);
    index_columns(work);
    rfi_propagate_all(work);
    return rfi_propagate(work) ? RFI_LOADED_READY : RFI_LOADED_INFEASIBLE;
}
