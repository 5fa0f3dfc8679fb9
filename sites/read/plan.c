/* SPDX-License-Identifier: MIT */
/* The plan document: what was written by an evaluation, to be verified from files alone. */
#include <string.h>

#include "sites/read/parts.h"

static const char *const end_words[] = {"unfavourable", "base", "favourable", NULL};
static const char *const role_words[] = {"site",    "reference", "profile",
                                         "climate", "measures",  NULL};
static const char *const along_words[] = {"x", "y", NULL};
static const char *const aisle_words[] = {"cold", "hot", NULL};
static const char *const fitting_words[] = {"panel", "busway", "tray", "manifold", NULL};
static const char *const side_words[] = {"", "A", "B", NULL};
static const char *const facing_words[] = {"up", "down", "right", "left", NULL};
static const char *const support_words[] = {"network", "storage", "management", "cdu",
                                            NULL};

typedef struct rfi_plan_file_share plan_share;
typedef struct rfi_plan_file_floor plan_floor;
typedef struct rfi_plan_file_install plan_install;
typedef struct rfi_plan_file_certificate plan_certificate;
typedef struct rfi_plan_file_choice plan_choice;
typedef struct rfi_plan_file_multiplier plan_multiplier;

static const rfi_row root_rows[] = {
    RFI_ROW_CHOICE(rfi_plan_file, end, "end", end_words, true),
    RFI_ROW_TEXT(rfi_plan_file, by, "by", DAY, true),
    RFI_ROW_WHOLE(rfi_plan_file, pods, "pods", COUNT, true),
    RFI_ROW_WHOLE(rfi_plan_file, cost, "cost", MONEY, false),
    RFI_ROW_WHOLE(rfi_plan_file, power_bound, "bound", POWER, false),
    RFI_ROW_WHOLE(rfi_plan_file, power_claimed, "claimed", POWER, false),
    RFI_ROW_TEXT(rfi_plan_file, claimed_by, "claimed-by", WORDS, false),
    RFI_ROW_TEXT(rfi_plan_file, engine, "engine", WORDS, false),
    RFI_ROW_END,
};

typedef enum input_role {
    ROLE_SITE,
    ROLE_REFERENCE,
    ROLE_PROFILE,
    ROLE_CLIMATE,
    ROLE_MEASURES,
    ROLES
} input_role;

typedef struct plan_input {
    input_role role;
    const char *path, *digest;
} plan_input;

static const rfi_row input_rows[] = {
    RFI_ROW_CHOICE(plan_input, role, "role", role_words, true),
    RFI_ROW_TEXT(plan_input, path, "path", WORDS, true),
    RFI_ROW_TEXT(plan_input, digest, "digest", DIGEST, true),
    RFI_ROW_END,
};

static const rfi_row share_rows[] = {
    {.attribute = "hall",
     .value = RFI_VALUE_NAME,
     .offset = offsetof(plan_share, hall),
     .required = true},
    RFI_ROW_WHOLE(plan_share, converted, "converted", COUNT, true),
    RFI_ROW_WHOLE(plan_share, pods, "pods", COUNT, true),
    RFI_ROW_WHOLE(plan_share, units, "units", COUNT, true),
    RFI_ROW_WHOLE(plan_share, most_pods, "most-pods", COUNT, true),
    RFI_ROW_TEXT(plan_share, profile, "profile", WORDS, false),
    RFI_ROW_END,
};

static const rfi_row install_rows[] = {
    {.attribute = "measure",
     .value = RFI_VALUE_NAME,
     .offset = offsetof(plan_install, measure),
     .required = true},
    {.attribute = "hall", .value = RFI_VALUE_NAME, .offset = offsetof(plan_install, hall)},
    RFI_ROW_WHOLE(plan_install, count, "count", COUNT, true),
    RFI_ROW_END,
};

static const rfi_row floor_rows[] = {
    {.attribute = "hall",
     .value = RFI_VALUE_NAME,
     .offset = offsetof(plan_floor, hall),
     .required = true},
    {.attribute = "along",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(plan_floor, along_y),
     .required = true,
     .choices = along_words},
    RFI_ROW_WHOLE(plan_floor, rows, "rows", COUNT, true),
    RFI_ROW_WHOLE(plan_floor, pods, "pods", COUNT, true),
    RFI_ROW_WHOLE(plan_floor, bound, "bound", COUNT, true),
    RFI_ROW_WHOLE(plan_floor, cold, "cold-aisle", LENGTH, true),
    RFI_ROW_WHOLE(plan_floor, hot, "hot-aisle", LENGTH, true),
    RFI_ROW_WHOLE(plan_floor, perimeter, "perimeter", LENGTH, true),
    RFI_ROW_TEXT(plan_floor, bound_reason, "reason", WORDS, false),
    RFI_ROW_WHOLE(plan_floor, route_width, "route-width", LENGTH, false),
    RFI_ROW_END,
};

/* rfi_rect is corner then size, each laid out like a point */
_Static_assert(offsetof(rfi_rect, y) == offsetof(rfi_rect, x) + offsetof(rfi_point, y) &&
                   offsetof(rfi_rect, height) ==
                       offsetof(rfi_rect, width) + offsetof(rfi_point, y),
               "a rectangle is read as two points");

static const rfi_row rack_rows[] = {
    RFI_ROW_WHOLE(rfi_placed, row, "row", COUNT, true),
    RFI_ROW_WHOLE(rfi_placed, unit, "unit", COUNT, true),
    RFI_ROW_WHOLE(rfi_placed, pod, "pod", COUNT, true),
    RFI_ROW_WHOLE(rfi_placed, rack, "rack", COUNT, true),
    RFI_ROW_WHOLE(rfi_placed, zone, "zone", COUNT, false),
    RFI_ROW_CHOICE(rfi_placed, support, "support", support_words, false),
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_placed, rect.x),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_placed, rect.width),
     .required = true,
     .read = rfi_read_size_row},
    RFI_ROW_CHOICE(rfi_placed, front, "front", facing_words, true),
    RFI_ROW_END,
};

static const rfi_row aisle_rows[] = {
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_aisle, rect.x),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_aisle, rect.width),
     .required = true,
     .read = rfi_read_size_row},
    {.attribute = "kind",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(rfi_aisle, hot),
     .required = true,
     .choices = aisle_words},
    RFI_ROW_END,
};

typedef struct plan_leg {
    rfi_rect rect;
    int64_t from; /* counted from 1 */
    const char *entry;
} plan_leg;

static const rfi_row leg_rows[] = {
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(plan_leg, rect.x),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(plan_leg, rect.width),
     .required = true,
     .read = rfi_read_size_row},
    {.attribute = "from",
     .value = RFI_VALUE_WHOLE,
     .offset = offsetof(plan_leg, from),
     .dimension = RFI_DIM_COUNT,
     .least = 1,
     .most = 1000000},
    RFI_ROW_TEXT(plan_leg, entry, "entry", WORDS, false),
    RFI_ROW_END,
};

static const rfi_row fitting_rows[] = {
    RFI_ROW_CHOICE(rfi_fitting, kind, "kind", fitting_words, true),
    RFI_ROW_WHOLE(rfi_fitting, row, "row", COUNT, false),
    RFI_ROW_WHOLE(rfi_fitting, zone, "zone", COUNT, false),
    RFI_ROW_CHOICE(rfi_fitting, side, "side", side_words, false),
    {.attribute = "at",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_fitting, rect.x),
     .required = true,
     .read = rfi_read_point_row},
    {.attribute = "size",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(rfi_fitting, rect.width),
     .required = true,
     .read = rfi_read_size_row},
    RFI_ROW_END,
};

static const char *const stated_words[] = {"no", "yes", NULL};
static const char *const by_words[] = {"variable", "block", NULL};

static const rfi_row certificate_rows[] = {
    RFI_ROW_WHOLE(plan_certificate, most, "most", POWER, false),
    RFI_ROW_WHOLE(plan_certificate, least, "least", MONEY, false),
    {.attribute = "date-stated",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(plan_certificate, date_stated),
     .required = true,
     .choices = stated_words},
    {.attribute = "by",
     .value = RFI_VALUE_FLAG,
     .offset = offsetof(plan_certificate, by_block),
     .required = true,
     .choices = by_words},
    RFI_ROW_WHOLE(plan_certificate, budget, "budget", MONEY, false),
    RFI_ROW_WHOLE(plan_certificate, target, "target", POWER, false),
    RFI_ROW_WHOLE(plan_certificate, shift, "shift", COUNT, true),
    RFI_ROW_END,
};

static const rfi_row choice_rows[] = {
    RFI_ROW_TEXT(plan_choice, profile, "profile", WORDS, true),
    RFI_ROW_END,
};

static void read_times(rfi_reader *reader, const rfi_row *row,
                       const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                       void *object);

static const rfi_row multiplier_rows[] = {
    RFI_ROW_WHOLE(plan_multiplier, row, "row", COUNT, true),
    RFI_ROW_TEXT(plan_multiplier, name, "name", WORDS, true),
    {.attribute = "times",
     .value = RFI_VALUE_OWN,
     .offset = offsetof(plan_multiplier, times),
     .required = true,
     .read = read_times},
    RFI_ROW_END,
};

static const rfi_child root_children[] = {
    {"input", false, true},    {"policy", true, true},  {"share", false, false},
    {"install", false, false}, {"floor", false, false}, {"certificate", true, false},
    {NULL, false, false},
};
static const rfi_child certificate_children[] = {
    {"choice", false, true},
    {"multiplier", false, false},
    {NULL, false, false},
};
static const rfi_child floor_children[] = {
    {"rack", false, false}, {"aisle", false, false}, {"fitting", false, false},
    {"leg", false, false},  {NULL, false, false},
};

static const rfi_vocabulary root_vocabulary = {"plan", root_rows, root_children};
static const rfi_vocabulary input_vocabulary = {"input", input_rows, NULL};
static const rfi_vocabulary share_vocabulary = {"share", share_rows, NULL};
static const rfi_vocabulary install_vocabulary = {"install", install_rows, NULL};
static const rfi_vocabulary floor_vocabulary = {"floor", floor_rows, floor_children};
static const rfi_vocabulary rack_vocabulary = {"rack", rack_rows, NULL};
static const rfi_vocabulary aisle_vocabulary = {"aisle", aisle_rows, NULL};
static const rfi_vocabulary leg_vocabulary = {"leg", leg_rows, NULL};
static const rfi_vocabulary certificate_vocabulary = {"certificate", certificate_rows,
                                                      certificate_children};
static const rfi_vocabulary choice_vocabulary = {"choice", choice_rows, NULL};
static const rfi_vocabulary multiplier_vocabulary = {"multiplier", multiplier_rows, NULL};
static const rfi_vocabulary fitting_vocabulary = {"fitting", fitting_rows, NULL};

/* ---- inputs ---------------------------------------------------------------------------
 */

static void keep_input(rfi_plan_file *plan, const plan_input *input)
{
    switch (input->role) {
    case ROLE_SITE:
        plan->site_path = input->path;
        plan->site_digest = input->digest;
        break;
    case ROLE_REFERENCE:
        plan->reference_id = input->path;
        plan->reference_digest = input->digest;
        break;
    case ROLE_PROFILE:
        plan->profiles[plan->profile_count++] =
            (struct rfi_plan_file_input){input->path, input->digest};
        plan->profile_path = plan->profiles[0].path;
        plan->profile_digest = plan->profiles[0].digest;
        break;
    case ROLE_MEASURES:
        plan->measures_path = input->path;
        plan->measures_digest = input->digest;
        break;
    case ROLE_CLIMATE:
        plan->climate_digest = input->digest;
        break;
    case ROLES:
        break;
    }
}

static void read_input(rfi_reader *reader, const rfi_xml_element *element, bool seen[ROLES],
                       rfi_plan_file *plan)
{
    plan_input input = {.role = ROLE_SITE};
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &input_vocabulary, &input, "input");
    if (reader->report.errors != errors) {
        return;
    }
    bool again = seen[input.role] && input.role != ROLE_PROFILE;
    for (size_t i = 0; input.role == ROLE_PROFILE && i < plan->profile_count; i++) {
        again = again || strcmp(plan->profiles[i].path, input.path) == 0;
    }
    if (again) {
        rfi_report_error(&reader->report, RFI_D_ELEMENT_REPEATED, element->place,
                         "a second input of the role \"%s\"", role_words[input.role]);
        return;
    }
    seen[input.role] = true;
    keep_input(plan, &input);
}

/* ---- floors ---------------------------------------------------------------------------
 */

static void read_rack(rfi_reader *reader, const rfi_xml_element *element,
                      rfi_placed *placed)
{
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &rack_vocabulary, placed, "rack");
    const rfi_xml_attribute *support = rfi_attribute(element, "support");
    if (reader->report.errors != errors) {
        return;
    }
    if (placed->pod == 0 && support == NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                         "\"rack\" has no \"support\", which is required when pod is 0");
    } else if (placed->pod != 0 && support != NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, support->place,
                         "\"support\" is an attribute of racks of no pod only");
    }
}

/* A leg continues another or starts where racks come in. */
static void read_leg(rfi_reader *reader, const rfi_xml_element *element, rfi_route_leg *leg)
{
    plan_leg read = {0};
    size_t errors = reader->report.errors;
    rfi_read_element(reader, element, &leg_vocabulary, &read, "leg");
    bool continues = rfi_attribute(element, "from") != NULL;
    if (reader->report.errors == errors && continues == (read.entry != NULL)) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                         "\"leg\" states either \"from\" or \"entry\"");
    }
    *leg = (rfi_route_leg){read.rect, continues ? (size_t)(read.from - 1) : SIZE_MAX,
                           read.entry};
}

static void read_floor(rfi_reader *reader, const rfi_xml_element *element,
                       plan_floor *floor)
{
    rfi_read_element(reader, element, &floor_vocabulary, floor, "floor");
    floor->placed =
        rfi_reader_array(reader, rfi_count_children(element, "rack"), sizeof(rfi_placed));
    floor->aisles =
        rfi_reader_array(reader, rfi_count_children(element, "aisle"), sizeof(rfi_aisle));
    floor->route =
        rfi_reader_array(reader, rfi_count_children(element, "leg"), sizeof(rfi_route_leg));
    floor->fittings = rfi_reader_array(reader, rfi_count_children(element, "fitting"),
                                       sizeof(rfi_fitting));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "rack")) {
            read_rack(reader, c, &floor->placed[floor->placed_count++]);
        } else if (rfi_is(c, "aisle")) {
            rfi_read_element(reader, c, &aisle_vocabulary,
                             &floor->aisles[floor->aisle_count++], "aisle");
        } else if (rfi_is(c, "leg")) {
            read_leg(reader, c, &floor->route[floor->route_count++]);
        } else if (rfi_is(c, "fitting")) {
            rfi_read_element(reader, c, &fitting_vocabulary,
                             &floor->fittings[floor->fitting_count++], "fitting");
        }
    }
}

/* ---- certificate ----------------------------------------------------------------------
 */

/* Digits only: multipliers are beyond what any quantity counts. Eighteen fit 64 bits. */
static void read_times(rfi_reader *reader, const rfi_row *row,
                       const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                       void *object)
{
    (void)element;
    int64_t times = 0;
    bool fine =
        attribute->length > 0 && attribute->length <= 18 && attribute->value[0] != '0';
    for (size_t i = 0; fine && i < attribute->length; i++) {
        char digit = attribute->value[i];
        fine = digit >= '0' && digit <= '9';
        times = fine ? times * 10 + (digit - '0') : 0;
    }
    if (!fine) {
        char quoted[RFI_QUOTE_SIZE];
        rfi_report_error(&reader->report, RFI_D_VALUE_SYNTAX, attribute->value_place,
                         "\"%s\" is not a whole number above zero of up to 18 digits",
                         rfi_quote(quoted, attribute->value, attribute->length));
        return;
    }
    memcpy((char *)object + row->offset, &times, sizeof(times));
}

/* One of most and least. */
static void check_sides(rfi_reader *reader, const rfi_xml_element *element,
                        plan_certificate *certificate)
{
    const rfi_xml_attribute *least = rfi_attribute(element, "least");
    bool most = rfi_attribute(element, "most") != NULL;
    certificate->of_cost = least != NULL;
    certificate->budget_stated = rfi_attribute(element, "budget") != NULL;
    if (most && least != NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_UNKNOWN, least->place,
                         "\"certificate\" has \"most\" or \"least\", not both");
    } else if (!most && least == NULL) {
        rfi_report_error(&reader->report, RFI_D_ATTRIBUTE_MISSING, element->place,
                         "\"certificate\" has neither \"most\" nor \"least\"");
    }
}

static void read_certificate(rfi_reader *reader, const rfi_xml_element *element,
                             rfi_plan_file *plan)
{
    plan_certificate *own = rfi_reader_array(reader, 1, sizeof(*own));
    if (own == NULL) {
        return;
    }
    plan->certificate = own;
    rfi_read_element(reader, element, &certificate_vocabulary, own, "certificate");
    check_sides(reader, element, own);
    own->choices = rfi_reader_array(reader, rfi_count_children(element, "choice"),
                                    sizeof(plan_choice));
    own->multipliers = rfi_reader_array(reader, rfi_count_children(element, "multiplier"),
                                        sizeof(plan_multiplier));
    for (const rfi_xml_element *c = element->children; c != NULL && !reader->memory;
         c = c->next) {
        if (rfi_is(c, "choice")) {
            rfi_read_element(reader, c, &choice_vocabulary,
                             &own->choices[own->choice_count++], "choice");
        } else if (rfi_is(c, "multiplier")) {
            plan_multiplier *next = &own->multipliers[own->multiplier_count++];
            rfi_read_element(reader, c, &multiplier_vocabulary, next, "multiplier");
            if (next->row <= (own->multiplier_count > 1 ? next[-1].row : 0)) {
                rfi_report_error(&reader->report, RFI_D_VALUE_RANGE, c->place,
                                 "rows of multipliers count from 1 and rise");
            }
        }
    }
}

/* ---- root -----------------------------------------------------------------------------
 */

static void read_child(rfi_reader *reader, const rfi_xml_element *child, bool seen[ROLES],
                       rfi_plan_file *plan)
{
    if (rfi_is(child, "input")) {
        read_input(reader, child, seen, plan);
    } else if (rfi_is(child, "policy")) {
        rfi_read_element(reader, child, &rfi_policy_vocabulary, plan->policy, "policy");
    } else if (rfi_is(child, "share")) {
        plan_share *share = &plan->shares[plan->share_count++];
        share->place = child->place;
        rfi_read_element(reader, child, &share_vocabulary, share, "share");
    } else if (rfi_is(child, "install")) {
        plan_install *install = &plan->installs[plan->install_count++];
        install->place = child->place;
        rfi_read_element(reader, child, &install_vocabulary, install, "install");
    } else if (rfi_is(child, "floor")) {
        read_floor(reader, child, &plan->floors[plan->floor_count++]);
    } else if (rfi_is(child, "certificate") && plan->certificate == NULL) {
        read_certificate(reader, child, plan);
    }
}

static void check_inputs(rfi_reader *reader, const bool seen[ROLES])
{
    static const input_role needed[] = {ROLE_SITE, ROLE_PROFILE};
    for (size_t i = 0; i < 2; i++) {
        if (!seen[needed[i]]) {
            rfi_report_error(&reader->report, RFI_D_ELEMENT_MISSING, reader->root->place,
                             "\"plan\" has no input of the role \"%s\"",
                             role_words[needed[i]]);
        }
    }
}

static void check_profile(rfi_reader *reader, const rfi_plan_file *plan, const char *path,
                          rfi_place place)
{
    bool there = path == NULL;
    for (size_t k = 0; k < plan->profile_count && !there; k++) {
        there = strcmp(plan->profiles[k].path, path) == 0;
    }
    if (!there) {
        rfi_report_error(&reader->report, RFI_D_ID_UNKNOWN, place,
                         "profile=\"%s\" is no input of the role \"profile\"", path);
    }
}

/* Shares and choices name one of the profiles; installs are of a catalogue, each place
 * once. */
static void check_names(rfi_reader *reader, const rfi_plan_file *plan)
{
    rfi_names installs = {0};
    for (size_t i = 0; i < plan->share_count; i++) {
        check_profile(reader, plan, plan->shares[i].profile, plan->shares[i].place);
    }
    for (size_t i = 0; plan->certificate != NULL && i < plan->certificate->choice_count;
         i++) {
        check_profile(reader, plan, plan->certificate->choices[i].profile,
                      reader->root->place);
    }
    for (size_t i = 0; i < plan->install_count && !reader->memory; i++) {
        const plan_install *install = &plan->installs[i];
        const char *key = rfi_arena_format(reader->arena, "%s in %s", install->measure,
                                           install->hall == NULL ? "-" : install->hall);
        reader->memory = reader->memory || key == NULL;
        rfi_names_add(reader, &installs, key, 0, install->place, NULL);
    }
    rfi_names_unique(reader, &installs, "install,");
    bool needs = plan->install_count > 0 || plan->certificate != NULL;
    if (needs && plan->measures_path == NULL) {
        rfi_report_error(&reader->report, RFI_D_ELEMENT_MISSING, reader->root->place,
                         "\"plan\" has %s and no input of the role \"measures\"",
                         plan->install_count > 0 ? "installs" : "a certificate");
    }
}

/* A hall of the plan has one share and at most one floor. */
static void check_halls(rfi_reader *reader, const rfi_plan_file *plan)
{
    rfi_names shares = {0};
    rfi_names floors = {0};
    for (size_t i = 0; i < plan->share_count; i++) {
        rfi_names_add(reader, &shares, plan->shares[i].hall, 0, plan->shares[i].place,
                      NULL);
    }
    size_t next = 0;
    for (const rfi_xml_element *c = reader->root->children; c != NULL; c = c->next) {
        if (rfi_is(c, "floor")) {
            rfi_names_add(reader, &floors, plan->floors[next++].hall, 0, c->place, NULL);
        }
    }
    rfi_names_unique(reader, &shares, "hall of a share,");
    rfi_names_unique(reader, &floors, "hall of a floor,");
}

static void read_root(rfi_reader *reader, rfi_plan_file *plan)
{
    const rfi_xml_element *root = reader->root;
    bool seen[ROLES] = {false};
    size_t errors = reader->report.errors;
    rfi_read_element(reader, root, &root_vocabulary, plan, "plan");
    plan->cost_stated = rfi_attribute(root, "cost") != NULL;
    plan->profiles = rfi_reader_array(reader, rfi_count_children(root, "input"),
                                      sizeof(struct rfi_plan_file_input));
    plan->installs =
        rfi_reader_array(reader, rfi_count_children(root, "install"), sizeof(plan_install));
    plan->shares =
        rfi_reader_array(reader, rfi_count_children(root, "share"), sizeof(plan_share));
    plan->floors =
        rfi_reader_array(reader, rfi_count_children(root, "floor"), sizeof(plan_floor));
    for (const rfi_xml_element *c = root->children; c != NULL && !reader->memory;
         c = c->next) {
        read_child(reader, c, seen, plan);
    }
    if (reader->memory) {
        return;
    }
    if (reader->report.errors == errors) {
        check_inputs(reader, seen);
        check_names(reader, plan);
    }
    check_halls(reader, plan);
}

rfi_plan_file *rfi_read_plan(const char *file, const char *bytes, size_t size,
                             rf_diags *diags)
{
    rfi_reader reader;
    rfi_plan_file *plan = NULL;
    if (rfi_reader_open(&reader, RFI_DOCUMENT_PLAN, file, bytes, size, diags)) {
        plan = rfi_reader_array(&reader, 1, sizeof(rfi_plan_file));
    }
    if (plan != NULL) {
        plan->arena = reader.arena;
        read_root(&reader, plan);
    }
    return rfi_reader_close(&reader) ? plan : NULL;
}

void rfi_plan_file_free(rfi_plan_file *plan)
{
    if (plan != NULL) {
        rfi_arena_free(plan->arena);
    }
}
