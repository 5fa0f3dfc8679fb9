/* SPDX-License-Identifier: MIT */
/* Sentences. Verbs: fits, needs, carries, binds, is short by. */
#include "reports/brief/options.h"

#include <string.h>

#include "planner/base/checked.h"
#include "reports/diagram/title.h"

const char *rfi_brief_system(const rfi_brief *b)
{
    const rfi_profile *profile = b->judgement->profile;
    return profile->name != NULL ? profile->name : profile->id;
}

const char *rfi_brief_end_words(rfi_end end)
{
    switch (end) {
    case RFI_END_UNFAVOURABLE:
        return "unfavourable end of all ranges";
    case RFI_END_BASE:
        return "base case only";
    case RFI_END_FAVOURABLE:
    case RFI_ENDS:
        break;
    }
    return "favourable end of all ranges";
}

const char *rfi_brief_subject(rfi_brief *b, const rfi_figure *figure)
{
    const char *name = figure->name != NULL        ? figure->name
                       : figure->attribute != NULL ? figure->attribute
                                                   : "figure";
    for (size_t i = 0; i < b->site->gate_count; i++) {
        if (figure == &b->site->gates[i].status) {
            return rfi_brief_format(b, "gate: %s",
                                    rfi_gate_kind_words(b->site->gates[i].kind));
        }
    }
    bool plain = figure->owner == NULL || figure->owner[0] == '\0' ||
                 strcmp(figure->owner, "rule") == 0;
    return plain ? name : rfi_brief_format(b, "%s: %s", figure->owner, name);
}

const char *rfi_brief_holder(const rfi_figure *figure)
{
    return figure->holder == NULL || figure->holder[0] == '\0' ? "owner" : figure->holder;
}

const char *rfi_brief_title(rfi_brief *b, const rfi_requirement *r)
{
    size_t length = strlen(r->title);
    if (b->site->hall_count == 1 && r->hall_index == 0) {
        const rfi_hall *hall = &b->site->halls[0];
        const char *name = hall->name != NULL ? hall->name : hall->id;
        size_t tail = name == NULL ? 0 : strlen(name) + 2;
        bool ends =
            tail > 2 && length > tail && strcmp(r->title + length - tail + 2, name) == 0;
        length -= ends ? tail : 0;
    }
    return rfi_brief_format(b, "%s", rfi_without_echo(b->arena, r->title, length));
}

const char *rfi_brief_named(rfi_brief *b, const char *kind, const char *id)
{
    size_t i = 0;
    while (kind[i] != '\0' && id[i] != '\0') {
        char a = kind[i] >= 'A' && kind[i] <= 'Z' ? (char)(kind[i] - 'A' + 'a') : kind[i];
        char c = id[i] == '-' ? ' ' : id[i];
        if (a != c) {
            break;
        }
        i++;
    }
    bool same = kind[i] == '\0' && id[i] == '\0';
    bool letter = kind[0] >= 'a' && kind[0] <= 'z';
    bool acronym = kind[0] != '\0' && kind[1] >= 'A' && kind[1] <= 'Z';
    char first = letter && !acronym ? (char)(kind[0] - 'a' + 'A') : kind[0];
    return rfi_brief_format(b, "%c%s%s%s", first, kind + 1, same ? "" : " ",
                            same ? "" : id);
}

/* ---- what is short ---- */

static const char *status_words(rfi_requirement_kind kind)
{
    switch ((int)kind) {
    case RFI_REQ_GATE:
        return "must be granted, is not";
    case RFI_REQ_CHANGE_OF_USE:
        return "the agreement must serve AI load without a new study, does not";
    case RFI_REQ_MINING_STOPS:
        return "mining must stop, may not";
    case RFI_REQ_OUTAGE_WINDOW:
        return "needs an outage window, none is left";
    case RFI_REQ_RACK_VOLTAGE:
        return "needs a voltage that the racks accept, has another";
    case RFI_REQ_HALL_KNOWN:
        return "needs a described hall, has none";
    default:
        return "needs one, has none";
    }
}

static int64_t least_pod(const rfi_brief *b, const rfi_requirement *r, const rfi_terms *t)
{
    int64_t least = 0;
    for (size_t h = 0; t->pod != NULL && h < b->site->hall_count; h++) {
        bool here = r->hall_index == SIZE_MAX || r->hall_index == h;
        if (here && t->pod[h] > 0 && (least == 0 || t->pod[h] < least)) {
            least = t->pod[h];
        }
    }
    return least;
}

static const char *sum_words(rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    const rfi_terms *t = &r->ends[end];
    int64_t pod = least_pod(b, r, t);
    if (r->kind == RFI_REQ_FLOOR_SPACE) {
        return rfi_brief_format(b, "has room for %s pods",
                                rfi_brief_bounded(t->limit) ? rfi_brief_count(b, t->limit)
                                                            : "?");
    }
    const char *has =
        rfi_brief_bounded(t->limit)
            ? rfi_brief_value(b, t->limit, r->dimension, RFI_POWER_PLAIN, RFI_ROUND_DOWN)
            : "no limit known";
    const char *taken =
        t->fixed <= 0 ? ""
                      : rfi_brief_format(b, ", %s taken whatever the pods",
                                         rfi_brief_value(b, t->fixed, r->dimension,
                                                         RFI_POWER_PLAIN, RFI_ROUND_UP));
    const char *fit = "";
    int64_t most = b->judgement->cases[end].pods;
    if (b->judgement->verdict == RF_VERDICT_NO_FIT && most > 0 && most < RFI_PODS_CAP) {
        fit = rfi_brief_format(b, "; %s of %s pods fit", rfi_brief_count(b, most),
                               rfi_brief_count(b, b->judgement->wanted_pods));
    }
    if (pod <= 0) {
        return rfi_brief_format(b, "has %s%s%s", has, taken, fit);
    }
    const char *each = rfi_brief_value(b, pod, r->dimension, RFI_POWER_PLAIN, RFI_ROUND_UP);
    return rfi_brief_format(b, "has %s, one pod needs %s%s%s", has, each, taken, fit);
}

const char *rfi_brief_shortfall(rfi_brief *b, const rfi_requirement *r, rfi_end end)
{
    const rfi_terms *t = &r->ends[end];
    if (r->dimension == RFI_DIM_STATUS) {
        return status_words(r->kind);
    }
    if (rfi_brief_is_sum(r)) {
        return sum_words(b, r, end);
    }
    rfi_pair_words words = rfi_brief_pair(b, r->dimension, t->fixed, t->limit);
    if (r->dimension == RFI_DIM_DATE) {
        return rfi_brief_format(b, "wanted by %s, there on %s", words.limit, words.used);
    }
    if (r->dimension == RFI_DIM_TEMPERATURE) {
        return rfi_brief_format(b, "takes at most %s%s, gets %s%s", words.limit, words.unit,
                                words.used, words.unit);
    }
    if (t->limit <= 0) {
        return rfi_brief_format(b, "needs %s%s, has none", words.used, words.unit);
    }
    return rfi_brief_format(b, "needs %s%s, has %s%s", words.used, words.unit, words.limit,
                            words.unit);
}

/* ---- the want ---- */

const char *rfi_brief_want(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    const char *pods = rfi_brief_count(b, j->wanted_pods);
    if (j->wanted_power > 0) {
        return rfi_brief_format(b, "%s critical IT (%s pods)",
                                rfi_brief_value(b, j->wanted_power, RFI_DIM_POWER,
                                                RFI_POWER_PLAIN, RFI_ROUND_UP),
                                pods);
    }
    const rfi_figure *unit = &j->profile->pods_per_unit;
    bool one = !b->site->want.stated && rfi_known(unit) && unit->base == j->wanted_pods;
    return one ? rfi_brief_format(b, "one scalable unit (%s pods)", pods)
               : rfi_brief_format(b, "%s pods", pods);
}

static const char *asked(rfi_brief *b)
{
    const char *date = rfi_brief_date(b, b->evaluation->by);
    return rfi_brief_format(b, "Asked for: %s of %s %s %s%s.", rfi_brief_want(b),
                            rfi_brief_system(b), b->evaluation->by_stated ? "by" : "as of",
                            date, b->evaluation->by_stated ? "" : " (no date is stated)");
}

/* ---- the lead ---- */

/* "firm utility power (poi)" reads better within a sentence. */
static const char *in_prose(rfi_brief *b, const rfi_figure *figure)
{
    bool gate = false;
    for (size_t i = 0; i < b->site->gate_count; i++) {
        gate = gate || figure == &b->site->gates[i].status;
    }
    bool plain = figure->owner == NULL || strcmp(figure->owner, "rule") == 0;
    if (gate || plain || figure->name == NULL) {
        return rfi_brief_subject(b, figure);
    }
    return rfi_brief_format(b, "%s (%s)", figure->name, figure->owner);
}

static const char *halls_of(rfi_brief *b, const rfi_case *c)
{
    rfi_text text = RFI_TEXT_INIT;
    size_t named = 0;
    for (size_t h = 0; c->shares != NULL && h < b->site->hall_count; h++) {
        const rfi_hall *hall = &b->site->halls[h];
        if (c->shares[h].pods <= 0) {
            continue;
        }
        rfi_text_add(&text, named++ == 0 ? "" : ", ");
        if (rfi_brief_hall_count(hall) > 1) {
            rfi_text_format(&text, "%lld of %lld ", (long long)c->shares[h].converted,
                            (long long)rfi_brief_hall_count(hall));
        }
        rfi_text_add(&text, hall->name != NULL ? hall->name : hall->id);
    }
    return rfi_brief_keep(b, &text);
}

static const char *binding_words(rfi_brief *b)
{
    const rfi_requirement *r = rfi_brief_binding(b);
    if (r == NULL || !r->binding[b->end]) {
        return "";
    }
    rfi_pair_words words = rfi_brief_pair(b, r->dimension, rfi_brief_demand(b, r, b->end),
                                          r->ends[b->end].limit);
    bool stated = r->state != NULL && r->state[0] != '\0';
    return rfi_brief_format(b, " What binds is %s: %s%s%s%s%s.",
                            rfi_brief_lower(b, rfi_brief_title(b, r)), words.both,
                            stated ? ", " : "", stated ? r->state : "",
                            r->note == NULL ? "" : "; ", r->note == NULL ? "" : r->note);
}

static const char *lead_of_fit(rfi_brief *b)
{
    const rfi_case *c = &b->judgement->cases[RFI_END_UNFAVOURABLE];
    return rfi_brief_format(
        b,
        "%s %s pods in %s scalable units (%s accelerators) fit in %s and carry %s\u202FMW "
        "of critical IT at the unfavourable end of all ranges.%s",
        asked(b), rfi_brief_count(b, c->pods), rfi_brief_count(b, c->units),
        rfi_brief_count(b, c->chips), halls_of(b, c), rfi_brief_megawatt(b, c->it_power),
        binding_words(b));
}

static const char *deciders(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    if (j->deciding_count == 0 || j->request_count == 0) {
        return "Missing figures or wide ranges decide.";
    }
    const char *first = in_prose(b, j->requests[0].figure);
    if (j->deciding_count == 1) {
        return rfi_brief_format(b, "One figure decides: %s.", first);
    }
    return rfi_brief_format(b, "%zu figures decide, first of all %s%s%s.",
                            j->deciding_count, first, j->request_count > 1 ? " and " : "",
                            j->request_count > 1 ? in_prose(b, j->requests[1].figure) : "");
}

static const char *lead_of_unknown(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    const char *low =
        rfi_brief_megawatt(b, rfi_brief_case_power(b, j, RFI_END_UNFAVOURABLE));
    const char *high =
        rfi_brief_megawatt(b, rfi_brief_case_power(b, j, RFI_END_FAVOURABLE));
    const char *spread =
        high[0] == '?'
            ? rfi_brief_format(b,
                               "At the unfavourable end %s\u202FMW fit, at the favourable "
                               "end no limit is known.",
                               low)
            : rfi_brief_format(b,
                               "At the unfavourable end %s\u202FMW of critical IT fit, at "
                               "the favourable end %s\u202FMW.",
                               low, high);
    if (rfi_brief_case_power(b, j, RFI_END_BASE) < 0) {
        return rfi_brief_format(b,
                                "%s No base case can be stated, because limits that "
                                "nobody stated would have to be guessed. %s %s",
                                asked(b), spread, deciders(b));
    }
    const rfi_case *c = &j->cases[RFI_END_BASE];
    return rfi_brief_format(b, "%s In the base case %s pods fit%s%s%s. %s %s", asked(b),
                            rfi_brief_count(b, c->pods), c->pods > 0 ? " in " : "",
                            c->pods > 0 ? halls_of(b, c) : "",
                            c->any_unknown ? ", with limits that nobody stated left out"
                                           : "",
                            spread, deciders(b));
}

static const char *lead_of_no_fit(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    rfi_text text = RFI_TEXT_INIT;
    rfi_text_add(&text, asked(b));
    rfi_text_add(&text, " No reading of the figures gives it.");
    if (j->conflict_count > 0 && j->conflicts[0].count > 0) {
        const rfi_conflict *conflict = &j->conflicts[0];
        const rfi_requirement *r = &j->requirements[conflict->members[0]];
        rfi_text_format(&text, " Even at the favourable end of all ranges %s %s%s.",
                        rfi_brief_lower(b, rfi_brief_title(b, r)),
                        "falls short: ", rfi_brief_shortfall(b, r, conflict->end));
        if (j->conflict_count > 1) {
            rfi_text_format(&text, " %zu limits rule it out, each without the others.",
                            j->conflict_count);
        }
    }
    int64_t most = rfi_brief_case_power(b, j, RFI_END_FAVOURABLE);
    if (most > 0) {
        rfi_text_format(&text, " At most %s\u202FMW of critical IT fit.",
                        rfi_brief_megawatt(b, most));
    }
    return rfi_brief_keep(b, &text);
}

static const char *lead_as_is(rfi_brief *b)
{
    const rfi_case *c = &b->judgement->cases[RFI_END_UNFAVOURABLE];
    switch (b->judgement->verdict) {
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
        return lead_of_fit(b);
    case RF_VERDICT_NO_FIT:
        return lead_of_no_fit(b);
    case RF_VERDICT_UNDECIDED:
        return rfi_brief_format(
            b,
            "%s The search stopped at its budget: %s pods fit at the unfavourable end, and "
            "%s are not ruled out.",
            asked(b), rfi_brief_count(b, c->pods), rfi_brief_count(b, c->pods_bound));
    case RF_VERDICT_UNKNOWN:
        break;
    }
    return lead_of_unknown(b);
}

const char *rfi_brief_lead(rfi_brief *b)
{
    return rfi_brief_format(b, "%s%s", lead_as_is(b), rfi_options_lead(b));
}

const char *rfi_brief_verdict_note(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    const rfi_case *c = &j->cases[RFI_END_UNFAVOURABLE];
    switch (j->verdict) {
    case RF_VERDICT_FIT:
        return "meets the want at both ends of all ranges";
    case RF_VERDICT_FIT_WITH_MEASURES:
        return "meets the want once the named measures are built";
    case RF_VERDICT_NO_FIT:
        return "proven: the favourable end of all ranges fails too";
    case RF_VERDICT_UNDECIDED:
        return rfi_brief_format(b, "search stopped between %s and %s pods",
                                rfi_brief_count(b, c->pods),
                                rfi_brief_count(b, c->pods_bound));
    case RF_VERDICT_UNKNOWN:
        break;
    }
    return j->deciding_count == 0
               ? "missing figures or wide ranges decide"
               : rfi_brief_format(
                     b, "%s of %zu figures decides%s",
                     j->deciding_smallest ? "the smallest set" : "a set", j->deciding_count,
                     rfi_brief_case_power(b, j, RFI_END_BASE) < 0 ? ""
                                                                  : "; base case only");
}

/* ---- the ask ---- */

enum { ASKS_MOST = 4 };

/* "from the utility: agreement; from the owner: drawings", by rank. */
static const char *documents(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    const char *seen[ASKS_MOST];
    size_t count = 0;
    rfi_text text = RFI_TEXT_INIT;
    for (size_t i = 0; i < j->request_count && count < ASKS_MOST; i++) {
        const rfi_request *request = &j->requests[i];
        bool wanted = j->verdict != RF_VERDICT_UNKNOWN || request->in_deciding_set ||
                      request->decides_alone;
        const char *holder = rfi_brief_holder(request->figure);
        for (size_t k = 0; wanted && k < count; k++) {
            wanted = strcmp(seen[k], holder) != 0;
        }
        if (!wanted || request->document == NULL) {
            continue;
        }
        rfi_text_format(&text, "%sfrom the %s: %s", count == 0 ? "" : "; ", holder,
                        request->document);
        seen[count++] = holder;
    }
    return rfi_brief_keep(b, &text);
}

static size_t assumptions(const rfi_judgement *j)
{
    size_t count = 0;
    for (size_t i = 0; i < j->book_count; i++) {
        count += j->book[i].assumption ? 1 : 0;
    }
    return count;
}

static const char *ask_of_fit(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    const char *survey =
        b->not_surveyed ? " Have the halls surveyed: power chain, cooling and floor are a "
                          "reference design."
                        : "";
    const char *list = documents(b);
    return rfi_brief_format(b,
                            "Confirm what the verdict rests on: %zu of %zu rows of the "
                            "assumption book are assumptions.%s%s%s%s",
                            assumptions(j), j->book_count, survey,
                            list[0] == '\0' ? "" : " Obtain ", list,
                            list[0] == '\0' ? "" : ".");
}

static const char *ask_as_is(rfi_brief *b)
{
    const rfi_judgement *j = b->judgement;
    switch (j->verdict) {
    case RF_VERDICT_FIT:
    case RF_VERDICT_FIT_WITH_MEASURES:
        return ask_of_fit(b);
    case RF_VERDICT_NO_FIT:
        if (rfi_brief_case_power(b, j, RFI_END_FAVOURABLE) > 0) {
            return rfi_brief_format(
                b,
                "Ask for no more than %s\u202FMW of this system, or lift every limit named "
                "above. No figure that is still open can turn the verdict.",
                rfi_brief_megawatt(b, rfi_brief_case_power(b, j, RFI_END_FAVOURABLE)));
        }
        return "Take this system out of the plan for the site as it stands, or lift every "
               "limit named above. No figure that is still open can turn the verdict, so "
               "nothing needs to be asked for first.";
    case RF_VERDICT_UNDECIDED:
        return "Repeat the evaluation with a larger budget before anything is decided.";
    case RF_VERDICT_UNKNOWN:
        break;
    }
    const char *list = documents(b);
    return list[0] == '\0'
               ? "Have the missing figures stated; the requests in this brief rank them."
               : rfi_brief_format(b,
                                  "Obtain %s. The requests in this brief rank all %zu "
                                  "figures by what they decide.",
                                  list, j->request_count);
}

/* What lifts a no fit takes the place of giving up; what is open is asked for first. */
const char *rfi_brief_ask(rfi_brief *b)
{
    const char *options = rfi_options_ask(b);
    if (options[0] == '\0') {
        return ask_as_is(b);
    }
    return b->judgement->verdict == RF_VERDICT_NO_FIT
               ? options
               : rfi_brief_format(b, "%s %s", ask_as_is(b), options);
}
