#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles each header alone: a header includes what it needs. The public ones also as C++, where a
compiler for it is installed."""
import concurrent.futures
import os
import shlex
import shutil
import subprocess
import sys

import tree

FLAGS = ["-std=c17", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-fsyntax-only",
         "-D_DEFAULT_SOURCE", "-I.", "-Iinclude", "-x", "c", "-"]
CXX_FLAGS = ["-std=c++11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-Iinclude", "-x",
             "c++", "-"]
# Private headers of the rooms that know a library; others compile without any. Where a library that a
# build may do without is missing, its headers are left out.
PRIVATE = {"reports/paint": ["cairo", "pangocairo"], "planner/mip": ["clp", "cbc"]}
OPTIONAL = ("planner/mip",)


def left_out(header):
    rooms = [room for room in OPTIONAL if header.startswith(room + "/")]
    return any(subprocess.run(["pkg-config", "--exists"] + PRIVATE[room], check=False).returncode != 0
               for room in rooms)


def library_flags(header):
    for room, packages in PRIVATE.items():
        if header.startswith(room + "/"):
            # as of the system: their own warnings are not ours
            words = subprocess.run(["pkg-config", "--cflags"] + packages, text=True,
                                   capture_output=True, check=True).stdout
            return ["-isystem" + word[2:] if word.startswith("-I") else word for word in shlex.split(words)]
    return []


def compile_alone(top, header):
    """The compiler's words when the header, included twice, does not compile."""
    line = f'#include "{header}"\n'
    compiler = shlex.split(os.environ.get("CC", "cc"))
    run = subprocess.run(compiler + library_flags(header) + FLAGS, input=line * 2, cwd=top, text=True,
                         capture_output=True, check=False)
    return "" if run.returncode == 0 else f"{header}:\n{run.stderr}"


def compile_as_cxx(top, header):
    """The words of the C++ compiler about a public header."""
    run = subprocess.run(["c++"] + CXX_FLAGS, input=f'#include "{header}"\n', cwd=top, text=True,
                         capture_output=True, check=False)
    return "" if run.returncode == 0 else f"{header}, as C++:\n{run.stderr}"


def main():
    top = tree.root()
    headers = [name for name in tree.c_files(top) if name.endswith(".h") and not left_out(name)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = pool.map(lambda header: compile_alone(top, header), headers)
    problems = [result for result in results if result]
    if shutil.which("c++") is not None:
        public = [header for header in headers if header.startswith("include/")]
        problems += [words for words in (compile_as_cxx(top, header) for header in public) if words]
    if not headers:
        problems = ["no header found"]
    tree.finish(problems)


if __name__ == "__main__":
    sys.exit(main())
