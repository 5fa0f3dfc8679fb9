/* SPDX-License-Identifier: MIT */
/* Scalable units within reach of their network racks: single rows against every choice of
 * positions, and laws that hold for every floor. */
#include "tests/unit/layout_check.h"

static uint64_t next_random(uint64_t *seed) /* SplitMix64 */
{
    uint64_t z = (*seed += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static int64_t pick(uint64_t *seed, int64_t low, int64_t high)
{
    return low + (int64_t)(next_random(seed) % (uint64_t)(high - low + 1));
}

/* ---- the slow way: one row, position by position --------------------------------------
 */
enum { MOST = 16 };

typedef struct slow {
    int64_t at[MOST];    /* middle of each position, mm, one pod or rack wide */
    bool tray[MOST + 1]; /* the tray comes from the position before */
    int count;
    int64_t reach, per_unit, network, other;
} slow;

typedef struct unit { /* being placed; positions of its racks */
    int64_t pods_low, pods_high, network_low, network_high;
    int64_t items;
} unit;

/* What the nth of `pods` pods with their support racks is: 0 pod, 1 network, 2 other. */
static int kind_of_item(const slow *s, int64_t pods, int64_t n)
{
    int64_t half = (pods + 1) / 2;
    return n < half                           ? 0
           : n < half + s->network            ? 1
           : n < pods + s->network            ? 0
           : n < pods + s->network + s->other ? 2
                                              : 3;
}

static int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t max_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Most pods from position p on, the last unit having `part` pods (0: all are whole). Each
 * position is left empty or taken by the next rack of the unit. */
static int64_t most_from(const slow *s, int p, unit u, int64_t part, int64_t pods)
{
    int64_t size = pods;
    int64_t done = 0;
    if (u.items == size + s->network + s->other) {
        int64_t far = max_of(u.network_high - u.pods_low, u.pods_high - u.network_low);
        if (far > s->reach) {
            return -1;
        }
        if (pods == part) {
            return pods;
        }
        done = pods;
        u = (unit){0};
        int64_t more = most_from(s, p, u, part, s->per_unit);
        if (part > 0) {
            more = max_of(more, most_from(s, p, u, part, part));
        }
        return done + max_of(more, 0);
    }
    if (p == s->count) {
        return u.items == 0 ? 0 : -1;
    }
    if (u.items > 0 && !s->tray[p]) {
        return -1;
    }
    int64_t empty = most_from(s, p + 1, u, part, pods);
    int kind = kind_of_item(s, pods, u.items);
    unit with = u;
    with.items++;
    if (kind == 0) {
        with.pods_low = u.items == 0 ? s->at[p] : u.pods_low;
        with.pods_high = s->at[p];
    } else if (kind == 1) {
        bool first = kind_of_item(s, pods, u.items - 1) != 1;
        with.network_low = first ? s->at[p] : u.network_low;
        with.network_high = s->at[p];
    }
    int64_t taken = most_from(s, p + 1, with, part, pods);
    return max_of(empty, taken);
}

static int64_t most_slowly(const slow *s)
{
    int64_t most = most_from(s, 0, (unit){0}, 0, s->per_unit);
    for (int64_t part = 1; part < s->per_unit; part++) {
        most = max_of(most, most_from(s, 0, (unit){0}, part, s->per_unit));
        most = max_of(most, most_from(s, 0, (unit){0}, part, part));
    }
    return max_of(most, 0);
}

/* A hall in which one row along x fits and none along y. */
static void make_row(room *r, slow *s, uint64_t *seed)
{
    int64_t positions = pick(seed, 4, 13);
    set_rectangle(r, 2400 + positions * 600, 3600);
    int64_t from = 1200;
    int64_t end = 1200 + positions * 600;
    memset(s, 0, sizeof(*s));
    bool keep_out = false;
    for (int64_t x = 1200 + pick(seed, 1, 40) * 100; x < end;
         x += pick(seed, 5, 50) * 100) {
        int64_t width = pick(seed, 1, 5) * 100;
        rfi_obstacle_kind kind =
            pick(seed, 0, 3) == 0 ? RFI_OBSTACLE_KEEP_OUT : RFI_OBSTACLE_COLUMN;
        add_obstacle(r, kind, x, 1500, width, 300);
        for (; from + 600 <= x; from += 600) {
            s->tray[s->count] = !keep_out;
            s->at[s->count++] = from + 300;
            keep_out = false;
        }
        keep_out = keep_out || kind == RFI_OBSTACLE_KEEP_OUT;
        from = max_of(from, x + width);
        x += width;
    }
    for (; from + 600 <= end; from += 600) {
        s->tray[s->count] = !keep_out;
        s->at[s->count++] = from + 300;
        keep_out = false;
    }
}

static void single_rows_agree_with_enumeration(void **state)
{
    (void)state;
    int64_t limited = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        uint64_t random = seed * 31;
        room r;
        slow s;
        make_row(&r, &s, &random);
        rfi_layout_request request = plain_request(&r);
        request.row_racks = 1000;
        request.cold_aisle = request.hot_aisle = 1200;
        request.tray = 300;
        request.pods_per_unit = s.per_unit = pick(&random, 1, 4);
        s.network = pick(&random, 1, 2);
        s.other = pick(&random, 0, 1);
        add_support(&request, RFI_SUPPORT_NETWORK, s.network, 600);
        if (s.other > 0) {
            add_support(&request, RFI_SUPPORT_STORAGE, s.other, 600);
        }
        int64_t free_pods = pods_of(&request);
        request.reach = s.reach = pick(&random, 3, 30) * 100;
        int64_t pods = pods_of(&request);
        if (pods != most_slowly(&s)) {
            print_message("# seed %llu\n", (unsigned long long)seed);
        }
        assert_int_equal(pods, most_slowly(&s));
        limited += pods > 0 && pods < free_pods;
    }
    assert_true(limited > 40);
}

/* ---- laws -----------------------------------------------------------------------------
 */
static int64_t middle(const rfi_floor *floor, const rfi_placed *p)
{
    return 2 * along(floor, p) + width_of(floor, p);
}

/* No tray is left on the way from a pod to a network rack of its unit, and none is long. */
static void check_reach(const rfi_layout_request *request, const rfi_floor *floor)
{
    for (size_t i = 0; i < floor->placed_count; i++) {
        const rfi_placed *net = &floor->placed[i];
        if (net->pod > 0 || net->support != RFI_SUPPORT_NETWORK) {
            continue;
        }
        for (size_t k = 0; k < floor->placed_count; k++) {
            const rfi_placed *pod = &floor->placed[k];
            if (pod->pod == 0 || pod->unit != net->unit) {
                continue;
            }
            assert_int_equal(pod->row, net->row);
            int64_t far = middle(floor, pod) - middle(floor, net);
            assert_true((far < 0 ? -far : far) <= 2 * request->reach);
            bool one_tray = false;
            for (size_t f = 0; f < floor->fitting_count; f++) {
                const rfi_fitting *tray = &floor->fittings[f];
                one_tray =
                    one_tray ||
                    (tray->kind == RFI_FITTING_TRAY && tray->row == pod->row &&
                     overlap(tray->rect, pod->rect) && overlap(tray->rect, net->rect));
            }
            assert_true(one_tray);
        }
    }
}

static void random_room(room *r, uint64_t *seed)
{
    int64_t width = pick(seed, 60, 300) * 100;
    int64_t height = pick(seed, 50, 160) * 100;
    set_rectangle(r, width, height);
    if (pick(seed, 0, 1) == 0) {
        const rfi_point l[6] = {{0, 0},
                                {width, 0},
                                {width, height / 2},
                                {width / 2, height / 2},
                                {width / 2, height},
                                {0, height}};
        set_outline(r, l, 6);
    }
    for (int64_t n = pick(seed, 0, 6); n > 0; n--) {
        rfi_obstacle_kind kind = (rfi_obstacle_kind)pick(seed, 0, 2);
        int64_t x = pick(seed, 0, 290) * 100;
        int64_t y = pick(seed, 0, 150) * 100;
        int64_t size = pick(seed, 1, 12) * 100;
        add_obstacle(r, kind, x, y, size, pick(seed, 1, 12) * 100);
    }
}

static void units_stay_within_reach(void **state)
{
    (void)state;
    int64_t standing = 0;
    int64_t tight = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        uint64_t random = seed * 523;
        room r;
        random_room(&r, &random);
        rfi_layout_request request = plain_request(&r);
        request.tray = 300;
        request.racks_per_pod = pick(&random, 1, 3);
        request.pods_per_unit = pick(&random, 1, 6);
        request.row_racks = pick(&random, 4, 20);
        add_support(&request, RFI_SUPPORT_NETWORK, pick(&random, 1, 2), 600);
        add_support(&request, RFI_SUPPORT_CDU, pick(&random, 1, 2), seed % 2 ? 600 : 1200);
        request.panel = pick(&random, 0, 2) == 0 ? 600 : 0;
        request.reach = pick(&random, 6, 60) * 100;
        rfi_arena *arena = rfi_arena_new();
        rfi_floor floor = place_and_check(arena, &request);
        check_reach(&request, &floor);
        standing += floor.pods > 0;
        tight += floor.pods > 0 && floor.pods == floor.bound;
        for (int64_t most = 1; most < min_of(floor.pods, 12); most++) {
            request.most_pods = most; /* whatever is fewer stands too */
            rfi_floor fewer = place_and_check(arena, &request);
            assert_int_equal(fewer.pods, most);
            check_reach(&request, &fewer);
        }
        request.most_pods = INT64_MAX;
        request.reach += pick(&random, 1, 20) * 100;
        assert_true(pods_of(&request) >= floor.pods);
        rfi_arena_free(arena);
    }
    print_message("# %lld halls with pods, %lld placed as many as bounded\n",
                  (long long)standing, (long long)tight);
    assert_true(standing > 150);
    assert_int_equal(tight, standing); /* exact, and known to be */
}

/* Whatever stands, each zone has its share of the pods, give or take one. */
static void zones_keep_their_shares(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        uint64_t random = seed * 7057;
        room r;
        random_room(&r, &random);
        rfi_cords cords[5] = {0};
        r.hall.cords = cords;
        r.hall.cords_count = (size_t)pick(&random, 2, 5);
        int64_t left = 1000000;
        int64_t open = 0;
        for (size_t i = 0; i < r.hall.cords_count; i++) {
            bool stated = i > 0 && pick(&random, 0, 1) == 0;
            cords[i].share = stated ? pick(&random, 1, left / 2) : 0;
            left -= cords[i].share;
            open += cords[i].share == 0;
        }
        rfi_layout_request request = plain_request(&r);
        request.busway = 150;
        request.racks_per_pod = pick(&random, 1, 3);
        request.pods_per_unit = pick(&random, 1, 6);
        add_support(&request, RFI_SUPPORT_NETWORK, pick(&random, 1, 2), 600);
        rfi_arena *arena = rfi_arena_new();
        rfi_floor floor = place_and_check(arena, &request);
        for (size_t i = 0; i < r.hall.cords_count; i++) {
            int64_t pods = 0;
            for (size_t k = 0; k < floor.placed_count; k++) {
                pods += floor.placed[k].rack == 1 && floor.placed[k].zone == (int64_t)i + 1;
            }
            int64_t share = cords[i].share == 0 ? left / open : cords[i].share;
            int64_t stray = pods * 1000000 - floor.pods * share;
            assert_in_range(stray + 1000100, 0, 2000200);
        }
        rfi_arena_free(arena);
    }
}

static void nothing_within_reach_holds_nothing(void **state)
{
    (void)state;
    room r;
    set_rectangle(&r, 30000, 20000);
    rfi_layout_request request = plain_request(&r);
    request.tray = 300;
    request.reach = -1;
    assert_true(pods_of(&request) > 0); /* no network rack, nothing to reach */
    add_support(&request, RFI_SUPPORT_NETWORK, 1, 600);
    assert_int_equal(pods_of(&request), 0);
    request.reach = 599; /* middle to middle of neighbours: 600 */
    assert_int_equal(pods_of(&request), 0);
    request.reach = 600; /* a whole unit of 8 never; one with one pod on either side */
    assert_int_equal(pods_of(&request), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_rows_agree_with_enumeration),
        cmocka_unit_test(units_stay_within_reach),
        cmocka_unit_test(zones_keep_their_shares),
        cmocka_unit_test(nothing_within_reach_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
