#include "tests/unit/rounds.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct actor tester = {.who = "tester", .reason = "a test"};

void row(struct definition *d, enum table_id t, const char *const *cells)
{
    const char *all[TABLE_MAX_COLUMNS] = {NULL};
    for (size_t i = 0; i < table_specs[t].n_columns && cells[i]; i++)
        all[i] = cells[i];
    definition_add_row(d, t, d->tables[t].n_rows + 2, all);
}

struct definition *tiny_rows(void)
{
    struct definition *d = definition_new();
    ROW(T_ROUND, "code", "TINY");
    ROW(T_ROUND, "title", "Đợt thử");
    ROW(T_ROUND, "year", "2024");
    ROW(T_BLOCKS, "B", "Khối");
    ROW(T_UNITS, "U1", "Đơn vị một", "B");
    ROW(T_UNITS, "U2", "Đơn vị hai", "B");
    ROW(T_GROUPS, "G1", "Nhóm một", "ballot", "census");
    ROW(T_GROUPS, "G2", "Nhóm hai", "ballot", "srs", "2");
    ROW(T_SCALES, "S", "A", "Tốt", "100");
    ROW(T_SCALES, "S", "B", "Khá", "60");
    ROW(T_SCALES, "S", "C", "Trung bình", "20");
    ROW(T_SCALES, "S", "D", "Yếu", "0");
    ROW(T_SCALES, "S", "E", "Không có ý kiến", "");
    ROW(T_CRITERIA, "B", "1", "Lĩnh vực", "", "100");
    ROW(T_CRITERIA, "B", "1.1", "Thẩm định", "1", "60", "", "", "0.25", "TD");
    ROW(T_CRITERIA, "B", "1.2", "Điều tra", "1", "40", "", "", "", "DTXHH");
    ROW(T_BALLOT_TYPES, "P", "Phiếu", "G1;G2", "B", "all", "allow");
    ROW(T_QUESTIONS, "P", "Q1", "Câu một", "unit", "option", "", "1.2", "", "S", "yes");
    ROW(T_QUESTIONS, "P", "Q2", "Câu hai", "unit", "option", "", "1.2", "", "S", "no");
    return d;
}

void set_setting(struct definition *d, const char *key, const char *value)
{
    ROW(T_ROUND, key, value);
}

void set_cell(struct definition *d, enum table_id t, size_t i, const char *column, const char *value)
{
    char **cell = &d->tables[t].rows[i].cells[table_column(t, column)];
    free(*cell);
    *cell = strdup(value);
}

struct definition *tiny_definition_with(const char *min_answered, const char *invalid_if)
{
    struct definition *d = tiny_rows();
    if (min_answered)
        set_setting(d, "min_answered", min_answered);
    if (invalid_if)
        set_setting(d, "invalid_if", invalid_if);
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    if (!ok)
        issues_print(issues, stderr);
    cr_assert(ok);
    issues_free(issues);
    return d;
}

struct definition *tiny_definition(void)
{
    return tiny_definition_with(NULL, NULL);
}

const char *test_folder(void)
{
    const char *set = getenv("TMPDIR");
    return set && *set && strlen(set) < 40 ? set : access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm";
}

struct store *tiny_round(char path[64])
{
    snprintf(path, 64, "%s/dtxhh-test-XXXXXX", test_folder());
    int file = mkstemp(path);
    cr_assert(file >= 0);
    close(file);
    unlink(path);
    struct error err = {0};
    struct store *store = store_create(path, NULL, &err);
    struct definition *d = tiny_definition();
    struct run run;
    bool ok = store && run_begin(&run, store, "new", &tester, &err) && definition_save(d, store, &err);
    cr_assert(ok && run_commit(&run, &err), "%s", err.text);
    definition_free(d);
    return store;
}

void run_sql(struct store *store, const char *sql)
{
    struct error err = {0};
    cr_assert(store_run(store, sql, &err), "%s: %s", sql, err.text);
}

struct store *damaged(struct store *store, const char *path, const char *table)
{
    char *sql = NULL, zeros[8192] = {0};
    struct error err = {0};
    cr_assert(asprintf(&sql, "SELECT rootpage FROM sqlite_master WHERE name = '%s'", table) > 0);
    int64_t page = store_number(store, sql, 0);
    free(sql);
    store_close(store);
    FILE *f = fopen(path, "r+b");
    cr_assert(page > 1 && f && fseek(f, (long)(page - 1) * 8192, SEEK_SET) == 0);
    cr_assert(fwrite(zeros, 1, sizeof zeros, f) == sizeof zeros && fclose(f) == 0);
    store = store_open_damaged(path, &err);
    cr_assert(store, "%s", err.text);
    return store;
}
