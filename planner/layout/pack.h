/* SPDX-License-Identifier: MIT */
/* How many pods with their support racks go into given groups of positions, and which group
 * takes what. Knows lengths and counts only, no geometry. */
#ifndef PLANNER_LAYOUT_PACK_H
#define PLANNER_LAYOUT_PACK_H

#include "planner/layout/runs.h"

enum {
    RFI_PACK_SIZES = RFI_LAYOUT_SUPPORTS + 1,
    RFI_PACK_CELLS = 1024 /* of a group, up to which its length is bounded exactly */
};

typedef struct rfi_size {
    int64_t length;   /* mm of a whole pod or of a support rack */
    int64_t weight;   /* racks it counts as in a run */
    int64_t per_unit; /* support racks of this size per scalable unit; pods for size 0 */
    int64_t network;  /* of these the network racks */
} rfi_size;

typedef struct rfi_goods { /* what is packed: size 0 is the pod */
    rfi_size sizes[RFI_PACK_SIZES];
    size_t count;
    int64_t unit_length, unit_weight; /* support racks of one unit together */
    int64_t grain, least;             /* greatest common divisor and least of the lengths */
    int64_t dense_weight, dense_length; /* of the size that weighs most per mm */
    int16_t filled[RFI_PACK_CELLS + 1]; /* most of so many grains that sizes can fill */
    bool equal;                         /* every support rack is as wide as one position */
    int64_t reach; /* mm of tray between a pod and the network racks of its unit; INT64_MAX:
                      not asked for, or no network rack to reach */
} rfi_goods;

typedef struct rfi_room { /* sums over groups; any packing respects them */
    int64_t length, weight, pods;
} rfi_room;

void rfi_goods_init(rfi_goods *goods, const rfi_layout_request *request);
int64_t rfi_goods_units(const rfi_goods *goods, int64_t pods);
/* Order within a scalable unit: half of its pods, its network racks, the other half, the
 * rest of its support racks. How many support racks of a size stand before the next pod
 * once `pods` of `total` pods stand; `network`: network racks of the unit, all of units
 * before. */
int64_t rfi_goods_due(const rfi_goods *goods, size_t size, int64_t pods, int64_t total,
                      bool network);
/* Room of one group: its length counts as far as multiples of the grain can fill it. */
rfi_room rfi_goods_room(const rfi_goods *goods, const rfi_group *group);
/* The same, its length counting only as far as some choice of the sizes can fill it. */
rfi_room rfi_goods_tight_room(const rfi_goods *goods, const rfi_group *group);
rfi_room rfi_room_add(rfi_room a, rfi_room b);
rfi_room rfi_room_max(rfi_room a, rfi_room b);
/* No packing into this room holds more pods. Exact when goods->equal. */
int64_t rfi_goods_most(const rfi_goods *goods, rfi_room room);

typedef enum rfi_packed {
    RFI_PACKED_NO_MEMORY = 0,
    RFI_PACKED,
    RFI_PACKED_IMPOSSIBLE, /* proven */
    RFI_PACKED_STOPPED     /* neither found nor excluded */
} rfi_packed;

/* Packs exactly `pods` pods and their support racks. ret_counts: group_count times
 * goods->count. `tries`: groups that the search may fill, shared by many calls; with none
 * left only the direct ways are taken. */
rfi_packed rfi_pack(const rfi_goods *goods, rfi_arena *arena, const rfi_group *groups,
                    size_t group_count, int64_t pods, int64_t *tries, int64_t **ret_counts);

#endif
