/* SPDX-License-Identifier: MIT */
/* The power chain of one hall from the interconnect to the racks, as a one-line. */
#include "reports/brief/parts.h"

#include <math.h>
#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/network.h"

enum { STAGES_MOST = 28, CHAIN_STAGES = 18, CHAIN_MOST = 12 };

typedef struct chain {
    rfi_brief *b;
    const rfi_hall *hall;
    size_t hall_index;
    rfi_stage stages[STAGES_MOST];
    const char *groups[STAGES_MOST]; /* of a network: what stands in the row */
    size_t count;
    size_t lanes;
    size_t left_out; /* groups for which the page has no room */
} chain;

const rfi_hall *rfi_brief_first_hall(const rfi_brief *b)
{
    const rfi_hall *best = b->site->hall_count > 0 ? &b->site->halls[0] : NULL;
    int64_t most = 0;
    for (size_t h = 0; b->shares != NULL && h < b->site->hall_count; h++) {
        if (b->shares[h].pods > most) {
            most = b->shares[h].pods;
            best = &b->site->halls[h];
        }
    }
    return best;
}

/* ---- words ---- */

static const char *unit_rating(rfi_brief *b, const rfi_element *element)
{
    rfi_text text = RFI_TEXT_INIT;
    if (rfi_known(&element->count) && element->count.base > 1) {
        rfi_text_format(&text, "%s \u00D7 ", rfi_brief_count(b, element->count.base));
    }
    if (rfi_known(&element->rating)) {
        rfi_print_figure(&text, &element->rating);
        (void)rfi_brief_cite(b, &element->rating);
    } else if (rfi_known(&element->current)) {
        rfi_print_figure(&text, &element->current);
        (void)rfi_brief_cite(b, &element->current);
    } else {
        rfi_text_add(&text, "?");
        (void)rfi_brief_cite(b, &element->rating);
    }
    if (rfi_known(&element->voltage)) {
        rfi_text_add(&text, " at ");
        rfi_print_figure(&text, &element->voltage);
    }
    bool assumed =
        rfi_is_assumption(&element->rating) || rfi_is_assumption(&element->current);
    rfi_text_add(&text, assumed ? "\u202F" RFI_LOZENGE : "");
    return rfi_brief_keep(b, &text);
}

/* "A and B, each 12 × 1500 kVA", or the members one after the other. */
static const char *installed_words(rfi_brief *b, const char *group, const rfi_element *list,
                                   size_t count, bool *ret_two)
{
    rfi_text text = RFI_TEXT_INIT;
    const char *side_a = NULL;
    const char *side_b = NULL;
    size_t members = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].group == NULL || strcmp(list[i].group, group) != 0) {
            continue;
        }
        const char *rating = unit_rating(b, &list[i]);
        side_a = list[i].side == RFI_SIDE_A && side_a == NULL ? rating : side_a;
        side_b = list[i].side == RFI_SIDE_B && side_b == NULL ? rating : side_b;
        rfi_text_format(&text, "%s%s%s", members == 0 ? "" : "; ",
                        list[i].side == RFI_SIDE_A   ? "A: "
                        : list[i].side == RFI_SIDE_B ? "B: "
                                                     : "",
                        rating);
        members++;
    }
    *ret_two = side_a != NULL && side_b != NULL;
    const char *all = rfi_brief_keep(b, &text);
    bool alike = *ret_two && members == 2 && strcmp(side_a, side_b) == 0;
    return alike ? rfi_brief_format(b, "A and B, each %s", side_a) : all;
}

static const char *percent(rfi_brief *b, double share)
{
    if (share < 0) {
        return "";
    }
    double permille = ceil(share * 1000 - 1e-9);
    if (share < 1 && permille > 999) {
        permille = 999; /* a load below its limit never reads as 100 % */
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, (int64_t)permille * 1000, rfi_unit_find("%", 1), 0,
                     RFI_ROUND_NEAREST, true);
    rfi_text_add(&text, "\u202F%");
    return rfi_brief_keep(b, &text);
}

static const char *three_loads(rfi_brief *b, const rfi_requirement *r)
{
    rfi_text text = RFI_TEXT_INIT;
    int64_t used[RFI_ENDS];
    int64_t most = 0;
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        used[end] = rfi_brief_demand(b, r, end);
        most = rfi_brief_bounded(used[end]) ? rfi_max(most, used[end]) : most;
    }
    const rfi_unit *unit = rfi_unit_for(r->dimension, most);
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        rfi_text_add(&text, end == 0 ? "" : " \u00B7 ");
        if (!rfi_brief_bounded(used[end])) {
            rfi_text_char(&text, '?');
            continue;
        }
        rfi_print_number(&text, used[end], unit, 4, RFI_ROUND_UP, true);
    }
    rfi_text_format(&text, "\u202F%s", unit->label);
    return rfi_brief_keep(b, &text);
}

/* ---- stages ---- */

static rfi_stage *add_stage(chain *c, rfi_stage_kind kind)
{
    size_t index = c->count < STAGES_MOST ? c->count++ : STAGES_MOST - 1;
    c->stages[index] = (rfi_stage){.kind = kind, .shown = -1};
    return &c->stages[index];
}

static void judge_stage(chain *c, rfi_stage *stage, const rfi_requirement *r)
{
    rfi_brief *b = c->b;
    if (r == NULL) {
        stage->usable = "\u2013";
        stage->state = "no limit arises";
        stage->load = "";
        return;
    }
    const rfi_terms *t = &r->ends[b->end];
    stage->usable =
        t->unknown && (!rfi_brief_bounded(t->limit) || t->limit == 0)
            ? "?"
            : rfi_brief_value(b, t->limit, r->dimension, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
    stage->state = r->state != NULL ? r->state : "";
    stage->load = three_loads(b, r);
    stage->shown = rfi_brief_share(b, r, b->end);
    stage->share = percent(b, stage->shown);
    stage->least = stage->shown;
    stage->most = stage->shown;
    bool ranged = stage->shown >= 0 && b->end != RFI_END_FAVOURABLE;
    for (rfi_end end = 0; end < RFI_ENDS && ranged; end++) {
        double share = rfi_brief_share(b, r, end);
        stage->least = share < 0 ? stage->least : fmin(stage->least, share);
        stage->most = share < 0 ? stage->most : fmax(stage->most, share);
    }
    stage->binding = r->binding[b->end] || stage->shown > 1;
    stage->dest = rfi_brief_dest(b, rfi_brief_cite_id(b, r->book_id));
}

static rfi_stage_kind kind_of(rfi_element_kind kind)
{
    switch (kind) {
    case RFI_ELEMENT_TRANSFORMER:
    case RFI_ELEMENT_SUBSTATION:
        return RFI_STAGE_TRANSFORMER;
    case RFI_ELEMENT_UPS:
        return RFI_STAGE_UPS;
    case RFI_ELEMENT_GENERATOR:
        return RFI_STAGE_GENERATOR;
    case RFI_ELEMENT_SWITCHGEAR:
    case RFI_ELEMENT_FEEDER:
    case RFI_ELEMENT_SWITCHBOARD:
    case RFI_ELEMENT_BUSWAY:
    case RFI_ELEMENT_BESS:
    case RFI_ELEMENT_KINDS:
        break;
    }
    return RFI_STAGE_BUS;
}

/* A network has a row per bus and state: GROUP@STATE, GROUP/A@STATE. */
static bool of_group(const char *owner, const char *group)
{
    size_t length = strlen(group);
    return owner != NULL && strncmp(owner, group, length) == 0 &&
           (owner[length] == '@' || owner[length] == '/');
}

/* The row of the bus and state that has the least left. */
static const rfi_requirement *worst_state(const chain *c, rfi_requirement_kind kind,
                                          const char *group)
{
    const rfi_judgement *j = c->b->judgement;
    const rfi_requirement *worst = NULL;
    for (size_t i = 0; i < j->requirement_count; i++) {
        const rfi_requirement *r = &j->requirements[i];
        bool own = r->hall_index == c->hall_index || r->hall_index == SIZE_MAX;
        if (r->kind == kind && own && of_group(r->owner, group) &&
            (worst == NULL || rfi_brief_share(c->b, r, c->b->end) >
                                  rfi_brief_share(c->b, worst, c->b->end))) {
            worst = r;
        }
    }
    return worst;
}

static const rfi_requirement *limit_of(const chain *c, rfi_requirement_kind kind,
                                       const char *group)
{
    const rfi_requirement *r = rfi_brief_requirement(c->b, kind, c->hall_index, group);
    r = r != NULL ? r : rfi_brief_requirement(c->b, kind, SIZE_MAX, group);
    return r != NULL ? r : worst_state(c, kind, group);
}

static rfi_stage *add_group(chain *c, const rfi_element *first, const rfi_element *list,
                            size_t count)
{
    rfi_brief *b = c->b;
    rfi_stage *stage = add_stage(c, kind_of(first->kind));
    stage->name = rfi_brief_named(b, rfi_element_kind_words(first->kind), first->group);
    stage->installed = installed_words(b, first->group, list, count, &stage->two_sides);
    bool generator = first->kind == RFI_ELEMENT_GENERATOR;
    judge_stage(
        c, stage,
        limit_of(c, generator ? RFI_REQ_BACKUP_POWER : RFI_REQ_POWER_CHAIN, first->group));
    if (generator && stage->load[0] == '\0') {
        stage->state = "the policy asks for none";
    }
    return stage;
}

static bool on_chain(const char *const *groups, size_t count, const char *group)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(groups[i], group) == 0) {
            return true;
        }
    }
    return false;
}

/* Groups that hang from this one beside the spine: what feeds plant, and generators. */
static void add_branches(chain *c, const rfi_element *list, size_t count, const char *group,
                         const char *const *spine, size_t spine_count, size_t parent)
{
    for (size_t i = 0; i < count; i++) {
        const rfi_element *element = &list[i];
        const char *up =
            element->kind == RFI_ELEMENT_GENERATOR ? element->backs : element->from;
        bool first = element->group != NULL && up != NULL && strcmp(up, group) == 0 &&
                     !on_chain(spine, spine_count, element->group);
        for (size_t k = 0; first && k < i; k++) {
            first = list[k].group == NULL || strcmp(list[k].group, element->group) != 0;
        }
        if (first && c->count + 2 < CHAIN_STAGES) {
            rfi_stage *stage = add_group(c, element, list, count);
            stage->branch = true;
            stage->parent = parent;
        }
    }
}

static const char *power_words(rfi_brief *b, const rfi_figure *figure)
{
    return rfi_known(figure) ? rfi_brief_value(b, figure->base, RFI_DIM_POWER,
                                               RFI_POWER_PLAIN, RFI_ROUND_DOWN)
                             : "?";
}

static void add_grid(chain *c, const char *id)
{
    rfi_brief *b = c->b;
    const rfi_interconnect *poi = id == NULL ? NULL : rfi_site_interconnect(b->site, id);
    if (poi == NULL && b->site->interconnect_count > 0) {
        poi = &b->site->interconnects[0];
    }
    rfi_stage *stage = add_stage(c, poi == NULL ? RFI_STAGE_UNKNOWN : RFI_STAGE_GRID);
    if (poi == NULL) {
        stage->name = "Interconnection";
        stage->installed = "not described";
        stage->usable = "?";
        stage->load = "?";
        return;
    }
    (void)rfi_brief_cite(b, &poi->energised);
    (void)rfi_brief_cite(b, &poi->firm);
    stage->name = rfi_known(&poi->voltage)
                      ? rfi_brief_format(b, "Interconnection %s, %s", poi->id,
                                         rfi_brief_figure(b, &poi->voltage))
                      : rfi_brief_format(b, "Interconnection %s", poi->id);
    stage->installed =
        rfi_brief_format(b, "energised %s, firm %s", power_words(b, &poi->energised),
                         power_words(b, &poi->firm));
    judge_stage(c, stage, rfi_brief_requirement(b, RFI_REQ_FIRM_UTILITY, SIZE_MAX, NULL));
    if (stage->state[0] == '\0') {
        stage->state = "firm and energised";
    }
}

static void add_racks(chain *c)
{
    rfi_brief *b = c->b;
    rfi_stage *stage = add_stage(c, RFI_STAGE_RACKS);
    stage->two_sides = c->count > 1 && c->stages[c->count - 2].two_sides;
    stage->name = rfi_brief_format(b, "Racks, %s", rfi_brief_system(b));
    stage->usable = "";
    stage->load = "?";
    if (b->shares == NULL) {
        stage->installed = "first pod with its support racks";
        stage->load = "";
        return;
    }
    const rfi_case *k = &b->judgement->cases[b->end];
    stage->installed = rfi_brief_format(
        b, "%s pods in %s", rfi_brief_count(b, b->shares[c->hall_index].pods),
        c->hall->name != NULL ? c->hall->name : c->hall->id);
    stage->load = rfi_brief_format(b, "%s\u202FMW", rfi_brief_megawatt(b, k->it_power));
    stage->share = b->site->hall_count > 1 ? "critical IT, all halls" : "critical IT";
    (void)rfi_brief_cite(b, &b->judgement->profile->max);
}

static void add_unknown_chain(chain *c)
{
    const rfi_requirement *r =
        rfi_brief_requirement(c->b, RFI_REQ_POWER_CHAIN, c->hall_index, NULL);
    rfi_stage *stage = add_stage(c, RFI_STAGE_UNKNOWN);
    stage->name = "Power chain of the hall";
    stage->installed = "transformers, switchgear, UPS, busway: ?";
    stage->usable = "?";
    stage->state = "nobody stated it";
    stage->load = "?";
    stage->share = "ask the owner";
    stage->dest =
        r == NULL ? NULL : rfi_brief_dest(c->b, rfi_brief_cite_id(c->b, r->book_id));
}

static void build_chain(chain *c)
{
    const rfi_site *site = c->b->site;
    const char *spine[CHAIN_MOST];
    size_t count = 0;
    const char *up = c->hall->feed;
    while (up != NULL && count < CHAIN_MOST) {
        const rfi_element *list = NULL;
        size_t members = 0;
        const rfi_element *first = rfi_site_group(site, c->hall, up, &list, &members);
        if (first == NULL) {
            break;
        }
        spine[count++] = up;
        up = first->from;
    }
    add_grid(c, up);
    if (count == 0) {
        add_unknown_chain(c);
    }
    for (size_t i = count; i-- > 0;) {
        const rfi_element *list = NULL;
        size_t members = 0;
        const rfi_element *first = rfi_site_group(site, c->hall, spine[i], &list, &members);
        (void)add_group(c, first, list, members);
        add_branches(c, list, members, spine[i], spine, count, c->count - 1);
    }
    add_racks(c);
}

/* ---- networks ---- */

static size_t row_of(const chain *c, const char *group)
{
    size_t i = 0;
    while (i < c->count && (c->groups[i] == NULL || strcmp(c->groups[i], group) != 0)) {
        i++;
    }
    return i;
}

static void hang(rfi_stage *stage, size_t row, size_t rows)
{
    bool there = row >= rows;
    for (size_t i = 0; i < stage->up_count; i++) {
        there = there || stage->ups[i] == row;
    }
    if (!there && stage->up_count < sizeof stage->ups / sizeof stage->ups[0]) {
        stage->ups[stage->up_count++] = row;
    }
}

static const char *with_standby(rfi_brief *b, const rfi_stage *stage,
                                const rfi_element *first)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, stage->installed);
    for (size_t i = 0; i < first->standby_count; i++) {
        rfi_text_format(&text, "%s%s", i == 0 ? "; standby " : ", ", first->standby[i]);
    }
    return rfi_brief_keep(b, &text);
}

static bool is_below(const rfi_element *element, const char *upstream)
{
    const char *up =
        element->kind == RFI_ELEMENT_GENERATOR ? element->backs : element->from;
    return element->group != NULL && up != NULL && strcmp(up, upstream) == 0;
}

static void add_below(chain *c, const char *upstream, size_t parent, size_t depth);

/* False: the page has no room for it. */
static bool add_wired(chain *c, const rfi_element *e, const rfi_element *list, size_t count,
                      size_t parent, bool own_lane)
{
    if (c->count + 1 >= STAGES_MOST) { /* the last row is that of the racks */
        c->left_out++;
        return false;
    }
    size_t row = c->count;
    rfi_stage *stage = add_group(c, e, list, count);
    stage->wired = true;
    stage->branch = e->kind == RFI_ELEMENT_GENERATOR;
    stage->parent = parent;
    stage->lane = own_lane ? c->lanes++ : c->stages[parent].lane;
    stage->installed = with_standby(c->b, stage, e);
    c->groups[row] = e->group;
    if (!stage->branch) {
        hang(stage, parent, row);
    }
    return true;
}

/* Groups that hang from this row: generators at its side, then the first in its own lane
 * and each other in a lane of its own. Depth first, so that a system stands together. */
static void add_below(chain *c, const char *upstream, size_t parent, size_t depth)
{
    const rfi_element *lists[] = {c->b->site->elements, c->hall->elements};
    size_t counts[] = {c->b->site->element_count, c->hall->element_count};
    bool taken = false;
    for (size_t pass = 0; pass < 4 && depth < CHAIN_MOST; pass++) {
        bool generators = pass < 2;
        for (size_t i = 0; i < counts[pass % 2]; i++) {
            const rfi_element *e = &lists[pass % 2][i];
            bool mine = (e->kind == RFI_ELEMENT_GENERATOR) == generators;
            size_t row = c->count;
            if (mine && is_below(e, upstream) && row_of(c, e->group) == row &&
                add_wired(c, e, lists[pass % 2], counts[pass % 2], parent,
                          taken && !generators) &&
                !generators) {
                taken = true;
                add_below(c, e->group, row, depth + 1);
            }
        }
    }
}

/* What else feeds a row, where it stands above. */
static void hang_others(chain *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const rfi_element *list = NULL;
        size_t members = 0;
        const rfi_element *first =
            c->groups[i] == NULL
                ? NULL
                : rfi_site_group(c->b->site, c->hall, c->groups[i], &list, &members);
        for (size_t k = 1; first != NULL && k < first->source_count; k++) {
            hang(&c->stages[i], row_of(c, first->sources[k]), i);
        }
    }
}

static void build_network(chain *c)
{
    const rfi_site *site = c->b->site;
    for (size_t i = 0; i < site->interconnect_count && c->count + 1 < STAGES_MOST; i++) {
        size_t row = c->count;
        add_grid(c, site->interconnects[i].id);
        c->groups[row] = site->interconnects[i].id;
        c->stages[row].wired = true;
        c->stages[row].lane = c->lanes++;
        add_below(c, site->interconnects[i].id, row, 0);
    }
    hang_others(c);
    size_t row = c->count;
    add_racks(c);
    rfi_stage *racks = &c->stages[row];
    racks->wired = true;
    racks->two_sides = false;
    for (size_t i = 0; i < c->hall->cords_count; i++) {
        hang(racks, row_of(c, c->hall->cords[i].a), row);
        if (c->hall->cords[i].b != NULL) {
            hang(racks, row_of(c, c->hall->cords[i].b), row);
        }
    }
    if (c->hall->cords_count == 0 && c->hall->feed != NULL) {
        hang(racks, row_of(c, c->hall->feed), row);
    }
}

static const char *chain_words(const chain *c)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "One-line from the interconnection to the racks");
    for (size_t i = 0; i < c->count; i++) {
        const rfi_stage *stage = &c->stages[i];
        if (stage->binding) {
            rfi_text_format(&text, ". %s binds: %s of %s", stage->name, stage->load,
                            stage->usable);
        }
    }
    rfi_text_format(&text, ". %zu elements, %s. Source: rows of the assumption book.",
                    c->count, c->b->basis);
    return rfi_brief_keep(c->b, &text);
}

static const char *network_words(const chain *c)
{
    const char *words = "A row shows the state of its group that leaves the least; usable "
                        "is counted against the load of all systems where all of it moves "
                        "alike. Transfers to a standby are named, not drawn.";
    return c->left_out == 0
               ? words
               : rfi_brief_format(c->b,
                                  "%s %zu groups are left out for room: all stand in "
                                  "the table of requirements.",
                                  words, c->left_out);
}

void rfi_brief_power_page(rfi_brief *b)
{
    chain c = {.b = b, .hall = rfi_brief_first_hall(b)};
    if (c.hall == NULL) {
        return;
    }
    c.hall_index = (size_t)(c.hall - b->site->halls);
    bool wired = rfi_judged_as_network(b->site);
    if (wired) {
        build_network(&c);
    } else {
        build_chain(&c);
    }
    double pitch = b->page_height > 290 && !wired ? 8.4 : 7.6;
    double height = rfi_one_line_height(c.count, pitch);
    rfi_brief_need(b, height + 12);
    const char *name = c.hall->implicit       ? "the halls"
                       : c.hall->name != NULL ? c.hall->name
                                              : c.hall->id;
    rfi_brief_section(b, b->left, RFI_MEASURE, rfi_brief_format(b, "Power chain, %s", name),
                      b->basis);
    rfi_draw_one_line(b->drawing, (rfi_box){b->left, b->y, RFI_MEASURE, height}, pitch,
                      c.stages, c.count, chain_words(&c));
    b->y += height + 1;
    const rfi_letters soft = {.size = 6.2, .ink = RFI_INK_SOFT};
    rfi_brief_paragraph(
        b,
        "Side A solid, side B dashed. Bar: share of the usable power; hatch: "
        "range; tick: limit. Load at the unfavourable, base and favourable "
        "end of all ranges for the same pods. Red: binds.",
        &soft, 8);
    if (wired) {
        rfi_brief_paragraph(b, network_words(&c), &soft, 8);
    }
    b->y += 3;
    rfi_brief_cooling(b, c.hall);
    rfi_brief_energy(b);
    if (c.hall->outline == NULL) {
        const rfi_letters plain = {.size = 7.6};
        const char *id = rfi_brief_cite(b, &c.hall->outline_known);
        rfi_brief_paragraph(
            b,
            rfi_brief_format(b, "No floor plan: the outline of %s is not stated (%s).",
                             name, id),
            &plain, 10.4);
    }
}
