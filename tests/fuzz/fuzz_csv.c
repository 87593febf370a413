/* fuzz_csv.c - libFuzzer on text tables: any bytes are read to their end; see tests/fuzz/fuzz.sh.
 *
 * Lines must go up, cells must be valid UTF-8 with their length, and a row that
 * is not broken must read the same when it is written in quotes and read again.
 */
#include <stdlib.h>
#include <string.h>

#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "survey/base/date.h"
#include "survey/base/number.h"
#include "survey/base/text.h"
#include "tests/fuzz/input.h"

static void check_row(const struct row *row)
{
    for (size_t c = 0; c < row->n_cells; c++) {
        const struct cell *cell = &row->cells[c];
        if (strlen(cell->text) != cell->length || !text_is_utf8(cell->text, cell->length, NULL))
            abort();
        double x;
        char iso[DATE_TEXT];
        (void)number_parse(cell->text, &x);
        (void)date_parse(cell->text, iso);
    }
    if (row->n_cells && !row->cells[row->n_cells - 1].length)
        abort();
}

/* Append the cells of ROW to OUT, each in quotes. */
static void write_row(const struct row *row, FILE *out)
{
    for (size_t c = 0; c < row->n_cells; c++) {
        fputs(c ? ",\"" : "\"", out);
        for (const char *p = row->cells[c].text; *p; p++) {
            if (*p == '"')
                fputc('"', out);
            fputc(*p, out);
        }
        fputc('"', out);
    }
    fputc('\n', out);
}

/* Read PATH; the sound rows go to OUT in quotes if it is not NULL. */
static void read_all(const char *path, FILE *out, const char *encoding)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader_options options = {.encoding = encoding};
    struct reader *reader = reader_open_with(path, &options, issues, &err);
    struct row row;
    size_t line = 0;
    while (reader && reader_next(reader, &row, &err)) {
        if (row.line <= line)
            abort();
        line = row.line;
        check_row(&row);
        if (out && !row.broken)
            write_row(&row, out);
    }
    reader_close(reader);
    issues_free(issues);
}

static void read_table(const char *path)
{
    static const struct column_name columns[] = {
        {"code", "mã|mã số", true}, {"name", "tên", false}, {"value", NULL, false}};
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct header header;
    struct row row;
    if (reader) {
        bool good = header_read(reader, columns, 3, HEADER_IGNORE, &header, &err);
        while (good && header_next(&header, &row, &err))
            check_row(&row);
        header_release(&header);
    }
    reader_close(reader);
    issues_free(issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 2 && !memcmp(data, "PK", 2))
        return 0;
    struct input input;
    input_open(&input, data, size);
    char *bytes = NULL, *twice = NULL, *text = NULL;
    size_t n = 0, n_twice = 0, n_text = 0;
    FILE *out = open_memstream(&bytes, &n);
    read_all(input.path, out, NULL);
    fclose(out);
    read_all(input.path, NULL, "TCVN3");
    read_table(input.path);
    input_close(&input);
    /* One line first, so that the separator and the encoding are known. */
    out = open_memstream(&text, &n_text);
    fputs("sep=,\n", out);
    fwrite(bytes, 1, n, out);
    fclose(out);
    if (n) {
        input_open(&input, text, n_text);
        out = open_memstream(&twice, &n_twice);
        read_all(input.path, out, "UTF-8");
        fclose(out);
        if (n != n_twice || memcmp(bytes, twice, n) != 0)
            abort();
        input_close(&input);
    }
    free(text);
    free(bytes);
    free(twice);
    return 0;
}
