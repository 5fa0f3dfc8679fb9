/* SPDX-License-Identifier: MIT */
/* Atomic output. The name of the temporary file is the one piece of state that a signal
 * handler needs, hence the file-scope variables. */
#include "planner/cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char temporary[PATH_MAX];
static volatile sig_atomic_t temporary_exists;
static bool stdout_used;

static void remove_and_die(int number)
{
    if (temporary_exists) {
        (void)unlink(temporary);
    }
    (void)raise(number); /* SA_RESETHAND: now it ends the program */
}

void rfi_output_guard(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = remove_and_die, .sa_flags = (int)SA_RESETHAND};
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        struct sigaction before;
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            (void)sigaction(signals[i], &action, NULL);
        }
    }
    action = (struct sigaction){.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &action, NULL);
    (void)sigaction(SIGXFSZ, &action, NULL); /* a file size limit: write() tells */
    /* A result file must never become descriptor 1 or 2. Opened for reading: writing to a
     * standard output that the caller closed stays an error. */
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            (void)open("/dev/null", O_RDONLY);
        }
    }
}

static rfi_exit say_failed(const char *path, int error)
{
    if (error != EPIPE) {
        (void)fprintf(stderr, "%s: error[RF-0701]: cannot be written: %s\n", path,
                      strerror(error));
    }
    return RFI_EXIT_OUTPUT;
}

/* 0 or the errno of the failure. */
static int write_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, data, size);
        if (written >= 0) {
            data += written;
            size -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd wait = {fd, POLLOUT, 0};
            (void)poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/* Devices and pipes cannot be replaced by renaming: they are written in place. */
static int write_in_place(const char *path, const char *data, size_t size)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        return errno;
    }
    int error = write_all(fd, data, size);
    if (close(fd) != 0 && error == 0) {
        error = errno;
    }
    return error;
}

/* The mode that a plain open would have given a new file. */
static mode_t new_file_mode(void)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

/* Descriptor of the new temporary file beside path, or -1 and errno. */
static int open_temporary(const char *path)
{
    const char *slash = strrchr(path, '/');
    int folder = slash == NULL ? 0 : (int)(slash - path + 1);
    int length =
        snprintf(temporary, sizeof(temporary), "%.*s.rackfit-XXXXXX", folder, path);
    if (length < 0 || (size_t)length >= sizeof(temporary)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    int fd = mkstemp(temporary);
    int error = errno;
    temporary_exists = fd >= 0;
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return fd;
}

static void flush_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int length = slash == NULL ? 0 : (int)(slash - path + 1);
    (void)snprintf(folder, sizeof(folder), "%.*s", length == 0 ? 1 : length,
                   length == 0 ? "." : path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* not every file system can; the data itself is flushed */
        (void)close(fd);
    }
}

static int replace_file(const char *path, mode_t mode, const char *data, size_t size)
{
    int fd = open_temporary(path);
    if (fd < 0) {
        return errno;
    }
    int error = write_all(fd, data, size);
    if (error == 0 && (fchmod(fd, mode) != 0 || fsync(fd) != 0)) {
        error = errno;
    }
    if (close(fd) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0 && rename(temporary, path) != 0) {
        error = errno;
    }
    if (error != 0) {
        (void)unlink(temporary);
    }
    temporary_exists = 0;
    if (error == 0) {
        flush_folder(path);
    }
    return error;
}

static int write_file(const char *path, const char *data, size_t size)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        return errno == ENOENT ? replace_file(path, new_file_mode(), data, size) : errno;
    }
    if (S_ISDIR(status.st_mode)) {
        return EISDIR;
    }
    if (!S_ISREG(status.st_mode)) {
        return write_in_place(path, data, size);
    }
    if (access(path, W_OK) != 0) {
        return errno;
    }
    /* Through a symbolic link the file that it names is replaced, not the link. */
    char *real = realpath(path, NULL);
    if (real == NULL) {
        return errno;
    }
    int error = replace_file(real, status.st_mode & 07777, data, size);
    free(real);
    return error;
}

static bool is_stdout(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

rfi_exit rfi_output_write(const char *path, const char *data, size_t size)
{
    int error;
    if (is_stdout(path)) {
        path = "standard output";
        stdout_used |= size > 0;
        error = write_all(STDOUT_FILENO, data, size);
    } else {
        error = write_file(path, data, size);
    }
    return error == 0 ? RFI_EXIT_DONE : say_failed(path, error);
}

rfi_exit rfi_output_compose(const char *path, void (*compose)(FILE *, const void *),
                            const void *subject)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return RFI_EXIT_OUTPUT;
    }
    compose(out, subject);
    bool whole = ferror(out) == 0;
    whole = fclose(out) == 0 && whole;
    rfi_exit status = whole ? rfi_output_write(path, text, size) : RFI_EXIT_OUTPUT;
    free(text);
    return status;
}

rfi_exit rfi_output_finish(void)
{
    if (close(STDOUT_FILENO) != 0 && stdout_used) {
        return say_failed("standard output", errno);
    }
    return RFI_EXIT_DONE;
}

bool rfi_output_is_terminal(const char *path)
{
    return is_stdout(path) && isatty(STDOUT_FILENO) == 1;
}
