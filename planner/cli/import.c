/* SPDX-License-Identifier: MIT */
/* rackfit import epw|outline FILE: a weather file as a climate document, outlines of
 * buildings as a site. */
#include <string.h>
#include <unistd.h>

#include "planner/cli/clock.h"
#include "planner/cli/commands.h"
#include "planner/cli/session.h"
#include "planner/cli/terminal.h"

static rfi_exit run_import(const rfi_arguments *arguments)
{
    bool outline = strcmp(arguments->operands[0], "outline") == 0;
    if (!outline && strcmp(arguments->operands[0], "epw") != 0) {
        return rfi_usage_error(arguments->command, "epw",
                               "'%s' is no kind of file that is known",
                               arguments->operands[0]);
    }
    rfi_session session = {.arguments = arguments, .diags = rf_diags_new()};
    session.look.colour = rfi_colour_wanted(arguments, STDERR_FILENO);
    char date[16];
    rfi_today(date, sizeof(date));
    const char *as_of = rfi_option_text(arguments, RFI_OPTION_AS_OF);
    rf_bytes xml = {NULL, 0};
    rf_code code = RF_E_NO_MEMORY;
    if (session.diags != NULL) {
        code = (outline ? rf_import_outline : rf_import_epw)(
            arguments->operands[1], rfi_option_text(arguments, RFI_OPTION_ID),
            rfi_option_text(arguments, RFI_OPTION_NAME), as_of == NULL ? date : as_of, &xml,
            session.diags);
    }
    return rfi_session_deliver(&session, code, &xml);
}

static const rfi_option options[] = {
    {RFI_OPTION_ID, RFI_OPTION_TEXT, 'i', false, "id", "ID",
     "id of the climate or site; without it made from the place or the file", NULL},
    {RFI_OPTION_NAME, RFI_OPTION_TEXT, 'n', false, "name", "NAME",
     "name of it; without it the place that the file names, or the file", NULL},
    {RFI_OPTION_AS_OF, RFI_OPTION_TEXT, 0, false, "as-of", "DATE",
     "day of the document; without it today", NULL},
    RFI_ROW_OUTPUT,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit import epw Midland.epw --id midland-tx -o my-data/climate/midland-tx.xml",
    "8760 hours as joint bins of dry and wet bulb; then '--catalogue my-data'",
    "rackfit import outline mine.osm -o mine.xml",
    "a site with a hall for each building of an OpenStreetMap extract",
    NULL,
};

const rfi_command rfi_command_import = {
    .name = "import",
    .words = "turn a weather file into a climate, outlines of buildings into a site",
    .operand = "KIND FILE",
    .least = 2,
    .most = 2,
    .options = options,
    .examples = examples,
    .notes =
        "KIND is epw or outline.\nepw: FILE has one row an hour of one whole year. A "
        "typical year holds no "
        "extremes: "
        "add a\n`design` element with sourced figures where they are known. The source "
        "of a data set\nother than TMY3 is written as grade C, to be filled in.\n"
        "outline: FILE is OpenStreetMap XML (buildings as closed ways or multipolygons) or "
        "a table\nof corners with the header hall,x_m,y_m or hall,ring,x_m,y_m (also mm, "
        "ft). Walls are turned\nto run along the axes; what is not rectilinear is "
        "approximated inwards, and the source of each\noutline says what that costs.\n",
    .run = run_import,
};
