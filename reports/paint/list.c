/* SPDX-License-Identifier: MIT */
/* The draw list itself: pages, items, groups, tags, links, bookmarks. */
#include "reports/paint/draft.h"
#include "reports/paint/typeset.h"

#include <math.h>
#include <stdlib.h>

rfi_drawing *rfi_drawing_new(rf_diags *diags)
{
    rfi_drawing *drawing = calloc(1, sizeof(*drawing));
    rfi_arena *arena = rfi_arena_new();
    if (drawing == NULL || arena == NULL) {
        free(drawing);
        rfi_arena_free(arena);
        rfi_diag(diags, RF_ERROR, RFI_D_MEMORY, (rfi_place){0}, "memory is out");
        return NULL;
    }
    drawing->arena = arena;
    drawing->typesetter = rfi_typesetter_new(diags);
    if (drawing->typesetter == NULL) {
        rfi_drawing_free(drawing);
        return NULL;
    }
    return drawing;
}

void rfi_drawing_free(rfi_drawing *drawing)
{
    if (drawing == NULL) {
        return;
    }
    rfi_typesetter_free(drawing->typesetter);
    rfi_arena_free(drawing->arena);
    free(drawing);
}

const char *rfi_keep_text(rfi_drawing *drawing, const char *text)
{
    if (text == NULL) {
        return NULL;
    }
    const char *copy = rfi_arena_copy(drawing->arena, text);
    if (copy == NULL) {
        drawing->failed = true;
    }
    return copy;
}

static bool grow(rfi_drawing *drawing, void **items, size_t count, size_t *capacity,
                 size_t size)
{
    if (drawing->failed || !rfi_arena_grow(drawing->arena, items, count, capacity, size)) {
        drawing->failed = true;
        return false;
    }
    return true;
}

void rfi_open_page(rfi_drawing *drawing, double width, double height)
{
    void *items = drawing->pages;
    if (drawing->depth != 0 || !(width > 0 && height > 0)) {
        drawing->failed = true;
    }
    if (!grow(drawing, &items, drawing->page_count, &drawing->page_capacity,
              sizeof(*drawing->pages))) {
        return;
    }
    drawing->pages = items;
    drawing->pages[drawing->page_count++] =
        (rfi_page){width, height, drawing->item_count, 0};
}

rfi_item *rfi_add_item(rfi_drawing *drawing, rfi_item_kind kind)
{
    void *items = drawing->items;
    if (drawing->page_count == 0) {
        drawing->failed = true;
    }
    if (!grow(drawing, &items, drawing->item_count, &drawing->item_capacity,
              sizeof(*drawing->items))) {
        return NULL;
    }
    drawing->items = items;
    drawing->pages[drawing->page_count - 1].items++;
    rfi_item *item = &drawing->items[drawing->item_count++];
    *item = (rfi_item){.kind = kind};
    return item;
}

static void add_step(rfi_drawing *drawing, rfi_step_to step, int spots)
{
    for (int i = 0; i < spots; i++) {
        if (!isfinite(step.to[i].x) || !isfinite(step.to[i].y)) {
            drawing->failed = true;
        }
    }
    void *steps = drawing->steps;
    if (!grow(drawing, &steps, drawing->step_count, &drawing->step_capacity,
              sizeof(*drawing->steps))) {
        return;
    }
    drawing->steps = steps;
    drawing->steps[drawing->step_count++] = step;
}

void rfi_move(rfi_drawing *drawing, double x, double y)
{
    add_step(drawing, (rfi_step_to){RFI_MOVE, {{x, y}}}, 1);
}

void rfi_line(rfi_drawing *drawing, double x, double y)
{
    add_step(drawing, (rfi_step_to){RFI_LINE, {{x, y}}}, 1);
}

void rfi_curve(rfi_drawing *drawing, rfi_spot a, rfi_spot b, rfi_spot to)
{
    add_step(drawing, (rfi_step_to){RFI_CURVE, {a, b, to}}, 3);
}

void rfi_close_path(rfi_drawing *drawing)
{
    add_step(drawing, (rfi_step_to){.kind = RFI_CLOSE}, 0);
}

static rfi_box bounds(const rfi_drawing *drawing, size_t first, size_t count)
{
    double left = (double)INFINITY;
    double top = (double)INFINITY;
    double right = -(double)INFINITY;
    double bottom = -(double)INFINITY;
    for (size_t i = first; i < first + count; i++) {
        const rfi_step_to *step = &drawing->steps[i];
        int spots = step->kind == RFI_CLOSE ? 0 : step->kind == RFI_CURVE ? 3 : 1;
        for (int k = 0; k < spots; k++) {
            left = fmin(left, step->to[k].x);
            right = fmax(right, step->to[k].x);
            top = fmin(top, step->to[k].y);
            bottom = fmax(bottom, step->to[k].y);
        }
    }
    return (rfi_box){left, top, right - left, bottom - top};
}

void rfi_draw_path(rfi_drawing *drawing, const rfi_look *look)
{
    size_t first = drawing->path_start;
    size_t count = drawing->step_count - first;
    drawing->path_start = drawing->step_count;
    if (drawing->failed || count == 0) {
        return;
    }
    bool hatched = look->hatch != RFI_HATCH_NONE && look->hatch_ink != RFI_NO_INK;
    if (look->fill != RFI_NO_INK || !hatched) {
        rfi_item *item = rfi_add_item(drawing, RFI_ITEM_PATH);
        if (item == NULL) {
            return;
        }
        item->box = bounds(drawing, first, count);
        item->fill = look->fill;
        item->pen = look->pen;
        if (hatched) {
            item->pen = (rfi_pen){0};
        }
        item->step = first;
        item->steps = count;
    }
    if (!hatched) {
        return;
    }
    rfi_add_hatch(drawing, first, count, look); /* between the fill and the outline */
    rfi_item *outline =
        look->pen.ink == RFI_NO_INK ? NULL : rfi_add_item(drawing, RFI_ITEM_PATH);
    if (outline != NULL) {
        outline->box = bounds(drawing, first, count);
        outline->pen = look->pen;
        outline->step = first;
        outline->steps = count;
    }
    drawing->path_start = drawing->step_count;
}

/* ---- structure ------------------------------------------------------------------------
 */

static void close_item(rfi_drawing *drawing, rfi_item_kind kind)
{
    if (drawing->depth <= 0) {
        drawing->failed = true;
        return;
    }
    drawing->depth--;
    (void)rfi_add_item(drawing, kind);
}

void rfi_open_group(rfi_drawing *drawing, const char *id, const char *title,
                    const char *description)
{
    rfi_item *item = rfi_add_item(drawing, RFI_ITEM_GROUP);
    drawing->depth++;
    if (item != NULL) {
        item->name = rfi_keep_text(drawing, id);
        item->title = rfi_keep_text(drawing, title);
        item->text = rfi_keep_text(drawing, description);
    }
}

void rfi_close_group(rfi_drawing *drawing)
{
    close_item(drawing, RFI_ITEM_GROUP_END);
}

void rfi_open_tag(rfi_drawing *drawing, rfi_tag tag, const char *alternative)
{
    rfi_item *item = rfi_add_item(drawing, RFI_ITEM_TAG);
    drawing->depth++;
    if (item != NULL) {
        item->tag = tag;
        item->text = rfi_keep_text(drawing, alternative);
    }
}

void rfi_close_tag(rfi_drawing *drawing)
{
    int open = 0;
    rfi_tag tag = RFI_TAG_DOCUMENT;
    for (size_t i = drawing->item_count; i > 0; i--) { /* the innermost open tag */
        const rfi_item *item = &drawing->items[i - 1];
        open += item->kind == RFI_ITEM_TAG_END ? 1 : item->kind == RFI_ITEM_TAG ? -1 : 0;
        if (open < 0) {
            tag = item->tag;
            break;
        }
    }
    if (open >= 0) {
        drawing->failed = true;
        return;
    }
    close_item(drawing, RFI_ITEM_TAG_END);
    if (!drawing->failed) {
        drawing->items[drawing->item_count - 1].tag = tag;
    }
}

void rfi_open_link(rfi_drawing *drawing, const char *dest, const char *uri)
{
    rfi_item *item = rfi_add_item(drawing, RFI_ITEM_LINK);
    drawing->depth++;
    if (item != NULL) {
        item->name = rfi_keep_text(drawing, dest);
        item->text = rfi_keep_text(drawing, uri);
    }
}

void rfi_close_link(rfi_drawing *drawing)
{
    close_item(drawing, RFI_ITEM_LINK_END);
}

void rfi_add_dest(rfi_drawing *drawing, const char *name, double x, double y)
{
    rfi_item *item = rfi_add_item(drawing, RFI_ITEM_DEST);
    if (item != NULL) {
        item->name = rfi_keep_text(drawing, name);
        item->at = (rfi_spot){x, y};
    }
}

int rfi_add_bookmark(rfi_drawing *drawing, int parent, const char *title, const char *dest)
{
    void *items = drawing->bookmarks;
    if (parent >= (int)drawing->bookmark_count) {
        drawing->failed = true;
    }
    if (!grow(drawing, &items, drawing->bookmark_count, &drawing->bookmark_capacity,
              sizeof(*drawing->bookmarks))) {
        return -1;
    }
    drawing->bookmarks = items;
    drawing->bookmarks[drawing->bookmark_count] =
        (rfi_bookmark){parent, rfi_keep_text(drawing, title), rfi_keep_text(drawing, dest)};
    return (int)drawing->bookmark_count++;
}
