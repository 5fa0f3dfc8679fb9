/* SPDX-License-Identifier: MIT */
/* What is drawn and where: counts, scale, place of the plan on the sheet, detail. */
#include "reports/diagram/floor_parts.h"

#include <math.h>

#include "planner/base/checked.h"

/* From here on racks are too small for their numbers. */
static const int64_t least_detail_scale = 400;

static rfi_floor_counts count_floor(const rfi_floor *floor)
{
    rfi_floor_counts counts = {.pods = floor->pods, .rows = floor->rows};
    for (size_t i = 0; i < floor->placed_count; i++) {
        counts.racks++;
        counts.units = rfi_max(counts.units, floor->placed[i].unit);
        if (floor->placed[i].pod == 0) {
            counts.supports[floor->placed[i].support]++;
        }
    }
    return counts;
}

/* Number of the pod within its row; racks of a pod share it. */
static void number_pods(rfi_plan_sheet *sheet)
{
    const rfi_view *view = &sheet->view;
    sheet->numbers = RFI_ARRAY(sheet->arena, view->rack_count, int64_t);
    if (sheet->numbers == NULL) {
        sheet->drawing->failed = true;
        return;
    }
    int64_t row = 0;
    int64_t pod = 0;
    int64_t number = 0;
    for (size_t i = 0; i < view->rack_count; i++) {
        const rfi_placed *rack = &view->racks[i];
        if (rack->row != row) {
            row = rack->row;
            pod = 0;
            number = 0;
        }
        if (rack->pod > 0 && rack->pod != pod) {
            pod = rack->pod;
            number++;
        }
        sheet->numbers[i] = number;
    }
}

void rfi_begin_plan(rfi_plan_sheet *sheet, const rfi_sheet_task *task, rfi_drawing *out)
{
    const rfi_hall *hall = task->hall;
    rfi_sheet paper = rfi_sheet_of(task->format);
    *sheet = (rfi_plan_sheet){.drawing = out,
                              .arena = out->arena,
                              .paper = paper,
                              .zone_top = paper.top + (paper.small ? 12 : 15),
                              .zone_right = paper.right,
                              .rule = paper.frame_foot - (paper.small ? 68 : 85),
                              .evaluation = task->evaluation,
                              .judgement = task->judgement,
                              .hall = hall,
                              .floor = rfi_judgement_floor(task->judgement, hall),
                              .hall_name = rfi_hall_title(out->arena, hall, false),
                              .hall_title = rfi_hall_title(out->arena, hall, true)};
    sheet->zone_foot = sheet->rule - 3;
    sheet->labels = (rfi_labels){.drawing = out,
                                 .area = {paper.left - 3, sheet->zone_top - 2,
                                          paper.right - paper.left + 6,
                                          sheet->zone_foot - sheet->zone_top + 4}};
    if (sheet->floor != NULL) {
        sheet->counts = count_floor(sheet->floor);
    }
    if (hall->outline != NULL && hall->outline_count >= 4) {
        if (!rfi_view_hall(out->arena, hall, sheet->floor, &sheet->view)) {
            out->failed = true;
            return;
        }
        number_pods(sheet);
    }
}

/* ---- place of the plan ------------------------------------------------------------------
 */

static void find_gaps(rfi_plan_sheet *sheet, int64_t scale)
{
    static const double level_gap = 6.5;
    for (int side = 0; side < 4; side++) {
        sheet->gaps[side] = level_gap;
    }
    for (size_t i = 0; i < sheet->view.door_count; i++) {
        const rfi_view_door *door = &sheet->view.doors[i];
        bool level = door->side == RFI_WALL_TOP || door->side == RFI_WALL_BOTTOM;
        double reach = door->door->delivery ? 7.5 : (double)door->width / (double)scale + 1;
        double need = level ? fmax(reach, 4) + 3.5 : fmax(reach, 19);
        sheet->gaps[door->side] = fmax(sheet->gaps[door->side], need);
    }
}

typedef struct margins {
    double top, foot, left, right;
} margins;

static margins margins_of(const rfi_plan_sheet *sheet)
{
    bool grid = sheet->view.axes.u_count > 0;
    bool racks = sheet->view.rack_count > 0;
    double wall = 1.3;
    double chains = racks ? 6 : 0;
    return (margins){sheet->gaps[RFI_WALL_TOP] + wall + (grid ? 9.5 : 0),
                     sheet->gaps[RFI_WALL_BOTTOM] + wall + chains + 2,
                     sheet->gaps[RFI_WALL_LEFT] + wall + (grid ? 9.5 : 0),
                     sheet->gaps[RFI_WALL_RIGHT] + wall + chains + 2};
}

void rfi_place_plan(rfi_plan_sheet *sheet, int64_t asked, int64_t *ret_least)
{
    rfi_view *view = &sheet->view;
    double width = sheet->zone_right - sheet->paper.left;
    double height = sheet->zone_foot - sheet->zone_top;
    int64_t scale = 0;
    for (int pass = 0; pass < 2; pass++) { /* the gaps depend on the scale */
        find_gaps(sheet, scale == 0 ? 200 : scale);
        margins m = margins_of(sheet);
        scale = rfi_view_scale(&view->bounds, width - m.left - m.right,
                               height - m.top - m.foot);
    }
    if (asked != 0) {
        find_gaps(sheet, asked);
        margins m = margins_of(sheet);
        bool fits =
            (double)view->bounds.width <= (width - m.left - m.right) * (double)asked &&
            (double)view->bounds.height <= (height - m.top - m.foot) * (double)asked;
        *ret_least = fits ? 0 : scale;
        scale = asked;
    }
    find_gaps(sheet, scale);
    margins m = margins_of(sheet);
    view->scale = scale;
    double spare = width - m.left - m.right - rfi_view_length(view, view->bounds.width);
    view->x = sheet->paper.left + m.left + fmax(0, spare / 2);
    double room = height - m.top - m.foot - rfi_view_length(view, view->bounds.height);
    /* rows up the sheet need a deep detail to show more than their heads */
    bool detail = scale >= least_detail_scale && view->rack_count > 0 &&
                  room > (view->rows_upright ? 90 : 40);
    sheet->has_detail = detail;
    view->y = sheet->zone_top + m.top + (detail ? 0 : fmax(0, room / 2));
}

/* Where racks are too small to be told apart and the sheet has room: the upper left part of
 * the rows again, larger. */
void rfi_place_detail(rfi_plan_sheet *sheet)
{
    static const int64_t scales[] = {100, 200, 250};
    const rfi_view *view = &sheet->view;
    margins m = margins_of(sheet);
    double top = view->y + rfi_view_length(view, view->bounds.height) + m.foot + 8;
    double height = sheet->zone_foot - 8 - top; /* 6 mm for the chain beneath */
    double width = sheet->zone_right - sheet->paper.left - 26;
    if (!sheet->has_detail) {
        return;
    }
    rfi_view *detail = &sheet->detail;
    *detail = *view;
    size_t k = 0;
    while (k + 1 < 3 && (double)view->bounds.height > height * (double)scales[k]) {
        k++;
    }
    k = k > 1 ? 1 : k; /* rather fewer rows than smaller numbers */
    detail->scale = scales[k];
    int64_t wall = (int64_t)ceil(fmax(250.0, 0.9 * (double)detail->scale));
    int64_t wide = (int64_t)(width * (double)detail->scale);
    int64_t high = (int64_t)(height * (double)detail->scale);
    rfi_rect hall = {view->bounds.x - wall, view->bounds.y - wall,
                     view->bounds.width + 2 * wall, view->bounds.height + 2 * wall};
    detail->window.width = rfi_min(wide, hall.width);
    detail->window.height = rfi_min(high, hall.height);
    detail->window.x = hall.x;
    detail->window.y = hall.y + hall.height - detail->window.height;
    detail->x = sheet->paper.left + 8;
    detail->y = top;
}

bool rfi_plan_north(const rfi_plan_sheet *sheet, int64_t *ret_microdegree)
{
    const rfi_site *site = sheet->evaluation->site;
    const int64_t quarter = 90000000;
    if (!site->north_stated || sheet->hall->at_count == 0) {
        return false;
    }
    int64_t turns = (int64_t)sheet->hall->turned + (sheet->view.turned ? 1 : 0);
    *ret_microdegree = site->north - turns * quarter; /* the sheet turns clockwise */
    return true;
}
