/* What a cell of a workbook is to its writer, and to a column of numbers, percentages, shares, codes and dates. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "importers/readers/reader.h"
#include "tests/unit/rounds.h"

/* A workbook of one column "x" with these numbers, each of its own format; texts where FORMAT is NULL. */
struct typed {
    const char *format;
    double number;
    const char *text;
};

static void write_column(char path[64], const struct typed *cells, size_t n)
{
    snprintf(path, 64, "%s/cells-XXXXXX", test_folder());
    close(mkstemp(path));
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    worksheet_write_string(sheet, 0, 0, "x", NULL);
    for (size_t i = 0; i < n; i++) {
        lxw_format *format = workbook_add_format(book);
        if (cells[i].format && *cells[i].format)
            format_set_num_format(format, cells[i].format);
        if (cells[i].format)
            worksheet_write_number(sheet, (lxw_row_t)i + 1, 0, cells[i].number, format);
        else
            worksheet_write_string(sheet, (lxw_row_t)i + 1, 0, cells[i].text, NULL);
    }
    cr_assert_eq(workbook_close(book), LXW_NO_ERROR);
}

/* Read the column by WHAT, which writes what it made of the cell; all of it, and the codes of the issues, one a line.
 */
static void read_column(const struct typed *cells, size_t n, const char *(*what)(const struct row *, struct issues *),
                        char *out, size_t size)
{
    static const struct column_name names[] = {{"x", NULL, true}};
    char path[64];
    write_column(path, cells, n);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct header header = {0};
    cr_assert(reader && header_read(reader, names, 1, 0, &header, &err), "%s", err.text);
    header_numbers(&header, header.at[0]);
    struct row row;
    size_t used = 0;
    while (header_next(&header, &row, &err))
        used += (size_t)snprintf(out + used, size - used, "%s\n", what(&row, issues));
    for (size_t i = 0; i < issues_count(issues, FAULT) + issues_count(issues, WARNING); i++)
        used += (size_t)snprintf(out + used, size - used, " %s %zu\n", issues_get(issues, i)->code,
                                 issues_get(issues, i)->place.line);
    header_release(&header);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
}

static const char *as_shown(const struct row *row, struct issues *issues)
{
    return cell_code(row, 0, issues);
}

static const char *as_unit(const struct row *row, enum cell_unit unit, struct issues *issues)
{
    static char plain[NUMBER_TEXT];
    enum number_reading reading = cell_decimal(row, 0, unit, plain, issues);
    return reading == NUMBER_READ ? plain : reading == NUMBER_NOT ? "not" : "fault";
}

static const char *as_number(const struct row *row, struct issues *issues)
{
    return as_unit(row, CELL_AS_NUMBER, issues);
}

static const char *as_percent(const struct row *row, struct issues *issues)
{
    return as_unit(row, CELL_AS_PERCENT, issues);
}

static const char *as_share(const struct row *row, struct issues *issues)
{
    return as_unit(row, CELL_AS_SHARE, issues);
}

static const char *as_date(const struct row *row, struct issues *issues)
{
    return cell_date_is_sure(row, 0, issues) ? row_text(row, 0) : "doubtful";
}

/* As Excel 365 and LibreOffice 7.4 show them, but for marks between thousands, which a code does not have. */
Test(cell, shows_a_number_as_its_format_does)
{
    static const struct {
        struct typed cell;
        const char *shown;
    } cases[] = {
        {{"", 1.1, NULL}, "1.1"},
        {{"General", 8.1 + 0.03, NULL}, "8.13"},
        {{"", 12345678901234.0 / 100, NULL}, "123456789012.34"},
        {{"0.00", 1.1, NULL}, "1.10"},
        {{"0.00", 1.005, NULL}, "1.01"}, /* halves of what is written, not of the double next to it */
        {{"0.00", -1.005, NULL}, "-1.01"},
        {{"0.0", 9.95, NULL}, "10.0"},
        {{"0.0", 99.95, NULL}, "100.0"},
        {{"0.00", -0.001, NULL}, "-0.00"},
        {{"000", 1, NULL}, "001"},
        {{"000", 1234, NULL}, "1234"},
        {{"0", 12, NULL}, "12"},
        {{"0", 12.5, NULL}, "13"},
        {{"#,##0", 1234567, NULL}, "1234567"},
        {{"#,##0.00", 1234.5, NULL}, "1234.50"},
        {{"0.0#", 1.2, NULL}, "1.2"},
        {{"0.0#", 1.25, NULL}, "1.25"},
        {{"0.0#", 1, NULL}, "1.0"},
        {{"#.00", 0.5, NULL}, ".50"},
        {{"0%", 0.75, NULL}, "75%"},
        {{"0.00%", 0.813, NULL}, "81.30%"},
        {{"0%", 1, NULL}, "100%"},
        {{"0%", 0.005, NULL}, "1%"},
        {{"0.0%", -0.0125, NULL}, "-1.3%"},
        {{"0 %", 0.2, NULL}, "20 %"},
        {{"\"KV\"00", 7, NULL}, "KV07"},
        {{"0\" điểm\"", 5, NULL}, "5 điểm"},
        {{"\\T\\-0000", 12, NULL}, "T-0012"},
        {{"0000 000 000", 912345678, NULL}, "0912 345 678"},
        {{"000-000", 12345, NULL}, "012-345"},
        {{"0.00;[Red]-0.00", 1.5, NULL}, "1.50"},
        {{"[$-42A]0.00", 1.5, NULL}, "1.50"},
        /* What takes more than digits is shown as it is. */
        {{"0.00E+00", 12345, NULL}, "12345"},
        {{"# ?/?", 1.5, NULL}, "1.5"},
        {{"0.0,", 12345, NULL}, "12345"},
        {{"[>100]0;0.00", 1.5, NULL}, "1.5"},
        {{NULL, 0, "01.10"}, "01.10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char is[256], expected[256];
        read_column(&cases[i].cell, 1, as_shown, is, sizeof is);
        snprintf(expected, sizeof expected, "%s\n", cases[i].shown);
        cr_expect_str_eq(is, expected, "%s of %.15g: %s", cases[i].cell.format, cases[i].cell.number, is);
    }
}

/* Each with its twin that differs in the column that reads it. */
Test(cell, is_read_in_the_unit_of_its_column)
{
    static const struct {
        struct typed cell;
        const char *number, *percent, *share;
    } cases[] = {
        {{"", 75, NULL}, "75", "75", "75"},
        {{"0.00", 0.75, NULL}, "0.75", "0.75", "0.75"},
        {{"0.00%", 0.813, NULL}, "fault\n F126 2", "81.3", "0.813"},
        {{"0%", 0.29, NULL}, "fault\n F126 2", "29", "0.29"},
        {{"0%", 0.8333, NULL}, "fault\n F126 2", "83.33", "0.8333"},
        {{"0%", 1, NULL}, "fault\n F126 2", "100", "1"},
        {{NULL, 0, "75%"}, "not", "75", "0.75"},
        {{NULL, 0, "81,3 %"}, "not", "81.3", "0.813"},
        {{NULL, 0, "20"}, "20", "20", "20"},
        {{NULL, 0, "%"}, "not", "not", "not"},
        {{NULL, 0, "7a%"}, "not", "not", "not"},
        {{"", 8.1 + 0.03, NULL}, "8.13", "8.13", "8.13"},
        {{"0.00", 2450.0 / 2941 * 100, NULL}, "83.3049983\n W109 2", "83.3049983\n W109 2", "83.3049983\n W109 2"},
        {{"0.00%", 2450.0 / 2941, NULL}, "fault\n F126 2", "83.3049983\n W109 2", "0.833049983\n W109 2"},
        {{"dd/mm/yyyy", 45566, NULL},
         "fault\n F127 2",
         "fault\n F127 2",
         "fault\n F127 2"}, /* 1.10 in a Vietnamese Excel */
        {{"d-mmm", 45566, NULL}, "fault\n F127 2", "fault\n F127 2", "fault\n F127 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const expected[] = {cases[i].number, cases[i].percent, cases[i].share};
        const char *(*const what[])(const struct row *, struct issues *) = {as_number, as_percent, as_share};
        for (size_t k = 0; k < 3; k++) {
            char is[256], wanted[256];
            read_column(&cases[i].cell, 1, what[k], is, sizeof is);
            snprintf(wanted, sizeof wanted, "%s\n", expected[k]);
            cr_expect_str_eq(is, wanted, "case %zu, unit %zu: %s", i, k, is);
        }
    }
    /* A column of computed figures is told once. */
    static const struct typed thirds[] = {{"", 1.0 / 3, NULL}, {"", 2.0 / 3, NULL}, {"", 1, NULL}};
    char is[256];
    read_column(thirds, 3, as_number, is, sizeof is);
    cr_expect_str_eq(is, "0.333333333\n0.666666667\n1\n W109 2\n");
}

Test(cell, that_became_a_date_is_no_code)
{
    static const struct typed code = {"m/d", 45566, NULL};
    char is[256];
    read_column(&code, 1, as_shown, is, sizeof is);
    cr_expect_str_eq(is, "2024-10-01\n F127 2\n");
}

/* 05/12 and 03/12 typed into an Excel that has the month first: those dates it took, 20/12 and 18/12 it left as text.
 * Where one of the dates it took has a day above 12, where none is text, or where the day is shown first, days and
 * months are where they belong. */
Test(cell, names_dates_that_were_turned_round)
{
    static const struct {
        struct typed cells[4];
        const char *is;
    } cases[] = {
        {{{NULL, 0, "20/12/2024"}, {"m/d/yyyy", 45424, NULL}, {NULL, 0, "18/12/2024"}, {"m/d/yyyy", 45363, NULL}},
         "20/12/2024\ndoubtful\n18/12/2024\ndoubtful\n F128 3\n"},
        {{{"m/d/yyyy", 45424, NULL}, {NULL, 0, "20/12/2024"}, {"mm-dd-yy", 45363, NULL}, {"m/d/yyyy", 45363, NULL}},
         "doubtful\n20/12/2024\ndoubtful\ndoubtful\n F128 2\n"},
        {{{NULL, 0, "20/12/2024"}, {"m/d/yyyy", 45424, NULL}, {"m/d/yyyy", 45650, NULL}, {"m/d/yyyy", 45363, NULL}},
         "20/12/2024\n2024-05-12\n2024-12-24\n2024-03-12\n"},
        {{{"m/d/yyyy", 45424, NULL}, {"m/d/yyyy", 45424, NULL}, {"m/d/yyyy", 45363, NULL}, {"m/d/yyyy", 45363, NULL}},
         "2024-05-12\n2024-05-12\n2024-03-12\n2024-03-12\n"},
        {{{NULL, 0, "20/12/2024"}, {"dd/mm/yyyy", 45424, NULL}, {NULL, 0, "1/2/2024"}, {"yyyy-mm-dd", 45363, NULL}},
         "20/12/2024\n2024-05-12\n1/2/2024\n2024-03-12\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char is[256];
        read_column(cases[i].cells, 4, as_date, is, sizeof is);
        cr_expect_str_eq(is, cases[i].is, "case %zu: %s", i, is);
    }
}
