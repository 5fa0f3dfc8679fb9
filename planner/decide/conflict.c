/* SPDX-License-Identifier: MIT */
/* Minimal conflicts by a deletion filter over named requirements: a member stays only if
 * without it the wanted pods could be had. */
#include "planner/decide/question.h"

#include <string.h>

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
        return 3;
    case RFI_REQ_GATE:
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
    return weight_of(first->kind) < weight_of(second->kind);
}

void rfi_sort_conflicts(const rfi_question *question, rfi_conflict *conflicts, size_t count)
{
    for (size_t i = 1; i < count; i++) { /* stable: ties keep the order of requirements */
        rfi_conflict moved = conflicts[i];
        size_t k = i;
        for (; k > 0 && comes_before(question, &moved, &conflicts[k - 1]); k--) {
            conflicts[k] = conflicts[k - 1];
        }
        conflicts[k] = moved;
    }
}

bool rfi_find_conflict(const rfi_question *question, const rfi_pose *pose,
                       const bool *allowed, int64_t wanted, rfi_conflict *ret_conflict)
{
    size_t count = question->list.count;
    bool *active = RFI_ARRAY(question->scratch, count + 1, bool);
    if (active == NULL) {
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
    for (size_t i = count; i-- > 0;) {
        if (!active[i]) {
            continue;
        }
        active[i] = false;
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
