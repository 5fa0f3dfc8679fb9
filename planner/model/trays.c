/* SPDX-License-Identifier: MIT */
/* A graph whose nodes are the places where a rung meets the tray of a row. Lengths are kept
 * doubled, so that middles are whole numbers. */
#include "planner/model/trays.h"

#include "planner/base/checked.h"

typedef struct node {
    int64_t u;    /* doubled, along the rows */
    int64_t away; /* doubled, from the last source; RFI_UNBOUNDED: not reached */
    size_t tray, rung;
    bool done;
} node;

struct rfi_trays {
    const rfi_floor *floor;
    const rfi_fitting **trays; /* over rows */
    size_t tray_count;
    const rfi_fitting **rungs;
    size_t rung_count;
    node *nodes;
    size_t node_count;
    const rfi_placed *source; /* whose ways are known; NULL: none */
};

static int64_t along(const rfi_trays *t, const rfi_rect *r)
{
    return t->floor->along_y ? 2 * r->y + r->height : 2 * r->x + r->width;
}

static int64_t across(const rfi_trays *t, const rfi_rect *r)
{
    return t->floor->along_y ? 2 * r->x + r->width : 2 * r->y + r->height;
}

static int64_t apart(int64_t a, int64_t b)
{
    return a < b ? b - a : a - b;
}

static bool meet(const rfi_rect *a, const rfi_rect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
           b->y < a->y + a->height;
}

static bool add_nodes(rfi_trays *t, rfi_arena *arena)
{
    size_t capacity = 0;
    for (size_t r = 0; r < t->rung_count; r++) {
        for (size_t k = 0; k < t->tray_count; k++) {
            if (!meet(&t->rungs[r]->rect, &t->trays[k]->rect)) {
                continue;
            }
            void *nodes = t->nodes;
            if (!rfi_arena_grow(arena, &nodes, t->node_count, &capacity, sizeof(node))) {
                return false;
            }
            t->nodes = nodes;
            t->nodes[t->node_count++] = (node){.u = along(t, &t->rungs[r]->rect),
                                               .away = RFI_UNBOUNDED,
                                               .tray = k,
                                               .rung = r};
        }
    }
    return true;
}

rfi_trays *rfi_trays_new(rfi_arena *arena, const rfi_floor *floor)
{
    rfi_trays *t = RFI_NEW(arena, rfi_trays);
    if (t == NULL) {
        return NULL;
    }
    t->floor = floor;
    t->trays = RFI_ARRAY(arena, floor->fitting_count, const rfi_fitting *);
    t->rungs = RFI_ARRAY(arena, floor->fitting_count, const rfi_fitting *);
    if (t->trays == NULL || t->rungs == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < floor->fitting_count; i++) {
        const rfi_fitting *f = &floor->fittings[i];
        if (f->kind == RFI_FITTING_TRAY && f->row > 0) {
            t->trays[t->tray_count++] = f;
        } else if (f->kind == RFI_FITTING_TRAY) {
            t->rungs[t->rung_count++] = f;
        }
    }
    return add_nodes(t, arena) ? t : NULL;
}

bool rfi_trays_hang(const rfi_trays *trays)
{
    return trays->tray_count > 0;
}

/* The tray over a rack; tray_count: none. */
static size_t tray_over(const rfi_trays *t, const rfi_placed *rack)
{
    size_t k = 0;
    while (k < t->tray_count &&
           (t->trays[k]->row != rack->row || !meet(&t->trays[k]->rect, &rack->rect))) {
        k++;
    }
    return k;
}

static void nearer(node *to, int64_t away)
{
    to->away = rfi_min(to->away, away);
}

/* Dijkstra over the nodes; they are few. */
static void spread(rfi_trays *t, const rfi_placed *from, size_t tray)
{
    for (size_t i = 0; i < t->node_count; i++) {
        node *n = &t->nodes[i];
        n->done = false;
        n->away = n->tray == tray ? apart(n->u, along(t, &from->rect)) : RFI_UNBOUNDED;
    }
    for (;;) {
        node *next = NULL;
        for (size_t i = 0; i < t->node_count; i++) {
            node *n = &t->nodes[i];
            next = !n->done && (next == NULL || n->away < next->away) ? n : next;
        }
        if (next == NULL || next->away >= RFI_UNBOUNDED) {
            break;
        }
        next->done = true;
        for (size_t i = 0; i < t->node_count; i++) {
            node *n = &t->nodes[i];
            if (n->tray == next->tray) {
                nearer(n, next->away + apart(n->u, next->u));
            } else if (n->rung == next->rung) {
                nearer(n, next->away + apart(across(t, &t->trays[n->tray]->rect),
                                             across(t, &t->trays[next->tray]->rect)));
            }
        }
    }
    t->source = from;
}

int64_t rfi_trays_between(rfi_trays *trays, const rfi_placed *from, const rfi_placed *to)
{
    size_t start = tray_over(trays, from);
    size_t end = tray_over(trays, to);
    int64_t u = along(trays, &to->rect);
    if (start == trays->tray_count || end == trays->tray_count) {
        return RFI_UNBOUNDED;
    }
    if (start == end) {
        return rfi_div_ceil(apart(along(trays, &from->rect), u), 2);
    }
    if (trays->source != from) {
        spread(trays, from, start);
    }
    int64_t least = RFI_UNBOUNDED;
    for (size_t i = 0; i < trays->node_count; i++) {
        const node *n = &trays->nodes[i];
        if (n->tray == end && n->away < RFI_UNBOUNDED) {
            least = rfi_min(least, n->away + apart(n->u, u));
        }
    }
    return least >= RFI_UNBOUNDED ? RFI_UNBOUNDED : rfi_div_ceil(least, 2);
}
