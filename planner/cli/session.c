/* SPDX-License-Identifier: MIT */
/* The search path and the steps that several verbs share. */
#include "planner/cli/session.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planner/cli/output.h"
#include "planner/cli/terminal.h"

enum { MOST_DIRECTORIES = 64 };

typedef struct search_path {
    const char *directories[MOST_DIRECTORIES + 1]; /* NULL-terminated */
    size_t count;
    char *environment; /* copies that the entries point into */
    char *configured;
    char shipped[PATH_MAX];
} search_path;

static bool add_directory(search_path *path, const char *directory)
{
    if (path->count == MOST_DIRECTORIES) {
        return false;
    }
    path->directories[path->count++] = directory;
    return true;
}

/* list: directories separated by colons; empty entries are left out. */
static bool add_list(search_path *path, const char *list, char **ret_copy)
{
    if (list == NULL || *list == '\0') {
        return true;
    }
    *ret_copy = strdup(list);
    if (*ret_copy == NULL) {
        return false;
    }
    char *rest = NULL;
    char *entry = strtok_r(*ret_copy, ":", &rest);
    bool fits = true;
    while (entry != NULL && fits) {
        fits = add_directory(path, entry);
        entry = strtok_r(NULL, ":", &rest);
    }
    return fits;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* A program that runs from a build folder inside the source tree uses the sites/ of that
 * tree, one in PREFIX/bin the share/rackfit of its prefix. Fills ret_path; false when
 * there is neither above the program. */
static bool find_source_data(char *ret_path, size_t size)
{
    static const char data[] = "/sites";
    char program[PATH_MAX - 64];
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length <= 0) {
        return false;
    }
    program[length] = '\0';
    for (int level = 0; level < 5; level++) {
        char *slash = strrchr(program, '/');
        if (slash == NULL || slash == program) {
            return false;
        }
        *slash = '\0';
        char probe[PATH_MAX];
        (void)snprintf(probe, sizeof(probe), "%s/include/rackfit", program);
        bool tree = is_folder(probe);
        (void)snprintf(probe, sizeof(probe), "%s%s/profiles", program, data);
        if (tree && is_folder(probe)) {
            return snprintf(ret_path, size, "%s%s", program, data) < (int)size;
        }
        (void)snprintf(probe, sizeof(probe), "%s/share/rackfit/profiles", program);
        if (level > 0 &&
            is_folder(probe)) { /* an installed prefix, wherever it was moved */
            return snprintf(ret_path, size, "%s/share/rackfit", program) < (int)size;
        }
    }
    return false;
}

static bool fill_path(const rfi_arguments *arguments, search_path *path)
{
    const char *const *asked = rfi_option_list(arguments, RFI_OPTION_CATALOGUE);
    bool fits = true;
    for (size_t i = 0; asked != NULL && asked[i] != NULL; i++) {
        fits = fits && add_directory(path, asked[i]);
    }
    fits = fits && add_list(path, getenv("RACKFIT_PATH"), &path->environment);
    fits = fits && add_list(path, RF_DATA_PATH, &path->configured);
    if (!find_source_data(path->shipped, sizeof(path->shipped))) {
        (void)snprintf(path->shipped, sizeof(path->shipped), "%s", RF_DATA_DIR);
    }
    return fits && add_directory(path, path->shipped);
}

static rf_code open_engine(rfi_session *session)
{
    const char *const *asked = rfi_option_list(session->arguments, RFI_OPTION_CATALOGUE);
    for (size_t i = 0; asked != NULL && asked[i] != NULL; i++) {
        if (!is_folder(asked[i])) {
            rfi_report_error(101, session->look.colour, "--catalogue: '%s' is not a folder",
                             asked[i]);
            return RF_E_IO;
        }
    }
    search_path path = {.count = 0};
    rf_code code = RF_E_INPUT;
    if (fill_path(session->arguments, &path)) {
        code = rf_engine_new(path.directories, &session->engine, session->diags);
    } else {
        rfi_report_error(305, session->look.colour,
                         "the search path holds more than %d folders", MOST_DIRECTORIES);
    }
    free(path.environment);
    free(path.configured);
    return code;
}

rf_code rfi_session_open(const rfi_arguments *arguments, rfi_session *ret_session)
{
    *ret_session = (rfi_session){.arguments = arguments};
    ret_session->look.colour = rfi_colour_wanted(arguments, STDERR_FILENO);
    ret_session->look.all = rfi_option_given(arguments, RFI_OPTION_DETAIL);
    ret_session->diags = rf_diags_new();
    return ret_session->diags == NULL ? RF_E_NO_MEMORY : open_engine(ret_session);
}

rf_code rfi_session_evaluate(const rfi_arguments *arguments, rfi_session *ret_session)
{
    return rfi_session_evaluate_with(arguments, NULL, ret_session);
}

rf_code rfi_session_evaluate_with(const rfi_arguments *arguments, const char *measures,
                                  rfi_session *ret_session)
{
    rf_code code = rfi_session_open(arguments, ret_session);
    if (code != RF_OK) {
        return code;
    }
    code = rf_site_open(ret_session->engine, arguments->operands[0],
                        rfi_option_text(arguments, RFI_OPTION_REFERENCE),
                        &ret_session->site, ret_session->diags);
    if (code != RF_OK) {
        return code;
    }
    rf_evaluate_options options = RF_EVALUATE_OPTIONS_INIT;
    options.profiles = rfi_option_list(arguments, RFI_OPTION_PROFILE);
    options.target = rfi_option_text(arguments, RFI_OPTION_TARGET);
    options.by = rfi_option_text(arguments, RFI_OPTION_BY);
    options.node_limit = rfi_option_count(arguments, RFI_OPTION_NODE_LIMIT);
    options.weather = rfi_option_text(arguments, RFI_OPTION_WEATHER);
    options.measures = measures;
    code = rf_evaluate(ret_session->engine, ret_session->site, &options,
                       &ret_session->evaluation, ret_session->diags);
    if (code == RF_OK && rf_evaluation_count(ret_session->evaluation) == 0) {
        rfi_report_error(406, ret_session->look.colour, "the search path holds no profile");
        return RF_E_NOT_FOUND;
    }
    return code;
}

rfi_exit rfi_exit_of(rf_code code)
{
    switch (code) {
    case RF_OK:
        return RFI_EXIT_DONE;
    case RF_E_INPUT:
    case RF_E_NOT_FOUND:
        return RFI_EXIT_INPUT;
    case RF_E_MISUSE:
    case RF_E_CHECK:
        return RFI_EXIT_CHECK;
    case RF_E_NO_MEMORY:
    case RF_E_IO:
        return RFI_EXIT_OUTPUT;
    }
    return RFI_EXIT_CHECK;
}

rfi_exit rfi_exit_of_verdict(rf_verdict verdict)
{
    switch (verdict) {
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
        return RFI_EXIT_DONE;
    case RF_VERDICT_NO_FIT:
        return RFI_EXIT_NO_FIT;
    case RF_VERDICT_UNDECIDED:
    case RF_VERDICT_UNKNOWN:
        return RFI_EXIT_OPEN;
    }
    return RFI_EXIT_CHECK;
}

rfi_exit rfi_write_results(const rfi_arguments *arguments, const rf_bytes *report,
                           const rf_bytes *plan)
{
    rfi_exit status = RFI_EXIT_DONE;
    if (plan->size > 0) {
        status = rfi_output_write(rfi_option_text(arguments, RFI_OPTION_PLAN), plan->data,
                                  plan->size);
    }
    if (status == RFI_EXIT_DONE) {
        status = rfi_output_write(rfi_option_text(arguments, RFI_OPTION_OUTPUT),
                                  report->data, report->size);
    }
    return status;
}

rf_compare_options rfi_compare_question(const rfi_arguments *arguments)
{
    rf_compare_options options = RF_COMPARE_OPTIONS_INIT;
    options.profiles = rfi_option_list(arguments, RFI_OPTION_PROFILE);
    options.measures = rfi_option_text(arguments, RFI_OPTION_MEASURES);
    options.target = rfi_option_text(arguments, RFI_OPTION_TARGET);
    options.by = rfi_option_text(arguments, RFI_OPTION_BY);
    options.budget = rfi_option_text(arguments, RFI_OPTION_BUDGET);
    options.goal = (rf_goal)rfi_option_choice(arguments, RFI_OPTION_GOAL);
    options.end = rfi_option_choice(arguments, RFI_OPTION_END);
    return options;
}

void rfi_session_report(rfi_session *session)
{
    if (!session->reported) {
        rfi_report_diags(session->diags, session->look);
        session->reported = true;
    }
}

rfi_exit rfi_session_close(rfi_session *session, rf_code code)
{
    rfi_session_report(session);
    if (code == RF_E_NO_MEMORY) {
        rfi_report_error(703, session->look.colour, "memory is out");
    } else if (code == RF_E_MISUSE) {
        rfi_report_error(
            601, session->look.colour,
            "the library refused a call of this program: this is a fault here");
    }
    rf_evaluation_free(session->evaluation);
    rf_site_free(session->site);
    rf_engine_free(session->engine);
    rf_diags_free(session->diags);
    *session = (rfi_session){.arguments = NULL};
    return rfi_exit_of(code);
}

rfi_exit rfi_session_deliver(rfi_session *session, rf_code code, rf_bytes *bytes)
{
    rfi_exit written = RFI_EXIT_DONE;
    rfi_session_report(session);
    if (code == RF_OK) {
        written = rfi_output_write(rfi_option_text(session->arguments, RFI_OPTION_OUTPUT),
                                   bytes->data, bytes->size);
    }
    rf_bytes_free(bytes);
    rfi_exit closed = rfi_session_close(session, code);
    return closed != RFI_EXIT_DONE ? closed : written;
}
