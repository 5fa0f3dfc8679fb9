/* SPDX-License-Identifier: MIT */
/* A document's figures by owner, and the sources that they name. */
#ifndef REPORTS_TABLE_SHEET_H
#define REPORTS_TABLE_SHEET_H

#include "planner/base/arena.h"
#include "reports/table/table.h"

typedef struct rfi_sheet_group { /* figures of one owner, in file order */
    const char *owner;
    const char *words; /* what the owner is: "hall, Hall A"; NULL: only the id is known */
    const rfi_measure *measure; /* the owner when it is one */
    const rfi_figure **figures;
    size_t count;
} rfi_sheet_group;

/* Groups in the order in which their owners first appear. NULL: memory is out. */
rfi_sheet_group *rfi_sheet_groups(rfi_arena *arena, const rfi_table_sheet *sheet,
                                  size_t *ret_count);
/* Declared sources, then those that figures bring from other documents. NULL: memory. */
const rfi_source **rfi_sheet_sources(rfi_arena *arena, const rfi_table_sheet *sheet,
                                     size_t *ret_count);

#endif
