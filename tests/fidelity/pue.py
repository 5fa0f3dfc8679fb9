#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Annual PUE and WUE of four cooling classes beside published ones, and the peak hour beside both, as a table in Markdown.

Published: tests/data/cases/efficiency.csv, the large classes of the LBNL report: quartiles over 965 stations, simulated, as
designed. Predicted: one made-up hall per class on each of the six shipped climates; no efficiency and no plant's draw is
stated, so that planner/model/rules.h alone speaks. Fails beyond the bounds below.

usage: pue.py ROOT PROGRAM
"""
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile

# Wet bulb that 0.4 % of the hours of the typical year exceed: the shipped climates state no design wet bulb, without which
# a tower has no peak hour.
CLIMATES = {"atlanta-ga": 24.3, "brownsville-tx": 27.2, "jamestown-nd": 26.3, "kalispell-mt": 16.8, "massena-ny": 23.8,
            "midland-tx": 22.1}
AIR = """
    <plant id="air-chiller" kind="chiller" loop="air" feed="plant" capacity="900 MW thermal" economiser="yes" supply="18 degC" src="made"/>
    <plant id="fan-wall" kind="fan-wall" loop="air" from="air-chiller" feed="plant" capacity="900 MW thermal" supply="24 degC" filtration="13" src="made"/>"""
REJECTOR = """
    <plant id="out" kind="{0}" loop="liquid" feed="plant" capacity="900 MW thermal" src="made"/>"""
CDU = """
    <plant id="cdu" kind="cdu" loop="liquid" from="{0}" feed="plant" capacity="900 MW thermal" src="made"/>"""
TRIM = """
    <plant id="trim" kind="chiller" loop="liquid" from="out" feed="plant" capacity="900 MW thermal" supply="40 degC" src="made"/>"""
WATERSIDE = """
    <plant id="tower" kind="tower" loop="air" feed="plant" capacity="900 MW thermal" src="made"/>
    <plant id="chiller" kind="chiller" loop="air" rejects-to="tower" feed="plant" capacity="900 MW thermal" economiser="yes" supply="18 degC" src="made"/>
    <plant id="crah" kind="crah" loop="air" from="chiller" feed="plant" capacity="900 MW thermal" supply="24 degC" filtration="13" src="made"/>"""
# id in the table of cases, words, rack, plants, liquid, air
CLASSES = [
    ("lbnl-liquid-dry", "liquid, dry coolers and trim chillers", "warm-rack", REJECTOR.format("dry-cooler") + TRIM + CDU.format("trim") + AIR, "cdu", "fan-wall"),
    ("lbnl-liquid-adiabatic", "liquid, adiabatic coolers", "warm-rack", REJECTOR.format("adiabatic") + CDU.format("out") + AIR, "cdu", "fan-wall"),
    ("lbnl-liquid-tower", "liquid, towers", "warm-rack", REJECTOR.format("tower") + CDU.format("out") + AIR, "cdu", "fan-wall"),
    ("lbnl-air-wse", "air, waterside economiser", "air-rack", WATERSIDE, "none", "crah"),
]
SITE = """<?xml version="1.0" encoding="UTF-8"?>
<site xmlns="urn:rackfit:1" id="hall" name="Made-up hall" as-of="2026-11-23">
  <source id="made" title="Made-up hall for comparisons" date="2026-11-23" grade="E"/>
  <location climate="{climate}" src="made"/>
  <grid><interconnect id="poi" voltage="138 kV" energised="90 MW at utility" firm="90 MW at utility" transferable="yes" restudy="no" src="made"/></grid>
  <electrical>
    <transformer id="hv" from="poi" rating="900 MVA" src="made"/>
    <switchgear id="mv" from="hv" rating="900 MVA" src="made"/>
    <substation id="it" from="mv" rating="900 MVA" src="made"/>
    <substation id="plant" from="mv" rating="900 MVA" src="made"/>
    <ups id="ups" from="it" rating="900 MVA" src="made"/>
    <busway id="bus" from="ups" rating="900 MVA" voltage="415 V" src="made"/>
  </electrical>
  <cooling>{plants}
  </cooling>
  <hall id="hall" outline="0,0 24,0 24,12 0,12 m" clear-height="9 m" slab="9000 kg/m2" feed="bus" liquid="{liquid}" air="{air}" src="made"/>
  <link id="north" path="north" src="made"/>
  <gate id="t" kind="title" status="granted" src="made"/>
  <gate id="i" kind="interconnection" status="granted" src="made"/>
  <gate id="z" kind="zoning" status="granted" src="made"/>
</site>
"""
FURTHEST = 0.05  # of the annual PUE of a class, median over the climates, from the published median


def published(root):
    with open(os.path.join(root, "tests", "data", "cases", "efficiency.csv"), encoding="utf-8", newline="") as file:
        return {row["id"]: [float(v) for v in row["value"].split("..")] for row in csv.DictReader(file)}


def energy_of(root, program, folder, climate, what):
    _, _, rack, plants, liquid, air = what
    path = os.path.join(folder, "site.xml")
    with open(os.path.join(root, "sites", "climate", climate + ".xml"), encoding="utf-8") as file:
        weather = file.read()
    os.makedirs(os.path.join(folder, "climate"), exist_ok=True)
    with open(os.path.join(folder, "climate", climate + ".xml"), "w", encoding="utf-8") as file:
        file.write(weather.replace("<bins ", f'<design wet-bulb="{CLIMATES[climate]} degC" src="tmy3"/>\n  <bins ', 1))
    with open(path, "w", encoding="utf-8") as file:
        file.write(SITE.format(climate=climate, plants=plants, liquid=liquid, air=air))
    words = [program, "evaluate", path, "--catalogue", folder, "--catalogue", os.path.join(root, "tests", "fidelity", "catalogue"),
             "--catalogue", os.path.join(root, "sites"), "--profile", rack, "--format", "json"]
    clean = {k: v for k, v in os.environ.items() if k != "RACKFIT_PATH"}
    run = subprocess.run(words, capture_output=True, text=True, env=clean, check=False)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(words)}: exit {run.returncode}\n{run.stderr}")
    energy = json.loads(run.stdout)["profiles"][0]["energy"]
    if energy is None:
        sys.exit(f"{what[0]} at {climate}: no plan")
    return {end["end"]: end for end in energy["ends"]}


def value(end, part, name):
    number = end[part][name]["value"]
    return float("nan") if number is None else number / (1e6 if name == "pue" else 1e3)


def spread(values, digits=3):
    return f"{min(values):.{digits}f}, {statistics.median(values):.{digits}f}, {max(values):.{digits}f}"


def main():
    root, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    cases = published(root)
    wrong = []
    print("| class | annual PUE, published quartiles | annual PUE, least, median and most of six climates | joint ends | error of the median | peak hour | WUE published, L/kWh | WUE |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for what in CLASSES:
            ends = [energy_of(root, program, folder, climate, what) for climate in CLIMATES]
            pue = [value(e["base"], "year", "pue") for e in ends]
            peak = [value(e["base"], "peak_hour", "pue") for e in ends]
            wue = [value(e["base"], "year", "millilitre_per_it_kwh") for e in ends]
            low = min(value(e["favourable"], "year", "pue") for e in ends)
            high = max(value(e["unfavourable"], "year", "pue") for e in ends)
            stated = cases[what[0] + "-pue"]
            water = cases.get(what[0] + "-wue")
            error = statistics.median(pue) - stated[1]
            print(f"| {what[1]} | {stated[0]:.2f}, {stated[1]:.2f}, {stated[2]:.2f} | {spread(pue)} | {low:.3f} to {high:.3f} | {error:+.3f} | {spread(peak)} | "
                  + (", ".join(f"{v:.2f}" for v in water) if water else "–") + f" | {spread(wue, 2)} |")
            if not low <= stated[1] <= high:
                wrong.append(f"{what[0]}: {stated[1]} lies outside {low:.3f} to {high:.3f}")
            if abs(error) > FURTHEST:
                wrong.append(f"{what[0]}: the median is off by {error:+.3f}")
            if any(p < y for p, y in zip(peak, pue)):
                wrong.append(f"{what[0]}: a peak hour below the year")
    if wrong:
        sys.exit("\n".join(wrong))


main()
