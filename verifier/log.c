#include "log.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_COLUMNS 64

/* --- texts of rows ------------------------------------------------------------------------------ */

struct buffer {
    struct file *f;
    char *bytes;
    size_t n, room;
};

static void put(struct buffer *b, const void *bytes, size_t n)
{
    if (b->n + n > b->room) {
        size_t room = 2 * (b->n + n) + 256;
        char *larger = keep(b->f, room);
        if (b->n)
            memcpy(larger, b->bytes, b->n);
        b->bytes = larger;
        b->room = room;
    }
    if (n)
        memcpy(b->bytes + b->n, bytes, n);
    b->n += n;
}

static void put_text(struct buffer *b, const char *t)
{
    put(b, t, strlen(t));
}

static void put_quoted(struct buffer *b, const char *bytes, size_t n)
{
    put_text(b, "'");
    for (size_t i = 0; i < n; i++)
        put(b, bytes[i] == '\'' ? "''" : bytes + i, bytes[i] == '\'' ? 2 : 1);
    put_text(b, "'");
}

static void put_blob(struct buffer *b, const uint8_t *bytes, size_t n)
{
    char two[3];
    put_text(b, "X'");
    for (size_t i = 0; i < n; i++) {
        snprintf(two, sizeof two, "%02X", bytes[i]);
        put(b, two, 2);
    }
    put_text(b, "'");
}

/* Column I of the current row as it goes into a digest. */
static void put_value(struct buffer *b, sqlite3_stmt *q, int i)
{
    switch (sqlite3_column_type(q, i)) {
    case SQLITE_INTEGER:
        put_text(b, text(q, i));
        break;
    case SQLITE_FLOAT: {
        double value = sqlite3_column_double(q, i);
        uint64_t bits = 0;
        uint8_t bytes[8];
        if (value != 0)
            memcpy(&bits, &value, sizeof bits);
        for (int k = 7; k >= 0; k--, bits >>= 8)
            bytes[k] = (uint8_t)(bits & 255);
        put_blob(b, bytes, sizeof bytes);
        break;
    }
    case SQLITE_TEXT: {
        const char *t = text(q, i);
        put_quoted(b, t, (size_t)sqlite3_column_bytes(q, i));
        break;
    }
    case SQLITE_BLOB: {
        const uint8_t *bytes = sqlite3_column_blob(q, i);
        put_blob(b, bytes, (size_t)sqlite3_column_bytes(q, i));
        break;
    }
    default:
        put_text(b, "NULL");
    }
}

/* --- commitments -------------------------------------------------------------------------------- */

static const struct committed {
    const char *table, *column;
    char letter;
    const char *before; /* whose value and a slash come first */
} committed[] = {
    {"ballot", "serial", 's', NULL},        {"event", "serial", 's', NULL},
    {"entry", "serial", 's', NULL},         {"entry_text", "serial", 's', NULL},
    {"later_entry", "serial", 's', NULL},   {"later_text", "serial", 's', NULL},
    {"withdrawal", "serial", 's', NULL},    {"weight", "serial", 's', NULL},
    {"frame", "id", 'm', "group"},          {"frozen", "id", 'm', "group"},
    {"linkage", "id", 'm', "group"},        {"sample", "id", 'm', "group"},
    {"release", "id", 'm', "group"},        {"release", "replaces", 'm', "group"},
    {"rates", "rater", 'm', NULL},          {"ballot", "member", 'h', "group"},
    {"sample", "ticket", 't', NULL},        {"linkage", "key", 'k', NULL},
    {"event", "reason", 'w', "serial"},     {"withdrawal", "reason", 'w', "serial"},
    {"entry_text", "value", 'w', "serial"}, {"later_text", "value", 'w', "serial"},
};

static bool is_commitment(const char *t, size_t n)
{
    return n == HEX - 1 && strspn(t, "0123456789abcdef") >= n;
}

/* The commitment of VALUE into B, in quotes; of evidence VALUE itself, which is one. */
static void put_commitment(struct buffer *b, char letter, const char *value, size_t n)
{
    char hex[HEX];
    if (b->f->evidence && is_commitment(value, n)) {
        memcpy(hex, value, n);
        hex[n] = '\0';
    } else {
        uint8_t salt[crypto_hash_sha256_BYTES], digest[crypto_hash_sha256_BYTES];
        crypto_hash_sha256_state state;
        crypto_hash_sha256_init(&state);
        crypto_hash_sha256_update(&state, b->f->secret, sizeof b->f->secret);
        crypto_hash_sha256_update(&state, (const uint8_t *)&letter, 1);
        crypto_hash_sha256_update(&state, (const uint8_t *)value, n);
        crypto_hash_sha256_final(&state, salt);
        crypto_hash_sha256_init(&state);
        crypto_hash_sha256_update(&state, salt, 16);
        crypto_hash_sha256_update(&state, (const uint8_t *)value, n);
        crypto_hash_sha256_final(&state, digest);
        sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    }
    put_quoted(b, hex, HEX - 1);
}

/* The same of column I of the current row, behind column BEFORE, if any, and a slash. */
static void put_committed(struct buffer *b, struct buffer *value, sqlite3_stmt *q, char letter, int before, int i)
{
    const char *t = text(q, i);
    size_t n = (size_t)sqlite3_column_bytes(q, i);
    value->n = 0;
    if (before >= 0 && !(b->f->evidence && is_commitment(t, n))) {
        put_text(value, text(q, before));
        put_text(value, "/");
        t = text(q, i);
    }
    put(value, t, n);
    put_commitment(b, letter, value->bytes, value->n);
}

/* --- the chain ---------------------------------------------------------------------------------- */

enum part { NUMBER, FORM, TIME, LOGIN, WHO, PROGRAM, MARK, VERB, REASON, DETAIL, WROTE, READS, HOLDS_, N_PARTS };
static const char sql_lines[] = "SELECT number, form, time, login, who, program, mark, verb, reason, detail, wrote,"
                                " reads, holds, hash FROM log ORDER BY number";

static void line_hash(struct buffer *b, sqlite3_stmt *q, bool old, const char *previous, char hex[HEX])
{
    b->n = 0;
    put_text(b, previous);
    put_text(b, "\n");
    for (int p = 0; p < N_PARTS; p++) {
        if (old && (p == FORM || p == LOGIN || p == PROGRAM || p == MARK || p == HOLDS_))
            continue;
        if (p)
            put_text(b, "|");
        if (!old && (p == REASON || p == DETAIL) && sqlite3_column_type(q, p) != SQLITE_NULL) {
            struct buffer value = {.f = b->f};
            size_t n = (size_t)sqlite3_column_bytes(q, p);
            if (!(b->f->evidence && is_commitment(text(q, p), n))) {
                put_text(&value, text(q, NUMBER));
                put_text(&value, "/");
            }
            put(&value, text(q, p), n);
            put_commitment(b, p == REASON ? 'r' : 'd', value.bytes, value.n);
        } else {
            put_value(b, q, p);
        }
    }
    sha256_hex(b->bytes, b->n, hex);
}

static char *copy(struct file *f, sqlite3_stmt *q, int column)
{
    return words(f, "%s", text(q, column));
}

void log_check(struct file *f, struct log *log, const char *head)
{
    struct check *chain = check_new(f, "B1", "chuỗi mã băm của nhật ký", "dòng"),
                 *end = check_new(f, "B2", "đầu chuỗi là dòng cuối", "dòng"),
                 *known = check_new(f, "B3", "mã băm đã ghi lại có trong nhật ký", "mã băm"),
                 *clock = check_new(f, "B4", "thời gian chỉ đi tới, trừ dòng có ghi", "dòng");
    struct buffer b = {.f = f};
    char previous[HEX] = "0000000000000000000000000000000000000000000000000000000000000000", hex[HEX];
    int64_t seen = 0;
    sqlite3_stmt *q = ask(f, sql_lines);
    *log = (struct log){.first = 1};
    for (size_t i = 0; next(f, q); i++) {
        log->lines = more(f, log->lines, i, sizeof *log->lines);
        struct line *line = &log->lines[i], *before = i ? line - 1 : NULL;
        *line = (struct line){integer(q, NUMBER), integer(q, FORM) == 1, copy(f, q, TIME),  copy(f, q, WHO),
                              copy(f, q, VERB),   copy(f, q, MARK),      copy(f, q, WROTE), copy(f, q, READS),
                              copy(f, q, HOLDS_), copy(f, q, N_PARTS)};
        log->n = i + 1;
        bool hidden = false;
        for (int p = TIME; p <= N_PARTS; p++)
            hidden = hidden || strlen(text(q, p)) != (size_t)sqlite3_column_bytes(q, p);
        line_hash(&b, q, line->old, previous, hex);
        if (line->number != (int64_t)i + 1)
            fault(f, chain, "ở chỗ của dòng %zu có dòng %lld", i + 1, (long long)line->number);
        if (strcmp(hex, line->hash) != 0 || hidden)
            fault(f, chain, "dòng %lld (%s)", (long long)line->number, line_words(f, log, line->number));
        if (before && line->old && !before->old)
            fault(f, chain, "dòng %lld: dạng cũ đứng sau dạng mới", (long long)line->number);
        if (before && !line->old && before->old) {
            log->first = line->number;
            if (!*line->holds)
                fault(f, chain, "dòng %lld: thiếu mã băm của mọi bảng lúc nâng cấp", (long long)line->number);
        }
        if (before && !line->old && strcmp(line->time, before->time) < 0 && !strstr(line->mark, "clock-back"))
            fault(f, clock, "dòng %lld (%s) trước dòng %lld (%s)", (long long)line->number, line->time,
                  (long long)before->number, before->time);
        snprintf(previous, sizeof previous, "%.64s", line->hash);
        seen = head && !strcmp(head, line->hash) ? line->number : seen;
    }
    chain->n = clock->n = log->n;
    q = ask(f, "SELECT number, hash, one FROM head");
    for (; next(f, q); end->n++)
        if (integer(q, 2) != 1 || integer(q, 0) != (log->n ? log->lines[log->n - 1].number : 0) ||
            strcmp(text(q, 1), previous) != 0)
            fault(f, end, "bảng head ghi dòng %s, dòng cuối là %zu", text(q, 0), log->n);
    if (end->n != 1)
        fault(f, end, "bảng head có %zu dòng", end->n);
    if (!log->n)
        fault(f, chain, "nhật ký trống");
    else
        note(f, end, "%s", previous);
    if (!f->evidence && number_of(f, "SELECT count(*) FROM secret", 0) != 1)
        fault(f, chain, "bảng secret không có đúng một dòng");
    known->n = head != NULL;
    if (!head)
        unsaid(f, known,
               "không có --head: tệp khớp với chính nó, nhưng có bị viết lại toàn bộ hay không thì không biết");
    else if (seen)
        note(f, known, "dòng %lld", (long long)seen);
    else
        fault(f, known, "%s không có: các dòng mới nhất đã bị cắt hoặc viết lại", head);
}

const char *line_words(struct file *f, const struct log *log, int64_t number)
{
    for (size_t i = log->n; i-- > 0;)
        if (log->lines[i].number == number)
            return words(f, "%s, %s, %s", log->lines[i].verb, log->lines[i].time, log->lines[i].who);
    return "không có trong nhật ký";
}

/* What LIST, a line per table, says of TABLE behind its name; "" where it says nothing. */
static const char *said(struct file *f, const char *list, const char *table)
{
    size_t n = strlen(table);
    for (const char *p = list; *p;) {
        size_t length = strcspn(p, "\n");
        if (length > n && !strncmp(p, table, n) && p[n] == ' ')
            return words(f, "%.*s", (int)(length - n - 1), p + n + 1);
        p += length + (p[length] == '\n');
    }
    return "";
}

int64_t log_newest(const struct log *log, const char *table)
{
    struct file scratch = {0};
    int64_t number = 0;
    for (size_t i = 0; i < log->n; i++)
        if (*said(&scratch, log->lines[i].wrote, table))
            number = log->lines[i].number;
    let_go(&scratch);
    return number;
}

const char *log_said_before(struct file *f, const struct log *log, const char *table, int64_t number)
{
    for (size_t i = log->n; i-- > 0;) {
        const char *s = said(f, log->lines[i].wrote, table);
        s = *s ? s : said(f, log->lines[i].holds, table);
        if (log->lines[i].number < number && *s)
            return s;
    }
    return NULL;
}

/* --- digests of tables -------------------------------------------------------------------------- */

struct row_hash {
    int64_t run; /* 0 in a table that is replaced */
    uint8_t digest[crypto_hash_sha256_BYTES];
};

static int by_run_and_hash(const void *a, const void *b)
{
    const struct row_hash *x = a, *y = b;
    return x->run != y->run ? (x->run < y->run ? -1 : 1) : memcmp(x->digest, y->digest, sizeof x->digest);
}

static struct row_hash *hash_rows(struct file *f, const char *table, bool grows, size_t *n)
{
    struct buffer row = {.f = f}, value = {.f = f};
    struct row_hash *rows = NULL;
    char letter[MOST_COLUMNS] = {0};
    int before[MOST_COLUMNS], run = -1;
    sqlite3_stmt *q = ask(f, words(f, "SELECT * FROM \"%s\"", table));
    int n_columns = q ? sqlite3_column_count(q) : 0;
    for (int i = 0; i < n_columns && i < MOST_COLUMNS; i++) {
        before[i] = -1;
        if (grows && !strcmp(sqlite3_column_name(q, i), "run"))
            run = i;
        for (size_t c = 0; c < sizeof committed / sizeof *committed; c++) {
            if (strcmp(committed[c].table, table) != 0 || strcmp(committed[c].column, sqlite3_column_name(q, i)) != 0)
                continue;
            letter[i] = committed[c].letter;
            for (int k = 0; committed[c].before && k < n_columns; k++)
                before[i] = !strcmp(committed[c].before, sqlite3_column_name(q, k)) ? k : before[i];
        }
    }
    for (*n = 0; next(f, q); ++*n) {
        rows = more(f, rows, *n, sizeof *rows);
        row.n = 0;
        for (int i = 0; i < n_columns; i++) {
            int type = sqlite3_column_type(q, i);
            bool nobody = type == SQLITE_NULL || (type == SQLITE_INTEGER && integer(q, i) == 0);
            if (i)
                put_text(&row, "|");
            if (i < MOST_COLUMNS && letter[i] && !nobody)
                put_committed(&row, &value, q, letter[i], before[i], i);
            else
                put_value(&row, q, i);
        }
        rows[*n].run = run >= 0 ? integer(q, run) : 0;
        crypto_hash_sha256(rows[*n].digest, (const uint8_t *)row.bytes, row.n);
    }
    if (*n)
        qsort(rows, *n, sizeof *rows, by_run_and_hash);
    return rows;
}

/* "ROWS SHA256" of ROWS[0..N-1], whose hashes are in order. */
static const char *digest_of(struct file *f, const struct row_hash *rows, size_t n)
{
    crypto_hash_sha256_state state;
    uint8_t digest[crypto_hash_sha256_BYTES];
    char hex[HEX];
    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < n; i++) {
        sodium_bin2hex(hex, sizeof hex, rows[i].digest, sizeof rows[i].digest);
        hex[HEX - 1] = '\n';
        crypto_hash_sha256_update(&state, (const uint8_t *)hex, HEX);
    }
    crypto_hash_sha256_final(&state, digest);
    sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    return words(f, "%zu %s", n, hex);
}

static void compare(struct file *f, struct check *c, const struct log *log, const char *table, int64_t run,
                    const char *is, const char *must)
{
    c->n++;
    if (!strcmp(is, must))
        return;
    if (strtoll(is, NULL, 10) != strtoll(must, NULL, 10))
        fault(f, c, "bảng %s, lần chạy %lld (%s): ghi %lld dòng, nay có %lld", table, (long long)run,
              line_words(f, log, run), strtoll(must, NULL, 10), strtoll(is, NULL, 10));
    else
        fault(f, c, "bảng %s, lần chạy %lld (%s): có giá trị đã bị sửa", table, (long long)run,
              line_words(f, log, run));
}

/* A table that only grows: what each run added. */
static void check_growing(struct file *f, struct check *c, const struct log *log, const char *table,
                          struct row_hash *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) /* an upgrade says it of all that came before */
        rows[i].run = rows[i].run > 0 && rows[i].run < log->first ? log->first : rows[i].run;
    if (n)
        qsort(rows, n, sizeof *rows, by_run_and_hash);
    size_t at = 0;
    for (size_t i = 0; i < log->n; i++) {
        const struct line *line = &log->lines[i];
        size_t begin, strange = at;
        while (at < n && rows[at].run < line->number)
            at++;
        if (at > strange)
            fault(f, c, "bảng %s: %zu dòng của lần chạy %lld, không có trong nhật ký", table, at - strange,
                  (long long)rows[strange].run);
        for (begin = at; at < n && rows[at].run == line->number; at++)
            ;
        if (line->number < log->first)
            continue;
        const char *must = said(f, *line->holds ? line->holds : line->wrote, table);
        if (*must)
            compare(f, c, log, table, line->number, digest_of(f, rows + begin, at - begin), must);
        else if (at > begin)
            fault(f, c, "bảng %s: %zu dòng ghi là của lần chạy %lld (%s), lần ấy không ghi dòng nào", table, at - begin,
                  (long long)line->number, line_words(f, log, line->number));
    }
    if (at < n)
        fault(f, c, "bảng %s: %zu dòng của lần chạy %lld, không có trong nhật ký", table, n - at,
              (long long)rows[at].run);
}

/* A table that is replaced as a whole: as its newest line has it. */
static void check_replaced(struct file *f, struct check *c, const struct log *log, const char *table,
                           struct row_hash *rows, size_t n)
{
    for (size_t i = log->n; i-- > 0 && log->lines[i].number >= log->first;) {
        const struct line *line = &log->lines[i];
        const char *must = said(f, *line->holds ? line->holds : line->wrote, table);
        if (!*must)
            continue;
        compare(f, c, log, table, line->number, digest_of(f, rows, n), must);
        return;
    }
    if (n)
        fault(f, c, "bảng %s: %zu dòng không lần chạy nào ghi", table, n);
}

static bool grows(struct file *f, const char *table)
{
    return number_of(f, words(f, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = 'run'", table), 0) > 0;
}

/* What TABLE was before line NUMBER: of a growing table the hash of all that was said of it, else what was said last.
 */
static void state_before(struct file *f, const struct log *log, const char *table, int64_t number, char hex[HEX])
{
    struct buffer all = {.f = f};
    bool growing = grows(f, table);
    snprintf(hex, HEX, "%064d", 0);
    for (size_t i = 0; i < log->n && log->lines[i].number < number; i++) {
        const char *s = said(f, log->lines[i].wrote, table), *blank = strchr(s, ' ');
        if (!*s)
            continue;
        put_text(&all, s);
        put_text(&all, "\n");
        if (growing)
            sha256_hex(all.bytes, all.n, hex);
        else
            snprintf(hex, HEX, "%s", blank ? blank + 1 : "");
    }
}

/* Each table that LIST, of `reads`, names, one at a time: NAME and DIGEST; false at the end. */
static bool next_read(struct file *f, const char **list, char **name, char **digest)
{
    const char *p = *list;
    size_t length = strcspn(p, "\n"), blank = strcspn(p, " \n");
    if (!*p)
        return false;
    *name = words(f, "%.*s", (int)blank, p);
    *digest = words(f, "%.*s", blank < length ? (int)(length - blank - 1) : 0, p + blank + (blank < length));
    *list = p + length + (p[length] == '\n');
    return true;
}

void log_check_tables(struct file *f, const struct log *log)
{
    struct check *c = check_new(f, "C1", "số liệu đúng như lúc ghi", "mã băm"),
                 *r = check_new(f, "C2", "mã băm của những gì mỗi lần chạy đã đọc", "mã băm");
    struct index tables = {0};
    sqlite3_stmt *q = ask(f, "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
                             " AND name NOT IN ('log', 'head', 'secret', 'signature') ORDER BY name");
    while (next(f, q)) {
        size_t n;
        const char *table = words(f, "%s", text(q, 0));
        index_add(f, &tables, table);
        bool growing = grows(f, table);
        struct row_hash *rows = hash_rows(f, table, growing, &n);
        (growing ? check_growing : check_replaced)(f, c, log, table, rows, n);
    }
    for (size_t i = 0; i < log->n; i++) {
        const struct line *line = &log->lines[i];
        char *name, *digest, hex[HEX];
        for (const char *p = line->old ? "" : line->wrote; next_read(f, &p, &name, &digest);)
            if (index_find(&tables, name) == NO)
                fault(f, c, "bảng %s, lần chạy %lld đã ghi, không còn", name, (long long)line->number);
        for (const char *p = line->old ? "" : line->reads; next_read(f, &p, &name, &digest); r->n++) {
            state_before(f, log, name, line->number, hex);
            if (strcmp(hex, digest) != 0)
                fault(f, r, "dòng %lld (%s), bảng %s", (long long)line->number, line_words(f, log, line->number), name);
        }
    }
}

/* --- what is newer than what -------------------------------------------------------------------- */

/* Whether rows of a table that READS names were withdrawn after line NUMBER. */
static bool withdrawn_since(struct file *f, const struct log *log, int64_t number, const char *reads)
{
    bool found = false;
    sqlite3_stmt *q = ask(f, words(f, "SELECT DISTINCT withdraws FROM withdrawal WHERE run > %lld", (long long)number));
    while (next(f, q))
        for (size_t i = 0; i < log->n; i++) {
            char *name, *digest;
            for (const char *p = log->lines[i].number == integer(q, 0) ? log->lines[i].wrote : "";
                 next_read(f, &p, &name, &digest);)
                found = found || *said(f, reads, name);
        }
    return found;
}

static bool is_fresh(struct file *f, const struct log *log, const char *table, const char **changed, bool *seen)
{
    int64_t number = log_newest(log, table);
    if (number < 1 || number > (int64_t)log->n)
        return false;
    const struct line *line = &log->lines[number - 1];
    bool again = seen[number], fresh = true;
    seen[number] = true;
    char *name, *digest, hex[HEX];
    for (const char *p = again ? "" : line->reads; fresh && next_read(f, &p, &name, &digest);) {
        state_before(f, log, name, INT64_MAX, hex);
        if (strcmp(hex, digest) != 0) {
            fresh = !strcmp(name, "withdrawal") && !withdrawn_since(f, log, number, line->reads);
            *changed = fresh ? *changed : name;
        } else if (strspn(hex, "0") < HEX - 1) {
            fresh = is_fresh(f, log, name, changed, seen);
        }
    }
    if (fresh && !again && *line->reads && !*said(f, line->reads, "withdrawal") &&
        withdrawn_since(f, log, 0, line->reads)) {
        *changed = "withdrawal";
        return false;
    }
    return fresh;
}

bool log_fresh(struct file *f, const struct log *log, const char *table, const char **changed)
{
    *changed = NULL;
    return is_fresh(f, log, table, changed, keep(f, log->n + 2));
}
