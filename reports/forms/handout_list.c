/* The list by which a post office hands ballots out and takes them back. */
#include <stdlib.h>

#include "reports/forms/handout_inside.h"
#include "reports/results/words.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"
#include "survey/round/form_names.h"

/* What the list says of a ballot, in the order of its columns; those of people only in a list with names. */
enum said { NUMBER, SERIAL, MEMBER, NAME, ADDRESS, CONTACT, GROUP, TYPE, HANDED, RETURNED, REASON, SIGNED, N_SAID };

/* A named list has more to say in the same width: the short name of a ballot type, whose title stands in the sums. */
static const struct {
    const char *head;
    double width, named_width; /* 0 where it is left out */
} said[N_SAID] = {
    [NUMBER] = {"TT", 6, 5},
    [SERIAL] = {"Số phiếu", 16, 15},
    [MEMBER] = {"Mã đối tượng", 15, 10},
    [NAME] = {"Họ tên", 0, 24},
    [ADDRESS] = {"Địa chỉ", 0, 28},
    [CONTACT] = {"Liên hệ", 0, 15},
    [GROUP] = {"Nhóm đối tượng", 27, 19},
    [TYPE] = {"Mẫu phiếu", 29, 9},
    [HANDED] = {"Đã phát", 8, 7},
    [RETURNED] = {"Đã thu", 8, 7},
    [REASON] = {"Lý do không thu", 19, 14},
    [SIGNED] = {"Ký nhận", 17, 14},
};

struct list_columns {
    bool named;
    size_t at[N_SAID], n; /* where each stands; those left out, nowhere */
};

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

static struct list_columns columns_of(struct sheet *s, bool named)
{
    struct list_columns c = {.named = named};
    double widths[N_SAID] = {0};
    for (size_t k = 0; k < N_SAID; k++) {
        double width = named ? said[k].named_width : said[k].width;
        c.at[k] = width > 0 ? c.n : NONE;
        if (width > 0)
            widths[c.n++] = width;
    }
    sheet_widths(s, 0, widths, c.n);
    return c;
}

/* LABEL and the number of ballots, below the boxes to tick. */
static void sum_row(struct sheet *s, size_t row, const struct list_columns *c, const char *label, size_t n,
                    unsigned style)
{
    sheet_across(s, row, 0, c->at[HANDED] - 1, label, style | (style & BOLD ? 0 : WRAP));
    sheet_count(s, row, c->at[HANDED], (int64_t)n, style);
    for (size_t k = c->at[HANDED] + 1; k < c->n; k++)
        sheet_blank(s, row, k, BOX);
}

static size_t write_sum(struct sheet *s, size_t row, const struct list_columns *c, const struct definition *d,
                        const struct office_ballots *office)
{
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        size_t n = 0;
        for (size_t i = 0; i < office->n; i++)
            n += office->ballots[i].type == t;
        if (n == 0)
            continue;
        const struct ballot_type *type = &d->ballot_types[t];
        char *label = c->named ? xasprintf("%s: %s", type->code, type->title) : xstrdup(type->title);
        sum_row(s, row++, c, label, n, BOX);
        free(label);
    }
    sum_row(s, row, c, "Tổng số", office->n, BOX | BOLD);
    return row + 1;
}

static void write_signatures(struct sheet *s, size_t row, const struct list_columns *c)
{
    size_t left = c->named ? c->at[ADDRESS] : 3;
    sheet_room(s, row, 110);
    sheet_across(s, row, 0, left, "Người giao phiếu", BOLD | CENTER);
    sheet_across(s, row, left + 1, c->n - 1, "Người nhận phiếu", BOLD | CENTER);
    sheet_across(s, row + 1, 0, left, "(ký, ghi rõ họ tên, ngày)", ITALIC | CENTER);
    sheet_across(s, row + 1, left + 1, c->n - 1, "(ký, ghi rõ họ tên, ngày)", ITALIC | CENTER);
}

static void write_ballot(struct sheet *s, size_t row, const struct list_columns *c, const struct definition *d,
                         const struct handed *b, size_t number)
{
    char serial[SERIAL_TEXT];
    const struct ballot_type *type = &d->ballot_types[b->type];
    sheet_count(s, row, c->at[NUMBER], (int64_t)number, BOX | CENTER);
    sheet_text(s, row, c->at[SERIAL], serial_format(b->serial, serial), BOX | CODE);
    sheet_text(s, row, c->at[MEMBER], b->pool ? "(không ghi danh)" : b->member, BOX | WRAP);
    if (c->named) {
        const char *const person[] = {b->person.name, b->person.address, b->person.contact};
        for (size_t k = 0; k < 3; k++)
            sheet_text(s, row, c->at[NAME] + k, person[k] ? person[k] : "", BOX | WRAP);
    }
    sheet_text(s, row, c->at[GROUP], group_words(d, b->group), BOX | WRAP);
    sheet_text(s, row, c->at[TYPE], c->named ? type->code : type->title, BOX | WRAP);
    for (size_t k = c->at[HANDED]; k < c->n; k++)
        sheet_blank(s, row, k, BOX);
    sheet_height(s, row, 22); /* room for a signature */
}

void handout_list(struct book *book, const struct definition *d, struct office_ballots *office, bool named)
{
    qsort(office->ballots, office->n, sizeof *office->ballots, by_member);
    struct sheet *s = book_sheet(book, "Phát phiếu", LANDSCAPE);
    struct list_columns c = columns_of(s, named);
    const char *phone = office_phone(d, office->name);
    char *title = xasprintf(HANDOUT_TITLE "%s%s%s", *office->name ? office_words(d, office->name) : "không rõ bưu điện",
                            *phone ? HANDOUT_PHONE : "", phone);
    sheet_across(s, 0, 0, c.n - 1, title, TITLE | WRAP);
    free(title);
    sheet_across(s, 1, 0, c.n - 1,
                 "Đánh dấu x vào ô Đã phát khi giao phiếu, ô Đã thu khi nhận lại. Không thu được thì ghi lý do: từ "
                 "chối, vắng mặt, "
                 "chuyển đi, không thuộc đối tượng.",
                 WRAP);
    sheet_across(s, 2, 0, c.n - 1,
                 named ? HANDOUT_PERSONAL ". Chỉ người phát phiếu giữ; không chép họ tên, mã đối tượng lên phiếu."
                       : "Chỉ danh sách này cho biết phiếu nào của ai. Không chép mã đối tượng lên phiếu; không gửi "
                         "danh sách này cùng phiếu đã thu.",
                 WRAP | BOLD | (named ? WARN : 0));
    for (size_t k = 0; k < N_SAID; k++)
        if (c.at[k] != NONE)
            sheet_text(s, 3, c.at[k], said[k].head, HEAD);
    sheet_header_rows(s, 3, 3, 2);
    size_t row = 4;
    for (size_t i = 0; i < office->n; i++, row++)
        write_ballot(s, row, &c, d, &office->ballots[i], i + 1);
    sheet_room(s, row + 1, 40 + 32.0 * (double)d->n_ballot_types);
    sheet_across(s, row + 1, 0, c.n - 1, HANDOUT_SUMS, BOLD);
    row = write_sum(s, row + 2, &c, d, office);
    write_signatures(s, row + 1, &c);
}
