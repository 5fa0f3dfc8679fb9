/* SPDX-License-Identifier: MIT */
/* The reader of profile documents: any bytes end in a document or in at least one error. */
#include <stdint.h>
#include <stdlib.h>

#include "sites/read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rf_diags *diags = rf_diags_new();
    rfi_profile *document = rfi_read_profile("fuzz.xml", (const char *)data, size, diags);
    if ((document == NULL) != (rf_diags_error_count(diags) > 0)) {
        abort();
    }
    rfi_profile_free(document);
    rf_diags_free(diags);
    return 0;
}
