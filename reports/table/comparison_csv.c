/* SPDX-License-Identifier: MIT */
/* The frontier of a comparison, one point a row. */
#include "reports/table/table.h"

#include "planner/base/checked.h"
#include "reports/table/comparison.h"
#include "reports/table/csv.h"
#include "reports/table/value.h"

static void add_day(rfi_csv *csv, int64_t day, bool known)
{
    rfi_text cell = RFI_TEXT_INIT;
    if (known) {
        rfi_print_date(&cell, day);
    }
    rfi_csv_take(csv, &cell);
}

static void add_plan(rfi_csv *csv, const rfi_comparison *c, const rfi_retrofit *r)
{
    const rfi_unit *megawatt = rfi_unit_find("MW", 2);
    const rfi_unit *dollar = rfi_unit_find("USD", 3);
    bool plan = rfi_has_plan(r);
    rfi_csv_integer(csv, plan ? r->pods : RFI_UNBOUNDED);
    rfi_csv_number(csv, plan ? r->it_power : RFI_UNBOUNDED, megawatt);
    rfi_csv_number(csv, r->it_bound, megawatt);
    rfi_csv_number(csv, r->claimed_by != NULL ? r->it_claimed : RFI_UNBOUNDED, megawatt);
    rfi_csv_field(csv, r->claimed_by);
    rfi_csv_field(csv, rfi_proof_words(r->proof));
    rfi_csv_number(csv, plan ? r->cost[RFI_END_FAVOURABLE] : RFI_UNBOUNDED, dollar);
    rfi_csv_number(csv, plan ? r->cost[RFI_END_BASE] : RFI_UNBOUNDED, dollar);
    rfi_csv_number(csv, plan ? r->cost[RFI_END_UNFAVOURABLE] : RFI_UNBOUNDED, dollar);
    add_day(csv, r->ready, rfi_bounded(rfi_ready_day(r)));
    rfi_text installs = RFI_TEXT_INIT;
    for (size_t i = 0; plan && i < r->install_count; i++) {
        const rfi_install *install = &r->installs[i].install;
        rfi_text_format(&installs, "%s%s@%s*%lld", i == 0 ? "" : ";", install->measure->id,
                        rfi_place_of(c, install), (long long)install->count);
    }
    rfi_csv_take(csv, &installs);
}

bool rfi_comparison_csv(const rfi_comparison *comparison, rfi_text *text)
{
    static const char *const head[] = {"site",
                                       "end",
                                       "budget_usd",
                                       "by",
                                       "pods",
                                       "critical_it_mw",
                                       "critical_it_mw_certified_bound",
                                       "critical_it_mw_claimed_bound",
                                       "claimed_by",
                                       "proof",
                                       "cost_usd_low",
                                       "cost_usd_base",
                                       "cost_usd_high",
                                       "ready",
                                       "installs",
                                       "separated",
                                       "dominated",
                                       NULL};
    rfi_csv csv = rfi_csv_begin(text, head);
    for (size_t i = 0; i < comparison->frontier_count; i++) {
        const rfi_frontier_point *point = &comparison->frontier[i];
        rfi_csv_field(&csv, comparison->site->id);
        rfi_csv_field(&csv, rfi_end_words(comparison->end));
        rfi_csv_number(&csv, point->budget, rfi_unit_find("USD", 3));
        add_day(&csv, point->by, true);
        add_plan(&csv, comparison, point->retrofit);
        rfi_csv_yes_no(&csv, point->separated);
        rfi_csv_yes_no(&csv, point->dominated);
        rfi_csv_end_row(&csv);
    }
    return !text->failed;
}
