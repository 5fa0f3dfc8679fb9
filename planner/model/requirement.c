/* SPDX-License-Identifier: MIT */
#include "planner/base/checked.h"
#include "planner/model/evaluation.h"

int64_t rfi_requirement_least_demand(const rfi_requirement *requirement, rfi_end end,
                                     int64_t pods, size_t hall_count)
{
    const rfi_terms *terms = &requirement->ends[end];
    if (requirement->shape != RFI_SHAPE_SITE_SUM || terms->pod == NULL) {
        return terms->fixed;
    }
    int64_t least = hall_count > 0 ? terms->pod[0] : 0;
    for (size_t h = 1; h < hall_count; h++) {
        least = rfi_min(least, terms->pod[h]);
    }
    return rfi_add(terms->fixed, rfi_mul(rfi_max(least, 0), pods));
}

int64_t rfi_requirement_most_pods(const rfi_requirement *requirement, rfi_end end,
                                  size_t hall)
{
    const rfi_terms *terms = &requirement->ends[end];
    int64_t pod = terms->pod == NULL ? 0 : terms->pod[hall];
    if (pod <= 0 || terms->limit >= RFI_UNBOUNDED) {
        return INT64_MAX;
    }
    return rfi_max(rfi_div_floor(rfi_sub(terms->limit, terms->fixed), pod), 0);
}
