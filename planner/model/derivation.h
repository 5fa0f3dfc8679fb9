/* SPDX-License-Identifier: MIT */
/* How a number came about: a tree whose leaves are figures of the documents or of the rule
 * table and whose inner nodes are the steps of the method. Reports walk it; they compute
 * nothing. Nodes live in the arena of whoever recorded them and borrow the figures. */
#ifndef PLANNER_MODEL_DERIVATION_H
#define PLANNER_MODEL_DERIVATION_H

#include "planner/model/evaluation.h"

/* What a step does with its operands: its children in their order, without those that are
 * asides. Written out so that a machine can redo it: a tree cannot lie. A ratio is an
 * operand in parts per million. Sums and products saturate as in planner/base/checked.h. */
typedef enum rfi_operation {
    RFI_OP_TOLD = 0,         /* the formula says it in words; only a reader can redo it */
    RFI_OP_SUM,              /* a + b + ...; of nothing: 0 */
    RFI_OP_DIFFERENCE,       /* a - b */
    RFI_OP_PRODUCT,          /* a x b x ... */
    RFI_OP_MIN,              /* least of one or more */
    RFI_OP_MAX,              /* greatest of one or more */
    RFI_OP_SAME,             /* a: the one operand, chosen as the formula says */
    RFI_OP_TWICE,            /* 2 x a */
    RFI_OP_TIMES_CEIL,       /* ceil(a x ratio) */
    RFI_OP_TIMES_FLOOR,      /* floor(a x ratio) */
    RFI_OP_OVER_CEIL,        /* ceil(a / ratio); unbounded when the ratio is 0 */
    RFI_OP_REST_CEIL,        /* ceil(a x (1 - ratio)), the ratio at most 1 */
    RFI_OP_REST_FLOOR,       /* floor(a x (1 - ratio)), the ratio at most 1 */
    RFI_OP_AMPERES,          /* floor(root of three x V x A x factor) */
    RFI_OP_AREA_LOAD,        /* ceil(mass / (width x depth)) */
    RFI_OP_QUOTIENT_CEIL,    /* ceil(a / b), counts */
    RFI_OP_YES_WHEN_AT_MOST, /* 1 when a <= b, else 0 */
    RFI_OPERATIONS
} rfi_operation;

typedef enum rfi_node_kind {
    RFI_NODE_STEP = 0, /* inner node, or a leaf whose formula says all */
    RFI_NODE_FIGURE,   /* leaf: a figure that was read */
    RFI_NODE_GIVEN,    /* leaf: a count, a date, a policy; nothing derives it */
    RFI_NODE_ABOVE     /* leaf: value of the step of this name that stands earlier in the
                          same tree */
} rfi_node_kind;

typedef struct rfi_derivation {
    rfi_node_kind kind;
    rfi_operation operation;
    bool aside;   /* decides a choice of its parent; is no operand */
    bool missing; /* base end: a figure below is not known, so the value means nothing */
    const char *words;   /* the value in words ("no fit", "one unit out"), or NULL */
    const char *what;    /* "load at the group": never NULL on inner nodes */
    const char *subject; /* what it is about: "ups-a", or NULL */
    const char *formula; /* "ceil(W / efficiency)", or NULL */
    int64_t value;       /* base unit of the dimension; RFI_UNBOUNDED: no limit known */
    rfi_dimension dimension;
    rfi_power_kind power_kind;
    const rfi_figure *figure; /* leaf: the figure that was read; NULL on inner nodes */
    rfi_role role;            /* leaf: on which side */
    rfi_end end;              /* leaf: at which end of its range */
    struct rfi_derivation *first, *last, *next;
} rfi_derivation;

/* The answer to "why", as reports render it. */
typedef struct rfi_explanation {
    const rfi_evaluation *evaluation;
    const rfi_judgement *judgement;
    const char *name;  /* as it can be asked for again: "pods", "hall-a/slab" */
    const char *words; /* what the number is */
    rfi_end end;       /* of the tree that is shown */
    bool ends;         /* it differs by end: all three are told */
    const rfi_derivation *trees[RFI_ENDS]; /* at least the one of `end` */
    size_t depth; /* levels below the number that are shown; 0: all */
} rfi_explanation;

/* Two nodes are about the same: the same words and the same subject. */
bool rfi_derivation_same(const rfi_derivation *a, const rfi_derivation *b);
/* Computes the value of a step from its operands once more. False: nothing to redo (a leaf,
 * or told in words), or the operands are not as many as the operation takes. */
bool rfi_derivation_redo(const rfi_derivation *node, int64_t *ret_value);
/* "a + b", "ceil(a / ratio)": for steps that state no formula of their own; "" when told.
 */
const char *rfi_operation_words(rfi_operation operation);
const char *rfi_operation_id(rfi_operation operation); /* "over-ceil" */
const char *rfi_node_kind_words(rfi_node_kind kind);   /* "step", "figure", ... */

#endif
