/* fuzz_scan.c - libFuzzer on the sheets of workbooks, scanned and parsed: see tests/fuzz/fuzz.sh.
 *
 * The same sheet is read twice, the second time with a blank in its tag <sheetData>, which leaves all of it to the
 * parser: rows, faults and errors must be equal.  Bytes that begin with `#` choose pieces of a sheet, one each; all
 * others are parts, as fuzz_xlsx.c takes them.
 */
#include <stdlib.h>
#include <string.h>

#include "importers/readers/reader.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "tests/fuzz/input.h"

static const char tag[] = "<sheetData>";

static const char *const pieces[] = {
    "<row>",
    "<row r=\"1\">",
    "<row r=\"2\" hidden='1'>",
    "<row r=\"3\"",
    "<row/>",
    "</row>",
    "<c>",
    "<c/>",
    "<c r=\"A1\">",
    "<c r=\"B1\" t=\"s\">",
    "<c r='C2' s=\"1\" t='n'>",
    "<c t=\"str\">",
    "<c t=\"inlineStr\">",
    "<c t=\"b\"",
    "<c t=\"d\">",
    "</c>",
    "<v>",
    "</v>",
    "<v/>",
    "<f>",
    "</f>",
    "<f/>",
    "<is>",
    "</is>",
    "<is/>",
    "<t>",
    "</t>",
    "<t xml:space=\"preserve\">",
    "<t/>",
    "<r>",
    "</r>",
    "<rPh>",
    "</rPh>",
    "0",
    "1",
    "7.50",
    "-0",
    "1e5",
    "45000",
    ".",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&#49;",
    "&x;",
    "&",
    ";",
    "]]>",
    "]",
    ">",
    "<",
    "/",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "a",
    "S\xE1\xBB\x9F",
    "\xC3",
    "\xEF\xBF\xBE",
    "\xED\xA0\x80",
    "\x7F",
    "\x01",
    "_x000D_",
    "<!-- -->",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ?>",
    "<!DOCTYPE x>",
    " r=\"4\"",
    " r=\"4\"",
    " t=\"s\"",
    " x14ac:d='0'",
    " a=\"&amp;\"",
    "</sheetData>",
    "<sheetData>",
    "<sheetData/>",
    "</worksheet>",
    "<x:row>",
    "</x:row>",
    "<x:c/>",
    "<col min=\"1\" max=\"2\" hidden=\"1\"/>",
    "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
    "<row><c><v>5</v></c></row>",
    "<c r=\"A1\"><v>1</v></c>",
};
enum { N_PIECES = sizeof pieces / sizeof *pieces };

/* All that comes of the workbook of DATA. */
static char *dump_of(const uint8_t *data, size_t size)
{
    struct input input;
    input_open_workbook(&input, data, size);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(input.path, issues, &err);
    struct row row;
    struct strbuf out = {0};
    for (size_t s = 0; reader && s < reader_n_sheets(reader) && s < 2; s++) {
        if (!reader_go(reader, s, &err))
            abort();
        while (reader_next(reader, &row, &err)) {
            strbuf_addf(&out, "%zu %d %d", row.line, row.broken, row.hidden);
            for (size_t c = 0; c < row.n_cells; c++) {
                const struct cell *cell = &row.cells[c];
                if (strlen(cell->text) != cell->length)
                    abort();
                strbuf_addf(&out, "|%d %s = %s", (int)cell->kind, cell->text, cell->value ? cell->value : "");
            }
            strbuf_adds(&out, "\n");
        }
        struct area area;
        for (size_t i = 0; reader_merged_area(reader, i, &area); i++)
            strbuf_addf(&out, "merged %zu %zu %zu %zu\n", area.top, area.left, area.bottom, area.right);
        strbuf_addf(&out, "sheet ends: %s\n", err.text);
    }
    strbuf_addf(&out, "%s\n", err.text);
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        strbuf_addf(&out, "%s %zu %zu %s\n", issue->code, issue->place.line, issue->place.column, issue->text);
    }
    reader_close(reader);
    issues_free(issues);
    input_close(&input);
    return strbuf_take(&out);
}

static void compare(const char *data, size_t size)
{
    const char *found = memmem(data, size, tag, sizeof tag - 1), *literal = memmem(data, size, "<![CDATA[", 9);
    /* A tag within CDATA is text, and in two bytes a character it is none. */
    if (!found || (literal && literal < found) || !memcmp(data, "\xFE\xFF", 2) || !memcmp(data, "\xFF\xFE", 2))
        return;
    struct strbuf twin = {0};
    strbuf_add(&twin, data, (size_t)(found - data) + sizeof tag - 2);
    strbuf_adds(&twin, " ");
    strbuf_add(&twin, data + twin.n - 1, size - (twin.n - 1));
    char *scanned = dump_of((const uint8_t *)data, size), *parsed = dump_of((const uint8_t *)twin.text, twin.n);
    if (strcmp(scanned, parsed) != 0) {
        fprintf(stderr, "%.*s\nscanned\n%s\nparsed\n%s\n", (int)size, data, scanned, parsed);
        abort();
    }
    free(scanned);
    free(parsed);
    strbuf_release(&twin);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || !memcmp(data, "PK", 2))
        return 0;
    if (*data != '#') {
        compare((const char *)data, size);
        return 0;
    }
    struct strbuf sheet = {0};
    strbuf_adds(&sheet, "<worksheet><sheetData>");
    for (size_t i = 1; i < size; i++)
        strbuf_adds(&sheet, pieces[data[i] % N_PIECES]);
    strbuf_adds(&sheet, "</sheetData></worksheet>");
    compare(sheet.text, sheet.n);
    strbuf_release(&sheet);
    return 0;
}
