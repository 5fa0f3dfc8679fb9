/* SPDX-License-Identifier: MIT */
/* Ticks of an axis that starts at nothing. */
#ifndef REPORTS_CHART_SCALE_H
#define REPORTS_CHART_SCALE_H

#include "planner/base/text.h"

/* 1, 2 or 5 times a power of ten: at most five of them reach `most`, which is above 0. */
double rfi_nice_step(double most);
/* The value with at most three decimals. */
void rfi_print_tick(rfi_text *text, double value);

#endif
