/* SPDX-License-Identifier: MIT */
/* Speaks the protocol of the MIP program and lies in the way that its argument names. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planner/solve/mip_wire.h"

typedef struct sizes { /* of a model */
    size_t columns, rows;
} sizes;

static bool read_all(void *into, size_t bytes)
{
    char *at = into;
    while (bytes > 0) {
        ssize_t got = read(STDIN_FILENO, at, bytes);
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
        ssize_t put = write(STDOUT_FILENO, at, bytes);
        if (put <= 0) {
            return false;
        }
        at += put;
        bytes -= (size_t)put;
    }
    return true;
}

/* "nan": no prices; "huge": a point beyond all; "empty": there is no point. */
static size_t lp(const char *lie, const sizes *of, uint64_t *reply)
{
    bool empty = strcmp(lie, "empty") == 0;
    double point = strcmp(lie, "huge") == 0 ? 1e300 : 0;
    double price = strcmp(lie, "nan") == 0 ? (double)NAN : 0;
    reply[0] = empty ? RFI_MIP_EMPTY : RFI_MIP_DONE;
    reply[1] = rfi_mip_word(0);
    for (size_t i = 0; i < of->columns + of->rows; i++) {
        reply[2 + i] = rfi_mip_word(i < of->columns ? point : price);
    }
    return 2 + of->columns + of->rows;
}

/* "best": every column at its high end, called optimal; "worse": nothing costs less than
 * -1. */
static size_t mip(const char *lie, const sizes *of, const uint64_t *word, uint64_t *reply)
{
    bool best = strcmp(lie, "best") == 0;
    double cost = strcmp(lie, "worse") == 0 ? -1 : -1e6;
    reply[0] = best ? RFI_MIP_DONE : RFI_MIP_CUT_SHORT;
    reply[1] = best ? 1 : 0;
    reply[2] = rfi_mip_word(cost);
    reply[3] = rfi_mip_word(cost);
    reply[4] = 1;
    for (size_t j = 0; best && j < of->columns; j++) {
        reply[5 + j] = word[7 + 2 * of->columns + j];
    }
    return best ? 5 + of->columns : 5;
}

static size_t answer(const char *lie, sizes *models, uint32_t kind, const uint64_t *word,
                     uint64_t *reply)
{
    if (kind == RFI_MIP_HELLO) {
        memset(reply, 0, 4 * sizeof(*reply));
        memcpy(reply, "CBC fake", 8);
        return 4;
    }
    sizes *of = &models[word[0] % RFI_MIP_SLOTS];
    if (kind == RFI_MIP_LOAD) {
        *of = (sizes){(size_t)word[1], (size_t)word[2]};
    } else if (kind == RFI_MIP_COLUMNS) {
        of->columns += (size_t)word[1];
    } else if (kind == RFI_MIP_LP) {
        return lp(lie, of, reply);
    } else {
        return mip(lie, of, word, reply);
    }
    return 0;
}

int main(int count, char **arguments)
{
    enum { WORDS = 1 << 17 };
    sizes models[RFI_MIP_SLOTS] = {{0, 0}};
    uint64_t *word = calloc(WORDS, sizeof(*word));
    uint64_t *reply = calloc(WORDS, sizeof(*reply));
    rfi_mip_header header;
    bool good = count == 2 && word != NULL && reply != NULL;
    while (good && read_all(&header, sizeof(header)) && header.words < WORDS &&
           read_all(word, header.words * sizeof(*word))) {
        header.words = answer(arguments[1], models, header.kind, word, reply);
        good = write_all(&header, sizeof(header)) &&
               write_all(reply, header.words * sizeof(*reply));
    }
    free(word);
    free(reply);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
