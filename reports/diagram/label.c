/* SPDX-License-Identifier: MIT */
#include "reports/diagram/label.h"

void rfi_occupy(rfi_labels *labels, rfi_box box)
{
    void *boxes = labels->boxes;
    if (!rfi_arena_grow(labels->drawing->arena, &boxes, labels->count, &labels->capacity,
                        sizeof(*labels->boxes))) {
        labels->drawing->failed = true;
        return;
    }
    labels->boxes = boxes;
    labels->boxes[labels->count++] = box;
}

bool rfi_is_free(const rfi_labels *labels, rfi_box box)
{
    const rfi_box *area = &labels->area;
    if (box.x < area->x || box.y < area->y || box.x + box.width > area->x + area->width ||
        box.y + box.height > area->y + area->height) {
        return false;
    }
    for (size_t i = 0; i < labels->count; i++) {
        const rfi_box *other = &labels->boxes[i];
        if (box.x < other->x + other->width && other->x < box.x + box.width &&
            box.y < other->y + other->height && other->y < box.y + box.height) {
            return false;
        }
    }
    return true;
}

static rfi_box ink_at(const rfi_extent *extent, const rfi_letters *letters, rfi_spot spot,
                      double around)
{
    double back = letters->align == RFI_RIGHT    ? extent->width
                  : letters->align == RFI_CENTRE ? extent->width / 2
                                                 : 0;
    const rfi_box *ink = &extent->ink;
    rfi_box box =
        letters->upward
            ? (rfi_box){spot.x + ink->y, spot.y + back - ink->x - ink->width, ink->height,
                        ink->width}
            : (rfi_box){spot.x - back + ink->x, spot.y + ink->y, ink->width, ink->height};
    return (rfi_box){box.x - around, box.y - around, box.width + 2 * around,
                     box.height + 2 * around};
}

bool rfi_reserve_label(rfi_labels *labels, rfi_spot spot, const char *text,
                       const rfi_letters *letters, double around)
{
    rfi_extent extent = rfi_measure_text(labels->drawing, letters, text);
    rfi_box box = ink_at(&extent, letters, spot, around);
    if (!rfi_is_free(labels, box)) {
        return false;
    }
    rfi_occupy(labels, box);
    return true;
}

int rfi_place_label(rfi_labels *labels, const rfi_spot *spots, size_t count,
                    const char *text, const rfi_letters *letters, double around,
                    rfi_ink ground)
{
    rfi_extent extent = rfi_measure_text(labels->drawing, letters, text);
    for (size_t i = 0; i < count; i++) {
        rfi_box box = ink_at(&extent, letters, spots[i], around);
        if (!rfi_is_free(labels, box)) {
            continue;
        }
        if (ground != RFI_NO_INK) {
            rfi_draw_rect(labels->drawing, box, &(rfi_look){.fill = ground});
        }
        rfi_draw_text(labels->drawing, spots[i].x, spots[i].y, text, letters);
        rfi_occupy(labels, box);
        return (int)i;
    }
    return -1;
}
