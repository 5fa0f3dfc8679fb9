#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a fidelity program and holds what it prints against its block in a page of docs.

A block stands between `<!-- fidelity NAME -->` and `<!-- end NAME -->`. The program itself fails when one of its bounds
is missed; here a table that no longer is the one in the manual fails too.

usage: held.py ROOT PAGE NAME PROGRAM [ARGUMENT...]
RF_GOLDEN_UPDATE=1 writes the block instead; read the difference before you keep it.
"""
import difflib
import os
import re
import subprocess
import sys


def main():
    root, page, name, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    sys.stderr.write(run.stderr)
    print(run.stdout, end="")
    if run.returncode != 0:
        sys.exit(f"{name}: exit {run.returncode}")
    path = os.path.join(root, "docs", page)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    block = re.compile(rf"(<!-- fidelity {name} -->\n)(.*?)(<!-- end {name} -->\n)", re.S)
    found = block.search(text)
    if found is None:
        sys.exit(f"{path}: no block for {name}")
    if found.group(2) == run.stdout:
        return
    if os.environ.get("RF_GOLDEN_UPDATE") == "1":
        with open(path, "w", encoding="utf-8") as file:
            file.write(block.sub(lambda m: m.group(1) + run.stdout + m.group(3), text))
        return
    sys.stdout.writelines(difflib.unified_diff(found.group(2).splitlines(True), run.stdout.splitlines(True), path, "now"))
    sys.exit(f"{path}: the block for {name} is not what the program prints")


main()
