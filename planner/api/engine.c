/* SPDX-License-Identifier: MIT */
/* Engine, bytes, names, and finding documents on the search path. */
#include "planner/api/handles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planner/capacity/fabric.h"

const char *rf_version(void)
{
    return RF_VERSION;
}

const char *rf_verdict_words(rf_verdict verdict)
{
    switch (verdict) {
    case RF_VERDICT_FIT:
        return "fit";
    case RF_VERDICT_FIT_WITH_MEASURES:
        return "fit with measures";
    case RF_VERDICT_NO_FIT:
        return "no fit";
    case RF_VERDICT_UNDECIDED:
        return "undecided";
    case RF_VERDICT_UNKNOWN:
        break;
    }
    return "unknown";
}

void rf_bytes_free(rf_bytes *bytes)
{
    if (bytes != NULL) {
        free(bytes->data);
        *bytes = (rf_bytes){NULL, 0};
    }
}

rf_code rfi_api_unread(const rf_diags *diags)
{
    bool memory = diags != NULL && rf_diags_error_count(diags) == 0;
    for (size_t i = 0; i < rf_diags_count(diags) && !memory; i++) {
        memory = rf_diags_at(diags, i)->number == RFI_D_MEMORY;
    }
    return memory ? RF_E_NO_MEMORY : RF_E_INPUT;
}

rf_code rfi_api_take(rfi_text *text, rf_bytes *ret_bytes)
{
    if (text->failed) {
        rfi_text_finish(text);
        return RF_E_NO_MEMORY;
    }
    if (text->data == NULL) { /* an empty result is an empty string */
        rfi_text_add_n(text, "", 0);
        if (text->failed) {
            rfi_text_finish(text);
            return RF_E_NO_MEMORY;
        }
    }
    *ret_bytes = (rf_bytes){text->data, text->size};
    *text = (rfi_text)RFI_TEXT_INIT;
    return RF_OK;
}

void rfi_api_slug(rfi_text *text, const char *name, const char *otherwise)
{
    size_t start = text->size;
    for (const char *c = name; *c != '\0' && text->size - start < 60; c++) {
        char lower = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
        bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (plain) {
            rfi_text_char(text, lower);
        } else if (text->size > start && text->data[text->size - 1] != '-') {
            rfi_text_char(text, '-');
        }
    }
    while (text->size > start && text->data[text->size - 1] == '-') {
        text->data[--text->size] = '\0';
    }
    if (text->size == start) {
        rfi_text_add(text, otherwise);
    }
}

rf_code rf_engine_new(const char *const *directories, rf_engine **ret_engine,
                      rf_diags *diags)
{
    static const char *const installed[] = {RF_DATA_DIR, NULL};
    if (ret_engine == NULL) {
        return RF_E_MISUSE;
    }
    rf_engine *engine = calloc(1, sizeof(*engine));
    if (engine != NULL) {
        engine->catalogue =
            rfi_catalogue_new(directories == NULL ? installed : directories);
    }
    if (engine == NULL || engine->catalogue == NULL) {
        rf_engine_free(engine);
        rfi_diag(diags, RF_ERROR, RFI_D_MEMORY, (rfi_place){0}, "memory is out");
        return RF_E_NO_MEMORY;
    }
    rfi_rules_init(&engine->rules);
    *ret_engine = engine;
    return RF_OK;
}

void rf_engine_free(rf_engine *engine)
{
    if (engine != NULL) {
        rfi_catalogue_free(engine->catalogue);
        free(engine);
    }
}

bool rfi_api_is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') != NULL ||
           (length > 4 && strcmp(name + length - 4, ".xml") == 0);
}

const char *rfi_api_resolve(rf_engine *engine, const char *folder, const char *name,
                            rf_diags *diags)
{
    if (rfi_api_is_path(name)) {
        return name;
    }
    const char *path = rfi_catalogue_path(engine->catalogue, folder, name);
    if (path == NULL && !rfi_catalogue_failed(engine->catalogue)) {
        const char *const *ids = rfi_catalogue_ids(engine->catalogue, folder);
        const char *near = ids == NULL ? NULL : rfi_nearest(name, ids);
        rfi_diag(diags, RF_ERROR, RFI_D_CATALOGUE_UNKNOWN, (rfi_place){0},
                 "the search path holds no \"%s\" in %s", name, folder);
        if (near != NULL) {
            rfi_diag_hint(diags, "did you mean \"%s\"?", near);
        } else {
            rfi_diag_hint(diags,
                          "give an id of `rackfit list %s` or a path that ends in .xml",
                          strcmp(folder, "examples") == 0 ? "sites" : folder);
        }
    }
    return path;
}

rf_code rfi_api_load(rf_engine *engine, const char *folder, const char *name,
                     rfi_api_file *ret_file, rf_diags *diags)
{
    *ret_file = (rfi_api_file){.bytes = NULL};
    const char *path = rfi_api_resolve(engine, folder, name, diags);
    if (path == NULL) {
        return rfi_catalogue_failed(engine->catalogue) ? RF_E_NO_MEMORY : RF_E_NOT_FOUND;
    }
    if (rfi_api_is_path(name)) {
        (void)snprintf(ret_file->label, sizeof(ret_file->label), "%s", name);
    } else {
        (void)snprintf(ret_file->label, sizeof(ret_file->label), "%s/%s.xml", folder, name);
    }
    ret_file->bytes = rfi_read_file(path, &ret_file->size, diags);
    return ret_file->bytes == NULL ? RF_E_IO : RF_OK;
}

rfi_measures *rfi_api_open_measures(rf_engine *engine, const char *name, rf_code *ret_code,
                                    rf_diags *diags)
{
    rfi_api_file file;
    *ret_code = rfi_api_load(engine, "measures", name, &file, diags);
    if (*ret_code != RF_OK) {
        return NULL;
    }
    rfi_measures *measures = rfi_read_measures(file.label, file.bytes, file.size, diags);
    free(file.bytes);
    *ret_code = measures == NULL ? rfi_api_unread(diags) : RF_OK;
    return measures;
}

rfi_profile *rfi_api_open_profile(rf_engine *engine, const char *name, rf_code *ret_code,
                                  rf_diags *diags)
{
    rfi_api_file file;
    *ret_code = rfi_api_load(engine, "profiles", name, &file, diags);
    if (*ret_code != RF_OK) {
        return NULL;
    }
    rfi_profile *profile = rfi_read_profile(file.label, file.bytes, file.size, diags);
    free(file.bytes);
    *ret_code = profile == NULL ? rfi_api_unread(diags) : RF_OK;
    if (profile != NULL && !rfi_fabric_complete(profile)) {
        rfi_profile_free(profile);
        profile = NULL;
        *ret_code = RF_E_NO_MEMORY;
    }
    return profile;
}
