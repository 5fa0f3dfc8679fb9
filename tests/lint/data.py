#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The shipped data are traceable and physically plausible: data.py SOURCE_ROOT

Every document: no known figure without a source that is declared with date and grade, and no
source that nothing cites; what is a figure is read from the schemas. Profiles: draw against chip
power, coolant flow against heat, mass against footprint, current against breakers, shelves against
draw. Prints the tolerances, the profiles and the outliers; fails on a violation that no entry of
the exception tables explains, and on an entry that explains nothing any more."""
import pathlib
import sys
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
GRADES = set("ABCDEM")
SCALES = {"W": 1e-3, "kW": 1, "MW": 1e3, "kg": 1, "t": 1e3, "mm": 1e-3, "cm": 1e-2, "m": 1,
          "L/min": 1, "L/h": 1 / 60, "L/s": 60, "m3/h": 1000 / 60, "V": 1, "kV": 1e3, "%": 1e-2}

# ---- tolerances -------------------------------------------------------------------------
CHIP_BAND = (1.25, 1.85)     # max draw over chips x chip power; 1.82 is what DGX H100 publishes
RISE_BAND = (9.5, 13.8)      # kelvin of the coolant at max draw, at both ends of the flow
PG25, WATER = 14.9, 14.4     # L/min per kW and kelvin, 25 % propylene glycol at 40 degC; water
FLOOR_MOST = 2600            # kg/m2 of a rack on its own footprint
BREAKERS = (16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400)  # usual taps, A
CONTINUOUS = 0.8             # of a breaker under continuous load
POWER_FACTOR = 0.99
DIRECT = 800                 # volts from which a level is direct current

# Chip power in kW, low and high; the check passes when some value between them does.
CHIP_POWER = {
    "trn2-ultraserver": (0.5, 0.5), "trn3-ultraserver-64": (0.7, 1.0),
    "trn3-ultraserver-144": (0.7, 1.0), "dgx-h100": (0.7, 0.7), "dgx-h200": (0.7, 0.7),
    "dgx-b200": (1.0, 1.0), "dgx-b200-4": (1.0, 1.0), "dgx-b300": (1.1, 1.1),
    "gb200-nvl72": (1.2, 1.2), "gb300-nvl72": (1.4, 1.4), "vera-rubin-nvl72": (1.8, 2.3),
    "rubin-ultra-kyber": (3.6, 3.6), "mi300x-8": (0.75, 0.75), "mi355x-64": (1.4, 1.4),
    "mi355x-128": (1.4, 1.4), "gaudi3-8": (0.9, 0.9),
}
NO_CHIP_POWER = {
    "tpu-ironwood": "no chip power is published", "tpu-v5p": "no chip power is published",
    "tpu-v6e": "no chip power is published", "helios-mi455x": "no chip power is published",
    "cs-3": "one wafer is the system",
}
IN_WATER = {"antminer-s21-hyd"}

# Folders whose documents may declare sources that no figure cites: what they say (leases, refusals,
# practice) has no attribute but explains the comments. They are listed, not refused.
BACKGROUND = {"examples", "references", "measures"}

# (profile, check): why the outlier stands.
EXCEPTIONS = {
    ("rubin-ultra-kyber", "chips"): "600 kW of 2025 against recalled 3.6 kW a package; draw may still grow",
    ("gb300-nvl72", "rise"): "the low flow belongs to 42 degC supply, where 57 degC return is allowed",
    ("cs-3", "rise"): "a cold loop of high flow and low rise by design",
    ("antminer-s21-hyd", "rise"): "recalled flow of a miner",
    ("vera-rubin-nvl72", "floor"): "nearly two tonnes by the press; the reason why slabs refuse it",
    ("mi355x-128", "floor"): "dense form; the reason why slabs refuse it",
    ("rubin-ultra-kyber", "feed"): "750 A of 800 V DC by busbar, not by a tap",
}


# ---- values -----------------------------------------------------------------------------
def span(node, name):
    """(low, base, high) as kW, kg, m, L/min, V or a ratio; None when absent or unknown."""
    text = node.get(name) if node is not None else None
    if text is None or text == "unknown":
        return None
    numbers, _, unit = text.partition(" ")
    values = [float(n) * (SCALES[unit] if unit else 1) for n in numbers.split("..")]
    if len(values) == 2:
        values.insert(1, sum(values) / 2)
    return tuple(values * 3) if len(values) == 1 else tuple(values)


def local(tag):
    return tag.rsplit("}", 1)[-1]


def part(root, name):
    return next((c for c in root if local(c.tag) == name), None)


# ---- what is a figure, by the schemas ------------------------------------------------------
class Vocabulary:
    """Elements of one document kind: which attributes are figures and which elements take src."""

    def __init__(self, folder, kind):
        trees = [ET.parse(folder / f"{name}.xsd").getroot() for name in ("common", kind)]
        self.figures = {s.get("name") for t in trees for s in t.iter(XS + "simpleType")
                        if any(p.get("value") == "unknown" for p in s.iter())}
        self.types = {c.get("name"): c for t in trees for c in t.findall(XS + "complexType")}
        self.root = next(e for e in trees[1].findall(XS + "element") if e.get("name") == kind)

    def type_of(self, element):
        named = self.types.get(element.get("type"))
        return named if named is not None else element.find(XS + "complexType")

    def attributes(self, body):
        return {a.get("name"): a.get("type") for a in body.findall(XS + "attribute")}

    def children(self, body):
        return {e.get("name"): e for e in body.iter(XS + "element")}


def cited(text):
    """[(attribute or None, source, grade or None)] of a src."""
    for token in (text or "").split():
        attribute, _, source = token.rpartition(":")
        source, _, grade = source.partition("/")
        yield attribute or None, source, grade or None


def walk(vocabulary, declared, node, element, where):
    """Yields (source used, None) and (None, fault) of one element and all below it."""
    body = vocabulary.type_of(element)
    if body is None:
        return
    attributes = vocabulary.attributes(body)
    uses = list(cited(node.get("src")))
    for _, source, _ in uses:
        yield source, None
    for name, kind in attributes.items():
        if kind not in vocabulary.figures or node.get(name, "unknown") == "unknown" or "src" not in attributes:
            continue
        own = [u for u in uses if u[0] == name] or [u for u in uses if u[0] is None]
        if not own:
            yield None, f"{where}: {name}={node.get(name)!r} has no source"
            continue
        source = declared.get(own[0][1])
        if source is None:
            yield None, f"{where}: {name} cites {own[0][1]!r}, which is not declared"
        elif not source.get("date") or (own[0][2] or source.get("grade")) not in GRADES:
            yield None, f"{where}: the source {own[0][1]!r} of {name} has no date or grade"
    below = vocabulary.children(body)
    for child in node:
        name = local(child.tag) if isinstance(child.tag, str) else None
        if name in below and name != "source":
            place = f"{where}/{name}" + (f"[{child.get('id')}]" if child.get("id") else "")
            yield from walk(vocabulary, declared, child, below[name], place)


def trace(folder, root, label):
    """(faults of origin of one document, sources that nothing cites)"""
    vocabulary = Vocabulary(folder, local(root.tag))
    declared = {s.get("id"): s for s in root.iter() if local(s.tag) == "source"}
    found = list(walk(vocabulary, declared, root, vocabulary.root, label))
    faults = [fault for _, fault in found if fault]
    used = {source for source, _ in found if source}
    return faults, [s for s in declared if s not in used]


# ---- physics of a profile ------------------------------------------------------------------
def chips(profile, row):
    rack = part(profile, "rack")
    power = CHIP_POWER.get(profile.get("id"))
    most, count = span(rack, "max"), span(rack, "chips")
    if most and count:
        row["W/chip"] = round(most[1] / count[1] * 1000)
    if profile.get("family") == "miner" or profile.get("id") in NO_CHIP_POWER:
        return None
    if power is None:
        return "has neither a chip power nor a reason in this script"
    if not most:
        return None
    ratios = [most[1] / (count[1] * p) for p in power]
    row["x chips"] = f"{ratios[-1]:.2f}"
    fits = min(ratios) <= CHIP_BAND[1] and max(ratios) >= CHIP_BAND[0]
    return None if fits else f"draws {min(ratios):.2f} times the power of its chips"


def rise(profile, row):
    heat = part(profile, "heat")
    flow, share, most = span(heat, "flow"), span(heat, "liquid-share"), span(part(profile, "rack"), "max")
    if not (flow and share and most):
        return None
    per = WATER if profile.get("id") in IN_WATER else PG25
    ends = per * most[1] * share[1] / flow[2], per * most[1] * share[1] / flow[0]
    row["rise K"] = f"{ends[0]:.1f}..{ends[1]:.1f}"
    fits = RISE_BAND[0] <= ends[0] and ends[1] <= RISE_BAND[1]
    return None if fits else f"its coolant rises by {row['rise K']} K"


def floor(profile, row):
    rack = part(profile, "rack")
    mass, width, depth = (span(rack, n) for n in ("mass", "width", "depth"))
    if not (mass and width and depth):
        return None
    load = mass[1] / (width[1] * depth[1])
    row["kg/m2"] = round(load)
    return None if load < FLOOR_MOST else f"loads its footprint with {load:.0f} kg/m2"


def feed(profile, row):
    levels = [span(v, "level") for v in part(profile, "feed") or [] if local(v.tag) == "voltage"]
    most = span(part(profile, "rack"), "max")
    if not (levels and most):
        return None
    lines = [v[1] for v in levels if v and v[1] < DIRECT]
    volts = max(lines) if lines else max(v[1] for v in levels if v)
    amps = most[1] * 1000 / (3 ** 0.5 * volts * POWER_FACTOR if lines else volts)
    tap = next((b for b in BREAKERS if b * CONTINUOUS >= amps), None)
    row["feed"] = f"{amps:.0f} A at {volts:.0f} V" + (f", {tap} A" if tap else "")
    return None if tap else f"draws {amps:.0f} A at {volts:.0f} V, more than {BREAKERS[-1]} A x {CONTINUOUS} carry"


def shelves(profile, row):
    node, most = part(profile, "feed"), span(part(profile, "rack"), "max")
    count, each, left = (span(node, n) for n in ("shelves", "shelf-power", "after-loss"))
    if not (count and each and most):
        return None
    row["shelves"] = f"{count[1]:.0f} x {each[1]:g}"
    if count[2] * each[1] < most[1]:
        return f"draws {most[1]:g} kW from {count[2] * each[1]:g} kW of shelves"
    return "keeps more after a loss than is installed" if left and left[2] > count[2] * each[1] else None


CHECKS = (chips, rise, floor, feed, shelves)
COLUMNS = ("kW", "W/chip", "x chips", "rise K", "kg/m2", "feed", "shelves")


def judge_profile(profile):
    """(row of the table, {check: what is wrong})"""
    most = span(part(profile, "rack"), "max")
    row = {"kW": f"{most[1]:g}" if most else "?"}
    found = {check.__name__: check(profile, row) for check in CHECKS}
    return row, {name: words for name, words in found.items() if words}


# ---- the rules are tested first --------------------------------------------------------------
SAMPLE = """<profile xmlns="urn:rackfit:1" id="gb200-nvl72" name="x" vendor="x" family="one" as-of="2026-11-01">
  <source id="s" title="x" date="2026-11-01" grade="A"/>
  <rack chips="72" max="132 kW" width="600 mm" depth="1068 mm" mass="1400 kg" src="s"/>
  <pod racks="1" src="s"/><unit pods="8" src="s"/>
  <heat liquid-share="0.87" flow="150 L/min" src="s"/>
  <feed count="2" shelves="8" shelf-power="33 kW" after-loss="132 kW" src="s"><voltage level="415 V" src="s"/></feed>
</profile>"""
SPOILT = [("max=\"132 kW\"", "max=\"190 kW\"", "chips"), ("150 L/min", "90 L/min", "rise"),
          ("1400 kg", "1.7 t", "floor"), ("chips=\"72\" max=\"132 kW\"", "chips=\"250\" max=\"400 kW\"", "feed"),
          ("33 kW", "15 kW", "shelves")]
UNTRACED = [("mass=\"1400 kg\" src=\"s\"", "mass=\"1400 kg\"", "no source"),
            ("level=\"415 V\" src=\"s\"", "level=\"415 V\" src=\"t\"", "not declared"),
            ("date=\"2026-11-01\" grade", "date=\"\" grade", "no date")]
UNCITED = "<source id=\"t\" title=\"x\" date=\"2026-11-01\" grade=\"A\"/></profile>"


def test_rules(folder):
    sound = ET.fromstring(SAMPLE)
    faults = []
    if judge_profile(sound)[1] or trace(folder, sound, "x") != ([], []):
        faults.append("the sound sample is refused")
    if trace(folder, ET.fromstring(SAMPLE.replace("</profile>", UNCITED)), "x") != ([], ["t"]):
        faults.append("a source that nothing cites is not seen")
    for old, new, name in SPOILT:
        if name not in judge_profile(ET.fromstring(SAMPLE.replace(old, new)))[1]:
            faults.append(f"the rule {name!r} does not see {new}")
    for old, new, words in UNTRACED:
        spoilt = ET.fromstring(SAMPLE.replace(old, new))
        if not any(words in fault for fault in trace(folder, spoilt, "x")[0]):
            faults.append(f"the rule of origin does not see {new}")
    return faults


# ---- the run -----------------------------------------------------------------------------------
def judge_origin(sites):
    """(faults of origin of all documents, how many documents there are)"""
    faults, count = [], 0
    for path in sorted(sites.rglob("*.xml")):
        label = str(path.relative_to(sites))
        found, uncited = trace(sites / "schema", ET.parse(path).getroot(), label)
        faults += found
        count += 1
        if uncited and path.parent.name in BACKGROUND:
            print(f"background: {label}: no figure cites {', '.join(uncited)}")
        else:
            faults += [f"{label}: nothing cites the source {s!r}" for s in uncited]
    return faults, count


def print_tolerances():
    print(f"tolerances: max draw {CHIP_BAND[0]} to {CHIP_BAND[1]} x chip power; coolant rise "
          f"{RISE_BAND[0]} to {RISE_BAND[1]} K at {PG25} L/min per kW and K ({WATER} in water); footprint "
          f"below {FLOOR_MOST} kg/m2; feed within {BREAKERS[-1]} A x {CONTINUOUS} at the highest AC voltage, "
          f"power factor {POWER_FACTOR}; shelves at least the draw")


def judge_profiles(folder):
    faults, outliers, needed = [], [], set()
    for path in sorted(folder.glob("*.xml")):
        profile = ET.parse(path).getroot()
        row, found = judge_profile(profile)
        print(f"{profile.get('id'):26}" + "".join(f"{str(row.get(c, '-')):>{w}}" for c, w in
                                                  zip(COLUMNS, (7, 9, 9, 12, 7, 24, 10))))
        for name, words in found.items():
            key = (profile.get("id"), name)
            reason = EXCEPTIONS.get(key)
            needed.add(key)
            (outliers if reason else faults).append(f"{key[0]} {words}" + (f": {reason}" if reason else ""))
    faults += [f"{key[0]}: the exception for {key[1]!r} explains nothing" for key in EXCEPTIONS if key not in needed]
    return faults, outliers


def main():
    sites = pathlib.Path(sys.argv[1]) / "sites"
    faults = test_rules(sites / "schema")
    found, count = judge_origin(sites)
    faults += found
    print_tolerances()
    print(f"{'profile':26}" + "".join(f"{c:>{w}}" for c, w in zip(COLUMNS, (7, 9, 9, 12, 7, 24, 10))))
    more, outliers = judge_profiles(sites / "profiles")
    for line in outliers:
        print(f"outlier: {line}")
    for fault in faults + more:
        print(f"not sound: {fault}")
    print(f"{count} documents, {len(outliers)} outliers, {len(faults + more)} faults")
    return 1 if faults or more else 0


if __name__ == "__main__":
    sys.exit(main())
