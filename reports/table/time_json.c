/* SPDX-License-Identifier: MIT */
/* Works, mining and sweeps as JSON. Nothing of it stands where a site states none. */
#include "reports/table/time_json.h"

#include "reports/table/value.h"

static void write_work(rfi_json *json, const rfi_work *work, const rfi_work_dates *d,
                       bool known)
{
    bool done = rfi_bounded(d->done);
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "work", work->id);
    rfi_json_date(json, "order", d->order, rfi_bounded(d->order));
    rfi_json_date(json, "delivered", d->delivered, rfi_bounded(d->delivered));
    rfi_json_date(json, "build_from", d->begin, rfi_bounded(d->begin));
    rfi_json_date(json, "cut_over", d->cut_over, d->cut_over < d->done);
    rfi_json_date(json, "done", d->done, done);
    if (done && known) {
        rfi_json_integer(json, "float_days", d->slack);
    } else {
        rfi_json_null(json, "float_days");
    }
    rfi_json_boolean(json, "critical", d->critical);
    rfi_json_string(json, "waits_for", d->waits_for);
    rfi_json_close(json, '}');
}

void rfi_json_time(rfi_json *json, const rfi_evaluation *evaluation)
{
    const rfi_works *works = &evaluation->site->works;
    if (evaluation->schedules == NULL) {
        return;
    }
    rfi_json_open(json, "time", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        const rfi_schedule *s = &evaluation->schedules[end];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
        rfi_json_date(json, "done", s->done, rfi_bounded(s->done));
        rfi_json_open(json, "works", '[');
        for (size_t i = 0; i < s->count; i++) {
            write_work(json, &works->items[i], &s->works[i], rfi_bounded(s->done));
        }
        rfi_json_close(json, ']');
        rfi_json_open(json, "critical_path", '[');
        for (size_t i = 0; i < s->path_length; i++) {
            rfi_json_string(json, NULL, works->items[s->path[i]].id);
        }
        rfi_json_close(json, ']');
        rfi_json_boolean(json, "other_critical_works", s->others);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

void rfi_json_hybrid(rfi_json *json, const rfi_hybrid *hybrid)
{
    rfi_json_open(json, "mining", '{');
    rfi_json_quantity(json, "freed", hybrid->freed, RFI_DIM_POWER, RFI_POWER_FACILITY,
                      RFI_ROUND_DOWN, NULL);
    rfi_json_quantity(json, "stays", hybrid->stays, RFI_DIM_POWER, RFI_POWER_FACILITY,
                      RFI_ROUND_UP, NULL);
    rfi_json_quantity(json, "curtailment_lost_a_year", hybrid->curtailment, RFI_DIM_MONEY,
                      RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
    rfi_json_quantity(json, "curtailment_lost_under_contract", hybrid->curtailment_left,
                      RFI_DIM_MONEY, RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
    rfi_json_close(json, '}');
}

static void pods_of(rfi_json *json, const char *key, int64_t pods, rfi_round round)
{
    rfi_json_quantity(json, key, pods >= RFI_PODS_CAP ? RFI_UNBOUNDED : pods, RFI_DIM_COUNT,
                      RFI_POWER_PLAIN, round, NULL);
}

void rfi_json_sweeps(rfi_json *json, const rfi_judgement *judgement)
{
    if (judgement->sweep_count == 0) {
        return;
    }
    rfi_json_open(json, "sweeps", '[');
    for (size_t i = 0; i < judgement->sweep_count; i++) {
        const rfi_sweep *sweep = &judgement->sweeps[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_figure_id(json, "figure", sweep->figure);
        rfi_json_open(json, "points", '[');
        for (size_t k = 0; k < sweep->count; k++) {
            rfi_json_open(json, NULL, '{');
            rfi_json_quantity(json, "value", sweep->points[k], sweep->figure->dimension,
                              sweep->figure->kind, RFI_ROUND_NEAREST, NULL);
            for (int end = 0; end < RFI_ENDS; end++) {
                pods_of(json, rfi_end_words((rfi_end)end), sweep->pods[end][k],
                        RFI_ROUND_DOWN);
            }
            rfi_json_close(json, '}');
        }
        rfi_json_close(json, ']');
        pods_of(json, "least", sweep->least, RFI_ROUND_DOWN);
        pods_of(json, "most", sweep->most, RFI_ROUND_UP);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}
