/* SPDX-License-Identifier: MIT */
/* Claimed redundancy is compared with what is installed, and only with that. */
#include "tests/unit/fixture.h"

#include <stdio.h>

typedef struct claim_case {
    const char *elements; /* of one group fed from poi */
    int warnings;
    const char *message; /* of the first */
} claim_case;

static void claims_are_held_against_units_and_sides(void **state)
{
    (void)state;
    static const claim_case cases[] = {
        {"", 0, NULL},
        {"<ups id='u' from='poi' rating='1 MVA'/>", 0, NULL},
        {"<ups id='u' from='poi' rating='1 MVA' claimed='N'/>", 0, NULL},
        {"<ups id='u' from='poi' rating='1 MVA' claimed='N+1'/>", 1,
         "u claims \"N+1\", but 1 unit on one bus"},
        {"<ups id='u' from='poi' rating='1 MVA' count='2' claimed='N+1'/>", 0, NULL},
        {"<ups id='u' from='poi' rating='1 MVA' count='2' claimed='N+2'/>", 1,
         "u claims \"N+2\", but 2 units on one bus"},
        {"<ups id='u' from='poi' rating='1 MVA' count='8' claimed='2N'/>", 1,
         "u claims \"2N\", but 8 units on one bus"},
        {"<ups id='a' group='u' side='A' from='poi' rating='1 MVA' claimed='2N'/>"
         "<ups id='b' group='u' side='B' from='poi' rating='1 MVA' claimed='2N'/>",
         0, NULL},
        {"<ups id='a' group='u' side='A' from='poi' rating='1 MVA' count='3' "
         "claimed='2(N+1)'/>"
         "<ups id='b' group='u' side='B' from='poi' rating='1 MVA' claimed='2(N+1)'/>",
         1, "a claims \"2(N+1)\", but 1 unit on each of two sides"},
        {"<ups id='u' from='poi' rating='1 MVA' count='3' claimed='4N/3 ring'/>", 1,
         "u claims \"4N/3 ring\", but 3 units on one bus"},
        {"<ups id='u' from='poi' rating='1 MVA' count='unknown' claimed='N+1'/>", 0, NULL},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[2000];
        (void)snprintf(text, sizeof(text),
                       "<site xmlns='urn:rackfit:1' id='s' name='S' as-of='2026-01-01'>"
                       "<source id='x' title='X' date='2026-01-01' grade='A'/>"
                       "<grid><interconnect id='poi'/></grid>"
                       "<electrical>%s</electrical></site>",
                       cases[i].elements);
        for (char *c = text; *c != '\0'; c++) {
            *c = *c == '\'' ? '"' : *c;
        }
        rf_diags *read = rf_diags_new();
        rf_diags *diags = rf_diags_new();
        rfi_site *site = rfi_read_site("s.xml", text, strlen(text), read);
        assert_non_null(site);
        rfi_check_claims(site, diags);
        assert_int_equal(rf_diags_count(diags), cases[i].warnings);
        if (cases[i].warnings > 0) {
            assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_CLAIM_WRONG);
            assert_int_equal(rf_diags_at(diags, 0)->severity, RF_WARNING);
            assert_string_equal(rf_diags_at(diags, 0)->message, cases[i].message);
        }
        rfi_site_free(site);
        rf_diags_free(read);
        rf_diags_free(diags);
    }
}

#define SYS(id, claim) "<ups id='" id "' from='poi' rating='1 MVA'" claim "/>"
#define FEED(a, b)     "<feed a='" a "' b='" b "'/>"

/* Systems that share loads count together, when they are wired as the claim says. */
static void claims_of_wired_systems_are_held_against_the_wiring(void **state)
{
    (void)state;
    static const struct {
        const char *elements, *feeds;
        size_t warnings;
    } cases[] = {
        {SYS("a", " claimed='4N/3 ring'") SYS("b", "") SYS("c", "") SYS("d", ""),
         FEED("a", "b") FEED("b", "c") FEED("c", "d") FEED("d", "a"), 0},
        {SYS("a", " claimed='4N/3 ring'") SYS("b", "") SYS("c", "") SYS("d", ""),
         FEED("a", "b") FEED("b", "c") FEED("c", "d"), 1}, /* open: a chain */
        {SYS("a", " claimed='4N/3'") SYS("b", "") SYS("c", "") SYS("d", ""),
         FEED("a", "b") FEED("b", "c") FEED("c", "d"), 0},
        {SYS("a", " claimed='3N/2'") SYS("b", ""), FEED("a", "b"), 1},
        {SYS("a", " claimed='3N/2 catcher'") SYS("b", "")
             SYS("c", "") "<switchboard id='x' from='a' standby='c' rating='1 MVA'/>"
                          "<switchboard id='y' from='b' standby='c' rating='1 MVA'/>",
         FEED("x", "y"), 0},
        {SYS("a", " claimed='3N/2 catcher'") SYS("b", "")
             SYS("c", "") "<switchboard id='x' from='a' standby='c' rating='1 MVA'/>"
                          "<switchboard id='y' from='b' rating='1 MVA'/>",
         FEED("x", "y"), 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[2000];
        (void)snprintf(text, sizeof(text),
                       "<site xmlns='urn:rackfit:1' id='s' name='S' as-of='2026-01-01'>"
                       "<grid><interconnect id='poi'/></grid><electrical>%s</electrical>"
                       "<hall id='h'>%s</hall></site>",
                       cases[i].elements, cases[i].feeds);
        for (char *c = text; *c != '\0'; c++) {
            *c = *c == '\'' ? '"' : *c;
        }
        rf_diags *read = rf_diags_new();
        rf_diags *diags = rf_diags_new();
        rfi_site *site = rfi_read_site("s.xml", text, strlen(text), read);
        assert_non_null(site);
        rfi_check_claims(site, diags);
        assert_int_equal(rf_diags_count(diags), cases[i].warnings);
        rfi_site_free(site);
        rf_diags_free(read);
        rf_diags_free(diags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_are_held_against_units_and_sides),
        cmocka_unit_test(claims_of_wired_systems_are_held_against_the_wiring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
