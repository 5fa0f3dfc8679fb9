#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the commands of the golden cases once more with --format json and validates the answers.

Evaluations and derivations are held against the schemas that `rackfit schema json` and
`rackfit schema why` print, by tests/lint/json_schema.py. Every other JSON output must parse, name its own schema and hold no
floating-point number: quantities are whole numbers of base units.

usage: json_outputs.py ROOT PROGRAM
"""
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import run  # noqa: E402

SKIPPED = 77
SPEAKS_JSON = ("evaluate", "ask", "list", "show", "verify", "why", "compare")
WRITES = {"-o", "--output", "--plan"}
SCHEMAS = {"urn:rackfit:evaluation:1": "json", "urn:rackfit:why:1": "why",
           "urn:rackfit:compare:1": "compare"}


def as_json(words):
    """The command with JSON on standard output, or None when it has no such form."""
    if words[0] not in SPEAKS_JSON or "--help" in words:
        return None
    kept = []
    skip = False
    for word in words:
        if not skip and word not in ("--format", "-f", "--output", "-o", "--plan"):
            kept.append(word)
        skip = not skip and word in ("--format", "-f", "--output", "-o", "--plan")
    return kept + ["--format", "json"]


def call(program, case, folder, words):
    return subprocess.run([program] + words, cwd=folder, env=run.environment(case),
                          stdin=subprocess.DEVNULL, capture_output=True, check=False).stdout


def answers(program, case):
    """(command, JSON text) of a case; what writes files for others runs as written too."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(case, scratch, dirs_exist_ok=True)
        for line in run.lines_of(os.path.join(case, "args")):
            words = shlex.split(line)
            wanted = as_json(words) if words else None
            if wanted is None or set(words) & WRITES:
                call(program, case, scratch, words)
            text = call(program, case, scratch, wanted) if wanted else b""
            if text:  # an input that is refused has no answer; its golden case holds why
                yield wanted, text.decode()


def refuse_float(text):
    raise ValueError("a float: " + text)


def main():
    root, program = (os.path.abspath(argument) for argument in sys.argv[1:3])
    count = {word: 0 for word in SPEAKS_JSON}
    unnamed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in SCHEMAS.values():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(call(program, folder, folder, ["schema", name]))
        paths = {name: [] for name in SCHEMAS.values()}
        for name in sorted(os.listdir(run.CASES)):
            for words, text in answers(program, os.path.join(run.CASES, name)):
                document = json.loads(text, parse_float=refuse_float)
                count[words[0]] += 1
                schema = SCHEMAS.get(document["schema"])
                if schema is None:
                    unnamed += not document["schema"].startswith("urn:rackfit:")
                    unnamed += words[0] == "evaluate"
                    continue
                paths[schema].append(os.path.join(folder, f"{name}-{len(paths[schema])}-{schema}.json"))
                with open(paths[schema][-1], "w", encoding="utf-8") as file:
                    file.write(text)
        status = 0
        for schema, documents in paths.items():
            check = [sys.executable, os.path.join(root, "tests/lint/json_schema.py"),
                     os.path.join(folder, schema)]
            status = status or subprocess.run(check + documents, check=False).returncode
    print(", ".join(f"{number} {word}" for word, number in count.items()))
    if unnamed > 0 or 0 in count.values():
        print(f"{unnamed} name no schema; every verb above must have answered")
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
