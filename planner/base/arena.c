/* SPDX-License-Identifier: MIT */
/* Arena: a list of blocks, newest first. A small document takes small blocks; a large one
 * takes large blocks, in huge pages where the system has them: what small pages cost when
 * they are first touched was a third of the price of a large study. */
#include "planner/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Bytes: of a block with its head; handed out until blocks become large. */
enum {
    FIRST_BLOCK = 64 * 1024,
    LARGEST_BLOCK = 2 * 1024 * 1024,
    SMALL_DOCUMENT = 256 * 1024
};

typedef struct rfi_block {
    struct rfi_block *next;
    size_t used;
    size_t size;
    size_t mapped; /* bytes of a mapping, zero from `used` on; 0: of malloc */
    alignas(max_align_t) unsigned char bytes[];
} rfi_block;

struct rfi_arena {
    rfi_block *blocks;
    size_t total;
    struct rfi_arena *parent;
    bool failed;
};

rfi_arena *rfi_arena_new(void)
{
    return calloc(1, sizeof(rfi_arena));
}

static void *fail(rfi_arena *arena)
{
    for (; arena != NULL; arena = arena->parent) {
        arena->failed = true;
    }
    return NULL;
}

rfi_arena *rfi_arena_within(rfi_arena *parent)
{
    rfi_arena *arena = rfi_arena_new();
    if (arena == NULL) {
        return fail(parent);
    }
    arena->parent = parent;
    return arena;
}

int rfi_arena_failed(const rfi_arena *arena)
{
    return arena != NULL && arena->failed;
}

void rfi_arena_free(rfi_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    rfi_block *block = arena->blocks;
    while (block != NULL) {
        rfi_block *next = block->next;
        if (block->mapped > 0) {
            (void)munmap(block, block->mapped);
        } else {
            free(block);
        }
        block = next;
    }
    free(arena);
}

/* A block of whole huge pages where there are such, zero; NULL when memory is out. */
static rfi_block *map_block(size_t bytes)
{
    const size_t page = LARGEST_BLOCK;
    if (bytes > SIZE_MAX - 2 * page) {
        return NULL;
    }
    bytes = (bytes + page - 1) / page * page;
    char *map = mmap(NULL, bytes + page, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED) {
        return NULL;
    }
    size_t before = (page - (uintptr_t)map % page) % page; /* huge pages are aligned */
    if (before > 0) {
        (void)munmap(map, before);
    }
    (void)munmap(map + before + bytes, page - before);
#ifdef MADV_HUGEPAGE
    (void)madvise(map + before, bytes, MADV_HUGEPAGE); /* a wish: no matter what it says */
#endif
    rfi_block *block = (rfi_block *)(void *)(map + before);
    block->mapped = bytes;
    block->size = bytes - sizeof(rfi_block);
    return block;
}

static size_t next_block(const rfi_arena *arena)
{
#ifdef RFI_ARENA_WITHOUT_BLOCKS /* so that every allocation can fail:                      \
                                   tests/fault/starved.c */
    (void)arena;
    return 0;
#else
    return arena->total < SMALL_DOCUMENT ? FIRST_BLOCK : LARGEST_BLOCK;
#endif
}

static rfi_block *add_block(rfi_arena *arena)
{
    size_t bytes = next_block(arena);
    rfi_block *block = bytes < LARGEST_BLOCK ? malloc(bytes) : map_block(bytes);
    if (block == NULL) {
        return NULL;
    }
    if (bytes < LARGEST_BLOCK) {
        block->mapped = 0;
        block->size = bytes - sizeof(rfi_block);
    }
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

/* A block of its own behind the newest one, which keeps its room. Zeroed by who knows when
 * memory is fresh: large arrays are often longer than what is ever used of them. */
static void *alloc_large(rfi_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX - sizeof(rfi_block)) {
        return NULL;
    }
    size_t all = sizeof(rfi_block) + bytes;
    rfi_block *block = all < LARGEST_BLOCK ? calloc(1, all) : map_block(all);
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
        return fail(arena);
    }
    bytes = round_up(bytes == 0 ? 1 : bytes);
    rfi_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < bytes) {
        /* the rest of a block is given up for what is small beside the next one only */
        if (bytes > next_block(arena) / 4) {
            void *large = alloc_large(arena, bytes);
            return large != NULL ? large : fail(arena);
        }
        block = add_block(arena);
        if (block == NULL) {
            return fail(arena);
        }
    }
    void *result = block->bytes + block->used;
    if (block->mapped == 0) { /* here and not by calloc: most of a block is never used */
        memset(result, 0, bytes);
    }
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

char *rfi_arena_format_list(rfi_arena *arena, const char *format, va_list list)
{
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
        if (room > 0) {
            memset(place, 0, room); /* what did not fit was begun there */
        }
        text = rfi_arena_alloc(arena, (size_t)length + 1, 1);
        if (text != NULL) {
            (void)vsnprintf(text, (size_t)length + 1, format, again);
        }
    }
    va_end(again);
    return text;
}

char *rfi_arena_format(rfi_arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *text = rfi_arena_format_list(arena, format, list);
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
