/* SPDX-License-Identifier: MIT */
/* What the loads of a wired site are, by class of what they are tested with. */
#include "planner/check/wires_trial.h"

enum {
    PPM = 1000000,
    CLASSES = RFI_WIRE_CLASSES,
    GRID_CLASS = RFI_WIRE_GRID_CLASS,
    RISE_CLASS = RFI_WIRE_RISE_CLASS,
    SIZES = RFI_WIRE_SIZES,
};

static const rfi_element_kind class_kind[CLASSES - 1] = {
    RFI_ELEMENT_UPS, RFI_ELEMENT_BUSWAY, RFI_ELEMENT_GENERATOR};

static int64_t class_watts(rfi_bench *b, size_t class)
{
    return class == GRID_CLASS ? rfi_bench_most(b, &b->profile->max)
                               : rfi_bench_rack_watts(b, class_kind[class]);
}

/* What the house draws goes by the racks, and does not follow their peaks at once. */
static void try_house(rfi_trial *t, const rfi_wire_load *racks)
{
    rfi_wire_load l = {.hall = racks->hall, .feed = racks->hall->house_feed};
    int64_t share = rfi_bench_most(t->b, &l.hall->house);
    for (size_t c = 0; c < SIZES; c++) {
        bool still = t->peaks && c % CLASSES == RISE_CLASS;
        bool none = still || racks->power[c] == 0;
        l.power[c] = none ? 0 : rfi_mul_div_ceil(racks->power[c], share, PPM);
    }
    if (l.feed != NULL) {
        rfi_trial_load(t, &l);
    }
}

static void try_racks(rfi_trial *t, const rfi_standing *full, const rfi_standing *all)
{
    rfi_wire_load l = {.hall = full->hall};
    for (size_t c = 0; c < CLASSES; c++) {
        int64_t watts = class_watts(t->b, c);
        l.power[c] = rfi_bench_rack_power(t->b, full, watts);
        l.power[c + CLASSES] = rfi_bench_rack_power(t->b, all, watts);
    }
    if (t->peaks) {
        int64_t rise = rfi_bench_rise(t->b);
        l.power[RISE_CLASS] = rfi_bench_racks(t->b, full, rise);
        l.power[RISE_CLASS + CLASSES] = rfi_bench_racks(t->b, all, rise);
    }
    int64_t factor = rfi_bench_least(t->b, &t->b->rules->figures[RFI_RULE_POWER_FACTOR]);
    int64_t mining = rfi_mul(all->idle, rfi_bench_mining_stays(t->b, full->hall));
    l.idle = rfi_mul_div_ceil(mining, PPM, rfi_max(factor, 1));
    if (full->hall->feed != NULL) {
        rfi_trial_load(t, &l);
    }
    if (full->hall->house.state != RFI_ABSENT) {
        try_house(t, &l);
    }
}

static void try_plants(rfi_trial *t, const rfi_standing *full, const rfi_standing *all,
                       bool liquid)
{
    const rfi_hall *hall = full->hall;
    const char *id = liquid ? hall->liquid : hall->air;
    const rfi_plant *plant = id == NULL ? NULL : rfi_site_plant(t->b->site, hall, id);
    for (size_t guard = 0; plant != NULL && guard < 64; guard++) {
        rfi_wire_load l = {.hall = hall, .feed = plant->feed};
        for (size_t c = 0; c < SIZES; c++) {
            int64_t heat = rfi_bench_heat(t->b, c < CLASSES ? full : all, liquid);
            bool still = t->peaks && c % CLASSES == RISE_CLASS;
            l.power[c] =
                heat == 0 || still ? 0 : rfi_bench_plant_power(t->b, hall, id, plant, heat);
        }
        if (plant->feed != NULL) {
            rfi_trial_load(t, &l);
        }
        plant = plant->from == NULL ? NULL : rfi_site_plant(t->b->site, hall, plant->from);
    }
}

/* What units with a curve draw at any load: in every hall that converts, or (NULL) the
 * shared ones. They do not rise with the racks. */
static void try_standing(rfi_trial *t, const rfi_hall_share *share)
{
    const rfi_hall *hall = share == NULL ? NULL : share->hall;
    int64_t halls = share == NULL ? 1 : share->converted;
    for (size_t i = 0; i < t->w->count && halls > 0; i++) {
        const rfi_bus *bus = &t->w->buses[i];
        if (!bus->bends || bus->hall != hall) {
            continue;
        }
        rfi_wire_load l = {.hall = hall, .above = bus};
        int64_t power = rfi_wires_standing(t->b, bus);
        for (size_t c = 0; c < SIZES; c++) {
            bool still = t->peaks && c % CLASSES == RISE_CLASS;
            l.power[c] = still ? 0 : c < CLASSES ? power : rfi_mul(halls, power);
        }
        rfi_trial_load(t, &l);
    }
}

void rfi_trial_hall(rfi_trial *t, const rfi_hall_share *share)
{
    if (share != NULL) {
        rfi_standing full = rfi_bench_fullest(t->b, share);
        rfi_standing all = rfi_bench_total(t->b, share);
        try_racks(t, &full, &all);
        try_plants(t, &full, &all, true);
        try_plants(t, &full, &all, false);
    }
    try_standing(t, share);
}
