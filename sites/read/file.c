/* SPDX-License-Identifier: MIT */
/* Whole files into memory. Regular files only: a pipe or a device could block or never
 * end. */
#define _POSIX_C_SOURCE 200809L
#include "sites/read/read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sites/read/xml.h"

static void complain(rf_diags *diags, int number, const char *path, const char *why)
{
    rfi_place place = {.file = path};
    rfi_diag(diags, RF_ERROR, number, place, "%s", why);
}

static const char *open_failure(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "the file does not exist";
    case EACCES:
    case EPERM:
        return "the file may not be read by this user";
    default:
        return "the file cannot be opened";
    }
}

/* Reads up to `size` bytes; less when the file shrank meanwhile. False on an error. */
static bool read_all(int descriptor, char *bytes, size_t size, size_t *ret_size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t n = read(descriptor, bytes + got, size - got);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        if (n == 0) {
            break;
        }
        got += (size_t)n;
    }
    *ret_size = got;
    return true;
}

static char *read_open_file(int descriptor, const char *path, size_t *ret_size,
                            rf_diags *diags)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        complain(diags, RFI_D_FILE_UNREADABLE, path, "the path is not a regular file");
        return NULL;
    }
    if (status.st_size > RFI_XML_MOST_BYTES) {
        complain(diags, RFI_D_FILE_TOO_LARGE, path,
                 "the file is larger than 64 MiB, the most that is read");
        return NULL;
    }
    char *bytes = malloc((size_t)status.st_size + 1);
    if (bytes == NULL) {
        complain(diags, RFI_D_MEMORY, path, "memory is out");
        return NULL;
    }
    size_t size = 0;
    if (!read_all(descriptor, bytes, (size_t)status.st_size, &size)) {
        complain(diags, RFI_D_FILE_UNREADABLE, path, "reading the file failed");
        free(bytes);
        return NULL;
    }
    bytes[size] = '\0';
    *ret_size = size;
    return bytes;
}

char *rfi_read_file(const char *path, size_t *ret_size, rf_diags *diags)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        complain(diags, RFI_D_FILE_UNREADABLE, path, open_failure(errno));
        return NULL;
    }
    char *bytes = read_open_file(descriptor, path, ret_size, diags);
    (void)close(descriptor);
    return bytes;
}
