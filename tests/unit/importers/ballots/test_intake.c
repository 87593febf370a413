#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/ballots/ballots.h"
#include "importers/ballots/intake.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "tests/unit/rounds.h"

/* --- a round ------------------------------------------------------------------------------- */

/* A ballot is about U1, U2 and U3; U2 is of the other block, and Q2 is not asked about it. */
enum { U1Q1, U1Q2, U2Q1, U2Q2, U3Q1, U3Q2, NUMBER, WORDS, N_CELLS };
static const char *const cell_names[N_CELLS] = {"Q1.U1", "Q2.U1", "Q1.U2", "Q2.U2", "Q1.U3", "Q2.U3", "N", "T"};

static struct definition *definition(const char *channels)
{
    struct definition *d = definition_new();
    ROW(T_ROUND, "code", "TINY");
    ROW(T_ROUND, "title", "Đợt thử");
    ROW(T_ROUND, "year", "2024");
    set_setting(d, "channels", channels);
    ROW(T_BLOCKS, "B", "Khối");
    ROW(T_BLOCKS, "C", "Khối khác");
    ROW(T_UNITS, "U1", "Đơn vị một", "B");
    ROW(T_UNITS, "U2", "Đơn vị hai", "C");
    ROW(T_UNITS, "U3", "Đơn vị ba", "B");
    ROW(T_GROUPS, "G1", "Nhóm một", "ballot", "census");
    ROW(T_SCALES, "S", "A", "Tốt", "100");
    ROW(T_SCALES, "S", "B", "Khá", "60");
    ROW(T_SCALES, "S", "C", "Kém", "0");
    for (int block = 0; block < 2; block++) {
        const char *code = block ? "C" : "B";
        ROW(T_CRITERIA, code, "1", "Lĩnh vực", "", "100");
        ROW(T_CRITERIA, code, "1.1", "Điều tra", "1", "100", "", "", "", "DTXHH");
    }
    ROW(T_BALLOT_TYPES, "P", "Phiếu", "G1", "*", "all", "allow");
    ROW(T_QUESTIONS, "P", "Q1", "Câu một", "unit", "option", "", "1.1", "", "S", "no");
    ROW(T_QUESTIONS, "P", "Q2", "Câu hai", "unit", "option", "B", "1.1", "", "S", "no");
    ROW(T_QUESTIONS, "P", "N", "Số năm", "ballot", "number", "", "", "", "", "no");
    ROW(T_QUESTIONS, "P", "T", "Góp ý", "ballot", "text", "", "", "", "", "no");
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    if (!ok)
        issues_print(issues, stderr);
    cr_assert(ok);
    issues_free(issues);
    return d;
}

static int64_t serial_of(size_t ballot)
{
    return serial_make(123456789 + (int64_t)ballot);
}

/* Issue the ballots FROM to TO - 1; with the first, what they will come from. */
static void issue(struct store *store, size_t from, size_t to)
{
    struct error err = {0};
    struct run run;
    bool ok = run_begin(&run, store, "issue", &tester, &err);
    struct query *list = query_insert(store, "", "unit_list"), *ballot = query_insert(store, "", "ballot");
    for (int i = 0; i < 3 && from == 0; i++) {
        query_int(list, ":list", 1);
        query_int(list, ":position", i);
        query_text(list, ":unit", (const char *[]){"U1", "U2", "U3"}[i]);
        query_int(list, ":run", run.number);
        query_run(list);
    }
    struct sources sources = {0};
    sources_add(&sources, store, &(struct new_source){.path = "lan01"}, NULL);
    ok = ok && (from > 0 || sources_write(&run, "ballots", &sources, &err));
    sources_release(&sources);
    for (size_t i = from; i < to; i++) {
        query_int(ballot, ":serial", serial_of(i));
        query_text(ballot, ":ballot_type", "P");
        query_text(ballot, ":group", "G1");
        query_null(ballot, ":member");
        query_null(ballot, ":stratum");
        query_int(ballot, ":list", 1);
        query_null(ballot, ":office");
        query_text(ballot, ":pool", "meeting");
        query_int(ballot, ":run", run.number);
        query_run(ballot);
    }
    ok = query_end(list, &err) && ok;
    cr_assert(query_end(ballot, &err) && ok && run_commit(&run, &err), "%s", err.text);
}

/* A new round with N ballots. */
static struct store *issued_round(char path[64], const char *channels, size_t n)
{
    snprintf(path, 64, "/tmp/dtxhh-test-XXXXXX");
    int file = mkstemp(path);
    cr_assert(file >= 0);
    close(file);
    unlink(path);
    struct error err = {0};
    struct store *store = store_create(path, NULL, &err);
    struct definition *d = definition(channels);
    struct run run;
    bool ok = store && run_begin(&run, store, "new", &tester, &err) && definition_save(d, store, &err);
    cr_assert(ok && run_commit(&run, &err), "%s", err.text);
    definition_free(d);
    issue(store, 0, n);
    return store;
}

static void close_round(struct store *store, const char *path)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    bool ok = log_verify(store, NULL, issues, &err);
    if (issues_count(issues, FAULT))
        issues_print(issues, stderr);
    cr_assert(ok && issues_count(issues, FAULT) == 0, "%s", err.text);
    issues_free(issues);
    store_close(store);
    unlink(path);
}

/* The rows of SQL, a line each, `|` between cells. */
static char *rows_of(struct store *store, const char *sql)
{
    struct strbuf text = {0};
    struct query *q = query_new(store, sql);
    while (query_next(q)) {
        for (int i = 0; i < query_n_columns(q); i++)
            strbuf_addf(&text, "%s%s", i ? "|" : "", query_get_str(q, i));
        strbuf_add(&text, "\n", 1);
    }
    cr_assert(query_end(q, NULL));
    return text.text ? strbuf_take(&text) : xstrdup("");
}

/* What was keyed, but for where it came from. */
static char *contents(struct store *store)
{
    return rows_of(store, "SELECT serial, pass, channel, keyer, hex(answers) FROM entry UNION ALL"
                          " SELECT serial, pass, cell, value, 'text' FROM entry_text UNION ALL"
                          " SELECT serial, number, state, reason, 'event' FROM event ORDER BY 1, 2, 3");
}

/* --- ballots by value -------------------------------------------------------------------------- */

/* A ballot as a person writes it; cells NULL where nothing is. */
struct written {
    const char *keyer, *channel, *state, *reason;
    const char *cells[N_CELLS];
};

static const struct written ballots[] = {
    {.keyer = "an", .cells = {"A", "B", "C", NULL, "B", "A", "3", "tốt"}},
    {.keyer = "an", .cells = {"Tốt", "2", "kém", NULL, "(C) Kém", "c", "1998.00", "Nói \"được\", làm được"}},
    {.keyer = "Bình", .channel = "online", .cells = {"?", "*", NULL, NULL, NULL, "A", "1.234,5", NULL}},
    {.keyer = "Bình", .cells = {[NUMBER] = "?", [WORDS] = "*"}},
    {.keyer = "Bình"},
    {.state = "refused", .reason = "không muốn"},
    {.keyer = "an", .state = "returned", .cells = {[U2Q1] = "B", [NUMBER] = "0.50"}},
    {.keyer = "an", .cells = {"A", "A", "A", NULL, "A", "A", "7"}}, /* alike, but only five */
};
#define N_BALLOTS (sizeof ballots / sizeof *ballots)

/* What they must come to, by hand: A is 1, ? 254, * 255, what is not asked 253; a number or words are 1 and stand
 * apart. */
static const char *const want[N_BALLOTS] = {
    "|1|6|3|text\n|1|7|tốt|text\n|1|paper|an|010203FD02010101\n",
    "|1|6|1998|text\n|1|7|Nói \"được\", làm được|text\n|1|paper|an|010203FD03030101\n",
    "|1|6|1234.5|text\n|1|online|Bình|FEFF00FD00010100\n",
    "|1|paper|Bình|000000FD0000FEFF\n",
    "|1|paper|Bình|000000FD00000000\n",
    "|1|refused|không muốn|event\n",
    "|1|6|0.5|text\n|1|paper|an|000002FD00000100\n|1|returned||event\n",
    "|1|6|7|text\n|1|paper|an|010101FD01010100\n",
};

static char *wanted(void)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < N_BALLOTS; i++)
        for (const char *p = want[i]; *p; p += strcspn(p, "\n") + 1)
            strbuf_addf(&text, "%lld%.*s\n", (long long)serial_of(i), (int)strcspn(p, "\n"), p);
    return strbuf_take(&text);
}

/* A cell of CSV. */
static const char *csv(const char *text, char out[200])
{
    size_t n = 0;
    out[n++] = '"';
    for (const char *p = text ? text : ""; *p; p++) {
        if (*p == '"')
            out[n++] = '"';
        out[n++] = *p;
    }
    memcpy(out + n, "\"", 2);
    return out;
}

static void write_fields(FILE *f, size_t i)
{
    const struct written *b = &ballots[i];
    char keyer[200], channel[200], state[200], reason[200];
    fprintf(f, "%lld,%s,%s,%s,%s", (long long)serial_of(i), csv(b->keyer, keyer), csv(b->channel, channel),
            csv(b->state, state), csv(b->reason, reason));
}

static void write_ballots(FILE *f)
{
    char text[200];
    fputs("serial,keyer,channel,state,reason", f);
    for (size_t c = 0; c < N_CELLS; c++)
        if (c != U2Q2)
            fprintf(f, ",%s", cell_names[c]);
    for (size_t i = 0; i < N_BALLOTS; i++) {
        fputc('\n', f);
        write_fields(f, i);
        for (size_t c = 0; c < N_CELLS; c++)
            if (c != U2Q2)
                fprintf(f, ",%s", csv(ballots[i].cells[c], text));
    }
}

static void write_units(FILE *f)
{
    char text[200];
    fputs("serial,keyer,channel,state,reason,unit,Q1,Q2,N,T", f);
    for (int u = 2; u >= 0; u--)
        for (size_t i = 0; i < N_BALLOTS; i++) {
            fputc('\n', f);
            write_fields(f, i);
            fprintf(f, ",U%d", u + 1);
            for (int q = 0; q < 2; q++)
                fprintf(f, ",%s", csv(ballots[i].cells[2 * u + q], text));
            for (size_t c = NUMBER; c < N_CELLS; c++)
                fprintf(f, ",%s", u ? "" : csv(ballots[i].cells[c], text));
        }
}

static void write_answers(FILE *f)
{
    char text[200];
    fputs("serial,keyer,channel,state,reason,unit,question,answer", f);
    for (size_t i = 0; i < N_BALLOTS; i++) {
        fputc('\n', f);
        write_fields(f, i);
        fputs(",,,", f);
        for (size_t c = 0; c < N_CELLS; c++) {
            if (!ballots[i].cells[c])
                continue;
            fputc('\n', f);
            write_fields(f, i);
            if (c < NUMBER)
                fprintf(f, ",U%zu,Q%zu,%s", c / 2 + 1, c % 2 + 1, csv(ballots[i].cells[c], text));
            else
                fprintf(f, ",,%s,%s", cell_names[c], csv(ballots[i].cells[c], text));
        }
    }
}

/* Offer the ballot BALLOT as a person wrote it. */
static enum taking offer(struct intake *intake, size_t ballot, int pass, const struct written *b, struct issues *issues)
{
    struct error err = {0};
    struct entry e;
    struct place place = {"web", "lan01", ballot + 1, 0};
    char serial[SERIAL_TEXT];
    size_t found;
    cr_assert(intake_register(intake, &err), "%s", err.text);
    if (!intake_find(intake, serial_format(serial_of(ballot), serial), place, issues, &found))
        return REFUSED;
    intake_entry(intake, found, pass, &e);
    e.place = place;
    e.source = 1;
    e.could_say_keyer = true;
    e.keyer = b->keyer ? intake_keyer(intake, b->keyer) : NONE;
    e.says_keyer = b->keyer != NULL;
    e.channel = b->channel ? CHANNEL_ONLINE : CHANNEL_PAPER;
    e.says_channel = b->channel != NULL;
    e.state = b->state ? custody_find(b->state) : N_CUSTODY;
    e.reason = b->reason;
    for (size_t c = 0; c < N_CELLS; c++)
        if (b->cells[c]) {
            place.column = c + 1;
            cell_take(intake, &e, c, b->cells[c], strlen(b->cells[c]), place, issues);
        }
    enum taking taking = intake_take(intake, &e, issues, &err);
    cr_assert_eq(err.code, E_NONE, "%s", err.text);
    return taking;
}

/* Offer it in a batch of its own, as keying PASS by KEYER; CODE is the fault that refuses it, NULL where it is taken.
 */
static void offer_alone(struct intake *intake, size_t ballot, int pass, const char *keyer, const char *code)
{
    const struct written b = {.keyer = keyer, .cells = {"A", "B"}};
    struct error err = {0};
    struct issues *issues = issues_new();
    cr_assert(intake_begin(intake, "key", false, &tester, &err), "%s", err.text);
    enum taking taking = offer(intake, ballot, pass, &b, issues);
    cr_assert_eq(taking, code ? REFUSED : TAKEN, "pass %d by %s", pass, keyer);
    cr_assert(code ? issues_count_code(issues, code) == 1 : issues_count(issues, FAULT) == 0, "pass %d by %s", pass,
              keyer);
    if (code)
        intake_abandon(intake);
    else
        cr_assert(intake_commit(intake, "1", issues, NULL, &err), "%s", err.text);
    issues_free(issues);
}

static int64_t n_rows(struct store *store, const char *table)
{
    return store_count(store, table);
}

/* --- the same as from a file ----------------------------------------------------------------------- */

Test(intake, takes_a_ballot_by_value_as_from_a_file_of_any_layout)
{
    void (*const layouts[])(FILE *) = {write_ballots, write_units, write_answers};
    char *expected = wanted();
    for (int layout = -1; layout < 3; layout++) {
        char path[64], file[] = "/tmp/dtxhh-file-XXXXXX";
        struct store *store = issued_round(path, "fault", N_BALLOTS);
        struct error err = {0};
        struct issues *issues = issues_new();
        if (layout < 0) {
            struct intake *intake = intake_open(store, &err);
            cr_assert(intake && intake_begin(intake, "key", false, &tester, &err), "%s", err.text);
            for (size_t i = N_BALLOTS; i-- > 0;)
                cr_assert_eq(offer(intake, i, 1, &ballots[i], issues), ballots[i].keyer ? TAKEN : NOTED, "%zu", i);
            cr_assert_eq(intake_taken(intake)->entries, N_BALLOTS - 1);
            cr_assert_eq(intake_taken(intake)->events, 2);
            cr_assert(intake_commit(intake, "8", issues, NULL, &err), "%s", err.text);
            intake_close(intake);
        } else {
            int fd = mkstemp(file);
            FILE *f = fdopen(fd, "w");
            layouts[layout](f);
            fclose(f);
            struct ballot_import result;
            bool ok = ballots_import(store, (const char *[]){file}, 1, &(struct ballot_options){.pass = 1}, &tester,
                                     &result, issues, &err);
            if (!ok)
                issues_print(issues, stderr);
            cr_assert(ok, "layout %d: %s", layout, err.text);
            unlink(file);
        }
        char *is = contents(store);
        cr_assert_str_eq(is, expected, "layout %d", layout);
        free(is);
        issues_free(issues);
        close_round(store, path);
    }
    free(expected);
}

Test(intake, names_what_is_wrong_with_a_ballot_by_value)
{
    static const struct {
        struct written ballot;
        const char *code;
        size_t column;
    } cases[] = {
        {{.keyer = "an", .cells = {"A", "F"}}, "F411", 2},
        {{.keyer = "an", .cells = {[U2Q2] = "A"}}, "F416", 4},
        {{.keyer = "an", .cells = {[NUMBER] = "ba"}}, "F411", 7},
        {{.keyer = "an", .cells = {[NUMBER] = "1.500"}}, "F122", 7},
        {{.state = "refused", .cells = {"A"}}, "F419", 0},
    };
    char path[64];
    struct store *store = issued_round(path, "fault", 2);
    struct error err = {0};
    struct intake *intake = intake_open(store, &err);
    cr_assert(intake && intake_begin(intake, "key", false, &tester, &err), "%s", err.text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct issues *issues = issues_new();
        cr_assert_eq(offer(intake, 0, 1, &cases[i].ballot, issues), REFUSED, "%zu", i);
        cr_assert_eq(issues_kept(issues), 1, "%zu", i);
        const struct issue *issue = issues_get(issues, 0);
        cr_assert_str_eq(issue->code, cases[i].code);
        cr_assert_str_eq(issue->place.sheet, "lan01");
        cr_assert_eq(issue->place.column, cases[i].column);
        issues_free(issues);
    }
    /* Serials: none, of no ballot, void. */
    struct issues *issues = issues_new();
    struct place place = {"web", NULL, 1, 0};
    char serial[SERIAL_TEXT];
    size_t ballot;
    cr_assert_not(intake_find(intake, "", place, issues, &ballot));
    cr_assert_not(intake_find(intake, "12345678901", place, issues, &ballot));
    cr_assert_eq(issues_count_code(issues, "F403"), 2);
    cr_assert_not(intake_find(intake, serial_format(serial_of(5), serial), place, issues, &ballot));
    cr_assert_eq(issues_count_code(issues, "F404"), 1);
    cr_assert_eq(offer(intake, 1, 1, &(struct written){.state = "void"}, issues), NOTED);
    cr_assert_not(intake_find(intake, serial_format(serial_of(1), serial), place, issues, &ballot));
    cr_assert_eq(issues_count_code(issues, "F405"), 1);
    cr_assert_eq(offer(intake, 0, 1, &(struct written){0}, issues), PASSED_OVER);
    /* Of what was refused nothing is written. */
    cr_assert(intake_commit(intake, "1", issues, NULL, &err), "%s", err.text);
    cr_assert_eq(n_rows(store, "entry") + n_rows(store, "entry_text"), 0);
    cr_assert_eq(n_rows(store, "event"), 1);
    issues_free(issues);
    intake_close(intake);
    close_round(store, path);
}

/* --- one batch after another ------------------------------------------------------------------------ */

Test(intake, a_ballot_that_was_refused_leaves_no_mark)
{
    char path[64];
    struct store *store = issued_round(path, "fault", 2);
    struct error err = {0};
    struct intake *intake = intake_open(store, &err);
    cr_assert(intake, "%s", err.text);
    offer_alone(intake, 0, 2, "an", "F414");
    offer_alone(intake, 0, 1, "an", NULL);
    offer_alone(intake, 0, 1, "bình", "F413");
    offer_alone(intake, 0, 2, "an", "F415");
    offer_alone(intake, 0, 2, "bình", NULL);
    offer_alone(intake, 0, 3, "an", "F415");
    offer_alone(intake, 0, 3, "bình", "F415");
    offer_alone(intake, 0, 3, "chi", NULL);
    offer_alone(intake, 0, 3, "dung", "F413");
    /* The same within one batch, in which nothing is written yet. */
    struct issues *issues = issues_new();
    const struct written off = {.keyer = "an", .cells = {"A", "X", [NUMBER] = "5"}},
                         an = {.keyer = "an", .cells = {"A", [NUMBER] = "3"}},
                         binh = {.keyer = "bình", .cells = {"B", [NUMBER] = "4"}};
    cr_assert(intake_begin(intake, "key", false, &tester, &err), "%s", err.text);
    cr_assert_eq(offer(intake, 1, 1, &off, issues), REFUSED);
    cr_assert_eq(offer(intake, 1, 1, &an, issues), TAKEN);
    cr_assert_eq(offer(intake, 1, 1, &binh, issues), REFUSED);
    cr_assert_eq(issues_count_code(issues, "F412"), 1);
    cr_assert_eq(offer(intake, 1, 2, &an, issues), REFUSED);
    cr_assert_eq(issues_count_code(issues, "F415"), 1);
    cr_assert_eq(offer(intake, 1, 2, &binh, issues), TAKEN);
    cr_assert_eq(offer(intake, 1, 3, &binh, issues), REFUSED);
    cr_assert_eq(issues_count_code(issues, "F415"), 2);
    cr_assert(intake_commit(intake, "2", issues, NULL, &err), "%s", err.text);
    char *is = rows_of(store, "SELECT e.serial, e.pass, e.keyer, hex(e.answers), (SELECT group_concat(value) FROM"
                              " entry_text t WHERE t.serial = e.serial AND t.pass = e.pass) FROM entry e"),
         *expected = xasprintf("%1$lld|1|an|010200FD00000000|\n%1$lld|2|bình|010200FD00000000|\n"
                               "%1$lld|3|chi|0102FDFDFDFDFDFD|\n"
                               "%2$lld|1|an|010000FD00000100|3\n%2$lld|2|bình|020000FD00000100|4\n",
                               (long long)serial_of(0), (long long)serial_of(1));
    cr_assert_str_eq(is, expected);
    free(is);
    free(expected);
    issues_free(issues);
    intake_close(intake);
    close_round(store, path);
}

Test(intake, an_abandoned_batch_leaves_nothing)
{
    const struct written entry = {.keyer = "an", .cells = {"A", [WORDS] = "tốt"}}, gone = {.state = "void"};
    const struct actor dry = {.who = "tester", .dry_run = true};
    char path[64];
    struct store *store = issued_round(path, "first", 2);
    struct error err = {0};
    struct intake *intake = intake_open(store, &err);
    cr_assert(intake, "%s", err.text);
    for (int way = 0; way < 3; way++) { /* abandoned, a dry run, a whole batch */
        struct issues *issues = issues_new();
        char *before = rows_of(store, "SELECT number, hash FROM head");
        cr_assert(intake_begin(intake, "key", way == 2, way == 1 ? &dry : &tester, &err), "%s", err.text);
        cr_assert_eq(offer(intake, 0, 1, &entry, issues), TAKEN);
        cr_assert_eq(offer(intake, 1, 1, &gone, issues), NOTED);
        if (way == 1)
            cr_assert(intake_commit(intake, "2", issues, NULL, &err), "%s", err.text);
        else
            intake_abandon(intake);
        char *after = rows_of(store, "SELECT number, hash FROM head"), *is = contents(store);
        cr_assert_str_eq(before, after);
        cr_assert_str_eq(is, "");
        cr_assert_eq(issues_count(issues, FAULT), 0, "%d", way);
        issues_free(issues);
        free(before);
        free(after);
        free(is);
    }
    /* Both may come again: the first for the first time, and neither is void. */
    offer_alone(intake, 0, 2, "bình", "F414");
    offer_alone(intake, 0, 1, "bình", NULL);
    offer_alone(intake, 1, 1, "bình", NULL);
    intake_close(intake);
    close_round(store, path);
}

Test(intake, a_batch_begins_where_the_one_before_ended)
{
    static const char *const states[] = {"printed", "returned", "verified"};
    char path[64];
    struct store *store = issued_round(path, "first", 3);
    struct error err = {0};
    struct intake *intake = intake_open(store, &err);
    cr_assert(intake, "%s", err.text);
    for (int batch = 0; batch < 2; batch++) {
        struct issues *issues = issues_new();
        struct receipt receipt;
        cr_assert(intake_begin(intake, "key", false, &tester, &err), "%s", err.text);
        /* Events of one ballot count on, within a batch too. */
        for (int i = 0; i < 3; i++)
            cr_assert_eq(offer(intake, 2, 1, &(struct written){.state = states[i]}, issues), NOTED);
        cr_assert_eq(offer(intake, 0, 1, &(struct written){.keyer = "an", .cells = {"A"}}, issues),
                     batch ? REPEATED : TAKEN);
        if (batch) /* keyed by another it is no repetition */
            cr_assert_eq(offer(intake, 0, 1, &(struct written){.keyer = "chi", .cells = {"A"}}, issues), REFUSED);
        cr_assert_eq(issues_count_code(issues, "F413"), (size_t)batch);
        /* … and a ballot may come by another channel, in the same batch as the first or later. */
        cr_assert_eq(offer(intake, batch ? 0 : 1, 1, &(struct written){.channel = "online", .cells = {"B"}}, issues),
                     TAKEN);
        if (!batch)
            cr_assert_eq(offer(intake, 1, 1, &(struct written){.keyer = "an", .cells = {"B", "B"}}, issues), TAKEN);
        cr_assert_eq(intake_taken(intake)->other_channel, 1);
        cr_assert(intake_commit(intake, batch ? "một" : "hai", issues, &receipt, &err), "%s", err.text);
        cr_assert_eq(issues_count_code(issues, "W404"), 1);
        char *line = rows_of(store, "SELECT number, hash, detail FROM log ORDER BY number DESC LIMIT 1"),
             *expected =
                 xasprintf("%lld|%s|%s\n", (long long)receipt.run, receipt.hash, batch ? "một; W404 1" : "hai; W404 1");
        cr_assert_str_eq(line, expected);
        cr_assert_eq(receipt.run, 3 + batch);
        free(line);
        free(expected);
        issues_free(issues);
    }
    char *events = rows_of(store, "SELECT group_concat(number || state) FROM event");
    cr_assert_str_eq(events, "1printed,2returned,3verified,4printed,5returned,6verified\n");
    char *passes = rows_of(store, "SELECT group_concat(pass || channel) FROM entry GROUP BY serial");
    cr_assert_str_eq(passes, "1paper,4online\n1online,4paper\n");
    free(events);
    free(passes);
    intake_close(intake);
    close_round(store, path);
}

Test(intake, reads_again_what_another_process_wrote)
{
    char path[64];
    struct store *store = issued_round(path, "fault", 3);
    struct error err = {0};
    struct store *other = store_open(path, STORE_WRITE, &err);
    cr_assert(other, "%s", err.text);
    struct intake *intake = intake_open(store, &err), *theirs = intake_open(other, &err);
    cr_assert(intake && theirs, "%s", err.text);
    offer_alone(intake, 0, 1, "an", NULL);
    offer_alone(theirs, 0, 1, "bình", "F413");
    offer_alone(theirs, 0, 2, "bình", NULL);
    offer_alone(theirs, 1, 1, "bình", NULL);
    struct issues *issues = issues_new();
    cr_assert(intake_begin(theirs, "key", false, &tester, &err), "%s", err.text);
    cr_assert_eq(offer(theirs, 2, 1, &(struct written){.state = "void"}, issues), NOTED);
    cr_assert(intake_commit(theirs, "1", issues, NULL, &err), "%s", err.text);
    issue(other, 3, 5);
    offer_alone(intake, 0, 2, "chi", "F413");
    offer_alone(intake, 1, 1, "an", "F413");
    offer_alone(intake, 2, 1, "an", "F405");
    offer_alone(intake, 4, 1, "an", NULL);
    /* What this process wrote by itself through the same handle too. */
    issue(store, 5, 6);
    offer_alone(intake, 5, 1, "an", NULL);
    issues_free(issues);
    intake_close(intake);
    intake_close(theirs);
    store_close(other);
    close_round(store, path);
}

/* Even where the log tells nothing of it. */
Test(intake, reads_again_what_somebody_wrote_past_the_log)
{
    char path[64];
    struct store *store = issued_round(path, "fault", 1);
    struct error err = {0};
    struct store *other = store_open(path, STORE_WRITE, &err);
    struct intake *intake = intake_open(store, &err);
    cr_assert(other && intake && intake_register(intake, &err), "%s", err.text);
    char *sql = xasprintf("INSERT INTO event VALUES (%lld, 1, 'void', NULL, 2)", (long long)serial_of(0));
    cr_assert(store_run(other, sql, &err), "%s", err.text);
    offer_alone(intake, 0, 1, "an", "F405");
    free(sql);
    intake_close(intake);
    store_close(other);
    store_close(store);
    unlink(path);
}

/* A file is taken as a whole: a refused ballot is remembered, and named when it comes again. */
Test(intake, a_whole_batch_remembers_what_it_refused)
{
    const struct written off = {.state = "refused", .cells = {"A"}}, good = {.keyer = "an", .cells = {"A"}};
    char path[64];
    struct store *store = issued_round(path, "fault", 1);
    struct error err = {0};
    struct intake *intake = intake_open(store, &err);
    struct issues *issues = issues_new();
    cr_assert(intake && intake_begin(intake, "import", true, &tester, &err), "%s", err.text);
    cr_assert_eq(offer(intake, 0, 1, &off, issues), REFUSED);
    cr_assert_eq(offer(intake, 0, 1, &good, issues), REFUSED);
    cr_assert_eq(issues_count_code(issues, "F412"), 1);
    intake_close(intake);
    issues_free(issues);
    close_round(store, path);
}
