/* SPDX-License-Identifier: MIT */
/* The vocabulary as data: one rfi_vocabulary per element says which attributes it has, what
 * kind of value each bears, where in the model it goes, and who can settle it; one engine
 * reads them all. */
#ifndef SITES_READ_TABLE_H
#define SITES_READ_TABLE_H

#include "sites/read/reader.h"

typedef enum rfi_value_kind {
    RFI_VALUE_FIGURE = 0, /* rfi_figure */
    RFI_VALUE_ID,         /* const char *: the element's own id */
    RFI_VALUE_NAME,       /* const char *: id of something else, see target */
    RFI_VALUE_WORDS,      /* const char * */
    RFI_VALUE_CHOICE,     /* an enum: index into choices */
    RFI_VALUE_FLAG,       /* bool: index into two choices */
    RFI_VALUE_DAY,        /* int64_t day number; of a range the base */
    RFI_VALUE_WHOLE,      /* int64_t of one exact value */
    RFI_VALUE_CLAIM,      /* const char *: redundancy as written */
    RFI_VALUE_DIGEST,     /* const char *: 64 hex digits */
    RFI_VALUE_SOURCES,    /* src: cites sources, stores nothing */
    RFI_VALUE_OWN         /* read by the row's own function, no figure */
} rfi_value_kind;

struct rfi_row;
typedef void (*rfi_row_reader)(rfi_reader *reader, const struct rfi_row *row,
                               const rfi_xml_element *element,
                               const rfi_xml_attribute *attribute, void *object);

typedef struct rfi_row {
    const char *attribute;
    rfi_value_kind value;
    size_t offset; /* of the field in the element's struct */
    bool required;
    rfi_dimension dimension;
    rfi_power_kind kind;
    const char *words;  /* figure name in plain words */
    const char *holder; /* who can settle the figure */
    rfi_target target;
    const char *const *choices; /* ends with NULL */
    int64_t least, most;        /* in base units; both 0: as the dimension has it */
    rfi_row_reader read;        /* instead of the built-in reading */
} rfi_row;

typedef struct rfi_child {
    const char *name;
    bool once, required;
} rfi_child;

typedef struct rfi_vocabulary {
    const char *name;
    const rfi_row *rows;       /* ends with a NULL attribute */
    const rfi_child *children; /* ends with a NULL name; NULL: none */
} rfi_vocabulary;

/* ---- row shorthands -------------------------------------------------------------------
 */
#define RFI_ROW_FIGURE(type, field, name, dim, power, title, who)                          \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_FIGURE, .offset = offsetof(type, field),   \
        .dimension = RFI_DIM_##dim, .kind = RFI_POWER_##power, .words = (title),           \
        .holder = (who)                                                                    \
    }
#define RFI_ROW_LIMITED(type, field, name, dim, title, who, low, high)                     \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_FIGURE, .offset = offsetof(type, field),   \
        .dimension = RFI_DIM_##dim, .words = (title), .holder = (who), .least = (low),     \
        .most = (high)                                                                     \
    }
#define RFI_ROW_NEEDED(type, field, name, dim, title, who, low, high)                      \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_FIGURE, .offset = offsetof(type, field),   \
        .required = true, .dimension = RFI_DIM_##dim, .words = (title), .holder = (who),   \
        .least = (low), .most = (high)                                                     \
    }
#define RFI_ROW_ID(type)                                                                   \
    {                                                                                      \
        .attribute = "id", .value = RFI_VALUE_ID, .offset = offsetof(type, id),            \
        .required = true                                                                   \
    }
#define RFI_ROW_TEXT(type, field, name, form, need)                                        \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_##form, .offset = offsetof(type, field),   \
        .required = (need)                                                                 \
    }
#define RFI_ROW_NAME(type, field, name, what)                                              \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_NAME, .offset = offsetof(type, field),     \
        .target = RFI_TARGET_##what                                                        \
    }
#define RFI_ROW_NAMES(name, what, function)                                                \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_OWN, .target = RFI_TARGET_##what,          \
        .read = (function)                                                                 \
    }
#define RFI_ROW_CHOICE(type, field, name, words_list, need)                                \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_CHOICE, .offset = offsetof(type, field),   \
        .required = (need), .choices = (words_list)                                        \
    }
#define RFI_ROW_WHOLE(type, field, name, dim, need)                                        \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_WHOLE, .offset = offsetof(type, field),    \
        .dimension = RFI_DIM_##dim, .required = (need)                                     \
    }
#define RFI_ROW_OWN(name, need, function)                                                  \
    {                                                                                      \
        .attribute = (name), .value = RFI_VALUE_OWN, .required = (need),                   \
        .read = (function)                                                                 \
    }
#define RFI_ROW_SRC                                                                        \
    {                                                                                      \
        .attribute = "src", .value = RFI_VALUE_SOURCES                                     \
    }
#define RFI_ROW_END                                                                        \
    {                                                                                      \
        .attribute = NULL                                                                  \
    }

/* ---- the engine -----------------------------------------------------------------------
 */

/* Reads all attributes of the element into object and checks its children by name. Figures
 * that are absent exist all the same. owner: id for figures of elements without one. */
void rfi_read_element(rfi_reader *reader, const rfi_xml_element *element,
                      const rfi_vocabulary *vocabulary, void *object, const char *owner);

/* Ids separated by spaces, each of which must name what the row's target says; for readers
 * of rows. No name may stand twice. */
const char **rfi_read_mentions(rfi_reader *reader, const rfi_row *row,
                               const rfi_xml_attribute *attribute, size_t *ret_count);

/* The figures of an optional element that is not there. */
void rfi_read_absent(rfi_reader *reader, const rfi_vocabulary *vocabulary, void *object,
                     rfi_place place, const char *owner);

#endif
