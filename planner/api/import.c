/* SPDX-License-Identifier: MIT */
/* Foreign files to documents of our own. */
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "sites/read/epw.h"
#include "sites/read/footprint.h"

/* Name and id of the place that the file itself states, where the caller gives none. */
static bool fill_title(const rfi_epw *epw, rfi_epw_title *title)
{
    const char *parts[] = {epw->city, epw->state, epw->country};
    rfi_text name = RFI_TEXT_INIT;
    rfi_text id = RFI_TEXT_INIT;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        bool stated = parts[i][0] != '\0' && strcmp(parts[i], "-") != 0;
        if (stated) {
            rfi_text_add(&name, name.size > 0 ? ", " : "");
            rfi_text_add(&name, parts[i]);
        }
    }
    rfi_api_slug(&id, name.size > 0 ? name.data : "", "climate");
    rfi_text_add(&name, name.size > 0 ? " (typical year)" : "Typical year");
    if (title->name == NULL && !name.failed) {
        title->name = rfi_arena_copy(epw->arena, name.data);
    }
    if (title->id == NULL && !id.failed) {
        title->id = rfi_arena_copy(epw->arena, id.data);
    }
    rfi_text_finish(&name);
    rfi_text_finish(&id);
    return title->name != NULL && title->id != NULL;
}

/* What we write must read: a bad id or name is caught here. */
static rf_code prove(rfi_text *xml, rf_bytes *ret_xml, rf_diags *diags)
{
    if (xml->failed) {
        return RF_E_NO_MEMORY;
    }
    rfi_climate *climate =
        rfi_read_climate("the climate made from it", xml->data, xml->size, diags);
    rfi_climate_free(climate);
    return climate == NULL ? rfi_api_unread(diags) : rfi_api_take(xml, ret_xml);
}

static bool read_day(const char *as_of, rf_diags *diags)
{
    rfi_figure day = {0};
    return rfi_read_quantity(as_of, strlen(as_of), RFI_DIM_DATE, RFI_POWER_PLAIN,
                             (rfi_place){"--as-of", 1, 1}, &day, diags);
}

rf_code rf_import_epw(const char *path, const char *id, const char *name, const char *as_of,
                      rf_bytes *ret_xml, rf_diags *diags)
{
    if (path == NULL || as_of == NULL || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    if (!read_day(as_of, diags)) {
        return rfi_api_unread(diags);
    }
    size_t size = 0;
    char *bytes = rfi_read_file(path, &size, diags);
    if (bytes == NULL) {
        return RF_E_IO;
    }
    const char *slash = strrchr(path, '/');
    rfi_epw_title title = {id, name, slash == NULL ? path : slash + 1, as_of};
    rfi_epw *epw = rfi_read_epw(path, bytes, size, diags);
    free(bytes);
    rf_code code = epw == NULL ? rfi_api_unread(diags) : RF_E_NO_MEMORY;
    rfi_text xml = RFI_TEXT_INIT;
    if (epw != NULL && fill_title(epw, &title)) {
        rfi_epw_print_climate(epw, &title, &xml);
        code = prove(&xml, ret_xml, diags);
    }
    rfi_text_finish(&xml);
    rfi_epw_free(epw);
    return code;
}

/* ---- outlines ------------------------------------------------------------------------ */

/* The file's name without its ending stands for what the caller does not give. */
static bool fill_outline_title(const rfi_footprints *found, rfi_footprint_title *title)
{
    const char *dot = strrchr(title->file, '.');
    size_t length = dot == NULL || dot == title->file ? strlen(title->file)
                                                      : (size_t)(dot - title->file);
    const char *stem = rfi_arena_copy_n(found->arena, title->file, length);
    rfi_text id = RFI_TEXT_INIT;
    rfi_api_slug(&id, stem == NULL ? "" : stem, "site");
    title->name = title->name == NULL ? stem : title->name;
    if (title->id == NULL && !id.failed) {
        title->id = rfi_arena_copy(found->arena, id.data);
    }
    rfi_text_finish(&id);
    return title->name != NULL && title->id != NULL;
}

static rf_code prove_site(rfi_text *xml, rf_bytes *ret_xml, rf_diags *diags)
{
    rfi_site *site = rfi_read_site("the site made from it", xml->data, xml->size, diags);
    rfi_site_free(site);
    return site == NULL ? rfi_api_unread(diags) : rfi_api_take(xml, ret_xml);
}

rf_code rf_import_outline(const char *path, const char *id, const char *name,
                          const char *as_of, rf_bytes *ret_xml, rf_diags *diags)
{
    if (path == NULL || as_of == NULL || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    if (!read_day(as_of, diags)) {
        return rfi_api_unread(diags);
    }
    size_t size = 0;
    char *bytes = rfi_read_file(path, &size, diags);
    if (bytes == NULL) {
        return RF_E_IO;
    }
    size_t start = 0;
    while (start < size && strchr(" \t\r\n\xef\xbb\xbf", bytes[start]) != NULL) {
        start++;
    }
    const char *slash = strrchr(path, '/');
    rfi_footprint_title title = {id, name, slash == NULL ? path : slash + 1, as_of};
    bool xml_file = start < size && bytes[start] == '<';
    rfi_footprints *found = xml_file ? rfi_read_osm(path, bytes, size, diags)
                                     : rfi_read_corners(path, bytes, size, diags);
    free(bytes);
    rf_code code = found == NULL ? rfi_api_unread(diags) : RF_E_NO_MEMORY;
    rfi_text xml = RFI_TEXT_INIT;
    if (found != NULL && fill_outline_title(found, &title)) {
        bool printed = rfi_footprints_print(found, &title, &xml, diags);
        code = printed      ? prove_site(&xml, ret_xml, diags)
               : xml.failed ? RF_E_NO_MEMORY
                            : rfi_api_unread(diags);
    }
    rfi_text_finish(&xml);
    rfi_footprints_free(found);
    return code;
}
