/* SPDX-License-Identifier: MIT */
/* Models for the MIP engine program, built entry by entry. */
#include "planner/solve/mip_client.h"

void rfi_mip_model_init(rfi_mip_model *model, rfi_arena *arena)
{
    memset(model, 0, sizeof(*model));
    model->arena = arena;
}

static double *grow(rfi_mip_model *model, double *numbers, size_t count, size_t *capacity)
{
    void *items = numbers;
    if (!rfi_arena_grow(model->arena, &items, count, capacity, sizeof(double))) {
        model->failed = true;
    }
    return items;
}

size_t rfi_mip_column(rfi_mip_model *model, double low, double high, double cost)
{
    size_t j = model->columns;
    model->low = grow(model, model->low, j, &model->low_capacity);
    model->high = grow(model, model->high, j, &model->high_capacity);
    model->cost = grow(model, model->cost, j, &model->cost_capacity);
    if (model->failed) {
        return 0;
    }
    model->low[j] = low;
    model->high[j] = high;
    model->cost[j] = cost;
    model->columns++;
    return j;
}

size_t rfi_mip_row(rfi_mip_model *model, double least, double most)
{
    size_t i = model->rows;
    model->least = grow(model, model->least, i, &model->least_capacity);
    model->most = grow(model, model->most, i, &model->most_capacity);
    if (model->failed) {
        return 0;
    }
    model->least[i] = least;
    model->most[i] = most;
    model->rows++;
    return i;
}

void rfi_mip_entry(rfi_mip_model *model, size_t row, size_t column, double value)
{
    size_t e = model->entries;
    void *columns = model->entry_column;
    void *rows = model->entry_row;
    if (!rfi_arena_grow(model->arena, &columns, e, &model->column_capacity,
                        sizeof(size_t)) ||
        !rfi_arena_grow(model->arena, &rows, e, &model->row_capacity, sizeof(size_t))) {
        model->failed = true;
    }
    model->entry_column = columns;
    model->entry_row = rows;
    model->entry_value = grow(model, model->entry_value, e, &model->value_capacity);
    if (model->failed) {
        return;
    }
    model->entry_column[e] = column;
    model->entry_row[e] = row;
    model->entry_value[e] = value;
    model->entries++;
}
