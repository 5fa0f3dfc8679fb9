/* SPDX-License-Identifier: MIT */
/* The tag scanner: start tags and attributes with line and column. It accepts more than XML
 * does; whatever it accepts wrongly, libxml2 refuses. */
#ifndef SITES_READ_SCAN_H
#define SITES_READ_SCAN_H

#include "sites/read/xml.h"

typedef enum rfi_scan_end {
    RFI_SCAN_DONE = 0,
    RFI_SCAN_REFUSED, /* reported */
    RFI_SCAN_LOST,    /* not well-formed: libxml2 tells where and why */
    RFI_SCAN_MEMORY
} rfi_scan_end;

rfi_scan_end rfi_scan(rfi_arena *arena, const char *file, rfi_report *report,
                      rfi_xml_element **ret_root);

/* Line and column of a byte offset; a byte order mark has no column. */
rfi_place rfi_scan_place(const char *file, const char *bytes, size_t size, size_t offset);

/* Refuses what is not UTF-8: NUL bytes, malformed sequences, another declared encoding. */
bool rfi_scan_encoding(const char *file, rfi_report *report);

#endif
