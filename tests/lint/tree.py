# SPDX-License-Identifier: MIT
"""The files of the tree, and C text without comments and strings. Shared by the lints."""
import os
import re
import subprocess
import sys


def root():
    return sys.argv[1] if len(sys.argv) > 1 else "."


def git_listing(top):
    """What git lists, b"" without git or outside a repository."""
    try:
        return subprocess.run(
            ["git", "-C", top, "ls-files", "-co", "--exclude-standard", "-z"],
            capture_output=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return b""


def files(top):
    """Paths relative to top: tracked and new files, or everything without git."""
    listing = git_listing(top)
    if listing:
        names = {os.fsdecode(name) for name in listing.split(b"\0") if name}
        return sorted(name for name in names if os.path.isfile(os.path.join(top, name)))
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [f for f in folders if f not in (".git", "out") and not f.startswith("build")]
        found += [os.path.relpath(os.path.join(folder, name), top) for name in names]
    return sorted(found)


def c_files(top):
    return [name for name in files(top) if name.endswith((".c", ".h"))]


def read(top, name):
    """Text of a file, None when it is not UTF-8 text."""
    try:
        with open(os.path.join(top, name), encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        return None


_SKIPPED = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def bare(text):
    """C text with comments and literals blanked, lines kept."""
    return _SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def finish(problems):
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
