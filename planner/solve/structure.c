/* SPDX-License-Identifier: MIT */
/* Reading blocks, rows and links. */
#include "planner/solve/structure.h"

#include <math.h>
#include <string.h>

#include "planner/solve/work.h"

/* Blocks get numbers in the order in which variables name them. */
static bool number_blocks(rfi_structure *shape)
{
    const rfi_problem *problem = shape->problem;
    size_t n = problem->variable_count;
    size_t *name = RFI_ARRAY(shape->arena, n + 1, size_t);
    size_t *size = RFI_ARRAY(shape->arena, n + 1, size_t);
    if (name == NULL || size == NULL) {
        return false;
    }
    for (size_t j = 0; j < n; j++) {
        size_t block = problem->variables[j].block;
        size_t k = 0;
        shape->block_of[j] = RFI_BLOCK_SHARED;
        if (block == RFI_BLOCK_SHARED) {
            continue;
        }
        while (k < shape->block_count && name[k] != block) {
            k++;
        }
        if (k == shape->block_count) {
            name[shape->block_count++] = block;
        }
        shape->block_of[j] = k;
        size[k]++;
    }
    shape->blocks = RFI_ARRAY(shape->arena, shape->block_count + 1, rfi_block);
    for (size_t k = 0; shape->blocks != NULL && k < shape->block_count; k++) {
        shape->blocks[k].variables = RFI_ARRAY(shape->arena, size[k], size_t);
        if (shape->blocks[k].variables == NULL) {
            return false;
        }
    }
    return shape->blocks != NULL;
}

static void fill_blocks(rfi_structure *shape)
{
    for (size_t j = 0; j < shape->problem->variable_count; j++) {
        size_t k = shape->block_of[j];
        if (k != RFI_BLOCK_SHARED) {
            rfi_block *block = &shape->blocks[k];
            shape->place_of[j] = block->count;
            block->variables[block->count++] = j;
        }
    }
}

static bool sort_rows(rfi_structure *shape, const bool *active, size_t active_count)
{
    const rfi_problem *problem = shape->problem;
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        bool own = rfi_work_row_block(problem, row) != RFI_BLOCK_SHARED;
        shape->holds[i] = rfi_work_row_holds(row, active, active_count);
        shape->row_block[i] =
            own ? shape->block_of[row->terms[0].variable] : RFI_BLOCK_SHARED;
        if (shape->holds[i] && shape->row_block[i] == RFI_BLOCK_SHARED) {
            shape->coupling[shape->coupling_count++] = i;
        } else if (shape->holds[i]) {
            shape->blocks[shape->row_block[i]].row_count++;
        }
    }
    for (size_t k = 0; k < shape->block_count; k++) {
        rfi_block *block = &shape->blocks[k];
        block->rows = RFI_ARRAY(shape->arena, block->row_count + 1, size_t);
        block->row_count = 0;
        if (block->rows == NULL) {
            return false;
        }
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        if (shape->holds[i] && shape->row_block[i] != RFI_BLOCK_SHARED) {
            rfi_block *block = &shape->blocks[shape->row_block[i]];
            block->rows[block->row_count++] = i;
        }
    }
    return true;
}

static bool make_links(rfi_structure *shape)
{
    const rfi_problem *problem = shape->problem;
    size_t n = problem->variable_count;
    size_t total = 0;
    for (size_t c = 0; c < shape->coupling_count; c++) {
        total += problem->rows[shape->coupling[c]].term_count;
    }
    shape->link_start = RFI_ARRAY(shape->arena, n + 2, size_t);
    shape->link = RFI_ARRAY(shape->arena, total + 1, rfi_term);
    if (shape->link_start == NULL || shape->link == NULL) {
        return false;
    }
    for (size_t c = 0; c < shape->coupling_count; c++) {
        const rfi_solve_row *row = &problem->rows[shape->coupling[c]];
        for (size_t t = 0; t < row->term_count; t++) {
            shape->link_start[row->terms[t].variable + 2]++;
        }
    }
    for (size_t j = 2; j < n + 2; j++) {
        shape->link_start[j] += shape->link_start[j - 1];
    }
    for (size_t c = 0; c < shape->coupling_count; c++) {
        const rfi_solve_row *row = &problem->rows[shape->coupling[c]];
        for (size_t t = 0; t < row->term_count; t++) {
            size_t at = shape->link_start[row->terms[t].variable + 1]++;
            shape->link[at] = (rfi_term){c, row->terms[t].coefficient};
        }
    }
    return true;
}

/* ---- blocks that equal each other -------------------------------------------------------
 */
static bool same_variable(const rfi_structure *shape, size_t a, size_t b)
{
    const rfi_variable *v = &shape->problem->variables[a];
    const rfi_variable *w = &shape->problem->variables[b];
    size_t links = shape->link_start[a + 1] - shape->link_start[a];
    if (v->low != w->low || v->high != w->high || v->gain != w->gain ||
        v->part != w->part || links != shape->link_start[b + 1] - shape->link_start[b]) {
        return false;
    }
    const rfi_term *l = &shape->link[shape->link_start[a]];
    const rfi_term *m = &shape->link[shape->link_start[b]];
    for (size_t i = 0; i < links; i++) {
        if (l[i].variable != m[i].variable || l[i].coefficient != m[i].coefficient) {
            return false;
        }
    }
    return true;
}

static bool same_row(const rfi_structure *shape, size_t a, size_t b)
{
    const rfi_solve_row *r = &shape->problem->rows[a];
    const rfi_solve_row *s = &shape->problem->rows[b];
    if (r->limit != s->limit || r->term_count != s->term_count) {
        return false;
    }
    for (size_t t = 0; t < r->term_count; t++) {
        if (r->terms[t].coefficient != s->terms[t].coefficient ||
            shape->place_of[r->terms[t].variable] !=
                shape->place_of[s->terms[t].variable]) {
            return false;
        }
    }
    return true;
}

static bool same_block(const rfi_structure *shape, const rfi_block *a, const rfi_block *b)
{
    if (a->count != b->count || a->row_count != b->row_count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!same_variable(shape, a->variables[i], b->variables[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < a->row_count; i++) {
        if (!same_row(shape, a->rows[i], b->rows[i])) {
            return false;
        }
    }
    return true;
}

static void find_alike(rfi_structure *shape)
{
    for (size_t k = 0; k < shape->block_count; k++) {
        rfi_block *block = &shape->blocks[k];
        block->like = k;
        for (size_t i = 0; i < k && block->like == k; i++) {
            if (shape->blocks[i].like == i && same_block(shape, &shape->blocks[i], block)) {
                block->like = i;
            }
        }
        shape->blocks[block->like].alike++;
    }
}

bool rfi_structure_read(rfi_structure *shape, rfi_arena *arena, const rfi_problem *problem,
                        const bool *active, size_t active_count)
{
    memset(shape, 0, sizeof(*shape));
    shape->arena = arena;
    shape->problem = problem;
    shape->holds = RFI_ARRAY(arena, problem->row_count + 1, bool);
    shape->row_block = RFI_ARRAY(arena, problem->row_count + 1, size_t);
    shape->coupling = RFI_ARRAY(arena, problem->row_count + 1, size_t);
    shape->block_of = RFI_ARRAY(arena, problem->variable_count + 1, size_t);
    shape->place_of = RFI_ARRAY(arena, problem->variable_count + 1, size_t);
    if (shape->holds == NULL || shape->row_block == NULL || shape->coupling == NULL ||
        shape->block_of == NULL || shape->place_of == NULL || !number_blocks(shape)) {
        return false;
    }
    fill_blocks(shape);
    if (!sort_rows(shape, active, active_count) || !make_links(shape)) {
        return false;
    }
    find_alike(shape);
    shape->grain = rfi_max(1, (int64_t)rfi_work_grain(problem));
    return true;
}

bool rfi_structure_fits(const rfi_structure *shape, const int64_t *values,
                        int64_t *ret_value)
{
    const rfi_problem *problem = shape->problem;
    rfi_wide gain = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        const rfi_variable *variable = &problem->variables[j];
        if (values[j] < variable->low || values[j] > variable->high) {
            return false;
        }
        gain += (rfi_wide)variable->gain * values[j];
    }
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        rfi_wide sum = 0;
        for (size_t t = 0; t < row->term_count; t++) {
            sum += (rfi_wide)row->terms[t].coefficient * values[row->terms[t].variable];
        }
        if (shape->holds[i] && sum > row->limit) {
            return false;
        }
    }
    *ret_value = rfi_narrow(gain);
    return true;
}

double rfi_structure_scale(const rfi_solve_row *row)
{
    double most = 1;
    for (size_t t = 0; t < row->term_count; t++) {
        double size = fabs((double)row->terms[t].coefficient);
        most = size > most ? size : most;
    }
    int exponent = 0;
    frexp(most, &exponent);
    return exponent > 14 ? ldexp(1, 14 - exponent) : 1;
}
