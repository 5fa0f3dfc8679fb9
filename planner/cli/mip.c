/* SPDX-License-Identifier: MIT */
/* Where the MIP engine program stands: beside this program in a build folder, in libexec of
 * the prefix it was installed to or moved with, else where it was configured. */
#include "planner/cli/mip.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool runs(const char *path)
{
    return access(path, X_OK) == 0;
}

static bool fits(int written, size_t size)
{
    return written > 0 && (size_t)written < size;
}

bool rfi_find_mip(char *ret_path, size_t size)
{
    char folder[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
    if (length > 0) {
        folder[length] = '\0';
        char *slash = strrchr(folder, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        if (fits(snprintf(ret_path, size, "%s/../mip/rackfit-mip", folder), size) &&
            runs(ret_path)) {
            return true;
        }
        if (fits(snprintf(ret_path, size, "%s/../libexec/rackfit/rackfit-mip", folder),
                 size) &&
            runs(ret_path)) {
            return true;
        }
    }
    return fits(snprintf(ret_path, size, "%s/rackfit-mip", RF_LIBEXEC_DIR), size) &&
           runs(ret_path);
}
