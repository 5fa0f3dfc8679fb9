/* SPDX-License-Identifier: MIT */
/* What to ask for, from whom, ranked by what decides. */
#include "reports/brief/parts.h"

enum { COLUMNS = 7 };

static const rfi_column columns[COLUMNS] = {
    {"Rank", NULL, 0, 7, RFI_LEFT},
    {"Figure", "state", 9, 58, RFI_LEFT},
    {"Ask", "who holds it", 69, 26, RFI_LEFT},
    {"Document", "that settles it", 97, 36, RFI_LEFT},
    {"worth up to", "MW critical IT", 134, 15, RFI_RIGHT},
    {"Decides", NULL, 152, 13, RFI_LEFT},
    {"row", NULL, 166, 8, RFI_LEFT},
};

static const char *finding(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    size_t alone = 0;
    for (size_t i = 0; i < j->request_count; i++) {
        alone += j->requests[i].decides_alone ? 1 : 0;
    }
    if (j->verdict == RF_VERDICT_NO_FIT) {
        return "No figure that is still open can turn the verdict";
    }
    if (j->request_count == 0) {
        return "Nothing that is still open moves the verdict or the number";
    }
    if (alone > 0) {
        return rfi_brief_format(b, "%zu of %zu open figures %s alone", alone,
                                j->request_count, alone == 1 ? "decides" : "decide, each");
    }
    return rfi_brief_format(b, "%zu open figures move the number; none decides alone",
                            j->request_count);
}

static void add_row(rfi_brief *b, rfi_grid *grid, size_t index)
{
    const rfi_request *request = &b->judgement->requests[index];
    const rfi_figure *figure = request->figure;
    const char *id = rfi_brief_cite(b, figure);
    const char *place = rfi_brief_place(b, &figure->place);
    const char *state = rfi_known(figure) ? rfi_brief_figure(b, figure) : "? unknown";
    bool bounded = b->judgement->cases[RFI_END_FAVOURABLE].pods < RFI_PODS_CAP;
    const rfi_cell cells[COLUMNS] = {
        {.text = rfi_brief_format(b, "%zu", index + 1), .face = RFI_FACE_STRONG},
        {.text = rfi_brief_subject(b, figure),
         .face = RFI_FACE_STRONG,
         .under =
             place[0] == '\0' ? state : rfi_brief_format(b, "%s \u00B7 %s", state, place)},
        {.text = rfi_brief_holder(figure)},
        {.text = request->document == NULL ? "a statement" : request->document},
        {.text = !bounded             ? "?"
                 : request->swing > 0 ? rfi_brief_megawatt_up(b, request->swing)
                                      : "\u2013"},
        {.text = request->decides_alone     ? "alone"
                 : request->in_deciding_set ? "with others"
                                            : "\u2013",
         .face = request->decides_alone ? RFI_FACE_STRONG : RFI_FACE_PLAIN},
        {.kind = RFI_CELL_IDS, .ids = &id, .id_count = id == NULL ? 0 : 1},
    };
    rfi_grid_row(grid, cells, RFI_NO_INK, NULL);
}

void rfi_brief_requests_page(rfi_brief *b)
{
    if (b->y + 60 > b->foot) {
        rfi_brief_open_page(b, "information requests");
    } else {
        b->y += 8;
    }
    b->subject = "information requests";
    rfi_brief_bookmark(b, -1, "Information requests", "requests");
    rfi_brief_finding(b, finding(b));
    if (b->judgement->request_count == 0) {
        return;
    }
    rfi_brief_section(b, b->left, RFI_MEASURE, "Information requests",
                      "ranked by what decides the verdict, then by megawatts");
    rfi_grid grid = {.brief = b,
                     .columns = columns,
                     .count = COLUMNS,
                     .size = 7.2,
                     .lead = 8.8,
                     .pitch = 6};
    rfi_grid_open(&grid);
    for (size_t i = 0; i < b->judgement->request_count; i++) {
        add_row(b, &grid, i);
    }
    rfi_grid_close(&grid);
    const rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};
    b->y += 2;
    rfi_brief_paragraph(
        b,
        "Worth: critical IT power between the two ends of this figure with all "
        "others favourable. Alone: its unfavourable end alone rules the want "
        "out.",
        &soft, 8.2);
}
