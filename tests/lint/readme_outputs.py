#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the outputs quoted in README.md against what the program prints.

A quoted output stands between <!-- demo-output: ARGUMENTS --> and <!-- /demo-output -->, inside a
fence. A line "[...]" leaves lines out; everything else must be there, in order, letter by letter.
RF_GOLDEN_UPDATE=1 writes the whole output into the block instead.

usage: readme_outputs.py ROOT PROGRAM
"""
import os
import re
import shlex
import subprocess
import sys

BLOCK = re.compile(r"(<!-- demo-output: ([^\n]*?) -->\n```text\n)(.*?)(```\n<!-- /demo-output -->)",
                   re.S)
CUT = "[...]"
SKIPPED = 77


def output_of(program, arguments):
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "RACKFIT_PATH")}
    run = subprocess.run([program] + shlex.split(arguments), env=clean, text=True,
                         capture_output=True, check=False)
    return run.stdout


def segments(excerpt):
    part = []
    for line in excerpt.splitlines():
        if line == CUT:
            yield part
            part = []
        else:
            part.append(line)
    yield part


def find(lines, part, start):
    for at in range(start, len(lines) - len(part) + 1):
        if lines[at:at + len(part)] == part:
            return at + len(part)
    return -1


def difference(excerpt, output):
    """The first quoted part that the output does not hold, or None."""
    lines = output.splitlines()
    at = 0
    for part in segments(excerpt):
        found = find(lines, part, at)
        if found < 0:
            return "\n".join(part)
        at = found
    return None


def self_test():
    output = "a\nb\nc\nd\n"
    good = difference("a\nb\n[...]\nd\n", output) is None
    bad = difference("a\nc\n", output) == "a\nc" and difference("b\n[...]\na\n", output) == "a"
    return [] if good and bad else ["self-test: the comparison is broken"]


def main():
    root, program = sys.argv[1:3]
    path = os.path.join(root, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if os.environ.get("RF_GOLDEN_UPDATE") == "1":
        text = BLOCK.sub(lambda m: m[1] + output_of(program, m[2]) + m[4], text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    problems = self_test()
    blocks = BLOCK.findall(text)
    for _, arguments, excerpt, _ in blocks:
        if excerpt.strip():
            part = difference(excerpt, output_of(program, arguments))
            if part is not None:
                problems.append(f"README.md: 'rackfit {arguments}' does not print:\n{part}")
    if problems:
        print("\n".join(problems))
        return 1
    return 0 if any(block[2].strip() for block in blocks) else SKIPPED


if __name__ == "__main__":
    sys.exit(main())
