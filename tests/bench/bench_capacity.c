/* SPDX-License-Identifier: MIT */
/* Time to derive all requirements of one profile, at all three ends and in every outage
 * that the policies ask for, of a generated campus: halls of 75 electrical elements each
 * (sides, UPS in parallel, catcher, 28 pairs of busways) behind 8 shared ones, and 20
 * transformers. Sixty halls are 5,000 elements. Prints the processor time (best of 7)
 * beside elements x outages and its growth, and the time in which the separate check judges
 * a plan with racks in every hall. It never fails on time: a bar is for people, machines
 * differ. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "planner/base/text.h"
#include "planner/capacity/wiring.h"
#include "planner/check/check.h"
#include "tests/unit/fixture.h"

enum { RUNS = 7, PAIRS = 28, SYSTEMS = 8, BAR_MS = 50 };

static const char profile_text[] =
    "<profile xmlns=\"urn:rackfit:1\" id=\"p\" name=\"P\" vendor=\"Any\" family=\"one\""
    " as-of=\"2026-11-01\"><rack chips=\"72\" max=\"120..132..140 kW\" peak=\"150 kW\""
    " peak-duration=\"1 s\" power-factor=\"0.95\"/><pod racks=\"1\"/><unit pods=\"8\">"
    "<support id=\"net\" kind=\"network\" count=\"2\" power=\"20 kW\"/></unit>"
    "<heat liquid-share=\"0.85..0.92\" supply-max=\"45 degC\" flow=\"130 L/min\"/>"
    "<feed count=\"2\"><voltage level=\"415 V\"/></feed></profile>";

static void add_shared(rfi_text *t, int halls)
{
    for (int i = 0; i < 20; i++) {
        rfi_text_format(t,
                        "<transformer id=\"hv-%d\" group=\"hv\" side=\"%s\" from=\"poi\""
                        " rating=\"90 MVA\"/>",
                        i, i % 2 == 0 ? "A" : "B");
    }
    for (int h = 0; h < halls; h++) {
        for (int s = 0; s < 2; s++) {
            const char *side = s == 0 ? "A" : "B";
            char letter = s == 0 ? 'a' : 'b';
            rfi_text_format(t,
                            "<switchgear id=\"rm-%d-%c\" group=\"rm-%d\" side=\"%s\""
                            " from=\"hv\" rating=\"40 MVA\"/>",
                            h, letter, h, side);
            rfi_text_format(t,
                            "<feeder id=\"fd-%d-%c\" group=\"fd-%d\" side=\"%s\""
                            " from=\"rm-%d\" current=\"1200 A\" voltage=\"34.5 kV\"/>",
                            h, letter, h, side, h);
            for (int k = 0; k < 2; k++) {
                rfi_text_format(t,
                                "<substation id=\"sub-%d-%c%d\" group=\"sub-%d\""
                                " side=\"%s\" from=\"fd-%d\" rating=\"6 MVA\""
                                " count=\"2\"/>",
                                h, letter, k, h, side, h);
            }
        }
    }
}

/* Catchers lose as much as what they stand in for, or are left to the rule, which is worse:
 * then a state of each hall lies on everything upstream. */
static const char equal[] = " efficiency=\"0.96..0.97\"";
static const char lossier[] = "";

static void add_hall(rfi_text *t, int h, const char *catcher)
{
    rfi_text_format(t, "<hall id=\"h-%d\" liquid=\"cdu\" air=\"crah\">", h);
    for (int s = 0; s < 2; s++) {
        rfi_text_format(t,
                        "<switchboard id=\"sw-%d\" group=\"sw\" side=\"%s\""
                        " from=\"sub-%d\" rating=\"12 MVA\"/>",
                        s, s == 0 ? "A" : "B", h);
    }
    rfi_text_format(t, "<ups id=\"catch\" from=\"sw\" rating=\"1500 kVA\"%s/>", catcher);
    for (int i = 0; i < SYSTEMS; i++) {
        rfi_text_format(t,
                        "<ups id=\"u-%d\" from=\"sw\" rating=\"750 kVA\" count=\"2\""
                        " efficiency=\"0.96..0.97\"/>",
                        i);
        rfi_text_format(t,
                        "<switchboard id=\"b-%d\" from=\"u-%d\" standby=\"catch\""
                        " rating=\"2 MVA\"/>",
                        i, i);
    }
    for (int i = 0; i < PAIRS; i++) {
        int a = i % SYSTEMS;
        int b = (i % SYSTEMS + 1 + i / SYSTEMS) % SYSTEMS;
        rfi_text_format(t,
                        "<busway id=\"w-%d-a\" from=\"b-%d\" current=\"800 A\""
                        " voltage=\"415 V\"/><busway id=\"w-%d-b\" from=\"b-%d\""
                        " current=\"800 A\" voltage=\"415 V\"/>"
                        "<feed a=\"w-%d-a\" b=\"w-%d-b\"/>",
                        i, a, i, b, i, i);
    }
    rfi_text_add(
        t, "<plant id=\"cdu\" kind=\"cdu\" loop=\"liquid\" feed=\"b-0\" supply=\"30 degC\""
           " capacity=\"2 MW thermal\" count=\"6\" flow=\"9000 L/min\"/>"
           "<plant id=\"crah\" kind=\"crah\" loop=\"air\" feed=\"sw\" supply=\"20 degC\""
           " capacity=\"2 MW thermal\" count=\"4\" filtration=\"13\"/></hall>");
}

static char *campus(int halls, const char *catcher)
{
    rfi_text t = RFI_TEXT_INIT;
    rfi_text_add(&t, "<site xmlns=\"urn:rackfit:1\" id=\"campus\" name=\"Campus\""
                     " as-of=\"2026-11-01\"><grid><interconnect id=\"poi\""
                     " energised=\"900 MW at utility\" firm=\"900 MW at utility\"/></grid>"
                     "<electrical>");
    add_shared(&t, halls);
    rfi_text_add(&t, "</electrical>");
    for (int h = 0; h < halls; h++) {
        add_hall(&t, h, catcher);
    }
    rfi_text_add(&t, "<want><policy distribution=\"fault-tolerant\" ups=\"maintainable\""
                     " generators=\"none\" cooling=\"redundant\" cdu=\"redundant\"/></want>"
                     "</site>");
    char *text = t.failed ? NULL : strdup(t.data);
    rfi_text_finish(&t);
    return text;
}

/* Of this process: other work on the machine does not count. */
static double milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* One scalable unit in each hall. */
static double measure_check(const fixture *f)
{
    rfi_arena *arena = rfi_arena_new();
    size_t halls = f->site->hall_count;
    rfi_plan plan = {.site = f->site, .profile = f->profile, .by = f->site->as_of};
    plan.shares = RFI_ARRAY(arena, halls, rfi_hall_share);
    plan.share_count = halls;
    plan.pods = 8 * (int64_t)halls;
    memcpy(plan.policy, f->site->want.policy, sizeof(plan.policy));
    for (size_t i = 0; i < halls; i++) {
        plan.shares[i] = (rfi_hall_share){&f->site->halls[i], 1, 8, 1, 8, NULL};
    }
    rfi_finding finding;
    double begin = milliseconds();
    bool judged = rfi_check_plan(arena, &plan, &f->rules, &finding);
    double took = milliseconds() - begin;
    rfi_arena_free(arena);
    return judged ? took : -1;
}

static double measure(int halls, const char *catcher, size_t *ret_elements,
                      size_t *ret_outages, size_t *ret_rows, double *ret_check)
{
    char *text = campus(halls, catcher);
    fixture f;
    fixture_read(&f, text, profile_text, NULL);
    double best = 1e300;
    for (int run = 0; run < RUNS; run++) {
        rfi_arena *own = f.arena;
        f.arena = rfi_arena_new();
        int64_t pods = 40;
        rfi_study study;
        rfi_requirement_list list;
        double begin = milliseconds();
        fixture_list(&f, &pods, &study, &list);
        double took = milliseconds() - begin;
        best = took < best ? took : best;
        *ret_outages = rfi_wiring_of(&study)->net[0].outages;
        *ret_rows = list.count;
        rfi_arena_free(f.arena);
        f.arena = own;
    }
    *ret_check = measure_check(&f);
    *ret_elements = f.site->element_count;
    for (size_t i = 0; i < f.site->hall_count; i++) {
        *ret_elements += f.site->halls[i].element_count;
    }
    fixture_free(&f);
    free(text);
    return best;
}

int main(int argc, char **argv)
{
    int most = argc > 1 ? atoi(argv[1]) : 120;
    double before = 0;
    double product_before = 0;
    for (int halls = 15; halls <= most; halls *= 2) {
        size_t elements = 0;
        size_t outages = 0;
        size_t rows = 0;
        double check = 0;
        double took = measure(halls, equal, &elements, &outages, &rows, &check);
        double product = (double)elements * (double)outages;
        printf("%3d halls  %5zu elements  %5zu states  %5zu requirements  %8.2f ms", halls,
               elements, outages, rows, took);
        if (before > 0) {
            printf("  x %.2f for x %.2f elements x states", took / before,
                   product / product_before);
        }
        printf("  check of a plan %8.2f ms", check);
        printf("%s\n", halls == 60
                           ? (took <= BAR_MS ? "  bar 50 ms: met" : "  bar 50 ms: not met")
                           : "");
        before = took;
        product_before = product;
    }
    size_t count[3];
    double check = 0;
    int halls = most < 60 ? most : 60;
    double took = measure(halls, lossier, &count[0], &count[1], &count[2], &check);
    printf("%3d halls with lossier catchers  %8.2f ms\n", halls, took);
    return 0;
}
