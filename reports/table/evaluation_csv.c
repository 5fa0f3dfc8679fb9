/* SPDX-License-Identifier: MIT */
/* One row per profile; lists within a field are separated by semicolons. */
#include "reports/table/table.h"

#include "planner/base/checked.h"
#include "reports/table/csv.h"
#include "reports/table/order.h"
#include "reports/table/value.h"
#include "reports/table/with_measures.h"

static void add_item(rfi_text *list, const char *item)
{
    if (list->size > 0) {
        rfi_text_char(list, ';');
    }
    rfi_text_add(list, item);
}

static bool binds_somewhere(const rfi_requirement *requirement)
{
    return requirement->binding[RFI_END_UNFAVOURABLE] ||
           requirement->binding[RFI_END_BASE] || requirement->binding[RFI_END_FAVOURABLE];
}

static void write_binding(rfi_csv *csv, const rfi_judgement *judgement)
{
    rfi_text list = RFI_TEXT_INIT;
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        if (binds_somewhere(&judgement->requirements[i])) {
            add_item(&list, judgement->requirements[i].id);
        }
    }
    rfi_csv_take(csv, &list);
}

/* Members of the first conflict, which is the one that is explained first. */
static void write_conflict(rfi_csv *csv, const rfi_judgement *judgement)
{
    rfi_text list = RFI_TEXT_INIT;
    if (judgement->conflict_count > 0) {
        const rfi_conflict *conflict = &judgement->conflicts[0];
        for (size_t i = 0; i < conflict->count; i++) {
            if (conflict->members[i] < judgement->requirement_count) {
                add_item(&list, judgement->requirements[conflict->members[i]].id);
            }
        }
        if (conflict->with_want) {
            add_item(&list, "want");
        }
    }
    rfi_csv_take(csv, &list);
}

static void write_deciding(rfi_csv *csv, const rfi_judgement *judgement)
{
    rfi_text list = RFI_TEXT_INIT;
    for (size_t i = 0; i < judgement->deciding_count; i++) {
        rfi_text subject = RFI_TEXT_INIT;
        rfi_print_subject(&subject, judgement->deciding[i]);
        list.failed = list.failed || subject.failed;
        add_item(&list, rfi_or_empty(subject.data));
        rfi_text_finish(&subject);
    }
    rfi_csv_take(csv, &list);
}

static void write_row(rfi_csv *csv, const rfi_evaluation *evaluation,
                      const rfi_judgement *judgement)
{
    const rfi_site *site = evaluation->site;
    const rfi_unit *megawatt = rfi_unit_find("MW", 2);
    rfi_csv_field(csv, site->id);
    rfi_csv_field(csv, site->reference_id);
    rfi_csv_field(csv, judgement->profile->id);
    rfi_csv_field(csv, rfi_verdict_name(rfi_final_verdict(judgement)));
    const rfi_case *cases = judgement->cases;
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_csv_integer(csv, rfi_case_amount(&cases[end], cases[end].pods));
    }
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_csv_integer(csv, rfi_case_amount(&cases[end], cases[end].chips));
    }
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_csv_number(csv, rfi_case_amount(&cases[end], cases[end].it_power), megawatt);
    }
    rfi_csv_integer(csv, judgement->wanted_pods);
    rfi_csv_number(csv,
                   judgement->wanted_power > 0 ? judgement->wanted_power : RFI_UNBOUNDED,
                   megawatt);
    write_binding(csv, judgement);
    write_conflict(csv, judgement);
    write_deciding(csv, judgement);
    if (evaluation->measures != NULL) {
        rfi_with_measures_csv(csv, judgement);
    }
    rfi_csv_end_row(csv);
}

/* clang-format off */
#define FIELDS                                                                              \
    "site", "reference", "profile", "verdict", "pods_unfavourable", "pods_base",            \
        "pods_favourable", "chips_unfavourable", "chips_base", "chips_favourable",          \
        "critical_it_mw_unfavourable", "critical_it_mw_base", "critical_it_mw_favourable",  \
        "wanted_pods", "wanted_critical_it_mw", "binding", "conflict", "deciding"
/* clang-format on */

void rfi_table_evaluation_csv(const rfi_evaluation *evaluation, rfi_text *text)
{
    static const char *const head[] = {FIELDS, NULL};
    static const char *const more[] = {FIELDS, RFI_WITH_MEASURES_FIELDS, NULL};
    rfi_csv csv = rfi_csv_begin(text, evaluation->measures == NULL ? head : more);
    for (size_t i = 0; i < evaluation->count; i++) {
        write_row(&csv, evaluation, &evaluation->judgements[i]);
    }
}
