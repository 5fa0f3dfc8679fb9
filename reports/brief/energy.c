/* SPDX-License-Identifier: MIT */
/* Peak hour and year of the plan, side by side: what sizes the interconnect, and what is
 * paid for. */
#include "reports/table/energy.h"

#include "reports/brief/parts.h"

#define BLOCK_HEIGHT 14.5

typedef struct block {
    const char *title, *number, *first, *second, *book;
} block;

static const char *at_utility(rfi_brief *b, const rfi_energy *energy)
{
    const int64_t *values[] = {&energy->peak[RFI_END_BASE].utility,
                               &energy->peak[RFI_END_FAVOURABLE].utility,
                               &energy->peak[RFI_END_UNFAVOURABLE].utility};
    const char *words[3];
    for (size_t i = 0; i < 3; i++) {
        words[i] =
            rfi_brief_bounded(*values[i]) ? rfi_brief_megawatt_up(b, *values[i]) : "?";
    }
    return rfi_brief_format(b, "%s MW at utility (%s–%s): sizes the interconnect", words[0],
                            words[1], words[2]);
}

static const char *pue(rfi_brief *b, const rfi_energy *energy, bool year)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "PUE ");
    if (year) {
        rfi_print_annual_pue(&text, energy);
    } else {
        rfi_print_peak_pue(&text, energy);
    }
    return rfi_brief_keep(b, &text);
}

static const char *of_it(rfi_brief *b, const rfi_energy *energy)
{
    const rfi_peak_hour *peak = &energy->peak[RFI_END_BASE];
    return rfi_brief_bounded(peak->it)
               ? rfi_brief_format(b, "for %s MW critical IT at max, on the design day",
                                  rfi_brief_megawatt_up(b, peak->it))
               : "all racks at max, on the design day";
}

static const char *water(rfi_brief *b, const rfi_energy *energy)
{
    const rfi_energy_year *year = &energy->year[RFI_END_BASE];
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "water ");
    rfi_print_wue(&text, year->wue);
    rfi_text_add(&text, "\u202FL per kWh of IT");
    if (energy->compressors && rfi_brief_bounded(year->trim_hours)) {
        rfi_text_format(&text, "; compressors run %s of %s h",
                        rfi_brief_count(b, year->trim_hours),
                        rfi_brief_count(b, year->hours));
    }
    return rfi_brief_keep(b, &text);
}

static const char *weather(rfi_brief *b, const rfi_energy *energy)
{
    return energy->weather == NULL
               ? "IT at plan draw; no weather enters"
               : rfi_brief_format(b, "IT at plan draw; %s", energy->weather->words);
}

static void draw_block(rfi_brief *b, double x, const block *item)
{
    const rfi_letters head = {.face = RFI_FACE_STRONG, .size = 7.2};
    const rfi_letters large = {.face = RFI_FACE_STRONG, .size = 9.5};
    const rfi_letters plain = {.size = 6.6};
    double y = b->y;
    (void)rfi_brief_text(b, RFI_TAG_P, x, y + 2.6, item->title, &head);
    double width =
        rfi_brief_fitted(b, RFI_TAG_P, x, y + 7, RFI_COLUMN - 12, item->number, &large);
    if (item->book != NULL) {
        (void)rfi_brief_mark(b, x + width + 1.5, y + 7, item->book);
    }
    (void)rfi_brief_fitted(b, RFI_TAG_P, x, y + 10.4, RFI_COLUMN, item->first, &plain);
    (void)rfi_brief_fitted(b, RFI_TAG_P, x, y + 13.4, RFI_COLUMN, item->second, &plain);
}

static void draw_notes(rfi_brief *b, const rfi_energy *energy)
{
    const rfi_letters soft = {.size = 6.2, .ink = RFI_INK_SOFT};
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "Base of all ranges, in brackets the favourable and the "
                        "unfavourable end. Two questions: neither number stands for the "
                        "other.");
    rfi_text more = RFI_TEXT_INIT;
    rfi_print_energy_rules(&more, energy);
    rfi_text_format(&text, "%s%s", more.size > 0 ? " In detail: " : "",
                    more.size > 0 ? more.data : "");
    rfi_text_add(&text, more.size > 0 ? "." : "");
    rfi_text_finish(&more);
    if (energy->missing_count > 0) {
        rfi_text_add(&text, " Missing: ");
        rfi_print_energy_missing(&text, energy);
        rfi_text_char(&text, '.');
    }
    rfi_brief_paragraph(b, rfi_brief_keep(b, &text), &soft, 8);
}

void rfi_brief_energy(rfi_brief *b)
{
    const rfi_energy *energy = b->judgement->energy;
    if (energy == NULL) {
        return;
    }
    rfi_brief_need(b, BLOCK_HEIGHT + 18);
    rfi_brief_section(b, b->left, RFI_MEASURE, "Peak hour and year",
                      "side by side, never mixed");
    b->y += 1;
    const block peak = {"Peak hour", pue(b, energy, false), at_utility(b, energy),
                        of_it(b, energy), rfi_brief_cite_id(b, energy->peak_book)};
    const block year = {"Year", pue(b, energy, true), water(b, energy), weather(b, energy),
                        rfi_brief_cite_id(b, energy->year_book)};
    draw_block(b, b->left, &peak);
    draw_block(b, b->left + RFI_RIGHT_X, &year);
    b->y += BLOCK_HEIGHT + 1;
    draw_notes(b, energy);
    b->y += 3;
}
