/* SPDX-License-Identifier: MIT */
/* What decide hands to reports: requirements with their three ends, cases, verdicts,
 * conflicts, requests and the assumption book. Reports do layout and formatting on this and
 * no arithmetic beyond it. Everything lives in the evaluation's arena and borrows the site,
 * the profiles and the rules. */
#ifndef PLANNER_MODEL_EVALUATION_H
#define PLANNER_MODEL_EVALUATION_H

#include "rackfit/rackfit.h"
#include "planner/model/catalogue.h"
#include "planner/model/energy.h"
#include "planner/model/plan.h"
#include "planner/model/rules.h"

/* More pods than any site holds: a case that reaches it has no limit known. */
#define RFI_PODS_CAP 1000000

typedef enum rfi_shape {
    RFI_SHAPE_SITE_SUM = 0, /* sum over halls <= limit, shared */
    RFI_SHAPE_HALL_SUM,     /* the same within each single hall */
    RFI_SHAPE_HALL_TEST,    /* fixed demand <= limit, else the hall takes no pod */
    RFI_SHAPE_SITE_TEST     /* fixed demand <= limit, else no pod anywhere */
} rfi_shape;

/* clang-format off */
/* id used in requirement ids and measure effects, words, dimension of limit and demand */
#define RFI_REQUIREMENT_KINDS(X)                                                            \
    X(FIRM_UTILITY,     "firm-utility",     "firm energised utility power",  POWER)         \
    X(ENERGISED_UTILITY,"energised-utility","energised utility power",       POWER)         \
    X(CHANGE_OF_USE,    "change-of-use",    "interconnect may serve AI load", STATUS)       \
    X(GATE,             "gate",             "gate",                          STATUS)        \
    X(SUBSYSTEM,        "subsystem",        "subsystem that the policy asks for", STATUS)   \
    X(POWER_CHAIN,      "power-chain",      "usable power",                  APPARENT)      \
    X(BACKUP_POWER,     "backup-power",     "generator power",               APPARENT)      \
    X(RACK_VOLTAGE,     "rack-voltage",     "voltage at the racks",          STATUS)        \
    X(RACK_FEEDS,       "rack-feeds",       "independent feeds at the racks", COUNT)        \
    X(LIQUID_LOOP,      "liquid-loop",      "liquid loop in the hall",       STATUS)        \
    X(LIQUID_HEAT,      "liquid-heat",      "liquid heat",                   POWER)         \
    X(LIQUID_SUPPLY,    "liquid-supply",    "coolant supply temperature",    TEMPERATURE)   \
    X(LIQUID_FLOW,      "liquid-flow",      "coolant flow",                  FLOW)          \
    X(AIR_HEAT,         "air-heat",         "air heat",                      POWER)         \
    X(AIR_INLET,        "air-inlet",        "air inlet temperature",         TEMPERATURE)   \
    X(AIR_FILTRATION,   "air-filtration",   "air filtration",                COUNT)         \
    X(PLANT_AMBIENT,    "plant-ambient",    "ambient that the plant is rated for", TEMPERATURE) \
    X(HALL_KNOWN,       "hall-known",       "a described hall",              STATUS)        \
    X(FLOOR_SPACE,      "floor-space",      "pods that stand in real rows",  COUNT)         \
    X(SLAB,             "slab",             "load under the rack footprint", AREA_LOAD)     \
    X(CLEAR_HEIGHT,     "clear-height",     "clear height",                  LENGTH)        \
    X(DELIVERY_HEIGHT,  "delivery-height",  "delivery door height",          LENGTH)        \
    X(DELIVERY_WIDTH,   "delivery-width",   "delivery door width",           LENGTH)        \
    X(NETWORK_CAPACITY, "network-capacity", "wide-area capacity",            DATA_RATE)     \
    X(NETWORK_PATHS,    "network-paths",    "physically diverse paths",      COUNT)         \
    X(HALL_READY,       "hall-ready",       "hall ready by the date",        DATE)          \
    X(AVAILABLE,        "available",        "system available by the date",  DATE)          \
    X(MINING_STOPS,     "mining-stops",     "mining may stop in the hall",   STATUS)        \
    X(WORKS_DONE,       "works-done",       "works of the hall done by the date", DATE)   \
    X(OUTAGE_WINDOW,    "outage-window",    "cut-over within an outage window", STATUS)  \
    X(MINING_UNTIL,     "mining-until",     "mining contract ended by the date", DATE) \
    X(POINT_LOAD,       "point-load",       "load under the worst foot",     FORCE)         \
    X(AREA_LOAD,        "area-load",        "load spread to the middle of the aisles", AREA_LOAD) \
    X(NETWORK_LATENCY,  "network-latency",  "round trip of the wide-area links", DURATION)  \
    X(NETWORK_CARRIERS, "network-carriers", "different carriers",            COUNT) \
    X(PIPE_FLOW,        "pipe-flow",        "flow in the pipes",             FLOW)          \
    X(AIR_FLOW,         "air-flow",         "air flow",                      FLOW)          \
    X(COOLING_RIDE_THROUGH, "cooling-ride-through", "coolant buffer while plants restart", ENERGY) \
    X(CONDENSATION,     "condensation",     "coolant above the dew point",   TEMPERATURE) \
    X(GRID_RULE,        "grid-rule",        "large-load rule",               POWER)      \
    X(RIDE_THROUGH,     "ride-through",     "stored energy until generators carry", ENERGY) \
    X(RACK_SUPPLY,      "rack-supply",      "rack supplies after the loss of a feed", POWER) \
    X(LOAD_SWING,       "load-swing",       "swing of the load at the interconnects", POWER) \
    X(SWING_ENERGY,     "swing-energy",     "energy of the swing in half a period", ENERGY) \
    X(WATER_DAY,        "water-day",        "water of the peak day",         WATER)         \
    X(WATER_YEAR,       "water-year",       "water of the year",             VOLUME)        \
    X(MAKE_UP,          "make-up",          "make-up flow of the peak hour", FLOW)          \
    X(PEAK_POWER,       "peak-power",       "usable power for peaks",        APPARENT)      \
    X(LOAD_STEP,        "load-step",        "load step of the generators",   APPARENT)      \
    X(DELIVERY_ROUTE,   "delivery-route",   "way of the racks to their rows", LENGTH)       \
    X(ACCESS_SIZE,      "access-size",      "lift or ramp that takes a rack", STATUS)       \
    X(ACCESS_LOAD,      "access-load",      "load on the lift or ramp",      MASS)
/* clang-format on */

typedef enum rfi_requirement_kind {
#define RFI_REQUIREMENT_ENUM(name, id, words, dimension) RFI_REQ_##name,
    RFI_REQUIREMENT_KINDS(RFI_REQUIREMENT_ENUM)
#undef RFI_REQUIREMENT_ENUM
        RFI_REQUIREMENT_KIND_COUNT
} rfi_requirement_kind;

const char *rfi_requirement_id_words(rfi_requirement_kind kind); /* "liquid-heat" */
const char *rfi_requirement_words(rfi_requirement_kind kind);    /* "liquid heat" */
rfi_dimension rfi_requirement_dimension(rfi_requirement_kind kind);

typedef enum rfi_role { RFI_ROLE_LIMIT = 0, RFI_ROLE_DEMAND } rfi_role;

typedef struct rfi_input { /* a figure that a requirement consumed, and on which side */
    const rfi_figure *figure;
    rfi_role role;
} rfi_input;

/* Numbers of a requirement at one end. Demand of a plan =
 * fixed + sum over halls h of pod[h]*pods + unit[h]*units + idle[h]*(halls not converted)
 * + standing[h]*(halls converted): what a converted hall draws whatever stands in it.
 * For HALL_SUM pods are those of one hall. Of the HALL_* shapes only the slot `hall_index`
 * is theirs: what lies beside it belongs to other rows.
 * Values are in the requirement's base unit, demand rounded up, limit rounded down.
 * RFI_UNBOUNDED: as demand "more than anything", as limit "no limit known". */
typedef struct rfi_terms {
    bool unknown; /* a figure is missing: at BASE the row is skipped, at the ends it is
                     already resolved to the worst resp. best */
    int64_t limit;
    int64_t fixed;
    int64_t *pod, *unit, *idle, *standing; /* per hall of the site, see above */
    int64_t used; /* demand of this end's own case (filled after solving); HALL_SUM and
                     FLOOR_SPACE: of the fullest hall */
} rfi_terms;

/* What one measure does to a requirement, from the place where the requirement stands
 * (docs/retrofit.md). With y units there: limit + f(y)*adds, fixed + y*takes. */
typedef struct rfi_gain {
    size_t measure; /* index into the measures on offer */
    rfi_gain_form form;
    bool anywhere;           /* counts the units of all places */
    int64_t adds[RFI_ENDS];  /* base unit of the requirement; SETTLES: 1 where it does */
    int64_t takes[RFI_ENDS]; /* of every unit */
} rfi_gain;

typedef struct rfi_requirement {
    rfi_requirement_kind kind;
    rfi_shape shape;
    const char *id;      /* "hall-a/liquid-heat/cdu-a", stable */
    const char *title;   /* "Liquid heat, CDU cdu-a, hall A" */
    const char *formula; /* how limit and demand come about, in words and symbols */
    const char *state;   /* policy state that decides: "normal", "one of 4 out", ... */
    const char *note;    /* what the demand holds beside pods, in words, or NULL */
    size_t hall_index;   /* for HALL_*; else SIZE_MAX */
    const char *owner;   /* id of the element, plant, hall, gate ... */
    rfi_dimension dimension;
    rfi_power_kind power_kind;
    rfi_terms ends[RFI_ENDS];
    rfi_input *inputs;
    size_t input_count;
    rfi_place place;
    bool binding[RFI_ENDS]; /* member of the minimal conflict against one pod more */
    bool fails;             /* TEST shapes: fails even at the favourable end */
    const char *book_id;    /* row of the assumption book that derives it: "D-07" */
    rfi_gain *gains;        /* only where measures are on offer, in their order */
    size_t gain_count;
} rfi_requirement;

/* Demand of that many pods wherever they stand, at least: of a site's sum every pod at the
 * hall where it takes least, of a test the fixed demand. Other sums: fixed alone. */
int64_t rfi_requirement_least_demand(const rfi_requirement *requirement, rfi_end end,
                                     int64_t pods, size_t hall_count);
/* Pods that one hall holds at most by its own sum alone, what comes with scalable units
 * left out; INT64_MAX: this row limits none. */
int64_t rfi_requirement_most_pods(const rfi_requirement *requirement, rfi_end end,
                                  size_t hall);

typedef enum rfi_search { RFI_SEARCH_PROVEN = 0, RFI_SEARCH_STOPPED } rfi_search;

/* Mining beside the AI load of a case: what stops for it, what must go on. */
typedef struct rfi_hybrid {
    int64_t freed;            /* facility mW of the halls that convert, least */
    int64_t stays;            /* facility mW that must go on in the others, most */
    int64_t curtailment;      /* MONEY a year that the converted halls no longer earn */
    int64_t curtailment_left; /* MONEY of that until the contracts would have ended */
} rfi_hybrid;

typedef struct rfi_case {
    rfi_search search;
    int64_t pods;       /* most pods; the incumbent when stopped */
    int64_t pods_bound; /* = pods when proven */
    int64_t units, chips;
    int64_t it_power;   /* critical IT at max draw, milliwatt, pods and support racks */
    int64_t plan_power; /* the same at plan draw */
    bool meets_want;
    bool any_unknown; /* BASE: rows were skipped because figures are missing */
    rfi_hall_share *shares;
    rfi_hybrid hybrid; /* only when the evaluation says hybrid */
} rfi_case;

typedef struct rfi_conflict {
    size_t *members; /* indices into requirements, in their order */
    size_t count;
    bool with_want;      /* the want itself is a member */
    bool minimal;        /* every member was shown to be needed within the budget */
    rfi_end end;         /* the end at which it was found: favourable for a proven no-fit */
    int64_t wanted_pods; /* pods that cannot be had */
} rfi_conflict;

typedef struct rfi_request { /* one thing to ask for */
    const rfi_figure *figure;
    bool decides_alone; /* its unfavourable end alone, all else favourable, means no fit */
    bool in_deciding_set;
    int64_t swing; /* critical IT power between its two ends, all else favourable, mW */
    const char *document; /* what would settle it: "interconnection agreement, ..." */
} rfi_request;

enum { RFI_SWEEP_POINTS = 5 };

/* A figure that is read on both sides, as a limit and as a demand: taken at each end of its
 * range for each side, the ends are too wide. Here it has one value on both sides. */
typedef struct rfi_sweep {
    const rfi_figure *figure;
    size_t count; /* of points: equal ones are left out */
    int64_t points[RFI_SWEEP_POINTS];
    int64_t pods[RFI_ENDS][RFI_SWEEP_POINTS]; /* all else at that end */
    int64_t
        least; /* pods that hold for certain whatever its value: range cut at the points */
    int64_t most; /* pods that no value can exceed, likewise */
} rfi_sweep;

/* The verdict under another redundancy, when the want states no policy. */
typedef struct rfi_alternative {
    rfi_policy policy;
    int64_t pods[RFI_ENDS];
    int64_t it_power[RFI_ENDS];
} rfi_alternative;

/* The network inside, at the plan's end; reported beside the verdict, which rests on the
 * support racks that the profile states. */
typedef struct rfi_fabric_row {
    const rfi_fabric *fabric;
    rfi_fabric_size unit, cluster;         /* one scalable unit; all of the plan */
    int64_t unit_cost[2], cluster_cost[2]; /* favourable, unfavourable end */
} rfi_fabric_row;

typedef struct rfi_fabric_total {
    int64_t racks, power; /* network racks; switches and optics in them, milliwatt */
    int64_t cost_low, cost_high;
} rfi_fabric_total;

typedef struct rfi_fabric_report {
    rfi_end end;
    int64_t units; /* scalable units of the plan */
    rfi_fabric_row *rows;
    size_t count;
    bool open; /* a fabric that cannot be counted */
    rfi_fabric_total unit, cluster;
    int64_t stated_racks, stated_power; /* network racks of the profile, for all units */
    bool stated_derived; /* the profile states none: they are these fabrics' */
    bool short_of_racks, short_of_power;
    int64_t leaf, spine, spine_by_ports; /* of one unit, compute */
    bool leaf_differs, spine_differs;    /* from what the profile states for one unit */
} rfi_fabric_report;

typedef struct rfi_book_row { /* assumption book: origin of a printed number */
    const char *id;           /* "G-01", "E-04", "P-03", "D-07" */
    const char *group;        /* "Power and gates", "Electrical", "Cooling", ... */
    const char *subject;      /* "hall-a: clear height" */
    const rfi_figure *figure; /* NULL for a derived row */
    const char *value;        /* derived: printed result */
    const char *formula;      /* derived: how */
    const char **from;        /* derived: ids of the rows that it rests on */
    size_t from_count;
    bool assumption;
} rfi_book_row;

typedef struct rfi_judgement {
    const rfi_profile *profile;
    rf_verdict verdict;   /* of the site as it is */
    int64_t wanted_pods;  /* pods that the want comes to for this profile */
    int64_t wanted_power; /* mW critical IT when the want is a power, else 0 */
    rfi_requirement *requirements;
    size_t requirement_count;
    rfi_case cases[RFI_ENDS];
    rfi_conflict *conflicts; /* for no fit: at least one */
    size_t conflict_count;
    const rfi_figure **deciding; /* for unknown: a smallest (or minimal) deciding set */
    size_t deciding_count;
    bool deciding_smallest;
    rfi_sweep *sweeps; /* figures on both sides whose range is open */
    size_t sweep_count;
    rfi_alternative *alternatives;
    size_t alternative_count;
    int64_t earliest;           /* first date at which the want is met at the
                                   unfavourable end; INT64_MAX: none */
    const char *earliest_owner; /* what changes on that day: "tests", "work done"; NULL */
    const char *earliest_event; /* when it is the date that was asked for */
    rfi_request *requests;      /* ranked */
    size_t request_count;
    rfi_plan *plan;         /* what is drawn: unfavourable case when it has pods, else base,
                               else favourable; NULL when no case has pods */
    const char *plan_words; /* "holds at the unfavourable end of all ranges", "base case
                               only: ..." */
    bool checked;           /* the separate check passed the plan */
    rfi_fabric_report *fabric; /* NULL: no plan, or the profile states no fabric */
    rfi_energy *energy;        /* of the plan; NULL without one */
    rfi_book_row *book;
    size_t book_count;
    struct rfi_with_measures
        *with_measures; /* planner/model/comparison.h; NULL: no measures
                           were on offer, or it fits as it is */
} rfi_judgement;

typedef struct rfi_evaluation {
    rfi_arena *arena;
    const rfi_site *site;
    const rfi_rules *rules;
    bool policy_stated;
    int64_t by; /* day number used */
    bool by_stated;
    rfi_judgement *judgements; /* in order of profile id */
    size_t count;
    size_t best;
    rfi_schedule *schedules;   /* one per end; NULL: no works are stated */
    bool hybrid;               /* a load states how long it runs, or what it earns */
    const rfi_figure **unused; /* inputs that no requirement consumed, in file order */
    size_t unused_count;
    const char *input_digest; /* SHA-256 over the digests of all inputs, 64 hex digits */
    const rfi_measures *measures; /* on offer; NULL: judged as the site is */
} rfi_evaluation;

#endif
