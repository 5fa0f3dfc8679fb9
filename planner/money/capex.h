/* SPDX-License-Identifier: MIT */
/* What measures cost, and when they are in service (docs/retrofit.md, "Cost" and "Time").
 * Money in micro-dollar, days as day numbers. Costs and times stand on the demand side:
 * dear and late are unfavourable. */
#ifndef PLANNER_MONEY_CAPEX_H
#define PLANNER_MONEY_CAPEX_H

#include "planner/model/evaluation.h"

/* Cost of one unit in this hall (NULL: at the site), without any share of other costs. What
 * is not known is RFI_UNBOUNDED at the unfavourable end and nothing at the favourable one;
 * false: not known at the base. A measure that states no cost at all is not known. */
bool rfi_unit_cost(const rfi_measure *measure, const rfi_hall *hall, rfi_end end,
                   int64_t *ret_cost);

/* What a measure with a share of the cost of all others costs when those cost `others`;
 * 0 for a measure without one. False as above. */
bool rfi_share_cost(const rfi_measure *measure, int64_t others, rfi_end end,
                    int64_t *ret_cost);

/* Power of one unit, milliwatt, by which a rate is multiplied: `size`, else the base of the
 * first effect's adds that is a power (kVA as kW). False as above. */
bool rfi_unit_size(const rfi_measure *measure, rfi_end end, int64_t *ret_size);

/* Does this install serve as one of what the other requires: that measure, in the same hall
 * where its scope is hall, else anywhere? Of an install at the site any hall serves. */
bool rfi_install_serves(const rfi_install *install, const rfi_install *other,
                        const char *required);

/* Days on which each install is ordered and in service: ordered on `from` or when the first
 * of each of its prerequisites is in service, whichever is later. RFI_UNBOUNDED: never,
 * because a prerequisite is missing or waits in a circle, or because a duration is not
 * known (favourable end: no time). ret_start may be NULL. O(longest chain * count^2). */
void rfi_install_ready(const rfi_install *installs, size_t count, int64_t from, rfi_end end,
                       int64_t *ret_start, int64_t *ret_done);

#endif
