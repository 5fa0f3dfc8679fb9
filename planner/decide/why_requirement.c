/* SPDX-License-Identifier: MIT */
/* Derivations of a requirement: limit, what the plan uses of it, and slack. The parts come
 * from the capacity room, which derives them once more with a trace. */
#include "planner/decide/why.h"

#include <string.h>

typedef struct parts { /* what capacity recorded, by the number that it derives */
    const rfi_question *question;
    const rfi_requirement *requirement;
    rfi_end end;
    const rfi_derivation *first; /* all of it, in order */
    const rfi_derivation *limit, *fixed;
} parts;

static bool is_part(const rfi_derivation *node)
{
    static const char *const names[] = {RFI_PART_LIMIT, RFI_PART_FIXED, RFI_PART_POD,
                                        RFI_PART_UNIT,  RFI_PART_IDLE,  RFI_PART_STANDING};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(node->what, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool derive_parts(rfi_why *why, const rfi_question *question, size_t index,
                         rfi_end end, parts *ret)
{
    size_t halls = question->study.site->hall_count;
    rfi_requirement *r = &question->list.items[index];
    struct rfi_trace trace = {.arena = why->arena};
    rfi_view view = {.end = end, .trace = &trace};
    rfi_terms terms = {.pod = RFI_ARRAY(why->arena, halls, int64_t),
                       .unit = RFI_ARRAY(why->arena, halls, int64_t),
                       .idle = RFI_ARRAY(why->arena, halls, int64_t),
                       .standing = RFI_ARRAY(why->arena, halls, int64_t)};
    *ret = (parts){.question = question, .requirement = r, .end = end};
    if (terms.pod == NULL || terms.unit == NULL || terms.idle == NULL ||
        terms.standing == NULL) {
        why->trace.failed = true;
        return false;
    }
    rfi_floors_profile(why->floors, question->study.profile);
    rfi_capacity_terms(&question->study, r, &question->list.subjects[index], &view, &terms);
    if (trace.failed || trace.root == NULL) {
        why->trace.failed = true;
        return false;
    }
    ret->first = trace.root->first;
    for (const rfi_derivation *node = ret->first; node != NULL; node = node->next) {
        ret->limit = strcmp(node->what, RFI_PART_LIMIT) == 0 ? node : ret->limit;
        ret->fixed = strcmp(node->what, RFI_PART_FIXED) == 0 ? node : ret->fixed;
    }
    return true;
}

static const rfi_derivation *part_of_hall(const parts *p, const char *what,
                                          const char *hall)
{
    for (const rfi_derivation *node = p->first; node != NULL; node = node->next) {
        if (strcmp(node->what, what) == 0 && node->subject != NULL &&
            strcmp(node->subject, hall) == 0) {
            return node;
        }
    }
    return NULL;
}

/* Does the tree refer to this step or to one below it? */
static bool refers_to(const rfi_derivation *tree, const rfi_derivation *step)
{
    if (tree->kind == RFI_NODE_ABOVE && rfi_derivation_same(tree, step)) {
        return true;
    }
    for (const rfi_derivation *c = tree->first; c != NULL; c = c->next) {
        if (refers_to(c, step)) {
            return true;
        }
    }
    return false;
}

static bool refers_into(const rfi_derivation *tree, const rfi_derivation *step)
{
    bool refers = refers_to(tree, step);
    for (const rfi_derivation *c = step->first; c != NULL && !refers; c = c->next) {
        refers = refers_into(tree, c);
    }
    return refers;
}

/* Is a shared step needed by the parts that are told (only: one of them, NULL: all), or by
 * a later shared step that is? What nobody calls a part is kept whole. */
static bool is_needed(const parts *p, const rfi_derivation *step,
                      const rfi_derivation *only)
{
    if (p->limit == NULL) {
        return true;
    }
    for (const rfi_derivation *node = p->first; node != NULL; node = node->next) {
        bool told = is_part(node) && (only == NULL || only == node);
        if (told && refers_into(node, step)) {
            return true;
        }
    }
    for (const rfi_derivation *node = step->next; node != NULL; node = node->next) {
        if (!is_part(node) && refers_into(node, step) && is_needed(p, node, only)) {
            return true;
        }
    }
    return false;
}

/* Steps that several parts refer to stand first, beside the operands. Copies are grafted:
 * the list stays as capacity recorded it. */
static void tell_shared(rfi_why *why, const parts *p, const rfi_derivation *only)
{
    bool opened = false;
    for (const rfi_derivation *node = p->first; node != NULL; node = node->next) {
        if (is_part(node) || !is_needed(p, node, only)) {
            continue;
        }
        if (!opened) {
            rfi_trace_aside(&why->view, "derived once", NULL, NULL);
            rfi_trace_in_words(&why->view, "steps to which the ones below refer");
            opened = true;
        }
        rfi_trace_graft(&why->trace, node);
    }
    if (opened) {
        rfi_trace_close(&why->view, 0, RFI_DIM_COUNT);
    }
}

static void close_in(rfi_why *why, const parts *p, int64_t value)
{
    rfi_trace_pop(&why->trace, value, p->requirement->dimension,
                  p->requirement->power_kind);
}

/* The node of a part; one that capacity did not record says only what it comes to. */
static void tell_part(rfi_why *why, const parts *p, const rfi_derivation *node,
                      const char *what, const char *subject, int64_t value)
{
    if (node != NULL) {
        rfi_trace_graft(&why->trace, node);
        return;
    }
    bool limit = strcmp(what, RFI_PART_LIMIT) == 0;
    rfi_trace_open(&why->view, what, subject,
                   value != 0 ? p->requirement->formula
                   : limit    ? "none"
                              : "nothing of this");
    close_in(why, p, value);
}

typedef struct tally { /* how often a hall counts */
    int64_t pods, units, mining, converted;
} tally;

static tally tally_of(const parts *p, const rfi_pose *pose, const rfi_hall_share *shares,
                      size_t hall)
{
    const rfi_requirement *r = p->requirement;
    if (r->shape == RFI_SHAPE_HALL_SUM) {
        int64_t per_su = rfi_pods_per_unit(p->question->study.profile);
        int64_t pods = shares == NULL ? 1 : shares[hall].most_pods;
        bool stands = shares == NULL || shares[hall].converted > 0;
        return (tally){pods, rfi_div_ceil(pods, per_su), 0, stands ? 1 : 0};
    }
    if (shares == NULL) {
        return (tally){1, 1, pose->mining_halls[hall], 1};
    }
    return (tally){shares[hall].pods, shares[hall].units, pose->mining_halls[hall],
                   shares[hall].converted};
}

/* So many times a part of one hall; nothing when it comes to nothing. Returns the product.
 */
static int64_t tell_product(rfi_why *why, const parts *p, const char *part, size_t hall,
                            int64_t count, int64_t each)
{
    const char *id = p->question->study.site->halls[hall].id;
    int64_t value = rfi_mul(count, each);
    if (count == 0 || each == 0) {
        return value;
    }
    bool pod = strcmp(part, RFI_PART_POD) == 0;
    bool unit = strcmp(part, RFI_PART_UNIT) == 0;
    bool idle = strcmp(part, RFI_PART_IDLE) == 0;
    rfi_trace_step(&why->view, RFI_OP_PRODUCT,
                   pod    ? "pods"
                   : unit ? "scalable units"
                   : idle ? "halls with mining"
                          : "halls that convert",
                   id);
    rfi_trace_note(&why->view, "how many", id, count, RFI_DIM_COUNT);
    tell_part(why, p, part_of_hall(p, part, id), part, id, each);
    close_in(why, p, value);
    return value;
}

static bool in_sum(const rfi_requirement *r, size_t hall)
{
    return r->shape == RFI_SHAPE_SITE_SUM ||
           (r->shape == RFI_SHAPE_HALL_SUM && r->hall_index == hall);
}

/* The demand of these pods: what problem.c and evaluate.c call used. Returns it. */
static int64_t tell_used(rfi_why *why, const parts *p, const rfi_hall_share *shares)
{
    const rfi_requirement *r = p->requirement;
    const rfi_terms *t = &r->ends[p->end];
    const rfi_site *site = p->question->study.site;
    rfi_pose pose;
    if (!rfi_pose_init(&pose, why->arena, p->question, p->end)) {
        why->trace.failed = true;
        return 0;
    }
    rfi_trace_step(&why->view, RFI_OP_SUM, shares == NULL ? "needed by one pod" : "used",
                   r->id);
    int64_t used = t->fixed;
    bool test = r->shape == RFI_SHAPE_HALL_TEST || r->shape == RFI_SHAPE_SITE_TEST;
    if (test || t->fixed != 0) {
        tell_part(why, p, p->fixed, RFI_PART_FIXED, NULL, t->fixed);
    }
    for (size_t h = 0; h < site->hall_count && !test; h++) {
        tally n = tally_of(p, &pose, shares, h);
        if (!in_sum(r, h)) {
            continue;
        }
        used = rfi_add(used, tell_product(why, p, RFI_PART_POD, h, n.pods, t->pod[h]));
        used = rfi_add(used, tell_product(why, p, RFI_PART_UNIT, h, n.units, t->unit[h]));
        used = rfi_add(
            used, tell_product(why, p, RFI_PART_STANDING, h, n.converted, t->standing[h]));
        if (r->shape == RFI_SHAPE_SITE_SUM) {
            used =
                rfi_add(used, tell_product(why, p, RFI_PART_IDLE, h, n.mining, t->idle[h]));
        }
    }
    close_in(why, p, used);
    return used;
}

/* What one pod would take where none stands: beside the sum, so that nothing is hidden. */
static void tell_first_pod(rfi_why *why, const parts *p, const rfi_hall_share *shares)
{
    const rfi_requirement *r = p->requirement;
    const rfi_site *site = p->question->study.site;
    for (size_t h = 0; shares != NULL && h < site->hall_count; h++) {
        if (!in_sum(r, h) || shares[h].pods > 0 || r->ends[p->end].pod[h] == 0) {
            continue;
        }
        rfi_trace_aside(&why->view, "a first pod would take", site->halls[h].id, NULL);
        tell_part(why, p, part_of_hall(p, RFI_PART_POD, site->halls[h].id), RFI_PART_POD,
                  site->halls[h].id, r->ends[p->end].pod[h]);
        if (r->ends[p->end].unit[h] != 0) {
            tell_part(why, p, part_of_hall(p, RFI_PART_UNIT, site->halls[h].id),
                      RFI_PART_UNIT, site->halls[h].id, r->ends[p->end].unit[h]);
        }
        close_in(why, p, rfi_add(r->ends[p->end].pod[h], r->ends[p->end].unit[h]));
    }
}

static rfi_dimension slack_dimension(rfi_dimension dimension)
{
    return dimension == RFI_DIM_TEMPERATURE ? RFI_DIM_TEMPERATURE_STEP
           : dimension == RFI_DIM_DATE || dimension == RFI_DIM_STATUS ? RFI_DIM_COUNT
                                                                      : dimension;
}

static bool bounded(int64_t value)
{
    return value < RFI_UNBOUNDED && value > -RFI_UNBOUNDED;
}

static bool tell_slack(rfi_why *why, const parts *p, const rfi_hall_share *shares,
                       bool aside)
{
    rfi_view *view = &why->view;
    const rfi_requirement *r = p->requirement;
    int64_t limit = r->ends[p->end].limit;
    if (aside) {
        rfi_trace_aside(view, r->title, r->id, NULL);
    }
    rfi_trace_step(view, RFI_OP_DIFFERENCE, "slack", r->id);
    rfi_trace_formula(view, "limit less used");
    rfi_derivation *slack = rfi_trace_opened(&why->trace);
    tell_shared(why, p, NULL);
    tell_part(why, p, p->limit, RFI_PART_LIMIT, NULL, limit);
    int64_t used = tell_used(why, p, shares);
    tell_first_pod(why, p, shares);
    if (r->state != NULL && r->state[0] != '\0') {
        rfi_trace_words(view, "state that decides at the unfavourable end", NULL, r->state);
    }
    if (r->ends[p->end].unknown) {
        rfi_trace_words(view, "standing", NULL,
                        p->end == RFI_END_BASE
                            ? "a figure is missing: the base case leaves this row out"
                            : "a figure is missing and is read at its worst resp. best");
    }
    bool finite = bounded(limit) && bounded(used);
    if (!finite && slack != NULL) {
        slack->operation = RFI_OP_TOLD;
        slack->formula = "no difference: limit or demand has no bound that is known";
    }
    int64_t value = finite ? rfi_sub(limit, used) : RFI_UNBOUNDED;
    rfi_dimension dimension = slack_dimension(r->dimension);
    rfi_trace_pop(&why->trace, value, dimension, r->power_kind);
    if (aside) {
        rfi_trace_pop(&why->trace, value, dimension, r->power_kind);
    }
    return !why->trace.failed;
}

bool rfi_tell_requirement(rfi_why *why, const rfi_question *question, size_t index,
                          rfi_end end, const rfi_hall_share *shares)
{
    parts p;
    return derive_parts(why, question, index, end, &p) &&
           tell_slack(why, &p, shares, false);
}

bool rfi_tell_beside(rfi_why *why, const rfi_question *question, size_t index, rfi_end end,
                     const rfi_hall_share *shares)
{
    parts p;
    return derive_parts(why, question, index, end, &p) && tell_slack(why, &p, shares, true);
}

/* ---- the table ----------------------------------------------------------------------- */

static bool tell_whole(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    return rfi_tell_requirement(why, &why->question, ask->requirement, why->end,
                                why->judgement->cases[why->end].shares);
}

/* One of the numbers alone, with the steps that it refers to. */
static bool tell_alone(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    parts p;
    if (!derive_parts(why, &why->question, ask->requirement, why->end, &p)) {
        return false;
    }
    const rfi_terms *t = &p.requirement->ends[why->end];
    bool limit = strcmp(ask->number->name, "limit") == 0;
    bool used = strcmp(ask->number->name, "used") == 0;
    rfi_trace_step(&why->view, RFI_OP_SAME, ask->number->name, p.requirement->id);
    tell_shared(why, &p, used ? NULL : limit ? p.limit : p.fixed);
    int64_t value = limit ? t->limit : t->fixed;
    if (used) {
        value = tell_used(why, &p, why->judgement->cases[why->end].shares);
    } else {
        tell_part(why, &p, limit ? p.limit : p.fixed,
                  limit ? RFI_PART_LIMIT : RFI_PART_FIXED, NULL, value);
    }
    close_in(why, &p, value);
    return !why->trace.failed;
}

static bool tell_of_hall(const rfi_ask *ask)
{
    rfi_why *why = ask->why;
    size_t hall = rfi_hall_by_id(why->evaluation->site, ask->key);
    parts p;
    if (hall == SIZE_MAX ||
        !derive_parts(why, &why->question, ask->requirement, why->end, &p)) {
        return false;
    }
    const rfi_terms *t = &p.requirement->ends[why->end];
    const char *name = ask->number->name;
    bool pod = strcmp(name, "per-pod") == 0;
    bool unit = strcmp(name, "per-unit") == 0;
    bool idle = strcmp(name, "per-idle-hall") == 0;
    const char *part = pod    ? RFI_PART_POD
                       : unit ? RFI_PART_UNIT
                       : idle ? RFI_PART_IDLE
                              : RFI_PART_STANDING;
    bool mine = p.requirement->hall_index == SIZE_MAX || p.requirement->hall_index == hall;
    int64_t value = !mine  ? 0
                    : pod  ? t->pod[hall]
                    : unit ? t->unit[hall]
                    : idle ? t->idle[hall]
                           : t->standing[hall];
    rfi_trace_step(&why->view, RFI_OP_SAME, name, p.requirement->id);
    const rfi_derivation *node = part_of_hall(&p, part, ask->key);
    if (node != NULL) {
        tell_shared(why, &p, node);
    }
    tell_part(why, &p, node, part, ask->key, value);
    close_in(why, &p, value);
    return !why->trace.failed;
}

/* clang-format off */
const rfi_number rfi_numbers_requirement[] = {
    {"slack", NULL, true, true, "limit less used", "requirements[id].ends[end].slack", tell_whole},
    {"limit", NULL, true, true, "what there is", "requirements[id].ends[end].limit", tell_alone},
    {"used", NULL, true, true, "what the pods take", "requirements[id].ends[end].used", tell_alone},
    {"fixed", NULL, true, true, "demand whatever the pods", "requirements[id].ends[end].fixed", tell_alone},
    {"per-pod", "hall", true, true, "demand of one pod in a hall",
     "requirements[id].ends[end].per_pod[hall].demand", tell_of_hall},
    {"per-unit", "hall", true, true, "demand of one scalable unit in a hall",
     "requirements[id].ends[end].per_unit[hall].demand", tell_of_hall},
    {"per-idle-hall", "hall", true, true, "demand of a hall that does not convert",
     "requirements[id].ends[end].per_idle_hall[hall].demand", tell_of_hall},
    {"per-converted-hall", "hall", true, true, "demand of a hall that converts, at any load",
     "requirements[id].ends[end].per_converted_hall[hall].demand", tell_of_hall},
    {NULL, NULL, false, false, NULL, NULL, NULL},
};
/* clang-format on */
