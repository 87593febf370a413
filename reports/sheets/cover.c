/* Bìa: what the workbook is, what is in it, and by which rules its figures were made. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

#define LAST 2 /* the columns are: what, how, basis */

static const char *purpose(enum report_for whom)
{
    switch (whom) {
    case REPORT_COUNCIL:
        return "Kết quả gửi Hội đồng thẩm định: xếp hạng, điểm theo tiêu chí và căn cứ.";
    case REPORT_MONITOR:
        return "Tài liệu phục vụ giám sát: phiếu phát ra, thu về, trọng số, phân bố trả lời và cách tự kiểm tra.";
    case REPORT_UNIT:
        return "Kết quả của một cơ quan, đơn vị: điểm theo tiêu chí, điểm của từng nhóm đối tượng và phân bố trả lời.";
    default:
        return "Kết quả đầy đủ của đợt điều tra, để Viện báo cáo Hội đồng thẩm định.";
    }
}

struct sheet *cover_begin(struct making *m)
{
    static const double widths[] = {27, 31, 38};
    struct sheet *s = book_sheet(m->book, "Bìa", PORTRAIT);
    sheet_widths(s, 0, widths, LAST + 1);
    return s;
}

static size_t write_title(struct making *m, struct sheet *s)
{
    const struct definition *d = m->r->d;
    size_t row = 0;
    if (*d->setting[S_ORGANISER])
        sheet_across(s, row++, 0, LAST, d->setting[S_ORGANISER], BOLD | CENTER | WRAP);
    row++;
    sheet_across(s, row++, 0, LAST, d->setting[S_TITLE], BIG | CENTER | WRAP);
    row++;
    if (m->whom == REPORT_UNIT)
        sheet_across(s, row++, 0, LAST, unit_words(d, m->unit), TITLE | CENTER | WRAP);
    sheet_across(s, row++, 0, LAST, purpose(m->whom), ITALIC | CENTER | WRAP);
    row++;
    if (m->r->simulated) {
        sheet_across(s, row++, 0, LAST, "SỐ LIỆU MÔ PHỎNG – KHÔNG PHẢI KẾT QUẢ THẬT CỦA BẤT KỲ CƠ QUAN NÀO",
                     TITLE | WARN | CENTER | WRAP | BOX);
        row++;
    }
    if (m->r->n_missing) {
        char *words = xasprintf("KẾT QUẢ TẠM TÍNH: còn thiếu %" PRId64
                                " số liệu, không tính vào điểm và điểm tối đa; đơn vị thiếu số liệu chưa xếp loại, "
                                "khối có đơn vị đó chưa xếp hạng",
                                m->r->n_missing);
        sheet_across(s, row, 0, LAST, words, TITLE | WARN | CENTER | WRAP | BOX);
        free(words);
        row += 2;
    }
    return row;
}

static size_t write_fact(struct sheet *s, size_t row, const char *what, const char *value)
{
    if (!value || !*value)
        return row;
    sheet_text(s, row, 0, what, BOX | BOLD | WRAP);
    sheet_across(s, row, 1, LAST, value, BOX | WRAP);
    return row + 1;
}

static size_t write_span(struct sheet *s, size_t row, const struct definition *d, const char *what,
                         enum setting_id from, enum setting_id to)
{
    char *first = setting_words(d, from), *last = setting_words(d, to);
    char *both = *first && *last ? xasprintf("từ %s đến %s", first, last) : xasprintf("%s%s", first, last);
    row = write_fact(s, row, what, both);
    free(first);
    free(last);
    free(both);
    return row;
}

/* What is no probability sample, and so has no error of sampling. */
static size_t write_quotas(struct sheet *s, size_t row, const struct results *r)
{
    struct strbuf text = {0};
    for (size_t g = 0; g < r->d->n_groups; g++)
        if (r->d->groups[g].via != VIA_SIPAS && r->d->groups[g].design == DESIGN_QUOTA)
            strbuf_item(&text, "; ", "%s lấy theo chỉ tiêu", group_words(r->d, g));
    for (size_t i = 0; i < r->n_responses; i++)
        if (!strcmp(r->responses[i].stratum, "pool:walk_in") && r->responses[i].issued)
            strbuf_item(&text, "; ", "%" PRId64 " phiếu cho người tự đến (%s)", r->responses[i].issued,
                        group_words(r->d, r->responses[i].group));
    char *whole = text.n ? xasprintf("Không phải mẫu xác suất: %s. Không tính được sai số chọn mẫu cho phần này và cho "
                                     "điểm, chỉ số có phần này.",
                                     text.text)
                         : NULL;
    row = write_fact(s, row, "Lưu ý về mẫu", whole);
    strbuf_release(&text);
    free(whole);
    return row;
}

static size_t write_facts(struct making *m, struct sheet *s, size_t row)
{
    const struct results *r = m->r;
    const struct definition *d = r->d;
    row = write_fact(s, row, "Mã đợt", d->setting[S_CODE]);
    row = write_fact(s, row, "Năm đánh giá", d->setting[S_YEAR]);
    row = write_span(s, row, d, "Kỳ đánh giá", S_PERIOD_FROM, S_PERIOD_TO);
    if (results_has_ballots(r))
        row = write_span(s, row, d, "Thời gian thu phiếu", S_FIELDWORK_FROM, S_FIELDWORK_TO);
    row = write_quotas(s, row, r);
    char *head = results_head(r);
    row = write_fact(s, row, "Số liệu đến", head);
    free(head);
    return write_fact(s, row, "Ghi chú của nguồn số liệu", strbuf_text(&r->notes)) + 1;
}

static size_t write_contents(struct making *m, struct sheet *s, size_t row)
{
    sheet_text(s, row, 0, "Trang tính", HEAD);
    sheet_across(s, row++, 1, LAST, "Nội dung", HEAD);
    for (size_t i = 0; i < m->n_contents; i++, row++) {
        sheet_link(s, row, 0, m->contents[i].sheet, m->contents[i].sheet, BOX | WRAP);
        sheet_across(s, row, 1, LAST, m->contents[i].what, BOX | WRAP);
    }
    return row + 1;
}

/* A rule that works on ballots, and so on nothing where there are none. */
static bool is_about_ballots(enum setting_id s)
{
    return (s >= S_COMBINE && s <= S_SIPAS) || (s >= S_FPC && s <= S_NO_OPINION) || s == S_MIN_CELL;
}

static size_t write_setting(struct sheet *s, size_t row, const struct definition *d, enum setting_id setting)
{
    char *words = setting_words(d, setting);
    bool idle = is_about_ballots(setting) && (d->rules.survey != SURVEY_HERE || d->n_groups == 0);
    char *how = xasprintf(idle ? "%s (không dùng: đợt này không có phiếu)" : "%s", words);
    const char *basis = *d->setting_basis[setting]  ? d->setting_basis[setting]
                        : d->setting_given[setting] ? "(chưa ghi căn cứ)"
                                                    : "Mặc định của chương trình";
    sheet_text(s, row, 0, setting_specs[setting].vietnamese, BOX | WRAP);
    sheet_text(s, row, 1, how, BOX | WRAP);
    sheet_text(s, row, 2, basis, BOX | WRAP);
    free(words);
    free(how);
    return row + 1;
}

static size_t write_group_weights(struct sheet *s, size_t row, const struct definition *d)
{
    if (d->n_groups == 0)
        return row;
    if (d->n_group_weights == 0) {
        sheet_text(s, row, 0, "Trọng số nhóm", BOX | WRAP);
        sheet_text(s, row, 1, "Các nhóm có trọng số như nhau", BOX | WRAP);
        sheet_text(s, row, 2, "Mặc định của chương trình", BOX | WRAP);
        return row + 1;
    }
    /* Rows for all criteria of one block with one basis stand together. */
    for (size_t i = 0; i < d->n_group_weights;) {
        const struct group_weight *first = &d->group_weights[i];
        if (strcmp(first->criterion, "*") != 0) {
            i++;
            continue;
        }
        struct strbuf list = {0};
        for (; i < d->n_group_weights && d->group_weights[i].block == first->block &&
               !strcmp(d->group_weights[i].criterion, "*") && !strcmp(d->group_weights[i].basis, first->basis);
             i++) {
            char weight[DECIMAL_TEXT];
            decimal_format(d->group_weights[i].weight, -1, weight);
            char *point = strchr(weight, '.');
            if (point)
                *point = ',';
            strbuf_item(&list, "; ", "%s: %s", group_words(d, d->group_weights[i].group), weight);
        }
        char *what =
            d->n_blocks > 1 ? xasprintf("Trọng số nhóm – %s", block_words(d, first->block)) : xstrdup("Trọng số nhóm");
        sheet_text(s, row, 0, what, BOX | WRAP);
        sheet_text(s, row, 1, list.text, BOX | WRAP);
        sheet_text(s, row++, 2, *first->basis ? first->basis : "(chưa ghi căn cứ)", BOX | WRAP);
        free(what);
        strbuf_release(&list);
    }
    return row;
}

static size_t write_method(struct making *m, struct sheet *s, size_t row)
{
    const struct definition *d = m->r->d;
    sheet_room(s, row, 80);
    sheet_across(s, row++, 0, LAST, "Cách tính và căn cứ", TITLE);
    sheet_text(s, row, 0, "Quy tắc", HEAD);
    sheet_text(s, row, 1, "Đợt này áp dụng", HEAD);
    sheet_text(s, row++, 2, "Căn cứ", HEAD);
    for (enum setting_id i = S_FIRST_RULE; i < N_SETTINGS; i++) {
        row = write_setting(s, row, d, i);
        if (i == S_COMBINE && d->rules.survey == SURVEY_HERE && !d->rules.pooled)
            row = write_group_weights(s, row, d);
    }
    return row + 1;
}

static size_t write_draw(struct making *m, struct sheet *s, size_t row)
{
    const struct results *r = m->r;
    if (!r->frame_sha256)
        return row;
    sheet_room(s, row, 120);
    sheet_across(s, row++, 0, LAST, "Danh sách và việc chọn mẫu", TITLE);
    char *members = xasprintf("%" PRId64 " đối tượng", r->frame_members);
    row = write_fact(s, row, "Danh sách đã khóa", members);
    free(members);
    sheet_text(s, row, 0, "SHA-256 của danh sách", BOX | BOLD | WRAP);
    sheet_across(s, row++, 1, LAST, r->frame_sha256, BOX | WRAP | CODE);
    row = write_fact(s, row, "Sự kiện công khai cho hạt giống", r->seed_from);
    row = write_fact(s, row, "Hạt giống", r->seed ? r->seed : "(chưa chọn mẫu)");
    row = write_fact(s, row, "Cách chọn", r->algorithm ? algorithm_words(r->algorithm) : NULL);
    sheet_across(s, row++, 0, LAST,
                 "Ai có danh sách đã khóa và hạt giống đều tự chọn lại được mẫu này; lệnh: dtxhh verify.", NOTE | WRAP);
    return row + 1;
}

void cover_fill(struct making *m, struct sheet *s)
{
    size_t row = write_title(m, s);
    row = write_facts(m, s, row);
    row = write_contents(m, s, row);
    if (m->whom != REPORT_UNIT) {
        row = write_method(m, s, row);
        write_draw(m, s, row);
    }
}
