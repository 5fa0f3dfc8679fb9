/* SPDX-License-Identifier: MIT */
/* Reads documents with the program's readers, by kind of root; prints what they say and
 * exits with 3 when one of them was refused. schema_agrees.py compares that with XSD. */
#include <stdio.h>
#include <stdlib.h>

#include "sites/read/read.h"

static bool read_document(const char *path, const char *bytes, size_t size, rf_diags *diags)
{
    bool read = false;
    switch (rfi_read_kind(bytes, size)) {
    case RFI_DOCUMENT_SITE: {
        rfi_site *site = rfi_read_site(path, bytes, size, diags);
        read = site != NULL;
        rfi_site_free(site);
        break;
    }
    case RFI_DOCUMENT_PROFILE: {
        rfi_profile *profile = rfi_read_profile(path, bytes, size, diags);
        read = profile != NULL;
        rfi_profile_free(profile);
        break;
    }
    case RFI_DOCUMENT_MEASURES: {
        rfi_measures *measures = rfi_read_measures(path, bytes, size, diags);
        read = measures != NULL;
        rfi_measures_free(measures);
        break;
    }
    case RFI_DOCUMENT_CLIMATE: {
        rfi_climate *climate = rfi_read_climate(path, bytes, size, diags);
        read = climate != NULL;
        rfi_climate_free(climate);
        break;
    }
    case RFI_DOCUMENT_PLAN: {
        rfi_plan_file *plan = rfi_read_plan(path, bytes, size, diags);
        read = plan != NULL;
        rfi_plan_file_free(plan);
        break;
    }
    case RFI_DOCUMENT_KINDS:
        break;
    }
    return read;
}

static bool read_path(const char *path)
{
    static const char *const severities[] = {"note", "warning", "error"};
    rf_diags *diags = rf_diags_new();
    size_t size = 0;
    char *bytes = rfi_read_file(path, &size, diags);
    bool read = bytes != NULL && read_document(path, bytes, size, diags);
    for (size_t i = 0; i < rf_diags_count(diags); i++) {
        const rf_diagnostic *d = rf_diags_at(diags, i);
        (void)printf("%s:%lld:%lld: %s[RF-%04d]: %s\n", d->file == NULL ? path : d->file,
                     (long long)d->line, (long long)d->column, severities[d->severity],
                     d->number, d->message);
    }
    free(bytes);
    rf_diags_free(diags);
    return read;
}

int main(int argc, char **argv)
{
    bool all = argc > 1;
    for (int i = 1; i < argc; i++) {
        all = read_path(argv[i]) && all;
    }
    return all ? 0 : 3;
}
