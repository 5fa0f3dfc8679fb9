/* SPDX-License-Identifier: MIT */
/* Quantity text. The first two bytes choose dimension and kind of power, the rest is the
 * text. A value that was read is printed canonically and must read as the same value. */
#include <stdint.h>
#include <stdlib.h>

#include "sites/read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_figure(const rfi_figure *figure)
{
    rfi_place place = {"fuzz", 1, 1};
    rfi_figure again = {0};
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_canonical(&text, figure);
    if (figure->state == RFI_KNOWN &&
        (figure->low > figure->base || figure->base > figure->high)) {
        abort();
    }
    if (!rfi_read_quantity(text.data, text.size, figure->dimension, figure->kind, place,
                           &again, NULL) ||
        again.state != figure->state || again.low != figure->low ||
        again.base != figure->base || again.high != figure->high ||
        again.kind != figure->kind || again.dimension != figure->dimension) {
        abort();
    }
    rfi_text_finish(&text);
    rfi_print_figure(&text, figure);
    rfi_text_finish(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    rfi_dimension dimension = (rfi_dimension)(data[0] % RFI_DIM_COUNT_OF_DIMENSIONS);
    rfi_power_kind kind = dimension == RFI_DIM_POWER
                              ? (rfi_power_kind)(data[1] % (RFI_POWER_THERMAL + 1))
                              : RFI_POWER_PLAIN;
    rfi_place place = {"fuzz", 1, 1};
    rfi_figure figure = {0};
    rf_diags *diags = rf_diags_new();
    bool read = rfi_read_quantity((const char *)data + 2, size - 2, dimension, kind, place,
                                  &figure, diags);
    if (read != (rf_diags_error_count(diags) == 0)) {
        abort();
    }
    if (read) {
        check_figure(&figure);
    }
    rf_diags_free(diags);
    return 0;
}
