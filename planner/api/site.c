/* SPDX-License-Identifier: MIT */
/* Opening, printing and starting a site descriptor. */
#include "planner/api/handles.h"
#include "planner/capacity/capacity.h"

#include <stdlib.h>
#include <string.h>

static rfi_site *open_model(rf_engine *engine, const char *folder, const char *name,
                            rf_code *ret_code, rf_diags *diags)
{
    rfi_api_file file;
    *ret_code = rfi_api_load(engine, folder, name, &file, diags);
    if (*ret_code != RF_OK) {
        return NULL;
    }
    rfi_site *site = rfi_read_site(file.label, file.bytes, file.size, diags);
    free(file.bytes);
    *ret_code = site == NULL ? rfi_api_unread(diags) : RF_OK;
    return site;
}

static rf_code open_climate(rf_engine *engine, rf_site *site, rf_diags *diags)
{
    const char *id = site->model->climate_id;
    if (id == NULL) {
        return RF_OK;
    }
    const char *path = rfi_catalogue_path(engine->catalogue, "climate", id);
    if (path == NULL) {
        if (rfi_catalogue_failed(engine->catalogue)) {
            return RF_E_NO_MEMORY;
        }
        const char *const *ids = rfi_catalogue_ids(engine->catalogue, "climate");
        const char *near = ids == NULL ? NULL : rfi_nearest(id, ids);
        rfi_diag(diags, RF_ERROR, RFI_D_CATALOGUE_UNKNOWN, site->model->climate_known.place,
                 "the search path holds no climate \"%s\"", id);
        if (near != NULL) {
            rfi_diag_hint(diags, "did you mean \"%s\"?", near);
        }
        return RF_E_INPUT;
    }
    rfi_api_file file;
    rf_code code = rfi_api_load(engine, "climate", id, &file, diags);
    if (code != RF_OK) {
        return code;
    }
    site->climate = rfi_read_climate(file.label, file.bytes, file.size, diags);
    free(file.bytes);
    site->model->climate = site->climate;
    return site->climate == NULL ? rfi_api_unread(diags) : RF_OK;
}

rf_code rf_site_open(rf_engine *engine, const char *name, const char *reference,
                     rf_site **ret_site, rf_diags *diags)
{
    if (engine == NULL || name == NULL || ret_site == NULL) {
        return RF_E_MISUSE;
    }
    rf_code code = RF_E_NO_MEMORY;
    rf_site *site = calloc(1, sizeof(*site));
    if (site == NULL) {
        return code;
    }
    site->arena = rfi_arena_new();
    site->name = site->arena == NULL ? NULL : rfi_arena_copy(site->arena, name);
    if (site->name == NULL) {
        goto out;
    }
    site->model = open_model(engine, "examples", name, &code, diags);
    if (site->model == NULL) {
        goto out;
    }
    if (reference != NULL) {
        site->reference = open_model(engine, "references", reference, &code, diags);
        if (site->reference == NULL) {
            goto out;
        }
    }
    code = open_climate(engine, site, diags);
    if (code != RF_OK) {
        goto out;
    }
    size_t errors = rf_diags_error_count(diags);
    code = RF_E_NO_MEMORY;
    if (site->reference != NULL &&
        !rfi_apply_reference(site->model, site->reference, diags)) {
        goto out;
    }
    if (rf_diags_error_count(diags) > errors) { /* it is no reference design */
        code = rfi_api_unread(diags);
        goto out;
    }
    if (rfi_site_complete(site->model) && !rfi_arena_failed(site->model->arena)) {
        rfi_check_claims(site->model, diags);
        *ret_site = site;
        site = NULL;
        code = RF_OK;
    }
out:
    rf_site_free(site);
    return code;
}

void rf_site_free(rf_site *site)
{
    if (site != NULL) {
        rfi_site_free(site->model);
        rfi_site_free(site->reference);
        rfi_climate_free(site->climate);
        rfi_arena_free(site->arena);
        free(site);
    }
}

rf_code rf_site_print(const rf_site *site, rf_bytes *ret_xml)
{
    if (site == NULL || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    rfi_text text = RFI_TEXT_INIT;
    if (!rfi_print_site(site->model, &text)) {
        text.failed = true;
    }
    return rfi_api_take(&text, ret_xml);
}

/* ---- init
 * --------------------------------------------------------------------------------- */

/* "34.43,-100.20" into two angle texts that the reader accepts. */
static bool split_place(const char *at, rfi_text *lat, rfi_text *lon, rf_diags *diags)
{
    const char *comma = strchr(at, ',');
    rfi_place nowhere = {"--at", 1, 1};
    if (comma == NULL) {
        rfi_diag(
            diags, RF_ERROR, RFI_D_VALUE_SYNTAX, nowhere,
            "\"%s\" is not a place: latitude and longitude in degrees were expected, as "
            "in 34.43,-100.20",
            at);
        return false;
    }
    rfi_text_add_n(lat, at, (size_t)(comma - at));
    rfi_text_add(lat, " deg");
    rfi_text_add(lon, comma + 1);
    rfi_text_add(lon, " deg");
    rfi_figure figure = {0};
    return !lat->failed && !lon->failed &&
           rfi_read_quantity(lat->data, lat->size, RFI_DIM_ANGLE, RFI_POWER_PLAIN, nowhere,
                             &figure, diags) &&
           rfi_read_quantity(lon->data, lon->size, RFI_DIM_ANGLE, RFI_POWER_PLAIN, nowhere,
                             &figure, diags);
}

static void write_init(rfi_text *text, const char *name, const char *utility,
                       const char *lat, const char *lon, const char *as_of)
{
    rfi_text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<site xmlns=\"urn:rackfit:1\" id=\"");
    rfi_api_slug(text, name, "site");
    rfi_text_add(text, "\" name=\"");
    rfi_text_xml(text, name);
    rfi_text_format(text, "\" as-of=\"%s\">\n", as_of);
    rfi_text_format(text,
                    "  <source id=\"teaser\" title=\"Figures given on the command line\" "
                    "date=\"%s\" grade=\"C\"/>\n",
                    as_of);
    rfi_text_format(text, "  <location lat=\"%s\" lon=\"%s\" src=\"teaser\"/>\n", lat, lon);
    rfi_text_add(text, "  <grid>\n    <interconnect id=\"poi\" announced=\"");
    rfi_text_xml(text, utility);
    rfi_text_add(text, "\" contracted=\"unknown\" energised=\"unknown\"\n"
                       "                  firm=\"unknown\" transferable=\"unknown\" "
                       "restudy=\"unknown\" src=\"teaser\"/>\n"
                       "  </grid>\n"
                       "  <gate id=\"title\" kind=\"title\" status=\"unknown\"/>\n"
                       "  <gate id=\"interconnection\" kind=\"interconnection\" "
                       "status=\"unknown\"/>\n"
                       "  <gate id=\"zoning\" kind=\"zoning\" status=\"unknown\"/>\n"
                       "</site>\n");
}

rf_code rf_site_init(const char *name, const char *utility, const char *at,
                     const char *as_of, rf_bytes *ret_xml, rf_diags *diags)
{
    if (name == NULL || utility == NULL || at == NULL || as_of == NULL || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    rfi_text lat = RFI_TEXT_INIT;
    rfi_text lon = RFI_TEXT_INIT;
    rfi_text power = RFI_TEXT_INIT;
    rfi_text xml = RFI_TEXT_INIT;
    rfi_figure figure = {0};
    /* read as it was given, so that a message quotes what the user wrote */
    bool named = strstr(utility, "at utility") != NULL;
    rfi_text_add(&power, utility);
    rfi_text_add(&power, named ? "" : " at utility");
    bool fine = split_place(at, &lat, &lon, diags);
    fine = !power.failed &&
           rfi_read_quantity(utility, strlen(utility), RFI_DIM_POWER,
                             named ? RFI_POWER_UTILITY : RFI_POWER_PLAIN,
                             (rfi_place){"--utility", 1, 1}, &figure, diags) &&
           fine;
    fine = rfi_read_quantity(as_of, strlen(as_of), RFI_DIM_DATE, RFI_POWER_PLAIN,
                             (rfi_place){"--as-of", 1, 1}, &figure, diags) &&
           fine;
    rf_code code = RF_E_INPUT;
    if (fine) {
        write_init(&xml, name, power.data, lat.data, lon.data, as_of);
        /* what we write must read: a name with odd characters is caught here */
        rfi_site *site =
            xml.failed ? NULL : rfi_read_site("init", xml.data, xml.size, diags);
        code = site != NULL ? rfi_api_take(&xml, ret_xml) : RF_E_INPUT;
        rfi_site_free(site);
    }
    rfi_text_finish(&lat);
    rfi_text_finish(&lon);
    rfi_text_finish(&power);
    rfi_text_finish(&xml);
    return code;
}
