/* SPDX-License-Identifier: MIT */
/* Why the target cannot be had as it is, in the site's words, and what repairs it. */
#include "reports/table/comparison.h"

#include "planner/base/checked.h"
#include "reports/table/judgement.h"
#include "reports/table/value.h"

/* ---- conflicts ---------------------------------------------------------------------- */

static const rfi_requirement *member_of(const rfi_comparison *c,
                                        const rfi_conflict *conflict, size_t index)
{
    return index < conflict->count && conflict->members[index] < c->requirement_count
               ? &c->requirements[conflict->members[index]]
               : NULL;
}

static void write_conflict(rfi_writer *w, const rfi_comparison *c,
                           const rfi_conflict *conflict)
{
    bool single = conflict->count == 1;
    if (!single) {
        rfi_write_field(w, 2, "- ", 2,
                        conflict->minimal
                            ? "together (without any one of them no conflict):"
                            : "together (minimal: not proven):");
    }
    for (size_t i = 0; i < conflict->count; i++) {
        const rfi_requirement *member = member_of(c, conflict, i);
        if (member != NULL) {
            rfi_member_write(w, single ? 2 : 4, member, conflict->end,
                             rfi_compared_site(c)->hall_count);
        }
    }
}

/* Each satisfies every member but one: shows that none can be left out. */
static void write_witnesses(rfi_writer *w, const rfi_comparison *c)
{
    for (size_t i = 0; i < c->witness_count; i++) {
        const rfi_witness *witness = &c->witnesses[i];
        const rfi_requirement *member = member_of(c, &c->conflicts[0], witness->without);
        rfi_text line = RFI_TEXT_INIT;
        if (member == NULL) {
            continue;
        }
        rfi_text_format(&line, "without \"%s\": ", rfi_or_empty(member->title));
        if (witness->plan == NULL) {
            rfi_text_add(&line, "no plan was found in time");
        } else {
            rfi_print_value(&line, witness->plan->pods, RFI_DIM_COUNT, RFI_POWER_PLAIN,
                            RFI_ROUND_DOWN);
            rfi_text_add(&line, witness->plan->pods == 1 ? " pod holds" : " pods hold");
        }
        rfi_write_paragraph(w, 4, rfi_write_take(w, &line));
    }
}

static void print_wanted(rfi_text *line, const rfi_comparison *c,
                         const rfi_conflict *conflict)
{
    if (c->target > 0) {
        rfi_print_it_amount(line, c->target, true);
    }
    if (conflict->wanted_pods > 0) {
        rfi_text_add(line, c->target > 0 ? ", that is " : "");
        rfi_print_value(line, conflict->wanted_pods, RFI_DIM_COUNT, RFI_POWER_PLAIN,
                        RFI_ROUND_UP);
        rfi_text_add(line, conflict->wanted_pods == 1 ? " pod" : " pods");
    }
    rfi_add_place(line, &c->site->want.place);
}

void rfi_conflicts_write(rfi_writer *w, const rfi_comparison *c)
{
    if (c->conflict_count == 0) {
        return;
    }
    bool several = c->conflict_count > 1;
    rfi_text line = RFI_TEXT_INIT;
    rfi_text_format(&line, "%s as it is with the target (",
                    several ? "Conflicts" : "Conflict");
    print_wanted(&line, c, &c->conflicts[0]);
    rfi_text_format(&line, "), %s", rfi_at_end(c->conflicts[0].end));
    rfi_text_char(w->text, '\n');
    rfi_headline_write(w, rfi_write_take(w, &line));
    if (several) {
        rfi_write_paragraph(
            w, 2, "Each by itself rules the target out, so each must be resolved:");
    }
    for (size_t i = 0; i < c->conflict_count; i++) {
        write_conflict(w, c, &c->conflicts[i]);
        if (i == 0) {
            write_witnesses(w, c);
        }
    }
}

/* ---- repairs ------------------------------------------------------------------------ */

static void print_dearer(rfi_text *line, int64_t dearer)
{
    if (!rfi_bounded(dearer)) {
        rfi_text_add(line, "no bound on how much dearer than needed");
        return;
    }
    rfi_text_add(line, "at most ");
    rfi_print_number(line, dearer, rfi_unit_find("%", 1), 2, RFI_ROUND_UP, true);
    rfi_text_add(line, "\u202F% dearer than the bound");
}

/* "Cheapest" only where that is certified. */
static void print_standing(rfi_text *line, const rfi_repair *repair, bool first)
{
    if (!first) {
        rfi_text_add(line, "next best");
        return;
    }
    const char *by = repair->retrofit == NULL ? NULL : repair->retrofit->claimed_by;
    switch (repair->proof) {
    case RFI_PROOF_CERTIFIED:
        rfi_text_add(line, "cheapest, certified");
        return;
    case RFI_PROOF_CLAIMED:
        rfi_text_format(line, "best found, cheapest as claimed by %s; certified: ",
                        by == NULL ? "the solver" : by);
        break;
    case RFI_PROOF_BOUNDED:
    case RFI_PROOF_NONE:
    case RFI_PROOF_UNDECIDED:
        rfi_text_add(line, "best found, ");
        break;
    }
    print_dearer(line, repair->dearer);
}

static bool is_test(const rfi_requirement *requirement)
{
    return requirement->shape == RFI_SHAPE_HALL_TEST ||
           requirement->shape == RFI_SHAPE_SITE_TEST;
}

/* "+6.4 MVA" in the units of the site. */
static void print_relaxed(rfi_text *line, const rfi_requirement *r, int64_t amount)
{
    enum { MEGA = 1000000000 };
    rfi_dimension dimension = rfi_slack_dimension(r->dimension);
    rfi_text_char(line, '+');
    if (dimension == RFI_DIM_APPARENT && amount >= MEGA) {
        rfi_print_number(line, amount, rfi_unit_find("MVA", 3), 4, RFI_ROUND_UP, true);
        rfi_text_add(line, "\u202FMVA");
    } else {
        rfi_print_value(line, amount, dimension, r->power_kind, RFI_ROUND_UP);
    }
    if (r->dimension == RFI_DIM_DATE) {
        rfi_text_add(line, amount == 1 ? " day" : " days");
    }
}

void rfi_relaxation_write(rfi_writer *w, size_t indent, const rfi_comparison *c,
                          const rfi_relaxation *relaxation)
{
    if (relaxation->requirement >= c->requirement_count) {
        return;
    }
    const rfi_requirement *r = &c->requirements[relaxation->requirement];
    rfi_text line = RFI_TEXT_INIT;
    if (is_test(r) && relaxation->amount <= 1) {
        rfi_text_format(&line, "must hold: %s: ", rfi_or_empty(r->title));
        rfi_print_shortfall(&line, r, c->end, rfi_compared_site(c)->hall_count);
    } else {
        print_relaxed(&line, r, relaxation->amount);
        rfi_text_format(&line, ": %s", rfi_or_empty(r->title));
    }
    rfi_add_place(&line, &r->place);
    rfi_write_field(w, indent, "- ", 2, rfi_write_take(w, &line));
}

static void write_repair(rfi_writer *w, const rfi_comparison *c, size_t index)
{
    const rfi_repair *repair = &c->repairs[index];
    rfi_text line = RFI_TEXT_INIT;
    rfi_text standing = RFI_TEXT_INIT;
    if (repair->retrofit != NULL) {
        rfi_print_retrofit(&line, c, repair->retrofit);
    } else {
        rfi_text_add(&line, "limits that would have to be higher");
    }
    print_standing(&standing, repair, index == 0);
    rfi_text_format(&line, " (%s)", rfi_write_take(w, &standing));
    rfi_write_field(w, 2, rfi_write_string(w, "%zu. ", index + 1), 4,
                    rfi_write_take(w, &line));
    if (rfi_has_plan(repair->retrofit)) {
        rfi_print_installs(&line, c, repair->retrofit);
        rfi_write_paragraph(w, 6, rfi_write_take(w, &line));
    }
    for (size_t i = 0; i < repair->relaxation_count; i++) {
        rfi_relaxation_write(w, 6, c, &repair->relaxations[i]);
    }
}

void rfi_repairs_write(rfi_writer *w, const rfi_comparison *c)
{
    if (c->repair_count == 0) {
        return;
    }
    rfi_write_heading(w, "Repairs");
    if (c->repairs[0].retrofit == NULL) {
        rfi_write_paragraph(w, 2,
                            "No measures on offer repair it within the budget and date.");
    }
    for (size_t i = 0; i < c->repair_count; i++) {
        write_repair(w, c, i);
    }
}
