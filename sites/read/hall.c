/* SPDX-License-Identifier: MIT */
/* A hall: outline, obstacles, loads, and the elements and plants of its own. What opens its
 * walls and divides its floor is read in shell.c. */
#include <stdio.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/model/clearance.h"
#include "sites/read/number.h"
#include "sites/read/outline.h"
#include "sites/read/parts.h"

enum { MOST_COLUMNS = 10000, MOST_COLUMNS_OF_SITE = 100000 };

/* ---- rows -----------------------------------------------------------------------------
 */

void rfi_read_point_row(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                        void *object)
{
    (void)element;
    rfi_point point = {0};
    if (rfi_read_points(reader, attribute, &point, 1) == 1) {
        memcpy((char *)object + row->offset, &point, sizeof(point));
    }
}

void rfi_read_size_row(rfi_reader *reader, const rfi_row *row,
                       const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                       void *object)
{
    (void)element;
    rfi_point point = {0};
    if (rfi_read_points(reader, attribute, &point, 1) != 1) {
        return;
    }
    if (point.x <= 0 || point.y <= 0) {
        char quoted[RFI_QUOTE_SIZE];
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, attribute->value_place,
                         "\"%s\" is out of range: %s is more than zero both ways",
                         rfi_quote(quoted, attribute->value, attribute->length),
                         row->attribute);
        return;
    }
    memcpy((char *)object + row->offset, &point, sizeof(point));
}

rfi_place rfi_place_of_word(const rfi_xml_attribute *attribute, size_t n)
{
    size_t at = 0;
    const char *text = attribute->value;
    while (at < attribute->length && text[at] == ' ') {
        at++;
    }
    for (; n > 0; n--) {
        while (at < attribute->length && text[at] != ' ') {
            at++;
        }
        while (at < attribute->length && text[at] == ' ') {
            at++;
        }
    }
    return rfi_place_after(attribute->value_place, text, at);
}

static void read_outline(rfi_reader *reader, const rfi_row *row,
                         const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                         void *object)
{
    (void)row;
    (void)element;
    rfi_hall *hall = object;
    hall->outline_known.place = attribute->value_place;
    if (strcmp(attribute->value, "unknown") == 0) {
        hall->outline_known.state = RFI_UNKNOWN;
        return;
    }
    rfi_point points[RFI_OUTLINE_MOST];
    size_t count = rfi_read_points(reader, attribute, points, RFI_OUTLINE_MOST);
    if (count == 0) {
        return;
    }
    size_t corner = 0;
    const char *wrong =
        rfi_outline_normalise(points, &count, RFI_HALL_LEAST_WIDTH, &corner);
    if (wrong != NULL) {
        rfi_report_error(&reader->report, RFI_D_OUTLINE_SHAPE,
                         rfi_place_of_word(attribute, corner),
                         "the outline is not a simple rectilinear polygon: %s", wrong);
        return;
    }
    hall->outline = rfi_reader_array(reader, count, sizeof(rfi_point));
    if (hall->outline == NULL) {
        return;
    }
    memcpy(hall->outline, points, count * sizeof(rfi_point));
    hall->outline_count = count;
    hall->outline_known.state = RFI_KNOWN;
    hall->outline_known.low = hall->outline_known.base = hall->outline_known.high = 1;
}

/* Origins on the campus; that there are no more than halls is looked at later. */
static void read_places(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                        void *object)
{
    (void)row;
    (void)element;
    rfi_hall *hall = object;
    rfi_point points[RFI_OUTLINE_MOST];
    size_t count = rfi_read_points(reader, attribute, points, RFI_OUTLINE_MOST);
    hall->at = rfi_reader_array(reader, count, sizeof(rfi_point));
    if (hall->at != NULL && count > 0) {
        memcpy(hall->at, points, count * sizeof(rfi_point));
        hall->at_count = count;
    }
}

static const char *const turned_words[] = {"no", "left", "around", "right", NULL};
static const char *const aisles_words[] = {"hot-cold", "service", NULL};
static const char *const distribution_words[] = {"busway", "panel", NULL};

static const rfi_row hall_rows[] = {
    RFI_ROW_ID(rfi_hall),
    RFI_ROW_TEXT(rfi_hall, name, "name", WORDS, false),
    RFI_ROW_LIMITED(rfi_hall, count, "count", COUNT, "number of halls", "owner", 1, 10000),
    {.attribute = "outline",
     .value = RFI_VALUE_FIGURE,
     .offset = offsetof(rfi_hall, outline_known),
     .dimension = RFI_DIM_STATUS,
     .words = "outline",
     .holder = "owner",
     .read = read_outline},
    {.attribute = "at", .value = RFI_VALUE_OWN, .read = read_places},
    RFI_ROW_CHOICE(rfi_hall, turned, "turned", turned_words, false),
    RFI_ROW_TEXT(rfi_hall, level, "level", WORDS, false),
    RFI_ROW_LIMITED(rfi_hall, above_grade, "above-grade", LENGTH,
                    "height of the floor above the yard", "owner", 0, 1000000),
    RFI_ROW_LIMITED(rfi_hall, clear_height, "clear-height", LENGTH, "clear height", "owner",
                    1, 200000),
    RFI_ROW_LIMITED(rfi_hall, slab, "slab", AREA_LOAD, "slab rating", "structural engineer",
                    0, 0),
    RFI_ROW_LIMITED(rfi_hall, point_load, "point-load", FORCE,
                    "load that the floor takes under one foot", "structural engineer", 0,
                    0),
    RFI_ROW_LIMITED(rfi_hall, area_load, "area-load", AREA_LOAD,
                    "superimposed load that the floor takes, spread", "structural engineer",
                    0, 0),
    RFI_ROW_LIMITED(rfi_hall, cold_aisle, "cold-aisle", LENGTH, "cold aisle", "owner", 0,
                    100000),
    RFI_ROW_LIMITED(rfi_hall, hot_aisle, "hot-aisle", LENGTH, "hot aisle", "owner", 0,
                    100000),
    RFI_ROW_LIMITED(rfi_hall, perimeter, "perimeter", LENGTH, "circulation at the walls",
                    "owner", 0, 100000),
    RFI_ROW_CHOICE(rfi_hall, aisles, "aisles", aisles_words, false),
    RFI_ROW_LIMITED(rfi_hall, service_aisle, "service-aisle", LENGTH, "service aisle",
                    "owner", 0, 100000),
    RFI_ROW_LIMITED(rfi_hall, egress, "egress", LENGTH, "longest walk to an exit", "owner",
                    1, 1000000),
    RFI_ROW_LIMITED(rfi_hall, row_racks, "row-racks", COUNT,
                    "longest row without a cross aisle, racks", "owner", 1, 10000),
    RFI_ROW_CHOICE(rfi_hall, distribution, "distribution", distribution_words, false),
    RFI_ROW_LIMITED(rfi_hall, panel, "panel-width", LENGTH, "width of a remote power panel",
                    "engineer", 1, 100000),
    RFI_ROW_LIMITED(rfi_hall, busway, "busway-width", LENGTH, "width of a busway",
                    "engineer", 1, 100000),
    RFI_ROW_LIMITED(rfi_hall, tray, "tray-width", LENGTH, "width of a cable tray",
                    "engineer", 1, 100000),
    RFI_ROW_LIMITED(rfi_hall, manifold, "manifold-width", LENGTH,
                    "width of the coolant pipes over a row", "engineer", 1, 100000),
    RFI_ROW_LIMITED(rfi_hall, ready, "ready", DATE, "date from which it can be fitted out",
                    "owner", 0, 0),
    RFI_ROW_NAME(rfi_hall, feed, "feed", GROUP),
    RFI_ROW_NAME(rfi_hall, liquid, "liquid", LIQUID),
    RFI_ROW_NAME(rfi_hall, air, "air", AIR),
    RFI_ROW_NAME(rfi_hall, losses, "losses", GROUP),
    RFI_ROW_NAME(rfi_hall, house_feed, "house-feed", GROUP),
    RFI_ROW_LIMITED(rfi_hall, house, "house", RATIO, "house load per critical IT power",
                    "owner", 0, 10000000),
    RFI_ROW_LIMITED(rfi_hall, air_temperature, "air-temperature", TEMPERATURE,
                    "air temperature of the hall", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_hall, humidity, "humidity", RATIO, "humidity of the hall", "owner",
                    0, 1000000),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_child hall_children[] = {
    {"obstacle", false, false}, {"columns", false, false}, {"door", false, false},
    {"hole", false, false},     {"zone", false, false},    {"access", false, false},
    {"load", false, false},     {"feed", false, false},    {"plant", false, false},
    RFI_ELEMENT_CHILDREN,       {NULL, false, false},
};

static const rfi_vocabulary hall_vocabulary = {"hall", hall_rows, hall_children};

/* ---- obstacles ------------------------------------------------------------------------
 */

static const char *const obstacle_words[] = {"column", "keep-out", "equipment", NULL};

static const char *const front_words[] = {"up", "down", "right", "left", NULL};
static const char *const opposite_words[] = {"grounded", "insulated", "live", NULL};
static const char *const neutral_words[] = {"grounded", "none", NULL};

static void check_places(rfi_reader *reader, const rfi_xml_element *element,
                         const rfi_hall *hall)
{
    int64_t halls = hall->count.state == RFI_ABSENT ? 1
                    : rfi_known(&hall->count)       ? hall->count.high
                                                    : INT64_MAX;
    if ((int64_t)hall->at_count > halls) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, element->place,
                         "%zu places on the campus for %lld halls: there can be no more "
                         "places than halls",
                         hall->at_count, (long long)halls);
    }
}

static const rfi_row obstacle_rows[] = {
    RFI_ROW_ID(rfi_obstacle),
    RFI_ROW_CHOICE(rfi_obstacle, kind, "kind", obstacle_words, true),
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_obstacle, at),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_obstacle, size),
     .required = true,
     .read = rfi_read_size_row},
    RFI_ROW_WHOLE(rfi_obstacle, voltage, "voltage", VOLTAGE, false),
    RFI_ROW_CHOICE(rfi_obstacle, front, "front", front_words, false),
    RFI_ROW_CHOICE(rfi_obstacle, opposite, "opposite", opposite_words, false),
    RFI_ROW_CHOICE(rfi_obstacle, neutral, "neutral", neutral_words, false),
    RFI_ROW_END,
};

static const rfi_vocabulary obstacle_vocabulary = {"obstacle", obstacle_rows, NULL};

rfi_obstacle *rfi_hall_add_obstacle(rfi_reader *reader, rfi_hall *hall, size_t *capacity)
{
    void *items = hall->obstacles;
    if (!rfi_arena_grow(reader->arena, &items, hall->obstacle_count, capacity,
                        sizeof(rfi_obstacle))) {
        reader->memory = true;
        return NULL;
    }
    hall->obstacles = items;
    return &hall->obstacles[hall->obstacle_count++];
}

static void check_obstacle(rfi_reader *reader, const rfi_xml_element *element,
                           const rfi_hall *hall, const rfi_obstacle *obstacle)
{
    const rfi_xml_attribute *at = rfi_attribute(element, "at");
    if (hall->outline == NULL || at == NULL || obstacle->size.x == 0) {
        return;
    }
    rfi_point low;
    rfi_point high;
    rfi_outline_box(hall->outline, hall->outline_count, &low, &high);
    if (obstacle->at.x < low.x || obstacle->at.y < low.y ||
        obstacle->at.x + obstacle->size.x > high.x ||
        obstacle->at.y + obstacle->size.y > high.y) {
        rfi_report_error(&reader->report, RFI_D_OUTSIDE_HALL, at->value_place,
                         "the obstacle \"%s\" does not lie inside its hall",
                         obstacle->id == NULL ? "" : obstacle->id);
    }
}

/* A voltage belongs to equipment, and its front must be known. */
static void check_voltage(rfi_reader *reader, const rfi_xml_element *element,
                          rfi_obstacle *obstacle)
{
    static const char *const words[] = {"voltage", "front", "opposite", "neutral"};
    bool given[4];
    for (size_t i = 0; i < 4; i++) {
        const rfi_xml_attribute *attribute = rfi_attribute(element, words[i]);
        given[i] = attribute != NULL;
        if (given[i] && obstacle->kind != RFI_OBSTACLE_EQUIPMENT) {
            rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, attribute->place,
                             "\"%s\" belongs to an obstacle of kind \"equipment\"",
                             words[i]);
            obstacle->voltage = 0;
        }
    }
    if (given[0] != given[1]) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                         "equipment that states \"%s\" must state \"%s\"",
                         words[given[0] ? 0 : 1], words[given[0] ? 1 : 0]);
        obstacle->voltage = 0;
    }
    obstacle->voltage = rfi_max(obstacle->voltage, 0);
}

static void read_obstacle(rfi_reader *reader, const rfi_xml_element *element,
                          rfi_hall *hall, size_t *capacity)
{
    rfi_obstacle *obstacle = rfi_hall_add_obstacle(reader, hall, capacity);
    if (obstacle != NULL) {
        *obstacle = (rfi_obstacle){.place = element->place};
        rfi_read_element(reader, element, &obstacle_vocabulary, obstacle, "obstacle");
        check_obstacle(reader, element, hall, obstacle);
        check_voltage(reader, element, obstacle);
    }
}

/* ---- column grids ---------------------------------------------------------------------
 */

typedef struct grid {
    rfi_point first, pitch, size, count;
} grid;

static void read_grid_count(rfi_reader *reader, const rfi_row *row,
                            const rfi_xml_element *element,
                            const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    grid *g = object;
    const char *text = attribute->value;
    const char *comma = strchr(text, ',');
    size_t first = comma == NULL ? 0 : (size_t)(comma - text);
    const rfi_unit *one = rfi_unit_canonical(RFI_DIM_COUNT);
    rfi_point count = {0};
    bool read =
        comma != NULL && rfi_number_convert(text, first, one, &count.x) == RFI_NUMBER_OK &&
        rfi_number_convert(comma + 1, attribute->length - first - 1, one, &count.y) ==
            RFI_NUMBER_OK;
    char quoted[RFI_QUOTE_SIZE];
    (void)rfi_quote(quoted, text, attribute->length);
    if (!read) {
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, attribute->value_place,
                         "\"%s\" is not a number of columns: \"nx,ny\" is expected",
                         quoted);
    } else if (count.x < 1 || count.y < 1 || rfi_mul(count.x, count.y) > MOST_COLUMNS) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, attribute->value_place,
                         "\"%s\" is out of range: 1 to 10000 columns are expected", quoted);
    } else {
        g->count = count;
    }
}

static const rfi_row grid_rows[] = {
    {.attribute = "first",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(grid, first),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "pitch",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(grid, pitch),
     .required = true,
     .read = rfi_read_size_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(grid, size),
     .required = true,
     .read = rfi_read_size_row},
    RFI_ROW_OWN("count", true, read_grid_count),
    RFI_ROW_END,
};

static const rfi_vocabulary grid_vocabulary = {"columns", grid_rows, NULL};

/* Wholly inside a hole: nothing of it stands on the floor. */
static bool in_hole(const rfi_hall *hall, rfi_point at, rfi_point size)
{
    for (size_t i = 0; i < hall->hole_count; i++) {
        const rfi_hole *hole = &hall->holes[i];
        if (rfi_outline_covers(hole->corners, hole->corner_count, at, size)) {
            return true;
        }
    }
    return false;
}

bool rfi_hall_clip(const rfi_hall *hall, rfi_point *at, rfi_point *size)
{
    if (hall->outline == NULL) {
        return true;
    }
    if (!rfi_outline_meets(hall->outline, hall->outline_count, *at, *size) ||
        in_hole(hall, *at, *size)) {
        return false;
    }
    rfi_point low;
    rfi_point high;
    rfi_outline_box(hall->outline, hall->outline_count, &low, &high);
    rfi_point far_corner = {rfi_min(at->x + size->x, high.x),
                            rfi_min(at->y + size->y, high.y)};
    at->x = rfi_max(at->x, low.x);
    at->y = rfi_max(at->y, low.y);
    *size = (rfi_point){far_corner.x - at->x, far_corner.y - at->y};
    return true;
}

static void add_column(rfi_reader *reader, rfi_hall *hall, size_t *capacity, const grid *g,
                       size_t number, int64_t ix, int64_t iy, rfi_place place)
{
    /* Odd sizes: the half millimetre is lost to the left of and below the column. */
    rfi_point at = {g->first.x + ix * g->pitch.x - rfi_div_ceil(g->size.x, 2),
                    g->first.y + iy * g->pitch.y - rfi_div_ceil(g->size.y, 2)};
    rfi_point size = g->size;
    if (!rfi_hall_clip(hall, &at, &size)) {
        return;
    }
    rfi_obstacle *column = rfi_hall_add_obstacle(reader, hall, capacity);
    if (column == NULL) {
        return;
    }
    char grid_number[24] = "";
    if (number > 1) {
        (void)snprintf(grid_number, sizeof(grid_number), "%zu", number);
    }
    *column = (rfi_obstacle){
        .id = rfi_arena_format(reader->arena, "c%s-%lld-%lld", grid_number, (long long)ix,
                               (long long)iy),
        .kind = RFI_OBSTACLE_COLUMN,
        .at = at,
        .size = size,
        .place = place,
    };
    reader->memory = reader->memory || column->id == NULL;
}

/* number: of the grid in its hall; ids of the first are c-<ix>-<iy>, then c2-... */
static void read_grid(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall,
                      size_t *capacity, size_t number)
{
    grid g = {0};
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &grid_vocabulary, &g, "columns");
    if (reader->report.errors != errors) {
        return;
    }
    reader->columns += g.count.x * g.count.y;
    if (reader->columns > MOST_COLUMNS_OF_SITE) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, element->place,
                         "the halls have more than 100000 columns, the most that is read");
        return;
    }
    for (int64_t iy = 0; iy < g.count.y && !reader->memory; iy++) {
        for (int64_t ix = 0; ix < g.count.x && !reader->memory; ix++) {
            add_column(reader, hall, capacity, &g, number, ix, iy, element->place);
        }
    }
}

/* ---- working space --------------------------------------------------------------------
 */

static bool overlap(const rfi_obstacle *a, const rfi_obstacle *b)
{
    return a->at.x < b->at.x + b->size.x && b->at.x < a->at.x + a->size.x &&
           a->at.y < b->at.y + b->size.y && b->at.y < a->at.y + a->size.y;
}

/* What is there already may be as tight as it is; whoever works on it should know. */
static void warn_of_tight_space(rfi_reader *reader, const rfi_hall *hall, size_t index,
                                const rfi_obstacle *space, bool cut)
{
    const rfi_obstacle *equipment = &hall->obstacles[index];
    const char *by = cut ? "the wall" : NULL;
    for (size_t i = 0; by == NULL && i < hall->obstacle_count; i++) {
        const rfi_obstacle *other = &hall->obstacles[i];
        by = i != index && !other->derived && other->kind != RFI_OBSTACLE_KEEP_OUT &&
                     overlap(space, other)
                 ? other->id
                 : NULL;
    }
    if (by != NULL) {
        int64_t depth =
            rfi_working_depth(equipment->voltage, equipment->neutral, equipment->opposite);
        rfi_report_warning(&reader->report, RFI_D_SPACE_SHORT, equipment->place,
                           "the working space of %lld mm in front of \"%s\" is cut short "
                           "by %s",
                           (long long)depth, equipment->id, by);
    }
}

/* Reserves the working space in front of every piece of equipment that states a voltage, as
 * a keep-out: rows, the checker and drawings then respect it like any other. */
static void add_spaces(rfi_reader *reader, rfi_hall *hall, size_t *capacity)
{
    size_t listed = hall->obstacle_count;
    for (size_t i = 0; i < listed && !reader->memory; i++) {
        const rfi_obstacle *equipment = &hall->obstacles[i];
        rfi_obstacle space = {.kind = RFI_OBSTACLE_KEEP_OUT,
                              .derived = RFI_DERIVED_SPACE,
                              .place = equipment->place};
        if (equipment->id == NULL || equipment->size.x == 0 ||
            !rfi_working_space(equipment, &space.at, &space.size)) {
            continue;
        }
        const rfi_point whole = space.size;
        bool inside = rfi_hall_clip(hall, &space.at, &space.size);
        bool cut = !inside || space.size.x != whole.x || space.size.y != whole.y;
        warn_of_tight_space(reader, hall, i, &space, cut);
        space.id = rfi_arena_format(reader->arena, "%s-space", equipment->id);
        rfi_obstacle *added = inside ? rfi_hall_add_obstacle(reader, hall, capacity) : NULL;
        if (added != NULL) {
            *added = space;
        }
        reader->memory = reader->memory || space.id == NULL;
    }
}

/* ---- loads ------------------------------------------------------------------
 */

static const char *const load_words[] = {"mining", NULL};

static void read_load_kind(rfi_reader *reader, const rfi_row *row,
                           const rfi_xml_element *element,
                           const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    (void)object;
    (void)rfi_read_choice(reader, attribute, load_words);
}

static const rfi_row load_rows[] = {
    RFI_ROW_ID(rfi_load),
    RFI_ROW_OWN("kind", true, read_load_kind),
    RFI_ROW_FIGURE(rfi_load, power, "power", POWER, FACILITY, "mining load", "owner"),
    RFI_ROW_TEXT(rfi_load, miner, "miner", WORDS, false),
    RFI_ROW_LIMITED(rfi_load, stops, "stops", STATUS, "mining may stop", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_load, until, "until", DATE, "end of the mining contract", "owner",
                    0, 0),
    RFI_ROW_LIMITED(rfi_load, curtailment, "curtailment", MONEY,
                    "yearly revenue from curtailment", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_load, curtailment_until, "curtailment-until", DATE,
                    "end of the curtailment contract", "owner", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row cords_rows[] = {
    {.attribute = "a",
     .value = RFI_VALUE_NAME,
     .offset = offsetof(rfi_cords, a),
     .required = true,
     .target = RFI_TARGET_GROUP},
    RFI_ROW_NAME(rfi_cords, b, "b", GROUP),
    {.attribute = "share",
     .value = RFI_VALUE_WHOLE,
     .offset = offsetof(rfi_cords, share),
     .dimension = RFI_DIM_RATIO,
     .least = 1,
     .most = 1000000},
    {.attribute = "split",
     .value = RFI_VALUE_WHOLE,
     .offset = offsetof(rfi_cords, split),
     .dimension = RFI_DIM_RATIO,
     .least = 1,
     .most = 999999},
    RFI_ROW_END,
};

static const rfi_vocabulary cords_vocabulary = {"feed", cords_rows, NULL};
static const rfi_vocabulary load_vocabulary = {"load", load_rows, NULL};

static void read_load(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall)
{
    rfi_load *load = &hall->loads[hall->load_count++];
    load->place = element->place;
    rfi_read_element(reader, element, &load_vocabulary, load, "load");
}

static void read_cords(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall)
{
    rfi_cords *cords = &hall->cords[hall->cords_count++];
    *cords = (rfi_cords){.split = 500000, .place = element->place};
    rfi_read_element(reader, element, &cords_vocabulary, cords, "feed");
    const rfi_xml_attribute *split = rfi_attribute(element, "split");
    if (split != NULL && cords->b == NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, split->place,
                         "\"split\" stands where there is one cord: \"b\" is missing");
    }
    if (cords->a != NULL && cords->b != NULL && strcmp(cords->a, cords->b) == 0) {
        rfi_report_error(&reader->report, RFI_D_ID_REPEATED, element->place,
                         "both cords hang from \"%s\": two groups are expected", cords->a);
        rfi_report_hint(&reader->report,
                        "one \"a\" alone draws half from each side of a group");
    }
}

/* Shares add up to one; what states none takes an equal part of what is left. */
static void check_cords(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall)
{
    if (hall->cords_count == 0) {
        return;
    }
    const rfi_xml_attribute *feed = rfi_attribute(element, "feed");
    if (feed != NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, feed->place,
                         "\"feed\" stands as an attribute and as an element: one of the "
                         "two is expected");
    }
    int64_t sum = 0;
    bool open = false;
    for (size_t i = 0; i < hall->cords_count; i++) {
        sum += hall->cords[i].share;
        open = open || hall->cords[i].share == 0;
    }
    if (open ? sum >= 1000000 : sum != 1000000) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, hall->cords[0].place,
                         "the shares of the feeds of \"%s\" add up to %lld.%04lld %%: %s",
                         hall->id == NULL ? "" : hall->id, (long long)(sum / 10000),
                         (long long)(sum % 10000),
                         open ? "nothing is left for those without a share"
                              : "100 % is expected");
    }
    hall->feed = hall->cords[0].a;
}

/* ---- hall -----------------------------------------------------------------------------
 */

static void check_ids(rfi_reader *reader, const rfi_hall *hall)
{
    rfi_names obstacles = {0};
    rfi_names loads = {0};
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        const rfi_obstacle *o = &hall->obstacles[i];
        rfi_names_add(reader, &obstacles, o->id, 0, o->place, o);
    }
    for (size_t i = 0; i < hall->load_count; i++) {
        rfi_names_add(reader, &loads, hall->loads[i].id, 0, hall->loads[i].place, NULL);
    }
    rfi_names_unique(reader, &obstacles, "obstacle");
    rfi_names_unique(reader, &loads, "load");
}

static void read_children(rfi_reader *reader, const rfi_xml_element *element,
                          rfi_hall *hall, rfi_chain *chain)
{
    size_t capacity = 0;
    size_t grids = 0;
    rfi_read_shell(reader, element, hall, &capacity);
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "obstacle")) {
            read_obstacle(reader, c, hall, &capacity);
        } else if (rfi_is(c, "columns")) {
            read_grid(reader, c, hall, &capacity, ++grids);
        } else if (rfi_is(c, "load")) {
            read_load(reader, c, hall);
        } else if (rfi_is(c, "feed")) {
            read_cords(reader, c, hall);
        } else {
            rfi_chain_take(reader, c, chain);
        }
    }
    add_spaces(reader, hall, &capacity);
}

void rfi_read_hall(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall)
{
    hall->place = element->place;
    rfi_read_element(reader, element, &hall_vocabulary, hall, "hall");
    if (hall->name == NULL) {
        hall->name = hall->id;
    }
    rfi_chain chain = {0};
    rfi_chain_elements(reader, element, &chain);
    rfi_chain_plants(reader, element, &chain);
    hall->cords =
        rfi_reader_array(reader, rfi_count_children(element, "feed"), sizeof(rfi_cords));
    hall->loads =
        rfi_reader_array(reader, rfi_count_children(element, "load"), sizeof(rfi_load));
    if (reader->memory) {
        return;
    }
    read_children(reader, element, hall, &chain);
    hall->elements = chain.elements;
    hall->element_count = chain.element_count;
    hall->plants = chain.plants;
    hall->plant_count = chain.plant_count;
    check_ids(reader, hall);
    check_places(reader, element, hall);
    check_cords(reader, element, hall);
}
