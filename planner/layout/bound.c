/* SPDX-License-Identifier: MIT */
#include "planner/layout/bound.h"

#include <string.h>

#include "planner/base/checked.h"

bool rfi_row_types_init(rfi_row_types *types, rfi_arena *arena, rfi_frame *frame,
                        const rfi_run_rule *rule, const rfi_goods *goods)
{
    *types = (rfi_row_types){.arena = arena, .frame = frame, .rule = rule, .goods = goods};
    types->stretches = RFI_ARRAY(arena, rfi_frame_most_stretches(frame), rfi_stretch);
    for (int up = 0; up < 2; up++) {
        types->of_class[up] = RFI_ARRAY(arena, 2 * frame->critical_count[up] + 1, size_t);
        if (types->of_class[up] == NULL) {
            return false;
        }
    }
    return types->stretches != NULL;
}

/* Odd: at a critical height; even: between two. */
static size_t class_of(const rfi_frame *frame, int64_t v, bool up)
{
    size_t low = 0;
    size_t high = frame->critical_count[up];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (frame->critical[up][middle] < v) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool at = low < frame->critical_count[up] && frame->critical[up][low] == v;
    return 2 * low + (at ? 1 : 0);
}

static uint64_t hash_stretches(const rfi_stretch *stretches, size_t count)
{
    uint64_t hash = 1469598103934665603U; /* FNV-1a */
    for (size_t i = 0; i < count; i++) {
        const uint64_t parts[4] = {(uint64_t)stretches[i].from, (uint64_t)stretches[i].to,
                                   stretches[i].apart, stretches[i].parted};
        for (size_t j = 0; j < 4; j++) {
            hash = (hash ^ parts[j]) * 1099511628211U;
        }
    }
    return hash;
}

static bool same_stretches(const rfi_row_type *type, const rfi_stretch *stretches,
                           size_t count)
{
    if (type->cuts.stretch_count != count) {
        return false;
    }
    bool same = true;
    for (size_t i = 0; i < count && same; i++) {
        const rfi_stretch *own = &type->cuts.stretches[i];
        same = own->from == stretches[i].from && own->to == stretches[i].to &&
               own->parted == stretches[i].parted;
    }
    return same;
}

rfi_room rfi_row_types_room(rfi_row_types *types, const rfi_row_cuts *cuts, size_t cut,
                            size_t *ret_group_count)
{
    size_t most = rfi_row_cuts_most_groups(cuts, types->rule);
    *ret_group_count = 0;
    rfi_room room = {0};
    if (most > types->group_capacity) {
        types->groups = RFI_ARRAY(types->arena, most, rfi_group);
        types->group_capacity = types->groups == NULL ? 0 : most;
        types->failed = types->failed || types->groups == NULL;
    }
    if (types->failed || cuts->cut_count == 0) {
        return room;
    }
    *ret_group_count =
        rfi_row_cuts_groups(cuts, types->rule, cut, !types->goods->equal, types->groups);
    for (size_t i = 0; i < *ret_group_count; i++) {
        room = rfi_room_add(room, rfi_goods_tight_room(types->goods, &types->groups[i]));
    }
    return room;
}

/* Keeps the cut with the most whole units, then with the largest partial one. */
static void strand_cut(rfi_row_types *types, rfi_row_type *type, size_t cut)
{
    size_t count = 0;
    (void)rfi_row_types_room(types, &type->cuts, cut, &count);
    rfi_strand strand = {.goods = types->goods,
                         .groups = types->groups,
                         .group_count = count,
                         .stretches = type->cuts.stretches,
                         .stretch_count = type->cuts.stretch_count};
    rfi_strand_use use = rfi_strand_most(&strand);
    if (cut == 0 || use.units > type->strung.units ||
        (use.units == type->strung.units && use.part > type->strung.part)) {
        type->strung = use;
        type->strung_cut = cut;
    }
}

static void measure_type(rfi_row_types *types, rfi_row_type *type)
{
    for (size_t i = 0; i < type->cuts.cut_count; i++) {
        const rfi_cut *cut = &type->cuts.cuts[i];
        rfi_room room = {cut->positions * types->rule->rack, cut->positions, cut->pods};
        if (!types->goods->equal) {
            size_t count = 0;
            room = rfi_row_types_room(types, &type->cuts, i, &count);
        }
        type->best = rfi_room_max(type->best, room);
        if (types->goods->reach < INT64_MAX) {
            strand_cut(types, type, i);
        }
    }
}

static size_t add_type(rfi_row_types *types, size_t stretch_count, uint64_t hash)
{
    void *list = types->types;
    rfi_stretch *own = RFI_ARRAY(types->arena, stretch_count, rfi_stretch);
    if (own == NULL || !rfi_arena_grow(types->arena, &list, types->count, &types->capacity,
                                       sizeof(rfi_row_type))) {
        types->failed = true;
        return 0;
    }
    types->types = list;
    memcpy(own, types->stretches, stretch_count * sizeof(rfi_stretch));
    rfi_row_type *type = &types->types[types->count];
    *type = (rfi_row_type){.hash = hash};
    if (!rfi_row_cuts_find(&type->cuts, types->arena, types->rule, own, stretch_count)) {
        types->failed = true;
        return 0;
    }
    measure_type(types, type);
    return types->count++;
}

static size_t find_type(rfi_row_types *types, int64_t v, bool up)
{
    size_t count = rfi_frame_row(types->frame, v, up, types->stretches);
    uint64_t hash = hash_stretches(types->stretches, count);
    for (size_t i = 0; i < types->count; i++) {
        if (types->types[i].hash == hash &&
            same_stretches(&types->types[i], types->stretches, count)) {
            return i;
        }
    }
    return add_type(types, count, hash);
}

size_t rfi_row_types_at(rfi_row_types *types, int64_t v, bool up)
{
    size_t *known = &types->of_class[up][class_of(types->frame, v, up)];
    if (*known == 0 && !types->failed) {
        *known = find_type(types, v, up) + 1;
    }
    return types->failed ? 0 : *known - 1;
}

size_t rfi_row_types_rows(const rfi_row_types *types, int64_t offset)
{
    const rfi_frame *frame = types->frame;
    int64_t room = frame->high - frame->depth - offset;
    if (room < 0) {
        return 0;
    }
    int64_t rows = room / frame->pitch * 2 + 1;
    if (room % frame->pitch >= frame->depth + frame->hot) {
        rows++;
    }
    return (size_t)rows;
}

/* Best of row `index` over all heights that an offset can give it. */
static rfi_room best_of_row(rfi_row_types *types, size_t index, int64_t *ret_positions,
                            rfi_strand_use *ret_use)
{
    const rfi_frame *frame = types->frame;
    bool up = index % 2 != 0;
    int64_t from = rfi_frame_row_at(frame, frame->low + frame->front, (int64_t)index);
    int64_t end = rfi_min(from + frame->pitch, frame->high - frame->depth + 1);
    size_t next = class_of(frame, from, up) / 2;
    rfi_room best = {0};
    *ret_positions = 0;
    *ret_use = (rfi_strand_use){0};
    for (int64_t v = from; v < end && !types->failed;) {
        size_t index_of_type = rfi_row_types_at(types, v, up);
        if (types->failed) {
            break;
        }
        const rfi_row_type *type = &types->types[index_of_type];
        best = rfi_room_max(best, type->best);
        *ret_positions = rfi_max(*ret_positions, type->cuts.cuts[0].positions);
        ret_use->units = rfi_max(ret_use->units, type->strung.units);
        ret_use->part = rfi_max(ret_use->part, type->strung.part);
        while (next < frame->critical_count[up] && frame->critical[up][next] <= v) {
            next++;
        }
        v = next < frame->critical_count[up] ? frame->critical[up][next] : end;
    }
    return best;
}

bool rfi_bound_find(rfi_row_types *types, rfi_bound *ret_bound)
{
    *ret_bound = (rfi_bound){0};
    int64_t start = types->frame->low + types->frame->front;
    size_t count = rfi_row_types_rows(types, start);
    ret_bound->rows = RFI_ARRAY(types->arena, count, int64_t);
    if (ret_bound->rows == NULL) {
        return false;
    }
    rfi_room all = {0};
    int64_t part = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t positions = 0;
        rfi_strand_use use;
        all = rfi_room_add(all, best_of_row(types, i, &positions, &use));
        ret_bound->positions += positions;
        ret_bound->units += use.units;
        part =
            rfi_max(part, use.units > 0 ? types->goods->sizes[0].per_unit - 1 : use.part);
        if (positions > 0) {
            ret_bound->rows[ret_bound->row_count++] = positions;
        }
    }
    ret_bound->pods = rfi_goods_most(types->goods, all);
    rfi_room loose = all;
    loose.pods = RFI_UNBOUNDED;
    ret_bound->by_pods = rfi_goods_most(types->goods, loose) > ret_bound->pods;
    if (types->goods->reach < INT64_MAX) {
        int64_t strung =
            rfi_add(rfi_mul(ret_bound->units, types->goods->sizes[0].per_unit), part);
        ret_bound->by_reach = strung < ret_bound->pods;
        ret_bound->pods = rfi_min(ret_bound->pods, strung);
    }
    return !types->failed;
}

/* ---- words --------------------------------------------------------------------------- */
enum { RFI_BOUND_KINDS = 4 }; /* lengths of rows named one by one */

static const char *add_rows_words(rfi_arena *arena, const char *words, int64_t rows,
                                  int64_t positions)
{
    return rfi_arena_format(arena, "%s%s%lld %s of %lld %s", words == NULL ? "" : words,
                            words == NULL ? "" : ", ", (long long)rows,
                            rows == 1 ? "row" : "rows", (long long)positions,
                            positions == 1 ? "position" : "positions");
}

static int64_t longest_below(const rfi_bound *bound, int64_t limit)
{
    int64_t longest = 0;
    for (size_t i = 0; i < bound->row_count; i++) {
        if (bound->rows[i] < limit) {
            longest = rfi_max(longest, bound->rows[i]);
        }
    }
    return longest;
}

static const char *rows_words(rfi_arena *arena, const rfi_bound *bound)
{
    const char *words = NULL;
    int64_t limit = INT64_MAX;
    for (int kind = 0; kind < RFI_BOUND_KINDS; kind++) {
        int64_t positions = longest_below(bound, limit);
        int64_t rows = 0;
        for (size_t i = 0; i < bound->row_count; i++) {
            rows += bound->rows[i] == positions;
        }
        if (positions == 0) {
            return words;
        }
        words = add_rows_words(arena, words, rows, positions);
        limit = positions;
    }
    int64_t shorter = 0;
    for (size_t i = 0; i < bound->row_count; i++) {
        shorter += bound->rows[i] < limit;
    }
    return shorter == 0
               ? words
               : rfi_arena_format(arena, "%s, %lld shorter", words, (long long)shorter);
}

const char *rfi_bound_words(rfi_arena *arena, const rfi_bound *bound,
                            const rfi_layout_request *request, const rfi_goods *goods,
                            bool along_y)
{
    if (bound->row_count == 0) {
        return "no row with its aisles fits between the walls";
    }
    const char *words = rfi_arena_format(
        arena, "at most %s along %s, %lld positions in all", rows_words(arena, bound),
        along_y ? "y" : "x", (long long)bound->positions);
    int64_t supports = 0;
    for (size_t i = 1; i < goods->count; i++) {
        supports += rfi_goods_units(goods, bound->pods) * goods->sizes[i].per_unit;
    }
    if (supports > 0) {
        words = rfi_arena_format(
            arena, "%s, of which %lld support %s", words, (long long)supports,
            supports == 1 ? "rack takes its place" : "racks take their places");
    }
    if (request->racks_per_pod > 1) {
        words = rfi_arena_format(arena, "%s; pods of %lld racks side by side%s", words,
                                 (long long)request->racks_per_pod,
                                 bound->by_pods ? " leave positions over in the runs" : "");
    }
    if (bound->by_offset) {
        words = rfi_arena_format(
            arena, "%s; no one offset of all rows holds more than %lld %s", words,
            (long long)bound->pods, bound->pods == 1 ? "pod" : "pods");
    }
    if (bound->by_reach) {
        words = rfi_arena_format(
            arena,
            "%s; no more than %lld whole scalable %s within reach of their network "
            "racks along the trays of their rows",
            words, (long long)bound->units, bound->units == 1 ? "unit" : "units");
    }
    return words;
}
