/* SPDX-License-Identifier: MIT */
/* Floor space, slab, height and doors. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include "planner/capacity/trace.h"
#include "planner/model/aisles.h"

enum { PPM = 1000000 };

void rfi_term_floor_space(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_open(s->view, RFI_PART_POD, hall->id, "a pod takes the place of one pod");
    s->terms->pod[s->requirement->hall_index] = rfi_close(s, 1);
    if (hall->outline == NULL) {
        rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, hall->id);
        s->terms->limit = rfi_close(s, rfi_limit_of(s->view, &hall->outline_known));
        return;
    }
    rfi_view_note(s->view, &hall->outline_known, RFI_ROLE_LIMIT);
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id,
                   "pods that the layout places in real rows, with their support racks");
    s->terms->limit =
        rfi_close(s, s->study->count_floor(s->study->floor_context, hall, s->view));
}

void rfi_term_slab(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, s->subject->hall->id);
    s->terms->limit = rfi_close(s, rfi_limit_of(s->view, &s->subject->hall->slab));
    rfi_trace_step(s->view, RFI_OP_AREA_LOAD, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_rack_area_load(profile, s->view);
    rfi_close(s, s->terms->fixed);
}

void rfi_term_clear_height(const rfi_scene *s)
{
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, s->subject->hall->id);
    s->terms->limit = rfi_close(s, rfi_limit_of(s->view, &s->subject->hall->clear_height));
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_FIXED, NULL);
    int64_t need = rfi_rack_headroom(s->study->profile, s->study->rules, s->view);
    s->terms->fixed = rfi_close(s, need);
}

/* Tallest door; a rack has to pass one and the same door, so the width is that of the
 * widest door which is tall enough, and of the widest at all when none is. */
void rfi_term_delivery(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_profile *profile = s->study->profile;
    bool height = s->requirement->kind == RFI_REQ_DELIVERY_HEIGHT;
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_DELIVERY_PLAY];
    rfi_trace_step(s->view, RFI_OP_SUM, height ? RFI_PART_FIXED : "height of the rack",
                   NULL);
    int64_t play = rfi_demand_of(s->view, rule);
    int64_t tall = rfi_add(rfi_demand_of(s->view, &profile->height), play);
    rfi_close(s, tall);
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id,
                   height
                       ? "tallest delivery door"
                       : "widest delivery door that is tall enough; of all when none is");
    int64_t tallest = 0;
    int64_t widest = -1;
    int64_t any = 0;
    for (size_t i = 0; i < hall->door_count; i++) {
        if (!hall->doors[i].delivery) {
            continue;
        }
        int64_t high = rfi_limit_of(s->view, &hall->doors[i].height);
        int64_t wide = height ? 0 : rfi_limit_of(s->view, &hall->doors[i].width);
        tallest = rfi_max(tallest, high);
        widest = high >= tall ? rfi_max(widest, wide) : widest;
        any = rfi_max(any, wide);
    }
    s->terms->limit = rfi_close(s, height ? tallest : widest < 0 ? any : widest);
    s->terms->fixed = tall;
    if (!height) {
        rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_FIXED, NULL);
        rfi_trace_step(s->view, RFI_OP_MIN, "narrower side of the rack", NULL);
        int64_t width = rfi_demand_of(s->view, &profile->width);
        int64_t narrow = rfi_min(width, rfi_demand_of(s->view, &profile->depth));
        rfi_close(s, narrow);
        s->terms->fixed = rfi_add(narrow, rfi_demand_of(s->view, rule));
        rfi_close(s, s->terms->fixed);
    }
}

/* The placement is that of the fullest hall: what reaches all of its racks reaches any. */
void rfi_term_delivery_route(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id,
                   "width of the strips that lead from an entry past every rack of the "
                   "placement, no wider than most play asks for");
    s->terms->limit =
        rfi_close(s, s->study->measure_route(s->study->floor_context, hall, s->view));
    rfi_trace_open(s->view, RFI_PART_FIXED, hall->id,
                   "the lesser of longer + play, and (longer + 2 x narrower + 3 x play) / "
                   "root of 8, of the rack on plan");
    rfi_clearway way = rfi_rack_clearway(s->study->profile, s->study->rules, s->view);
    s->terms->fixed = rfi_close(s, way.width);
}

/* ---- the way up to a hall above grade --------------------------------------------------
 */

/* Car or ramp takes the rack; of a car either side may be the longer one. */
static bool takes_rack(const rfi_scene *s, const rfi_access *access)
{
    const rfi_profile *profile = s->study->profile;
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_DELIVERY_PLAY];
    int64_t play = rfi_demand_of(s->view, rule);
    int64_t width = rfi_demand_of(s->view, &profile->width);
    int64_t depth = rfi_demand_of(s->view, &profile->depth);
    int64_t narrower = rfi_add(rfi_min(width, depth), play);
    int64_t longer = rfi_add(rfi_max(width, depth), play);
    int64_t wide = rfi_limit_of(s->view, &access->width);
    int64_t deep = access->kind == RFI_ACCESS_RAMP ? RFI_UNBOUNDED
                                                   : rfi_limit_of(s->view, &access->depth);
    int64_t high = rfi_limit_of(s->view, &access->height);
    return high >= rfi_rack_on_the_move(profile, s->study->rules, s->view) &&
           rfi_min(wide, deep) >= narrower && rfi_max(wide, deep) >= longer;
}

void rfi_term_access_size(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_open(
        s->view, RFI_PART_LIMIT, hall->id,
        "1 where a lift or ramp is wide, deep and high enough for a rack and the "
        "play around it");
    int64_t taken =
        hall->access_count == 0 ? rfi_limit_of(s->view, &hall->access_known) : 0;
    for (size_t i = 0; i < hall->access_count; i++) {
        taken = takes_rack(s, &hall->accesses[i]) ? 1 : taken;
    }
    s->terms->limit = rfi_close(s, rfi_min(taken, 1));
    rfi_fixed_one(s, "racks come up to the level of the hall");
}

void rfi_term_access_load(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id,
                   "strongest lift or ramp that takes a rack; of all when none does");
    int64_t strongest = -1;
    int64_t any = 0;
    for (size_t i = 0; i < hall->access_count; i++) {
        int64_t capacity = rfi_limit_of(s->view, &hall->accesses[i].capacity);
        any = rfi_max(any, capacity);
        strongest =
            takes_rack(s, &hall->accesses[i]) ? rfi_max(strongest, capacity) : strongest;
    }
    s->terms->limit = rfi_close(s, strongest < 0 ? any : strongest);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, &s->study->profile->mass));
}

/* ---- what the floor bears, where a hall says so ---------------------------------------
 */

/* Does the support rack stand there at all? */
static bool stands(const rfi_support *support)
{
    return !rfi_known(&support->count) || support->count.high > 0;
}

/* Newton under the foot that carries most: mass x g / feet x unevenness. */
static int64_t foot_load(const rfi_scene *s, const char *cabinet, const rfi_figure *mass,
                         const rfi_figure *feet)
{
    const rfi_figure *rules = s->study->rules->figures;
    rfi_trace_open(s->view, "load under the worst foot", cabinet,
                   "mass x gravity x unevenness / feet");
    int64_t gram = rfi_demand_of(s->view, mass);
    int64_t gravity = rfi_demand_of(s->view, &rules[RFI_RULE_GRAVITY]);
    int64_t uneven = rfi_demand_of(s->view, &rules[RFI_RULE_UNEVEN_FEET]);
    int64_t count = rfi_limit_of(s->view, feet);
    /* g x ppm x ppm = 10^-15 kg m/s2 */
    int64_t load = rfi_mul_div_ceil(rfi_mul(gram, gravity), uneven,
                                    rfi_mul(count, 1000LL * PPM * PPM));
    return rfi_trace_close(s->view, load, RFI_DIM_FORCE);
}

void rfi_term_point_load(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    const rfi_figure *rule = &s->study->rules->figures[RFI_RULE_RACK_FEET];
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id, "as the hall states it");
    s->terms->limit =
        rfi_trace_close(s->view, rfi_limit_of(s->view, &hall->point_load), RFI_DIM_FORCE);
    rfi_trace_open(s->view, RFI_PART_FIXED, hall->id,
                   "heaviest foot over the racks and the support racks");
    int64_t worst = foot_load(s, profile->id, &profile->mass,
                              rfi_known(&profile->feet) ? &profile->feet : rule);
    for (size_t i = 0; i < profile->support_count; i++) {
        const rfi_support *support = &profile->supports[i];
        if (stands(support)) {
            worst = rfi_max(worst, foot_load(s, support->id, &support->mass, rule));
        }
    }
    s->terms->fixed = rfi_trace_close(s->view, worst, RFI_DIM_FORCE);
}

typedef struct cabinet {
    const char *id;
    const rfi_figure *mass, *width, *depth;
} cabinet;

/* Gram per square metre over the cabinet and half of the aisles before and behind it. */
static int64_t spread_load(const rfi_scene *s, const cabinet *c, int64_t aisles)
{
    rfi_trace_open(s->view, "load spread to the middle of both aisles", c->id,
                   "2 x mass / (width x (2 x depth + both aisles))");
    int64_t gram = rfi_demand_of(s->view, c->mass);
    int64_t width = rfi_limit_of(s->view, c->width);
    int64_t depth = rfi_limit_of(s->view, c->depth);
    int64_t twice = rfi_mul(width, rfi_add(rfi_mul(2, depth), aisles)); /* mm2 */
    int64_t load = twice == 0               ? RFI_UNBOUNDED
                   : twice >= RFI_UNBOUNDED ? 0 /* a size that nobody stated */
                                            : rfi_mul_div_ceil(gram, 2LL * PPM, twice);
    return rfi_trace_close(s->view, load, RFI_DIM_AREA_LOAD);
}

/* An aisle as the rows are placed with: the base of what the hall, or the rule, says. */
static int64_t placed_aisle(const rfi_scene *s, bool hot)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_figure *aisle = rfi_aisle_of(hall, s->study->profile, s->study->rules, hot);
    bool serves = rfi_aisles_serve(hall, s->study->profile, s->study->rules);
    rfi_view_note(s->view, aisle, RFI_ROLE_LIMIT);
    rfi_trace_note(s->view,
                   serves ? "service aisle"
                   : hot  ? "hot aisle"
                          : "cold aisle",
                   hall->id, aisle->base, RFI_DIM_LENGTH);
    return aisle->base;
}

/* Support racks without a size of their own stand in the rows like the racks. */
void rfi_term_area_load(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    const rfi_hall *hall = s->subject->hall;
    rfi_trace_open(s->view, RFI_PART_LIMIT, hall->id, "as the hall states it");
    s->terms->limit = rfi_trace_close(s->view, rfi_limit_of(s->view, &hall->area_load),
                                      RFI_DIM_AREA_LOAD);
    rfi_trace_open(s->view, RFI_PART_FIXED, hall->id,
                   "heaviest share of the floor over the racks and the support racks");
    int64_t cold = placed_aisle(s, false);
    int64_t hot = placed_aisle(s, true);
    const cabinet rack = {profile->id, &profile->mass, &profile->width, &profile->depth};
    int64_t worst = spread_load(s, &rack, rfi_add(cold, hot));
    for (size_t i = 0; i < profile->support_count; i++) {
        const rfi_support *support = &profile->supports[i];
        const cabinet other = {
            support->id, &support->mass,
            rfi_known(&support->width) ? &support->width : &profile->width,
            rfi_known(&support->depth) ? &support->depth : &profile->depth};
        if (stands(support)) {
            worst = rfi_max(worst, spread_load(s, &other, rfi_add(cold, hot)));
        }
    }
    s->terms->fixed = rfi_trace_close(s->view, worst, RFI_DIM_AREA_LOAD);
}
