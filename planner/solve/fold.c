/* SPDX-License-Identifier: MIT */
/* Smaller problems in which blocks that equal each other are added up, or tied together. */
#include "planner/solve/alike.h"

#include <stdlib.h>
#include <string.h>

#include "planner/solve/work.h"

typedef struct folder {
    const rfi_alike *alike;
    rfi_folded *out;
    bool sum; /* added up; else tied */
    const rfi_ties *ties;
    int64_t *many;    /* per variable of the folded problem: how many it stands for */
    rfi_term *terms;  /* of the row under work, before */
    rfi_term *folded; /* and after */
    rfi_wide *wide;   /* per folded variable: its coefficient */
    bool *met;
    size_t *slot; /* rows by their terms: number plus one, 0 where none is */
    size_t slots;
} folder;

/* ---- variables --------------------------------------------------------------------------
 */

/* The variables of `block`, which stands for `count` of them. False: out of range. */
static bool add_block(folder *f, size_t block, size_t count)
{
    const rfi_block *b = &f->alike->shape.blocks[block];
    int64_t times = f->sum ? (int64_t)count : 1;
    int64_t each = f->sum ? 1 : (int64_t)count;
    bool fine = true;
    for (size_t i = 0; i < b->count; i++) {
        const rfi_variable *v = &f->alike->problem->variables[b->variables[i]];
        int64_t low = rfi_mul(v->low, times);
        int64_t high = rfi_mul(v->high, times);
        fine = fine && low >= -RFI_VARIABLE_MOST && high <= RFI_VARIABLE_MOST;
        size_t own = rfi_problem_variable(&f->out->problem, v->name, low, high,
                                          rfi_mul(v->gain, each));
        rfi_problem_place(&f->out->problem, own, block, v->part);
        f->many[own] = (int64_t)count;
        f->out->stands[b->variables[i]] = own;
    }
    return fine;
}

static void stand_for(folder *f, size_t block, size_t first)
{
    const rfi_block *b = &f->alike->shape.blocks[block];
    const rfi_block *by = &f->alike->shape.blocks[first];
    for (size_t i = 0; i < b->count; i++) {
        f->out->stands[b->variables[i]] = f->out->stands[by->variables[i]];
    }
}

static bool begin(folder *f, rfi_arena *arena)
{
    const rfi_problem *from = f->alike->problem;
    size_t count = from->variable_count;
    *f->out = (rfi_folded){.stands = RFI_ARRAY(arena, count + 1, size_t),
                           .across = RFI_ARRAY(arena, from->row_count + 1, bool)};
    rfi_problem_init(&f->out->problem, arena);
    f->many = RFI_ARRAY(arena, count + 1, int64_t);
    f->terms = RFI_ARRAY(arena, count + 1, rfi_term);
    f->folded = RFI_ARRAY(arena, count + 1, rfi_term);
    f->wide = RFI_ARRAY(arena, count + 1, rfi_wide);
    f->met = RFI_ARRAY(arena, count + 1, bool);
    f->slots = 2 * from->row_count + 1;
    f->slot = RFI_ARRAY(arena, f->slots, size_t);
    if (f->out->stands == NULL || f->out->across == NULL || f->many == NULL ||
        f->terms == NULL || f->folded == NULL || f->wide == NULL || f->met == NULL ||
        f->slot == NULL) {
        return false;
    }
    for (size_t j = 0; j < count; j++) {
        const rfi_variable *v = &from->variables[j];
        if (f->alike->shape.block_of[j] != RFI_BLOCK_SHARED) {
            continue;
        }
        size_t own =
            rfi_problem_variable(&f->out->problem, v->name, v->low, v->high, v->gain);
        rfi_problem_place(&f->out->problem, own, RFI_BLOCK_SHARED, v->part);
        f->many[own] = 1;
        f->out->stands[j] = own;
    }
    return true;
}

/* ---- rows -------------------------------------------------------------------------------
 */

static int by_variable(const void *left, const void *right)
{
    size_t a = ((const rfi_term *)left)->variable;
    size_t b = ((const rfi_term *)right)->variable;
    return a < b ? -1 : a > b ? 1 : 0;
}

/* Divides by what all coefficients share; limits are whole multiples of it. */
static void sharpen(rfi_term *terms, size_t count, int64_t *limit)
{
    uint64_t divisor = 0;
    for (size_t i = 0; i < count; i++) {
        divisor = rfi_work_divisor(terms[i].coefficient, divisor);
    }
    for (size_t i = 0; i < count && divisor > 1; i++) {
        terms[i].coefficient /= (int64_t)divisor;
    }
    *limit = divisor > 1 ? rfi_div_floor(*limit, (int64_t)divisor) : *limit;
}

/* Terms of one variable together, by variable: coefficients in wide. Returns their number;
 * what cancels is left out. *ret_fixed: what variables of fixed blocks come to. */
static size_t gather(folder *f, size_t term_count, rfi_wide *ret_fixed)
{
    size_t count = 0;
    *ret_fixed = 0;
    for (size_t t = 0; t < term_count; t++) {
        size_t j = f->out->stands[f->terms[t].variable];
        if (j == SIZE_MAX) {
            *ret_fixed +=
                (rfi_wide)f->terms[t].coefficient * f->ties->values[f->terms[t].variable];
            continue;
        }
        if (!f->met[j]) {
            f->met[j] = true;
            f->wide[j] = 0;
            f->folded[count++] = (rfi_term){j, 0};
        }
        f->wide[j] += f->terms[t].coefficient;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        f->met[f->folded[i].variable] = false;
        if (f->wide[f->folded[i].variable] != 0) {
            f->folded[kept++] = f->folded[i];
        }
    }
    qsort(f->folded, kept, sizeof(*f->folded), by_variable);
    return kept;
}

/* The least number that all kin in the row divide; 0: too large. */
static int64_t common_multiple(const folder *f, size_t count)
{
    int64_t all = 1;
    for (size_t i = 0; i < count && all <= RFI_VARIABLE_MOST; i++) {
        int64_t many = f->many[f->folded[i].variable];
        all *= many / (int64_t)rfi_work_divisor(all, (uint64_t)many);
    }
    return all <= RFI_VARIABLE_MOST ? all : 0;
}

static bool in_range(rfi_wide a, int64_t b, int64_t *ret_product)
{
    rfi_wide product = 0;
    bool fits = rfi_wide_add_product(&product, a, b) && product <= RFI_UNBOUNDED &&
                product >= -RFI_UNBOUNDED;
    *ret_product = fits ? (int64_t)product : 0;
    return fits;
}

/* Coefficients and limit of the mean over all exchanges, times what makes them whole; of
 * ties the sums alone. False: too large. */
static bool take_terms(folder *f, size_t count, int64_t *limit)
{
    int64_t scale = f->sum ? common_multiple(f, count) : 1;
    bool fits = scale > 0 && in_range(*limit, scale, limit);
    for (size_t i = 0; i < count && fits; i++) {
        size_t j = f->folded[i].variable;
        int64_t each = f->sum ? scale / f->many[j] : 1;
        fits = in_range(f->wide[j], each, &f->folded[i].coefficient);
    }
    return fits;
}

/* A row with the same terms as one that is there: that one keeps the lesser limit. Returns
 * where it stands, or is to stand. */
static size_t stands_there(folder *f, size_t count, int64_t limit)
{
    rfi_problem *to = &f->out->problem;
    uint64_t key = 0;
    for (size_t i = 0; i < count; i++) {
        key = (key ^ f->folded[i].variable) * UINT64_C(0x9e3779b97f4a7c15);
        key = (key ^ (uint64_t)f->folded[i].coefficient) * UINT64_C(0xbf58476d1ce4e5b9);
        key ^= key >> 29;
    }
    size_t at = (size_t)(key % f->slots);
    for (; f->slot[at] != 0; at = (at + 1) % f->slots) {
        rfi_solve_row *row = &to->rows[f->slot[at] - 1];
        bool same = row->term_count == count;
        for (size_t i = 0; i < count && same; i++) {
            same = row->terms[i].variable == f->folded[i].variable &&
                   row->terms[i].coefficient == f->folded[i].coefficient;
        }
        if (same) {
            row->limit = rfi_min(row->limit, limit);
            return f->slot[at] - 1;
        }
    }
    f->slot[at] = to->row_count + 1;
    return to->row_count;
}

/* What is left of a row. One that is too large for whole numbers is left out: a bound holds
 * without it, and solutions are tested by the problem itself. */
static void add_row(folder *f, const rfi_solve_row *row, bool across)
{
    memcpy(f->terms, row->terms, row->term_count * sizeof(*row->terms));
    int64_t limit = row->limit;
    sharpen(f->terms, row->term_count, &limit);
    rfi_wide fixed = 0;
    size_t count = gather(f, row->term_count, &fixed);
    rfi_wide left = limit - fixed;
    limit = rfi_narrow(left); /* upwards it would cut solutions off */
    if (left > RFI_UNBOUNDED || !take_terms(f, count, &limit)) {
        return;
    }
    sharpen(f->folded, count, &limit);
    rfi_problem *to = &f->out->problem;
    if ((count == 0 && limit >= 0) || to->failed) {
        return;
    }
    size_t at = stands_there(f, count, limit);
    f->out->across[at] = f->out->across[at] || across;
    if (at == to->row_count) {
        rfi_problem_row(to, row->name, RFI_GROUP_STRUCTURE, f->folded, count, limit);
    }
}

static bool add_all(folder *f)
{
    const rfi_problem *from = f->alike->problem;
    for (size_t i = 0; i < from->row_count; i++) {
        if (f->alike->shape.holds[i] && !from->rows[i].orders) {
            add_row(f, &from->rows[i], f->alike->shape.row_block[i] == RFI_BLOCK_SHARED);
        }
    }
    f->out->rows = f->out->problem.row_count;
    return !f->out->problem.failed;
}

/* ---- both kinds -------------------------------------------------------------------------
 */

bool rfi_alike_sum(const rfi_alike *alike, rfi_arena *arena, rfi_folded *ret_folded)
{
    folder f = {.alike = alike, .out = ret_folded, .sum = true};
    bool fine = begin(&f, arena);
    for (size_t k = 0; k < alike->shape.block_count && fine; k++) {
        const rfi_kin *kin = &alike->kin[alike->kin_of[k]];
        if (kin->blocks[0] == k) {
            fine = add_block(&f, k, kin->count);
        } else {
            stand_for(&f, k, kin->blocks[0]);
        }
    }
    return fine && add_all(&f);
}

static void stand_fixed(folder *f, size_t block)
{
    const rfi_block *b = &f->alike->shape.blocks[block];
    for (size_t i = 0; i < b->count; i++) {
        f->out->stands[b->variables[i]] = SIZE_MAX;
    }
}

bool rfi_alike_tie(const rfi_alike *alike, const rfi_ties *ties, rfi_arena *arena,
                   rfi_folded *ret_folded)
{
    folder f = {.alike = alike, .out = ret_folded, .ties = ties};
    size_t blocks = alike->shape.block_count;
    size_t *count = RFI_ARRAY(arena, blocks + 1, size_t);
    size_t *first = RFI_ARRAY(arena, blocks + 1, size_t);
    bool fine = count != NULL && first != NULL && begin(&f, arena);
    for (size_t k = blocks; k-- > 0 && fine;) {
        count[ties->set[k]]++;
        first[ties->set[k]] = k;
    }
    for (size_t k = 0; k < blocks && fine; k++) {
        size_t one = first[ties->set[k]];
        if (ties->fixed[k]) {
            stand_fixed(&f, k);
        } else if (one == k) {
            fine = add_block(&f, k, count[ties->set[k]]);
        } else {
            stand_for(&f, k, one);
        }
    }
    return fine && add_all(&f);
}
