/* SPDX-License-Identifier: MIT */
/* The one file of this room that talks to the operating system: a socket pair, a process,
 * a clock. Nothing is forked: posix_spawn starts the program in a process group of its own,
 * so that an interrupt from the terminal reaches the caller alone. */
#include "planner/solve/mip_client.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    RFI_HELLO_WAIT = 300, /* ms of work until a program that is there has said so */
    RFI_LOAD_WAIT = 500,  /* ms of work that loading may take */
    RFI_GRACE = 2000,     /* ms beyond its limit until the program is killed */
    RFI_STRETCH = 10,     /* of its limit: on a busy machine work takes longer */
    RFI_SLICE = 200,      /* ms between two looks at whether to go on */
    RFI_HELLO_WORDS = 4,
    RFI_NEVER = 900000 /* ms, where no limit was given */
};

struct rfi_mip {
    int socket;
    pid_t process;
    const char *version;
    rfi_mip_go_on *go_on;
    void *context;
    int64_t work;       /* ms, once the program has ended */
    bool late;          /* it ended because a deadline passed */
    rfi_arena *scratch; /* of the frame under way */
};

static int64_t read_clock(clockid_t clock)
{
    struct timespec at;
    return clock_gettime(clock, &at) == 0 ? (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000
                                          : 0;
}

int64_t rfi_mip_thread_work(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

int64_t rfi_mip_work(const rfi_mip *mip)
{
    clockid_t clock;
    if (mip == NULL || mip->process <= 0) {
        return mip != NULL ? mip->work : 0;
    }
    return clock_getcpuclockid(mip->process, &clock) == 0 ? read_clock(clock) : 0;
}

bool rfi_mip_alive(const rfi_mip *mip)
{
    return mip != NULL && mip->socket >= 0;
}

bool rfi_mip_late(const rfi_mip *mip)
{
    return mip != NULL && mip->late;
}

void rfi_mip_watch(rfi_mip *mip, rfi_mip_go_on *go_on, void *context)
{
    mip->go_on = go_on;
    mip->context = context;
}

const char *rfi_mip_version(const rfi_mip *mip)
{
    return mip->version;
}

/* No answer: the program ends here, whatever it does, and what it may have started. */
static bool give_up(rfi_mip *mip)
{
    if (mip->socket >= 0) {
        close(mip->socket);
        mip->socket = -1;
    }
    if (mip->process > 0) {
        mip->work = rfi_mip_work(mip);
        kill(-mip->process, SIGKILL); /* it leads a group of its own */
        while (waitpid(mip->process, NULL, 0) < 0 && errno == EINTR) {
        }
        mip->process = 0;
    }
    return false;
}

void rfi_mip_close(rfi_mip *mip)
{
    if (mip != NULL) {
        give_up(mip);
        rfi_arena_free(mip->scratch);
    }
}

/* Waits until the socket can be read or written. False: not before the deadline. */
static bool wait_for(rfi_mip *mip, short what, int64_t deadline)
{
    for (;;) {
        int64_t left = deadline - read_clock(CLOCK_MONOTONIC);
        struct pollfd item = {mip->socket, what, 0};
        int ready = left > 0 ? poll(&item, 1, left < RFI_SLICE ? (int)left : RFI_SLICE) : 0;
        if (ready > 0) {
            return true;
        }
        mip->late = mip->late || left <= 0;
        if (left <= 0 || (ready < 0 && errno != EINTR) ||
            (mip->go_on != NULL && !mip->go_on(mip->context))) {
            return false;
        }
    }
}

static bool send_all(rfi_mip *mip, const void *from, size_t bytes, int64_t deadline)
{
    const char *at = from;
    while (bytes > 0) {
        ssize_t put = wait_for(mip, POLLOUT, deadline)
                          ? send(mip->socket, at, bytes, MSG_NOSIGNAL | MSG_DONTWAIT)
                          : 0;
        if (put < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (put <= 0) {
            return give_up(mip);
        }
        at += put;
        bytes -= (size_t)put;
    }
    return true;
}

static bool receive_all(rfi_mip *mip, void *into, size_t bytes, int64_t deadline)
{
    char *at = into;
    while (bytes > 0) {
        ssize_t got = wait_for(mip, POLLIN, deadline)
                          ? recv(mip->socket, at, bytes, MSG_DONTWAIT)
                          : 0;
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (got <= 0) {
            return give_up(mip);
        }
        at += got;
        bytes -= (size_t)got;
    }
    return true;
}

/* One request, one reply of between `least` and `most` words, which is in scratch. */
static const uint64_t *exchange(rfi_mip *mip, uint32_t kind, const uint64_t *word,
                                size_t words, size_t most, int64_t milliseconds,
                                size_t *ret_words)
{
    int64_t limit = milliseconds > 0 ? RFI_STRETCH * milliseconds : RFI_NEVER;
    int64_t deadline = read_clock(CLOCK_MONOTONIC) + limit + RFI_GRACE;
    rfi_mip_header header = {RFI_MIP_MAGIC, kind, words};
    if (!rfi_mip_alive(mip) || !send_all(mip, &header, sizeof(header), deadline) ||
        !send_all(mip, word, words * sizeof(*word), deadline) ||
        !receive_all(mip, &header, sizeof(header), deadline)) {
        return NULL;
    }
    if (header.magic != RFI_MIP_MAGIC || header.kind != kind || header.words > most) {
        give_up(mip);
        return NULL;
    }
    uint64_t *reply = RFI_ARRAY(mip->scratch, (size_t)header.words + 1, uint64_t);
    if (reply == NULL) {
        give_up(mip);
        return NULL;
    }
    *ret_words = (size_t)header.words;
    return receive_all(mip, reply, (size_t)header.words * sizeof(*reply), deadline) ? reply
                                                                                    : NULL;
}

static bool fresh_scratch(rfi_mip *mip)
{
    rfi_arena_free(mip->scratch);
    mip->scratch = rfi_arena_new();
    return mip->scratch != NULL || give_up(mip);
}

static bool spawn(rfi_mip *mip, const char *program, int theirs)
{
    char name[] = "rackfit-mip";
    char *arguments[] = {name, NULL};
    char *environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return false;
    }
    bool good = posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO) == 0 &&
                posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO) == 0 &&
                posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                                 O_WRONLY, 0) == 0 &&
                posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP) == 0 &&
                posix_spawnattr_setpgroup(&attributes, 0) == 0 &&
                posix_spawn(&mip->process, program, &actions, &attributes, arguments,
                            environment) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (!good) {
        mip->process = 0;
    }
    return good;
}

static bool start(rfi_mip *mip, const char *program)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return false;
    }
    mip->socket = pair[0];
    bool good = spawn(mip, program, pair[1]);
    close(pair[1]);
    return good || give_up(mip);
}

static bool hear_version(rfi_mip *mip, rfi_arena *arena)
{
    size_t words = 0;
    const uint64_t *reply =
        exchange(mip, RFI_MIP_HELLO, NULL, 0, RFI_HELLO_WORDS, RFI_HELLO_WAIT, &words);
    char text[RFI_HELLO_WORDS * sizeof(uint64_t) + 1];
    if (reply == NULL || words != RFI_HELLO_WORDS) {
        return give_up(mip);
    }
    memset(text, 0, sizeof(text));
    memcpy(text, reply, RFI_HELLO_WORDS * sizeof(uint64_t));
    for (const char *at = text; *at != '\0'; at++) {
        if (*at < ' ' || *at > '~') {
            return give_up(mip);
        }
    }
    mip->version = rfi_arena_copy(arena, text);
    return mip->version != NULL || give_up(mip);
}

rfi_mip *rfi_mip_open(rfi_arena *arena, const char *program)
{
    rfi_mip *mip = program != NULL ? RFI_NEW(arena, rfi_mip) : NULL;
    if (mip == NULL) {
        return NULL;
    }
    mip->socket = -1;
    if (!fresh_scratch(mip) || !start(mip, program) || !hear_version(mip, arena)) {
        rfi_mip_close(mip);
        return NULL;
    }
    return mip;
}

/* ---- frames ----------------------------------------------------------------------------
 */
typedef struct frame {
    uint64_t *word;
    size_t count, capacity;
} frame;

static bool begin(rfi_mip *mip, frame *out, size_t capacity)
{
    if (!rfi_mip_alive(mip) || !fresh_scratch(mip)) {
        return false;
    }
    out->word = RFI_ARRAY(mip->scratch, capacity, uint64_t);
    out->count = 0;
    out->capacity = capacity;
    return out->word != NULL;
}

static void put(frame *out, uint64_t word)
{
    if (out->count < out->capacity) {
        out->word[out->count++] = word;
    }
}

static void put_numbers(frame *out, const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put(out, rfi_mip_word(numbers[i]));
    }
}

/* Entries from position `from` on, sorted by column; columns count from `base`. */
static bool put_matrix(rfi_mip *mip, frame *out, const rfi_mip_model *model, size_t base,
                       size_t from)
{
    size_t n = model->columns - base;
    size_t *start = RFI_ARRAY(mip->scratch, n + 2, size_t);
    size_t k = model->entries - from;
    size_t *order = RFI_ARRAY(mip->scratch, k + 1, size_t);
    if (start == NULL || order == NULL) {
        return false;
    }
    for (size_t e = from; e < model->entries; e++) {
        start[model->entry_column[e] - base + 2]++;
    }
    for (size_t j = 2; j < n + 2; j++) {
        start[j] += start[j - 1];
    }
    for (size_t e = from; e < model->entries; e++) {
        order[start[model->entry_column[e] - base + 1]++] = e;
    }
    for (size_t j = 0; j <= n; j++) {
        put(out, start[j]);
    }
    for (size_t i = 0; i < k; i++) {
        put(out, model->entry_row[order[i]]);
    }
    for (size_t i = 0; i < k; i++) {
        put(out, rfi_mip_word(model->entry_value[order[i]]));
    }
    return true;
}

bool rfi_mip_load(rfi_mip *mip, size_t slot, const rfi_mip_model *model)
{
    frame out;
    size_t words = 0;
    size_t n = model->columns;
    if (model->failed ||
        !begin(mip, &out, 5 + 4 * n + 2 * model->rows + 2 * model->entries)) {
        return false;
    }
    put(&out, slot);
    put(&out, n);
    put(&out, model->rows);
    put(&out, model->entries);
    if (!put_matrix(mip, &out, model, 0, 0)) {
        return false;
    }
    put_numbers(&out, model->low, n);
    put_numbers(&out, model->high, n);
    put_numbers(&out, model->cost, n);
    put_numbers(&out, model->least, model->rows);
    put_numbers(&out, model->most, model->rows);
    return exchange(mip, RFI_MIP_LOAD, out.word, out.count, 0, RFI_LOAD_WAIT, &words) !=
           NULL;
}

bool rfi_mip_append(rfi_mip *mip, size_t slot, const rfi_mip_model *model, size_t columns,
                    size_t entries)
{
    frame out;
    size_t words = 0;
    size_t n = model->columns - columns;
    size_t k = model->entries - entries;
    if (model->failed || !begin(mip, &out, 4 + 4 * n + 2 * k)) {
        return false;
    }
    put(&out, slot);
    put(&out, n);
    put(&out, k);
    if (!put_matrix(mip, &out, model, columns, entries)) {
        return false;
    }
    put_numbers(&out, model->low + columns, n);
    put_numbers(&out, model->high + columns, n);
    put_numbers(&out, model->cost + columns, n);
    return exchange(mip, RFI_MIP_COLUMNS, out.word, out.count, 0, RFI_LOAD_WAIT, &words) !=
           NULL;
}

/* ---- asking ----------------------------------------------------------------------------
 */
static void put_bounds(frame *out, const rfi_mip_ask *ask)
{
    const rfi_mip_model *model = ask->model;
    put_numbers(out, ask->low != NULL ? ask->low : model->low, model->columns);
    put_numbers(out, ask->high != NULL ? ask->high : model->high, model->columns);
}

static uint64_t limit_word(int64_t limit)
{
    return limit > 0 && limit < (1 << 30) ? (uint64_t)limit : UINT64_C(1) << 30;
}

/* NULL: one of them is not finite. */
static double *take_numbers(rfi_arena *arena, const uint64_t *word, size_t n)
{
    double *numbers = RFI_ARRAY(arena, n + 1, double);
    for (size_t i = 0; numbers != NULL && i < n; i++) {
        numbers[i] = rfi_mip_number(word[i]);
        if (!isfinite(numbers[i])) {
            return NULL;
        }
    }
    return numbers;
}

bool rfi_mip_lp(rfi_mip *mip, rfi_arena *arena, const rfi_mip_ask *ask,
                rfi_mip_answer *ret_answer)
{
    frame out;
    size_t words = 0;
    size_t n = ask->model->columns;
    size_t m = ask->model->rows;
    memset(ret_answer, 0, sizeof(*ret_answer));
    if (!begin(mip, &out, 3 + 2 * n)) {
        return false;
    }
    put(&out, ask->slot);
    put(&out, limit_word(ask->nodes));
    put(&out, limit_word(ask->milliseconds));
    put_bounds(&out, ask);
    const uint64_t *reply = exchange(mip, RFI_MIP_LP, out.word, out.count, 2 + n + m,
                                     ask->milliseconds, &words);
    if (reply == NULL) {
        return false;
    }
    if (words != 2 + n + m || reply[0] > RFI_MIP_CUT_SHORT) {
        return give_up(mip);
    }
    ret_answer->state = (rfi_mip_state)reply[0];
    ret_answer->cost = rfi_mip_number(reply[1]);
    ret_answer->bound = ret_answer->cost;
    ret_answer->point = take_numbers(arena, reply + 2, n);
    ret_answer->multiplier = take_numbers(arena, reply + 2 + n, m);
    ret_answer->has_point = ret_answer->point != NULL;
    return (ret_answer->point != NULL && ret_answer->multiplier != NULL &&
            isfinite(ret_answer->cost)) ||
           give_up(mip);
}

bool rfi_mip_solve(rfi_mip *mip, rfi_arena *arena, const rfi_mip_ask *ask,
                   rfi_mip_answer *ret_answer)
{
    frame out;
    size_t words = 0;
    size_t n = ask->model->columns;
    memset(ret_answer, 0, sizeof(*ret_answer));
    if (!begin(mip, &out, 7 + 4 * n)) {
        return false;
    }
    put(&out, ask->slot);
    put(&out, limit_word(ask->nodes));
    put(&out, limit_word(ask->milliseconds));
    put(&out, rfi_mip_word(ask->cutoff));
    put(&out, rfi_mip_word(ask->gap));
    put(&out, ask->quick ? 1 : 0);
    put(&out, ask->start != NULL ? 1 : 0);
    for (size_t j = 0; j < n; j++) {
        put(&out, rfi_mip_word(ask->integer[j] ? 1 : 0));
    }
    put_bounds(&out, ask);
    put_numbers(&out, ask->start, ask->start != NULL ? n : 0);
    const uint64_t *reply =
        exchange(mip, RFI_MIP_SOLVE, out.word, out.count, 5 + n, ask->milliseconds, &words);
    if (reply == NULL) {
        return false;
    }
    if (words < 5 || reply[0] > RFI_MIP_CUT_SHORT || reply[1] > 1 ||
        words != 5 + (reply[1] != 0 ? n : 0) || reply[4] > INT32_MAX) {
        return give_up(mip);
    }
    ret_answer->state = (rfi_mip_state)reply[0];
    ret_answer->cost = rfi_mip_number(reply[2]);
    ret_answer->bound = rfi_mip_number(reply[3]);
    ret_answer->nodes = (int64_t)reply[4];
    ret_answer->point = reply[1] != 0 ? take_numbers(arena, reply + 5, n) : NULL;
    ret_answer->has_point = ret_answer->point != NULL;
    bool sound = isfinite(ret_answer->cost) && isfinite(ret_answer->bound) &&
                 (reply[1] == 0 || ret_answer->has_point);
    return sound || give_up(mip);
}
