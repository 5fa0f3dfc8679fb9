#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a handful of commands under valgrind: no invalid access, no use of what was never
written, no block lost for good.

Caches that libraries keep until the process ends are named in process.supp, each with its
reason. Without valgrind, or with a sanitizer in the program, the test is skipped.

usage: memory.py ROOT PROGRAM
"""
import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
REFUSED = 99

SITE = ["lake-mariner", "--reference", "liquid-shell", "--profile", "gb200-nvl72"]
BROKEN = "tests/golden/cases/broken-site/site.xml"
HERE = "tests/golden/cases/fits/"


def commands(folder):
    """(arguments, expected exit status); the plan that is verified is written before."""
    plan = os.path.join(folder, "plan.xml")
    site = [HERE + "meadow.xml", "--catalogue", HERE + "catalogue", "--profile", "pair"]
    return [
        (["version"], 0),
        (["evaluate"], 2),
        (["list", "profiles"], 0),
        (["show", "liquid-shell", "--format", "json"], 0),
        (["check", BROKEN], 3),
        (["init", "--name", "N", "--utility", "9 MW", "--at", "1,2", "--as-of", "2026-01-01"], 0),
        (["evaluate", *site, "--plan", plan], 0),
        (["verify", plan, "--catalogue", HERE + "catalogue"], 0),
        (["evaluate", *SITE], 4),
        (["evaluate", *SITE, "--format", "json"], 4),
        (["evaluate", *SITE, "--node-limit", "1", "--format", "csv"], 4),
        (["ask", *SITE], 0),
        (["why", *SITE, "pods", "--format", "json"], 0),
        (["why", *SITE, "firm-utility"], 0),
        (["why", *SITE, "firm-utility", "--format", "dot"], 0),
        (["why", *SITE, "utility"], 3),
        (["draw", *site, "-o", os.path.join(folder, "floor.svg")], 0),
        (["draw", *site, "-o", os.path.join(folder, "floor.pdf")], 0),
        (["brief", *site, "-o", os.path.join(folder, "brief.pdf")], 0),
    ]


def has_sanitizer(program):
    with open(program, "rb") as file:
        return b"__asan_init" in file.read()


def main():
    root, program = (os.path.abspath(argument) for argument in sys.argv[1:3])
    if shutil.which("valgrind") is None or has_sanitizer(program):
        print("needs valgrind and a program without sanitizers")
        return SKIPPED
    valgrind = ["valgrind", "--quiet", f"--error-exitcode={REFUSED}", "--leak-check=full",
                "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite",
                "--num-callers=30",
                "--suppressions=" + os.path.join(root, "tests/memory/process.supp")]
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for arguments, wanted in commands(folder):
            run = subprocess.run(valgrind + [program] + arguments, cwd=root, check=False,
                                 capture_output=True)
            said = " ".join(a for a in arguments if not a.startswith(folder))
            print(f"{run.returncode:3d}  {said}")
            if run.returncode != wanted:
                failures += 1
                print(f"expected {wanted}")
                print(run.stderr.decode(errors="replace")[:20000])
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
