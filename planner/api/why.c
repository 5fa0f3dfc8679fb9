/* SPDX-License-Identifier: MIT */
/* Why a number is what it is: finds what is meant, has it told, hands it to the renderer.
 */
#include <string.h>

#include "planner/api/handles.h"
#include "planner/decide/why.h"
#include "reports/table/table.h"

enum { CANDIDATES_SHOWN = 12 };

static void name_candidates(const char *what, const char *const *candidates,
                            rf_diags *diags)
{
    rfi_text list = RFI_TEXT_INIT;
    size_t count = 0;
    for (; candidates[count] != NULL; count++) {
        if (count < CANDIDATES_SHOWN) {
            rfi_text_format(&list, "%s%s", count == 0 ? "" : ", ", candidates[count]);
        }
    }
    rfi_diag(diags, RF_ERROR, RFI_D_NAME_AMBIGUOUS, (rfi_place){0},
             "\"%s\" means %zu requirements", what, count);
    rfi_diag_hint(diags, "%s%s", list.data == NULL ? "" : list.data,
                  count > CANDIDATES_SHOWN ? ", ..." : "");
    rfi_text_finish(&list);
}

static void name_nearest(const char *what, const char *const *names, rf_diags *diags)
{
    const char *near = names == NULL ? NULL : rfi_nearest(what, names);
    rfi_diag(diags, RF_ERROR, RFI_D_ID_UNKNOWN, (rfi_place){0},
             "nothing that a report prints is called \"%s\"", what);
    if (near != NULL) {
        rfi_diag_hint(diags, "did you mean \"%s\"?", near);
    } else {
        rfi_diag_hint(diags, "`rackfit why SITE` without a name lists what there is");
    }
}

/* ---- names --------------------------------------------------------------------------- */

static rf_code list_names(rfi_why *why, const rf_why_options *options, rf_bytes *ret_bytes)
{
    size_t room = why->question.list.count;
    for (size_t i = 0; rfi_number_at(i) != NULL; i++) {
        room++;
    }
    rfi_table_name *names = RFI_ARRAY(why->arena, room + 1, rfi_table_name);
    size_t count = 0;
    for (size_t i = 0; names != NULL && rfi_number_at(i) != NULL; i++) {
        const rfi_number *row = rfi_number_at(i);
        const char *name = rfi_arena_format(
            why->arena, "%s%s%s%s", row->of_requirement ? "REQUIREMENT:" : "", row->name,
            row->key == NULL ? "" : "/", row->key == NULL ? "" : row->key);
        names[count++] = (rfi_table_name){name == NULL ? "" : name, row->words};
    }
    for (size_t i = 0; names != NULL && i < why->question.list.count; i++) {
        const rfi_requirement *r = &why->question.list.items[i];
        names[count++] = (rfi_table_name){r->id, r->title};
    }
    if (names == NULL) {
        return RF_E_NO_MEMORY;
    }
    rfi_text text = RFI_TEXT_INIT;
    if (options->form == RF_WHY_JSON) {
        rfi_table_names_json(names, count, &text);
    } else {
        rfi_table_names_text(names, count, options->look, &text);
    }
    return rfi_api_take(&text, ret_bytes);
}

/* ---- a tree ---------------------------------------------------------------------------
 */

static const char *words_of(const rfi_why *why, const rfi_target *target)
{
    if (target->figure != NULL) {
        return "a figure of the assumption book";
    }
    return target->requirement == SIZE_MAX || strchr(target->name, ':') != NULL
               ? target->number->words
               : why->question.list.items[target->requirement].title;
}

static rf_code render(const rfi_explanation *explanation, const rf_why_options *options,
                      rf_bytes *ret_bytes)
{
    rfi_text text = RFI_TEXT_INIT;
    switch (options->form) {
    case RF_WHY_TEXT:
        rfi_table_why_text(explanation, options->look, &text);
        break;
    case RF_WHY_JSON:
        rfi_table_why_json(explanation, &text);
        break;
    case RF_WHY_DOT:
        rfi_table_why_dot(explanation, &text);
        break;
    }
    return rfi_api_take(&text, ret_bytes);
}

static rf_code explain(rfi_why *why, const char *what, const rf_why_options *options,
                       rf_bytes *ret_bytes, rf_diags *diags)
{
    rfi_target target;
    const char *const *candidates = NULL;
    switch (rfi_why_find(why, what, &target, &candidates)) {
    case RFI_MATCH_SEVERAL:
        name_candidates(what, candidates, diags);
        return RF_E_INPUT;
    case RFI_MATCH_NONE:
        name_nearest(what, candidates, diags);
        return RF_E_NOT_FOUND;
    case RFI_MATCH_ONE:
        break;
    }
    rfi_explanation explanation = {
        .evaluation = why->evaluation,
        .judgement = why->judgement,
        .name = target.name,
        .words = words_of(why, &target),
        .end = options->end < 0 ? rfi_why_shown_end(why->judgement) : (rfi_end)options->end,
        .ends = target.figure != NULL || target.number->ends,
        .depth = (size_t)options->depth,
    };
    for (rfi_end end = 0; end < RFI_ENDS; end++) {
        if (explanation.ends || end == explanation.end) {
            explanation.trees[end] = rfi_why_tell(why, &target, end);
        }
    }
    if (explanation.trees[explanation.end] == NULL) {
        if (why->trace.failed) {
            return RF_E_NO_MEMORY;
        }
        rfi_diag(diags, RF_ERROR, RFI_D_ID_UNKNOWN, (rfi_place){0},
                 "there is no \"%s\" for %s at this site", what,
                 why->judgement->profile->id);
        return RF_E_NOT_FOUND;
    }
    return render(&explanation, options, ret_bytes);
}

rf_code rf_why(const rf_evaluation *evaluation, size_t index, const char *what,
               const rf_why_options *options, rf_bytes *ret_bytes, rf_diags *diags)
{
    rf_why_options plain = RF_WHY_OPTIONS_INIT;
    const rf_why_options *given = options == NULL ? &plain : options;
    if (index >= rf_evaluation_count(evaluation) || ret_bytes == NULL ||
        given->size != sizeof(plain) || given->depth < 0 || given->end < -1 ||
        given->end >= RFI_ENDS || (what == NULL && given->form == RF_WHY_DOT)) {
        return RF_E_MISUSE;
    }
    const rfi_judgement *judgement = &evaluation->model->judgements[index];
    if (judgement->plan != NULL && !judgement->checked) {
        return RF_E_CHECK;
    }
    rfi_arena *arena = rfi_arena_new();
    rfi_arena *scratch = rfi_arena_new();
    rfi_why why;
    rf_code code = RF_E_NO_MEMORY;
    if (arena != NULL && scratch != NULL &&
        rfi_why_begin(arena, scratch, evaluation->model, index, given->node_limit, &why)) {
        code = what == NULL ? list_names(&why, given, ret_bytes)
                            : explain(&why, what, given, ret_bytes, diags);
    }
    if (code == RF_OK && (rfi_arena_failed(arena) || rfi_arena_failed(scratch))) {
        rf_bytes_free(ret_bytes);
        code = RF_E_NO_MEMORY;
    }
    rfi_arena_free(scratch);
    rfi_arena_free(arena);
    return code;
}
