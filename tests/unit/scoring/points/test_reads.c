/* What a step is computed from stands in its line of the log: each value of each table is changed in turn, without a
 * word to the log, and the step is done again.  Where that comes out another way, the step read the table and its line
 * must say so; only then can `status` call the result stale and `report` refuse it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/ballots/ballots.h"
#include "importers/tables/frame.h"
#include "importers/tables/points.h"
#include "sampling/draw.h"
#include "sampling/issue.h"
#include "scoring/points/score.h"
#include "scoring/weighing/weigh.h"
#include "survey/base/memory.h"
#include "tests/unit/random_round.h"
#include "tests/unit/rounds.h"

/* --- a round with something in every table --------------------------------------------------- */

static struct definition *define(void)
{
    struct definition *d = definition_new();
    static const char *const settings[][2] = {{"code", "R"},
                                              {"title", "Đợt"},
                                              {"year", "2024"},
                                              {"min_base", "2"},
                                              {"keep", "tuoi"},
                                              {"min_answered", "0.5"},
                                              {"invalid_if", "blank; required"}};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        ROW(T_ROUND, settings[i][0], settings[i][1]);
    ROW(T_BLOCKS, "B", "Khối", "yes");
    ROW(T_UNITS, "U1", "Một", "B", "", "yes", "1");
    ROW(T_UNITS, "U2", "Hai", "B", "", "yes", "2");
    ROW(T_UNITS, "U3", "Ba", "B", "", "no", "3");
    ROW(T_GROUPS, "LD", "Lãnh đạo", "ballot", "census");
    ROW(T_GROUPS, "DAN", "Người dân", "ballot", "stratified", "8", "persons", "group", "loai", "equal", "", "", "",
        "50%");
    ROW(T_GROUPS, "XA", "Xã", "ballot", "stages", "", "", "", "", "", "", "", "", "0%");
    ROW(T_GROUPS, "SIP", "SIPAS", "sipas", "census");
    ROW(T_STAGES, "XA", "1", "xa", "srs", "2");
    ROW(T_STAGES, "XA", "2", "", "srs", "2");
    static const char *const options[][2] = {{"A", "100"}, {"B", "60"}, {"C", "20"}, {"E", ""}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        ROW(T_SCALES, "S", options[i][0], options[i][0], options[i][1]);
    ROW(T_CRITERIA, "*", "1", "Một");
    ROW(T_CRITERIA, "*", "1.1", "Thẩm định", "1", "40", "", "", "", "TD");
    ROW(T_CRITERIA, "*", "1.2", "Điều hành", "1", "30", "", "", "", "DTXHH");
    ROW(T_CRITERIA, "*", "2", "Hai");
    ROW(T_CRITERIA, "*", "2.1", "Hài lòng", "2", "20", "", "", "", "DTXHH");
    ROW(T_CRITERIA, "*", "2.2", "Thu ngân sách", "2", "10", "", "", "", "KTXH");
    ROW(T_NOT_APPLICABLE, "B", "U3", "2.2", "*");
    ROW(T_NOT_APPLICABLE, "B", "U3", "2.1", "XA");
    ROW(T_BALLOT_TYPES, "P", "Phiếu chung", "LD;DAN", "B", "all", "allow");
    ROW(T_BALLOT_TYPES, "X", "Phiếu xã", "XA", "B", "listed", "allow");
    ROW(T_RATES, "X", "U1", "U2");
    ROW(T_RATES, "X", "U1", "U3");
    ROW(T_RATES, "X", "U2", "U1");
    ROW(T_RATES, "X", "U2", "U3");
    ROW(T_QUESTIONS, "P", "Q1", "Điều hành?", "unit", "option", "", "1.2", "2", "S", "yes");
    ROW(T_QUESTIONS, "P", "Q2", "Thân thiện?", "unit", "option", "", "1.2", "1", "S", "no");
    ROW(T_QUESTIONS, "P", "Q3", "Hài lòng?", "unit", "option", "", "2.1", "1", "S", "no");
    ROW(T_QUESTIONS, "P", "Y", "Ý kiến", "ballot", "text");
    ROW(T_QUESTIONS, "X", "Q1", "Điều hành?", "unit", "option", "", "1.2", "1", "S", "no");
    ROW(T_QUESTIONS, "X", "Q3", "Hài lòng?", "unit", "option", "", "2.1", "1", "S", "no");
    ROW(T_GROUP_WEIGHTS, "*", "*", "LD", "2");
    ROW(T_GROUP_WEIGHTS, "*", "*", "DAN", "5");
    ROW(T_GROUP_WEIGHTS, "*", "*", "XA", "3");
    ROW(T_GROUP_WEIGHTS, "*", "*", "SIP", "0");
    ROW(T_CLASSES, "*", "Tốt", "70", "percent");
    ROW(T_CLASSES, "*", "Khá", "0", "percent");
    ROW(T_MARGINS, "DAN", "gioi", "Nam", "11");
    ROW(T_MARGINS, "DAN", "gioi", "Nữ", "13");
    ROW(T_TASKS, "1", "Thu phiếu");
    return d;
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    cr_assert(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

static void add(char **text, char *more)
{
    char *longer = xasprintf("%s%s", *text, more);
    free(*text);
    free(more);
    *text = longer;
}

/* Three leaders, twelve people in each of two strata, three communes of three. */
static void write_frame(const char *path)
{
    char *text = xstrdup("group,id,own_unit,office,loai,gioi,tuoi,xa\n");
    for (int i = 0; i < 3; i++)
        add(&text, xasprintf("LD,L%d,U%d,BC1,,,,\n", i + 1, i + 1));
    for (int i = 0; i < 24; i++)
        add(&text, xasprintf("DAN,D%02d,,BC%d,%s,%s,%s,\n", i + 1, i % 3 + 1, i % 2 ? "X" : "Y",
                             i % 4 < 2 ? "Nam" : "Nữ", i < 14 ? "trẻ" : "già"));
    for (int i = 0; i < 9; i++)
        add(&text, xasprintf("XA,X%d,U%d,,,,,X%c\n", i + 1, i % 2 + 1, "abc"[i / 3]));
    write_file(path, text);
    free(text);
}

/* Some answer per question and unit that differs from ballot to ballot; -1: nothing came back. */
static void write_ballots(struct store *store, const char *type, const char *const *questions, const char *path)
{
    struct error err = {0};
    char *sql = xasprintf("SELECT serial, row_number() OVER (ORDER BY \"group\", member), list FROM ballot WHERE"
                          " ballot_type = '%s' AND member NOT IN (SELECT replaces FROM release) ORDER BY 2",
                          type);
    struct query *q = query_new(store, sql);
    free(sql);
    char *text = xstrdup("serial,type,channel,keyer,state,reason");
    for (int u = 1; u <= 3; u++)
        for (size_t i = 0; questions[i]; i++)
            add(&text, xasprintf(",%s.U%d", questions[i], u));
    add(&text, xstrdup(*type == 'P' ? ",Y\n" : "\n"));
    while (query_next(q)) {
        long row = (long)query_get_int(q, 1);
        const char *state = row == 6 ? "ineligible" : row == 9 ? "refused" : "";
        add(&text, xasprintf("%s,%s,paper,hoa,%s,%s", query_get_str(q, 0), type, state, *state ? "x" : ""));
        for (int u = 1; u <= 3; u++)
            for (size_t i = 0; questions[i]; i++) {
                char *asked = xasprintf("SELECT count(*) FROM unit_list WHERE list = %s AND unit = 'U%d'",
                                        query_get_str(q, 2), u);
                bool blank =
                    *state || store_number(store, asked, 0) == 0 || (row == 4 && i == 1) || (row == 3 && i > 0);
                add(&text, xasprintf(",%c", blank ? ' ' : "ABCAABEB"[(row * (3 + (long)i) + u * 2) % 8]));
                free(asked);
            }
        add(&text, xstrdup(*type == 'P' ? ",\n" : "\n"));
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    write_file(path, text);
    free(text);
}

static const char points_file[] = "unit,criterion,group,stage,points,percent,se\n"
                                  "U1,1.1,,first,30,,\nU2,1.1,,first,32,,\nU3,1.1,,first,28,,\n"
                                  "U1,2.2,,outside,5,,\nU2,2.2,,outside,7.5,,\n"
                                  "U1,*,SIP,outside,,80,1\nU2,*,SIP,outside,,85,1\nU3,*,SIP,outside,,70,2\n";

static struct weighting recipe(void)
{
    static const char *const steps[][3] = {
        {"nonresponse", "loai", ""}, {"poststratify", "gioi", "margins"}, {"rake", "tuoi", "frame"}};
    struct weighting r = {.file = xstrdup("recipe.csv")};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct weighting_row *row = weighting_add(&r);
        row->line = i + 2;
        row->group = 1;
        row->step = xstrdup(steps[i][0]);
        row->variables = xstrdup(steps[i][1]);
        row->totals = xstrdup(steps[i][2]);
        row->method = xstrdup("");
        row->merge = xstrdup("");
    }
    return r;
}

static void must(bool ok, const struct error *err, struct issues *issues)
{
    if (!ok)
        issues_print(issues, stderr);
    cr_assert(ok, "%s", err->text);
}

enum progress { FRAMED, POINTED };

/* The round up to STAGE in the folder of F: a member replaced, ballots keyed, points from outside. */
static void make_round(const struct files *f, enum progress stage)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct store *store = store_create(f->round, NULL, &err);
    struct definition *d = define();
    struct run run;
    struct frame_import members;
    struct ballot_import keyed;
    size_t n;
    int64_t line;
    bool ok = store && definition_check(d, issues) && run_begin(&run, store, "new", &tester, &err) &&
              definition_save(d, store, &err);
    must(ok, &err, issues);
    must(run_commit(&run, &err), &err, issues);
    definition_free(d);
    write_frame(f->frame);
    must(frame_import(store, (const char *const[]){f->frame}, 1, &(struct frame_options){0}, &tester, &members, issues,
                      &err),
         &err, issues);
    free(members.identity_file);
    if (stage == POINTED) {
        static const char *const of_p[] = {"Q1", "Q2", "Q3", NULL}, *const of_x[] = {"Q1", "Q3", NULL};
        char *replaced = NULL, *reserve = NULL;
        struct plan plan;
        must(draw_freeze(store, &(struct freezing){.seed_from = "xổ số"}, &tester, issues, &err), &err, issues);
        must(draw_sample(store, "12 34", false, &tester, &plan, issues, &err), &err, issues);
        plan_release(&plan);
        char *lost = store_text(store, "SELECT \"group\" || '/' || id FROM sample WHERE \"group\" = 'DAN' AND"
                                       " role = 'selected' ORDER BY id LIMIT 1");
        must(draw_replace(store, lost, "ineligible", &tester, &replaced, &reserve, &err), &err, issues);
        free(lost);
        free(replaced);
        free(reserve);
        must(issue_sample(store, "s", &tester, &n, &line, issues, &err), &err, issues);
        for (int i = 0; i < 2; i++) {
            write_ballots(store, i ? "X" : "P", i ? of_x : of_p, f->ballots);
            must(ballots_import(store, (const char *const[]){f->ballots}, 1, &(struct ballot_options){.pass = 1},
                                &tester, &keyed, issues, &err),
                 &err, issues);
        }
        write_file(f->points, points_file);
        must(points_import(store, (const char *const[]){f->points}, 1, &(struct points_options){0}, &tester,
                           &(struct points_imported){0}, issues, &err),
             &err, issues);
    }
    issues_free(issues);
    store_close(store);
}

/* --- the steps -------------------------------------------------------------------------------- */

static bool do_draw(struct store *store, struct issues *issues)
{
    struct error err = {0};
    struct plan plan = {0};
    bool ok = draw_freeze(store, &(struct freezing){.seed_from = "xổ số"}, &tester, issues, &err) &&
              draw_sample(store, "12 34", false, &tester, &plan, issues, &err);
    plan_release(&plan);
    return ok;
}

static bool do_weigh(struct store *store, struct issues *issues)
{
    struct error err = {0};
    return weigh_round(store, NULL, &tester, issues, &err);
}

static bool do_weigh_by_recipe(struct store *store, struct issues *issues)
{
    struct error err = {0};
    struct weighting r = recipe();
    bool ok = weigh_round(store, &r, &tester, issues, &err);
    weighting_release(&r);
    return ok;
}

static bool do_score(struct store *store, struct issues *issues)
{
    struct error err = {0};
    return score_round(store, false, &tester, issues, NULL, &err);
}

struct step {
    const char *verb; /* as in the log */
    enum progress stage;
    bool (*before)(struct store *store, struct issues *issues); /* another step; or NULL */
    bool (*again)(struct store *store, struct issues *issues);
    const char *makes[4];
    const char
        *also[5]; /* read too, but what is changed there leaves ballots that do not fit, or the result as it is */
};

/* --- one change at a time --------------------------------------------------------------------- */

static void copy_file(const char *from, const char *to)
{
    char bytes[1 << 16];
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    cr_assert(in && out);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        cr_assert_eq(fwrite(bytes, 1, n, out), n);
    fclose(in);
    cr_assert_eq(fclose(out), 0);
}

/* The states of what STEP makes, one after the other. */
static char *made(struct store *store, const struct step *step)
{
    char *all = xstrdup("");
    for (size_t i = 0; i < 4 && step->makes[i]; i++) {
        struct digest digest;
        struct error err = {0};
        cr_assert(store_digest(store, step->makes[i], 0, &digest, &err), "%s", err.text);
        add(&all, xasprintf("%s\n", digest.sha256));
    }
    return all;
}

struct turning {
    const struct step *step;
    const char *round, *copy; /* paths */
    char *made;
    size_t n_done; /* changes after which the step could be done */
};

/* Does STEP come out another way after CHANGE? */
static bool turns(struct turning *t, const char *change)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    copy_file(t->round, t->copy);
    struct store *store = store_open_any(t->copy, &err);
    cr_assert(store, "%s", err.text);
    cr_assert(store_run(store, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF", &err), "%s", err.text);
    bool ok = store_run(store, change, &err) && store_number(store, "SELECT changes()", 0) > 0 &&
              t->step->again(store, issues);
    t->n_done += ok;
    char *now = made(store, t->step);
    bool turned = ok && strcmp(now, t->made) != 0;
    free(now);
    store_close(store);
    issues_free(issues);
    return turned;
}

struct text_list {
    char *at[512];
    size_t n;
};

static void list(struct text_list *l, char *text)
{
    cr_assert_lt(l->n, sizeof l->at / sizeof *l->at);
    l->at[l->n++] = text;
}

/* Further changes of a table, where none of those above tells. */
static const char *const more[][2] = {
    {"blocks", "UPDATE blocks SET ranked = 0"},
    {"withdrawal", "INSERT INTO withdrawal SELECT serial, pass, 0, run, run, 'x' FROM entry ORDER BY serial LIMIT 1"},
    {"later_entry",
     "INSERT INTO later_entry SELECT serial, 3, run, channel, 'x', source, line, zeroblob(length(answers))"
     " FROM entry ORDER BY serial LIMIT 1"},
    {"event", "INSERT INTO event SELECT serial, 9, 'void', 'x', run FROM entry ORDER BY serial LIMIT 1"},
    {"entry_other",
     "INSERT INTO entry_other SELECT serial, 1, 'x', channel, 'x', source, line, zeroblob(length(answers)), run"
     " FROM entry ORDER BY serial LIMIT 1"},
    {"event_other",
     "INSERT INTO event_other SELECT serial, 9, 'x', '', 'void', 'x', run FROM entry ORDER BY serial LIMIT 1"},
    {"frame", "UPDATE frame SET extra = json_object('xa', 'X') WHERE \"group\" = 'XA'"},
    {"groups", "UPDATE groups SET design = 'quota', take = '3' WHERE code = 'LD'"},
    {"groups", "UPDATE groups SET design = 'pps', size_column = 'tuoi' WHERE code = 'DAN'"},
    {"round", "UPDATE round SET value = '0' WHERE key = 'min_answered'"},
};

/* Changes of TABLE: each row removed, each number larger by one, each column moved on by a row. */
static void list_changes(struct store *store, const char *table, struct text_list *l)
{
    struct error err = {0};
    char *sql = xasprintf("SELECT group_concat('\"' || name || '\"', ', ') FROM (SELECT name FROM"
                          " pragma_table_info('%s') WHERE pk > 0 ORDER BY pk)",
                          table);
    char *key = store_text(store, sql);
    free(sql);
    sql = xasprintf("SELECT count(*) FROM \"%s\"", table);
    int64_t n_rows = store_number(store, sql, 0);
    free(sql);
    char *free_to_change = store_table_grows(store, table)
                               ? xasprintf("DROP TRIGGER %s_no_update; DROP TRIGGER %s_no_delete;", table, table)
                               : xstrdup("");
    sql = xasprintf("SELECT name FROM pragma_table_info('%s') ORDER BY cid", table);
    struct query *q = query_new(store, sql);
    free(sql);
    char *columns[32];
    size_t n = 0;
    while (n < 32 && query_next(q))
        columns[n++] = xstrdup(query_get_str(q, 0));
    cr_assert(query_end(q, &err), "%s", err.text);
    for (size_t c = 0; c < n; c++) {
        char *select = xstrdup("");
        for (size_t k = 0; k < n; k++)
            add(&select, k == c ? xasprintf("%scoalesce(lead(\"%s\") OVER w, first_value(\"%s\") OVER w)",
                                            k ? ", " : "", columns[k], columns[k])
                                : xasprintf("%s\"%s\"", k ? ", " : "", columns[k]));
        list(l, xasprintf("%sCREATE TEMP TABLE held AS SELECT * FROM \"%s\"; DELETE FROM \"%s\"; INSERT INTO \"%s\""
                          " SELECT %s FROM held WINDOW w AS (ORDER BY %s); DROP TABLE held",
                          free_to_change, table, table, table, select, key));
        free(select);
    }
    for (int64_t row = 0; row < n_rows && row < 6; row++) {
        char *where = xasprintf("WHERE (%s) = (SELECT %s FROM \"%s\" ORDER BY %s LIMIT 1 OFFSET %d)", key, key, table,
                                key, (int)row);
        for (size_t c = 0; c < n; c++)
            list(l, xasprintf("%sUPDATE \"%s\" SET \"%s\" = \"%s\" + 1 %s AND \"%s\" NOT GLOB '*[^0-9.]*'",
                              free_to_change, table, columns[c], columns[c], where, columns[c]));
        list(l, xasprintf("%sDELETE FROM \"%s\" %s", free_to_change, table, where));
        free(where);
    }
    for (size_t c = 0; c < n; c++)
        free(columns[c]);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (!strcmp(more[i][0], table))
            list(l, xstrdup(more[i][1]));
    free(free_to_change);
    free(key);
}

/* True when a line of READS, which may be NULL, is about TABLE. */
static bool names(const char *reads, const char *table)
{
    size_t n = strlen(table);
    for (const char *p = reads; p && *p; p += strcspn(p, "\n"), p += *p == '\n')
        if (!strncmp(p, table, n) && strchr(" \n", p[n]))
            return true;
    return false;
}

static void check_step(const struct step *step)
{
    struct files f;
    struct error err = {0};
    struct issues *issues = issues_new();
    files_init(&f);
    make_round(&f, step->stage);
    struct store *store = store_open(f.round, STORE_WRITE, &err);
    cr_assert(store, "%s", err.text);
    must(!step->before || step->before(store, issues), &err, issues);
    store_close(store);

    char *copy = xasprintf("%s/copy.dtxhh", f.folder), *done = xasprintf("%s/done.dtxhh", f.folder);
    copy_file(f.round, done);
    cr_assert((store = store_open_any(done, &err)), "%s", err.text);
    must(step->again(store, issues), &err, issues);
    struct turning t = {step, f.round, copy, made(store, step), 0};
    char *sql = xasprintf("SELECT reads FROM log WHERE verb = '%s' ORDER BY number DESC LIMIT 1", step->verb);
    char *reads = store_text(store, sql);
    free(sql);
    sql = xasprintf("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'"
                    " AND name NOT IN ('log', 'head', 'secret') ORDER BY name");
    struct query *q = query_new(store, sql);
    free(sql);
    cr_assert(!turns(&t, "UPDATE tasks SET task = task") && t.n_done == 1,
              "the same comes out where nothing is changed");
    while (query_next(q)) {
        const char *table = query_get_str(q, 0);
        struct text_list changes = {.n = 0};
        list_changes(store, table, &changes);
        bool turned = false;
        for (size_t i = 0; i < changes.n; i++) {
            turned = turned || turns(&t, changes.at[i]);
            free(changes.at[i]);
        }
        bool also = false;
        for (size_t i = 0; i < 5 && step->also[i]; i++)
            also = also || !strcmp(step->also[i], table);
        cr_expect(!turned || names(reads, table), "%s reads %s, and the log does not say so", step->verb, table);
        cr_expect(!turned || !also, "%s: a change of %s tells", step->verb, table);
        cr_expect(turned || also || !names(reads, table), "%s: no change of %s that is tried tells", step->verb, table);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    store_close(store);
    issues_free(issues);
    free(reads);
    free(t.made);
    unlink(copy);
    unlink(done);
    free(copy);
    free(done);
    files_release(&f);
}

Test(reads, of_a_draw)
{
    check_step(&(struct step){"draw", FRAMED, NULL, do_draw, {"strata", "sample"}, {"frame_columns", "freeze"}});
}

/* No file of an office came, of which anything could be withdrawn. */
#define OF_BALLOTS "scales", "unit_list", "units", "frame_columns", "withdrawal_other"

Test(reads, of_weights)
{
    check_step(&(struct step){"weigh", POINTED, NULL, do_weigh, {"response", "weight", "weight_step"}, {OF_BALLOTS}});
}

Test(reads, of_weights_by_a_recipe)
{
    check_step(&(struct step){
        "weigh", POINTED, NULL, do_weigh_by_recipe, {"response", "weight", "weight_step"}, {OF_BALLOTS}});
}

#define OF_SCORES "score_group", "score_node", "score"

Test(reads, of_scores)
{
    check_step(&(struct step){
        "score", POINTED, do_weigh, do_score, {OF_SCORES}, {"frame_columns", "recipe", "release", "withdrawal_other"}});
}

Test(reads, of_scores_with_a_recipe)
{
    check_step(&(struct step){
        "score", POINTED, do_weigh_by_recipe, do_score, {OF_SCORES}, {"frame_columns", "withdrawal_other"}});
}
