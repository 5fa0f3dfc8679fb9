/* SPDX-License-Identifier: MIT */
#include "planner/model/loading.h"

#include "planner/base/checked.h"

int64_t rfi_case_demand(const rfi_requirement *requirement, const rfi_terms *terms,
                        const rfi_hall_share *shares, size_t hall_count, int64_t per_unit,
                        const int64_t *halls)
{
    const rfi_terms *t = terms;
    if (requirement->shape == RFI_SHAPE_SITE_TEST ||
        requirement->shape == RFI_SHAPE_HALL_TEST) {
        return t->fixed;
    }
    if (requirement->shape == RFI_SHAPE_HALL_SUM) {
        size_t h = requirement->hall_index;
        int64_t pods = shares[h].most_pods;
        int64_t standing = shares[h].converted > 0 ? t->standing[h] : 0;
        return rfi_add(rfi_add(t->fixed, standing),
                       rfi_add(rfi_mul(t->pod[h], pods),
                               rfi_mul(t->unit[h], rfi_div_ceil(pods, per_unit))));
    }
    int64_t used = t->fixed;
    for (size_t h = 0; h < hall_count; h++) {
        used = rfi_add(used, rfi_mul(t->pod[h], shares[h].pods));
        used = rfi_add(used, rfi_mul(t->unit[h], shares[h].units));
        used = rfi_add(used, rfi_mul(t->idle[h], halls[h]));
        used = rfi_add(used, rfi_mul(t->standing[h], shares[h].converted));
    }
    return used;
}
