/* SPDX-License-Identifier: MIT */
/* Multipliers in plan files: which problem they are of, and what they show. */
#ifndef PLANNER_API_CERTIFICATE_H
#define PLANNER_API_CERTIFICATE_H

#include "planner/api/handles.h"
#include "planner/solve/solve.h"
#include "sites/read/read.h"

typedef struct rfi_api_certificate {
    bool
        of_cost; /* value is a least cost in micro-dollar, else a most power in milliwatt */
    int64_t value; /* what the multipliers show */
    bool date_stated;
    int64_t budget, target; /* micro-dollar, INT64_MAX: none; milliwatt, 0: none */
    const rfi_profile *const *choices;
    size_t choice_count;
    const rfi_problem *problem; /* NULL: there is no certificate */
    rfi_certificate multipliers;
} rfi_api_certificate;

/* Of the recommended plan of a comparison with the goal of power or of cost, from the
 * linear relaxation of its problem, hence perhaps weaker than the bound that a full proof
 * gives; nothing of more than 600 variables. Lives in the arena. One relaxation.
 * RF_E_NO_MEMORY. */
rf_code rfi_api_make_certificate(const rf_comparison *comparison, const rfi_rules *rules,
                                 rfi_arena *arena, rfi_api_certificate *ret_certificate);

/* As the last element of the plan file; choice_names: by which verify opens the profiles.
 */
void rfi_api_write_certificate(rfi_text *text, const rfi_api_certificate *certificate,
                               const char *const *choice_names);
/* ` cost="12.500000 USD"`, whole dollars without a point. */
void rfi_api_write_money(rfi_text *text, const char *attribute, int64_t micro);

typedef struct rfi_api_certified { /* all borrowed */
    const struct rfi_plan_file_certificate *certificate;
    const rfi_plan *plan;              /* as the file tells it */
    const rfi_site *site;              /* as opened */
    const rfi_profile *const *choices; /* per choice of the certificate */
    const rfi_measures *measures;
    const rfi_rules *rules;
    int64_t bound; /* milliwatt that the file states beside it; 0: none */
} rfi_api_certified;

/* Makes the problem anew and adds up. *ret_wrong: why the certificate does not hold, NULL:
 * it does; *ret_shown: what it shows, in words. Both in the arena. RF_E_NO_MEMORY. */
rf_code rfi_api_verify_certificate(rfi_arena *arena, const rfi_api_certified *what,
                                   const char **ret_wrong, const char **ret_shown);

#endif
