#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds drawings against the plan file of the same evaluation.

DXF: every layer, line type and block that an entity names is declared, polylines are closed and
hold vertices, and the racks are those of the plan: same rectangles, front to the same side. Where
ezdxf is installed it has to read the file without an error.

SVG and PDF, measured as bytes on the page: the outlines of all racks lie at the distances and have
the sizes of the plan at the scale that the sheet states, whatever the paper.

usage: drawings.py ROOT PROGRAM
"""
import os
import re
import subprocess
import sys
import tempfile
import zlib
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


def boxes_of_svg(path):
    """Outlines of the racks in millimetres, x to the right, y down; by number of the rack."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    made = []
    for group in re.finditer(r'<g id="rack-\d+">(.*?)</g>', text, re.DOTALL):
        best = (0, 0, 0, 0)
        for x, y, w, h in re.findall(r'd="M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z"', group[1]):
            box = tuple(float(v) for v in (x, y, w, h))
            best = max(best, box, key=lambda b: b[2] * b[3])
        made.append(best)
    size = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
    if not size or size[1] != size[3] or size[2] != size[4]:
        fail(f"{path}: a unit of the picture is not a millimetre")
    return made


def boxes_of_pdf(path):
    """All rectangles with an outline, in millimetres, y down."""
    with open(path, "rb") as file:
        data = file.read()
    made = []
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            text = zlib.decompressobj().decompress(data[start.end():]).decode("latin-1")
        except zlib.error:
            continue
        if not re.match(r"(q )?1 0 0 -1 0 [\d.]+ cm", text):
            continue
        for numbers in re.findall(r"([\d.]+) ([\d.]+) (-?[\d.]+) (-?[\d.]+) re [SB]\b", text):
            made.append(tuple(float(v) * 25.4 / 72 for v in numbers))
    return made


def near(box, other, within):
    return all(abs(a - b) <= within for a, b in zip(box, other))


def lies(boxes, racks, scale, turned, within):
    """Whether some shift brings every rack of the plan onto an outline."""
    paper = []
    for x, y, w, h, _ in racks:
        if turned:  # clockwise: u = y, v = -x
            paper.append((y / scale, x / scale, h / scale, w / scale))
        else:
            paper.append((x / scale, -(y + h) / scale, w / scale, h / scale))
    first = min(paper)
    for box in boxes:
        if not near(box[2:], first[2:], within):
            continue
        dx, dy = box[0] - first[0], box[1] - first[1]
        if all(any(near((x + dx, y + dy, w, h), other, within) for other in boxes)
               for x, y, w, h in paper):
            return True
    return False


def check_sheets(program, case, sites, plan, hall, folder):
    racks = racks_of_plan(plan, hall)
    for sheet, scale in (("a3", 250), ("a1", 100), ("ansi-b", 500)):
        for ending, within in (("svg", 0.011), ("pdf", 0.003)):
            path = os.path.join(folder, "floor." + ending)
            run(program, "draw", *case, *sites, "--hall", hall, "--sheet", sheet, "--scale",
                f"1:{scale}", "-o", path)
            boxes = boxes_of_svg(path) if ending == "svg" else boxes_of_pdf(path)
            if not (lies(boxes, racks, scale, False, within) or lies(boxes, racks, scale, True, within)):
                fail(f"{case[0]} on {sheet} as {ending}: the racks are not where 1:{scale} puts them")


def check_axes(program, sites, folder):
    """In an L-shaped hall the axes of the columns end at its walls."""
    dxf = os.path.join(folder, "l.dxf")
    run(program, "draw", "worked-l-warehouse", "-p", "gb200-nvl72", *sites, "-o", dxf)
    items = entities(dxf)["ENTITIES"]
    axes = [(point(groups), (float(one(groups, 11)), float(one(groups, 21))))
            for kind, groups in items if kind == "LINE" and one(groups, 8) == "GRID"]
    if not axes:
        fail("the L-shaped hall has no column axes")
    for ends in axes:
        for x, y in ends:
            if x > 30000 and y > 18000:
                fail(f"an axis ends outside the hall, at {x:g}, {y:g}")


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
            check_sheets(program, case, sites, plan, hall, folder)
        check_axes(program, sites, folder)
    print("drawings: DXF, SVG and PDF hold the racks of the plan, to scale")


if __name__ == "__main__":
    main()
