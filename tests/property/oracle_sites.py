# SPDX-License-Identifier: MIT
"""Small sites, profiles and climates from a seed: all kinds of elements and plants, shared and
in halls, one or two sides, ranges, gaps, policies, steps and gates. The same seed gives the same
bytes on every machine: random.Random and integers only."""
import random
import re

import oracle_nets

NS = 'xmlns="urn:rackfit:1"'
LEVELS = ['none', 'n', 'redundant', 'maintainable', 'fault-tolerant']


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.gap = self.r.choice([0, 0, 0, 0, 0, 0, 2, 4, 8])  # per cent of figures that are unknown
        self.curves = self.odds(15)  # transformers and UPS state losses at part load
        self.wired = False  # the electrical side is a network

    def odds(self, percent):
        return self.r.randrange(100) < percent

    def figure(self, name, low, high, unit='', wide=20, gap=True):
        """name="…": one number, a range or a triple within low..high, or a gap."""
        if gap and self.odds(self.gap):
            return f' {name}="unknown"' if self.odds(50) else ''
        base = self.r.randint(low, high)
        spread = max(1, (high - low) * wide // 200)
        a, c = max(low, base - self.r.randint(0, spread)), min(high, base + self.r.randint(0, spread))
        text = self.r.choice([f'{base}', f'{base}', f'{a}..{c}', f'{a}..{base}..{c}'])
        return f' {name}="{text}{" " + unit if unit else ""}"'

    def per_cent(self, name, low, high, odds=30):
        return self.figure(name, low, high, '%', gap=False) if self.odds(odds) else ''

    def maybe(self, odds, text):
        return text if self.odds(odds) else ''


def profile(seed):
    m = Maker(seed * 7 + 1)
    liquid, kw = m.odds(70), m.r.randint(20, 140)
    racks, unit = m.r.randint(1, 3), m.r.randint(1, 6)
    peak = m.r.choice(['', f' peak="{kw + m.r.randint(9, 30)} kW"', f' peak="{kw + 9}..{kw + 20} kW"', ' peak="unknown"'][:4 if m.gap else 3])
    lasts = m.r.choice(['', ' peak-duration="50 ms"', ' peak-duration="0.5..2 s"', ' peak-duration="30 s"',
                        ' peak-duration="4..6 min"', ' peak-duration="2 h"', ' peak-duration="unknown"'])
    out = [f'<profile {NS} id="p{seed}" name="Profile {seed}" vendor="V" family="{"one" if liquid else "air"}" as-of="2026-01-01"'
           + m.maybe(30, ' available="2026-Q3..2027-Q1"') + '>',
           f'<rack chips="8" plan="{kw} kW" max="{kw}..{kw + 3}..{kw + 9} kW"{peak}{lasts}{m.per_cent("power-factor", 90, 99, 60)} width="600..700 mm"'
           + m.maybe(40, m.figure('swing', 20, 90, '%')) + m.maybe(50, m.figure('swing-period', 2, 40, 's'))
           + f' depth="1200 mm"{m.figure("height", 2000, 2500, "mm")}{m.figure("mass", 700, 1500, "kg")}/>',
           f'<pod racks="{racks}"/>', f'<unit pods="{unit}">']
    for i in range(m.r.randint(0, 3)):
        kind = m.r.choice(['network', 'storage', 'management', 'cdu'] if liquid else ['network', 'storage'])
        power = '' if kind == 'cdu' and m.odds(50) else m.figure('power', 5, 40, 'kW')
        out.append(f'<support id="s{i}" kind="{kind}"{m.figure("count", 1, 3, gap=False) if m.odds(70) else ""}{power} width="600 mm" depth="1200 mm"'
                   ' height="2200 mm" mass="800 kg"/>')
    out.append('</unit>')
    share = m.figure('liquid-share', 60, 95, '%', gap=False) if liquid else ' liquid-share="0"'
    out.append(f'<heat{share}' + (m.figure('supply-max', 45, 75, 'degC', 5) + m.figure('flow', 60, 200, 'L/min') if liquid else '')
               + m.maybe(70, m.figure('air-inlet-max', 32, 60, 'degC')) + m.maybe(85, m.figure('filtration', 6, 11)) + '/>')
    volts = m.r.choice([[], ['415 V'], ['480 V', '415 V'], ['415 V', '480 V', '400 V'], ['400 V']])
    out.append(f'<feed{m.figure("count", 1, 2, gap=False)}{shelves(m, kw)}>' + ''.join(f'<voltage level="{v}"/>' for v in volts) + '</feed></profile>')
    return '\n'.join(out)


def shelves(m, kw):
    """Power shelves of a rack, those on feed A, and what it may draw after a loss."""
    if not m.odds(40):
        return ''
    n = m.r.randint(2, 8)
    each = 2 * kw // n + m.r.randint(0, 20)
    return (f' shelves="{n}" shelves-a="{m.r.choice([str(n // 2), f"{n // 2}..{n - n // 2 + 1}", "1", "unknown" if m.gap else "1"])}"'
            + m.figure('shelf-power', max(1, each - 5), each + 20, 'kW') + m.maybe(20, m.figure('after-loss', kw // 2, kw + 20, 'kW')))


def climate(seed):
    m = Maker(seed * 7 + 2)
    extra = m.maybe(30, m.figure('elevation', 0, 2000, 'm')) + m.maybe(20, m.figure('pressure', 80, 102, 'kPa', gap=False))
    design = m.maybe(60, f'<design{m.figure("dry-bulb", 28, 44, "degC")}{m.figure("wet-bulb", 18, 27, "degC")}/>')
    if m.odds(50):  # a year in a few bins
        hours = sorted(m.r.sample(range(8760), 5))
        dry = [m.r.randint(-10, 42) for _ in range(6)]
        design += '<bins>' + ''.join(f'<bin dry-bulb="{d} degC" wet-bulb="{d - m.r.randint(0, 18)} degC" hours="{b - a}"/>'
                                     for d, a, b in zip(dry, [0] + hours, hours + [8760])) + '</bins>'
    return (f'<climate {NS} id="c{seed}" name="Climate" as-of="2026-01-01">'
            f'<station{m.figure("typical-maximum", 26, 40, "degC", gap=False)}{extra}/>{design}</climate>')


def element(m, kind, group, up, scale):
    """One group of a chain: one bus or two, alike or not."""
    sides = m.r.choice([[''], ['A'], ['A', 'B'], ['A', 'B'], ['A', 'B']])
    volts = {'transformer': '34.5 kV', 'switchgear': '34.5 kV', 'feeder': '34.5 kV'}.get(kind, '415 V' if m.odds(93) else '480 V')
    out, curve, held = [], m.curves and kind in ('transformer', 'substation', 'ups') and m.odds(60), m.r.choice(['', 'energy', 'autonomy'])
    parts = oracle_nets.loss_parts(m) if curve else ()
    over = oracle_nets.overload(m) if kind == 'ups' else ''
    for i, side in enumerate(sides + sides[:m.odds(15)]):
        amperes = kind in ('switchgear', 'feeder', 'switchboard', 'busway') and m.odds(60)
        rating = (f' rating="{m.r.randint(100 * scale, 2500 * scale)} kVA"' if curve else m.figure('current', 200 * scale // (60 if volts == '34.5 kV' else 1), 4000 * scale // (60 if volts == '34.5 kV' else 1), 'A')
                  if amperes else m.figure('rating', 100 * scale, 2500 * scale, 'kW' if kind == 'ups' and m.odds(30) else 'kVA'))
        voltage = f' voltage="{volts}"' if not m.odds(m.gap) else m.maybe(50, ' voltage="unknown"')
        out.append(f'<{kind} id="{group}-{i}" group="{group}" from="{up}"' + (f' side="{side}"' if side else '') + rating + voltage
                   + m.maybe(70, m.figure('count', 1, 4)) + m.per_cent('power-factor', 90, 99, 20) + ('' if curve else m.per_cent('efficiency', 95, 99))
                   + oracle_nets.curve(m, parts) + over
                   + ('' if kind != 'ups' or not held else m.figure('energy', 5, 60, 'kWh') if held == 'energy' else m.figure('autonomy', 60, 400, 's'))
                   + (m.per_cent('continuous-factor', 80, 100) if amperes else '') + '/>')
    return out


CHAIN = [('transformer', 'hv', 6), ('switchgear', 'mv', 6), ('substation', 'us', 4), ('ups', 'ups', 3), ('switchboard', 'lv', 3), ('busway', 'bw', 3)]


def generators(m, groups, where):
    kinds = [g for _, g, _ in groups]
    if not kinds or not m.odds(50):
        return []
    side = m.maybe(20, ' side="A"')
    return [f'<generator id="gen-{where}" backs="{m.r.choice(kinds)}"{side}{m.figure("rating", 500, 9000, m.r.choice(["kVA", "kW"]))}'
            + m.maybe(80, m.figure('count', 1, 5)) + m.per_cent('power-factor', 75, 90, 30) + m.maybe(40, m.figure('step', 40, 100, '%')) + '/>']


def plants(m, feeds, where):
    """Cooling: a liquid chain, an air chain, or an air chain that ends on the liquid plant."""
    def plant(name, kind, loop, up='', scale=1, **extra):
        feed = m.r.choice(feeds + [None])
        text = (f'<plant id="{name}" kind="{kind}" loop="{loop}"' + (f' from="{up}"' if up else '') + (f' feed="{feed}"' if feed else '')
                + m.figure('capacity', 200 * scale, 2500 * scale, 'kW thermal') + m.maybe(80, m.figure('count', 1, 6)))
        for key, value in extra.items():
            text += value if value else ''
        text += m.maybe(10 if any(extra.get('more', '').count(n) for n in ('cop=', 'fans=', 'pumps=')) else 60, f' electrical="0.0{m.r.randint(1, 9)}..0.{m.r.randint(10, 40)} kW/kW"')
        return text + '/>'
    temperature = lambda name, low, high, odds: m.maybe(odds, m.figure(name, low, high, 'degC'))
    odds_physics = 70 if m.odds(60) else 0

    def physics(kind, rejects='', economiser=20):
        """What a plant may state instead of a constant factor, and what else runs through it."""
        if not m.odds(odds_physics):
            return ''
        kelvin = lambda name, low, high, odds: m.maybe(odds, m.figure(name, low, high, 'K', gap=False))
        text = m.per_cent('fans', 1, 6, 50) + m.per_cent('pumps', 1, 3, 50) + kelvin('range', 6, 20, 50)
        if kind == 'chiller':
            text += m.maybe(60, m.figure('cop', 3, 7, gap=False)) + m.maybe(30, m.figure('cop-ambient', 30, 38, 'degC') + m.figure('cop-supply', 5, 9, 'degC'))
            text += kelvin('evaporator-approach', 1, 4, 30) + kelvin('condenser-approach', 4, 16, 30) + m.maybe(40, rejects)
            text += m.maybe(economiser, ' economiser="yes"' + kelvin('economiser-approach', 1, 6, 60))
        if kind in ('tower', 'adiabatic'):
            text += m.maybe(30, m.figure('cycles', 2, 9, gap=False)) + m.per_cent('drift', 1, 2, 20)
        return text + m.maybe(40, f' pipe="{m.r.randint(60, 300)} mm"') + m.maybe(40, m.figure('buffer', 2, 60, 'm3') + m.maybe(50, m.figure('restart', 30, 300, 's')))
    out, source = [], m.r.choice(['dry-cooler', 'adiabatic', 'tower', 'chiller', 'hydro', 'immersion'])
    out.append(plant('source', source, 'liquid', at=temperature('at', 44, 55, 60), approach=m.maybe(60, m.figure('approach', 2, 8, 'K')),
                     supply=temperature('supply', 15, 35, 90 if source == 'chiller' else 15), flow=m.maybe(50, m.figure('flow', 500, 5000, 'L/min')),
                     pad=m.per_cent('pad-effect', 60, 90) if source == 'adiabatic' else '', more=physics(source)
                     + (m.maybe(odds_physics, m.figure('rated-return', 56, 70, 'degC', gap=False)) if source != 'chiller' else '')))
    cool = source != 'chiller' and m.odds(odds_physics // 2)
    if cool:
        out.append(plant('trim', 'chiller', 'liquid', 'source', supply=temperature('supply', 20, 40, 90), more=physics('chiller', economiser=0)))
    spare = odds_physics and not m.wired and m.odds(40)
    if spare:
        kind = m.r.choice(['dry-cooler', 'tower', 'adiabatic'])
        out.append(plant('spare', kind, 'liquid', at=temperature('at', 40, 55, 90), approach=m.maybe(60, m.figure('approach', 2, 8, 'K')), more=physics(kind)))
    target = ' rejects-to="spare"' if spare else ''
    if m.odds(60):
        out.append(plant('cdu', 'cdu', 'liquid', 'trim' if cool else 'source', more=physics('cdu'), approach=m.maybe(60, m.figure('approach', 2, 8, 'K')),
                         flow=m.maybe(70, m.figure('flow', 500, 5000, 'L/min'))))
    air = m.r.choice(['outside-air', 'fan-wall', 'crah', 'crah', 'rear-door'])
    up = '' if air == 'outside-air' else m.r.choice(['water', 'water', 'source'])
    if up == 'water':
        out.append(plant('water', 'chiller', 'air', at=temperature('at', 44, 55, 60), supply=temperature('supply', 7, 20, 90), more=physics('chiller', target)))
    out.append(plant('air', air, 'air', up, more=physics(air) + m.maybe(odds_physics // 2, m.figure('air-flow', 20000, 300000, 'm3/h')), filtration=m.maybe(98, m.figure('filtration', 11, 15)), supply=temperature('supply', 18, 30, 80),
                     approach=m.maybe(70, m.figure('approach', 2, 8, 'K'))))
    return out, 'cdu' if 'id="cdu"' in ''.join(out) else 'trim' if cool else 'source', 'air'


def permits(m):
    if not m.odds(40):
        return []
    return ['<water' + m.maybe(70, m.figure('permit-day', 20, 400, 'm3/day')) + m.maybe(70, m.figure('permit-year', 500, 90000, 'm3'))
            + m.maybe(70, m.figure('make-up', 1, 12, 'm3/h')) + '/>']


def in_hall(m, feed, groups):
    """Losses that heat the hall, its house load, the air in it."""
    names = [g for _, g, _ in groups]
    house = m.maybe(15, (m.figure('house', 1, 3, '%', gap=False) if m.odds(70) else ' house="unknown"') + m.maybe(50, f' house-feed="{m.r.choice(names)}"' if names and not m.wired else ''))
    air = m.maybe(20, m.figure('air-temperature', 20, 30, 'degC', gap=False) + m.figure('humidity', 30, 60, '%', gap=False))
    floor = m.maybe(20, m.figure('point-load', 4, 16, 'kN')) + m.maybe(20, m.figure('area-load', 500, 2000, 'kg/m2'))
    return floor + house + air + m.maybe(0 if m.curves or m.wired else 15, f' losses="{m.r.choice(names)}"' if names else '')


def works(m, halls, text):
    """A few works in a row or side by side, some with a cut-over in a window; some bring what stands
    in the site, a step or a gate, for which later ones may wait."""
    events = re.findall(r'<step id="([a-z0-9-]+)"' if m.wired else r'<(?:step|gate) id="([a-z0-9-]+)"', text)
    things = re.findall(r'<(?:interconnect|plant|generator|' + '|'.join(k for k, *_ in oracle_nets.KINDS) + r') id="([a-z0-9-]+)"', text)
    out, brought = ['<works start="2026-07-01">'], {}
    for k in range(m.r.randint(1, 4)):
        cut = m.odds(50)
        supplies = m.r.sample(things + events, min(len(things + events), m.r.randint(1, 3))) if m.odds(50) else []
        requires = [f'w{m.r.randrange(k)}'] if k and m.odds(60) else []
        requires += [e for e in events if m.odds(15) and e not in supplies][:2]
        for name in supplies:
            brought.setdefault(name, k)
        out.append(f'<work id="w{k}"' + m.maybe(30, f' start="{m.r.choice(["2026-09", "2026-10-05", "2026-Q4"])}"') + m.maybe(60, m.figure('lead', 1, 40, 'weeks', gap=False))
                   + m.figure('build', 5, 200, 'days', gap=False) + (m.figure('outage', 1, 5, 'days', gap=False) if cut else '')
                   + (f' window="{m.r.choice(["2027-04..2027-05", "2026-11 2027-10", "2027-03-01..2027-03-04"])}"' if cut and m.odds(70) else '')
                   + (f' requires="{" ".join(requires)}"' if requires else '') + (f' supplies="{" ".join(supplies)}"' if supplies else '')
                   + (f' hall="{m.r.choice(halls + ["all"])}"' if m.odds(60) else '') + '/>')
        events = [e for e in events if e not in requires]  # nothing later brings what an earlier work waits for
    return out + ['</works>']


def links(m):
    """Two links by their names, or a few more that say which trenches they run through."""
    routed, out = m.odds(25), []
    length = lambda odds, low, high: m.maybe(odds, m.figure('route-length', low, high, 'km', gap=False))
    trenches = [f't{k}' for k in range(m.r.randint(2, 5))] if routed else []
    for name in trenches:
        out.append(f'<trench id="{name}"{length(80, 5, 400)}' + m.maybe(40, m.figure('separation', 5, 40, 'm', gap=False)) + '/>')
    for k in range(m.r.randint(1, 5) if routed else m.r.choice([0, 1, 2, 2, 3]) if m.gap else 2):
        via = f' via="{" ".join(m.r.sample(trenches, m.r.randint(1, 2)))}"' if trenches and m.odds(80) else ''
        out.append(f'<link id="l{k}"' + m.maybe(80, f' path="{m.r.choice(["east", "west"])}"') + m.maybe(80, f' carrier="{m.r.choice(["one", "two"])}"')
                   + via + m.maybe(30, m.figure('latency', 5, 40, 'ms', gap=False)) + length(40, 50, 3000) + m.figure('capacity', 10, 800, 'Gb/s') + '/>')
    return out


def site(seed):
    m = Maker(seed * 7 + 3)
    out = [f'<site {NS} id="s{seed}" name="Site {seed}" as-of="2026-06-30">']
    if m.odds(90):
        out.append(f'<location lat="30 deg" lon="-97 deg" climate="c{seed}"' + m.maybe(20, m.figure('elevation', 0, 2000, 'm')) + '/>')
    m.wired = m.odds(25)
    if m.wired:
        m.gap, m.curves = m.r.choice([0, 0, 0, 2, 4]), m.odds(35)
    pois = [f'poi{i}' for i in range(m.r.choice([1, 2, 2, 3] if m.wired else [1, 1, 1, 2]))]
    out.append('<grid>')
    swings = m.odds(25)
    for poi in pois:
        steps = [f'<step id="{poi}-{d.lower()}" date="{d}"' + m.maybe(70, m.figure('energised', 2, 12, 'MW at utility', gap=not m.wired))
                 + m.maybe(60, m.figure('firm', 2, 12, 'MW at utility')) + '/>' for d in ('2026-08', '2026-Q4', '2027-Q2') if m.odds(30)]
        out.append(f'<interconnect id="{poi}"{m.figure("energised", 1, 12, "MW at utility", gap=not m.wired)}{m.figure("firm", 1, 12, "MW at utility")}'
                   + m.maybe(60 * swings, m.figure('ramp', 5, 900, 'kW/s')) + m.maybe(70 * swings, m.figure('band', 100, 4000, 'kW at utility'))
                   + f' transferable="{m.r.choice(["yes"] * 20 + ["unknown"])}" restudy="{m.r.choice(["no"] * 20 + ["yes", "unknown"])}">'
                   + ''.join(steps) + '</interconnect>')
    out.append('</grid>')
    levels = [c for c in CHAIN if m.odds(75)] or CHAIN[-1:]
    shared = levels[:m.r.randint(0, len(levels))]
    own = levels[len(shared):]

    def chain(groups, up):
        lines = []
        for kind, group, scale in groups:
            lines += element(m, kind, group, up, scale)
            up = group
        return lines, up
    lines, top = chain(shared, m.r.choice(pois)) if not m.wired else ([], '')
    if m.wired:
        kinds = [k for k in oracle_nets.KINDS if m.odds(45)] or oracle_nets.KINDS[-1:]
        lines, shared_levels = oracle_nets.levels(m, pois, '', kinds, pois, 3)
        shared, ends = [('', g, 0) for names in shared_levels for g in names], list(dict.fromkeys(shared_levels[-1] + shared_levels[0]))
    lines += generators(m, shared, 'site') if lines else []
    lines += [f'<bess id="bess{k}"{m.figure("rating", 200, 3000, "kVA")}{m.figure("energy", 1, 200, "kWh")}' + m.maybe(50, m.figure('count', 1, 4)) + '/>'
              for k in range(m.r.randint(0, 2) if swings else 0)]
    if lines:
        out.append('<electrical>' + '\n'.join(lines) + '</electrical>')
    common = m.odds(40)
    if common:
        lines, liquid, air = plants(m, [g for _, g, _ in shared], 'site')
    else:
        lines, liquid, air = [], None, None
    lines += permits(m)
    if lines:
        out.append('<cooling>' + '\n'.join(lines) + '</cooling>')
    for h in range(m.r.choice([0] + [1] * 7 + [2] * 7 + [3] * 4)):
        wet, dry = liquid, air
        if m.wired:
            kinds = [k for k in oracle_nets.KINDS[3:] if m.odds(30)]
            lines, own_levels = oracle_nets.levels(m, pois, 'h', kinds, ends, 2)
            own, (feed, pairs) = [('', g, 0) for names in own_levels for g in names], oracle_nets.cords(m, (own_levels or [ends])[-1])
            lines = pairs + lines
        else:
            lines, feed = chain(own, top)
            feed = f' feed="{feed}"'
        lines += generators(m, own, f'h{h}')
        if not common or m.odds(20):
            more, wet, dry = plants(m, [g for _, g, _ in own + shared], f'h{h}')
            lines += more
        x, y = m.r.randint(12, 30), m.r.randint(9, 20)
        known = not m.odds(m.gap)
        out.append(f'<hall id="h{h}"' + m.maybe(60, m.figure('count', 1, 3, gap=False, wide=150) if m.odds(40) else f' count="{m.r.randint(1, 3)}"')
                   + (f' outline="0,0 {x},0 {x},{y} 0,{y} m"' if known else ' outline="unknown"')
                   + m.figure('clear-height', 4600, 6000, 'mm') + m.figure('slab', 2200, 5000, 'kg/m2')
                   + (feed if not m.odds(m.gap) else '') + (f' liquid="{wet}"' if not m.odds(2 + m.gap) else m.maybe(50, ' liquid="none"'))
                   + (f' air="{dry}"' if not m.odds(m.gap) else m.maybe(50, ' air="none"')) + m.maybe(20, ' ready="2026-Q4"') + in_hall(m, feed, own + shared) + '>')
        for d in range(m.r.randint(0, 2) if known else 0):
            out.append(f'<door id="d{d}" kind="delivery" at="0,{3 + d} m"{m.figure("width", 850, 3000, "mm")}{m.figure("height", 2600, 3500, "mm")}/>')
        if m.odds(40):
            out.append(f'<load id="m{h}" kind="mining"{m.figure("power", 1, 3, "MW at facility")}'
                       + m.r.choice(['', '', ' stops="yes"', ' stops="yes"', ' stops="no"', ' stops="unknown"'])
                       + m.maybe(20, m.r.choice([' until="2027-Q1"', ' until="2026-12-31"', ' until="2027-06..2027-09"'])) + '/>')
        out += lines + ['</hall>']
    out += links(m)
    for kind in ('title', 'interconnection', 'zoning', 'air'):
        if m.odds(97 if kind != 'air' else 30):
            status = m.r.choice(['granted'] * 30 + ['pending', 'unknown', 'refused'] if m.gap else ['granted'])
            out.append(f'<gate id="g-{kind}" kind="{kind}" status="{status}"' + m.maybe(30, f' date="{m.r.choice(["2026-01", "2026-Q4", "2028-Q1"])}"')
                       * (1 if m.gap or m.odds(10) else 0) + '/>')
    if m.odds(25):
        out += works(m, [f'h{h}' for h in range(sum(line.startswith('<hall') for line in out))], '\n'.join(out))
    if m.odds(85):
        policy = ' '.join(f'{s}="{m.r.choice(LEVELS[:2] + LEVELS)}"' 
                          for s in ('utility', 'distribution', 'generators', 'ups', 'cooling', 'cdu', 'network')
                          if m.odds(8 if s == 'utility' else 18 if s in ('generators', 'ups') else 40))
        out.append('<want' + m.r.choice([f' target="{m.r.randint(1, 4)} MW critical IT"', f' pods="{m.r.randint(1, 20)}"', ''])
                   + m.maybe(60, f' by="{m.r.choice(["2026-09-15", "2027-Q1", "2028-06"])}"') + m.maybe(40, m.figure('reserve', 0, 20, '%', gap=False))
                   + m.maybe(30, f' bandwidth="{m.r.randint(50, 900)} Gb/s"') + m.maybe(25, m.figure('latency', 5, 40, 'ms', gap=False))
                   + m.maybe(25, f' carriers="{m.r.randint(1, 2)}"') + '>' + (f'<policy {policy}/>' if policy else '') + '</want>')
    out.append('</site>')
    return '\n'.join(out)


def bare_site(seed):
    """What the public record gives: little of the site, for a reference design to fill."""
    m = Maker(seed * 7 + 4)
    m.gap = m.r.choice([0, 0, 30])
    megawatts = m.r.choice(['45', '20..90', '24'])
    out = [f'<site {NS} id="b{seed}" name="Bare {seed}" as-of="2026-06-30">', f'<location lat="30 deg" lon="-97 deg" climate="c{seed}"/>']
    stated = m.r.choice(['energised', 'energised', 'contracted', 'announced'])
    out.append(f'<grid><interconnect id="line" {stated}="{megawatts} MW at utility"{m.figure("firm", 5, 60, "MW at utility")}'
               ' transferable="yes" restudy="no"/></grid>')
    if m.odds(30):
        out.append('<electrical>' + '\n'.join(element(m, 'transformer', 'hv', 'line', 20)) + '</electrical>')
    for h in range(m.r.choice([0, 1, 1, 2])):
        inside = m.maybe(40, f'<load id="m{h}" kind="mining"{m.figure("power", 1, 3, "MW at facility")} stops="{m.r.choice(["yes", "no", "unknown"])}"/>')
        outline = m.maybe(50, f' outline="0,0 {m.r.randint(20, 70)},0 {{0}},25 0,25 m"')
        x = outline.split(' ')[2].split(',')[0] if outline else ''
        out.append(f'<hall id="h{h}" count="{m.r.randint(1, 3)}"{outline.format(x)}' + m.maybe(50, m.figure('clear-height', 4600, 6000, 'mm'))
                   + m.maybe(50, m.figure('slab', 2200, 5000, 'kg/m2')) + m.maybe(20, ' liquid="none"') + f'>{inside}</hall>')
    if m.odds(30):
        out.append('<link id="own" path="p" capacity="100 Gb/s"/>')
    for kind in ('title', 'interconnection', 'zoning'):
        if m.odds(80):
            out.append(f'<gate id="g-{kind}" kind="{kind}" status="granted"/>')
    policy = ' '.join(f'{s}="{m.r.choice(LEVELS[:4])}"' for s in ('distribution', 'ups', 'cooling') if m.odds(40))
    return '\n'.join(out + [f'<want by="2027-Q1"><policy {policy}/></want></site>' if policy else '</site>'])
