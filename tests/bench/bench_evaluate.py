#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times a whole evaluation, and the answer to a "why", beside the bare start of the program.

Prints the median wall time of 30 runs of each, turn by turn so that a busy machine hits both,
their ratio, and the bar. It never fails on time: a bar is for people, machines differ.

usage: bench_evaluate.py PROGRAM
"""
import statistics
import subprocess
import sys
import time

RUNS = 30
WORKS = [(20.0, ["evaluate", "lake-mariner", "--reference", "liquid-shell"]),
         (50.0, ["why", "lake-mariner", "firm-utility"])]
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


def compare(program, bar, work):
    start, times = [], []
    for _ in range(RUNS):
        start.append(milliseconds(program, START))
        times.append(milliseconds(program, work))
    whole, bare = statistics.median(times), statistics.median(start)
    met = "met" if whole <= bar else "not met"
    print(f"rackfit {' '.join(work)}, median of {RUNS} runs")
    print(f"  whole command  {whole:7.2f} ms   fastest {min(times):.2f}, slowest {max(times):.2f}")
    print(f"  process start  {bare:7.2f} ms   rackfit version")
    print(f"  ratio          {whole / bare:7.2f}")
    print(f"  bar            {bar:7.2f} ms   {met} on this machine, build and load")


def main():
    for bar, work in WORKS:
        compare(sys.argv[1], bar, work)


if __name__ == "__main__":
    main()
