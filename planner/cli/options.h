/* SPDX-License-Identifier: MIT */
/* The option tables and what the command line gave. One row describes an option: parsing,
 * help, usage errors and defaults all come from it. */
#ifndef PLANNER_CLI_OPTIONS_H
#define PLANNER_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a run came to, as the shell sees it. */
typedef enum rfi_exit {
    RFI_EXIT_DONE = 0, /* fit, fit with measures, or nothing to judge */
    RFI_EXIT_NO_FIT = 1,
    RFI_EXIT_USAGE = 2,
    RFI_EXIT_INPUT = 3,
    RFI_EXIT_OPEN = 4, /* undecided or unknown */
    RFI_EXIT_CHECK = 5,
    RFI_EXIT_OUTPUT = 6
} rfi_exit;

typedef enum rfi_option_id {
    RFI_OPTION_HELP = 0,
    RFI_OPTION_CATALOGUE,
    RFI_OPTION_COLOUR,
    RFI_OPTION_OUTPUT,
    RFI_OPTION_FORMAT,
    RFI_OPTION_DETAIL,
    RFI_OPTION_PROFILE,
    RFI_OPTION_REFERENCE,
    RFI_OPTION_TARGET,
    RFI_OPTION_BY,
    RFI_OPTION_NODE_LIMIT,
    RFI_OPTION_PLAN,
    RFI_OPTION_HALL,
    RFI_OPTION_VIEW,
    RFI_OPTION_SHEET,
    RFI_OPTION_SCALE,
    RFI_OPTION_PICTURE,
    RFI_OPTION_PAPER,
    RFI_OPTION_NAME,
    RFI_OPTION_UTILITY,
    RFI_OPTION_AT,
    RFI_OPTION_AS_OF,
    RFI_OPTION_ID,
    RFI_OPTION_END,
    RFI_OPTION_DEPTH,
    RFI_OPTION_WEATHER,
    RFI_OPTION_MEASURES,
    RFI_OPTION_BUDGET,
    RFI_OPTION_GOAL,
    RFI_OPTION_POINTS,
    RFI_OPTION_LIMIT,
    RFI_OPTION_GUARD,
    RFI_OPTION_ENGINE,
    RFI_OPTION_QUARTERS,
    RFI_OPTION_CREWS,
    RFI_OPTION_EVENLY,
    RFI_OPTION_DISCOUNT,
    RFI_OPTION_MAP,
    RFI_OPTION_AS_IS,
    RFI_OPTION_MAN,
    RFI_OPTIONS
} rfi_option_id;

typedef enum rfi_option_kind {
    RFI_OPTION_SWITCH, /* no value */
    RFI_OPTION_TEXT,   /* the last one given counts */
    RFI_OPTION_LIST,   /* every one given counts, in order */
    RFI_OPTION_CHOICE, /* one of the words that argument lists, separated by '|' */
    RFI_OPTION_COUNT   /* a whole number from 1 on */
} rfi_option_kind;

typedef struct rfi_option {
    rfi_option_id id;
    rfi_option_kind kind;
    char letter;          /* short form, 0: none */
    bool required;        /* leaving it out is a usage error */
    const char *name;     /* without the dashes; NULL ends a table */
    const char *argument; /* stands for the value in the help; NULL for a switch */
    const char *words;    /* one or two lines of help, without a full stop */
    const char *fallback; /* value when it is not given; NULL: none */
} rfi_option;

typedef struct rfi_arguments rfi_arguments;

/* One verb. operand: what stands for the operands in the help, a '|' list when only
 * these words are accepted; least and most: how many there may be. */
typedef struct rfi_command {
    const char *name;
    const char *words;
    const char *operand;
    size_t least, most;
    const rfi_option *options;
    const char *const *examples; /* pairs of command line and what it is good for; NULL */
    const char *notes;           /* further lines of help, or NULL */
    rfi_exit (*run)(const rfi_arguments *arguments);
} rfi_command;

struct rfi_arguments {
    const rfi_command *command;
    const char **operands; /* NULL-terminated */
    size_t operand_count;
    const char **given[RFI_OPTIONS]; /* NULL-terminated values; NULL: not given */
    bool help;
};

/* Rows that several verbs share. */
/* clang-format off */
#define RFI_ROW_HELP                                                                        \
    {RFI_OPTION_HELP, RFI_OPTION_SWITCH, 'h', false, "help", NULL, "print this help", NULL}
#define RFI_ROW_CATALOGUE                                                                   \
    {RFI_OPTION_CATALOGUE, RFI_OPTION_LIST, 'c', false, "catalogue", "DIR",                 \
     "look here first for profiles, sites and references; may be repeated", NULL}
#define RFI_ROW_COLOUR                                                                      \
    {RFI_OPTION_COLOUR, RFI_OPTION_CHOICE, 0, false, "colour", "auto|always|never",         \
     "colour of text and messages", "auto"}
#define RFI_ROW_OUTPUT                                                                      \
    {RFI_OPTION_OUTPUT, RFI_OPTION_TEXT, 'o', false, "output", "FILE",                      \
     "write here, whole or not at all; '-' is standard output", "-"}
#define RFI_ROW_FORMAT(choices)                                                             \
    {RFI_OPTION_FORMAT, RFI_OPTION_CHOICE, 'f', false, "format", choices,                   \
     "form of the result", "text"}
#define RFI_ROW_PROFILES                                                                    \
    {RFI_OPTION_PROFILE, RFI_OPTION_LIST, 'p', false, "profile", "P",                       \
     "profile to judge, an id or a path; may be repeated; without it the whole catalogue",  \
     NULL}
#define RFI_ROW_REFERENCE                                                                   \
    {RFI_OPTION_REFERENCE, RFI_OPTION_TEXT, 'r', false, "reference", "R",                   \
     "reference design that fills in what the site leaves unknown", NULL}
#define RFI_ROW_TARGET                                                                      \
    {RFI_OPTION_TARGET, RFI_OPTION_TEXT, 't', false, "target", "T",                         \
     "what is wanted, as '100 MW critical IT' or '64 pods', instead of the site's own",     \
     NULL}
#define RFI_ROW_BY                                                                          \
    {RFI_OPTION_BY, RFI_OPTION_TEXT, 'b', false, "by", "D",                                 \
     "when it is wanted, as '2027-Q4' or a date, instead of the site's own", NULL}
#define RFI_ROW_NODE_LIMIT                                                                  \
    {RFI_OPTION_NODE_LIMIT, RFI_OPTION_COUNT, 0, false, "node-limit", "N",                  \
     "search budget in nodes per question", NULL}
#define RFI_ROW_PLANNED                                                                     \
    {RFI_OPTION_PROFILE, RFI_OPTION_LIST, 'p', false, "profile", "P",                       \
     "profile to plan for, an id or a path; of several, each hall takes one; without it "   \
     "the one that leads 'rackfit evaluate'",                                               \
     NULL}
#define RFI_ROW_MEASURES                                                                    \
    {RFI_OPTION_MEASURES, RFI_OPTION_TEXT, 'm', false, "measures", "M",                     \
     "catalogue of measures, an id or a path", "catalogue"}
#define RFI_ROW_BUDGET                                                                      \
    {RFI_OPTION_BUDGET, RFI_OPTION_TEXT, 0, false, "budget", "MONEY",                       \
     "most that measures may cost, as '150 MUSD'", NULL}
#define RFI_ROW_ENDS                                                                        \
    {RFI_OPTION_END, RFI_OPTION_CHOICE, 'e', false, "end", "unfavourable|base|favourable",  \
     "end of all ranges at which limits, demands and costs are read", "base"}
/* choices in the order of rf_goal */
#define RFI_ROW_GOAL                                                                        \
    {RFI_OPTION_GOAL, RFI_OPTION_CHOICE, 'g', false, "goal",                                \
     "default|power|cost|cost-per-power|earliest|power-quarters",                           \
     "what the recommended plan is best for; without it cost where a target is there, "     \
     "else power",                                                                          \
     "default"}
#define RFI_ROW_ENGINE                                                                      \
    {RFI_OPTION_ENGINE, RFI_OPTION_CHOICE, 0, false, "engine", "own|cbc",                   \
     "own: exact search, the same bytes on every machine; cbc: patterns, neighbourhoods "   \
     "and CBC, for sites of many halls",                                                    \
     "own"}
#define RFI_ROW_GUARD                                                                       \
    {RFI_OPTION_GUARD, RFI_OPTION_COUNT, 0, false, "guard", "SECONDS",                      \
     "stop each search after so much work, with its bounds; for cbc 10 unless told", NULL}
#define RFI_ROW_END                                                                         \
    {RFI_OPTION_HELP, RFI_OPTION_SWITCH, 0, false, NULL, NULL, NULL, NULL}
/* clang-format on */

/* Reads what follows the verb. DONE: ret_arguments is filled (help: nothing else counts);
 * USAGE: the reason stands on standard error. Finish it in both cases. */
rfi_exit rfi_arguments_read(const rfi_command *command, int argc, char **argv,
                            rfi_arguments *ret_arguments);
void rfi_arguments_finish(rfi_arguments *arguments);

bool rfi_option_given(const rfi_arguments *arguments, rfi_option_id id);
/* The last value given, else the fallback of the row, else NULL. */
const char *rfi_option_text(const rfi_arguments *arguments, rfi_option_id id);
/* Every value given, NULL-terminated; NULL when the option was not given. */
const char *const *rfi_option_list(const rfi_arguments *arguments, rfi_option_id id);
/* Place of the value in the words of the row. */
int rfi_option_choice(const rfi_arguments *arguments, rfi_option_id id);
int64_t rfi_option_count(const rfi_arguments *arguments,
                         rfi_option_id id); /* 0: not given */

/* Place of a word in a list like "text|json|csv", -1 when it is none of them. */
int rfi_choice_index(const char *choices, const char *word);

/* Prints why the command line cannot be used. command may be NULL. near: what was meant,
 * or NULL. */
rfi_exit rfi_usage_error(const rfi_command *command, const char *near, const char *format,
                         ...) __attribute__((format(printf, 3, 4)));

/* The candidate nearest to word, NULL when none is near. name returns the candidate of an
 * index, NULL past the last. */
const char *rfi_nearest_name(const char *word, const char *(*name)(const void *, size_t),
                             const void *names);

#endif
