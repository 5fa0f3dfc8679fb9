/* SPDX-License-Identifier: MIT */
/* What the files of the one-page summary share. */
#ifndef REPORTS_BRIEF_SUMMARY_H
#define REPORTS_BRIEF_SUMMARY_H

#include "reports/brief/parts.h"

enum { RFI_NOTE_IDS = 24, RFI_FACTS = 6, RFI_DECIDERS = 3 };

typedef struct rfi_note { /* at the foot: rows of the book and what they are about */
    const char *ids[RFI_NOTE_IDS];
    size_t count;
    const char *about;
} rfi_note;

typedef struct rfi_fact {
    const char *label, *value;
    size_t note; /* 1-based; 0: none */
} rfi_fact;

typedef struct rfi_decider {
    const char *subject, *sentence, *under, *effect, *effect_under;
    const char *id;
} rfi_decider;

typedef struct rfi_summary {
    rfi_brief *b;
    rfi_note notes[RFI_NOTES_MOST];
    size_t note_count;
    rfi_fact left[RFI_FACTS], right[RFI_FACTS];
    size_t fact_count; /* of either side */
    rfi_decider deciders[RFI_DECIDERS];
    size_t decider_count;
    const char *decide_title, *decide_aside;
    const char *ask;
    double tight; /* 1 on A4, less on Letter: gaps and pitches */
} rfi_summary;

/* summary_facts.c: the figures and the notes that they rest on */
void rfi_summary_list_facts(rfi_summary *p);
/* ", grade A, E; some unknown" of the rows of a note */
const char *rfi_summary_grades(rfi_summary *p, const rfi_note *n);
/* summary_deciders.c: what decides, measured and drawn */
void rfi_summary_list_deciders(rfi_summary *p);
double rfi_summary_deciders_height(const rfi_summary *p);
void rfi_summary_draw_deciders(rfi_summary *p);

#endif
