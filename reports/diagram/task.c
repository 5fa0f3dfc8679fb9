/* SPDX-License-Identifier: MIT */
#include "reports/diagram/task.h"

#include <math.h>
#include <string.h>

const rfi_floor *rfi_judgement_floor(const rfi_judgement *judgement, const rfi_hall *hall)
{
    const rfi_plan *plan = judgement->plan;
    for (size_t i = 0; plan != NULL && i < plan->floor_count; i++) {
        const rfi_hall *other = plan->floors[i].hall;
        if (other == hall || (other != NULL && other->id != NULL && hall->id != NULL &&
                              strcmp(other->id, hall->id) == 0)) {
            return &plan->floors[i];
        }
    }
    return NULL;
}

const char *rfi_hall_title(rfi_arena *arena, const rfi_hall *hall, bool begins)
{
    const char *name = hall->name != NULL ? hall->name : hall->id;
    if (name == NULL) {
        return "Hall";
    }
    if (hall->name == NULL && strncmp(name, "hall-", 5) == 0 && name[5] != '\0') {
        char first = name[5];
        const char *title = rfi_arena_format(
            arena, "%s %c%s", begins ? "Hall" : "hall",
            first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first, name + 6);
        return title == NULL ? name : title;
    }
    return name;
}

void rfi_draw_sheet_head(rfi_drawing *drawing, const rfi_sheet *sheet, const char *title,
                         const char *subtitle)
{
    const rfi_letters head = {
        RFI_FACE_STRONG, sheet->small ? 12.0 : 15.0, 0, RFI_LEFT, false, 0};
    const rfi_letters under = {
        RFI_FACE_PLAIN, sheet->small ? 7.0 : 8.0, RFI_INK_SOFT, RFI_LEFT, false, 0};
    double width = sheet->right - sheet->left - (sheet->small ? 58 : 78);
    rfi_open_tag(drawing, RFI_TAG_H1, NULL);
    rfi_draw_fitted(drawing, sheet->left, sheet->top + 4.6, width, title, &head, 9);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_P, NULL);
    rfi_draw_fitted(drawing, sheet->left, sheet->top + (sheet->small ? 9.6 : 10.6), width,
                    subtitle, &under, 5.2);
    rfi_close_tag(drawing);
}

void rfi_draw_sheet_verdict(rfi_drawing *drawing, const rfi_sheet *sheet,
                            const rfi_judgement *judgement)
{
    static const char *const words[] = {"Fit", "Fit with measures", "No fit", "Undecided",
                                        "Unknown"};
    const rfi_letters word = {
        RFI_FACE_STRONG, sheet->small ? 9.0 : 11.0, 0, RFI_RIGHT, false, 0};
    const rfi_letters under = {RFI_FACE_PLAIN, 6, RFI_INK_SOFT, RFI_RIGHT, false, 0};
    double width = rfi_draw_text(drawing, sheet->right, sheet->top + 4.2,
                                 words[judgement->verdict], &word);
    double lower = 0;
    if (judgement->plan_words != NULL) {
        lower = rfi_draw_fitted(drawing, sheet->right, sheet->top + 9.2,
                                sheet->small ? 47 : 62, judgement->plan_words, &under, 5.2);
    }
    rfi_draw_verdict(drawing, judgement->verdict, sheet->right - fmax(width, lower) - 6,
                     sheet->top + 4.4, sheet->small ? 6 : 7);
}

static const char *grouped_digest(rfi_arena *arena, const char *digest)
{
    return digest == NULL || strlen(digest) < 16
               ? NULL
               : rfi_arena_format(arena, "%.4s %.4s %.4s %.4s", digest, digest + 4,
                                  digest + 8, digest + 12);
}

static const char *sheet_number(rfi_arena *arena, const char *prefix, const rfi_hall *hall)
{
    if (hall == NULL) {
        return rfi_arena_format(arena, "%s-01", prefix);
    }
    const char *id = hall->id == NULL ? "1" : hall->id;
    char upper[24] = {0};
    if (strncmp(id, "hall-", 5) == 0 && id[5] != '\0') {
        id += 5;
    }
    for (size_t i = 0; i + 1 < sizeof(upper) && id[i] != '\0'; i++) {
        upper[i] = id[i] >= 'a' && id[i] <= 'z' ? (char)(id[i] - 'a' + 'A') : id[i];
    }
    return rfi_arena_format(arena, "%s-%s-01", prefix, upper);
}

static const char *date_words(rfi_arena *arena, int64_t date)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_date(&text, date);
    const char *words = rfi_arena_copy(arena, text.data);
    rfi_text_finish(&text);
    return words;
}

void rfi_draw_sheet_block(rfi_drawing *drawing, const rfi_sheet *sheet,
                          const rfi_sheet_task *task, const char *kind, const char *prefix,
                          int64_t scale)
{
    const rfi_site *site = task->evaluation->site;
    const rfi_judgement *judgement = task->judgement;
    rfi_arena *arena = drawing->arena;
    bool one = task->sheets == 0;
    const rfi_title_block block = {
        .site = site->name,
        .title = task->hall == NULL
                     ? kind
                     : rfi_arena_format(arena, "%s, %s", kind,
                                        rfi_hall_title(arena, task->hall, false)),
        .number = sheet_number(arena, prefix, task->hall),
        .plan = judgement->plan == NULL
                    ? "none"
                    : rfi_arena_format(arena, "%s end of all ranges",
                                       rfi_end_words(judgement->plan->end)),
        .reference = site->reference_id,
        .scale = scale == 0 ? "none" : rfi_arena_format(arena, "1:%lld", (long long)scale),
        .as_of = date_words(arena, site->as_of),
        .status = judgement->checked ? "for decision" : "draft",
        .program = "rackfit " RF_VERSION,
        .digest = grouped_digest(arena, task->evaluation->input_digest),
        .checked = judgement->plan == NULL ? "no plan to check"
                   : judgement->checked    ? "passed"
                                           : "not passed",
        .set = rfi_arena_format(arena, "%d of %d", one ? 1 : task->sheet,
                                one ? 1 : task->sheets),
        .not_surveyed = site->reference_id != NULL,
    };
    rfi_draw_title_block(drawing, sheet, &block);
}
