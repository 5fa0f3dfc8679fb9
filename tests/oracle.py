#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Third opinion: limits and pods of one site for one profile, from the documents alone.

Derives every limit of docs/requirements.md with exact integers; attempts.py then finds the
most pods by trying. It shares nothing with the program but the rule table, read as text.
Floor space is given from outside: `floor` maps (hall, end) to the pods that stand, and
(hall, 'route', end) to the width of the way by which they are brought in.
Ends: 0 unfavourable, 1 base, 2 favourable.
"""
import xml.etree.ElementTree as ET

from documents import EFFICIENCY, INF, PPM, Skip, child, children, down, figure, group_of, local, path_of, plants_of, times, up
from oracle_plant import Plants
from oracle_site import Surroundings
from oracle_supplies import Supplies
from oracle_time import Times
from oracle_water import Water
from oracle_ways import Ways
from oracle_wires import Wires

CAP = 1000000
LEVELS = ['none', 'n', 'redundant', 'maintainable', 'fault-tolerant']
IN_VA = {'transformer', 'generator', 'ups'}


class Row:
    def __init__(self, shape, hall=None):
        self.shape, self.hall = shape, hall
        self.unknown, self.limit, self.fixed = False, 0, 0
        self.pod, self.unit, self.idle, self.standing = {}, {}, {}, {}
        self.folded = False  # states of a network in one row


class Study(Plants, Supplies, Surroundings, Times, Water, Wires, Ways):
    """All rows of one site and profile at one end."""

    def __init__(self, site, profile, climate, rules, end, floor):
        self.site, self.profile, self.climate, self.rules, self.end, self.floor = site, profile, climate, rules, end, floor
        self.halls = children(site, 'hall') or [ET.Element('hall', id='halls')]
        self.want = child(site, 'want')
        self.rack, self.heat = child(profile, 'rack'), child(profile, 'heat')
        self.racks = self.D(figure(child(profile, 'pod'), 'racks'))
        self.pods_per_unit = figure(child(profile, 'unit'), 'pods')[1]
        self.supports = children(child(profile, 'unit'), 'support')
        by = figure(self.want, 'by')
        self.dated, self.by = by is not None, by[2] if by else figure(site, 'as-of')[2]
        share = figure(self.heat, 'liquid-share')
        self.liquid = share is None or share[2] > 0
        self.rows, self.found, self.draws = {}, {}, 'max'
        self.is_wired = self.wired()
        self.build()

    # ---- readings ----
    def L(self, fig, rule=None):
        fig = fig or self.rules.get(rule)
        if fig is None and self.end == 1:
            raise Skip
        return fig[self.end] if fig else (0, 0, INF)[self.end]

    def D(self, fig, rule=None):
        fig = fig or self.rules.get(rule)
        if fig is None and self.end == 1:
            raise Skip
        return fig[2 - self.end] if fig else (INF, 0, 0)[self.end]

    def count(self, node):
        return self.L(figure(node, 'count') if node.get('count') else (1, 1, 1))

    def level(self, subsystem):
        return LEVELS.index((child(self.want, 'policy') if self.want is not None else None) is not None
                            and child(self.want, 'policy').get(subsystem) or 'none')

    def group(self, hall, name):
        return self.once(group_of, hall, name)

    def path(self, hall, name):
        return self.once(path_of, hall, name)

    def plants(self, hall, loop):
        return self.once(plants_of, hall, loop)

    def once(self, find, hall, name):
        key = find, hall, name
        if key not in self.found:
            self.found[key] = find(self.site, hall, name)
        return self.found[key]

    def feed_path(self, hall):
        if hall.get('feed'):
            return self.path(hall, hall.get('feed'))
        names = ['EFF_LV'] + ['EFF_UPS'] * (self.level('ups') > 0) + ['EFF_SUBSTATION', 'EFF_MV', 'EFF_TRANSFORMER']
        return [('default', n) for n in names] + [None]

    # ---- loads ----
    def support(self, cdu):
        total = 0
        for s in self.supports:
            if (s.get('kind') == 'cdu') == cdu and not (cdu and figure(s, 'power') is None):
                total += times(self.D(figure(s, 'count') if s.get('count') else (1, 1, 1)), self.D(figure(s, 'power')))
        return total

    def load_at(self, hall, key, per_unit, rack_power):
        """What arrives at a group (None: interconnect) per pod or per SU."""
        racks = lambda: self.support(False) + self.support(True) if per_unit else times(self.racks, rack_power())
        if self.is_wired:
            return self.at_interconnect(hall, per_unit, racks, rack_power)
        entries = [(self.feed_path(hall), racks)] + [(self.path(hall, start), power) for start, power in self.plant_entries(hall, per_unit, racks)]
        return sum(self.climb(hall, path[:path.index(key)], power()) for path, power in entries if key in path)

    def climb(self, hall, path, watts):
        for passed in path:
            if passed[0] != 'default' and self.curved(self.group(hall, passed[1])[1]):
                watts = self.passes(hall, passed, watts)
            else:
                watts = up(times(watts, PPM), self.efficiency(hall, passed))
        return watts

    def efficiency(self, hall, key):
        if key[0] == 'default':
            return self.L(self.rules[key[1]])
        return min(self.L(figure(m, 'efficiency'), EFFICIENCY[local(m)]) for m in self.group(hall, key[1])[1])

    def rack_power(self, kind):
        """Maximum, or peak where it is larger and lasts on this kind of element."""
        most, peak, lasts = self.D(figure(self.rack, 'max')), figure(self.rack, 'peak'), figure(self.rack, 'peak-duration')
        rule = 'PEAK_SHORT' if kind == 'generator' else 'PEAK_LONG'
        counted = kind == 'ups' or (self.end < 2 if lasts is None else self.D(lasts) > self.L(self.rules[rule]))
        if not counted or (peak is None and self.end > 0):
            return most
        return max(most, self.D(peak))

    # ---- capacity ----
    def unit_capacity(self, m):
        if figure(m, 'rating') or local(m) in IN_VA:
            return self.L(figure(m, 'rating'))
        product = times(self.L(figure(m, 'voltage')), self.L(figure(m, 'current')),
                        self.L(figure(m, 'continuous-factor'), 'CONTINUOUS'), self.L(self.rules['SQRT3']))
        return down(product, 10**15)

    def usable(self, members, capacity=None):
        capacity = capacity or self.unit_capacity
        kind = local(members[0])
        level = self.level({'ups': 'ups', 'generator': 'generators'}.get(kind, 'distribution'))
        sides = {}
        for m in members:
            sides.setdefault(m.get('side', ''), []).append((capacity(m), self.count(m)))

        def carried(lost_unit, lost_side):
            live = []
            for side, units in sides.items():
                if side == lost_unit:  # the largest of its units, one of them
                    units = sorted(units, key=lambda unit: (unit[1] > 0, unit))
                    units[-1] = (units[-1][0], max(0, units[-1][1] - 1))
                if side != lost_side and (side != lost_unit or sum(n for _, n in units) > 0):
                    live.append(sum(times(c, n) for c, n in units))
            return 0 if not live else live[0] if len(live) == 1 else 2 * min(live)

        states = [carried(None, None)]
        if level >= 2:
            states += [carried(side, None) for side in sides]
        if level >= 4 or (level == 3 and kind != 'generator'):
            states += [carried(None, side) for side in sides]
        return min(states)

    def keep(self, limit):
        reserve = self.D(figure(self.want, 'reserve') or (0, 0, 0))
        return down(times(limit, PPM - reserve), PPM)

    # ---- rows ----
    def row(self, name, shape, limit, demand=1, hall=None, pod=None, unit=None, idle=None, standing=None):
        """limit, demand: value or function. pod, unit, idle, standing: function of a hall; halls of a site sum or one hall."""
        row = self.rows[name] = Row(shape, hall)
        try:
            row.limit, row.fixed = [v() if callable(v) else v for v in (limit, demand)]
            for h in [hall] if hall is not None else self.halls:
                for target, value in ((row.pod, pod), (row.unit, unit), (row.idle, idle), (row.standing, standing)):
                    target[h.get('id')] = value(h) if value else 0
        except Skip:
            row.unknown = True

    def starts(self, hall):
        return [hall.get('feed'), hall.get('house-feed') if hall.get('house') else None] + [p.get('feed') for _, p, _ in self.reached(hall)]

    def power_rows(self):
        keys = {}
        for hall in self.halls:
            standing = [m.get('from') for place in (hall, child(self.site, 'electrical')) for m in children(place, *EFFICIENCY) if self.curved([m])]
            for key in [k for s in self.starts(hall) + standing for k in self.path(hall, s) if k]:
                keys.setdefault(key, hall)
        for (owner, name), hall in keys.items():
            members = self.group(hall, name)[1]
            self.power_row('power-chain', owner, name, members, (owner, name), hall, draw=self.draw_of(members))
            if self.overloads(members):
                self.power_row('peak-power', owner, name, members, (owner, name), hall, self.peak_of)
            if self.level('generators') >= 1:
                backing = {}
                for place, whose in ((hall, hall.get('id')), (child(self.site, 'electrical'), 'site')):
                    for g in children(place, 'generator'):
                        if g.get('backs') == name and self.group(hall, name)[0] == (owner, name):
                            backing.setdefault((whose, g.get('group', g.get('id'))), []).append(g)
                for (whose, group), sets in backing.items():
                    self.power_row('backup-power', whose, group, sets, (owner, name), hall)
                    self.step_row(whose, group, sets, members, hall if whose != 'site' else None, lambda h, watts, key=(owner, name): self.climb(
                        h, self.feed_path(h)[:self.feed_path(h).index(key)], watts) if key in self.feed_path(h) else 0)

    def power_row(self, kind, owner, name, members, key, hall, capacity=None, draw=None):
        own = hall if owner != 'site' else None
        draw = draw or (lambda: self.rack_power(local(members[0])))

        def apparent(watts):
            return up(times(watts, PPM), self.factor_of(members + self.group(hall, key[1])[1]))

        def demand(per_unit):
            def of(h):
                if per_unit:
                    self.support(False)  # every row reads what an SU brings
                return apparent(self.load_at(h, key, per_unit, draw))
            return of

        def idle(h):
            if owner != 'site' or key not in self.feed_path(h):
                return 0
            return up(times(self.stays(h), PPM), self.L(self.rules['POWER_FACTOR']))
        self.row(f'{owner}/{kind}/{name}', 'sum', lambda: self.keep(self.usable(members, capacity)), lambda: apparent(self.standing(hall, key, True)),
                 own, demand(0), demand(1), idle, lambda h: apparent(self.standing(h, key, False)))
        if kind == 'power-chain' and self.backed(members):
            def at_max(per_unit):
                return lambda h: self.for_a_start(self.load_at(h, key, per_unit, lambda: self.D(figure(self.rack, 'max'))))
            self.row(f'{owner}/ride-through/{name}', 'sum', lambda: self.keep(self.usable(members, self.holds)),
                     lambda: self.for_a_start(self.standing(hall, key, True)), own, at_max(0), at_max(1), None,
                     lambda h: self.for_a_start(self.standing(h, key, False)))

    def stays(self, hall):
        """Mining power of a hall that does not convert, where it may not stop."""
        def must(load):
            runs_on = load.get('until') and self.dated and not (self.end == 1 and figure(load, 'until') is None)
            if runs_on and self.D(figure(load, 'until')) > self.by:
                return True
            return load.get('stops') and not (self.end == 1 and figure(load, 'stops') is None) and self.L(figure(load, 'stops')) < 1
        return sum(self.D(figure(load, 'power')) for load in children(hall, 'load') if must(load))

    def energised(self, poi, name):
        value = figure(poi, name)
        for step in children(poi, 'step'):
            if step.get(name) and max(self.D(figure(step, 'date')), self.brought(step.get('id'))) <= self.by:
                value = figure(step, name)
        caps = [c for c in (figure(poi, 'contracted'), figure(poi, 'announced')) if c]
        return self.L(caps[0] if caps and self.L(value) == INF else value)

    def site_rows(self):
        pois = children(child(self.site, 'grid'), 'interconnect')

        def total(*names):
            each = sorted(min(self.energised(p, n) for n in names) for p in pois)
            out = 'firm' in names and self.level('utility') >= 2
            return self.keep(sum(each[:-1] if out else each) if pois else self.L(None))

        def at_poi(per_unit):
            return lambda h: self.load_at(h, None, per_unit, lambda: self.D(figure(self.rack, 'max')))
        always, standing = lambda: self.standing(self.halls[0], None, True), lambda h: self.standing(h, None, False)
        self.row('site/firm-utility', 'sum', lambda: total('firm', 'energised'), always, None, at_poi(0), at_poi(1), None, standing)
        demand = (always, None, at_poi(0), at_poi(1), lambda h: up(times(self.stays(h), PPM), self.L(self.rules['EFF_TRANSFORMER'])), standing)
        self.swing_rows(lambda h: self.racks_at_interconnect(h) if self.is_wired else self.climb(h, self.feed_path(h)[:-1], self.rack_draw(0)))
        self.row('site/energised-utility', 'sum', lambda: total('energised'), *demand)
        for name, kind, since, big in (('ercot-ride-through', 'ride-through', '2025-11-14', 'LARGE_LOAD_ERCOT'), ('texas-sb6', 'large-load', '2025-06-20', 'LARGE_LOAD_SB6')):
            if 'ERCOT' in [n.get('region', '').upper() for n in children(self.site, 'location')] and self.by >= figure(ET.Element('e', date=since), 'date')[2]:
                known = [g for g in children(self.site, 'gate') if g.get('kind') == kind] or [ET.Element('gate', status='unknown')]
                self.row(f'site/grid-rule/{name}', 'sum', lambda: INF if max(self.L(figure(g, 'status')) for g in known) else self.L(self.rules[big]) - 1, *demand)
        for poi in pois:
            study = figure(poi, 'restudy')
            study = (0, 0, 1) if study == (1, 1, 1) else (1, 1, 1) if study else None
            self.row(f'site/change-of-use/{poi.get("id")}', 'test',
                     lambda: min(1, self.L(figure(poi, 'transferable')), self.L(study)))
        gates = children(self.site, 'gate')
        kinds = {g.get('kind') for g in gates}
        gates += [ET.Element('gate', id=k, kind=k, status='unknown') for k in ('title', 'interconnection', 'zoning') if k not in kinds]
        for gate in gates:
            def held(gate=gate):
                late = gate.get('status') == 'granted' and figure(gate, 'date') and self.D(figure(gate, 'date')) > self.by
                late = self.dated and (late or self.brought(gate.get('id')) > self.by)
                return min(0 if late else 1, self.L(figure(gate, 'status')))
            self.row(f'site/gate/{gate.get("id")}', 'test', held)
        self.network_rows()
        if not children(self.site, 'hall'):
            self.row('site/hall-known', 'test', lambda: min(1, self.L(None)))
        if self.dated and self.profile.get('available'):
            self.row(f'site/available/{self.profile.get("id")}', 'test', self.by, lambda: self.D(figure(self.profile, 'available')))

    def hall_rows(self, hall):
        me, heat, rack = hall.get('id'), self.heat, self.rack
        liquid, air, feed = [self.plants(hall, 'liquid'), self.plants(hall, 'air'), hall.get('feed')]

        def test(kind, limit, demand=1):
            self.row(f'{me}/{kind}', 'test', limit, demand, hall)

        def status(name):
            return lambda: min(1, self.L(None if name not in hall.attrib else (0,) * 3 if hall.get(name) == 'none' else (1,) * 3))
        cords = [c for pair in self.cords(hall) for c in pair[2]]
        members = [m for c in cords for m in self.group(hall, c)[1]]
        for name in ('UPS', 'generators'):
            if self.level(name.lower()) >= 1:
                sets = children(hall, 'generator') + children(child(self.site, 'electrical'), 'generator')

                def passes(group):
                    if name == 'UPS':
                        return any(local(m) == 'ups' for m in group)
                    return any(g.get('backs') in {m.get('group', m.get('id')) for m in group} for g in sets)
                there = int(self.always_passes(hall, cords, passes))
                test(f'subsystem/{name}', lambda: min(1, self.L((there,) * 3 if cords else None)))
        if not cords:
            test('power-chain', status('feed'))
        levels = {figure(v, 'level')[1] for v in children(child(self.profile, 'feed'), 'voltage')}
        if levels and members:
            volts = [figure(m, 'voltage') for m in members]
            known = 0 if any(v and v[1] not in levels for v in volts) else None if None in volts else 1
            test('rack-voltage', lambda: min(1, self.L(None if known is None else (known,) * 3)))
        if self.level('distribution') >= 3 and members:
            test('rack-feeds', self.feeds_of(hall), lambda: self.D(figure(child(self.profile, 'feed'), 'count')))
        feed_of_rack = child(self.profile, 'feed')
        if self.level('distribution') >= 3 and members and all(feed_of_rack.get(n) for n in ('shelves', 'shelf-power', 'shelves-a')):
            test('rack-supply', self.rack_supply, lambda: self.D(figure(rack, 'max')))
        if self.liquid:
            test('liquid-loop', status('liquid'), lambda: int(self.D(figure(heat, 'liquid-share')) > 0))
            if liquid:
                test(f'liquid-supply/{liquid[0][1].get("id")}', lambda: self.L(figure(heat, 'supply-max')), lambda: self.supply(liquid))
        if not air:
            test('air-heat', status('air'))
        else:
            name = air[0][1].get('id')
            test(f'air-inlet/{name}', lambda: self.L(figure(heat, 'air-inlet-max'), 'AIR_INLET'), lambda: self.supply(air))
            test(f'air-filtration/{name}', lambda: self.L(figure(air[0][1], 'filtration')), lambda: self.D(figure(heat, 'filtration'), 'FILTRATION'))
        for _, plant in (liquid if self.liquid else []) + air:
            if figure(plant, 'at') and not figure(plant, 'rated-return') and (plant.get('kind') == 'chiller' or figure(plant, 'supply')):
                test(f'plant-ambient/{plant.get("id")}', lambda p=plant: self.L(figure(p, 'at')), lambda: self.dry_bulb() + self.D(None, 'RECIRCULATION'))
        self.condensation(hall, liquid)
        known = hall.get('outline', 'unknown') != 'unknown'
        # a zone bears racks or not: what decides that must be known
        zones = lambda: [(self.L(figure(z, name)), *(self.D(figure(rack, n)) for n in asked)) for z in children(hall, 'zone')
                         for name, asked in (('clear-height', ['height']), ('slab', ['mass', 'width', 'depth'])) if z.get(name)]
        stands = lambda: (self.L(figure(rack, 'width')), self.L(figure(rack, 'depth')), zones(), self.floor.get((me, self.end), 0))[3]
        self.row(f'{me}/floor-space', 'sum', lambda: stands() if known else self.L(None), 0, hall, lambda h: 1)
        test('slab', lambda: self.L(figure(hall, 'slab')), lambda: up(times(self.D(figure(rack, 'mass')), PPM), times(
            self.L(figure(rack, 'width')), self.L(figure(rack, 'depth')))))
        height = lambda: self.D(figure(rack, 'height'))
        self.floor_rows(hall)
        self.time_rows(hall)
        test('clear-height', lambda: self.L(figure(hall, 'clear-height')), lambda: height() + self.D(None, 'TIERS_AIR')
             + (self.D(None, 'TIERS_PIPE') if self.liquid else 0))
        doors = [d for d in children(hall, 'door') if d.get('kind') == 'delivery']
        if doors:
            test('delivery-height', lambda: max(self.L(figure(d, 'height')) for d in doors), lambda: height() + self.D(None, 'DELIVERY_PLAY'))
            tall = lambda: [d for d in doors if self.L(figure(d, 'height')) >= height() + self.D(None, 'DELIVERY_PLAY')]
            test('delivery-width', lambda: max(self.L(figure(d, 'width')) for d in tall() or doors), lambda: min(
                self.D(figure(rack, 'width')), self.D(figure(rack, 'depth'))) + self.D(None, 'DELIVERY_PLAY'))
        self.way_up(hall, test)
        ways = children(hall, 'access') if self.above_grade(hall) else doors
        if known and ways:
            placed = lambda: self.floor.get((me, 'route', self.end), 0)
            test('delivery-route', lambda: (self.L(figure(rack, 'width')), self.L(figure(rack, 'depth')), zones(), placed())[3], self.way_in)
        if self.dated and hall.get('ready'):
            test('hall-ready', self.by, lambda: self.D(figure(hall, 'ready')))
        if children(hall, 'load'):
            test('mining-stops', lambda: min(1, *[self.L(figure(k, 'stops') if k.get('stops') else (1,) * 3) for k in children(hall, 'load')]))

    def build(self):
        self.site_rows()
        if self.is_wired:
            self.wired_rows()
        else:
            self.power_rows()
        self.plant_rows()
        self.water_rows()
        for hall in self.halls:
            self.hall_rows(hall)
