/* SPDX-License-Identifier: MIT */
#include "reports/diagram/system.h"

#include <stdarg.h>
#include <stdio.h>

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
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *copy = length < 0 ? NULL : RFI_ARRAY(sheet->arena, (size_t)length + 1, char);
    if (copy != NULL) {
        (void)vsnprintf(copy, (size_t)length + 1, format, again);
    } else {
        sheet->drawing->failed = true;
    }
    va_end(again);
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
