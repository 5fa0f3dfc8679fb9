/* SPDX-License-Identifier: MIT */
/* Floor space, slab, height and doors. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include "planner/capacity/trace.h"

enum { PPM = 1000000 };

void rfi_term_floor_space(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    s->terms->pod[s->requirement->hall_index] = 1;
    if (hall->outline == NULL) {
        s->terms->limit = rfi_limit_of(s->view, &hall->outline_known);
        return;
    }
    rfi_view_note(s->view, &hall->outline_known, RFI_ROLE_LIMIT);
    s->terms->limit = s->study->count_floor(s->study->floor_context, hall, s->view);
}

void rfi_term_slab(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    int64_t width = rfi_limit_of(s->view, &profile->width);
    int64_t depth = rfi_limit_of(s->view, &profile->depth);
    int64_t mass = rfi_demand_of(s->view, &profile->mass);
    s->terms->limit = rfi_limit_of(s->view, &s->subject->hall->slab);
    int64_t area = rfi_mul(width, depth);
    s->terms->fixed = area == 0               ? RFI_UNBOUNDED
                      : area >= RFI_UNBOUNDED ? 0 /* a size that nobody stated */
                                              : rfi_mul_div_ceil(mass, PPM, area);
}

/* Newton under the foot that carries most: mass x g / feet x unevenness. */
void rfi_term_point_load(const rfi_scene *s)
{
    const rfi_figure *rules = s->study->rules->figures;
    const rfi_profile *profile = s->study->profile;
    s->terms->limit = rfi_limit_of(s->view, &s->subject->hall->point_load);
    rfi_trace_open(s->view, "load under the worst foot of a rack", s->subject->hall->id,
                   "mass x gravity x unevenness / feet");
    int64_t mass = rfi_demand_of(s->view, &profile->mass); /* g */
    int64_t gravity = rfi_demand_of(s->view, &rules[RFI_RULE_GRAVITY]);
    int64_t uneven = rfi_demand_of(s->view, &rules[RFI_RULE_UNEVEN_FEET]);
    int64_t feet = rfi_limit_or(s->view, &profile->feet, &rules[RFI_RULE_RACK_FEET]);
    /* g x ppm x ppm = 10^-15 kg m/s2 */
    int64_t load =
        rfi_mul_div_ceil(rfi_mul(mass, gravity), uneven, rfi_mul(feet, 1000LL * PPM * PPM));
    s->terms->fixed = rfi_trace_close(s->view, load, RFI_DIM_FORCE);
}

/* Gram per square metre over the rack and half of the aisles before and behind it. Aisles
 * are those that the rows are placed with: the base. */
void rfi_term_area_load(const rfi_scene *s)
{
    const rfi_profile *profile = s->study->profile;
    const rfi_hall *hall = s->subject->hall;
    s->terms->limit = rfi_limit_of(s->view, &hall->area_load);
    rfi_trace_open(s->view, "load of a rack spread over its share of the floor", hall->id,
                   "mass / (width x (depth + half of both aisles))");
    int64_t mass = rfi_demand_of(s->view, &profile->mass);
    int64_t width = rfi_limit_of(s->view, &profile->width);
    int64_t depth = rfi_limit_of(s->view, &profile->depth);
    const rfi_figure *cold =
        rfi_or_rule(&hall->cold_aisle, s->study->rules, RFI_RULE_COLD_AISLE);
    const rfi_figure *hot =
        rfi_or_rule(&hall->hot_aisle, s->study->rules, RFI_RULE_HOT_AISLE);
    rfi_view_note(s->view, cold, RFI_ROLE_LIMIT);
    rfi_view_note(s->view, hot, RFI_ROLE_LIMIT);
    rfi_trace_note(s->view, "cold aisle as placed", hall->id, cold->base, RFI_DIM_LENGTH);
    rfi_trace_note(s->view, "hot aisle as placed", hall->id, hot->base, RFI_DIM_LENGTH);
    int64_t twice = rfi_mul(
        width, rfi_add(rfi_mul(2, depth), rfi_add(cold->base, hot->base))); /* mm2 */
    int64_t load = twice == 0               ? RFI_UNBOUNDED
                   : twice >= RFI_UNBOUNDED ? 0
                                            : rfi_mul_div_ceil(mass, 2LL * PPM, twice);
    s->terms->fixed = rfi_trace_close(s->view, load, RFI_DIM_AREA_LOAD);
}

void rfi_term_clear_height(const rfi_scene *s)
{
    const rfi_figure *rules = s->study->rules->figures;
    s->terms->limit = rfi_limit_of(s->view, &s->subject->hall->clear_height);
    int64_t need = rfi_add(rfi_demand_of(s->view, &s->study->profile->height),
                           rfi_demand_of(s->view, &rules[RFI_RULE_TIERS_AIR]));
    if (rfi_profile_is_liquid(s->study->profile)) {
        need = rfi_add(need, rfi_demand_of(s->view, &rules[RFI_RULE_TIERS_PIPE]));
    }
    s->terms->fixed = need;
}

/* Tallest door; a rack has to pass one and the same door, so the width is that of the
 * widest door which is tall enough, and of the widest at all when none is. */
void rfi_term_delivery(const rfi_scene *s)
{
    const rfi_hall *hall = s->subject->hall;
    const rfi_profile *profile = s->study->profile;
    bool height = s->requirement->kind == RFI_REQ_DELIVERY_HEIGHT;
    int64_t play =
        rfi_demand_of(s->view, &s->study->rules->figures[RFI_RULE_DELIVERY_PLAY]);
    int64_t tall = rfi_add(rfi_demand_of(s->view, &profile->height), play);
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
    s->terms->limit = height ? tallest : widest < 0 ? any : widest;
    s->terms->fixed = tall;
    if (!height) {
        s->terms->fixed = rfi_add(rfi_min(rfi_demand_of(s->view, &profile->width),
                                          rfi_demand_of(s->view, &profile->depth)),
                                  play);
    }
}
