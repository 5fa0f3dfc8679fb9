/* SPDX-License-Identifier: MIT */
/* Claimed redundancy against what is installed. A claim never enters a limit: limits count
 * units and sides. Here it is only held against them, so that a slogan is called one. */
#include <string.h>

#include "planner/capacity/capacity.h"

typedef struct installed {
    int64_t units; /* in parallel on the smaller side, or on the single bus */
    int64_t sides; /* 2 with A and B */
} installed;

typedef struct claim {
    int64_t sides;   /* independent sides that the claim needs */
    int64_t spare;   /* units that may be out on each */
    int64_t systems; /* "4N/3": separate systems, 0 otherwise */
} claim;

static int64_t number_in(const char **text, int64_t otherwise)
{
    int64_t value = 0;
    bool any = false;
    while (**text >= '0' && **text <= '9' && value < 1000) {
        value = value * 10 + (**text - '0');
        any = true;
        (*text)++;
    }
    return any ? value : otherwise;
}

/* N, N+R, 2N, 2(N+R), mN/k [ring]; the reader has already checked the form. */
static claim parse_claim(const char *text)
{
    claim c = {1, 0, 0};
    int64_t times = number_in(&text, 1);
    text += *text == '(' ? 1 : 0;
    text += *text == 'N' ? 1 : 0;
    if (*text == '/') {
        c.systems = times;
        return c;
    }
    c.sides = times;
    if (*text == '+') {
        text++;
        c.spare = number_in(&text, 1);
    }
    return c;
}

static int64_t units_of(const rfi_figure *count)
{
    return rfi_known(count) ? count->high : count->state == RFI_ABSENT ? 1 : INT64_MAX;
}

static installed count_group(const rfi_element *list, size_t count, const char *group)
{
    int64_t units[3] = {0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        if (list[i].group != NULL && strcmp(list[i].group, group) == 0) {
            int64_t *side = &units[list[i].side];
            *side = rfi_add(*side, units_of(&list[i].count));
        }
    }
    if (units[RFI_SIDE_A] > 0 && units[RFI_SIDE_B] > 0) {
        return (installed){rfi_min(units[RFI_SIDE_A], units[RFI_SIDE_B]), 2};
    }
    return (installed){rfi_add(units[0], rfi_add(units[1], units[2])), 1};
}

/* ---- systems that are wired to share loads ----------------------------------------------
 */

enum { SYSTEMS_MOST = 64 };

typedef struct systems { /* groups, each once */
    const char *names[SYSTEMS_MOST];
    size_t count;
} systems;

static bool is_in(const systems *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_system(systems *s, const char *name)
{
    if (name == NULL || is_in(s, name) || s->count == SYSTEMS_MOST) {
        return false;
    }
    s->names[s->count++] = name;
    return true;
}

/* Does the cord hang from the group, itself or by a way without a choice? */
static bool hangs_from(const rfi_site *site, const rfi_hall *hall, const char *cord,
                       const char *group)
{
    const char *name = cord;
    for (size_t guard = 0; name != NULL && guard <= SYSTEMS_MOST; guard++) {
        if (strcmp(name, group) == 0) {
            return true;
        }
        const rfi_element *list = NULL;
        size_t count = 0;
        const rfi_element *first = rfi_site_group(site, hall, name, &list, &count);
        name = first == NULL || first->source_count > 1 ? NULL : first->from;
    }
    return false;
}

/* The claimed group as the cords of the halls name it: itself, or what hangs from it. */
static const char *cord_of(const rfi_site *site, const char *group)
{
    for (size_t h = 0; h < site->hall_count; h++) {
        const rfi_hall *hall = &site->halls[h];
        for (size_t i = 0; i < 2 * hall->cords_count; i++) {
            const rfi_cords *c = &hall->cords[i / 2];
            const char *cord = i % 2 == 0 ? c->a : c->b;
            if (cord != NULL && hangs_from(site, hall, cord, group)) {
                return cord;
            }
        }
    }
    return group;
}

/* Groups that the cords of the halls tie to this one, directly or through others.
 * *ret_ring: each of them shares with exactly two. */
static int64_t tied_by_cords(const rfi_site *site, const char *group, bool *ret_ring)
{
    systems tied = {{cord_of(site, group)}, 1};
    for (bool more = true; more;) {
        more = false;
        for (size_t h = 0; h < site->hall_count; h++) {
            for (size_t i = 0; i < site->halls[h].cords_count; i++) {
                const rfi_cords *c = &site->halls[h].cords[i];
                bool here = c->b != NULL && (is_in(&tied, c->a) || is_in(&tied, c->b));
                more = (here && add_system(&tied, c->a)) || more;
                more = (here && add_system(&tied, c->b)) || more;
            }
        }
    }
    *ret_ring = tied.count > 2;
    for (size_t k = 0; k < tied.count; k++) {
        systems partners = {{NULL}, 0};
        for (size_t h = 0; h < site->hall_count; h++) {
            for (size_t i = 0; i < site->halls[h].cords_count; i++) {
                const rfi_cords *c = &site->halls[h].cords[i];
                if (c->b != NULL && strcmp(c->a, tied.names[k]) == 0) {
                    (void)add_system(&partners, c->b);
                } else if (c->b != NULL && strcmp(c->b, tied.names[k]) == 0) {
                    (void)add_system(&partners, c->a);
                }
            }
        }
        *ret_ring = *ret_ring && partners.count == 2;
    }
    return (int64_t)tied.count;
}

/* A catcher with the groups that it stands by for: those whose loads name it as standby. */
static int64_t caught(const rfi_site *site, const char *group)
{
    int64_t most = 0;
    for (size_t i = 0; i < site->element_count; i++) {
        for (size_t k = 0; k < site->elements[i].standby_count; k++) {
            const char *catcher = site->elements[i].standby[k];
            systems all = {{catcher}, 1};
            for (size_t j = 0; j < site->element_count; j++) {
                const rfi_element *e = &site->elements[j];
                for (size_t s = 0; s < e->standby_count; s++) {
                    if (strcmp(e->standby[s], catcher) == 0) {
                        (void)add_system(&all, e->from);
                    }
                }
            }
            most = is_in(&all, group) ? rfi_max(most, (int64_t)all.count) : most;
        }
    }
    return most;
}

static bool wired_supports(const rfi_site *site, const char *group, const char *words,
                           const claim *c)
{
    bool ring = false;
    int64_t tied = tied_by_cords(site, group, &ring);
    if (strstr(words, "ring") != NULL) {
        return ring && tied >= c->systems;
    }
    if (strstr(words, "catcher") != NULL) {
        return caught(site, group) >= c->systems;
    }
    return rfi_max(tied, caught(site, group)) >= c->systems;
}

static bool supports(const installed *have, const claim *c)
{
    if (c->systems > 0) {
        return have->units * have->sides >= c->systems;
    }
    bool sides = c->sides <= 1 || have->sides >= c->sides;
    return sides && have->units > c->spare;
}

static void compare(rf_diags *diags, rfi_place place, const char *id, const char *words,
                    const installed *have)
{
    const claim c = parse_claim(words);
    if (supports(have, &c)) {
        return;
    }
    rfi_diag(diags, RF_WARNING, RFI_D_CLAIM_WRONG, place,
             "%s claims \"%s\", but %lld unit%s on %s", id, words, (long long)have->units,
             have->units == 1 ? "" : "s",
             have->sides == 2 ? "each of two sides" : "one bus");
    rfi_diag_hint(diags, "limits count what is installed and ignore the claim");
}

static void check_elements(const rfi_site *site, const rfi_element *list, size_t count,
                           rf_diags *diags)
{
    for (size_t i = 0; i < count; i++) {
        bool first = list[i].claimed != NULL && list[i].group != NULL;
        for (size_t k = 0; first && k < i; k++) {
            first = list[k].claimed == NULL || list[k].group == NULL ||
                    strcmp(list[k].group, list[i].group) != 0;
        }
        if (first) {
            installed have = count_group(list, count, list[i].group);
            const claim c = parse_claim(list[i].claimed);
            if (c.systems > 0 && wired_supports(site, list[i].group, list[i].claimed, &c)) {
                continue;
            }
            compare(diags, list[i].place, list[i].id, list[i].claimed, &have);
        }
    }
}

static void check_plants(const rfi_plant *list, size_t count, rf_diags *diags)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].claimed != NULL) {
            /* plants have no sides: 2N of one loop means twice the units */
            installed have = {units_of(&list[i].count), 2};
            compare(diags, list[i].place, list[i].id, list[i].claimed, &have);
        }
    }
}

void rfi_check_claims(const rfi_site *site, rf_diags *diags)
{
    check_elements(site, site->elements, site->element_count, diags);
    check_plants(site->plants, site->plant_count, diags);
    for (size_t i = 0; i < site->hall_count; i++) {
        check_elements(site, site->halls[i].elements, site->halls[i].element_count, diags);
        check_plants(site->halls[i].plants, site->halls[i].plant_count, diags);
    }
}
