#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The most pods of an oracle's study, by trying: no solver, no bound, only what is allowed."""
from documents import INF, Skip, figure, times
from oracle import CAP


def most_in_hall(study, hall):
    rows = [r for r in study.rows.values() if r.hall is hall and not r.unknown]
    if any(r.shape == 'test' and r.fixed > r.limit for r in rows):
        return 0
    me, low, high = hall.get('id'), 0, CAP
    sums = [(r.limit - r.fixed - r.standing[me] if r.limit < INF else INF, r.pod[me], r.unit[me]) for r in rows if r.shape == 'sum']
    while low < high:
        n = (low + high + 1) // 2
        fits = all(times(p, n) + times(u, -(-n // study.pods_per_unit)) <= limit for limit, p, u in sums)
        low, high = (n, high) if fits else (low, n - 1)
    return low


def least_units(study, n, k, halls):
    """Fewest SUs for n pods in so many halls of k: whole SUs first, then one short SU a hall."""
    whole = k // study.pods_per_unit * halls
    if n <= whole * study.pods_per_unit:
        return -(-n // study.pods_per_unit)
    return whole + -(-(n - whole * study.pods_per_unit) // (k % study.pods_per_unit))


def ways(study, n, k, halls, every):
    """(halls, SUs) that n pods may take; every: more halls may save SUs but let more stand."""
    if n == 0:
        return [(0, 0)]
    return [(y, least_units(study, n, k, y)) for y in (range(-(-n // k), halls + 1) if every else (halls,))]


def most_pods(study):
    tests = [r for r in study.rows.values() if r.shape == 'test' and r.hall is None and not r.unknown]
    if any(r.fixed > r.limit for r in tests):
        return 0
    rows = [r for r in study.rows.values() if r.shape == 'sum' and r.hall is None and not r.unknown]
    kinds, left = [], [r.limit - r.fixed if r.limit < INF else INF for r in rows]
    for hall in study.halls:
        stated = figure(hall, 'count') if hall.get('count') else (1, 1, 1)
        try:
            halls, mining = min(study.L(stated), CAP), study.D(stated)
        except Skip:
            halls = mining = 1  # the one that is described
        kinds.append((hall.get('id'), most_in_hall(study, hall), halls))
        if kinds[-1][1] == 0 or halls == 0:  # nothing converts: its mining stays
            left = [a - times(r.idle[hall.get('id')], mining) if a < INF else a for a, r in zip(left, rows)]
    if any(a < 0 for a in left):
        return 0

    def best(index, left):
        if index == len(kinds):
            return 0
        me, k, halls = kinds[index]
        top, most = min(k * halls, CAP), 0

        def after(n, every=any(r.standing[me] for r in rows)):
            found = [[a - times(r.pod[me], n) - times(r.unit[me], s) - times(r.standing[me], y) for a, r in zip(left, rows)]
                     for y, s in ways(study, n, k, halls, every)]
            return [rest for rest in found if min(rest, default=0) >= 0]
        low, high = 0, top
        while low < high:  # more pods never need less: bisect what this kind holds alone
            n = (low + high + 1) // 2
            low, high = (n, high) if after(n) else (low, n - 1)
        if index == len(kinds) - 1 or low == CAP:
            return low
        for n in range(low, -1, -1):
            for rest in after(n):
                most = max(most, n + best(index + 1, rest))
        return most
    return min(best(0, left), CAP)


def wanted(study):
    """Pods that the want comes to, at base values; call at end 1."""
    if figure(study.want, 'target'):
        target, n = figure(study.want, 'target')[1], 0
        pod = study.racks * figure(study.rack, 'max')[1]
        unit = sum((figure(s, 'count') or (1, 1))[1] * (figure(s, 'power') or (0, 0))[1] for s in study.supports if s.get('kind') != 'cdu')
        low, high = 0, CAP
        while low < high:
            n = (low + high) // 2
            low, high = (low, n) if n * pod + -(-n // study.pods_per_unit) * unit >= target else (n + 1, high)
        return low
    pods = figure(study.want, 'pods')
    return pods[1] if pods else study.pods_per_unit
