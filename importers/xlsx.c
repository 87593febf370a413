#include "importers/xlsx.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importers/encoding.h"
#include "importers/number.h"
#include "importers/package.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/text.h"

#define STRINGS_BYTES ((size_t)512 << 20) /* all shared strings together */
#define CELL_BYTES    ((size_t)1 << 20)   /* one cell */
#define MAX_SHEETS    4096
#define MAX_STYLES    ((size_t)1 << 20)
#define MAX_COLUMNS   16384
#define MAX_ROWS      1048576
#define MAX_MERGES    65536
#define HEADER_ROWS   64 /* the values of merged areas that begin in these are kept */

/* How the numbers of a cell format are to be read. */
enum number_kind { NUMBER_PLAIN, NUMBER_DATE, NUMBER_DATE_TIME, NUMBER_TIME };

struct sheet {
    char *name, *id, *part; /* id: of the relationship that leads to the part */
    bool hidden;
};

/* A relationship between parts. */
struct link {
    char *id, *type, *target;
};

/* A number format a workbook defines. */
struct format {
    unsigned long id;
    enum number_kind kind;
};

/* A merged area, rows and columns from 1, and the value of its first cell. */
struct merge {
    size_t top, left, bottom, right;
    char *text;
};

/* A cell while its row is being read: a shared string, or an offset into the
 * row's text, which moves when it grows. */
struct piece {
    const char *shared;
    size_t offset, length;
    bool taken;
};

/* A growing text. */
struct buffer {
    char *bytes;
    size_t used, room;
    bool full; /* more than a cell may have */
};

/* What the row under way, and the cell in it, have been found to be. */
struct progress {
    bool in_data, in_row, in_cell, in_value, in_inline, in_text, has_formula, has_value, row_ready, broken;
    unsigned phonetic; /* depth of <rPh>, whose text is not the cell's */
    size_t row, column, n_pieces, n_filled;
    size_t last_row;               /* the highest number so far */
    size_t widest;                 /* the last column filled in the sheet */
    size_t n_hidden, first_hidden; /* rows */
    size_t hidden_from, hidden_to; /* the first hidden columns */
    char type;                     /* s, b, e, d, n, f (str), i (inlineStr), ? (none of these) */
    size_t style;
};

struct xlsx {
    const char *path;
    struct issues *issues;
    struct package *package;
    bool from_1904;

    struct sheet *sheets;
    size_t n_sheets, sheets_room, sheet;

    struct link *links; /* of the part looked at last */
    size_t n_links, links_room;

    struct format *formats;
    size_t n_formats, formats_room;
    enum number_kind *styles; /* by the index cells give */
    size_t n_styles, styles_room;
    bool in_cell_formats;

    char *strings; /* the shared strings, each with its NUL */
    size_t strings_used, strings_room;
    size_t *string_at; /* string i: strings + string_at[i] .. string_at[i + 1] - 1 */
    size_t n_strings, string_at_room;
    bool strings_too_large;

    struct part *part; /* of the sheet being read; NULL before its first row and after its end */
    bool ended;
    struct progress now;
    struct buffer text; /* of the element being read */
    struct buffer row_text;
    struct piece *pieces;
    size_t pieces_room;
    struct cell *cells;
    size_t cells_room;

    struct merge *merges; /* by their first row */
    size_t n_merges, merges_room;
};

/* --- text ------------------------------------------------------------------- */

static void append(struct buffer *buffer, const char *text, size_t n)
{
    if (buffer->used + n > CELL_BYTES) {
        buffer->full = true;
        return;
    }
    buffer->bytes = grow(buffer->bytes, &buffer->room, buffer->used + n + 1, 1);
    memcpy(buffer->bytes + buffer->used, text, n);
    buffer->used += n;
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

static size_t write_utf8(char *out, unsigned point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
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
        out += write_utf8(text + out, point);
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

/* Make the text clean: escapes, white space, composition. */
static void clean(struct buffer *buffer)
{
    append(buffer, "", 0);
    if (memchr(buffer->bytes, '_', buffer->used) || memchr(buffer->bytes, '\r', buffer->used))
        buffer->used = unescape(buffer->bytes, buffer->used);
    const char *text = buffer->bytes;
    encoding_trim(&text, &buffer->used);
    memmove(buffer->bytes, text, buffer->used);
    size_t bad;
    enum encoding_scan scan = encoding_scan(buffer->bytes, buffer->used, &bad);
    if (scan == SCAN_UTF8) {
        char *composed = text_nfc(buffer->bytes, buffer->used);
        buffer->used = 0;
        append(buffer, composed, strlen(composed));
        free(composed);
    }
    buffer->bytes[buffer->used] = '\0';
}

/* --- relationships ---------------------------------------------------------- */

/* The name of the part TARGET means where part FROM names it. */
static char *resolve(const char *from, const char *target)
{
    const char *slash = *target == '/' ? NULL : strrchr(from, '/');
    char *path = slash ? xasprintf("%.*s/%s", (int)(slash - from), from, target) : xstrdup(target);
    /* Take out "", "." and "..". */
    char *out = path;
    for (const char *p = path; *p;) {
        size_t n = strcspn(p, "/");
        const char *next = p + n + (p[n] == '/');
        if (n == 2 && !strncmp(p, "..", 2)) {
            while (out > path && *--out != '/')
                ;
        } else if (n && !(n == 1 && *p == '.')) {
            if (out > path)
                *out++ = '/';
            memmove(out, p, n);
            out += n;
        }
        p = next;
    }
    *out = '\0';
    return path;
}

static void forget_links(struct xlsx *book)
{
    for (size_t i = 0; i < book->n_links; i++) {
        free(book->links[i].id);
        free(book->links[i].type);
        free(book->links[i].target);
    }
    book->n_links = 0;
}

static void on_link(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    const char *id = attribute(attributes, "Id"), *type = attribute(attributes, "Type"),
               *target = attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
        return;
    book->links = grow(book->links, &book->links_room, book->n_links + 1, sizeof *book->links);
    book->links[book->n_links++] = (struct link){xstrdup(id), xstrdup(type), xstrdup(target)};
}

/* Read the relationships of part PART into `links`; it may have none. */
static bool read_links(struct xlsx *book, const char *part, struct error *err)
{
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash + 1 - part) : 0;
    char *name = xasprintf("%.*s_rels/%s.rels", (int)folder, part, part + folder);
    forget_links(book);
    static const struct part_handlers handlers = {.start = on_link};
    bool good = !package_has(book->package, name) || part_read(book->package, name, &handlers, book, err);
    free(name);
    return good;
}

/* The first relationship whose type ends with TYPE ("/styles"), NULL if none. */
static const struct link *find_link(const struct xlsx *book, const char *type)
{
    for (size_t i = 0; i < book->n_links; i++) {
        size_t n = strlen(book->links[i].type), m = strlen(type);
        if (n >= m && !strcmp(book->links[i].type + n - m, type))
            return &book->links[i];
    }
    return NULL;
}

/* --- styles ----------------------------------------------------------------- */

/* What a format code says of its numbers, from the letters of its first
 * section that are not text: y and d make a date, h and s a time, m either. */
static enum number_kind kind_of_code(const char *code)
{
    bool day = false, clock = false, minute = false;
    for (const char *p = code; *p && *p != ';'; p++) {
        switch (*p) {
        case '"':
            p = strchr(p + 1, '"');
            break;
        case '\\':
        case '_':
        case '*':
            p = p[1] ? p + 1 : p;
            break;
        case '[':
            /* [h] and [mm] are elapsed time; [Red], [$-42A], [>5] are not. */
            if (strchr("hHmMsS", p[1]) && p[1] && p[1 + strspn(p + 1, "hHmMsS")] == ']')
                clock = true;
            p = strchr(p, ']');
            break;
        case 'G':
        case 'g':
            if (!strncasecmp(p, "general", 7))
                p += 6;
            break;
        case 'y':
        case 'Y':
        case 'd':
        case 'D':
            day = true;
            break;
        case 'h':
        case 'H':
        case 's':
        case 'S':
            clock = true;
            break;
        case 'm':
        case 'M':
            minute = true;
            break;
        default:
            break;
        }
        if (!p)
            break;
    }
    if (day)
        return clock ? NUMBER_DATE_TIME : NUMBER_DATE;
    if (clock)
        return NUMBER_TIME;
    return minute ? NUMBER_DATE : NUMBER_PLAIN;
}

/* Formats that need no definition: ECMA-376 part 1, 18.8.30. */
static enum number_kind kind_of_id(const struct xlsx *book, unsigned long id)
{
    for (size_t i = 0; i < book->n_formats; i++)
        if (book->formats[i].id == id)
            return book->formats[i].kind;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return NUMBER_DATE;
    if (id == 22)
        return NUMBER_DATE_TIME;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
        return NUMBER_TIME;
    return NUMBER_PLAIN;
}

static void on_style_start(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    if (!strcmp(name, "numFmt")) {
        const char *id = attribute(attributes, "numFmtId"), *code = attribute(attributes, "formatCode");
        if (!id || !code || book->n_formats >= MAX_STYLES)
            return;
        book->formats = grow(book->formats, &book->formats_room, book->n_formats + 1, sizeof *book->formats);
        book->formats[book->n_formats++] = (struct format){strtoul(id, NULL, 10), kind_of_code(code)};
    } else if (!strcmp(name, "cellXfs")) {
        book->in_cell_formats = true;
    } else if (!strcmp(name, "xf") && book->in_cell_formats && book->n_styles < MAX_STYLES) {
        const char *id = attribute(attributes, "numFmtId");
        book->styles = grow(book->styles, &book->styles_room, book->n_styles + 1, sizeof *book->styles);
        book->styles[book->n_styles++] = id ? kind_of_id(book, strtoul(id, NULL, 10)) : NUMBER_PLAIN;
    }
}

static void on_style_end(void *data, const char *name)
{
    struct xlsx *book = data;
    if (!strcmp(name, "cellXfs"))
        book->in_cell_formats = false;
}

/* --- shared strings --------------------------------------------------------- */

static void on_string_start(void *data, const char *name, const char **attributes)
{
    (void)attributes;
    struct xlsx *book = data;
    if (!strcmp(name, "si")) {
        book->text.used = 0;
        book->text.full = false;
    } else if (!strcmp(name, "rPh")) {
        book->now.phonetic++;
    } else if (!strcmp(name, "t")) {
        book->now.in_text = !book->now.phonetic;
    }
}

static void on_string_end(void *data, const char *name)
{
    struct xlsx *book = data;
    if (!strcmp(name, "t")) {
        book->now.in_text = false;
    } else if (!strcmp(name, "rPh") && book->now.phonetic) {
        book->now.phonetic--;
    } else if (!strcmp(name, "si") && !book->strings_too_large) {
        clean(&book->text);
        size_t n = book->text.used + 1;
        if (book->text.full || book->strings_used + n > STRINGS_BYTES) {
            book->strings_too_large = true;
            return;
        }
        book->strings = grow(book->strings, &book->strings_room, book->strings_used + n, 1);
        memcpy(book->strings + book->strings_used, book->text.bytes, n);
        book->string_at = grow(book->string_at, &book->string_at_room, book->n_strings + 2, sizeof *book->string_at);
        book->string_at[book->n_strings++] = book->strings_used;
        book->strings_used += n;
        book->string_at[book->n_strings] = book->strings_used;
    }
}

static void on_string_text(void *data, const char *text, int length)
{
    struct xlsx *book = data;
    if (book->now.in_text)
        append(&book->text, text, (size_t)length);
}

/* --- the workbook ----------------------------------------------------------- */

static bool is_true(const char *value)
{
    return value && (!strcmp(value, "1") || !strcmp(value, "true") || !strcmp(value, "on"));
}

static void on_workbook(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    if (!strcmp(name, "workbookPr")) {
        book->from_1904 = is_true(attribute(attributes, "date1904"));
    } else if (!strcmp(name, "sheet")) {
        const char *title = attribute(attributes, "name"), *id = prefixed_attribute(attributes, "id"),
                   *state = attribute(attributes, "state");
        if (!title || !id || book->n_sheets >= MAX_SHEETS)
            return;
        book->sheets = grow(book->sheets, &book->sheets_room, book->n_sheets + 1, sizeof *book->sheets);
        struct sheet *sheet = &book->sheets[book->n_sheets++];
        *sheet =
            (struct sheet){text_nfc(title, strlen(title)), xstrdup(id), NULL, state && strcmp(state, "visible") != 0};
    }
}

/* Find the part of each sheet; what is no worksheet (a chart) is left out. */
static bool place_sheets(struct xlsx *book, const char *workbook, struct error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < book->n_sheets; i++) {
        struct sheet sheet = book->sheets[i];
        const struct link *link = NULL;
        for (size_t k = 0; !link && k < book->n_links; k++)
            if (!strcmp(book->links[k].id, sheet.id))
                link = &book->links[k];
        if (!link) {
            /* Keep what is not freed yet for xlsx_close(). */
            char *why = xasprintf(_("sheet \"%s\" leads nowhere"), sheet.name);
            memmove(&book->sheets[n], &book->sheets[i], (book->n_sheets - i) * sizeof *book->sheets);
            book->n_sheets -= i - n;
            package_damaged(book->package, workbook, why, err);
            free(why);
            return false;
        }
        const char *slash = strrchr(link->type, '/');
        if (!slash || strcmp(slash, "/worksheet") != 0) {
            free(sheet.name);
            free(sheet.id);
            continue;
        }
        sheet.part = resolve(workbook, link->target);
        book->sheets[n++] = sheet;
    }
    book->n_sheets = n;
    if (!n)
        return error_set(err, E_FILE, _("\"%s\" has no sheet with a table"), book->path);
    return true;
}

/* What a zip package is that is no .xlsx; NULL when it may be one. */
static const char *other_format(struct package *package)
{
    char *mimetype = package_peek(package, "mimetype", 64);
    bool ods = !strncmp(mimetype, "application/vnd.oasis.opendocument", 34);
    bool other = *mimetype != '\0';
    free(mimetype);
    if (ods)
        return _("an OpenDocument file; open it in LibreOffice or Excel and save it as .xlsx");
    if (package_has(package, "Index/Document.iwa") || package_has(package, "Index.zip"))
        return _("an Apple Numbers file; in Numbers choose File > Export To > Excel");
    if (package_has(package, "xl/workbook.bin"))
        return _("a binary workbook (.xlsb); open it in Excel and save it as .xlsx");
    if (package_has(package, "word/document.xml"))
        return _("a Word document; put the table into a workbook and save it as .xlsx");
    if (package_has(package, "ppt/presentation.xml"))
        return _("a presentation; put the table into a workbook and save it as .xlsx");
    if (other || !(package_has(package, "[Content_Types].xml") || package_has(package, "_rels/.rels") ||
                   package_has(package, "xl/workbook.xml")))
        return _("a zip archive, not a workbook; unpack it and give the files in it");
    return NULL;
}

/* Read everything but the sheets. */
static bool read_workbook(struct xlsx *book, struct error *err)
{
    const char *other = other_format(book->package);
    if (other)
        return error_set(err, E_FILE, _("\"%s\" is %s"), book->path, other);
    if (!read_links(book, "", err))
        return false;
    const struct link *link = find_link(book, "/officeDocument");
    char *workbook = link ? resolve("", link->target) : xstrdup("xl/workbook.xml");
    static const struct part_handlers workbook_handlers = {.start = on_workbook};
    static const struct part_handlers style_handlers = {.start = on_style_start, .end = on_style_end};
    static const struct part_handlers string_handlers = {on_string_start, on_string_end, on_string_text};
    char *styles = NULL, *strings = NULL;
    bool good = part_read(book->package, workbook, &workbook_handlers, book, err) && read_links(book, workbook, err) &&
                place_sheets(book, workbook, err);
    if (good && (link = find_link(book, "/styles")) != NULL)
        styles = resolve(workbook, link->target);
    if (good && (link = find_link(book, "/sharedStrings")) != NULL)
        strings = resolve(workbook, link->target);
    /* A part that is named but missing is damage: without styles a date would come out as a number. */
    if (styles)
        good = part_read(book->package, styles, &style_handlers, book, err);
    if (good && strings) {
        good = part_read(book->package, strings, &string_handlers, book, err);
        if (good && book->strings_too_large)
            good = error_set(err, E_FILE, _("\"%s\" has a text longer than %zu MiB, or more than %zu MiB of texts"),
                             book->path, CELL_BYTES >> 20, STRINGS_BYTES >> 20);
    }
    forget_links(book);
    free(workbook);
    free(styles);
    free(strings);
    return good;
}

struct xlsx *xlsx_open(const char *path, struct issues *issues, struct error *err)
{
    struct package *package = package_open(path, err);
    if (!package)
        return NULL;
    struct xlsx *book = xcalloc(1, sizeof *book);
    book->path = path;
    book->issues = issues;
    book->package = package;
    if (!read_workbook(book, err)) {
        xlsx_close(book);
        return NULL;
    }
    return book;
}

static void forget_merges(struct xlsx *book)
{
    for (size_t i = 0; i < book->n_merges; i++)
        free(book->merges[i].text);
    book->n_merges = 0;
}

void xlsx_close(struct xlsx *book)
{
    if (!book)
        return;
    part_close(book->part);
    package_close(book->package);
    forget_links(book);
    forget_merges(book);
    for (size_t i = 0; i < book->n_sheets; i++) {
        free(book->sheets[i].name);
        free(book->sheets[i].id);
        free(book->sheets[i].part);
    }
    free(book->sheets);
    free(book->links);
    free(book->formats);
    free(book->styles);
    free(book->strings);
    free(book->string_at);
    free(book->text.bytes);
    free(book->row_text.bytes);
    free(book->pieces);
    free(book->cells);
    free(book->merges);
    free(book);
}

size_t xlsx_n_sheets(const struct xlsx *book)
{
    return book->n_sheets;
}

const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet)
{
    return book->sheets[sheet].name;
}

/* --- cells ------------------------------------------------------------------ */

static struct place cell_place(const struct xlsx *book, size_t column)
{
    return (struct place){book->path, book->sheets[book->sheet].name, book->now.row, column};
}

/* Letters of a column ("AB") at *S, which moves behind them; 0 if there are none or too many. */
static size_t parse_column(const char **s)
{
    size_t column = 0, n = 0;
    for (; n < 4; n++) {
        char c = (*s)[n];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c < 'A' || c > 'Z')
            break;
        column = column * 26 + (size_t)(c - 'A' + 1);
    }
    *s += n;
    return n < 4 && column <= MAX_COLUMNS ? column : 0;
}

/* The row number at *S; 0 if there is none or it is too large. */
static size_t parse_row(const char **s)
{
    size_t row = 0, n = 0;
    while (n < 8 && (*s)[n] >= '0' && (*s)[n] <= '9')
        row = row * 10 + (size_t)((*s)[n++] - '0');
    *s += n;
    return row <= MAX_ROWS ? row : 0;
}

/* Both parts of a cell's name, which may have `$`. */
static bool parse_cell(const char **s, size_t *column, size_t *row)
{
    *s += **s == '$';
    *column = parse_column(s);
    *s += **s == '$';
    *row = parse_row(s);
    return *column && *row;
}

/* Write the letters of COLUMN, from 1. */
static char *column_letters(size_t column, char out[8])
{
    char *p = out + 7;
    *p = '\0';
    for (; column && p > out; column = (column - 1) / 26)
        *--p = (char)('A' + (column - 1) % 26);
    return p;
}

/* Put the cell at hand into its row: SHARED, or the text in the buffer. */
static void put_cell(struct xlsx *book, const char *shared, size_t length)
{
    size_t c = book->now.column;
    book->pieces = grow(book->pieces, &book->pieces_room, c, sizeof *book->pieces);
    while (book->now.n_pieces < c)
        book->pieces[book->now.n_pieces++] = (struct piece){0};
    struct piece *piece = &book->pieces[c - 1];
    if (piece->taken) {
        issues_add(book->issues, FAULT, "F108", cell_place(book, c),
                   _("the cell comes twice; expected each cell once (is this file damaged?)"));
        book->now.broken = true;
        return;
    }
    *piece = (struct piece){shared, book->row_text.used, length, true};
    if (!shared) {
        struct buffer *row = &book->row_text;
        row->bytes = grow(row->bytes, &row->room, row->used + length + 1, 1);
        memcpy(row->bytes + row->used, book->text.bytes, length + 1);
        row->used += length + 1;
    }
    if (length && c > book->now.n_filled)
        book->now.n_filled = c;
}

static void set_text(struct buffer *buffer, const char *text)
{
    buffer->used = 0;
    append(buffer, text, strlen(text));
    buffer->bytes[buffer->used] = '\0';
}

/* True when TEXT[0..N-1] is the shortest decimal for its number already: at most
 * 15 digits, no zero too many, no exponent. */
static bool is_shortest(const char *text, size_t n)
{
    size_t i = *text == '-', digits = 0;
    if (n - i > 1 && text[i] == '0' && text[i + 1] != '.')
        return false;
    for (; i < n && text[i] >= '0' && text[i] <= '9'; i++)
        digits++;
    if (!digits || digits > 15)
        return false;
    if (i == n)
        return text[0] != '-' || text[1] != '0';
    size_t before = digits;
    if (text[i++] != '.')
        return false;
    for (; i < n && text[i] >= '0' && text[i] <= '9'; i++)
        digits++;
    return i == n && digits > before && digits <= 15 && text[n - 1] != '0';
}

/* Number X of a cell with style KIND, as text in the buffer. */
static void set_number(struct xlsx *book, double x, enum number_kind kind)
{
    char text[NUMBER_TEXT];
    char date[DATE_TEXT];
    /* Seconds of the day, rounded as Excel shows them. */
    double day = floor(x), seconds = floor((x - day) * 86400 + 0.5);
    if (seconds >= 86400) {
        seconds -= 86400;
        day++;
    }
    int s = (int)seconds;
    if (kind == NUMBER_TIME && x >= 0 && x < 2958466) {
        /* A time of more than a day is an elapsed one. */
        snprintf(text, sizeof text, "%02ld:%02d:%02d", (long)day * 24 + s / 3600, s / 60 % 60, s % 60);
    } else if (kind == NUMBER_DATE && date_from_serial(floor(x), book->from_1904, date)) {
        set_text(&book->text, date);
        return;
    } else if (kind == NUMBER_DATE_TIME && date_from_serial(day, book->from_1904, date)) {
        if (s)
            snprintf(text, sizeof text, "%sT%02d:%02d:%02d", date, s / 3600, s / 60 % 60, s % 60);
        else
            snprintf(text, sizeof text, "%s", date);
    } else {
        number_shortest(x, text);
    }
    set_text(&book->text, text);
}

static void damaged_cell(struct xlsx *book)
{
    issues_add(book->issues, FAULT, "F109", cell_place(book, book->now.column),
               _("the cell says \"%s\", which is no value of its type; expected a sound cell (is this file damaged?)"),
               book->text.bytes);
    book->now.broken = true;
    put_cell(book, NULL, book->text.used);
}

static void number_cell(struct xlsx *book)
{
    struct buffer *text = &book->text;
    enum number_kind kind = book->now.style < book->n_styles ? book->styles[book->now.style] : NUMBER_PLAIN;
    if (kind != NUMBER_PLAIN || !is_shortest(text->bytes, text->used)) {
        char *end;
        double x = strtod(text->bytes, &end);
        if (*end || !isfinite(x) || text->bytes[strspn(text->bytes, "+-.0123456789eE")]) {
            damaged_cell(book);
            return;
        }
        set_number(book, x, kind);
    }
    put_cell(book, NULL, text->used);
}

static void shared_cell(struct xlsx *book)
{
    char *end;
    const char *text = book->text.bytes;
    unsigned long i = strtoul(text, &end, 10);
    if (*end || *text < '0' || *text > '9' || i >= book->n_strings) {
        damaged_cell(book);
        return;
    }
    put_cell(book, book->strings + book->string_at[i], book->string_at[i + 1] - book->string_at[i] - 1);
}

/* The end of a cell: its text is in the buffer. */
static void finish_cell(struct xlsx *book)
{
    struct buffer *text = &book->text;
    const char type = book->now.type;
    clean(text);
    if (text->full) {
        issues_add(book->issues, FAULT, "F105", cell_place(book, book->now.column),
                   _("the cell is longer than %zu MiB; expected a table"), CELL_BYTES >> 20);
        book->now.broken = true;
    } else if (book->now.has_formula && !text->used && type == 'n') {
        issues_add(book->issues, FAULT, "F107", cell_place(book, book->now.column),
                   _("the cell has a formula whose value was never computed; open the file in Excel and save it"));
        book->now.broken = true;
    } else if (!text->used) {
        put_cell(book, NULL, 0);
    } else if (type == 's') {
        shared_cell(book);
    } else if (type == 'n') {
        number_cell(book);
    } else if (type == 'b') {
        if (strcmp(text->bytes, "0") != 0 && strcmp(text->bytes, "1") != 0) {
            damaged_cell(book);
            return;
        }
        set_text(text, text->bytes[0] == '1' ? "TRUE" : "FALSE");
        put_cell(book, NULL, text->used);
    } else if (type == 'e') {
        issues_add(book->issues, FAULT, "F106", cell_place(book, book->now.column),
                   _("the cell shows the error %s; expected a value"), text->bytes);
        book->now.broken = true;
        put_cell(book, NULL, text->used);
    } else if (type == 'd') {
        /* 2024-02-29T00:00:00 is a date. */
        char *time = strchr(text->bytes, 'T');
        if (time && !strncmp(time, "T00:00", 6) && !time[strspn(time, "T0:.Z")])
            text->used = (size_t)(time - text->bytes);
        text->bytes[text->used] = '\0';
        put_cell(book, NULL, text->used);
    } else if (type == 'f' || type == 'i') {
        put_cell(book, NULL, text->used);
    } else {
        damaged_cell(book);
    }
}

/* --- rows ------------------------------------------------------------------- */

/* One letter for the value of a cell's attribute `t`. */
static char type_of(const char *type)
{
    if (*type && !type[1])
        return strchr("sbedn", *type) ? *type : '?';
    return !strcmp(type, "str") ? 'f' : !strcmp(type, "inlineStr") ? 'i' : '?';
}

static void start_cell(struct xlsx *book, const char **attributes)
{
    struct progress *now = &book->now;
    const char *name = NULL, *type = "n", *style = NULL;
    for (; *attributes; attributes += 2) {
        if (attributes[0][0] == 'r' && !attributes[0][1])
            name = attributes[1];
        else if (attributes[0][0] == 't' && !attributes[0][1])
            type = attributes[1];
        else if (attributes[0][0] == 's' && !attributes[0][1])
            style = attributes[1];
    }
    now->in_cell = true;
    now->has_formula = now->has_value = false;
    now->style = style ? strtoul(style, NULL, 10) : 0;
    now->type = type_of(type);
    book->text.used = 0;
    book->text.full = false;
    now->column++;
    if (!name)
        return;
    size_t column, row;
    const char *p = name;
    if (!parse_cell(&p, &column, &row) || *p || row != now->row) {
        issues_add(book->issues, FAULT, "F108", cell_place(book, 0),
                   _("the row has a cell that calls itself \"%s\" (is this file damaged?)"), name);
        now->broken = true;
        now->in_cell = false;
        return;
    }
    now->column = column;
}

static void start_row(struct xlsx *book, const char **attributes)
{
    struct progress *now = &book->now;
    const char *number = attribute(attributes, "r");
    size_t last = now->last_row;
    now->in_row = true;
    now->broken = now->row_ready = false;
    now->column = now->n_pieces = now->n_filled = 0;
    book->row_text.used = 0;
    now->row++;
    if (number) {
        const char *p = number;
        size_t row = parse_row(&p);
        /* Also one that is out of order keeps its own number, so that its cells agree with it. */
        if (row && !*p)
            now->row = row;
        if (now->row <= last || !row || *p) {
            issues_add(book->issues, FAULT, "F108", cell_place(book, 0),
                       _("the row calls itself \"%s\" but comes after row %zu (is this file damaged?)"), number, last);
            now->broken = true;
        }
    }
    if (now->row > last)
        now->last_row = now->row;
    if (is_true(attribute(attributes, "hidden"))) {
        if (!now->n_hidden++)
            now->first_hidden = now->row;
    }
}

/* Hidden columns come before the rows; only the first range is kept. */
static void start_column(struct xlsx *book, const char **attributes)
{
    const char *min = attribute(attributes, "min"), *max = attribute(attributes, "max");
    if (min && max && !book->now.hidden_from && is_true(attribute(attributes, "hidden"))) {
        book->now.hidden_from = strtoul(min, NULL, 10);
        book->now.hidden_to = strtoul(max, NULL, 10);
    }
}

static void on_sheet_start(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    struct progress *now = &book->now;
    if (now->in_cell) {
        if (!strcmp(name, "v")) {
            now->in_value = now->has_value = true;
        } else if (!strcmp(name, "f")) {
            now->has_formula = true;
        } else if (!strcmp(name, "is")) {
            now->in_inline = true;
        } else if (now->in_inline && !strcmp(name, "rPh")) {
            now->phonetic++;
        } else if (now->in_inline && !strcmp(name, "t")) {
            now->in_text = !now->phonetic;
        }
    } else if (now->in_row) {
        if (!strcmp(name, "c"))
            start_cell(book, attributes);
    } else if (now->in_data) {
        if (!strcmp(name, "row"))
            start_row(book, attributes);
    } else if (!strcmp(name, "sheetData")) {
        now->in_data = true;
    } else if (!strcmp(name, "col")) {
        start_column(book, attributes);
    }
}

static void on_sheet_end(void *data, const char *name)
{
    struct xlsx *book = data;
    struct progress *now = &book->now;
    if (now->in_cell) {
        if (!strcmp(name, "v")) {
            now->in_value = false;
        } else if (!strcmp(name, "t")) {
            now->in_text = false;
        } else if (!strcmp(name, "rPh") && now->phonetic) {
            now->phonetic--;
        } else if (!strcmp(name, "is")) {
            now->in_inline = false;
        } else if (!strcmp(name, "c")) {
            now->in_cell = now->in_value = now->in_text = now->in_inline = false;
            now->phonetic = 0;
            finish_cell(book);
        }
    } else if (now->in_row && !strcmp(name, "row")) {
        now->in_row = false;
        if (now->n_filled > now->widest)
            now->widest = now->n_filled;
        if (now->n_filled || now->broken) {
            now->row_ready = true;
            part_pause(book->part);
        }
    } else if (!strcmp(name, "sheetData")) {
        now->in_data = false;
    }
}

static void on_sheet_text(void *data, const char *text, int length)
{
    struct xlsx *book = data;
    if (book->now.in_value || book->now.in_text)
        append(&book->text, text, (size_t)length);
}

static const struct part_handlers sheet_handlers = {on_sheet_start, on_sheet_end, on_sheet_text};

/* --- merged areas ----------------------------------------------------------- */

static void on_merge(void *data, const char *name, const char **attributes)
{
    struct xlsx *book = data;
    const char *p = attribute(attributes, "ref");
    struct merge merge = {0};
    if (strcmp(name, "mergeCell") != 0 || !p || book->n_merges >= MAX_MERGES)
        return;
    if (!parse_cell(&p, &merge.left, &merge.top) || *p++ != ':' || !parse_cell(&p, &merge.right, &merge.bottom) || *p ||
        merge.right < merge.left || merge.bottom < merge.top)
        return;
    book->merges = grow(book->merges, &book->merges_room, book->n_merges + 1, sizeof *book->merges);
    book->merges[book->n_merges++] = merge;
}

static int by_first_row(const void *a, const void *b)
{
    const struct merge *x = a, *y = b;
    if (x->top != y->top)
        return x->top < y->top ? -1 : 1;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* The first area that begins in ROW or below. */
static size_t find_merge(const struct xlsx *book, size_t row)
{
    size_t low = 0, high = book->n_merges;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (book->merges[middle].top < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Keep the values of the areas that begin in ROW, for rows below to fill. */
static void keep_merged(struct xlsx *book, const struct row *row)
{
    for (size_t i = find_merge(book, row->line); i < book->n_merges && book->merges[i].top == row->line; i++)
        if (!book->merges[i].text)
            book->merges[i].text = xstrdup(row_text(row, book->merges[i].left - 1));
}

void xlsx_fill_merged(struct xlsx *book, struct row *row)
{
    size_t n = row->n_cells;
    for (size_t i = 0; i < book->n_merges && book->merges[i].top <= row->line; i++) {
        const struct merge *merge = &book->merges[i];
        if (merge->bottom < row->line || !merge->text || !*merge->text)
            continue;
        book->cells = grow(book->cells, &book->cells_room, merge->right, sizeof *book->cells);
        while (n < merge->right)
            book->cells[n++] = (struct cell){"", 0};
        for (size_t c = merge->left; c <= merge->right; c++)
            if (!book->cells[c - 1].length)
                book->cells[c - 1] = (struct cell){merge->text, strlen(merge->text)};
    }
    row->cells = book->cells;
    row->n_cells = n;
}

size_t xlsx_merged_bottom(const struct xlsx *book, const struct row *row)
{
    size_t bottom = row->line;
    for (size_t i = 0; i < book->n_merges && book->merges[i].top <= row->line; i++)
        if (book->merges[i].bottom > bottom && book->merges[i].bottom <= HEADER_ROWS && book->merges[i].text)
            bottom = book->merges[i].bottom;
    return bottom;
}

void xlsx_warn_merged(struct xlsx *book, const struct row *row)
{
    for (size_t i = find_merge(book, row->line); i < book->n_merges && book->merges[i].top == row->line; i++) {
        const struct merge *merge = &book->merges[i];
        char from[8], to[8];
        if (*row_text(row, merge->left - 1))
            issues_add(book->issues, WARNING, "W107", row_place(row, merge->left - 1),
                       _("the cells %s%zu:%s%zu are merged; \"%s\" counts for the first one only"),
                       column_letters(merge->left, from), merge->top, column_letters(merge->right, to), merge->bottom,
                       row_text(row, merge->left - 1));
    }
}

/* --- sheets ----------------------------------------------------------------- */

bool xlsx_go(struct xlsx *book, size_t sheet, struct error *err)
{
    (void)err;
    part_close(book->part);
    book->part = NULL;
    book->ended = false;
    book->sheet = sheet;
    book->now = (struct progress){0};
    forget_merges(book);
    return true;
}

/* Look through the sheet before its first row is read: its checksum, and the
 * merged areas, which stand behind the rows. */
static bool begin_sheet(struct xlsx *book, struct error *err)
{
    static const struct part_handlers merge_handlers = {.start = on_merge};
    const struct sheet *sheet = &book->sheets[book->sheet];
    bool merged;
    if (!package_check(book->package, sheet->part, "mergeCell", &merged, err))
        return false;
    if (merged && !part_read(book->package, sheet->part, &merge_handlers, book, err))
        return false;
    if (book->n_merges)
        qsort(book->merges, book->n_merges, sizeof *book->merges, by_first_row);
    book->part = part_open(book->package, sheet->part, &sheet_handlers, book, err);
    if (book->part && sheet->hidden)
        issues_add(book->issues, WARNING, "W105", (struct place){book->path, sheet->name, 0, 0},
                   _("the hidden sheet is read like any other"));
    return book->part != NULL;
}

/* Say at the end of a sheet what of it a person does not see. */
static void warn_hidden(struct xlsx *book)
{
    const struct progress *now = &book->now;
    struct place place = {book->path, book->sheets[book->sheet].name, now->first_hidden, 0};
    if (now->n_hidden)
        issues_add(book->issues, WARNING, "W106", place, _("hidden rows (%zu, this one first) are read like any other"),
                   now->n_hidden);
    if (now->hidden_from && now->hidden_from <= now->widest) {
        char from[8], to[8];
        size_t last = now->hidden_to < now->widest ? now->hidden_to : now->widest;
        place.line = 0;
        issues_add(book->issues, WARNING, "W106", place, _("hidden columns (%s:%s) are read like any other"),
                   column_letters(now->hidden_from, from), column_letters(last, to));
    }
}

bool xlsx_next(struct xlsx *book, struct row *row, struct error *err)
{
    if (book->ended || (!book->part && !begin_sheet(book, err))) {
        book->ended = true;
        return false;
    }
    book->now.row_ready = false;
    switch (part_next(book->part, err)) {
    case PART_PAUSED:
        break;
    case PART_ENDED:
        warn_hidden(book);
        book->ended = true;
        return false;
    case PART_FAILED:
        book->ended = true;
        return false;
    }
    size_t n = book->now.n_filled;
    book->cells = grow(book->cells, &book->cells_room, n, sizeof *book->cells);
    for (size_t i = 0; i < n; i++) {
        const struct piece *piece = &book->pieces[i];
        if (!piece->taken)
            book->cells[i] = (struct cell){"", 0};
        else
            book->cells[i] =
                (struct cell){piece->shared ? piece->shared : book->row_text.bytes + piece->offset, piece->length};
    }
    *row = (struct row){book->path, book->sheets[book->sheet].name, book->now.row, book->cells, n, book->now.broken};
    if (book->n_merges && row->line <= HEADER_ROWS)
        keep_merged(book, row);
    return true;
}
