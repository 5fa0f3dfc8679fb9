/* SPDX-License-Identifier: MIT */
/* The three things that decide: figures to ask for, limits that rule out, or what binds. */
#include "reports/brief/summary.h"

#include <math.h>

/* ---- what decides ---- */

static rfi_decider decider_of_request(rfi_brief *b, const rfi_request *request)
{
    const rfi_figure *figure = request->figure;
    const char *place = rfi_brief_place(b, &figure->place);
    rfi_decider d = {.subject = rfi_brief_subject(b, figure),
                     .id = rfi_brief_cite(b, figure)};
    d.sentence = rfi_known(figure)
                     ? rfi_brief_format(b, "Stated as %s.", rfi_brief_figure(b, figure))
                     : rfi_brief_format(b, "Unknown: nobody stated it%s%s%s.",
                                        place[0] == '\0' ? "" : " (", place,
                                        place[0] == '\0' ? "" : ")");
    d.under =
        rfi_brief_format(b, "Ask the %s for: %s", rfi_brief_holder(figure),
                         request->document == NULL ? "a statement" : request->document);
    bool bounded = b->judgement->cases[RFI_END_FAVOURABLE].pods < RFI_PODS_CAP;
    const char *swing = !bounded || request->swing <= 0
                            ? ""
                            : rfi_brief_format(b, "worth up to %s\u202FMW",
                                               rfi_brief_megawatt_up(b, request->swing));
    d.effect = request->decides_alone     ? "decides alone"
               : request->in_deciding_set ? "decides with others"
                                          : swing;
    d.effect_under = d.effect == swing ? "" : swing;
    return d;
}

static rfi_decider decider_of_limit(rfi_brief *b, const rfi_requirement *r, rfi_end end,
                                    const char *effect)
{
    return (rfi_decider){
        .subject = rfi_brief_title(b, r),
        .sentence = rfi_brief_format(b, "%s.", rfi_brief_shortfall(b, r, end)),
        .under = rfi_brief_place(b, &r->place),
        .effect = effect,
        .effect_under = r->state != NULL ? r->state : "",
        .id = rfi_brief_cite_id(b, r->book_id),
    };
}

static void list_conflicts(rfi_summary *p)
{
    const rfi_judgement *j = p->b->judgement;
    p->decide_title =
        j->conflict_count > 1 ? "Limits that rule it out" : "What rules it out";
    p->decide_aside = j->conflict_count > 1
                          ? "favourable end of all ranges; each alone suffices"
                          : "favourable end of all ranges";
    for (size_t i = 0; i < j->conflict_count && p->decider_count < RFI_DECIDERS; i++) {
        const rfi_conflict *conflict = &j->conflicts[i];
        if (conflict->count > 0) {
            p->deciders[p->decider_count++] = decider_of_limit(
                p->b, &j->requirements[conflict->members[0]], conflict->end,
                conflict->count > 1
                    ? rfi_brief_format(p->b, "with %zu others", conflict->count - 1)
                    : "fails alone");
        }
    }
}

void rfi_summary_list_deciders(rfi_summary *p)
{
    rfi_brief *b = p->b;
    const rfi_judgement *j = b->judgement;
    if (j->verdict == RF_VERDICT_NO_FIT) {
        list_conflicts(p);
        return;
    }
    bool fit = j->verdict == RF_VERDICT_FIT || j->verdict == RF_VERDICT_FIT_WITH_MEASURES;
    p->decide_title = fit ? "What moves the number most" : "What decides first";
    p->decide_aside = "effect";
    for (size_t i = 0; i < j->request_count && p->decider_count < RFI_DECIDERS; i++) {
        p->deciders[p->decider_count++] = decider_of_request(b, &j->requests[i]);
    }
    if (p->decider_count > 0) {
        return;
    }
    p->decide_title = "What binds";
    for (size_t i = 0; i < j->requirement_count && p->decider_count < RFI_DECIDERS; i++) {
        if (j->requirements[i].binding[b->end]) {
            p->deciders[p->decider_count++] =
                decider_of_limit(b, &j->requirements[i], b->end, "binds");
        }
    }
}

/* ---- what decides: measured, then drawn ---- */

#define SUBJECT_X    7.0
#define SUBJECT_WIDE 46.0
#define SENTENCE_X   56.0
#define SENTENCE_W   84.0
#define EFFECT_W     32.0

static const rfi_letters decide_strong = {.face = RFI_FACE_STRONG, .size = 7.8};
static const rfi_letters decide_plain = {.size = 7.8};
static const rfi_letters decide_soft = {.size = 6.8, .ink = RFI_INK_SOFT};

static double decider_height(const rfi_summary *p, const rfi_decider *d)
{
    const rfi_drawing *drawing = p->b->drawing;
    double subject =
        rfi_paragraph_height(drawing, SUBJECT_WIDE, d->subject, &decide_strong, 9.6) + 2.6;
    double words =
        rfi_paragraph_height(drawing, SENTENCE_W, d->sentence, &decide_plain, 9.6) +
        rfi_paragraph_height(drawing, SENTENCE_W, d->under, &decide_soft, 8.6);
    return fmax(subject, words) + 3.0 * p->tight;
}

double rfi_summary_deciders_height(const rfi_summary *p)
{
    double height = 7.5;
    for (size_t i = 0; i < p->decider_count; i++) {
        height += decider_height(p, &p->deciders[i]);
    }
    return p->decider_count == 0 ? 0 : height;
}

static void draw_decider(rfi_summary *p, const rfi_decider *d, size_t number)
{
    rfi_brief *b = p->b;
    rfi_drawing *drawing = b->drawing;
    double height = decider_height(p, d);
    double top = b->y + 1.4 * p->tight;
    const rfi_letters digit = {.face = RFI_FACE_BOLD, .size = 9, .ink = RFI_INK_CONFLICT};
    rfi_letters right = decide_strong;
    right.align = RFI_RIGHT;
    rfi_letters soft = decide_soft;
    soft.align = RFI_RIGHT;
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_draw_text(drawing, b->left, top + 2.75, rfi_brief_format(b, "%zu", number), &digit);
    double taken =
        rfi_draw_paragraph(drawing, (rfi_box){b->left + SUBJECT_X, top, SUBJECT_WIDE, 0},
                           d->subject, &decide_strong, 9.6);
    rfi_brief_mark(b, b->left + SUBJECT_X, top + taken + 1.9, d->id);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TD, NULL);
    rfi_box place = {b->left + SENTENCE_X, top, SENTENCE_W, 0};
    place.y += rfi_draw_paragraph(drawing, place, d->sentence, &decide_plain, 9.6);
    rfi_draw_paragraph(drawing, place, d->under, &decide_soft, 8.6);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TD, NULL);
    double x = b->left + RFI_MEASURE;
    rfi_draw_fitted(drawing, x, top + 2.6, EFFECT_W, d->effect, &right, 6);
    rfi_draw_fitted(drawing, x, top + 5.9, EFFECT_W, d->effect_under, &soft, 5.6);
    rfi_close_tag(drawing);
    rfi_close_tag(drawing);
    b->y += height;
    rfi_draw_line(drawing, b->left, b->y, x, b->y, (rfi_pen){RFI_INK_HAIR, RFI_FINE, 0});
}

void rfi_summary_draw_deciders(rfi_summary *p)
{
    rfi_brief *b = p->b;
    if (p->decider_count == 0) {
        return;
    }
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 9};
    const rfi_letters soft = {.size = 6.8, .ink = RFI_INK_SOFT, .align = RFI_RIGHT};
    rfi_brief_text(b, RFI_TAG_H2, b->left, b->y + 3.6, p->decide_title, &strong);
    rfi_brief_text(b, RFI_TAG_P, b->left + RFI_MEASURE, b->y + 3.6, p->decide_aside, &soft);
    rfi_brief_rule(b, b->left, RFI_MEASURE, b->y + 6, RFI_MEDIUM);
    b->y += 6.2;
    rfi_open_tag(b->drawing, RFI_TAG_TABLE, NULL);
    for (size_t i = 0; i < p->decider_count; i++) {
        draw_decider(p, &p->deciders[i], i + 1);
    }
    rfi_close_tag(b->drawing);
}
