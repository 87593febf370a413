/* Workbooks are written here part by part, so that what a cell says in the file
 * and what must come out stand side by side; tests/data/reader/ has some made by
 * other programs. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "survey/base/memory.h"

/* --- a zip file, stored ------------------------------------------------------- */

struct zip_part {
    const char *name, *bytes;
    size_t n;
    uint32_t at, crc;
};

static uint32_t crc_of(const char *bytes, size_t n)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

static void put(FILE *out, unsigned bytes, uint32_t value)
{
    for (; bytes; bytes--, value >>= 8)
        fputc((int)(value & 0xFF), out);
}

/* Write PARTS to a new file; the path is to be unlinked and freed. */
static char *write_zip(struct zip_part *parts, size_t n)
{
    char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
    int fd = mkstemp(path);
    FILE *out = fdopen(fd, "wb");
    cr_assert(out);
    for (size_t i = 0; i < n; i++) {
        struct zip_part *p = &parts[i];
        p->at = (uint32_t)ftell(out);
        p->crc = crc_of(p->bytes, p->n);
        fputs("PK\3\4", out);
        put(out, 2, 20);
        put(out, 2, 0);
        put(out, 2, 0);
        put(out, 4, 0x00210000);
        put(out, 4, p->crc);
        put(out, 4, (uint32_t)p->n);
        put(out, 4, (uint32_t)p->n);
        put(out, 2, (uint32_t)strlen(p->name));
        put(out, 2, 0);
        fputs(p->name, out);
        fwrite(p->bytes, 1, p->n, out);
    }
    long directory = ftell(out);
    for (size_t i = 0; i < n; i++) {
        const struct zip_part *p = &parts[i];
        fputs("PK\1\2", out);
        put(out, 2, 20);
        put(out, 2, 20);
        put(out, 2, 0);
        put(out, 2, 0);
        put(out, 4, 0x00210000);
        put(out, 4, p->crc);
        put(out, 4, (uint32_t)p->n);
        put(out, 4, (uint32_t)p->n);
        put(out, 2, (uint32_t)strlen(p->name));
        for (int k = 0; k < 4; k++)
            put(out, 2, 0);
        put(out, 4, 0);
        put(out, 4, p->at);
        fputs(p->name, out);
    }
    long end = ftell(out);
    fputs("PK\5\6", out);
    put(out, 4, 0);
    put(out, 2, (uint32_t)n);
    put(out, 2, (uint32_t)n);
    put(out, 4, (uint32_t)(end - directory));
    put(out, 4, (uint32_t)directory);
    put(out, 2, 0);
    cr_assert_eq(fclose(out), 0);
    return path;
}

/* --- a workbook ----------------------------------------------------------------- */

#define XML      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define MAIN     "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char package_links[] =
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"r1\" Type=\"" RELATION "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char workbook_links[] =
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"r1\" Type=\"" RELATION "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"" RELATION "/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"" RELATION "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"r4\" Type=\"" RELATION "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
static const char workbook[] = XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION "\">"
                                   "<sheets><sheet name=\"Bảng 1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
/* Styles 0 general, 1 date, 2 date and time, 3 time, 4 percent, then the codes of numFmt 164.. */
static const char styles[] =
    XML "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"9\">"
        "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"[$-42A]dd&quot; tháng &quot;mm&quot; năm &quot;yyyy\"/>"
        "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/>"
        "<numFmt numFmtId=\"167\" formatCode=\"#,##0.00&quot; điểm&quot;\"/>"
        "<numFmt numFmtId=\"168\" formatCode=\"[Red]0.00;[Blue]-0.00\"/>"
        "<numFmt numFmtId=\"169\" formatCode=\"0\\d\"/>"
        "<numFmt numFmtId=\"170\" formatCode=\"General&quot; days&quot;\"/>"
        "<numFmt numFmtId=\"171\" formatCode=\"mmm-yy\"/>"
        "<numFmt numFmtId=\"172\" formatCode=\"yyyy-mm-dd hh:mm:ss\"/>"
        "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
        "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf numFmtId=\"10\"/>"
        "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>"
        "<xf numFmtId=\"168\"/><xf numFmtId=\"169\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>"
        "<xf numFmtId=\"172\"/></cellXfs></styleSheet>";
static const char strings[] =
    XML "<sst xmlns=\"" MAIN
        "\" count=\"6\" uniqueCount=\"6\"><si><t>mã</t></si><si><t xml:space=\"preserve\">  tên </t></si>"
        "<si><r><t>Sở </t></r><r><rPr><b/></rPr><t>Nội vụ</t></r></si>"
        "<si><t>dòng 1_x000D_\ndòng 2</t><rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si>"
        "<si><t/></si><si><t>a_x005F_x0041_b _x0041_ _xD83D__xDE00_ _xD83D_ _x00_ a &amp; b</t></si></sst>";

struct parts {
    struct zip_part list[12];
    size_t n;
};

static void add_part(struct parts *parts, const char *name, const char *bytes)
{
    for (size_t i = 0; i < parts->n; i++)
        if (!strcmp(parts->list[i].name, name)) {
            parts->list[i].bytes = bytes;
            parts->list[i].n = strlen(bytes);
            return;
        }
    parts->list[parts->n++] = (struct zip_part){name, bytes, strlen(bytes), 0, 0};
}

/* All parts but the sheet. */
static struct parts usual_parts(void)
{
    struct parts parts = {.n = 0};
    add_part(&parts, "_rels/.rels", package_links);
    add_part(&parts, "xl/workbook.xml", workbook);
    add_part(&parts, "xl/_rels/workbook.xml.rels", workbook_links);
    add_part(&parts, "xl/styles.xml", styles);
    add_part(&parts, "xl/sharedStrings.xml", strings);
    return parts;
}

/* What a reader makes of the workbook: "LINE:cell|cell" per row ("LINE!" when
 * broken), rows joined by '\n', then " <code line column>" per issue. */
static char *read_path(const char *path)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct reader *reader = reader_open(path, issues, &err);
    for (size_t s = 0; reader && s < reader_n_sheets(reader) && err.code == E_NONE; s++) {
        if (reader_n_sheets(reader) > 1)
            fprintf(out, "%s[%s]\n", s ? "\n" : "", reader_sheet_name(reader, s));
        cr_assert(reader_go(reader, s, &err));
        struct row row;
        bool first = true;
        while (reader_next(reader, &row, &err)) {
            cr_assert_str_eq(row.sheet, reader_sheet_name(reader, s));
            fprintf(out, "%s%zu%s", first ? "" : "\n", row.line, row.broken ? "!" : ":");
            first = false;
            for (size_t c = 0; c < row.n_cells; c++) {
                cr_assert_eq(strlen(row.cells[c].text), row.cells[c].length);
                fprintf(out, "%s%s", c ? "|" : "", row_text(&row, c));
            }
        }
    }
    if (err.code != E_NONE) {
        cr_expect_eq(err.code, E_FILE);
        cr_expect(strstr(err.text, path), "%s", err.text);
        const char *p = strstr(err.text, path);
        fprintf(out, "error %s", p ? p + strlen(path) + 2 : err.text);
    }
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        fprintf(out, " <%s %zu %zu>", issue->code, issue->place.line, issue->place.column);
    }
    reader_close(reader);
    issues_free(issues);
    fclose(out);
    return text;
}

static void check_parts(struct parts *parts, const char *name, const char *expected)
{
    char *path = write_zip(parts->list, parts->n);
    char *got = read_path(path);
    cr_expect_str_eq(got, expected, "%s:\n got %s\nwant %s", name, got, expected);
    free(got);
    unlink(path);
    free(path);
}

/* A sheet with these ROWS, then AFTER. */
static char *sheet_of(const char *rows, const char *after)
{
    return xasprintf(XML "<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData>%s</worksheet>", rows, after);
}

struct rows_case {
    const char *name, *rows, *expected;
};

static void check_rows(const struct rows_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct parts parts = usual_parts();
        char *sheet = sheet_of(cases[i].rows, "");
        add_part(&parts, "xl/worksheets/sheet1.xml", sheet);
        check_parts(&parts, cases[i].name, cases[i].expected);
        free(sheet);
    }
}

#define CHECK(cases) check_rows(cases, sizeof(cases) / sizeof *(cases))

Test(reader_xlsx, reads_texts)
{
    static const struct rows_case cases[] = {
        {"shared", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>", "1:mã|tên"},
        {"rich", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>", "1:Sở Nội vụ"},
        {"line break, phonetic", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>3</v></c></row>", "1:dòng 1\ndòng 2"},
        {"empty string", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>4</v></c><c r=\"B1\"><v>1</v></c></row>", "1:|1"},
        {"escapes", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>",
         "1:a_x0041_b A \xF0\x9F\x98\x80 _xD83D_ _x00_ a & b"},
        {"inline", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x &lt; y</t></is></c></row>", "1:x < y"},
        {"inline, rich",
         "<row r=\"1\"><c r=\"A1\" "
         "t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r><rPh><t>z</t></rPh></is></c></row>",
         "1:xy"},
        {"formula text", "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>A2&amp;A3</f><v>xy</v></c></row>", "1:xy"},
        {"formula, empty text",
         "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"B1\"><v>1</v></c></row>", "1:|1"},
        {"decomposed", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Vie\xCC\x82\xCC\xA3t</t></is></c></row>",
         "1:Vi\xE1\xBB\x87t"},
        {"character references",
         "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&#x1EC7;&#13;&#10;x</t></is></c></row>", "1:\xE1\xBB\x87\nx"},
        {"CDATA", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[<x>]]></t></is></c></row>", "1:<x>"},
    };
    CHECK(cases);
}

#define NUMBER(v) "<row r=\"1\"><c r=\"A1\"><v>" v "</v></c></row>"

Test(reader_xlsx, reads_numbers_as_their_shortest_decimal)
{
    static const struct rows_case cases[] = {
        {"integer", NUMBER("12"), "1:12"},
        {"negative", NUMBER("-12.5"), "1:-12.5"},
        {"zero", NUMBER("0"), "1:0"},
        {"minus zero", NUMBER("-0"), "1:0"},
        {"zeros at the end", NUMBER("12.50"), "1:12.5"},
        {"point zero", NUMBER("12.0"), "1:12"},
        {"leading zeros", NUMBER("0012"), "1:12"},
        {"a tenth", NUMBER("0.10000000000000001"), "1:0.1"},
        {"0.07", NUMBER("7.0000000000000007E-2"), "1:0.07"},
        {"95.435", NUMBER("95.435000000000002"), "1:95.435"},
        {"a sum that is no tenth", NUMBER("0.30000000000000004"), "1:0.3"},
        {"a third", NUMBER("0.33333333333333331"), "1:0.333333333333333"},
        {"exponent", NUMBER("1.5E3"), "1:1500"},
        {"large", NUMBER("1E+20"), "1:100000000000000000000"},
        {"larger", NUMBER("1.25E+21"), "1:1.25e21"},
        {"small", NUMBER("1.5E-7"), "1:0.00000015"},
        {"smaller", NUMBER("-1.5E-21"), "1:-1.5e-21"},
        {"sixteen digits", NUMBER("9007199254740993"), "1:9007199254740992"},
        {"space around", NUMBER(" 12 "), "1:12"},
        {"type n", "<row r=\"1\"><c r=\"A1\" t=\"n\"><v>1</v></c></row>", "1:1"},
        {"percent", "<row r=\"1\"><c r=\"A1\" s=\"4\"><v>0.85</v></c></row>", "1:85.00%"},
        {"truth", "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c></row>",
         "1:TRUE|FALSE"},
        {"formula", "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>", "1:2"},
        {"unknown style", "<row r=\"1\"><c r=\"A1\" s=\"999\"><v>1</v></c></row>", "1:1"},
    };
    CHECK(cases);
}

#define STYLED(s, v) "<row r=\"1\"><c r=\"A1\" s=\"" s "\"><v>" v "</v></c></row>"

/* Day numbers as in test_header.c. */
Test(reader_xlsx, reads_dates_by_their_number_format)
{
    static const struct rows_case cases[] = {
        {"built-in date", STYLED("1", "45351"), "1:2024-02-29"},
        {"built-in date with a fraction", STYLED("1", "45351.999"), "1:2024-02-29"},
        {"built-in date and time", STYLED("2", "45351.5"), "1:2024-02-29T12:00:00"},
        {"built-in date and time at midnight", STYLED("2", "45351"), "1:2024-02-29"},
        {"built-in time", STYLED("3", "0.75"), "1:18:00:00"},
        {"dd/mm/yyyy", STYLED("5", "45351"), "1:2024-02-29"},
        {"Vietnamese words", STYLED("6", "45351"), "1:2024-02-29"},
        {"elapsed", STYLED("7", "1.5"), "1:36:00:00"},
        {"points", STYLED("8", "45351"), "1:45351.00 điểm"},
        {"colours", STYLED("9", "45351"), "1:45351.00"},
        {"escaped letter", STYLED("10", "45351"), "1:45351d"},
        {"general with a word", STYLED("11", "45351"), "1:45351"},
        {"month", STYLED("12", "45323"), "1:2024-02-01"},
        {"almost midnight", STYLED("13", "45350.9999999"), "1:2024-02-29"},
        {"a second", STYLED("13", "45351.000011574"), "1:2024-02-29T00:00:01"},
        {"no day", STYLED("1", "-3"), "1:-3"},
        {"the day that never was", STYLED("1", "60"), "1:1900-02-28"},
        {"text in a date format", "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c></row>", "1:mã"},
        {"strict date", "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2024-02-29T00:00:00</v></c></row>", "1:2024-02-29"},
        {"strict date and time", "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2024-02-29T10:00:00</v></c></row>",
         "1:2024-02-29T10:00:00"},
    };
    CHECK(cases);
    /* The same day in a workbook that counts from 1904. */
    struct parts parts = usual_parts();
    char *sheet = sheet_of(STYLED("1", "43889"), "");
    add_part(&parts, "xl/worksheets/sheet1.xml", sheet);
    add_part(&parts, "xl/workbook.xml",
             XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION "\"><workbookPr date1904=\"1\"/>"
                 "<sheets><sheet name=\"x\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    check_parts(&parts, "1904", "1:2024-02-29");
    free(sheet);
}

#define CELL(name) "<c r=\"" name "\"><v>1</v></c>"

Test(reader_xlsx, knows_where_cells_stand)
{
    static const struct rows_case cases[] = {
        {"gaps", "<row r=\"2\">" CELL("B2") CELL("D2") "</row><row r=\"7\">" CELL("A7") "</row>", "2:|1||1\n7:1"},
        {"two letters", "<row r=\"1\">" CELL("AA1") "</row>", "1:||||||||||||||||||||||||||1"},
        {"no names at all", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "1:1|2\n2:3"},
        {"names now and then", "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
         "3:|1|2\n4:3"},
        {"cells out of order", "<row r=\"1\"><c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v></c></row>", "1:1|2"},
        {"small letters", "<row r=\"1\"><c r=\"b1\"><v>2</v></c></row>", "1:|2"},
        {"empty cells and rows",
         "<row r=\"1\"/><row r=\"2\"><c r=\"A2\" s=\"1\"/></row><row r=\"3\">" CELL("A3") "<c r=\"B3\"/></row>", "3:1"},
        {"a cell twice", "<row r=\"1\">" CELL("A1") CELL("A1") "</row><row r=\"2\">" CELL("A2") "</row>",
         "1!1\n2:1 <F108 1 1>"},
        {"a row twice", "<row r=\"1\">" CELL("A1") "</row><row r=\"1\">" CELL("A1") "</row>", "1:1\n1!1 <F108 1 0>"},
        {"rows out of order", "<row r=\"5\">" CELL("A5") "</row><row r=\"2\">" CELL("A2") "</row>",
         "5:1\n2!1 <F108 2 0>"},
        {"a cell of another row", "<row r=\"1\">" CELL("A2") CELL("B1") "</row>", "1!|1 <F108 1 0>"},
        {"beyond the last column", "<row r=\"1\">" CELL("XFE1") CELL("A1") "</row>", "1!1 <F108 1 0>"},
        {"beyond the last row", "<row r=\"1048577\"><c><v>1</v></c></row>", "1!1 <F108 1 0>"},
        {"no name at all", "<row r=\"1\"><c r=\"\"><v>1</v></c></row>", "1! <F108 1 0>"},
    };
    CHECK(cases);
}

Test(reader_xlsx, names_the_place_of_a_bad_cell_and_goes_on)
{
    static const struct rows_case cases[] = {
        {"error",
         "<row r=\"1\">" CELL("A1") "<c r=\"B1\" t=\"e\"><v>#N/A</v></c></row><row r=\"2\">" CELL("A2") "</row>",
         "1!1|#N/A\n2:1 <F106 1 2>"},
        {"formula with an error", "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
         "1!#DIV/0! <F106 1 1>"},
        {"formula never computed", "<row r=\"1\"><c r=\"A1\"><f>1+1</f></c></row>", "1! <F107 1 1>"},
        {"formula never computed, empty value", "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v/></c></row>", "1! <F107 1 1>"},
        {"no such string", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>6</v></c></row>", "1!6 <F109 1 1>"},
        {"negative string", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>", "1!-1 <F109 1 1>"},
        {"huge string", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>18446744073709551616</v></c></row>",
         "1!18446744073709551616 <F109 1 1>"},
        {"no number", "<row r=\"1\"><c r=\"A1\"><v>x</v></c></row>", "1!x <F109 1 1>"},
        {"hexadecimal", "<row r=\"1\"><c r=\"A1\"><v>0x10</v></c></row>", "1!0x10 <F109 1 1>"},
        {"infinity", "<row r=\"1\"><c r=\"A1\"><v>1e999</v></c></row>", "1!1e999 <F109 1 1>"},
        {"nan", "<row r=\"1\"><c r=\"A1\"><v>nan</v></c></row>", "1!nan <F109 1 1>"},
        {"no truth", "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>2</v></c></row>", "1!2 <F109 1 1>"},
        {"no type", "<row r=\"1\"><c r=\"A1\" t=\"zz\"><v>2</v></c></row>", "1!2 <F109 1 1>"},
    };
    CHECK(cases);
}

Test(reader_xlsx, says_what_is_hidden)
{
    struct parts parts = usual_parts();
    static const char sheet1[] =
        XML "<worksheet xmlns=\"" MAIN
            "\"><cols><col min=\"1\" max=\"1\"/><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>"
            "<sheetData><row r=\"1\">" CELL("A1") CELL("C1") "</row><row r=\"2\" hidden=\"1\">" CELL(
                "A2") "</row><row r=\"3\" hidden=\"true\">" CELL("A3") "</row></sheetData></worksheet>";
    /* Columns that are hidden because nothing stands in them are no news. */
    static const char sheet2[] =
        XML "<worksheet xmlns=\"" MAIN "\"><cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>"
            "<sheetData><row r=\"1\">" CELL("A1") "</row></sheetData></worksheet>";
    add_part(&parts, "xl/worksheets/sheet1.xml", sheet1);
    add_part(&parts, "xl/worksheets/sheet2.xml", sheet2);
    add_part(&parts, "xl/workbook.xml",
             XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION "\"><sheets>"
                 "<sheet name=\"x\" sheetId=\"1\" r:id=\"r1\" state=\"visible\"/>"
                 "<sheet name=\"y\" sheetId=\"2\" state=\"veryHidden\" r:id=\"r2\"/></sheets></workbook>");
    check_parts(&parts, "hidden", "[x]\n1:1||1\n2:1\n3:1\n[y]\n1:1 <W106 2 0> <W106 0 0> <W105 0 0>");
}

Test(reader_xlsx, keeps_the_order_and_the_names_of_sheets)
{
    struct parts parts = usual_parts();
    add_part(&parts, "xl/worksheets/sheet1.xml",
             XML "<worksheet xmlns=\"" MAIN "\"><sheetData><row>" CELL("A1") "</row></sheetData></worksheet>");
    add_part(&parts, "xl/worksheets/sheet2.xml", XML "<worksheet xmlns=\"" MAIN "\"><sheetData/></worksheet>");
    add_part(&parts, "xl/workbook.xml",
             XML
             "<workbook xmlns=\"" MAIN "\" xmlns:q=\"" RELATION "\"><sheets>"
             "<sheet name=\"Đơn vị\" sheetId=\"9\" q:id=\"r2\"/><sheet name=\"a &amp; b\" sheetId=\"1\" q:id=\"r1\"/>"
             "</sheets></workbook>");
    check_parts(&parts, "order", "[Đơn vị]\n\n[a & b]\n1:1");

    char *path = write_zip(parts.list, parts.n);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader);
    cr_expect_eq(reader_find_sheet(reader, "đơn_vị"), 0);
    cr_expect_eq(reader_find_sheet(reader, "A & B"), 1);
    cr_expect_eq(reader_find_sheet(reader, "c"), SIZE_MAX);
    cr_expect(!reader_go(reader, 2, &err));
    cr_expect(strstr(err.text, "has no sheet number 3; it has 2"), "%s", err.text);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
    free(path);
}

/* Where the columns are, the codes in the rows, the issues: as in test_header.c. */
static char *read_header(const char *rows, const char *after)
{
    static const struct column_name columns[] = {{"code", "mã", true}, {"name", NULL, false}, {"from", NULL, false}};
    struct parts parts = usual_parts();
    char *sheet = sheet_of(rows, after);
    add_part(&parts, "xl/worksheets/sheet1.xml", sheet);
    char *path = write_zip(parts.list, parts.n);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader, "%s", err.text);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct header header;
    struct row row;
    bool good = header_read(reader, columns, 3, 0, &header, &err);
    for (size_t i = 0; good && i < 3; i++)
        fprintf(out, "%d ", header.at[i] == SIZE_MAX ? -1 : (int)header.at[i]);
    while (good && header_next(&header, &row, &err))
        fprintf(out, "%zu:%s,%s ", row.line, row_text(&row, header.at[0]), row_text(&row, header.at[1]));
    for (size_t i = 0; i < issues_kept(issues); i++)
        fprintf(out, "<%s %zu %zu: %s>", issues_get(issues, i)->code, issues_get(issues, i)->place.line,
                issues_get(issues, i)->place.column, issues_get(issues, i)->text);
    header_release(&header);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
    free(path);
    free(sheet);
    fclose(out);
    return text;
}

#define TEXT(name, text) "<c r=\"" name "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

Test(reader_xlsx, gives_merged_cells_to_the_whole_header_but_not_to_rows)
{
    static const struct {
        const char *name, *rows, *merges, *expected;
    } cases[] = {
        {"header of two rows",
         "<row r=\"1\">" TEXT("A1", "mã") TEXT("B1", "Period") "</row><row r=\"2\">" TEXT("B2", "name")
             TEXT("C2", "from") "</row><row r=\"3\">" TEXT("A3", "x") TEXT("B3", "y") "</row>",
         "<mergeCell ref=\"B1:C1\"/><mergeCell ref=\"A1:A2\"/>", "0 1 2 3:x,y "},
        {"merged downwards over a row that is not there",
         "<row r=\"1\">" TEXT("A1", "mã") TEXT("B1", "name") "</row><row r=\"3\">" TEXT("A3", "x")
             TEXT("B3", "y") "</row>",
         "<mergeCell ref=\"$A$1:$A$2\"/><mergeCell ref=\"B1:B2\"/>", "0 1 -1 3:x,y "},
        {"title and rows",
         "<row r=\"1\">" TEXT("A1", "Title") "</row><row r=\"2\">" TEXT("A2", "mã")
             TEXT("B2", "name") "</row><row r=\"3\">" TEXT("A3", "x")
                 TEXT("B3", "y") "</row><row r=\"4\">" TEXT("B4", "z") "</row>",
         "<mergeCell ref=\"A3:A4\"/><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"C3:C4\"/>",
         "0 1 -1 3:x,y 4:,z <W102 1 0: the header stands in row 2; what is above it, \"Title\", is passed over>"
         "<W107 3 1: the cells A3:A4 are merged; \"x\" counts for the first one only>"},
        {"no area", "<row r=\"1\">" TEXT("A1", "mã") "</row>",
         "<mergeCell ref=\"A1\"/><mergeCell ref=\"B9:A1\"/><mergeCell/><mergeCell ref=\"A1:XFE2\"/>", "0 -1 -1 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *after = xasprintf("<mergeCells>%s</mergeCells>", cases[i].merges);
        char *got = read_header(cases[i].rows, after);
        cr_expect_str_eq(got, cases[i].expected, "%s:\n got %s\nwant %s", cases[i].name, got, cases[i].expected);
        free(got);
        free(after);
    }
}

/* Names of elements with prefixes, strict namespaces, absolute and dotted part
 * names, a workbook somewhere else, no styles and no strings. */
Test(reader_xlsx, reads_what_other_programs_write)
{
    static const char rows[] = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>" CELL("B1") "</row>";
    char *sheet = sheet_of(rows, "");
    struct parts parts = {.n = 0};
    add_part(&parts, "_rels/.rels",
             XML "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/"
                 "officeDocument\" Target=\"/book/main.xml\"/></Relationships>");
    add_part(&parts, "book/main.xml",
             XML "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
                 "xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"><x:sheets>"
                 "<x:sheet name=\"one\" sheetId=\"1\" r:id=\"a\"/><x:sheet name=\"chart\" sheetId=\"2\" r:id=\"c\"/>"
                 "<x:sheet name=\"two\" sheetId=\"3\" r:id=\"b\"/></x:sheets></x:workbook>");
    add_part(&parts, "book/_rels/main.xml.rels",
             XML "<Relationships>"
                 "<Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" "
                 "Target=\"/sheets/One.xml\"/>"
                 "<Relationship Id=\"b\" Type=\"http://x/worksheet\" Target=\"../book/./two.xml\"/>"
                 "<Relationship Id=\"c\" Type=\"http://x/chartsheet\" Target=\"chart.xml\"/>"
                 "</Relationships>");
    add_part(&parts, "Sheets/one.xml", sheet);
    add_part(&parts, "book/two.xml",
             XML "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"4\">"
                 "<x:c r=\"B4\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    check_parts(&parts, "strange", "[one]\n1:x|1\n[two]\n4:|5");
    free(sheet);

    /* UTF-16 with a byte order mark. */
    static const char ascii[] =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c><v>7</v></c></row>"
        "</sheetData></worksheet>";
    char wide[2 * sizeof ascii];
    size_t n = 0;
    wide[n++] = '\xFF';
    wide[n++] = '\xFE';
    for (const char *p = ascii; *p; p++) {
        wide[n++] = *p;
        wide[n++] = '\0';
    }
    parts = usual_parts();
    add_part(&parts, "xl/worksheets/sheet1.xml", "");
    parts.list[parts.n - 1].bytes = wide;
    parts.list[parts.n - 1].n = n;
    check_parts(&parts, "UTF-16", "1:7");
}

Test(reader_xlsx, refuses_what_is_no_sound_workbook)
{
    static const struct {
        const char *part, *bytes, *expected;
    } cases[] = {
        {"xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>",
         "error has a document type declaration (xl/worksheets/sheet1.xml), which no workbook needs; it is refused"},
        {"xl/workbook.xml", "<!DOCTYPE x><workbook/>",
         "error has a document type declaration (xl/workbook.xml), which no workbook needs; it is refused"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData></worksheet>",
         "error is damaged (xl/worksheets/sheet1.xml: mismatched tag at line 1); save it again in Excel or copy it "
         "anew "
         "from its source"},
        {"xl/worksheets/sheet1.xml", "<worksheet>\n<sheetData><row><c><v>1</v></c></row>",
         "1:1error is damaged (xl/worksheets/sheet1.xml: no element found at line 2); save it again in Excel or copy "
         "it "
         "anew from its source"},
        {"xl/worksheets/sheet1.xml", "",
         "error is damaged (xl/worksheets/sheet1.xml: no element found at line 1); save it again in Excel or copy it "
         "anew from its source"},
        {"xl/workbook.xml", "<workbook><sheets/></workbook>", "error has no sheet with a table"},
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/><sheet name=\"b\" r:id=\"r9\"/></sheets></workbook>",
         "error is damaged (xl/workbook.xml: sheet \"b\" leads nowhere); save it again in Excel or copy it anew from "
         "its "
         "source"},
        {"xl/_rels/workbook.xml.rels", "<Relationships/>",
         "error is damaged (xl/workbook.xml: sheet \"Bảng 1\" leads nowhere); save it again in Excel or copy it anew "
         "from "
         "its source"},
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet",
         "error is an OpenDocument file; open it in LibreOffice or Excel and save it as .xlsx"},
        {"Index/Document.iwa", "x", "error is an Apple Numbers file; in Numbers choose File > Export To > Excel"},
        {"xl/workbook.bin", "x", "error is a binary workbook (.xlsb); open it in Excel and save it as .xlsx"},
        {"word/document.xml", "x", "error is a Word document; put the table into a workbook and save it as .xlsx"},
        {"ppt/presentation.xml", "x", "error is a presentation; put the table into a workbook and save it as .xlsx"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parts parts = usual_parts();
        add_part(&parts, "xl/worksheets/sheet1.xml", XML "<worksheet><sheetData/></worksheet>");
        add_part(&parts, cases[i].part, cases[i].bytes);
        check_parts(&parts, cases[i].bytes, cases[i].expected);
    }
    struct parts parts = {.n = 0};
    add_part(&parts, "units.csv", "code\n");
    check_parts(&parts, "archive", "error is a zip archive, not a workbook; unpack it and give the files in it");
    parts = usual_parts();
    check_parts(
        &parts, "missing sheet",
        "error is damaged (xl/worksheets/sheet1.xml: the part is missing); save it again in Excel or copy it anew "
        "from its source");
}

/* A byte changed in the sheet, and a file cut short. */
Test(reader_xlsx, notices_damage_before_it_delivers_a_row)
{
    struct parts parts = usual_parts();
    char *sheet = sheet_of("<row>" CELL("A1") "</row><row>" CELL("A2") "</row>", "");
    add_part(&parts, "xl/worksheets/sheet1.xml", sheet);
    char *path = write_zip(parts.list, parts.n);
    free(sheet);
    FILE *file = fopen(path, "r+b");
    char bytes[16384];
    size_t n = fread(bytes, 1, sizeof bytes, file);
    char *cell = memmem(bytes, n, "<v>1</v>", 8);
    cr_assert(cell);
    cr_assert_eq(fseek(file, cell + 3 - bytes, SEEK_SET), 0);
    fputc('2', file);
    fclose(file);
    char *got = read_path(path);
    cr_expect_str_eq(
        got,
        "error is damaged (xl/worksheets/sheet1.xml: CRC error); save it again in Excel or copy it anew from "
        "its source",
        "%s", got);
    free(got);
    cr_assert_eq(truncate(path, (off_t)n / 2), 0);
    got = read_path(path);
    cr_expect(strstr(got, "error is a damaged or incomplete workbook"), "%s", got);
    free(got);
    unlink(path);
    free(path);
}

/* --- files by other programs (tests/data/reader/README.md) --------------------- */

Test(reader_xlsx, reads_a_workbook_of_libreoffice)
{
    char *got = read_path("tests/data/reader/types.xlsx");
    cr_expect_str_eq(got,
                     "[Đơn vị]\n"
                     "1:BẢNG ĐƠN VỊ\n"
                     "3:Mã|Giá trị|Ghi chú\n"
                     "4:chữ|Sở Nội vụ\ndòng 2\n"
                     "5:số|95.435\n"
                     "6:nguyên|1234567\n"
                     "7:phần trăm|85.25%\n"
                     "8:ngày|2024-02-29\n"
                     "9:ngày bằng chữ|1999-12-31\n"
                     "10:ngày giờ|2024-02-29T13:30:00\n"
                     "11:giờ|18:00:00\n"
                     "12:đúng|TRUE\n"
                     "13:công thức|2469134\n"
                     "14:công thức chữ|số x\n"
                     "15:gộp|7\n"
                     "16:dưới\n"
                     "17!lỗi|#DIV/0!\n"
                     "[Trống]\n"
                     " <F106 17 2> <W106 9 0> <W106 0 0>",
                     "%s", got);
    free(got);
}

Test(reader_xlsx, says_how_to_save_other_files)
{
    static const char *const cases[][2] = {
        {"tests/data/reader/types.xls", "error is an old .xls workbook; open it in Excel and save it as .xlsx"},
        {"tests/data/reader/types.ods",
         "error is an OpenDocument file; open it in LibreOffice or Excel and save it as .xlsx"},
        {"tests/data/reader/types.fods",
         "error is a web page (HTML or XML), not a table; open it in Excel and save it as .xlsx"},
        {"tests/data/reader/locked.xlsx", "error is locked by a password; save it without one"},
        {"tests/data/reader/bomb.xlsx",
         "[Đơn vị]\nerror unpacks to far more than a table needs (xl/worksheets/sheet1.xml); it is refused"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = read_path(cases[i][0]);
        cr_expect_str_eq(got, cases[i][1], "%s: %s", cases[i][0], got);
        free(got);
    }
}

/* Whatever is done to a file, it is read as before or refused. */
Test(reader_xlsx, survives_damage_anywhere)
{
    char *whole = read_path("tests/data/reader/types.xlsx");
    FILE *file = fopen("tests/data/reader/types.xlsx", "rb");
    char bytes[16384];
    size_t n = fread(bytes, 1, sizeof bytes, file);
    cr_assert(n > 4096 && n < sizeof bytes);
    fclose(file);
    char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
    close(mkstemp(path));
    for (size_t i = 4; i < n; i += 11)
        for (int cut = 0; cut < 2; cut++) {
            bytes[i] ^= 0x55;
            file = fopen(path, "wb");
            fwrite(bytes, 1, cut ? i : n, file);
            fclose(file);
            bytes[i] ^= 0x55;
            char *got = read_path(path);
            if (cut)
                cr_expect(!strncmp(got, "error ", 6), "%zu: %s", i, got);
            else
                cr_expect(strstr(got, "error ") || !strcmp(got, whole), "%zu: %s", i, got);
            free(got);
        }
    unlink(path);
    free(path);
    free(whole);
}
