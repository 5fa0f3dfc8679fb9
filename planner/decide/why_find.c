/* SPDX-License-Identifier: MIT */
/* What a word means: a number, a requirement or a part of its id, a row of the assumption
 * book, a figure. */
#include "planner/decide/why.h"

#include <string.h>

static size_t requirement_by_id(const rfi_why *why, const char *id, size_t length)
{
    for (size_t i = 0; i < why->question.list.count; i++) {
        const char *own = why->question.list.items[i].id;
        if (strlen(own) == length && strncmp(own, id, length) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static rfi_target whole(const rfi_why *why, size_t requirement)
{
    return (rfi_target){.number = rfi_number_find("slack", true),
                        .requirement = requirement,
                        .name = why->question.list.items[requirement].id};
}

/* NAME or NAME/KEY, of the site or of a requirement. */
static bool find_number(rfi_why *why, const char *word, size_t requirement,
                        rfi_target *target)
{
    const char *slash = strchr(word, '/');
    char *name = rfi_arena_copy_n(why->arena, word,
                                  slash == NULL ? strlen(word) : (size_t)(slash - word));
    const rfi_number *number =
        name == NULL ? NULL : rfi_number_find(name, requirement != SIZE_MAX);
    if (number == NULL || (slash != NULL) != (number->key != NULL)) {
        return false;
    }
    *target = (rfi_target){.number = number,
                           .requirement = requirement,
                           .key = slash == NULL ? "" : slash + 1};
    target->name = requirement == SIZE_MAX
                       ? rfi_arena_copy(why->arena, word)
                       : rfi_arena_format(why->arena, "%s:%s",
                                          why->question.list.items[requirement].id, word);
    return target->name != NULL;
}

static bool find_in_book(rfi_why *why, const char *word, rfi_target *target)
{
    const rfi_judgement *j = why->judgement;
    for (size_t i = 0; i < j->requirement_count; i++) {
        if (j->requirements[i].book_id != NULL &&
            strcmp(j->requirements[i].book_id, word) == 0) {
            *target = whole(why, i);
            return true;
        }
    }
    for (size_t i = 0; i < j->book_count; i++) {
        const rfi_figure *figure = j->book[i].figure;
        if (figure == NULL) {
            continue;
        }
        const char *id =
            rfi_arena_format(why->arena, "%s/%s/%s#%lu", figure->document, figure->owner,
                             figure->attribute, (unsigned long)figure->order);
        if (strcmp(j->book[i].id, word) == 0 || (id != NULL && strcmp(id, word) == 0)) {
            *target = (rfi_target){
                .figure = figure, .requirement = SIZE_MAX, .name = j->book[i].id};
            return true;
        }
    }
    return false;
}

/* Requirements whose id ends in the word, else those that hold it anywhere. */
static size_t find_parts(const rfi_why *why, const char *word, size_t length, bool at_end,
                         const char **names, size_t *ret_last)
{
    size_t found = 0;
    for (size_t i = 0; i < why->question.list.count; i++) {
        const char *id = why->question.list.items[i].id;
        const char *tail = strlen(id) >= length ? id + strlen(id) - length : id;
        bool fits = false;
        for (const char *at = at_end ? tail : id; !fits && *at != '\0'; at++) {
            fits = strncmp(at, word, length) == 0;
            if (at_end) {
                break;
            }
        }
        if (fits) {
            names[found++] = id;
            *ret_last = i;
        }
    }
    return found;
}

static const char *const *all_names(rfi_why *why)
{
    size_t room = why->question.list.count + 1;
    for (size_t i = 0; rfi_number_at(i) != NULL; i++) {
        room++;
    }
    const char **names = RFI_ARRAY(why->arena, room, const char *);
    size_t count = 0;
    for (size_t i = 0; names != NULL && rfi_number_at(i) != NULL; i++) {
        const rfi_number *row = rfi_number_at(i);
        if (!row->of_requirement && row->key == NULL) {
            names[count++] = row->name;
        }
    }
    for (size_t i = 0; names != NULL && i < why->question.list.count; i++) {
        names[count++] = why->question.list.items[i].id;
    }
    return names;
}

rfi_match rfi_why_find(rfi_why *why, const char *word, rfi_target *ret_target,
                       const char *const **ret_candidates)
{
    const char *colon = strchr(word, ':');
    size_t length = colon == NULL ? strlen(word) : (size_t)(colon - word);
    size_t requirement = requirement_by_id(why, word, length);
    const char **names = RFI_ARRAY(why->arena, why->question.list.count + 1, const char *);
    *ret_candidates = names;
    *ret_target = (rfi_target){.requirement = SIZE_MAX};
    if (names == NULL) {
        return RFI_MATCH_NONE;
    }
    if (colon == NULL && (find_number(why, word, SIZE_MAX, ret_target) ||
                          find_in_book(why, word, ret_target))) {
        return RFI_MATCH_ONE;
    }
    if (requirement == SIZE_MAX && length > 0) {
        size_t last = SIZE_MAX;
        size_t found = find_parts(why, word, length, true, names, &last);
        found = found > 0 ? found : find_parts(why, word, length, false, names, &last);
        names[found] = NULL;
        if (found > 1) {
            return RFI_MATCH_SEVERAL;
        }
        requirement = found == 1 ? last : SIZE_MAX;
    }
    if (requirement != SIZE_MAX && colon == NULL) {
        *ret_target = whole(why, requirement);
        return RFI_MATCH_ONE;
    }
    if (requirement != SIZE_MAX && find_number(why, colon + 1, requirement, ret_target)) {
        return RFI_MATCH_ONE;
    }
    *ret_candidates = all_names(why);
    return RFI_MATCH_NONE;
}
