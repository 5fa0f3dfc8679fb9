/* SPDX-License-Identifier: MIT */
/* What concerns more than one element of a site: ids that repeat, names that nothing
 * bears, elements that feed each other in a circle, groups whose members disagree. A
 * hall's own elements hide shared ones. */
#include <string.h>

#include "sites/read/parts.h"

typedef struct net {
    rfi_reader *reader;
    const rfi_site *site;
    rfi_names elements, groups, plants, interconnects, halls, links, gates, trenches;
} net;

/* ---- collecting names -----------------------------------------------------------------
 */

static void add_chain(net *n, const rfi_element *elements, size_t element_count,
                      const rfi_plant *plants, size_t plant_count, size_t scope)
{
    for (size_t i = 0; i < element_count; i++) {
        const rfi_element *e = &elements[i];
        rfi_names_add(n->reader, &n->elements, e->id, scope, e->place, e);
        rfi_names_add(n->reader, &n->groups, e->group, scope, e->place, e);
    }
    for (size_t i = 0; i < plant_count; i++) {
        rfi_names_add(n->reader, &n->plants, plants[i].id, scope, plants[i].place,
                      &plants[i]);
    }
}

static void collect(net *n)
{
    const rfi_site *site = n->site;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        rfi_names_add(n->reader, &n->interconnects, site->interconnects[i].id,
                      RFI_SCOPE_SHARED, site->interconnects[i].place, NULL);
    }
    add_chain(n, site->elements, site->element_count, site->plants, site->plant_count,
              RFI_SCOPE_SHARED);
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        rfi_names_add(n->reader, &n->halls, hall->id, 0, hall->place, hall);
        add_chain(n, hall->elements, hall->element_count, hall->plants, hall->plant_count,
                  i);
    }
    for (size_t i = 0; i < site->link_count; i++) {
        rfi_names_add(n->reader, &n->links, site->links[i].id, 0, site->links[i].place,
                      NULL);
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        rfi_names_add(n->reader, &n->gates, site->gates[i].id, 0, site->gates[i].place,
                      NULL);
    }
    for (size_t i = 0; i < site->trench_count; i++) {
        rfi_names_add(n->reader, &n->trenches, site->trenches[i].id, RFI_SCOPE_SHARED,
                      site->trenches[i].place, NULL);
    }
    rfi_names_unique(n->reader, &n->interconnects, "interconnect");
    rfi_names_unique(n->reader, &n->elements, "element");
    rfi_names_unique(n->reader, &n->plants, "plant");
    rfi_names_unique(n->reader, &n->halls, "hall");
    rfi_names_unique(n->reader, &n->links, "link");
    rfi_names_unique(n->reader, &n->gates, "gate");
    rfi_names_unique(n->reader, &n->trenches, "trench");
    rfi_names_sort(&n->groups);
}

static const rfi_name *find(const rfi_names *names, const char *name, size_t scope)
{
    const rfi_name *own =
        scope == RFI_SCOPE_SHARED ? NULL : rfi_names_find(names, name, scope);
    return own != NULL ? own : rfi_names_find(names, name, RFI_SCOPE_SHARED);
}

/* ---- names that must resolve ----------------------------------------------------------
 */

static void say_unknown(net *n, const rfi_mention *m, const char *what,
                        const rfi_names *names)
{
    rfi_report_error(&n->reader->report, RFI_D_ID_UNKNOWN, m->place,
                     "%s=\"%s\": %s is expected, nothing of that id is there", m->attribute,
                     m->name, what);
    rfi_names_hint(n->reader, names, m->name, m->scope);
}

static void check_loop(net *n, const rfi_mention *m, rfi_loop loop)
{
    const char *words = loop == RFI_LOOP_LIQUID ? "liquid" : "air";
    if (strcmp(m->name, "none") == 0) {
        return;
    }
    const rfi_name *found = find(&n->plants, m->name, m->scope);
    if (found == NULL) {
        say_unknown(n, m, "a plant or \"none\"", &n->plants);
        return;
    }
    const rfi_plant *plant = found->bearer;
    if (plant->loop != loop) {
        rfi_report_error(&n->reader->report, RFI_D_ID_UNKNOWN, m->place,
                         "%s=\"%s\": a plant of the %s loop is expected", m->attribute,
                         m->name, words);
    }
}

static void check_rejector(net *n, const rfi_mention *m)
{
    const rfi_name *found = find(&n->plants, m->name, m->scope);
    const char *what = "a dry cooler, pads, a tower, a hydro or an immersion loop";
    if (found == NULL) {
        say_unknown(n, m, what, &n->plants);
        return;
    }
    rfi_plant_kind kind = ((const rfi_plant *)found->bearer)->kind;
    if (kind != RFI_PLANT_DRY_COOLER && kind != RFI_PLANT_ADIABATIC &&
        kind != RFI_PLANT_TOWER && kind != RFI_PLANT_HYDRO && kind != RFI_PLANT_IMMERSION) {
        rfi_report_error(&n->reader->report, RFI_D_ID_UNKNOWN, m->place,
                         "%s=\"%s\": %s is expected", m->attribute, m->name, what);
    }
}

static void check_mention(net *n, const rfi_mention *m)
{
    switch (m->target) {
    case RFI_TARGET_UPSTREAM:
        if (find(&n->groups, m->name, m->scope) == NULL &&
            rfi_names_find(&n->interconnects, m->name, RFI_SCOPE_SHARED) == NULL) {
            say_unknown(n, m, "a group or an interconnect", &n->groups);
        }
        break;
    case RFI_TARGET_GROUP:
        if (find(&n->groups, m->name, m->scope) == NULL) {
            say_unknown(n, m, "a group of electrical elements", &n->groups);
        }
        break;
    case RFI_TARGET_PLANT:
        if (find(&n->plants, m->name, m->scope) == NULL) {
            say_unknown(n, m, "a plant", &n->plants);
        }
        break;
    case RFI_TARGET_REJECTOR:
        check_rejector(n, m);
        break;
    case RFI_TARGET_LIQUID:
        check_loop(n, m, RFI_LOOP_LIQUID);
        break;
    case RFI_TARGET_AIR:
        check_loop(n, m, RFI_LOOP_AIR);
        break;
    case RFI_TARGET_TRENCH:
        if (find(&n->trenches, m->name, m->scope) == NULL) {
            say_unknown(n, m, "a trench", &n->trenches);
        }
        break;
    case RFI_TARGET_NONE:
        break;
    }
}

/* Where the model's name stands; other when it is not worth looking. */
static rfi_place place_of(const net *n, const char *name, rfi_place other)
{
    if (name == NULL || !rfi_report_wants_hint(&n->reader->report)) {
        return other;
    }
    for (size_t i = 0; i < n->reader->mention_count; i++) {
        if (n->reader->mentions[i].name == name) {
            return n->reader->mentions[i].place;
        }
    }
    return other;
}

/* ---- circles --------------------------------------------------------------------------
 */

typedef const char *(*upstream_of)(const void *bearer);

static const char *element_upstream(const void *bearer)
{
    return ((const rfi_element *)bearer)->from;
}

static const char *plant_upstream(const void *bearer)
{
    return ((const rfi_plant *)bearer)->from;
}

static const rfi_name *next_up(const rfi_names *names, const rfi_name *node,
                               upstream_of upstream)
{
    const char *name = upstream(node->bearer);
    return name == NULL ? NULL : find(names, name, node->scope);
}

static void say_circle(net *n, const rfi_names *names, const rfi_name *node,
                       upstream_of upstream)
{
    enum { SHOWN = 6 };
    rfi_text way = RFI_TEXT_INIT;
    const rfi_name *at = node;
    for (int i = 0; i < SHOWN; i++) {
        rfi_text_format(&way, "%s\"%s\"", i == 0 ? "" : " from ", at->name);
        at = next_up(names, at, upstream);
        if (at == node) {
            rfi_text_format(&way, " from \"%s\"", at->name);
            break;
        }
    }
    rfi_report_error(&n->reader->report, RFI_D_CYCLE,
                     place_of(n, upstream(node->bearer), node->place),
                     "a circle of \"from\": %s%s", way.data == NULL ? node->name : way.data,
                     at == node ? "" : " ...");
    rfi_text_finish(&way);
}

/* Follows `from` upstream; every node is walked once. */
static void check_circles(net *n, const rfi_names *names, upstream_of upstream)
{
    size_t *walked = rfi_arena_alloc(n->reader->scrap, names->count, sizeof(size_t));
    if (walked == NULL) {
        n->reader->memory = true;
        return;
    }
    for (size_t start = 0; start < names->count; start++) {
        const rfi_name *node =
            find(names, names->items[start].name, names->items[start].scope);
        while (node != NULL && walked[node - names->items] == 0) {
            walked[node - names->items] = start + 1;
            node = next_up(names, node, upstream);
        }
        if (node != NULL && walked[node - names->items] == start + 1) {
            say_circle(n, names, node, upstream);
        }
    }
}

/* Chains are followed so far: what hangs from more would lose its upper end without a word.
 * Of each kind the first that is too deep is named. */
static void check_depth(net *n, const rfi_names *names, upstream_of upstream)
{
    enum { MOST = 32 };
    size_t *depth = rfi_arena_alloc(n->reader->scrap, names->count, sizeof(size_t));
    if (depth == NULL) {
        n->reader->memory = true;
        return;
    }
    for (size_t start = 0; start < names->count; start++) {
        const rfi_name *node =
            find(names, names->items[start].name, names->items[start].scope);
        const rfi_name *at = node;
        size_t steps = 0;
        while (at != NULL && depth[at - names->items] == 0 && steps <= MOST) {
            steps++;
            at = next_up(names, at, upstream);
        }
        size_t all = steps + (at == NULL ? 0 : depth[at - names->items]);
        if (all > MOST) {
            rfi_report_error(&n->reader->report, RFI_D_VALUE_RANGE, node->place,
                             "\"%s\" stands at the end of a chain of more than %d: at most "
                             "that many in a row are accepted",
                             node->name, (int)MOST);
            return;
        }
        for (at = node; steps > 0; steps--) {
            depth[at - names->items] = all--;
            at = next_up(names, at, upstream);
        }
    }
}

/* ---- sources in parallel, standbys
 * -------------------------------------------------------
 */

enum { NEW = 0, OPEN, DONE };

typedef struct climb { /* of a search upstream along all `from` */
    size_t *state;     /* per group name */
    size_t *stack, *next;
} climb;

static const rfi_name *source_of(const net *n, const rfi_name *node, size_t k)
{
    const rfi_element *element = node->bearer;
    return find(&n->groups, element->sources[k], node->scope);
}

/* Goes up from `start`; the node at which a circle closes, or NULL. state keeps what was
 * seen. */
static const rfi_name *climb_all(const net *n, climb *c, const rfi_name *start)
{
    size_t depth = 0;
    size_t first = (size_t)(start - n->groups.items);
    if (c->state[first] != NEW) {
        return NULL;
    }
    c->stack[0] = first;
    c->next[0] = 0;
    c->state[first] = OPEN;
    for (;;) {
        const rfi_name *node = &n->groups.items[c->stack[depth]];
        const rfi_element *element = node->bearer;
        if (c->next[depth] < element->source_count) {
            const rfi_name *up = source_of(n, node, c->next[depth]++);
            size_t at = up == NULL ? 0 : (size_t)(up - n->groups.items);
            if (up != NULL && c->state[at] == OPEN) {
                return up;
            }
            if (up != NULL && c->state[at] == NEW) {
                c->state[at] = OPEN;
                c->stack[++depth] = at;
                c->next[depth] = 0;
            }
            continue;
        }
        c->state[c->stack[depth]] = DONE;
        if (depth-- == 0) {
            return NULL;
        }
    }
}

static bool open_climb(const net *n, climb *c)
{
    size_t count = n->groups.count + 1;
    c->state = rfi_arena_alloc(n->reader->scrap, count, sizeof(size_t));
    c->stack = rfi_arena_alloc(n->reader->scrap, count, sizeof(size_t));
    c->next = rfi_arena_alloc(n->reader->scrap, count, sizeof(size_t));
    if (c->state == NULL || c->stack == NULL || c->next == NULL) {
        n->reader->memory = true;
        return false;
    }
    return true;
}

/* Circles that need a second source; those of first sources are found before. */
static void check_parallel(net *n)
{
    climb c;
    if (!open_climb(n, &c)) {
        return;
    }
    for (size_t i = 0; i < n->groups.count; i++) {
        const rfi_name *start =
            find(&n->groups, n->groups.items[i].name, n->groups.items[i].scope);
        const rfi_name *closes = climb_all(n, &c, start);
        if (closes != NULL) {
            const rfi_element *element = closes->bearer;
            rfi_report_error(&n->reader->report, RFI_D_CYCLE,
                             place_of(n, element->sources[0], closes->place),
                             "a circle of \"from\" runs through \"%s\"", closes->name);
            return;
        }
    }
}

/* What hangs from a group cannot take it over. */
static void check_standby(net *n, climb *c, const rfi_name *node)
{
    const rfi_element *element = node->bearer;
    for (size_t k = 0; k < element->standby_count; k++) {
        const rfi_name *other = find(&n->groups, element->standby[k], node->scope);
        if (other == NULL) {
            continue;
        }
        memset(c->state, 0, n->groups.count * sizeof(size_t));
        (void)climb_all(n, c, other);
        if (c->state[node - n->groups.items] != NEW) {
            rfi_report_error(&n->reader->report, RFI_D_CYCLE,
                             place_of(n, element->standby[k], node->place),
                             "standby=\"%s\" hangs from \"%s\" itself: it is dead with it",
                             element->standby[k], node->name);
        }
    }
}

static void check_sources(net *n)
{
    size_t errors = n->reader->report.errors;
    bool parallel = false;
    for (size_t i = 0; i < n->groups.count; i++) {
        const rfi_element *element = n->groups.items[i].bearer;
        parallel = parallel || element->source_count > 1;
    }
    if (parallel) {
        check_parallel(n);
    }
    climb c;
    if (!open_climb(n, &c)) {
        return;
    }
    for (size_t i = 0; i < n->groups.count && n->reader->report.errors == errors; i++) {
        const rfi_element *element = n->groups.items[i].bearer;
        if (element->standby_count > 0) {
            check_standby(
                n, &c, find(&n->groups, n->groups.items[i].name, n->groups.items[i].scope));
        }
    }
}

/* ---- groups ---------------------------------------------------------------------------
 */

static bool equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool equal_names(const char *const *a, size_t a_count, const char *const *b,
                        size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++) {
        same = strcmp(a[i], b[i]) == 0;
    }
    return same;
}

static void check_lists(net *n, const rfi_element *element, const rfi_element *first)
{
    bool from = equal_names(element->sources, element->source_count, first->sources,
                            first->source_count);
    bool standby = equal_names(element->standby, element->standby_count, first->standby,
                               first->standby_count);
    if (from && standby) {
        return;
    }
    rfi_report_error(&n->reader->report, RFI_D_GROUP_MIXED, element->place,
                     "\"%s\" and \"%s\" of the group \"%s\" do not agree on \"%s\"",
                     element->id == NULL ? "" : element->id,
                     first->id == NULL ? "" : first->id, element->group,
                     from ? "standby" : "from");
}

static void check_member(net *n, const rfi_element *element, size_t scope)
{
    if (element->group == NULL) {
        return;
    }
    const rfi_name *found = rfi_names_find(&n->groups, element->group, scope);
    const rfi_element *first = found->bearer;
    bool backs = element->kind == RFI_ELEMENT_GENERATOR;
    const char *mine = backs ? element->backs : element->from;
    const char *theirs = backs ? first->backs : first->from;
    if (first == element) {
        return;
    }
    if (equal(mine, theirs) && equal(element->backs, first->backs)) {
        check_lists(n, element, first);
        return;
    }
    rfi_report_error(&n->reader->report, RFI_D_GROUP_MIXED,
                     place_of(n, mine, element->place),
                     "\"%s\" of the group \"%s\" says %s=\"%s\", \"%s\" in line %lld says "
                     "otherwise",
                     element->id == NULL ? "" : element->id, element->group,
                     backs ? "backs" : "from", mine == NULL ? "" : mine,
                     first->id == NULL ? "" : first->id, (long long)first->place.line);
}

static bool states_losses(const rfi_element *element)
{
    return element->loss_fixed.state != RFI_ABSENT ||
           element->loss_linear.state != RFI_ABSENT ||
           element->loss_square.state != RFI_ABSENT;
}

/* Units in parallel share one curve or none: a mixture has no loss of its own. */
static void check_curve(net *n, const rfi_element *element, size_t scope)
{
    if (element->group == NULL) {
        return;
    }
    const rfi_element *first = rfi_names_find(&n->groups, element->group, scope)->bearer;
    if (states_losses(element) != states_losses(first)) {
        rfi_report_error(&n->reader->report, RFI_D_GROUP_MIXED, element->place,
                         "\"%s\" of the group \"%s\" %s losses at part load, \"%s\" in "
                         "line %lld does %s",
                         element->id == NULL ? "" : element->id, element->group,
                         states_losses(element) ? "states" : "states no",
                         first->id == NULL ? "" : first->id, (long long)first->place.line,
                         states_losses(first) ? "so" : "not");
    }
}

static void check_elements(net *n, const rfi_element *elements, size_t count, size_t scope)
{
    for (size_t i = 0; i < count; i++) {
        check_member(n, &elements[i], scope);
        check_curve(n, &elements[i], scope);
    }
}

static void check_group_names(net *n)
{
    for (size_t i = 0; i < n->interconnects.count; i++) {
        const rfi_name *item = &n->interconnects.items[i];
        const rfi_name *group = rfi_names_find(&n->groups, item->name, RFI_SCOPE_SHARED);
        if (group != NULL) {
            rfi_report_error(&n->reader->report, RFI_D_ID_REPEATED, group->place,
                             "the group \"%s\" has the id of the interconnect in line %lld",
                             item->name, (long long)item->place.line);
        }
    }
}

/* Heat in the hall is counted from efficiencies: a curve's depends on the whole load. */
static void check_room_losses(net *n, const rfi_hall *hall, size_t scope)
{
    const char *group = hall->feed;
    for (size_t guard = n->groups.count; group != NULL && hall->losses != NULL && guard > 0;
         guard--) {
        const rfi_name *name = rfi_names_find(&n->groups, group, scope);
        name = name != NULL ? name : rfi_names_find(&n->groups, group, RFI_SCOPE_SHARED);
        const rfi_element *first = name == NULL ? NULL : name->bearer;
        if (first != NULL && states_losses(first)) {
            rfi_report_error(&n->reader->report, RFI_D_GROUP_MIXED, hall->place,
                             "\"losses\" of the hall \"%s\" heat it, but \"%s\" in line "
                             "%lld states a curve of them: an \"efficiency\" is expected",
                             hall->id == NULL ? "" : hall->id,
                             first->id == NULL ? "" : first->id,
                             (long long)first->place.line);
            return;
        }
        bool last = strcmp(group, hall->losses) == 0;
        group = last || first == NULL ? NULL : first->from;
    }
}

static void check_halls(net *n)
{
    for (size_t i = 0; i < n->site->hall_count; i++) {
        const rfi_hall *hall = &n->site->halls[i];
        check_elements(n, hall->elements, hall->element_count, i);
        check_room_losses(n, hall, i);
        if (hall->feed == NULL && hall->element_count + n->site->element_count > 0) {
            rfi_report_warning(&n->reader->report, RFI_D_HALL_UNFED, hall->place,
                               "the hall \"%s\" names no electrical feed",
                               hall->id == NULL ? "" : hall->id);
            rfi_report_hint(&n->reader->report,
                            "feed=\"...\" names the group that ends at the racks");
        }
    }
}

/* Cuts are counted over one bit per link and one number per trench. */
static void check_routes(net *n)
{
    enum { MOST = 64 };
    const rfi_site *site = n->site;
    if (site->trench_count > MOST) {
        rfi_report_error(&n->reader->report, RFI_D_VALUE_RANGE, site->trenches[MOST].place,
                         "the trench \"%s\" is one of %zu: at most %d are accepted",
                         site->trenches[MOST].id == NULL ? "" : site->trenches[MOST].id,
                         site->trench_count, (int)MOST);
    }
    bool routed = site->want.latency.state != RFI_ABSENT;
    for (size_t i = 0; i < site->link_count; i++) {
        routed = routed || site->links[i].via_count > 0;
    }
    if (routed && site->link_count > MOST) {
        rfi_report_error(&n->reader->report, RFI_D_VALUE_RANGE, site->links[MOST].place,
                         "%zu links: at most %d are accepted where \"via\" or a wanted "
                         "latency is stated",
                         site->link_count, (int)MOST);
    }
}

/* A reference design is one chain that fills gaps: it states no sources in parallel. */
static void check_reference(net *n, const rfi_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (elements[i].source_count > 1 || elements[i].standby_count > 0) {
            rfi_report_error(
                &n->reader->report, RFI_D_ATTRIBUTE_UNKNOWN, elements[i].place,
                "a reference design is one chain: \"%s\" hangs from one group, "
                "without standby",
                elements[i].id == NULL ? "" : elements[i].id);
        }
    }
}

/* What the network of a wired site does not carry: loads that enter it by other names. */
static void check_wired_plants(net *n, const rfi_hall *hall, const rfi_plant *plants,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *sink = plants[i].rejects_to;
        const rfi_plant *above = &plants[i];
        for (size_t guard = 0; above != NULL && sink != NULL && guard < 64; guard++) {
            above = above->from == NULL ? NULL : rfi_site_plant(n->site, hall, above->from);
            sink = above != NULL && strcmp(above->id, sink) == 0 ? NULL : sink;
        }
        if (sink != NULL) {
            rfi_report_error(&n->reader->report, RFI_D_ATTRIBUTE_UNKNOWN, plants[i].place,
                             "on a site with several sources \"%s\" may reject only to a "
                             "plant that it hangs from",
                             plants[i].id == NULL ? "" : plants[i].id);
        }
    }
}

static bool is_wired(const net *n)
{
    for (size_t i = 0; i < n->groups.count; i++) {
        const rfi_element *element = n->groups.items[i].bearer;
        if (element->source_count > 1 || element->standby_count > 0) {
            return true;
        }
    }
    for (size_t i = 0; i < n->site->hall_count; i++) {
        if (n->site->halls[i].cords_count > 0) {
            return true;
        }
    }
    return false;
}

static void check_wired(net *n)
{
    if (!is_wired(n)) {
        return;
    }
    check_wired_plants(n, NULL, n->site->plants, n->site->plant_count);
    for (size_t i = 0; i < n->site->hall_count; i++) {
        const rfi_hall *hall = &n->site->halls[i];
        check_wired_plants(n, hall, hall->plants, hall->plant_count);
        if (hall->losses != NULL) {
            rfi_report_error(&n->reader->report, RFI_D_ATTRIBUTE_UNKNOWN, hall->place,
                             "on a site with several sources a hall states no \"losses\"");
        }
    }
}

static void check_references(net *n)
{
    if (!n->site->reference) {
        return;
    }
    check_reference(n, n->site->elements, n->site->element_count);
    for (size_t i = 0; i < n->site->hall_count; i++) {
        const rfi_hall *hall = &n->site->halls[i];
        check_reference(n, hall->elements, hall->element_count);
        if (hall->cords_count > 0) {
            rfi_report_error(&n->reader->report, RFI_D_ELEMENT_UNKNOWN,
                             hall->cords[0].place,
                             "a reference design is one chain: its hall has the attribute "
                             "\"feed\"");
        }
    }
}

void rfi_resolve_site(rfi_reader *reader, const rfi_site *site)
{
    net n = {.reader = reader, .site = site};
    collect(&n);
    if (reader->memory) {
        return;
    }
    check_group_names(&n);
    check_elements(&n, site->elements, site->element_count, RFI_SCOPE_SHARED);
    check_halls(&n);
    for (size_t i = 0; i < reader->mention_count; i++) {
        check_mention(&n, &reader->mentions[i]);
    }
    check_routes(&n);
    check_circles(&n, &n.groups, element_upstream);
    check_circles(&n, &n.plants, plant_upstream);
    if (reader->report.errors == 0) {
        check_depth(&n, &n.groups, element_upstream);
        check_depth(&n, &n.plants, plant_upstream);
    }
    rfi_resolve_works(reader, site);
    check_sources(&n);
    check_references(&n);
    check_wired(&n);
}
