#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds drawings against the plan file of the same evaluation.

DXF: every layer, line type and block that an entity names is declared, polylines are closed and
hold vertices, and the racks are those of the plan: same rectangles, front to the same side. Where
ezdxf is installed it has to read the file without an error.

usage: drawings.py ROOT PROGRAM
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.dont_write_bytecode = True

PLAN = "{urn:rackfit:1}"
CASES = [
    ["lake-mariner", "-r", "liquid-shell", "-p", "gb200-nvl72"],
    ["corsicana", "-r", "liquid-shell", "-p", "trn3-ultraserver-144"],
]
FRONTS = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}
WORDS = {"up": (0, 1), "left": (-1, 0), "down": (0, -1), "right": (1, 0)}


def fail(message):
    print(f"drawings: {message}", file=sys.stderr)
    sys.exit(1)


def run(program, *words):
    made = subprocess.run([program, *words], capture_output=True, check=False)
    if made.returncode not in (0, 1, 4):
        fail(f"{' '.join(words)}: status {made.returncode}: {made.stderr.decode()}")
    return made.stdout


def entities(path):
    """Sections of a DXF file: name -> list of (kind, groups), groups as (code, value)."""
    with open(path, encoding="ascii") as file:
        lines = file.read().split("\n")
    if lines[-1] != "" or len(lines) % 2 != 1:
        fail(f"{path}: lines do not come in pairs")
    pairs = [(int(lines[i]), lines[i + 1]) for i in range(0, len(lines) - 1, 2)]
    if pairs[-1] != (0, "EOF"):
        fail(f"{path}: does not end in EOF")
    found, name = {}, None
    for code, value in pairs:
        if (code, value) == (0, "SECTION"):
            name = ""
        elif (code, value) == (0, "ENDSEC"):
            name = None
        elif name == "" and code == 2:
            name = value
            found[name] = []
        elif code == 0 and name:
            found[name].append((value, []))
        elif name and found[name]:
            found[name][-1][1].append((code, value))
        elif name:
            found[name].append(("", [(code, value)]))
    return found


def one(groups, code):
    values = [value for c, value in groups if c == code]
    return values[0] if values else None


def point(groups):
    return float(one(groups, 10)), float(one(groups, 20))


def polylines(items):
    """[(layer, [points])], every one closed."""
    made, current = [], None
    for kind, groups in items:
        if kind == "POLYLINE":
            if one(groups, 70).strip() != "1":
                fail("a polyline is open")
            current = (one(groups, 8), [])
        elif kind == "VERTEX":
            current[1].append(point(groups))
        elif kind == "SEQEND" and current:
            if len(current[1]) < 4:
                fail("a polyline of fewer than four corners")
            made.append(current)
            current = None
        elif current:
            fail(f"{kind} within a polyline")
    return made


def blocks(items):
    """name -> (width, depth) of its outline."""
    made, name, inside = {}, None, []
    for kind, groups in items:
        if kind == "BLOCK":
            name, inside = one(groups, 2), []
            if name in made:
                fail(f"block {name} twice")
        elif kind == "ENDBLK":
            corners = polylines(inside)[0][1]
            made[name] = (max(x for x, _ in corners), max(y for _, y in corners))
        else:
            inside.append((kind, groups))
    return made


def declared(tables, kind):
    return {one(groups, 2) for name, groups in tables if name == kind}


def racks_of_dxf(found):
    sizes = blocks(found["BLOCKS"])
    made = []
    for kind, groups in found["ENTITIES"]:
        if kind != "INSERT":
            continue
        if one(groups, 2) not in sizes:
            fail(f"block {one(groups, 2)} is not declared")
        width, depth = sizes[one(groups, 2)]
        turn = round(float(one(groups, 50)))
        x, y = point(groups)
        corners = {0: (0, 0, width, depth), 180: (-width, -depth, 0, 0),
                   90: (-depth, 0, 0, width), 270: (0, -width, depth, 0)}[turn]
        made.append((x + corners[0], y + corners[1], corners[2] - corners[0],
                     corners[3] - corners[1], FRONTS[turn]))
    return sorted(made)


def racks_of_plan(path, hall):
    made = []
    for floor in ET.parse(path).getroot().iter(PLAN + "floor"):
        if floor.get("hall") == hall:
            for rack in floor.iter(PLAN + "rack"):
                x, y = (float(v) for v in rack.get("at").replace(" mm", "").split(","))
                w, h = (float(v) for v in rack.get("size").replace(" mm", "").split(","))
                made.append((x, y, w, h, WORDS[rack.get("front")]))
    return sorted(made)


def check_dxf(path, plan, hall):
    found = entities(path)
    if dict(found["HEADER"][0][1]).get(1) != "AC1009":
        fail(f"{path}: is not of release 12")
    layers = declared(found["TABLES"], "LAYER")
    types = declared(found["TABLES"], "LTYPE")
    for kind, groups in found["TABLES"]:
        if kind == "LAYER" and one(groups, 6) is not None and one(groups, 6) not in types:
            fail(f"line type {one(groups, 6)} is not declared")
    for section in ("BLOCKS", "ENTITIES"):
        for kind, groups in found[section]:
            if one(groups, 8) not in layers:
                fail(f"{kind} on layer {one(groups, 8)}, which is not declared")
    walls = [corners for layer, corners in polylines(
        [item for item in found["ENTITIES"] if item[0] in ("POLYLINE", "VERTEX", "SEQEND")])
        if layer == "WALLS"]
    if len(walls) < 1:
        fail(f"{path}: no walls")
    drawn, planned = racks_of_dxf(found), racks_of_plan(plan, hall)
    if not planned or drawn != planned:
        fail(f"{path}: {len(drawn)} racks drawn are not the {len(planned)} of the plan")
    try:
        import ezdxf.recover
    except ImportError:
        return
    _, audit = ezdxf.recover.readfile(path)
    if audit.has_errors:
        fail(f"{path}: ezdxf: {audit.errors[0].message}")


def main():
    _, root, program = sys.argv
    sites = ["-c", os.path.join(root, "sites")]
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            plan, dxf = os.path.join(folder, "plan.xml"), os.path.join(folder, "floor.dxf")
            run(program, "evaluate", *case, *sites, "--plan", plan)
            hall = re.search(r'<floor hall="([^"]+)"', open(plan, encoding="utf-8").read())[1]
            run(program, "draw", *case, *sites, "--hall", hall, "-o", dxf)
            check_dxf(dxf, plan, hall)
    print("drawings: DXF holds the racks of the plan")


if __name__ == "__main__":
    main()
