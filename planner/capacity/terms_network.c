/* SPDX-License-Identifier: MIT */
/* Wide-area links: capacity, paths, round trip, carriers. docs/requirements.md gives the
 * formulas. */
#include "planner/capacity/cuts.h"
#include "planner/capacity/terms.h"
#include "planner/capacity/trace.h"

#include <string.h>

/* A rule of 1,000 km of route, in millimetres. */
static const int64_t megametre = 1000000000;

static const char *path_of(const rfi_link *link)
{
    return link->path != NULL ? link->path : ""; /* unnamed: one and the same */
}

static bool any_via(const rfi_site *site)
{
    for (size_t i = 0; i < site->link_count; i++) {
        if (site->links[i].via_count > 0) {
            return true;
        }
    }
    return false;
}

static bool is_redundant(const rfi_scene *s)
{
    return s->study->policy[RFI_SUB_NETWORK] >= RFI_POLICY_REDUNDANT;
}

/* ---- cuts --------------------------------------------------------------------------- */

static size_t trench_index(const rfi_site *site, const char *id)
{
    size_t i = 0;
    while (i < site->trench_count && strcmp(site->trenches[i].id, id) != 0) {
        i++;
    }
    return i;
}

/* Which cut takes each trench: its own, or for those that lie nearer to another one than
 * two entrances may, the first of these. */
static void merge_trenches(const rfi_scene *s, size_t cut_of[RFI_CUT_TRENCHES])
{
    const rfi_site *site = s->study->site;
    size_t near = SIZE_MAX;
    for (size_t i = 0; i < site->trench_count && i < RFI_CUT_TRENCHES; i++) {
        const rfi_figure *separation = &site->trenches[i].separation;
        cut_of[i] = i;
        if (separation->state == RFI_ABSENT) {
            continue;
        }
        const rfi_figure *least = &s->study->rules->figures[RFI_RULE_ENTRANCE_SEPARATION];
        if (rfi_limit_of(s->view, separation) < rfi_demand_of(s->view, least)) {
            near = near == SIZE_MAX ? i : near;
            cut_of[i] = near;
        }
    }
}

/* The cut of a path name: the first link that bears it counts. */
static size_t path_cut(const rfi_site *site, size_t link)
{
    for (size_t i = 0; i < link; i++) {
        if (strcmp(path_of(&site->links[i]), path_of(&site->links[link])) == 0) {
            return RFI_CUT_TRENCHES + i;
        }
    }
    return RFI_CUT_TRENCHES + link;
}

/* What each trench and each path name silences. A link that names trenches and no path has
 * no part of the unnamed path: what lies outside of its trenches is its own. */
static void gather_cuts(const rfi_scene *s, rfi_cuts *cuts)
{
    const rfi_site *site = s->study->site;
    size_t cut_of[RFI_CUT_TRENCHES] = {0};
    *cuts = (rfi_cuts){.count = RFI_CUTS};
    merge_trenches(s, cut_of);
    for (size_t i = 0; i < site->link_count && i < RFI_CUT_LINKS; i++) {
        const rfi_link *link = &site->links[i];
        uint64_t bit = (uint64_t)1 << i;
        cuts->all |= bit;
        for (size_t k = 0; k < link->via_count; k++) {
            size_t trench = trench_index(site, link->via[k]);
            if (trench < site->trench_count && trench < RFI_CUT_TRENCHES) {
                cuts->silences[cut_of[trench]] |= bit;
            }
        }
        if (link->path != NULL || link->via_count == 0) {
            cuts->silences[path_cut(site, i)] |= bit;
        }
    }
}

static bool is_alive(const rfi_cuts *cuts, size_t cut, size_t link)
{
    return link >= RFI_CUT_LINKS || (cuts->silences[cut] >> link & 1) == 0;
}

/* ---- capacity ----------------------------------------------------------------------- */

/* Capacity of the links that are left; cut RFI_CUTS: of all. */
static int64_t capacity_left(const rfi_scene *s, const rfi_cuts *cuts, size_t cut)
{
    const rfi_site *site = s->study->site;
    int64_t sum = 0;
    rfi_trace_step(s->view, RFI_OP_SUM,
                   cut == RFI_CUTS ? "capacity of the links" : "links left by one cut",
                   NULL);
    for (size_t i = 0; i < site->link_count; i++) {
        if (cut == RFI_CUTS || is_alive(cuts, cut, i)) {
            sum = rfi_add(sum, rfi_limit_of(s->view, &site->links[i].capacity));
        }
    }
    return rfi_trace_close(s->view, sum, RFI_DIM_DATA_RATE);
}

static int64_t capacity_of_links(const rfi_scene *s)
{
    if (!is_redundant(s) || !any_via(s->study->site)) {
        return capacity_left(s, NULL, RFI_CUTS);
    }
    rfi_cuts cuts;
    rfi_trace_step(s->view, RFI_OP_MIN, "least capacity with one cut out", NULL);
    rfi_trace_aside(s->view, "cuts", NULL, "trenches and paths that one event silences");
    gather_cuts(s, &cuts);
    rfi_trace_close(s->view, (int64_t)cuts.count, RFI_DIM_COUNT);
    int64_t least = capacity_left(s, NULL, RFI_CUTS);
    for (size_t cut = 0; cut < cuts.count; cut++) {
        if (cuts.silences[cut] != 0) {
            least = rfi_min(least, capacity_left(s, &cuts, cut));
        }
    }
    return rfi_trace_close(s->view, least, RFI_DIM_DATA_RATE);
}

void rfi_term_network_capacity(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, NULL);
    s->terms->limit =
        rfi_close(s, site->link_count == 0 ? rfi_limit_of(s->view, &site->links_known)
                                           : capacity_of_links(s));
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, &site->want.bandwidth));
}

/* ---- paths -------------------------------------------------------------------------- */

static int64_t path_names(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    int64_t count = 0;
    for (size_t i = 0; i < site->link_count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i; j++) {
            seen = seen || strcmp(path_of(&site->links[i]), path_of(&site->links[j])) == 0;
        }
        count += seen ? 0 : 1;
        rfi_trace_note(s->view, seen ? "link on a path already counted" : "link on a path",
                       site->links[i].id, seen ? 0 : 1, RFI_DIM_COUNT);
    }
    return count;
}

static int64_t paths_of_links(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    if (!any_via(site)) {
        rfi_trace_open(s->view, "different path names", NULL,
                       "one for each physical path; links without one share a path");
        return rfi_trace_close(s->view, path_names(s), RFI_DIM_COUNT);
    }
    rfi_cuts cuts;
    bool exact = false;
    rfi_trace_open(s->view, "fewest cuts that silence every link", NULL,
                   "least number of trenches and paths with one of every link's");
    gather_cuts(s, &cuts);
    return rfi_trace_close(s->view, rfi_fewest_cuts(&cuts, &exact), RFI_DIM_COUNT);
}

void rfi_term_network_paths(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, NULL);
    s->terms->limit =
        rfi_close(s, site->link_count == 0 ? rfi_limit_of(s->view, &site->links_known)
                                           : paths_of_links(s));
    rfi_trace_open(s->view, RFI_PART_FIXED, NULL,
                   "2 when the policy is N+1 or more, else 1");
    rfi_trace_words(s->view, "policy", rfi_subsystem_words(RFI_SUB_NETWORK),
                    rfi_policy_words(s->study->policy[RFI_SUB_NETWORK]));
    s->terms->fixed = rfi_close(s, is_redundant(s) ? 2 : 1);
}

/* ---- round trip --------------------------------------------------------------------- */

/* A route is at least as long as its trenches together. */
static int64_t route_length(const rfi_scene *s, const rfi_link *link)
{
    const rfi_site *site = s->study->site;
    int64_t length = rfi_demand_of(s->view, &link->route_length);
    int64_t trenches = 0;
    for (size_t k = 0; k < link->via_count; k++) {
        size_t trench = trench_index(site, link->via[k]);
        if (trench < site->trench_count &&
            rfi_known(&site->trenches[trench].route_length)) {
            trenches = rfi_add(
                trenches, rfi_demand_of(s->view, &site->trenches[trench].route_length));
        }
    }
    return rfi_max(length, trenches);
}

static int64_t round_trip(const rfi_scene *s, const rfi_link *link)
{
    if (rfi_known(&link->latency)) {
        return rfi_demand_of(s->view, &link->latency);
    }
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_FIBRE_ROUND_TRIP];
    rfi_trace_open(s->view, "round trip by route length", link->id,
                   "ceil(route length x rule / 1,000 km)");
    int64_t trip =
        rfi_mul_div_ceil(route_length(s, link), rfi_demand_of(s->view, rule), megametre);
    return rfi_trace_close(s->view, trip, RFI_DIM_DURATION);
}

/* Round trips of all links. At the base a link of which neither figure is known helps
 * nobody; it leaves the answer open only when no link has one. */
static bool read_trips(const rfi_scene *s, int64_t trips[RFI_CUT_LINKS])
{
    const rfi_site *site = s->study->site;
    bool open = false;
    for (size_t i = 0; i < site->link_count && i < RFI_CUT_LINKS; i++) {
        bool before = s->view->unknown;
        s->view->unknown = false;
        trips[i] = round_trip(s, &site->links[i]);
        trips[i] = s->view->unknown ? RFI_UNBOUNDED : trips[i];
        open = open || s->view->unknown;
        s->view->unknown = before;
    }
    return open;
}

static int64_t best_trip(const rfi_scene *s, const int64_t *trips, const rfi_cuts *cuts,
                         size_t cut)
{
    int64_t best = RFI_UNBOUNDED;
    for (size_t i = 0; i < s->study->site->link_count && i < RFI_CUT_LINKS; i++) {
        if (cut == RFI_CUTS || is_alive(cuts, cut, i)) {
            best = rfi_min(best, trips[i]);
        }
    }
    return best;
}

static int64_t trip_of_links(const rfi_scene *s)
{
    int64_t trips[RFI_CUT_LINKS] = {0};
    rfi_cuts cuts;
    bool redundant = is_redundant(s);
    rfi_trace_open(s->view, "round trip", NULL,
                   redundant ? "max over cuts that leave a link of the best one left"
                             : "the best link");
    bool open = read_trips(s, trips);
    int64_t worst = best_trip(s, trips, NULL, RFI_CUTS);
    if (redundant) {
        gather_cuts(s, &cuts);
        for (size_t cut = 0; cut < cuts.count; cut++) {
            if (cuts.silences[cut] != 0 && cuts.silences[cut] != cuts.all) {
                worst = rfi_max(worst, best_trip(s, trips, &cuts, cut));
            }
        }
    }
    s->view->unknown = s->view->unknown || (open && worst >= RFI_UNBOUNDED);
    return rfi_trace_close(s->view, worst, RFI_DIM_DURATION);
}

/* Without a link: 0 where links may yet be there, else more than anything. */
void rfi_term_network_latency(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, NULL);
    s->terms->limit = rfi_close(s, rfi_limit_of(s->view, &site->want.latency));
    rfi_trace_open(s->view, RFI_PART_FIXED, NULL, "round trip of the links that are there");
    if (site->link_count > 0) {
        s->terms->fixed = trip_of_links(s);
    } else {
        s->terms->fixed = rfi_limit_of(s->view, &site->links_known) > 0 ? 0 : RFI_UNBOUNDED;
    }
    rfi_close(s, s->terms->fixed);
}

/* ---- carriers ----------------------------------------------------------------------- */

/* Links of one carrier count once; a link that names none counts as its status is read. */
static int64_t carriers_of_links(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    int64_t count = 0;
    rfi_trace_open(s->view, "different carriers", NULL, "count");
    for (size_t i = 0; i < site->link_count; i++) {
        const rfi_link *link = &site->links[i];
        if (link->carrier == NULL) {
            count += rfi_min(rfi_limit_of(s->view, &link->carrier_known), 1);
            continue;
        }
        bool seen = false;
        for (size_t j = 0; j < i; j++) {
            const char *other = site->links[j].carrier;
            seen = seen || (other != NULL && strcmp(other, link->carrier) == 0);
        }
        count += seen ? 0 : 1;
    }
    return rfi_trace_close(s->view, count, RFI_DIM_COUNT);
}

void rfi_term_network_carriers(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, NULL);
    s->terms->limit =
        rfi_close(s, site->link_count == 0 ? rfi_limit_of(s->view, &site->links_known)
                                           : carriers_of_links(s));
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, &site->want.carriers));
}
