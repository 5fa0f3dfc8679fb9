/* SPDX-License-Identifier: MIT */
/* Finding what works name: gates and energisation steps. */
#include <string.h>

#include "planner/model/site.h"

const rfi_gate *rfi_site_gate(const rfi_site *site, const char *id)
{
    for (size_t i = 0; i < site->gate_count; i++) {
        if (site->gates[i].id != NULL && strcmp(site->gates[i].id, id) == 0) {
            return &site->gates[i];
        }
    }
    return NULL;
}

const rfi_step *rfi_site_step(const rfi_site *site, const char *id)
{
    for (size_t i = 0; i < site->interconnect_count; i++) {
        const rfi_interconnect *poi = &site->interconnects[i];
        for (size_t k = 0; k < poi->step_count; k++) {
            if (poi->steps[k].id != NULL && strcmp(poi->steps[k].id, id) == 0) {
                return &poi->steps[k];
            }
        }
    }
    return NULL;
}

bool rfi_site_brings(const rfi_site *site, const char *id)
{
    for (size_t i = 0; i < site->works.count && id != NULL; i++) {
        const rfi_work *work = &site->works.items[i];
        for (size_t k = 0; k < work->supplies_count; k++) {
            if (strcmp(work->supplies_ids[k], id) == 0) {
                return true;
            }
        }
    }
    return false;
}
