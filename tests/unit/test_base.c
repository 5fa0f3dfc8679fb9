/* SPDX-License-Identifier: MIT */
/* Arena, text, digest, diagnostics and checked arithmetic: degenerate cases first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "planner/base/arena.h"
#include "planner/base/checked.h"
#include "planner/base/diag.h"
#include "planner/base/digest.h"
#include "planner/base/text.h"

static void digest_matches_fips_180_4(void **state)
{
    (void)state;
    char hex[65];
    rfi_digest("", 0, hex);
    assert_string_equal(hex,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    rfi_digest("abc", 3, hex);
    assert_string_equal(hex,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    rfi_digest(two, strlen(two), hex);
    assert_string_equal(hex,
                        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void arena_hands_out_zeroed_memory_and_refuses_overflow(void **state)
{
    (void)state;
    rfi_arena *arena = rfi_arena_new();
    char *small = rfi_arena_alloc(arena, 0, 8);
    assert_non_null(small);
    unsigned char *large = rfi_arena_alloc(arena, 100, 1000);
    assert_non_null(large);
    for (size_t i = 0; i < 100000; i++) {
        assert_int_equal(large[i], 0);
    }
    assert_null(rfi_arena_alloc(arena, SIZE_MAX / 2, 3));
    assert_string_equal(rfi_arena_format(arena, "%s-%d", "hall", 7), "hall-7");
    rfi_arena_free(arena);
    rfi_arena_free(NULL);
}

static void division_names_its_rounding(void **state)
{
    (void)state;
    assert_int_equal(rfi_div_floor(-7, 2), -4);
    assert_int_equal(rfi_div_ceil(-7, 2), -3);
    assert_int_equal(rfi_div_floor(7, 2), 3);
    assert_int_equal(rfi_div_ceil(7, 2), 4);
    assert_int_equal(rfi_mul_div_ceil(142000000, 1000000, 950000), 149473685);
    assert_int_equal(rfi_mul_div_floor(RFI_UNBOUNDED, 2, 3), RFI_UNBOUNDED);
    assert_int_equal(rfi_mul(RFI_UNBOUNDED, 3), RFI_UNBOUNDED);
    assert_int_equal(rfi_mul(-RFI_UNBOUNDED, 3), -RFI_UNBOUNDED);
}

static void diagnostics_are_capped_and_counted(void **state)
{
    (void)state;
    rf_diags *diags = rf_diags_new();
    rfi_place place = {"a.xml", 3, 7};
    for (int i = 0; i < 150; i++) {
        rfi_diag(diags, RF_ERROR, RFI_D_VALUE_SYNTAX, place, "problem %d", i);
        rfi_diag_hint(diags, "hint %d", i);
    }
    assert_int_equal(rf_diags_count(diags), 100);
    assert_int_equal(rf_diags_error_count(diags), 150);
    assert_int_equal(rf_diags_dropped(diags), 50);
    assert_string_equal(rf_diags_at(diags, 99)->hint, "hint 99");
    assert_null(rf_diags_at(diags, 100));
    rf_diags_free(diags);
    rf_diags_free(NULL);
}

/* A number without a cause or a cure leaves whoever meets it alone. */
static void every_diagnostic_has_cause_and_cure(void **state)
{
    (void)state;
    int before = 0;
    for (size_t i = 0; rfi_code_at(i) != 0; i++) {
        int number = rfi_code_at(i);
        if (number <= before || rfi_code_words(number) == NULL ||
            rfi_code_cause(number) == NULL || rfi_code_cure(number) == NULL) {
            fail_msg("RF-%04d lacks its place, a cause or a cure", number);
        }
        before = number;
    }
    assert_true(before > 0);
    assert_null(rfi_code_cause(before + 1));
    assert_null(rfi_code_cure(0));
}

static void nearest_word_is_near(void **state)
{
    (void)state;
    static const char *const words[] = {"transformer", "switchgear", "feeder", NULL};
    assert_string_equal(rfi_nearest("tranformer", words), "transformer");
    assert_string_equal(rfi_nearest("feedr", words), "feeder");
    assert_null(rfi_nearest("hall", words));
}

static void text_escapes(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_xml(&text, "a<b & \"c\"");
    assert_string_equal(text.data, "a&lt;b &amp; &quot;c&quot;");
    rfi_text_finish(&text);
    rfi_text_json(&text, "a\"b\\\n");
    assert_string_equal(text.data, "a\\\"b\\\\\\u000a");
    rfi_text_finish(&text);
    assert_int_equal(rfi_text_columns("≤ ab"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digest_matches_fips_180_4),
        cmocka_unit_test(arena_hands_out_zeroed_memory_and_refuses_overflow),
        cmocka_unit_test(division_names_its_rounding),
        cmocka_unit_test(diagnostics_are_capped_and_counted),
        cmocka_unit_test(every_diagnostic_has_cause_and_cure),
        cmocka_unit_test(nearest_word_is_near),
        cmocka_unit_test(text_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
