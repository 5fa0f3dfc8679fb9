/* SPDX-License-Identifier: MIT */
/* Quarters composed one by one and tied: what serves stays, racks stay, an order waits for
 * what it requires, crews and money come by the quarter. Halls are blocks over all
 * quarters. */
#include "planner/decide/timed.h"

#include <string.h>

#include "planner/base/checked.h"

enum { DOLLAR = 1000000, PPM = 1000000, QUARTERS = 12, QUARTERS_MOST = 40, MONTHS = 3 };

/* ---- calendar -------------------------------------------------------------------------
 */

/* Last day of the calendar quarter that lies so many quarters after that of `from`. */
static int64_t quarter_end(int64_t from, size_t after)
{
    int64_t year = 0;
    int month = 0;
    int day = 0;
    rfi_date_to_civil(from, &year, &month, &day);
    int64_t next = (month - 1) / MONTHS + (int64_t)after + 1; /* quarters of that year */
    return rfi_date_from_civil(year + next / 4, (int)(next % 4) * MONTHS + 1, 1) - 1;
}

int64_t rfi_quarter_weight(int64_t rate, size_t index)
{
    /* Fourth root of the growth of a year, twice a square root: ppm, rounded up. */
    const rfi_wide scale = (rfi_wide)1000000000000 * 1000000;                /* 1e18 */
    int64_t half = rfi_root_floor((rfi_wide)rfi_add(PPM, rate) * scale) + 1; /* 1e12 */
    int64_t growth = rfi_root_floor(half) + 1;
    int64_t weight = PPM;
    for (size_t i = 0; i < index && rate > 0; i++) {
        weight = rfi_mul_div_floor(weight, PPM, growth);
    }
    return weight;
}

static int64_t rate_of(const rfi_comparing *c)
{
    const rfi_figure *rule = &c->comparison->rules->figures[RFI_RULE_DISCOUNT];
    rfi_end end = c->comparison->end;
    return c->options->discount_stated   ? c->options->discount
           : end == RFI_END_UNFAVOURABLE ? rule->high
           : end == RFI_END_BASE         ? rule->base
                                         : rule->low;
}

/* The first day on which a measure can serve that somebody asks for. */
static int64_t first_day(const rfi_menu *menu)
{
    int64_t first = INT64_MAX;
    for (size_t l = 0; l < menu->lot_count; l++) {
        bool along = menu->measures->items[menu->lots[l].measure].with != RFI_WITH_NONE;
        first = along ? first : rfi_min(first, menu->lots[l].ready);
    }
    return first >= RFI_UNBOUNDED ? menu->site->as_of : first;
}

/* Days of the quarters: `quarters` of them from the first in which a measure can serve, the
 * ones before it as well; none later than a date that the caller asks for. The date that
 * the site wants its racks by does not end what quarters count. */
static size_t set_days(rfi_timed *t, int64_t first)
{
    const rfi_comparison *m = t->comparing->comparison;
    size_t more = t->comparing->options->quarters;
    int64_t from = m->site->as_of;
    size_t count = 0;
    size_t left = more > 0 ? more : QUARTERS;
    int64_t rate = rate_of(t->comparing);
    for (bool last = false; left > 0 && count < QUARTERS_MOST && !last; count++) {
        rfi_quarter *q = &t->quarters[count];
        int64_t day = quarter_end(from, count);
        last = t->comparing->options->by_stated && day >= m->by;
        q->day = last ? rfi_max(m->by, from) : day;
        q->weight = rfi_quarter_weight(rate, count);
        left -= q->day >= first ? 1 : 0;
    }
    return count;
}

/* ---- one problem of all quarters ------------------------------------------------------
 */

static bool make_menus(rfi_timed *t)
{
    for (size_t k = 0; k < t->count; k++) {
        rfi_quarter *q = &t->quarters[k];
        if (!rfi_comparing_menu(t->comparing, q->day, true, &q->menu)) {
            return false;
        }
        for (size_t l = 0; k > 0 && l < t->quarters[k - 1].menu.lot_count; l++) {
            rfi_menu_also(&q->menu, &t->quarters[k - 1].menu.lots[l]);
        }
    }
    return true;
}

/* What may have been spent by the end of a quarter. */
static int64_t money_by(const rfi_timed *t, size_t k)
{
    int64_t budget = rfi_comparing_ask(t->comparing, RFI_AIM_POWER).budget;
    bool evenly = t->comparing->options->evenly && budget < INT64_MAX;
    return evenly ? rfi_mul_div_floor(budget, (int64_t)k + 1, (int64_t)t->count) : budget;
}

static int64_t greatest_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The first quarter at whose end the day has come. */
static size_t quarter_of(const rfi_timed *t, int64_t day)
{
    size_t k = 0;
    while (k < t->count && t->quarters[k].day < day) {
        k++;
    }
    return k;
}

/* What enters service from quarter `from` on is no more by the end of quarter k than crews
 * do in that many quarters. Follows from the crews of each quarter; here it bounds quarter
 * k alone. */
static void add_crews_so_far(rfi_timed *t, size_t from, size_t k)
{
    rfi_quarter *q = &t->quarters[k];
    rfi_term *terms = RFI_ARRAY(t->scratch, q->menu.lot_count + 1, rfi_term);
    size_t count = 0;
    bool begins = false; /* others say less */
    for (size_t l = 0; terms != NULL && l < q->menu.lot_count; l++) {
        const rfi_lot *lot = &q->menu.lots[l];
        size_t first = quarter_of(t, lot->ready);
        if (q->menu.measures->items[lot->measure].with == RFI_WITH_NONE && first >= from) {
            terms[count++] = (rfi_term){q->part.count[l], 1};
            begins = begins || first == from;
        }
    }
    t->failed = t->failed || terms == NULL;
    if (begins) {
        rfi_problem_row(&q->part.problem, "crews so far", RFI_GROUP_STRUCTURE, terms, count,
                        rfi_mul(t->comparing->options->crews, (int64_t)(k - from + 1)));
    }
}

static bool compose_parts(rfi_timed *t)
{
    t->grain = 0;
    for (size_t k = 0; k < t->count; k++) {
        rfi_quarter *q = &t->quarters[k];
        rfi_ask ask = rfi_comparing_ask(t->comparing, RFI_AIM_POWER);
        ask.budget = money_by(t, k);
        ask.unordered = k + 1 < t->count; /* identical halls may differ in time */
        if (!rfi_compose(&q->menu, &ask, t->scratch, &q->part)) {
            return false;
        }
        for (size_t from = 0; t->comparing->options->crews > 0 && from <= k; from++) {
            add_crews_so_far(t, from, k);
        }
        for (size_t j = 0; j < q->part.problem.variable_count; j++) {
            t->grain = greatest_divisor(t->grain, q->part.problem.variables[j].gain);
        }
    }
    t->grain = rfi_max(t->grain, 1);
    return !t->failed;
}

static size_t most_parts(const rfi_timed *t)
{
    size_t most = 0;
    for (size_t k = 0; k < t->count; k++) {
        const rfi_problem *p = &t->quarters[k].part.problem;
        for (size_t j = 0; j < p->variable_count; j++) {
            size_t part = p->variables[j].part;
            most = part != RFI_NO_PART && part >= most ? part + 1 : most;
        }
    }
    return most;
}

static void splice(rfi_timed *t, size_t k, size_t parts)
{
    rfi_quarter *q = &t->quarters[k];
    const rfi_problem *p = &q->part.problem;
    q->first = t->problem.variable_count;
    for (size_t j = 0; j < p->variable_count; j++) {
        const rfi_variable *v = &p->variables[j];
        size_t part = v->part == RFI_NO_PART ? RFI_NO_PART : v->part + k * parts;
        int64_t gain = rfi_mul(v->gain / t->grain, q->weight);
        size_t own = rfi_problem_variable(&t->problem, v->name, v->low, v->high, gain);
        rfi_problem_place(&t->problem, own, v->block, part);
    }
    for (size_t i = 0; i < p->row_count; i++) {
        const rfi_solve_row *row = &p->rows[i];
        rfi_term *terms = RFI_ARRAY(t->scratch, row->term_count + 1, rfi_term);
        if (terms == NULL) {
            t->failed = true;
            return;
        }
        for (size_t j = 0; j < row->term_count; j++) {
            terms[j] = row->terms[j];
            terms[j].variable += q->first;
        }
        rfi_problem_row(&t->problem, row->name, RFI_GROUP_STRUCTURE, terms, row->term_count,
                        row->limit);
        if (row->orders) {
            rfi_problem_orders(&t->problem);
        }
    }
}

/* ---- ties -----------------------------------------------------------------------------
 */

static void stays(rfi_timed *t, size_t before, size_t after, const char *name)
{
    rfi_problem_row(&t->problem, name, RFI_GROUP_STRUCTURE,
                    (rfi_term[]){{before, 1}, {after, -1}}, 2, 0);
}

/* Units in service stay in service, racks stay where they are. */
static void tie_to_next(rfi_timed *t, size_t k)
{
    const rfi_quarter *now = &t->quarters[k];
    const rfi_quarter *next = &t->quarters[k + 1];
    for (size_t l = 0; l < now->menu.lot_count; l++) {
        const rfi_lot *lot = &now->menu.lots[l];
        size_t same = rfi_menu_lot(&next->menu, lot->measure, lot->hall);
        stays(t, now->first + now->part.count[l], next->first + next->part.count[same],
              "stays in service");
    }
    size_t cells = now->menu.site->hall_count * now->menu.profile_count;
    for (size_t i = 0; i < cells; i++) {
        stays(t, now->first + now->part.pods[i], next->first + next->part.pods[i],
              "racks stay");
        stays(t, now->first + now->part.convert[i], next->first + next->part.convert[i],
              "stays converted");
    }
}

/* Units that enter service in quarter k, those that come along left out. */
static void add_crews(rfi_timed *t, size_t k)
{
    const rfi_quarter *now = &t->quarters[k];
    rfi_term *terms = RFI_ARRAY(t->scratch, 2 * now->menu.lot_count + 1, rfi_term);
    size_t count = 0;
    if (terms == NULL) {
        t->failed = true;
        return;
    }
    for (size_t l = 0; l < now->menu.lot_count; l++) {
        const rfi_lot *lot = &now->menu.lots[l];
        if (now->menu.measures->items[lot->measure].with != RFI_WITH_NONE) {
            continue;
        }
        terms[count++] = (rfi_term){now->first + now->part.count[l], 1};
        const rfi_quarter *before = k > 0 ? &t->quarters[k - 1] : NULL;
        size_t same = before == NULL ? SIZE_MAX
                                     : rfi_menu_lot(&before->menu, lot->measure, lot->hall);
        if (same != SIZE_MAX) {
            terms[count++] = (rfi_term){before->first + before->part.count[same], -1};
        }
    }
    rfi_problem_row(&t->problem, "crews", RFI_GROUP_STRUCTURE, terms, count,
                    t->comparing->options->crews);
}

/* The day on which what enters service in quarter k is there at the latest: its ready day
 * in the first quarter that can have it, else the last day of the quarter. */
static int64_t there_by(const rfi_timed *t, int64_t ready, size_t k)
{
    bool first = k == 0 || ready > t->quarters[k - 1].day;
    return first ? ready : rfi_max(ready, t->quarters[k].day);
}

typedef struct rfi_wait { /* a lot in a quarter, and days from what it waits for */
    size_t quarter, lot;
    int64_t days;
} rfi_wait;

/* Any of the lot needs one of `required` in a quarter that leaves time for the rest. */
static void add_wait(rfi_timed *t, const rfi_wait *wait, const rfi_measure *required,
                     size_t hall)
{
    const rfi_quarter *now = &t->quarters[wait->quarter];
    int64_t takes =
        rfi_measure_days(now->menu.measures, required, t->comparing->comparison->end);
    int64_t ready = rfi_add(now->menu.site->as_of, takes);
    size_t k = wait->quarter + 1;
    while (k > 0 && rfi_add(there_by(t, ready, k - 1), wait->days) > now->day) {
        k--;
    }
    if (k == 0 || k > wait->quarter) { /* along with it, or tied by the quarter's rows */
        return;
    }
    const rfi_quarter *then = &t->quarters[k - 1];
    rfi_term *terms = RFI_ARRAY(t->scratch, then->menu.lot_count + 1, rfi_term);
    if (terms == NULL) {
        t->failed = true;
        return;
    }
    size_t count = 0;
    terms[count++] = (rfi_term){now->first + now->part.any[wait->lot], 1};
    for (size_t i = 0; i < then->menu.lot_count; i++) {
        const rfi_lot *lot = &then->menu.lots[i];
        if (&then->menu.measures->items[lot->measure] == required &&
            (hall == RFI_PLACE_SITE || lot->hall == hall)) {
            terms[count++] = (rfi_term){then->first + then->part.any[i], -1};
        }
    }
    rfi_problem_row(&t->problem, "waits for", RFI_GROUP_STRUCTURE, terms, count, 0);
}

/* Days from the order of a measure on, once what it requires is there. */
static int64_t own_days(const rfi_measures *measures, const rfi_measure *measure,
                        rfi_end end)
{
    int64_t before = 0;
    for (size_t i = 0; i < measure->requires_count; i++) {
        const rfi_measure *other = rfi_measure_named(measures, measure->requires_ids[i]);
        before =
            rfi_max(before, other == NULL ? 0 : rfi_measure_days(measures, other, end));
    }
    return rfi_sub(rfi_measure_days(measures, measure, end), before);
}

/* Of everything that the measure waits for, however far up: what is asked of each alone
 * makes the days of all of them possible. */
static void add_waits(rfi_timed *t, const rfi_wait *wait, const rfi_measure *measure,
                      size_t hall, size_t depth)
{
    const rfi_measures *measures = t->quarters[0].menu.measures;
    rfi_wait longer = *wait;
    longer.days =
        rfi_add(wait->days, own_days(measures, measure, t->comparing->comparison->end));
    for (size_t i = 0; i < measure->requires_count && depth <= measures->count; i++) {
        const rfi_measure *other = rfi_measure_named(measures, measure->requires_ids[i]);
        if (other == NULL) {
            continue;
        }
        size_t place = other->scope == RFI_SCOPE_HALL ? hall : RFI_PLACE_SITE;
        add_wait(t, &longer, other, place);
        add_waits(t, &longer, other, place, depth + 1);
    }
}

static void tie_quarters(rfi_timed *t)
{
    for (size_t k = 0; k < t->count; k++) {
        const rfi_menu *menu = &t->quarters[k].menu;
        if (k + 1 < t->count) {
            tie_to_next(t, k);
        }
        if (t->comparing->options->crews > 0) {
            add_crews(t, k);
        }
        for (size_t l = 0; l < menu->lot_count; l++) {
            const rfi_measure *measure = &menu->measures->items[menu->lots[l].measure];
            const rfi_wait wait = {.quarter = k, .lot = l};
            if (measure->with == RFI_WITH_NONE) {
                add_waits(t, &wait, measure, menu->lots[l].hall, 0);
            }
        }
    }
}

bool rfi_timed_make(rfi_comparing *c, rfi_arena *scratch, rfi_timed *ret_timed)
{
    rfi_timed *t = ret_timed;
    *t = (rfi_timed){.comparing = c,
                     .scratch = scratch,
                     .quarters = RFI_ARRAY(scratch, QUARTERS_MOST, rfi_quarter)};
    if (t->quarters == NULL) {
        return false;
    }
    rfi_menu any;
    if (!rfi_comparing_menu(c, c->comparison->site->as_of, false, &any)) {
        return false;
    }
    t->count = set_days(t, first_day(&any));
    rfi_problem_init(&t->problem, scratch);
    if (!make_menus(t) || !compose_parts(t)) {
        return false;
    }
    size_t parts = most_parts(t);
    for (size_t k = 0; k < t->count && !t->failed; k++) {
        splice(t, k, parts);
    }
    tie_quarters(t);
    return !t->failed && !t->problem.failed;
}
