/* SPDX-License-Identifier: MIT */
/* What is read rather than looked at: text, JSON and CSV. Every function appends to an
 * rfi_text, which stays sticky: ask text->failed once at the end. Text is UTF-8, never
 * wider than the width asked for (a single long word, such as a URL, may stand out), and
 * says the same without colour. Nothing here decides or computes beyond differences of the
 * figures that it prints. Limits are rounded down, demands up. */
#ifndef REPORTS_TABLE_TABLE_H
#define REPORTS_TABLE_TABLE_H

#include "planner/base/text.h"
#include "planner/model/comparison.h"
#include "planner/model/derivation.h"
#include "planner/model/evaluation.h"

#define RFI_TABLE_NO_DATE INT64_MIN

/* options may be NULL everywhere: 80 columns, no colour, no detail; narrower than 60 is
 * set to 60. */

/* ---- evaluation --------------------------------------------------------------------- */
void rfi_table_evaluation_text(const rfi_evaluation *evaluation,
                               const rf_text_options *options, rfi_text *text);
/* Valid against reports/table/evaluation.schema.json. */
void rfi_table_evaluation_json(const rfi_evaluation *evaluation, rfi_text *text);
void rfi_table_evaluation_csv(const rfi_evaluation *evaluation, rfi_text *text);
/* The JSON Schema, compiled in; static storage. */
const char *rfi_table_json_schema(void);

/* ---- what to ask for ---------------------------------------------------------------- */
void rfi_table_requests_text(const rfi_evaluation *evaluation,
                             const rf_text_options *options, rfi_text *text);
void rfi_table_requests_json(const rfi_evaluation *evaluation, rfi_text *text);
void rfi_table_requests_csv(const rfi_evaluation *evaluation, rfi_text *text);

/* ---- diagnostics --------------------------------------------------------------------- */
/* Entries of the registry by their numbers, all of them registered. */
void rfi_table_codes_text(const int *numbers, size_t count, const rf_text_options *options,
                          rfi_text *text);
void rfi_table_codes_json(const int *numbers, size_t count, rfi_text *text);

/* ---- comparison of retrofit plans --------------------------------------------------- */
/* False, and text->failed set, when memory is out. */
bool rfi_comparison_text(const rfi_comparison *comparison, const rf_text_options *options,
                         rfi_text *text);
/* Valid against reports/table/comparison.schema.json. */
bool rfi_comparison_json(const rfi_comparison *comparison, rfi_text *text);
/* The frontier, one point a row. */
bool rfi_comparison_csv(const rfi_comparison *comparison, rfi_text *text);
/* The JSON Schema of a comparison, compiled in; static storage. */
const char *rfi_table_compare_schema(void);

/* ---- why a number is what it is ----------------------------------------------------- */
void rfi_table_why_text(const rfi_explanation *explanation, const rf_text_options *options,
                        rfi_text *text);
/* Valid against reports/table/why.schema.json. */
void rfi_table_why_json(const rfi_explanation *explanation, rfi_text *text);
/* For Graphviz: dot -Tsvg. */
void rfi_table_why_dot(const rfi_explanation *explanation, rfi_text *text);
/* The JSON Schema of a derivation, compiled in; static storage. */
const char *rfi_table_why_schema(void);

typedef struct rfi_table_name { /* what can be asked for */
    const char *name;           /* "pods", "hall-pods/HALL" */
    const char *words;
} rfi_table_name;

void rfi_table_names_text(const rfi_table_name *names, size_t count,
                          const rf_text_options *options, rfi_text *text);
void rfi_table_names_json(const rfi_table_name *names, size_t count, rfi_text *text);

/* ---- list and show ------------------------------------------------------------------ */
typedef struct rfi_table_item {
    const char *id, *name;
    const char *kind;    /* "profile", "site", "measures", "climate", "reference design" */
    const char *summary; /* NULL: none */
    int64_t as_of;       /* RFI_TABLE_NO_DATE: none stated */
    const char *path;
} rfi_table_item;

void rfi_table_list_text(const rfi_table_item *items, size_t count,
                         const rf_text_options *options, rfi_text *text);
void rfi_table_list_json(const rfi_table_item *items, size_t count, rfi_text *text);
void rfi_table_list_csv(const rfi_table_item *items, size_t count, rfi_text *text);

/* One row per measure, in the order of the documents. */
void rfi_table_measures_text(const rfi_measures *const *documents, size_t count,
                             const rf_text_options *options, rfi_text *text);
void rfi_table_measures_json(const rfi_measures *const *documents, size_t count,
                             rfi_text *text);
void rfi_table_measures_csv(const rfi_measures *const *documents, size_t count,
                            rfi_text *text);

enum { RFI_TABLE_FACTS = 8 };

typedef struct rfi_table_fact { /* what a document says in words rather than figures */
    const char *label, *value;
} rfi_table_fact;

/* One document with its figures. Borrows the document. At most one of the pointers at the
 * end is set; it only serves to name the owners of figures. */
typedef struct rfi_table_sheet {
    const char *kind, *id, *name, *file, *digest;
    int64_t as_of;
    rfi_table_fact facts[RFI_TABLE_FACTS];
    size_t fact_count;
    rfi_figure *const *figures;
    size_t figure_count;
    const rfi_source *sources;
    size_t source_count;
    const rfi_site *site;
    const rfi_measures *measures;
} rfi_table_sheet;

rfi_table_sheet rfi_table_sheet_of_site(const rfi_site *site);
rfi_table_sheet rfi_table_sheet_of_profile(const rfi_profile *profile);
rfi_table_sheet rfi_table_sheet_of_measures(const rfi_measures *measures);
rfi_table_sheet rfi_table_sheet_of_climate(const rfi_climate *climate);
/* detail: a row for each figure that is not stated, instead of one line of names. */
void rfi_table_show_text(const rfi_table_sheet *sheet, const rf_text_options *options,
                         rfi_text *text);
void rfi_table_show_json(const rfi_table_sheet *sheet, rfi_text *text);
void rfi_table_show_csv(const rfi_table_sheet *sheet, rfi_text *text);

/* ---- diagnostics and the finding of the separate check ------------------------------ */
/* One block per diagnostic and a last line with counts; nothing when there are none. */
void rfi_table_diags_text(const rf_diags *diags, bool colour, rfi_text *text);
void rfi_table_diags_json(const rf_diags *diags, rfi_text *text);

/* Mirrors what planner/check finds, which reports do not include. */
typedef struct rfi_table_violation {
    const char *kind;    /* requirement kind in words */
    const char *where;   /* owner in words */
    const char *message; /* what exceeds what, by how much */
} rfi_table_violation;

typedef struct rfi_table_finding {
    const char *subject; /* path of the plan file */
    size_t tested;
    const rfi_table_violation *violations;
    size_t violation_count;
    const char
        *claim; /* what the plan says of itself: pods, end, date; NULL: not printed */
} rfi_table_finding;

void rfi_table_finding_text(const rfi_table_finding *finding,
                            const rf_text_options *options, rfi_text *text);
void rfi_table_finding_json(const rfi_table_finding *finding, rfi_text *text);

#endif
