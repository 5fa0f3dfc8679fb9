/* SPDX-License-Identifier: MIT */
/* The parts of a site document, one reader each. */
#ifndef SITES_READ_PARTS_H
#define SITES_READ_PARTS_H

#include "sites/read/table.h"

/* Electrical elements and plants of one scope, in file order. */
typedef struct rfi_chain {
    rfi_element *elements;
    size_t element_count;
    rfi_plant *plants;
    size_t plant_count;
} rfi_chain;

#define RFI_ELEMENT_CHILDREN                                                               \
    {"transformer", false, false}, {"switchgear", false, false}, {"feeder", false, false}, \
        {"substation", false, false}, {"generator", false, false}, {"ups", false, false},  \
        {"switchboard", false, false},                                                     \
    {                                                                                      \
        "busway", false, false                                                             \
    }

/* Makes room for the elements resp. plants among the children of parent. */
void rfi_chain_elements(rfi_reader *reader, const rfi_xml_element *parent,
                        rfi_chain *chain);
void rfi_chain_plants(rfi_reader *reader, const rfi_xml_element *parent, rfi_chain *chain);
/* Reads child when it is an element or a plant that there is room for. */
void rfi_chain_take(rfi_reader *reader, const rfi_xml_element *child, rfi_chain *chain);

void rfi_read_hall(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall);
/* Room for one obstacle more in the hall; NULL when memory is out. */
rfi_obstacle *rfi_hall_add_obstacle(rfi_reader *reader, rfi_hall *hall, size_t *capacity);
/* Cuts the rectangle to the bounding box; false when it shares no area with the hall. */
bool rfi_hall_clip(const rfi_hall *hall, rfi_point *at, rfi_point *size);

/* shell.c: holes, zones, doors with their swing, ways up: children of a hall whose outline
 * is read. What doors sweep becomes obstacles. */
void rfi_read_shell(rfi_reader *reader, const rfi_xml_element *element, rfi_hall *hall,
                    size_t *capacity);

void rfi_read_works(rfi_reader *reader, const rfi_xml_element *element, rfi_works *works);
/* What works name, and circles among them. */
void rfi_resolve_works(rfi_reader *reader, const rfi_site *site);

/* Everything that is about more than one element: ids, references, circles, groups. */
void rfi_resolve_site(rfi_reader *reader, const rfi_site *site);

/* Place of the n-th word of a value. */
rfi_place rfi_place_of_word(const rfi_xml_attribute *attribute, size_t n);

/* Row readers that several documents use. */
void rfi_read_point_row(rfi_reader *reader, const rfi_row *row,
                        const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                        void *object);
void rfi_read_size_row(rfi_reader *reader, const rfi_row *row,
                       const rfi_xml_element *element, const rfi_xml_attribute *attribute,
                       void *object);

/* The policy words in the order of rfi_policy, and the rows of `policy`. */
extern const rfi_vocabulary rfi_policy_vocabulary; /* object: rfi_policy[RFI_SUBSYSTEMS] */

#endif
