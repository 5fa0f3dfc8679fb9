/* SPDX-License-Identifier: MIT */
/* Tables of corners: comma-separated, one corner a row, a header that names the columns and
 * with them the unit. */
#include <string.h>

#include "planner/base/checked.h"
#include "sites/read/footprint.h"
#include "sites/read/number.h"
#include "sites/read/report.h"

enum { MOST_FIELDS = 4, MOST_LINE = 1024, MOST_SIDE = 10000000 /* mm */ };

typedef struct field {
    const char *text;
    size_t length;
} field;

typedef struct table {
    rfi_report report;
    rfi_footprints *found;
    rfi_place line;
    field fields[MOST_FIELDS];
    size_t field_count;
    bool has_ring;
    const rfi_unit *unit; /* NULL before the header */
    field hall, ring;     /* of the row before */
    rfi_ring *open;       /* the ring that corners are added to */
    size_t corners;       /* of the building */
    bool memory;
} table;

static bool is(field f, const char *word)
{
    return f.length == strlen(word) && memcmp(f.text, word, f.length) == 0;
}

static bool same(field a, field b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

static void split(table *t, const char *text, size_t length)
{
    t->field_count = 0;
    size_t from = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && text[i] != ',') {
            continue;
        }
        field f = {text + from, i - from};
        while (f.length > 0 && (*f.text == ' ' || *f.text == '\t')) {
            f.text++;
            f.length--;
        }
        while (f.length > 0 && strchr(" \t\r", f.text[f.length - 1]) != NULL) {
            f.length--;
        }
        if (t->field_count < MOST_FIELDS) {
            t->fields[t->field_count] = f;
        }
        t->field_count++;
        from = i + 1;
    }
}

/* hall[,ring],x_UNIT,y_UNIT */
static void read_header(table *t)
{
    static const char *const units[] = {"m", "mm", "ft"};
    static const char *const columns[][2] = {
        {"x_m", "y_m"}, {"x_mm", "y_mm"}, {"x_ft", "y_ft"}};
    t->has_ring = t->field_count == 4 && is(t->fields[1], "ring");
    size_t x = t->has_ring ? 2 : 1;
    for (size_t i = 0; i < 3 && t->field_count == x + 2 && is(t->fields[0], "hall"); i++) {
        if (is(t->fields[x], columns[i][0]) && is(t->fields[x + 1], columns[i][1])) {
            t->unit = rfi_unit_find(units[i], strlen(units[i]));
        }
    }
    if (t->unit == NULL) {
        rfi_report_error(
            &t->report, RFI_D_VALUE_SYNTAX, t->line,
            "the first line does not name the columns: "
            "\"hall,x_m,y_m\" or \"hall,ring,x_m,y_m\" is expected, with m, mm "
            "or ft");
    }
}

static bool read_length(table *t, field f, int64_t *ret_value)
{
    char quoted[RFI_QUOTE_SIZE];
    if (rfi_number_convert(f.text, f.length, t->unit, ret_value) == RFI_NUMBER_OK &&
        *ret_value >= -MOST_SIDE && *ret_value <= MOST_SIDE) {
        return true;
    }
    rfi_report_error(&t->report, RFI_D_VALUE_SYNTAX, t->line,
                     "\"%s\" is no coordinate in whole millimetres within 10 km",
                     rfi_quote(quoted, f.text, f.length));
    return false;
}

static void open_building(table *t)
{
    if (t->found->count == RFI_FOOTPRINTS_MOST) {
        rfi_report_error(&t->report, RFI_D_VALUE_RANGE, t->line,
                         "more than 64 buildings, the most that is read");
        return;
    }
    rfi_footprint *f = &t->found->items[t->found->count++];
    *f = (rfi_footprint){.place = t->line};
    f->name = rfi_arena_copy_n(t->found->arena, t->hall.text, t->hall.length);
    f->origin = rfi_arena_format(t->found->arena, "line %lld", (long long)t->line.line);
    t->memory = t->memory || f->name == NULL || f->origin == NULL;
    t->corners = 0;
    t->open = &f->outer;
}

static void open_ring(table *t)
{
    rfi_footprint *f = &t->found->items[t->found->count - 1];
    if (t->ring.length == 0 || f->hole_count == RFI_FOOTPRINT_HOLES) {
        rfi_report_error(&t->report, RFI_D_VALUE_RANGE, t->line,
                         t->ring.length == 0 ? "the outline of the hall is interrupted"
                                             : "a hall has more than 16 holes");
        return;
    }
    t->open = &f->holes[f->hole_count++];
}

static void add_corner(table *t, rfi_point p)
{
    rfi_ring *ring = t->open;
    if (ring->corners == NULL) {
        ring->corners = RFI_ARRAY(t->found->arena, RFI_FOOTPRINT_CORNERS, rfi_point);
    }
    t->memory = t->memory || ring->corners == NULL;
    if (t->corners == RFI_FOOTPRINT_CORNERS) {
        rfi_report_error(&t->report, RFI_D_VALUE_RANGE, t->line,
                         "a hall has more than 200 corners");
        return;
    }
    if (!t->memory) {
        ring->corners[ring->count++] = p;
        t->corners++;
    }
}

static void read_row(table *t)
{
    size_t x = t->has_ring ? 2 : 1;
    rfi_point p;
    if (t->field_count != x + 2 || t->fields[0].length == 0) {
        rfi_report_error(&t->report, RFI_D_VALUE_SYNTAX, t->line,
                         "a row has the columns of the first line, and names its hall");
        return;
    }
    if (!read_length(t, t->fields[x], &p.x) || !read_length(t, t->fields[x + 1], &p.y)) {
        return;
    }
    field ring = t->has_ring ? t->fields[1] : (field){"", 0};
    bool other = t->found->count == 0 || !same(t->hall, t->fields[0]);
    bool inner = !other && !same(t->ring, ring);
    t->hall = t->fields[0];
    t->ring = ring;
    if (other) {
        if (ring.length > 0) {
            rfi_report_error(&t->report, RFI_D_VALUE_SYNTAX, t->line,
                             "a hall begins with its outline: its ring is empty");
            return;
        }
        open_building(t);
    } else if (inner) {
        open_ring(t);
    }
    if (t->report.errors == 0) {
        add_corner(t, p);
    }
}

static void check_rings(table *t)
{
    for (size_t i = 0; i < t->found->count; i++) {
        const rfi_footprint *f = &t->found->items[i];
        bool fine = f->outer.count >= 3;
        for (size_t k = 0; k < f->hole_count; k++) {
            fine = fine && f->holes[k].count >= 3;
        }
        if (!fine) {
            rfi_report_error(&t->report, RFI_D_OUTLINE_SHAPE, f->place,
                             "a ring of \"%s\" has less than three corners", f->name);
        }
    }
    if (t->found->count == 0) {
        rfi_report_error(&t->report, RFI_D_ELEMENT_MISSING, t->line, "no hall is listed");
    }
}

static void read_lines(table *t, const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size && !t->memory && t->report.errors == 0) {
        size_t end = at;
        while (end < size && bytes[end] != '\n') {
            end++;
        }
        split(t, bytes + at, end - at);
        bool blank = t->field_count == 1 && t->fields[0].length == 0;
        if (end - at > MOST_LINE || memchr(bytes + at, '\0', end - at) != NULL) {
            rfi_report_error(&t->report, RFI_D_VALUE_SYNTAX, t->line,
                             "a line is longer than 1024 bytes, or no text");
        } else if (!blank && t->unit == NULL) {
            read_header(t);
        } else if (!blank) {
            read_row(t);
        }
        t->line.line++;
        at = end + 1;
    }
}

rfi_footprints *rfi_read_corners(const char *file, const char *bytes, size_t size,
                                 rf_diags *diags)
{
    table t = {.line = {file, 1, 1}};
    rfi_arena *arena = rfi_arena_new();
    rfi_report_init(&t.report, diags, bytes, size);
    t.found = arena == NULL ? NULL : RFI_NEW(arena, rfi_footprints);
    t.memory = t.found == NULL;
    if (!t.memory) {
        t.found->arena = arena;
        t.found->items = RFI_ARRAY(arena, RFI_FOOTPRINTS_MOST, rfi_footprint);
        t.memory = t.found->items == NULL;
    }
    if (!t.memory) {
        read_lines(&t, bytes, size);
        if (t.report.errors == 0) {
            check_rings(&t);
        }
    }
    if (t.memory) {
        rfi_report_error(&t.report, RFI_D_MEMORY, (rfi_place){file, 1, 1}, "memory is out");
    }
    bool fine = t.report.errors == 0;
    if (!fine) {
        rfi_arena_free(arena);
    }
    return fine ? t.found : NULL;
}
