/* SPDX-License-Identifier: MIT */
/* Buildings as a site: a hall each, with what the way to right angles cost. */
#include "sites/read/footprint.h"

#include "planner/base/checked.h"
#include "sites/read/report.h"

enum { SQUARE_DECIMETRE = 10000, DEGREE = 10000000 };

static void add_area(rfi_text *text, int64_t mm2)
{
    int64_t tenths = rfi_div_floor(mm2, 10 * SQUARE_DECIMETRE); /* of a square metre */
    rfi_text_format(text, "%lld.%lld m2", (long long)(tenths / 10),
                    (long long)(tenths % 10));
}

static void add_points(rfi_text *text, const rfi_ring *ring)
{
    for (size_t i = 0; i < ring->count; i++) {
        rfi_text_format(text, "%s%lld,%lld", i == 0 ? "" : " ",
                        (long long)ring->corners[i].x, (long long)ring->corners[i].y);
    }
    rfi_text_add(text, " mm");
}

/* "way 12, approximated inwards: 1440.0 m2 as drawn, 8.8 m2 of it lost" */
static void add_loss(rfi_text *text, const rfi_footprint *f, const rfi_rectified *r)
{
    rfi_text_add(text, f->origin);
    if (r->kept == r->drawn) {
        rfi_text_add(text, ", rectilinear as drawn: ");
        add_area(text, r->drawn);
        return;
    }
    rfi_text_add(text, ", approximated inwards by right angles: ");
    add_area(text, r->drawn);
    rfi_text_add(text, " as drawn, ");
    add_area(text, r->drawn - r->kept + 10 * SQUARE_DECIMETRE - 1); /* rounded up */
    rfi_text_add(text, " of it lost");
}

static void add_degrees(rfi_text *text, const char *name, int64_t value)
{
    int64_t size = value < 0 ? -value : value;
    rfi_text_format(text, " %s=\"%s%lld.%07lld deg\"", name, value < 0 ? "-" : "",
                    (long long)(size / DEGREE), (long long)(size % DEGREE));
}

static void add_hall(rfi_text *text, const rfi_footprint *f, const rfi_rectified *r,
                     size_t number)
{
    rfi_text_format(text, "  <hall id=\"hall-%zu\"", number);
    if (f->name != NULL) {
        rfi_text_add(text, " name=\"");
        rfi_text_xml(text, f->name);
        rfi_text_add(text, "\"");
    }
    rfi_text_add(text, " outline=\"");
    add_points(text, &r->outline);
    rfi_text_format(text, "\" src=\"outline-%zu\"%s>\n", number,
                    r->hole_count > 0 ? "" : "/");
    for (size_t i = 0; i < r->hole_count; i++) {
        rfi_text_format(text, "    <hole id=\"hole-%zu\" outline=\"", i + 1);
        add_points(text, &r->holes[i]);
        rfi_text_add(text, "\"/>\n");
    }
    if (r->hole_count > 0) {
        rfi_text_add(text, "  </hall>\n");
    }
}

static void add_source(rfi_text *text, const rfi_footprint *f, const rfi_rectified *r,
                       const rfi_footprint_title *title, size_t number)
{
    rfi_text words = RFI_TEXT_INIT;
    rfi_text_format(&words, "%s, ", title->file);
    add_loss(&words, f, r);
    rfi_text_format(text, "  <source id=\"outline-%zu\" title=\"", number);
    rfi_text_xml(text, words.failed ? "" : words.data);
    rfi_text_format(text, "\" date=\"%s\" grade=\"C\"/>\n", title->as_of);
    text->failed = text->failed || words.failed;
    rfi_text_finish(&words);
}

/* Tells what was lost; nothing is said of what lost nothing. */
static void warn(rfi_report *report, const rfi_footprint *f, const rfi_rectified *r)
{
    rfi_text words = RFI_TEXT_INIT;
    add_loss(&words, f, r);
    if (r->outline.count == 0) {
        rfi_report_warning(report, RFI_D_OUTLINE_SHAPE, f->place,
                           "%s is left out: it holds no rectilinear hall that is 2 m wide "
                           "and has no more than 128 corners",
                           f->origin);
    } else if (r->kept < r->drawn && !words.failed) {
        rfi_report_warning(report, RFI_D_OUTLINE_SHAPE, f->place, "%s", words.data);
    }
    rfi_text_finish(&words);
}

bool rfi_footprints_print(const rfi_footprints *footprints,
                          const rfi_footprint_title *title, rfi_text *text, rf_diags *diags)
{
    rfi_report report;
    rfi_report_init(&report, diags, NULL, 0);
    rfi_rectified *made = RFI_ARRAY(footprints->arena, footprints->count, rfi_rectified);
    text->failed = text->failed || made == NULL;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < footprints->count && !text->failed; i++) {
        rfi_footprint *f = &footprints->items[i];
        rfi_plane_turn(f);
        text->failed = !rfi_rectify(footprints->arena, f, &made[i]);
        warn(&report, f, &made[i]);
        first = first == SIZE_MAX && made[i].outline.count > 0 ? i : first;
    }
    if (text->failed) {
        return false;
    }
    if (first == SIZE_MAX) {
        rfi_report_error(&report, RFI_D_OUTLINE_SHAPE, footprints->items[0].place,
                         "no building holds a hall");
        return false;
    }
    rfi_text_format(text,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<site xmlns=\"urn:rackfit:1\" id=\"%s\" name=\"",
                    title->id);
    rfi_text_xml(text, title->name);
    rfi_text_format(text, "\" as-of=\"%s\">\n", title->as_of);
    if (footprints->items[first].on_globe) {
        rfi_text_add(text, "  <location");
        add_degrees(text, "lat", footprints->items[first].lat);
        add_degrees(text, "lon", footprints->items[first].lon);
        rfi_text_format(text, " src=\"outline-%zu\"/>\n", first + 1);
    }
    for (size_t i = 0; i < footprints->count; i++) {
        if (made[i].outline.count > 0) {
            add_source(text, &footprints->items[i], &made[i], title, i + 1);
        }
    }
    for (size_t i = 0; i < footprints->count; i++) {
        if (made[i].outline.count > 0) {
            add_hall(text, &footprints->items[i], &made[i], i + 1);
        }
    }
    rfi_text_add(text, "</site>\n");
    return !text->failed;
}
