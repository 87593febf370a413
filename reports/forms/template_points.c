/* The workbooks by which points come in: of the round, or of one unit, to score itself or to
 * answer the notice of the first appraisal. */
#include <stdlib.h>
#include <string.h>

#include "reports/forms/template_inside.h"
#include "reports/results/words.h"
#include "reports/sheets/appraisal.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/round/appraisal.h"
#include "survey/round/schedule.h"

/* A row for each unit and criterion whose points come from outside. */
static void write_points_rows(struct sheet *s, const struct definition *d)
{
    size_t row = 1;
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t u = 0; u < d->blocks[b].n_units; u++)
            for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
                const struct criterion *c = &d->criteria[d->blocks[b].nodes[i]];
                size_t unit = d->blocks[b].units[u];
                if (definition_leaf_source(d, unit, d->blocks[b].nodes[i]) != SOURCE_OUTSIDE)
                    continue;
                sheet_text(s, row, 0, d->units[unit].code, AS_WRITTEN);
                sheet_text(s, row++, 1, c->code, AS_WRITTEN);
            }
}

static const struct template_column columns[] = {
    {"Mã đơn vị *", "Mã cơ quan, đơn vị\n(unit)", 13, false},
    {"Mã tiêu chí *", "Mã tiêu chí thành phần\n(criterion)", 13, false},
    {"Mã nhóm", "Chỉ cho số SIPAS của một nhóm\n(group)", 11, false},
    {"Bước *", "tự chấm, kiểm tra, thẩm định lần 1, giải trình, thẩm định lần 2, số liệu từ bên ngoài\n(stage)", 17,
     false},
    {"Điểm", "Điểm của tiêu chí\n(points)", 10, true},
    {"Phần trăm", "Phần trăm của điểm tối đa\n(percent)", 11, true},
    {"Sai số chuẩn", "Của phần trăm, nếu có\n(se)", 11, true},
    {"Số phiếu", "Số phiếu làm nên con số, nếu có\n(n)", 10, true},
    {"Cơ quan chấm", "Ai chấm\n(by)", 26, false},
    {"Ngày", "31/12/2024 hoặc 2024-12-31\n(date)", 13, false},
    {"Lý do", "Lý do, giải trình\n(reason)", 34, false},
};

static const struct template_column evidence_columns[] = {
    {"Mã đơn vị *", "Mã cơ quan, đơn vị\n(unit)", 13, false},
    {"Mã tiêu chí *", "Mã tiêu chí thành phần\n(criterion)", 13, false},
    {"Số", "Số của văn bản\n(number)", 9, false},
    {"Ký hiệu", "Ký hiệu của văn bản\n(symbol)", 16, false},
    {"Ngày ban hành", "31/12/2024 hoặc 2024-12-31\n(date)", 13, false},
    {"Tên tài liệu *", "Tên hoặc trích yếu của tài liệu; mỗi tài liệu một dòng\n(title)", 46, false},
    {"Mã băm tệp", "SHA-256 của tệp tài liệu, nếu có\n(sha256)", 24, false},
    {"Ghi chú", "Vì sao không có tài liệu, hoặc giải thích thêm\n(note)", 34, false},
};

/* The sheet of documents, which `points import` reads with the points. */
static struct sheet *evidence_sheet(struct template *t)
{
    return template_sheet(t, "Tài liệu kiểm chứng", evidence_columns,
                          sizeof evidence_columns / sizeof *evidence_columns);
}

void template_points(struct template *t)
{
    static const char *const lines[] = {
        "Mỗi dòng là điểm của một đơn vị cho một tiêu chí ở một bước: tự chấm (self), kiểm tra (check), thẩm định lần "
        "1 (first), giải trình (explanation), thẩm định lần 2 (second), số liệu từ bên ngoài (outside); ghi chữ hay mã "
        "đều được.",
        "Ghi Điểm hoặc Phần trăm. Điểm tính cho chỉ số là thẩm định lần 2, nếu không có thì lần 1; không bao giờ là "
        "điểm tự chấm.",
        "SIPAS từ bên ngoài: ghi Phần trăm, Sai số chuẩn, Số phiếu; cột Mã nhóm nếu là số của một nhóm đối tượng.",
        "Tài liệu kiểm chứng của điểm tự chấm ghi vào trang Tài liệu kiểm chứng, mỗi tài liệu một dòng.",
        "Dòng không dùng thì xóa đi.",
        "Nạp: dtxhh points import ĐỢT.dtxhh TỆP.xlsx",
    };
    size_t row;
    struct sheet *guide =
        template_guide(t, "Điểm thẩm định và số liệu từ bên ngoài", lines, sizeof lines / sizeof *lines, &row);
    struct sheet *s = template_points_sheet(t);
    struct list stages =
        template_choices(t, "tự chấm|kiểm tra|thẩm định lần 1|giải trình|thẩm định lần 2|số liệu từ bên ngoài");
    template_offer(t, s, 3, &stages, "Bước", "Chọn một bước trong danh sách.");
    if (!t->d)
        return;
    row = template_units(guide, row, t->d);
    for (size_t b = 0; b < t->d->n_blocks; b++) {
        row = template_codes(guide, row, "Tiêu chí");
        for (size_t i = 0; i < t->d->blocks[b].n_nodes; i++) {
            const struct criterion *c = &t->d->criteria[t->d->blocks[b].nodes[i]];
            row = template_code(guide, row, c->code, c->name);
        }
        row++;
    }
    struct list units = template_unit_list(t);
    template_offer(t, s, 0, &units, "Mã đơn vị", "Chọn mã đơn vị trong danh sách.");
    write_points_rows(s, t->d);
    evidence_sheet(t);
}

/* --- one unit's workbook ------------------------------------------------------------------------ */

struct sheet *template_points_sheet(struct template *t)
{
    return template_sheet(t, "Điểm", columns, sizeof columns / sizeof *columns);
}

void template_bounds_head(struct sheet *guide, size_t row)
{
    sheet_text(guide, row, 0, "Mã", HEAD);
    sheet_across(guide, row, 1, 2, "Tiêu chí", HEAD);
    sheet_text(guide, row, 3, "Tối đa; bước", HEAD);
}

void template_bounds(struct sheet *guide, size_t row, const struct definition *d, const struct criterion *c)
{
    char step[DECIMAL_TEXT], *bounds = bounds_words(c);
    sheet_text(guide, row, 0, c->code, BOX);
    char *name = d && c->block != ALL && d->n_blocks > 1 ? xasprintf("%s (%s)", c->name, d->blocks[c->block].name)
                                                         : xstrdup(c->name);
    sheet_across(guide, row, 1, 2, name, BOX | WRAP);
    free(name);
    decimal_format(c->step, -1, step);
    char *point = strchr(step, '.');
    if (point)
        *point = ',';
    sheet_format(guide, row, 3, BOX | RIGHT, c->step > 0 ? "%s; %s" : "%s", bounds, step);
    free(bounds);
}

/* True where the first appraisal has come and took something from A's self score. */
static bool is_to_explain(const struct appraisal *a)
{
    return a->has[APPRAISAL_SELF] && a->has[APPRAISAL_FIRST] && !a->has[APPRAISAL_SECOND] &&
           a->points[APPRAISAL_FIRST] < a->points[APPRAISAL_SELF];
}

static void write_unit_row(struct template *t, struct sheet *s, size_t row, const struct appraisal *a,
                           const char *stage)
{
    sheet_text(s, row, U_UNIT, t->d->units[t->unit].code, AS_WRITTEN);
    sheet_text(s, row, U_CRITERION, t->d->criteria[a->criterion].code, AS_WRITTEN);
    sheet_text(s, row, U_STAGE, stage_words(stage), AS_WRITTEN);
    sheet_text(s, row, U_BY, t->d->units[t->unit].name, AS_WRITTEN | WRAP);
}

void template_unit_points(struct template *t)
{
    static const char *const score[] = {
        "Ghi điểm tự chấm vào cột Điểm của trang Điểm; cột Mã tiêu chí và Bước đã ghi sẵn. Dòng để trống không được "
        "nạp.",
        "Mỗi tài liệu kiểm chứng là một dòng của trang Tài liệu kiểm chứng; chép dòng để thêm tài liệu của cùng tiêu "
        "chí.",
        "Tiêu chí tự chấm có điểm mà không có tài liệu thì ghi lý do vào cột Ghi chú.",
        "Điểm phải nằm trong mức tối đa và đúng bước điểm ghi ở bảng dưới.",
        "Nạp: dtxhh points import ĐỢT.dtxhh TỆP.xlsx",
    };
    static const char *const answer[] = {
        "Trang Thông báo thẩm định lần 1 ghi điểm tự chấm, điểm thẩm định, chênh lệch và lý do của từng tiêu chí.",
        "Trang Điểm có sẵn một dòng cho mỗi tiêu chí bị giảm điểm: ghi nội dung giải trình vào cột Lý do; dòng để "
        "trống "
        "không được nạp.",
        "Tài liệu bổ sung ghi vào trang Tài liệu kiểm chứng.",
        "Nạp: dtxhh points import ĐỢT.dtxhh TỆP.xlsx",
    };
    const struct appraised *of = &t->appraised[t->unit];
    size_t row;
    bool appraised = false;
    for (size_t i = 0; i < of->n; i++) {
        appraised = appraised || of->rows[i].has[APPRAISAL_FIRST];
    }
    const char *name = t->d->units[t->unit].name;
    char *title = xasprintf(appraised ? "Giải trình kết quả thẩm định lần 1: %s" : "Tự đánh giá, chấm điểm: %s", name);
    struct sheet *guide = appraised ? template_guide(t, title, answer, sizeof answer / sizeof *answer, &row)
                                    : template_guide(t, title, score, sizeof score / sizeof *score, &row);
    free(title);
    sheet_text(guide, row, 0, FORM_UNIT, BOX | WRAP);
    sheet_text(guide, row++, 1, t->d->units[t->unit].code, BOX | BOLD);
    template_bounds_head(guide, ++row);
    for (size_t i = 0; i < of->n; i++)
        template_bounds(guide, ++row, NULL, &t->d->criteria[of->rows[i].criterion]);
    if (appraised) {
        struct sheet *notice = book_sheet(t->book, "_Thông báo thẩm định lần 1", LANDSCAPE);
        appraisal_widths(notice);
        title = xasprintf("Thông báo kết quả thẩm định lần 1: %s", name);
        sheet_across(notice, 0, 0, APPRAISAL_COLUMNS - 1, title, TITLE | WRAP);
        free(title);
        char due[11], *day;
        schedule_due(t->d, STEP_EXPLANATION, due);
        if (*due) {
            day = date_words(due);
            sheet_format(notice, 1, 0, BOLD, "Hạn giải trình: %s", day);
            free(day);
        }
        appraisal_table(notice, 2, t->d, of->rows, of->n);
    }
    struct sheet *s = template_points_sheet(t);
    struct sheet *documents = evidence_sheet(t);
    size_t at = 1, at_document = 1;
    for (size_t i = 0; i < of->n; i++) {
        const struct appraisal *a = &of->rows[i];
        if (appraised && !is_to_explain(a))
            continue;
        write_unit_row(t, s, at++, a, appraised ? "explanation" : "self");
        sheet_text(documents, at_document, 0, t->d->units[t->unit].code, AS_WRITTEN);
        sheet_text(documents, at_document++, 1, t->d->criteria[a->criterion].code, AS_WRITTEN);
    }
}
