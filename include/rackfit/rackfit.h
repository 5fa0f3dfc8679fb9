/* SPDX-License-Identifier: MIT */
/* rackfit.h - the public vocabulary of librackfit.
 *
 * Three owners: an rf_engine (search path, catalogue), an rf_site (one site read into
 * memory) and an rf_evaluation (the verdicts for it). Each is freed by its own function,
 * which accepts NULL. An evaluation borrows its site and engine; free it first.
 *
 * Text results are rf_bytes: UTF-8 or binary, owned by the caller, freed by
 * rf_bytes_free. The library prints nothing, reads no clock and no environment and opens
 * only the files that it is asked for. Different handles may live on different threads;
 * one handle is used by one thread at a time. Everything here is experimental until 1.0.
 */
#ifndef RACKFIT_RACKFIT_H
#define RACKFIT_RACKFIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define RF_API      __attribute__((visibility("default")))
#define RF_MUST_USE __attribute__((warn_unused_result))
#else
#define RF_API
#define RF_MUST_USE
#endif

/* What a call came to. "No plan exists" is RF_OK with a verdict, never an error. */
typedef enum rf_code {
    RF_OK = 0,
    RF_E_MISUSE, /* the caller broke the contract of this header */
    RF_E_NO_MEMORY,
    RF_E_INPUT,     /* bad input: the diagnostics tell what and where */
    RF_E_NOT_FOUND, /* an id that the search path does not hold */
    RF_E_IO,
    RF_E_CHECK /* the second opinion refused a plan: nothing may be published */
} rf_code;

typedef enum rf_severity { RF_NOTE, RF_WARNING, RF_ERROR } rf_severity;

/* One diagnostic. Strings live as long as the rf_diags. number is the stable NNNN of
 * RF-NNNN; line and column are 1-based, 0 where a place does not exist. */
typedef struct rf_diagnostic {
    rf_severity severity;
    int number;
    const char *file;
    int64_t line;
    int64_t column;
    const char *message;
    const char *hint;        /* NULL when there is none */
    const char *source_line; /* the line of the file, NULL when not at hand */
} rf_diagnostic;

typedef struct rf_diags rf_diags;
RF_API rf_diags *rf_diags_new(void); /* NULL when memory is out */
RF_API void rf_diags_free(rf_diags *diags);
RF_API size_t rf_diags_count(const rf_diags *diags);
RF_API size_t rf_diags_error_count(const rf_diags *diags);
/* NULL when index is out of range. */
RF_API const rf_diagnostic *rf_diags_at(const rf_diags *diags, size_t index);
/* How many diagnostics were dropped because the cap (100) was reached. */
RF_API size_t rf_diags_dropped(const rf_diags *diags);

typedef struct rf_bytes {
    char *data; /* NUL-terminated beyond size */
    size_t size;
} rf_bytes;
RF_API void rf_bytes_free(rf_bytes *bytes);

typedef enum rf_verdict {
    RF_VERDICT_FIT = 0,
    RF_VERDICT_FIT_WITH_MEASURES,
    RF_VERDICT_NO_FIT,    /* proven: the favourable end of every range fails too */
    RF_VERDICT_UNDECIDED, /* the search stopped: bounds */
    RF_VERDICT_UNKNOWN    /* missing figures decide */
} rf_verdict;
RF_API const char *rf_verdict_words(rf_verdict verdict); /* "fit", "no fit", ... */
RF_API const char *rf_version(void);

/* ---- engine: where catalogues are found -------------------------------------------- */
typedef struct rf_engine rf_engine;
/* directories: NULL-terminated list, searched in order; each holds profiles/, measures/,
 * climate/, references/ and examples/. NULL means the installed data directory only. */
RF_API RF_MUST_USE rf_code rf_engine_new(const char *const *directories,
                                         rf_engine **ret_engine, rf_diags *diags);
RF_API void rf_engine_free(rf_engine *engine);

/* ---- site -------------------------------------------------------------------------- */
typedef struct rf_site rf_site;
/* name: a path (it contains '/' or ends in ".xml") or the id of a shipped site.
 * reference: id of a reference design that fills what the site leaves unknown, or NULL.
 * RF_E_INPUT: the diagnostics hold every problem found. RF_E_NOT_FOUND, RF_E_IO. */
RF_API RF_MUST_USE rf_code rf_site_open(rf_engine *engine, const char *name,
                                        const char *reference, rf_site **ret_site,
                                        rf_diags *diags);
RF_API void rf_site_free(rf_site *site);
/* Canonical XML of the site as read (parse of it gives the same site). */
RF_API RF_MUST_USE rf_code rf_site_print(const rf_site *site, rf_bytes *ret_xml);
/* Writes a valid descriptor with everything unknown but name, utility power and place. */
RF_API RF_MUST_USE rf_code rf_site_init(const char *name, const char *utility,
                                        const char *at, const char *as_of,
                                        rf_bytes *ret_xml, rf_diags *diags);

/* ---- evaluate ---------------------------------------------------------------------- */
typedef struct rf_evaluate_options {
    size_t size;                 /* sizeof(rf_evaluate_options) */
    const char *const *profiles; /* NULL-terminated ids or paths; NULL: whole catalogue */
    const char *target;          /* "100 MW critical IT" or "64 pods"; NULL: the site's */
    const char *by;              /* "2027-Q4" or a date; NULL: the site's */
    int64_t node_limit;          /* search budget in nodes per question; 0: default */
    const char *weather; /* EPW file whose hours take the place of the climate's bins in the
                            figures of the year; NULL: the bins */
    const char
        *measures; /* id or path of a catalogue: what does not fit as it is, is judged
                      with these measures on offer too; NULL: as the site is */
} rf_evaluate_options;
#define RF_EVALUATE_OPTIONS_INIT                                                           \
    {                                                                                      \
        sizeof(rf_evaluate_options), NULL, NULL, NULL, 0, NULL, NULL                       \
    }

typedef struct rf_evaluation rf_evaluation;
/* Judges every profile; each plan has passed the separate check when RF_OK is returned. */
RF_API RF_MUST_USE rf_code rf_evaluate(rf_engine *engine, rf_site *site,
                                       const rf_evaluate_options *options,
                                       rf_evaluation **ret_evaluation, rf_diags *diags);
RF_API void rf_evaluation_free(rf_evaluation *evaluation);
RF_API size_t rf_evaluation_count(const rf_evaluation *evaluation);
RF_API const char *rf_evaluation_profile(const rf_evaluation *evaluation, size_t index);
/* With measures where they were on offer. */
RF_API rf_verdict rf_evaluation_verdict(const rf_evaluation *evaluation, size_t index);
/* Pods at the unfavourable, base and favourable end (end = 0, 1, 2); -1: unknown. */
RF_API int64_t rf_evaluation_pods(const rf_evaluation *evaluation, size_t index, int end);
/* Index of the profile that leads the brief: best verdict, then least cost of measures
 * where they were on offer, then most critical IT power, then fewest limits that rule it
 * out. */
RF_API size_t rf_evaluation_best(const rf_evaluation *evaluation);

/* ---- compare: retrofit plans ----------------------------------------------------------
 */
typedef enum rf_goal {
    RF_GOAL_DEFAULT = 0,    /* cost where a target is there, else power */
    RF_GOAL_POWER,          /* most critical IT power, then least cost */
    RF_GOAL_COST,           /* least cost that meets the target */
    RF_GOAL_COST_PER_POWER, /* least cost per critical IT power, of the frontier's points */
    RF_GOAL_EARLIEST,       /* the target as early as possible, then least cost */
    RF_GOAL_POWER_QUARTERS  /* most discounted critical IT power over the quarters */
} rf_goal;

typedef struct rf_progress {
    size_t step;       /* searches begun */
    const char *phase; /* of the one that runs */
    bool has_plan;
    int64_t value, bound; /* of its objective, whatever that is */
    int64_t nodes;
} rf_progress;

typedef struct rf_compare_options {
    size_t size;                 /* sizeof(rf_compare_options) */
    const char *const *profiles; /* ids or paths, which halls may mix; NULL: the one that
                                    leads an evaluation of the whole catalogue */
    const char *measures;        /* id or path of a catalogue; NULL: the shipped one */
    const char *target;          /* "100 MW critical IT" or "64 pods"; NULL: the site's */
    const char *by;              /* "2027-Q4" or a date; NULL: the site's */
    const char *budget;          /* "150 MUSD"; NULL: none */
    rf_goal goal;
    int end;                 /* of all ranges: 0 unfavourable, 1 base, 2 favourable */
    size_t points;           /* budgets of the frontier; 0: default */
    size_t alternatives;     /* next-best plans; 0: default */
    int64_t node_limit;      /* search budget in nodes per question; 0: default */
    int64_t guard;           /* milliseconds per question after which it stops; 0: none */
    const char *mip_program; /* path of the MIP engine program; NULL: own engine only */
    bool (*watch)(void *context, const rf_progress *progress); /* false: stop with what is
                                                                  there; or NULL */
    void *context;
    /* Of RF_GOAL_POWER_QUARTERS: */
    size_t quarters;      /* from the first in which a measure can serve; 0: 12 */
    int64_t crews;        /* units that may enter service in a quarter; 0: any number */
    bool evenly;          /* the budget comes in equal parts, one a quarter */
    const char *discount; /* a year, "8 %"; NULL: the planner's own figure */
    bool every_end;       /* the evaluation inside judges its leading profile with measures
                             at every end too; the brief says so */
} rf_compare_options;
#define RF_COMPARE_OPTIONS_INIT                                                            \
    {                                                                                      \
        sizeof(rf_compare_options), NULL, NULL, NULL, NULL, NULL, RF_GOAL_DEFAULT, 1, 0,   \
            0, 0, 0, NULL, NULL, NULL, 0, 0, false, NULL, false                            \
    }

typedef struct rf_comparison rf_comparison;
/* The retrofit plans of a site: frontier, recommendation, ladder, alternatives, prices,
 * conflicts, repairs. Every plan has passed the separate check when RF_OK is returned. The
 * comparison borrows site and engine. */
RF_API RF_MUST_USE rf_code rf_compare(rf_engine *engine, rf_site *site,
                                      const rf_compare_options *options,
                                      rf_comparison **ret_comparison, rf_diags *diags);
RF_API void rf_comparison_free(rf_comparison *comparison);
/* At the end of the ranges that was asked for. */
RF_API rf_verdict rf_comparison_verdict(const rf_comparison *comparison);

typedef enum rf_problem_format { RF_PROBLEM_LP, RF_PROBLEM_MPS } rf_problem_format;
/* The problem whose best plan rf_compare recommends, for other solvers: with RF_GOAL_COST
 * (the default where a target is there) the least cost for the target, else the most
 * critical IT power for the budget, in milliwatt; costs are whole dollars. Later
 * objectives stand in comments. Other goals: RF_E_MISUSE. ret_map, or NULL: a line for
 * each variable and row, "kind TAB exported name TAB name". Not covered by the check. */
RF_API RF_MUST_USE rf_code rf_export(rf_engine *engine, rf_site *site,
                                     const rf_compare_options *options,
                                     rf_problem_format format, rf_bytes *ret_text,
                                     rf_bytes *ret_map, rf_diags *diags);

/* ---- reports: nothing is rendered that the check has not judged ---------------------- */
typedef enum rf_format { RF_FORMAT_TEXT, RF_FORMAT_JSON, RF_FORMAT_CSV } rf_format;
typedef enum rf_picture {
    RF_PICTURE_SVG,
    RF_PICTURE_PDF,
    RF_PICTURE_PNG,
    RF_PICTURE_DXF /* release 12, in millimetres of the hall; floor plans only */
} rf_picture;
typedef enum rf_paper { RF_PAPER_A4, RF_PAPER_LETTER } rf_paper;

typedef struct rf_text_options {
    size_t size;
    int width;   /* columns, 0: 80 */
    bool colour; /* ANSI colour */
    bool detail; /* every requirement instead of the deciding ones */
} rf_text_options;
#define RF_TEXT_OPTIONS_INIT                                                               \
    {                                                                                      \
        sizeof(rf_text_options), 0, false, false                                           \
    }

RF_API RF_MUST_USE rf_code rf_report_evaluation(const rf_evaluation *evaluation,
                                                rf_format format,
                                                const rf_text_options *options,
                                                rf_bytes *ret_bytes);
RF_API RF_MUST_USE rf_code rf_report_requests(const rf_evaluation *evaluation,
                                              rf_format format,
                                              const rf_text_options *options,
                                              rf_bytes *ret_bytes);
/* CSV: the points of the frontier. */
RF_API RF_MUST_USE rf_code rf_report_comparison(const rf_comparison *comparison,
                                                rf_format format,
                                                const rf_text_options *options,
                                                rf_bytes *ret_bytes);
/* Entries of the registry of diagnostics: meaning, usual cause and cure of each number.
 * count 0: of all. RF_E_NOT_FOUND: one of the numbers is not registered. CSV: RF_E_MISUSE.
 */
RF_API RF_MUST_USE rf_code rf_report_codes(const int *numbers, size_t count,
                                           rf_format format, const rf_text_options *options,
                                           rf_bytes *ret_bytes);
typedef enum rf_view {
    RF_VIEW_CAMPUS,   /* every hall of the site, supply, plants and links */
    RF_VIEW_FLOOR,    /* floor plan of a hall, to scale */
    RF_VIEW_OVERHEAD, /* busways, trays and manifolds over its racks */
    RF_VIEW_UNIT,     /* one scalable unit of the hall, large */
    RF_VIEW_CHANGE,   /* the hall today, where it mines, and in the plan */
    RF_VIEW_CONFLICT, /* the same, pale, with what fails or binds marked and listed */
    RF_VIEW_ONELINE,  /* electrical one-line of the halls that share a sheet */
    RF_VIEW_COOLING,  /* cooling schematic of a hall */
    RF_VIEW_RACK,     /* elevation of a rack and of a scalable unit, to scale */
    RF_VIEW_SET       /* every sheet that the site gives, one after another: PDF only */
} rf_view;
typedef enum rf_sheet { /* all landscape */
                        RF_SHEET_A4,
                        RF_SHEET_A3,
                        RF_SHEET_A2,
                        RF_SHEET_A1,
                        RF_SHEET_ANSI_A,
                        RF_SHEET_ANSI_B,
                        RF_SHEET_ANSI_C,
                        RF_SHEET_ANSI_D
} rf_sheet;

typedef struct rf_draw_options {
    size_t size;
    rf_view view;
    const char *hall; /* id; NULL: the first hall with pods */
    rf_sheet sheet;
    int64_t scale; /* 200 for 1:200; 0: the largest usual one that fits the sheet */
    rf_picture picture;
} rf_draw_options;
#define RF_DRAW_OPTIONS_INIT                                                               \
    {                                                                                      \
        sizeof(rf_draw_options), RF_VIEW_FLOOR, NULL, RF_SHEET_A3, 0, RF_PICTURE_SVG       \
    }
/* Draws the judged plan. options: NULL: the defaults. RF_E_NOT_FOUND: no such hall.
 * RF_E_INPUT: the scale leaves the sheet; the diagnostics name one that does not.
 * RF_E_MISUSE: a set as SVG or PNG, DXF of anything but a floor. O(racks), with labels
 * O(racks * labels). */
RF_API RF_MUST_USE rf_code rf_draw(const rf_evaluation *evaluation, size_t index,
                                   const rf_draw_options *options, rf_bytes *ret_bytes,
                                   rf_diags *diags);
RF_API RF_MUST_USE rf_code rf_write_brief(const rf_evaluation *evaluation, size_t index,
                                          rf_paper paper, rf_bytes *ret_bytes,
                                          rf_diags *diags);
/* The brief about the profile that the comparison plans for, with its retrofit options. */
RF_API RF_MUST_USE rf_code rf_write_options_brief(const rf_comparison *comparison,
                                                  rf_paper paper, rf_bytes *ret_bytes,
                                                  rf_diags *diags);

/* ---- why a number is what it is ------------------------------------------------------ */
typedef enum rf_why_form { RF_WHY_TEXT, RF_WHY_JSON, RF_WHY_DOT } rf_why_form;

typedef struct rf_why_options {
    size_t size;
    rf_why_form form;            /* dot: for Graphviz */
    int end;                     /* 0, 1, 2; -1: the end of the plan that is shown */
    int depth;                   /* levels of the tree; 0: all */
    int64_t node_limit;          /* as in rf_evaluate_options */
    const rf_text_options *look; /* NULL: plain, 80 columns */
} rf_why_options;
#define RF_WHY_OPTIONS_INIT                                                                \
    {                                                                                      \
        sizeof(rf_why_options), RF_WHY_TEXT, -1, 0, 0, NULL                                \
    }
/* The tree of steps from which a printed number of a judgement follows, down to the figures
 * with their places and sources. what: a number ("pods", "critical-it", "verdict"), the id
 * of a requirement or a part of it that no other one has, with ":limit", ":used" and the
 * like for one of its numbers, a row of the assumption book ("D-07"), or the id of a
 * figure. NULL: the names of all numbers. RF_E_INPUT: it means several things,
 * RF_E_NOT_FOUND: nothing; the diagnostics name candidates. O(size of the tree). */
RF_API RF_MUST_USE rf_code rf_why(const rf_evaluation *evaluation, size_t index,
                                  const char *what, const rf_why_options *options,
                                  rf_bytes *ret_bytes, rf_diags *diags);

/* ---- two descriptors of one site ------------------------------------------------------
 */
typedef struct rf_diff_options {
    size_t size;
    const char *const *profiles; /* NULL-terminated ids or paths; NULL: whole catalogue */
    const char *reference;       /* reference design for both sides, or NULL */
    rf_format format;            /* text or JSON */
    const rf_text_options *look; /* NULL: plain, 80 columns */
} rf_diff_options;
#define RF_DIFF_OPTIONS_INIT                                                               \
    {                                                                                      \
        sizeof(rf_diff_options), NULL, NULL, RF_FORMAT_TEXT, NULL                          \
    }
/* What changed between two descriptors (paths or ids), by owner and attribute, and verdict,
 * pods and deciding requirements of both. The order of a file makes no difference. */
RF_API RF_MUST_USE rf_code rf_diff(rf_engine *engine, const char *before, const char *after,
                                   const rf_diff_options *options, rf_bytes *ret_bytes,
                                   rf_diags *diags);

/* ---- plan file and second opinion --------------------------------------------------- */
RF_API RF_MUST_USE rf_code rf_plan_write(const rf_evaluation *evaluation, size_t index,
                                         rf_bytes *ret_xml);
/* The recommended plan. RF_E_NOT_FOUND: there is none. */
RF_API RF_MUST_USE rf_code rf_comparison_plan_write(const rf_comparison *comparison,
                                                    rf_bytes *ret_xml);
/* Judges a plan file from files alone. RF_OK: holds. RF_E_CHECK: it does not, ret_report
 * says which requirement is violated and by how much. */
RF_API RF_MUST_USE rf_code rf_plan_verify(rf_engine *engine, const char *path,
                                          rf_format format, rf_bytes *ret_report,
                                          rf_diags *diags);

/* ---- catalogue ----------------------------------------------------------------------- */
/* kind: "profiles", "measures", "sites", "climate" or "references". */
RF_API RF_MUST_USE rf_code rf_list(rf_engine *engine, const char *kind, rf_format format,
                                   rf_bytes *ret_bytes, rf_diags *diags);
/* id of anything on the search path, or a path: a readable sheet with sources. */
RF_API RF_MUST_USE rf_code rf_show(rf_engine *engine, const char *id, rf_format format,
                                   rf_bytes *ret_bytes, rf_diags *diags);
/* Reads an EPW weather file and writes it as a climate document: joint bins of dry and wet
 * bulb, mean pressure, highest dry bulb, elevation. id, name: NULL: made from the place
 * that the file names. as_of: the day of the document, as 2026-11-23. RF_E_INPUT: the
 * diagnostics hold every problem found. RF_E_IO. */
RF_API RF_MUST_USE rf_code rf_import_epw(const char *path, const char *id, const char *name,
                                         const char *as_of, rf_bytes *ret_xml,
                                         rf_diags *diags);
/* Reads outlines of buildings and writes a site with a hall for each: OpenStreetMap XML
 * (closed ways and multipolygons tagged building), or a table of corners with the header
 * "hall,x_m,y_m" or "hall,ring,x_m,y_m" (also mm, ft). Outlines are turned so that their
 * walls run along the axes and approximated inwards by right angles; warnings and sources
 * say how much area that costs. id, name: NULL: made from the name of the file. as_of as
 * above. RF_E_INPUT: the diagnostics hold every problem found. RF_E_IO. Experimental. */
RF_API RF_MUST_USE rf_code rf_import_outline(const char *path, const char *id,
                                             const char *name, const char *as_of,
                                             rf_bytes *ret_xml, rf_diags *diags);
/* name: "site", "profile", "measures", "climate", "plan" (XSD), "json", "why" or "compare"
 * (JSON Schema of an evaluation, of a derivation, of a comparison). */
RF_API RF_MUST_USE rf_code rf_schema(const char *name, rf_bytes *ret_bytes);

#ifdef __cplusplus
}
#endif
#endif
