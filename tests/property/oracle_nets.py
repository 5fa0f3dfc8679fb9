# SPDX-License-Identifier: MIT
"""Electrical sides that are networks, from a seed: several sources, standbys, pairs of cords, two
sides, several interconnects; shared levels and what stands in a hall. Whatever load divides by is
known, for with it nobody knows the parts (tests/unit/test_wiring.c has that case)."""

import re

KINDS = [('transformer', 6), ('switchgear', 6), ('substation', 4), ('ups', 3), ('switchboard', 3), ('busway', 3)]


def hundreds(text):
    """Round ratings: parts of parts keep small denominators."""
    return re.sub(r'\d+', lambda digits: digits.group() + '00', text)


def loss_parts(m):
    """Which parts of a curve of losses a group states."""
    return m.r.choice([('fixed',), ('fixed', 'linear', 'square'), ('fixed', 'square'), ('linear', 'square'), ('fixed', 'linear')])


def curve(m, parts):
    return ''.join(m.figure(f'loss-{p}', 1, 3, '%') or f' loss-{p}="1 %"' for p in parts)


def overload(m):
    """The point of the overload curve of a UPS, now and then."""
    over, time = m.figure('overload', 100, 150, '%'), m.figure('overload-time', 5, 90, 's', gap=False)
    return m.maybe(25, over + (time if over else ''))


def members(m, kind, group, scale, above, standby):
    """A group: one bus or two, of one or two members a side."""
    sides = m.r.choice([[''], [''], [''], ['A', 'B']])
    out, parts = [], loss_parts(m) if m.curves and kind in ('transformer', 'substation', 'ups') and m.odds(60) else ()
    over = overload(m) if kind == 'ups' else ''
    for i, side in enumerate(sides + sides[:m.odds(10)]):
        amperes = kind in ('switchboard', 'busway') and m.odds(12)
        rating = hundreds(m.figure('current', 2 * scale, 40 * scale, 'A', gap=False) if amperes else m.figure('rating', 3 * scale, 25 * scale, 'kVA', gap=False))
        voltage = ' voltage="415 V"' if kind in ('ups', 'switchboard', 'busway', 'substation') else ' voltage="34.5 kV"'
        out.append(f'<{kind} id="{group}-{i}" group="{group}" from="{above}"' + (f' standby="{standby}"' if standby else '')
                   + (f' side="{side}"' if side else '') + rating + voltage + m.maybe(60, m.figure('count', *m.r.choice([(1, 2), (2, 4)]), gap=False) if m.odds(25) else f' count="{m.r.randint(1, 4)}"')
                   + m.per_cent('power-factor', 90, 99, 15) + (over if kind == 'ups' else '') + (curve(m, parts) if parts else m.per_cent('efficiency', *m.r.choice([(95, 99), (60, 99)]), 40)) + '/>')
    return out


def levels(m, pois, prefix, kinds, above, widest):
    """Levels of groups, each from what lies above; (lines, groups by level)."""
    lines, found = [], []
    for kind, scale in kinds:
        names = [f'{prefix}{kind[:2]}{kind[-1]}{k}' for k in range(m.r.randint(1, widest))]
        for name in names:
            sources = m.r.sample(above, min(len(above), m.r.choice([1, 1, 2, 3])))
            others = [n for n in above + names if n != name and n not in sources]
            spare = m.r.sample(others, min(len(others), m.r.choice([0, 0, 1, 2])))
            lines += members(m, kind, name, scale, ' '.join(sources), ' '.join(spare))
        above = names + above[:m.odds(20)]
        found.append(names)
    return lines, found


def cords(m, groups):
    """(attribute, elements) by which a hall hangs from groups."""
    if len(groups) < 2 or m.odds(30):
        return f' feed="{m.r.choice(groups)}"', []
    out, pairs = [], m.r.randint(1, 4)
    for k in range(pairs):
        a, b = m.r.sample(groups, 2)
        share = f' share="{m.r.choice([10, 15, 20, 25])} %"' if pairs > 1 and k < pairs - 1 and m.odds(40) else ''
        two = f' b="{b}"' + m.maybe(25, f' split="{m.r.choice(["0.25", "0.4", "60 %"])}"')
        out.append(f'<feed a="{a}"' + m.maybe(85, two) + share + '/>')
    return '', out
