/* SPDX-License-Identifier: MIT */
/* The sheet of a hall whose outline nobody has stated: what to ask for, and of whom. */
#include "reports/diagram/floor_parts.h"

#include <string.h>

static const rfi_letters head = {RFI_FACE_STRONG, 11, 0, RFI_LEFT, false, 0};
static const rfi_letters key = {RFI_FACE_STRONG, 9, 0, RFI_LEFT, false, 0};
static const rfi_letters words = {RFI_FACE_PLAIN, 9, RFI_INK_SOFT, RFI_LEFT, false, 0};

static void draw_rule(rfi_drawing *drawing, double left, double y)
{
    rfi_draw_line(drawing, left, y, RFI_SHEET_RIGHT, y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

static void draw_general(rfi_drawing *drawing)
{
    static const char *const asks[][2] = {
        {"Outline", "inner faces of the walls in plan, dimensioned or as a drawing file"},
        {"Columns", "size and grid, or their places"},
        {"Doors and delivery", "place, clear width and height; the route from the dock"},
        {"What stays",
         "switchgear, ducts, louvres and other equipment with its clearances"},
        {"Heights and floor", "clear height under beams and services; slab rating"},
        {"Who can tell", "the owner: as-built drawings, else a survey on site"},
    };
    rfi_open_tag(drawing, RFI_TAG_H2, NULL);
    rfi_draw_text(drawing, 200, 46, "What a floor plan needs", &head);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_LIST, NULL);
    for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
        double y = 57 + 13 * (double)i;
        rfi_open_tag(drawing, RFI_TAG_ITEM, NULL);
        rfi_draw_text(drawing, 200, y, asks[i][0], &key);
        rfi_draw_text(drawing, 244, y, asks[i][1], &words);
        rfi_close_tag(drawing);
        draw_rule(drawing, 200, y + 4.5);
    }
    rfi_close_tag(drawing);
}

static bool concerns(const rfi_request *request, const rfi_hall *hall)
{
    const char *owner = request->figure->owner;
    return owner != NULL && hall->id != NULL && strcmp(owner, hall->id) == 0;
}

/* The requests of the evaluation that belong to this hall, in their order of rank. */
static void draw_requests(rfi_plan_sheet *sheet)
{
    enum { MOST = 8 };
    const rfi_judgement *judgement = sheet->judgement;
    rfi_drawing *drawing = sheet->drawing;
    double y = 152;
    int shown = 0;
    for (size_t i = 0; i < judgement->request_count && shown < MOST; i++) {
        const rfi_request *request = &judgement->requests[i];
        if (!concerns(request, sheet->hall)) {
            continue;
        }
        if (shown++ == 0) {
            rfi_draw_text(drawing, RFI_SHEET_LEFT, y, "Asked for this hall, by rank",
                          &head);
            y += 9;
        }
        rfi_letters small = key;
        small.size = 8;
        rfi_draw_fitted(drawing, RFI_SHEET_LEFT, y, 70, request->figure->name, &small, 6);
        small = words;
        small.size = 8;
        rfi_draw_fitted(drawing, 100, y, 40,
                        request->figure->holder == NULL ? "" : request->figure->holder,
                        &small, 6);
        rfi_draw_fitted(drawing, 144, y, 180,
                        request->document == NULL ? "" : request->document, &small, 6);
        rfi_draw_text(
            drawing, RFI_SHEET_RIGHT, y, request->decides_alone ? "decides alone" : "",
            &(rfi_letters){RFI_FACE_STRONG, 8, RFI_INK_CONFLICT, RFI_RIGHT, false, 0});
        draw_rule(drawing, RFI_SHEET_LEFT, y + 3);
        y += 9;
    }
}

void rfi_draw_asks(rfi_plan_sheet *sheet)
{
    rfi_drawing *drawing = sheet->drawing;
    rfi_draw_rect(drawing, (rfi_box){RFI_SHEET_LEFT, 40, 150, 90},
                  &(rfi_look){.pen = {RFI_INK_UNKNOWN, RFI_HEAVY, RFI_DASH_CLEARANCE}});
    rfi_draw_verdict(drawing, RF_VERDICT_UNKNOWN, RFI_SHEET_LEFT + 75, 80, 14);
    rfi_draw_text(drawing, RFI_SHEET_LEFT + 75, 96, "outline unknown",
                  &(rfi_letters){RFI_FACE_PLAIN, 9, RFI_INK_UNKNOWN, RFI_CENTRE, false, 0});
    draw_general(drawing);
    draw_requests(sheet);
}
