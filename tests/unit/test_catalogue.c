/* SPDX-License-Identifier: MIT */
/* The search path, on a directory made for the test: what is listed, what wins, and that no
 * id and no link leads out of it. The schemas that are compiled in stand here too. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sites/read/read.h"

typedef struct tree {
    char root[64];
    char first[96], second[96];
} tree;

static const char *at(const char *directory, const char *rest)
{
    static char paths[4][256];
    static int next = 0;
    next = (next + 1) % 4;
    (void)snprintf(paths[next], sizeof paths[next], "%s/%s", directory, rest);
    return paths[next];
}

static void write_file(const char *directory, const char *rest)
{
    FILE *file = fopen(at(directory, rest), "w");
    assert_non_null(file);
    assert_true(fputs("<x/>\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(const char *directory, const char *rest)
{
    assert_int_equal(mkdir(at(directory, rest), 0700), 0);
}

static int make_tree(void **state)
{
    tree *made = calloc(1, sizeof *made);
    assert_non_null(made);
    strcpy(made->root, "/tmp/rackfit-catalogue-XXXXXX");
    assert_non_null(mkdtemp(made->root));
    make_folder(made->root, "first");
    make_folder(made->root, "second");
    (void)snprintf(made->first, sizeof made->first, "%s/first", made->root);
    (void)snprintf(made->second, sizeof made->second, "%s/second", made->root);
    make_folder(made->first, "profiles");
    make_folder(made->second, "profiles");
    make_folder(made->first, "empty");
    write_file(made->root, "outside.xml");
    write_file(made->first, "profiles/b-rack.xml");
    write_file(made->first, "profiles/a10.xml");
    write_file(made->first, "profiles/a9.xml");
    write_file(made->first, "profiles/.hidden.xml");
    write_file(made->first, "profiles/Upper.xml");
    write_file(made->first, "profiles/notes.txt");
    write_file(made->first, "profiles/.xml");
    make_folder(made->first, "profiles/folder.xml");
    write_file(made->second, "profiles/b-rack.xml");
    write_file(made->second, "profiles/c_rack.xml");
    *state = made;
    return 0;
}

static int remove_tree(void **state)
{
    tree *made = *state;
    static const char *const first[] = {
        "profiles/b-rack.xml", "profiles/a10.xml",   "profiles/a9.xml",
        "profiles/Upper.xml",  "profiles/notes.txt", "profiles/.hidden.xml",
        "profiles/.xml",       "profiles/in.xml",    "profiles/out.xml",
        "profiles/gone.xml",   "profiles/b-dir.xml", "away",
    };
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        (void)unlink(at(made->first, first[i]));
    }
    (void)unlink(at(made->second, "profiles/b-rack.xml"));
    (void)unlink(at(made->second, "profiles/c_rack.xml"));
    (void)unlink(at(made->root, "outside.xml"));
    (void)rmdir(at(made->first, "profiles/folder.xml"));
    (void)rmdir(at(made->first, "profiles"));
    (void)rmdir(at(made->first, "empty"));
    (void)rmdir(at(made->second, "profiles"));
    (void)rmdir(made->first);
    (void)rmdir(made->second);
    int left = rmdir(made->root);
    free(made);
    return left;
}

static rfi_catalogue *open_both(const tree *made)
{
    const char *directories[] = {made->first, "missing/directory", made->second, NULL};
    rfi_catalogue *catalogue = rfi_catalogue_new(directories);
    assert_non_null(catalogue);
    return catalogue;
}

static void nothing_is_found_without_directories(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    rfi_catalogue *catalogue = rfi_catalogue_new(none);
    assert_non_null(catalogue);
    assert_null(rfi_catalogue_ids(catalogue, "profiles")[0]);
    assert_null(rfi_catalogue_path(catalogue, "profiles", "a9"));
    rfi_catalogue_free(catalogue);
    catalogue = rfi_catalogue_new(NULL);
    assert_null(rfi_catalogue_ids(catalogue, "profiles")[0]);
    rfi_catalogue_free(catalogue);
    rfi_catalogue_free(NULL);
}

static void ids_are_sorted_by_bytes_and_single(void **state)
{
    rfi_catalogue *catalogue = open_both(*state);
    const char *const *ids = rfi_catalogue_ids(catalogue, "profiles");
    assert_string_equal(ids[0], "a10");
    assert_string_equal(ids[1], "a9");
    assert_string_equal(ids[2], "b-rack");
    assert_string_equal(ids[3], "c_rack");
    assert_null(ids[4]);
    assert_ptr_equal(ids, rfi_catalogue_ids(catalogue, "profiles"));
    assert_null(rfi_catalogue_ids(catalogue, "empty")[0]);
    assert_null(rfi_catalogue_ids(catalogue, "missing")[0]);
    assert_null(rfi_catalogue_ids(catalogue, "../first/profiles")[0]);
    assert_null(rfi_catalogue_ids(catalogue, NULL)[0]);
    rfi_catalogue_free(catalogue);
}

static void the_first_directory_wins(void **state)
{
    const tree *made = *state;
    rfi_catalogue *catalogue = open_both(made);
    assert_string_equal(rfi_catalogue_path(catalogue, "profiles", "b-rack"),
                        at(made->first, "profiles/b-rack.xml"));
    assert_string_equal(rfi_catalogue_path(catalogue, "profiles", "c_rack"),
                        at(made->second, "profiles/c_rack.xml"));
    rfi_catalogue_free(catalogue);
}

static void no_id_leads_out(void **state)
{
    const tree *made = *state;
    rfi_catalogue *catalogue = open_both(made);
    char absolute[160];
    (void)snprintf(absolute, sizeof absolute, "%s/outside", made->root);
    const char *const ids[] = {"",       "..",    ".",      "../../outside", ".hidden",
                               absolute, "Upper", "a9.xml", "a9/../a9",      "a9\nb",
                               "folder", "-a9",   "a9 ",    "profiles/a9",   "missing"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        assert_null(rfi_catalogue_path(catalogue, "profiles", ids[i]));
    }
    assert_null(rfi_catalogue_path(catalogue, "profiles/..", "outside"));
    assert_null(rfi_catalogue_path(catalogue, "..", "outside"));
    assert_null(rfi_catalogue_path(catalogue, "profiles", NULL));
    char longest[66];
    memset(longest, 'a', 65);
    longest[65] = '\0';
    assert_null(rfi_catalogue_path(catalogue, "profiles", longest));
    assert_non_null(rfi_catalogue_path(catalogue, "profiles", "a9"));
    rfi_catalogue_free(catalogue);
}

static void links_are_followed_inside_only(void **state)
{
    const tree *made = *state;
    assert_int_equal(symlink("a9.xml", at(made->first, "profiles/in.xml")), 0);
    assert_int_equal(symlink("../../outside.xml", at(made->first, "profiles/out.xml")), 0);
    assert_int_equal(symlink("nowhere.xml", at(made->first, "profiles/gone.xml")), 0);
    assert_int_equal(symlink("..", at(made->first, "profiles/b-dir.xml")), 0);
    assert_int_equal(symlink("../second/profiles", at(made->first, "away")), 0);
    rfi_catalogue *catalogue = open_both(made);
    assert_non_null(rfi_catalogue_path(catalogue, "profiles", "in"));
    assert_null(rfi_catalogue_path(catalogue, "profiles", "out"));
    assert_null(rfi_catalogue_path(catalogue, "profiles", "gone"));
    assert_null(rfi_catalogue_path(catalogue, "profiles", "b-dir"));
    assert_null(rfi_catalogue_path(catalogue, "away", "c_rack"));
    assert_true(rfi_catalogue_holds(catalogue, at(made->first, "profiles/in.xml")));
    assert_true(
        rfi_catalogue_holds(catalogue, at(made->first, "profiles/../profiles/a9.xml")));
    assert_false(rfi_catalogue_holds(catalogue, at(made->first, "profiles/out.xml")));
    assert_false(rfi_catalogue_holds(catalogue, at(made->first, "profiles/gone.xml")));
    assert_false(rfi_catalogue_holds(catalogue, at(made->first, "profiles")));
    assert_false(rfi_catalogue_holds(catalogue, at(made->first, "../outside.xml")));
    assert_false(rfi_catalogue_holds(catalogue, "/dev/null"));
    const char *const *ids = rfi_catalogue_ids(catalogue, "profiles");
    assert_string_equal(ids[4], "in");
    assert_null(ids[5]);
    rfi_catalogue_free(catalogue);
}

static void schemas_are_compiled_in(void **state)
{
    (void)state;
    static const char *const names[] = {"site",    "profile", "measures",
                                        "climate", "plan",    "common"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/sites/schema/%s.xsd", TEST_ROOT, names[i]);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        char *bytes = calloc(1, 1 << 20);
        assert_non_null(bytes);
        size_t size = fread(bytes, 1, (1 << 20) - 1, file);
        assert_int_equal(fclose(file), 0);
        assert_true(size > 1000);
        assert_string_equal(rfi_schema_text(names[i]), bytes);
        free(bytes);
    }
    assert_null(rfi_schema_text("sites"));
    assert_null(rfi_schema_text(""));
    assert_null(rfi_schema_text(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_without_directories),
        cmocka_unit_test_setup_teardown(ids_are_sorted_by_bytes_and_single, make_tree,
                                        remove_tree),
        cmocka_unit_test_setup_teardown(the_first_directory_wins, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(no_id_leads_out, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(links_are_followed_inside_only, make_tree,
                                        remove_tree),
        cmocka_unit_test(schemas_are_compiled_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
