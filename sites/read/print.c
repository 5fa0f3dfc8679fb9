/* SPDX-License-Identifier: MIT */
/* Canonical XML of a site: one spelling for one meaning, so that equal sites are equal
 * bytes. Attributes and elements stand in the order of docs/descriptor.md, items in file
 * order; grids of columns come out as single columns, the source of an element as tokens
 * of its attributes. Defaults, and what a site was completed with, are not printed. */
#include "sites/read/read.h"

#include <string.h>

typedef struct printer {
    rfi_text *text;
    rfi_text src; /* tokens of the element that is open */
    const rfi_site *site;
    size_t depth;
} printer;

/* ---- words -------------------------------------------------------------------------- */

static const char *const element_words[RFI_ELEMENT_KINDS] = {
    "transformer", "switchgear",  "feeder", "substation", "generator",
    "ups",         "switchboard", "busway", "bess",
};
static const char *const plant_words[RFI_PLANT_KINDS] = {
    "dry-cooler", "adiabatic",   "tower",     "chiller",   "cdu",   "crah",
    "fan-wall",   "outside-air", "rear-door", "immersion", "hydro",
};
static const char *const obstacle_words[] = {"column", "keep-out", "equipment"};
static const char *const gate_words[RFI_GATE_KINDS] = {
    "title", "interconnection", "zoning",     "air",          "water", "noise",
    "road",  "other",           "large-load", "ride-through",
};
static const char *const subsystem_words[RFI_SUBSYSTEMS] = {
    "utility", "distribution", "generators", "ups", "cooling", "cdu", "network",
};
static const char *const policy_words[] = {"none", "n", "redundant", "maintainable",
                                           "fault-tolerant"};

/* ---- elements and attributes -------------------------------------------------------- */

static void open_element(printer *p, const char *name)
{
    rfi_text_repeat(p->text, ' ', 2 * p->depth);
    rfi_text_char(p->text, '<');
    rfi_text_add(p->text, name);
    p->depth++;
}

/* Control characters would be folded to spaces on reading: they go out as references. */
static void add_escaped(rfi_text *text, const char *string)
{
    for (const char *at = string; *at != '\0';) {
        size_t plain = strcspn(at, "\t\n\r&<>\"");
        rfi_text_add_n(text, at, plain);
        at += plain;
        if (*at == '\t' || *at == '\n' || *at == '\r') {
            rfi_text_format(text, "&#%d;", *at);
        } else if (*at != '\0') {
            rfi_text_xml(text, (const char[]){*at, '\0'});
        }
        at += *at != '\0';
    }
}

static void begin(printer *p, const char *name)
{
    rfi_text_char(p->text, ' ');
    rfi_text_add(p->text, name);
    rfi_text_add(p->text, "=\"");
}

static void add_text(printer *p, const char *name, const char *value)
{
    if (value != NULL) {
        begin(p, name);
        add_escaped(p->text, value);
        rfi_text_char(p->text, '"');
    }
}

static void add_names(printer *p, const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            begin(p, name);
        }
        add_escaped(p->text, names[i]);
        rfi_text_char(p->text, i + 1 < count ? ' ' : '"');
    }
}

/* The default of these is the element's own id. */
static void add_other(printer *p, const char *name, const char *value, const char *id)
{
    if (value != NULL && strcmp(value, id) != 0) {
        add_text(p, name, value);
    }
}

static void add_date(printer *p, const char *name, int64_t date)
{
    begin(p, name);
    rfi_print_date(p->text, date);
    rfi_text_char(p->text, '"');
}

/* A source that the site does not declare (it came with a reference design) has no id that
 * a reader of this document could resolve. */
static bool is_declared(const printer *p, const rfi_source *source)
{
    for (size_t i = 0; i < p->site->source_count; i++) {
        if (&p->site->sources[i] == source) {
            return true;
        }
    }
    return false;
}

static void add_token(printer *p, const char *name, const rfi_figure *figure)
{
    const rfi_source *source = figure->source;
    if (source == NULL || !is_declared(p, source)) {
        return;
    }
    if (p->src.size > 0) {
        rfi_text_char(&p->src, ' ');
    }
    rfi_text_add(&p->src, name);
    rfi_text_char(&p->src, ':');
    rfi_text_add(&p->src, source->id);
    if (figure->grade != RFI_GRADE_NONE && figure->grade != source->grade) {
        rfi_text_char(&p->src, '/');
        rfi_text_add(&p->src, rfi_grade_letter(figure->grade));
    }
}

static void add_figure(printer *p, const char *name, const rfi_figure *figure)
{
    if (figure->state == RFI_ABSENT) {
        return;
    }
    begin(p, name);
    rfi_print_canonical(p->text, figure);
    rfi_text_char(p->text, '"');
    add_token(p, name, figure);
}

static void add_point(printer *p, rfi_point point)
{
    const rfi_unit *metre = rfi_unit_canonical(RFI_DIM_LENGTH);
    rfi_print_number(p->text, point.x, metre, 0, RFI_ROUND_NEAREST, false);
    rfi_text_char(p->text, ',');
    rfi_print_number(p->text, point.y, metre, 0, RFI_ROUND_NEAREST, false);
}

static void add_points(printer *p, const char *name, const rfi_point *points, size_t count)
{
    begin(p, name);
    for (size_t i = 0; i < count; i++) {
        add_point(p, points[i]);
        rfi_text_char(p->text, ' ');
    }
    rfi_text_add(p->text, "m\"");
}

/* Ends the attributes of the open element; with_children keeps it open. */
static void end_attributes(printer *p, bool with_children)
{
    if (p->src.size > 0) {
        add_text(p, "src", p->src.data);
    }
    p->text->failed = p->text->failed || p->src.failed;
    rfi_text_finish(&p->src);
    rfi_text_add(p->text, with_children ? ">\n" : "/>\n");
    p->depth -= with_children ? 0 : 1;
}

static void close_element(printer *p, const char *name)
{
    p->depth--;
    rfi_text_repeat(p->text, ' ', 2 * p->depth);
    rfi_text_format(p->text, "</%s>\n", name);
}

/* ---- sources, place, grid ----------------------------------------------------------- */

static void print_source(printer *p, const rfi_source *source)
{
    open_element(p, "source");
    add_text(p, "id", source->id);
    add_text(p, "title", source->title);
    add_text(p, "url", source->url);
    add_date(p, "date", source->date);
    add_text(p, "grade", rfi_grade_letter(source->grade));
    end_attributes(p, false);
}

static void print_location(printer *p, const rfi_site *site)
{
    if (site->lat.state == RFI_ABSENT && site->lon.state == RFI_ABSENT &&
        site->elevation.state == RFI_ABSENT && site->region == NULL &&
        site->climate_id == NULL && !site->no_grid_rules && !site->north_stated) {
        return;
    }
    open_element(p, "location");
    add_figure(p, "lat", &site->lat);
    add_figure(p, "lon", &site->lon);
    add_figure(p, "elevation", &site->elevation);
    if (site->north_stated) {
        begin(p, "north");
        rfi_print_number(p->text, site->north, rfi_unit_find("deg", 3), 0,
                         RFI_ROUND_NEAREST, false);
        rfi_text_add(p->text, " deg\"");
    }
    add_text(p, "region", site->region);
    add_text(p, "climate", site->climate_id);
    add_text(p, "grid-rules", site->no_grid_rules ? "none" : NULL);
    end_attributes(p, false);
}

static void print_step(printer *p, const rfi_step *step)
{
    open_element(p, "step");
    add_text(p, "id", step->id);
    add_figure(p, "date", &step->date);
    add_figure(p, "energised", &step->energised);
    add_figure(p, "firm", &step->firm);
    end_attributes(p, false);
}

static void print_interconnect(printer *p, const rfi_interconnect *connection)
{
    open_element(p, "interconnect");
    add_text(p, "id", connection->id);
    add_text(p, "operator", connection->operator_name);
    add_figure(p, "voltage", &connection->voltage);
    add_figure(p, "announced", &connection->announced);
    add_figure(p, "contracted", &connection->contracted);
    add_figure(p, "energised", &connection->energised);
    add_figure(p, "firm", &connection->firm);
    add_figure(p, "transferable", &connection->transferable);
    add_figure(p, "restudy", &connection->restudy);
    add_figure(p, "power-factor", &connection->power_factor);
    add_figure(p, "ramp", &connection->ramp);
    add_figure(p, "band", &connection->band);
    end_attributes(p, connection->step_count > 0);
    for (size_t i = 0; i < connection->step_count; i++) {
        print_step(p, &connection->steps[i]);
    }
    if (connection->step_count > 0) {
        close_element(p, "interconnect");
    }
}

static void print_grid(printer *p, const rfi_site *site)
{
    if (site->interconnect_count == 0) {
        return;
    }
    open_element(p, "grid");
    end_attributes(p, true);
    for (size_t i = 0; i < site->interconnect_count; i++) {
        print_interconnect(p, &site->interconnects[i]);
    }
    close_element(p, "grid");
}

/* ---- elements and plants ------------------------------------------------------------ */

static void print_element(printer *p, const rfi_element *element)
{
    open_element(p, element_words[element->kind]);
    add_text(p, "id", element->id);
    add_other(p, "group", element->group, element->id);
    if (element->source_count > 1) {
        add_names(p, "from", element->sources, element->source_count);
    } else {
        add_text(p, "from", element->from);
    }
    add_names(p, "standby", element->standby, element->standby_count);
    add_text(p, "backs", element->backs);
    if (element->side != RFI_SIDE_NONE) {
        add_text(p, "side", element->side == RFI_SIDE_A ? "A" : "B");
    }
    add_text(p, "claimed", element->claimed);
    add_figure(p, "rating", &element->rating);
    add_figure(p, "current", &element->current);
    add_figure(p, "voltage", &element->voltage);
    add_figure(p, "count", &element->count);
    add_figure(p, "power-factor", &element->power_factor);
    add_figure(p, "efficiency", &element->efficiency);
    add_figure(p, "continuous-factor", &element->continuous_factor);
    add_figure(p, "loss-fixed", &element->loss_fixed);
    add_figure(p, "loss-linear", &element->loss_linear);
    add_figure(p, "loss-square", &element->loss_square);
    add_figure(p, "energy", &element->energy);
    add_figure(p, "autonomy", &element->autonomy);
    add_figure(p, "overload", &element->overload);
    add_figure(p, "overload-time", &element->overload_time);
    add_figure(p, "step", &element->load_step);
    end_attributes(p, false);
}

static void print_plant(printer *p, const rfi_plant *plant)
{
    open_element(p, "plant");
    add_text(p, "id", plant->id);
    add_text(p, "kind", plant_words[plant->kind]);
    add_text(p, "loop", plant->loop == RFI_LOOP_LIQUID ? "liquid" : "air");
    add_text(p, "from", plant->from);
    add_text(p, "feed", plant->feed);
    add_text(p, "claimed", plant->claimed);
    add_figure(p, "capacity", &plant->capacity);
    add_figure(p, "count", &plant->count);
    add_figure(p, "at", &plant->at);
    add_figure(p, "approach", &plant->approach);
    add_figure(p, "supply", &plant->supply);
    add_figure(p, "flow", &plant->flow);
    add_figure(p, "electrical", &plant->electrical);
    add_figure(p, "filtration", &plant->filtration);
    add_figure(p, "pad-effect", &plant->pad_effect);
    add_text(p, "rejects-to", plant->rejects_to);
    add_figure(p, "cop", &plant->cop);
    add_figure(p, "cop-ambient", &plant->cop_ambient);
    add_figure(p, "cop-supply", &plant->cop_supply);
    add_figure(p, "evaporator-approach", &plant->evaporator_approach);
    add_figure(p, "condenser-approach", &plant->condenser_approach);
    add_figure(p, "economiser", &plant->economiser);
    add_figure(p, "economiser-approach", &plant->economiser_approach);
    add_figure(p, "range", &plant->range);
    add_figure(p, "rated-return", &plant->rated_return);
    add_figure(p, "fans", &plant->fans);
    add_figure(p, "pumps", &plant->pumps);
    add_figure(p, "cycles", &plant->cycles);
    add_figure(p, "drift", &plant->drift);
    add_figure(p, "pipe", &plant->pipe);
    add_figure(p, "buffer", &plant->buffer);
    add_figure(p, "restart", &plant->restart);
    add_figure(p, "air-flow", &plant->air_flow);
    end_attributes(p, false);
}

static void print_elements(printer *p, const rfi_element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_element(p, &elements[i]);
    }
}

static void print_plants(printer *p, const rfi_plant *plants, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_plant(p, &plants[i]);
    }
}

static bool water_stated(const rfi_water *water)
{
    return water->permit_day.state != RFI_ABSENT ||
           water->permit_year.state != RFI_ABSENT || water->make_up.state != RFI_ABSENT;
}

static void print_water(printer *p, const rfi_water *water)
{
    if (water_stated(water)) {
        open_element(p, "water");
        add_figure(p, "permit-day", &water->permit_day);
        add_figure(p, "permit-year", &water->permit_year);
        add_figure(p, "make-up", &water->make_up);
        end_attributes(p, false);
    }
}

static void print_shared(printer *p, const rfi_site *site)
{
    if (site->element_count > 0) {
        open_element(p, "electrical");
        end_attributes(p, true);
        print_elements(p, site->elements, site->element_count);
        close_element(p, "electrical");
    }
    if (site->plant_count > 0 || water_stated(&site->water)) {
        open_element(p, "cooling");
        end_attributes(p, true);
        print_plants(p, site->plants, site->plant_count);
        print_water(p, &site->water);
        close_element(p, "cooling");
    }
}

/* ---- halls -------------------------------------------------------------------------- */

static void print_obstacle(printer *p, const rfi_obstacle *obstacle)
{
    open_element(p, "obstacle");
    add_text(p, "id", obstacle->id);
    add_text(p, "kind", obstacle_words[obstacle->kind]);
    add_points(p, "at", &obstacle->at, 1);
    add_points(p, "size", &obstacle->size, 1);
    if (obstacle->voltage > 0) {
        static const char *const fronts[] = {"up", "down", "right", "left"};
        static const char *const opposites[] = {NULL, "insulated", "live"};
        static const char *const neutrals[] = {NULL, "none"};
        const rfi_unit *volt = rfi_unit_canonical(RFI_DIM_VOLTAGE);
        begin(p, "voltage");
        rfi_print_number(p->text, obstacle->voltage, volt, 0, RFI_ROUND_NEAREST, false);
        rfi_text_add(p->text, " V\"");
        add_text(p, "front", fronts[obstacle->front]);
        add_text(p, "opposite", opposites[obstacle->opposite]);
        add_text(p, "neutral", neutrals[obstacle->neutral]);
    }
    end_attributes(p, false);
}

static void print_door(printer *p, const rfi_door *door)
{
    open_element(p, "door");
    add_text(p, "id", door->id);
    add_text(p, "kind", door->delivery ? "delivery" : NULL);
    add_points(p, "at", &door->at, 1);
    add_figure(p, "width", &door->width);
    add_figure(p, "height", &door->height);
    if (door->swing != RFI_SWING_NONE) {
        static const char *const hinges[] = {NULL, "right", "both"};
        add_text(p, "swing", door->swing == RFI_SWING_IN ? "in" : "out");
        add_text(p, "hinge", hinges[door->hinge]);
    }
    end_attributes(p, false);
}

static void print_shell(printer *p, const rfi_hall *hall)
{
    for (size_t i = 0; i < hall->hole_count; i++) {
        const rfi_hole *hole = &hall->holes[i];
        open_element(p, "hole");
        add_text(p, "id", hole->id);
        add_points(p, "outline", hole->corners, hole->corner_count);
        end_attributes(p, false);
    }
    for (size_t i = 0; i < hall->zone_count; i++) {
        const rfi_zone *zone = &hall->zones[i];
        open_element(p, "zone");
        add_text(p, "id", zone->id);
        add_points(p, "at", &zone->at, 1);
        add_points(p, "size", &zone->size, 1);
        add_figure(p, "clear-height", &zone->clear_height);
        add_figure(p, "slab", &zone->slab);
        end_attributes(p, false);
    }
    for (size_t i = 0; i < hall->door_count; i++) {
        print_door(p, &hall->doors[i]);
    }
    for (size_t i = 0; i < hall->access_count; i++) {
        const rfi_access *access = &hall->accesses[i];
        open_element(p, "access");
        add_text(p, "id", access->id);
        add_text(p, "kind", access->kind == RFI_ACCESS_LIFT ? "lift" : "ramp");
        add_points(p, "at", &access->at, 1);
        add_figure(p, "width", &access->width);
        add_figure(p, "depth", &access->depth);
        add_figure(p, "height", &access->height);
        add_figure(p, "capacity", &access->capacity);
        end_attributes(p, false);
    }
}

static void print_load(printer *p, const rfi_load *load)
{
    open_element(p, "load");
    add_text(p, "id", load->id);
    add_text(p, "kind", "mining");
    add_figure(p, "power", &load->power);
    add_text(p, "miner", load->miner);
    add_figure(p, "stops", &load->stops);
    add_figure(p, "until", &load->until);
    add_figure(p, "curtailment", &load->curtailment);
    add_figure(p, "curtailment-until", &load->curtailment_until);
    end_attributes(p, false);
}

static void add_share(printer *p, const char *name, int64_t share)
{
    begin(p, name);
    rfi_print_number(p->text, share, rfi_unit_canonical(RFI_DIM_RATIO), 0,
                     RFI_ROUND_NEAREST, false);
    rfi_text_char(p->text, '"');
}

static void print_cords(printer *p, const rfi_cords *cords)
{
    open_element(p, "feed");
    add_text(p, "a", cords->a);
    add_text(p, "b", cords->b);
    if (cords->share > 0) {
        add_share(p, "share", cords->share);
    }
    if (cords->split != 500000) {
        add_share(p, "split", cords->split);
    }
    end_attributes(p, false);
}

static void add_outline(printer *p, const rfi_hall *hall)
{
    if (hall->outline != NULL) {
        add_points(p, "outline", hall->outline, hall->outline_count);
    } else if (hall->outline_known.state == RFI_UNKNOWN) {
        add_text(p, "outline", "unknown");
    } else {
        return;
    }
    add_token(p, "outline", &hall->outline_known);
}

/* A completed site keeps "none" as a status. */
static const char *loop_name(const char *plant, const rfi_figure *known)
{
    return plant == NULL && rfi_known(known) && known->high == 0 ? "none" : plant;
}

static void add_hall_attributes(printer *p, const rfi_hall *hall)
{
    static const char *const turns[] = {NULL, "left", "around", "right"};
    add_text(p, "id", hall->id);
    add_other(p, "name", hall->name, hall->id);
    add_figure(p, "count", &hall->count);
    add_outline(p, hall);
    if (hall->at_count > 0) {
        add_points(p, "at", hall->at, hall->at_count);
    }
    add_text(p, "turned", turns[hall->turned]);
    add_text(p, "level", hall->level);
    add_figure(p, "above-grade", &hall->above_grade);
    add_figure(p, "clear-height", &hall->clear_height);
    add_figure(p, "slab", &hall->slab);
    add_figure(p, "point-load", &hall->point_load);
    add_figure(p, "area-load", &hall->area_load);
    add_figure(p, "cold-aisle", &hall->cold_aisle);
    add_figure(p, "hot-aisle", &hall->hot_aisle);
    add_figure(p, "perimeter", &hall->perimeter);
    if (hall->aisles == RFI_AISLES_SERVICE) {
        add_text(p, "aisles", "service");
    }
    add_figure(p, "service-aisle", &hall->service_aisle);
    add_figure(p, "egress", &hall->egress);
    add_figure(p, "row-racks", &hall->row_racks);
    if (hall->distribution == RFI_DISTRIBUTION_PANEL) {
        add_text(p, "distribution", "panel");
    }
    add_figure(p, "panel-width", &hall->panel);
    add_figure(p, "busway-width", &hall->busway);
    add_figure(p, "tray-width", &hall->tray);
    add_figure(p, "manifold-width", &hall->manifold);
    add_figure(p, "ready", &hall->ready);
    add_text(p, "feed", hall->cords_count > 0 ? NULL : hall->feed);
    add_text(p, "liquid", loop_name(hall->liquid, &hall->liquid_known));
    add_text(p, "air", loop_name(hall->air, &hall->air_known));
    add_text(p, "losses", hall->losses);
    add_text(p, "house-feed", hall->house_feed);
    add_figure(p, "house", &hall->house);
    add_figure(p, "air-temperature", &hall->air_temperature);
    add_figure(p, "humidity", &hall->humidity);
}

static void print_hall(printer *p, const rfi_hall *hall)
{
    if (hall->implicit) {
        return;
    }
    bool holds = hall->obstacle_count + hall->door_count + hall->hole_count +
                     hall->zone_count + hall->access_count + hall->load_count +
                     hall->cords_count + hall->element_count + hall->plant_count >
                 0;
    open_element(p, "hall");
    add_hall_attributes(p, hall);
    end_attributes(p, holds);
    for (size_t i = 0; i < hall->obstacle_count; i++) {
        if (!hall->obstacles[i].derived) {
            print_obstacle(p, &hall->obstacles[i]);
        }
    }
    print_shell(p, hall);
    for (size_t i = 0; i < hall->load_count; i++) {
        print_load(p, &hall->loads[i]);
    }
    for (size_t i = 0; i < hall->cords_count; i++) {
        print_cords(p, &hall->cords[i]);
    }
    print_elements(p, hall->elements, hall->element_count);
    print_plants(p, hall->plants, hall->plant_count);
    if (holds) {
        close_element(p, "hall");
    }
}

/* ---- network, gates, want ----------------------------------------------------------- */

static void print_link(printer *p, const rfi_link *link)
{
    open_element(p, "link");
    add_text(p, "id", link->id);
    add_text(p, "carrier", link->carrier);
    add_text(p, "to", link->to);
    add_text(p, "path", link->path);
    if (link->via_count > 0) {
        begin(p, "via");
        for (size_t i = 0; i < link->via_count; i++) {
            rfi_text_add(p->text, i > 0 ? " " : "");
            rfi_text_add(p->text, link->via[i]);
        }
        rfi_text_char(p->text, '"');
    }
    add_figure(p, "capacity", &link->capacity);
    add_figure(p, "latency", &link->latency);
    add_figure(p, "route-length", &link->route_length);
    end_attributes(p, false);
}

static void print_trench(printer *p, const rfi_trench *trench)
{
    open_element(p, "trench");
    add_text(p, "id", trench->id);
    add_text(p, "words", trench->words);
    add_figure(p, "route-length", &trench->route_length);
    add_figure(p, "separation", &trench->separation);
    end_attributes(p, false);
}

static const char *gate_status(const rfi_gate *gate)
{
    if (rfi_known(&gate->status)) {
        return gate->status.base != 0 ? "granted" : "refused";
    }
    return gate->pending ? "pending" : "unknown";
}

static void print_gate(printer *p, const rfi_gate *gate)
{
    if (gate->implicit) {
        return;
    }
    open_element(p, "gate");
    add_text(p, "id", gate->id);
    add_text(p, "kind", gate_words[gate->kind]);
    add_text(p, "status", gate_status(gate));
    add_token(p, "status", &gate->status);
    add_figure(p, "date", &gate->date);
    end_attributes(p, false);
}

static void add_ids(printer *p, const char *name, const char *const *ids, size_t count)
{
    rfi_text list = RFI_TEXT_INIT;
    for (size_t i = 0; i < count; i++) {
        rfi_text_format(&list, "%s%s", i == 0 ? "" : " ", ids[i]);
    }
    p->text->failed = p->text->failed || list.failed;
    add_text(p, name, list.data);
    rfi_text_finish(&list);
}

static void add_windows(printer *p, const rfi_work *work)
{
    rfi_text list = RFI_TEXT_INIT;
    for (size_t i = 0; i < work->window_count; i++) {
        rfi_text_add(&list, i == 0 ? "" : " ");
        rfi_print_date(&list, work->windows[i].first);
        rfi_text_add(&list, "..");
        rfi_print_date(&list, work->windows[i].last);
    }
    p->text->failed = p->text->failed || list.failed;
    add_text(p, "window", list.data);
    rfi_text_finish(&list);
}

static void print_works(printer *p, const rfi_works *works)
{
    if (!works->stated) {
        return;
    }
    open_element(p, "works");
    add_figure(p, "start", &works->start);
    end_attributes(p, works->count > 0);
    for (size_t i = 0; i < works->count; i++) {
        const rfi_work *work = &works->items[i];
        open_element(p, "work");
        add_text(p, "id", work->id);
        add_text(p, "name", work->name);
        add_figure(p, "start", &work->start);
        add_figure(p, "lead", &work->lead);
        add_figure(p, "build", &work->build);
        add_figure(p, "outage", &work->outage);
        add_ids(p, "requires", work->requires_ids, work->requires_count);
        add_text(p, "hall", work->hall);
        add_ids(p, "supplies", work->supplies_ids, work->supplies_count);
        add_windows(p, work);
        end_attributes(p, false);
    }
    if (works->count > 0) {
        close_element(p, "works");
    }
}

static void print_want(printer *p, const rfi_want *want)
{
    if (!want->stated) {
        return;
    }
    open_element(p, "want");
    add_figure(p, "target", &want->target);
    add_figure(p, "pods", &want->pods);
    add_figure(p, "by", &want->by);
    add_figure(p, "reserve", &want->reserve);
    add_figure(p, "bandwidth", &want->bandwidth);
    add_figure(p, "latency", &want->latency);
    add_figure(p, "carriers", &want->carriers);
    end_attributes(p, want->policy_stated);
    if (want->policy_stated) {
        open_element(p, "policy");
        for (int i = 0; i < RFI_SUBSYSTEMS; i++) {
            add_text(p, subsystem_words[i], policy_words[want->policy[i]]);
        }
        end_attributes(p, false);
        close_element(p, "want");
    }
}

static void print_finance(printer *p, const rfi_site *site)
{
    if (site->power_price.state != RFI_ABSENT) {
        open_element(p, "finance");
        add_figure(p, "power-price", &site->power_price);
        end_attributes(p, false);
    }
}

static void print_root(printer *p, const rfi_site *site)
{
    open_element(p, "site");
    add_text(p, "xmlns", "urn:rackfit:1");
    add_text(p, "id", site->id);
    add_text(p, "name", site->name);
    add_date(p, "as-of", site->as_of);
    add_text(p, "reference", site->reference ? "yes" : NULL);
    add_figure(p, "module", &site->module_power);
    rfi_text_finish(&p->src); /* the root takes no sources */
    end_attributes(p, true);
}

bool rfi_print_site(const rfi_site *site, rfi_text *text)
{
    printer printing = {text, RFI_TEXT_INIT, site, 0};
    printer *p = &printing;
    rfi_text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    print_root(p, site);
    for (size_t i = 0; i < site->source_count; i++) {
        print_source(p, &site->sources[i]);
    }
    print_location(p, site);
    print_grid(p, site);
    print_shared(p, site);
    for (size_t i = 0; i < site->hall_count; i++) {
        print_hall(p, &site->halls[i]);
    }
    for (size_t i = 0; i < site->link_count; i++) {
        print_link(p, &site->links[i]);
    }
    for (size_t i = 0; i < site->trench_count; i++) {
        print_trench(p, &site->trenches[i]);
    }
    for (size_t i = 0; i < site->gate_count; i++) {
        print_gate(p, &site->gates[i]);
    }
    print_works(p, &site->works);
    print_want(p, &site->want);
    print_finance(p, site);
    close_element(p, "site");
    return !text->failed;
}
