/* Điều tra theo nhóm: for each unit and survey criterion what each group said, and the points
 * under both ways to combine groups. */
#include <math.h>
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"

#define COLUMNS 10
#define FEW     "ít phiếu"

static void write_leaf(struct sheet *s, size_t row, const struct results *r, size_t unit, size_t criterion)
{
    const struct criterion *c = &r->d->criteria[criterion];
    const struct score_node *x = results_node(r, unit, criterion);
    unsigned style = BOX | BOLD;
    sheet_text(s, row, 0, c->code, style);
    sheet_text(s, row, 1, c->name, style | WRAP);
    for (size_t k = 2; k <= 3; k++)
        sheet_blank(s, row, k, style);
    if (x->has_percent)
        sheet_decimal(s, row, 4, x->percent, style | AS_POINTS);
    else
        sheet_text(s, row, 4, "–", style | CENTER);
    sheet_blank(s, row, 5, style);
    sheet_blank(s, row, 6, style);
    if (results_unknown(r, unit, criterion))
        sheet_text(s, row, 7, UNKNOWN, style | CENTER);
    else
        sheet_decimal(s, row, 7, x->points, style | AS_POINTS);
    if (results_is_small(r, unit, criterion))
        sheet_text(s, row, 8, FEW, style | CENTER);
    else if (x->has_pooled)
        sheet_decimal(s, row, 8, x->pooled, style | AS_POINTS);
    else
        sheet_text(s, row, 8, "–", style | CENTER);
    sheet_blank(s, row, 9, style);
}

static void write_part(struct sheet *s, size_t row, const struct results *r, const struct score_group *p)
{
    unsigned style = BOX;
    sheet_blank(s, row, 0, style);
    sheet_text(s, row, 1, group_words(r->d, p->group), style | WRAP | INDENT);
    sheet_count(s, row, 2, p->ballots, style);
    bool few = results_part_hidden(r, p);
    if (few)
        sheet_text(s, row, 3, FEW, style | CENTER);
    else
        sheet_count(s, row, 3, p->answers, style);
    if (few)
        sheet_text(s, row, 4, FEW, style | CENTER);
    else if (p->has_percent)
        sheet_decimal(s, row, 4, p->percent, style | AS_POINTS);
    else
        sheet_text(s, row, 4, "–", style | CENTER);
    sheet_decimal(s, row, 5, p->weight, style | AS_EXACT);
    if (*p->dropped)
        sheet_across(s, row, 6, 8, dropped_words(p->dropped), style | ITALIC | WRAP);
    else {
        sheet_decimal(s, row, 6, p->share * 100, style | AS_POINTS);
        sheet_blank(s, row, 7, style);
        sheet_blank(s, row, 8, style);
    }
    if (few)
        sheet_text(s, row, 9, FEW, style | CENTER);
    else if (isnan(p->se))
        sheet_text(s, row, 9, "–", style | CENTER);
    else
        sheet_real(s, row, 9, p->se, style | AS_POINTS);
}

static size_t write_unit(struct sheet *s, size_t row, const struct results *r, size_t unit)
{
    bool any = false;
    for (size_t i = 0; i < r->n_parts; i++) {
        const struct score_group *p = &r->parts[i];
        if (p->unit != unit)
            continue;
        if (!any)
            sheet_across(s, row++, 0, COLUMNS - 1, unit_words(r->d, unit), BOX | BOLD | BAND | WRAP);
        if (!any || p[-1].criterion != p->criterion)
            write_leaf(s, row++, r, unit, p->criterion);
        any = true;
        write_part(s, row++, r, p);
    }
    return row;
}

void survey_sheets(struct making *m)
{
    const struct results *r = m->r;
    static const double widths[COLUMNS] = {8, 50, 9, 10, 11, 9, 12, 11, 11, 11};
    struct sheet *s =
        make_sheet(m, "Điều tra theo nhóm", LANDSCAPE, widths, COLUMNS, "Điểm điều tra xã hội học theo nhóm đối tượng",
                   "Kết quả của từng nhóm đối tượng cho từng đơn vị và tiêu chí; hai cách gộp nhóm đặt cạnh nhau");
    const char *const heads[COLUMNS] = {"Mã",
                                        "Cơ quan, đơn vị / tiêu chí / nhóm đối tượng",
                                        "Số phiếu",
                                        "Số câu trả lời",
                                        "Phần trăm điểm",
                                        "Trọng số",
                                        "Tỷ trọng sau chia lại (%)",
                                        "Điểm được tính",
                                        r->d->rules.pooled ? "Điểm nếu tính trung bình nhóm" : "Điểm nếu gộp mọi phiếu",
                                        "Sai số chuẩn của phần trăm điểm"};
    char *how = setting_words(r->d, S_COMBINE);
    sheet_format(s, 1, 0, ITALIC, "Cách gộp nhóm của đợt này: %s.", how);
    free(how);
    for (size_t c = 0; c < COLUMNS; c++)
        sheet_text(s, 2, c, heads[c], HEAD);
    sheet_header_rows(s, 2, 2, 2);
    size_t row = 3;
    for (size_t b = 0; b < r->d->n_blocks; b++)
        for (size_t i = 0; i < r->d->blocks[b].n_units; i++)
            row = write_unit(s, row, r, r->d->blocks[b].units[i]);
    sheet_across(s, row + 1, 0, COLUMNS - 1,
                 "Phần trăm điểm: trung bình phần trăm của các phương án trả lời, có trọng số phiếu. Nhóm bị bỏ ra "
                 "khỏi một tiêu chí "
                 "thì trọng số được chia lại cho các nhóm còn lại; lý do ghi ở dòng của nhóm. Sai số chuẩn: chỉ của "
                 "chọn mẫu; – là "
                 "không nêu được (chỉ tiêu, một người trả lời, hoặc số liệu từ ngoài không kèm sai số). " FEW
                 ": có nhóm ít phiếu hơn mức công bố về đơn vị và tiêu chí đó; chỉ nêu điểm, số phiếu, trọng số.",
                 NOTE | WRAP);
}
