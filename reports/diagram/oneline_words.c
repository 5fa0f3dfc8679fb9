/* SPDX-License-Identifier: MIT */
/* Sentences of the one-line. The title is the finding; it claims no more than the verdict.
 */
#include <string.h>

#include "planner/base/checked.h"
#include "reports/diagram/oneline_parts.h"

const char *rfi_bus_short(rfi_oneline *o, const rfi_load_bus *bus)
{
    static const char *const sides[] = {"", " A", " B"};
    bool several = bus->hall != SIZE_MAX && o->hall_count > 1;
    return rfi_say(&o->sheet, "%s%s%s%s", bus->group, sides[bus->side], several ? ", " : "",
                   several ? o->sheet.site->halls[bus->hall].id : "");
}

const char *rfi_bus_words(rfi_oneline *o, const rfi_load_bus *bus)
{
    if (bus->interconnect != NULL) {
        return rfi_say(&o->sheet, "interconnection %s", bus->group);
    }
    bool several = bus->hall != SIZE_MAX && o->hall_count > 1;
    return rfi_say(&o->sheet, "%s %s%s%s", rfi_element_kind_words(bus->first->kind),
                   bus->first->id, several ? " of " : "",
                   several ? o->sheet.site->halls[bus->hall].id : "");
}

static bool is_drawn(const rfi_oneline *o, const rfi_load_bus *bus)
{
    for (size_t i = 0; i < o->cell_count; i++) {
        if (o->cells[i].bus[0] == bus || o->cells[i].bus[1] == bus) {
            return true;
        }
    }
    return false;
}

const rfi_load_bus *rfi_oneline_leading(const rfi_oneline *o)
{
    const rfi_loading *l = o->sheet.loading;
    const rfi_load_bus *leading = NULL;
    for (size_t i = 0; l != NULL && i < l->bus_count; i++) {
        const rfi_load_bus *bus = &l->buses[i];
        if (!is_drawn(o, bus)) {
            continue;
        }
        bool more =
            leading == NULL || (bus->binds && !leading->binds) ||
            (bus->binds == leading->binds &&
             bus->cells[bus->worst].permille > leading->cells[leading->worst].permille);
        leading = more ? bus : leading;
    }
    return leading != NULL && leading->cells[leading->worst].permille >= 0 ? leading : NULL;
}

static const char *state_words(rfi_oneline *o, const rfi_load_bus *bus)
{
    return bus->worst == 0
               ? "in the normal state"
               : rfi_say(&o->sheet, "with %s", o->sheet.loading->outages[bus->worst].words);
}

const char *rfi_oneline_words(rfi_oneline *o)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_judgement *j = s->judgement;
    const rfi_load_bus *bus = rfi_oneline_leading(o);
    if (j->plan == NULL) {
        return rfi_say(s, "%s: the power chain as described, no pod can be placed",
                       s->site->name);
    }
    const char *power = rfi_say_carried(s);
    if (bus == NULL) {
        return rfi_say(s, "%s; how full its power chain is nobody can say yet", power);
    }
    return rfi_say(s, "%s; %s %s at %s %s", power, rfi_bus_words(o, bus),
                   bus->binds ? "binds" : "is fullest",
                   rfi_say_permille(s, bus->cells[bus->worst].permille),
                   state_words(o, bus));
}

const char *rfi_oneline_subtitle(rfi_oneline *o)
{
    rfi_system_sheet *s = &o->sheet;
    const rfi_judgement *j = s->judgement;
    if (j->plan == NULL) {
        return "Electrical one-line \u00B7 ratings only: without a plan there is no load";
    }
    const rfi_policy *policy = j->plan->policy;
    const char *reserve =
        s->loading->reserve == 0 ? "none" : rfi_say_permille(s, s->loading->reserve / 1000);
    const char *asked = rfi_say(s, "policy: distribution %s, UPS %s, generators %s",
                                rfi_policy_words(policy[RFI_SUB_DISTRIBUTION]),
                                rfi_policy_words(policy[RFI_SUB_UPS]),
                                rfi_policy_words(policy[RFI_SUB_GENERATORS]));
    return rfi_say(s,
                   "Electrical one-line \u00B7 %lld pods %s \u00B7 %s \u00B7 reserve %s "
                   "\u00B7 loads at max draw, normal \u2192 worst contingency",
                   (long long)j->plan->pods, j->profile->name,
                   s->task->evaluation->policy_stated ? asked : "no policy stated",
                   reserve);
}

const char *rfi_oneline_description(rfi_oneline *o)
{
    rfi_system_sheet *s = &o->sheet;
    size_t groups = 0;
    for (size_t i = 0; i < o->cell_count; i++) {
        groups += o->cells[i].kind == RFI_CELL_GROUP || o->cells[i].kind == RFI_CELL_SETS;
    }
    const rfi_load_sum *sum = &s->loading->sum;
    const char *limit = "";
    if (sum->requirement != SIZE_MAX) {
        const rfi_requirement *r = &s->judgement->requirements[sum->requirement];
        limit = rfi_say(
            s, " %s: %s of %s.", rfi_plain_title(s->arena, r),
            rfi_say_value(s, sum->used, r->dimension, r->power_kind, RFI_ROUND_UP),
            rfi_say_value(s, sum->limit, r->dimension, r->power_kind, RFI_ROUND_DOWN));
    }
    return rfi_say(s,
                   "Electrical one-line from the interconnection to the racks, %zu groups, "
                   "no scale. %s.%s%s",
                   groups, rfi_oneline_words(o), limit,
                   s->site->reference_id != NULL ? " Reference design, not surveyed." : "");
}
