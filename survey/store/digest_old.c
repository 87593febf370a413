/* Digests as lines of the log had them before schema version 11, for the one time such a round is upgraded: each value
 * as quote() of SQLite 3.40 printed it, `|` between, a line feed after each row, in key order; hashed as one text. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/store/store_inside.h"

static const char sql_columns[] = "SELECT name, pk FROM pragma_table_info(:table) ORDER BY cid";

/* The next digit of *VALUE, which is below 10; zeros once LEFT are out. */
static char next_digit(long double *value, int *left)
{
    if (*left <= 0)
        return '0';
    (*left)--;
    int digit = (int)*value;
    *value = (*value - digit) * 10;
    return (char)('0' + digit);
}

/* *VALUE = m * 10^e with 1 <= m < 10; e.  The powers are doubles there: 1e100 is not quite 10^100. */
static int normalize(long double *value)
{
    long double scale = 1;
    int e = 0;
    for (; *value >= 1e100 * scale && e <= 350; e += 100)
        scale *= 1e100;
    for (; *value >= 1e10 * scale && e <= 350; e += 10)
        scale *= 1e10;
    for (; *value >= 10.0 * scale && e <= 350; e++)
        scale *= 10.0;
    *value /= scale;
    for (; *value < 1e-8; e -= 8)
        *value *= 1e8;
    for (; *value < 1; e--)
        *value *= 10.0;
    return e;
}

#define REAL_TEXT 64

/* sqlite3_snprintf("%!.15g") (exponential == false) or ("%!.20e") of SQLite 3.40 on x86-64: sums in long double, 26
 * digits at most. */
static void print_real_3_40(double real, bool exponential, char out[REAL_TEXT])
{
    char *p = out;
    long double value = real;
    int e = 0, left = 26, precision = exponential ? 20 : 14;
    if (real < 0) {
        value = -value;
        *p++ = '-';
    }
    if (value > 0)
        e = normalize(&value);
    if (isinf(real)) {
        snprintf(p, 4, "Inf");
        return;
    }
    double half = exponential ? 5.0e-01 : 5.0e-05; /* of the last digit */
    for (int i = exponential ? 2 : 1; i > 0; i--)
        half *= 1.0e-10;
    value += half;
    if (value >= 10) {
        value *= 0.1;
        e++;
    }
    if (!exponential && (e < -4 || e > precision))
        exponential = true;
    else if (!exponential)
        precision -= e;
    int whole = exponential ? 0 : e;
    if (whole < 0)
        *p++ = '0';
    for (; whole >= 0; whole--)
        *p++ = next_digit(&value, &left);
    *p++ = '.';
    for (whole = exponential ? 0 : e + 1; whole < 0 && !exponential; whole++, precision--)
        *p++ = '0';
    while (precision-- > 0)
        *p++ = next_digit(&value, &left);
    while (p[-1] == '0')
        p--;
    if (p[-1] == '.')
        *p++ = '0';
    *p = '\0';
    if (exponential)
        snprintf(p, (size_t)(out + REAL_TEXT - p), "e%c%02d", e < 0 ? '-' : '+', abs(e));
}

static void add_real(struct strbuf *text, double value, bool anew)
{
    char out[REAL_TEXT];
    if (anew)
        sqlite3_snprintf(REAL_TEXT, out, "%!.15g", value);
    else
        print_real_3_40(value, false, out);
    if (strtod(out, NULL) != value && anew)
        sqlite3_snprintf(REAL_TEXT, out, "%!.20e", value);
    else if (strtod(out, NULL) != value)
        print_real_3_40(value, true, out);
    strbuf_adds(text, out);
}

bool store_prints_reals_anew(void)
{
    return sqlite3_libversion_number() >= 3043000;
}

static void add_column(struct strbuf *text, sqlite3_value *value, bool anew)
{
    int n = sqlite3_value_bytes(value);
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        strbuf_addf(text, "%lld", sqlite3_value_int64(value));
        break;
    case SQLITE_FLOAT:
        add_real(text, sqlite3_value_double(value), anew);
        break;
    case SQLITE_TEXT:
        add_quoted(text, (const char *)sqlite3_value_text(value), (size_t)n);
        break;
    case SQLITE_BLOB: {
        const uint8_t *bytes = sqlite3_value_blob(value);
        strbuf_adds(text, "X'");
        for (int i = 0; i < n; i++)
            strbuf_addf(text, "%02X", bytes[i]);
        strbuf_adds(text, "'");
        break;
    }
    default:
        strbuf_adds(text, "NULL");
    }
}

/* SELECT all columns of TABLE in the order of its key; the column `run` into *RUN, or -1. */
static struct query *select_in_order(struct store *store, const char *table, int *run)
{
    struct query *columns = query_new(store, sql_columns);
    struct strbuf list = {0}, order = {0};
    char *keys[16] = {NULL};
    int n = 0;
    *run = -1;
    query_text(columns, ":table", table);
    while (query_next(columns)) {
        const char *name = query_get_str(columns, 0);
        int64_t key = query_get_int(columns, 1);
        if (!strcmp(name, "run"))
            *run = n;
        strbuf_item(&list, ", ", "\"%s\"", name);
        if (key > 0 && key < 16)
            keys[key] = xstrdup(name);
        n++;
    }
    query_end(columns, NULL);
    for (int i = 1; i < 16; i++) {
        if (keys[i])
            strbuf_item(&order, ", ", "\"%s\"", keys[i]);
        free(keys[i]);
    }
    char *sql = xasprintf("SELECT %s FROM \"%s\"%s%s", strbuf_text(&list), table, order.n ? " ORDER BY " : "",
                          strbuf_text(&order));
    struct query *query = query_new(store, sql);
    free(sql);
    strbuf_release(&order);
    strbuf_release(&list);
    return query;
}

/* The hashes of the runs of a table. */
struct run_hashes {
    struct hash *of;
    struct strbuf text; /* of a row */
    bool anew;
};

static void add_row(struct run_hashes *hashes, struct query *q, int64_t run)
{
    struct strbuf *text = &hashes->text;
    text->n = 0;
    for (int i = 0; i < query_n_columns(q); i++) {
        if (i)
            strbuf_add(text, "|", 1);
        add_column(text, sqlite3_column_value(q->stmt, i), hashes->anew);
    }
    strbuf_add(text, "\n", 1);
    hash_add(&hashes->of[run - 1], text->text, text->n);
}

bool store_old_digests(struct store *store, const char *table, bool grows, int64_t n_runs, struct digest *digests,
                       struct digest *also, int64_t *strange, struct error *err)
{
    int column;
    struct query *q = select_in_order(store, table, &column);
    int64_t n = grows ? n_runs : 1;
    struct run_hashes hashes[2] = {{.anew = false}, {.anew = true}};
    struct digest *to[2] = {digests, also};
    for (int k = 0; k < 2 && to[k]; k++) {
        hashes[k].of = xcalloc((size_t)n + 1, sizeof *hashes[k].of);
        for (int64_t i = 0; i < n; i++) {
            hash_init(&hashes[k].of[i]);
            to[k][i].rows = 0;
        }
    }
    *strange = 0;
    while (query_next(q)) {
        int64_t run = grows ? query_get_int(q, column) : 1;
        if (run < 1 || run > n) {
            (*strange)++;
            continue;
        }
        for (int k = 0; k < 2 && to[k]; k++) {
            add_row(&hashes[k], q, run);
            to[k][run - 1].rows++;
        }
    }
    for (int k = 0; k < 2 && to[k]; k++) {
        for (int64_t i = 0; i < n; i++)
            hash_hex(&hashes[k].of[i], to[k][i].sha256);
        free(hashes[k].of);
        strbuf_release(&hashes[k].text);
    }
    return query_end(q, err);
}
