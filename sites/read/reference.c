/* SPDX-License-Identifier: MIT */
/* Applies a reference design to a site (docs/descriptor.md, "Reference designs"): fills
 * what the site leaves unknown, never overrides what it knows. Elements and plants of the
 * reference come into a described hall only where the hall then reaches them, and a chain
 * that ends in something the site does not have is not taken at all: unknown stays
 * unknown. New arrays live in the site's arena, strings and sources stay in the
 * reference's. */
#include "sites/read/read.h"

#include <string.h>

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "sites/read/reference_chains.h"

/* An array that was copied to grow: figures of the site in it have moved. */
typedef struct move {
    const char *from;
    size_t size;
    char *to;
    struct move *next;
} move;

typedef struct filling {
    rfi_site *site;
    const rfi_site *reference;
    const rfi_hall *module; /* the one hall of the reference */
    rfi_chains chains;
    rfi_figure **copied;
    size_t copied_count, copied_capacity;
    move *moves;
    rf_diags *diags;
    bool failed; /* memory is out */
} filling;

/* Where the figures of a struct are: offsets, ended by END. */
#define END SIZE_MAX
static const size_t element_figures[] = {offsetof(rfi_element, rating),
                                         offsetof(rfi_element, current),
                                         offsetof(rfi_element, voltage),
                                         offsetof(rfi_element, count),
                                         offsetof(rfi_element, power_factor),
                                         offsetof(rfi_element, efficiency),
                                         offsetof(rfi_element, continuous_factor),
                                         offsetof(rfi_element, loss_fixed),
                                         offsetof(rfi_element, loss_linear),
                                         offsetof(rfi_element, loss_square),
                                         offsetof(rfi_element, energy),
                                         offsetof(rfi_element, autonomy),
                                         offsetof(rfi_element, overload),
                                         offsetof(rfi_element, overload_time),
                                         offsetof(rfi_element, load_step),
                                         END};
static const size_t plant_figures[] = {offsetof(rfi_plant, capacity),
                                       offsetof(rfi_plant, count),
                                       offsetof(rfi_plant, at),
                                       offsetof(rfi_plant, approach),
                                       offsetof(rfi_plant, supply),
                                       offsetof(rfi_plant, flow),
                                       offsetof(rfi_plant, electrical),
                                       offsetof(rfi_plant, filtration),
                                       offsetof(rfi_plant, pad_effect),
                                       offsetof(rfi_plant, cop),
                                       offsetof(rfi_plant, cop_ambient),
                                       offsetof(rfi_plant, cop_supply),
                                       offsetof(rfi_plant, evaporator_approach),
                                       offsetof(rfi_plant, condenser_approach),
                                       offsetof(rfi_plant, economiser),
                                       offsetof(rfi_plant, economiser_approach),
                                       offsetof(rfi_plant, range),
                                       offsetof(rfi_plant, rated_return),
                                       offsetof(rfi_plant, fans),
                                       offsetof(rfi_plant, pumps),
                                       offsetof(rfi_plant, cycles),
                                       offsetof(rfi_plant, drift),
                                       offsetof(rfi_plant, pipe),
                                       offsetof(rfi_plant, buffer),
                                       offsetof(rfi_plant, restart),
                                       offsetof(rfi_plant, air_flow),
                                       END};
static const size_t zone_figures[] = {offsetof(rfi_zone, clear_height),
                                      offsetof(rfi_zone, slab), END};
static const size_t access_figures[] = {
    offsetof(rfi_access, width), offsetof(rfi_access, depth), offsetof(rfi_access, height),
    offsetof(rfi_access, capacity), END};
static const size_t door_figures[] = {offsetof(rfi_door, width), offsetof(rfi_door, height),
                                      END};
static const size_t load_figures[] = {offsetof(rfi_load, power),
                                      offsetof(rfi_load, stops),
                                      offsetof(rfi_load, until),
                                      offsetof(rfi_load, curtailment),
                                      offsetof(rfi_load, curtailment_until),
                                      END};
static const size_t trench_figures[] = {offsetof(rfi_trench, route_length),
                                        offsetof(rfi_trench, separation), END};
static const size_t link_figures[] = {offsetof(rfi_link, capacity),
                                      offsetof(rfi_link, latency),
                                      offsetof(rfi_link, route_length), END};
static const size_t gate_figures[] = {offsetof(rfi_gate, status), offsetof(rfi_gate, date),
                                      END};
static const size_t no_figures[] = {END};
/* Without the count, whose absence means one hall, and without the outline. */
static const size_t hall_figures[] = {
    offsetof(rfi_hall, above_grade),   offsetof(rfi_hall, clear_height),
    offsetof(rfi_hall, slab),          offsetof(rfi_hall, point_load),
    offsetof(rfi_hall, area_load),     offsetof(rfi_hall, cold_aisle),
    offsetof(rfi_hall, hot_aisle),     offsetof(rfi_hall, perimeter),
    offsetof(rfi_hall, ready),         offsetof(rfi_hall, row_racks),
    offsetof(rfi_hall, panel),         offsetof(rfi_hall, busway),
    offsetof(rfi_hall, tray),          offsetof(rfi_hall, manifold),
    offsetof(rfi_hall, service_aisle), offsetof(rfi_hall, egress),
    offsetof(rfi_hall, house),         offsetof(rfi_hall, air_temperature),
    offsetof(rfi_hall, humidity),      END};

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- copies ------------------------------------------------------------------------- */

static void remember(filling *f, rfi_figure *figure)
{
    void *items = f->copied;
    if (!rfi_arena_grow(f->site->arena, &items, f->copied_count, &f->copied_capacity,
                        sizeof(rfi_figure *))) {
        f->failed = true;
        return;
    }
    f->copied = items;
    f->copied[f->copied_count++] = figure;
}

static void remember_all(filling *f, void *item, const size_t *offsets)
{
    for (; *offsets != END; offsets++) {
        remember(f, (rfi_figure *)(void *)((char *)item + *offsets));
    }
}

/* A copy of the array with `more` zeroed items behind its own; NULL when memory is out. */
static void *widen(filling *f, const void *items, size_t count, size_t more, size_t size)
{
    char *wide = rfi_arena_alloc(f->site->arena, count + more, size);
    if (wide == NULL) {
        f->failed = true;
        return NULL;
    }
    if (count > 0) {
        memcpy(wide, items, count * size);
    }
    return wide;
}

/* The array that counts from now on: the old one when nothing was put into the wide one. */
static void *settled(filling *f, void *old, size_t old_count, void *wide, bool used,
                     size_t size)
{
    if (!used) {
        return old;
    }
    move *moved = old_count == 0 ? NULL : RFI_NEW(f->site->arena, move);
    if (moved != NULL) {
        *moved = (move){old, old_count * size, wide, f->moves};
        f->moves = moved;
    }
    f->failed = f->failed || (old_count > 0 && moved == NULL);
    return wide;
}

/* A copy of a whole array of the reference; its figures count as copied. */
static void *copy_list(filling *f, const void *items, size_t count, size_t size,
                       const size_t *offsets)
{
    char *copy = count == 0 ? NULL : rfi_arena_alloc(f->site->arena, count, size);
    if (copy == NULL) {
        f->failed = f->failed || count > 0;
        return NULL;
    }
    memcpy(copy, items, count * size);
    for (size_t i = 0; i < count; i++) {
        remember_all(f, copy + size * i, offsets);
    }
    return copy;
}

/* Takes the reference's figure when the site has none; the site's owner stays, since it is
 * the site's hall that lacks it. */
static void fill_figure(filling *f, rfi_figure *figure, const rfi_figure *from)
{
    if (rfi_known(figure) || !rfi_known(from)) {
        return;
    }
    const char *owner = figure->owner;
    *figure = *from;
    if (owner != NULL) {
        figure->owner = owner;
    }
    remember(f, figure);
}

/* ---- what may come in --------------------------------------------------------------- */

/* The reference's interconnect is the site's first one. */
static const char *redirected(const filling *f, const char *name)
{
    if (name == NULL || rfi_site_interconnect(f->reference, name) == NULL) {
        return name;
    }
    return f->site->interconnect_count == 0 ? NULL : f->site->interconnects[0].id;
}

/* Adds the groups of the reference that neither the place nor what it shares has. */
static void add_elements(filling *f, rfi_element_pool *pool, const rfi_element *more,
                         size_t count)
{
    rfi_element *wide = widen(f, pool->items, pool->count, count, sizeof *wide);
    bool *marks = RFI_ARRAY(f->site->arena, pool->count + count, bool);
    if (wide == NULL || marks == NULL) {
        f->failed = true;
        return;
    }
    pool->items = wide;
    pool->marks = marks;
    for (size_t i = 0; i < count; i++) {
        const char *group = more[i].group;
        if (rfi_group_clashes(pool, more, count, group) ||
            rfi_group_clashes(&f->chains.shared.elements, more, count, group) ||
            rfi_site_interconnect(f->site, group) != NULL) {
            continue;
        }
        rfi_element *copy = &wide[pool->count++];
        *copy = more[i];
        copy->from = redirected(f, copy->from);
    }
}

static void add_plants(filling *f, rfi_plant_pool *pool, const rfi_plant *more,
                       size_t count)
{
    rfi_plant *wide = widen(f, pool->items, pool->count, count, sizeof *wide);
    bool *marks = RFI_ARRAY(f->site->arena, pool->count + count, bool);
    if (wide == NULL || marks == NULL) {
        f->failed = true;
        return;
    }
    pool->items = wide;
    pool->marks = marks;
    for (size_t i = 0; i < count; i++) {
        size_t shared = rfi_plant_index(&f->chains.shared.plants, more[i].id);
        if (shared < f->chains.shared.plants.own ||
            rfi_plant_index(pool, more[i].id) != SIZE_MAX) {
            continue;
        }
        rfi_plant *copy = &wide[pool->count++];
        *copy = more[i];
        copy->feed = redirected(f, copy->feed);
    }
}

/* Without a group to hang from, the interconnect drives a plant of the reference. */
static void settle_plant_feeds(filling *f, rfi_pools *hall, rfi_plant_pool *pool)
{
    for (size_t i = pool->own; i < pool->count; i++) {
        if (!rfi_climb_electrical(&f->chains, hall, pool->items[i].feed, false)) {
            pool->items[i].feed = NULL;
        }
    }
}

/* Drops what nothing reached; the rest counts as copied. */
static void keep_marked(filling *f, rfi_pools *place)
{
    rfi_element_pool *elements = &place->elements;
    rfi_plant_pool *plants = &place->plants;
    size_t kept = elements->own;
    for (size_t i = elements->own; i < elements->count; i++) {
        if (elements->marks[i]) {
            elements->items[kept] = elements->items[i];
            remember_all(f, &elements->items[kept++], element_figures);
        }
    }
    elements->count = kept;
    kept = plants->own;
    for (size_t i = plants->own; i < plants->count; i++) {
        if (plants->marks[i]) {
            plants->items[kept] = plants->items[i];
            remember_all(f, &plants->items[kept++], plant_figures);
        }
    }
    plants->count = kept;
}

/* ---- rule 1: links and gates -------------------------------------------------------- */

/* The site's gate of the kind: a listed one, else the implicit one; SIZE_MAX without. */
static size_t gate_of_kind(const rfi_site *site, rfi_gate_kind kind)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < site->gate_count; i++) {
        if (site->gates[i].kind == kind &&
            (found == SIZE_MAX || !site->gates[i].implicit)) {
            found = i;
        }
    }
    return found;
}

/* Gates of kinds that the site does not list; they take the place of implicit ones. */
static void fill_gates(filling *f)
{
    rfi_site *site = f->site;
    const rfi_site *reference = f->reference;
    rfi_gate *wide =
        widen(f, site->gates, site->gate_count, reference->gate_count, sizeof *wide);
    if (wide == NULL) {
        return;
    }
    size_t count = site->gate_count;
    bool used = false;
    for (size_t i = 0; i < reference->gate_count; i++) {
        size_t own = gate_of_kind(site, reference->gates[i].kind);
        bool listed = own != SIZE_MAX && !site->gates[own].implicit;
        if (listed || reference->gates[i].implicit) {
            continue;
        }
        rfi_gate *gate =
            own != SIZE_MAX && wide[own].implicit ? &wide[own] : &wide[count++];
        *gate = reference->gates[i];
        used = true;
        remember_all(f, gate, gate_figures);
    }
    site->gates = settled(f, site->gates, site->gate_count, wide, used, sizeof *wide);
    site->gate_count = count;
}

/* Links come with the trenches that they run through; beside trenches of the site's own
 * they come without, since an id may mean another stretch there. */
static void fill_links(filling *f)
{
    rfi_site *site = f->site;
    const rfi_site *reference = f->reference;
    if (site->link_count > 0) {
        return;
    }
    site->links = copy_list(f, reference->links, reference->link_count, sizeof(rfi_link),
                            link_figures);
    site->link_count = site->links == NULL ? 0 : reference->link_count;
    if (site->trench_count == 0) {
        site->trenches = copy_list(f, reference->trenches, reference->trench_count,
                                   sizeof(rfi_trench), trench_figures);
        site->trench_count = site->trenches == NULL ? 0 : reference->trench_count;
        return;
    }
    for (size_t i = 0; i < site->link_count; i++) {
        site->links[i].via_count = 0;
    }
}

/* ---- rule 2: a site without halls --------------------------------------------------- */

static int64_t utility_power(const rfi_site *site)
{
    int64_t sum = 0;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *at = &site->interconnects[i];
        const rfi_figure *figure = rfi_known(&at->energised)    ? &at->energised
                                   : rfi_known(&at->contracted) ? &at->contracted
                                                                : &at->announced;
        sum = rfi_add(sum, rfi_known(figure) ? figure->low : 0);
    }
    return sum;
}

enum { MOST_HALLS = 10000 }; /* as many as a document may state */

/* The count of halls is derived from the module's draw: it cites what the module cites. */
static void count_modules(const filling *f, rfi_figure *count)
{
    const rfi_figure *module = &f->reference->module_power;
    int64_t halls = 1;
    if (rfi_known(module) && module->high > 0) {
        halls = rfi_div_floor(utility_power(f->site), module->high);
    }
    count->state = RFI_KNOWN;
    count->dimension = RFI_DIM_COUNT;
    count->kind = RFI_POWER_PLAIN;
    count->grade = RFI_GRADE_D;
    count->low = count->base = count->high = rfi_min(rfi_max(1, halls), MOST_HALLS);
    count->source = module->source;
    count->place = module->place;
    count->document = f->reference->id;
}

/* One hall with nothing in it yet but its own figures. */
static void add_hall(filling *f)
{
    rfi_hall *hall = RFI_NEW(f->site->arena, rfi_hall);
    if (hall == NULL) {
        f->failed = true;
        return;
    }
    *hall = *f->module;
    hall->from_reference = true;
    hall->outline = NULL;
    hall->obstacle_count = hall->door_count = hall->load_count = 0;
    hall->hole_count = hall->zone_count = hall->access_count = hall->at_count = 0;
    hall->element_count = hall->plant_count = hall->outline_count = 0;
    hall->feed = hall->liquid = hall->air = hall->losses = hall->house_feed = NULL;
    hall->feed_known = hall->liquid_known = hall->air_known = (rfi_figure){0};
    count_modules(f, &hall->count);
    remember(f, &hall->count);
    remember_all(f, hall, hall_figures);
    if (f->module->outline == NULL) {
        remember(f, &hall->outline_known);
    }
    f->site->halls = hall;
    f->site->hall_count = 1;
}

/* ---- rule 3: halls ------------------------------------------------------------------ */

static void fill_outline(filling *f, rfi_hall *hall)
{
    const rfi_hall *module = f->module;
    if (hall->outline != NULL || module->outline == NULL) {
        return;
    }
    const char *owner = hall->outline_known.owner;
    hall->outline =
        copy_list(f, module->outline, module->outline_count, sizeof(rfi_point), no_figures);
    hall->outline_count = hall->outline == NULL ? 0 : module->outline_count;
    hall->outline_known = module->outline_known;
    hall->outline_known.owner = owner;
    remember(f, &hall->outline_known);
    if (hall->obstacle_count == 0) {
        hall->obstacles = copy_list(f, module->obstacles, module->obstacle_count,
                                    sizeof(rfi_obstacle), no_figures);
        hall->obstacle_count = hall->obstacles == NULL ? 0 : module->obstacle_count;
    }
    if (hall->hole_count == 0) {
        hall->holes =
            copy_list(f, module->holes, module->hole_count, sizeof(rfi_hole), no_figures);
        hall->hole_count = hall->holes == NULL ? 0 : module->hole_count;
    }
    if (hall->zone_count == 0) {
        hall->zones =
            copy_list(f, module->zones, module->zone_count, sizeof(rfi_zone), zone_figures);
        hall->zone_count = hall->zones == NULL ? 0 : module->zone_count;
    }
    if (hall->access_count == 0) {
        hall->accesses = copy_list(f, module->accesses, module->access_count,
                                   sizeof(rfi_access), access_figures);
        hall->access_count = hall->accesses == NULL ? 0 : module->access_count;
    }
    if (hall->door_count == 0) {
        hall->doors =
            copy_list(f, module->doors, module->door_count, sizeof(rfi_door), door_figures);
        hall->door_count = hall->doors == NULL ? 0 : module->door_count;
    }
}

static void fill_load(filling *f, rfi_hall *hall)
{
    if (hall->load_count == 0) {
        hall->loads = copy_list(f, f->module->loads, f->module->load_count,
                                sizeof(rfi_load), load_figures);
        hall->load_count = hall->loads == NULL ? 0 : f->module->load_count;
    }
}

static void fill_figures(filling *f, rfi_hall *hall)
{
    for (const size_t *offset = hall_figures; *offset != END; offset++) {
        fill_figure(f, (rfi_figure *)(void *)((char *)hall + *offset),
                    (const rfi_figure *)(const void *)((const char *)f->module + *offset));
    }
}

/* The plant of a loop as a name: "none" where the hall is said to have no such loop, which
 * a completed site keeps as a status. */
static const char *loop_name(const char *plant, const rfi_figure *known)
{
    return plant == NULL && rfi_known(known) && known->high == 0 ? "none" : plant;
}

/* The design's chain hangs from something that the site has in another form: which of the
 * two would carry the hall is not known. */
static const char *leave_open(filling *f, const rfi_hall *hall, const char *attribute)
{
    rfi_diag(
        f->diags, RF_WARNING, RFI_D_ID_UNKNOWN, hall->place,
        "the %s of hall '%s' stays unknown: the chain of reference design '%s' ends at "
        "something that this site does not have",
        attribute, hall->id, f->reference->id);
    return NULL;
}

static const char *fill_loop(filling *f, rfi_pools *place, const rfi_hall *hall,
                             const char *own, const char *other, const char *attribute)
{
    if (own != NULL) {
        return own;
    }
    bool ends = rfi_climb_cooling(&f->chains, place, other, false);
    return ends ? other : leave_open(f, hall, attribute);
}

/* Elements and plants that the hall lacks, as far as its chains then reach them. */
static void fill_chains(filling *f, rfi_hall *hall)
{
    const rfi_hall *module = f->module;
    rfi_pools place = {{hall->elements, hall->element_count, hall->element_count, NULL},
                       {hall->plants, hall->plant_count, hall->plant_count, NULL}};
    add_elements(f, &place.elements, module->elements, module->element_count);
    add_plants(f, &place.plants, module->plants, module->plant_count);
    if (f->failed) {
        return;
    }
    settle_plant_feeds(f, &place, &place.plants);
    if (hall->feed == NULL) {
        bool ends = rfi_climb_electrical(&f->chains, &place, module->feed, false);
        hall->feed = ends ? redirected(f, module->feed) : leave_open(f, hall, "feed");
        hall->losses = ends && hall->losses == NULL ? module->losses : hall->losses;
        hall->house_feed =
            ends && hall->house_feed == NULL ? module->house_feed : hall->house_feed;
    }
    hall->liquid = fill_loop(f, &place, hall, loop_name(hall->liquid, &hall->liquid_known),
                             loop_name(module->liquid, &module->liquid_known), "liquid");
    hall->air = fill_loop(f, &place, hall, loop_name(hall->air, &hall->air_known),
                          loop_name(module->air, &module->air_known), "air");
    (void)rfi_climb_electrical(&f->chains, &place, hall->feed, true);
    (void)rfi_climb_electrical(&f->chains, &place, hall->house_feed, true);
    (void)rfi_climb_cooling(&f->chains, &place, hall->liquid, true);
    (void)rfi_climb_cooling(&f->chains, &place, hall->air, true);
    rfi_mark_generators(&place.elements, &f->chains.shared.elements);
    keep_marked(f, &place);
    hall->elements =
        settled(f, hall->elements, hall->element_count, place.elements.items,
                place.elements.count > hall->element_count, sizeof(rfi_element));
    hall->element_count = place.elements.count;
    hall->plants = settled(f, hall->plants, hall->plant_count, place.plants.items,
                           place.plants.count > hall->plant_count, sizeof(rfi_plant));
    hall->plant_count = place.plants.count;
}

/* ---- rule 4: what halls share ------------------------------------------------------- */

static void add_shared(filling *f)
{
    rfi_site *site = f->site;
    f->chains.shared =
        (rfi_pools){{site->elements, site->element_count, site->element_count, NULL},
                    {site->plants, site->plant_count, site->plant_count, NULL}};
    bool bare = site->element_count == 0;
    add_elements(f, &f->chains.shared.elements, f->reference->elements,
                 bare ? f->reference->element_count : 0);
    bare = site->plant_count == 0;
    add_plants(f, &f->chains.shared.plants, f->reference->plants,
               bare ? f->reference->plant_count : 0);
    if (!f->failed) {
        settle_plant_feeds(f, NULL, &f->chains.shared.plants);
    }
}

static void settle_shared(filling *f)
{
    rfi_mark_generators(&f->chains.shared.elements, &f->chains.shared.elements);
    keep_marked(f, &f->chains.shared);
    rfi_site *site = f->site;
    site->elements =
        settled(f, site->elements, site->element_count, f->chains.shared.elements.items,
                f->chains.shared.elements.count > site->element_count, sizeof(rfi_element));
    site->element_count = f->chains.shared.elements.count;
    site->plants =
        settled(f, site->plants, site->plant_count, f->chains.shared.plants.items,
                f->chains.shared.plants.count > site->plant_count, sizeof(rfi_plant));
    site->plant_count = f->chains.shared.plants.count;
}

/* ---- the list of figures ------------------------------------------------------------ */

static rfi_figure *moved_figure(const filling *f, rfi_figure *figure)
{
    uintptr_t at = (uintptr_t)figure;
    for (const move *m = f->moves; m != NULL; m = m->next) {
        uintptr_t from = (uintptr_t)m->from;
        if (at >= from && at - from < m->size) {
            return (rfi_figure *)(void *)(m->to + (at - from));
        }
    }
    return figure;
}

/* The site's own figures in file order, then the copied ones; a figure that was filled in
 * its place is among the latter. */
static void rebuild_figures(filling *f)
{
    rfi_site *site = f->site;
    rfi_figure **figures =
        RFI_ARRAY(site->arena, site->figure_count + f->copied_count, rfi_figure *);
    if (figures == NULL) {
        f->failed = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < site->figure_count; i++) {
        rfi_figure *figure = moved_figure(f, site->figures[i]);
        if (!same(figure->document, f->reference->id)) {
            figures[count++] = figure;
        }
    }
    for (size_t i = 0; i < f->copied_count; i++) {
        figures[count++] = f->copied[i];
    }
    site->figures = figures;
    site->figure_count = count;
}

static void fill_halls(filling *f)
{
    if (f->site->hall_count == 0 || f->site->halls[0].implicit) {
        add_hall(f);
    }
    for (size_t i = 0; i < f->site->hall_count && !f->failed; i++) {
        rfi_hall *hall = &f->site->halls[i];
        fill_figures(f, hall);
        fill_outline(f, hall);
        fill_load(f, hall);
        fill_chains(f, hall);
    }
}

/* A document that describes no module is refused; the site is then left as it was. */
static bool is_applicable(const rfi_site *site, const rfi_site *reference, rf_diags *diags)
{
    rfi_place place = {reference->file, 0, 0};
    if (!reference->reference || reference->hall_count == 0 ||
        reference->halls[0].implicit || same(site->id, reference->id)) {
        rfi_diag(diags, RF_ERROR, RFI_D_KIND_WRONG, place,
                 "'%s' is not a reference design with a hall", reference->id);
        return false;
    }
    return true;
}

bool rfi_apply_reference(rfi_site *site, const rfi_site *reference, rf_diags *diags)
{
    if (!is_applicable(site, reference, diags)) {
        return true;
    }
    filling filled = {.site = site,
                      .reference = reference,
                      .module = &reference->halls[0],
                      .chains = {.site = site},
                      .diags = diags};
    filling *f = &filled;
    fill_gates(f);
    fill_links(f);
    add_shared(f);
    if (!f->failed) {
        fill_halls(f);
    }
    if (!f->failed) {
        settle_shared(f);
        rebuild_figures(f);
    }
    if (f->failed) {
        rfi_diag(diags, RF_ERROR, RFI_D_MEMORY, (rfi_place){NULL, 0, 0}, "memory is out");
        return false;
    }
    site->reference_id = reference->id;
    site->reference_name = reference->name;
    site->reference_digest = reference->digest;
    return true;
}
