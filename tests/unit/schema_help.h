/* SPDX-License-Identifier: MIT */
/* Holds a JSON file against a published schema. Needs _POSIX_C_SOURCE. */
#ifndef TESTS_UNIT_SCHEMA_HELP_H
#define TESTS_UNIT_SCHEMA_HELP_H

#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>

/* script: tests/lint/json_schema.py. 0: valid; 77: cannot tell, without python3 or its
 * jsonschema. */
static int schema_refuses(const char *script, const char *schema, const char *path)
{
    char *const arguments[] = {(char[]){"python3"}, (char *)(uintptr_t)script,
                               (char *)(uintptr_t)schema, (char *)(uintptr_t)path, NULL};
    char *const environment[] = {(char[]){"PATH=/usr/local/bin:/usr/bin:/bin"}, NULL};
    pid_t child = 0;
    if (posix_spawnp(&child, "python3", NULL, NULL, arguments, environment) != 0) {
        return 77;
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status)
                                                                    : -1;
}

#endif
