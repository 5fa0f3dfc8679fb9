/* SPDX-License-Identifier: MIT */
#include "planner/capacity/cuts.h"

typedef struct search {
    uint64_t silences[RFI_CUTS]; /* without those that another one covers */
    size_t count;
    int64_t steps;
} search;

static int ones(uint64_t set)
{
    return __builtin_popcountll(set);
}

/* A cut that silences no more than another one is never needed. */
static void keep_strong(const rfi_cuts *cuts, search *s)
{
    for (size_t i = 0; i < cuts->count; i++) {
        uint64_t mine = cuts->silences[i] & cuts->all;
        bool covered = mine == 0;
        for (size_t k = 0; k < cuts->count && !covered; k++) {
            uint64_t other = cuts->silences[k] & cuts->all;
            covered = k != i && (mine & ~other) == 0 && (mine != other || k < i);
        }
        if (!covered) {
            s->silences[s->count++] = mine;
        }
    }
}

/* The link still alive that fewest cuts silence. */
static uint64_t hardest(const search *s, uint64_t alive)
{
    uint64_t best = 0;
    size_t best_ways = RFI_CUTS + 1;
    for (uint64_t rest = alive; rest != 0; rest &= rest - 1) {
        uint64_t link = rest & (~rest + 1);
        size_t ways = 0;
        for (size_t i = 0; i < s->count; i++) {
            ways += (s->silences[i] & link) != 0;
        }
        if (ways < best_ways) {
            best_ways = ways;
            best = link;
        }
    }
    return best;
}

/* No two of some links share a cut: each needs one of its own. */
static int64_t disjoint_links(const search *s, uint64_t alive)
{
    int64_t count = 0;
    while (alive != 0) {
        uint64_t link = hardest(s, alive);
        alive &= ~link;
        for (size_t i = 0; i < s->count; i++) {
            alive &= (s->silences[i] & link) != 0 ? ~s->silences[i] : ~(uint64_t)0;
        }
        count++;
    }
    return count;
}

/* Can `left` cuts silence all that is alive? Depth is at most the number of links. */
static bool can_silence(search *s, uint64_t alive, int64_t left)
{
    if (alive == 0) {
        return true;
    }
    if (s->steps-- <= 0 || left <= 0 || disjoint_links(s, alive) > left) {
        return false;
    }
    uint64_t link = hardest(s, alive);
    for (size_t i = 0; i < s->count; i++) {
        if ((s->silences[i] & link) != 0 &&
            can_silence(s, alive & ~s->silences[i], left - 1)) {
            return true;
        }
    }
    return false;
}

int64_t rfi_fewest_cuts(const rfi_cuts *cuts, bool *ret_exact)
{
    search s = {.steps = RFI_CUT_STEPS};
    keep_strong(cuts, &s);
    uint64_t reached = 0;
    for (size_t i = 0; i < s.count; i++) {
        reached |= s.silences[i];
    }
    int64_t alone = ones(cuts->all & ~reached);
    uint64_t alive = cuts->all & reached;
    int64_t size = disjoint_links(&s, alive);
    while (!can_silence(&s, alive, size) && s.steps > 0) {
        size++;
    }
    *ret_exact = s.steps > 0 || alive == 0;
    return alone + size;
}
