#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"

static const struct column_name columns[] = {
    {"code", "mã|mã đơn vị", true},
    {"own_unit", "đơn vị công tác", true},
    {"order", "thứ tự|stt", false},
    {"note", NULL, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* Read TEXT as a table: where the columns are ("0 1 - -"), the extra columns
 * ("+name@column"), then each row as "LINE:code", then each issue. */
static char *read_table(const char *text, unsigned flags)
{
    char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
    int fd = mkstemp(path);
    cr_assert(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader);
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);
    struct header header;
    bool good = header_read(reader, columns, N_COLUMNS, flags, &header, &err);
    for (size_t i = 0; good && i < N_COLUMNS; i++)
        if (header.at[i] == SIZE_MAX)
            fputs(i ? " -" : "-", out);
        else
            fprintf(out, "%s%zu", i ? " " : "", header.at[i]);
    for (size_t e = 0; good && e < header.n_extra; e++)
        fprintf(out, " +%s@%zu", header.extra[e].name, header.extra[e].column);
    struct row row;
    while (good && header_next(&header, &row, &err))
        fprintf(out, " %zu:%s", row.line, row_text(&row, header.at[0]));
    if (err.code)
        fprintf(out, "error %s", err.text);
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        fprintf(out, "\n%s %zu %zu: %s", issue->code, issue->place.line, issue->place.column, issue->text);
    }
    header_release(&header);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
    free(path);
    fclose(out);
    return result;
}

struct table_case {
    const char *text;
    unsigned flags;
    const char *expected;
};

static void check_tables(const struct table_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *got = read_table(cases[i].text, cases[i].flags);
        cr_expect_str_eq(got, cases[i].expected, "%s\n got %s\nwant %s", cases[i].text, got, cases[i].expected);
        free(got);
    }
}

#define CHECK(cases) check_tables(cases, sizeof(cases) / sizeof *(cases))

Test(header, finds_columns_by_either_name)
{
    static const struct table_case cases[] = {
        {"code,own_unit,order,note\nA,B,1,x\n", 0, "0 1 2 3 2:A"},
        {"note,order,own_unit,code\nx,1,B,A\n", 0, "3 2 1 0 2:A"},
        {"Code,OWN UNIT\nA,B\n", 0, "0 1 - - 2:A"},
        {"Mã,Đơn vị công tác,STT\nA,B,1\n", 0, "0 1 2 - 2:A"},
        {"MÃ ĐƠN VỊ,đơn-vị_công tác\nA,B\n", 0, "0 1 - - 2:A"},
        /* m, a + tilde; d-stroke, o + horn, n */
        {"Ma\xCC\x83,\xC4\x91o\xCC\x9Bn vi\xCC\xA3 co\xCC\x82ng ta\xCC\x81"
         "c\nA,B\n",
         0, "0 1 - - 2:A"},
        {"code,,own_unit\nA,,B\n", 0, "0 2 - - 2:A"},
    };
    CHECK(cases);
}

Test(header, faults_name_the_users_words)
{
    static const struct table_case cases[] = {
        {"code\nA\n", 0, "\nF111 1 0: no column \"own_unit\" (or \"đơn vị công tác\"); found \"code\""},
        {"code,own_unit,Mã\nA,B,C\n", 0,
         "\nF112 1 3: column \"Mã\" is the same as column 1, \"code\"; expected each column once"},
        {"code,own_unit,ordr\nA,B,1\n", 0, "\nF113 1 3: unknown column \"ordr\"; did you mean \"order\"?"},
        {"code,own_unit,Thư tư\nA,B,1\n", 0, "\nF113 1 3: unknown column \"Thư tư\"; did you mean \"order\"?"},
        {"code,own_unit,Thú tựu (*)\nA,B,1\n", 0,
         "\nF113 1 3: unknown column \"Thú tựu (*)\"; did you mean \"order\"?"},
        {"code,own_unit,colour\nA,B,1\n", 0,
         "\nF113 1 3: unknown column \"colour\"; expected one of \"order\", \"note\""},
        {"code,own_unit,order,note,colour\n", 0, "\nF113 1 5: unknown column \"colour\"; expected no more columns"},
        {"\n\n", 0,
         "\nF114 0 0: the table is empty; expected a first row with the columns \"code\", \"own_unit\", \"order\", "
         "\"note\""},
    };
    CHECK(cases);
}

Test(header, keeps_or_passes_over_other_columns)
{
    static const struct table_case cases[] = {
        {"code,Huyện,own_unit,age group\nA,1,B,2\n", HEADER_EXTRA, "0 2 - - +Huyện@1 +age group@3 2:A"},
        {"code,x,own_unit,X\nA,1,B,2\n", HEADER_EXTRA,
         "\nF112 1 4: column \"X\" is the same as column 2, \"x\"; expected each column once"},
        {"code,x,own_unit\nA,1,B\n", HEADER_IGNORE,
         "0 2 - - 2:A\nW104 1 2: column \"x\" is not known here; it is passed over"},
        /* a column that numbers the rows is in every office's table */
        {"TT,code,own_unit\n1,A,B\n", 0, "1 2 - - 2:A"},
        {"code,Số TT,own_unit\nA,1,B\n", HEADER_IGNORE, "0 2 - - 2:A"},
        {"code,own_unit,No.\nA,B,1\n", HEADER_EXTRA, "0 1 - - +No.@2 2:A"},
    };
    CHECK(cases);
}

Test(header, meets_repeated_headers_totals_and_stray_cells)
{
    static const struct table_case cases[] = {
        {"code,own_unit\nA,B\ncode,own_unit\nC,D\n", 0,
         "0 1 - - 2:A 4:C\nW103 3 0: the header of row 1 is repeated here; the row is passed over"},
        {"code,own_unit,note\nA,B\nTổng cộng,,2\n", 0,
         "0 1 - 2 2:A\nF115 3 1: \"Tổng cộng\" looks like a total row; expected rows of data only, take it out"},
        {"code,own_unit,note\n,TỔNG:,2\n", 0,
         "0 1 - 2\nF115 2 2: \"TỔNG:\" looks like a total row; expected rows of data only, take it out"},
        {"code,own_unit,note\nTổng,B,2\nTotal 1,B\n", HEADER_TOTALS, "0 1 - 2 2:Tổng 3:Total 1"},
        {"code,own_unit\nA,B,,x\nC,D\n", 0,
         "0 1 - - 3:C\nF116 2 4: \"x\" stands in a column without a name; expected a name in row 1"},
        {"code,,own_unit\nA,,B\nC,x,D\nE,,F\n", 0,
         "0 2 - - 2:A 4:E\nF116 3 2: \"x\" stands in a column without a name; expected a name in row 1"},
        {"code,own_unit,note\n(1),(2),(B)\nA,B\n", 0,
         "0 1 - 2 3:A\nW103 2 0: the row only numbers the columns; it is passed over"},
        /* 3,5 without quotes is two cells; that the last one is empty does not make it harmless. */
        {"code,own_unit,note\nA,3,5,\nB,C,\nD,\n", 0,
         "0 1 - 2 3:B 4:D\nF117 2 4: the line has 4 cells and the header 3: a cell seems to have been cut in two; "
         "expected quotes around a cell with the separator in it"},
        {"code,own_unit,note,,\nA,3,5,\nB,C,,,,\n", 0,
         "0 1 - 2 2:A\nF117 3 6: the line has 6 cells and the header 5: a cell seems to have been cut in two; expected "
         "quotes around a cell with the separator in it"},
        {"code,own_unit\nTong hop,B\nT1,total\n", 0, "0 1 - - 2:Tong hop 3:T1"},
    };
    CHECK(cases);
}

Test(header, stands_below_titles)
{
    static const struct table_case cases[] = {
        {"DANH SÁCH ĐƠN VỊ,\nNăm 2024\n\nMã (*),Đơn vị công tác *\nA,B\n", 0,
         "0 1 - - 5:A\nW102 1 0: the header stands in row 4; what is above it, \"DANH SÁCH ĐƠN VỊ\", is passed over"},
        {"Mã\ncode,own_unit\nA,B\n", 0,
         "0 1 - - 3:A\nW102 1 0: the header stands in row 2; what is above it, \"Mã\", is passed over"},
        /* Nowhere whole: the row that names most columns is the one to mend. */
        {"Danh sách\ncode,own unt,order\nA,B,1\nC,D,2\n", 0,
         "\nF113 2 2: unknown column \"own unt\"; did you mean \"own_unit\"?\nF111 2 0: no column \"own_unit\" (or "
         "\"đơn vị công tác\"); found \"code\", \"own unt\", \"order\"\nW102 1 0: the header stands in row 2; what is "
         "above it, \"Danh sách\", is passed over"},
        {"A,B\nC,D\n", 0,
         "\nF113 1 1: unknown column \"A\"; expected one of \"code\", \"own_unit\", \"order\", \"note\"\n"
         "F113 1 2: unknown column \"B\"; expected one of \"code\", \"own_unit\", \"order\", \"note\"\n"
         "F111 1 0: no column \"code\" (or \"mã\"); found \"A\", \"B\"\n"
         "F111 1 0: no column \"own_unit\" (or \"đơn vị công tác\"); found \"A\", \"B\""},
    };
    CHECK(cases);
}

/* Each of 16,000 names was once compared with all before it, which took minutes. */
Test(header, finds_a_column_given_twice_among_many, .timeout = 10)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs("code,own_unit", out);
    for (int i = 0; i < 16000; i++)
        fprintf(out, ",Tên %d", i);
    fputs(",t\u00eaN_15999\nA,B\n", out);
    fclose(out);
    char *got = read_table(text, HEADER_EXTRA);
    const char *expected =
        "F112 1 16003: column \"t\u00eaN_15999\" is the same as column 16002, \"Tên 15999\"; expected each "
        "column once";
    cr_expect(strstr(got, expected), "%.200s", got);
    free(got);
    free(text);
}

Test(header, delivers_broken_rows)
{
    static const struct table_case cases[] = {
        {"code,own_unit\nA,\"B\nC,D\n", 0,
         "0 1 - - 2:A 3:C\nF104 2 2: the quote that opens this cell is not closed; expected a closing quote, and each "
         "quote inside doubled"},
    };
    CHECK(cases);
}

/* --- numbers ------------------------------------------------------------------ */

Test(number, reads_marks_of_both_kinds)
{
    static const struct {
        const char *text, *plain;
        enum number_reading reading;
    } cases[] = {
        {"12", "12", NUMBER_READ},
        {"-12", "-12", NUMBER_READ},
        {"+12", "12", NUMBER_READ},
        {"\xE2\x88\x92"
         "12",
         "-12", NUMBER_READ},
        {"007", "007", NUMBER_READ},
        {"12.5", "12.5", NUMBER_READ},
        {"12,5", "12.5", NUMBER_READ},
        {".5", "0.5", NUMBER_READ},
        {",5", "0.5", NUMBER_READ},
        {"-,5", "-0.5", NUMBER_READ},
        {"1.234", NULL, NUMBER_AMBIGUOUS},
        {"-123.456", NULL, NUMBER_AMBIGUOUS},
        {"0.125", "0.125", NUMBER_READ},
        {"1234.567", "1234.567", NUMBER_READ},
        {"1.234e2", "1.234e2", NUMBER_READ},
        {"1,234e2", "1.234e2", NUMBER_READ},
        {"1,234", NULL, NUMBER_AMBIGUOUS},
        {"123,456", NULL, NUMBER_AMBIGUOUS},
        {"-1,234", NULL, NUMBER_AMBIGUOUS},
        {"0,125", "0.125", NUMBER_READ},
        {"1234,567", "1234.567", NUMBER_READ},
        {"1,2345", "1.2345", NUMBER_READ},
        {"1.234,5", "1234.5", NUMBER_READ},
        {"1,234.5", "1234.5", NUMBER_READ},
        {"1.234.567", "1234567", NUMBER_READ},
        {"1,234,567", "1234567", NUMBER_READ},
        {"1.234.567,89", "1234567.89", NUMBER_READ},
        {"1,234,567.89", "1234567.89", NUMBER_READ},
        {"1 234 567,89", "1234567.89", NUMBER_READ},
        {"1\xC2\xA0"
         "234",
         "1234", NUMBER_READ},
        {"1 234,567", "1234.567", NUMBER_READ},
        {"1e3", "1e3", NUMBER_READ},
        {"1.5E-10", "1.5e-10", NUMBER_READ},
        {"", NULL, NUMBER_NOT},
        {"-", NULL, NUMBER_NOT},
        {".", NULL, NUMBER_NOT},
        {"5.", NULL, NUMBER_NOT},
        {"1.2.3", NULL, NUMBER_NOT},
        {"12.34.567", NULL, NUMBER_NOT},
        {"1.234,567,8", NULL, NUMBER_NOT},
        {"1,23.5", NULL, NUMBER_NOT},
        {"1234.567,8", NULL, NUMBER_NOT},
        {"1 2", NULL, NUMBER_NOT},
        {"1  234", NULL, NUMBER_NOT},
        {"--1", NULL, NUMBER_NOT},
        {"1e", NULL, NUMBER_NOT},
        {"1e5.5", NULL, NUMBER_NOT},
        {"e5", NULL, NUMBER_NOT},
        {"85%", NULL, NUMBER_NOT},
        {"0x10", NULL, NUMBER_NOT},
        {"nan", NULL, NUMBER_NOT},
        {"inf", NULL, NUMBER_NOT},
        {"abc", NULL, NUMBER_NOT},
        {"1234567890123456789012345678901234567890123456789012345678901234", NULL, NUMBER_NOT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plain[NUMBER_TEXT];
        enum number_reading reading = number_plain(cases[i].text, plain);
        cr_expect_eq(reading, cases[i].reading, "%s", cases[i].text);
        if (reading == NUMBER_READ)
            cr_expect(cases[i].plain && !strcmp(plain, cases[i].plain), "%s: %s", cases[i].text, plain);
    }
    double x;
    cr_expect(number_exact("1.500", 5, &x) && x == 1.5);
    cr_expect(!number_exact("1,5", 3, &x) && !number_exact("", 0, &x) && !number_exact("1.234.567", 9, &x));
    cr_expect_eq(number_parse("1.500", &x), NUMBER_AMBIGUOUS);
    cr_expect_eq(x, 1.5);
    cr_expect_eq(number_parse("1.234,5", &x), NUMBER_READ);
    cr_expect_eq(x, 1234.5);
    cr_expect_eq(number_parse("1e999", &x), NUMBER_NOT);
    static const struct {
        const char *text;
        enum number_reading reading;
        double value;
    } typed[] = {
        {"0,05", NUMBER_READ, 0.05},
        {"5%", NUMBER_READ, 0.05},
        {"5,5 %", NUMBER_READ, 0.055},
        {"1e-1%", NUMBER_READ, 0.001},
        {"1.000.000", NUMBER_READ, 1e6},
        {"33.3333333333333333%", NUMBER_READ, 0.333333333333333333},
        {"1,000", NUMBER_AMBIGUOUS, 0},
        {"1.500%", NUMBER_AMBIGUOUS, 0},
        {"%", NUMBER_NOT, 0},
        {"5%%", NUMBER_NOT, 0},
        {"", NUMBER_NOT, 0},
        {" %", NUMBER_NOT, 0},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        x = 0;
        cr_expect_eq(number_typed(typed[i].text, strlen(typed[i].text), DECIMAL_UNKNOWN, &x), typed[i].reading, "%s",
                     typed[i].text);
        cr_expect_eq(x, typed[i].value, "%s: %.17g", typed[i].text, x);
    }
    cr_expect(number_typed("1.500%", 6, DECIMAL_COMMA, &x) == NUMBER_READ && x == 15);
    /* The longest that is read: a point, then 61 digits, before which a zero is put. */
    char longest[80] = ".", plain[NUMBER_TEXT];
    memset(longest + 1, '7', 61);
    cr_expect_eq(number_plain(longest, plain), NUMBER_READ);
    cr_expect_eq(strlen(plain), NUMBER_TEXT - 1);
    longest[62] = '7';
    cr_expect_eq(number_plain(longest, plain), NUMBER_NOT);
    cr_expect_eq(number_plain("1e999", plain), NUMBER_NOT);
}

/* The shortest digits that read back, with an exponent only beyond 21 digits before and 20 behind the point; no point
 * without digits on both sides. */
Test(number, writes_the_shortest)
{
    static const struct {
        double x;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.0, "0"},
                 {1, "1"},
                 {-1, "-1"},
                 {10, "10"},
                 {120, "120"},
                 {0.1, "0.1"},
                 {-0.25, "-0.25"},
                 {1.5, "1.5"},
                 {10.25, "10.25"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {1e20, "100000000000000000000"},
                 {1e21, "1e21"},
                 {1.5e21, "1.5e21"},
                 {-2e30, "-2e30"},
                 {1e300, "1e300"},
                 {1e-20, "0.00000000000000000001"},
                 {1e-21, "1e-21"},
                 {-2.5e-21, "-2.5e-21"}};
    char text[NUMBER_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(number_shortest(cases[i].x, text), cases[i].text);
    /* A digit at every place, alone and behind another. */
    for (int exponent = -30; exponent <= 30; exponent++)
        for (int digits = 1; digits <= 101; digits += 20) {
            char from[32];
            snprintf(from, sizeof from, "%de%d", digits, exponent);
            double x = strtod(from, NULL), back;
            number_shortest(x, text);
            cr_expect(number_exact(text, strlen(text), &back) && back == x, "%s: %s", from, text);
            const char *point = strchr(text, '.'), *e = strchr(text, 'e');
            cr_expect(!point || (point > text && point[1] >= '0' && point[1] <= '9'), "%s: %s", from, text);
            cr_expect(e || strspn(text, "0123456789.") == strlen(text), "%s: %s", from, text);
        }
}

/* Day numbers: LibreOffice Calc and the table in ECMA-376 part 1, 18.17.4. */
Test(number, reads_dates)
{
    static const struct {
        const char *text, *iso;
    } cases[] = {
        {"31/12/2024", "2024-12-31"},
        {"1/2/2024", "2024-02-01"},
        {"01-02-2024", "2024-02-01"},
        {"1.2.2024", "2024-02-01"},
        {"2024-02-29", "2024-02-29"},
        {"2024/2/9", "2024-02-09"},
        {"2024-02-29T13:05:59Z", "2024-02-29"},
        {"2024-02-29 13:05", "2024-02-29"},
        {"29/2/2024 7:30", "2024-02-29"},
        {"45351", "2024-02-29"},
        {"45351.75", "2024-02-29"},
        {"36526", "2000-01-01"},
        {"29/02/2023", NULL},
        {"31/04/2024", NULL},
        {"12/31/2024", NULL},
        {"1/2/24", NULL},
        {"1/2-2024", NULL},
        {"2024", NULL},
        {"19999", NULL},
        {"80001", NULL},
        {"2024-13-01", NULL},
        {"2024-00-10", NULL},
        {"2024-02-29x", NULL},
        {"2024-02-29 25:00", NULL},
        {"", NULL},
        {"hôm nay", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char iso[DATE_TEXT] = "";
        bool read = date_parse(cases[i].text, iso);
        cr_expect_eq(read, cases[i].iso != NULL, "%s", cases[i].text);
        if (read && cases[i].iso)
            cr_expect_str_eq(iso, cases[i].iso, "%s: %s", cases[i].text, iso);
    }
    static const struct {
        double serial;
        bool from_1904;
        const char *iso;
    } serials[] = {
        {1, false, "1900-01-01"},      {59, false, "1900-02-28"},      {60, false, "1900-02-28"},
        {61, false, "1900-03-01"},     {25569, false, "1970-01-01"},   {45351.999, false, "2024-02-29"},
        {73050, false, "2099-12-31"},  {2958465, false, "9999-12-31"}, {2958465.5, false, "9999-12-31"},
        {0, true, "1904-01-01"},       {1, true, "1904-01-02"},        {43889, true, "2024-02-29"},
        {2957003, true, "9999-12-31"},
    };
    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++) {
        char iso[DATE_TEXT] = "";
        cr_expect(date_from_serial(serials[i].serial, serials[i].from_1904, iso));
        cr_expect_str_eq(iso, serials[i].iso, "%f: %s", serials[i].serial, iso);
    }
    char iso[DATE_TEXT];
    cr_expect(!date_from_serial(0.5, false, iso));
    cr_expect(!date_from_serial(-1, true, iso));
    cr_expect(!date_from_serial(2958466, false, iso));
    cr_expect(!date_from_serial(2957004, true, iso));
}

Test(number, faults_name_place_and_words)
{
    const char *texts[] = {
        "12.5", "1,234", "", "x", "1.234", "1.0", "31/12/2024", "31/13/2024", "99999999999999999999"};
    struct cell cells[9];
    for (size_t i = 0; i < 9; i++)
        cells[i] = (struct cell){texts[i], strlen(texts[i]), NULL, CELL_TEXT};
    struct row row = {.file = "f.csv", .line = 7, .cells = cells, .n_cells = 9};
    struct issues *issues = issues_new();
    double x;
    long long n;
    char iso[DATE_TEXT];
    cr_expect(cell_number(&row, 0, &x, issues) && x == 12.5);
    cr_expect(cell_integer(&row, 5, 0, 10, &n, issues) && n == 1);
    cr_expect(cell_date(&row, 6, iso, issues) && !strcmp(iso, "2024-12-31"));
    cr_expect(!cell_number(&row, 1, &x, issues));
    cr_expect(!cell_number(&row, 2, &x, issues));
    cr_expect(!cell_number(&row, 3, &x, issues));
    cr_expect(!cell_number(&row, 3, &x, issues)); /* what cannot be read is said once */
    row.line = 8;
    cr_expect(!cell_integer(&row, 1, 0, 5000, &n, issues));
    cr_expect(!cell_integer(&row, 4, 0, 5000, &n, issues));
    cr_expect(!cell_integer(&row, 5, 2, 3, &n, issues));
    cr_expect(!cell_integer(&row, 8, 0, 10, &n, issues));
    cr_expect(!cell_integer(&row, 20, 0, 10, &n, issues));
    cr_expect(!cell_date(&row, 7, iso, issues));
    cr_expect(!cell_date(&row, 2, iso, issues));
    static const char *const expected[] = {
        "F122 7 2: \"1,234\" can be read in two ways, 1234 or 1.234, and the other numbers do not say which; expected "
        "no "
        "mark between thousands and a decimal point",
        "F121 7 3: the cell is empty; expected a number",
        "F121 7 4: \"x\" is not a number; expected one such as 12.5",
        "F122 8 2: \"1,234\" can be read in two ways, 1234 or 1.234, and the other numbers do not say which; expected "
        "no "
        "mark between thousands and a decimal point",
        "F122 8 5: \"1.234\" can be read in two ways, 1.234 or 1234, and the other numbers do not say which; expected "
        "no "
        "mark between thousands and a decimal point",
        "F123 8 6: \"1.0\" is not a whole number from 2 to 3",
        "F123 8 9: \"99999999999999999999\" is not a whole number from 0 to 10",
        "F123 8 21: the cell is empty; expected a whole number from 0 to 10",
        "F124 8 8: \"31/13/2024\" is not a date; expected a date such as 2024-12-31 or 31/12/2024",
        "F124 8 3: the cell is empty; expected a date dd/mm/yyyy",
    };
    cr_assert_eq(issues_kept(issues), 10);
    for (size_t i = 0; i < 10; i++) {
        const struct issue *issue = issues_get(issues, i);
        char *got = xasprintf("%s %zu %zu: %s", issue->code, issue->place.line, issue->place.column, issue->text);
        cr_expect_str_eq(got, expected[i], "%s", got);
        free(got);
    }
    issues_free(issues);
}

Test(header, passes_over_row_numbers_without_a_name)
{
#define SAID "\nW104 2 1: column 1 has no name and numbers the rows; it is passed over"
    static const struct table_case cases[] = {
        {",code,own_unit\n1,A,B\n2,C,D\n", 0, "1 2 - - 2:A 3:C" SAID},
        {",code,own_unit\n0,A,B\n1,C,D\n2,E,F\n", 0, "1 2 - - 2:A 3:C 4:E" SAID},
        {",code,own_unit\n,A,B\n,C,D\n", 0, "1 2 - - 2:A 3:C"},
        {",code,own_unit\n1,A,B\n3,C,D\n3,E,F\n", 0,
         "1 2 - - 2:A" SAID "\nF116 3 1: \"3\" stands in a column without a name; expected a name in row 1"
         "\nF116 4 1: \"3\" stands in a column without a name; expected a name in row 1"},
        {",code,own_unit\n7,A,B\n", 0,
         "1 2 - -\nF116 2 1: \"7\" stands in a column without a name; expected a name in row 1"},
        {"code,,own_unit\nA,1,B\n", 0,
         "0 2 - -\nF116 2 2: \"1\" stands in a column without a name; expected a name in row 1"},
    };
#undef SAID
    CHECK(cases);
}

/* SurveyMonkey and Qualtrics; a row of data is never taken for a part of the header. */
Test(header, joins_the_rows_that_forms_export)
{
    static const struct table_case cases[] = {
        {"code,own_unit,How,,Why\n,Response,U1,U2,Open-Ended Response\nA,B,1,2,x\n", HEADER_EXTRA | HEADER_FORM,
         "0 1 - - +How [U1]@2 +How [U2]@3 +Why@4 3:A"},
        {"code,own_unit,How,,Why\n,Response,U1,U2,Open-Ended Response\nA,B,1,2,x\n", HEADER_EXTRA,
         "0 1 - - +How@2 +Why@4\nF116 2 4: \"U2\" stands in a column without a name; expected a name in row 1"
         "\nF116 3 4: \"2\" stands in a column without a name; expected a name in row 1"},
        {"code,own_unit,How,\nA,B,1,2\n", HEADER_EXTRA | HEADER_FORM,
         "0 1 - - +How@2\nF116 2 4: \"2\" stands in a column without a name; expected a name in row 1"},
        {"code,own_unit,How,\n1,B,x,y\n", HEADER_EXTRA | HEADER_FORM,
         "0 1 - - +How@2\nF116 2 4: \"y\" stands in a column without a name; expected a name in row 1"},
        {"code,own_unit,Q1\nThe "
         "code,Unit,How\n\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\nA,B,1\n",
         HEADER_EXTRA | HEADER_FORM, "0 1 - - +Q1@2 4:A"},
        {"code,own_unit,Q1\nThe code,Unit,How\nA,B,1\n", HEADER_EXTRA | HEADER_FORM, "0 1 - - +Q1@2 2:The code 3:A"},
        {"code,own_unit,Q1\nThe code,Unit,How\n", HEADER_EXTRA | HEADER_FORM, "0 1 - - +Q1@2 2:The code"},
        {"code,own_unit,Q1\n", HEADER_EXTRA | HEADER_FORM, "0 1 - - +Q1@2"},
    };
    CHECK(cases);
}
