/* SPDX-License-Identifier: MIT */
/* Works that are decided: their attributes, what they name, and circles among them. */
#include <string.h>

#include "sites/read/parts.h"

enum { WINDOWS_MOST = 32 };

/* ---- rows ------------------------------------------------------------------------------
 */

static void read_requires(rfi_reader *reader, const rfi_row *row,
                          const rfi_xml_element *element,
                          const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    rfi_work *work = object;
    work->requires_ids = rfi_read_ids(reader, attribute, &work->requires_count);
}

static void read_supplies(rfi_reader *reader, const rfi_row *row,
                          const rfi_xml_element *element,
                          const rfi_xml_attribute *attribute, void *object)
{
    (void)row;
    (void)element;
    rfi_work *work = object;
    work->supplies_ids = rfi_read_ids(reader, attribute, &work->supplies_count);
}

static void add_window(rfi_reader *reader, const rfi_xml_attribute *attribute, size_t from,
                       size_t size, rfi_work *work)
{
    const rfi_expectation expected = {.dimension = RFI_DIM_DATE};
    rfi_place place = rfi_place_after(attribute->value_place, attribute->value, from);
    rfi_figure dates = {0};
    if (!rfi_quantities_read(reader->quantities, &reader->report, attribute->value + from,
                             size, &expected, place, &dates)) {
        return;
    }
    if (!rfi_known(&dates) || work->window_count == WINDOWS_MOST) {
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, place,
                         "\"window\" takes up to %d ranges of dates: \"2028-04..2028-05\"",
                         WINDOWS_MOST);
        return;
    }
    work->windows[work->window_count++] = (rfi_window){dates.low, dates.high};
}

static void read_windows(rfi_reader *reader, const rfi_row *row,
                         const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                         void *object)
{
    (void)row;
    rfi_work *work = object;
    work->windows = rfi_reader_array(reader, WINDOWS_MOST, sizeof(rfi_window));
    size_t at = 0;
    while (work->windows != NULL && at < attribute->length) {
        size_t gap = strspn(attribute->value + at, " ");
        size_t size = strcspn(attribute->value + at + gap, " ");
        if (size > 0) {
            add_window(reader, attribute, at + gap, size, work);
        }
        at += gap + size;
    }
    if (rfi_attribute(element, "outage") == NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, attribute->place,
                         "\"window\" stands without \"outage\", which it is about");
    }
}

static const rfi_row work_rows[] = {
    RFI_ROW_ID(rfi_work),
    RFI_ROW_TEXT(rfi_work, name, "name", WORDS, false),
    RFI_ROW_LIMITED(rfi_work, start, "start", DATE, "date of the order", "owner", 0, 0),
    RFI_ROW_LIMITED(rfi_work, lead, "lead", DURATION, "lead time", "contractor", 0, 0),
    RFI_ROW_NEEDED(rfi_work, build, "build", DURATION, "build time", "contractor", 0, 0),
    RFI_ROW_LIMITED(rfi_work, outage, "outage", DURATION, "standstill for the cut-over",
                    "contractor", 0, 0),
    RFI_ROW_OWN("requires", false, read_requires),
    RFI_ROW_NAME(rfi_work, hall, "hall", NONE),
    RFI_ROW_OWN("supplies", false, read_supplies),
    RFI_ROW_OWN("window", false, read_windows),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_row works_rows[] = {
    RFI_ROW_NEEDED(rfi_works, start, "start", DATE, "start of the works", "owner", 0, 0),
    RFI_ROW_SRC,
    RFI_ROW_END,
};

static const rfi_child works_children[] = {{"work", false, false}, {NULL, false, false}};
static const rfi_vocabulary works_vocabulary = {"works", works_rows, works_children};
static const rfi_vocabulary work_vocabulary = {"work", work_rows, NULL};

void rfi_read_works(rfi_reader *reader, const rfi_xml_element *element, rfi_works *works)
{
    size_t count = rfi_count_children(element, "work");
    works->stated = true;
    works->place = element->place;
    rfi_read_element(reader, element, &works_vocabulary, works, "works");
    if (count > RFI_WORKS_MOST) {
        rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, element->place,
                         "%zu works stand here, at most %d are taken", count,
                         RFI_WORKS_MOST);
        return;
    }
    works->items = rfi_reader_array(reader, count, sizeof(rfi_work));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "work")) {
            rfi_work *work = &works->items[works->count++];
            work->place = c->place;
            reader->inherited = rfi_attribute(element, "src");
            rfi_read_element(reader, c, &work_vocabulary, work, "work");
            reader->inherited = NULL;
        }
    }
}

/* ---- names -----------------------------------------------------------------------------
 */

typedef struct works_net {
    rfi_reader *reader;
    const rfi_site *site;
    rfi_names works, times; /* works; works, gates and steps */
    rfi_names things;       /* what works bring */
} works_net;

static void add_chain(works_net *n, const rfi_element *elements, size_t element_count,
                      const rfi_plant *plants, size_t plant_count)
{
    for (size_t i = 0; i < element_count; i++) {
        rfi_names_add(n->reader, &n->things, elements[i].id, 0, elements[i].place, NULL);
    }
    for (size_t i = 0; i < plant_count; i++) {
        rfi_names_add(n->reader, &n->things, plants[i].id, 0, plants[i].place, NULL);
    }
}

static void add_time(works_net *n, const char *id, rfi_place place)
{
    rfi_names_add(n->reader, &n->times, id, 0, place, NULL);
    rfi_names_add(n->reader, &n->things, id, 0, place, NULL);
}

static void collect(works_net *n)
{
    const rfi_site *site = n->site;
    for (size_t i = 0; i < site->gate_count; i++) {
        add_time(n, site->gates[i].id, site->gates[i].place);
    }
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        rfi_names_add(n->reader, &n->things, poi->id, 0, poi->place, NULL);
        for (size_t k = 0; k < poi->step_count; k++) {
            if (poi->steps[k].id != NULL) {
                add_time(n, poi->steps[k].id, poi->steps[k].place);
            }
        }
    }
    for (size_t i = 0; i < site->works.count; i++) {
        const rfi_work *work = &site->works.items[i];
        rfi_names_add(n->reader, &n->works, work->id, 0, work->place, work);
        rfi_names_add(n->reader, &n->times, work->id, 0, work->place, work);
    }
    add_chain(n, site->elements, site->element_count, site->plants, site->plant_count);
    for (size_t i = 0; i < site->hall_count; i++) {
        const rfi_hall *hall = &site->halls[i];
        add_chain(n, hall->elements, hall->element_count, hall->plants, hall->plant_count);
    }
    rfi_names_unique(n->reader, &n->times, "work, gate or step");
    rfi_names_sort(&n->works);
    rfi_names_sort(&n->things);
}

static void check_ids(works_net *n, const rfi_work *work, const rfi_xml_element *element,
                      const char *attribute)
{
    bool requires = strcmp(attribute, "requires") == 0;
    const char *const *ids = requires ? work->requires_ids : work->supplies_ids;
    size_t count = requires ? work->requires_count : work->supplies_count;
    const rfi_names *names = requires ? &n->times : &n->things;
    for (size_t i = 0; i < count; i++) {
        if (rfi_names_find(names, ids[i], 0) == NULL) {
            rfi_report_error(&n->reader->report, RFI_D_ID_UNKNOWN,
                             rfi_attribute(element, attribute)->value_place,
                             "%s=\"%s\": %s is expected, nothing of that id is there",
                             attribute, ids[i],
                             requires ? "a work, a gate or an energisation step"
                                      : "an element, a plant, an interconnect, a step or "
                                        "a gate");
            rfi_names_hint(n->reader, names, ids[i], 0);
        }
    }
}

static void check_hall(works_net *n, const rfi_work *work, const rfi_xml_element *element)
{
    const char *id = work->hall;
    if (id == NULL || strcmp(id, "all") == 0 || rfi_site_hall(n->site, id) != NULL) {
        return;
    }
    rfi_report_error(&n->reader->report, RFI_D_ID_UNKNOWN,
                     rfi_attribute(element, "hall")->value_place,
                     "hall=\"%s\": a hall or \"all\" is expected, nothing of that id is "
                     "there",
                     id);
}

/* ---- circles ---------------------------------------------------------------------------
 */

static bool leads_to(const rfi_work *after, const rfi_work *before)
{
    for (size_t i = 0; i < after->requires_count; i++) {
        if (before->id != NULL && strcmp(after->requires_ids[i], before->id) == 0) {
            return true;
        }
        for (size_t k = 0; k < before->supplies_count; k++) {
            if (strcmp(after->requires_ids[i], before->supplies_ids[k]) == 0) {
                return true;
            }
        }
    }
    return false;
}

static size_t next_left(const rfi_works *works, const bool *taken, size_t at)
{
    size_t next = 0;
    while (taken[next] || !leads_to(&works->items[at], &works->items[next])) {
        next++;
    }
    return next;
}

/* Takes away, round by round, the works that wait for none that is left: what cannot be
 * taken away waits for itself. */
static void check_circles(works_net *n)
{
    const rfi_works *works = &n->site->works;
    bool taken[RFI_WORKS_MOST] = {false};
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < works->count; i++) {
            bool waits = taken[i];
            for (size_t k = 0; k < works->count && !waits; k++) {
                waits = !taken[k] && leads_to(&works->items[i], &works->items[k]);
            }
            if (!waits) {
                taken[i] = true;
                more = true;
            }
        }
    }
    size_t at = 0;
    while (at < works->count && taken[at]) {
        at++;
    }
    if (at == works->count) {
        return;
    }
    /* every one that is left waits for one that is left: so many steps end in a circle */
    for (size_t i = 0; i < works->count; i++) {
        at = next_left(works, taken, at);
    }
    rfi_text way = RFI_TEXT_INIT;
    const size_t first = at;
    for (int shown = 0; shown < 6; shown++) {
        size_t next = next_left(works, taken, at);
        rfi_text_format(&way, " requires \"%s\"",
                        works->items[next].id == NULL ? "" : works->items[next].id);
        at = next;
        if (at == first) {
            break;
        }
    }
    rfi_report_error(&n->reader->report, RFI_D_CYCLE, works->items[first].place,
                     "a circle of \"requires\": \"%s\"%s%s",
                     works->items[first].id == NULL ? "" : works->items[first].id,
                     way.data == NULL ? "" : way.data, at == first ? "" : " ...");
    rfi_text_finish(&way);
}

static void check_ties(works_net *n)
{
    const rfi_works *works = &n->site->works;
    size_t ties = 0;
    for (size_t i = 0; i < works->count; i++) {
        for (size_t k = 0; k < works->count; k++) {
            ties += leads_to(&works->items[i], &works->items[k]) ? 1 : 0;
        }
    }
    if (ties > RFI_WORK_TIES_MOST) {
        rfi_report_error(&n->reader->report, RFI_D_VALUE_RANGE, works->place,
                         "%zu prerequisites tie the works, at most %d are taken", ties,
                         RFI_WORK_TIES_MOST);
    }
}

void rfi_resolve_works(rfi_reader *reader, const rfi_site *site)
{
    if (site->works.count == 0) {
        return;
    }
    works_net n = {.reader = reader, .site = site};
    collect(&n);
    if (reader->memory) {
        return;
    }
    size_t errors = reader->report.errors;
    const rfi_work *work = site->works.items;
    for (const rfi_xml_element *w = reader->root->children; w != NULL; w = w->next) {
        for (const rfi_xml_element *c = rfi_is(w, "works") ? w->children : NULL; c != NULL;
             c = c->next) {
            if (rfi_is(c, "work") && work < site->works.items + site->works.count) {
                check_ids(&n, work, c, "requires");
                check_ids(&n, work, c, "supplies");
                check_hall(&n, work, c);
                work++;
            }
        }
    }
    if (reader->report.errors == errors) {
        check_ties(&n);
        check_circles(&n);
    }
}
