/* SPDX-License-Identifier: MIT */
#include "planner/cli/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds of SOURCE_DATE_EPOCH, else of the clock. */
static time_t now(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    long long seconds = 0;
    if (text == NULL || *text == '\0' || strlen(text) > 11) {
        return time(NULL);
    }
    for (; *text >= '0' && *text <= '9'; text++) {
        seconds = seconds * 10 + (*text - '0');
    }
    return *text == '\0' ? (time_t)seconds : time(NULL);
}

void rfi_today(char *ret_date, size_t size)
{
    time_t seconds = now();
    struct tm day;
    if (gmtime_r(&seconds, &day) == NULL ||
        strftime(ret_date, size, "%Y-%m-%d", &day) == 0) {
        ret_date[0] = '\0';
    }
}
