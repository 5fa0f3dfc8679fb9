/* SPDX-License-Identifier: MIT */
/* Sentences of the floor plan: the title is the finding, and it never claims more than the
 * verdict does. */
#include "reports/diagram/floor_parts.h"

static const char *pods_words(rfi_plan_sheet *sheet)
{
    const rfi_floor *floor = sheet->floor;
    const char *pod = floor->pods == 1 ? "pod" : "pods";
    const char *name = sheet->judgement->profile->name;
    if (floor->bound > floor->pods) {
        return rfi_arena_format(sheet->arena, "%lld of %lld possible pods %s",
                                (long long)floor->pods, (long long)floor->bound, name);
    }
    return rfi_arena_format(sheet->arena, "%lld %s %s, as many as the floor can hold",
                            (long long)floor->pods, pod, name);
}

static const char *title_of_floor(rfi_plan_sheet *sheet)
{
    const rfi_judgement *judgement = sheet->judgement;
    const char *hall = sheet->hall_title;
    const char *pods = pods_words(sheet);
    rfi_arena *arena = sheet->arena;
    switch (judgement->verdict) {
    case RF_VERDICT_FIT:
        return rfi_arena_format(arena, "%s: %s", hall, pods);
    case RF_VERDICT_FIT_WITH_MEASURES:
        return rfi_arena_format(arena, "%s with measures: %s", hall, pods);
    case RF_VERDICT_NO_FIT:
        return rfi_arena_format(arena, "%s: no fit as it stands; shown are %s", hall, pods);
    case RF_VERDICT_UNDECIDED:
        return rfi_arena_format(arena, "%s: undecided; shown are %s", hall, pods);
    case RF_VERDICT_UNKNOWN:
        break;
    }
    if (judgement->plan->end == RFI_END_UNFAVOURABLE) {
        return rfi_arena_format(arena, "%s: %s; whether the want is met is unknown", hall,
                                pods);
    }
    return rfi_arena_format(arena, "%s: unknown; shown are %s, %s case only", hall, pods,
                            rfi_end_words(judgement->plan->end));
}

const char *rfi_sheet_title(rfi_plan_sheet *sheet)
{
    const rfi_judgement *judgement = sheet->judgement;
    const char *name = judgement->profile->name;
    const char *title = NULL;
    if (sheet->hall->outline == NULL) {
        title = rfi_arena_format(sheet->arena, "%s: outline unknown, no floor plan yet",
                                 sheet->hall_title);
    } else if (sheet->floor != NULL && sheet->floor->pods > 0) {
        title = title_of_floor(sheet);
    } else if (judgement->verdict == RF_VERDICT_NO_FIT) {
        title = rfi_arena_format(sheet->arena,
                                 "%s: no fit as it stands; no pod %s can be placed",
                                 sheet->hall_title, name);
    } else {
        title = rfi_arena_format(sheet->arena, "%s: no pod %s in this plan",
                                 sheet->hall_title, name);
    }
    return title == NULL ? "" : title;
}

/* Three digits, as the text of a title: "15.9 MW critical IT". What a site can host rounds
 * down, as in the brief. */
static void add_power(rfi_text *text, int64_t milliwatt)
{
    const rfi_unit *unit = rfi_unit_for(RFI_DIM_POWER, milliwatt);
    rfi_print_number(text, milliwatt, unit, 3, RFI_ROUND_DOWN, true);
    rfi_text_format(text, RFI_THIN_SPACE "%s critical IT", unit->label);
}

/* Titles of the requirements that bind at the end that is drawn; for a no-fit without
 * placement those of the first conflict. At most three. */
static void add_binding(rfi_plan_sheet *sheet, rfi_text *text)
{
    const rfi_judgement *judgement = sheet->judgement;
    int shown = 0;
    if (judgement->plan == NULL && judgement->conflict_count > 0) {
        const rfi_conflict *conflict = &judgement->conflicts[0];
        for (size_t i = 0; i < conflict->count && shown < 3; i++, shown++) {
            rfi_text_add(text, shown == 0 ? " \u00b7 fails: " : "; ");
            rfi_text_add(text,
                         rfi_plain_title(sheet->arena,
                                         &judgement->requirements[conflict->members[i]]));
        }
        return;
    }
    rfi_end end = judgement->plan == NULL ? RFI_END_UNFAVOURABLE : judgement->plan->end;
    for (size_t i = 0; i < judgement->requirement_count && shown < 3; i++) {
        const rfi_requirement *requirement = &judgement->requirements[i];
        if (requirement->binding[end]) {
            rfi_text_add(text, shown == 0 ? " \u00b7 binds: " : "; ");
            rfi_text_add(text, rfi_plain_title(sheet->arena, requirement));
            shown++;
        }
    }
}

static const rfi_hall_share *share_of(const rfi_plan_sheet *sheet)
{
    const rfi_plan *plan = sheet->judgement->plan;
    for (size_t i = 0; plan != NULL && i < plan->share_count; i++) {
        if (plan->shares[i].hall == sheet->hall) {
            return &plan->shares[i];
        }
    }
    return NULL;
}

static void add_floor_line(rfi_plan_sheet *sheet, rfi_text *text)
{
    const rfi_judgement *judgement = sheet->judgement;
    const rfi_plan *plan = judgement->plan;
    const rfi_hall_share *share = share_of(sheet);
    add_power(text, judgement->cases[plan->end].it_power);
    rfi_text_add(text, plan->floor_count > 1 || (share != NULL && share->converted > 1)
                           ? " (max draw) on the whole site"
                           : " (max draw)");
    rfi_text_format(text,
                    " \u00b7 %lld scalable unit%s here \u00b7 placed %lld, bound %lld",
                    (long long)sheet->counts.units, sheet->counts.units == 1 ? "" : "s",
                    (long long)sheet->floor->pods, (long long)sheet->floor->bound);
    if (share != NULL && share->converted > 1) {
        rfi_text_format(text, " \u00b7 fullest of %lld equal halls",
                        (long long)share->converted);
    }
}

const char *rfi_sheet_subtitle(rfi_plan_sheet *sheet)
{
    rfi_text text = RFI_TEXT_INIT;
    if (sheet->hall->outline == NULL) {
        rfi_text_add(&text, "Rows, aisles and pod counts need the inner faces of the walls "
                            "and what stands in the room");
    } else if (sheet->floor != NULL && sheet->floor->pods > 0) {
        add_floor_line(sheet, &text);
        add_binding(sheet, &text);
    } else {
        rfi_text_add(&text, "The room as described, nothing placed");
        add_binding(sheet, &text);
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

const char *rfi_sheet_alternative(rfi_plan_sheet *sheet)
{
    rfi_text text = RFI_TEXT_INIT;
    const char *title = rfi_sheet_title(sheet);
    if (sheet->hall->outline == NULL) {
        rfi_text_format(&text, "%s.", title);
    } else {
        rfi_text_format(&text, "Floor plan of %s, 1:%lld. %s.", sheet->hall_name,
                        (long long)sheet->view.scale, title);
        if (sheet->floor != NULL) {
            rfi_text_format(&text,
                            " %lld racks in %lld rows; placed %lld of at most %lld pods.",
                            (long long)sheet->counts.racks, (long long)sheet->counts.rows,
                            (long long)sheet->floor->pods, (long long)sheet->floor->bound);
        }
    }
    if (sheet->evaluation->site->reference_id != NULL) {
        rfi_text_add(&text, " Reference design, not surveyed.");
    }
    const char *words = rfi_arena_copy(sheet->arena, text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}
