/* SPDX-License-Identifier: MIT */
/* Every diagnostic of the readers at its line and column. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/text.h"
#include "sites/read/read.h"

#define NS " xmlns=\"urn:rackfit:1\""
#define SITE(body)                                                                         \
    "<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\">\n" body "\n</site>\n"
#define HALL(rest) SITE("<hall id=\"h\" " rest)
#define OUTLINE    "outline=\"0,0 30,0 30,20 0,20 m\""
#define POI        "<grid><interconnect id=\"poi\"/></grid>"
#define SOURCE     "<source id=\"p\" title=\"Paper\" date=\"2026-05\" grade=\"B\"/>"

#define WORKS(body) "<works start=\"2027-01-04\">" body "</works>"

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static rfi_site *read_site(const char *text, rf_diags *diags)
{
    return rfi_read_site("t.xml", text, strlen(text), diags);
}

/* ---- one error each, at its place ------------------------------------------------------
 */

/* The place is marked in the text by '^', which is taken out before reading. */
typedef struct error_case {
    const char *text;
    int number;
    const char *said; /* part of message or hint */
} error_case;

static const error_case site_errors[] = {
    /* files and XML */
    {"^", 103, "empty"},
    {"<site" NS ">^", 103, "not well-formed"},
    {"<site" NS ">\n  <hall>\n  ^</hal>\n</site>", 103, "hall"},
    {"<site" NS " id=^s/>", 103, NULL},
    {"<site" NS " id=\"a\" id=\"b\"^/>", 103, "redefined"},
    {"<site" NS " id=\"&x;^\"/>", 103, "'x' not defined"},
    {"<site" NS " id=\"a^<b\"/>", 103, NULL},
    {"<site" NS "/>^<site/>", 103, NULL},
    {"<x:site^/>", 103, "prefix"},
    {"^<!DOCTYPE site><site" NS "/>", 104, "DOCTYPE"},
    {"<!-- a\n--> ^<!DOCTYPE site [<!ENTITY a \"a\"><!ENTITY b \"&a;&a;&a;\">]>\n<site" NS
     " id=\"&b;\"/>",
     104, "DOCTYPE"},
    {"^<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><site" NS ">&x;</site>", 104,
     "DOCTYPE"},
    {"^<site id=\"s\" name=\"S\" as-of=\"2026-11-23\"/>", 108, "xmlns=\"urn:rackfit:1\""},
    {"^<site xmlns=\"urn:rackfit:2\" id=\"s\" name=\"S\" as-of=\"2026-11-23\"/>", 108,
     "urn:rackfit:2"},
    {SITE("^<x:hall xmlns:x=\"urn:other\" id=\"h\"/>"), 108, "another namespace"},
    {"<?xml version=\"1.0\" encoding=\"^ISO-8859-1\"?>\n<site" NS "/>", 109, "ISO-8859-1"},
    {"^\xFF\xFE<", 109, "UTF-16"},
    {"<!-- \xC3\xA9 ^\xE9 -->", 109, "0xE9"},
    {"<!-- ^\xED\xA0\x80 -->", 109, "0xED"},
    /* vocabulary */
    {SITE(" ^<hal id=\"h\"/>"), 201, "did you mean \"hall\"?"},
    {SITE("<grid>^<hall/></grid>"), 201, "\"hall\" is not an element of \"grid\""},
    {SITE("<location>^<x/></location>"), 201, "holds no elements"},
    {HALL("^clearheight=\"5 m\"/>"), 202, "did you mean \"clear-height\"?"},
    {HALL("^x:feed=\"a\" xmlns:x=\"urn:x\"/>"), 202, "x:feed"},
    {SITE("<electrical><ups id=\"u\" from=\"poi\" ^backs=\"u\"/></electrical>" POI), 202,
     "\"generator\" only"},
    {SITE("<electrical><generator id=\"u\" ^from=\"poi\"/></electrical>" POI), 202,
     "\"backs\""},
    {"<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\" ^module=\"8 MW at utility\"/>",
     202, "reference"},
    {SITE("<cooling><plant id=\"d\" kind=\"tower\" loop=\"air\"/><plant id=\"c\""
          " kind=\"cdu\" loop=\"liquid\" ^rejects-to=\"d\"/></cooling>"),
     202, "chillers only"},
    {SITE("<cooling><plant id=\"c\" kind=\"chiller\" loop=\"air\" rejects-to=\"^c\"/>"
          "</cooling>"),
     402, "a dry cooler, pads"},
    {SITE("<cooling><plant id=\"d\" kind=\"hydro\" loop=\"liquid\" at=\"30..35 degC\""
          " rated-return=\"^35..40 degC\"/></cooling>"),
     305, "not above \"at\""},
    {SITE("<want ^pods=\"1\" target=\"1 MW critical IT\"/>"), 202, "one of the two"},
    {SITE("<want target=\"^0 MW critical IT\"/>"), 305, "at least 1 kW"},
    {SITE("<want pods=\"^0\"/>"), 305, "at least 1 is"},
    {"^<site" NS " id=\"s\" name=\"S\"/>", 203, "\"as-of\", which is required"},
    {SITE("<electrical>^<ups id=\"u\"/></electrical>"), 203, "\"from\""},
    {SITE("<want pods=\"1\"/>\n^<want pods=\"2\"/>"), 205, "stands twice"},
    {SITE("<grid>\n ^a</grid>"), 206, "text in \"grid\""},
    {SITE("^<![CDATA[]]>"), 206, "text in \"site\""},
    {"^<sight" NS "/>", 207, "\"sight\""},
    {"^<profile" NS "/>", 208, "a \"site\" is expected"},
    /* values */
    {SITE("^<hall id=\"h\" count=\"2\" at=\"0,0 9,0 18,0 m\"/>"), 305,
     "no more places than halls"},
    {HALL("turned=\"^up\"/>"), 309, "up"},
    {HALL("clear-height=\"5^,2 m\"/>"), 301, "a decimal point is expected"},
    {HALL("clear-height=\"5.2^\"/>"), 302, "\"5.2 m\""},
    {HALL("clear-height=\"5.2 ^M\"/>"), 303, "\"m\""},
    {HALL("><load id=\"l\" kind=\"mining\" power=\"5 MW^\"/></hall>"), 304, "at facility"},
    {HALL("count=\"^0\"/>"), 305, "at least 1"},
    {SITE("<location lat=\"^91 deg\"/>"), 305, "at most 90 deg"},
    {HALL("clear-height=\"6..^5 m\"/>"), 306, "downwards"},
    {HALL("clear-height=\"^5.0001 m\"/>"), 307, "1 mm"},
    {HALL("slab=\"^99999999999999999 kg/m2\"/>"), 308, "larger"},
    {SITE("<gate id=\"g\" kind=\"^noize\" status=\"granted\"/>"), 309,
     "did you mean \"noise\"?"},
    {SITE("<electrical><ups id=\"u\" from=\"poi\" claimed=\"^n+1\"/></electrical>" POI),
     301, "not a redundancy"},
    {HALL("name=\"^\"/>"), 301, "empty"},
    {SITE("<source id=\"p\" title=\"P\" date=\"^unknown\" grade=\"A\"/>"), 301,
     "not one value"},
    /* outline and what lies in it */
    {HALL("outline=\"^0,0 9,0 9,9 m\"/>"), 310, "four corners"},
    {HALL("outline=\"0,0 9,0 ^9,9 1,8 m\"/>"), 310, "neither along x nor along y"},
    {HALL("outline=\"0,0 9,0 9,9 0,9 ^0,0 m\"/>"), 310, "repeats the first"},
    {HALL("outline=\"^0,0 9,0 9,9 5,9 5,-1 0,-1 m\"/>"), 310, "touch or cross"},
    {HALL("outline=\"^0,0 9,0 9,9 9,5 0,5 m\"/>"), 310, NULL},
    {HALL("outline=\"^0,0 9,0 9,1.999 0,1.999 m\"/>"), 310, "narrower than 2 m"},
    {HALL("outline=\"0,0 9,0 9,9 ^0,9\"/>"), 302, "unit of length"},
    {HALL("outline=\"0,0 9,0 9,9 0,9 ^kg\"/>"), 303, "\"kg\""},
    {HALL("outline=\"0,0 ^9;0 9,9 0,9 m\"/>"), 301, "\"9;0\" is not a point"},
    {HALL("outline=\"0,0 9,^x 9,9 0,9 m\"/>"), 301, "\"x\" is not a coordinate"},
    {HALL("outline=\"0,0 ^99999,0 9,9 0,9 m\"/>"), 305, "10 km"},
    {HALL(OUTLINE
          "><obstacle id=\"o\" kind=\"column\" at=\"^29,0 m\" size=\"2,1 m\"/></hall>"),
     311, "\"o\""},
    {HALL(OUTLINE
          "><obstacle id=\"o\" kind=\"column\" at=\"2,0 m\" size=\"^0,1 m\"/></hall>"),
     305, "more than zero"},
    {HALL(OUTLINE "><door id=\"d\" at=\"^0.051,5 m\"/></hall>"), 311, "\"d\""},
    {HALL("><columns first=\"0,0 m\" pitch=\"1,1 m\" size=\"1,1 m\" "
          "count=\"^101,100\"/></hall>"),
     305, "10000 columns"},
    {HALL("><columns first=\"0,0 m\" pitch=\"1,1 m\" size=\"1,1 m\" count=\"^2\"/></hall>"),
     301, "\"nx,ny\""},
    /* references */
    {SITE("<hall id=\"h\"/>\n^<hall id=\"h\"/>"), 401, "first in line 2"},
    {SITE(SOURCE "\n^" SOURCE), 401, "source id \"p\""},
    {SITE("<grid><interconnect id=\"poi\"/>^<interconnect id=\"poi\"/></grid>"), 401,
     "interconnect"},
    {SITE("<grid><interconnect id=\"i\"/><interconnect id=\"j\"/></grid><electrical>"
          "^<ups id=\"i\" from=\"j\"/></electrical>"),
     401, "interconnect in line 2"},
    {HALL("feed=\"^buss\"><busway id=\"bus\" from=\"poi\"/></hall>" POI), 402,
     "did you mean \"bus\"?"},
    {HALL("feed=\"bus\"><busway id=\"bus\" from=\"^pox\"/></hall>" POI), 402,
     "a group or an interconnect"},
    {HALL("liquid=\"^cdu\"/>"), 402, "a plant or \"none\""},
    {HALL(
         "air=\"^d\"/><cooling><plant id=\"d\" kind=\"tower\" loop=\"liquid\"/></cooling>"),
     402, "of the air loop"},
    {SITE(
         "<cooling><plant id=\"d\" kind=\"tower\" loop=\"liquid\" from=\"^e\"/></cooling>"),
     402, "a plant is expected"},
    {SITE(
         "<cooling><plant id=\"d\" kind=\"tower\" loop=\"liquid\" feed=\"^e\"/></cooling>"),
     402, "a group of electrical"},
    /* works */
    {SITE(WORKS("^<work id=\"a\"/>")), 203, "build"},
    {SITE("^<works/>"), 203, "start"},
    {SITE(WORKS("<work id=\"a\" build=\"1 weeks\" requires=\"^b\"/>")), 402,
     "a work, a gate or an energisation step"},
    {SITE(WORKS("<work id=\"a\" build=\"1 weeks\" supplies=\"^t1\"/>")), 402,
     "an element, a plant"},
    {SITE(WORKS("<work id=\"a\" build=\"1 weeks\" hall=\"^b\"/>")), 402, "a hall or"},
    {SITE(WORKS("<work id=\"a\" build=\"1 weeks\"/>^<work id=\"a\" build=\"1 weeks\"/>")),
     401, "first in line 2"},
    {SITE("<gate id=\"a\" kind=\"air\" status=\"granted\"/>\n" WORKS(
         "^<work id=\"a\" build=\"1 weeks\"/>")),
     401, NULL},
    {SITE(WORKS("<work id=\"a\" build=\"1 weeks\" ^window=\"2028-04\"/>")), 203,
     "without \"outage\""},
    {SITE(WORKS("<work id=\"a\" build=\"1 weeks\" outage=\"1 days\""
                " window=\"2028-04 ^april\"/>")),
     301, NULL},
    {SITE(WORKS("<work id=\"c\" build=\"1 weeks\" requires=\"a\"/>"
                "^<work id=\"a\" build=\"1 weeks\" requires=\"b\"/>"
                "<work id=\"b\" build=\"1 weeks\" requires=\"a\"/>")),
     405, "\"a\" requires \"b\" requires \"a\""},
    {SITE("<gate id=\"g\" kind=\"air\" status=\"granted\"/>" WORKS(
         "^<work id=\"a\" build=\"1 weeks\" requires=\"g\" supplies=\"g\"/>")),
     405, "requires \"a\""},
    {SITE("<hall id=\"^Hall\"/>"), 403, "lower-case"},
    {SITE("<hall id=\"hall^ a\"/>"), 403, "lower-case"},
    {HALL("count=\"2\" src=\"^pap\"/>" SOURCE), 404, "\"pap\" is not a source"},
    {HALL("count=\"2\" src=\"p slab:^pa\"/>" SOURCE), 404, "did you mean \"p\"?"},
    {HALL("count=\"2\" src=\"p/^F\"/>" SOURCE), 309, "not a grade"},
    {HALL("count=\"2\" src=\"p ^slabs:p\"/>" SOURCE), 202, "\"slabs\""},
    {HALL("count=\"2\" src=\"p ^p\"/>" SOURCE), 301, "a second source"},
    {SITE("<electrical><ups id=\"a\" from=\"^b\"/><ups id=\"b\" from=\"a\"/></electrical>"),
     405, "\"a\" from \"b\" from \"a\""},
    {SITE("<cooling><plant id=\"d\" kind=\"cdu\" loop=\"liquid\" from=\"^d\"/></cooling>"),
     405, "\"d\" from \"d\""},
    {SITE("<grid><interconnect id=\"i\"/><interconnect id=\"j\"/></grid>\n<electrical><ups "
          "id=\"a\" group=\"g\" from=\"i\"/><ups id=\"b\" group=\"g\" "
          "from=\"^j\"/></electrical>"),
     408, "\"a\" in line 3"},
};

/* The text without its mark, and where the mark stood; a byte order mark has no column. */
static char *take_mark(const char *marked, int64_t *ret_line, int64_t *ret_column)
{
    char *text = strdup(marked);
    char *mark = strchr(text, '^');
    assert_non_null(mark);
    const char *start = text + (strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    *ret_line = 1;
    for (const char *c = text; c < mark; c++) {
        if (*c == '\n') {
            start = c + 1;
            (*ret_line)++;
        }
    }
    *ret_column = 1;
    for (const char *c = start; c < mark; c++) {
        *ret_column += ((unsigned char)*c & 0xC0U) != 0x80U;
    }
    memmove(mark, mark + 1, strlen(mark));
    return text;
}

static void assert_said(const rf_diagnostic *d, const error_case *c, int64_t line,
                        int64_t column)
{
    if (d == NULL) {
        fail_msg("nothing said about %s", c->text);
    } else if (d->number != c->number || d->line != line || d->column != column) {
        fail_msg("RF-%04d at %lld:%lld expected, RF-%04d at %lld:%lld: %s\n%s", c->number,
                 (long long)line, (long long)column, d->number, (long long)d->line,
                 (long long)d->column, d->message, c->text);
    } else if (c->said != NULL && strstr(d->message, c->said) == NULL &&
               (d->hint == NULL || strstr(d->hint, c->said) == NULL)) {
        fail_msg("\"%s\" expected in: %s (%s)", c->said, d->message, d->hint);
    }
}

static bool read_document(rfi_document_kind kind, const char *text, rf_diags *diags)
{
    size_t size = strlen(text);
    switch (kind) {
    case RFI_DOCUMENT_SITE:
        return rfi_read_site("t.xml", text, size, diags) != NULL;
    case RFI_DOCUMENT_PROFILE:
        return rfi_read_profile("t.xml", text, size, diags) != NULL;
    case RFI_DOCUMENT_MEASURES:
        return rfi_read_measures("t.xml", text, size, diags) != NULL;
    case RFI_DOCUMENT_CLIMATE:
        return rfi_read_climate("t.xml", text, size, diags) != NULL;
    case RFI_DOCUMENT_PLAN:
        return rfi_read_plan("t.xml", text, size, diags) != NULL;
    case RFI_DOCUMENT_KINDS:
        break;
    }
    return true;
}

/* The document is refused for this one reason. */
static void expect_error(rfi_document_kind kind, const error_case *c)
{
    int64_t line = 0;
    int64_t column = 0;
    char *text = take_mark(c->text, &line, &column);
    rf_diags *diags = rf_diags_new();
    assert_false(read_document(kind, text, diags));
    assert_said(rf_diags_at(diags, 0), c, line, column);
    if (rf_diags_error_count(diags) != 1) {
        fail_msg("%zu errors for %s: %s", rf_diags_error_count(diags), c->text,
                 rf_diags_at(diags, 1)->message);
    }
    rf_diags_free(diags);
    free(text);
}

static void each_error_stands_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(site_errors) / sizeof(site_errors[0]); i++) {
        expect_error(RFI_DOCUMENT_SITE, &site_errors[i]);
    }
}

typedef struct other_case {
    rfi_document_kind kind;
    error_case c;
} other_case;

#define CLIMATE(rest)                                                                      \
    "<climate" NS " id=\"c\" name=\"C\" as-of=\"2026-11-01\">\n" rest "</climate>"
#define MEASURES(rest)                                                                     \
    "<measures" NS " id=\"m\" name=\"M\" as-of=\"2026-11-01\">\n" rest "</measures>"
#define PLAN(rest, mark)                                                                   \
    mark "<plan" NS " end=\"base\" by=\"2027-Q4\" pods=\"1\">\n" rest "</plan>"
#define FLOOR(rest)                                                                        \
    "<floor hall=\"h\" along=\"x\" rows=\"1\" pods=\"1\" bound=\"1\" cold-aisle=\"1 m\" "  \
    "hot-aisle=\"1 m\" perimeter=\"1 m\">\n" rest "</floor>"
#define INPUT(role) "<input role=\"" role "\" path=\"x\" digest=\"" DIGEST "\"/>"

static const other_case other_errors[] = {
    {RFI_DOCUMENT_PROFILE,
     {"<profile" NS
      " id=\"r\" name=\"R\" vendor=\"V\" family=\"one\" as-of=\"2026-11-01\">\n"
      "<rack chips=\"1\" plan=\"9 kW\" max=\"^8 kW\"/><pod racks=\"1\"/><unit "
      "pods=\"1\"/><heat/>"
      "</profile>",
      305, "less than the planned draw"}},
    {RFI_DOCUMENT_PROFILE,
     {"^<profile" NS
      " id=\"r\" name=\"R\" vendor=\"V\" family=\"one\" as-of=\"2026-11-01\">\n"
      "<rack chips=\"1\"/><pod racks=\"1\"/><unit pods=\"1\"/></profile>",
      204, "\"profile\" has no \"heat\""}},
    {RFI_DOCUMENT_CLIMATE,
     {CLIMATE(
          "<station/><bins><bin dry-bulb=\"1 degC\" wet-bulb=\"^2 degC\" hours=\"8760\"/>"
          "</bins>"),
      305, "above the dry bulb"}},
    {RFI_DOCUMENT_CLIMATE,
     {CLIMATE(
          "<station/>^<bins><bin dry-bulb=\"3 degC\" wet-bulb=\"2 degC\" hours=\"8759\"/>"
          "</bins>"),
      305, "8759"}},
    {RFI_DOCUMENT_CLIMATE,
     {CLIMATE("<station/><bins><bin dry-bulb=\"^3..4 degC\" wet-bulb=\"2 degC\" "
              "hours=\"8760\"/></bins>"),
      301, "not one value"}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\" requires=\"^b\"/>"), 402,
      "a measure of this document"}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES(
          "<measure id=\"a\" name=\"A\" scope=\"hall\"><effect requirement=\"^slabs\"/>"
          "</measure>"),
      309, "did you mean \"slab\"?"}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\"><effect requirement=\"slab\" "
               "adds=\"1 ^kg\"/></measure>"),
      303, "a load on an area"}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\"><effect of=\"^cdu\" "
               "requirement=\"power-chain\"/></measure>"),
      309, "transformer, switchgear"}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\"><effect requirement=\"slab\" "
               "of=\"^cdu\"/></measure>"),
      305, "\"of\" means nothing for \"slab\""}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\"><effect requirement=\"slab\" "
               "voltage=\"^415 V\"/></measure>"),
      305, "\"voltage\" means nothing for \"slab\""}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\"><effect "
               "requirement=\"liquid-heat\" takes=\"1 ^m\"/></measure>"),
      303, "a power"}},
    {RFI_DOCUMENT_MEASURES,
     {MEASURES("<measure id=\"a\" name=\"A\" scope=\"hall\" cost-area=\"5 ^USD\"/>"), 303,
      "a price of an area"}},
    {RFI_DOCUMENT_PLAN, {PLAN(INPUT("site") "<policy/>", "^"), 204, "role \"profile\""}},
    {RFI_DOCUMENT_PLAN,
     {PLAN(INPUT("site") "\n^" INPUT("site") INPUT("profile") "<policy/>", ""), 205,
      "a second input"}},
    {RFI_DOCUMENT_PLAN,
     {PLAN("<input role=\"site\" path=\"x\" digest=\"^12\"/><policy/>", ""), 301,
      "64 hexadecimal"}},
    {RFI_DOCUMENT_PLAN,
     {PLAN(INPUT("site") INPUT("profile") "<policy/>\n<share hall=\"h\" converted=\"1\" "
                                          "pods=\"1\" units=\"1\" most-pods=\"^unknown\"/>",
           ""),
      301, "not one value"}},
    {RFI_DOCUMENT_PLAN,
     {PLAN(INPUT("site") INPUT("profile") "<policy/>" FLOOR(
               "^<rack row=\"1\" unit=\"1\" "
               "pod=\"0\" rack=\"0\" at=\"0,0 mm\" size=\"1,1 mm\" front=\"up\"/>"),
           ""),
      203, "\"support\""}},
    {RFI_DOCUMENT_PLAN,
     {PLAN(INPUT("site") INPUT("profile") "<policy/>" FLOOR(
               "<rack row=\"1\" unit=\"1\" "
               "pod=\"1\" rack=\"1\" at=\"0,0 mm\" size=\"1,1 mm\" front=\"up\" "
               "^support=\"cdu\"/>"),
           ""),
      202, "\"support\""}},
};

static void errors_of_other_kinds_stand_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(other_errors) / sizeof(other_errors[0]); i++) {
        expect_error(other_errors[i].kind, &other_errors[i].c);
    }
}

static void warnings_do_not_refuse(void **state)
{
    (void)state;
    static const error_case bare = {
        SITE("<grid>^<interconnect id=\"i\" announced=\"5 MW at utility\" "
             "energised=\"6 MW at utility\"/></grid>"),
        RFI_D_SOURCE_MISSING, "interconnect \"i\" states 2 figures without a source"};
    static const error_case order = {
        SITE("<grid><interconnect id=\"i\" announced=\"5 MW at utility\" "
             "energised=\"^6 MW at utility\"/></grid>"),
        RFI_D_POWER_ORDER, "is more than the announced"};
    int64_t line = 0;
    int64_t column = 0;
    rf_diags *diags = rf_diags_new();
    free(take_mark(bare.text, &line, &column));
    int64_t order_column = 0;
    char *text = take_mark(order.text, &line, &order_column);
    rfi_site *site = read_site(text, diags);
    assert_non_null(site);
    assert_int_equal(rf_diags_count(diags), 2);
    assert_int_equal(rf_diags_error_count(diags), 0);
    assert_said(rf_diags_at(diags, 0), &bare, line, column);
    assert_said(rf_diags_at(diags, 1), &order, line, order_column);
    assert_int_equal(rf_diags_at(diags, 1)->severity, RF_WARNING);
    rfi_site_free(site);
    rf_diags_free(diags);
    free(text);
}

static void all_problems_come_in_one_run(void **state)
{
    (void)state;
    static const int64_t expected[][3] = {
        {202, 2, 14}, {301, 3, 11}, {302, 4, 12}, {201, 6, 3}, {309, 7, 22}, {402, 5, 8},
    };
    rf_diags *diags = rf_diags_new();
    assert_null(read_site(
        HALL("colour=\"red\"\n  count=\"2t\"\n slab=\"1500\"\n feed=\"x\">\n"
             "  <window/>\n  <door id=\"d\" kind=\"gate\" at=\"0,0 m\"/>\n</hall>"),
        diags));
    assert_int_equal(rf_diags_error_count(diags), 6);
    for (size_t i = 0; i < 6; i++) {
        const rf_diagnostic *d = rf_diags_at(diags, i);
        assert_int_equal(d->number, expected[i][0]);
        assert_int_equal(d->line, expected[i][1]);
        assert_int_equal(d->column, expected[i][2]);
    }
    assert_string_equal(rf_diags_at(diags, 1)->source_line, "  count=\"2t\"");
    rf_diags_free(diags);
}

static void errors_are_not_dropped_for_warnings(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\">");
    for (int i = 0; i < 150; i++) {
        rfi_text_format(&text, "<hall id=\"h%d\" count=\"2\"/>\n", i);
    }
    rfi_text_add(&text, "<hell/></site>");
    rf_diags *diags = rf_diags_new();
    assert_null(read_site(text.data, diags));
    assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_ELEMENT_UNKNOWN);
    assert_int_equal(rf_diags_count(diags), 100);
    assert_int_equal(rf_diags_dropped(diags), 51);
    rf_diags_free(diags);
    rfi_text_finish(&text);
}

/* ---- places ----------------------------------------------------------------------------
 */

static void places_count_code_points_after_everything(void **state)
{
    (void)state;
    static const error_case cases[] = {
        {"\xEF\xBB\xBF<site" NS " ^x=\"1\" id=\"s\" name=\"S\" as-of=\"2026-11-23\"/>", 202,
         NULL},
        {"<site" NS
         " id=\"s\"\r\n\tname=\"\u00C4\u00D6\u00DC\" ^x=\"1\" as-of=\"2026-11-23\"/>",
         202, NULL},
        {"<site" NS "\n  id =\n  's' name=\"a>b\" as-of=\"2026-11-23\"\n\n ^x=\"1\"/>", 202,
         NULL},
        {SITE("<!-- <hal/> ^-- >\n--><hal/>"), 103, NULL},
        {SITE("<!-- <hal/>\n <site> -->^<hal/>"), 201, NULL},
        {SITE("<?pi <hal/> ?>^<hal/>"), 201, NULL},
        {SITE("<hall id=\"h\" name=\"&lt;hal/&gt;\"/>^<hal/>"), 201, NULL},
        {SITE("<hall id=\"h\" name=\"\U0001F600\" ^x=\"\"/>"), 202, NULL},
        {SITE("\t\t^<hal/>"), 201, NULL},
        {SITE("<hall id=\"h\"\r\n\r\n slab=\"^\t5 kg\"/>"), 301, NULL},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        expect_error(RFI_DOCUMENT_SITE, &cases[i]);
    }
}

static void values_are_normalised_as_xml_asks(void **state)
{
    (void)state;
    rfi_site *site = read_site(
        SITE("<hall id=\"h\" name='a&amp;&#x41;&#66;\r\n\tb &quot;&#228;&apos;'/>"), NULL);
    assert_non_null(site);
    assert_string_equal(site->halls[0].name, "a&AB  b \"\u00E4'");
    rfi_site_free(site);
    site =
        read_site("<r:site xmlns:r=\"urn:rackfit:1\" id=\"s\" name=\"S\" as-of=\"2026-11\">"
                  "<r:hall id=\"h\"/></r:site>",
                  NULL);
    assert_non_null(site);
    assert_int_equal(site->hall_count, 1);
    rfi_site_free(site);
}

static void the_source_line_is_cut_and_clean(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text,
                 "<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\">\r\n<hal x=\"");
    rfi_text_repeat(&text, 'y', 300);
    rfi_text_add(&text, "\"/>\r\n<hal/>\r\n</site>");
    rf_diags *diags = rf_diags_new();
    assert_null(read_site(text.data, diags));
    assert_int_equal(strlen(rf_diags_at(diags, 0)->source_line), 200);
    assert_string_equal(rf_diags_at(diags, 1)->source_line, "<hal/>");
    rf_diags_free(diags);
    rfi_text_finish(&text);
}

/* ---- caps ------------------------------------------------------------------------------
 */

static void expect_refusal(const rfi_text *text, size_t size, int number, int64_t line,
                           int64_t column)
{
    rf_diags *diags = rf_diags_new();
    error_case c = {"(large)", number, NULL};
    assert_null(rfi_read_site("t.xml", text->data, size, diags));
    assert_said(rf_diags_at(diags, 0), &c, line, column);
    assert_int_equal(rf_diags_count(diags), 1);
    rf_diags_free(diags);
}

static void depth_number_and_length_are_capped(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    for (int i = 0; i < 100000; i++) {
        rfi_text_add(&text, "<a>");
    }
    expect_refusal(&text, text.size, RFI_D_XML_TOO_DEEP, 1, 97);
    rfi_text_finish(&text);

    rfi_text_add(&text, "<a>");
    for (int i = 0; i < 200000; i++) {
        rfi_text_add(&text, "<b/>");
    }
    expect_refusal(&text, text.size, RFI_D_XML_TOO_MANY, 1, 800000);
    rfi_text_finish(&text);

    rfi_text_add(&text, "<site xmlns='urn:rackfit:1'>");
    for (int i = 0; i < 20000; i++) {
        rfi_text_add(&text, "<b/>");
    }
    rfi_text_add(&text, "</site>");
    expect_refusal(&text, text.size, RFI_D_XML_TOO_MANY, 1, 28 + 19999 * 4 + 1);
    rfi_text_finish(&text);

    rfi_text_add(&text, "<a ");
    for (int i = 0; i < 65; i++) {
        rfi_text_format(&text, "a%02d='' ", i);
    }
    rfi_text_add(&text, "/>");
    expect_refusal(&text, text.size, RFI_D_XML_TOO_MANY, 1, 452);
    rfi_text_finish(&text);

    rfi_text_add(&text, "<a x='");
    rfi_text_repeat(&text, 'x', 4097);
    rfi_text_add(&text, "'/>");
    expect_refusal(&text, text.size, RFI_D_XML_LONG_VALUE, 1, 7);
    rfi_text_finish(&text);
}

static void size_and_nul_bytes_are_refused(void **state)
{
    (void)state;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "<site/>");
    expect_refusal(&text, text.size + 1, RFI_D_XML_ENCODING, 1, 8);
    rfi_text_repeat(&text, ' ', 64 * 1024 * 1024 + 1 - text.size);
    expect_refusal(&text, text.size, RFI_D_FILE_TOO_LARGE, 1, 1);
    rfi_text_finish(&text);
}

/* One chain, an element or plant a line from line 2 on. */
static void add_chain(rfi_text *text, bool plants, int length)
{
    rfi_text_add(text, "<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\"><grid>"
                       "<interconnect id=\"poi\"/></grid>");
    rfi_text_add(text, plants ? "<cooling>" : "<electrical>");
    for (int i = 1; i <= length; i++) {
        rfi_text_format(text,
                        plants ? "\n<plant id=\"x-%02d\" kind=\"tower\" loop=\"liquid\""
                               : "\n<feeder id=\"x-%02d\"",
                        i);
        if (i > 1) {
            rfi_text_format(text, " from=\"x-%02d\"", i - 1);
        } else if (!plants) {
            rfi_text_add(text, " from=\"poi\"");
        }
        rfi_text_add(text, "/>");
    }
    rfi_text_add(text, plants ? "</cooling></site>" : "</electrical></site>");
}

static void chains_are_followed_to_a_depth(void **state)
{
    (void)state;
    for (int plants = 0; plants < 2; plants++) {
        rfi_text text = RFI_TEXT_INIT;
        add_chain(&text, plants == 1, 32);
        rf_diags *diags = rf_diags_new();
        rfi_site *site = read_site(text.data, diags);
        assert_non_null(site);
        rfi_site_free(site);
        rf_diags_free(diags);
        rfi_text_finish(&text);

        add_chain(&text, plants == 1, 33);
        diags = rf_diags_new();
        assert_null(read_site(text.data, diags));
        size_t errors = 0;
        for (size_t i = 0; i < rf_diags_count(diags); i++) {
            const rf_diagnostic *d = rf_diags_at(diags, i);
            if (d->severity == RF_ERROR) {
                errors++;
                assert_int_equal(d->line, 34);
                assert_non_null(
                    strstr(d->message, "\"x-33\" stands at the end of a chain"));
            }
        }
        assert_int_equal(errors, 1);
        rf_diags_free(diags);
        rfi_text_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_error_stands_at_its_place),
        cmocka_unit_test(errors_of_other_kinds_stand_at_their_place),
        cmocka_unit_test(warnings_do_not_refuse),
        cmocka_unit_test(all_problems_come_in_one_run),
        cmocka_unit_test(errors_are_not_dropped_for_warnings),
        cmocka_unit_test(places_count_code_points_after_everything),
        cmocka_unit_test(values_are_normalised_as_xml_asks),
        cmocka_unit_test(the_source_line_is_cut_and_clean),
        cmocka_unit_test(depth_number_and_length_are_capped),
        cmocka_unit_test(size_and_nul_bytes_are_refused),
        cmocka_unit_test(chains_are_followed_to_a_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
