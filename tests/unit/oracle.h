/* SPDX-License-Identifier: MIT */
/* Most pods by enumeration, hall by hall: every single hall takes 0..k pods and brings the
 * units that these need. Nothing is shared with the problem that decide poses. */
#ifndef TESTS_UNIT_ORACLE_H
#define TESTS_UNIT_ORACLE_H

#include "tests/unit/fixture.h"

enum { ORACLE_MOST = 128, ORACLE_HALLS = 4 };

/* Fewest units of n pods in y converted halls of one kind; -1: they cannot stand there. */
typedef struct oracle_kind {
    int64_t count, most;
    int64_t mining; /* halls whose mining must stay draws in all of them */
    int16_t units[ORACLE_MOST + 1][ORACLE_MOST + 1]; /* [y][n] */
} oracle_kind;

typedef struct oracle {
    const rfi_site *site;
    const rfi_requirement *requirements;
    size_t count;
    const bool *active; /* NULL: all */
    rfi_end end;
    int64_t per_unit;
    int64_t cap; /* answers saturate here */
} oracle;

static inline bool oracle_uses(const oracle *o, size_t i)
{
    const rfi_terms *t = &o->requirements[i].ends[o->end];
    return (o->active == NULL || o->active[i]) && !(o->end == RFI_END_BASE && t->unknown);
}

/* Pods that a single hall can take: the largest n for which every n below holds too. */
static inline int64_t oracle_single(const oracle *o, size_t hall)
{
    for (int64_t n = 1; n <= o->cap; n++) {
        int64_t units = (n + o->per_unit - 1) / o->per_unit;
        for (size_t i = 0; i < o->count; i++) {
            const rfi_requirement *r = &o->requirements[i];
            const rfi_terms *t = &r->ends[o->end];
            bool here = r->shape == RFI_SHAPE_HALL_SUM || r->shape == RFI_SHAPE_HALL_TEST;
            if (!here || r->hall_index != hall || !oracle_uses(o, i)) {
                continue;
            }
            rfi_wide demand = t->fixed;
            if (r->shape == RFI_SHAPE_HALL_SUM) {
                demand += (rfi_wide)t->pod[hall] * n + (rfi_wide)t->unit[hall] * units +
                          t->standing[hall];
            }
            if (demand > t->limit && t->limit < RFI_UNBOUNDED) {
                return n - 1;
            }
        }
    }
    return o->cap;
}

static inline void oracle_fill(const oracle *o, size_t hall, oracle_kind *kind)
{
    const rfi_figure *count = &o->site->halls[hall].count;
    bool absent = count->state == RFI_ABSENT;
    int64_t low = absent ? 1 : rfi_known(count) ? count->low : 0;
    int64_t base = rfi_known(count) ? count->base : 1;
    int64_t high = absent ? 1 : rfi_known(count) ? count->high : RFI_PODS_CAP;
    bool stays = false;
    for (size_t i = 0; i < o->count; i++) {
        const rfi_requirement *r = &o->requirements[i];
        stays = stays || (r->kind == RFI_REQ_MINING_STOPS && r->hall_index == hall &&
                          (o->active == NULL || o->active[i]));
    }
    kind->count = o->end == RFI_END_UNFAVOURABLE ? low
                  : o->end == RFI_END_BASE       ? base
                                                 : high;
    kind->count = rfi_min(kind->count, o->cap);
    kind->mining = o->end == RFI_END_UNFAVOURABLE ? high
                   : o->end == RFI_END_BASE       ? base
                                                  : low;
    kind->mining = stays ? kind->mining : 0;
    kind->most = oracle_single(o, hall);
    memset(kind->units, -1, sizeof(kind->units));
    kind->units[0][0] = 0;
    for (int64_t y = 0; y < kind->count && kind->most > 0; y++) {
        for (int64_t n = 0; n <= o->cap; n++) {
            if (kind->units[y][n] < 0) {
                continue;
            }
            for (int64_t more = 0; more <= kind->most && n + more <= o->cap; more++) {
                int64_t units = kind->units[y][n] + (more + o->per_unit - 1) / o->per_unit;
                int16_t *slot = &kind->units[y + 1][n + more];
                *slot = *slot < 0 || *slot > units ? (int16_t)units : *slot;
            }
        }
    }
}

static inline bool oracle_holds(const oracle *o, const oracle_kind *kinds, const int64_t *y,
                                const int64_t *n)
{
    for (size_t i = 0; i < o->count; i++) {
        const rfi_requirement *r = &o->requirements[i];
        const rfi_terms *t = &r->ends[o->end];
        if (r->shape != RFI_SHAPE_SITE_SUM || !oracle_uses(o, i) ||
            t->limit >= RFI_UNBOUNDED) {
            continue;
        }
        rfi_wide demand = t->fixed;
        for (size_t h = 0; h < o->site->hall_count; h++) {
            demand += (rfi_wide)t->pod[h] * n[h] +
                      (rfi_wide)t->unit[h] * kinds[h].units[y[h]][n[h]] +
                      (rfi_wide)t->idle[h] * kinds[h].mining +
                      (rfi_wide)t->standing[h] * y[h];
        }
        if (demand > t->limit) {
            return false;
        }
    }
    return true;
}

static inline int64_t oracle_deeper(const oracle *o, const oracle_kind *kinds, size_t hall,
                                    int64_t *y, int64_t *n, int64_t best)
{
    int64_t sum = 0;
    for (size_t h = 0; h < hall; h++) {
        sum += n[h];
    }
    if (hall == o->site->hall_count) {
        bool better = sum > best && oracle_holds(o, kinds, y, n);
        return better ? rfi_min(sum, o->cap) : best;
    }
    for (y[hall] = 0; y[hall] <= kinds[hall].count; y[hall]++) {
        for (n[hall] = 0; n[hall] <= o->cap - sum && best < o->cap; n[hall]++) {
            if (kinds[hall].units[y[hall]][n[hall]] >= 0) {
                best = oracle_deeper(o, kinds, hall + 1, y, n, best);
            }
        }
    }
    return best;
}

/* Most pods, at most `cap`, under the active requirements (NULL: all). */
static inline int64_t oracle_most(const rfi_site *site, const rfi_profile *profile,
                                  const rfi_requirement *requirements, size_t count,
                                  const bool *active, rfi_end end, int64_t cap)
{
    const oracle o = {.site = site,
                      .requirements = requirements,
                      .count = count,
                      .active = active,
                      .end = end,
                      .per_unit = rfi_known(&profile->pods_per_unit)
                                      ? rfi_max(1, profile->pods_per_unit.low)
                                      : 1,
                      .cap = cap};
    assert_true(cap <= ORACLE_MOST && site->hall_count <= ORACLE_HALLS);
    for (size_t i = 0; i < count; i++) {
        const rfi_terms *t = &requirements[i].ends[end];
        if (requirements[i].shape == RFI_SHAPE_SITE_TEST && oracle_uses(&o, i) &&
            t->fixed > t->limit) {
            return 0;
        }
    }
    static oracle_kind kinds[ORACLE_HALLS];
    int64_t y[ORACLE_HALLS];
    int64_t n[ORACLE_HALLS];
    for (size_t h = 0; h < site->hall_count; h++) {
        oracle_fill(&o, h, &kinds[h]);
    }
    return rfi_max(0, oracle_deeper(&o, kinds, 0, y, n, -1));
}

/* ---- what a judgement must be
 * -------------------------------------------------------------- */

/* `members` rule out `wanted` pods, and none of them can be spared. */
static inline void oracle_expect_minimal(const rfi_site *site, const rfi_judgement *j,
                                         bool *members, rfi_end end, int64_t wanted)
{
    int64_t most = oracle_most(site, j->profile, j->requirements, j->requirement_count,
                               members, end, wanted);
    assert_true(most < wanted);
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (members[i]) {
            members[i] = false;
            most = oracle_most(site, j->profile, j->requirements, j->requirement_count,
                               members, end, wanted);
            if (most < wanted) {
                print_error("%s can be spared\n", j->requirements[i].id);
            }
            assert_int_equal(most, wanted);
            members[i] = true;
        }
    }
}

#endif
