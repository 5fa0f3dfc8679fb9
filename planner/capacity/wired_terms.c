/* SPDX-License-Identifier: MIT */
/* Limit and demand of the groups of a wired site. docs/requirements.md gives the formulas.
 */
#include "planner/capacity/wiring.h"

#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"

enum { PPM = 1000000 };

/* What is left of the node in the state, mVA; of an interconnect mW. */
static int64_t capacity_of(const rfi_scene *s, const rfi_wired_group *g,
                           const rfi_wired_state *state)
{
    bool own = state->outage.node == state->node;
    if (g->interconnect != NULL) {
        return own ? 0 : rfi_interconnect_power(s, g->interconnect);
    }
    bool any = g->node[1] == RFI_NET_NONE;
    rfi_side side = state->node == g->node[0] ? RFI_SIDE_A : RFI_SIDE_B;
    rfi_reach reach =
        s->requirement->kind == RFI_REQ_PEAK_POWER ? RFI_REACH_OVERLOAD : RFI_REACH_RATED;
    rfi_side_sum sum = rfi_sum_reach(s->study, s->view, &g->link, side, any, reach);
    return !own ? sum.total : state->outage.kind == RFI_NET_UNIT_OUT ? sum.rest : 0;
}

static rfi_peak_class peak_of(const rfi_scene *s, const rfi_wired_group *g)
{
    if (g->interconnect != NULL) {
        return RFI_PEAK_NONE;
    }
    if (g->link.first->kind != RFI_ELEMENT_UPS) {
        return RFI_PEAK_BREAKER;
    }
    bool apart = rfi_states_reach(&g->link, RFI_REACH_OVERLOAD) &&
                 s->requirement->kind != RFI_REQ_PEAK_POWER;
    return apart ? RFI_PEAK_NONE : RFI_PEAK_UPS;
}

static int64_t factor_of(const rfi_scene *s, const rfi_wired_group *g)
{
    return g->interconnect != NULL ? PPM : rfi_power_factor_of(s->study, s->view, &g->link);
}

static size_t hall_of(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    return hall == NULL ? RFI_NET_NONE : (size_t)(hall - s->study->site->halls);
}

static int64_t apparent(int64_t power, int64_t factor)
{
    return rfi_mul_div_ceil(power, PPM, rfi_max(factor, 1));
}

static void make_apparent(const rfi_scene *s, int64_t factor)
{
    size_t only = hall_of(s);
    size_t first = only == RFI_NET_NONE ? 0 : only;
    size_t last = only == RFI_NET_NONE ? s->study->site->hall_count : only + 1;
    for (size_t i = first; i < last; i++) {
        if (s->terms->pod[i] > 0 || s->terms->unit[i] > 0) {
            s->terms->pod[i] = apparent(s->terms->pod[i], factor);
            s->terms->unit[i] = apparent(s->terms->unit[i], factor);
        }
        if (s->terms->standing[i] > 0) {
            s->terms->standing[i] = apparent(s->terms->standing[i], factor);
        }
    }
    s->terms->fixed = apparent(s->terms->fixed, factor);
}

/* Adds what one load brings: by pods and units of its hall, or at any load. */
static void add_load(const rfi_scene *s, const rfi_wired_load *load, int64_t pod,
                     int64_t unit)
{
    if (load->stands && load->hall == RFI_NET_NONE) {
        s->terms->fixed = rfi_add(s->terms->fixed, pod);
    } else if (load->stands) {
        s->terms->standing[load->hall] = rfi_add(s->terms->standing[load->hall], pod);
    } else {
        s->terms->pod[load->hall] = rfi_add(s->terms->pod[load->hall], pod);
        s->terms->unit[load->hall] = rfi_add(s->terms->unit[load->hall], unit);
    }
}

/* Mining that stays draws by the part of its hall's racks that lies on the node. */
static void add_idle(const rfi_scene *s, const rfi_wiring *w, const rfi_wired_part *part,
                     bool whole)
{
    const rfi_wired_load *load = &w->loads[part->load];
    if (load->stands) {
        return;
    }
    const rfi_hall *hall = &s->study->site->halls[load->hall];
    if (w->groups[s->subject->wired->group].interconnect != NULL ||
        s->subject->hall != NULL || load->plant != NULL || load->house ||
        hall->load_count == 0) {
        return;
    }
    int64_t rule = rfi_limit_of(s->view, &s->study->rules->figures[RFI_RULE_POWER_FACTOR]);
    int64_t mining = apparent(rfi_mining_stays(s, hall), rule);
    s->terms->idle[load->hall] =
        whole ? mining : rfi_mul_div_ceil(mining, part->part.num, part->part.den);
}

/* One state of one node: its parts against what is left of it. */
static void single_state(const rfi_scene *s, const rfi_wiring *w, const rfi_wired_group *g,
                         const rfi_wired_state *state)
{
    int64_t factor = factor_of(s, g);
    const rfi_wired_part *parts = NULL;
    size_t count = rfi_wired_parts(w, s->view, state, hall_of(s), peak_of(s, g), &parts);
    for (size_t i = 0; i < count; i++) {
        const rfi_ratio *p = &parts[i].part;
        add_load(s, &w->loads[parts[i].load],
                 rfi_mul_div_ceil(parts[i].pod, p->num, p->den),
                 rfi_mul_div_ceil(parts[i].unit, p->num, p->den));
        add_idle(s, w, &parts[i], false);
    }
    make_apparent(s, factor);
    s->terms->limit = rfi_less_reserve(s, capacity_of(s, g, state));
}

/* The part that all loads of the group have; the largest where a view tells them apart. */
static rfi_ratio common_part(const rfi_wired_part *parts, size_t count, bool least)
{
    rfi_ratio part = parts[0].part;
    for (size_t i = 1; i < count; i++) {
        int order = rfi_ratio_compare(parts[i].part, part);
        part = (least ? order < 0 : order > 0) ? parts[i].part : part;
    }
    return part;
}

static void widen(int64_t *most, int64_t value, bool least)
{
    *most = *most == 0 || (least ? value < *most : value > *most) ? value : *most;
}

typedef struct whole { /* what arrives at the group of each load, undivided */
    int64_t *pod, *unit;
} whole;

static void take_whole(const rfi_scene *s, const whole *sum, const rfi_wired_part *parts,
                       size_t count)
{
    bool least = s->view->end == RFI_END_FAVOURABLE;
    for (size_t i = 0; i < count; i++) {
        widen(&sum->pod[parts[i].load], parts[i].pod, least);
        widen(&sum->unit[parts[i].load], parts[i].unit, least);
    }
}

/* All loads move alike: the least of capacity over part is a limit on the whole load. */
static const rfi_wired_state *folded_states(const rfi_scene *s, const rfi_wiring *w,
                                            const rfi_wired_group *g,
                                            const rfi_wired_row *row)
{
    int64_t factor = factor_of(s, g);
    const whole sum = {w->whole_pod, w->whole_unit};
    int64_t limit = RFI_UNBOUNDED;
    bool loaded = false;
    const rfi_wired_state *worst = &row->states[0];
    for (size_t i = 0; i < row->count; i++) {
        const rfi_wired_state *state = &row->states[i];
        if (state->kind_only && s->view->end == RFI_END_FAVOURABLE) {
            continue;
        }
        const rfi_wired_part *parts = NULL;
        size_t count =
            rfi_wired_parts(w, s->view, state, hall_of(s), peak_of(s, g), &parts);
        take_whole(s, &sum, parts, count);
        int64_t left = capacity_of(s, g, state);
        if (count > 0) {
            rfi_ratio part = common_part(parts, count, s->view->end == RFI_END_FAVOURABLE);
            left = rfi_mul_div_floor(left, part.den, part.num);
        }
        /* a state in which nothing lies on the node decides only when there is no other */
        if ((count > 0 && !loaded) || (left < limit && (count > 0) == loaded)) {
            limit = left;
            worst = state;
        }
        loaded = loaded || count > 0;
        for (size_t k = 0; k < count; k++) {
            add_idle(s, w, &parts[k], true);
        }
    }
    size_t only = hall_of(s);
    size_t first = only == RFI_NET_NONE ? 0 : w->hall_load[only];
    size_t last = only == RFI_NET_NONE ? w->load_count : w->hall_load[only + 1];
    for (size_t i = first; i < last; i++) {
        add_load(s, &w->loads[i], sum.pod[i], sum.unit[i]);
        sum.pod[i] = sum.unit[i] = 0;
    }
    make_apparent(s, factor);
    s->terms->limit = rfi_less_reserve(s, limit);
    return worst;
}

void rfi_term_wired(const rfi_scene *s)
{
    rfi_wired_row *row = s->subject->wired;
    const rfi_wiring *w = rfi_wiring_of(s->study);
    if (w == NULL) { /* memory: the list fails as a whole */
        s->view->unknown = true;
        return;
    }
    const rfi_wired_group *g = &w->groups[row->group];
    const rfi_wired_state *worst = &row->states[0];
    rfi_wired_turn(w);
    rfi_trace_open(s->view, "usable power",
                   g->interconnect != NULL ? g->interconnect->id : g->link.group,
                   row->folded ? "least of capacity / part over the states asked for"
                               : "capacity of the node in the state");
    if (row->folded) {
        worst = folded_states(s, w, g, row);
    } else {
        single_state(s, w, g, &row->states[0]);
    }
    (void)rfi_trace_close(s->view, s->terms->limit,
                          g->interconnect != NULL ? RFI_DIM_POWER : RFI_DIM_APPARENT);
    if (s->view->end == RFI_END_UNFAVOURABLE && s->view->flipped_count == 0) {
        row->words = rfi_wired_state_words(w, worst);
    }
}
