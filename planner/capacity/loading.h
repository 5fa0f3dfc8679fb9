/* SPDX-License-Identifier: MIT */
/* Derives planner/model/loading.h of a judged plan: the states of redundancy.c resp. of the
 * network, with the sums that the requirements test. */
#ifndef PLANNER_CAPACITY_LOADING_H
#define PLANNER_CAPACITY_LOADING_H

#include "planner/capacity/study.h"
#include "planner/model/loading.h"

/* In the study's arena; mining_halls as in rfi_case_demand. The study is the question that
 * the judgement answers. NULL when memory is out. O(buses x outages x loads); of large
 * networks only states that no other state of their bus covers. */
rfi_loading *rfi_loading_derive(const rfi_study *study, const rfi_judgement *judgement,
                                const int64_t *mining_halls);

/* loops.c: the cooling part of it. False when memory is out. */
bool rfi_loops_derive(const rfi_study *study, const rfi_judgement *judgement,
                      rfi_loading *loading);

#endif
