#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the #include lines against the map of rooms: who may know whom."""
import re
import sys

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)

# Room -> rooms that it may include besides itself. The public header is a room too.
ARROWS = {
    "include/rackfit": [],
    "planner/base": ["include/rackfit"],
    "planner/model": ["include/rackfit", "planner/base"],
    "planner/solve": ["include/rackfit", "planner/base"],
    "planner/mip": ["include/rackfit", "planner/base", "planner/solve"],
    "planner/capacity": ["include/rackfit", "planner/base", "planner/model"],
    "planner/layout": ["include/rackfit", "planner/base", "planner/model", "planner/solve"],
    "planner/money": ["include/rackfit", "planner/base", "planner/model"],
    "planner/check": ["include/rackfit", "planner/base", "planner/model"],
    "planner/decide": ["include/rackfit", "planner/base", "planner/model", "planner/solve",
                       "planner/capacity", "planner/layout", "planner/money"],
    "planner/screen": ["include/rackfit", "planner/base", "planner/model", "planner/decide"],
    "planner/cli": ["include/rackfit"],
    "sites/read": ["include/rackfit", "planner/base", "planner/model"],
    "reports": ["include/rackfit", "planner/base", "planner/model"],
    "planner/api": None,  # implements the public header: may know every room
    "tests": None,
}

ISO = set("""assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal
stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time
uchar wchar wctype""".split())
PUBLIC = {"stdbool", "stddef", "stdint"}
# Rooms that talk to the operating system.
SYSTEM_ROOMS = ("planner/cli", "planner/mip", "planner/solve/mip_client.c", "sites/read", "tests")
# Header pattern -> the only files or folders that may include it.
LIBRARIES = [
    (re.compile(r"libxml/"), ["sites/read/xml.c", "tests"]),
    (re.compile(r"pcre2"), ["sites/read/quantity.c", "sites/read/draft.c", "tests"]),
    (re.compile(r"(cairo|pango|fontconfig|glib|gobject|freetype|ft2build)"),
     ["reports/paint", "tests"]),
    (re.compile(r"(Cbc|Clp|Coin|Osi)"), ["planner/mip"]),
    (re.compile(r"(cmocka|jansson)\.h"), ["tests"]),
    (re.compile(r"sys/mman\.h"), ["planner/base/arena.c", "tests"]),
    (re.compile(r"execinfo\.h"), ["tests/fault"]),
    (re.compile(r"rackfit/"), ["tests/examples"]),  # there as a stranger would write it
]
POSIX = re.compile(r"(sys/|unistd|fcntl|dirent|poll|termios|spawn|pthread|libgen)")


def room_of(path):
    matches = [room for room in ARROWS if path.startswith(room + "/")]
    return max(matches, key=len) if matches else None


def inside(path, places):
    return any(path == place or path.startswith(place + "/") for place in places)


def local_problem(path, room, target):
    """What is wrong with #include "target" in a file of this room, or None."""
    if target.startswith("rackfit/"):
        target = "include/" + target
    if "/" not in target or target.startswith("."):
        return f'"{target}": write the path from the top of the tree'
    other = room_of(target)
    if other is None:
        return f'"{target}" lies in no room'
    if other == room or ARROWS[room] is None or other in ARROWS[room]:
        return None
    if room == "planner/cli":
        return f'"{target}": the program knows the public header only'
    return f'"{target}": {room} may not know {other}'


def system_problem(path, room, target):
    for pattern, places in LIBRARIES:
        if pattern.match(target):
            return None if inside(path, places) else f"<{target}> belongs into {places[0]}"
    name = target.removesuffix(".h")
    if room == "include/rackfit":
        return None if name in PUBLIC else f"<{target}>: the public header includes libc only"
    if name in ISO:
        return None
    if POSIX.match(target):
        return None if inside(path, SYSTEM_ROOMS) else f"<{target}>: this room asks no system"
    return f"<{target}> is a library that no room may include"


def check(path, text):
    room = room_of(path)
    if room is None:
        yield f"{path}:1: lies in no room"
        return
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start(2)) + 1
        judge = local_problem if match.group(1) == '"' else system_problem
        problem = judge(path, room, match.group(2))
        if problem:
            yield f"{path}:{line}: {problem}"


def self_test():
    """The rules refuse what they are there for."""
    refused = [
        ("planner/cli/a.c", '#include "planner/base/diag.h"'),
        ("planner/solve/a.c", '#include "planner/model/site.h"'),
        ("planner/check/a.c", '#include "planner/capacity/a.h"'),
        ("planner/decide/a.c", '#include "sites/read/read.h"'),
        ("reports/table/a.c", '#include "planner/decide/a.h"'),
        ("sites/read/site.c", "#include <libxml/tree.h>"),
        ("reports/brief/a.c", "#include <cairo.h>"),
        ("planner/solve/a.c", "#include <Cbc_C_Interface.h>"),
        ("planner/solve/a.c", "#include <spawn.h>"),
        ("planner/layout/a.c", "#include <unistd.h>"),
        ("planner/base/text.c", "#include <sys/mman.h>"),
        ("include/rackfit/a.h", "#include <stdio.h>"),
        ("planner/model/a.c", '#include "../base/text.h"'),
        ("elsewhere/a.c", ""),
    ]
    accepted = [
        ("planner/cli/a.c", '#include "rackfit/rackfit.h"\n#include <unistd.h>'),
        ("planner/decide/a.c", '#include "planner/layout/layout.h"\n#include <math.h>'),
        ("sites/read/xml.c", "#include <libxml/parser.h>"),
        ("planner/mip/a.c", '#include <Clp_C_Interface.h>\n#include "planner/solve/mip_wire.h"'),
        ("planner/solve/mip_client.c", "#include <spawn.h>"),
        ("reports/paint/a.c", "#include <pango/pangocairo.h>"),
        ("planner/api/a.c", '#include "reports/table/table.h"'),
    ]
    return [f"self-test: should be refused: {case}" for case in refused if not list(check(*case))] \
        + [f"self-test: should pass: {case}" for case in accepted if list(check(*case))]


def main():
    top = tree.root()
    problems = self_test()
    for path in tree.c_files(top):
        text = tree.read(top, path)
        problems += [f"{path}:1: not UTF-8"] if text is None else list(check(path, text))
    tree.finish(problems)


if __name__ == "__main__":
    sys.exit(main())
