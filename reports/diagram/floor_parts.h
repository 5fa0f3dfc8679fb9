/* SPDX-License-Identifier: MIT */
/* What the files that draw a floor plan share. */
#ifndef REPORTS_DIAGRAM_FLOOR_PARTS_H
#define REPORTS_DIAGRAM_FLOOR_PARTS_H

#include "planner/model/opening.h"
#include "reports/diagram/title.h"
#include "reports/diagram/dimension.h"
#include "reports/diagram/floor.h"

typedef struct rfi_floor_counts { /* counted from the floor */
    int64_t pods, racks, units, rows;
    int64_t supports[RFI_SUPPORT_KINDS];
} rfi_floor_counts;

typedef struct rfi_plan_sheet {
    rfi_drawing *drawing;
    rfi_arena *arena;
    rfi_sheet paper;
    double zone_top, zone_foot; /* of the plan on the paper */
    double zone_right;
    double rule; /* between plan and foot */
    const rfi_evaluation *evaluation;
    const rfi_judgement *judgement;
    const rfi_hall *hall;
    const rfi_floor *floor; /* NULL: nothing placed */
    const char *hall_name;  /* within a sentence: "hall A" */
    const char *hall_title; /* "Hall A" */
    rfi_floor_counts counts;
    rfi_view view;
    rfi_view detail;
    bool has_detail;
    rfi_labels labels;
    int64_t *numbers;   /* per rack of the view: pod number within its row */
    double gaps[4];     /* paper between wall and first dimension line, by rfi_wall_side */
    int64_t unit;       /* scalable unit that the sheet is about; 0: the hall */
    const char *prefix; /* of ids of racks, where one is drawn twice; NULL: none */
    bool pale;          /* what stands is context only */
    bool strong;        /* ... but its racks break a requirement */
    /* what had to be left out, for the notes */
    bool dropped_numbers, dropped_units, dropped_aisles, dropped_bays, dropped_rows,
        dropped_zones;
} rfi_plan_sheet;

/* floor_place.c */
void rfi_begin_plan(rfi_plan_sheet *sheet, const rfi_sheet_task *task, rfi_drawing *out);
/* asked: scale, 0: the largest usual one that fits. *ret_least: as in rfi_sheet_words. */
void rfi_place_plan(rfi_plan_sheet *sheet, int64_t asked, int64_t *ret_least);
void rfi_place_detail(rfi_plan_sheet *sheet);
/* Direction of north on the paper, counter-clockwise from up, micro-degrees. False: the
 * site does not say it, or not how the hall lies on the campus. */
bool rfi_plan_north(const rfi_plan_sheet *sheet, int64_t *ret_microdegree);
/* floor_shell.c: the building */
double rfi_wall_thickness(const rfi_view *view); /* paper mm */
void rfi_draw_axes(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_shell(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_door_tags(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_column(rfi_drawing *drawing, rfi_box box);
/* floor_bays.c: grid bubbles and dimension chains */
void rfi_draw_bays(rfi_plan_sheet *sheet);
/* Of what stands wholly in the window: right of it and beneath. */
void rfi_draw_window_bays(rfi_plan_sheet *sheet, const rfi_view *view);
/* floor_services.c: zones, ways up and in, what serves the racks */
void rfi_draw_zones(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_accesses(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_route(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_label_floor(rfi_plan_sheet *sheet, const rfi_view *view); /* zones, route */
void rfi_draw_panel(rfi_drawing *drawing, rfi_box box, rfi_side side);
void rfi_draw_panels(rfi_plan_sheet *sheet, const rfi_view *view);
/* Busways, trays and manifolds overhead. */
void rfi_draw_run(rfi_drawing *drawing, rfi_box box, rfi_fitting_kind kind, rfi_side side);
void rfi_draw_runs(rfi_plan_sheet *sheet, const rfi_view *view);
const char *rfi_fitting_words(rfi_fitting_kind kind);
/* floor_racks.c: what stands in it */
typedef struct rfi_rack_look {
    rfi_family family;
    int64_t pod; /* 0: support */
    rfi_support_kind support;
    rfi_facing front;
    const char *number; /* NULL: none */
} rfi_rack_look;
/* Returns false when the number did not fit. */
bool rfi_draw_rack(rfi_drawing *drawing, rfi_box box, const rfi_rack_look *look);
void rfi_draw_aisles(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_racks(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_row_names(rfi_plan_sheet *sheet, const rfi_view *view);
void rfi_draw_rack_labels(rfi_plan_sheet *sheet, const rfi_view *view);
/* floor_words.c: sentences */
const char *rfi_sheet_title(rfi_plan_sheet *sheet);
const char *rfi_sheet_subtitle(rfi_plan_sheet *sheet);
const char *rfi_sheet_alternative(rfi_plan_sheet *sheet);
/* floor_foot.c: key, notes; floor_table.c: tables; floor_asks.c: a hall without outline */
void rfi_draw_key(rfi_plan_sheet *sheet, double top);
void rfi_draw_tables(rfi_plan_sheet *sheet, double top);
void rfi_draw_asks(rfi_plan_sheet *sheet);
/* place: upper left corner and width */
void rfi_draw_notes(rfi_plan_sheet *sheet, rfi_box place);

#endif
