/* SPDX-License-Identifier: MIT */
/* Parts of the JSON that arise only for sites that state works or how long loads run. */
#ifndef REPORTS_TABLE_TIME_JSON_H
#define REPORTS_TABLE_TIME_JSON_H

#include "planner/base/checked.h"
#include "reports/table/json.h"

void rfi_json_time(rfi_json *json, const rfi_evaluation *evaluation);
void rfi_json_hybrid(rfi_json *json, const rfi_hybrid *hybrid);
void rfi_json_sweeps(rfi_json *json, const rfi_judgement *judgement);

#endif
