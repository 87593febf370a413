#include "importers/readers/sheet.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/merged.h"
#include "importers/readers/scan.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

/* A cell while its row is being read: a text that stays (a shared string, the sheet's own bytes), or an offset into
 * the row's text, which moves when it grows. */
struct sheet_cell {
    const char *stays;
    size_t offset, length, value; /* VALUE: an offset, where the number is shown as something else; else SIZE_MAX */
    bool taken;
    enum cell_kind kind;
};

/* What the row under way, and the cell in it, have been found to be. */
struct sheet_progress {
    bool in_data, in_row, hidden, in_cell, in_value, in_inline, in_text, has_formula, row_ready, broken;
    unsigned phonetic; /* depth of <rPh>, whose text is not the cell's */
    size_t row, column, n_pieces, n_filled;
    size_t last_row;               /* the highest number so far */
    size_t widest;                 /* the last column filled in the sheet */
    size_t n_hidden, first_hidden; /* rows */
    size_t hidden_from, hidden_to; /* the first hidden columns */
    char type;                     /* s, b, e, d, n, f (str), i (inlineStr), ? (none of these) */
    size_t style;
};

struct sheet_reader {
    struct sheet_source source;
    struct part *part;
    bool ended;
    struct scanner scanner;
    struct sheet_progress now;
    struct cell_text text; /* of the element being read */
    char *row_text;        /* of the row's cells, each with its NUL */
    size_t row_used, row_room;
    struct sheet_cell *pieces;
    size_t pieces_room;
    struct cell *cells;
    size_t cells_room;
    struct merged merged;
};

/* --- cells ------------------------------------------------------------------ */

static struct place cell_place(const struct sheet_reader *sheet, size_t column)
{
    return (struct place){sheet->source.path, sheet->source.name, sheet->now.row, column};
}

/* Add TEXT of LENGTH bytes, and a NUL, to the texts of the row; its offset. */
static size_t add_text(struct sheet_reader *sheet, const char *text, size_t length)
{
    size_t at = sheet->row_used;
    if (at + length >= sheet->row_room)
        sheet->row_text = grow(sheet->row_text, &sheet->row_room, at + length + 1, 1);
    memcpy(sheet->row_text + at, text, length + 1);
    sheet->row_used += length + 1;
    return at;
}

/* Put the cell at hand into its row: the text STAYS, or that in the buffer; NULL where there is no such cell to come.
 */
static struct sheet_cell *put_cell(struct sheet_reader *sheet, const char *stays, size_t length)
{
    size_t c = sheet->now.column;
    if (c > sheet->pieces_room)
        sheet->pieces = grow(sheet->pieces, &sheet->pieces_room, c, sizeof *sheet->pieces);
    while (sheet->now.n_pieces < c)
        sheet->pieces[sheet->now.n_pieces++] = (struct sheet_cell){0};
    struct sheet_cell *piece = &sheet->pieces[c - 1];
    if (piece->taken) {
        issues_add(sheet->source.issues, FAULT, "F108", cell_place(sheet, c),
                   _("the cell comes twice; expected each cell once (is this file damaged?)"));
        sheet->now.broken = true;
        return NULL;
    }
    *piece = (struct sheet_cell){stays, stays ? 0 : add_text(sheet, sheet->text.buf.text, length), length, SIZE_MAX,
                                 true,  sheet->now.type == 'n' ? CELL_NUMBER : CELL_TEXT};
    if (length && c > sheet->now.n_filled)
        sheet->now.n_filled = c;
    return piece;
}

static void set_text(struct cell_text *cell, const char *text)
{
    cell_text_clear(cell);
    cell_text_add(cell, text, strlen(text));
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

static void damaged_cell(struct sheet_reader *sheet)
{
    issues_add(sheet->source.issues, FAULT, "F109", cell_place(sheet, sheet->now.column),
               _("the cell says \"%s\", which is no value of its type; expected a sound cell (is this file damaged?)"),
               sheet->text.buf.text);
    sheet->now.broken = true;
    put_cell(sheet, NULL, sheet->text.buf.n);
}

static void number_cell(struct sheet_reader *sheet)
{
    struct cell_text *text = &sheet->text;
    const struct number_format *format = styles_format(sheet->source.styles, sheet->now.style);
    enum number_kind kind = format->kind;
    char value[NUMBER_TEXT], shown[NUMBER_TEXT];
    if (kind != NUMBER_PLAIN || !is_shortest(text->buf.text, text->buf.n)) {
        char *end;
        double x = strtod(text->buf.text, &end);
        if (*end || !isfinite(x) || text->buf.text[strspn(text->buf.text, "+-.0123456789eE")]) {
            damaged_cell(sheet);
            return;
        }
        set_text(text, styles_text(kind, x, sheet->source.from_1904, value));
    }
    bool otherwise = false;
    if (format->shaped && text->buf.n < sizeof value) {
        memcpy(value, text->buf.text, text->buf.n + 1);
        otherwise = styles_shown(format, value, shown) && strcmp(shown, value) != 0;
        if (otherwise)
            set_text(text, shown);
    }
    struct sheet_cell *cell = put_cell(sheet, NULL, text->buf.n);
    if (!cell)
        return;
    cell->kind = kind == NUMBER_PLAIN  ? format->percent ? CELL_PERCENT : CELL_NUMBER
                 : format->month_first ? CELL_DATE_MONTH
                                       : CELL_DATE;
    if (otherwise)
        cell->value = add_text(sheet, value, strlen(value));
}

static void shared_cell(struct sheet_reader *sheet)
{
    char *end;
    const char *text = sheet->text.buf.text;
    unsigned long i = strtoul(text, &end, 10);
    if (*end || *text < '0' || *text > '9' || i >= strings_count(sheet->source.strings)) {
        damaged_cell(sheet);
        return;
    }
    size_t length;
    const char *string = strings_get(sheet->source.strings, i, &length);
    put_cell(sheet, string, length);
}

/* The end of a cell: its text is in the buffer. */
static void finish_cell(struct sheet_reader *sheet)
{
    struct cell_text *text = &sheet->text;
    const char type = sheet->now.type;
    cell_text_clean(text);
    if (text->full) {
        issues_add(sheet->source.issues, FAULT, "F105", cell_place(sheet, sheet->now.column),
                   _("the cell is longer than %zu MiB; expected a table"), CELL_BYTES >> 20);
        sheet->now.broken = true;
    } else if (sheet->now.has_formula && !text->buf.n && type == 'n') {
        issues_add(sheet->source.issues, FAULT, "F107", cell_place(sheet, sheet->now.column),
                   _("the cell has a formula whose value was never computed; open the file in Excel and save it"));
        sheet->now.broken = true;
    } else if (!text->buf.n) {
        put_cell(sheet, NULL, 0);
    } else if (type == 's') {
        shared_cell(sheet);
    } else if (type == 'n') {
        number_cell(sheet);
    } else if (type == 'b') {
        if (strcmp(text->buf.text, "0") != 0 && strcmp(text->buf.text, "1") != 0) {
            damaged_cell(sheet);
            return;
        }
        set_text(text, text->buf.text[0] == '1' ? "TRUE" : "FALSE");
        put_cell(sheet, NULL, text->buf.n);
    } else if (type == 'e') {
        issues_add(sheet->source.issues, FAULT, "F106", cell_place(sheet, sheet->now.column),
                   _("the cell shows the error %s; expected a value"), text->buf.text);
        sheet->now.broken = true;
        put_cell(sheet, NULL, text->buf.n);
    } else if (type == 'd') {
        /* 2024-02-29T00:00:00 is a date. */
        char *time = strchr(text->buf.text, 'T');
        if (time && !strncmp(time, "T00:00", 6) && !time[strspn(time, "T0:.Z")])
            text->buf.n = (size_t)(time - text->buf.text);
        text->buf.text[text->buf.n] = '\0';
        put_cell(sheet, NULL, text->buf.n);
    } else if (type == 'f' || type == 'i') {
        put_cell(sheet, NULL, text->buf.n);
    } else {
        damaged_cell(sheet);
    }
}

/* --- rows ------------------------------------------------------------------- */

/* One letter for the value of a cell's attribute `t`. */
static char type_of(struct slice type)
{
    if (!type.text)
        return 'n';
    if (type.n == 1)
        return memchr("sbedn", *type.text, 5) ? *type.text : '?';
    return type.n == 3 && !memcmp(type.text, "str", 3)         ? 'f'
           : type.n == 9 && !memcmp(type.text, "inlineStr", 9) ? 'i'
                                                               : '?';
}

/* A cell begins: its attributes r, t and s, behind each of which stands a NUL or a quote. */
static void start_cell(struct sheet_reader *sheet, struct slice name, struct slice type, struct slice style)
{
    struct sheet_progress *now = &sheet->now;
    now->in_cell = true;
    now->has_formula = false;
    now->style = style.text ? strtoul(style.text, NULL, 10) : 0;
    now->type = type_of(type);
    now->column++;
    if (!name.text)
        return;
    size_t column, row;
    const char *p = name.text;
    if (!cell_name_parse(&p, &column, &row) || p != name.text + name.n || row != now->row) {
        issues_add(sheet->source.issues, FAULT, "F108", cell_place(sheet, 0),
                   _("the row has a cell that calls itself \"%.*s\" (is this file damaged?)"), (int)name.n, name.text);
        now->broken = true;
        now->in_cell = false;
        return;
    }
    now->column = column;
}

/* A row begins: its attribute r, as above. */
static void start_row(struct sheet_reader *sheet, struct slice number, bool hidden)
{
    struct sheet_progress *now = &sheet->now;
    size_t last = now->last_row;
    now->in_row = true;
    now->broken = now->row_ready = false;
    now->column = now->n_pieces = now->n_filled = 0;
    sheet->row_used = 0;
    now->row++;
    if (number.text) {
        const char *p = number.text;
        size_t row = row_number_parse(&p);
        bool good = row && p == number.text + number.n;
        /* Also one that is out of order keeps its own number, so that its cells agree with it. */
        if (good)
            now->row = row;
        if (now->row <= last || !good) {
            issues_add(sheet->source.issues, FAULT, "F108", cell_place(sheet, 0),
                       _("the row calls itself \"%.*s\" but comes after row %zu (is this file damaged?)"),
                       (int)number.n, number.text, last);
            now->broken = true;
        }
    }
    if (now->row > last)
        now->last_row = now->row;
    now->hidden = hidden;
    if (now->hidden) {
        if (!now->n_hidden++)
            now->first_hidden = now->row;
    }
}

static void finish_row(struct sheet_reader *sheet)
{
    struct sheet_progress *now = &sheet->now;
    now->in_row = false;
    if (now->n_filled > now->widest)
        now->widest = now->n_filled;
    now->row_ready = now->n_filled || now->broken;
}

/* --- rows that are scanned ---------------------------------------------------- */

/* What most cells are: a number that is shown as it stands, the number of a shared string.  False for all others. */
static bool take_plain_cell(struct sheet_reader *sheet, const struct scanned_cell *cell)
{
    const struct sheet_progress *now = &sheet->now;
    char *text = sheet->scanner.bytes + (cell->text.text - sheet->scanner.bytes);
    size_t length = cell->text.n;
    if (now->type == 's') {
        size_t i = 0, digits = 0;
        for (; digits < length && digits < 9 && text[digits] >= '0' && text[digits] <= '9'; digits++)
            i = i * 10 + (size_t)(text[digits] - '0');
        if (!digits || digits < length || i >= strings_count(sheet->source.strings))
            return false;
        const char *string = strings_get(sheet->source.strings, i, &length);
        put_cell(sheet, string, length);
        return true;
    }
    const struct number_format *format = styles_format(sheet->source.styles, now->style);
    if (now->type != 'n' || format->kind != NUMBER_PLAIN || format->shaped || !is_shortest(text, length))
        return false;
    text[length] = '\0'; /* over its end tag, which has been taken */
    put_cell(sheet, text, length);
    return true;
}

/* As attribute_is_true(). */
static bool slice_is_true(struct slice value)
{
    return (value.n == 1 && *value.text == '1') || (value.n == 4 && !memcmp(value.text, "true", 4)) ||
           (value.n == 2 && !memcmp(value.text, "on", 2));
}

static void take_row(struct sheet_reader *sheet, const struct scanned_row *row)
{
    start_row(sheet, row->number, slice_is_true(row->hidden));
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct scanned_cell *cell = &row->cells[i];
        start_cell(sheet, cell->name, cell->type, cell->style);
        if (!sheet->now.in_cell)
            continue;
        sheet->now.in_cell = false;
        sheet->now.has_formula = cell->has_formula;
        if (cell->text.n && take_plain_cell(sheet, cell))
            continue;
        cell_text_clear(&sheet->text);
        if (cell->text.n)
            scan_text(cell, &sheet->text);
        finish_cell(sheet);
    }
    finish_row(sheet);
}

/* Scan rows up to one that is ready; where there is none to scan, the parser goes on with the next byte. */
static bool scan_rows(struct sheet_reader *sheet, struct error *err)
{
    sheet->now.row_ready = false;
    while (!sheet->now.row_ready)
        switch (scan_next(&sheet->scanner, err)) {
        case SCAN_ROW:
            take_row(sheet, &sheet->scanner.row);
            break;
        case SCAN_OVER:
            return true;
        case SCAN_FAILED:
            return false;
        }
    return true;
}

/* --- rows that are parsed ----------------------------------------------------- */

static struct slice slice_of(const char *text)
{
    return (struct slice){text, text ? strlen(text) : 0};
}

/* Hidden columns come before the rows; only the first range is kept. */
static void start_column(struct sheet_reader *sheet, const char **attributes)
{
    const char *min = attribute(attributes, "min"), *max = attribute(attributes, "max");
    if (min && max && !sheet->now.hidden_from && attribute_is_true(attributes, "hidden")) {
        sheet->now.hidden_from = strtoul(min, NULL, 10);
        sheet->now.hidden_to = strtoul(max, NULL, 10);
    }
}

static void on_sheet_start(void *data, const char *name, const char **attributes)
{
    struct sheet_reader *sheet = data;
    struct sheet_progress *now = &sheet->now;
    if (now->in_cell) {
        if (!strcmp(name, "v")) {
            now->in_value = true;
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
        if (!strcmp(name, "c")) {
            cell_text_clear(&sheet->text);
            start_cell(sheet, slice_of(attribute(attributes, "r")), slice_of(attribute(attributes, "t")),
                       slice_of(attribute(attributes, "s")));
        }
    } else if (now->in_data) {
        if (!strcmp(name, "row"))
            start_row(sheet, slice_of(attribute(attributes, "r")), attribute_is_true(attributes, "hidden"));
    } else if (!strcmp(name, "sheetData")) {
        now->in_data = true;
    } else if (!strcmp(name, "col")) {
        start_column(sheet, attributes);
    }
}

static void on_sheet_end(void *data, const char *name)
{
    struct sheet_reader *sheet = data;
    struct sheet_progress *now = &sheet->now;
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
            finish_cell(sheet);
        }
    } else if (now->in_row && !strcmp(name, "row")) {
        finish_row(sheet);
        if (now->row_ready)
            part_pause(sheet->part);
    } else if (!strcmp(name, "sheetData")) {
        now->in_data = false;
    }
}

static void on_sheet_text(void *data, const char *text, int length)
{
    struct sheet_reader *sheet = data;
    if (sheet->now.in_value || sheet->now.in_text)
        cell_text_add(&sheet->text, text, (size_t)length);
}

static const struct part_handlers sheet_handlers = {on_sheet_start, on_sheet_end, on_sheet_text};

/* --- sheets ----------------------------------------------------------------- */

struct sheet_reader *sheet_open(const struct sheet_source *source, struct error *err)
{
    struct sheet_reader *sheet = xcalloc(1, sizeof *sheet);
    sheet->source = *source;
    if (merged_read(&sheet->merged, source->package, source->part, err))
        sheet->part = part_open(source->package, source->part, &sheet_handlers, sheet, err);
    if (!sheet->part) {
        sheet_close(sheet);
        return NULL;
    }
    part_stop_behind(sheet->part, "<sheetData>");
    return sheet;
}

void sheet_close(struct sheet_reader *sheet)
{
    if (!sheet)
        return;
    part_close(sheet->part);
    merged_release(&sheet->merged);
    strbuf_release(&sheet->text.buf);
    scan_release(&sheet->scanner);
    free(sheet->row_text);
    free(sheet->pieces);
    free(sheet->cells);
    free(sheet);
}

/* Say at the end of a sheet what of it a person does not see. */
static void warn_hidden(struct sheet_reader *sheet)
{
    const struct sheet_progress *now = &sheet->now;
    struct place place = {sheet->source.path, sheet->source.name, now->first_hidden, 0};
    if (now->n_hidden)
        issues_add(sheet->source.issues, WARNING, "W106", place,
                   _("hidden rows (%zu, this one first) are read like any other"), now->n_hidden);
    if (now->hidden_from && now->hidden_from <= now->widest) {
        char from[8], to[8];
        size_t last = now->hidden_to < now->widest ? now->hidden_to : now->widest;
        place.line = 0;
        issues_add(sheet->source.issues, WARNING, "W106", place, _("hidden columns (%s:%s) are read like any other"),
                   column_letters(now->hidden_from, from), column_letters(last, to));
    }
}

/* Go on to the next row that has something; false at the end of the sheet, or of what is sound of it. */
static bool find_row(struct sheet_reader *sheet, struct error *err)
{
    while (!sheet->ended) {
        if (!scan_rows(sheet, err)) {
            sheet->ended = true;
            return false;
        }
        if (sheet->now.row_ready)
            return true;
        switch (part_next(sheet->part, err)) {
        case PART_PAUSED:
            return true;
        case PART_STOPPED:
            if (sheet->now.in_data && !sheet->now.in_row)
                scan_begin(&sheet->scanner, sheet->part);
            break;
        case PART_ENDED:
            warn_hidden(sheet);
            sheet->ended = true;
            break;
        case PART_FAILED:
            sheet->ended = true;
            break;
        }
    }
    return false;
}

bool sheet_next(struct sheet_reader *sheet, struct row *row, struct error *err)
{
    if (!find_row(sheet, err))
        return false;
    size_t n = sheet->now.n_filled;
    sheet->cells = grow(sheet->cells, &sheet->cells_room, n, sizeof *sheet->cells);
    for (size_t i = 0; i < n; i++) {
        const struct sheet_cell *piece = &sheet->pieces[i];
        if (!piece->taken)
            sheet->cells[i] = (struct cell){"", 0, NULL, CELL_TEXT};
        else
            sheet->cells[i] =
                (struct cell){piece->stays ? piece->stays : sheet->row_text + piece->offset, piece->length,
                              piece->value == SIZE_MAX ? NULL : sheet->row_text + piece->value, piece->kind};
    }
    *row = (struct row){
        sheet->source.path, sheet->source.name, sheet->now.row, sheet->cells, n, 0, sheet->now.broken, NULL,
        sheet->now.hidden};
    merged_keep(&sheet->merged, row);
    return true;
}

/* --- merged areas ----------------------------------------------------------- */

void sheet_fill_merged(struct sheet_reader *sheet, struct row *row)
{
    size_t n = merged_widest(&sheet->merged, row);
    if (n > row->n_cells) {
        sheet->cells = grow(sheet->cells, &sheet->cells_room, n, sizeof *sheet->cells);
        for (size_t c = row->n_cells; c < n; c++)
            sheet->cells[c] = (struct cell){"", 0, NULL, CELL_TEXT};
        row->n_cells = n;
    }
    merged_fill(&sheet->merged, row->line, sheet->cells);
    row->cells = sheet->cells;
}

size_t sheet_merged_bottom(const struct sheet_reader *sheet, const struct row *row)
{
    return merged_bottom(&sheet->merged, row->line);
}

bool sheet_merged_area(const struct sheet_reader *sheet, size_t i, struct area *area)
{
    return merged_area(&sheet->merged, i, area);
}

void sheet_warn_merged(struct sheet_reader *sheet, const struct row *row)
{
    merged_warn(&sheet->merged, row, sheet->source.issues);
}
