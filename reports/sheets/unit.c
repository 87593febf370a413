/* One unit's own result: its points, what each group said of it, how its questions were answered. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "reports/sheets/appraisal.h"
#include "reports/sheets/sheets.h"
#include "scoring/points/trace.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"

static size_t write_summary(struct making *m, struct sheet *s, size_t row)
{
    const struct results *r = m->r;
    const struct score *x = &r->scores[m->unit];
    struct own_sum own = results_own(r, m->unit);
    size_t block = r->d->units[m->unit].block;
    struct ranking ranking = scores_ranking(r->scores, r->d, block);
    free(ranking.units);
    const struct {
        const char *name;
        decimal value;
        bool shown, unknown;
    } figures[] = {{"Tổng điểm", rules_round(&r->d->rules, x->total), true, x->no_total},
                   {"Điểm thẩm định", x->appraised, true, x->no_appraised},
                   {"Điểm điều tra xã hội học", x->survey, r->has_survey[block], x->no_survey},
                   {"Điểm SIPAS", x->sipas, r->has_sipas[block], x->no_sipas},
                   {"Điểm kinh tế - xã hội", x->socio, r->has_socio[block], x->no_socio},
                   {"Điểm thưởng, trừ", x->bonus, r->has_bonus[block], x->no_bonus},
                   {"Điểm tối đa áp dụng", own.max, true, x->no_total},
                   {"Chỉ số (%)", rules_round(&r->d->rules, x->percent), true, x->no_total}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (!figures[i].shown)
            continue;
        sheet_across(s, row, 0, 1, figures[i].name, BOX | BOLD);
        if (figures[i].unknown)
            sheet_text(s, row++, 2, UNKNOWN, BOX | RIGHT);
        else
            sheet_decimal(s, row++, 2, figures[i].value, BOX | BOLD | AS_POINTS | (x->missing ? ITALIC : 0));
    }
    if (!isnan(x->se)) {
        sheet_across(s, row, 0, 1, "Sai số chuẩn của tổng điểm (chỉ sai số chọn mẫu)", BOX | BOLD | WRAP);
        sheet_decimal(s, row++, 2, decimal_from_double(x->se), BOX | AS_POINTS);
    }
    if (!isnan(x->low)) {
        bool percent = r->d->rules.rank_by_percent;
        char low[DECIMAL_TEXT], high[DECIMAL_TEXT];
        char *heading = xasprintf("Khoảng 95 %% của %s%s", percent ? "chỉ số" : "tổng điểm",
                                  !strcmp(x->unstated, "not_counted") ? " (chỉ sai số phần điều tra)" : "");
        sheet_across(s, row, 0, 1, heading, BOX | BOLD | WRAP);
        free(heading);
        int places = r->d->rules.decimals;
        decimal from = rules_round(&r->d->rules, results_ranked_by(r, x, x->low)),
                to = rules_round(&r->d->rules, results_ranked_by(r, x, x->high));
        char *text = xasprintf("%s – %s", decimal_format(from, places, low), decimal_format(to, places, high));
        for (char *c = text; *c; c++)
            *c = *c == '.' ? ',' : *c;
        sheet_text(s, row++, 2, text, BOX | RIGHT);
        free(text);
    }
    sheet_across(s, row, 0, 1, "Xếp loại", BOX | BOLD);
    sheet_text(s, row++, 2, *x->class ? x->class : x->missing ? "chưa xếp loại" : "–", BOX | BOLD | RIGHT);
    if (!isnan(x->low) && r->d->n_classes && strcmp(x->class_low, x->class_high) != 0) {
        sheet_across(s, row, 0, 1, "Xếp loại ở hai đầu của khoảng", BOX | BOLD | WRAP);
        sheet_format(s, row++, 2, BOX | RIGHT, "%s – %s", *x->class_low ? x->class_low : "–",
                     *x->class_high ? x->class_high : "–");
    }
    sheet_across(s, row, 0, 1, "Hạng", BOX | BOLD);
    if (x->rank)
        sheet_format(s, row++, 2, BOX | BOLD | RIGHT, "%d/%zu", (int)x->rank, ranking.n_ranked);
    else
        sheet_text(s, row++, 2, ranking.n_lacking ? "chưa xếp hạng" : "không xếp hạng", BOX | RIGHT);
    if (x->missing) {
        char *words = xasprintf("Còn thiếu %lld số liệu (" UNKNOWN "), không tính vào điểm và điểm tối đa: tạm tính.",
                                (long long)x->missing);
        sheet_across(s, row++, 0, 4, words, NOTE | WRAP);
        free(words);
    }
    if (x->rank_low && !isnan(x->se)) {
        sheet_across(s, row, 0, 1, "Hạng có thể (95 %, chỉ sai số chọn mẫu)", BOX | BOLD);
        sheet_format(s, row++, 2, BOX | RIGHT, x->rank_low == x->rank_high ? "%d" : "%d–%d", (int)x->rank_low,
                     (int)x->rank_high);
    }
    if (r->d->rules.survey == SURVEY_NONE) {
        char *how = results_rescales_once(r) ? rescaled_words(own.points, own.max, &r->d->rules)
                                             : xstrdup("từng phần quy đổi, làm tròn rồi cộng");
        sheet_across(s, row, 0, 1, "Quy về thang 100", BOX | BOLD);
        sheet_across(s, row++, 2, 4, how, BOX | RIGHT | WRAP);
        free(how);
        sheet_across(
            s, row++, 0, 4,
            "Đợt này không điều tra xã hội học: điểm các tiêu chí dưới đây được cộng lại rồi quy về thang 100; "
            "điểm thưởng, trừ không quy đổi. Các điểm thành phần ở trên là sau khi quy đổi.",
            NOTE | WRAP);
    }
    return row + 1;
}

static void points_sheet(struct making *m)
{
    const struct results *r = m->r;
    static const double widths[] = {8, 46, 13, 11, 11, 9};
    static const char *const heads[] = {
        "Mã", "Lĩnh vực, tiêu chí, tiêu chí thành phần", "Cách chấm", "Điểm tối đa", "Điểm đạt", "Tỷ lệ (%)"};
    struct sheet *s =
        make_sheet(m, "Điểm", PORTRAIT, widths, 6, unit_words(r->d, m->unit), "Kết quả chung và điểm theo tiêu chí");
    size_t row = write_summary(m, s, 2);
    size_t head = row++;
    for (size_t c = 0; c < 6; c++)
        sheet_text(s, head, c, heads[c], HEAD);
    struct facts facts;
    trace_unit(&facts, r->d, m->unit, r->scores, r->nodes);
    for (const struct fact *f = NULL; (f = facts_next(&facts, f, &(struct fact){.kind = FACT_NODE})); row++) {
        const struct criterion *c = f->criterion;
        unsigned style = BOX | (c->level == 1 ? BOLD | BAND : !c->is_leaf ? BOLD : 0);
        sheet_text(s, row, 0, c->code, style);
        char *title = criterion_words(c);
        sheet_text(s, row, 1, title, style | WRAP);
        free(title);
        sheet_text(s, row, 2, method_short(c->method), style | CENTER);
        size_t node = (size_t)(c - r->d->criteria);
        if (!(f->flags & HAS_POINTS)) {
            sheet_across(s, row, 3, 5, results_unknown(r, m->unit, node) ? UNKNOWN : "không áp dụng", style | CENTER);
            continue;
        }
        style |= results_lacks(r, m->unit, node) ? ITALIC : 0;
        char *bounds = bounds_words(c);
        if (c->method == METHOD_THUONG_TRU)
            sheet_text(s, row, 3, bounds, style | RIGHT | WRAP);
        else
            sheet_decimal(s, row, 3, c->is_leaf ? c->max : f->max, style | AS_EXACT);
        free(bounds);
        sheet_decimal(s, row, 4, f->points, style | AS_POINTS);
        if (f->flags & HAS_PERCENT)
            sheet_decimal(s, row, 5, f->percent, style | AS_POINTS);
        else
            sheet_text(s, row, 5, "–", style | CENTER);
    }
    facts_release(&facts);
}

static void groups_sheet(struct making *m)
{
    const struct results *r = m->r;
    static const double widths[] = {8, 46, 11, 13, 11, 11};
    static const char *const heads[] = {"Mã",   "Tiêu chí / nhóm đối tượng", "Số phiếu", "Phần trăm điểm",
                                        "Điểm", "Sai số chuẩn (%)"};
    struct sheet *s = make_sheet(m, "Theo nhóm", PORTRAIT, widths, 6, "Đánh giá của từng nhóm đối tượng",
                                 "Phần trăm điểm của từng nhóm đối tượng theo tiêu chí");
    for (size_t c = 0; c < 6; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    sheet_header_rows(s, 1, 1, 2);
    size_t row = 2, last = NONE;
    for (size_t i = 0; i < r->n_parts; i++) {
        const struct score_group *p = &r->parts[i];
        if (p->unit != m->unit)
            continue;
        if (p->criterion != last) {
            const struct score_node *x = results_node(r, m->unit, p->criterion);
            sheet_text(s, row, 0, r->d->criteria[p->criterion].code, BOX | BOLD);
            sheet_text(s, row, 1, r->d->criteria[p->criterion].name, BOX | BOLD | WRAP);
            sheet_blank(s, row, 2, BOX);
            if (x->has_percent)
                sheet_decimal(s, row, 3, x->percent, BOX | BOLD | AS_POINTS);
            else
                sheet_blank(s, row, 3, BOX);
            if (results_unknown(r, m->unit, p->criterion))
                sheet_text(s, row, 4, UNKNOWN, BOX | CENTER);
            else
                sheet_decimal(s, row, 4, x->points, BOX | BOLD | AS_POINTS);
            sheet_blank(s, row++, 5, BOX);
        }
        last = p->criterion;
        sheet_blank(s, row, 0, BOX);
        sheet_text(s, row, 1, group_words(r->d, p->group), BOX | WRAP | INDENT);
        bool few = results_part_hidden(r, p);
        if (*p->dropped || few || !p->has_percent) {
            sheet_across(s, row, 2, 5,
                         few           ? "Không công bố (ít phiếu)"
                         : *p->dropped ? dropped_words(p->dropped)
                                       : "–",
                         BOX | ITALIC | WRAP | CENTER);
        } else {
            sheet_count(s, row, 2, p->ballots, BOX);
            sheet_decimal(s, row, 3, p->percent, BOX | AS_POINTS);
            sheet_blank(s, row, 4, BOX);
            if (isnan(p->se))
                sheet_text(s, row, 5, "–", BOX | CENTER);
            else
                sheet_decimal(s, row, 5, decimal_from_double(p->se), BOX | AS_POINTS);
        }
        row++;
    }
    sheet_across(s, row + 1, 0, 5,
                 "Sai số chuẩn: chỉ sai số chọn mẫu của phần trăm điểm; – là không nêu được (nhóm lấy theo chỉ tiêu, "
                 "hoặc chỉ một người trả lời).",
                 NOTE | WRAP);
}

static void answers_sheet(struct making *m)
{
    const struct definition *d = m->r->d;
    size_t widest = 1;
    for (size_t i = 0; i < d->n_scales; i++)
        widest = d->scales[i].n_options > widest ? d->scales[i].n_options : widest;
    size_t n = 2 + 2 * widest + 3;
    double *widths = xcalloc(n, sizeof *widths);
    distribution_widths(d, widths, widest);
    widths[0] = 60;
    struct sheet *s = make_sheet(m, "Phân bố trả lời", LANDSCAPE, widths, n, "Phân bố trả lời về đơn vị",
                                 "Số câu trả lời theo phương án của từng câu hỏi về đơn vị");
    free(widths);
    size_t row = 2;
    for (size_t t = 0; t < d->n_ballot_types; t++)
        row = distribution_of_unit(m, s, row, t);
}

/* What the appraisal made of the unit's self scores, and why. */
static void appraisal_sheet(struct making *m)
{
    static const double widths[APPRAISAL_COLUMNS] = {1};
    struct sheet *s = make_sheet(m, "Thẩm định", LANDSCAPE, widths, APPRAISAL_COLUMNS, NULL,
                                 "Điểm tự chấm, điểm thẩm định, lý do và tài liệu kiểm chứng");
    appraisal_widths(s);
    char *title = make_title(m, "Thông báo kết quả thẩm định điểm tự chấm");
    sheet_across(s, 0, 0, APPRAISAL_COLUMNS - 1, title, TITLE | WRAP);
    free(title);
    sheet_across(
        s, 1, 0, APPRAISAL_COLUMNS - 1,
        "Điểm tính cho chỉ số là thẩm định lần 2, nếu không có thì lần 1; không bao giờ là điểm tự chấm. Chênh lệch "
        "so với điểm tự chấm.",
        NOTE | WRAP);
    appraisal_table(s, 2, m->r->d, m->appraised[m->unit].rows, m->appraised[m->unit].n);
}

/* The documents the unit named behind its self scores. */
static void documents_sheet(struct making *m)
{
    static const double widths[] = {8, 12, 18, 12, 52, 28};
    static const char *const heads[] = {"Mã", "Số", "Ký hiệu", "Ngày", "Trích yếu", "Ghi chú"};
    const struct appraised *a = &m->appraised[m->unit];
    struct sheet *s = make_sheet(m, "Tài liệu", LANDSCAPE, widths, 6, "Tài liệu kiểm chứng của đơn vị",
                                 "Số, ký hiệu, ngày, trích yếu của từng tài liệu; SHA-256 của tệp nếu có");
    for (size_t c = 0; c < 6; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    sheet_header_rows(s, 1, 1, 1);
    size_t row = 2;
    for (size_t i = 0; i < a->n_documents; i++, row++) {
        const struct document *x = &a->documents[i];
        sheet_text(s, row, 0, m->r->d->criteria[x->criterion].code, BOX);
        sheet_text(s, row, 1, x->number, BOX);
        sheet_text(s, row, 2, x->symbol, BOX | WRAP);
        char *day = *x->date ? date_words(x->date) : xstrdup("");
        sheet_text(s, row, 3, day, BOX | CENTER);
        free(day);
        sheet_text(s, row, 4, x->title, BOX | WRAP);
        sheet_text(s, row, 5, x->note, BOX | WRAP);
        if (*x->sha256)
            sheet_format(s, ++row, 0, NOTE, "SHA-256 của tệp: %s", x->sha256);
    }
}

void unit_sheets(struct making *m)
{
    points_sheet(m);
    if (m->appraised[m->unit].n)
        appraisal_sheet(m);
    if (m->appraised[m->unit].n_documents)
        documents_sheet(m);
    if (m->r->n_parts)
        groups_sheet(m);
    if (m->tally)
        answers_sheet(m);
}
