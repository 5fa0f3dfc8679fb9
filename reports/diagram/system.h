/* SPDX-License-Identifier: MIT */
/* What the drawings of systems (one-line, cooling, racks) share: what they are asked for,
 * and words of figures. */
#ifndef REPORTS_DIAGRAM_SYSTEM_H
#define REPORTS_DIAGRAM_SYSTEM_H

#include "planner/model/loading.h"
#include "reports/diagram/title.h"
#include "reports/diagram/task.h"

typedef struct rfi_system_sheet {
    rfi_drawing *drawing;
    rfi_arena *arena;
    rfi_sheet paper;
    const rfi_sheet_task *task;
    const rfi_site *site;
    const rfi_judgement *judgement;
    const rfi_loading *loading; /* NULL: no plan */
    rfi_end end;                /* that is drawn */
} rfi_system_sheet;

void rfi_begin_system(rfi_system_sheet *sheet, const rfi_sheet_task *task,
                      rfi_drawing *out);

/* Words in the drawing's arena; never NULL. */
const char *rfi_say(rfi_system_sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "?" when the value is not known. */
const char *rfi_say_value(rfi_system_sheet *sheet, int64_t value, rfi_dimension dimension,
                          rfi_power_kind kind, rfi_round round);
/* With range and, for an assumption, the lozenge; "?" when it is not known. */
const char *rfi_say_figure(rfi_system_sheet *sheet, const rfi_figure *figure);
/* The base value alone, with the lozenge. */
const char *rfi_say_base(rfi_system_sheet *sheet, const rfi_figure *figure,
                         rfi_round round);
const char *rfi_say_text(rfi_system_sheet *sheet, rfi_text *text);
/* "94.3 %"; "?" below zero. */
const char *rfi_say_permille(rfi_system_sheet *sheet, int64_t permille);
/* Critical IT power of the plan, three digits, rounded down: "15.9 MW". */
const char *rfi_say_it_power(rfi_system_sheet *sheet);
/* Number of halls of a kind in words: "", " (each of 5)", " (each of ?)". */
const char *rfi_say_each(rfi_system_sheet *sheet, const rfi_hall *hall);
/* "Lake Mariner carries 98.7 MW critical IT", and never more than the verdict says. Needs a
 * plan. */
const char *rfi_say_carried(rfi_system_sheet *sheet);
/* "27 pods 2841 kVA + ... = 2989 kVA of 3000 kVA usable (state). One pod more: ..." */
const char *rfi_say_sum(rfi_system_sheet *sheet, const rfi_load_sum *sum);

/* Where the drawing ends and the tables at its right begin (8 mm farther), mm. */
double rfi_system_split(const rfi_sheet *paper);
/* A finding at the foot: binds: in the conflict colour, with a diamond. */
void rfi_draw_callout(rfi_system_sheet *sheet, rfi_box box, bool binds, const char *title,
                      const char *words);
/* The same where there is no plan: what cannot hold together. */
void rfi_draw_no_plan(rfi_system_sheet *sheet, rfi_box box);

#endif
