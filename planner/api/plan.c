/* SPDX-License-Identifier: MIT */
/* The plan file: canonical XML out; back in, resolved and judged from files alone. */
#include <stdlib.h>
#include <string.h>

#include "planner/api/handles.h"
#include "planner/check/check.h"
#include "reports/table/table.h"

static const char *const policy_words[] = {"none", "n", "redundant", "maintainable",
                                           "fault-tolerant"};
static const char *const policy_names[RFI_SUBSYSTEMS] = {
    "utility", "distribution", "generators", "ups", "cooling", "cdu", "network"};
static const char *const facing_words[] = {"up", "down", "right", "left"};
static const char *const support_words[RFI_SUPPORT_KINDS] = {"network", "storage",
                                                             "management", "cdu"};

/* ---- writing
 * ------------------------------------------------------------------------------ */

static void write_input(rfi_text *text, const char *role, const char *path,
                        const char *digest)
{
    rfi_text_format(text, "  <input role=\"%s\" path=\"", role);
    rfi_text_xml(text, path);
    rfi_text_format(text, "\" digest=\"%s\"/>\n", digest);
}

static void write_floor(rfi_text *text, const rfi_floor *floor)
{
    rfi_text_format(text,
                    "  <floor hall=\"%s\" along=\"%s\" rows=\"%lld\" pods=\"%lld\" "
                    "bound=\"%lld\" cold-aisle=\"%lld mm\" hot-aisle=\"%lld mm\" "
                    "perimeter=\"%lld mm\" reason=\"",
                    floor->hall->id, floor->along_y ? "y" : "x", (long long)floor->rows,
                    (long long)floor->pods, (long long)floor->bound,
                    (long long)floor->aisle_cold, (long long)floor->aisle_hot,
                    (long long)floor->perimeter);
    rfi_text_xml(text, floor->bound_reason);
    rfi_text_add(text, "\">\n");
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *p = &floor->placed[i];
        rfi_text_format(
            text, "    <rack row=\"%lld\" unit=\"%lld\" pod=\"%lld\" rack=\"%lld\"",
            (long long)p->row, (long long)p->unit, (long long)p->pod, (long long)p->rack);
        if (p->pod == 0) {
            rfi_text_format(text, " support=\"%s\"", support_words[p->support]);
        }
        rfi_text_format(text, " at=\"%lld,%lld mm\" size=\"%lld,%lld mm\" front=\"%s\"/>\n",
                        (long long)p->rect.x, (long long)p->rect.y,
                        (long long)p->rect.width, (long long)p->rect.height,
                        facing_words[p->front]);
    }
    for (size_t i = 0; i < floor->aisle_count; i++) {
        const rfi_rect *r = &floor->aisles[i].rect;
        rfi_text_format(
            text, "    <aisle at=\"%lld,%lld mm\" size=\"%lld,%lld mm\" kind=\"%s\"/>\n",
            (long long)r->x, (long long)r->y, (long long)r->width, (long long)r->height,
            floor->aisles[i].hot ? "hot" : "cold");
    }
    rfi_text_add(text, "  </floor>\n");
}

static void write_plan(rfi_text *text, const rf_evaluation *evaluation, size_t index)
{
    const rfi_plan *plan = evaluation->model->judgements[index].plan;
    const rf_site *site = evaluation->site;
    rfi_text_format(text,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<plan xmlns=\"urn:rackfit:1\" end=\"%s\" by=\"",
                    rfi_end_words(plan->end));
    rfi_print_date(text, plan->by);
    rfi_text_format(text, "\" pods=\"%lld\">\n", (long long)plan->pods);
    write_input(text, "site", site->name, site->model->digest);
    if (site->reference != NULL) {
        write_input(text, "reference", site->model->reference_id, site->reference->digest);
    }
    write_input(text, "profile", evaluation->profile_names[index], plan->profile->digest);
    if (site->climate != NULL) {
        write_input(text, "climate", site->climate->id, site->climate->digest);
    }
    rfi_text_add(text, "  <policy");
    for (size_t i = 0; i < RFI_SUBSYSTEMS; i++) {
        rfi_text_format(text, " %s=\"%s\"", policy_names[i], policy_words[plan->policy[i]]);
    }
    rfi_text_add(text, "/>\n");
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *s = &plan->shares[i];
        rfi_text_format(text,
                        "  <share hall=\"%s\" converted=\"%lld\" pods=\"%lld\" "
                        "units=\"%lld\" most-pods=\"%lld\"/>\n",
                        s->hall->id, (long long)s->converted, (long long)s->pods,
                        (long long)s->units, (long long)s->most_pods);
    }
    for (size_t i = 0; i < plan->floor_count; i++) {
        write_floor(text, &plan->floors[i]);
    }
    rfi_text_add(text, "</plan>\n");
}

rf_code rf_plan_write(const rf_evaluation *evaluation, size_t index, rf_bytes *ret_xml)
{
    if (index >= rf_evaluation_count(evaluation) || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    const rfi_judgement *j = &evaluation->model->judgements[index];
    if (j->plan == NULL || !j->checked) {
        return RF_E_NOT_FOUND;
    }
    rfi_text text = RFI_TEXT_INIT;
    write_plan(&text, evaluation, index);
    return rfi_api_take(&text, ret_xml);
}

/* ---- verifying
 * ---------------------------------------------------------------------------- */

typedef struct verifier {
    rf_engine *engine;
    rfi_arena *arena;
    rfi_plan_file *file;
    rf_site *site;
    rfi_profile *profile;
    rf_diags *diags;
} verifier;

static bool same_digest(const verifier *v, const char *role, const char *written,
                        const char *now)
{
    if (written != NULL && now != NULL && strcmp(written, now) == 0) {
        return true;
    }
    rfi_diag(v->diags, RF_ERROR, RFI_D_DIGEST_DIFFERS, (rfi_place){0},
             "the %s changed since the plan was written: digest %.16s, now %.16s", role,
             written == NULL ? "missing" : written, now == NULL ? "missing" : now);
    return false;
}

static bool digests_hold(const verifier *v)
{
    const rfi_plan_file *file = v->file;
    bool fine = same_digest(v, "site", file->site_digest, v->site->model->digest);
    fine = same_digest(v, "profile", file->profile_digest, v->profile->digest) && fine;
    if (v->site->reference != NULL) {
        fine = same_digest(v, "reference design", file->reference_digest,
                           v->site->reference->digest) &&
               fine;
    }
    if (v->site->climate != NULL) {
        fine = same_digest(v, "climate", file->climate_digest, v->site->climate->digest) &&
               fine;
    }
    return fine;
}

/* A plan may promise more redundancy than the site wants, never less. */
static bool policy_holds(const verifier *v)
{
    const rfi_policy *wanted = v->site->model->want.policy;
    bool fine = true;
    for (size_t i = 0; i < RFI_SUBSYSTEMS; i++) {
        if (v->file->policy[i] < wanted[i]) {
            rfi_diag(v->diags, RF_ERROR, RFI_D_CHECK_FAILED, (rfi_place){0},
                     "the plan says %s=\"%s\" where the site wants \"%s\"", policy_names[i],
                     policy_words[v->file->policy[i]], policy_words[wanted[i]]);
            fine = false;
        }
    }
    return fine;
}

static const rfi_hall *hall_named(const verifier *v, const char *id, rfi_place place)
{
    const rfi_hall *hall = rfi_site_hall(v->site->model, id);
    if (hall == NULL) {
        rfi_diag(v->diags, RF_ERROR, RFI_D_ID_UNKNOWN, place, "the site has no hall \"%s\"",
                 id);
    }
    return hall;
}

/* Shares in the order of the site's halls; a hall without a share takes no pod. */
static bool fill_shares(const verifier *v, rfi_plan *plan)
{
    const rfi_site *site = v->site->model;
    plan->shares = RFI_ARRAY(v->arena, site->hall_count, rfi_hall_share);
    plan->share_count = site->hall_count;
    if (plan->shares == NULL) {
        return false;
    }
    for (size_t h = 0; h < site->hall_count; h++) {
        plan->shares[h].hall = &site->halls[h];
    }
    bool fine = true;
    for (size_t i = 0; i < v->file->share_count; i++) {
        const struct rfi_plan_file_share *share = &v->file->shares[i];
        const rfi_hall *hall = hall_named(v, share->hall, share->place);
        if (hall != NULL) {
            plan->shares[hall - site->halls] = (rfi_hall_share){
                hall, share->converted, share->pods, share->units, share->most_pods, NULL};
        }
        fine = fine && hall != NULL;
    }
    return fine;
}

static bool fill_floors(const verifier *v, rfi_plan *plan)
{
    plan->floors = RFI_ARRAY(v->arena, v->file->floor_count, rfi_floor);
    bool fine = plan->floors != NULL;
    for (size_t i = 0; fine && i < v->file->floor_count; i++) {
        const struct rfi_plan_file_floor *f = &v->file->floors[i];
        const rfi_hall *hall = hall_named(v, f->hall, (rfi_place){0});
        plan->floors[plan->floor_count++] = (rfi_floor){
            .hall = hall,
            .along_y = f->along_y,
            .rows = f->rows,
            .aisles = f->aisles,
            .aisle_count = f->aisle_count,
            .placed = f->placed,
            .placed_count = f->placed_count,
            .pods = f->pods,
            .bound = f->bound,
            .bound_reason = f->bound_reason,
            .aisle_cold = f->cold,
            .aisle_hot = f->hot,
            .perimeter = f->perimeter,
        };
        fine = hall != NULL;
    }
    return fine;
}

static rf_code open_inputs(verifier *v, const char *path)
{
    size_t size = 0;
    char *bytes = rfi_read_file(path, &size, v->diags);
    if (bytes == NULL) {
        return RF_E_IO;
    }
    v->file = rfi_read_plan(path, bytes, size, v->diags);
    free(bytes);
    if (v->file == NULL) {
        return RF_E_INPUT;
    }
    rf_code code = rf_site_open(v->engine, v->file->site_path, v->file->reference_id,
                                &v->site, v->diags);
    if (code == RF_OK) {
        v->profile =
            rfi_api_open_profile(v->engine, v->file->profile_path, &code, v->diags);
    }
    return code;
}

/* "12 pods of Pair of racks at the unfavourable end of all ranges, by 2027-12-31" */
static const char *claim_of(rfi_arena *arena, const rfi_plan *plan)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%lld %s of ", (long long)plan->pods,
                    plan->pods == 1 ? "pod" : "pods");
    rfi_text_add(&text, plan->profile->name);
    rfi_text_format(&text, " at the %s end of all ranges, by ", rfi_end_words(plan->end));
    rfi_print_date(&text, plan->by);
    rfi_text_add(&text, plan->end == RFI_END_BASE
                            ? "; figures that nobody stated are left out"
                        : plan->end == RFI_END_FAVOURABLE
                            ? "; every open figure would have to come out well"
                            : "");
    const char *claim = text.failed ? NULL : rfi_arena_copy(arena, text.data);
    rfi_text_finish(&text);
    return claim;
}

static rf_code report_finding(const rfi_finding *finding, const rfi_plan *plan,
                              const char *path, rf_format format, rfi_arena *arena,
                              rf_bytes *ret_report)
{
    rfi_table_violation *rows =
        RFI_ARRAY(arena, finding->violation_count, rfi_table_violation);
    if (rows == NULL) {
        return RF_E_NO_MEMORY;
    }
    for (size_t i = 0; i < finding->violation_count; i++) {
        const rfi_violation *violation = &finding->violations[i];
        rows[i] = (rfi_table_violation){rfi_requirement_words(violation->kind),
                                        violation->where, violation->message};
    }
    const rfi_table_finding table = {path, finding->tested, rows, finding->violation_count,
                                     claim_of(arena, plan)};
    rfi_text text = RFI_TEXT_INIT;
    if (format == RF_FORMAT_JSON) {
        rfi_table_finding_json(&table, &text);
    } else {
        rfi_table_finding_text(&table, NULL, &text);
    }
    return rfi_api_take(&text, ret_report);
}

rf_code rf_plan_verify(rf_engine *engine, const char *path, rf_format format,
                       rf_bytes *ret_report, rf_diags *diags)
{
    if (engine == NULL || path == NULL || ret_report == NULL) {
        return RF_E_MISUSE;
    }
    verifier v = {.engine = engine, .arena = rfi_arena_new(), .diags = diags};
    rf_code code = v.arena == NULL ? RF_E_NO_MEMORY : open_inputs(&v, path);
    if (code != RF_OK) {
        goto out;
    }
    rfi_plan plan = {.site = v.site->model,
                     .profile = v.profile,
                     .end = v.file->end,
                     .by = v.file->by,
                     .pods = v.file->pods};
    memcpy(plan.policy, v.file->policy, sizeof(plan.policy));
    code = RF_E_CHECK;
    if (!digests_hold(&v) || !policy_holds(&v)) {
        goto out;
    }
    code = RF_E_INPUT;
    if (!fill_shares(&v, &plan) || !fill_floors(&v, &plan)) {
        goto out;
    }
    rfi_finding finding;
    code = RF_E_NO_MEMORY;
    if (!rfi_check_plan(v.arena, &plan, &engine->rules, &finding)) {
        goto out;
    }
    code = report_finding(&finding, &plan, path, format, v.arena, ret_report);
    if (code == RF_OK && finding.violation_count > 0) {
        code = RF_E_CHECK;
    }
out:
    rfi_profile_free(v.profile);
    rf_site_free(v.site);
    rfi_plan_file_free(v.file);
    rfi_arena_free(v.arena);
    return code;
}
