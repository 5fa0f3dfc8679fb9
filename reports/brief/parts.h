/* SPDX-License-Identifier: MIT */
/* What the files that compose the brief share. */
#ifndef REPORTS_BRIEF_PARTS_H
#define REPORTS_BRIEF_PARTS_H

#include "planner/base/text.h"
#include "planner/model/comparison.h"
#include "reports/chart/chart.h"
#include "reports/paint/paint.h"

#define RFI_MEASURE 174.0 /* mm, on every paper */
#define RFI_COLUMN  84.0
#define RFI_RIGHT_X 90.0 /* of the right column, from the left margin */

enum { RFI_CITE_PAGES = 24, RFI_NOTES_MOST = 8 };

typedef struct rfi_type { /* points */
    double size, lead;
} rfi_type;

typedef struct rfi_cited { /* a row of the book and the pages that rest on it */
    const char *id;
    int pages[RFI_CITE_PAGES];
    size_t page_count;
} rfi_cited;

typedef struct rfi_brief {
    rfi_drawing *drawing;
    rfi_arena *arena; /* of the drawing */
    const rfi_evaluation *evaluation;
    const rfi_site *site;
    const rfi_judgement *judgement;
    const rfi_comparison *options; /* retrofit plans; NULL: the site as it is */
    /* what the pages show: the plan's case, or the first pod where no case has pods */
    rfi_end end;
    const rfi_hall_share *shares; /* NULL: the first pod and its support racks */
    const char *basis;            /* the same in words */
    bool not_surveyed;
    /* page */
    double page_width, page_height;
    double left, y, foot; /* live area: left margin, next free line, last line */
    const char *subject;
    int page;
    /* book */
    rfi_cited *cited;
    size_t cited_count, cited_capacity;
    rfi_book_row *extra; /* printed figures that no requirement rests on */
    size_t extra_count, extra_capacity;
    const rfi_source **sources; /* numbered from 1 */
    size_t source_count, source_capacity;
} rfi_brief;

/* ---- page.c ---- */
void rfi_brief_open_page(rfi_brief *b, const char *subject);
/* A further page of the same subject unless height mm are left. */
void rfi_brief_need(rfi_brief *b, double height);
/* The finding of a page, 14 pt, as H1; section head as H2 with words in grey beside it. */
void rfi_brief_finding(rfi_brief *b, const char *text);
void rfi_brief_section(rfi_brief *b, double x, double width, const char *title,
                       const char *aside);
/* A tagged paragraph at the next free line; moves it. */
void rfi_brief_paragraph(rfi_brief *b, const char *text, const rfi_letters *letters,
                         double lead);
/* One tagged text; returns its width. */
double rfi_brief_text(rfi_brief *b, rfi_tag tag, double x, double y, const char *text,
                      const rfi_letters *letters);
double rfi_brief_fitted(rfi_brief *b, rfi_tag tag, double x, double y, double width,
                        const char *text, const rfi_letters *letters);
void rfi_brief_rule(rfi_brief *b, double x, double width, double y, double weight);
int rfi_brief_bookmark(rfi_brief *b, int parent, const char *title, const char *dest);

/* ---- value.c: strings in the arena, never NULL ---- */
const char *rfi_brief_format(rfi_brief *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *rfi_brief_keep(rfi_brief *b, rfi_text *text); /* copies and finishes */
bool rfi_brief_bounded(int64_t value);
const char *rfi_brief_value(rfi_brief *b, int64_t value, rfi_dimension dimension,
                            rfi_power_kind kind, rfi_round round);
const char *rfi_brief_count(rfi_brief *b, int64_t value);
const char *rfi_brief_date(rfi_brief *b, int64_t day);
/* Megawatts without unit, three significant digits, rounded down; "?" below zero. */
const char *rfi_brief_megawatt(rfi_brief *b, int64_t milliwatt);
/* The same at utility or facility: a demand rounds up. */
const char *rfi_brief_megawatt_up(rfi_brief *b, int64_t milliwatt);
/* "132 kW (120–140) ◇", "?" */
const char *rfi_brief_figure(rfi_brief *b, const rfi_figure *figure);

/* Use and limit in one unit with one last digit, demand up and limit down; finer until the
 * printed order is the true order, so that use never prints as equal to a limit above it.
 */
typedef struct rfi_pair_words {
    const char *used, *limit; /* numbers; "?" and "no limit known" where they are missing */
    const char *unit;         /* with its narrow space, or "" */
    const char *both;         /* "3.77 of 3.80 MVA" */
} rfi_pair_words;
rfi_pair_words rfi_brief_pair(rfi_brief *b, rfi_dimension dimension, int64_t used,
                              int64_t limit);
const char *rfi_brief_base_name(const char *path);
const char *rfi_brief_place(rfi_brief *b, const rfi_place *place); /* "hall.xml:41", "" */
const char *rfi_brief_lower(rfi_brief *b,
                            const char *words); /* first letter, unless a name */

/* ---- load.c: the amount that the pages show, against a requirement ---- */
void rfi_brief_choose_basis(rfi_brief *b);
int64_t rfi_brief_limit(const rfi_requirement *r, rfi_end end);
int64_t rfi_brief_demand(const rfi_brief *b, const rfi_requirement *r, rfi_end end);
/* The same for the case of that end itself (first pod where it has none). */
int64_t rfi_brief_demand_own(const rfi_brief *b, const rfi_requirement *r, rfi_end end);
bool rfi_brief_is_sum(const rfi_requirement *r);
/* Share of the limit, below zero when it cannot be said. */
double rfi_brief_share(const rfi_brief *b, const rfi_requirement *r, rfi_end end);
int64_t rfi_brief_hall_count(const rfi_hall *hall);
const rfi_requirement *rfi_brief_requirement(const rfi_brief *b, rfi_requirement_kind kind,
                                             size_t hall_index, const char *owner);
/* Critical IT of a case, mW; -1 when nothing that is known limits it. */
int64_t rfi_brief_case_power(const rfi_brief *b, const rfi_judgement *j, rfi_end end);
/* Requirements of numbers that can be charted, what binds first, then by share. */
const rfi_requirement **rfi_brief_ranked(rfi_brief *b, size_t *ret_count);
/* The first of them, or NULL. */
const rfi_requirement *rfi_brief_binding(rfi_brief *b);

/* ---- phrase.c: the model's facts in words ---- */
const char *rfi_brief_system(const rfi_brief *b); /* "GB300 NVL72" */
const char *rfi_brief_end_words(rfi_end end);     /* "unfavourable end of all ranges" */
const char *rfi_brief_want(rfi_brief *b);         /* "60 MW critical IT (369 pods)" */
const char *rfi_brief_lead(rfi_brief *b);
const char *rfi_brief_verdict_note(rfi_brief *b); /* beneath the verdict */
const char *rfi_brief_ask(rfi_brief *b);
/* "has 114.7 kVA, one pod needs 176.9 kVA", "needs one, has none" */
const char *rfi_brief_shortfall(rfi_brief *b, const rfi_requirement *r, rfi_end end);
const char *rfi_brief_subject(rfi_brief *b, const rfi_figure *figure); /* "hall-a: slab" */
const char *rfi_brief_holder(const rfi_figure *figure);
/* Title of a requirement; the hall is left out where the site has one only. */
const char *rfi_brief_title(rfi_brief *b, const rfi_requirement *r);

/* ---- headline.c ---- */
const char *rfi_brief_key_number(rfi_brief *b);
const char *rfi_brief_key_label(rfi_brief *b);
const char *rfi_brief_key_note(rfi_brief *b);

/* "CDU cdu" is "CDU", "fan wall east" stays: a name that repeats its kind says nothing.
 * Begins with a capital. */
const char *rfi_brief_named(rfi_brief *b, const char *kind, const char *id);

/* ---- cite.c ---- */
/* Row of the figure; notes that the current page rests on it. NULL for NULL. */
const char *rfi_brief_cite(rfi_brief *b, const rfi_figure *figure);
const char *rfi_brief_cite_id(rfi_brief *b, const char *id);
const char *rfi_brief_dest(rfi_brief *b, const char *id); /* destination of a row */
const rfi_book_row *rfi_brief_row(const rfi_brief *b, const char *id);
const char *rfi_brief_pages(rfi_brief *b, const char *id); /* "1, 2, 4" */
/* Draws ids as links, runs of a letter joined ("G-03–G-07"), wrapped at width; the first
 * line begins `indent` mm to the right. Returns the height; measures only when draw is
 * false. */
double rfi_brief_ids(rfi_brief *b, rfi_box place, double indent, const char *const *ids,
                     size_t count, const rfi_type *type, bool draw);
/* Number of a source in the list, from 1; 0 without one. Equal sources share a number. */
size_t rfi_brief_source(rfi_brief *b, const rfi_source *source);
/* One small id as a link right of x; returns its width. */
double rfi_brief_mark(rfi_brief *b, double x, double y, const char *id);

/* ---- grid.c: tables with heads that repeat ---- */
typedef struct rfi_column {
    const char *head, *under; /* under: unit, may be NULL */
    double x, width;          /* from the left margin */
    rfi_align align;
} rfi_column;

typedef enum rfi_cell_kind {
    RFI_CELL_TEXT = 0,
    RFI_CELL_IDS,
    RFI_CELL_MARK,
    RFI_CELL_GRADE
} rfi_cell_kind;

typedef struct rfi_cell {
    rfi_cell_kind kind;
    const char *text;  /* TEXT, MARK; GRADE: the letter */
    const char *under; /* TEXT: a second paragraph in grey */
    rfi_face face;
    rfi_ink ink;
    const char *dest, *uri; /* TEXT: link */
    const char *const *ids; /* IDS */
    size_t id_count;
    rfi_mark mark;
    bool dark; /* GRADE */
} rfi_cell;

typedef struct rfi_grid {
    rfi_brief *brief;
    const rfi_column *columns;
    size_t count;
    double size, lead; /* points */
    double pitch;      /* least height of a row, mm */
    bool open;
} rfi_grid;

void rfi_grid_open(rfi_grid *grid);
/* A group title; it stands only where `rows` mm fit beneath it. */
void rfi_grid_group(rfi_grid *grid, const char *title, const char *dest, double rows);
double rfi_grid_height(rfi_grid *grid, const rfi_cell *cells);
/* tint: ground of the row, RFI_NO_INK: none. dest: name of a destination at the row. */
void rfi_grid_row(rfi_grid *grid, const rfi_cell *cells, rfi_ink tint, const char *dest);
void rfi_grid_close(rfi_grid *grid);

/* ---- sections ---- */
void rfi_brief_summary(rfi_brief *b);
size_t rfi_brief_use_count(rfi_brief *b); /* rows that the charts have to show */
size_t rfi_brief_ends_count(rfi_brief *b);
bool rfi_brief_ends_single(
    const rfi_brief *b); /* one system, one policy: a row for an end */
void rfi_brief_draw_use(rfi_brief *b, rfi_box box);
void rfi_brief_draw_ends(rfi_brief *b, rfi_box box);
void rfi_brief_options_page(rfi_brief *b); /* these two: nothing without options */
void rfi_brief_plan_page(rfi_brief *b);
void rfi_brief_site_page(rfi_brief *b);
void rfi_brief_power_page(rfi_brief *b);
void rfi_brief_cooling(rfi_brief *b, const rfi_hall *hall);
void rfi_brief_energy(rfi_brief *b);                      /* nothing without a plan */
const rfi_hall *rfi_brief_first_hall(const rfi_brief *b); /* the one with most pods */
void rfi_brief_requirements_page(rfi_brief *b);
void rfi_brief_schedule_page(rfi_brief *b); /* nothing where no works are stated */
void rfi_brief_network(rfi_brief *b);       /* nothing where no fabric is stated */
void rfi_brief_requests_page(rfi_brief *b);
void rfi_brief_book_pages(rfi_brief *b);
void rfi_brief_method(rfi_brief *b);

#endif
