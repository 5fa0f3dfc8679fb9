/* SPDX-License-Identifier: MIT */
/* Wide-area links. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include <string.h>

void rfi_term_network_capacity(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_LIMIT, NULL);
    for (size_t i = 0; i < site->link_count; i++) {
        s->terms->limit =
            rfi_add(s->terms->limit, rfi_limit_of(s->view, &site->links[i].capacity));
    }
    if (site->link_count == 0) {
        s->terms->limit = rfi_limit_of(s->view, &site->links_known);
    }
    rfi_close(s, s->terms->limit);
    rfi_trace_step(s->view, RFI_OP_SAME, RFI_PART_FIXED, NULL);
    s->terms->fixed = rfi_close(s, rfi_demand_of(s->view, &site->want.bandwidth));
}

static const char *path_of(const rfi_link *link)
{
    return link->path != NULL ? link->path : ""; /* unnamed: one and the same */
}

void rfi_term_network_paths(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    rfi_trace_step(s->view, RFI_OP_SUM, RFI_PART_LIMIT, NULL);
    rfi_trace_formula(s->view,
                      "one for each physical path; links without one share a path");
    for (size_t i = 0; i < site->link_count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i; j++) {
            seen = seen || strcmp(path_of(&site->links[i]), path_of(&site->links[j])) == 0;
        }
        s->terms->limit += seen ? 0 : 1;
        rfi_trace_note(s->view, seen ? "link on a path already counted" : "link on a path",
                       site->links[i].id, seen ? 0 : 1, RFI_DIM_COUNT);
    }
    if (site->link_count == 0) {
        s->terms->limit = rfi_limit_of(s->view, &site->links_known);
    }
    rfi_close(s, s->terms->limit);
    rfi_policy policy = s->study->policy[RFI_SUB_NETWORK];
    rfi_trace_open(s->view, RFI_PART_FIXED, NULL,
                   "2 when the policy is N+1 or more, else 1");
    rfi_trace_words(s->view, "policy", rfi_subsystem_words(RFI_SUB_NETWORK),
                    rfi_policy_words(policy));
    s->terms->fixed = rfi_close(s, policy >= RFI_POLICY_REDUNDANT ? 2 : 1);
}
