/* SPDX-License-Identifier: MIT */
/* Where several groups of one kind stand at one place, a new unit serves one of them, not
 * each. Every subset of them gets a row: what they lack together is at most what is new.
 * With one row a group these say exactly what a divisible addition can do. */
#include "planner/capacity/gains.h"
#include "planner/capacity/list.h"

typedef struct family { /* rows of one kind of thing */
    size_t rows[RFI_JOINT_MOST];
    size_t count; /* may pass the array: then they are not joined */
} family;

/* Rows of the place like row `first`, with it; none when an earlier one is like it. */
static family family_of(const rfi_requirement_list *list, size_t begin, size_t end,
                        size_t first)
{
    family found = {.count = 0};
    rfi_requirement_kind kind = list->items[first].kind;
    for (size_t i = begin; i < end; i++) {
        if (list->items[i].kind != kind || list->subjects[i].wired != NULL ||
            !rfi_gains_alike(kind, &list->subjects[first], &list->subjects[i])) {
            continue;
        }
        if (i < first) {
            return (family){.count = 0};
        }
        if (found.count < RFI_JOINT_MOST) {
            found.rows[found.count] = i;
        }
        found.count++;
    }
    return found;
}

static bool anything_raises(const rfi_lister *l, size_t row)
{
    const rfi_measures *measures = l->study->measures;
    for (size_t i = 0; i < measures->count; i++) {
        const rfi_measure *measure = &measures->items[i];
        for (size_t k = 0; k < measure->effect_count; k++) {
            if (rfi_effect_raises(l->study, measure, &measure->effects[k],
                                  &l->list->items[row], &l->list->subjects[row])) {
                return true;
            }
        }
    }
    return false;
}

/* The row of the members whose bits are set. */
static void list_subset(const rfi_lister *l, const family *of, unsigned bits)
{
    rfi_arena *arena = l->study->arena;
    rfi_joint *joint = RFI_NEW(arena, rfi_joint);
    rfi_subject *members = RFI_ARRAY(arena, RFI_JOINT_MOST, rfi_subject);
    int64_t *room = RFI_ARRAY(arena, 4 * l->study->site->hall_count, int64_t);
    if (joint == NULL || members == NULL || room == NULL) {
        l->list->failed = true;
        return;
    }
    *joint = (rfi_joint){.members = members, .room = room};
    const char *owner = NULL;
    const rfi_requirement *one = NULL;
    for (size_t i = 0; i < of->count; i++) {
        if ((bits >> i & 1U) == 0) {
            continue;
        }
        const rfi_requirement *row = &l->list->items[of->rows[i]];
        members[joint->count++] = l->list->subjects[of->rows[i]];
        one = one == NULL ? row : one;
        owner = owner == NULL ? row->owner
                              : rfi_arena_format(arena, "%s+%s", owner, row->owner);
        if (owner == NULL) {
            l->list->failed = true;
            return;
        }
    }
    if (one == NULL) {
        return; /* of no row */
    }
    rfi_subject subject = members[0];
    subject.offer = RFI_OFFER_JOINT;
    subject.joint = joint;
    const char *what = rfi_arena_format(arena, "%s together", owner);
    rfi_list_add(l, one->kind, &subject, owner, what, one->place);
}

void rfi_list_joints(const rfi_lister *l, const rfi_hall *hall)
{
    const rfi_requirement_list *list = l->list;
    if (l->study->measures == NULL) {
        return;
    }
    size_t end = list->count;
    size_t begin = end;
    while (begin > 0 && list->subjects[begin - 1].hall == hall) {
        begin--;
    }
    for (size_t i = begin; i < end; i++) {
        if (list->subjects[i].wired != NULL) {
            continue;
        }
        family found = family_of(list, begin, end, i);
        if (found.count < 2 || found.count > RFI_JOINT_MOST || !anything_raises(l, i)) {
            continue;
        }
        for (unsigned bits = 3; bits < 1U << found.count; bits++) {
            if ((bits & (bits - 1)) != 0) { /* two at least */
                list_subset(l, &found, bits);
            }
        }
    }
}
