/* SPDX-License-Identifier: MIT */
/* What row multipliers prove, recomputed from the problem alone in exact integers. By
 * variable this is a sum; by block, the own engine finds the best of each block under the
 * gains that the priced rows leave. */
#include "planner/solve/solve.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/solve/work.h"

/* Members of one block lie side by side, in order of index. */
typedef struct member {
    size_t block, index;
} member;

typedef struct proof {
    const rfi_problem *problem;
    const rfi_certificate *certificate;
    const bool *active;
    size_t active_count;
    int64_t node_limit;
    rfi_arena *arena;
    rfi_wide *left;  /* per variable: gain times 2^shift less what the priced rows take */
    rfi_wide total;  /* no solution has more of 2^shift times the gain */
    member *members; /* variables of blocks */
    size_t member_count;
    member *rows; /* rows of blocks */
    size_t row_count, next_row;
    size_t *place; /* per variable: its index within the block under work */
    bool empty;    /* a block or a domain holds nothing */
    bool no_memory;
} proof;

static int by_block(const void *a, const void *b)
{
    const member *x = a;
    const member *y = b;
    if (x->block != y->block) {
        return x->block < y->block ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

static bool price_row(proof *p, size_t i)
{
    const rfi_solve_row *row = &p->problem->rows[i];
    int64_t times = p->certificate->multiplier[i];
    if (times <= 0) {
        return true;
    }
    bool fits = rfi_wide_add_product(&p->total, times, row->limit);
    for (size_t t = 0; fits && t < row->term_count; t++) {
        fits = rfi_wide_add_product(&p->left[row->terms[t].variable], -(rfi_wide)times,
                                    row->terms[t].coefficient);
    }
    return fits;
}

static bool price_rows(proof *p)
{
    bool fits = true;
    for (size_t i = 0; fits && i < p->problem->row_count; i++) {
        const rfi_solve_row *row = &p->problem->rows[i];
        if (!rfi_work_row_holds(row, p->active, p->active_count)) {
            continue;
        }
        size_t block = p->certificate->by_block ? rfi_work_row_block(p->problem, row)
                                                : RFI_BLOCK_SHARED;
        if (block == RFI_BLOCK_SHARED) {
            fits = price_row(p, i);
        } else {
            p->rows[p->row_count++] = (member){block, i};
        }
    }
    return fits;
}

/* Variables outside the blocks stand at their better ends. */
static bool place_variables(proof *p)
{
    for (size_t j = 0; j < p->problem->variable_count; j++) {
        const rfi_variable *v = &p->problem->variables[j];
        p->empty = p->empty || v->low > v->high;
        if (p->certificate->by_block && v->block != RFI_BLOCK_SHARED) {
            p->members[p->member_count++] = (member){v->block, j};
        } else if (!rfi_wide_add_product(&p->total, p->left[j],
                                         p->left[j] > 0 ? v->high : v->low)) {
            return false;
        }
    }
    return true;
}

/* The least k for which the gains over 2^k keep every value of the block within 2^61;
 * -1: none does. */
static int coarseness(const proof *p, const member *members, size_t count)
{
    for (int k = 0; k < 120; k++) {
        rfi_wide weight = 0;
        for (size_t m = 0; m < count; m++) {
            const rfi_variable *v = &p->problem->variables[members[m].index];
            rfi_wide gain = p->left[members[m].index];
            rfi_wide size = ((gain < 0 ? -gain : gain) >> k) + 1;
            int64_t reach = rfi_max(-v->low, v->high) > 0 ? rfi_max(-v->low, v->high) : 1;
            if (!rfi_wide_add_product(&weight, size, reach)) {
                weight = RFI_WIDE_MOST;
            }
        }
        if (weight < (rfi_wide)1 << 61) {
            return k;
        }
    }
    return -1;
}

/* Copies the rows of the block that starts at p->next_row, which it moves on. */
static bool copy_rows(proof *p, rfi_problem *to, size_t block)
{
    for (; p->next_row < p->row_count && p->rows[p->next_row].block == block;
         p->next_row++) {
        const rfi_solve_row *row = &p->problem->rows[p->rows[p->next_row].index];
        rfi_term *terms = RFI_ARRAY(to->arena, row->term_count, rfi_term);
        if (terms == NULL) {
            return false;
        }
        for (size_t t = 0; t < row->term_count; t++) {
            terms[t] =
                (rfi_term){p->place[row->terms[t].variable], row->terms[t].coefficient};
        }
        rfi_problem_row(to, NULL, RFI_GROUP_STRUCTURE, terms, row->term_count, row->limit);
    }
    return !to->failed;
}

static bool build_block(proof *p, rfi_problem *block, const member *members, size_t count,
                        int k)
{
    for (size_t m = 0; m < count; m++) {
        size_t j = members[m].index;
        const rfi_variable *v = &p->problem->variables[j];
        rfi_wide gain = rfi_wide_div_ceil(p->left[j], (rfi_wide)1 << k);
        p->place[j] = rfi_problem_variable(block, NULL, v->low, v->high, (int64_t)gain);
    }
    return copy_rows(p, block, members[0].block);
}

/* Gains g = 2^k c - r with r >= 0 rounded up to c: for x >= low, g x is at most
 * g low + 2^k (c x - c low). */
static bool add_block(proof *p, const member *members, size_t count)
{
    int k = coarseness(p, members, count);
    rfi_arena *arena = rfi_arena_within(p->arena);
    rfi_problem block = {.arena = arena};
    rfi_outcome best = {.status = RFI_STATUS_NO_MEMORY};
    if (arena != NULL && k >= 0) {
        rfi_problem_init(&block, arena);
        if (build_block(p, &block, members, count, k)) {
            rfi_solve(&block, NULL, 0, p->node_limit, &best);
        }
    }
    rfi_wide above = best.bound;
    bool fits = best.status != RFI_STATUS_NO_MEMORY;
    p->no_memory = p->no_memory || (!fits && k >= 0);
    p->empty = p->empty || best.status == RFI_STATUS_INFEASIBLE;
    for (size_t m = 0; fits && !p->empty && m < count; m++) {
        int64_t low = block.variables[m].low;
        fits = rfi_wide_add_product(&above, block.variables[m].gain, -(rfi_wide)low) &&
               rfi_wide_add_product(&p->total, p->left[members[m].index], low);
    }
    rfi_arena_free(arena);
    return fits && (p->empty || rfi_wide_add_product(&p->total, above, (rfi_wide)1 << k));
}

static bool add_blocks(proof *p)
{
    qsort(p->members, p->member_count, sizeof(member), by_block);
    qsort(p->rows, p->row_count, sizeof(member), by_block);
    bool fits = true;
    for (size_t m = 0; fits && !p->empty && m < p->member_count;) {
        size_t end = m;
        while (end < p->member_count && p->members[end].block == p->members[m].block) {
            end++;
        }
        fits = add_block(p, p->members + m, end - m);
        m = end;
    }
    return fits;
}

/* False: too large, or memory is out. */
static bool sum_up(proof *p, bool with_gain)
{
    const rfi_problem *problem = p->problem;
    size_t count = problem->variable_count;
    p->left = RFI_ARRAY(p->arena, count, rfi_wide);
    p->members = RFI_ARRAY(p->arena, count, member);
    p->place = RFI_ARRAY(p->arena, count, size_t);
    p->rows = RFI_ARRAY(p->arena, problem->row_count, member);
    p->no_memory =
        p->left == NULL || p->members == NULL || p->place == NULL || p->rows == NULL;
    if (p->no_memory) {
        return false;
    }
    for (size_t j = 0; with_gain && j < count; j++) {
        p->left[j] =
            (rfi_wide)problem->variables[j].gain * ((rfi_wide)1 << p->certificate->shift);
    }
    return price_rows(p) && place_variables(p) && (p->empty || add_blocks(p));
}

static bool usable(const rfi_certificate *certificate)
{
    return certificate->multiplier != NULL && certificate->shift >= 0 &&
           certificate->shift <= RFI_SHIFT_MOST;
}

/* The sum over 2^shift as gains. Every value is a multiple of their divisor. */
static int64_t bound_of(const proof *p)
{
    if (p->empty) {
        return -RFI_UNBOUNDED;
    }
    uint64_t grain = rfi_work_grain(p->problem);
    rfi_wide bound = rfi_wide_div_floor(p->total, (rfi_wide)1 << p->certificate->shift);
    if (grain > 0) {
        bound = rfi_wide_div_floor(bound, (rfi_wide)grain) * (rfi_wide)grain;
    }
    return rfi_max(rfi_narrow(bound), -RFI_UNBOUNDED + 1);
}

bool rfi_certificate_bound(const rfi_problem *problem, const rfi_certificate *certificate,
                           const bool *active, size_t active_count, int64_t node_limit,
                           int64_t *ret_bound)
{
    if (problem->failed) {
        return false;
    }
    if (!usable(certificate)) {
        *ret_bound = RFI_UNBOUNDED;
        return true;
    }
    proof p = {.problem = problem,
               .certificate = certificate,
               .active = active,
               .active_count = active_count,
               .node_limit = node_limit,
               .arena = rfi_arena_within(problem->arena)};
    if (p.arena == NULL) {
        return false;
    }
    bool fits = sum_up(&p, true);
    if (!p.no_memory) {
        *ret_bound = fits ? bound_of(&p) : RFI_UNBOUNDED;
    }
    rfi_arena_free(p.arena);
    return !p.no_memory;
}

bool rfi_certificate_refutes(const rfi_problem *problem, const rfi_certificate *certificate,
                             const bool *active, size_t active_count, int64_t node_limit)
{
    if (problem->failed || !usable(certificate)) {
        return false;
    }
    proof p = {.problem = problem,
               .certificate = certificate,
               .active = active,
               .active_count = active_count,
               .node_limit = node_limit,
               .arena = rfi_arena_within(problem->arena)};
    bool fits = p.arena != NULL && sum_up(&p, false);
    rfi_arena_free(p.arena);
    return fits && (p.empty || p.total < 0);
}
