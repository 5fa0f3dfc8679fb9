/* SPDX-License-Identifier: MIT */
/* The registry of diagnostics. A number is never reused and never renumbered (501, 504 and
 * 603 were never raised and are gone); the text says what the number means, the message at
 * the place says what was found. */
#ifndef PLANNER_BASE_CODES_H
#define PLANNER_BASE_CODES_H

/* clang-format off */
#define RFI_CODES(X)                                                                        \
    /* files and XML */                                                                     \
    X(101, FILE_UNREADABLE,   "the file cannot be opened or read")                          \
    X(102, FILE_TOO_LARGE,    "the file is larger than the reader accepts")                 \
    X(103, XML_SYNTAX,        "the file is not well-formed XML")                            \
    X(104, XML_DOCTYPE,       "a DOCTYPE or an entity declaration is refused")              \
    X(105, XML_TOO_DEEP,      "elements are nested too deeply")                             \
    X(106, XML_TOO_MANY,      "the document has too many elements")                         \
    X(107, XML_LONG_VALUE,    "an attribute or text is too long")                           \
    X(108, XML_NAMESPACE,     "the namespace is not urn:rackfit:1")                         \
    X(109, XML_ENCODING,      "the text is not UTF-8")                                      \
    X(110, EPW_FORM,          "the file does not have the form of an EPW weather file")     \
    /* vocabulary */                                                                        \
    X(201, ELEMENT_UNKNOWN,   "an element that this place does not know")                   \
    X(202, ATTRIBUTE_UNKNOWN, "an attribute that this element does not know")               \
    X(203, ATTRIBUTE_MISSING, "a required attribute is missing")                            \
    X(204, ELEMENT_MISSING,   "a required element is missing")                              \
    X(205, ELEMENT_REPEATED,  "an element that may stand once stands twice")                \
    X(206, TEXT_UNEXPECTED,   "text where only elements are expected")                      \
    X(207, ROOT_UNKNOWN,      "the root element is none of the document kinds")             \
    X(208, KIND_WRONG,        "the document is of another kind than was asked for")         \
    /* values */                                                                            \
    X(301, VALUE_SYNTAX,      "the value does not have the form of its kind")               \
    X(302, UNIT_MISSING,      "a quantity without a unit")                                  \
    X(303, UNIT_UNKNOWN,      "a unit that is not known or not of this dimension")          \
    X(304, POWER_KIND,        "the kind of megawatt is missing or not the one expected")    \
    X(305, VALUE_RANGE,       "the value lies outside what is accepted")                    \
    X(306, RANGE_ORDER,       "the ends of a range are in the wrong order")                 \
    X(307, VALUE_TOO_FINE,    "more decimals than the base unit can hold exactly")          \
    X(308, VALUE_TOO_LARGE,   "the value is beyond what the base unit can hold")            \
    X(309, WORD_UNKNOWN,      "a word that is none of the accepted ones")                   \
    X(310, OUTLINE_SHAPE,     "the outline is not a simple rectilinear polygon")            \
    X(311, OUTSIDE_HALL,      "the object does not lie inside its hall")                    \
    X(312, VALUE_MISSING,     "a needed value is marked as missing")                        \
    /* references */                                                                        \
    X(401, ID_REPEATED,       "an id is used twice")                                        \
    X(402, ID_UNKNOWN,        "an id that nothing bears")                                   \
    X(403, ID_SYNTAX,         "the id has characters that an id may not have")              \
    X(404, SOURCE_UNKNOWN,    "a source id that the document does not declare")             \
    X(405, CYCLE,             "elements feed each other in a circle")                       \
    X(406, CATALOGUE_UNKNOWN, "the search path holds no document of this id")               \
    X(407, SOURCE_MISSING,    "a figure has no source")                                     \
    X(408, GROUP_MIXED,       "the members of a group contradict each other")               \
    X(409, CLAIM_WRONG,       "the claimed redundancy is not what is installed")            \
    X(410, NAME_AMBIGUOUS,    "a name that means several things")                           \
    /* meaning */                                                                           \
    X(502, HALL_UNFED,        "a hall names no electrical feed")                            \
    X(503, POWER_ORDER,       "energised power exceeds contracted or announced power")      \
    X(520, SPACE_SHORT,       "the working space in front of equipment is cut short")       \
    /* plans and check */                                                                   \
    X(601, CHECK_FAILED,      "the separate check refuses the plan")                        \
    X(602, DIGEST_DIFFERS,    "an input changed since the plan was written")                \
    /* outside */                                                                           \
    X(701, OUTPUT_FAILED,     "an output could not be written")                             \
    X(702, FONT_MISSING,      "the pinned font is not installed")                           \
    X(703, MEMORY,            "memory is out")
/* clang-format on */

enum {
#define RFI_CODE_ENUM(number, name, words) RFI_D_##name = number,
    RFI_CODES(RFI_CODE_ENUM)
#undef RFI_CODE_ENUM
};

#endif
