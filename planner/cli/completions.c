/* SPDX-License-Identifier: MIT */
/* rackfit completions SHELL: what the shell offers after a tab, from the tables that
 * parsing uses. Ids of profiles, sites and the rest are asked of `rackfit list`. */
#include <stdio.h>
#include <string.h>

#include "planner/cli/commands.h"
#include "planner/cli/output.h"

static const char shells[] = "bash|zsh|fish";

/* Words of an option's value: a list of words, "file", "@KIND" of the catalogue, or "". */
static const char *values_of(const rfi_option *row)
{
    if (row->kind == RFI_OPTION_CHOICE) {
        return row->argument;
    }
    return row->id == RFI_OPTION_PROFILE     ? "@profiles"
           : row->id == RFI_OPTION_REFERENCE ? "@references"
           : row->id == RFI_OPTION_MEASURES  ? "@measures"
           : strcmp(row->argument, "FILE") == 0 || strcmp(row->argument, "DIR") == 0
               ? "file"
               : "";
}

static const char *operands_of(const rfi_command *command)
{
    if (command->operand == NULL) {
        return "";
    }
    if (strchr(command->operand, '|') != NULL) {
        return command->operand;
    }
    if (strncmp(command->operand, "SITE", 4) == 0) {
        return "@sites";
    }
    return strcmp(command->operand, "VERB") == 0 ? "@verbs" : "file";
}

/* "a|b" as "a b". */
static void put_words(FILE *out, const char *words)
{
    for (; *words != '\0'; words++) {
        (void)fputc(*words == '|' ? ' ' : *words, out);
    }
}

static void put_verbs(FILE *out)
{
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        (void)fprintf(out, "%s%s", i == 0 ? "" : " ", rfi_command_at(i)->name);
    }
}

/* Between single quotes of a shell. */
static void put_quoted(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        (void)fputs(*text == '\'' ? "'\\''" : (char[]){*text, '\0'}, out);
    }
}

/* ---- bash ----------------------------------------------------------------------------
 */

static void put_bash_reply(FILE *out, const char *values)
{
    if (values[0] == '@' && strcmp(values, "@verbs") != 0) {
        (void)fprintf(out,
                      "COMPREPLY=($(compgen -f -W \"$(_rackfit_ids %s)\" -- \"$word\"))",
                      values + 1);
    } else if (strcmp(values, "file") == 0) {
        (void)fputs("COMPREPLY=($(compgen -f -- \"$word\"))", out);
    } else {
        (void)fputs("COMPREPLY=($(compgen -W '", out);
        if (values[0] == '@') {
            put_verbs(out);
        } else {
            put_words(out, values);
        }
        (void)fputs("' -- \"$word\"))", out);
    }
}

static void put_bash_verb(FILE *out, const rfi_command *command)
{
    (void)fprintf(out, "    %s)\n        case $before in\n", command->name);
    for (const rfi_option *row = command->options; row->name != NULL; row++) {
        if (row->argument == NULL) {
            continue;
        }
        (void)fprintf(out, "        --%s", row->name);
        if (row->letter != 0) {
            (void)fprintf(out, "|-%c", row->letter);
        }
        (void)fputs(") ", out);
        if (values_of(row)[0] == '\0') {
            (void)fputs("COMPREPLY=()", out);
        } else {
            put_bash_reply(out, values_of(row));
        }
        (void)fputs("; return ;;\n", out);
    }
    (void)fputs("        esac\n        if [[ $word == -* ]]; then\n"
                "            COMPREPLY=($(compgen -W '",
                out);
    for (const rfi_option *row = command->options; row->name != NULL; row++) {
        (void)fprintf(out, "%s--%s", row == command->options ? "" : " ", row->name);
    }
    (void)fputs("' -- \"$word\"))\n        else\n            ", out);
    if (operands_of(command)[0] == '\0') {
        (void)fputs("COMPREPLY=()", out);
    } else {
        put_bash_reply(out, operands_of(command));
    }
    (void)fputs("\n        fi ;;\n", out);
}

static void put_bash(FILE *out)
{
    (void)fputs(
        "# Completion of rackfit in bash.\n"
        "_rackfit_ids() {\n"
        "    rackfit list \"$1\" --format csv 2>/dev/null | sed -n '2,$s/,.*//p'\n"
        "}\n"
        "_rackfit() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        COMPREPLY=($(compgen -W '",
        out);
    put_verbs(out);
    (void)fputs("' -- \"$word\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n",
                out);
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        put_bash_verb(out, rfi_command_at(i));
    }
    (void)fputs("    esac\n}\ncomplete -o filenames -F _rackfit rackfit\n", out);
}

/* ---- zsh -----------------------------------------------------------------------------
 */

static void put_zsh_action(FILE *out, const char *values)
{
    if (strcmp(values, "@verbs") == 0) {
        (void)fputs("(", out);
        put_verbs(out);
        (void)fputs(")", out);
    } else if (values[0] == '@') {
        (void)fprintf(out, "{_rackfit_ids %s}", values + 1);
    } else if (strcmp(values, "file") == 0) {
        (void)fputs("_files", out);
    } else if (values[0] != '\0') {
        (void)fputs("(", out);
        put_words(out, values);
        (void)fputs(")", out);
    } else {
        (void)fputs(" ", out);
    }
}

/* In a specification of _arguments brackets and colons are syntax. */
static void put_zsh_words(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("[]:\\", *text) != NULL) {
            (void)fputc('\\', out);
        }
        (void)fputs(*text == '\'' ? "'\\''" : (char[]){*text, '\0'}, out);
    }
}

static void put_zsh_option(FILE *out, const rfi_option *row)
{
    const char *star = row->kind == RFI_OPTION_LIST ? "*" : "";
    for (int form = row->letter == 0; form < 2; form++) {
        (void)fprintf(out, "            '%s", star);
        if (form == 0) {
            (void)fprintf(out, "-%c", row->letter);
        } else {
            (void)fprintf(out, "--%s", row->name);
        }
        (void)fputc('[', out);
        put_zsh_words(out, row->words);
        (void)fputc(']', out);
        if (row->argument != NULL) {
            (void)fprintf(
                out, ":%s:", row->kind == RFI_OPTION_CHOICE ? row->name : row->argument);
            put_zsh_action(out, values_of(row));
        }
        (void)fputs("' \\\n", out);
    }
}

static void put_zsh(FILE *out)
{
    (void)fputs("#compdef rackfit\n# Completion of rackfit in zsh.\n"
                "_rackfit_ids() {\n"
                "    local -a ids\n"
                "    ids=(${(f)\"$(rackfit list $1 --format csv 2>/dev/null | sed -n "
                "'2,$s/,.*//p')\"})\n"
                "    _alternative \"ids:$1:compadd -a ids\" 'files:file:_files'\n"
                "}\n"
                "_rackfit() {\n"
                "    local -a verbs\n    verbs=(\n",
                out);
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        (void)fprintf(out, "        '%s:", rfi_command_at(i)->name);
        put_quoted(out, rfi_command_at(i)->words);
        (void)fputs("'\n", out);
    }
    (void)fputs("    )\n    if ((CURRENT == 2)); then\n        _describe verb verbs\n"
                "        return\n    fi\n"
                "    local verb=$words[2]\n    shift words\n    ((CURRENT--))\n"
                "    case $verb in\n",
                out);
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        const rfi_command *command = rfi_command_at(i);
        (void)fprintf(out, "    %s)\n        _arguments \\\n", command->name);
        for (const rfi_option *row = command->options; row->name != NULL; row++) {
            put_zsh_option(out, row);
        }
        (void)fputs("            '*:", out);
        (void)fputs(command->operand == NULL                ? "operand"
                    : strchr(command->operand, '|') != NULL ? "word"
                                                            : command->operand,
                    out);
        (void)fputc(':', out);
        put_zsh_action(out, operands_of(command));
        (void)fputs("' ;;\n", out);
    }
    (void)fputs("    esac\n}\n_rackfit \"$@\"\n", out);
}

/* ---- fish ----------------------------------------------------------------------------
 */

static void put_fish_values(FILE *out, const char *values)
{
    if (strcmp(values, "@verbs") == 0) {
        (void)fputs(" -a '", out);
        put_verbs(out);
        (void)fputs("'", out);
    } else if (values[0] == '@') {
        (void)fprintf(out, " -a '(__rackfit_ids %s)' -F", values + 1);
    } else if (strcmp(values, "file") == 0) {
        (void)fputs(" -F", out);
    } else if (values[0] != '\0') {
        (void)fputs(" -a '", out);
        put_words(out, values);
        (void)fputs("'", out);
    }
}

static void put_fish(FILE *out)
{
    (void)fputs(
        "# Completion of rackfit in fish.\n"
        "function __rackfit_ids\n"
        "    rackfit list $argv[1] --format csv 2>/dev/null | sed -n '2,$s/,.*//p'\n"
        "end\n"
        "complete -c rackfit -f\n",
        out);
    for (size_t i = 0; rfi_command_at(i) != NULL; i++) {
        const rfi_command *command = rfi_command_at(i);
        (void)fprintf(out, "complete -c rackfit -n __fish_use_subcommand -a %s -d '",
                      command->name);
        put_quoted(out, command->words);
        (void)fputs("'\n", out);
        if (operands_of(command)[0] != '\0') {
            (void)fprintf(out, "complete -c rackfit -n '__fish_seen_subcommand_from %s'",
                          command->name);
            put_fish_values(out, operands_of(command));
            (void)fputc('\n', out);
        }
        for (const rfi_option *row = command->options; row->name != NULL; row++) {
            (void)fprintf(out,
                          "complete -c rackfit -n '__fish_seen_subcommand_from %s' -l %s",
                          command->name, row->name);
            if (row->letter != 0) {
                (void)fprintf(out, " -s %c", row->letter);
            }
            if (row->argument != NULL) {
                (void)fputs(" -r", out);
                put_fish_values(out, values_of(row));
            }
            (void)fputs(" -d '", out);
            put_quoted(out, row->words);
            (void)fputs("'\n", out);
        }
    }
}

static void put_shell(FILE *out, const void *subject)
{
    static void (*const writers[])(FILE *) = {put_bash, put_zsh, put_fish};
    writers[rfi_choice_index(shells, subject)](out);
}

static rfi_exit run_completions(const rfi_arguments *arguments)
{
    return rfi_output_compose(rfi_option_text(arguments, RFI_OPTION_OUTPUT), put_shell,
                              arguments->operands[0]);
}

static const rfi_option options[] = {RFI_ROW_OUTPUT, RFI_ROW_HELP, RFI_ROW_END};

static const char *const examples[] = {"source <(rackfit completions bash)",
                                       "in this shell, now; an installed rackfit "
                                       "brings them along",
                                       NULL};

const rfi_command rfi_command_completions = {
    .name = "completions",
    .words = "write what a shell needs to complete verbs, options and ids",
    .operand = shells,
    .least = 1,
    .most = 1,
    .options = options,
    .examples = examples,
    .run = run_completions,
};
