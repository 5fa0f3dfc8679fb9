/* SPDX-License-Identifier: MIT */
/* Pictures within a tolerance, for what a draw list cannot show: hatches, type, order of
 * ink. Where one differs, a difference picture stands in the build folder: grey what is
 * alike, red what is not. RF_GOLDEN_UPDATE=1 writes the pictures anew. And colours: roles
 * that can touch are told apart without hue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/diagram/campus.h"
#include "reports/diagram/conflict.h"
#include "reports/diagram/floor.h"
#include "reports/diagram/overhead.h"
#include "tests/unit/floor_examples.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

/* A pixel differs when a channel is further off than this; glyph edges of another version
 * of the libraries stay below it. So many may differ, parts of a million. */
enum { OFF = 64, MOST = 2000, DPI = 50 };

typedef struct reader {
    const unsigned char *at;
    size_t left;
} reader;

static cairo_status_t read_bytes(void *closure, unsigned char *data, unsigned int length)
{
    reader *from = closure;
    if (length > from->left) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(data, from->at, length);
    from->at += length;
    from->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static int channel(cairo_surface_t *surface, int x, int y, int k)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    return data[y * cairo_image_surface_get_stride(surface) + 4 * x + k];
}

/* Pixels that differ; and the picture of it. */
static int64_t compare(cairo_surface_t *made, cairo_surface_t *kept,
                       cairo_surface_t *difference)
{
    int width = cairo_image_surface_get_width(made);
    int height = cairo_image_surface_get_height(made);
    int64_t count = 0;
    unsigned char *data = cairo_image_surface_get_data(difference);
    int stride = cairo_image_surface_get_stride(difference);
    cairo_surface_flush(difference);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            int off = 0;
            for (int k = 0; k < 3; k++) {
                int one = abs(channel(made, x, y, k) - channel(kept, x, y, k));
                off = one > off ? one : off;
            }
            unsigned char *pixel = data + y * stride + 4 * x; /* blue, green, red */
            unsigned char grey = (unsigned char)(192 + channel(made, x, y, 1) / 4);
            pixel[0] = pixel[1] = off > OFF ? 0 : grey;
            pixel[2] = off > OFF ? 200 : grey;
            pixel[3] = 255;
            count += off > OFF ? 1 : 0;
        }
    }
    cairo_surface_mark_dirty(difference);
    return count;
}

static cairo_surface_t *open_bytes(const rf_bytes *bytes)
{
    reader from = {(const unsigned char *)bytes->data, bytes->size};
    return cairo_image_surface_create_from_png_stream(read_bytes, &from);
}

static void expect_picture(const rf_bytes *bytes, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof(path), "%s/tests/golden/pictures/%s.png", TEST_ROOT, name);
    if (getenv("RF_GOLDEN_UPDATE") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(bytes->data, 1, bytes->size, file), bytes->size);
        assert_int_equal(fclose(file), 0);
        return;
    }
    cairo_surface_t *made = open_bytes(bytes);
    cairo_surface_t *kept = cairo_image_surface_create_from_png(path);
    assert_int_equal(cairo_surface_status(made), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_surface_status(kept), CAIRO_STATUS_SUCCESS);
    int width = cairo_image_surface_get_width(made);
    int height = cairo_image_surface_get_height(made);
    assert_int_equal(width, cairo_image_surface_get_width(kept));
    assert_int_equal(height, cairo_image_surface_get_height(kept));
    cairo_surface_t *difference =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    int64_t count = compare(made, kept, difference);
    int64_t parts = count * 1000000 / ((int64_t)width * height);
    if (parts > MOST) {
        (void)snprintf(path, sizeof(path), "%s/difference-%s.png", BUILD_ROOT, name);
        (void)cairo_surface_write_to_png(difference, path);
        print_error("%s: %lld of a million pixels differ, see %s\n", name, (long long)parts,
                    path);
    }
    cairo_surface_destroy(difference);
    cairo_surface_destroy(kept);
    cairo_surface_destroy(made);
    assert_true(parts <= MOST);
}

static void sheets_look_as_before(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        rfi_draw_view *draw;
        bool of_hall;
    } views[] = {{"floor", rfi_draw_floor_sheet, true},
                 {"overhead", rfi_draw_overhead_sheet, true},
                 {"conflict", rfi_draw_conflict_sheet, true},
                 {"campus", rfi_draw_campus_sheet, false}};
    rfi_fitting fittings[] = {
        {RFI_FITTING_BUSWAY, {3000, 3000, 12000, 150}, 1, 1, RFI_SIDE_A},
        {RFI_FITTING_BUSWAY, {3000, 3200, 12000, 150}, 1, 1, RFI_SIDE_B},
        {RFI_FITTING_TRAY, {3000, 3400, 12000, 300}, 1, 0, RFI_SIDE_NONE},
        {RFI_FITTING_MANIFOLD, {3000, 3800, 12000, 400}, 1, 0, RFI_SIDE_NONE},
    };
    for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
        example *e = gridded_hall();
        e->evaluation.site = &e->site;
        e->site.halls = &e->hall;
        e->site.hall_count = 1;
        e->floor.fittings = fittings;
        e->floor.fitting_count = 4;
        const rfi_sheet_task task = {.evaluation = &e->evaluation,
                                     .judgement = &e->judgement,
                                     .hall = views[i].of_hall ? &e->hall : NULL,
                                     .format = RF_SHEET_A3};
        rfi_drawing *drawing = rfi_drawing_new(NULL);
        rfi_sheet_words words;
        rf_bytes bytes = {NULL, 0};
        assert_non_null(drawing);
        assert_true(views[i].draw(&task, drawing, &words));
        assert_int_equal(rfi_paint_png(drawing, 0, DPI, &bytes, NULL), RF_OK);
        expect_picture(&bytes, views[i].name);
        free(bytes.data);
        rfi_drawing_free(drawing);
        rfi_arena_free(e->arena);
    }
}

/* What the test is worth: a rack in another colour is found, a slight shade is not. */
static void a_difference_is_found(void **state)
{
    (void)state;
    cairo_surface_t *surfaces[3];
    for (int i = 0; i < 3; i++) {
        surfaces[i] = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 100, 100);
        cairo_t *cairo = cairo_create(surfaces[i]);
        cairo_set_source_rgb(cairo, 1, 1, i == 1 ? 0.9 : 1);
        cairo_paint(cairo);
        cairo_set_source_rgb(cairo, 0, 0.4, i == 2 ? 0.1 : 0.7);
        cairo_rectangle(cairo, 10, 10, 10, 10);
        cairo_fill(cairo);
        cairo_destroy(cairo);
        cairo_surface_flush(surfaces[i]);
    }
    cairo_surface_t *difference = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 100, 100);
    assert_int_equal(compare(surfaces[0], surfaces[1], difference), 0);
    assert_int_equal(compare(surfaces[0], surfaces[2], difference), 100);
    cairo_surface_destroy(difference);
    for (int i = 0; i < 3; i++) {
        cairo_surface_destroy(surfaces[i]);
    }
}

/* ---- colours ----------------------------------------------------------------------------
 */

static double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* CIE lightness of an ink as an eye without one kind of cone sees it, 0: all cones, 1 to 3:
 * without long, middle, short ones. Matrices on linear sRGB: Machado, Oliveira, Fernandes
 * (2009), severity 1. */
static double lightness(rfi_ink ink, int eye)
{
    static const double eyes[4][3][3] = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {{0.152286, 1.052583, -0.204868},
         {0.114503, 0.786281, 0.099216},
         {-0.003882, -0.048116, 1.051998}},
        {{0.367322, 0.860646, -0.227968},
         {0.280085, 0.672501, 0.047413},
         {-0.011820, 0.042940, 0.968881}},
        {{1.255528, -0.076749, -0.178779},
         {-0.078411, 0.930809, 0.147602},
         {0.004733, 0.691367, 0.303900}},
    };
    double in[3];
    double out[3];
    for (int k = 0; k < 3; k++) {
        in[k] = linear((double)(ink >> (16 - 8 * k) & 0xFFU) / 255);
    }
    for (int k = 0; k < 3; k++) {
        out[k] =
            eyes[eye][k][0] * in[0] + eyes[eye][k][1] * in[1] + eyes[eye][k][2] * in[2];
        out[k] = fmin(fmax(out[k], 0), 1);
    }
    double y = 0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2];
    return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y;
}

typedef struct role {
    const char *name;
    rfi_ink ink;
    rfi_hatch hatch;
    rfi_dash dash;
} role;

static bool told_apart(const role *a, const role *b)
{
    if (a->hatch != b->hatch || a->dash != b->dash) {
        return true;
    }
    for (int eye = 0; eye < 4; eye++) {
        if (fabs(lightness(a->ink, eye) - lightness(b->ink, eye)) < 15) {
            return false;
        }
    }
    return true;
}

/* As rfi_draw_rack and its neighbours draw them, groups of roles that can lie side by side.
 */
static void roles_that_touch_are_told_apart(void **state)
{
    (void)state;
    enum { FAMILIES = RFI_FAMILY_AIR + 1 };
    role racks[FAMILIES + 2];
    size_t count = 0;
    for (int f = 0; f < FAMILIES; f++) {
        rfi_family_look look = rfi_family_looks((rfi_family)f);
        racks[count++] = (role){"family", rfi_tint(look.fill, 0.48), look.hatch, 0};
    }
    racks[count++] = (role){"network", RFI_INK_NETWORK, RFI_HATCH_NONE, 0};
    racks[count++] = (role){"CDU", rfi_tint(RFI_INK_SUPPLY, 0.3), RFI_HATCH_NONE, 0};
    const role lines[] = {{"supply", RFI_INK_SUPPLY, 0, RFI_DASH_SOLID},
                          {"return", RFI_INK_RETURN, 0, RFI_DASH_RETURN},
                          {"busway A", RFI_INK_POWER, 0, RFI_DASH_SOLID},
                          {"busway B", RFI_INK_POWER, 0, RFI_DASH_FEED_B},
                          {"route", RFI_INK_SOFT, 0, RFI_DASH_ROUTE},
                          {"zone", RFI_INK_SOFT, 0, RFI_DASH_AXIS}};
    const role words[] = {{"conflict", RFI_INK_CONFLICT, 0, 0},
                          {"ground", RFI_INK_WHITE, 0, 0}};
    const struct {
        const role *roles;
        size_t count;
    } groups[] = {{racks, count}, {lines, 6}, {words, 2}};
    for (size_t g = 0; g < 3; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            for (size_t k = 0; k < i; k++) {
                if (!told_apart(&groups[g].roles[i], &groups[g].roles[k])) {
                    fail_msg("%s and %s look alike to some eye", groups[g].roles[i].name,
                             groups[g].roles[k].name);
                }
            }
        }
    }
    const role same[] = {{"a", RFI_INK_ONE, 0, 0}, {"b", RFI_INK_CONFLICT, 0, 0}};
    assert_false(told_apart(&same[0], &same[1])); /* hue alone is not enough */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_look_as_before),
        cmocka_unit_test(a_difference_is_found),
        cmocka_unit_test(roles_that_touch_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
