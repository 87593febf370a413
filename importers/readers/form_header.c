#include "importers/readers/form_header.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

#define LOOK_ROWS  30 /* in which the header must stand */
#define FEW_TITLES 4  /* cells that a row of titles has, at most */

/* A cell that is a number, a serial, a date or a time: no header has one below its names. */
static bool is_figure(const char *text)
{
    return *text && !text[strspn(text, "0123456789 .,:/-+%'")];
}

/* True when ROW may belong to a header: words, and nothing that only data has. */
static bool has_words_only(const struct row *row)
{
    for (size_t c = 0; c < row->n_cells; c++)
        if (is_figure(row_text(row, c)))
            return false;
    return !row->broken;
}

/* "Open-Ended Response" of a question that is asked once. */
static bool says_nothing(const char *text)
{
    return !*text || text_list_has("response|open-ended response|phản hồi|phản hồi mở|câu trả lời mở", "|", text);
}

/* True when BELOW names every column that HEADER leaves without a name, and there are some; and has no name of its own
 * for the first, as a header below a title would.  Or when it has nothing but "Response", where no question has parts.
 */
static bool names_the_rest(const struct row *header, const struct row *below)
{
    size_t n = header->n_cells > below->n_cells ? header->n_cells : below->n_cells, nameless = 0, filled = 0;
    if (!says_nothing(row_text(below, 0)))
        return false;
    bool says_any = false;
    for (size_t c = 0; c < n; c++) {
        filled += *row_text(below, c) != '\0';
        says_any = says_any || !says_nothing(row_text(below, c));
        if (!c || *row_text(header, c))
            continue;
        if (!*row_text(below, c))
            return false;
        nameless++;
    }
    return (nameless > 0 || (filled && !says_any)) && *row_text(header, 0);
}

/* HEADER gets the names that it and BELOW make together. */
static void join(struct kept_row *header, const struct row *below)
{
    size_t n = header->row.n_cells > below->n_cells ? header->row.n_cells : below->n_cells;
    char *over = xstrdup("");
    for (size_t c = 0; c < n; c++) {
        const char *own = row_text(&header->row, c), *what = row_text(below, c);
        if (*own) {
            free(over);
            over = xstrdup(own);
        }
        char *name = says_nothing(what) ? xstrdup(over) : xasprintf("%s [%s]", over, what);
        row_write(header, c, name);
        free(name);
    }
    free(over);
}

/* True when every cell of ROW that is filled is {"ImportId":…}. */
static bool is_import_ids(const struct row *row)
{
    size_t n = 0;
    for (size_t c = 0; c < row->n_cells; c++) {
        const char *text = row_text(row, c);
        if (*text && strncmp(text, "{\"ImportId\"", 11) != 0)
            return false;
        n += *text != '\0';
    }
    return n > 0;
}

/* True when the row after the one that READER gave last holds import ids. */
static bool ids_follow(const struct reader *reader, size_t line, struct error *err)
{
    struct issues *unused = issues_new();
    struct reader *again = reader_again(reader, unused, err);
    struct row row;
    bool found = false;
    while (again && reader_next(again, &row, err))
        if (row.line > line) {
            found = is_import_ids(&row);
            break;
        }
    reader_close(again);
    issues_free(unused);
    return found;
}

bool form_header_read(struct reader *reader, struct kept_row *header, struct kept_row *texts, struct error *err)
{
    struct row row;
    struct error local = {0};
    if (!reader_next(reader, &row, &local))
        return error_pass(err, &local);
    if (has_words_only(&row) && names_the_rest(&header->row, &row)) {
        join(header, &row);
    } else if (has_words_only(&row) && ids_follow(reader, row.line, &local)) {
        row_keep(texts, &row);
        if (!reader_next(reader, &row, &local))
            return error_pass(err, &local);
    } else {
        reader_back(reader);
    }
    return error_pass(err, &local);
}

/* The cells of ROW, those of a merged area once. */
static size_t count_cells(const struct row *row)
{
    size_t n = 0;
    for (size_t c = 0; c < row->n_cells; c++)
        n += *row_text(row, c) && (!c || strcmp(row_text(row, c - 1), row_text(row, c)) != 0);
    return n;
}

/* Of the rows at the top of a table: how many cells they have, those of what may be a header that goes on below it. */
struct top_row {
    size_t line, bottom, n_cells;
    bool may_be; /* a header: words only */
};

/* Look at ROW below the N rows SEEN, the last of them BEFORE; it becomes the next one. */
static void see(struct top_row *seen, size_t n, struct kept_row *before, struct reader *reader, struct row *row)
{
    reader_fill_merged(reader, row);
    seen[n] = (struct top_row){row->line, reader_merged_bottom(reader, row), count_cells(row), has_words_only(row)};
    for (size_t i = 0; i < n; i++)
        if (seen[i].bottom >= row->line && seen[i].n_cells < seen[n].n_cells)
            seen[i].n_cells = seen[n].n_cells;
    if (n && seen[n].may_be && seen[n - 1].may_be && names_the_rest(&before->row, row))
        seen[n - 1].n_cells = row->n_cells;
    row_keep(before, row);
}

size_t form_header_line(const struct reader *reader, const struct row *first)
{
    if (count_cells(first) > FEW_TITLES)
        return first->line;
    struct top_row seen[LOOK_ROWS];
    struct issues *unused = issues_new();
    struct error err = {0}; /* who reads on meets it again */
    struct reader *again = reader_again(reader, unused, &err);
    struct kept_row before = {0};
    struct row row;
    size_t n = 0, widest = 0, i = 0;
    for (; again && n < LOOK_ROWS && reader_next(again, &row, &err); n++) {
        see(seen, n, &before, again, &row);
        widest = seen[n].n_cells > widest ? seen[n].n_cells : widest;
    }
    while (i < n && (2 * seen[i].n_cells <= widest || (i && !seen[i].may_be)))
        i++;
    row_forget(&before);
    reader_close(again);
    issues_free(unused);
    return i < n ? seen[i].line : first->line;
}
