#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""House rules that a machine can hold: lengths, licence line, words and calls out of place."""
import os
import re
import sys

import tree

LONGEST_FILE = 800
LONGEST_FUNCTION = 80
CODE = (".c", ".h", ".py", ".sh", "meson.build", "meson_options.txt")
SCRIPTS = ("dev", ".ci/run")

# In libraries: no environment, clock, locale, exit or terminal.
CALLS = re.compile(r"\b(getenv|setlocale|strtod|strtof|strtold|atof|atoi|atol|time|clock|localtime|"
                   r"gmtime|rand|srand|exit|abort|_exit|printf|puts|putchar|isalpha|isspace|isdigit|"
                   r"isalnum|toupper|tolower|strcpy|strcat|sprintf|gets)\s*\(")
TERMINAL = re.compile(r"\b(stderr|stdout)\b")
OPEN_WORDS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|^\s*#\s*if 0\b", re.M)
# An absolute path is one of the system's or it is somebody's machine.
ABSOLUTE = re.compile(r"(?<![\w.:/<>*)\]}$@-])/([A-Za-z][\w-]*)/[\w.]")
SYSTEM = {"usr", "etc", "dev", "proc", "bin", "sbin", "lib", "tmp", "var", "sys", "run"}
# Text of these kinds is read for words and paths.
PROSE = (".md", ".xml", ".xsd", ".json", ".yml", ".txt", ".supp") + CODE


def place(path, text, offset):
    return f"{path}:{text.count(chr(10), 0, offset) + 1}"


def functions(text):
    """(first line, lines) of each function: Linux braces put { and } at the margin."""
    start = None
    for number, line in enumerate(text.split("\n"), 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            yield start, number - start - 1
            start = None


def check_c(path, text):
    for line, length in functions(text):
        if length > LONGEST_FUNCTION:
            yield f"{path}:{line}: a function of {length} lines, at most {LONGEST_FUNCTION}"
    if path.startswith(("planner/cli/", "tests/")):
        return
    code = tree.bare(text)
    for match in CALLS.finditer(code):
        yield f"{place(path, text, match.start())}: {match.group(1)}() has no place in a library"
    for match in TERMINAL.finditer(code):
        yield f"{place(path, text, match.start())}: a library does not know {match.group(1)}"


def check(path, text):
    is_code = path.endswith(CODE) or path in SCRIPTS
    if is_code and text and "SPDX-License-Identifier: MIT" not in "\n".join(text.split("\n")[:3]):
        yield f"{path}:1: no SPDX line"
    if is_code and text.count("\n") > LONGEST_FILE:
        yield f"{path}:{LONGEST_FILE + 1}: {text.count(chr(10))} lines, at most {LONGEST_FILE}"
    if path.endswith((".c", ".h")):
        yield from check_c(path, text)
    if not is_code and not path.endswith(PROSE):
        return
    for match in OPEN_WORDS.finditer(text):
        yield f"{place(path, text, match.start())}: left open: {match.group().strip()}"
    for match in ABSOLUTE.finditer(text):
        rooted = text[: match.start()].rstrip("\"' ").endswith(("TEST_ROOT", "SOURCE_ROOT"))
        if match.group(1) not in SYSTEM and not rooted:
            yield f"{place(path, text, match.start())}: the path of a machine: {match.group()}"


def self_test():
    head = "/* SPDX-License-Identifier: MIT */\n"
    refused = [
        ("planner/base/a.c", "int x;\n"),
        ("planner/base/a.c", head + "int f(void)\n{\n" + "    g();\n" * 81 + "}\n"),
        ("planner/base/a.c", head + "    t = time(NULL);\n"),
        ("planner/base/a.c", head + "    fputs(s, stderr);\n"),
        ("planner/base/a.c", head + "\n" * 801),
        ("planner/cli/a.c", head + "/* FIX" "ME */\n"),
        ("docs/a.md", "see /" "home/somebody\n"),
    ]
    accepted = [
        ("planner/base/a.c", head + "/* time( in a comment */ char *s = \"exit(1)\";\n"),
        ("planner/cli/a.c", head + "    t = time(NULL);\n"),
        ("planner/base/a.c", head + "    rise_time(1);\n"),
        ("docs/a.md", "https://example.org/a/b and /usr/share/x and and/or/not\n"),
    ]
    return [f"self-test: should be refused: {case}" for case in refused if not list(check(*case))] \
        + [f"self-test: should pass: {case}" for case in accepted if list(check(*case))]


def main():
    top = tree.root()
    problems = self_test()
    for path in tree.files(top):
        text = tree.read(top, path)
        if text is not None:
            problems += check(path.replace(os.sep, "/"), text)
    tree.finish(problems)


if __name__ == "__main__":
    sys.exit(main())
