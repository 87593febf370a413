/* fuzz_xlsx.c - libFuzzer on workbooks: see tests/fuzz/fuzz.sh. */
#include <stdlib.h>
#include <string.h>

#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "survey/base/text.h"
#include "tests/fuzz/input.h"

static void read_all(const char *path)
{
    static const struct column_name columns[] = {
        {"code", "mã|mã số", true}, {"name", "tên", false}, {"value", NULL, false}};
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    for (size_t s = 0; reader && s < reader_n_sheets(reader) && s < 4; s++) {
        struct error failed = {0};
        if (!reader_go(reader, s, &failed))
            abort();
        while (reader_next(reader, &row, &failed)) {
            for (size_t c = 0; c < row.n_cells; c++)
                if (strlen(row.cells[c].text) != row.cells[c].length ||
                    !text_is_utf8(row.cells[c].text, row.cells[c].length, NULL))
                    abort();
            if (row.n_cells && !row.cells[row.n_cells - 1].length)
                abort();
            if (!row.n_cells && !row.broken)
                abort();
        }
        struct header header;
        failed = (struct error){0};
        if (!reader_go(reader, s, &failed))
            abort();
        bool good = header_read(reader, columns, 3, HEADER_IGNORE, &header, &failed);
        while (good && header_next(&header, &row, &failed))
            ;
        header_release(&header);
    }
    reader_close(reader);
    issues_free(issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input;
    input_open_workbook(&input, data, size);
    read_all(input.path);
    input_close(&input);
    return 0;
}
