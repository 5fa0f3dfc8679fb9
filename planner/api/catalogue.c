/* SPDX-License-Identifier: MIT */
/* Listing and showing what the search path holds, and the published schemas. */
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "reports/table/table.h"

/* One document of any kind, whichever it turned out to be. */
typedef struct document {
    rfi_site *site;
    rfi_profile *profile;
    rfi_climate *climate;
    rfi_measures *measures;
} document;

static void close_document(document *d)
{
    rfi_site_free(d->site);
    rfi_profile_free(d->profile);
    rfi_climate_free(d->climate);
    rfi_measures_free(d->measures);
}

static rf_code open_document(const char *path, document *d, rf_diags *diags)
{
    *d = (document){0};
    size_t size = 0;
    char *bytes = rfi_read_file(path, &size, diags);
    if (bytes == NULL) {
        return RF_E_IO;
    }
    switch (rfi_read_kind(bytes, size)) {
    case RFI_DOCUMENT_PROFILE:
        d->profile = rfi_read_profile(path, bytes, size, diags);
        break;
    case RFI_DOCUMENT_CLIMATE:
        d->climate = rfi_read_climate(path, bytes, size, diags);
        break;
    case RFI_DOCUMENT_MEASURES:
        d->measures = rfi_read_measures(path, bytes, size, diags);
        break;
    case RFI_DOCUMENT_SITE:
    case RFI_DOCUMENT_PLAN:
    case RFI_DOCUMENT_KINDS:
        d->site = rfi_read_site(path, bytes, size, diags);
        break;
    }
    free(bytes);
    bool any =
        d->site != NULL || d->profile != NULL || d->climate != NULL || d->measures != NULL;
    return any ? RF_OK : rfi_api_unread(diags);
}

static const char *summarise(rfi_arena *arena, const document *d)
{
    rfi_text text = RFI_TEXT_INIT;
    if (d->profile != NULL) {
        const rfi_profile *p = d->profile;
        if (p->family == RFI_FAMILY_MINER) {
            rfi_text_add(&text, "existing load, one miner");
        } else {
            rfi_print_figure(&text, &p->chips);
            rfi_text_add(&text, " chips a rack");
        }
        rfi_text_add(&text, ", ");
        rfi_print_figure(&text, &p->max);
        rfi_text_add(&text, rfi_profile_is_liquid(p) ? " max, liquid" : " max, air");
    } else if (d->site != NULL && d->site->reference) {
        rfi_text_add(&text, "one module ");
        rfi_print_figure(&text, &d->site->module_power);
    } else if (d->site != NULL) {
        const rfi_site *s = d->site;
        rfi_text_add(&text, s->region == NULL ? "region unknown" : s->region);
        for (size_t i = 0; i < s->interconnect_count; i++) {
            rfi_text_add(&text, i == 0 ? ", announced " : " + ");
            rfi_print_figure(&text, &s->interconnects[i].announced);
        }
    } else if (d->climate != NULL) {
        rfi_text_add(&text, "typical-year maximum ");
        rfi_print_figure(&text, &d->climate->typical_maximum);
    } else if (d->measures != NULL) {
        rfi_text_format(&text, "%zu measures", d->measures->count);
    }
    const char *copy = text.failed ? NULL : rfi_arena_copy(arena, text.data);
    rfi_text_finish(&text);
    return copy;
}

static void fill_item(rfi_arena *arena, const document *d, const char *path,
                      rfi_table_item *item)
{
    *item = (rfi_table_item){.as_of = RFI_TABLE_NO_DATE};
    if (d->site != NULL) {
        item->kind = d->site->reference ? "reference design" : "site";
        item->name = rfi_arena_copy(arena, d->site->name);
        item->id = rfi_arena_copy(arena, d->site->id);
        item->as_of = d->site->as_of;
    } else if (d->profile != NULL) {
        item->kind = d->profile->family == RFI_FAMILY_MINER ? "miner" : "profile";
        item->name = rfi_arena_copy(arena, d->profile->name);
        item->id = rfi_arena_copy(arena, d->profile->id);
        item->as_of = d->profile->as_of;
    } else if (d->climate != NULL) {
        item->kind = "climate";
        item->name = rfi_arena_copy(arena, d->climate->name);
        item->id = rfi_arena_copy(arena, d->climate->id);
        item->as_of = d->climate->as_of;
    } else {
        item->kind = "measures";
        item->name = rfi_arena_copy(arena, d->measures->name);
        item->id = rfi_arena_copy(arena, d->measures->id);
        item->as_of = d->measures->as_of;
    }
    item->summary = summarise(arena, d);
    item->path = rfi_arena_copy(arena, path);
}

static const char *folder_of(const char *kind)
{
    static const char *const kinds[] = {"profiles", "measures", "climate", "references"};
    if (strcmp(kind, "sites") == 0) {
        return "examples";
    }
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kind, kinds[i]) == 0) {
            return kinds[i];
        }
    }
    return NULL;
}

/* Measures are listed one by one: who plans chooses measures, not documents. */
static rf_code list_measures(rf_engine *engine, const char *const *ids, size_t count,
                             rf_format format, rf_bytes *ret_bytes, rf_diags *diags)
{
    rfi_measures **open = calloc(count + 1, sizeof(*open));
    if (open == NULL) {
        return RF_E_NO_MEMORY;
    }
    rf_code worst = RF_OK;
    size_t opened = 0;
    for (size_t i = 0; i < count; i++) {
        const char *path = rfi_catalogue_path(engine->catalogue, "measures", ids[i]);
        document d = {0};
        rf_code code = path == NULL ? RF_E_IO : open_document(path, &d, diags);
        if (d.measures != NULL) {
            open[opened++] = d.measures;
            d.measures = NULL;
        }
        worst = code == RF_OK ? worst : code;
        close_document(&d);
    }
    const rfi_measures *const *documents = (const rfi_measures *const *)open;
    rfi_text text = RFI_TEXT_INIT;
    if (format == RF_FORMAT_JSON) {
        rfi_table_measures_json(documents, opened, &text);
    } else if (format == RF_FORMAT_CSV) {
        rfi_table_measures_csv(documents, opened, &text);
    } else {
        rfi_table_measures_text(documents, opened, NULL, &text);
    }
    for (size_t i = 0; i < opened; i++) {
        rfi_measures_free(open[i]);
    }
    free(open);
    rf_code code = rfi_api_take(&text, ret_bytes);
    return code == RF_OK ? worst : code;
}

rf_code rf_list(rf_engine *engine, const char *kind, rf_format format, rf_bytes *ret_bytes,
                rf_diags *diags)
{
    const char *folder = kind == NULL ? NULL : folder_of(kind);
    if (engine == NULL || folder == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    const char *const *ids = rfi_catalogue_ids(engine->catalogue, folder);
    size_t count = 0;
    while (ids != NULL && ids[count] != NULL) {
        count++;
    }
    if (ids != NULL && strcmp(folder, "measures") == 0) {
        return list_measures(engine, ids, count, format, ret_bytes, diags);
    }
    rfi_arena *arena = rfi_arena_new();
    rfi_table_item *items =
        arena == NULL ? NULL : RFI_ARRAY(arena, count + 1, rfi_table_item);
    if (ids == NULL || items == NULL) {
        rfi_arena_free(arena);
        return RF_E_NO_MEMORY;
    }
    rf_code worst = RF_OK;
    size_t listed = 0;
    for (size_t i = 0; i < count; i++) {
        const char *path = rfi_catalogue_path(engine->catalogue, folder, ids[i]);
        document d = {0};
        rf_code code = path == NULL ? RF_E_IO : open_document(path, &d, diags);
        if (code == RF_OK) {
            fill_item(arena, &d, path, &items[listed++]);
        } else {
            worst = code;
        }
        close_document(&d);
    }
    rfi_text text = RFI_TEXT_INIT;
    if (format == RF_FORMAT_JSON) {
        rfi_table_list_json(items, listed, &text);
    } else if (format == RF_FORMAT_CSV) {
        rfi_table_list_csv(items, listed, &text);
    } else {
        rfi_table_list_text(items, listed, NULL, &text);
    }
    text.failed = text.failed || rfi_arena_failed(arena);
    rfi_arena_free(arena);
    rf_code code = rfi_api_take(&text, ret_bytes);
    return code == RF_OK ? worst : code;
}

static const char *const folders[] = {"profiles", "examples", "references", "measures",
                                      "climate"};
enum { FOLDERS = sizeof(folders) / sizeof(folders[0]) };

static const char *find_anywhere(rf_engine *engine, const char *id)
{
    if (rfi_api_is_path(id)) {
        return id;
    }
    for (size_t i = 0; i < FOLDERS; i++) {
        const char *path = rfi_catalogue_path(engine->catalogue, folders[i], id);
        if (path != NULL) {
            return path;
        }
    }
    return NULL;
}

/* The nearest id of any kind; of several kinds the first that has a near one. */
static const char *nearest_anywhere(rf_engine *engine, const char *id)
{
    const char *near = NULL;
    for (size_t i = 0; i < FOLDERS && near == NULL; i++) {
        const char *const *ids = rfi_catalogue_ids(engine->catalogue, folders[i]);
        near = ids == NULL ? NULL : rfi_nearest(id, ids);
    }
    return near;
}

rf_code rf_show(rf_engine *engine, const char *id, rf_format format, rf_bytes *ret_bytes,
                rf_diags *diags)
{
    if (engine == NULL || id == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    const char *path = find_anywhere(engine, id);
    if (path == NULL) {
        rfi_diag(diags, RF_ERROR, RFI_D_CATALOGUE_UNKNOWN, (rfi_place){0},
                 "the search path holds no \"%s\"", id);
        const char *near = nearest_anywhere(engine, id);
        if (near != NULL) {
            rfi_diag_hint(diags, "did you mean \"%s\"?", near);
        } else {
            rfi_diag_hint(
                diags,
                "`rackfit list profiles` and `rackfit list sites` name what is there");
        }
        return RF_E_NOT_FOUND;
    }
    document d = {0};
    rf_code code = open_document(path, &d, diags);
    if (code == RF_OK) {
        rfi_table_sheet sheet = d.site != NULL      ? rfi_table_sheet_of_site(d.site)
                                : d.profile != NULL ? rfi_table_sheet_of_profile(d.profile)
                                : d.climate != NULL
                                    ? rfi_table_sheet_of_climate(d.climate)
                                    : rfi_table_sheet_of_measures(d.measures);
        rfi_text text = RFI_TEXT_INIT;
        if (format == RF_FORMAT_JSON) {
            rfi_table_show_json(&sheet, &text);
        } else if (format == RF_FORMAT_CSV) {
            rfi_table_show_csv(&sheet, &text);
        } else {
            rfi_table_show_text(&sheet, NULL, &text);
        }
        code = rfi_api_take(&text, ret_bytes);
    }
    close_document(&d);
    return code;
}

rf_code rf_schema(const char *name, rf_bytes *ret_bytes)
{
    if (name == NULL || ret_bytes == NULL) {
        return RF_E_MISUSE;
    }
    const char *schema = strcmp(name, "json") == 0      ? rfi_table_json_schema()
                         : strcmp(name, "why") == 0     ? rfi_table_why_schema()
                         : strcmp(name, "compare") == 0 ? rfi_table_compare_schema()
                                                        : rfi_schema_text(name);
    if (schema == NULL) {
        return RF_E_NOT_FOUND;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, schema);
    return rfi_api_take(&text, ret_bytes);
}
