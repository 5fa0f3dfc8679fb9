#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the program in a copy of each folder of cases/ and compares all that a user would see.

A case holds
  args             one command line per line, without the word rackfit; '#' starts a remark
  env              optional, NAME=VALUE lines
  expect.stdout    of all command lines together; missing: nothing is printed
  expect.stderr    the same
  expect.status    one exit status per line; missing: all 0
  expect.files/    files that the commands write; every other change of a file is a failure
and whatever else the commands read. @ROOT@ stands for the top of the source tree.
RF_GOLDEN_UPDATE=1 writes the expectations instead; read the difference before you keep it.

usage: run.py ROOT PROGRAM [CASE...]
"""
import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases")
NOT_INPUT = ("args", "env", "expect.stdout", "expect.stderr", "expect.status", "expect.files")
CLEARED = ("COLUMNS", "NO_COLOR", "RACKFIT_PATH", "LC_ALL", "LANG")
EPOCH = "1767225600"  # 2026-01-01, for commands that would ask the clock


def lines_of(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def content(path):
    with open(path, "rb") as file:
        return file.read()


def snapshot(folder):
    """Relative path -> bytes of every file below folder."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            found[os.path.relpath(path, folder)] = content(path)
    return found


def environment(case):
    env = {name: value for name, value in os.environ.items() if name not in CLEARED}
    env["SOURCE_DATE_EPOCH"] = EPOCH
    env.update(line.split("=", 1) for line in lines_of(os.path.join(case, "env")))
    return env


def run_case(root, program, case):
    """What the commands printed, returned and wrote."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in os.listdir(case):
            if name not in NOT_INPUT:
                source = os.path.join(case, name)
                copy = shutil.copytree if os.path.isdir(source) else shutil.copy
                copy(source, os.path.join(scratch, name))
        before = snapshot(scratch)
        seen = {"stdout": b"", "stderr": b"", "status": b""}
        for line in lines_of(os.path.join(case, "args")):
            run = subprocess.run([program] + shlex.split(line), cwd=scratch, check=False,
                                 env=environment(case), stdin=subprocess.DEVNULL,
                                 capture_output=True)
            seen["stdout"] += run.stdout
            seen["stderr"] += run.stderr
            seen["status"] += b"%d\n" % run.returncode
        after = snapshot(scratch)
    if set(seen["status"].split()) == {b"0"}:
        seen["status"] = b""
    for stream in ("stdout", "stderr"):
        seen[stream] = seen[stream].replace(os.fsencode(root), b"@ROOT@")
    written = {name: data for name, data in after.items() if before.get(name) != data}
    written.update({name: b"(removed)" for name in before if name not in after})
    return seen, written


def expected(case):
    seen = {}
    for stream in ("stdout", "stderr", "status"):
        path = os.path.join(case, "expect." + stream)
        seen[stream] = content(path) if os.path.exists(path) else b""
    return seen, snapshot(os.path.join(case, "expect.files"))


def differences(wanted, got, what):
    if wanted == got:
        return []
    left, right = (text.decode("utf-8", "replace").splitlines() for text in (wanted, got))
    return list(difflib.unified_diff(left, right, "expected " + what, "got " + what, lineterm=""))


def compare(case, result):
    (seen, written), (want_seen, want_written) = result, expected(case)
    problems = []
    for stream, text in seen.items():
        problems += differences(want_seen[stream], text, stream)
    for name in sorted(set(written) | set(want_written)):
        problems += differences(want_written.get(name, b"(not written)"),
                                written.get(name, b"(not written)"), name)
    return problems


def update(case, result):
    seen, written = result
    for stream, text in seen.items():
        path = os.path.join(case, "expect." + stream)
        if text:
            with open(path, "wb") as file:
                file.write(text)
        elif os.path.exists(path):
            os.remove(path)
    folder = os.path.join(case, "expect.files")
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in written.items():
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


def main():
    root, program = (os.path.abspath(argument) for argument in sys.argv[1:3])
    names = sys.argv[3:] or sorted(name for name in os.listdir(CASES)
                                   if os.path.exists(os.path.join(CASES, name, "args")))
    print(f"1..{len(names)}")
    failed = len(names) == 0
    for number, name in enumerate(names, 1):
        case = os.path.join(CASES, name)
        result = run_case(root, program, case)
        if os.environ.get("RF_GOLDEN_UPDATE") == "1":
            update(case, result)
        problems = compare(case, result)
        failed = failed or bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems[:200]:
            print("# " + problem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
