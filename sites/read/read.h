/* SPDX-License-Identifier: MIT */
/* Readers: bytes in, model out, every problem reported. A reader returns NULL exactly when
 * it reported at least one error. Documents own their arena: free with the *_free here. */
#ifndef SITES_READ_READ_H
#define SITES_READ_READ_H

#include "planner/base/diag.h"
#include "planner/model/evaluation.h"

typedef enum rfi_document_kind {
    RFI_DOCUMENT_SITE = 0,
    RFI_DOCUMENT_PROFILE,
    RFI_DOCUMENT_MEASURES,
    RFI_DOCUMENT_CLIMATE,
    RFI_DOCUMENT_PLAN,
    RFI_DOCUMENT_KINDS
} rfi_document_kind;

/* Whole file into memory (malloc; caller frees). Caps at 64 MiB; regular files only.
 * NULL and a diagnostic on failure. */
char *rfi_read_file(const char *path, size_t *ret_size, rf_diags *diags);

/* The kind of the root element without validating; KINDS when it is none. */
rfi_document_kind rfi_read_kind(const char *bytes, size_t size);

/* file: name used in diagnostics and places. bytes need not be NUL-terminated. */
rfi_site *rfi_read_site(const char *file, const char *bytes, size_t size, rf_diags *diags);
rfi_profile *rfi_read_profile(const char *file, const char *bytes, size_t size,
                              rf_diags *diags);
rfi_climate *rfi_read_climate(const char *file, const char *bytes, size_t size,
                              rf_diags *diags);
rfi_measures *rfi_read_measures(const char *file, const char *bytes, size_t size,
                                rf_diags *diags);
void rfi_site_free(rfi_site *site);
void rfi_profile_free(rfi_profile *profile);
void rfi_climate_free(rfi_climate *climate);
void rfi_measures_free(rfi_measures *measures);

/* A plan file names its inputs by path or id and digest; it is resolved by the caller. */
typedef struct rfi_plan_file {
    rfi_arena *arena;
    const char *site_path, *site_digest;
    const char *reference_id, *reference_digest; /* NULL without */
    const char *profile_path, *profile_digest;   /* the first of them */
    struct rfi_plan_file_input {
        const char *path, *digest;
    } * profiles; /* all, in the order of the file */
    size_t profile_count;
    const char *measures_path, *measures_digest; /* NULL without */
    const char *climate_digest;                  /* NULL without */
    rfi_end end;
    int64_t by;
    rfi_policy policy[RFI_SUBSYSTEMS];
    int64_t pods;
    struct rfi_plan_file_share {
        const char *hall;
        int64_t converted, pods, units, most_pods;
        const char *profile; /* path of its input; NULL: the first */
        rfi_place place;
    } * shares;
    size_t share_count;
    struct rfi_plan_file_install {
        const char *measure;
        const char *hall; /* NULL: the site */
        int64_t count;
        rfi_place place;
    } * installs;
    size_t install_count;
    int64_t cost; /* micro-dollar */
    bool cost_stated;
    /* What whoever wrote the plan says of it, taken as said: milliwatt critical IT that no
     * plan passes, certified resp. claimed; 0: not said. */
    int64_t power_bound, power_claimed;
    const char *claimed_by, *engine; /* NULL: not said */
    /* Multipliers that show a bound, and the question whose problem they are of. NULL: none
     */
    struct rfi_plan_file_certificate {
        bool of_cost;        /* a least cost, else a most power */
        int64_t most, least; /* milliwatt critical IT; micro-dollar */
        bool by_block;       /* rows within a hall are not priced: docs/solver.md */
        bool date_stated;    /* else the date is that of the site */
        bool budget_stated;
        int64_t budget, target;       /* micro-dollar; milliwatt critical IT, 0: none */
        int64_t shift;                /* multipliers are whole numbers over 2^shift */
        struct rfi_plan_file_choice { /* profiles on offer, in the order of the question */
            const char *profile;      /* path of its input */
        } * choices;
        size_t choice_count;
        struct rfi_plan_file_multiplier {
            int64_t row; /* of the problem, from 1, rising */
            const char *name;
            int64_t times;
        } * multipliers;
        size_t multiplier_count;
    } * certificate;
    struct rfi_plan_file_floor {
        const char *hall;
        bool along_y;
        int64_t rows, pods, bound, cold, hot, perimeter;
        const char *bound_reason;
        rfi_placed *placed;
        size_t placed_count;
        rfi_aisle *aisles;
        size_t aisle_count;
        rfi_fitting *fittings;
        size_t fitting_count;
        rfi_route_leg *route;
        size_t route_count;
        int64_t route_width;
    } * floors;
    size_t floor_count;
} rfi_plan_file;
rfi_plan_file *rfi_read_plan(const char *file, const char *bytes, size_t size,
                             rf_diags *diags);
void rfi_plan_file_free(rfi_plan_file *plan);

/* One quantity text, e.g. "7.5..9.3 MUSD/MW". Fills state, low, base, high, dimension and
 * kind of ret_figure; kind_required: the power kind that the text must name, or PLAIN when
 * the attribute fixes the meaning and no kind may be named. place: of the value's first
 * character. False and one diagnostic when it is not of the form. */
bool rfi_read_quantity(const char *text, size_t length, rfi_dimension dimension,
                       rfi_power_kind kind_required, rfi_place place,
                       rfi_figure *ret_figure, rf_diags *diags);

/* Canonical XML of a site: reading it again gives an equal site. */
bool rfi_print_site(const rfi_site *site, rfi_text *text);

/* Applies a reference design: fills what the site leaves unknown, never overrides a known
 * figure; see docs/descriptor.md. Both stay owned by the caller; the site borrows from the
 * reference, which must outlive it. False when memory is out. */
bool rfi_apply_reference(rfi_site *site, const rfi_site *reference, rf_diags *diags);

/* ---- the search path ------------------------------------------------------------------
 */
typedef struct rfi_catalogue rfi_catalogue;
/* directories: NULL-terminated; copied. NULL on memory. */
rfi_catalogue *rfi_catalogue_new(const char *const *directories);
void rfi_catalogue_free(rfi_catalogue *catalogue);
/* Memory ran out in it: what it does not find may be there. */
bool rfi_catalogue_failed(const rfi_catalogue *catalogue);
/* "profiles", "measures", "climate", "references", "examples": ids sorted, first directory
 * wins. Returned list is NULL-terminated and owned by the catalogue. */
const char *const *rfi_catalogue_ids(rfi_catalogue *catalogue, const char *folder);
/* Whether path, links resolved, is a regular file in a directory of the search path or
 * below it; and in the given directory. False too when realpath finds no memory. */
bool rfi_catalogue_holds(const rfi_catalogue *catalogue, const char *path);
bool rfi_path_inside(const char *directory, const char *path);
/* Path of folder/id.xml on the search path, owned by the catalogue; NULL: not there or the
 * id is not a plain id. Never leaves the search path. */
const char *rfi_catalogue_path(rfi_catalogue *catalogue, const char *folder,
                               const char *id);

/* Schema text by name ("site", "profile", "measures", "climate", "plan"), compiled in. */
const char *rfi_schema_text(const char *name);

#endif
