# SPDX-License-Identifier: MIT
"""How racks come in: the way up to a hall above grade, and the width of the way to their rows."""
import math

from documents import INF, children, figure


class Ways:
    def above_grade(self, hall):
        return hall.get('above-grade') and (not figure(hall, 'above-grade') or max(figure(hall, 'above-grade')) > 0)

    def way_up(self, hall, test):
        """A lift or ramp for a rack with play around it, and for its weight."""
        if not self.above_grade(hall):
            return
        ways = children(hall, 'access')

        def takes(way):
            play = self.D(None, 'DELIVERY_PLAY')
            narrow, long = sorted(self.D(figure(self.rack, name)) + play for name in ('width', 'depth'))
            wide = self.L(figure(way, 'width'))
            deep = INF if way.get('kind') == 'ramp' else self.L(figure(way, 'depth'))
            high = self.L(figure(way, 'height')) >= self.D(figure(self.rack, 'height')) + play
            return high and min(wide, deep) >= narrow and max(wide, deep) >= long
        test('access-size', lambda: max(1 if takes(w) else 0 for w in ways) if ways else min(1, self.L(None)))
        if ways:
            strength = lambda: {w: (takes(w), self.L(figure(w, 'capacity'))) for w in ways}
            test('access-load', lambda: max(load for _, load in ([v for v in strength().values() if v[0]] or strength().values())),
                 lambda: self.D(figure(self.rack, 'mass')))

    def way_in(self):
        """Width of the strips in which a rack rolls and turns, or is pushed without turning."""
        play = self.D(None, 'DELIVERY_PLAY')
        narrow, long = sorted(self.D(figure(self.rack, name)) + play for name in ('width', 'depth'))
        if long >= INF:
            return INF
        square = (long + 2 * narrow)**2
        return min(long, next((w for w in range(math.isqrt(square // 8), long + 1) if 8 * w * w >= square), long))
