/* SPDX-License-Identifier: MIT */
/* The text block of one profile, and its cells for the overview. */
#ifndef REPORTS_TABLE_JUDGEMENT_H
#define REPORTS_TABLE_JUDGEMENT_H

#include "planner/model/evaluation.h"
#include "reports/table/write.h"

#define RFI_GRADE_LEGEND                                                                    \
    "Grades: A primary, B reputable secondary, C weak ◇, D derived ◇, E estimate ◇, " \
    "M recalled ◇. ◇ marks an assumption."

rfi_style rfi_judgement_style(rf_verdict verdict);
const char *rfi_judgement_verdict(rfi_writer *w, rf_verdict verdict); /* icon and word */
/* "12", "12–15" when the search stopped, "?" when nothing bounds it. */
const char *rfi_judgement_pods(rfi_writer *w, const rfi_judgement *judgement, rfi_end end);
/* Critical IT power in MW, number only, never shown as meeting a want that it misses. */
const char *rfi_judgement_megawatts(rfi_writer *w, const rfi_judgement *judgement,
                                    rfi_end end);
/* The network inside; nothing where no fabric is stated. */
void rfi_fabric_write(rfi_writer *w, const rfi_judgement *judgement);
void rfi_judgement_write(rfi_writer *w, const rfi_evaluation *evaluation,
                         const rfi_judgement *judgement);

/* time_text.c */
void rfi_time_write(rfi_writer *w, const rfi_evaluation *evaluation,
                    const rfi_judgement *const *judgements);
void rfi_sweeps_write(rfi_writer *w, const rfi_judgement *judgement);

#endif
