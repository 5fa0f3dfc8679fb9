/* SPDX-License-Identifier: MIT */
/* Fit with measures: what does not fit as it is, judged again at the three ends with the
 * measures on offer. A plan at the unfavourable end settles it for certain; proven that
 * there is none at the favourable end, nothing fits. */
#include "planner/decide/decide.h"

#include "planner/base/checked.h"
#include "planner/base/digest.h"
#include "planner/base/text.h"
#include "planner/decide/menu.h"

typedef struct planner {
    rfi_evaluation *evaluation;
    rfi_judgement *judgement;
    const rfi_measures *measures;
    const rfi_site *apart;
    const size_t *kind;
    rfi_floors *floors;
    rfi_budget budget;
} planner;

/* The offer at one end lives in `home`; plans that are found in it in the evaluation's
 * arena. */
static bool make_menu(const planner *p, rfi_end end, rfi_arena *home, rfi_menu *ret_menu)
{
    const rfi_menu_setting setting = {
        .site = p->apart,
        .kind = p->kind,
        .profiles = &p->judgement->profile,
        .profile_count = 1,
        .measures = p->measures,
        .rules = p->evaluation->rules,
        .floors = p->floors,
        .end = end,
        .by = p->evaluation->by,
        .by_stated = p->evaluation->by_stated,
    };
    bool fine = rfi_menu_make(&setting, home, ret_menu);
    ret_menu->arena = p->evaluation->arena;
    return fine;
}

static rfi_ask ask_of(const rfi_judgement *j, rfi_aim aim)
{
    int64_t units = rfi_div_ceil(j->wanted_pods, rfi_pods_per_unit(j->profile));
    rfi_ask ask = RFI_ASK_INIT;
    ask.aim = aim;
    ask.pods = j->wanted_pods;
    ask.first_only = aim == RFI_AIM_COST;
    ask.target = rfi_it_power(j->profile, j->wanted_pods, units, false);
    return ask;
}

static bool plan_at(const planner *p, rfi_end end)
{
    rfi_arena *home = rfi_arena_within(p->evaluation->arena);
    rfi_menu menu;
    const rfi_ask ask = ask_of(p->judgement, RFI_AIM_COST);
    rfi_retrofit **plan = &p->judgement->with_measures->plans[end];
    bool fine = home != NULL && make_menu(p, end, home, &menu);
    *plan = fine ? rfi_menu_solve(&menu, &ask, &p->budget) : NULL;
    rfi_arena_free(home);
    return *plan != NULL;
}

/* What rules the want out at the favourable end whatever is installed, and what would have
 * to give. The offer stays with the evaluation: its rows bear the words. */
static bool explain(const planner *p)
{
    rfi_with_measures *m = p->judgement->with_measures;
    rfi_arena *arena = p->evaluation->arena;
    rfi_menu *menu = RFI_NEW(arena, rfi_menu);
    if (menu == NULL || !make_menu(p, RFI_END_FAVOURABLE, arena, menu)) {
        return false;
    }
    m->requirements = menu->rows;
    m->requirement_count = menu->row_count;
    rfi_ask ask = ask_of(p->judgement, RFI_AIM_COST);
    if (!rfi_menu_conflict(menu, &ask, NULL, &p->budget, &m->conflict)) {
        m->conflict.count = 0;
    }
    m->conflict.wanted_pods = p->judgement->wanted_pods;
    m->relaxations = RFI_ARRAY(arena, menu->row_count + 1, rfi_relaxation);
    ask.aim = RFI_AIM_RELAX;
    return m->relaxations != NULL && rfi_menu_relax(menu, &ask, &p->budget, m->relaxations,
                                                    &m->relaxation_count) != NULL;
}

static rf_verdict verdict_of(const rfi_with_measures *m)
{
    const rfi_retrofit *bad = m->plans[RFI_END_UNFAVOURABLE];
    const rfi_retrofit *good = m->plans[RFI_END_FAVOURABLE];
    if (bad->plan != NULL) {
        return RF_VERDICT_FIT_WITH_MEASURES;
    }
    if (good->proof == RFI_PROOF_NONE) {
        return RF_VERDICT_NO_FIT;
    }
    return bad->proof == RFI_PROOF_NONE && good->plan != NULL ? RF_VERDICT_UNKNOWN
                                                              : RF_VERDICT_UNDECIDED;
}

/* A plan that holds at the unfavourable end holds at every end, and where the favourable
 * end has none no other has: what settles it is asked first. */
static bool plan_ends(const planner *p)
{
    rfi_with_measures *m = p->judgement->with_measures;
    m->site = p->apart;
    m->shown = RFI_END_UNFAVOURABLE;
    if (!plan_at(p, RFI_END_UNFAVOURABLE)) {
        return false;
    }
    if (m->plans[RFI_END_UNFAVOURABLE]->plan == NULL) {
        if (!plan_at(p, RFI_END_FAVOURABLE)) {
            return false;
        }
        bool none = m->plans[RFI_END_FAVOURABLE]->proof == RFI_PROOF_NONE;
        if (none ? !explain(p) : !plan_at(p, RFI_END_BASE)) {
            return false;
        }
        bool base = !none && m->plans[RFI_END_BASE]->plan != NULL;
        bool favourable = m->plans[RFI_END_FAVOURABLE]->plan != NULL;
        m->shown = base ? RFI_END_BASE : favourable ? RFI_END_FAVOURABLE : RFI_ENDS;
    }
    m->verdict = verdict_of(m);
    return true;
}

bool rfi_judge_with_measures(rfi_evaluation *evaluation, size_t index,
                             const rfi_measures *measures, int64_t node_limit)
{
    rfi_judgement *j = &evaluation->judgements[index];
    size_t *kind = NULL;
    const rfi_site *apart = rfi_site_apart(evaluation->arena, evaluation->site, &kind);
    const planner p = {
        .evaluation = evaluation,
        .judgement = j,
        .measures = measures,
        .apart = apart,
        .kind = kind,
        .floors = rfi_floors_new(evaluation->arena, evaluation->rules),
        .budget = {.node_limit = node_limit > 0 ? node_limit : RFI_PLANNED_NODES},
    };
    rfi_with_measures *m = RFI_NEW(evaluation->arena, rfi_with_measures);
    evaluation->measures = measures;
    j->with_measures = m;
    return apart != NULL && p.floors != NULL && m != NULL && plan_ends(&p) &&
           !rfi_arena_failed(evaluation->arena);
}

/* ---- the whole catalogue --------------------------------------------------------------
 */

static int rank_of(rf_verdict verdict)
{
    switch (verdict) {
    case RF_VERDICT_FIT:
        return 0;
    case RF_VERDICT_FIT_WITH_MEASURES:
        return 1;
    case RF_VERDICT_UNDECIDED:
        return 2;
    case RF_VERDICT_UNKNOWN:
        return 3;
    case RF_VERDICT_NO_FIT:
        break;
    }
    return 4;
}

/* Base cost of the plan that is shown; nothing where none is. */
static int64_t cost_of(const rfi_judgement *j)
{
    const rfi_with_measures *m = j->with_measures;
    return m == NULL || m->shown == RFI_ENDS ? 0 : m->plans[m->shown]->cost[RFI_END_BASE];
}

bool rfi_judgement_leads(const rfi_judgement *a, const rfi_judgement *b)
{
    rf_verdict verdict = rfi_final_verdict(a);
    if (rank_of(verdict) != rank_of(rfi_final_verdict(b))) {
        return rank_of(verdict) < rank_of(rfi_final_verdict(b));
    }
    if (verdict == RF_VERDICT_FIT_WITH_MEASURES && cost_of(a) != cost_of(b)) {
        return cost_of(a) < cost_of(b);
    }
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (a->cases[end].it_power != b->cases[end].it_power) {
            return a->cases[end].it_power > b->cases[end].it_power;
        }
    }
    return a->conflict_count < b->conflict_count; /* nearest to fit */
}

static bool digest_measures(rfi_evaluation *evaluation)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%s\n%s\n", evaluation->input_digest,
                    evaluation->measures->digest);
    char hex[65] = "";
    if (!text.failed) {
        rfi_digest(text.data, text.size, hex);
    }
    evaluation->input_digest = rfi_arena_copy(evaluation->arena, hex);
    bool fine = !text.failed && evaluation->input_digest != NULL;
    rfi_text_finish(&text);
    return fine;
}

bool rfi_evaluate_with_measures(rfi_evaluation *evaluation, const rfi_measures *measures,
                                int64_t node_limit)
{
    evaluation->measures = measures;
    for (size_t i = 0; i < evaluation->count; i++) {
        bool fits = evaluation->judgements[i].verdict == RF_VERDICT_FIT;
        if (!fits && !rfi_judge_with_measures(evaluation, i, measures, node_limit)) {
            return false;
        }
    }
    evaluation->best = 0;
    for (size_t i = 1; i < evaluation->count; i++) {
        if (rfi_judgement_leads(&evaluation->judgements[i],
                                &evaluation->judgements[evaluation->best])) {
            evaluation->best = i;
        }
    }
    return digest_measures(evaluation);
}
