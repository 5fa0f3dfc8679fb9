/* SPDX-License-Identifier: MIT */
/* Which figures decide: the least set whose favourable end gives a fit whatever the others
 * are, and what each single figure is worth. */
#include "planner/decide/question.h"

#include <stdlib.h>
#include <string.h>

typedef struct candidate {
    const rfi_figure *figure;
    const char *hall; /* id of the hall that it stands in, or "" */
    int64_t pods;     /* all else favourable, this one unfavourable */
    bool alone;       /* then no fit */
    bool chosen;
} candidate;

typedef struct search {
    rfi_arena *arena;
    const rfi_question *question;
    candidate *items;
    size_t count, capacity;
    rfi_terms *spare; /* one per requirement, for flipped views */
} search;

static bool uncertain(const rfi_figure *figure)
{
    return !rfi_known(figure) || figure->low != figure->high ||
           (figure->dimension == RFI_DIM_STATUS &&
            strcmp(figure->attribute, "restudy") == 0 && figure->high == 1);
}

static bool within(const rfi_figure *figure, const void *start, size_t size)
{
    uintptr_t at = (uintptr_t)figure;
    uintptr_t from = (uintptr_t)start;
    return start != NULL && at >= from && at - from < size;
}

/* Elements of equal id may stand in several halls: then the hall tells them apart. */
static const char *hall_around(const rfi_site *site, const rfi_figure *figure)
{
    for (size_t h = 0; h < site->hall_count; h++) {
        const rfi_hall *hall = &site->halls[h];
        if (within(figure, hall, sizeof(*hall)) ||
            within(figure, hall->elements, hall->element_count * sizeof(rfi_element)) ||
            within(figure, hall->plants, hall->plant_count * sizeof(rfi_plant)) ||
            within(figure, hall->doors, hall->door_count * sizeof(rfi_door)) ||
            within(figure, hall->zones, hall->zone_count * sizeof(rfi_zone)) ||
            within(figure, hall->accesses, hall->access_count * sizeof(rfi_access)) ||
            within(figure, hall->loads, hall->load_count * sizeof(rfi_load))) {
            return hall->id;
        }
    }
    return "";
}

/* By name, so that the order of the file has no say in which figures are left out first. */
static int compare_candidates(const void *left, const void *right)
{
    const candidate *a = left;
    const candidate *b = right;
    const char *pairs[][2] = {{a->figure->document, b->figure->document},
                              {a->hall, b->hall},
                              {a->figure->owner, b->figure->owner},
                              {a->figure->attribute, b->figure->attribute}};
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        int order = strcmp(pairs[i][0], pairs[i][1]);
        if (order != 0) {
            return order;
        }
    }
    return (a->figure->order > b->figure->order) - (a->figure->order < b->figure->order);
}

static bool add_candidate(search *s, const rfi_figure *figure)
{
    bool seen = !uncertain(figure);
    for (size_t k = 0; !seen && k < s->count; k++) {
        seen = s->items[k].figure == figure;
    }
    if (seen) {
        return true;
    }
    void *items = s->items;
    if (!rfi_arena_grow(s->arena, &items, s->count, &s->capacity, sizeof(candidate))) {
        return false;
    }
    s->items = items;
    const char *hall = hall_around(s->question->study.site, figure);
    s->items[s->count++] = (candidate){.figure = figure, .hall = hall};
    return true;
}

/* What requirements rest on, and how many halls of a kind there are. */
static bool collect(search *s)
{
    const rfi_site *site = s->question->study.site;
    for (size_t i = 0; i < s->question->list.count; i++) {
        const rfi_requirement *r = &s->question->list.items[i];
        for (size_t j = 0; j < r->input_count; j++) {
            if (!add_candidate(s, r->inputs[j].figure)) {
                return false;
            }
        }
    }
    for (size_t h = 0; h < site->hall_count; h++) {
        const rfi_figure *count = &site->halls[h].count;
        if (count->state != RFI_ABSENT && !add_candidate(s, count)) {
            return false;
        }
    }
    if (s->count > 1) {
        qsort(s->items, s->count, sizeof(candidate), compare_candidates);
    }
    s->spare = rfi_spare_terms(s->arena, s->question);
    return s->spare != NULL;
}

/* Pose with all figures at `end`, except these at `other`. */
static bool pose_flipped(search *s, rfi_end end, const rfi_figure *const *figures,
                         size_t count, rfi_end other, rfi_pose *pose)
{
    const rfi_view flipped = {
        .end = end, .flipped = figures, .flipped_count = count, .flipped_end = other};
    return rfi_pose_view(pose, s->question, &flipped, figures, count, s->spare);
}

/* Turning figures unfavourable can only take pods away; when the favourable plan still
 * holds, nothing changed and no search is needed. */
static bool weigh_each(search *s, const rfi_case *favourable)
{
    for (size_t i = 0; i < s->count; i++) {
        candidate *item = &s->items[i];
        rfi_pose pose;
        rfi_answer answer = {.pods = favourable->pods, .bound = favourable->pods_bound};
        if (!pose_flipped(s, RFI_END_FAVOURABLE, &item->figure, 1, RFI_END_UNFAVOURABLE,
                          &pose)) {
            return false;
        }
        if (!rfi_shares_hold(s->question, &pose, favourable->shares) &&
            !rfi_most_pods(s->question, &pose, NULL, NULL, &answer)) {
            return false;
        }
        item->pods = answer.pods;
        item->alone = answer.bound < s->question->wanted;
        item->chosen = item->alone;
    }
    return true;
}

/* Does it fit when the chosen figures come out well and all others badly? */
static bool chosen_suffice(search *s)
{
    const rfi_figure **figures =
        RFI_ARRAY(s->question->scratch, s->count + 1, const rfi_figure *);
    size_t count = 0;
    for (size_t i = 0; figures != NULL && i < s->count; i++) {
        if (s->items[i].chosen) {
            figures[count++] = s->items[i].figure;
        }
    }
    rfi_pose pose;
    rfi_answer answer;
    return figures != NULL &&
           pose_flipped(s, RFI_END_UNFAVOURABLE, figures, count, RFI_END_FAVOURABLE,
                        &pose) &&
           rfi_most_pods(s->question, &pose, NULL, NULL, &answer) &&
           answer.pods >= s->question->wanted;
}

static bool may_fall(const rfi_interconnect *poi, size_t step, bool firm)
{
    const rfi_figure *to = firm ? &poi->steps[step].firm : &poi->steps[step].energised;
    const rfi_figure *from = firm ? &poi->firm : &poi->energised;
    if (to->state == RFI_ABSENT) {
        return false;
    }
    bool fall = !rfi_known(to) || !rfi_known(from) || to->low < from->high;
    for (size_t i = 0; i < step && !fall; i++) {
        from = firm ? &poi->steps[i].firm : &poi->steps[i].energised;
        fall = rfi_known(from) && to->low < from->high;
    }
    return fall;
}

/* An energisation step of open date that may lower the total: a late date is then not the
 * worst, and what spoils the fit beside favourable figures may be harmless beside others.
 */
static bool late_may_help(const search *s)
{
    const rfi_site *site = s->question->study.site;
    int64_t by = s->question->study.by;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        for (size_t k = 0; k < poi->step_count; k++) {
            const rfi_figure *date = &poi->steps[k].date;
            bool open = !rfi_known(date) || (date->low <= by && by < date->high) ||
                        rfi_site_brings(site, poi->steps[k].id);
            if (open && (may_fall(poi, k, false) || may_fall(poi, k, true))) {
                return true;
            }
        }
    }
    return false;
}

/* Necessary figures first: when they suffice, no smaller set can. When they do not, all,
 * less what can be left out; likewise where a figure may be needed beside some and not
 * beside others. */
static bool choose(search *s)
{
    bool needed = !late_may_help(s);
    if (chosen_suffice(s) && needed) {
        return true;
    }
    for (size_t i = 0; i < s->count; i++) {
        s->items[i].chosen = true;
    }
    bool less = true;
    while (less) { /* once more where leaving one out makes another needless */
        less = false;
        for (size_t i = s->count; i-- > 0;) {
            if (s->items[i].chosen && (!needed || !s->items[i].alone)) {
                s->items[i].chosen = false;
                s->items[i].chosen = !chosen_suffice(s);
                less = less || (!needed && !s->items[i].chosen);
            }
        }
    }
    return false;
}

static int compare_requests(const void *left, const void *right)
{
    const rfi_request *a = left;
    const rfi_request *b = right;
    if (a->decides_alone != b->decides_alone) {
        return a->decides_alone ? -1 : 1;
    }
    if (a->in_deciding_set != b->in_deciding_set) {
        return a->in_deciding_set ? -1 : 1;
    }
    if (a->swing != b->swing) {
        return a->swing > b->swing ? -1 : 1;
    }
    int documents = strcmp(a->figure->document, b->figure->document);
    if (documents != 0) {
        return documents;
    }
    if (a->figure->order != b->figure->order) {
        return a->figure->order < b->figure->order ? -1 : 1;
    }
    int owners = strcmp(a->figure->owner, b->figure->owner);
    return owners != 0 ? owners : strcmp(a->figure->attribute, b->figure->attribute);
}

static bool write_requests(search *s, rfi_judgement *judgement)
{
    const rfi_profile *profile = s->question->study.profile;
    int64_t per_su = rfi_pods_per_unit(profile);
    int64_t best = judgement->cases[RFI_END_FAVOURABLE].pods;
    int64_t most = rfi_it_power(profile, best, rfi_div_ceil(best, per_su), false);
    judgement->requests = RFI_ARRAY(s->arena, s->count, rfi_request);
    if (judgement->requests == NULL) {
        return false;
    }
    for (size_t i = 0; i < s->count; i++) {
        const candidate *item = &s->items[i];
        int64_t left =
            rfi_it_power(profile, item->pods, rfi_div_ceil(item->pods, per_su), false);
        if (item->alone || item->chosen || left < most) {
            judgement->requests[judgement->request_count++] = (rfi_request){
                .figure = item->figure,
                .decides_alone = item->alone,
                .in_deciding_set = item->chosen,
                .swing = most - left,
                .document = rfi_settling_document(s->question->study.site, item->figure),
            };
        }
    }
    if (judgement->request_count > 1) {
        qsort(judgement->requests, judgement->request_count, sizeof(rfi_request),
              compare_requests);
    }
    return true;
}

bool rfi_pods_without(rfi_arena *arena, const rfi_question *question,
                      const rfi_figure *figure, const rfi_case *favourable,
                      int64_t *ret_pods)
{
    candidate one = {.figure = figure};
    search all = {.arena = arena, .question = question};
    if (!collect(&all)) {
        return false;
    }
    search s = {.arena = arena,
                .question = question,
                .items = &one,
                .count = 1,
                .spare = all.spare};
    bool fine = weigh_each(&s, favourable);
    *ret_pods = one.pods;
    return fine;
}

bool rfi_find_deciding(rfi_arena *arena, const rfi_question *question,
                       rfi_judgement *judgement)
{
    search s = {.arena = arena, .question = question};
    if (!collect(&s) || !weigh_each(&s, &judgement->cases[RFI_END_FAVOURABLE])) {
        return false;
    }
    if (judgement->verdict == RF_VERDICT_UNKNOWN) {
        judgement->deciding_smallest = choose(&s);
        judgement->deciding = RFI_ARRAY(arena, s.count, const rfi_figure *);
        for (size_t i = 0; judgement->deciding != NULL && i < s.count; i++) {
            if (s.items[i].chosen) {
                judgement->deciding[judgement->deciding_count++] = s.items[i].figure;
            }
        }
    } else {
        for (size_t i = 0; i < s.count; i++) { /* nothing decides a proven verdict */
            s.items[i].chosen = false;
            s.items[i].alone = s.items[i].alone && judgement->verdict != RF_VERDICT_NO_FIT;
        }
    }
    return write_requests(&s, judgement);
}
