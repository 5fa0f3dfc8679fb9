/* SPDX-License-Identifier: MIT */
/* The key number of the summary and the words that say which case it is. */
#include "reports/brief/options.h"

#include "reports/table/comparison_words.h"

/* The end whose critical IT power leads the page. */
static rfi_end key_end(const rfi_brief *b)
{
    switch (b->judgement->verdict) {
    case RF_VERDICT_UNKNOWN:
        return RFI_END_BASE;
    case RF_VERDICT_NO_FIT:
        return RFI_END_FAVOURABLE;
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
    case RF_VERDICT_UNDECIDED:
        break;
    }
    return RFI_END_UNFAVOURABLE;
}

const char *rfi_brief_key_number(rfi_brief *b)
{
    if (rfi_options_lead_page(b)) {
        return rfi_plan_power(b, b->options->recommended->it_power);
    }
    return rfi_brief_megawatt(b, rfi_brief_case_power(b, b->judgement, key_end(b)));
}

const char *rfi_brief_key_label(rfi_brief *b)
{
    if (rfi_options_lead_page(b)) {
        return "MW critical IT with measures";
    }
    const rfi_case *c = &b->judgement->cases[key_end(b)];
    switch (b->judgement->verdict) {
    case RF_VERDICT_UNKNOWN:
        return rfi_brief_case_power(b, b->judgement, RFI_END_BASE) < 0
                   ? "MW critical IT: no base case"
                   : "MW critical IT, base case only";
    case RF_VERDICT_NO_FIT:
        return c->pods > 0 ? "MW critical IT at most" : "MW critical IT";
    case RF_VERDICT_UNDECIDED:
        return "MW critical IT at least";
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
        break;
    }
    return "MW critical IT";
}

static const char *first_conflict(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    if (j->conflict_count == 0 || j->conflicts[0].count == 0) {
        return "limits that exclude each other";
    }
    const rfi_requirement *r = &j->requirements[j->conflicts[0].members[0]];
    return rfi_brief_lower(b, rfi_brief_title(b, r));
}

/* Of the plan, with what the site carries as it is. */
static const char *note_of_plan(rfi_brief *b)
{
    const rfi_comparison *c = b->options;
    int64_t as_is = c->as_is == NULL ? 0 : c->as_is->it_power;
    return rfi_brief_format(b, "%s, %s pods, %s; as it is %s\u202FMW", rfi_brief_system(b),
                            rfi_brief_count(b, c->recommended->pods), rfi_at_end(c->end),
                            rfi_brief_megawatt(b, as_is));
}

const char *rfi_brief_key_note(rfi_brief *b)
{
    if (rfi_options_lead_page(b)) {
        return note_of_plan(b);
    }
    const rfi_judgement *j = b->judgement;
    const rfi_case *c = &j->cases[key_end(b)];
    const char *pods = rfi_brief_count(b, c->pods);
    switch (j->verdict) {
    case RF_VERDICT_UNKNOWN:
        if (rfi_brief_case_power(b, j, RFI_END_BASE) < 0) {
            return rfi_brief_format(b, "%s; unfavourable %s, favourable %s",
                                    rfi_brief_system(b),
                                    rfi_brief_megawatt(b, rfi_brief_case_power(b, j, 0)),
                                    rfi_brief_megawatt(b, rfi_brief_case_power(b, j, 2)));
        }
        return rfi_brief_format(b, "%s, %s pods; unfavourable %s, favourable %s",
                                rfi_brief_system(b), pods,
                                rfi_brief_megawatt(b, rfi_brief_case_power(b, j, 0)),
                                rfi_brief_megawatt(b, rfi_brief_case_power(b, j, 2)));
    case RF_VERDICT_NO_FIT:
        return rfi_brief_format(b, "ruled out by %s", first_conflict(b));
    case RF_VERDICT_UNDECIDED:
        return rfi_brief_format(b, "%s: %s pods found, %s not ruled out",
                                rfi_brief_system(b), pods,
                                rfi_brief_count(b, c->pods_bound));
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
        break;
    }
    return rfi_brief_format(b, "%s, %s pods at highest draw, at the unfavourable end",
                            rfi_brief_system(b), pods);
}
