#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints what a spreadsheet says of the sites of the ten mistakes, and what rackfit says, as a table in Markdown.

The sites are those of the golden cases mistake-01 to mistake-10; what the spreadsheet says, with its arithmetic, stands at
the head of each. Fails when a site agrees with the spreadsheet after all. A site that this build cannot read (pairs of
cords, works) is left out.

usage: mistakes.py ROOT PROGRAM
"""
import csv
import io
import os
import subprocess
import sys

# case, site, the spreadsheet's most pods (None: it has no number of its own), its verdict
SITES = [
    ("01", "site", 77, "fit"),
    ("02", "site", 50, "fit"),
    ("02", "ring", 41, "fit"),
    ("03", "site", 17, "no fit"),
    ("03", "four", 22, "fit"),
    ("04", "north", 20, "fit"),
    ("04", "south", 20, "fit"),
    ("05", "site", 20, "fit"),
    ("06", "site", 20, "fit"),
    ("07", "site", 19, "fit"),
    ("07", "warm", None, "fit"),
    ("08", "raised", None, "fit"),
    ("08", "slab", None, "no fit"),
    ("08", "area", 74, "fit"),
    ("09", "site", None, "fit"),
    ("09", "works", None, "no fit"),
    ("10", "silent", None, "fit"),
]
SAME_ON_PURPOSE = ("north",)  # the place for which the average happens to do


LATER = ("ring", "works")


def answer(root, program, case, site):
    folder = os.path.join(root, "tests", "golden", "cases", f"mistake-{case}")
    if site in LATER and subprocess.run([program, "check", f"{site}.xml", "--catalogue", "catalogue"], cwd=folder, capture_output=True, check=False).returncode != 0:
        return None
    words = [program, "evaluate", f"{site}.xml", "--catalogue", "catalogue", "--profile", "rack", "--format", "csv"]
    clean = {k: v for k, v in os.environ.items() if k != "RACKFIT_PATH"}
    run = subprocess.run(words, cwd=folder, capture_output=True, text=True, env=clean, check=False)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(words)}: exit {run.returncode}\n{run.stderr}")
    return next(csv.DictReader(io.StringIO(run.stdout)))


def main():
    root, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    print("| case | site | spreadsheet | rackfit | pods u / b / f | conflict, else what binds |")
    print("|---|---|---|---|---|---|")
    agreed = []
    for case, site, most, verdict in SITES:
        row = answer(root, program, case, site)
        if row is None:
            continue
        pods = " / ".join(row[f"pods_{end}"] or "?" for end in ("unfavourable", "base", "favourable"))
        why = row["conflict"] or row["binding"] or row["deciding"]
        why = ", ".join(dict.fromkeys(w for part in why.split(";") for w in [part.strip()] if w and w != "want"))
        said = verdict if most is None else f"{verdict}, {most}"
        print(f"| mistake-{case} | {site} | {said} | {row['verdict']} | {pods} | {why} |")
        if row["verdict"] == verdict and site not in SAME_ON_PURPOSE:
            agreed.append(f"mistake-{case}, {site}")
    if agreed:
        sys.exit("the spreadsheet is right after all: " + "; ".join(agreed))


main()
