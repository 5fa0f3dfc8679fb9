/* SPDX-License-Identifier: MIT */
/* What changed between two descriptors of a site, and what that does to the verdicts. */
#ifndef REPORTS_TABLE_DIFF_H
#define REPORTS_TABLE_DIFF_H

#include "planner/base/text.h"
#include "planner/model/difference.h"

/* options may be NULL. detail: profiles whose verdict stays are listed too. */
void rfi_table_diff_text(const rfi_differences *comparison, const rf_text_options *options,
                         rfi_text *text);
/* {"schema": "urn:rackfit:diff:1", ...}; every profile. */
void rfi_table_diff_json(const rfi_differences *comparison, rfi_text *text);

#endif
