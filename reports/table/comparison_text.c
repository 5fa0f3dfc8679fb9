/* SPDX-License-Identifier: MIT */
/* The comparison as an engineer and a lender read it: what was asked, what holds as it is,
 * the recommended plan, what each further dollar buys, and what stands in the way. */
#include "reports/table/comparison.h"

#include "planner/base/checked.h"
#include "reports/table/judgement.h"
#include "reports/table/order.h"
#include "reports/table/table.h"
#include "reports/table/value.h"

enum { LABEL = 14, TITLES_SHOWN = 6, ROOM_FOR_DATES = 80, HANG = 4 };

/* ---- the question ------------------------------------------------------------------- */

static const char *goal_sentence(rfi_goal goal)
{
    static const char *const sentences[RFI_GOALS] = {
        [RFI_GOAL_POWER] = "most critical IT power, then least cost",
        [RFI_GOAL_COST] = "least cost that meets the target",
        [RFI_GOAL_COST_PER_POWER] = "least cost per MW critical IT",
        [RFI_GOAL_EARLIEST] = "the target as early as possible, then least cost",
        [RFI_GOAL_POWER_QUARTERS] = "most discounted critical IT power over the quarters",
    };
    return sentences[goal];
}

static void write_target(rfi_writer *w, const rfi_comparison *c)
{
    rfi_text line = RFI_TEXT_INIT;
    if (c->target > 0) {
        rfi_print_it_amount(&line, c->target, true);
        rfi_text_add(&line, c->target_stated ? "" : " (no target stated)");
    } else {
        rfi_text_add(&line, "none stated");
    }
    rfi_write_field(w, 0, "Target", LABEL, rfi_write_take(w, &line));
    if (rfi_bounded(c->budget)) {
        const rfi_unit *unit = rfi_unit_for(RFI_DIM_MONEY, c->budget);
        rfi_print_number(&line, c->budget, unit, 0, RFI_ROUND_NEAREST, true);
        rfi_text_format(&line, "\u202F%s", unit->label);
    } else {
        rfi_text_add(&line, "none stated");
    }
    rfi_write_field(w, 0, "Budget", LABEL, rfi_write_take(w, &line));
    rfi_print_day(&line, c->by);
    rfi_text_add(&line, c->by_stated ? "" : " (no date stated)");
    rfi_write_field(w, 0, "By", LABEL, rfi_write_take(w, &line));
}

static void write_documents(rfi_writer *w, const rfi_comparison *c)
{
    rfi_text line = RFI_TEXT_INIT;
    for (size_t i = 0; i < c->profile_count; i++) {
        rfi_text_format(&line, "%s%s (%s)", i == 0 ? "" : ", ",
                        rfi_or_empty(c->profiles[i]->name), c->profiles[i]->id);
    }
    rfi_write_field(w, 0, c->profile_count == 1 ? "Profile" : "Profiles", LABEL,
                    rfi_write_take(w, &line));
    if (c->measures != NULL) {
        rfi_text_format(&line, "%s (%s), as of ", rfi_or_empty(c->measures->name),
                        rfi_or_empty(c->measures->id));
        rfi_print_date(&line, c->measures->as_of);
        rfi_write_field(w, 0, "Measures", LABEL, rfi_write_take(w, &line));
    }
}

static void write_policy(rfi_writer *w, const rfi_comparison *c)
{
    const rfi_policy *policy = rfi_compared_policy(c);
    rfi_text line = RFI_TEXT_INIT;
    if (!c->site->want.policy_stated) {
        rfi_text_add(&line, "no policy stated: judged at N");
    } else if (policy != NULL) {
        rfi_print_policies(&line, policy);
    }
    rfi_write_field(w, 0, "Policy", LABEL, rfi_write_take(w, &line));
}

static void write_header(rfi_writer *w, const rfi_comparison *c)
{
    rfi_site_write(w, c->site);
    rfi_write_field(w, 0, "Goal", LABEL, goal_sentence(c->goal));
    write_target(w, c);
    write_policy(w, c);
    rfi_grid_rules_write(w, c->site, LABEL);
    rfi_write_field(
        w, 0, "Read at", LABEL,
        rfi_write_string(w, "%s: limits, demands and costs alike", rfi_at_end(c->end)));
    write_documents(w, c);
}

/* ---- verdict and as it is ----------------------------------------------------------- */

static const char *verdict_sentence(rf_verdict verdict)
{
    static const char *const sentences[] = {
        "What is asked for holds as the site is.",
        "What is asked for holds once the measures are in service.",
        "Proven: with the measures on offer no plan does what is asked for.",
        "The search stopped at its budget; bounds are given.",
        "Missing figures or wide ranges decide.",
    };
    return sentences[verdict];
}

/* At the base a limit with a missing figure limits nothing: the verdict has to say so. */
static void write_left_out(rfi_writer *w, const rfi_comparison *c)
{
    size_t missing = 0;
    for (size_t i = 0; i < c->requirement_count; i++) {
        missing += c->requirements[i].ends[c->end].unknown ? 1 : 0;
    }
    if (c->end == RFI_END_BASE && missing > 0) {
        rfi_write_paragraph(
            w, 2,
            rfi_write_string(
                w,
                "Base case only: %zu of %zu limits rest on figures that nobody "
                "stated and are left out; rackfit ask lists them.",
                missing, c->requirement_count));
    }
}

static void write_verdict(rfi_writer *w, const rfi_comparison *c)
{
    rfi_text_char(w->text, '\n');
    rfi_write_styled(w, rfi_judgement_style(c->verdict),
                     rfi_judgement_verdict(w, c->verdict));
    rfi_write_styled(w, RFI_STYLE_HEAD, rfi_write_string(w, ", %s", rfi_at_end(c->end)));
    rfi_text_char(w->text, '\n');
    rfi_write_paragraph(w, 2, verdict_sentence(c->verdict));
    write_left_out(w, c);
}

static void write_as_is(rfi_writer *w, const rfi_comparison *c)
{
    const rfi_retrofit *r = c->as_is;
    if (r == NULL) {
        return;
    }
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "As it is: ");
    rfi_print_retrofit(&line, c, r);
    rfi_text_char(w->text, '\n');
    rfi_headline_write(w, rfi_write_take(w, &line));
    rfi_gaps_write(w, c, r);
    if (r->binding_count > 0) {
        rfi_write_paragraph(w, 2, "What binds:");
    }
    for (size_t i = 0; i < r->binding_count; i++) {
        if (r->binding[i] < c->requirement_count) {
            rfi_member_write(w, 4, &c->requirements[r->binding[i]], c->end,
                             rfi_compared_site(c)->hall_count);
        }
    }
}

/* ---- the recommended plan ----------------------------------------------------------- */

static void add_millions(rfi_writer *w, rfi_grid *grid, rfi_style style,
                         const int64_t *cost)
{
    static const rfi_end order[RFI_ENDS] = {RFI_END_FAVOURABLE, RFI_END_BASE,
                                            RFI_END_UNFAVOURABLE};
    for (int i = 0; i < RFI_ENDS; i++) {
        rfi_text cell = RFI_TEXT_INIT;
        rfi_print_millions(&cell, cost[order[i]]);
        rfi_grid_cell(grid, style, rfi_write_take(w, &cell));
    }
}

static void add_install(rfi_writer *w, rfi_grid *grid, const rfi_comparison *c,
                        const rfi_retrofit *r, size_t index)
{
    const rfi_planned *planned = &r->installs[index];
    const rfi_measure *measure = planned->install.measure;
    rfi_text cell = RFI_TEXT_INIT;
    rfi_text place = RFI_TEXT_INIT;
    int64_t cost[RFI_ENDS];
    size_t alike = rfi_alike_installs(c, r, index, &place, cost);
    if (alike == 0) { /* counted with the first of its like */
        return;
    }
    rfi_text_format(&cell, "%s%s", rfi_or_empty(measure->name),
                    rfi_cost_is_assumed(measure) ? " ◇" : "");
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &place));
    if (alike > 1) {
        rfi_text_format(&cell, "%zu × ", alike);
    }
    rfi_print_value(&cell, planned->install.count, RFI_DIM_COUNT, RFI_POWER_PLAIN,
                    RFI_ROUND_UP);
    rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    add_millions(w, grid, RFI_STYLE_PLAIN, cost);
    rfi_print_day(&cell, planned->done);
    if (w->width >= ROOM_FOR_DATES) {
        rfi_grid_cell(grid, RFI_STYLE_PLAIN, rfi_write_take(w, &cell));
    } else {
        rfi_grid_span(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "  in service %s", rfi_write_take(w, &cell)));
    }
    bool settles = planned->settles != NULL && planned->settles[0] != '\0';
    if (settles) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN,
                      rfi_write_string(w, "  raises %s", planned->settles));
    }
    if (planned->comes_with) {
        rfi_grid_span(grid, RFI_STYLE_PLAIN, "  comes along, no requirement asks for it");
    }
}

static void write_installs(rfi_writer *w, const rfi_comparison *c, const rfi_retrofit *r)
{
    static const char *const head[] = {"Measure", "Place", "Units",     "MUSD low",
                                       "base",    "high",  "In service"};
    if (r->install_count == 0) {
        return;
    }
    rfi_grid grid;
    bool dates = w->width >= ROOM_FOR_DATES;
    rfi_grid_begin(&grid, w, dates ? "wwrRRRr" : "wwrRRR", dates ? 2 : 0, true);
    grid.hang = HANG;
    for (size_t i = 0; i < grid.columns; i++) {
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, head[i]);
    }
    for (size_t i = 0; i < r->install_count; i++) {
        add_install(w, &grid, c, r, i);
    }
    rfi_grid_cell(&grid, RFI_STYLE_HEAD, "total");
    rfi_grid_cell(&grid, RFI_STYLE_PLAIN, NULL);
    rfi_grid_cell(&grid, RFI_STYLE_PLAIN, NULL);
    add_millions(w, &grid, RFI_STYLE_HEAD, r->cost);
    if (dates) {
        rfi_text cell = RFI_TEXT_INIT;
        rfi_print_day(&cell, rfi_ready_day(r));
        rfi_grid_cell(&grid, RFI_STYLE_HEAD, rfi_write_take(w, &cell));
    }
    rfi_text_char(w->text, '\n');
    rfi_grid_print(&grid);
}

/* "hall-a 12 pods (nvl72-gb300), hall-b 3 pods" */
static void write_halls(rfi_writer *w, const rfi_comparison *c, const rfi_plan *plan)
{
    rfi_text line = RFI_TEXT_INIT;
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *share = &plan->shares[i];
        const rfi_profile *profile =
            share->profile != NULL ? share->profile : plan->profile;
        if (share->pods == 0) {
            continue;
        }
        rfi_text_add(&line, line.size == 0 ? "" : ", ");
        i += rfi_alike_shares(c, plan, i, &line) - 1;
        rfi_text_add(&line, " ");
        rfi_print_value(&line, share->pods, RFI_DIM_COUNT, RFI_POWER_PLAIN, RFI_ROUND_DOWN);
        rfi_text_add(&line, share->pods == 1 ? " pod" : " pods");
        if (c->profile_count > 1 && profile != NULL) {
            rfi_text_format(&line, " %s", profile->id);
        }
    }
    if (line.size > 0) {
        rfi_write_field(w, 2, "Racks stand", LABEL, rfi_write_take(w, &line));
    }
}

static void write_binds_next(rfi_writer *w, const rfi_comparison *c, const rfi_retrofit *r)
{
    for (size_t i = 0; i < r->binding_count && i < TITLES_SHOWN; i++) {
        if (r->binding[i] < c->requirement_count) {
            const rfi_requirement *requirement = &c->requirements[r->binding[i]];
            rfi_text line = RFI_TEXT_INIT;
            rfi_text_add(&line, rfi_or_empty(requirement->title));
            rfi_add_place(&line, &requirement->place);
            rfi_write_field(w, 2, i == 0 ? "Binds next" : "", LABEL,
                            rfi_write_take(w, &line));
        }
    }
    if (r->binding_count > TITLES_SHOWN) {
        rfi_write_field(
            w, 2, "", LABEL,
            rfi_write_string(w, "and %zu more", r->binding_count - TITLES_SHOWN));
    }
}

static const char *proof_sentence(rfi_writer *w, const rfi_retrofit *r)
{
    switch (r->proof) {
    case RFI_PROOF_CERTIFIED:
        return "Proof: certified, no plan is better for the goal";
    case RFI_PROOF_CLAIMED:
        return rfi_write_string(
            w,
            "Proof: best for the goal as claimed by %s; certified as far "
            "as the bounds say",
            r->claimed_by == NULL ? "the solver" : r->claimed_by);
    case RFI_PROOF_BOUNDED:
        return "Proof: best found; how far from the best the bounds say";
    case RFI_PROOF_NONE:
        return "Proof: certified, there is no plan";
    case RFI_PROOF_UNDECIDED:
        break;
    }
    return "Proof: none, the search stopped without a plan";
}

static void write_recommended(rfi_writer *w, const rfi_comparison *c)
{
    const rfi_retrofit *r = c->recommended;
    if (r == NULL) {
        return;
    }
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, rfi_has_plan(r) ? "Recommended plan: " : "No plan to recommend: ");
    rfi_print_retrofit(&line, c, r);
    rfi_text_char(w->text, '\n');
    rfi_headline_write(w, rfi_write_take(w, &line));
    if (c->why != NULL && c->why[0] != '\0') {
        rfi_write_paragraph(w, 2, rfi_write_string(w, "Why: %s", c->why));
    }
    rfi_write_paragraph(w, 2, proof_sentence(w, r));
    rfi_gaps_write(w, c, r);
    if (!rfi_has_plan(r)) {
        return;
    }
    write_installs(w, c, r);
    if (r->install_count > 0 && r->it_power > 0) {
        rfi_print_per_power(&line, r->cost[c->end], r->it_power);
        rfi_text_add(&line, " critical IT");
        rfi_write_field(w, 2, "That is", LABEL, rfi_write_take(w, &line));
    }
    write_halls(w, c, r->plan);
    write_binds_next(w, c, r);
}

/* ---- footer ------------------------------------------------------------------------- */

typedef struct check_count {
    rfi_text *line;
    size_t plans, refused;
} check_count;

static void count_check(check_count *count, const rfi_retrofit *r, const char *name)
{
    if (rfi_has_plan(r)) {
        count->plans++;
        if (!r->checked) {
            rfi_text_add(count->line, count->refused++ == 0 ? "NOT passed: " : ", ");
            rfi_text_add(count->line, name);
        }
    }
}

static void write_check(rfi_writer *w, const rfi_comparison *c)
{
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Re-checked by separate code: ");
    check_count count = {&line, 0, 0};
    count_check(&count, c->as_is, "the site as it is");
    count_check(&count, c->recommended, "the recommended plan");
    for (size_t i = 0; i < c->frontier_count; i++) {
        count_check(&count, c->frontier[i].retrofit,
                    rfi_write_string(w, "point %zu of the frontier", i + 1));
    }
    for (size_t i = 0; i < c->phase_count; i++) {
        count_check(&count, c->phases[i].retrofit, rfi_write_string(w, "phase %zu", i + 1));
    }
    for (size_t i = 0; i < c->alternative_count; i++) {
        count_check(&count, c->alternatives[i],
                    rfi_write_string(w, "alternative %zu", i + 1));
    }
    for (size_t i = 0; i < c->repair_count; i++) {
        const rfi_repair *repair = &c->repairs[i];
        if (repair->relaxation_count == 0) { /* else it breaks the limits that it names */
            count_check(&count, repair->retrofit, rfi_write_string(w, "repair %zu", i + 1));
        }
    }
    if (count.plans == 0) {
        rfi_text_add(&line, "no plan to check");
    } else if (count.refused == 0) {
        rfi_text_add(&line, "passed, every plan shown");
    }
    rfi_write_paragraph(w, 0, rfi_write_take(w, &line));
}

static void write_footer(rfi_writer *w, const rfi_comparison *c)
{
    rfi_text_char(w->text, '\n');
    write_check(w, c);
    if (c->engine != NULL) {
        rfi_write_paragraph(w, 0, rfi_write_string(w, "Solved by: %s", c->engine));
    }
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_add(&line, "Input digest: ");
    rfi_print_digest(&line, rfi_or_empty(c->input_digest), w->detail);
    rfi_write_paragraph(w, 0, rfi_write_take(w, &line));
    rfi_write_paragraph(w, 0,
                        "Costs are capital costs of the measures, without racks, as base "
                        "(low–high); those marked ◇ are assumptions. " RFI_GRADE_LEGEND);
}

bool rfi_comparison_text(const rfi_comparison *comparison, const rf_text_options *options,
                         rfi_text *text)
{
    rfi_writer writer;
    if (!rfi_writer_begin(&writer, options, text)) {
        return false;
    }
    write_header(&writer, comparison);
    write_verdict(&writer, comparison);
    write_as_is(&writer, comparison);
    write_recommended(&writer, comparison);
    rfi_phases_write(&writer, comparison);
    rfi_ladder_write(&writer, comparison);
    rfi_frontier_write(&writer, comparison);
    rfi_next_best_write(&writer, comparison);
    rfi_prices_write(&writer, comparison);
    rfi_conflicts_write(&writer, comparison);
    rfi_repairs_write(&writer, comparison);
    rfi_breaks_write(&writer, comparison);
    rfi_never_write(&writer, comparison);
    write_footer(&writer, comparison);
    rfi_writer_end(&writer);
    return !text->failed;
}
