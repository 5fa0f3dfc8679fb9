/* SPDX-License-Identifier: MIT */
/* The draw list and its three back-ends: degenerate cases first, then metrics, hatching,
 * repeatable bytes in one process and across processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/base/digest.h"
#include "reports/paint/paint.h"

/* Fontconfig keeps 288 bytes a process; the sanitizer's name for asking it to be silent. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

static const char *self; /* this program, to run it a second time */

static const rfi_letters body = {RFI_FACE_PLAIN, 8.6, 0, RFI_LEFT, false, 0};

static rfi_drawing *new_drawing(void)
{
    rf_diags *diags = rf_diags_new();
    rfi_drawing *drawing = rfi_drawing_new(diags);
    assert_non_null(drawing);
    assert_int_equal(rf_diags_count(diags), 0);
    rf_diags_free(diags);
    return drawing;
}

static bool contains(const rf_bytes *bytes, const char *needle)
{
    size_t length = strlen(needle);
    for (size_t i = 0; i + length <= bytes->size; i++) {
        if (memcmp(bytes->data + i, needle, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool near(double a, double b, double within)
{
    return fabs(a - b) <= within;
}

static void an_empty_drawing_is_refused(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    rf_diags *diags = rf_diags_new();
    rf_bytes bytes = {NULL, 0};
    const rfi_imprint imprint = {.title = "nothing"};
    assert_int_equal(rfi_paint_pdf(drawing, &imprint, &bytes, diags), RF_E_MISUSE);
    assert_int_equal(rfi_paint_svg(drawing, 0, &imprint, &bytes, diags), RF_E_MISUSE);
    assert_int_equal(rfi_paint_png(drawing, 0, 96, &bytes, diags), RF_E_MISUSE);
    assert_null(bytes.data);
    assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_OUTPUT_FAILED);
    rf_diags_free(diags);
    rfi_drawing_free(drawing);
    rfi_drawing_free(NULL);
}

static void failure_is_sticky(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    rfi_draw_text(drawing, 1, 1, "before any page", &body);
    assert_true(drawing->failed);
    rfi_drawing_free(drawing);

    drawing = new_drawing();
    rfi_open_page(drawing, 100, 100);
    rfi_close_group(drawing);
    assert_true(drawing->failed);
    rfi_drawing_free(drawing);

    drawing = new_drawing();
    rfi_open_page(drawing, 100, 100);
    rfi_draw_line(drawing, 0, 0, (double)NAN, 1, (rfi_pen){RFI_INK_TEXT, 0.1, 0});
    assert_true(drawing->failed);
    rfi_drawing_free(drawing);

    drawing = new_drawing();
    rfi_open_page(drawing, 100, 100);
    rfi_open_group(drawing, "left-open", NULL, NULL);
    assert_false(drawing->failed);
    rf_bytes bytes = {NULL, 0};
    const rfi_imprint imprint = {.title = "open"};
    assert_int_equal(rfi_paint_pdf(drawing, &imprint, &bytes, NULL), RF_E_MISUSE);
    rfi_drawing_free(drawing);
}

static void text_is_measured_as_drawn(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    rfi_open_page(drawing, 210, 297);
    rfi_extent one = rfi_measure_text(drawing, &body, "1111");
    rfi_extent eight = rfi_measure_text(drawing, &body, "8888");
    assert_true(near(one.width, eight.width, 1e-9)); /* tabular figures */
    const rfi_letters twice = {RFI_FACE_PLAIN, 12, 0, RFI_LEFT, false, 0};
    const rfi_letters half = {RFI_FACE_PLAIN, 6, 0, RFI_LEFT, false, 0};
    double ratio = rfi_measure_text(drawing, &twice, "critical IT").width /
                   rfi_measure_text(drawing, &half, "critical IT").width;
    assert_true(near(ratio, 2, 0.002)); /* no hinting: widths scale */
    double width = rfi_draw_text(drawing, 50, 40, "8888", &body);
    assert_true(near(width, eight.width, 1e-9));
    const rfi_item *item = &drawing->items[drawing->item_count - 1];
    assert_true(near(item->box.x, 50 + eight.ink.x, 1e-9));
    assert_true(item->box.y < 40 - 2 && near(item->box.y + item->box.height, 40, 0.1));
    rfi_letters right = body;
    right.align = RFI_RIGHT;
    rfi_draw_text(drawing, 50, 40, "8888", &right);
    item = &drawing->items[drawing->item_count - 1];
    assert_true(near(item->at.x, 50 - eight.width, 1e-9));
    rfi_letters up = body;
    up.upward = true;
    up.align = RFI_CENTRE;
    rfi_draw_text(drawing, 50, 40, "8888", &up);
    item = &drawing->items[drawing->item_count - 1];
    assert_true(near(item->at.y, 40 + eight.width / 2, 1e-9));
    assert_true(near(item->box.height, eight.ink.width, 1e-9));
    assert_true(near(item->box.y + item->box.height / 2, 40, 0.2));
    assert_true(item->box.x < 48 && near(item->box.x + item->box.width, 50, 0.1));
    rfi_drawing_free(drawing);
}

/* Lines are kept and pushed out by others: what is measured does not change, whatever came
 * between, and faces, sizes and tracks are not taken for one another. */
static void kept_lines_measure_the_same(void **state)
{
    (void)state;
    rfi_drawing *drawing = rfi_drawing_new(NULL);
    assert_non_null(drawing);
    double first[3000];
    char words[16];
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < 3000; i++) {
            const rfi_letters letters = {(rfi_face)(i % 3), 5 + i % 4, 0,
                                         RFI_LEFT,          false,     i % 2};
            (void)snprintf(words, sizeof(words), "%d", i / 12);
            double width = rfi_measure_text(drawing, &letters, words).width;
            if (pass == 0) {
                first[i] = width;
            }
            assert_true(fabs(width - first[i]) < 1e-12);
        }
    }
    assert_true(first[12] < first[15]); /* "1" at 5 points; at 8, spaced */
    rfi_drawing_free(drawing);
}

static void switches_weigh_but_do_not_show(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    double plain = rfi_measure_text(drawing, &body, "limit 17.3 MW").width;
    double strong =
        rfi_measure_text(drawing, &body, "limit " RFI_STRONG_ON "17.3 MW" RFI_STRONG_OFF)
            .width;
    double off = rfi_measure_text(drawing, &body, "limit 17.3 MW" RFI_STRONG_ON).width;
    double raised =
        rfi_measure_text(drawing, &body, "limit 17.3 MW" RFI_RAISE_ON "4" RFI_RAISE_OFF)
            .width;
    assert_true(strong > plain + 0.1);
    assert_true(near(off, plain, 1e-9));
    double four = rfi_measure_text(drawing, &body, "4").width;
    assert_true(near(raised - plain, 0.7 * four, 0.05));
    rfi_drawing_free(drawing);
}

static void paragraphs_break_and_carry_their_switches(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    rfi_open_page(drawing, 210, 297);
    const char *text =
        "Seven measures turn " RFI_STRONG_ON "two mining halls into 31.8" RFI_THIN_SPACE
        "MW of critical IT" RFI_STRONG_OFF " by 2029-Q3.";
    double height = rfi_paragraph_height(drawing, 40, text, &body, 12);
    double drawn = rfi_draw_paragraph(drawing, (rfi_box){18, 20, 40, 0}, text, &body, 12);
    assert_true(near(height, drawn, 1e-9));
    assert_true(near(height, 3 * 12 * 25.4 / 72, 1e-6));
    assert_int_equal(drawing->item_count, 3);
    assert_int_equal(drawing->items[1].text[0], RFI_STRONG_ON[0]);
    assert_non_null(strstr(drawing->items[1].text, "31.8" RFI_THIN_SPACE "MW"));
    for (size_t i = 0; i < 3; i++) {
        assert_true(drawing->items[i].box.width <= 40);
        assert_true(drawing->items[i].box.y >= 20);
    }
    assert_true(
        near(drawing->items[2].at.y - drawing->items[0].at.y, 24 * 25.4 / 72, 1e-6));
    assert_true(near(rfi_paragraph_height(drawing, 40, "", &body, 12), 0, 1e-9));
    double forced = rfi_paragraph_height(drawing, 400, "one\ntwo", &body, 12);
    assert_true(near(forced, 24 * 25.4 / 72, 1e-6));
    rfi_drawing_free(drawing);
}

static void what_cannot_fit_is_cut_and_counted(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    rfi_open_page(drawing, 210, 297);
    rfi_draw_fitted(drawing, 10, 10, 30, "short", &body, 6);
    assert_int_equal(drawing->cut, 0);
    assert_true(near(drawing->items[0].letters.size, 8.6, 1e-9));
    double width =
        rfi_draw_fitted(drawing, 10, 20, 30, "a name that shrinks a bit", &body, 6);
    assert_int_equal(drawing->cut, 0);
    assert_true(width <= 30 && drawing->items[1].letters.size < 8.6);
    width = rfi_draw_fitted(drawing, 10, 30, 30,
                            "um nome comprido demais para a célula, ção ção ção ção ção",
                            &body, 6);
    assert_int_equal(drawing->cut, 1);
    assert_true(width <= 30);
    assert_non_null(strstr(drawing->items[2].text, "\u2026"));
    rfi_drawing_free(drawing);
}

/* Every hatch line of a concave outline lies inside it and the pitch is kept. */
static void hatch_is_cut_to_the_shape(void **state)
{
    (void)state;
    rfi_drawing *drawing = new_drawing();
    rfi_open_page(drawing, 100, 100);
    const rfi_spot ell[] = {{10, 10}, {40, 10}, {40, 20}, {20, 20}, {20, 40}, {10, 40}};
    rfi_draw_polygon(drawing, ell, 6,
                     &(rfi_look){.pen = {RFI_INK_TEXT, 0.18, 0},
                                 .fill = RFI_INK_WASH,
                                 .hatch = RFI_HATCH_SLASH,
                                 .hatch_ink = RFI_INK_ONE,
                                 .pitch = 0.75});
    assert_int_equal(drawing->item_count, 3); /* fill, hatch, outline */
    const rfi_item *hatch = &drawing->items[1];
    assert_true(hatch->steps > 60 && hatch->steps % 2 == 0);
    for (size_t i = hatch->step; i < hatch->step + hatch->steps; i += 2) {
        rfi_spot a = drawing->steps[i].to[0];
        rfi_spot b = drawing->steps[i + 1].to[0];
        assert_true(near(a.x + a.y, b.x + b.y, 1e-6)); /* rises to the right */
        double index = (a.x + a.y) / sqrt(2) / 0.75;
        assert_true(near(index, round(index), 1e-6));
        double x = (a.x + b.x) / 2;
        double y = (a.y + b.y) / 2;
        assert_true(x > 10 - 1e-6 && y > 10 - 1e-6 && x < 40 + 1e-6 && y < 40 + 1e-6);
        assert_true(x < 20 + 1e-6 || y < 20 + 1e-6);
    }
    rfi_draw_circle(drawing, 70, 70, 10,
                    &(rfi_look){.hatch = RFI_HATCH_DOTS, .hatch_ink = RFI_INK_CUBE});
    const rfi_item *dots = &drawing->items[3];
    assert_int_equal(dots->kind, RFI_ITEM_PATH);
    assert_true(dots->fill == RFI_INK_CUBE && dots->steps > 300);
    for (size_t i = dots->step; i < dots->step + dots->steps; i++) {
        if (drawing->steps[i].kind != RFI_CLOSE) {
            rfi_spot at = drawing->steps[i].to[0];
            assert_true(hypot(at.x - 70, at.y - 70) < 10.25);
        }
    }
    rfi_drawing_free(drawing);
}

static void tints_mix_with_white(void **state)
{
    (void)state;
    assert_int_equal(rfi_tint(RFI_INK_ONE, 0.2) & 0xFFFFFFU, 0xCCE3F0U);
    assert_int_equal(rfi_tint(RFI_NO_INK, 0.2), RFI_NO_INK);
    assert_int_equal(rfi_tint(RFI_INK_TEXT, 1.0), RFI_INK_TEXT);
}

/* ---- a drawing that uses everything -------------------------------------------------- */

static void draw_first_page(rfi_drawing *drawing)
{
    rfi_open_page(drawing, 210, 297);
    rfi_add_dest(drawing, "start", 18, 16);
    rfi_open_tag(drawing, RFI_TAG_H1, NULL);
    rfi_draw_text(drawing, 18, 30, "A finding \u2264 17.3" RFI_THIN_SPACE "MW",
                  &(rfi_letters){RFI_FACE_STRONG, 15, 0, RFI_LEFT, false, 0});
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_P, NULL);
    rfi_draw_paragraph(drawing, (rfi_box){18, 40, 80, 0},
                       "262 MUSD (218\u2013331)" RFI_LOZENGE RFI_RAISE_ON "4" RFI_RAISE_OFF
                       " carry " RFI_STRONG_ON "31.8 MW" RFI_STRONG_OFF RFI_SOFT_ON
                       " critical IT" RFI_SOFT_OFF
                       ", \u00e7\u00e3o, \u2212 \u00d7 \u2192 \u00b2 \u2116",
                       &body, 12);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_FIGURE, "Five verdicts (and \"quotes\").");
    for (int i = 0; i < 5; i++) {
        rfi_draw_verdict(drawing, (rf_verdict)i, 24 + 14 * i, 80, 10);
    }
    rfi_open_group(drawing, "marks", "Marks & hatches", "six families");
    rfi_draw_lozenge(drawing, 100, 80, 4);
    rfi_draw_diamond(drawing, 110, 80, 6, "5");
    for (int i = 0; i <= RFI_FAMILY_MINER; i++) {
        rfi_family_look look = rfi_family_looks((rfi_family)i);
        rfi_draw_rect(drawing, (rfi_box){18 + 22 * i, 90, 20, 14},
                      &(rfi_look){.pen = {look.line, 0.18, 0},
                                  .fill = rfi_tint(look.fill, 0.2),
                                  .hatch = look.hatch,
                                  .hatch_ink = look.line});
    }
    rfi_draw_arc(drawing, 150, 100, 8, 0, 90, (rfi_pen){RFI_INK_TEXT, 0.35, 0});
    rfi_draw_line(drawing, 18, 110, 190, 110,
                  (rfi_pen){RFI_INK_RETURN, RFI_BOLD, RFI_DASH_RETURN});
    rfi_close_group(drawing);
    rfi_close_tag(drawing);
}

static rfi_drawing *draw_everything(void)
{
    rfi_drawing *drawing = new_drawing();
    draw_first_page(drawing);
    rfi_open_page(drawing, 420, 297);
    rfi_add_dest(drawing, "sheet's-2", 20, 10);
    rfi_open_tag(drawing, RFI_TAG_TABLE, NULL);
    rfi_open_tag(drawing, RFI_TAG_TR, NULL);
    rfi_open_tag(drawing, RFI_TAG_TH, NULL);
    rfi_open_link(drawing, "start", NULL);
    rfi_draw_text(drawing, 30, 30, "back to the start", &body);
    rfi_close_link(drawing);
    rfi_close_tag(drawing);
    rfi_open_tag(drawing, RFI_TAG_TD, NULL);
    rfi_open_link(drawing, NULL, "https://example.org/a?b=1&c='2'");
    rfi_draw_text(drawing, 80, 30, "a source", &body);
    rfi_close_link(drawing);
    rfi_close_tag(drawing);
    rfi_close_tag(drawing);
    rfi_close_tag(drawing);
    int top = rfi_add_bookmark(drawing, -1, "Start", "start");
    rfi_add_bookmark(drawing, top, "Sheet 2 \u2264", "sheet's-2");
    assert_false(drawing->failed);
    return drawing;
}

static const rfi_imprint imprint_of_all = {.title = "A finding",
                                           .author = "rackfit",
                                           .subject = "Everything <at> once",
                                           .keywords = "a, b",
                                           .creator = "rackfit 0",
                                           .date = "2026-11-23",
                                           .language = "en",
                                           .id = "all"};

static void paint_all(rf_bytes bytes[4])
{
    rfi_drawing *drawing = draw_everything();
    rf_diags *diags = rf_diags_new();
    assert_int_equal(rfi_paint_pdf(drawing, &imprint_of_all, &bytes[0], diags), RF_OK);
    assert_int_equal(rfi_paint_svg(drawing, 0, &imprint_of_all, &bytes[1], diags), RF_OK);
    assert_int_equal(rfi_paint_svg(drawing, 1, &imprint_of_all, &bytes[2], diags), RF_OK);
    assert_int_equal(rfi_paint_png(drawing, 0, 100, &bytes[3], diags), RF_OK);
    assert_int_equal(rf_diags_count(diags), 0);
    rf_diags_free(diags);
    rfi_drawing_free(drawing);
}

static void digest_all(const rf_bytes bytes[4], char ret_hex[4 * 65])
{
    for (size_t i = 0; i < 4; i++) {
        rfi_digest(bytes[i].data, bytes[i].size, ret_hex + 65 * i);
        ret_hex[65 * i + 64] = i < 3 ? ' ' : '\0';
    }
}

static void the_list_may_be_painted_to_three_formats(void **state)
{
    (void)state;
    rf_bytes bytes[4] = {{NULL, 0}};
    paint_all(bytes);
    assert_memory_equal(bytes[0].data, "%PDF-1.4", 8);
    assert_true(contains(&bytes[0], "/StructTreeRoot"));
    assert_true(contains(&bytes[0], "/Outlines"));
    assert_true(contains(&bytes[0], "/CreationDate (20261123000000"));
    assert_true(contains(&bytes[0], "/S /Figure"));
    assert_true(contains(&bytes[0], "/Alt (Five verdicts \\(and \"quotes\"\\).)"));
    assert_true(contains(&bytes[0], "/Lang (en)"));
    assert_true(contains(&bytes[0], "/Marked true"));
    assert_true(contains(&bytes[0], "/S /Document"));
    assert_true(contains(&bytes[0], "https://example.org/a?b=1&c='2'"));
    assert_true(contains(&bytes[1], "<title>Marks &amp; hatches</title>"));
    assert_true(contains(&bytes[1], "Everything &lt;at&gt; once"));
    assert_true(contains(&bytes[1], "width=\"210mm\""));
    assert_true(contains(&bytes[2], "width=\"420mm\""));
    assert_memory_equal(bytes[3].data, "\x89PNG", 4);
    const unsigned char *png = (const unsigned char *)bytes[3].data;
    assert_int_equal(png[18] * 256 + png[19], 827); /* 210 mm at 100 dpi */
    for (size_t i = 0; i < 4; i++) {
        free(bytes[i].data);
    }
}

static void bytes_repeat(void **state)
{
    (void)state;
    char hex[3][4 * 65];
    for (int run = 0; run < 2; run++) {
        rf_bytes bytes[4] = {{NULL, 0}};
        paint_all(bytes);
        digest_all(bytes, hex[run]);
        for (size_t i = 0; i < 4; i++) {
            free(bytes[i].data);
        }
    }
    assert_string_equal(hex[0], hex[1]);
    char command[4096]; /* and in a new process */
    (void)snprintf(command, sizeof(command), "'%s' --digest", self);
    FILE *other = popen(command, "r");
    assert_non_null(other);
    assert_non_null(fgets(hex[2], sizeof(hex[2]), other));
    assert_int_equal(pclose(other), 0);
    assert_string_equal(hex[0], hex[2]);
}

/* --digest prints the digests of the pictures, --write writes them into a directory. */
static int run_as_tool(int count, char **words)
{
    rf_bytes bytes[4] = {{NULL, 0}};
    char hex[4 * 65];
    paint_all(bytes);
    digest_all(bytes, hex);
    static const char *const names[] = {"all.pdf", "all-1.svg", "all-2.svg", "all-1.png"};
    for (size_t i = 0; i < 4; i++) {
        char path[4096];
        (void)snprintf(path, sizeof(path), "%s/%s", count > 2 ? words[2] : ".", names[i]);
        FILE *file = strcmp(words[1], "--write") == 0 ? fopen(path, "wb") : NULL;
        if (file != NULL) {
            (void)fwrite(bytes[i].data, 1, bytes[i].size, file);
            (void)fclose(file);
        }
        free(bytes[i].data);
    }
    (void)fputs(hex, stdout);
    return 0;
}

int main(int count, char **words)
{
    self = words[0];
    if (count > 1) {
        return run_as_tool(count, words);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_drawing_is_refused),
        cmocka_unit_test(failure_is_sticky),
        cmocka_unit_test(text_is_measured_as_drawn),
        cmocka_unit_test(kept_lines_measure_the_same),
        cmocka_unit_test(switches_weigh_but_do_not_show),
        cmocka_unit_test(paragraphs_break_and_carry_their_switches),
        cmocka_unit_test(what_cannot_fit_is_cut_and_counted),
        cmocka_unit_test(hatch_is_cut_to_the_shape),
        cmocka_unit_test(tints_mix_with_white),
        cmocka_unit_test(the_list_may_be_painted_to_three_formats),
        cmocka_unit_test(bytes_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
