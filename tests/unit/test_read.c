/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* Documents in, models out: what is read, and every diagnostic at its line and column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/base/text.h"
#include "sites/read/read.h"

#define NS " xmlns=\"urn:rackfit:1\""
#define SITE(body)                                                                         \
    "<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\">\n" body "\n</site>\n"
#define HALL(rest) SITE("<hall id=\"h\" " rest)
#define OUTLINE    "outline=\"0,0 30,0 30,20 0,20 m\""
#define SOURCE     "<source id=\"p\" title=\"Paper\" date=\"2026-05\" grade=\"B\"/>"

/* ---- a whole site ---------------------------------------------------------------------
 */

static const char full_site[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<site" NS " id=\"lake\" name=\"Lake\" as-of=\"2026-11-23\">\n"
    "  <location lat=\"34.43 deg\" lon=\"-100.2 deg\" elevation=\"570 m\" region=\"R\"\n"
    "            climate=\"west\" src=\"p\"/>\n"
    "  " SOURCE "\n"
    "  <source id=\"q\" title=\"Call\" url=\"https://example.com\" date=\"2026-Q1\" "
    "grade=\"C\"/>\n"
    "  <grid>\n"
    "    <interconnect id=\"poi\" operator=\"Grid\" voltage=\"345 kV\"\n"
    "        announced=\"750 MW at utility\" energised=\"600..650 MW at utility\"\n"
    "        firm=\"unknown\" transferable=\"yes\" src=\"p energised:q voltage:p/A "
    "firm:q\">\n"
    "      <step date=\"2027-Q3\" energised=\"700 MW at utility\" src=\"q/E\"/>\n"
    "    </interconnect>\n"
    "  </grid>\n"
    "  <electrical>\n"
    "    <transformer id=\"t1\" group=\"main\" from=\"poi\" rating=\"120 MVA\" "
    "src=\"p\"/>\n"
    "    <transformer id=\"t2\" group=\"main\" from=\"poi\" rating=\"120 MVA\" "
    "src=\"p\"/>\n"
    "    <generator id=\"g\" backs=\"main\" rating=\"2500 kW\" count=\"4\" claimed=\"N+1\" "
    "src=\"p\"/>\n"
    "  </electrical>\n"
    "  <cooling><plant id=\"dry\" kind=\"dry-cooler\" loop=\"liquid\" capacity=\"2 MW "
    "thermal\""
    " feed=\"main\" at=\"38 degC\" src=\"p\"/></cooling>\n"
    "  <hall id=\"a\" name=\"Hall A\" outline=\"0,20 30,20 30,0 15,0 0,0 m\" feed=\"bus\"\n"
    "        liquid=\"cdu\" air=\"none\" slab=\"1500 kg/m2\" src=\"p outline:q\">\n"
    "    <obstacle id=\"o\" kind=\"keep-out\" at=\"1,1 m\" size=\"2,0.5 m\"/>\n"
    "    <columns first=\"0,10 m\" pitch=\"15,20 m\" size=\"0.5,0.5 m\" count=\"3,2\"/>\n"
    "    <door id=\"d\" kind=\"delivery\" at=\"0.05,4 m\" width=\"3 m\" src=\"p\"/>\n"
    "    <load id=\"m\" kind=\"mining\" power=\"18 MW at facility\" src=\"p\"/>\n"
    "    <busway id=\"b1\" group=\"bus\" side=\"A\" from=\"main\" current=\"1200 A\""
    " voltage=\"415 V\" continuous-factor=\"80 %\" src=\"p\"/>\n"
    "    <plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\" from=\"dry\" src=\"p\"/>\n"
    "  </hall>\n"
    "  <hall id=\"b\" outline=\"unknown\" liquid=\"dry\"/>\n"
    "  <link id=\"l\" carrier=\"C\" path=\"east\" capacity=\"400 Gb/s\" src=\"p\"/>\n"
    "  <gate id=\"z\" kind=\"zoning\" status=\"granted\" date=\"2026-01-15\" src=\"p\"/>\n"
    "  <gate id=\"w\" kind=\"water\" status=\"pending\"/>\n"
    "  <want target=\"100 MW critical IT\" by=\"2027-Q4\" reserve=\"5 %\">\n"
    "    <policy ups=\"maintainable\" cooling=\"redundant\"/>\n"
    "  </want>\n"
    "  <finance power-price=\"38 USD/MWh\" src=\"p\"/>\n"
    "</site>\n";

static rfi_site *read_site(const char *text, rf_diags *diags)
{
    return rfi_read_site("t.xml", text, strlen(text), diags);
}

static void assert_place(rfi_place place, int64_t line, int64_t column)
{
    assert_string_equal(place.file, "t.xml");
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void check_grid(const rfi_site *site)
{
    const rfi_interconnect *poi = &site->interconnects[0];
    assert_int_equal(site->interconnect_count, 1);
    assert_string_equal(poi->operator_name, "Grid");
    assert_int_equal(poi->energised.low, 600000000000);
    assert_int_equal(poi->energised.base, 625000000000);
    assert_int_equal(poi->energised.high, 650000000000);
    assert_int_equal(poi->energised.kind, RFI_POWER_UTILITY);
    assert_int_equal(poi->energised.grade, RFI_GRADE_C);
    assert_string_equal(poi->energised.source->id, "q");
    assert_string_equal(poi->energised.holder, "utility");
    assert_place(poi->energised.place, 9, 50);
    assert_int_equal(poi->voltage.grade, RFI_GRADE_A);
    assert_int_equal(poi->announced.grade, RFI_GRADE_B);
    assert_int_equal(poi->firm.state, RFI_UNKNOWN);
    assert_int_equal(poi->firm.grade, RFI_GRADE_NONE);
    assert_place(poi->firm.place, 10, 15);
    assert_int_equal(poi->contracted.state, RFI_ABSENT);
    assert_place(poi->contracted.place, 8, 5);
    assert_string_equal(poi->contracted.name, "contracted utility power");
    assert_string_equal(poi->contracted.attribute, "contracted");
    assert_string_equal(poi->contracted.owner, "poi");
    assert_string_equal(poi->contracted.document, "lake");
    assert_int_equal(poi->transferable.base, 1);
    assert_int_equal(poi->steps[0].date.high, rfi_date_from_civil(2027, 9, 30));
    assert_int_equal(poi->steps[0].energised.grade, RFI_GRADE_E);
    assert_string_equal(poi->steps[0].date.owner, "poi");
}

static void check_chain(const rfi_site *site)
{
    assert_int_equal(site->element_count, 3);
    assert_string_equal(site->elements[1].group, "main");
    assert_string_equal(site->elements[2].group, "g");
    assert_string_equal(site->elements[2].backs, "main");
    assert_string_equal(site->elements[2].claimed, "N+1");
    assert_int_equal(site->elements[2].kind, RFI_ELEMENT_GENERATOR);
    assert_int_equal(site->elements[2].rating.dimension, RFI_DIM_APPARENT);
    assert_int_equal(site->elements[2].rating.base, 2500000000);
    assert_int_equal(site->elements[2].count.base, 4);
    assert_int_equal(site->elements[0].count.state, RFI_ABSENT);
    assert_null(site->elements[0].claimed);
    assert_int_equal(site->plants[0].at.base, 311150);
    assert_int_equal(site->plants[0].capacity.kind, RFI_POWER_THERMAL);
    assert_string_equal(site->plants[0].feed, "main");
}

static void check_hall(const rfi_hall *hall)
{
    static const rfi_point corners[] = {{0, 0}, {30000, 0}, {30000, 20000}, {0, 20000}};
    assert_int_equal(hall->outline_count, 4);
    assert_memory_equal(hall->outline, corners, sizeof(corners));
    assert_int_equal(hall->outline_known.state, RFI_KNOWN);
    assert_int_equal(hall->outline_known.grade, RFI_GRADE_C);
    assert_string_equal(hall->air, "none");
    /* one obstacle, three columns of the lower row cut to the walls, upper row outside */
    assert_int_equal(hall->obstacle_count, 4);
    assert_int_equal(hall->obstacles[0].kind, RFI_OBSTACLE_KEEP_OUT);
    assert_string_equal(hall->obstacles[1].id, "c-0-0");
    assert_int_equal(hall->obstacles[1].at.x, 0);
    assert_int_equal(hall->obstacles[1].size.x, 250);
    assert_int_equal(hall->obstacles[2].at.x, 14750);
    assert_int_equal(hall->obstacles[2].at.y, 9750);
    assert_int_equal(hall->obstacles[3].size.x, 250);
    assert_true(hall->doors[0].delivery);
    assert_int_equal(hall->doors[0].at.x, 50);
    assert_int_equal(hall->doors[0].height.state, RFI_ABSENT);
    assert_int_equal(hall->loads[0].power.kind, RFI_POWER_FACILITY);
    assert_int_equal(hall->elements[0].side, RFI_SIDE_A);
    assert_int_equal(hall->elements[0].continuous_factor.base, 800000);
    assert_string_equal(hall->plants[0].from, "dry");
}

static void a_full_site_is_read(void **state)
{
    (void)state;
    rf_diags *diags = rf_diags_new();
    rfi_site *site = read_site(full_site, diags);
    assert_non_null(site);
    assert_int_equal(rf_diags_count(diags), 1); /* hall b names no feed */
    assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_HALL_UNFED);
    assert_int_equal(rf_diags_at(diags, 0)->severity, RF_WARNING);
    assert_string_equal(site->id, "lake");
    assert_int_equal(site->as_of, rfi_date_from_civil(2026, 11, 23));
    assert_int_equal(strlen(site->digest), 64);
    assert_int_equal(site->lon.base, -100200000);
    assert_string_equal(site->climate_id, "west");
    assert_int_equal(site->source_count, 2);
    assert_null(site->sources[0].url);
    assert_int_equal(site->sources[1].date, rfi_date_from_civil(2026, 3, 31));
    check_grid(site);
    check_chain(site);
    assert_int_equal(site->hall_count, 2);
    check_hall(&site->halls[0]);
    assert_null(site->halls[1].outline);
    assert_int_equal(site->halls[1].outline_known.state, RFI_UNKNOWN);
    assert_string_equal(site->halls[1].name, "b");
    assert_int_equal(site->gates[0].status.base, 1);
    assert_int_equal(site->gates[1].status.state, RFI_UNKNOWN);
    assert_true(site->gates[1].pending);
    assert_true(site->want.policy_stated);
    assert_int_equal(site->want.policy[RFI_SUB_UPS], RFI_POLICY_MAINTAINABLE);
    assert_int_equal(site->want.policy[RFI_SUB_NETWORK], RFI_POLICY_NONE);
    assert_int_equal(site->want.reserve.base, 50000);
    assert_int_equal(site->power_price.base, 38000000);
    rfi_site_free(site);
    rf_diags_free(diags);
}

static void every_figure_exists_in_order(void **state)
{
    (void)state;
    rfi_site *site = read_site(full_site, NULL);
    assert_non_null(site);
    for (size_t i = 0; i < site->figure_count; i++) {
        const rfi_figure *figure = site->figures[i];
        assert_int_equal(figure->order, i);
        assert_non_null(figure->name);
        assert_non_null(figure->attribute);
        assert_non_null(figure->owner);
        assert_non_null(figure->holder);
        assert_string_equal(figure->document, "lake");
        assert_true(figure->place.line > 0 && figure->place.column > 0);
    }
    rfi_site_free(site);
}

static void a_site_of_three_facts_has_all_figures(void **state)
{
    (void)state;
    rf_diags *diags = rf_diags_new();
    const char *text = "<site" NS " id=\"s\" name=\"S\" as-of=\"2026-11-23\"/>";
    rfi_site *site = read_site(text, diags);
    assert_non_null(site);
    assert_int_equal(rf_diags_count(diags), 0);
    assert_false(site->want.stated);
    assert_string_equal(site->want.target.owner, "want");
    assert_string_equal(site->want.target.holder, "tenant");
    assert_string_equal(site->lat.name, "latitude");
    assert_int_equal(site->lat.dimension, RFI_DIM_ANGLE);
    assert_int_equal(site->figure_count, 15);
    rfi_site_free(site);
    rf_diags_free(diags);
}

static void print_figures(rfi_text *text, rfi_figure *const *figures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const rfi_figure *f = figures[i];
        rfi_text_format(text, "%s.%s %d %d %lld:%lld ", f->owner, f->attribute, f->state,
                        f->grade, (long long)f->place.line, (long long)f->place.column);
        rfi_print_canonical(text, f);
        rfi_text_char(text, '\n');
    }
}

static void reading_twice_gives_equal_sites(void **state)
{
    (void)state;
    rfi_text texts[2] = {RFI_TEXT_INIT, RFI_TEXT_INIT};
    for (size_t i = 0; i < 2; i++) {
        rfi_site *site = read_site(full_site, NULL);
        print_figures(&texts[i], site->figures, site->figure_count);
        rfi_site_free(site);
    }
    assert_string_equal(texts[0].data, texts[1].data);
    assert_non_null(
        strstr(texts[0].data, "poi.energised 2 3 9:50 600000..625000..650000 kW"));
    rfi_text_finish(&texts[0]);
    rfi_text_finish(&texts[1]);
}

/* ---- the other kinds ------------------------------------------------------------------
 */

static void a_profile_is_read(void **state)
{
    (void)state;
    static const char text[] =
        "<profile" NS
        " id=\"r\" name=\"R\" vendor=\"V\" family=\"pair\" as-of=\"2026-11-01\"\n"
        " available=\"2026-Q1\" src=\"p\">" SOURCE "\n"
        "<rack chips=\"72\" plan=\"100 kW\" max=\"120..132..140 kW\" width=\"600 mm\" "
        "src=\"p\"/>\n<pod racks=\"2\" copper-reach=\"2 m\" "
        "adjacency=\"row\" src=\"p\"/>\n"
        "<unit pods=\"8\" src=\"p\"><support id=\"n\" kind=\"network\" count=\"2\" "
        "src=\"p\"/></unit>\n"
        "<heat liquid-share=\"0.85..0.92\" supply-max=\"45 degC\" src=\"p\"/>\n"
        "<feed count=\"2\" src=\"p\"><voltage level=\"415 V\" src=\"p\"/>"
        "<voltage level=\"480 V\" src=\"p\"/></feed>\n"
        "<network ports=\"2\" media=\"DAC, DR4\" leaf=\"8\" spine=\"4\" reach=\"2 m\" "
        "src=\"p\"/>\n<performance fp8=\"2.517 PF\" bf16=\"671 TF\" memory=\"96 GiB\" "
        "src=\"p\"/>\n</profile>";
    rf_diags *diags = rf_diags_new();
    rfi_profile *profile = rfi_read_profile("t.xml", text, strlen(text), diags);
    assert_non_null(profile);
    assert_int_equal(rf_diags_count(diags), 0);
    assert_int_equal(profile->family, RFI_FAMILY_PAIR);
    assert_int_equal(profile->max.base, 132000000);
    assert_int_equal(profile->racks_per_pod.base, 2);
    assert_int_equal(profile->supports[0].kind, RFI_SUPPORT_NETWORK);
    assert_int_equal(profile->supports[0].mass.state, RFI_ABSENT);
    assert_int_equal(profile->liquid_share.low, 850000);
    assert_int_equal(profile->voltage_count, 2);
    assert_int_equal(profile->voltages[1].base, 480000);
    assert_int_equal(profile->copper_reach.base, 2000);
    assert_int_equal(profile->adjacency, RFI_ADJACENCY_ROW);
    assert_int_equal(profile->pressure_drop.state, RFI_ABSENT);
    assert_int_equal(profile->after_loss.state, RFI_ABSENT);
    assert_string_equal(profile->after_loss.owner, "feed");
    assert_int_equal(profile->ports.base, 2);
    assert_string_equal(profile->media, "DAC, DR4");
    assert_int_equal(profile->leaf.base, 8);
    assert_int_equal(profile->spine.base, 4);
    assert_int_equal(profile->reach.base, 2000);
    assert_int_equal(profile->fp8.base, 2517000);
    assert_int_equal(profile->bf16.base, 671000);
    assert_int_equal(profile->memory.base, 103079215104);
    assert_int_equal(profile->price.state, RFI_ABSENT);
    assert_string_equal(profile->price.owner, "price");
    assert_int_equal(profile->figure_count,
                     profile->figures[profile->figure_count - 1]->order + 1);
    rfi_profile_free(profile);
    rf_diags_free(diags);
}

static void a_climate_is_read_with_sorted_bins(void **state)
{
    (void)state;
    static const char text[] =
        "<climate" NS " id=\"c\" name=\"C\" as-of=\"2026-11-01\">" SOURCE
        "<station elevation=\"100 m\" pressure=\"100.1 kPa\" src=\"p\"/><bins src=\"p\">"
        "<bin dry-bulb=\"20 degC\" wet-bulb=\"15 degC\" hours=\"4760\"/>"
        "<bin dry-bulb=\"-2 degC\" wet-bulb=\"-4 degC\" hours=\"4000\"/></bins></climate>";
    rf_diags *diags = rf_diags_new();
    rfi_climate *climate = rfi_read_climate("t.xml", text, strlen(text), diags);
    assert_non_null(climate);
    assert_int_equal(rf_diags_count(diags), 0);
    assert_int_equal(climate->bin_count, 2);
    assert_int_equal(climate->bins[0].dry_bulb, 271150);
    assert_int_equal(climate->bins[1].hours, 4760);
    assert_int_equal(climate->pressure.base, 100100);
    assert_int_equal(climate->design_dry_bulb.state, RFI_ABSENT);
    rfi_climate_free(climate);
    rf_diags_free(diags);
}

static void measures_are_read(void **state)
{
    (void)state;
    static const char text[] =
        "<measures" NS " id=\"m\" name=\"M\" as-of=\"2026-11-01\">" SOURCE
        "<measure id=\"cdu\" name=\"CDU\" scope=\"hall\" cost=\"300..500 kUSD\" "
        "lead=\"30 weeks\" requires=\"pipe door\" src=\"p/E\">"
        "<effect adds=\"1 MW thermal\" requirement=\"liquid-heat\"/></measure>"
        "<measure id=\"pipe\" name=\"Pipe\" scope=\"site\" cost-area=\"377 USD/m2\" "
        "cost-length=\"59 kUSD/km\" length=\"80 km\" cost-share=\"2 %\" size=\"1 MW\" "
        "outage=\"4 weeks\" floor=\"12 m2\" src=\"p\"><effect "
        "requirement=\"liquid-loop\"/><effect takes=\"0.2 MW at utility\" "
        "requirement=\"firm-utility\"/><effect of=\"ups\" requirement=\"power-chain\" "
        "adds=\"2 MVA\"/><effect of=\"ups\" requirement=\"subsystem\"/><effect "
        "voltage=\"415 V\" requirement=\"rack-voltage\"/></measure>"
        "<measure id=\"door\" name=\"Door\" scope=\"hall\" excludes=\"pipe\"/></measures>";
    rf_diags *diags = rf_diags_new();
    rfi_measures *measures = rfi_read_measures("t.xml", text, strlen(text), diags);
    assert_non_null(measures);
    assert_int_equal(rf_diags_count(diags), 0);
    assert_int_equal(measures->count, 3);
    const rfi_measure *cdu = &measures->items[0];
    assert_int_equal(cdu->requires_count, 2);
    assert_string_equal(cdu->requires_ids[1], "door");
    assert_int_equal(cdu->cost.base, 400000000000);
    assert_int_equal(cdu->effects[0].adds.dimension, RFI_DIM_POWER);
    assert_int_equal(cdu->effects[0].adds.base, 1000000000);
    assert_int_equal(cdu->effects[0].adds.grade, RFI_GRADE_E); /* of the measure */
    assert_int_equal(measures->items[1].effects[0].adds.state, RFI_ABSENT);
    assert_string_equal(measures->items[1].effects[0].requirement, "liquid-loop");
    assert_string_equal(cdu->effects[0].adds.name, "adds liquid heat");
    assert_null(cdu->effects[0].of);
    const rfi_measure *pipe = &measures->items[1];
    assert_int_equal(pipe->cost_area.base, 377000000);
    assert_int_equal(pipe->cost_length.base, 59000000000);
    assert_int_equal(pipe->length.base, 80000000);
    assert_int_equal(pipe->cost_share.base, 20000);
    assert_int_equal(pipe->size.base, 1000000000);
    assert_int_equal(pipe->outage.base, 4 * 604800000000);
    assert_int_equal(pipe->floor.base, 12000000);
    assert_int_equal(pipe->effect_count, 5);
    assert_int_equal(pipe->effects[1].adds.state, RFI_ABSENT);
    assert_int_equal(pipe->effects[1].takes.base, 200000000);
    assert_int_equal(pipe->effects[1].takes.kind, RFI_POWER_UTILITY);
    assert_string_equal(pipe->effects[2].of, "ups");
    assert_string_equal(pipe->effects[2].adds.name, "adds usable power (ups)");
    assert_int_equal(pipe->effects[2].adds.dimension, RFI_DIM_APPARENT);
    assert_string_equal(pipe->effects[3].of, "ups");
    assert_int_equal(pipe->effects[4].voltage.base, 415000);
    rfi_measures_free(measures);
    rf_diags_free(diags);
}

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void a_plan_is_read(void **state)
{
    (void)state;
    static const char text[] =
        "<plan" NS " end=\"base\" by=\"2027-12-31\" pods=\"1\">"
        "<input role=\"site\" path=\"a/s.xml\" digest=\"" DIGEST "\"/>"
        "<input role=\"reference\" path=\"ref\" digest=\"" DIGEST "\"/>"
        "<input role=\"profile\" path=\"r\" digest=\"" DIGEST "\"/>"
        "<policy ups=\"fault-tolerant\"/>"
        "<share hall=\"h\" converted=\"1\" pods=\"1\" units=\"1\" most-pods=\"1\"/>"
        "<floor hall=\"h\" along=\"y\" rows=\"1\" pods=\"1\" bound=\"40\" "
        "cold-aisle=\"1200 mm\" hot-aisle=\"1100 mm\" perimeter=\"1000 mm\" "
        "reason=\"area\">"
        "<rack row=\"1\" unit=\"1\" pod=\"1\" rack=\"1\" at=\"1200,1300 mm\" "
        "size=\"600,1100 mm\" front=\"left\"/>"
        "<rack row=\"1\" unit=\"1\" pod=\"0\" rack=\"0\" support=\"cdu\" at=\"1800,1300 "
        "mm\" "
        "size=\"600,1100 mm\" front=\"down\"/>"
        "<aisle at=\"0,0 mm\" size=\"10,20 mm\" kind=\"hot\"/></floor></plan>";
    rf_diags *diags = rf_diags_new();
    rfi_plan_file *plan = rfi_read_plan("t.xml", text, strlen(text), diags);
    assert_non_null(plan);
    assert_int_equal(rf_diags_count(diags), 0);
    assert_int_equal(plan->end, RFI_END_BASE);
    assert_int_equal(plan->by, rfi_date_from_civil(2027, 12, 31));
    assert_string_equal(plan->site_path, "a/s.xml");
    assert_string_equal(plan->reference_id, "ref");
    assert_string_equal(plan->profile_digest, DIGEST);
    assert_null(plan->climate_digest);
    assert_int_equal(plan->policy[RFI_SUB_UPS], RFI_POLICY_FAULT_TOLERANT);
    assert_int_equal(plan->shares[0].most_pods, 1);
    const struct rfi_plan_file_floor *floor = &plan->floors[0];
    assert_true(floor->along_y);
    assert_int_equal(floor->hot, 1100);
    assert_int_equal(floor->placed_count, 2);
    assert_int_equal(floor->placed[0].rect.y, 1300);
    assert_int_equal(floor->placed[0].rect.height, 1100);
    assert_int_equal(floor->placed[0].front, RFI_FACING_LEFT);
    assert_int_equal(floor->placed[1].support, RFI_SUPPORT_CDU);
    assert_int_equal(floor->placed[1].front, RFI_FACING_DOWN);
    assert_true(floor->aisles[0].hot);
    assert_int_equal(floor->aisles[0].rect.width, 10);
    rfi_plan_file_free(plan);
    rf_diags_free(diags);
}

static void the_kind_is_told_without_validating(void **state)
{
    (void)state;
    assert_int_equal(rfi_read_kind("", 0), RFI_DOCUMENT_KINDS);
    assert_int_equal(rfi_read_kind("<", 1), RFI_DOCUMENT_KINDS);
    assert_int_equal(rfi_read_kind("<?xml?><!-- <plan> --><site ", 28), RFI_DOCUMENT_SITE);
    assert_int_equal(rfi_read_kind("\xEF\xBB\xBF<r:profile>", 14), RFI_DOCUMENT_PROFILE);
    assert_int_equal(rfi_read_kind("<measures/>", 11), RFI_DOCUMENT_MEASURES);
    assert_int_equal(rfi_read_kind("<sites/>", 8), RFI_DOCUMENT_KINDS);
    assert_int_equal(rfi_read_kind("<!DOCTYPE site><site/>", 22), RFI_DOCUMENT_KINDS);
}

static void every_prefix_of_a_site_is_refused_without_harm(void **state)
{
    (void)state;
    size_t size = strlen(full_site);
    while (full_site[size - 1] != '>') {
        size--;
    }
    for (size_t i = 0; i < size; i++) {
        char *copy = malloc(i + 1); /* exact, so that a read beyond the end is seen */
        memcpy(copy, full_site, i);
        rf_diags *diags = rf_diags_new();
        assert_null(rfi_read_site("t.xml", copy, i, diags));
        assert_int_equal(rf_diags_count(diags), 1);
        assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_XML_SYNTAX);
        rf_diags_free(diags);
        free(copy);
    }
}

/* ---- files ------------------------------------------------------------------------------
 */

static void files_are_read_whole_or_refused(void **state)
{
    (void)state;
    rf_diags *diags = rf_diags_new();
    size_t size = 0;
    assert_null(rfi_read_file("no-such-file.xml", &size, diags));
    assert_null(rfi_read_file(".", &size, diags));
    assert_null(rfi_read_file("/dev/null", &size, diags));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(rf_diags_at(diags, i)->number, RFI_D_FILE_UNREADABLE);
    }
    assert_string_equal(rf_diags_at(diags, 0)->file, "no-such-file.xml");
    assert_string_equal(rf_diags_at(diags, 0)->message, "the file does not exist");
    char path[] = "test_read_XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, "<site/>", 7), 7);
    char *bytes = rfi_read_file(path, &size, diags);
    assert_non_null(bytes);
    assert_int_equal(size, 7);
    assert_string_equal(bytes, "<site/>");
    free(bytes);
    assert_int_equal(ftruncate(descriptor, 64 * 1024 * 1024 + 1), 0);
    assert_null(rfi_read_file(path, &size, diags));
    assert_int_equal(rf_diags_at(diags, 3)->number, RFI_D_FILE_TOO_LARGE);
    (void)close(descriptor);
    (void)unlink(path);
    rf_diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_whole_or_refused),
        cmocka_unit_test(the_kind_is_told_without_validating),
        cmocka_unit_test(a_site_of_three_facts_has_all_figures),
        cmocka_unit_test(a_full_site_is_read),
        cmocka_unit_test(every_figure_exists_in_order),
        cmocka_unit_test(reading_twice_gives_equal_sites),
        cmocka_unit_test(a_profile_is_read),
        cmocka_unit_test(a_climate_is_read_with_sorted_bins),
        cmocka_unit_test(measures_are_read),
        cmocka_unit_test(a_plan_is_read),
        cmocka_unit_test(every_prefix_of_a_site_is_refused_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
