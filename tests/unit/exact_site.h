/* SPDX-License-Identifier: MIT */
/* A site in which everything fits to the last unit, sized by hand for two halls of two pods
 * each at the unfavourable end:
 *
 *   hall    racks 4 x 100 kW + network 20 kW + in-row CDU 5 kW = 425 kW, at peak 505 kW
 *           liquid 4 x 75 + pumps 5 = 305 kW, air 4 x 25 + 20 = 120 kW, flow 4 x 100 L/min
 *   busway  425 kW / 0.8 = 531.25 kVA a side when the other is out
 *   UPS     505 kW / 0.8 = 631.25 kVA (a peak of 10 s counts for UPS and generators)
 *   yard    2 x 425 / 0.8 + 2 x (305 x 0.1 + 120 x 0.3) = 1,195.5 kW; / 0.8 = 1,494.375
 *           kVA;
 *           + 189.05 kW of mining that stays / 0.95 = 199 kVA: 1,693.375 kVA a side
 *   gens    2 x 505 / 0.8 + 133 = 1,395.5 kW; / 0.8 + 199 kVA = 1,943.375 kVA
 *   utility 1,195.5 / 0.8 = 1,494.375 kW firm; + 189.05 / 0.995 = 190 kW: 1,684.375 kW
 *   coolant 35 + 3 recirculation + 5 + 4 = 47 degC; air 20 + 7 = 27 degC
 *   pipe    pi/4 x 59^2 mm2 x 2.5 m/s = 24,605 L/h for 4 x 100 L/min
 *   air     120 kW / (1.206 kJ/m3K x 10 K), each pod and the network rack rounded up
 *   buffer  610 kW x 36 s = 6.1 kWh; 1,094 L x 4,015 J/LK x 5 K = 6.1006 kWh
 *   floor   1,080 kg / (0.6 x 1.2 m) = 1,500 kg/m2; 2.2 + 1.61 + 0.5 = 4.31 m clear
 *           1,080 x 9.80665 x 1.35 / 4 = 3,574.5 N a foot; 1,080 / (0.6 x 2.4 m) =
 *           750 kg/m2 (one gram of play, so that a gram more of rack breaks the slab
 *           alone)
 *   cables  (1.2 m along the tray + 2 x 1.5) x 1.1 = 4.62 m from a pod's far rack to the
 *           network rack between the pods; 0.6 m of copper from rack to rack
 *   exit    from before the farthest rack 3.3 m to the end of the row, 1.2 + 1.2 m to the
 * door works   2026-12-31 + 200 + 165 days = 2027-12-31, the last 10 within the window door
 * 2.2 + 0.15 = 2.35 m high, 0.6 + 0.15 = 0.75 m wide water   240 kW of air heat on the
 * tower, 220 kW at plan draw, 2,810,399 mL/MWh: 16,188 L a day, 5,431,040 L a year, 674.496
 * L/h; each pod and network rounded up by itself: two litres more */
#ifndef TESTS_UNIT_EXACT_SITE_H
#define TESTS_UNIT_EXACT_SITE_H

#include "tests/unit/fixture.h"

static const char exact_profile[] =
    "<profile xmlns=\"urn:rackfit:1\" id=\"box\" name=\"Box\" vendor=\"Any\" "
    "family=\"pair\""
    " as-of=\"2026-11-01\" available=\"2027-12-31\">"
    "<rack chips=\"8\" plan=\"90 kW\" max=\"100 kW\" peak=\"120 kW\" peak-duration=\"10 s\""
    " power-factor=\"0.8\" width=\"600 mm\" depth=\"1200 mm\" height=\"2200 mm\""
    " mass=\"1080 kg\"/>"
    "<pod racks=\"2\" copper-reach=\"600 mm\"/>"
    "<unit pods=\"2\">"
    "<support id=\"net\" kind=\"network\" count=\"1\" power=\"20 kW\" width=\"600 mm\""
    " mass=\"600 kg\"/>"
    "<support id=\"cdu\" kind=\"cdu\" count=\"1\" power=\"5 kW\" width=\"600 mm\""
    " mass=\"600 kg\"/>"
    "</unit>"
    "<heat liquid-share=\"0.75\" supply-max=\"47 degC\" flow=\"100 L/min\""
    " air-inlet-max=\"27 degC\" filtration=\"11\"/>"
    "<feed count=\"2\"><voltage level=\"415 V\"/></feed>"
    "<network leaf-reach=\"4620 mm\"/>"
    "</profile>";

static const char exact_climate[] = FIXTURE_CLIMATE("35 degC", "25 degC");

static const char exact_site[] = FIXTURE_SITE(
    "<grid><interconnect id=\"poi\" energised=\"1684.375 kW at utility\""
    " firm=\"1494.375 kW at utility\" transferable=\"yes\" restudy=\"no\"/></grid>"
    "<electrical>"
    "<substation id=\"yard-a\" group=\"yard\" side=\"A\" from=\"poi\" rating=\"1693.375 "
    "kVA\""
    " efficiency=\"0.8\"/>"
    "<substation id=\"yard-b\" group=\"yard\" side=\"B\" from=\"poi\" rating=\"1693.375 "
    "kVA\""
    " efficiency=\"0.8\"/>"
    "<generator id=\"gens\" backs=\"yard\" rating=\"1943.375 kVA\"/>"
    "</electrical>"
    "<cooling>"
    "<plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\" feed=\"yard\""
    " capacity=\"610 kW thermal\" approach=\"5 K\" electrical=\"0.06\""
    " buffer=\"1094 L\" restart=\"36 s\"/>"
    "<water permit-day=\"16190 L/day\" permit-year=\"5431042 L\" make-up=\"674.496 L/h\"/>"
    "<plant id=\"tower\" kind=\"tower\" loop=\"air\" capacity=\"9 MW thermal\""
    " electrical=\"0\"/>"
    "<plant id=\"chill\" kind=\"chiller\" loop=\"air\" from=\"tower\" feed=\"yard\""
    " capacity=\"240 kW thermal\" supply=\"20 degC\" at=\"38 degC\" electrical=\"0.2\"/>"
    "</cooling>"
    "<hall id=\"new\" count=\"2\" outline=\"0,0 6,0 6,3.6 0,3.6 m\" clear-height=\"4.31 m\""
    " egress=\"5.7 m\" slab=\"1500 kg/m2\" point-load=\"3.575 kN\" area-load=\"750.001 "
    "kg/m2\" "
    "ready=\"2027-12-31\" feed=\"bus\" liquid=\"cdu\" air=\"crah\""
    " air-temperature=\"45.001 degC\" humidity=\"100 %\">"
    "<door id=\"dock\" kind=\"delivery\" at=\"0,1.8 m\" width=\"750 mm\" height=\"2350 "
    "mm\"/>"
    "<door id=\"out\" at=\"6,1.8 m\"/>"
    "<load id=\"mine\" kind=\"mining\" power=\"400 kW at facility\" stops=\"yes\""
    " until=\"2027-12-31\"/>"
    "<ups id=\"ups\" from=\"yard\" rating=\"631.25 kVA\" efficiency=\"0.8\"/>"
    "<busway id=\"bus-a\" group=\"bus\" side=\"A\" from=\"ups\" rating=\"531.25 kVA\""
    " voltage=\"415 V\" efficiency=\"1\"/>"
    "<busway id=\"bus-b\" group=\"bus\" side=\"B\" from=\"ups\" rating=\"531.25 kVA\""
    " voltage=\"415 V\" efficiency=\"1\"/>"
    "<plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\" from=\"dry\" feed=\"yard\""
    " capacity=\"305 kW thermal\" approach=\"4 K\" flow=\"24000 L/h\" electrical=\"0.04\""
    " pipe=\"59 mm\"/>"
    "<plant id=\"crah\" kind=\"crah\" loop=\"air\" from=\"chill\" feed=\"yard\""
    " capacity=\"120 kW thermal\" approach=\"7 K\" filtration=\"11\" electrical=\"0.1\""
    " range=\"10 K\" air-flow=\"35820895.524 L/h\"/>"
    "</hall>"
    "<hall id=\"old\" feed=\"yard\" liquid=\"none\" air=\"none\" outline=\"0,0 9,0 9,9 0,9 "
    "m\">"
    "<load id=\"stays\" kind=\"mining\" power=\"189.05 kW at facility\" stops=\"no\"/>"
    "</hall>"
    "<link id=\"north\" path=\"north\" carrier=\"One\" capacity=\"60 Gb/s\""
    " latency=\"8 ms\"/>"
    "<link id=\"south\" path=\"south\" carrier=\"Two\" capacity=\"40 Gb/s\""
    " route-length=\"1000 km\"/>"
    "<gate id=\"deed\" kind=\"title\" status=\"granted\" date=\"2027-12-31\"/>"
    "<gate id=\"grid\" kind=\"interconnection\" status=\"granted\"/>"
    "<gate id=\"zone\" kind=\"zoning\" status=\"granted\"/>"
    "<works start=\"2026-12-31\"><work id=\"cool\" lead=\"200 days\" build=\"165 days\""
    " outage=\"10 days\" window=\"2027-12-21..2028-06\" supplies=\"dry\"/></works>"
    "<want pods=\"4\" by=\"2027-12-31\" bandwidth=\"100 Gb/s\""
    " latency=\"10 ms\" carriers=\"2\">"
    "<policy distribution=\"maintainable\" ups=\"n\" generators=\"n\" "
    "network=\"redundant\"/>"
    "</want>");

#endif
