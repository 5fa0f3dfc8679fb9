/* SPDX-License-Identifier: MIT */
#include "reports/diagram/dimension.h"

#include <math.h>

static const double gap = 1.0;    /* least between object and extension line */
static const double reach = 2.2;  /* of the extension line towards the object, at most */
static const double beyond = 1.2; /* of the extension line past the dimension line */
static const double tick = 0.65;  /* half of the oblique tick, in x and in y */
static const double above = 0.85; /* of the figure above the line */
static const double play = 1.1;   /* between figure and ticks, both together */
static const double cap = 1.39;   /* letter height of the figures */

static const rfi_letters figures = {RFI_FACE_PLAIN, 5.4,   RFI_INK_SOFT,
                                    RFI_CENTRE,     false, 0};
static const double small_figures = 5.0; /* points, where the others do not fit */

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

/* Size at which the figure fits between its ticks; 0: none. */
static double size_between(const rfi_drawing *drawing, const char *words, double room)
{
    rfi_letters letters = figures;
    for (int i = 0; i < 2; i++) {
        letters.size = i == 0 ? figures.size : small_figures;
        if (rfi_measure_text(drawing, &letters, words).width <= room - play) {
            return letters.size;
        }
    }
    return 0;
}

bool rfi_chain_fits(const rfi_drawing *drawing, const rfi_view *view,
                    const rfi_chain *chain)
{
    for (size_t i = 0; i + 1 < chain->count; i++) {
        double room = rfi_view_length(view, chain->at[i + 1] - chain->at[i]);
        if (size_between(drawing, words_of(drawing, chain, i), room) <= 0) {
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

/* Lines are occupied, so that no label stands across them. */
static void draw_between(rfi_labels *labels, rfi_spot from, rfi_spot to)
{
    rfi_draw_line(labels->drawing, from.x, from.y, to.x, to.y,
                  (rfi_pen){RFI_INK_SOFT, RFI_FINE, RFI_DASH_SOLID});
    rfi_occupy(labels, (rfi_box){fmin(from.x, to.x) - 0.05, fmin(from.y, to.y) - 0.05,
                                 fabs(to.x - from.x) + 0.1, fabs(to.y - from.y) + 0.1});
}

static double outwards(const rfi_chain *chain)
{
    return chain->line > chain->object ? 1 : -1;
}

static void draw_end(rfi_labels *labels, const rfi_view *view, const rfi_chain *chain,
                     int64_t along)
{
    double out = outwards(chain);
    rfi_spot at = spot(view, chain, along, chain->line);
    double start = fmin(reach, fabs(chain->line - chain->object) - gap);
    draw_between(labels, spot(view, chain, along, chain->line - out * start),
                 spot(view, chain, along, chain->line + out * beyond));
    rfi_draw_line(labels->drawing, at.x - tick, at.y + tick, at.x + tick, at.y - tick,
                  (rfi_pen){RFI_INK_TEXT, RFI_MEDIUM, RFI_DASH_SOLID});
}

static bool draw_figure(rfi_labels *labels, const rfi_view *view, const rfi_chain *chain,
                        size_t i)
{
    rfi_letters letters = figures;
    letters.upward = chain->upright;
    const char *words = words_of(labels->drawing, chain, i);
    double room = rfi_view_length(view, chain->at[i + 1] - chain->at[i]);
    double size = size_between(labels->drawing, words, room);
    bool inside = size > 0;
    letters.size = inside ? size : small_figures;
    rfi_spot a = spot(view, chain, chain->at[i], chain->line);
    rfi_spot b = spot(view, chain, chain->at[i + 1], chain->line);
    rfi_spot at = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    double away = inside                ? -above
                  : outwards(chain) > 0 ? beyond + 0.4 + cap
                                        : -beyond - 0.4;
    at.x += chain->upright ? away : 0;
    at.y += chain->upright ? 0 : away;
    return rfi_place_label(labels, &at, 1, words, &letters, 0, RFI_NO_INK) == 0;
}

size_t rfi_draw_chain(rfi_labels *labels, const rfi_view *view, const rfi_chain *chain)
{
    size_t missing = 0;
    if (chain->count < 2) {
        return 0;
    }
    draw_between(labels, spot(view, chain, chain->at[0], chain->line),
                 spot(view, chain, chain->at[chain->count - 1], chain->line));
    for (size_t i = 0; i < chain->count; i++) {
        draw_end(labels, view, chain, chain->at[i]);
    }
    for (size_t i = 0; i + 1 < chain->count; i++) {
        missing += draw_figure(labels, view, chain, i) ? 0 : 1;
    }
    return missing;
}
