#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Outputs that fail: full device, closed pipe, file size limit, missing folder, a kill in the
middle. Each ends with status 6 or the signal, leaves the old file whole and no temporary file.

usage: outputs.py PROGRAM
"""
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
COMMAND = [PROGRAM, "schema", "site"]
OUTPUT_FAILED = 6


def run(arguments, **options):
    return subprocess.run(arguments, stderr=subprocess.PIPE, text=True, check=False,
                          **({"stdout": subprocess.PIPE} | options))


def full_device_is_reported(folder):
    with open("/dev/full", "wb") as full:
        result = run(COMMAND, stdout=full)
    assert result.returncode == OUTPUT_FAILED, result
    assert "error[RF-0701]" in result.stderr and "No space left" in result.stderr, result
    result = run(COMMAND + ["-o", "/dev/full"])
    assert result.returncode == OUTPUT_FAILED, result


def closed_pipe_is_silent(folder):
    reader, writer = os.pipe()
    os.close(reader)
    result = run(COMMAND, stdout=writer)
    os.close(writer)
    assert result.returncode == OUTPUT_FAILED and result.stderr == "", result


def closed_standard_output_is_reported(folder):
    result = run(["sh", "-c", '"$0" schema site >&-', PROGRAM])
    assert result.returncode == OUTPUT_FAILED and "RF-0701" in result.stderr, result


def file_size_limit_keeps_the_old_file(folder):
    path = os.path.join(folder, "site.xsd")
    with open(path, "w", encoding="utf-8") as file:
        file.write("old")

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    result = run(COMMAND + ["-o", path], preexec_fn=limit)
    assert result.returncode == OUTPUT_FAILED and "RF-0701" in result.stderr, result
    with open(path, encoding="utf-8") as file:
        assert file.read() == "old"


def missing_folder_and_folder_are_reported(folder):
    for path in (os.path.join(folder, "no", "x.xsd"), folder):
        result = run(COMMAND + ["-o", path])
        assert result.returncode == OUTPUT_FAILED and path in result.stderr, result


def mode_and_link_stay(folder):
    real = os.path.join(folder, "real.xsd")
    link = os.path.join(folder, "link.xsd")
    with open(real, "w", encoding="utf-8") as file:
        file.write("old")
    os.chmod(real, 0o640)
    os.symlink("real.xsd", link)
    assert run(COMMAND + ["-o", link]).returncode == 0
    assert os.path.islink(link) and stat.S_IMODE(os.stat(real).st_mode) == 0o640
    with open(real, encoding="utf-8") as file:
        assert file.read() == run(COMMAND).stdout
    os.remove(link)


def new_file_follows_umask(folder):
    path = os.path.join(folder, "new.xsd")
    result = run(COMMAND + ["-o", path], preexec_fn=lambda: os.umask(0o027))
    assert result.returncode == 0 and stat.S_IMODE(os.stat(path).st_mode) == 0o640


def kill_leaves_nothing_behind(folder):
    """Kills at different moments of a run: the old file or the new one, never a piece."""
    path = os.path.join(folder, "killed.xsd")
    whole = run(COMMAND).stdout
    killed = 0
    for step in range(60):
        with open(path, "w", encoding="utf-8") as file:
            file.write("old")
        with subprocess.Popen(COMMAND + ["-o", path], stderr=subprocess.DEVNULL) as child:
            time.sleep(step * 0.0001)
            child.send_signal(signal.SIGTERM)
            killed += child.wait() == -signal.SIGTERM
        with open(path, encoding="utf-8") as file:
            assert file.read() in ("old", whole)
    assert killed > 0


CASES = [full_device_is_reported, closed_pipe_is_silent, closed_standard_output_is_reported,
         file_size_limit_keeps_the_old_file, missing_folder_and_folder_are_reported,
         mode_and_link_stay, new_file_follows_umask, kill_leaves_nothing_behind]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, case in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                case(folder)
                left = [name for name in os.listdir(folder) if name.startswith(".")]
                assert not left, f"left behind: {left}"
                print(f"ok {number} - {case.__name__}")
            except AssertionError as error:
                failed = True
                print(f"not ok {number} - {case.__name__}\n# {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
