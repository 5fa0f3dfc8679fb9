/* SPDX-License-Identifier: MIT */
/* Buildings from the files of others: OpenStreetMap XML and tables of corners. What is read
 * are polygons in a plane, in millimetres; what is written are halls with rectilinear
 * outlines that lie wholly inside them. All arithmetic is exact or rounded to a millimetre.
 */
#ifndef SITES_READ_FOOTPRINT_H
#define SITES_READ_FOOTPRINT_H

#include "planner/base/diag.h"
#include "planner/base/text.h"
#include "planner/model/site.h"

enum {
    RFI_FOOTPRINTS_MOST = 64,
    RFI_FOOTPRINT_CORNERS = 200, /* of all rings of one building */
    RFI_FOOTPRINT_HOLES = 16
};

/* A closed polygon, its last corner not repeated; x to the east, y to the north, or as the
 * table has it. */
typedef struct rfi_ring {
    rfi_point *corners;
    size_t count;
} rfi_ring;

typedef struct rfi_footprint {
    const char *name;   /* words, or NULL */
    const char *origin; /* "way 12": where it stands in its file */
    rfi_ring outer;
    rfi_ring holes[RFI_FOOTPRINT_HOLES];
    size_t hole_count;
    int64_t lat, lon; /* of the middle of its box, 1e-7 degree; on_globe says whether */
    bool on_globe;
    rfi_place place;
} rfi_footprint;

typedef struct rfi_footprints {
    rfi_arena *arena;
    rfi_footprint *items; /* in file order */
    size_t count;
} rfi_footprints;

/* Closed ways tagged building, and multipolygons tagged so with their ways joined to rings.
 * Coordinates go to a plane that touches the ellipsoid WGS 84 in the middle of each
 * building: exact to a millimetre within a kilometre. NULL exactly when at least one error
 * was reported. file: name used in diagnostics. */
rfi_footprints *rfi_read_osm(const char *file, const char *bytes, size_t size,
                             rf_diags *diags);
/* Rows "hall,x,y" or "hall,ring,x,y" with a header that names the unit: x_m, x_mm or x_ft;
 * the corners of one ring follow one another; ring is empty for the outline. */
rfi_footprints *rfi_read_corners(const char *file, const char *bytes, size_t size,
                                 rf_diags *diags);
void rfi_footprints_free(rfi_footprints *footprints);

/* plane.c: degrees of 1e-7 to millimetres about a middle. */
rfi_point rfi_plane_point(int64_t lat, int64_t lon, int64_t middle_lat, int64_t middle_lon);
/* Turns all rings so that most of the walls run along the axes, by less than 45 degrees,
 * and moves the lower left corner of the box to 0,0. */
void rfi_plane_turn(rfi_footprint *footprint);

typedef struct rfi_rectified {
    rfi_ring outline; /* count 0: no part of it is 2 m wide */
    rfi_ring *holes;
    size_t hole_count;
    int64_t drawn, kept; /* mm2, of the polygon and of the halls's outline less holes */
} rfi_rectified;

/* The largest rectilinear polygon in one piece that is made of cells wholly inside the
 * footprint; cells lie between the corners' coordinates (those within 0.3 m count as one
 * wall), slanted walls are cut finer. In the arena. False when memory is out. */
bool rfi_rectify(rfi_arena *arena, const rfi_footprint *footprint,
                 rfi_rectified *ret_rectified);

typedef struct rfi_footprint_title {
    const char *id, *name;
    const char *file;  /* without its folders */
    const char *as_of; /* day, as 2026-11-23 */
} rfi_footprint_title;

/* A site with one hall for each building that holds one; each source says what was lost.
 * Warnings tell the same; an error when no hall is left. False then, or when memory is out
 * (text->failed). */
bool rfi_footprints_print(const rfi_footprints *footprints,
                          const rfi_footprint_title *title, rfi_text *text,
                          rf_diags *diags);

#endif
