/* SPDX-License-Identifier: MIT */
/* Rules that installs obey whatever they are for: where a unit may stand, how many, with
 * what and without what, by when, and what all of it costs. */
#include "planner/check/bench.h"

#include <string.h>

enum { PPM = 1000000 };
static const int64_t day_length = 86400000000; /* microseconds */
static const int64_t not_yet = INT64_MIN;      /* day that is not known yet */

static void must(rfi_bench *b, const rfi_measure *measure, bool holds, const char *message)
{
    rfi_bench_assert(b, RFI_REQUIREMENT_KIND_COUNT, measure->id, holds, message);
}

static const rfi_measure *measure_named(const rfi_bench *b, const char *id)
{
    for (size_t i = 0; i < b->plan->measures->count; i++) {
        if (strcmp(b->plan->measures->items[i].id, id) == 0) {
            return &b->plan->measures->items[i];
        }
    }
    return NULL;
}

static const rfi_hall *hall_of(const rfi_bench *b, const rfi_install *install)
{
    return install->hall == RFI_PLACE_SITE ? NULL : &b->site->halls[install->hall];
}

/* Units in all places together. */
static int64_t units_of(const rfi_bench *b, const rfi_measure *measure)
{
    int64_t units = rfi_bench_installed(b, measure, NULL);
    for (size_t h = 0; h < b->site->hall_count; h++) {
        units = rfi_add(units, rfi_bench_installed(b, measure, &b->site->halls[h]));
    }
    return units;
}

/* ---- place, number, company ------------------------------------------------------------
 */

/* Reuse of a hydro or immersion loop needs one that is there. */
static bool has_what_it_reuses(const rfi_measure *m, const rfi_hall *hall)
{
    bool fine = true;
    for (size_t e = 0; e < m->effect_count; e++) {
        const char *of = m->effects[e].of;
        bool hydro = of != NULL && strcmp(of, "hydro") == 0;
        bool immersion = of != NULL && strcmp(of, "immersion") == 0;
        bool there = !hydro && !immersion;
        for (size_t i = 0; hall != NULL && i < hall->plant_count; i++) {
            rfi_plant_kind kind = hall->plants[i].kind;
            there = there || (hydro && kind == RFI_PLANT_HYDRO) ||
                    (immersion && kind == RFI_PLANT_IMMERSION);
        }
        fine = fine && there;
    }
    return fine;
}

static void check_place(rfi_bench *b, size_t index)
{
    const rfi_install *install = &b->plan->installs[index];
    const rfi_measure *m = install->measure;
    bool in_hall = install->hall != RFI_PLACE_SITE;
    must(b, m, m->scope != RFI_SCOPE_HALL || in_hall, "stands in no hall");
    must(b, m, m->scope != RFI_SCOPE_LINK || !in_hall, "stands in a hall");
    must(b, m, has_what_it_reuses(m, hall_of(b, install)),
         "there is no plant of the kind that it reuses");
    must(b, m, m->scope != RFI_SCOPE_SITE || !in_hall || b->acts[index],
         "stands in a hall and acts on nothing of it");
}

static void check_number(rfi_bench *b, const rfi_install *install)
{
    const rfi_measure *m = install->measure;
    int64_t most = rfi_known(&m->max_count) ? rfi_bench_least(b, &m->max_count) : 1;
    int64_t units = m->scope == RFI_SCOPE_HALL
                        ? rfi_bench_installed(b, m, hall_of(b, install))
                        : units_of(b, m);
    must(b, m, units <= most, "more units than max-count");
}

/* Is the required measure there for it: in the same hall where it is one of halls? */
static bool serves(const rfi_install *install, const rfi_install *other,
                   const rfi_measure *required)
{
    bool same = install->hall == RFI_PLACE_SITE || required->scope != RFI_SCOPE_HALL ||
                other->hall == install->hall;
    return other->measure == required && same;
}

static void check_company(rfi_bench *b, const rfi_install *install)
{
    const rfi_plan *plan = b->plan;
    const rfi_measure *m = install->measure;
    for (size_t i = 0; i < m->requires_count; i++) {
        const rfi_measure *required = measure_named(b, m->requires_ids[i]);
        bool there = false;
        for (size_t k = 0; required != NULL && k < plan->install_count; k++) {
            there = there || serves(install, &plan->installs[k], required);
        }
        must(b, m, there, "a measure that it requires is not installed");
    }
    for (size_t i = 0; i < m->excludes_count; i++) {
        const rfi_measure *other = measure_named(b, m->excludes_ids[i]);
        bool both = other != NULL && rfi_bench_installed(b, other, hall_of(b, install)) > 0;
        must(b, m, !both, "a measure that it excludes stands in the same place");
    }
}

/* ---- dates -----------------------------------------------------------------------------
 */

static int64_t days_of(rfi_bench *b, const rfi_figure *duration)
{
    int64_t length = duration->state == RFI_ABSENT ? 0 : rfi_bench_most(b, duration);
    return length >= RFI_UNBOUNDED ? RFI_UNBOUNDED : rfi_div_ceil(length, day_length);
}

/* The earliest of what serves as `required`, once all of it is known; false before. */
static bool first_there(const rfi_bench *b, const rfi_install *install,
                        const rfi_measure *required, const int64_t *days, int64_t *ret_day)
{
    *ret_day = RFI_UNBOUNDED;
    bool any = false;
    for (size_t k = 0; required != NULL && k < b->plan->install_count; k++) {
        if (serves(install, &b->plan->installs[k], required)) {
            any = true;
            *ret_day = rfi_min(*ret_day, days[k]);
            if (days[k] == not_yet) {
                return false;
            }
        }
    }
    *ret_day = any ? *ret_day : b->site->as_of; /* missing: said elsewhere */
    return true;
}

/* Days on which installs are in service, round by round; what waits for itself stays. */
static void find_days(rfi_bench *b, int64_t *days)
{
    const rfi_plan *plan = b->plan;
    bool moved = true;
    for (size_t i = 0; i < plan->install_count; i++) {
        days[i] = not_yet;
    }
    while (moved) {
        moved = false;
        for (size_t i = 0; i < plan->install_count; i++) {
            const rfi_measure *m = plan->installs[i].measure;
            int64_t start = b->site->as_of;
            bool ready = days[i] == not_yet;
            for (size_t r = 0; ready && r < m->requires_count; r++) {
                int64_t day = 0;
                ready = first_there(b, &plan->installs[i],
                                    measure_named(b, m->requires_ids[r]), days, &day);
                start = rfi_max(start, day);
            }
            if (ready) {
                int64_t takes = rfi_add(days_of(b, &m->lead), days_of(b, &m->build));
                days[i] = rfi_add(start, takes);
                moved = true;
            }
        }
    }
}

static void check_dates(rfi_bench *b)
{
    int64_t *days = RFI_ARRAY(b->arena, b->plan->install_count + 1, int64_t);
    if (days == NULL) {
        b->failed = true;
        return;
    }
    b->missing = false;
    find_days(b, days);
    bool open = b->missing;
    for (size_t i = 0; rfi_bench_dated(b) && i < b->plan->install_count; i++) {
        bool along = b->plan->installs[i].measure->with != RFI_WITH_NONE;
        bool late = !along && (days[i] == not_yet || days[i] > b->plan->by);
        must(b, b->plan->installs[i].measure, open || !late, "is in service too late");
    }
}

/* ---- cost ------------------------------------------------------------------------------
 */

static const rfi_figure nobody_knows = {.state = RFI_UNKNOWN};

static int64_t stated(rfi_bench *b, const rfi_figure *figure)
{
    return figure->state == RFI_ABSENT ? 0 : rfi_bench_most(b, figure);
}

static int64_t size_of(rfi_bench *b, const rfi_measure *measure)
{
    if (measure->size.state != RFI_ABSENT) {
        return rfi_bench_most(b, &measure->size);
    }
    for (size_t e = 0; e < measure->effect_count; e++) {
        const rfi_figure *adds = &measure->effects[e].adds;
        if (adds->state == RFI_KNOWN &&
            (adds->dimension == RFI_DIM_POWER || adds->dimension == RFI_DIM_APPARENT)) {
            return adds->base;
        }
    }
    return rfi_bench_most(b, &nobody_knows);
}

static int64_t area_of(rfi_bench *b, const rfi_hall *hall)
{
    bool known = hall != NULL && hall->outline != NULL;
    rfi_wide twice = 0;
    for (size_t i = 0; known && i < hall->outline_count; i++) {
        const rfi_point *p = &hall->outline[i];
        const rfi_point *q = &hall->outline[i + 1 < hall->outline_count ? i + 1 : 0];
        twice += (rfi_wide)(p->x - q->x) * (p->y + q->y);
    }
    return twice == 0 ? rfi_bench_most(b, &nobody_knows)
                      : rfi_narrow((twice < 0 ? -twice : twice) / 2);
}

/* Prices are per kilowatt, square metre or kilometre: each a million base units. */
static int64_t priced(rfi_bench *b, const rfi_figure *price, int64_t amount)
{
    return rfi_mul_div_ceil(amount, rfi_bench_most(b, price), PPM);
}

/* Without what is a share of others. */
static int64_t cost_of_unit(rfi_bench *b, const rfi_install *install)
{
    const rfi_measure *m = install->measure;
    bool none = m->cost.state == RFI_ABSENT && m->cost_rate.state == RFI_ABSENT &&
                m->cost_area.state == RFI_ABSENT && m->cost_length.state == RFI_ABSENT &&
                m->cost_share.state == RFI_ABSENT;
    int64_t cost = none ? rfi_bench_most(b, &nobody_knows) : stated(b, &m->cost);
    if (m->cost_rate.state != RFI_ABSENT) {
        cost = rfi_add(cost, priced(b, &m->cost_rate, size_of(b, m)));
    }
    if (m->cost_area.state != RFI_ABSENT) {
        cost = rfi_add(cost, priced(b, &m->cost_area, area_of(b, hall_of(b, install))));
    }
    if (m->cost_length.state != RFI_ABSENT) {
        cost = rfi_add(cost, priced(b, &m->cost_length, stated(b, &m->length)));
    }
    return cost;
}

static void check_cost(rfi_bench *b)
{
    const rfi_plan *plan = b->plan;
    int64_t sum = 0;
    b->missing = false;
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_install *install = &plan->installs[i];
        sum = rfi_add(sum, rfi_mul(install->count, cost_of_unit(b, install)));
    }
    int64_t total = sum;
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_install *install = &plan->installs[i];
        if (install->measure->cost_share.state == RFI_ABSENT) {
            continue;
        }
        int64_t own = 0;
        for (size_t k = 0; k < plan->install_count; k++) {
            const rfi_install *other = &plan->installs[k];
            own = other->measure != install->measure
                      ? own
                      : rfi_add(own, rfi_mul(other->count, cost_of_unit(b, other)));
        }
        int64_t share = rfi_mul_div_ceil(
            rfi_sub(sum, own), rfi_bench_most(b, &install->measure->cost_share), PPM);
        total = rfi_add(total, rfi_mul(install->count, share));
    }
    bool open = b->missing;
    rfi_bench_assert(b, RFI_REQUIREMENT_KIND_COUNT, "plan", open || total == plan->cost,
                     "the installs do not cost what the plan says");
}

/* ---- what comes along ------------------------------------------------------------------
 */

/* Critical IT power of the share at base values; what is not known counts nothing. */
static int64_t critical_power(rfi_bench *b, const rfi_hall_share *share)
{
    const rfi_profile *p = rfi_bench_profile_of(b, share);
    int64_t racks =
        rfi_mul(share->pods, rfi_known(&p->racks_per_pod) ? p->racks_per_pod.high : 1);
    int64_t power = rfi_known(&p->max) ? rfi_mul(racks, p->max.base) : 0;
    for (size_t i = 0; i < p->support_count; i++) {
        const rfi_support *s = &p->supports[i];
        int64_t count = s->count.state == RFI_ABSENT ? 1
                        : rfi_known(&s->count)       ? s->count.base
                                                     : 0;
        int64_t each = rfi_known(&s->power) ? s->power.base : 0;
        if (s->kind != RFI_SUPPORT_CDU) {
            power = rfi_add(power, rfi_mul(rfi_mul(share->units, count), each));
        }
    }
    return power;
}

static int64_t units_for(rfi_bench *b, const rfi_measure *measure, int64_t power)
{
    int64_t size = size_of(b, measure);
    return power == 0 ? 0 : size <= 0 ? 1 : rfi_div_ceil(power, size);
}

/* Of unknown cost it is asked of nobody. */
static bool has_price(rfi_bench *b, const rfi_measure *m, size_t place)
{
    const rfi_install here = {m, place, 1};
    b->missing = false;
    bool share = m->cost_share.state != RFI_ABSENT;
    bool known = share || cost_of_unit(b, &here) < RFI_UNBOUNDED;
    known = known && !b->missing;
    b->missing = false;
    return known;
}

static void check_companion(rfi_bench *b, const rfi_measure *m)
{
    bool by_hall = m->with == RFI_WITH_HALL || m->scope == RFI_SCOPE_HALL;
    bool at_site = has_price(b, m, RFI_PLACE_SITE);
    int64_t everywhere = 0;
    for (size_t i = 0; i < b->plan->share_count; i++) {
        const rfi_hall_share *share = &b->plan->shares[i];
        int64_t power = critical_power(b, share);
        int64_t asked = m->with == RFI_WITH_HALL ? 1 : units_for(b, m, power);
        everywhere = rfi_add(everywhere, power);
        if (share->pods > 0 && by_hall && m->with != RFI_WITH_PLAN &&
            has_price(b, m, (size_t)(share->hall - b->site->halls))) {
            must(b, m, rfi_bench_installed(b, m, share->hall) >= asked,
                 "has to come along in every hall that takes racks");
        }
    }
    if (m->with == RFI_WITH_CRITICAL_IT && !by_hall && at_site) {
        must(b, m, units_of(b, m) >= units_for(b, m, everywhere),
             "has to come along by the critical IT power of the plan");
    }
    if (m->with == RFI_WITH_PLAN && at_site) {
        must(b, m, b->plan->install_count == 0 || units_of(b, m) > 0,
             "has to come along with the plan");
    }
    b->missing = false;
}

void rfi_bench_installs(rfi_bench *b)
{
    const rfi_plan *plan = b->plan;
    if (plan->measures == NULL) {
        return;
    }
    rfi_bench_turn(b, NULL);
    for (size_t i = 0; i < plan->install_count; i++) {
        check_place(b, i);
        check_number(b, &plan->installs[i]);
        check_company(b, &plan->installs[i]);
    }
    check_dates(b);
    for (size_t m = 0; m < plan->measures->count; m++) {
        if (plan->measures->items[m].with != RFI_WITH_NONE) {
            check_companion(b, &plan->measures->items[m]);
        }
    }
    if (plan->cost_stated) {
        check_cost(b);
    }
}
