#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The recipe "add a profile" of CONTRIBUTING.md, followed in an own folder.

usage: own_catalogue.py ROOT PROGRAM

A profile is copied under a new id, checked, listed, shown and judged; a second one overrides a
shipped profile; both through --catalogue and through RACKFIT_PATH. Without the folder nothing
of it remains.
"""
import os
import shutil
import subprocess
import sys
import tempfile

SHIPPED = "dgx-b200"
failures = []


def expect(holds, words):
    print(f"{'ok' if holds else 'not ok'} - {words}")
    if not holds:
        failures.append(words)


def main():
    root, program = (os.path.abspath(argument) for argument in sys.argv[1:3])
    clean = {name: value for name, value in os.environ.items() if name != "RACKFIT_PATH"}

    def run(*arguments, path=None):
        environment = {**clean, "RACKFIT_PATH": path} if path else clean
        done = subprocess.run([program, *arguments], env=environment, capture_output=True,
                              stdin=subprocess.DEVNULL, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def ids(*arguments, path=None):
        """The ids of `list profiles --format csv`."""
        code, out, _ = run("list", "profiles", "--format", "csv", *arguments, path=path)
        return [line.split(",")[0] for line in out.splitlines()[1:]] if code == 0 else []

    with tempfile.TemporaryDirectory() as folder:
        own = os.path.join(folder, "my-data")
        os.makedirs(os.path.join(own, "profiles"))
        mine = os.path.join(own, "profiles", "my-rack.xml")
        shutil.copy(os.path.join(root, "sites", "profiles", SHIPPED + ".xml"), mine)
        with open(mine, encoding="utf-8") as file:
            text = file.read()
        with open(mine, "w", encoding="utf-8") as file:
            file.write(text.replace(f'id="{SHIPPED}"', 'id="my-rack"', 1))

        shipped = ids()
        expect(SHIPPED in shipped and "my-rack" not in shipped, "the shipped list stands alone")
        expect(run("check", mine)[0] == 0, "check: the copy is a valid profile")
        expect(ids("--catalogue", own) == sorted(shipped + ["my-rack"]),
               "list --catalogue: the own profile extends the list")
        expect(ids(path=own) == sorted(shipped + ["my-rack"]),
               "list with RACKFIT_PATH: the same")
        expect("my-rack" in run("show", "my-rack", "-c", own)[1], "show: found by id")
        expect(run("show", "my-rack")[0] == 3, "show: unknown without the folder")
        code, out, _ = run("evaluate", "rockdale", "-r", "liquid-shell", "-p", "my-rack", "-c", own,
                           "-f", "csv")
        expect(code in (0, 1, 4) and "my-rack" in out, "evaluate: judged like any other")

        override = os.path.join(own, "profiles", SHIPPED + ".xml")
        with open(override, "w", encoding="utf-8") as file:
            start = text.index('name="') + len('name="')
            file.write(text[:start] + "Overridden: " + text[start:])
        expect("Overridden: " in run("show", SHIPPED, "-c", own)[1],
               "an own file overrides the shipped one of its id")
        expect("Overridden: " in run("show", SHIPPED, path=own)[1], "RACKFIT_PATH: the same")
        expect("Overridden: " not in run("show", SHIPPED)[1], "and only there")
        expect(ids("--catalogue", own) == sorted(shipped + ["my-rack"]),
               "what is overridden is listed once")
        empty = os.path.join(folder, "empty")
        os.mkdir(empty)
        expect("Overridden: " in run("show", SHIPPED, "-c", empty, "-c", own, path=empty)[1],
               "several folders: the first that holds it")
        code, _, err = run("list", "profiles", "-c", os.path.join(folder, "nowhere"))
        expect(code != 0 and "nowhere" in err, "a folder that is not there is refused")
    print(f"{len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
