/* SPDX-License-Identifier: MIT */
/* The recommended plan: why it, what is proven, every install with place, units, cost and
 * day, the works over time; then what stands in the way and what never pays. */
#include "reports/brief/options.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/table/comparison_words.h"
#include "reports/table/value.h"

enum { COLUMNS = 7, IDS_MOST = 12, CONFLICTS_MOST = 4, REPAIRS_MOST = 3, BREAKS_MOST = 6 };

static const rfi_letters plain = {.size = 7.6};
static const rfi_letters soft = {.size = 6.4, .ink = RFI_INK_SOFT};

/* ---- what it rests on --------------------------------------------------------------- */

/* Rows of the book for cost and time of a measure. */
static size_t cite_measure(rfi_brief *b, const rfi_measure *m, const char **ids)
{
    const rfi_figure *figures[] = {&m->cost,       &m->cost_rate,   &m->size,
                                   &m->cost_area,  &m->cost_length, &m->length,
                                   &m->cost_share, &m->lead,        &m->build};
    size_t count = 0;
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
        if (figures[i]->state != RFI_ABSENT && count < IDS_MOST) {
            ids[count++] = rfi_brief_cite(b, figures[i]);
        }
    }
    return count;
}

/* ---- installs -------------------------------------------------------------------------
 */

static const rfi_column columns[COLUMNS] = {
    {"Measure", "and the limits that it raises", 0, 68, RFI_LEFT},
    {"Place", NULL, 70.5, 21, RFI_LEFT},
    {"Units", NULL, 91, 10, RFI_RIGHT},
    {"Cost", "MUSD", 102, 13, RFI_RIGHT},
    {"Range", "MUSD", 116.5, 21, RFI_LEFT},
    {"In service", NULL, 137, 18, RFI_RIGHT},
    {"Rows", NULL, 157.5, 17, RFI_LEFT},
};

static void add_install(rfi_brief *b, rfi_grid *grid, const rfi_install_group *group)
{
    const rfi_planned *planned = group->first;
    const rfi_measure *measure = planned->install.measure;
    const char *ids[IDS_MOST];
    size_t count = cite_measure(b, measure, ids);
    const char *raises = rfi_or_empty(planned->settles);
    bool dated = rfi_bounded(planned->done);
    const rfi_cell cells[COLUMNS] = {
        {.text = rfi_brief_format(b, "%s%s", rfi_or_empty(measure->name),
                                  rfi_cost_is_assumed(measure) ? "\u202F" RFI_LOZENGE : ""),
         .face = planned->comes_with ? RFI_FACE_PLAIN : RFI_FACE_STRONG,
         .under =
             planned->comes_with
                 ? rfi_brief_format(b, "%s: comes along, no limit asks for it", measure->id)
             : raises[0] == '\0'
                 ? measure->id
                 : rfi_brief_format(b, "%s: raises %s", measure->id, raises)},
        {.text = rfi_group_place(b, group)},
        {.text = rfi_brief_count(b, group->units)},
        {.text = rfi_plan_million(b, group->cost[RFI_END_BASE])},
        {.text = rfi_plan_range(b, group->cost)},
        {.text = dated ? rfi_brief_date(b, planned->done) : "?",
         .face = planned->critical ? RFI_FACE_STRONG : RFI_FACE_PLAIN},
        {.kind = RFI_CELL_IDS, .ids = ids, .id_count = count},
    };
    rfi_grid_row(grid, cells, RFI_NO_INK, NULL);
}

static void draw_installs(rfi_brief *b, const rfi_install_group *groups, size_t count)
{
    const rfi_retrofit *r = b->options->recommended;
    rfi_brief_section(b, b->left, RFI_MEASURE, "Measures",
                      rfi_brief_format(b, "capital cost, without racks; %s",
                                       rfi_at_end(b->options->end)));
    rfi_grid grid = {.brief = b,
                     .columns = columns,
                     .count = COLUMNS,
                     .size = 7.2,
                     .lead = 8.8,
                     .pitch = 5.6};
    rfi_grid_open(&grid);
    for (size_t i = 0; i < count; i++) {
        add_install(b, &grid, &groups[i]);
    }
    const rfi_cell total[COLUMNS] = {
        {.text = "Total", .face = RFI_FACE_STRONG},
        {.text = ""},
        {.text = ""},
        {.text = rfi_plan_million(b, r->cost[RFI_END_BASE]), .face = RFI_FACE_STRONG},
        {.text = rfi_plan_range(b, r->cost), .face = RFI_FACE_STRONG},
        {.text = rfi_plan_ready(b, r), .face = RFI_FACE_STRONG},
        {.kind = RFI_CELL_IDS},
    };
    rfi_grid_row(&grid, total, RFI_INK_WASH, "plan-cost");
    rfi_grid_close(&grid);
    b->y += 1.5;
    rfi_brief_paragraph(
        b,
        "Cost: units by what a unit costs; what is stated as a share, of all "
        "others. Ranges are summed end by end. In service in strong type: on "
        "the critical path. Rows: cost, lead and build time in the "
        "assumption book. " RFI_LOZENGE " assumption.",
        &soft, 8.2);
}

/* ---- over time ------------------------------------------------------------------------
 */

static void draw_time(rfi_brief *b, const rfi_install_group *groups, size_t count)
{
    const rfi_comparison *c = b->options;
    rfi_bar *bars = RFI_ARRAY(b->arena, count + 1, rfi_bar);
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, "Chart of measures over time. ");
    for (size_t i = 0; bars != NULL && i < count; i++) {
        const rfi_planned *p = groups[i].first;
        bool known = rfi_bounded(p->done) && rfi_bounded(p->delivered);
        bars[i] = (rfi_bar){.label = p->install.measure->id,
                            .value = known ? rfi_brief_date(b, p->done) : "?",
                            .order = p->start,
                            .delivered = p->delivered,
                            .begin = p->delivered,
                            .done = p->done,
                            .latest = rfi_bounded(p->latest) ? p->latest : p->done,
                            .critical = p->critical,
                            .known = known};
        rfi_text_format(&text, "%s: in service %s%s. ", bars[i].label, bars[i].value,
                        bars[i].critical ? ", critical" : "");
    }
    double height = rfi_gantt_height(count);
    b->y += 3;
    rfi_brief_need(b, height + 16);
    rfi_brief_section(b, b->left, RFI_MEASURE, "Measures over time",
                      rfi_brief_format(b, "decided on %s; %s",
                                       rfi_brief_date(b, c->site->as_of),
                                       rfi_at_end(c->end)));
    rfi_open_tag(b->drawing, RFI_TAG_FIGURE, rfi_brief_keep(b, &text));
    rfi_draw_gantt(b->drawing, (rfi_box){b->left, b->y, RFI_MEASURE, height}, bars, count,
                   c->by_stated ? c->by : 0);
    rfi_close_tag(b->drawing);
    b->y += height + 1;
    rfi_brief_paragraph(
        b,
        "Hatched: ordered, not yet delivered. Solid: built. Thin line: float. "
        "Strong: critical. Dashed: the date that is asked for.",
        &soft, 8.2);
}

/* ---- the plan --------------------------------------------------------------------------
 */

static const char *halls_words(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    const rfi_plan *plan = c->recommended->plan;
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *share = &plan->shares[i];
        if (share->pods == 0) {
            continue;
        }
        const rfi_hall *hall = share->hall;
        rfi_text_format(&text, "%s%s pods in %s", text.size == 0 ? "" : ", ",
                        rfi_brief_count(b, share->pods),
                        hall->name != NULL ? hall->name : hall->id);
        if (c->profile_count > 1 && share->profile != NULL) {
            rfi_text_format(&text, " (%s)", share->profile->id);
        }
    }
    return rfi_brief_keep(b, &text);
}

static const char *plan_finding(rfi_brief *b)
{
    const rfi_retrofit *r = b->options->recommended;
    const char *ready = rfi_plan_ready(b, r);
    return ready[0] >= '0' && ready[0] <= '9'
               ? rfi_brief_format(b, "Plan %s carries %s\u202FMW from %s on",
                                  rfi_chosen_label(b), rfi_plan_power(b, r->it_power),
                                  ready)
               : rfi_brief_format(b, "Plan %s carries %s\u202FMW", rfi_chosen_label(b),
                                  rfi_plan_power(b, r->it_power));
}

static void draw_reasons(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    const rfi_retrofit *r = c->recommended;
    const char *halls = halls_words(b);
    const char *binds = rfi_plan_binds(b, r);
    rfi_brief_paragraph(
        b,
        rfi_brief_format(
            b, "%s Proof: %s. %s%s%s%s%s%s%s", rfi_or_empty(c->why), rfi_plan_proof(b, r),
            r->checked ? "Re-checked by separate code: passed." : "",
            halls[0] == '\0' ? "" : " Racks stand: ", halls, halls[0] == '\0' ? "" : ".",
            binds[0] == '\0' ? "" : " What binds next: ", binds,
            binds[0] == '\0' ? "" : "."),
        &plain, 10.4);
    for (size_t i = 0; i < r->binding_count; i++) { /* the page rests on them */
        const rfi_requirement *limit = &c->requirements[r->binding[i]];
        for (size_t k = 0; k < limit->input_count; k++) {
            (void)rfi_brief_cite(b, limit->inputs[k].figure);
        }
    }
    b->y += 4;
}

/* ---- what stands in the way -------------------------------------------------------------
 */

static void add_item(rfi_brief *b, const char *text)
{
    double height = rfi_paragraph_height(b->drawing, RFI_MEASURE - 4, text, &plain, 9.8);
    rfi_brief_need(b, height + 1);
    rfi_open_tag(b->drawing, RFI_TAG_P, NULL);
    rfi_draw_text(b->drawing, b->left, b->y + 2.5, "\u2013", &plain);
    rfi_draw_paragraph(b->drawing, (rfi_box){b->left + 4, b->y, RFI_MEASURE - 4, 0}, text,
                       &plain, 9.8);
    rfi_close_tag(b->drawing);
    b->y += height + 0.8;
}

static void open_part(rfi_brief *b, const char *title, const char *aside)
{
    b->y += 4;
    rfi_brief_need(b, 20);
    rfi_brief_section(b, b->left, RFI_MEASURE, title, aside);
    rfi_brief_rule(b, b->left, RFI_MEASURE, b->y, RFI_MEDIUM);
    b->y += 1.6;
}

/* "Liquid heat, CDU cdu, hall A: has 1.7 MW, one pod needs 142 kW (site.xml:21)" */
static const char *member_words(rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%s: ", r->title);
    rfi_print_shortfall(&text, r, end, rfi_compared_site(b->options)->hall_count);
    const char *place = rfi_brief_place(b, &r->place);
    if (place[0] != '\0') {
        rfi_text_format(&text, " (%s)", place);
    }
    for (size_t k = 0; k < r->input_count; k++) {
        (void)rfi_brief_cite(b, r->inputs[k].figure);
    }
    return rfi_brief_keep(b, &text);
}

/* "4 limits keep 133 MW critical IT out as it is" */
static const char *gap_finding(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    rfi_text text = RFI_TEXT_INIT;
    if (c->conflict_count > 1) {
        rfi_text_format(&text, "%zu limits, each by itself, keep ", c->conflict_count);
    } else if (c->conflicts[0].count > 1) {
        rfi_text_format(&text, "%zu limits together keep ", c->conflicts[0].count);
    } else {
        rfi_text_format(&text, "%s keeps ",
                        rfi_brief_title(b, &c->requirements[c->conflicts[0].members[0]]));
    }
    if (c->target > 0) {
        rfi_print_it_amount(&text, c->target, true);
    } else {
        rfi_text_add(&text, "the first pod");
    }
    rfi_text_add(&text, " out of the site as it is");
    return rfi_brief_keep(b, &text);
}

static void draw_conflicts(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    if (c->conflict_count == 0) {
        return;
    }
    if (b->y + 70 > b->foot) {
        rfi_brief_open_page(b, "what stands in the way");
    } else {
        b->y += 6;
    }
    rfi_brief_bookmark(b, -1, "What stands in the way", "gaps");
    rfi_brief_finding(b, gap_finding(b));
    open_part(b, "What stands in the way as it is", rfi_at_end(c->end));
    for (size_t i = 0; i < c->conflict_count && i < CONFLICTS_MOST; i++) {
        const rfi_conflict *conflict = &c->conflicts[i];
        rfi_text text = RFI_TEXT_INIT;
        if (conflict->count > 1) {
            rfi_text_add(&text, conflict->minimal
                                    ? "Together, and without any one of them no longer: "
                                    : "Together (minimal: not proven): ");
        }
        for (size_t k = 0; k < conflict->count; k++) {
            rfi_text_add(&text, k > 0 ? "; " : "");
            rfi_text_add(&text, member_words(b, &c->requirements[conflict->members[k]],
                                             conflict->end));
        }
        rfi_text_char(&text, '.');
        add_item(b, rfi_brief_keep(b, &text));
    }
}

static const char *relaxed_words(rfi_brief *b, const rfi_relaxation *relaxation)
{
    const rfi_requirement *r = &b->options->requirements[relaxation->requirement];
    bool test = r->shape == RFI_SHAPE_HALL_TEST || r->shape == RFI_SHAPE_SITE_TEST;
    if (test && relaxation->amount <= 1) {
        return rfi_brief_format(b, "%s must hold", r->title);
    }
    const char *amount =
        rfi_brief_value(b, relaxation->amount, rfi_slack_dimension(r->dimension),
                        r->power_kind, RFI_ROUND_UP);
    return rfi_brief_format(b, "%s, %s%s more", r->title, amount,
                            r->dimension == RFI_DIM_DATE ? " days" : "");
}

static const char *repair_words(rfi_brief *b, size_t index)
{
    const rfi_repair *repair = &b->options->repairs[index];
    rfi_text text = RFI_TEXT_INIT;
    const char *standing = index > 0                              ? "Next best"
                           : repair->proof == RFI_PROOF_CERTIFIED ? "Cheapest, certified"
                                                                  : "Best found";
    rfi_text_format(&text, "%s: ", standing);
    if (rfi_has_plan(repair->retrofit)) {
        const rfi_retrofit *r = repair->retrofit;
        rfi_text_format(&text, "%s\u202FMW for %s, in service %s",
                        rfi_plan_power(b, r->it_power), rfi_plan_cost(b, r),
                        rfi_plan_ready(b, r));
    } else {
        rfi_text_add(&text, "no measure is needed beside it");
    }
    for (size_t i = 0; i < repair->relaxation_count; i++) {
        rfi_text_format(&text, "%s%s", i == 0 ? "; would have to give: " : "; ",
                        relaxed_words(b, &repair->relaxations[i]));
    }
    rfi_text_char(&text, '.');
    return rfi_brief_keep(b, &text);
}

static void draw_repairs(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    if (c->repair_count == 0) {
        return;
    }
    bool relaxes = c->repairs[0].relaxation_count > 0;
    open_part(b, relaxes ? "What would have to give" : "What repairs it",
              relaxes ? "no measures on offer reach the target; fewest limits first"
                      : "measures that reach the target, cheapest first");
    for (size_t i = 0; i < c->repair_count && i < REPAIRS_MOST; i++) {
        add_item(b, repair_words(b, i));
    }
}

static void draw_breaks(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    if (c->break_count == 0) {
        return;
    }
    open_part(b, "Figures that change the plan", "one at a time, within their ranges");
    for (size_t i = 0; i < c->break_count && i < BREAKS_MOST; i++) {
        const rfi_break *k = &c->breaks[i];
        const char *id = rfi_brief_cite(b, k->figure);
        add_item(b, rfi_brief_format(b, "%s (%s): %s taken; at %s: %s.",
                                     rfi_brief_subject(b, k->figure), rfi_or_empty(id),
                                     rfi_brief_value(b, k->from, k->figure->dimension,
                                                     k->figure->kind, RFI_ROUND_NEAREST),
                                     rfi_brief_value(b, k->to, k->figure->dimension,
                                                     k->figure->kind, RFI_ROUND_NEAREST),
                                     k->change == NULL ? "another plan" : k->change));
    }
    if (c->break_count > BREAKS_MOST) {
        add_item(b, rfi_brief_format(b, "and %zu more.", c->break_count - BREAKS_MOST));
    }
}

/* One line per reason: most measures share one of a few. */
static void draw_never(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    if (c->never_count == 0) {
        return;
    }
    open_part(b, "Measures that no plan here installs", NULL);
    for (size_t i = 0; i < c->never_count; i++) {
        const char *reason = rfi_or_empty(c->never[i].reason);
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told = told || strcmp(rfi_or_empty(c->never[k].reason), reason) == 0;
        }
        rfi_text text = RFI_TEXT_INIT;
        for (size_t k = i; k < c->never_count && !told; k++) {
            if (strcmp(rfi_or_empty(c->never[k].reason), reason) == 0) {
                rfi_text_format(&text, "%s%s", text.size > 0 ? ", " : "",
                                c->never[k].measure->id);
            }
        }
        const char *list = rfi_brief_keep(b, &text);
        if (!told) {
            add_item(b, rfi_brief_format(b, RFI_STRONG_ON "%s" RFI_STRONG_OFF ": %s.",
                                         reason, list));
        }
    }
}

/* ---- the page --------------------------------------------------------------------------
 */

void rfi_brief_plan_page(rfi_brief *b)
{
    if (b->options == NULL) {
        return;
    }
    if (rfi_plan_chosen(b)) {
        rfi_brief_open_page(b, "recommended plan");
        rfi_brief_bookmark(b, -1, "Recommended plan", "plan");
        rfi_brief_finding(b, plan_finding(b));
        draw_reasons(b);
        size_t count = 0;
        const rfi_install_group *groups =
            rfi_group_installs(b->arena, b->options, b->options->recommended, &count);
        if (count > 0) {
            draw_installs(b, groups, count);
            draw_time(b, groups, count);
        }
    }
    draw_conflicts(b);
    draw_repairs(b);
    draw_breaks(b);
    draw_never(b);
}
