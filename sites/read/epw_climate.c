/* SPDX-License-Identifier: MIT */
/* From hours to a climate document. */
#include <string.h>

#include "planner/base/checked.h"
#include "planner/model/figure.h"
#include "planner/model/psychro.h"
#include "sites/read/epw.h"

/* A bin holds centre - 1 K <= t < centre + 1 K; the first one begins at -100 degC, where
 * the wet bulb ends, the last one holds 70 degC, the most that the reader accepts. */
enum { STEP = 2000, LOWEST = 273150 - 100000, BINS = 86 };

static size_t bin_of(int64_t temperature)
{
    int64_t index = (temperature - LOWEST) / STEP;
    return index < 0 ? 0 : index >= BINS ? BINS - 1 : (size_t)index;
}

static int64_t centre_of(size_t bin)
{
    return LOWEST + (int64_t)bin * STEP + STEP / 2;
}

typedef struct year {
    int64_t hours[BINS][BINS]; /* by dry bulb, by wet bulb */
    int64_t pressure;          /* mean, pascal, half up */
    int64_t maximum;           /* millikelvin */
} year;

static void count_hours(const rfi_epw *epw, year *y)
{
    int64_t sum = 0;
    for (size_t i = 0; i < epw->count; i++) {
        const rfi_epw_hour *h = &epw->hours[i];
        int64_t wet_bulb = rfi_wet_bulb(h->dry_bulb, h->humidity, h->pressure);
        y->hours[bin_of(h->dry_bulb)][bin_of(wet_bulb)]++;
        y->maximum = rfi_max(y->maximum, h->dry_bulb);
        sum += h->pressure; /* at most 8784 * 120000 */
    }
    int64_t count = (int64_t)epw->count;
    y->pressure = rfi_div_floor(2 * sum + count, 2 * count);
}

/* What is known of the origin of a data set, by its mark in the LOCATION line. */
typedef struct data_set {
    const char *mark, *title, *date, *grade;
} data_set;

static const data_set data_sets[] = {
    {"TMY3", "NREL TMY3 data set (NREL/TP-581-43156)", "2008-05", "A"},
};

static void print_source(const rfi_epw *epw, const rfi_epw_title *title, rfi_text *text)
{
    const data_set *known = NULL;
    for (size_t i = 0; i < sizeof(data_sets) / sizeof(data_sets[0]); i++) {
        known = strcmp(data_sets[i].mark, epw->data_set) == 0 ? &data_sets[i] : known;
    }
    if (known != NULL) {
        rfi_text_format(text, "  <source id=\"tmy3\" title=\"%s, file ", known->title);
        rfi_text_xml(text, title->file);
        rfi_text_format(text, "\" date=\"%s\" grade=\"%s\"/>\n", known->date, known->grade);
        return;
    }
    rfi_text_add(text, "  <source id=\"weather-file\" title=\"Weather file ");
    rfi_text_xml(text, title->file);
    rfi_text_add(text, epw->data_set[0] == '\0' ? "" : ", data set ");
    rfi_text_xml(text, epw->data_set);
    rfi_text_format(text,
                    "; its origin and date are to be stated\" date=\"%s\" grade=\"C\"/>\n",
                    title->as_of);
}

static void print_quantity(rfi_text *text, const char *name, int64_t value,
                           const char *unit_name)
{
    const rfi_unit *unit = rfi_unit_find(unit_name, strlen(unit_name));
    rfi_text_format(text, " %s=\"", name);
    rfi_print_number(text, value, unit, 0, RFI_ROUND_NEAREST, false);
    rfi_text_format(text, " %s\"", unit_name);
}

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- SPDX-License-Identifier: MIT -->\n"
    "<!-- Written by `rackfit import epw` from the hourly rows of one weather file: "
    "arithmetic "
    "mean of the station\n"
    "     pressure, highest hourly dry bulb, and joint bins of 2 K whose centres are odd "
    "degrees (a bin holds\n"
    "     centre-1 <= t < centre+1). Wet bulb per hour from dry bulb, relative humidity "
    "and "
    "that hour's pressure by\n"
    "     the adiabatic-saturation equation with Hyland-Wexler saturation pressure, over "
    "ice "
    "below freezing. A typical\n"
    "     year must not size plant: no design extreme is stated here, so the planner "
    "widens "
    "the typical maximum by\n"
    "     its own rule until a sourced `design` element is added. -->\n";

static void print_bins(const year *y, const char *source, rfi_text *text)
{
    rfi_text_format(text, "  <bins src=\"%s\">\n", source);
    for (size_t d = 0; d < BINS; d++) {
        for (size_t w = 0; w < BINS; w++) {
            if (y->hours[d][w] > 0) {
                rfi_text_add(text, "    <bin");
                print_quantity(text, "dry-bulb", centre_of(d), "degC");
                print_quantity(text, "wet-bulb", centre_of(w), "degC");
                rfi_text_format(text, " hours=\"%lld\"/>\n", (long long)y->hours[d][w]);
            }
        }
    }
    rfi_text_add(text, "  </bins>\n");
}

void rfi_epw_print_climate(const rfi_epw *epw, const rfi_epw_title *title, rfi_text *text)
{
    year *y = RFI_NEW(epw->arena, year);
    if (y == NULL) {
        text->failed = true;
        return;
    }
    count_hours(epw, y);
    const char *source = strcmp(epw->data_set, "TMY3") == 0 ? "tmy3" : "weather-file";
    rfi_text_add(text, head);
    rfi_text_add(text, "<climate xmlns=\"urn:rackfit:1\" id=\"");
    rfi_text_xml(text, title->id);
    rfi_text_add(text, "\" name=\"");
    rfi_text_xml(text, title->name);
    rfi_text_format(text, "\" as-of=\"%s\">\n", title->as_of);
    print_source(epw, title, text);
    rfi_text_add(text, "  <station");
    print_quantity(text, "elevation", epw->elevation, "m");
    print_quantity(text, "pressure", y->pressure, "Pa");
    print_quantity(text, "typical-maximum", y->maximum, "degC");
    rfi_text_format(text, " src=\"%s\"/>\n", source);
    print_bins(y, source, text);
    rfi_text_add(text, "</climate>\n");
}
