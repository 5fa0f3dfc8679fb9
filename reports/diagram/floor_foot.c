/* SPDX-License-Identifier: MIT */
/* The foot of the sheet: key and notes. */
#include "reports/diagram/floor_parts.h"
#include "reports/diagram/overhead.h"

static const rfi_letters head = {RFI_FACE_STRONG, 8, 0, RFI_LEFT, false, 0};
static const rfi_letters body = {RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0};
static const rfi_letters soft = {RFI_FACE_PLAIN, 6, RFI_INK_SOFT, RFI_LEFT, false, 0};

/* ---- key: every entry is drawn by the routine of the plan
 * -------------------------------- */

typedef struct key_place {
    double x, y;
    int entries;
    double top;
} key_place;

static const double key_column = 102.0;

static bool has_panels(const rfi_plan_sheet *sheet)
{
    const rfi_floor *floor = sheet->floor;
    return floor != NULL && floor->fitting_count > 0 &&
           floor->fittings[0].kind == RFI_FITTING_PANEL; /* they stand in order of kind */
}

static bool has_route(const rfi_plan_sheet *sheet)
{
    return sheet->floor != NULL && sheet->floor->route_count > 0 &&
           sheet->unit == 0; /* a unit is drawn without it */
}

static bool is_shown_column(const rfi_view *view, const rfi_view_obstacle *obstacle)
{
    rfi_rect part;
    return obstacle->obstacle->kind == RFI_OBSTACLE_COLUMN &&
           rfi_view_clip(view, &obstacle->rect, &part);
}

static bool has_zones(const rfi_plan_sheet *sheet)
{
    return sheet->hall->zone_count > 0 && sheet->unit == 0;
}

static bool has_doors(const rfi_plan_sheet *sheet)
{
    return sheet->view.door_count > 0 &&
           sheet->unit == 0; /* none in the window of a unit */
}

static bool has_columns(const rfi_plan_sheet *sheet)
{
    for (size_t i = 0; i < sheet->view.obstacle_count; i++) {
        if (is_shown_column(&sheet->view, &sheet->view.obstacles[i])) {
            return true;
        }
    }
    return false;
}

static int key_entries(const rfi_plan_sheet *sheet)
{
    int supports = 0;
    for (int kind = 0; kind < RFI_SUPPORT_KINDS; kind++) {
        supports = sheet->counts.supports[kind] > 0 ? 1 : supports;
    }
    return (sheet->counts.pods > 0 ? 2 : 0) + supports + (has_columns(sheet) ? 1 : 0) +
           (sheet->view.aisle_count > 0 ? 1 : 0) + (has_doors(sheet) ? 1 : 0) +
           (has_panels(sheet) ? 1 : 0) + (has_route(sheet) ? 1 : 0) +
           (has_zones(sheet) ? 1 : 0);
}

/* Rows of the key in a column: a fifth one, closer, only where eight places do not do. */
static int key_rows(const rfi_plan_sheet *sheet)
{
    return sheet->paper.small ? 9 : key_entries(sheet) > 8 ? 5 : 4;
}

static double key_pitch(const rfi_plan_sheet *sheet)
{
    return sheet->paper.small ? 5.6 : key_rows(sheet) > 4 ? 6.4 : 8.0;
}

/* of a rack in the key */
static double key_height(const rfi_plan_sheet *sheet)
{
    return sheet->paper.small ? 4.9 : 6.0;
}

static void key_words(rfi_plan_sheet *sheet, key_place *place, const char *words)
{
    bool small = sheet->paper.small;
    const int rows = key_rows(sheet);
    rfi_draw_fitted(sheet->drawing, place->x + 13, place->y + 0.9,
                    small ? 60 : key_column - 18, words == NULL ? "" : words, &body, 5.2);
    place->entries++;
    place->x = sheet->paper.left + key_column * (place->entries / rows);
    place->y = place->top + key_pitch(sheet) * (place->entries % rows);
}

static void key_racks(rfi_plan_sheet *sheet, key_place *place, rfi_rack_look look,
                      int count, const char *const *numbers)
{
    for (int i = 0; i < count; i++) {
        look.number = numbers == NULL ? NULL : numbers[i];
        rfi_draw_rack(sheet->drawing,
                      (rfi_box){place->x + 1 + 3.0 * i, place->y - 0.5 * key_height(sheet),
                                3, key_height(sheet)},
                      &look);
    }
}

static void key_pods(rfi_plan_sheet *sheet, key_place *place)
{
    static const char *const singles[] = {"01", "02"};
    static const char *const pairs[] = {"01", "01"};
    const rfi_profile *profile = sheet->judgement->profile;
    bool many = rfi_known(&profile->racks_per_pod) && profile->racks_per_pod.base > 1;
    rfi_rack_look look = {profile->family, 1, 0, RFI_FACING_UP, NULL};
    key_racks(sheet, place, look, 2, many ? pairs : singles);
    key_words(
        sheet, place,
        many ? rfi_arena_format(sheet->arena,
                                "pod of %lld adjacent racks; each bears the pod's number",
                                (long long)profile->racks_per_pod.base)
             : rfi_arena_format(sheet->arena, "one-rack pod %s; number counts in the row",
                                profile->name));
    key_racks(sheet, place, look, 1, singles);
    key_words(sheet, place, "heavy edge = front (cold side); hatch = rear (hot side)");
}

static void key_supports(rfi_plan_sheet *sheet, key_place *place)
{
    static const char *const words[RFI_SUPPORT_KINDS] = {"N network", "S storage",
                                                         "M management", "CDU, in-row"};
    rfi_text text = RFI_TEXT_INIT;
    int shown = 0;
    for (int kind = 0; kind < RFI_SUPPORT_KINDS; kind++) {
        if (sheet->counts.supports[kind] > 0) {
            rfi_draw_rack(sheet->drawing,
                          (rfi_box){place->x + 1 + 2.7 * shown,
                                    place->y - 0.5 * key_height(sheet), 2.7,
                                    key_height(sheet)},
                          &(rfi_rack_look){RFI_FAMILY_ONE, 0, (rfi_support_kind)kind,
                                           RFI_FACING_UP, NULL});
            rfi_text_format(&text, "%s%s", shown > 0 ? " \u00b7 " : "", words[kind]);
            shown++;
        }
    }
    if (shown > 0) {
        rfi_text_add(&text, sheet->paper.small ? " rack" : " rack of a scalable unit");
        key_words(sheet, place, rfi_arena_copy(sheet->arena, text.data));
    }
    rfi_text_finish(&text);
}

static void key_columns(rfi_plan_sheet *sheet, key_place *place)
{
    for (size_t i = 0; i < sheet->view.obstacle_count; i++) {
        const rfi_view_obstacle *obstacle = &sheet->view.obstacles[i];
        if (is_shown_column(&sheet->view, obstacle)) {
            rfi_draw_column(sheet->drawing, (rfi_box){place->x + 3, place->y - 1, 2, 2});
            key_words(sheet, place,
                      rfi_arena_format(sheet->arena, "column %lld \u00d7 %lld mm",
                                       (long long)obstacle->rect.width,
                                       (long long)obstacle->rect.height));
            return;
        }
    }
}

static void key_aisles(rfi_plan_sheet *sheet, key_place *place)
{
    if (sheet->view.aisle_count == 0) {
        return;
    }
    for (int hot = 0; hot < 2; hot++) {
        rfi_draw_rect(sheet->drawing, (rfi_box){place->x + 1 + 5 * hot, place->y - 2, 5, 4},
                      &(rfi_look){.fill = hot ? RFI_INK_HOT_WASH : RFI_INK_COLD_WASH,
                                  .pen = {RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID}});
    }
    bool service = sheet->floor != NULL && sheet->floor->service;
    key_words(sheet, place,
              service ? "service aisle in front, behind; width between rack faces"
                      : "cold aisle, hot aisle; width between rack faces");
}

static void key_doors(rfi_plan_sheet *sheet, key_place *place)
{
    if (!has_doors(sheet)) {
        return;
    }
    rfi_draw_line(sheet->drawing, place->x + 1, place->y + 2, place->x + 1, place->y - 3,
                  (rfi_pen){RFI_INK_TEXT, RFI_BROAD, RFI_DASH_SOLID});
    rfi_draw_arc(sheet->drawing, place->x + 1, place->y + 2, 5, 90, 0,
                 (rfi_pen){RFI_INK_TEXT, RFI_FINE, RFI_DASH_SOLID});
    key_words(sheet, place,
              "door with clear width (\u00d7 height); hinge side only where stated");
}

static void key_services(rfi_plan_sheet *sheet, key_place *place)
{
    double high = key_height(sheet);
    if (has_panels(sheet)) {
        for (int i = 0; i < 2; i++) {
            rfi_draw_panel(sheet->drawing,
                           (rfi_box){place->x + 1 + 3.0 * i, place->y - high / 2, 3, high},
                           i == 0 ? RFI_SIDE_A : RFI_SIDE_B);
        }
        key_words(sheet, place, "remote power panels of the row, feeds A and B");
    }
    if (has_route(sheet)) {
        for (int i = 0; i < 2; i++) {
            rfi_draw_line(sheet->drawing, place->x + 1, place->y - 1.2 + 2.4 * i,
                          place->x + 11, place->y - 1.2 + 2.4 * i,
                          (rfi_pen){RFI_INK_SOFT, RFI_MEDIUM, RFI_DASH_ROUTE});
        }
        key_words(sheet, place,
                  rfi_arena_format(sheet->arena, "delivery route, %s clear",
                                   rfi_metres(sheet->arena, sheet->floor->route_width)));
    }
    if (has_zones(sheet)) {
        rfi_draw_rect(sheet->drawing, (rfi_box){place->x + 1, place->y - 2, 10, 4},
                      &(rfi_look){.pen = {RFI_INK_SOFT, RFI_BROAD, RFI_DASH_AXIS}});
        key_words(sheet, place, "zone with a clear height or slab of its own");
    }
}

void rfi_draw_key(rfi_plan_sheet *sheet, double top)
{
    rfi_drawing *drawing = sheet->drawing;
    if (key_entries(sheet) == 0) { /* a bare room: labels carry all */
        return;
    }
    rfi_draw_text(drawing, sheet->paper.left, top, "Key", &head);
    rfi_draw_text(drawing, sheet->paper.left + 9, top,
                  "only what a label on the plan cannot carry", &soft);
    key_place place = {sheet->paper.left, top + 7, 0, top + 7};
    if (sheet->counts.pods > 0) {
        key_pods(sheet, &place);
    }
    key_supports(sheet, &place);
    key_columns(sheet, &place);
    key_aisles(sheet, &place);
    key_doors(sheet, &place);
    key_services(sheet, &place);
}

/* ---- notes ------------------------------------------------------------------------------
 */

static void note_basics(rfi_plan_sheet *sheet, rfi_text *text)
{
    rfi_text_add(text, "Dimensions in millimetres between inner faces. ");
    rfi_text_add(text, sheet->view.turned ? "Hall frame turned: its x axis points down"
                                          : "Hall frame");
    int64_t north = 0;
    rfi_text_add(text, rfi_plan_north(sheet, &north) ? ". "
                       : sheet->view.turned          ? "; north not stated. "
                                                     : ", north not stated. ");
    rfi_text_add(text, "Wall thickness is schematic.\n");
}

static void note_aisles(rfi_plan_sheet *sheet, rfi_text *text)
{
    const rfi_floor *floor = sheet->floor;
    if (floor == NULL) {
        return;
    }
    rfi_text_format(text,
                    floor->service ? "Kept clear: service aisles %s before and %s behind "
                                     "racks, circulation %s. "
                                   : "Kept clear: cold aisle %s, hot aisle %s, "
                                     "circulation %s. ",
                    rfi_metres(sheet->arena, floor->aisle_cold),
                    rfi_metres(sheet->arena, floor->aisle_hot),
                    rfi_metres(sheet->arena, floor->perimeter));
    if (floor->bound_reason != NULL) {
        rfi_text_format(text, "Bound %lld: %s. ", (long long)floor->bound,
                        floor->bound_reason);
    }
    rfi_text_char(text, '\n');
}

static void note_mining(rfi_plan_sheet *sheet, rfi_text *text)
{
    for (size_t i = 0; i < sheet->hall->load_count; i++) {
        const rfi_load *load = &sheet->hall->loads[i];
        bool stays = rfi_known(&load->stops) && load->stops.base == 0;
        bool unsure = load->stops.state == RFI_UNKNOWN;
        rfi_text_add(text, i == 0 ? "Mining load today: " : "; ");
        rfi_print_figure(text, &load->power);
        rfi_text_format(
            text, "%s%s%s, %s", rfi_is_assumption(&load->power) ? RFI_LOZENGE : "",
            load->miner == NULL ? "" : ", ", load->miner == NULL ? "" : load->miner,
            stays    ? "may not stop"
            : unsure ? "unknown whether it may stop"
                     : "stops when the hall converts");
    }
    rfi_text_add(text, sheet->hall->load_count > 0 ? ".\n" : "");
}

static void note_room(rfi_plan_sheet *sheet, rfi_text *text)
{
    const rfi_figure *figures[] = {&sheet->hall->clear_height, &sheet->hall->slab};
    static const char *const words[] = {"Clear height ", ", slab "};
    for (size_t i = 0; i < 2; i++) {
        rfi_text_add(text, words[i]);
        rfi_print_figure(text, figures[i]);
        rfi_text_add(text, rfi_is_assumption(figures[i]) ? RFI_LOZENGE : "");
    }
    rfi_text_add(text,
                 ". " RFI_LOZENGE " rests on an assumption; see the assumption book.\n");
}

static void note_dropped(rfi_plan_sheet *sheet, rfi_text *text)
{
    const struct {
        bool left_out;
        const char *what;
    } rows[] = {
        {sheet->dropped_units, "names of some scalable units"},
        {sheet->dropped_numbers || (sheet->has_detail && sheet->counts.racks > 0),
         sheet->has_detail ? "rack numbers outside the detail" : "some rack numbers"},
        {sheet->dropped_rows, "some row names"},
        {sheet->dropped_aisles, "some aisle widths"},
        {sheet->dropped_bays, "some dimensions"},
        {sheet->dropped_zones, "the words of some zones"},
    };
    int shown = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].left_out) {
            rfi_text_format(text, "%s%s",
                            shown++ == 0 ? "Left out for want of room: " : ", ",
                            rows[i].what);
        }
    }
    rfi_text_add(text, shown > 0 ? ".\n" : "");
}

static void note_plan(rfi_plan_sheet *sheet, rfi_text *text)
{
    if (sheet->floor == NULL || sheet->counts.pods == 0) {
        return;
    }
    rfi_text_add(
        text,
        rfi_has_overhead(sheet->judgement, sheet->hall)
            ? "One placement of several; busways, trays and pipes are on the sheet of "
              "overhead services. For decisions, not for construction."
            : "One placement of several. For decisions, not for construction.");
}

void rfi_draw_notes(rfi_plan_sheet *sheet, rfi_box place)
{
    rfi_text text = RFI_TEXT_INIT;
    note_basics(sheet, &text);
    note_aisles(sheet, &text);
    note_room(sheet, &text);
    note_mining(sheet, &text);
    note_dropped(sheet, &text);
    note_plan(sheet, &text);
    rfi_letters letters = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    const double lead = sheet->paper.small ? 7.8 : 8.6;
    letters.size = sheet->paper.small ? 5.4 : 5.8;
    double height =
        rfi_paragraph_height(sheet->drawing, place.width, text.data, &letters, lead);
    if (place.y + height > sheet->paper.foot + 3) {
        place.y = sheet->paper.foot + 3 - height;
    }
    rfi_open_tag(sheet->drawing, RFI_TAG_NOTE, NULL);
    rfi_draw_paragraph(sheet->drawing, place, text.data, &letters, lead);
    rfi_close_tag(sheet->drawing);
    rfi_text_finish(&text);
}
