#include "file.h"

#include <math.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- memory ------------------------------------------------------------------------------------- */

void *keep(struct file *f, size_t bytes)
{
    void **block = calloc(1, bytes + 2 * sizeof *block);
    if (!block) {
        fputs("dtxhh-verify: hết bộ nhớ\n", stderr);
        exit(3);
    }
    block[0] = f->kept;
    f->kept = block;
    return block + 2;
}

void let_go(struct file *f)
{
    for (void *next; f->kept; f->kept = next) {
        next = *(void **)f->kept;
        free(f->kept);
    }
}

static char *words_of(struct file *f, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *out = keep(f, n < 0 ? 1 : (size_t)n + 1);
    if (n >= 0)
        vsnprintf(out, (size_t)n + 1, format, args);
    return out;
}

char *words(struct file *f, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *out = words_of(f, format, args);
    va_end(args);
    return out;
}

void *more(struct file *f, void *array, size_t n, size_t size)
{
    if (n && (n < 8 || (n & (n - 1)))) /* room is 8, then doubled */
        return array;
    char *larger = keep(f, (n ? 2 * n : 8) * size);
    if (n)
        memcpy(larger, array, n * size);
    return larger;
}

static size_t slot_of(const struct index *index, const char *key)
{
    uint64_t h = UINT64_C(1469598103934665603);
    for (const char *p = key; *p; p++)
        h = (h ^ (uint8_t)*p) * UINT64_C(1099511628211);
    size_t at = (size_t)(h >> 7) & (index->n_slots - 1);
    while (index->slots[at] && strcmp(index->keys[index->slots[at] - 1], key) != 0)
        at = (at + 1) & (index->n_slots - 1);
    return at;
}

size_t index_find(const struct index *index, const char *key)
{
    uint32_t number = index->n ? index->slots[slot_of(index, key)] : 0;
    return number ? number - 1 : NO;
}

size_t index_add(struct file *f, struct index *index, const char *key)
{
    if (2 * (index->n + 1) > index->n_slots) {
        index->n_slots = index->n_slots ? 2 * index->n_slots : 64;
        index->slots = keep(f, index->n_slots * sizeof *index->slots);
        for (size_t i = 0; i < index->n; i++)
            index->slots[slot_of(index, index->keys[i])] = (uint32_t)i + 1;
    }
    size_t at = slot_of(index, key);
    if (!index->slots[at]) {
        index->keys = more(f, index->keys, index->n, sizeof *index->keys);
        index->keys[index->n] = words(f, "%s", key);
        index->slots[at] = (uint32_t)++index->n;
    }
    return index->slots[at] - 1;
}

/* --- statements --------------------------------------------------------------------------------- */

static void failed(struct file *f, const char *sql)
{
    if (!f->error)
        f->error = words(f, "%s (%.60s…)", sqlite3_errmsg(f->db), sql);
}

sqlite3_stmt *ask(struct file *f, const char *sql)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(f->db, sql, -1, &q, NULL) != SQLITE_OK)
        failed(f, sql);
    return q;
}

bool next(struct file *f, sqlite3_stmt *q)
{
    int code = q ? sqlite3_step(q) : SQLITE_DONE;
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        failed(f, sqlite3_sql(q));
    sqlite3_finalize(q);
    return false;
}

const char *text(sqlite3_stmt *q, int column)
{
    const char *t = (const char *)sqlite3_column_text(q, column);
    return t ? t : "";
}

int64_t integer(sqlite3_stmt *q, int column)
{
    return sqlite3_column_int64(q, column);
}

double real(sqlite3_stmt *q, int column)
{
    return sqlite3_column_type(q, column) == SQLITE_NULL ? NAN : sqlite3_column_double(q, column);
}

int64_t number_of(struct file *f, const char *sql, int64_t otherwise)
{
    sqlite3_stmt *q = ask(f, sql);
    if (!next(f, q))
        return otherwise;
    int64_t value = integer(q, 0);
    sqlite3_finalize(q);
    return value;
}

void sha256_hex(const void *bytes, size_t n, char hex[HEX])
{
    uint8_t digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, bytes, n);
    sodium_bin2hex(hex, HEX, digest, sizeof digest);
}

/* --- decimals ----------------------------------------------------------------------------------- */

bool decimal_read(const char *text, decimal *value)
{
    const char *p = text + (*text == '-' || *text == '+');
    int64_t whole = 0, rest = 0, unit = ONE;
    if (*p < '0' || *p > '9')
        return false;
    for (; *p >= '0' && *p <= '9'; p++)
        if ((whole = 10 * whole + (*p - '0')) > INT64_C(9000000000))
            return false;
    if (*p == '.')
        for (p++; *p >= '0' && *p <= '9' && unit > 1; p++)
            rest += (*p - '0') * (unit /= 10);
    while (*p == '0' && unit == 1)
        p++;
    *value = (*text == '-' ? -1 : 1) * (whole * ONE + rest);
    return !strcmp(p, "%") || !*p;
}

decimal decimal_of(double x)
{
    return isfinite(x) && fabs(x) < 9.2e9 ? llroundl((long double)x * 1e9L) : INT64_MIN;
}

static __int128 divided(__int128 n, __int128 d)
{
    return n >= 0 ? (n + d / 2) / d : -((-n + d / 2) / d);
}

static int64_t step_of(int places)
{
    int64_t step = ONE;
    while (places-- > 0 && step > 1)
        step /= 10;
    return step;
}

decimal decimal_round(decimal x, int places)
{
    return (decimal)divided(x, step_of(places)) * step_of(places);
}

decimal decimal_cut(decimal x, int places)
{
    return decimal_round(x, 7) / step_of(places) * step_of(places);
}

decimal decimal_ratio(decimal a, decimal b, decimal c)
{
    __int128 product = (__int128)a * b;
    return c == 0 ? 0 : (decimal)divided(c < 0 ? -product : product, c < 0 ? -(__int128)c : c);
}

double share_read(const char *text, double otherwise)
{
    char plain[40];
    size_t n = strlen(text);
    decimal value;
    if (!n || n >= sizeof plain)
        return otherwise;
    bool percent = text[n - 1] == '%';
    snprintf(plain, sizeof plain, "%.*s", (int)(n - percent), text);
    if (!decimal_read(plain, &value))
        return otherwise;
    return (double)(percent || value > ONE ? decimal_ratio(value, 1, 100) : value) / 1e9;
}

bool alike(double a, double b, double tolerance)
{
    return isnan(a) || isnan(b) ? isnan(a) && isnan(b) : fabs(a - b) <= tolerance * fmax(1, fmax(fabs(a), fabs(b)));
}

/* --- lines -------------------------------------------------------------------------------------- */

struct check *check_new(struct file *f, const char *code, const char *what, const char *unit)
{
    if (f->n_checks == MOST_CHECKS)
        abort();
    struct check *c = &f->checks[f->n_checks++];
    *c = (struct check){.code = code, .what = what, .unit = words(f, "%s", unit)};
    return c;
}

static char *joined(struct file *f, const char *list, const char *one)
{
    return list ? words(f, "%s; %s", list, one) : words(f, "%s", one);
}

void tell(struct file *f, struct check *c, const char *kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *t = words_of(f, format, args);
    va_end(args);
    if (!strcmp(kind, "n")) {
        c->n += (size_t)strtoull(t, NULL, 10);
    } else if (!strcmp(kind, "fault")) {
        c->mark = FAILS;
        if (c->n_faults++ < PLACES_SAID)
            c->places = joined(f, c->places, t);
    } else if (!strcmp(kind, "unchecked")) {
        c->mark = UNCHECKED;
    } else {
        if (c->mark == HOLDS && strcmp(kind, "note") != 0)
            c->mark = UNSAID;
        if (c->n_notes++ <= NOTES_SAID)
            c->note = joined(f, c->note, c->n_notes <= NOTES_SAID ? t : "…");
    }
}
