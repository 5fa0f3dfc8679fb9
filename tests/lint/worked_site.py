#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Redoes docs/worked-site.md: every command runs, every line of a calc block is right, and every
number with an arrow is the program's own.

A line of a block reads "label: expression = value unit -> NUMBER". The expression is redone, the
value may differ by one in its last digit. NUMBER is ID:limit, :used, :slack, :per-pod or :per-unit
of a requirement at the unfavourable end, or pods, units or critical-it, or peak-pue or one of the
year (annual-pue, annual-compressors ...); the program may differ by one in the last digit as well,
because it rounds at every quotient.

usage: worked_site.py ROOT PROGRAM
"""
import json
import os
import re
import shlex
import subprocess
import sys
from fractions import Fraction

PAGE = os.path.join("docs", "worked-site.md")
EVALUATE = ["evaluate", "worked", "-c", "docs/worked", "-p", "worked-rack", "-f", "json"]
BLOCK = re.compile(r"^```(sh|calc)\n(.*?)^```$", re.S | re.M)
LINE = re.compile(r"^(?:[^:]+: )?(?P<sum>[-+*/(). 0-9]+) = (?P<value>[0-9.]+)"
                  r"(?: (?P<unit>[^>]*?))?(?: -> (?P<number>\S+))?$")
TOKEN = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|[-+*/()])")
# unit of the page: base units of the program in it
BASE = {"kW": 10**6, "kW thermal": 10**6, "kVA": 10**6, "kWh": 10**6, "L/min": 60000, "ms": 1000,
        "kg/m2": 1000, "N": 1, "m": 1000, "Gb/s": 10**9, "degC": 1000, "MWh": 10**9, "PUE": 10**6}
KELVIN = 273150
PODS_A_UNIT = 4
ROW = re.compile(r"^\| [^|]+ \| `([^`]+)` \| ([0-9]+) \|$", re.M)
FIELDS = {"limit": "limit", "used": "used", "slack": "slack"}
DETAILS = {"per-pod": "per_pod", "per-unit": "per_unit"}
ENERGY = {"peak": "peak_hour", "annual": "year"}


def redo(text):
    """The exact value of a sum of products."""
    tokens = TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise ValueError(text)

    def atom():
        token = tokens.pop(0)
        if token == "(":
            value = total()
            if not tokens or tokens.pop(0) != ")":
                raise ValueError(text)
            return value
        return Fraction(token)

    def product():
        value = atom()
        while tokens and tokens[0] in "*/":
            value = value * atom() if tokens.pop(0) == "*" else value / atom()
        return value

    def total():
        value = product()
        while tokens and tokens[0] in "+-":
            value = value + product() if tokens.pop(0) == "+" else value - product()
        return value

    result = total()
    if tokens:
        raise ValueError(text)
    return result


def last_digit(value):
    places = len(value.split(".")[1]) if "." in value else 0
    return Fraction(1, 10**places)


def number_of(result, name):
    """The program's value in base units."""
    when, _, what = name.partition("-")
    if when in ENERGY:
        return result["energy"]["ends"][0][ENERGY[when]][what.replace("-", "_")]["value"]
    if ":" not in name:
        return result["ends"][0][name.replace("-", "_")]["value"]
    wanted, field = name.rsplit(":", 1)
    found = [r for r in result["requirements"] if r["id"] == wanted]
    if not found:
        raise ValueError(f"no requirement {wanted}")
    end = found[0]["ends"][0]
    if field in DETAILS:
        return end[DETAILS[field]][0]["demand"]["value"]
    return end[FIELDS[field]]["value"]


def base_value(value, unit):
    scale = BASE.get(unit, 1)
    return value * scale + (KELVIN if unit == "degC" else 0), scale


def judge(line, result):
    """What is wrong with a line, or None."""
    parts = LINE.match(line)
    if parts is None:
        return f"not a step: {line}"
    value = Fraction(parts["value"])
    digit = last_digit(parts["value"])
    if abs(redo(parts["sum"]) - value) >= digit:
        return f"is {float(redo(parts['sum'])):.6f}: {line}"
    if parts["number"] is not None:
        base, scale = base_value(value, parts["unit"] or "")
        says = number_of(result, parts["number"])
        if abs(says - base) >= max(digit * scale, 1):
            return f"the program has {says} base units, not {float(base):.0f}: {line}"
    return None


def most_pods(result, wanted):
    """The largest number of pods, in units of four, that a requirement alone would carry."""
    end = [r for r in result["requirements"] if r["id"] == wanted][0]["ends"][0]
    pod, unit = (end[key][0]["demand"]["value"] for key in ("per_pod", "per_unit"))
    pods = 0
    while pod * (pods + 1) + unit * -(-(pods + 1) // PODS_A_UNIT) <= end["limit"]["value"]:
        pods += 1
    return pods


def judge_alone(page, result):
    """The table of what each limit alone would carry, and that no sum is missing in it."""
    rows = dict(ROW.findall(page))
    problems = [f"{PAGE}: {wanted} alone carries {most_pods(result, wanted)} pods, not {pods}"
                for wanted, pods in rows.items() if most_pods(result, wanted) != int(pods)]
    alike = re.compile(r"(ups|bus|tx|backup-power/g)[23]$")
    for requirement in result["requirements"]:
        sums = requirement["ends"][0]["per_pod"][0]["demand"]["value"] > 0
        wanted = requirement["id"]
        if sums and wanted not in rows and not alike.search(wanted) and "energised" not in wanted:
            problems.append(f"{PAGE}: {wanted} is missing among what each limit alone carries")
    return problems


def self_test():
    result = {"ends": [{"pods": {"value": 27}}],
              "requirements": [{"id": "a", "ends": [{"limit": {"value": 3000000}}]}],
              "energy": {"ends": [{"year": {"pue": {"value": 1250000}}}]}}
    good = ["x: 1 + 2 * (3 - 1) = 5", "x: 2 / 3 = 0.67", "9 * 3 = 27 pods -> pods",
            "x: 3 = 3 kW -> a:limit", "x: 5 / 4 = 1.25 PUE -> annual-pue"]
    bad = ["x: 1 + 2 = 4", "x: 2 / 3 = 0.65", "9 * 3 = 27 kW -> a:limit", "x: 1 + = 1",
           "x: 6 / 5 = 1.20 PUE -> annual-pue"]
    wrong = [f"self-test refuses: {line}" for line in good if judge(line, result) is not None]
    for line in bad:
        try:
            caught = judge(line, result) is not None
        except (ValueError, IndexError):
            caught = True
        wrong += [] if caught else [f"self-test takes: {line}"]
    return wrong


def run(root, program, arguments):
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "RACKFIT_PATH")}
    return subprocess.run([program] + arguments, cwd=root, env=clean, text=True,
                          capture_output=True, check=False)


def main():
    root, program = sys.argv[1], os.path.abspath(sys.argv[2])
    with open(os.path.join(root, PAGE), encoding="utf-8") as file:
        page = file.read()
    problems = self_test()
    result = json.loads(run(root, program, EVALUATE).stdout)["profiles"][0]
    problems += judge_alone(page, result)
    steps = commands = 0
    for kind, text in BLOCK.findall(page):
        for line in text.splitlines():
            if kind == "calc":
                steps += 1
                problem = judge(line, result)
                problems += [] if problem is None else [f"{PAGE}: {problem}"]
                continue
            commands += 1
            words = shlex.split(line)
            status = run(root, program, words[1:]).returncode if words[0] == "rackfit" else -1
            problems += [] if status == 0 else [f"{PAGE}: status {status}: {line}"]
    if steps < 50 or commands < 2:
        problems.append(f"{PAGE}: only {steps} steps and {commands} commands were found")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
