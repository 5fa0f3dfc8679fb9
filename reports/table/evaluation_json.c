/* SPDX-License-Identifier: MIT */
/* The whole evaluation as canonical JSON, schema "urn:rackfit:evaluation:1". Figures stand
 * once in "figures" and are named by id elsewhere. The geometry of a plan is the business
 * of the plan file; here stand its halls and counts. */
#include "reports/table/table.h"

#include "planner/base/checked.h"
#include "reports/table/evaluation_json.h"
#include "reports/table/json.h"
#include "reports/table/order.h"
#include "reports/table/time_json.h"
#include "reports/table/value.h"
#include "reports/table/with_measures.h"

static void count_of(rfi_json *json, const char *key, int64_t value, rfi_round round)
{
    rfi_json_quantity(json, key, value, RFI_DIM_COUNT, RFI_POWER_PLAIN, round, NULL);
}

static void it_power(rfi_json *json, const char *key, int64_t value, rfi_round round)
{
    rfi_json_quantity(json, key, value, RFI_DIM_POWER, RFI_POWER_CRITICAL_IT, round, NULL);
}

void rfi_json_policies(rfi_json *json, const char *key, const rfi_policy *policy)
{
    rfi_json_open(json, key, '{');
    for (int i = 0; i < RFI_SUBSYSTEMS; i++) {
        rfi_json_string(json, rfi_subsystem_words((rfi_subsystem)i),
                        rfi_policy_words(policy[i]));
    }
    rfi_json_close(json, '}');
}

void rfi_json_site(rfi_json *json, const rfi_site *site)
{
    rfi_json_open(json, "site", '{');
    rfi_json_string(json, "id", site->id);
    rfi_json_string(json, "name", site->name);
    rfi_json_date(json, "as_of", site->as_of, true);
    rfi_json_string(json, "file", site->file);
    rfi_json_string(json, "digest", site->digest);
    rfi_json_boolean(json, "is_reference_design", site->reference);
    if (site->reference_id == NULL) {
        rfi_json_null(json, "reference");
    } else {
        rfi_json_open(json, "reference", '{');
        rfi_json_string(json, "id", site->reference_id);
        rfi_json_string(json, "name", site->reference_name);
        rfi_json_string(json, "digest", site->reference_digest);
        rfi_json_string(json, "mark", "Reference design, not surveyed");
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, '}');
}

static void write_want(rfi_json *json, const rfi_evaluation *evaluation)
{
    const rfi_want *want = &evaluation->site->want;
    rfi_json_open(json, "want", '{');
    rfi_json_boolean(json, "stated", want->stated);
    rfi_json_date(json, "by", evaluation->by, true);
    rfi_json_boolean(json, "by_stated", evaluation->by_stated);
    rfi_json_boolean(json, "policy_stated", evaluation->policy_stated);
    rfi_json_policies(json, "policy", want->policy);
    rfi_json_place(json, "place", &want->place);
    rfi_json_close(json, '}');
}

void rfi_json_shares(rfi_json *json, const rfi_hall_share *shares, size_t count,
                     bool profiles)
{
    rfi_json_open(json, "halls", '[');
    for (size_t i = 0; shares != NULL && i < count; i++) {
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "hall", shares[i].hall == NULL ? NULL : shares[i].hall->id);
        rfi_json_integer(json, "converted", shares[i].converted);
        rfi_json_integer(json, "pods", shares[i].pods);
        rfi_json_integer(json, "units", shares[i].units);
        rfi_json_integer(json, "most_pods", shares[i].most_pods);
        if (profiles) {
            rfi_json_string(json, "profile",
                            shares[i].profile == NULL ? NULL : shares[i].profile->id);
        }
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_cases(rfi_json *json, const rfi_judgement *judgement, size_t hall_count,
                        bool hybrid)
{
    rfi_json_open(json, "ends", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        const rfi_case *c = &judgement->cases[end];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
        rfi_json_string(json, "search",
                        c->search == RFI_SEARCH_PROVEN ? "proven" : "stopped");
        count_of(json, "pods", rfi_case_amount(c, c->pods), RFI_ROUND_DOWN);
        count_of(json, "pods_bound", rfi_case_amount(c, c->pods_bound), RFI_ROUND_DOWN);
        count_of(json, "units", rfi_case_amount(c, c->units), RFI_ROUND_DOWN);
        count_of(json, "chips", rfi_case_amount(c, c->chips), RFI_ROUND_DOWN);
        it_power(json, "critical_it", rfi_case_amount(c, c->it_power), RFI_ROUND_DOWN);
        it_power(json, "critical_it_plan", rfi_case_amount(c, c->plan_power),
                 RFI_ROUND_DOWN);
        rfi_json_boolean(json, "meets_want", c->meets_want);
        rfi_json_boolean(json, "any_unknown", c->any_unknown);
        rfi_json_shares(json, c->shares, hall_count, false);
        if (hybrid) {
            rfi_json_hybrid(json, &c->hybrid);
        }
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

/* ---- requirements ------------------------------------------------------------------- */

const char *rfi_shape_words(rfi_shape shape)
{
    static const char *const words[] = {"site sum", "hall sum", "hall test", "site test"};
    return words[shape];
}

typedef void rfi_print_side(rfi_text *text, const rfi_requirement *requirement,
                            rfi_end end);

static void write_side(rfi_json *json, const char *key, const rfi_requirement *requirement,
                       rfi_end end, int64_t value, rfi_print_side *print,
                       rfi_dimension dimension)
{
    rfi_text printed = RFI_TEXT_INIT;
    print(&printed, requirement, end);
    json->text->failed = json->text->failed || printed.failed;
    rfi_json_quantity(json, key, value, dimension, requirement->power_kind,
                      RFI_ROUND_NEAREST, rfi_or_empty(printed.data));
    rfi_text_finish(&printed);
}

void rfi_json_coefficients(rfi_json *json, const char *key, const int64_t *values,
                           const rfi_requirement *requirement, const rfi_site *site)
{
    rfi_json_open(json, key, '[');
    for (size_t i = 0; values != NULL && i < site->hall_count; i++) {
        bool mine = requirement->hall_index == SIZE_MAX || requirement->hall_index == i;
        if (mine) {
            rfi_json_open(json, NULL, '{');
            rfi_json_string(json, "hall", site->halls[i].id);
            rfi_json_quantity(json, "demand", values[i], requirement->dimension,
                              RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
            rfi_json_close(json, '}');
        }
    }
    rfi_json_close(json, ']');
}

static bool stands(const rfi_requirement *requirement, const rfi_terms *terms,
                   const rfi_site *site)
{
    bool any = false;
    for (size_t i = 0; terms->standing != NULL && i < site->hall_count; i++) {
        bool mine = requirement->hall_index == SIZE_MAX || requirement->hall_index == i;
        any = any || (mine && terms->standing[i] != 0);
    }
    return any;
}

static void write_end(rfi_json *json, const rfi_requirement *requirement, rfi_end end,
                      const rfi_site *site)
{
    const rfi_terms *terms = &requirement->ends[end];
    rfi_pair pair = rfi_requirement_pair(requirement, end);
    bool finite = rfi_bounded(pair.used) && rfi_bounded(pair.limit);
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "end", rfi_end_words(end));
    rfi_json_string(json, "standing",
                    rfi_standing_words(rfi_requirement_standing(requirement, end)));
    rfi_json_boolean(json, "unknown", terms->unknown);
    rfi_json_boolean(json, "binding", requirement->binding[end]);
    write_side(json, "limit", requirement, end, pair.limit, rfi_print_requirement_limit,
               requirement->dimension);
    write_side(json, "used", requirement, end, pair.used, rfi_print_requirement_used,
               requirement->dimension);
    write_side(json, "slack", requirement, end,
               finite ? rfi_sub(pair.limit, pair.used) : RFI_UNBOUNDED,
               rfi_print_requirement_slack, rfi_slack_dimension(requirement->dimension));
    rfi_json_quantity(json, "fixed", terms->fixed, requirement->dimension, RFI_POWER_PLAIN,
                      RFI_ROUND_UP, NULL);
    rfi_json_coefficients(json, "per_pod", terms->pod, requirement, site);
    rfi_json_coefficients(json, "per_unit", terms->unit, requirement, site);
    rfi_json_coefficients(json, "per_idle_hall", terms->idle, requirement, site);
    if (stands(requirement, terms,
               site)) { /* left out where no curve of losses is stated */
        rfi_json_coefficients(json, "per_converted_hall", terms->standing, requirement,
                              site);
    }
    rfi_json_close(json, '}');
}

void rfi_json_inputs(rfi_json *json, const rfi_requirement *requirement)
{
    rfi_json_open(json, "inputs", '[');
    for (size_t i = 0; i < requirement->input_count; i++) {
        const rfi_input *input = &requirement->inputs[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_figure_id(json, "figure", input->figure);
        rfi_json_string(json, "role", input->role == RFI_ROLE_LIMIT ? "limit" : "demand");
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_requirement(rfi_json *json, const rfi_requirement *requirement,
                              const rfi_site *site)
{
    bool in_hall = requirement->hall_index < site->hall_count;
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "id", requirement->id);
    rfi_json_string(json, "kind", rfi_requirement_id_words(requirement->kind));
    rfi_json_string(json, "shape", rfi_shape_words(requirement->shape));
    rfi_json_string(json, "title", requirement->title);
    rfi_json_string(json, "formula", requirement->formula);
    rfi_json_string(json, "state", requirement->state);
    if (requirement->note != NULL) {
        rfi_json_string(json, "note", requirement->note);
    }
    rfi_json_string(json, "hall", in_hall ? site->halls[requirement->hall_index].id : NULL);
    rfi_json_string(json, "owner", requirement->owner);
    rfi_json_place(json, "place", &requirement->place);
    rfi_json_string(json, "book", requirement->book_id);
    rfi_json_boolean(json, "fails", requirement->fails);
    rfi_json_inputs(json, requirement);
    rfi_json_open(json, "ends", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        write_end(json, requirement, (rfi_end)end, site);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

void rfi_json_conflict(rfi_json *json, const rfi_requirement *requirements, size_t count,
                       const rfi_conflict *conflict, size_t hall_count)
{
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "end", rfi_end_words(conflict->end));
    rfi_json_boolean(json, "minimal", conflict->minimal);
    rfi_json_boolean(json, "with_want", conflict->with_want);
    count_of(json, "wanted_pods", conflict->wanted_pods, RFI_ROUND_UP);
    rfi_json_open(json, "members", '[');
    for (size_t i = 0; i < conflict->count; i++) {
        if (conflict->members[i] >= count) {
            continue;
        }
        const rfi_requirement *member = &requirements[conflict->members[i]];
        rfi_text words = RFI_TEXT_INIT;
        rfi_print_shortfall(&words, member, conflict->end, hall_count);
        json->text->failed = json->text->failed || words.failed;
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "requirement", member->id);
        rfi_json_string(json, "words", rfi_or_empty(words.data));
        rfi_json_place(json, "place", &member->place);
        rfi_json_close(json, '}');
        rfi_text_finish(&words);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

/* ---- the rest of a judgement -------------------------------------------------------- */

static void write_deciding(rfi_json *json, const rfi_judgement *judgement)
{
    rfi_json_open(json, "deciding", '{');
    rfi_json_boolean(json, "smallest", judgement->deciding_smallest);
    rfi_json_open(json, "figures", '[');
    for (size_t i = 0; i < judgement->deciding_count; i++) {
        rfi_json_figure_id(json, NULL, judgement->deciding[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

static void write_alternatives(rfi_json *json, const rfi_judgement *judgement)
{
    rfi_json_open(json, "alternatives", '[');
    for (size_t i = 0; i < judgement->alternative_count; i++) {
        const rfi_alternative *alternative = &judgement->alternatives[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "policy", rfi_policy_words(alternative->policy));
        rfi_json_open(json, "ends", '[');
        for (int end = 0; end < RFI_ENDS; end++) {
            rfi_json_open(json, NULL, '{');
            rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
            bool capped = alternative->pods[end] >= RFI_PODS_CAP;
            count_of(json, "pods", capped ? RFI_UNBOUNDED : alternative->pods[end],
                     RFI_ROUND_DOWN);
            it_power(json, "critical_it",
                     capped ? RFI_UNBOUNDED : alternative->it_power[end], RFI_ROUND_DOWN);
            rfi_json_close(json, '}');
        }
        rfi_json_close(json, ']');
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

static void write_requests(rfi_json *json, const rfi_judgement *judgement)
{
    rfi_json_open(json, "requests", '[');
    for (size_t i = 0; i < judgement->request_count; i++) {
        const rfi_request *request = &judgement->requests[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_figure_id(json, "figure", request->figure);
        rfi_json_boolean(json, "decides_alone", request->decides_alone);
        rfi_json_boolean(json, "in_deciding_set", request->in_deciding_set);
        it_power(json, "swing", request->swing, RFI_ROUND_UP);
        rfi_json_string(json, "document", request->document);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

void rfi_json_floor(rfi_json *json, const rfi_floor *floor)
{
    rfi_json_open(json, NULL, '{');
    rfi_json_string(json, "hall", floor->hall == NULL ? NULL : floor->hall->id);
    rfi_json_string(json, "rows_along", floor->along_y ? "y" : "x");
    rfi_json_integer(json, "rows", floor->rows);
    rfi_json_size(json, "racks", floor->placed_count);
    rfi_json_integer(json, "pods", floor->pods);
    count_of(json, "bound", floor->bound, RFI_ROUND_DOWN);
    rfi_json_string(json, "bound_reason", floor->bound_reason);
    rfi_json_close(json, '}');
}

static void write_plan(rfi_json *json, const rfi_judgement *judgement)
{
    const rfi_plan *plan = judgement->plan;
    if (plan == NULL) {
        rfi_json_null(json, "plan");
        return;
    }
    rfi_json_open(json, "plan", '{');
    rfi_json_string(json, "end", rfi_end_words(plan->end));
    rfi_json_string(json, "words", judgement->plan_words);
    rfi_json_boolean(json, "checked", judgement->checked);
    rfi_json_date(json, "by", plan->by, true);
    rfi_json_policies(json, "policy", plan->policy);
    rfi_json_integer(json, "pods", plan->pods);
    rfi_json_shares(json, plan->shares, plan->share_count, false);
    rfi_json_open(json, "floors", '[');
    for (size_t i = 0; i < plan->floor_count; i++) {
        rfi_json_floor(json, &plan->floors[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

/* ---- peak hour and year -------------------------------------------------------------- */

static void amount(rfi_json *json, const char *key, int64_t value, rfi_dimension dimension)
{
    rfi_json_quantity(json, key, value, dimension, RFI_POWER_PLAIN, RFI_ROUND_UP, NULL);
}

static void write_peak(rfi_json *json, const rfi_energy *energy, rfi_end end)
{
    const rfi_peak_hour *peak = &energy->peak[end];
    rfi_json_open(json, "peak_hour", '{');
    it_power(json, "critical_it", peak->it, RFI_ROUND_UP);
    rfi_json_quantity(json, "facility", peak->facility, RFI_DIM_POWER, RFI_POWER_FACILITY,
                      RFI_ROUND_UP, NULL);
    rfi_json_quantity(json, "utility", peak->utility, RFI_DIM_POWER, RFI_POWER_UTILITY,
                      RFI_ROUND_UP, NULL);
    amount(json, "pue", peak->pue, RFI_DIM_RATIO);
    amount(json, "make_up", peak->water, RFI_DIM_FLOW);
    rfi_json_close(json, '}');
    amount(json, "water_of_peak_day", energy->water_day[end], RFI_DIM_WATER);
}

static void write_year(rfi_json *json, const char *key, const rfi_energy_year *year)
{
    static const char *const parts[RFI_ENERGY_PARTS] = {"it",   "losses", "compressors",
                                                        "fans", "pumps",  "other"};
    rfi_json_open(json, key, '{');
    amount(json, "utility", year->total, RFI_DIM_ENERGY);
    for (int part = 0; part < RFI_ENERGY_PARTS; part++) {
        amount(json, parts[part], year->parts[part], RFI_DIM_ENERGY);
    }
    amount(json, "pue", year->pue, RFI_DIM_RATIO);
    amount(json, "water", year->water, RFI_DIM_VOLUME);
    amount(json, "millilitre_per_it_kwh", year->wue, RFI_DIM_COUNT);
    amount(json, "hours", year->hours, RFI_DIM_COUNT);
    amount(json, "hours_with_compressor", year->trim_hours, RFI_DIM_COUNT);
    rfi_json_close(json, '}');
}

static void write_energy(rfi_json *json, const rfi_energy *energy)
{
    if (energy == NULL) {
        rfi_json_null(json, "energy");
        return;
    }
    rfi_json_open(json, "energy", '{');
    rfi_json_string(json, "weather",
                    energy->weather == NULL ? NULL : energy->weather->words);
    rfi_json_boolean(json, "feed_by_rule", energy->chain_by_rule);
    rfi_json_boolean(json, "liquid_by_rule", energy->liquid_by_rule);
    rfi_json_boolean(json, "air_by_rule", energy->air_by_rule);
    rfi_json_boolean(json, "factor_replaced", energy->factor_replaced);
    rfi_json_open(json, "ends", '[');
    for (int end = 0; end < RFI_ENDS; end++) {
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "end", rfi_end_words((rfi_end)end));
        write_peak(json, energy, (rfi_end)end);
        write_year(json, "year", &energy->year[end]);
        if (energy->compared) {
            write_year(json, "year_by_bins", &energy->bins[end]);
            amount(json, "overhead_of_bins", energy->difference[end], RFI_DIM_RATIO);
        }
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
    rfi_json_open(json, "missing", '[');
    for (size_t i = 0; i < energy->missing_count; i++) {
        rfi_json_figure_id(json, NULL, energy->missing[i]);
    }
    rfi_json_close(json, ']');
    rfi_json_close(json, '}');
}

static void write_book(rfi_json *json, const rfi_judgement *judgement)
{
    rfi_json_open(json, "book", '[');
    for (size_t i = 0; i < judgement->book_count; i++) {
        const rfi_book_row *row = &judgement->book[i];
        rfi_json_open(json, NULL, '{');
        rfi_json_string(json, "id", row->id);
        rfi_json_string(json, "group", row->group);
        rfi_json_string(json, "subject", row->subject);
        if (row->figure == NULL) {
            rfi_json_null(json, "figure");
        } else {
            rfi_json_figure_id(json, "figure", row->figure);
        }
        rfi_json_string(json, "value", row->value);
        rfi_json_string(json, "formula", row->formula);
        rfi_json_open(json, "from", '[');
        for (size_t k = 0; k < row->from_count; k++) {
            rfi_json_string(json, NULL, row->from[k]);
        }
        rfi_json_close(json, ']');
        rfi_json_boolean(json, "assumption", row->assumption);
        rfi_json_close(json, '}');
    }
    rfi_json_close(json, ']');
}

void rfi_json_profile(rfi_json *json, const char *key, const rfi_profile *profile)
{
    rfi_json_open(json, key, '{');
    rfi_json_string(json, "id", profile->id);
    rfi_json_string(json, "name", profile->name);
    rfi_json_string(json, "vendor", profile->vendor);
    rfi_json_string(json, "family", rfi_family_words(profile->family));
    rfi_json_date(json, "as_of", profile->as_of, true);
    rfi_json_string(json, "file", profile->file);
    rfi_json_string(json, "digest", profile->digest);
    rfi_json_close(json, '}');
}

static void write_judgement(rfi_json *json, const rfi_judgement *judgement,
                            const rfi_evaluation *evaluation)
{
    const rfi_site *site = evaluation->site;
    rfi_json_open(json, NULL, '{');
    rfi_json_profile(json, "profile", judgement->profile);
    rfi_json_string(json, "verdict", rfi_verdict_name(rfi_final_verdict(judgement)));
    if (evaluation->measures != NULL) {
        rfi_json_string(json, "verdict_as_is", rfi_verdict_name(judgement->verdict));
    }
    rfi_with_measures_json(json, judgement);
    count_of(json, "wanted_pods", judgement->wanted_pods, RFI_ROUND_UP);
    if (judgement->wanted_power > 0) {
        it_power(json, "wanted_critical_it", judgement->wanted_power, RFI_ROUND_UP);
    } else {
        rfi_json_null(json, "wanted_critical_it");
    }
    write_cases(json, judgement, site->hall_count, evaluation->hybrid);
    rfi_json_open(json, "requirements", '[');
    for (size_t i = 0; i < judgement->requirement_count; i++) {
        write_requirement(json, &judgement->requirements[i], site);
    }
    rfi_json_close(json, ']');
    rfi_json_open(json, "conflicts", '[');
    for (size_t i = 0; i < judgement->conflict_count; i++) {
        rfi_json_conflict(json, judgement->requirements, judgement->requirement_count,
                          &judgement->conflicts[i], site->hall_count);
    }
    rfi_json_close(json, ']');
    write_deciding(json, judgement);
    rfi_json_sweeps(json, judgement);
    write_alternatives(json, judgement);
    rfi_json_date(json, "earliest", judgement->earliest, judgement->earliest != INT64_MAX);
    write_requests(json, judgement);
    write_plan(json, judgement);
    rfi_fabric_json(json, judgement->fabric);
    write_energy(json, judgement->energy);
    write_book(json, judgement);
    rfi_json_close(json, '}');
}

void rfi_json_figures(rfi_json *json, const rfi_figure *const *figures, size_t count)
{
    rfi_json_open(json, "figures", '[');
    for (size_t i = 0; i < count; i++) {
        rfi_json_figure(json, NULL, figures[i]);
    }
    rfi_json_close(json, ']');
}

void rfi_table_evaluation_json(const rfi_evaluation *evaluation, rfi_text *text)
{
    rfi_arena *arena = rfi_arena_new();
    size_t figure_count = 0;
    const rfi_figure **figures =
        arena == NULL ? NULL : rfi_order_figures(arena, evaluation, &figure_count);
    if (figures == NULL) {
        text->failed = true;
        rfi_arena_free(arena);
        return;
    }
    rfi_json json = rfi_json_begin(text);
    rfi_json_open(&json, NULL, '{');
    rfi_json_string(&json, "schema", "urn:rackfit:evaluation:1");
    rfi_json_string(&json, "version", RF_VERSION);
    rfi_json_site(&json, evaluation->site);
    write_want(&json, evaluation);
    if (evaluation->measures != NULL) {
        rfi_measures_json(&json, evaluation->measures);
    }
    rfi_json_string(&json, "input_digest", evaluation->input_digest);
    bool any = evaluation->best < evaluation->count;
    rfi_json_string(&json, "best",
                    any ? evaluation->judgements[evaluation->best].profile->id : NULL);
    rfi_json_open(&json, "profiles", '[');
    for (size_t i = 0; i < evaluation->count; i++) {
        write_judgement(&json, &evaluation->judgements[i], evaluation);
    }
    rfi_json_close(&json, ']');
    rfi_json_time(&json, evaluation);
    rfi_json_open(&json, "unused", '[');
    for (size_t i = 0; i < evaluation->unused_count; i++) {
        rfi_json_figure_id(&json, NULL, evaluation->unused[i]);
    }
    rfi_json_close(&json, ']');
    rfi_json_figures(&json, figures, figure_count);
    rfi_json_close(&json, '}');
    rfi_json_end(&json);
    text->failed = text->failed || rfi_arena_failed(arena);
    rfi_arena_free(arena);
}
