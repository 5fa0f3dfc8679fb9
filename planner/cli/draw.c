/* SPDX-License-Identifier: MIT */
/* rackfit draw SITE: a drawing of the judged plan. */
#include <stdint.h>
#include <string.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"
#include "planner/cli/session.h"

/* in the order of rf_view */
static const char views[] =
    "campus|floor|overhead|unit|change|conflict|oneline|cooling|rack|set";
static const char sheets[] = "a4|a3|a2|a1|ansi-a|ansi-b|ansi-c|ansi-d"; /* of rf_sheet */
static const char pictures[] = "svg|pdf|png|dxf"; /* in the order of rf_picture */

/* --picture decides, then the ending of the output file; -1 after a usage error. */
static int choose_picture(const rfi_arguments *arguments)
{
    const char *output = rfi_option_text(arguments, RFI_OPTION_OUTPUT);
    if (rfi_option_given(arguments, RFI_OPTION_PICTURE)) {
        return rfi_option_choice(arguments, RFI_OPTION_PICTURE);
    }
    if (strcmp(output, "-") == 0) {
        return RF_PICTURE_SVG;
    }
    const char *slash = strrchr(output, '/');
    const char *dot = strrchr(slash == NULL ? output : slash, '.');
    int picture = dot == NULL ? -1 : rfi_choice_index(pictures, dot + 1);
    if (picture < 0) {
        (void)rfi_usage_error(
            arguments->command, NULL,
            "--output: '%s' ends in none of .svg .pdf .png .dxf: add --picture", output);
    }
    return picture;
}

/* "1:200" is 200; 0 when not given; -1 after a usage error. */
static int64_t read_scale(const rfi_arguments *arguments)
{
    const char *words = rfi_option_text(arguments, RFI_OPTION_SCALE);
    int64_t scale = 0;
    if (words == NULL) {
        return 0;
    }
    bool good = strncmp(words, "1:", 2) == 0 && strlen(words) <= 7 && words[2] != '0';
    for (const char *c = words + 2; good && *c != '\0'; c++) {
        good = *c >= '0' && *c <= '9';
        scale = scale * 10 + (*c - '0');
    }
    if (!good || scale == 0) {
        (void)rfi_usage_error(arguments->command, NULL,
                              "--scale: '%s' is no scale such as 1:200", words);
        return -1;
    }
    return scale;
}

static rfi_exit run_draw(const rfi_arguments *arguments)
{
    int picture = choose_picture(arguments);
    int64_t scale = picture < 0 ? -1 : read_scale(arguments);
    if (scale < 0) {
        return RFI_EXIT_USAGE;
    }
    rf_draw_options asked = RF_DRAW_OPTIONS_INIT;
    asked.view = (rf_view)rfi_option_choice(arguments, RFI_OPTION_VIEW);
    asked.hall = rfi_option_text(arguments, RFI_OPTION_HALL);
    asked.sheet = (rf_sheet)rfi_option_choice(arguments, RFI_OPTION_SHEET);
    asked.scale = scale;
    asked.picture = (rf_picture)picture;
    if (asked.view == RF_VIEW_SET && picture != RF_PICTURE_PDF) {
        return rfi_usage_error(arguments->command, NULL,
                               "a set of sheets is a PDF: -o FILE.pdf");
    }
    if (asked.view != RF_VIEW_FLOOR && picture == RF_PICTURE_DXF) {
        return rfi_usage_error(arguments->command, NULL,
                               "only a floor plan is drawn as DXF");
    }
    if ((picture == RF_PICTURE_PDF || picture == RF_PICTURE_PNG) &&
        rfi_output_is_terminal(rfi_option_text(arguments, RFI_OPTION_OUTPUT))) {
        return rfi_usage_error(arguments->command, NULL,
                               "a terminal cannot show this picture: add -o FILE");
    }
    rfi_session session;
    rf_bytes bytes = {NULL, 0};
    rf_code code = rfi_session_evaluate_with(
        arguments, rfi_option_text(arguments, RFI_OPTION_MEASURES), &session);
    if (code == RF_OK) {
        code = rf_draw(session.evaluation, rf_evaluation_best(session.evaluation), &asked,
                       &bytes, session.diags);
    }
    return rfi_session_deliver(&session, code, &bytes);
}

static const rfi_option options[] = {
    RFI_ROW_PROFILES,
    RFI_ROW_REFERENCE,
    RFI_ROW_TARGET,
    RFI_ROW_BY,
    {RFI_OPTION_MEASURES, RFI_OPTION_TEXT, 'm', false, "measures", "M",
     "name the cheapest repair on the conflict overlay: an id or a path, 'catalogue' is "
     "the shipped one",
     NULL},
    {RFI_OPTION_HALL, RFI_OPTION_TEXT, 'H', false, "hall", "H",
     "hall to draw; without it the first one with racks", NULL},
    {RFI_OPTION_VIEW, RFI_OPTION_CHOICE, 0, false, "view", views,
     "what to draw; set: every sheet of the site, or of --hall", "floor"},
    {RFI_OPTION_SHEET, RFI_OPTION_CHOICE, 0, false, "sheet", sheets,
     "format of the paper, landscape", "a3"},
    {RFI_OPTION_SCALE, RFI_OPTION_TEXT, 0, false, "scale", "1:N",
     "scale on the paper; without it the largest usual one that fits", NULL},
    {RFI_OPTION_PICTURE, RFI_OPTION_CHOICE, 0, false, "picture", pictures,
     "kind of picture; without it the ending of FILE decides", NULL},
    RFI_ROW_NODE_LIMIT,
    RFI_ROW_OUTPUT,
    RFI_ROW_CATALOGUE,
    RFI_ROW_COLOUR,
    RFI_ROW_HELP,
    RFI_ROW_END,
};

static const char *const examples[] = {
    "rackfit draw lake-mariner -r liquid-shell -p gb200-nvl72 -o floor.svg",
    "the floor plan of the first hall with racks, to scale",
    "rackfit draw my-site.xml -p gb200-nvl72 --hall hall-b -o floor.pdf",
    "another hall, as a PDF page",
    "rackfit draw my-site.xml --view oneline -o oneline.pdf",
    "the electrical one-line with loads and what binds",
    "rackfit draw my-site.xml --view set --sheet a1 -o drawings.pdf",
    "all sheets of the site in one file",
    "rackfit draw my-site.xml --hall hall-b -o floor.dxf",
    "the floor plan for CAD: millimetres, layers by meaning",
    NULL,
};

const rfi_command rfi_command_draw = {
    .name = "draw",
    .words = "draw the judged plan on sheets, to scale",
    .operand = "SITE",
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .notes = "Of several profiles the best one is drawn.\n",
    .run = run_draw,
};
