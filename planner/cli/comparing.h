/* SPDX-License-Identifier: MIT */
/* Comparing retrofit plans within a session. */
#ifndef PLANNER_CLI_COMPARING_H
#define PLANNER_CLI_COMPARING_H

#include "planner/cli/session.h"

/* Opens the site of the first operand, unless it is, and compares as the arguments ask:
 * the question, the budgets of the search, engine and guard. every_end: as in
 * rf_compare_options. Free the comparison before the session is closed. */
rf_code rfi_session_compare(rfi_session *session, bool every_end,
                            rf_comparison **ret_comparison);

#endif
