#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "importers/readers/cell.h"
#include "importers/readers/dataset_read.h"
#include "importers/readers/header.h"
#include "importers/readers/marks.h"
#include "survey/base/memory.h"

static char *file_of(const char *text)
{
    char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
    int fd = mkstemp(path);
    cr_assert(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    return path;
}

/* "1500 2 | F122 2 1": the values, then the issues. */
static void put_issues(FILE *out, const struct issues *issues)
{
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        fprintf(out, " | %s %zu %zu", issue->code, issue->place.line, issue->place.column);
    }
}

/* Column x of the file PATH, read into memory; y is read too. */
static char *by_dataset(const char *path)
{
    static const struct column_wish wishes[] = {{"x", false}, {"y", false}};
    struct issues *issues = issues_new();
    struct error err = {0};
    struct dataset d;
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);
    if (dataset_read(&d, path, wishes, 2, issues, &err))
        for (size_t i = 0; i < d.n_rows; i++)
            fprintf(out, "%s%g", i ? " " : "", column_number(&d.columns[0], i));
    cr_expect_eq(err.code, E_NONE, "%s", err.text);
    put_issues(out, issues);
    dataset_release(&d);
    issues_free(issues);
    fclose(out);
    return result;
}

/* The same, cell by cell; faults of later rows are not told. */
static char *by_cells(const char *path)
{
    static const struct column_name names[] = {{"x", NULL, true}, {"y", NULL, true}};
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct header header = {0};
    struct row row;
    char *result = NULL;
    size_t size = 0, n = 0;
    FILE *out = open_memstream(&result, &size);
    cr_assert(reader && header_read(reader, names, 2, HEADER_EXTRA, &header, &err));
    header_numbers(&header, header.at[0]);
    header_numbers(&header, header.at[1]);
    double x;
    while (issues_count(issues, FAULT) == 0 && header_next(&header, &row, &err))
        if (cell_number(&row, header.at[0], &x, issues))
            fprintf(out, "%s%g", n++ ? " " : "", x);
    fflush(out);
    if (issues_count(issues, FAULT))
        rewind(out);
    put_issues(out, issues);
    header_release(&header);
    reader_close(reader);
    issues_free(issues);
    fclose(out);
    return result;
}

/* What is expected follows from the rule in marks.h, by hand. */
Test(marks, decide_by_column_then_table_then_separator)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"x;y\n1.500;1\n3,5;2\n", "1500 3.5"},
        {"x;y\n1.500;1\n1.234,5;2\n", "1500 1234.5"},
        {"x;y\n1.500;1\n1.234.567;2\n", "1500 1.23457e+06"},
        {"x;y\n-1.500;1\n0,5;2\n", "-1500 0.5"},
        {"x;y\n1.500;1\n0.5;2\n", "1.5 0.5"},
        {"x;y\n1.500;1\n1234.5;2\n", "1.5 1234.5"},
        {"x;y\n1.500;1\n1,234.5;2\n", "1.5 1234.5"},
        {"x;y\n1.500;1\n12.34;2\n", "1.5 12.34"},
        {"x;y\n1,500;1\n12.34;2\n", "1500 12.34"},
        {"x;y\n1,500;1\n12,34;2\n", "1.5 12.34"},
        {"x;y\n1,500;1\n1.500,0;2\n", "1.5 1500"},
        {"x\ty\n1.500\t1\n3,5\t2\n", "1500 3.5"},
        {"x\ty\n1.500\t1\n3.5\t2\n", "1.5 3.5"},
        {"x,y\n1.500,1\n2.25,2\n", "1.5 2.25"},
        /* by another column */
        {"x;y\n1.500;1\n2;3,5\n", "1500 2"},
        {"x;y\n1.500;1\n2;3.5\n", "1.5 2"},
        {"x;y\n1,500;1\n2;3.5\n", "1500 2"},
        /* by the separator */
        {"x;y\n1.500;1\n2;2\n", "1500 2 | W108 2 1"},
        {"x;y\n2;1\n1.500;2\n1.250;2\n", "2 1500 1250 | W108 3 1"},
        {"x,y\n1.500,1\n2,2\n", "1.5 2 | W108 2 1"},
        /* by nothing */
        {"x\ty\n1.500\t1\n2\t2\n", " | F122 2 1"},
        {"x;y\n1,500;1\n2;2\n", " | F122 2 1"},
        {"x;y\n1,500;1\n1.500;2\n", " | F122 2 1"},
        {"x;y\n3,5;1\n3.25;2\n1.500;2\n", " | F122 4 1"},
        {"x;y;z\n1.500;1;3,5\n2;2;2\n", "1500 2 | W108 2 1"}, /* z is not read as numbers */
        {"x;y\n1.500;3,5\n2;3.25\n", " | F122 2 1"},
        /* nothing to doubt */
        {"x;y\n3,5;1\n3.25;2\n", "3.5 3.25"},
        {"x;y\n0.500;1\n1234.567;2\n", "0.5 1234.57"},
        {"1.5;x;y\n1;0,125;1\n1;1 234,567;2\n", "0.125 1234.57"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = file_of(cases[i].text), *plain = by_dataset(path), *cells = by_cells(path);
        cr_expect_str_eq(plain, cases[i].expected, "%s: %s", cases[i].text, plain);
        cr_expect_str_eq(cells, cases[i].expected, "cells of %s: %s", cases[i].text, cells);
        unlink(path);
        free(path);
        free(plain);
        free(cells);
        /* A column with quotes is read row by row. */
        char *quoted = xasprintf("%s", cases[i].text), *y = strstr(quoted, "y");
        char *other = xasprintf("%.*s\"y\"%s", (int)(y - quoted), quoted, y + 1);
        path = file_of(other);
        char *rows = by_dataset(path);
        cr_expect_str_eq(rows, cases[i].expected, "rows of %s: %s", cases[i].text, rows);
        unlink(path);
        free(path);
        free(rows);
        free(quoted);
        free(other);
    }
}

/* Many values of a column, so that it is kept as numbers and not as codes; the evidence comes last. */
Test(marks, evidence_may_come_last)
{
    char *text = NULL, *path;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs("x;y\n", out);
    for (int i = 0; i < 1000; i++)
        fprintf(out, "1.%03d;1\n", i);
    fputs("0,5;1\n", out);
    fclose(out);
    path = file_of(text);
    char *got = by_dataset(path);
    cr_expect(!strncmp(got, "1000 1001 1002 ", 15), "%.40s", got);
    cr_expect(!strcmp(got + strlen(got) - 9, " 1999 0.5"), "%s", got + strlen(got) - 9);
    unlink(path);
    free(path);
    free(got);
    free(text);
}

/* A workbook knows its numbers: 1.125 stays what it is beside a text 1.500, and says nothing about it. */
Test(marks, numbers_of_a_workbook_are_not_in_doubt)
{
    static const struct {
        const char *a, *b, *expected;
    } cases[] = {
        {"1.500", "3,5", "1.125 1500 3.5"},
        {"1.500", "3.5", "1.125 1.5 3.5"},
        {"1.500", "2", " | F122 3 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = file_of("");
        lxw_workbook *book = workbook_new(path);
        lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
        worksheet_write_string(sheet, 0, 0, "x", NULL);
        worksheet_write_string(sheet, 0, 1, "y", NULL);
        worksheet_write_number(sheet, 1, 0, 1.125, NULL);
        worksheet_write_string(sheet, 2, 0, cases[i].a, NULL);
        worksheet_write_string(sheet, 3, 0, cases[i].b, NULL);
        for (lxw_row_t r = 1; r < 4; r++)
            worksheet_write_number(sheet, r, 1, 2.5, NULL);
        cr_assert_eq(workbook_close(book), LXW_NO_ERROR);
        char *got = by_dataset(path), *cells = by_cells(path);
        cr_expect_str_eq(got, cases[i].expected, "%s", got);
        cr_expect_str_eq(cells, cases[i].expected, "cells: %s", cells);
        unlink(path);
        free(path);
        free(got);
        free(cells);
    }
}
