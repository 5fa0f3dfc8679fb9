/* SPDX-License-Identifier: MIT */
/* Losses at part load: loss = a*S + b*P + c*P^2/S, with S the rating of what is installed
 * and P the output. Exact integers. Rows are linear, so a plan takes the chord (never below
 * the curve up to a given load), a proof the tangent (never above it anywhere). */
#ifndef PLANNER_CAPACITY_LOSS_H
#define PLANNER_CAPACITY_LOSS_H

#include <stdint.h>

/* Factors in ppm. The rating stands twice, because more of it raises the fixed part and
 * lowers the square part: each is read at its own worst. A rating of 1 kVA counts as 1 kW;
 * beyond 1 TW everything is unbounded. */
typedef struct rfi_loss_curve {
    int64_t fixed, linear, square; /* a, b, c */
    int64_t installed;             /* S of the fixed part, mW */
    int64_t rating;                /* S of the square part, mW */
} rfi_loss_curve;

/* The curve itself at an output in mW, rounded up. */
int64_t rfi_loss_at(const rfi_loss_curve *curve, int64_t output);
/* The part that flows at any load: a*S, rounded up. */
int64_t rfi_loss_standing(const rfi_loss_curve *curve);
/* What `output` adds to it on the chord over [0, most], rounded up: standing + chord is at
 * least the loss of every output up to `most`. */
int64_t rfi_loss_chord(const rfi_loss_curve *curve, int64_t most, int64_t output);
/* The output at which loss per output is least, S*sqrt(a/c), at most the rating; there the
 * tangent touches. Rounded down. */
int64_t rfi_loss_best_output(const rfi_loss_curve *curve);
/* The tangent there: what it takes at no output (down) and what `output` adds (up). Their
 * sum is at most the loss of that output. */
int64_t rfi_loss_tangent_standing(const rfi_loss_curve *curve);
int64_t rfi_loss_tangent(const rfi_loss_curve *curve, int64_t output);

#endif
