/* SPDX-License-Identifier: MIT */
/* What the pages on retrofit options share: words and numbers of plans. */
#ifndef REPORTS_BRIEF_OPTIONS_H
#define REPORTS_BRIEF_OPTIONS_H

#include "reports/brief/parts.h"

/* "P0" is the first rung of the ladder; the recommended plan is "P" and its rung, or "R"
 * where it lies between two. */
const char *rfi_plan_label(rfi_brief *b, size_t rung);
/* Rung of the recommended plan; SIZE_MAX: it is none of them, or there is no plan. */
size_t rfi_chosen_rung(const rfi_brief *b);
const char *rfi_chosen_label(rfi_brief *b);
bool rfi_plan_chosen(const rfi_brief *b); /* is there a recommended plan with racks? */
/* Without one: "with the measures on offer no rack can stand, proven". */
const char *rfi_no_plan_words(const rfi_brief *b);
bool rfi_plan_builds(const rfi_brief *b); /* does it choose a measure? */

const char *rfi_plan_cost(rfi_brief *b, const rfi_retrofit *r); /* "298 MUSD (152–661)" */
const char *rfi_plan_million(rfi_brief *b, int64_t cost);       /* "298" */
const char *rfi_plan_range(rfi_brief *b, const int64_t *cost);  /* "152–661", "–" */
const char *rfi_plan_power(rfi_brief *b, int64_t power); /* MW, never up to the target */
const char *rfi_plan_per_power(rfi_brief *b, const rfi_retrofit *r); /* MUSD/MW, number */
const char *rfi_plan_ready(rfi_brief *b, const rfi_retrofit *r);     /* date, "–" */
/* Titles of the limits that keep the next pod out: the first, and how many more. */
const char *rfi_plan_binds(rfi_brief *b, const rfi_retrofit *r);
/* "certified: no plan that meets the target costs less" */
const char *rfi_plan_proof(rfi_brief *b, const rfi_retrofit *r);
/* For the summary: the verdict with measures, its title and the line beneath it; a sentence
 * for the lead; the ask. Empty where there is nothing to say. */
rf_verdict rfi_options_verdict(const rfi_brief *b);
const char *rfi_options_title(rfi_brief *b);
const char *rfi_options_note(rfi_brief *b);
const char *rfi_options_lead(rfi_brief *b);
const char *rfi_options_ask(rfi_brief *b);
/* Does the plan carry more than what the key number says of the site as it is? */
bool rfi_options_lead_page(const rfi_brief *b);

/* "2 of 5 Mining buildings", "site" */
const char *rfi_group_place(rfi_brief *b, const rfi_install_group *group);

#endif
