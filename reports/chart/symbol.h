/* SPDX-License-Identifier: MIT */
/* Symbols of the one-line, in the manner of IEC 60617, centred at x, y. */
#ifndef REPORTS_CHART_SYMBOL_H
#define REPORTS_CHART_SYMBOL_H

#include "reports/chart/chart.h"

void rfi_draw_symbol(rfi_drawing *drawing, rfi_stage_kind kind, double x, double y,
                     rfi_ink ink);

#endif
