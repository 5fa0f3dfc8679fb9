/* SPDX-License-Identifier: MIT */
#include "planner/decide/loading.h"

#include <string.h>

#include "planner/capacity/loading.h"
#include "planner/decide/question.h"
#include "planner/decide/why.h"

bool rfi_loading_of(rfi_arena *arena, const rfi_evaluation *evaluation, size_t index,
                    const rfi_loading **ret_loading)
{
    const rfi_judgement *judgement = &evaluation->judgements[index];
    size_t halls = evaluation->site->hall_count;
    *ret_loading = NULL;
    rfi_question q = {.study = {
                          .arena = arena,
                          .memory = rfi_memory_new(arena),
                          .site = evaluation->site,
                          .profile = judgement->profile,
                          .rules = evaluation->rules,
                          .by = evaluation->by,
                          .by_stated = evaluation->by_stated,
                      }};
    memcpy(q.study.policy, evaluation->site->want.policy, sizeof(q.study.policy));
    rfi_pose pose = {.halls = RFI_ARRAY(arena, halls, int64_t),
                     .mining_halls = RFI_ARRAY(arena, halls, int64_t)};
    if (q.study.memory == NULL || pose.halls == NULL || pose.mining_halls == NULL) {
        return false;
    }
    rfi_view view = {.end = rfi_why_shown_end(judgement)};
    rfi_pose_halls(&pose, &q, &view);
    *ret_loading = rfi_loading_derive(&q.study, judgement, pose.mining_halls);
    return *ret_loading != NULL;
}
