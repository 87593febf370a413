/* Nhập lại: what overseers found who keyed paper again: rates of wrong answers with their limits, and what these may
 * do. */
#include <math.h>
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"

enum { NAME, BALLOTS, WRONG_BALLOTS, BALLOTS_UPPER, FIELDS, WRONG, RATE, ERROR, UPPER, N_COLUMNS };

static void write_percent(struct sheet *s, size_t row, size_t column, double share, unsigned style)
{
    if (isnan(share))
        sheet_text(s, row, column, "–", style | CENTER);
    else
        sheet_real(s, row, column, 100 * share, AS_POINTS | style);
}

static void write_rate(struct making *m, struct sheet *s, size_t row, enum audit_by by, const struct audit_rate *r,
                       bool whole)
{
    unsigned style = by == AUDIT_BY_ALL ? BOX | BOLD | BAND : BOX;
    struct audited_bounds b = audited_bounds(r, whole);
    const char *office = *r->name ? office_words(m->r->d, r->name) : "không rõ bưu điện";
    if (by == AUDIT_BY_QUESTION)
        sheet_format(s, row, NAME, style | WRAP, "Câu hỏi %s", r->name);
    else
        sheet_text(s, row, NAME, by == AUDIT_BY_ALL ? "Cả đợt" : office, style | WRAP);
    sheet_count(s, row, BALLOTS, (int64_t)r->ballots, style);
    sheet_count(s, row, WRONG_BALLOTS, (int64_t)r->wrong_ballots, style);
    write_percent(s, row, BALLOTS_UPPER, b.ballots_upper, style);
    sheet_count(s, row, FIELDS, (int64_t)r->fields, style);
    sheet_count(s, row, WRONG, (int64_t)r->wrong, style);
    write_percent(s, row, RATE, b.rate, style);
    write_percent(s, row, ERROR, b.se, style);
    write_percent(s, row, UPPER, b.upper, style);
}

static size_t write_units(struct making *m, struct sheet *s, size_t row, const struct audited_unit *units)
{
    static const char *const heads[] = {"Cơ quan, đơn vị", "Điểm", "Có thể mất", "Hạng", "Hạng xấu nhất"};
    const struct definition *d = m->r->d;
    for (size_t c = 0; c < sizeof heads / sizeof *heads; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t u = d->blocks[b].units[i];
            const struct worst_unit *at = &units[u].at;
            if (!units[u].present)
                continue;
            sheet_text(s, ++row, 0, unit_words(d, u), BOX | WRAP);
            sheet_decimal(s, row, 1, rules_round(&d->rules, decimal_from_double(at->total)), AS_POINTS | BOX);
            sheet_decimal(s, row, 2, rules_round(&d->rules, decimal_from_double(at->loss)), AS_POINTS | BOX);
            for (size_t k = 0; k < 2; k++) {
                size_t rank = k ? at->worst_rank : at->rank;
                if (rank)
                    sheet_count(s, row, 3 + k, (int64_t)rank, BOX | CENTER);
                else
                    sheet_text(s, row, 3 + k, "–", BOX | CENTER);
            }
        }
    return row + 1;
}

static void write_audit(struct making *m, const struct audit *a, const struct audited_keying *k)
{
    static const double widths[N_COLUMNS] = {44, 10, 12, 13, 10, 10, 10, 10, 12};
    static const char *const heads[N_COLUMNS] = {
        "Của",     "Phiếu đã so",   "Phiếu có câu sai", "Phiếu sai nhiều nhất (%)", "Câu đã so",
        "Câu sai", "Tỷ lệ sai (%)", "Sai số (%)",       "Tỷ lệ sai nhiều nhất (%)"};
    bool whole = a->part[0] == 'b';
    struct sheet *s = make_sheet(m, "Nhập lại", LANDSCAPE, widths, N_COLUMNS, "Kiểm tra bằng cách nhập lại phiếu giấy",
                                 "Tỷ lệ câu nhập sai với giới hạn trên 95 %; điểm và hạng có thể đổi tới đâu");
    char *note = xasprintf("Danh sách khóa ở dòng %lld của nhật ký: %lld phiếu, %lld câu, SHA-256 %s. Hạt giống %s từ "
                           "sự kiện “%s”. Rút %zu "
                           "phiếu, %zu đã nhập lại%s.",
                           (long long)a->run, (long long)a->ballots, (long long)a->fields, a->sha256, a->seed,
                           a->seed_from, k->result.drawn, k->result.keyed,
                           k->result.keyed < k->result.drawn ? "; số liệu dưới đây chỉ của các phiếu này" : "");
    sheet_across(s, 1, 0, N_COLUMNS - 1, note, NOTE | WRAP);
    free(note);
    for (size_t c = 0; c < N_COLUMNS; c++)
        sheet_text(s, 2, c, heads[c], HEAD);
    sheet_header_rows(s, 2, 2, 1);
    static const enum audit_by shown[] = {AUDIT_BY_ALL, AUDIT_BY_OFFICE, AUDIT_BY_QUESTION};
    size_t row = 3;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        for (size_t j = 0; j < k->result.of[shown[i]].n; j++)
            if (k->result.of[shown[i]].rates[j].fields)
                write_rate(m, s, row++, shown[i], &k->result.of[shown[i]].rates[j], whole);
    if (k->units)
        row = write_units(m, s, row + 1, k->units);
    sheet_across(
        s, row + 1, 0, N_COLUMNS - 1,
        "Khác với bản đã nhập lúc khóa danh sách thì tính là sai, phiếu không tìm thấy là sai ở mọi câu. Điểm có thể "
        "mất: tỷ lệ sai nhiều nhất đều là câu đáng lẽ ở mức thấp nhất; hạng xấu nhất: đơn vị này mất chừng ấy và mọi "
        "đơn vị khác được thêm chừng ấy.",
        NOTE | WRAP);
}

void audits_sheets(struct making *m)
{
    for (size_t i = 0; i < m->r->n_audits; i++)
        if (m->r->keyings[i].there && m->r->keyings[i].result.keyed)
            write_audit(m, &m->r->audits[i], &m->r->keyings[i]);
}
