/* SPDX-License-Identifier: MIT */
/* Splits are judged by the product of what both halves cost the bound: a split with one
 * idle half proves little. Costs per unit are learned from every node; the few candidates
 * that look best are tried first while little is known of them. */
#include "planner/solve/branch.h"

enum {
    RFI_TRIED = 8,   /* candidates that are tried at a node */
    RFI_TRUSTED = 4, /* losses seen of each half before it is not tried any more */
    RFI_IDLE = 4     /* trials in a row that find nothing better */
};

static const double RFI_WHOLE = 1e-6; /* nearer to a whole number counts as one */
static const double RFI_LEAST = 1e-6; /* loss of a half that costs nothing */

bool rfi_branch_init(rfi_branch *branch, rfi_arena *scratch, const rfi_work *work)
{
    size_t count = work->count;
    branch->count_all = count;
    branch->sum = RFI_ARRAY(scratch, 2 * count + 2, double);
    branch->count = RFI_ARRAY(scratch, 2 * count + 2, double);
    branch->point = RFI_ARRAY(scratch, count, double);
    branch->score = RFI_ARRAY(scratch, count, double);
    return branch->sum != NULL && branch->count != NULL && branch->point != NULL &&
           branch->score != NULL;
}

double rfi_branch_bound(const rfi_combination *combination)
{
    return (double)combination->total / (double)combination->scale;
}

void rfi_branch_learn(rfi_branch *branch, const rfi_split *split, double loss)
{
    if (!(split->distance > RFI_WHOLE)) {
        return;
    }
    size_t places[2] = {2 * split->variable + (split->up ? 1 : 0),
                        2 * branch->count_all + (split->up ? 1 : 0)};
    for (size_t k = 0; k < 2; k++) {
        branch->sum[places[k]] += loss > 0 ? loss / split->distance : 0;
        branch->count[places[k]] += 1;
    }
}

static double cost_of(const rfi_branch *branch, size_t j, size_t half)
{
    size_t own = 2 * j + half;
    size_t all = 2 * branch->count_all + half;
    if (branch->count[own] > 0) {
        return branch->sum[own] / branch->count[own];
    }
    return branch->count[all] > 0 ? branch->sum[all] / branch->count[all] : 1;
}

static double above_whole(double value)
{
    double down = (double)(int64_t)value;
    down -= down > value ? 1 : 0;
    return value - down;
}

static double score_of(double down, double up)
{
    return (down > RFI_LEAST ? down : RFI_LEAST) * (up > RFI_LEAST ? up : RFI_LEAST);
}

/* The candidate of the highest score; ties: the highest index, which are the sums. */
static size_t best_candidate(const rfi_branch *branch)
{
    size_t best = branch->count_all;
    for (size_t k = 0; k < branch->count_all; k++) {
        size_t j = branch->count_all - 1 - k;
        if (branch->score[j] > 0 &&
            (best == branch->count_all || branch->score[j] > branch->score[best])) {
            best = j;
        }
    }
    return best;
}

/* How far the bound falls in one half. */
static double try_half(const rfi_crossing *at, const rfi_split *split, double point)
{
    rfi_work *work = at->work;
    size_t j = split->variable;
    int64_t low = work->low[j];
    int64_t high = work->high[j];
    int64_t down = (int64_t)point - ((double)(int64_t)point > point ? 1 : 0);
    if (split->up) {
        work->low[j] = rfi_min(high, down + 1);
    } else {
        work->high[j] = rfi_max(low, down);
    }
    rfi_relaxed relaxed = rfi_relax_solve(at->relax, work, at->has_floor, at->floor);
    double most = 1 + (at->has_floor ? at->bound - (double)at->floor : 0);
    double loss = most; /* nothing better is left */
    if (relaxed != RFI_RELAXED_EMPTY &&
        rfi_bound_combine(work, at->relax->multiplier, at->relax->rows, true,
                          at->combination)) {
        loss = at->bound - rfi_branch_bound(at->combination);
        loss = at->has_floor && loss > most ? most : loss;
    }
    work->low[j] = low;
    work->high[j] = high;
    return loss;
}

static bool is_trusted(const rfi_branch *branch, size_t j)
{
    return branch->count[2 * j] >= RFI_TRUSTED && branch->count[2 * j + 1] >= RFI_TRUSTED;
}

static double try_both(rfi_branch *branch, const rfi_crossing *at, size_t j)
{
    double loss[2];
    double above = above_whole(branch->point[j]);
    for (size_t half = 0; half < 2; half++) {
        rfi_split split = {j, half == 1, half == 1 ? 1 - above : above};
        loss[half] = try_half(at, &split, branch->point[j]);
        rfi_branch_learn(branch, &split, loss[half]);
    }
    return score_of(loss[0], loss[1]);
}

size_t rfi_branch_choose(rfi_branch *branch, const rfi_crossing *at)
{
    const rfi_work *work = at->work;
    for (size_t j = 0; j < work->count; j++) {
        double above = above_whole(branch->point[j]);
        bool whole = above < RFI_WHOLE || above > 1 - RFI_WHOLE;
        branch->score[j] = whole || work->low[j] == work->high[j]
                               ? 0
                               : score_of(cost_of(branch, j, 0) * above,
                                          cost_of(branch, j, 1) * (1 - above));
    }
    size_t best = work->count;
    double best_score = 0;
    int idle = 0;
    for (int tried = 0; tried < RFI_TRIED && idle < RFI_IDLE; tried++) {
        size_t j = best_candidate(branch);
        if (j == work->count) {
            break;
        }
        bool trusted = is_trusted(branch, j);
        double score = trusted ? branch->score[j] : try_both(branch, at, j);
        branch->score[j] = 0; /* had its turn */
        idle++;
        if (best == work->count || score > best_score) {
            best = j;
            best_score = score;
            idle = 0;
        }
        if (trusted) {
            break; /* the others score less, or are known to */
        }
    }
    return best;
}
