/* SPDX-License-Identifier: MIT */
#include "reports/diagram/campus_parts.h"

#include <math.h>

#include "planner/base/checked.h"

/* ---- on the paper -----------------------------------------------------------------------
 */

static double paper_x(const rfi_campus *campus, int64_t x)
{
    return campus->x + (double)(x - campus->bounds.x) / (double)campus->scale;
}

static double paper_y(const rfi_campus *campus, int64_t y)
{
    return campus->y +
           (double)(campus->bounds.y + campus->bounds.height - y) / (double)campus->scale;
}

static rfi_box paper_box(const rfi_campus *campus, const rfi_rect *rect)
{
    return (rfi_box){paper_x(campus, rect->x), paper_y(campus, rect->y + rect->height),
                     (double)rect->width / (double)campus->scale,
                     (double)rect->height / (double)campus->scale};
}

/* ---- footprints -------------------------------------------------------------------------
 */

static bool takes_racks(const rfi_footprint *footprint)
{
    return footprint->share != NULL && footprint->instance <= footprint->share->converted;
}

static rfi_look look_of(const rfi_campus *campus, const rfi_footprint *footprint)
{
    rfi_family_look family = rfi_family_looks(campus->task->judgement->profile->family);
    bool unknown = footprint->corner_count == 0;
    if (takes_racks(footprint)) {
        return (rfi_look){
            .fill = rfi_tint(family.fill, 0.2),
            .hatch = family.hatch,
            .hatch_ink = rfi_tint(family.line, 0.45),
            .pitch = 2,
            .pen = {RFI_INK_WALL, RFI_BOLD, unknown ? RFI_DASH_CLEARANCE : RFI_DASH_SOLID}};
    }
    bool mines = footprint->hall->load_count > 0;
    return (rfi_look){
        .fill = RFI_INK_WHITE,
        .hatch = mines ? RFI_HATCH_CROSS : RFI_HATCH_NONE,
        .hatch_ink = RFI_INK_RULE,
        .pitch = 2,
        .pen = {RFI_INK_WALL, RFI_BROAD, unknown ? RFI_DASH_CLEARANCE : RFI_DASH_SOLID}};
}

static const char *pods_words(rfi_campus *campus, const rfi_footprint *footprint)
{
    const rfi_hall_share *share = footprint->share;
    if (!takes_racks(footprint)) {
        return footprint->hall->load_count > 0 ? "mining" : "no racks";
    }
    bool alike = rfi_mul(share->converted, share->most_pods) == share->pods;
    return rfi_arena_format(campus->arena, "%s%lld pod%s",
                            alike || footprint->instance == 1 ? "" : "\u2264 ",
                            (long long)share->most_pods, share->most_pods == 1 ? "" : "s");
}

static const char *name_words(rfi_campus *campus, const rfi_footprint *footprint)
{
    const char *title = rfi_hall_title(campus->arena, footprint->hall, true);
    bool many = rfi_known(&footprint->hall->count) && footprint->hall->count.base > 1;
    return many ? rfi_arena_format(campus->arena, "%s %lld", title,
                                   (long long)footprint->instance)
                : title;
}

/* Name over pods in the middle of the footprint, on white; the number alone where the name
 * is too wide. */
static void label_footprint(rfi_campus *campus, const rfi_footprint *footprint, rfi_box box)
{
    const rfi_letters name = {RFI_FACE_STRONG, 6.4, 0, RFI_CENTRE, false, 0};
    const rfi_letters pods = {RFI_FACE_PLAIN, 5.8, RFI_INK_TEXT, RFI_CENTRE, false, 0};
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    const char *number =
        rfi_arena_format(campus->arena, "%lld", (long long)footprint->instance);
    const char *words[] = {name_words(campus, footprint), number};
    const char *load = pods_words(campus, footprint);
    bool two = box.height > 7 && load != NULL &&
               rfi_measure_text(campus->drawing, &pods, load).width < box.width - 1;
    for (size_t i = 0; i < 2; i++) {
        rfi_spot spot = {x, y + (two ? -0.5 : 0.8)};
        if (words[i] == NULL || box.height < 3 ||
            rfi_measure_text(campus->drawing, &name, words[i]).width > box.width - 1) {
            continue;
        }
        rfi_place_label(&campus->labels, &spot, 1, words[i], &name, 0.4, RFI_INK_WHITE);
        break;
    }
    if (two) {
        rfi_spot spot = {x, y + 2.7};
        rfi_place_label(&campus->labels, &spot, 1, load, &pods, 0.3, RFI_INK_WHITE);
    }
}

static void draw_footprint(rfi_campus *campus, const rfi_footprint *footprint)
{
    rfi_drawing *drawing = campus->drawing;
    rfi_look look = look_of(campus, footprint);
    rfi_box box = paper_box(campus, &footprint->bounds);
    rfi_open_group(drawing,
                   rfi_arena_format(campus->arena, "%s-%lld", footprint->hall->id,
                                    (long long)footprint->instance),
                   name_words(campus, footprint), pods_words(campus, footprint));
    if (footprint->corner_count == 0) {
        rfi_draw_rect(drawing, box, &look);
    } else {
        for (size_t i = 0; i < footprint->corner_count; i++) {
            double x = paper_x(campus, footprint->corners[i].x);
            double y = paper_y(campus, footprint->corners[i].y);
            if (i == 0) {
                rfi_move(drawing, x, y);
            } else {
                rfi_line(drawing, x, y);
            }
        }
        rfi_close_path(drawing);
        rfi_draw_path(drawing, &look);
    }
    rfi_close_group(drawing);
    label_footprint(campus, footprint, box);
}

/* "no racks", "takes 26 pods" of a hall, "2 take 102 pods" of several. */
static const char *kind_takes(rfi_campus *campus, const rfi_hall_share *share, bool one)
{
    if (share == NULL || share->pods == 0) {
        return "no racks";
    }
    const char *pods = share->pods == 1 ? "pod" : "pods";
    return one ? rfi_arena_format(campus->arena, "takes %lld %s", (long long)share->pods,
                                  pods)
               : rfi_arena_format(
                     campus->arena, "%lld take%s %lld %s", (long long)share->converted,
                     share->converted == 1 ? "s" : "", (long long)share->pods, pods);
}

/* Above the first of a kind: its name, how many halls, what they take. */
static void name_kind(rfi_campus *campus, const rfi_footprint *first)
{
    const rfi_hall *hall = first->hall;
    const rfi_hall_share *share = first->share;
    rfi_box box = paper_box(campus, &first->bounds);
    bool counted = rfi_known(&hall->count) || hall->count.state == RFI_ABSENT;
    int64_t halls = rfi_known(&hall->count) ? hall->count.base : 1;
    const char *words = rfi_arena_format(
        campus->arena, RFI_STRONG_ON "%s" RFI_STRONG_OFF "  %s hall%s%s, %s",
        rfi_hall_title(campus->arena, hall, true),
        counted ? rfi_arena_format(campus->arena, "%lld", (long long)halls) : "?",
        counted && halls == 1 ? "" : "s",
        first->corner_count == 0 ? ", outline unknown" : "",
        kind_takes(campus, share, counted && halls == 1));
    const rfi_letters letters = {RFI_FACE_PLAIN, 6.4, 0, RFI_LEFT, false, 0};
    rfi_draw_fitted(campus->drawing, box.x, box.y - 1.2,
                    campus->zone.x + campus->zone.width - box.x, words == NULL ? "" : words,
                    &letters, 5.2);
}

/* From the supply to every row of arranged halls; routes are not stated. */
static void draw_feeders(rfi_campus *campus)
{
    const rfi_pen pen = {RFI_INK_POWER, RFI_BOLD, RFI_DASH_SOLID};
    double x = campus->zone.x - 6;
    double top = campus->zone.y + 6;
    double last = top;
    for (size_t i = 0; i < campus->count; i++) {
        const rfi_footprint *one = &campus->footprints[i];
        bool begins = i == 0 || one->bounds.y + one->bounds.height !=
                                    campus->footprints[i - 1].bounds.y +
                                        campus->footprints[i - 1].bounds.height;
        if (begins) {
            rfi_box box = paper_box(campus, &one->bounds);
            last = box.y + box.height / 2;
            rfi_draw_line(campus->drawing, x, last, box.x, last,
                          (rfi_pen){RFI_INK_POWER, RFI_BROAD, RFI_DASH_SOLID});
        }
    }
    rfi_draw_line(campus->drawing, x - 4, top, x, top, pen);
    rfi_draw_line(campus->drawing, x, fmin(top, last), x, fmax(top, last), pen);
}

static void draw_halls(rfi_campus *campus)
{
    rfi_open_group(campus->drawing, "campus", campus->task->evaluation->site->name,
                   campus->placed ? "to scale" : "halls arranged, places not stated");
    if (!campus->placed && campus->task->evaluation->site->interconnect_count > 0) {
        draw_feeders(campus);
    }
    for (size_t i = 0; i < campus->count; i++) {
        const rfi_footprint *one = &campus->footprints[i];
        draw_footprint(campus, one);
        if (!campus->placed && one->instance == 1) {
            name_kind(campus, one);
        }
    }
    rfi_close_group(campus->drawing);
}

/* ---- words ------------------------------------------------------------------------------
 */

static void add_power(rfi_text *text, int64_t milliwatt)
{
    const rfi_unit *unit = rfi_unit_for(RFI_DIM_POWER, milliwatt);
    rfi_print_number(text, milliwatt, unit, 3, RFI_ROUND_DOWN, true);
    rfi_text_format(text, RFI_THIN_SPACE "%s critical IT", unit->label);
}

static const char *title_of(rfi_campus *campus)
{
    const rfi_judgement *judgement = campus->task->judgement;
    const rfi_plan *plan = judgement->plan;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%s: ", campus->task->evaluation->site->name);
    if (plan == NULL || plan->pods == 0) {
        rfi_text_format(&text,
                        judgement->verdict == RF_VERDICT_NO_FIT
                            ? "no fit as it stands; no pod %s can be placed"
                            : "no pod %s in this plan",
                        judgement->profile->name);
    } else {
        int64_t converted = 0;
        for (size_t i = 0; i < plan->share_count; i++) {
            converted += plan->shares[i].converted;
        }
        rfi_text_format(&text, "%lld pod%s %s in %lld hall%s, ", (long long)plan->pods,
                        plan->pods == 1 ? "" : "s", judgement->profile->name,
                        (long long)converted, converted == 1 ? "" : "s");
        add_power(&text, judgement->cases[plan->end].it_power);
        rfi_text_add(&text, plan->end == RFI_END_UNFAVOURABLE ? "" : ", ");
        rfi_text_add(&text, plan->end == RFI_END_UNFAVOURABLE ? ""
                            : plan->end == RFI_END_BASE       ? "base case only"
                                                              : "favourable case only");
    }
    const char *words = rfi_arena_copy(campus->arena, text.data == NULL ? "" : text.data);
    rfi_text_finish(&text);
    return words == NULL ? "" : words;
}

static const char *subtitle_of(rfi_campus *campus)
{
    return campus->placed
               ? "Halls where the site states them; supply, plants and links schematic"
               : "Places of the halls are not stated: arranged by kind, each footprint to "
                 "scale; supply, plants and links schematic";
}

/* ---- foot -------------------------------------------------------------------------------
 */

static void draw_key(rfi_campus *campus, double x, double y)
{
    const rfi_footprint with = {.hall = campus->footprints[0].hall,
                                .share = &(rfi_hall_share){.converted = 1},
                                .instance = 1,
                                .corner_count = 4};
    rfi_footprint without = with;
    without.share = NULL;
    const rfi_footprint *const kinds[] = {&with, &without};
    static const char *const words[] = {"takes racks", "stays as it is"};
    const rfi_letters body = {RFI_FACE_PLAIN, 6.2, 0, RFI_LEFT, false, 0};
    for (size_t i = 0; i < 2; i++) {
        const rfi_look look = look_of(campus, kinds[i]);
        rfi_draw_rect(campus->drawing, (rfi_box){x, y - 2.6, 8, 4}, &look);
        x += 11 + rfi_draw_text(campus->drawing, x + 10, y + 0.2, words[i], &body) + 5;
    }
}

static void draw_foot(rfi_campus *campus)
{
    const rfi_sheet *paper = &campus->paper;
    rfi_drawing *drawing = campus->drawing;
    const rfi_site *site = campus->task->evaluation->site;
    double width = paper->block_left - 6 - paper->left;
    rfi_draw_line(drawing, paper->left, campus->rule, paper->right, campus->rule,
                  (rfi_pen){RFI_INK_RULE, RFI_FINE, RFI_DASH_SOLID});
    double foot = paper->frame_foot - 4;
    rfi_draw_campus_table(campus, (rfi_box){paper->left, campus->rule + 6, width,
                                            foot - 19 - campus->rule - 6});
    rfi_draw_scale_bar(drawing, paper, (rfi_spot){paper->left + 3, foot - 11.5},
                       campus->scale, 60);
    draw_key(campus, paper->left + 74, foot - 9.5);
    rfi_draw_fitted(
        drawing, paper->left, foot, width,
        rfi_arena_format(
            campus->arena, "%s %s For decisions, not for construction.",
            campus->placed ? "Campus frame as stated."
                           : "Distances between halls and feeders are not to scale.",
            campus->left_out > 0
                ? rfi_arena_format(campus->arena, "%lld halls more are not drawn.",
                                   (long long)campus->left_out)
            : site->north_stated && campus->placed ? ""
                                                   : "North not stated."),
        &(rfi_letters){RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0}, 5);
    if (campus->placed && site->north_stated) {
        rfi_draw_north(drawing, paper->right - 8, campus->zone.y + 10, site->north);
    }
}

/* ---- the sheet --------------------------------------------------------------------------
 */

static void lay_out(rfi_campus *campus)
{
    const rfi_sheet *paper = &campus->paper;
    const double left = paper->small ? 40 : 56;
    const double right = paper->small ? 46 : 62;
    campus->rule = paper->frame_foot - (paper->small ? 66 : 82);
    double top = paper->top + (paper->small ? 14 : 19);
    campus->zone =
        (rfi_box){paper->left + left, top, paper->right - paper->left - left - right,
                  campus->rule - 4 - top};
    campus->labels = (rfi_labels){.drawing = campus->drawing, .area = campus->zone};
}

static void draw_sides(rfi_campus *campus)
{
    const rfi_sheet *paper = &campus->paper;
    const rfi_box *zone = &campus->zone;
    double inner = paper->small ? 28 : 44;
    rfi_draw_campus_supply(campus,
                           (rfi_box){paper->left, zone->y + 2, inner, zone->height - 2});
    double x = zone->x + zone->width + 5;
    bool north = campus->placed && campus->task->evaluation->site->north_stated;
    double down = north ? 20 : 2;
    rfi_draw_campus_links(
        campus, (rfi_box){x, zone->y + down, paper->right - x, zone->height - down});
}

bool rfi_draw_campus_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                           rfi_sheet_words *ret_words)
{
    rfi_campus campus = {.drawing = out,
                         .arena = out->arena,
                         .task = task,
                         .paper = rfi_sheet_of(task->format)};
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    rfi_open_page(out, campus.paper.width, campus.paper.height);
    lay_out(&campus);
    if (out->failed || !rfi_collect_footprints(&campus)) {
        return false;
    }
    rfi_place_campus(&campus, task->scale, &ret_words->least_scale);
    ret_words->title = title_of(&campus);
    ret_words->alternative = rfi_arena_format(
        campus.arena, "Campus plan, halls 1:%lld. %s. %zu halls drawn.%s",
        (long long)campus.scale, ret_words->title, campus.count,
        task->evaluation->site->reference_id == NULL ? ""
                                                     : " Reference design, not surveyed.");
    rfi_draw_frame(out, &campus.paper);
    rfi_draw_sheet_head(out, &campus.paper, ret_words->title, subtitle_of(&campus));
    rfi_draw_sheet_verdict(out, &campus.paper, task->judgement);
    rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
    draw_halls(&campus);
    draw_sides(&campus);
    rfi_close_tag(out);
    draw_foot(&campus);
    rfi_draw_sheet_block(out, &campus.paper, task, "Campus plan", "CP", campus.scale);
    return !out->failed;
}
