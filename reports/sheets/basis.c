/* Căn cứ: what each criterion, exception, weight and class comes from. */
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"

#define CRITERIA_COLUMNS 7

static const char none[] = "(chưa ghi căn cứ)";

static void criteria_sheet(struct making *m)
{
    const struct definition *d = m->r->d;
    static const double widths[] = {8, 44, 12, 11, 8, 27, 34};
    static const char *const heads[] = {"Mã",        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
                                        "Cách chấm", "Điểm tối đa",
                                        "Bước điểm", "Cơ quan thẩm định; phối hợp",
                                        "Căn cứ"};
    struct sheet *s = make_sheet(m, "Căn cứ", LANDSCAPE, widths, CRITERIA_COLUMNS, "Bộ tiêu chí và căn cứ",
                                 "Bộ tiêu chí, cách chấm và căn cứ của từng tiêu chí");
    for (size_t c = 0; c < CRITERIA_COLUMNS; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    sheet_header_rows(s, 1, 1, 2);
    size_t row = 2;
    for (size_t b = 0; b < d->n_blocks; b++) {
        if (d->n_blocks > 1 && d->blocks[b].n_nodes > 0)
            sheet_across(s, row++, 0, CRITERIA_COLUMNS - 1, d->blocks[b].name, BOX | BOLD | BAND);
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++, row++) {
            const struct criterion *c = &d->criteria[d->blocks[b].nodes[i]];
            unsigned style = BOX | (c->is_leaf ? 0 : BOLD) | (c->level == 1 ? BAND : 0);
            char *who = *c->support ? xasprintf("%s; %s", c->appraiser, c->support) : xstrdup(c->appraiser);
            sheet_text(s, row, 0, c->code, style);
            char *title = criterion_words(c), *bounds = bounds_words(c);
            sheet_text(s, row, 1, title, style | WRAP);
            sheet_text(s, row, 2, method_short(c->method), style | CENTER | WRAP);
            if (c->method == METHOD_THUONG_TRU)
                sheet_text(s, row, 3, bounds, style | RIGHT | WRAP);
            else if (c->max > 0)
                sheet_decimal(s, row, 3, c->max, style | AS_EXACT);
            else
                sheet_text(s, row, 3, "–", style | CENTER);
            free(title);
            free(bounds);
            if (c->step > 0)
                sheet_decimal(s, row, 4, c->step, style | AS_EXACT);
            else
                sheet_blank(s, row, 4, style);
            sheet_text(s, row, 5, who, style | WRAP);
            sheet_text(s, row, 6, *c->basis ? c->basis : c->is_leaf ? none : "", style | WRAP);
            free(who);
        }
    }
}

static size_t write_exceptions(struct sheet *s, size_t row, const struct definition *d)
{
    static const char *const heads[] = {"Khối", "Cơ quan, đơn vị", "Tiêu chí không áp dụng", "Nhóm đối tượng",
                                        "Căn cứ"};
    sheet_across(s, row++, 0, 4, "Không áp dụng", TITLE);
    if (d->n_not_applicables == 0) {
        sheet_across(s, row++, 0, 4, "Mọi tiêu chí áp dụng với mọi đơn vị và mọi nhóm đối tượng.", 0);
        return row + 1;
    }
    for (size_t c = 0; c < 5; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    row++;
    for (size_t i = 0; i < d->n_not_applicables; i++, row++) {
        const struct not_applicable *n = &d->not_applicables[i];
        size_t block = n->unit != ALL ? d->units[n->unit].block : n->block;
        size_t c =
            block == ALL ? definition_criterion(d, 0, n->criterion) : definition_criterion(d, block, n->criterion);
        char *what = c == NONE ? xstrdup(strcmp(n->criterion, "*") ? n->criterion : "Mọi tiêu chí")
                               : xasprintf("%s. %s", n->criterion, d->criteria[c].name);
        sheet_text(s, row, 0, block_words(d, block), BOX | WRAP);
        sheet_text(s, row, 1, unit_words(d, n->unit), BOX | WRAP);
        sheet_text(s, row, 2, what, BOX | WRAP);
        sheet_text(s, row, 3, group_words(d, n->group), BOX | WRAP);
        sheet_text(s, row, 4, *n->basis ? n->basis : none, BOX | WRAP);
        free(what);
    }
    return row + 1;
}

static size_t write_weights(struct sheet *s, size_t row, const struct definition *d)
{
    static const char *const heads[] = {"Khối", "Nhóm đối tượng", "Tiêu chí", "Trọng số", "Căn cứ"};
    sheet_across(s, row++, 0, 4, "Trọng số của các nhóm đối tượng", TITLE);
    if (d->rules.pooled) {
        sheet_across(s, row++, 0, 4, "Đợt này gộp mọi phiếu hợp lệ; trọng số nhóm chỉ dùng để so sánh.", NOTE | WRAP);
    }
    if (d->n_group_weights == 0) {
        sheet_across(s, row++, 0, 4, "Các nhóm có trọng số như nhau.", 0);
        return row + 1;
    }
    for (size_t c = 0; c < 5; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    row++;
    for (size_t i = 0; i < d->n_group_weights; i++, row++) {
        const struct group_weight *w = &d->group_weights[i];
        size_t c = definition_criterion(d, w->block == ALL ? 0 : w->block, w->criterion);
        char *what =
            c == NONE ? xstrdup("Mọi tiêu chí còn lại") : xasprintf("%s. %s", w->criterion, d->criteria[c].name);
        sheet_text(s, row, 0, block_words(d, w->block), BOX | WRAP);
        sheet_text(s, row, 1, group_words(d, w->group), BOX | WRAP);
        sheet_text(s, row, 2, what, BOX | WRAP);
        sheet_decimal(s, row, 3, w->weight, BOX | AS_EXACT);
        sheet_text(s, row, 4, *w->basis ? w->basis : none, BOX | WRAP);
        free(what);
    }
    return row + 1;
}

static size_t write_classes(struct sheet *s, size_t row, const struct definition *d)
{
    static const char *const heads[] = {"Khối", "Xếp loại", "Tính trên", "Từ (kể cả)", "Điều kiện thêm"};
    sheet_across(s, row++, 0, 4, "Các mức xếp loại", TITLE);
    if (d->n_classes == 0) {
        sheet_across(s, row++, 0, 4, "Đợt này không xếp loại.", 0);
        return row + 1;
    }
    for (size_t c = 0; c < 5; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    row++;
    for (size_t i = 0; i < d->n_classes; i++, row++) {
        const struct class_band *k = &d->classes[i];
        char floor[DECIMAL_TEXT];
        char *more = xstrdup("");
        if (k->has_floor) {
            free(more);
            more = xasprintf("Không %s nào dưới %s%%",
                             k->floor_level <= 1   ? "lĩnh vực"
                             : k->floor_level == 2 ? "tiêu chí"
                                                   : "tiêu chí thành phần",
                             decimal_format(k->floor, -1, floor));
        }
        sheet_text(s, row, 0, block_words(d, k->block), BOX | WRAP);
        sheet_text(s, row, 1, k->name, BOX | BOLD);
        sheet_text(s, row, 2, class_of_words(k->of), BOX);
        sheet_decimal(s, row, 3, k->from, BOX | AS_EXACT);
        sheet_text(s, row, 4, more, BOX | WRAP);
        free(more);
    }
    const char *basis = d->setting_basis[S_CLASS_BY];
    char *note = xasprintf("Căn cứ: %s", *basis ? basis : none);
    sheet_across(s, row++, 0, 4, note, NOTE | WRAP);
    free(note);
    return row + 1;
}

void basis_sheets(struct making *m)
{
    criteria_sheet(m);
    static const double widths[] = {20, 32, 36, 14, 42};
    struct sheet *s = make_sheet(m, "Quy định khác", LANDSCAPE, widths, 5, "Không áp dụng, trọng số nhóm, xếp loại",
                                 "Tiêu chí không áp dụng, trọng số của các nhóm, các mức xếp loại và căn cứ");
    size_t row = write_exceptions(s, 2, m->r->d);
    if (m->r->d->n_groups)
        row = write_weights(s, row, m->r->d);
    write_classes(s, row, m->r->d);
}
