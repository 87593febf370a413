#include "importers/readers/sheet.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

#define MAX_COLUMNS 16384
#define MAX_ROWS    1048576
#define MAX_MERGES  65536
#define HEADER_ROWS 64 /* the values of merged areas that begin in these are kept */

/* A merged area, rows and columns from 1, and the value of its first cell. */
struct merged_cells {
    size_t top, left, bottom, right;
    char *text;
};

/* A cell while its row is being read: a shared string, or an offset into the
 * row's text, which moves when it grows. */
struct sheet_cell {
    const char *shared;
    size_t offset, length, value; /* VALUE: an offset, where the number is shown as something else; else SIZE_MAX */
    bool taken;
    enum cell_kind kind;
};

/* What the row under way, and the cell in it, have been found to be. */
struct sheet_progress {
    bool in_data, in_row, hidden, in_cell, in_value, in_inline, in_text, has_formula, has_value, row_ready, broken;
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
    struct sheet_progress now;
    struct cell_text text; /* of the element being read */
    char *row_text;        /* of the row's cells, each with its NUL */
    size_t row_used, row_room;
    struct sheet_cell *pieces;
    size_t pieces_room;
    struct cell *cells;
    size_t cells_room;
    struct merged_cells *merges; /* by their first row */
    size_t n_merges, merges_room;
};

/* --- cells ------------------------------------------------------------------ */

static struct place cell_place(const struct sheet_reader *sheet, size_t column)
{
    return (struct place){sheet->source.path, sheet->source.name, sheet->now.row, column};
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

/* Put the cell at hand into its row: SHARED, or the text in the buffer; NULL where there is no such cell to come. */
static struct sheet_cell *put_cell(struct sheet_reader *sheet, const char *shared, size_t length)
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
    *piece = (struct sheet_cell){shared, shared ? 0 : add_text(sheet, sheet->text.buf.text, length),
                                 length, SIZE_MAX,
                                 true,   sheet->now.type == 'n' ? CELL_NUMBER : CELL_TEXT};
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
static char type_of(const char *type)
{
    if (*type && !type[1])
        return strchr("sbedn", *type) ? *type : '?';
    return !strcmp(type, "str") ? 'f' : !strcmp(type, "inlineStr") ? 'i' : '?';
}

static void start_cell(struct sheet_reader *sheet, const char **attributes)
{
    struct sheet_progress *now = &sheet->now;
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
    cell_text_clear(&sheet->text);
    now->column++;
    if (!name)
        return;
    size_t column, row;
    const char *p = name;
    if (!parse_cell(&p, &column, &row) || *p || row != now->row) {
        issues_add(sheet->source.issues, FAULT, "F108", cell_place(sheet, 0),
                   _("the row has a cell that calls itself \"%s\" (is this file damaged?)"), name);
        now->broken = true;
        now->in_cell = false;
        return;
    }
    now->column = column;
}

static void start_row(struct sheet_reader *sheet, const char **attributes)
{
    struct sheet_progress *now = &sheet->now;
    const char *number = attribute(attributes, "r");
    size_t last = now->last_row;
    now->in_row = true;
    now->broken = now->row_ready = false;
    now->column = now->n_pieces = now->n_filled = 0;
    sheet->row_used = 0;
    now->row++;
    if (number) {
        const char *p = number;
        size_t row = parse_row(&p);
        /* Also one that is out of order keeps its own number, so that its cells agree with it. */
        if (row && !*p)
            now->row = row;
        if (now->row <= last || !row || *p) {
            issues_add(sheet->source.issues, FAULT, "F108", cell_place(sheet, 0),
                       _("the row calls itself \"%s\" but comes after row %zu (is this file damaged?)"), number, last);
            now->broken = true;
        }
    }
    if (now->row > last)
        now->last_row = now->row;
    now->hidden = attribute_is_true(attributes, "hidden");
    if (now->hidden) {
        if (!now->n_hidden++)
            now->first_hidden = now->row;
    }
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
            start_cell(sheet, attributes);
    } else if (now->in_data) {
        if (!strcmp(name, "row"))
            start_row(sheet, attributes);
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
        now->in_row = false;
        if (now->n_filled > now->widest)
            now->widest = now->n_filled;
        if (now->n_filled || now->broken) {
            now->row_ready = true;
            part_pause(sheet->part);
        }
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

/* --- merged areas ----------------------------------------------------------- */

static void on_merge(void *data, const char *name, const char **attributes)
{
    struct sheet_reader *sheet = data;
    const char *p = attribute(attributes, "ref");
    struct merged_cells merge = {0};
    if (strcmp(name, "mergeCell") != 0 || !p || sheet->n_merges >= MAX_MERGES)
        return;
    if (!parse_cell(&p, &merge.left, &merge.top) || *p++ != ':' || !parse_cell(&p, &merge.right, &merge.bottom) || *p ||
        merge.right < merge.left || merge.bottom < merge.top)
        return;
    sheet->merges = grow(sheet->merges, &sheet->merges_room, sheet->n_merges + 1, sizeof *sheet->merges);
    sheet->merges[sheet->n_merges++] = merge;
}

static int by_first_row(const void *a, const void *b)
{
    const struct merged_cells *x = a, *y = b;
    if (x->top != y->top)
        return x->top < y->top ? -1 : 1;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* The first area that begins in ROW or below. */
static size_t find_merge(const struct sheet_reader *sheet, size_t row)
{
    size_t low = 0, high = sheet->n_merges;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sheet->merges[middle].top < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Keep the values of the areas that begin in ROW, for rows below to fill. */
static void keep_merged(struct sheet_reader *sheet, const struct row *row)
{
    for (size_t i = find_merge(sheet, row->line); i < sheet->n_merges && sheet->merges[i].top == row->line; i++)
        if (!sheet->merges[i].text)
            sheet->merges[i].text = xstrdup(row_text(row, sheet->merges[i].left - 1));
}

void sheet_fill_merged(struct sheet_reader *sheet, struct row *row)
{
    size_t n = row->n_cells;
    for (size_t i = 0; i < sheet->n_merges && sheet->merges[i].top <= row->line; i++) {
        const struct merged_cells *merge = &sheet->merges[i];
        if (merge->bottom < row->line || !merge->text || !*merge->text)
            continue;
        sheet->cells = grow(sheet->cells, &sheet->cells_room, merge->right, sizeof *sheet->cells);
        while (n < merge->right)
            sheet->cells[n++] = (struct cell){"", 0, NULL, CELL_TEXT};
        for (size_t c = merge->left; c <= merge->right; c++)
            if (!sheet->cells[c - 1].length)
                sheet->cells[c - 1] = (struct cell){merge->text, strlen(merge->text), NULL, CELL_TEXT};
    }
    row->cells = sheet->cells;
    row->n_cells = n;
}

size_t sheet_merged_bottom(const struct sheet_reader *sheet, const struct row *row)
{
    size_t bottom = row->line;
    for (size_t i = 0; i < sheet->n_merges && sheet->merges[i].top <= row->line; i++)
        if (sheet->merges[i].bottom > bottom && sheet->merges[i].bottom <= HEADER_ROWS && sheet->merges[i].text)
            bottom = sheet->merges[i].bottom;
    return bottom;
}

bool sheet_merged_area(const struct sheet_reader *sheet, size_t i, struct area *area)
{
    if (i >= sheet->n_merges)
        return false;
    const struct merged_cells *m = &sheet->merges[i];
    *area = (struct area){m->top, m->left, m->bottom, m->right};
    return true;
}

void sheet_warn_merged(struct sheet_reader *sheet, const struct row *row)
{
    for (size_t i = find_merge(sheet, row->line); i < sheet->n_merges && sheet->merges[i].top == row->line; i++) {
        const struct merged_cells *merge = &sheet->merges[i];
        char from[8], to[8];
        if (*row_text(row, merge->left - 1))
            issues_add(sheet->source.issues, WARNING, "W107", row_place(row, merge->left - 1),
                       _("the cells %s%zu:%s%zu are merged; \"%s\" counts for the first one only"),
                       column_letters(merge->left, from), merge->top, column_letters(merge->right, to), merge->bottom,
                       row_text(row, merge->left - 1));
    }
}

/* --- sheets ----------------------------------------------------------------- */

struct sheet_reader *sheet_open(const struct sheet_source *source, struct error *err)
{
    static const struct part_handlers merge_handlers = {.start = on_merge};
    bool merged;
    if (!package_check(source->package, source->part, "mergeCell", &merged, err))
        return NULL;
    struct sheet_reader *sheet = xcalloc(1, sizeof *sheet);
    sheet->source = *source;
    if (!merged || part_read(source->package, source->part, &merge_handlers, sheet, err))
        sheet->part = part_open(source->package, source->part, &sheet_handlers, sheet, err);
    if (!sheet->part) {
        sheet_close(sheet);
        return NULL;
    }
    if (sheet->n_merges)
        qsort(sheet->merges, sheet->n_merges, sizeof *sheet->merges, by_first_row);
    return sheet;
}

void sheet_close(struct sheet_reader *sheet)
{
    if (!sheet)
        return;
    part_close(sheet->part);
    for (size_t i = 0; i < sheet->n_merges; i++)
        free(sheet->merges[i].text);
    strbuf_release(&sheet->text.buf);
    free(sheet->row_text);
    free(sheet->pieces);
    free(sheet->cells);
    free(sheet->merges);
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

bool sheet_next(struct sheet_reader *sheet, struct row *row, struct error *err)
{
    if (sheet->ended)
        return false;
    switch (part_next(sheet->part, err)) {
    case PART_PAUSED:
        break;
    case PART_ENDED:
        warn_hidden(sheet);
        sheet->ended = true;
        return false;
    case PART_FAILED:
        sheet->ended = true;
        return false;
    }
    size_t n = sheet->now.n_filled;
    sheet->cells = grow(sheet->cells, &sheet->cells_room, n, sizeof *sheet->cells);
    for (size_t i = 0; i < n; i++) {
        const struct sheet_cell *piece = &sheet->pieces[i];
        if (!piece->taken)
            sheet->cells[i] = (struct cell){"", 0, NULL, CELL_TEXT};
        else
            sheet->cells[i] =
                (struct cell){piece->shared ? piece->shared : sheet->row_text + piece->offset, piece->length,
                              piece->value == SIZE_MAX ? NULL : sheet->row_text + piece->value, piece->kind};
    }
    *row = (struct row){
        sheet->source.path, sheet->source.name, sheet->now.row, sheet->cells, n, 0, sheet->now.broken, NULL,
        sheet->now.hidden};
    if (sheet->n_merges && row->line <= HEADER_ROWS)
        keep_merged(sheet, row);
    return true;
}
