/* SPDX-License-Identifier: MIT */
/* Parts of the evaluation's JSON that other documents share: same keys, same schema. */
#ifndef REPORTS_TABLE_EVALUATION_JSON_H
#define REPORTS_TABLE_EVALUATION_JSON_H

#include "reports/table/json.h"

void rfi_json_site(rfi_json *json, const rfi_site *site); /* "site" */
void rfi_json_profile(rfi_json *json, const char *key, const rfi_profile *profile);
void rfi_json_policies(rfi_json *json, const char *key, const rfi_policy *policy);
/* "halls"; profiles: with what stands in each. */
void rfi_json_shares(rfi_json *json, const rfi_hall_share *shares, size_t count,
                     bool profiles);
void rfi_json_floor(rfi_json *json, const rfi_floor *floor);
const char *rfi_shape_words(rfi_shape shape);
/* Demand of each hall that the requirement concerns. */
void rfi_json_coefficients(rfi_json *json, const char *key, const int64_t *values,
                           const rfi_requirement *requirement, const rfi_site *site);
void rfi_json_inputs(rfi_json *json, const rfi_requirement *requirement); /* "inputs" */
void rfi_json_conflict(rfi_json *json, const rfi_requirement *requirements, size_t count,
                       const rfi_conflict *conflict, size_t hall_count);
/* "figures" */
void rfi_json_figures(rfi_json *json, const rfi_figure *const *figures, size_t count);

#endif
