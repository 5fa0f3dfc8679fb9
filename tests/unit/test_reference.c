/* SPDX-License-Identifier: MIT */
/* Applying a reference design: the four rules of docs/descriptor.md, that a known figure is
 * never overridden, and that the list of figures stays whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "sites/read/read.h"

#define SITE_HEAD                                                                          \
    "<site xmlns='urn:rackfit:1' id='field' name='Field' as-of='2026-11-01'>"              \
    "<source id='paper' title='Paper' date='2026-05-01' grade='B'/>"
#define SITE_GRID                                                                          \
    "<grid><interconnect id='poi-site' energised='47..52 MW at utility' "                  \
    "contracted='90 MW at utility' announced='120 MW at utility' src='paper'/></grid>"

static const char reference_xml[] =
    "<site xmlns='urn:rackfit:1' id='design' name='Design' as-of='2026-10-01' "
    "reference='yes' module='9 MW at utility'>"
    "<source id='guess' title='Guess' date='2026-10-01' grade='E'/>"
    "<location elevation='100 m' region='nowhere' src='guess'/>"
    "<grid><interconnect id='poi' energised='9 MW at utility' "
    "transferable='yes' src='guess'/></grid>"
    "<electrical><transformer id='tx' from='poi' rating='12 MVA' voltage='34.5 kV' "
    "src='guess'/><feeder id='spare' from='tx' rating='9 MVA' voltage='34.5 kV' "
    "src='guess'/></electrical>"
    "<cooling><plant id='dry' kind='dry-cooler' loop='liquid' capacity='2 MW thermal' "
    "count='5' at='40 degC' approach='8 K' src='guess'/></cooling>"
    "<hall id='module' name='Module' outline='0,0 40,0 40,20 0,20 m' clear-height='5 m' "
    "slab='1200 kg/m2' feed='bus' liquid='cdu' air='crah' src='guess'>"
    "<obstacle id='post' kind='column' at='10,5 m' size='0.4,0.4 m'/>"
    "<door id='dock' kind='delivery' at='0,10 m' width='3 m' height='3 m' src='guess'/>"
    "<load id='mine' kind='mining' power='6 MW at facility' stops='yes' src='guess'/>"
    "<substation id='sub' from='tx' rating='3 MVA' voltage='415 V' count='4' src='guess'/>"
    "<generator id='gen' backs='sub' rating='3 MVA' voltage='415 V' src='guess'/>"
    "<ups id='ups-1' group='ups' side='A' from='sub' rating='2 MVA' voltage='415 V' "
    "src='guess'/>"
    "<ups id='ups-2' group='ups' side='B' from='sub' rating='2 MVA' voltage='415 V' "
    "src='guess'/>"
    "<busway id='bus' from='ups' current='1000 A' voltage='415 V' src='guess'/>"
    "<plant id='cdu' kind='cdu' loop='liquid' from='dry' feed='ups' "
    "capacity='1 MW thermal' count='8' src='guess'/>"
    "<plant id='crah' kind='crah' loop='air' feed='sub' capacity='100 kW thermal' "
    "count='6' src='guess'/>"
    "</hall>"
    "<link id='line' carrier='Any' path='east' capacity='100 Gb/s' src='guess'/>"
    "<gate id='permit' kind='air' status='granted' src='guess'/>"
    "<gate id='plot' kind='zoning' status='granted' src='guess'/>"
    "<want target='5 MW critical IT'/>"
    "<finance power-price='40 USD/MWh' src='guess'/>"
    "</site>";

static rfi_site *read_site(const char *file, const char *xml)
{
    rf_diags *diags = rf_diags_new();
    rfi_site *site = rfi_read_site(file, xml, strlen(xml), diags);
    for (size_t i = 0; site == NULL && i < rf_diags_count(diags); i++) {
        print_message("%s\n", rf_diags_at(diags, i)->message);
    }
    assert_non_null(site);
    rf_diags_free(diags);
    return site;
}

typedef struct pair {
    rfi_site *site, *reference;
    rf_diags *diags;
} pair;

static pair apply(const char *xml)
{
    pair both = {read_site("field.xml", xml), read_site("design.xml", reference_xml),
                 rf_diags_new()};
    assert_true(rfi_apply_reference(both.site, both.reference, both.diags));
    return both;
}

static void finish(pair *both)
{
    rfi_site_free(both->site);
    rfi_site_free(both->reference);
    rf_diags_free(both->diags);
}

static bool is_listed(const rfi_site *site, const rfi_figure *figure)
{
    size_t times = 0;
    for (size_t i = 0; i < site->figure_count; i++) {
        times += site->figures[i] == figure;
    }
    return times == 1;
}

static void assert_of(const rfi_figure *figure, const char *document, const char *file)
{
    assert_true(rfi_known(figure));
    assert_string_equal(figure->document, document);
    assert_string_equal(figure->place.file, file);
}

/* The site's figures come first in their own order, then those of the design; each once. */
static void assert_whole(const rfi_site *site)
{
    bool own = true;
    uint32_t order = 0;
    for (size_t i = 0; i < site->figure_count; i++) {
        const rfi_figure *figure = site->figures[i];
        if (strcmp(figure->document, site->id) != 0) {
            assert_string_equal(figure->document, "design");
            own = false;
            continue;
        }
        assert_true(own);
        assert_true(i == 0 || figure->order > order);
        order = figure->order;
    }
}

static void a_site_without_anything_takes_one_module(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD "</site>");
    const rfi_site *site = both.site;
    assert_int_equal(rf_diags_error_count(both.diags), 0);
    assert_int_equal(site->hall_count, 1);
    assert_int_equal(site->halls[0].count.base, 1);
    assert_true(site->halls[0].from_reference);
    assert_int_equal(site->interconnect_count, 0);
    assert_null(site->elements[0].from);
    assert_int_equal(site->element_count, 1);
    assert_string_equal(site->reference_id, "design");
    assert_string_equal(site->reference_name, "Design");
    assert_string_equal(site->reference_digest, both.reference->digest);
    assert_whole(site);
    finish(&both);
}

static void rule_1_place_grid_and_want_stay_gates_and_links_fill(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD SITE_GRID
                      "<gate id='g1' kind='zoning' status='refused' src='paper'/></site>");
    const rfi_site *site = both.site;
    assert_false(rfi_known(&site->elevation));
    assert_null(site->region);
    assert_int_equal(site->interconnect_count, 1);
    assert_false(rfi_known(&site->interconnects[0].transferable));
    assert_false(site->want.stated);
    assert_false(rfi_known(&site->power_price));
    assert_int_equal(site->gate_count, 2);
    assert_string_equal(site->gates[0].id, "g1");
    assert_int_equal(site->gates[0].status.base, 0);
    assert_true(is_listed(site, &site->gates[0].status));
    assert_string_equal(site->gates[1].id, "permit");
    assert_of(&site->gates[1].status, "design", "design.xml");
    assert_true(is_listed(site, &site->gates[1].status));
    assert_int_equal(site->link_count, 1);
    assert_int_equal(site->links[0].capacity.grade, RFI_GRADE_E);
    assert_true(is_listed(site, &site->links[0].capacity));
    assert_whole(site);
    finish(&both);

    both = apply(SITE_HEAD "<link id='own' capacity='10 Gb/s' src='paper'/></site>");
    assert_int_equal(both.site->link_count, 1);
    assert_string_equal(both.site->links[0].id, "own");
    finish(&both);
}

static int64_t halls_for(const char *interconnects)
{
    char xml[1024];
    strcpy(xml, SITE_HEAD "<grid>");
    strcat(xml, interconnects);
    strcat(xml, "</grid></site>");
    pair both = apply(xml);
    const rfi_figure *count = &both.site->halls[0].count;
    int64_t halls = count->base;
    assert_int_equal(count->low, halls);
    assert_int_equal(count->high, halls);
    assert_int_equal(count->grade, RFI_GRADE_D);
    assert_string_equal(count->document, "design");
    assert_true(is_listed(both.site, count));
    finish(&both);
    return halls;
}

static void rule_2_the_count_of_halls_is_rounded_down(void **state)
{
    (void)state;
    assert_int_equal(halls_for("<interconnect id='a' energised='44.999 MW at utility'/>"),
                     4);
    assert_int_equal(halls_for("<interconnect id='a' energised='45 MW at utility'/>"), 5);
    assert_int_equal(halls_for("<interconnect id='a' energised='47..99 MW at utility' "
                               "contracted='200 MW at utility'/>"),
                     5);
    assert_int_equal(
        halls_for("<interconnect id='a' energised='unknown' "
                  "contracted='90 MW at utility' announced='300 MW at utility'/>"),
        10);
    assert_int_equal(halls_for("<interconnect id='a' announced='300 MW at utility'/>"), 33);
    assert_int_equal(halls_for("<interconnect id='a' energised='5 MW at utility'/>"
                               "<interconnect id='b' energised='5 MW at utility'/>"),
                     1);
    assert_int_equal(halls_for("<interconnect id='a' energised='1 MW at utility'/>"), 1);
    assert_int_equal(halls_for("<interconnect id='a' energised='0 MW at utility'/>"), 1);
    assert_int_equal(halls_for("<interconnect id='a' voltage='138 kV'/>"), 1);
}

static void rule_2_the_hall_comes_with_its_chain(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD SITE_GRID "</site>");
    const rfi_hall *hall = &both.site->halls[0];
    assert_int_equal(hall->count.base, 5);
    assert_string_equal(hall->id, "module");
    assert_int_equal(hall->outline_count, 4);
    assert_int_equal(hall->outline[2].x, 40000);
    assert_int_equal(hall->obstacle_count, 1);
    assert_int_equal(hall->door_count, 1);
    assert_int_equal(hall->load_count, 1);
    assert_int_equal(hall->element_count, 5);
    assert_int_equal(hall->plant_count, 2);
    assert_string_equal(hall->feed, "bus");
    assert_string_equal(hall->liquid, "cdu");
    assert_string_equal(hall->air, "crah");
    assert_of(&hall->clear_height, "design", "design.xml");
    assert_int_equal(hall->clear_height.grade, RFI_GRADE_E);
    assert_string_equal(hall->clear_height.source->id, "guess");
    assert_int_equal(hall->clear_height.place.line,
                     both.reference->halls[0].clear_height.place.line);
    assert_int_equal(hall->clear_height.order, both.reference->halls[0].clear_height.order);
    assert_true(is_listed(both.site, &hall->clear_height));
    assert_true(is_listed(both.site, &hall->doors[0].width));
    assert_true(is_listed(both.site, &hall->loads[0].power));
    assert_true(is_listed(both.site, &hall->elements[4].current));
    assert_true(is_listed(both.site, &hall->plants[1].capacity));
    assert_true(is_listed(both.site, &hall->outline_known));
    assert_whole(both.site);
    finish(&both);
}

static void rule_3_fills_what_a_hall_lacks(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD SITE_GRID
                      "<hall id='h1' outline='unknown' clear-height='unknown' "
                      "slab='900 kg/m2' src='paper'/>"
                      "<hall id='h2' outline='0,0 30,0 30,10 0,10 m' clear-height='4 m' "
                      "liquid='none' src='paper'>"
                      "<load id='old' kind='mining' power='1 MW at facility'/>"
                      "</hall></site>");
    const rfi_site *site = both.site;
    assert_int_equal(site->hall_count, 2);
    const rfi_hall *one = &site->halls[0];
    assert_false(one->from_reference);
    assert_int_equal(one->outline_count, 4);
    assert_int_equal(one->outline[2].x, 40000);
    assert_of(&one->outline_known, "design", "design.xml");
    assert_int_equal(one->obstacle_count, 1);
    assert_int_equal(one->door_count, 1);
    assert_of(&one->clear_height, "design", "design.xml");
    assert_int_equal(one->clear_height.base, 5000);
    assert_string_equal(one->clear_height.owner, "h1");
    assert_of(&one->slab, "field", "field.xml");
    assert_int_equal(one->slab.base, 900000);
    assert_string_equal(one->loads[0].id, "mine");
    assert_int_equal(one->element_count, 5);
    assert_false(rfi_known(&one->count));
    assert_true(is_listed(site, &one->clear_height));
    assert_true(is_listed(site, &one->slab));

    const rfi_hall *two = &site->halls[1];
    assert_int_equal(two->outline[2].x, 30000);
    assert_int_equal(two->obstacle_count, 0);
    assert_int_equal(two->door_count, 0);
    assert_int_equal(two->clear_height.base, 4000);
    assert_int_equal(two->slab.base, 1200000);
    assert_int_equal(two->load_count, 1);
    assert_string_equal(two->loads[0].id, "old");
    assert_string_equal(two->feed, "bus");
    assert_string_equal(two->air, "crah");
    assert_int_equal(two->plant_count, 1); /* no CDU: the hall has no liquid loop */
    assert_whole(site);
    finish(&both);
}

static void rule_3_a_chain_that_the_hall_has_stays_alone(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD SITE_GRID
                      "<hall id='h1' feed='own' src='paper'>"
                      "<busway id='own' from='poi-site' current='500 A' voltage='480 V'/>"
                      "</hall></site>");
    const rfi_hall *hall = &both.site->halls[0];
    assert_string_equal(hall->feed, "own");
    assert_string_equal(hall->elements[0].id, "own");
    assert_int_equal(hall->elements[0].current.base, 500000);
    assert_true(is_listed(both.site, &hall->elements[0].current));
    /* ups, sub and gen came to drive the plants; the design's busway did not */
    assert_int_equal(hall->element_count, 5);
    for (size_t i = 0; i < hall->element_count; i++) {
        assert_string_not_equal(hall->elements[i].id, "bus");
    }
    assert_whole(both.site);
    finish(&both);
}

static void rule_3_a_group_that_the_hall_has_is_not_added_to(void **state)
{
    (void)state;
    pair both =
        apply(SITE_HEAD SITE_GRID "<hall id='h1' src='paper'>"
                                  "<ups id='u' group='ups' from='poi-site' rating='1 MVA' "
                                  "voltage='415 V' src='paper'/></hall></site>");
    const rfi_hall *hall = &both.site->halls[0];
    size_t members = 0;
    for (size_t i = 0; i < hall->element_count; i++) {
        members += strcmp(hall->elements[i].group, "ups") == 0;
    }
    assert_int_equal(members, 1);
    assert_int_equal(hall->elements[0].rating.base, 1000000000);
    assert_string_equal(hall->elements[0].from, "poi-site");
    assert_string_equal(hall->feed, "bus");
    finish(&both);
}

static void rule_4_shared_elements_come_and_hang_from_the_site(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD SITE_GRID "</site>");
    const rfi_site *site = both.site;
    assert_int_equal(site->element_count, 1); /* nothing hangs from the spare feeder */
    assert_string_equal(site->elements[0].id, "tx");
    assert_string_equal(site->elements[0].from, "poi-site");
    assert_of(&site->elements[0].rating, "design", "design.xml");
    assert_true(is_listed(site, &site->elements[0].rating));
    assert_int_equal(site->plant_count, 1);
    assert_true(is_listed(site, &site->plants[0].capacity));
    finish(&both);
}

static void rule_4_shared_elements_of_the_site_are_left_alone(void **state)
{
    (void)state;
    /* the design's chain hangs from 'tx', which this site has under another name */
    pair both = apply(SITE_HEAD SITE_GRID
                      "<electrical><transformer id='t1' from='poi-site' rating='50 MVA' "
                      "voltage='34.5 kV' src='paper'/></electrical></site>");
    const rfi_site *site = both.site;
    assert_int_equal(site->element_count, 1);
    assert_int_equal(site->elements[0].rating.base, 50000000000);
    assert_true(is_listed(site, &site->elements[0].rating));
    assert_null(site->halls[0].feed);
    assert_string_equal(site->halls[0].liquid, "cdu");
    assert_null(site->halls[0].plants[0].feed);
    assert_int_equal(rf_diags_count(both.diags), 1);
    assert_int_equal(rf_diags_at(both.diags, 0)->number, RFI_D_ID_UNKNOWN);
    assert_int_equal(rf_diags_at(both.diags, 0)->severity, RF_WARNING);
    finish(&both);

    /* here it bears the same name: the chains join and the site's rating counts */
    both = apply(SITE_HEAD SITE_GRID
                 "<electrical><transformer id='tx' from='poi-site' rating='50 MVA' "
                 "voltage='34.5 kV' src='paper'/></electrical></site>");
    assert_string_equal(both.site->halls[0].feed, "bus");
    assert_int_equal(both.site->elements[0].rating.base, 50000000000);
    assert_int_equal(both.site->element_count, 1);
    assert_int_equal(rf_diags_count(both.diags), 0);
    finish(&both);
}

static void condensers_losses_and_house_come_with_the_chain(void **state)
{
    (void)state;
    static const char design[] =
        "<site xmlns='urn:rackfit:1' id='design' name='Design' as-of='2026-10-01' "
        "reference='yes' module='9 MW at utility'>"
        "<source id='guess' title='Guess' date='2026-10-01' grade='E'/>"
        "<grid><interconnect id='poi'/></grid>"
        "<electrical><transformer id='tx' from='poi' rating='12 MVA'/>"
        "<feeder id='fans' from='tx' rating='1 MVA'/>"
        "<feeder id='light' from='tx' rating='1 MVA'/></electrical>"
        "<cooling><plant id='wet' kind='tower' loop='air' feed='fans' cycles='6' "
        "src='guess'/><plant id='idle' kind='tower' loop='air'/></cooling>"
        "<hall id='module' feed='ups' air='cold' losses='ups' house='0.01' "
        "house-feed='light' src='guess'><ups id='ups' from='tx' rating='9 MVA'/>"
        "<plant id='cold' kind='chiller' loop='air' rejects-to='wet' cop='5' src='guess'/>"
        "</hall></site>";
    pair both = {read_site("field.xml", SITE_HEAD SITE_GRID "</site>"),
                 read_site("design.xml", design), rf_diags_new()};
    assert_true(rfi_apply_reference(both.site, both.reference, both.diags));
    const rfi_site *site = both.site;
    assert_int_equal(site->plant_count, 1);
    assert_string_equal(site->plants[0].id, "wet");
    assert_true(is_listed(site, &site->plants[0].cycles));
    assert_int_equal(site->element_count, 3); /* what drives tower and light */
    assert_string_equal(site->halls[0].plants[0].rejects_to, "wet");
    assert_true(is_listed(site, &site->halls[0].plants[0].cop));
    assert_string_equal(site->halls[0].losses, "ups");
    assert_string_equal(site->halls[0].house_feed, "light");
    assert_true(is_listed(site, &site->halls[0].house));
    finish(&both);
}

static void the_reference_itself_is_left_as_it_was(void **state)
{
    (void)state;
    pair both = apply(SITE_HEAD SITE_GRID "</site>");
    assert_string_equal(both.reference->elements[0].from, "poi");
    assert_int_equal(both.reference->element_count, 2);
    assert_int_equal(both.reference->halls[0].element_count, 5);
    assert_false(rfi_known(&both.reference->halls[0].count));
    finish(&both);
}

static void what_is_no_reference_is_refused(void **state)
{
    (void)state;
    rfi_site *site = read_site("field.xml", SITE_HEAD "</site>");
    rfi_site *other = read_site("other.xml", "<site xmlns='urn:rackfit:1' id='other' "
                                             "name='Other' as-of='2026-11-01'/>");
    rf_diags *diags = rf_diags_new();
    assert_true(rfi_apply_reference(site, other, diags));
    assert_int_equal(rf_diags_error_count(diags), 1);
    assert_int_equal(rf_diags_at(diags, 0)->number, RFI_D_KIND_WRONG);
    assert_string_equal(rf_diags_at(diags, 0)->file, "other.xml");
    assert_null(site->reference_id);
    assert_int_equal(site->hall_count, 0);
    rf_diags_free(diags);
    rfi_site_free(site);
    rfi_site_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_without_anything_takes_one_module),
        cmocka_unit_test(rule_1_place_grid_and_want_stay_gates_and_links_fill),
        cmocka_unit_test(rule_2_the_count_of_halls_is_rounded_down),
        cmocka_unit_test(rule_2_the_hall_comes_with_its_chain),
        cmocka_unit_test(rule_3_fills_what_a_hall_lacks),
        cmocka_unit_test(rule_3_a_chain_that_the_hall_has_stays_alone),
        cmocka_unit_test(rule_3_a_group_that_the_hall_has_is_not_added_to),
        cmocka_unit_test(rule_4_shared_elements_come_and_hang_from_the_site),
        cmocka_unit_test(rule_4_shared_elements_of_the_site_are_left_alone),
        cmocka_unit_test(condensers_losses_and_house_come_with_the_chain),
        cmocka_unit_test(the_reference_itself_is_left_as_it_was),
        cmocka_unit_test(what_is_no_reference_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
