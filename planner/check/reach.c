/* SPDX-License-Identifier: MIT */
/* Cables that may not be fibre, remeasured on the floor: from over a network rack along the
 * trays to over each rack of its unit, with drops and slack; and the copper inside a pod.
 * Lengths spread from tray to tray until none gets shorter. */
#include "planner/check/bench.h"

enum { PPM = 1000000 };

typedef struct joint { /* where the rung meets the tray of a row */
    size_t tray, rung;
    int64_t away; /* mm, doubled; RFI_UNBOUNDED: not reached */
} joint;

typedef struct ways {
    const rfi_floor *floor;
    joint *joints;
    size_t count;
} ways;

static int64_t middle(const rfi_floor *floor, const rfi_rect *r, bool along)
{
    return along == floor->along_y ? 2 * r->y + r->height : 2 * r->x + r->width;
}

static int64_t distance(int64_t a, int64_t b)
{
    return rfi_max(a, b) - rfi_min(a, b);
}

static bool is_tray(const rfi_fitting *f, bool over_row)
{
    return f->kind == RFI_FITTING_TRAY && (f->row > 0) == over_row;
}

static bool find_joints(rfi_bench *b, ways *w)
{
    const rfi_fitting *all = w->floor->fittings;
    size_t capacity = 0;
    for (size_t rung = 0; rung < w->floor->fitting_count; rung++) {
        for (size_t tray = 0; is_tray(&all[rung], false) && tray < w->floor->fitting_count;
             tray++) {
            if (!is_tray(&all[tray], true) ||
                !rfi_bench_overlap(&all[rung].rect, &all[tray].rect)) {
                continue;
            }
            void *joints = w->joints;
            if (!rfi_arena_grow(b->arena, &joints, w->count, &capacity, sizeof(joint))) {
                return false;
            }
            w->joints = joints;
            w->joints[w->count++] = (joint){tray, rung, RFI_UNBOUNDED};
        }
    }
    return true;
}

static int64_t along_of(const ways *w, const joint *j)
{
    return middle(w->floor, &w->floor->fittings[j->rung].rect, true);
}

/* One step over every pair of joints that share a tray or a rung; true: one got nearer. */
static bool relax(ways *w)
{
    bool nearer = false;
    for (size_t i = 0; i < w->count; i++) {
        for (size_t k = 0; k < w->count; k++) {
            const joint *from = &w->joints[i];
            joint *to = &w->joints[k];
            const rfi_fitting *all = w->floor->fittings;
            int64_t step = RFI_UNBOUNDED;
            if (from->tray == to->tray) {
                step = distance(along_of(w, from), along_of(w, to));
            } else if (from->rung == to->rung) {
                step = distance(middle(w->floor, &all[from->tray].rect, false),
                                middle(w->floor, &all[to->tray].rect, false));
            }
            if (from->away < RFI_UNBOUNDED && step < RFI_UNBOUNDED &&
                from->away + step < to->away) {
                to->away = from->away + step;
                nearer = true;
            }
        }
    }
    return nearer;
}

static bool hangs_over(const rfi_fitting *tray, const rfi_placed *rack)
{
    return tray->row == rack->row && rfi_bench_overlap(&tray->rect, &rack->rect);
}

static void spread(ways *w, const rfi_placed *from)
{
    for (size_t i = 0; i < w->count; i++) {
        joint *j = &w->joints[i];
        j->away = hangs_over(&w->floor->fittings[j->tray], from)
                      ? distance(along_of(w, j), middle(w->floor, &from->rect, true))
                      : RFI_UNBOUNDED;
    }
    while (relax(w)) {
    }
}

/* Doubled mm from the rack that was spread from. */
static int64_t way_to(const ways *w, const rfi_placed *from, const rfi_placed *to)
{
    const rfi_floor *floor = w->floor;
    int64_t at = middle(floor, &to->rect, true);
    int64_t least = RFI_UNBOUNDED;
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *f = &floor->fittings[i];
        if (is_tray(f, true) && hangs_over(f, from) && hangs_over(f, to)) {
            least = rfi_min(least, distance(middle(floor, &from->rect, true), at));
        }
    }
    for (size_t i = 0; i < w->count; i++) {
        const joint *j = &w->joints[i];
        if (j->away < RFI_UNBOUNDED && hangs_over(&floor->fittings[j->tray], to)) {
            least = rfi_min(least, j->away + distance(along_of(w, j), at));
        }
    }
    return least;
}

/* Every rack of the unit of a network rack is within its reach. */
static bool unit_within(rfi_bench *b, ways *w, const rfi_placed *network, int64_t reach)
{
    const rfi_figure *rules = b->rules->figures;
    int64_t drops = rfi_mul(2, rfi_bench_most(b, &rules[RFI_RULE_CABLE_DROP]));
    int64_t slack = rfi_bench_most(b, &rules[RFI_RULE_CABLE_SLACK]);
    spread(w, network);
    for (size_t i = 0; i < w->floor->placed_count; i++) {
        const rfi_placed *p = &w->floor->placed[i];
        if (p->pod == 0 || p->unit != network->unit) {
            continue;
        }
        int64_t way = way_to(w, network, p);
        if (way >= RFI_UNBOUNDED || rfi_mul_div_ceil(rfi_add(rfi_div_ceil(way, 2), drops),
                                                     rfi_add(PPM, slack), PPM) > reach) {
            return false;
        }
    }
    return true;
}

static void check_cables(rfi_bench *b, const rfi_floor *floor)
{
    const rfi_figure *stated = &b->profile->leaf_reach;
    int64_t reach =
        stated->state == RFI_ABSENT ? RFI_UNBOUNDED : rfi_bench_least(b, stated);
    ways w = {.floor = floor};
    bool within = true;
    if (reach >= RFI_UNBOUNDED) {
        return;
    }
    if (!find_joints(b, &w)) {
        b->failed = true;
        return;
    }
    for (size_t i = 0; within && i < floor->placed_count; i++) {
        const rfi_placed *p = &floor->placed[i];
        bool network = p->pod == 0 && p->support == RFI_SUPPORT_NETWORK;
        within = !network || unit_within(b, &w, p, reach);
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, within,
                     "a rack is farther from a network rack of its unit than its cable "
                     "reaches along the trays");
}

/* Middles of the outer racks of a pod; what stands between them is counted in. */
static void check_copper(rfi_bench *b, const rfi_floor *floor)
{
    const rfi_figure *stated = &b->profile->copper_reach;
    int64_t reach =
        stated->state == RFI_ABSENT ? RFI_UNBOUNDED : rfi_bench_least(b, stated);
    bool within = true;
    const rfi_placed *first = NULL;
    for (size_t i = 0; i < floor->placed_count && reach < RFI_UNBOUNDED; i++) {
        const rfi_placed *p = &floor->placed[i];
        first = p->rack == 1 ? p : first;
        if (p->rack > 1 && first != NULL && first->pod == p->pod) {
            int64_t way =
                distance(middle(floor, &first->rect, true), middle(floor, &p->rect, true));
            within = within && rfi_div_ceil(way, 2) <= reach;
        }
    }
    rfi_bench_assert(b, RFI_REQ_FLOOR_SPACE, floor->hall->id, within,
                     "the racks of a pod are farther apart than its copper reaches");
}

void rfi_bench_reach(rfi_bench *b, const rfi_floor *floor)
{
    check_cables(b, floor);
    if (b->profile->copper_reach.state != RFI_ABSENT) {
        check_copper(b, floor);
    }
}
