#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `rackfit compare` on generated sites beside CBC and GLPK on what `rackfit export` writes.

Sites and measures are seeded, plausible and not real: small 4 halls, 8 measures, 4 profiles; medium 20, 40, 10;
large 60, 120, 12. Variants: the grid binds, the halls bind, liquid conversion binds, little money, much money; the
variant "alike" has identical halls. Ours is the whole command, frontier, prices and conflicts included; the others
get the one problem whose best plan is recommended, without our bounds. CBC and GLPK hold rows within tolerances:
a value beyond what we certify is theirs to explain, and marked. It never fails on time: misses are printed.

usage: bench_compare.py PROGRAM [--size small|medium|large] [--seeds N] [--limit SECONDS]
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import tempfile

SIZES = {"small": (4, 8, 4), "medium": (20, 40, 10), "large": (60, 120, 12)}
PROFILES = ["gb300-nvl72", "gb200-nvl72", "cs-3", "helios-mi455x", "vera-rubin-nvl72", "dgx-b300", "dgx-b200",
            "dgx-h200", "gaudi3-8", "dgx-h100", "dgx-b200-4", "tpu-v6e"]
VARIANTS = ("grid", "halls", "liquid", "tight", "loose", "alike")
# kind of measure: scope, requirement, kind of element or plant, unit, range of its amount, MUSD for one of it
KINDS = [("hall", "liquid-heat", "cdu", "kW thermal", (200, 1200), 0.00025),
         ("hall", "power-chain", "ups", "kVA", (300, 2000), 0.00018),
         ("hall", "air-heat", "crah", "kW thermal", (100, 600), 0.0004),
         ("site", "liquid-heat", "dry-cooler", "kW thermal", (500, 3000), 0.0003),
         ("site", "power-chain", "substation", "kVA", (1000, 5000), 0.0001),
         ("site", "air-heat", "chiller", "kW thermal", (300, 1500), 0.0005),
         ("hall", "power-chain", "busway", "kVA", (300, 2000), 0.00006),
         ("site", "firm-utility", None, "MW at utility", (2, 10), 0.3)]


def hall(number, count, draw, variant):
    weak = 0.4 if variant == "liquid" else 1.0
    room = 0.5 if variant == "halls" else 1.0
    return f"""  <hall id="h{number:02d}" name="Hall {number}" count="{count}" clear-height="6 m" slab="5000 kg/m2"
      {outline(draw, room)} feed="bus" liquid="cdu" air="crah" src="s">
    <load id="mine" kind="mining" power="{draw.randint(200, 2000)} kW at facility" miner="air-cooled" stops="yes" src="s"/>
    <ups id="ups" from="yard" rating="{draw.randint(800, 3000)} kVA" count="2" voltage="415 V" efficiency="0.95" src="s"/>
    <busway id="bus" from="ups" rating="{draw.randint(1200, 4000)} kVA" count="2" voltage="415 V" efficiency="0.99" src="s"/>
    <plant id="cdu" kind="cdu" loop="liquid" from="dry" feed="yard" capacity="{int(draw.randint(300, 1500) * weak)} kW thermal"
        count="2" approach="4 K" electrical="0.02" src="s"/>
    <plant id="crah" kind="crah" loop="air" from="chill" feed="yard" capacity="{draw.randint(150, 600)} kW thermal" count="3"
        approach="5 K" filtration="13" electrical="0.05" src="s"/>
  </hall>
"""


def outline(draw, room):
    width, depth = int(draw.randint(24, 60) * room) + 6, draw.randint(12, 24)
    return f'outline="0,0 {width},0 {width},{depth} 0,{depth} m"'


def site(draw, halls, variant):
    grid = {"grid": 0.9, "halls": 6}.get(variant, 2.5) * halls
    rows = [hall(1, halls, draw, variant)] if variant == "alike" else \
        [hall(k + 1, 1, draw, variant) for k in range(halls)]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<site xmlns="urn:rackfit:1" id="bench" name="Bench" as-of="2026-11-01">
  <source id="s" title="Generated" date="2026-10-01" grade="A"/>
  <location lat="43 deg" lon="-78 deg" elevation="100 m" src="s"/>
  <grid>
    <interconnect id="poi" voltage="34.5 kV" announced="{grid:.1f} MW at utility" contracted="{grid:.1f} MW at utility"
        energised="{grid:.1f} MW at utility" firm="{grid:.1f} MW at utility" transferable="yes" restudy="no" power-factor="0.98" src="s"/>
  </grid>
  <electrical>
    <substation id="yard" from="poi" count="{halls}" rating="{draw.randint(2000, 4000)} kVA" voltage="415 V" efficiency="0.98" src="s"/>
  </electrical>
  <cooling>
    <plant id="dry" kind="dry-cooler" loop="liquid" feed="yard" capacity="{draw.randint(600, 1500)} kW thermal" count="{halls}"
        approach="6 K" electrical="0.03" src="s"/>
    <plant id="chill" kind="chiller" loop="air" feed="yard" capacity="{draw.randint(400, 900)} kW thermal" count="{halls}"
        supply="18 degC" at="45 degC" electrical="0.25" src="s"/>
  </cooling>
{"".join(rows)}  <gate id="deed" kind="title" status="granted" date="2026-01-15" src="s"/>
</site>
"""


def measures(draw, count):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<measures xmlns="urn:rackfit:1" id="bench" name="Bench" as-of="2026-11-01">\n'
           '  <source id="s" title="Generated" date="2026-10-01" grade="A"/>\n']
    for k in range(count):
        scope, kind, of, unit, (low, high), rate = KINDS[k % len(KINDS)]
        amount = draw.randint(low, high)
        cost = int(1e6 * rate * amount * draw.uniform(0.8, 1.4))
        narrow = f' of="{of}"' if of else ""
        out.append(f'  <measure id="m{k:03d}" name="Measure {k}" scope="{scope}" cost="{cost} USD" lead="{draw.randint(8, 60)} weeks"\n'
                   f'      build="{draw.randint(1, 6)} months" max-count="{draw.randint(1, 6)}" src="s">\n'
                   f'    <effect requirement="{kind}"{narrow} adds="{amount} {unit}" src="s"/>\n  </measure>\n')
    return "".join(out) + "</measures>\n"


def timed(words, limit):
    """Output, and processor seconds of the process; the limit is thrice as long by the wall clock: machines are shared."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        out = subprocess.run(words, capture_output=True, text=True, check=False, timeout=3 * limit + 30).stdout
    except subprocess.TimeoutExpired:
        out = ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_cbc(path, limit):
    out, seconds = timed(["cbc", path, "sec", str(limit), "solve"], limit)
    value = re.search(r"Objective value:\s+(\S+)", out)
    bound = re.search(r"(?:Upper|Lower) bound:\s+(\S+)", out)
    value = abs(float(value.group(1))) / 1e9 if value else None
    return value, abs(float(bound.group(1))) / 1e9 if bound else value, seconds


def by_glpk(path, limit):
    with tempfile.TemporaryDirectory() as scratch:
        name = os.path.join(scratch, "out")
        _, seconds = timed(["glpsol", "--lp", path, "--cuts", "--tmlim", str(limit), "-w", name], limit)
        try:
            with open(name, encoding="ascii") as file:
                found = re.search(r"^s mip \d+ \d+ (\w) (\S+)", file.read(), re.MULTILINE)
        except OSError:
            found = None
    value = abs(float(found.group(2))) / 1e9 if found and found.group(1) in "of" else None
    return value, value if found and found.group(1) == "o" else None, seconds


def show(name, value, bound, seconds, certified=None):
    number = "         -" if value is None else f"{value:10.3f}"
    gap = "       -" if value is None or bound is None or value == 0 else f"{100 * (bound - value) / value:8.3f}"
    beyond = "  beyond what is certified" if value and certified and value > certified * 1.000001 else ""
    print(f"  {name:5s} {number} MW  gap {gap} %  {seconds:8.2f} s{beyond}", flush=True)


def one(program, size, variant, seed, limit):
    halls, count, profiles = SIZES[size]
    draw = random.Random(f"{size} {variant} {seed}")
    with tempfile.TemporaryDirectory() as scratch:
        paths = [os.path.join(scratch, name) for name in ("site.xml", "measures.xml", "problem.lp")]
        for path, text in zip(paths, (site(draw, halls, variant), measures(draw, count))):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        words = [paths[0], "-m", paths[1], "-g", "power"]
        for profile in PROFILES[:profiles]:
            words += ["-p", profile]
        money = {"tight": 0.25, "loose": 20}.get(variant)
        words += ["--budget", f"{money * halls:.1f} MUSD"] if money else []
        out, seconds = timed([program, "compare"] + words + ["--format", "json"], limit)
        print(f"{size}, {variant}, seed {seed}: {halls} halls, {count} measures, {profiles} profiles", flush=True)
        certified = None
        if not out:
            print(f"  ours  no answer within {3 * limit + 30} s by the wall clock")
        else:
            best = json.loads(out)["frontier"][0]["retrofit"]
            value = best["critical_it"]["value"] / 1e9
            certified = (best["critical_it_bound"] or best["critical_it"])["value"] / 1e9
            show("ours", value, certified, seconds)
        made = subprocess.run([program, "export"] + words + ["--format", "lp", "-o", paths[2]], check=False,
                              capture_output=True)
        if made.returncode == 0:
            for name, tool, solve in (("cbc", "cbc", by_cbc), ("glpk", "glpsol", by_glpk)):
                if shutil.which(tool):
                    show(name, *solve(paths[2], limit), certified)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--size", choices=sorted(SIZES))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--limit", type=int, default=20)
    given = parser.parse_args()
    for size in [given.size] if given.size else ["small"]:
        for variant in VARIANTS:
            for seed in range(1, given.seeds + 1):
                one(given.program, size, variant, seed, given.limit)


if __name__ == "__main__":
    main()
