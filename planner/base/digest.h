/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4): the identity of an input in plans, drawings and briefs. */
#ifndef PLANNER_BASE_DIGEST_H
#define PLANNER_BASE_DIGEST_H

#include <stddef.h>

/* Writes 64 lower-case hex digits and a NUL. O(size). */
void rfi_digest(const void *data, size_t size, char ret_hex[65]);

#endif
