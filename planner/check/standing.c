/* SPDX-License-Identifier: MIT */
/* What stands in a hall, or in all halls of a kind: racks, their draw and their heat. */
#include "planner/check/bench.h"

enum { PPM = 1000000 };

/* ---- what stands where
 * ----------------------------------------------------------------------- */

rfi_standing rfi_bench_fullest(const rfi_bench *b, const rfi_hall_share *share)
{
    return (rfi_standing){share->hall, share->most_pods,
                          rfi_div_ceil(share->most_pods, rfi_bench_per_unit(b)), 0};
}

/* How many such halls there may be: mining that must stay draws in each. */
static int64_t most_halls(rfi_bench *b, const rfi_hall *hall)
{
    bool given = hall->count.state == RFI_KNOWN ||
                 (hall->count.state == RFI_UNKNOWN && b->plan->end != RFI_END_BASE);
    return given ? rfi_bench_most(b, &hall->count) : 1;
}

rfi_standing rfi_bench_total(rfi_bench *b, const rfi_hall_share *share)
{
    return (rfi_standing){share->hall, share->pods, share->units,
                          rfi_max(0, most_halls(b, share->hall) - share->converted)};
}

int64_t rfi_bench_rack_count(const rfi_bench *b, int64_t pods)
{
    const rfi_figure *racks = &b->profile->racks_per_pod;
    return rfi_mul(pods, racks->state == RFI_KNOWN ? racks->high : 1);
}

typedef enum support_choice { RACKS_ONLY = 0, PUMPS_ONLY, ALL_SUPPORT } support_choice;

static int64_t support_power(rfi_bench *b, int64_t units, support_choice choice)
{
    int64_t power = 0;
    for (size_t i = 0; i < b->profile->support_count && units > 0; i++) {
        const rfi_support *item = &b->profile->supports[i];
        bool cdu = item->kind == RFI_SUPPORT_CDU;
        bool other = choice == RACKS_ONLY ? cdu : choice == PUMPS_ONLY && !cdu;
        if (other || (cdu && item->power.state != RFI_KNOWN)) {
            continue;
        }
        int64_t racks =
            item->count.state == RFI_ABSENT ? 1 : rfi_bench_most(b, &item->count);
        power =
            rfi_add(power, rfi_mul(rfi_mul(units, racks), rfi_bench_most(b, &item->power)));
    }
    return power;
}

int64_t rfi_bench_racks(const rfi_bench *b, const rfi_standing *s, int64_t rack_watts)
{
    return rfi_mul(rfi_bench_rack_count(b, s->pods), rack_watts);
}

int64_t rfi_bench_rack_power(rfi_bench *b, const rfi_standing *s, int64_t rack_watts)
{
    return rfi_add(rfi_bench_racks(b, s, rack_watts),
                   support_power(b, s->units, ALL_SUPPORT));
}

int64_t rfi_bench_heat(rfi_bench *b, const rfi_standing *s, bool liquid)
{
    return rfi_bench_heat_at(b, s, liquid, rfi_bench_most(b, &b->profile->max));
}

int64_t rfi_bench_heat_at(rfi_bench *b, const rfi_standing *s, bool liquid,
                          int64_t rack_watts)
{
    int64_t racks = rfi_mul(rfi_bench_rack_count(b, s->pods), rack_watts);
    const rfi_figure *share = &b->profile->liquid_share;
    if (liquid) { /* with the pumps of the CDUs, which warm what they move */
        return rfi_add(rfi_mul_div_ceil(racks, rfi_min(rfi_bench_most(b, share), PPM), PPM),
                       support_power(b, s->units, PUMPS_ONLY));
    }
    int64_t air = PPM - rfi_min(rfi_bench_least(b, share), PPM);
    return rfi_add(rfi_mul_div_ceil(racks, air, PPM),
                   support_power(b, s->units, RACKS_ONLY));
}
