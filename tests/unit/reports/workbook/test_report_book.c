#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/readers/reader.h"
#include "reports/workbook/book.h"
#include "reports/workbook/book_inside.h"
#include "reports/workbook/layout.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"
#include "tests/unit/report_round.h"

static const struct book_about about = {
    .title = "Thử", .warning = "", .author = "", .date = "2024-12-20", .decimals = 2};

/* The cells of the only sheet of PATH as the reader sees them, joined by '|', rows by '\n'. */
static char *read_back(const char *path)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader, "%s", err.text);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct row row;
    while (reader_next(reader, &row, &err)) {
        for (size_t c = 0; c < row.n_cells; c++)
            fprintf(out, "%s%s", c ? "|" : "", row.cells[c].value ? row.cells[c].value : row.cells[c].text);
        fputc('\n', out);
    }
    fclose(out);
    reader_close(reader);
    issues_free(issues);
    return text;
}

Test(book, takes_any_text_and_any_number)
{
    char *folder = round_folder(), *path = xasprintf("%s/b.xlsx", folder);
    struct error err = {0};
    struct book *book = book_new(path, false, &about, &err);
    cr_assert(book, "%s", err.text);
    struct sheet *s = book_sheet(book, "Thử", PORTRAIT);
    static const char *const texts[] = {"=1+1",         "+84 24", "-5",     "@x",     "a\xFFz",
                                        "\xEF\xBF\xBF", "a\001b", "<&>\"'", "Ổn định"};
    size_t n = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < n; i++)
        sheet_text(s, 0, i, texts[i], AS_TEXT);
    sheet_real(s, 1, 0, NAN, AS_REAL);
    sheet_real(s, 1, 1, INFINITY, AS_REAL);
    sheet_real(s, 1, 2, 1.5, AS_REAL);
    sheet_decimal(s, 1, 3, INT64_C(95435000000), AS_POINTS);  /* 95.435 */
    sheet_decimal(s, 1, 4, INT64_C(-95435000000), AS_POINTS); /* half away from zero */
    sheet_decimal(s, 1, 5, INT64_C(98500000000), AS_EXACT);
    cr_assert(book_close(book, &err), "%s", err.text);
    char *text = read_back(path);
    cr_assert_str_eq(text, "=1+1|+84 24|-5|@x|a?z|???|a b|<&>\"'|Ổn định\n||1.5|95.44|-95.44|98.5\n");
    free(text);
    free(path);
    round_folder_remove(folder);
}

Test(book, fits_sheet_names_to_what_excel_takes)
{
    char *folder = round_folder(), *path = xasprintf("%s/b.xlsx", folder);
    struct error err = {0};
    struct book *book = book_new(path, false, &about, &err);
    cr_assert_str_eq(sheet_name(book_sheet(book, "Phiếu [01]: a/b", PORTRAIT)), "Phiếu -01-- a-b");
    cr_assert_str_eq(sheet_name(book_sheet(book, "phiếu -01-- A-B", PORTRAIT)), "phiếu -01-- A-B (2)");
    const char *name = sheet_name(book_sheet(book, "Ủy ban nhân dân quận, huyện, thị xã", LANDSCAPE));
    cr_assert_str_eq(name, "Ủy ban nhân dân quận, huyện, th");
    cr_assert_eq(text_width(name), 31);
    cr_assert(book_close(book, &err), "%s", err.text);
    free(path);
    round_folder_remove(folder);
}

Test(book, refuses_a_cell_beyond_a_sheet)
{
    char *folder = round_folder(), *path = xasprintf("%s/b.xlsx", folder);
    struct error err = {0};
    struct book *book = book_new(path, false, &about, &err);
    struct sheet *s = book_sheet(book, "Thử", PORTRAIT);
    sheet_text(s, 1048576, 0, "x", AS_TEXT);
    cr_assert(!book_close(book, &err));
    cr_assert_str_eq(err.text, "sheet \"Thử\" is too large for a workbook");
    cr_assert(access(path, F_OK) != 0);
    free(path);
    round_folder_remove(folder);
}

/* 3,000 equal rows make a part of some 300 kB and a workbook of some 20 kB: with room for the second and not
 * for the first, the library writes a workbook with a sheet that is cut short, and says all is well. */
Test(book, notices_a_part_that_was_cut_short)
{
    char *folder = round_folder(), *path = xasprintf("%s/b.xlsx", folder);
    struct rlimit limit, free_again;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &free_again);
    limit = free_again;
    limit.rlim_cur = 100000;
    setrlimit(RLIMIT_FSIZE, &limit);
    struct error err = {0};
    struct book *book = book_new(path, false, &about, &err);
    struct sheet *s = book_sheet(book, "Thử", PORTRAIT);
    for (size_t row = 0; row < 3000; row++)
        for (size_t c = 0; c < 3; c++)
            sheet_text(s, row, c, "như nhau", AS_TEXT);
    bool ok = book_close(book, &err);
    setrlimit(RLIMIT_FSIZE, &free_again);
    cr_assert(!ok);
    cr_assert_str_eq(err.text,
                     "the workbook could not be written whole; is the disk, or the folder for temporary files, full?");
    cr_assert(access(path, F_OK) != 0);
    free(path);
    round_folder_remove(folder);
}

/* Whether a chart begins at ROW. */
static bool chart_at(const struct sheet *s, size_t row)
{
    const lxw_object_properties *chart = STAILQ_FIRST(s->worksheet->chart_data);
    while (chart && chart->row != row)
        chart = STAILQ_NEXT(chart, list_pointers);
    return chart != NULL;
}

/* What is left of a page is its height less the rows above, 15 points each but for one of 40.  A chart, wherever it
 * begins, ends on the page where it begins: it is as high as what is left there, or stands on the next page; what no
 * page holds is several charts. */
Test(book, charts_stay_on_their_page)
{
    static const size_t series[] = {1};
    static const char *const names[] = {"x"};
    static const uint32_t colors[] = {0};
    char *folder = round_folder(), *path = xasprintf("%s/b.xlsx", folder);
    struct error err = {0};
    struct book *book = book_new(path, false, &about, &err);
    cr_assert(book, "%s", err.text);
    for (size_t n = 1; n <= 121; n += 6)
        for (size_t at = 2; at < 100; at += 3) {
            char *name = xasprintf("%zu, %zu", n, at);
            struct sheet *s = book_sheet(book, name, at % 2 ? PORTRAIT : LANDSCAPE);
            free(name);
            if (n > 1)
                sheet_header_rows(s, 0, 1, 0);
            sheet_height(s, 1, 40);
            double page = sheet_page_height(s);
            for (size_t row = 2; 15 * (double)row + 25 < page && row <= at; row++)
                cr_assert_float_eq(sheet_room_left(s, row), page - 15 * (double)row - 25, 1e-9);
            struct bars bars = {.last_row = n - 1, .n_series = 1, .series = series, .names = names, .colors = colors};
            size_t after = sheet_bars(s, at, 7, &bars);
            cr_assert_geq(sheet_room_left(s, after), 0);
            for (size_t i = 0; i < s->n_breaks; i++)
                cr_assert(s->breaks[i] <= at || s->breaks[i] >= after || chart_at(s, s->breaks[i]),
                          "%zu bars at row %zu", n, at);
        }
    book_abandon(book);
    free(path);
    round_folder_remove(folder);
}

/* Times New Roman at 10 points: 'n' is 5.0 wide, a blank 2.5. */
Test(layout, breaks_lines_at_blanks)
{
    cr_assert_float_eq(layout_width("nn n", 10, false), 17.5, 1e-9);
    cr_assert_eq(layout_lines("", 10, false, 20), 1);
    cr_assert_eq(layout_lines("nn n", 10, false, 20), 1);
    cr_assert_eq(layout_lines("nn nn", 10, false, 20), 2);
    cr_assert_eq(layout_lines("nn nn nn", 10, false, 23), 2);
    cr_assert_eq(layout_lines("nnnnnnnnn", 10, false, 20), 3); /* four, four, one */
    cr_assert_eq(layout_lines("n\nn", 10, false, 20), 2);
}
