#include "importers/readers/strings.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/encoding.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define STRINGS_BYTES ((size_t)512 << 20) /* all shared strings together */

struct strings {
    struct strbuf all; /* each with its NUL */
    size_t *at;        /* string i: all.text[at[i]] .. all.text[at[i + 1] - 1] */
    size_t n, at_room;
    bool too_large;

    struct cell_text text; /* of the string being read */
    bool in_text;
    unsigned phonetic; /* depth of <rPh>, whose text is not the cell's */
};

/* --- one text ------------------------------------------------------------------- */

void cell_text_clear(struct cell_text *text)
{
    strbuf_clear(&text->buf);
    text->full = false;
}

void cell_text_add(struct cell_text *text, const char *bytes, size_t n)
{
    if (text->buf.n + n > CELL_BYTES)
        text->full = true;
    else
        strbuf_add(&text->buf, bytes, n);
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The UTF-16 unit of `_xHHHH_` at S (N bytes left), -1 if there is none. */
static int escape_at(const char *s, size_t n)
{
    if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return -1;
    int unit = 0;
    for (size_t i = 2; i < 6; i++) {
        if (hex(s[i]) < 0)
            return -1;
        unit = unit * 16 + hex(s[i]);
    }
    return unit;
}

/* Turn `_xHHHH_` into the characters they mean and CR LF into LF, in place;
 * what means no character (a lone surrogate, zero) stays as it is.  Returns the new length. */
static size_t unescape(char *text, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n;) {
        int unit = text[i] == '_' ? escape_at(text + i, n - i) : -1;
        size_t used = 7;
        unsigned point = (unsigned)unit;
        if (unit >= 0xD800 && unit < 0xDC00) {
            int low = escape_at(text + i + 7, n - i - 7);
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((unsigned)(unit - 0xD800) << 10) + (unsigned)(low - 0xDC00);
                used = 14;
            } else {
                unit = -1;
            }
        } else if (unit >= 0xDC00 && unit < 0xE000) {
            unit = -1;
        }
        if (unit <= 0) {
            text[out++] = text[i++];
            continue;
        }
        out += text_put(text + out, (int32_t)point);
        i += used;
    }
    n = out;
    out = 0;
    for (size_t i = 0; i < n; i++) {
        bool ends = text[i] == '\r';
        text[out++] = ends ? '\n' : text[i];
        i += ends && i + 1 < n && text[i + 1] == '\n';
    }
    return out;
}

/* True when TEXT needs no cleaning: digits, as most cells. */
static bool is_number(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((text[i] < '0' || text[i] > '9') && text[i] != '.' && text[i] != '-')
            return false;
    return true;
}

void cell_text_clean(struct cell_text *text)
{
    struct strbuf *b = &text->buf;
    strbuf_add(b, "", 0);
    if (is_number(b->text, b->n))
        return;
    if (memchr(b->text, '_', b->n) || memchr(b->text, '\r', b->n))
        b->n = unescape(b->text, b->n);
    const char *trimmed = b->text;
    text_trim_ends(&trimmed, &b->n);
    memmove(b->text, trimmed, b->n);
    b->text[b->n] = '\0';
    size_t bad;
    if (encoding_scan(b->text, b->n, &bad) == SCAN_UTF8) {
        char *composed = text_nfc(b->text, b->n);
        strbuf_clear(b);
        cell_text_add(text, composed, strlen(composed));
        free(composed);
    }
}

/* --- shared strings --------------------------------------------------------- */

static void on_string_start(void *data, const char *name, const char **attributes)
{
    (void)attributes;
    struct strings *strings = data;
    if (!strcmp(name, "si")) {
        cell_text_clear(&strings->text);
    } else if (!strcmp(name, "rPh")) {
        strings->phonetic++;
    } else if (!strcmp(name, "t")) {
        strings->in_text = !strings->phonetic;
    }
}

static void on_string_end(void *data, const char *name)
{
    struct strings *strings = data;
    if (!strcmp(name, "t")) {
        strings->in_text = false;
    } else if (!strcmp(name, "rPh") && strings->phonetic) {
        strings->phonetic--;
    } else if (!strcmp(name, "si") && !strings->too_large) {
        cell_text_clean(&strings->text);
        const struct strbuf *text = &strings->text.buf;
        if (strings->text.full || strings->all.n + text->n + 1 > STRINGS_BYTES) {
            strings->too_large = true;
            return;
        }
        strings->at = grow(strings->at, &strings->at_room, strings->n + 2, sizeof *strings->at);
        strings->at[strings->n++] = strings->all.n;
        strbuf_add(&strings->all, text->text, text->n + 1);
        strings->at[strings->n] = strings->all.n;
    }
}

static void on_string_text(void *data, const char *text, int length)
{
    struct strings *strings = data;
    if (strings->in_text)
        cell_text_add(&strings->text, text, (size_t)length);
}

struct strings *strings_read(struct package *package, const char *name, struct error *err)
{
    static const struct part_handlers handlers = {on_string_start, on_string_end, on_string_text};
    struct strings *strings = xcalloc(1, sizeof *strings);
    bool good = !name || part_read(package, name, &handlers, strings, err);
    if (good && strings->too_large)
        good = error_set(err, E_FILE, _("\"%s\" has a text longer than %zu MiB, or more than %zu MiB of texts"),
                         package_path(package), CELL_BYTES >> 20, STRINGS_BYTES >> 20);
    if (good)
        return strings;
    strings_free(strings);
    return NULL;
}

void strings_free(struct strings *strings)
{
    if (!strings)
        return;
    free(strings->at);
    strbuf_release(&strings->all);
    strbuf_release(&strings->text.buf);
    free(strings);
}

size_t strings_count(const struct strings *strings)
{
    return strings->n;
}

const char *strings_get(const struct strings *strings, size_t i, size_t *length)
{
    *length = strings->at[i + 1] - strings->at[i] - 1;
    return strings->all.text + strings->at[i];
}
