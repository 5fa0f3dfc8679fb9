/* SPDX-License-Identifier: MIT */
#include "sites/read/epw.h"

#include <string.h>

#include "planner/base/checked.h"
#include "planner/model/psychro.h"
#include "sites/read/report.h"

/* One field of a line, blanks around it left out. */
typedef struct field {
    const char *text;
    size_t length;
    rfi_place place;
} field;

typedef struct epw_reader {
    rfi_report report;
    rfi_epw *epw;
    const char *at, *end; /* what is not yet read */
    const char *line;
    size_t length;
    rfi_place place; /* of the line's first character */
    field fields[RFI_EPW_MOST_COLUMNS];
    size_t field_count;    /* of the whole line, beyond the array too */
    int month, day, hour;  /* of the row before */
    bool leap;             /* a 29 February was seen */
    size_t rows;           /* read, bad ones included */
    size_t from_dew_point; /* rows whose humidity comes from the dew point */
    rfi_place first_dew_point;
} epw_reader;

static const char *const header_names[RFI_EPW_HEADERS] = {
    "LOCATION",
    "DESIGN CONDITIONS",
    "TYPICAL/EXTREME PERIODS",
    "GROUND TEMPERATURES",
    "HOLIDAYS/DAYLIGHT SAVINGS",
    "COMMENTS 1",
    "COMMENTS 2",
    "DATA PERIODS",
};

/* ---- lines and fields --------------------------------------------------------------- */

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* False when the line cannot be read further: reported. */
static bool check_line(epw_reader *r)
{
    if (r->length > RFI_EPW_MOST_LINE) {
        rfi_report_error(&r->report, RFI_D_XML_LONG_VALUE, r->place,
                         "the line is longer than %d bytes, the most that is read",
                         RFI_EPW_MOST_LINE);
        return false;
    }
    for (size_t i = 0; i < r->length; i++) {
        if (is_control(r->line[i]) && r->line[i] != '\t') {
            rfi_report_error(&r->report, RFI_D_VALUE_SYNTAX,
                             rfi_place_after(r->place, r->line, i),
                             "a control character: the file is not text");
            return false;
        }
    }
    return true;
}

/* Takes the next line, without its end. False at the end of the file. */
static bool next_line(epw_reader *r)
{
    if (r->at == r->end) {
        return false;
    }
    const char *stop = memchr(r->at, '\n', (size_t)(r->end - r->at));
    r->line = r->at;
    r->length = (size_t)((stop == NULL ? r->end : stop) - r->at);
    r->at = stop == NULL ? r->end : stop + 1;
    r->place.line++;
    if (r->length > 0 && r->line[r->length - 1] == '\r') {
        r->length--;
    }
    return true;
}

static void add_field(epw_reader *r, size_t from, size_t to)
{
    size_t index = r->field_count++;
    if (index >= RFI_EPW_MOST_COLUMNS) {
        return;
    }
    while (from < to && (r->line[from] == ' ' || r->line[from] == '\t')) {
        from++;
    }
    while (to > from && (r->line[to - 1] == ' ' || r->line[to - 1] == '\t')) {
        to--;
    }
    r->fields[index] =
        (field){r->line + from, to - from, rfi_place_after(r->place, r->line, from)};
}

static void split_line(epw_reader *r)
{
    size_t from = 0;
    r->field_count = 0;
    for (size_t i = 0; i <= r->length; i++) {
        if (i == r->length || r->line[i] == ',') {
            add_field(r, from, i);
            from = i + 1;
        }
    }
}

/* ---- numbers ------------------------------------------------------------------------ */

enum { MOST_WHOLE = 9, MOST_DECIMALS = 9 };

/* "-12.75" times scale, half to even. False when it is not a decimal number of at most nine
 * digits before and after the point. */
static bool convert(const char *text, size_t length, int64_t scale, int64_t *ret_value)
{
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    int64_t mantissa = 0;
    int64_t divisor = 1;
    size_t whole = 0;
    size_t decimals = 0;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        mantissa = whole++ < MOST_WHOLE ? mantissa * 10 + (text[at] - '0') : 0;
    }
    if (at < length && text[at] == '.') {
        for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
            if (decimals++ < MOST_DECIMALS) {
                mantissa = mantissa * 10 + (text[at] - '0');
                divisor *= 10;
            }
        }
    }
    if (at < length || whole + decimals == 0 || whole > MOST_WHOLE ||
        decimals > MOST_DECIMALS) {
        return false;
    }
    rfi_wide product = (rfi_wide)mantissa * scale;
    rfi_wide twice = 2 * (product % divisor);
    rfi_wide value = product / divisor;
    value += twice > divisor || (twice == divisor && value % 2 != 0);
    *ret_value = (int64_t)(text[0] == '-' ? -value : value);
    return true;
}

/* What a number of this file must be. */
typedef struct column {
    const char *name;
    size_t index;        /* from 0 */
    int64_t scale;       /* base units per unit of the file */
    int64_t least, most; /* base units */
    int64_t missing;     /* from here on: a mark for a missing value */
    const char *range;   /* in words */
} column;

typedef enum found { FOUND, FOUND_MISSING, FOUND_WRONG } found;

/* Reports all but FOUND_MISSING. */
static found read_number(epw_reader *r, const column *c, int64_t *ret_value)
{
    const field *f = &r->fields[c->index];
    char quoted[RFI_QUOTE_SIZE];
    int64_t value = 0;
    if (c->index >= r->field_count || f->length == 0) {
        return FOUND_MISSING;
    }
    if (!convert(f->text, f->length, c->scale, &value)) {
        rfi_report_error(&r->report, RFI_D_VALUE_SYNTAX, f->place,
                         "%s: \"%s\" is not a plain decimal number", c->name,
                         rfi_quote(quoted, f->text, f->length));
        return FOUND_WRONG;
    }
    if (value >= c->missing) {
        return FOUND_MISSING;
    }
    if (value < c->least || value > c->most) {
        rfi_report_error(&r->report, RFI_D_VALUE_RANGE, f->place, "%s: %s lies outside %s",
                         c->name, rfi_quote(quoted, f->text, f->length), c->range);
        return FOUND_WRONG;
    }
    *ret_value = value;
    return FOUND;
}

static bool read_needed(epw_reader *r, const column *c, int64_t *ret_value)
{
    found result = read_number(r, c, ret_value);
    if (result == FOUND_MISSING) {
        rfi_report_error(&r->report, RFI_D_VALUE_MISSING,
                         c->index < r->field_count ? r->fields[c->index].place : r->place,
                         "%s is missing", c->name);
    }
    return result == FOUND;
}

/* ---- header ------------------------------------------------------------------------- */

static bool same_word(const field *f, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < f->length && i < length; i++) {
        char c = f->text[i];
        char upper = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (upper != word[i]) {
            return false;
        }
    }
    return f->length == length;
}

/* Only structure: no surrogates, no overlong forms, no bytes of other encodings. */
static bool is_utf8(const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        unsigned char c = (unsigned char)text[i];
        size_t more = c < 0x80                ? 0
                      : c >= 0xC2 && c < 0xE0 ? 1
                      : c >= 0xE0 && c < 0xF0 ? 2
                                              : 3;
        if ((c >= 0x80 && c < 0xC2) || c >= 0xF5 || i + more >= length) {
            return false;
        }
        unsigned char second = more > 0 ? (unsigned char)text[i + 1] : 0x80;
        if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second >= 0xA0) ||
            (c == 0xF0 && second < 0x90) || (c == 0xF4 && second >= 0x90)) {
            return false;
        }
        for (size_t k = 1; k <= more; k++) {
            if (((unsigned char)text[i + k] & 0xC0U) != 0x80U) {
                return false;
            }
        }
        i += more + 1;
    }
    return true;
}

static const char *read_words(epw_reader *r, size_t index, const char *name)
{
    const field *f = &r->fields[index];
    if (!is_utf8(f->text, f->length)) {
        rfi_report_error(&r->report, RFI_D_XML_ENCODING, f->place,
                         "%s is not written in UTF-8", name);
        return "";
    }
    const char *copy = rfi_arena_copy_n(r->epw->arena, f->text, f->length);
    return copy == NULL ? "" : copy;
}

static void read_location(epw_reader *r)
{
    static const column latitude = {
        "latitude", 6, 1000000, -90000000, 90000000, INT64_MAX, "-90 to 90 degrees"};
    static const column longitude = {
        "longitude", 7, 1000000, -180000000, 180000000, INT64_MAX, "-180 to 180 degrees"};
    static const column elevation = {"elevation",     9, 1000, -500000, 9000000, INT64_MAX,
                                     "-500 to 9000 m"};
    int64_t unused = 0;
    if (r->field_count < 10) {
        rfi_report_error(&r->report, RFI_D_EPW_FORM, r->place,
                         "LOCATION has %zu fields: ten are expected", r->field_count);
        return;
    }
    r->epw->city = read_words(r, 1, "the city");
    r->epw->state = read_words(r, 2, "the state");
    r->epw->country = read_words(r, 3, "the country");
    r->epw->data_set = read_words(r, 4, "the data set");
    (void)read_needed(r, &latitude, &unused);
    (void)read_needed(r, &longitude, &unused);
    (void)read_needed(r, &elevation, &r->epw->elevation);
}

static void read_periods(epw_reader *r)
{
    static const column periods = {"number of data periods", 1, 1, 0, 99, INT64_MAX,
                                   "what is accepted"};
    static const column hourly = {"records per hour", 2, 1, 0, 60, INT64_MAX, "1 to 60"};
    int64_t value = 0;
    if (read_needed(r, &periods, &value) && value != 1) {
        rfi_report_error(&r->report, RFI_D_EPW_FORM, r->fields[1].place,
                         "%lld data periods: one whole year is expected", (long long)value);
    }
    if (read_needed(r, &hourly, &value) && value != 1) {
        rfi_report_error(&r->report, RFI_D_EPW_FORM, r->fields[2].place,
                         "%lld records per hour: one is expected", (long long)value);
    }
}

/* False: this is no weather file, and reading its rows would only repeat that. */
static bool read_header(epw_reader *r)
{
    for (size_t i = 0; i < RFI_EPW_HEADERS; i++) {
        if (!next_line(r)) {
            rfi_report_error(&r->report, RFI_D_EPW_FORM, r->place,
                             "the file ends within its header: the line \"%s\" is missing",
                             header_names[i]);
            return false;
        }
        if (!check_line(r)) {
            return false;
        }
        split_line(r);
        if (!same_word(&r->fields[0], header_names[i])) {
            rfi_report_error(&r->report, RFI_D_EPW_FORM, r->place,
                             "header line %zu begins with \"%s\" in a weather file", i + 1,
                             header_names[i]);
            return false;
        }
        if (i == 0) {
            read_location(r);
        }
    }
    read_periods(r);
    return true;
}

/* ---- rows --------------------------------------------------------------------------- */

static int days_of(const epw_reader *r, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && r->leap ? 29 : days[month - 1];
}

/* The hour that follows the row before. */
static void step_hour(epw_reader *r)
{
    r->hour = r->hour % 24 + 1;
    r->day += r->hour == 1 && r->rows > 0;
    if (r->day > days_of(r, r->month)) {
        r->day = 1;
        r->month = r->month % 12 + 1;
    }
}

/* Files of typical years take each month from another year: the year is not looked at. */
static void read_hour(epw_reader *r)
{
    static const column month_column = {"month", 1, 1, 1, 12, INT64_MAX, "1 to 12"};
    static const column day_column = {"day", 2, 1, 1, 31, INT64_MAX, "1 to 31"};
    static const column hour_column = {"hour", 3, 1, 1, 24, INT64_MAX, "1 to 24"};
    int64_t month = 0;
    int64_t day = 0;
    int64_t hour = 0;
    bool whole = read_needed(r, &month_column, &month);
    whole = read_needed(r, &day_column, &day) && whole;
    whole = read_needed(r, &hour_column, &hour) && whole;
    r->leap = r->leap || (month == 2 && day == 29);
    step_hour(r);
    if (!whole || (month == r->month && day == r->day && hour == r->hour)) {
        return;
    }
    rfi_report_error(&r->report, RFI_D_EPW_FORM, r->fields[1].place,
                     "month %d, day %d, hour %d was expected, not month %lld, day %lld, "
                     "hour %lld",
                     r->month, r->day, r->hour, (long long)month, (long long)day,
                     (long long)hour);
    r->month = (int)month; /* one gap is one error */
    r->day = (int)day;
    r->hour = (int)hour;
}

static void read_air(epw_reader *r, rfi_epw_hour *hour)
{
    static const column dry = {"dry bulb", 6, 1000, -70000, 70000, 99900, "-70 to 70 degC"};
    static const column dew = {"dew point",     7, 1000, -70000, 70000, 99900,
                               "-70 to 70 degC"};
    static const column humid = {"relative humidity", 8, 10000, 0, 1100000, 9990000,
                                 "0 to 110 %"};
    static const column pressure = {"station pressure",  9, 1, 31000, 120000, 999999,
                                    "31000 to 120000 Pa"};
    int64_t celsius = 0;
    int64_t dew_point = 0;
    bool known = read_needed(r, &dry, &celsius);
    hour->dry_bulb = 273150 + celsius;
    found humidity = read_number(r, &humid, &hour->humidity);
    if (humidity == FOUND_MISSING && known && read_number(r, &dew, &dew_point) == FOUND) {
        hour->humidity = rfi_humidity(hour->dry_bulb, 273150 + dew_point);
        if (r->from_dew_point++ == 0) {
            r->first_dew_point = r->fields[humid.index].place;
        }
    } else if (humidity == FOUND_MISSING && known) {
        (void)read_needed(r, &humid, &hour->humidity);
    }
    hour->humidity = rfi_min(hour->humidity, 1000000);
    (void)read_needed(r, &pressure, &hour->pressure);
}

static void read_row(epw_reader *r)
{
    split_line(r);
    if (r->field_count < RFI_EPW_LEAST_COLUMNS || r->field_count > RFI_EPW_MOST_COLUMNS) {
        rfi_report_error(&r->report, RFI_D_EPW_FORM, r->place,
                         "the row has %zu columns: %d to %d are expected", r->field_count,
                         RFI_EPW_LEAST_COLUMNS, RFI_EPW_MOST_COLUMNS);
        step_hour(r);
        return;
    }
    read_hour(r);
    read_air(r, &r->epw->hours[r->rows]);
}

static void read_rows(epw_reader *r)
{
    while (next_line(r)) {
        if (r->length == 0 && r->at == r->end) {
            return; /* an empty last line is no row */
        }
        if (r->rows == RFI_EPW_LEAP_YEAR) {
            rfi_report_error(&r->report, RFI_D_EPW_FORM, r->place,
                             "more than %d rows: one year of hours is expected",
                             RFI_EPW_LEAP_YEAR);
            return;
        }
        if (check_line(r)) {
            read_row(r);
        } else {
            step_hour(r);
        }
        r->rows++;
    }
}

static void check_count(epw_reader *r)
{
    size_t expected = r->leap ? RFI_EPW_LEAP_YEAR : RFI_EPW_YEAR;
    if (r->rows != expected && r->at == r->end) {
        rfi_report_error(&r->report, RFI_D_EPW_FORM, r->place,
                         "%zu rows: a year has %d, with a 29 February %d", r->rows,
                         RFI_EPW_YEAR, RFI_EPW_LEAP_YEAR);
    }
    if (r->from_dew_point > 0) {
        rfi_report_warning(&r->report, RFI_D_VALUE_MISSING, r->first_dew_point,
                           "the relative humidity is missing in %zu rows: there it is "
                           "derived from the dew point",
                           r->from_dew_point);
    }
    r->epw->count = r->rows;
}

rfi_epw *rfi_read_epw(const char *file, const char *bytes, size_t size, rf_diags *diags)
{
    epw_reader r = {.at = bytes, .end = bytes + size, .month = 1, .day = 1};
    rfi_report_init(&r.report, diags, bytes, size);
    r.place = (rfi_place){file, 0, 1};
    rfi_arena *arena = rfi_arena_new();
    r.epw = arena == NULL ? NULL : RFI_NEW(arena, rfi_epw);
    rfi_epw_hour *hours =
        r.epw == NULL ? NULL : RFI_ARRAY(arena, RFI_EPW_LEAP_YEAR, rfi_epw_hour);
    if (hours == NULL) {
        rfi_report_error(&r.report, RFI_D_MEMORY, r.place, "memory is out");
        rfi_arena_free(arena);
        return NULL;
    }
    *r.epw = (rfi_epw){.arena = arena, .hours = hours};
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        r.at += 3;
    }
    if (read_header(&r)) {
        read_rows(&r);
        check_count(&r);
    }
    if (r.report.errors > 0) {
        rfi_arena_free(arena);
        return NULL;
    }
    return r.epw;
}

void rfi_epw_free(rfi_epw *epw)
{
    if (epw != NULL) {
        rfi_arena_free(epw->arena);
    }
}
