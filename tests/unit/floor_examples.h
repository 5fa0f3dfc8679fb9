/* SPDX-License-Identifier: MIT */
/* Synthetic halls for the floor-plan tests: sites, halls, profiles and placements built by
 * hand, without the rooms that read or decide. */
#ifndef TESTS_UNIT_FLOOR_EXAMPLES_H
#define TESTS_UNIT_FLOOR_EXAMPLES_H

#include <string.h>

#include "planner/model/evaluation.h"

static const int64_t megawatt = 1000000000;
static const int64_t kilowatt = 1000000;

/* ---- examples ------------------------------------------------------------------------ */

typedef struct example {
    rfi_arena *arena;
    rfi_site site;
    rfi_hall hall;
    rfi_profile profile;
    rfi_support supports[3];
    rfi_floor floor;
    rfi_hall_share share;
    rfi_plan plan;
    rfi_requirement requirement;
    rfi_judgement judgement;
    rfi_evaluation evaluation;
} example;

static rfi_figure known(rfi_dimension dimension, int64_t low, int64_t base, int64_t high,
                        rfi_grade grade)
{
    return (rfi_figure){.state = RFI_KNOWN,
                        .dimension = dimension,
                        .grade = grade,
                        .low = low,
                        .base = base,
                        .high = high};
}

static void describe_profile(example *e, rfi_family family, int64_t racks_per_pod,
                             int64_t pods_per_unit, int64_t width)
{
    rfi_profile *profile = &e->profile;
    profile->id = family == RFI_FAMILY_PAIR ? "trn2" : "gb300-nvl72";
    profile->name = family == RFI_FAMILY_PAIR ? "Trn2 UltraServer" : "GB300 NVL72";
    profile->family = family;
    profile->max =
        known(RFI_DIM_POWER, 132 * kilowatt, 140 * kilowatt, 142 * kilowatt, RFI_GRADE_C);
    profile->width = known(RFI_DIM_LENGTH, width, width, width, RFI_GRADE_A);
    profile->racks_per_pod =
        known(RFI_DIM_COUNT, racks_per_pod, racks_per_pod, racks_per_pod, RFI_GRADE_A);
    profile->pods_per_unit =
        known(RFI_DIM_COUNT, pods_per_unit, pods_per_unit, pods_per_unit, RFI_GRADE_A);
    profile->feeds = known(RFI_DIM_COUNT, 2, 2, 2, RFI_GRADE_A);
    profile->liquid_share = known(RFI_DIM_RATIO, 850000, 900000, 920000, RFI_GRADE_B);
    profile->supports = e->supports;
    profile->support_count = 1;
    e->supports[0].kind = RFI_SUPPORT_NETWORK;
    e->supports[0].power =
        known(RFI_DIM_POWER, 15 * kilowatt, 18 * kilowatt, 20 * kilowatt, RFI_GRADE_B);
}

static void outline_hall(example *e, const rfi_point *points, size_t count)
{
    e->hall.outline = RFI_ARRAY(e->arena, count, rfi_point);
    memcpy(e->hall.outline, points, count * sizeof(*points));
    e->hall.outline_count = count;
}

static void add_columns(example *e, int64_t first_x, int64_t first_y, int64_t pitch_x,
                        int64_t pitch_y, int nx, int ny)
{
    e->hall.obstacles = RFI_ARRAY(e->arena, (size_t)(nx * ny), rfi_obstacle);
    for (int i = 0; i < nx * ny; i++) {
        rfi_obstacle *column = &e->hall.obstacles[e->hall.obstacle_count++];
        int x = i % nx;
        int y = i / nx;
        column->id = rfi_arena_format(e->arena, "c-%d-%d", x, y);
        column->at = (rfi_point){first_x + x * pitch_x - 200, first_y + y * pitch_y - 200};
        column->size = (rfi_point){400, 400};
    }
}

static void add_door(example *e, const char *id, bool delivery, rfi_point at, int64_t width)
{
    if (e->hall.doors == NULL) {
        e->hall.doors = RFI_ARRAY(e->arena, 8, rfi_door);
    }
    rfi_door *door = &e->hall.doors[e->hall.door_count++];
    door->id = id;
    door->delivery = delivery;
    door->at = at;
    if (width > 0) {
        door->width = known(RFI_DIM_LENGTH, width, width, width, RFI_GRADE_A);
        door->height =
            delivery ? known(RFI_DIM_LENGTH, 3000, 3000, 3000, RFI_GRADE_A) : door->height;
    }
}

static bool hits_column(const example *e, rfi_rect rect)
{
    for (size_t i = 0; i < e->hall.obstacle_count; i++) {
        const rfi_obstacle *o = &e->hall.obstacles[i];
        if (rect.x < o->at.x + o->size.x && o->at.x < rect.x + rect.width &&
            rect.y < o->at.y + o->size.y && o->at.y < rect.y + rect.height) {
            return true;
        }
    }
    return false;
}

static rfi_rect swapped(bool swap, rfi_rect rect)
{
    return swap ? (rfi_rect){rect.y, rect.x, rect.height, rect.width} : rect;
}

typedef struct filling { /* rows along `length`, stacked across `depth` */
    int64_t length, depth, from_x, from_y;
    int64_t rows, run, gap; /* racks in a run, mm between runs */
    int64_t racks_per_pod, pods_per_unit, supports_per_unit;
    bool along_y;
    bool cdu;
} filling;

static const int64_t rack_width = 600;
static const int64_t rack_depth = 1200;
static const int64_t aisle = 1200;

static void add_aisle(example *e, const filling *f, int64_t y, int64_t width, bool hot)
{
    rfi_rect rect = {f->from_x, y, width, aisle};
    e->floor.aisles[e->floor.aisle_count++] = (rfi_aisle){swapped(f->along_y, rect), hot};
}

/* One row: pods first, then the supports of the unit, runs of f->run racks. */
static void fill_row(example *e, const filling *f, int64_t row, int64_t y, int64_t *pod,
                     int64_t *place)
{
    int64_t in_run = 0;
    int64_t unit_racks = f->racks_per_pod * f->pods_per_unit + f->supports_per_unit;
    for (int64_t x = f->from_x; x + rack_width <= f->from_x + f->length;) {
        rfi_rect rect = swapped(f->along_y, (rfi_rect){x, y, rack_width, rack_depth});
        if (in_run == f->run) {
            x += f->gap;
            in_run = 0;
            continue;
        }
        if (hits_column(e, rect)) {
            x += rack_width;
            continue;
        }
        int64_t unit = *place / unit_racks;
        int64_t within = *place % unit_racks;
        rfi_placed *rack = &e->floor.placed[e->floor.placed_count++];
        *rack = (rfi_placed){.rect = rect, .row = row, .unit = unit + 1};
        bool even = row % 2 == 1;
        rack->front = f->along_y ? (even ? RFI_FACING_LEFT : RFI_FACING_RIGHT)
                                 : (even ? RFI_FACING_DOWN : RFI_FACING_UP);
        if (within < f->racks_per_pod * f->pods_per_unit) {
            rack->pod = *pod + within / f->racks_per_pod + 1;
            rack->rack = within % f->racks_per_pod + 1;
            e->floor.pods = rack->pod;
        } else {
            bool last = f->cdu && within == unit_racks - 1;
            rack->support = last ? RFI_SUPPORT_CDU : RFI_SUPPORT_NETWORK;
        }
        (*place)++;
        if (*place % unit_racks == 0) {
            *pod += f->pods_per_unit;
        }
        in_run++;
        x += rack_width;
    }
}

static void fill(example *e, const filling *f)
{
    e->floor.placed = RFI_ARRAY(e->arena, 4000, rfi_placed);
    e->floor.aisles = RFI_ARRAY(e->arena, 100, rfi_aisle);
    e->floor.hall = &e->hall;
    e->floor.along_y = f->along_y;
    int64_t pod = 0;
    int64_t place = 0;
    int64_t y = f->from_y;
    for (int64_t row = 1; row <= f->rows; row++) { /* cold, row, hot, row, cold ... */
        add_aisle(e, f, y, f->length, row % 2 == 0);
        y += aisle;
        fill_row(e, f, row, y, &pod, &place);
        y += rack_depth;
    }
    add_aisle(e, f, y, f->length, f->rows % 2 == 1);
    e->floor.rows = f->rows;
    e->floor.bound = e->floor.pods + 4;
    e->floor.bound_reason = "row length over pod width, whole rows";
    e->floor.aisle_cold = e->floor.aisle_hot = e->floor.perimeter = aisle;
}

static int64_t critical_power(const example *e)
{
    int64_t sum = 0;
    for (size_t i = 0; i < e->floor.placed_count; i++) {
        const rfi_placed *placed = &e->floor.placed[i];
        bool cdu = placed->pod == 0 && placed->support == RFI_SUPPORT_CDU;
        sum += (placed->pod > 0 ? 140 : cdu ? 0 : 18) * kilowatt; /* base at every end */
    }
    return sum;
}

static void conclude(example *e, rf_verdict verdict, rfi_end end)
{
    rfi_judgement *judgement = &e->judgement;
    e->share = (rfi_hall_share){&e->hall, 1, e->floor.pods, 1, e->floor.pods, NULL};
    e->plan = (rfi_plan){.site = &e->site,
                         .profile = &e->profile,
                         .end = end,
                         .shares = &e->share,
                         .share_count = 1,
                         .floors = &e->floor,
                         .floor_count = 1,
                         .pods = e->floor.pods};
    judgement->profile = &e->profile;
    judgement->verdict = verdict;
    judgement->plan = e->floor.pods > 0 ? &e->plan : NULL;
    judgement->plan_words = end == RFI_END_BASE
                                ? "base case only: slab rating and firm service are unknown"
                                : "holds at the unfavourable end of all ranges";
    judgement->checked = e->floor.pods > 0;
    judgement->requirements = &e->requirement;
    judgement->requirement_count = 1;
    e->requirement.title = "usable power, UPS ups-a, hall A";
    e->requirement.binding[end] = true;
    for (int i = 0; i < RFI_ENDS; i++) {
        judgement->cases[i].it_power = critical_power(e);
    }
    e->floor.it_power = judgement->cases[end].it_power;
    e->evaluation.site = &e->site;
    e->evaluation.judgements = judgement;
    e->evaluation.count = 1;
    e->evaluation.input_digest =
        "7c1e90ab44d25f08000000000000000000000000000000000000000000000000";
}

static example *new_example(const char *hall)
{
    rfi_arena *arena = rfi_arena_new();
    example *e = RFI_NEW(arena, example);
    e->arena = arena;
    e->site.id = "cedar-draw";
    e->site.name = "Cedar Draw, West Texas";
    e->site.as_of = rfi_date_from_civil(2026, 11, 23);
    e->hall.id = hall;
    e->hall.clear_height = known(RFI_DIM_LENGTH, 5200, 5200, 5200, RFI_GRADE_B);
    e->hall.slab = known(RFI_DIM_AREA_LOAD, 1200000, 1500000, 1500000, RFI_GRADE_E);
    describe_profile(e, RFI_FAMILY_ONE, 1, 8, 600);
    return e;
}

/* 60 x 25.2 m with a column grid: six rows at 1:200. */
static inline example *gridded_hall(void)
{
    example *e = new_example("hall-a");
    const rfi_point outline[] = {{0, 0}, {60000, 0}, {60000, 25200}, {0, 25200}};
    outline_hall(e, outline, 4);
    add_columns(e, 6000, 8400, 6000, 8400, 9, 2);
    add_door(e, "d1", false, (rfi_point){0, 21000}, 1200);
    add_door(e, "d2", true, (rfi_point){60000, 3000}, 3600);
    add_door(e, "d3", false, (rfi_point){0, 5000}, 1200);
    add_door(e, "d4", false, (rfi_point){30000, 25200}, 0);
    e->hall.loads = RFI_NEW(e->arena, rfi_load);
    e->hall.load_count = 1;
    e->hall.loads[0].miner = "S19 class, air";
    e->hall.loads[0].power =
        known(RFI_DIM_POWER, 18 * megawatt, 18 * megawatt, 18 * megawatt, RFI_GRADE_B);
    e->hall.loads[0].power.kind = RFI_POWER_FACILITY;
    fill(e, &(filling){.length = 52800,
                       .depth = 25200,
                       .from_x = 3600,
                       .from_y = 4200,
                       .rows = 6,
                       .run = 20,
                       .gap = 1200,
                       .racks_per_pod = 1,
                       .pods_per_unit = 8,
                       .supports_per_unit = 2});
    conclude(e, RF_VERDICT_FIT, RFI_END_UNFAVOURABLE);
    e->site.reference_id = "r-liquid-2";
    e->site.reference_name = "R-liquid-2";
    return e;
}

static inline example *long_hall(int64_t length, int64_t depth, int64_t rows)
{
    example *e = new_example("building-3");
    e->hall.name = "Building 3";
    const rfi_point outline[] = {{0, 0}, {length, 0}, {length, depth}, {0, depth}};
    outline_hall(e, outline, 4);
    add_door(e, "south-roller", true, (rfi_point){length / 2, 0}, 4000);
    add_door(e, "d2", false, (rfi_point){0, depth / 2}, 1800);
    fill(e, &(filling){.length = length - 2400,
                       .depth = depth,
                       .from_x = 1200,
                       .from_y = 1200,
                       .rows = rows,
                       .run = 20,
                       .gap = 1200,
                       .racks_per_pod = 1,
                       .pods_per_unit = 16,
                       .supports_per_unit = 4,
                       .cdu = true});
    e->supports[1] = e->supports[0];
    e->supports[1].kind = RFI_SUPPORT_CDU;
    e->profile.support_count = 2;
    conclude(e, RF_VERDICT_UNKNOWN, RFI_END_BASE);
    return e;
}

/* An L of 30 x 24 m, deeper than wide once turned: rows along y, paired racks. */
static inline example *turned_hall(void)
{
    example *e = new_example("hall-b");
    const rfi_point outline[] = {{0, 0},         {18000, 0},     {18000, 20000},
                                 {12000, 20000}, {12000, 32000}, {0, 32000}};
    outline_hall(e, outline, 6);
    describe_profile(e, RFI_FAMILY_PAIR, 2, 4, 600);
    add_door(e, "d1", true, (rfi_point){15000, 20000}, 2400);
    fill(e, &(filling){.length = 16800,
                       .depth = 18000,
                       .from_x = 1400,
                       .from_y = 1200,
                       .rows = 4,
                       .run = 20,
                       .gap = 1200,
                       .racks_per_pod = 2,
                       .pods_per_unit = 4,
                       .supports_per_unit = 2,
                       .along_y = true});
    conclude(e, RF_VERDICT_NO_FIT, RFI_END_FAVOURABLE);
    return e;
}

/* 40 x 30 m with rows along y, two keep-outs, a switchboard that stays, wide racks. */
static inline example *upright_hall(void)
{
    example *e = new_example("hall-u");
    const rfi_point outline[] = {{0, 0}, {40000, 0}, {40000, 24000}, {0, 24000}};
    outline_hall(e, outline, 4);
    describe_profile(e, RFI_FAMILY_WIDE, 1, 6, 600);
    e->hall.obstacles = RFI_ARRAY(e->arena, 3, rfi_obstacle);
    e->hall.obstacles[0] = (rfi_obstacle){.id = "stair",
                                          .kind = RFI_OBSTACLE_KEEP_OUT,
                                          .at = {34000, 1000},
                                          .size = {5000, 6000}};
    e->hall.obstacles[1] = (rfi_obstacle){.id = "swb-1",
                                          .kind = RFI_OBSTACLE_EQUIPMENT,
                                          .at = {34000, 18000},
                                          .size = {5000, 2000}};
    e->hall.obstacles[2] =
        (rfi_obstacle){.id = "post", .at = {30000, 12000}, .size = {500, 500}};
    e->hall.obstacle_count = 3;
    add_door(e, "d1", false, (rfi_point){20000, 0}, 2000);
    add_door(e, "loading-bay", true, (rfi_point){40000, 12000}, 3000);
    fill(e, &(filling){.length = 20000,
                       .depth = 40000,
                       .from_x = 2000,
                       .from_y = 1400,
                       .rows = 10,
                       .run = 14,
                       .gap = 1200,
                       .racks_per_pod = 1,
                       .pods_per_unit = 6,
                       .supports_per_unit = 1,
                       .along_y = true});
    conclude(e, RF_VERDICT_FIT_WITH_MEASURES, RFI_END_UNFAVOURABLE);
    return e;
}

static inline example *small_hall(void)
{
    example *e = new_example("hall-s");
    const rfi_point outline[] = {{0, 0}, {14400, 0}, {14400, 8400}, {0, 8400}};
    outline_hall(e, outline, 4);
    fill(e, &(filling){.length = 6000,
                       .depth = 8400,
                       .from_x = 1200,
                       .from_y = 1200,
                       .rows = 2,
                       .run = 20,
                       .gap = 1200,
                       .racks_per_pod = 1,
                       .pods_per_unit = 8,
                       .supports_per_unit = 2});
    conclude(e, RF_VERDICT_FIT, RFI_END_UNFAVOURABLE);
    return e;
}

static inline example *undescribed_hall(void)
{
    example *e = new_example("hall-c");
    conclude(e, RF_VERDICT_UNKNOWN, RFI_END_BASE);
    e->judgement.plan_words = NULL;
    return e;
}

static inline example *empty_hall(void)
{
    example *e = new_example("hall-d");
    const rfi_point outline[] = {{0, 0}, {40000, 0}, {40000, 20000}, {0, 20000}};
    outline_hall(e, outline, 4);
    add_columns(e, 10000, 5000, 10000, 10000, 3, 2);
    conclude(e, RF_VERDICT_NO_FIT, RFI_END_UNFAVOURABLE);
    e->judgement.plan_words = NULL;
    return e;
}

#endif
