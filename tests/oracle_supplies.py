# SPDX-License-Identifier: MIT
"""What stands behind a load for seconds, for the oracle, by docs/requirements.md: batteries of UPS
and of the site, power shelves of racks, swings of jobs, and losses at part load."""
import math
import xml.etree.ElementTree as ET
from fractions import Fraction

from documents import EFFICIENCY, INF, PPM, child, children, down, figure, local, times, up

HOUR = 36 * 10**8  # us
CURVE = ('loss-fixed', 'loss-linear', 'loss-square')
NOTHING = (0, 0, 0)


def root_down(value):
    return INF if value == INF else math.isqrt(int(value))


class Supplies:
    # ---- losses at part load ----
    def curved(self, members):
        return any(m.get(n) for m in members for n in CURVE)

    def term(self, member, name):
        """A part of a curve: what is not stated counts nothing, what is unknown is unknown."""
        return self.D(figure(member, name) if member.get(name) else NOTHING)

    def rating_of_curve(self, members):
        sides = {}
        for m in members:
            sides[m.get('side', '')] = sides.get(m.get('side', ''), 0) + times(self.count(m), self.L(figure(m, 'rating')))
        if len(sides) == 1:
            return sum(sides.values())
        a, b = sides.values()
        return 0 if 0 in (a, b) else 4 * b if a == INF else 4 * a if b == INF else down(4 * a * b, a + b)

    def touches(self, members):
        """S, c and the output at which the tangent of the favourable end touches."""
        rating, square = self.rating_of_curve(members), max(self.term(m, 'loss-square') for m in members)
        fixed = sum(times(self.term(m, 'loss-fixed'), self.installed(m)) for m in members)
        if fixed == 0:
            return rating, square, 0
        if INF in (fixed, rating, square):
            return rating, square, rating
        return rating, square, min(rating, root_down(Fraction(fixed * rating, square))) if square else rating

    def installed(self, member):
        count = figure(member, 'count') if member.get('count') else (1, 1, 1)
        return times(self.D(count), self.D(figure(member, 'rating')))

    def passes(self, hall, key, watts):
        """What enters a group of this curve for what leaves it."""
        members = self.group(hall, key[1])[1]
        return self.with_curve(members, watts, lambda: times(self.usable(members, self.peak_of), self.factor_of(members)))

    def with_curve(self, members, watts, most):
        """The same; most: what may leave it, times PPM."""
        linear = max(self.term(m, 'loss-linear') for m in members)
        if watts == 0:
            return 0
        rating, square, touch = self.touches(members)
        over = 2 * touch if self.end == 2 else up(most(), PPM)
        if square == 0 or over == 0 or rating == INF:
            return watts + up(times(watts, linear), PPM)
        if rating == 0 or INF in (watts, linear, square, over):
            return INF
        return watts + up(watts * (linear * rating + square * over), rating * PPM)

    def stands(self, members):
        """What a group of a curve loses whatever it carries."""
        if self.end < 2:
            return sum(up(times(self.term(m, 'loss-fixed'), self.installed(m)), PPM) for m in members)
        rating, square, touch = self.touches(members)
        fixed = sum(times(self.term(m, 'loss-fixed'), self.installed(m)) for m in members)
        return down(fixed, PPM) if square == 0 or touch == 0 else down(fixed * rating - square * touch * touch, rating * PPM)

    def standing(self, hall, key, shared):
        """What curves of a hall (or of all halls together) let stand at a group (None: the interconnect)."""
        if self.is_wired:
            return self.wired_standing('site' if shared else hall.get('id'))
        total, place = 0, child(self.site, 'electrical') if shared else hall
        for name in dict.fromkeys(m.get('group', m.get('id')) for m in children(place, *EFFICIENCY) if local(m) != 'generator'):
            members = self.group(hall, name)[1]
            if shared:  # a hall's own group may hide it
                members = [m for m in children(place, *EFFICIENCY) if m.get('group', m.get('id')) == name]
            if self.curved(members):
                path = self.path(ET.Element('hall') if shared else hall, members[0].get('from'))
                if key in path:
                    total += self.climb(hall, path[:path.index(key)], self.stands(members))
        return total

    def factor_of(self, members):
        return min(self.L(figure(m, 'power-factor') or figure(self.rack, 'power-factor'), 'POWER_FACTOR') for m in members)

    # ---- peaks ----
    def overloads(self, members):
        return local(members[0]) == 'ups' and any(m.get('overload') for m in members)

    def draw_of(self, members):
        """What racks draw from a group by its ratings: peaks of UPS that overload are a row of their own."""
        return lambda: self.D(figure(self.rack, 'max')) if self.overloads(members) else self.rack_power(local(members[0]))

    def peak_of(self, unit):
        """What a unit gives while a peak lasts."""
        lasts, rating = figure(self.rack, 'peak-duration'), self.unit_capacity(unit)
        if not unit.get('overload') or not (self.end == 2 if lasts is None else self.D(lasts) <= self.L(figure(unit, 'overload-time'))):
            return rating
        return down(times(rating, max(PPM, self.L(figure(unit, 'overload')))), PPM)

    def rise(self):
        """Of one rack, from what it draws to its peak."""
        peak, lasts = figure(self.rack, 'peak'), figure(self.rack, 'peak-duration')
        if not (self.end < 2 if lasts is None else self.D(lasts) > self.L(self.rules['PEAK_SHORT'])):
            return 0
        if peak is None:
            return INF if self.end == 0 else 0
        return max(0, self.D(peak) - self.L(figure(self.rack, 'max')))

    def step_row(self, owner, name, sets, backed, own, arrives):
        """What generators take at once; arrives: (hall, power of its racks) at the group that they back."""
        def at_once(unit):
            return down(times(self.unit_capacity(unit), min(PPM, self.L(figure(unit, 'step')))), PPM)
        if any(g.get('step') for g in sets):
            self.row(f'{owner}/load-step/{name}', 'sum', lambda: self.keep(self.usable(sets, at_once)), 0, own,
                     lambda h: up(times(arrives(h, times(self.racks, self.rise())), PPM), self.factor_of(sets + backed)))

    # ---- UPS ----
    def holds(self, unit):
        if figure(unit, 'energy'):
            return self.L(figure(unit, 'energy'))
        return down(times(down(times(self.L(figure(unit, 'rating')), self.factor_of([unit])), PPM), self.L(figure(unit, 'autonomy'))), HOUR)

    def backed(self, members):
        return local(members[0]) == 'ups' and self.level('ups') >= 1 and any(m.get('energy') or m.get('autonomy') for m in members)

    def for_a_start(self, watts):
        return up(times(watts, self.D(self.rules['RIDE_THROUGH']), PPM), times(self.L(self.rules['EFF_BATTERY']), HOUR))

    # ---- shelves ----
    def shelves_left(self):
        feed = child(self.profile, 'feed')
        shelves, feeds, spread = self.L(figure(feed, 'shelves')), self.L(figure(feed, 'count')), figure(feed, 'shelves-a')
        if self.D(spread) is None or feeds < 2:
            return 0

        def left(on_a):
            return max(0, shelves - max(on_a, up(max(0, shelves - on_a), feeds - 1)))
        if self.end == 1 or spread is None and self.end == 0:
            return left(self.D(spread))
        spread = spread or (0, 0, shelves)
        ends = [left(spread[0]), left(spread[2])]
        if self.end == 0:
            return min(ends)
        even = min(max(shelves // feeds, spread[0]), spread[2])
        return max(ends + [left(n) for n in (even, min(even + 1, spread[2]))])

    def rack_supply(self):
        feed = child(self.profile, 'feed')
        if figure(feed, 'after-loss'):
            return self.L(figure(feed, 'after-loss'))
        return down(times(self.shelves_left(), self.L(figure(feed, 'shelf-power')), PPM), self.D(self.rules['EFF_SHELF']))

    # ---- swings ----
    def swing_rows(self, racks_at_poi):
        pois = children(child(self.site, 'grid'), 'interconnect')
        if not any(p.get('ramp') or p.get('band') for p in pois):
            return
        batteries = children(child(self.site, 'electrical'), 'bess')

        def total(name):
            stated = [p for p in pois if p.get(name)]
            return sum(self.L(figure(p, name)) for p in stated)

        def stored(name):
            return sum(times(self.count(b), self.L(figure(b, name))) for b in batteries)

        period = figure(self.rack, 'swing-period')

        def quarter(power):
            return times(power, self.D(period))

        def held():
            band, lasts = total('band'), self.D(period)
            return stored('energy') + (band if band == INF else down(times(band, lasts if period else 0), 4 * HOUR))

        def limit():
            band, power = total('band'), stored('rating')
            most = band + 2 * power
            if any(p.get('ramp') for p in pois):
                most = min(most, band + min(power, root_down(times(2, total('ramp'), stored('energy'), 3600))))
            return most

        def swing(h):
            part = figure(self.rack, 'swing')
            part = self.D(part) if part or self.end != 0 else PPM
            return up(times(racks_at_poi(h), min(part, PPM)), PPM)
        self.row('site/load-swing', 'sum', limit, 0, None, swing)
        self.row('site/swing-energy', 'sum', held, 0, None,
                 lambda h: up(quarter(swing(h)), 4 * HOUR))
