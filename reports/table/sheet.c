/* SPDX-License-Identifier: MIT */
#include "reports/table/sheet.h"

#include <stdlib.h>
#include <string.h>

/* ---- sheets of the documents
 * ------------------------------------------------------------- */

static void add_fact(rfi_table_sheet *sheet, const char *label, const char *value)
{
    if (value != NULL && sheet->fact_count < RFI_TABLE_FACTS) {
        sheet->facts[sheet->fact_count++] = (rfi_table_fact){label, value};
    }
}

rfi_table_sheet rfi_table_sheet_of_site(const rfi_site *site)
{
    rfi_table_sheet sheet = {
        .kind = site->reference ? "reference design" : "site",
        .id = site->id,
        .name = site->name,
        .file = site->file,
        .digest = site->digest,
        .as_of = site->as_of,
        .figures = site->figures,
        .figure_count = site->figure_count,
        .sources = site->sources,
        .source_count = site->source_count,
        .site = site,
    };
    if (site->reference_id != NULL || site->reference) {
        add_fact(&sheet, "mark", "Reference design, not surveyed");
    }
    add_fact(&sheet, "reference", site->reference_id);
    add_fact(&sheet, "region", site->region);
    add_fact(&sheet, "climate", site->climate_id);
    return sheet;
}

rfi_table_sheet rfi_table_sheet_of_profile(const rfi_profile *profile)
{
    rfi_table_sheet sheet = {
        .kind = profile->family == RFI_FAMILY_MINER ? "miner" : "profile",
        .id = profile->id,
        .name = profile->name,
        .file = profile->file,
        .digest = profile->digest,
        .as_of = profile->as_of,
        .figures = profile->figures,
        .figure_count = profile->figure_count,
        .sources = profile->sources,
        .source_count = profile->source_count,
    };
    add_fact(&sheet, "vendor", profile->vendor);
    add_fact(&sheet, "family", rfi_family_words(profile->family));
    if (rfi_known(&profile->racks_per_pod) && profile->racks_per_pod.high > 1) {
        add_fact(&sheet, "racks of a pod", rfi_adjacency_words(profile->adjacency));
    }
    add_fact(&sheet, "media", profile->media);
    return sheet;
}

rfi_table_sheet rfi_table_sheet_of_measures(const rfi_measures *measures)
{
    return (rfi_table_sheet){
        .kind = "measures",
        .id = measures->id,
        .name = measures->name,
        .file = measures->file,
        .digest = measures->digest,
        .as_of = measures->as_of,
        .figures = measures->figures,
        .figure_count = measures->figure_count,
        .sources = measures->sources,
        .source_count = measures->source_count,
        .measures = measures,
    };
}

rfi_table_sheet rfi_table_sheet_of_climate(const rfi_climate *climate)
{
    return (rfi_table_sheet){
        .kind = "climate",
        .id = climate->id,
        .name = climate->name,
        .file = climate->file,
        .digest = climate->digest,
        .as_of = climate->as_of,
        .figures = climate->figures,
        .figure_count = climate->figure_count,
        .sources = climate->sources,
        .source_count = climate->source_count,
    };
}

/* ---- names of owners
 * --------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static const char *hall_words(const rfi_site *site, const char *owner)
{
    const rfi_hall *hall = rfi_site_hall(site, owner);
    return hall == NULL ? NULL : hall->name != NULL ? hall->name : "hall";
}

static const char *element_words(const rfi_element *elements, size_t count,
                                 const char *owner)
{
    for (size_t i = 0; i < count; i++) {
        if (same(elements[i].id, owner)) {
            return rfi_element_kind_words(elements[i].kind);
        }
    }
    return NULL;
}

static const char *plant_words(const rfi_site *site, const char *owner)
{
    const rfi_plant *plant = rfi_site_plant(site, NULL, owner);
    for (size_t i = 0; i < site->hall_count && plant == NULL; i++) {
        plant = rfi_site_plant(site, &site->halls[i], owner);
    }
    return plant == NULL ? NULL : rfi_plant_kind_words(plant->kind);
}

static const char *gate_words(const rfi_site *site, const char *owner)
{
    for (size_t i = 0; i < site->gate_count; i++) {
        if (same(site->gates[i].id, owner)) {
            return rfi_gate_kind_words(site->gates[i].kind);
        }
    }
    return NULL;
}

static const char *site_owner_words(const rfi_site *site, const char *owner)
{
    const char *words = hall_words(site, owner);
    words =
        words != NULL ? words : element_words(site->elements, site->element_count, owner);
    for (size_t i = 0; i < site->hall_count && words == NULL; i++) {
        words = element_words(site->halls[i].elements, site->halls[i].element_count, owner);
    }
    words = words != NULL ? words : plant_words(site, owner);
    words = words != NULL ? words : gate_words(site, owner);
    if (words == NULL && rfi_site_interconnect(site, owner) != NULL) {
        words = "interconnect";
    }
    return words;
}

/* Looking an owner up is linear in the document: a huge one prints its ids only. */
enum { FIGURES_NAMED = 50000 };

static const char *owner_words(const rfi_table_sheet *sheet, const char *owner)
{
    if (sheet->figure_count > FIGURES_NAMED) {
        return NULL;
    }
    if (sheet->site != NULL) {
        return site_owner_words(sheet->site, owner);
    }
    return NULL;
}

static const rfi_measure *measure_of(const rfi_table_sheet *sheet, const char *owner)
{
    for (size_t i = 0; sheet->measures != NULL && i < sheet->measures->count; i++) {
        if (same(sheet->measures->items[i].id, owner)) {
            return &sheet->measures->items[i];
        }
    }
    return NULL;
}

/* ---- groups
 * ------------------------------------------------------------------------------ */

typedef struct place_of { /* a figure, where it stood, and where its owner stood first */
    const rfi_figure *figure;
    size_t index, first;
} place_of;

static int order_size(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static const char *owner_of(const rfi_figure *figure)
{
    return figure->owner == NULL ? "" : figure->owner;
}

static int by_owner(const void *left, const void *right)
{
    const place_of *a = left;
    const place_of *b = right;
    int by = strcmp(owner_of(a->figure), owner_of(b->figure));
    return by != 0 ? by : order_size(a->index, b->index);
}

static int by_first(const void *left, const void *right)
{
    const place_of *a = left;
    const place_of *b = right;
    int by = order_size(a->first, b->first);
    return by != 0 ? by : order_size(a->index, b->index);
}

/* Figures so that those of an owner stand together, owners as they first appear. */
static place_of *sorted_figures(rfi_arena *arena, const rfi_table_sheet *sheet)
{
    place_of *list = RFI_ARRAY(arena, sheet->figure_count + 1, place_of);
    if (list == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < sheet->figure_count; i++) {
        list[i] = (place_of){sheet->figures[i], i, i};
    }
    qsort(list, sheet->figure_count, sizeof(*list), by_owner);
    for (size_t i = 1; i < sheet->figure_count; i++) {
        if (strcmp(owner_of(list[i].figure), owner_of(list[i - 1].figure)) == 0) {
            list[i].first = list[i - 1].first;
        }
    }
    qsort(list, sheet->figure_count, sizeof(*list), by_first);
    return list;
}

rfi_sheet_group *rfi_sheet_groups(rfi_arena *arena, const rfi_table_sheet *sheet,
                                  size_t *ret_count)
{
    const place_of *list = sorted_figures(arena, sheet);
    rfi_sheet_group *groups = RFI_ARRAY(arena, sheet->figure_count + 1, rfi_sheet_group);
    const rfi_figure **figures =
        RFI_ARRAY(arena, sheet->figure_count + 1, const rfi_figure *);
    if (list == NULL || groups == NULL || figures == NULL) {
        return NULL;
    }
    size_t count = 0;
    for (size_t i = 0; i < sheet->figure_count; i++) {
        figures[i] = list[i].figure;
        if (i == 0 || list[i].first != list[i - 1].first) {
            const char *owner = owner_of(list[i].figure);
            const rfi_measure *measure =
                sheet->figure_count > FIGURES_NAMED ? NULL : measure_of(sheet, owner);
            groups[count++] = (rfi_sheet_group){
                .owner = owner,
                .words = measure != NULL ? measure->name : owner_words(sheet, owner),
                .measure = measure,
                .figures = &figures[i],
            };
        }
        groups[count - 1].count++;
    }
    *ret_count = count;
    return groups;
}

/* ---- sources
 * ------------------------------------------------------------------------------ */

static int by_source(const void *left, const void *right)
{
    const rfi_source *a = *(const rfi_source *const *)left;
    const rfi_source *b = *(const rfi_source *const *)right;
    int by = strcmp(a->id == NULL ? "" : a->id, b->id == NULL ? "" : b->id);
    return by != 0
               ? by
               : strcmp(a->title == NULL ? "" : a->title, b->title == NULL ? "" : b->title);
}

static bool declared(const rfi_table_sheet *sheet, const rfi_source *source)
{
    uintptr_t at = (uintptr_t)source;
    uintptr_t first = (uintptr_t)sheet->sources;
    return at >= first && at < first + sheet->source_count * sizeof(*source);
}

const rfi_source **rfi_sheet_sources(rfi_arena *arena, const rfi_table_sheet *sheet,
                                     size_t *ret_count)
{
    size_t most = sheet->source_count + sheet->figure_count + 1;
    const rfi_source **list = RFI_ARRAY(arena, most, const rfi_source *);
    if (list == NULL) {
        return NULL;
    }
    size_t count = 0;
    for (size_t i = 0; i < sheet->source_count; i++) {
        list[count++] = &sheet->sources[i];
    }
    size_t foreign = count;
    for (size_t i = 0; i < sheet->figure_count; i++) {
        const rfi_source *source = sheet->figures[i]->source;
        if (source != NULL && !declared(sheet, source)) {
            list[count++] = source;
        }
    }
    qsort(list + foreign, count - foreign, sizeof(*list), by_source);
    size_t kept = foreign;
    for (size_t i = foreign; i < count; i++) {
        if (kept == foreign || by_source(&list[kept - 1], &list[i]) != 0) {
            list[kept++] = list[i];
        }
    }
    *ret_count = kept;
    return list;
}
