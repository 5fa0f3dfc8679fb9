/* SPDX-License-Identifier: MIT */
/* Charts of the brief: bullets against limits, spans over the three ends, marks of the fit
 * matrix, and a one-line of the power chain. Plain strings and shares come in; nothing here
 * knows the model. All boxes are millimetres on the open page. */
#ifndef REPORTS_CHART_CHART_H
#define REPORTS_CHART_CHART_H

#include "reports/paint/paint.h"

/* ---- use against limit ------------------------------------------------------------------
 */
typedef struct rfi_bullet {
    const char *label;
    const char *value;         /* "3.77 of 3.80 MVA" */
    const char *dest;          /* row of the assumption book, or NULL */
    double least, shown, most; /* use in shares of the limit over the ranges */
    bool binding;
    bool unknown; /* open and dashed; the shares are not read */
} rfi_bullet;

/* Limit ticks stand in one vertical; use beyond 1.2 of the limit is cut with a break. */
void rfi_draw_bullets(rfi_drawing *drawing, rfi_box box, const rfi_bullet *bullets,
                      size_t count);

/* ---- one quantity at three ends ---- */
typedef struct rfi_span {
    const char *label;
    const char *value; /* "12.3 · 14.1 · 16.8" */
    const char *dest;
    double ends[3]; /* unfavourable, base, favourable; below zero: cannot be said */
    rf_verdict verdict;
    bool with_verdict; /* draws its icon before the label */
    bool strong;       /* the one that the page is about */
} rfi_span;

/* want below zero: none. unit stands at the last tick. */
void rfi_draw_spans(rfi_drawing *drawing, rfi_box box, const rfi_span *spans, size_t count,
                    double want, const char *want_words, const char *unit);

/* ---- cost against power ---- */
typedef enum rfi_point_kind {
    RFI_POINT_PLAN = 0,    /* filled */
    RFI_POINT_AS_IS,       /* open square */
    RFI_POINT_RECOMMENDED, /* filled, in a ring */
    RFI_POINT_DOMINATED    /* small and open, beside the steps */
} rfi_point_kind;

typedef struct rfi_trade { /* one plan of a frontier */
    const char *label;     /* beside the point; NULL: none */
    double cost;           /* million dollar, at least 0 */
    double power;          /* MW critical IT */
    double bound;          /* no plan of that budget has more; not above power: reached */
    rfi_point_kind kind;
} rfi_trade;

/* Steps through what is not dominated; trades in order of cost. target below zero: none.
 * source: the line beneath, where the figures come from; NULL: none. */
void rfi_draw_frontier(rfi_drawing *drawing, rfi_box box, const rfi_trade *trades,
                       size_t count, double target, const char *source);

/* ---- unlock ladder ---- */
typedef struct rfi_rung_row {
    const char *label;    /* "P3" */
    const char *title;    /* what is added */
    const char *binds;    /* "binds: slab, hall A" */
    const char *value;    /* "30.0", at the end of the bar */
    double before, after; /* MW critical IT, at least 0 */
    bool strong;          /* the one that the page is about */
} rfi_rung_row;

double rfi_ladder_height(const rfi_drawing *drawing, double width, const rfi_rung_row *rows,
                         size_t count);
/* Bars share one scale that starts at nothing. The height is that of rfi_ladder_height. */
void rfi_draw_ladder(rfi_drawing *drawing, rfi_box box, const rfi_rung_row *rows,
                     size_t count);

/* ---- works over time ---- */
typedef struct rfi_bar { /* day numbers */
    const char *label, *value;
    int64_t order, delivered, begin, done, latest;
    bool critical;
    bool known; /* else all but the order is open */
} rfi_bar;

double rfi_gantt_height(size_t count);
/* want: the day that is asked for, before all others: none. */
void rfi_draw_gantt(rfi_drawing *drawing, rfi_box box, const rfi_bar *bars, size_t count,
                    int64_t want);

/* ---- fit matrix ---- */
typedef enum rfi_mark {
    RFI_MARK_NONE = 0, /* does not arise: a dash */
    RFI_MARK_HOLDS,    /* plain number */
    RFI_MARK_TIGHT,    /* outlined and hatched */
    RFI_MARK_FAILS,    /* white on dark */
    RFI_MARK_UNKNOWN   /* dashed box with a question mark */
} rfi_mark;

void rfi_draw_mark(rfi_drawing *drawing, rfi_box box, rfi_mark mark, const char *text);

/* ---- one-line ---- */
typedef enum rfi_stage_kind {
    RFI_STAGE_GRID = 0,
    RFI_STAGE_TRANSFORMER,
    RFI_STAGE_BUS,
    RFI_STAGE_UPS,
    RFI_STAGE_GENERATOR,
    RFI_STAGE_RACKS,
    RFI_STAGE_PLANT,  /* end of a branch to cooling */
    RFI_STAGE_FEEDER, /* a cable */
    RFI_STAGE_BUSWAY,
    RFI_STAGE_BATTERY,
    RFI_STAGE_UNKNOWN
} rfi_stage_kind;

typedef struct rfi_stage { /* one row, source on top */
    rfi_stage_kind kind;
    bool two_sides; /* A left of B */
    bool branch;    /* stands beside the spine, fed from the row `parent` */
    size_t parent;
    bool wired;    /* of a network: stands in a lane, hangs from the rows `ups` */
    size_t lane;   /* from the left; rows of one system share one */
    size_t ups[6]; /* rows above */
    size_t up_count;
    const char *name, *installed; /* two lines */
    const char *usable, *state;   /* two lines */
    const char *load, *share;     /* "16.2 · 16.8 · 17.4", "94 %" */
    const char *dest;             /* row of the assumption book */
    double least, shown, most;    /* shares of the limit; shown < 0: none */
    bool binding;
} rfi_stage;

/* Height that the rows take at this pitch, head included. */
double rfi_one_line_height(size_t count, double pitch);
/* alternative: text for the picture; the words beside it are a tagged table. */
void rfi_draw_one_line(rfi_drawing *drawing, rfi_box box, double pitch,
                       const rfi_stage *stages, size_t count, const char *alternative);

#endif
