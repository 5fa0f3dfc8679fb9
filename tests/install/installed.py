#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `meson install` leaves works by itself: the program finds its catalogue next to it, and a
stranger's program builds with pkg-config and nothing else.

usage: installed.py BUILD PREFIX LIBDIR CC
"""
import os
import shutil
import subprocess
import sys
import tempfile

CONSUMER = r"""
#include <rackfit/rackfit.h>
#include <rackfit/solve.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    const char *const folders[] = {argv[1], NULL};
    rf_diags *diags = rf_diags_new();
    rf_engine *engine = NULL;
    rf_site *site = NULL;
    rf_evaluation *evaluation = NULL;
    if (argc < 2 || rf_engine_new(folders, &engine, diags) != RF_OK ||
        rf_site_open(engine, "lake-mariner", "liquid-shell", &site, diags) != RF_OK ||
        rf_evaluate(engine, site, NULL, &evaluation, diags) != RF_OK) {
        return 1;
    }
    rf_problem *problem = rf_problem_new();
    rf_solution *solution = NULL;
    rf_term term = {rf_problem_variable(problem, "x", 0, 9, 5), 3};
    rf_problem_row(problem, "weight", RF_AT_MOST, &term, 1, 20);
    if (rf_solve(problem, NULL, &solution) != RF_OK || rf_solution_value(solution) != 30) {
        return 2;
    }
    rf_solution_free(solution);
    rf_problem_free(problem);
    printf("%zu profiles\n", rf_evaluation_count(evaluation));
    rf_evaluation_free(evaluation);
    rf_site_free(site);
    rf_engine_free(engine);
    rf_diags_free(diags);
    return 0;
}
"""


def run(*arguments, **options):
    return subprocess.run(arguments, capture_output=True, text=True, check=False, **options)


def main():
    build, prefix, libdir, cc = sys.argv[1:5]
    if shutil.which("meson") is None or shutil.which("pkg-config") is None:
        print("meson or pkg-config is not on the path")
        return 77
    with tempfile.TemporaryDirectory() as root:
        done = run("meson", "install", "-C", build, "--destdir", root, "--no-rebuild")
        if done.returncode != 0:
            sys.exit(done.stdout + done.stderr)
        base = root + prefix
        libraries = os.path.join(base, libdir)
        for page in ("man1/rackfit.1", "man1/rackfit-evaluate.1", "man5/rackfit-site.5"):
            assert os.path.isfile(os.path.join(base, "share", "man", page)), page
        clean = {"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": libraries,
                 "PKG_CONFIG_PATH": os.path.join(libraries, "pkgconfig"),
                 "PKG_CONFIG_SYSROOT_DIR": root}
        listed = run(os.path.join(base, "bin", "rackfit"), "list", "sites", env=clean, cwd=root)
        assert listed.returncode == 0 and "lake-mariner" in listed.stdout, listed
        moved = os.path.join(root, "elsewhere")
        os.rename(base, moved)
        clean["LD_LIBRARY_PATH"] = os.path.join(moved, libdir)
        listed = run(os.path.join(moved, "bin", "rackfit"), "list", "sites", env=clean, cwd=root)
        assert listed.returncode == 0 and "lake-mariner" in listed.stdout, listed
        os.rename(moved, base)
        clean["LD_LIBRARY_PATH"] = libraries
        source = os.path.join(root, "consumer.c")
        with open(source, "w", encoding="utf-8") as file:
            file.write(CONSUMER)
        flags = run("pkg-config", "--cflags", "--libs", "rackfit", env=clean)
        assert flags.returncode == 0, flags
        program = os.path.join(root, "consumer")
        built = run(*cc.split(), source, "-o", program, *flags.stdout.split())
        assert built.returncode == 0, built
        said = run(program, os.path.join(base, "share", "rackfit"), env=clean)
        assert said.returncode == 0 and said.stdout.endswith(" profiles\n"), said
        symbols = run("nm", "-D", "--defined-only", os.path.join(libraries, "librackfit.so"))
        strange = [line for line in symbols.stdout.splitlines() if " rf_" not in line]
        assert symbols.returncode != 0 or not strange, strange[:5]
    print("installed, moved, and used by a stranger's program")
    return 0


if __name__ == "__main__":
    sys.exit(main())
