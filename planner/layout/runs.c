/* SPDX-License-Identifier: MIT */
/* Exact cutting by dynamic programming over the stretches of a row; the state is the number
 * of positions since the last cross aisle. Within a stretch the best use of g groups has a
 * closed form: groups are filled with whole pods first, the rest of the positions goes
 * where room is left. Cross aisles lie within one stretch (both aisles reach them); walls
 * part runs. */
#include "planner/layout/runs.h"

#include <string.h>

#include "planner/base/checked.h"

enum { RFI_RUN_TAILS = 64 }; /* sizes tried for a group that stays open, from the largest */

typedef struct step_list {
    rfi_arena *arena;
    rfi_run_step *steps;
    size_t count, capacity;
    size_t from, fresh; /* steps of the stretch before: [from, fresh) */
    bool failed;
} step_list;

static bool dominates(const rfi_run_step *a, const rfi_run_step *b)
{
    return a->open <= b->open && a->positions >= b->positions && a->pods >= b->pods;
}

static void add_step(step_list *list, const rfi_run_step *step)
{
    size_t kept = list->fresh;
    for (size_t i = list->fresh; i < list->count; i++) {
        if (dominates(&list->steps[i], step)) {
            return;
        }
    }
    for (size_t i = list->fresh; i < list->count; i++) {
        if (!dominates(step, &list->steps[i])) {
            list->steps[kept++] = list->steps[i];
        }
    }
    list->count = kept;
    void *steps = list->steps;
    if (!rfi_arena_grow(list->arena, &steps, list->count, &list->capacity,
                        sizeof(rfi_run_step))) {
        list->failed = true;
        return;
    }
    list->steps = steps;
    list->steps[list->count++] = *step;
}

/* Uses `length` mm in `runs` groups: the first takes at most `first` positions, the last
 * exactly `last` (-1: like the others). False when that does not fit. */
static bool use_stretch(const rfi_run_rule *rule, int64_t length, rfi_run_step *step)
{
    int64_t left = length - (step->runs - 1) * rule->cross;
    if (left < 0) {
        return false;
    }
    int64_t middle = step->runs - (step->last < 0 ? 1 : 2);
    int64_t tail = rfi_max(step->last, 0);
    int64_t room = rfi_add(step->first, rfi_mul(middle, rule->longest));
    int64_t positions = rfi_min(left / rule->rack, rfi_add(room, tail));
    if (positions < tail) {
        return false;
    }
    int64_t pods = rfi_min((positions - tail) / rule->pod_racks,
                           rfi_add(step->first / rule->pod_racks,
                                   rfi_mul(middle, rule->longest / rule->pod_racks)));
    step->own_positions = positions;
    step->own_pods = pods + tail / rule->pod_racks;
    return true;
}

/* True when more groups can still bring more positions or pods. */
static bool wants_more(const rfi_run_rule *rule, int64_t length, const rfi_run_step *step)
{
    int64_t positions = (length - (step->runs - 1) * rule->cross) / rule->rack;
    int64_t tail = rfi_max(step->last, 0);
    return positions > step->own_positions ||
           (positions - tail) / rule->pod_racks + tail / rule->pod_racks > step->own_pods;
}

static void add_runs(step_list *list, const rfi_run_rule *rule, const rfi_run_step *before,
                     rfi_run_step step, int64_t length)
{
    int64_t most = rfi_add(rfi_mul(rule->longest, rule->rack), rule->cross);
    int64_t least = step.last < 0 ? 1 : 2;
    step.runs = rfi_max(least, (length + rule->cross) / most - 1);
    for (; use_stretch(rule, length, &step); step.runs++) {
        step.positions = before->positions + step.own_positions;
        step.pods = before->pods + step.own_pods;
        add_step(list, &step);
        if (!wants_more(rule, length, &step)) {
            break;
        }
    }
}

/* The run goes on past the end of the stretch. */
static void add_open(step_list *list, const rfi_run_rule *rule, const rfi_run_step *before,
                     rfi_run_step step, int64_t length)
{
    int64_t positions = length / rule->rack;
    int64_t most = rfi_min(step.first, positions);
    int64_t since = rule->longest - step.first;
    for (int64_t size = most; size >= 0 && size > most - RFI_RUN_TAILS; size--) {
        step.runs = 1;
        step.last = -1;
        step.own_positions = size;
        step.own_pods = size / rule->pod_racks;
        step.positions = before->positions + size;
        step.pods = before->pods + step.own_pods;
        step.open = since + size;
        add_step(list, &step);
    }
    most = rfi_min(rule->longest, positions);
    for (int64_t size = most; size >= 1 && size > most - RFI_RUN_TAILS; size--) {
        step.last = size;
        step.open = size;
        add_runs(list, rule, before, step, length);
    }
}

static void extend_step(step_list *list, const rfi_run_rule *rule, size_t before_index,
                        const rfi_stretch *stretch, size_t index, bool closes)
{
    rfi_run_step before = {.before = SIZE_MAX};
    if (before_index != SIZE_MAX) {
        before = list->steps[before_index];
    }
    int64_t open = stretch->apart ? 0 : before.open;
    int64_t length = stretch->to - stretch->from;
    rfi_run_step step = {.stretch = index,
                         .before = before_index,
                         .first = rule->longest - open, /* 0: a cross aisle comes first */
                         .last = -1};
    if (closes) {
        add_runs(list, rule, &before, step, length);
        return;
    }
    add_open(list, rule, &before, step, length);
    if (length >= rule->cross) {
        step.end = rule->cross;
        add_runs(list, rule, &before, step, length - rule->cross);
    }
}

/* Where all racks of a bay make no more than one run, its obstacles part nothing. Counted
 * in positions, and in racks where narrower or wider ones may take their place: if only
 * the second is too many, no group may hold more racks than positions. */
static void part_short_bays(rfi_stretch *stretches, size_t count, const rfi_run_rule *rule)
{
    for (size_t i = 0; i < count;) {
        size_t end = i;
        int64_t positions = 0;
        int64_t weight = 0;
        do {
            int64_t length = stretches[end].to - stretches[end].from;
            positions += length / rule->rack;
            weight = rfi_add(
                weight, rfi_mul_div_floor(length, rule->dense_weight, rule->dense_length));
            end++;
        } while (end < count && !stretches[end].apart);
        for (size_t j = i; positions <= rule->longest && j < end; j++) {
            stretches[j].apart = true;
            stretches[j].tied = end - i > 1 && weight > rule->longest;
        }
        i = end;
    }
}

static bool list_cuts(rfi_row_cuts *cuts, step_list *list)
{
    cuts->steps = list->steps;
    cuts->cuts = RFI_ARRAY(list->arena, list->count - list->fresh + 1, rfi_cut);
    if (cuts->cuts == NULL) {
        return false;
    }
    for (size_t i = list->fresh; i < list->count; i++) {
        rfi_cut cut = {list->steps[i].positions, list->steps[i].pods, i};
        size_t at = cuts->cut_count++;
        for (; at > 0 && cuts->cuts[at - 1].positions < cut.positions; at--) {
            cuts->cuts[at] = cuts->cuts[at - 1];
        }
        cuts->cuts[at] = cut;
    }
    if (cuts->cut_count == 0) {
        cuts->cuts[cuts->cut_count++] = (rfi_cut){0, 0, SIZE_MAX};
    }
    return true;
}

bool rfi_row_cuts_find(rfi_row_cuts *cuts, rfi_arena *arena, const rfi_run_rule *rule,
                       rfi_stretch *stretches, size_t stretch_count)
{
    *cuts = (rfi_row_cuts){.stretches = stretches, .stretch_count = stretch_count};
    part_short_bays(stretches, stretch_count, rule);
    step_list list = {.arena = arena};
    for (size_t i = 0; i < stretch_count && !list.failed; i++) {
        bool closes = i + 1 == stretch_count || stretches[i + 1].apart;
        list.from = list.fresh;
        list.fresh = list.count;
        if (i == 0) {
            extend_step(&list, rule, SIZE_MAX, &stretches[i], i, closes);
        }
        for (size_t b = list.from; i > 0 && b < list.fresh; b++) {
            extend_step(&list, rule, b, &stretches[i], i, closes);
        }
    }
    return !list.failed && list_cuts(cuts, &list);
}

/* ---- from steps back to groups --------------------------------------------------------
 */
size_t rfi_row_cuts_most_groups(const rfi_row_cuts *cuts, const rfi_run_rule *rule)
{
    size_t most = 0;
    for (size_t i = 0; i < cuts->stretch_count; i++) {
        const rfi_stretch *stretch = &cuts->stretches[i];
        most += (size_t)((stretch->to - stretch->from) / rule->rack) + 1;
    }
    return most;
}

/* Size of group `index`: whole pods from the left, then the rest where room is left. */
static int64_t pods_of_group(const rfi_run_rule *rule, const rfi_run_step *step,
                             int64_t index, int64_t *pods)
{
    int64_t room = index == 0 ? step->first : rule->longest;
    int64_t own = rfi_min(room / rule->pod_racks, *pods);
    *pods -= own;
    return own * rule->pod_racks;
}

static size_t expand_step(const rfi_row_cuts *cuts, const rfi_run_rule *rule,
                          const rfi_run_step *step, bool keep_slack, rfi_group *groups)
{
    const rfi_stretch *stretch = &cuts->stretches[step->stretch];
    int64_t at = stretch->from;
    int64_t tail = rfi_max(step->last, 0);
    int64_t shared = step->runs - (step->last < 0 ? 0 : 1);
    int64_t pods = step->own_pods - tail / rule->pod_racks;
    int64_t rest = step->own_positions - tail - pods * rule->pod_racks;
    size_t count = 0;
    for (int64_t i = 0; i < step->runs; i++) {
        int64_t size = tail;
        int64_t room = i == 0 ? step->first : rule->longest;
        if (i < shared) {
            size = pods_of_group(rule, step, i, &pods);
            int64_t more = rfi_min(room - size, rest);
            size += more;
            rest -= more;
        }
        if (size > 0) {
            bool closed =
                i < shared && (step->last >= 0 || step->open == 0) && !stretch->tied;
            groups[count++] = (rfi_group){at, size * rule->rack, closed ? room : size};
        }
        at += size * rule->rack + rule->cross; /* an empty one still parts runs */
    }
    if (keep_slack && count == 0 && step->open == 0 && !stretch->tied) {
        groups[count++] = (rfi_group){stretch->from, 0, step->first};
    }
    if (keep_slack && count > 0) {
        rfi_group *last = &groups[count - 1];
        last->length = stretch->to - step->end - last->at;
    }
    return count;
}

size_t rfi_row_cuts_groups(const rfi_row_cuts *cuts, const rfi_run_rule *rule, size_t cut,
                           bool keep_slack, rfi_group *ret_groups)
{
    size_t count = 0;
    for (size_t i = cuts->cuts[cut].step; i != SIZE_MAX; i = cuts->steps[i].before) {
        rfi_group *groups = ret_groups + count;
        size_t own = expand_step(cuts, rule, &cuts->steps[i], keep_slack, groups);
        for (size_t j = 0; j < own / 2; j++) { /* right to left until the end */
            rfi_group swap = groups[j];
            groups[j] = groups[own - 1 - j];
            groups[own - 1 - j] = swap;
        }
        count += own;
    }
    for (size_t j = 0; j < count / 2; j++) {
        rfi_group swap = ret_groups[j];
        ret_groups[j] = ret_groups[count - 1 - j];
        ret_groups[count - 1 - j] = swap;
    }
    return count;
}
