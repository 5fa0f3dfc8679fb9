/* SPDX-License-Identifier: MIT */
/* Bound propagation over a queue of rows. */
#include "planner/solve/propagate.h"

enum { RFI_VISITS_PER_ROW = 24 };

void rfi_propagate_row(rfi_work *work, size_t row)
{
    if (work->queued[row]) {
        return;
    }
    work->queued[row] = true;
    size_t place = work->queue_head + work->queue_length++;
    work->queue[place < work->rows ? place : place - work->rows] = row;
}

void rfi_propagate_around(rfi_work *work, size_t variable)
{
    for (size_t c = work->column_start[variable]; c < work->column_start[variable + 1];
         c++) {
        rfi_propagate_row(work, work->column_row[c]);
    }
}

void rfi_propagate_all(rfi_work *work)
{
    for (size_t row = 0; row < work->rows; row++) {
        rfi_propagate_row(work, row);
    }
}

static size_t take_row(rfi_work *work)
{
    size_t row = work->queue[work->queue_head];
    work->queue_head = work->queue_head + 1 < work->rows ? work->queue_head + 1 : 0;
    work->queue_length--;
    work->queued[row] = false;
    return row;
}

static void empty_queue(rfi_work *work)
{
    while (work->queue_length > 0) {
        take_row(work);
    }
    work->queue_head = 0;
}

/* 128-bit division is slow; most numbers fit 64 bits. Both are not negative. */
static int64_t quotient(rfi_wide n, int64_t d)
{
    return n <= INT64_MAX ? (int64_t)n / d : (int64_t)(n / d);
}

/* room: how far the row's least left side stays below its limit. */
static void tighten_row(rfi_work *work, size_t row, rfi_wide room)
{
    for (size_t t = work->start[row]; t < work->start[row + 1]; t++) {
        size_t j = work->variable[t];
        int64_t a = work->coefficient[t];
        int64_t size = a > 0 ? a : -a;
        if ((rfi_wide)size * (work->high[j] - work->low[j]) <= room) {
            continue;
        }
        if (a > 0) {
            work->high[j] = work->low[j] + quotient(room, size);
        } else {
            work->low[j] = work->high[j] - quotient(room, size);
        }
        rfi_propagate_around(work, j);
    }
}

bool rfi_propagate(rfi_work *work)
{
    size_t visits = RFI_VISITS_PER_ROW * work->rows;
    while (work->queue_length > 0 && visits-- > 0) {
        size_t row = take_row(work);
        rfi_wide room = work->limit[row] - rfi_work_least(work, row);
        if (room < 0) {
            empty_queue(work);
            return false;
        }
        tighten_row(work, row, room);
    }
    empty_queue(work);
    return true;
}
