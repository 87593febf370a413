/* Over 600 lines: a plain way for what nearly all files are and libcsv for the rest must give the same cells and
 * faults, and are read side by side. */
#include "importers/readers/csv.h"

#include <csv.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/encoding.h"
#include "importers/readers/separator.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#ifndef BLOCK_BYTES /* the fuzzers take small ones, so that every place meets the end of a block */
#define BLOCK_BYTES ((size_t)256 << 10)
#endif
#define CELL_BYTES ((size_t)1 << 20)  /* a longer cell is a fault */
#define LINE_BYTES ((size_t)32 << 20) /* so is a longer line, which is passed over */
#define MAX_CELLS  16384              /* in a row; as many as a sheet of Excel has */
#define NOWHERE    SIZE_MAX

/* A cell while its row is being read: libcsv's copies move when the scratch grows. */
struct csv_cell {
    size_t offset, length;
};

struct delimited {
    const char *path;
    struct issues *issues;
    int fd;
    char separator;
    bool begun; /* rows have been read */

    /* buffer[start..end-1] is what has been read and not delivered; the current
     * row begins at `start`, the next physical line at `next`. */
    char *buffer;
    size_t room, start, next, end;
    size_t lf;      /* the first LF at or after `next`, NOWHERE if not looked for yet */
    size_t scanned; /* no LF in [next, scanned) */
    bool at_end;    /* of the file: nothing more to read */

    struct decoder decoder;
    bool given;     /* the encoding is the caller's, */
    bool undecided; /* or is to be guessed when a byte above 0x7F comes */
    bool told;      /* what has been guessed is known to the user */
    char *raw;      /* a block to decode */

    size_t line;         /* number of the line at `next` */
    size_t checked_line; /* bytes of lines up to this one have been checked */

    struct cell *cells;
    size_t n_cells, cells_room, n_filled; /* n_filled: up to the last cell that is not empty */
    size_t long_cell;                     /* number of a cell that is too long, 0 if none */

    struct csv_parser parser; /* for the rows with quotes */
    bool row_done;
    struct csv_cell *pieces;
    size_t pieces_room;
    char *scratch; /* the text of these cells */
    size_t scratch_used, scratch_room;
    char *repaired; /* a line with its bad bytes replaced */
    size_t repaired_room;
    char **owned; /* cells that had to be composed anew */
    size_t n_owned, owned_room;
};

/* A physical line: its bytes without the end of line. */
struct csv_line {
    char *bytes;
    size_t length;
    size_t number;
    enum encoding_scan scan;
};

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static struct place at(const struct delimited *d, size_t line, size_t column)
{
    return (struct place){d->path, NULL, line, column};
}

/* --- bytes ------------------------------------------------------------------ */

/* Read up to SIZE bytes; *N is 0 at the end of the file. */
static bool read_bytes(struct delimited *d, char *bytes, size_t size, size_t *n, struct error *err)
{
    ssize_t got;
    do
        got = read(d->fd, bytes, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(err, E_FILE, _("cannot read \"%s\": %s"), d->path, strerror(errno));
    *n = (size_t)got;
    d->at_end = got == 0;
    return true;
}

/* Say which encoding has been guessed, where it could be another. */
static void tell_encoding(struct delimited *d)
{
    if (d->decoder.encoding >= ENCODING_1258 && !d->told)
        issues_add(d->issues, WARNING, "W101", at(d, 0, 0),
                   _("the file looks like %s and is read so; if its words come out wrong, save it as UTF-8 or .xlsx"),
                   encoding_name(d->decoder.encoding));
    d->told = true;
}

/* Decode the N bytes that were read last from where they stand, at `end`. */
static void decode_here(struct delimited *d, size_t n)
{
    char *raw = xmalloc(n + 1);
    memcpy(raw, d->buffer + d->end, n);
    d->buffer = grow(d->buffer, &d->room, d->end + DECODED_BYTES(n) + 1, 1);
    d->end += decoder_run(&d->decoder, raw, n, d->at_end, d->buffer + d->end);
    free(raw);
}

/* The N bytes at `end` are ASCII so far as is known; find out what they are when
 * one is not.  More may be read, so that there is something to go by. */
static bool decide(struct delimited *d, size_t *n, struct error *err)
{
    while (!text_is_ascii(d->buffer + d->end, *n)) {
        const char *bytes = d->buffer + d->end;
        size_t first = 0, more;
        while ((unsigned char)bytes[first] < 0x80)
            first++;
        if (*n - first < BLOCK_BYTES / 4 && !d->at_end) {
            d->buffer = grow(d->buffer, &d->room, d->end + *n + BLOCK_BYTES + 1, 1);
            if (!read_bytes(d, d->buffer + d->end + *n, BLOCK_BYTES, &more, err))
                return false;
            *n += more;
            continue;
        }
        while (first > 0 && isalpha((unsigned char)bytes[first - 1])) /* from the word's beginning */
            first--;
        decoder_start(&d->decoder, encoding_guess(bytes + first, *n - first));
        d->undecided = false;
        tell_encoding(d);
        break;
    }
    return true;
}

/* Read one block more behind `end`.  What is before `start` is forgotten. */
static bool fill(struct delimited *d, struct error *err)
{
    size_t n;
    if (d->start) {
        size_t gone = d->start;
        memmove(d->buffer, d->buffer + gone, d->end - gone);
        d->start = 0;
        d->next -= gone;
        d->end -= gone;
        d->scanned = d->scanned > gone ? d->scanned - gone : 0;
        d->lf = d->lf == NOWHERE ? NOWHERE : d->lf - gone;
    }
    if (d->decoder.encoding != ENCODING_UTF8) {
        if (!d->raw)
            d->raw = xmalloc(BLOCK_BYTES);
        if (!read_bytes(d, d->raw, BLOCK_BYTES, &n, err))
            return false;
        d->buffer = grow(d->buffer, &d->room, d->end + DECODED_BYTES(n) + 1, 1);
        d->end += decoder_run(&d->decoder, d->raw, n, d->at_end, d->buffer + d->end);
        return true;
    }
    d->buffer = grow(d->buffer, &d->room, d->end + BLOCK_BYTES + 1, 1);
    if (!read_bytes(d, d->buffer + d->end, d->room - d->end - 1, &n, err))
        return false;
    if (d->undecided && !decide(d, &n, err))
        return false;
    if (d->decoder.encoding == ENCODING_UTF8)
        d->end += n;
    else
        decode_here(d, n);
    return true;
}

/* The offset of the first LF at or after `next`, NOWHERE if none has been read. */
static size_t find_lf(struct delimited *d)
{
    if (d->lf != NOWHERE && d->lf >= d->next)
        return d->lf;
    size_t from = d->scanned > d->next ? d->scanned : d->next;
    const char *lf = memchr(d->buffer + from, '\n', d->end - from);
    d->lf = lf ? (size_t)(lf - d->buffer) : NOWHERE;
    d->scanned = lf ? d->lf : d->end;
    return d->lf;
}

/* Pass over a line that is too long to be kept. */
static bool skip_line(struct delimited *d, struct error *err)
{
    for (;;) {
        const char *p = d->buffer + d->next;
        size_t n = 0, have = d->end - d->next;
        while (n < have && p[n] != '\n' && p[n] != '\r')
            n++;
        d->next += n;
        if (n < have && (p[n] == '\n' || n + 1 < have || d->at_end)) {
            d->next += p[n] == '\r' && n + 1 < have && p[n + 1] == '\n' ? 2 : 1;
            break;
        }
        if (d->at_end)
            break;
        d->start = d->next;
        if (!fill(d, err))
            return false;
    }
    d->start = d->next;
    d->line++;
    return true;
}

/* What take_line() found. */
enum taken { TAKEN, TAKEN_END, TAKEN_TOO_LONG, TAKEN_FAILED };

/* The next physical line, which stays in the buffer until `start` moves past it. */
static enum taken take_line(struct delimited *d, struct csv_line *line, struct error *err)
{
    for (;;) {
        size_t lf = find_lf(d);
        size_t have = (lf == NOWHERE ? d->end : lf) - d->next;
        char *bytes = d->buffer + d->next;
        const char *cr = have ? memchr(bytes, '\r', have) : NULL;
        size_t length = cr ? (size_t)(cr - bytes) : have;
        /* Known to be whole: an end of line, and after CR the byte that tells. */
        if ((cr && (length + 1 < have || lf != NOWHERE)) || (!cr && lf != NOWHERE) || d->at_end) {
            if (d->at_end && !cr && lf == NOWHERE && !have)
                return TAKEN_END;
            if (d->at_end && !cr && lf == NOWHERE && bytes[length - 1] == '\x1A') { /* DOS ends a file so */
                length--;
                d->next++;
            }
            size_t ending = !cr && lf == NOWHERE ? 0 : cr && lf != NOWHERE && length + 1 == have ? 2 : 1;
            *line = (struct csv_line){bytes, length, d->line++, SCAN_ASCII};
            d->next += length + ending;
            return TAKEN;
        }
        if (d->end - d->start > LINE_BYTES)
            return TAKEN_TOO_LONG;
        if (!fill(d, err))
            return TAKEN_FAILED;
    }
}

/* --- cells ------------------------------------------------------------------ */

/* Add the cell BYTES[0..LENGTH-1], whose byte after the end may be written to. */
static inline void add_cell(struct delimited *d, char *bytes, size_t length, enum encoding_scan scan)
{
    const char *text = bytes;
    if (d->n_cells >= MAX_CELLS) {
        d->n_cells++;
        return;
    }
    if (length > CELL_BYTES)
        d->long_cell = d->n_cells + 1;
    text_trim_ends(&text, &length);
    if (length > 2 && text[0] == '=' && text[1] == '"' && text[length - 1] == '"' &&
        !memchr(text + 2, '"', length - 3)) { /* ="00123": text that Excel must not take for a number */
        text += 2;
        length -= 3;
        text_trim_ends(&text, &length);
    }
    if (scan >= SCAN_UTF8 && !text_is_ascii(text, length)) {
        d->owned = grow(d->owned, &d->owned_room, d->n_owned + 1, sizeof *d->owned);
        text = d->owned[d->n_owned++] = text_nfc(text, length);
        length = strlen(text);
    } else {
        bytes[(size_t)(text - bytes) + length] = '\0';
    }
    if (d->n_cells == d->cells_room)
        d->cells = grow(d->cells, &d->cells_room, d->n_cells + 1, sizeof *d->cells);
    d->cells[d->n_cells++] = (struct cell){text, length, NULL, CELL_TEXT};
    if (length)
        d->n_filled = d->n_cells;
}

/* True when each quote in BYTES opens or closes a whole cell: `a,"b c","",="00123"`.  Most
 * lines with quotes are such, and need no parser. */
static bool has_simple_quotes(const char *bytes, size_t length, char separator)
{
    const char *end = bytes + length, *quote = bytes;
    while ((quote = memchr(quote, '"', (size_t)(end - quote))) != NULL) {
        bool formula = quote > bytes && quote[-1] == '=';
        const char *cell = quote - formula, *close = memchr(quote + 1, '"', (size_t)(end - quote - 1));
        if (cell > bytes && cell[-1] != separator)
            return false;
        if (!close || (close + 1 < end && close[1] != separator))
            return false;
        if (formula && memchr(quote, separator, (size_t)(close - quote)))
            return false;
        quote = close + 1;
    }
    return true;
}

/* The cells of a line, QUOTED if it has simple quotes; else quotes mean nothing.
 * Writes a NUL after each, the last one's in place of the end of line. */
static void split(struct delimited *d, char *bytes, size_t length, bool quoted, enum encoding_scan scan)
{
    const char separator = d->separator;
    char *end = bytes + length;
    for (char *cell = bytes;;) {
        char *stop = cell, *next;
        if (quoted && cell < end && *cell == '"') {
            cell++;
            stop = memchr(cell, '"', (size_t)(end - cell));
            next = stop + 2;
        } else {
            while (stop < end && *stop != separator)
                stop++;
            next = stop + 1;
        }
        bool last = next > end;
        add_cell(d, cell, (size_t)(stop - cell), scan);
        if (last)
            return;
        cell = next;
    }
}

static void forget_row(struct delimited *d)
{
    for (size_t i = 0; i < d->n_owned; i++)
        free(d->owned[i]);
    d->n_owned = 0;
    d->n_cells = d->n_filled = d->long_cell = 0;
    d->scratch_used = 0;
}

/* --- rows with quotes, by libcsv -------------------------------------------- */

static void on_cell(void *text, size_t length, void *data)
{
    struct delimited *d = data;
    if (d->n_cells >= MAX_CELLS) {
        d->n_cells++;
        return;
    }
    d->scratch = grow(d->scratch, &d->scratch_room, d->scratch_used + length + 1, 1);
    if (length)
        memcpy(d->scratch + d->scratch_used, text, length);
    d->pieces = grow(d->pieces, &d->pieces_room, d->n_cells + 1, sizeof *d->pieces);
    d->pieces[d->n_cells++] = (struct csv_cell){d->scratch_used, length};
    d->scratch_used += length + 1;
}

static void on_row(int last, void *data)
{
    (void)last;
    ((struct delimited *)data)->row_done = true;
}

/* libcsv fails only for want of memory here. */
static void start_parser(struct delimited *d)
{
    if (csv_init(&d->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        abort();
    csv_set_delim(&d->parser, (unsigned char)d->separator);
    csv_set_blk_size(&d->parser, 4096);
}

static bool parse(struct delimited *d, const char *bytes, size_t length)
{
    return csv_parse(&d->parser, bytes, length, on_cell, on_row, d) == length;
}

/* --- bad bytes -------------------------------------------------------------- */

/* The number (from 1) of the cell in which byte OFFSET of LINE stands.  Quotes
 * are followed as far as this line goes; INSIDE says it begins in a quoted
 * cell, BEFORE how many cells of the row stand on earlier lines. */
static size_t cell_number(const struct delimited *d, const struct csv_line *line, size_t offset, bool inside,
                          size_t before)
{
    size_t n = before + 1;
    for (size_t i = 0; i < offset; i++) {
        if (line->bytes[i] == '"')
            inside = !inside;
        else if (line->bytes[i] == d->separator && !inside)
            n++;
    }
    return n;
}

/* Copy LINE into `repaired` with U+FFFD for what is not UTF-8; *BAD and *WRONG
 * are where the first such place is in the copy and in LINE, *BYTE what stands there. */
static void replace_bad(struct delimited *d, struct csv_line *line, size_t *bad, size_t *wrong, unsigned char *byte)
{
    size_t used = 0, from = 0;
    bool first = true;
    d->repaired = grow(d->repaired, &d->repaired_room, line->length * 3 + 2, 1);
    while (from < line->length) {
        size_t good;
        if (text_is_utf8(line->bytes + from, line->length - from, &good))
            good = line->length - from;
        memcpy(d->repaired + used, line->bytes + from, good);
        used += good;
        from += good;
        if (from == line->length)
            break;
        size_t width;
        unsigned char value = encoding_bad_byte(d->decoder.encoding, line->bytes + from, line->length - from, &width);
        if (first) {
            *bad = used;
            *wrong = from;
            *byte = value;
            first = false;
        }
        memcpy(d->repaired + used, replacement, 3);
        used += 3;
        from += width;
    }
    d->repaired[used] = '\0';
    line->bytes = d->repaired;
    line->length = used;
    line->scan = SCAN_UTF8;
}

/* Replace what is not UTF-8 in LINE, in a copy that lives until the next line is
 * repaired, and report the first place with the words around it. */
static void repair(struct delimited *d, struct csv_line *line, bool inside, size_t before)
{
    size_t bad = 0, wrong = 0;
    unsigned char byte = 0;
    struct csv_line damaged = *line;
    replace_bad(d, line, &bad, &wrong, &byte);
    if (line->number <= d->checked_line)
        return;
    struct place place = at(d, line->number, cell_number(d, &damaged, wrong, inside, before));
    if (!byte) {
        issues_add(d->issues, FAULT, "F102", place, _("a byte is zero; expected text (is this file damaged?)"));
        return;
    }
    /* The cell, or what of it stands within a few words. */
    size_t from = bad, to = bad;
    while (from > 0 && bad - from < 40 && line->bytes[from - 1] != d->separator && line->bytes[from - 1] != '"')
        from--;
    while (to < line->length && to - bad < 40 && line->bytes[to] != d->separator && line->bytes[to] != '"')
        to++;
    while (from < bad && ((unsigned char)line->bytes[from] & 0xC0) == 0x80)
        from++;
    while (to > bad && to < line->length && ((unsigned char)line->bytes[to] & 0xC0) == 0x80)
        to--;
    issues_add(d->issues, FAULT, "F101", place, _("the byte 0x%02X in \"%.*s\" is no character of %s; expected text"),
               byte, (int)(to - from), line->bytes + from, encoding_name(d->decoder.encoding));
}

/* Check the bytes of LINE; returns false when it had to be repaired. */
static bool check_line(struct delimited *d, struct csv_line *line, bool inside, size_t before)
{
    size_t bad;
    line->scan = encoding_scan(line->bytes, line->length, &bad);
    bool good = line->scan != SCAN_BAD;
    if (!good)
        repair(d, line, inside, before);
    if (line->number > d->checked_line)
        d->checked_line = line->number;
    return good;
}

/* --- rows ------------------------------------------------------------------- */

/* The row that begins on LINE, which has a quote.  Returns false on failure;
 * *BROKEN when a fault was added. */
static bool quoted_row(struct delimited *d, struct csv_line *line, bool *broken, struct error *err)
{
    struct csv_line first = *line, current = *line;
    size_t opened = 0, opened_cell = 0,
           opened_next = 0; /* of the quote that is open: line, cell, where the next line begins */
    enum encoding_scan scan = SCAN_ASCII;
    bool unclosed = false;
    /* A repaired line lives in memory that the next one takes. */
    if (first.bytes == d->repaired)
        first.bytes = xstrndup(first.bytes, first.length);
    current.bytes = first.bytes;

    d->row_done = false;
    start_parser(d);
    for (;;) {
        if (current.scan > scan)
            scan = current.scan;
        if (!parse(d, current.bytes, current.length) || !parse(d, "\n", 1)) {
            unclosed = opened_cell == d->n_cells + 1;
            if (!unclosed)
                issues_add(d->issues, FAULT, "F103", at(d, current.number, d->n_cells + 1),
                           _("a quote stands inside a cell; expected a cell in quotes with each quote in it doubled"));
            break;
        }
        if (d->row_done)
            break;
        if (opened_cell != d->n_cells + 1) {
            opened = current.number;
            opened_cell = d->n_cells + 1;
            opened_next = d->next - d->start;
        }
        if (d->next - d->start > CELL_BYTES) {
            unclosed = true;
            break;
        }
        enum taken taken = take_line(d, &current, err);
        if (taken == TAKEN_FAILED) {
            csv_free(&d->parser);
            return false;
        }
        if (taken != TAKEN) {
            unclosed = true;
            break;
        }
        *broken |= !check_line(d, &current, true, d->n_cells);
    }
    csv_free(&d->parser);

    if (d->row_done) {
        size_t n = d->n_cells;
        d->n_cells = 0;
        for (size_t i = 0; i < n && i < MAX_CELLS; i++)
            add_cell(d, d->scratch + d->pieces[i].offset, d->pieces[i].length, scan);
        d->n_cells = n;
    } else {
        *broken = true;
        if (unclosed) {
            issues_add(d->issues, FAULT, "F104", at(d, opened, opened_cell),
                       _("the quote that opens this cell is not closed; expected a closing quote, and each quote "
                         "inside doubled"));
            d->next = d->scanned = d->start + opened_next;
            d->lf = NOWHERE;
            d->line = opened + 1;
        }
        d->n_cells = d->n_filled = d->scratch_used = 0;
        d->scratch = grow(d->scratch, &d->scratch_room, first.length + 1, 1);
        const char *bytes = first.bytes != line->bytes ? first.bytes : d->buffer + d->start;
        memcpy(d->scratch, bytes, first.length);
        split(d, d->scratch, first.length, false, first.scan);
    }
    if (first.bytes != line->bytes)
        free(first.bytes);
    return true;
}

/* What is too large in the cells just read is a fault. */
static bool check_cells(struct delimited *d, size_t line)
{
    if (d->long_cell)
        issues_add(d->issues, FAULT, "F105", at(d, line, d->long_cell),
                   _("the cell is longer than %zu MiB; expected a table"), CELL_BYTES >> 20);
    if (d->n_cells > MAX_CELLS) {
        issues_add(d->issues, FAULT, "F105", at(d, line, MAX_CELLS + 1),
                   _("the row has %zu cells; expected at most %d"), d->n_cells, MAX_CELLS);
        d->n_cells = MAX_CELLS;
        return false;
    }
    return !d->long_cell;
}

bool delimited_next(struct delimited *d, struct row *row, struct error *err)
{
    d->begun = true;
    for (;;) {
        struct csv_line line;
        forget_row(d);
        d->start = d->next;
        enum taken taken = take_line(d, &line, err);
        if (taken == TAKEN_END || taken == TAKEN_FAILED)
            return false;
        if (taken == TAKEN_TOO_LONG) {
            issues_add(d->issues, FAULT, "F105", at(d, d->line, 0),
                       _("the line is longer than %zu MiB; expected a table"), LINE_BYTES >> 20);
            if (!skip_line(d, err))
                return false;
            continue;
        }
        bool broken = !check_line(d, &line, false, 0);
        bool quoted = line.length && memchr(line.bytes, '"', line.length);
        if (!quoted || has_simple_quotes(line.bytes, line.length, d->separator))
            split(d, line.bytes, line.length, quoted, line.scan);
        else if (!quoted_row(d, &line, &broken, err))
            return false;
        if (!check_cells(d, line.number))
            broken = true;
        if (!d->n_filled && !broken)
            continue;
        *row = (struct row){d->path, NULL, line.number, d->cells, d->n_filled, d->n_cells, broken, NULL, false};
        return true;
    }
}

/* --- opening ---------------------------------------------------------------- */

/* Read the first block: byte order mark, `sep=;`, separator. */
static bool begin(struct delimited *d, struct error *err)
{
    d->start = d->next = d->end = d->scanned = 0;
    d->lf = NOWHERE;
    d->at_end = false;
    d->line = 1;
    d->checked_line = 0;
    if (d->given) {
        decoder_start(&d->decoder, d->decoder.encoding);
    } else {
        decoder_start(&d->decoder, ENCODING_UTF8);
        d->undecided = false;
    }
    /* The first block undecoded; a pipe may deliver little at a time. */
    d->buffer = grow(d->buffer, &d->room, BLOCK_BYTES + 1, 1);
    size_t have = 0, n, mark;
    while (!d->at_end && have < BLOCK_BYTES) {
        if (!read_bytes(d, d->buffer + have, BLOCK_BYTES - have, &n, err))
            return false;
        have += n;
    }
    if (have >= 4 && !memcmp(d->buffer, "PK\3\4", 4))
        return error_set(err, E_FILE, _("\"%s\" is a workbook that comes through a pipe; give the file itself"),
                         d->path);
    enum encoding found = encoding_begin(d->buffer, have, &mark);
    /* A byte order mark knows better than a person which of the two UTF-16 it is. */
    bool utf16 = mark == 2 && (d->decoder.encoding == ENCODING_UTF16LE || d->decoder.encoding == ENCODING_UTF16BE);
    if (!d->given || utf16 || (mark && found == d->decoder.encoding)) {
        decoder_start(&d->decoder, found);
        memmove(d->buffer, d->buffer + mark, have - mark);
        have -= mark;
    }
    d->undecided = !d->given && !mark && found == ENCODING_UTF8;
    if (d->undecided && !decide(d, &have, err))
        return false;
    if (d->decoder.encoding == ENCODING_UTF8)
        d->end = have;
    else
        decode_here(d, have);

    const char *bytes = d->buffer + d->next;
    size_t length = d->end - d->next;
    if (length >= 5 && !strncasecmp(bytes, "sep=", 4) && (length == 5 || bytes[5] == '\n' || bytes[5] == '\r')) {
        d->separator = bytes[4];
        struct csv_line line;
        return take_line(d, &line, err) == TAKEN;
    }
    d->separator = separator_guess(bytes, length);
    return true;
}

struct delimited *delimited_open(const char *path, const char *source, const char *encoding, struct issues *issues,
                                 struct error *err)
{
    enum encoding given = ENCODING_UTF8;
    if (encoding && !encoding_find(encoding, &given)) {
        error_set(err, E_USAGE,
                  _("unknown encoding \"%s\"; expected UTF-8, UTF-16LE, UTF-16BE, windows-1258, TCVN3 or VNI"),
                  encoding);
        return NULL;
    }
    int fd = open(source, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        error_set(err, E_FILE, _("cannot open \"%s\": %s"), path, strerror(errno));
        return NULL;
    }
    struct delimited *d = xcalloc(1, sizeof *d);
    d->path = path;
    d->issues = issues;
    d->fd = fd;
    d->given = encoding != NULL;
    d->decoder.encoding = given;
    if (!begin(d, err)) {
        delimited_close(d);
        return NULL;
    }
    return d;
}

const char *delimited_encoding(const struct delimited *d)
{
    return encoding_name(d->decoder.encoding);
}

char delimited_separator(const struct delimited *d)
{
    return d->separator;
}

bool delimited_is_plain(const struct delimited *d)
{
    return !d->given && d->decoder.encoding == ENCODING_UTF8;
}

bool delimited_rewind(struct delimited *d, struct error *err)
{
    /* A pipe can be read once, from its beginning. */
    if (!d->begun)
        return true;
    d->begun = false;
    if (lseek(d->fd, 0, SEEK_SET) < 0)
        return error_set(err, E_FILE, _("cannot read \"%s\": %s"), d->path, strerror(errno));
    return begin(d, err);
}

void delimited_close(struct delimited *d)
{
    if (!d)
        return;
    close(d->fd);
    forget_row(d);
    free(d->buffer);
    free(d->raw);
    free(d->cells);
    free(d->pieces);
    free(d->scratch);
    free(d->repaired);
    free(d->owned);
    free(d);
}
