/* SPDX-License-Identifier: MIT */
/* The cooling chains of the halls on the design day, by the functions that the requirements
 * are derived with. */
#include <string.h>

#include "planner/capacity/loading.h"
#include "planner/capacity/plant.h"
#include "planner/capacity/terms.h"

enum { PERMILLE = 1000 };

typedef struct loops {
    const rfi_study *study;
    const rfi_judgement *judgement;
    rfi_loading *loading;
    size_t hall;
} loops;

/* Of this kind about a plant of this hall, its own or a shared one; owner NULL: any. */
static size_t find(const loops *l, rfi_requirement_kind kind, const char *owner)
{
    size_t shared = SIZE_MAX;
    for (size_t i = 0; i < l->judgement->requirement_count; i++) {
        const rfi_requirement *r = &l->judgement->requirements[i];
        bool owned = owner == NULL || (r->owner != NULL && strcmp(r->owner, owner) == 0);
        if (r->kind != kind || !owned) {
            continue;
        }
        if (r->hall_index == l->hall) {
            return i;
        }
        shared = r->hall_index == SIZE_MAX ? i : shared;
    }
    return shared;
}

static bool binds(const loops *l, size_t requirement)
{
    return requirement != SIZE_MAX &&
           l->judgement->requirements[requirement].binding[l->loading->end];
}

/* A temperature or capacity, unless a figure is missing: at the base that is flagged, at
 * the ends it reads as nothing or as more than anything. */
static int64_t known(const rfi_view *view, int64_t value)
{
    return view->unknown || value <= 0 ? RFI_UNBOUNDED : value;
}

static int64_t heat_share(const loops *l, size_t requirement)
{
    if (requirement == SIZE_MAX || !l->loading->planned) {
        return -1;
    }
    const rfi_terms *t = &l->judgement->requirements[requirement].ends[l->loading->end];
    if (t->unknown || t->limit <= 0 || t->limit >= RFI_UNBOUNDED ||
        t->used >= RFI_UNBOUNDED) {
        return -1;
    }
    int64_t permille = rfi_mul_div_ceil(t->used, PERMILLE, t->limit);
    return t->used < t->limit ? rfi_min(permille, PERMILLE - 1) : permille;
}

static rfi_view view_of(const loops *l)
{
    return (rfi_view){.end = l->loading->end};
}

static void find_temperatures(const loops *l, const rfi_plant_chain *chain, size_t index,
                              rfi_plant_run *run)
{
    const rfi_plant *plant = run->plant;
    rfi_rule rule =
        plant->loop == RFI_LOOP_LIQUID ? RFI_RULE_COOLANT_RANGE : RFI_RULE_AIR_RANGE;
    rfi_view view = view_of(l);
    run->supply = known(&view, rfi_supply_temperature(l->study, &view, chain, index));
    run->back_by_rule = !rfi_known(&plant->range);
    int64_t range = rfi_limit_or(&view, &plant->range, &l->study->rules->figures[rule]);
    run->back = run->supply >= RFI_UNBOUNDED ? RFI_UNBOUNDED
                                             : known(&view, rfi_add(run->supply, range));
    view = view_of(l);
    int64_t share = rfi_compressor_share(l->study, &view, chain, index, NULL);
    run->share = view.unknown ? RFI_UNBOUNDED : share;
}

static void fill_run(const loops *l, const rfi_plant_chain *chain, size_t index,
                     rfi_plant_run *run)
{
    const rfi_plant *plant = chain->plants[index];
    rfi_view view = view_of(l);
    rfi_terms terms = {0};
    const rfi_subject subject = {.plant = plant};
    const rfi_requirement any = {.hall_index = SIZE_MAX};
    const rfi_scene scene = {l->study, &any, &subject, &view, &terms};
    *run = (rfi_plant_run){.plant = plant, .serves = SIZE_MAX};
    run->units = rfi_count_of(&view, &plant->count);
    run->running = rfi_units_left(&scene, plant);
    run->capacity = known(&view, rfi_plant_capacity(l->study, &view, chain, index));
    find_temperatures(l, chain, index, run);
    run->heat =
        find(l, plant->loop == RFI_LOOP_LIQUID ? RFI_REQ_LIQUID_HEAT : RFI_REQ_AIR_HEAT,
             plant->id);
    run->flow =
        find(l, plant->loop == RFI_LOOP_LIQUID ? RFI_REQ_LIQUID_FLOW : RFI_REQ_AIR_FLOW,
             plant->id);
    run->ambient = find(l, RFI_REQ_PLANT_AMBIENT, plant->id);
    run->permille = heat_share(l, run->heat);
    run->binds = binds(l, run->heat) || binds(l, run->flow) || binds(l, run->ambient);
}

static bool derive_loop(const loops *l, rfi_loop loop, rfi_loop_run *run)
{
    const rfi_hall *hall = &l->study->site->halls[l->hall];
    bool liquid = loop == RFI_LOOP_LIQUID;
    const rfi_plant_chain *chain =
        rfi_plants_of(l->study, hall, liquid ? hall->liquid : hall->air);
    *run = (rfi_loop_run){.hall = l->hall, .loop = loop, .count = chain->count};
    run->plants = RFI_ARRAY(l->study->arena, chain->count + 1, rfi_plant_run);
    run->beside = RFI_ARRAY(l->study->arena, chain->count + 1, rfi_plant_run);
    if (run->plants == NULL || run->beside == NULL) {
        return false;
    }
    for (size_t i = 0; i < chain->count; i++) {
        fill_run(l, chain, i, &run->plants[i]);
        const rfi_plant_chain *to = rfi_condenser_chain(l->study, chain, i);
        if (to != NULL && to->count > 0) {
            fill_run(l, to, 0, &run->beside[run->beside_count]);
            run->beside[run->beside_count++].serves = i;
        }
    }
    run->supply = find(l, liquid ? RFI_REQ_LIQUID_SUPPLY : RFI_REQ_AIR_INLET, NULL);
    run->there = liquid ? find(l, RFI_REQ_LIQUID_LOOP, NULL) : SIZE_MAX;
    return true;
}

bool rfi_loops_derive(const rfi_study *study, const rfi_judgement *judgement,
                      rfi_loading *loading)
{
    loops l = {study, judgement, loading, 0};
    rfi_view view = view_of(&l);
    loading->dry = known(&view, rfi_design_dry_bulb(study, &view));
    view = view_of(&l);
    loading->wet = known(&view, rfi_design_wet_bulb(study, &view));
    loading->unit_power =
        rfi_it_power(study->profile, rfi_pods_per_unit(study->profile), 1, false);
    loading->loops = RFI_ARRAY(study->arena, 2 * study->site->hall_count + 1, rfi_loop_run);
    for (l.hall = 0; loading->loops != NULL && l.hall < study->site->hall_count; l.hall++) {
        for (int loop = RFI_LOOP_LIQUID; loop <= RFI_LOOP_AIR; loop++) {
            if (!derive_loop(&l, (rfi_loop)loop, &loading->loops[loading->loop_count++])) {
                return false;
            }
        }
    }
    return loading->loops != NULL;
}
