/* SPDX-License-Identifier: MIT */
/* Splits "low..base..high unit kind" and checks each part against what is expected. What
 * the pattern does not match is explained in misquote.c. */
#include "sites/read/quantity.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "sites/read/misquote.h"
#include "sites/read/number.h"
#include "sites/read/read.h"

/* Groups: 1..3 the numbers, 4 the unit, 5 what follows it. */
#define NUMBER "(-?[0-9]+(?:\\.[0-9]+)?)"
#define DATE   "([0-9]{4}-(?:Q[1-4]|[0-9]{2}(?:-[0-9]{2})?))"

enum { PATTERN_QUANTITY = 0, PATTERN_DATE, PATTERN_CLAIM, PATTERNS };
enum { GROUPS = 6, GROUP_UNIT = 4, GROUP_KIND = 5 };
enum { MATCH_LIMIT = 20000, DEPTH_LIMIT = 200, HEAP_LIMIT_KIB = 256 };

#define CLAIM                                                                              \
    "\\A(?:2?N(?:\\+[1-9])?|[2-9]\\(N\\+[1-9]\\)|[2-9]N/[2-9]|[3-9]N|"                     \
    "[2-9]N/[2-9] (?:ring|block|catcher))\\z"

static const char *const pattern_texts[PATTERNS] = {
    "\\A" NUMBER "(?:\\.\\." NUMBER "(?:\\.\\." NUMBER ")?)?(?: ([^ ]+)(?: ([^ ].*))?)?\\z",
    "\\A" DATE "(?:\\.\\." DATE "(?:\\.\\." DATE ")?)?\\z",
    CLAIM,
};

struct rfi_quantities {
    pcre2_code *patterns[PATTERNS]; /* compiled when first needed */
    pcre2_match_data *match;
    pcre2_match_context *context;
};

rfi_quantities *rfi_quantities_new(void)
{
    rfi_quantities *q = calloc(1, sizeof(*q));
    if (q == NULL) {
        return NULL;
    }
    q->match = pcre2_match_data_create(GROUPS, NULL);
    q->context = pcre2_match_context_create(NULL);
    if (q->match == NULL || q->context == NULL) {
        rfi_quantities_free(q);
        return NULL;
    }
    (void)pcre2_set_match_limit(q->context, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(q->context, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(q->context, HEAP_LIMIT_KIB);
    return q;
}

void rfi_quantities_free(rfi_quantities *quantities)
{
    if (quantities == NULL) {
        return;
    }
    for (size_t i = 0; i < PATTERNS; i++) {
        pcre2_code_free(quantities->patterns[i]);
    }
    pcre2_match_data_free(quantities->match);
    pcre2_match_context_free(quantities->context);
    free(quantities);
}

typedef enum match_result { MATCHED, NO_MATCH, MATCH_MEMORY } match_result;

static match_result match_pattern(rfi_quantities *q, size_t pattern, const char *text,
                                  size_t length)
{
    if (q->patterns[pattern] == NULL) {
        int error = 0;
        PCRE2_SIZE offset = 0;
        q->patterns[pattern] =
            pcre2_compile((PCRE2_SPTR)pattern_texts[pattern], PCRE2_ZERO_TERMINATED,
                          PCRE2_NEVER_UTF | PCRE2_DOLLAR_ENDONLY, &error, &offset, NULL);
        if (q->patterns[pattern] == NULL) {
            return MATCH_MEMORY;
        }
    }
    int count = pcre2_match(q->patterns[pattern], (PCRE2_SPTR)text, length, 0, 0, q->match,
                            q->context);
    return count > 0 ? MATCHED : count == PCRE2_ERROR_NOMEMORY ? MATCH_MEMORY : NO_MATCH;
}

/* What one reading needs to know. */
typedef struct reading {
    rfi_report *report;
    const char *text;
    size_t length;
    rfi_place place;
    const rfi_expectation *expected;
    size_t from[GROUPS], size[GROUPS]; /* of each group; size 0: not there */
    char quoted[RFI_QUOTE_SIZE];
} reading;

static void take_groups(const rfi_quantities *q, reading *r, size_t groups)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(q->match);
    for (size_t i = 1; i <= groups; i++) {
        bool there = ends[2 * i] != PCRE2_UNSET;
        r->from[i] = there ? ends[2 * i] : 0;
        r->size[i] = there ? ends[2 * i + 1] - ends[2 * i] : 0;
    }
}

static rfi_place place_of(const reading *r, size_t group)
{
    return rfi_place_after(r->place, r->text, r->from[group]);
}

static bool memory_out(const reading *r)
{
    rfi_report_error(r->report, RFI_D_MEMORY, r->place, "memory is out");
    return false;
}

/* ---- range ----------------------------------------------------------------------------
 */

/* The accepted values where the attribute does not narrow them. */
static void limits(const rfi_expectation *expected, int64_t *ret_least, int64_t *ret_most)
{
    *ret_least = expected->least;
    *ret_most = expected->most;
    if (expected->least != 0 || expected->most != 0) {
        return;
    }
    bool signed_dimension = expected->dimension == RFI_DIM_ANGLE ||
                            expected->dimension == RFI_DIM_TEMPERATURE_STEP;
    *ret_least = signed_dimension ? -RFI_UNBOUNDED : 0;
    *ret_most = expected->dimension == RFI_DIM_COUNT ? 1000000 : RFI_UNBOUNDED;
}

static void say_limit(const reading *r, size_t group, const char *relation, int64_t limit)
{
    rfi_text text = RFI_TEXT_INIT;
    const rfi_unit *unit = rfi_unit_for(r->expected->dimension, limit);
    rfi_print_number(&text, limit, unit, 0, RFI_ROUND_NEAREST, false);
    if (unit->name[0] != '\0' && r->expected->dimension != RFI_DIM_RATIO) {
        rfi_text_format(&text, " %s", unit->name);
    }
    rfi_report_error(r->report, RFI_D_VALUE_RANGE, place_of(r, group),
                     "\"%s\" is out of range: %s%s is expected", r->quoted, relation,
                     text.data == NULL ? "another value" : text.data);
    rfi_text_finish(&text);
}

/* A positive power below one watt is a megawatt that lost its capital letter. The high end
 * tells: the middle of 0..1 W is a fine base and must read again when it is printed. */
static bool is_absurd(const reading *r, int64_t high)
{
    if (r->expected->dimension != RFI_DIM_POWER || high <= 0 || high >= 1000) {
        return false;
    }
    rfi_report_error(r->report, RFI_D_VALUE_RANGE, place_of(r, 1),
                     "\"%s\" is less than one watt", r->quoted);
    if (r->size[GROUP_UNIT] == 2 && memcmp(r->text + r->from[GROUP_UNIT], "mW", 2) == 0) {
        rfi_report_hint(r->report, "\"mW\" is a milliwatt; a megawatt is \"MW\"");
    }
    return true;
}

static bool in_range(const reading *r, const int64_t values[3], size_t count)
{
    int64_t least = 0;
    int64_t most = 0;
    limits(r->expected, &least, &most);
    for (size_t i = 0; i < count; i++) {
        if (values[i] < least) {
            if (least == 0 && r->expected->dimension != RFI_DIM_TEMPERATURE) {
                rfi_report_error(r->report, RFI_D_VALUE_RANGE, place_of(r, i + 1),
                                 "\"%s\" is out of range: %s may not be negative",
                                 r->quoted, rfi_dimension_words(r->expected->dimension));
            } else {
                say_limit(r, i + 1, "at least ", least);
            }
            return false;
        }
        if (values[i] > most) {
            say_limit(r, i + 1, "at most ", most);
            return false;
        }
    }
    return !is_absurd(r, values[count - 1]);
}

static bool in_order(const reading *r, const int64_t values[3], size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (values[i - 1] > values[i]) {
            rfi_report_error(r->report, RFI_D_RANGE_ORDER, place_of(r, i + 1),
                             "\"%s\" runs downwards: the low end stands first", r->quoted);
            return false;
        }
    }
    return true;
}

static size_t number_count(const reading *r)
{
    return r->size[2] == 0 ? 1 : r->size[3] == 0 ? 2 : 3;
}

static void fill(const reading *r, const int64_t values[3], size_t count,
                 rfi_figure *ret_figure)
{
    ret_figure->state = RFI_KNOWN;
    ret_figure->dimension = r->expected->dimension;
    ret_figure->kind = r->expected->kind;
    ret_figure->low = values[0];
    ret_figure->high = values[count - 1];
    ret_figure->base = count == 3   ? values[1]
                       : count == 2 ? rfi_number_middle(values[0], values[1])
                                    : values[0];
}

/* ---- numbers with units ---------------------------------------------------------------
 */

static bool convert_numbers(const reading *r, const rfi_unit *unit, int64_t values[3])
{
    for (size_t i = 0; i < number_count(r); i++) {
        rfi_number_result result =
            rfi_number_convert(r->text + r->from[i + 1], r->size[i + 1], unit, &values[i]);
        if (result == RFI_NUMBER_OK) {
            continue;
        }
        bool fine = result == RFI_NUMBER_TOO_FINE;
        rfi_report_error(
            r->report, fine ? RFI_D_VALUE_TOO_FINE : RFI_D_VALUE_TOO_LARGE,
            place_of(r, i + 1),
            fine ? "\"%s\" is finer than can be held exactly: the base unit is %s"
                 : "\"%s\" is larger than can be held: the base unit is %s",
            r->quoted, rfi_dimension_base(r->expected->dimension));
        return false;
    }
    return true;
}

static bool kind_fits(const reading *r)
{
    static const rfi_power_kind kinds[] = {RFI_POWER_UTILITY, RFI_POWER_FACILITY,
                                           RFI_POWER_CRITICAL_IT, RFI_POWER_THERMAL};
    const char *words = r->text + r->from[GROUP_KIND];
    size_t size = r->size[GROUP_KIND];
    rfi_power_kind expected = r->expected->kind;
    rfi_power_kind found = RFI_POWER_PLAIN;
    for (size_t i = 0; i < 4; i++) {
        const char *name = rfi_power_kind_words(kinds[i]);
        if (strlen(name) == size && memcmp(name, words, size) == 0) {
            found = kinds[i];
        }
    }
    if (found == expected && (size == 0 || found != RFI_POWER_PLAIN)) {
        return true;
    }
    rfi_explain_kind(r->report, r->text, r->length, r->from[GROUP_KIND], size, expected,
                     found, r->place);
    return false;
}

/* The unit of the text, the implied one, or NULL and an error. */
static const rfi_unit *find_unit(const reading *r)
{
    rfi_dimension dimension = r->expected->dimension;
    size_t size = r->size[GROUP_UNIT];
    const char *name = r->text + r->from[GROUP_UNIT];
    if (size == 0 && (dimension == RFI_DIM_COUNT || dimension == RFI_DIM_RATIO)) {
        return rfi_unit_canonical(dimension);
    }
    if (size == 0) {
        rfi_place end = rfi_place_after(r->place, r->text, r->length);
        rfi_report_error(r->report, RFI_D_UNIT_MISSING, end,
                         "\"%s\" has no unit: %s is expected", r->quoted,
                         rfi_dimension_words(dimension));
        rfi_explain_example(r->report, r->text, r->length, r->expected);
        return NULL;
    }
    const rfi_unit *unit = rfi_unit_find(name, size);
    bool fits = unit != NULL && unit->dimension == dimension &&
                (dimension != RFI_DIM_COUNT || r->expected->pods);
    /* A UPS or generator rated in kW: that many kVA at unity power factor. */
    if (unit != NULL && dimension == RFI_DIM_APPARENT && unit->dimension == RFI_DIM_POWER) {
        fits = true;
    }
    if (!fits) {
        rfi_explain_unit(r->report, name, size, dimension, place_of(r, GROUP_UNIT));
        return NULL;
    }
    return unit;
}

static bool read_number(rfi_quantities *q, reading *r, rfi_figure *ret_figure)
{
    match_result matched = match_pattern(q, PATTERN_QUANTITY, r->text, r->length);
    if (matched == MATCH_MEMORY) {
        return memory_out(r);
    }
    if (matched == NO_MATCH) {
        rfi_explain_form(r->report, r->text, r->length, r->expected, r->place);
        return false;
    }
    take_groups(q, r, GROUP_KIND);
    const rfi_unit *unit = find_unit(r);
    if (unit == NULL || !kind_fits(r)) {
        return false;
    }
    int64_t values[3] = {0};
    size_t count = number_count(r);
    if (!convert_numbers(r, unit, values) || !in_order(r, values, count) ||
        !in_range(r, values, count)) {
        return false;
    }
    fill(r, values, count, ret_figure);
    return true;
}

/* ---- dates and statuses ---------------------------------------------------------------
 */

static bool read_date(rfi_quantities *q, reading *r, rfi_figure *ret_figure)
{
    match_result matched = match_pattern(q, PATTERN_DATE, r->text, r->length);
    if (matched == MATCH_MEMORY) {
        return memory_out(r);
    }
    if (matched == NO_MATCH) {
        rfi_explain_date(r->report, r->text, r->length, r->place);
        return false;
    }
    take_groups(q, r, 3);
    int64_t first[3] = {0};
    int64_t last[3] = {0};
    size_t count = number_count(r);
    for (size_t i = 0; i < count; i++) {
        if (!rfi_number_days(r->text + r->from[i + 1], r->size[i + 1], &first[i],
                             &last[i])) {
            rfi_report_error(r->report, RFI_D_VALUE_SYNTAX, place_of(r, i + 1),
                             "\"%s\" is not a date: the calendar has no such day",
                             r->quoted);
            return false;
        }
    }
    /* The base of a month or quarter is its last day, that of a..b lies in the middle. */
    int64_t values[3] = {first[0], last[count - 1], 0};
    if (count != 2) {
        values[1] = last[count == 3 ? 1 : 0];
        values[2] = last[count - 1];
    }
    if (!in_order(r, values, count == 2 ? 2 : 3)) {
        return false;
    }
    fill(r, values, count == 2 ? 2 : 3, ret_figure);
    return true;
}

static bool read_status(const reading *r, rfi_figure *ret_figure)
{
    bool yes = r->length == 3 && memcmp(r->text, "yes", 3) == 0;
    bool no = r->length == 2 && memcmp(r->text, "no", 2) == 0;
    if (!yes && !no) {
        rfi_report_error(
            r->report, RFI_D_WORD_UNKNOWN, r->place,
            "\"%s\" is not a status: \"yes\", \"no\" or \"unknown\" is expected",
            r->quoted);
        return false;
    }
    int64_t values[3] = {yes, 0, 0};
    fill(r, values, 1, ret_figure);
    return true;
}

bool rfi_quantities_read(rfi_quantities *quantities, rfi_report *report, const char *text,
                         size_t length, const rfi_expectation *expected, rfi_place place,
                         rfi_figure *ret_figure)
{
    reading r = {.report = report,
                 .text = text,
                 .length = length,
                 .place = place,
                 .expected = expected};
    (void)rfi_quote(r.quoted, text, length);
    if (length == strlen("unknown") && memcmp(text, "unknown", length) == 0) {
        ret_figure->state = RFI_UNKNOWN;
        ret_figure->dimension = expected->dimension;
        ret_figure->kind = expected->kind;
        ret_figure->low = ret_figure->base = ret_figure->high = 0;
        return true;
    }
    if (expected->dimension == RFI_DIM_DATE) {
        return read_date(quantities, &r, ret_figure);
    }
    if (expected->dimension == RFI_DIM_STATUS) {
        return read_status(&r, ret_figure);
    }
    return read_number(quantities, &r, ret_figure);
}

bool rfi_quantities_claim(rfi_quantities *quantities, rfi_report *report, const char *text,
                          size_t length, rfi_place place)
{
    match_result matched = match_pattern(quantities, PATTERN_CLAIM, text, length);
    if (matched == MATCHED) {
        return true;
    }
    if (matched == MATCH_MEMORY) {
        rfi_report_error(report, RFI_D_MEMORY, place, "memory is out");
        return false;
    }
    char quoted[RFI_QUOTE_SIZE];
    rfi_report_error(report, RFI_D_VALUE_SYNTAX, place,
                     "\"%s\" is not a redundancy: N, N+1, 2N, 2(N+1), 3N/2 or 4N/3 ring is "
                     "expected",
                     rfi_quote(quoted, text, length));
    return false;
}

bool rfi_read_quantity(const char *text, size_t length, rfi_dimension dimension,
                       rfi_power_kind kind_required, rfi_place place,
                       rfi_figure *ret_figure, rf_diags *diags)
{
    rfi_report report;
    rfi_report_init(&report, diags, NULL, 0);
    rfi_quantities *quantities = rfi_quantities_new();
    if (quantities == NULL) {
        rfi_report_error(&report, RFI_D_MEMORY, place, "memory is out");
        return false;
    }
    rfi_expectation expected = {dimension, kind_required, true, 0, 0};
    bool read = rfi_quantities_read(quantities, &report, text, length, &expected, place,
                                    ret_figure);
    rfi_quantities_free(quantities);
    return read;
}
