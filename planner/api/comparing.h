/* SPDX-License-Identifier: MIT */
/* What comparing and exporting have in common: options, and the documents they open. */
#ifndef PLANNER_API_COMPARING_H
#define PLANNER_API_COMPARING_H

#include "planner/api/handles.h"
#include "planner/decide/compare.h"

/* False: diagnostics. */
bool rfi_api_compare_options(const rf_compare_options *given, rfi_compare_options *options,
                             rf_diags *diags);
/* Opens profiles and measures; nothing is compared yet. Free with rf_comparison_free. */
rf_code rfi_api_compare_open(rf_engine *engine, rf_site *site,
                             const rf_compare_options *given,
                             rf_comparison **ret_comparison, rf_diags *diags);
/* The subject with the profiles asked for, or with the one that leads the evaluation; where
 * that stands nowhere as the site is, with the one that measures bring furthest. */
rf_code rfi_api_compare_subject(rf_engine *engine, const rf_comparison *comparison,
                                bool asked, const rfi_compare_options *options,
                                rfi_compare_subject *ret_subject);

/* The judgement of the evaluation inside that the plans are about: of the only profile, or
 * of several the best. */
size_t rfi_api_compare_lead(const rf_comparison *comparison);

#endif
