#include "survey/base/strbuf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

char *strbuf_room(struct strbuf *b, size_t n)
{
    b->text = grow(b->text, &b->room, b->n + n + 1, 1);
    return b->text + b->n;
}

void strbuf_add(struct strbuf *b, const char *bytes, size_t n)
{
    memcpy(strbuf_room(b, n), bytes, n);
    b->n += n;
    b->text[b->n] = '\0';
}

void strbuf_adds(struct strbuf *b, const char *text)
{
    strbuf_add(b, text, strlen(text));
}

static void add_args(struct strbuf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0) {
        vsnprintf(strbuf_room(b, (size_t)n), (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void strbuf_addf(struct strbuf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_args(b, format, args);
    va_end(args);
}

void strbuf_item(struct strbuf *b, const char *separator, const char *format, ...)
{
    if (b->n)
        strbuf_adds(b, separator);
    va_list args;
    va_start(args, format);
    add_args(b, format, args);
    va_end(args);
}

void strbuf_clear(struct strbuf *b)
{
    b->n = 0;
    if (b->text)
        *b->text = '\0';
}

const char *strbuf_text(const struct strbuf *b)
{
    return b->n ? b->text : "";
}

char *strbuf_take(struct strbuf *b)
{
    char *text = b->n ? b->text : xstrdup("");
    if (!b->n)
        free(b->text);
    *b = (struct strbuf){0};
    return text;
}

void strbuf_release(struct strbuf *b)
{
    free(b->text);
    *b = (struct strbuf){0};
}

void strbuf_csv_line(struct strbuf *b, const char *const *cells, size_t n)
{
    strbuf_clear(b);
    for (size_t i = 0; i < n; i++) {
        const char *s = cells[i];
        size_t length = strlen(s);
        if (i)
            strbuf_add(b, ",", 1);
        if (!length)
            continue;
        bool quoted = s[0] == ' ' || s[length - 1] == ' ';
        for (size_t k = 0; k < length; k++) /* millions of short cells: strcspn() would make its table for each */
            quoted |= s[k] == ',' || s[k] == '"' || s[k] == '\r' || s[k] == '\n';
        if (!quoted) {
            strbuf_add(b, s, length);
            continue;
        }
        strbuf_add(b, "\"", 1);
        for (const char *p = s; *p;) {
            size_t part = strcspn(p, "\"");
            strbuf_add(b, p, part);
            p += part;
            if (*p) {
                strbuf_add(b, "\"\"", 2);
                p++;
            }
        }
        strbuf_add(b, "\"", 1);
    }
    strbuf_add(b, "\n", 1);
}
