#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Manual pages and completions say what the help says: all come from the one table of options.

Every verb has a page, and the page every option; groff finds nothing to warn of; bash, zsh and fish
(those that are here) read their completions, and bash offers verbs, options, words and ids.

usage: help.py PROGRAM PAGES    PAGES: where the build wrote the pages"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM, PAGES = (os.path.abspath(path) for path in sys.argv[1:3])
failures = []


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def rackfit(*words):
    done = run(PROGRAM, *words)
    assert done.returncode == 0 and not done.stderr, (words, done)
    return done.stdout


def expect(holds, what):
    if not holds:
        failures.append(what)


def options_of(verb):
    return re.findall(r'^  (?:-(\w), |    )--([a-z-]+)', rackfit('help', verb), re.M)


def pages(verbs):
    for name in verbs + [None]:
        page = 'rackfit.1' if name is None else f'rackfit-{name}.1'
        path = os.path.join(PAGES, page)
        expect(os.path.isfile(path), f'{page} is not built')
        if not os.path.isfile(path):
            continue
        with open(path, encoding='utf-8') as stream:
            text = stream.read()
        for letter, option in options_of(name) if name else ():
            written = option.replace('-', '\\-')
            expect(f'\\fB\\-\\-{written}\\fR' in text, f'{page} lacks --{option}')
            expect(not letter or f'\\fB\\-{letter}\\fR' in text, f'{page} lacks -{letter}')
        expect(name or all(f'rackfit\\-{verb} (1)' in text for verb in verbs), f'{page} lacks a verb')
    if shutil.which('groff'):
        for page in sorted(os.listdir(PAGES)):
            if re.search(r'\.[15]$', page):
                said = run('groff', '-man', '-ww', '-Tutf8', '-k', '-z', os.path.join(PAGES, page)).stderr
                expect(not said, f'{page}: {said[:200]}')


def bash_offers(script, *words):
    """What bash would offer for the last word."""
    program = (f'source {script}; COMP_WORDS=({" ".join(repr(word) for word in words)}); '
               f'COMP_CWORD={len(words) - 1}; _rackfit; printf "%s\\n" "${{COMPREPLY[@]}}"')
    path = os.path.dirname(PROGRAM) + os.pathsep + os.environ['PATH']
    done = run('bash', '-c', program, env={**os.environ, 'PATH': path})
    expect(not done.stderr, f'bash: {done.stderr[:200]}')
    return set(done.stdout.split())


def completions(verbs):
    with tempfile.TemporaryDirectory() as folder:
        for shell in ('bash', 'zsh', 'fish'):
            path = os.path.join(folder, shell)
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write(rackfit('completions', shell))
            if shutil.which(shell):
                done = run(shell, '-n', path)
                expect(done.returncode == 0 and not done.stderr, f'{shell}: {done.stderr[:200]}')
            with open(path, encoding='utf-8') as stream:
                text = stream.read()
            for verb in verbs:
                for _, option in options_of(verb):
                    expect(re.search(rf'(--|-l ){option}\b', text), f'{shell} lacks --{option}')
        if not shutil.which('bash'):
            return
        script = os.path.join(folder, 'bash')
        expect(bash_offers(script, 'rackfit', '') == set(verbs), 'bash offers other verbs')
        for verb in verbs:
            asked = {f'--{option}' for _, option in options_of(verb)}
            expect(bash_offers(script, 'rackfit', verb, '--') == asked, f'bash offers other options of {verb}')
        expect(bash_offers(script, 'rackfit', 'evaluate', '--format', '') == {'text', 'json', 'csv'}, 'formats')
        expect('gb200-nvl72' in bash_offers(script, 'rackfit', 'evaluate', '-p', 'gb2'), 'bash offers no profiles')
        expect('lake-mariner' in bash_offers(script, 'rackfit', 'evaluate', 'lake'), 'bash offers no sites')
        expect('bash' in bash_offers(script, 'rackfit', 'completions', 'b'), 'bash offers no shells')


def main():
    verbs = re.findall(r'^  ([a-z]+) +\S', rackfit('help').split('Verbs:')[1].split('\n\n')[0], re.M)
    assert 'evaluate' in verbs, verbs
    pages(verbs)
    completions(verbs)
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
