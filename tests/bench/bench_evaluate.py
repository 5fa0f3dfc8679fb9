#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times a whole evaluation beside the bare start of the same program.

Prints the median wall time of 30 runs of each, turn by turn so that a busy machine hits both,
their ratio, and the bar. It never fails on time: a bar is for people, machines differ.

usage: bench_evaluate.py PROGRAM
"""
import statistics
import subprocess
import sys
import time

RUNS = 30
BAR_MS = 20.0
WORK = ["evaluate", "lake-mariner", "--reference", "liquid-shell"]
START = ["version"]
VERDICTS = (0, 1, 4)


def milliseconds(program, arguments):
    begin = time.perf_counter()
    run = subprocess.run([program] + arguments, check=False, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
    elapsed = (time.perf_counter() - begin) * 1000
    if run.returncode not in VERDICTS:
        sys.exit(f"{' '.join(arguments)}: exit {run.returncode}")
    return elapsed


def main():
    program = sys.argv[1]
    start, work = [], []
    for _ in range(RUNS):
        start.append(milliseconds(program, START))
        work.append(milliseconds(program, WORK))
    whole, bare = statistics.median(work), statistics.median(start)
    met = "met" if whole <= BAR_MS else "not met"
    print(f"rackfit {' '.join(WORK)}, median of {RUNS} runs")
    print(f"  whole command  {whole:7.2f} ms   fastest {min(work):.2f}, slowest {max(work):.2f}")
    print(f"  process start  {bare:7.2f} ms   rackfit version")
    print(f"  ratio          {whole / bare:7.2f}")
    print(f"  bar            {BAR_MS:7.2f} ms   {met} on this machine, build and load")


if __name__ == "__main__":
    main()
