/* SPDX-License-Identifier: MIT */
/* Finding the number that a word means, and telling it. */
#include "planner/decide/why.h"

#include <string.h>

static const rfi_number *const tables[] = {
    rfi_numbers_verdict, rfi_numbers_case,   rfi_numbers_requirement, rfi_numbers_floor,
    rfi_numbers_time,    rfi_numbers_fabric, rfi_numbers_energy,
};
enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

const rfi_number *rfi_number_at(size_t index)
{
    for (size_t i = 0; i < TABLES; i++) {
        for (const rfi_number *row = tables[i]; row->name != NULL; row++) {
            if (index-- == 0) {
                return row;
            }
        }
    }
    return NULL;
}

const rfi_number *rfi_number_find(const char *name, bool of_requirement)
{
    const rfi_number *row = NULL;
    for (size_t i = 0; (row = rfi_number_at(i)) != NULL; i++) {
        if (row->of_requirement == of_requirement && strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

rfi_end rfi_why_shown_end(const rfi_judgement *judgement)
{
    return judgement->plan != NULL                   ? judgement->plan->end
           : judgement->verdict == RF_VERDICT_NO_FIT ? RFI_END_FAVOURABLE
                                                     : RFI_END_BASE;
}

bool rfi_case_unlimited(const rfi_case *c)
{
    return c->pods >= RFI_PODS_CAP;
}

size_t rfi_hall_by_id(const rfi_site *site, const char *id)
{
    for (size_t h = 0; h < site->hall_count; h++) {
        if (strcmp(site->halls[h].id, id) == 0) {
            return h;
        }
    }
    return SIZE_MAX;
}

bool rfi_why_begin(rfi_arena *arena, rfi_arena *scratch, const rfi_evaluation *evaluation,
                   size_t index, int64_t node_limit, rfi_why *ret_why)
{
    *ret_why = (rfi_why){
        .arena = arena,
        .evaluation = evaluation,
        .judgement = &evaluation->judgements[index],
        .floors = rfi_floors_new(arena, evaluation->rules),
    };
    const rfi_setting setting = {
        .site = evaluation->site,
        .profile = ret_why->judgement->profile,
        .rules = evaluation->rules,
        .floors = ret_why->floors,
        .policy = evaluation->site->want.policy,
        .by = evaluation->by,
        .by_stated = evaluation->by_stated,
        .node_limit = node_limit,
    };
    bool fine = ret_why->floors != NULL &&
                rfi_question_pose(&setting, arena, scratch, &ret_why->question);
    ret_why->question.wanted = ret_why->judgement->wanted_pods;
    return fine;
}

int64_t rfi_tell_figure(rfi_why *why, const rfi_figure *figure, rfi_end end, rfi_role role)
{
    rfi_view view = {.end = end, .trace = &why->trace};
    return role == RFI_ROLE_LIMIT ? rfi_limit_of(&view, figure)
                                  : rfi_demand_of(&view, figure);
}

/* ---- a row of the assumption book ---------------------------------------------------- */

rfi_role rfi_role_of(const rfi_why *why, const rfi_figure *figure)
{
    for (size_t i = 0; i < why->question.list.count; i++) {
        const rfi_requirement *r = &why->question.list.items[i];
        for (size_t k = 0; k < r->input_count; k++) {
            if (r->inputs[k].figure == figure) {
                return r->inputs[k].role;
            }
        }
    }
    return RFI_ROLE_LIMIT;
}

static void tell_book_row(rfi_why *why, const rfi_figure *figure)
{
    rfi_trace_step(&why->view, RFI_OP_SAME, figure->name, figure->owner);
    rfi_trace_formula(&why->view, "as stated");
    int64_t value = rfi_tell_figure(why, figure, why->end, rfi_role_of(why, figure));
    for (size_t i = 0; i < why->question.list.count; i++) {
        const rfi_requirement *r = &why->question.list.items[i];
        for (size_t k = 0; k < r->input_count; k++) {
            if (r->inputs[k].figure == figure) {
                rfi_trace_words(&why->view, "consumed by", r->id,
                                r->inputs[k].role == RFI_ROLE_LIMIT ? "as a limit"
                                                                    : "as a demand");
            }
        }
    }
    rfi_trace_pop(&why->trace, value, figure->dimension, figure->kind);
}

/* ---- telling ------------------------------------------------------------------------- */

static const rfi_derivation *seek_above(const rfi_derivation *node,
                                        const rfi_derivation *leaf)
{
    if (node->kind == RFI_NODE_STEP && rfi_derivation_same(node, leaf)) {
        return node;
    }
    for (const rfi_derivation *child = node->first; child != NULL; child = child->next) {
        const rfi_derivation *found = seek_above(child, leaf);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* A value of the base end that rests on a missing figure means nothing. */
static bool mark_missing(rfi_derivation *node, const rfi_derivation *root)
{
    if (node->kind == RFI_NODE_FIGURE) {
        node->missing = node->end == RFI_END_BASE && !rfi_known(node->figure);
    } else if (node->kind == RFI_NODE_ABOVE) {
        const rfi_derivation *above = seek_above(root, node);
        node->missing = above != NULL && above->missing;
    }
    for (rfi_derivation *child = node->first; child != NULL; child = child->next) {
        bool missing = mark_missing(child, root);
        node->missing = node->missing || (missing && !child->aside);
    }
    return node->missing;
}

rfi_derivation *rfi_why_tell(rfi_why *why, const rfi_target *target, rfi_end end)
{
    why->end = end;
    why->trace = (struct rfi_trace){.arena = why->arena};
    why->view = (rfi_view){.end = end, .trace = &why->trace};
    bool told = true;
    if (target->figure != NULL) {
        tell_book_row(why, target->figure);
    } else {
        const rfi_ask ask = {.why = why,
                             .number = target->number,
                             .requirement = target->requirement,
                             .key = target->key == NULL ? "" : target->key};
        told = target->number->tell(&ask);
    }
    if (!told || why->trace.failed || why->trace.root == NULL) {
        return NULL;
    }
    (void)mark_missing(why->trace.root, why->trace.root);
    return why->trace.root;
}
