/* What checks.sql asks for and SQL has not: hashes, commitments, texts of values, decimals. */
#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

#define DIGEST crypto_hash_sha256_BYTES

static const char *argument(sqlite3_value *value, size_t *n)
{
    const char *bytes = sqlite3_value_blob(value); /* of a number its text */
    *n = (size_t)sqlite3_value_bytes(value);
    return bytes ? bytes : "";
}

static void answer(sqlite3_context *q, const char *t, size_t n)
{
    sqlite3_result_text64(q, t, n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* sha(x): SHA-256 of the bytes of x, 64 digits. */
static void sha(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    size_t n;
    char hex[HEX];
    const char *bytes = argument(values[0], &n);
    (void)n_values;
    sha256_hex(bytes, n, hex);
    answer(q, hex, HEX - 1);
}

/* sha_sorted(h): the digest of a table, SHA-256 of the digits h of its rows, each with a line feed, in their order. */
struct sorted {
    char (*lines)[HEX];
    size_t n, room;
};

static void sorted_step(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    struct sorted *s = sqlite3_aggregate_context(q, sizeof *s);
    (void)n_values;
    if (s && s->n == s->room) {
        void *lines = realloc(s->lines, 2 * (s->room + 32) * sizeof *s->lines);
        if (!lines)
            abort();
        s->lines = lines;
        s->room = 2 * (s->room + 32);
    }
    if (!s || sqlite3_value_bytes(values[0]) != HEX - 1)
        abort();
    memcpy(s->lines[s->n], sqlite3_value_text(values[0]), HEX - 1);
    s->lines[s->n++][HEX - 1] = '\n';
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, HEX);
}

static void sorted_final(sqlite3_context *q)
{
    struct sorted *s = sqlite3_aggregate_context(q, sizeof *s);
    char hex[HEX];
    if (!s)
        return;
    if (s->n)
        qsort(s->lines, s->n, sizeof *s->lines, by_bytes);
    sha256_hex(s->n ? (const char *)s->lines : "", s->n * sizeof *s->lines, hex);
    free(s->lines);
    answer(q, hex, HEX - 1);
}

/* say(x): x as it stands in the text of a row. */
static void say(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    sqlite3_value *value = values[0];
    int type = sqlite3_value_type(value);
    size_t n, at = 0;
    (void)n_values;
    if (type == SQLITE_NULL) {
        answer(q, "NULL", 4);
    } else if (type == SQLITE_INTEGER) {
        sqlite3_result_value(q, value);
    } else if (type == SQLITE_TEXT) {
        const char *t = argument(value, &n);
        char *out = malloc(2 * n + 2);
        if (!out)
            abort();
        out[at++] = '\'';
        for (size_t i = 0; i < n; i++) {
            out[at++] = t[i];
            if (t[i] == '\'')
                out[at++] = '\'';
        }
        out[at++] = '\'';
        sqlite3_result_text64(q, out, at, free, SQLITE_UTF8);
    } else {
        static const char digits[] = "0123456789ABCDEF";
        double x = sqlite3_value_double(value);
        uint64_t bits = 0;
        uint8_t real[8];
        if (type == SQLITE_FLOAT && x != 0)
            memcpy(&bits, &x, sizeof bits);
        for (int i = 7; i >= 0; i--, bits >>= 8)
            real[i] = (uint8_t)(bits & 255);
        const uint8_t *bytes = type == SQLITE_FLOAT ? real : (const uint8_t *)argument(value, &n);
        n = type == SQLITE_FLOAT ? sizeof real : n;
        char *out = malloc(2 * n + 3);
        if (!out)
            abort();
        out[at++] = 'X';
        out[at++] = '\'';
        for (size_t i = 0; i < n; i++) {
            out[at++] = digits[bytes[i] >> 4];
            out[at++] = digits[bytes[i] & 15];
        }
        out[at++] = '\'';
        sqlite3_result_text64(q, out, at, free, SQLITE_UTF8);
    }
}

static void add(crypto_hash_sha256_state *state, sqlite3_value *before, const char *t, size_t n)
{
    size_t length;
    if (sqlite3_value_type(before) != SQLITE_NULL) {
        const char *first = argument(before, &length);
        crypto_hash_sha256_update(state, (const uint8_t *)first, length);
        crypto_hash_sha256_update(state, (const uint8_t *)"/", 1);
    }
    crypto_hash_sha256_update(state, (const uint8_t *)t, n);
}

/* commit(letter, before, x): the commitment of x, behind BEFORE and a slash where there is one, as it stands in the
 * text of a row; of evidence x itself, which is one. */
static void commit(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    const struct file *f = sqlite3_user_data(q);
    uint8_t salt[DIGEST], digest[DIGEST];
    crypto_hash_sha256_state state;
    int type = sqlite3_value_type(values[2]);
    char hex[HEX + 2] = "'";
    size_t n;
    if (type == SQLITE_NULL || (type == SQLITE_INTEGER && sqlite3_value_int64(values[2]) == 0)) {
        say(q, n_values, values + 2);
        return;
    }
    const char *t = argument(values[2], &n);
    if (f->evidence && n == HEX - 1 && strspn(t, "0123456789abcdef") >= n) {
        memcpy(hex + 1, t, n);
    } else {
        crypto_hash_sha256_init(&state);
        crypto_hash_sha256_update(&state, f->secret, sizeof f->secret);
        crypto_hash_sha256_update(&state, sqlite3_value_text(values[0]), 1);
        add(&state, values[1], t, n);
        crypto_hash_sha256_final(&state, salt);
        crypto_hash_sha256_init(&state);
        crypto_hash_sha256_update(&state, salt, 16);
        add(&state, values[1], t, n);
        crypto_hash_sha256_final(&state, digest);
        sodium_bin2hex(hex + 1, HEX, digest, DIGEST);
    }
    hex[HEX] = '\'';
    answer(q, hex, HEX + 1);
}

/* csv(x): x as a cell of a table with commas. */
static void csv(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    const char *t = (const char *)sqlite3_value_text(values[0]);
    size_t n = t ? strlen(t) : 0;
    (void)n_values;
    if (!n || (!strpbrk(t, ",\"\r\n") && t[0] != ' ' && t[n - 1] != ' ')) {
        answer(q, t ? t : "", n);
        return;
    }
    char *out = malloc(2 * n + 2);
    size_t at = 0;
    if (!out)
        abort();
    out[at++] = '"';
    for (size_t i = 0; i < n; i++) {
        out[at++] = t[i];
        if (t[i] == '"')
            out[at++] = '"';
    }
    out[at++] = '"';
    sqlite3_result_text64(q, out, at, free, SQLITE_UTF8);
}

static void evidence(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    (void)values;
    sqlite3_result_int(q, ((const struct file *)sqlite3_user_data(q))->evidence);
}

/* dec(t): the decimal that T is, with or without a percent sign, in 1e-9; NULL where it is none. */
static void dec(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    const char *t = (const char *)sqlite3_value_text(values[0]);
    decimal value;
    (void)n_values;
    if (t && decimal_read(t, &value))
        sqlite3_result_int64(q, value);
}

/* exact(x): the number X in 1e-9, halves away from zero; NULL for none. */
static void exact(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        sqlite3_result_int64(q, decimal_of(sqlite3_value_double(values[0])));
}

/* ratio(a, b, c), rnd(x, places), cut(x, places): whole numbers of 1e-9. */
static void ratio(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL && sqlite3_value_int64(values[2]))
        sqlite3_result_int64(q, decimal_ratio(sqlite3_value_int64(values[0]), sqlite3_value_int64(values[1]),
                                              sqlite3_value_int64(values[2])));
}

static void rnd(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    sqlite3_result_int64(q, decimal_round(sqlite3_value_int64(values[0]), sqlite3_value_int(values[1])));
}

static void cut(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    sqlite3_result_int64(q, decimal_cut(sqlite3_value_int64(values[0]), sqlite3_value_int(values[1])));
}

static double number(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL ? NAN : sqlite3_value_double(value);
}

/* near(a, b, t): the same number, relative, or neither is one. */
static void near(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    sqlite3_result_int(q, alike(number(values[0]), number(values[1]), number(values[2])));
}

static void root(sqlite3_context *q, int n_values, sqlite3_value **values)
{
    (void)n_values;
    if (number(values[0]) >= 0)
        sqlite3_result_double(q, sqrt(number(values[0])));
}

bool functions_add(struct file *f)
{
    static const struct {
        const char *name;
        int n_values;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } list[] = {{"sha", 1, sha},           {"say", 1, say}, {"commitment", 3, commit}, {"csv", 1, csv},
                {"evidence", 0, evidence}, {"dec", 1, dec}, {"exact", 1, exact},       {"ratio", 3, ratio},
                {"rnd", 2, rnd},           {"cut", 2, cut}, {"near", 3, near},         {"root", 1, root}};
    bool ok = sqlite3_create_function(f->db, "sha_sorted", 1, SQLITE_UTF8, NULL, NULL, sorted_step, sorted_final) ==
              SQLITE_OK;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        ok = ok && sqlite3_create_function(f->db, list[i].name, list[i].n_values, SQLITE_UTF8, f, list[i].function,
                                           NULL, NULL) == SQLITE_OK;
    return ok;
}
