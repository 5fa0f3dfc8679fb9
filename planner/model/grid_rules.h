/* SPDX-License-Identifier: MIT */
/* Rules that a grid sets for large loads in its region, from a date on, with their source.
 * A rule asks for evidence; a granted gate of its kind settles it. */
#ifndef PLANNER_MODEL_GRID_RULES_H
#define PLANNER_MODEL_GRID_RULES_H

#include "planner/model/rules.h"
#include "planner/model/site.h"

typedef struct rfi_grid_rule {
    const char *id;
    const char *regions; /* words of a location's region, in capitals, parted by spaces */
    const char *words;
    rfi_rule threshold; /* figure of the planner: from this power at utility on */
    int64_t year;
    int month, day; /* in force from */
    rfi_gate_kind gate;
    const char *holder;   /* who has the evidence */
    const char *document; /* what would settle it */
} rfi_grid_rule;

/* All rules, in the order in which they are listed. */
const rfi_grid_rule *rfi_grid_rules(size_t *ret_count);
/* Is the rule one of this site's region? Whole words, capital or not; a site may switch all
 * of them off. */
bool rfi_grid_rule_of_region(const rfi_grid_rule *rule, const rfi_site *site);
/* And in force on the day? */
bool rfi_grid_rule_applies(const rfi_grid_rule *rule, const rfi_site *site, int64_t day);
/* Gates of these kinds are evidence for a rule, no requirement of their own. */
bool rfi_gate_is_evidence(rfi_gate_kind kind);

#endif
