/* SPDX-License-Identifier: MIT */
/* Peak hour and year of the plan, side by side: what sizes the interconnect, and what is
 * paid for. */
#include "reports/table/energy.h"

#include "reports/brief/parts.h"

#define HEAD_HEIGHT  5.6
#define BLOCK_HEIGHT 10.0
#define TIGHT_HEIGHT 3.2 /* on what is left of a page that is nearly full */

typedef struct block {
    const char *title, *aside, *number, *first, *second, *book;
} block;

static const char *megawatt(rfi_brief *b, int64_t value)
{
    return rfi_brief_bounded(value) ? rfi_brief_megawatt_up(b, value) : "?";
}

static const char *at_utility(rfi_brief *b, const rfi_energy *energy)
{
    const rfi_peak_hour *peak = energy->peak;
    const char *base = megawatt(b, peak[RFI_END_BASE].utility);
    const char *good = megawatt(b, peak[RFI_END_FAVOURABLE].utility);
    const char *bad = megawatt(b, peak[RFI_END_UNFAVOURABLE].utility);
    return rfi_brief_format(
        b, "%s MW at utility (%s–%s) for %s MW critical IT, on the design day", base, good,
        bad, megawatt(b, peak[RFI_END_BASE].it));
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
    const char *physics = energy->factor_replaced ? "; plants by rule" : "";
    return energy->weather == NULL ? "IT at plan draw; no weather enters"
                                   : rfi_brief_format(b, "IT at plan draw; %s%s",
                                                      energy->weather->words, physics);
}

static void draw_block(rfi_brief *b, double x, const block *item)
{
    const rfi_letters large = {.face = RFI_FACE_STRONG, .size = 9};
    const rfi_letters plain = {.size = 6.6};
    rfi_brief_section(b, x, RFI_COLUMN, item->title, item->aside);
    double y = b->y;
    double width =
        rfi_brief_fitted(b, RFI_TAG_P, x, y + 3.3, RFI_COLUMN - 12, item->number, &large);
    if (item->book != NULL) {
        (void)rfi_brief_mark(b, x + width + 1.5, y + 3.3, item->book);
    }
    (void)rfi_brief_fitted(b, RFI_TAG_P, x, y + 6.6, RFI_COLUMN, item->first, &plain);
    (void)rfi_brief_fitted(b, RFI_TAG_P, x, y + 9.4, RFI_COLUMN, item->second, &plain);
}

/* The number beside the title, one line beneath. */
static void draw_tight(rfi_brief *b, double x, const block *item)
{
    const rfi_letters plain = {.size = 6.6};
    rfi_brief_section(b, x, RFI_COLUMN, item->title, item->number);
    (void)rfi_brief_fitted(b, RFI_TAG_P, x, b->y + 2.4, RFI_COLUMN, item->first, &plain);
}

/* What the rules stand in for, and what is missing. */
static void draw_notes(rfi_brief *b, const rfi_energy *energy)
{
    const rfi_letters soft = {.size = 6.2, .ink = RFI_INK_SOFT};
    rfi_text text = RFI_TEXT_INIT;
    if (energy->chain_by_rule || energy->liquid_by_rule || energy->air_by_rule) {
        rfi_print_energy_rules(&text, energy);
    }
    if (energy->missing_count > 0) {
        rfi_text_add(&text, text.size > 0 ? "; missing: " : "missing: ");
        rfi_print_energy_missing(&text, energy);
    }
    if (text.size > 0) {
        rfi_brief_paragraph(b, rfi_brief_keep(b, &text), &soft, 8);
        b->y += 2;
    }
    rfi_text_finish(&text);
}

void rfi_brief_energy(rfi_brief *b)
{
    const rfi_energy *energy = b->judgement->energy;
    if (energy == NULL) {
        return;
    }
    double left = b->foot - b->y;
    bool tight = left < HEAD_HEIGHT + BLOCK_HEIGHT && left >= HEAD_HEIGHT + TIGHT_HEIGHT;
    double height = tight ? TIGHT_HEIGHT : BLOCK_HEIGHT;
    rfi_brief_need(b, HEAD_HEIGHT + height);
    block blocks[2] = {
        {.title = "Peak hour",
         .aside = "sizes the interconnect",
         .second = "base; in brackets the favourable and the unfavourable end"},
        {.title = "Year", .aside = "what is paid for; the two are never mixed"}};
    blocks[0].number = pue(b, energy, false);
    blocks[0].first = at_utility(b, energy);
    blocks[0].book = rfi_brief_cite_id(b, energy->peak_book);
    blocks[1].number = pue(b, energy, true);
    blocks[1].first = water(b, energy);
    blocks[1].second = weather(b, energy);
    blocks[1].book = rfi_brief_cite_id(b, energy->year_book);
    double top = b->y;
    for (size_t i = 0; i < 2; i++) {
        double x = b->left + (i == 0 ? 0 : RFI_RIGHT_X);
        b->y = top;
        if (tight) {
            draw_tight(b, x, &blocks[i]);
        } else {
            draw_block(b, x, &blocks[i]);
        }
    }
    b->y += height;
    draw_notes(b, energy);
}
