/* SPDX-License-Identifier: MIT */
#include "reports/table/value.h"

#include "planner/base/checked.h"

enum { SIGNIFICANT = 4, DECIMALS_FIRST = 6, DECIMALS_MOST = 12 };

bool rfi_bounded(int64_t value)
{
    return value < RFI_UNBOUNDED && value > -RFI_UNBOUNDED;
}

int64_t rfi_case_amount(const rfi_case *c, int64_t value)
{
    return c->pods >= RFI_PODS_CAP ? RFI_UNBOUNDED : value;
}

const char *rfi_or_empty(const char *string)
{
    return string == NULL ? "" : string;
}

/* ---- scales ------------------------------------------------------------------------- */

static int64_t magnitude(int64_t value)
{
    return value < 0 ? -value : value;
}

static int64_t largest(const rfi_pair *pairs, size_t count, int64_t offset)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        if (rfi_bounded(pairs[i].used)) {
            most = rfi_max(most, magnitude(rfi_sub(pairs[i].used, offset)));
        }
        if (rfi_bounded(pairs[i].limit)) {
            most = rfi_max(most, magnitude(rfi_sub(pairs[i].limit, offset)));
        }
    }
    return most;
}

/* Grain of `decimals` decimals, 0 when the unit cannot be split that finely. */
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

static int first_decimals(const rfi_unit *unit, int64_t most)
{
    int before = 0;
    for (int64_t whole = most / (unit->numerator / unit->denominator); whole > 0;
         whole /= 10) {
        before++;
    }
    int decimals = SIGNIFICANT - before;
    decimals = decimals < 0 ? 0 : decimals > DECIMALS_FIRST ? DECIMALS_FIRST : decimals;
    while (decimals > 0 && grain_of(unit, decimals) == 0) {
        decimals--;
    }
    return decimals;
}

int64_t rfi_scale_down(const rfi_scale *scale, int64_t value)
{
    if (!rfi_bounded(value)) {
        return value;
    }
    int64_t offset = scale->unit->offset;
    int64_t steps = rfi_div_floor(rfi_sub(value, offset), scale->grain);
    return rfi_add(rfi_mul(steps, scale->grain), offset);
}

int64_t rfi_scale_up(const rfi_scale *scale, int64_t value)
{
    if (!rfi_bounded(value)) {
        return value;
    }
    int64_t offset = scale->unit->offset;
    int64_t steps = rfi_div_ceil(rfi_sub(value, offset), scale->grain);
    return rfi_add(rfi_mul(steps, scale->grain), offset);
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static bool shows_order(const rfi_scale *scale, const rfi_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const rfi_pair *pair = &pairs[i];
        if (rfi_bounded(pair->used) && rfi_bounded(pair->limit) &&
            order(rfi_scale_up(scale, pair->used), rfi_scale_down(scale, pair->limit)) !=
                order(pair->used, pair->limit)) {
            return false;
        }
    }
    return true;
}

rfi_scale rfi_scale_in(const rfi_unit *unit, const rfi_pair *pairs, size_t count)
{
    int decimals = first_decimals(unit, largest(pairs, count, unit->offset));
    for (; decimals <= DECIMALS_MOST; decimals++) {
        rfi_scale scale = {unit, grain_of(unit, decimals)};
        if (scale.grain == 0) {
            break;
        }
        if (shows_order(&scale, pairs, count)) {
            return scale;
        }
    }
    return (rfi_scale){rfi_unit_canonical(unit->dimension), 1};
}

rfi_scale rfi_scale_for(rfi_dimension dimension, const rfi_pair *pairs, size_t count)
{
    return rfi_scale_in(rfi_unit_for(dimension, largest(pairs, count, 0)), pairs, count);
}

/* ---- values ------------------------------------------------------------------------- */

static void print_rounded(rfi_text *text, const rfi_scale *scale, int64_t value)
{
    rfi_print_number(text, value, scale->unit, 0, RFI_ROUND_NEAREST, true);
    if (scale->unit->label[0] != '\0') {
        rfi_text_add(text, "\u202F");
        rfi_text_add(text, scale->unit->label);
    }
}

void rfi_print_limit(rfi_text *text, const rfi_scale *scale, int64_t value)
{
    if (!rfi_bounded(value)) {
        rfi_text_add(text, value > 0 ? "no limit known" : "none");
        return;
    }
    print_rounded(text, scale, rfi_scale_down(scale, value));
}

void rfi_print_demand(rfi_text *text, const rfi_scale *scale, int64_t value)
{
    if (!rfi_bounded(value)) {
        rfi_text_add(text, value > 0 ? "unknown amount" : "nothing");
        return;
    }
    print_rounded(text, scale, rfi_scale_up(scale, value));
}

void rfi_print_amount(rfi_text *text, const rfi_scale *scale, int64_t value)
{
    if (!rfi_bounded(value) || value < 0) {
        rfi_text_char(text, '?');
        return;
    }
    rfi_print_number(text, rfi_scale_down(scale, value), scale->unit, 0, RFI_ROUND_NEAREST,
                     true);
}

rfi_dimension rfi_slack_dimension(rfi_dimension dimension)
{
    if (dimension == RFI_DIM_TEMPERATURE) {
        return RFI_DIM_TEMPERATURE_STEP;
    }
    return dimension == RFI_DIM_DATE || dimension == RFI_DIM_STATUS ? RFI_DIM_COUNT
                                                                    : dimension;
}

void rfi_print_slack(rfi_text *text, const rfi_scale *scale, const rfi_pair *pair)
{
    rfi_dimension dimension = scale->unit->dimension;
    if (!rfi_bounded(pair->used) || !rfi_bounded(pair->limit) ||
        dimension == RFI_DIM_STATUS) {
        rfi_text_add(text, "\u2013");
        return;
    }
    int64_t slack =
        rfi_sub(rfi_scale_down(scale, pair->limit), rfi_scale_up(scale, pair->used));
    rfi_scale step = *scale;
    if (rfi_slack_dimension(dimension) != dimension) {
        step.unit = rfi_unit_canonical(rfi_slack_dimension(dimension));
    }
    print_rounded(text, &step, slack);
    if (dimension == RFI_DIM_DATE) {
        rfi_text_add(text, slack == 1 || slack == -1 ? "\u202Fday" : "\u202Fdays");
    }
}

const char *rfi_base_unit(rfi_dimension dimension)
{
    static const char *const units[RFI_DIM_COUNT_OF_DIMENSIONS] = {
        [RFI_DIM_COUNT] = "1",
        [RFI_DIM_POWER] = "mW",
        [RFI_DIM_APPARENT] = "mVA",
        [RFI_DIM_VOLTAGE] = "mV",
        [RFI_DIM_CURRENT] = "mA",
        [RFI_DIM_MASS] = "g",
        [RFI_DIM_LENGTH] = "mm",
        [RFI_DIM_AREA_LOAD] = "g/m2",
        [RFI_DIM_FLOW] = "mL/h",
        [RFI_DIM_PRESSURE] = "Pa",
        [RFI_DIM_TEMPERATURE] = "mK",
        [RFI_DIM_TEMPERATURE_STEP] = "mK",
        [RFI_DIM_DURATION] = "us",
        [RFI_DIM_DATE] = "day",
        [RFI_DIM_DATA_RATE] = "b/s",
        [RFI_DIM_MONEY] = "uUSD",
        [RFI_DIM_PRICE_POWER] = "uUSD/kW",
        [RFI_DIM_PRICE_ENERGY] = "uUSD/MWh",
        [RFI_DIM_RATIO] = "ppm",
        [RFI_DIM_ANGLE] = "udeg",
        [RFI_DIM_STATUS] = "boolean",
        [RFI_DIM_AREA] = "mm2",
        [RFI_DIM_PRICE_AREA] = "uUSD/m2",
        [RFI_DIM_PRICE_LENGTH] = "uUSD/km",
        [RFI_DIM_WATER] = "L/day",
        [RFI_DIM_COMPUTE] = "GF",
        [RFI_DIM_MEMORY] = "B",
        [RFI_DIM_ENERGY] = "mWh",
        [RFI_DIM_RAMP] = "mW/s",
        [RFI_DIM_VOLUME] = "L",
        [RFI_DIM_FORCE] = "N",
    };
    return units[dimension];
}

void rfi_print_place(rfi_text *text, const rfi_place *place)
{
    if (place->file != NULL) {
        rfi_text_add(text, place->file);
        if (place->line > 0) {
            rfi_text_format(text, ":%lld", (long long)place->line);
        }
    }
}

void rfi_print_subject(rfi_text *text, const rfi_figure *figure)
{
    if (figure->owner != NULL && figure->owner[0] != '\0') {
        rfi_text_add(text, figure->owner);
        rfi_text_add(text, ": ");
    }
    rfi_text_add(text, figure->name != NULL ? figure->name : figure->attribute);
}
