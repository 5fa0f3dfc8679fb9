/* SPDX-License-Identifier: MIT */
/* Wide-area links. docs/requirements.md gives the formulas. */
#include "planner/capacity/terms.h"

#include <string.h>

void rfi_term_network_capacity(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    for (size_t i = 0; i < site->link_count; i++) {
        s->terms->limit =
            rfi_add(s->terms->limit, rfi_limit_of(s->view, &site->links[i].capacity));
    }
    if (site->link_count == 0) {
        s->terms->limit = rfi_limit_of(s->view, &site->links_known);
    }
    s->terms->fixed = rfi_demand_of(s->view, &site->want.bandwidth);
}

static const char *path_of(const rfi_link *link)
{
    return link->path != NULL ? link->path : ""; /* unnamed: one and the same */
}

void rfi_term_network_paths(const rfi_scene *s)
{
    const rfi_site *site = s->study->site;
    for (size_t i = 0; i < site->link_count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i; j++) {
            seen = seen || strcmp(path_of(&site->links[i]), path_of(&site->links[j])) == 0;
        }
        s->terms->limit += seen ? 0 : 1;
    }
    if (site->link_count == 0) {
        s->terms->limit = rfi_limit_of(s->view, &site->links_known);
    }
    s->terms->fixed = s->study->policy[RFI_SUB_NETWORK] >= RFI_POLICY_REDUNDANT ? 2 : 1;
}
