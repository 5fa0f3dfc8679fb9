/* SPDX-License-Identifier: MIT */
/* Two descriptors compared: as they are written, and as they are judged. */
#include <stdlib.h>

#include "planner/api/handles.h"
#include "planner/decide/diff.h"
#include "reports/table/diff.h"

/* One side: the site as judged, and the same file as read, before anything filled it. */
typedef struct side {
    rf_site *site;
    rf_evaluation *evaluation;
    rfi_site *raw;
} side;

static void close_side(side *s)
{
    rf_evaluation_free(s->evaluation);
    rf_site_free(s->site);
    rfi_site_free(s->raw);
}

static rf_code open_side(rf_engine *engine, const char *name,
                         const rf_diff_options *options, side *s, rf_diags *diags)
{
    rfi_api_file file;
    rf_code code = rf_site_open(engine, name, options->reference, &s->site, diags);
    if (code != RF_OK) {
        return code;
    }
    rf_evaluate_options evaluate = RF_EVALUATE_OPTIONS_INIT;
    evaluate.profiles = options->profiles;
    code = rf_evaluate(engine, s->site, &evaluate, &s->evaluation, diags);
    if (code != RF_OK) {
        return code;
    }
    code = rfi_api_load(engine, "examples", name, &file, diags);
    if (code != RF_OK) {
        return code;
    }
    /* the first reading has reported whatever there is */
    s->raw = rfi_read_site(file.label, file.bytes, file.size, NULL);
    free(file.bytes);
    return s->raw == NULL ? RF_E_NO_MEMORY : RF_OK;
}

static rf_code report(const rfi_differences *comparison, const rf_diff_options *options,
                      rf_bytes *ret_bytes)
{
    rfi_text text = RFI_TEXT_INIT;
    if (options->format == RF_FORMAT_JSON) {
        rfi_table_diff_json(comparison, &text);
    } else {
        rfi_table_diff_text(comparison, options->look, &text);
    }
    return rfi_api_take(&text, ret_bytes);
}

rf_code rf_diff(rf_engine *engine, const char *before, const char *after,
                const rf_diff_options *options, rf_bytes *ret_bytes, rf_diags *diags)
{
    rf_diff_options plain = RF_DIFF_OPTIONS_INIT;
    const rf_diff_options *given = options == NULL ? &plain : options;
    if (engine == NULL || before == NULL || after == NULL || ret_bytes == NULL ||
        given->size != sizeof(plain) || given->format == RF_FORMAT_CSV) {
        return RF_E_MISUSE;
    }
    side a = {NULL, NULL, NULL};
    side b = {NULL, NULL, NULL};
    rfi_arena *arena = NULL;
    rf_code code = open_side(engine, before, given, &a, diags);
    if (code == RF_OK) {
        code = open_side(engine, after, given, &b, diags);
    }
    if (code == RF_OK) {
        arena = rfi_arena_new();
        rfi_differences comparison = {.before_name = before,
                                      .after_name = after,
                                      .before = a.evaluation->model,
                                      .after = b.evaluation->model};
        bool listed =
            arena != NULL &&
            rfi_diff_sites(arena, a.raw, b.raw, &comparison.differences, &comparison.count);
        code = listed && !rfi_arena_failed(arena) ? report(&comparison, given, ret_bytes)
                                                  : RF_E_NO_MEMORY;
    }
    rfi_arena_free(arena);
    close_side(&a);
    close_side(&b);
    return code;
}
