#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads documents for the oracle by docs/descriptor.md alone: figures in the base units of
figure.h, the rule table as text, and the rules by which a reference design fills a site."""
import calendar
import copy
import datetime
import functools
import math
import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

PPM = 1000000
INF = math.inf
FACTORS = {'power-factor', 'efficiency', 'continuous-factor', 'pad-effect', 'liquid-share', 'reserve', 'electrical', 'cop',
           'fans', 'pumps', 'house', 'humidity', 'share', 'split', 'swing', 'cycles', 'drift', 'loss-fixed', 'loss-linear', 'loss-square'}
DATES = {'date', 'ready', 'available', 'by', 'as-of', 'until', 'start', 'window'}
WORDS = {'yes': 1, 'granted': 1, 'no': 0, 'refused': 0}
UNITS = {'mW': 1, 'W': 10**3, 'kW': 10**6, 'MW': 10**9, 'GW': 10**12, 'VA': 10**3, 'kVA': 10**6, 'MVA': 10**9,
         'V': 10**3, 'kV': 10**6, 'A': 10**3, 'kA': 10**6, 'g': 1, 'kg': 10**3, 't': 10**6, 'mm': 1, 'cm': 10, 'm': 1000,
         'km': 10**6, 'in': Fraction(254, 10), 'ft': Fraction(3048, 10), 'kg/m2': 10**3, 't/m2': 10**6, 'L/h': 10**3,
         'L/min': 60000, 'L/s': 3600000, 'm3/h': 10**6, 'K': 1000, 'degC': 1000, 'us': 1, 'ms': 1000, 's': 10**6,
         'min': 6 * 10**7, 'h': 36 * 10**8, 'Mb/s': 10**6, 'Gb/s': 10**9, 'Tb/s': 10**12, '%': 10**4,
         'kWh': 10**6, 'MWh': 10**9, 'MW/s': 10**9, 'kW/s': 10**6, 'm3/day': 1000, 'L/day': 1, 'kW/kW': 10**6, 'm3': 1000, 'L': 1, 'Pa': 1, 'kPa': 1000, 'bar': 10**5, 'kN': 1000, 'days': 864 * 10**8, 'weeks': 6048 * 10**8,
         'months': 26298 * 10**8}
EFFICIENCY = {'transformer': 'EFF_TRANSFORMER', 'switchgear': 'EFF_MV', 'feeder': 'EFF_MV', 'substation': 'EFF_SUBSTATION',
              'ups': 'EFF_UPS', 'switchboard': 'EFF_LV', 'busway': 'EFF_LV', 'generator': 'EFF_LV'}


class Skip(Exception):
    """A base case met a figure that nobody stated."""


def times(*factors):
    return 0 if 0 in factors else math.prod(factors)


def up(value, divisor):
    return INF if value == INF or divisor == 0 else -(-value // divisor) if divisor != INF else 0


def down(value, divisor):
    return INF if value == INF else value // divisor


def root(path):
    """A document, its elements by their plain names."""
    tree = ET.parse(path).getroot()
    for node in tree.iter():
        node.tag = node.tag.rsplit('}', 1)[-1]
    return tree


def local(node):
    return node.tag


def children(node, *names):
    return [c for c in node if c.tag in names] if node is not None else []


def child(node, name):
    return next(iter(children(node, name)), None)


def day(year, month, of_month):
    return (datetime.date(year, month, of_month) - datetime.date(1970, 1, 1)).days


def date(text):
    """First and last day of a date, month or quarter."""
    year, rest = int(text[:4]), text[5:]
    if len(rest) == 5:
        return (day(year, int(rest[:2]), int(rest[3:])),) * 2
    first, last = (int(rest[1]) * 3 - 2, int(rest[1]) * 3) if rest[0] == 'Q' else (int(rest), int(rest))
    return day(year, first, 1), day(year, last, calendar.monthrange(year, last)[1])


def figure(node, name):
    """(low, base, high) in base units; None when absent or unknown."""
    text = node.get(name) if node is not None else None
    return None if text is None or text in ('unknown', 'pending') else value_of(text, name)


@functools.lru_cache(100000)
def value_of(text, name):
    if text in WORDS:
        return (WORDS[text],) * 3
    if name in DATES:
        ends = [date(part) for part in text.split('..')]
        if len(ends) == 1:
            return ends[0][0], ends[0][1], ends[0][1]
        values = [ends[0][0], ends[1][1]] if len(ends) == 2 else [ends[0][0], ends[1][1], ends[2][1]]
    else:
        numbers, _, unit = text.partition(' ')
        unit = unit.split(' ')[0]
        scale = UNITS[unit] if unit else PPM if name in FACTORS else 1
        offset = 273150 if unit == 'degC' else 0
        values = [Fraction(n) * scale + offset for n in numbers.split('..')]
    if len(values) == 1:
        values = values * 3
    if len(values) == 2:
        values = [values[0], round(Fraction(values[0] + values[1], 2)), values[1]]
    assert all(v == int(v) for v in values), (name, text)
    return tuple(int(v) for v in values)


def read_rules(path):
    text = re.sub(r'\\\n', ' ', Path(path).read_text())
    found = re.findall(r'X\((\w+), "[^"]*", \w+,\s*(-?\d+),\s*(-?\d+),\s*(-?\d+),', text)
    return {name: tuple(map(int, ends)) for name, *ends in found}


def apply_reference(site, reference):
    """Fills what the site leaves unknown by the four rules of docs/descriptor.md."""
    poi, other = [child(child(d, 'grid'), 'interconnect') for d in (site, reference)]
    fill = copy.deepcopy(reference)
    for node in fill.iter():
        if other is not None and node.get('from') == other.get('id'):
            node.attrib.pop('from')
            if poi is not None:
                node.set('from', poi.get('id'))
    model = child(fill, 'hall')
    if not children(site, 'hall') and model is not None:
        power = [next((f for f in (figure(i, n) for n in ('energised', 'contracted', 'announced')) if f), (0,))[0]
                 for i in children(child(site, 'grid'), 'interconnect')]
        hall = ET.SubElement(site, 'hall', id=model.get('id'))
        hall.set('count', str(max(1, sum(power) // figure(reference, 'module')[2])))
    for hall in children(site, 'hall'):
        if hall.get('outline', 'unknown') == 'unknown' and model.get('outline', 'unknown') != 'unknown':
            for kinds in (('obstacle', 'columns'), ('door',)):
                if not children(hall, *kinds):
                    hall.extend(copy.deepcopy(children(model, *kinds)))
        for name in ('outline', 'clear-height', 'slab', 'cold-aisle', 'hot-aisle', 'perimeter', 'ready', 'feed', 'liquid', 'air'):
            if hall.get(name, 'unknown') == 'unknown' and model.get(name):
                hall.set(name, model.get(name))
        have = {(local(c) == 'plant', c.get('group', c.get('id'))) for place in (hall, child(site, 'electrical'), child(site, 'cooling'))
                for c in children(place, 'plant', *EFFICIENCY)}
        hall.extend(copy.deepcopy([c for c in children(model, 'plant', *EFFICIENCY)
                                   if (local(c) == 'plant', c.get('group', c.get('id'))) not in have]))
        if not children(hall, 'load'):
            hall.extend(copy.deepcopy(children(model, 'load')))
    for shared in ('electrical', 'cooling'):
        if child(site, shared) is None and child(fill, shared) is not None:
            site.append(child(fill, shared))
    kinds = {g.get('kind') for g in children(site, 'gate')}
    site.extend([g for g in children(fill, 'gate') if g.get('kind') not in kinds])
    if not children(site, 'link'):
        site.extend(children(fill, 'link'))


# ---- finding: a hall's own elements and plants before shared ones ----
def group_of(site, hall, name):
    """(owner, name) of a group, and its members."""
    for owner, place in ((hall.get('id'), hall), ('site', child(site, 'electrical'))):
        members = [m for m in children(place, *EFFICIENCY) if m.get('group', m.get('id')) == name]
        if members:
            return (owner, name), members
    return None, []


def path_of(site, hall, name):
    """Keys of the groups from `name` up, then None for the interconnect."""
    key, members = group_of(site, hall, name)
    return [key] + path_of(site, hall, members[0].get('from')) if key else [None]


def plants_of(site, hall, loop):
    """(owner, plant) from the hall's terminal plant up."""
    chain, name = [], hall.get(loop, 'none')
    while name and name != 'none':
        for owner, place in ((hall.get('id'), hall), ('site', child(site, 'cooling'))):
            plant = next((p for p in children(place, 'plant') if p.get('id') == name), None)
            if plant is not None:
                chain.append((owner, plant))
                break
        name = plant.get('from')
    return chain
