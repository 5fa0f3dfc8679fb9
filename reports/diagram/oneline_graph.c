/* SPDX-License-Identifier: MIT */
/* From the elements of some halls to cells in ranks. A cell stands below all that feed it
 * in the normal state; its place from left to right follows from the first of them, so that
 * what hangs together stands together. */
#include "reports/diagram/oneline_parts.h"

#include <math.h>
#include <string.h>

enum { DEPTH_MOST = RFI_RANKS_MOST - 3 };

static size_t add_cell(rfi_oneline *o, rfi_cell cell)
{
    void *cells = o->cells;
    if (!rfi_arena_grow(o->sheet.arena, &cells, o->cell_count, &o->cell_capacity,
                        sizeof(rfi_cell))) {
        o->sheet.drawing->failed = true;
        return RFI_NO_CELL;
    }
    o->cells = cells;
    o->cells[o->cell_count] = cell;
    return o->cell_count++;
}

static void add_wire(rfi_oneline *o, size_t from, size_t to, rfi_wire_kind kind)
{
    void *wires = o->wires;
    if (from == RFI_NO_CELL || to == RFI_NO_CELL) {
        return;
    }
    for (size_t i = 0; i < o->wire_count; i++) {
        const rfi_wire *wire = &o->wires[i];
        if (wire->from == from && wire->to == to && wire->kind == kind) {
            return;
        }
    }
    if (!rfi_arena_grow(o->sheet.arena, &wires, o->wire_count, &o->wire_capacity,
                        sizeof(rfi_wire))) {
        o->sheet.drawing->failed = true;
        return;
    }
    o->wires = wires;
    o->wires[o->wire_count++] = (rfi_wire){from, to, kind};
    rfi_cell *below = &o->cells[to];
    if (kind == RFI_WIRE_NORMAL && below->tree == RFI_NO_CELL) {
        below->tree = from;
    }
}

static const rfi_load_bus *bus_of(const rfi_oneline *o, const char *group, size_t hall,
                                  rfi_side side)
{
    const rfi_loading *l = o->sheet.loading;
    for (size_t i = 0; l != NULL && i < l->bus_count; i++) {
        const rfi_load_bus *bus = &l->buses[i];
        if (bus->hall == hall && bus->side == side && strcmp(bus->group, group) == 0) {
            return bus;
        }
    }
    return NULL;
}

/* ---- groups and what they hang from ---------------------------------------------------
 */

static size_t add_grid(rfi_oneline *o, const char *id)
{
    const rfi_site *site = o->sheet.site;
    const rfi_interconnect *poi = rfi_site_interconnect(site, id);
    if (poi == NULL && site->interconnect_count > 0) {
        poi = &site->interconnects[0]; /* a reference design calls it by its own name */
    }
    for (size_t i = 0; i < o->cell_count; i++) {
        if (o->cells[i].kind == RFI_CELL_GRID && o->cells[i].interconnect == poi) {
            return i;
        }
    }
    if (poi == NULL) {
        return add_cell(o, (rfi_cell){.kind = RFI_CELL_GRID,
                                      .name = "interconnection",
                                      .hall = SIZE_MAX,
                                      .lanes = 1,
                                      .tree = RFI_NO_CELL});
    }
    return add_cell(o, (rfi_cell){.kind = RFI_CELL_GRID,
                                  .name = poi->id,
                                  .hall = SIZE_MAX,
                                  .interconnect = poi,
                                  .bus = {bus_of(o, poi->id, SIZE_MAX, RFI_SIDE_NONE)},
                                  .lanes = 1,
                                  .tree = RFI_NO_CELL});
}

static void set_lanes(rfi_oneline *o, rfi_cell *cell, const rfi_element *list, size_t count)
{
    const rfi_element *sides[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < count; i++) {
        bool mine = list[i].group != NULL && strcmp(list[i].group, cell->name) == 0;
        if (mine && sides[list[i].side] == NULL) {
            sides[list[i].side] = &list[i];
        }
    }
    bool two = sides[RFI_SIDE_A] != NULL && sides[RFI_SIDE_B] != NULL;
    cell->lanes = two ? 2 : 1;
    cell->element[0] = two ? sides[RFI_SIDE_A] : cell->first;
    cell->element[1] = two ? sides[RFI_SIDE_B] : NULL;
    cell->bus[0] = bus_of(o, cell->name, cell->hall, two ? RFI_SIDE_A : RFI_SIDE_NONE);
    cell->bus[1] = two ? bus_of(o, cell->name, cell->hall, RFI_SIDE_B) : NULL;
}

static size_t add_group(rfi_oneline *o, size_t hall_index, const char *name, int depth);

/* Sets that back this group, of the list that it stands in. */
static void add_sets(rfi_oneline *o, size_t backed, const rfi_element *list, size_t count)
{
    const char *name = o->cells[backed].name;
    for (size_t i = 0; i < count; i++) {
        const rfi_element *e = &list[i];
        bool first = e->kind == RFI_ELEMENT_GENERATOR && e->backs != NULL &&
                     e->group != NULL && strcmp(e->backs, name) == 0;
        for (size_t k = 0; k < i && first; k++) {
            first = list[k].group == NULL || strcmp(list[k].group, e->group) != 0;
        }
        if (!first) {
            continue;
        }
        rfi_cell cell = {.kind = RFI_CELL_SETS,
                         .name = e->group,
                         .hall = o->cells[backed].hall,
                         .first = e,
                         .lanes = 1,
                         .tree = RFI_NO_CELL,
                         .order = 2};
        cell.element[0] = e;
        cell.bus[0] = bus_of(o, e->group, cell.hall, RFI_SIDE_NONE);
        add_wire(o, add_cell(o, cell), backed, RFI_WIRE_BACKS);
    }
}

static size_t find_group(const rfi_oneline *o, const rfi_element *first)
{
    for (size_t i = 0; i < o->cell_count; i++) {
        if (o->cells[i].kind == RFI_CELL_GROUP && o->cells[i].first == first) {
            return i;
        }
    }
    return RFI_NO_CELL;
}

static size_t add_group(rfi_oneline *o, size_t hall_index, const char *name, int depth)
{
    const rfi_site *site = o->sheet.site;
    const rfi_hall *hall = hall_index == SIZE_MAX ? NULL : &site->halls[hall_index];
    const rfi_element *list = NULL;
    size_t count = 0;
    const rfi_element *first = rfi_site_group(site, hall, name, &list, &count);
    if (first == NULL) {
        return add_grid(o, name);
    }
    size_t known = find_group(o, first);
    if (known != RFI_NO_CELL || depth >= DEPTH_MOST) {
        return known;
    }
    bool own = hall != NULL && list == hall->elements;
    rfi_cell cell = {.kind = RFI_CELL_GROUP,
                     .name = first->group,
                     .hall = own ? hall_index : SIZE_MAX,
                     .first = first,
                     .tree = RFI_NO_CELL,
                     .order = 1};
    set_lanes(o, &cell, list, count);
    size_t index = add_cell(o, cell);
    if (index == RFI_NO_CELL) {
        return index;
    }
    size_t scope = own ? hall_index : SIZE_MAX;
    for (size_t i = 0; i < first->source_count; i++) {
        size_t from = add_group(o, scope, first->sources[i], depth + 1);
        add_wire(o, from, index, RFI_WIRE_NORMAL);
    }
    for (size_t i = 0; i < first->standby_count; i++) {
        size_t from = add_group(o, scope, first->standby[i], depth + 1);
        add_wire(o, from, index, RFI_WIRE_STANDBY);
    }
    add_sets(o, index, list, count);
    return index;
}

/* ---- loads ----------------------------------------------------------------------------
 */

static void add_racks(rfi_oneline *o, size_t hall_index)
{
    const rfi_hall *hall = &o->sheet.site->halls[hall_index];
    size_t racks = add_cell(o, (rfi_cell){.kind = RFI_CELL_RACKS,
                                          .name = hall->id,
                                          .hall = hall_index,
                                          .lanes = 1,
                                          .tree = RFI_NO_CELL});
    if (racks == RFI_NO_CELL) {
        return;
    }
    for (size_t i = 0; i < hall->cords_count; i++) {
        add_wire(o, add_group(o, hall_index, hall->cords[i].a, 0), racks, RFI_WIRE_NORMAL);
        if (hall->cords[i].b != NULL) {
            add_wire(o, add_group(o, hall_index, hall->cords[i].b, 0), racks,
                     RFI_WIRE_NORMAL);
        }
    }
    if (hall->cords_count == 0 && hall->feed != NULL) {
        add_wire(o, add_group(o, hall_index, hall->feed, 0), racks, RFI_WIRE_NORMAL);
    }
    if (hall->feed == NULL) {
        size_t open = add_cell(o, (rfi_cell){.kind = RFI_CELL_OPEN,
                                             .name = "power chain",
                                             .hall = hall_index,
                                             .lanes = 1,
                                             .tree = RFI_NO_CELL});
        add_wire(o, add_grid(o, ""), open, RFI_WIRE_NORMAL);
        add_wire(o, open, racks, RFI_WIRE_NORMAL);
    }
}

/* One box for all that one group feeds beside racks. */
static void add_load(rfi_oneline *o, size_t hall_index, const char *feed, const char *words)
{
    size_t group = add_group(o, hall_index, feed, 0);
    for (size_t i = 0; i < o->cell_count; i++) {
        rfi_cell *cell = &o->cells[i];
        if (cell->kind == RFI_CELL_PLANT && cell->tree == group &&
            cell->hall == hall_index) {
            cell->name = rfi_say(&o->sheet, "%s, %s", cell->name, words);
            return;
        }
    }
    if (group == RFI_NO_CELL) {
        return;
    }
    size_t load = add_cell(o, (rfi_cell){.kind = RFI_CELL_PLANT,
                                         .name = words,
                                         .hall = hall_index,
                                         .lanes = 1,
                                         .tree = RFI_NO_CELL,
                                         .order = 1});
    add_wire(o, group, load, RFI_WIRE_NORMAL);
}

static void add_loads(rfi_oneline *o, size_t hall_index)
{
    const rfi_site *site = o->sheet.site;
    const rfi_hall *hall = &site->halls[hall_index];
    const char *const loops[] = {hall->liquid, hall->air};
    const rfi_plant *seen[2 * DEPTH_MOST];
    size_t count = 0;
    for (size_t l = 0; l < 2; l++) {
        const char *id = loops[l];
        for (int depth = 0; id != NULL && depth < DEPTH_MOST; depth++) {
            const rfi_plant *plant = rfi_site_plant(site, hall, id);
            bool known = plant == NULL;
            for (size_t i = 0; i < count && !known; i++) {
                known = seen[i] == plant;
            }
            if (!known) {
                seen[count++] = plant;
            }
            if (!known && plant->feed != NULL) {
                add_load(o, hall_index, plant->feed, plant->id);
            }
            id = plant == NULL ? NULL : plant->from;
        }
    }
    if (hall->house_feed != NULL && hall->house.state != RFI_ABSENT) {
        add_load(o, hall_index, hall->house_feed, "house load");
    }
}

/* Batteries beside the interconnects: in parallel with all that hangs from there. */
static void add_batteries(rfi_oneline *o)
{
    const rfi_site *site = o->sheet.site;
    for (size_t i = 0; i < site->element_count; i++) {
        const rfi_element *e = &site->elements[i];
        if (e->kind == RFI_ELEMENT_BESS && e->group != NULL) {
            size_t battery = add_group(o, SIZE_MAX, e->group, 0);
            add_wire(o, add_grid(o, ""), battery, RFI_WIRE_NORMAL);
        }
    }
}

/* ---- ranks ----------------------------------------------------------------------------
 */

static void find_ranks(rfi_oneline *o)
{
    bool moved = true;
    for (size_t pass = 0; pass <= o->cell_count && moved; pass++) {
        moved = false;
        for (size_t i = 0; i < o->wire_count; i++) {
            const rfi_wire *wire = &o->wires[i];
            const rfi_cell *from = &o->cells[wire->from];
            rfi_cell *to = &o->cells[wire->to];
            int least = wire->kind == RFI_WIRE_NORMAL ? from->rank + 1 : 0;
            if (to->rank < least && least < RFI_RANKS_MOST - 1) {
                to->rank = least;
                moved = true;
            }
        }
    }
    int deepest = 0;
    for (size_t i = 0; i < o->cell_count; i++) {
        bool racks = o->cells[i].kind == RFI_CELL_RACKS;
        deepest = !racks && o->cells[i].rank > deepest ? o->cells[i].rank : deepest;
    }
    for (size_t i = 0; i < o->cell_count; i++) {
        rfi_cell *cell = &o->cells[i];
        cell->rank = cell->kind == RFI_CELL_RACKS ? deepest + 1 : cell->rank;
    }
    for (size_t i = 0; i < o->wire_count; i++) {
        const rfi_wire *wire = &o->wires[i];
        if (wire->kind == RFI_WIRE_BACKS) {
            o->cells[wire->from].rank = o->cells[wire->to].rank;
            o->cells[wire->from].tree = o->cells[wire->to].tree;
        }
    }
    o->ranks = deepest + 2;
}

/* What leads to racks stands left of what leads to plants. */
static void find_order(rfi_oneline *o)
{
    for (size_t i = 0; i < o->wire_count; i++) {
        size_t at = o->wires[i].kind == RFI_WIRE_NORMAL &&
                            o->cells[o->wires[i].to].kind == RFI_CELL_RACKS
                        ? o->wires[i].from
                        : RFI_NO_CELL;
        for (int depth = 0; at != RFI_NO_CELL && depth <= RFI_RANKS_MOST; depth++) {
            o->cells[at].order = 0;
            at = o->cells[at].tree;
        }
    }
}

/* ---- places ---------------------------------------------------------------------------
 */

static bool stands_in_tree(const rfi_cell *cell)
{
    return cell->kind != RFI_CELL_RACKS;
}

static double own_width(const rfi_oneline *o, const rfi_cell *cell)
{
    return o->pitch * cell->lanes;
}

/* Sets hang from the same cell as the group that they back: one more in its row. */
static double find_span(rfi_oneline *o, size_t index, int depth)
{
    rfi_cell *cell = &o->cells[index];
    double below = 0;
    for (size_t i = 0; i < o->cell_count && depth < RFI_RANKS_MOST; i++) {
        if (o->cells[i].tree == index && stands_in_tree(&o->cells[i])) {
            below += find_span(o, i, depth + 1);
        }
    }
    cell = &o->cells[index];
    cell->width = own_width(o, cell);
    cell->span = fmax(cell->width, below);
    return cell->span;
}

/* What leads to racks: the cell stands above it, so that its lanes run straight down. */
static void align(rfi_oneline *o, size_t index)
{
    rfi_cell *cell = &o->cells[index];
    double left = 1e9;
    double right = -1e9;
    int order = 3;
    for (size_t i = 0; i < o->cell_count; i++) {
        const rfi_cell *child = &o->cells[i];
        if (child->tree == index && stands_in_tree(child) && child->kind != RFI_CELL_SETS) {
            order = child->order < order ? child->order : order;
        }
    }
    for (size_t i = 0; i < o->cell_count; i++) {
        const rfi_cell *child = &o->cells[i];
        if (child->tree == index && stands_in_tree(child) && child->order == order) {
            left = fmin(left, child->x - child->width / 2);
            right = fmax(right, child->x + child->width / 2);
        }
    }
    double half = cell->width / 2;
    double first = cell->x - cell->span / 2; /* its place */
    if (right > left) {
        cell->x = fmax(first + half, fmin(first + cell->span - half, (left + right) / 2));
    }
}

static void put_below(rfi_oneline *o, size_t tree, double at, int depth);

static void put(rfi_oneline *o, size_t index, double left, int depth)
{
    rfi_cell *cell = &o->cells[index];
    double below = 0;
    for (size_t i = 0; i < o->cell_count; i++) {
        below += o->cells[i].tree == index && stands_in_tree(&o->cells[i])
                     ? o->cells[i].span
                     : 0;
    }
    cell->x = left + cell->span / 2;
    cell->place = left;
    double at = left + (cell->span - below) / 2;
    put_below(o, index, at, depth + 1);
    align(o, index);
}

/* What hangs from `tree` in its order, each group with the sets that back it. */
static void put_below(rfi_oneline *o, size_t tree, double at, int depth)
{
    for (int order = 0; order < 2 && depth <= RFI_RANKS_MOST; order++) {
        for (size_t i = 0; i < o->cell_count; i++) {
            const rfi_cell *child = &o->cells[i];
            if (child->tree != tree || !stands_in_tree(child) || child->order != order ||
                child->kind == RFI_CELL_SETS) {
                continue;
            }
            put(o, i, at, depth);
            at += child->span;
            for (size_t k = 0; k < o->wire_count; k++) {
                size_t sets = o->wires[k].from;
                if (o->wires[k].kind == RFI_WIRE_BACKS && o->wires[k].to == i) {
                    put(o, sets, at, depth);
                    at += o->cells[sets].span;
                }
            }
        }
    }
}

static double span_of_roots(rfi_oneline *o)
{
    double span = 0;
    for (size_t i = 0; i < o->cell_count; i++) {
        if (o->cells[i].tree == RFI_NO_CELL && stands_in_tree(&o->cells[i])) {
            span += find_span(o, i, 0);
        }
    }
    return span;
}

int rfi_oneline_lanes(const rfi_oneline *o)
{
    rfi_oneline copy = *o;
    copy.pitch = 1;
    double span = span_of_roots(&copy);
    return (int)lround(span);
}

/* Where the box of the racks at `left` may end at most: before the next one. */
static double room_of_racks(const rfi_oneline *o, size_t index, double left, double right)
{
    double end = right;
    for (size_t i = 0; i < o->cell_count; i++) {
        const rfi_cell *other = &o->cells[i];
        double begins = other->x - other->width / 2;
        if (other->kind == RFI_CELL_RACKS && i != index && begins > left) {
            end = fmin(end, begins);
        }
    }
    return end;
}

/* Racks stand below all that feeds them. */
static void put_racks(rfi_oneline *o, double right)
{
    const double wide = 62; /* room for their words, where there is any */
    for (size_t i = 0; i < o->cell_count; i++) {
        rfi_cell *cell = &o->cells[i];
        double from = 1e9;
        double to = -1e9;
        for (size_t k = 0; k < o->wire_count && cell->kind == RFI_CELL_RACKS; k++) {
            const rfi_cell *feeder = &o->cells[o->wires[k].from];
            if (o->wires[k].to == i) {
                from = fmin(from, feeder->x - feeder->width / 2);
                to = fmax(to, feeder->x + feeder->width / 2);
            }
        }
        if (cell->kind == RFI_CELL_RACKS) {
            from = to < from ? o->left : from;
            to = fmax(to, from + o->pitch);
            cell->x = (from + to) / 2;
            cell->width = to - from;
        }
    }
    for (size_t i = 0; i < o->cell_count; i++) {
        rfi_cell *cell = &o->cells[i];
        double left = cell->x - cell->width / 2;
        if (cell->kind == RFI_CELL_RACKS && cell->width < wide) {
            double end = room_of_racks(o, i, left, right);
            cell->width = fmax(cell->width, fmin(wide, end - left));
            cell->x = left + cell->width / 2;
        }
    }
}

/* A load that alone hangs from its group stands right below all of its lanes. */
static bool is_alone(const rfi_oneline *o, const rfi_cell *load)
{
    size_t count = 0;
    for (size_t i = 0; i < o->wire_count; i++) {
        count += o->wires[i].from == load->tree && o->wires[i].kind == RFI_WIRE_NORMAL;
    }
    return count == 1;
}

static void find_boxes(rfi_oneline *o)
{
    for (size_t i = 0; i < o->cell_count; i++) {
        rfi_cell *cell = &o->cells[i];
        if (cell->kind == RFI_CELL_PLANT && is_alone(o, cell)) {
            const rfi_cell *feeder = &o->cells[cell->tree];
            cell->width = fmax(feeder->width, cell->width);
            cell->x = feeder->x;
        }
        double lane = cell->kind == RFI_CELL_RACKS ? 2 : 3;
        cell->left = cell->x - cell->width / 2 + lane;
        cell->right = cell->x + cell->width / 2 - lane;
    }
}

static void share_height(rfi_oneline *o, double top, double foot)
{
    const double grid = 17;
    const double racks = 21;
    double high = o->ranks > 2 ? (foot - top - grid - racks) / (o->ranks - 2) : 0;
    high = fmin(high, 35);
    o->with_kinds = high >= 21.5;
    o->low = high < 18;
    double y = top;
    for (int i = 0; i < o->ranks; i++) {
        o->rank_top[i] = y;
        y += i == 0 ? grid : i + 1 == o->ranks ? racks : high;
    }
    o->rank_top[o->ranks] = y;
}

void rfi_oneline_place(rfi_oneline *o, double left, double right, double top, double foot)
{
    const double widest = 36;
    int lanes = rfi_oneline_lanes(o);
    o->pitch = fmin(widest, (right - left) / (lanes < 1 ? 1 : lanes));
    o->narrow = o->pitch < 24;
    double span = span_of_roots(o);
    double at = left + fmax(0, (right - left - span) / 2);
    o->left = at;
    o->right = at + span;
    put_below(o, RFI_NO_CELL, at, 0);
    put_racks(o, right);
    find_boxes(o);
    share_height(o, top, foot);
}

double rfi_lane_x(const rfi_oneline *o, const rfi_cell *cell, int lane)
{
    /* the symbol stands left in its lane: its words stand to the right */
    double first = cell->x - o->pitch * cell->lanes / 2;
    return first + o->pitch * lane + 5.5;
}

bool rfi_is_bar(const rfi_cell *cell)
{
    return cell->kind == RFI_CELL_GROUP && (cell->first->kind == RFI_ELEMENT_SWITCHGEAR ||
                                            cell->first->kind == RFI_ELEMENT_SWITCHBOARD);
}

double rfi_cell_y(const rfi_oneline *o, const rfi_cell *cell)
{
    double into = cell->kind == RFI_CELL_GRID ? 11.5 : o->low ? 3.6 : 4.6;
    return o->rank_top[cell->rank] + o->rank_gap[cell->rank] + into;
}

void rfi_oneline_add_hall(rfi_oneline *o, size_t hall)
{
    add_racks(o, hall);
    add_loads(o, hall);
}

bool rfi_oneline_build(rfi_oneline *o, size_t first_hall, size_t hall_count)
{
    o->first_hall = first_hall;
    o->hall_count = hall_count;
    for (size_t h = first_hall; h < first_hall + hall_count; h++) {
        rfi_oneline_add_hall(o, h);
    }
    add_batteries(o);
    if (o->sheet.drawing->failed) {
        return false;
    }
    find_ranks(o);
    find_order(o);
    return true;
}
