/* SPDX-License-Identifier: MIT */
/* Losses at part load, second opinion: loss = a*S + b*P + c*P^2/S of a group whose members
 * state factors instead of an efficiency. */
#include "planner/check/bench.h"

enum { PPM = 1000000 };

/* Larger powers than 1 TW (in mW) are not multiplied: no site comes near. */
static const int64_t largest = 1000000000000000;

bool rfi_bench_bends(const rfi_element *e)
{
    return e->loss_fixed.state != RFI_ABSENT || e->loss_linear.state != RFI_ABSENT ||
           e->loss_square.state != RFI_ABSENT;
}

static int64_t stated(rfi_bench *b, const rfi_figure *factor)
{
    return factor->state == RFI_ABSENT ? 0 : rfi_bench_most(b, factor);
}

void rfi_bench_bend_add(rfi_bench *b, rfi_bend *bend, const rfi_element *member)
{
    int64_t units =
        member->count.state == RFI_ABSENT ? 1 : rfi_bench_most(b, &member->count);
    int64_t factor = stated(b, &member->loss_fixed);
    int64_t rated = rfi_mul(units, rfi_bench_most(b, &member->rating));
    int64_t linear = stated(b, &member->loss_linear);
    int64_t square = stated(b, &member->loss_square);
    if (factor > 0) {
        bend->standing = rfi_add(bend->standing, rfi_mul_div_ceil(rated, factor, PPM));
    }
    bend->linear = rfi_max(bend->linear, linear);
    bend->square = rfi_max(bend->square, square);
    bend->side[member->side] =
        rfi_add(bend->side[member->side], rfi_mul(rfi_bench_units(b, &member->count),
                                                  rfi_bench_least(b, &member->rating)));
}

/* With two sides each carries a half: (P/2)^2/A + (P/2)^2/B = P^2/(4AB/(A+B)). */
void rfi_bench_bend_finish(rfi_bend *bend)
{
    int64_t a = bend->side[RFI_SIDE_A];
    int64_t z = bend->side[RFI_SIDE_B];
    if (a == 0 || z == 0) {
        bend->rating = rfi_add(bend->side[RFI_SIDE_NONE], rfi_add(a, z));
    } else if (a >= RFI_UNBOUNDED || z >= RFI_UNBOUNDED) {
        bend->rating = rfi_mul(4, a < z ? a : z);
    } else {
        bend->rating = rfi_narrow((rfi_wide)4 * a * z / ((rfi_wide)a + z));
    }
}

/* Where the line from nothing touches: the largest P with c*P^2 <= a*S*S, at most S. */
static int64_t touch(const rfi_bend *bend)
{
    if (bend->square == 0 || bend->standing > largest || bend->rating > largest) {
        return bend->square == 0 ? bend->rating : 0;
    }
    rfi_wide room = (rfi_wide)bend->standing * PPM * bend->rating;
    int64_t low = 0;
    int64_t high = bend->rating;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        if ((rfi_wide)bend->square * middle * middle <= room) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

int64_t rfi_bench_bend_standing(const rfi_bend *bend, bool line)
{
    int64_t at = line ? touch(bend) : 0;
    if (bend->square == 0 || at == 0 || bend->rating > largest) {
        return bend->standing;
    }
    rfi_wide gone = (rfi_wide)bend->square * at * at;
    return bend->standing -
           rfi_narrow(rfi_wide_div_ceil(gone, (rfi_wide)bend->rating * PPM));
}

int64_t rfi_bench_bend_share(const rfi_bend *bend, int64_t power, int64_t whole, bool line)
{
    if (power <= 0) {
        return 0;
    }
    int64_t rate = line ? rfi_mul(2, touch(bend)) : whole;
    bool flat = bend->square == 0 || rate <= 0 || bend->rating >= RFI_UNBOUNDED;
    if (power > largest || rate > largest || (!flat && bend->rating <= 0)) {
        return flat && power <= largest ? rfi_mul_div_ceil(power, bend->linear, PPM)
                                        : RFI_UNBOUNDED;
    }
    if (flat) {
        return rfi_mul_div_ceil(power, bend->linear, PPM);
    }
    rfi_wide slope = (rfi_wide)bend->linear * bend->rating + (rfi_wide)bend->square * rate;
    return rfi_narrow(rfi_wide_div_ceil(slope * power, (rfi_wide)bend->rating * PPM));
}
