# SPDX-License-Identifier: MIT
"""Supply networks for the oracle, by "Networks" of docs/requirements.md: what of each load lies on
each bus in every state that the policy asks for, as exact fractions, and the rows that follow.

A node is (owner, group, side); an interconnect (None, id, ''). A state is (what is out, how)."""
import functools
from fractions import Fraction

from documents import EFFICIENCY, INF, PPM, child, children, down, figure, local, times, up

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
        return ['unit-out'] * (asks >= 2) + ['out'] * (asks >= 3 and self.units(node) > 1)

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
            units = sorted((self.study.unit_capacity(m), self.study.count(m)) for m in self.members[node])
            if unit_out:
                units[-1] = units[-1][0], max(0, units[-1][1] - 1)
            return sum(times(c, n) for c, n in units)
        return self.at(end, carries)

    def units(self, node):
        return self.at(self.end, lambda: sum(self.study.count(m) for m in self.members[node]))

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
        for load, cords in self.loads.items():
            on, lost = {}, Fraction(0)
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
        return [n for _, _, taps in self.loads[load] for tap in taps for n in tap if self.solved[state][0][load].get(n)]

    # ---- what a node must bear in a state ----
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


def kept(net, node):
    """States of a node that no other one with as much of it left covers; of equals the first."""
    ons = {s: {k: on[node] for k, on in net.solved[s][0].items() if on.get(node)} for s in net.states}
    other = [s for s in net.states if s[0] != node]

    def covers(a, b):
        return all(ons[a].get(k, 0) >= part for k, part in ons[b].items())
    found = [s for i, s in enumerate(other) if not any(covers(t, s) and (k < i or not covers(s, t)) for k, t in enumerate(other) if k != i)]
    own = [s for s in net.states if s[0] == node]
    dead = [s for s in own if net.dead(node, s) and net.on(node, s)][:1]
    return found + [s for s in own if not net.dead(node, s)] + dead


class Wires:
    def wired(self):
        def of(hall):
            return children(hall, 'feed') or of_elements(hall)

        def of_elements(place):
            return any(' ' in m.get('from', '').strip() or m.get('standby') for m in children(place, *EFFICIENCY))
        return of_elements(child(self.site, 'electrical')) or any(of(h) for h in self.halls)

    def cords(self, hall):
        """Share, split and groups of each pair of cords."""
        pairs, feeds = [], children(hall, 'feed')
        stated = [Fraction(figure(f, 'share')[1], PPM) for f in feeds if f.get('share')]
        rest = Fraction(1 - sum(stated)) / max(1, len(feeds) - len(stated))
        for f in feeds:
            share = Fraction(figure(f, 'share')[1], PPM) if f.get('share') else rest
            split = Fraction(figure(f, 'split')[1], PPM) if f.get('split') else Fraction(1, 2)
            pairs.append((share, split, [f.get(n) for n in ('a', 'b') if f.get(n)]))
        return [(Fraction(1), Fraction(1), [hall.get('feed')])] if hall.get('feed') else pairs

    def feeds_of(self, hall):
        return min(len(names) if len(names) > 1 else len({m.get('side', '') for m in self.group(hall, names[0])[1]})
                   for _, _, names in self.cords(hall))

    def always_passes(self, hall, cords, wanted):
        """No way by normal sources from these groups to an interconnect avoids a group that is wanted."""
        seen, waiting = set(), list(cords)
        while waiting:
            name = waiting.pop()
            members = self.group(hall, name)[1]
            if not members:
                return False
            if name not in seen and not wanted(members):
                waiting += members[0].get('from').split()
            seen.add(name)
        return True

    def plants_fed(self, hall):
        """Every plant of a hall that a group feeds is one load, whatever loops reach it."""
        return {id(p): p for _, p, _ in self.reached(hall) if p.get('feed')}

    def wired_loads(self, hall):
        """(name, cords) of each load of a hall."""
        racks = self.cords(hall)
        return ([('racks', racks)] if racks else []) + [(k, [(Fraction(1), Fraction(1), [p.get('feed')])]) for k, p in self.plants_fed(hall).items()]

    def power_of(self, load, hall, per_unit, rack_power):
        """What a load draws where it enters."""
        racks = lambda: self.support(False) + self.support(True) if per_unit else times(self.racks, rack_power())
        if load == 'racks':
            return racks()
        return sum(self.draw(hall, loop, p, per_unit, racks) for _, p, loop in self.reached(hall) if id(p) == load)

    def at_interconnect(self, hall, per_unit, racks, rack_power):
        total = sum(power() for start, power in self.plant_entries(hall, per_unit, racks) if start is None)
        if not self.cords(hall):
            total += self.climb(hall, self.feed_path(hall)[:-1], racks())
        return total + sum(self.worst_at_pois(hall, load, power) for load, power in self.climbing(hall, per_unit, rack_power))

    def climbing(self, hall, per_unit, rack_power):
        """(load, power) of what climbs on its own: where loads are summed, a plant once per loop."""
        racks = lambda: self.support(False) + self.support(True) if per_unit else times(self.racks, rack_power())
        return ([('racks', racks())] if self.cords(hall) else []) + [
            (id(p), self.draw(hall, loop, p, per_unit, racks)) for _, p, loop in self.reached(hall) if p.get('feed')]

    def racks_at_interconnect(self, hall):
        if not self.cords(hall):
            return self.climb(hall, self.feed_path(hall)[:-1], self.rack_draw(0))
        return self.worst_at_pois(hall, 'racks', self.rack_draw(0))

    def worst_at_pois(self, hall, load, watts):
        net, key = self.nets()[self.end], (hall.get('id'), load)
        return (min if self.end == 2 else max)([self.arrives(net, key, NORMAL, watts, p) for p in net.pois if net.solved[NORMAL][0][key].get(p)], default=0)

    def arrives(self, net, load, state, watts, node):
        """A load as it comes to a node, undivided, by the way that loses most (favourable: least)."""
        _, _, draws = net.solved[state]
        worst = min if self.end == 2 else max
        cords = net.entries(load, state)

        @functools.lru_cache(None)
        def at(n):
            ways = [watts] if n in cords else []
            for below, sources in draws.items():
                if n in sources and net.solved[state][0][load].get(below):
                    came = at(below)
                    if came is not None:
                        ways.append(up(times(came, PPM), self.efficiency_of(net, below)))
            return worst(ways, default=None)
        found = at(node)
        return 0 if found is None else found

    def efficiency_of(self, net, node):
        return min(self.L(figure(m, 'efficiency'), EFFICIENCY[local(m)]) for n, group in net.members.items() if n[:2] == node[:2] for m in group)

    def nets(self):
        if NETS.get('site') is not self.site:
            NETS.update(site=self.site, nets=[Net(self, end) for end in range(3)])
        return NETS['nets']

    def wired_rows(self):
        nets = self.nets()
        groups = {}
        for node in nets[0].order:
            groups.setdefault(node[:2], []).append(node)
        for key, nodes in groups.items():
            if key[0] is not None:
                self.wired_supplies(key, nodes)
            each = [[(node, s) for node in nodes for s in kept(net, node)] for net in nets]
            states = sorted({pair for some in each for pair in some}, key=lambda pair: nets[0].states.index(pair[1]))
            if not states or key[0] is None and len(nets[0].pois) < 2:
                continue
            loads = {k for net, some in zip(nets, each) for node, s in some for k in net.raw(node, s)}
            alike = all(len({net.raw(node, s).get(k, 0) for k in loads}) <= 1
                        for net, some in zip(nets, each) for node, s in some + [(node, NORMAL) for node in nodes])
            if alike:
                self.wired_row(key, nodes, states, '')
            else:
                for node, s in states:
                    self.wired_row(key, nodes, [(node, s)], f'{("/" + node[2]) if node[2] else ""}@' + (
                        'normal' if s == NORMAL else f'{name_of(s[0], key[0])}-{s[1]}'))

    def wired_row(self, key, nodes, states, suffix):
        net = self.nets()[self.end]
        owner, group = key
        own = next((h for h in self.halls if h.get('id') == owner), None)
        members = [m for n in nodes for m in net.members.get(n, [])]
        apparent = (lambda w: up(times(w, PPM), self.factor_of(members))) if members else (lambda w: w)
        rack_power = (lambda: self.rack_power(local(members[0]))) if members else (lambda: self.D(figure(self.rack, 'max')))
        poi = None if members else next(p for p in children(child(self.site, 'grid'), 'interconnect') if p.get('id') == group)

        def left(node, s):
            if poi is not None:
                return 0 if net.dead(node, s) else min(self.energised(poi, 'firm'), self.energised(poi, 'energised'))
            return net.left(node, s)

        def limit():
            if suffix:
                return self.keep(left(*states[0]))
            found = []
            for node, s in states:
                parts, whole = net.on(node, s).values(), left(node, s)
                part = (min if self.end == 2 else max)(parts, default=0)
                found.append((not part, self.keep(whole if not part or whole == INF else down(whole * part.denominator, part.numerator))))
            return min(found)[1]  # a state in which nothing lies on it decides where there is no other

        def sum_of(h, per_unit, normal_ways=False):
            found = {}
            self.support(False)  # every row reads what an SU brings
            for node, s in states:
                for k, part in net.on(node, s).items():
                    if k[0] == h.get('id'):
                        way = NORMAL if net.dead(node, s) or normal_ways and not net.transfers(s) else net.state_of(k, node, s)
                        watts = self.arrives(net, k, way, self.power_of(k[1], h, per_unit, rack_power), node)
                        found.setdefault(k, []).append(self.share_of(part if suffix else 1, watts))
            return sum((min if self.end == 2 else max)(loads) for loads in found.values())

        def demand(per_unit, normal_ways=False):
            return lambda h: apparent(sum_of(h, per_unit, normal_ways))

        def idle(h):
            if own is not None or poi is not None:
                return 0
            parts = [net.on(node, s).get((h.get('id'), 'racks'), 0) for node, s in states]
            mining = up(times(self.stays(h), PPM), self.L(self.rules['POWER_FACTOR']))
            return max(self.share_of(p if suffix else bool(p), mining) for p in parts)
        kind = f'{owner}/power-chain' if members else 'site/firm-utility'
        name = f'{kind}/{group}{suffix}'
        self.row(f'{name} by normal ways', 'sum', limit, 0, own, demand(0, True), demand(1, True), idle)
        wide = self.rows.pop(f'{name} by normal ways')
        self.row(name, 'sum', limit, 0, own, demand(0), demand(1), idle)
        self.rows[name].wide = wide

    def share_of(self, part, watts):
        return 0 if not part or not watts else INF if watts == INF else up(watts * part.numerator, part.denominator) if part != 1 else watts

    def in_normal_state(self, nodes, h, per_unit, rack_power):
        """What of a hall lies on a group when nothing is out."""
        net = self.nets()[self.end]
        total = 0
        for load, power in self.climbing(h, per_unit, rack_power):
            k = h.get('id'), load
            total += sum(self.share_of(net.on(node, NORMAL).get(k, 0), self.arrives(net, k, NORMAL, power, node)) for node in nodes)
        return total

    def wired_supplies(self, key, nodes):
        """Generators that back a group, batteries of a UPS: by the normal state."""
        owner, group = key
        own = next((h for h in self.halls if h.get('id') == owner), None)
        members = [m for n in nodes for m in self.nets()[self.end].members[n]]
        backing = {}
        for whose, place in [(h.get('id'), h) for h in self.halls] + [('site', child(self.site, 'electrical'))]:
            for g in children(place, 'generator'):
                if self.level('generators') >= 1 and g.get('backs') == group and self.nets()[self.end].tap(whose, group) == nodes:
                    backing.setdefault((whose, g.get('group', g.get('id'))), []).append(g)

        def sum_row(kind, name, limit, of_load, rack_power, holder, idle=None):
            self.row(f'{holder}/{kind}/{name}', 'sum', limit, 0, own if holder != 'site' else None,
                     *[lambda h, u=u: of_load(self.in_normal_state(nodes, h, u, rack_power)) for u in (0, 1)], idle)
        for (whose, name), sets in backing.items():
            sum_row('backup-power', name, lambda s=sets: self.keep(self.usable(s)), lambda w, s=sets: up(times(w, PPM), self.factor_of(members + s)),
                    lambda: self.rack_power('generator'), whose, lambda h: self.wired_idle(nodes, h) if owner == 'site' else 0)
        if self.backed(members):
            sum_row('ride-through', group, lambda: self.keep(self.usable(members, self.holds)), self.for_a_start,
                    lambda: self.D(figure(self.rack, 'max')), owner)

    def wired_idle(self, nodes, h):
        net = self.nets()[self.end]
        mining = up(times(self.stays(h), PPM), self.L(self.rules['POWER_FACTOR']))
        return sum(self.share_of(net.on(node, NORMAL).get((h.get('id'), 'racks'), 0), mining) for node in nodes)


NETS = {}
