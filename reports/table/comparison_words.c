/* SPDX-License-Identifier: MIT */
/* Money, critical IT power and what is proven of a plan, in words. */
#include "reports/table/comparison.h"

#include "planner/base/checked.h"
#include "reports/table/judgement.h"
#include "reports/table/value.h"

const rfi_site *rfi_compared_site(const rfi_comparison *c)
{
    return c->apart != NULL ? c->apart : c->site;
}

const char *rfi_place_of(const rfi_comparison *c, const rfi_install *install)
{
    const rfi_site *site = rfi_compared_site(c);
    return install->hall < site->hall_count ? rfi_or_empty(site->halls[install->hall].id)
                                            : "site";
}

bool rfi_has_plan(const rfi_retrofit *r)
{
    return r != NULL && r->plan != NULL;
}

const rfi_policy *rfi_compared_policy(const rfi_comparison *c)
{
    if (c->site->want.policy_stated) {
        return c->site->want.policy;
    }
    const rfi_retrofit *judged = rfi_has_plan(c->as_is) ? c->as_is : c->recommended;
    return rfi_has_plan(judged) ? judged->plan->policy : NULL;
}

int64_t rfi_ready_day(const rfi_retrofit *r)
{
    return rfi_has_plan(r) && r->install_count > 0 ? r->ready : RFI_UNBOUNDED;
}

bool rfi_cost_is_assumed(const rfi_measure *measure)
{
    return rfi_is_assumption(&measure->cost) || rfi_is_assumption(&measure->cost_rate) ||
           rfi_is_assumption(&measure->cost_area) ||
           rfi_is_assumption(&measure->cost_length) ||
           rfi_is_assumption(&measure->cost_share);
}

const char *rfi_at_end(rfi_end end)
{
    static const char *const words[RFI_ENDS] = {
        "unfavourable end of all ranges", "base case", "favourable end of all ranges"};
    return words[end];
}

void rfi_print_day(rfi_text *text, int64_t day)
{
    if (rfi_bounded(day)) {
        rfi_print_date(text, day);
    } else {
        rfi_text_add(text, "\u2013");
    }
}

/* ---- money -------------------------------------------------------------------------- */

static void print_number(rfi_text *text, const rfi_scale *scale, int64_t value)
{
    rfi_print_number(text, value, scale->unit, 0, RFI_ROUND_NEAREST, true);
}

void rfi_print_costs(rfi_text *text, const rfi_comparison *c, const int64_t *cost)
{
    int64_t low = cost[RFI_END_FAVOURABLE];
    int64_t high = cost[RFI_END_UNFAVOURABLE];
    rfi_pair pairs[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        pairs[end] = (rfi_pair){cost[end], RFI_UNBOUNDED};
    }
    rfi_scale scale = rfi_scale_for(RFI_DIM_MONEY, pairs, RFI_ENDS);
    if (cost[c->end] <= c->budget && rfi_scale_up(&scale, cost[c->end]) > c->budget) {
        pairs[c->end].limit = c->budget;
        scale = rfi_scale_for(RFI_DIM_MONEY, pairs, RFI_ENDS);
    }
    rfi_print_demand(text, &scale, cost[RFI_END_BASE]);
    if (low != high && rfi_bounded(low) && rfi_bounded(high)) {
        rfi_text_add(text, " (");
        print_number(text, &scale, rfi_scale_up(&scale, low));
        rfi_text_add(text, "\u2013");
        print_number(text, &scale, rfi_scale_up(&scale, high));
        rfi_text_char(text, ')');
    }
}

void rfi_print_millions(rfi_text *text, int64_t cost)
{
    if (rfi_bounded(cost)) {
        rfi_print_number(text, cost, rfi_unit_find("MUSD", 4), 4, RFI_ROUND_UP, true);
    } else {
        rfi_text_add(text, "\u2013");
    }
}

void rfi_print_per_power(rfi_text *text, int64_t cost, int64_t power)
{
    int64_t price = rfi_cost_per_power(cost, power);
    if (rfi_bounded(price)) {
        rfi_print_number(text, price, rfi_unit_find("MUSD/MW", 7), 4, RFI_ROUND_UP, true);
        rfi_text_add(text, "\u202FMUSD/MW");
    } else {
        rfi_text_add(text, "\u2013");
    }
}

/* ---- plans -------------------------------------------------------------------------- */

void rfi_print_it_amount(rfi_text *text, int64_t power, bool exact)
{
    rfi_print_number(text, power, rfi_unit_find("MW", 2), exact ? 0 : 4, RFI_ROUND_DOWN,
                     true);
    rfi_text_add(text, "\u202FMW critical IT");
}

void rfi_print_it(rfi_text *text, const rfi_comparison *c, int64_t power)
{
    rfi_print_megawatts(text, power, c->target);
    rfi_text_add(text, "\u202FMW critical IT");
}

void rfi_print_retrofit(rfi_text *text, const rfi_comparison *c, const rfi_retrofit *r)
{
    if (!rfi_has_plan(r)) {
        rfi_text_add(text, r != NULL && r->proof == RFI_PROOF_NONE
                               ? "there is no plan (proven)"
                               : "no plan was found");
        return;
    }
    rfi_print_value(text, r->pods, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    rfi_text_add(text, r->pods == 1 ? " pod, " : " pods, ");
    rfi_print_it(text, c, r->it_power);
    if (r->install_count > 0) {
        rfi_text_add(text, ", ");
        rfi_print_costs(text, c, r->cost);
        rfi_text_add(text, ", ready ");
        rfi_print_day(text, r->ready);
    }
}

void rfi_print_installs(rfi_text *text, const rfi_comparison *c, const rfi_retrofit *r)
{
    bool first = true;
    rfi_text_add(text, r->install_count == 0 ? "nothing is installed" : "");
    for (size_t i = 0; i < r->install_count; i++) {
        const rfi_install *install = &r->installs[i].install;
        rfi_text place = RFI_TEXT_INIT;
        int64_t cost[RFI_ENDS];
        if (rfi_alike_installs(c, r, i, &place, cost) > 0) {
            rfi_text_add(text, first ? "" : ", ");
            if (install->count != 1) {
                rfi_text_format(text, "%lld × ", (long long)install->count);
            }
            rfi_text_format(text, "%s (%s)", rfi_or_empty(install->measure->name),
                            place.data == NULL ? "" : place.data);
            first = false;
        }
        rfi_text_finish(&place);
    }
}

void rfi_headline_write(rfi_writer *w, const char *string)
{
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "w", 0, false);
    rfi_grid_span(&grid, RFI_STYLE_HEAD, string);
    rfi_grid_print(&grid);
}

/* ---- gaps --------------------------------------------------------------------------- */

static void print_power_bound(rfi_text *line, const rfi_retrofit *r, int64_t bound)
{
    if (!rfi_bounded(bound)) {
        rfi_text_add(line, "no bound on critical IT power");
        return;
    }
    rfi_text_add(line, "no plan has more");
    if (bound > r->it_power) {
        rfi_pair pair = {bound, r->it_power};
        rfi_scale scale = rfi_scale_in(rfi_unit_find("MW", 2), &pair, 1);
        rfi_text_add(line, " than ");
        rfi_print_demand(line, &scale, bound);
    }
    rfi_text_add(line, " critical IT");
}

static void print_cost_bound(rfi_text *line, const rfi_comparison *c, const rfi_retrofit *r)
{
    int64_t cost = r->cost[c->end];
    rfi_text_add(line, "no plan that does what is asked for costs less");
    if (r->cost_bound < cost) {
        rfi_pair pair = {r->cost_bound, cost};
        rfi_scale scale = rfi_scale_for(RFI_DIM_MONEY, &pair, 1);
        rfi_text_add(line, " than ");
        rfi_print_limit(line, &scale, r->cost_bound);
    }
}

void rfi_gaps_write(rfi_writer *w, const rfi_comparison *c, const rfi_retrofit *r)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Certified: ");
    if (!rfi_has_plan(r)) {
        rfi_text_add(&line, r->proof == RFI_PROOF_NONE ? "no plan exists" : "nothing");
    } else {
        bool power = rfi_bounded(r->it_bound);
        bool cost = r->cost_bound > 0 || (!power && r->cost[c->end] == 0);
        if (power || !cost) { /* of a plan that is best for cost nobody asked the most */
            print_power_bound(&line, r, r->it_bound);
        }
        rfi_text_add(&line, power && cost ? "; " : "");
        if (cost) {
            print_cost_bound(&line, c, r);
        }
        rfi_text_add(&line, r == c->as_is ? ", without measures"
                                          : ", within the same budget and date");
    }
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
    if (r->claimed_by == NULL) {
        rfi_write_paragraph(w, 2, "Claimed: nothing beyond what is certified");
        return;
    }
    rfi_text_format(&line, "Claimed by %s: ", r->claimed_by);
    if (!rfi_has_plan(r)) {
        rfi_text_add(&line, "no plan exists");
    } else {
        print_power_bound(&line, r, r->it_claimed > 0 ? r->it_claimed : RFI_UNBOUNDED);
    }
    rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
}
