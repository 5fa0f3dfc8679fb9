# SPDX-License-Identifier: MIT
"""Wide-area links and what a floor bears, for the oracle, by docs/requirements.md ("Cuts",
"Round trip", point-load and area-load)."""
import itertools

from documents import INF, PPM, Skip, children, figure, times, up


class Surroundings:
    # ---- links ----
    def stretches(self, link):
        """Names of what a single cut may take from a link; trenches side by side are one."""
        trenches = {t.get('id'): figure(t, 'separation') for t in children(self.site, 'trench')}
        names = link.get('via', '').split() + ([link.get('path')] if link.get('path') else [])
        near = self.D(self.rules['ENTRANCE_SEPARATION'])
        return {'side by side' if trenches.get(n) and self.L(trenches[n]) < near else n for n in names} or {'unnamed'}

    def after_cuts(self, links):
        """Links that each single cut leaves."""
        paths = [self.stretches(k) for k in links]
        return [[k for k, names in zip(links, paths) if cut not in names] for cut in sorted(set().union(*paths))]

    def fewest_cuts(self, links):
        paths = [self.stretches(k) for k in links]
        every = sorted(set().union(*paths))
        return next(n for n in range(1, len(every) + 1)
                    if any(all(set(cut) & p for p in paths) for cut in itertools.combinations(every, n)))

    def round_trip(self, link):
        if figure(link, 'latency'):
            return self.D(figure(link, 'latency'))
        trenches = {t.get('id'): figure(t, 'route-length') for t in children(self.site, 'trench')}
        own = [trenches.get(n) for n in sorted(self.route(link))]
        own = [f for f in own if f]
        return up(times(max(self.D(figure(link, 'route-length')), sum(map(self.D, own))), self.D(self.rules['FIBRE_ROUND_TRIP'])), 10**9)

    def route(self, link):
        return set(link.get('via', '').split()) | ({link.get('path')} if link.get('path') else set())

    def quickest(self, links):
        trips = []
        for link in links:
            try:
                trips.append(self.round_trip(link))
            except Skip:
                pass
        if not trips:
            raise Skip
        return min(trips)

    def latency(self, links):
        if not links:
            return 0 if self.L(None) > 0 else INF
        if self.level('network') < 2:
            return self.quickest(links)
        left = [k for k in self.after_cuts(links) if k]
        return max([self.quickest(links)] + [self.quickest(k) for k in left])

    def network_rows(self):
        links = children(self.site, 'link')
        routed, spare = any(k.get('via') for k in links), self.level('network') >= 2

        def capacity():
            whole = links and sum(self.L(figure(k, 'capacity')) for k in links)
            if not links:
                return self.L(None)
            return min(sum(self.L(figure(k, 'capacity')) for k in left) for left in self.after_cuts(links)) if routed and spare else whole

        def carriers():
            silent = [k for k in links if not k.get('carrier')]
            return len({k.get('carrier') for k in links if k.get('carrier')}) + sum(min(1, self.L(None)) for _ in silent) if links else self.L(None)
        if figure(self.want, 'bandwidth'):
            self.row('site/network-capacity', 'test', capacity, lambda: self.D(figure(self.want, 'bandwidth')))
        if figure(self.want, 'latency'):
            self.row('site/network-latency', 'test', lambda: self.L(figure(self.want, 'latency')), lambda: self.latency(links))
        if figure(self.want, 'carriers'):
            self.row('site/network-carriers', 'test', carriers, lambda: self.D(figure(self.want, 'carriers')))
        self.row('site/network-paths', 'test', lambda: self.fewest_cuts(links) if routed else len({k.get('path') for k in links})
                 or self.L(None), 2 if spare else 1)

    # ---- what the floor bears ----
    def floor_rows(self, hall):
        racks = [self.rack, *self.supports]

        def foot(rack):
            return up(times(self.D(figure(rack, 'mass')), self.D(self.rules['GRAVITY']), self.D(self.rules['UNEVEN_FEET'])),
                      self.L(figure(rack, 'feet'), 'RACK_FEET') * 10**3 * PPM**2)

        def spread(rack):
            width, depth = (self.L(figure(rack, n) or figure(self.rack, n)) for n in ('width', 'depth'))
            aisles = sum((figure(hall, f'{n}-aisle') or self.rules[f'{n.upper()}_AISLE'])[1] for n in ('cold', 'hot'))
            return up(times(self.D(figure(rack, 'mass')), 2, PPM), times(width, 2 * depth + aisles))
        for kind, borne in (('point-load', foot), ('area-load', spread)):
            if hall.get(kind):
                self.row(f'{hall.get("id")}/{kind}', 'test', lambda: self.L(figure(hall, kind)), lambda: max(map(borne, racks)), hall)
