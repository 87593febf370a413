#include "reports/forms/faults.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "reports/workbook/book.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

#define MOST_CELLS   400000 /* of a table; then only rows with something wrong are copied */
#define LAST_LINE    1048576
#define LAST_COLUMN  16384
#define WIDEST       40
#define NARROWEST    7
#define MOST_LINKS   65000 /* of a sheet; Excel takes 65,530 */
#define MOST_AREAS   1000  /* merged, of a sheet */
#define NOT_A_COLUMN 0     /* of an issue about a whole row */

/* An issue, and where it came to stand. */
struct mark {
    const struct issue *issue;
    const char *sheet; /* of the workbook; NULL where its cell is in none */
    size_t order;
};

struct faults {
    struct book *book;
    const struct issues *issues;
    struct sheet *list;
    struct mark *marks; /* by file, sheet, line, column */
    size_t n;
    /* the table at hand */
    struct sheet *sheet;
    size_t first, last;                           /* its marks: [first, last) */
    size_t next;                                  /* the first whose row has not come */
    size_t n_cells, n_left_out, n_cut, first_cut; /* cut: cells that no workbook holds */
    struct copied_area areas[MOST_AREAS];         /* merged */
    size_t n_areas;
    bool of_workbook;
    bool copies_workbook; /* some table is of one */
    double *widths;
    size_t n_columns, room;
    struct strbuf left_out; /* what is not copied, a line each */
};

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

/* Files and sheets in the order of their first issue, then lines and columns. */
static int by_place(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    const struct place *p = &x->issue->place, *q = &y->issue->place;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    return x->issue < y->issue ? -1 : x->issue > y->issue;
}

static bool same_table(const struct issue *a, const struct issue *b)
{
    return same(a->place.file, b->place.file) && same(a->place.sheet, b->place.sheet);
}

static void sort_marks(struct faults *f)
{
    size_t *first = NULL, n_tables = 0, room = 0; /* of each table its first mark */
    for (size_t i = 0; i < f->n; i++) {
        size_t t = n_tables;
        f->marks[i].issue = issues_get(f->issues, i);
        while (t > 0 && !same_table(f->marks[first[t - 1]].issue, f->marks[i].issue))
            t--;
        if (!t) {
            first = grow(first, &room, n_tables + 1, sizeof *first);
            first[n_tables++] = i;
            t = n_tables;
        }
        f->marks[i].order = first[t - 1];
    }
    free(first);
    if (f->n)
        qsort(f->marks, f->n, sizeof *f->marks, by_place);
}

struct faults *faults_new(const char *path, bool force, const struct issues *issues, struct error *err)
{
    struct book_about about = {.title = "Các lỗi trong tệp phiếu", .warning = "", .author = "", .date = ""};
    struct book *book = book_new(path, force, &about, err);
    if (!book)
        return NULL;
    struct faults *f = xcalloc(1, sizeof *f);
    f->book = book;
    f->issues = issues;
    f->n = issues_kept(issues);
    f->marks = xcalloc(f->n, sizeof *f->marks);
    f->list = book_sheet(book, "_Danh sách lỗi", LANDSCAPE);
    sort_marks(f);
    return f;
}

/* The marks of a table: their first, and the one after the last. */
static void find_table(const struct faults *f, const char *file, const char *sheet, size_t *first, size_t *last)
{
    *first = 0;
    while (*first < f->n &&
           !(same(f->marks[*first].issue->place.file, file) && same(f->marks[*first].issue->place.sheet, sheet)))
        ++*first;
    *last = *first;
    while (*last < f->n && f->marks[*last].order == f->marks[*first].order)
        ++*last;
}

bool faults_concern(const struct faults *f, const char *file, const char *sheet)
{
    size_t first, last;
    find_table(f, file, sheet, &first, &last);
    return last > first;
}

/* --- a table ---------------------------------------------------------------------------- */

static void end_table(struct faults *f)
{
    if (!f->sheet)
        return;
    sheet_widths(f->sheet, 0, f->widths, f->n_columns);
    if (f->n_left_out)
        strbuf_addf(&f->left_out,
                    _("Sheet \"%s\" holds only the beginning of the table and the rows with something wrong; %zu "
                      "others are left out.\n"),
                    sheet_name(f->sheet), f->n_left_out);
    if (f->n_cut)
        strbuf_addf(&f->left_out,
                    _("Sheet \"%s\": %zu cells, the first in row %zu, are longer than the 32,767 characters a workbook "
                      "holds; they are cut here. Correct them in the file itself.\n"),
                    sheet_name(f->sheet), f->n_cut, f->first_cut);
    f->sheet = NULL;
}

void faults_table(struct faults *f, const char *file, const char *sheet)
{
    end_table(f);
    find_table(f, file, sheet, &f->first, &f->last);
    f->sheet = book_sheet(f->book, sheet ? sheet : path_base(file), LANDSCAPE);
    sheet_grid(f->sheet);
    f->next = f->first;
    while (f->next < f->last && f->marks[f->next].issue->place.line == 0)
        f->next++;
    f->n_cells = f->n_left_out = f->n_columns = f->n_cut = 0;
    f->n_areas = 0;
    f->of_workbook = sheet != NULL;
    f->copies_workbook = f->copies_workbook || sheet;
}

/* What a workbook has as a number or date stays one; of a text file digits a person would type as a number are one, so
 * that the cell can be typed over. */
static void write_cell(struct faults *f, const struct copied_row *from, size_t column, unsigned style)
{
    struct sheet *s = f->sheet;
    static const struct copied_cell empty = {"", false};
    const struct copied_cell *cell = column < from->n_cells ? &from->cells[column] : &empty;
    const char *text = cell->text;
    size_t n = strlen(text), row = from->line - 1;
    char *end;
    if (f->of_workbook ? cell->is_number
                       : n && n <= 9 && strspn(text, "0123456789") == n && (text[0] != '0' || n == 1)) {
        double value = strtod(text, &end);
        if (n && !*end) {
            sheet_real(s, row, column, value, style);
            return;
        }
        if (sheet_date(s, row, column, text, style))
            return;
    }
    if (!book_takes(text) && f->n_cut++ == 0)
        f->first_cut = from->line;
    if (text_width(text) + 2 >
        WIDEST) { /* the width that end_table() will give the column; the height follows from it */
        static const double widest = WIDEST;
        sheet_widths(s, column, &widest, 1);
        style |= WRAP;
    }
    sheet_text(s, row, column, text, style);
}

static void widen(struct faults *f, size_t column, const char *text)
{
    f->widths = grow(f->widths, &f->room, column + 1, sizeof *f->widths);
    for (; f->n_columns <= column; f->n_columns++)
        f->widths[f->n_columns] = NARROWEST;
    double width = (double)text_width(text) + 2;
    if (width > f->widths[column])
        f->widths[column] = width > WIDEST ? WIDEST : width;
}

/* Mark cell COLUMN (from 1) of ROW for the marks [FROM, TO). */
static void mark_cell(struct faults *f, const struct copied_row *row, size_t column, size_t from, size_t to)
{
    unsigned style = ODD;
    struct strbuf words = {0};
    for (size_t i = from; i < to; i++) {
        const struct issue *issue = f->marks[i].issue;
        if (issue->severity == FAULT)
            style = FAULTY;
        strbuf_item(&words, "\n", "%s: %s [%s]", issue->severity == FAULT ? _("fault") : _("warning"), issue->text,
                    issue->code);
        f->marks[i].sheet = sheet_name(f->sheet);
    }
    write_cell(f, row, column - 1, BOX | style);
    sheet_comment(f->sheet, row->line - 1, column - 1, strbuf_text(&words));
    widen(f, column - 1, column <= row->n_cells ? row->cells[column - 1].text : "");
    strbuf_release(&words);
}

void faults_merged(struct faults *f, const struct copied_area *area)
{
    bool apart = f->n_areas < MOST_AREAS && area->bottom <= LAST_LINE && area->right <= LAST_COLUMN &&
                 (area->top < area->bottom || area->left < area->right);
    for (size_t k = 0; apart && k < f->n_areas; k++)
        apart = area->top > f->areas[k].bottom || area->bottom < f->areas[k].top || area->left > f->areas[k].right ||
                area->right < f->areas[k].left;
    if (!apart)
        return;
    f->areas[f->n_areas++] = *area;
    sheet_merge(f->sheet, area->top - 1, area->bottom - 1, area->left - 1, area->right - 1);
}

void faults_row(struct faults *f, const struct copied_row *row)
{
    size_t line = row->line, n = row->n_cells;
    while (f->next < f->last && f->marks[f->next].issue->place.line < line)
        f->next++;
    bool wrong = f->next < f->last && f->marks[f->next].issue->place.line == line;
    if (line > LAST_LINE || (!wrong && f->n_cells > MOST_CELLS)) {
        f->n_left_out++;
        return;
    }
    f->n_cells += n;
    if (row->hidden)
        sheet_hide_row(f->sheet, line - 1);
    size_t next = f->next; /* the first mark of this row whose cell has not come */
    for (size_t c = 0; c < n && c < LAST_COLUMN; c++) {
        while (next < f->last && f->marks[next].issue->place.line == line && f->marks[next].issue->place.column < c + 1)
            next++;
        bool marked =
            next < f->last && f->marks[next].issue->place.line == line && f->marks[next].issue->place.column == c + 1;
        if (!*row->cells[c].text || marked) /* which is written with its mark */
            continue;
        write_cell(f, row, c, AS_TEXT);
        widen(f, c, row->cells[c].text);
    }
    while (f->next < f->last && f->marks[f->next].issue->place.line == line) {
        size_t from = f->next, column = f->marks[from].issue->place.column;
        /* What is about the whole row stands with its first cell. */
        size_t at = column == NOT_A_COLUMN ? 1 : column;
        while (f->next < f->last && f->marks[f->next].issue->place.line == line &&
               (f->marks[f->next].issue->place.column == at || f->marks[f->next].issue->place.column == column))
            f->next++;
        if (at <= LAST_COLUMN)
            mark_cell(f, row, at, from, f->next);
    }
}

/* --- the list ------------------------------------------------------------------------------ */

enum { L_NUMBER, L_SEVERITY, L_CODE, L_FILE, L_SHEET, L_LINE, L_COLUMN, L_TEXT, L_GO, N_LIST };

static size_t write_head(struct faults *f)
{
    static const double widths[N_LIST] = {5, 10, 8, 24, 18, 8, 6, 80, 10};
    static const char *const heads[N_LIST] = {"STT",  "Mức", "Mã lỗi",   "Tệp",  "Trang tính",
                                              "Dòng", "Cột", "Nội dung", "Đến ô"};
    size_t row = 0;
    sheet_widths(f->list, 0, widths, N_LIST);
    sheet_text(f->list, row++, 0, "Các lỗi trong tệp phiếu", TITLE);
    sheet_format(f->list, row++, 0, BOLD, "Số lỗi: %zu. Số cảnh báo: %zu. Có lỗi thì chưa phiếu nào được nạp.",
                 issues_said(f->issues, FAULT), issues_said(f->issues, WARNING));
    sheet_text(
        f->list, row++, 0,
        "Ô đỏ là lỗi, phải sửa; ô vàng là cảnh báo, cần xem lại. Đưa chuột lên ô để đọc lý do. Sửa ngay trong các "
        "trang tính sau rồi gửi lại tệp này; trang này không được nạp.",
        AS_TEXT);
    if (f->copies_workbook)
        sheet_text(
            f->list, row++, 0,
            "Các trang tính sau chép giá trị, ô gộp và dòng ẩn của tệp đã gửi; không chép màu sắc, công thức, danh "
            "sách thả xuống, khoá ô và những trang không có lỗi.",
            NOTE);
    for (const char *p = strbuf_text(&f->left_out); *p;) {
        size_t n = strcspn(p, "\n");
        sheet_format(f->list, row++, 0, NOTE, "%.*s", (int)n, p);
        p += n + (p[n] == '\n');
    }
    for (size_t i = 0; i < issues_n_codes(f->issues); i++) {
        size_t n;
        bool accepted;
        const char *code = issues_code(f->issues, i, &n, &accepted);
        if ((n = issues_not_kept(f->issues, code)))
            sheet_format(f->list, row++, 0, WARN, "Còn %zu lỗi nữa có mã %s, không liệt kê và không đánh dấu.", n,
                         code);
    }
    row++;
    for (size_t c = 0; c < N_LIST; c++)
        sheet_text(f->list, row, c, heads[c], HEAD);
    sheet_header_rows(f->list, row, row, 0);
    return row + 1;
}

static void write_mark(struct faults *f, size_t row, size_t number, const struct mark *m)
{
    const struct place *p = &m->issue->place;
    unsigned style = BOX | (m->issue->severity == FAULT ? FAULTY : ODD);
    char buffer[8];
    const char *letters = column_letters(p->column, buffer);
    sheet_count(f->list, row, L_NUMBER, (int64_t)number, BOX);
    sheet_text(f->list, row, L_SEVERITY, m->issue->severity == FAULT ? "Lỗi" : "Cảnh báo", style | CENTER);
    sheet_text(f->list, row, L_CODE, m->issue->code, BOX | CENTER);
    sheet_text(f->list, row, L_FILE, p->file ? path_base(p->file) : "", BOX | WRAP);
    sheet_text(f->list, row, L_SHEET, p->sheet ? p->sheet : "", BOX | WRAP);
    if (p->line)
        sheet_count(f->list, row, L_LINE, (int64_t)p->line, BOX);
    else
        sheet_blank(f->list, row, L_LINE, BOX);
    sheet_text(f->list, row, L_COLUMN, letters, BOX | CENTER);
    sheet_text(f->list, row, L_TEXT, m->issue->text, BOX | WRAP);
    if (m->sheet && number <= MOST_LINKS) {
        char *cell = xasprintf("%s%zu", *letters ? letters : "A", p->line);
        sheet_link_cell(f->list, row, L_GO, m->sheet, cell, cell, BOX | CENTER);
        free(cell);
    } else {
        sheet_blank(f->list, row, L_GO, BOX);
    }
}

bool faults_close(struct faults *f, struct error *err)
{
    end_table(f);
    size_t row = write_head(f), first = row - 1;
    for (size_t i = 0; i < f->n; i++)
        write_mark(f, row++, i + 1, &f->marks[i]);
    if (f->n)
        sheet_filter(f->list, first, row - 1, N_LIST - 1);
    bool ok = book_close(f->book, err);
    free(f->marks);
    free(f->widths);
    strbuf_release(&f->left_out);
    free(f);
    return ok;
}
