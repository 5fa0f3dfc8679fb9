/* SPDX-License-Identifier: MIT */
#include "planner/model/rules.h"

typedef struct rule_row {
    const char *id, *words;
    rfi_dimension dimension;
    int64_t low, base, high;
    const char *title, *url;
    int64_t year;
    int month, day;
    rfi_grade grade;
    const char *holder;
} rule_row;

static const rule_row rows[RFI_RULE_COUNT] = {
#define RFI_RULE_ROW(id, words, dim, low, base, high, title, url, y, m, d, grade, holder)  \
    {#id, words, RFI_DIM_##dim,     low,   base, high, title, url, y,                      \
     m,   d,     RFI_GRADE_##grade, holder},
    RFI_RULES(RFI_RULE_ROW)
#undef RFI_RULE_ROW
};

void rfi_rules_init(rfi_rules *rules)
{
    for (uint32_t i = 0; i < RFI_RULE_COUNT; i++) {
        const rule_row *row = &rows[i];
        rules->sources[i] = (rfi_source){
            .id = row->id,
            .title = row->title,
            .url = row->url,
            .date = rfi_date_from_civil(row->year, row->month, row->day),
            .grade = row->grade,
        };
        rules->figures[i] = (rfi_figure){
            .state = RFI_KNOWN,
            .dimension = row->dimension,
            .grade = row->grade,
            .low = row->low,
            .base = row->base,
            .high = row->high,
            .source = &rules->sources[i],
            .name = row->words,
            .attribute = row->id,
            .owner = "rule",
            .holder = row->holder,
            .document = "rules",
            .order = i,
        };
    }
}
