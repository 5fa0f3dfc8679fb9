/* SPDX-License-Identifier: MIT */
/* Swings, second opinion: the whole load of the plan steps, and battery and grid share it.
 */
#include "planner/check/bench.h"

enum { PPM = 1000000 };

typedef struct means { /* of grid and batteries */
    int64_t band, ramp, power, energy;
    bool any, ramped;
} means;

static means means_of(rfi_bench *b)
{
    means m = {0};
    for (size_t i = 0; i < b->site->interconnect_count; i++) {
        const rfi_interconnect *poi = &b->site->interconnects[i];
        m.any = m.any || poi->band.state != RFI_ABSENT || poi->ramp.state != RFI_ABSENT;
        m.band = poi->band.state == RFI_ABSENT
                     ? m.band
                     : rfi_add(m.band, rfi_bench_least(b, &poi->band));
        if (poi->ramp.state != RFI_ABSENT) {
            m.ramped = true;
            m.ramp = rfi_add(m.ramp, rfi_bench_least(b, &poi->ramp));
        }
    }
    for (size_t i = 0; i < b->site->element_count; i++) {
        const rfi_element *e = &b->site->elements[i];
        if (e->kind == RFI_ELEMENT_BESS) {
            int64_t units = rfi_bench_units(b, &e->count);
            m.power = rfi_add(m.power, rfi_mul(units, rfi_bench_least(b, &e->rating)));
        }
    }
    return m;
}

static int64_t energy_of(rfi_bench *b)
{
    int64_t energy = 0;
    for (size_t i = 0; i < b->site->element_count; i++) {
        const rfi_element *e = &b->site->elements[i];
        if (e->kind == RFI_ELEMENT_BESS) {
            energy = rfi_add(energy, rfi_mul(rfi_bench_units(b, &e->count),
                                             rfi_bench_least(b, &e->energy)));
        }
    }
    return energy;
}

/* Beyond the band a step is followed at the ramp: a triangle of deficit^2 / (2 ramp) has to
 * fit into the store. */
static bool step_is_covered(const means *m, int64_t step, int64_t energy)
{
    int64_t deficit = rfi_sub(step, m->band);
    if (deficit <= 0) {
        return true;
    }
    if (deficit > m->power || deficit >= RFI_UNBOUNDED) {
        return false;
    }
    if (m->ramp >= RFI_UNBOUNDED || energy >= RFI_UNBOUNDED) {
        return rfi_min(m->ramp, energy) > 0;
    }
    return (rfi_wide)deficit * deficit <= (rfi_wide)2 * m->ramp * energy * 3600;
}

/* Swings of racks of each profile add up: of one another they know nothing. */
static int64_t swing_of(rfi_bench *b, const rfi_profile *profile)
{
    int64_t racks = rfi_bench_racks_at_grid(b, profile);
    int64_t share = rfi_min(rfi_bench_most(b, &profile->swing), PPM);
    return share == 0 || racks == 0 ? 0 : rfi_mul_div_ceil(racks, share, PPM);
}

/* What is asked of the store in half a period, and in *ret_spared what the band spares it
 * at least. */
static int64_t half_a_period(rfi_bench *b, const means *m, int64_t *ret_spared)
{
    const int64_t quarter = 4 * (int64_t)3600000000; /* of a period, in hours */
    const rfi_profile *profile = NULL;
    int64_t asked = 0;
    *ret_spared = RFI_UNBOUNDED;
    for (size_t i = 0; rfi_bench_profile(b, i, &profile); i++) {
        int64_t period = rfi_bench_most(b, &profile->swing_period);
        int64_t swing = swing_of(b, profile);
        int64_t spared =
            period >= RFI_UNBOUNDED ? 0 : rfi_mul_div_floor(m->band, period, quarter);
        asked = rfi_add(asked, swing == 0 ? 0 : rfi_mul_div_ceil(swing, period, quarter));
        *ret_spared = rfi_min(*ret_spared, spared);
    }
    return asked;
}

void rfi_bench_swing(rfi_bench *b)
{
    b->missing = false;
    means m = means_of(b);
    if (!m.any) {
        b->missing = false;
        return;
    }
    int64_t swing = 0;
    const rfi_profile *profile = NULL;
    for (size_t i = 0; rfi_bench_profile(b, i, &profile); i++) {
        swing = rfi_add(swing, swing_of(b, profile));
    }
    rfi_bench_turn(b, NULL);
    bool missing = b->missing;
    b->missing = false;
    int64_t energy = energy_of(b);
    bool energy_missing = b->missing;
    b->missing = missing || (m.ramped && energy_missing);
    int64_t limit = rfi_add(m.band, rfi_mul(2, m.power));
    if (m.ramped && !step_is_covered(&m, swing, energy)) {
        limit = rfi_min(limit, rfi_sub(swing, 1)); /* what would do lies below the swing */
    }
    rfi_bench_test(b, RFI_REQ_LOAD_SWING, "site", swing, limit, RFI_DIM_POWER,
                   RFI_POWER_UTILITY);
    b->missing = missing || energy_missing;
    int64_t spared = 0;
    int64_t asked = half_a_period(b, &m, &spared);
    rfi_bench_turn(b, NULL);
    rfi_bench_test(b, RFI_REQ_SWING_ENERGY, "site", asked, rfi_add(energy, spared),
                   RFI_DIM_ENERGY, RFI_POWER_PLAIN);
}
