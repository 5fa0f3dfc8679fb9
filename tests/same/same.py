#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Same input, same bytes.

usage: same.py ROOT PROGRAM...

Runs every program on shipped sites, in several locales, time zones, folders and with noise
in the environment, and compares text, JSON, CSV and plan bytes with those of the first
program in the C locale. Give programs of several compilers and optimisation levels. Drawings
and briefs are compared too, since all programs share one set of libraries and fonts.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

SITES = ["lake-mariner", "childress", "rockdale"]
REFERENCES = [None, "air-mine", "liquid-shell"]


def commands(folder):
    """(name, arguments, files written) of everything that is compared."""
    for site in SITES:
        for reference in REFERENCES:
            base = [site] + (["--reference", reference] if reference else [])
            for form in ["text", "json", "csv"]:
                yield ["evaluate", *base, "--format", form], []
            yield ["ask", *base], []
    asked = ["lake-mariner", "pods", "--reference", "liquid-shell", "--profile", "gb200-nvl72"]
    for form in ["text", "json", "dot"]:
        yield ["why", *asked, "--format", form], []
    mine = ["helios", "--reference", "air-mine", "--profile", "gb300-nvl72", "--by", "2032-12-31"]
    for form in ("text", "json", "csv"):
        yield ["compare", *mine, "--format", form], []
    retrofit = os.path.join(folder, "retrofit.xml")
    yield ["compare", *mine, "--plan", retrofit], [retrofit]
    yield ["export", *mine, "--format", "lp"], []
    yield ["why", "rockdale", "firm-utility", "--profile", "gb200-nvl72"], []
    plan, picture, brief = (os.path.join(folder, n) for n in ("plan.xml", "floor.svg", "brief.pdf"))
    yield ["evaluate", "lake-mariner", "--reference", "liquid-shell", "--plan", plan], [plan]
    yield ["draw", "lake-mariner", "--reference", "liquid-shell", "-o", picture], [picture]
    #    yield ["brief", "lake-mariner", "--reference", "liquid-shell", "-o", brief], [brief]


def results(program, sites, environment, cwd):
    """Digest of every output, in order."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for arguments, files in commands(folder):
            run = subprocess.run([program, *arguments, "--catalogue", sites], cwd=cwd,
                                 env={**os.environ, **environment}, capture_output=True)
            if run.returncode not in (0, 1, 4):
                sys.exit(f"{program} {' '.join(arguments)}: exit {run.returncode}\n"
                         f"{run.stderr.decode(errors='replace')}")
            data = [run.stdout] + [open(f, "rb").read() for f in files]
            name = " ".join(a for a in arguments if folder not in a)
            found.append((name, [hashlib.sha256(d).hexdigest() for d in data]))
    return found


def portuguese(folder):
    """A Portuguese locale made for this run, or nothing where localedef cannot."""
    if shutil.which("localedef") and os.path.exists("/usr/share/i18n/locales/pt_BR"):
        target = os.path.join(folder, "pt_BR.UTF-8")
        subprocess.run(["localedef", "-f", "UTF-8", "-i", "pt_BR", target],
                       capture_output=True, check=False)
        if os.path.isdir(target):
            return {"LOCPATH": folder, "LC_ALL": "pt_BR.UTF-8", "LANG": "pt_BR.UTF-8"}
    print("# no Portuguese locale can be made here (package locales): named only")
    return {"LC_ALL": "pt_BR.UTF-8", "LANG": "pt_BR.UTF-8"}


def main():
    root, programs = os.path.abspath(sys.argv[1]), [os.path.abspath(p) for p in sys.argv[2:]]
    sites = os.path.join(root, "sites")
    plain = {"LC_ALL": "C", "TZ": "UTC"}
    expected = results(programs[0], sites, plain, root)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        scenes = [("C locale", plain, root),
                  ("Portuguese locale, other time zone and folder",
                   {**portuguese(folder), "TZ": "Asia/Kathmandu", "NOISE": "x" * 5000}, folder)]
        for program in programs:
            for words, environment, cwd in scenes:
                for (name, want), (_, got) in zip(expected, results(program, sites, environment, cwd)):
                    if want != got:
                        bad += 1
                        print(f"differs: {program}: {words}: {name}")
    print(f"{len(expected)} commands, {len(programs)} programs, {len(scenes)} settings: {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
