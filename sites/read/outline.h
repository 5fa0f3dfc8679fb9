/* SPDX-License-Identifier: MIT */
/* Geometry of a hall as read: the outline brought into one form, obstacles and doors held
 * against it. Millimetres; coordinates are within 10 km. */
#ifndef SITES_READ_OUTLINE_H
#define SITES_READ_OUTLINE_H

#include "planner/model/site.h"

enum { RFI_OUTLINE_MOST = 256 };

/* NULL, or what keeps the corners from being a simple rectilinear polygon at least 2 m
 * wide; *ret_corner is then the first corner concerned. On success the corners are without
 * straight-on ones, counter-clockwise from the lowest, then leftmost corner. */
const char *rfi_outline_normalise(rfi_point *points, size_t *count, size_t *ret_corner);

/* Lower left and upper right corner of the bounding box. */
void rfi_outline_box(const rfi_point *points, size_t count, rfi_point *ret_low,
                     rfi_point *ret_high);
/* Whether the rectangle shares area with the polygon. */
bool rfi_outline_meets(const rfi_point *points, size_t count, rfi_point at, rfi_point size);
/* Whether the point is at most `play` from the outline. */
bool rfi_outline_touches(const rfi_point *points, size_t count, rfi_point point,
                         int64_t play);

#endif
