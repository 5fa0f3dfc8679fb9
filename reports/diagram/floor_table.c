/* SPDX-License-Identifier: MIT */
/* Tables at the foot: what stands in the hall, or why nothing does. */
#include "reports/diagram/floor_parts.h"

#include "planner/base/checked.h"

static const rfi_letters head = {RFI_FACE_STRONG, 8, 0, RFI_LEFT, false, 0};
static const rfi_letters body = {RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0};
static const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};

enum { COLUMNS = 5 };

typedef struct table_row {
    const char *cells[COLUMNS];
    bool assumed[COLUMNS]; /* a lozenge outside the alignment edge */
} table_row;

typedef struct table_grid {
    double at[COLUMNS], width[COLUMNS];
    rfi_align align[COLUMNS];
} table_grid;

/* From the left edge of the title block, on a large and on a small sheet. */
static const table_grid contents_grids[] = {
    {{0, 76, 104, 130, 136},
     {64, 16, 26, 22, 38},
     {RFI_LEFT, RFI_RIGHT, RFI_RIGHT, RFI_RIGHT, RFI_LEFT}},
    {{0, 44, 59, 70.5, 74.2},
     {36, 9, 14, 11, 25.8},
     {RFI_LEFT, RFI_RIGHT, RFI_RIGHT, RFI_RIGHT, RFI_LEFT}}};

static const table_grid conflict_grids[] = {
    {{0, 100, 136, 174, 174},
     {76, 32, 34, 36, 0},
     {RFI_LEFT, RFI_RIGHT, RFI_RIGHT, RFI_RIGHT, RFI_LEFT}},
    {{0, 57, 78, 100, 100},
     {42, 18, 19, 20, 0},
     {RFI_LEFT, RFI_RIGHT, RFI_RIGHT, RFI_RIGHT, RFI_LEFT}}};

static table_grid grid_of(const rfi_plan_sheet *sheet, const table_grid grids[2])
{
    table_grid grid = grids[sheet->paper.small ? 1 : 0];
    for (size_t i = 0; i < COLUMNS; i++) {
        grid.at[i] += sheet->paper.block_left;
    }
    return grid;
}

static void draw_cells(rfi_drawing *drawing, const table_grid *grid, const table_row *row,
                       double y, rfi_tag tag, rfi_letters letters)
{
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (grid->width[i] <= 0) {
            continue;
        }
        rfi_open_tag(drawing, tag, NULL);
        letters.align = grid->align[i];
        rfi_draw_fitted(drawing, grid->at[i], y, grid->width[i],
                        row->cells[i] == NULL ? "" : row->cells[i], &letters, 5.2);
        if (row->assumed[i]) {
            rfi_letters mark = letters;
            mark.align = RFI_LEFT;
            rfi_draw_text(drawing, grid->at[i] + 0.5, y, RFI_LOZENGE, &mark);
        }
        rfi_close_tag(drawing);
    }
    rfi_close_tag(drawing);
}

static double draw_table_head(rfi_plan_sheet *sheet, const table_grid *grid,
                              const char *title, const table_row *titles, double top)
{
    rfi_drawing *drawing = sheet->drawing;
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_text(drawing, grid->at[0], top, title, &head);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    draw_cells(drawing, grid, titles, top + 5.4, RFI_TAG_TH, soft);
    rfi_draw_line(drawing, grid->at[0], top + 7.2, sheet->paper.right, top + 7.2,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
    return top + 7.2;
}

/* Row pitch at which so many rows end above the title block. */
static double pitch_for(const rfi_plan_sheet *sheet, double top, size_t rows)
{
    double room = (sheet->paper.block_top - 1.0 - top) / (double)rows;
    return room < 4.9 ? room : 4.9;
}

static void draw_table_row(rfi_plan_sheet *sheet, const table_grid *grid, double *y,
                           double pitch, const table_row *row, bool total)
{
    rfi_letters letters = body;
    letters.face = total ? RFI_FACE_STRONG : RFI_FACE_PLAIN;
    if (total) {
        rfi_draw_line(sheet->drawing, grid->at[0], *y, sheet->paper.right, *y,
                      (rfi_pen){RFI_INK_TEXT, RFI_THIN, RFI_DASH_SOLID});
    }
    draw_cells(sheet->drawing, grid, row, *y + pitch / 2 + 0.95, RFI_TAG_TD, letters);
    *y += pitch;
    if (!total) {
        rfi_draw_line(sheet->drawing, grid->at[0], *y, sheet->paper.right, *y,
                      (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
    }
}

/* ---- what stands ------------------------------------------------------------------------
 */

enum { KILOWATT = 1000000 }; /* milliwatt */

/* MW with three decimals, so that rows of whole kW add up to their sum. */
static const char *megawatts(rfi_arena *arena, int64_t kilowatt)
{
    return rfi_arena_format(arena, "%lld.%03lld", (long long)(kilowatt / 1000),
                            (long long)(kilowatt % 1000));
}

static const char *kilowatts(rfi_arena *arena, int64_t milliwatt)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, milliwatt, rfi_unit_find("kW", 2), 4, RFI_ROUND_UP, true);
    const char *words = rfi_arena_copy(arena, text.data);
    rfi_text_finish(&text);
    return words;
}

/* Racks of one kind: how many, and their base draw, which critical IT counts at every end;
 * a load rounds up. */
static table_row group_row(rfi_plan_sheet *sheet, const char *name, int64_t racks,
                           const rfi_figure *power, const char *rest)
{
    rfi_arena *arena = sheet->arena;
    bool known = rfi_known(power);
    int64_t each = known ? power->base : 0;
    bool assumed = rfi_is_assumption(power);
    return (table_row){
        {name, rfi_arena_format(arena, "%lld", (long long)racks),
         known ? kilowatts(arena, each) : "?",
         known ? megawatts(arena, rfi_div_ceil(rfi_mul(each, racks), KILOWATT)) : "?",
         rest},
        {false, false, assumed, assumed, false}};
}

static const char *feeds_and_heat(rfi_plan_sheet *sheet)
{
    const rfi_profile *profile = sheet->judgement->profile;
    rfi_text text = RFI_TEXT_INIT;
    if (rfi_known(&profile->feeds)) {
        rfi_print_figure(&text, &profile->feeds);
        rfi_text_add(&text, profile->feeds.base == 1 ? " feed" : " feeds");
    } else {
        rfi_text_add(&text, "feeds ?");
    }
    rfi_text_add(&text, " \u00b7 ");
    if (rfi_known(&profile->liquid_share)) {
        rfi_print_figure(&text, &profile->liquid_share);
        rfi_text_add(&text, rfi_is_assumption(&profile->liquid_share) ? RFI_LOZENGE : "");
    } else {
        rfi_text_add(&text, rfi_profile_is_liquid(profile) ? "?" : "0");
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words;
}

static const rfi_support *support_of(const rfi_profile *profile, int kind)
{
    for (size_t i = 0; i < profile->support_count; i++) {
        if ((int)profile->supports[i].kind == kind) {
            return &profile->supports[i];
        }
    }
    return NULL;
}

/* Critical IT of this hall, as the evaluation sums it: without CDUs; what a site can host
 * rounds down. */
static table_row sum_row(rfi_plan_sheet *sheet)
{
    int64_t racks = sheet->counts.racks - sheet->counts.supports[RFI_SUPPORT_CDU];
    int64_t power = sheet->floor->it_power;
    return (table_row){
        {"Critical IT in this hall",
         rfi_arena_format(sheet->arena, "%lld", (long long)racks), "",
         power > 0 ? megawatts(sheet->arena, rfi_div_floor(power, KILOWATT)) : "?",
         "at base draws"},
        {false}};
}

static void draw_contents(rfi_plan_sheet *sheet, double top)
{
    static const char *const names[RFI_SUPPORT_KINDS] = {"Network racks", "Storage racks",
                                                         "Management racks",
                                                         "In-row CDUs, not critical IT"};
    const table_row titles = {
        {"Group", "racks", "max kW/rack", "MW max", "feeds \u00b7 heat to liquid"},
        {false}};
    const rfi_profile *profile = sheet->judgement->profile;
    const table_grid placed = grid_of(sheet, contents_grids);
    const table_grid *grid = &placed;
    const char *what =
        sheet->unit > 0
            ? rfi_arena_format(sheet->arena, "What SU%02lld holds", (long long)sheet->unit)
            : rfi_arena_format(sheet->arena, "What stands in %s", sheet->hall_name);
    double y = draw_table_head(sheet, grid, what, &titles, top);
    int64_t supports = 0;
    size_t rows = 2;
    for (int kind = 0; kind < RFI_SUPPORT_KINDS; kind++) {
        supports += sheet->counts.supports[kind];
        rows += sheet->counts.supports[kind] > 0 ? 1 : 0;
    }
    double pitch = pitch_for(sheet, y, rows);
    const char *name = rfi_arena_format(
        sheet->arena, "%lld pod%s %s in %lld SU", (long long)sheet->counts.pods,
        sheet->counts.pods == 1 ? "" : "s", profile->name, (long long)sheet->counts.units);
    table_row row = group_row(sheet, name, sheet->counts.racks - supports, &profile->max,
                              feeds_and_heat(sheet));
    draw_table_row(sheet, grid, &y, pitch, &row, false);
    for (int kind = 0; kind < RFI_SUPPORT_KINDS; kind++) {
        const rfi_support *support = support_of(profile, kind);
        if (sheet->counts.supports[kind] > 0 && support != NULL) {
            row = group_row(sheet, names[kind], sheet->counts.supports[kind],
                            &support->power, NULL);
            draw_table_row(sheet, grid, &y, pitch, &row, false);
        }
    }
    if (sheet->unit == 0) {
        row = sum_row(sheet);
        draw_table_row(sheet, grid, &y, pitch, &row, true);
    }
    rfi_close_tag(sheet->drawing);
}

/* ---- why nothing stands
 * ------------------------------------------------------------------ */

static const char *value_words(rfi_plan_sheet *sheet, const rfi_requirement *requirement,
                               int64_t value, rfi_round round)
{
    rfi_text text = RFI_TEXT_INIT;
    if (requirement->dimension == RFI_DIM_STATUS) {
        rfi_text_add(&text, value != 0 ? "yes" : "no");
    } else if (value >= RFI_UNBOUNDED) {
        rfi_text_add(&text, "none known");
    } else {
        rfi_print_value(&text, value, requirement->dimension, requirement->power_kind,
                        round);
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words;
}

/* Demand before any pod stands; a sum that begins at nothing grows with the pods. */
static const char *demand_words(rfi_plan_sheet *sheet, const rfi_requirement *requirement,
                                const rfi_terms *terms)
{
    bool test = requirement->shape == RFI_SHAPE_HALL_TEST ||
                requirement->shape == RFI_SHAPE_SITE_TEST;
    return !test && terms->fixed == 0
               ? "grows with pods"
               : value_words(sheet, requirement, terms->fixed, RFI_ROUND_UP);
}

static void draw_conflict(rfi_plan_sheet *sheet, double top)
{
    enum { MOST = 5 };
    const rfi_judgement *judgement = sheet->judgement;
    const rfi_conflict *conflict = &judgement->conflicts[0];
    const table_row titles = {{"Requirement", "limit", "demand", "governed by", NULL},
                              {false}};
    const table_grid placed = grid_of(sheet, conflict_grids);
    const table_grid *grid = &placed;
    const char *title =
        conflict->count == 1 ? "Why nothing stands: this fails on its own"
        : conflict->minimal
            ? "Why nothing stands: a minimal conflict, each member is needed"
            : "Why nothing stands: these cannot hold together";
    double y = draw_table_head(sheet, grid, title, &titles, top);
    double pitch = pitch_for(sheet, y, MOST + 1);
    for (size_t i = 0; i < conflict->count && i < MOST; i++) {
        const rfi_requirement *requirement = &judgement->requirements[conflict->members[i]];
        const rfi_terms *terms = &requirement->ends[conflict->end];
        bool silent = requirement->state == NULL || requirement->state[0] == '\0';
        table_row row = {{rfi_plain_title(sheet->arena, requirement),
                          value_words(sheet, requirement, terms->limit, RFI_ROUND_DOWN),
                          demand_words(sheet, requirement, terms),
                          silent ? "\u2013" : requirement->state, NULL},
                         {false}};
        draw_table_row(sheet, grid, &y, pitch, &row, false);
    }
    rfi_close_tag(sheet->drawing);
    const char *rest = conflict->count > MOST
                           ? rfi_arena_format(sheet->arena, "and %zu more, see the brief",
                                              conflict->count - MOST)
                           : NULL;
    rfi_draw_text(sheet->drawing, grid->at[0], y + 3.4, rest, &soft);
}

void rfi_draw_tables(rfi_plan_sheet *sheet, double top)
{
    if (sheet->counts.pods > 0) {
        draw_contents(sheet, top);
    } else if (sheet->judgement->conflict_count > 0) {
        draw_conflict(sheet, top);
    }
}
