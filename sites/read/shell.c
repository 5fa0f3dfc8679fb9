/* SPDX-License-Identifier: MIT */
/* What opens the walls of a hall and divides its floor: holes, zones, doors with what their
 * leaves sweep, and the ways up to a hall that does not lie at grade. */
#include <string.h>

#include "planner/model/opening.h"
#include "sites/read/outline.h"
#include "sites/read/parts.h"

/* An opening whose centre is further from the wall would open into nothing. Corners of all
 * holes of a hall: each is held against all others. */
enum { DOOR_PLAY = 50, MOST_HOLE_CORNERS = 512, MOST_HEIGHT = 200000 };

/* ---- holes ----------------------------------------------------------------------------
 */
static const char *misplaced(const rfi_hall *hall, const rfi_hole *hole)
{
    if (rfi_outlines_meet(hole->corners, hole->corner_count, hall->outline,
                          hall->outline_count) ||
        !rfi_outline_holds(hall->outline, hall->outline_count, hole->corners[0])) {
        return "does not lie wholly inside the outline of its hall";
    }
    for (size_t i = 0; i < hall->hole_count; i++) {
        const rfi_hole *other = &hall->holes[i];
        if (rfi_outlines_meet(hole->corners, hole->corner_count, other->corners,
                              other->corner_count) ||
            rfi_outline_holds(other->corners, other->corner_count, hole->corners[0]) ||
            rfi_outline_holds(hole->corners, hole->corner_count, other->corners[0])) {
            return "touches or covers another hole";
        }
    }
    return NULL;
}

static void read_corners(rfi_reader *reader, const rfi_row *row,
                         const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                         void *object)
{
    (void)row;
    (void)element;
    rfi_hole *hole = object;
    rfi_point points[RFI_OUTLINE_MOST];
    size_t count = rfi_read_points(reader, attribute, points, RFI_OUTLINE_MOST);
    size_t corner = 0;
    if (count == 0) {
        return;
    }
    const char *wrong = rfi_outline_normalise(points, &count, 1, &corner);
    if (wrong != NULL) {
        rfi_report_error(&reader->report, RFI_D_OUTLINE_SHAPE,
                         rfi_place_of_word(attribute, corner),
                         "the hole is not a simple rectilinear polygon: %s", wrong);
        return;
    }
    hole->corners = rfi_reader_array(reader, count, sizeof(rfi_point));
    if (hole->corners != NULL) {
        memcpy(hole->corners, points, count * sizeof(rfi_point));
        hole->corner_count = count;
    }
}

static const rfi_row hole_rows[] = {
    RFI_ROW_ID(rfi_hole),
    RFI_ROW_OWN("outline", true, read_corners),
    RFI_ROW_END,
};

static const rfi_vocabulary hole_vocabulary = {"hole", hole_rows, NULL};

static void read_hole(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall,
                      size_t *corners)
{
    rfi_hole hole = {.place = element->place};
    rfi_read_element(reader, element, &hole_vocabulary, &hole, "hole");
    *corners += hole.corner_count;
    if (hole.corners == NULL) {
        return;
    }
    if (*corners > MOST_HOLE_CORNERS) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, element->place,
                         "the holes of a hall have more than 512 corners, the most that is "
                         "read");
        return;
    }
    const char *wrong = hall->outline == NULL ? NULL : misplaced(hall, &hole);
    if (wrong != NULL) {
        rfi_report_error(&reader->report, RFI_D_OUTSIDE_HALL,
                         rfi_attribute(element, "outline")->value_place,
                         "the hole \"%s\" %s", hole.id == NULL ? "" : hole.id, wrong);
        return;
    }
    hall->holes[hall->hole_count++] = hole;
}

/* ---- zones ----------------------------------------------------------------------------
 */
static const rfi_row zone_rows[] = {
    RFI_ROW_ID(rfi_zone),
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_zone, at),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_zone, size),
     .required = true,
     .read = rfi_read_size_row},
    RFI_ROW_LIMITED(rfi_zone, clear_height, "clear-height", LENGTH, "clear height", "owner",
                    1, MOST_HEIGHT),
    RFI_ROW_LIMITED(rfi_zone, slab, "slab", AREA_LOAD, "slab rating", "structural engineer",
                    0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_vocabulary zone_vocabulary = {"zone", zone_rows, NULL};

static void read_zone(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall)
{
    rfi_zone *zone = &hall->zones[hall->zone_count++];
    zone->place = element->place;
    rfi_read_element(reader, element, &zone_vocabulary, zone, "zone");
    if (zone->clear_height.state == RFI_ABSENT && zone->slab.state == RFI_ABSENT) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                         "\"zone\" states neither \"clear-height\" nor \"slab\"");
    }
    const rfi_xml_attribute *at = rfi_attribute(element, "at");
    if (hall->outline != NULL && at != NULL && zone->size.x > 0 &&
        !rfi_outline_meets(hall->outline, hall->outline_count, zone->at, zone->size)) {
        rfi_report_error(&reader->report, RFI_D_OUTSIDE_HALL, at->value_place,
                         "the zone \"%s\" does not lie inside its hall",
                         zone->id == NULL ? "" : zone->id);
    }
}

/* ---- doors ----------------------------------------------------------------------------
 */
static const char *const door_words[] = {"exit", "delivery", NULL};
static const char *const swing_words[] = {"none", "in", "out", NULL};
static const char *const hinge_words[] = {"left", "right", "both", NULL};

static const rfi_row door_rows[] = {
    RFI_ROW_ID(rfi_door),
    {.attribute = "kind",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(rfi_door, delivery),
     .choices = door_words},
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_door, at),
     .required = true,
     .read = rfi_read_point_row},
    RFI_ROW_LIMITED(rfi_door, width, "width", LENGTH, "door width", "owner", 1, 100000),
    RFI_ROW_LIMITED(rfi_door, height, "height", LENGTH, "door height", "owner", 1, 100000),
    RFI_ROW_CHOICE(rfi_door, swing, "swing", swing_words, false),
    RFI_ROW_CHOICE(rfi_door, hinge, "hinge", hinge_words, false),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_vocabulary door_vocabulary = {"door", door_rows, NULL};

static bool on_wall(const rfi_hall *hall, rfi_point at)
{
    bool touches = rfi_outline_touches(hall->outline, hall->outline_count, at, DOOR_PLAY);
    for (size_t i = 0; i < hall->hole_count && !touches; i++) {
        touches = rfi_outline_touches(hall->holes[i].corners, hall->holes[i].corner_count,
                                      at, DOOR_PLAY);
    }
    return touches;
}

/* A leaf has a side and a width; what it sweeps is kept free. */
static void add_swing(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall,
                      const rfi_door *door, size_t *capacity)
{
    const rfi_xml_attribute *hinge = rfi_attribute(element, "hinge");
    if (hinge != NULL && door->swing == RFI_SWING_NONE) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, hinge->place,
                         "\"hinge\" belongs to a door that swings: \"swing\" is \"in\" or "
                         "\"out\"");
    }
    if (door->swing == RFI_SWING_IN && !rfi_known(&door->width)) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                         "a door that swings in must state its \"width\"");
        return;
    }
    rfi_obstacle swept = {.kind = RFI_OBSTACLE_KEEP_OUT,
                          .derived = RFI_DERIVED_SWING,
                          .place = element->place};
    if (!rfi_door_swept(hall, door, &swept.at, &swept.size) ||
        !rfi_hall_clip(hall, &swept.at, &swept.size)) {
        return;
    }
    swept.id = rfi_arena_format(reader->arena, "%s-swing", door->id);
    rfi_obstacle *added = rfi_hall_add_obstacle(reader, hall, capacity);
    if (added != NULL) {
        *added = swept;
    }
    reader->memory = reader->memory || swept.id == NULL;
}

static void read_door(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall,
                      size_t *capacity)
{
    rfi_door *door = &hall->doors[hall->door_count++];
    door->place = element->place;
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &door_vocabulary, door, "door");
    if (reader->report.errors != errors) {
        return;
    }
    if (hall->outline != NULL && !on_wall(hall, door->at)) {
        rfi_report_error(
            &reader->report, RFI_D_OUTSIDE_HALL, rfi_attribute(element, "at")->value_place,
            "the door \"%s\" does not stand on the outline of its hall", door->id);
        rfi_report_hint(&reader->report,
                        "\"at\" is the centre of the opening; 50 mm of play are "
                        "allowed");
        return;
    }
    add_swing(reader, element, hall, door, capacity);
}

/* ---- ways up --------------------------------------------------------------------------
 */
static const char *const access_words[] = {"lift", "ramp", NULL};

static const rfi_row access_rows[] = {
    RFI_ROW_ID(rfi_access),
    RFI_ROW_CHOICE(rfi_access, kind, "kind", access_words, true),
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_access, at),
     .required = true,
     .read = rfi_read_point_row},
    RFI_ROW_LIMITED(rfi_access, width, "width", LENGTH, "clear width", "owner", 1, 100000),
    RFI_ROW_LIMITED(rfi_access, depth, "depth", LENGTH, "clear depth of the car", "owner",
                    1, 100000),
    RFI_ROW_LIMITED(rfi_access, height, "height", LENGTH, "clear height", "owner", 1,
                    100000),
    RFI_ROW_LIMITED(rfi_access, capacity, "capacity", MASS, "load that it carries",
                    "lift maker", 1, 1000000000),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_vocabulary access_vocabulary = {"access", access_rows, NULL};

static void read_access(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall)
{
    rfi_access *access = &hall->accesses[hall->access_count++];
    access->place = element->place;
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &access_vocabulary, access, "access");
    const rfi_xml_attribute *depth = rfi_attribute(element, "depth");
    if (depth != NULL && access->kind == RFI_ACCESS_RAMP) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, depth->place,
                         "\"depth\" belongs to the car of a lift");
    }
    if (hall->outline != NULL && reader->report.errors == errors &&
        !on_wall(hall, access->at)) {
        rfi_report_error(
            &reader->report, RFI_D_OUTSIDE_HALL, rfi_attribute(element, "at")->value_place,
            "the access \"%s\" does not open through a wall of its hall", access->id);
        rfi_report_hint(&reader->report, "\"at\" is the middle of where it opens onto the "
                                         "floor; 50 mm of play are allowed");
    }
}

/* ---- all ------------------------------------------------------------------------------
 */
static void check_ids(rfi_reader *reader, const rfi_hall *hall)
{
    rfi_names holes = {0};
    rfi_names zones = {0};
    rfi_names openings = {0}; /* a route starts at a door or at an access */
    for (size_t i = 0; i < hall->hole_count; i++) {
        rfi_names_add(reader, &holes, hall->holes[i].id, 0, hall->holes[i].place, NULL);
    }
    for (size_t i = 0; i < hall->zone_count; i++) {
        rfi_names_add(reader, &zones, hall->zones[i].id, 0, hall->zones[i].place, NULL);
    }
    for (size_t i = 0; i < hall->door_count; i++) {
        rfi_names_add(reader, &openings, hall->doors[i].id, 0, hall->doors[i].place, NULL);
    }
    for (size_t i = 0; i < hall->access_count; i++) {
        rfi_names_add(reader, &openings, hall->accesses[i].id, 0, hall->accesses[i].place,
                      NULL);
    }
    rfi_names_unique(reader, &holes, "hole");
    rfi_names_unique(reader, &zones, "zone");
    rfi_names_unique(reader, &openings, "door");
}

static void *room_for(rfi_reader *reader, const rfi_xml_element *element, const char *name,
                      size_t size)
{
    return rfi_reader_array(reader, rfi_count_children(element, name), size);
}

void rfi_read_shell(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall,
                    size_t *capacity)
{
    hall->holes = room_for(reader, element, "hole", sizeof(rfi_hole));
    hall->zones = room_for(reader, element, "zone", sizeof(rfi_zone));
    hall->doors = room_for(reader, element, "door", sizeof(rfi_door));
    hall->accesses = room_for(reader, element, "access", sizeof(rfi_access));
    size_t corners = 0;
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "hole")) {
            read_hole(reader, c, hall, &corners);
        }
    }
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "zone")) {
            read_zone(reader, c, hall);
        } else if (rfi_is(c, "door")) {
            read_door(reader, c, hall, capacity);
        } else if (rfi_is(c, "access")) {
            read_access(reader, c, hall);
        }
    }
    if (!reader->memory) {
        check_ids(reader, hall);
    }
}
