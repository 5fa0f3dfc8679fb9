/* SPDX-License-Identifier: MIT */
/* Plans that follow each other, second opinion: what stands stays, an order waits until
 * what it requires is there, and no quarter has more crews or money than it is given. That
 * each plan holds by itself is judged elsewhere. docs/retrofit.md, "Quarters". */
#include "planner/check/check.h"

#include <string.h>

#include "planner/base/checked.h"

static const int64_t day_length = 86400000000; /* microseconds */

typedef struct course {
    rfi_arena *arena;
    const rfi_phases *phases;
    rfi_finding *finding;
    size_t capacity;
    int64_t **there; /* per phase and install of its plan: day of the first unit */
    bool failed;
} course;

static void must(course *c, bool holds, const char *where, const char *message)
{
    rfi_finding *f = c->finding;
    f->tested++;
    if (holds) {
        return;
    }
    if (f->violation_count == c->capacity) {
        size_t more = c->capacity * 2 + 8;
        rfi_violation *list = RFI_ARRAY(c->arena, more, rfi_violation);
        if (list == NULL) {
            c->failed = true;
            return;
        }
        if (f->violation_count > 0) {
            memcpy(list, f->violations, f->violation_count * sizeof(*list));
        }
        f->violations = list;
        c->capacity = more;
    }
    f->violations[f->violation_count++] =
        (rfi_violation){RFI_REQUIREMENT_KIND_COUNT, where, message};
}

static const rfi_install *find_install(const rfi_plan *plan, const rfi_install *like,
                                       size_t *ret_index)
{
    for (size_t i = 0; plan != NULL && i < plan->install_count; i++) {
        const rfi_install *other = &plan->installs[i];
        if (other->measure == like->measure && other->hall == like->hall) {
            *ret_index = i;
            return other;
        }
    }
    return NULL;
}

/* ---- what stands stays ----------------------------------------------------------------
 */

static const rfi_profile *racks_of(const rfi_plan *plan, const rfi_hall_share *share)
{
    return share->profile != NULL ? share->profile : plan->profile;
}

static void check_stays(course *c, const rfi_plan *before, const rfi_plan *now)
{
    bool same = before->site == now->site && before->end == now->end &&
                before->share_count == now->share_count;
    must(c, same, "phase", "is a plan of another site or end");
    must(c, before->by < now->by, "phase", "does not come after the one before");
    for (size_t h = 0; same && h < now->share_count; h++) {
        const rfi_hall_share *had = &before->shares[h];
        const rfi_hall_share *has = &now->shares[h];
        must(c, has->pods >= had->pods, has->hall->id, "loses pods");
        must(c, had->pods == 0 || racks_of(before, had) == racks_of(now, has),
             has->hall->id, "changes its profile");
    }
    for (size_t i = 0; i < before->install_count; i++) {
        size_t index = 0;
        const rfi_install *kept = find_install(now, &before->installs[i], &index);
        must(c, kept != NULL && kept->count >= before->installs[i].count,
             before->installs[i].measure->id, "loses units that were in service");
    }
}

/* ---- what waits -----------------------------------------------------------------------
 */

static int64_t days_at(const rfi_figure *duration, rfi_end end)
{
    if (duration->state == RFI_ABSENT) {
        return 0;
    }
    if (duration->state != RFI_KNOWN) {
        return end == RFI_END_FAVOURABLE ? 0 : RFI_UNBOUNDED;
    }
    int64_t length = end == RFI_END_UNFAVOURABLE ? duration->high
                     : end == RFI_END_BASE       ? duration->base
                                                 : duration->low;
    return rfi_div_ceil(length, day_length);
}

/* The earliest day on which one of `id` is there for the install: in its own hall where
 * the measure is one of halls and the install stands in one. RFI_UNBOUNDED: never. */
static int64_t required_day(const course *c, size_t phase, const rfi_install *install,
                            const char *id)
{
    const rfi_plan *plan = c->phases->plans[phase];
    int64_t first = RFI_UNBOUNDED;
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_install *other = &plan->installs[i];
        bool serves = strcmp(other->measure->id, id) == 0 &&
                      (install->hall == RFI_PLACE_SITE || other->hall == install->hall ||
                       other->measure->scope != RFI_SCOPE_HALL);
        first = serves ? rfi_min(first, c->there[phase][i]) : first;
    }
    return first;
}

/* Earliest days of all installs of a phase: those of the phase before stand, new ones come
 * after its last day; round by round along what they require. */
static void find_there(course *c, size_t phase)
{
    const rfi_plan *plan = c->phases->plans[phase];
    const rfi_plan *before = phase > 0 ? c->phases->plans[phase - 1] : NULL;
    for (size_t i = 0; i < plan->install_count; i++) {
        size_t index = 0;
        bool stood = find_install(before, &plan->installs[i], &index) != NULL;
        c->there[phase][i] = stood ? c->there[phase - 1][index] : RFI_UNBOUNDED;
    }
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < plan->install_count; i++) {
            const rfi_measure *m = plan->installs[i].measure;
            int64_t day = plan->site->as_of;
            for (size_t r = 0; r < m->requires_count; r++) {
                day = rfi_max(
                    day, required_day(c, phase, &plan->installs[i], m->requires_ids[r]));
            }
            day = rfi_add(
                day, rfi_add(days_at(&m->lead, plan->end), days_at(&m->build, plan->end)));
            day = before == NULL ? day : rfi_max(day, rfi_add(before->by, 1));
            if (c->there[phase][i] >= RFI_UNBOUNDED && day < RFI_UNBOUNDED) {
                c->there[phase][i] = day;
                moved = true;
            }
        }
    }
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_measure *m = plan->installs[i].measure;
        must(c, m->with != RFI_WITH_NONE || c->there[phase][i] <= plan->by, m->id,
             "serves before what it waits for leaves time for it");
    }
}

/* ---- crews and money ------------------------------------------------------------------
 */

static void check_means(course *c, size_t phase)
{
    const rfi_plan *plan = c->phases->plans[phase];
    const rfi_plan *before = phase > 0 ? c->phases->plans[phase - 1] : NULL;
    int64_t units = 0;
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_install *now = &plan->installs[i];
        size_t index = 0;
        const rfi_install *had = find_install(before, now, &index);
        if (now->measure->with == RFI_WITH_NONE) {
            units = rfi_add(units, rfi_sub(now->count, had == NULL ? 0 : had->count));
        }
    }
    must(c, c->phases->crews <= 0 || units <= c->phases->crews, "phase",
         "takes more units into service than there are crews for");
    int64_t money = c->phases->budget;
    if (c->phases->evenly && money < INT64_MAX) {
        money = rfi_mul_div_floor(money, (int64_t)phase + 1, (int64_t)c->phases->count);
    }
    must(c, plan->cost <= money, "phase", "has cost more by then than the budget gives");
}

bool rfi_check_phases(rfi_arena *arena, const rfi_phases *phases, rfi_finding *ret_finding)
{
    *ret_finding = (rfi_finding){0};
    course c = {.arena = arena,
                .phases = phases,
                .finding = ret_finding,
                .there = RFI_ARRAY(arena, phases->count + 1, int64_t *)};
    for (size_t k = 0; c.there != NULL && k < phases->count && !c.failed; k++) {
        const rfi_plan *plan = phases->plans[k];
        c.there[k] = RFI_ARRAY(arena, plan->install_count + 1, int64_t);
        if (c.there[k] == NULL) {
            return false;
        }
        if (k > 0) {
            check_stays(&c, phases->plans[k - 1], plan);
        }
        find_there(&c, k);
        check_means(&c, k);
    }
    return c.there != NULL && !c.failed;
}
