#include "survey/store/extra.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* What is left of the object's text. */
struct rest {
    const char *p, *end;
};

static void skip_blanks(struct rest *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r'))
        r->p++;
}

static bool take(struct rest *r, char c)
{
    skip_blanks(r);
    if (r->p >= r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

/* A text of JSON, between its quotes. */
struct quoted {
    const char *text;
    size_t n;
    bool escapes;
};

static bool take_text(struct rest *r, struct quoted *q)
{
    if (!take(r, '"'))
        return false;
    q->text = r->p;
    q->escapes = false;
    for (; r->p < r->end && *r->p != '"'; r->p++)
        if (*r->p == '\\') {
            q->escapes = true;
            r->p++;
        }
    if (r->p >= r->end)
        return false;
    q->n = (size_t)(r->p++ - q->text);
    return true;
}

/* The four hexadecimal digits at P, or -1. */
static int32_t hex4(const char *p, const char *end)
{
    int32_t value = 0;
    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static char *put_utf8(char *out, uint32_t c)
{
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        if (c < 0x10000) {
            *out++ = (char)(0xE0 | c >> 12);
        } else {
            *out++ = (char)(0xF0 | c >> 18);
            *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    return out;
}

/* Write the text of Q to OUT, which has room for its bytes, without escapes; the number of bytes, or SIZE_MAX. */
static size_t plain(const struct quoted *q, char *out)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *p = q->text, *end = q->text + q->n;
    char *start = out;
    while (p < end) {
        if (*p != '\\') {
            *out++ = *p++;
            continue;
        }
        const char *letter = p[1] ? strchr(letters, p[1]) : NULL;
        int32_t code = p[1] == 'u' ? hex4(p + 2, end) : -1;
        if (letter) {
            *out++ = means[letter - letters];
            p += 2;
        } else if (code > 0) {
            p += 6;
            int32_t second =
                code >= 0xD800 && code < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2, end) : -1;
            if (second >= 0xDC00 && second < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
                p += 6;
            } else if (code >= 0xD800 && code < 0xE000) {
                return SIZE_MAX;
            }
            out = put_utf8(out, (uint32_t)code);
        } else {
            return SIZE_MAX;
        }
    }
    return (size_t)(out - start);
}

/* Find NAME in the object; false where it is none of texts.  FOUND->text is NULL where the name is not in it. */
static bool find(struct rest *r, const char *name, size_t n, struct quoted *found)
{
    struct quoted key, value;
    *found = (struct quoted){0};
    if (!take(r, '{'))
        return false;
    if (take(r, '}'))
        return true;
    do {
        if (!take_text(r, &key) || !take(r, ':') || !take_text(r, &value))
            return false;
        if (key.n == n && !memcmp(key.text, name, n)) {
            *found = value;
            return true;
        }
    } while (take(r, ','));
    return take(r, '}');
}

static void extra_value(sqlite3_context *context, int n_values, sqlite3_value **value)
{
    (void)n_values;
    const char *extra = (const char *)sqlite3_value_text(value[0]), *name = (const char *)sqlite3_value_text(value[1]);
    if (!extra || !name)
        return;
    struct rest rest = {extra, extra + sqlite3_value_bytes(value[0])};
    struct quoted found;
    bool ok = find(&rest, name, (size_t)sqlite3_value_bytes(value[1]), &found);
    if (ok && found.text && !found.escapes) {
        sqlite3_result_text(context, found.text, (int)found.n, SQLITE_TRANSIENT);
    } else if (ok && found.text) {
        char *out = sqlite3_malloc64(found.n + 1);
        size_t n = out ? plain(&found, out) : 0;
        ok = n != SIZE_MAX;
        if (!out)
            sqlite3_result_error_nomem(context);
        else if (ok)
            sqlite3_result_text(context, out, (int)n, SQLITE_TRANSIENT);
        sqlite3_free(out);
    }
    if (!ok)
        sqlite3_result_error(context, "frame.extra is no object of texts", -1);
}

int extra_register(sqlite3 *db)
{
    return sqlite3_create_function_v2(db, "extra_value", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                      extra_value, NULL, NULL, NULL);
}
