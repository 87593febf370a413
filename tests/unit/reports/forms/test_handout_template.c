/* What a template is made from reads it back: tables_read() for a definition, headers for the rest. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/ballots/columns.h"
#include "importers/readers/reader.h"
#include "importers/tables/tables.h"
#include "reports/forms/template.h"
#include "survey/base/memory.h"
#include "tests/unit/report_round.h"

static char *file_in(const char *folder, const char *name)
{
    return xasprintf("%s/%s", folder, name);
}

static void write_template(const char *what, const char *path, struct store *round)
{
    struct error err = {0};
    cr_assert(template_write(what, path, round, NULL, NULL, true, &err), "%s", err.text);
}

/* A definition written from a round and read again is the same, table by table. */
Test(template, definition_of_a_round_is_read_back_the_same)
{
    char *folder = round_folder(), *path = file_in(folder, "definition.xlsx");
    struct store *store = round_make(folder, false);
    struct error err = {0};
    struct definition *before = definition_load(store, &err);
    write_template("definition", path, store);
    struct issues *issues = issues_new();
    struct definition *after = tables_read(path, issues, &err);
    issues_print(issues, stderr);
    cr_assert(after, "%s", err.text);
    cr_assert_eq(issues_count(issues, FAULT), 0);
    for (enum table_id t = T_BLOCKS; t < N_TABLES; t++) {
        cr_assert_eq(after->tables[t].n_rows, before->tables[t].n_rows, "%s", table_specs[t].name);
        for (size_t i = 0; i < after->tables[t].n_rows; i++)
            for (size_t c = 0; c < table_specs[t].n_columns; c++)
                cr_assert_str_eq(after->tables[t].rows[i].cells[c], before->tables[t].rows[i].cells[c], "%s %zu %s",
                                 table_specs[t].name, i, table_specs[t].columns[c].name);
    }
    for (enum setting_id k = 0; k < N_SETTINGS; k++)
        cr_assert_str_eq(after->setting[k], before->setting[k], "%s", setting_specs[k].key);
    issues_free(issues);
    definition_free(before);
    definition_free(after);
    store_close(store);
    round_folder_remove(folder);
    free(path);
}

/* An empty one lacks what must be there, and has no other fault: every sheet and column is known. */
Test(template, empty_definition_lacks_only_what_is_required)
{
    char *folder = round_folder(), *path = file_in(folder, "definition.xlsx");
    write_template("definition", path, NULL);
    struct issues *issues = issues_new();
    struct error err = {0};
    cr_assert(!tables_read(path, issues, &err));
    cr_assert(err.code == E_NONE, "%s", err.text);
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        cr_assert(strncmp(issue->code, "F1", 2) != 0 && strcmp(issue->code, "F202") != 0, "%s %s", issue->code,
                  issue->text);
    }
    cr_assert_gt(issues_count(issues, FAULT), 0);
    issues_free(issues);
    round_folder_remove(folder);
    free(path);
}

/* The first rows of the sheets that are read, cells joined by '|'. */
static char *headers_of(const char *path)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader, "%s", err.text);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < reader_n_sheets(reader); i++) {
        struct row row;
        if (reader_sheet_name(reader, i)[0] == '_')
            continue;
        cr_assert(reader_go(reader, i, &err) && reader_next(reader, &row, &err));
        fprintf(out, "[%s]", reader_sheet_name(reader, i));
        for (size_t c = 0; c < row.n_cells; c++)
            fprintf(out, "%s%s", c ? "|" : "", row_text(&row, c));
        fputc('\n', out);
    }
    fclose(out);
    reader_close(reader);
    issues_free(issues);
    return text;
}

Test(template, frame_ballots_and_points_have_the_columns_importers_read)
{
    char *folder = round_folder(), *path = file_in(folder, "t.xlsx");
    struct store *store = round_make(folder, false);
    write_template("frame", path, store);
    char *text = headers_of(path);
    cr_assert_str_eq(
        text, "[Danh sách]Mã đối tượng *|Nhóm *|Đơn vị công tác|Đơn vị giao dịch|Bưu điện|Quy mô|Họ tên|Liên hệ\n");
    free(text);
    write_template("ballots", path, store);
    text = headers_of(path);
    cr_assert_str_eq(text, "[P1]serial|channel|keyer|state|reason|unit|Q1|Q2|Q3\n");
    free(text);
    write_template("points", path, store);
    text = headers_of(path);
    cr_assert_str_eq(text,
                     "[Điểm]Mã đơn vị *|Mã tiêu chí *|Mã nhóm|Bước *|Điểm|Phần trăm|Sai số chuẩn|Số phiếu|Cơ quan "
                     "chấm|Ngày|Lý do\n[Tài liệu kiểm chứng]Mã đơn vị *|Mã tiêu chí *|Số|Ký hiệu|Ngày ban hành|Tên tài "
                     "liệu *|Mã băm tệp|Ghi chú\n");
    free(text);
    write_template("points", path, NULL);
    store_close(store);
    round_folder_remove(folder);
    free(path);
}

Test(template, says_what_it_does_not_know)
{
    char *folder = round_folder(), *path = file_in(folder, "t.xlsx");
    struct error err = {0};
    cr_assert(!template_write("tables", path, NULL, NULL, NULL, false, &err));
    cr_assert(err.code == E_USAGE);
    cr_assert_str_eq(
        err.text,
        "there is no template \"tables\"; expected definition, frame, ballots, points, recipe, findings or form");
    err = (struct error){0};
    cr_assert(!template_write("ballots", path, NULL, NULL, NULL, false, &err));
    cr_assert_str_eq(err.text, "the template \"ballots\" needs a round: --round");
    write_template("frame", path, NULL);
    err = (struct error){0};
    cr_assert(!template_write("frame", path, NULL, NULL, NULL, false, &err));
    cr_assert(err.code == E_FILE && strstr(err.text, "exists already; --force"), "%s", err.text);
    round_folder_remove(folder);
    free(path);
}
