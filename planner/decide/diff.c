/* SPDX-License-Identifier: MIT */
/* Each site becomes a list of facts (owner, attribute, value, source), sorted; two sorted
 * lists are then walked side by side. Values are compared in their canonical spelling. */
#include "planner/decide/diff.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/text.h"

typedef struct fact {
    const char *owner, *thing, *attribute, *name;
    const char *exact;  /* what is compared */
    const char *words;  /* what is shown */
    const char *source; /* NULL: none */
} fact;

/* Where the figures of a thing lie in memory: a figure knows the id of its owner, but not
 * in which hall that is. */
typedef struct range {
    const char *first;
    size_t size;
    const char *owner, *thing;
} range;

typedef struct lister {
    rfi_arena *arena;
    const rfi_site *site;
    fact *facts;
    size_t fact_count, fact_capacity;
    range *ranges;
    size_t range_count, range_capacity;
    bool failed;
} lister;

static const char *keep(lister *l, rfi_text *text)
{
    const char *copy =
        text->failed || text->data == NULL ? NULL : rfi_arena_copy(l->arena, text->data);
    l->failed = l->failed || copy == NULL;
    rfi_text_finish(text);
    return copy == NULL ? "" : copy;
}

static void add_fact(lister *l, const fact *f)
{
    void *items = l->facts;
    if (l->failed ||
        !rfi_arena_grow(l->arena, &items, l->fact_count, &l->fact_capacity, sizeof(fact))) {
        l->failed = true;
        return;
    }
    l->facts = items;
    l->facts[l->fact_count++] = *f;
}

static void add_words(lister *l, const range *of, const char *attribute, const char *words)
{
    if (words != NULL) {
        add_fact(l,
                 &(fact){of->owner, of->thing, attribute, attribute, words, words, NULL});
    }
}

/* hall NULL: shared by the site. The thing itself is a fact without attribute. */
static range add_thing(lister *l, const rfi_hall *hall, const char *id, const char *thing,
                       const void *object, size_t size)
{
    const char *path = hall == NULL ? rfi_arena_copy(l->arena, id)
                                    : rfi_arena_format(l->arena, "%s/%s", hall->id, id);
    range made = {object, size, path == NULL ? "" : path, thing};
    void *items = l->ranges;
    if (path == NULL || !rfi_arena_grow(l->arena, &items, l->range_count,
                                        &l->range_capacity, sizeof(range))) {
        l->failed = true;
        return made;
    }
    l->ranges = items;
    l->ranges[l->range_count++] = made;
    add_fact(l, &(fact){made.owner, thing, "", thing, "", thing, NULL});
    return made;
}

/* ---- the things of a site ----------------------------------------------------------- */

/* Names of a list with spaces between them; `one` when there is no list of several. */
static const char *joined(lister *l, const char *one, const char *const *names,
                          size_t count)
{
    if (count == 0 || (count == 1 && one != NULL)) {
        return one;
    }
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < count; i++) {
        rfi_text_format(&text, "%s%s", i == 0 ? "" : " ", names[i]);
    }
    return keep(l, &text);
}

static const char *cords_words(lister *l, const rfi_hall *hall)
{
    if (hall->cords_count == 0) {
        return hall->feed;
    }
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < hall->cords_count; i++) {
        const rfi_cords *c = &hall->cords[i];
        rfi_text_format(&text, "%s%s%s%s", i == 0 ? "" : ", ", c->a,
                        c->b == NULL ? "" : " and ", c->b == NULL ? "" : c->b);
        if (c->share > 0 || c->split != 500000) {
            rfi_text_format(&text, " (%lld ppm, %lld ppm on the first)",
                            (long long)c->share, (long long)c->split);
        }
    }
    return keep(l, &text);
}

static void list_elements(lister *l, const rfi_hall *hall, const rfi_element *elements,
                          size_t count)
{
    static const char *const sides[] = {NULL, "A", "B"};
    for (size_t i = 0; i < count; i++) {
        const rfi_element *e = &elements[i];
        range of = add_thing(l, hall, e->id, rfi_element_kind_words(e->kind), e, sizeof *e);
        add_words(l, &of, "kind", of.thing);
        add_words(l, &of, "group", strcmp(e->group, e->id) == 0 ? NULL : e->group);
        add_words(l, &of, "from", joined(l, e->from, e->sources, e->source_count));
        add_words(l, &of, "standby", joined(l, NULL, e->standby, e->standby_count));
        add_words(l, &of, "backs", e->backs);
        add_words(l, &of, "side", sides[e->side]);
        add_words(l, &of, "claimed redundancy", e->claimed);
    }
}

static void list_plants(lister *l, const rfi_hall *hall, const rfi_plant *plants,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const rfi_plant *p = &plants[i];
        range of = add_thing(l, hall, p->id, rfi_plant_kind_words(p->kind), p, sizeof *p);
        add_words(l, &of, "kind", of.thing);
        add_words(l, &of, "loop", p->loop == RFI_LOOP_AIR ? "air" : "liquid");
        add_words(l, &of, "from", p->from);
        add_words(l, &of, "feed", p->feed);
        add_words(l, &of, "claimed redundancy", p->claimed);
    }
}

static void add_point(rfi_text *text, rfi_point point)
{
    const rfi_unit *metre = rfi_unit_canonical(RFI_DIM_LENGTH);
    rfi_print_number(text, point.x, metre, 0, RFI_ROUND_NEAREST, false);
    rfi_text_char(text, ',');
    rfi_print_number(text, point.y, metre, 0, RFI_ROUND_NEAREST, false);
}

static const char *point_words(lister *l, rfi_point point)
{
    rfi_text text = RFI_TEXT_INIT;
    add_point(&text, point);
    rfi_text_add(&text, " m");
    return keep(l, &text);
}

static const char *corner_words(lister *l, const rfi_point *corners, size_t count)
{
    rfi_text text = RFI_TEXT_INIT;
    if (count == 0) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        add_point(&text, corners[i]);
        rfi_text_char(&text, ' ');
    }
    rfi_text_char(&text, 'm');
    return keep(l, &text);
}

/* An obstacle is known by where it stands: the columns of a grid share one id. */
static void list_obstacle(lister *l, const rfi_hall *hall, const rfi_obstacle *o)
{
    static const char *const kinds[] = {"column", "keep-out", "equipment"};
    rfi_text id = RFI_TEXT_INIT;
    rfi_text_format(&id, "%s at ", kinds[o->kind]);
    add_point(&id, o->at);
    rfi_text_add(&id, " m");
    range of = add_thing(l, hall, keep(l, &id), "obstacle", o, sizeof *o);
    add_words(l, &of, "size", point_words(l, o->size));
}

static void list_shell(lister *l, const rfi_hall *hall)
{
    for (size_t i = 0; i < hall->hole_count; i++) {
        const rfi_hole *hole = &hall->holes[i];
        range of = add_thing(l, hall, hole->id, "hole", hole, sizeof *hole);
        add_words(l, &of, "outline points",
                  corner_words(l, hole->corners, hole->corner_count));
    }
    for (size_t i = 0; i < hall->zone_count; i++) {
        const rfi_zone *zone = &hall->zones[i];
        range of = add_thing(l, hall, zone->id, "zone", zone, sizeof *zone);
        add_words(l, &of, "at", point_words(l, zone->at));
        add_words(l, &of, "size", point_words(l, zone->size));
    }
    for (size_t i = 0; i < hall->access_count; i++) {
        const rfi_access *access = &hall->accesses[i];
        range of = add_thing(l, hall, access->id, "access", access, sizeof *access);
        add_words(l, &of, "at", point_words(l, access->at));
        add_words(l, &of, "kind", access->kind == RFI_ACCESS_LIFT ? "lift" : "ramp");
    }
}

static void list_hall(lister *l, const rfi_hall *hall)
{
    static const char *const swings[] = {NULL, "in", "out"};
    range of = add_thing(l, NULL, hall->id, "hall", hall, sizeof *hall);
    add_words(l, &of, "name", hall->name);
    add_words(l, &of, "outline points",
              corner_words(l, hall->outline, hall->outline_count));
    add_words(l, &of, "level", hall->level);
    add_words(l, &of, "feed group", cords_words(l, hall));
    add_words(l, &of, "liquid plant", hall->liquid);
    add_words(l, &of, "air plant", hall->air);
    list_elements(l, hall, hall->elements, hall->element_count);
    list_plants(l, hall, hall->plants, hall->plant_count);
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        list_obstacle(l, hall, &hall->obstacles[i]);
    }
    for (size_t i = 0; i < hall->door_count; i++) {
        const rfi_door *d = &hall->doors[i];
        range door =
            add_thing(l, hall, d->id == NULL ? "door" : d->id, "door", d, sizeof *d);
        add_words(l, &door, "at", point_words(l, d->at));
        add_words(l, &door, "delivery", d->delivery ? "yes" : NULL);
        add_words(l, &door, "swing", swings[d->swing]);
    }
    list_shell(l, hall);
    for (size_t i = 0; i < hall->load_count; i++) {
        const rfi_load *load = &hall->loads[i];
        range miner = add_thing(l, hall, load->id == NULL ? "load" : load->id,
                                "mining load", load, sizeof *load);
        add_words(l, &miner, "miner", load->miner);
    }
}

static void list_interconnect(lister *l, const rfi_interconnect *poi)
{
    range of = add_thing(l, NULL, poi->id, "interconnect", poi, sizeof *poi);
    add_words(l, &of, "operator", poi->operator_name);
    for (size_t i = 0; i < poi->step_count; i++) {
        rfi_text id = RFI_TEXT_INIT;
        rfi_text_format(&id, "%s/step ", poi->id);
        rfi_print_canonical(&id, &poi->steps[i].date);
        (void)add_thing(l, NULL, keep(l, &id), "energisation step", &poi->steps[i],
                        sizeof(rfi_step));
    }
}

static void list_rest(lister *l, const rfi_site *site)
{
    const range root = {NULL, 0, "site", "site"};
    const range want = {NULL, 0, "want", "want"};
    rfi_text date = RFI_TEXT_INIT;
    rfi_print_date(&date, site->as_of);
    add_words(l, &root, "name", site->name);
    add_words(l, &root, "as of", keep(l, &date));
    add_words(l, &root, "region", site->region);
    add_words(l, &root, "climate", site->climate_id);
    for (size_t i = 0; site->want.policy_stated && i < RFI_SUBSYSTEMS; i++) {
        const char *name = rfi_arena_format(l->arena, "policy for %s",
                                            rfi_subsystem_words((rfi_subsystem)i));
        add_words(l, &want, name == NULL ? "" : name,
                  rfi_policy_words(site->want.policy[i]));
    }
    for (size_t i = 0; i < site->link_count; i++) {
        const rfi_link *link = &site->links[i];
        range of = add_thing(l, NULL, link->id, "link", link, sizeof *link);
        add_words(l, &of, "carrier", link->carrier);
        add_words(l, &of, "to", link->to);
        add_words(l, &of, "path", link->path);
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        const rfi_gate *gate = &site->gates[i];
        range of = add_thing(l, NULL, gate->id, "gate", gate, sizeof *gate);
        add_words(l, &of, "kind", rfi_gate_kind_words(gate->kind));
    }
}

/* ---- the figures of a site ---------------------------------------------------------- */

static int compare_ranges(const void *left, const void *right)
{
    uintptr_t a = (uintptr_t)((const range *)left)->first;
    uintptr_t b = (uintptr_t)((const range *)right)->first;
    return (a > b) - (a < b);
}

/* NULL: the figure belongs to the site itself. */
static const range *range_of(const lister *l, const rfi_figure *figure)
{
    uintptr_t at = (uintptr_t)figure;
    size_t low = 0;
    size_t high = l->range_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)l->ranges[middle].first <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const range *r = low == 0 ? NULL : &l->ranges[low - 1];
    return r != NULL && at - (uintptr_t)r->first < r->size ? r : NULL;
}

static bool is_pending(const lister *l, const rfi_figure *figure)
{
    for (size_t i = 0; i < l->site->gate_count; i++) {
        if (figure == &l->site->gates[i].status) {
            return l->site->gates[i].pending && !rfi_known(figure);
        }
    }
    return false;
}

static const char *source_words(lister *l, const rfi_figure *figure)
{
    rfi_text text = RFI_TEXT_INIT;
    if (figure->source == NULL || !rfi_known(figure)) {
        return NULL; /* who says that a figure is unknown makes no difference */
    }
    rfi_text_format(&text, "grade %s: %s, ", rfi_grade_letter(figure->grade),
                    figure->source->title);
    rfi_print_date(&text, figure->source->date);
    rfi_text_add(&text, figure->source->url == NULL ? "" : ", ");
    rfi_text_add(&text, figure->source->url);
    return keep(l, &text);
}

/* Stands for a feed or a loop of a hall that is named in words already. */
static bool is_said_in_words(const lister *l, const rfi_figure *figure)
{
    for (size_t i = 0; i < l->site->hall_count && rfi_known(figure); i++) {
        const rfi_hall *h = &l->site->halls[i];
        if (figure == &h->feed_known || figure == &h->liquid_known ||
            figure == &h->air_known) {
            return figure->base == 1;
        }
    }
    return false;
}

static void list_figure(lister *l, const rfi_figure *figure)
{
    rfi_text exact = RFI_TEXT_INIT;
    rfi_text words = RFI_TEXT_INIT;
    if (figure->state == RFI_ABSENT || is_said_in_words(l, figure)) {
        return;
    }
    const range *r = range_of(l, figure);
    bool at_root = r == NULL && strcmp(figure->owner, l->site->id) == 0;
    bool pending = is_pending(l, figure);
    rfi_print_canonical(&exact, figure);
    rfi_print_figure(&words, figure);
    fact f = {.owner = r != NULL ? r->owner
                       : at_root ? "site"
                                 : figure->owner,
              .thing = r != NULL ? r->thing
                       : at_root ? "site"
                                 : figure->owner,
              .attribute = figure->attribute,
              .name = figure->name != NULL ? figure->name : figure->attribute,
              .exact = keep(l, &exact),
              .words = keep(l, &words),
              .source = source_words(l, figure)};
    if (pending) {
        f.exact = f.words = "pending";
    }
    add_fact(l, &f);
}

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int compare_keys(const fact *a, const fact *b)
{
    int order = strcmp(a->owner, b->owner);
    return order != 0 ? order : strcmp(a->attribute, b->attribute);
}

static int compare_facts(const void *left, const void *right)
{
    const fact *a = left;
    const fact *b = right;
    int order = compare_keys(a, b);
    order = order != 0 ? order : strcmp(a->exact, b->exact);
    return order != 0 ? order : compare_texts(a->source, b->source);
}

static bool list_site(lister *l)
{
    const rfi_site *site = l->site;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        list_interconnect(l, &site->interconnects[i]);
    }
    list_elements(l, NULL, site->elements, site->element_count);
    list_plants(l, NULL, site->plants, site->plant_count);
    for (size_t i = 0; i < site->hall_count; i++) {
        list_hall(l, &site->halls[i]);
    }
    list_rest(l, site);
    if (l->range_count > 1) {
        qsort(l->ranges, l->range_count, sizeof(range), compare_ranges);
    }
    for (size_t i = 0; i < site->figure_count; i++) {
        list_figure(l, site->figures[i]);
    }
    if (l->fact_count > 1) {
        qsort(l->facts, l->fact_count, sizeof(fact), compare_facts);
    }
    return !l->failed;
}

/* ---- side by side ------------------------------------------------------------------- */

/* before or after may be NULL. Values that differ beyond the digits shown are shown whole.
 */
static void fill(rfi_difference *d, const fact *before, const fact *after)
{
    const fact *any = before != NULL ? before : after;
    bool both = before != NULL && after != NULL;
    bool alike = both && strcmp(before->words, after->words) == 0 &&
                 strcmp(before->exact, after->exact) != 0;
    *d = (rfi_difference){
        .change = both             ? RFI_CHANGE_CHANGED
                  : before != NULL ? RFI_CHANGE_REMOVED
                                   : RFI_CHANGE_ADDED,
        .owner = any->owner,
        .thing = any->thing,
        .attribute = any->attribute,
        .name = any->name,
        .before = before == NULL ? NULL
                  : alike        ? before->exact
                                 : before->words,
        .after = after == NULL ? NULL
                 : alike       ? after->exact
                               : after->words,
        .before_source = before == NULL ? NULL : before->source,
        .after_source = after == NULL ? NULL : after->source,
    };
}

bool rfi_diff_sites(rfi_arena *arena, const rfi_site *before, const rfi_site *after,
                    rfi_difference **ret_differences, size_t *ret_count)
{
    lister a = {.arena = arena, .site = before};
    lister b = {.arena = arena, .site = after};
    if (!list_site(&a) || !list_site(&b)) {
        return false;
    }
    rfi_difference *list =
        RFI_ARRAY(arena, a.fact_count + b.fact_count + 1, rfi_difference);
    if (list == NULL) {
        return false;
    }
    size_t count = 0;
    for (size_t i = 0, k = 0; i < a.fact_count || k < b.fact_count;) {
        int order = i == a.fact_count   ? 1
                    : k == b.fact_count ? -1
                                        : compare_keys(&a.facts[i], &b.facts[k]);
        const fact *left = order <= 0 ? &a.facts[i++] : NULL;
        const fact *right = order >= 0 ? &b.facts[k++] : NULL;
        if (left == NULL || right == NULL || compare_facts(left, right) != 0) {
            fill(&list[count++], left, right);
        }
    }
    *ret_differences = list;
    *ret_count = count;
    return true;
}
