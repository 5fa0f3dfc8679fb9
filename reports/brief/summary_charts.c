/* SPDX-License-Identifier: MIT */
/* The two charts of the summary: use against limit, and critical IT at three ends. */
#include "reports/brief/parts.h"

#include <math.h>
#include <string.h>

enum { BULLETS_MOST = 7, UNKNOWN_MOST = 3, SPANS_MOST = 7 };

/* Known rows first, but some room for the unknown ones: a gap is a finding too. */
static size_t pick(rfi_brief *b, const rfi_requirement **picked, size_t most)
{
    size_t count = 0;
    const rfi_requirement **list = rfi_brief_ranked(b, &count);
    size_t unknown = 0;
    for (size_t i = 0; i < count; i++) {
        unknown += rfi_brief_share(b, list[i], b->end) < 0 ? 1 : 0;
    }
    size_t open = unknown < UNKNOWN_MOST ? unknown : UNKNOWN_MOST;
    size_t known = most - open;
    size_t taken = 0;
    for (size_t i = 0; i < count && taken < most; i++) {
        bool said = rfi_brief_share(b, list[i], b->end) >= 0;
        if (said && known == 0) {
            continue;
        }
        known -= said ? 1 : 0;
        picked[taken++] = list[i];
    }
    return taken;
}

static const char *amount_of(rfi_brief *b, const rfi_requirement *r)
{
    const rfi_terms *t = &r->ends[b->end];
    const rfi_book_row *row = rfi_brief_row(b, r->book_id);
    const char *mark = row != NULL && row->assumption ? "\u202F" RFI_LOZENGE : "";
    int64_t used = rfi_brief_demand(b, r, b->end);
    if (!t->unknown && rfi_brief_bounded(used)) {
        rfi_pair_words words = rfi_brief_pair(b, r->dimension, used, t->limit);
        return rfi_brief_format(b, "%s%s", words.both, mark);
    }
    /* at the base end a missing figure leaves one side open: say the side that is known */
    bool limit = rfi_brief_bounded(t->limit) && t->limit > 0;
    bool demand = rfi_brief_bounded(used) && used > 0 && !limit;
    rfi_pair_words words =
        rfi_brief_pair(b, r->dimension, demand ? used : 0, limit ? t->limit : 0);
    if (demand) {
        return rfi_brief_format(b, "%s of ?%s", words.used, words.unit);
    }
    return limit ? rfi_brief_format(b, "? of %s%s", words.limit, words.unit) : "?";
}

static rfi_bullet bullet_of(rfi_brief *b, const rfi_requirement *r)
{
    double ends[RFI_ENDS];
    double least = 9;
    double most = 0;
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        ends[end] = rfi_brief_share(b, r, end);
        least = ends[end] < 0 ? least : fmin(least, ends[end]);
        most = ends[end] < 0 ? most : fmax(most, ends[end]);
    }
    double shown = ends[b->end];
    if (ends[RFI_END_BASE] >= 0 && b->end != RFI_END_FAVOURABLE) {
        shown = ends[RFI_END_BASE];
    }
    if (b->end == RFI_END_FAVOURABLE) {
        most = fmax(ends[b->end], 0); /* what fails at the best end needs no worse one */
        least = most;
    }
    const char *id = rfi_brief_cite_id(b, r->book_id);
    return (rfi_bullet){
        .label = rfi_brief_title(b, r),
        .value = amount_of(b, r),
        .dest = rfi_brief_dest(b, id),
        .least = least,
        .shown = shown,
        .most = most,
        .binding = r->binding[b->end],
        .unknown = ends[b->end] < 0,
    };
}

static const char *use_words(rfi_brief *b, const rfi_bullet *bullets, size_t count)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "Bar chart of use against limit, %s. ", b->basis);
    for (size_t i = 0; i < count && i < 3; i++) {
        rfi_text_format(&text, "%s: %s%s. ", bullets[i].label, bullets[i].value,
                        bullets[i].binding ? ", binds" : "");
    }
    rfi_text_add(&text, "Source: rows of the assumption book.");
    return rfi_brief_keep(b, &text);
}

void rfi_brief_draw_use(rfi_brief *b, rfi_box box)
{
    const rfi_requirement *picked[BULLETS_MOST];
    rfi_bullet bullets[BULLETS_MOST];
    size_t room = (size_t)fmax(2, floor(box.height / 5.2));
    size_t count = pick(b, picked, room < BULLETS_MOST ? room : BULLETS_MOST);
    for (size_t i = 0; i < count; i++) {
        bullets[i] = bullet_of(b, picked[i]);
    }
    if (count == 0) {
        const rfi_letters letters = {.size = 7.4, .ink = RFI_INK_SOFT};
        rfi_brief_text(b, RFI_TAG_P, box.x, box.y + 5, "No limit in numbers is known.",
                       &letters);
        return;
    }
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, use_words(b, bullets, count));
    double most = 10.5 * (double)count;
    rfi_draw_bullets(b->drawing, (rfi_box){box.x, box.y, box.width, fmin(box.height, most)},
                     bullets, count);
    rfi_close_tag(b->drawing);
}

/* ---- three ends ---- */

size_t rfi_brief_use_count(rfi_brief *b)
{
    const rfi_requirement *picked[BULLETS_MOST];
    return pick(b, picked, BULLETS_MOST);
}

static double in_megawatt(int64_t milliwatt)
{
    return milliwatt < 0 ? -1 : (double)milliwatt / 1e9;
}

static const char *three(rfi_brief *b, const int64_t power[RFI_ENDS])
{
    return rfi_brief_format(b, "%s \u00B7 %s \u00B7 %s", rfi_brief_megawatt(b, power[0]),
                            rfi_brief_megawatt(b, power[1]),
                            rfi_brief_megawatt(b, power[2]));
}

static rfi_span span_of_profile(rfi_brief *b, const rfi_judgement *j)
{
    int64_t power[RFI_ENDS];
    rfi_span span = {
        .verdict = j->verdict, .with_verdict = true, .strong = j == b->judgement};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        power[end] = rfi_brief_case_power(b, j, end);
        span.ends[end] = in_megawatt(power[end]);
    }
    span.label = j->profile->name != NULL ? j->profile->name : j->profile->id;
    span.value = three(b, power);
    return span;
}

/* Under another redundancy; zero at the base is no statement where limits are unknown. */
static rfi_span span_of_policy(rfi_brief *b, const rfi_alternative *a)
{
    int64_t power[RFI_ENDS];
    rfi_span span = {.label = rfi_brief_format(b, "with %s", rfi_policy_words(a->policy))};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        bool open =
            a->pods[end] >= RFI_PODS_CAP || (end == RFI_END_BASE && a->pods[end] == 0 &&
                                             b->judgement->cases[end].any_unknown);
        power[end] = open ? -1 : a->it_power[end];
        span.ends[end] = in_megawatt(power[end]);
    }
    span.value = three(b, power);
    return span;
}

/* One system under one policy: a bar for each end. */
static size_t list_single_ends(rfi_brief *b, rfi_span *spans)
{
    static const char *const words[RFI_ENDS] = {
        "unfavourable end of all ranges", "base case", "favourable end of all ranges"};
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        int64_t power = rfi_brief_case_power(b, b->judgement, end);
        double value = in_megawatt(power);
        spans[end] = (rfi_span){.label = words[end],
                                .value = rfi_brief_megawatt(b, power),
                                .ends = {value, value, value},
                                .strong = end == b->end};
    }
    return RFI_ENDS;
}

static size_t list_spans(rfi_brief *b, rfi_span *spans)
{
    const rfi_evaluation *e = b->evaluation;
    size_t count = 0;
    if (rfi_brief_ends_single(b)) {
        return list_single_ends(b, spans);
    }
    spans[count++] = span_of_profile(b, b->judgement);
    if (e->count == 1) {
        spans[0].with_verdict = false;
        for (size_t i = 0; i < b->judgement->alternative_count && count < 4; i++) {
            spans[count++] = span_of_policy(b, &b->judgement->alternatives[i]);
        }
    }
    for (size_t i = 0; i < e->count && count < SPANS_MOST; i++) {
        if (&e->judgements[i] != b->judgement) {
            spans[count++] = span_of_profile(b, &e->judgements[i]);
        }
    }
    return count;
}

bool rfi_brief_ends_single(const rfi_brief *b)
{
    return b->evaluation->count == 1 && b->judgement->alternative_count == 0;
}

size_t rfi_brief_ends_count(rfi_brief *b)
{
    rfi_span spans[SPANS_MOST];
    return list_spans(b, spans);
}

void rfi_brief_draw_ends(rfi_brief *b, rfi_box box)
{
    rfi_span spans[SPANS_MOST];
    size_t count = list_spans(b, spans);
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text,
                 "Range chart of critical IT power in MW at the unfavourable, base and "
                 "favourable end. ");
    for (size_t i = 0; i < count && i < 3; i++) {
        rfi_text_format(&text, "%s: %s. ", spans[i].label, spans[i].value);
    }
    int64_t want = b->judgement->wanted_power;
    if (want > 0) {
        rfi_text_format(&text, "Want: %s MW. ", rfi_brief_megawatt_up(b, want));
    }
    rfi_text_add(&text, "Source: rows of the assumption book.");
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, rfi_brief_keep(b, &text));
    const char *words =
        rfi_brief_format(b, "want %s\u202FMW", rfi_brief_megawatt_up(b, want));
    double most = 17 * (double)count + 8;
    box.height = fmin(box.height, most);
    rfi_draw_spans(b->drawing, box, spans, count, want > 0 ? in_megawatt(want) : -1, words,
                   "MW");
    rfi_close_tag(b->drawing);
}
