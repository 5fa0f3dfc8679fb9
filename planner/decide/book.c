/* SPDX-License-Identifier: MIT */
/* The assumption book: one row per figure that a requirement consumed, one derived row per
 * requirement and headline, so that every printed number leads to its origin. */
#include "planner/decide/question.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/text.h"

typedef struct chapter {
    char letter;
    const char *words;
} chapter;

static const chapter chapters[] = {
    {'G', "Power and gates"}, {'E', "Electrical"}, {'K', "Cooling and climate"},
    {'F', "Hall and floor"},  {'N', "Network"},    {'P', "Accelerator system"},
    {'R', "Planner rules"},   {'W', "Want"},
};
enum { CHAPTERS = sizeof(chapters) / sizeof(chapters[0]) };

typedef struct entry {
    const rfi_figure *figure;
    size_t chapter;
    const char *id;
} entry;

typedef struct writer {
    rfi_arena *arena;
    const rfi_question *question;
    rfi_judgement *judgement;
    entry *entries;
    size_t count, capacity;
    size_t derived; /* rows D-.. so far */
} writer;

static bool owns(const rfi_figure *figure, const char *id)
{
    return figure->owner != NULL && id != NULL && strcmp(figure->owner, id) == 0;
}

static bool owned_by_element(const rfi_figure *figure, const rfi_element *list,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (owns(figure, list[i].id)) {
            return true;
        }
    }
    return false;
}

static bool owned_by_plant(const rfi_figure *figure, const rfi_plant *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (owns(figure, list[i].id)) {
            return true;
        }
    }
    return false;
}

static size_t chapter_index(char letter)
{
    size_t i = 0;
    while (chapters[i].letter != letter) {
        i++;
    }
    return i;
}

static char site_letter(const rfi_site *site, const rfi_figure *figure)
{
    bool element = owned_by_element(figure, site->elements, site->element_count);
    bool plant = owned_by_plant(figure, site->plants, site->plant_count);
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        if (owns(figure, hall->id)) {
            return 'F';
        }
        element = element || owned_by_element(figure, hall->elements, hall->element_count);
        plant = plant || owned_by_plant(figure, hall->plants, hall->plant_count);
        for (size_t k = 0; k < hall->door_count; k++) {
            if (owns(figure, hall->doors[k].id)) {
                return 'F';
            }
        }
        for (size_t k = 0; k < hall->zone_count; k++) {
            if (owns(figure, hall->zones[k].id)) {
                return 'F';
            }
        }
        for (size_t k = 0; k < hall->access_count; k++) {
            if (owns(figure, hall->accesses[k].id)) {
                return 'F';
            }
        }
        for (size_t k = 0; k < hall->load_count; k++) {
            if (owns(figure, hall->loads[k].id)) {
                return 'G';
            }
        }
    }
    if (element || plant) {
        return element ? 'E' : 'K';
    }
    for (size_t i = 0; i < site->link_count; i++) {
        if (owns(figure, site->links[i].id)) {
            return 'N';
        }
    }
    for (size_t i = 0; i < site->trench_count; i++) {
        if (owns(figure, site->trenches[i].id)) {
            return 'N';
        }
    }
    if (figure == &site->links_known) {
        return 'N';
    }
    bool want = figure == &site->want.target || figure == &site->want.pods ||
                figure == &site->want.by || figure == &site->want.reserve ||
                figure == &site->want.bandwidth || figure == &site->want.latency ||
                figure == &site->want.carriers;
    return want ? 'W' : 'G';
}

static size_t chapter_of(const writer *w, const rfi_figure *figure)
{
    const rfi_study *study = &w->question->study;
    const char *document = figure->document == NULL ? "" : figure->document;
    if (strcmp(document, "rules") == 0) {
        return chapter_index('R');
    }
    if (strcmp(document, study->profile->id) == 0) {
        return chapter_index('P');
    }
    const rfi_climate *climate = study->site->climate;
    if (climate != NULL && strcmp(document, climate->id) == 0) {
        return chapter_index('K');
    }
    return chapter_index(site_letter(study->site, figure));
}

static bool add_entry(writer *w, const rfi_figure *figure)
{
    for (size_t i = 0; i < w->count; i++) {
        if (w->entries[i].figure == figure) {
            return true;
        }
    }
    void *entries = w->entries;
    if (!rfi_arena_grow(w->arena, &entries, w->count, &w->capacity, sizeof(entry))) {
        return false;
    }
    w->entries = entries;
    w->entries[w->count++] = (entry){.figure = figure, .chapter = chapter_of(w, figure)};
    return true;
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    if (a->chapter != b->chapter) {
        return a->chapter < b->chapter ? -1 : 1;
    }
    int owners = strcmp(a->figure->owner == NULL ? "" : a->figure->owner,
                        b->figure->owner == NULL ? "" : b->figure->owner);
    if (owners != 0) {
        return owners;
    }
    if (a->figure->order != b->figure->order) {
        return a->figure->order < b->figure->order ? -1 : 1;
    }
    return strcmp(a->figure->attribute, b->figure->attribute);
}

/* Figures that reports print though no requirement may rest on them. */
static bool add_reported(writer *w)
{
    const rfi_site *site = w->question->study.site;
    const rfi_profile *profile = w->question->study.profile;
    bool fine = true;
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        fine = fine && add_entry(w, &poi->announced) && add_entry(w, &poi->contracted) &&
               add_entry(w, &poi->energised) && add_entry(w, &poi->firm) &&
               add_entry(w, &poi->voltage);
    }
    const rfi_figure *wants[] = {&site->want.target, &site->want.pods, &site->want.by,
                                 &site->want.reserve};
    for (size_t i = 0; i < 4; i++) {
        fine = fine && (!rfi_known(wants[i]) || add_entry(w, wants[i]));
    }
    for (size_t i = 0; i < site->hall_count; i++) {
        for (size_t k = 0; k < site->halls[i].load_count; k++) {
            fine = fine && add_entry(w, &site->halls[i].loads[k].power);
        }
    }
    for (size_t i = 0; i < profile->support_count; i++) {
        fine = fine && add_entry(w, &profile->supports[i].count) &&
               add_entry(w, &profile->supports[i].power);
    }
    return fine && add_entry(w, &profile->chips) && add_entry(w, &profile->plan) &&
           add_entry(w, &profile->max) && add_entry(w, &profile->peak) &&
           add_entry(w, &profile->racks_per_pod) && add_entry(w, &profile->pods_per_unit) &&
           add_entry(w, &profile->width) && add_entry(w, &profile->depth) &&
           add_entry(w, &profile->height) && add_entry(w, &profile->mass);
}

static const char *id_of(const writer *w, const rfi_figure *figure)
{
    for (size_t i = 0; i < w->count; i++) {
        if (w->entries[i].figure == figure) {
            return w->entries[i].id;
        }
    }
    return NULL;
}

static bool write_figures(writer *w)
{
    size_t number[CHAPTERS] = {0};
    for (size_t i = 0; i < w->count; i++) {
        entry *item = &w->entries[i];
        const chapter *c = &chapters[item->chapter];
        item->id =
            rfi_arena_format(w->arena, "%c-%02zu", c->letter, ++number[item->chapter]);
        const char *owner = item->figure->owner;
        bool plain = owner == NULL || strcmp(owner, "rule") == 0;
        const char *subject = rfi_arena_format(w->arena, "%s%s%s", plain ? "" : owner,
                                               plain ? "" : ": ", item->figure->name);
        if (item->id == NULL || subject == NULL) {
            return false;
        }
        w->judgement->book[w->judgement->book_count++] = (rfi_book_row){
            .id = item->id,
            .group = c->words,
            .subject = subject,
            .figure = item->figure,
            .assumption = rfi_is_assumption(item->figure),
        };
    }
    return true;
}

static const char *derived_value(writer *w, const rfi_requirement *r, rfi_end end)
{
    rfi_text text = RFI_TEXT_INIT;
    const rfi_terms *t = &r->ends[end];
    if (r->dimension == RFI_DIM_STATUS) {
        rfi_text_add(&text, t->unknown             ? "unknown"
                            : t->fixed <= t->limit ? "holds"
                                                   : "fails");
    } else {
        rfi_print_value(&text, t->used, r->dimension, r->power_kind, RFI_ROUND_UP);
        rfi_text_add(&text, " of ");
        rfi_print_value(&text, t->limit, r->dimension, r->power_kind, RFI_ROUND_DOWN);
    }
    const char *copy = text.failed ? NULL : rfi_arena_copy(w->arena, text.data);
    rfi_text_finish(&text);
    return copy;
}

/* ---- peak hour and year -------------------------------------------------------------- */

static const char *pue_words(writer *w, const int64_t *values)
{
    static const rfi_end order[] = {RFI_END_BASE, RFI_END_FAVOURABLE, RFI_END_UNFAVOURABLE};
    static const char *const before[] = {"", " (", " to "};
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < RFI_ENDS; i++) {
        rfi_text_add(&text, before[i]);
        if (values[order[i]] >= RFI_UNBOUNDED) {
            rfi_text_char(&text, '?');
        } else {
            int64_t steps = rfi_div_ceil(values[order[i]], 1000); /* as reports print it */
            rfi_text_format(&text, "%lld.%03lld", (long long)(steps / 1000),
                            (long long)(steps % 1000));
        }
    }
    rfi_text_char(&text, ')');
    const char *copy = text.failed ? NULL : rfi_arena_copy(w->arena, text.data);
    rfi_text_finish(&text);
    return copy;
}

static const char *write_number(writer *w, const char *subject, const char *formula,
                                const int64_t *values)
{
    const rfi_energy *energy = w->judgement->energy;
    rfi_book_row row = {
        .id = rfi_arena_format(w->arena, "D-%02zu", ++w->derived),
        .group = "Derived",
        .subject = subject,
        .value = pue_words(w, values),
        .formula = formula,
        .from = RFI_ARRAY(w->arena, energy->rests_on_count + 1, const char *),
    };
    if (row.id == NULL || row.value == NULL || row.from == NULL) {
        return NULL;
    }
    for (size_t k = 0; k < energy->rests_on_count; k++) {
        const char *id = id_of(w, energy->rests_on[k]);
        if (id != NULL) {
            row.from[row.from_count++] = id;
        }
        row.assumption = row.assumption || rfi_is_assumption(energy->rests_on[k]);
    }
    w->judgement->book[w->judgement->book_count++] = row;
    return row.id;
}

static bool write_energy(writer *w)
{
    rfi_energy *energy = w->judgement->energy;
    int64_t peak[RFI_ENDS];
    int64_t year[RFI_ENDS];
    if (energy == NULL) {
        return true;
    }
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        peak[end] = energy->peak[end].pue;
        year[end] = energy->year[end].pue;
    }
    energy->peak_book = write_number(
        w, "PUE of the peak hour",
        "utility power / critical IT power, all racks at max on the design day", peak);
    energy->year_book =
        write_number(w, "PUE of the year",
                     "energy at the interconnect / energy of IT at plan draw, summed "
                     "over the weathers of a year",
                     year);
    return energy->peak_book != NULL && energy->year_book != NULL;
}

static bool write_derived(writer *w, rfi_end end)
{
    for (size_t i = 0; i < w->judgement->requirement_count; i++) {
        rfi_requirement *r = &w->judgement->requirements[i];
        rfi_book_row row = {
            .id = rfi_arena_format(w->arena, "D-%02zu", ++w->derived),
            .group = "Derived",
            .subject = r->title,
            .value = derived_value(w, r, end),
            .formula = r->formula,
            .from = RFI_ARRAY(w->arena, r->input_count + 1, const char *),
        };
        if (row.id == NULL || row.value == NULL || row.from == NULL) {
            return false;
        }
        for (size_t k = 0; k < r->input_count; k++) {
            const char *id = id_of(w, r->inputs[k].figure);
            bool seen = id == NULL;
            for (size_t m = 0; !seen && m < row.from_count; m++) {
                seen = strcmp(row.from[m], id) == 0;
            }
            if (!seen) {
                row.from[row.from_count++] = id;
            }
            row.assumption = row.assumption || rfi_is_assumption(r->inputs[k].figure);
        }
        r->book_id = row.id;
        w->judgement->book[w->judgement->book_count++] = row;
    }
    return true;
}

bool rfi_write_book(rfi_arena *arena, const rfi_question *question,
                    rfi_judgement *judgement)
{
    writer w = {.arena = arena, .question = question, .judgement = judgement};
    bool fine = true;
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        const rfi_requirement *r = &judgement->requirements[i];
        for (size_t k = 0; fine && k < r->input_count; k++) {
            fine = add_entry(&w, r->inputs[k].figure);
        }
    }
    const rfi_energy *energy = judgement->energy;
    for (size_t k = 0; fine && energy != NULL && k < energy->rests_on_count; k++) {
        fine = add_entry(&w, energy->rests_on[k]);
    }
    fine = fine && add_reported(&w);
    judgement->book =
        RFI_ARRAY(arena, w.count + judgement->requirement_count + 3, rfi_book_row);
    if (!fine || judgement->book == NULL) {
        return false;
    }
    if (w.count > 1) {
        qsort(w.entries, w.count, sizeof(entry), compare_entries);
    }
    rfi_end end = judgement->plan == NULL ? RFI_END_BASE : judgement->plan->end;
    return write_figures(&w) && write_derived(&w, end) && write_energy(&w);
}
