/* SPDX-License-Identifier: MIT */
/* Retrofit plans in words: costs and what bounds power go up, power and what bounds cost go
 * down. */
#include "reports/brief/options.h"

#include "reports/table/comparison_words.h"
#include "reports/table/value.h"

bool rfi_plan_chosen(const rfi_brief *b)
{
    return b->options != NULL && rfi_has_plan(b->options->recommended) &&
           b->options->recommended->it_power > 0;
}

const char *rfi_no_plan_words(const rfi_brief *b)
{
    const rfi_retrofit *r = b->options->recommended;
    bool proven = r->proof == RFI_PROOF_NONE || r->proof == RFI_PROOF_CERTIFIED;
    return proven ? "with the measures on offer no rack can stand, certified"
                  : "the search stopped before it found a plan with racks";
}

bool rfi_plan_builds(const rfi_brief *b)
{
    const rfi_retrofit *r = rfi_plan_chosen(b) ? b->options->recommended : NULL;
    bool builds = false;
    for (size_t i = 0; r != NULL && i < r->install_count; i++) {
        builds = builds || !r->installs[i].comes_with;
    }
    return builds;
}

size_t rfi_chosen_rung(const rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    const rfi_retrofit *best = c->recommended;
    for (size_t i = 0; rfi_plan_chosen(b) && i < c->rung_count; i++) {
        const rfi_retrofit *r = c->ladder[i].retrofit;
        if (r == best || (r->it_power == best->it_power && r->ready == best->ready &&
                          r->cost[c->end] == best->cost[c->end])) {
            return i;
        }
    }
    return SIZE_MAX;
}

const char *rfi_plan_label(rfi_brief *b, size_t rung)
{
    return rfi_brief_format(b, "P%zu", rung);
}

const char *rfi_chosen_label(rfi_brief *b)
{
    size_t rung = rfi_chosen_rung(b);
    return rung == SIZE_MAX ? "R" : rfi_plan_label(b, rung);
}

const char *rfi_plan_cost(rfi_brief *b, const rfi_retrofit *r)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_costs(&text, b->options, r->cost);
    return rfi_brief_keep(b, &text);
}

const char *rfi_plan_million(rfi_brief *b, int64_t cost)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_millions(&text, cost);
    return rfi_brief_keep(b, &text);
}

const char *rfi_plan_range(rfi_brief *b, const int64_t *cost)
{
    int64_t low = cost[RFI_END_FAVOURABLE];
    int64_t high = cost[RFI_END_UNFAVOURABLE];
    return low == high || !rfi_bounded(low) || !rfi_bounded(high)
               ? "\u2013"
               : rfi_brief_format(b, "%s\u2013%s", rfi_plan_million(b, low),
                                  rfi_plan_million(b, high));
}

const char *rfi_plan_power(rfi_brief *b, int64_t power)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_megawatts(&text, power, b->options->target);
    return rfi_brief_keep(b, &text);
}

const char *rfi_plan_per_power(rfi_brief *b, const rfi_retrofit *r)
{
    int64_t price = rfi_cost_per_power(r->cost[b->options->end], r->it_power);
    if (!rfi_bounded(price)) {
        return "\u2013";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, price, rfi_unit_find("MUSD/MW", 7), 3, RFI_ROUND_UP, true);
    return rfi_brief_keep(b, &text);
}

const char *rfi_plan_ready(rfi_brief *b, const rfi_retrofit *r)
{
    int64_t day = rfi_ready_day(r);
    return rfi_bounded(day) ? rfi_brief_date(b, day) : "\u2013";
}

const char *rfi_plan_binds(rfi_brief *b, const rfi_retrofit *r)
{
    if (r->binding_count == 0) {
        return "";
    }
    const rfi_requirement *limit = &b->options->requirements[r->binding[0]];
    const char *first = rfi_brief_lower(b, rfi_brief_title(b, limit));
    return r->binding_count == 1
               ? first
               : rfi_brief_format(b, "%s and %zu more", first, r->binding_count - 1);
}

static const char *power_bound(rfi_brief *b, const rfi_retrofit *r)
{
    return rfi_bounded(r->it_bound) && r->it_bound > 0
               ? rfi_brief_format(b, "certified: no plan has more than %s\u202FMW",
                                  rfi_brief_megawatt_up(b, r->it_bound))
               : "no bound is certified";
}

static const char *cost_bound(rfi_brief *b, const rfi_retrofit *r)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, r->cost_bound, rfi_unit_find("MUSD", 4), 4, RFI_ROUND_DOWN,
                     true);
    return rfi_brief_format(b, "certified: none costs less than %s\u202FMUSD",
                            rfi_brief_keep(b, &text));
}

const char *rfi_plan_proof(rfi_brief *b, const rfi_retrofit *r)
{
    bool cost = !rfi_bounded(r->it_bound) && r->cost_bound > 0;
    switch (r->proof) {
    case RFI_PROOF_CERTIFIED:
        return cost ? "certified: no plan that does as much costs less"
                    : "certified: no plan within the same budget and date carries more";
    case RFI_PROOF_NONE:
        return "certified: there is no plan";
    case RFI_PROOF_UNDECIDED:
        return "the search stopped without a plan";
    case RFI_PROOF_CLAIMED:
        return rfi_brief_format(b, "best as claimed by %s; %s",
                                r->claimed_by == NULL ? "the solver" : r->claimed_by,
                                cost ? cost_bound(b, r) : power_bound(b, r));
    case RFI_PROOF_BOUNDED:
        break;
    }
    return rfi_brief_format(b, "best found; %s",
                            cost ? cost_bound(b, r) : power_bound(b, r));
}

const char *rfi_group_place(rfi_brief *b, const rfi_install_group *group)
{
    if (group->kind == NULL) {
        return "site";
    }
    const char *name = group->kind->name != NULL ? group->kind->name : group->kind->id;
    int64_t halls = rfi_brief_hall_count(group->kind);
    return halls > 1 ? rfi_brief_format(b, "%zu of %s, %s", group->places,
                                        rfi_brief_count(b, halls), name)
                     : name;
}
