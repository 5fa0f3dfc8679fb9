# SPDX-License-Identifier: MIT
"""Works, cut-over windows and mining contracts for the oracle, by "Works" of docs/requirements.md."""
from documents import EFFICIENCY, INF, child, children, date, figure, up

DAY = 864 * 10**8


class Times:
    def days(self, work, name):
        return up(self.D(figure(work, name)), DAY) if work.get(name) else 0

    def loads_of(self, work):
        return [k for h in self.halls if work.get('hall') in ('all', h.get('id')) for k in children(h, 'load') if k.get('until')]

    def window_of(self, work, last):
        """Last day of the outage that may end on day `last` at the earliest; INF: no window is left."""
        outage = self.days(work, 'outage')
        if not outage or not work.get('window'):
            return last
        spans = []
        for text in work.get('window').split():
            parts = text.split('..')
            spans.append((date(parts[0])[0], date(parts[-1])[1]))
        fits = [max(last, first + outage) for first, end in spans if max(last, first + outage) <= end + 1]
        return min(fits, default=INF)

    def works(self):
        return children(child(self.site, 'works'), 'work')

    def brought(self, name):
        """The day on which works have brought a step or a gate, all of them."""
        return max([self.done(w) for w in self.works() if name in w.get('supplies', '').split()], default=-INF)

    def opens(self, name):
        """The day from which a step or a gate lets a work that requires it begin."""
        for step in [s for p in children(child(self.site, 'grid'), 'interconnect') for s in children(p, 'step')]:
            if step.get('id') == name:
                return self.D(figure(step, 'date'))
        gate = next(g for g in children(self.site, 'gate') if g.get('id') == name)
        if self.L(figure(gate, 'status')) == 0:
            return INF
        return -INF if gate.get('status') == 'granted' and not gate.get('date') else self.D(figure(gate, 'date'))

    def done(self, work):
        key = 'done', work.get('id')
        if key not in self.found:
            top, by_id = child(self.site, 'works'), {w.get('id'): w for w in self.works()}
            begin = [self.D(figure(work if work.get('start') else top, 'start')) + self.days(work, 'lead')]
            begin += [self.D(figure(k, 'until')) for k in self.loads_of(work)]
            for name in work.get('requires', '').split():
                begin += [self.done(by_id[name])] if name in by_id else [self.opens(name), self.brought(name)]
            self.found[key] = self.window_of(work, max(begin) + max(self.days(work, 'build'), self.days(work, 'outage')))
        return self.found[key]

    def behind(self, hall):
        """Ids of all that a hall stands on: elements on any way, what backs them, plants, interconnects."""
        names, seen, waiting = {p.get('id') for p in children(child(self.site, 'grid'), 'interconnect')}, [], []
        waiting += [c for pair in self.cords(hall) for c in pair[2]] + [hall.get('house-feed')] + [p.get('feed') for _, p, _ in self.reached(hall)]
        names |= {p.get('id') for _, p, _ in self.reached(hall)}
        while waiting:
            name = waiting.pop()
            if name is None or name in seen:
                continue
            seen.append(name)
            for m in self.group(hall, name)[1]:
                names.add(m.get('id'))
                waiting += m.get('from').split() + m.get('standby', '').split()
                names |= {g.get('id') for place in (hall, child(self.site, 'electrical')) for g in children(place, *EFFICIENCY) if g.get('backs') == name}
        return names

    def works_of(self, hall):
        by_id, behind = {w.get('id'): w for w in self.works()}, self.behind(hall)
        found = [w for w in by_id.values() if w.get('hall') in ('all', hall.get('id')) or behind & set(w.get('supplies', '').split())]
        for work in found:
            for name in work.get('requires', '').split():
                before = [by_id[name]] if name in by_id else [w for w in by_id.values() if name in w.get('supplies', '').split()]
                found += [w for w in before if w not in found]
        return found

    def time_rows(self, hall):
        me, works = hall.get('id'), self.works_of(hall)
        if self.dated and works:
            self.row(f'{me}/works-done', 'test', self.by, lambda: max(map(self.done, works)), hall)
        for work in works:
            if work.get('outage') and work.get('window'):
                self.row(f'{me}/outage-window/{work.get("id")}', 'test', lambda w=work: int(self.done(w) < INF), 1, hall)
        until = [k for k in children(hall, 'load') if k.get('until')]
        if self.dated and until:
            self.row(f'{me}/mining-until', 'test', self.by, lambda: max(self.D(figure(k, 'until')) for k in until), hall)
