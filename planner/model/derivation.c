/* SPDX-License-Identifier: MIT */
/* Redoing the steps of a derivation from what they stand on. */
#include "planner/model/derivation.h"

#include <string.h>

#include "planner/base/checked.h"

enum { PPM = 1000000, OPERANDS = 4 };

typedef struct operation_row {
    const char *id, *words;
    size_t operands; /* 0: any number */
} operation_row;

static const operation_row rows[RFI_OPERATIONS] = {
    [RFI_OP_TOLD] = {"told", "", 0},
    [RFI_OP_SUM] = {"sum", "sum", 0},
    [RFI_OP_DIFFERENCE] = {"difference", "first - second", 2},
    [RFI_OP_PRODUCT] = {"product", "product", 0},
    [RFI_OP_MIN] = {"min", "least", 0},
    [RFI_OP_MAX] = {"max", "greatest", 0},
    [RFI_OP_SAME] = {"same", "", 1},
    [RFI_OP_TWICE] = {"twice", "2 x", 1},
    [RFI_OP_TIMES_CEIL] = {"times-ceil", "ceil(first x second)", 2},
    [RFI_OP_TIMES_FLOOR] = {"times-floor", "floor(first x second)", 2},
    [RFI_OP_OVER_CEIL] = {"over-ceil", "ceil(first / second)", 2},
    [RFI_OP_REST_CEIL] = {"rest-ceil", "ceil(first x (1 - second))", 2},
    [RFI_OP_REST_FLOOR] = {"rest-floor", "floor(first x (1 - second))", 2},
    [RFI_OP_AMPERES] = {"amperes", "floor(1.73205 x V x A x factor)", 4},
    [RFI_OP_AREA_LOAD] = {"area-load", "ceil(mass / (width x depth))", 3},
    [RFI_OP_QUOTIENT_CEIL] = {"quotient-ceil", "ceil(first / second)", 2},
    [RFI_OP_YES_WHEN_AT_MOST] = {"yes-when-at-most", "1 when first <= second, else 0", 2},
};

const char *rfi_operation_words(rfi_operation operation)
{
    return rows[operation].words;
}

const char *rfi_operation_id(rfi_operation operation)
{
    return rows[operation].id;
}

const char *rfi_node_kind_words(rfi_node_kind kind)
{
    static const char *const words[] = {"step", "figure", "given", "above"};
    return words[kind];
}

static int64_t fold(rfi_operation operation, int64_t so_far, int64_t next)
{
    switch ((int)operation) {
    case RFI_OP_SUM:
        return rfi_add(so_far, next);
    case RFI_OP_PRODUCT:
        return rfi_mul(so_far, next);
    case RFI_OP_MIN:
        return rfi_min(so_far, next);
    default:
        return rfi_max(so_far, next);
    }
}

static int64_t amperes(const int64_t *x)
{
    if (x[1] >= RFI_UNBOUNDED || x[2] >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    rfi_wide product = (rfi_wide)x[1] * x[2]; /* mV x mA = microVA */
    if (product / 1000 >= RFI_UNBOUNDED) {
        return RFI_UNBOUNDED;
    }
    return rfi_narrow(product * x[0] * x[3] / ((rfi_wide)1000 * PPM * PPM));
}

static int64_t area_load(int64_t mass, int64_t width, int64_t depth)
{
    int64_t area = rfi_mul(width, depth);
    return area == 0               ? RFI_UNBOUNDED
           : area >= RFI_UNBOUNDED ? 0
                                   : rfi_mul_div_ceil(mass, PPM, area);
}

static int64_t rest(int64_t ratio)
{
    return PPM - rfi_min(ratio, PPM);
}

static int64_t compute(rfi_operation operation, const int64_t *x)
{
    switch (operation) {
    case RFI_OP_DIFFERENCE:
        return rfi_sub(x[0], x[1]);
    case RFI_OP_SAME:
        return x[0];
    case RFI_OP_TWICE:
        return rfi_mul(2, x[0]);
    case RFI_OP_TIMES_CEIL:
        return rfi_mul_div_ceil(x[0], x[1], PPM);
    case RFI_OP_TIMES_FLOOR:
        return rfi_mul_div_floor(x[0], x[1], PPM);
    case RFI_OP_OVER_CEIL:
        return x[1] <= 0 ? RFI_UNBOUNDED : rfi_mul_div_ceil(x[0], PPM, x[1]);
    case RFI_OP_REST_CEIL:
        return rfi_mul_div_ceil(x[0], rest(x[1]), PPM);
    case RFI_OP_REST_FLOOR:
        return rfi_mul_div_floor(x[0], rest(x[1]), PPM);
    case RFI_OP_AMPERES:
        return amperes(x);
    case RFI_OP_AREA_LOAD:
        return area_load(x[0], x[1], x[2]);
    case RFI_OP_QUOTIENT_CEIL:
        return x[1] <= 0 ? RFI_UNBOUNDED : rfi_div_ceil(x[0], x[1]);
    case RFI_OP_YES_WHEN_AT_MOST:
        return x[0] <= x[1] ? 1 : 0;
    case RFI_OP_TOLD:
    case RFI_OP_SUM:
    case RFI_OP_PRODUCT:
    case RFI_OP_MIN:
    case RFI_OP_MAX:
    case RFI_OPERATIONS:
        break;
    }
    return 0;
}

bool rfi_derivation_redo(const rfi_derivation *node, int64_t *ret_value)
{
    int64_t x[OPERANDS] = {0};
    size_t count = 0;
    rfi_operation operation = node->operation;
    int64_t folded = operation == RFI_OP_PRODUCT ? 1 : 0;
    if (node->kind != RFI_NODE_STEP || operation == RFI_OP_TOLD) {
        return false;
    }
    for (const rfi_derivation *child = node->first; child != NULL; child = child->next) {
        if (child->aside) {
            continue;
        }
        bool begins = count == 0 && operation != RFI_OP_SUM && operation != RFI_OP_PRODUCT;
        folded = begins ? child->value : fold(operation, folded, child->value);
        if (count < OPERANDS) {
            x[count] = child->value;
        }
        count++;
    }
    bool folds = rows[operation].operands == 0;
    if (folds ? count == 0 && operation != RFI_OP_SUM : count != rows[operation].operands) {
        return false;
    }
    *ret_value = folds ? folded : compute(operation, x);
    return true;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool rfi_derivation_same(const rfi_derivation *a, const rfi_derivation *b)
{
    return same_text(a->what, b->what) && same_text(a->subject, b->subject);
}
