/* SPDX-License-Identifier: MIT */
#include "reports/diagram/conflict_parts.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/value.h"

/* ---- which requirements -----------------------------------------------------------------
 */

bool rfi_has_conflict(const rfi_judgement *judgement)
{
    return judgement->conflict_count > 0 ||
           !judgement->cases[RFI_END_UNFAVOURABLE].meets_want;
}

static size_t index_of_hall(const rfi_plan_sheet *sheet)
{
    return (size_t)(sheet->hall - sheet->evaluation->site->halls);
}

static bool concerns(const rfi_plan_sheet *sheet, const rfi_requirement *requirement)
{
    return requirement->hall_index == SIZE_MAX ||
           requirement->hall_index == index_of_hall(sheet);
}

static bool misses(const rfi_requirement *requirement, rfi_role role)
{
    for (size_t i = 0; i < requirement->input_count; i++) {
        if (requirement->inputs[i].role == role &&
            !rfi_known(requirement->inputs[i].figure)) {
            return true;
        }
    }
    return false;
}

/* At the two outer ends a missing figure is already read as the worst or the best. */
static bool is_open(const rfi_requirement *requirement, rfi_end end)
{
    return requirement->ends[end].unknown ||
           (end == RFI_END_UNFAVOURABLE &&
            (misses(requirement, RFI_ROLE_LIMIT) || misses(requirement, RFI_ROLE_DEMAND)));
}

static void add_row(rfi_plan_sheet *sheet, rfi_conflict_rows *rows,
                    const rfi_requirement *requirement, rfi_end end)
{
    if (!concerns(sheet, requirement)) {
        return;
    }
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->rows[i].requirement == requirement) {
            return;
        }
    }
    rows->all++;
    const size_t most = sheet->paper.small ? 7 : RFI_CONFLICT_ROWS;
    if (rows->count < most) {
        rows->rows[rows->count++] =
            (rfi_conflict_row){.requirement = requirement,
                               .end = end,
                               .open = is_open(requirement, end),
                               .number = rfi_arena_format(sheet->arena, "%zu", rows->all)};
    }
}

static void add_standing(rfi_plan_sheet *sheet, rfi_conflict_rows *rows, rfi_end end,
                         rfi_standing standing)
{
    const rfi_judgement *judgement = sheet->judgement;
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        const rfi_requirement *requirement = &judgement->requirements[i];
        if (rfi_requirement_standing(requirement, end) == standing) {
            size_t before = rows->count;
            add_row(sheet, rows, requirement, end);
            if (rows->count > before) {
                rows->rows[before].binds = standing == RFI_STANDING_BINDS;
            }
        }
    }
}

/* ---- in what words ----------------------------------------------------------------------
 */

static const char *take(rfi_plan_sheet *sheet, rfi_text *text)
{
    const char *words = rfi_arena_copy(sheet->arena, text->data == NULL ? "" : text->data);
    rfi_text_finish(text);
    return words == NULL ? "" : words;
}

static const char *where_words(rfi_plan_sheet *sheet, const rfi_requirement *requirement)
{
    const rfi_hall *hall = sheet->hall;
    const char *owner = requirement->owner;
    switch ((int)requirement->kind) {
    case RFI_REQ_DELIVERY_HEIGHT:
    case RFI_REQ_DELIVERY_WIDTH:
        return "delivery doors";
    case RFI_REQ_SLAB:
    case RFI_REQ_POINT_LOAD:
    case RFI_REQ_AREA_LOAD:
        return "under the racks";
    case RFI_REQ_CLEAR_HEIGHT:
        return "over the racks";
    default:
        break;
    }
    if (owner != NULL && (hall->id == NULL || strcmp(owner, hall->id) != 0)) {
        return owner;
    }
    return requirement->hall_index == SIZE_MAX ? "site" : sheet->hall_name;
}

static const char *governed_words(rfi_plan_sheet *sheet, const rfi_conflict_row *row)
{
    const rfi_requirement *requirement = row->requirement;
    rfi_text text = RFI_TEXT_INIT;
    bool test = requirement->dimension == RFI_DIM_STATUS;
    if (test && !row->open) {
        rfi_print_shortfall(&text, requirement, row->end,
                            sheet->evaluation->site->hall_count);
    } else if (requirement->state != NULL && requirement->state[0] != '\0') {
        rfi_text_add(&text, requirement->state);
    } else {
        rfi_text_add(&text, row->open ? "a missing figure" : "\u2013");
    }
    return take(sheet, &text);
}

/* Of a sum of one hall only the share of a pod is certain. */
static void word_pod(rfi_plan_sheet *sheet, rfi_conflict_row *row)
{
    rfi_text text = RFI_TEXT_INIT;
    const rfi_requirement *requirement = row->requirement;
    const rfi_terms *terms = &requirement->ends[row->end];
    int64_t pod = terms->pod == NULL ? 0 : terms->pod[index_of_hall(sheet)];
    const rfi_pair pair = {pod, terms->limit};
    rfi_scale scale = rfi_scale_for(requirement->dimension, &pair, 1);
    rfi_print_limit(&text, &scale, terms->limit);
    row->limit = take(sheet, &text);
    if (pod > 0) {
        rfi_print_demand(&text, &scale, pod);
        rfi_text_add(&text, " a pod");
    }
    row->demand = pod > 0 ? take(sheet, &text) : "grows with pods";
    int64_t most = rfi_requirement_most_pods(requirement, row->end, index_of_hall(sheet));
    const char *holds =
        most == INT64_MAX
            ? NULL
            : rfi_arena_format(sheet->arena, "holds \u2264 %lld pods", (long long)most);
    row->lacking = holds == NULL ? "\u2013" : holds;
}

static void word_binding(rfi_plan_sheet *sheet, rfi_conflict_row *row)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_requirement_limit(&text, row->requirement, row->end);
    row->limit = take(sheet, &text);
    rfi_print_requirement_used(&text, row->requirement, row->end);
    row->demand = take(sheet, &text);
    row->lacking = "the next pod";
}

static void word_row(rfi_plan_sheet *sheet, rfi_conflict_row *row)
{
    const rfi_requirement *requirement = row->requirement;
    const rfi_terms *terms = &requirement->ends[row->end];
    const rfi_judgement *judgement = sheet->judgement;
    rfi_text text = RFI_TEXT_INIT;
    row->where = where_words(sheet, requirement);
    row->governed = governed_words(sheet, row);
    if (row->binds) {
        word_binding(sheet, row);
        return;
    }
    if (row->open) {
        bool limit = misses(requirement, RFI_ROLE_LIMIT);
        bool demand = misses(requirement, RFI_ROLE_DEMAND);
        rfi_print_requirement_limit(&text, requirement, row->end);
        row->limit = limit ? "?" : take(sheet, &text);
        rfi_text_finish(&text);
        rfi_print_requirement_used(&text, requirement, row->end);
        row->demand = demand ? "?" : take(sheet, &text);
        rfi_text_finish(&text);
        row->lacking = "?";
        return;
    }
    if (requirement->shape == RFI_SHAPE_HALL_SUM) {
        word_pod(sheet, row);
        return;
    }
    int64_t pods = judgement->conflict_count > 0 ? judgement->conflicts[0].wanted_pods
                                                 : judgement->wanted_pods;
    row->least = requirement->shape == RFI_SHAPE_SITE_SUM;
    const rfi_pair pair = {
        rfi_requirement_least_demand(requirement, row->end, pods,
                                     sheet->evaluation->site->hall_count),
        terms->limit};
    rfi_scale scale = rfi_scale_for(requirement->dimension, &pair, 1);
    rfi_print_limit(&text, &scale, pair.limit);
    row->limit = take(sheet, &text);
    rfi_print_demand(&text, &scale, pair.used);
    row->demand = take(sheet, &text);
    if (pair.used > pair.limit) { /* on the printed grain, demand up, limit down */
        const rfi_pair other = {rfi_scale_down(&scale, pair.limit),
                                rfi_scale_up(&scale, pair.used)};
        rfi_print_slack(&text, &scale, &other);
        row->lacking = take(sheet, &text);
    } else {
        row->lacking = "with the others";
    }
}

void rfi_collect_conflict(rfi_plan_sheet *sheet, rfi_conflict_rows *ret_rows)
{
    const rfi_judgement *judgement = sheet->judgement;
    *ret_rows = (rfi_conflict_rows){.count = 0};
    for (size_t c = 0; c < judgement->conflict_count; c++) {
        const rfi_conflict *conflict = &judgement->conflicts[c];
        for (size_t i = 0; i < conflict->count; i++) {
            add_row(sheet, ret_rows, &judgement->requirements[conflict->members[i]],
                    conflict->end);
        }
    }
    bool met = judgement->cases[RFI_END_UNFAVOURABLE].meets_want;
    if (judgement->conflict_count == 0 && !met) {
        add_standing(sheet, ret_rows, RFI_END_UNFAVOURABLE, RFI_STANDING_FAILS);
        add_standing(sheet, ret_rows, RFI_END_UNFAVOURABLE, RFI_STANDING_UNKNOWN);
    }
    if (judgement->conflict_count == 0) {
        rfi_end end = judgement->plan == NULL ? RFI_END_BASE : judgement->plan->end;
        add_standing(sheet, ret_rows, end, RFI_STANDING_BINDS);
    }
    for (size_t i = 0; i < ret_rows->count; i++) {
        word_row(sheet, &ret_rows->rows[i]);
    }
}

/* ---- table ------------------------------------------------------------------------------
 */

void rfi_draw_conflict_mark(rfi_drawing *drawing, const rfi_conflict_row *row, double x,
                            double y, double size)
{
    if (!row->open && !row->binds) {
        rfi_draw_diamond(drawing, x, y, size, row->number);
        return;
    }
    double h = size / 2;
    const rfi_spot spots[] = {{x, y - h}, {x + h, y}, {x, y + h}, {x - h, y}};
    rfi_draw_polygon(drawing, spots, 4,
                     &(rfi_look){.fill = RFI_INK_WHITE,
                                 .pen = {RFI_INK_UNKNOWN, RFI_MEDIUM,
                                         row->open ? RFI_DASH_PHASE : RFI_DASH_SOLID}});
    rfi_draw_text(
        drawing, x, y + 0.13 * size, row->number,
        &(rfi_letters){RFI_FACE_BOLD, size * 1.15, RFI_INK_UNKNOWN, RFI_CENTRE, false, 0});
}

enum { TABLE_COLUMNS = 6 };

typedef struct table_column {
    const char *title;
    double at, width; /* parts of the width of the table, after the diamonds */
    rfi_align align;
} table_column;

static const table_column table_columns[TABLE_COLUMNS] = {
    {"Requirement", 0.000, 0.315, RFI_LEFT}, {"Where", 0.325, 0.125, RFI_LEFT},
    {"Governed by", 0.460, 0.185, RFI_LEFT}, {"Limit", 0.750, 0.100, RFI_RIGHT},
    {"Demand", 0.870, 0.115, RFI_RIGHT},     {"Short by", 1.000, 0.120, RFI_RIGHT}};

static void draw_cell(rfi_drawing *drawing, rfi_box place, const table_column *column,
                      double y, const char *words, rfi_letters letters, rfi_tag tag)
{
    letters.align = column->align;
    rfi_open_tag(drawing, tag, NULL);
    rfi_draw_fitted(drawing, place.x + 8 + column->at * (place.width - 8), y,
                    column->width * (place.width - 8), words == NULL ? "" : words, &letters,
                    5);
    rfi_close_tag(drawing);
}

static const char *at_least(rfi_plan_sheet *sheet, const rfi_conflict_row *row,
                            const char *words)
{
    const char *made =
        row->least ? rfi_arena_format(sheet->arena, "\u2265 %s", words) : words;
    return made == NULL ? words : made;
}

static void draw_row(rfi_plan_sheet *sheet, const rfi_conflict_row *row, rfi_box place,
                     double y, double pitch)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_letters plain = {RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0};
    rfi_letters strong = {RFI_FACE_STRONG, 6.6, RFI_INK_CONFLICT, RFI_LEFT, false, 0};
    strong.ink = row->open || row->binds ? RFI_INK_UNKNOWN : RFI_INK_CONFLICT;
    const char *cells[TABLE_COLUMNS] = {rfi_plain_title(sheet->arena, row->requirement),
                                        row->where,
                                        row->governed,
                                        row->limit,
                                        at_least(sheet, row, row->demand),
                                        row->lacking};
    double base = y + pitch / 2 + 0.85;
    rfi_draw_conflict_mark(drawing, row, place.x + 2.6, y + pitch / 2, pitch - 0.5);
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        draw_cell(drawing, place, &table_columns[i], base, cells[i],
                  i + 1 == TABLE_COLUMNS ? strong : plain, RFI_TAG_TD);
    }
    rfi_close_tag(drawing);
    rfi_draw_line(drawing, place.x, y + pitch, place.x + place.width, y + pitch,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

void rfi_draw_conflict_table(rfi_plan_sheet *sheet, const rfi_conflict_rows *rows,
                             rfi_box place)
{
    rfi_drawing *drawing = sheet->drawing;
    const rfi_letters head = {RFI_FACE_STRONG, 8, 0, RFI_LEFT, false, 0};
    const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    const bool fails = sheet->judgement->conflict_count > 0;
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_text(drawing, place.x, place.y,
                  fails ? "What does not fit, where, and by how much"
                        : "What may fail, or binds the next pod",
                  &head);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        draw_cell(drawing, place, &table_columns[i], place.y + 5.2, table_columns[i].title,
                  soft, RFI_TAG_TH);
    }
    rfi_close_tag(drawing);
    double y = place.y + 7;
    rfi_draw_line(drawing, place.x, y, place.x + place.width, y,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
    double pitch = (place.height - 7 - (rows->all > rows->count ? 4 : 0)) /
                   (double)(rows->count == 0 ? 1 : rows->count);
    pitch = pitch > 5.6 ? 5.6 : pitch;
    for (size_t i = 0; i < rows->count; i++) {
        draw_row(sheet, &rows->rows[i], place, y, pitch);
        y += pitch;
    }
    rfi_close_tag(drawing);
    if (rows->all > rows->count) {
        rfi_draw_text(drawing, place.x, y + 3,
                      rfi_arena_format(sheet->arena, "and %zu more, see the brief",
                                       rows->all - rows->count),
                      &soft);
    }
}
