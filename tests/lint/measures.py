#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the shipped measures against common sense: what a full conversion costs per MW of critical IT.

The quantities of QUANTITIES x the costs of the catalogue must land, at the base, between LEAST and
MOST million USD per MW; the sum in the comment of the catalogue must be this one. Every figure of a
measure must cite a source, every measure must have a cost, a lead time and a build time, and no
measure may cost, wait or be built outside what anybody has ever quoted.

usage: measures.py ROOT [--print]
"""
import os
import re
import sys
import xml.etree.ElementTree as xml

NAMESPACE = "{urn:rackfit:1}"
LEAST, MOST = 6.0, 13.0
HALL_AREA = 100.0  # m2 of hall per MW: half of it white space at about 20 kW/m2 of row and aisle
SITE = 100.0       # MW of critical IT that share what is bought once

# measure, quantity, its unit, why so much
QUANTITIES = [
    ("hv-transformer", 3 / SITE, "units", "145 MVA for 100 MW, and one of three spare"),
    ("mv-lineup", 1.4, "MW", "1.25 PUE at the peak, over 0.95 power factor and a little"),
    ("unit-substation", 1.75, "MW", "1.4, one unit in five spare"),
    ("ups", 1.33, "MW", "racks and pumps, one module in four spare"),
    ("generator", 1.6, "MW", "1.4 and one set in eight spare"),
    ("lv-distribution", 1.2, "MW", "A and B are in the price"),
    ("liquid-plant", 1.1, "MW", "0.87 of heat and one in four spare"),
    ("trim-chiller", 0.5, "MW", "hot hours of a 32 degC loop"),
    ("fan-wall", 0.25, "MW", "0.13 of racks, support racks, one in four spare"),
    ("air-to-liquid", 1.0, "MW", ""),
    ("thermal-ride-through", 1.0, "MW", ""),
    ("water-treatment", 1.0, "MW", ""),
    ("slab", HALL_AREA, "m2", ""),
    ("fire-protection", HALL_AREA, "m2", ""),
    ("sprinklers", HALL_AREA, "m2", "and the pump over 20 MW of one hall"),
    ("security", 1.0, "MW", ""),
    ("restudy", 1 / SITE, "units", ""),
    ("permits", 1 / SITE, "units", ""),
    ("fibre-lateral", 1 / SITE, "units", "80 km"),
    ("fibre-route", 1 / SITE, "units", "80 km"),
]
# Shared by how many MW, where a cost per hall stands beside one per area.
PUMP_SHARE = 1 / 20.0

MONEY = {"USD": 1e-6, "kUSD": 1e-3, "MUSD": 1.0}
RATE = {"USD/kW": 1e-3, "kUSD/MW": 1e-3, "MUSD/MW": 1.0}
WEEKS = {"weeks": 1.0, "months": 365.25 / 12 / 7}
LONGEST = {"lead": 240, "build": 110, "outage": 40}


def ends(text, units):
    """low, base, high of a quantity."""
    number, unit = text.split(" ", 1)
    values = [float(part) * units[unit] for part in number.split("..")]
    if len(values) == 1:
        return values * 3
    return [values[0], sum(values) / 2, values[1]] if len(values) == 2 else values


def read(text):
    root = xml.fromstring(text)
    return {m.get("id"): m for m in root.iter(NAMESPACE + "measure")}


def unit_cost(measure, quantity, unit):
    """low, base, high in million USD of that quantity."""
    sums = [0.0, 0.0, 0.0]
    parts = []
    if measure.get("cost"):
        share = quantity if unit == "units" else PUMP_SHARE
        parts.append([v * share for v in ends(measure.get("cost"), MONEY)])
    if measure.get("cost-rate"):
        parts.append([v * quantity for v in ends(measure.get("cost-rate"), RATE)])
    if measure.get("cost-area"):
        parts.append([v * quantity for v in ends(measure.get("cost-area"), {"USD/m2": 1e-6})])
    if measure.get("cost-length"):
        price = ends(measure.get("cost-length"), {"kUSD/km": 1e-3, "USD/km": 1e-6})
        length = ends(measure.get("length"), {"km": 1.0})
        parts.append([p * l * quantity for p, l in zip(price, length)])
    for part in parts:
        sums = [a + b for a, b in zip(sums, part)]
    return sums


def conversion(measures):
    """Rows of (id, quantity, unit, why, costs), and the three totals with commissioning."""
    rows = [(id_, q, unit, why, unit_cost(measures[id_], q, unit)) for id_, q, unit, why in QUANTITIES]
    totals = [sum(row[4][i] for row in rows) for i in range(3)]
    shares = ends(measures["commissioning"].get("cost-share"), {"%": 0.01})
    rows.append(("commissioning", 1, "share", "", [t * s for t, s in zip(totals, shares)]))
    return rows, [t * (1 + s) for t, s in zip(totals, shares)]


def sum_lines(measures):
    rows, totals = conversion(measures)
    for id_, quantity, unit, why, costs in rows:
        amount = f"{quantity:.3g} {unit}" if unit != "share" else ""
        yield f"       {id_:<22}{amount:<12}{costs[1]:6.2f}  {why}".rstrip()
    yield f"       {'sum, million USD/MW':<34}{totals[1]:6.2f}  ({totals[0]:.1f} to {totals[2]:.1f})"


def findings(text):
    measures = read(text)
    for id_, m in measures.items():
        if not any(m.get("cost" + end) for end in ("", "-rate", "-area", "-length", "-share")):
            yield f"{id_}: no cost"
        for name in ("lead", "build"):
            if m.get(name) is None:
                yield f"{id_}: no {name} time"
        for name, longest in LONGEST.items():
            if m.get(name) and ends(m.get(name), WEEKS)[2] > longest:
                yield f"{id_}: {name} longer than {longest} weeks"
        if m.get("src") is None or any(e.get("src") is None for e in m):
            yield f"{id_}: a figure without a source"
        if m.get("cost-rate") and m.get("size") is None and not any(
                re.search(r" (MVA|MW|kW)", e.get("adds") or "") for e in m):
            yield f"{id_}: cost per power of what size?"
        needs = {"hall": m.get("scope") == "hall", "critical-it": m.get("size"), "plan": m.get("scope") == "site"}
        if not needs.get(m.get("with"), True):
            yield f"{id_}: with=\"{m.get('with')}\" asks for scope hall, a size, resp. scope site"
    base = conversion(measures)[1][1]
    if not LEAST <= base <= MOST:
        yield f"a full conversion comes to {base:.1f} million USD/MW, not {LEAST} to {MOST}"
    for line in sum_lines(measures):
        if line not in text:
            yield f"the comment of the catalogue lacks: {line.strip()}"


def self_test():
    assert ends("2..4 weeks", WEEKS) == [2, 3, 4]
    assert ends("60..120..250 kUSD/MW", RATE)[1] == 0.12
    one = xml.fromstring('<m cost="1 MUSD" cost-area="100 USD/m2"/>')
    assert abs(unit_cost(one, 50, "m2")[1] - 0.055) < 1e-12
    route = xml.fromstring('<m cost-length="59 kUSD/km" length="80 km"/>')
    assert abs(unit_cost(route, 0.5, "units")[1] - 2.36) < 1e-12


def main():
    self_test()
    path = os.path.join(sys.argv[1], "sites", "measures", "catalogue.xml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if "--print" in sys.argv:
        print("\n".join(sum_lines(read(text))))
        return 0
    found = list(findings(text))
    for line in found:
        print(f"{os.path.relpath(path, sys.argv[1])}: {line}")
    low, base, high = conversion(read(text))[1]
    print(f"{len(read(text))} measures; full conversion {base:.2f} ({low:.1f} to {high:.1f}) million USD/MW")
    return 1 if found else 0


sys.exit(main())
