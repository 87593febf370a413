/* The round is made by hand in report_round.c: seven ballots at the offices BD-1 (3), BD-2 (3) and none (1). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/ballots/columns.h"
#include "importers/readers/reader.h"
#include "reports/forms/handout.h"
#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/round/ballots.h"
#include "tests/unit/report_round.h"

struct made {
    char *folder, *dir;
    struct store *store;
};

static struct made make(void)
{
    struct made m = {.folder = round_folder()};
    m.store = round_make(m.folder, false);
    m.dir = xasprintf("%s/out", m.folder);
    return m;
}

static void unmake(struct made *m)
{
    store_close(m->store);
    round_folder_remove(m->dir);
    round_folder_remove(m->folder);
}

static size_t write_all(struct made *m)
{
    struct error err = {0};
    size_t n = 0;
    cr_assert(handout_write(m->store, m->dir, 0, NULL, true, &n, &err), "%s", err.text);
    return n;
}

/* The rows of SHEET of FILE, cells joined by '|'. */
static char *read_sheet(struct made *m, const char *file, const char *sheet)
{
    char *path = xasprintf("%s/%s", m->dir, file), *text = NULL;
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader, "%s", err.text);
    size_t at = reader_find_sheet(reader, sheet), size = 0;
    cr_assert(at != SIZE_MAX && reader_go(reader, at, &err), "no sheet %s", sheet);
    FILE *out = open_memstream(&text, &size);
    struct row row;
    while (reader_next(reader, &row, &err)) {
        for (size_t c = 0; c < row.n_cells; c++)
            fprintf(out, "%s%s", c ? "|" : "", row_text(&row, c));
        fputc('\n', out);
    }
    fclose(out);
    reader_close(reader);
    issues_free(issues);
    free(path);
    return text;
}

static char *serial(int nine, char out[SERIAL_TEXT])
{
    return serial_format(serial_make(nine), out);
}

#define HAS(text, part) cr_assert(strstr(text, part), "no \"%s\" in:\n%s", part, text)

Test(handout, makes_two_files_for_each_office)
{
    struct made m = make();
    cr_assert_eq(write_all(&m), 6);
    static const char *const files[] = {"BD-1-phat-phieu.xlsx", "BD-1-nhap-phieu.xlsx", "BD-2-phat-phieu.xlsx",
                                        "BD-2-nhap-phieu.xlsx", "khac-phat-phieu.xlsx", "khac-nhap-phieu.xlsx"};
    for (size_t i = 0; i < 6; i++) {
        char *path = xasprintf("%s/%s", m.dir, files[i]);
        cr_assert(access(path, F_OK) == 0, "%s", path);
        free(path);
    }
    unmake(&m);
}

Test(handout, list_stands_by_group_and_member)
{
    struct made m = make();
    write_all(&m);
    char *text = read_sheet(&m, "BD-2-phat-phieu.xlsx", "Phát phiếu"), number[3][SERIAL_TEXT];
    char *rows = xasprintf("TT|Số phiếu|Mã đối tượng|Nhóm đối tượng|Mẫu phiếu|Đã phát|Đã thu|Lý do không thu|Ký nhận\n"
                           "1|%s|H3|Đại biểu Hội đồng nhân dân|Phiếu 01 - Đánh giá các cơ quan\n"
                           "2|%s|L1|=Lãnh đạo cơ quan|Phiếu 01 - Đánh giá các cơ quan\n"
                           "3|%s|L3|=Lãnh đạo cơ quan|Phiếu 01 - Đánh giá các cơ quan\n",
                           serial(300000003, number[0]), serial(400000004, number[1]), serial(100000007, number[2]));
    HAS(text, rows);
    HAS(text, "Tổng số|||||3\n");
    free(rows);
    free(text);
    unmake(&m);
}

/* By serial, which is random: 100000007 belongs to L3, who stands last in the list. */
Test(handout, entry_workbook_stands_by_serial_and_names_no_member)
{
    struct made m = make();
    write_all(&m);
    char *text = read_sheet(&m, "BD-2-nhap-phieu.xlsx", "Phiếu 01"), number[3][SERIAL_TEXT];
    char *rows = xasprintf("serial|keyer|state|reason|Q1.SNV|Q2.SNV|Q1.BQL|Q2.BQL|Q1.UBA|Q2.UBA|Q3\n%s\n%s\n%s\n",
                           serial(100000007, number[0]), serial(300000003, number[1]), serial(400000004, number[2]));
    HAS(text, rows);
    cr_assert(!strstr(text, "L3") && !strstr(text, "H3"));
    HAS(text, "Ô trống: người trả lời bỏ trống");
    free(rows);
    free(text);
    unmake(&m);
}

/* What importers ask of a ballot file: a header they find below the titles, whose columns they know. */
Test(handout, importers_know_the_columns_of_the_entry_workbook)
{
    struct made m = make();
    write_all(&m);
    struct error err = {0};
    struct definition *d = definition_load(m.store, &err);
    char *path = xasprintf("%s/BD-1-nhap-phieu.xlsx", m.dir);
    struct issues *issues = issues_new();
    struct reader *reader = reader_open(path, issues, &err);
    size_t n_read = 0;
    for (size_t i = 0; i < reader_n_sheets(reader); i++) {
        if (reader_sheet_name(reader, i)[0] == '_')
            continue;
        cr_assert(reader_go(reader, i, &err));
        struct ballot_columns columns;
        cr_assert(ballot_columns_read(&columns, reader, d, NULL, issues, &err));
        cr_assert_eq(columns.n, 7);
        cr_assert_eq(columns.header.line, 5);
        cr_assert(columns.header.at[B_SERIAL] == 0 && columns.header.at[B_KEYER] == 1 &&
                  columns.header.at[B_STATE] == 2 && columns.header.at[B_REASON] == 3);
        struct row row;
        while (header_next(&columns.header, &row, &err)) {
            cr_assert(serial_parse(ballot_field(&columns, &row, B_SERIAL)) != 0);
            n_read++;
        }
        ballot_columns_release(&columns);
    }
    cr_assert_eq(n_read, 3);
    cr_assert_eq(issues_count(issues, FAULT), 0); /* one warning: the titles above the header are passed over */
    reader_close(reader);
    issues_free(issues);
    free(path);
    definition_free(d);
    unmake(&m);
}

Test(handout, gives_the_same_bytes_twice)
{
    struct made m = make();
    char first[HASH_HEX], second[HASH_HEX], *path = xasprintf("%s/BD-1-nhap-phieu.xlsx", m.dir);
    struct error err = {0};
    write_all(&m);
    cr_assert(hash_file(path, first, &err));
    write_all(&m);
    cr_assert(hash_file(path, second, &err));
    cr_assert_str_eq(first, second);
    free(path);
    unmake(&m);
}

Test(handout, writes_nothing_where_a_file_is_in_the_way)
{
    struct made m = make();
    cr_assert(mkdir(m.dir, 0777) == 0);
    char *path = xasprintf("%s/khac-nhap-phieu.xlsx", m.dir);
    fclose(fopen(path, "w"));
    struct error err = {0};
    size_t n = 0;
    cr_assert(!handout_write(m.store, m.dir, 0, NULL, false, &n, &err));
    cr_assert(err.code == E_FILE && strstr(err.text, "khac-nhap-phieu.xlsx\" exists already; --force"), "%s", err.text);
    cr_assert_eq(n, 0);
    char *first = xasprintf("%s/BD-1-phat-phieu.xlsx", m.dir);
    cr_assert(access(first, F_OK) != 0);
    free(first);
    free(path);
    unmake(&m);
}

Test(handout, says_what_is_missing)
{
    struct made m = make();
    struct error err = {0};
    size_t n = 0;
    cr_assert(!handout_write(m.store, m.dir, 99, NULL, false, &n, &err)); /* no such run */
    cr_assert(err.code == E_STATE);
    cr_assert_str_eq(err.text, "no ballots are issued yet; run `dtxhh issue` first");
    err = (struct error){0};
    cr_assert(!handout_write(m.store, "/tmp/no/such/folder", 0, NULL, false, &n, &err));
    cr_assert(err.code == E_FILE && strstr(err.text, "the folder \"/tmp/no/such/folder\" cannot be made: "), "%s",
              err.text);
    unmake(&m);
}
