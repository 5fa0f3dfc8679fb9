/* SPDX-License-Identifier: MIT */
/* The climate document: joint bins of a typical year and sourced extremes. */
#include <stdlib.h>

#include "sites/read/table.h"

enum { YEAR_HOURS = 8760, LEAP_YEAR_HOURS = 8784 };

static const rfi_row root_rows[] = {
    RFI_ROW_ID(rfi_climate),
    RFI_ROW_TEXT(rfi_climate, name, "name", WORDS, true),
    RFI_ROW_TEXT(rfi_climate, as_of, "as-of", DAY, true),
    RFI_ROW_END,
};

static const rfi_row station_rows[] = {
    RFI_ROW_LIMITED(rfi_climate, elevation, "elevation", LENGTH, "station elevation",
                    "weather service", -500000, 9000000),
    RFI_ROW_LIMITED(rfi_climate, pressure, "pressure", PRESSURE, "mean station pressure",
                    "weather service", 30000, 120000),
    RFI_ROW_LIMITED(rfi_climate, typical_maximum, "typical-maximum", TEMPERATURE,
                    "highest dry bulb of the typical year", "weather service", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row design_rows[] = {
    RFI_ROW_LIMITED(rfi_climate, design_dry_bulb, "dry-bulb", TEMPERATURE,
                    "design dry bulb", "weather service", 0, 0),
    RFI_ROW_LIMITED(rfi_climate, design_wet_bulb, "wet-bulb", TEMPERATURE,
                    "design wet bulb", "weather service", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row bins_rows[] = {RFI_ROW_SRC, RFI_ROW_END};

static const rfi_row bin_rows[] = {
    RFI_ROW_WHOLE(rfi_bin, dry_bulb, "dry-bulb", TEMPERATURE, true),
    RFI_ROW_WHOLE(rfi_bin, wet_bulb, "wet-bulb", TEMPERATURE, true),
    {.attribute = "hours",
     .value = RFI_VALUE_WHOLE,
     .offset = offsetof(rfi_bin, hours),
     .required = true,
     .dimension = RFI_DIM_COUNT,
     .least = 0,
     .most = LEAP_YEAR_HOURS},
    RFI_ROW_END,
};

static const rfi_child root_children[] = {
    {"source", false, false}, {"station", true, true}, {"design", true, false},
    {"bins", true, false},    {NULL, false, false},
};
static const rfi_child bins_children[] = {{"bin", false, false}, {NULL, false, false}};

static const rfi_vocabulary root_vocabulary = {"climate", root_rows, root_children};
static const rfi_vocabulary station_vocabulary = {"station", station_rows, NULL};
static const rfi_vocabulary design_vocabulary = {"design", design_rows, NULL};
static const rfi_vocabulary bins_vocabulary = {"bins", bins_rows, bins_children};
static const rfi_vocabulary bin_vocabulary = {"bin", bin_rows, NULL};

static int compare_bins(const void *left, const void *right)
{
    const rfi_bin *a = left;
    const rfi_bin *b = right;
    if (a->dry_bulb != b->dry_bulb) {
        return a->dry_bulb < b->dry_bulb ? -1 : 1;
    }
    return (a->wet_bulb > b->wet_bulb) - (a->wet_bulb < b->wet_bulb);
}

static void read_bin(rfi_reader *reader, const rfi_xml_element *element, rfi_bin *bin)
{
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &bin_vocabulary, bin, "bin");
    if (reader->report.errors == errors && bin->wet_bulb > bin->dry_bulb) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE,
                         rfi_attribute(element, "wet-bulb")->value_place,
                         "the wet bulb is above the dry bulb");
    }
}

static void read_bins(rfi_reader *reader, const rfi_xml_element *element,
                      rfi_climate *climate)
{
    size_t errors = reader->report.errors;
    int64_t hours = 0;
    rfi_read_element(reader, element, &bins_vocabulary, climate, "bins");
    climate->bins =
        rfi_reader_array(reader, rfi_count_children(element, "bin"), sizeof(rfi_bin));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "bin")) {
            rfi_bin *bin = &climate->bins[climate->bin_count++];
            read_bin(reader, c, bin);
            hours += bin->hours; /* at most 200000 bins of 8784 hours */
        }
    }
    if (reader->report.errors == errors && hours != YEAR_HOURS &&
        hours != LEAP_YEAR_HOURS) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, element->place,
                         "the hours of all bins come to %lld: 8760 or 8784 are expected",
                         (long long)hours);
    }
    if (climate->bin_count > 1) {
        qsort(climate->bins, climate->bin_count, sizeof(rfi_bin), compare_bins);
    }
}

static void read_root(rfi_reader *reader, rfi_climate *climate)
{
    const rfi_xml_element *root = reader->root;
    bool station = false;
    bool design = false;
    rfi_reader_sources(reader);
    rfi_read_element(reader, root, &root_vocabulary, climate, reader->document);
    for (const rfi_xml_element *c = root->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "station")) {
            station = true;
            rfi_read_element(reader, c, &station_vocabulary, climate, "station");
        } else if (rfi_is(c, "design")) {
            design = true;
            rfi_read_element(reader, c, &design_vocabulary, climate, "design");
        } else if (rfi_is(c, "bins")) {
            read_bins(reader, c, climate);
        }
    }
    if (!station) {
        rfi_read_absent(reader, &station_vocabulary, climate, root->place, "station");
    }
    if (!design) {
        rfi_read_absent(reader, &design_vocabulary, climate, root->place, "design");
    }
}

rfi_climate *rfi_read_climate(const char *file, const char *bytes, size_t size,
                              rf_diags *diags)
{
    rfi_reader reader;
    rfi_climate *climate = NULL;
    if (rfi_reader_open(&reader, RFI_DOCUMENT_CLIMATE, file, bytes, size, diags)) {
        climate = rfi_reader_array(&reader, 1, sizeof(rfi_climate));
    }
    if (climate != NULL) {
        climate->arena = reader.arena;
        climate->file = reader.file;
        climate->digest = rfi_reader_digest(&reader);
        read_root(&reader, climate);
        climate->sources = reader.sources;
        climate->source_count = reader.source_count;
        climate->figures = reader.figures;
        climate->figure_count = reader.figure_count;
    }
    return rfi_reader_close(&reader) ? climate : NULL;
}

void rfi_climate_free(rfi_climate *climate)
{
    if (climate != NULL) {
        rfi_arena_free(climate->arena);
    }
}
