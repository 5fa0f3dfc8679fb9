/* SPDX-License-Identifier: MIT */
/* The one-page summary: key number, verdict, lead, figures, charts, what decides, the ask,
 * and notes that lead to the assumption book. Heights are measured first; the charts take
 * what is left, so that both papers hold the same text. */
#include "reports/brief/parts.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"

enum { NOTE_IDS = 24, FACTS = 5, DECIDERS = 3 };

typedef struct note { /* at the foot: rows of the book and what they are about */
    const char *ids[NOTE_IDS];
    size_t count;
    const char *about;
} note;

typedef struct fact {
    const char *label, *value;
    size_t note; /* 1-based; 0: none */
} fact;

typedef struct decider {
    const char *subject, *sentence, *under, *effect, *effect_under;
    const char *id;
} decider;

typedef struct page {
    rfi_brief *b;
    note notes[RFI_NOTES_MOST];
    size_t note_count;
    fact left[FACTS], right[FACTS];
    decider deciders[DECIDERS];
    size_t decider_count;
    const char *decide_title, *decide_aside;
    const char *ask;
    double tight; /* 1 on A4, less on Letter: gaps and pitches */
} page;

/* ---- notes ---- */

static size_t open_note(page *p, const char *about)
{
    if (p->note_count == RFI_NOTES_MOST) {
        return RFI_NOTES_MOST;
    }
    p->notes[p->note_count++].about = about;
    return p->note_count;
}

static void note_id(page *p, size_t number, const char *id)
{
    note *n = &p->notes[number - 1];
    bool seen = id == NULL || n->count == NOTE_IDS;
    for (size_t i = 0; !seen && i < n->count; i++) {
        seen = strcmp(n->ids[i], id) == 0;
    }
    if (!seen) {
        n->ids[n->count++] = id;
    }
}

static void note_figure(page *p, size_t number, const rfi_figure *figure)
{
    note_id(p, number, rfi_brief_cite(p->b, figure));
}

/* "grades A, E" of the rows, or that some are unknown. */
static const char *grades(page *p, const note *n)
{
    rfi_text text = RFI_TEXT_INIT;
    size_t found = 0;
    bool unknown = false;
    for (rfi_grade grade = RFI_GRADE_A; grade <= RFI_GRADE_M; grade++) {
        bool here = false;
        for (size_t i = 0; i < n->count; i++) {
            const rfi_book_row *row = rfi_brief_row(p->b, n->ids[i]);
            const rfi_figure *figure = row == NULL ? NULL : row->figure;
            here = here ||
                   (figure != NULL && rfi_known(figure) && figure->grade == grade) ||
                   (figure == NULL && grade == RFI_GRADE_D);
            unknown = unknown || (figure != NULL && !rfi_known(figure));
        }
        if (here) {
            rfi_text_format(&text, "%s%s", found++ == 0 ? ", grade " : ", ",
                            rfi_grade_letter(grade));
        }
    }
    rfi_text_add(&text, unknown ? "; some unknown" : "");
    return rfi_brief_keep(p->b, &text);
}

/* ---- the figures ---- */

typedef const rfi_figure *pick_figure(const rfi_interconnect *poi);

static const rfi_figure *pick_announced(const rfi_interconnect *poi)
{
    return &poi->announced;
}

static const rfi_figure *pick_contracted(const rfi_interconnect *poi)
{
    return &poi->contracted;
}

static const rfi_figure *pick_energised(const rfi_interconnect *poi)
{
    return &poi->energised;
}

static const rfi_figure *pick_firm(const rfi_interconnect *poi)
{
    return &poi->firm;
}

/* Sum over the interconnects in MW, "?" when one is not known. */
static const char *grid_sum(page *p, size_t number, pick_figure *pick, bool *assumed)
{
    const rfi_site *site = p->b->site;
    int64_t sum = site->interconnect_count == 0 ? -1 : 0;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_figure *figure = pick(&site->interconnects[i]);
        note_figure(p, number, figure);
        *assumed = *assumed || rfi_is_assumption(figure);
        sum = sum < 0 || !rfi_known(figure) ? -1 : rfi_add(sum, figure->base);
    }
    return rfi_brief_megawatt(p->b, sum);
}

static const char *lozenge(bool assumed)
{
    return assumed ? "\u202F" RFI_LOZENGE : "";
}

static void grid_facts(page *p)
{
    rfi_brief *b = p->b;
    size_t n = open_note(p, "power at the interconnection");
    bool assumed = false;
    const char *announced = grid_sum(p, n, pick_announced, &assumed);
    const char *contracted = grid_sum(p, n, pick_contracted, &assumed);
    const char *energised = grid_sum(p, n, pick_energised, &assumed);
    p->left[0] = (fact){"Utility: announced, contracted, energised",
                        rfi_brief_format(b, "%s \u00B7 %s \u00B7 %s\u202FMW%s", announced,
                                         contracted, energised, lozenge(assumed)),
                        n};
    assumed = false;
    const char *firm = grid_sum(p, n, pick_firm, &assumed);
    p->left[1] = (fact){"of it firm: what AI may count on",
                        firm[0] == '?' ? "?"
                                       : rfi_brief_format(b, "%s\u202FMW at utility%s",
                                                          firm, lozenge(assumed)),
                        n};
}

static void want_facts(page *p)
{
    rfi_brief *b = p->b;
    const rfi_want *want = &b->site->want;
    const rfi_figure *figures[] = {&want->target, &want->pods, &want->by, &want->reserve};
    size_t n = open_note(p, "the want and the system");
    for (size_t i = 0; i < 4; i++) {
        if (rfi_known(figures[i])) {
            note_figure(p, n, figures[i]);
        }
    }
    const rfi_profile *profile = b->judgement->profile;
    note_figure(p, n, &profile->pods_per_unit);
    note_figure(p, n, &profile->racks_per_pod);
    note_figure(p, n, &profile->max);
    note_figure(p, n, &profile->plan);
    note_figure(p, n, &profile->chips);
    for (size_t i = 0; i < profile->support_count; i++) {
        note_figure(p, n, &profile->supports[i].count);
        note_figure(p, n, &profile->supports[i].power);
    }
    p->left[2] = (fact){"Asked for", rfi_brief_want(b), n};
    const char *met = b->judgement->earliest == INT64_MAX
                          ? "no stated date"
                          : rfi_brief_date(b, b->judgement->earliest);
    p->left[3] = (fact){
        b->evaluation->by_stated ? "Wanted by \u00B7 met at every end from"
                                 : "As of \u00B7 met at every end from",
        rfi_brief_format(b, "%s \u00B7 %s", rfi_brief_date(b, b->evaluation->by), met), 0};
}

static void mining_fact(page *p)
{
    rfi_brief *b = p->b;
    int64_t stays = 0;
    bool known = true;
    bool any = false;
    bool assumed = false;
    size_t n = 0;
    for (size_t h = 0; h < b->site->hall_count; h++) {
        const rfi_hall *hall = &b->site->halls[h];
        int64_t halls =
            rfi_brief_hall_count(hall) - (b->shares == NULL ? 0 : b->shares[h].converted);
        for (size_t i = 0; i < hall->load_count; i++) {
            n = n == 0 ? open_note(p, "mining load") : n;
            note_figure(p, n, &hall->loads[i].power);
            any = true;
            known = known && rfi_known(&hall->loads[i].power);
            assumed = assumed || rfi_is_assumption(&hall->loads[i].power);
            stays =
                known ? rfi_add(stays, rfi_mul(halls, hall->loads[i].power.base)) : stays;
        }
    }
    const char *value =
        !any     ? "\u2013"
        : !known ? "?"
                 : rfi_brief_format(b, "%s\u202FMW at facility%s",
                                    rfi_brief_megawatt_up(b, stays), lozenge(assumed));
    p->left[4] = (fact){b->shares == NULL ? "Mining today" : "Mining that stays", value, n};
}

static bool system_assumed(const rfi_brief *b)
{
    const rfi_profile *profile = b->judgement->profile;
    bool assumed = rfi_is_assumption(&profile->max) || rfi_is_assumption(&profile->plan);
    for (size_t i = 0; i < profile->support_count; i++) {
        assumed = assumed || rfi_is_assumption(&profile->supports[i].power) ||
                  rfi_is_assumption(&profile->supports[i].count);
    }
    return assumed;
}

static void plan_facts(page *p)
{
    rfi_brief *b = p->b;
    const rfi_case *c = &b->judgement->cases[b->end];
    bool said = b->shares != NULL || b->judgement->verdict == RF_VERDICT_NO_FIT;
    int64_t halls = 0;
    int64_t converted = 0;
    size_t n = open_note(p, "halls and what binds");
    for (size_t h = 0; h < b->site->hall_count; h++) {
        halls = rfi_add(halls, rfi_brief_hall_count(&b->site->halls[h]));
        converted += b->shares == NULL ? 0 : b->shares[h].converted;
        if (rfi_known(&b->site->halls[h].count)) {
            note_figure(p, n, &b->site->halls[h].count);
        }
    }
    for (size_t i = 0; i < b->judgement->requirement_count; i++) {
        if (b->judgement->requirements[i].binding[b->end]) {
            note_id(p, n, rfi_brief_cite_id(b, b->judgement->requirements[i].book_id));
        }
    }
    if (p->notes[n - 1].count == 0) {
        p->note_count--;
        n = 0;
    }
    p->right[0] = (fact){
        "Pods \u00B7 accelerators \u00B7 scalable units",
        !said
            ? "?"
            : rfi_brief_format(b, "%s \u00B7 %s \u00B7 %s", rfi_brief_count(b, c->pods),
                               rfi_brief_count(b, c->chips), rfi_brief_count(b, c->units)),
        n};
    bool assumed = system_assumed(b);
    p->right[1] = (fact){"Critical IT, highest \u00B7 planned draw",
                         !said ? "?"
                               : rfi_brief_format(b, "%s \u00B7 %s\u202FMW%s",
                                                  rfi_brief_megawatt(b, c->it_power),
                                                  rfi_brief_megawatt(b, c->plan_power),
                                                  lozenge(assumed)),
                         2};
    p->right[2] =
        (fact){"Halls converted",
               !said ? rfi_brief_format(b, "? of %s", rfi_brief_count(b, halls))
                     : rfi_brief_format(b, "%s of %s", rfi_brief_count(b, converted),
                                        rfi_brief_count(b, halls)),
               n};
}

static const char *alternative(page *p, size_t index)
{
    rfi_brief *b = p->b;
    const rfi_alternative *a = &b->judgement->alternatives[index];
    const char *words[RFI_ENDS];
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        bool open =
            a->pods[end] >= RFI_PODS_CAP || (end == RFI_END_BASE && a->pods[end] == 0 &&
                                             b->judgement->cases[end].any_unknown);
        words[end] = open ? "?" : rfi_brief_megawatt(b, a->it_power[end]);
    }
    return rfi_brief_format(b, "%s \u00B7 %s \u00B7 %s\u202FMW", words[0], words[1],
                            words[2]);
}

/* "cooling N+1; distribution, UPS maintainable" */
static const char *policy_list(rfi_brief *b)
{
    static const char *const words[] = {"none", "N", "N+1", "maintainable",
                                        "fault tolerant"};
    rfi_text text = RFI_TEXT_INIT;
    for (rfi_policy level = RFI_POLICY_REDUNDANT; level <= RFI_POLICY_FAULT_TOLERANT;
         level++) {
        size_t count = 0;
        for (rfi_subsystem sub = 0; sub < RFI_SUBSYSTEMS; sub++) {
            if (b->site->want.policy[sub] == level) {
                rfi_text_add(&text, count++ > 0 ? ", " : text.size > 0 ? "; " : "");
                rfi_text_add(&text, rfi_subsystem_words(sub));
            }
        }
        if (count > 0) {
            rfi_text_format(&text, " %s", words[level]);
        }
    }
    if (text.size == 0) {
        rfi_text_add(&text, "N");
    }
    return rfi_brief_keep(b, &text);
}

/* A share as per cent. */
static const char *percent_words(rfi_brief *b, const rfi_figure *figure)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, figure->base, rfi_unit_find("%", 1), 3, RFI_ROUND_NEAREST,
                     true);
    rfi_text_format(&text, "\u202F%%%s", lozenge(rfi_is_assumption(figure)));
    return rfi_brief_keep(b, &text);
}

static void policy_facts(page *p)
{
    rfi_brief *b = p->b;
    const rfi_judgement *j = b->judgement;
    if (j->alternative_count >= 2) {
        for (size_t i = 0; i < 2; i++) {
            p->right[3 + i] =
                (fact){rfi_brief_format(b, "With %s, three ends",
                                        rfi_policy_words(j->alternatives[i].policy)),
                       alternative(p, i), 2};
        }
        return;
    }
    const rfi_figure *reserve = &b->site->want.reserve;
    p->right[3] = (fact){"Policy asked for", policy_list(b), 0};
    p->right[4] = (fact){"Reserve kept free",
                         rfi_known(reserve) ? percent_words(b, reserve) : "none asked for",
                         rfi_known(reserve) ? 2 : 0};
}

/* ---- what decides ---- */

static decider decider_of_request(rfi_brief *b, const rfi_request *request)
{
    const rfi_figure *figure = request->figure;
    const char *place = rfi_brief_place(b, &figure->place);
    decider d = {.subject = rfi_brief_subject(b, figure), .id = rfi_brief_cite(b, figure)};
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

static decider decider_of_limit(rfi_brief *b, const rfi_requirement *r, rfi_end end,
                                const char *effect)
{
    return (decider){
        .subject = rfi_brief_title(b, r),
        .sentence = rfi_brief_format(b, "%s.", rfi_brief_shortfall(b, r, end)),
        .under = rfi_brief_place(b, &r->place),
        .effect = effect,
        .effect_under = r->state != NULL ? r->state : "",
        .id = rfi_brief_cite_id(b, r->book_id),
    };
}

static void list_conflicts(page *p)
{
    const rfi_judgement *j = p->b->judgement;
    p->decide_title =
        j->conflict_count > 1 ? "Limits that rule it out" : "What rules it out";
    p->decide_aside = "favourable end of all ranges; each alone suffices";
    for (size_t i = 0; i < j->conflict_count && p->decider_count < DECIDERS; i++) {
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

static void list_deciders(page *p)
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
    for (size_t i = 0; i < j->request_count && p->decider_count < DECIDERS; i++) {
        p->deciders[p->decider_count++] = decider_of_request(b, &j->requests[i]);
    }
    if (p->decider_count > 0) {
        return;
    }
    p->decide_title = "What binds";
    for (size_t i = 0; i < j->requirement_count && p->decider_count < DECIDERS; i++) {
        if (j->requirements[i].binding[b->end]) {
            p->deciders[p->decider_count++] =
                decider_of_limit(b, &j->requirements[i], b->end, "binds");
        }
    }
}

/* ---- drawing ---- */

static void draw_key(page *p)
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

static void draw_verdict(page *p)
{
    rfi_brief *b = p->b;
    rfi_drawing *drawing = b->drawing;
    rf_verdict verdict = b->judgement->verdict;
    rfi_box card = {b->left + RFI_RIGHT_X + 5, b->y - 0.4, RFI_MEASURE - RFI_RIGHT_X - 5,
                    15.6};
    rfi_draw_rect(drawing, card, &(rfi_look){.fill = RFI_INK_WASH});
    rfi_draw_rect(drawing, (rfi_box){card.x, card.y, 1.4, card.height},
                  &(rfi_look){.fill = rfi_verdict_ink(verdict)});
    rfi_draw_verdict(drawing, verdict, card.x + 9.3, card.y + 7.8, 9);
    const char *words = rf_verdict_words(verdict);
    bool letter = words[0] >= 'a' && words[0] <= 'z';
    const char *title =
        letter ? rfi_brief_format(b, "%c%s", words[0] - 'a' + 'A', words + 1) : words;
    const rfi_letters head = {.face = RFI_FACE_STRONG, .size = 14};
    const rfi_letters soft = {.size = 7.2, .ink = RFI_INK_SOFT};
    rfi_brief_text(b, RFI_TAG_P, card.x + 17, card.y + 6.6, title, &head);
    rfi_brief_fitted(b, RFI_TAG_P, card.x + 17, card.y + 12, card.width - 19,
                     rfi_brief_verdict_note(b), &soft);
}

static void draw_fact(page *p, const fact *f, double x, double y, double pitch)
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

static void draw_facts(page *p)
{
    rfi_brief *b = p->b;
    double pitch = 7.0 * p->tight;
    for (int side = 0; side < 2; side++) {
        double x = b->left + (side == 0 ? 0 : RFI_RIGHT_X);
        rfi_brief_rule(b, x, RFI_COLUMN, b->y, RFI_BROAD);
        rfi_open_tag(b->drawing, RFI_TAG_TABLE, NULL);
        for (size_t i = 0; i < FACTS; i++) {
            draw_fact(p, side == 0 ? &p->left[i] : &p->right[i], x,
                      b->y + pitch * (double)i, pitch);
        }
        rfi_close_tag(b->drawing);
    }
    b->y += FACTS * pitch;
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

static double decider_height(const page *p, const decider *d)
{
    const rfi_drawing *drawing = p->b->drawing;
    double subject =
        rfi_paragraph_height(drawing, SUBJECT_WIDE, d->subject, &decide_strong, 9.6) + 2.6;
    double words =
        rfi_paragraph_height(drawing, SENTENCE_W, d->sentence, &decide_plain, 9.6) +
        rfi_paragraph_height(drawing, SENTENCE_W, d->under, &decide_soft, 8.6);
    return fmax(subject, words) + 3.0 * p->tight;
}

static double deciders_height(const page *p)
{
    double height = 7.5;
    for (size_t i = 0; i < p->decider_count; i++) {
        height += decider_height(p, &p->deciders[i]);
    }
    return p->decider_count == 0 ? 0 : height;
}

static void draw_decider(page *p, const decider *d, size_t number)
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

static void draw_deciders(page *p)
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

#define ASK_X 30.0

static const rfi_letters ask_letters = {.size = 8.2};

static double ask_height(const page *p)
{
    return rfi_paragraph_height(p->b->drawing, RFI_MEASURE - ASK_X - 5, p->ask,
                                &ask_letters, 11) +
           5;
}

static void draw_ask(page *p)
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

static double draw_note(page *p, size_t index, double x, double y, bool draw)
{
    rfi_brief *b = p->b;
    const note *n = &p->notes[index];
    const rfi_letters digit = {.face = RFI_FACE_STRONG, .size = 5.6, .ink = RFI_INK_ONE};
    const rfi_letters words = {.size = 6.2, .ink = RFI_INK_SOFT};
    const rfi_type type = {6.2, 8.2};
    const char *text = rfi_brief_format(b, "%s%s:", n->about, grades(p, n));
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
    return b->judgement->plan == NULL ? "No plan, so nothing to re-check."
           : b->judgement->checked    ? "Re-checked by separate code."
                                      : "Not re-checked by separate code.";
}

/* Notes go down the left column, then the right one; height of the block. */
static double layout_notes(page *p, double top, bool draw)
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

static void draw_charts(page *p, double height)
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
    rfi_brief_fitted(b, RFI_TAG_CAPTION, right, notes, RFI_COLUMN,
                     "Solid: base. Hatch: range. Tick: limit less reserve. Red: binds. "
                     "Dashed: unknown.",
                     &soft);
    b->y = top + height;
}

void rfi_brief_summary(rfi_brief *b)
{
    page p = {.b = b, .tight = b->page_height > 290 ? 1.0 : 0.86};
    rfi_brief_open_page(b, "one-page summary");
    rfi_brief_bookmark(b, -1, "Summary", "summary");
    grid_facts(&p);
    want_facts(&p);
    mining_fact(&p);
    plan_facts(&p);
    policy_facts(&p);
    list_deciders(&p);
    p.ask = rfi_brief_ask(b);
    draw_key(&p);
    draw_verdict(&p);
    b->y += 15.6 + 5.5 * p.tight;
    const rfi_letters lead = {.size = 9.6};
    rfi_brief_paragraph(b, rfi_brief_lead(b), &lead, 13);
    b->y += 4.5 * p.tight;
    draw_facts(&p);
    b->y += 4.5 * p.tight;
    double notes = layout_notes(&p, 0, false);
    double gaps = 9 * p.tight;
    double left =
        b->foot - notes - gaps - b->y - deciders_height(&p) - ask_height(&p) - 3 * p.tight;
    double rows = fmax(9.4 * (double)rfi_brief_use_count(b),
                       13.5 * (double)rfi_brief_ends_count(b) + 6);
    draw_charts(&p, fmin(left, rows + 12.1));
    b->y += 5 * p.tight;
    draw_deciders(&p);
    b->y += 5 * p.tight;
    draw_ask(&p);
    layout_notes(&p, b->foot - notes, true);
}
