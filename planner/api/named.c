/* SPDX-License-Identifier: MIT */
/* Files that a plan names by path. The plan may come from a stranger: it opens nothing that
 * its reader did not point at, and shows nothing of a file whose digest it does not know.
 */
#include "planner/api/named.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/digest.h"
#include "sites/read/read.h"

/* Whether the file stands in the folder of the plan or below it. */
static rf_code stands_beside(const char *plan, const char *name, bool *ret_beside)
{
    const char *slash = strrchr(plan, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - plan) + 1;
    char *folder = calloc(length + 2, 1);
    if (folder == NULL) {
        return RF_E_NO_MEMORY;
    }
    memcpy(folder, length == 0 ? "." : plan, length == 0 ? 1 : length);
    *ret_beside = rfi_path_inside(folder, name);
    free(folder);
    return RF_OK;
}

static rf_code check_digest(const rfi_api_named *named, rf_diags *diags)
{
    size_t size = 0;
    char *bytes = rfi_read_file(named->name, &size, diags);
    if (bytes == NULL) {
        return RF_E_IO;
    }
    char now[65];
    rfi_digest(bytes, size, now);
    free(bytes);
    return rfi_api_same_digest(named->role, named->digest, now, diags) ? RF_OK : RF_E_CHECK;
}

rf_code rfi_api_named_check(const rf_engine *engine, const char *plan,
                            const rfi_api_named *named, rf_diags *diags)
{
    if (named->name == NULL || !rfi_api_is_path(named->name)) {
        return RF_OK;
    }
    bool beside = false;
    rf_code code = stands_beside(plan, named->name, &beside);
    if (code != RF_OK) {
        return code;
    }
    if (!beside && !rfi_path_inside(".", named->name) &&
        !rfi_catalogue_holds(engine->catalogue, named->name)) {
        rfi_diag(diags, RF_ERROR, RFI_D_FILE_UNREADABLE, (rfi_place){.file = named->name},
                 "the %s that the plan names: a regular file below the current folder, the "
                 "folder of the plan or the search path is expected",
                 named->role);
        rfi_diag_hint(diags, "if the plan is to be trusted, name a folder above the file "
                             "with --catalogue, or stand in it");
        return RF_E_IO;
    }
    return check_digest(named, diags);
}

bool rfi_api_same_digest(const char *role, const char *written, const char *now,
                         rf_diags *diags)
{
    if (written != NULL && now != NULL && strcmp(written, now) == 0) {
        return true;
    }
    rfi_diag(diags, RF_ERROR, RFI_D_DIGEST_DIFFERS, (rfi_place){0},
             "the %s changed since the plan was written: digest %.16s, now %.16s", role,
             written == NULL ? "missing" : written, now == NULL ? "missing" : now);
    return false;
}
