/* SPDX-License-Identifier: MIT */
/* What loads become on their ways through a wired site: the power that arrives at a node if
 * all of a load went there, by the way that loses most of those that are taken (at the
 * favourable end: least). Times the part of the load that lies on the node, this is the
 * demand. Readings without flips, pins and traces come from a table per end. */
#include "planner/capacity/wiring.h"

#include "planner/capacity/curve.h"
#include "planner/capacity/trace.h"

#include <stdlib.h>
#include <string.h>

enum { PPM = 1000000, BURDENS = RFI_PEAK_BREAKER + 2, SUPPORT = RFI_PEAK_BREAKER + 1 };

typedef struct kept_burden { /* of one end, without flips */
    bool known, unknown;     /* it was read; a figure was missing */
    rfi_burden value;
} kept_burden;

typedef struct kept_passage { /* likewise, of a bus with a curve */
    bool known, unknown;
    rfi_passage value;
} kept_passage;

typedef struct table {       /* of one end */
    kept_passage *passage;   /* per node */
    int64_t *efficiency;     /* per node; 0: not yet read */
    int64_t *power[BURDENS]; /* beside net->rows[node].normal, from first[node]; NULL: not
                                yet */
    kept_burden burden[BURDENS];
} table;

struct rfi_arrivals {
    table ends[RFI_ENDS];
    int64_t *level;        /* per node: what arrives, -1 nothing yet */
    size_t *first;         /* per node: place in a table; made with the first table */
    bool *leads;           /* per node: the target lies upstream of it, or is it */
    size_t *next;          /* per node: next place in a table; a list of nodes */
    uint64_t *seen, stamp; /* per node: stamp of the list that it is on */
    uint64_t turn;         /* of the requirement that is read */
    uint64_t *told;        /* per node: turn in which its losses were noted */
    uint64_t *read;        /* per place in a table: turn in which its load was read */
    bool *counts;          /* per load: it lies on the node that is asked for */
    rfi_wired_part *parts; /* per load: what was asked last */
    rfi_ratio *part;       /* per load: its part where it is asked for */
};

bool rfi_arrivals_open(rfi_wiring *w)
{
    size_t nodes = w->net[0].node_count + 1;
    struct rfi_arrivals *a = RFI_NEW(w->study->arena, struct rfi_arrivals);
    if (a == NULL) {
        return false;
    }
    a->level = RFI_ARRAY(w->study->arena, nodes, int64_t);
    a->leads = RFI_ARRAY(w->study->arena, nodes, bool);
    a->next = RFI_ARRAY(w->study->arena, nodes, size_t);
    a->seen = RFI_ARRAY(w->study->arena, nodes, uint64_t);
    a->told = RFI_ARRAY(w->study->arena, nodes, uint64_t);
    a->counts = RFI_ARRAY(w->study->arena, w->load_count + 1, bool);
    a->parts = RFI_ARRAY(w->study->arena, w->load_count + 1, rfi_wired_part);
    a->part = RFI_ARRAY(w->study->arena, w->load_count + 1, rfi_ratio);
    w->whole_pod = RFI_ARRAY(w->study->arena, w->load_count + 1, int64_t);
    w->whole_unit = RFI_ARRAY(w->study->arena, w->load_count + 1, int64_t);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        a->ends[end].efficiency = RFI_ARRAY(w->study->arena, nodes, int64_t);
        a->ends[end].passage = RFI_ARRAY(w->study->arena, nodes, kept_passage);
        if (a->ends[end].efficiency == NULL || a->ends[end].passage == NULL) {
            return false;
        }
    }
    w->arrivals = a;
    return a->level != NULL && a->leads != NULL && a->next != NULL && a->parts != NULL &&
           a->part != NULL && a->seen != NULL && a->told != NULL && a->counts != NULL &&
           w->whole_pod != NULL && w->whole_unit != NULL;
}

/* ---- curves ----------------------------------------------------------------------------
 */

static bool is_plain(const rfi_view *view)
{
    return view->flipped_count == 0 && view->pinned == NULL && view->trace == NULL;
}

/* Is what was noted of the node noted for this requirement too? Where all ends take the
 * same ways, the first of them has noted what they rest on. */
static bool is_told(const rfi_wiring *w, const rfi_view *view, size_t node)
{
    return view->inputs == NULL || w->arrivals->told[node] == w->arrivals->turn ||
           (!w->varies && view->end != RFI_END_UNFAVOURABLE);
}

static void tell_node(const rfi_wiring *w, const rfi_view *view, size_t node)
{
    w->arrivals->told[node] = view->inputs == NULL ? 0 : w->arrivals->turn;
}

static rfi_passage node_passage(const rfi_wiring *w, rfi_view *view, size_t node)
{
    const rfi_wired_group *g = &w->groups[w->node_group[node]];
    kept_passage *kept = &w->arrivals->ends[view->end].passage[node];
    if (is_plain(view) && is_told(w, view, node) && kept->known) {
        view->unknown = view->unknown || kept->unknown;
        return kept->value;
    }
    rfi_view own = *view;
    own.unknown = false;
    rfi_passage value = rfi_passage_of(w->study, &own, &g->link, rfi_wired_side(w, node));
    if (is_plain(view)) {
        *kept = (kept_passage){.known = true, .unknown = own.unknown, .value = value};
        tell_node(w, view, node);
    }
    view->unknown = view->unknown || own.unknown;
    return value;
}

/* What the units of a bus draw at any load. */
static int64_t standing_power(const rfi_wiring *w, rfi_view *view, size_t node)
{
    rfi_passage passage = node_passage(w, view, node);
    return rfi_passage_standing(&passage);
}

/* ---- what enters -----------------------------------------------------------------------
 */

/* Power that one pod resp. the support racks of one SU draw at the entry of the load. */
static int64_t entry_power(const rfi_wiring *w, rfi_view *view, size_t load,
                           const rfi_burden *burden)
{
    const rfi_wired_load *l = &w->loads[load];
    if (l->stands) {
        return strcmp(burden->whose, RFI_BURDEN_UNIT) == 0
                   ? 0
                   : standing_power(w, view, w->net[0].loads[load].node);
    }
    const rfi_hall *hall = &w->study->site->halls[l->hall];
    if (l->house) {
        return rfi_house_draw(view, hall, burden->racks);
    }
    if (l->plant == NULL) {
        return burden->racks;
    }
    const char *const loops[] = {hall->liquid, hall->air};
    const int64_t heat[] = {burden->liquid, burden->air};
    int64_t power = 0;
    for (size_t k = 0; k < 2; k++) {
        const rfi_plant_chain *chain = rfi_plants_of(w->study, hall, loops[k]);
        for (size_t i = 0; i < chain->count && heat[k] > 0; i++) {
            if (chain->plants[i] == l->plant) {
                power =
                    rfi_add(power, rfi_power_of_plant(w->study, view, chain, i, heat[k]));
            }
        }
    }
    return power;
}

static bool is_racks(const rfi_wired_load *load)
{
    return load->plant == NULL && !load->house && !load->stands;
}

/* ---- on the way ------------------------------------------------------------------------
 */

static int64_t node_efficiency(const rfi_wiring *w, rfi_view *view, size_t node)
{
    const rfi_wired_group *g = &w->groups[w->node_group[node]];
    if (g->interconnect != NULL) {
        return PPM;
    }
    int64_t *kept = &w->arrivals->ends[view->end].efficiency[node];
    if (is_plain(view) && is_told(w, view, node) && *kept > 0) {
        return *kept;
    }
    int64_t value = rfi_efficiency_of(w->study, view, &g->link);
    if (is_plain(view)) {
        *kept = value;
        tell_node(w, view, node);
    }
    return value;
}

/* What enters a node for what leaves it. */
static int64_t before_node(const rfi_wiring *w, rfi_view *view, size_t node, int64_t level)
{
    const rfi_wired_group *g = &w->groups[w->node_group[node]];
    if (g->interconnect != NULL || !rfi_has_curve(&g->link)) {
        return rfi_before_loss(level, node_efficiency(w, view, node));
    }
    rfi_passage passage = node_passage(w, view, node);
    return rfi_add(level, rfi_passage_growth(&passage, level));
}

static void note_node(const rfi_wiring *w, rfi_view *view, size_t node)
{
    (void)before_node(w, view, node, 0);
}

static void reach(const rfi_view *view, int64_t *level, int64_t power)
{
    bool best = view->end == RFI_END_FAVOURABLE;
    if (*level < 0) {
        *level = power;
    } else {
        *level = best ? rfi_min(*level, power) : rfi_max(*level, power);
    }
}

/* Marks the nodes of a way that lead to the target; RFI_NET_NONE: all do. */
static void mark_leads(const rfi_wiring *w, const rfi_net_way *way, size_t target)
{
    bool *leads = w->arrivals->leads;
    for (size_t i = way->count; i-- > 0;) {
        const rfi_net_step *step = &way->steps[i];
        leads[step->node] = target == RFI_NET_NONE || step->node == target;
        for (size_t k = 0; k < step->supply_count && !leads[step->node]; k++) {
            leads[step->node] = leads[step->supply[k]];
        }
    }
}

static void enter_way(const rfi_wiring *w, const rfi_network *net, const rfi_view *view,
                      size_t load, int64_t power, const rfi_net_way *way)
{
    int64_t *level = w->arrivals->level;
    for (size_t i = 0; i < way->count; i++) {
        level[way->steps[i].node] = -1;
    }
    size_t above = 0;
    const size_t *supply = net->loads[load].stands
                               ? rfi_network_supply(net, net->loads[load].node, &above)
                               : NULL;
    for (size_t i = 0; i < above; i++) {
        reach(view, &level[supply[i]], power);
    }
    for (size_t i = 0; i < net->loads[load].pair_count; i++) {
        const rfi_net_pair *pair = &net->loads[load].pairs[i];
        for (size_t k = 0; k < 4; k++) {
            size_t node = k < 2 ? pair->a.node[k] : pair->b.node[k - 2];
            if (node !=
                RFI_NET_NONE) { /* of one that is dead the level is never asked for */
                reach(view, &level[node], power);
            }
        }
    }
}

/* Lets `power` climb the way; level[] then holds what arrives at each node that leads to
 * the target. */
static void climb_way(const rfi_wiring *w, const rfi_network *net, rfi_view *view,
                      size_t load, int64_t power, const rfi_net_way *way)
{
    int64_t *level = w->arrivals->level;
    enter_way(w, net, view, load, power, way);
    for (size_t i = 0; i < way->count; i++) {
        const rfi_net_step *step = &way->steps[i];
        if (!w->arrivals->leads[step->node] || step->supply_count == 0) {
            continue;
        }
        int64_t before = -1;
        for (size_t k = 0; k < step->supply_count; k++) {
            if (!w->arrivals->leads[step->supply[k]]) {
                continue;
            }
            if (before < 0) {
                before = before_node(w, view, step->node, level[step->node]);
            }
            reach(view, &level[step->supply[k]], before);
        }
    }
}

/* ---- tables ----------------------------------------------------------------------------
 */

/* Where the loads of each node begin in a table; the end, or RFI_NET_NONE: memory. */
static size_t find_places(const rfi_wiring *w, const rfi_network *net)
{
    struct rfi_arrivals *a = w->arrivals;
    if (a->first == NULL) {
        a->first = RFI_ARRAY(w->study->arena, net->node_count + 1, size_t);
        for (size_t i = 0; a->first != NULL && i < net->node_count; i++) {
            a->first[i + 1] = a->first[i] + net->rows[i].normal_count;
        }
        size_t places = a->first == NULL ? 0 : a->first[net->node_count];
        a->read = RFI_ARRAY(w->study->arena, places + 1, uint64_t);
    }
    return a->first == NULL || a->read == NULL ? RFI_NET_NONE : a->first[net->node_count];
}

static rfi_burden read_burden(const rfi_wiring *w, rfi_view *view, size_t kind)
{
    return kind == SUPPORT ? rfi_unit_burden(w->study, view)
                           : rfi_pod_burden(w->study, view, (rfi_peak_class)kind);
}

/* What is noted of a requirement is noted at its unfavourable end, where most counts. */
static rfi_burden burden_of(const rfi_wiring *w, rfi_view *view, size_t kind)
{
    if (!is_plain(view) || (view->inputs != NULL && view->end == RFI_END_UNFAVOURABLE)) {
        return read_burden(w, view, kind);
    }
    kept_burden *kept = &w->arrivals->ends[view->end].burden[kind];
    if (!kept->known) {
        rfi_view own = {.end = view->end};
        *kept = (kept_burden){.known = true, .value = read_burden(w, &own, kind)};
        kept->unknown = own.unknown;
    }
    view->unknown = view->unknown || kept->unknown;
    return kept->value;
}

static const int64_t *table_of(const rfi_wiring *w, rfi_end end, size_t burden_kind)
{
    struct rfi_arrivals *a = w->arrivals;
    table *t = &a->ends[end];
    if (t->power[burden_kind] != NULL) {
        return t->power[burden_kind];
    }
    const rfi_network *net = &w->net[w->varies ? end : 0];
    size_t places = find_places(w, net);
    int64_t *power =
        places == RFI_NET_NONE ? NULL : RFI_ARRAY(w->study->arena, places + 1, int64_t);
    if (power == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < net->node_count; i++) {
        a->next[i] = a->first[i];
    }
    rfi_view view = {.end = end};
    rfi_burden burden = burden_of(w, &view, burden_kind);
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    for (size_t load = 0; load < w->load_count; load++) {
        rfi_net_way way = rfi_network_walk(net, load);
        mark_leads(w, &way, RFI_NET_NONE);
        climb_way(w, net, &view, load, entry_power(w, &view, load, &burden), &way);
        for (size_t i = 0; i < way.count; i++) {
            size_t node = way.steps[i].node;
            power[a->next[node]++] = a->level[node];
        }
    }
    t->power[burden_kind] = power;
    return power;
}

/* Does one of the loads that count pass the node in the normal state? */
static bool is_passed(const struct rfi_arrivals *a, const rfi_net_rows *rows)
{
    for (size_t i = 0; i < rows->normal_count; i++) {
        if (a->counts[rows->normal[i].load]) {
            return true;
        }
    }
    return false;
}

/* Notes the losses that a table stands for: of what hangs below the node, where a load that
 * counts passes. */
static void note_below(const rfi_wiring *w, const rfi_network *net, rfi_view *view,
                       size_t node)
{
    struct rfi_arrivals *a = w->arrivals;
    size_t count = 0;
    a->next[count++] = node;
    a->seen[node] = ++a->stamp;
    for (size_t i = 0; i < count; i++) {
        size_t own = 0;
        const size_t *below = rfi_network_below(net, a->next[i], &own);
        for (size_t k = 0; k < own; k++) {
            if (a->seen[below[k]] != a->stamp && is_passed(a, &net->rows[below[k]])) {
                a->seen[below[k]] = a->stamp;
                a->next[count++] = below[k];
                note_node(w, view, below[k]);
            }
        }
    }
}

/* ---- parts -----------------------------------------------------------------------------
 */

typedef struct asking {
    const rfi_wiring *w;
    rfi_view *view;
    const rfi_wired_state *state;
    rfi_net_outage outage; /* the state's, or the normal one */
    const rfi_net_row *row;
    size_t first, last; /* loads asked for */
    rfi_burden pod, unit;
    bool moved; /* what arrives of the loads that the row names is told by walking */
    rfi_wired_part *parts;
    size_t count;
} asking;

/* Ratings by which the way of a load was shared. */
static void note_weights(const asking *q, const rfi_net_way *way)
{
    for (size_t i = 0; i < way->count && q->w->varies; i++) {
        const rfi_net_step *step = &way->steps[i];
        for (size_t k = 0; k < step->supply_count && step->supply_count > 1; k++) {
            const rfi_wired_group *g = &q->w->groups[q->w->node_group[step->supply[k]]];
            if (!q->w->arrivals->leads[step->node]) {
                continue;
            }
            if (g->interconnect != NULL) {
                (void)rfi_energised_power(q->w->study, q->view, g->interconnect, false);
            } else {
                (void)rfi_sum_side(q->w->study, q->view, &g->link, RFI_SIDE_NONE, true);
            }
        }
    }
}

/* What arrives of a load at the node of the state by this way. */
static void measure(asking *q, const rfi_network *net, size_t load, rfi_ratio part,
                    const rfi_net_way *way)
{
    const rfi_wiring *w = q->w;
    const rfi_wired_load *l = &w->loads[load];
    bool there = false;
    for (size_t i = 0; i < way->count; i++) {
        there = there || way->steps[i].node == q->state->node;
    }
    if (!there) {
        return;
    }
    rfi_trace_open(q->view,
                   l->stands          ? "units at any load"
                   : l->house         ? "house"
                   : l->plant == NULL ? "racks"
                                      : "plant",
                   l->stands          ? rfi_wired_node_name(w, net->loads[load].node)
                   : l->plant == NULL ? w->study->site->halls[l->hall].id
                                      : l->plant->id,
                   "power before the losses of each group on the way");
    mark_leads(w, way, q->state->node);
    note_weights(q, way);
    climb_way(w, net, q->view, load, entry_power(w, q->view, load, &q->pod), way);
    int64_t pod = w->arrivals->level[q->state->node];
    rfi_trace_note(q->view, "part of it in this state, per million", "",
                   rfi_mul_div_ceil(PPM, part.num, part.den), RFI_DIM_RATIO);
    (void)rfi_trace_close(q->view, pod, RFI_DIM_POWER);
    rfi_view quiet = *q->view;
    quiet.trace = NULL;
    climb_way(w, net, &quiet, load, entry_power(w, &quiet, load, &q->unit), way);
    q->view->unknown = q->view->unknown || quiet.unknown;
    q->parts[q->count++] =
        (rfi_wired_part){load, part, pod, w->arrivals->level[q->state->node]};
}

/* Is what arrives of the load told by walking? *at: place in the row, for rising loads. */
static bool is_walked(const asking *q, size_t load, size_t *at)
{
    size_t count = q->moved ? q->row->part_count : 0;
    while (*at < count && q->row->parts[*at].load < load) {
        ++*at;
    }
    return *at < count && q->row->parts[*at].load == load;
}

static void from_tables(asking *q, rfi_peak_class peak)
{
    const rfi_wiring *w = q->w;
    const rfi_network *net = &w->net[w->varies ? q->view->end : 0];
    const rfi_net_rows *rows = &net->rows[q->state->node];
    const int64_t *pod = table_of(w, q->view->end, (size_t)peak);
    const int64_t *unit = table_of(w, q->view->end, SUPPORT);
    bool note = q->view->inputs != NULL && q->view->end == RFI_END_UNFAVOURABLE;
    bool fresh = false;
    size_t moved_at = 0;
    for (size_t i = 0; pod != NULL && unit != NULL && i < rows->normal_count; i++) {
        size_t load = rows->normal[i].load;
        rfi_ratio part = load >= q->first && load < q->last
                             ? rfi_network_part(rows, q->row, load)
                             : (rfi_ratio){0, 1};
        if (part.num == 0 || is_walked(q, load, &moved_at)) {
            continue;
        }
        size_t at = w->arrivals->first[q->state->node] + i;
        if (w->arrivals->read[at] != w->arrivals->turn) { /* in no state before this one */
            w->arrivals->read[at] = w->arrivals->turn;
            w->arrivals->counts[load] = note;
            fresh = note;
            if (note || (q->view->end == RFI_END_BASE && !is_racks(&w->loads[load]))) {
                (void)entry_power(w, q->view, load, &q->pod);
            }
        }
        q->parts[q->count++] = (rfi_wired_part){load, part, pod[at], unit[at]};
    }
    if (fresh) {
        note_below(w, net, q->view, q->state->node);
        for (size_t i = 0; i < q->count; i++) {
            w->arrivals->counts[q->parts[i].load] = false;
        }
    }
}

static int by_load(const void *left, const void *right)
{
    size_t a = ((const rfi_wired_part *)left)->load;
    size_t b = ((const rfi_wired_part *)right)->load;
    return a < b ? -1 : a > b;
}

/* In a state in which a standby took over: what it moves beside what it leaves as it was.
 */
static void from_tables_and_walks(asking *q, rfi_peak_class peak)
{
    from_tables(q, peak);
    size_t kept = q->count;
    const rfi_net_row *row = q->row;
    rfi_network_enter(&q->w->net[0], q->outage);
    for (size_t i = 0; i < row->part_count; i++) {
        bool asked = row->parts[i].load >= q->first && row->parts[i].load < q->last;
        if (asked && row->parts[i].part.num > 0) {
            rfi_net_way way = rfi_network_walk(&q->w->net[0], row->parts[i].load);
            measure(q, &q->w->net[0], row->parts[i].load, row->parts[i].part, &way);
        }
    }
    rfi_network_enter(&q->w->net[0], (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    if (kept > 0 && q->count > kept) {
        qsort(q->parts, q->count, sizeof(*q->parts), by_load);
    }
}

/* The part of a load on the node of the state by its way there. */
static rfi_ratio part_on(const asking *q, const rfi_net_way *way, bool out)
{
    if (out) {
        return way->lost;
    }
    for (size_t i = 0; i < way->count; i++) {
        if (way->steps[i].node == q->state->node) {
            return way->steps[i].part;
        }
    }
    return (rfi_ratio){0, 1};
}

/* What lies on the node in the state, measured by the ways of the state where a standby
 * took over, of the normal state else. */
static void by_walking(asking *q)
{
    const rfi_network *net = rfi_wired_network(q->w, q->view);
    bool moved = rfi_network_transfers(net, q->outage); /* enters it */
    bool out = !rfi_network_lives(net, q->state->node) && q->outage.node == q->state->node;
    rfi_ratio *part = q->w->arrivals->part;
    for (size_t load = q->first; load < q->last; load++) {
        rfi_net_way way = rfi_network_walk(net, load);
        part[load] = part_on(q, &way, out);
    }
    if (!moved || out) { /* what is left without supply is measured where it was */
        rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    }
    for (size_t load = q->first; load < q->last; load++) {
        if (part[load].num > 0) {
            rfi_net_way way = rfi_network_walk(net, load);
            measure(q, net, load, part[load], &way);
        }
    }
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
}

void rfi_wired_turn(const rfi_wiring *w)
{
    w->arrivals->turn++;
}

size_t rfi_wired_parts(const rfi_wiring *w, rfi_view *view, const rfi_wired_state *state,
                       size_t hall, rfi_peak_class peak, const rfi_wired_part **ret_parts)
{
    bool normal = state->kind_only && view->end == RFI_END_FAVOURABLE;
    asking q = {.w = w, .view = view, .state = state};
    q.outage = normal ? (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE} : state->outage;
    q.row = normal ? NULL : state->row;
    q.first = hall == RFI_NET_NONE ? 0 : w->hall_load[hall];
    q.last = hall == RFI_NET_NONE ? w->load_count : w->hall_load[hall + 1];
    q.pod = burden_of(w, view, (size_t)peak);
    q.unit = burden_of(w, view, SUPPORT);
    q.parts = w->arrivals->parts;
    *ret_parts = q.parts;
    /* of a state without a row of its own, which another one covers, only the ways tell */
    bool tables =
        !w->varies && is_plain(view) && (q.row != NULL || !state->transfers || normal);
    q.moved = tables && state->transfers && !normal && q.row->left != RFI_NET_LEFT_NOTHING;
    if (q.moved) {
        from_tables_and_walks(&q, peak);
    } else if (tables) {
        from_tables(&q, peak);
    } else {
        by_walking(&q);
    }
    return q.count;
}

/* ---- arrival in the normal state -------------------------------------------------------
 */

bool rfi_wired_passes(const rfi_wiring *w, rfi_view *view, size_t load,
                      const rfi_element *target)
{
    if (load == RFI_NET_NONE || target == NULL) {
        return target == NULL;
    }
    const rfi_network *net = rfi_wired_network(w, view);
    size_t group = rfi_wired_group_of(w, w->loads[load].hall, target);
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    rfi_net_way way = rfi_network_walk(net, load);
    bool passes = false;
    for (size_t i = 0; i < way.count; i++) {
        passes = passes || w->node_group[way.steps[i].node] == group;
    }
    return passes;
}

int64_t rfi_wired_arrival(const rfi_wiring *w, rfi_view *view, size_t load, int64_t power,
                          const rfi_element *target)
{
    if (load == RFI_NET_NONE) {
        return target == NULL ? power : 0;
    }
    rfi_wired_turn(w); /* what is read here is noted, whoever asked before */
    const rfi_network *net = rfi_wired_network(w, view);
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    rfi_net_way way = rfi_network_walk(net, load);
    int64_t total = target == NULL ? -1 : 0;
    size_t group =
        target == NULL ? RFI_NET_NONE : rfi_wired_group_of(w, w->loads[load].hall, target);
    for (size_t k = 0; k < 2 && (target == NULL ? k < 1 : group != RFI_NET_NONE); k++) {
        size_t node = target == NULL ? RFI_NET_NONE : w->groups[group].node[k];
        if (target != NULL && node == RFI_NET_NONE) {
            break;
        }
        mark_leads(w, &way, node);
        climb_way(w, net, view, load, power, &way);
        for (size_t i = 0; i < way.count; i++) {
            const rfi_net_step *step = &way.steps[i];
            int64_t level = w->arrivals->level[step->node];
            if (target == NULL && step->supply_count == 0) {
                reach(view, &total, level); /* the worst way to the grid, whole */
            } else if (target != NULL && step->node == node) {
                total =
                    rfi_add(total, rfi_mul_div_ceil(level, step->part.num, step->part.den));
            }
        }
    }
    return total < 0 ? 0 : total;
}

int64_t rfi_wired_standing(const rfi_wiring *w, rfi_view *view, const rfi_hall *hall,
                           const rfi_element *target)
{
    size_t halls = w->study->site->hall_count;
    size_t i = hall == NULL ? halls : (size_t)(hall - w->study->site->halls);
    size_t end = hall == NULL ? w->load_count : w->hall_load[i + 1];
    int64_t total = 0;
    for (size_t load = w->hall_load[i]; load < end; load++) {
        if (w->loads[load].stands && rfi_wired_passes(w, view, load, target)) {
            int64_t power = standing_power(w, view, w->net[0].loads[load].node);
            total = rfi_add(total, rfi_wired_arrival(w, view, load, power, target));
        }
    }
    return total;
}

int64_t rfi_wired_share(const rfi_wiring *w, rfi_view *view, const rfi_hall *hall,
                        int64_t power, const rfi_element *target)
{
    size_t hall_index = (size_t)(hall - w->study->site->halls);
    size_t load = rfi_wired_load_of(w, hall_index, NULL);
    size_t group = rfi_wired_group_of(w, hall_index, target);
    if (load == RFI_NET_NONE || group == RFI_NET_NONE) {
        return 0;
    }
    const rfi_network *net = rfi_wired_network(w, view);
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    rfi_net_way way = rfi_network_walk(net, load);
    int64_t total = 0;
    for (size_t i = 0; i < way.count; i++) {
        const rfi_net_step *step = &way.steps[i];
        if (w->node_group[step->node] == group) {
            total = rfi_add(total, rfi_mul_div_ceil(power, step->part.num, step->part.den));
        }
    }
    return total;
}

bool rfi_wired_has(const rfi_wiring *w, const rfi_hall *hall, rfi_element_kind kind)
{
    size_t load = rfi_wired_load_of(w, (size_t)(hall - w->study->site->halls), NULL);
    if (load == RFI_NET_NONE) {
        return false;
    }
    const rfi_network *net = &w->net[0];
    rfi_network_enter(net, (rfi_net_outage){RFI_NET_NORMAL, RFI_NET_NONE});
    rfi_net_way way = rfi_network_walk(net, load);
    bool *has = w->arrivals->leads;
    for (size_t i = way.count; i-- > 0;) {
        const rfi_net_step *step = &way.steps[i];
        const rfi_wired_group *g = &w->groups[w->node_group[step->node]];
        bool own = g->interconnect == NULL &&
                   (kind == RFI_ELEMENT_GENERATOR ? w->backed[w->node_group[step->node]]
                                                  : g->link.first->kind == kind);
        bool all = step->supply_count > 0;
        for (size_t k = 0; k < step->supply_count; k++) {
            all = all && has[step->supply[k]];
        }
        has[step->node] = own || all;
    }
    bool every = true;
    for (size_t i = 0; i < net->loads[load].pair_count; i++) {
        const rfi_net_pair *pair = &net->loads[load].pairs[i];
        for (size_t k = 0; k < 4; k++) {
            size_t node = k < 2 ? pair->a.node[k] : pair->b.node[k - 2];
            every = every && (node == RFI_NET_NONE || has[node]);
        }
    }
    return every;
}
