# SPDX-License-Identifier: MIT
"""A supply network in every state that the policy asks for, for the oracle, by "Networks" of
docs/requirements.md: what of each load lies on each bus, as exact fractions.

A node is (owner, group, side); an interconnect (None, id, ''). A state is (what is out, how)."""
import functools
from fractions import Fraction

from documents import EFFICIENCY, INF, child, children, figure, local, times

GRAIN = 10**12
NORMAL = (None, 'normal')


def halves(nodes):
    return {n: Fraction(1, len(nodes)) for n in nodes}


class Net:
    """Nodes, cords and what each state does to them, at one end."""

    def __init__(self, study, end):
        self.study, self.end = study, end
        self.pois = [(None, p.get('id'), '') for p in children(child(study.site, 'grid'), 'interconnect')]
        self.members, self.loads = {}, {}
        places = [(h.get('id'), h) for h in study.halls] + [('site', child(study.site, 'electrical'))]
        for owner, place in places:
            for m in children(place, *EFFICIENCY):
                if local(m) != 'generator':
                    self.members.setdefault((owner, m.get('group', m.get('id')), m.get('side', '')), []).append(m)
        self.order = self.pois + list(self.members)
        self.taps = {n: [self.sources(n, kind) for kind in ('from', 'standby')] for n in self.members}
        for hall in study.halls:
            for name, cords in study.wired_loads(hall):
                self.loads[hall.get('id'), name] = [
                    (share, split, [self.tap(hall.get('id'), c) for c in names]) for share, split, names in cords]
        # what units of a curve draw at any load: it enters above their bus
        self.standing = {(n[0], n): n for n, group in self.members.items()
                         if any(m.get('loss-fixed') for other, ms in self.members.items() if other[:2] == n[:2] for m in ms)}
        self.states = [NORMAL] + [(n, how) for n in self.upstream_first() for how in self.asked(n)]
        self.solved = {s: self.solve(s) for s in self.states}

    def at(self, end, reading):
        """A reading of the study at some end."""
        study, kept = self.study, self.study.end
        study.end = end
        try:
            return reading()
        finally:
            study.end = kept

    # ---- the graph ----
    def tap(self, owner, name):
        for place in (owner, 'site'):
            found = [n for n in self.members if n[:2] == (place, name)]
            if found:
                return found
        return [(None, name, '')]

    def sources(self, node, kind):
        found = []
        for name in self.members[node][0].get(kind, '').split():
            tap = self.tap(node[0], name)
            found.append([n for n in tap if n[2] in ('', node[2])] if node[2] else tap)
        return found

    def asked(self, node):
        """Outages of a node that the policy asks for; the last unit out is the bus out."""
        level = self.study.level
        if node[0] is None:
            return ['unit-out'] if level('utility') >= 2 and len(self.pois) > 1 else []  # it is its only unit
        asks = level('ups' if local(self.members[node][0]) == 'ups' else 'distribution')
        return ['unit-out'] * (asks >= 2) + ['out'] * (asks >= 3 and self.units(node, 2) > 1)

    def upstream_first(self):
        above = {n: {t for tap in self.taps[n][0] for t in tap} if n in self.taps else set() for n in self.order}
        found = [n for n in self.order if not above[n]]
        for done in found:
            for n in self.order:
                if done in above[n]:
                    above[n].discard(done)
                    if not above[n]:
                        found.append(n)
        return found

    def installed(self, node, end, unit_out=False):
        def carries():
            if node[0] is None:
                poi = next(p for p in children(child(self.study.site, 'grid'), 'interconnect') if p.get('id') == node[1])
                return self.study.energised(poi, 'energised')
            units = sorted(((self.study.unit_capacity(m), self.study.count(m)) for m in self.members[node]), key=lambda unit: (unit[1] > 0, unit))
            if unit_out:
                units[-1] = units[-1][0], max(0, units[-1][1] - 1)
            return sum(times(c, n) for c, n in units)
        return self.at(end, carries)

    def units(self, node, end=None):
        return self.at(self.end if end is None else end, lambda: sum(self.study.count(m) for m in self.members[node]))

    def left(self, node, state):
        if state[0] != node:
            return self.installed(node, self.end)
        return 0 if self.dead(node, state) else self.installed(node, self.end, True)

    # ---- one state ----
    def dead(self, node, state):
        return state[0] == node and (state[1] == 'out' or node[0] is None or self.units(node) <= 1)

    def alive(self, state):
        """Nodes that live; those of them that live by normal sources all the way up."""
        intact = [n for n in self.members if not self.dead(n, state)]

        def grown(base, spare):
            live, before = set(base), None
            while live != before:
                before = set(live)
                live |= {n for n in intact if any(t in live for tap in self.taps[n][0] for t in tap) or any(t in spare for tap in self.taps[n][1] for t in tap)}
            return live
        own = grown([p for p in self.pois if not self.dead(p, state)], ())
        return grown(own, own), own

    def weight(self, tap, state, end):
        return sum(self.installed(n, end, state == (n, 'unit-out')) for n in tap)

    def draws(self, node, state, live, own):
        """What of a node each of its sources carries."""
        taps = [[n for n in tap if n in live] for tap in self.taps[node][0]]
        taps = [tap for tap in taps if tap]
        if not taps:
            standby = next([n for n in tap if n in own] for tap in self.taps[node][1] if any(n in own for n in tap))
            return halves(standby)
        found, most, least = {}, 2 - self.end, self.end
        for tap in taps:
            mine = self.weight(tap, state, most)
            others = sum(self.weight(t, state, least) for t in taps if t is not tap)
            part = Fraction(1, len(taps)) if mine == others == 0 else 1 if mine == INF else 0 if others == INF else Fraction(mine, mine + others)
            for n, half in halves(tap).items():
                found[n] = self.grain(found.get(n, 0) + self.grain(part * half))
        return found

    def grain(self, ratio):
        if ratio.denominator <= GRAIN:
            return ratio
        scaled = ratio * GRAIN
        return Fraction(scaled.numerator // scaled.denominator if self.end == 2 else -(-scaled.numerator // scaled.denominator), GRAIN)

    def solve(self, state):
        """Parts of each load on each node; what of it no cord serves; draws of each node."""
        live, own = self.alive(state)
        draws = {n: self.draws(n, state, live, own) for n in self.members if n in live}
        parts, unserved = {}, {}
        for load, cords in [*self.loads.items(), *((k, []) for k in self.standing)]:
            on, lost = dict(draws.get(self.standing.get(load), {})), Fraction(0)
            for share, split, taps in cords:
                alive = [[n for n in tap if n in live] for tap in taps]
                for tap, part in zip(alive, (split, 1 - split) if all(alive) and len(alive) > 1 else [1] * len(alive)):
                    for n, half in halves(tap).items() if tap else ():
                        on[n] = on.get(n, 0) + share * part * half
                lost += 0 if any(alive) else share
            for n in self.downstream_first(draws):
                if n in on:
                    on[n] = min(on[n], Fraction(1))
                    for source, ratio in draws.get(n, {}).items():
                        on[source] = self.grain(on.get(source, 0) + self.grain(on[n] * ratio))
            parts[load], unserved[load] = {n: min(p, Fraction(1)) for n, p in on.items()}, lost
        return parts, unserved, draws

    def downstream_first(self, draws):
        order, seen = [], set()

        def visit(n):
            if n not in seen:
                seen.add(n)
                for source in draws.get(n, {}):
                    visit(source)
                order.append(n)
        for n in draws:
            visit(n)
        return reversed(order)

    def entries(self, load, state):
        if load in self.standing:
            return list(self.solved[state][2].get(self.standing[load], {}))
        return [n for _, _, taps in self.loads[load] for tap in taps for n in tap if self.solved[state][0][load].get(n)]

    # ---- what a node must bear in a state ----
    @functools.lru_cache(None)
    def transfers(self, state):
        draws = self.solved[state][2]
        return any(not any(t in draws[n] for tap in self.taps[n][0] for t in tap) for n in draws)

    def raw(self, node, state):
        """Parts of loads on a node; where it is out, of loads that nothing serves then."""
        parts, unserved, _ = self.solved[state]
        if self.dead(node, state):
            normal = self.solved[NORMAL][0]
            return {k: part for k, part in unserved.items() if part and normal[k].get(node)}
        return {k: on[node] for k, on in parts.items() if on.get(node)}

    def on(self, node, state):
        """The same, of the halls that are taken to move."""
        parts = self.solved[state][0]
        if self.dead(node, state):
            return self.raw(node, state)
        return {k: on[node] for k, on in ((k, self.solved[self.state_of(k, node, state)][0][k]) for k in parts) if on.get(node)}

    def state_of(self, load, node, state):
        """A hall's own outage moves nothing on shared nodes at the favourable end, where many are of its kind."""
        if self.end == 2 and state[0] and state[0][0] not in (None, 'site', node[0]) and load[0] == state[0][0] and self.many(state[0][0]):
            return NORMAL
        return state

    def many(self, owner):
        hall = next(h for h in self.study.halls if h.get('id') == owner)
        return bool(hall.get('count')) and figure(hall, 'count') != (1, 1, 1)


def name_of(node, seen_from):
    place = f'{node[0]}/' if node[0] not in (None, 'site', seen_from) else ''
    return place + node[1] + (f'/{node[2]}' if node[2] else '')


def kept(net, node, losses):
    """States of a node that no other one with as much of it left covers; of equals the first. `losses`: what
    arrives of a load at the node by the ways of a state, at each end for which the parts hold."""
    ons = {s: {k: (on[node], losses(k, s if net.transfers(s) else NORMAL, node)) for k, on in net.solved[s][0].items() if on.get(node)} for s in net.states}
    other = [s for s in net.states if s[0] != node]

    def covers(a, b):
        return all(k in ons[a] and ons[a][k][0] >= part and all(x >= y for x, y in zip(ons[a][k][1], lost)) for k, (part, lost) in ons[b].items())
    found = [s for i, s in enumerate(other) if not any(covers(t, s) and (k < i or not covers(s, t)) for k, t in enumerate(other) if k != i)]
    own = [s for s in net.states if s[0] == node]
    dead = [s for s in own if net.dead(node, s) and net.on(node, s)][:1]
    return found + [s for s in own if not net.dead(node, s)] + dead
