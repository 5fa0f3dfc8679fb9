/* SPDX-License-Identifier: MIT */
/* Requirements of several profiles merged by id, and the lots: which measure can stand
 * where, how many units of it, at what cost and from which day. */
#include "planner/decide/menu.h"

#include <stdlib.h>
#include <string.h>

#include "planner/base/checked.h"
#include "planner/money/capex.h"

enum { DOLLAR = 1000000, PPM = 1000000 };
#define DAY_MICROSECONDS INT64_C(86400000000)

const rfi_measure *rfi_measure_named(const rfi_measures *measures, const char *id)
{
    for (size_t i = 0; i < measures->count; i++) {
        if (strcmp(measures->items[i].id, id) == 0) {
            return &measures->items[i];
        }
    }
    return NULL;
}

/* ---- days -----------------------------------------------------------------------------
 */

static int64_t demand_at(const rfi_figure *figure, rfi_end end)
{
    if (figure->state == RFI_ABSENT) {
        return 0;
    }
    if (!rfi_known(figure)) {
        return end == RFI_END_FAVOURABLE ? 0 : RFI_UNBOUNDED;
    }
    return end == RFI_END_UNFAVOURABLE ? figure->high
           : end == RFI_END_BASE       ? figure->base
                                       : figure->low;
}

static int64_t days_of(const rfi_figure *figure, rfi_end end)
{
    int64_t duration = demand_at(figure, end);
    return duration >= RFI_UNBOUNDED ? RFI_UNBOUNDED
                                     : rfi_div_ceil(duration, DAY_MICROSECONDS);
}

int64_t rfi_measure_lead_days(const rfi_measure *measure, rfi_end end)
{
    return rfi_min(days_of(&measure->lead, end), RFI_UNBOUNDED);
}

/* The document forbids cycles; depth guards against one all the same. */
static int64_t chain_days(const rfi_measures *measures, const rfi_measure *measure,
                          rfi_end end, size_t depth)
{
    int64_t before = 0;
    for (size_t i = 0; i < measure->requires_count && depth <= measures->count; i++) {
        const rfi_measure *other = rfi_measure_named(measures, measure->requires_ids[i]);
        if (other != NULL) {
            before = rfi_max(before, chain_days(measures, other, end, depth + 1));
        }
    }
    return rfi_add(before,
                   rfi_add(days_of(&measure->lead, end), days_of(&measure->build, end)));
}

int64_t rfi_measure_days(const rfi_measures *measures, const rfi_measure *measure,
                         rfi_end end)
{
    return rfi_min(chain_days(measures, measure, end, 0), RFI_UNBOUNDED);
}

/* ---- cost -----------------------------------------------------------------------------
 */

/* ppm of the cost of all others that measures add which come with every plan. */
static int64_t share_on_top(const rfi_measures *measures, const rfi_measure *of,
                            rfi_end end)
{
    int64_t share = 0;
    for (size_t i = 0; i < measures->count; i++) {
        if (measures->items[i].with == RFI_WITH_PLAN && &measures->items[i] != of) {
            share = rfi_add(share, demand_at(&measures->items[i].cost_share, end));
        }
    }
    return share;
}

int64_t rfi_units_cost(const rfi_site *site, const rfi_install *installs, size_t count,
                       rfi_end end)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const rfi_hall *hall =
            installs[i].hall == RFI_PLACE_SITE ? NULL : &site->halls[installs[i].hall];
        int64_t unit = 0;
        if (!rfi_unit_cost(installs[i].measure, hall, end, &unit)) {
            return RFI_UNBOUNDED;
        }
        sum = rfi_add(sum, rfi_mul(unit, installs[i].count));
    }
    return rfi_min(sum, RFI_UNBOUNDED);
}

int64_t rfi_install_share(const rfi_site *site, const rfi_install *installs, size_t count,
                          size_t index, rfi_end end)
{
    int64_t others = 0;
    for (size_t i = 0; i < count; i++) {
        if (installs[i].measure != installs[index].measure) {
            others = rfi_add(others, rfi_units_cost(site, &installs[i], 1, end));
        }
    }
    int64_t share = 0;
    if (others >= RFI_UNBOUNDED ||
        !rfi_share_cost(installs[index].measure, others, end, &share)) {
        return installs[index].measure->cost_share.state == RFI_ABSENT ? 0 : RFI_UNBOUNDED;
    }
    return rfi_min(rfi_mul(share, installs[index].count), RFI_UNBOUNDED);
}

int64_t rfi_installs_cost(const rfi_site *site, const rfi_install *installs, size_t count,
                          rfi_end end)
{
    int64_t units = rfi_units_cost(site, installs, count, end);
    int64_t sum = units;
    for (size_t i = 0; i < count; i++) {
        int64_t share = rfi_install_share(site, installs, count, i, end);
        if (share >= RFI_UNBOUNDED) {
            return RFI_UNBOUNDED;
        }
        sum = rfi_add(sum, share);
    }
    return rfi_min(sum, RFI_UNBOUNDED);
}

/* ---- rows -----------------------------------------------------------------------------
 */

static int compare_ids(const void *left, const void *right)
{
    const rfi_requirement *a = *(const rfi_requirement *const *)left;
    const rfi_requirement *b = *(const rfi_requirement *const *)right;
    return strcmp(a->id, b->id);
}

/* Each id once: of the first profile in which it arises. */
static bool merge_rows(rfi_menu *menu)
{
    size_t total = 0;
    for (size_t p = 0; p < menu->profile_count; p++) {
        total += menu->questions[p].list.count;
    }
    menu->rows = RFI_ARRAY(menu->arena, total + 1, rfi_requirement);
    menu->row_of = RFI_ARRAY(menu->arena, menu->profile_count, size_t *);
    const rfi_requirement **known =
        RFI_ARRAY(menu->arena, total + 1, const rfi_requirement *);
    size_t *number = RFI_ARRAY(menu->arena, total + 1, size_t);
    if (menu->rows == NULL || menu->row_of == NULL || known == NULL || number == NULL) {
        return false;
    }
    for (size_t p = 0; p < menu->profile_count; p++) {
        const rfi_question *q = &menu->questions[p];
        menu->row_of[p] = RFI_ARRAY(menu->arena, q->list.count + 1, size_t);
        if (menu->row_of[p] == NULL) {
            return false;
        }
        size_t before = menu->row_count;
        for (size_t k = 0; k < q->list.count; k++) {
            const rfi_requirement *r = &q->list.items[q->order[k]];
            const rfi_requirement **hit =
                bsearch(&r, known, before, sizeof(known[0]), compare_ids);
            size_t row = hit == NULL ? menu->row_count++ : number[hit - known];
            menu->row_of[p][q->order[k]] = row;
            if (hit == NULL) {
                menu->rows[row] = *r;
            }
        }
        for (size_t i = 0; i < menu->row_count; i++) {
            known[i] = &menu->rows[i];
        }
        qsort(known, menu->row_count, sizeof(known[0]), compare_ids);
        for (size_t i = 0; i < menu->row_count; i++) {
            number[i] = (size_t)(known[i] - menu->rows);
        }
    }
    return true;
}

/* The same row of the first hall of the kind; itself where there is none. */
static size_t first_like(const rfi_menu *menu, size_t row, size_t hall)
{
    const char *own = menu->site->halls[hall].id;
    for (size_t h = 0; h < hall; h++) {
        if (menu->kind[h] != menu->kind[hall]) {
            continue;
        }
        const char *tail = menu->rows[row].id + strlen(own);
        size_t length = strlen(menu->site->halls[h].id);
        for (size_t i = 0; i < menu->row_count; i++) {
            const rfi_requirement *r = &menu->rows[i];
            if (r->hall_index == h && strcmp(r->id + length, tail) == 0) {
                return i;
            }
        }
    }
    return row;
}

/* "..., Mining buildings 1" becomes "..., Mining buildings, each of 5". */
static bool name_group(rfi_menu *menu, size_t row, size_t halls)
{
    rfi_requirement *r = &menu->rows[row];
    size_t length = strlen(r->title);
    const char *words = NULL;
    if (halls > 1 && length > 2 && strcmp(r->title + length - 2, " 1") == 0) {
        words = rfi_arena_format(menu->arena, "%.*s, each of %zu", (int)(length - 2),
                                 r->title, halls);
    } else if (halls > 1) {
        words =
            rfi_arena_format(menu->arena, "%s and %zu halls like it", r->title, halls - 1);
    }
    r->title = words == NULL ? r->title : words;
    return words != NULL || halls <= 1;
}

static bool group_rows(rfi_menu *menu)
{
    menu->group = RFI_ARRAY(menu->arena, menu->row_count + 1, size_t);
    size_t *halls = RFI_ARRAY(menu->arena, menu->row_count + 1, size_t);
    if (menu->group == NULL || halls == NULL) {
        return false;
    }
    for (size_t i = 0; i < menu->row_count; i++) {
        size_t hall = menu->rows[i].hall_index;
        menu->group[i] = hall == SIZE_MAX ? i : first_like(menu, i, hall);
        halls[menu->group[i]]++;
    }
    bool fine = true;
    for (size_t i = 0; i < menu->row_count && fine; i++) {
        fine = name_group(menu, i, menu->rows[i].hall_index == SIZE_MAX ? 1 : halls[i]);
    }
    return fine;
}

/* ---- lots -----------------------------------------------------------------------------
 */

static bool gains_anything(const rfi_gain *gain, rfi_end end)
{
    return gain->adds[end] > 0;
}

/* Does the measure gain anything at the place? What only the whole site has gains from any
 * place, but does not bring a measure of the site into a hall. */
static bool gains_at(const rfi_menu *menu, size_t measure, size_t hall)
{
    bool guest =
        hall != RFI_PLACE_SITE && menu->measures->items[measure].scope == RFI_SCOPE_SITE;
    for (size_t p = 0; p < menu->profile_count; p++) {
        const rfi_requirement_list *list = &menu->questions[p].list;
        for (size_t i = 0; i < list->count; i++) {
            const rfi_requirement *r = &list->items[i];
            bool here = r->hall_index == hall;
            for (size_t g = 0; g < r->gain_count; g++) {
                if (r->gains[g].measure == measure &&
                    (here || (r->gains[g].anywhere && !guest)) &&
                    gains_anything(&r->gains[g], menu->end)) {
                    return true;
                }
            }
        }
    }
    return false;
}

static int64_t most_units(const rfi_measure *measure, rfi_end end)
{
    const rfi_figure *most = &measure->max_count;
    if (!rfi_known(most)) {
        return 1;
    }
    return end == RFI_END_UNFAVOURABLE ? most->low
           : end == RFI_END_BASE       ? most->base
                                       : most->high;
}

static bool has_lot(const rfi_menu *menu, size_t measure, size_t hall)
{
    return rfi_menu_lot(menu, measure, hall) != SIZE_MAX;
}

/* Adds the lot unless it cannot be had; says why not. */
static void add_lot(rfi_menu *menu, size_t m, size_t h)
{
    const rfi_measure *measure = &menu->measures->items[m];
    const rfi_hall *hall = h == RFI_PLACE_SITE ? NULL : &menu->site->halls[h];
    int64_t cost = 0;
    int64_t days = rfi_measure_days(menu->measures, measure, menu->end);
    int64_t ready = rfi_add(menu->site->as_of, days);
    if (menu->by_stated && ready > menu->by && measure->with == RFI_WITH_NONE) {
        menu->no_lot[m] = "comes after the date";
    } else if (measure->cost_share.state != RFI_ABSENT && measure->with != RFI_WITH_PLAN) {
        menu->no_lot[m] =
            "a share of other costs is planned only of what comes with the plan";
    } else if (!rfi_unit_cost(measure, hall, menu->end, &cost) || cost >= RFI_UNBOUNDED) {
        menu->no_lot[m] = "its cost here is not known";
    } else if (most_units(measure, menu->end) > 0 && !has_lot(menu, m, h)) {
        int64_t top = share_on_top(menu->measures, measure, menu->end);
        menu->no_lot[m] = NULL;
        menu->lots[menu->lot_count++] = (rfi_lot){
            .measure = m,
            .hall = h,
            .most = most_units(measure, menu->end),
            .cost = rfi_div_ceil(rfi_add(cost, rfi_mul_div_ceil(cost, top, PPM)), DOLLAR),
            .floor = hall == NULL ? 0 : demand_at(&measure->floor, menu->end),
            .ready = ready,
        };
    }
}

/* What is reused has to be there: plants of hydro and immersion mines are not bought. */
static bool reuses_nothing(const rfi_menu *menu, const rfi_measure *measure, size_t hall)
{
    static const struct {
        const char *words;
        rfi_plant_kind kind;
    } reused[] = {{"hydro", RFI_PLANT_HYDRO}, {"immersion", RFI_PLANT_IMMERSION}};
    const rfi_hall *h = hall == RFI_PLACE_SITE ? NULL : &menu->site->halls[hall];
    for (size_t k = 0; k < sizeof(reused) / sizeof(reused[0]); k++) {
        bool asked = false;
        bool there = false;
        for (size_t e = 0; e < measure->effect_count; e++) {
            const char *of = measure->effects[e].of;
            asked = asked || (of != NULL && strcmp(of, reused[k].words) == 0);
        }
        for (size_t i = 0; h != NULL && i < h->plant_count; i++) {
            there = there || h->plants[i].kind == reused[k].kind;
        }
        if (asked && !there) {
            return true;
        }
    }
    return false;
}

/* Where a measure may stand at all. */
static bool may_stand(const rfi_menu *menu, size_t m, size_t hall)
{
    const rfi_measure *measure = &menu->measures->items[m];
    bool scope = hall == RFI_PLACE_SITE ? measure->scope != RFI_SCOPE_HALL
                                        : measure->scope != RFI_SCOPE_LINK;
    return scope && !reuses_nothing(menu, measure, hall);
}

/* What lots require, and what comes along, is on offer too. */
static bool wanted_along(const rfi_menu *menu, size_t m, size_t h)
{
    const rfi_measure *measure = &menu->measures->items[m];
    bool site = h == RFI_PLACE_SITE;
    if (measure->scope == RFI_SCOPE_HALL ? site : !site) {
        return false;
    }
    if (measure->with == RFI_WITH_HALL ? !site : measure->with != RFI_WITH_NONE) {
        return true;
    }
    for (size_t i = 0; i < menu->lot_count; i++) {
        const rfi_measure *other = &menu->measures->items[menu->lots[i].measure];
        for (size_t k = 0; k < other->requires_count; k++) {
            if (strcmp(other->requires_ids[k], measure->id) == 0 &&
                (site || menu->lots[i].hall == h)) {
                return true;
            }
        }
    }
    return false;
}

static int compare_lots(const void *left, const void *right)
{
    const rfi_lot *a = left;
    const rfi_lot *b = right;
    if (a->measure != b->measure) {
        return a->measure < b->measure ? -1 : 1;
    }
    size_t x = a->hall == RFI_PLACE_SITE ? 0 : a->hall + 1;
    size_t y = b->hall == RFI_PLACE_SITE ? 0 : b->hall + 1;
    return x < y ? -1 : x > y ? 1 : 0;
}

static bool find_lots(rfi_menu *menu)
{
    size_t places = menu->site->hall_count + 1;
    size_t measures = menu->measures->count;
    menu->lots = RFI_ARRAY(menu->arena, measures * places + 1, rfi_lot);
    menu->no_lot = RFI_ARRAY(menu->arena, measures + 1, const char *);
    if (menu->lots == NULL || menu->no_lot == NULL) {
        return false;
    }
    for (size_t m = 0; m < measures; m++) {
        menu->no_lot[m] = "acts on no limit of this site";
        for (size_t k = 0; k < places; k++) {
            size_t h = k == 0 ? RFI_PLACE_SITE : k - 1;
            if (may_stand(menu, m, h) && gains_at(menu, m, h)) {
                add_lot(menu, m, h);
            }
        }
    }
    size_t before = 0;
    do { /* what these require may require others */
        before = menu->lot_count;
        for (size_t m = 0; m < measures; m++) {
            for (size_t k = 0; k < places; k++) {
                size_t h = k == 0 ? RFI_PLACE_SITE : k - 1;
                if (!has_lot(menu, m, h) && may_stand(menu, m, h) &&
                    wanted_along(menu, m, h)) {
                    add_lot(menu, m, h);
                }
            }
        }
    } while (menu->lot_count > before);
    qsort(menu->lots, menu->lot_count, sizeof(rfi_lot), compare_lots);
    return true;
}

size_t rfi_menu_lot(const rfi_menu *menu, size_t measure, size_t hall)
{
    for (size_t i = 0; i < menu->lot_count; i++) {
        if (menu->lots[i].measure == measure && menu->lots[i].hall == hall) {
            return i;
        }
    }
    return SIZE_MAX;
}

void rfi_menu_also(rfi_menu *menu, const rfi_lot *lot)
{
    if (!has_lot(menu, lot->measure, lot->hall)) {
        menu->lots[menu->lot_count++] = *lot;
        qsort(menu->lots, menu->lot_count, sizeof(rfi_lot), compare_lots);
    }
}

/* Do ties between measures ask whether there is any of the lot? */
static bool tied(const rfi_menu *menu, size_t l)
{
    const rfi_measure *measure = &menu->measures->items[menu->lots[l].measure];
    bool needed = measure->requires_count > 0 || measure->excludes_count > 0;
    for (size_t i = 0; i < menu->measures->count && !needed; i++) {
        const rfi_measure *other = &menu->measures->items[i];
        for (size_t k = 0; k < other->requires_count; k++) {
            needed = needed || strcmp(other->requires_ids[k], measure->id) == 0;
        }
        for (size_t k = 0; k < other->excludes_count; k++) {
            needed = needed || strcmp(other->excludes_ids[k], measure->id) == 0;
        }
    }
    return needed;
}

/* What the rows ask of each lot. */
static void mark_lots(rfi_menu *menu)
{
    for (size_t l = 0; l < menu->lot_count; l++) {
        rfi_lot *lot = &menu->lots[l];
        lot->asked_any = tied(menu, l);
        for (size_t p = 0; p < menu->profile_count; p++) {
            const rfi_requirement_list *list = &menu->questions[p].list;
            for (size_t i = 0; i < list->count; i++) {
                for (size_t g = 0; g < list->items[i].gain_count; g++) {
                    const rfi_gain *gain = &list->items[i].gains[g];
                    bool counts =
                        gain->measure == lot->measure && gain->adds[menu->end] > 0;
                    lot->asked_pairs =
                        lot->asked_pairs || (counts && gain->form == RFI_GAIN_PAIRS);
                    lot->asked_any =
                        lot->asked_any || (counts && (gain->form == RFI_GAIN_SPARE ||
                                                      gain->form == RFI_GAIN_SETTLES));
                }
            }
        }
    }
}

bool rfi_menu_make(const rfi_menu_setting *setting, rfi_arena *home, rfi_menu *ret_menu)
{
    rfi_menu *menu = ret_menu;
    *menu = (rfi_menu){.arena = home,
                       .site = setting->site,
                       .rules = setting->rules,
                       .profiles = setting->profiles,
                       .profile_count = setting->profile_count,
                       .measures = setting->measures,
                       .floors = setting->floors,
                       .end = setting->end,
                       .by = setting->by,
                       .by_stated = setting->by_stated,
                       .kind = setting->kind};
    menu->questions = RFI_ARRAY(home, setting->profile_count, rfi_question);
    menu->poses = RFI_ARRAY(home, setting->profile_count, rfi_pose);
    if (menu->questions == NULL || menu->poses == NULL) {
        return false;
    }
    for (size_t p = 0; p < setting->profile_count; p++) {
        const rfi_setting asked = {
            .site = setting->site,
            .profile = setting->profiles[p],
            .rules = setting->rules,
            .floors = setting->floors,
            .policy = setting->site->want.policy,
            .by = setting->by,
            .by_stated = setting->by_stated,
            .measures = setting->measures,
        };
        if (!rfi_question_pose(&asked, home, home, &menu->questions[p]) ||
            !rfi_pose_init(&menu->poses[p], home, &menu->questions[p], setting->end)) {
            return false;
        }
    }
    if (!merge_rows(menu) || !group_rows(menu) || !find_lots(menu)) {
        return false;
    }
    mark_lots(menu);
    return true;
}
