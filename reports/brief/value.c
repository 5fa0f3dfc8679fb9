/* SPDX-License-Identifier: MIT */
/* Numbers as strings. Limits go down and demands up. */
#include "reports/brief/parts.h"

#include <stdarg.h>
#include <string.h>

#include "planner/base/checked.h"

const char *rfi_brief_format(rfi_brief *b, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const char *copy = rfi_arena_format_list(b->arena, format, list);
    va_end(list);
    if (copy == NULL) {
        b->drawing->failed = true;
    }
    return copy == NULL ? "" : copy;
}

const char *rfi_brief_keep(rfi_brief *b, rfi_text *text)
{
    const char *copy = rfi_arena_copy(b->arena, text->data == NULL ? "" : text->data);
    if (text->failed || copy == NULL) {
        b->drawing->failed = true;
    }
    rfi_text_finish(text);
    return copy == NULL ? "" : copy;
}

bool rfi_brief_bounded(int64_t value)
{
    return value < RFI_UNBOUNDED && value > -RFI_UNBOUNDED;
}

const char *rfi_brief_value(rfi_brief *b, int64_t value, rfi_dimension dimension,
                            rfi_power_kind kind, rfi_round round)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_value(&text, value, dimension, kind, round);
    return rfi_brief_keep(b, &text);
}

const char *rfi_brief_count(rfi_brief *b, int64_t value)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, value, rfi_unit_canonical(RFI_DIM_COUNT), 0, RFI_ROUND_DOWN,
                     true);
    return rfi_brief_keep(b, &text);
}

const char *rfi_brief_date(rfi_brief *b, int64_t day)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_date(&text, day);
    return rfi_brief_keep(b, &text);
}

static const char *megawatt(rfi_brief *b, int64_t milliwatt, rfi_round round)
{
    if (milliwatt < 0 || !rfi_brief_bounded(milliwatt)) {
        return "?";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, milliwatt, rfi_unit_find("MW", 2), 3, round, true);
    return rfi_brief_keep(b, &text);
}

const char *rfi_brief_megawatt(rfi_brief *b, int64_t milliwatt)
{
    return megawatt(b, milliwatt, RFI_ROUND_DOWN);
}

const char *rfi_brief_megawatt_up(rfi_brief *b, int64_t milliwatt)
{
    return megawatt(b, milliwatt, RFI_ROUND_UP);
}

const char *rfi_brief_figure(rfi_brief *b, const rfi_figure *figure)
{
    if (!rfi_known(figure)) {
        return "?";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_figure(&text, figure);
    if (rfi_is_assumption(figure)) {
        rfi_text_add(&text, "\u202F" RFI_LOZENGE);
    }
    return rfi_brief_keep(b, &text);
}

/* ---- pairs ---- */

/* Base units per last digit at this many decimals; 0 when it does not divide. */
static int64_t grain_of(const rfi_unit *unit, int decimals)
{
    int64_t grain = unit->numerator / unit->denominator;
    for (int i = 0; i < decimals; i++) {
        if (grain % 10 != 0) {
            return 0;
        }
        grain /= 10;
    }
    return grain;
}

typedef struct rounding {
    int64_t grain;
    int64_t used, limit; /* rounded, base unit */
} rounding;

static rounding round_both(const rfi_unit *unit, int64_t grain, int64_t used, int64_t limit)
{
    rounding r = {grain, used, limit};
    if (rfi_brief_bounded(used)) {
        int64_t steps = rfi_div_ceil(rfi_sub(used, unit->offset), grain);
        r.used = rfi_add(rfi_mul(steps, grain), unit->offset);
    }
    if (rfi_brief_bounded(limit)) {
        int64_t steps = rfi_div_floor(rfi_sub(limit, unit->offset), grain);
        r.limit = rfi_add(rfi_mul(steps, grain), unit->offset);
    }
    return r;
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Three digits of the larger value, then finer until the order shows. */
static rounding choose(const rfi_unit *unit, int64_t used, int64_t limit)
{
    int64_t most = 0;
    if (rfi_brief_bounded(used)) {
        most = rfi_max(most, used - unit->offset);
    }
    if (rfi_brief_bounded(limit)) {
        most = rfi_max(most, limit - unit->offset);
    }
    int64_t whole = most / (unit->numerator / unit->denominator);
    int decimals = whole >= 100 ? 0 : whole >= 10 ? 1 : whole >= 1 ? 2 : 3;
    rounding best = round_both(unit, 1, used, limit);
    for (; decimals <= 9; decimals++) {
        int64_t grain = grain_of(unit, decimals);
        if (grain == 0) {
            break;
        }
        rounding r = round_both(unit, grain, used, limit);
        best = r;
        if (!rfi_brief_bounded(used) || !rfi_brief_bounded(limit) ||
            order(r.used, r.limit) == order(used, limit)) {
            break;
        }
    }
    return best;
}

static const char *number(rfi_brief *b, const rfi_unit *unit, int64_t value)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, value, unit, 0, RFI_ROUND_NEAREST, true);
    return rfi_brief_keep(b, &text);
}

rfi_pair_words rfi_brief_pair(rfi_brief *b, rfi_dimension dimension, int64_t used,
                              int64_t limit)
{
    rfi_pair_words words = {.unit = ""};
    int64_t most =
        rfi_max(rfi_brief_bounded(used) ? used : 0, rfi_brief_bounded(limit) ? limit : 0);
    const rfi_unit *unit = rfi_unit_for(dimension, most);
    rounding r = choose(unit, used, limit);
    words.used = rfi_brief_bounded(used) ? number(b, unit, r.used) : used > 0 ? "?" : "0";
    words.limit = rfi_brief_bounded(limit) ? number(b, unit, r.limit) : "no limit known";
    if (unit->label[0] != '\0') {
        words.unit = rfi_brief_format(b, "\u202F%s", unit->label);
    }
    words.both =
        rfi_brief_bounded(limit)
            ? rfi_brief_format(b, "%s of %s%s", words.used, words.limit, words.unit)
            : rfi_brief_format(b, "%s%s, no limit known", words.used, words.unit);
    return words;
}

/* ---- names ---- */

const char *rfi_brief_base_name(const char *path)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    return path == NULL ? "" : slash == NULL ? path : slash + 1;
}

const char *rfi_brief_place(rfi_brief *b, const rfi_place *place)
{
    if (place->file == NULL) {
        return "";
    }
    const char *name = rfi_brief_base_name(place->file);
    return place->line > 0 ? rfi_brief_format(b, "%s:%lld", name, (long long)place->line)
                           : name;
}

/* "Liquid heat" becomes "liquid heat", "UPS ups" stays. */
const char *rfi_brief_lower(rfi_brief *b, const char *words)
{
    bool capital = words[0] >= 'A' && words[0] <= 'Z';
    bool name = words[0] != '\0' && words[1] >= 'A' && words[1] <= 'Z';
    if (!capital || name) {
        return words;
    }
    return rfi_brief_format(b, "%c%s", words[0] - 'A' + 'a', words + 1);
}
