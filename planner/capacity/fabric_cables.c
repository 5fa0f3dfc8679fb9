/* SPDX-License-Identifier: MIT */
/* Cables of a fabric: how long they are on a placed floor, and what medium reaches so far.
 */
#include "planner/capacity/fabric.h"
#include "planner/model/trays.h"

enum { PPM = 1000000 };

static const int64_t giga = 1000000000;

int64_t rfi_cable_length(int64_t dx, int64_t dy, int64_t drops, int64_t slack)
{
    int64_t plain = rfi_add(rfi_add(dx, dy), drops);
    return rfi_mul_div_ceil(plain, rfi_add(PPM, slack), PPM);
}

int64_t rfi_hall_route(const rfi_rules *rules, rfi_view *view, int64_t straight)
{
    return rfi_mul_div_ceil(
        straight, rfi_demand_of(view, &rules->figures[RFI_RULE_HALL_ROUTING]), PPM);
}

/* ---- media --------------------------------------------------------------------------- */

/* Which rule gives the reach of each medium; RFI_RULE_COUNT: no such part. */
typedef struct reaches {
    rfi_rule passive, active, multimode, far;
} reaches;

/* At 200G a lane there is no passive copper, no multimode, and no FR part was found. */
static reaches reaches_of(int64_t port_rate, int64_t lane_rate)
{
    if (lane_rate > 100 * giga) {
        return (reaches){RFI_RULE_COUNT, RFI_RULE_ACTIVE_LANE_200, RFI_RULE_COUNT,
                         RFI_RULE_COUNT};
    }
    if (port_rate > 400 * giga) {
        return (reaches){RFI_RULE_COPPER_800, RFI_RULE_ACTIVE_800, RFI_RULE_MULTIMODE_400,
                         RFI_RULE_FR_REACH};
    }
    if (port_rate > 100 * giga) {
        return (reaches){RFI_RULE_COPPER_400, RFI_RULE_ACTIVE_400, RFI_RULE_MULTIMODE_400,
                         RFI_RULE_FR_REACH};
    }
    return (reaches){RFI_RULE_COPPER_100, RFI_RULE_COUNT, RFI_RULE_MULTIMODE_100,
                     RFI_RULE_FR_REACH};
}

static bool spans(const rfi_rules *rules, rfi_view *view, rfi_rule rule, int64_t length)
{
    return rule != RFI_RULE_COUNT && length <= rfi_limit_of(view, &rules->figures[rule]);
}

rfi_medium rfi_medium_for(const rfi_rules *rules, rfi_view *view, int64_t port_rate,
                          int64_t lane_rate, int64_t length)
{
    const reaches r = reaches_of(port_rate, lane_rate);
    if (length >= RFI_UNBOUNDED) {
        return RFI_MEDIUM_UNKNOWN;
    }
    if (spans(rules, view, r.passive, length)) {
        return RFI_MEDIUM_PASSIVE;
    }
    if (spans(rules, view, r.active, length)) {
        return RFI_MEDIUM_ACTIVE;
    }
    if (spans(rules, view, r.multimode, length)) {
        return RFI_MEDIUM_MULTIMODE;
    }
    if (spans(rules, view, RFI_RULE_DR_REACH, length)) {
        return RFI_MEDIUM_DR;
    }
    return spans(rules, view, r.far, length) ? RFI_MEDIUM_FR : RFI_MEDIUM_BEYOND;
}

/* ---- lengths on a floor ---------------------------------------------------------------
 */

static int64_t apart(int64_t a, int64_t a_size, int64_t b, int64_t b_size)
{
    int64_t doubled = (2 * a + a_size) - (2 * b + b_size);
    return rfi_div_ceil(doubled < 0 ? -doubled : doubled, 2);
}

/* From middle to middle: along the trays where the floor has any. */
static int64_t between(rfi_trays *trays, const rfi_placed *a, const rfi_placed *b,
                       int64_t drops, int64_t slack)
{
    if (!rfi_trays_hang(trays)) {
        return rfi_cable_length(apart(a->rect.x, a->rect.width, b->rect.x, b->rect.width),
                                apart(a->rect.y, a->rect.height, b->rect.y, b->rect.height),
                                drops, slack);
    }
    int64_t way = rfi_trays_between(trays, a, b);
    return way >= RFI_UNBOUNDED ? RFI_UNBOUNDED : rfi_cable_length(way, 0, drops, slack);
}

static bool is_network(const rfi_placed *p)
{
    return p->pod == 0 && p->support == RFI_SUPPORT_NETWORK;
}

/* The network racks of a floor: few among many. */
typedef struct network {
    const rfi_placed **racks;
    size_t count;
    int64_t drops, slack;
} network;

static void find_network(const rfi_floor *floor, network *n)
{
    n->count = 0;
    for (size_t i = 0; i < floor->placed_count; i++) {
        if (is_network(&floor->placed[i])) {
            n->racks[n->count++] = &floor->placed[i];
        }
    }
}

/* Two network racks that are farthest apart: the corners of what they span, so that no pair
 * has to be tried. Never shorter than the farthest pair. */
static int64_t trunk_of(const network *n, int64_t unit)
{
    rfi_rect span = {0};
    bool any = false;
    for (size_t i = 0; i < n->count; i++) {
        const rfi_placed *p = n->racks[i];
        if (unit != 0 && p->unit != unit) {
            continue;
        }
        int64_t x = p->rect.x + p->rect.width / 2;
        int64_t y = p->rect.y + p->rect.height / 2;
        int64_t right = any ? rfi_max(span.x + span.width, x) : x;
        int64_t top = any ? rfi_max(span.y + span.height, y) : y;
        span.x = any ? rfi_min(span.x, x) : x;
        span.y = any ? rfi_min(span.y, y) : y;
        span.width = right - span.x;
        span.height = top - span.y;
        any = true;
    }
    return any ? rfi_cable_length(span.width, span.height, n->drops, n->slack)
               : RFI_UNBOUNDED;
}

/* Of each compute rack to the farthest network rack of its scalable unit, since rails
 * spread a rack's cables over all of them; unbounded when none stands there. */
static void measure_racks(const rfi_floor *floor, int64_t unit, const network *n,
                          rfi_trays *trays, int64_t *lengths)
{
    for (size_t k = 0; k < n->count; k++) {
        size_t at = 0;
        for (size_t i = 0; i < floor->placed_count; i++) {
            const rfi_placed *p = &floor->placed[i];
            if (p->pod == 0 || (unit != 0 && p->unit != unit)) {
                continue;
            }
            if (p->unit == n->racks[k]->unit) {
                int64_t length = between(trays, n->racks[k], p, n->drops, n->slack);
                lengths[at] = rfi_max(lengths[at], length);
            }
            at++;
        }
    }
}

static bool measure_floor(rfi_arena *arena, const rfi_floor *floor, int64_t unit,
                          network *n, rfi_cabling *cabling)
{
    rfi_trays *trays = rfi_trays_new(arena, floor);
    if (trays == NULL) {
        return false;
    }
    find_network(floor, n);
    int64_t *lengths = cabling->racks + cabling->rack_count;
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *p = &floor->placed[i];
        if (p->pod > 0 && (unit == 0 || p->unit == unit)) {
            cabling->racks[cabling->rack_count++] = -1;
        }
    }
    measure_racks(floor, unit, n, trays, lengths);
    for (int64_t *each = lengths; each < cabling->racks + cabling->rack_count; each++) {
        *each = *each < 0 ? RFI_UNBOUNDED : *each;
    }
    cabling->trunk = rfi_max(cabling->trunk, trunk_of(n, unit));
    return true;
}

bool rfi_fabric_lengths(rfi_arena *arena, const rfi_plan *plan, const rfi_rules *rules,
                        int64_t unit, rfi_cabling *ret_cabling)
{
    rfi_view view = {.end = plan->end};
    size_t floors = unit == 0 ? plan->floor_count : plan->floor_count > 0;
    size_t placed = 0;
    int64_t halls = 0;
    for (size_t i = 0; i < floors; i++) {
        placed += plan->floors[i].placed_count;
    }
    for (size_t i = 0; i < plan->share_count; i++) {
        halls += plan->shares[i].pods > 0 ? plan->shares[i].converted : 0;
    }
    *ret_cabling = (rfi_cabling){.racks = RFI_ARRAY(arena, placed, int64_t),
                                 .trunk = floors > 0 ? 0 : RFI_UNBOUNDED,
                                 .between_halls = unit == 0 && halls > 1};
    network n = {.racks = RFI_ARRAY(arena, placed, const rfi_placed *)};
    if (placed > 0 && (ret_cabling->racks == NULL || n.racks == NULL)) {
        return false;
    }
    int64_t drop = rfi_demand_of(&view, &rules->figures[RFI_RULE_CABLE_DROP]);
    n.drops = rfi_mul(2, drop);
    n.slack = rfi_demand_of(&view, &rules->figures[RFI_RULE_CABLE_SLACK]);
    for (size_t i = 0; i < floors; i++) {
        if (!measure_floor(arena, &plan->floors[i], unit, &n, ret_cabling)) {
            return false;
        }
    }
    return true;
}
