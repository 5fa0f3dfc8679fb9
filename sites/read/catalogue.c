/* SPDX-License-Identifier: MIT */
/* The search path: which ids a folder holds and where the file of an id stands. An id is a
 * plain word, so it cannot name a way out; a link is followed only to a regular file inside
 * the directory of the search path in which the link itself was found. */
/* realpath; NOLINTNEXTLINE(*-reserved-identifier,cert-dcl*) */
#define _XOPEN_SOURCE 700
#include "sites/read/read.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "planner/base/arena.h"

enum { ID_LENGTH = 64 };

typedef struct listing {
    const char *folder;
    const char *const *ids;
    struct listing *next;
} listing;

struct rfi_catalogue {
    rfi_arena *arena;
    const char **directories; /* NULL-terminated */
    listing *listings;        /* folders that were asked for */
};

typedef struct id_list {
    const char **items;
    size_t count, capacity;
} id_list;

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* [a-z0-9][a-z0-9._-]*, at most 64 characters. */
static bool is_plain_id(const char *id, size_t length)
{
    if (length == 0 || length > ID_LENGTH || !is_word_char(id[0])) {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if (!is_word_char(id[i]) && id[i] != '.' && id[i] != '_' && id[i] != '-') {
            return false;
        }
    }
    return true;
}

rfi_catalogue *rfi_catalogue_new(const char *const *directories)
{
    rfi_arena *arena = rfi_arena_new();
    rfi_catalogue *catalogue = arena == NULL ? NULL : RFI_NEW(arena, rfi_catalogue);
    size_t count = 0;
    while (directories != NULL && directories[count] != NULL) {
        count++;
    }
    const char **copies =
        catalogue == NULL ? NULL : RFI_ARRAY(arena, count + 1, const char *);
    if (copies == NULL) {
        rfi_arena_free(arena);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        copies[i] = rfi_arena_copy(arena, directories[i]);
        if (copies[i] == NULL) {
            rfi_arena_free(arena);
            return NULL;
        }
    }
    catalogue->arena = arena;
    catalogue->directories = copies;
    return catalogue;
}

void rfi_catalogue_free(rfi_catalogue *catalogue)
{
    if (catalogue != NULL) {
        rfi_arena_free(catalogue->arena);
    }
}

bool rfi_catalogue_failed(const rfi_catalogue *catalogue)
{
    return rfi_arena_failed(catalogue->arena);
}

bool rfi_path_inside(const char *directory, const char *path)
{
    char root[PATH_MAX];
    char target[PATH_MAX];
    struct stat status;
    if (realpath(directory, root) == NULL || realpath(path, target) == NULL ||
        stat(target, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    size_t length = strcmp(root, "/") == 0 ? 0 : strlen(root);
    return strncmp(root, target, length) == 0 && target[length] == '/';
}

static const char *path_in(rfi_catalogue *catalogue, const char *directory,
                           const char *folder, const char *id)
{
    const char *path =
        rfi_arena_format(catalogue->arena, "%s/%s/%s.xml", directory, folder, id);
    return path != NULL && rfi_path_inside(directory, path) ? path : NULL;
}

const char *rfi_catalogue_path(rfi_catalogue *catalogue, const char *folder, const char *id)
{
    if (folder == NULL || id == NULL || !is_plain_id(folder, strlen(folder)) ||
        !is_plain_id(id, strlen(id))) {
        return NULL;
    }
    for (const char **directory = catalogue->directories; *directory != NULL; directory++) {
        const char *path = path_in(catalogue, *directory, folder, id);
        if (path != NULL) {
            return path;
        }
    }
    return NULL;
}

bool rfi_catalogue_holds(const rfi_catalogue *catalogue, const char *path)
{
    for (const char **directory = catalogue->directories; *directory != NULL; directory++) {
        if (rfi_path_inside(*directory, path)) {
            return true;
        }
    }
    return false;
}

/* The id that a file name stands for, or NULL when it is not a document of the folder. */
static const char *id_of(rfi_arena *arena, const char *name)
{
    size_t length = strlen(name);
    if (length <= 4 || strcmp(name + length - 4, ".xml") != 0 ||
        !is_plain_id(name, length - 4)) {
        return NULL;
    }
    return rfi_arena_copy_n(arena, name, length - 4);
}

static bool list_directory(rfi_catalogue *catalogue, const char *directory,
                           const char *folder, id_list *list)
{
    const char *path = rfi_arena_format(catalogue->arena, "%s/%s", directory, folder);
    if (path == NULL) {
        return false;
    }
    errno = 0;
    DIR *stream = opendir(path);
    bool held =
        stream != NULL || errno != ENOMEM; /* a folder that is not there holds none */
    for (struct dirent *entry = NULL;
         stream != NULL && held && (entry = readdir(stream)) != NULL;) {
        const char *id = id_of(catalogue->arena, entry->d_name);
        if (id == NULL || path_in(catalogue, directory, folder, id) == NULL) {
            continue;
        }
        void *items = list->items;
        held = rfi_arena_grow(catalogue->arena, &items, list->count + 1, &list->capacity,
                              sizeof(*list->items)) != 0;
        list->items = items;
        if (held) {
            list->items[list->count++] = id;
        }
    }
    if (stream != NULL) {
        (void)closedir(stream);
    }
    return held;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts, drops repeated ids and ends the list with NULL. */
static void settle(id_list *list)
{
    size_t kept = 0;
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof(*list->items), by_bytes);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || strcmp(list->items[kept - 1], list->items[i]) != 0) {
            list->items[kept++] = list->items[i];
        }
    }
    list->items[kept] = NULL;
}

static const char *const *list_folder(rfi_catalogue *catalogue, const char *folder)
{
    id_list list = {RFI_ARRAY(catalogue->arena, 8, const char *), 0, 8};
    listing *row = RFI_NEW(catalogue->arena, listing);
    char *name = rfi_arena_copy(catalogue->arena, folder);
    if (list.items == NULL || row == NULL || name == NULL) {
        return NULL;
    }
    for (const char **directory = catalogue->directories; *directory != NULL; directory++) {
        if (!list_directory(catalogue, *directory, folder, &list)) {
            return NULL;
        }
    }
    settle(&list);
    *row = (listing){name, list.items, catalogue->listings};
    catalogue->listings = row;
    return list.items;
}

const char *const *rfi_catalogue_ids(rfi_catalogue *catalogue, const char *folder)
{
    static const char *const none[] = {NULL};
    if (folder == NULL || !is_plain_id(folder, strlen(folder))) {
        return none;
    }
    for (const listing *row = catalogue->listings; row != NULL; row = row->next) {
        if (strcmp(row->folder, folder) == 0) {
            return row->ids;
        }
    }
    return list_folder(catalogue, folder);
}
