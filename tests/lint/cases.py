#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the published values of tests/data/cases/ to their form and to the arithmetic they imply.

A file is CSV with a head; a row is one fact: id, subject, quantity, value (a number, low..high or
low..base..high), unit, basis, source, url, date, grade. What a later check may rest on must be
consistent first: where both sides of an identity are in the table, it is worked out again.

usage: cases.py ROOT
"""
import csv
import fractions
import os
import re
import sys

HEAD = ["id", "subject", "quantity", "value", "unit", "basis", "source", "url", "date", "grade"]
FULL = ("id", "subject", "quantity", "value", "unit", "source", "date", "grade")
ID = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(\.\.-?[0-9]+(\.[0-9]+)?){0,2}\Z")
DATE = re.compile(r"(20[0-2][0-9])(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\Z")
GRADES = "ABCDEM"
UNITS = {"1", "%", "nodes", "GPUs", "chips", "switches", "cables", "racks", "pods", "links", "ports",
         "CDUs", "chillers", "kW", "MW", "MW at utility", "MW critical IT", "m2", "m3/h", "degC",
         "L/kWh", "MUSD", "MUSD/MW", "USD/kW-month", "years"}
FILES = {"units": 100, "designs": 35, "deals": 100, "efficiency": 80, "capex": 18}  # at least rows


def values(text):
    return [fractions.Fraction(part) for part in text.split("..")]


def form(name, rows, seen):
    """Findings on one file's rows; ids are added to seen."""
    for at, row in enumerate(rows, 2):
        place = f"{name}.csv:{at}"
        if None in row or None in row.values():
            yield f"{place}: {len(HEAD)} fields are expected"
            continue
        for field in FULL:
            if row[field].strip() == "":
                yield f"{place}: no {field}"
        if not ID.match(row["id"]):
            yield f"{place}: \"{row['id']}\" is not an id"
        if row["id"] in seen:
            yield f"{place}: id \"{row['id']}\" is there already"
        seen.add(row["id"])
        if not NUMBER.match(row["value"]):
            yield f"{place}: \"{row['value']}\" is not a number or a range"
        elif sorted(values(row["value"])) != values(row["value"]):
            yield f"{place}: the range does not rise"
        if row["unit"] not in UNITS:
            yield f"{place}: unit \"{row['unit']}\" is not known here"
        if row["url"] and not re.match(r"https?://[^ ]+\Z", row["url"]):
            yield f"{place}: \"{row['url']}\" is not an address"
        if not DATE.match(row["date"]):
            yield f"{place}: \"{row['date']}\" is not a date"
        if row["grade"] not in GRADES or len(row["grade"]) != 1:
            yield f"{place}: \"{row['grade']}\" is not a grade"
        if row["url"] == "" and row["grade"] == "A":
            yield f"{place}: grade A without an address"


# ---- identities -----------------------------------------------------------------------

class Table:
    """Values by id; an identity whose sides are not all there is not counted."""

    def __init__(self, rows):
        self.rows = {row["id"]: row for row in rows}
        self.tested = 0
        self.found = []

    def get(self, id_):
        row = self.rows.get(id_)
        return None if row is None else values(row["value"])[len(values(row["value"])) // 2]

    def hold(self, words, ids, rule, tolerance=0):
        """rule(values) gives two numbers that must agree within that share of the second."""
        given = [self.get(id_) for id_ in ids]
        if None in given:
            return
        left, right = rule(*given)
        self.tested += 1
        if abs(left - right) > abs(right) * fractions.Fraction(tolerance):
            self.found.append(f"{words}: {float(left):g} against {float(right):g} ({', '.join(ids)})")


# Fabric, ports that a switch has, sizes in SUs of the table, nodes that a full SU holds.
FABRICS = [("h100", 64, (1, 2, 4), 32), ("b200", 64, (2, 8, 16, 32), 32),
           ("b300x", 144, (1, 2, 4, 18), 72), ("b300e", 64, (1, 2, 4, 16), 64)]
# The row that is known to be misprinted; it is kept as printed.
MISPRINT = {"b300x-su18-gpus"}


def spines(leaves, ports):
    """Fewest spines of a two-tier fabric over which each leaf spreads its uplinks evenly."""
    up = ports // 2
    least = -(-leaves * up // ports)
    return next(n for n in range(least, up + 1) if up % n == 0)


def fabric(table, name, ports, sus, nodes):
    for su in sus:
        key = f"{name}-su{su}-"
        if key + "gpus" not in MISPRINT:
            table.hold("8 accelerators a node", [key + "gpus", key + "nodes"], lambda g, n: (g, 8 * n))
        planes = 2 if name == "b300e" else 1
        whole = fractions.Fraction(su * nodes * 8)
        table.hold("half of the ports of a leaf face nodes", [key + "leaf"],
                   lambda leaf: (leaf, whole / (ports // 2)))
        if name == "h100":
            table.hold("one node of a SuperPOD gives way to fabric management", [key + "nodes"],
                       lambda n: (n, 32 * su - 1))
            table.hold("and leaves 4 cables to it", [key + "node-leaf", key + "gpus"],
                       lambda c, g: (c, g + 4))
        else:
            table.hold("all nodes of an SU", [key + "nodes"], lambda n: (n, su * nodes))
            table.hold("a cable for each accelerator", [key + "node-leaf"],
                       lambda c: (c, su * nodes * 8))
        table.hold("as many cables up as down", [key + "leaf-spine"], lambda c: (c, su * nodes * 8))
        if table.get(key + "core") is None and planes == 1:
            table.hold("fewest spines that spread evenly", [key + "spine", key + "leaf"],
                       lambda s, leaf: (s, spines(int(leaf), ports)))
        elif planes == 1:
            table.hold("three tiers: a spine for each leaf", [key + "spine", key + "leaf"],
                       lambda s, leaf: (s, leaf))
            table.hold("half as many cores", [key + "core", key + "spine"], lambda c, s: (2 * c, s))
            table.hold("as many cables to the core", [key + "spine-core", key + "leaf-spine"],
                       lambda a, b: (a, b))
        else:
            table.hold("two planes: half as many spines as leaves", [key + "spine", key + "leaf"],
                       lambda s, leaf: (2 * s, leaf))


def designs(table):
    table.hold("8 racks of 72", ["gb200-su1-gpus", "gb200-su1-racks", "gb200-rack-gpus"],
               lambda g, r, n: (g, r * n))
    table.hold("128 racks of 72", ["gb200-su16-gpus", "gb200-su16-racks", "gb200-rack-gpus"],
               lambda g, r, n: (g, r * n))
    table.hold("racks of 4 nodes", ["b300x-su1-nodes", "b300x-su1-racks", "b300x-rack-nodes"],
               lambda n, r, k: (n, r * k))
    table.hold("RD109: AI and support racks make the IT load",
               ["rd109-it", "rd109-ai-racks", "rd109-ai-power", "rd109-support-racks",
                "rd109-support-power"], lambda it, a, p, s, q: ((a * p + s * q) / 1000, it), "0.005")
    table.hold("RD109: share of the support racks",
               ["rd109-support-share", "rd109-support-power", "rd109-ai-power"],
               lambda share, s, a: (share, 100 * s / a), "0.005")
    table.hold("RD110: pods of 16", ["rd110-ai-racks", "rd110-pods", "rd110-pod-racks"],
               lambda r, p, n: (r, p * n))
    table.hold("RD110: CDUs of the pods", ["rd110-cdus", "rd110-pods", "rd110-pod-cdus"],
               lambda c, p, n: (c, p * n))
    table.hold("RD110: load of the racks", ["rd110-ai-load", "rd110-ai-racks", "rd110-rack-power"],
               lambda w, r, p: (w * 1000, r * p))
    table.hold("RD110: flow of the racks is that of the loop",
               ["rd110-flow", "rd110-rack-flow", "rd110-ai-racks"], lambda f, g, r: (g * r, f), "0.01")
    # water: 4.18 kJ/kgK at 992 kg/m3 = 1.152 kWh per m3 and K
    table.hold("RD110: heat of the loop",
               ["rd110-liquid-heat", "rd110-flow", "rd110-facility-return", "rd110-facility-supply"],
               lambda q, f, r, s: (f * (r - s) * fractions.Fraction("0.001152"), q), "0.02")
    table.hold("RD110: two of three CDUs carry a pod",
               ["rd110-cdu-capacity", "rd110-pod-cdus", "rd110-liquid-heat", "rd110-pods"],
               lambda c, n, q, p: (max(c * (n - 1), q / p), c * (n - 1)))
    table.hold("RD110: both loops rise alike",
               ["rd110-tcs-return", "rd110-tcs-supply", "rd110-facility-return",
                "rd110-facility-supply"], lambda a, b, c, d: (a - b, c - d))
    table.hold("Trn2 row", ["trn2-row-racks", "trn2-row-compute", "trn2-row-support"],
               lambda r, c, s: (r, c + s))
    table.hold("UltraServer", ["trn2-ultraserver-power", "trn2-ultraserver-racks", "trn2-rack-power"],
               lambda w, r, p: (w, r * p))
    table.hold("Ironwood pod", ["ironwood-pod-chips", "ironwood-pod-racks", "ironwood-rack-chips"],
               lambda c, r, n: (c, r * n))
    table.hold("Ironwood links", ["ironwood-pod-ports", "ironwood-pod-racks", "ironwood-rack-links"],
               lambda p, r, n: (p, r * n))
    table.hold("Ironwood switches", ["ironwood-pod-ports", "ironwood-ocs"],
               lambda p, n: (p, 2 * n * 144))
    table.hold("Ironwood beyond the pod",
               ["ironwood-dcn-chips", "ironwood-dcn-pods", "ironwood-pod-chips"],
               lambda c, n, p: (c, n * p))


def deals(table):
    for deal in sorted({id_.split("-")[0] for id_ in table.rows if re.match(r"d\d+-", id_)}):
        table.hold("ratio", [f"{deal}-ratio", f"{deal}-gross", f"{deal}-critical-it"],
                   lambda r, g, c: (r, g / c), "0.0005")
        stated = table.rows.get(f"{deal}-rent", {}).get("grade") != "D"
        if not stated:
            table.hold("rent", [f"{deal}-rent", f"{deal}-contract", f"{deal}-critical-it",
                                f"{deal}-term"],
                       lambda r, m, c, y: (r, m * 1000 / (c * 12 * y)), "0.001")
    table.hold("Helios I, financed", ["galaxy-helios-1", "d14-critical-it"],
               lambda x, c: (x, 1750 / c), "0.005")
    table.hold("Rockdale", ["riot-rockdale", "d22-critical-it"],
               lambda x, c: (x, fractions.Fraction("89.8") / c), "0.005")


def findings(files):
    seen = set()
    for name, rows in files.items():
        yield from form(name, rows, seen)
        if len(rows) < FILES.get(name, 1):
            yield f"{name}.csv: {len(rows)} rows, at least {FILES[name]} are expected"


def identities(rows):
    table = Table(rows)
    for name, ports, sus, nodes in FABRICS:
        fabric(table, name, ports, sus, nodes)
    designs(table)
    deals(table)
    return table


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != HEAD:
            raise SystemExit(f"{path}: the head is not {','.join(HEAD)}")
        return list(reader)


def row_of(**changed):
    row = dict(zip(HEAD, ("a", "s", "pue", "1.1", "1", "", "t", "https://a.org/x", "2026-01", "A")))
    row.update(changed)
    return row


def self_test():
    assert list(form("t", [row_of(), row_of(id="b", value="1..2..3", date="2026")], set())) == []
    for wrong in ({"unit": ""}, {"source": " "}, {"date": ""}, {"grade": ""}, {"value": "1,5"},
                  {"value": "3..2"}, {"unit": "MW it"}, {"date": "2026-13"}, {"grade": "F"},
                  {"url": "a.org"}, {"id": "A b"}, {"url": ""}, {"value": "about 5"}):
        assert len(list(form("t", [row_of(**wrong)], set()))) >= 1, wrong
    assert len(list(form("t", [row_of(), row_of()], set()))) == 1
    assert [spines(n, 144) for n in (8, 16, 32, 144)] == [4, 8, 18, 72]
    assert spines(16, 64) == 8
    table = Table([row_of(id="x", value="2"), row_of(id="y", value="1..3..4")])
    table.hold("w", ["x", "y"], lambda x, y: (x, y))
    table.hold("w", ["x", "z"], lambda x, z: (x, z))
    assert table.tested == 1 and len(table.found) == 1


def main():
    self_test()
    folder = os.path.join(sys.argv[1], "tests", "data", "cases")
    files = {name[:-4]: read(os.path.join(folder, name))
             for name in sorted(os.listdir(folder)) if name.endswith(".csv")}
    found = [f"no {name}.csv" for name in FILES if name not in files]
    found += findings(files)
    if not found:
        table = identities([row for rows in files.values() for row in rows])
        found += table.found
        if table.tested < 110:
            found.append(f"only {table.tested} identities have both sides in the tables")
        print(f"{sum(map(len, files.values()))} facts, {table.tested} identities")
    for line in found:
        print(line)
    return 1 if found else 0


sys.exit(main())
