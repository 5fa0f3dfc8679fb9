/* SPDX-License-Identifier: MIT */
/* What the opaque handles of the public header hold. Internal to planner/api. */
#ifndef PLANNER_API_HANDLES_H
#define PLANNER_API_HANDLES_H

#include "rackfit/rackfit.h"
#include "planner/base/text.h"
#include "planner/model/comparison.h"
#include "sites/read/read.h"

struct rf_engine {
    rfi_catalogue *catalogue;
    rfi_rules rules;
};

struct rf_site {
    const char *name; /* as given: path or id */
    rfi_site *model;
    rfi_site *reference; /* NULL without */
    rfi_climate *climate;
    rfi_arena *arena;
};

struct rf_evaluation {
    rfi_arena *arena;
    rfi_evaluation *model;
    rfi_profile **profiles; /* owned, in the order of the judgements */
    const char **profile_names;
    size_t profile_count;
    rfi_measures *measures;    /* on offer; NULL: none */
    const char *measures_name; /* as in plan files */
    const rf_site *site;
};

struct rf_comparison {
    rfi_arena *arena;
    rfi_comparison *model;
    rf_evaluation *evaluation; /* owns the profiles */
    rfi_measures *measures;
    const char *measures_name; /* as in plan files */
    const rf_site *site;
};

/* Path of a document: name itself when it is a path, else folder/name.xml on the search
 * path. NULL and RF-0406 with the nearest id otherwise. */
const char *rfi_api_resolve(rf_engine *engine, const char *folder, const char *name,
                            rf_diags *diags);
bool rfi_api_is_path(const char *name);
/* Whole file and the name by which reports and diagnostics call it: the path when a path
 * was given, else folder/name.xml, so that results do not depend on where the catalogue
 * lies. bytes: malloc, NULL on failure. */
typedef struct rfi_api_file {
    char *bytes;
    size_t size;
    char label[256];
} rfi_api_file;
rf_code rfi_api_load(rf_engine *engine, const char *folder, const char *name,
                     rfi_api_file *ret_file, rf_diags *diags);
/* Reads and parses; NULL and diagnostics on failure. *ret_code says why. */
rfi_profile *rfi_api_open_profile(rf_engine *engine, const char *name, rf_code *ret_code,
                                  rf_diags *diags);
/* What a reader that gave nothing came to: RF_E_NO_MEMORY when that is among what it said,
 * or when it could not even say why; else RF_E_INPUT. */
rf_code rfi_api_unread(const rf_diags *diags);
/* Moves the text into bytes; RF_E_NO_MEMORY when it failed. */
rf_code rfi_api_take(rfi_text *text, rf_bytes *ret_bytes);
/* Adds name as an id: lower case, digits and single dashes; otherwise when nothing is left.
 */
void rfi_api_slug(rfi_text *text, const char *name, const char *otherwise);
/* The value of an option that asks for something: one that is known. option: "--by", as
 * diagnostics name it. False: diagnostics. */
bool rfi_api_read_value(const char *option, const char *text, size_t length,
                        rfi_dimension dimension, rfi_power_kind kind,
                        rfi_figure *ret_figure, rf_diags *diags);
struct rfi_decide_options;
/* Target and date as texts, NULL: the site's. False: diagnostics. */
bool rfi_api_read_want(const char *target, const char *by,
                       struct rfi_decide_options *options, rf_diags *diags);
/* The hours of an EPW file, in the arena; path NULL: none, and RF_OK. */
rf_code rfi_api_weather(const char *path, rfi_arena *arena,
                        const rfi_weather_year **ret_year, rf_diags *diags);
/* What a plan file says beside the plan. Names are those by which verify opens the inputs:
 * id or path. */
typedef struct rfi_api_plan_facts {
    const rf_site *site; /* as opened; the plan may stand on a copy with halls apart */
    const rfi_profile *const *profiles; /* all that the plan uses, its own among them */
    const char *const *profile_names;
    size_t profile_count;
    const char *measures;   /* name of plan->measures; NULL without */
    int64_t bound, claimed; /* milliwatt critical IT that no plan passes, certified resp.
                               claimed; 0: not said */
    const char *claimed_by, *engine;               /* NULL: not said */
    const struct rfi_api_certificate *certificate; /* NULL: none */
} rfi_api_plan_facts;
/* Canonical XML of the plan. RF_E_MISUSE: a profile in use is not among the facts. */
rf_code rfi_api_write_plan(const rfi_plan *plan, const rfi_api_plan_facts *facts,
                           rf_bytes *ret_xml);
/* Reads and parses measures; NULL and diagnostics on failure. *ret_code says why. */
rfi_measures *rfi_api_open_measures(rf_engine *engine, const char *name, rf_code *ret_code,
                                    rf_diags *diags);
/* Judges a plan by planner/check; false when it is refused (RF-0601 in diags). */
rf_code rfi_api_check(const rfi_plan *plan, const rfi_rules *rules, rf_diags *diags);
/* The same for the plans with measures of a judgement; nothing where it has none. */
rf_code rfi_api_check_with_measures(const rfi_judgement *judgement, const rfi_rules *rules,
                                    rf_diags *diags);

#endif
