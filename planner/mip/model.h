/* SPDX-License-Identifier: MIT */
/* A model that the program keeps between requests, by columns, with its LP warm. */
#ifndef PLANNER_MIP_MODEL_H
#define PLANNER_MIP_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <Clp_C_Interface.h>

typedef struct mip_model {
    int columns, rows;
    int *start; /* columns + 1 */
    int *row;
    double *value;
    double *low, *high, *cost; /* per column */
    double *least, *most;      /* per row */
    Clp_Simplex *lp;           /* made at the first LP request */
} mip_model;

typedef struct mip_request { /* what is left of it */
    const uint64_t *at, *end;
} mip_request;

typedef struct mip_reply {
    uint64_t *word; /* from malloc */
    size_t words;
} mip_reply;

/* False: the request is not as described, or memory is out. */
bool mip_hello(mip_reply *reply);
bool mip_load(mip_model *model, mip_request *request);
bool mip_columns(mip_model *model, mip_request *request);
bool mip_lp(mip_model *model, mip_request *request, mip_reply *reply);
bool mip_solve(mip_model *model, mip_request *request, mip_reply *reply);
void mip_drop(mip_model *model);

/* The next word of the request; false: there is none, or it is beyond `most`. */
bool mip_take_count(mip_request *request, uint64_t most, uint64_t *ret_count);
bool mip_take_number(mip_request *request, double *ret_value);
/* n numbers into new memory; NULL: there are not so many, or one is not a number. */
double *mip_take_numbers(mip_request *request, size_t n);

#endif
