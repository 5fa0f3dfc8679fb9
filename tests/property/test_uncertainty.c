/* SPDX-License-Identifier: MIT */
/* Random sites: deciding sets against every subset of the figures that are open, and swept
 * figures against every value that was tried. */
#include "tests/property/site_cases.h"

enum { SITES = 400, MOST_OPEN = 7 };

static const rfi_judgement *judge(cast *c)
{
    return &fixture_evaluate(&c->f, NULL)->judgements[0];
}

static void fix(rfi_figure *figure, int64_t value)
{
    figure->state = RFI_KNOWN;
    figure->low = figure->base = figure->high = value;
}

/* ---- deciding sets ---------------------------------------------------------------------
 */

typedef struct open_figure {
    rfi_figure *figure;
    rfi_figure as_read;
    rfi_role role;
} open_figure;

static bool is_restudy(const rfi_figure *figure)
{
    return strcmp(figure->attribute, "restudy") == 0 && figure->high == 1;
}

/* Roles in which requirements read the figure: bit 0 limit, bit 1 demand. */
static unsigned roles_of(const rfi_judgement *j, const rfi_figure *figure)
{
    unsigned roles = 0;
    for (size_t r = 0; r < j->requirement_count; r++) {
        for (size_t k = 0; k < j->requirements[r].input_count; k++) {
            if (j->requirements[r].inputs[k].figure == figure) {
                roles |= 1u << j->requirements[r].inputs[k].role;
            }
        }
    }
    return roles;
}

static bool is_hall_count(const rfi_site *site, const rfi_figure *figure)
{
    for (size_t h = 0; h < site->hall_count; h++) {
        if (figure == &site->halls[h].count) {
            return true;
        }
    }
    return false;
}

static int64_t well_of(const open_figure *open, bool well)
{
    const rfi_figure *was = &open->as_read;
    bool high = well == (open->role == RFI_ROLE_LIMIT);
    if (is_restudy(was)) {
        return well ? 0 : 1;
    }
    if (rfi_known(was)) {
        return high ? was->high : was->low;
    }
    return was->dimension == RFI_DIM_STATUS ? high : high ? RFI_UNBOUNDED : 0;
}

/* Closes what no single value can stand for, and all but the first few of the rest. */
static size_t open_few(cast *c, const rfi_judgement *j, open_figure *open, size_t skip)
{
    size_t count = 0;
    rfi_figure **lists[] = {c->f.site->figures, c->f.profile->figures};
    const size_t counts[] = {c->f.site->figure_count, c->f.profile->figure_count};
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < counts[l]; i++) {
            rfi_figure *figure = lists[l][i];
            unsigned roles = roles_of(j, figure);
            bool counted = is_hall_count(c->f.site, figure);
            if (roles == 0 && !counted) {
                continue;
            }
            bool ranged =
                !rfi_known(figure) || figure->low != figure->high || is_restudy(figure);
            if (!ranged || figure->state == RFI_ABSENT) {
                continue;
            }
            open_figure candidate = {figure, *figure,
                                     roles == 1u ? RFI_ROLE_LIMIT : RFI_ROLE_DEMAND};
            bool both = roles == 3u || counted;
            if (!both && count < MOST_OPEN && i % 4 >= skip) {
                open[count++] = candidate;
            } else if (both) {
                fix(figure, rfi_known(figure) ? figure->base : 1);
            } else {
                fix(figure, rfi_known(figure) ? figure->base : well_of(&candidate, true));
            }
        }
    }
    return count;
}

static bool fits_with(cast *c, const open_figure *open, size_t count, uint32_t well)
{
    for (size_t i = 0; i < count; i++) {
        fix(open[i].figure, well_of(&open[i], (well >> i & 1) != 0));
    }
    const rfi_judgement *j = judge(c);
    bool fits = j->cases[RFI_END_UNFAVOURABLE].pods >= j->wanted_pods;
    for (size_t i = 0; i < count; i++) {
        *open[i].figure = open[i].as_read;
    }
    return fits;
}

static size_t bits_of(uint32_t mask)
{
    size_t bits = 0;
    for (; mask != 0; mask &= mask - 1) {
        bits++;
    }
    return bits;
}

static bool expect_subsets(cast *c, const rfi_judgement *j, const open_figure *open,
                           size_t count)
{
    uint32_t chosen = 0;
    for (size_t i = 0; i < j->deciding_count; i++) {
        for (size_t k = 0; k < count; k++) {
            chosen |= j->deciding[i] == open[k].figure ? UINT32_C(1) << k : 0;
        }
    }
    if (bits_of(chosen) != j->deciding_count) {
        return false; /* an outline, a chain: what no value can stand for */
    }
    size_t size = j->deciding_count;
    bool smallest = j->deciding_smallest;
    for (uint32_t mask = 0; mask < UINT32_C(1) << count; mask++) {
        bool inside = (mask & chosen) == mask && mask != chosen;
        if (mask == chosen) {
            assert_true(fits_with(c, open, count, mask));
        } else if (inside || (smallest && bits_of(mask) < size)) {
            bool fits = fits_with(c, open, count, mask);
            for (size_t i = 0; i < count && fits; i++) {
                print_error("%s %s %lld..%lld as %s%s%s\n", open[i].figure->owner,
                            open[i].figure->attribute, (long long)open[i].as_read.low,
                            (long long)open[i].as_read.high,
                            open[i].role == RFI_ROLE_LIMIT ? "limit" : "demand",
                            (chosen >> i & 1) != 0 ? ", decides" : "",
                            (mask >> i & 1) != 0 ? ", suffices" : "");
            }
            assert_false(fits);
        }
    }
    return true;
}

static void deciding_sets_hold_against_every_subset(void **state)
{
    (void)state;
    size_t tested = 0;
    size_t larger = 0;
    size_t smallest = 0;
    for (uint64_t seed = 1; seed <= SITES && tested < 60; seed++) {
        cast c;
        open_cast(&c, seed);
        for (size_t i = 0; i < RFI_RULE_COUNT; i++) {
            fix(&c.f.rules.figures[i], c.f.rules.figures[i].base);
        }
        open_figure open[MOST_OPEN];
        size_t count = open_few(&c, c.j, open, seed % 3);
        const rfi_judgement *j = judge(&c);
        if (j->verdict == RF_VERDICT_UNKNOWN && expect_subsets(&c, j, open, count)) {
            tested++;
            larger += j->deciding_count > 1 ? 1 : 0;
            smallest += j->deciding_smallest ? 1 : 0;
        }
        close_cast(&c);
    }
    print_message("# %zu sets, %zu of more than one figure, %zu called smallest\n", tested,
                  larger, smallest);
    assert_true(tested >= 30);
    assert_true(larger > 3);
    assert_true(smallest > 10);
}

/* ---- sweeps ----------------------------------------------------------------------------
 */

static void hold_at(cast *c, const rfi_sweep *sweep, int64_t value)
{
    rfi_figure *figure = NULL;
    for (size_t i = 0; i < c->f.site->figure_count; i++) {
        figure = c->f.site->figures[i] == sweep->figure ? c->f.site->figures[i] : figure;
    }
    for (size_t i = 0; i < c->f.profile->figure_count; i++) {
        figure =
            c->f.profile->figures[i] == sweep->figure ? c->f.profile->figures[i] : figure;
    }
    if (figure == NULL) { /* a rule: its value is nobody's to change */
        return;
    }
    const rfi_figure was = *figure;
    fix(figure, value);
    const rfi_judgement *j = judge(c);
    *figure = was;
    assert_true(j->cases[RFI_END_UNFAVOURABLE].pods >= sweep->least);
    assert_true(j->cases[RFI_END_FAVOURABLE].pods_bound <= sweep->most);
    for (size_t k = 0; k < sweep->count; k++) {
        for (rfi_end end = 0; sweep->points[k] == value && end < RFI_ENDS; end++) {
            assert_int_equal(j->cases[end].pods, sweep->pods[end][k]);
        }
    }
}

static void sweeps_bound_every_value(void **state)
{
    (void)state;
    size_t swept = 0;
    size_t narrower = 0;
    for (uint64_t seed = 1; seed <= SITES; seed++) {
        cast c;
        open_cast(&c, seed);
        const rfi_judgement *j = c.j;
        for (size_t i = 0; i < j->sweep_count; i++) {
            const rfi_sweep *sweep = &j->sweeps[i];
            const rfi_figure *f = sweep->figure;
            int64_t bad = j->cases[RFI_END_UNFAVOURABLE].pods;
            int64_t good = j->cases[RFI_END_FAVOURABLE].pods_bound;
            assert_true(f != &c.f.profile->liquid_share);
            assert_true(bad <= sweep->least && sweep->most <= good);
            narrower += bad < sweep->least || sweep->most < good ? 1 : 0;
            for (int64_t k = 0; k <= 8; k++) {
                hold_at(&c, sweep, f->low + (f->high - f->low) * k / 8);
            }
            swept++;
        }
        close_cast(&c);
    }
    print_message("# %zu figures swept, %zu narrow the case\n", swept, narrower);
    assert_true(swept > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deciding_sets_hold_against_every_subset),
        cmocka_unit_test(sweeps_bound_every_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
