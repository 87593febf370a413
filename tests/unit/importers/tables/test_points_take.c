#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/tables/evidence.h"
#include "importers/tables/points.h"
#include "importers/tables/points_take.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "tests/unit/rounds.h"

static const char *const names[N_POINTS_FIELDS] = {
    [P_UNIT] = "unit",     [P_CRITERION] = "criterion", [P_GROUP] = "group",   [P_STAGE] = "stage",
    [P_POINTS] = "points", [P_PERCENT] = "percent",     [P_SE] = "se",         [P_N] = "n",
    [P_BY] = "by",         [P_DATE] = "date",           [P_REASON] = "reason",
};

#define UNIT(u)     [P_UNIT] = (u)
#define AT(c, s)    [P_CRITERION] = (c), [P_STAGE] = (s)
#define MOST_CLAIMS 3
#define NOTHING     ""

/* What is wrong with claims of the tiny round (1.1 takes 0 to 60 points by 0.25 from the appraisal, 1.2 is of the
 * survey), and where the first fault stands; "" where they are kept. */
static const struct {
    const char *said[MOST_CLAIMS][N_POINTS_FIELDS];
    const char *codes;
    size_t column; /* a field */
} cases[] = {
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "30,25", [P_BY] = "Sở Nội vụ", [P_DATE] = "31/12/2024"},
      {UNIT("Đơn vị hai"), AT("1.1", "tự chấm"), [P_PERCENT] = "50", [P_SE] = "1.5", [P_N] = "12", [P_REASON] = "x"}},
     NOTHING,
     0},
    {{{UNIT("U9"), AT("1.1", "first"), [P_POINTS] = "1"}}, "F501", P_UNIT},
    {{{UNIT("U1"), AT("9", "first"), [P_POINTS] = "1"}}, "F502", P_CRITERION},
    {{{UNIT("U1"), AT("1", "first"), [P_POINTS] = "1"}}, "F502", P_CRITERION},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "một"}}, "F503", P_POINTS},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "1", [P_DATE] = "30/02/2024"}}, "F503", P_DATE},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "1", [P_PERCENT] = "2"}}, "F503", P_PERCENT},
    {{{UNIT("U1"), AT("1.1", "first"), [P_SE] = "1", [P_REASON] = "x"}}, "F503", P_POINTS},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "60.25"}}, "F504", P_POINTS},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "1.1"}}, "F504", P_POINTS},
    {{{UNIT("U1"), AT("1.1", "first"), [P_PERCENT] = "101"}}, "F504", P_PERCENT},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "1", [P_N] = "0.5"}}, "F504", P_N},
    {{{UNIT("U1"), AT("1.2", "outside"), [P_POINTS] = "1"}}, "F505", P_CRITERION},
    {{{UNIT("U1"), AT("1.1", "third"), [P_POINTS] = "1"}}, "F506", P_STAGE},
    {{{UNIT("U1"), AT("1.1", "outside"), [P_POINTS] = "1"}}, "F506", P_STAGE},
    {{{UNIT("U1"), AT("1.1", "explanation"), [P_POINTS] = "1"}}, "F503", P_REASON},
    {{{UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "1"}, {UNIT("U1"), AT("1.1", "first"), [P_POINTS] = "2"}},
     "F507",
     P_UNIT},
    {{{UNIT("U1"), AT("1.1", "first"), [P_SE] = "abc"}}, "F508 W501", 0},
};

/* The codes of ISSUES, sorted as they came, without what both ways need not share: faults of a file as a whole. */
static char *codes_of(const struct issues *issues)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < issues_n_codes(issues); i++) {
        size_t n;
        bool accepted;
        const char *code = issues_code(issues, i, &n, &accepted);
        if (n && strcmp(code, "F508") != 0)
            strbuf_item(&text, " ", "%s %zu", code, n);
    }
    return text.text ? strbuf_take(&text) : xstrdup("");
}

static char *rows_of(struct store *store)
{
    struct strbuf text = {0};
    struct query *q = query_new(store, "SELECT unit, criterion, stage, points, percent, se, n, \"by\", date, reason"
                                       " FROM points ORDER BY unit");
    while (query_next(q)) {
        for (int i = 0; i < query_n_columns(q); i++)
            strbuf_addf(&text, "%s|", query_get_str(q, i));
        strbuf_add(&text, "\n", 1);
    }
    cr_assert(query_end(q, NULL));
    return text.text ? strbuf_take(&text) : xstrdup("");
}

static void by_file(struct store *store, size_t i, struct issues *issues)
{
    char file[] = "/tmp/dtxhh-file-XXXXXX";
    FILE *f = fdopen(mkstemp(file), "w");
    struct error err = {0};
    for (size_t k = 0; k < N_POINTS_FIELDS; k++)
        fprintf(f, "%s%s", k ? ";" : "", names[k]);
    for (size_t c = 0; c < MOST_CLAIMS && cases[i].said[c][P_UNIT]; c++)
        for (size_t k = 0; k < N_POINTS_FIELDS; k++)
            fprintf(f, "%s%s", k ? ";" : "\n", cases[i].said[c][k] ? cases[i].said[c][k] : "");
    fclose(f);
    bool ok = points_import(store, (const char *[]){file}, 1, &(struct points_options){0}, &tester,
                            &(struct points_imported){0}, issues, &err);
    cr_assert_eq(err.code, E_NONE, "%s", err.text);
    cr_assert_eq(ok, issues_count(issues, FAULT) == 0);
    unlink(file);
}

static void by_value(struct store *store, size_t i, struct issues *issues)
{
    struct error err = {0};
    struct definition *d = definition_load(store, &err);
    struct run run;
    cr_assert(d && run_begin(&run, store, "appraise", &tester, &err), "%s", err.text);
    struct points *points = points_new(&run, d, false, issues);
    for (size_t c = 0; c < MOST_CLAIMS && cases[i].said[c][P_UNIT]; c++) {
        struct claim claim = {.form = "", .source = 3};
        for (size_t k = 0; k < N_POINTS_FIELDS; k++) {
            claim.said[k] = cases[i].said[c][k] ? cases[i].said[c][k] : "";
            claim.names[k] = names[k];
            claim.places[k] = (struct place){"web", "hoa02", c + 2, k + 1};
        }
        claim.stage = strcmp(claim.said[P_STAGE], "tự chấm") ? claim.said[P_STAGE] : "self";
        if (!claim_is_empty(&claim))
            claim_numbers(&claim, issues);
        cr_assert(points_take(points, &claim, &err), "%s", err.text);
    }
    points_end(points);
    points_free(points);
    if (issues_count(issues, FAULT))
        run_abandon(&run);
    else
        cr_assert(run_commit(&run, &err), "%s", err.text);
    definition_free(d);
}

Test(points, are_judged_by_value_as_those_of_a_file)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *codes[2], *rows[2];
        for (int way = 0; way < 2; way++) {
            char path[64];
            struct store *store = tiny_round(path);
            struct issues *issues = issues_new();
            (way ? by_value : by_file)(store, i, issues);
            codes[way] = codes_of(issues);
            rows[way] = rows_of(store);
            for (size_t k = 0; cases[i].column && k < issues_kept(issues); k++)
                if (!strncmp(issues_get(issues, k)->code, cases[i].codes, 4))
                    cr_assert_eq(issues_get(issues, k)->place.column, cases[i].column + 1, "%zu", i);
            for (const char *p = cases[i].codes; *p; p += strcspn(p, " ") + (p[strcspn(p, " ")] == ' ')) {
                char code[5];
                snprintf(code, sizeof code, "%.4s", p);
                cr_assert(issues_count_code(issues, code) == 1 || (way && !strcmp(code, "F508")), "%zu: %s", i, code);
            }
            issues_free(issues);
            store_close(store);
            unlink(path);
        }
        cr_assert_str_eq(codes[0], codes[1], "%zu", i);
        cr_assert_str_eq(rows[0], rows[1], "%zu", i);
        cr_assert_str_eq(rows[0], i ? ""
                                    : "U1|1.1|first|30.25||||Sở Nội vụ|2024-12-31||\n"
                                      "U2|1.1|self||50|1.5|12|||x|\n");
        for (int way = 0; way < 2; way++) {
            free(codes[way]);
            free(rows[way]);
        }
    }
}

/* A form has no other cells that say what 1.500 is. */
Test(points, do_not_guess_at_a_number_that_can_be_read_in_two_ways)
{
    struct issues *issues = issues_new();
    struct claim claim = {.said = {[P_POINTS] = "1.500", [P_PERCENT] = "1,5", [P_SE] = "", [P_N] = "3"},
                          .places = {[P_POINTS] = {"web", NULL, 1, 1}}};
    claim_numbers(&claim, issues);
    cr_assert_eq(issues_count_code(issues, "F122"), 1);
    cr_assert_eq(issues_count(issues, FAULT), 1);
    cr_assert_eq(claim.numbers[P_POINTS].reading, NUMBER_AMBIGUOUS);
    cr_assert_str_eq(claim.numbers[P_PERCENT].plain, "1.5");
    issues_free(issues);
}

Test(points, take_documents_by_value)
{
    static const struct {
        const char *said[N_DOCUMENT_FIELDS];
        const char *code;
    } documents[] = {
        {{[E_UNIT] = "U1", [E_CRITERION] = "1.1", [E_TITLE] = "Kế hoạch", [E_DATE] = "01/02/2024"}, NULL},
        {{[E_UNIT] = "U1", [E_CRITERION] = "1.1"}, NULL}, /* nothing filled in */
        {{[E_UNIT] = "U1", [E_CRITERION] = "1.1", [E_TITLE] = "Kế hoạch", [E_DATE] = "01/02/2024"}, "F509"},
        {{[E_UNIT] = "U9", [E_CRITERION] = "1.1", [E_TITLE] = "y"}, "F501"},
        {{[E_UNIT] = "U1", [E_CRITERION] = "1", [E_TITLE] = "y"}, "F502"},
        {{[E_UNIT] = "U2", [E_CRITERION] = "1.1", [E_TITLE] = "y"}, "F510"},
        {{[E_UNIT] = "U1", [E_CRITERION] = "1.1", [E_SHA256] = "0"}, "F509"},
    };
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct definition *d = definition_load(store, &err);
    struct run run;
    cr_assert(d && run_begin(&run, store, "appraise", &tester, &err), "%s", err.text);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct issues *issues = issues_new();
        struct evidence *evidence = evidence_new(&run, d, false, issues);
        struct document_claim c = {.form = "U1", .source = 3};
        for (size_t k = 0; k < N_DOCUMENT_FIELDS; k++) {
            c.said[k] = documents[i].said[k] ? documents[i].said[k] : "";
            c.names[k] = "x";
            c.places[k] = (struct place){"web", NULL, i + 1, k + 1};
        }
        for (size_t twice = 0; twice < (i == 2 ? 2 : 1); twice++)
            cr_assert(evidence_take(evidence, &c, &err), "%s", err.text);
        cr_assert(documents[i].code ? issues_count_code(issues, documents[i].code) > 0
                                    : issues_count(issues, FAULT) == 0,
                  "%zu", i);
        cr_assert_eq(evidence_rows(evidence), i == 0 || i == 2, "%zu", i);
        evidence_free(evidence);
        issues_free(issues);
        run_abandon(&run);
        cr_assert(run_begin(&run, store, "appraise", &tester, &err), "%s", err.text);
    }
    run_abandon(&run);
    definition_free(d);
    store_close(store);
    unlink(path);
}
