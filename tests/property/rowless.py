#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes the builders of rows out of planner/decide one at a time and expects that the random
retrofits notice: a plan that a missing row lets through is refused by the separate check, or
differs from enumeration under it.

usage: rowless.py ROOT BUILD [NAME ...]
Compiles single files of a configured build anew, in a scratch folder; the tree stays as it is.
"""
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

SKIPPED = 77
TEST = "tests/property/test_retrofit_random"
# name: (file, what is taken out, what stands there instead); each must be there once
BUILDERS = {
    "any of a lot": ("compose.c", r"rfi_problem_row\(c->problem, \"any of it\".*?;", ""),
    "pairs": ("compose.c", r"rfi_problem_row\(c->problem, \"pairs\".*?;", ""),
    "requires": ("compose.c", r"finish\(c, \"requires\".*?;", ""),
    "stands where it acts": ("compose.c", r"finish\(c, \"stands where it acts\".*?;", ""),
    "excludes": ("compose.c", r"finish\(c, \"excludes\".*?;", ""),
    "all places together": ("compose.c", r"finish\(c, \"all places together\".*?;", ""),
    "pods where converted": ("compose.c", r"rfi_problem_row\(c->problem, \"pods where converted\".*?;", ""),
    "pods in units": ("compose.c", r"rfi_problem_row\(c->problem, \"pods in units\".*?;", ""),
    "one profile": ("compose.c", r"finish\(c, \"one profile\".*?;", ""),
    "tests": ("compose.c", r"add_test\(c, p, i\);", ""),
    "tests of a quantity": ("compose.c", r"add_quantity_test\(c, p, i\);", ""),
    "sums of a hall": ("compose.c", r"add_hall_sum\(c, p, i\);", ""),
    "floor that units take": ("compose.c", r"add_floor_taken\(c, p, i\);", ""),
    "sums of the site": ("compose.c", r"add_site_sum\(&c, i\);", ""),
    "budget": ("compose_asks.c", r"finish\(c, \"budget\".*?;", ""),
    "target": ("compose_asks.c", r"finish\(c, \"target\".*?;", ""),
    "comes with the hall": ("compose_asks.c", r"finish\(c, \"comes with the hall\".*?;", ""),
    "comes with critical IT": ("compose_asks.c", r"finish\(c, \"comes with critical IT\".*?;", ""),
    "comes with the plan": ("compose_asks.c", r"finish\(c, \"comes with the plan\".*?;", ""),
}


def compile_command(build, name):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            if entry["file"].endswith("planner/decide/" + name):
                return shlex.split(entry["command"]), entry["file"], entry["output"]
    raise SystemExit("no command compiles " + name)


def link_command(build):
    lines = subprocess.run(["ninja", "-C", build, "-t", "commands", TEST], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    return shlex.split([line for line in lines if "-o " + TEST + " " in line][-1])


def without(root, name, scratch):
    """Path of the file without the builder, beside which its headers are found."""
    file, pattern, instead = BUILDERS[name]
    with open(os.path.join(root, "planner", "decide", file), encoding="utf-8") as source:
        text = source.read()
    text, count = re.subn(pattern, instead, text, flags=re.DOTALL)
    if count != 1:
        raise SystemExit(f"{name}: stands {count} times in {file}")
    path = os.path.join(scratch, re.sub(r"\W", "-", name) + ".c")
    with open(path, "w", encoding="utf-8") as target:
        target.write(text)
    return path


def survives(root, build, scratch, name):
    """Whether the test passes without the builder: None when it does not build."""
    command, source, output = compile_command(build, BUILDERS[name][0])
    path = without(root, name, scratch)
    made = path[:-2] + ".o"
    swap = {source: path, output: made}
    words = [swap.get(word, word) for word in command]
    words += ["-Wno-error", "-w"]
    done = subprocess.run(words, cwd=build, capture_output=True, text=True, check=False)
    link = link_command(build)
    link[link.index("-o") + 1] = path[:-2]
    link.insert(link.index("-o") + 2, made)  # before the libraries: theirs is not taken then
    linked = subprocess.run(link, cwd=build, capture_output=True, text=True, check=False)
    if done.returncode != 0 or linked.returncode != 0:
        sys.stderr.write(done.stderr + linked.stderr)
        return None
    test = subprocess.run([path[:-2]], cwd=build, capture_output=True, check=False)
    return test.returncode == 0


def main():
    root, build = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    if not os.path.isfile(os.path.join(build, "compile_commands.json")):
        print("1..0 # SKIP no compile commands")
        return SKIPPED
    names = sys.argv[3:] or list(BUILDERS)
    failed = 0
    print(f"1..{len(names)}")
    with tempfile.TemporaryDirectory() as scratch, \
            concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(survives, root, build, scratch, name) for name in names]
        for number, (name, job) in enumerate(zip(names, jobs), 1):
            caught = job.result() is False
            failed += 0 if caught else 1
            print(f"{'ok' if caught else 'not ok'} {number} - without {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
