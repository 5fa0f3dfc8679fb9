/* SPDX-License-Identifier: MIT */
/* Aggregates: "how many of this kind in all". Rows that couple blocks then hold few whole
 * numbers instead of many, so that cuts and branching act on totals; without the equations
 * that tie them the gain is lost. */
#include "planner/solve/structure.h"

#include <string.h>

typedef struct sum { /* of classes, for one part */
    size_t *classes;
    size_t count;
    size_t column;
} sum;

typedef struct aggregator {
    const rfi_structure *shape;
    rfi_mip_model *model;
    rfi_arena *arena;
    size_t *class_of;    /* per variable; SIZE_MAX: it counts by itself */
    size_t *class_first; /* per class: a member, which stands for all */
    size_t *class_size;
    size_t *class_column;
    size_t class_count;
    sum *sums;
    size_t sum_count, sum_capacity;
    size_t *stamp; /* per class: the row that met it last, plus one */
    rfi_term *met; /* classes and coefficients of the row under work */
    size_t met_count;
    size_t *set; /* scratch of one sum */
    size_t *coupling_row;
    bool failed;
} aggregator;

/* Alike in every coupling row, in gain and in part. */
static bool counts_alike(const rfi_structure *shape, size_t a, size_t b)
{
    const rfi_variable *v = &shape->problem->variables[a];
    const rfi_variable *w = &shape->problem->variables[b];
    size_t links = shape->link_start[a + 1] - shape->link_start[a];
    if (v->part != w->part || v->gain != w->gain ||
        links != shape->link_start[b + 1] - shape->link_start[b]) {
        return false;
    }
    const rfi_term *l = &shape->link[shape->link_start[a]];
    const rfi_term *m = &shape->link[shape->link_start[b]];
    for (size_t i = 0; i < links; i++) {
        if (l[i].variable != m[i].variable || l[i].coefficient != m[i].coefficient) {
            return false;
        }
    }
    return true;
}

static bool is_counted(const rfi_structure *shape, size_t j)
{
    const rfi_variable *v = &shape->problem->variables[j];
    return shape->block_of[j] != RFI_BLOCK_SHARED && v->part != RFI_NO_PART &&
           (v->gain != 0 || shape->link_start[j] < shape->link_start[j + 1]);
}

static void find_classes(aggregator *work)
{
    const rfi_structure *shape = work->shape;
    for (size_t j = 0; j < shape->problem->variable_count; j++) {
        work->class_of[j] = SIZE_MAX;
        if (!is_counted(shape, j)) {
            continue;
        }
        size_t c = 0;
        while (c < work->class_count && !counts_alike(shape, work->class_first[c], j)) {
            c++;
        }
        if (c == work->class_count) {
            work->class_first[work->class_count++] = j;
        }
        work->class_of[j] = c;
        work->class_size[c]++;
    }
}

static size_t add_sum_column(aggregator *work, const size_t *columns, size_t count)
{
    rfi_mip_model *model = work->model;
    double low = 0;
    double high = 0;
    for (size_t i = 0; i < count && !model->failed; i++) {
        low += model->low[columns[i]];
        high += model->high[columns[i]];
    }
    size_t column = rfi_mip_column(model, low, high, 0);
    size_t row = rfi_mip_row(model, 0, 0);
    rfi_mip_entry(model, row, column, 1);
    for (size_t i = 0; i < count; i++) {
        rfi_mip_entry(model, row, columns[i], -1);
    }
    return column;
}

/* A class of one counts by its own column. */
static void make_class_columns(aggregator *work)
{
    for (size_t c = 0; c < work->class_count; c++) {
        size_t count = 0;
        for (size_t j = work->class_first[c]; j < work->shape->problem->variable_count;
             j++) {
            if (work->class_of[j] == c) {
                work->set[count++] = j;
            }
        }
        work->class_column[c] =
            count > 1 ? add_sum_column(work, work->set, count) : work->class_first[c];
    }
}

/* The column of the sum of the classes in `set`, which rise; made where it is new. */
static size_t sum_column(aggregator *work, size_t count)
{
    if (count == 1) {
        return work->class_column[work->set[0]];
    }
    for (size_t s = 0; s < work->sum_count; s++) {
        const sum *known = &work->sums[s];
        if (known->count == count &&
            memcmp(known->classes, work->set, count * sizeof(size_t)) == 0) {
            return known->column;
        }
    }
    void *items = work->sums;
    size_t *classes = RFI_ARRAY(work->arena, 2 * count, size_t);
    if (classes == NULL || !rfi_arena_grow(work->arena, &items, work->sum_count,
                                           &work->sum_capacity, sizeof(sum))) {
        work->failed = true;
        return 0;
    }
    work->sums = items;
    memcpy(classes, work->set, count * sizeof(size_t));
    for (size_t i = 0; i < count; i++) {
        classes[count + i] = work->class_column[classes[i]];
    }
    size_t column = add_sum_column(work, classes + count, count);
    work->sums[work->sum_count++] = (sum){classes, count, column};
    return column;
}

/* Classes of one part that have the coefficient of number `first`, taken out of `met`. */
static size_t take_set(aggregator *work, size_t first)
{
    const rfi_variable *variables = work->shape->problem->variables;
    int64_t coefficient = work->met[first].coefficient;
    size_t part = variables[work->class_first[work->met[first].variable]].part;
    size_t count = 0;
    for (size_t i = first; i < work->met_count; i++) {
        rfi_term *met = &work->met[i];
        if (met->coefficient == coefficient && met->variable != SIZE_MAX &&
            variables[work->class_first[met->variable]].part == part) {
            size_t at = count++;
            while (at > 0 && work->set[at - 1] > met->variable) {
                work->set[at] = work->set[at - 1];
                at--;
            }
            work->set[at] = met->variable;
            met->variable = SIZE_MAX;
        }
    }
    return count;
}

static void meet(aggregator *work, size_t stamp, size_t class, int64_t coefficient)
{
    if (work->stamp[class] != stamp) {
        work->stamp[class] = stamp;
        work->met[work->met_count++] = (rfi_term){class, coefficient};
    }
}

static void add_coupling(aggregator *work, size_t number)
{
    const rfi_solve_row *row = &work->shape->problem->rows[work->shape->coupling[number]];
    double scale = rfi_structure_scale(row);
    size_t out =
        rfi_mip_row(work->model, -RFI_MIP_BIGGEST * 1e10, scale * (double)row->limit);
    work->coupling_row[number] = out;
    work->met_count = 0;
    for (size_t t = 0; t < row->term_count; t++) {
        size_t class = work->class_of[row->terms[t].variable];
        if (class == SIZE_MAX) {
            rfi_mip_entry(work->model, out, row->terms[t].variable,
                          scale * (double)row->terms[t].coefficient);
        } else {
            meet(work, number + 1, class, row->terms[t].coefficient);
        }
    }
    for (size_t i = 0; i < work->met_count; i++) {
        if (work->met[i].variable != SIZE_MAX) {
            double value = scale * (double)work->met[i].coefficient;
            size_t column = sum_column(work, take_set(work, i));
            rfi_mip_entry(work->model, out, column, value);
        }
    }
}

static void add_costs(aggregator *work)
{
    const rfi_problem *problem = work->shape->problem;
    work->met_count = 0;
    for (size_t j = 0; j < problem->variable_count; j++) {
        int64_t cost = -(problem->variables[j].gain / work->shape->grain);
        if (work->class_of[j] == SIZE_MAX) {
            work->model->cost[j] = (double)cost;
        } else if (cost != 0) {
            meet(work, work->shape->coupling_count + 1, work->class_of[j], cost);
        }
    }
    for (size_t i = 0; i < work->met_count; i++) {
        if (work->met[i].variable != SIZE_MAX) {
            double cost = (double)work->met[i].coefficient;
            size_t column = sum_column(work, take_set(work, i));
            if (!work->model->failed) {
                work->model->cost[column] += cost;
            }
        }
    }
}

static void add_own_rows(aggregator *work)
{
    const rfi_problem *problem = work->shape->problem;
    for (size_t i = 0; i < problem->row_count; i++) {
        const rfi_solve_row *row = &problem->rows[i];
        if (!work->shape->holds[i] || work->shape->row_block[i] == RFI_BLOCK_SHARED) {
            continue;
        }
        double scale = rfi_structure_scale(row);
        size_t out =
            rfi_mip_row(work->model, -RFI_MIP_BIGGEST * 1e10, scale * (double)row->limit);
        for (size_t t = 0; t < row->term_count; t++) {
            rfi_mip_entry(work->model, out, row->terms[t].variable,
                          scale * (double)row->terms[t].coefficient);
        }
    }
}

static bool start(aggregator *work, const rfi_structure *shape, rfi_mip_model *model)
{
    size_t n = shape->problem->variable_count;
    memset(work, 0, sizeof(*work));
    work->shape = shape;
    work->model = model;
    work->arena = shape->arena;
    work->class_of = RFI_ARRAY(work->arena, n + 1, size_t);
    work->class_first = RFI_ARRAY(work->arena, n + 1, size_t);
    work->class_size = RFI_ARRAY(work->arena, n + 1, size_t);
    work->class_column = RFI_ARRAY(work->arena, n + 1, size_t);
    work->stamp = RFI_ARRAY(work->arena, n + 1, size_t);
    work->met = RFI_ARRAY(work->arena, n + 1, rfi_term);
    work->set = RFI_ARRAY(work->arena, n + 1, size_t);
    work->coupling_row = RFI_ARRAY(work->arena, shape->coupling_count + 1, size_t);
    return work->coupling_row != NULL && work->class_of != NULL &&
           work->class_first != NULL && work->class_size != NULL &&
           work->class_column != NULL && work->stamp != NULL && work->met != NULL &&
           work->set != NULL;
}

bool rfi_structure_model(const rfi_structure *shape, rfi_mip_model *model, bool **ret_whole,
                         size_t **ret_coupling_row)
{
    aggregator work;
    const rfi_problem *problem = shape->problem;
    if (!start(&work, shape, model)) {
        return false;
    }
    for (size_t j = 0; j < problem->variable_count; j++) {
        rfi_mip_column(model, (double)problem->variables[j].low,
                       (double)problem->variables[j].high, 0);
    }
    if (model->failed) {
        return false;
    }
    find_classes(&work);
    make_class_columns(&work);
    add_own_rows(&work);
    for (size_t c = 0; c < shape->coupling_count; c++) {
        add_coupling(&work, c);
    }
    add_costs(&work);
    bool *whole = RFI_ARRAY(shape->arena, model->columns + 1, bool);
    if (work.failed || model->failed || whole == NULL) {
        return false;
    }
    for (size_t j = 0; j < model->columns; j++) {
        bool counted = j < problem->variable_count && work.class_of[j] != SIZE_MAX &&
                       work.class_size[work.class_of[j]] > 1;
        whole[j] = !counted;
    }
    *ret_whole = whole;
    *ret_coupling_row = work.coupling_row;
    return true;
}
