/* SPDX-License-Identifier: MIT */
/* A requirement in numbers and words: used, limit, slack, and what it is short of. */
#include "reports/table/value.h"

#include "planner/base/checked.h"

static bool is_sum(const rfi_requirement *requirement)
{
    return requirement->shape == RFI_SHAPE_SITE_SUM ||
           requirement->shape == RFI_SHAPE_HALL_SUM;
}

rfi_pair rfi_requirement_pair(const rfi_requirement *requirement, rfi_end end)
{
    const rfi_terms *terms = &requirement->ends[end];
    return (rfi_pair){is_sum(requirement) ? terms->used : terms->fixed, terms->limit};
}

rfi_scale rfi_requirement_scale(const rfi_requirement *requirement)
{
    rfi_pair pairs[RFI_ENDS];
    for (int end = 0; end < RFI_ENDS; end++) {
        pairs[end] = rfi_requirement_pair(requirement, (rfi_end)end);
    }
    return rfi_scale_for(requirement->dimension, pairs, RFI_ENDS);
}

rfi_standing rfi_requirement_standing(const rfi_requirement *requirement, rfi_end end)
{
    rfi_pair pair = rfi_requirement_pair(requirement, end);
    if (requirement->ends[end].unknown) {
        return RFI_STANDING_UNKNOWN;
    }
    if (pair.used > pair.limit) {
        return RFI_STANDING_FAILS;
    }
    return requirement->binding[end] ? RFI_STANDING_BINDS : RFI_STANDING_HOLDS;
}

const char *rfi_standing_words(rfi_standing standing)
{
    static const char *const words[] = {"holds", "binds", "fails", "unknown"};
    return words[standing];
}

/* Whether the figures on this side are the missing ones. When no input says so, both are.
 */
static bool side_missing(const rfi_requirement *requirement, rfi_end end, rfi_role role)
{
    if (!requirement->ends[end].unknown) {
        return false;
    }
    bool any = false;
    for (size_t i = 0; i < requirement->input_count; i++) {
        const rfi_input *input = &requirement->inputs[i];
        if (!rfi_known(input->figure)) {
            any = true;
            if (input->role == role) {
                return true;
            }
        }
    }
    return !any;
}

void rfi_print_requirement_used(rfi_text *text, const rfi_requirement *requirement,
                                rfi_end end)
{
    if (side_missing(requirement, end, RFI_ROLE_DEMAND)) {
        rfi_text_char(text, '?');
        return;
    }
    rfi_scale scale = rfi_requirement_scale(requirement);
    rfi_print_demand(text, &scale, rfi_requirement_pair(requirement, end).used);
}

void rfi_print_requirement_limit(rfi_text *text, const rfi_requirement *requirement,
                                 rfi_end end)
{
    if (side_missing(requirement, end, RFI_ROLE_LIMIT)) {
        rfi_text_char(text, '?');
        return;
    }
    rfi_scale scale = rfi_requirement_scale(requirement);
    rfi_print_limit(text, &scale, rfi_requirement_pair(requirement, end).limit);
}

void rfi_print_requirement_slack(rfi_text *text, const rfi_requirement *requirement,
                                 rfi_end end)
{
    if (requirement->ends[end].unknown) {
        rfi_text_char(text, '?');
        return;
    }
    rfi_scale scale = rfi_requirement_scale(requirement);
    rfi_pair pair = rfi_requirement_pair(requirement, end);
    rfi_print_slack(text, &scale, &pair);
}

/* ---- shortfall ---------------------------------------------------------------------- */

static const char *status_words(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_CHANGE_OF_USE:
        return "must be allowed, is not";
    case RFI_REQ_GATE:
        return "must be granted, is not";
    case RFI_REQ_RACK_VOLTAGE:
        return "needs a voltage that the racks accept, has none";
    case RFI_REQ_HALL_KNOWN:
        return "must be described, is not";
    case RFI_REQ_MINING_STOPS:
        return "must stop, may not";
    case RFI_REQ_OUTAGE_WINDOW:
        return "needs a window that takes its outage, none is left";
    default:
        return "needs one, has none";
    }
}

/* The site delivers the demand, the profile sets the limit. */
static void print_delivered(rfi_text *text, const rfi_scale *scale, const rfi_pair *pair)
{
    bool none = !rfi_bounded(pair->used);
    rfi_text_add(text, none ? "needs " : "needs at most ");
    rfi_print_limit(text, scale, pair->limit);
    rfi_text_add(text, none ? ", has none" : ", gets ");
    if (!none) {
        rfi_print_demand(text, scale, pair->used);
    }
}

static void print_late(rfi_text *text, const rfi_scale *scale, const rfi_pair *pair)
{
    rfi_text_add(text, "needed by ");
    rfi_print_limit(text, scale, pair->limit);
    if (rfi_bounded(pair->used)) {
        rfi_text_add(text, ", ready ");
        rfi_print_demand(text, scale, pair->used);
    } else {
        rfi_text_add(text, ", no date known");
    }
}

static void print_has(rfi_text *text, const rfi_scale *scale, int64_t limit)
{
    rfi_text_add(text, "has ");
    if (limit <= 0 && scale->unit->offset == 0) {
        rfi_text_add(text, "none");
    } else {
        rfi_print_limit(text, scale, limit);
    }
}

/* What one pod takes: in its hall, or at least, in the hall where it takes least. */
static int64_t least_pod(const rfi_requirement *requirement, const rfi_terms *terms,
                         size_t hall_count)
{
    if (terms->pod == NULL) {
        return 0;
    }
    if (requirement->hall_index < hall_count) {
        return terms->pod[requirement->hall_index];
    }
    int64_t least = 0;
    for (size_t i = 0; i < hall_count; i++) {
        if (terms->pod[i] > 0 && (least == 0 || terms->pod[i] < least)) {
            least = terms->pod[i];
        }
    }
    return least;
}

/* A sum: the limit, and what one pod takes of it. */
static void print_share(rfi_text *text, const rfi_requirement *requirement, rfi_end end,
                        const rfi_scale *scale, size_t hall_count)
{
    const rfi_terms *terms = &requirement->ends[end];
    if (requirement->kind == RFI_REQ_FLOOR_SPACE) {
        rfi_text_add(text, "has room for ");
        rfi_print_limit(text, scale, terms->limit);
        rfi_text_add(text, terms->limit == 1 ? " pod" : " pods");
        return;
    }
    print_has(text, scale, terms->limit);
    rfi_pair pod = {least_pod(requirement, terms, hall_count), RFI_UNBOUNDED};
    if (pod.used > 0) {
        rfi_scale finer = rfi_scale_for(requirement->dimension, &pod, 1);
        rfi_text_add(text, ", one pod needs ");
        rfi_print_demand(text, &finer, pod.used);
    }
    if (terms->fixed > 0) {
        rfi_text_add(text, ", ");
        rfi_print_demand(text, scale, terms->fixed);
        rfi_text_add(text, " taken whatever the pods");
    }
}

void rfi_print_shortfall(rfi_text *text, const rfi_requirement *requirement, rfi_end end,
                         size_t hall_count)
{
    rfi_scale scale = rfi_requirement_scale(requirement);
    rfi_pair pair = rfi_requirement_pair(requirement, end);
    if (is_sum(requirement)) {
        print_share(text, requirement, end, &scale, hall_count);
    } else if (requirement->dimension == RFI_DIM_STATUS) {
        rfi_text_add(text, status_words(requirement->kind));
    } else if (requirement->kind == RFI_REQ_LIQUID_SUPPLY ||
               requirement->kind == RFI_REQ_AIR_INLET) {
        print_delivered(text, &scale, &pair);
    } else if (requirement->dimension == RFI_DIM_DATE) {
        print_late(text, &scale, &pair);
    } else {
        rfi_text_add(text, "needs ");
        rfi_print_demand(text, &scale, pair.used);
        rfi_text_add(text, ", ");
        print_has(text, &scale, pair.limit);
    }
}
