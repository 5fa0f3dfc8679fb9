/* SPDX-License-Identifier: MIT */
/* The MIP engine program: reads requests of planner/solve/mip_wire.h on its standard input,
 * answers on its standard output, and ends with its input. It trusts nobody: a request that
 * is not as described ends it. Whatever it answers is a proposal; the caller checks. */
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>

#include "planner/mip/model.h"
#include "planner/solve/mip_wire.h"

enum { OWN_IN = 10, OWN_OUT = 11 };

static bool read_all(void *into, size_t bytes)
{
    char *at = into;
    while (bytes > 0) {
        ssize_t got = read(OWN_IN, at, bytes);
        if (got <= 0) {
            return false;
        }
        at += got;
        bytes -= (size_t)got;
    }
    return true;
}

static bool write_all(const void *from, size_t bytes)
{
    const char *at = from;
    while (bytes > 0) {
        ssize_t put = write(OWN_OUT, at, bytes);
        if (put <= 0) {
            return false;
        }
        at += put;
        bytes -= (size_t)put;
    }
    return true;
}

static bool answer(const rfi_mip_header *request, const mip_reply *reply)
{
    rfi_mip_header header = {RFI_MIP_MAGIC, request->kind, reply->words};
    return write_all(&header, sizeof(header)) &&
           write_all(reply->word, reply->words * sizeof(uint64_t));
}

static bool serve(mip_model *models, const rfi_mip_header *header, const uint64_t *word)
{
    mip_reply reply = {NULL, 0};
    mip_request request = {word, word + header->words};
    bool good = false;
    if (header->kind == RFI_MIP_HELLO) {
        good = mip_hello(&reply);
    } else if (header->words > 0 && word[0] < RFI_MIP_SLOTS) {
        mip_model *model = &models[word[0]];
        request.at++;
        switch (header->kind) {
        case RFI_MIP_LOAD:
            good = mip_load(model, &request);
            break;
        case RFI_MIP_COLUMNS:
            good = mip_columns(model, &request);
            break;
        case RFI_MIP_LP:
            good = mip_lp(model, &request, &reply);
            break;
        case RFI_MIP_SOLVE:
            good = mip_solve(model, &request, &reply);
            break;
        default:
            break;
        }
    }
    good = good && answer(header, &reply);
    free(reply.word);
    return good;
}

/* False: the input ended, or the request was not one. */
static bool next(mip_model *models)
{
    rfi_mip_header header;
    if (!read_all(&header, sizeof(header)) || header.magic != RFI_MIP_MAGIC ||
        header.words > RFI_MIP_WORDS) {
        return false;
    }
    uint64_t *word = malloc((header.words + 1) * sizeof(*word));
    bool good = word != NULL && read_all(word, header.words * sizeof(*word)) &&
                serve(models, &header, word);
    free(word);
    return good;
}

int main(void)
{
    /* The libraries print where they like: what is said goes elsewhere. */
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0 || dup2(STDIN_FILENO, OWN_IN) < 0 || dup2(STDOUT_FILENO, OWN_OUT) < 0 ||
        dup2(nowhere, STDIN_FILENO) < 0 || dup2(nowhere, STDOUT_FILENO) < 0 ||
        dup2(nowhere, STDERR_FILENO) < 0) {
        return EXIT_FAILURE;
    }
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    mip_model models[RFI_MIP_SLOTS];
    memset(models, 0, sizeof(models));
    while (next(models)) {
    }
    for (size_t slot = 0; slot < RFI_MIP_SLOTS; slot++) {
        mip_drop(&models[slot]);
    }
    return EXIT_SUCCESS;
}
