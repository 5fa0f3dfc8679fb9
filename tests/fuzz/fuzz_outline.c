/* SPDX-License-Identifier: MIT */
/* The readers of foreign outlines: any bytes end in buildings or in at least one error, and
 * what is made of buildings is a site that reads, unless names in it are no text. */
#include <stdint.h>
#include <stdlib.h>

#include "sites/read/footprint.h"
#include "sites/read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_site(const rfi_footprints *found)
{
    const rfi_footprint_title title = {"fuzz", "Fuzz", "fuzz", "2026-11-29"};
    rf_diags *diags = rf_diags_new();
    rfi_text xml = RFI_TEXT_INIT;
    if (rfi_footprints_print(found, &title, &xml, diags)) {
        rf_diags *made = rf_diags_new();
        rfi_site *site = rfi_read_site("fuzz.xml", xml.data, xml.size, made);
        for (size_t i = 0; i < rf_diags_count(made); i++) {
            if (rf_diags_at(made, i)->number == 310 && site == NULL) {
                abort(); /* an outline of ours that we refuse */
            }
        }
        rfi_site_free(site);
        rf_diags_free(made);
    } else if (rf_diags_error_count(diags) == 0 && !xml.failed) {
        abort();
    }
    rfi_text_finish(&xml);
    rf_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int osm = 0; osm < 2; osm++) {
        rf_diags *diags = rf_diags_new();
        rfi_footprints *found =
            osm == 1 ? rfi_read_osm("fuzz", (const char *)data, size, diags)
                     : rfi_read_corners("fuzz", (const char *)data, size, diags);
        if ((found == NULL) != (rf_diags_error_count(diags) > 0)) {
            abort();
        }
        if (found != NULL) {
            check_site(found);
        }
        rfi_footprints_free(found);
        rf_diags_free(diags);
    }
    return 0;
}
