/* SPDX-License-Identifier: MIT */
/* What keeps the target out of the site as it is: minimal conflicts, each with plans that
 * satisfy all but one member; and what would let it in, cheapest first. */
#include "planner/decide/comparing.h"

#include <string.h>

#include "planner/base/checked.h"

enum { CONFLICTS = 4, REPAIRS = 4, PPM = 1000000 };

/* ---- conflicts ------------------------------------------------------------------------
 */

static rfi_ask as_it_is(const rfi_comparison *m)
{
    rfi_ask ask = RFI_ASK_INIT;
    ask.aim = RFI_AIM_POWER;
    ask.target = rfi_max(m->target, 1);
    ask.no_measures = true;
    return ask;
}

/* Disjoint conflicts: the members of those before are left out of the next. */
static bool list_conflicts(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    bool *allowed = RFI_ARRAY(c->arena, m->requirement_count + 1, bool);
    m->conflicts = RFI_ARRAY(c->arena, CONFLICTS, rfi_conflict);
    if (allowed == NULL || m->conflicts == NULL) {
        return false;
    }
    for (size_t i = 0; i < m->requirement_count; i++) {
        allowed[i] = true;
    }
    const rfi_ask ask = as_it_is(m);
    while (m->conflict_count < CONFLICTS) {
        rfi_conflict conflict;
        if (!rfi_menu_conflict(&c->menu, &ask, allowed, &c->budget, &conflict) ||
            conflict.count == 0) {
            break;
        }
        for (size_t i = 0; i < conflict.count; i++) {
            allowed[conflict.members[i]] = false;
        }
        m->conflicts[m->conflict_count++] = conflict;
    }
    return true;
}

/* For every member of the first conflict a plan under all its other members. */
static bool find_witnesses(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    const rfi_conflict *first = &m->conflicts[0];
    if (first->count < 2) { /* nothing stands beside a single member */
        return true;
    }
    bool *active = RFI_ARRAY(c->arena, m->requirement_count + 1, bool);
    m->witnesses = RFI_ARRAY(c->arena, first->count + 1, rfi_witness);
    if (active == NULL || m->witnesses == NULL) {
        return false;
    }
    for (size_t k = 0; k < first->count; k++) {
        memset(active, 0, m->requirement_count * sizeof(*active));
        for (size_t i = 0; i < first->count; i++) {
            active[first->members[i]] = i != k;
        }
        rfi_ask ask = as_it_is(m);
        ask.active = active;
        rfi_retrofit *found = rfi_comparing_solve(c, &ask);
        if (found == NULL) {
            return false;
        }
        m->witnesses[m->witness_count++] = (rfi_witness){k, found->plan};
    }
    return true;
}

bool rfi_find_conflicts(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    if (m->as_is->plan != NULL && m->as_is->it_power >= rfi_max(m->target, 1)) {
        return true;
    }
    return list_conflicts(c) && (m->conflict_count == 0 || find_witnesses(c));
}

/* ---- repairs --------------------------------------------------------------------------
 */

static int64_t dearer_than_bound(const rfi_comparison *m, const rfi_retrofit *r)
{
    int64_t cost = r->cost[m->end];
    return r->proof == RFI_PROOF_CERTIFIED || r->cost_bound <= 0 || cost <= r->cost_bound
               ? 0
               : rfi_mul_div_ceil(rfi_sub(cost, r->cost_bound), PPM, r->cost_bound);
}

static void add_measures(rfi_comparing *c, rfi_retrofit *r)
{
    rfi_comparison *m = c->comparison;
    m->repairs[m->repair_count++] =
        (rfi_repair){.retrofit = r, .proof = r->proof, .dearer = dearer_than_bound(m, r)};
}

/* Cheapest to the target; then others that differ. */
static bool repair_by_measures(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    const rfi_install *but[REPAIRS];
    size_t counts[REPAIRS];
    rfi_ask ask = RFI_ASK_INIT;
    ask.aim = RFI_AIM_COST;
    ask.target = rfi_max(m->target, 1);
    ask.but = but;
    ask.but_counts = counts;
    while (m->repair_count < REPAIRS) {
        rfi_retrofit *r = rfi_comparing_solve(c, &ask);
        if (r == NULL) {
            return false;
        }
        if (r->plan == NULL || !rfi_chooses(r)) {
            break;
        }
        add_measures(c, r);
        but[ask.but_count] = r->plan->installs;
        counts[ask.but_count++] = r->plan->install_count;
    }
    return true;
}

/* Limits that would have to be higher where no measure helps: fewest, then least in
 * proportion. The first of each repair is kept in the next, so that they differ. */
static bool repair_by_relaxing(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    bool *kept = RFI_ARRAY(c->arena, m->requirement_count + 1, bool);
    if (kept == NULL) {
        return false;
    }
    rfi_ask ask = rfi_comparing_ask(c, RFI_AIM_RELAX);
    ask.target = rfi_max(m->target, 1);
    ask.kept = kept;
    while (m->repair_count < REPAIRS) {
        rfi_repair *repair = &m->repairs[m->repair_count];
        *repair = (rfi_repair){
            .relaxations = RFI_ARRAY(c->arena, m->requirement_count + 1, rfi_relaxation)};
        rfi_retrofit *r = rfi_menu_relax(&c->menu, &ask, &c->budget, repair->relaxations,
                                         &repair->relaxation_count);
        if (r == NULL || repair->relaxations == NULL) {
            return false;
        }
        if (r->plan == NULL || repair->relaxation_count == 0) {
            break;
        }
        repair->retrofit = r->install_count > 0 ? r : NULL;
        repair->proof = r->proof;
        m->repair_count++;
        kept[repair->relaxations[0].requirement] = true;
    }
    return true;
}

bool rfi_find_repairs(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    m->repairs = RFI_ARRAY(c->arena, REPAIRS, rfi_repair);
    if (m->repairs == NULL) {
        return false;
    }
    if (m->conflict_count == 0) {
        return true;
    }
    return repair_by_measures(c) && (m->repair_count > 0 || repair_by_relaxing(c));
}
