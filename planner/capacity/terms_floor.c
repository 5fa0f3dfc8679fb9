/* SPDX-License-Identifier: MIT */
/* Floor space, slab, height and doors. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

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
    int64_t mass = rfi_demand_of(s->view, &profile->mass);
    int64_t width = rfi_limit_of(s->view, &profile->width);
    int64_t depth = rfi_limit_of(s->view, &profile->depth);
    int64_t area = rfi_mul(width, depth);
    s->terms->fixed = area == 0               ? RFI_UNBOUNDED
                      : area >= RFI_UNBOUNDED ? 0 /* a size that nobody stated */
                                              : rfi_mul_div_ceil(mass, PPM, area);
    rfi_close(s, s->terms->fixed);
}

void rfi_term_clear_height(const rfi_scene *s)
{
    const rfi_figure *rules = s->study->rules->figures;
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_LIMIT, s->subject->hall->id);
    s->terms->limit = rfi_close(s, rfi_limit_of(s->view, &s->subject->hall->clear_height));
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_FIXED, NULL);
    int64_t need = rfi_demand_of(s->view, &s->study->profile->height);
    need = rfi_add(need, rfi_demand_of(s->view, &rules[RFI_RULE_TIERS_AIR]));
    if (rfi_profile_is_liquid(s->study->profile)) {
        need = rfi_add(need, rfi_demand_of(s->view, &rules[RFI_RULE_TIERS_PIPE]));
    }
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
