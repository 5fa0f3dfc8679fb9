#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`rackfit export` against other solvers: CBC and GLPK reach the optimum that `rackfit compare`
certifies, and the cores that Z3 finds among the rows of a no-fit are conflicts as ours are.

usage: export_agrees.py ROOT PROGRAM
Solvers that are not installed are left out; without any the test is skipped (77).
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
CASES = "tests/golden/cases"
OWN = ["--catalogue", "catalogue", "--profile", "pair", "--measures", "few"]
# folder below the source tree, arguments of compare and export alike
POWER = [
    (".", ["helios", "-r", "air-mine", "-p", "gb300-nvl72", "--by", "2032-12-31", "-g", "power"]),
    (".", ["lake-mariner", "-r", "liquid-shell", "-p", "gb300-nvl72", "-g", "power", "--budget", "90 MUSD"]),
    (CASES + "/export", ["warm.xml"] + OWN + ["-g", "power", "--budget", "200 kUSD"]),
]
COST = [(CASES + "/export", ["warm.xml"] + OWN)]
NO_FIT = [(CASES + "/compare-two-conflicts", ["both.xml"] + OWN),
          (CASES + "/compare-repair", ["short.xml"] + OWN)]
NOTHING = """<measures xmlns="urn:rackfit:1" id="nothing" name="Nothing" as-of="2026-11-01"></measures>
"""


def run(words, folder, **more):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, **more)


def call(program, folder, words):
    done = run([program] + words, folder)
    if not done.stdout:
        raise SystemExit("rackfit " + " ".join(words) + "\n" + done.stderr)
    return done.stdout


def by_cbc(path):
    out = run(["cbc", path, "ratio", "0", "allow", "0", "solve"], ".").stdout
    found = re.search(r"Objective value:\s+(\S+)", out)
    return round(float(found.group(1))) if found else None


def by_glpk(path):
    with tempfile.TemporaryDirectory() as scratch:
        form = "--freemps" if path.endswith(".mps") else "--lp"
        out = os.path.join(scratch, "out")
        # with its other rules of branching GLPK 5.0 cuts off the best plan of helios by rounding
        run(["glpsol", form, path, "--pcost", "--tmlim", "60", "-w", out], ".")
        with open(out, encoding="ascii") as file:
            found = re.search(r"^s mip \d+ \d+ (\w) (\S+)", file.read(), re.MULTILINE)
    return round(float(found.group(2))) if found and found.group(1) == "o" else None


SOLVERS = {"cbc": by_cbc, "glpsol": by_glpk}


def optimum(program, folder, words, goal):
    """What compare certifies: milliwatt, or whole dollars with the sign of a gain."""
    plan = json.loads(call(program, folder, ["compare"] + words + ["-f", "json"]))["recommended"]
    if plan["proof"] != "certified":
        raise SystemExit("not certified: " + " ".join(words))
    return plan["critical_it"]["value"] if goal == "power" else -plan["cost"]["base"]["value"] // 1000000


def agree(program, root, scratch, folder, words, goal):
    """Complaints about one question."""
    folder = os.path.join(root, folder)
    wanted = optimum(program, folder, words, goal)
    wrong = []
    for form in ("lp", "mps"):
        path = os.path.join(scratch, "problem." + form)
        with open(path, "w", encoding="utf-8") as file:
            file.write(call(program, folder, ["export"] + words + ["-f", form]))
        for name, solve in SOLVERS.items():
            if shutil.which(name):
                got = solve(path)
                got = -got if form == "mps" and got is not None else got
                if got is None or abs(got - wanted) > abs(wanted) * 1e-9:
                    wrong.append(f"{name}, {form}: {got}, certified {wanted}")
    return wrong


# ---- conflicts ------------------------------------------------------------------------------


def read_lp(text):
    """Rows (name, [(coefficient, variable)], limit) and bounds of an exported LP."""
    rows, bounds = [], []
    body = re.search(r"Subject To\n(.*?)Bounds\n(.*?)Generals", text, re.DOTALL)
    for row in re.findall(r" (\S+):((?:\s+[+-]?\d+ \S+)+)\s+<= (-?\d+)", body.group(1)):
        terms = re.findall(r"([+-]?\d+) (\S+)", row[1])
        rows.append((row[0], [(int(c), v) for c, v in terms], int(row[2])))
    for low, name, high in re.findall(r" (-?\d+) <= (\S+) <= (-?\d+)", body.group(2)):
        bounds.append((int(low), name, int(high)))
    return rows, bounds


def number(value):
    return f"(- {-value})" if value < 0 else str(value)


def core(rows, bounds, named, active):
    """None when the active rows can all hold; else the named ones that Z3 needs."""
    lines = ["(set-option :produce-unsat-cores true)"]
    for low, name, high in bounds:
        lines.append(f"(declare-const |{name}| Int)")
        lines.append(f"(assert (<= {number(low)} |{name}| {number(high)}))")
    for name, terms, limit in rows:
        total = " ".join(f"(* {number(c)} |{v}|)" for c, v in terms)
        test = f"(<= (+ 0 {total}) {number(limit)})"
        if name in named and name in active:
            lines.append(f"(assert (! {test} :named |{name}|))")
        elif name not in named:
            lines.append(f"(assert {test})")
    lines += ["(check-sat)", "(get-unsat-core)"]
    out = run(["z3", "-in", "-T:60"], ".", input="\n".join(lines)).stdout.split("\n", 1)
    if out[0] == "sat":
        return None
    if out[0] != "unsat":
        raise SystemExit("z3: " + out[0])
    return set(re.findall(r"[^\s()|]+", out[1]))


def cores(program, root, scratch, folder, words):
    folder = os.path.join(root, folder)
    nothing = os.path.join(scratch, "nothing.xml")
    with open(nothing, "w", encoding="utf-8") as file:
        file.write(NOTHING)
    words = [nothing if word == "few" else word for word in words]
    names = os.path.join(scratch, "names.txt")
    text = call(program, folder, ["export"] + words + ["-g", "cost", "--map", names])
    answer = json.loads(call(program, folder, ["compare"] + words + ["-f", "json"]))
    with open(names, encoding="utf-8") as file:
        kinds = [line.rstrip("\n").split("\t") for line in file]
    ids = {of: exported for kind, exported, of in kinds if kind == "row" and "/" in of}
    rows, bounds = read_lp(text)
    named = set(ids.values())
    wrong = []
    theirs = core(rows, bounds, named, named)
    if not theirs or core(rows, bounds, named, theirs) is None:
        wrong.append(f"no core is a conflict: {theirs}")
    for conflict in answer["conflicts"]:
        members = [m["requirement"] for m in conflict["members"]]
        # the same row of every identical hall stands for a member
        tails = [m.split("/", 1)[1] if "." in m.split("/")[0] else None for m in members]
        halls = [m.split("/")[0].split(".")[0] for m in members]
        like = [[n for i, n in ids.items() if i == m or (t and i.split("/", 1)[1] == t and
                                                         i.split(".")[0] == h)]
                for m, t, h in zip(members, tails, halls)]
        if core(rows, bounds, named, {n for each in like for n in each}) is None:
            wrong.append(f"not ruled out by {members}")
        for k in range(len(like)):
            rest = {n for i, each in enumerate(like) for n in each if i != k}
            if core(rows, bounds, named, rest) is not None:
                wrong.append(f"ruled out without {members[k]}")
    return wrong if answer["conflicts"] else wrong + ["no conflict"]


def main():
    root, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    if not any(shutil.which(name) for name in list(SOLVERS) + ["z3"]):
        print("1..0 # SKIP no other solver is installed")
        return SKIPPED
    jobs = [(agree, (f, w, g)) for cases, g in ((POWER, "power"), (COST, "cost")) for f, w in cases]
    jobs += [(cores, (f, w)) for f, w in NO_FIT] if shutil.which("z3") else []
    failed = 0
    print(f"1..{len(jobs)}")
    with tempfile.TemporaryDirectory() as scratch:
        for count, (judge, what) in enumerate(jobs, 1):
            wrong = judge(program, root, scratch, *what)
            failed += 1 if wrong else 0
            print(f"{'not ok' if wrong else 'ok'} {count} - {judge.__name__}: {' '.join(what[1])}")
            for line in wrong:
                print("# " + line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
