/* SPDX-License-Identifier: MIT */
/* Width and colour; the environment is read here and in session.c and init.c only. */
#include "planner/cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 60, WIDEST = 160 };

bool rfi_colour_wanted(const rfi_arguments *arguments, int fd)
{
    enum { AUTO, ALWAYS, NEVER };
    int choice = rfi_option_choice(arguments, RFI_OPTION_COLOUR);
    if (choice == ALWAYS || choice == NEVER) {
        return choice == ALWAYS;
    }
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(fd) == 1 && (refused == NULL || *refused == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static int clamp_width(int width)
{
    width = width < NARROWEST ? NARROWEST : width;
    return width > WIDEST ? WIDEST : width;
}

/* 0: the environment does not say. */
static int columns_from_environment(void)
{
    const char *text = getenv("COLUMNS");
    int width = 0;
    if (text == NULL || strlen(text) > 4) {
        return 0;
    }
    for (; *text >= '0' && *text <= '9'; text++) {
        width = width * 10 + (*text - '0');
    }
    return *text == '\0' ? width : 0;
}

static int terminal_width(void)
{
    int width = columns_from_environment();
    struct winsize size;
    if (width == 0 && isatty(STDOUT_FILENO) == 1 &&
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        width = size.ws_col;
    }
    return width == 0 ? 0 : clamp_width(width);
}

rf_text_options rfi_text_look(const rfi_arguments *arguments, const char *path)
{
    enum { ALWAYS = 1 };
    rf_text_options look = RF_TEXT_OPTIONS_INIT;
    look.detail = rfi_option_given(arguments, RFI_OPTION_DETAIL);
    if (path == NULL || strcmp(path, "-") == 0) {
        look.width = terminal_width();
        look.colour = rfi_colour_wanted(arguments, STDOUT_FILENO);
    } else {
        look.colour = rfi_option_choice(arguments, RFI_OPTION_COLOUR) == ALWAYS;
    }
    return look;
}
