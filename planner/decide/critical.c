/* SPDX-License-Identifier: MIT */
/* Installs over time: when each is delivered, how long it could wait, and which of them
 * keep the plan from being ready earlier. */
#include "planner/decide/comparing.h"

#include "planner/base/checked.h"
#include "planner/money/capex.h"

static bool requires(const rfi_install *install, const rfi_install *before)
{
    for (size_t i = 0; i < install->measure->requires_count; i++) {
        if (rfi_install_serves(before, install, install->measure->requires_ids[i])) {
            return true;
        }
    }
    return false;
}

/* The latest day on which one can be in service without delaying what waits for it, or the
 * plan: one pass per link of the longest chain settles it. O(chain * count^2). */
void rfi_find_floats(rfi_retrofit *retrofit, rfi_end end)
{
    size_t count = retrofit->install_count;
    for (size_t i = 0; i < count; i++) {
        rfi_planned *planned = &retrofit->installs[i];
        planned->delivered =
            rfi_add(planned->start, rfi_measure_lead_days(planned->install.measure, end));
        planned->latest = retrofit->ready;
    }
    bool moved = retrofit->ready < RFI_UNBOUNDED;
    for (size_t pass = 0; pass <= count && moved; pass++) {
        moved = false;
        for (size_t i = 0; i < count; i++) {
            rfi_planned *before = &retrofit->installs[i];
            for (size_t k = 0; k < count; k++) {
                const rfi_planned *after = &retrofit->installs[k];
                if (before->done > after->start || after->done >= RFI_UNBOUNDED ||
                    !requires(&after->install, &before->install)) {
                    continue;
                }
                int64_t by = rfi_sub(after->latest, rfi_sub(after->done, after->start));
                moved = moved || by < before->latest;
                before->latest = rfi_min(by, before->latest);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        rfi_planned *planned = &retrofit->installs[i];
        planned->critical = planned->done < RFI_UNBOUNDED &&
                            planned->done > planned->start &&
                            planned->latest <= planned->done;
    }
}
