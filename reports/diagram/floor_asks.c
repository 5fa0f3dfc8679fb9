/* SPDX-License-Identifier: MIT */
/* The sheet of a hall whose outline nobody has stated: what to ask for, and of whom. */
#include "reports/diagram/floor_parts.h"

#include <string.h>

static const rfi_letters head = {RFI_FACE_STRONG, 11, 0, RFI_LEFT, false, 0};
static const rfi_letters key = {RFI_FACE_STRONG, 9, 0, RFI_LEFT, false, 0};
static const rfi_letters words = {RFI_FACE_PLAIN, 9, RFI_INK_SOFT, RFI_LEFT, false, 0};

static void draw_rule(rfi_plan_sheet *sheet, double left, double y)
{
    rfi_draw_line(sheet->drawing, left, y, sheet->paper.right, y,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, RFI_DASH_SOLID});
}

static void draw_general(rfi_plan_sheet *sheet)
{
    rfi_drawing *drawing = sheet->drawing;
    bool small = sheet->paper.small;
    const double left = sheet->paper.left + (small ? 78 : 174);
    const double pitch = small ? 9 : 13;
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
    rfi_draw_text(drawing, left, 46, "What a floor plan needs", &head);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_LIST, NULL);
    for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
        double y = 57 + pitch * (double)i;
        rfi_open_tag(drawing, RFI_TAG_ITEM, NULL);
        rfi_draw_text(drawing, left, y, asks[i][0], &key);
        rfi_draw_fitted(drawing, left + (small ? 34 : 44), y, small ? 125 : 160, asks[i][1],
                        &words, 6);
        rfi_close_tag(drawing);
        draw_rule(sheet, left, y + pitch / 3);
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
    bool small = sheet->paper.small;
    const int most = small ? 5 : 8;
    const double pitch = small ? 6 : 9;
    const rfi_judgement *judgement = sheet->judgement;
    rfi_drawing *drawing = sheet->drawing;
    double y = small ? 126 : 152;
    const double left = sheet->paper.left;
    int shown = 0;
    for (size_t i = 0; i < judgement->request_count && shown < most; i++) {
        const rfi_request *request = &judgement->requests[i];
        if (!concerns(request, sheet->hall)) {
            continue;
        }
        if (shown++ == 0) {
            rfi_draw_text(drawing, left, y, "Asked for this hall, by rank", &head);
            y += pitch;
        }
        rfi_letters line = key;
        line.size = 8;
        rfi_draw_fitted(drawing, left, y, 70, request->figure->name, &line, 6);
        line = words;
        line.size = 8;
        rfi_draw_fitted(drawing, left + 74, y, 40,
                        request->figure->holder == NULL ? "" : request->figure->holder,
                        &line, 6);
        rfi_draw_fitted(drawing, left + 118, y, sheet->paper.right - left - 145,
                        request->document == NULL ? "" : request->document, &line, 6);
        rfi_draw_text(
            drawing, sheet->paper.right, y, request->decides_alone ? "decides alone" : "",
            &(rfi_letters){RFI_FACE_STRONG, 8, RFI_INK_CONFLICT, RFI_RIGHT, false, 0});
        draw_rule(sheet, left, y + pitch / 3);
        y += pitch;
    }
}

void rfi_draw_asks(rfi_plan_sheet *sheet)
{
    rfi_drawing *drawing = sheet->drawing;
    const double left = sheet->paper.left;
    const double width = sheet->paper.small ? 68 : 150;
    const double height = sheet->paper.small ? 70 : 90;
    rfi_draw_rect(drawing, (rfi_box){left, 40, width, height},
                  &(rfi_look){.pen = {RFI_INK_UNKNOWN, RFI_HEAVY, RFI_DASH_CLEARANCE}});
    rfi_draw_verdict(drawing, RF_VERDICT_UNKNOWN, left + width / 2, 80, 14);
    rfi_draw_text(drawing, left + width / 2, 96, "outline unknown",
                  &(rfi_letters){RFI_FACE_PLAIN, 9, RFI_INK_UNKNOWN, RFI_CENTRE, false, 0});
    draw_general(sheet);
    draw_requests(sheet);
}
