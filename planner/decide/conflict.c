/* SPDX-License-Identifier: MIT */
/* Minimal conflicts by a deletion filter over named requirements: a member stays only if
 * without it the wanted pods could be had. */
#include "planner/decide/question.h"

#include <stdlib.h>
#include <string.h>

static int compare_requirements(const void *left, const void *right)
{
    const rfi_requirement *a = *(const rfi_requirement *const *)left;
    const rfi_requirement *b = *(const rfi_requirement *const *)right;
    if ((a->hall_index == SIZE_MAX) != (b->hall_index == SIZE_MAX)) {
        return a->hall_index == SIZE_MAX ? -1 : 1;
    }
    size_t hall = strcspn(a->id, "/");
    int halls =
        hall == strcspn(b->id, "/") ? strncmp(a->id, b->id, hall) : strcmp(a->id, b->id);
    if (halls != 0) {
        return halls;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    return strcmp(a->id, b->id);
}

static int compare_halls(const void *left, const void *right)
{
    const rfi_hall *a = *(const rfi_hall *const *)left;
    const rfi_hall *b = *(const rfi_hall *const *)right;
    return strcmp(a->id, b->id);
}

bool rfi_question_sort(rfi_question *question)
{
    const rfi_site *site = question->study.site;
    const rfi_requirement_list *list = &question->list;
    rfi_arena *arena = question->scratch;
    const rfi_requirement **items =
        RFI_ARRAY(arena, list->count + 1, const rfi_requirement *);
    const rfi_hall **halls = RFI_ARRAY(arena, site->hall_count + 1, const rfi_hall *);
    question->order = RFI_ARRAY(arena, list->count + 1, size_t);
    question->hall_order = RFI_ARRAY(arena, site->hall_count + 1, size_t);
    if (items == NULL || halls == NULL || question->order == NULL ||
        question->hall_order == NULL) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        items[i] = &list->items[i];
    }
    for (size_t h = 0; h < site->hall_count; h++) {
        halls[h] = &site->halls[h];
    }
    qsort(items, list->count, sizeof(items[0]), compare_requirements);
    qsort(halls, site->hall_count, sizeof(halls[0]), compare_halls);
    for (size_t i = 0; i < list->count; i++) {
        question->order[i] = (size_t)(items[i] - list->items);
    }
    for (size_t h = 0; h < site->hall_count; h++) {
        question->hall_order[h] = (size_t)(halls[h] - site->halls);
    }
    return true;
}

/* Which conflict an engineer wants to hear of first: what no money short of a rebuild
 * mends, then structure, then ratings, then papers. */
static int weight_of(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_LIQUID_LOOP:
        return 0;
    case RFI_REQ_AIR_FILTRATION:
        return 1;
    case RFI_REQ_LIQUID_SUPPLY:
    case RFI_REQ_AIR_INLET:
        return 2;
    case RFI_REQ_CLEAR_HEIGHT:
    case RFI_REQ_SLAB:
    case RFI_REQ_POINT_LOAD:
    case RFI_REQ_AREA_LOAD:
        return 3;
    case RFI_REQ_GATE:
    case RFI_REQ_GRID_RULE:
    case RFI_REQ_CHANGE_OF_USE:
    case RFI_REQ_NETWORK_PATHS:
        return 6;
    case RFI_REQ_FIRM_UTILITY:
    case RFI_REQ_ENERGISED_UTILITY:
        return 4;
    default:
        return 5;
    }
}

static bool comes_before(const rfi_question *question, const rfi_conflict *a,
                         const rfi_conflict *b)
{
    if (a->count != b->count) {
        return a->count < b->count;
    }
    const rfi_requirement *first = &question->list.items[a->members[0]];
    const rfi_requirement *second = &question->list.items[b->members[0]];
    if (weight_of(first->kind) != weight_of(second->kind)) {
        return weight_of(first->kind) < weight_of(second->kind);
    }
    return compare_requirements(&first, &second) < 0;
}

void rfi_sort_conflicts(const rfi_question *question, rfi_conflict *conflicts, size_t count)
{
    for (size_t i = 1; i < count; i++) { /* few: insertion */
        rfi_conflict moved = conflicts[i];
        size_t k = i;
        for (; k > 0 && comes_before(question, &moved, &conflicts[k - 1]); k--) {
            conflicts[k] = conflicts[k - 1];
        }
        conflicts[k] = moved;
    }
}

/* The problem depends on hall requirements only through the least of each hall, and on site
 * tests only through whether any fails: what another active one also says can go without a
 * search. The mining requirement has a second meaning and is always probed. */
static bool says_nothing_new(const rfi_question *question, const rfi_pose *pose,
                             const bool *active, const int64_t *most, size_t index)
{
    const rfi_requirement *r = &question->list.items[index];
    if (r->shape == RFI_SHAPE_SITE_SUM || r->kind == RFI_REQ_MINING_STOPS ||
        r->kind == RFI_REQ_MINING_UNTIL) {
        return false;
    }
    if (r->shape == RFI_SHAPE_SITE_TEST
            ? pose->terms[index]->fixed <= pose->terms[index]->limit
            : most[index] >= RFI_PODS_CAP) {
        return true;
    }
    for (size_t i = 0; i < question->list.count; i++) {
        const rfi_requirement *other = &question->list.items[i];
        if (i == index || !active[i]) {
            continue;
        }
        bool tests = r->shape == RFI_SHAPE_SITE_TEST &&
                     other->shape == RFI_SHAPE_SITE_TEST &&
                     pose->terms[i]->fixed > pose->terms[i]->limit;
        bool halls = r->shape != RFI_SHAPE_SITE_TEST &&
                     other->hall_index == r->hall_index && most[i] <= most[index];
        if (tests || halls) {
            return true;
        }
    }
    return false;
}

static int64_t *hall_mosts(const rfi_question *question, const rfi_pose *pose)
{
    int64_t *most = RFI_ARRAY(question->scratch, question->list.count + 1, int64_t);
    for (size_t i = 0; most != NULL && i < question->list.count; i++) {
        bool hall = question->list.items[i].hall_index != SIZE_MAX;
        most[i] = hall && pose->terms[i] != NULL ? rfi_hall_most(question, pose, i)
                                                 : RFI_PODS_CAP;
    }
    return most;
}

bool rfi_find_conflict(const rfi_question *question, const rfi_pose *pose,
                       const bool *allowed, int64_t wanted, rfi_conflict *ret_conflict)
{
    size_t count = question->list.count;
    bool *active = RFI_ARRAY(question->scratch, count + 1, bool);
    const int64_t *most = hall_mosts(question, pose);
    if (active == NULL || most == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        active[i] = (allowed == NULL || allowed[i]) && pose->terms[i] != NULL;
    }
    bool stopped = false;
    if (rfi_can_have(question, pose, active, wanted, &stopped)) {
        return false;
    }
    ret_conflict->minimal = true;
    for (size_t k = count; k-- > 0;) {
        size_t i = question->order[k];
        if (!active[i]) {
            continue;
        }
        active[i] = false;
        if (says_nothing_new(question, pose, active, most, i)) {
            continue;
        }
        bool can = rfi_can_have(question, pose, active, wanted, &stopped);
        if (can) { /* needed; or the probe stopped, then it stays, unproven */
            active[i] = true;
            ret_conflict->minimal = ret_conflict->minimal && !stopped;
        }
    }
    ret_conflict->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (active[i]) {
            ret_conflict->members[ret_conflict->count++] = i;
        }
    }
    ret_conflict->wanted_pods = wanted;
    return true;
}
