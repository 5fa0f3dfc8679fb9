/* SPDX-License-Identifier: MIT */
/* Plans that differ in substance from the recommended one, and prices: what one more of
 * something costs or brings, always as the difference of two solved plans. */
#include "planner/decide/comparing.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/base/text.h"

enum { DOLLAR = 1000000, MEGAWATT = 1000000000, QUARTER_DAYS = 91 };
#define MILLION INT64_C(1000000000000) /* a million dollars */

/* ---- alternatives ---------------------------------------------------------------------
 */

static bool installs_measure(const rfi_retrofit *r, const rfi_measure *measure, size_t hall)
{
    for (size_t i = 0; i < r->install_count; i++) {
        const rfi_install *x = &r->installs[i].install;
        if (x->measure == measure && x->hall == hall) {
            return true;
        }
    }
    return false;
}

static void list_missing(const rfi_comparing *c, const rfi_retrofit *a,
                         const rfi_retrofit *b, const char *lead, rfi_text *text)
{
    const rfi_site *site = c->comparison->apart;
    size_t shown = 0;
    for (size_t i = 0; i < a->install_count; i++) {
        const rfi_install *x = &a->installs[i].install;
        if (installs_measure(b, x->measure, x->hall)) {
            continue;
        }
        bool hall = x->hall != RFI_PLACE_SITE && site->hall_count > 1;
        rfi_text_format(text, "%s%s%s%s",
                        shown > 0        ? ", "
                        : text->size > 0 ? "; "
                                         : "",
                        shown > 0 ? "" : lead, x->measure->id, hall ? " in " : "");
        if (hall) {
            rfi_text_add(text, site->halls[x->hall].id);
        }
        shown++;
    }
}

static const char *difference_words(const rfi_comparing *c, const rfi_retrofit *from,
                                    const rfi_retrofit *to)
{
    rfi_text text = RFI_TEXT_INIT;
    list_missing(c, to, from, "with ", &text);
    list_missing(c, from, to, "without ", &text);
    const char *words =
        text.failed || text.data == NULL ? NULL : rfi_arena_copy(c->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "other numbers of the same measures" : words;
}

/* The same question again, each time with what was found before ruled out. */
bool rfi_find_alternatives(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    size_t most = c->options->alternatives;
    m->alternatives = RFI_ARRAY(c->arena, most + 1, rfi_retrofit *);
    m->differences = RFI_ARRAY(c->arena, most + 1, const char *);
    const rfi_install **but = RFI_ARRAY(c->arena, most + 1, const rfi_install *);
    size_t *counts = RFI_ARRAY(c->arena, most + 1, size_t);
    if (m->alternatives == NULL || m->differences == NULL || but == NULL ||
        counts == NULL) {
        return false;
    }
    const rfi_retrofit *found = m->recommended;
    rfi_ask ask = rfi_comparing_same(c);
    ask.target = rfi_max(ask.target, 1);
    ask.but = but;
    ask.but_counts = counts;
    while (m->alternative_count < most && found->plan != NULL && rfi_chooses(found)) {
        but[ask.but_count] = found->plan->installs;
        counts[ask.but_count++] = found->plan->install_count;
        rfi_retrofit *next = rfi_comparing_solve(c, &ask);
        if (next == NULL) {
            return false;
        }
        if (next->plan == NULL) {
            break;
        }
        m->differences[m->alternative_count] = difference_words(c, m->recommended, next);
        m->alternatives[m->alternative_count++] = next;
        found = next;
    }
    return true;
}

/* ---- prices ---------------------------------------------------------------------------
 */

static void add_price(rfi_comparing *c, rfi_priced what, const char *where,
                      rfi_retrofit *to, int64_t low, int64_t high)
{
    rfi_comparison *m = c->comparison;
    const rfi_retrofit *from = m->recommended;
    if (to->plan == NULL) {
        return;
    }
    m->prices[m->price_count++] = (rfi_price){
        .what = what,
        .where = where,
        .from = from,
        .to = to,
        .cost = rfi_sub(to->cost[m->end], from->cost[m->end]),
        .power = rfi_sub(to->it_power, from->it_power),
        .days = rfi_sub(to->ready, from->ready),
        .low = low,
        .high = high,
        .certified = from->proof == RFI_PROOF_CERTIFIED && to->proof == RFI_PROOF_CERTIFIED,
    };
}

/* One megawatt more at least cost: the price holds for every target from there to what the
 * plan carries. */
static bool price_power(rfi_comparing *c)
{
    const rfi_retrofit *from = c->comparison->recommended;
    rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_COST);
    ask.target = rfi_add(from->it_power, MEGAWATT);
    rfi_retrofit *to = rfi_comparing_solve(c, &ask);
    if (to != NULL) {
        add_price(c, RFI_PRICED_POWER, "", to, ask.target, to->it_power);
    }
    return to != NULL;
}

static bool price_money(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    const rfi_retrofit *from = m->recommended;
    int64_t budget = rfi_add(from->cost[m->end], MILLION);
    rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_POWER);
    ask.budget = rfi_div_ceil(budget, DOLLAR);
    rfi_retrofit *to = rfi_comparing_solve(c, &ask);
    if (to != NULL) {
        add_price(c, RFI_PRICED_MONEY, "", to, to->plan == NULL ? 0 : to->cost[m->end],
                  budget);
    }
    return to != NULL;
}

/* A quarter later and earlier, under the same goal. */
static bool price_time(rfi_comparing *c, int64_t days)
{
    rfi_comparison *m = c->comparison;
    int64_t by = rfi_add(m->by_stated ? m->by : m->recommended->ready, days);
    rfi_menu menu;
    const rfi_ask ask = rfi_comparing_same(c);
    if (by <= m->site->as_of || by >= RFI_UNBOUNDED) {
        return true;
    }
    if (!rfi_comparing_menu(c, by, true, &menu)) {
        return false;
    }
    rfi_retrofit *to = rfi_menu_solve(&menu, &ask, &c->budget);
    if (to != NULL) { /* what changes in between, nobody asked */
        bool same = to->plan != NULL && to->it_power == m->recommended->it_power &&
                    rfi_same_installs(to, m->recommended);
        int64_t from = same ? by - days : by;
        add_price(c, RFI_PRICED_TIME, days > 0 ? "a quarter later" : "a quarter earlier",
                  to, rfi_min(by, from), rfi_max(by, from));
    }
    return to != NULL;
}

/* The floor of one pod more in a hall where floor space binds. */
static bool price_area(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    for (size_t i = 0; i < m->recommended->binding_count; i++) {
        size_t row = m->recommended->binding[i];
        const rfi_requirement *r = &m->requirements[row];
        if (r->kind != RFI_REQ_FLOOR_SPACE || r->hall_index == SIZE_MAX) {
            continue;
        }
        const rfi_hall *hall = &m->apart->halls[r->hall_index];
        int64_t pods = r->ends[m->end].limit;
        int64_t area = rfi_hall_area(hall);
        if (pods <= 0 || pods >= RFI_PODS_CAP || area <= 0) {
            continue;
        }
        rfi_ask ask = rfi_comparing_same(c);
        ask.raised = row;
        ask.raised_by = 1;
        rfi_retrofit *to = rfi_comparing_solve(c, &ask);
        if (to == NULL) {
            return false;
        }
        add_price(c, RFI_PRICED_AREA, hall->id, to, area,
                  rfi_add(area, rfi_div_ceil(area, pods)));
        return true;
    }
    return true;
}

bool rfi_find_prices(rfi_comparing *c)
{
    enum { PRICES = 8 };
    rfi_comparison *m = c->comparison;
    m->prices = RFI_ARRAY(c->arena, PRICES, rfi_price);
    if (m->prices == NULL) {
        return false;
    }
    return m->recommended->plan == NULL ||
           (price_power(c) && price_money(c) && price_time(c, -QUARTER_DAYS) &&
            price_time(c, QUARTER_DAYS) && price_area(c));
}
