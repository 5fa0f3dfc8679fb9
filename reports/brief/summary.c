/* SPDX-License-Identifier: MIT */
/* The one-page summary: key number, verdict, lead, figures, charts, what decides, the ask,
 * and notes that lead to the assumption book. Heights are measured first; the charts take
 * what is left, so that both papers hold the same text. */
#include "reports/brief/options.h"
#include "reports/brief/summary.h"

#include <math.h>

/* ---- drawing ---- */

static void draw_key(rfi_summary *p)
{
    rfi_brief *b = p->b;
    rfi_drawing *drawing = b->drawing;
    double y = b->y;
    const rfi_letters big = {.face = RFI_FACE_BOLD, .size = 40};
    const rfi_letters head = {.face = RFI_FACE_STRONG, .size = 13};
    const rfi_letters soft = {.size = 7.4, .ink = RFI_INK_SOFT};
    rfi_open_tag(drawing, RFI_TAG_H1, NULL);
    double width =
        rfi_draw_text(drawing, b->left, y + 12.6, rfi_brief_key_number(b), &big) + 3;
    double room = RFI_RIGHT_X - width - 3;
    bool beside = rfi_measure_text(drawing, &head, rfi_brief_key_label(b)).width <= room;
    rfi_letters label = head;
    label.size = beside ? 13 : 10;
    double lead = beside ? 16 : 12.5;
    double taken = rfi_draw_paragraph(drawing, (rfi_box){b->left + width, y + 0.4, room, 0},
                                      rfi_brief_key_label(b), &label, lead);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_P, NULL);
    rfi_draw_paragraph(drawing, (rfi_box){b->left + width, y + 0.6 + taken, room, 0},
                       rfi_brief_key_note(b), &soft, 9.6);
    rfi_close_tag(drawing);
}

static const char *capital(rfi_brief *b, const char *words)
{
    bool letter = words[0] >= 'a' && words[0] <= 'z';
    return letter ? rfi_brief_format(b, "%c%s", words[0] - 'a' + 'A', words + 1) : words;
}

static void draw_card(rfi_brief *b, rfi_box card, rf_verdict verdict, const char *title,
                      const char *note)
{
    rfi_drawing *drawing = b->drawing;
    bool low = card.height < 14;
    rfi_draw_rect(drawing, card, &(rfi_look){.fill = RFI_INK_WASH});
    rfi_draw_rect(drawing, (rfi_box){card.x, card.y, 1.4, card.height},
                  &(rfi_look){.fill = rfi_verdict_ink(verdict)});
    rfi_draw_verdict(drawing, verdict, card.x + 9.3, card.y + card.height / 2, low ? 6 : 9);
    const rfi_letters head = {.face = RFI_FACE_STRONG, .size = low ? 9.6 : 14};
    const rfi_letters soft = {.size = low ? 6.8 : 7.2, .ink = RFI_INK_SOFT};
    rfi_brief_text(b, RFI_TAG_P, card.x + 17, card.y + (low ? 4.4 : 6.6), title, &head);
    rfi_brief_fitted(b, RFI_TAG_P, card.x + 17, card.y + (low ? 8.2 : 12), card.width - 19,
                     note, &soft);
}

#define CARD       15.6
#define LOW_CARD   10.2
#define BETWEEN    1.2
#define CARDS_HIGH (2 * LOW_CARD + BETWEEN)

static double verdict_height(const rfi_summary *p)
{
    return p->b->options == NULL ? CARD : CARDS_HIGH;
}

/* The verdict; with retrofit options one as it is and one with measures. */
static void draw_verdict(rfi_summary *p)
{
    rfi_brief *b = p->b;
    rf_verdict verdict = b->judgement->verdict;
    const char *words = rf_verdict_words(verdict);
    rfi_box card = {b->left + RFI_RIGHT_X + 5, b->y - 0.4, RFI_MEASURE - RFI_RIGHT_X - 5,
                    CARD};
    if (b->options == NULL) {
        draw_card(b, card, verdict, capital(b, words), rfi_brief_verdict_note(b));
        return;
    }
    card.height = LOW_CARD;
    draw_card(b, card, verdict, rfi_brief_format(b, "As it is: %s", words),
              rfi_brief_verdict_note(b));
    card.y += LOW_CARD + BETWEEN;
    draw_card(b, card, rfi_options_verdict(b), rfi_options_title(b), rfi_options_note(b));
}

static void draw_fact(rfi_summary *p, const rfi_fact *f, double x, double y, double pitch)
{
    rfi_brief *b = p->b;
    const rfi_letters value = {.face = RFI_FACE_STRONG, .size = 8, .align = RFI_RIGHT};
    const rfi_letters label = {.size = 7.4, .ink = RFI_INK_SOFT};
    const rfi_letters raised = {.size = 5, .ink = RFI_INK_ONE};
    double base = y + pitch / 2 + 1.1;
    double right = x + RFI_COLUMN - 2.6;
    rfi_open_tag(b->drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(b->drawing, RFI_TAG_TH, NULL);
    double taken = rfi_measure_text(b->drawing, &label, f->label).width;
    taken = fmin(taken, RFI_COLUMN * 0.62);
    rfi_draw_fitted(b->drawing, x, base, taken + 0.1, f->label, &label, 6);
    rfi_close_tag(b->drawing);
    rfi_open_tag(b->drawing, RFI_TAG_TD, NULL);
    rfi_draw_fitted(b->drawing, right, base, RFI_COLUMN - taken - 5, f->value, &value, 6);
    if (f->note > 0 && p->notes[f->note - 1].count > 0) {
        rfi_open_link(b->drawing, rfi_brief_dest(b, p->notes[f->note - 1].ids[0]), NULL);
        rfi_draw_text(b->drawing, right + 0.7, base - 1.1,
                      rfi_brief_format(b, "%zu", f->note), &raised);
        rfi_close_link(b->drawing);
    }
    rfi_close_tag(b->drawing);
    rfi_close_tag(b->drawing);
    rfi_draw_line(b->drawing, x, y + pitch, x + RFI_COLUMN, y + pitch,
                  (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
}

static void draw_facts(rfi_summary *p)
{
    rfi_brief *b = p->b;
    double pitch = (b->options == NULL ? 7.0 : 6.4) * p->tight;
    for (int side = 0; side < 2; side++) {
        double x = b->left + (side == 0 ? 0 : RFI_RIGHT_X);
        rfi_brief_rule(b, x, RFI_COLUMN, b->y, RFI_BROAD);
        rfi_open_tag(b->drawing, RFI_TAG_TABLE, NULL);
        for (size_t i = 0; i < p->fact_count; i++) {
            draw_fact(p, side == 0 ? &p->left[i] : &p->right[i], x,
                      b->y + pitch * (double)i, pitch);
        }
        rfi_close_tag(b->drawing);
    }
    b->y += (double)p->fact_count * pitch;
}

#define ASK_X 30.0

static const rfi_letters ask_letters = {.size = 8.2};

static double ask_height(const rfi_summary *p)
{
    return rfi_paragraph_height(p->b->drawing, RFI_MEASURE - ASK_X - 5, p->ask,
                                &ask_letters, 11) +
           5;
}

static void draw_ask(rfi_summary *p)
{
    rfi_brief *b = p->b;
    double height = ask_height(p);
    rfi_box box = {b->left, b->y, RFI_MEASURE, height};
    rfi_draw_rect(b->drawing, box, &(rfi_look){.fill = RFI_INK_WASH});
    rfi_draw_rect(b->drawing, (rfi_box){box.x, box.y, 1.4, height},
                  &(rfi_look){.fill = RFI_INK_TEXT});
    const rfi_letters head = {.face = RFI_FACE_STRONG, .size = 9};
    rfi_brief_text(b, RFI_TAG_H2, box.x + 5, box.y + 5.3, "The ask", &head);
    rfi_open_tag(b->drawing, RFI_TAG_P, NULL);
    rfi_draw_paragraph(b->drawing,
                       (rfi_box){box.x + ASK_X, box.y + 2.5, box.width - ASK_X - 5, 0},
                       p->ask, &ask_letters, 11);
    rfi_close_tag(b->drawing);
    b->y += height;
}

/* ---- notes at the foot ---- */

static double draw_note(rfi_summary *p, size_t index, double x, double y, bool draw)
{
    rfi_brief *b = p->b;
    const rfi_note *n = &p->notes[index];
    const rfi_letters digit = {.face = RFI_FACE_STRONG, .size = 5.6, .ink = RFI_INK_ONE};
    const rfi_letters words = {.size = 6.2, .ink = RFI_INK_SOFT};
    const rfi_type type = {6.2, 8.2};
    const char *text = rfi_brief_format(b, "%s%s:", n->about, rfi_summary_grades(p, n));
    double taken = rfi_measure_text(b->drawing, &words, text).width + 1.2;
    if (draw) {
        rfi_open_tag(b->drawing, RFI_TAG_NOTE, NULL);
        rfi_draw_text(b->drawing, x, y + 2.25, rfi_brief_format(b, "%zu", index + 1),
                      &digit);
        rfi_draw_text(b->drawing, x + 3, y + 2.25, text, &words);
    }
    double height = rfi_brief_ids(b, (rfi_box){x + 3, y, RFI_COLUMN - 3, 0}, taken, n->ids,
                                  n->count, &type, draw);
    if (draw) {
        rfi_close_tag(b->drawing);
    }
    return height + 0.5;
}

static const char *checked_words(const rfi_brief *b)
{
    if (rfi_plan_chosen(b)) {
        return "Every plan shown was re-checked by separate code.";
    }
    return b->judgement->plan == NULL ? "No plan, so nothing to re-check."
           : b->judgement->checked    ? "Re-checked by separate code."
                                      : "Not re-checked by separate code.";
}

/* Notes go down the left column, then the right one; height of the block. */
static double layout_notes(rfi_summary *p, double top, bool draw)
{
    rfi_brief *b = p->b;
    size_t half = (p->note_count + 1) / 2;
    double deepest = 0;
    double y = top + 2;
    for (size_t i = 0; i < p->note_count; i++) {
        if (i == half) {
            y = top + 2;
        }
        y += draw_note(p, i, b->left + (i < half ? 0 : RFI_RIGHT_X), y, draw);
        deepest = fmax(deepest, y);
    }
    if (draw) {
        const rfi_letters words = {.size = 6.2, .ink = RFI_INK_SOFT};
        rfi_brief_rule(b, b->left, 40, top, RFI_THIN);
        const char *text = rfi_brief_format(
            b,
            RFI_LOZENGE " assumption: grade C, D, E or M, or derived from one. ? unknown, "
                        "never zero. Modelled, not promised. %s",
            checked_words(b));
        rfi_brief_fitted(b, RFI_TAG_NOTE, b->left, deepest + 2.6, RFI_MEASURE, text,
                         &words);
    }
    return deepest + 3.4 - top;
}

/* ---- the page ---- */

static void draw_charts(rfi_summary *p, double height)
{
    rfi_brief *b = p->b;
    double top = b->y;
    const rfi_letters soft = {.size = 6.2, .ink = RFI_INK_SOFT};
    double right = b->left + RFI_RIGHT_X;
    rfi_brief_section(b, b->left, RFI_COLUMN, "Critical IT at three ends",
                      "MW: unfavourable \u00B7 base \u00B7 favourable");
    double chart = height - 5.6 - 6.5;
    rfi_brief_draw_ends(b, (rfi_box){b->left, b->y + 1, RFI_COLUMN, chart - 1});
    b->y = top;
    rfi_brief_section(b, right, RFI_COLUMN, "Use against limit", b->basis);
    rfi_brief_draw_use(b, (rfi_box){right, b->y, RFI_COLUMN, chart});
    double notes = top + height - 1.5;
    rfi_brief_fitted(
        b, RFI_TAG_CAPTION, b->left, notes, RFI_COLUMN,
        rfi_brief_ends_single(b)
            ? "What fits at each end of the ranges, all of them taken jointly."
            : "Solid: holds at the unfavourable end. Tick: base. Hatch: up to the "
              "favourable end.",
        &soft);
    rfi_brief_fitted(
        b, RFI_TAG_CAPTION, right, notes, RFI_COLUMN,
        b->end == RFI_END_FAVOURABLE
            ? "Solid: favourable end. Tick: limit less reserve. Red: binds or "
              "fails. Dashed: unknown."
            : "Solid: base. Hatch: range. Tick: limit less reserve. Red: binds. "
              "Dashed: unknown.",
        &soft);
    b->y = top + height;
}

void rfi_brief_summary(rfi_brief *b)
{
    rfi_summary p = {.b = b, .tight = b->page_height > 290 ? 1.0 : 0.86};
    rfi_brief_open_page(b, "one-page summary");
    rfi_brief_bookmark(b, -1, "Summary", "summary");
    rfi_summary_list_facts(&p);
    rfi_summary_list_deciders(&p);
    p.ask = rfi_brief_ask(b);
    draw_key(&p);
    draw_verdict(&p);
    b->y += verdict_height(&p) + (b->options == NULL ? 5.5 : 3.5) * p.tight;
    const rfi_letters lead = {.size = 9.6};
    rfi_brief_paragraph(b, rfi_brief_lead(b), &lead, 13);
    b->y += 4.5 * p.tight;
    draw_facts(&p);
    b->y += 4.5 * p.tight;
    double notes = layout_notes(&p, 0, false);
    double gaps = 9 * p.tight;
    double left = b->foot - notes - gaps - b->y - rfi_summary_deciders_height(&p) -
                  ask_height(&p) - 3 * p.tight;
    double rows = fmax(9.4 * (double)rfi_brief_use_count(b),
                       13.5 * (double)rfi_brief_ends_count(b) + 6);
    draw_charts(&p, fmin(left, rows + 12.1));
    b->y += 5 * p.tight;
    rfi_summary_draw_deciders(&p);
    b->y += 5 * p.tight;
    draw_ask(&p);
    layout_notes(&p, b->foot - notes, true);
}
