/* SPDX-License-Identifier: MIT */
/* Hour by hour: a weather file in place of the climate's bins. */
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "planner/base/digest.h"
#include "sites/read/epw.h"

rf_code rfi_api_weather(const char *path, rfi_arena *arena,
                        const rfi_weather_year **ret_year, rf_diags *diags)
{
    *ret_year = NULL;
    if (path == NULL) {
        return RF_OK;
    }
    size_t size = 0;
    char *bytes = rfi_read_file(path, &size, diags);
    if (bytes == NULL) {
        return RF_E_IO;
    }
    char hex[65] = "";
    rfi_digest(bytes, size, hex);
    rfi_epw *epw = rfi_read_epw(path, bytes, size, diags);
    free(bytes);
    if (epw == NULL) {
        return rfi_api_unread(diags);
    }
    const char *slash = strrchr(path, '/');
    rfi_weather_year *year = rfi_epw_year(epw, arena, slash == NULL ? path : slash + 1);
    rfi_epw_free(epw);
    if (year == NULL || (year->digest = rfi_arena_copy(arena, hex)) == NULL) {
        return RF_E_NO_MEMORY;
    }
    *ret_year = year;
    return RF_OK;
}
