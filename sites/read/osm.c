/* SPDX-License-Identifier: MIT */
/* OpenStreetMap XML: nodes with degrees, ways of nodes, relations of ways. */
#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "sites/read/footprint.h"
#include "sites/read/reader.h"

enum { DEGREE = 10000000 };

typedef struct node {
    int64_t id;
    int64_t lat, lon; /* 1e-7 degree */
} node;

typedef struct way {
    int64_t id;
    const rfi_xml_element *element;
    size_t count;     /* of its nodes */
    int64_t *nodes;   /* ids */
    bool in_relation; /* a ring of a building that a relation describes */
} way;

typedef struct map {
    rfi_report report;
    rfi_arena *scrap;
    rfi_footprints *found;
    node *nodes;
    size_t node_count;
    way *ways;
    size_t way_count;
    bool memory;
} map;

/* ---- values -------------------------------------------------------------------------- */
static bool read_id(const rfi_xml_element *element, const char *name, int64_t *ret_id)
{
    const rfi_xml_attribute *a = rfi_attribute(element, name);
    const char *text = a == NULL ? "" : a->value;
    bool minus = *text == '-'; /* of what is not uploaded yet */
    text += minus ? 1 : 0;
    int64_t value = 0;
    size_t digits = 0;
    for (; *text >= '0' && *text <= '9' && digits < 18; digits++, text++) {
        value = value * 10 + (*text - '0');
    }
    *ret_id = minus ? -value : value;
    return digits > 0 && *text == '\0';
}

/* Decimal degrees to 1e-7, further digits cut off. */
static bool read_degrees(const rfi_xml_element *element, const char *name, int64_t most,
                         int64_t *ret_value)
{
    const rfi_xml_attribute *a = rfi_attribute(element, name);
    const char *text = a == NULL ? "" : a->value;
    bool minus = *text == '-';
    text += minus ? 1 : 0;
    int64_t value = 0;
    size_t digits = 0;
    for (; *text >= '0' && *text <= '9' && digits < 3; digits++, text++) {
        value = value * 10 + (*text - '0');
    }
    value *= DEGREE;
    int64_t unit = DEGREE / 10;
    text += *text == '.' ? 1 : 0;
    for (; *text >= '0' && *text <= '9'; digits++, text++) {
        value += unit * (*text - '0');
        unit /= 10;
    }
    *ret_value = minus ? -value : value;
    return digits > 0 && *text == '\0' && value <= most * DEGREE;
}

static const char *tag(const rfi_xml_element *element, const char *key)
{
    for (const rfi_xml_element *c = element->children; c != NULL; c = c->next) {
        const rfi_xml_attribute *k = rfi_is(c, "tag") ? rfi_attribute(c, "k") : NULL;
        const rfi_xml_attribute *v = k == NULL ? NULL : rfi_attribute(c, "v");
        if (v != NULL && strcmp(k->value, key) == 0) {
            return v->value;
        }
    }
    return NULL;
}

static bool is_building(const rfi_xml_element *element)
{
    const char *building = tag(element, "building");
    const rfi_xml_attribute *action = rfi_attribute(element, "action");
    bool gone = action != NULL && strcmp(action->value, "delete") == 0;
    return building != NULL && strcmp(building, "no") != 0 && !gone;
}

/* ---- tables -------------------------------------------------------------------------- */
static int compare_nodes(const void *a, const void *b)
{
    const node *p = a;
    const node *q = b;
    return (p->id > q->id) - (p->id < q->id);
}

static int compare_ways(const void *a, const void *b)
{
    const way *p = a;
    const way *q = b;
    return (p->id > q->id) - (p->id < q->id);
}

static const node *node_of(const map *m, int64_t id)
{
    const node key = {.id = id};
    return m->node_count == 0
               ? NULL
               : bsearch(&key, m->nodes, m->node_count, sizeof(node), compare_nodes);
}

static way *way_of(const map *m, int64_t id)
{
    const way key = {.id = id};
    return m->way_count == 0
               ? NULL
               : bsearch(&key, m->ways, m->way_count, sizeof(way), compare_ways);
}

static void read_way(map *m, const rfi_xml_element *element)
{
    way w = {.element = element};
    w.nodes = RFI_ARRAY(m->scrap, rfi_count_children(element, "nd"), int64_t);
    if (w.nodes == NULL) {
        m->memory = true;
        return;
    }
    bool fine = read_id(element, "id", &w.id);
    for (const rfi_xml_element *c = element->children; c != NULL; c = c->next) {
        if (rfi_is(c, "nd")) {
            fine = read_id(c, "ref", &w.nodes[w.count++]) && fine;
        }
    }
    if (!fine) {
        rfi_report_error(&m->report, RFI_D_VALUE_SYNTAX, element->place,
                         "a way or one of its nodes has no whole number as its id");
        return;
    }
    m->ways[m->way_count++] = w;
}

static void read_tables(map *m, const rfi_xml_element *root)
{
    m->nodes = RFI_ARRAY(m->scrap, rfi_count_children(root, "node"), node);
    m->ways = RFI_ARRAY(m->scrap, rfi_count_children(root, "way"), way);
    if (m->nodes == NULL || m->ways == NULL) {
        m->memory = true;
        return;
    }
    for (const rfi_xml_element *c = root->children; c != NULL && !m->memory; c = c->next) {
        if (rfi_is(c, "way")) {
            read_way(m, c);
        } else if (rfi_is(c, "node")) {
            node n = {0};
            if (read_id(c, "id", &n.id) && read_degrees(c, "lat", 90, &n.lat) &&
                read_degrees(c, "lon", 180, &n.lon)) {
                m->nodes[m->node_count++] = n;
            } else if (rfi_attribute(c, "action") == NULL) {
                rfi_report_error(&m->report, RFI_D_VALUE_SYNTAX, c->place,
                                 "a node has no id, \"lat\" and \"lon\" in degrees");
            }
        }
    }
    if (m->node_count > 0) {
        qsort(m->nodes, m->node_count, sizeof(node), compare_nodes);
    }
    if (m->way_count > 0) {
        qsort(m->ways, m->way_count, sizeof(way), compare_ways);
    }
}

/* ---- rings --------------------------------------------------------------------------- */
typedef struct chain { /* nodes of a ring, the first repeated at the end */
    int64_t *nodes;
    size_t count;
} chain;

static bool is_closed(const chain *c)
{
    return c->count >= 4 && c->nodes[0] == c->nodes[c->count - 1];
}

/* Appends the way where one of its ends is the end of the chain. */
static bool append(map *m, chain *c, const way *w)
{
    int64_t end = c->nodes[c->count - 1];
    bool forward = w->nodes[0] == end;
    if (!forward && w->nodes[w->count - 1] != end) {
        return false;
    }
    int64_t *nodes = RFI_ARRAY(m->scrap, c->count + w->count - 1, int64_t);
    if (nodes == NULL) {
        m->memory = true;
        return false;
    }
    memcpy(nodes, c->nodes, c->count * sizeof(*nodes));
    for (size_t i = 1; i < w->count; i++) {
        nodes[c->count++] = w->nodes[forward ? i : w->count - 1 - i];
    }
    c->nodes = nodes;
    return true;
}

/* Joins ways to closed rings; what does not close is left out. Room for `count` rings. */
static size_t join(map *m, const way **ways, size_t count, chain *rings)
{
    size_t made = 0;
    for (size_t i = 0; i < count && !m->memory; i++) {
        if (ways[i] == NULL || ways[i]->count < 2) {
            continue;
        }
        chain c = {ways[i]->nodes, ways[i]->count};
        ways[i] = NULL;
        bool grown = true;
        while (grown && !is_closed(&c) && c.count <= RFI_FOOTPRINT_CORNERS) {
            grown = false;
            for (size_t k = i + 1; k < count && !grown && !m->memory; k++) {
                if (ways[k] != NULL && ways[k]->count >= 2 && append(m, &c, ways[k])) {
                    ways[k] = NULL;
                    grown = true;
                }
            }
        }
        if (is_closed(&c)) {
            rings[made++] = c;
        }
    }
    return made;
}

static bool set_middle(const map *m, const chain *c, rfi_footprint *f)
{
    int64_t low[2] = {INT64_MAX, INT64_MAX};
    int64_t high[2] = {INT64_MIN, INT64_MIN};
    for (size_t i = 0; i < c->count; i++) {
        const node *n = node_of(m, c->nodes[i]);
        if (n == NULL) {
            return false;
        }
        low[0] = rfi_min(low[0], n->lat);
        low[1] = rfi_min(low[1], n->lon);
        high[0] = rfi_max(high[0], n->lat);
        high[1] = rfi_max(high[1], n->lon);
    }
    f->lat = (low[0] + high[0]) / 2;
    f->lon = (low[1] + high[1]) / 2;
    f->on_globe = true;
    /* further than that is no building, and no plane */
    return high[0] - low[0] < DEGREE / 5 && high[1] - low[1] < DEGREE / 5;
}

/* The ring in the plane of the footprint; corners that repeat are dropped. */
static bool place_ring(map *m, const chain *c, const rfi_footprint *f, rfi_ring *ret_ring)
{
    ret_ring->count = 0;
    ret_ring->corners = RFI_ARRAY(m->found->arena, c->count, rfi_point);
    if (ret_ring->corners == NULL) {
        m->memory = true;
        return false;
    }
    for (size_t i = 0; i + 1 < c->count; i++) {
        const node *n = node_of(m, c->nodes[i]);
        if (n == NULL) {
            return false;
        }
        rfi_point p = rfi_plane_point(n->lat, n->lon, f->lat, f->lon);
        const rfi_point *last =
            ret_ring->count == 0 ? NULL : &ret_ring->corners[ret_ring->count - 1];
        if (last == NULL || last->x != p.x || last->y != p.y) {
            ret_ring->corners[ret_ring->count++] = p;
        }
    }
    return ret_ring->count >= 3;
}

static bool ring_holds(const rfi_ring *ring, rfi_point p)
{
    bool inside = false;
    for (size_t i = 0; i < ring->count; i++) {
        rfi_point a = ring->corners[i];
        rfi_point b = ring->corners[(i + 1) % ring->count];
        rfi_wide side =
            (rfi_wide)(b.x - a.x) * (p.y - a.y) - (rfi_wide)(b.y - a.y) * (p.x - a.x);
        if ((a.y > p.y) != (b.y > p.y) && (b.y > a.y ? side < 0 : side > 0)) {
            inside = !inside;
        }
    }
    return inside;
}

/* One building: its outer ring and those inner ones that lie in it. */
static void add_building(map *m, const rfi_xml_element *element, const char *kind,
                         int64_t id, const chain *outer, const chain *inner,
                         size_t inner_count)
{
    rfi_footprint f = {.place = element->place, .name = tag(element, "name")};
    size_t corners = outer->count;
    if (!set_middle(m, outer, &f) || !place_ring(m, outer, &f, &f.outer)) {
        if (!m->memory) {
            rfi_report_warning(&m->report, RFI_D_OUTLINE_SHAPE, element->place,
                               "%s %lld is left out: nodes of it are missing, or it is no "
                               "polygon of a building's size",
                               kind, (long long)id);
        }
        return;
    }
    for (size_t i = 0; i < inner_count && f.hole_count < RFI_FOOTPRINT_HOLES; i++) {
        rfi_ring *hole = &f.holes[f.hole_count];
        if (corners + inner[i].count <= RFI_FOOTPRINT_CORNERS &&
            place_ring(m, &inner[i], &f, hole) && ring_holds(&f.outer, hole->corners[0])) {
            corners += inner[i].count;
            f.hole_count++;
        }
    }
    if (corners > RFI_FOOTPRINT_CORNERS || m->found->count == RFI_FOOTPRINTS_MOST) {
        rfi_report_warning(&m->report, RFI_D_VALUE_RANGE, element->place,
                           "%s %lld is left out: %s", kind, (long long)id,
                           corners > RFI_FOOTPRINT_CORNERS
                               ? "it has more than 200 corners"
                               : "64 buildings are read, no more");
        return;
    }
    bool named = f.name != NULL;
    f.name = named ? rfi_arena_copy(m->found->arena, f.name) : NULL;
    m->memory = m->memory || (named && f.name == NULL);
    f.origin = rfi_arena_format(m->found->arena, "%s %lld", kind, (long long)id);
    m->memory = m->memory || f.origin == NULL;
    m->found->items[m->found->count++] = f;
}

static bool has_role(const rfi_xml_element *member, const char *role)
{
    const rfi_xml_attribute *a = rfi_attribute(member, "role");
    return strcmp(a == NULL ? "" : a->value, role) == 0;
}

/* Ways of the relation in that role; "outer" is also what has no role. */
static size_t ways_in_role(map *m, const rfi_xml_element *relation, bool outer,
                           const way **ret_ways)
{
    size_t count = 0;
    for (const rfi_xml_element *c = relation->children; c != NULL; c = c->next) {
        int64_t id = 0;
        const rfi_xml_attribute *type = rfi_attribute(c, "type");
        bool asked = outer ? has_role(c, "outer") || has_role(c, "") : has_role(c, "inner");
        if (!rfi_is(c, "member") || !asked || type == NULL ||
            strcmp(type->value, "way") != 0 || !read_id(c, "ref", &id)) {
            continue;
        }
        way *w = way_of(m, id);
        if (w != NULL) {
            w->in_relation = true;
            ret_ways[count++] = w;
        }
    }
    return count;
}

static void read_relation(map *m, const rfi_xml_element *element)
{
    const char *type = tag(element, "type");
    int64_t id = 0;
    if (!is_building(element) || type == NULL || strcmp(type, "multipolygon") != 0 ||
        !read_id(element, "id", &id)) {
        return;
    }
    size_t members = rfi_count_children(element, "member");
    const way **ways = RFI_ARRAY(m->scrap, members, const way *);
    chain *outer = RFI_ARRAY(m->scrap, members, chain);
    chain *inner = RFI_ARRAY(m->scrap, members, chain);
    if (ways == NULL || outer == NULL || inner == NULL) {
        m->memory = true;
        return;
    }
    size_t outers = join(m, ways, ways_in_role(m, element, true, ways), outer);
    size_t inners = join(m, ways, ways_in_role(m, element, false, ways), inner);
    for (size_t i = 0; i < outers && !m->memory; i++) {
        add_building(m, element, "relation", id, &outer[i], inner, inners);
    }
}

static void find_buildings(map *m, const rfi_xml_element *root)
{
    for (const rfi_xml_element *c = root->children; c != NULL && !m->memory; c = c->next) {
        if (rfi_is(c, "relation")) {
            read_relation(m, c);
        }
    }
    for (const rfi_xml_element *c = root->children; c != NULL && !m->memory; c = c->next) {
        int64_t id = 0;
        const way *w = rfi_is(c, "way") && read_id(c, "id", &id) ? way_of(m, id) : NULL;
        chain ring = {w == NULL ? NULL : w->nodes, w == NULL ? 0 : w->count};
        if (w != NULL && !w->in_relation && is_building(c) && ring.count > 0 &&
            is_closed(&ring)) {
            add_building(m, c, "way", id, &ring, NULL, 0);
        }
    }
}

rfi_footprints *rfi_read_osm(const char *file, const char *bytes, size_t size,
                             rf_diags *diags)
{
    map m = {.scrap = rfi_arena_new()};
    rfi_arena *arena = rfi_arena_new();
    rfi_report_init(&m.report, diags, bytes, size);
    m.found = arena == NULL ? NULL : RFI_NEW(arena, rfi_footprints);
    m.memory = m.scrap == NULL || m.found == NULL;
    const rfi_xml_element *root = NULL;
    if (!m.memory) {
        m.found->arena = arena;
        m.found->items = RFI_ARRAY(arena, RFI_FOOTPRINTS_MOST, rfi_footprint);
        root = m.found->items == NULL
                   ? NULL
                   : rfi_xml_read_foreign(m.scrap, file, &m.report, &m.memory);
        m.memory = m.memory || m.found->items == NULL;
    }
    if (root != NULL && strcmp(root->name, "osm") != 0) {
        rfi_report_error(&m.report, RFI_D_ROOT_UNKNOWN, root->place,
                         "the root element is \"%s\": \"osm\" is expected", root->name);
    } else if (root != NULL) {
        read_tables(&m, root);
        find_buildings(&m, root);
        if (m.report.errors == 0 && !m.memory && m.found->count == 0) {
            rfi_report_error(&m.report, RFI_D_ELEMENT_MISSING, root->place,
                             "no closed way or multipolygon is tagged \"building\"");
        }
    }
    if (m.memory) {
        rfi_report_error(&m.report, RFI_D_MEMORY, (rfi_place){file, 1, 1}, "memory is out");
    }
    bool fine = m.report.errors == 0;
    rfi_arena_free(m.scrap);
    if (!fine) {
        rfi_arena_free(arena);
    }
    return fine ? m.found : NULL;
}

void rfi_footprints_free(rfi_footprints *footprints)
{
    if (footprints != NULL) {
        rfi_arena_free(footprints->arena);
    }
}
