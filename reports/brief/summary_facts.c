/* SPDX-License-Identifier: MIT */
/* The ten figures of the summary and the notes that lead to their rows. */
#include "reports/brief/options.h"
#include "reports/brief/summary.h"

#include <string.h>

#include "planner/base/checked.h"

/* ---- notes ---- */

static size_t open_note(rfi_summary *p, const char *about)
{
    if (p->note_count == RFI_NOTES_MOST) {
        return RFI_NOTES_MOST;
    }
    p->notes[p->note_count++].about = about;
    return p->note_count;
}

static void note_id(rfi_summary *p, size_t number, const char *id)
{
    rfi_note *n = &p->notes[number - 1];
    bool seen = id == NULL || n->count == RFI_NOTE_IDS;
    for (size_t i = 0; !seen && i < n->count; i++) {
        seen = strcmp(n->ids[i], id) == 0;
    }
    if (!seen) {
        n->ids[n->count++] = id;
    }
}

static void note_figure(rfi_summary *p, size_t number, const rfi_figure *figure)
{
    note_id(p, number, rfi_brief_cite(p->b, figure));
}

/* "grades A, E" of the rows, or that some are unknown. */
const char *rfi_summary_grades(rfi_summary *p, const rfi_note *n)
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
static const char *grid_sum(rfi_summary *p, size_t number, pick_figure *pick, bool *assumed)
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

static void grid_facts(rfi_summary *p)
{
    rfi_brief *b = p->b;
    size_t n = open_note(p, "power at the interconnection");
    bool assumed = false;
    const char *announced = grid_sum(p, n, pick_announced, &assumed);
    const char *contracted = grid_sum(p, n, pick_contracted, &assumed);
    const char *energised = grid_sum(p, n, pick_energised, &assumed);
    p->left[0] =
        (rfi_fact){"Utility: announced, contracted, energised",
                   rfi_brief_format(b, "%s \u00B7 %s \u00B7 %s\u202FMW%s", announced,
                                    contracted, energised, lozenge(assumed)),
                   n};
    assumed = false;
    const char *firm = grid_sum(p, n, pick_firm, &assumed);
    p->left[1] = (rfi_fact){"of it firm: what AI may count on",
                            firm[0] == '?' ? "?"
                                           : rfi_brief_format(b, "%s\u202FMW at utility%s",
                                                              firm, lozenge(assumed)),
                            n};
}

static void want_facts(rfi_summary *p)
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
    p->left[2] = (rfi_fact){"Asked for", rfi_brief_want(b), n};
    const char *met = b->judgement->earliest == INT64_MAX
                          ? "no stated date"
                          : rfi_brief_date(b, b->judgement->earliest);
    p->left[3] = (rfi_fact){
        b->evaluation->by_stated ? "Wanted by \u00B7 met at every end from"
                                 : "As of \u00B7 met at every end from",
        rfi_brief_format(b, "%s \u00B7 %s", rfi_brief_date(b, b->evaluation->by), met), 0};
}

static void mining_fact(rfi_summary *p)
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
    p->left[4] =
        (rfi_fact){b->shares == NULL ? "Mining today" : "Mining that stays", value, n};
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

static void plan_facts(rfi_summary *p)
{
    rfi_brief *b = p->b;
    const rfi_case *c = &b->judgement->cases[b->end];
    bool said = b->shares != NULL || b->judgement->verdict == RF_VERDICT_NO_FIT;
    int64_t halls = 0;
    int64_t converted = 0;
    bool described = b->site->hall_count > 0 && !b->site->halls[0].implicit;
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
    p->right[0] = (rfi_fact){
        "Pods \u00B7 accelerators \u00B7 scalable units",
        !said
            ? "?"
            : rfi_brief_format(b, "%s \u00B7 %s \u00B7 %s", rfi_brief_count(b, c->pods),
                               rfi_brief_count(b, c->chips), rfi_brief_count(b, c->units)),
        n};
    bool assumed = system_assumed(b);
    p->right[1] = (rfi_fact){"Critical IT, highest \u00B7 planned draw",
                             !said ? "?"
                                   : rfi_brief_format(b, "%s \u00B7 %s\u202FMW%s",
                                                      rfi_brief_megawatt(b, c->it_power),
                                                      rfi_brief_megawatt(b, c->plan_power),
                                                      lozenge(assumed)),
                             2};
    p->right[2] =
        (rfi_fact){"Halls converted",
                   !described ? "?"
                   : !said    ? rfi_brief_format(b, "? of %s", rfi_brief_count(b, halls))
                           : rfi_brief_format(b, "%s of %s", rfi_brief_count(b, converted),
                                              rfi_brief_count(b, halls)),
                   n};
}

static const char *alternative(rfi_summary *p, size_t index)
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

static void policy_facts(rfi_summary *p)
{
    rfi_brief *b = p->b;
    const rfi_judgement *j = b->judgement;
    if (j->alternative_count >= 2) {
        for (size_t i = 0; i < 2; i++) {
            p->right[3 + i] =
                (rfi_fact){rfi_brief_format(b, "With %s, three ends",
                                            rfi_policy_words(j->alternatives[i].policy)),
                           alternative(p, i), 2};
        }
        return;
    }
    const rfi_figure *reserve = &b->site->want.reserve;
    p->right[3] = (rfi_fact){"Policy asked for", policy_list(b), 0};
    p->right[4] =
        (rfi_fact){"Reserve kept free",
                   rfi_known(reserve) ? percent_words(b, reserve) : "none asked for",
                   rfi_known(reserve) ? 2 : 0};
}

/* The recommended plan: what it carries, from when, and what its measures cost. */
static void options_facts(rfi_summary *p)
{
    rfi_brief *b = p->b;
    const rfi_retrofit *r = b->options->recommended;
    if (!rfi_plan_chosen(b)) {
        p->left[RFI_FACTS - 1] = (rfi_fact){"With measures: critical IT", "no plan", 0};
        p->right[RFI_FACTS - 1] = (rfi_fact){"Cost of measures", "\u2013", 0};
        return;
    }
    size_t n = open_note(p, "cost and time of the measures");
    bool assumed = false;
    for (size_t i = 0; i < r->install_count; i++) {
        const rfi_measure *m = r->installs[i].install.measure;
        const rfi_figure *figures[] = {&m->cost,        &m->cost_rate,  &m->cost_area,
                                       &m->cost_length, &m->cost_share, &m->lead,
                                       &m->build};
        for (size_t k = 0; k < sizeof(figures) / sizeof(figures[0]); k++) {
            assumed = assumed || rfi_is_assumption(figures[k]);
            if (rfi_known(figures[k])) {
                note_figure(p, n, figures[k]);
            }
        }
    }
    if (p->notes[n - 1].count == 0) {
        p->note_count--;
        n = 0;
    }
    p->left[RFI_FACTS - 1] = (rfi_fact){
        "With measures: critical IT \u00B7 in service",
        rfi_brief_format(b, "%s\u202FMW \u00B7 %s%s", rfi_plan_power(b, r->it_power),
                         rfi_plan_ready(b, r), lozenge(assumed)),
        n};
    p->right[RFI_FACTS - 1] =
        (rfi_fact){"Capital cost of measures",
                   r->install_count == 0
                       ? "nothing"
                       : rfi_brief_format(b, "%s%s", rfi_plan_cost(b, r), lozenge(assumed)),
                   n};
}

void rfi_summary_list_facts(rfi_summary *p)
{
    grid_facts(p);
    want_facts(p);
    mining_fact(p);
    plan_facts(p);
    policy_facts(p);
    p->fact_count = RFI_FACTS - 1;
    if (p->b->options != NULL) {
        options_facts(p);
        p->fact_count = RFI_FACTS;
    }
}
