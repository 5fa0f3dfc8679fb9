/* SPDX-License-Identifier: MIT */
/* Method, limits and how to get the same bytes again. */
#include "reports/brief/parts.h"

#include <string.h>

static void add_part(rfi_brief *b, const char *title, const char *text)
{
    const rfi_letters strong = {.face = RFI_FACE_STRONG, .size = 8};
    const rfi_letters plain = {.size = 7.6};
    double width = RFI_MEASURE - 36;
    double height = rfi_paragraph_height(b->drawing, width, text, &plain, 10.4);
    rfi_brief_need(b, height + 3);
    rfi_brief_text(b, RFI_TAG_H3, b->left, b->y + 2.8, title, &strong);
    rfi_open_tag(b->drawing, RFI_TAG_P, NULL);
    rfi_draw_paragraph(b->drawing, (rfi_box){b->left + 36, b->y, width, 0}, text, &plain,
                       10.4);
    rfi_close_tag(b->drawing);
    b->y += height + 3;
}

/* The id of a shipped site stands for its file. */
static const char *site_argument(rfi_brief *b)
{
    const char *base = rfi_brief_base_name(b->site->file);
    size_t length = strlen(b->site->id);
    bool named =
        strncmp(base, b->site->id, length) == 0 && strcmp(base + length, ".xml") == 0;
    return named || base[0] == '\0' ? b->site->id : base;
}

/* What the command asks beyond the want; the shipped measures need no word. */
static void add_question(rfi_brief *b, rfi_text *text)
{
    const rfi_comparison *c = b->options;
    if (c == NULL) {
        rfi_text_add(text, b->judgement->verdict == RF_VERDICT_FIT ? "" : " --as-is");
        return;
    }
    if (c->measures != NULL && strcmp(c->measures->id, "catalogue") != 0) {
        rfi_text_format(text, " --measures %s", c->measures->id);
    }
    if (rfi_brief_bounded(c->budget)) {
        rfi_text_add(text, " --budget \"");
        rfi_print_number(text, c->budget, rfi_unit_find("MUSD", 4), 0, RFI_ROUND_NEAREST,
                         false);
        rfi_text_add(text, " MUSD\"");
    }
    rfi_text_format(text, " --goal %s", rfi_goal_words(c->goal));
    if (c->end != RFI_END_BASE) {
        rfi_text_format(text, " --end %s",
                        c->end == RFI_END_FAVOURABLE ? "favourable" : "unfavourable");
    }
}

static const char *command(rfi_brief *b)
{
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "rackfit brief %s", site_argument(b));
    if (b->site->reference_id != NULL) {
        rfi_text_format(&text, " --reference %s", b->site->reference_id);
    }
    for (size_t i = 0; i < b->evaluation->count; i++) {
        rfi_text_format(&text, "%s --profile %s", i % 3 == 0 ? " \\\n   " : "",
                        b->evaluation->judgements[i].profile->id);
    }
    const rfi_want *want = &b->site->want;
    const rfi_judgement *j = b->judgement;
    if (j->wanted_power > 0 &&
        !(rfi_known(&want->target) && want->target.base == j->wanted_power)) {
        rfi_text_add(&text, " --target \"");
        rfi_print_number(&text, j->wanted_power, rfi_unit_find("MW", 2), 0,
                         RFI_ROUND_NEAREST, false);
        rfi_text_add(&text, " MW critical IT\"");
    }
    if (b->evaluation->by_stated &&
        !(rfi_known(&want->by) && want->by.high == b->evaluation->by)) {
        rfi_text_add(&text, " --by ");
        rfi_print_date(&text, b->evaluation->by);
    }
    add_question(b, &text);
    if (b->page_height < 290) {
        rfi_text_add(&text, " --paper letter");
    }
    return rfi_brief_keep(b, &text);
}

static const char *digest(rfi_brief *b)
{
    const char *hex = b->evaluation->input_digest;
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; hex != NULL && hex[i] != '\0'; i++) {
        if (i > 0 && i % 4 == 0) {
            rfi_text_char(&text, ' ');
        }
        rfi_text_char(&text, hex[i]);
    }
    return rfi_brief_keep(b, &text);
}

static const char *unused_words(rfi_brief *b)
{
    const rfi_evaluation *e = b->evaluation;
    if (e->unused_count == 0) {
        return "Every stated input was used by at least one requirement or is printed.";
    }
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_format(&text, "%zu stated %s used by no requirement: ", e->unused_count,
                    e->unused_count == 1 ? "input is" : "inputs are");
    for (size_t i = 0; i < e->unused_count && i < 10; i++) {
        rfi_text_format(&text, "%s%s", i == 0 ? "" : "; ",
                        rfi_brief_subject(b, e->unused[i]));
    }
    rfi_text_add(&text, e->unused_count > 10 ? "; and others." : ".");
    return rfi_brief_keep(b, &text);
}

static const char *check_words(const rfi_brief *b)
{
    if (b->judgement->plan == NULL) {
        return "Re-checked by separate code: there is no plan to check.";
    }
    return b->judgement->checked ? "Re-checked by separate code: passed."
                                 : "Re-checked by separate code: not.";
}

/* Whether the brief draws works over time: of the site as it is, or of the measures. */
static bool has_works(const rfi_brief *b)
{
    return b->evaluation->schedules != NULL ||
           (b->options != NULL && b->options->recommended != NULL &&
            b->options->recommended->plan != NULL);
}

void rfi_brief_method(rfi_brief *b)
{
    b->y += 6;
    rfi_brief_need(b, 70);
    rfi_brief_bookmark(b, -1, "Method and reproduction", "method");
    rfi_brief_section(b, b->left, RFI_MEASURE, "Method and reproduction", NULL);
    rfi_brief_rule(b, b->left, RFI_MEASURE, b->y, RFI_MEDIUM);
    b->y += 3;
    add_part(
        b, "How it is judged",
        "Site, system and policy give a list of requirements, each a need and a limit. All "
        "figures at their unfavourable ends fit: fit. All at their favourable ends fail: "
        "no "
        "fit, proven. Otherwise the figures that decide are named and the base case is "
        "shown as such. Needs round up, limits round down, in exact integers. Redundancy "
        "is "
        "counted from what is installed, never from what is claimed.");
    add_part(
        b, "What it leaves out",
        rfi_brief_format(
            b,
            "No %s, no %scampus plan. Peaks are judged by their stated duration. A "
            "figure without a sourced range is unbounded until somebody states it. Results "
            "are modelled from the figures in this book; they replace neither a survey nor "
            "the engineer of record.",
            b->options == NULL ? "money" : "money but the capital cost of measures",
            has_works(b) ? "" : "schedule of works, no "));
    add_part(b, "Inputs left over", unused_words(b));
    add_part(b, "Same result again",
             rfi_brief_format(b, "%s\nrackfit %s \u00B7 as of %s \u00B7 inputs %s",
                              command(b), RF_VERSION, rfi_brief_date(b, b->site->as_of),
                              digest(b)));
    add_part(b, "Second opinion", check_words(b));
}
