/* SPDX-License-Identifier: MIT */
/* The retrofit answer on the summary: verdict with measures, plan, cost, day, and the ask.
 */
#include "reports/brief/options.h"

#include "planner/base/checked.h"
#include "reports/table/comparison_words.h"
#include "reports/table/value.h"

/* At every end where that was judged, else at the end of the comparison. */
rf_verdict rfi_options_verdict(const rfi_brief *b)
{
    return b->judgement->with_measures != NULL ? b->judgement->with_measures->verdict
                                               : b->options->verdict;
}

const char *rfi_options_title(rfi_brief *b)
{
    rf_verdict verdict = rfi_options_verdict(b);
    return verdict == RF_VERDICT_FIT_WITH_MEASURES
               ? "Fit with measures"
               : rfi_brief_format(b, "With measures: %s", rf_verdict_words(verdict));
}

static bool misses(const rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    return c->target > 0 && c->recommended->it_power < c->target;
}

/* "60 MW for 16.6 MUSD (6.6–33.2), from 2027-01-20" */
static const char *deal(rfi_brief *b)
{
    const rfi_retrofit *r = b->options->recommended;
    const char *power = rfi_plan_power(b, r->it_power);
    if (r->install_count == 0) {
        return rfi_brief_format(b, "%s\u202FMW for nothing", power);
    }
    return rfi_brief_format(b, "%s\u202FMW for %s, from %s", power, rfi_plan_cost(b, r),
                            rfi_plan_ready(b, r));
}

const char *rfi_options_note(rfi_brief *b)
{
    static const char *const ends[RFI_ENDS] = {"unfavourable end", "base case",
                                               "favourable end"};
    if (!rfi_plan_chosen(b)) {
        return rfi_brief_format(b, "%s: no plan with racks", ends[b->options->end]);
    }
    const rfi_retrofit *r = b->options->recommended;
    return rfi_brief_format(b, "%s: %s\u202FMW for %s",
                            misses(b) ? "nearest" : ends[b->options->end],
                            rfi_plan_power(b, r->it_power),
                            r->install_count == 0 ? "nothing" : rfi_plan_cost(b, r));
}

const char *rfi_options_lead(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    if (c == NULL) {
        return "";
    }
    if (!rfi_plan_chosen(b)) {
        const char *words = rfi_no_plan_words(b);
        return rfi_brief_format(b, " %c%s (%s).", words[0] - 'a' + 'A', words + 1,
                                rfi_at_end(c->end));
    }
    if (misses(b)) {
        return rfi_brief_format(
            b, " No plan of measures on offer %s it: %s, comes nearest.",
            c->verdict == RF_VERDICT_NO_FIT ? "reaches" : "was found that reaches",
            deal(b));
    }
    if (!rfi_plan_builds(b)) {
        return rfi_brief_format(
            b, " In the %s no measure is needed: with what comes along, %s.",
            rfi_at_end(c->end), deal(b));
    }
    return rfi_brief_format(b, " Measures turn it into %s (plan %s, %s).", deal(b),
                            rfi_chosen_label(b), rfi_at_end(c->end));
}

bool rfi_options_lead_page(const rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    rfi_end end = j->verdict == RF_VERDICT_NO_FIT ? RFI_END_FAVOURABLE : RFI_END_BASE;
    return rfi_plan_chosen(b) &&
           b->options->recommended->it_power > rfi_brief_case_power(b, j, end);
}

/* Names on the critical path, the first few: what has to be ordered first. */
static const char *first_orders(rfi_brief *b)
{
    enum { MOST = 3 };
    const rfi_retrofit *r = b->options->recommended;
    rfi_text text = RFI_TEXT_INIT;
    size_t shown = 0;
    for (size_t i = 0; i < r->install_count && shown < MOST; i++) {
        const rfi_planned *planned = &r->installs[i];
        bool told = !planned->critical;
        for (size_t k = 0; k < i; k++) {
            told = told || (r->installs[k].critical &&
                            r->installs[k].install.measure == planned->install.measure);
        }
        if (!told) {
            rfi_text_format(&text, "%s%s", shown++ == 0 ? "" : "; ",
                            rfi_or_empty(planned->install.measure->name));
        }
    }
    return rfi_brief_keep(b, &text);
}

const char *rfi_options_ask(rfi_brief *b)
{
    const rfi_retrofit *r = b->options == NULL ? NULL : b->options->recommended;
    if (r == NULL || !rfi_plan_chosen(b) || !rfi_plan_builds(b)) {
        return "";
    }
    const char *first = first_orders(b);
    return rfi_brief_format(
        b, "%s plan %s, %s of measures, and obtain quotes for them.%s%s%s",
        misses(b)
            ? "Ask for no more than the nearest plan carries, or lift what would have "
              "to give. Decide on"
            : "Decide on",
        rfi_chosen_label(b), rfi_plan_cost(b, r),
        first[0] == '\0' ? "" : " What keeps it from being ready earlier: ", first,
        first[0] == '\0' ? "" : ".");
}
