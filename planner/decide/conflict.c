/* SPDX-License-Identifier: MIT */
/* Minimal conflicts by a deletion filter over named requirements: a member stays only if
 * without it the wanted pods could be had. */
#include "planner/decide/question.h"

#include <string.h>

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
