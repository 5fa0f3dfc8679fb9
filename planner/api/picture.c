/* SPDX-License-Identifier: MIT */
/* Drawings and the brief: only of judgements whose plan the separate check has passed. */
#include "planner/api/handles.h"

rf_code rf_draw_floor(const rf_evaluation *evaluation, size_t index, const char *hall,
                      rf_picture picture, rf_bytes *ret_bytes, rf_diags *diags)
{
    (void)hall;
    (void)picture;
    (void)diags;
    return index >= rf_evaluation_count(evaluation) || ret_bytes == NULL ? RF_E_MISUSE
                                                                         : RF_E_NOT_FOUND;
}

rf_code rf_write_brief(const rf_evaluation *evaluation, size_t index, rf_paper paper,
                       rf_bytes *ret_bytes, rf_diags *diags)
{
    (void)paper;
    (void)diags;
    return index >= rf_evaluation_count(evaluation) || ret_bytes == NULL ? RF_E_MISUSE
                                                                         : RF_E_NOT_FOUND;
}
