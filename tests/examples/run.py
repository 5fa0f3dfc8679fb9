#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs an example and compares what it prints with the output quoted in the documentation.

usage: run.py DOCUMENT PROGRAM...
"""
import os
import subprocess
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = file.read()
    for program in sys.argv[2:]:
        done = subprocess.run([program], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done
        name = os.path.basename(program)
        quoted = f"$ ./{name}\n{done.stdout}```"
        assert quoted in document, f"{sys.argv[1]} does not quote what {name} prints:\n{quoted}"
    print("every example prints what the document says")
    return 0


if __name__ == "__main__":
    sys.exit(main())
