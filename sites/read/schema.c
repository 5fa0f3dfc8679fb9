/* SPDX-License-Identifier: MIT */
/* Schemas by name. They are compiled in so that an installed program can hand them out and
 * no data directory is needed to say what a document must look like. */
#include "sites/read/read.h"

#include <string.h>

#include "sites/read/schema_texts.h"

const char *rfi_schema_text(const char *name)
{
    for (const rfi_schema_row *row = rfi_schema_rows; name != NULL && row->name != NULL;
         row++) {
        if (strcmp(row->name, name) == 0) {
            return row->text;
        }
    }
    return NULL;
}
