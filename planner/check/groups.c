/* SPDX-License-Identifier: MIT */
/* Groups of elements by hall and name, sorted once per check, so that a lookup costs the
 * same few comparisons on a site of any size and a group may have any number of members. */
#include "planner/check/bench.h"

#include <stdlib.h>
#include <string.h>

typedef struct run { /* one group of one scope: members[first .. first + count) */
    const rfi_hall *hall;
    const char *name;
    size_t first, count;
} run;

struct rfi_groups {
    const rfi_element **members;
    size_t member_count;
    run *runs;
    size_t count;
};

typedef struct entry {
    const rfi_hall *hall;
    const rfi_element *element;
} entry;

static int compare_names(const rfi_hall *hall, const char *name, const rfi_hall *other_hall,
                         const char *other)
{
    uintptr_t a = (uintptr_t)hall;
    uintptr_t b = (uintptr_t)other_hall;
    return a != b ? (a < b ? -1 : 1) : strcmp(name, other);
}

/* Members of one group stand in one array: their places are the order of the file. */
static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    int names = compare_names(a->hall, a->element->group, b->hall, b->element->group);
    return names != 0 ? names : a->element < b->element ? -1 : a->element > b->element;
}

static size_t add_list(entry *entries, size_t at, const rfi_hall *hall,
                       const rfi_element *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].group != NULL) {
            entries[at++] = (entry){hall, &list[i]};
        }
    }
    return at;
}

static void make_runs(struct rfi_groups *g, const entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const entry *e = &entries[i];
        const run *last = g->count == 0 ? NULL : &g->runs[g->count - 1];
        if (last == NULL ||
            compare_names(last->hall, last->name, e->hall, e->element->group) != 0) {
            g->runs[g->count++] = (run){e->hall, e->element->group, i, 0};
        }
        g->runs[g->count - 1].count++;
        g->members[i] = e->element;
    }
}

bool rfi_bench_sort_groups(rfi_bench *b)
{
    const rfi_site *site = b->site;
    size_t most = site->element_count;
    for (size_t i = 0; i < site->hall_count; i++) {
        most += site->halls[i].element_count;
    }
    struct rfi_groups *g = RFI_NEW(b->arena, struct rfi_groups);
    entry *entries = RFI_ARRAY(b->arena, most + 1, entry);
    if (g == NULL || entries == NULL) {
        return false;
    }
    g->members = RFI_ARRAY(b->arena, most + 1, const rfi_element *);
    g->runs = RFI_ARRAY(b->arena, most + 1, run);
    if (g->members == NULL || g->runs == NULL) {
        return false;
    }
    size_t count = add_list(entries, 0, NULL, site->elements, site->element_count);
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        count = add_list(entries, count, hall, hall->elements, hall->element_count);
    }
    if (count > 1) {
        qsort(entries, count, sizeof(*entries), compare_entries);
    }
    make_runs(g, entries, count);
    b->groups = g;
    b->group_count = g->count;
    return true;
}

rfi_group rfi_bench_group_of(const rfi_bench *b, const rfi_hall *scope, const char *name)
{
    rfi_group none = {.name = name};
    size_t low = 0;
    size_t high = name == NULL ? 0 : b->groups->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const run *r = &b->groups->runs[middle];
        int order = compare_names(r->hall, r->name, scope, name);
        if (order == 0) {
            return (rfi_group){name, b->groups->members + r->first, r->count,
                               scope != NULL};
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return none;
}

bool rfi_bench_group(const rfi_bench *b, const rfi_hall *hall, const char *name,
                     rfi_group *ret_group)
{
    *ret_group = rfi_bench_group_of(b, hall, name);
    if (hall != NULL && ret_group->count == 0) {
        *ret_group = rfi_bench_group_of(b, NULL, name);
    }
    return ret_group->count > 0;
}
