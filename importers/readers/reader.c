#include "importers/readers/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/readers/csv.h"
#include "importers/readers/damage.h"
#include "importers/readers/xlsx.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

/* One of `text` and `book` is NULL. */
struct reader {
    char *file;
    char *source;                   /* what is opened to read it */
    char *encoding;                 /* the caller's wish, NULL */
    FILE *kept;                     /* what came through a pipe, NULL */
    const struct dictionary *words; /* that may stand in it; NULL */
    struct marks *marks;
    struct issues *issues;
    size_t sheet;    /* the current one */
    struct row last; /* the row read last */
    bool again;      /* it comes again */
    struct delimited *text;
    struct xlsx *book;
};

/* What the first bytes of a file say it is. */
enum kind { KIND_TEXT, KIND_ZIP, KIND_OLE, KIND_HTML, KIND_PDF, KIND_PACKED, KIND_EMPTY };

static enum kind kind_of(const char *bytes, size_t n)
{
    if (!n)
        return KIND_EMPTY;
    if (n >= 4 && !memcmp(bytes, "PK", 2) && (bytes[2] == 3 || bytes[2] == 5 || bytes[2] == 7))
        return KIND_ZIP;
    if (n >= 8 && !memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return KIND_OLE;
    if (n >= 5 && !memcmp(bytes, "%PDF-", 5))
        return KIND_PDF;
    static const char *const packed[] = {"\x1F\x8B\x08", "7z\xBC\xAF\x27\x1C", "Rar!\x1A\x07"};
    for (size_t k = 0; k < sizeof packed / sizeof *packed; k++)
        if (n >= strlen(packed[k]) && !memcmp(bytes, packed[k], strlen(packed[k])))
            return KIND_PACKED;
    size_t i = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < n && strchr(" \t\r\n", bytes[i]))
        i++;
    static const char *const openings[] = {"<html", "<!doctype", "<table", "<head", "<?xml", "<meta", "<body"};
    for (size_t k = 0; k < sizeof openings / sizeof *openings; k++)
        if (n - i >= strlen(openings[k]) && !strncasecmp(bytes + i, openings[k], strlen(openings[k])))
            return KIND_HTML;
    return KIND_TEXT;
}

/* True when NAME stands in the first 64 MiB of the file PATH in UTF-16, as the
 * directory of an OLE file has it. */
static bool ole_names(const char *path, const char *name)
{
    enum { BLOCK = 65536, LONGEST = 64 };
    char wide[LONGEST], bytes[BLOCK + LONGEST];
    size_t length = 0, kept = 0;
    for (const char *p = name; *p; p++) {
        wide[length++] = *p;
        wide[length++] = '\0';
    }
    FILE *file = fopen(path, "rbe");
    bool found = false;
    for (int block = 0; file && !found && block < 1024; block++) {
        size_t n = fread(bytes + kept, 1, BLOCK, file);
        found = memmem(bytes, kept + n, wide, length) != NULL;
        if (n < BLOCK)
            break;
        memmove(bytes, bytes + kept + n - (length - 1), length - 1);
        kept = length - 1;
    }
    if (file)
        fclose(file);
    return found;
}

/* Set ERR to why the OLE file PATH cannot be read. */
static void refuse_ole(const char *path, struct error *err)
{
    if (ole_names(path, "EncryptedPackage"))
        error_set(err, E_FILE, _("\"%s\" is locked by a password; save it without one"), path);
    else if (ole_names(path, "WordDocument"))
        error_set(err, E_FILE, _("\"%s\" is a Word document; put the table into a workbook and save it as .xlsx"),
                  path);
    else
        error_set(err, E_FILE, _("\"%s\" is an old .xls workbook; open it in Excel and save it as .xlsx"), path);
}

/* What comes through the pipe FD, in a file that is gone when it is closed. */
static FILE *keep_pipe(const char *path, int fd, struct error *err)
{
    char bytes[65536];
    FILE *kept = tmpfile();
    bool ok = kept != NULL;
    ssize_t n = 0;
    while (ok && ((n = read(fd, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR)))
        ok = n < 0 || fwrite(bytes, 1, (size_t)n, kept) == (size_t)n;
    if (ok && n == 0 && fflush(kept) == 0)
        return kept;
    error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno));
    if (kept)
        fclose(kept);
    return NULL;
}

/* Look at the first bytes of PATH, whose content is in SOURCE; where that is NULL and it is a pipe, keep it in *KEPT.
 */
static bool look(const char *path, const char *source, enum kind *kind, FILE **kept, struct error *err)
{
    int fd = open(source ? source : path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(err, E_FILE, _("cannot open \"%s\": %s"), path, strerror(errno));
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return error_set(err, E_FILE, _("cannot read \"%s\": it is a folder"), path);
    }
    /* What is not a plain file cannot be looked at twice; a pipe is kept, for the few that are read twice. */
    *kind = KIND_TEXT;
    ssize_t n = 0;
    if (S_ISREG(st.st_mode)) {
        char bytes[512];
        n = read(fd, bytes, sizeof bytes);
        if (n >= 0)
            *kind = kind_of(bytes, (size_t)n);
    }
    int error = errno;
    bool ok = source || !S_ISFIFO(st.st_mode) || (*kept = keep_pipe(path, fd, err)) != NULL;
    close(fd);
    if (!ok)
        return false;
    return n >= 0 || error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(error));
}

struct reader *reader_open(const char *path, struct issues *issues, struct error *err)
{
    return reader_open_with(path, &(struct reader_options){0}, issues, err);
}

/* Open PATH by way of SOURCE, or PATH itself. */
static struct reader *open_source(const char *path, const char *source, const char *encoding, struct issues *issues,
                                  struct error *err)
{
    enum kind kind;
    FILE *kept = NULL;
    if (!look(path, source, &kind, &kept, err))
        return NULL;
    struct reader *reader = xcalloc(1, sizeof *reader);
    reader->file = xstrdup(path);
    reader->kept = kept;
    reader->source = kept ? xasprintf("/proc/self/fd/%d", fileno(kept)) : xstrdup(source ? source : path);
    reader->encoding = encoding ? xstrdup(encoding) : NULL;
    reader->issues = issues;
    if (kept || source) /* a workbook is not read so */
        kind = KIND_TEXT;
    switch (kind) {
    case KIND_EMPTY:
        error_set(err, E_FILE, _("\"%s\" is empty; expected a table"), path);
        break;
    case KIND_OLE:
        refuse_ole(path, err);
        break;
    case KIND_HTML:
        error_set(err, E_FILE,
                  _("\"%s\" is a web page (HTML or XML), not a table; open it in Excel and save it as .xlsx"), path);
        break;
    case KIND_PDF:
        error_set(err, E_FILE, _("\"%s\" is a PDF; expected a table (.xlsx or .csv)"), path);
        break;
    case KIND_PACKED:
        error_set(err, E_FILE, _("\"%s\" is a compressed file (gzip, 7z or rar); unpack it and give the table in it"),
                  path);
        break;
    case KIND_ZIP:
        reader->book = xlsx_open(reader->file, issues, err);
        break;
    case KIND_TEXT:
        reader->text = delimited_open(reader->file, reader->source, encoding, issues, err);
        break;
    }
    if (!reader->book && !reader->text) {
        reader_close(reader);
        return NULL;
    }
    reader->marks = marks_new();
    return reader;
}

struct reader *reader_open_with(const char *path, const struct reader_options *options, struct issues *issues,
                                struct error *err)
{
    return open_source(path, NULL, options->encoding, issues, err);
}

struct reader *reader_again(const struct reader *reader, struct issues *issues, struct error *err)
{
    struct reader *again =
        open_source(reader->file, reader->kept ? reader->source : NULL, reader->encoding, issues, err);
    if (again && !reader_go(again, reader->sheet, err)) {
        reader_close(again);
        return NULL;
    }
    return again;
}

void reader_close(struct reader *reader)
{
    if (!reader)
        return;
    delimited_close(reader->text);
    xlsx_close(reader->book);
    marks_free(reader->marks);
    if (reader->kept)
        fclose(reader->kept);
    free(reader->encoding);
    free(reader->source);
    free(reader->file);
    free(reader);
}

const char *reader_encoding(const struct reader *reader)
{
    return reader->text ? delimited_encoding(reader->text) : NULL;
}

bool reader_is_plain(const struct reader *reader)
{
    return reader->text && delimited_is_plain(reader->text);
}

char reader_separator(const struct reader *reader)
{
    return reader->text ? delimited_separator(reader->text) : '\0';
}

struct marks *reader_marks(struct reader *reader)
{
    return reader->marks;
}

struct marks *reader_heard_marks(struct reader *reader)
{
    if (!marks_begin_hearing(reader->marks))
        return reader->marks;
    struct issues *said_before = issues_new();
    struct error err = {0};
    struct reader *again = reader_again(reader, said_before, &err);
    struct row row;
    while (again && reader_next(again, &row, &err))
        marks_hear(reader->marks, &row);
    if (err.code != E_NONE)
        marks_doubt(reader->marks);
    reader_close(again);
    issues_free(said_before);
    return reader->marks;
}

void reader_know(struct reader *reader, const struct dictionary *words)
{
    reader->words = words;
}

/* WORD, where TEXT may have been it, into MEANT; *SEVERAL: that is another one already. */
static void may_be(const char *text, const char *word, char **meant, bool *several)
{
    if (!strcmp(text, word) || !damage_may_be(text, word) || (*meant && !strcmp(*meant, word)))
        return;
    *several = *meant != NULL;
    if (!*meant)
        *meant = xstrdup(word);
}

char *reader_meant(struct reader *reader, size_t column, const char *text, const struct dictionary *names)
{
    char *meant = NULL;
    bool several = false;
    const struct dictionary *known[] = {reader->words, names};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; known[k] && !several && i < dictionary_size(known[k]); i++)
            may_be(text, dictionary_key(known[k], i), &meant, &several);
    struct issues *said_before = issues_new();
    struct error err = {0};
    struct reader *again = meant ? NULL : reader_again(reader, said_before, &err);
    struct row row;
    while (again && !several && reader_next(again, &row, &err))
        may_be(text, row_text(&row, column), &meant, &several);
    reader_close(again);
    issues_free(said_before);
    if (!several)
        return meant;
    free(meant);
    return NULL;
}

struct issues *reader_issues(const struct reader *reader)
{
    return reader->issues;
}

size_t reader_n_sheets(const struct reader *reader)
{
    return reader->book ? xlsx_n_sheets(reader->book) : 1;
}

const char *reader_sheet_name(const struct reader *reader, size_t sheet)
{
    return reader->book ? xlsx_sheet_name(reader->book, sheet) : NULL;
}

struct place reader_place(const struct reader *reader)
{
    return (struct place){reader->file, reader_sheet_name(reader, reader->sheet), 0, 0};
}

bool reader_for_people(const struct reader *reader, size_t sheet)
{
    const char *name = reader_sheet_name(reader, sheet);
    return name && name[0] == '_';
}

bool reader_is_ours(const struct reader *reader)
{
    for (size_t i = 0; i < reader_n_sheets(reader); i++)
        if (reader_for_people(reader, i))
            return true;
    return false;
}

size_t reader_find_sheet(const struct reader *reader, const char *name)
{
    for (size_t i = 0; reader->book && i < xlsx_n_sheets(reader->book); i++)
        if (text_same(xlsx_sheet_name(reader->book, i), name))
            return i;
    return SIZE_MAX;
}

bool reader_go(struct reader *reader, size_t sheet, struct error *err)
{
    if (sheet >= reader_n_sheets(reader))
        return error_set(err, E_USAGE, _("\"%s\" has no sheet number %zu; it has %zu"), reader->file, sheet + 1,
                         reader_n_sheets(reader));
    reader->sheet = sheet;
    reader->again = false;
    marks_free(reader->marks);
    reader->marks = marks_new();
    return reader->book ? xlsx_go(reader->book, sheet, err) : delimited_rewind(reader->text, err);
}

bool reader_next(struct reader *reader, struct row *row, struct error *err)
{
    if (reader->again) {
        reader->again = false;
        *row = reader->last;
        return true;
    }
    if (!(reader->book ? xlsx_next(reader->book, row, err) : delimited_next(reader->text, row, err)))
        return false;
    row->reader = reader;
    reader->last = *row;
    return true;
}

void reader_back(struct reader *reader)
{
    reader->again = true;
}

void reader_fill_merged(struct reader *reader, struct row *row)
{
    if (reader->book)
        xlsx_fill_merged(reader->book, row);
}

size_t reader_merged_bottom(const struct reader *reader, const struct row *row)
{
    return reader->book ? xlsx_merged_bottom(reader->book, row) : row->line;
}

void reader_warn_merged(struct reader *reader, const struct row *row)
{
    if (reader->book)
        xlsx_warn_merged(reader->book, row);
}

bool reader_merged_area(const struct reader *reader, size_t i, struct area *area)
{
    return reader->book && xlsx_merged_area(reader->book, i, area);
}
