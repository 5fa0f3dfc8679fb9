# SPDX-License-Identifier: MIT
"""Water that towers and pads evaporate, for the oracle, by "Water" of docs/requirements.md."""
from documents import INF, PPM, child, children, figure, times, up

JOULES = 36 * 10**8  # of a megawatt-hour
WET = ('tower', 'adiabatic')


class Water:
    def blown_down(self, plant, evaporated):
        cycles = self.L(figure(plant, 'cycles'), 'CYCLES')
        return evaporated if cycles == INF else up(times(evaporated, cycles), cycles - PPM)

    def evaporated(self):
        return up(JOULES, self.L(self.rules['EVAPORATION_HEAT']))

    def reach_of(self, plant):
        return self.L(figure(plant, 'range'), 'COOLANT_RANGE')

    def rate(self, plant, depression):
        """Millilitre per megawatt-hour of heat at this dry less wet bulb (a function)."""
        whole, reach = self.evaporated(), self.reach_of(plant)
        if plant.get('kind') == 'tower':
            circulating = up(times(up(times(JOULES, 1000), self.L(self.rules['COOLANT_HEAT'])), 1000), reach)
            return self.blown_down(plant, whole) + up(times(self.D(figure(plant, 'drift'), 'DRIFT'), circulating), PPM)
        taken = up(times(self.D(figure(plant, 'pad-effect'), 'PAD_EFFECT'), depression()), PPM)
        return self.blown_down(plant, up(times(whole, taken), reach))

    def bins(self):
        return [(self.D(figure(b, 'dry-bulb')), self.L(figure(b, 'wet-bulb')), figure(b, 'hours')[1])
                for b in children(child(self.climate, 'bins'), 'bin')]

    def worst_depression(self):
        """Of the bins, and of the design extremes where both are known; of neither: not known."""
        bins, wet = [max(0, d - w) for d, w, _ in self.bins()], figure(child(self.climate, 'design'), 'wet-bulb')
        if wet is None and bins:
            return max(bins)
        dry = self.dry_bulb()
        return max([INF if dry == INF or wet is None and self.D(None) else max(0, dry - self.L(wet))] + bins)

    def set_point(self, plant, chain, loop):
        """What the water of this plant must not exceed."""
        if figure(plant, 'supply'):
            return self.L(figure(plant, 'supply'))
        way, total = [], 0
        if any(p is plant for _, p in chain):
            way = [p for _, p in chain[:next(i for i, (_, p) in enumerate(chain) if p is plant)]]
        for p in reversed(way):  # the nearest set point, else the racks
            total += 0 if p.get('kind') == 'chiller' else self.D(figure(p, 'approach'), 'CDU_APPROACH' if p.get('kind') == 'cdu' else None)
            if figure(p, 'supply'):
                return self.L(figure(p, 'supply')) - total
        return (self.L(figure(self.heat, 'supply-max')) if loop == 'liquid' else self.L(figure(self.heat, 'air-inlet-max'), 'AIR_INLET')) - total

    def of_year(self, plant, chain, loop):
        if plant.get('kind') == 'tower' or not self.bins():
            hours = sum(h for _, _, h in self.bins()) or 8784
            return times(hours, self.rate(plant, self.worst_depression))
        held, warmer = self.set_point(plant, chain, loop), self.D(None, 'RECIRCULATION') + self.D(figure(plant, 'approach'), 'DRY_APPROACH')
        return sum(times(hours, self.rate(plant, lambda d=dry - wet: max(0, d))) for dry, wet, hours in self.bins() if dry + warmer > held)

    def wet_heat(self, hall, per_unit):
        """(heat, plant, chain, loop) of each plant that evaporates what reaches it."""
        for loop in ('liquid', 'air'):  # the row reads the heat of both
            self.heat_of(hall, loop, per_unit)
        found = {(id(p), loop): (p, loop) for _, p, loop in self.reached(hall) if p.get('kind') in WET}
        return [(self.heat_at(hall, loop, p, per_unit), p, self.plants(hall, loop), loop) for p, loop in found.values()]

    def water_rows(self):
        permits = child(child(self.site, 'cooling'), 'water')
        if permits is None or not any(p.get('kind') in WET for h in self.halls for _, p, _ in self.reached(h)):
            return

        def hourly(per_unit, hours):
            return lambda h: sum(heat and up(times(heat, hours, self.rate(p, self.worst_depression)), 10**9 * (1000 if hours > 1 else 1))
                                 for heat, p, _, _ in self.wet_heat(h, per_unit))

        def yearly(per_unit):
            def demand(h):
                self.draws = 'plan'
                try:
                    return sum(heat and up(times(heat, self.of_year(p, chain, loop)), 10**12) for heat, p, chain, loop in self.wet_heat(h, per_unit))
                finally:
                    self.draws = 'max'
            return demand
        for name, kind, part in (('permit-day', 'water-day', lambda u: hourly(u, 24)), ('permit-year', 'water-year', yearly),
                                 ('make-up', 'make-up', lambda u: hourly(u, 1))):
            if permits.get(name):
                self.row(f'site/{kind}', 'sum', lambda n=name: self.keep(self.L(figure(permits, n))), 0, None, part(0), part(1))
