/* SPDX-License-Identifier: MIT */
/* Printing is canonical: reading what was printed gives an equal site, and printing that
 * gives the same bytes. Held on a site that uses the whole vocabulary and on all shipped
 * ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "sites/read/read.h"

static const char rich_xml[] =
    "<site xmlns='urn:rackfit:1' id='rich' name='A &amp; B &lt;&quot;C&quot;&gt; &#233;' "
    "as-of='2026-11-23' reference='yes' module='8..9..11 MW at utility'>"
    "<!-- a comment -->"
    "<source id='a1' title='First' url='https://example.com/?a=1&amp;b=2' "
    "date='2026-05-01' grade='A'/>"
    "<source id='b2' title='Second' date='2026-05' grade='C'/>"
    "<location lat='34.430001 deg' lon='-100.2 deg' elevation='570 m' north='-12.5 deg' "
    "region='ERCOT' "
    "src='a1 elevation:b2/M'/>"
    "<grid><interconnect id='poi' operator='Grid &amp; Co' voltage='345 kV' "
    "announced='750 MW at utility' contracted='700..750 MW at utility' "
    "energised='650 MW at utility' firm='unknown' transferable='unknown' restudy='no' "
    "power-factor='0.95..0.98' src='a1 announced:b2/D firm:b2'>"
    "<step id='phase-2' date='2027-Q3' energised='700 MW at utility' firm='unknown' "
    "src='b2'/>"
    "<step date='2028-02' energised='750 MW at utility'/>"
    "<step date='2029-01-01..2029-03-31' energised='0.75 GW at utility'/>"
    "</interconnect><interconnect id='poi-2' voltage='unknown'/></grid>"
    "<electrical>"
    "<transformer id='t1' group='main' from='poi' side='A' claimed='N+1' rating='120 MVA' "
    "voltage='34.5 kV' count='2' src='a1'/>"
    "<transformer id='t2' group='main' from='poi' side='B' rating='120 MVA' "
    "voltage='34.5 kV' count='1..2' efficiency='99.5 %' src='a1'/>"
    "<generator id='g1' backs='main' rating='2500 kW' voltage='13.8 kV' count='unknown' "
    "claimed='4N/3 ring'/>"
    "</electrical>"
    "<cooling><plant id='dry' kind='dry-cooler' loop='liquid' feed='main' "
    "capacity='2.5 MW thermal' count='12' at='-5..38.5 degC' approach='8..10 K' "
    "flow='1200 L/min' electrical='0.03..0.05 kW/kW' src='b2'/></cooling>"
    "<hall id='hall-a' name='Hall A' count='2' outline='0,0 0,24 60,24 60,12 120,12 120,0 "
    "m' at='0,0 130,0 m' turned='left' "
    "clear-height='5.2 m' slab='1.5 t/m2' cold-aisle='1.2..1.5 m' hot-aisle='1200 mm' "
    "perimeter='5 ft' aisles='service' service-aisle='5 ft' egress='200 ft' row-racks='16' "
    "distribution='panel' panel-width='700 "
    "mm' "
    "busway-width='160 mm' tray-width='310 mm' manifold-width='410 mm' ready='2027-05-01' "
    "feed='bus' liquid='cdu' air='none' "
    "losses='bus' house='1..2 %' house-feed='main' air-temperature='24 degC' "
    "humidity='45..60 %' "
    "src='a1 outline:b2/E'>"
    "<obstacle id='post' kind='keep-out' at='10,5 m' size='400,400 mm'/>"
    "<columns first='20,6 m' pitch='20,6 m' size='0.5,0.5 m' count='4,3'/>"
    "<door id='dock' kind='delivery' at='0,10 m' width='3 m' height='unknown' src='a1'/>"
    "<door id='out' at='120,6 m' width='0.9 m'/>"
    "<load id='mine' kind='mining' power='18 MW at facility' miner='s19-air' stops='yes' "
    "until='2027-05-31' curtailment='80..100 kUSD' curtailment-until='unknown'/>"
    "<busway id='bus' from='main' current='1000..1200 A' voltage='415 V' "
    "continuous-factor='0.8' power-factor='0.97'/>"
    "<plant id='cdu' kind='cdu' loop='liquid' from='dry' capacity='1 MW thermal' "
    "supply='32 degC' claimed='2(N+1)'/>"
    "<plant id='pads' kind='adiabatic' loop='air' capacity='unknown' filtration='0' "
    "pad-effect='70..85 %' cycles='4..6' drift='0.02 %'/>"
    "<plant id='cold' kind='chiller' loop='air' rejects-to='pads' cop='4.2..4.5' "
    "cop-ambient='35 degC' cop-supply='7..9.5 degC' evaporator-approach='3 K' "
    "condenser-approach='5..7 K' economiser='unknown' economiser-approach='2 K' "
    "range='8..10 K' fans='0.02 kW/kW' pumps='1.5 %' pipe='400 mm' buffer='30 m3' "
    "restart='90 s' air-flow='9000 m3/h' rated-return='50 degC'/>"
    "</hall>"
    "<hall id='hall-b' outline='unknown' clear-height='unknown' src='b2'/>"
    "<hall id='hall-c'/>"
    "<link id='east' carrier='Carrier' to='Dallas' path='east' capacity='0.4 Tb/s' "
    "latency='4500 us' route-length='410 km' src='a1'/>"
    "<link id='west' via='bank bridge' src='a1'/>"
    "<trench id='bank' words='Duct bank &amp; gate' route-length='1.2 km' "
    "separation='unknown' src='a1 separation:b2/E'/><trench id='bridge'/>"
    "<gate id='g-title' kind='title' status='granted' date='2026-01-01' src='a1'/>"
    "<gate id='g-air' kind='air' status='pending' src='b2'/>"
    "<gate id='g-noise' kind='noise' status='refused'/>"
    "<gate id='g-road' kind='road' status='unknown'/>"
    "<works start='2027-01-04' src='a1'>"
    "<work id='line' name='Line' start='2027-02..2027-03' lead='40..52 weeks' build='3 "
    "months' "
    "supplies='poi bus' src='b2/E'/>"
    "<work id='pipes' build='24 weeks' outage='2 days' requires='line g-air' hall='hall-a' "
    "window='2028-04..2028-05 2028-10'/></works>"
    "<want target='100 MW critical IT' by='2027-Q4' reserve='5 %' bandwidth='unknown' "
    "latency='20 ms' carriers='2..3'>"
    "<policy ups='maintainable' cooling='redundant' cdu='fault-tolerant' network='n'/>"
    "</want>"
    "<finance power-price='38..41.5 USD/MWh' src='b2/D'/>"
    "</site>";

static rfi_site *read_site(const char *bytes, size_t size)
{
    rf_diags *diags = rf_diags_new();
    rfi_site *site = rfi_read_site("site.xml", bytes, size, diags);
    for (size_t i = 0; site == NULL && i < rf_diags_count(diags); i++) {
        const rf_diagnostic *found = rf_diags_at(diags, i);
        print_message("%lld:%lld %s\n", (long long)found->line, (long long)found->column,
                      found->message);
    }
    rf_diags_free(diags);
    return site;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Figures of equal sites: all but place and order, which are of the file. */
static void assert_same_figure(const rfi_figure *a, const rfi_figure *b)
{
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->dimension, b->dimension);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->low, b->low);
    assert_int_equal(a->base, b->base);
    assert_int_equal(a->high, b->high);
    assert_true(same(a->name, b->name));
    assert_true(same(a->attribute, b->attribute));
    assert_true(same(a->owner, b->owner));
    assert_true(same(a->holder, b->holder));
    assert_true(same(a->document, b->document));
    if (a->state != RFI_ABSENT) {
        assert_int_equal(a->grade, b->grade);
        assert_true((a->source == NULL) == (b->source == NULL));
        assert_true(a->source == NULL || same(a->source->id, b->source->id));
    }
}

/* By id of owner and attribute: the canonical order of elements may differ from that of
 * the file that was read first. */
static void assert_same_figures(const rfi_site *a, const rfi_site *b, bool in_order)
{
    assert_int_equal(a->figure_count, b->figure_count);
    for (size_t i = 0; i < a->figure_count && in_order; i++) {
        assert_same_figure(a->figures[i], b->figures[i]);
    }
}

static void assert_same_elements(const rfi_element *a, const rfi_element *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(same(a[i].id, b[i].id) && same(a[i].group, b[i].group));
        assert_true(same(a[i].from, b[i].from) && same(a[i].backs, b[i].backs));
        assert_true(same(a[i].claimed, b[i].claimed));
        assert_int_equal(a[i].kind, b[i].kind);
        assert_int_equal(a[i].side, b[i].side);
    }
}

static void assert_same_plants(const rfi_plant *a, const rfi_plant *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(same(a[i].id, b[i].id) && same(a[i].from, b[i].from));
        assert_true(same(a[i].feed, b[i].feed) && same(a[i].claimed, b[i].claimed));
        assert_int_equal(a[i].kind, b[i].kind);
        assert_int_equal(a[i].loop, b[i].loop);
    }
}

static void assert_same_points(const rfi_point *a, const rfi_point *b)
{
    assert_int_equal(a->x, b->x);
    assert_int_equal(a->y, b->y);
}

static void assert_same_inside(const rfi_hall *a, const rfi_hall *b)
{
    assert_int_equal(a->obstacle_count, b->obstacle_count);
    for (size_t i = 0; i < a->obstacle_count; i++) {
        assert_string_equal(a->obstacles[i].id, b->obstacles[i].id);
        assert_int_equal(a->obstacles[i].kind, b->obstacles[i].kind);
        assert_same_points(&a->obstacles[i].at, &b->obstacles[i].at);
        assert_same_points(&a->obstacles[i].size, &b->obstacles[i].size);
    }
    assert_int_equal(a->door_count, b->door_count);
    for (size_t i = 0; i < a->door_count; i++) {
        assert_string_equal(a->doors[i].id, b->doors[i].id);
        assert_int_equal(a->doors[i].delivery, b->doors[i].delivery);
        assert_same_points(&a->doors[i].at, &b->doors[i].at);
    }
    assert_int_equal(a->load_count, b->load_count);
    for (size_t i = 0; i < a->load_count; i++) {
        assert_string_equal(a->loads[i].id, b->loads[i].id);
        assert_true(same(a->loads[i].miner, b->loads[i].miner));
    }
}

static void assert_same_hall(const rfi_hall *a, const rfi_hall *b)
{
    assert_true(same(a->id, b->id) && same(a->name, b->name));
    assert_true(same(a->feed, b->feed));
    assert_true(same(a->liquid, b->liquid) && same(a->air, b->air));
    assert_true((a->outline == NULL) == (b->outline == NULL));
    assert_int_equal(a->outline_count, b->outline_count);
    for (size_t i = 0; i < a->outline_count; i++) {
        assert_same_points(&a->outline[i], &b->outline[i]);
    }
    assert_same_inside(a, b);
    assert_int_equal(a->element_count, b->element_count);
    assert_same_elements(a->elements, b->elements, a->element_count);
    assert_int_equal(a->plant_count, b->plant_count);
    assert_same_plants(a->plants, b->plants, a->plant_count);
}

static void assert_same_ids(const char *const *a, size_t a_count, const char *const *b,
                            size_t b_count)
{
    assert_int_equal(a_count, b_count);
    for (size_t i = 0; i < a_count; i++) {
        assert_string_equal(a[i], b[i]);
    }
}

static void assert_same_works(const rfi_works *a, const rfi_works *b)
{
    assert_int_equal(a->stated, b->stated);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const rfi_work *x = &a->items[i];
        const rfi_work *y = &b->items[i];
        assert_true(same(x->id, y->id) && same(x->name, y->name) && same(x->hall, y->hall));
        assert_same_ids(x->requires_ids, x->requires_count, y->requires_ids,
                        y->requires_count);
        assert_same_ids(x->supplies_ids, x->supplies_count, y->supplies_ids,
                        y->supplies_count);
        assert_int_equal(x->window_count, y->window_count);
        for (size_t k = 0; k < x->window_count; k++) {
            assert_int_equal(x->windows[k].first, y->windows[k].first);
            assert_int_equal(x->windows[k].last, y->windows[k].last);
        }
    }
}

static void assert_same_rest(const rfi_site *a, const rfi_site *b)
{
    assert_int_equal(a->link_count, b->link_count);
    for (size_t i = 0; i < a->link_count; i++) {
        assert_true(same(a->links[i].id, b->links[i].id));
        assert_true(same(a->links[i].carrier, b->links[i].carrier));
        assert_true(same(a->links[i].to, b->links[i].to));
        assert_true(same(a->links[i].path, b->links[i].path));
    }
    assert_int_equal(a->gate_count, b->gate_count);
    for (size_t i = 0; i < a->gate_count; i++) {
        assert_true(same(a->gates[i].id, b->gates[i].id));
        assert_int_equal(a->gates[i].kind, b->gates[i].kind);
        assert_int_equal(a->gates[i].pending, b->gates[i].pending);
    }
    assert_same_works(&a->works, &b->works);
    assert_int_equal(a->want.stated, b->want.stated);
    assert_int_equal(a->want.policy_stated, b->want.policy_stated);
    assert_memory_equal(a->want.policy, b->want.policy, sizeof a->want.policy);
    assert_int_equal(a->source_count, b->source_count);
    for (size_t i = 0; i < a->source_count; i++) {
        assert_string_equal(a->sources[i].id, b->sources[i].id);
        assert_string_equal(a->sources[i].title, b->sources[i].title);
        assert_true(same(a->sources[i].url, b->sources[i].url));
        assert_int_equal(a->sources[i].date, b->sources[i].date);
        assert_int_equal(a->sources[i].grade, b->sources[i].grade);
    }
}

static void assert_same_site(const rfi_site *a, const rfi_site *b, bool in_order)
{
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->as_of, b->as_of);
    assert_int_equal(a->reference, b->reference);
    assert_true(same(a->region, b->region) && same(a->climate_id, b->climate_id));
    assert_int_equal(a->interconnect_count, b->interconnect_count);
    for (size_t i = 0; i < a->interconnect_count; i++) {
        assert_true(same(a->interconnects[i].id, b->interconnects[i].id));
        assert_true(
            same(a->interconnects[i].operator_name, b->interconnects[i].operator_name));
        assert_int_equal(a->interconnects[i].step_count, b->interconnects[i].step_count);
    }
    assert_int_equal(a->element_count, b->element_count);
    assert_same_elements(a->elements, b->elements, a->element_count);
    assert_int_equal(a->plant_count, b->plant_count);
    assert_same_plants(a->plants, b->plants, a->plant_count);
    assert_int_equal(a->hall_count, b->hall_count);
    for (size_t i = 0; i < a->hall_count; i++) {
        assert_same_hall(&a->halls[i], &b->halls[i]);
    }
    assert_same_rest(a, b);
    assert_same_figures(a, b, in_order);
}

/* in_order: the elements of the document already stand in canonical order. */
static void assert_round_trip(const char *bytes, size_t size, bool in_order)
{
    rfi_text once = RFI_TEXT_INIT;
    rfi_text twice = RFI_TEXT_INIT;
    rfi_site *first = read_site(bytes, size);
    assert_non_null(first);
    assert_true(rfi_print_site(first, &once));
    rfi_site *second = read_site(once.data, once.size);
    if (second == NULL) {
        print_message("%s\n", once.data);
    }
    assert_non_null(second);
    assert_same_site(first, second, in_order);
    assert_true(rfi_print_site(second, &twice));
    assert_string_equal(once.data, twice.data);
    rfi_site_free(first);
    rfi_site_free(second);
    rfi_text_finish(&once);
    rfi_text_finish(&twice);
}

static void the_smallest_site_has_one_spelling(void **state)
{
    (void)state;
    const char *xml = "<site  as-of='2026-11' name='Small' id='small'\n"
                      "  xmlns='urn:rackfit:1'> </site>";
    rfi_site *site = read_site(xml, strlen(xml));
    assert_non_null(site);
    rfi_text text = RFI_TEXT_INIT;
    assert_true(rfi_print_site(site, &text));
    assert_string_equal(text.data, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                   "<site xmlns=\"urn:rackfit:1\" id=\"small\" "
                                   "name=\"Small\" as-of=\"2026-11-30\">\n"
                                   "</site>\n");
    rfi_text_finish(&text);
    rfi_site_free(site);
    assert_round_trip(xml, strlen(xml), true);
}

static void the_whole_vocabulary_survives(void **state)
{
    (void)state;
    assert_round_trip(rich_xml, strlen(rich_xml), true);
}

static void every_statement_has_its_place(void **state)
{
    (void)state;
    rfi_site *site = read_site(rich_xml, strlen(rich_xml));
    assert_non_null(site);
    rfi_text text = RFI_TEXT_INIT;
    assert_true(rfi_print_site(site, &text));
    static const char *const lines[] = {
        "name=\"A &amp; B &lt;&quot;C&quot;&gt; é\"",
        "\n  <source id=\"b2\" title=\"Second\" date=\"2026-05-31\" grade=\"C\"/>\n",
        "\n  <location lat=\"34.430001 deg\" lon=\"-100.2 deg\" elevation=\"570 m\" "
        "north=\"-12.5 deg\" "
        "region=\"ERCOT\" src=\"lat:a1 lon:a1 elevation:b2/M\"/>\n",
        "\n    <interconnect id=\"poi\" operator=\"Grid &amp; Co\" voltage=\"345000 V\" "
        "announced=\"750000 kW at utility\" "
        "contracted=\"700000..725000..750000 kW at utility\" "
        "energised=\"650000 kW at utility\" firm=\"unknown\" transferable=\"unknown\" "
        "restudy=\"no\" power-factor=\"0.95..0.965..0.98\" src=\"voltage:a1 announced:b2/D "
        "contracted:a1 energised:a1 firm:b2 transferable:a1 restudy:a1 "
        "power-factor:a1\">\n      <step id=\"phase-2\" date=\"2027-Q3\" "
        "energised=\"700000 kW at utility\" firm=\"unknown\" "
        "src=\"date:b2 energised:b2 firm:b2\"/>\n      <step date=\"2028-02\" ",
        "\n      <step date=\"2029-01-01..2029-02-14..2029-03-31\" "
        "energised=\"750000 kW at utility\"/>\n",
        "\n    <generator id=\"g1\" backs=\"main\" claimed=\"4N/3 ring\" "
        "rating=\"2500 kVA\" voltage=\"13800 V\" count=\"unknown\"/>\n",
        "at=\"-5..16.75..38.5 degC\" approach=\"8..9..10 K\" flow=\"72000 L/h\" "
        "electrical=\"0.03..0.04..0.05\"",
        "\n    <obstacle id=\"post\" kind=\"keep-out\" at=\"10,5 m\" size=\"0.4,0.4 "
        "m\"/>\n",
        "\n    <obstacle id=\"c-1-1\" kind=\"column\" ",
        "\n    <door id=\"out\" at=\"120,6 m\" width=\"0.9 m\"/>\n",
        "outline:b2/E",
        "\n  <hall id=\"hall-b\" outline=\"unknown\" clear-height=\"unknown\" "
        "src=\"outline:b2 clear-height:b2\"/>\n  <hall id=\"hall-c\"/>\n",
        "\n  <gate id=\"g-air\" kind=\"air\" status=\"pending\" src=\"status:b2\"/>\n",
        "\n  <works start=\"2027-01-04\" src=\"start:a1\">\n    <work id=\"line\" ",
        "requires=\"line g-air\" hall=\"hall-a\" "
        "window=\"2028-04-01..2028-05-31 2028-10-01..2028-10-31\" ",
        "until=\"2027-05-31\" curtailment=\"80000..90000..100000 USD\" "
        "curtailment-until=\"unknown\"/>\n",
        "\n    <policy utility=\"none\" distribution=\"none\" generators=\"none\" "
        "ups=\"maintainable\" cooling=\"redundant\" cdu=\"fault-tolerant\" "
        "network=\"n\"/>\n",
        "\n  <finance power-price=\"38..39.75..41.5 USD/MWh\" src=\"power-price:b2/D\"/>\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (strstr(text.data, lines[i]) == NULL) {
            print_message("not printed: %s\nin: %s\n", lines[i], text.data);
        }
        assert_non_null(strstr(text.data, lines[i]));
    }
    rfi_text_finish(&text);
    rfi_site_free(site);
}

static void shipped_sites_survive(void **state)
{
    (void)state;
    const char *directories[] = {TEST_ROOT "/sites", NULL};
    static const char *const folders[] = {"examples", "references"};
    rfi_catalogue *catalogue = rfi_catalogue_new(directories);
    assert_non_null(catalogue);
    for (size_t folder = 0; folder < 2; folder++) {
        const char *const *ids = rfi_catalogue_ids(catalogue, folders[folder]);
        for (size_t i = 0; ids[i] != NULL; i++) {
            size_t size = 0;
            char *bytes = rfi_read_file(
                rfi_catalogue_path(catalogue, folders[folder], ids[i]), &size, NULL);
            assert_non_null(bytes);
            assert_round_trip(bytes, size, false);
            free(bytes);
        }
    }
    rfi_catalogue_free(catalogue);
}

static void what_a_reference_brought_is_printed_without_its_sources(void **state)
{
    (void)state;
    const char *xml = "<site xmlns='urn:rackfit:1' id='bare' name='Bare' "
                      "as-of='2026-11-23'><grid><interconnect id='poi' "
                      "energised='20 MW at utility'/></grid></site>";
    rfi_site *site = read_site(xml, strlen(xml));
    rfi_site *reference = read_site(rich_xml, strlen(rich_xml));
    rf_diags *diags = rf_diags_new();
    assert_true(rfi_apply_reference(site, reference, diags));
    rfi_text text = RFI_TEXT_INIT;
    assert_true(rfi_print_site(site, &text));
    assert_non_null(strstr(text.data, "<hall id=\"hall-a\" name=\"Hall A\" count=\"1\""));
    assert_null(strstr(text.data, "src="));
    rfi_site *again = read_site(text.data, text.size);
    assert_non_null(again);
    rfi_site_free(again);
    rfi_text_finish(&text);
    rf_diags_free(diags);
    rfi_site_free(site);
    rfi_site_free(reference);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_site_has_one_spelling),
        cmocka_unit_test(the_whole_vocabulary_survives),
        cmocka_unit_test(every_statement_has_its_place),
        cmocka_unit_test(shipped_sites_survive),
        cmocka_unit_test(what_a_reference_brought_is_printed_without_its_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
