/* SPDX-License-Identifier: MIT */
/* Composes the cooling schematic: a band per loop, water at the foot of the bands, limits
 * at the right, what binds beneath. */
#include "reports/diagram/cooling.h"

#include <math.h>

#include "planner/base/checked.h"
#include "reports/diagram/cooling_parts.h"

#define CALLOUT     15.0
#define CALLOUT_LOW 12.0 /* on a small sheet */

static void begin(rfi_cooling_sheet *c, const rfi_sheet_task *task, rfi_drawing *out)
{
    *c = (rfi_cooling_sheet){0};
    rfi_begin_system(&c->sheet, task, out);
    c->hall = task->hall != NULL ? task->hall : &c->sheet.site->halls[0];
    c->hall_index = (size_t)(c->hall - c->sheet.site->halls);
    bool liquid = rfi_profile_is_liquid(task->judgement->profile);
    for (size_t i = 0; i < task->loading->loop_count; i++) {
        const rfi_loop_run *run = &task->loading->loops[i];
        if (run->hall == c->hall_index && (liquid || run->loop == RFI_LOOP_AIR)) {
            c->loops[run->loop] = run;
        }
    }
}

/* ---- words ---- */

/* Of the cooling, in the first conflict; NULL: none. */
static const rfi_requirement *in_conflict(const rfi_cooling_sheet *c)
{
    const rfi_judgement *j = c->sheet.judgement;
    for (size_t i = 0; j->conflict_count > 0 && i < j->conflicts[0].count; i++) {
        const rfi_requirement *r = &j->requirements[j->conflicts[0].members[i]];
        if (rfi_is_of_cooling(r->kind)) {
            return r;
        }
    }
    return NULL;
}

static const char *title_words(rfi_cooling_sheet *c)
{
    rfi_system_sheet *s = &c->sheet;
    const rfi_judgement *j = s->judgement;
    if (j->plan == NULL) {
        const rfi_requirement *r = in_conflict(c);
        return r == NULL ? rfi_say(s, "%s: the cooling as described, no pod can be placed",
                                   s->site->name)
                         : rfi_say(s, "%s: no fit as it stands; it fails: %s",
                                   s->site->name, rfi_plain_title(s->arena, r));
    }
    const rfi_load_sum *sum = &s->loading->cooling;
    const rfi_requirement *r = rfi_cooling_requirement(c, sum->requirement);
    const char *carried = rfi_say_carried(s);
    if (r == NULL || rfi_limit_share(c, r) < 0) {
        return rfi_say(s, "%s; how much its cooling takes nobody can say yet", carried);
    }
    return rfi_say(s, "%s; %s %s at %s", carried, rfi_plain_title(s->arena, r),
                   r->binding[s->end] ? "binds" : "is nearest to its limit",
                   rfi_say_permille(s, rfi_limit_share(c, r)));
}

static const char *subtitle_words(rfi_cooling_sheet *c)
{
    rfi_system_sheet *s = &c->sheet;
    const rfi_policy *policy = s->site->want.policy;
    const char *asked = s->task->evaluation->policy_stated
                            ? rfi_say(s, "policy: cooling %s, CDU %s",
                                      rfi_policy_words(policy[RFI_SUB_COOLING]),
                                      rfi_policy_words(policy[RFI_SUB_CDU]))
                            : "no policy stated";
    return rfi_say(
        s,
        "Cooling schematic \u00B7 %s \u00B7 %s \u00B7 all racks at max draw on the "
        "design day \u00B7 %s end of all ranges",
        s->judgement->profile->name, asked, rfi_end_words(s->end));
}

static const char *loop_words(rfi_cooling_sheet *c, const rfi_loop_run *run)
{
    rfi_system_sheet *s = &c->sheet;
    if (run == NULL) {
        return "";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, " %s:", run->loop == RFI_LOOP_LIQUID ? "Liquid loop" : "Air");
    for (size_t i = run->count; i-- > 0;) {
        const rfi_plant_run *plant = &run->plants[i];
        rfi_text_format(&text, " %s %s leaves at %s;",
                        rfi_plant_kind_words(plant->plant->kind), plant->plant->id,
                        rfi_say_value(s, plant->supply, RFI_DIM_TEMPERATURE,
                                      RFI_POWER_PLAIN, RFI_ROUND_UP));
    }
    rfi_text_add(&text, run->count == 0 ? " not there." : " then the racks.");
    return rfi_say_text(s, &text);
}

static const char *alternative_words(rfi_cooling_sheet *c, const char *title)
{
    rfi_system_sheet *s = &c->sheet;
    return rfi_say(s, "Cooling schematic, no scale. %s.%s%s%s", title,
                   loop_words(c, c->loops[RFI_LOOP_LIQUID]),
                   loop_words(c, c->loops[RFI_LOOP_AIR]),
                   s->site->reference_id != NULL ? " Reference design, not surveyed." : "");
}

/* ---- water ---- */

static const char *water_limit(rfi_cooling_sheet *c, const rfi_figure *figure)
{
    return figure->state == RFI_ABSENT
               ? ""
               : rfi_say(&c->sheet, " of %s",
                         rfi_say_base(&c->sheet, figure, RFI_ROUND_DOWN));
}

static const char *water_words(rfi_cooling_sheet *c)
{
    rfi_system_sheet *s = &c->sheet;
    const rfi_energy *energy = s->judgement->energy;
    if (energy == NULL) {
        return "Water make-up: ? (no plan)";
    }
    if (!energy->evaporates) {
        return "Water make-up: none; no plant that is described evaporates water";
    }
    return rfi_say(
        s,
        "Water make-up of the site: %s%s in the peak hour, %s%s on the peak day, "
        "%s%s a year",
        rfi_say_value(s, energy->peak[s->end].water, RFI_DIM_FLOW, RFI_POWER_PLAIN,
                      RFI_ROUND_UP),
        water_limit(c, &s->site->water.make_up),
        rfi_say_value(s, energy->water_day[s->end], RFI_DIM_WATER, RFI_POWER_PLAIN,
                      RFI_ROUND_UP),
        water_limit(c, &s->site->water.permit_day),
        rfi_say_value(s, energy->year[s->end].water, RFI_DIM_VOLUME, RFI_POWER_PLAIN,
                      RFI_ROUND_UP),
        water_limit(c, &s->site->water.permit_year));
}

static void draw_water(rfi_cooling_sheet *c, double x, double right, double y)
{
    rfi_drawing *drawing = c->sheet.drawing;
    const char *words = water_words(c);
    rfi_open_group(drawing, "water", "water make-up", words);
    rfi_move(drawing, x + 1.4, y - 3.4); /* a drop */
    rfi_curve(drawing, (rfi_spot){x + 2.0, y - 2.2}, (rfi_spot){x + 3.2, y - 1.2},
              (rfi_spot){x + 2.6, y});
    rfi_curve(drawing, (rfi_spot){x + 2.0, y + 0.8}, (rfi_spot){x + 0.8, y + 0.8},
              (rfi_spot){x + 0.2, y});
    rfi_curve(drawing, (rfi_spot){x - 0.4, y - 1.2}, (rfi_spot){x + 0.8, y - 2.2},
              (rfi_spot){x + 1.4, y - 3.4});
    rfi_draw_path(drawing, &(rfi_look){.fill = RFI_INK_SUPPLY});
    rfi_draw_fitted(drawing, x + 5, y, right - x - 5, words,
                    &(rfi_letters){RFI_FACE_PLAIN, 7, 0, RFI_LEFT, false, 0}, 5);
    rfi_close_group(drawing);
}

/* ---- foot ---- */

static void draw_binding(rfi_cooling_sheet *c, rfi_box box)
{
    rfi_system_sheet *s = &c->sheet;
    const rfi_load_sum *sum = &s->loading->cooling;
    const rfi_requirement *r = rfi_cooling_requirement(c, sum->requirement);
    if (s->judgement->plan == NULL) {
        rfi_draw_no_plan(s, box);
    } else if (r == NULL) {
        rfi_draw_callout(s, box, false, "No limit of the cooling is known",
                         "What nobody stated is drawn dashed.");
    } else {
        bool binds = r->binding[s->end];
        rfi_draw_callout(s, box, binds,
                         rfi_say(s, "%s: %s",
                                 binds ? "Binding" : "No cooling binds; nearest",
                                 rfi_plain_title(s->arena, r)),
                         rfi_say_sum(s, sum));
    }
}

static double key_entry(rfi_cooling_sheet *c, double x, double y, const char *words)
{
    return rfi_draw_text(c->sheet.drawing, x, y + 0.9, words,
                         &(rfi_letters){RFI_FACE_PLAIN, 6.2, 0, RFI_LEFT, false, 0}) +
           4;
}

static void draw_key(rfi_cooling_sheet *c, double x, double y)
{
    rfi_drawing *drawing = c->sheet.drawing;
    rfi_draw_text(drawing, x, y + 0.9, "Key",
                  &(rfi_letters){RFI_FACE_STRONG, 7.2, 0, RFI_LEFT, false, 0});
    x += 9;
    rfi_draw_pipe(drawing, x, x + 10, y, false, false);
    x += 12 + key_entry(c, x + 12, y, "supply");
    rfi_draw_pipe(drawing, x + 10, x, y, true, false);
    x += 12 + key_entry(c, x + 12, y, "return");
    rfi_draw_rect(drawing, (rfi_box){x, y - 1, 2.1, 2.1}, &(rfi_look){.fill = RFI_INK_BAR});
    x += 3.5 + key_entry(c, x + 3.5, y, "unit that runs");
    rfi_draw_rect(drawing, (rfi_box){x, y - 1, 2.1, 2.1},
                  &(rfi_look){.fill = RFI_INK_WHITE,
                              .pen = {RFI_INK_BAR, RFI_FINE, 0},
                              .hatch = RFI_HATCH_SLASH,
                              .hatch_ink = RFI_INK_BAR,
                              .pitch = 0.6});
    (void)key_entry(c, x + 3.5, y, "spare unit, out by the policy");
}

static void draw_foot(rfi_cooling_sheet *c, double top, double right)
{
    const rfi_sheet *paper = &c->sheet.paper;
    rfi_drawing *drawing = c->sheet.drawing;
    const rfi_letters soft = {RFI_FACE_PLAIN, 5.8, RFI_INK_SOFT, RFI_LEFT, false, 0};
    double callout = paper->small ? CALLOUT_LOW : CALLOUT;
    draw_binding(c, (rfi_box){paper->left, top, right - paper->left, callout});
    draw_key(c, paper->left + 1, top + callout + 5.5);
    rfi_open_tag(drawing, RFI_TAG_NOTE, NULL);
    rfi_draw_paragraph(
        drawing, (rfi_box){paper->left, top + callout + 10, right - paper->left, 0},
        "Units of a box stand in parallel, boxes in series. Temperatures are the warmest "
        "on "
        "the design day; what comes back is warmer by the range of the plant, " RFI_LOZENGE
        " by an assumption or a rule of thumb (see the assumption book). Pumps, valves and "
        "pipes are not placed.",
        &soft, 7.8);
    rfi_close_tag(drawing);
}

static double bands_height(const rfi_cooling_sheet *c)
{
    double height = 0;
    for (int i = 0; i < 2; i++) {
        height += c->loops[i] == NULL ? 0 : rfi_loop_band_height(c, c->loops[i]);
    }
    return height;
}

bool rfi_draw_cooling_sheet(const rfi_sheet_task *task, rfi_drawing *out,
                            rfi_sheet_words *ret_words)
{
    rfi_cooling_sheet c;
    begin(&c, task, out);
    const rfi_sheet *paper = &c.sheet.paper;
    rfi_open_page(out, paper->width, paper->height);
    *ret_words = (rfi_sheet_words){NULL, NULL, 0};
    ret_words->title = title_words(&c);
    ret_words->alternative = alternative_words(&c, ret_words->title);
    if (out->failed) {
        return false;
    }
    rfi_draw_frame(out, paper);
    rfi_draw_sheet_head(out, paper, ret_words->title, subtitle_words(&c));
    rfi_draw_sheet_verdict(out, paper, task->judgement);
    double top = paper->top + 16;
    double foot = paper->block_top - 10;
    double split = rfi_system_split(paper);
    c.k = 1.18;
    double spare = foot - top - bands_height(&c);
    if (paper->small || spare < 12) {
        c.k = 1;
        spare = foot - top - bands_height(&c);
    }
    rfi_open_tag(out, RFI_TAG_FIGURE, ret_words->alternative);
    double y = top;
    for (int i = 0; i < 2; i++) {
        if (c.loops[i] == NULL) {
            continue;
        }
        double height = rfi_loop_band_height(&c, c.loops[i]);
        rfi_draw_loop_band(&c, c.loops[i],
                           (rfi_box){paper->left, y, split - paper->left, height});
        y += height + fmin(20, fmax(0, spare / 2));
    }
    rfi_close_tag(out);
    draw_water(&c, paper->left + 1, split, paper->block_top - 4.5);
    rfi_draw_cooling_limits(&c, split + 8, paper->right, top + 3, paper->block_top);
    draw_foot(&c, paper->block_top + 0.5, paper->block_left - 4);
    rfi_sheet_task shown = *task;
    shown.hall = c.hall;
    rfi_draw_sheet_block(out, paper, &shown, "Cooling schematic", "ME", 0);
    return !out->failed;
}
