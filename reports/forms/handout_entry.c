/* The workbook in which a post office keys its ballots.
 *
 * A sheet a ballot type.  Rows stand by serial, which is random, so that the order says nothing of
 * the respondents.  A ballot that asks about several units has a column for each question and unit;
 * where that makes too many, or each ballot asks about one unit of its own, it has a row for
 * each unit instead.  Sheets whose name begins with `_` are not read back: the guide and the
 * lists of the drop-downs.
 */
#include <stdlib.h>
#include <string.h>

#include "reports/forms/handout_inside.h"
#include "reports/results/words.h"
#include "reports/workbook/layout.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

#define MOST_COLUMNS 40 /* of answers; more are not found with the eye */
#define FIXED        4  /* serial, keyer, state, reason or, of an audit, its line */

struct entry_sheet {
    struct book *book;
    const struct definition *d;
    const struct unit_lists *lists;
    struct sheet *choices; /* the hidden sheet: a column a scale, the last for states */
    size_t *n_choices;     /* by scale */
    size_t n_states;
    size_t type;
    bool unit_rows;
    size_t *units; /* that some ballot here asks about */
    size_t n_units;
    struct handed *ballots;
    size_t n;
    const struct audit *audit; /* or NULL */
};

/* --- lists of the drop-downs -------------------------------------------------------------- */

/* Digits typed into a cell become a number, so they are numbers in the list as well. */
static void write_choice(struct sheet *s, size_t row, size_t column, const char *code)
{
    size_t n = strlen(code);
    if (n <= 9 && strspn(code, "0123456789") == n && (code[0] != '0' || n == 1))
        sheet_real(s, row, column, strtod(code, NULL), AS_TEXT);
    else
        sheet_text(s, row, column, code, AS_TEXT);
}

static const char *const states[] = {"từ chối", "vắng mặt", "chuyển đi", "không thuộc đối tượng", "thu về", "hủy"};

static void write_choices(struct entry_sheet *e)
{
    const struct definition *d = e->d;
    e->choices = book_hidden_sheet(e->book, "_danh mục");
    e->n_choices = xcalloc(d->n_scales + 1, sizeof *e->n_choices);
    for (size_t k = 0; k < d->n_scales; k++) {
        for (size_t i = 0; i < d->scales[k].n_options; i++)
            write_choice(e->choices, e->n_choices[k]++, k, d->scales[k].options[i].code);
        sheet_text(e->choices, e->n_choices[k]++, k, "?", AS_TEXT);
        sheet_text(e->choices, e->n_choices[k]++, k, "*", AS_TEXT);
    }
    e->n_states = sizeof states / sizeof *states;
    for (size_t i = 0; i < e->n_states; i++)
        sheet_text(e->choices, i, d->n_scales, states[i], AS_TEXT);
}

/* --- what a column asks ---------------------------------------------------------------------- */

/* "Q1. text" and the options, a line each; a new string. */
static char *question_note(const struct definition *d, const struct question *q)
{
    struct strbuf text = {0};
    strbuf_addf(&text, "%s. %s", q->code, q->text);
    for (size_t i = 0; q->kind == KIND_OPTION && q->scale != NONE && i < d->scales[q->scale].n_options; i++) {
        const struct option *o = &d->scales[q->scale].options[i];
        strbuf_addf(&text, "\n%s: %s", o->code, o->label);
    }
    return strbuf_take(&text);
}

/* "A, B, C, D; trống: bỏ trống; ?: …" for the cell's message. */
static char *options_message(const struct definition *d, const struct question *q)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < d->scales[q->scale].n_options; i++)
        strbuf_item(&text, ", ", "%s", d->scales[q->scale].options[i].code);
    strbuf_adds(&text, ". Trống: bỏ trống. ?: không đọc được. *: nhiều dấu.");
    return strbuf_take(&text);
}

static void offer_options(struct entry_sheet *e, struct sheet *s, size_t question, size_t column, size_t first,
                          size_t last)
{
    const struct question *q = &e->d->questions[question];
    if (q->kind != KIND_OPTION || q->scale == NONE)
        return;
    char *message = options_message(e->d, q);
    sheet_drop_down(s, first, last, column, e->choices, q->scale, e->n_choices[q->scale], q->code, "", message);
    free(message);
}

/* The column's machine name below, in words above; its note. */
static void head_question(struct entry_sheet *e, struct sheet *s, size_t row, size_t column, size_t question,
                          size_t unit)
{
    const struct question *q = &e->d->questions[question];
    char *name = unit == NONE ? xstrdup(q->code) : xasprintf("%s.%s", q->code, e->d->units[unit].code);
    char *note = question_note(e->d, q);
    sheet_text(s, row, column, name, HEAD);
    sheet_comment(s, row, column, note);
    free(name);
    free(note);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* Where UNIT stands in the ballot's list, or NONE. */
static size_t place_of(const struct entry_sheet *e, const struct handed *b, size_t unit)
{
    const size_t *units = e->lists->units + e->lists->start[b->list];
    for (size_t i = 0; i < e->lists->n_units[b->list]; i++)
        if (units[i] == unit)
            return i;
    return NONE;
}

static void write_fixed(const struct entry_sheet *e, struct sheet *s, size_t row, int64_t serial, bool first)
{
    char text[SERIAL_TEXT];
    sheet_text(s, row, 0, serial_format(serial, text), BOX | CODE);
    for (size_t c = 1; c < FIXED; c++)
        sheet_blank(s, row, c, first ? BOX | INPUT : BOX | BAND);
    if (e->audit)
        sheet_real(s, row, FIXED - 1, (double)e->audit->run, BOX | BAND | CENTER);
}

static size_t write_matrix(struct entry_sheet *e, struct sheet *s, size_t row)
{
    const struct ballot_type *t = &e->d->ballot_types[e->type];
    for (size_t i = 0; i < e->n; i++, row++) {
        size_t column = FIXED;
        write_fixed(e, s, row, e->ballots[i].serial, true);
        for (size_t u = 0; u < e->n_units; u++)
            for (size_t k = 0; k < t->n_unit_questions; k++) {
                bool asked = place_of(e, &e->ballots[i], e->units[u]) != NONE &&
                             definition_asks(e->d, t->unit_questions[k], e->units[u]);
                sheet_blank(s, row, column++, asked ? BOX | INPUT | CENTER : BOX | BAND);
            }
        for (size_t k = 0; k < t->n_ballot_questions; k++)
            sheet_blank(s, row, column++, BOX | INPUT | CENTER);
    }
    return row;
}

static size_t write_unit_rows(struct entry_sheet *e, struct sheet *s, size_t row)
{
    const struct ballot_type *t = &e->d->ballot_types[e->type];
    for (size_t i = 0; i < e->n; i++) {
        const struct handed *b = &e->ballots[i];
        const size_t *units = e->lists->units + e->lists->start[b->list];
        for (size_t u = 0; u < e->lists->n_units[b->list]; u++, row++) {
            size_t column = FIXED + 1;
            write_fixed(e, s, row, b->serial, u == 0);
            sheet_text(s, row, FIXED, unit_words(e->d, units[u]), BOX | WRAP);
            for (size_t k = 0; k < t->n_unit_questions; k++) {
                bool asked = definition_asks(e->d, t->unit_questions[k], units[u]);
                sheet_blank(s, row, column++, asked ? BOX | INPUT | CENTER : BOX | BAND);
            }
            for (size_t k = 0; k < t->n_ballot_questions; k++)
                sheet_blank(s, row, column++, u == 0 ? BOX | INPUT | CENTER : BOX | BAND);
        }
    }
    return row;
}

/* --- a sheet ------------------------------------------------------------------------------------ */

static const char legend[] = "Ô vàng: nhập mã phương án. Ô trống: người trả lời bỏ trống. Dấu ?: không đọc được. Dấu "
                             "*: đánh nhiều ô. Ô xám: không hỏi.";
static const char legend_rows[] =
    "Hàng chưa nhập gì được bỏ qua khi nạp. Phiếu thu về mà bỏ trống hết: ghi tên người nhập và trạng thái \"thu về\".";

static size_t write_heads(struct entry_sheet *e, struct sheet *s, size_t row)
{
    static const char *const names[FIXED] = {"serial", "keyer", "state", "reason"};
    static const char *const above[FIXED] = {"Số in trên phiếu", "Tên của người nhập", "Nếu phiếu không có câu trả lời",
                                             "Ghi thêm lý do"};
    const struct ballot_type *t = &e->d->ballot_types[e->type];
    size_t column = FIXED;
    for (size_t c = 0; c < FIXED; c++) {
        bool of_audit = e->audit && c == FIXED - 1;
        sheet_text(s, row, c, of_audit ? "Lần kiểm tra (dòng nhật ký)" : above[c], HEAD);
        sheet_text(s, row + 1, c, of_audit ? "audit" : names[c], HEAD);
    }
    if (e->unit_rows) {
        sheet_text(s, row, column, "Cơ quan được hỏi", HEAD);
        sheet_text(s, row + 1, column++, "unit", HEAD);
        for (size_t k = 0; k < t->n_unit_questions; k++) {
            sheet_text(s, row, column, "Câu hỏi", HEAD);
            head_question(e, s, row + 1, column++, t->unit_questions[k], NONE);
        }
    } else {
        for (size_t u = 0; u < e->n_units; u++) {
            if (t->n_unit_questions)
                sheet_across(s, row, column, column + t->n_unit_questions - 1, unit_words(e->d, e->units[u]), HEAD);
            for (size_t k = 0; k < t->n_unit_questions; k++)
                head_question(e, s, row + 1, column++, t->unit_questions[k], e->units[u]);
        }
    }
    for (size_t k = 0; k < t->n_ballot_questions; k++) {
        sheet_text(s, row, column, "Hỏi một lần", HEAD);
        head_question(e, s, row + 1, column++, t->ballot_questions[k], NONE);
    }
    return column;
}

static void set_widths(struct entry_sheet *e, struct sheet *s)
{
    const struct ballot_type *t = &e->d->ballot_types[e->type];
    size_t n =
        FIXED + (e->unit_rows ? 1 + t->n_unit_questions : e->n_units * t->n_unit_questions) + t->n_ballot_questions;
    double *widths = xcalloc(n, sizeof *widths);
    static const double fixed[FIXED] = {17, 14, 16, 16};
    memcpy(widths, fixed, sizeof fixed);
    for (size_t c = FIXED; c < n; c++)
        widths[c] = 7;
    size_t column = FIXED;
    if (e->unit_rows) {
        widths[column] = 38;
    } else {
        for (size_t u = 0; u < e->n_units; u++)
            for (size_t k = 0; k < t->n_unit_questions; k++, column++) {
                char *name =
                    xasprintf("%s.%s", e->d->questions[t->unit_questions[k]].code, e->d->units[e->units[u]].code);
                double wide = layout_units(layout_width(name, 11, true)) + 1.5;
                widths[column] = wide > 6 ? wide : 6;
                free(name);
            }
    }
    for (size_t k = 0; k < t->n_ballot_questions; k++)
        widths[n - t->n_ballot_questions + k] = e->d->questions[t->ballot_questions[k]].kind == KIND_TEXT ? 30 : 9;
    sheet_widths(s, 0, widths, n);
    free(widths);
}

static void offer_all(struct entry_sheet *e, struct sheet *s, size_t first, size_t last)
{
    const struct ballot_type *t = &e->d->ballot_types[e->type];
    size_t column = FIXED + e->unit_rows, times = e->unit_rows ? 1 : e->n_units;
    sheet_drop_down(s, first, last, 2, e->choices, e->d->n_scales, e->n_states, "Trạng thái",
                    "Chỉ ghi khi phiếu không có câu trả lời; phiếu đã trả lời để trống.",
                    "Chọn trong danh sách, hoặc để trống nếu phiếu đã được trả lời.");
    for (size_t u = 0; u < times; u++)
        for (size_t k = 0; k < t->n_unit_questions; k++)
            offer_options(e, s, t->unit_questions[k], column++, first, last);
    for (size_t k = 0; k < t->n_ballot_questions; k++)
        offer_options(e, s, t->ballot_questions[k], column++, first, last);
}

/* "Phiếu 01" of "Phiếu 01 - Đại biểu …". */
static char *short_title(const char *title)
{
    const char *end = strstr(title, " - ");
    const char *dash = strstr(title, " – ");
    if (dash && (!end || dash < end))
        end = dash;
    return end && end - title <= SHEET_NAME_MAX ? xstrndup(title, (size_t)(end - title)) : xstrdup(title);
}

static void write_type(struct entry_sheet *e)
{
    const struct ballot_type *t = &e->d->ballot_types[e->type];
    char *name = short_title(t->title);
    struct sheet *s = book_sheet(e->book, name, LANDSCAPE);
    free(name);
    set_widths(e, s);
    sheet_text(s, 0, 0, t->title, TITLE);
    sheet_text(s, 1, 0, legend, BOLD);
    sheet_text(s, 2, 0, legend_rows, NOTE);
    write_heads(e, s, 3);
    sheet_header_rows(s, 3, 4, e->unit_rows ? FIXED + 1 : 1);
    size_t last = e->unit_rows ? write_unit_rows(e, s, 5) : write_matrix(e, s, 5);
    offer_all(e, s, 5, last - 1);
    sheet_protect(s);
}

/* Which units the ballots of the sheet ask about, in report order, and how rows are laid out. */
static void find_units(struct entry_sheet *e)
{
    bool *seen = xcalloc(e->d->n_units + 1, sizeof *seen);
    size_t longest = 0;
    for (size_t i = 0; i < e->n; i++) {
        size_t list = e->ballots[i].list;
        longest = e->lists->n_units[list] > longest ? e->lists->n_units[list] : longest;
        for (size_t u = 0; u < e->lists->n_units[list]; u++)
            seen[e->lists->units[e->lists->start[list] + u]] = true;
    }
    e->n_units = 0;
    for (size_t b = 0; b < e->d->n_blocks; b++)
        for (size_t i = 0; i < e->d->blocks[b].n_units; i++)
            if (seen[e->d->blocks[b].units[i]])
                e->units[e->n_units++] = e->d->blocks[b].units[i];
    e->unit_rows = longest == 1 || e->n_units * e->d->ballot_types[e->type].n_unit_questions > MOST_COLUMNS;
    free(seen);
}

static void write_guide(struct book *book, const struct definition *d, const char *office, const struct audit *audit)
{
    static const double widths[] = {72};
    static const char *const lines[] = {
        "Mỗi trang tính là một mẫu phiếu. Tìm hàng có số in trên phiếu rồi nhập từ trái sang phải; phím Tab đưa sang ô "
        "nhập kế tiếp.",
        "Ghi tên của người nhập ở mỗi phiếu. Lần nhập thứ hai phải do người khác nhập, vào một tệp khác, không nhìn "
        "tệp thứ nhất.",
        "Nhập đúng mã phương án như trên phiếu (chữ thường hay chữ hoa đều được). Đưa chuột lên mã câu hỏi để xem nội "
        "dung câu hỏi.",
        "Ô TRỐNG nghĩa là người trả lời bỏ trống. Dấu ? nghĩa là không đọc được. Dấu * nghĩa là đánh nhiều ô. Không "
        "đoán thay người trả "
        "lời.",
        "Phiếu không có câu trả lời: để trống các ô câu hỏi, chọn trạng thái (từ chối, vắng mặt, chuyển đi, không "
        "thuộc đối tượng, thu về, "
        "hủy) và ghi thêm lý do nếu có.",
        "Hàng không nhập gì (không người nhập, không trạng thái, không câu trả lời) được coi là chưa nhập.",
        "Không đổi hàng tiêu đề serial, keyer, state, reason, Q…: chương trình nhận ra cột nhờ hàng này. Không thêm "
        "cột.",
        "Trang tính có tên bắt đầu bằng dấu _ không được nạp.",
    };
    struct sheet *s = book_sheet(book, "_Hướng dẫn", PORTRAIT);
    sheet_widths(s, 0, widths, 1);
    static const char *const of_audit[] = {
        "Nạp bằng lệnh dtxhh audit import; tệp này không phải bản nhập của đợt và không làm thay đổi kết quả nào.",
        "Người nhập lại phải là người chưa nhập phiếu đó. Không tìm thấy phiếu giấy: ghi tên người nhập và trạng thái "
        "hủy; mọi "
        "câu đã rút của phiếu được tính là sai.",
    };
    const char *kind = !audit                             ? "Nhập phiếu"
                       : audit->kind == AUDIT_REINTERVIEW ? "Hỏi lại (phúc tra)"
                                                          : "Nhập lại để kiểm tra";
    char *title = xasprintf("%s: %s", kind, *office ? office_words(d, office) : "không rõ bưu điện");
    sheet_text(s, 0, 0, title, TITLE | WRAP);
    free(title);
    size_t n = sizeof lines / sizeof *lines;
    for (size_t i = 0; i < n; i++)
        sheet_format(s, 2 + i, 0, WRAP, "%zu. %s", i + 1, lines[i]);
    for (size_t i = 0; audit && i < sizeof of_audit / sizeof *of_audit; i++)
        sheet_format(s, 2 + n + i, 0, WRAP | BOLD, "%zu. %s", n + i + 1, of_audit[i]);
}

static int by_type(const void *a, const void *b)
{
    const struct handed *x = a, *y = b;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return x->serial < y->serial ? -1 : x->serial > y->serial;
}

void handout_entry(struct book *book, const struct definition *d, const struct unit_lists *lists,
                   struct office_ballots *office, const struct audit *audit)
{
    struct entry_sheet e = {.book = book, .d = d, .lists = lists, .audit = audit};
    qsort(office->ballots, office->n, sizeof *office->ballots, by_type);
    write_guide(book, d, office->name, audit);
    e.units = xcalloc(d->n_units + 1, sizeof *e.units);
    write_choices(&e);
    for (size_t i = 0; i < office->n; i += e.n) {
        e.type = office->ballots[i].type;
        e.ballots = office->ballots + i;
        for (e.n = 0; i + e.n < office->n && office->ballots[i + e.n].type == e.type;)
            e.n++;
        find_units(&e);
        write_type(&e);
    }
    free(e.units);
    free(e.n_choices);
}
