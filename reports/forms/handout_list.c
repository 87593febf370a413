/* The list by which a post office hands ballots out and takes them back. */
#include <stdlib.h>

#include "reports/forms/handout_inside.h"
#include "reports/results/words.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"

#define COLUMNS 9

/* By group, then by member, so that a person is found; a pool's ballots last, by serial. */
static int by_member(const void *a, const void *b)
{
    const struct handed *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->pool != y->pool)
        return x->pool ? 1 : -1;
    int order = text_compare(x->member, y->member);
    if (order)
        return order;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static size_t write_sum(struct sheet *s, size_t row, const struct definition *d, const struct office_ballots *office)
{
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        size_t n = 0;
        for (size_t i = 0; i < office->n; i++)
            n += office->ballots[i].type == t;
        if (n == 0)
            continue;
        sheet_across(s, row, 0, 4, d->ballot_types[t].title, BOX | WRAP);
        sheet_count(s, row, 5, (int64_t)n, BOX);
        for (size_t c = 6; c < COLUMNS; c++)
            sheet_blank(s, row, c, BOX);
        row++;
    }
    sheet_across(s, row, 0, 4, "Tổng số", BOX | BOLD);
    sheet_count(s, row, 5, (int64_t)office->n, BOX | BOLD);
    for (size_t c = 6; c < COLUMNS; c++)
        sheet_blank(s, row, c, BOX);
    return row + 1;
}

static size_t write_signatures(struct sheet *s, size_t row)
{
    sheet_room(s, row, 110);
    sheet_across(s, row, 0, 3, "Người giao phiếu", BOLD | CENTER);
    sheet_across(s, row, 4, COLUMNS - 1, "Người nhận phiếu", BOLD | CENTER);
    sheet_across(s, row + 1, 0, 3, "(ký, ghi rõ họ tên, ngày)", ITALIC | CENTER);
    sheet_across(s, row + 1, 4, COLUMNS - 1, "(ký, ghi rõ họ tên, ngày)", ITALIC | CENTER);
    return row + 6;
}

void handout_list(struct book *book, const struct definition *d, struct office_ballots *office)
{
    static const double widths[COLUMNS] = {6, 16, 15, 27, 29, 8, 8, 19, 17};
    static const char *const heads[COLUMNS] = {"TT",      "Số phiếu", "Mã đối tượng",    "Nhóm đối tượng", "Mẫu phiếu",
                                               "Đã phát", "Đã thu",   "Lý do không thu", "Ký nhận"};
    qsort(office->ballots, office->n, sizeof *office->ballots, by_member);
    struct sheet *s = book_sheet(book, "Phát phiếu", LANDSCAPE);
    sheet_widths(s, 0, widths, COLUMNS);
    const char *phone = office_phone(d, office->name);
    char *title = xasprintf("Danh sách phát và thu phiếu: %s%s%s",
                            *office->name ? office_words(d, office->name) : "không rõ bưu điện",
                            *phone ? ", điện thoại " : "", phone);
    sheet_across(s, 0, 0, COLUMNS - 1, title, TITLE | WRAP);
    free(title);
    sheet_across(s, 1, 0, COLUMNS - 1,
                 "Đánh dấu x vào ô Đã phát khi giao phiếu, ô Đã thu khi nhận lại. Không thu được thì ghi lý do: từ "
                 "chối, vắng mặt, "
                 "chuyển đi, không thuộc đối tượng.",
                 WRAP);
    sheet_across(s, 2, 0, COLUMNS - 1,
                 "Chỉ danh sách này cho biết phiếu nào của ai. Không chép mã đối tượng lên phiếu; không gửi danh sách "
                 "này cùng phiếu "
                 "đã thu.",
                 WRAP | BOLD);
    for (size_t c = 0; c < COLUMNS; c++)
        sheet_text(s, 3, c, heads[c], HEAD);
    sheet_header_rows(s, 3, 3, 2);
    size_t row = 4;
    for (size_t i = 0; i < office->n; i++, row++) {
        const struct handed *b = &office->ballots[i];
        char serial[SERIAL_TEXT];
        sheet_count(s, row, 0, (int64_t)i + 1, BOX | CENTER);
        sheet_text(s, row, 1, serial_format(b->serial, serial), BOX | CODE);
        sheet_text(s, row, 2, b->pool ? "(không ghi danh)" : b->member, BOX | WRAP);
        sheet_text(s, row, 3, group_words(d, b->group), BOX | WRAP);
        sheet_text(s, row, 4, d->ballot_types[b->type].title, BOX | WRAP);
        for (size_t c = 5; c < COLUMNS; c++)
            sheet_blank(s, row, c, BOX);
        sheet_height(s, row, 22); /* room for a signature */
    }
    sheet_room(s, row + 1, 40 + 32.0 * (double)d->n_ballot_types);
    sheet_across(s, row + 1, 0, COLUMNS - 1, "Cộng theo mẫu phiếu", BOLD);
    row = write_sum(s, row + 2, d, office);
    write_signatures(s, row + 1);
}
