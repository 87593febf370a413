/* What stands between cells is known by how the lines were written, here by the test itself. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/separator.h"
#include "survey/base/strbuf.h"

static const char separators[] = {'\t', ';', ','};

/* A line of N cells with OWN between them; the last but one has OTHER in it, TIMES. */
static void add_line(struct strbuf *text, size_t n, char own, char other, size_t times)
{
    for (size_t c = 0; c < n; c++) {
        if (c)
            strbuf_addf(text, "%c", own);
        strbuf_adds(text, "a");
        for (size_t k = 0; c + 2 == n && k < times; k++)
            strbuf_addf(text, "%c b", other);
    }
    strbuf_adds(text, "\n");
}

static void is_guessed(struct strbuf *text, char own)
{
    char *bytes = strbuf_take(text);
    char guess = separator_guess(bytes, strlen(bytes));
    cr_expect_eq(guess, own, "0x%02x, not 0x%02x: %s", (unsigned)guess, (unsigned)own, bytes);
    free(bytes);
}

/* Small tables of every shape: a header of 2 to 5 cells, 1 to 3 rows that end early or do not, with 0 to 3 of another
 * separator in a cell of each.  The header has its own alone, and no row lacks it. */
Test(separator, what_stands_in_cells_does_not_win_over_the_header)
{
    for (size_t s = 0; s < 3; s++)
        for (size_t o = 0; o < 3; o++)
            for (size_t columns = 2; s != o && columns <= 5; columns++)
                for (size_t rows = 1; rows <= 3; rows++)
                    for (size_t shape = 0; shape < 4 * 4 * 4 * 4 * 4 * 4; shape++) {
                        struct strbuf text = {0};
                        size_t left = shape;
                        add_line(&text, columns, separators[s], 0, 0);
                        for (size_t r = 0; r < rows; r++, left /= 16)
                            add_line(&text, 2 + left % 4 % (columns - 1), separators[s], separators[o], left / 4 % 4);
                        is_guessed(&text, separators[s]);
                    }
}

/* The recipe that a person typed: the note has commas without quotes, so that the row has more cells than the header;
 * the fault must be that, not a header that is one word. */
Test(separator, is_the_headers_where_a_row_is_too_long)
{
    static const char recipe[] = "step,group,variables,note\npoststratify,DAN,loai;vung,theo danh sách, tổng\n";
    cr_expect_eq(separator_guess(recipe, sizeof recipe - 1), ',');
    static const char two[] = "step,group,variables,note\nrake,LD,a;b,x, y\nrake,DAN,loai;vung,theo danh sách, tổng\n";
    cr_expect_eq(separator_guess(two, sizeof two - 1), ',');
}

/* What stands above or below the table is none of it, whatever it has. */
Test(separator, is_the_tables_not_that_of_a_title_or_a_note)
{
    static const struct {
        const char *text;
        char separator;
    } cases[] = {
        {"Sở Nội vụ, tỉnh X\nmã;điểm\nA;9\n", ';'},
        {"Sở Nội vụ, tỉnh X\nmã;điểm\nA;9,5\nB;8,25\n", ';'},
        {"Sở Nội vụ, tỉnh X\nmã;điểm, thang 10;tỷ lệ\nA;9,5;0,1\nB;8,25;0,2\nC;7,5;0,3\n", ';'},
        {"Kỳ I; kỳ II; kỳ III\nmã,điểm\nA,9\nB,8\n", ','},
        {"mã,điểm\nA,9\nGhi chú: a; b\nNguồn: c; d\n", ','},
        {"mã;điểm\nA;9\nGhi chú: a, b, c\n", ';'},
        {"mã\tđiểm\nA\t9,5;8\nB\t7,5;6\n", '\t'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(separator_guess(cases[i].text, strlen(cases[i].text)), cases[i].separator, "%s", cases[i].text);
}
