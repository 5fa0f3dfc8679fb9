/* SPDX-License-Identifier: MIT */
/* Symbols of the one-line, in the manner of IEC 60617, centred at x, y. */
#ifndef REPORTS_CHART_SYMBOL_H
#define REPORTS_CHART_SYMBOL_H

#include "reports/chart/chart.h"

/* size 1: 4.4 mm high, as in the brief. Symbols cover what lies under them. */
void rfi_draw_symbol(rfi_drawing *drawing, rfi_stage_kind kind, double x, double y,
                     double size, rfi_ink ink);
/* On a vertical conductor: a circuit-breaker; a tie that is normally open. */
void rfi_draw_breaker(rfi_drawing *drawing, double x, double y, double size, rfi_ink ink);
void rfi_draw_open_tie(rfi_drawing *drawing, double x, double y, double size, rfi_ink ink);

#endif
