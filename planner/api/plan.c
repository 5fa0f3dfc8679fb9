/* SPDX-License-Identifier: MIT */
/* The plan file: canonical XML out; back in, resolved and judged from files alone. */
#include <stdlib.h>
#include <string.h>

#include "planner/api/certificate.h"
#include "planner/api/named.h"
#include "planner/check/check.h"
#include "reports/table/table.h"

static const char *const policy_words[] = {"none", "n", "redundant", "maintainable",
                                           "fault-tolerant"};
static const char *const policy_names[RFI_SUBSYSTEMS] = {
    "utility", "distribution", "generators", "ups", "cooling", "cdu", "network"};
static const char *const facing_words[] = {"up", "down", "right", "left"};
static const char *const fitting_words[RFI_FITTING_KINDS] = {"panel", "busway", "tray",
                                                             "manifold"};
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

static void write_count(rfi_text *text, const char *attribute, int64_t count)
{
    if (count > 0) {
        rfi_text_format(text, " %s=\"%lld\"", attribute, (long long)count);
    }
}

static void write_fitting(rfi_text *text, const rfi_fitting *f)
{
    rfi_text_format(text, "    <fitting kind=\"%s\"", fitting_words[f->kind]);
    write_count(text, "row", f->row);
    write_count(text, "zone", f->zone);
    if (f->side != RFI_SIDE_NONE) {
        rfi_text_format(text, " side=\"%s\"", f->side == RFI_SIDE_A ? "A" : "B");
    }
    rfi_text_format(text, " at=\"%lld,%lld mm\" size=\"%lld,%lld mm\"/>\n",
                    (long long)f->rect.x, (long long)f->rect.y, (long long)f->rect.width,
                    (long long)f->rect.height);
}

static void write_leg(rfi_text *text, const rfi_route_leg *leg)
{
    const rfi_rect *r = &leg->rect;
    rfi_text_format(text, "    <leg at=\"%lld,%lld mm\" size=\"%lld,%lld mm\"",
                    (long long)r->x, (long long)r->y, (long long)r->width,
                    (long long)r->height);
    if (leg->entry != NULL) {
        rfi_text_format(text, " entry=\"%s\"/>\n", leg->entry);
    } else {
        rfi_text_format(text, " from=\"%zu\"/>\n", leg->from + 1);
    }
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
    if (floor->route_count > 0) {
        rfi_text_format(text, "\" route-width=\"%lld mm", (long long)floor->route_width);
    }
    rfi_text_add(text, "\">\n");
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *p = &floor->placed[i];
        rfi_text_format(
            text, "    <rack row=\"%lld\" unit=\"%lld\" pod=\"%lld\" rack=\"%lld\"",
            (long long)p->row, (long long)p->unit, (long long)p->pod, (long long)p->rack);
        write_count(text, "zone", p->zone);
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
    for (size_t i = 0; i < floor->fitting_count; i++) {
        write_fitting(text, &floor->fittings[i]);
    }
    for (size_t i = 0; i < floor->route_count; i++) {
        write_leg(text, &floor->route[i]);
    }
    rfi_text_add(text, "  </floor>\n");
}

static void write_words(rfi_text *text, const char *attribute, const char *words)
{
    rfi_text_format(text, " %s=\"", attribute);
    rfi_text_xml(text, words);
    rfi_text_add(text, "\"");
}

static void write_root(rfi_text *text, const rfi_plan *plan,
                       const rfi_api_plan_facts *facts)
{
    rfi_text_format(text,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<plan xmlns=\"urn:rackfit:1\" end=\"%s\" by=\"",
                    rfi_end_words(plan->end));
    rfi_print_date(text, plan->by);
    rfi_text_format(text, "\" pods=\"%lld\"", (long long)plan->pods);
    if (plan->cost_stated) {
        rfi_api_write_money(text, "cost", plan->cost);
    }
    if (facts->bound > 0) {
        rfi_text_format(text, " bound=\"%lld mW\"", (long long)facts->bound);
    }
    if (facts->claimed > 0) {
        rfi_text_format(text, " claimed=\"%lld mW\"", (long long)facts->claimed);
    }
    if (facts->claimed_by != NULL) {
        write_words(text, "claimed-by", facts->claimed_by);
    }
    if (facts->engine != NULL) {
        write_words(text, "engine", facts->engine);
    }
    rfi_text_add(text, ">\n");
}

/* NULL when the facts do not name the profile. */
static const char *name_of(const rfi_api_plan_facts *facts, const rfi_profile *profile)
{
    for (size_t i = 0; i < facts->profile_count; i++) {
        if (facts->profiles[i] == profile) {
            return facts->profile_names[i];
        }
    }
    return NULL;
}

/* The profile of a share where it is another than the plan's and racks stand there. */
static const rfi_profile *own_profile(const rfi_plan *plan, const rfi_hall_share *share)
{
    bool own = share->profile != NULL && share->profile != plan->profile && share->pods > 0;
    return own ? share->profile : NULL;
}

static bool uses_profile(const rfi_plan *plan, const rfi_profile *profile)
{
    bool used = false;
    for (size_t i = 0; i < plan->share_count; i++) {
        used = used || own_profile(plan, &plan->shares[i]) == profile;
    }
    return used;
}

/* Whether a certificate speaks of the profile, or racks of it stand. */
static bool concerns(const rfi_plan *plan, const rfi_api_plan_facts *facts,
                     const rfi_profile *profile)
{
    bool chosen = uses_profile(plan, profile);
    for (size_t i = 0; facts->certificate != NULL && i < facts->certificate->choice_count;
         i++) {
        chosen = chosen || facts->certificate->choices[i] == profile;
    }
    return chosen && profile != plan->profile;
}

static void write_inputs(rfi_text *text, const rfi_plan *plan,
                         const rfi_api_plan_facts *facts)
{
    const rf_site *site = facts->site;
    write_input(text, "site", site->name, site->model->digest);
    if (site->reference != NULL) {
        write_input(text, "reference", site->model->reference_id, site->reference->digest);
    }
    write_input(text, "profile", name_of(facts, plan->profile), plan->profile->digest);
    for (size_t i = 0; i < facts->profile_count; i++) {
        if (concerns(plan, facts, facts->profiles[i])) {
            write_input(text, "profile", facts->profile_names[i],
                        facts->profiles[i]->digest);
        }
    }
    if (site->climate != NULL) {
        write_input(text, "climate", site->climate->id, site->climate->digest);
    }
    if (plan->measures != NULL) {
        write_input(text, "measures", facts->measures, plan->measures->digest);
    }
}

static void write_installs(rfi_text *text, const rfi_plan *plan)
{
    for (size_t i = 0; i < plan->install_count; i++) {
        const rfi_install *install = &plan->installs[i];
        rfi_text_format(text, "  <install measure=\"%s\"", install->measure->id);
        if (install->hall != RFI_PLACE_SITE) {
            rfi_text_format(text, " hall=\"%s\"", plan->site->halls[install->hall].id);
        }
        rfi_text_format(text, " count=\"%lld\"/>\n", (long long)install->count);
    }
}

static void write_plan(rfi_text *text, const rfi_plan *plan,
                       const rfi_api_plan_facts *facts, const char *const *choice_names)
{
    write_root(text, plan, facts);
    write_inputs(text, plan, facts);
    rfi_text_add(text, "  <policy");
    for (size_t i = 0; i < RFI_SUBSYSTEMS; i++) {
        rfi_text_format(text, " %s=\"%s\"", policy_names[i], policy_words[plan->policy[i]]);
    }
    rfi_text_add(text, "/>\n");
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_hall_share *s = &plan->shares[i];
        rfi_text_format(text,
                        "  <share hall=\"%s\" converted=\"%lld\" pods=\"%lld\" "
                        "units=\"%lld\" most-pods=\"%lld\"",
                        s->hall->id, (long long)s->converted, (long long)s->pods,
                        (long long)s->units, (long long)s->most_pods);
        if (own_profile(plan, s) != NULL) {
            write_words(text, "profile", name_of(facts, s->profile));
        }
        rfi_text_add(text, "/>\n");
    }
    write_installs(text, plan);
    for (size_t i = 0; i < plan->floor_count; i++) {
        write_floor(text, &plan->floors[i]);
    }
    if (facts->certificate != NULL) {
        rfi_api_write_certificate(text, facts->certificate, choice_names);
    }
    rfi_text_add(text, "</plan>\n");
}

rf_code rfi_api_write_plan(const rfi_plan *plan, const rfi_api_plan_facts *facts,
                           rf_bytes *ret_xml)
{
    const rfi_api_certificate *certificate = facts->certificate;
    size_t choices = certificate == NULL ? 0 : certificate->choice_count;
    const char **choice_names = calloc(choices + 1, sizeof(*choice_names));
    if (choice_names == NULL) {
        return RF_E_NO_MEMORY;
    }
    bool named = name_of(facts, plan->profile) != NULL &&
                 (plan->measures == NULL || facts->measures != NULL);
    for (size_t i = 0; i < choices; i++) {
        choice_names[i] = name_of(facts, certificate->choices[i]);
        named = named && choice_names[i] != NULL;
    }
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_profile *own = own_profile(plan, &plan->shares[i]);
        named = named && (own == NULL || name_of(facts, own) != NULL);
    }
    rf_code code = RF_E_MISUSE;
    if (named) {
        rfi_text text = RFI_TEXT_INIT;
        write_plan(&text, plan, facts, choice_names);
        code = rfi_api_take(&text, ret_xml);
    }
    free(choice_names);
    return code;
}

rf_code rf_plan_write(const rf_evaluation *evaluation, size_t index, rf_bytes *ret_xml)
{
    if (index >= rf_evaluation_count(evaluation) || ret_xml == NULL) {
        return RF_E_MISUSE;
    }
    const rfi_judgement *j = &evaluation->model->judgements[index];
    const rfi_with_measures *m = j->with_measures;
    const rfi_retrofit *built =
        m == NULL || m->shown == RFI_ENDS ? NULL : m->plans[m->shown];
    const rfi_plan *plan = built == NULL ? j->plan : built->plan;
    if (plan == NULL || !(built == NULL ? j->checked : built->checked)) {
        return RF_E_NOT_FOUND;
    }
    const rfi_api_plan_facts facts = {
        .site = evaluation->site,
        .profiles = (const rfi_profile *const[]){j->profile},
        .profile_names = (const char *const[]){evaluation->profile_names[index]},
        .profile_count = 1,
        .measures = built == NULL ? NULL : evaluation->measures_name,
    };
    return rfi_api_write_plan(plan, &facts, ret_xml);
}

/* ---- verifying
 * ---------------------------------------------------------------------------- */

typedef struct verifier {
    rf_engine *engine;
    rfi_arena *arena;
    rfi_plan_file *file;
    rf_site *site;
    const rfi_site *plan_site; /* its halls one by one where measures are offered */
    rfi_profile **profiles;    /* in the order of the file */
    rfi_measures *measures;
    rf_diags *diags;
} verifier;

static bool digests_hold(const verifier *v)
{
    const rfi_plan_file *file = v->file;
    bool fine =
        rfi_api_same_digest("site", file->site_digest, v->site->model->digest, v->diags);
    for (size_t i = 0; i < file->profile_count; i++) {
        fine = rfi_api_same_digest("profile", file->profiles[i].digest,
                                   v->profiles[i]->digest, v->diags) &&
               fine;
    }
    if (v->measures != NULL) {
        fine = rfi_api_same_digest("measures", file->measures_digest, v->measures->digest,
                                   v->diags) &&
               fine;
    }
    if (v->site->reference != NULL) {
        fine = rfi_api_same_digest("reference design", file->reference_digest,
                                   v->site->reference->digest, v->diags) &&
               fine;
    }
    if (v->site->climate != NULL) {
        fine = rfi_api_same_digest("climate", file->climate_digest,
                                   v->site->climate->digest, v->diags) &&
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
    const rfi_hall *hall = rfi_site_hall(v->plan_site, id);
    if (hall == NULL) {
        rfi_diag(v->diags, RF_ERROR, RFI_D_ID_UNKNOWN, place, "the site has no hall \"%s\"",
                 id);
    }
    return hall;
}

/* The reader saw that it is one of them. */
static const rfi_profile *profile_named(const verifier *v, const char *path)
{
    const rfi_profile *found = NULL;
    for (size_t i = 0; path != NULL && i < v->file->profile_count; i++) {
        found = strcmp(v->file->profiles[i].path, path) == 0 ? v->profiles[i] : found;
    }
    return found;
}

static const rfi_measure *measure_named(const verifier *v, const char *id, rfi_place place)
{
    for (size_t i = 0; i < v->measures->count; i++) {
        if (strcmp(v->measures->items[i].id, id) == 0) {
            return &v->measures->items[i];
        }
    }
    rfi_diag(v->diags, RF_ERROR, RFI_D_ID_UNKNOWN, place, "there is no measure \"%s\"", id);
    return NULL;
}

static bool fill_installs(const verifier *v, rfi_plan *plan)
{
    plan->installs = RFI_ARRAY(v->arena, v->file->install_count + 1, rfi_install);
    bool fine = plan->installs != NULL;
    for (size_t i = 0; plan->installs != NULL && i < v->file->install_count; i++) {
        const struct rfi_plan_file_install *f = &v->file->installs[i];
        const rfi_hall *hall = f->hall == NULL ? NULL : hall_named(v, f->hall, f->place);
        const rfi_measure *measure = measure_named(v, f->measure, f->place);
        plan->installs[plan->install_count++] = (rfi_install){
            measure, hall == NULL ? RFI_PLACE_SITE : (size_t)(hall - v->plan_site->halls),
            f->count};
        fine = fine && measure != NULL && (f->hall == NULL || hall != NULL);
    }
    return fine;
}

/* Shares in the order of the site's halls; a hall without a share takes no pod. */
static bool fill_shares(const verifier *v, rfi_plan *plan)
{
    const rfi_site *site = v->plan_site;
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
                hall,         share->converted, share->pods,
                share->units, share->most_pods, profile_named(v, share->profile)};
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
            .fittings = f->fittings,
            .fitting_count = f->fitting_count,
            .route = f->route,
            .route_count = f->route_count,
            .route_width = f->route_width,
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

static rf_code check_named(const verifier *v, const char *plan)
{
    const rfi_plan_file *file = v->file;
    const rfi_api_named shared[] = {
        {"site", file->site_path, file->site_digest},
        {"reference design", file->reference_id, file->reference_digest},
        {"measures", file->measures_path, file->measures_digest}};
    rf_code code = RF_OK;
    for (size_t i = 0; code == RF_OK && i < sizeof(shared) / sizeof(shared[0]); i++) {
        code = rfi_api_named_check(v->engine, plan, &shared[i], v->diags);
    }
    for (size_t i = 0; code == RF_OK && i < file->profile_count; i++) {
        const rfi_api_named profile = {"profile", file->profiles[i].path,
                                       file->profiles[i].digest};
        code = rfi_api_named_check(v->engine, plan, &profile, v->diags);
    }
    return code;
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
        return rfi_api_unread(v->diags);
    }
    rf_code code = check_named(v, path);
    if (code == RF_OK) {
        code = rf_site_open(v->engine, v->file->site_path, v->file->reference_id, &v->site,
                            v->diags);
    }
    v->profiles = RFI_ARRAY(v->arena, v->file->profile_count + 1, rfi_profile *);
    if (code == RF_OK && v->profiles == NULL) {
        return RF_E_NO_MEMORY;
    }
    for (size_t i = 0; code == RF_OK && i < v->file->profile_count; i++) {
        v->profiles[i] =
            rfi_api_open_profile(v->engine, v->file->profiles[i].path, &code, v->diags);
    }
    if (code == RF_OK && v->file->measures_path != NULL) {
        v->measures =
            rfi_api_open_measures(v->engine, v->file->measures_path, &code, v->diags);
    }
    return code;
}

static void close_inputs(verifier *v)
{
    for (size_t i = 0; v->profiles != NULL && i < v->file->profile_count; i++) {
        rfi_profile_free(v->profiles[i]);
    }
    rfi_measures_free(v->measures);
    rf_site_free(v->site);
    rfi_plan_file_free(v->file);
    rfi_arena_free(v->arena);
}

/* The plan that the file tells, on its own site. */
static rf_code fill_plan(verifier *v, rfi_plan *plan)
{
    v->plan_site = v->measures == NULL ? v->site->model
                                       : rfi_site_apart(v->arena, v->site->model, NULL);
    if (v->plan_site == NULL) {
        return RF_E_NO_MEMORY;
    }
    *plan = (rfi_plan){.site = v->plan_site,
                       .profile = v->profiles[0],
                       .end = v->file->end,
                       .by = v->file->by,
                       .pods = v->file->pods,
                       .measures = v->measures,
                       .cost = v->file->cost,
                       .cost_stated = v->file->cost_stated};
    memcpy(plan->policy, v->file->policy, sizeof(plan->policy));
    bool fine = fill_shares(v, plan) && fill_floors(v, plan);
    fine = (v->measures == NULL || fill_installs(v, plan)) && fine;
    return fine ? RF_OK : rfi_api_unread(v->diags);
}

/* "12 pods of Pair of racks at the unfavourable end of all ranges, by 2027-12-31" */
static const char *claim_of(rfi_arena *arena, const rfi_plan *plan)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%lld %s of ", (long long)plan->pods,
                    plan->pods == 1 ? "pod" : "pods");
    rfi_text_add(&text, plan->profile->name);
    for (size_t i = 0; i < plan->share_count; i++) {
        const rfi_profile *own = own_profile(plan, &plan->shares[i]);
        bool said = own == NULL;
        for (size_t k = 0; k < i; k++) {
            said = said || own_profile(plan, &plan->shares[k]) == own;
        }
        rfi_text_add(&text, said ? "" : " and ");
        rfi_text_add(&text, said ? "" : own->name);
    }
    if (plan->install_count > 0) {
        rfi_text_format(&text, " with %zu %s of measures", plan->install_count,
                        plan->install_count == 1 ? "install" : "installs");
    }
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

/* The certificate of the file, when it has one: what it shows, or one more violation. */
static rf_code verify_certificate(const verifier *v, const rfi_plan *plan,
                                  const char **ret_wrong, const char **ret_shown)
{
    const struct rfi_plan_file_certificate *certificate = v->file->certificate;
    if (certificate == NULL) {
        return RF_OK;
    }
    const rfi_profile **choices =
        RFI_ARRAY(v->arena, certificate->choice_count + 1, const rfi_profile *);
    for (size_t i = 0; choices != NULL && i < certificate->choice_count; i++) {
        choices[i] = profile_named(v, certificate->choices[i].profile);
    }
    const rfi_api_certified what = {.certificate = certificate,
                                    .plan = plan,
                                    .site = v->site->model,
                                    .choices = choices,
                                    .measures = v->measures,
                                    .rules = &v->engine->rules,
                                    .bound = v->file->power_bound};
    return choices == NULL
               ? RF_E_NO_MEMORY
               : rfi_api_verify_certificate(v->arena, &what, ret_wrong, ret_shown);
}

static rf_code report_finding(const verifier *v, rfi_finding *finding, const rfi_plan *plan,
                              const char *path, rf_format format, rf_bytes *ret_report)
{
    const char *wrong = NULL;
    const char *shown = NULL;
    rf_code code = verify_certificate(v, plan, &wrong, &shown);
    rfi_table_violation *rows =
        RFI_ARRAY(v->arena, finding->violation_count + 1, rfi_table_violation);
    const char *claim = claim_of(v->arena, plan);
    if (code != RF_OK || rows == NULL || claim == NULL) {
        return RF_E_NO_MEMORY;
    }
    size_t count = finding->violation_count;
    for (size_t i = 0; i < count; i++) {
        const rfi_violation *violation = &finding->violations[i];
        rows[i] = (rfi_table_violation){rfi_violation_words(violation), violation->where,
                                        violation->message};
    }
    if (wrong != NULL) {
        rows[count++] = (rfi_table_violation){"certificate", "plan file", wrong};
    } else if (shown != NULL) {
        claim = rfi_arena_format(v->arena, "%s; %s", claim, shown);
    }
    const rfi_table_finding table = {path, finding->tested + (shown != NULL ? 1 : 0), rows,
                                     count, claim};
    rfi_text text = RFI_TEXT_INIT;
    if (format == RF_FORMAT_JSON) {
        rfi_table_finding_json(&table, &text);
    } else {
        rfi_table_finding_text(&table, NULL, &text);
    }
    finding->violation_count = count;
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
    rfi_plan plan;
    code = RF_E_CHECK;
    if (!digests_hold(&v) || !policy_holds(&v)) {
        goto out;
    }
    code = fill_plan(&v, &plan);
    if (code != RF_OK) {
        goto out;
    }
    rfi_finding finding;
    code = RF_E_NO_MEMORY;
    if (!rfi_check_plan(v.arena, &plan, &engine->rules, &finding)) {
        goto out;
    }
    code = report_finding(&v, &finding, &plan, path, format, ret_report);
    if (code == RF_OK && finding.violation_count > 0) {
        code = RF_E_CHECK;
    }
out:
    if (rfi_arena_failed(v.arena)) {
        rf_bytes_free(ret_report);
        code = RF_E_NO_MEMORY;
    }
    close_inputs(&v);
    return code;
}
