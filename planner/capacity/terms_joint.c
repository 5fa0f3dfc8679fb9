/* SPDX-License-Identifier: MIT */
/* Several groups of one kind at once: limit and demand are the sums of theirs. Without
 * measures their own rows say as much; a new unit raises the sum once. */
#include <string.h>

#include "planner/capacity/terms.h"

static const char *name_of(const rfi_subject *member)
{
    return member->plant != NULL ? member->plant->id : member->link.group;
}

/* The numbers of a member, in the room of the joint row. */
static rfi_terms terms_of(const rfi_scene *s, const rfi_subject *member)
{
    size_t halls = s->study->site->hall_count;
    int64_t *room = s->subject->joint->room;
    rfi_terms terms = {.pod = room,
                       .unit = room + halls,
                       .idle = room + 2 * halls,
                       .standing = room + 3 * halls};
    memset(room, 0, 4 * halls * sizeof(*room));
    rfi_scene inner = *s;
    inner.subject = member;
    inner.terms = &terms;
    rfi_trace_open(s->view, "row of the group", name_of(member), "its limit, alone");
    rfi_term_of(s->requirement->kind)(&inner);
    rfi_close(s, terms.limit);
    return terms;
}

static void add_in(int64_t *sums, const int64_t *values, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        sums[i] = rfi_add(sums[i], values[i]);
    }
}

/* A sum, told as what the rows above come to together. */
static void tell(const rfi_scene *s, const char *part, const rfi_hall *hall, int64_t value)
{
    if (value != 0 || strcmp(part, RFI_PART_LIMIT) == 0) {
        rfi_trace_open(s->view, part, hall == NULL ? NULL : hall->id,
                       "sum over the rows of the groups above");
        rfi_close(s, value);
    }
}

void rfi_term_joint(const rfi_scene *s)
{
    const rfi_joint *joint = s->subject->joint;
    const rfi_site *site = s->study->site;
    bool own = s->subject->hall != NULL;
    size_t first = own ? (size_t)(s->subject->hall - site->halls) : 0;
    size_t last = own ? first + 1 : site->hall_count;
    for (size_t i = 0; i < joint->count; i++) {
        rfi_terms terms = terms_of(s, &joint->members[i]);
        s->terms->limit = rfi_add(s->terms->limit, terms.limit);
        s->terms->fixed = rfi_add(s->terms->fixed, terms.fixed);
        add_in(s->terms->pod, terms.pod, first, last);
        add_in(s->terms->unit, terms.unit, first, last);
        add_in(s->terms->idle, terms.idle, first, last);
        add_in(s->terms->standing, terms.standing, first, last);
    }
    tell(s, RFI_PART_LIMIT, NULL, s->terms->limit);
    tell(s, RFI_PART_FIXED, NULL, s->terms->fixed);
    for (size_t i = first; i < last; i++) {
        tell(s, RFI_PART_POD, &site->halls[i], s->terms->pod[i]);
        tell(s, RFI_PART_UNIT, &site->halls[i], s->terms->unit[i]);
        tell(s, RFI_PART_IDLE, &site->halls[i], s->terms->idle[i]);
        tell(s, RFI_PART_STANDING, &site->halls[i], s->terms->standing[i]);
    }
}
