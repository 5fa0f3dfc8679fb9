#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The schemas and the readers agree: schema_agrees.py READ_ONE SOURCE_ROOT

Every shipped document is valid by its schema and read without an error; variants of small
documents are accepted by both, broken ones are refused by both, by the reader with the
diagnostic that names the fault. Standard library and xmllint; exit 77 without xmllint."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

KINDS = ("site", "profile", "measures", "climate", "plan")

BOTH = """<site xmlns="urn:rackfit:1" id="field" name="Field" as-of="2026-11-01">
  <source id="paper" title="Paper" url="https://example.com" date="2026-05-01" grade="B"/>
  <location lat="34.43 deg" lon="-100.2 deg" elevation="570 m" north="12 deg" region="ERCOT" src="paper"/>
  <grid>
    <interconnect id="poi" operator="Grid" voltage="345 kV" energised="650 MW at utility"
                  firm="unknown" transferable="unknown" power-factor="0.98" ramp="5 MW/s" band="20 MW at utility"
                  src="paper firm:paper/D">
      <step id="phase-2" date="2027-Q3" energised="700 MW at utility"/>
    </interconnect>
  </grid>
  <electrical>
    <transformer id="t1" group="main" from="poi" rating="120 MVA" voltage="34.5 kV" count="2"/>
    <switchboard id="tie" from="main poi" standby="poi" rating="9 MVA"/>
    <ups id="u1" from="main" rating="1.5 MVA" loss-fixed="0.8 %" loss-linear="0.012" loss-square="0.018" energy="200..250 kWh"/>
    <ups id="u2" from="main" rating="1.5 MVA" autonomy="5 min" overload="1.25" overload-time="10 min"/>
    <bess id="bat" rating="2.5 MW" count="8" energy="5 MWh"/>
    <generator id="g1" backs="main" rating="2500 kW" claimed="N+1" step="60 %"/>
  </electrical>
  <cooling>
    <plant id="dry" kind="dry-cooler" loop="liquid" capacity="2.5 MW thermal" count="12"
           at="38 degC" approach="8..10 K" electrical="0.05 kW/kW" rated-return="50 degC" range="10 K"
           fans="0.03 kW/kW" pumps="1 %" cycles="5" drift="0.02 %" pipe="300 mm" buffer="20 m3" restart="60 s"
           pad-effect="0.8"/>
    <plant id="trim" kind="chiller" loop="liquid" from="dry" rejects-to="dry" supply="32 degC" cop="4.5"
           cop-ambient="35 degC" cop-supply="7 degC" evaporator-approach="3 K" condenser-approach="15 K"
           economiser="no" economiser-approach="5 K" air-flow="9000 m3/h"/>
    <water permit-day="900 m3/day" permit-year="300000 m3" make-up="60 m3/h" src="paper"/>
  </cooling>
  <hall id="hall-a" name="Hall A" outline="0,0 120,0 120,24 0,24 m" at="10,20 m" turned="right" clear-height="5.2 m"
        slab="1500 kg/m2" point-load="30..50 kN" area-load="1224 kg/m2" aisles="service" service-aisle="1.2 m" egress="91 m" row-racks="20" distribution="panel"
        panel-width="600..800 mm" busway-width="150 mm" tray-width="300 mm" manifold-width="400 mm" ready="2027-05"
        losses="bus" house="1 %" house-feed="main" air-temperature="24 degC" humidity="50 %" feed="bus" liquid="cdu" air="none">
    <obstacle id="post" kind="column" at="10,5 m" size="0.4,0.4 m"/>
    <obstacle id="swb" kind="equipment" at="100,0 m" size="4,1 m" voltage="480 V" front="up" opposite="live" neutral="none"/>
    <columns first="20,6 m" pitch="20,6 m" size="0.5,0.5 m" count="4,3"/>
    <door id="dock" kind="delivery" at="0,12 m" width="3 m" height="3 m"/>
    <load id="mine" kind="mining" power="18 MW at facility" stops="yes" until="2027-06-30"
          curtailment="1.5..2 MUSD" curtailment-until="2028-Q4"/>
    <busway id="bus" from="main" current="1000 A" voltage="415 V" continuous-factor="80 %"/>
    <plant id="cdu" kind="cdu" loop="liquid" from="dry" capacity="1 MW thermal" flow="900 L/min"/>
  </hall>
  <link id="east" carrier="Any" path="east" via="gate yard" capacity="400 Gb/s" latency="5 ms"/>
  <trench id="gate" words="main entrance" route-length="200 m" separation="45 m"/>
  <trench id="yard"/>
  <gate id="zone" kind="zoning" status="granted" date="2026-01-15"/>
  <works start="2027-01-04" src="paper">
    <work id="unit" name="Transformer" start="2027-02" lead="90..128 weeks" build="26 weeks" supplies="t1 phase-2"/>
    <work id="pipes" lead="unknown" build="24 weeks" outage="2 weeks" requires="unit zone" hall="hall-a"
          window="2028-04..2028-05 2028-10" src="paper/E"/>
  </works>
  <want target="100 MW critical IT" by="2027-Q4" reserve="5 %" latency="20 ms" carriers="2">
    <policy ups="maintainable" generators="none"/>
  </want>
  <finance power-price="38 USD/MWh" src="paper"/>
</site>
"""
# A site with several sources states efficiencies, one with a single source may state losses at part load.
SITE = BOTH.replace(' loss-fixed="0.8 %" loss-linear="0.012" loss-square="0.018"', "")
SITE = SITE.replace('losses="bus" ', "")
RADIAL = BOTH.replace('from="main poi" standby="poi"', 'from="main"')

PROFILE = """<profile xmlns="urn:rackfit:1" id="rack-72" name="Rack 72" vendor="Any" family="one"
         as-of="2026-11-01" available="2026-Q1" src="sheet">
  <source id="sheet" title="Sheet" date="2026-05-01" grade="A"/>
  <rack chips="72" plan="100 kW" max="120..132..140 kW" peak="150 kW" peak-duration="50 ms" swing="0.4..0.6" swing-period="20 s"
        power-factor="0.95" width="600 mm" depth="1.2 m" height="2.3 m" mass="1360 kg" feet="4"/>
  <pod racks="1" copper-reach="2 m" adjacency="touching"/>
  <unit pods="8"><support id="net" kind="network" count="2" power="20 kW" width="600 mm"/></unit>
  <heat liquid-share="0.85..0.92" supply-max="45 degC" flow="130 L/min" air-inlet-max="35 degC"
        filtration="11" pressure-drop="150 kPa"/>
  <feed count="2" shelves="8" shelves-a="4" shelf-power="33 kW" after-loss="unknown"><voltage level="415 V"/></feed>
  <network scale-out="400 Gb/s" ports="1" media="DR4" leaf="8" spine="4" reach="2 m"/>
  <fabric id="east-west" purpose="compute" kind="rail" radix="144" tiers="2" oversubscription="1.5" rails="4"
          planes="1" ports-per-rack="72" extra-ports="4" port-rate="800 Gb/s" lane-rate="200 Gb/s"
          links-per-cable="1" switch-power="2..3 kW" switch-units="4" switch-price="60 kUSD"
          optic-power="16..17 W" optic-price="1.1 kUSD"/>
  <fabric id="front" purpose="front-end" kind="tor" radix="64"/>
  <performance fp8="5 PF" bf16="2500 TF" memory="192 GB"/>
  <price rack="3.5 MUSD"/>
</profile>
"""

MEASURES = """<measures xmlns="urn:rackfit:1" id="set" name="Set" as-of="2026-11-01">
  <source id="book" title="Book" date="2026-05-01" grade="C"/>
  <measure id="add-cdu" name="Add a CDU" scope="hall" cost="300..500 kUSD" lead="30 weeks"
           build="2 weeks" max-count="8" excludes="rear" outage="1..3 weeks" floor="4 m2" size="1 MW"
           cost-area="377 USD/m2" cost-length="59 kUSD/km" length="80 km" cost-share="2 %" src="book">
    <effect requirement="liquid-heat" of="cdu" adds="1 MW thermal"/>
    <effect requirement="firm-utility" takes="0.02 MW at utility"/>
    <effect requirement="rack-voltage" voltage="415 V"/>
  </measure>
  <measure id="rear" name="Rear doors" scope="hall" with="critical-it" cost-rate="400 USD/kW" requires="pipe"/>
  <measure id="pipe" name="Pipes" scope="site" cost="1 MUSD">
    <effect requirement="liquid-loop"/>
  </measure>
</measures>
"""

CLIMATE = """<climate xmlns="urn:rackfit:1" id="plain" name="Plain" as-of="2026-11-01">
  <source id="file" title="File" date="2026-05-01" grade="A"/>
  <station elevation="100 m" pressure="100.1 kPa" typical-maximum="39.5 degC" src="file"/>
  <design dry-bulb="43 degC" wet-bulb="26 degC" src="file"/>
  <bins src="file">
    <bin dry-bulb="-2 degC" wet-bulb="-4 degC" hours="4000"/>
    <bin dry-bulb="20 degC" wet-bulb="15 degC" hours="4760"/>
  </bins>
</climate>
"""

PLAN = f"""<plan xmlns="urn:rackfit:1" end="unfavourable" by="2027-12-31" pods="2" cost="1900000.000001 USD"
    bound="240000000 mW" claimed="239000000 mW" claimed-by="CBC" engine="own">
  <input role="site" path="field.xml" digest="{'0' * 64}"/>
  <input role="profile" path="rack-72" digest="{'a1' * 32}"/>
  <input role="profile" path="rack-8" digest="{'a2' * 32}"/>
  <input role="measures" path="catalogue" digest="{'a3' * 32}"/>
  <policy utility="none" distribution="n" generators="none" ups="maintainable" cooling="n"
          cdu="redundant" network="none"/>
  <share hall="hall-a" converted="1" pods="2" units="1" most-pods="2"/>
  <share hall="hall-b" converted="0" pods="0" units="0" most-pods="0" profile="rack-8"/>
  <install measure="permits" count="1"/>
  <install measure="liquid-plant" hall="hall-a" count="3"/>
  <floor hall="hall-a" along="x" rows="1" pods="2" bound="40" cold-aisle="1200 mm"
         hot-aisle="1200 mm" perimeter="1200 mm" reason="area">
    <rack row="1" unit="1" pod="1" rack="1" at="1200,1200 mm" size="600,1200 mm" front="up"/>
    <rack row="1" unit="1" pod="2" rack="1" at="1800,1200 mm" size="600,1200 mm" front="up"/>
    <rack row="1" unit="1" pod="0" rack="0" support="network" at="2400,1200 mm"
          size="600,1200 mm" front="up"/>
    <aisle at="1200,0 mm" size="1800,1200 mm" kind="cold"/>
    <fitting kind="busway" row="1" zone="1" side="A" at="1200,1200 mm" size="1800,150 mm"/>
    <fitting kind="tray" at="1200,1200 mm" size="300,3600 mm"/>
  </floor>
  <certificate most="250000000 mW" date-stated="yes" budget="2000000 USD" by="block" shift="40">
    <choice profile="rack-72"/>
    <choice profile="rack-8"/>
    <multiplier row="7" name="site/firm-utility" times="123456789012345678"/>
  </certificate>
</plan>
"""

BASES = {"site": SITE, "radial": RADIAL, "profile": PROFILE, "measures": MEASURES, "climate": CLIMATE, "plan": PLAN}
SCHEMAS = {"radial": "site"}  # of the documents whose name is not that of their kind

# kind, found once in the document, put in its place
ACCEPTED = [
    ("site", 'energised="650 MW at utility"', 'energised="0.65 GW at utility"'),
    ("site", 'energised="650 MW at utility"', 'energised="600..640..650 MW at utility"'),
    ("site", 'clear-height="5.2 m"', 'clear-height="unknown"'),
    ("site", 'outline="0,0 120,0 120,24 0,24 m"', 'outline="unknown"'),
    ("site", 'ready="2027-05"', 'ready="2027-05-01..2027-09-30"'),
    ("site", 'ready="2027-05"', 'ready="unknown"'),
    ("site", 'count="12"', 'count="10..12"'),
    ("site", 'point-load="30..50 kN"', 'point-load="unknown"'),
    ("site", 'voltage="480 V" front="up" opposite="live" neutral="none"', 'voltage="13.8 kV" front="left"'),
    ("site", 'claimed="N+1"', 'claimed="4N/3 ring"'),
    ("site", 'from="main poi" standby="poi"', 'from="main" standby="poi main"'),
    ("site", ' feed="bus" liquid', ' liquid'),
    ("site", ' feed="bus" liquid="cdu" air="none">', ' liquid="cdu" air="none"><feed a="bus" b="tie" share="1" split="60 %"/>'),
    ("site", 'reserve="5 %"', 'reserve="0.05"'),
    ("site", 'status="granted"', 'status="pending"'),
    ("site", 'hall="hall-a"', 'hall="all"'),
    ("site", 'window="2028-04..2028-05 2028-10"', 'window="2028-04-03..2028-04-20"'),
    ("site", 'kind="zoning"', 'kind="large-load"'),
    ("site", 'region="ERCOT"', 'region="ERCOT" grid-rules="none"'),
    ("site", 'at="38 degC"', 'at="-5..38.5 degC"'),
    ("site", 'elevation="570 m"', 'elevation="-12.5 m"'),
    ("site", '<obstacle id="post"', '<!-- a post --><obstacle id="post"'),
    ("site", 'src="paper firm:paper/D"', 'src="paper/E"'),
    ("profile", 'liquid-share="0.85..0.92"', 'liquid-share="85..92 %"'),
    ("profile", 'max="120..132..140 kW"', 'max="0.132 MW"'),
    ("profile", 'peak-duration="50 ms"', 'peak-duration="unknown"'),
    ("profile", 'mass="1360 kg"', 'mass="1.36 t"'),
    ("profile", 'family="one"', 'family="miner"'),
    ("profile", 'fp8="5 PF"', 'fp8="5000 TF"'),
    ("profile", 'memory="192 GB"', 'memory="96 GiB"'),
    ("profile", 'adjacency="touching"', 'adjacency="anywhere"'),
    ("measures", 'lead="30 weeks"', 'lead="4..8 months"'),
    ("measures", 'with="critical-it"', 'with="plan"'),
    ("climate", 'wet-bulb="26 degC"', 'wet-bulb="unknown"'),
]

# kind, found once, put in its place, diagnostic of the reader
REFUSED = [
    ("site", ' region="ERCOT"', ' region="ERCOT" colour="red"', "0202"),
    ("site", "<cooling>", "<cooling><pump/>", "0201"),
    ("site", 'permit-day="900 m3/day"', 'permit-day="900 m3"', "0303"),
    ("site", "<finance", "<finances", "0201"),
    ("site", "</want>", "</wants>", "0103"),
    ("site", ' name="Field"', "", "0203"),
    ("site", 'id="field" ', "", "0203"),
    ("site", ' as-of="2026-11-01"', "", "0203"),
    ("site", 'id="field"', 'id="Field"', "0403"),
    ("site", 'id="poi"', 'id="-poi"', "0403"),
    ("site", 'as-of="2026-11-01"', 'as-of="1 November 2026"', "0301"),
    ("site", 'date="2026-05-01" grade="B"', 'date="2026-13-01" grade="B"', "0301"),
    ("site", 'grade="B"', 'grade="F"', "0309"),
    ("site", ' grade="B"', "", "0203"),
    ("site", 'energised="650 MW at utility"', 'energised="650 MW"', "0304"),
    ("site", 'energised="650 MW at utility"', 'energised="650 MW at facility"', "0304"),
    ("site", 'energised="650 MW at utility"', 'energised="650"', "0302"),
    ("site", 'energised="650 MW at utility"', 'energised="650 mw at utility"', "0303"),
    ("site", 'energised="650 MW at utility"', 'energised="650 MVA at utility"', "0303"),
    ("site", 'energised="650 MW at utility"', 'energised="1,650 MW at utility"', "0301"),
    ("site", 'energised="650 MW at utility"', 'energised="6.5e2 MW at utility"', "0301"),
    ("site", 'energised="650 MW at utility"', 'energised=""', "0301"),
    ("site", 'clear-height="5.2 m"', 'clear-height="5.2"', "0302"),
    ("site", 'clear-height="5.2 m"', 'clear-height="5.2 kg"', "0303"),
    ("site", 'clear-height="5.2 m"', 'clear-height="5.2..5.4..5.6..5.8 m"', "0301"),
    ("site", 'transferable="unknown"', 'transferable="maybe"', "0309"),
    ("site", 'status="granted"', 'status="yes"', "0309"),
    ("site", 'region="ERCOT"', 'region="ERCOT" grid-rules="no"', "0309"),
    ("site", 'kind="zoning"', 'kind="planning"', "0309"),
    ("site", 'kind="dry-cooler"', 'kind="fan"', "0309"),
    ("site", ' loop="liquid" capacity="2.5', ' capacity="2.5', "0203"),
    ("site", 'count="12"', 'count="12.5"', None),
    ("site", 'count="12"', 'count="12 pcs"', "0303"),
    ("site", 'claimed="N+1"', 'claimed="N plus one"', "0301"),
    ("site", ' from="main" current', " current", "0203"),
    ("site", 'standby="poi"', 'standby="poi,main"', "0403"),
    ("site", ' liquid="cdu" air="none">', ' air="none"><feed b="tie"/>', "0203"),
    ("site", ' feed="bus" liquid="cdu" air="none">', '><feed a="bus" share="0.5 MW"/>', "0303"),
    ("site", 'ramp="5 MW/s"', 'ramp="5 MW"', "0303"),
    ("site", 'band="20 MW at utility"', 'band="20 MW"', "0304"),
    ("site", '<bess id="bat"', '<bess id="bat" from="main"', "0202"),
    ("site", '<generator id="g1"', '<generator id="g1" energy="1 kWh"', "0202"),
    ("site", 'energy="200..250 kWh"', 'energy="200 kW"', "0303"),
    ("site", '<generator id="g1"', '<generator id="g1" loss-fixed="1 %"', "0202"),
    ("radial", 'loss-linear="0.012"', 'loss-linear="12 kW"', "0303"),
    ("site", 'ready="2027-05"', 'ready="2027-Q5"', "0301"),
    ("site", 'ready="2027-05"', 'ready="05/2027"', "0301"),
    ("site", 'outline="0,0 120,0 120,24 0,24 m"', 'outline="0,0 120,0 120,24 0,24"', None),
    ("site", 'at="10,5 m"', 'at="10 m"', "0301"),
    ("site", 'range="10 K"', 'range="10 degC"', "0303"),
    ("site", 'economiser="no"', 'economiser="perhaps"', "0309"),
    ("site", 'rated-return="50 degC"', 'rated-return="50 K"', "0303"),
    ("site", 'buffer="20 m3"', 'buffer="20 m2"', "0303"),
    ("site", 'count="4,3"', 'count="4"', "0301"),
    ("site", 'power="18 MW at facility"', 'power="18 MW at utility"', "0304"),
    ("site", 'kind="mining"', 'kind="rendering"', "0309"),
    ("site", 'ups="maintainable"', 'ups="2N"', "0309"),
    ("site", 'via="gate yard"', 'via="gate,yard"', "0403"),
    ("site", 'separation="45 m"', 'separation="45"', "0302"),
    ("site", 'carriers="2"', 'carriers="two"', None),
    ("site", "<policy ", "<policy backup='n' ", "0202"),
    ("site", 'src="paper firm:paper/D"', 'src="paper firm:paper/F"', None),
    ("site", 'src="paper firm:paper/D"', 'src="a paper of 2025, page 3"', None),
    ("site", "urn:rackfit:1", "urn:rackfit:2", "0108"),
    ("site", "<hall ", "text <hall ", "0206"),
    ("profile", ' chips="72"', "", "0203"),
    ("profile", 'chips="72"', 'chips="72 chips"', "0303"),
    ("profile", 'max="120..132..140 kW"', 'max="132 kW critical IT"', "0304"),
    ("profile", 'max="120..132..140 kW"', 'max="132"', "0302"),
    ("profile", 'family="one"', 'family="single"', "0309"),
    ("profile", ' vendor="Any"', "", "0203"),
    ("profile", 'supply-max="45 degC"', 'supply-max="45 C"', "0303"),
    ("profile", 'supply-max="45 degC"', 'supply-max="45 K"', "0303"),
    ("profile", 'level="415 V"', "", "0203"),
    ("profile", 'kind="tor"', 'kind="ring"', "0309"),
    ("profile", 'purpose="front-end"', 'purpose="front"', "0309"),
    ("profile", ' radix="64"', "", "0203"),
    ("profile", 'switch-power="2..3 kW"', 'switch-power="2..3"', "0302"),
    ("profile", "<price ", "<cost ", "0201"),
    ("profile", 'kind="network"', 'kind="switch"', "0309"),
    ("profile", 'mass="1360 kg"', 'mass="1360 lb"', "0303"),
    ("profile", 'feet="4"', 'feet="4 feet"', "0303"),
    ("site", 'point-load="30..50 kN"', 'point-load="30 kg"', "0303"),
    ("site", 'voltage="480 V" front="up"', 'voltage="480 A" front="up"', "0303"),
    ("site", 'opposite="live"', 'opposite="alive"', "0309"),
    ("site", 'neutral="none"', 'neutral="wye"', "0309"),
    ("site", 'area-load="1224 kg/m2"', 'area-load="12 kPa"', "0303"),
    ("profile", 'fp8="5 PF"', 'fp8="5 PFLOPS"', "0303"),
    ("profile", 'memory="192 GB"', 'memory="192 Gb/s"', "0303"),
    ("profile", 'adjacency="touching"', 'adjacency="near"', "0309"),
    ("profile", 'shelves-a="4"', 'shelves-a="4 pcs"', "0303"),
    ("profile", 'shelf-power="33 kW"', 'shelf-power="33 kVA"', "0303"),
    ("profile", 'reach="2 m"/>', 'reach="2"/>', "0302"),
    ("measures", 'scope="site"', 'scope="campus"', "0309"),
    ("measures", 'with="critical-it"', 'with="power"', "0309"),
    ("measures", 'requirement="liquid-loop"', 'requirement="liquid"', "0309"),
    ("measures", 'cost-rate="400 USD/kW"', 'cost-rate="400 USD"', "0303"),
    ("measures", 'cost-area="377 USD/m2"', 'cost-area="377 USD"', "0303"),
    ("measures", 'cost-length="59 kUSD/km"', 'cost-length="59 kUSD/m"', "0303"),
    ("measures", 'floor="4 m2"', 'floor="4 m"', "0303"),
    ("measures", 'of="cdu"', 'of="pump"', "0309"),
    ("measures", 'voltage="415 V"', 'voltage="415 A"', "0303"),
    ("measures", 'excludes="rear"', 'excludes="Rear"', None),
    ("climate", 'hours="4000"', 'hours="4000 h"', None),
    ("climate", ' wet-bulb="-4 degC"', "", "0203"),
    ("climate", 'pressure="100.1 kPa"', 'pressure="100.1 mbar"', "0303"),
    ("plan", f'digest="{"0" * 64}"', 'digest="0"', None),
    ("plan", 'front="up"', 'front="north"', None),
    ("plan", 'end="unfavourable"', 'end="worst"', "0309"),
    ("plan", 'along="x"', 'along="z"', "0309"),
    ("plan", 'role="measures"', 'role="catalogue"', "0309"),
    ("plan", 'bound="240000000 mW"', 'bound="240000000 USD"', "0303"),
    ("plan", 'claimed="239000000 mW"', 'claimed="239"', "0302"),
    ("plan", 'cost="1900000.000001 USD"', 'cost="19 mW"', "0303"),
    ("plan", 'hall="hall-a" count="3"', 'hall="hall-a" count="many"', None),
    ("plan", 'claimed-by="CBC"', 'claimed-by=""', None),
    ("plan", 'most="250000000 mW"', 'most="250000000 USD"', "0303"),
    ("plan", 'budget="2000000 USD"', 'budget="2000000"', "0302"),
    ("plan", 'by="block"', 'by="hall"', "0309"),
    ("plan", 'date-stated="yes"', 'date-stated="unknown"', "0309"),
    ("plan", 'times="123456789012345678"', 'times="0"', None),
    ("plan", 'times="123456789012345678"', 'times="1234567890123456789"', None),
    ("plan", '<choice profile="rack-8"/>', '<choice/>', None),
]


# one figure of each dimension of planner/model/evaluation.h; None: what settles has none
AMOUNTS = {"POWER": "1 MW", "APPARENT": "1 MVA", "STATUS": None, "COUNT": "2", "TEMPERATURE": "30 degC", "FLOW": "10 L/s",
           "AREA_LOAD": "500 kg/m2", "LENGTH": "2 m", "DATA_RATE": "10 Gb/s", "DATE": "2027-06-30", "FORCE": "10 kN",
           "DURATION": "5 ms", "ENERGY": "1 MWh", "WATER": "5 m3/day", "VOLUME": "5 m3", "MASS": "500 kg"}


class Judges:
    """xmllint and the reader; each answers for one file."""

    def __init__(self, read_one: str, root: pathlib.Path):
        self.read_one = read_one
        self.schemas = root / "sites" / "schema"

    def by_schema(self, kind: str, path: pathlib.Path) -> tuple[bool, str]:
        run = subprocess.run(
            ["xmllint", "--nonet", "--noout", "--schema", self.schemas / f"{SCHEMAS.get(kind, kind)}.xsd", path],
            capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1, 3, 4):  # 1: not well-formed, 3 and 4: not valid
            raise SystemExit(f"xmllint failed on {path}: {run.stderr}")
        return run.returncode == 0, run.stderr

    def by_reader(self, path: pathlib.Path) -> tuple[bool, str]:
        run = subprocess.run([self.read_one, path], capture_output=True, text=True, check=False)
        if run.returncode not in (0, 3):
            raise SystemExit(f"the reader failed on {path}: {run.returncode} {run.stderr}")
        return run.returncode == 0, run.stdout


def shipped(root: pathlib.Path):
    for path in sorted((root / "sites").rglob("*.xml")):
        found = re.search(r"<([a-z]+)[^>]*urn:rackfit:1", path.read_text(encoding="utf-8"))
        if found is None or found.group(1) not in KINDS:
            raise SystemExit(f"{path} is of no document kind")
        yield found.group(1), path


def judge_shipped(judges: Judges, root: pathlib.Path) -> list[str]:
    faults = []
    count = 0
    for kind, path in shipped(root):
        for valid, words in (judges.by_schema(kind, path), judges.by_reader(path)):
            if not valid:
                faults.append(f"{path}: refused\n{words}")
        count += 1
    print(f"{count} shipped documents")
    return faults


def variant(kind: str, old: str, new: str) -> str:
    base = BASES[kind]
    if base.count(old) < 1:
        raise SystemExit(f"the {kind} document has no {old!r}")
    return base.replace(old, new, 1)


def judge_variants(judges: Judges, folder: pathlib.Path) -> list[str]:
    faults = []
    path = folder / "variant.xml"
    for kind, old, new in [(kind, "", "") for kind in BASES] + ACCEPTED:
        path.write_text(variant(kind, old, new), encoding="utf-8")
        for name, (valid, words) in (("schema", judges.by_schema(kind, path)),
                                     ("reader", judges.by_reader(path))):
            if not valid:
                faults.append(f"{kind} {new!r}: refused by the {name}\n{words}")
    for kind, old, new, code in REFUSED:
        path.write_text(variant(kind, old, new), encoding="utf-8")
        if judges.by_schema(kind, path)[0]:
            faults.append(f"{kind} {new!r} for {old!r}: accepted by the schema")
        valid, words = judges.by_reader(path)
        if valid:
            faults.append(f"{kind} {new!r} for {old!r}: accepted by the reader")
        elif code is not None and f"error[RF-{code}]" not in words:
            faults.append(f"{kind} {new!r} for {old!r}: expected RF-{code}\n{words}")
    print(f"{len(ACCEPTED)} variants accepted, {len(REFUSED)} refused")
    return faults


def judge_kinds(judges: Judges, root: pathlib.Path, folder: pathlib.Path) -> list[str]:
    """An effect takes every kind of requirement, with an amount of its dimension; the schema lists them all."""
    text = (root / "planner" / "model" / "evaluation.h").read_text(encoding="utf-8")
    kinds = re.findall(r'^\s+X\([A-Z_]+,\s*"([a-z-]+)",\s*"[^"]+",\s*([A-Z_]+)\)', text, re.MULTILINE)
    if len(kinds) < 40:
        raise SystemExit(f"only {len(kinds)} kinds of requirements found")
    schema = (root / "sites" / "schema" / "measures.xsd").read_text(encoding="utf-8")
    listed = re.search(r'name="requirement">(.*?)</xs:simpleType>', schema, re.DOTALL)
    words = re.findall(r'value="([a-z-]+)"', listed.group(1))
    faults = []
    if words != [kind for kind, _ in kinds]:
        faults.append(f"the schema of measures lists other requirements than evaluation.h, or in another order: "
                      f"{sorted(set(words) ^ {kind for kind, _ in kinds})}")
    effects = "".join(f'<effect requirement="{kind}"' + (f' adds="{AMOUNTS[dimension]}"' if AMOUNTS[dimension] else "")
                      + ' src="book"/>\n' for kind, dimension in kinds)
    path = folder / "kinds.xml"
    path.write_text(variant("measures", '<effect requirement="liquid-loop"/>', effects), encoding="utf-8")
    for name, (valid, said) in (("schema", judges.by_schema("measures", path)), ("reader", judges.by_reader(path))):
        if not valid:
            faults.append(f"effects of every kind: refused by the {name}\n{said}")
    print(f"{len(kinds)} kinds of effects")
    return faults


def main() -> int:
    if shutil.which("xmllint") is None:
        print("xmllint is not installed")
        return 77
    root = pathlib.Path(sys.argv[2])
    judges = Judges(sys.argv[1], root)
    faults = judge_shipped(judges, root)
    with tempfile.TemporaryDirectory() as folder:
        faults += judge_variants(judges, pathlib.Path(folder))
        faults += judge_kinds(judges, root, pathlib.Path(folder))
    for fault in faults:
        print(f"not agreed: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
