/* SPDX-License-Identifier: MIT */
/* Geometry of a hall as read: the outline brought into one form, obstacles and doors held
 * against it. Millimetres; coordinates are within 10 km. */
#ifndef SITES_READ_OUTLINE_H
#define SITES_READ_OUTLINE_H

#include "planner/model/site.h"

enum { RFI_OUTLINE_MOST = 256, RFI_HALL_LEAST_WIDTH = 2000 };

/* NULL, or what keeps the corners from being a simple rectilinear polygon that is at least
 * `least` mm wide both ways; *ret_corner is then the first corner concerned. On success the
 * corners are without straight-on ones, counter-clockwise from the lowest, then leftmost
 * corner. */
const char *rfi_outline_normalise(rfi_point *points, size_t *count, int64_t least,
                                  size_t *ret_corner);
/* Whether the edges of two polygons meet or touch. O(edges x edges). */
bool rfi_outlines_meet(const rfi_point *a, size_t a_count, const rfi_point *b,
                       size_t b_count);
/* Whether the point, which lies on no edge, is inside. */
bool rfi_outline_holds(const rfi_point *points, size_t count, rfi_point point);

/* Lower left and upper right corner of the bounding box. */
void rfi_outline_box(const rfi_point *points, size_t count, rfi_point *ret_low,
                     rfi_point *ret_high);
/* Whether the rectangle shares area with the polygon. */
bool rfi_outline_meets(const rfi_point *points, size_t count, rfi_point at, rfi_point size);
/* Whether the rectangle lies wholly inside the polygon. */
bool rfi_outline_covers(const rfi_point *points, size_t count, rfi_point at,
                        rfi_point size);
/* Whether the point is at most `play` from the outline. */
bool rfi_outline_touches(const rfi_point *points, size_t count, rfi_point point,
                         int64_t play);

#endif
