/* SPDX-License-Identifier: MIT */
/* One study posed as integer problems. Internal to decide. */
#ifndef PLANNER_DECIDE_QUESTION_H
#define PLANNER_DECIDE_QUESTION_H

#include "planner/capacity/capacity.h"
#include "planner/decide/decide.h"

typedef struct rfi_question {
    rfi_study study;
    rfi_requirement_list list;
    /* Requirements (site first, then hall by hall, kind by kind) and halls by id: problems
     * and conflicts follow these, so that the order of the file decides nothing. */
    size_t *order, *hall_order;
    int64_t node_limit;
    int64_t wanted;     /* pods */
    rfi_arena *scratch; /* problems are built here and dropped by the owner */
} rfi_question;

/* The numbers under which a problem is posed: one terms pointer per requirement (NULL:
 * skipped) and the number of halls of each kind: as a limit on those that convert, and as a
 * demand of those whose mining must stay. */
typedef struct rfi_pose {
    const rfi_terms **terms;
    int64_t *halls;
    int64_t *mining_halls;
} rfi_pose;

typedef struct rfi_answer {
    bool stopped;
    int64_t pods, bound;
    rfi_hall_share *shares; /* NULL when not asked for */
} rfi_answer;

/* What a question is asked about. */
typedef struct rfi_setting {
    const rfi_site *site;
    const rfi_profile *profile;
    const rfi_rules *rules;
    struct rfi_floors *floors;
    const rfi_policy *policy; /* one per subsystem */
    int64_t by;               /* day number */
    bool by_stated;
    int64_t node_limit;
    const rfi_measures *measures; /* on offer; NULL: none */
} rfi_setting;

/* Lists and sorts the requirements; they live in `home`, problems are built in scratch.
 * False when memory is out. */
bool rfi_question_pose(const rfi_setting *setting, rfi_arena *home, rfi_arena *scratch,
                       rfi_question *ret_question);

bool rfi_pose_init(rfi_pose *pose, rfi_arena *arena, const rfi_question *question,
                   rfi_end end);
/* Counts the halls of every kind as this view reads them. */
void rfi_pose_halls(rfi_pose *pose, const rfi_question *question, rfi_view *view);
/* Terms for views that read some figures otherwise; one per requirement. NULL: memory. */
rfi_terms *rfi_spare_terms(rfi_arena *arena, const rfi_question *question);
/* The pose that this view sees, which reads `figures` unlike its end does: requirements
 * that rest on one of them are computed anew into spare. */
bool rfi_pose_view(rfi_pose *pose, const rfi_question *question, const rfi_view *view,
                   const rfi_figure *const *figures, size_t count, rfi_terms *spare);
/* Most pods under the requirements that are active (NULL: all). shares may be NULL. */
bool rfi_most_pods(const rfi_question *question, const rfi_pose *pose, const bool *active,
                   rfi_hall_share *shares, rfi_answer *ret_answer);
/* Do these shares satisfy every requirement of the pose? Exact; shares of another pose of
 * the same question. */
bool rfi_shares_hold(const rfi_question *question, const rfi_pose *pose,
                     const rfi_hall_share *shares);
/* Can `wanted` pods be had under the active requirements? stopped: not decided. */
bool rfi_can_have(const rfi_question *question, const rfi_pose *pose, const bool *active,
                  int64_t wanted, bool *ret_stopped);

/* Pods that one hall can take under a single hall requirement of the pose. */
int64_t rfi_hall_most(const rfi_question *question, const rfi_pose *pose,
                      size_t requirement);

/* A minimal set of requirements among `allowed` (NULL: all) that rules out `wanted` pods.
 * members: room for list.count indices. Returns false when the set is not a conflict. */
bool rfi_find_conflict(const rfi_question *question, const rfi_pose *pose,
                       const bool *allowed, int64_t wanted, rfi_conflict *ret_conflict);

/* Fills order and hall_order once the list is there. False when memory is out. */
bool rfi_question_sort(rfi_question *question);

/* Fewest members first, then what weighs most on a site. Members are never empty. */
void rfi_sort_conflicts(const rfi_question *question, rfi_conflict *conflicts,
                        size_t count);

/* Fewest pods whose critical IT power reaches milliwatt; RFI_PODS_CAP when out of reach. */
int64_t rfi_pods_for_power(const rfi_profile *profile, int64_t milliwatt);

/* deciding.c: pods that are left of the favourable case when this figure alone comes out
 * unfavourably. False when memory is out. */
bool rfi_pods_without(rfi_arena *arena, const rfi_question *question,
                      const rfi_figure *figure, const rfi_case *favourable,
                      int64_t *ret_pods);
/* fills deciding, requests of the judgement. */
bool rfi_find_deciding(rfi_arena *arena, const rfi_question *question,
                       rfi_judgement *judgement);
/* document.c: what would settle a figure; never NULL. */
const char *rfi_settling_document(const rfi_site *site, const rfi_figure *figure);
/* sweep.c: figures that are read on both sides. */
bool rfi_sweep_figures(rfi_arena *arena, const rfi_question *question,
                       rfi_judgement *judgement);
/* time.c: schedules of the evaluation; and what becomes of the mining in each case. */
bool rfi_find_schedules(rfi_arena *arena, const rfi_question *question,
                        rfi_evaluation *evaluation);
void rfi_find_hybrid(const rfi_evaluation *evaluation, rfi_judgement *judgement);
/* book.c */
bool rfi_write_book(rfi_arena *arena, const rfi_question *question,
                    rfi_judgement *judgement);

/* floor.c: placements, each distinct request solved once. */
typedef struct rfi_floors rfi_floors;
rfi_floors *rfi_floors_new(rfi_arena *arena, const rfi_rules *rules);
void rfi_floors_profile(rfi_floors *floors, const rfi_profile *profile);
int64_t rfi_floors_count(void *floors, const rfi_hall *hall, rfi_view *view);
int64_t rfi_floors_route(void *floors, const rfi_hall *hall, rfi_view *view);
/* Placement of exactly `pods` at the given end, with its delivery route where one was
 * found. False when memory is out. */
bool rfi_floors_place(rfi_floors *floors, const rfi_hall *hall, rfi_end end, int64_t pods,
                      rfi_floor *ret_floor);

#endif
