/* SPDX-License-Identifier: MIT */
/* The reader of weather files: any bytes end in hours or in at least one error. What was
 * read must come out as a climate document that the reader accepts. */
#include <stdint.h>
#include <stdlib.h>

#include "sites/read/epw.h"
#include "sites/read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_climate(const rfi_epw *epw)
{
    rfi_epw_title title = {"fuzz", "Fuzz", "fuzz.epw", "2026-11-23"};
    rfi_text xml = RFI_TEXT_INIT;
    rfi_epw_print_climate(epw, &title, &xml);
    rfi_climate *climate = rfi_read_climate("fuzz.xml", xml.data, xml.size, NULL);
    if (climate == NULL) {
        abort();
    }
    rfi_climate_free(climate);
    rfi_text_finish(&xml);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rf_diags *diags = rf_diags_new();
    rfi_epw *epw = rfi_read_epw("fuzz.epw", (const char *)data, size, diags);
    if ((epw == NULL) != (rf_diags_error_count(diags) > 0)) {
        abort();
    }
    if (epw != NULL) {
        check_climate(epw);
    }
    rfi_epw_free(epw);
    rf_diags_free(diags);
    return 0;
}
