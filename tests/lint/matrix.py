#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds docs/matrix.md against what the program says: every shipped site against every system.

usage: matrix.py ROOT PROGRAM
RF_GOLDEN_UPDATE=1 writes the file instead; read the difference before you keep it.
"""
import csv
import io
import os
import subprocess
import sys

MARKS = {"fit": "✔", "fit with measures": "◐", "no fit": "✖", "undecided": "◇", "unknown": "?"}
HEAD = """# Matrix: every shipped site against every system

Written by `RF_GOLDEN_UPDATE=1 python3 tests/lint/matrix.py . PROGRAM` from `rackfit evaluate SITE [--reference liquid-shell]
--format csv`; a test holds it. A cell is the verdict (✔ fit, ✖ no fit, ◇ undecided, ? unknown) and the critical IT
MW of the base case, rounded down; `–` means that nothing known limits the base case. The want is the site's own,
so a ✖ may stand beside many megawatts: they are fewer than asked for.

The worked examples, which are invented, are left out.

How to read it. No cell reads fit: no public text states firm megawatts, a re-study on change of use and zoning together, so
the unfavourable end is zero everywhere (`docs/results.md`). As known, ✖ is proven by a refused gate, by a date or by utility
power: `cayuga` by its zoning, Kyber by its date, sites with nothing energised by their utility figure. With the liquid
shell, three more reasons appear: air-cooled systems stop at 5 MW a hall (the shell's fan walls are drawn for the air share
of liquid racks), CS-3 wants water of 21 °C where the shell gives 31 °C, and large halls take one 25 MW module each, so sites
that ask for more than their described halls can take are no fit with this design: a verdict about the design, not the site.
Vera Rubin and the dense MI355X show 0 at the base because their mass exceeds the shell's slab of 2,500 kg/m² there.
"""


def rows_of(program, sites, site, reference):
    words = [program, "evaluate", site, "--format", "csv", "--catalogue", sites]
    words += ["--reference", reference] if reference else []
    clean = {k: v for k, v in os.environ.items() if k != "RACKFIT_PATH"}
    run = subprocess.run(words, capture_output=True, text=True, env=clean, check=False)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(words)}: exit {run.returncode}\n{run.stderr}")
    return list(csv.DictReader(io.StringIO(run.stdout)))


def cell(row):
    power = row["critical_it_mw_base"]
    return f"{MARKS[row['verdict']]} {int(float(power)) if power else '–'}"


def table(program, sites, reference):
    lines = []
    for site in sorted(n[:-4] for n in os.listdir(os.path.join(sites, "examples")) if n.endswith(".xml")):
        if site.startswith("worked-"):
            continue  # invented
        rows = rows_of(program, sites, site, reference)
        if not lines:
            names = [r["profile"] for r in rows]
            lines += ["| site | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
        lines.append(f"| {site} | " + " | ".join(cell(r) for r in rows) + " |")
    return "\n".join(lines)


def main():
    root, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    sites = os.path.join(root, "sites")
    text = (HEAD + "\n## As known\n\n" + table(program, sites, None) +
            "\n\n## With the reference design liquid-shell\n\n" + table(program, sites, "liquid-shell") + "\n")
    path = os.path.join(root, "docs", "matrix.md")
    if os.environ.get("RF_GOLDEN_UPDATE") == "1":
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    with open(path, encoding="utf-8") as file:
        kept = file.read()
    if kept != text:
        changed = [b for a, b in zip(kept.splitlines(), text.splitlines()) if a != b]
        print("docs/matrix.md is not what the program says; first new line:\n" + (changed or [""])[0])
        return 1
    print(f"{text.count(chr(10)) - HEAD.count(chr(10))} lines agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
