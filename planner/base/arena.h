/* SPDX-License-Identifier: MIT */
/* One arena per document: everything in it dies together. Allocation never fails half-way:
 * rfi_arena_alloc returns NULL when memory is out and the arena stays usable. */
#ifndef PLANNER_BASE_ARENA_H
#define PLANNER_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct rfi_arena rfi_arena;

rfi_arena *rfi_arena_new(void);
/* Scratch of work whose result goes elsewhere: when memory runs out in it, or for it, that
 * counts for the parent too, which outlives it. parent NULL: a plain arena. */
rfi_arena *rfi_arena_within(rfi_arena *parent);
/* Memory ran out in it, or in an arena within it: whatever was made since may be short. */
int rfi_arena_failed(const rfi_arena *arena);
void rfi_arena_free(rfi_arena *arena);
/* Zeroed, aligned for any type; count * size is overflow-checked. Amortised O(size). */
void *rfi_arena_alloc(rfi_arena *arena, size_t count, size_t size);
/* Copies; NULL in, NULL out. */
char *rfi_arena_copy(rfi_arena *arena, const char *text);
char *rfi_arena_copy_n(rfi_arena *arena, const char *text, size_t length);
char *rfi_arena_format(rfi_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *rfi_arena_format_list(rfi_arena *arena, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));
size_t rfi_arena_size(const rfi_arena *arena); /* bytes handed out */

#define RFI_NEW(arena, type) ((type *)rfi_arena_alloc((arena), 1, sizeof(type)))
#define RFI_ARRAY(arena, count, type)                                                      \
    ((type *)rfi_arena_alloc((arena), (count), sizeof(type)))

/* A growing array inside an arena: doubles, copies, leaves the old block behind (total
 * waste < 2x). items must be a pointer, count and capacity size_t lvalues.
 * False when memory is out. */
int rfi_arena_grow(rfi_arena *arena, void **items, size_t count, size_t *capacity,
                   size_t item_size);

#endif
