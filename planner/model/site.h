/* SPDX-License-Identifier: MIT */
/* A site as read: facts only. Nothing here is computed, and redundancy is never stated but
 * counted from what is installed. Everything lives in the site's arena. Arrays keep the
 * order of the file; whatever depends on order sorts by id first. */
#ifndef PLANNER_MODEL_SITE_H
#define PLANNER_MODEL_SITE_H

#include "planner/base/arena.h"
#include "planner/model/figure.h"
#include "planner/model/schedule.h"

typedef struct rfi_point {
    int64_t x, y; /* millimetre in the hall's own frame, x to the right, y up */
} rfi_point;

/* ---- electrical ---------------------------------------------------------------------- */
typedef enum rfi_element_kind {
    RFI_ELEMENT_TRANSFORMER = 0, /* HV/MV */
    RFI_ELEMENT_SWITCHGEAR,      /* MV */
    RFI_ELEMENT_FEEDER,          /* MV */
    RFI_ELEMENT_SUBSTATION,      /* MV/LV unit substation or pad transformer */
    RFI_ELEMENT_GENERATOR,       /* standby: backs a group, is not in series */
    RFI_ELEMENT_UPS,
    RFI_ELEMENT_SWITCHBOARD, /* LV */
    RFI_ELEMENT_BUSWAY,      /* busway or RPP */
    RFI_ELEMENT_BESS,        /* battery beside the interconnects, takes swings off */
    RFI_ELEMENT_KINDS
} rfi_element_kind;

typedef enum rfi_side { RFI_SIDE_NONE = 0, RFI_SIDE_A, RFI_SIDE_B } rfi_side;

/* `count` equal units in parallel. Elements with the same group act together; sides A and
 * B of a group are two buses that reach every load (dual-corded). */
typedef struct rfi_element {
    const char *id;
    rfi_element_kind kind;
    const char *group;    /* own id when not given */
    const char *from;     /* group upstream, or an interconnect; NULL for a generator */
    const char **sources; /* all names of `from`, live in parallel; the first is `from` */
    size_t source_count;
    const char *
        *standby; /* the first that lives feeds the group when all `from` are dead */
    size_t standby_count;
    const char *backs; /* generator: the group that it carries when the utility is out */
    rfi_side side;
    const char *claimed;          /* claimed redundancy as written, or NULL */
    rfi_figure rating;            /* APPARENT per unit, when stated in kVA/MVA/kW */
    rfi_figure current;           /* CURRENT per unit, with voltage */
    rfi_figure voltage;           /* output (secondary) line-to-line */
    rfi_figure count;             /* absent: 1 */
    rfi_figure power_factor;      /* of the load at its terminals */
    rfi_figure efficiency;        /* RATIO */
    rfi_figure continuous_factor; /* RATIO, for a rating in A */
    /* RATIO: losses a, b, c of loss = a*S + b*P + c*P^2/S, instead of an efficiency */
    rfi_figure loss_fixed, loss_linear, loss_square;
    rfi_figure energy;   /* UPS, BESS: ENERGY that one unit holds */
    rfi_figure autonomy; /* UPS: or DURATION for which it carries its rating */
    rfi_figure overload; /* UPS: RATIO of its rating for a peak of up to ... */
    rfi_figure overload_time;
    rfi_figure load_step; /* generator: RATIO of its rating that it takes at once */
    rfi_place place;
} rfi_element;

typedef struct rfi_step {
    const char *id; /* by which works name it, or NULL */
    rfi_figure date;
    rfi_figure energised; /* total from that date on */
    rfi_figure firm;
    rfi_place place;
} rfi_step;

typedef struct rfi_interconnect {
    const char *id;
    const char *operator_name;
    rfi_figure voltage;
    rfi_figure announced, contracted, energised, firm; /* POWER at utility */
    rfi_figure transferable;                           /* STATUS: agreement may serve AI */
    rfi_figure restudy; /* STATUS: 1 = a change of use opens a new study */
    rfi_figure power_factor;
    rfi_figure ramp; /* RAMP that the grid follows */
    rfi_figure band; /* POWER at utility: swing from trough to peak at any speed */
    rfi_step *steps;
    size_t step_count;
    rfi_place place;
} rfi_interconnect;

/* ---- cooling ------------------------------------------------------------------------- */
typedef enum rfi_plant_kind {
    RFI_PLANT_DRY_COOLER = 0,
    RFI_PLANT_ADIABATIC,
    RFI_PLANT_TOWER,
    RFI_PLANT_CHILLER,
    RFI_PLANT_CDU,
    RFI_PLANT_CRAH,
    RFI_PLANT_FAN_WALL,
    RFI_PLANT_OUTSIDE_AIR, /* one-pass air, as mines run */
    RFI_PLANT_REAR_DOOR,
    RFI_PLANT_IMMERSION,
    RFI_PLANT_HYDRO, /* hydro-miner loop */
    RFI_PLANT_KINDS
} rfi_plant_kind;

typedef enum rfi_loop { RFI_LOOP_LIQUID = 0, RFI_LOOP_AIR } rfi_loop;

typedef struct rfi_plant {
    const char *id;
    rfi_plant_kind kind;
    rfi_loop loop;
    const char *from;      /* plant upstream (a CDU or CRAH on a dry cooler), or NULL */
    const char *feed;      /* electrical group that drives it, NULL: the interconnect */
    const char *claimed;   /* claimed redundancy as written, or NULL */
    rfi_figure capacity;   /* POWER thermal per unit, at `at` */
    rfi_figure count;      /* absent: 1 */
    rfi_figure at;         /* ambient dry bulb up to which capacity is rated */
    rfi_figure approach;   /* K: leaving water above what cools it */
    rfi_figure supply;     /* fixed supply temperature, when the plant controls it */
    rfi_figure flow;       /* total coolant flow per unit */
    rfi_figure electrical; /* RATIO: electrical per thermal */
    rfi_figure filtration; /* COUNT: MERV class of the air it blows, 0 = none */
    rfi_figure pad_effect; /* adiabatic: share of dry-bulb to wet-bulb gained */
    /* What it draws and carries away from its rated point; all may be absent. */
    const char *rejects_to; /* plant that takes the heat of its condensers, or NULL */
    rfi_figure cop;         /* RATIO: chiller, at the two reference temperatures */
    rfi_figure cop_ambient; /* what enters the condensers at the reference point */
    rfi_figure cop_supply;  /* leaving water at the reference point */
    rfi_figure evaporator_approach, condenser_approach; /* K */
    rfi_figure economiser;          /* STATUS: free cooling of its own */
    rfi_figure economiser_approach; /* K above the air, or the water of rejects_to */
    rfi_figure range;               /* K: return minus supply */
    rfi_figure rated_return; /* return water at which `capacity` is rated, with `at` */
    rfi_figure fans, pumps;  /* RATIO: electrical per thermal at design */
    rfi_figure cycles;       /* RATIO: cycles of concentration of its make-up water */
    rfi_figure drift;        /* RATIO of the circulating water */
    rfi_figure pipe;         /* inner diameter of the pipe of one unit */
    rfi_figure buffer;       /* VOLUME of coolant per unit that bridges a restart */
    rfi_figure restart;      /* DURATION until it cools again after an outage */
    rfi_figure air_flow;     /* FLOW of air per unit */
    rfi_place place;
} rfi_plant;

typedef struct rfi_water {  /* what the site may take for cooling; absent: nobody asks */
    rfi_figure permit_day;  /* WATER */
    rfi_figure permit_year; /* VOLUME of a year */
    rfi_figure make_up;     /* FLOW that the make-up pipe carries */
    rfi_place place;
} rfi_water;

/* ---- hall ---------------------------------------------------------------------------- */
typedef enum rfi_obstacle_kind {
    RFI_OBSTACLE_COLUMN = 0,
    RFI_OBSTACLE_KEEP_OUT,
    RFI_OBSTACLE_EQUIPMENT
} rfi_obstacle_kind;

/* Of electrical equipment: the side at which people work on live parts, what stands there
 * across the working space, and whether the system has a grounded neutral. */
typedef enum rfi_front {
    RFI_FRONT_UP = 0,
    RFI_FRONT_DOWN,
    RFI_FRONT_RIGHT,
    RFI_FRONT_LEFT
} rfi_front;

typedef enum rfi_opposite {
    RFI_OPPOSITE_GROUNDED = 0, /* a wall of concrete, brick or tile counts as grounded */
    RFI_OPPOSITE_INSULATED,    /* neither live nor grounded */
    RFI_OPPOSITE_LIVE
} rfi_opposite;

typedef enum rfi_neutral { RFI_NEUTRAL_GROUNDED = 0, RFI_NEUTRAL_NONE } rfi_neutral;

/* Made on reading, not in the file. */
typedef enum rfi_derived {
    RFI_DERIVED_NOT = 0,
    RFI_DERIVED_SPACE, /* working space in front of equipment */
    RFI_DERIVED_SWING  /* what the leaf of a door sweeps */
} rfi_derived;

typedef struct rfi_obstacle { /* an axis-parallel rectangle; grids are expanded on reading
                               */
    const char *id;
    rfi_obstacle_kind kind;
    rfi_point at;    /* lower left corner */
    rfi_point size;  /* both > 0 */
    int64_t voltage; /* equipment: millivolt line to line; 0: not stated */
    rfi_front front;
    rfi_opposite opposite;
    rfi_neutral neutral;
    rfi_derived derived;
    rfi_place place;
} rfi_obstacle;

typedef struct rfi_hole { /* courtyard or shaft: not of the hall */
    const char *id;
    rfi_point *corners; /* rectilinear, counter-clockwise, wholly inside the outline */
    size_t corner_count;
    rfi_place place;
} rfi_hole;

/* Where the hall is lower or weaker than it states of itself: an axis-parallel rectangle.
 * Racks stand there only where its figures bear them; people and aisles always may. */
typedef struct rfi_zone {
    const char *id;
    rfi_point at, size;            /* lower left corner; both > 0 */
    rfi_figure clear_height, slab; /* absent: as the hall */
    rfi_place place;
} rfi_zone;

/* How a rack gets to the level of a hall that does not lie at grade. */
typedef enum rfi_access_kind { RFI_ACCESS_LIFT = 0, RFI_ACCESS_RAMP } rfi_access_kind;

typedef struct rfi_access {
    const char *id;
    rfi_access_kind kind;
    rfi_point at;             /* middle of where it opens onto the floor, on a wall */
    rfi_figure width, height; /* clear, of car and door; of the ramp */
    rfi_figure depth;         /* of the car; a ramp has none */
    rfi_figure capacity;      /* MASS */
    rfi_place place;
} rfi_access;

typedef enum rfi_swing {
    RFI_SWING_NONE = 0, /* rolls, slides, or nobody said */
    RFI_SWING_IN,
    RFI_SWING_OUT
} rfi_swing;

typedef enum rfi_hinge { /* seen from inside */
                         RFI_HINGE_LEFT = 0,
                         RFI_HINGE_RIGHT,
                         RFI_HINGE_BOTH /* two leaves of half the width */
} rfi_hinge;

typedef struct rfi_door {
    const char *id;
    bool delivery;
    rfi_point at; /* centre of the opening, on the outline */
    rfi_figure width, height;
    rfi_swing swing; /* inward: a derived keep-out "ID-swing" */
    rfi_hinge hinge;
    rfi_place place;
} rfi_door;

typedef struct rfi_load { /* existing mining load of ONE hall */
    const char *id;
    const char *miner;
    rfi_figure power;       /* POWER at facility */
    rfi_figure stops;       /* STATUS: 1 = may stop when the hall converts; absent: 1 */
    rfi_figure until;       /* DATE until which a contract keeps it running; absent: none */
    rfi_figure curtailment; /* MONEY a year that grid services pay while it runs */
    rfi_figure curtailment_until; /* DATE to which they are contracted */
    rfi_place place;
} rfi_load;

typedef enum rfi_aisle_kind {
    RFI_AISLES_HOT_COLD = 0,
    RFI_AISLES_SERVICE /* equal, without containment, where next to no heat goes to the air
                        */
} rfi_aisle_kind;

/* How power reaches the racks of a row. */
typedef enum rfi_distribution {
    RFI_DISTRIBUTION_BUSWAY = 0, /* overhead: takes no floor */
    RFI_DISTRIBUTION_PANEL       /* two remote power panels at the head of each row */
} rfi_distribution;

/* The cords of a share of the racks. */
typedef struct rfi_cords {
    const char *a, *b; /* groups; b NULL: one cord */
    int64_t share;     /* of the hall's racks, ppm; 0: an equal part of what is left */
    int64_t split;     /* of the share, on a while both live, ppm */
    rfi_place place;
} rfi_cords;

/* How the frame of a hall lies on the campus, counter-clockwise. */
typedef enum rfi_turn {
    RFI_TURN_NONE = 0,
    RFI_TURN_LEFT,   /* by 90 degrees */
    RFI_TURN_AROUND, /* by 180 degrees */
    RFI_TURN_RIGHT   /* by 270 degrees */
} rfi_turn;

/* `count` identical halls; elements and plants inside are per hall. */
typedef struct rfi_hall {
    const char *id;
    const char *name;
    rfi_figure count;   /* absent: 1 */
    rfi_point *outline; /* rectilinear, counter-clockwise; NULL while unknown */
    size_t outline_count;
    rfi_figure outline_known; /* STATUS figures that stand for the outline, the feed and */
    rfi_figure feed_known;    /* the loops as requests: named 1, "none" 0, silent: absent */
    rfi_figure liquid_known;
    rfi_figure air_known;
    rfi_point *at; /* origins of the frames of the identical halls on the campus; NULL: not
                      stated */
    size_t at_count;
    rfi_turn turned;
    const char *level;       /* name of the level, or NULL */
    rfi_figure above_grade;  /* LENGTH of its floor above the yard; absent: at grade */
    rfi_figure access_known; /* STATUS that stands for the ways up, once above grade */
    rfi_figure clear_height, slab;
    rfi_figure point_load; /* FORCE that one foot may put on the floor; absent: no row */
    rfi_figure area_load;  /* AREA_LOAD, superimposed, spread over aisles; absent: no row */
    rfi_figure cold_aisle, hot_aisle, perimeter; /* absent: rules */
    rfi_aisle_kind aisles;
    rfi_figure service_aisle; /* LENGTH; absent: rule */
    rfi_figure egress;        /* LENGTH: longest walk to an exit; absent: rule */
    rfi_figure row_racks;     /* COUNT: longest row without a cross aisle; absent: rule */
    rfi_distribution distribution;            /* from the last board to the racks */
    rfi_figure panel, busway, tray, manifold; /* LENGTH: widths; absent: rules */
    rfi_figure ready; /* DATE from which the hall can be fitted out; absent: as of */
    const char *feed; /* electrical group that ends at the racks, or NULL */
    rfi_cords *cords; /* stated as `feed` children; then feed is the first one's a */
    size_t cords_count;
    const char *liquid; /* plant ids; NULL: not stated, or "none" (see *_known) */
    const char *air;
    const char *losses;     /* group up to which losses of the feed heat the hall's air */
    const char *house_feed; /* group where the house load enters; NULL: interconnect */
    rfi_figure house;       /* RATIO: light, offices, controls per critical IT power */
    rfi_figure air_temperature, humidity; /* of the hall's air, for the dew point */
    rfi_obstacle *obstacles;
    size_t obstacle_count;
    rfi_hole *holes;
    size_t hole_count;
    rfi_zone *zones;
    size_t zone_count;
    rfi_access *accesses;
    size_t access_count;
    rfi_door *doors;
    size_t door_count;
    rfi_load *loads;
    size_t load_count;
    rfi_element *elements;
    size_t element_count;
    rfi_plant *plants;
    size_t plant_count;
    bool from_reference; /* instantiated from a reference design */
    bool implicit;       /* stands for halls that nobody described */
    rfi_place place;
} rfi_hall;

/* ---- network, gates, want -------------------------------------------------------------
 */
/* A stretch that several links may run through: an entrance, a duct bank, a bridge. */
typedef struct rfi_trench {
    const char *id, *words;
    rfi_figure route_length; /* LENGTH of the stretch */
    rfi_figure separation;   /* LENGTH to the nearest other trench */
    rfi_place place;
} rfi_trench;

typedef struct rfi_link {
    const char *id, *carrier, *to;
    const char *path; /* physical path name: links of equal path share a trench */
    const char **via; /* ids of the trenches that it runs through */
    size_t via_count;
    rfi_figure capacity, route_length;
    rfi_figure latency;       /* DURATION of a round trip */
    rfi_figure carrier_known; /* STATUS that stands for the name of the carrier */
    rfi_place place;
} rfi_link;

typedef enum rfi_gate_kind {
    RFI_GATE_TITLE = 0,
    RFI_GATE_INTERCONNECTION,
    RFI_GATE_ZONING,
    RFI_GATE_AIR,
    RFI_GATE_WATER,
    RFI_GATE_NOISE,
    RFI_GATE_ROAD,
    RFI_GATE_OTHER,
    RFI_GATE_LARGE_LOAD,   /* these two are evidence for a rule of the grid */
    RFI_GATE_RIDE_THROUGH, /* (grid_rules.h), no requirement of their own */
    RFI_GATE_KINDS
} rfi_gate_kind;

typedef struct rfi_gate {
    const char *id;
    rfi_gate_kind kind;
    bool pending;      /* said to be pending rather than unknown */
    bool implicit;     /* not listed in the file: title, interconnection, zoning */
    rfi_figure status; /* STATUS: granted 1, refused 0, pending or unknown = not known */
    rfi_figure date;
    rfi_place place;
} rfi_gate;

typedef enum rfi_subsystem {
    RFI_SUB_UTILITY = 0,
    RFI_SUB_DISTRIBUTION,
    RFI_SUB_GENERATORS,
    RFI_SUB_UPS,
    RFI_SUB_COOLING,
    RFI_SUB_CDU,
    RFI_SUB_NETWORK,
    RFI_SUBSYSTEMS
} rfi_subsystem;

typedef enum rfi_policy {
    RFI_POLICY_NONE = 0,      /* need not exist (UPS, generators); N for the rest */
    RFI_POLICY_N,             /* must exist and carry the load in the normal state */
    RFI_POLICY_REDUNDANT,     /* any one unit may be out (N+1) */
    RFI_POLICY_MAINTAINABLE,  /* any one unit or bus may be out, planned */
    RFI_POLICY_FAULT_TOLERANT /* any one unit or bus may fail, two live sides */
} rfi_policy;

typedef struct rfi_want {
    bool stated;
    bool policy_stated;
    rfi_figure target;    /* POWER critical IT; absent: pods or one scalable unit */
    rfi_figure pods;      /* COUNT */
    rfi_figure by;        /* DATE; the last day counts */
    rfi_figure reserve;   /* RATIO kept free on power and cooling limits; absent: 0 */
    rfi_figure bandwidth; /* DATA_RATE */
    rfi_figure latency;   /* DURATION of a round trip, at most */
    rfi_figure carriers;  /* COUNT of different carriers, at least */
    rfi_policy policy[RFI_SUBSYSTEMS];
    rfi_place place;
} rfi_want;

struct rfi_climate;

typedef struct rfi_site {
    rfi_arena *arena;
    const char *file;   /* as given */
    const char *digest; /* SHA-256 of the file, 64 hex digits */
    const char *id, *name;
    int64_t as_of;            /* day number; what is energised later is not energised */
    bool reference;           /* a reference design, not a site */
    const char *reference_id; /* design applied to this site, or NULL */
    const char *reference_name;
    const char *reference_digest;
    rfi_figure lat, lon, elevation;
    bool north_stated;
    int64_t north; /* direction of north on the campus, counter-clockwise from up,
                      micro-degree; a frame like an outline, not a figure */
    const char *region;
    bool no_grid_rules; /* the site switches the rules of its grid region off */
    const char *climate_id;
    const struct rfi_climate *climate; /* resolved, or NULL */
    rfi_figure climate_known; /* STATUS figures that stand for what is not described: */
    rfi_figure interconnect_known; /* 1 when at least one is there, else absent */
    rfi_figure halls_known;
    rfi_figure links_known;
    rfi_figure module_power; /* reference design: utility power of one module (one hall) */
    rfi_interconnect *interconnects;
    size_t interconnect_count;
    rfi_element *elements; /* shared by halls */
    size_t element_count;
    rfi_plant *plants; /* shared by halls */
    size_t plant_count;
    rfi_water water;
    rfi_hall *halls;
    size_t hall_count;
    rfi_link *links;
    size_t link_count;
    rfi_trench *trenches;
    size_t trench_count;
    rfi_gate *gates;
    size_t gate_count;
    rfi_works works; /* that are decided: ordered or under way */
    rfi_want want;
    rfi_figure power_price; /* PRICE_ENERGY */
    rfi_source *sources;
    size_t source_count;
    rfi_figure **figures; /* every figure of the document, in file order */
    size_t figure_count;
} rfi_site;

const char *rfi_element_kind_words(rfi_element_kind kind); /* "unit substation" */
const char *rfi_plant_kind_words(rfi_plant_kind kind);
const char *rfi_gate_kind_words(rfi_gate_kind kind);
const char *rfi_subsystem_words(rfi_subsystem subsystem);
const char *rfi_policy_words(rfi_policy policy); /* "N+1", "concurrently maintainable" */
rfi_subsystem rfi_element_subsystem(rfi_element_kind kind);

/* Find by id: hall may be NULL; a hall's own elements hide shared ones. NULL: not found.
 * rfi_group_* match the group name, not the element id. */
const rfi_hall *rfi_site_hall(const rfi_site *site, const char *id);
const rfi_plant *rfi_site_plant(const rfi_site *site, const rfi_hall *hall, const char *id);
const rfi_interconnect *rfi_site_interconnect(const rfi_site *site, const char *id);
const rfi_gate *rfi_site_gate(const rfi_site *site, const char *id);
const rfi_step *rfi_site_step(const rfi_site *site,
                              const char *id); /* of any interconnect */
/* First element of the group, with all elements that could be its members in *ret_elements
 * (the hall's own list or the shared one). */
const rfi_element *rfi_site_group(const rfi_site *site, const rfi_hall *hall,
                                  const char *group, const rfi_element **ret_elements,
                                  size_t *ret_count);
/* Whether works bring what bears the id (NULL: nothing does). */
bool rfi_site_brings(const rfi_site *site, const char *id);
/* Completes a site for evaluation, after reading and after a reference design was applied:
 * status figures that stand for what is not described, the essential gates that the file
 * does not list, and one implicit hall when there is none, so that every gap has a name.
 * Safe to call twice. False when memory is out. */
bool rfi_site_complete(rfi_site *site);

#endif
