/* SPDX-License-Identifier: MIT */
#include "planner/capacity/year.h"

#include <stdlib.h>
#include <string.h>

#include "planner/capacity/plant.h"
#include "planner/capacity/trace.h"
#include "planner/capacity/water.h"

enum { PPM = 1000000, YEAR_HOURS = 8760, MILLI = 1000 };

/* ---- a sum of hours ------------------------------------------------------------------ */

void rfi_tally_add(rfi_tally *tally, int64_t it, int64_t total, int64_t hours)
{
    tally->it = rfi_add(tally->it, rfi_mul(it, hours));
    tally->total = rfi_add(tally->total, rfi_mul(total, hours));
    tally->hours = rfi_add(tally->hours, hours);
}

static int64_t ratio(int64_t whole, int64_t part)
{
    return whole >= RFI_UNBOUNDED || part >= RFI_UNBOUNDED || part <= 0
               ? RFI_UNBOUNDED
               : rfi_mul_div_ceil(whole, PPM, part);
}

int64_t rfi_tally_pue(const rfi_tally *tally)
{
    return ratio(tally->total, tally->it);
}

/* ---- one hall ------------------------------------------------------------------------ */

/* What a sweep over the weathers of a year works on. */
typedef struct sweep {
    const rfi_study *study;
    const rfi_plan *plan;
    const rfi_weather_year *weather; /* NULL: none known */
    rfi_view *view;
    bool *trim; /* by weather: a compressor runs; NULL: nobody asks */
    rfi_energy_year *year;
    bool by_rule; /* a loop that nobody described: no word on its water */
} sweep;

/* Heat on one loop of the plan's halls of one kind: at plan draw, and at max. */
typedef struct loop_heat {
    int64_t plan, max;
} loop_heat;

static int64_t of_share(const rfi_hall_share *share, int64_t pod, int64_t unit)
{
    return rfi_add(rfi_mul(share->pods, pod), rfi_mul(share->units, unit));
}

/* Energy at the terminals of a load goes to its part; what it takes to bring it there from
 * the interconnect to the losses. */
static void book(sweep *s, rfi_energy_part part, int64_t energy, int64_t arrives)
{
    rfi_energy_year *year = s->year;
    year->parts[part] = rfi_add(year->parts[part], energy);
    year->total = rfi_add(year->total, arrives);
    int64_t lost = arrives >= RFI_UNBOUNDED ? RFI_UNBOUNDED : rfi_sub(arrives, energy);
    year->parts[RFI_ENERGY_LOSSES] = rfi_add(year->parts[RFI_ENERGY_LOSSES], lost);
}

static void book_plant(sweep *s, const rfi_hall *hall, const rfi_plant *plant,
                       rfi_energy_part part, int64_t energy)
{
    book(s, part, energy, rfi_upstream(s->study, s->view, hall, plant->feed, energy));
}

static bool looks_at_wet_bulb(const rfi_study *study, const rfi_plant_chain *chain)
{
    bool wet = false;
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant_chain *to = rfi_condenser_chain(study, chain, i);
        wet = wet || rfi_plant_evaporates(chain->plants[i]) ||
              (to != NULL && rfi_plant_evaporates(to->plants[0]));
    }
    return wet;
}

/* First of the weathers that count as one with weather `last`: equal dry bulb. */
static size_t alike_from(const rfi_weather_year *weather, size_t last, bool by_wet_bulb)
{
    size_t first = last;
    while (!by_wet_bulb && first > 0 &&
           weather->items[first - 1].dry_bulb == weather->items[last].dry_bulb) {
        first--;
    }
    return first;
}

/* One plant over the year, the hottest weather first: that is the one which a trace and the
 * list of inputs show. */
static rfi_plant_operation plant_year(sweep *s, const rfi_plant_chain *chain, size_t index,
                                      const loop_heat *heat, bool by_wet_bulb)
{
    rfi_view *view = s->view;
    struct rfi_trace *trace = view->trace;
    rfi_inputs *inputs = view->inputs;
    rfi_plant_operation sum = {0};
    int64_t part = heat->max >= RFI_UNBOUNDED || heat->max <= 0
                       ? PPM
                       : rfi_max(1, rfi_mul_div_ceil(heat->plan, PPM, heat->max));
    for (size_t end = s->weather->count; end > 0;) {
        size_t first = alike_from(s->weather, end - 1, by_wet_bulb);
        const rfi_hours *h = &s->weather->items[first];
        rfi_weather here = {
            .dry = h->dry_bulb, .wet = h->wet_bulb, .pressure = h->pressure};
        rfi_plant_operation one;
        int64_t hours = 0;
        rfi_plant_operate(s->study, view, chain, index, &here, heat->plan, part, &one);
        for (size_t i = first; i < end; i++) {
            hours += s->weather->items[i].hours;
            if (s->trim != NULL && one.compressor > 0) {
                s->trim[i] = true;
            }
        }
        sum.compressor = rfi_add(sum.compressor, rfi_mul(one.compressor, hours));
        sum.fans = rfi_add(sum.fans, rfi_mul(one.fans, hours));
        sum.pumps = rfi_add(sum.pumps, rfi_mul(one.pumps, hours));
        view->trace = NULL;
        view->inputs = NULL;
        end = first;
    }
    view->trace = trace;
    view->inputs = inputs;
    return sum;
}

/* A loop that nobody described draws by rule, in every hour what it draws in the peak one.
 */
static void loop_by_rule(sweep *s, const rfi_hall *hall, rfi_loop loop, int64_t heat)
{
    rfi_rule rule = loop == RFI_LOOP_LIQUID ? RFI_RULE_FAN_POWER : RFI_RULE_CHILLER_POWER;
    s->by_rule = true;
    rfi_trace_open(s->view, "cooling that nobody described, energy of the year", hall->id,
                   "heat x rule x hours");
    int64_t factor = rfi_demand_of(s->view, &s->study->rules->figures[rule]);
    int64_t energy = rfi_mul(rfi_mul_div_ceil(heat, factor, PPM), s->year->hours);
    book(s, RFI_ENERGY_OTHER, energy, energy);
    rfi_trace_close(s->view, energy, RFI_DIM_ENERGY);
}

static void loop_year(sweep *s, const rfi_hall *hall, rfi_loop loop, const loop_heat *heat)
{
    const char *head = loop == RFI_LOOP_LIQUID ? hall->liquid : hall->air;
    const rfi_plant_chain *chain = rfi_plants_of(s->study, hall, head);
    if (heat->plan == 0) {
        return;
    }
    if (chain->count == 0) {
        loop_by_rule(s, hall, loop, heat->plan);
        return;
    }
    if (s->weather == NULL) {
        s->year->total = RFI_UNBOUNDED;
        rfi_view_note(s->view, &s->study->site->climate_known, RFI_ROLE_DEMAND);
        return;
    }
    bool by_wet_bulb = looks_at_wet_bulb(s->study, chain);
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant *plant = chain->plants[i];
        rfi_trace_open(s->view, "plant over the year", plant->id,
                       "sum over weathers of hours x (compressor + fans + pumps); the "
                       "hottest weather is shown");
        rfi_plant_operation sum = plant_year(s, chain, i, heat, by_wet_bulb);
        book_plant(s, hall, plant, RFI_ENERGY_COMPRESSOR, sum.compressor);
        book_plant(s, hall, plant, RFI_ENERGY_FANS, sum.fans);
        book_plant(s, hall, plant, RFI_ENERGY_PUMPS, sum.pumps);
        rfi_trace_close(s->view, rfi_add(rfi_add(sum.compressor, sum.fans), sum.pumps),
                        RFI_DIM_ENERGY);
    }
}

/* What the racks draw climbs as one; its parts are told apart at the racks. */
static void racks_year(sweep *s, const rfi_hall_share *share, const rfi_burden *pod,
                       const rfi_burden *unit)
{
    const rfi_hall *hall = share->hall;
    rfi_energy_year *year = s->year;
    rfi_trace_open(s->view, "racks of a hall over the year", hall->id,
                   "(pods x plan draw + units x support) x hours");
    int64_t all = rfi_mul(of_share(share, pod->racks, unit->racks), year->hours);
    int64_t cdus = rfi_mul(rfi_mul(share->units, unit->liquid), year->hours);
    book(s, RFI_ENERGY_IT, all, rfi_racks_upstream(s->study, s->view, hall, all));
    year->parts[RFI_ENERGY_IT] = rfi_sub(year->parts[RFI_ENERGY_IT], cdus);
    year->parts[RFI_ENERGY_PUMPS] = rfi_add(year->parts[RFI_ENERGY_PUMPS], cdus);
    rfi_trace_close(s->view, all, RFI_DIM_ENERGY);
}

static void hall_year(sweep *s, const rfi_hall_share *share)
{
    const rfi_hall *hall = share->hall;
    const rfi_study *study = s->study;
    rfi_burden pod = rfi_plan_burden(study, s->view);
    rfi_burden most = rfi_pod_burden(study, s->view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(study, s->view);
    racks_year(s, share, &pod, &unit);
    int64_t racks = of_share(share, pod.racks, unit.racks);
    loop_heat liquid = {of_share(share, pod.liquid, unit.liquid),
                        of_share(share, most.liquid, unit.liquid)};
    loop_heat air = {of_share(share, pod.air, unit.air),
                     of_share(share, most.air, unit.air)};
    air.plan = rfi_add(air.plan, rfi_room_losses(study, s->view, hall, racks));
    air.max = rfi_add(air.max, rfi_room_losses(study, s->view, hall,
                                               of_share(share, most.racks, unit.racks)));
    if (hall->house.state != RFI_ABSENT) {
        int64_t house = rfi_mul_div_ceil(racks, rfi_demand_of(s->view, &hall->house), PPM);
        int64_t energy = rfi_mul(house, s->year->hours);
        book(s, RFI_ENERGY_OTHER, energy,
             rfi_upstream(study, s->view, hall, hall->house_feed, energy));
    }
    loop_year(s, hall, RFI_LOOP_LIQUID, &liquid);
    loop_year(s, hall, RFI_LOOP_AIR, &air);
}

/* ---- water -------------------------------------------------------------------------- */

/* Make-up of all halls: of the peak hour, of a day that has it all day long, or of the year
 * at plan draw. */
static int64_t plan_water(const rfi_study *study, const rfi_plan *plan, rfi_view *view,
                          rfi_water_span span, const rfi_weather_year *year)
{
    view->unknown = false;
    rfi_burden pod = span == RFI_WATER_YEAR ? rfi_plan_burden(study, view)
                                            : rfi_pod_burden(study, view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(study, view);
    int64_t total = 0;
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *share = &plan->shares[i];
        if (share->pods > 0) {
            int64_t of_pod = rfi_hall_water(study, view, share->hall, &pod, span, year);
            int64_t of_unit = rfi_hall_water(study, view, share->hall, &unit, span, year);
            int64_t water = of_share(share, of_pod, of_unit);
            total = rfi_add(total, water);
        }
    }
    return view->unknown ? RFI_UNBOUNDED : total;
}

/* ---- the year ------------------------------------------------------------------------ */

static int64_t hours_of(const rfi_weather_year *weather)
{
    int64_t hours = weather == NULL ? YEAR_HOURS : 0;
    for (size_t i = 0; weather != NULL && i < weather->count; i++) {
        hours += weather->items[i].hours;
    }
    return hours;
}

static void count_trim(const sweep *s)
{
    for (size_t i = 0; s->weather != NULL && i < s->weather->count; i++) {
        s->year->trim_hours += s->trim[i] ? s->weather->items[i].hours : 0;
    }
}

/* Millilitre per kilowatt-hour: litre over milliwatt-hour, times 1000 and a million. */
static int64_t wue_of(int64_t water, int64_t it)
{
    return water == 0               ? 0
           : water >= RFI_UNBOUNDED ? RFI_UNBOUNDED
                                    : ratio(rfi_mul(water, MILLI), it);
}

static void lose(rfi_energy_year *year)
{
    for (size_t i = 0; i < RFI_ENERGY_PARTS; i++) {
        year->parts[i] = RFI_UNBOUNDED;
    }
    year->total = year->pue = year->wue = year->water = RFI_UNBOUNDED;
    year->trim_hours = RFI_UNBOUNDED;
}

static bool year_at(const rfi_study *study, const rfi_plan *plan,
                    const rfi_weather_year *weather, rfi_view *view, rfi_energy_year *year)
{
    size_t count = weather == NULL ? 0 : weather->count;
    *year = (rfi_energy_year){.hours = hours_of(weather)};
    sweep s = {.study = study,
               .plan = plan,
               .weather = weather,
               .view = view,
               .trim = RFI_ARRAY(study->arena, count + 1, bool),
               .year = year};
    if (s.trim == NULL) {
        return false;
    }
    view->unknown = false;
    for (size_t i = 0; i < plan->share_count; i++) {
        if (plan->shares[i].pods > 0) {
            hall_year(&s, &plan->shares[i]);
        }
    }
    count_trim(&s);
    year->pue = ratio(year->total, year->parts[RFI_ENERGY_IT]);
    bool unknown = view->unknown || year->total >= RFI_UNBOUNDED;
    year->water =
        s.by_rule ? RFI_UNBOUNDED : plan_water(study, plan, view, RFI_WATER_YEAR, weather);
    year->wue = wue_of(year->water, year->parts[RFI_ENERGY_IT]);
    if (unknown) {
        lose(year);
    }
    return true;
}

/* ---- the peak hour ------------------------------------------------------------------- */

/* Of the power at the interconnect, what HV/MV transformers lose. */
static int64_t step_down_loss(const rfi_study *study, const rfi_plan *plan, rfi_view *view,
                              const rfi_burden *pod, const rfi_burden *unit)
{
    struct rfi_trace *trace = view->trace; /* facility power stands beside the derivation */
    int64_t lost = 0;
    view->trace = NULL;
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *share = &plan->shares[i];
        if (share->pods > 0) {
            int64_t of_pod = rfi_step_down_loss(study, view, share->hall, pod);
            int64_t of_unit = rfi_step_down_loss(study, view, share->hall, unit);
            lost = rfi_add(lost, of_share(share, of_pod, of_unit));
        }
    }
    view->trace = trace;
    return lost;
}

static void peak_at(const rfi_study *study, const rfi_plan *plan, rfi_view *view,
                    rfi_peak_hour *peak)
{
    *peak = (rfi_peak_hour){0};
    view->unknown = false;
    rfi_burden pod = rfi_pod_burden(study, view, RFI_PEAK_NONE);
    rfi_burden unit = rfi_unit_burden(study, view);
    rfi_trace_open(view, "load at the interconnect on the design day", NULL,
                   "racks, plants and house loads, each climbing its chain");
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *share = &plan->shares[i];
        if (share->pods > 0) {
            int64_t of_pod = rfi_load_at(study, view, share->hall, &pod, NULL);
            int64_t of_unit = rfi_load_at(study, view, share->hall, &unit, NULL);
            peak->utility = rfi_add(peak->utility, of_share(share, of_pod, of_unit));
        }
    }
    rfi_trace_close(view, peak->utility, RFI_DIM_POWER);
    for (size_t i = 0; i < plan->share_count; i++) {
        peak->it = rfi_add(peak->it, of_share(&plan->shares[i], pod.racks, unit.air));
    }
    if (view->unknown || peak->utility >= RFI_UNBOUNDED || peak->it >= RFI_UNBOUNDED) {
        *peak = (rfi_peak_hour){RFI_UNBOUNDED, RFI_UNBOUNDED, RFI_UNBOUNDED, RFI_UNBOUNDED,
                                RFI_UNBOUNDED};
        return;
    }
    int64_t lost = step_down_loss(study, plan, view, &pod, &unit);
    peak->facility = rfi_sub(peak->utility, lost);
    peak->pue = ratio(peak->utility, peak->it);
}

/* ---- what it rests on ---------------------------------------------------------------- */

static void mark_chain(const rfi_study *study, const rfi_plant_chain *chain,
                       rfi_energy *energy)
{
    for (size_t i = 0; i < chain->count; i++) {
        const rfi_plant *plant = chain->plants[i];
        const rfi_plant_chain *to = rfi_condenser_chain(study, chain, i);
        energy->compressors = energy->compressors || plant->kind == RFI_PLANT_CHILLER;
        energy->evaporates = energy->evaporates || rfi_plant_evaporates(plant) ||
                             (to != NULL && rfi_plant_evaporates(to->plants[0]));
        energy->factor_replaced = energy->factor_replaced || rfi_known(&plant->electrical);
    }
}

/* Says whether anything is described that looks at the weather. */
static bool mark_rules(const rfi_study *study, const rfi_plan *plan, rfi_energy *energy)
{
    bool described = false;
    bool liquid = rfi_profile_is_liquid(study->profile);
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall *hall = plan->shares[i].hall;
        if (plan->shares[i].pods == 0) {
            continue;
        }
        const rfi_plant_chain *water = rfi_plants_of(study, hall, hall->liquid);
        const rfi_plant_chain *air = rfi_plants_of(study, hall, hall->air);
        energy->chain_by_rule = energy->chain_by_rule || hall->feed == NULL;
        energy->liquid_by_rule = energy->liquid_by_rule || (liquid && water->count == 0);
        energy->air_by_rule = energy->air_by_rule || air->count == 0;
        if (liquid) {
            mark_chain(study, water, energy);
        }
        mark_chain(study, air, energy);
        described = described || air->count > 0 || (liquid && water->count > 0);
    }
    return described;
}

/* C leaves the order of arguments open, and with it the order in which figures are read. */
static int compare_figures(const void *left, const void *right)
{
    const rfi_figure *a = *(const rfi_figure *const *)left;
    const rfi_figure *b = *(const rfi_figure *const *)right;
    int documents = strcmp(a->document, b->document);
    int owners = strcmp(a->owner, b->owner);
    int orders = (a->order > b->order) - (a->order < b->order);
    return documents != 0 ? documents
           : orders != 0  ? orders
           : owners != 0  ? owners
                          : strcmp(a->attribute, b->attribute);
}

static bool listed(const rfi_figure **figures, size_t count, const rfi_figure *figure)
{
    for (size_t i = 0; i < count; i++) {
        if (figures[i] == figure) {
            return true;
        }
    }
    return false;
}

static bool list_figures(const rfi_study *study, const rfi_inputs *inputs,
                         rfi_energy *energy)
{
    energy->rests_on = RFI_ARRAY(study->arena, inputs->count + 1, const rfi_figure *);
    energy->missing = RFI_ARRAY(study->arena, inputs->count + 1, const rfi_figure *);
    if (energy->rests_on == NULL || energy->missing == NULL || inputs->failed) {
        return false;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        const rfi_figure *figure = inputs->items[i].figure;
        if (listed(energy->rests_on, energy->rests_on_count, figure)) {
            continue;
        }
        energy->rests_on[energy->rests_on_count++] = figure;
    }
    if (energy->rests_on_count > 1) {
        qsort(energy->rests_on, energy->rests_on_count, sizeof(*energy->rests_on),
              compare_figures);
    }
    for (size_t i = 0; i < energy->rests_on_count; i++) {
        if (!rfi_known(energy->rests_on[i])) {
            energy->missing[energy->missing_count++] = energy->rests_on[i];
        }
    }
    return true;
}

/* ---- all of it ----------------------------------------------------------------------- */

static void compare(rfi_energy *energy)
{
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        int64_t hours = energy->year[end].pue;
        int64_t bins = energy->bins[end].pue;
        bool known = hours < RFI_UNBOUNDED && bins < RFI_UNBOUNDED && hours > PPM;
        energy->difference[end] =
            known ? rfi_div_floor(rfi_mul(bins - hours, PPM), hours - PPM) : RFI_UNBOUNDED;
    }
}

rfi_energy *rfi_energy_of(const rfi_study *study, const rfi_plan *plan,
                          const rfi_weather_year *bins, const rfi_weather_year *hours)
{
    rfi_energy *energy = RFI_NEW(study->arena, rfi_energy);
    if (energy == NULL) {
        return NULL;
    }
    rfi_inputs inputs = {.arena = study->arena};
    const rfi_weather_year *weather = hours != NULL ? hours : bins;
    bool described = mark_rules(study, plan, energy);
    energy->weather = described ? weather : NULL;
    energy->compared = described && hours != NULL && bins != NULL;
    bool fine = true;
    for (rfi_end end = 0; end < RFI_ENDS && fine; end++) {
        rfi_view view = {.end = end, .inputs = &inputs};
        peak_at(study, plan, &view, &energy->peak[end]);
        if (energy->evaporates) {
            energy->peak[end].water = plan_water(study, plan, &view, RFI_WATER_HOUR, NULL);
            energy->water_day[end] = plan_water(study, plan, &view, RFI_WATER_DAY, NULL);
        }
        fine = year_at(study, plan, weather, &view, &energy->year[end]) &&
               (!energy->compared || year_at(study, plan, bins, &view, &energy->bins[end]));
    }
    if (energy->compared) {
        compare(energy);
    }
    return fine && list_figures(study, &inputs, energy) ? energy : NULL;
}

/* ---- derivations --------------------------------------------------------------------- */

typedef struct told_number {
    const char *id, *words, *formula;
    rfi_dimension dimension;
    rfi_power_kind kind;
} told_number;

/* clang-format off */
static const told_number numbers[RFI_ENERGY_NUMBERS] = {
    [RFI_NUMBER_PEAK_PUE] = {"peak-pue", "PUE of the peak hour",
        "ceil(utility power / critical IT power), all racks at max on the design day", RFI_DIM_RATIO, RFI_POWER_PLAIN},
    [RFI_NUMBER_PEAK_IT] = {"peak-it", "critical IT power of the peak hour",
        "pods x racks x max + units x support racks that are no CDUs", RFI_DIM_POWER, RFI_POWER_CRITICAL_IT},
    [RFI_NUMBER_PEAK_FACILITY] = {"peak-facility", "facility power of the peak hour",
        "utility power - what HV/MV transformers lose", RFI_DIM_POWER, RFI_POWER_FACILITY},
    [RFI_NUMBER_PEAK_UTILITY] = {"peak-utility", "utility power of the peak hour",
        "sum over halls of pods x load of a pod + units x load of a unit", RFI_DIM_POWER, RFI_POWER_UTILITY},
    [RFI_NUMBER_PEAK_WATER] = {"peak-make-up", "make-up water of the peak hour",
        "sum over halls of pods x water of a pod + units x water of a unit", RFI_DIM_FLOW, RFI_POWER_PLAIN},
    [RFI_NUMBER_WATER_DAY] = {"water-day", "water of the peak day",
        "24 peak hours of make-up", RFI_DIM_WATER, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PUE] = {"annual-pue", "PUE of the year",
        "ceil(sum of energy at the interconnect / sum of IT energy)", RFI_DIM_RATIO, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_WUE] = {"annual-wue", "water per IT energy of the year",
        "ceil(make-up water of the year / sum of IT energy), mL/kWh", RFI_DIM_COUNT, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_WATER] = {"annual-water", "water of the year",
        "sum over halls of pods x water of a pod + units x water of a unit", RFI_DIM_VOLUME, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_UTILITY] = {"annual-utility", "energy of the year at the interconnect",
        "sum of what every load draws, climbed to the interconnect", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_IT] = {"annual-it", "IT energy of the year",
        "racks at plan draw and support racks that are no CDUs x hours", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_LOSSES] = {"annual-losses", "losses of the year on the way from the interconnect",
        "sum over loads of energy at the interconnect - energy that arrives", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_COMPRESSOR] = {"annual-compressors", "energy of compressors in the year",
        "sum over plants and weathers of hours x compressor", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_FANS] = {"annual-fans", "energy of fans in the year",
        "sum over plants and weathers of hours x fans", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_PUMPS] = {"annual-pumps", "energy of pumps in the year",
        "sum over plants and weathers of hours x pumps, and CDUs x hours", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_ANNUAL_PARTS + RFI_ENERGY_OTHER] = {"annual-other", "other energy of the year",
        "light, offices, controls, and cooling that nobody described", RFI_DIM_ENERGY, RFI_POWER_PLAIN},
    [RFI_NUMBER_HOURS] = {"annual-hours", "hours of the year",
        "sum of the hours of all weathers", RFI_DIM_COUNT, RFI_POWER_PLAIN},
    [RFI_NUMBER_TRIM_HOURS] = {"compressor-hours", "hours of the year with a compressor",
        "hours of the weathers in which any compressor runs", RFI_DIM_COUNT, RFI_POWER_PLAIN},
};
/* clang-format on */

const char *rfi_energy_number_id(rfi_energy_number number)
{
    return numbers[number].id;
}

const char *rfi_energy_number_words(rfi_energy_number number)
{
    return numbers[number].words;
}

static int64_t of_peak(const rfi_peak_hour *peak, rfi_energy_number number)
{
    return number == RFI_NUMBER_PEAK_IT         ? peak->it
           : number == RFI_NUMBER_PEAK_FACILITY ? peak->facility
           : number == RFI_NUMBER_PEAK_UTILITY  ? peak->utility
                                                : peak->pue;
}

static int64_t of_year(const rfi_energy_year *year, rfi_energy_number number)
{
    if (number >= RFI_NUMBER_ANNUAL_PARTS && number < RFI_NUMBER_HOURS) {
        return year->parts[(int)number - (int)RFI_NUMBER_ANNUAL_PARTS];
    }
    return number == RFI_NUMBER_ANNUAL_PUE       ? year->pue
           : number == RFI_NUMBER_ANNUAL_WUE     ? year->wue
           : number == RFI_NUMBER_ANNUAL_WATER   ? year->water
           : number == RFI_NUMBER_ANNUAL_UTILITY ? year->total
           : number == RFI_NUMBER_HOURS          ? year->hours
                                                 : year->trim_hours;
}

/* Below the steps: the two numbers of which a ratio is taken. */
static void note_peak_ratio(rfi_view *view, rfi_energy_number number,
                            const rfi_peak_hour *peak)
{
    if (number == RFI_NUMBER_PEAK_PUE) {
        rfi_trace_note(view, numbers[RFI_NUMBER_PEAK_UTILITY].words, NULL, peak->utility,
                       RFI_DIM_POWER);
        rfi_trace_note(view, numbers[RFI_NUMBER_PEAK_IT].words, NULL, peak->it,
                       RFI_DIM_POWER);
    }
}

static void note_year_ratio(rfi_view *view, rfi_energy_number number,
                            const rfi_energy_year *year)
{
    bool pue = number == RFI_NUMBER_ANNUAL_PUE;
    if (pue || number == RFI_NUMBER_ANNUAL_WUE) {
        rfi_trace_note(
            view, numbers[pue ? RFI_NUMBER_ANNUAL_UTILITY : RFI_NUMBER_ANNUAL_WATER].words,
            NULL, pue ? year->total : year->water, pue ? RFI_DIM_ENERGY : RFI_DIM_VOLUME);
        rfi_trace_note(view, "IT energy of the year", NULL, year->parts[RFI_ENERGY_IT],
                       RFI_DIM_ENERGY);
    }
}

static int64_t peak_water(const rfi_study *study, const rfi_plan *plan, rfi_view *view,
                          rfi_water_span span)
{
    rfi_energy marks = {0};
    (void)mark_rules(study, plan, &marks);
    if (!marks.evaporates) {
        rfi_trace_words(view, "water", NULL, "no plant of these halls evaporates any");
        return 0;
    }
    return plan_water(study, plan, view, span, NULL);
}

bool rfi_energy_derive(const rfi_study *study, const rfi_plan *plan,
                       const rfi_weather_year *weather, rfi_energy_number number,
                       rfi_view *view, int64_t *ret_value)
{
    const told_number *n = &numbers[number];
    rfi_peak_hour peak;
    rfi_energy_year year;
    *ret_value = RFI_UNBOUNDED;
    rfi_trace_open(view, n->words, study->profile->id, n->formula);
    if (number == RFI_NUMBER_PEAK_WATER || number == RFI_NUMBER_WATER_DAY) {
        bool day = number == RFI_NUMBER_WATER_DAY;
        *ret_value = peak_water(study, plan, view, day ? RFI_WATER_DAY : RFI_WATER_HOUR);
    } else if (number < RFI_NUMBER_ANNUAL_PUE) {
        peak_at(study, plan, view, &peak);
        *ret_value = of_peak(&peak, number);
        note_peak_ratio(view, number, &peak);
    } else if (year_at(study, plan, weather, view, &year)) {
        *ret_value = of_year(&year, number);
        note_year_ratio(view, number, &year);
    }
    if (view->trace != NULL) {
        rfi_trace_pop(view->trace, *ret_value, n->dimension, n->kind);
    }
    return *ret_value < RFI_UNBOUNDED;
}
