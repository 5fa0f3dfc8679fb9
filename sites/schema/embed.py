#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a C source that holds the given schemas as text: embed.py OUT.c NAME.xsd ..."""
import pathlib
import sys


def quoted(line: bytes) -> str:
    """One line of a schema as a C string literal; octal keeps what is not plain ASCII."""
    parts = []
    for byte in line + b"\n":
        char = chr(byte)
        if char in '"\\?':
            parts.append("\\" + char)
        elif char == "\n":
            parts.append("\\n")
        elif 32 <= byte < 127:
            parts.append(char)
        else:
            parts.append(f"\\{byte:03o}")
    return '     "' + "".join(parts) + '"'


def main() -> None:
    out, *schemas = map(pathlib.Path, sys.argv[1:])
    rows = ["/* Written by embed.py from the schemas. */",
            '#include "sites/read/schema_texts.h"',
            "",
            "const rfi_schema_row rfi_schema_rows[] = {"]
    for schema in sorted(schemas):
        lines = schema.read_bytes().rstrip(b"\n").split(b"\n")
        rows.append(f'    {{"{schema.stem}",')
        rows.extend(quoted(line) for line in lines)
        rows[-1] += "},"
    rows += ["    {NULL, NULL},", "};", ""]
    out.write_text("\n".join(rows), encoding="ascii")


if __name__ == "__main__":
    main()
