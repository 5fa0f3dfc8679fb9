/* SPDX-License-Identifier: MIT */
/* Where certificates come from: the linear relaxation of the problem as the caller wrote
 * it, without the cuts, sums and tighter bounds of the search, which a reader of the
 * certificate does not have. Floating point ends where the multipliers become whole
 * numbers. */
#include "planner/solve/solve.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/solve/relax.h"
#include "planner/solve/work.h"

enum {
    RFI_DIGITS = 52, /* of the greatest multiplier */
    RFI_COARSER = 8  /* bits given up where the sum would be too wide */
};

typedef struct source {
    const rfi_problem *problem;
    const bool *active;
    size_t active_count;
    int64_t node_limit;
    rfi_work work;
    rfi_relax relax;
} source;

/* Where the binary point goes. */
static int first_shift(const double *multiplier, size_t rows)
{
    double most = 0;
    for (size_t i = 0; i < rows; i++) {
        most = multiplier[i] > most ? multiplier[i] : most;
    }
    int exponent = 0;
    frexp(most, &exponent);
    int shift = RFI_DIGITS - exponent;
    return shift < 0 ? 0 : (shift > RFI_SHIFT_MOST ? RFI_SHIFT_MOST : shift);
}

/* Cuts the relaxation's multipliers off to whole numbers, row by row of the problem. The
 * work leaves out rows that do not hold. */
static void fill(const source *from, rfi_certificate *certificate)
{
    double unit = (double)from->work.grain;
    unit = unit > 0 ? unit : 1;
    size_t next = 0;
    for (size_t i = 0; i < from->problem->row_count; i++) {
        const rfi_solve_row *row = &from->problem->rows[i];
        certificate->multiplier[i] = 0;
        if (!rfi_work_row_holds(row, from->active, from->active_count)) {
            continue;
        }
        double value = next < from->relax.rows ? from->relax.multiplier[next] * unit : 0;
        next++;
        if (certificate->by_block &&
            rfi_work_row_block(from->problem, row) != RFI_BLOCK_SHARED) {
            continue; /* not priced */
        }
        double whole = ldexp(value, certificate->shift);
        if (whole >= 1 && whole < 0x1p62) {
            certificate->multiplier[i] = (int64_t)whole;
        }
    }
}

/* Gives up digits until the sums fit. RFI_UNBOUNDED: they never do. */
static int64_t settle(const source *from, rfi_certificate *certificate)
{
    int shift = certificate->shift;
    for (; shift >= 0; shift -= RFI_COARSER) {
        certificate->shift = shift;
        fill(from, certificate);
        int64_t bound = 0;
        if (rfi_certificate_bound(from->problem, certificate, from->active,
                                  from->active_count, from->node_limit, &bound) &&
            bound < RFI_UNBOUNDED) {
            return bound;
        }
    }
    return RFI_UNBOUNDED;
}

static bool has_blocks(const rfi_problem *problem)
{
    for (size_t j = 0; j < problem->variable_count; j++) {
        if (problem->variables[j].block != RFI_BLOCK_SHARED) {
            return true;
        }
    }
    return false;
}

static bool refuted(const source *from, rfi_certificate *certificate)
{
    int shift = certificate->shift;
    for (; shift >= 0; shift -= RFI_COARSER) {
        certificate->shift = shift;
        fill(from, certificate);
        if (rfi_certificate_refutes(from->problem, certificate, from->active,
                                    from->active_count, from->node_limit)) {
            return true;
        }
    }
    return false;
}

static int64_t choose(const source *from, rfi_certificate *certificate)
{
    int shift = first_shift(from->relax.multiplier, from->relax.rows);
    certificate->shift = shift;
    int64_t bound = settle(from, certificate);
    if (bound == -RFI_UNBOUNDED || !has_blocks(from->problem)) {
        return bound;
    }
    rfi_certificate other = {.shift = shift, .by_block = true};
    other.multiplier =
        RFI_ARRAY(from->problem->arena, from->problem->row_count + 1, int64_t);
    int64_t better = other.multiplier == NULL ? RFI_UNBOUNDED : settle(from, &other);
    if (better < bound) {
        *certificate = other;
        return better;
    }
    return bound;
}

static int64_t certify(source *from, rfi_certificate *certificate)
{
    if (!rfi_work_plain(&from->work, from->problem, from->active, from->active_count) ||
        !rfi_relax_init(&from->relax, from->work.arena, &from->work)) {
        return RFI_UNBOUNDED;
    }
    certificate->multiplier =
        RFI_ARRAY(from->problem->arena, from->problem->row_count + 1, int64_t);
    if (certificate->multiplier == NULL) {
        return RFI_UNBOUNDED;
    }
    rfi_relaxed relaxed = rfi_relax_solve(&from->relax, &from->work, false, 0);
    if (relaxed == RFI_RELAXED_EMPTY) {
        certificate->shift = first_shift(from->relax.multiplier, from->relax.rows);
        if (refuted(from, certificate)) {
            return -RFI_UNBOUNDED;
        }
    }
    return choose(from, certificate);
}

int64_t rfi_certify(const rfi_problem *problem, const bool *active, size_t active_count,
                    int64_t node_limit, rfi_certificate *ret_certificate)
{
    memset(ret_certificate, 0, sizeof(*ret_certificate));
    source from = {.problem = problem,
                   .active = active,
                   .active_count = active_count,
                   .node_limit = node_limit};
    from.work.arena = rfi_arena_within(problem->arena);
    int64_t bound = RFI_UNBOUNDED;
    if (!problem->failed && from.work.arena != NULL) {
        bound = certify(&from, ret_certificate);
    }
    rfi_arena_free(from.work.arena);
    if (bound == RFI_UNBOUNDED) {
        memset(ret_certificate, 0, sizeof(*ret_certificate));
    }
    return bound;
}
