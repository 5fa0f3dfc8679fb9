/* SPDX-License-Identifier: MIT */
/* Checked int64 arithmetic. Sums and products saturate at +-RFI_UNBOUNDED, which every
 * caller treats as "no limit known" or "more than anything", so that an overflow can only
 * make a demand too large or a limit unbounded when it truly was beyond 4.6e18 base units.
 * Division names its rounding. Wide products go through one 128-bit type, here only. */
#ifndef PLANNER_BASE_CHECKED_H
#define PLANNER_BASE_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

#define RFI_UNBOUNDED (INT64_MAX / 2)

__extension__ typedef __int128 rfi_wide;

static inline int64_t rfi_narrow(rfi_wide value)
{
    if (value > RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    if (value < -RFI_UNBOUNDED) {
        return -RFI_UNBOUNDED;
    }
    return (int64_t)value;
}

static inline int64_t rfi_add(int64_t a, int64_t b)
{
    return rfi_narrow((rfi_wide)a + b);
}

static inline int64_t rfi_sub(int64_t a, int64_t b)
{
    return rfi_narrow((rfi_wide)a - b);
}

static inline int64_t rfi_mul(int64_t a, int64_t b)
{
    return rfi_narrow((rfi_wide)a * b);
}

static inline int64_t rfi_min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t rfi_max(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Floor and ceiling of n / d, d > 0. */
static inline rfi_wide rfi_wide_div_floor(rfi_wide n, rfi_wide d)
{
    rfi_wide q = n / d;
    return n % d < 0 ? q - 1 : q;
}

static inline rfi_wide rfi_wide_div_ceil(rfi_wide n, rfi_wide d)
{
    rfi_wide q = n / d;
    return n % d > 0 ? q + 1 : q;
}

static inline int64_t rfi_div_floor(int64_t n, int64_t d)
{
    return rfi_narrow(rfi_wide_div_floor(n, d));
}

static inline int64_t rfi_div_ceil(int64_t n, int64_t d)
{
    return rfi_narrow(rfi_wide_div_ceil(n, d));
}

/* *sum += a * b, where all three stay within +-RFI_WIDE_MOST. False: they would not, and
 * nothing is added. (The compilers' own check of wide products needs a library that not
 * every one of them brings.) */
#define RFI_WIDE_MOST ((rfi_wide)1 << 125)

static inline bool rfi_wide_add_product(rfi_wide *sum, rfi_wide a, rfi_wide b)
{
    rfi_wide size = b < 0 ? -b : b;
    rfi_wide most = size == 0 ? RFI_WIDE_MOST : RFI_WIDE_MOST / size;
    if (a > most || a < -most) {
        return false;
    }
    rfi_wide result = *sum + a * b; /* at most 2^126 */
    if (result > RFI_WIDE_MOST || result < -RFI_WIDE_MOST) {
        return false;
    }
    *sum = result;
    return true;
}

/* a * b / c with one rounding at the end; unbounded in, unbounded out. c > 0. Most products
 * fit 64 bits, where a division costs a fraction of a wide one. */
static inline int64_t rfi_mul_div_floor(int64_t a, int64_t b, int64_t c)
{
    int64_t product = 0;
    if (a >= RFI_UNBOUNDED || b >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    if (!__builtin_mul_overflow(a, b, &product) && product >= 0) {
        return rfi_min(product / c, RFI_UNBOUNDED);
    }
    return rfi_narrow(rfi_wide_div_floor((rfi_wide)a * b, c));
}

static inline int64_t rfi_mul_div_ceil(int64_t a, int64_t b, int64_t c)
{
    int64_t product = 0;
    if (a >= RFI_UNBOUNDED || b >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    if (!__builtin_mul_overflow(a, b, &product) && product >= 0) {
        return rfi_min(product / c + (product % c > 0 ? 1 : 0), RFI_UNBOUNDED);
    }
    return rfi_narrow(rfi_wide_div_ceil((rfi_wide)a * b, c));
}

/* Integer square root of n >= 0, rounded down; n < 2^124. */
static inline int64_t rfi_root_floor(rfi_wide n)
{
    int64_t root = 0;
    for (int64_t bit = (int64_t)1 << 61; bit > 0; bit >>= 1) {
        int64_t tried = root + bit;
        if ((rfi_wide)tried * tried <= n) {
            root = tried;
        }
    }
    return root;
}

#endif
