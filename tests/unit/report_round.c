#include "tests/unit/report_round.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/store/log.h"

char *round_folder(void)
{
    char *folder = xstrdup("/tmp/dtxhh-report-XXXXXX");
    cr_assert(mkdtemp(folder) != NULL);
    return folder;
}

void round_folder_remove(char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir)) {
        char *path = xasprintf("%s/%s", folder, entry->d_name);
        unlink(path);
        free(path);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
    free(folder);
}

/* Add the rows of TEXT to TABLE: a line a row, cells separated by `|`. */
static void add(struct definition *d, enum table_id table, const char *text)
{
    char *copy = xstrdup(text), *line = copy;
    for (size_t n = 1; line && *line; n++) {
        char *end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        const char *cells[TABLE_MAX_COLUMNS] = {0};
        size_t c = 0;
        for (char *cell = line; cell && c < table_specs[table].n_columns; c++) {
            cells[c] = cell;
            cell = strchr(cell, '|');
            if (cell)
                *cell++ = '\0';
        }
        definition_add_row(d, table, n, cells);
        line = end;
    }
    free(copy);
}

static struct definition *definition(void)
{
    struct definition *d = definition_new();
    add(d, T_ROUND,
        "code|VD2024|\n"
        "title|Điều tra xã hội học xác định Chỉ số cải cách hành chính năm 2024 của tỉnh Ví dụ & lân cận|Kế hoạch số "
        "1/KH\n"
        "year|2024|\n"
        "organiser|Viện Nghiên cứu Ví dụ|\n"
        "period_from|2024-01-01|\nperiod_to|2024-12-31|\nfieldwork_from|2024-12-01|\nfieldwork_to|2024-12-20|\n"
        "combine|group_means|Quyết định số 2/QĐ\n"
        "min_base|1|Quyết định số 2/QĐ\n"
        "invalid_if|blank; multiple:50%|Quyết định số 2/QĐ\n"
        "rounding|once|Hướng dẫn số 3/HD\n"
        "rank_by|points|Quyết định số 2/QĐ\n"
        "min_cell|2|\n");
    add(d, T_BLOCKS, "SO|Các sở, ban, ngành|yes\nHUYEN|Ủy ban nhân dân huyện|yes\n");
    add(d, T_UNITS, "SNV|Sở Nội vụ|SO||yes|1\nBQL|" LONG_NAME "|SO||no|2\nUBA|Ủy ban nhân dân huyện A|HUYEN||yes|3\n");
    add(d, T_GROUPS,
        "HDND|Đại biểu Hội đồng nhân dân|ballot|census\n"
        "LD|=Lãnh đạo cơ quan|ballot|srs|2|persons\n");
    add(d, T_SCALES, "MUC|A|Tốt|100\nMUC|B|Khá|60\nMUC|C|Kém|0\nMUC|D|Không có ý kiến|\n");
    add(d, T_CRITERIA,
        "*|1|Chỉ đạo, điều hành||||||||\n"
        "*|1.1|Kế hoạch cải cách hành chính|1|60|||0.25|TD|Sở Nội vụ||Quyết định số 4/QĐ\n"
        "*|1.2|Chất lượng chỉ đạo|1|20||||DTXHH|Viện||Quyết định số 4/QĐ\n"
        "*|2|Thủ tục hành chính||||||||\n"
        "*|2.1|Chất lượng giải quyết|2|20||||DTXHH|Viện||\n");
    add(d, T_NOT_APPLICABLE, "HUYEN|UBA|2.1|*|Công văn số 5\n");
    add(d, T_BALLOT_TYPES, "P1|Phiếu 01 - Đánh giá các cơ quan|HDND;LD|*|all|allow\n");
    add(d, T_QUESTIONS,
        "P1|Q1|Ông (bà) đánh giá thế nào về chỉ đạo, điều hành?|unit|option||1.2||MUC|no\n"
        "P1|Q2|Ông (bà) đánh giá thế nào về giải quyết thủ tục?|unit|option||2.1||MUC|no\n"
        "P1|Q3|Ông (bà) làm việc được mấy năm?|ballot|number||||\n");
    add(d, T_GROUP_WEIGHTS, "*|*|HDND|0.6|Quyết định số 2/QĐ\n*|*|LD|0.4|Quyết định số 2/QĐ\n");
    add(d, T_CLASSES, "*|Xuất sắc|90|points|80|1\n*|Tốt|80|points\n*|Khá|0|points\n");
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    issues_print(issues, stderr);
    issues_free(issues);
    cr_assert(ok);
    return d;
}

static void run_sql(struct store *store, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *sql = NULL;
    cr_assert(vasprintf(&sql, format, args) > 0);
    va_end(args);
    struct error err = {0};
    cr_assert(store_run(store, sql, &err), "%s: %s", err.text, sql);
    free(sql);
}

/* Seven ballots.  Units in the list: SNV, BQL, UBA; cells Q1 Q2 of each, then Q3. */
static const struct {
    int nine;
    const char *group, *member, *office, *cells, *event;
} ballots[] = {
    {700000001, "HDND", "H1", "BD-1", "01010102030201", NULL},
    {200000002, "HDND", "H2", "BD-1", "01020100020001", NULL},
    {300000003, "HDND", "H3", "BD-2", "0203FEFF010400", NULL},
    {400000004, "LD", "L1", "BD-2", "01040202010101", NULL},
    {500000005, "LD", "L2", "", "00000000000000", NULL}, /* blank: not valid */
    {600000006, "HDND", "H4", "BD-1", NULL, "refused"},
    {100000007, "LD", "L3", "BD-2", NULL, NULL},
};

static void add_ballots(struct store *store, int64_t run)
{
    run_sql(store, "INSERT INTO source VALUES (1, 'ballots', 'phieu.csv', 'aa', 5, 'Số liệu mô phỏng: thử', %d)",
            (int)run);
    static const char *const units[] = {"SNV", "BQL", "UBA"};
    for (int i = 0; i < 3; i++)
        run_sql(store, "INSERT INTO unit_list VALUES (1, %d, '%s', %d)", i, units[i], (int)run);
    for (size_t i = 0; i < sizeof ballots / sizeof *ballots; i++) {
        long long serial = serial_make(ballots[i].nine);
        run_sql(store, "INSERT INTO ballot VALUES (%lld, 'P1', '%s', '%s', NULL, 1, nullif('%s', ''), NULL, %d)",
                serial, ballots[i].group, ballots[i].member, ballots[i].office, (int)run);
        if (ballots[i].cells)
            run_sql(store, "INSERT INTO entry VALUES (%lld, 1, 'paper', 'K1', 1, %zu, x'%s', %d)", serial, i + 2,
                    ballots[i].cells, (int)run);
        if (ballots[i].event)
            run_sql(store, "INSERT INTO event VALUES (%lld, 1, '%s', NULL, %d)", serial, ballots[i].event, (int)run);
    }
    for (int i = 1; i <= 4; i++)
        run_sql(store, "INSERT INTO frame VALUES ('HDND', 'H%d', NULL, NULL, 'BD-1', NULL, NULL)", i);
    for (int i = 1; i <= 5; i++)
        run_sql(store, "INSERT INTO frame VALUES ('LD', 'L%d', NULL, NULL, 'BD-2', NULL, NULL)", i);
    run_sql(store, "INSERT INTO freeze VALUES (%d, '%s', 'Xổ số Thủ đô ngày 05/12/2024', 9, 0, 10, NULL)", (int)run,
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    run_sql(store, "INSERT INTO draw VALUES (%d, %d, '12345 67890', 'consistent')", (int)run, (int)run);
    run_sql(store, "INSERT INTO strata VALUES ('HDND', '', 4, 4, 0), ('LD', '', 5, 3, 1)");
    run_sql(store, "INSERT INTO release VALUES ('LD', 'L3', 'L9', 'moved', %d)", (int)run);
}

/* Points in 1e-9. */
static void add_scores(struct store *store)
{
    run_sql(store, "INSERT INTO response VALUES ('P1', 'HDND', '', 4, 4, 0, 0, 4, 3, 3, 1.0, 1.3333333333333333),"
                   " ('P1', 'LD', '', 5, 3, 1, 0, 3, 2, 1, 1.25, 3.2)");
    run_sql(store,
            "INSERT INTO weight_step VALUES (1, 'base', '', 4, 4.25, 1, 1.25, 0.117, 1.0138, 3.945, NULL, NULL, NULL),"
            " (1, 'base', 'HDND', 3, 3, 1, 1, 0, 1, 3, NULL, NULL, NULL)");
    static const struct {
        const char *unit, *criterion;
        int level;
        const char *method;
        int applicable;
        double max, points, percent, pooled;
    } nodes[] = {
        {"SNV", "1", 1, "", 1, 80, 74.128, 92.66, 0},
        {"SNV", "1.1", 2, "TD", 1, 60, 55.75, 92.916666667, 0},
        {"SNV", "1.2", 2, "DTXHH", 1, 20, 18.378, 91.89, 18},
        {"SNV", "2", 1, "", 1, 20, 12.3472, 61.736, 0},
        {"SNV", "2.1", 2, "DTXHH", 1, 20, 12.3472, 61.736, 12},
        {"BQL", "1", 1, "", 1, 80, 70.5, 88.125, 0},
        {"BQL", "1.1", 2, "TD", 1, 60, 52.5, 87.5, 0},
        {"BQL", "1.2", 2, "DTXHH", 1, 20, 18, 90, 17},
        {"BQL", "2", 1, "", 1, 20, 12, 60, 0},
        {"BQL", "2.1", 2, "DTXHH", 1, 20, 12, 60, 11},
        {"UBA", "1", 1, "", 1, 80, 68.005, 85.00625, 0},
        {"UBA", "1.1", 2, "TD", 1, 60, 52, 86.666666667, 0},
        {"UBA", "1.2", 2, "DTXHH", 1, 20, 16.005, 80.025, 16},
        {"UBA", "2", 1, "", 0, 0, 0, 0, 0},
        {"UBA", "2.1", 2, "DTXHH", 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        run_sql(store,
                "INSERT INTO score_node VALUES ('%s', '%s', %d, nullif('%s', ''), %d, %lld, %lld, %lld, nullif(%lld, "
                "0), %s, NULL, NULL, NULL, NULL)",
                nodes[i].unit, nodes[i].criterion, nodes[i].level, nodes[i].method, nodes[i].applicable,
                (long long)decimal_from_double(nodes[i].max), (long long)decimal_from_double(nodes[i].points),
                (long long)decimal_from_double(nodes[i].percent), (long long)decimal_from_double(nodes[i].pooled),
                !strcmp(nodes[i].method, "TD") ? "'second'" : "NULL");
    run_sql(
        store,
        "INSERT INTO score_group VALUES ('SNV', '1.2', 'HDND', 3, 3, 86666666667, '0.6', 600000000, NULL, 1.25, NULL),"
        " ('SNV', '1.2', 'LD', 1, 1, 99705000000, '0.4', 400000000, NULL, NULL, 'lonely'),"
        " ('SNV', '2.1', 'HDND', 3, 3, 61736000000, '0.6', 1000000000, NULL, 2.5, NULL),"
        " ('SNV', '2.1', 'LD', 0, 0, NULL, '0.4', 0, 'min_base', NULL, 'none')");
    run_sql(store, "INSERT INTO score VALUES"
                   " ('SNV', 'SO', 100000000000, 55750000000, 30725200000, 0, 0, 0, 86480000000, 86480000000, "
                   "86480000000, 1, 'Tốt', 0.5, 30.0, 85.46, 87.5, 1, 1, 1, 1, 'Tốt', 'Tốt', 'not_counted'),"
                   " ('BQL', 'SO', 100000000000, 52500000000, 30000000000, 0, 0, 0, 82500000000, 82500000000, "
                   "82500000000, NULL, 'Tốt', 0.75, 30.0, 80.97, 84.03, 3, 0, NULL, NULL, 'Tốt', 'Tốt', NULL),"
                   " ('UBA', 'HUYEN', 80000000000, 52000000000, 16005000000, 0, 0, 0, 68005000000, 85006250000, "
                   "68000000000, 1, 'Khá', NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 'quota')");
}

struct store *round_make(const char *folder, bool scored)
{
    struct error err = {0};
    char *path = xasprintf("%s/round.dtxhh", folder);
    struct store *store = store_create(path, NULL, &err);
    cr_assert(store, "%s", err.text);
    free(path);
    struct definition *d = definition();
    const struct actor actor = {.who = "thử"};
    struct run run;
    cr_assert(run_begin(&run, store, "new", &actor, &err));
    cr_assert(definition_save(d, store, &err), "%s", err.text);
    add_ballots(store, run.number);
    cr_assert(run_commit(&run, &err), "%s", err.text);
    definition_free(d);
    if (scored) {
        cr_assert(run_begin(&run, store, "score", &actor, &err));
        add_scores(store);
        cr_assert_gt(store_number(store, "SELECT count(*) FROM units, ballot", 0), 0);
        cr_assert(run_commit(&run, &err), "%s", err.text);
    }
    return store;
}

void round_touch(struct store *store)
{
    const struct actor actor = {.who = "thử"};
    struct error err = {0};
    struct run run;
    cr_assert(run_begin(&run, store, "issue", &actor, &err));
    run_sql(store, "INSERT INTO ballot VALUES (%lld, 'P1', 'LD', 'L4', NULL, 1, NULL, NULL, %d)",
            (long long)serial_make(800000008), (int)run.number);
    cr_assert(run_commit(&run, &err), "%s", err.text);
}
