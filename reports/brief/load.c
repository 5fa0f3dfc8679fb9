/* SPDX-License-Identifier: MIT */
/* Which amount the pages show, and what it asks of each requirement. The sum is the one
 * that evaluation.h states for a requirement; nothing is decided here. */
#include "reports/brief/parts.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"

int64_t rfi_brief_hall_count(const rfi_hall *hall)
{
    return rfi_known(&hall->count) ? hall->count.base : 1;
}

bool rfi_brief_is_sum(const rfi_requirement *r)
{
    return r->shape == RFI_SHAPE_SITE_SUM || r->shape == RFI_SHAPE_HALL_SUM;
}

int64_t rfi_brief_limit(const rfi_requirement *r, rfi_end end)
{
    return r->ends[end].limit;
}

static int64_t per_unit(const rfi_brief *b)
{
    const rfi_figure *figure = &b->judgement->profile->pods_per_unit;
    return rfi_known(figure) && figure->base > 0 ? figure->base : 1;
}

static int64_t idle_of(const rfi_brief *b, const rfi_terms *t, const rfi_hall_share *shares)
{
    int64_t idle = 0;
    for (size_t h = 0; t->idle != NULL && h < b->site->hall_count; h++) {
        int64_t left = rfi_brief_hall_count(&b->site->halls[h]) -
                       (shares == NULL ? 0 : shares[h].converted);
        idle = rfi_add(idle, rfi_mul(t->idle[h], left));
    }
    return idle;
}

/* Of one hall that converts; absent in rows that have none. */
static int64_t standing_of(const rfi_terms *t, size_t hall)
{
    return t->standing == NULL ? 0 : t->standing[hall];
}

/* One pod with the support racks of its unit, in the hall where that asks least. */
static int64_t first_pod(const rfi_brief *b, const rfi_requirement *r, const rfi_terms *t)
{
    int64_t least = RFI_UNBOUNDED;
    for (size_t h = 0; h < b->site->hall_count; h++) {
        if (t->pod == NULL || (r->hall_index != SIZE_MAX && r->hall_index != h)) {
            continue;
        }
        int64_t here = rfi_add(t->pod[h], t->unit == NULL ? 0 : t->unit[h]);
        here = rfi_add(here, standing_of(t, h));
        bool site = r->shape == RFI_SHAPE_SITE_SUM && t->idle != NULL;
        least = rfi_min(least, rfi_sub(here, site ? t->idle[h] : 0));
    }
    return least == RFI_UNBOUNDED ? 0 : least;
}

static int64_t demand_of(const rfi_brief *b, const rfi_requirement *r, rfi_end end,
                         const rfi_hall_share *shares)
{
    const rfi_terms *t = &r->ends[end];
    if (!rfi_brief_is_sum(r)) {
        return t->fixed;
    }
    int64_t used = t->fixed;
    if (r->shape == RFI_SHAPE_SITE_SUM) {
        used = rfi_add(used, idle_of(b, t, shares));
    }
    if (shares == NULL || t->pod == NULL) {
        return rfi_add(used, first_pod(b, r, t));
    }
    if (r->shape == RFI_SHAPE_HALL_SUM) {
        int64_t pods = shares[r->hall_index].most_pods;
        int64_t units = rfi_div_ceil(pods, per_unit(b));
        used = rfi_add(used, pods > 0 ? standing_of(t, r->hall_index) : 0);
        return rfi_add(used, rfi_add(rfi_mul(t->pod[r->hall_index], pods),
                                     rfi_mul(t->unit[r->hall_index], units)));
    }
    for (size_t h = 0; h < b->site->hall_count; h++) {
        used = rfi_add(used, rfi_mul(t->pod[h], shares[h].pods));
        used = rfi_add(used, rfi_mul(t->unit[h], shares[h].units));
        used = rfi_add(used, rfi_mul(standing_of(t, h), shares[h].converted));
    }
    return used;
}

static const rfi_hall_share *shares_of(const rfi_judgement *j, rfi_end end)
{
    const rfi_case *c = &j->cases[end];
    bool said = c->pods > 0 && c->pods < RFI_PODS_CAP;
    return said ? c->shares : NULL;
}

int64_t rfi_brief_demand(const rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    return demand_of(b, r, end, b->shares);
}

int64_t rfi_brief_demand_own(const rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    return demand_of(b, r, end, shares_of(b->judgement, end));
}

/* The plan that holds, or the base case; for no fit the favourable end, where it is proven.
 * Without pods there the first pod is shown. */
void rfi_brief_choose_basis(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    b->end = j->verdict == RF_VERDICT_NO_FIT ? RFI_END_FAVOURABLE : RFI_END_BASE;
    if (j->plan != NULL && j->plan->end != RFI_END_FAVOURABLE &&
        j->verdict != RF_VERDICT_NO_FIT) {
        b->end = j->plan->end;
    }
    b->shares = shares_of(j, b->end);
    if (b->shares == NULL) {
        b->basis =
            rfi_brief_format(b, "need of the first pod, %s", rfi_brief_end_words(b->end));
        return;
    }
    b->basis = rfi_brief_format(b, "%s pods, %s", rfi_brief_count(b, j->cases[b->end].pods),
                                rfi_brief_end_words(b->end));
}

double rfi_brief_share(const rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    const rfi_terms *t = &r->ends[end];
    int64_t used = rfi_brief_demand(b, r, end);
    bool wide = !rfi_brief_bounded(used) || !rfi_brief_bounded(t->limit);
    if (t->unknown || wide) {
        return -1;
    }
    int64_t offset = 0;
    if (r->dimension == RFI_DIM_TEMPERATURE) {
        offset = rfi_unit_canonical(RFI_DIM_TEMPERATURE)->offset;
    }
    int64_t limit = rfi_sub(t->limit, offset);
    used = rfi_sub(used, offset);
    if (limit <= 0) {
        return used > 0 ? 9 : -1;
    }
    return used < 0 ? 0 : (double)used / (double)limit;
}

const rfi_requirement *rfi_brief_requirement(const rfi_brief *b, rfi_requirement_kind kind,
                                             size_t hall_index, const char *owner)
{
    for (size_t i = 0; i < b->judgement->requirement_count; i++) {
        const rfi_requirement *r = &b->judgement->requirements[i];
        bool owned = owner == NULL || (r->owner != NULL && strcmp(r->owner, owner) == 0);
        if (r->kind == kind && r->hall_index == hall_index && owned) {
            return r;
        }
    }
    return NULL;
}

int64_t rfi_brief_case_power(const rfi_brief *b, const rfi_judgement *j, rfi_end end)
{
    const rfi_case *c = &j->cases[end];
    (void)b;
    if (c->pods >= RFI_PODS_CAP ||
        (end == RFI_END_BASE && c->pods == 0 && c->any_unknown)) {
        return -1;
    }
    return c->it_power;
}

/* ---- order ---- */

static bool chartable(rfi_dimension dimension)
{
    switch ((int)dimension) {
    case RFI_DIM_STATUS:
    case RFI_DIM_DATE:
        return false;
    default:
        return true;
    }
}

typedef struct ranked {
    const rfi_requirement *requirement;
    int group; /* 0 fails or binds, 1 known, 2 unknown */
    double share;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left;
    const ranked *b = right;
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    if (a->share < b->share || a->share > b->share) {
        return a->share > b->share ? -1 : 1;
    }
    return strcmp(a->requirement->id, b->requirement->id);
}

/* Counts such as filter classes say little as bars: they come last unless they fail. */
static ranked rank_of(const rfi_brief *b, const rfi_requirement *r)
{
    double share = rfi_brief_share(b, r, b->end);
    ranked item = {r, 1, share};
    bool plain = r->dimension == RFI_DIM_TEMPERATURE ||
                 (r->dimension == RFI_DIM_COUNT && r->kind != RFI_REQ_FLOOR_SPACE);
    if (r->binding[b->end] || share > 1) {
        item.group = 0;
    } else if (r->ends[b->end].unknown || share < 0) {
        item.group = 3;
    } else if (plain) {
        item.group = 2;
    }
    return item;
}

const rfi_requirement **rfi_brief_ranked(rfi_brief *b, size_t *ret_count)
{
    size_t most = b->judgement->requirement_count;
    ranked *items = RFI_ARRAY(b->arena, most + 1, ranked);
    const rfi_requirement **list = RFI_ARRAY(b->arena, most + 1, const rfi_requirement *);
    size_t count = 0;
    *ret_count = 0;
    if (items == NULL || list == NULL) {
        b->drawing->failed = true;
        return list;
    }
    for (size_t i = 0; i < most; i++) {
        const rfi_requirement *r = &b->judgement->requirements[i];
        bool said = r->ends[b->end].unknown || rfi_brief_bounded(r->ends[b->end].limit);
        if (chartable(r->dimension) && said) {
            items[count++] = rank_of(b, r);
        }
    }
    if (count > 1) {
        qsort(items, count, sizeof(items[0]), compare_ranked);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = items[i].requirement;
    }
    *ret_count = count;
    return list;
}

const rfi_requirement *rfi_brief_binding(rfi_brief *b)
{
    size_t count = 0;
    const rfi_requirement **list = rfi_brief_ranked(b, &count);
    for (size_t i = 0; i < count; i++) {
        if (list[i]->binding[b->end] && rfi_brief_is_sum(list[i])) {
            return list[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (rfi_brief_is_sum(list[i]) && rfi_brief_share(b, list[i], b->end) >= 0) {
            return list[i];
        }
    }
    return count > 0 ? list[0] : NULL;
}
