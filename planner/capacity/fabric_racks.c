/* SPDX-License-Identifier: MIT */
/* Network racks by the fabrics: what a profile without any gets, and what the fabrics of a
 * plan come to beside the racks that the profile states. */
#include "planner/capacity/fabric.h"
#include "planner/capacity/study.h"

/* ---- a profile without network racks ----------------------------------------------------
 */

static bool has_network_racks(const rfi_profile *profile)
{
    for (size_t i = 0; i < profile->support_count; i++) {
        if (profile->supports[i].kind == RFI_SUPPORT_NETWORK) {
            return true;
        }
    }
    return false;
}

static rfi_figure figure_of(const rfi_profile *profile, const rfi_source *source,
                            const char *name, const char *attribute,
                            rfi_dimension dimension)
{
    return (rfi_figure){.state = RFI_KNOWN,
                        .dimension = dimension,
                        .grade = RFI_GRADE_D,
                        .source = source,
                        .place = profile->fabrics[0].place,
                        .name = name,
                        .attribute = attribute,
                        .owner = "fabric",
                        .holder = "network vendor",
                        .document = profile->id};
}

typedef struct need {
    bool known;
    int64_t racks, power; /* of a rack */
} need;

/* Racks of one scalable unit at one end; lengths are not known yet, so all cables count as
 * optical. */
static need need_of_unit(const rfi_profile *profile, const rfi_rules *rules, rfi_end end)
{
    rfi_view view = {.end = end};
    int64_t rack_units = 0;
    int64_t power = 0;
    need n = {.known = true};
    for (size_t i = 0; i < profile->fabric_count; i++) {
        rfi_fabric_ask ask = {profile, rules, &profile->fabrics[i], 1, NULL};
        rfi_fabric_size size;
        rfi_fabric_count(&ask, &view, &size);
        n.known = n.known && size.known && size.possible;
        rack_units = rfi_add(rack_units, size.rack_units);
        power = rfi_add(power, size.power);
    }
    n.racks = rfi_fabric_racks(rules, &view, rack_units, power);
    n.power = n.racks > 0 ? rfi_div_ceil(power, n.racks) : 0;
    return n;
}

/* What holds at the favourable end holds at the others too: racks that are fewer there may
 * be fuller, and then the others are taken as full. */
static void set_range(rfi_figure *figure, int64_t favourable, int64_t base,
                      int64_t unfavourable)
{
    figure->low = favourable;
    figure->base = rfi_max(base, figure->low);
    figure->high = rfi_max(unfavourable, figure->base);
}

static rfi_support support_of(const rfi_profile *profile, const rfi_rules *rules,
                              const rfi_source *source)
{
    rfi_support s = {.id = "fabric",
                     .kind = RFI_SUPPORT_NETWORK,
                     .by_fabric = true,
                     .place = profile->fabrics[0].place};
    need n[RFI_ENDS];
    bool known = true;
    for (rfi_end end = RFI_END_UNFAVOURABLE; end < RFI_ENDS; end++) {
        n[end] = need_of_unit(profile, rules, end);
        known = known && n[end].known;
    }
    s.count = figure_of(profile, source, "racks", "count", RFI_DIM_COUNT);
    s.power = figure_of(profile, source, "power of a rack", "power", RFI_DIM_POWER);
    set_range(&s.count, n[RFI_END_FAVOURABLE].racks, n[RFI_END_BASE].racks,
              n[RFI_END_UNFAVOURABLE].racks);
    set_range(&s.power, n[RFI_END_FAVOURABLE].power, n[RFI_END_BASE].power,
              n[RFI_END_UNFAVOURABLE].power);
    s.width = figure_of(profile, source, "width", "width", RFI_DIM_LENGTH);
    s.depth = figure_of(profile, source, "depth", "depth", RFI_DIM_LENGTH);
    const rfi_figure *width = &rules->figures[RFI_RULE_NETWORK_RACK_WIDTH];
    const rfi_figure *depth = &rules->figures[RFI_RULE_NETWORK_RACK_DEPTH];
    set_range(&s.width, width->low, width->base, width->high);
    set_range(&s.depth, depth->low, depth->base, depth->high);
    s.height = figure_of(profile, source, "height", "height", RFI_DIM_LENGTH);
    s.mass = figure_of(profile, source, "mass", "mass", RFI_DIM_MASS);
    s.height.state = s.mass.state = RFI_ABSENT;
    if (!known) {
        s.count.state = s.power.state = RFI_UNKNOWN;
    }
    return s;
}

/* The reader left room for one more than are stated. */
bool rfi_fabric_complete(rfi_profile *profile)
{
    if (profile->fabric_count == 0 || profile->supports == NULL ||
        has_network_racks(profile)) {
        return true;
    }
    rfi_rules rules;
    rfi_rules_init(&rules);
    rfi_source *source = RFI_NEW(profile->arena, rfi_source);
    if (source == NULL) {
        return false;
    }
    *source = (rfi_source){.id = "fabric",
                           .title = "Derived from the fabrics that the profile states",
                           .date = profile->as_of,
                           .grade = RFI_GRADE_D,
                           .place = profile->fabrics[0].place};
    profile->supports[profile->support_count++] = support_of(profile, &rules, source);
    return true;
}

/* ---- a plan
 * ------------------------------------------------------------------------------ */

static int64_t units_of(const rfi_plan *plan)
{
    int64_t units = 0;
    for (size_t i = 0; i < plan->share_count; i++) {
        units = rfi_add(units, plan->shares[i].units);
    }
    return units;
}

/* Network racks that the profile itself states, at the plan's end. */
static void read_stated(const rfi_plan *plan, rfi_view *view, rfi_fabric_report *r)
{
    for (size_t i = 0; i < plan->profile->support_count; i++) {
        const rfi_support *s = &plan->profile->supports[i];
        if (s->kind != RFI_SUPPORT_NETWORK) {
            continue;
        }
        r->stated_derived = r->stated_derived || s->by_fabric;
        int64_t count = s->count.state == RFI_ABSENT ? 1 : rfi_demand_of(view, &s->count);
        r->stated_racks = rfi_add(r->stated_racks, rfi_mul(count, r->units));
        int64_t power = rfi_mul(count, rfi_demand_of(view, &s->power));
        r->stated_power = rfi_add(r->stated_power, rfi_mul(power, r->units));
    }
}

static void add_up(const rfi_rules *rules, rfi_view *view, bool cluster,
                   const rfi_fabric_report *r, rfi_fabric_total *ret_total)
{
    int64_t rack_units = 0;
    rfi_fabric_total t = {0};
    for (size_t i = 0; i < r->count; i++) {
        const rfi_fabric_size *size = cluster ? &r->rows[i].cluster : &r->rows[i].unit;
        rack_units = rfi_add(rack_units, size->rack_units);
        t.power = rfi_add(t.power, size->power);
        const int64_t *cost = cluster ? r->rows[i].cluster_cost : r->rows[i].unit_cost;
        t.cost_low = rfi_add(t.cost_low, cost[0]);
        t.cost_high = rfi_add(t.cost_high, cost[1]);
    }
    t.racks = rfi_fabric_racks(rules, view, rack_units, t.power);
    *ret_total = t;
}

/* Counts at the plan's end; cost from the favourable to the unfavourable one. */
static void count_row(rfi_fabric_ask ask, rfi_end end, rfi_fabric_size *ret_size,
                      int64_t ret_cost[2])
{
    for (rfi_end e = RFI_END_UNFAVOURABLE; e < RFI_ENDS; e++) {
        rfi_view view = {.end = e};
        rfi_fabric_size size;
        rfi_fabric_count(&ask, &view, &size);
        if (e == end) {
            *ret_size = size;
        }
        if (e == RFI_END_UNFAVOURABLE) {
            ret_cost[1] = size.cost;
        } else if (e == RFI_END_FAVOURABLE) {
            ret_cost[0] = size.cost;
        }
    }
}

static bool outside(const rfi_figure *stated, int64_t computed)
{
    return rfi_known(stated) && (computed < stated->low || computed > stated->high);
}

/* The switches of one scalable unit as the profile states them against those counted. */
static void compare_switches(const rfi_profile *profile, rfi_fabric_report *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const rfi_fabric_row *row = &r->rows[i];
        if (row->fabric->purpose == RFI_FABRIC_COMPUTE && row->unit.known &&
            row->unit.possible) {
            r->leaf = rfi_add(r->leaf, row->unit.leaf);
            r->spine = rfi_add(r->spine, row->unit.spine);
            r->spine_by_ports = rfi_add(r->spine_by_ports, row->unit.spine_by_ports);
        }
    }
    r->leaf_differs = r->leaf > 0 && outside(&profile->leaf, r->leaf);
    r->spine_differs = r->leaf > 0 && outside(&profile->spine, r->spine);
}

rfi_fabric_report *rfi_fabric_of_plan(rfi_arena *arena, const rfi_plan *plan,
                                      const rfi_rules *rules, bool *ret_failed)
{
    const rfi_profile *profile = plan->profile;
    *ret_failed = false;
    if (profile->fabric_count == 0) {
        return NULL;
    }
    rfi_fabric_report *r = RFI_NEW(arena, rfi_fabric_report);
    rfi_cabling one;
    rfi_cabling all;
    if (r == NULL || !rfi_fabric_lengths(arena, plan, rules, 1, &one) ||
        !rfi_fabric_lengths(arena, plan, rules, 0, &all)) {
        *ret_failed = true;
        return NULL;
    }
    *r = (rfi_fabric_report){.end = plan->end, .units = units_of(plan)};
    r->rows = RFI_ARRAY(arena, profile->fabric_count, rfi_fabric_row);
    if (r->rows == NULL) {
        *ret_failed = true;
        return NULL;
    }
    for (size_t i = 0; i < profile->fabric_count; i++) {
        rfi_fabric_row *row = &r->rows[r->count++];
        row->fabric = &profile->fabrics[i];
        count_row((rfi_fabric_ask){profile, rules, row->fabric, 1, &one}, plan->end,
                  &row->unit, row->unit_cost);
        count_row((rfi_fabric_ask){profile, rules, row->fabric, r->units, &all}, plan->end,
                  &row->cluster, row->cluster_cost);
        r->open = r->open || !row->cluster.known || !row->cluster.possible;
    }
    rfi_view view = {.end = plan->end};
    add_up(rules, &view, false, r, &r->unit);
    add_up(rules, &view, true, r, &r->cluster);
    read_stated(plan, &view, r);
    r->short_of_racks = r->cluster.racks > r->stated_racks;
    r->short_of_power = r->cluster.power > r->stated_power;
    compare_switches(profile, r);
    return r;
}
