# SPDX-License-Identifier: MIT
"""Cooling plants for the oracle: what they draw, carry and deliver in the peak hour, by "Plants
in the peak hour" of docs/requirements.md. Temperatures in mK, powers in mW, ratios in millionths."""
import itertools
import math
from fractions import Fraction

from documents import INF, PPM, child, children, down, figure, times, up

LOOPS = ('liquid', 'air')
QUARTER_PI = Fraction(785398, PPM)
COOLERS = ('dry-cooler', 'hydro', 'immersion', 'adiabatic')
SOURCES = COOLERS + ('tower',)
AIR_FANS = ('crah', 'fan-wall', 'outside-air')


def ratio_up(value, divisor):
    """Between 0 and 1, in millionths, rounded up."""
    if value <= 0:
        return 0
    return PPM if value >= divisor else -(-value * PPM // divisor)


def saturation(kelvin):
    """Hyland and Wexler 1983, pascal."""
    if kelvin >= 273.15:
        return math.exp(-5.8002206e3 / kelvin + 1.3914993 - 4.8640239e-2 * kelvin + 4.1764768e-5 * kelvin**2
                        - 1.4452093e-8 * kelvin**3 + 6.5459673 * math.log(kelvin))
    return math.exp(-5.6745359e3 / kelvin + 6.3925247 - 9.677843e-3 * kelvin + 6.2215701e-7 * kelvin**2
                    + 2.0747825e-9 * kelvin**3 - 9.484024e-13 * kelvin**4 + 4.1635019 * math.log(kelvin))


def dew_point(dry, humidity):
    low, high, vapour = 173.15, dry / 1000, saturation(dry / 1000) * min(humidity, PPM) / PPM
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if saturation(middle) > vapour else (middle, high)
    return round(low * 1000)


class Plants:
    # ---- temperatures ----
    def dry_bulb(self):
        design, station = child(self.climate, 'design'), child(self.climate, 'station')
        if figure(design, 'dry-bulb'):
            return self.D(figure(design, 'dry-bulb'))
        return self.D(figure(station, 'typical-maximum')) + self.D(None, 'EXTREME_MARGIN')

    def wet_bulb(self):
        return self.D(figure(child(self.climate, 'design'), 'wet-bulb'))

    def yard(self):
        return self.dry_bulb() + self.D(None, 'RECIRCULATION')

    def cooler_air(self, plant):
        """What a cooler breathes: the yard, less what pads take off; of a tower the wet bulb."""
        if plant.get('kind') == 'tower':
            return self.wet_bulb()
        air = self.dry_bulb()
        if plant.get('kind') == 'adiabatic':
            wet = self.wet_bulb()
            air -= down(times(self.L(figure(plant, 'pad-effect'), 'PAD_EFFECT'), max(0, air - wet)), PPM) if air < INF else 0
        return air + self.D(None, 'RECIRCULATION')

    def supply(self, chain):
        plant, kind = chain[0][1], chain[0][1].get('kind')
        approach = figure(plant, 'approach')
        if figure(plant, 'supply'):
            return self.D(figure(plant, 'supply'))
        if kind in SOURCES:
            return self.cooler_air(plant) + self.D(approach, 'TOWER_APPROACH' if kind == 'tower' else 'DRY_APPROACH')
        if kind == 'outside-air':
            return self.dry_bulb()
        if kind in ('cdu', 'crah', 'fan-wall', 'rear-door') and len(chain) > 1:
            return self.supply(chain[1:]) + self.D(approach, 'CDU_APPROACH' if kind == 'cdu' else None)
        return self.D(None)

    def thin_air(self, exponent):
        """(pressure/101325)^exponent, at most 1, and the pressure itself."""
        pressure = figure(child(self.climate, 'station'), 'pressure')
        if pressure:
            pressure = self.L(pressure)
        else:
            height = figure(child(self.site, 'location'), 'elevation') or figure(child(self.climate, 'station'), 'elevation')
            height = self.D(height)
            if height == INF:
                return 0, 0
            pressure = math.floor(101325 * (1 - 2.25577e-5 * height / 1000) ** 5.25588 + 1e-9)
        return min(PPM, math.floor(PPM * (pressure / 101325) ** (exponent / PPM) + 1e-7)), pressure

    # ---- heat and draw ----
    def named_plant(self, hall, name):
        for owner, place in ((hall.get('id'), hall), ('site', child(self.site, 'cooling'))):
            for plant in children(place, 'plant'):
                if plant.get('id') == name:
                    return owner, plant
        return None

    def by_physics(self, plant):
        names = ('cop', 'fans', 'pumps') + (('rejects-to', 'economiser') if plant.get('kind') == 'chiller' else ())
        return not figure(plant, 'electrical') and any(plant.get(n, 'unknown') != 'unknown' for n in names)

    def rack_draw(self, per_unit):
        drawn = figure(self.rack, 'plan') if self.draws == 'plan' else None
        return self.support(False) + self.support(True) if per_unit else times(self.racks, self.D(drawn or figure(self.rack, 'max')))

    def heat_of(self, hall, loop, per_unit, racks=None):
        if per_unit:
            heat = self.support(loop == 'liquid')
        else:
            share = figure(self.heat, 'liquid-share')
            part = self.D(share) if loop == 'liquid' else max(0, PPM - self.L(share))
            heat = up(times(self.rack_draw(0), part), PPM)
        path = self.feed_path(hall)
        keys = [k[1] for k in path if k]
        if loop == 'air' and hall.get('losses') in keys:
            passing = racks() if racks else self.rack_draw(per_unit)
            climbed = self.climb(hall, path[:keys.index(hall.get('losses')) + 1], passing)
            heat += climbed - passing if climbed < INF else INF
        return heat

    def compressors(self, hall, chain, at):
        """x and COP of the chiller at this place of a chain; COP None: none asked."""
        plant = chain[at][1]
        rejects = self.named_plant(hall, plant.get('rejects-to')) if plant.get('rejects-to') else None
        share, reach = PPM, figure(plant, 'range')
        source = None
        if at + 1 < len(chain) and chain[at + 1][1].get('kind') in SOURCES:
            source = self.supply(chain[at + 1:])
        elif plant.get('economiser') == 'yes':
            approach = figure(plant, 'economiser-approach')
            source = self.supply([rejects]) + self.D(approach or (0, 0, 0)) if rejects else self.yard() + self.D(approach, 'DRY_APPROACH')
        if source is not None:
            set_point = self.L(figure(plant, 'supply'))
            share = 0 if set_point == INF else ratio_up(source - set_point, self.L(reach, 'COOLANT_RANGE'))
        return share, lambda: self.cop(plant, rejects)

    def cop(self, plant, rejects):
        if rejects and not figure(plant, 'cop'):
            water = self.supply([rejects])
            t = min(max(Fraction(water - 273150, 1000) if water < INF else 38, 12), 38)
            cop = Fraction('16.798751') + Fraction('0.00884') * t * t - Fraction('8.528931') + Fraction('9.885294') \
                - Fraction('0.760621') * t + Fraction('0.084615') * t
            return min(math.floor(cop * PPM), self.L(self.rules['COP_MOST']))
        warm = self.supply([rejects]) if rejects else self.yard()
        found, most = [], self.L(self.rules['COP_MOST'])
        ends = {0: (0, 2), 1: (1,), 2: (0, 2)}[self.end]
        rule = self.rules['CONDENSER_WATER' if rejects else 'CONDENSER_APPROACH']
        for e, c in itertools.product(ends, ends):
            below = (figure(plant, 'evaporator-approach') or self.rules['EVAPORATOR_APPROACH'])[e]
            above = (figure(plant, 'condenser-approach') or rule)[c]
            cold, hot = self.L(figure(plant, 'supply')) - below, warm + above
            cold0 = self.D(figure(plant, 'cop-supply'), 'COP_SUPPLY') - below
            hot0 = self.L(figure(plant, 'cop-ambient'), 'COP_AMBIENT') + above
            if cold == INF or hot <= cold:
                found.append(most)
            elif hot == INF or cold <= 0:
                found.append(0)
            else:
                lifts = Fraction(cold, hot - cold) / Fraction(cold0, hot0 - cold0)
                found.append(min(most, math.floor(self.L(figure(plant, 'cop'), 'COP_REFERENCE') * lifts)))
        return max(found) if self.end == 2 else min(found)

    def left(self, hall, chain, at, heat, rejected=False):
        """Heat that a chain leaves to one of its plants: all of it, or what its compressors must take."""
        plant = chain[at][1]
        if heat == 0 or plant.get('kind') != 'chiller' or figure(plant, 'electrical') or not (self.by_physics(plant) or rejected):
            return heat
        return up(times(heat, self.compressors(hall, chain, at)[0]), PPM)

    def compression(self, hall, chain, at, heat):
        stated = figure(chain[at][1], 'electrical')
        if stated:
            return up(times(heat, self.D(stated)), PPM)
        left = self.left(hall, chain, at, heat, True)
        cop = heat and self.compressors(hall, chain, at)[1]()  # read where heat arrives, whatever is left to compressors
        return left and up(times(left, PPM), cop)

    def heat_at(self, hall, loop, plant, per_unit, racks=None):
        """Heat of a loop that reaches a plant: down its chain, or from condensers."""
        chain, heat, total = self.plants(hall, loop), self.heat_of(hall, loop, per_unit, racks), 0
        inside = any(p is plant for _, p in chain)
        for at, (_, p) in enumerate(chain):
            if p is plant:
                total += self.left(hall, chain, at, heat)
            target = self.named_plant(hall, p.get('rejects-to')) if p.get('rejects-to') else None
            if target and target[1] is plant:
                total += self.compression(hall, chain, at, heat) + (0 if inside else self.left(hall, chain, at, heat, True))
        return total

    def draw(self, hall, loop, plant, per_unit, racks):
        kind, chain = plant.get('kind'), self.plants(hall, loop)
        at = next((i for i, (_, p) in enumerate(chain) if p is plant), None)
        left = self.heat_at(hall, loop, plant, per_unit, racks)
        if not self.by_physics(plant):
            rule = 'CHILLER_POWER' if kind == 'chiller' else 'AIR_FAN_POWER' if kind in AIR_FANS else 'FAN_POWER'
            return up(times(left, self.D(figure(plant, 'electrical'), rule)), PPM)
        power, heat, trim = 0, left, False
        if kind == 'chiller' and at is not None:
            heat = self.heat_of(hall, loop, per_unit, racks)
            power = self.compression(hall, chain, at, heat)
            trim = at + 1 < len(chain) and chain[at + 1][1].get('kind') in SOURCES
        fan = 'FANS_WET' if kind == 'tower' else 'FANS_DRY' if kind in COOLERS else 'AIR_FAN_POWER' if kind in AIR_FANS else None
        pump = 'PUMPS_CDU' if kind == 'cdu' else 'PUMPS_FACILITY' if kind in SOURCES or (kind == 'chiller' and not trim) else None
        fans = self.D(figure(plant, 'fans') or (None if fan else (0, 0, 0)), fan)
        pumps = self.D(figure(plant, 'pumps') or (None if pump else (0, 0, 0)), pump)
        return power + up(times(left if trim else heat, fans), PPM) + up(times(heat, pumps), PPM)

    def plant_entries(self, hall, per_unit, racks):
        """(group where it enters or None: the interconnect, power) of all but the racks."""
        entries = [(plant.get('feed'), lambda plant=plant, loop=loop: self.draw(hall, loop, plant, per_unit, racks))
                   for _, plant, loop in self.reached(hall)]
        for loop in LOOPS:
            if not self.plants(hall, loop):
                rule = 'FAN_POWER' if loop == 'liquid' else 'CHILLER_POWER'
                entries.append((None, lambda loop=loop, rule=rule: up(
                    times(self.heat_of(hall, loop, per_unit, racks), self.D(self.rules[rule])), PPM)))
        if hall.get('house'):
            entries.append((hall.get('house-feed'), lambda: up(times(racks(), self.D(figure(hall, 'house'))), PPM)))
        return entries

    def reached(self, hall):
        """(owner, plant, loop) of all plants that heat of a hall reaches."""
        found = []
        for loop in LOOPS:
            chain = self.plants(hall, loop)
            found += [(o, p, loop) for o, p in chain]
            targets = []
            for _, p in chain:
                target = self.named_plant(hall, p.get('rejects-to')) if p.get('rejects-to') else None
                if target and all(q is not target[1] for _, q in chain) and all(q is not target[1] for _, q in targets):
                    targets.append(target)
            found += [(o, p, loop) for o, p in targets]
        return found

    # ---- capacity ----
    def plant_units(self, plant):
        level = self.level('cdu' if plant.get('kind') == 'cdu' else 'cooling')
        return max(0, self.count(plant) - (level >= 2))

    def capacity(self, plant, halls):
        if not figure(plant, 'rated-return') or plant.get('kind') not in SOURCES:
            return self.L(figure(plant, 'capacity'))
        density = self.thin_air(self.D(self.rules['ALTITUDE_EXPONENT']))[0]
        found = []
        for hall in halls:
            for loop in LOOPS:
                chain = [p for _, p in self.plants(hall, loop)]
                if any(p is plant for _, p, where in self.reached(hall) if where == loop):
                    at = next((i for i, p in enumerate(chain) if p is plant), None)
                    trim = chain[at - 1] if at and chain[at - 1].get('kind') == 'chiller' else None
                    found.append(self.derated(plant, trim, density))
        return max(found) if self.end == 2 else min(found)

    def derated(self, plant, trim, density):
        reach = self.L(figure(plant, 'range'), 'COOLANT_RANGE')
        stated = self.L(figure(plant, 'capacity'))
        rated = self.D(figure(plant, 'rated-return')) - self.L(figure(plant, 'at'))
        if rated == -INF:  # nobody said at what ambient: no limit known
            return down(times(stated, density), PPM)
        if figure(plant, 'supply') or trim is not None:
            held = self.L(figure(plant, 'supply') or figure(trim, 'supply'))
            air = self.cooler_air(plant)
            if figure(plant, 'supply') and held <= air:
                return 0
            gain = held + reach - air
        else:
            gain = self.L(figure(plant, 'approach'), 'TOWER_APPROACH' if plant.get('kind') == 'tower' else 'DRY_APPROACH') + reach
        part = PPM if gain >= rated else max(0, gain * PPM // rated) if gain > -INF else 0
        return down(times(down(times(stated, part), PPM), density), PPM)

    # ---- rows ----
    def plant_rows(self):
        seen = {}
        for hall in self.halls:
            for owner, plant, loop in self.reached(hall):
                entry = seen.setdefault((owner, plant.get('id')), [owner, plant, [], set()])
                entry[2].append(hall)
                chain = self.plants(hall, loop)
                if chain and chain[0][1] is plant:
                    entry[3].add(loop)
        for owner, plant, halls, ends in seen.values():
            self.rows_of_plant(owner, plant, halls, ends)

    def rows_of_plant(self, owner, plant, halls, ends):
        name, own = plant.get('id'), halls[0] if owner != 'site' else None

        def reach(per_unit):
            return lambda h: sum(self.heat_at(h, loop, plant, per_unit) for p, loop in {(id(p), k): (p, k) for _, p, k in self.reached(h)}.values() if p is plant)

        def is_end(h, loop):
            return self.plants(h, loop)[:1] and self.plants(h, loop)[0][1] is plant

        def flow(h):
            return times(self.racks, self.D(figure(self.heat, 'flow'))) if is_end(h, 'liquid') else 0

        def units(value):
            return self.keep(times(value, self.plant_units(plant)))
        self.row(f'{owner}/{plant.get("loop")}-heat/{name}', 'sum', lambda: units(self.capacity(plant, halls)), 0, own, reach(0), reach(1))
        if plant.get('loop') == 'liquid' and figure(plant, 'flow') and 'liquid' in ends and self.liquid:
            self.row(f'{owner}/liquid-flow/{name}', 'sum', lambda: units(self.L(figure(plant, 'flow'))), 0, own, flow)
        if figure(plant, 'pipe'):
            def coolant(per_unit):
                def demand(h):
                    if is_end(h, 'liquid') and self.liquid:
                        return 0 if per_unit else flow(h)
                    heat = reach(per_unit)(h)
                    return up(times(heat, 3600000), times(self.L(self.rules['COOLANT_HEAT']), self.L(figure(plant, 'range'), 'COOLANT_RANGE')))
                return demand
            self.row(f'{owner}/pipe-flow/{name}', 'sum', lambda: units(math.floor(QUARTER_PI * self.L(figure(plant, 'pipe'))**2
                     * self.L(self.rules['PIPE_VELOCITY']) * Fraction(36, 10))), 0, own, coolant(0), coolant(1))
        if figure(plant, 'air-flow') and 'air' in ends:
            def air(per_unit):
                def demand(h):
                    if not is_end(h, 'air'):
                        return 0
                    heat, pressure = self.heat_of(h, 'air', per_unit), self.thin_air(PPM)[1]
                    return heat and up(times(heat, 3600000000, 101325), times(self.L(self.rules['AIR_HEAT']), self.L(figure(plant, 'range'), 'AIR_RANGE'), pressure))
                return demand
            self.row(f'{owner}/air-flow/{name}', 'sum', lambda: units(self.L(figure(plant, 'air-flow'))), 0, own, air(0), air(1))
        if figure(plant, 'buffer') and self.level('generators') >= 1:
            restart = lambda per_unit: lambda h: up(times(reach(per_unit)(h), self.D(figure(plant, 'restart'), 'PLANT_RESTART')), 3600000000)
            self.row(f'{owner}/cooling-ride-through/{name}', 'sum', lambda: self.keep(down(times(self.L(figure(plant, 'buffer')), self.plant_units(plant),
                     self.L(self.rules['COOLANT_HEAT']), self.L(self.rules['BUFFER_RISE'])), 3600)), 0, own, restart(0), restart(1))

    def condensation(self, hall, liquid):
        fixed = next((i for i, (_, p) in enumerate(liquid) if figure(p, 'supply')), None)
        if not self.liquid or not figure(hall, 'humidity') or fixed is None:
            return

        def coldest():
            return self.L(figure(liquid[fixed][1], 'supply')) + sum(self.L(figure(p, 'approach'), {'cdu': 'CDU_APPROACH'}.get(p.get('kind')))
                                                                     for _, p in liquid[:fixed])

        def dew():
            air, humidity = self.D(figure(hall, 'air-temperature')), self.D(figure(hall, 'humidity'))
            return (dew_point(air, humidity) if 0 < air < INF else air) + self.D(self.rules['CONDENSATION_MARGIN'])
        self.row(f'{hall.get("id")}/condensation/{liquid[0][1].get("id")}', 'test', coldest, dew, hall)
