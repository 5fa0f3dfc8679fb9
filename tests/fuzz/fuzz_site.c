/* SPDX-License-Identifier: MIT */
/* The reader of site documents: any bytes end in a site or in at least one error. A site
 * that was read is printed and read again, which must give the same bytes; then a reference
 * design is applied to it, and it is applied to a bare site as a reference design. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sites/read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char design_xml[] =
    "<site xmlns='urn:rackfit:1' id='design' name='Design' as-of='2026-10-01' "
    "reference='yes' module='9 MW at utility'>"
    "<grid><interconnect id='poi'/></grid>"
    "<electrical><transformer id='tx' from='poi' rating='12 MVA'/></electrical>"
    "<cooling><plant id='dry' kind='dry-cooler' loop='liquid'/></cooling>"
    "<hall id='module' outline='0,0 40,0 40,20 0,20 m' clear-height='5 m' feed='bus' "
    "liquid='cdu' air='none'>"
    "<door id='dock' kind='delivery' at='0,10 m' width='3 m'/>"
    "<load id='mine' kind='mining' power='6 MW at facility'/>"
    "<ups id='ups' from='tx' rating='2 MVA'/><generator id='gen' backs='ups'/>"
    "<busway id='bus' from='ups' current='1000 A' voltage='415 V'/>"
    "<plant id='cdu' kind='cdu' loop='liquid' from='dry' feed='ups'/></hall>"
    "<link id='line' capacity='100 Gb/s'/><gate id='permit' kind='air' status='granted'/>"
    "</site>";

static const char bare_xml[] =
    "<site xmlns='urn:rackfit:1' id='bare-site' name='Bare' as-of='2026-10-01'><grid>"
    "<interconnect id='poi' energised='90 MW at utility'/></grid></site>";

static rfi_site *read_whole(const char *xml)
{
    return rfi_read_site("inline.xml", xml, strlen(xml), NULL);
}

static void check_print(const rfi_site *site)
{
    rfi_text once = RFI_TEXT_INIT;
    rfi_text twice = RFI_TEXT_INIT;
    rf_diags *diags = rf_diags_new();
    if (!rfi_print_site(site, &once)) {
        abort();
    }
    rfi_site *again = rfi_read_site("fuzz.xml", once.data, once.size, diags);
    if (again == NULL || !rfi_print_site(again, &twice) || once.size != twice.size ||
        memcmp(once.data, twice.data, once.size) != 0 ||
        site->figure_count != again->figure_count) {
        abort();
    }
    rfi_site_free(again);
    rf_diags_free(diags);
    rfi_text_finish(&once);
    rfi_text_finish(&twice);
}

/* Walks every figure: a pointer that was left behind is then seen by a sanitizer. */
static void apply(rfi_site *site, const rfi_site *reference)
{
    rf_diags *diags = rf_diags_new();
    rfi_text text = RFI_TEXT_INIT;
    if (!rfi_apply_reference(site, reference, diags)) {
        abort();
    }
    for (size_t i = 0; i < site->figure_count; i++) {
        rfi_print_canonical(&text, site->figures[i]);
    }
    if (!rfi_print_site(site, &text)) {
        abort();
    }
    rfi_text_finish(&text);
    rf_diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rf_diags *diags = rf_diags_new();
    rfi_site *site = rfi_read_site("fuzz.xml", (const char *)data, size, diags);
    if ((site == NULL) != (rf_diags_error_count(diags) > 0)) {
        abort();
    }
    rf_diags_free(diags);
    if (site == NULL) {
        return 0;
    }
    check_print(site);
    rfi_site *bare = read_whole(bare_xml);
    rfi_site *design = read_whole(design_xml);
    if (bare == NULL || design == NULL) {
        abort();
    }
    apply(bare, site);
    apply(site, design);
    rfi_site_free(bare);
    rfi_site_free(site);
    rfi_site_free(design);
    return 0;
}
