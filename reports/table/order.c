/* SPDX-License-Identifier: MIT */
#include "reports/table/order.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"

const char *rfi_verdict_name(rf_verdict verdict)
{
    static const char *const names[] = {"fit", "fit with measures", "no fit", "undecided",
                                        "unknown"};
    return names[verdict];
}

const char *rfi_verdict_icon(rf_verdict verdict)
{
    static const char *const icons[] = {"✔", "◐", "✖", "◇", "?"};
    return icons[verdict];
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int order_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* ---- judgements --------------------------------------------------------------------- */

static int verdict_rank(rf_verdict verdict)
{
    static const int ranks[] = {0, 1, 4, 2, 3};
    return ranks[verdict];
}

static int order_judgements(const void *left, const void *right)
{
    const rfi_judgement *a = *(const rfi_judgement *const *)left;
    const rfi_judgement *b = *(const rfi_judgement *const *)right;
    int by = order(verdict_rank(a->verdict), verdict_rank(b->verdict));
    for (int end = 0; end < RFI_ENDS && by == 0; end++) {
        by = order(b->cases[end].it_power, a->cases[end].it_power);
    }
    return by != 0 ? by : order_text(a->profile->id, b->profile->id);
}

const rfi_judgement **rfi_order_judgements(rfi_arena *arena,
                                           const rfi_evaluation *evaluation)
{
    const rfi_judgement **list =
        RFI_ARRAY(arena, evaluation->count + 1, const rfi_judgement *);
    if (list == NULL || evaluation->count == 0) {
        return list;
    }
    size_t count = 0;
    size_t best = evaluation->best < evaluation->count ? evaluation->best : 0;
    list[count++] = &evaluation->judgements[best];
    for (size_t i = 0; i < evaluation->count; i++) {
        if (i != best) {
            list[count++] = &evaluation->judgements[i];
        }
    }
    qsort(list + 1, count - 1, sizeof(*list), order_judgements);
    return list;
}

/* ---- figures ------------------------------------------------------------------------ */

int rfi_figure_order(const rfi_figure *a, const rfi_figure *b)
{
    int by = order_text(a->document, b->document);
    by = by != 0 ? by : order(a->order, b->order);
    by = by != 0 ? by : order_text(a->owner, b->owner);
    by = by != 0 ? by : order_text(a->attribute, b->attribute);
    return by;
}

static int order_figures(const void *left, const void *right)
{
    return rfi_figure_order(*(const rfi_figure *const *)left,
                            *(const rfi_figure *const *)right);
}

typedef struct figure_list {
    const rfi_figure **items; /* NULL while counting */
    size_t count;
} figure_list;

static void add_figure(figure_list *list, const rfi_figure *figure)
{
    if (figure != NULL) {
        if (list->items != NULL) {
            list->items[list->count] = figure;
        }
        list->count++;
    }
}

static void add_judgement(figure_list *list, const rfi_judgement *judgement)
{
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        const rfi_requirement *requirement = &judgement->requirements[i];
        for (size_t k = 0; k < requirement->input_count; k++) {
            add_figure(list, requirement->inputs[k].figure);
        }
    }
    for (size_t i = 0; i < judgement->deciding_count; i++) {
        add_figure(list, judgement->deciding[i]);
    }
    for (size_t i = 0; i < judgement->request_count; i++) {
        add_figure(list, judgement->requests[i].figure);
    }
    for (size_t i = 0; i < judgement->book_count; i++) {
        add_figure(list, judgement->book[i].figure);
    }
}

static void add_all(figure_list *list, const rfi_evaluation *evaluation)
{
    for (size_t i = 0; i < evaluation->count; i++) {
        add_judgement(list, &evaluation->judgements[i]);
    }
    for (size_t i = 0; i < evaluation->unused_count; i++) {
        add_figure(list, evaluation->unused[i]);
    }
}

size_t rfi_figures_once(const rfi_figure **figures, size_t count)
{
    if (count > 1) {
        qsort(figures, count, sizeof(*figures), order_figures);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || rfi_figure_order(figures[kept - 1], figures[i]) != 0) {
            figures[kept++] = figures[i];
        }
    }
    return kept;
}

const rfi_figure **rfi_order_figures(rfi_arena *arena, const rfi_evaluation *evaluation,
                                     size_t *ret_count)
{
    figure_list list = {NULL, 0};
    add_all(&list, evaluation);
    list.items = RFI_ARRAY(arena, list.count + 1, const rfi_figure *);
    if (list.items == NULL) {
        return NULL;
    }
    list.count = 0;
    add_all(&list, evaluation);
    *ret_count = rfi_figures_once(list.items, list.count);
    return list.items;
}

/* ---- requests ----------------------------------------------------------------------- */

static int order_same_figure(const void *left, const void *right)
{
    const rfi_asked *a = left;
    const rfi_asked *b = right;
    int by = rfi_figure_order(a->figure, b->figure);
    return by != 0 ? by : order((int64_t)a->first_index, (int64_t)b->first_index);
}

static int order_asked(const void *left, const void *right)
{
    const rfi_asked *a = left;
    const rfi_asked *b = right;
    int by = order(b->decides_alone, a->decides_alone);
    by = by != 0 ? by : order(b->in_deciding_set, a->in_deciding_set);
    by = by != 0 ? by : order(b->swing, a->swing);
    return by != 0 ? by : rfi_figure_order(a->figure, b->figure);
}

static void merge(rfi_asked *into, const rfi_asked *from)
{
    into->decides_alone = into->decides_alone || from->decides_alone;
    into->in_deciding_set = into->in_deciding_set || from->in_deciding_set;
    into->swing = rfi_max(into->swing, from->swing);
    into->document = into->document == NULL ? from->document : into->document;
    into->profiles++;
}

static size_t gather(const rfi_judgement *const *judgements, size_t count, rfi_asked *list)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < judgements[i]->request_count; k++) {
            const rfi_request *request = &judgements[i]->requests[k];
            if (list != NULL) {
                list[total] = (rfi_asked){request->figure,
                                          request->decides_alone,
                                          request->in_deciding_set,
                                          request->swing,
                                          request->document,
                                          1,
                                          i};
            }
            total++;
        }
    }
    return total;
}

rfi_asked *rfi_order_requests(rfi_arena *arena, const rfi_evaluation *evaluation,
                              size_t *ret_count)
{
    const rfi_judgement **judgements = rfi_order_judgements(arena, evaluation);
    if (judgements == NULL) {
        return NULL;
    }
    size_t count = gather(judgements, evaluation->count, NULL);
    rfi_asked *list = RFI_ARRAY(arena, count + 1, rfi_asked);
    if (list == NULL) {
        return NULL;
    }
    count = gather(judgements, evaluation->count, list);
    if (evaluation->count > 1 && count > 0) {
        qsort(list, count, sizeof(*list), order_same_figure);
        size_t kept = 1;
        for (size_t i = 1; i < count; i++) {
            if (rfi_figure_order(list[kept - 1].figure, list[i].figure) == 0) {
                merge(&list[kept - 1], &list[i]);
            } else {
                list[kept++] = list[i];
            }
        }
        count = kept;
        qsort(list, count, sizeof(*list), order_asked);
    }
    *ret_count = count;
    return list;
}
