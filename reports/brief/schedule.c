/* SPDX-License-Identifier: MIT */
/* Works over time at the end that the pages show, and when all are done at each end. Only
 * for sites that state works. */
#include "reports/brief/parts.h"

#include "planner/base/checked.h"

static const char *day_of(rfi_brief *b, int64_t day)
{
    return rfi_brief_bounded(day) ? rfi_brief_date(b, day) : "?";
}

static const char *finding(rfi_brief *b, const rfi_schedule *s)
{
    if (!rfi_brief_bounded(s->done)) {
        return "Nobody knows when the works are done";
    }
    if (s->path_length == 0) {
        return "The works take no time";
    }
    const rfi_work *first = &b->site->works.items[s->path[0]];
    return rfi_brief_format(b, "All works done on %s; the path begins with %s",
                            day_of(b, s->done),
                            first->name == NULL ? first->id : first->name);
}

static rfi_bar bar_of(rfi_brief *b, const rfi_work *work, const rfi_work_dates *d)
{
    bool known = rfi_brief_bounded(d->done);
    return (rfi_bar){.label = work->name == NULL ? work->id : work->name,
                     .value = day_of(b, d->done),
                     .order = d->order,
                     .delivered = d->delivered,
                     .begin = d->begin,
                     .done = d->done,
                     .latest = rfi_brief_bounded(d->latest) ? d->latest : d->done,
                     .critical = d->critical,
                     .known = known};
}

static void draw_chart(rfi_brief *b, const rfi_schedule *s)
{
    rfi_bar *bars = RFI_ARRAY(b->arena, s->count, rfi_bar);
    if (bars == NULL) {
        b->drawing->failed = true;
        return;
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "Chart of works over time. ");
    for (size_t i = 0; i < s->count; i++) {
        bars[i] = bar_of(b, &b->site->works.items[i], &s->works[i]);
        rfi_text_format(&text, "%s: done %s%s. ", bars[i].label, bars[i].value,
                        bars[i].critical ? ", critical" : "");
    }
    double height = rfi_gantt_height(s->count);
    rfi_brief_need(b, height + 4);
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, rfi_brief_keep(b, &text));
    rfi_draw_gantt(b->drawing, (rfi_box){b->left, b->y, RFI_MEASURE, height}, bars,
                   s->count, b->evaluation->by_stated ? b->evaluation->by : 0);
    rfi_close_tag(b->drawing);
    b->y += height + 3;
}

void rfi_brief_schedule_page(rfi_brief *b)
{
    const rfi_schedule *schedules = b->evaluation->schedules;
    if (schedules == NULL || b->site->works.count == 0) {
        return;
    }
    rfi_brief_open_page(b, "works");
    rfi_brief_bookmark(b, -1, "Works", "works");
    rfi_brief_finding(b, finding(b, &schedules[b->end]));
    rfi_brief_section(b, b->left, RFI_MEASURE, "Works over time",
                      rfi_brief_end_words(b->end));
    draw_chart(b, &schedules[b->end]);
    const rfi_letters letters = {.size = 7.2};
    rfi_brief_paragraph(
        b,
        rfi_brief_format(b, "All works done: unfavourable %s, base %s, favourable %s.",
                         day_of(b, schedules[RFI_END_UNFAVOURABLE].done),
                         day_of(b, schedules[RFI_END_BASE].done),
                         day_of(b, schedules[RFI_END_FAVOURABLE].done)),
        &letters, 9);
    const rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};
    rfi_brief_paragraph(
        b,
        "Hatched: ordered, not yet delivered. Solid: built, cut-over at its "
        "end. Thin line: float. Strong: critical. Dashed: the date that is "
        "asked for. What nobody knows stays open.",
        &soft, 8.2);
    for (size_t i = 0; i < b->site->works.count; i++) { /* the page rests on them */
        (void)rfi_brief_cite(b, &b->site->works.items[i].build);
    }
}
