/* Rows that are scanned beside the same rows parsed by expat.  A sheet is parsed from its beginning where its tag
 * <sheetData> has a blank in it: the twin of a workbook is the same but for that, and must read the same. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "importers/readers/reader.h"
#include "importers/readers/scan.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

/* --- one row ------------------------------------------------------------------ */

/* "NUMBER/HIDDEN NAME:TYPE:STYLE=TEXT ..." with `=` before what is computed; "part", "unknown". */
static char *scan_of(const char *bytes)
{
    static struct scanned_row row;
    struct strbuf out = {0};
    struct cell_text text = {0};
    enum scanned found = scan_row(bytes, strlen(bytes), &row);
    if (found != SCANNED_ROW)
        return xstrdup(found == SCANNED_PART ? "part" : "unknown");
    strbuf_addf(&out, "%.*s/%.*s", (int)row.number.n, row.number.text, (int)row.hidden.n, row.hidden.text);
    for (size_t i = 0; i < row.n_cells; i++) {
        const struct scanned_cell *cell = &row.cells[i];
        cell_text_clear(&text);
        if (cell->text.n)
            scan_text(cell, &text);
        strbuf_addf(&out, " %.*s:%.*s:%.*s%s=%s", (int)cell->name.n, cell->name.text, (int)cell->type.n,
                    cell->type.text, (int)cell->style.n, cell->style.text, cell->has_formula ? "=" : "",
                    strbuf_text(&text.buf));
    }
    cr_expect_eq(row.length, strlen(bytes), "%s", bytes);
    strbuf_release(&text.buf);
    return strbuf_take(&out);
}

static const struct {
    const char *bytes, *expected;
} rows[] = {
    {"<row/>", "/"},
    {"\r\n <row r=\"7\"\n></row>", "7/"},
    {"<row r=\"1\" spans=\"1:2\" x14ac:dyDescent=\"0.25\" hidden=\"1\"><c r=\"A1\"/></row>", "1/1 A1::="},
    {"<row r='2'><c r='A2' s='3' t='s'><v>0</v></c><c t=\"b\" r=\"B2\"><v>1</v></c></row>", "2/ A2:s:3=0 B2:b:=1"},
    {"<row>\n <c>\n  <f>SUM(A1:A2)</f>\n  <v>-1.5</v>\n </c>\n</row>", "/ ::==-1.5"},
    {"<row><c><f t=\"shared\" si=\"0\"/><v/></c></row>", "/ ::=="},
    {"<row><c t=\"str\"><f>\"a\"&amp;B1&gt;2</f><v>&lt;&amp;&gt; &quot;&apos;</v></c></row>", "/ :str:==<&> \"'"},
    {"<row><c t=\"inlineStr\"><is><t xml:space=\"preserve\"> Sở\tNội vụ\n</t></is></c></row>",
     "/ :inlineStr:= Sở\tNội vụ\n"},
    {"<row><c t=\"str\"><v>a>b ] ]] ]>]]&gt;</v></c></row>", "/ :str:=a>b ] ]] ]>]]>"},
    {"<row note=\"a>b\"/>", "/"},
};

/* Each is the parser's, well-formed or not. */
static const char *const unknown[] = {
    "<!-- --><row/>",
    "<?x?><row/>",
    "</sheetData>",
    "text<row/>",
    "<rows/>",
    "<x:row/>",
    "<row r=\"1\"s=\"2\"/>",                       /* no blank between */
    "<row r=\"1\" r=\"1\"/>",                      /* twice */
    "<row r=1/>",                                  /* no quotes */
    "<row r=\"<\"/>",                              /* no value */
    "<row r=\"&#49;\"/>",                          /* by number */
    "<row r=\"1\t\"/>",                            /* to be made a blank */
    "<row r=\"Đ\"/>",                              /* needs a look at its bytes */
    "<row r>",                                     /* no value */
    "<row / >",                                    /* no tag */
    "<row 1=\"1\"/>",                              /* no name */
    "<row r = \"1\"/>",                            /* allowed, never written */
    "<row>text</row>",                             /* text between cells */
    "<row><c/>]]></row>",                          /* not well-formed */
    "<row><d/></row>",                             /* another element */
    "<row><c/></rows>",                            /* another end */
    "<row>/row>",                                  /* the same */
    "<row><c>/c></row>",                           /* the same */
    "<row><c></row>",                              /* no end */
    "<row><c>1</c></row>",                         /* text out of place */
    "<row><c><v>1</v><v>2</v></c></row>",          /* the parser adds them up */
    "<row><c><v>1</v><is><t>2</t></is></c></row>", /* the same */
    "<row><c><v><b/></v></c></row>",               /* an element in a value */
    "<row><c><v>&#10;</v></c></row>",              /* by number */
    "<row><c><v>&nbsp;</v></c></row>",             /* no entity of XML */
    "<row><c><v>a & b</v></c></row>",              /* not well-formed */
    "<row><c><v>&amp</v></c></row>",               /* the same */
    "<row><c><v>a]]>b</v></c></row>",              /* the same */
    "<row><c><f>]]></f></c></row>",                /* the same */
    "<row><c><v>1\r\n</v></c></row>",              /* to be made a line feed */
    "<row><c><v>\x01</v></c></row>",               /* no character */
    "<row><c><v>\x7F</v></c></row>",               /* is one, never written */
    "<row><c><v>\xC3</v></c></row>",               /* half a character */
    "<row><c><v>\xED\xA0\x80</v></c></row>",       /* a surrogate */
    "<row><c><v>\xEF\xBF\xBF</v></c></row>",       /* no character */
    "<row><c><v><![CDATA[1]]></v></c></row>",      /* CDATA */
    "<row><c><v>1<!-- --></v></c></row>",          /* a comment */
    "<row><c><is><r><t>1</t></r></is></c></row>",  /* runs of formatting */
    "<row><c><is><t>1</t><rPh/></is></c></row>",   /* how it is spoken */
    "<row><c><v>1</v ></c></row>",                 /* allowed, never written */
    "<row><x:c/></row>",                           /* a prefix */
    "<row a='' b='' c='' d='' e='' f='' g='' h='' i='' j='' k='' l='' m='' n='' o='' p='' q=''/>",
};

Test(scan, knows_rows_as_programs_write_them)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *got = scan_of(rows[i].bytes);
        cr_expect_str_eq(got, rows[i].expected, "%s:\n got %s\nwant %s", rows[i].bytes, got, rows[i].expected);
        free(got);
    }
}

Test(scan, leaves_all_else_to_the_parser)
{
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        char *got = scan_of(unknown[i]);
        cr_expect_str_eq(got, "unknown", "%s: %s", unknown[i], got);
        free(got);
    }
}

Test(scan, waits_for_the_end_of_a_row)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t n = 0; n < strlen(rows[i].bytes); n++) {
            char *begun = xasprintf("%.*s", (int)n, rows[i].bytes), *got = scan_of(begun);
            cr_expect_str_eq(got, "part", "%s: %s", begun, got);
            free(got);
            free(begun);
        }
}

Test(scan, waits_for_no_row_that_is_too_long)
{
    struct strbuf row = {0};
    struct scanned_row scanned = {0};
    strbuf_adds(&row, "<row>");
    while (row.n < SCAN_BYTES)
        strbuf_adds(&row, "<c/>");
    cr_expect_eq(scan_row(row.text, SCAN_BYTES - 1, &scanned), SCANNED_UNKNOWN); /* within the bytes, no NUL */
    row.text[SCAN_BYTES - 1] = '\0';
    cr_expect_eq(scan_row(row.text, SCAN_BYTES - 1, &scanned), SCANNED_PART);
    row.text[SCAN_BYTES - 1] = 'c';
    row.text[SCAN_BYTES] = '\0';
    cr_expect_eq(scan_row(row.text, SCAN_BYTES, &scanned), SCANNED_UNKNOWN);
    free(scanned.cells);
    strbuf_release(&row);
}

/* --- whole workbooks ------------------------------------------------------------ */

static void dump_row(FILE *out, const struct row *row)
{
    fprintf(out, "%zu%s%s", row->line, row->broken ? "!" : ":", row->hidden ? "(hidden)" : "");
    for (size_t c = 0; c < row->n_cells; c++) {
        const struct cell *cell = &row->cells[c];
        cr_assert_eq(strlen(cell->text), cell->length);
        fprintf(out, "|%d %s%s%s", (int)cell->kind, cell->text, cell->value ? " = " : "",
                cell->value ? cell->value : "");
    }
    fputc('\n', out);
}

/* All rows of the workbook PATH, what is wrong with it, and why it cannot be read further. */
static char *dump_of(const char *path)
{
    struct issues *issues = issues_new();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    for (size_t s = 0; reader && s < reader_n_sheets(reader) && err.code == E_NONE; s++) {
        struct row row;
        cr_assert(reader_go(reader, s, &err));
        while (reader_next(reader, &row, &err))
            dump_row(out, &row);
        struct area area;
        for (size_t i = 0; reader_merged_area(reader, i, &area); i++)
            fprintf(out, "merged %zu %zu %zu %zu\n", area.top, area.left, area.bottom, area.right);
    }
    if (err.code != E_NONE)
        fprintf(out, "error %s\n", err.text);
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        fprintf(out, "%s %zu %zu %s\n", issue->code, issue->place.line, issue->place.column, issue->text);
    }
    reader_close(reader);
    issues_free(issues);
    fclose(out);
    return text;
}

/* BYTES with a blank in their first <sheetData>, for the parser; unless it is not one but text. */
static char *for_parser(const char *bytes, size_t n, size_t *n_out)
{
    static const char tag[] = "<sheetData>";
    const char *found = memmem(bytes, n, tag, sizeof tag - 1), *data = memmem(bytes, n, "<![CDATA[", 9);
    char *twin = xmalloc(n + 2);
    memcpy(twin, bytes, n);
    *n_out = n;
    if (found && !(data && data < found)) {
        size_t at = (size_t)(found - bytes) + sizeof tag - 2;
        twin[at] = ' ';
        memcpy(twin + at + 1, bytes + at, n - at);
        ++*n_out;
    }
    twin[*n_out] = '\0';
    return twin;
}

/* Write the workbook MODEL to PATH, its sheets with the content SHEET where that is given; for the parser, if so. */
static bool write_book(const char *model, const char *path, const char *sheet, bool parsed)
{
    zip_t *in = zip_open(model, ZIP_RDONLY, NULL);
    if (!in) /* a file that is no zip at all */
        return false;
    bool sound = true;
    zip_t *out = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    for (zip_int64_t i = 0; sound && i < zip_get_num_entries(in, 0); i++) {
        zip_stat_t stat;
        zip_file_t *file = zip_fopen_index(in, (zip_uint64_t)i, 0);
        const char *name = zip_get_name(in, (zip_uint64_t)i, 0);
        sound = file && zip_stat_index(in, (zip_uint64_t)i, 0, &stat) == 0 && stat.size < (size_t)64 << 20;
        char *bytes = xmalloc(sound ? stat.size + 1 : 1);
        sound = sound && zip_fread(file, bytes, stat.size) == (zip_int64_t)stat.size;
        size_t n = sound ? (size_t)stat.size : 0;
        if (sound && strstr(name, "worksheets/") && !strstr(name, "_rels")) {
            char *content = sheet ? xstrdup(sheet) : bytes;
            n = sheet ? strlen(sheet) : n;
            char *twin = parsed ? for_parser(content, n, &n) : content;
            if (twin != bytes)
                free(bytes);
            if (content != bytes && content != twin)
                free(content);
            bytes = twin;
        }
        if (n == 0) { /* which zip_source_buffer() does not free */
            free(bytes);
            bytes = NULL;
        }
        zip_file_add(out, name, zip_source_buffer(out, bytes, n, 1), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(out, (zip_uint64_t)i, ZIP_CM_STORE, 0);
        if (file)
            zip_fclose(file);
    }
    zip_discard(in);
    sound = sound && zip_close(out) == 0;
    if (!sound)
        zip_discard(out);
    return sound;
}

/* True when the workbook could be copied; it reads the same scanned and parsed. */
static bool check_book(const char *model, const char *sheet, const char *what)
{
    char path[] = "/tmp/dtxhh-test-XXXXXX";
    close(mkstemp(path));
    bool sound = write_book(model, path, sheet, false);
    if (sound) {
        char *scanned = dump_of(path);
        cr_assert(write_book(model, path, sheet, true));
        char *parsed = dump_of(path);
        cr_expect_str_eq(scanned, parsed, "%s:\nscanned %.2000s\nparsed %.2000s\n%.2000s", what, scanned, parsed,
                         sheet ? sheet : "");
        free(scanned);
        free(parsed);
    }
    unlink(path);
    return sound;
}

Test(scan, reads_every_workbook_as_the_parser_does)
{
    glob_t found;
    size_t n = 0;
    cr_assert_eq(glob("tests/data/*/*.xlsx", 0, NULL, &found), 0);
    cr_assert_eq(glob("tests/data/*/*/*.xlsx", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        n += check_book(found.gl_pathv[i], NULL, found.gl_pathv[i]);
    globfree(&found);
    cr_expect_geq(n, 20, "%zu", n);
}

#define MODEL "tests/data/import/files/numbers.xlsx"
#define HEAD                                                                                                           \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"
#define TAIL "</sheetData></worksheet>"

Test(scan, means_what_the_parser_means)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows + sizeof unknown / sizeof *unknown; i++) {
        const char *row = i < sizeof rows / sizeof *rows ? rows[i].bytes : unknown[i - sizeof rows / sizeof *rows];
        char *sheet = xasprintf(HEAD "<sheetData><row r=\"1\">\n<c r=\"A1\"><v>7</v></c></row>\r%s\n<row><c><v>8</v>"
                                     "</c></row>" TAIL,
                                row);
        cr_assert(check_book(MODEL, sheet, row));
        free(sheet);
    }
    static const char *const heads[] = {
        "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><worksheet><sheetData>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet><sheetData>",
        "<?xml version=\"1.0\" encoding=\"x\"?><worksheet><sheetData>",
        "\xEF\xBB\xBF<worksheet><sheetData>",
        "<worksheet><!-- <sheetData> --><sheetData>",
        "<worksheet><x a='>'/><sheetData>",
        "<!DOCTYPE x><worksheet><sheetData>",
        "<worksheet><y>",
        "<worksheet><sheetData></sheetData><sheetData>",
        "<worksheet><sheetData><row><c><v><sheetData>",
        "<x:worksheet><x:sheetData><sheetData>",
        "<sheetData>",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char *sheet = xasprintf("%s<row><c t=\"str\"><v>Sở</v></c></row>" TAIL, heads[i]);
        cr_assert(check_book(MODEL, sheet, heads[i]));
        free(sheet);
    }
}

Test(scan, reads_rows_of_any_length)
{
    struct strbuf sheet = {0};
    strbuf_adds(&sheet, HEAD "<sheetData>");
    for (int i = 0; i < 20000; i++)
        strbuf_addf(&sheet, "<row>\n<c><v>%d</v></c>%s</row>", i, i % 7 ? "" : "<c t=\"str\"><v>\n</v></c>");
    strbuf_adds(&sheet, "<row><c t=\"str\"><v>");
    for (size_t end = sheet.n + CELL_BYTES + 10; sheet.n < end;)
        strbuf_adds(&sheet, "12345&amp;");
    strbuf_adds(&sheet, "</v></c></row><row>");
    for (size_t end = sheet.n + SCAN_BYTES; sheet.n < end;) /* half the cells, each of 400 bytes */
        strbuf_addf(&sheet, "<c t=\"str\"><v>%400d</v></c>", 1);
    strbuf_adds(&sheet, "</row><row r=\"9\"/><row><c r=\"A1\"/></row>\n\n<row></sheetData>");
    cr_assert(check_book(MODEL, sheet.text, "long"));
    strbuf_release(&sheet);
}

/* --- sheets at random ----------------------------------------------------------- */

static uint32_t state;

static unsigned below(unsigned n)
{
    state = state * 1664525u + 1013904223u;
    return (unsigned)((uint64_t)(state >> 8) * n >> 24);
}

#define PICK(list) (list)[below(sizeof(list) / sizeof *(list))]

static void add_cell(struct strbuf *b, unsigned row, unsigned column)
{
    static const char *const types[] = {"",         " t=\"s\"", " t=\"n\"", " t='b'",          " t=\"str\"",
                                        " t=\"e\"", " t=\"d\"", " t=\"x\"", " t=\"inlineStr\""};
    static const char *const styles[] = {"", "", " s=\"1\"", " s=\"2\"", " s=\"99\"", " s=\"x\""};
    static const char *const texts[] = {"0",
                                        "1",
                                        "12",
                                        "0.1",
                                        "1e3",
                                        "-0",
                                        "-5",
                                        "1.50",
                                        "45000.5",
                                        " 7 ",
                                        "",
                                        "Sở Nội vụ",
                                        "a&amp;b",
                                        "&lt;&gt;",
                                        "_x000D_",
                                        "x\ny",
                                        "2024-02-29T00:00:00",
                                        "0.30000000000000004",
                                        "#N/A"};
    static const char *const before[] = {"", "", "", "<f>A1</f>", "<f/>", "\n", "<f t=\"x\">1&gt;0</f>"};
    strbuf_adds(b, "<c");
    if (below(8))
        strbuf_addf(b, " r=\"%c%u\"", (char)('A' + column), below(60) ? row : row + 1);
    strbuf_adds(b, PICK(styles));
    strbuf_adds(b, PICK(types));
    if (!below(8)) {
        strbuf_adds(b, "/>");
        return;
    }
    const char *text = PICK(texts);
    bool inside = !below(4);
    strbuf_addf(b, ">%s%s%s%s</c>", PICK(before), inside ? "<is><t>" : "<v>", text, inside ? "</t></is>" : "</v>");
}

static char *sheet_at_random(unsigned seed)
{
    static const char *const hard[] = {"<!-- -->", "<![CDATA[1]]>", "&#10;",        "\r\n", "]]>", "<x/>", "</c>",
                                       "<v>",      "&amp;",         "\xC3",         "\"",   ">",   "<",    " ",
                                       "<row>",    "</row>",        "\xEF\xBF\xBE", "Đ"};
    struct strbuf b = {0};
    state = seed;
    strbuf_adds(&b, "<worksheet><sheetData>");
    size_t head = b.n;
    for (unsigned r = 1, n = below(6); r <= n; r += below(4) ? 1 : 2) {
        strbuf_addf(&b, "<row r=\"%u\"%s>", r, below(6) ? "" : " hidden=\"true\"");
        for (unsigned c = 0; c < 5; c++)
            if (below(5))
                add_cell(&b, r, c);
        strbuf_adds(&b, below(3) ? "</row>" : "</row>\n");
    }
    size_t rows_end = b.n;
    strbuf_adds(&b, below(3) ? TAIL : "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>");
    if (below(3) && rows_end > head) { /* something stands where it should not, or is gone */
        size_t at = head + below((unsigned)(rows_end - head));
        const char *piece = below(4) ? PICK(hard) : "";
        char *damaged = xasprintf("%.*s%s%s", (int)at, b.text, piece, b.text + at + (*piece ? below(2) : 1 + below(4)));
        strbuf_release(&b);
        return damaged;
    }
    return strbuf_take(&b);
}

Test(scan, reads_sheets_at_random_as_the_parser_does)
{
    for (unsigned seed = 1; seed <= 1500; seed++) {
        char *sheet = sheet_at_random(seed * 2654435761u), *what = xasprintf("seed %u", seed);
        cr_assert(check_book(MODEL, sheet, what));
        free(sheet);
        free(what);
    }
}
