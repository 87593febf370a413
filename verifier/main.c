/* dtxhh-verify - a second opinion on a round, which shares nothing with the program that made it.
 *
 * What is checked and how is docs/verification.md's, from which anyone may write another.  Status: 0 where nothing is
 * wrong, 1 where something is, 2 for the command line, 3 where the file cannot be read. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "file.h"

#define APPLICATION_ID 0x44545848
#define SCHEMA_VERSION 12

static const char usage[] =
    "dùng: dtxhh-verify [--head MÃ_BĂM] [--csv] TỆP\n"
    "Kiểm tra một đợt điều tra (.dtxhh) bằng chương trình riêng; cách làm ở docs/verification.md.\n"
    "  --head MÃ_BĂM  mã băm của nhật ký đã ghi lại từ trước, 64 chữ số thập lục phân, có hoặc không có hai chữ số "
    "kiểm tra\n"
    "  --csv          in bảng mark,check,compared,faults,what,places\n"
    "Kết quả: 0 không có gì sai, 1 có chỗ sai, 2 câu lệnh sai, 3 không đọc được tệp.\n";

static const char *const mark_words[] = {"ĐÚNG", "SAI", "KHÔNG NÓI ĐƯỢC", "KHÔNG KIỂM Ở ĐÂY"};
static const char *const mark_names[] = {"holds", "fails", "unsaid", "unchecked"};

/* T without what steers a terminal; of CSV with quotes doubled. */
static void print_plain(const char *t, bool csv)
{
    for (const unsigned char *p = (const unsigned char *)t; *p; p++) {
        if (*p < 32 || *p == 127 || (*p == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0))
            fputc('?', stdout);
        else if (csv && *p == '"')
            fputs("\"\"", stdout);
        else
            fputc(*p, stdout);
        p += *p == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0;
    }
}

static void print_check(struct file *f, const struct check *c, bool csv)
{
    const char *places = c->places ? c->places : "";
    if (c->n_faults > PLACES_SAID)
        places = words(f, "%s; và %zu chỗ nữa", places, c->n_faults - PLACES_SAID);
    if (c->note)
        places = words(f, "%s%s(%s)", places, *places ? " " : "", c->note);
    if (csv) {
        printf("%s,%s,%zu,%zu,\"", mark_names[c->mark], c->code, c->n, c->n_faults);
        print_plain(c->what, true);
        fputs("\",\"", stdout);
        print_plain(places, true);
        fputs("\"\n", stdout);
        return;
    }
    printf("%s: %s ", mark_words[c->mark], c->code);
    print_plain(c->what, false);
    if (c->mark != UNCHECKED)
        printf(": %zu %s", c->n, c->unit);
    if (c->n_faults)
        printf(", sai %zu", c->n_faults);
    fputs(*places ? ": " : "", stdout);
    print_plain(places, false);
    fputc('\n', stdout);
}

/* 64 hexadecimal digits in any case as HEAD, alone or with two check digits behind them that fit (ISO/IEC 7064 MOD
 * 97-10 of the number they are); blanks, hyphens, points, slashes do not matter.  False for anything else. */
static bool read_head(const char *t, char head[HEX])
{
    size_t n = 0;
    unsigned rest = 0;
    for (; *t; t++) {
        if (strchr(" -./\t\r\n", *t))
            continue;
        char c = *t >= 'A' && *t <= 'F' ? (char)(*t - 'A' + 'a') : *t;
        const char *digits = "0123456789abcdef", *digit = strchr(digits, c);
        if (!digit || n == HEX + 1 || (n >= HEX - 1 && digit - digits > 9))
            return false;
        rest = (rest * (n < HEX - 1 ? 16 : 10) + (unsigned)(digit - digits)) % 97;
        if (n < HEX - 1)
            head[n] = c;
        n++;
    }
    head[HEX - 1] = '\0';
    return n == HEX - 1 || (n == HEX + 1 && rest == 1);
}

/* The file itself: nothing behind its pages, and every page where it belongs. */
void file_check(struct file *f)
{
    struct check *c = check_new(f, "A1", "tệp chỉ gồm các trang của nó, đọc được hết", "byte");
    struct stat info;
    int64_t pages = number_of(f, "PRAGMA page_count", 0), page = number_of(f, "PRAGMA page_size", 0);
    sqlite3_stmt *q = ask(f, "PRAGMA integrity_check(100000)");
    while (next(f, q))
        if (strcmp(text(q, 0), "ok") != 0 && strncmp(text(q, 0), "NULL value in", 13) != 0) /* 3.40 says it of none */
            tell(f, c, "fault", "%s", text(q, 0));
    c->n = stat(f->path, &info) == 0 ? (size_t)info.st_size : 0;
    if ((int64_t)c->n != pages * page)
        tell(f, c, "fault", "%lld trang × %lld byte", (long long)pages, (long long)page);
}

static bool fail(const char *path, const char *why)
{
    fprintf(stderr, "dtxhh-verify: không đọc được \"%s\": %s\n", path, why);
    return false;
}

static bool file_open(struct file *f)
{
    if (sqlite3_open_v2(f->path, &f->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return fail(f->path, sqlite3_errmsg(f->db));
    sqlite3_db_config(f->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_busy_timeout(f->db, 10000);
    int64_t id = number_of(f, "PRAGMA application_id", -1), version = number_of(f, "PRAGMA user_version", -1);
    if (f->error)
        return fail(f->path, f->error);
    if (id != APPLICATION_ID)
        return fail(f->path, "không phải tệp của một đợt điều tra");
    if (version != SCHEMA_VERSION)
        return fail(f->path, version < SCHEMA_VERSION ? "lược đồ cũ, cần `dtxhh upgrade` trước"
                                                      : "lược đồ mới hơn chương trình này");
    if (sqlite3_exec(f->db, "PRAGMA temp_store = MEMORY; BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return fail(f->path, sqlite3_errmsg(f->db));
    sqlite3_stmt *q = ask(f, "SELECT salt FROM secret ORDER BY one DESC");
    f->evidence = true;
    for (; next(f, q); f->secrets++)
        if (sqlite3_column_bytes(q, 0) == (int)sizeof f->secret) {
            memcpy(f->secret, sqlite3_column_blob(q, 0), sizeof f->secret);
            f->evidence = false;
        }
    f->error = NULL; /* evidence may be without that table */
    return functions_add(f) || fail(f->path, sqlite3_errmsg(f->db));
}

/* --- going through checks.sql ---------------------------------------------------------------------------------- */

extern const char checks_sql[];

/* The word behind a bar of a directive, or up to the end of its line. */
static char *piece(struct file *f, const char **p)
{
    *p += strspn(*p, " |");
    size_t n = strcspn(*p, "|\n");
    char *t = words(f, "%.*s", (int)n, *p);
    for (*p += n; n && t[n - 1] == ' ';)
        t[--n] = '\0';
    return t;
}

/* One statement at *P, whose rows tell of C; false behind `stop`. */
static bool run_statement(struct file *f, struct check *c, const char **p)
{
    const char *end = strstr(*p, ";\n"), *from = *p;
    sqlite3_stmt *q = NULL;
    bool on = true;
    if (sqlite3_prepare_v2(f->db, *p, -1, &q, p) != SQLITE_OK) {
        f->error = f->error ? f->error : words(f, "%s (%.60s…)", sqlite3_errmsg(f->db), from);
        *p = end ? end + 1 : from + strlen(from);
        return true;
    }
    while (next(f, q))
        if (c) {
            tell(f, c, text(q, 0), "%s", text(q, 1));
            on = on && strcmp(text(q, 0), "stop") != 0;
        }
    return on;
}

static void call(struct file *f, const char *name)
{
    static const struct {
        const char *name;
        void (*function)(struct file *);
    } calls[] = {{"file", file_check},
                 {"schema", schema_check},
                 {"tables", tables_digest},
                 {"ballots", ballots_read},
                 {"draw", draw_check}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (!strcmp(calls[i].name, name))
            calls[i].function(f);
}

static void check_all(struct file *f, const char *head)
{
    struct check *c = NULL;
    const char *each = NULL; /* statements that are run once for each level, from the deepest up */
    bool on = true;
    sqlite3_stmt *q = ask(f, words(f, "CREATE TEMP TABLE known AS SELECT nullif('%s', '') AS hash, %d AS secrets",
                                   head ? head : "", f->secrets));
    next(f, q);
    for (const char *p = checks_sql;;) {
        p += strspn(p, " \n");
        if (!*p || !strncmp(p, "--! ", 4)) {
            if (each && number_of(f, "SELECT level FROM at", 0) > 1) {
                sqlite3_exec(f->db, "UPDATE at SET level = level - 1", NULL, NULL, NULL);
                p = each;
                continue;
            }
            if (!*p || f->strange)
                break;
            p += 4;
            const char *kind = words(f, "%.*s", (int)strcspn(p, " \n"), p);
            p += strlen(kind);
            each = !strcmp(kind, "each") ? p + strcspn(p, "\n") : NULL;
            on = true;
            c = NULL;
            if (!strcmp(kind, "check")) {
                const char *code = piece(f, &p), *what = piece(f, &p);
                c = check_new(f, code, what, piece(f, &p));
            } else if (!strcmp(kind, "call")) {
                call(f, piece(f, &p));
            }
            if (each)
                sqlite3_exec(f->db, "UPDATE at SET level = level - 1", NULL, NULL, NULL);
            p += strcspn(p, "\n");
        } else if (!strncmp(p, "--", 2)) {
            p += strcspn(p, "\n");
        } else if (on) {
            on = run_statement(f, c, &p);
        } else { /* the rest of a check that was stopped; a statement ends at the end of a line */
            p = strstr(p, ";\n") ? strstr(p, ";\n") + 2 : p + strlen(p);
        }
    }
    if (f->error)
        tell(f, &f->checks[0], "fault", "%s", f->error);
}

int main(int n, char **words)
{
    struct file f = {0};
    char head[HEX] = "";
    bool csv = false;
    for (int i = 1; i < n; i++) {
        if (!strcmp(words[i], "--help")) {
            fputs(usage, stdout);
            return 0;
        } else if (!strcmp(words[i], "--csv")) {
            csv = true;
        } else if (!strcmp(words[i], "--head") && i + 1 < n) {
            if (!read_head(words[++i], head)) {
                fprintf(stderr,
                        "dtxhh-verify: --head cần 64 chữ số thập lục phân, hai chữ số kiểm tra nếu có phải khớp (chép "
                        "sai?); ở đây là \"%s\"\n",
                        words[i]);
                return 2;
            }
        } else if (words[i][0] == '-' || f.path) {
            fprintf(stderr, "dtxhh-verify: không hiểu \"%s\"\n%s", words[i], usage);
            return 2;
        } else {
            f.path = words[i];
        }
    }
    if (!f.path) {
        fputs(usage, stderr);
        return 2;
    }
    if (sodium_init() < 0 || !file_open(&f)) {
        let_go(&f);
        sqlite3_close_v2(f.db);
        return 3;
    }
    check_all(&f, *head ? head : NULL);
    size_t count[4] = {0};
    if (csv)
        puts("mark,check,compared,faults,what,places");
    for (size_t i = 0; i < f.n_checks; i++) {
        print_check(&f, &f.checks[i], csv);
        count[f.checks[i].mark]++;
    }
    if (!csv)
        printf("%s: %zu đúng, %zu sai, %zu không nói được, %zu không kiểm ở đây\n",
               f.evidence ? "tệp chứng cứ" : "tệp của đợt", count[HOLDS], count[FAILS], count[UNSAID],
               count[UNCHECKED]);
    let_go(&f);
    sqlite3_close_v2(f.db);
    if (fflush(stdout) != 0) {
        fputs("dtxhh-verify: không in được kết quả\n", stderr);
        return 3;
    }
    return count[FAILS] > 0;
}
