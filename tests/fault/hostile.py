#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Hostile files: bombs, depth, bulk, wrong encodings, overflowing numbers, circles, ways out of the
search path. Each ends with a status and a message that has a place; memory is bounded by the size of
the file, nothing else is opened and no socket is made.

usage: hostile.py PROGRAM DATA [--sanitized]    DATA: the shipped data; --sanitized: memory is not
measured and calls are not traced, both belong to the sanitizer then
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
DATA = os.path.abspath(sys.argv[2])
SANITIZED = "--sanitized" in sys.argv[3:]
MOST_SECONDS = 60 if SANITIZED else 20  # on a busy machine; quiet ones take less than one
FIXED_KIB = 128 * 1024                  # libraries, and what 20 000 elements become (a hall takes 3 KiB)
PER_BYTE = 24                           # of the file: bytes of memory
BAD_INPUT, CHECK_FAILED, NOT_READ = 3, 5, 6
PLACED = r":[1-9]\d*:[1-9]\d*: error\[RF-(\d{4})\]: "
UNPLACED = r": error\[RF-(\d{4})\]: "
figures = {"runs": 0, "slowest": (0.0, ""), "largest": (0.0, "")}

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITE = ('<site xmlns="urn:rackfit:1" id="s" name="S" as-of="2026-11-29">\n'
        '<source id="p" title="P" date="2026-11-29" grade="C"/>\n%s</site>\n')
GRID = '<grid><interconnect id="poi" energised="%s" firm="unknown" src="p"/></grid>\n'


def start_runner():
    """A process that starts the program and stays small: what a child is forked from counts as its peak."""
    asked, ask = os.pipe()
    told, tell = os.pipe()
    if os.fork() != 0:
        os.close(asked)
        os.close(tell)
        return os.fdopen(ask, "w"), os.fdopen(told)
    os.close(ask)
    for line in os.fdopen(asked):
        arguments, folder = json.loads(line)
        with open(os.path.join(folder, ".out"), "wb") as out, open(os.path.join(folder, ".err"), "wb") as err:
            start = time.monotonic()
            # pylint: disable-next=consider-using-with
            child = subprocess.Popen([PROGRAM] + arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                     env=dict(os.environ, HOME=folder, RACKFIT_PATH=DATA))
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
        os.write(tell, (json.dumps([child.returncode, usage.ru_maxrss, seconds]) + "\n").encode())
    os._exit(0)


def run(arguments, folder, size):
    """Status and messages of one run, held against the bounds of time and memory."""
    RUNNER[0].write(json.dumps([arguments, folder]) + "\n")
    RUNNER[0].flush()
    status, kib, seconds = json.loads(RUNNER[1].readline())
    with open(os.path.join(folder, ".err"), encoding="utf-8") as err:
        words = err.read()  # fails on bytes that are not UTF-8: none may reach a terminal
    name = " ".join(arguments)
    assert status >= 0, f"{name}: signal {-status}"
    assert seconds < MOST_SECONDS, f"{name}: {seconds:.1f} s"
    most = FIXED_KIB + PER_BYTE * size / 1024
    assert SANITIZED or kib <= most, f"{name}: {kib} KiB for {size} bytes, {most:.0f} allowed"
    assert len(words) < 200_000, f"{name}: {len(words)} characters of messages"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", words), f"{name}: control characters in {words!r}"
    figures["runs"] += 1
    figures["slowest"] = max(figures["slowest"], (seconds, f"{name}, {size} bytes"))
    figures["largest"] = max(figures["largest"], (kib / 1024, f"{name}, {size} bytes"))
    return status, words


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    return os.path.getsize(path)


RUNNER = start_runner()


def refused(folder, content, code=None, place=None, verbs=(("check",), ("evaluate",)), placed=True):
    """Refused by every verb with status 3, first error with a place (that one) and a number (that one)."""
    size = write(folder, "bad.xml", content)
    for verb in verbs:
        status, words = run([*verb, "bad.xml"], folder, size)
        assert status == BAD_INPUT, f"{verb}: status {status}: {words[:400]}"
        first = next((line for line in words.splitlines() if "error[" in line), "")
        found = re.match(r"bad\.xml" + PLACED, first) or (not placed and re.match(r"bad\.xml" + UNPLACED, first))
        assert found, f"{verb}: no place in {first!r}"
        assert code is None or found.group(1) == code, f"{verb}: RF-{code} expected: {first}"
        assert place is None or re.match(f"bad.xml:{place}: ", first), f"{verb}: {place} expected: {first}"


XML_VERBS = (("check",), ("evaluate",), ("verify",), ("import", "outline"))


def entities(folder):
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    refused(folder, HEAD + f'<!DOCTYPE site [<!ENTITY e0 "lol">{bomb}]>' + SITE % "&e9;", "0104", "2:1", XML_VERBS)
    for target in ('SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:1/x"', 'PUBLIC "a" "ftp://127.0.0.1/x"'):
        refused(folder, HEAD + f"<!DOCTYPE site [<!ENTITY x {target}>]>" + SITE % "&x;", "0104", "2:1", XML_VERBS)
        refused(folder, HEAD + f"<!DOCTYPE site {target}>" + SITE % "", "0104", "2:1", XML_VERBS)
    refused(folder, HEAD + '<!DOCTYPE s [<!ENTITY % p SYSTEM "p.dtd"> %p;]>' + SITE % "", "0104", "2:1", XML_VERBS)
    refused(folder, HEAD + SITE % "&undeclared;")
    refused(folder, SITE.replace('name="S"', 'name="&x;"') % "")
    refused(folder, SITE.replace('name="S"', 'name="&#0;"') % "")
    refused(folder, SITE.replace('name="S"', 'name="&#xD800;"') % "")
    refused(folder, SITE.replace('name="S"', 'name="&#99999999999999999999;"') % "")


def depth(folder):
    for count in (33, 1000, 200_000):
        refused(folder, SITE % ("<hall>" * count + "</hall>" * count), "0105", None, XML_VERBS)
    refused(folder, "<a>" * 1_000_000, "0105", None, XML_VERBS)


def bulk(folder):
    many = " ".join(f'a{i}=""' for i in range(65))
    refused(folder, f"<site {many}/>", "0106", None, XML_VERBS)
    refused(folder, "<site " + " ".join(f'a{i}=""' for i in range(1_000_000)) + "/>", "0106", None, (("check",),))
    row = "<hall " + " ".join(f'a{i}=""' for i in range(64)) + "/>\n"
    refused(folder, SITE % (row * 15_626), "0106", None, (("check",),))
    refused(folder, SITE % ("<x/>" * 200_001), "0106", None, (("check",),))
    for kind in ("x", "hall", "gate"):
        refused(folder, SITE % (f"<{kind}/>" * 20_001), "0106", None, (("check",),))
        refused(folder, SITE % (f"<{kind}/>\n" * 19_990), None, "3:1", (("evaluate",),))
    refused(folder, SITE % ("<cooling>" + "<plant/>" * 19_990 + "</cooling>"), None, "3:10", (("check",),))
    for kind in ("floor", "share"):
        refused(folder, '<plan xmlns="urn:rackfit:1">' + f"<{kind}/>" * 199_990 + "</plan>", None, None, (("verify",),))
    row = row.replace("hall", "x")
    refused(folder, SITE % (row * 3_000), "0201", "3:1", (("check",),))
    refused(folder, SITE.replace('"S"', '"' + "x" * 4097 + '"') % "", "0107", "1:42")
    refused(folder, SITE.replace('"S"', '"' + "x" * 20_000_000 + '"') % "", "0107", "1:42", (("check",),))
    size = write(folder, "remark.xml", SITE % ("<!--" + "x" * 5_000_000 + "-->"))
    assert run(["check", "remark.xml"], folder, size)[0] == 0
    refused(folder, SITE % ("x" * 5_000_000), "0206", None, (("check",),))
    refused(folder, SITE % (" " * 5_000_000 + "<x/>"), "0201", "3:5000001")


def whole_files(folder):
    with open(os.path.join(folder, "huge.xml"), "wb") as file:
        file.truncate(300 * 1024 * 1024)
    os.mkfifo(os.path.join(folder, "pipe.xml"))
    os.symlink("/dev/zero", os.path.join(folder, "zero.xml"))
    os.symlink("loop.xml", os.path.join(folder, "loop.xml"))
    os.mkdir(os.path.join(folder, "folder.xml"))
    for name, code in (("huge.xml", "0102"), ("pipe.xml", "0101"), ("zero.xml", "0101"), ("loop.xml", "0101"),
                       ("folder.xml", "0101"), ("none.xml", "0101")):
        for verb in (*XML_VERBS, ("import", "epw")):
            status, words = run([*verb, name], folder, 0)
            assert status == NOT_READ, f"{verb} {name}: status {status}: {words}"
            found = re.match(re.escape(name) + UNPLACED, words)
            assert found and found.group(1) == code, f"{verb} {name}: {words}"


def encodings(folder):
    text = HEAD + SITE % "<x/>"
    for content in (text.encode("utf-16"), text.encode("utf-16-be"), b"\xfe\xff" + text.encode("utf-16-be"),
                    text.encode("utf-32"), text.replace("UTF-8", "UTF-16").encode("utf-8"),
                    text.replace("UTF-8", "ISO-8859-1").encode("utf-8"), b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode(),
                    text.replace('"S"', '"\x00"').encode(), b"\x00", text.encode() + b"\x00", b"",
                    text.encode().replace(b'"S"', b'"\xc0\x80"'), text.encode().replace(b'"S"', b'"\xff"'),
                    text.encode().replace(b'"S"', b'"\xed\xa0\x80"'), text.encode().replace(b'"S"', b'"\xf5\x80\x80\x80"'),
                    text.encode().replace(b'"S"', b'"\xe2\x82"'), text.encode().replace(b'"S"', b'"\x1b[31m"'),
                    text.encode().replace(b'"S"', '"\uffff"'.encode())):
        refused(folder, content, None, None, (("check",), ("verify",), ("import", "outline")))
    refused(folder, b"\xef\xbb\xbf" + text.encode(), "0201", "4:1")


def places(folder):
    for end in ("\n", "\r\n"):
        refused(folder, (SITE % ("<!-- -->\n" * 70_000 + " <x/>\n")).replace("\n", end), "0201", "70003:2")
    refused(folder, SITE % "<!-- -->\r\n<!-- -->\n\r\n <x/>", "0201", "6:2")
    refused(folder, SITE % ("\u00e9" * 0 + "<!--\u00e9\u20ac\U0001f600-->" * 10_000 + "<x/>"), "0201", "3:100001")


def numbers(folder):
    for value in ("9223372036854775808 MW", "9223372036854775807 MW", "18446744073709551616 mW", "9" * 4000 + " MW",
                  "0." + "0" * 3000 + "1 MW", "0.0000000001 MW", "-1 MW", "2..1 MW", "1..2..3..4 MW", "nan MW",
                  "inf MW", "1e999 MW", "0x10 MW", "1,5 MW", "\u0663 MW", "1", "MW", "", "1 MW MW", "--1 MW",
                  "1 " + "M" * 3000 + "W", "1.." * 1000 + "1 MW", "1 \u043cW"):
        refused(folder, SITE % (GRID % (value + " at utility")), None, r"3:\d+")
    for value in ("9223372036 MW", "9223372036854775807 mW", "0 MW", "0..9223372036 MW"):
        size = write(folder, "edge.xml", SITE % (GRID % (value + " at utility")))
        for verb in ("check", "evaluate"):
            status, words = run([verb, "edge.xml", *(("-p", "dgx-b200", "-r", "liquid-shell") if verb == "evaluate" else ())],
                                folder, size)
            assert status in (0, 1, BAD_INPUT, 4), f"{verb} {value}: {status} {words}"
            assert status != BAD_INPUT or re.match(r"edge\.xml" + PLACED, words), words


def circles(folder):
    chain = '<electrical>%s</electrical>\n'
    one = '<transformer id="t%d" from="t%d" rating="1 MVA" src="p"/>'
    count = 3000
    refused(folder, SITE % (chain % (one % (0, 0))), "0405")
    refused(folder, SITE % (chain % "\n".join(one % (i, (i + 1) % count) for i in range(count))), "0405")
    long = "\n".join(one % (i, i + 1) for i in range(count))
    refused(folder, SITE % (chain % long), "0402")
    refused(folder, SITE % (chain % ((one % (1, 2) + "\n") * 3000)))
    refused(folder, SITE % '<hall id="h" name="H"/><hall id="h" name="H"/>', "0401")
    refused(folder, SITE % ('<source id="p" title="P" date="2026-11-29" grade="C"/>' * 15_000), "0401")
    plant = '<plant id="c%d" kind="chiller" loop="liquid" from="c%d" rejects-to="c%d" capacity="1 MW thermal" src="p"/>'
    refused(folder, SITE % f"<cooling>{plant % (1, 2, 2)}{plant % (2, 1, 1)}</cooling>")


def weather(folder):
    verb = (("import", "epw"),)
    head = "LOCATION,a,b,c,TMY3,1,40,-100,-6,100\n"
    for content in (b"", b"\x00" * 1000, head.encode() * 10_000, b"," * 5_000_000, b"x" * 5_000_000,
                    head.encode() + b"1,2\n" * 100_000, head.encode("utf-16"), head.encode() + b"\xff\xfe\r\r\n",
                    (head + "DATA PERIODS,1,1,Data,Sunday,1/1,99999999999999999999/31\n").encode(),
                    head.replace("40", "9" * 400).encode(), head.replace("-6", "1e999").encode()):
        refused(folder, content, None, None, verb, placed=False)
    outline = (("import", "outline"),)
    for content in ("hall,x_m,y_m\n", "hall,x_m,y_m\na,1e999,0\n", "hall,x_m,y_m\n" + "a,9223372036854775807,1\n" * 4,
                    "hall,x_m,y_m\n" + "a,0,0\n" * 200_000, "hall,x_m,y_m\n" + "\x00\n", "hall,x_m,y_m\na," + "9" * 5000,
                    '<osm><way id="1"><nd ref="1"/><nd ref="1"/></way></osm>',
                    '<osm>' + '<relation id="1"><member type="relation" ref="1"/></relation>' * 1000 + "</osm>"):
        refused(folder, content, None, None, outline)


WAYS_OUT = ("../secret", "../../../../etc/passwd", "/etc/passwd", "/dev/zero", "/dev/stdin", "secret.xml", "./x", "..",
            "file:///etc/passwd", "http://127.0.0.1/x", "climate/../../secret", "a\\b", "%2e%2e/x", "link", "device", "~")


def search_path(folder):
    """Ids of documents: no way out by dots, links or devices."""
    own = os.path.join(folder, "own")
    os.makedirs(os.path.join(own, "climate"))
    write(folder, "secret.xml", HEAD + "<secret>hidden-word</secret>")
    os.symlink("../../secret.xml", os.path.join(own, "climate", "link.xml"))
    os.symlink("/dev/zero", os.path.join(own, "climate", "device.xml"))
    for way in WAYS_OUT:
        site = SITE % f'<location lat="40 deg" lon="-100 deg" climate="{way}" src="p"/>'
        size = write(folder, "way.xml", site)
        status, words = run(["evaluate", "way.xml", "-c", own, "-p", "dgx-b200"], folder, size)
        assert status == BAD_INPUT, f"{way}: {status} {words}"
        assert re.match(r"way\.xml" + PLACED, words), f"{way}: {words}"
        assert "hidden-word" not in words and "root:" not in words, words


def plans(folder):
    """Inputs that a plan names by path: below the folder, and of the digest that the plan knows."""
    inner = os.path.join(folder, "inner")
    os.mkdir(inner)
    write(folder, "secret.xml", HEAD + "<secret>hidden-word</secret>")
    write(inner, "near.xml", HEAD + "<secret>hidden-word</secret>")
    write(inner, "site.xml", SITE % (GRID % "90 MW at utility"))
    os.symlink("../secret.xml", os.path.join(inner, "link.xml"))
    status, words = run(["evaluate", "site.xml", "-p", "dgx-b200", "-r", "liquid-shell", "--plan", "plan.xml"], inner, 0)
    assert status in (0, 4), words
    with open(os.path.join(inner, "plan.xml"), encoding="utf-8") as file:
        plan = file.read()
    assert run(["verify", "plan.xml"], inner, len(plan))[0] == 0
    for role, name in (("site", "site.xml"), ("reference", "liquid-shell"), ("profile", "dgx-b200")):
        for path, expected in (("../secret.xml", NOT_READ), ("/etc/passwd", NOT_READ), ("/dev/zero", NOT_READ),
                               ("link.xml", NOT_READ), (os.path.join(folder, "secret.xml"), NOT_READ),
                               ("./none.xml", NOT_READ), ("near.xml", CHECK_FAILED)):
            written = f'role="{role}" path="{name}"'
            assert written in plan
            size = write(inner, "bad.xml", plan.replace(written, f'role="{role}" path="{path}"'))
            status, words = run(["verify", "bad.xml"], inner, size)
            assert status == expected, f"{role} {path}: {status} {words}"
            assert re.match(r"[^ ]+" + UNPLACED, words), words
            assert "hidden-word" not in words and "root:" not in words, f"{role} {path}: {words}"
    refused(folder, plan.replace('pods="', 'pods="99999999999999999999', 1), None, None, (("verify",),))
    refused(folder, plan[:len(plan) // 2], None, None, (("verify",),))


# what the loader, the C library and fonts read
SYSTEM = ("/lib", "/usr/lib", "/usr/local/lib", "/usr/share/", "/etc/ld.so", "/etc/fonts", "/var/cache/fontconfig",
          "/proc/self/", "/proc/filesystems", "/sys/devices/system/cpu")


def allowed(path, folder):
    """In the folder of the test, of the system, of the shipped data or of the build (the program's own library)."""
    build = os.path.dirname(os.path.dirname(os.path.dirname(PROGRAM)))
    return path.startswith((folder, DATA, build) + SYSTEM)


def traced(arguments, folder):
    """Calls about files and the network, and the words of strace and the program."""
    log = os.path.join(folder, "calls")
    result = subprocess.run(["strace", "-f", "-o", log, "-e", "trace=%file,%network", PROGRAM] + arguments, cwd=folder,
                            capture_output=True, text=True, check=False, env=dict(os.environ, HOME=folder, RACKFIT_PATH=DATA))
    with open(log, encoding="utf-8") as file:
        return [line for line in file.read().splitlines() if "(" in line], result.stderr


def opened(lines, folder):
    calls_of = (re.search(r'\bopen(?:at2?)?\((?:AT_FDCWD, )?"([^"]*)".*= \d+', line) for line in lines)
    return [os.path.realpath(os.path.join(folder, call.group(1))) for call in calls_of if call]


def calls(folder):
    """What is opened and asked of the network, by strace."""
    if SANITIZED or shutil.which("strace") is None:
        return "no strace, or a sanitizer that cannot be traced"
    write(folder, "entity.xml", HEAD + '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SITE % "&x;")
    write(folder, "dtd.xml", HEAD + '<!DOCTYPE s SYSTEM "http://127.0.0.1:1/x.dtd">' + SITE % "")
    write(folder, "include.xml", HEAD + '<?xml-stylesheet href="/etc/passwd"?>\n' + SITE % (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'))
    write(folder, "schema.xml", HEAD + SITE.replace('id="s"', 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
          'i:schemaLocation="urn:rackfit:1 http://127.0.0.1:1/x.xsd" xml:base="file:///etc/" id="s"') % "")
    write(folder, "way.xml", SITE % '<location lat="40 deg" lon="-100 deg" climate="../../../../etc/passwd" src="p"/>')
    write(folder, "site.xml", SITE % (GRID % "90 MW at utility"))
    run(["evaluate", "site.xml", "-p", "dgx-b200", "-r", "liquid-shell", "--plan", "plan.xml"], folder, 0)
    with open(os.path.join(folder, "plan.xml"), encoding="utf-8") as file:
        plan = file.read()
    write(folder, "plan.xml", plan.replace('path="site.xml"', 'path="/etc/passwd"'))
    names = ["entity.xml", "dtd.xml", "include.xml", "schema.xml", "way.xml"]
    runs = [["check", *names], ["verify", "plan.xml"], ["import", "outline", "entity.xml"], ["import", "outline", "dtd.xml"]]
    runs += [["evaluate", name, "-p", "dgx-b200"] for name in names]
    for arguments in runs:
        lines, words = traced(arguments, folder)
        if "trace" in words and not lines:
            return "strace may not trace here"
        network = [line for line in lines if re.search(r"\b(socket|connect|bind|sendto)\(", line)]
        assert not network, f"{arguments}: {network}"
        away = [path for path in opened(lines, folder) if not allowed(path, os.path.realpath(folder))]
        assert not away, f"{arguments} opened {away}"
    lines, _ = traced(["check", "/etc/passwd"], folder)  # named by the user: proves that it would be seen
    assert "/etc/passwd" in opened(lines, folder) and not allowed("/etc/passwd", folder), lines
    return None


CASES = [entities, depth, bulk, whole_files, encodings, places, numbers, circles, weather, search_path, plans, calls]


def main():
    only = os.environ.get("RF_HOSTILE")
    chosen = [case for case in CASES if only is None or case.__name__ == only]
    print(f"1..{len(chosen)}")
    failed = False
    for number, case in enumerate(chosen, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                skipped = case(folder)
                print(f"ok {number} - {case.__name__}" + (f" # SKIP {skipped}" if skipped else ""), flush=True)
            except (AssertionError, UnicodeDecodeError) as error:
                failed = True
                print(f"not ok {number} - {case.__name__}\n# " + str(error).replace("\n", "\n# "), flush=True)
    print(f"# {figures['runs']} runs; slowest {figures['slowest'][0]:.2f} s: {figures['slowest'][1]}; "
          f"largest {figures['largest'][0]:.0f} MiB: {figures['largest'][1]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
