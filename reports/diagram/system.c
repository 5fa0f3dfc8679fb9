/* SPDX-License-Identifier: MIT */
#include "reports/diagram/system.h"

#include <math.h>
#include <stdarg.h>

#include "planner/base/checked.h"

void rfi_begin_system(rfi_system_sheet *sheet, const rfi_sheet_task *task, rfi_drawing *out)
{
    const rfi_judgement *judgement = task->judgement;
    *sheet = (rfi_system_sheet){
        .drawing = out,
        .arena = out->arena,
        .paper = rfi_sheet_of(task->format),
        .task = task,
        .site = task->evaluation->site,
        .judgement = judgement,
        .loading = task->loading,
        .end = judgement->plan != NULL                   ? judgement->plan->end
               : judgement->verdict == RF_VERDICT_NO_FIT ? RFI_END_FAVOURABLE
                                                         : RFI_END_BASE,
    };
}

/* ---- words ---- */

const char *rfi_say(rfi_system_sheet *sheet, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const char *copy = rfi_arena_format_list(sheet->arena, format, list);
    va_end(list);
    if (copy == NULL) {
        sheet->drawing->failed = true;
    }
    return copy == NULL ? "" : copy;
}

const char *rfi_say_text(rfi_system_sheet *sheet, rfi_text *text)
{
    const char *copy = rfi_arena_copy(sheet->arena, text->data == NULL ? "" : text->data);
    if (text->failed || copy == NULL) {
        sheet->drawing->failed = true;
    }
    rfi_text_finish(text);
    return copy == NULL ? "" : copy;
}

const char *rfi_say_value(rfi_system_sheet *sheet, int64_t value, rfi_dimension dimension,
                          rfi_power_kind kind, rfi_round round)
{
    if (value >= RFI_UNBOUNDED || value <= -RFI_UNBOUNDED) {
        return "?";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_value(&text, value, dimension, kind, round);
    return rfi_say_text(sheet, &text);
}

const char *rfi_say_figure(rfi_system_sheet *sheet, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        return "?";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_figure(&text, figure);
    rfi_text_add(&text, rfi_is_assumption(figure) ? RFI_THIN_SPACE RFI_LOZENGE : "");
    return rfi_say_text(sheet, &text);
}

const char *rfi_say_base(rfi_system_sheet *sheet, const rfi_figure *figure, rfi_round round)
{
    if (!rfi_known(figure)) {
        return "?";
    }
    const char *value =
        rfi_say_value(sheet, figure->base, figure->dimension, figure->kind, round);
    return rfi_is_assumption(figure)
               ? rfi_say(sheet, "%s" RFI_THIN_SPACE RFI_LOZENGE, value)
               : value;
}

const char *rfi_say_permille(rfi_system_sheet *sheet, int64_t permille)
{
    return permille < 0 ? "?"
                        : rfi_say(sheet, "%lld.%lld" RFI_THIN_SPACE "%%",
                                  (long long)(permille / 10), (long long)(permille % 10));
}

const char *rfi_say_it_power(rfi_system_sheet *sheet)
{
    int64_t power = sheet->judgement->cases[sheet->end].it_power;
    const rfi_unit *unit = rfi_unit_for(RFI_DIM_POWER, power);
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, power, unit, 3, RFI_ROUND_DOWN, true);
    rfi_text_format(&text, RFI_THIN_SPACE "%s", unit->label);
    return rfi_say_text(sheet, &text);
}

const char *rfi_say_each(rfi_system_sheet *sheet, const rfi_hall *hall)
{
    if (hall->count.state == RFI_ABSENT) {
        return "";
    }
    if (!rfi_known(&hall->count)) {
        return " (each of ?)";
    }
    return hall->count.base == 1
               ? ""
               : rfi_say(sheet, " (each of %lld)", (long long)hall->count.base);
}

const char *rfi_say_carried(rfi_system_sheet *sheet)
{
    const rfi_judgement *j = sheet->judgement;
    const char *power = rfi_say_it_power(sheet);
    const char *name = sheet->site->name;
    if (j->verdict == RF_VERDICT_NO_FIT) {
        return rfi_say(sheet, "%s: no fit as it stands; shown are %s critical IT", name,
                       power);
    }
    return j->plan->end == RFI_END_UNFAVOURABLE
               ? rfi_say(sheet, "%s carries %s critical IT", name, power)
               : rfi_say(sheet, "%s, %s case only: %s critical IT", name,
                         rfi_end_words(j->plan->end), power);
}

const char *rfi_say_sum(rfi_system_sheet *sheet, const rfi_load_sum *sum)
{
    const rfi_requirement *r = &sheet->judgement->requirements[sum->requirement];
    const struct {
        int64_t value;
        const char *words;
    } parts[] = {
        {sum->racks, rfi_say(sheet, "%lld pods", (long long)sum->pods)},
        {sum->support,
         rfi_say(sheet, "support racks of %lld scalable units", (long long)sum->units)},
        {sum->other, "other load"},
    };
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < 3; i++) {
        if (i == 0 || parts[i].value > 0) {
            rfi_text_format(&text, "%s%s %s", i == 0 ? "" : " + ", parts[i].words,
                            rfi_say_value(sheet, parts[i].value, r->dimension,
                                          r->power_kind, RFI_ROUND_UP));
        }
    }
    rfi_text_format(
        &text, " = %s of %s usable",
        rfi_say_value(sheet, sum->used, r->dimension, r->power_kind, RFI_ROUND_UP),
        rfi_say_value(sheet, sum->limit, r->dimension, r->power_kind, RFI_ROUND_DOWN));
    if (r->state != NULL && r->state[0] != '\0') {
        rfi_text_format(&text, " (%s)", r->state);
    }
    rfi_text_format(
        &text, ". One pod more: %s.",
        rfi_say_value(sheet, sum->next, r->dimension, r->power_kind, RFI_ROUND_UP));
    return rfi_say_text(sheet, &text);
}

/* ---- parts of a sheet ---- */

double rfi_system_split(const rfi_sheet *paper)
{
    const double least = 84;
    const double most = 118;
    double table = fmax(least, fmin(most, 0.31 * (paper->right - paper->left)));
    return paper->right - table - 8;
}

void rfi_draw_callout(rfi_system_sheet *sheet, rfi_box box, bool binds, const char *title,
                      const char *words)
{
    rfi_drawing *drawing = sheet->drawing;
    rfi_ink ink = binds ? RFI_INK_CONFLICT : RFI_INK_SOFT;
    double x = box.x + (binds ? 14 : 5);
    double room = box.x + box.width - x - 2;
    rfi_open_group(drawing, "binding", title, words);
    rfi_draw_rect(drawing, box, &(rfi_look){.fill = RFI_INK_WASH});
    rfi_draw_rect(drawing, (rfi_box){box.x, box.y, 1.4, box.height},
                  &(rfi_look){.fill = ink});
    if (binds) {
        rfi_draw_diamond(drawing, box.x + 7.5, box.y + box.height / 2, 6, "!");
    }
    rfi_draw_fitted(
        drawing, x, box.y + 4.6, room, title,
        &(rfi_letters){RFI_FACE_STRONG, 8.2, binds ? ink : 0, RFI_LEFT, false, 0}, 5.6);
    rfi_draw_paragraph(drawing, (rfi_box){x, box.y + 6.2, room, 0}, words,
                       &(rfi_letters){RFI_FACE_PLAIN, 6.6, 0, RFI_LEFT, false, 0}, 8.2);
    rfi_close_group(drawing);
}

void rfi_draw_no_plan(rfi_system_sheet *sheet, rfi_box box)
{
    const rfi_judgement *j = sheet->judgement;
    rfi_text text = RFI_TEXT_INIT;
    bool fails = j->conflict_count > 0;
    for (size_t i = 0; fails && i < j->conflicts[0].count && i < 4; i++) {
        const rfi_requirement *r = &j->requirements[j->conflicts[0].members[i]];
        rfi_text_format(&text, "%s%s",
                        i == 0 ? "Cannot hold together with the want: " : "; ",
                        rfi_plain_title(sheet->arena, r));
    }
    rfi_text_add(&text, fails ? "." : "What nobody stated is drawn dashed.");
    rfi_draw_callout(sheet, box, fails,
                     fails ? "No fit as it stands" : "No plan: only what is described",
                     rfi_say_text(sheet, &text));
}
