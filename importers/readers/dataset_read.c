/* Over 600 lines: a column while it is read, by several threads or row by row, and what makes it whole again. */
#include "importers/readers/dataset_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/readers/cell.h"
#include "importers/readers/damage.h"
#include "importers/readers/encoding.h"
#include "importers/readers/header.h"
#include "importers/readers/marks.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/parallel.h"
#include "survey/base/text.h"

#define BLOCK_ROWS  ((size_t)1 << 18) /* large enough that their memory goes back when they are freed */
#define READ_BYTES  ((size_t)1 << 20) /* of a file read at a time */
#define SLOTS       1024              /* of short cells seen before */
#define MOST_CODES8 255
#define MOST_ROWS   ((size_t)4000000000) /* rows are numbered in four bytes */

/* --- one column while it is read --------------------------------------------- */

/* So many rows of a column, all of one kind; the last block of a column may be short. */
struct row_block {
    enum data_kind kind;
    void *data;
};

/* A number that can be read in two ways, and its row. */
struct doubt {
    bool met;
    size_t row;
    char text[NUMBER_TEXT];
};

struct building {
    bool labels;
    enum data_kind kind; /* of the block being filled */
    struct row_block *blocks;
    size_t n_blocks, room;
    uint8_t *codes8; /* of the block being filled, that of its kind */
    uint32_t *codes32;
    double *reals;

    struct dictionary *values;
    double *numbers; /* of code i + 1, NaN */
    size_t numbers_room;
    size_t n_text; /* labels that are no number */
    size_t first_text, first_missing, n_missing;

    enum decimal_mark mark; /* as which what can be read in two ways is read; UNKNOWN: as if its mark were decimal */
    enum decimal_mark says; /* what the others say */
    struct doubt doubt[2];  /* the first such as 1.500, and such as 1,500 */
    size_t row;             /* being read */

    uint32_t one[128]; /* code of a cell of one byte, 0 where not seen yet */
    uint64_t keys[SLOTS];
    uint32_t codes[SLOTS];
};

static const size_t kind_bytes[] = {
    [COLUMN_CODES8] = sizeof(uint8_t), [COLUMN_CODES32] = sizeof(uint32_t), [COLUMN_REALS] = sizeof(double)};

static void building_release(struct building *b)
{
    for (size_t i = 0; i < b->n_blocks; i++)
        free(b->blocks[i].data);
    free(b->blocks);
    free(b->numbers);
    dictionary_free(b->values);
}

static void set_block(struct building *b, void *data)
{
    b->blocks[b->n_blocks - 1] = (struct row_block){b->kind, data};
    b->codes8 = data;
    b->codes32 = data;
    b->reals = data;
}

static void next_block(struct building *b)
{
    b->blocks = grow(b->blocks, &b->room, b->n_blocks + 1, sizeof *b->blocks);
    b->n_blocks++;
    set_block(b, xreallocarray(NULL, BLOCK_ROWS, kind_bytes[b->kind]));
}

/* There are too many values for one byte: go on as labels or as numbers, from row USED of the block being filled. */
static void widen(struct building *b, size_t used)
{
    uint8_t *old = b->codes8;
    b->kind = b->labels || b->n_text ? COLUMN_CODES32 : COLUMN_REALS;
    set_block(b, xreallocarray(NULL, BLOCK_ROWS, kind_bytes[b->kind]));
    for (size_t i = 0; i < used; i++) {
        if (b->kind == COLUMN_CODES32)
            b->codes32[i] = old[i];
        else
            b->reals[i] = old[i] ? b->numbers[old[i] - 1] : NAN;
    }
    free(old);
}

static void note_doubt(struct doubt *doubt, size_t row, const char *text, size_t length)
{
    if (doubt->met || length >= sizeof doubt->text)
        return;
    memcpy(doubt->text, text, length);
    doubt->text[length] = '\0';
    doubt->row = row;
    doubt->met = true;
}

/* The text of a cell as a number; false where it is none. */
static bool read_number(struct building *b, const char *text, size_t length, double *x)
{
    enum decimal_mark own;
    enum number_reading reading = number_read(text, length, b->mark, x, &own);
    b->says |= own;
    if (reading == NUMBER_AMBIGUOUS)
        note_doubt(&b->doubt[!memchr(text, '.', length)], b->row, text, length);
    return reading != NUMBER_NOT;
}

static bool is_missing(const char *text, size_t length)
{
    return !length || (length == 2 && !memcmp(text, "NA", 2));
}

/* The code of the cell TEXT, not seen in this shape before; 0 where it is missing. */
static uint32_t new_code(struct building *b, const char *text, size_t length)
{
    bool added;
    text_trim_ends(&text, &length);
    if (b->labels ? !length : is_missing(text, length))
        return 0;
    size_t code = dictionary_add(b->values, text, length, &added);
    if (added) {
        double x;
        b->numbers = grow(b->numbers, &b->numbers_room, code + 1, sizeof *b->numbers);
        b->numbers[code] = read_number(b, text, length, &x) ? x : NAN;
        b->n_text += isnan(b->numbers[code]) ? 1 : 0;
    }
    return (uint32_t)code + 1;
}

static uint32_t code_of(struct building *b, const char *text, size_t length)
{
    if (length == 1 && (unsigned char)*text < 128) {
        uint32_t *code = &b->one[(unsigned char)*text];
        return *code ? *code : (*code = new_code(b, text, 1));
    }
    if (length > 8)
        return new_code(b, text, length);
    uint64_t key = 0;
    memcpy(&key, text, length);
    size_t slot = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 54);
    if (b->keys[slot] != key || !key) {
        b->codes[slot] = new_code(b, text, length);
        b->keys[slot] = key;
    }
    return b->codes[slot];
}

/* The next cell, of row ROW. */
static void add_cell(struct building *b, size_t row, const char *text, size_t length)
{
    size_t at = row & (BLOCK_ROWS - 1);
    b->row = row;
    if (!at)
        next_block(b);
    if (b->kind == COLUMN_REALS) {
        double x = NAN;
        text_trim_ends(&text, &length);
        if (is_missing(text, length)) {
            if (!b->n_missing++)
                b->first_missing = row;
        } else if (!read_number(b, text, length, &x)) {
            x = NAN;
            b->first_text = b->first_text < row ? b->first_text : row;
        }
        b->reals[at] = x;
        return;
    }
    size_t n_text = b->n_text;
    uint32_t code = code_of(b, text, length);
    if (!code && !b->n_missing++)
        b->first_missing = row;
    if (b->n_text != n_text && !n_text)
        b->first_text = row;
    if (b->kind == COLUMN_CODES8) {
        if (code <= MOST_CODES8) {
            b->codes8[at] = (uint8_t)code;
            return;
        }
        widen(b, at);
        if (b->kind == COLUMN_REALS) {
            b->reals[at] = b->numbers[code - 1];
            return;
        }
    }
    b->codes32[at] = code;
}

/* --- a stretch of a file ------------------------------------------------------ */

struct stretch {
    struct building *columns;
    size_t n_rows;
    struct error err;
};

struct dataset_file {
    const char *path;
    const struct column_wish *wishes;
    size_t n_wishes;
    enum decimal_mark *marks; /* of each wish, as far as they are known */
    struct stretch *stretches;
    size_t n_stretches;

    /* of a plain file */
    const struct header *header;
    int fd;
    char separator;
    size_t begin, end; /* of the rows */
    size_t *wish_of;   /* the wish of each column of the file, SIZE_MAX */
    atomic_bool odd;   /* something is not plain: read it row by row */
};

static void stretch_init(struct stretch *s, const struct dataset_file *r)
{
    s->columns = xcalloc(r->n_wishes + 1, sizeof *s->columns);
    for (size_t i = 0; i < r->n_wishes; i++) {
        s->columns[i].labels = r->wishes[i].labels;
        s->columns[i].mark = r->marks[i];
        s->columns[i].values = dictionary_new();
        s->columns[i].first_text = s->columns[i].first_missing = SIZE_MAX;
    }
}

static void stretch_release(struct stretch *s, size_t n_columns)
{
    for (size_t i = 0; s->columns && i < n_columns; i++)
        building_release(&s->columns[i]);
    free(s->columns);
    *s = (struct stretch){0};
}

/* --- plain files, by several threads ------------------------------------------- */

/* One line into the columns; false where it is not plain. */
static bool plain_line(struct dataset_file *r, struct stretch *s, const char *line, const char *end)
{
    const char separator = r->separator;
    size_t n_columns = r->header->n_cells, column = 0;
    const char *first = line;
    while (first < end && (*first == separator || *first == ' '))
        first++;
    /* What header_next() looks at: blank, repeated, numbered and total rows. */
    if (first == end || *first == '(' || strchr("tcsgTCSG", *first) || (unsigned char)*first >= 0x80) {
        const char *stop = first;
        while (stop < end && *stop != separator)
            stop++;
        bool digit = false;
        for (const char *p = first; p < stop; p++)
            digit |= *p >= '0' && *p <= '9';
        if (!digit || *first == '(')
            return false;
    }
    for (const char *cell = line;; column++) {
        const char *stop = cell;
        while (stop < end && *stop != separator)
            stop++;
        if (column == n_columns)
            return false;
        size_t wish = r->wish_of[column];
        if (wish != SIZE_MAX)
            add_cell(&s->columns[wish], s->n_rows, cell, (size_t)(stop - cell));
        if (stop == end)
            break;
        cell = stop + 1;
    }
    s->n_rows++;
    return column + 1 == n_columns;
}

/* The place of the first line that begins at or after AT. */
static bool line_at(struct dataset_file *r, size_t at, size_t *begins, struct error *err)
{
    char bytes[4096];
    if (at <= r->begin || at >= r->end) {
        *begins = at <= r->begin ? r->begin : r->end;
        return true;
    }
    for (at--; at < r->end;) {
        ssize_t got = pread(r->fd, bytes, sizeof bytes, (off_t)at);
        if (got <= 0)
            return error_set(err, E_FILE, _("cannot read \"%s\": %s"), r->path, strerror(errno));
        const char *lf = memchr(bytes, '\n', (size_t)got);
        if (lf) {
            *begins = at + (size_t)(lf - bytes) + 1;
            return true;
        }
        at += (size_t)got;
    }
    *begins = r->end;
    return true;
}

/* The lines of BYTES, which end in LF, the last one perhaps not. */
static bool plain_lines(struct dataset_file *r, struct stretch *s, const char *bytes, size_t length)
{
    size_t bad;
    if (memchr(bytes, '"', length) || encoding_scan(bytes, length, &bad) > SCAN_COMPOSED)
        return false;
    for (const char *line = bytes, *all = bytes + length; line < all;) {
        const char *lf = memchr(line, '\n', (size_t)(all - line));
        const char *end = lf ? lf : all, *next = lf ? lf + 1 : all;
        if (end > line && end[-1] == '\r')
            end--;
        if (end > line ? memchr(line, '\r', (size_t)(end - line)) || !plain_line(r, s, line, end) : next < all)
            return false;
        line = next;
    }
    return true;
}

static void read_stretch(void *data, size_t k)
{
    struct dataset_file *r = data;
    struct stretch *s = &r->stretches[k];
    size_t share = (r->end - r->begin) / r->n_stretches + 1, from, to;
    if (!line_at(r, r->begin + k * share, &from, &s->err) || !line_at(r, r->begin + (k + 1) * share, &to, &s->err))
        return;
    size_t room = READ_BYTES, have = 0;
    char *buffer = xmalloc(room);
    while (from < to && !atomic_load(&r->odd)) {
        size_t wanted = to - from < room - have ? to - from : room - have;
        ssize_t got = pread(r->fd, buffer + have, wanted, (off_t)from);
        if (got <= 0) {
            error_set(&s->err, E_FILE, _("cannot read \"%s\": %s"), r->path,
                      got ? strerror(errno) : _("it has become shorter"));
            break;
        }
        from += (size_t)got;
        have += (size_t)got;
        size_t whole = have;
        while (from < to && whole && buffer[whole - 1] != '\n')
            whole--;
        /* A line longer than a block is not plain. */
        if (!whole || !plain_lines(r, s, buffer, whole))
            atomic_store(&r->odd, true);
        memmove(buffer, buffer + whole, have - whole);
        have -= whole;
    }
    free(buffer);
}

/* Where the lines behind the header begin; false where the file is not plain. */
static bool find_begin(struct dataset_file *r)
{
    char bytes[4096];
    size_t at = 0, lines = r->header->line;
    while (lines) {
        ssize_t got = pread(r->fd, bytes, sizeof bytes, (off_t)at);
        if (got <= 0)
            return false;
        for (ssize_t i = 0; i < got && lines; i++, at++) {
            if (bytes[i] == '"' || (bytes[i] == '\r' && (i + 1 == got || bytes[i + 1] != '\n')))
                return false;
            lines -= bytes[i] == '\n';
        }
    }
    r->begin = at;
    return true;
}

/* Read the rows of a plain file; *PLAIN is false, and nothing read, where it is not one. */
static bool read_plain(struct dataset_file *r, const struct reader *reader, bool *plain, struct error *err)
{
    struct stat info;
    *plain = false;
    r->separator = reader_separator(reader);
    if (!reader_is_plain(reader))
        return true;
    for (size_t i = 0; i < r->header->n_cells; i++)
        if (!*r->header->words[i])
            return true;
    r->fd = open(r->path, O_RDONLY | O_CLOEXEC);
    if (r->fd < 0 || fstat(r->fd, &info) != 0 || !S_ISREG(info.st_mode) || !find_begin(r)) {
        if (r->fd >= 0)
            close(r->fd);
        return true;
    }
    r->end = (size_t)info.st_size;
    size_t size = r->end - r->begin;
    r->n_stretches = parallel_threads();
    if (size < r->n_stretches * READ_BYTES)
        r->n_stretches = 1;
    r->stretches = xcalloc(r->n_stretches, sizeof *r->stretches);
    for (size_t i = 0; i < r->n_stretches; i++)
        stretch_init(&r->stretches[i], r);
    atomic_store(&r->odd, false);
    parallel(r->n_stretches, 0, read_stretch, r);
    close(r->fd);
    *plain = !atomic_load(&r->odd);
    for (size_t i = 0; i < r->n_stretches; i++)
        if (*plain && !error_pass(err, &r->stretches[i].err))
            return false;
    return true;
}

/* --- any file, row by row ------------------------------------------------------ */

/* A cell that the workbook knows to be a number: it has a decimal point, and says nothing of others.  However it is
 * shown, it is read as R reads it. */
static void add_typed(struct building *b, size_t row, const struct cell *cell)
{
    const char *text = cell->value ? cell->value : cell->text;
    size_t length = cell->value ? strlen(text) : cell->length;
    struct doubt doubt[2] = {b->doubt[0], b->doubt[1]};
    enum decimal_mark says = b->says;
    char longer[NUMBER_TEXT + 1];
    if (b->mark == DECIMAL_COMMA && strchr(text, '.') && length < NUMBER_TEXT) {
        snprintf(longer, sizeof longer, "%s0", text); /* 1.5000 can be read in one way */
        add_cell(b, row, longer, length + 1);
    } else {
        add_cell(b, row, text, length);
    }
    b->says = says;
    memcpy(b->doubt, doubt, sizeof doubt);
}

static bool read_rows(struct dataset_file *r, struct header *header, struct dataset *d, struct issues *issues,
                      struct error *err)
{
    struct row row;
    size_t lines_room = 0;
    r->n_stretches = 1;
    r->stretches = xcalloc(1, sizeof *r->stretches);
    struct stretch *s = r->stretches;
    stretch_init(s, r);
    size_t faults = issues_count(issues, FAULT);
    while (header_next(header, &row, err)) {
        for (size_t i = 0; i < r->n_wishes; i++) {
            size_t at = header->at[i];
            const struct cell empty = {"", 0, NULL, CELL_TEXT}, *cell = at < row.n_cells ? &row.cells[at] : &empty;
            if (cell->kind != CELL_TEXT)
                add_typed(&s->columns[i], s->n_rows, cell);
            else
                add_cell(&s->columns[i], s->n_rows, cell->text, cell->length);
        }
        if (!d->lines && row.line != d->first_line + s->n_rows) {
            d->lines = grow(NULL, &lines_room, s->n_rows + 1024, sizeof *d->lines);
            for (size_t i = 0; i < s->n_rows; i++)
                d->lines[i] = (uint32_t)(d->first_line + i);
        }
        if (d->lines) {
            d->lines = grow(d->lines, &lines_room, s->n_rows + 1, sizeof *d->lines);
            d->lines[s->n_rows] = (uint32_t)row.line;
        }
        if (++s->n_rows >= MOST_ROWS)
            return error_set(err, E_DATA, _("\"%s\" has more than %zu rows"), r->path, MOST_ROWS);
    }
    return err->code == E_NONE && issues_count(issues, FAULT) == faults;
}

/* --- decimal marks ---------------------------------------------------------------- */

/* What all stretches found in column I; false where it is no column of numbers. */
static bool gather_marks(const struct dataset_file *r, size_t i, enum decimal_mark *says, struct doubt doubt[2])
{
    size_t first = 0;
    *says = DECIMAL_UNKNOWN;
    for (size_t k = 0; k < r->n_stretches; k++) {
        const struct building *b = &r->stretches[k].columns[i];
        *says |= b->says;
        for (size_t which = 0; which < 2; which++)
            if (!doubt[which].met && b->doubt[which].met) {
                doubt[which] = b->doubt[which];
                doubt[which].row += first;
            }
        if (b->labels || b->first_text != SIZE_MAX)
            return false;
        first += r->stretches[k].n_rows;
    }
    return true;
}

/* Find out the decimal marks where that matters; *AGAIN: numbers were read with another and are to be read once more.
 */
static bool settle_marks(struct dataset_file *r, const struct dataset *d, struct reader *reader, bool *again,
                         struct issues *issues)
{
    size_t faults = issues_count(issues, FAULT);
    struct marks *marks = marks_new();
    enum decimal_mark says;
    *again = false;
    for (size_t i = 0; i < r->n_wishes; i++) {
        struct doubt unused[2] = {0};
        if (gather_marks(r, i, &says, unused))
            marks_say(marks, i, says);
    }
    for (size_t i = 0; i < r->n_wishes; i++) {
        struct doubt doubt[2] = {0};
        if (!gather_marks(r, i, &says, doubt) || (!doubt[0].met && !doubt[1].met))
            continue;
        const struct doubt *first = &doubt[!doubt[0].met || (doubt[1].met && doubt[1].row < doubt[0].row)];
        struct place place = reader_place(reader);
        place.line = d->lines ? d->lines[first->row] : d->first_line + first->row;
        place.column = r->header->at[i] + 1;
        enum decimal_mark mark = number_settle(first->text, marks_decimal(marks, i), reader,
                                               doubt[1].met ? NULL : marks_told(marks, i), place, issues);
        if (mark != DECIMAL_UNKNOWN)
            r->marks[i] = mark;
        *again |= doubt[r->marks[i] == DECIMAL_POINT].met;
    }
    marks_free(marks);
    return issues_count(issues, FAULT) == faults;
}

/* --- columns from their stretches ------------------------------------------------- */

/* The codes of the stretch's values among all values of the column. */
static uint32_t *merge_values(struct data_column *c, struct dictionary *all, size_t *room, const struct building *b)
{
    size_t n = dictionary_size(b->values);
    uint32_t *to = xcalloc(n + 1, sizeof *to);
    for (size_t i = 0; i < n; i++) {
        const char *label = dictionary_key(b->values, i);
        bool added;
        size_t code = dictionary_add(all, label, strlen(label), &added);
        if (added) {
            c->numbers = grow(c->numbers, room, code + 2, sizeof *c->numbers);
            c->numbers[code + 1] = b->numbers[i];
        }
        to[i + 1] = (uint32_t)code + 1;
    }
    return to;
}

/* Append N rows of BLOCK to column C from row AT on. */
static void append(struct data_column *c, size_t at, const struct row_block *block, size_t n, const uint32_t *to)
{
    const uint8_t *codes8 = block->data;
    const uint32_t *codes32 = block->data;
    if (block->kind == COLUMN_REALS) {
        memcpy(c->reals + at, block->data, n * sizeof *c->reals);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t code = to[block->kind == COLUMN_CODES8 ? codes8[i] : codes32[i]];
        if (c->kind == COLUMN_CODES8)
            c->codes8[at + i] = (uint8_t)code;
        else if (c->kind == COLUMN_CODES32)
            c->codes32[at + i] = code;
        else
            c->reals[at + i] = c->numbers[code];
    }
}

struct finishing {
    struct dataset *d;
    struct dataset_file *r;
};

/* Make column I of all stretches; their blocks are freed on the way. */
static void finish_column(void *data, size_t i)
{
    struct dataset *d = ((struct finishing *)data)->d;
    struct dataset_file *r = ((struct finishing *)data)->r;
    struct data_column *c = &d->columns[i];
    struct dictionary *all = dictionary_new();
    uint32_t **to = xcalloc(r->n_stretches, sizeof *to);
    size_t room = 0, row = 0;
    bool reals = false;
    c->name = xstrdup(r->wishes[i].name);
    c->numbers = grow(NULL, &room, 1, sizeof *c->numbers);
    c->numbers[0] = NAN;
    c->first_text = c->first_missing = SIZE_MAX;
    for (size_t k = 0; k < r->n_stretches; k++) {
        const struct building *b = &r->stretches[k].columns[i];
        to[k] = merge_values(c, all, &room, b);
        reals |= b->n_blocks && b->kind == COLUMN_REALS;
        if (c->first_text == SIZE_MAX && b->first_text != SIZE_MAX)
            c->first_text = row + b->first_text;
        if (c->first_missing == SIZE_MAX && b->first_missing != SIZE_MAX)
            c->first_missing = row + b->first_missing;
        c->n_missing += b->n_missing;
        row += r->stretches[k].n_rows;
    }
    size_t n_values = dictionary_size(all);
    for (size_t v = 1; v <= n_values; v++)
        c->n_numbers += isnan(c->numbers[v]) ? 0 : 1;
    c->is_number = c->first_text == SIZE_MAX;
    c->kind = reals || (!r->wishes[i].labels && n_values > MOST_CODES8 && c->n_numbers == n_values) ? COLUMN_REALS
              : n_values > MOST_CODES8                                                              ? COLUMN_CODES32
                                                                                                    : COLUMN_CODES8;
    void *values = xreallocarray(NULL, row + 1, kind_bytes[c->kind]);
    c->codes8 = c->kind == COLUMN_CODES8 ? values : NULL;
    c->codes32 = c->kind == COLUMN_CODES32 ? values : NULL;
    c->reals = c->kind == COLUMN_REALS ? values : NULL;
    size_t at = 0;
    for (size_t k = 0; k < r->n_stretches; k++) {
        struct building *b = &r->stretches[k].columns[i];
        for (size_t left = r->stretches[k].n_rows, j = 0; left; j++) {
            size_t n = left < BLOCK_ROWS ? left : BLOCK_ROWS;
            append(c, at, &b->blocks[j], n, to[k]);
            free(b->blocks[j].data);
            b->blocks[j].data = NULL;
            at += n;
            left -= n;
        }
        free(to[k]);
    }
    free(to);
    if (c->kind == COLUMN_REALS) {
        free(c->numbers);
        c->numbers = NULL;
    } else {
        c->n_values = n_values;
        c->labels = xcalloc(n_values + 1, sizeof *c->labels);
        for (size_t v = 0; v < n_values; v++)
            c->labels[v + 1] = xstrdup(dictionary_key(all, v));
        column_sort(c, row);
    }
    dictionary_free(all);
}

static void finish(struct dataset *d, struct dataset_file *r)
{
    struct finishing f = {d, r};
    for (size_t k = 0; k < r->n_stretches; k++)
        d->n_rows += r->stretches[k].n_rows;
    d->columns = xcalloc(r->n_wishes + 1, sizeof *d->columns);
    d->n_columns = r->n_wishes;
    parallel(d->n_columns, 0, finish_column, &f);
}

/* --- reading -------------------------------------------------------------------- */

static void release_stretches(struct dataset_file *r)
{
    for (size_t k = 0; k < r->n_stretches; k++)
        stretch_release(&r->stretches[k], r->n_wishes);
    free(r->stretches);
    r->stretches = NULL;
    r->n_stretches = 0;
}

/* Read the rows once more, with the marks that are known now. */
static bool read_again(struct dataset_file *r, const struct reader *reader, const struct column_name *names, bool plain,
                       struct dataset *d, struct error *err)
{
    release_stretches(r);
    if (plain && (!read_plain(r, reader, &plain, err) || plain))
        return err->code == E_NONE;
    release_stretches(r);
    struct issues *said = issues_new(); /* the first time */
    struct reader *again = reader_again(reader, said, err);
    struct header header = {0};
    free(d->lines);
    d->lines = NULL;
    bool ok = again && header_read(again, names, r->n_wishes, HEADER_EXTRA | HEADER_EXACT, &header, err);
    ok = ok && read_rows(r, &header, d, said, err);
    header_release(&header);
    reader_close(again);
    issues_free(said);
    return ok;
}

static bool read_table(struct dataset_file *r, struct reader *reader, struct header *header,
                       const struct column_name *names, struct dataset *d, struct issues *issues, struct error *err)
{
    bool plain = false, twice = false, again;
    d->first_line = header->line + 1;
    r->header = header;
    r->wish_of = xreallocarray(NULL, header->n_cells + 1, sizeof *r->wish_of);
    for (size_t c = 0; c < header->n_cells; c++)
        r->wish_of[c] = SIZE_MAX;
    for (size_t i = 0; i < r->n_wishes; i++) {
        twice |= r->wish_of[header->at[i]] != SIZE_MAX;
        r->wish_of[header->at[i]] = i;
    }
    bool ok = twice || read_plain(r, reader, &plain, err);
    if (ok && !plain) {
        release_stretches(r);
        ok = read_rows(r, header, d, issues, err);
    }
    ok = ok && settle_marks(r, d, reader, &again, issues) && (!again || read_again(r, reader, names, plain, d, err));
    if (ok)
        finish(d, r);
    free(r->wish_of);
    return ok;
}

/* The row of a table whose columns are read by name, to say something of one cell. */
static struct row row_to_tell(struct reader *reader, const struct header *header, struct cell *cells)
{
    struct place place = reader_place(reader);
    for (size_t c = 0; c < header->n_cells; c++)
        cells[c] = (struct cell){.text = ""};
    return (struct row){
        .file = place.file, .sheet = place.sheet, .cells = cells, .n_cells = header->n_cells, .reader = reader};
}

/* The line of the first row that has value V of COLUMN. */
static size_t first_line(const struct dataset *d, const struct data_column *column, size_t v)
{
    size_t at = 0;
    while (at < d->n_rows && column_code(column, at) != v)
        at++;
    return dataset_line(d, at);
}

/* Say of each column of texts that some are damaged, of the first of its values that is in either way. */
static void tell_damaged(const struct dataset *d, struct reader *reader, const struct header *header)
{
    struct cell *cells = xcalloc(header->n_cells + 1, sizeof *cells);
    struct row row = row_to_tell(reader, header, cells);
    for (size_t i = 0; i < d->n_columns; i++) {
        const struct data_column *column = &d->columns[i];
        size_t c = header->at[i];
        struct dictionary *values = NULL;
        for (size_t v = 1; column->kind != COLUMN_REALS && !column->is_number && v <= column->n_values; v++) {
            const char *text = column->labels[v];
            size_t length = strlen(text);
            char *undone = text_is_ascii(text, length) ? NULL : damage_undone(text, length);
            bool unsaid = (undone && !*marks_damaged(reader_marks(reader), c)) ||
                          (damage_is_lost(text, length) && !*marks_lost(reader_marks(reader), c));
            free(undone);
            if (!unsaid)
                continue;
            values = values ? values : dictionary_new();
            for (size_t k = dictionary_size(values) + 1; k <= column->n_values; k++)
                dictionary_add(values, column->labels[k], strlen(column->labels[k]), NULL);
            row.line = first_line(d, column, v);
            cells[c] = (struct cell){text, length, NULL, CELL_TEXT};
            header_tell_damage(reader, &row, values);
            cells[c] = (struct cell){.text = ""};
        }
        dictionary_free(values);
    }
    free(cells);
}

/* Say of each column of texts that has dates of a workbook beside dates typed as text that days and months may have
 * been changed round (cell.h). */
static void tell_swapped(const struct dataset *d, struct reader *reader, const struct header *header)
{
    struct cell *cells = xcalloc(header->n_cells + 1, sizeof *cells);
    struct row row = row_to_tell(reader, header, cells);
    for (size_t i = 0; i < d->n_columns; i++) {
        const struct data_column *column = &d->columns[i];
        size_t cell = 0, typed = 0, c = header->at[i];
        char iso[DATE_TEXT];
        for (size_t v = 1; column->kind != COLUMN_REALS && !column->is_number && v <= column->n_values; v++)
            if (date_parse(column->labels[v], iso))
                *(strcmp(column->labels[v], iso) != 0 ? &typed : &cell) = v;
        if (!cell || !typed)
            continue;
        row.line = first_line(d, column, cell);
        cells[c] = (struct cell){column->labels[cell], strlen(column->labels[cell]), NULL, CELL_DATE_MONTH};
        (void)cell_date_is_sure(&row, c, reader_issues(reader));
        cells[c] = (struct cell){.text = ""};
    }
    free(cells);
}

/* Say of each column of texts that some are dates of a workbook which a program made of figures or codes. */
static void tell_stray_dates(const struct dataset *d, struct reader *reader, const struct header *header)
{
    struct cell *cells = xcalloc(header->n_cells + 1, sizeof *cells);
    struct row row = row_to_tell(reader, header, cells);
    for (size_t i = 0; i < d->n_columns; i++) {
        const struct data_column *column = &d->columns[i];
        size_t date = 0, other = 0, c = header->at[i];
        char iso[DATE_TEXT];
        for (size_t v = 1; column->kind != COLUMN_REALS && !column->is_number && v <= column->n_values; v++)
            if (!date_parse(column->labels[v], iso))
                other = v;
            else if (!date && !strncmp(column->labels[v], iso, strlen(iso)))
                date = v;
        if (!date || !other)
            continue;
        row.line = first_line(d, column, date);
        cells[c] = (struct cell){column->labels[date], strlen(column->labels[date]), NULL, CELL_DATE};
        (void)cell_category(&row, c, reader_issues(reader));
        cells[c] = (struct cell){.text = ""};
    }
    free(cells);
}

bool dataset_read(struct dataset *d, const char *path, const struct column_wish *wishes, size_t n,
                  struct issues *issues, struct error *err)
{
    *d = (struct dataset){.file = xstrdup(path)};
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return false;
    struct dataset_file r = {.path = path, .wishes = wishes, .n_wishes = n};
    r.marks = xcalloc(n + 1, sizeof *r.marks);
    struct column_name *names = xcalloc(n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = (struct column_name){wishes[i].name, NULL, true};
    struct header header;
    bool ok = header_read(reader, names, n, HEADER_EXTRA | HEADER_EXACT, &header, err) &&
              read_table(&r, reader, &header, names, d, issues, err);
    if (ok) {
        tell_damaged(d, reader, &header);
        tell_swapped(d, reader, &header);
        tell_stray_dates(d, reader, &header);
    }
    header_release(&header);
    release_stretches(&r);
    free(names);
    free(r.marks);
    reader_close(reader);
    return ok;
}
