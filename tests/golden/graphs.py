#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads the graphs that `rackfit why --format dot` draws.

Every line must be one that a graph may hold, labels escaped; every edge must lead from a node
that was stated to one stated later, and all nodes but the first must be reached exactly once.
Where Graphviz is installed it has to accept each graph too. Names of a hostile site must not
get out of their labels.

usage: graphs.py ROOT PROGRAM
"""
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

sys.dont_write_bytecode = True
import run  # noqa: E402

TEXT = r'"(?:[^"\\\n]|\\.)*"'
INK = r'"#[0-9a-f]{6}"'
FRAME = re.compile(rf'  (?:rankdir=LR|label={TEXT}|fontname={TEXT}|node \[[^\]]*\]|edge \[[^\]]*\]);')
NODE = re.compile(rf'  n(\d+) \[label={TEXT}, fillcolor={INK}, color={INK}, fontcolor={INK}'
                  r'(?:, style="filled,dashed")?\];')
EDGE = re.compile(r'  n(\d+) -> n(\d+)(?: \[style=dashed\])?;')

QUESTIONS = [
    ["lake-mariner", "pods", "--reference", "liquid-shell", "--profile", "gb200-nvl72"],
    ["lake-mariner", "verdict", "--reference", "air-mine", "--profile", "gb200-nvl72"],
    ["rockdale", "firm-utility", "--profile", "dgx-b200", "--end", "favourable"],
    ["rockdale", "D-01", "--profile", "dgx-b200", "--depth", "2"],
]

HOSTILE = """<site xmlns="urn:rackfit:1" id="trap" name='A "quoted" \\n -> n0 [label=x]; // name' as-of="2026-11-01">
  <source id="s" title='say "hi" \\' date="2026-10-01" grade="A"/>
  <grid><interconnect id="poi" energised="4 MW at utility" firm="4 MW at utility" src="s"/></grid>
</site>
"""


def problems(text):
    lines = text.split("\n")
    if lines[0] != "digraph why {" or lines[-2:] != ["}", ""]:
        yield "no graph from its first to its last line"
        return
    nodes, reached = set(), set()
    for line in lines[1:-2]:
        node, edge = NODE.fullmatch(line), EDGE.fullmatch(line)
        if node:
            nodes.add(int(node.group(1)))
        elif edge:
            start, end = int(edge.group(1)), int(edge.group(2))
            if start not in nodes or end not in nodes or end in reached or start >= end:
                yield f"an edge out of order: {line}"
            reached.add(end)
        elif not FRAME.fullmatch(line):
            yield f"no line of a graph: {line}"
    if nodes - reached != {0}:
        yield "nodes that nothing leads to"


def drawn(text):
    result = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=False)
    if result.returncode != 0 or result.stderr:
        yield "dot refuses it: " + result.stderr.decode(errors="replace")
    else:
        ET.fromstring(result.stdout)


def self_test():
    frame = "digraph why {\n  rankdir=LR;\n%s}\n"
    node = '  n%d [label="a", fillcolor="#ffffff", color="#17202b", fontcolor="#17202b"];\n'
    assert not list(problems(frame % (node % 0 + node % 1 + "  n0 -> n1;\n")))
    for wrong in (node % 0 + node % 1, node % 0 + "  n0 -> n1;\n", node % 0 + "  x;\n",
                  (node % 0).replace('"a"', '"a""')):
        assert list(problems(frame % wrong)), wrong


def main():
    program = os.path.abspath(sys.argv[2])
    self_test()
    with_dot = shutil.which("dot") is not None
    failed = False
    with run.tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "trap.xml"), "w", encoding="utf-8") as file:
            file.write(HOSTILE)
        for question in [*QUESTIONS, ["trap.xml", "firm-utility", "--profile", "dgx-b200"]]:
            answer = subprocess.run([program, "why", *question, "--format", "dot"], cwd=folder,
                                    env=run.environment(folder), capture_output=True, check=False)
            text = answer.stdout.decode()
            found = [answer.stderr.decode()] if answer.returncode else list(problems(text))
            found += drawn(text) if with_dot and not found else []
            failed = failed or bool(found)
            print(" ".join(question), "-", "; ".join(found[:5]) or f"{text.count(' -> ')} edges")
    print("drawn by Graphviz" if with_dot else "Graphviz is not installed: not drawn")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
