/* SPDX-License-Identifier: MIT */
/* Sensitivity: which figure, moved to an end of its range with all else at the end of the
 * comparison, changes the recommended plan. Figures that the binding limits rest on are
 * tried, the widest first. */
#include "planner/decide/comparing.h"

#include "planner/base/checked.h"

enum { FIGURES = 8 };

static bool known_already(const rfi_figure *const *figures, size_t count,
                          const rfi_figure *figure)
{
    for (size_t i = 0; i < count; i++) {
        if (figures[i] == figure) {
            return true;
        }
    }
    return false;
}

/* Figures with a range among the inputs of what binds. */
static size_t candidates(const rfi_comparison *m, const rfi_figure **figures,
                         rfi_role *roles)
{
    size_t count = 0;
    for (size_t i = 0; i < m->recommended->binding_count; i++) {
        const rfi_requirement *r = &m->requirements[m->recommended->binding[i]];
        for (size_t k = 0; k < r->input_count && count < FIGURES; k++) {
            const rfi_figure *figure = r->inputs[k].figure;
            if (rfi_known(figure) && figure->low < figure->high &&
                !known_already(figures, count, figure)) {
                roles[count] = r->inputs[k].role;
                figures[count++] = figure;
            }
        }
    }
    return count;
}

/* The offer with one figure read at another end. */
static bool move_figure(const rfi_comparing *c, const rfi_figure *figure, rfi_end end,
                        rfi_menu *ret_menu)
{
    *ret_menu = c->menu;
    ret_menu->poses = RFI_ARRAY(c->arena, c->menu.profile_count, rfi_pose);
    if (ret_menu->poses == NULL) {
        return false;
    }
    for (size_t p = 0; p < c->menu.profile_count; p++) {
        const rfi_question *q = &c->menu.questions[p];
        rfi_terms *spare = rfi_spare_terms(c->arena, q);
        const rfi_view view = {
            .end = c->menu.end, .flipped = &figure, .flipped_count = 1, .flipped_end = end};
        if (spare == NULL ||
            !rfi_pose_view(&ret_menu->poses[p], q, &view, &figure, 1, spare)) {
            return false;
        }
    }
    return true;
}

static const char *change_of(const rfi_comparison *m, const rfi_retrofit *moved)
{
    const rfi_retrofit *r = m->recommended;
    if (moved->plan == NULL) {
        return "no plan is left";
    }
    if (!rfi_same_installs(r, moved)) {
        return "other measures";
    }
    return moved->it_power != r->it_power ? "other critical IT power" : NULL;
}

/* The value of a figure on its side at an end of its range. */
static int64_t value_at(const rfi_figure *figure, rfi_role role, rfi_end end)
{
    bool low = (end == RFI_END_UNFAVOURABLE) == (role == RFI_ROLE_LIMIT);
    return end == RFI_END_BASE ? figure->base : low ? figure->low : figure->high;
}

bool rfi_find_breaks(rfi_comparing *c)
{
    rfi_comparison *m = c->comparison;
    const rfi_figure *figures[FIGURES];
    rfi_role roles[FIGURES];
    m->breaks = RFI_ARRAY(c->arena, 2 * FIGURES, rfi_break);
    if (m->breaks == NULL) {
        return false;
    }
    size_t count = m->recommended->plan == NULL ? 0 : candidates(m, figures, roles);
    rfi_ask ask = rfi_comparing_same(c);
    ask.unordered = true; /* one of several identical halls may differ now */
    for (size_t i = 0; i < count; i++) {
        int64_t from = value_at(figures[i], roles[i], m->end);
        for (rfi_end end = 0; end < RFI_ENDS; end++) {
            int64_t to = value_at(figures[i], roles[i], end);
            if (to == from) {
                continue;
            }
            rfi_menu menu;
            if (!move_figure(c, figures[i], end, &menu)) {
                return false;
            }
            rfi_retrofit *moved = rfi_menu_solve(&menu, &ask, &c->budget);
            if (moved == NULL) {
                return false;
            }
            const char *change = change_of(m, moved);
            if (change != NULL) {
                m->breaks[m->break_count++] = (rfi_break){figures[i], from, to, change};
            }
        }
    }
    return true;
}
