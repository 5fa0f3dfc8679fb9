/* SPDX-License-Identifier: MIT */
/* Dual simplex for boxed variables on a dense table. Every variable has two finite bounds,
 * so any basis becomes dual feasible by placing each nonbasic variable at its better bound:
 * there is no first phase, and the table survives every change of bounds. */
#include "planner/solve/relax.h"

#include <string.h>

enum {
    RFI_TABLE_MOST = 4 * 1024 * 1024, /* entries */
    RFI_PIVOTS_KEPT = 400,            /* then the table is set up anew: rounding errors */
    RFI_PIVOTS_MOST = 60              /* plus twice rows and columns, per call */
};

static const double RFI_TINY = 1e-9; /* pivots and reduced gains below count as zero */

static double size_of(double value)
{
    return value < 0 ? -value : value;
}

static bool reserve(rfi_relax *relax, rfi_arena *scratch)
{
    size_t rows = relax->rows;
    size_t columns = relax->columns;
    relax->table = RFI_ARRAY(scratch, rows * columns, double);
    relax->beta = RFI_ARRAY(scratch, 5 * rows + 6 * columns, double);
    relax->basic = RFI_ARRAY(scratch, rows + 2 * columns, size_t);
    if (relax->table == NULL || relax->beta == NULL || relax->basic == NULL) {
        return false;
    }
    relax->value = relax->beta + rows;
    relax->scale = relax->value + rows;
    relax->slip = relax->scale + rows;
    relax->multiplier = relax->slip + rows;
    relax->reduced = relax->multiplier + rows;
    relax->at = relax->reduced + columns;
    relax->low = relax->at + columns;
    relax->high = relax->low + columns;
    relax->step = relax->high + columns;
    relax->point = relax->step + columns;
    relax->nonbasic = relax->basic + rows;
    relax->support = relax->nonbasic + columns;
    return true;
}

static void set_up(rfi_relax *relax, const rfi_work *work)
{
    size_t columns = relax->columns;
    memset(relax->table, 0, relax->rows * columns * sizeof(double));
    for (size_t i = 0; i < relax->rows; i++) {
        for (size_t t = work->start[i]; t < work->start[i + 1]; t++) {
            relax->table[i * columns + work->variable[t]] =
                (double)work->coefficient[t] * relax->scale[i];
        }
        relax->beta[i] = (double)work->limit[i] * relax->scale[i];
        relax->basic[i] = columns + i;
    }
    for (size_t j = 0; j < columns; j++) {
        relax->nonbasic[j] = j;
        relax->reduced[j] = (double)work->gain[j] * relax->gain_scale;
    }
    relax->pivots = 0;
}

static void measure_row(rfi_relax *relax, const rfi_work *work, size_t i)
{
    double most = 0;
    for (size_t t = work->start[i]; t < work->start[i + 1]; t++) {
        double size = size_of((double)work->coefficient[t]);
        most = size > most ? size : most;
    }
    relax->scale[i] = most > 0 ? 1 / most : 1;
    double weight = size_of((double)work->limit[i]) * relax->scale[i];
    for (size_t t = work->start[i]; t < work->start[i + 1]; t++) {
        size_t j = work->variable[t];
        double reach = size_of((double)work->low[j]) + size_of((double)work->high[j]);
        weight += size_of((double)work->coefficient[t]) * relax->scale[i] * reach;
    }
    relax->slip[i] = RFI_TINY + 1e-13 * weight;
}

bool rfi_relax_init(rfi_relax *relax, rfi_arena *scratch, const rfi_work *work)
{
    memset(relax, 0, sizeof(*relax));
    relax->rows = work->rows - 1;
    relax->columns = work->count;
    if (relax->columns > 0 && relax->rows > RFI_TABLE_MOST / relax->columns) {
        relax->rows = 0;
    }
    if (!reserve(relax, scratch)) {
        return false;
    }
    double most = 0;
    for (size_t j = 0; j < work->count; j++) {
        double size = size_of((double)work->gain[j]);
        most = size > most ? size : most;
    }
    relax->gain_scale = most > 0 ? 1 / most : 1;
    for (size_t i = 0; i < relax->rows; i++) {
        measure_row(relax, work, i);
    }
    set_up(relax, work);
    return true;
}

static bool is_slack(const rfi_relax *relax, size_t id)
{
    return id >= relax->columns;
}

/* The columns in which a line is not zero: elsewhere nothing is subtracted. */
static void find_support(rfi_relax *relax, const double *line)
{
    relax->support_count = 0;
    for (size_t j = 0; j < relax->columns; j++) {
        if (line[j] > 0 || line[j] < 0) {
            relax->support[relax->support_count++] = j;
        }
    }
}

/* Each nonbasic at its better bound, each basic at what follows. */
static void place(rfi_relax *relax, const rfi_work *work)
{
    size_t columns = relax->columns;
    for (size_t j = 0; j < columns; j++) {
        relax->low[j] = (double)work->low[j];
        relax->high[j] = (double)work->high[j];
    }
    for (size_t j = 0; j < columns; j++) {
        size_t id = relax->nonbasic[j];
        relax->at[j] = is_slack(relax, id)            ? 0
                       : relax->reduced[j] > RFI_TINY ? relax->high[id]
                                                      : relax->low[id];
    }
    find_support(relax, relax->at); /* most stand at zero */
    for (size_t i = 0; i < relax->rows; i++) {
        const double *line = relax->table + i * columns;
        double value = relax->beta[i];
        for (size_t k = 0; k < relax->support_count; k++) {
            size_t j = relax->support[k];
            value -= line[j] * relax->at[j];
        }
        relax->value[i] = value;
    }
}

/* How far the basic of a row must move to be within its bounds: > 0 up, < 0 down. */
static double missing(const rfi_relax *relax, size_t i)
{
    size_t id = relax->basic[i];
    double value = relax->value[i];
    if (is_slack(relax, id)) {
        return value < -relax->slip[id - relax->columns] ? -value : 0;
    }
    double slip = RFI_TINY + 1e-13 * (size_of(relax->low[id]) + size_of(relax->high[id]));
    if (value < relax->low[id] - slip) {
        return relax->low[id] - value;
    }
    return value > relax->high[id] + slip ? relax->high[id] - value : 0;
}

static size_t worst_row(const rfi_relax *relax)
{
    size_t worst = relax->rows;
    double most = 0;
    for (size_t i = 0; i < relax->rows; i++) {
        double size = size_of(missing(relax, i));
        if (size > most) {
            most = size;
            worst = i;
        }
    }
    return worst;
}

/* The column whose move helps row i most cheaply, or columns. Entries already used up by a
 * step from bound to bound are marked in step. */
static size_t cheapest_column(const rfi_relax *relax, size_t i, bool up)
{
    const double *line = relax->table + i * relax->columns;
    size_t best = relax->columns;
    double best_ratio = 0;
    for (size_t j = 0; j < relax->columns; j++) {
        size_t id = relax->nonbasic[j];
        double slope = up ? -line[j] : line[j]; /* help per unit that j rises */
        bool at_low = is_slack(relax, id) || relax->at[j] <= relax->low[id];
        bool fixed = !is_slack(relax, id) && relax->low[id] >= relax->high[id];
        if (fixed || relax->step[j] > 0 || relax->step[j] < 0 ||
            (at_low ? slope : -slope) < RFI_TINY) {
            continue;
        }
        double ratio = size_of(relax->reduced[j] / slope);
        bool firmer = best < relax->columns && size_of(slope) > size_of(line[best]);
        if (best == relax->columns || ratio < best_ratio - RFI_TINY ||
            (ratio <= best_ratio + RFI_TINY && firmer)) {
            best = j;
            best_ratio = ratio;
        }
    }
    return best;
}

/* Moves cheap columns from bound to bound as long as the row still needs more; returns the
 * column that enters, or columns when all of them together are not enough. */
static size_t entering_column(rfi_relax *relax, size_t i, double need)
{
    const double *line = relax->table + i * relax->columns;
    memset(relax->step, 0, relax->columns * sizeof(double));
    double rest = size_of(need);
    for (;;) {
        size_t j = cheapest_column(relax, i, need > 0);
        if (j == relax->columns || is_slack(relax, relax->nonbasic[j])) {
            return j;
        }
        size_t id = relax->nonbasic[j];
        double range = relax->high[id] - relax->low[id];
        if (size_of(line[j]) * range >= rest) {
            return j;
        }
        rest -= size_of(line[j]) * range;
        relax->step[j] = relax->at[j] <= relax->low[id] ? range : -range;
    }
}

static void take_steps(rfi_relax *relax)
{
    for (size_t j = 0; j < relax->columns; j++) {
        double step = relax->step[j];
        if (step > 0 || step < 0) {
            size_t id = relax->nonbasic[j];
            relax->at[j] = step > 0 ? relax->high[id] : relax->low[id];
            for (size_t i = 0; i < relax->rows; i++) {
                relax->value[i] -= relax->table[i * relax->columns + j] * step;
            }
        }
    }
}

static void eliminate(const rfi_relax *relax, double *line, const double *pivot_line,
                      size_t q)
{
    enum { DENSE = 4 }; /* from a quarter on the plain loop is quicker */
    double factor = line[q];
    line[q] = 0;
    if (relax->support_count > relax->columns / DENSE) {
        for (size_t j = 0; j < relax->columns; j++) {
            line[j] -= factor * pivot_line[j];
        }
        return;
    }
    for (size_t k = 0; k < relax->support_count; k++) {
        size_t j = relax->support[k];
        line[j] -= factor * pivot_line[j];
    }
}

static void pivot(rfi_relax *relax, size_t r, size_t q)
{
    size_t columns = relax->columns;
    double *line = relax->table + r * columns;
    size_t leaving = relax->basic[r];
    double bound = is_slack(relax, leaving)                ? 0
                   : relax->value[r] < relax->low[leaving] ? relax->low[leaving]
                                                           : relax->high[leaving];
    double inverse = 1 / line[q];
    double step = (relax->value[r] - bound) * inverse;
    for (size_t j = 0; j < columns; j++) {
        line[j] *= inverse;
    }
    line[q] = inverse;
    find_support(relax, line);
    relax->beta[r] *= inverse;
    for (size_t i = 0; i < relax->rows; i++) {
        double factor = relax->table[i * columns + q];
        if (i != r && (factor > 0 || factor < 0)) {
            relax->value[i] -= factor * step;
            relax->beta[i] -= factor * relax->beta[r];
            eliminate(relax, relax->table + i * columns, line, q);
        }
    }
    eliminate(relax, relax->reduced, line, q);
    relax->value[r] = relax->at[q] + step;
    relax->at[q] = bound;
    relax->basic[r] = relax->nonbasic[q];
    relax->nonbasic[q] = leaving;
    relax->pivots++;
}

static void export_multipliers(rfi_relax *relax)
{
    memset(relax->multiplier, 0, relax->rows * sizeof(double));
    for (size_t j = 0; j < relax->columns; j++) {
        size_t id = relax->nonbasic[j];
        if (is_slack(relax, id) && relax->reduced[j] < 0) {
            size_t row = id - relax->columns;
            relax->multiplier[row] =
                -relax->reduced[j] * relax->scale[row] / relax->gain_scale;
        }
    }
}

/* Row i cannot be mended: its own combination of rows is the proof. */
static void export_proof(rfi_relax *relax, size_t i, bool up)
{
    memset(relax->multiplier, 0, relax->rows * sizeof(double));
    size_t id = relax->basic[i];
    if (is_slack(relax, id)) {
        relax->multiplier[id - relax->columns] = relax->scale[id - relax->columns];
    }
    for (size_t j = 0; j < relax->columns; j++) {
        size_t other = relax->nonbasic[j];
        double entry = relax->table[i * relax->columns + j] * (up ? 1 : -1);
        if (is_slack(relax, other) && entry > 0) {
            size_t row = other - relax->columns;
            relax->multiplier[row] = entry * relax->scale[row];
        }
    }
}

static void export_point(rfi_relax *relax)
{
    for (size_t j = 0; j < relax->columns; j++) {
        if (!is_slack(relax, relax->nonbasic[j])) {
            relax->point[relax->nonbasic[j]] = relax->at[j];
        }
    }
    for (size_t i = 0; i < relax->rows; i++) {
        if (!is_slack(relax, relax->basic[i])) {
            relax->point[relax->basic[i]] = relax->value[i];
        }
    }
    for (size_t j = 0; j < relax->columns; j++) { /* what is not a number becomes the low */
        double value = relax->point[j] > relax->low[j] ? relax->point[j] : relax->low[j];
        relax->point[j] = value < relax->high[j] ? value : relax->high[j];
    }
}

/* The gain at the present placement, an upper bound of the relaxation but for rounding. */
static double gain_now(const rfi_relax *relax, const rfi_work *work)
{
    double gain = 0;
    for (size_t j = 0; j < relax->columns; j++) {
        size_t id = relax->nonbasic[j];
        gain += is_slack(relax, id) ? 0 : (double)work->gain[id] * relax->at[j];
    }
    for (size_t i = 0; i < relax->rows; i++) {
        size_t id = relax->basic[i];
        gain += is_slack(relax, id) ? 0 : (double)work->gain[id] * relax->value[i];
    }
    return gain;
}

void rfi_relax_afresh(rfi_relax *relax, const rfi_work *work)
{
    set_up(relax, work);
}

rfi_relaxed rfi_relax_solve(rfi_relax *relax, const rfi_work *work, bool has_floor,
                            rfi_wide floor)
{
    if (relax->pivots > RFI_PIVOTS_KEPT) {
        set_up(relax, work);
    }
    place(relax, work);
    rfi_relaxed result = RFI_RELAXED_TIRED;
    size_t cap = RFI_PIVOTS_MOST + 2 * (relax->rows + relax->columns);
    for (size_t count = 0; count < cap; count++) {
        if (has_floor && gain_now(relax, work) < (double)floor - 0.01) {
            break;
        }
        size_t i = worst_row(relax);
        if (i == relax->rows) {
            result = RFI_RELAXED_SOLVED;
            break;
        }
        double need = missing(relax, i);
        size_t j = entering_column(relax, i, need);
        if (j == relax->columns) {
            export_proof(relax, i, need > 0);
            return RFI_RELAXED_EMPTY;
        }
        take_steps(relax);
        pivot(relax, i, j);
    }
    export_multipliers(relax);
    export_point(relax);
    return result;
}
