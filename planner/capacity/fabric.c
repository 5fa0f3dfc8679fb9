/* SPDX-License-Identifier: MIT */
#include "planner/capacity/fabric.h"

#include "planner/capacity/clos.h"
#include "planner/capacity/study.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000 };

static const int64_t lane_by_default = 100000000000; /* 100 Gb/s */

/* ---- reading ---------------------------------------------------------------------------
 */

static int64_t demand_or(rfi_view *view, const rfi_figure *figure, int64_t absent)
{
    return figure->state == RFI_ABSENT ? absent : rfi_demand_of(view, figure);
}

static int64_t limit_or(rfi_view *view, const rfi_figure *figure, int64_t absent)
{
    return figure->state == RFI_ABSENT ? absent : rfi_limit_of(view, figure);
}

/* Ports of one rack of a pod. */
static int64_t ports_of_rack(const rfi_fabric_ask *ask, rfi_view *view)
{
    const rfi_fabric *f = ask->fabric;
    if (f->ports_per_rack.state != RFI_ABSENT || f->purpose != RFI_FABRIC_COMPUTE) {
        return rfi_demand_of(view, &f->ports_per_rack);
    }
    return rfi_mul(rfi_demand_of(view, &ask->profile->chips),
                   demand_or(view, &ask->profile->ports, 1));
}

static int64_t racks_of_units(const rfi_fabric_ask *ask)
{
    int64_t pods = rfi_mul(ask->units, rfi_pods_per_unit(ask->profile));
    return rfi_mul(pods, rfi_racks_per_pod(ask->profile));
}

/* What the count rests on must be stated: a fabric of unbounded or of no switches is worse
 * than none. */
static bool is_stated(const rfi_fabric_ask *ask)
{
    const rfi_fabric *f = ask->fabric;
    const rfi_profile *p = ask->profile;
    bool by_chips = f->ports_per_rack.state == RFI_ABSENT &&
                    f->purpose == RFI_FABRIC_COMPUTE && rfi_known(&p->chips) &&
                    p->ports.state != RFI_UNKNOWN;
    const rfi_figure *optional[] = {&f->tiers,  &f->oversubscription, &f->rails,
                                    &f->planes, &f->extra_ports,      &f->links_per_cable};
    bool known = rfi_known(&f->radix) && (rfi_known(&f->ports_per_rack) || by_chips);
    for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); i++) {
        known = known && optional[i]->state != RFI_UNKNOWN;
    }
    return known;
}

/* ---- counts ----------------------------------------------------------------------------
 */

static rfi_clos_ask plane_of(const rfi_fabric_ask *ask, rfi_view *view, int64_t endpoints,
                             int64_t planes)
{
    const rfi_fabric *f = ask->fabric;
    rfi_clos_ask plane = {
        .endpoints = rfi_div_ceil(endpoints, planes),
        .radix = rfi_max(rfi_limit_of(view, &f->radix), 2),
        .tiers = demand_or(view, &f->tiers, 0),
        .oversubscription = limit_or(view, &f->oversubscription, PPM),
        .rails = demand_or(view, &f->rails, 1),
    };
    if (f->kind == RFI_FABRIC_TOR) {
        rfi_clos_ask rack = plane;
        rfi_clos one;
        rack.endpoints = rfi_div_ceil(ports_of_rack(ask, view), planes);
        rack.rails = 1;
        rack.tiers = 2;
        rfi_clos_count(&rack, &one);
        plane.fixed_leaves = rfi_mul(racks_of_units(ask), one.leaf);
        plane.leaf_ports = one.leaf > 0 ? rfi_div_ceil(rack.endpoints, one.leaf) : 0;
    }
    return plane;
}

static int64_t cables_of(int64_t links, int64_t planes, int64_t per_cable)
{
    return rfi_div_ceil(rfi_mul(links, planes), rfi_max(per_cable, 1));
}

static int64_t trace_count(rfi_view *view, const char *what, const char *formula,
                           int64_t value)
{
    rfi_trace_open(view, what, NULL, formula);
    return rfi_trace_close(view, value, RFI_DIM_COUNT);
}

static void count_switches(const rfi_fabric_ask *ask, rfi_view *view, rfi_fabric_size *size)
{
    const rfi_fabric *f = ask->fabric;
    rfi_trace_open(view, "endpoints", f->id,
                   "racks x ports of a rack + units x extra ports");
    rfi_trace_note(view, "racks", f->id, racks_of_units(ask), RFI_DIM_COUNT);
    size->endpoints = rfi_add(rfi_mul(racks_of_units(ask), ports_of_rack(ask, view)),
                              rfi_mul(ask->units, demand_or(view, &f->extra_ports, 0)));
    rfi_trace_close(view, size->endpoints, RFI_DIM_COUNT);
    int64_t planes = rfi_max(demand_or(view, &f->planes, 1), 1);
    int64_t per_cable = limit_or(view, &f->links_per_cable, 1);
    rfi_clos_ask plane = plane_of(ask, view, size->endpoints, planes);
    rfi_clos c;
    rfi_clos_count(&plane, &c);
    size->possible = c.possible;
    size->tiers = c.tiers;
    size->leaf = trace_count(view, "leaf switches",
                             "planes x rails x ceil(endpoints / planes / rails / down)",
                             rfi_mul(planes, c.leaf));
    size->spine = trace_count(
        view, "spine switches",
        "planes x fewest that every leaf reaches evenly, from ceil(leaf x up / radix) on",
        rfi_mul(planes, c.spine));
    size->core =
        trace_count(view, "core switches",
                    "planes x spines of a group x fewest that every spine reaches evenly",
                    rfi_mul(planes, c.core));
    size->spine_by_ports = rfi_mul(planes, c.spine_by_ports);
    size->core_by_ports = rfi_mul(planes, c.core_by_ports);
    for (size_t i = 0; i < RFI_FABRIC_TIERS; i++) {
        size->cables[i] = cables_of(c.links[i], planes, per_cable);
    }
}

/* ---- cables ----------------------------------------------------------------------------
 */

typedef struct wiring {
    const rfi_fabric_ask *ask;
    rfi_view *view;
    int64_t port_rate, lane_rate;
    int64_t optical; /* switch-side ends that draw power */
    int64_t ends;    /* transceivers, both sides */
} wiring;

static bool is_optical(rfi_medium medium)
{
    return medium != RFI_MEDIUM_PASSIVE && medium != RFI_MEDIUM_ACTIVE;
}

/* Lays n cables of one length; `switch_ends` of each end at a switch of the fabric. */
static void lay(wiring *w, int64_t n, rfi_medium medium, int64_t switch_ends,
                rfi_fabric_size *size)
{
    size->media[medium] = rfi_add(size->media[medium], n);
    if (medium != RFI_MEDIUM_PASSIVE) {
        w->optical = rfi_add(w->optical, rfi_mul(n, switch_ends));
    }
    if (is_optical(medium)) {
        w->ends = rfi_add(w->ends, rfi_mul(n, 2));
    }
}

static rfi_medium medium_for(wiring *w, int64_t length)
{
    return rfi_medium_for(w->ask->rules, w->view, w->port_rate, w->lane_rate, length);
}

/* Endpoint cables go by the lengths of the racks that were placed, in proportion; what is
 * left over by the longest. In the rack of a top-of-rack leaf no cable is longer than it is
 * high. */
static void lay_endpoints(wiring *w, rfi_fabric_size *size)
{
    const rfi_cabling *cabling = w->ask->cabling;
    int64_t n = size->cables[0];
    if (w->ask->fabric->kind == RFI_FABRIC_TOR) {
        const rfi_figure *height = &w->ask->profile->height;
        int64_t length = rfi_known(height) ? rfi_demand_of(w->view, height) : RFI_UNBOUNDED;
        lay(w, n, medium_for(w, length), 1, size);
        return;
    }
    if (cabling == NULL || cabling->rack_count == 0) {
        lay(w, n, RFI_MEDIUM_UNKNOWN, 1, size);
        return;
    }
    int64_t counts[RFI_MEDIA] = {0};
    rfi_medium farthest = RFI_MEDIUM_PASSIVE;
    struct rfi_trace *trace = w->view->trace; /* not the same reaches for each rack */
    w->view->trace = NULL;
    for (size_t i = 0; i < cabling->rack_count; i++) {
        rfi_medium medium = medium_for(w, cabling->racks[i]);
        counts[medium]++;
        farthest = medium > farthest ? medium : farthest;
    }
    w->view->trace = trace;
    int64_t left = n;
    for (rfi_medium m = RFI_MEDIUM_PASSIVE; m < RFI_MEDIA; m++) {
        int64_t share = m == farthest
                            ? 0
                            : rfi_mul_div_floor(n, counts[m], (int64_t)cabling->rack_count);
        lay(w, share, m, 1, size);
        left -= share;
    }
    lay(w, left, farthest, 1, size);
}

/* Trunks are laid as long as the farthest two network racks of a floor; where halls are
 * joined their distance is not known, and single-mode DR is counted. */
static void lay_trunks(wiring *w, rfi_fabric_size *size)
{
    const rfi_cabling *cabling = w->ask->cabling;
    rfi_medium inside =
        cabling == NULL ? RFI_MEDIUM_UNKNOWN : medium_for(w, cabling->trunk);
    bool joined = cabling != NULL && cabling->between_halls;
    rfi_medium outside = joined && inside < RFI_MEDIUM_DR ? RFI_MEDIUM_DR : inside;
    lay(w, size->cables[1], size->tiers < 3 ? outside : inside, 2, size);
    lay(w, size->cables[2], outside, 2, size);
}

/* ---- power, racks, cost ----------------------------------------------------------------
 */

static const rfi_figure *or_rule(const rfi_fabric_ask *ask, const rfi_figure *figure,
                                 rfi_rule rule)
{
    return rfi_or_rule(figure, ask->rules, rule);
}

static void weigh(const wiring *w, rfi_fabric_size *size)
{
    const rfi_fabric_ask *ask = w->ask;
    const rfi_fabric *f = ask->fabric;
    rfi_view *view = w->view;
    int64_t switches = rfi_add(rfi_add(size->leaf, size->spine), size->core);
    int64_t housed = f->kind == RFI_FABRIC_TOR ? switches - size->leaf : switches;
    int64_t draw =
        rfi_demand_of(view, or_rule(ask, &f->switch_power, RFI_RULE_SWITCH_POWER));
    int64_t optic =
        rfi_demand_of(view, or_rule(ask, &f->optic_power, RFI_RULE_OPTIC_POWER));
    rfi_trace_open(view, "power of switches and optics", f->id,
                   "switches x power + optical ends at switches x power");
    size->power = rfi_trace_close(
        view, rfi_add(rfi_mul(housed, draw), rfi_mul(w->optical, optic)), RFI_DIM_POWER);
    size->rack_units = rfi_mul(
        housed, rfi_demand_of(view, or_rule(ask, &f->switch_units, RFI_RULE_SWITCH_UNITS)));
    int64_t cables = rfi_add(rfi_add(size->cables[0], size->cables[1]), size->cables[2]);
    int64_t cost =
        rfi_mul(switches,
                rfi_demand_of(view, or_rule(ask, &f->switch_price, RFI_RULE_SWITCH_PRICE)));
    cost =
        rfi_add(cost, rfi_mul(w->ends, rfi_demand_of(view, or_rule(ask, &f->optic_price,
                                                                   RFI_RULE_OPTIC_PRICE))));
    size->cost = rfi_add(
        cost,
        rfi_mul(cables, rfi_demand_of(view, &ask->rules->figures[RFI_RULE_CABLE_PRICE])));
    size->transceivers = w->ends;
}

void rfi_fabric_count(const rfi_fabric_ask *ask, rfi_view *view, rfi_fabric_size *ret_size)
{
    const rfi_fabric *f = ask->fabric;
    *ret_size = (rfi_fabric_size){.units = ask->units, .known = is_stated(ask)};
    if (!ret_size->known) {
        return;
    }
    rfi_trace_open(view, "fabric", f->id, "leaf + spine + core switches");
    count_switches(ask, view, ret_size);
    if (ret_size->possible) {
        const rfi_figure *rate =
            rfi_known(&f->port_rate) ? &f->port_rate : &ask->profile->scale_out;
        wiring w = {.ask = ask, .view = view};
        w.port_rate = rfi_known(rate) ? rfi_demand_of(view, rate) : 4 * lane_by_default;
        w.lane_rate =
            rfi_known(&f->lane_rate) ? rfi_demand_of(view, &f->lane_rate) : lane_by_default;
        lay_endpoints(&w, ret_size);
        lay_trunks(&w, ret_size);
        weigh(&w, ret_size);
    }
    rfi_trace_close(view, ret_size->leaf + ret_size->spine + ret_size->core, RFI_DIM_COUNT);
}

int64_t rfi_fabric_racks(const rfi_rules *rules, rfi_view *view, int64_t rack_units,
                         int64_t power)
{
    rfi_trace_open(
        view, "network racks", NULL,
        "max of ceil(rack units / RACK_UNITS), ceil(power / NETWORK_RACK_POWER)");
    int64_t room = rfi_limit_of(view, &rules->figures[RFI_RULE_RACK_UNITS]);
    int64_t most = rfi_limit_of(view, &rules->figures[RFI_RULE_NETWORK_RACK_POWER]);
    return rfi_trace_close(view,
                           rfi_max(rfi_div_ceil(rack_units, rfi_max(room, 1)),
                                   rfi_div_ceil(power, rfi_max(most, 1))),
                           RFI_DIM_COUNT);
}
