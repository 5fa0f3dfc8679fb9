/* SPDX-License-Identifier: MIT */
/* Clp and Cbc by their C interfaces. Limits are nodes and iterations; the seconds are a
 * guard. Seeds are fixed and there is one thread, so that the same request has the same
 * answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <Cbc_C_Interface.h>
#include "planner/mip/model.h"
#include "planner/solve/mip_wire.h"

enum { MOST_LIMIT = 1 << 30, VERSION_BYTES = 32 };

static bool make_reply(mip_reply *reply, size_t words)
{
    reply->word = calloc(words + 1, sizeof(uint64_t));
    reply->words = words;
    return reply->word != NULL;
}

bool mip_hello(mip_reply *reply)
{
    if (!make_reply(reply, VERSION_BYTES / sizeof(uint64_t))) {
        return false;
    }
    char text[VERSION_BYTES];
    memset(text, 0, sizeof(text));
    snprintf(text, sizeof(text), "CBC %s", Cbc_getVersion());
    memcpy(reply->word, text, sizeof(text));
    return true;
}

static bool make_lp(mip_model *model)
{
    model->lp = Clp_newModel();
    if (model->lp == NULL) {
        return false;
    }
    Clp_setLogLevel(model->lp, 0);
    Clp_loadProblem(model->lp, model->columns, model->rows, model->start, model->row,
                    model->value, model->low, model->high, model->cost, model->least,
                    model->most);
    return true;
}

static void put_numbers(uint64_t *word, const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        word[i] = rfi_mip_word(numbers[i]);
    }
}

static rfi_mip_state lp_state(int status)
{
    return status == 0 ? RFI_MIP_DONE : status == 1 ? RFI_MIP_EMPTY : RFI_MIP_CUT_SHORT;
}

bool mip_lp(mip_model *model, mip_request *request, mip_reply *reply)
{
    size_t n = (size_t)model->columns;
    size_t m = (size_t)model->rows;
    uint64_t iterations = 0;
    uint64_t milliseconds = 0;
    if (model->start == NULL || !mip_take_count(request, MOST_LIMIT, &iterations) ||
        !mip_take_count(request, MOST_LIMIT, &milliseconds)) {
        return false;
    }
    double *low = mip_take_numbers(request, n);
    double *high = mip_take_numbers(request, n);
    bool good = low != NULL && high != NULL && request->at == request->end &&
                (model->lp != NULL || make_lp(model)) && make_reply(reply, 2 + n + m);
    if (good) {
        Clp_chgColumnLower(model->lp, low);
        Clp_chgColumnUpper(model->lp, high);
        Clp_setMaximumIterations(model->lp, (int)iterations);
        Clp_setMaximumSeconds(model->lp, (double)milliseconds / 1000);
        Clp_setNumberIterations(model->lp, 0);
        /* New columns leave the old point feasible; new bounds leave the prices. */
        if (Clp_numberColumns(model->lp) > 0 && Clp_primalFeasible(model->lp)) {
            Clp_primal(model->lp, 0);
        } else {
            Clp_dual(model->lp, 0);
        }
        reply->word[0] = (uint64_t)lp_state(Clp_status(model->lp));
        reply->word[1] = rfi_mip_word(Clp_objectiveValue(model->lp));
        put_numbers(reply->word + 2, Clp_primalColumnSolution(model->lp), n);
        put_numbers(reply->word + 2 + n, Clp_dualRowSolution(model->lp), m);
    }
    free(low);
    free(high);
    return good;
}

typedef struct mip_call {
    uint64_t nodes, milliseconds, quick, has_start;
    double cutoff, gap;
    double *integer, *low, *high, *start;
} mip_call;

static bool take_call(mip_model *model, mip_request *request, mip_call *call)
{
    size_t n = (size_t)model->columns;
    return mip_take_count(request, MOST_LIMIT, &call->nodes) &&
           mip_take_count(request, MOST_LIMIT, &call->milliseconds) &&
           mip_take_number(request, &call->cutoff) &&
           mip_take_number(request, &call->gap) &&
           mip_take_count(request, 1, &call->quick) &&
           mip_take_count(request, 1, &call->has_start) &&
           (call->integer = mip_take_numbers(request, n)) != NULL &&
           (call->low = mip_take_numbers(request, n)) != NULL &&
           (call->high = mip_take_numbers(request, n)) != NULL &&
           (call->has_start == 0 || (call->start = mip_take_numbers(request, n)) != NULL) &&
           request->at == request->end;
}

static void set_number(Cbc_Model *cbc, const char *name, double value)
{
    char text[40];
    snprintf(text, sizeof(text), "%.17g", value);
    Cbc_setParameter(cbc, name, text);
}

static void set_limits(Cbc_Model *cbc, const mip_call *call)
{
    Cbc_setLogLevel(cbc, 0);
    Cbc_setParameter(cbc, "threads", "0");
    Cbc_setParameter(cbc, "randomSeed", "1");
    Cbc_setParameter(cbc, "randomCbcSeed", "1");
    Cbc_setParameter(cbc, "timeMode", "cpu");
    set_number(cbc, "maxNodes", (double)call->nodes);
    set_number(cbc, "seconds", (double)call->milliseconds / 1000);
    set_number(cbc, "allowableGap", call->gap);
    set_number(cbc, "ratioGap", 0);
    if (call->cutoff < RFI_MIP_BIGGEST) {
        set_number(cbc, "cutoff", call->cutoff);
    }
    if (call->quick != 0) { /* many small models: no time for the dear heuristics */
        Cbc_setParameter(cbc, "feaspump", "off");
        Cbc_setParameter(cbc, "probing", "off");
        Cbc_setParameter(cbc, "strongBranching", "5");
    }
}

static Cbc_Model *make_cbc(const mip_model *model, const mip_call *call)
{
    Cbc_Model *cbc = Cbc_newModel();
    if (cbc == NULL) {
        return NULL;
    }
    Cbc_loadProblem(cbc, model->columns, model->rows, model->start, model->row,
                    model->value, call->low, call->high, model->cost, model->least,
                    model->most);
    for (int j = 0; j < model->columns; j++) {
        if (call->integer[j] > 0) {
            Cbc_setInteger(cbc, j);
        }
    }
    set_limits(cbc, call);
    return cbc;
}

static void set_start(Cbc_Model *cbc, const mip_model *model, const mip_call *call)
{
    int *columns =
        call->start != NULL ? malloc((size_t)model->columns * sizeof(int)) : NULL;
    if (columns == NULL) {
        return;
    }
    for (int j = 0; j < model->columns; j++) {
        columns[j] = j;
    }
    Cbc_setMIPStartI(cbc, model->columns, columns, call->start);
    free(columns);
}

/* What Cbc calls the best possible is not to be had beyond the cutoff. */
static double bound_of(Cbc_Model *cbc, const mip_call *call, bool finished, double cost)
{
    double bound = Cbc_getBestPossibleObjValue(cbc);
    if (finished) {
        bound = cost;
    }
    return bound > call->cutoff ? call->cutoff : bound;
}

static bool report(mip_model *model, const mip_call *call, Cbc_Model *cbc, mip_reply *reply)
{
    size_t n = (size_t)model->columns;
    const double *point = Cbc_numberSavedSolutions(cbc) > 0 ? Cbc_bestSolution(cbc) : NULL;
    bool has = point != NULL && Cbc_getObjValue(cbc) < RFI_MIP_BIGGEST;
    if (!make_reply(reply, 5 + (has ? n : 0))) {
        return false;
    }
    bool finished = Cbc_status(cbc) == 0 && !Cbc_isSecondsLimitReached(cbc) &&
                    !Cbc_isNodeLimitReached(cbc);
    double cost = has ? Cbc_getObjValue(cbc) : call->cutoff;
    rfi_mip_state state = !finished ? RFI_MIP_CUT_SHORT
                          : has     ? RFI_MIP_DONE
                                    : RFI_MIP_EMPTY;
    reply->word[0] = (uint64_t)state;
    reply->word[1] = has ? 1 : 0;
    reply->word[2] = rfi_mip_word(cost);
    reply->word[3] = rfi_mip_word(bound_of(cbc, call, finished, cost));
    reply->word[4] = (uint64_t)Cbc_getNodeCount(cbc);
    if (has) {
        put_numbers(reply->word + 5, point, n);
    }
    return true;
}

bool mip_solve(mip_model *model, mip_request *request, mip_reply *reply)
{
    mip_call call = {0};
    Cbc_Model *cbc = NULL;
    bool good = model->start != NULL && take_call(model, request, &call) &&
                (cbc = make_cbc(model, &call)) != NULL;
    if (good) {
        set_start(cbc, model, &call);
        Cbc_solve(cbc);
        good = report(model, &call, cbc, reply);
    }
    if (cbc != NULL) {
        Cbc_deleteModel(cbc);
    }
    free(call.integer);
    free(call.low);
    free(call.high);
    free(call.start);
    return good;
}
