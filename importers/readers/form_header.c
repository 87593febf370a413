#include "importers/readers/form_header.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

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

/* True when BELOW names every column that HEADER leaves without a name, and there are some. */
static bool names_the_rest(const struct row *header, const struct row *below)
{
    size_t n = header->n_cells > below->n_cells ? header->n_cells : below->n_cells, nameless = 0;
    for (size_t c = 1; c < n; c++) {
        if (*row_text(header, c))
            continue;
        if (!*row_text(below, c))
            return false;
        nameless++;
    }
    return nameless > 0 && *row_text(header, 0);
}

/* "Open-Ended Response" of a question that is asked once. */
static bool says_nothing(const char *text)
{
    return !*text || text_list_has("response|open-ended response|phản hồi|phản hồi mở|câu trả lời mở", "|", text);
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
    struct issues *unheard = issues_new();
    struct reader *again = reader_again(reader, unheard, err);
    struct row row;
    bool found = false;
    while (again && reader_next(again, &row, err))
        if (row.line > line) {
            found = is_import_ids(&row);
            break;
        }
    reader_close(again);
    issues_free(unheard);
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
