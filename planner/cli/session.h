/* SPDX-License-Identifier: MIT */
/* One run of a verb: the engine on its search path, the site, its evaluation, and the
 * diagnostics of all of them. */
#ifndef PLANNER_CLI_SESSION_H
#define PLANNER_CLI_SESSION_H

#include "planner/cli/options.h"
#include "planner/cli/report.h"
#include "rackfit/rackfit.h"

typedef struct rfi_session {
    const rfi_arguments *arguments;
    rf_diags *diags;
    rf_engine *engine;
    rf_site *site;
    rf_evaluation *evaluation;
    rfi_report_look look;
    bool reported;
} rfi_session;

/* The engine on --catalogue, RACKFIT_PATH and the shipped data, in this order. */
rf_code rfi_session_open(const rfi_arguments *arguments, rfi_session *ret_session);

/* Opens the site of the first operand too and judges the profiles asked for. RF_OK: the
 * evaluation has at least one profile. */
rf_code rfi_session_evaluate(const rfi_arguments *arguments, rfi_session *ret_session);

/* The same with measures on offer; NULL: none. */
rf_code rfi_session_evaluate_with(const rfi_arguments *arguments, const char *measures,
                                  rfi_session *ret_session);

/* Prints the diagnostics, once: before a result, so that the result stands last. */
void rfi_session_report(rfi_session *session);

/* Prints what is not yet printed, frees everything and says what code means for the shell.
 */
rfi_exit rfi_session_close(rfi_session *session, rf_code code);

/* Writes bytes where --output says, frees them, closes the session. */
rfi_exit rfi_session_deliver(rfi_session *session, rf_code code, rf_bytes *bytes);

rfi_exit rfi_exit_of(rf_code code);
rfi_exit rfi_exit_of_verdict(rf_verdict verdict);

/* What compare and export are asked in common. */
rf_compare_options rfi_compare_question(const rfi_arguments *arguments);

/* The plan, where there is one, to --plan, then the report to --output. */
rfi_exit rfi_write_results(const rfi_arguments *arguments, const rf_bytes *report,
                           const rf_bytes *plan);

#endif
