/* SPDX-License-Identifier: MIT */
/* Finding blocks that may change places. */
#include "planner/solve/alike.h"

#include <stdlib.h>
#include <string.h>

typedef struct keyed {
    uint64_t key;
    size_t row;
} keyed;

typedef struct finder {
    rfi_alike *alike;
    keyed *rows; /* by key */
    size_t row_count;
    size_t *touch_start; /* per block, into touch; one more at the end */
    size_t *touch;       /* rows that read the block */
    int64_t *mark;       /* per variable: coefficient in the row under work */
} finder;

/* Steele, Lea, Flood 2014. */
static uint64_t mix(uint64_t z)
{
    z += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The variable that takes the place of j when blocks a and b change places. */
static size_t moved(const rfi_structure *shape, size_t j, size_t a, size_t b)
{
    size_t block = shape->block_of[j];
    size_t to = block == a ? b : block == b ? a : SIZE_MAX;
    return to == SIZE_MAX || block == RFI_BLOCK_SHARED
               ? j
               : shape->blocks[to].variables[shape->place_of[j]];
}

/* The same for all orders of terms. */
static uint64_t key_of(const rfi_structure *shape, const rfi_solve_row *row, size_t a,
                       size_t b)
{
    uint64_t key = mix((uint64_t)row->limit);
    for (size_t t = 0; t < row->term_count; t++) {
        uint64_t coefficient = mix((uint64_t)row->terms[t].coefficient);
        key += mix(coefficient + moved(shape, row->terms[t].variable, a, b));
    }
    return key;
}

static int by_key(const void *left, const void *right)
{
    const keyed *a = left;
    const keyed *b = right;
    return a->key != b->key ? (a->key < b->key ? -1 : 1)
                            : (a->row < b->row ? -1 : a->row > b->row);
}

static bool counts(const rfi_alike *alike, size_t row)
{
    return alike->shape.holds[row] && !alike->problem->rows[row].orders;
}

/* ---- rows by block ----------------------------------------------------------------------
 */

/* Fills touch, or only counts while it is NULL. */
static void touch_rows(finder *f, size_t *stamp)
{
    const rfi_structure *shape = &f->alike->shape;
    for (size_t i = 0; i < f->alike->problem->row_count; i++) {
        const rfi_solve_row *row = &f->alike->problem->rows[i];
        for (size_t t = 0; t < row->term_count && counts(f->alike, i); t++) {
            size_t block = shape->block_of[row->terms[t].variable];
            if (block == RFI_BLOCK_SHARED || stamp[block] == i + 1) {
                continue;
            }
            stamp[block] = i + 1;
            if (f->touch == NULL) {
                f->touch_start[block + 1]++;
            } else {
                f->touch[f->touch_start[block]++] = i;
            }
        }
    }
}

static bool index_rows(finder *f, rfi_arena *scratch)
{
    const rfi_structure *shape = &f->alike->shape;
    size_t blocks = shape->block_count;
    size_t *stamp = RFI_ARRAY(scratch, blocks + 1, size_t);
    f->touch_start = RFI_ARRAY(scratch, blocks + 2, size_t);
    f->rows = RFI_ARRAY(scratch, f->alike->problem->row_count + 1, keyed);
    if (stamp == NULL || f->touch_start == NULL || f->rows == NULL) {
        return false;
    }
    touch_rows(f, stamp);
    for (size_t k = 0; k < blocks; k++) {
        f->touch_start[k + 1] += f->touch_start[k];
    }
    f->touch = RFI_ARRAY(scratch, f->touch_start[blocks] + 1, size_t);
    if (f->touch == NULL) {
        return false;
    }
    memset(stamp, 0, blocks * sizeof(*stamp));
    touch_rows(f, stamp);
    memmove(f->touch_start + 1, f->touch_start, blocks * sizeof(*f->touch_start));
    f->touch_start[0] = 0;
    for (size_t i = 0; i < f->alike->problem->row_count; i++) {
        if (counts(f->alike, i)) {
            f->rows[f->row_count++] =
                (keyed){key_of(shape, &f->alike->problem->rows[i], SIZE_MAX, SIZE_MAX), i};
        }
    }
    qsort(f->rows, f->row_count, sizeof(*f->rows), by_key);
    return true;
}

/* ---- exchange ---------------------------------------------------------------------------
 */

/* Is `row`, with both blocks exchanged, this other row? */
static bool becomes(finder *f, const rfi_solve_row *row, const rfi_solve_row *other,
                    size_t a, size_t b)
{
    if (row->limit != other->limit || row->term_count != other->term_count) {
        return false;
    }
    bool same = true;
    for (size_t t = 0; t < other->term_count; t++) {
        f->mark[other->terms[t].variable] = other->terms[t].coefficient;
    }
    for (size_t t = 0; t < row->term_count && same; t++) {
        size_t j = moved(&f->alike->shape, row->terms[t].variable, a, b);
        same = f->mark[j] == row->terms[t].coefficient;
    }
    for (size_t t = 0; t < other->term_count; t++) {
        f->mark[other->terms[t].variable] = 0;
    }
    return same;
}

static bool stays_a_row(finder *f, size_t index, size_t a, size_t b)
{
    const rfi_solve_row *row = &f->alike->problem->rows[index];
    uint64_t key = key_of(&f->alike->shape, row, a, b);
    size_t low = 0;
    size_t high = f->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->rows[middle].key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < f->row_count && f->rows[low].key == key; low++) {
        if (becomes(f, row, &f->alike->problem->rows[f->rows[low].row], a, b)) {
            return true;
        }
    }
    return false;
}

static bool same_variable(const finder *f, size_t i, size_t j)
{
    const rfi_variable *v = &f->alike->problem->variables[i];
    const rfi_variable *w = &f->alike->problem->variables[j];
    return v->low == w->low && v->high == w->high && v->gain == w->gain &&
           v->part == w->part;
}

static bool exchange(finder *f, size_t a, size_t b)
{
    const rfi_block *first = &f->alike->shape.blocks[a];
    const rfi_block *second = &f->alike->shape.blocks[b];
    bool same = first->count == second->count;
    for (size_t i = 0; same && i < first->count; i++) {
        same = same_variable(f, first->variables[i], second->variables[i]);
    }
    for (size_t i = f->touch_start[a]; same && i < f->touch_start[a + 1]; i++) {
        same = stays_a_row(f, f->touch[i], a, b);
    }
    for (size_t i = f->touch_start[b]; same && i < f->touch_start[b + 1]; i++) {
        same = stays_a_row(f, f->touch[i], a, b);
    }
    return same;
}

/* Exchanges with one block of a kin make every order of them. */
static bool find_kin(finder *f)
{
    rfi_alike *alike = f->alike;
    size_t blocks = alike->shape.block_count;
    rfi_kin *kin = RFI_ARRAY(alike->arena, blocks + 1, rfi_kin);
    size_t count = 0;
    for (size_t k = 0; kin != NULL && k < blocks; k++) {
        size_t with = 0;
        while (with < count && !exchange(f, kin[with].blocks[0], k)) {
            with++;
        }
        if (with == count) {
            kin[count++].blocks = RFI_ARRAY(alike->arena, blocks - k, size_t);
        }
        if (kin[with].blocks == NULL) {
            return false;
        }
        kin[with].blocks[kin[with].count++] = k;
        alike->kin_of[k] = with;
        alike->largest =
            kin[with].count > alike->largest ? kin[with].count : alike->largest;
    }
    alike->kin = kin;
    alike->kin_count = count;
    return kin != NULL;
}

bool rfi_alike_read(rfi_alike *alike, rfi_arena *arena, const rfi_problem *problem,
                    const bool *active, size_t active_count)
{
    memset(alike, 0, sizeof(*alike));
    alike->arena = arena;
    alike->problem = problem;
    finder f = {.alike = alike,
                .mark = RFI_ARRAY(arena, problem->variable_count + 1, int64_t)};
    if (f.mark == NULL ||
        !rfi_structure_read(&alike->shape, arena, problem, active, active_count)) {
        return false;
    }
    alike->kin_of = RFI_ARRAY(arena, alike->shape.block_count + 1, size_t);
    return alike->kin_of != NULL && index_rows(&f, arena) && find_kin(&f);
}

/* ---- order ------------------------------------------------------------------------------
 */

/* What a row that orders blocks compares of this one: its terms in the block that is to be
 * the lesser, read of any block of the kin. */
static rfi_wide measure(const rfi_alike *alike, const rfi_solve_row *row, size_t block,
                        const int64_t *values)
{
    const rfi_structure *shape = &alike->shape;
    rfi_wide sum = 0;
    for (size_t t = 0; t < row->term_count; t++) {
        if (row->terms[t].coefficient > 0) {
            size_t place = shape->place_of[row->terms[t].variable];
            sum += (rfi_wide)row->terms[t].coefficient *
                   values[shape->blocks[block].variables[place]];
        }
    }
    return sum;
}

static void change_places(const rfi_alike *alike, size_t a, size_t b, int64_t *values)
{
    const rfi_block *first = &alike->shape.blocks[a];
    const rfi_block *second = &alike->shape.blocks[b];
    for (size_t i = 0; i < first->count; i++) {
        int64_t kept = values[first->variables[i]];
        values[first->variables[i]] = values[second->variables[i]];
        values[second->variables[i]] = kept;
    }
}

void rfi_alike_order(const rfi_alike *alike, int64_t *values)
{
    const rfi_problem *problem = alike->problem;
    for (size_t i = 0; i < alike->kin_count; i++) {
        const rfi_kin *kin = &alike->kin[i];
        const rfi_solve_row *row = NULL;
        for (size_t r = 0; r < problem->row_count && row == NULL && kin->count > 1; r++) {
            const rfi_solve_row *at = &problem->rows[r];
            bool of = at->orders && at->term_count > 0 &&
                      alike->shape.block_of[at->terms[0].variable] == kin->blocks[1];
            row = of ? at : NULL;
        }
        for (size_t k = 1; row != NULL && k < kin->count; k++) { /* insertion: stable */
            for (size_t j = k; j > 0 && measure(alike, row, kin->blocks[j - 1], values) <
                                            measure(alike, row, kin->blocks[j], values);
                 j--) {
                change_places(alike, kin->blocks[j - 1], kin->blocks[j], values);
            }
        }
    }
}
