/* SPDX-License-Identifier: MIT */
/* What the files that draw a one-line share: cells in ranks, joined by wires. A cell is an
 * interconnect, a group with one or two lanes (sides), or a load. */
#ifndef REPORTS_DIAGRAM_ONELINE_PARTS_H
#define REPORTS_DIAGRAM_ONELINE_PARTS_H

#include "reports/diagram/oneline.h"
#include "reports/diagram/system.h"

#define RFI_NO_CELL SIZE_MAX

typedef enum rfi_cell_kind {
    RFI_CELL_GRID = 0,
    RFI_CELL_GROUP,
    RFI_CELL_SETS,  /* standby sets that back a group */
    RFI_CELL_RACKS, /* of one hall */
    RFI_CELL_PLANT, /* cooling and house load on one group */
    RFI_CELL_OPEN   /* what nobody stated */
} rfi_cell_kind;

typedef struct rfi_cell {
    rfi_cell_kind kind;
    const char *name;                     /* group, interconnect; of loads their words */
    size_t hall;                          /* whose it is; SIZE_MAX: shared */
    const rfi_element *first;             /* of a group */
    const rfi_element *element[2];        /* first of each lane */
    const rfi_load_bus *bus[2];           /* of each lane; NULL: no plan */
    const rfi_interconnect *interconnect; /* GRID */
    int lanes;
    int rank;
    size_t tree;  /* above it: where its place comes from; RFI_NO_CELL: a root */
    int order;    /* among those below one cell: racks first, then plants, then sets */
    double x;     /* centre */
    double place; /* left edge of its span */
    double left, right; /* of a load: its box */
    double width, span; /* own, and with all below */
} rfi_cell;

typedef enum rfi_wire_kind {
    RFI_WIRE_NORMAL = 0,
    RFI_WIRE_STANDBY, /* takes over */
    RFI_WIRE_BACKS    /* from sets to the group that they carry */
} rfi_wire_kind;

typedef struct rfi_wire {
    size_t from, to;
    rfi_wire_kind kind;
} rfi_wire;

typedef struct rfi_run { /* a horizontal piece in the gap above a rank */
    int gap;             /* rank below it */
    double from, to;
    int level;
} rfi_run;

enum { RFI_RANKS_MOST = 24 };

typedef struct rfi_oneline {
    rfi_system_sheet sheet;
    size_t first_hall, hall_count; /* drawn */
    rfi_cell *cells;
    size_t cell_count, cell_capacity;
    rfi_wire *wires;
    size_t wire_count, wire_capacity;
    rfi_run *runs;
    size_t run_count, run_capacity;
    int ranks;
    double pitch;                        /* mm between lanes */
    double rank_top[RFI_RANKS_MOST + 1]; /* of the gap above the cells of the rank */
    double rank_gap[RFI_RANKS_MOST];     /* height of that gap */
    double left, right;                  /* of the network */
    bool with_kinds;                     /* rank is high enough for the words of a kind */
    bool low;                            /* ranks have no room for bars */
    bool dropped;                        /* ratings for which there was no room */
    bool narrow;     /* lanes have room for the most needed words only */
    size_t used[16]; /* symbols drawn, by rfi_stage_kind */
} rfi_oneline;

/* oneline_graph.c: cells, wires, ranks and places. False: memory. */
bool rfi_oneline_build(rfi_oneline *o, size_t first_hall, size_t hall_count);
/* Adds the cells and wires of one hall; ranks and places are found later. */
void rfi_oneline_add_hall(rfi_oneline *o, size_t hall);
/* Lanes that the halls added so far take side by side. */
int rfi_oneline_lanes(const rfi_oneline *o);
void rfi_oneline_place(rfi_oneline *o, double left, double right, double top, double foot);
double rfi_lane_x(const rfi_oneline *o, const rfi_cell *cell, int lane);
double rfi_cell_y(const rfi_oneline *o, const rfi_cell *cell); /* middle of its symbol */
bool rfi_is_bar(const rfi_cell *cell); /* its bus is drawn as a bar beneath it */
/* oneline_wires.c */
void rfi_draw_wires(rfi_oneline *o);
/* oneline_cells.c */
void rfi_draw_cells(rfi_oneline *o);
/* A bar of load: permille of what is installed in the normal state and the worst one. */
void rfi_draw_load_bar(rfi_drawing *drawing, double x, double y, double width,
                       int64_t normal, int64_t worst, int64_t reserve, bool binds);
void rfi_draw_oneline_key(rfi_oneline *o, double x, double y, double right);
/* oneline_table.c: loading per contingency, foot of the column in *ret_y */
void rfi_draw_contingencies(rfi_oneline *o, double x, double right, double top, double foot,
                            double *ret_y);
void rfi_draw_alternatives(rfi_oneline *o, double x, double right, double top);
void rfi_draw_binding(rfi_oneline *o, rfi_box box);
/* oneline_words.c */
const char *rfi_oneline_words(rfi_oneline *o);
const char *rfi_oneline_subtitle(rfi_oneline *o);
const char *rfi_oneline_description(rfi_oneline *o);
const char *rfi_bus_words(rfi_oneline *o, const rfi_load_bus *bus); /* "UPS ups-a" */
const char *rfi_bus_short(rfi_oneline *o, const rfi_load_bus *bus); /* "ups A" */
/* The bus that binds, or has most load in its worst state; NULL: none. */
const rfi_load_bus *rfi_oneline_leading(const rfi_oneline *o);

#endif
