/* SPDX-License-Identifier: MIT */
/* rackfit init: a descriptor to fill in. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/cli/clock.h"
#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

/* A descriptor is edited by hand: an existing one is never replaced. */
static rfi_exit write_new(const char *path, const rf_bytes *xml, bool colour)
{
    if (strcmp(path, "-") != 0 && access(path, F_OK) == 0) {
        rfi_report_error(701, colour, "'%s' exists and is left alone", path);
        return RFI_EXIT_OUTPUT;
    }
    return rfi_output_write(path, xml->data, xml->size);
}

static rfi_exit run_init(const rfi_arguments *arguments)
{
    rfi_session session = {.arguments = arguments, .diags = rf_diags_new()};
    session.look.colour = rfi_colour_wanted(arguments, STDERR_FILENO);
    char date[16];
    rfi_today(date, sizeof(date));
    const char *as_of = rfi_option_text(arguments, RFI_OPTION_AS_OF);
    rf_bytes xml = {NULL, 0};
    rf_code code = rf_site_init(rfi_option_text(arguments, RFI_OPTION_NAME),
                                rfi_option_text(arguments, RFI_OPTION_UTILITY),
                                rfi_option_text(arguments, RFI_OPTION_AT),
                                as_of == NULL ? date : as_of, &xml, session.diags);
    rfi_exit written = RFI_EXIT_DONE;
    if (code == RF_OK) {
        written = write_new(rfi_option_text(arguments, RFI_OPTION_OUTPUT), &xml,
                            session.look.colour);
    }
    rf_bytes_free(&xml);
    rfi_exit closed = rfi_session_close(&session, code);
    return closed != RFI_EXIT_DONE ? closed : written;
}

static const rfi_option options[] = {
    {RFI_OPTION_NAME, RFI_OPTION_TEXT, 'n', true, "name", "NAME", "name of the site", NULL},
    {RFI_OPTION_UTILITY, RFI_OPTION_TEXT, 'u', true, "utility", "POWER",
     "power at the point of interconnection, as '200 MW'", NULL},
    {RFI_OPTION_AT, RFI_OPTION_TEXT, 0, true, "at", "LAT,LON",
     "place in degrees, as 34.43,-100.20", NULL},
    {RFI_OPTION_AS_OF, RFI_OPTION_TEXT, 0, false, "as-of", "DATE",
     "day of which the facts are; without it today", NULL},
    RFI_ROW_OUTPUT,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit init --name 'My site' --utility '200 MW' --at 34.43,-100.20 -o my-site.xml",
    "three facts; everything else is unknown and can be filled in later",
    NULL,
};

const rfi_command rfi_command_init = {
    .name = "init",
    .words = "write a site descriptor to fill in",
    .options = options,
    .examples = examples,
    .run = run_init,
};
