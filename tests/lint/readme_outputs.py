#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the outputs quoted in README.md and the manual against what the program prints.

A quoted output stands between <!-- demo-output: ARGUMENTS --> and <!-- /demo-output -->, inside a
fence. A line "[...]" leaves lines out; everything else must be there, in order, letter by letter.
RF_GOLDEN_UPDATE=1 writes the whole output into a block that is not right.

usage: readme_outputs.py ROOT PROGRAM
"""
import os
import re
import shlex
import subprocess
import sys

BLOCK = re.compile(r"(<!-- demo-output: ([^\n]*?) -->\n```text\n)(.*?)(```\n<!-- /demo-output -->)",
                   re.S)
PAGES = ["README.md", os.path.join("docs", "worked-site.md")]
CUT = "[...]"
SKIPPED = 77


def output_of(root, program, arguments):
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "RACKFIT_PATH")}
    run = subprocess.run([program] + shlex.split(arguments), env=clean, text=True,
                         cwd=root, capture_output=True, check=False)
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


def refreshed(root, program, block):
    """The block as it stands while it is right, so that what was left out stays out."""
    output = output_of(root, program, block[2])
    right = block[3].strip() and difference(block[3], output) is None
    return block[0] if right else block[1] + output + block[4]


def judge_page(root, program, name):
    """The problems of one page, and whether it quotes anything."""
    path = os.path.join(root, name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if os.environ.get("RF_GOLDEN_UPDATE") == "1":
        text = BLOCK.sub(lambda m: refreshed(root, program, m), text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    problems = []
    blocks = [block for block in BLOCK.findall(text) if block[2].strip()]
    for _, arguments, excerpt, _ in blocks:
        part = difference(excerpt, output_of(root, program, arguments))
        if part is not None:
            problems.append(f"{name}: 'rackfit {arguments}' does not print:\n{part}")
    return problems, bool(blocks)


def main():
    root, program = sys.argv[1], os.path.abspath(sys.argv[2])
    problems = self_test()
    quoted = False
    for name in PAGES:
        wrong, some = judge_page(root, program, name)
        problems += wrong
        quoted = quoted or some
    if problems:
        print("\n".join(problems))
        return 1
    return 0 if quoted else SKIPPED


if __name__ == "__main__":
    sys.exit(main())
