/* SPDX-License-Identifier: MIT */
/* Whether a site is reported as a network of buses rather than as one chain. */
#ifndef REPORTS_TABLE_NETWORK_H
#define REPORTS_TABLE_NETWORK_H

#include "planner/model/site.h"

/* It states several sources, a standby or cords. */
bool rfi_judged_as_network(const rfi_site *site);

#endif
