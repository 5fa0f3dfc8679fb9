# SPDX-License-Identifier: MIT
"""Works, cut-over windows and mining contracts for the oracle, by "Works" of docs/requirements.md."""
from documents import INF, child, children, date, figure, up

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

    def done(self, work):
        top = child(self.site, 'works')
        by_id = {w.get('id'): w for w in children(top, 'work')}
        begin = self.D(figure(work if work.get('start') else top, 'start')) + self.days(work, 'lead')
        begin = max([begin] + [self.done(by_id[n]) for n in work.get('requires', '').split()] + [self.D(figure(k, 'until')) for k in self.loads_of(work)])
        return self.window_of(work, begin + max(self.days(work, 'build'), self.days(work, 'outage')))

    def works_of(self, hall):
        top = child(self.site, 'works')
        by_id = {w.get('id'): w for w in children(top, 'work')}
        found = [w for w in by_id.values() if w.get('hall') in ('all', hall.get('id'))]
        for work in found:
            found += [by_id[n] for n in work.get('requires', '').split() if by_id[n] not in found]
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
