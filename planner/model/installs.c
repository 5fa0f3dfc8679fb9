/* SPDX-License-Identifier: MIT */
/* Installs of one measure over identical halls as one row. */
#include <string.h>

#include "planner/base/checked.h"
#include "planner/model/comparison.h"

/* The hall of the site that a hall of the copy taken apart stands for: itself, or the kind
 * of "KIND.3". */
static const rfi_hall *kind_of(const rfi_comparison *c, size_t place)
{
    const rfi_site *apart = c->apart != NULL ? c->apart : c->site;
    if (place >= apart->hall_count) {
        return NULL;
    }
    const char *id = apart->halls[place].id;
    const char *dot = strrchr(id, '.');
    for (size_t h = 0; h < c->site->hall_count; h++) {
        const char *kind = c->site->halls[h].id;
        bool part = dot != NULL && strlen(kind) == (size_t)(dot - id) &&
                    strncmp(kind, id, strlen(kind)) == 0;
        if (strcmp(kind, id) == 0 || part) {
            return &c->site->halls[h];
        }
    }
    return &apart->halls[place];
}

static rfi_install_group *find_group(rfi_install_group *groups, size_t count,
                                     const rfi_planned *planned, const rfi_hall *kind)
{
    for (size_t i = 0; i < count; i++) {
        if (groups[i].first->install.measure == planned->install.measure &&
            groups[i].kind == kind) {
            return &groups[i];
        }
    }
    return NULL;
}

rfi_install_group *rfi_group_installs(rfi_arena *arena, const rfi_comparison *c,
                                      const rfi_retrofit *retrofit, size_t *ret_count)
{
    rfi_install_group *groups =
        RFI_ARRAY(arena, retrofit->install_count + 1, rfi_install_group);
    *ret_count = 0;
    for (size_t i = 0; groups != NULL && i < retrofit->install_count; i++) {
        const rfi_planned *planned = &retrofit->installs[i];
        const rfi_hall *kind = kind_of(c, planned->install.hall);
        rfi_install_group *group = find_group(groups, *ret_count, planned, kind);
        if (group == NULL) {
            group = &groups[(*ret_count)++];
            *group = (rfi_install_group){.first = planned, .kind = kind};
        }
        group->places++;
        group->units = rfi_add(group->units, planned->install.count);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            int64_t sum = rfi_add(group->cost[end], planned->cost[end]);
            group->cost[end] = rfi_min(sum, RFI_UNBOUNDED);
        }
    }
    return groups;
}
