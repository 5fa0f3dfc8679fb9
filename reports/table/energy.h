/* SPDX-License-Identifier: MIT */
/* Peak hour and year of a plan in words. The two stand side by side, never mixed. */
#ifndef REPORTS_TABLE_ENERGY_H
#define REPORTS_TABLE_ENERGY_H

#include "planner/base/text.h"
#include "planner/model/evaluation.h"

struct rfi_writer;

/* "1.253" of a PUE in ppm, "0.13" L/kWh of mL/kWh; rounded up; "?" when not known. */
void rfi_print_pue(rfi_text *text, int64_t ppm);
void rfi_print_wue(rfi_text *text, int64_t millilitre);
/* "1.253 (1.187–1.334)": base, then favourable to unfavourable. */
void rfi_print_peak_pue(rfi_text *text, const rfi_energy *energy);
void rfi_print_annual_pue(rfi_text *text, const rfi_energy *energy);
/* One sentence each: "PUE 1.253 (1.187–1.334); interconnect sized by 125.3 MW at utility"
 */
void rfi_print_peak_hour(rfi_text *text, const rfi_energy *energy);
void rfi_print_year(rfi_text *text, const rfi_energy *energy);
/* What stands in for what nobody described; empty: nothing does. */
void rfi_print_energy_rules(rfi_text *text, const rfi_energy *energy);
/* "roof: approach, h: supply": what would settle the numbers that are "?"; empty: all are
 * known. */
void rfi_print_energy_missing(rfi_text *text, const rfi_energy *energy);

/* Two lines; with detail the parts and hours at the three ends. */
void rfi_energy_write(struct rfi_writer *w, const rfi_energy *energy);

#endif
