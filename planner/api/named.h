/* SPDX-License-Identifier: MIT */
/* Files that a plan names by path: which of them may be opened. */
#ifndef PLANNER_API_NAMED_H
#define PLANNER_API_NAMED_H

#include "planner/api/handles.h"

typedef struct rfi_api_named {
    const char *role; /* in words */
    const char *name; /* path or id as the plan writes it; NULL: the plan names none */
    const char *digest;
} rfi_api_named;

/* RF_OK for an id, and for a path to a regular file below the current folder, the folder of
 * the plan or a directory of the search path whose bytes have the digest. Else RF_E_IO or
 * RF_E_CHECK, reported, and nothing of the file was parsed or quoted. O(size of the file).
 * RF_E_NO_MEMORY. */
rf_code rfi_api_named_check(const rf_engine *engine, const char *plan,
                            const rfi_api_named *named, rf_diags *diags);

/* Reports RFI_D_DIGEST_DIFFERS when they differ or one is NULL. */
bool rfi_api_same_digest(const char *role, const char *written, const char *now,
                         rf_diags *diags);

#endif
