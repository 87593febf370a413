/* Giao nhận: how the papers of each office and each bag add up; Giám sát: what monitoring teams found. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"

/* The balance as it is read: a whole, and the parts it is made of. */
static const struct {
    const char *head;
    size_t at;
    bool is_sum, is_astray;
} lines[] = {
    {"Phát hành", offsetof(struct office_balance, issued), true, false},
    {"Trong đó đã giao bưu điện", offsetof(struct office_balance, delivered), false, false},
    {"Đã phát cho người", offsetof(struct office_balance, handed), true, false},
    {"Còn giữ", offsetof(struct office_balance, held), false, false},
    {"Không phát: hủy, từ chối tại chỗ, trả lời cách khác", offsetof(struct office_balance, other_ways), false, false},
    {"Thu về mà không ghi đã phát", offsetof(struct office_balance, unhanded), false, true},
    {"Thu về", offsetof(struct office_balance, returned), true, false},
    {"Trả lời cách khác", offsetof(struct office_balance, elsewhere), false, false},
    {"Từ chối", offsetof(struct office_balance, refused), false, false},
    {"Vắng mặt", offsetof(struct office_balance, absent), false, false},
    {"Chuyển đi", offsetof(struct office_balance, moved), false, false},
    {"Không thuộc đối tượng", offsetof(struct office_balance, ineligible), false, false},
    {"Hủy", offsetof(struct office_balance, void_), false, false},
    {"Chưa về", offsetof(struct office_balance, out), false, false},
    {"Đã nhập", offsetof(struct office_balance, keyed), true, false},
    {"Chưa nhập", offsetof(struct office_balance, to_key), false, false},
    {"Đã nhập mà không ghi thu về", offsetof(struct office_balance, unreturned), false, true},
    {"Đã kiểm", offsetof(struct office_balance, verified), false, false},
    {"Lưu trữ", offsetof(struct office_balance, archived), false, false},
};
#define N_LINES (sizeof lines / sizeof *lines)

static const char *office_named(const struct making *m, const char *office)
{
    return *office ? office_words(m->r->d, office) : "(không rõ)";
}

static int64_t count_at(const struct office_balance *o, size_t line)
{
    int64_t number;
    memcpy(&number, (const char *)o + lines[line].at, sizeof number);
    return number;
}

struct balance_columns { /* the lines that are not 0 of all offices, and those that others are sums to */
    size_t lines[N_LINES], n;
};

static struct balance_columns find_shown(const struct office_balance *sum)
{
    struct balance_columns shown = {.n = 0};
    for (size_t i = 0; i < N_LINES; i++)
        if (lines[i].is_sum || count_at(sum, i))
            shown.lines[shown.n++] = i;
    return shown;
}

static void write_office(struct sheet *s, size_t row, const struct balance_columns *shown, const char *name,
                         const struct office_balance *o, unsigned style)
{
    sheet_text(s, row, 0, name, BOX | WRAP | style);
    for (size_t c = 0; c < shown->n; c++) {
        size_t i = shown->lines[c];
        sheet_count(s, row, 1 + c, count_at(o, i), BOX | style | (lines[i].is_astray && count_at(o, i) ? WARN : 0));
    }
    sheet_text(s, row, 1 + shown->n, balance_holds(o) ? "khớp" : "không khớp",
               BOX | style | (balance_holds(o) ? 0 : WARN));
}

static size_t write_batches(struct making *m, struct sheet *s, size_t row)
{
    static const char *const heads[] = {"Túi, lô", "Giao bưu điện", "Đã phát", "Thu về", "Đã nhập", "Lưu trữ", "Khác"};
    const struct balance *b = &m->r->balance;
    for (size_t c = 0; c < sizeof heads / sizeof *heads; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    for (size_t i = 0; i < b->n_batches; i++) {
        const struct batch_balance *bag = &b->batches[i];
        const int64_t counts[] = {bag->delivered, bag->handed, bag->returned, bag->keyed, bag->archived, bag->others};
        sheet_format(s, ++row, 0, BOX | WRAP, "%s: %s", office_named(m, bag->office), bag->batch);
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
            sheet_count(s, row, 1 + c, counts[c], BOX);
    }
    return row + 1;
}

void movements_sheet(struct making *m)
{
    const struct balance *b = &m->r->balance;
    double widths[2 + N_LINES] = {30};
    struct office_balance sum = balance_sum(b);
    struct balance_columns shown = find_shown(&sum);
    if (!b->n_offices)
        return;
    for (size_t i = 1; i < 2 + N_LINES; i++)
        widths[i] = 10;
    size_t n = shown.n + 2 > 8 ? shown.n + 2 : 8; /* bags have seven columns */
    struct sheet *s = make_sheet(m, "Giao nhận", LANDSCAPE, widths, n, "Giao nhận phiếu theo bưu điện và túi",
                                 "Phiếu giao bưu điện, phát cho người, thu về, nhập, lưu; chỗ không khớp");
    sheet_text(s, 1, 0, "Bưu điện", HEAD);
    for (size_t c = 0; c < shown.n; c++)
        sheet_text(s, 1, 1 + c, lines[shown.lines[c]].head, HEAD);
    sheet_text(s, 1, 1 + shown.n, "Cân đối", HEAD);
    sheet_header_rows(s, 1, 1, 1);
    size_t row = 2;
    for (size_t i = 0; i < b->n_offices; i++)
        write_office(s, row++, &shown, office_named(m, b->offices[i].office), &b->offices[i], 0);
    write_office(s, row++, &shown, "Tổng cộng", &sum, BOLD | BAND);
    sheet_across(s, row + 1, 0, n - 1,
                 "Phát hành = đã phát + còn giữ + không phát + thu về mà không ghi đã phát. Đã phát = thu về + trả lời "
                 "cách khác + từ chối + vắng mặt + chuyển đi + không thuộc đối tượng + hủy + chưa về. Thu về (kể cả "
                 "không ghi đã phát) = đã nhập + chưa nhập. Chỉ kể bưu điện đã gửi danh sách phát phiếu.",
                 NOTE | WRAP);
    if (b->n_batches)
        write_batches(m, s, row + 3);
}

void findings_sheet(struct making *m)
{
    static const double widths[] = {9, 22, 12, 20, 18, 44, 36, 13};
    static const char *const heads[] = {"Mã",       "Đoàn giám sát", "Ngày",    "Nơi giám sát",
                                        "Bưu điện", "Phát hiện",     "Trả lời", "Giải quyết ngày"};
    const struct findings *f = &m->r->findings;
    if (!f->n)
        return;
    struct sheet *s = make_sheet(m, "Giám sát", LANDSCAPE, widths, N_FINDING_FIELDS, "Kết quả giám sát",
                                 "Điều các đoàn giám sát phát hiện, trả lời và ngày giải quyết");
    for (size_t c = 0; c < N_FINDING_FIELDS; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    sheet_header_rows(s, 1, 1, 1);
    for (size_t i = 0; i < f->n; i++)
        for (size_t c = 0; c < N_FINDING_FIELDS; c++) {
            const char *said = f->list[i].said[c];
            bool open = (c == FINDING_ANSWER || c == FINDING_SETTLED) && !*said;
            char *day = c == FINDING_DATE || c == FINDING_SETTLED ? date_words(said) : NULL;
            sheet_text(s, 2 + i, c,
                       open                           ? (c == FINDING_ANSWER ? "chưa trả lời" : "chưa xong")
                       : day                          ? day
                       : c == FINDING_OFFICE && *said ? office_words(m->r->d, said)
                                                      : said,
                       BOX | WRAP | (open ? WARN : 0));
            free(day);
        }
}
