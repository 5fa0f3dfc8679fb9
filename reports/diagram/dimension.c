/* SPDX-License-Identifier: MIT */
#include "reports/diagram/dimension.h"

static const double gap = 1.0;    /* between object and extension line */
static const double beyond = 1.2; /* of the extension line past the dimension line */
static const double tick = 0.75;  /* half of the oblique tick, in x and in y */
static const double above = 0.75; /* of the figure above the line */

static const rfi_letters figures = {RFI_FACE_PLAIN, 5.6,   RFI_INK_SOFT,
                                    RFI_CENTRE,     false, 0};

const char *rfi_millimetres(rfi_arena *arena, int64_t length)
{
    if (length < 1000) {
        return rfi_arena_format(arena, "%lld", (long long)length);
    }
    if (length < 1000000) {
        return rfi_arena_format(arena, "%lld" RFI_THIN_SPACE "%03lld",
                                (long long)(length / 1000), (long long)(length % 1000));
    }
    return rfi_arena_format(arena, "%lld" RFI_THIN_SPACE "%03lld" RFI_THIN_SPACE "%03lld",
                            (long long)(length / 1000000),
                            (long long)(length / 1000 % 1000), (long long)(length % 1000));
}

const char *rfi_metres(rfi_arena *arena, int64_t length)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_print_number(&text, length, rfi_unit_find("m", 1), 0, RFI_ROUND_NEAREST, true);
    rfi_text_add(&text, RFI_THIN_SPACE "m");
    const char *words = rfi_arena_copy(arena, text.data);
    rfi_text_finish(&text);
    return words;
}

static const char *words_of(const rfi_drawing *drawing, const rfi_chain *chain, size_t i)
{
    if (chain->words != NULL && chain->words[i] != NULL) {
        return chain->words[i];
    }
    const char *words = rfi_millimetres(drawing->arena, chain->at[i + 1] - chain->at[i]);
    return words == NULL ? "" : words;
}

bool rfi_chain_fits(const rfi_drawing *drawing, const rfi_view *view,
                    const rfi_chain *chain)
{
    for (size_t i = 0; i + 1 < chain->count; i++) {
        double room = rfi_view_length(view, chain->at[i + 1] - chain->at[i]);
        if (rfi_measure_text(drawing, &figures, words_of(drawing, chain, i)).width >
            room - 0.6) {
            return false;
        }
    }
    return true;
}

/* A point on the chain: `along` in the building, `across` on paper. */
static rfi_spot spot(const rfi_view *view, const rfi_chain *chain, int64_t along,
                     double across)
{
    return chain->upright ? (rfi_spot){across, rfi_view_y(view, along)}
                          : (rfi_spot){rfi_view_x(view, along), across};
}

static void draw_between(rfi_drawing *drawing, rfi_spot from, rfi_spot to)
{
    rfi_draw_line(drawing, from.x, from.y, to.x, to.y,
                  (rfi_pen){RFI_INK_SOFT, RFI_FINE, RFI_DASH_SOLID});
}

static void draw_end(rfi_drawing *drawing, const rfi_view *view, const rfi_chain *chain,
                     int64_t along)
{
    double out = chain->line > chain->object ? 1 : -1;
    rfi_spot at = spot(view, chain, along, chain->line);
    draw_between(drawing, spot(view, chain, along, chain->object + out * gap),
                 spot(view, chain, along, chain->line + out * beyond));
    rfi_draw_line(drawing, at.x - tick, at.y + tick, at.x + tick, at.y - tick,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
}

void rfi_draw_chain(rfi_labels *labels, const rfi_view *view, const rfi_chain *chain)
{
    rfi_drawing *drawing = labels->drawing;
    if (chain->count < 2) {
        return;
    }
    rfi_letters letters = figures;
    letters.upward = chain->upright;
    draw_between(drawing, spot(view, chain, chain->at[0], chain->line),
                 spot(view, chain, chain->at[chain->count - 1], chain->line));
    for (size_t i = 0; i < chain->count; i++) {
        draw_end(drawing, view, chain, chain->at[i]);
    }
    for (size_t i = 0; i + 1 < chain->count; i++) {
        const char *words = words_of(drawing, chain, i);
        double room = rfi_view_length(view, chain->at[i + 1] - chain->at[i]);
        if (rfi_measure_text(drawing, &letters, words).width > room - 0.6) {
            continue; /* the caller has seen to it that this is rare and said so */
        }
        rfi_spot a = spot(view, chain, chain->at[i], chain->line);
        rfi_spot b = spot(view, chain, chain->at[i + 1], chain->line);
        rfi_spot middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
        double x = chain->upright ? middle.x - above : middle.x;
        double y = chain->upright ? middle.y : middle.y - above;
        rfi_place_label(labels, &(rfi_spot){x, y}, 1, words, &letters, 0, RFI_NO_INK);
    }
}
