/* SPDX-License-Identifier: MIT */
/* The section "Time": dates of works, the critical path in words, and the mining that stops
 * or goes on. Only where a site states works, or how long its loads run. */
#include "planner/base/checked.h"
#include "reports/table/judgement.h"
#include "reports/table/order.h"
#include "reports/table/value.h"

enum { LABEL = 27 };

static const char *day_of(rfi_writer *w, int64_t day)
{
    rfi_text cell = RFI_TEXT_INIT;
    if (!rfi_bounded(day)) {
        rfi_text_char(&cell, '?');
    } else {
        rfi_print_date(&cell, day);
    }
    return rfi_write_take(w, &cell);
}

/* ---- works -------------------------------------------------------------------------- */

static const char *float_of(rfi_writer *w, const rfi_schedule *s, const rfi_work_dates *d)
{
    return !rfi_bounded(s->done) || !rfi_bounded(d->done)
               ? "?"
               : rfi_write_string(w, "%lld", (long long)d->slack);
}

static void write_table(rfi_writer *w, const rfi_works *works, const rfi_schedule *s,
                        rfi_end end)
{
    static const char *const head[] = {"ordered", "delivered", "build from", "done",
                                       "float d"};
    rfi_grid grid;
    rfi_grid_begin(&grid, w, "wllllrl", 2, true);
    rfi_grid_cell(&grid, RFI_STYLE_HEAD,
                  rfi_write_string(w, "Works, %s", rfi_end_words(end)));
    for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "");
    for (size_t i = 0; i < s->count; i++) {
        const rfi_work_dates *d = &s->works[i];
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "%s", rfi_or_empty(works->items[i].id)));
        const int64_t days[] = {d->order, d->delivered, d->begin, d->done};
        for (size_t k = 0; k < sizeof(days) / sizeof(days[0]); k++) {
            rfi_grid_cell(&grid, RFI_STYLE_PLAIN, day_of(w, days[k]));
        }
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, float_of(w, s, d));
        rfi_grid_cell(&grid, RFI_STYLE_PLAIN, d->critical ? "critical" : "");
    }
    rfi_grid_print(&grid);
}

static void add_link(rfi_writer *w, rfi_text *line, const rfi_work *work,
                     const rfi_work_dates *d)
{
    const char *name = work->name == NULL ? work->id : work->name;
    rfi_text_add(line, name);
    if (d->delivered != d->order) {
        rfi_text_format(line, ", ordered %s", day_of(w, d->order));
        rfi_text_format(line, ", delivered %s", day_of(w, d->delivered));
    }
    if (d->begin != d->delivered && d->waits_for != NULL) {
        rfi_text_format(line, ", waits for %s until %s", d->waits_for, day_of(w, d->begin));
    }
    if (work->window_count > 0 && d->cut_over < d->done) {
        rfi_text_format(line, ", cut-over from %s", day_of(w, d->cut_over));
    } else if (work->window_count > 0 && rfi_bounded(d->begin)) {
        rfi_text_add(line, ", no outage window left");
    }
    rfi_text_format(line, ", done %s", day_of(w, d->done));
}

static void write_path(rfi_writer *w, const rfi_works *works, const rfi_schedule *s,
                       rfi_end end)
{
    rfi_text line = RFI_TEXT_INIT;
    for (size_t i = 0; i < s->path_length; i++) {
        rfi_text_add(&line, i == 0 ? "" : "; then ");
        add_link(w, &line, &works->items[s->path[i]], &s->works[s->path[i]]);
    }
    rfi_text_add(&line, s->others ? " (other works are critical too)" : "");
    rfi_write_field(w, 2, rfi_write_string(w, "Critical, %s:", rfi_end_words(end)), LABEL,
                    rfi_write_take(w, &line));
}

/* The end that is relied on, unless nobody knows its dates. */
static rfi_end shown_end(const rfi_schedule *schedules)
{
    for (int end = 0; end < RFI_ENDS; end++) {
        if (rfi_bounded(schedules[end].done)) {
            return (rfi_end)end;
        }
    }
    return RFI_END_UNFAVOURABLE;
}

static void write_works(rfi_writer *w, const rfi_evaluation *evaluation)
{
    const rfi_works *works = &evaluation->site->works;
    const rfi_schedule *schedules = evaluation->schedules;
    rfi_end shown = shown_end(schedules);
    for (int end = 0; end < RFI_ENDS; end++) {
        if (w->detail || end == (int)shown) {
            write_table(w, works, &schedules[end], (rfi_end)end);
        }
    }
    for (int end = 0; end < RFI_ENDS; end++) {
        if (w->detail || end == (int)shown) {
            write_path(w, works, &schedules[end], (rfi_end)end);
        }
    }
    rfi_text line = RFI_TEXT_INIT;
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_text_format(&line, "%s%s %s", end == 0 ? "" : ", ", rfi_end_words((rfi_end)end),
                        day_of(w, schedules[end].done));
    }
    rfi_write_field(w, 2, "All works done (COD):", LABEL, rfi_write_take(w, &line));
}

/* ---- mining ------------------------------------------------------------------------- */

static void print_sides(rfi_writer *w, const char *label, const rfi_judgement *judgement,
                        const int64_t *values, rfi_dimension dimension)
{
    bool power = dimension == RFI_DIM_POWER;
    rfi_text line = RFI_TEXT_INIT;
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_text_format(&line, "%s%s ", end == 0 ? "" : ", ", rfi_end_words((rfi_end)end));
        if (!rfi_bounded(values[end]) || judgement->cases[end].pods >= RFI_PODS_CAP) {
            rfi_text_char(&line, '?');
        } else {
            rfi_print_value(&line, values[end], dimension,
                            power ? RFI_POWER_FACILITY : RFI_POWER_PLAIN, RFI_ROUND_UP);
        }
    }
    rfi_write_field(w, 4, label, LABEL, rfi_write_take(w, &line));
}

static void write_mining(rfi_writer *w, const rfi_judgement *judgement)
{
    int64_t freed[RFI_ENDS];
    int64_t stays[RFI_ENDS];
    int64_t yearly[RFI_ENDS];
    int64_t left[RFI_ENDS];
    bool earns = false;
    for (int end = 0; end < RFI_ENDS; end++) {
        const rfi_hybrid *hybrid = &judgement->cases[end].hybrid;
        freed[end] = hybrid->freed;
        stays[end] = hybrid->stays;
        yearly[end] = hybrid->curtailment;
        left[end] = hybrid->curtailment_left;
        earns = earns || yearly[end] > 0;
    }
    rfi_write_paragraph(w, 2,
                        rfi_write_string(w, "Mining beside %s:", judgement->profile->id));
    print_sides(w, "stops, frees", judgement, freed, RFI_DIM_POWER);
    print_sides(w, "must go on", judgement, stays, RFI_DIM_POWER);
    if (earns) {
        print_sides(w, "curtailment lost a year", judgement, yearly, RFI_DIM_MONEY);
        print_sides(w, "of it under contract", judgement, left, RFI_DIM_MONEY);
    }
}

static void write_earliest(rfi_writer *w, const rfi_judgement *judgement)
{
    if (judgement->earliest != INT64_MAX && judgement->earliest_event != NULL) {
        rfi_write_field(w, 2, rfi_write_string(w, "Earliest, %s:", judgement->profile->id),
                        LABEL,
                        rfi_write_string(w, "%s, %s: %s", day_of(w, judgement->earliest),
                                         rfi_or_empty(judgement->earliest_owner),
                                         judgement->earliest_event));
    }
}

void rfi_time_write(rfi_writer *w, const rfi_evaluation *evaluation,
                    const rfi_judgement *const *judgements)
{
    if (evaluation->schedules == NULL && !evaluation->hybrid) {
        return;
    }
    rfi_write_heading(w, "Time");
    if (evaluation->schedules != NULL) {
        write_works(w, evaluation);
    }
    for (size_t i = 0; i < evaluation->count; i++) {
        write_earliest(w, judgements[i]);
    }
    for (size_t i = 0; i < evaluation->count && evaluation->hybrid; i++) {
        write_mining(w, judgements[i]);
    }
}

/* ---- sweeps ------------------------------------------------------------------------- */

void rfi_sweeps_write(rfi_writer *w, const rfi_judgement *judgement)
{
    for (size_t i = 0; i < judgement->sweep_count; i++) {
        const rfi_sweep *sweep = &judgement->sweeps[i];
        rfi_text line = RFI_TEXT_INIT;
        rfi_text_add(&line, "Swept, one value on both sides: ");
        rfi_print_subject(&line, sweep->figure);
        rfi_text_char(w->text, '\n');
        rfi_write_paragraph(w, 2, rfi_write_take(w, &line));
        rfi_grid grid;
        rfi_grid_begin(&grid, w, "lrrr", 4, true);
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, "pods at");
        for (int end = 0; end < RFI_ENDS; end++) {
            rfi_grid_cell(&grid, RFI_STYLE_HEAD, rfi_end_words((rfi_end)end));
        }
        for (size_t k = 0; k < sweep->count; k++) {
            rfi_print_value(&line, sweep->points[k], sweep->figure->dimension,
                            sweep->figure->kind, RFI_ROUND_NEAREST);
            rfi_grid_cell(&grid, RFI_STYLE_PLAIN, rfi_write_take(w, &line));
            for (int end = 0; end < RFI_ENDS; end++) {
                int64_t pods = sweep->pods[end][k];
                rfi_grid_cell(&grid, RFI_STYLE_PLAIN,
                              pods >= RFI_PODS_CAP
                                  ? "?"
                                  : rfi_write_string(w, "%lld", (long long)pods));
            }
        }
        rfi_grid_print(&grid);
        rfi_write_paragraph(
            w, 4,
            rfi_write_string(
                w,
                "whatever its value: at least %lld pods, all else unfavourable; "
                "at most %s, all else favourable",
                (long long)sweep->least,
                sweep->most >= RFI_PODS_CAP
                    ? "?"
                    : rfi_write_string(w, "%lld", (long long)sweep->most)));
    }
}
