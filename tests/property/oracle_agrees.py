#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds `rackfit evaluate` against the oracle: every limit and demand of every requirement, the
pods at the three ends and the want, for the shipped sites with and without each reference design
and for seeded small ones. At the end stands how many rows of each kind were compared; a kind that
never arose fails. Usage: oracle_agrees.py SOURCE PROGRAM [FIRST COUNT [shipped]]

Where programs run slowly (ORACLE_SITES, a wrapper, a sanitizer) fewer seeds do."""
import collections
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE, PROGRAM = Path(sys.argv[1]), sys.argv[2]
sys.path[:0] = [str(SOURCE / 'tests'), str(SOURCE / 'tests' / 'property')]
import attempts
import documents
import oracle
import oracle_sites

RULES = documents.read_rules(SOURCE / 'planner' / 'model' / 'rules.h')
SITES = SOURCE / 'sites'
COMPARED = collections.Counter()  # rows of a kind at an end, numbers on both sides
PARTS = ('per_pod', 'per_unit', 'per_idle_hall', 'per_converted_hall')


def value(quantity):
    return documents.INF if quantity.get('unbounded') else quantity['value']


def idle(terms):
    """A sum that nothing loads says nothing: either side may leave it out."""
    return terms[1] == 0 and not any(v for part in terms[2:] for v in part.values())


def numbers(end):
    """What the program states of a row at an end, as the oracle does."""
    parts = [{c['hall']: value(c['demand']) for c in end.get(key, ())} for key in PARTS]
    return [value(end['limit']), value(end['fixed']), *parts]


def alike(mine, theirs):
    halls = set().union(*mine[2:], *theirs[2:])
    return mine[:2] == theirs[:2] and all(a.get(h, 0) == b.get(h, 0) for a, b in zip(mine[2:], theirs[2:]) for h in halls)


def covered(name, terms, others):
    """A state of a node says nothing beside another one that leaves no more and asks no less; of equal
    ones, and where parts differ by their grain alone, either side may keep its own."""
    node, _, state = name.partition('@')
    halls = set().union(*terms[2:])
    return state and any(other.partition('@')[0] == node and found[0] <= terms[0] and found[1] >= terms[1]
                         and all(b.get(h, 0) >= a.get(h, 0) for a, b in zip(terms[2:], found[2:]) for h in halls) for other, found in others.items())


def row_differences(rows, stated):
    def terms(r):
        return [r.limit, r.fixed, r.pod, r.unit, r.idle, r.standing]
    mine = {name: terms(r) for name, r in rows.items()}
    theirs = {name: numbers(end) for name, end in stated.items()}
    for name in sorted(rows.keys() | stated.keys()):
        if name not in mine or name not in theirs:
            said = mine.get(name) or theirs[name]
            if not idle(said) and not covered(name, said, theirs if name in mine else mine):
                yield f'{name}: only the {"oracle" if name in mine else "program"} asks for it'
        elif rows[name].unknown != stated[name]['unknown']:
            if not idle(theirs[name] if rows[name].unknown else mine[name]):
                yield f'{name}: known to the {"program" if rows[name].unknown else "oracle"} only'
        elif not rows[name].unknown:
            COMPARED[name.split('/')[1]] += 1
            COMPARED['demand that stands'] += theirs[name][1] != 0 and rows[name].shape == 'sum' or any(theirs[name][-1].values())
            COMPARED['a state of a network'] += '@' in name
            COMPARED['a fold of states'] += rows[name].folded
            if not alike(mine[name], theirs[name]):
                yield f'{name}: limit, fixed, per pod, unit, idle, converted hall: oracle {mine[name]}, program {theirs[name]}'


def differences(site, profile, climate, judgement):
    floor = {(r['hall'], e): value(r['ends'][e]['limit']) for r in judgement['requirements']
             if r['kind'] == 'floor-space' for e in range(3)}
    # what is placed is the program's: the pods, and the width of the way to them
    floor |= {(r['hall'], 'route', e): value(r['ends'][e]['limit']) for r in judgement['requirements']
              if r['kind'] == 'delivery-route' for e in range(3)}
    for end in range(3):
        study = oracle.Study(site, profile, climate, RULES, end, floor)
        for difference in row_differences(study.rows, {r['id']: r['ends'][end] for r in judgement['requirements']}):
            yield f'end {end}: {difference}'
        pods = judgement['ends'][end]['pods']
        theirs = oracle.CAP if pods['value'] is None else pods['value']
        if attempts.most_pods(study) != theirs:
            yield f'end {end}: oracle {attempts.most_pods(study)} pods, program {theirs}'
        if end == 1 and attempts.wanted(study) != judgement['wanted_pods']['value']:
            yield f'want: oracle {attempts.wanted(study)} pods, program {judgement["wanted_pods"]["value"]}'


def evaluate(site, *options):
    command = [PROGRAM, 'evaluate', str(site), '-f', 'json', *map(str, options)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1, 4):
        errors = [line for line in run.stderr.split('\n') if 'error' in line]
        return None, f'exit status {run.returncode}: {errors}'
    return json.loads(run.stdout)['profiles'], ''


def compare(path, climates, profiles, reference, *options):
    """Lines of difference for one site file and all profiles that the program judged."""
    site = documents.root(path)
    if reference:
        documents.apply_reference(site, documents.root(SITES / 'references' / f'{reference}.xml'))
        options += ('-r', reference)
    judgements, trouble = evaluate(path, '-c', SITES, *options)
    if trouble:
        return [trouble]
    place = documents.child(site, 'location')
    climate = place.get('climate') if place is not None else None
    climate = documents.root(climates / f'{climate}.xml') if climate else None
    return [f'{j["profile"]["id"]}: {line}' for j in judgements
            for line in differences(site, profiles[j['profile']['id']], climate, j)]


def shipped():
    profiles = {p.stem: documents.root(p) for p in (SITES / 'profiles').glob('*.xml')}
    references = sorted(p.stem for p in (SITES / 'references').glob('*.xml'))
    for number, path in enumerate(sorted((SITES / 'examples').glob('*.xml'))):
        # each site once, in turn as known and with one of the designs: the gate has no hour
        for reference in (references[number // 2 % len(references)] if number % 2 else None,):
            yield f'{path.stem} with {reference}', compare(path, SITES / 'climate', profiles, reference)


def seeded(first, count):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name in ('climate', 'profiles'):
            (folder / name).mkdir()
        for seed in range(first, first + count):
            bare = seed % 4 == 3
            site, profile = folder / f's{seed}.xml', folder / 'profiles' / f'p{seed}.xml'
            site.write_text(oracle_sites.bare_site(seed) if bare else oracle_sites.site(seed))
            profile.write_text(oracle_sites.profile(seed))
            (folder / 'climate' / f'c{seed}.xml').write_text(oracle_sites.climate(seed))
            reference = ['liquid-shell', 'dry-shell', 'air-mine'][seed // 4 % 3] if bare else None
            yield f'seed {seed}', compare(site, folder / 'climate', {f'p{seed}': documents.root(profile)}, reference,
                                          '-p', profile, '-c', folder)


def kinds():
    """Every kind of the table of docs/requirements.md."""
    page = (SOURCE / 'docs' / 'requirements.md').read_text().split('## The requirements')[1].split('\n## ')[0]
    cells = [line.split('|')[1] for line in page.split('\n') if line.startswith('| `')]
    return sorted({kind for cell in cells for kind in re.findall(r'`([a-z-]+)`', cell)})


# Grid rules arise on shipped sites, whose regions have them; ways up in a worked example.
SHIPPED_ONLY = {'grid-rule', 'access-size', 'access-load'}
HELD = [2916]  # beyond the seeds of the gate: each once found a fault
MORE = ['a fold of states', 'a state of a network', 'demand that stands']


def coverage(with_shipped):
    """Says how many rows of each kind were compared; lines for those of which none was."""
    asked = kinds() + MORE
    for kind in asked:
        print(f'# {kind}: {COMPARED[kind]} rows compared')
    return [f'{kind} arises nowhere' for kind in asked if not COMPARED[kind] and (with_shipped or kind not in SHIPPED_ONLY)]


def number_of_seeds(count):
    sanitized = any(mark in Path(PROGRAM).read_bytes() for mark in (b'__asan_init', b'__ubsan_handle', b'__tsan_init'))
    return int(os.environ.get('ORACLE_SITES', min(count, 60) if sanitized else count))


def main():
    first, count = (int(n) for n in sys.argv[3:5]) if len(sys.argv) > 4 else (0, 200)
    count = number_of_seeds(count)
    whole = len(sys.argv) < 5 or sys.argv[5:] == ['shipped']
    number = failed = 0
    for name, lines in itertools.chain(shipped() if whole else (), *(seeded(s, 1) for s in HELD if whole), seeded(first, count)):
        number += 1
        failed += bool(lines)
        print(f'{"not ok" if lines else "ok"} {number} - {name}')
        for line in lines[:12]:
            print(f'# {line}')
    if count >= 100:
        lines = coverage(whole)
        number, failed = number + 1, failed + bool(lines)
        print(f'{"not ok" if lines else "ok"} {number} - every kind of requirement arises')
        for line in lines:
            print(f'# {line}')
    print(f'1..{number}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
