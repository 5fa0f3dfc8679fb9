/* SPDX-License-Identifier: MIT */
#include "planner/model/grid_rules.h"

#include <string.h>

/* The registration of loads beyond 20 MW that NERC considers is no rule yet and stands in
 * docs/requirements.md only. The day of Senate Bill 6 is recalled, its text was read; the
 * state of NOGRR 282 is to be looked up again before anyone relies on it. */
static const rfi_grid_rule rules[] = {
    {"ercot-ride-through", "ERCOT", "ERCOT ride-through", RFI_RULE_LARGE_LOAD_ERCOT, 2025,
     11, 14, RFI_GATE_RIDE_THROUGH, "utility",
     "ride-through model accepted by the grid operator, or proof of earlier approval"},
    {"texas-sb6", "ERCOT TEXAS", "Texas Senate Bill 6", RFI_RULE_LARGE_LOAD_SB6, 2025, 6,
     20, RFI_GATE_LARGE_LOAD, "utility",
     "large-load interconnection study with the disclosures that the law asks for"},
};

const rfi_grid_rule *rfi_grid_rules(size_t *ret_count)
{
    *ret_count = sizeof(rules) / sizeof(rules[0]);
    return rules;
}

static char capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_word_byte(char c)
{
    char upper = capital(c);
    return (upper >= 'A' && upper <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/* One word of a list, found as a whole word of the text. */
static bool has_word(const char *text, const char *word, size_t length)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (at != text && is_word_byte(at[-1])) {
            continue;
        }
        size_t same = 0;
        while (same < length && capital(at[same]) == word[same]) {
            same++;
        }
        if (same == length && !is_word_byte(at[length])) {
            return true;
        }
    }
    return false;
}

bool rfi_grid_rule_of_region(const rfi_grid_rule *rule, const rfi_site *site)
{
    if (site->region == NULL || site->no_grid_rules || site->reference) {
        return false;
    }
    for (const char *word = rule->regions; *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (has_word(site->region, word, length)) {
            return true;
        }
        word += length + strspn(word + length, " ");
    }
    return false;
}

bool rfi_grid_rule_applies(const rfi_grid_rule *rule, const rfi_site *site, int64_t day)
{
    return rfi_grid_rule_of_region(rule, site) &&
           day >= rfi_date_from_civil(rule->year, rule->month, rule->day);
}

bool rfi_gate_is_evidence(rfi_gate_kind kind)
{
    return kind == RFI_GATE_LARGE_LOAD || kind == RFI_GATE_RIDE_THROUGH;
}
