/* SPDX-License-Identifier: MIT */
/* What an evaluation says of fit with measures. All but the line write nothing where no
 * measures were on offer. */
#ifndef REPORTS_TABLE_WITH_MEASURES_H
#define REPORTS_TABLE_WITH_MEASURES_H

#include "planner/model/comparison.h"
#include "reports/table/csv.h"
#include "reports/table/json.h"
#include "reports/table/write.h"

/* "with measures, unfavourable end: 262 MUSD (218–331), ready 2028-04-12"; only where
 * measures were on offer. */
const char *rfi_with_measures_line(rfi_writer *w, const rfi_judgement *judgement);
/* The block of one profile. */
void rfi_with_measures_write(rfi_writer *w, const rfi_judgement *judgement);
void rfi_with_measures_json(rfi_json *json, const rfi_judgement *judgement);
/* "measures": the document. */
void rfi_measures_json(rfi_json *json, const rfi_measures *measures);
/* Seven fields, named in RFI_WITH_MEASURES_FIELDS; empty ones where it fits as it is. */
void rfi_with_measures_csv(rfi_csv *csv, const rfi_judgement *judgement);
#define RFI_WITH_MEASURES_FIELDS                                                           \
    "verdict_as_is", "measures_end", "measures_musd_low", "measures_musd_base",            \
        "measures_musd_high", "measures_ready", "measures"

#endif
