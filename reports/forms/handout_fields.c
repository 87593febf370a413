/* The workbook in which fields that an audit drew are keyed again: a row a field, by serial; no answer stands in it. */
#include <stdlib.h>

#include "reports/forms/handout_inside.h"
#include "reports/results/words.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

enum { SERIAL, KEYER, UNIT, QUESTION, ANSWER, AUDIT, N_COLUMNS };

/* "Q1. text" and the options, a line each; a new string. */
static char *question_note(const struct definition *d, const struct question *q)
{
    struct strbuf text = {0};
    strbuf_addf(&text, "%s. %s", q->code, q->text);
    for (size_t i = 0; q->scale != NONE && i < d->scales[q->scale].n_options; i++)
        strbuf_addf(&text, "\n%s: %s", d->scales[q->scale].options[i].code, d->scales[q->scale].options[i].label);
    return strbuf_take(&text);
}

static void write_field(struct sheet *s, size_t row, const struct definition *d, const struct unit_lists *lists,
                        const struct handed *b, size_t cell, int64_t audit)
{
    char text[SERIAL_TEXT];
    size_t per_unit = d->ballot_types[b->type].n_unit_questions, n_units = lists->n_units[b->list];
    const struct question *q = &d->questions[ballot_cell_question(d, b->type, n_units, cell)];
    sheet_text(s, row, SERIAL, serial_format(b->serial, text), BOX | CODE);
    sheet_blank(s, row, KEYER, BOX | INPUT);
    if (q->per_ballot)
        sheet_blank(s, row, UNIT, BOX | BAND);
    else
        sheet_text(s, row, UNIT, unit_words(d, lists->units[lists->start[b->list] + cell / per_unit]), BOX | WRAP);
    char *note = question_note(d, q);
    sheet_text(s, row, QUESTION, q->code, BOX);
    sheet_comment(s, row, QUESTION, note);
    free(note);
    sheet_blank(s, row, ANSWER, BOX | INPUT | CENTER);
    sheet_real(s, row, AUDIT, (double)audit, BOX | BAND | CENTER);
}

/* By such a sheet the workbook is known to be ours. */
static void write_guide(struct book *book)
{
    static const double widths[] = {72};
    static const char *const lines[] = {
        "Mỗi hàng là một câu trả lời đã rút để kiểm tra. Tìm phiếu giấy theo số in trên phiếu, nhập đúng mã phương án "
        "trên phiếu.",
        "Người nhập lại phải là người chưa nhập phiếu này; ghi tên ở mỗi hàng hoặc ở hàng đầu của phiếu.",
        "Người trả lời bỏ trống: nhập dấu -. Không đọc được: dấu ?. Đánh nhiều ô: dấu *. Không đoán thay người trả "
        "lời.",
        "Đưa chuột lên mã câu hỏi để xem nội dung câu hỏi và các phương án. Không thêm hàng, không đổi hàng tiêu đề.",
        "Nạp bằng lệnh dtxhh audit import; tệp này không làm thay đổi kết quả nào. Không tìm thấy phiếu giấy: nhập dấu "
        "? ở "
        "mọi câu của phiếu; các câu ấy được tính là sai.",
    };
    struct sheet *s = book_sheet(book, "_Hướng dẫn", PORTRAIT);
    sheet_widths(s, 0, widths, 1);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        sheet_format(s, i, 0, WRAP, "%zu. %s", i + 1, lines[i]);
}

void handout_fields(struct book *book, const struct definition *d, const struct unit_lists *lists,
                    const struct office_ballots *office, const struct handout_audit *audit)
{
    static const double widths[N_COLUMNS] = {17, 16, 40, 12, 12, 10};
    static const char *const names[N_COLUMNS] = {"serial", "keyer", "unit", "question", "answer", "audit"};
    static const char *const above[N_COLUMNS] = {"Số in trên phiếu", "Người nhập lại", "Cơ quan được hỏi",
                                                 "Câu hỏi",          "Mã phương án",   "Lần kiểm tra"};
    write_guide(book);
    struct sheet *s = book_sheet(book, "Nhập lại", PORTRAIT);
    sheet_widths(s, 0, widths, N_COLUMNS);
    sheet_format(s, 0, 0, TITLE, "Nhập lại để kiểm tra: %s",
                 *office->name ? office_words(d, office->name) : "không rõ bưu điện");
    sheet_text(s, 1, 0, "Ô vàng: nhập mã phương án. Dấu -: bỏ trống. ?: không đọc được. *: nhiều dấu.", BOLD);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        sheet_text(s, 3, c, above[c], HEAD);
        sheet_text(s, 4, c, names[c], HEAD);
    }
    sheet_header_rows(s, 3, 4, 1);
    size_t row = 5;
    for (size_t i = 0; i < office->n; i++) {
        size_t n;
        const struct audit_drawn *drawn = audit_drawn_of(audit->drawn, audit->n, office->ballots[i].serial, &n);
        for (size_t k = 0; drawn && k < n; k++)
            write_field(s, row++, d, lists, &office->ballots[i], (size_t)drawn[k].cell, audit->audit->run);
    }
    sheet_protect(s);
}
