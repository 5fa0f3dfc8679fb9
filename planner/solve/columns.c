/* SPDX-License-Identifier: MIT */
/* Column generation over blocks that equal each other (Gilmore and Gomory): a variable for
 * each pattern of a block says how many of its kin stand so. The linear relaxation prices
 * the rows that reach across blocks; the own search finds the pattern of one block that
 * gains most after paying, until none gains more. What no block can gain at those prices is
 * a cut of the kin added up, and the patterns in whole numbers are a first solution. */
#include "planner/solve/alike.h"

#include <math.h>
#include <string.h>

#include "planner/solve/relax.h"
#include "planner/solve/work.h"

enum {
    ROUNDS_MOST = 60,
    BLOCK_NODES = 400, /* of one block; a search that stops counts by its bound */
    DIGITS = 30,       /* of the greatest gain of a block */
    MULTIPLIER_DIGITS = 61,
    COARSER = 8,  /* digits given up where sums would be too wide */
    HAIR = 64,    /* slack of a cut: at its edge the relaxation calls the best empty */
    CUTS_KEPT = 2 /* rounds, the last ones, that leave cuts */
};

typedef struct generator {
    const rfi_alike *alike;
    const rfi_folded *total;
    rfi_columns *out;
    rfi_arena *arena;
    rfi_problem *alone; /* per kin: one of its blocks by its own rows */
    double *net;        /* per variable of the total: gain after paying */
    double *worth;      /* per kin: what the patterns chosen gain a block */
    bool no_memory;
} generator;

static const rfi_block *block_of(const rfi_alike *alike, size_t kin)
{
    return &alike->shape.blocks[alike->kin[kin].blocks[0]];
}

/* Variables of the total that lie in no block come first. */
static size_t shared_count(const rfi_problem *total)
{
    size_t count = 0;
    while (count < total->variable_count &&
           total->variables[count].block == RFI_BLOCK_SHARED) {
        count++;
    }
    return count;
}

/* ---- the choice among patterns ----------------------------------------------------------
 */

/* Per variable of the total, its coefficient in what is under work; zeroed after use. */
static void spread(const rfi_term *terms, size_t count, int64_t *of, bool clear)
{
    for (size_t t = 0; t < count; t++) {
        of[terms[t].variable] = clear ? 0 : terms[t].coefficient;
    }
}

/* What a pattern puts into the row whose coefficients are spread. */
static rfi_wide weigh(const rfi_alike *alike, const rfi_folded *total,
                      const rfi_pattern *pattern, const int64_t *of)
{
    const rfi_block *block = block_of(alike, pattern->kin);
    rfi_wide sum = 0;
    for (size_t i = 0; i < block->count; i++) {
        sum += (rfi_wide)of[total->stands[block->variables[i]]] * pattern->values[i];
    }
    return sum;
}

/* Terms over shared variables and patterns. SIZE_MAX: too large for whole numbers. */
static size_t over_patterns(const rfi_alike *alike, const rfi_folded *total,
                            const rfi_columns *columns, const rfi_term *terms,
                            size_t term_count, int64_t *of, rfi_term *out)
{
    size_t shared = shared_count(&total->problem);
    size_t count = 0;
    bool fits = true;
    for (size_t t = 0; t < term_count; t++) {
        if (terms[t].variable < shared) {
            out[count++] = terms[t];
        }
    }
    spread(terms, term_count, of, false);
    for (size_t k = 0; k < columns->count; k++) {
        rfi_wide sum = weigh(alike, total, &columns->patterns[k], of);
        fits = fits && sum < RFI_UNBOUNDED && sum > -RFI_UNBOUNDED;
        out[count] = (rfi_term){shared + k, rfi_narrow(sum)};
        count += sum != 0 ? 1 : 0;
    }
    spread(terms, term_count, of, true);
    return fits ? count : SIZE_MAX;
}

/* Every block takes one pattern of its kin. */
static void add_choices(const rfi_alike *alike, const rfi_columns *columns, size_t shared,
                        rfi_term *terms, rfi_problem *p)
{
    for (size_t i = 0; i < alike->kin_count; i++) {
        for (int64_t sign = 1; sign >= -1; sign -= 2) {
            size_t count = 0;
            for (size_t k = 0; k < columns->count; k++) {
                if (columns->patterns[k].kin == i) {
                    terms[count++] = (rfi_term){shared + k, sign};
                }
            }
            rfi_problem_row(p, "a pattern each", RFI_GROUP_STRUCTURE, terms, count,
                            sign * (int64_t)alike->kin[i].count);
        }
    }
}

bool rfi_alike_master(const rfi_alike *alike, const rfi_folded *total,
                      const rfi_columns *columns, rfi_problem *ret_master)
{
    rfi_problem *p = ret_master;
    const rfi_problem *from = &total->problem;
    size_t shared = shared_count(from);
    int64_t *of = RFI_ARRAY(p->arena, from->variable_count + 1, int64_t);
    rfi_term *terms = RFI_ARRAY(p->arena, shared + columns->count + 1, rfi_term);
    if (of == NULL || terms == NULL) {
        return false;
    }
    for (size_t j = 0; j < shared; j++) {
        const rfi_variable *v = &from->variables[j];
        rfi_problem_variable(p, v->name, v->low, v->high, v->gain);
    }
    for (size_t j = 0; j < from->variable_count; j++) {
        of[j] = from->variables[j].gain;
    }
    for (size_t k = 0; k < columns->count; k++) {
        const rfi_pattern *pattern = &columns->patterns[k];
        rfi_problem_variable(p, "pattern", 0, (int64_t)alike->kin[pattern->kin].count,
                             rfi_narrow(weigh(alike, total, pattern, of)));
    }
    memset(of, 0, from->variable_count * sizeof(*of));
    add_choices(alike, columns, shared, terms, p);
    for (size_t i = 0; i < total->rows; i++) {
        const rfi_solve_row *row = &from->rows[i];
        if (total->across[i]) {
            size_t count = over_patterns(alike, total, columns, row->terms, row->term_count,
                                         of, terms);
            bool fits = count != SIZE_MAX; /* else the problem itself tests solutions */
            rfi_problem_row(p, row->name, RFI_GROUP_STRUCTURE, terms, fits ? count : 0,
                            fits ? row->limit : 0);
        }
    }
    return !p->failed;
}

/* ---- patterns ---------------------------------------------------------------------------
 */

static bool add_pattern(generator *g, size_t kin, const int64_t *values)
{
    size_t count = block_of(g->alike, kin)->count;
    void *items = g->out->patterns;
    int64_t *own = RFI_ARRAY(g->arena, count + 1, int64_t);
    for (size_t k = 0; k < g->out->count; k++) {
        const rfi_pattern *there = &g->out->patterns[k];
        if (there->kin == kin && memcmp(there->values, values, count * sizeof(*own)) == 0) {
            return false;
        }
    }
    if (own == NULL || !rfi_arena_grow(g->arena, &items, g->out->count, &g->out->capacity,
                                       sizeof(rfi_pattern))) {
        g->no_memory = true;
        return false;
    }
    memcpy(own, values, count * sizeof(*own));
    g->out->patterns = items;
    g->out->patterns[g->out->count++] = (rfi_pattern){kin, own};
    return true;
}

/* One block of the kin for itself: the rows that read no other. */
static bool make_alone(generator *g, size_t kin)
{
    const rfi_alike *alike = g->alike;
    const rfi_block *b = block_of(alike, kin);
    rfi_problem *p = &g->alone[kin];
    rfi_term *terms = RFI_ARRAY(g->arena, b->count + 1, rfi_term);
    rfi_problem_init(p, g->arena);
    for (size_t i = 0; i < b->count; i++) {
        const rfi_variable *v = &alike->problem->variables[b->variables[i]];
        size_t own = rfi_problem_variable(p, v->name, v->low, v->high, 0);
        rfi_problem_place(p, own, RFI_BLOCK_SHARED, v->part);
    }
    for (size_t i = 0; i < b->row_count && terms != NULL; i++) {
        const rfi_solve_row *row = &alike->problem->rows[b->rows[i]];
        for (size_t t = 0; t < row->term_count; t++) {
            terms[t] = (rfi_term){alike->shape.place_of[row->terms[t].variable],
                                  row->terms[t].coefficient};
        }
        rfi_problem_row(p, row->name, RFI_GROUP_STRUCTURE, terms, row->term_count,
                        row->limit);
    }
    return terms != NULL && !p->failed;
}

/* The pattern that gains most with the gains set, if any is known. */
static void solve_alone(generator *g, size_t kin, rfi_outcome *outcome)
{
    rfi_solve(&g->alone[kin], NULL, 0, BLOCK_NODES, outcome);
    g->out->nodes = rfi_add(g->out->nodes, outcome->nodes);
    g->no_memory = g->no_memory || outcome->status == RFI_STATUS_NO_MEMORY;
    g->out->empty = g->out->empty || outcome->status == RFI_STATUS_INFEASIBLE;
}

static void patterns_of(generator *g, const int64_t *values)
{
    const rfi_alike *alike = g->alike;
    for (size_t k = 0; k < alike->shape.block_count; k++) {
        const rfi_block *b = &alike->shape.blocks[k];
        int64_t *own = RFI_ARRAY(g->arena, b->count + 1, int64_t);
        g->no_memory = g->no_memory || own == NULL;
        for (size_t i = 0; i < b->count && own != NULL; i++) {
            own[i] = values[b->variables[i]];
        }
        if (own != NULL) {
            add_pattern(g, alike->kin_of[k], own);
        }
    }
}

/* Any pattern, and the one that gains most without paying. */
static void first_patterns(generator *g, size_t kin)
{
    const rfi_block *b = block_of(g->alike, kin);
    for (int turn = 0; turn < 2 && !g->no_memory && !g->out->empty; turn++) {
        rfi_outcome outcome;
        for (size_t i = 0; i < b->count; i++) {
            int64_t gain = g->alike->problem->variables[b->variables[i]].gain;
            g->alone[kin].variables[i].gain = turn == 0 ? 0 : gain;
        }
        solve_alone(g, kin, &outcome);
        if (outcome.status != RFI_STATUS_NO_MEMORY && outcome.has_solution) {
            add_pattern(g, kin, outcome.values);
        }
    }
}

/* ---- prices -----------------------------------------------------------------------------
 */

/* Prices of the rows across blocks in the relaxation of the choice, or, where that is
 * empty, prices that say why: then nothing gains but what mends it. False: no answer. */
static bool price(generator *g, rfi_arena *scratch, bool *ret_empty)
{
    const rfi_problem *total = &g->total->problem;
    rfi_problem master;
    rfi_work work = {.arena = scratch};
    rfi_relax relax;
    rfi_problem_init(&master, scratch);
    if (!rfi_alike_master(g->alike, g->total, g->out, &master) ||
        !rfi_work_plain(&work, &master, NULL, 0) ||
        !rfi_relax_init(&relax, scratch, &work)) {
        g->no_memory = master.failed;
        return false;
    }
    rfi_relaxed relaxed = rfi_relax_solve(&relax, &work, false, 0);
    if (relaxed == RFI_RELAXED_TIRED || relax.rows == 0) {
        return false;
    }
    *ret_empty = relaxed == RFI_RELAXED_EMPTY;
    double unit = work.grain > 0 ? (double)work.grain : 1;
    g->out->unit = unit;
    for (size_t j = 0; j < total->variable_count; j++) {
        g->net[j] = *ret_empty ? 0 : (double)total->variables[j].gain / unit;
    }
    size_t shared = shared_count(total);
    g->out->whole = RFI_ARRAY(g->arena, g->out->count + 1, int64_t);
    g->no_memory = g->no_memory || g->out->whole == NULL;
    for (size_t k = 0; k < g->out->count && !*ret_empty && !g->no_memory; k++) {
        double many = relax.point[shared + k] + 1e-6;
        g->out->whole[k] = many >= 1 && many < 0x1p31 ? (int64_t)many : 0;
    }
    size_t at = 0; /* rows of the master: choices first */
    for (size_t i = 0; i < g->alike->kin_count; i++, at += 2) {
        g->worth[i] = relax.multiplier[at] - relax.multiplier[at + 1];
    }
    for (size_t i = 0; i < g->total->rows && at < relax.rows; i++) {
        const rfi_solve_row *row = &total->rows[i];
        double paid = g->total->across[i] ? relax.multiplier[at++] : 0;
        g->out->paid[i] = *ret_empty ? 0 : paid * unit;
        for (size_t t = 0; paid > 0 && t < row->term_count; t++) {
            g->net[row->terms[t].variable] -= paid * (double)row->terms[t].coefficient;
        }
    }
    return true;
}

/* The best pattern of a block at these prices. True: it gains more than those chosen do.
 * Keeps what no block can better as a cut. */
static bool improve(generator *g, size_t kin, rfi_block_cut *cut)
{
    const rfi_block *b = block_of(g->alike, kin);
    double most = 0;
    for (size_t i = 0; i < b->count; i++) {
        most = fmax(most, fabs(g->net[g->total->stands[b->variables[i]]]));
    }
    int exponent = 0;
    frexp(most, &exponent);
    cut->round = 0;
    cut->scale = DIGITS - exponent;
    for (size_t i = 0; i < b->count; i++) {
        size_t j = g->total->stands[b->variables[i]];
        cut->coefficient[i] = (int64_t)ldexp(g->net[j], DIGITS - exponent);
        g->alone[kin].variables[i].gain = cut->coefficient[i];
    }
    rfi_outcome outcome;
    solve_alone(g, kin, &outcome);
    if (g->no_memory || g->out->empty) {
        return false;
    }
    cut->limit = outcome.bound;
    cut->round = most > 0 && outcome.bound < RFI_UNBOUNDED ? g->out->rounds : 0;
    double worth = ldexp(g->worth[kin], DIGITS - exponent);
    double slip = ldexp(1, DIGITS) * 1e-6 + fabs(worth) * 1e-9;
    return outcome.has_solution && (double)outcome.value > worth + slip &&
           add_pattern(g, kin, outcome.values);
}

static bool begin(generator *g)
{
    size_t kin = g->alike->kin_count;
    g->alone = RFI_ARRAY(g->arena, kin + 1, rfi_problem);
    g->net = RFI_ARRAY(g->arena, g->total->problem.variable_count + 1, double);
    g->worth = RFI_ARRAY(g->arena, kin + 1, double);
    g->out->paid = RFI_ARRAY(g->arena, g->total->rows + 1, double);
    g->out->cut_count = CUTS_KEPT * kin;
    g->out->cuts = RFI_ARRAY(g->arena, g->out->cut_count + 1, rfi_block_cut);
    bool fine = g->alone != NULL && g->net != NULL && g->worth != NULL &&
                g->out->paid != NULL && g->out->cuts != NULL;
    for (size_t i = 0; i < kin && fine; i++) {
        fine = make_alone(g, i);
        if (fine) {
            first_patterns(g, i);
        }
    }
    for (size_t i = 0; i < g->out->cut_count && fine; i++) {
        rfi_block_cut *cut = &g->out->cuts[i];
        cut->kin = i % kin;
        cut->coefficient =
            RFI_ARRAY(g->arena, block_of(g->alike, cut->kin)->count + 1, int64_t);
        fine = cut->coefficient != NULL;
    }
    return fine;
}

bool rfi_alike_columns(const rfi_alike *alike, const int64_t *start, rfi_arena *arena,
                       const rfi_folded *total, rfi_columns *ret_columns)
{
    generator g = {.alike = alike, .total = total, .out = ret_columns, .arena = arena};
    *ret_columns = (rfi_columns){.count = 0};
    bool going = begin(&g);
    g.no_memory = g.no_memory || !going;
    if (going && start != NULL) {
        patterns_of(&g, start);
    }
    for (size_t round = 0; going && round < ROUNDS_MOST && !g.out->empty; round++) {
        rfi_arena *scratch = rfi_arena_within(arena);
        bool empty = false;
        bool better = false;
        going = scratch != NULL && price(&g, scratch, &empty);
        g.out->rounds = going ? round + 1 : g.out->rounds;
        for (size_t i = 0; i < alike->kin_count && going; i++) {
            size_t at = round % CUTS_KEPT * alike->kin_count + i;
            better = improve(&g, i, &g.out->cuts[at]) || better;
        }
        g.no_memory = g.no_memory || scratch == NULL;
        going = going && better && !g.no_memory;
        rfi_arena_free(scratch);
    }
    return !g.no_memory;
}

/* Does the cut of all blocks of the kin fit whole numbers? */
static bool in_sum(const rfi_alike *alike, const rfi_block_cut *cut)
{
    rfi_wide limit = (rfi_wide)cut->limit * (int64_t)alike->kin[cut->kin].count;
    return cut->round > 0 && limit < RFI_UNBOUNDED && limit > -RFI_UNBOUNDED;
}

/* Multipliers of the rows across blocks, and of the cuts of the same round, each once: what
 * is left of the gains is what rounding leaves. Cuts come in the order in which they were
 * added. */
static void multipliers(const rfi_alike *alike, const rfi_columns *columns,
                        const rfi_folded *total, double *out)
{
    memcpy(out, columns->paid, total->rows * sizeof(*out));
    size_t at = total->rows;
    for (size_t i = 0; i < columns->cut_count; i++) {
        const rfi_block_cut *cut = &columns->cuts[i];
        if (in_sum(alike, cut)) {
            bool last = cut->round == columns->rounds;
            out[at++] = last ? ldexp(columns->unit, -cut->scale) : 0;
        }
    }
}

int64_t rfi_alike_bound(const rfi_alike *alike, const rfi_columns *columns,
                        const rfi_folded *total)
{
    const rfi_problem *p = &total->problem;
    double *paid = RFI_ARRAY(p->arena, p->row_count + 1, double);
    rfi_certificate certificate = {.multiplier =
                                       RFI_ARRAY(p->arena, p->row_count + 1, int64_t)};
    int64_t bound = RFI_UNBOUNDED;
    if (paid == NULL || certificate.multiplier == NULL || columns->rounds == 0) {
        return RFI_UNBOUNDED;
    }
    multipliers(alike, columns, total, paid);
    double most = 0;
    for (size_t i = 0; i < p->row_count; i++) {
        most = fmax(most, paid[i]);
    }
    int exponent = 0;
    frexp(most, &exponent);
    int shift = MULTIPLIER_DIGITS - exponent;
    shift = shift < 0 ? 0 : shift > RFI_SHIFT_MOST ? RFI_SHIFT_MOST : shift;
    for (; bound >= RFI_UNBOUNDED && shift >= 0; shift -= COARSER) {
        certificate.shift = shift;
        for (size_t i = 0; i < p->row_count; i++) {
            double scaled = ldexp(paid[i], shift);
            certificate.multiplier[i] = scaled < 0x1p62 ? (int64_t)scaled : 0;
        }
        if (!rfi_certificate_bound(p, &certificate, NULL, 0, 0, &bound)) {
            return RFI_UNBOUNDED;
        }
    }
    return bound;
}

void rfi_alike_cut(const rfi_alike *alike, const rfi_columns *columns, const size_t *stands,
                   bool sum, rfi_problem *problem)
{
    rfi_term *terms =
        RFI_ARRAY(problem->arena, alike->problem->variable_count + 1, rfi_term);
    problem->failed = problem->failed || terms == NULL;
    for (size_t i = 0; i < columns->cut_count && terms != NULL; i++) {
        const rfi_block_cut *cut = &columns->cuts[i];
        const rfi_kin *kin = &alike->kin[cut->kin];
        int64_t many = sum ? (int64_t)kin->count : 1;
        for (size_t k = 0; in_sum(alike, cut) && k < (sum ? 1 : kin->count); k++) {
            const rfi_block *b = &alike->shape.blocks[kin->blocks[k]];
            bool own = true;
            for (size_t v = 0; v < b->count && own; v++) {
                size_t j = stands == NULL ? b->variables[v] : stands[b->variables[v]];
                own = j != SIZE_MAX &&
                      (stands == NULL || problem->variables[j].block == kin->blocks[k]);
                terms[v] = (rfi_term){j, cut->coefficient[v]};
            }
            if (own) {
                rfi_problem_row(problem, "what a block can do", RFI_GROUP_STRUCTURE, terms,
                                b->count, rfi_mul(rfi_add(cut->limit, HAIR), many));
            }
        }
    }
}
