/* SPDX-License-Identifier: MIT */
/* Taking requests apart: every count is held against what the frame has left, every index
 * against the model. */
#include "planner/mip/model.h"

#include <stdlib.h>
#include <string.h>

#include "planner/solve/mip_wire.h"

enum { MOST_COLUMNS = 1 << 22, MOST_ENTRIES = 1 << 25 };

bool mip_take_count(mip_request *request, uint64_t most, uint64_t *ret_count)
{
    if (request->at == request->end || *request->at > most) {
        return false;
    }
    *ret_count = *request->at++;
    return true;
}

bool mip_take_number(mip_request *request, double *ret_value)
{
    if (request->at == request->end) {
        return false;
    }
    *ret_value = rfi_mip_number(*request->at++);
    return *ret_value >= -RFI_MIP_BIGGEST * 1e20 && *ret_value <= RFI_MIP_BIGGEST * 1e20;
}

double *mip_take_numbers(mip_request *request, size_t n)
{
    if ((size_t)(request->end - request->at) < n) {
        return NULL;
    }
    double *numbers = malloc((n + 1) * sizeof(*numbers));
    for (size_t i = 0; numbers != NULL && i < n; i++) {
        if (!mip_take_number(request, &numbers[i])) {
            free(numbers);
            return NULL;
        }
    }
    return numbers;
}

void mip_drop(mip_model *model)
{
    free(model->start);
    free(model->row);
    free(model->value);
    free(model->low);
    free(model->high);
    free(model->cost);
    free(model->least);
    free(model->most);
    if (model->lp != NULL) {
        Clp_deleteModel(model->lp);
    }
    memset(model, 0, sizeof(*model));
}

/* n + 1 positions that begin at 0, do not fall and end at k; shifted by `base`. */
static bool take_starts(mip_request *request, int *start, size_t n, uint64_t k, int base)
{
    uint64_t before = 0;
    for (size_t j = 0; j <= n; j++) {
        uint64_t at = 0;
        if (!mip_take_count(request, k, &at) || at < before || (j == 0 && at != 0)) {
            return false;
        }
        start[j] = base + (int)at;
        before = at;
    }
    return before == k;
}

static bool take_entries(mip_request *request, int *row, double *value, size_t k, int rows)
{
    for (size_t i = 0; i < k; i++) {
        uint64_t r = 0;
        if (rows == 0 || !mip_take_count(request, (uint64_t)rows - 1, &r)) {
            return false;
        }
        row[i] = (int)r;
    }
    for (size_t i = 0; i < k; i++) {
        if (!mip_take_number(request, &value[i])) {
            return false;
        }
    }
    return true;
}

bool mip_load(mip_model *model, mip_request *request)
{
    uint64_t n = 0;
    uint64_t m = 0;
    uint64_t k = 0;
    mip_drop(model);
    if (!mip_take_count(request, MOST_COLUMNS, &n) ||
        !mip_take_count(request, MOST_COLUMNS, &m) ||
        !mip_take_count(request, MOST_ENTRIES, &k)) {
        return false;
    }
    model->start = malloc((n + 1) * sizeof(int));
    model->row = malloc((k + 1) * sizeof(int));
    model->value = malloc((k + 1) * sizeof(double));
    model->columns = (int)n;
    model->rows = (int)m;
    return model->start != NULL && model->row != NULL && model->value != NULL &&
           take_starts(request, model->start, n, k, 0) &&
           take_entries(request, model->row, model->value, k, model->rows) &&
           (model->low = mip_take_numbers(request, n)) != NULL &&
           (model->high = mip_take_numbers(request, n)) != NULL &&
           (model->cost = mip_take_numbers(request, n)) != NULL &&
           (model->least = mip_take_numbers(request, m)) != NULL &&
           (model->most = mip_take_numbers(request, m)) != NULL &&
           request->at == request->end;
}

static bool enlarge(void *items, size_t count, size_t size)
{
    void *larger = realloc(*(void **)items, (count + 1) * size);
    if (larger != NULL) {
        *(void **)items = larger;
    }
    return larger != NULL;
}

static bool append(double **to, size_t had, mip_request *request, size_t c)
{
    double *more = mip_take_numbers(request, c);
    bool good = more != NULL && enlarge(to, had + c, sizeof(double));
    if (good) {
        memcpy(*to + had, more, c * sizeof(double));
    }
    free(more);
    return good;
}

static bool append_columns(mip_model *model, mip_request *request, size_t c, size_t k)
{
    size_t had = (size_t)model->columns;
    size_t entries = (size_t)model->start[had];
    return enlarge(&model->start, had + c + 1, sizeof(int)) &&
           enlarge(&model->row, entries + k, sizeof(int)) &&
           enlarge(&model->value, entries + k, sizeof(double)) &&
           take_starts(request, model->start + had, c, k, (int)entries) &&
           take_entries(request, model->row + entries, model->value + entries, k,
                        model->rows) &&
           append(&model->low, had, request, c) && append(&model->high, had, request, c) &&
           append(&model->cost, had, request, c) && request->at == request->end;
}

/* The positions that Clp wants begin at 0 for the new columns. */
static bool tell_lp(mip_model *model, size_t c)
{
    size_t had = (size_t)model->columns;
    int base = model->start[had];
    int *start = malloc((c + 1) * sizeof(int));
    if (start == NULL) {
        return false;
    }
    for (size_t j = 0; j <= c; j++) {
        start[j] = model->start[had + j] - base;
    }
    Clp_addColumns(model->lp, (int)c, model->low + had, model->high + had,
                   model->cost + had, start, model->row + base, model->value + base);
    free(start);
    return true;
}

bool mip_columns(mip_model *model, mip_request *request)
{
    uint64_t c = 0;
    uint64_t k = 0;
    if (model->start == NULL ||
        !mip_take_count(request, MOST_COLUMNS - (uint64_t)model->columns, &c) ||
        !mip_take_count(request, MOST_ENTRIES - (uint64_t)model->start[model->columns],
                        &k) ||
        !append_columns(model, request, c, k)) {
        return false;
    }
    if (model->lp != NULL && !tell_lp(model, c)) {
        return false;
    }
    model->columns += (int)c;
    return true;
}
