/* SPDX-License-Identifier: MIT */
/* A derivation for Graphviz: the number on the left, what it rests on to the right, colours
 * of the palette by kind. */
#include "reports/table/why.h"

#include "reports/paint/palette.h"
#include "reports/table/table.h"
#include "reports/table/value.h"
#include "reports/table/write.h"

enum { WRAP = 34 };

typedef struct look {
    rfi_ink fill, line, ink;
    bool dashed;
} look;

static look look_of(const rfi_derivation *node)
{
    if (node->missing || (node->figure != NULL && !rfi_known(node->figure))) {
        return (look){RFI_INK_WHITE, RFI_INK_UNKNOWN, RFI_INK_UNKNOWN, true};
    }
    if (node->figure != NULL && rfi_is_assumption(node->figure)) {
        return (look){RFI_INK_WASH, RFI_INK_ASSUMPTION, RFI_INK_ASSUMPTION, false};
    }
    switch (node->kind) {
    case RFI_NODE_FIGURE:
        return (look){RFI_INK_COLD_WASH, RFI_INK_ONE, RFI_INK_TEXT, false};
    case RFI_NODE_ABOVE:
        return (look){RFI_INK_WHITE, RFI_INK_HINT, RFI_INK_SOFT, true};
    case RFI_NODE_GIVEN:
        return (look){RFI_INK_WASH, RFI_INK_RULE, RFI_INK_TEXT, false};
    case RFI_NODE_STEP:
        break;
    }
    return (look){RFI_INK_WHITE, RFI_INK_TEXT, RFI_INK_TEXT, false};
}

/* As the inside of a quoted string; line breaks at blanks, so that no box grows wide. */
static void write_label(rfi_text *text, const char *string)
{
    rfi_text clean = RFI_TEXT_INIT;
    rfi_write_clean(&clean, string);
    size_t column = 0;
    for (const char *c = rfi_or_empty(clean.data); *c != '\0'; c++) {
        if (*c == ' ' && column >= WRAP) {
            rfi_text_add(text, "\\n");
            column = 0;
            continue;
        }
        rfi_text_add(text, *c == '"' || *c == '\\' ? "\\" : "");
        rfi_text_char(text, *c);
        column++;
    }
    text->failed = text->failed || clean.failed;
    rfi_text_finish(&clean);
}

static void write_ink(rfi_text *text, const char *name, rfi_ink ink)
{
    rfi_text_format(text, "%s=\"#%06x\"", name, (unsigned)(ink & 0xFFFFFFU));
}

static void write_box(rfi_text *text, const rfi_derivation *node, size_t number)
{
    look l = look_of(node);
    rfi_text part = RFI_TEXT_INIT;
    rfi_text_format(text, "  n%zu [label=\"", number);
    rfi_print_step(&part, node);
    write_label(text, rfi_or_empty(part.data));
    rfi_text_finish(&part);
    rfi_text_add(text, "\\n");
    rfi_print_derived(&part, node);
    write_label(text, rfi_or_empty(part.data));
    text->failed = text->failed || part.failed;
    rfi_text_finish(&part);
    if (rfi_step_formula(node)[0] != '\0') {
        rfi_text_add(text, "\\n= ");
        write_label(text, rfi_step_formula(node));
    }
    if (node->figure != NULL) {
        rfi_print_place(&part, &node->figure->place);
        rfi_text_format(text, "\\ngrade %s%s ", rfi_grade_letter(node->figure->grade),
                        rfi_is_assumption(node->figure) ? " ◇" : "");
        write_label(text, rfi_or_empty(part.data));
        text->failed = text->failed || part.failed;
        rfi_text_finish(&part);
    }
    rfi_text_add(text, "\", ");
    write_ink(text, "fillcolor", l.fill);
    rfi_text_add(text, ", ");
    write_ink(text, "color", l.line);
    rfi_text_add(text, ", ");
    write_ink(text, "fontcolor", l.ink);
    rfi_text_add(text, l.dashed ? ", style=\"filled,dashed\"];\n" : "];\n");
}

static void write_tree(rfi_text *text, const rfi_derivation *node, size_t parent,
                       size_t *next, size_t depth)
{
    size_t number = (*next)++;
    write_box(text, node, number);
    if (number > 0) {
        rfi_text_format(text, "  n%zu -> n%zu%s;\n", parent, number,
                        node->aside ? " [style=dashed]" : "");
    }
    for (const rfi_derivation *c = node->first; c != NULL && depth != 1; c = c->next) {
        write_tree(text, c, number, next, depth == 0 ? 0 : depth - 1);
    }
}

void rfi_table_why_dot(const rfi_explanation *explanation, rfi_text *text)
{
    const rfi_site *site = explanation->evaluation->site;
    rfi_text_add(text, "digraph why {\n  rankdir=LR;\n  label=\"");
    write_label(text, explanation->name);
    rfi_text_add(text, ", ");
    write_label(text, rfi_or_empty(site->name));
    rfi_text_add(text, ", ");
    write_label(text, rfi_or_empty(explanation->judgement->profile->name));
    rfi_text_format(text, ", %s end%s\";\n", rfi_end_words(explanation->end),
                    site->reference_id != NULL ? "\\nReference design, not surveyed" : "");
    rfi_text_add(text, "  fontname=\"DejaVu Sans\";\n"
                       "  node [shape=box, style=filled, fontname=\"DejaVu Sans\", "
                       "fontsize=10];\n"
                       "  edge [dir=back, arrowsize=0.6, ");
    write_ink(text, "color", RFI_INK_SOFT);
    rfi_text_add(text, "];\n");
    size_t next = 0;
    write_tree(text, explanation->trees[explanation->end], 0, &next,
               explanation->depth == 0 ? 0 : explanation->depth + 1);
    rfi_text_add(text, "}\n");
}
