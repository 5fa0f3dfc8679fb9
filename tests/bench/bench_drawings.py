#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times the set of drawings of a campus of 20 different halls, beside its evaluation alone.

Prints the median wall time of five runs of each and the bar. It never fails on time: a bar is for
people, machines differ.

usage: bench_drawings.py PROGRAM
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

HALLS = 20
RUNS = 5
BAR = 2.0  # seconds


def campus():
    halls = "".join(
        f'<hall id="hall-{i + 1}" outline="0,0 {60 + i},0 {60 + i},30 0,30 m" src="made"/>'
        for i in range(HALLS))
    return (f'<site xmlns="urn:rackfit:1" id="campus" name="Campus of {HALLS} halls" as-of="2026-11-01">'
            '<source id="made" title="made up for the benchmark" date="2026-11-01" grade="E"/>'
            '<grid><interconnect id="poi" energised="600 MW at utility" firm="600 MW at utility" src="made"/>'
            f"</grid>{halls}</site>")


def seconds(arguments):
    begin = time.perf_counter()
    run = subprocess.run(arguments, check=False, capture_output=True)
    elapsed = time.perf_counter() - begin
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(arguments)}: exit {run.returncode}: {run.stderr.decode()}")
    return elapsed


def main():
    with tempfile.TemporaryDirectory() as folder:
        site, pdf = os.path.join(folder, "campus.xml"), os.path.join(folder, "set.pdf")
        with open(site, "w", encoding="utf-8") as file:
            file.write(campus())
        common = [site, "-r", "liquid-shell", "-p", "gb300-nvl72"]
        draw, judge = [], []
        for _ in range(RUNS):
            draw.append(seconds([sys.argv[1], "draw", *common, "--view", "set", "-o", pdf]))
            judge.append(seconds([sys.argv[1], "evaluate", *common]))
        with open(pdf, "rb") as file:
            pages = len(re.findall(rb"/Type /Page\b", file.read()))
        whole = statistics.median(draw)
        spent = os.times()
        print(f"rackfit draw --view set, {HALLS} halls, {pages} sheets, median of {RUNS} runs")
        print(f"  whole command   {whole:6.2f} s   fastest {min(draw):.2f}, slowest {max(draw):.2f}")
        print(f"  evaluation only {statistics.median(judge):6.2f} s")
        print(f"  processor       {(spent.children_user + spent.children_system) / RUNS:6.2f} s, both together")
        print(f"  bar             {BAR:6.2f} s   {'met' if whole <= BAR else 'not met'}")


if __name__ == "__main__":
    main()
