/* SPDX-License-Identifier: MIT */
/* Arena: a list of blocks, newest first. */
#include "planner/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RFI_ARENA_BLOCK = 64 * 1024 };

typedef struct rfi_block {
    struct rfi_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
} rfi_block;

struct rfi_arena {
    rfi_block *blocks;
    size_t total;
};

rfi_arena *rfi_arena_new(void)
{
    return calloc(1, sizeof(rfi_arena));
}

void rfi_arena_free(rfi_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    rfi_block *block = arena->blocks;
    while (block != NULL) {
        rfi_block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

static rfi_block *add_block(rfi_arena *arena)
{
    rfi_block *block = malloc(sizeof(rfi_block) + RFI_ARENA_BLOCK);
    if (block == NULL) {
        return NULL;
    }
    block->size = RFI_ARENA_BLOCK;
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

/* A block of its own behind the newest one, which keeps its room. From calloc, which knows
 * when memory is fresh: large arrays are often longer than what is ever used of them. */
static void *alloc_large(rfi_arena *arena, size_t bytes)
{
    rfi_block *block =
        bytes > SIZE_MAX - sizeof(rfi_block) ? NULL : calloc(1, sizeof(rfi_block) + bytes);
    if (block == NULL) {
        return NULL;
    }
    block->size = block->used = bytes;
    if (arena->blocks == NULL) {
        arena->blocks = block;
    } else {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    }
    arena->total += bytes;
    return block->bytes;
}

static size_t round_up(size_t bytes)
{
    const size_t grain = alignof(max_align_t);
    return (bytes + grain - 1) / grain * grain;
}

void *rfi_arena_alloc(rfi_arena *arena, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes) ||
        bytes > SIZE_MAX - alignof(max_align_t)) {
        return NULL;
    }
    bytes = round_up(bytes == 0 ? 1 : bytes);
    if (bytes > RFI_ARENA_BLOCK) {
        return alloc_large(arena, bytes);
    }
    rfi_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < bytes) {
        block = add_block(arena);
        if (block == NULL) {
            return NULL;
        }
    }
    void *result = block->bytes + block->used;
    memset(result, 0, bytes); /* here and not by calloc: most of a block is never used */
    block->used += bytes;
    arena->total += bytes;
    return result;
}

char *rfi_arena_copy_n(rfi_arena *arena, const char *text, size_t length)
{
    if (text == NULL) {
        return NULL;
    }
    char *copy = rfi_arena_alloc(arena, length + 1, 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

char *rfi_arena_copy(rfi_arena *arena, const char *text)
{
    return text == NULL ? NULL : rfi_arena_copy_n(arena, text, strlen(text));
}

char *rfi_arena_format(rfi_arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    va_list again;
    va_copy(again, list);
    rfi_block *block = arena->blocks;
    char *text = NULL;
    /* into what is left of the newest block, where it mostly fits: printed once */
    size_t room = block == NULL ? 0 : block->size - block->used;
    char *place = room == 0 ? NULL : (char *)block->bytes + block->used;
    int length = vsnprintf(place, room, format, list);
    if (length >= 0 && (size_t)length < room) {
        size_t bytes = round_up((size_t)length + 1);
        text = place;
        block->used = bytes < room ? block->used + bytes : block->size;
        arena->total += bytes;
    } else if (length >= 0) {
        text = rfi_arena_alloc(arena, (size_t)length + 1, 1);
        if (text != NULL) {
            (void)vsnprintf(text, (size_t)length + 1, format, again);
        }
    }
    va_end(again);
    va_end(list);
    return text;
}

size_t rfi_arena_size(const rfi_arena *arena)
{
    return arena->total;
}

int rfi_arena_grow(rfi_arena *arena, void **items, size_t count, size_t *capacity,
                   size_t item_size)
{
    if (count < *capacity) {
        return 1;
    }
    size_t first = item_size < 16 ? 8 : item_size < 48 ? 4 : 2; /* most lists stay short */
    size_t larger = *capacity == 0 ? first : *capacity * 2;
    void *block = rfi_arena_alloc(arena, larger, item_size);
    if (block == NULL) {
        return 0;
    }
    if (count > 0) {
        memcpy(block, *items, count * item_size);
    }
    *items = block;
    *capacity = larger;
    return 1;
}
