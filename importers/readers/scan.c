#include "importers/readers/scan.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

#define MOST_ATTRIBUTES 16 /* of one element */

/* What a byte may be.  The NUL behind the bytes is nothing, so that every loop ends there. */
enum { BLANK = 1, NAME_START = 2, NAME = 4, TEXT = 8, VALUE = 16 };
static const unsigned char kinds[256] = {
    ['\t'] = BLANK | TEXT,
    ['\n'] = BLANK | TEXT,
    ['\r'] = BLANK,
    [' '] = BLANK | TEXT | VALUE,
    ['!' ... '%'] = TEXT | VALUE,
    ['\'' ... ','] = TEXT | VALUE,
    ['-' ... '.'] = TEXT | VALUE | NAME,
    ['/'] = TEXT | VALUE,
    ['0' ... '9'] = TEXT | VALUE | NAME,
    [':'] = TEXT | VALUE | NAME,
    [';'] = TEXT | VALUE,
    ['='] = TEXT | VALUE,
    ['>'] = VALUE,
    ['?' ... '@'] = TEXT | VALUE,
    ['A' ... 'Z'] = TEXT | VALUE | NAME_START | NAME,
    ['[' ... '^'] = TEXT | VALUE,
    ['_'] = TEXT | VALUE | NAME_START | NAME,
    ['`'] = TEXT | VALUE,
    ['a' ... 'z'] = TEXT | VALUE | NAME_START | NAME,
    ['{' ... '~'] = TEXT | VALUE,
};

static bool is(const char *p, int kind)
{
    return (kinds[(unsigned char)*p] & kind) != 0;
}

/* Where it stands.  Each function below goes on from there; where it returns false, AT is at the byte that it
 * did not expect. */
struct cursor {
    const char *at;
};

static void skip_blanks(struct cursor *s)
{
    while (is(s->at, BLANK))
        s->at++;
}

static bool take(struct cursor *s, const char *literal)
{
    while (*literal && *s->at == *literal) {
        s->at++;
        literal++;
    }
    return !*literal;
}

struct attribute {
    struct slice name, value;
};

/* The attributes of a tag whose name was taken, up to its `>` or `/>`. */
static bool take_attributes(struct cursor *s, struct attribute *attributes, size_t *n)
{
    for (*n = 0;; ++*n) {
        const char *before = s->at;
        skip_blanks(s);
        if (*s->at == '>' || *s->at == '/')
            return true;
        if (s->at == before || !is(s->at, NAME_START) || *n == MOST_ATTRIBUTES)
            return false;
        struct attribute *a = &attributes[*n];
        a->name.text = s->at;
        while (is(s->at, NAME))
            s->at++;
        a->name.n = (size_t)(s->at - a->name.text);
        if (*s->at != '=')
            return false;
        char quote = *++s->at;
        if (quote != '"' && quote != '\'')
            return false;
        a->value.text = ++s->at;
        while (is(s->at, VALUE) && *s->at != quote)
            s->at++;
        if (*s->at != quote)
            return false;
        a->value.n = (size_t)(s->at++ - a->value.text);
        for (size_t i = 0; i < *n; i++)
            if (attributes[i].name.n == a->name.n && !memcmp(attributes[i].name.text, a->name.text, a->name.n))
                return false;
    }
}

/* The end of a tag; *EMPTY: of an element without content. */
static bool take_tag_end(struct cursor *s, bool *empty)
{
    *empty = *s->at == '/';
    s->at += *empty;
    return take(s, ">");
}

static const struct {
    const char *name;
    char character;
} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
enum { N_ENTITIES = sizeof entities / sizeof *entities };

/* The entity at P; N_ENTITIES where it is none of the five. */
static size_t entity_at(const char *p)
{
    size_t i = 0;
    while (i < N_ENTITIES && strncmp(p, entities[i].name, strlen(entities[i].name)) != 0)
        i++;
    return i;
}

/* Character data up to a tag, or to what is neither. */
static bool take_text(struct cursor *s, struct slice *text, bool *escaped)
{
    bool wide = false;
    text->text = s->at;
    for (;; s->at++) {
        while (is(s->at, TEXT))
            s->at++;
        if (*s->at == '<')
            break;
        if (*s->at == '&') {
            size_t i = entity_at(s->at);
            if (i == N_ENTITIES) { /* to the end of what there is of it */
                while (is(++s->at, NAME_START))
                    ;
                return false;
            }
            s->at += strlen(entities[i].name) - 1;
            *escaped = true;
        } else if (*s->at == '>') {
            if (s->at[-1] == ']' && s->at[-2] == ']') /* behind a start tag at least */
                return false;
        } else if ((unsigned char)*s->at >= 0x80) {
            wide = true;
        } else {
            return false;
        }
    }
    text->n = (size_t)(s->at - text->text);
    /* U+FFFE and U+FFFF are no characters of XML. */
    return !wide || (text_is_utf8(text->text, text->n, NULL) && !memmem(text->text, text->n, "\xEF\xBF\xBE", 3) &&
                     !memmem(text->text, text->n, "\xEF\xBF\xBF", 3));
}

/* The rest of an element with text only, behind its name: attributes, text, and the end tag CLOSE. */
static bool take_element(struct cursor *s, const char *close, struct slice *text, bool *escaped)
{
    struct attribute attributes[MOST_ATTRIBUTES];
    size_t n;
    bool empty;
    if (*s->at == '>')
        s->at++;
    else if (!take_attributes(s, attributes, &n) || !take_tag_end(s, &empty))
        return false;
    else if (empty)
        return true;
    return take_text(s, text, escaped) && take(s, close);
}

/* The rest of `is`, behind its name. */
static bool take_inline(struct cursor *s, struct scanned_cell *cell)
{
    if (!take(s, ">"))
        return false;
    skip_blanks(s);
    if (!take(s, "<t") || !take_element(s, "</t>", &cell->text, &cell->escaped))
        return false;
    skip_blanks(s);
    return take(s, "</is>");
}

/* The rest of `c`, behind its name. */
static bool take_cell(struct cursor *s, struct scanned_cell *cell)
{
    struct attribute attributes[MOST_ATTRIBUTES];
    size_t n;
    bool empty;
    *cell = (struct scanned_cell){0};
    if (!take_attributes(s, attributes, &n) || !take_tag_end(s, &empty))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct attribute *a = &attributes[i];
        if (a->name.n != 1)
            continue;
        if (*a->name.text == 'r')
            cell->name = a->value;
        else if (*a->name.text == 't')
            cell->type = a->value;
        else if (*a->name.text == 's')
            cell->style = a->value;
    }
    for (bool has_value = false; !empty;) {
        struct slice formula;
        bool escaped;
        skip_blanks(s);
        if (!take(s, "<"))
            return false;
        switch (*s->at) {
        case 'v':
            s->at++;
            if (has_value || !take_element(s, "</v>", &cell->text, &cell->escaped))
                return false;
            has_value = true;
            break;
        case 'i':
            if (has_value || !take(s, "is") || !take_inline(s, cell))
                return false;
            has_value = true;
            break;
        case 'f':
            s->at++;
            cell->has_formula = true;
            if (!take_element(s, "</f>", &formula, &escaped))
                return false;
            break;
        default:
            return take(s, "/c>");
        }
    }
    return true;
}

static bool take_row(struct cursor *s, struct scanned_row *row)
{
    struct attribute attributes[MOST_ATTRIBUTES];
    size_t n;
    bool empty;
    row->number = row->hidden = (struct slice){0};
    row->n_cells = 0;
    skip_blanks(s);
    if (!take(s, "<row") || !take_attributes(s, attributes, &n) || !take_tag_end(s, &empty))
        return false;
    for (size_t i = 0; i < n; i++)
        if (attributes[i].name.n == 1 && *attributes[i].name.text == 'r')
            row->number = attributes[i].value;
        else if (attributes[i].name.n == 6 && !memcmp(attributes[i].name.text, "hidden", 6))
            row->hidden = attributes[i].value;
    while (!empty) {
        skip_blanks(s);
        if (!take(s, "<"))
            return false;
        if (*s->at != 'c')
            return take(s, "/row>");
        s->at++;
        row->cells = grow(row->cells, &row->room, row->n_cells + 1, sizeof *row->cells);
        if (!take_cell(s, &row->cells[row->n_cells++]))
            return false;
    }
    return true;
}

enum scanned scan_row(const char *bytes, size_t n, struct scanned_row *row)
{
    struct cursor s = {bytes};
    if (take_row(&s, row)) {
        row->length = (size_t)(s.at - bytes);
        return SCANNED_ROW;
    }
    return s.at == bytes + n && n < SCAN_BYTES ? SCANNED_PART : SCANNED_UNKNOWN;
}

void scan_text(const struct scanned_cell *cell, struct cell_text *text)
{
    const char *p = cell->text.text, *end = p + cell->text.n;
    while (cell->escaped && p < end) {
        const char *sign = memchr(p, '&', (size_t)(end - p));
        cell_text_add(text, p, (size_t)((sign ? sign : end) - p));
        p = end;
        if (sign) {
            size_t i = entity_at(sign);
            cell_text_add(text, &entities[i].character, 1);
            p = sign + strlen(entities[i].name);
        }
    }
    if (p < end)
        cell_text_add(text, p, (size_t)(end - p));
}

/* --- the rows of a part ------------------------------------------------------ */

void scan_begin(struct scanner *scanner, struct part *part)
{
    scanner->part = part;
    scanner->at = scanner->n = 0;
}

enum scan scan_next(struct scanner *scanner, struct error *err)
{
    while (scanner->part) {
        size_t left = scanner->n - scanner->at;
        enum scanned found = left ? scan_row(scanner->bytes + scanner->at, left, &scanner->row) : SCANNED_PART;
        if (found == SCANNED_ROW) {
            scanner->at += scanner->row.length;
            return SCAN_ROW;
        }
        struct part *part = scanner->part;
        part_skip(part, scanner->at);
        scanner->part = NULL;
        if (found == SCANNED_PART) {
            scanner->at = 0;
            if (!part_more(part, &scanner->bytes, &scanner->n, err))
                return SCAN_FAILED;
            if (scanner->n > left)
                scanner->part = part;
        }
    }
    return SCAN_OVER;
}

void scan_release(struct scanner *scanner)
{
    free(scanner->row.cells);
}
