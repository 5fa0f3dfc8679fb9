/* SPDX-License-Identifier: MIT */
/* The fit matrix: every requirement with use, limit, state and its margin at the three
 * ends; the conflicts of a no fit in the site's own words. */
#include "reports/brief/parts.h"

#include <math.h>
#include <stdlib.h>

#include "planner/base/checked.h"

enum { COLUMNS = 9 };

static const rfi_column columns[COLUMNS] = {
    {"Requirement", NULL, 0, 52, RFI_LEFT},
    {"needs", NULL, 53, 18, RFI_RIGHT},
    {"limit", NULL, 72, 18, RFI_RIGHT},
    {"unit", NULL, 91.5, 11, RFI_LEFT},
    {"state that decides", NULL, 103, 23, RFI_LEFT},
    {"unfav.", "end", 127, 12.5, RFI_CENTRE},
    {"base", "case", 139.5, 12.5, RFI_CENTRE},
    {"favour.", "end", 152, 12.5, RFI_CENTRE},
    {"row", NULL, 166, 8, RFI_LEFT},
};

/* ---- margins ---- */

typedef struct margin {
    rfi_mark mark;
    const char *text;
} margin;

static const char *signed_number(rfi_brief *b, int64_t value, int64_t per, const char *unit)
{
    rfi_text text = RFI_TEXT_INIT;
    if (value > 0) {
        rfi_text_char(&text, '+');
    }
    int64_t size = value < 0 ? -value : value;
    int64_t grain = size < 10 * per ? rfi_max(per / 10, 1) : per;
    int64_t rounded = rfi_mul(rfi_div_floor(value, grain), grain); /* against the fit */
    rfi_print_number(&text, rfi_mul(rounded, 1000000 / per),
                     rfi_unit_canonical(RFI_DIM_RATIO), 0, RFI_ROUND_NEAREST, true);
    rfi_text_add(&text, unit);
    return rfi_brief_keep(b, &text);
}

static const char *margin_words(rfi_brief *b, const rfi_requirement *r, int64_t used,
                                int64_t limit)
{
    int64_t slack = rfi_sub(limit, used);
    switch ((int)r->dimension) {
    case RFI_DIM_STATUS:
        return slack >= 0 ? "met" : "not met";
    case RFI_DIM_TEMPERATURE:
        return signed_number(b, slack, 1000, "\u202FK");
    case RFI_DIM_DATE:
        return signed_number(b, slack, 1, "\u202Fd");
    case RFI_DIM_COUNT:
        if (!rfi_brief_is_sum(r)) {
            return signed_number(b, slack, 1, "");
        }
        break;
    default:
        break;
    }
    if (limit <= 0) {
        return used > limit ? "\u2212100" : "0";
    }
    int64_t permille = rfi_mul_div_floor(slack, 1000, limit);
    if (permille < -9990) {
        return "< \u2212999";
    }
    return signed_number(b, permille, 10, "");
}

static bool tight(const rfi_requirement *r, int64_t used, int64_t limit)
{
    int64_t slack = rfi_sub(limit, used);
    switch ((int)r->dimension) {
    case RFI_DIM_STATUS:
    case RFI_DIM_DATE:
        return false;
    case RFI_DIM_TEMPERATURE:
        return slack < 2000;
    case RFI_DIM_COUNT:
        return rfi_brief_is_sum(r) && slack < limit / 20;
    default:
        return limit > 0 && slack < limit / 20;
    }
}

static margin margin_of(rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    const rfi_terms *t = &r->ends[end];
    int64_t used = rfi_brief_demand_own(b, r, end);
    bool missing = r->ends[RFI_END_BASE].unknown;
    bool fails = rfi_brief_bounded(used) && rfi_brief_bounded(t->limit) && used > t->limit;
    bool open = t->unknown || !rfi_brief_bounded(used) || !rfi_brief_bounded(t->limit);
    if (missing &&
        end == RFI_END_UNFAVOURABLE) { /* resolved to the worst: a gap, no finding */
        open = open || t->limit <= 0 || r->dimension == RFI_DIM_STATUS;
    }
    if (missing && end == RFI_END_FAVOURABLE && !fails) {
        open = open || r->dimension == RFI_DIM_STATUS;
    }
    if (open) {
        return (margin){RFI_MARK_UNKNOWN, "?"};
    }
    const char *words = margin_words(b, r, used, t->limit);
    if (fails) {
        return (margin){RFI_MARK_FAILS, words};
    }
    bool close = tight(r, used, t->limit) || (r->binding[end] && rfi_brief_is_sum(r));
    return (margin){close ? RFI_MARK_TIGHT : RFI_MARK_HOLDS, words};
}

/* ---- rows ---- */

static void add_row(rfi_brief *b, rfi_grid *grid, const rfi_requirement *r)
{
    const rfi_terms *t = &r->ends[b->end];
    int64_t used = rfi_brief_demand(b, r, b->end);
    bool status = r->dimension == RFI_DIM_STATUS;
    bool no_limit = !rfi_brief_bounded(t->limit) || (t->unknown && t->limit <= 0);
    bool no_used = !rfi_brief_bounded(used) || (t->unknown && !no_limit);
    rfi_pair_words words =
        rfi_brief_pair(b, r->dimension, no_used ? 0 : used, no_limit ? 0 : t->limit);
    const char *id = rfi_brief_cite_id(b, r->book_id);
    rfi_cell cells[COLUMNS] = {
        {.text = rfi_brief_title(b, r), .face = RFI_FACE_STRONG},
        {.text = status    ? ""
                 : no_used ? "?"
                           : words.used},
        {.text = status     ? ""
                 : no_limit ? "?"
                            : words.limit},
        {.text = words.unit[0] == '\0' ? "" : words.unit + 3}, /* past the narrow space */
        {.text = r->state == NULL ? "" : r->state},
    };
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        margin m = margin_of(b, r, end);
        cells[5 + end] = (rfi_cell){.kind = RFI_CELL_MARK, .mark = m.mark, .text = m.text};
    }
    cells[8] = (rfi_cell){.kind = RFI_CELL_IDS, .ids = &id, .id_count = id == NULL ? 0 : 1};
    rfi_grid_row(grid, cells, RFI_NO_INK, NULL);
}

typedef struct ordered {
    const rfi_requirement *r;
    int rank;
    size_t index;
} ordered;

static int compare_ordered(const void *left, const void *right)
{
    const ordered *a = left;
    const ordered *b = right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

static int rank_of(rfi_brief *b, const rfi_requirement *r)
{
    if (margin_of(b, r, RFI_END_FAVOURABLE).mark == RFI_MARK_FAILS) {
        return 0;
    }
    if (r->binding[b->end]) {
        return 1;
    }
    rfi_mark mark = margin_of(b, r, RFI_END_UNFAVOURABLE).mark;
    return mark == RFI_MARK_FAILS ? 2 : mark == RFI_MARK_UNKNOWN ? 3 : 4;
}

static void add_group(rfi_brief *b, rfi_grid *grid, size_t hall, const char *title)
{
    const rfi_judgement *j = b->judgement;
    ordered *rows = RFI_ARRAY(b->arena, j->requirement_count + 1, ordered);
    size_t count = 0;
    for (size_t i = 0; rows != NULL && i < j->requirement_count; i++) {
        const rfi_requirement *r = &j->requirements[i];
        if (r->hall_index == hall) {
            rows[count++] = (ordered){r, rank_of(b, r), i};
        }
    }
    if (count == 0) {
        return;
    }
    if (count > 1) {
        qsort(rows, count, sizeof(rows[0]), compare_ordered);
    }
    rfi_grid_group(grid, title, NULL, 12);
    for (size_t i = 0; i < count; i++) {
        add_row(b, grid, rows[i].r);
    }
}

/* ---- key, conflicts ---- */

static void draw_key(rfi_brief *b)
{
    static const struct {
        rfi_mark mark;
        const char *sample, *words;
    } keys[] = {{RFI_MARK_FAILS, "\u221212", "fails, short by"},
                {RFI_MARK_TIGHT, "+4", "binds, or margin under 5\u202F% (2\u202FK)"},
                {RFI_MARK_UNKNOWN, "?", "unknown: a figure is missing"},
                {RFI_MARK_HOLDS, "+21", "holds, with margin"}};
    const rfi_letters letters = {.size = 6.4, .ink = RFI_INK_SOFT};
    rfi_brief_need(b, 14);
    double x = b->left;
    double y = b->y + 2;
    for (size_t i = 0; i < 4; i++) {
        rfi_draw_mark(b->drawing, (rfi_box){x, y, 10, 4.2}, keys[i].mark, keys[i].sample);
        x += 11.5 +
             rfi_brief_text(b, RFI_TAG_NOTE, x + 11.5, y + 2.95, keys[i].words, &letters) +
             5;
    }
    b->y = y + 6.5;
    rfi_brief_paragraph(
        b,
        rfi_brief_format(
            b,
            "Margins in %% of the limit unless a unit stands beside them, each "
            "end with its own pods, and with the first pod where it has none. "
            "Needs and limits: %s.",
            b->basis),
        &letters, 8.2);
}

/* Its row: title and shortfall may need several lines. */
static double member_height(rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 7.8};
    const rfi_letters plain = {.size = 7.8};
    const char *title = r == NULL ? "The want" : rfi_brief_title(b, r);
    const char *words = r == NULL ? rfi_brief_want(b) : rfi_brief_shortfall(b, r, end);
    return fmax(rfi_paragraph_height(b->drawing, 62, title, &strong, 10),
                rfi_paragraph_height(b->drawing, 68, words, &plain, 10)) +
           2.2;
}

static void draw_member(rfi_brief *b, const rfi_requirement *r, rfi_end end, bool first,
                        size_t number)
{
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 7.8};
    const rfi_letters plain = {.size = 7.8};
    const rfi_letters soft = {.size = 6.8, .ink = RFI_INK_SOFT, .align = RFI_RIGHT};
    const char *title = r == NULL ? "The want" : rfi_brief_title(b, r);
    const char *words = r == NULL ? rfi_brief_want(b) : rfi_brief_shortfall(b, r, end);
    bool nowhere = r == NULL && !b->site->want.stated;
    const char *place =
        nowhere ? "" : rfi_brief_place(b, r == NULL ? &b->site->want.place : &r->place);
    double height = member_height(b, r, end);
    rfi_brief_need(b, height);
    if (first) {
        rfi_draw_diamond(b->drawing, b->left + 2.6, b->y + 2.9, 5.2,
                         rfi_brief_format(b, "%zu", number));
    }
    rfi_open_tag(b->drawing, RFI_TAG_P, NULL);
    rfi_draw_paragraph(b->drawing, (rfi_box){b->left + 8, b->y + 1.1, 62, 0}, title,
                       &strong, 10);
    rfi_draw_paragraph(b->drawing, (rfi_box){b->left + 73, b->y + 1.1, 68, 0}, words,
                       &plain, 10);
    double x = b->left + RFI_MEASURE;
    const char *id = r == NULL ? NULL : rfi_brief_cite_id(b, r->book_id);
    rfi_draw_text(b->drawing, x - 8, b->y + 3.8, place, &soft);
    rfi_brief_mark(b, x - 6.6, b->y + 3.8, id);
    rfi_close_tag(b->drawing);
    b->y += height;
    rfi_draw_line(b->drawing, b->left + 8, b->y, x, b->y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
}

static void draw_conflicts(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    if (j->conflict_count == 0) {
        return;
    }
    b->y += 4;
    rfi_brief_need(b, 26);
    rfi_brief_section(
        b, b->left, RFI_MEASURE, "What cannot hold together",
        "favourable end of all ranges; without any one member the rest could hold");
    rfi_brief_rule(b, b->left, RFI_MEASURE, b->y, RFI_MEDIUM);
    for (size_t i = 0; i < j->conflict_count; i++) {
        const rfi_conflict *conflict = &j->conflicts[i];
        double height = conflict->with_want ? member_height(b, NULL, conflict->end) : 0;
        for (size_t k = 0; k < conflict->count; k++) {
            height +=
                member_height(b, &j->requirements[conflict->members[k]], conflict->end);
        }
        rfi_brief_need(b, fmin(height, 60)); /* a conflict stands on one page */
        for (size_t k = 0; k < conflict->count; k++) {
            draw_member(b, &j->requirements[conflict->members[k]], conflict->end, k == 0,
                        i + 1);
        }
        if (conflict->with_want) {
            draw_member(b, NULL, conflict->end, false, i + 1);
        }
    }
}

static const char *finding(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    size_t failing = 0;
    size_t open = 0;
    for (size_t i = 0; i < j->requirement_count; i++) {
        rfi_mark mark = margin_of(b, &j->requirements[i], RFI_END_FAVOURABLE).mark;
        failing += mark == RFI_MARK_FAILS ? 1 : 0;
        open += j->requirements[i].ends[RFI_END_BASE].unknown ? 1 : 0;
    }
    if (failing > 0) {
        return rfi_brief_format(b,
                                "%zu of %zu requirements fail even at the favourable end",
                                failing, j->requirement_count);
    }
    if (j->verdict == RF_VERDICT_NO_FIT && j->conflict_count > 0 &&
        j->conflicts[0].count > 0) {
        const rfi_requirement *r = &j->requirements[j->conflicts[0].members[0]];
        return rfi_brief_format(b, "%s is short for %s pods even at the favourable end",
                                rfi_brief_title(b, r), rfi_brief_count(b, j->wanted_pods));
    }
    if (open > 0) {
        return rfi_brief_format(b,
                                "%zu of %zu requirements cannot be judged: figures are "
                                "missing",
                                open, j->requirement_count);
    }
    return rfi_brief_format(b, "All %zu requirements can be judged; margins at three ends",
                            j->requirement_count);
}

void rfi_brief_requirements_page(rfi_brief *b)
{
    rfi_brief_open_page(b, "requirements");
    rfi_brief_bookmark(b, -1, "Requirements", "requirements");
    rfi_brief_finding(b, finding(b));
    rfi_brief_section(b, b->left, RFI_MEASURE, "Fit matrix", b->basis);
    rfi_grid grid = {.brief = b,
                     .columns = columns,
                     .count = COLUMNS,
                     .size = 7,
                     .lead = 8.6,
                     .pitch = 5.6};
    rfi_grid_open(&grid);
    add_group(b, &grid, SIZE_MAX, "Site");
    for (size_t h = 0; h < b->site->hall_count; h++) {
        const rfi_hall *hall = &b->site->halls[h];
        add_group(b, &grid, h, hall->name != NULL ? hall->name : hall->id);
    }
    rfi_grid_close(&grid);
    draw_key(b);
    draw_conflicts(b);
}
