/* The round is made by hand in report_round.c; the figures expected here are counted or
 * copied from there by hand. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/readers/reader.h"
#include "reports/sheets/report.h"
#include "survey/base/check_digits.h"
#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/round/tables.h"
#include "tests/unit/report_round.h"

struct made {
    char *folder, *path;
    struct store *store;
};

static struct made make(bool scored)
{
    struct made m = {.folder = round_folder()};
    m.store = round_make(m.folder, scored);
    m.path = xasprintf("%s/report.xlsx", m.folder);
    return m;
}

static void unmake(struct made *m)
{
    store_close(m->store);
    round_folder_remove(m->folder);
    free(m->path);
}

static void write_report(struct made *m, enum report_for whom, const char *unit)
{
    struct error err = {0};
    cr_assert(report_write(m->store, m->path, whom, unit, NULL, true, &err), "%s", err.text);
}

/* All rows of SHEET (NULL: of the whole book, each after "[its sheet]"), cells joined by '|'. */
static char *read_sheet(const char *path, const char *sheet)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    cr_assert(reader, "%s", err.text);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < reader_n_sheets(reader); i++) {
        if (sheet && strcmp(reader_sheet_name(reader, i), sheet) != 0)
            continue;
        if (!sheet)
            fprintf(out, "[%s]\n", reader_sheet_name(reader, i));
        cr_assert(reader_go(reader, i, &err), "%s", err.text);
        struct row row;
        while (reader_next(reader, &row, &err)) {
            for (size_t c = 0; c < row.n_cells; c++)
                fprintf(out, "%s%s", c ? "|" : "", row.cells[c].value ? row.cells[c].value : row.cells[c].text);
            fputc('\n', out);
        }
        cr_assert(err.code == E_NONE, "%s", err.text);
    }
    fclose(out);
    cr_assert(issues_kept(issues) == 0);
    reader_close(reader);
    issues_free(issues);
    return text;
}

#define HAS(text, part)    cr_assert(strstr(text, part), "no \"%s\" in:\n%s", part, text)
#define HAS_NO(text, part) cr_assert(!strstr(text, part), "\"%s\" in:\n%s", part, text)

static void sheet_has(struct made *m, const char *sheet, const char *const *lines)
{
    char *text = read_sheet(m->path, sheet);
    for (; *lines; lines++)
        HAS(text, *lines);
    free(text);
}

Test(report, ranking_shows_the_scores_of_the_round)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Xếp hạng – khối 1",
              (const char *const[]){
                  "Hạng|Cơ quan, đơn vị|Tổng điểm|Điểm thẩm định|Điểm điều tra XHH|Điểm tối đa áp dụng|Chỉ số "
                  "(%)|Xếp loại|Tổng điểm, cận dưới 95 % (chỉ sai số phần điều tra)|Tổng điểm, cận trên 95 % (chỉ sai "
                  "số phần "
                  "điều tra)|Hạng có thể|Nhóm hạng|Xếp loại chắc chắn?|Số người trả lời ít nhất của một nhóm\n",
                  "1|Sở Nội vụ|86.48|55.75|30.73|100|86.48|Tốt|85.46|87.5|1|1|chắc chắn|1 (sàn)\n",
                  "Khoảng 95 % là của cột Tổng điểm: nếu hỏi hết",
                  "SIPAS hoặc điều tra lấy từ bên ngoài không được tính", "Được chấm điểm nhưng không xếp hạng",
                  "–|" LONG_NAME "|82.5|52.5|30|100|82.5|Tốt|80.97|84.03|–|–|chắc chắn|3\n",
                  "Trung bình khối||86.48|55.75|30.73|100|86.48\n", NULL});
    unmake(&m);
}

/* The cell after NAME in the rows of TEXT, whose row must end in BASIS; a new string. */
static char *rule_words(const char *text, const char *name, const char *basis)
{
    char *start = xasprintf("\n%s|", name), *end = xasprintf("|%s\n", basis);
    const char *row = strstr(text, start), *words = row ? row + strlen(start) : NULL;
    const char *stop = words ? strstr(words, end) : NULL;
    cr_assert(stop && !memchr(words, '\n', (size_t)(stop - words)), "no %s with %s in:\n%s", name, basis, text);
    char *copy = xstrndup(words, (size_t)(stop - words));
    free(start);
    free(end);
    return copy;
}

/* Number I of CHOICES "a|b|c", from the first again after the last; a new string. */
static char *choice_number(const char *choices, size_t i)
{
    size_t n = 1;
    for (const char *p = choices; *p; p++)
        n += *p == '|';
    const char *at = choices;
    for (i %= n; i > 0; i--)
        at = strchr(at, '|') + 1;
    return xstrndup(at, strcspn(at, "|"));
}

/* Whatever settings there are: each rule with its value in words, other for another value, and its basis. */
Test(report, cover_has_every_rule_with_its_value_and_basis)
{
    struct made m = make(true);
    struct error err = {0};
    char *before[N_SETTINGS] = {NULL};
    for (size_t turn = 0; turn < 4; turn++) {
        cr_assert(store_run(m.store, "DELETE FROM round WHERE key NOT IN ('code', 'title', 'year')", &err));
        for (enum setting_id s = S_FIRST_RULE; s < N_SETTINGS; s++) {
            const struct setting_spec *spec = &setting_specs[s];
            char *value = spec->kind != K_WORDS && spec->choices ? choice_number(spec->choices, turn)
                          : spec->kind == K_SHARE                ? xasprintf("%zu%%", 10 * turn)
                          : s == S_INVALID_IF   ? choice_number("blank|straight|required|multiple:9%", turn)
                          : s == S_TIE_BREAKERS ? choice_number("|appraised|survey|sipas", turn)
                                                : xasprintf("%zu", turn + 1);
            char *sql = xasprintf("INSERT INTO round SELECT max(position) + 1, '%s', '%s', 'Căn cứ của %s' FROM round",
                                  spec->key, value, spec->key);
            cr_assert(store_run(m.store, sql, &err), "%s", err.text);
            free(sql);
            free(value);
        }
        write_report(&m, turn % 2 ? REPORT_COUNCIL : REPORT_INSTITUTE, NULL);
        char *text = read_sheet(m.path, "Bìa");
        for (enum setting_id s = S_FIRST_RULE; s < N_SETTINGS; s++) {
            char *basis = xasprintf("Căn cứ của %s", setting_specs[s].key);
            char *words = rule_words(text, setting_specs[s].vietnamese, basis);
            cr_assert(*words && !(setting_specs[s].choices && choice_has(setting_specs[s].choices, words)), "%s: %s",
                      setting_specs[s].key, words);
            cr_assert(turn != 1 || strcmp(words, before[s]) != 0, "%s: %s", setting_specs[s].key, words);
            free(before[s]);
            before[s] = words;
            free(basis);
        }
        free(text);
    }
    for (enum setting_id s = 0; s < N_SETTINGS; s++)
        free(before[s]);
    unmake(&m);
}

/* 68.005 is 68.01 rounded once; its parts 52 and 16.005 were rounded to 68.00 the other way. */
Test(report, ranking_shows_what_the_other_rounding_would_give)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Xếp hạng – khối 2",
              (const char *const[]){"1|Ủy ban nhân dân huyện A|68.01|52|16.01|80|85.01|Khá|68|-0.01\n",
                                    "Không nêu sai số chọn mẫu cho đơn vị có nhóm lấy theo chỉ tiêu", NULL});
    unmake(&m);
}

Test(report, points_show_the_tree_against_the_units)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Điểm theo tiêu chí – khối 1",
              (const char *const[]){
                  "Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Sở Nội vụ|" LONG_NAME "\n",
                  "1|Chỉ đạo, điều hành||80|74.13|70.5\n", "1.1|Kế hoạch cải cách hành chính|Thẩm định|60|55.75|52.5\n",
                  "2.1|Chất lượng giải quyết|ĐTXHH|20|12.35|12\n", "Tổng điểm||||86.48|82.5\n", NULL});
    sheet_has(&m, "Điểm theo tiêu chí – khối 2",
              (const char *const[]){"1.2|Chất lượng chỉ đạo|ĐTXHH|20|16.01\n", "2.1|Chất lượng giải quyết|ĐTXHH|20|–\n",
                                    "Điểm tối đa áp dụng||||80\n", NULL});
    sheet_has(&m, "Theo lĩnh vực – khối 1", (const char *const[]){"Sở Nội vụ|92.66|61.74|86.48\n", NULL});
    sheet_has(&m, "Theo lĩnh vực – khối 2", (const char *const[]){"Ủy ban nhân dân huyện A|85.01|–|85.01\n", NULL});
    unmake(&m);
}

/* Self scores, appraisals and documents for 1.1 (60 points at most): SNV has 60, 55, then 55.75 and a document; BQL 50,
 * then 52.5, and says why it has none. */
static void add_appraisals(struct made *m)
{
    static const char *const rows[] = {
        "'SNV', '1.1', '', 'self', '60', NULL, NULL, NULL, 'SNV', '2024-12-01', NULL",
        "'SNV', '1.1', '', 'first', '55', NULL, NULL, NULL, 'HD', '2024-12-10', 'thiếu số'",
        "'SNV', '1.1', '', 'explanation', NULL, NULL, NULL, NULL, 'SNV', '2024-12-12', 'đã bổ sung'",
        "'SNV', '1.1', '', 'second', '55.75', NULL, NULL, NULL, 'HD', '2024-12-20', 'nhận một phần'",
        "'BQL', '1.1', '', 'self', '50', NULL, NULL, NULL, 'BQL', '2024-12-01', NULL",
        "'BQL', '1.1', '', 'first', '52.5', NULL, NULL, NULL, 'HD', '2024-12-10', 'cộng thiếu'",
        "'UBA', '1.1', '', 'outside', '52', NULL, NULL, NULL, 'STC', '2024-12-10', NULL"};
    struct error err = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *sql = xasprintf("INSERT INTO points VALUES (%s, 1, %zu, 1)", rows[i], i + 1);
        cr_assert(store_run(m->store, sql, &err), "%s", err.text);
        free(sql);
    }
    cr_assert(
        store_run(m->store,
                  "INSERT INTO evidence VALUES ('SNV', '1.1', 1, '12', 'KH-SNV', '2024-02-03', 'Kế hoạch năm', "
                  "'ab12', NULL, 1, 1, 1), ('BQL', '1.1', 1, NULL, NULL, NULL, NULL, NULL, 'ban mới lập', 1, 2, 1)",
                  &err),
        "%s", err.text);
}

Test(report, appraisals_in_sums_and_one_by_one)
{
    struct made m = make(true);
    add_appraisals(&m);
    write_report(&m, REPORT_COUNCIL, NULL);
    sheet_has(&m, "Thẩm định – khối 1",
              (const char *const[]){"Sở Nội vụ|60|60|55|55.75|-4.25|1|0|1|0|0\n",
                                    LONG_NAME "|60|50|52.5|52.5|2.5|0|1|0|0|0\n", NULL});
    sheet_has(
        &m, "Thay đổi điểm – khối 1",
        (const char *const[]){"Sở Nội vụ\n1.1|Kế hoạch cải cách hành chính|60|60|–|55|55.75|55.75|-4.25|thẩm định "
                              "lần 1: thiếu số; thẩm định lần 2: nhận một phần|đã bổ sung|1\n",
                              LONG_NAME "\n1.1|Kế hoạch cải cách hành chính|60|50|–|52.5|–|52.5|2.5|thẩm định lần 1: "
                                        "cộng thiếu||không có: ban mới lập\n",
                              NULL});
    /* Only a figure from outside: nothing to sum up there, nothing changed. */
    char *text = read_sheet(m.path, NULL);
    HAS_NO(text, "[Thẩm định – khối 2]");
    HAS_NO(text, "[Thay đổi điểm – khối 2]");
    free(text);
    write_report(&m, REPORT_UNIT, "UBA");
    sheet_has(&m, "Thẩm định", (const char *const[]){"|60|–|–|–|–|52|–|số liệu từ bên ngoài, STC||0\n", NULL});
    write_report(&m, REPORT_UNIT, "SNV");
    sheet_has(&m, "Tài liệu",
              (const char *const[]){"1.1|12|KH-SNV|03/02/2024|Kế hoạch năm\nSHA-256 của tệp: ab12\n", NULL});
    unmake(&m);
}

/* What is signed: the newest line of the log and its hash, written down here from the table itself.  It stands on the
 * cover of every workbook too. */
Test(report, ranking_has_room_for_signatures_and_says_what_is_signed)
{
    struct made m = make(true);
    struct error err = {0};
    cr_assert(store_run(m.store,
                        "INSERT INTO round (position, key, value) VALUES (99, 'signers', "
                        "'Người lập biểu; TM. Hội đồng thẩm định; Chủ tịch')",
                        &err),
              "%s", err.text);
    struct query *q = query_new(m.store, "SELECT number, hash FROM head");
    cr_assert(query_next(q));
    char written[CHECKED_TEXT];
    check_digits_write(query_get_str(q, 1), written);
    char *line = xasprintf("dòng %d của nhật ký, mã băm %s", (int)query_get_int(q, 0), written);
    char *head = xasprintf("Số liệu đến %s\n", line), *fact = xasprintf("Số liệu đến|%s", line);
    cr_assert(query_end(q, &err), "%s", err.text);
    write_report(&m, REPORT_COUNCIL, NULL);
    char *text = read_sheet(m.path, "Xếp hạng – khối 1");
    HAS(text, head);
    HAS(text, "Người lập biểu||||TM. Hội đồng thẩm định|||||Chủ tịch\n");
    free(text);
    static const enum report_for whom[] = {REPORT_INSTITUTE, REPORT_COUNCIL, REPORT_MONITOR, REPORT_UNIT};
    for (size_t i = 0; i < sizeof whom / sizeof *whom; i++) {
        write_report(&m, whom[i], whom[i] == REPORT_UNIT ? "SNV" : NULL);
        sheet_has(&m, "Bìa", (const char *const[]){fact, NULL});
    }
    free(line);
    free(head);
    free(fact);
    unmake(&m);
}

/* Caps and minimum points of sums, bounds of bonus leaves, steps, with the criteria; tie-breakers with the ranking. */
Test(report, bounds_steps_and_tie_breakers_are_told)
{
    struct made m = make(true);
    struct error err = {0};
    cr_assert(store_run(m.store,
                        "INSERT INTO criteria (position, block, code, name, parent, max_points, min_points, cap, step, "
                        "method) VALUES (90, '*', '9', 'Thưởng, trừ', NULL, NULL, '-2.5', '2', NULL, NULL), (91, '*', "
                        "'9.1', 'Sáng kiến', '9', '3', NULL, NULL, NULL, 'THUONG_TRU'), (92, '*', '9.2', 'Vi phạm', "
                        "'9', '0', '-4', NULL, '0.5', 'THUONG_TRU'); INSERT INTO round (position, key, value) VALUES "
                        "(98, 'tie_breakers', 'survey;appraised'); INSERT INTO points VALUES ('SNV', '9.1', '', "
                        "'second', '2', NULL, NULL, NULL, 'HD', '2024-12-20', 'Sáng kiến cấp tỉnh', 1, 9, 1)",
                        &err),
              "%s", err.text);
    write_report(&m, REPORT_COUNCIL, NULL);
    sheet_has(&m, "Căn cứ",
              (const char *const[]){"1.1|Kế hoạch cải cách hành chính|Thẩm định|60|0.25|Sở Nội vụ|Quyết định số 4/QĐ\n",
                                    "9|Thưởng, trừ (không quá 2, không dưới -2,5)||–\n",
                                    "9.1|Sáng kiến|Thưởng, trừ|từ 0 đến 3|", "9.2|Vi phạm|Thưởng, trừ|từ -4 đến 0|0.5|",
                                    NULL});
    sheet_has(&m, "Điểm theo tiêu chí – khối 1",
              (const char *const[]){"9|Thưởng, trừ (không quá 2, không dưới -2,5)||–|",
                                    "9.1|Sáng kiến|Thưởng, trừ|từ 0 đến 3|", NULL});
    /* What nobody claimed is a change too. */
    sheet_has(
        &m, "Thay đổi điểm – khối 1",
        (const char *const[]){"9.1|Sáng kiến|từ 0 đến 3|–|–|–|2|2|–|thẩm định lần 2: Sáng kiến cấp tỉnh||0\n", NULL});
    sheet_has(&m, "Xếp hạng – khối 1",
              (const char *const[]){"tiêu chí phụ khi bằng điểm: điểm điều tra xã hội học; điểm thẩm định.", NULL});
    unmake(&m);
}

static void set_min_cell(struct store *store, int least)
{
    struct error err = {0};
    char *sql = xasprintf("UPDATE round SET value = '%d' WHERE key = 'min_cell'", least);
    cr_assert(store_run(store, sql, &err));
    free(sql);
}

/* Two ballots are the least, of 1.2 one group has one: with the points, the weights and any other figure the others
 * would tell it.  Of 2.1 it has none. */
Test(report, survey_detail_hides_all_that_would_tell_a_small_group)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Điều tra theo nhóm",
              (const char *const[]){"1.2|Chất lượng chỉ đạo|||91.89|||18.38|ít phiếu\n",
                                    "|Đại biểu Hội đồng nhân dân|3|ít phiếu|ít phiếu|0.6|60|||ít phiếu\n",
                                    "|=Lãnh đạo cơ quan|1|ít phiếu|ít phiếu|0.4|40|||ít phiếu\n",
                                    "2.1|Chất lượng giải quyết|||61.74|||12.35|12\n",
                                    "|Đại biểu Hội đồng nhân dân|3|3|61.74|0.6|100|||2.5\n", NULL});
    unmake(&m);
}

Test(report, survey_detail_shows_each_group_and_both_ways_to_combine)
{
    struct made m = make(true);
    set_min_cell(m.store, 1);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Điều tra theo nhóm",
              (const char *const[]){"1.2|Chất lượng chỉ đạo|||91.89|||18.38|18\n",
                                    "|Đại biểu Hội đồng nhân dân|3|3|86.67|0.6|60|||1.25\n",
                                    "|=Lãnh đạo cơ quan|0|0|–|0.4|Ít phiếu hơn mức tối thiểu|||–\n", NULL});
    unmake(&m);
}

Test(report, custody_adds_up)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Phiếu",
              (const char *const[]){"Danh sách đối tượng (tổng thể)|4|5|9\n", "Mẫu chính thức|4|3|7\n",
                                    "Dự phòng đã đưa vào thay|0|1|1\n", "Phát ra|4|3|7\n", "Thu về|3|2|5\n",
                                    "Hợp lệ|3|1|4\n", "Bỏ trống toàn bộ|0|1|1\n", "Không thu về|1|1|2\n",
                                    "Từ chối|1|0|1\n", "Chưa rõ|0|1|1\n", "Tỷ lệ thu về (%)|75|66.66", NULL});
    sheet_has(&m, "Phiếu theo bưu điện",
              (const char *const[]){"BD-1|3|2|2|0|1|0|66.6", "BD-2|3|2|2|0|0|1|66.6", "(không rõ)|1|1|0|1|0|0|100|0\n",
                                    "Tổng cộng|7|5|4|1|1|1|", NULL});
    sheet_has(
        &m, "Phiếu theo đơn vị",
        (const char *const[]){"Sở Nội vụ|3|1|4\n", LONG_NAME "|2|1|3\n", "Ủy ban nhân dân huyện A|3|1|4\n", NULL});
    unmake(&m);
}

Test(report, distribution_counts_only_ballots_that_count_for_the_unit)
{
    struct made m = make(true);
    set_min_cell(m.store, 1);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Phân bố 1",
              (const char *const[]){"Q1. Ông (bà) đánh giá thế nào về chỉ đạo, điều hành?",
                                    "Tất cả các đơn vị|11|7|3|1|0|63.63", "Sở Nội vụ|4|3|1|0|0|75|25|0|0|0|0|0\n",
                                    LONG_NAME "|3|2|1|0|0|66.66",
                                    "Ủy ban nhân dân huyện A|4|2|1|1|0|50|25|25|0|0|0|0\n",
                                    /* Q2: one blank of three for the second unit */
                                    LONG_NAME "|3|0|2|0|0|0|100|0|0|1|0|0\n",
                                    /* Q3, asked once: three wrote a number, one left it blank */
                                    "Mọi phiếu|4|3|75|1|0|0\n", NULL});
    unmake(&m);
}

/* Four ballots are the least now: the unit with three is hidden, and that of whose four one group gave three and
 * another one; the whole is of the others. */
Test(report, distribution_hides_small_rows_and_what_would_tell_them)
{
    struct made m = make(true);
    set_min_cell(m.store, 4);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Phân bố 1",
              (const char *const[]){"Các đơn vị được công bố|4|2|1|1|0|", LONG_NAME "|Ít phiếu: không công bố\n",
                                    "Sở Nội vụ|Ít phiếu: không công bố\n", "Ủy ban nhân dân huyện A|4|2|1|1|0|", NULL});
    unmake(&m);
}

Test(report, weights_and_their_steps)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    sheet_has(&m, "Trọng số",
              (const char *const[]){"Phiếu 01 - Đánh giá các cơ quan (=Lãnh đạo cơ quan)\n"
                                    "(cả nhóm)|5|3|1|0|3|2|1|1.25|3.2\n",
                                    NULL});
    sheet_has(&m, "Các bước trọng số",
              (const char *const[]){"1|Trọng số gốc|Mọi nhóm|4|4.25|1|1.25|0.117|1.0138|3.945\n", NULL});
    unmake(&m);
}

Test(report, cover_states_rules_with_their_basis_and_the_draw)
{
    struct made m = make(true);
    write_report(&m, REPORT_COUNCIL, NULL);
    sheet_has(&m, "Bìa",
              (const char *const[]){
                  "Điều tra xã hội học xác định Chỉ số cải cách hành chính năm 2024 của tỉnh Ví dụ & lân cận",
                  "SỐ LIỆU MÔ PHỎNG", "Số liệu mô phỏng: thử", "từ 01/12/2024 đến 20/12/2024",
                  "Cách gộp nhóm đối tượng|Tính trung bình của từng nhóm, rồi gộp các nhóm theo trọng số "
                  "nhóm|Quyết định số 2/QĐ\n",
                  "Phiếu không hợp lệ khi|bỏ trống toàn bộ; đánh nhiều dấu quá 50% số ô;",
                  "Làm tròn|Một lần, không làm tròn trung gian|Hướng dẫn số 3/HD\n",
                  "Bằng điểm|Bằng nhau thì cùng hạng|Mặc định của chương trình\n",
                  "Trọng số nhóm – Mọi khối|Đại biểu Hội đồng nhân dân: 0,6; =Lãnh đạo cơ quan: 0,4|Quyết định "
                  "số 2/QĐ\n",
                  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "Xổ số Thủ đô ngày 05/12/2024",
                  "12345 67890", NULL});
    sheet_has(&m, "Quy định khác",
              (const char *const[]){
                  "Ủy ban nhân dân huyện|Ủy ban nhân dân huyện A|2.1. Chất lượng giải quyết|Mọi nhóm|Công văn "
                  "số 5\n",
                  "Mọi khối|Xuất sắc|Tổng điểm|90|Không lĩnh vực nào dưới 80%\n", NULL});
    unmake(&m);
}

Test(report, shows_no_raw_code_where_there_is_a_name)
{
    static const char *const codes[] = {"group_means", "HDND",     "min_base", "too_few", "refused", "percent",
                                        "shared",      "|MUC|",    "SNV",      "BQL",     "|P1|",    "DTXHH",
                                        "THUONG_TRU",  "|census|", "srs",      "second"};
    struct made m = make(true);
    for (enum report_for whom = REPORT_INSTITUTE; whom <= REPORT_MONITOR; whom++) {
        write_report(&m, whom, NULL);
        char *text = read_sheet(m.path, NULL);
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
            HAS_NO(text, codes[i]);
        free(text);
    }
    unmake(&m);
}

Test(report, council_gets_no_respondents_detail_and_monitors_no_points)
{
    struct made m = make(true);
    write_report(&m, REPORT_COUNCIL, NULL);
    char *text = read_sheet(m.path, NULL);
    HAS(text, "[Xếp hạng – khối 1]\n");
    HAS(text, "[Căn cứ]\n");
    HAS_NO(text, "[Phân bố 1]");
    HAS_NO(text, "[Phiếu]");
    HAS_NO(text, "[Điều tra theo nhóm]");
    free(text);
    write_report(&m, REPORT_MONITOR, NULL);
    text = read_sheet(m.path, NULL);
    HAS(text, "[Phiếu]\n");
    HAS(text, "[Trọng số]\n");
    HAS(text, "[Phân bố 1]\n");
    HAS(text, "[Kiểm tra]\n");
    HAS(text, "dtxhh log verify");
    HAS_NO(text, "[Xếp hạng");
    HAS_NO(text, "86.48");
    free(text);
    unmake(&m);
}

Test(report, unit_sees_itself_alone)
{
    struct made m = make(true);
    write_report(&m, REPORT_UNIT, "SNV");
    char *text = read_sheet(m.path, NULL);
    HAS(text, "Sở Nội vụ");
    HAS(text, "Hạng||1/1\n");
    /* 18.378 of 20, and of the field 12.3472 of 20 */
    HAS(text, "1.2|Chất lượng chỉ đạo|ĐTXHH|20|18.38|91.89\n");
    HAS(text, "2|Thủ tục hành chính||20|12.35|61.74\n");
    /* One ballot, two are the least; with the weights and the whole the other group would tell it, so that is hidden
     * too. */
    HAS(text, "|Đại biểu Hội đồng nhân dân|Không công bố (ít phiếu)\n|=Lãnh đạo cơ quan|Không công bố (ít phiếu)\n");
    HAS(text, "|Đại biểu Hội đồng nhân dân|3|61.74||2.5\n");
    /* Answers of both groups together would tell them apart again. */
    HAS(text, "Q1. Ông (bà) đánh giá thế nào về chỉ đạo, điều hành?|Ít phiếu: không công bố\n");
    HAS(text, "Q2. Ông (bà) đánh giá thế nào về giải quyết thủ tục?|4|1|1|1|1|25|25|25|25|0|0|0\n");
    HAS_NO(text, LONG_NAME);
    HAS_NO(text, "huyện A");
    HAS_NO(text, "Tất cả các đơn vị");
    free(text);
    struct error err = {0};
    cr_assert(!report_write(m.store, m.path, REPORT_UNIT, "XYZ", NULL, true, &err));
    cr_assert(err.code == E_USAGE);
    cr_assert_str_eq(err.text, "there is no scored unit \"XYZ\"; `dtxhh show ROUND units` lists the codes");
    unmake(&m);
}

Test(report, refuses_a_round_without_scores_or_with_old_ones)
{
    struct made m = make(false);
    struct error err = {0};
    cr_assert(!report_write(m.store, m.path, REPORT_INSTITUTE, NULL, NULL, true, &err));
    cr_assert(err.code == E_STATE);
    cr_assert_not_null(strstr(err.text, "round.dtxhh\" is not scored; `dtxhh score` first"), "%s", err.text);
    unmake(&m);

    m = make(true);
    round_touch(m.store);
    err = (struct error){0};
    cr_assert(!report_write(m.store, m.path, REPORT_INSTITUTE, NULL, NULL, true, &err));
    cr_assert(err.code == E_STATE);
    cr_assert_not_null(strstr(err.text, "are older than the table \"ballot\"; `dtxhh score` first"), "%s", err.text);
    cr_assert(access(m.path, F_OK) != 0);
    unmake(&m);
}

Test(report, gives_the_same_bytes_twice)
{
    struct made m = make(true);
    char first[HASH_HEX], second[HASH_HEX];
    struct error err = {0};
    write_report(&m, REPORT_INSTITUTE, NULL);
    cr_assert(hash_file(m.path, first, &err));
    sleep(2); /* the resolution of a time in a zip file */
    write_report(&m, REPORT_INSTITUTE, NULL);
    cr_assert(hash_file(m.path, second, &err));
    cr_assert_str_eq(first, second);
    unmake(&m);
}

/* A group is called "=Lãnh đạo cơ quan". */
Test(report, text_that_begins_like_a_formula_stays_text)
{
    struct made m = make(true);
    write_report(&m, REPORT_INSTITUTE, NULL);
    char *command = xasprintf("unzip -p %s 'xl/worksheets/*.xml' | grep -c '<f>'", m.path), line[16] = "";
    FILE *pipe = popen(command, "r");
    cr_assert(fgets(line, sizeof line, pipe));
    pclose(pipe);
    free(command);
    cr_assert_str_eq(line, "0\n");
    unmake(&m);
}

/* How many files the folder has: a report that failed leaves nothing. */
static int files_in(const char *folder)
{
    char *command = xasprintf("ls -A %s | wc -l", folder), line[16] = "";
    FILE *pipe = popen(command, "r");
    cr_assert(fgets(line, sizeof line, pipe));
    pclose(pipe);
    free(command);
    return (int)strtol(line, NULL, 10);
}

Test(report, overwrites_nothing_without_force)
{
    struct made m = make(true);
    FILE *file = fopen(m.path, "w");
    fputs("mine", file);
    fclose(file);
    struct error err = {0};
    cr_assert(!report_write(m.store, m.path, REPORT_COUNCIL, NULL, NULL, false, &err));
    cr_assert(err.code == E_FILE);
    cr_assert(strstr(err.text, "exists already; --force writes over it"), "%s", err.text);
    struct stat st;
    cr_assert(stat(m.path, &st) == 0 && st.st_size == 4);
    write_report(&m, REPORT_COUNCIL, NULL);
    cr_assert(stat(m.path, &st) == 0 && st.st_size > 4);
    cr_assert_eq(files_in(m.folder), 2);
    unmake(&m);
}

Test(report, says_where_it_cannot_write)
{
    struct made m = make(true);
    struct error err = {0};
    cr_assert(!report_write(m.store, "/tmp/no/such/folder/r.xlsx", REPORT_COUNCIL, NULL, NULL, false, &err));
    cr_assert(err.code == E_FILE);
    cr_assert(strstr(err.text, "cannot write \"/tmp/no/such/folder/r.xlsx\": "), "%s", err.text);
    err = (struct error){0};
    cr_assert(!report_write(m.store, "/dev/full", REPORT_COUNCIL, NULL, NULL, true, &err));
    cr_assert_str_eq(err.text, "\"/dev/full\" is not a file that can be written");
    struct stat st;
    cr_assert(stat("/dev/full", &st) == 0 && S_ISCHR(st.st_mode));
    unmake(&m);
}

/* A limit on the size of files is a disk that fills up. */
Test(report, is_whole_or_not_there_on_a_full_disk)
{
    struct made m = make(true);
    char whole[HASH_HEX], hex[HASH_HEX];
    struct error err = {0};
    struct stat st;
    write_report(&m, REPORT_UNIT, "SNV");
    cr_assert(hash_file(m.path, whole, &err) && stat(m.path, &st) == 0);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit, free_again;
    getrlimit(RLIMIT_FSIZE, &free_again);
    size_t n_failed = 0;
    for (off_t size = 1000; size < st.st_size + 30000; size += 1500) {
        unlink(m.path);
        err = (struct error){0};
        limit = free_again;
        limit.rlim_cur = (rlim_t)size;
        setrlimit(RLIMIT_FSIZE, &limit);
        bool ok = report_write(m.store, m.path, REPORT_UNIT, "SNV", NULL, false, &err);
        setrlimit(RLIMIT_FSIZE, &free_again);
        n_failed += !ok;
        cr_assert(ok || err.code == E_FILE);
        cr_assert_eq(files_in(m.folder), ok ? 2 : 1, "%s", err.text);
        if (ok) {
            cr_assert(hash_file(m.path, hex, &err));
            cr_assert_str_eq(hex, whole, "cut short at %lld", (long long)size);
        }
    }
    cr_assert(n_failed > 3);
    unmake(&m);
}
