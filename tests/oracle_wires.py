# SPDX-License-Identifier: MIT
"""Rows of a site whose electrical side is a network, for the oracle, by "Networks" of
docs/requirements.md; oracle_net.py says what lies where."""
import functools
from fractions import Fraction

from documents import EFFICIENCY, INF, PPM, Skip, child, children, down, figure, local, times, up
from oracle_net import NORMAL, Net, kept, name_of

NETS = {}  # of the site that was asked for last


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
        parts, _, draws = net.solved[state]
        worst = min if self.end == 2 else max
        came = {n: watts for n in net.entries(load, state)}
        leads, order = {node}, [n for n in net.downstream_first(draws) if n in draws]
        for n in reversed(order):  # what lies beyond the node has no part in what comes to it
            leads |= {n} if leads & draws[n].keys() else set()
        for n in order:
            if n != node and n in came and n in leads and parts[load].get(n):
                before = self.enters(net, n, came[n])
                for source in draws[n]:
                    came[source] = worst(came.get(source, before), before)
        return came.get(node, 0)

    def lose_alike(self, net, lost, states, load):
        """Does a load come with the same losses to all nodes of a group in the states that are asked for?"""
        there = [(n, s if net.transfers(s) else NORMAL) for n, s in states if not net.dead(n, s) and net.raw(n, s).get(load)]
        return len({tuple(lost(load, s, n)) for n, s in there}) <= 1

    def losses(self, nets):
        """What arrives of a gigawatt, at the ends of these nets."""
        def at_end(net, load, state, node):
            kept_end, self.end = self.end, net.end
            try:
                return self.arrives(net, load, state, 10**12, node)
            except Skip:  # the base knows nothing of these losses, nor of any row they are in
                return 0
            finally:
                self.end = kept_end
        return functools.lru_cache(None)(lambda load, state, node: [at_end(net, load, state, node) for net in nets])

    def enters(self, net, node, watts):
        """What enters a bus for what leaves it."""
        group = [m for n, members in net.members.items() if n[:2] == node[:2] for m in members]
        if not self.curved(group):
            return up(times(watts, PPM), min(self.L(figure(m, 'efficiency'), EFFICIENCY[local(m)]) for m in group))
        own = net.members[node]
        return self.with_curve(own, watts, lambda: times(sum(times(self.peak_of(m), self.count(m)) for m in own), self.factor_of(group)))

    def wired_standing(self, owner, nodes=None):
        """What units of a curve draw at any load, at the buses of a group or (None) at the interconnects."""
        net, total = self.nets()[self.end], 0
        for k, node in net.standing.items():
            if k[0] == owner:
                at = {n: self.arrives(net, k, NORMAL, self.stands(net.members[node]), n)
                      for n in nodes or net.pois if net.solved[NORMAL][0][k].get(n)}
                total += sum(self.share_of(net.solved[NORMAL][0][k][n], w) for n, w in at.items()) if nodes else (
                    min if self.end == 2 else max)(at.values(), default=0)
        return total

    def nets(self):
        if NETS.get('site') is not self.site:
            NETS.update(site=self.site, nets=[Net(self, end) for end in range(3)])
        return NETS['nets']

    def wired_rows(self):
        nets = self.nets()
        same = all(net.solved[s][0] == nets[0].solved.get(s, [0])[0] for net in nets for s in net.states)
        losses = [self.losses(nets if same else [net]) for net in nets]
        groups = {}
        for node in nets[0].order:
            groups.setdefault(node[:2], []).append(node)
        for key, nodes in groups.items():
            if key[0] is not None:
                self.wired_supplies(key, nodes)
            each = [[(node, s) for node in nodes for s in kept(net, node, lost)] for net, lost in zip(nets, losses)]
            states = sorted({pair for some in each for pair in some}, key=lambda pair: nets[0].states.index(pair[1]))
            if not states or key[0] is None and len(nets[0].pois) < 2:
                continue
            loads = {k for net, some in zip(nets, each) for node, s in some for k in net.raw(node, s)}
            alike = all(len({net.raw(node, s).get(k, 0) for k in loads}) <= 1
                        for net, some in zip(nets, each) for node, s in some + [(node, NORMAL) for node in nodes])
            alike = alike and all(self.lose_alike(net, lost, some, k) for net, some, lost in zip(nets, each, losses) for k in loads)
            if alike:
                self.wired_row(key, nodes, states, '')
            else:
                for node, s in states:
                    self.wired_row(key, nodes, [(node, s)], f'{("/" + node[2]) if node[2] else ""}@' + (
                        'normal' if s == NORMAL else f'{name_of(s[0], key[0])}-{s[1]}'))

    def peak_left(self, net, node, state):
        """What is left of a bus while a peak lasts."""
        units = sorted(((self.peak_of(m), self.count(m)) for m in net.members[node]), key=lambda unit: (unit[1] > 0, unit))
        if state[0] == node:
            units[-1] = units[-1][0], max(0, units[-1][1] - 1)
        return 0 if net.dead(node, state) else sum(times(c, n) for c, n in units)

    def wired_row(self, key, nodes, states, suffix, peaks=False):
        net = self.nets()[self.end]
        owner, group = key
        own = next((h for h in self.halls if h.get('id') == owner), None)
        members = [m for n in nodes for m in net.members.get(n, [])]
        apparent = (lambda w: up(times(w, PPM), self.factor_of(members))) if members else (lambda w: w)
        rack_power = (lambda: self.rack_power('ups')) if peaks else self.draw_of(members) if members else (lambda: self.D(figure(self.rack, 'max')))
        if not peaks and members and self.overloads(members):
            self.wired_row(key, nodes, states, suffix, True)
        poi = None if members else next(p for p in children(child(self.site, 'grid'), 'interconnect') if p.get('id') == group)

        def left(node, s):
            if poi is not None:
                return 0 if net.dead(node, s) else min(self.energised(poi, 'firm'), self.energised(poi, 'energised'))
            return self.peak_left(net, node, s) if peaks else net.left(node, s)

        def limit():
            if suffix:
                return self.keep(left(*states[0]))
            found = []
            for node, s in states:
                parts, whole = net.on(node, s).values(), left(node, s)
                part = (min if self.end == 2 else max)(parts, default=0)
                found.append((not part, self.keep(whole if not part or whole == INF else down(whole * part.denominator, part.numerator))))
            return min(found)[1]  # a state in which nothing lies on it decides where there is no other

        def sum_of(owner, stands, power_of):
            found = {}
            for node, s in states:
                for k, part in net.on(node, s).items():
                    if k[0] == owner and (k in net.standing) == stands:
                        way = net.state_of(k, node, s)
                        way = way if net.transfers(way) and not net.dead(node, s) else NORMAL
                        watts = self.arrives(net, k, way, power_of(k), node)
                        found.setdefault(k, []).append(self.share_of(part if suffix else 1, watts))
            return apparent(sum((min if self.end == 2 else max)(loads) for loads in found.values()))

        def demand(per_unit):
            # every row reads what an SU brings
            return lambda h: (self.support(False), sum_of(h.get('id'), False, lambda k: self.power_of(k[1], h, per_unit, rack_power)))[1]

        def standing(h):
            return sum_of(h.get('id'), True, lambda k: self.stands(net.members[k[1]]))

        def fixed():
            return sum_of('site', True, lambda k: self.stands(net.members[k[1]])) if own is None else 0

        def idle(h):
            if own is not None or poi is not None:
                return 0
            parts = [net.on(node, s).get((h.get('id'), 'racks'), 0) for node, s in states]
            mining = up(times(self.stays(h), PPM), self.L(self.rules['POWER_FACTOR']))
            return max(self.share_of(p if suffix else bool(p), mining) for p in parts)
        kind = f'{owner}/peak-power' if peaks else f'{owner}/power-chain' if members else 'site/firm-utility'
        name = f'{kind}/{group}{suffix}'
        self.row(name, 'sum', limit, fixed, own, demand(0), demand(1), idle, standing)
        self.rows[name].folded = not suffix

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
            self.row(f'{holder}/{kind}/{name}', 'sum', limit, lambda: of_load(self.wired_standing('site', nodes)) if holder == 'site' else 0,
                     own if holder != 'site' else None,
                     *[lambda h, u=u: of_load(self.in_normal_state(nodes, h, u, rack_power)) for u in (0, 1)], idle,
                     lambda h: of_load(self.wired_standing(h.get('id'), nodes)))
        for (whose, name), sets in backing.items():
            sum_row('backup-power', name, lambda s=sets: self.keep(self.usable(s)), lambda w, s=sets: up(times(w, PPM), self.factor_of(members + s)),
                    lambda: self.rack_power('generator'), whose, lambda h: self.wired_idle(nodes, h) if owner == 'site' else 0)
            self.step_row(whose, name, sets, members, own if whose != 'site' else None, lambda h, watts: sum(
                self.share_of(self.nets()[self.end].on(n, NORMAL).get((h.get('id'), 'racks'), 0), self.arrives(
                    self.nets()[self.end], (h.get('id'), 'racks'), NORMAL, watts, n)) for n in nodes) if (h.get('id'), 'racks') in self.nets()[self.end].loads else 0)
        if self.backed(members):
            sum_row('ride-through', group, lambda: self.keep(self.usable(members, self.holds)), self.for_a_start,
                    lambda: self.D(figure(self.rack, 'max')), owner)

    def wired_idle(self, nodes, h):
        net = self.nets()[self.end]
        mining = up(times(self.stays(h), PPM), self.L(self.rules['POWER_FACTOR']))
        return sum(self.share_of(net.on(node, NORMAL).get((h.get('id'), 'racks'), 0), mining) for node in nodes)
