#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the manual page of a document kind (section 5) from the descriptor reference.

usage: formats.py DESCRIPTOR.md KIND VERSION > rackfit-KIND.5"""
import re
import sys

WORDS = {
    'site': 'descriptor of a site: power, cooling, halls, links, permissions and what is wanted',
    'profile': 'an accelerator system as racks, pod and scalable unit',
    'measures': 'catalogue of retrofit measures with cost, time and effects',
    'climate': 'design extremes and joint bins of a year',
    'plan': 'a plan that rackfit verify tests from files alone',
}


def roff(text):
    """One line of Markdown as man(7) takes it."""
    text = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', text).replace('\\|', '|').replace('\\', '\\e')
    text = text.replace('-', '\\-').replace("'", '\\(aq')
    text = re.sub(r'`([^`]*)`', r'\\fB\1\\fR', text)
    text = re.sub(r'\*\*([^*]*)\*\*', r'\\fB\1\\fR', text)
    return '\\&' + text if text.startswith('.') else text


def section(page, title):
    found = re.search(rf'^## {re.escape(title)}\n(.*?)(?=^## |\Z)', page, re.S | re.M)
    if found is None:
        sys.exit(f'the reference has no section "{title}"')
    return found.group(1).strip('\n').split('\n')


def body(lines):
    """Tables become tagged paragraphs, everything else paragraphs."""
    out, table = [], 0
    for line in lines:
        if line.startswith('|'):
            cells = [cell.strip() for cell in re.split(r'(?<!\\)\|', line)[1:-1]]
            table += 1
            if table > 2:  # head and rule
                out += ['.TP', roff(cells[0]), roff('; '.join(cell for cell in cells[1:] if cell)) or '\\&']
            continue
        table = 0
        out.append('.PP' if line == '' else roff(line))
    return out


def main(path, kind, version):
    with open(path, encoding='utf-8') as stream:
        page = stream.read()
    lines = [f'.TH RACKFIT\\-{kind.upper()} 5 "" "rackfit {version}" "File formats"',
             '.SH NAME', f'rackfit\\-{kind} \\- ' + roff(WORDS[kind]),
             '.SH DESCRIPTION', *body(section(page, f'`{kind}`')),
             '.SH VALUES', *body(section(page, 'Values')),
             '.SH SEE ALSO', '.BR rackfit (1),', '.BR rackfit\\-schema (1)']
    sys.stdout.reconfigure(encoding='utf-8')
    print('\n'.join(lines))


if __name__ == '__main__':
    main(*sys.argv[1:4])
