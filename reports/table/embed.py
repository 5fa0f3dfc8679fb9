# SPDX-License-Identifier: MIT
"""Turns a text file into a C function that returns it.

usage: embed.py INPUT OUTPUT HEADER FUNCTION
"""
import sys

ESCAPES = {ord('"'): '\\"', ord('\\'): '\\\\', ord('\n'): '\\n', ord('?'): '\\?'}


def quoted(line):
    out = []
    for byte in line:
        if byte in ESCAPES:
            out.append(ESCAPES[byte])
        elif 0x20 <= byte < 0x7F:
            out.append(chr(byte))
        else:
            out.append('\\%03o' % byte)
    return '"' + ''.join(out) + '"'


def main(source, target, header, function):
    with open(source, 'rb') as stream:
        lines = stream.read().splitlines(keepends=True)
    with open(target, 'w', encoding='ascii', newline='\n') as stream:
        stream.write('#include "%s"\n\nconst char *%s(void)\n{\n    return\n' % (header, function))
        for line in lines or [b'']:
            stream.write('        %s\n' % quoted(line))
        stream.write('        ;\n}\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
