/* SPDX-License-Identifier: MIT */
/* Figures that are read on both sides. The three ends read such a figure low where it is a
 * limit and high where it is a demand, which no single value can be: safe, but too wide,
 * and blind to an optimum in between. Each is swept over its range with one value on both
 * sides; between two neighbouring points it is read at its worst resp. best within them, so
 * that the least over the pieces is a bound for every value and not only for the points. */
#include <stdlib.h>
#include <string.h>

#include "planner/decide/question.h"

typedef struct sweeper {
    rfi_arena *arena;
    const rfi_question *question;
    rfi_terms *spare;
    rfi_judgement *judgement;
    size_t capacity;
} sweeper;

/* Declared: liquid and air share are one figure, but each loop is tested at its own worst
 * on purpose, because the split differs from rack to rack and from hour to hour. */
static bool kept_apart(const sweeper *s, const rfi_figure *figure)
{
    return figure == &s->question->study.profile->liquid_share;
}

static int compare_places(const void *left, const void *right)
{
    const uintptr_t a = (uintptr_t)((const rfi_input *)left)->figure;
    const uintptr_t b = (uintptr_t)((const rfi_input *)right)->figure;
    return (a > b) - (a < b);
}

/* Inputs on the demand side, by address: for looking up, never for an order that shows. */
static rfi_input *list_demands(const rfi_question *q, size_t *ret_count)
{
    size_t all = 1;
    for (size_t i = 0; i < q->list.count; i++) {
        all += q->list.items[i].input_count;
    }
    rfi_input *demands = RFI_ARRAY(q->scratch, all, rfi_input);
    *ret_count = 0;
    for (size_t i = 0; demands != NULL && i < q->list.count; i++) {
        for (size_t k = 0; k < q->list.items[i].input_count; k++) {
            const rfi_input *input = &q->list.items[i].inputs[k];
            if (input->role == RFI_ROLE_DEMAND) {
                demands[(*ret_count)++] = *input;
            }
        }
    }
    if (*ret_count > 1) {
        qsort(demands, *ret_count, sizeof(rfi_input), compare_places);
    }
    return demands;
}

/* ---- one figure ------------------------------------------------------------------------
 */

static void set_points(const rfi_figure *f, rfi_sweep *sweep)
{
    const int64_t points[RFI_SWEEP_POINTS] = {f->low, f->low + (f->base - f->low) / 2,
                                              f->base, f->base + (f->high - f->base) / 2,
                                              f->high};
    for (size_t i = 0; i < RFI_SWEEP_POINTS; i++) {
        if (i == 0 || points[i] != sweep->points[sweep->count - 1]) {
            sweep->points[sweep->count++] = points[i];
        }
    }
}

/* Pods when the figure lies between low and high and all others at the end. */
static bool pods_between(const sweeper *s, const rfi_figure *figure, rfi_end end,
                         const int64_t *range, int64_t *ret_pods)
{
    rfi_pose pose;
    rfi_answer answer;
    const rfi_view view = {
        .end = end, .pinned = figure, .pin_low = range[0], .pin_high = range[1]};
    if (!rfi_pose_view(&pose, s->question, &view, &figure, 1, s->spare) ||
        !rfi_most_pods(s->question, &pose, NULL, NULL, &answer)) {
        return false;
    }
    *ret_pods = end == RFI_END_FAVOURABLE ? answer.bound : answer.pods;
    return true;
}

static bool sweep_one(const sweeper *s, rfi_sweep *sweep)
{
    set_points(sweep->figure, sweep);
    sweep->least = RFI_PODS_CAP;
    for (size_t i = 0; i < sweep->count; i++) {
        const int64_t point[2] = {sweep->points[i], sweep->points[i]};
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            if (!pods_between(s, sweep->figure, end, point, &sweep->pods[end][i])) {
                return false;
            }
        }
        int64_t least = 0;
        int64_t most = 0;
        if (i + 1 < sweep->count && (!pods_between(s, sweep->figure, RFI_END_UNFAVOURABLE,
                                                   &sweep->points[i], &least) ||
                                     !pods_between(s, sweep->figure, RFI_END_FAVOURABLE,
                                                   &sweep->points[i], &most))) {
            return false;
        }
        if (i + 1 < sweep->count) {
            sweep->least = rfi_min(sweep->least, least);
            sweep->most = rfi_max(sweep->most, most);
        }
    }
    return true;
}

/* A figure on both sides that changes nothing is no news. */
static bool tells(const rfi_judgement *j, const rfi_sweep *sweep)
{
    bool news = sweep->least != j->cases[RFI_END_UNFAVOURABLE].pods ||
                sweep->most != j->cases[RFI_END_FAVOURABLE].pods_bound;
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        for (size_t i = 1; i < sweep->count; i++) {
            news = news || sweep->pods[end][i] != sweep->pods[end][0];
        }
    }
    return news;
}

static bool add_figure(sweeper *s, const rfi_figure *figure)
{
    rfi_judgement *j = s->judgement;
    bool skip = !rfi_known(figure) || figure->low == figure->high || kept_apart(s, figure);
    for (size_t i = 0; !skip && i < j->sweep_count; i++) {
        skip = j->sweeps[i].figure == figure;
    }
    if (skip) {
        return true;
    }
    void *items = j->sweeps;
    if (!rfi_arena_grow(s->arena, &items, j->sweep_count, &s->capacity,
                        sizeof(rfi_sweep))) {
        return false;
    }
    j->sweeps = items;
    j->sweeps[j->sweep_count++] = (rfi_sweep){.figure = figure};
    return true;
}

/* By name: neither the order of the file nor that of the rows has a say. */
static int compare_sweeps(const void *left, const void *right)
{
    const rfi_figure *a = ((const rfi_sweep *)left)->figure;
    const rfi_figure *b = ((const rfi_sweep *)right)->figure;
    int documents = strcmp(a->document, b->document);
    int owners = documents != 0 ? documents : strcmp(a->owner, b->owner);
    return owners != 0 ? owners : strcmp(a->attribute, b->attribute);
}

/* ---- all of them -----------------------------------------------------------------------
 */

/* Inputs with both roles; and the number of halls of a kind, which limits those that
 * convert and counts those that go on mining. */
static bool collect(sweeper *s)
{
    const rfi_question *q = s->question;
    size_t count = 0;
    const rfi_input *demands = list_demands(q, &count);
    if (demands == NULL) {
        return false;
    }
    for (size_t i = 0; i < q->list.count; i++) {
        const rfi_requirement *r = &q->list.items[i];
        for (size_t k = 0; k < r->input_count; k++) {
            const rfi_input *input = &r->inputs[k];
            if (input->role == RFI_ROLE_LIMIT &&
                bsearch(input, demands, count, sizeof(rfi_input), compare_places) != NULL &&
                !add_figure(s, input->figure)) {
                return false;
            }
        }
    }
    for (size_t h = 0; h < q->study.site->hall_count; h++) {
        const rfi_hall *hall = &q->study.site->halls[h];
        if (hall->load_count > 0 && !add_figure(s, &hall->count)) {
            return false;
        }
    }
    return true;
}

bool rfi_sweep_figures(rfi_arena *arena, const rfi_question *question,
                       rfi_judgement *judgement)
{
    sweeper s = {.arena = arena,
                 .question = question,
                 .spare = rfi_spare_terms(question->scratch, question),
                 .judgement = judgement};
    if (s.spare == NULL || !collect(&s)) {
        return false;
    }
    if (judgement->sweep_count > 1) {
        qsort(judgement->sweeps, judgement->sweep_count, sizeof(rfi_sweep), compare_sweeps);
    }
    size_t kept = 0;
    for (size_t i = 0; i < judgement->sweep_count; i++) {
        rfi_sweep sweep = judgement->sweeps[i];
        if (!sweep_one(&s, &sweep)) {
            return false;
        }
        if (tells(judgement, &sweep)) {
            judgement->sweeps[kept++] = sweep;
        }
    }
    judgement->sweep_count = kept;
    return true;
}
