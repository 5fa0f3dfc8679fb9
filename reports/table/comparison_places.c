/* SPDX-License-Identifier: MIT */
/* Where installs and racks stand, in words. Identical halls taken apart bear the ids
 * KIND.1, KIND.2 ...: what is the same in several of them is said once. */
#include "reports/table/comparison.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/value.h"

/* Length of the id before ".N"; 0: it has no number. */
static size_t stem_of(const char *id)
{
    const char *dot = strrchr(id, '.');
    return dot != NULL && dot[1] != '\0' && strspn(dot + 1, "0123456789") == strlen(dot + 1)
               ? (size_t)(dot - id)
               : 0;
}

static bool same_kind(const rfi_site *site, size_t a, size_t b)
{
    if (a >= site->hall_count || b >= site->hall_count) {
        return false;
    }
    const char *first = rfi_or_empty(site->halls[a].id);
    const char *second = rfi_or_empty(site->halls[b].id);
    size_t stem = stem_of(first);
    return stem > 0 && stem == stem_of(second) && strncmp(first, second, stem) == 0;
}

/* Halls in rising order: "each of hall.1–6, 9", a single one by its id. */
static void print_halls(rfi_text *text, const rfi_site *site, const size_t *halls,
                        size_t count)
{
    const char *id = rfi_or_empty(site->halls[halls[0]].id);
    if (count == 1) {
        rfi_text_add(text, id);
        return;
    }
    size_t stem = stem_of(id) + 1;
    rfi_text_format(text, "each of %.*s", (int)stem, id);
    for (size_t i = 0; i < count;) {
        size_t last = i;
        while (last + 1 < count && halls[last + 1] == halls[last] + 1) {
            last++;
        }
        rfi_text_format(text, "%s%s", i == 0 ? "" : ", ", site->halls[halls[i]].id + stem);
        if (last > i) {
            rfi_text_format(text, "%s%s", last > i + 1 ? "–" : ", ",
                            site->halls[halls[last]].id + stem);
        }
        i = last + 1;
    }
}

static bool like_install(const rfi_site *site, const rfi_planned *a, const rfi_planned *b)
{
    return a->install.measure == b->install.measure &&
           a->install.count == b->install.count && a->start == b->start &&
           a->done == b->done && memcmp(a->cost, b->cost, sizeof(a->cost)) == 0 &&
           same_kind(site, a->install.hall, b->install.hall);
}

size_t rfi_alike_installs(const rfi_comparison *c, const rfi_retrofit *r, size_t index,
                          rfi_text *ret_place, int64_t *ret_cost)
{
    enum { HALLS = 64 }; /* as many as a site is taken apart into */
    const rfi_site *site = rfi_compared_site(c);
    const rfi_planned *own = &r->installs[index];
    size_t halls[HALLS] = {own->install.hall};
    size_t count = 1;
    for (size_t i = 0; i < index; i++) {
        if (like_install(site, &r->installs[i], own)) {
            return 0;
        }
    }
    memcpy(ret_cost, own->cost, sizeof(own->cost));
    for (size_t i = index + 1; i < r->install_count && count < HALLS; i++) {
        if (like_install(site, &r->installs[i], own)) {
            halls[count++] = r->installs[i].install.hall;
            for (rfi_end end = 0; end < RFI_ENDS; end++) {
                ret_cost[end] = rfi_add(ret_cost[end], r->installs[i].cost[end]);
            }
        }
    }
    if (own->install.hall < site->hall_count) {
        print_halls(ret_place, site, halls, count);
    } else {
        rfi_text_add(ret_place, rfi_place_of(c, &own->install));
    }
    return count;
}

size_t rfi_alike_shares(const rfi_comparison *c, const rfi_plan *plan, size_t index,
                        rfi_text *ret_place)
{
    const rfi_site *site = rfi_compared_site(c);
    size_t count = 1;
    size_t halls[2] = {index, index};
    while (index + count < plan->share_count) {
        const rfi_hall_share *own = &plan->shares[index];
        const rfi_hall_share *next = &plan->shares[index + count];
        if (next->pods != own->pods || next->profile != own->profile ||
            plan->share_count != site->hall_count ||
            !same_kind(site, index, index + count)) {
            break;
        }
        count++;
    }
    if (plan->share_count != site->hall_count) {
        const rfi_hall *hall = plan->shares[index].hall;
        rfi_text_add(ret_place, hall == NULL ? "" : rfi_or_empty(hall->id));
    } else if (count == 1) {
        print_halls(ret_place, site, halls, 1);
    } else {
        const char *first = site->halls[index].id;
        const char *last = site->halls[index + count - 1].id;
        rfi_text_format(ret_place, "each of %s%s%s", first, count > 2 ? "–" : ", ",
                        last + stem_of(last) + 1);
    }
    return count;
}
