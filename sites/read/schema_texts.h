/* SPDX-License-Identifier: MIT */
/* The schemas as text; the rows are generated at build time from sites/schema. */
#ifndef SITES_READ_SCHEMA_TEXTS_H
#define SITES_READ_SCHEMA_TEXTS_H

#include <stddef.h>

typedef struct rfi_schema_row {
    const char *name; /* "site", ...; "common" is what the others include */
    const char *text;
} rfi_schema_row;

extern const rfi_schema_row rfi_schema_rows[]; /* ends with a NULL name */

#endif
