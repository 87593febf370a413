/* The workbook of a definition: a sheet a table, from the same description that reads them back. */
#include <stdlib.h>
#include <string.h>

#include "reports/forms/template_inside.h"
#include "reports/workbook/layout.h"
#include "survey/base/memory.h"

static const char *kind_words(enum column_kind kind)
{
    switch (kind) {
    case K_CODE:
        return "Mã: chữ in hoa không dấu, số, dấu chấm, gạch";
    case K_CODE_OR_ALL:
        return "Mã, hoặc * cho tất cả";
    case K_CODES:
        return "Các mã cách nhau dấu ;";
    case K_INTEGER:
        return "Số nguyên từ 0";
    case K_DECIMAL:
    case K_BY_UNIT:
        return "Số thập phân";
    case K_PERCENT:
        return "Phần trăm: 75 hoặc 75%";
    case K_SHARE:
        return "Tỷ lệ: 20% hoặc 0.2";
    case K_DATE:
        return "Ngày: 31/12/2024 hoặc 2024-12-31";
    case K_YES_NO:
        return "yes hoặc no";
    default:
        return "";
    }
}

static char *column_note(const struct column_spec *c)
{
    const char *kind = kind_words(c->kind);
    return xasprintf("%s%s%s%s\n(%s)", c->note, *kind ? "\n" : "", kind, c->key || c->required ? "\nBắt buộc" : "",
                     c->name);
}

static double column_width(const struct column_spec *c)
{
    double wide = c->kind == K_TEXT ? 34 : c->kind == K_KEY ? 34 : 13;
    if (!strcmp(c->name, "text") || !strcmp(c->name, "task"))
        wide = 60;
    double word = layout_units(layout_longest_word(c->vietnamese, 11, true)) + 2;
    return word > wide ? word : wide;
}

/* TEXT of a column or setting as a person fills it in, a new string: words of a list in Vietnamese, as the list offers
 * them. */
static char *filled_in(enum column_kind kind, const char *choices, const char *text)
{
    bool offered = kind == K_CHOICE || kind == K_YES_NO;
    return offered ? choice_vietnamese(kind == K_CHOICE ? choices : "yes|no", text) : xstrdup(text);
}

/* The tables and what a row of each is; then the settings. */
static void write_guide(struct sheet *s, size_t row)
{
    static const char *const tables[] = {"Bảng (trang tính)", "Tên trong tệp CSV", "Mỗi dòng là gì", "Bắt buộc"};
    static const char *const settings[] = {"Thiết lập của bảng Đợt điều tra", "Mã thiết lập", "Ý nghĩa", "Mặc định"};
    for (size_t c = 0; c < 4; c++)
        sheet_text(s, row, c, tables[c], HEAD);
    row++;
    for (enum table_id t = 0; t < N_TABLES; t++, row++) {
        sheet_link(s, row, 0, table_specs[t].vietnamese, table_specs[t].vietnamese, BOX);
        sheet_text(s, row, 1, table_specs[t].name, BOX);
        sheet_text(s, row, 2, table_specs[t].note, BOX | WRAP);
        sheet_text(s, row, 3, table_specs[t].required ? "có" : "", BOX | CENTER);
    }
    row++;
    for (size_t c = 0; c < 4; c++)
        sheet_text(s, row, c, settings[c], HEAD);
    row++;
    for (enum setting_id k = 0; k < N_SETTINGS; k++, row++) {
        const struct setting_spec *spec = &setting_specs[k];
        sheet_text(s, row, 0, spec->vietnamese, BOX | WRAP);
        sheet_text(s, row, 1, spec->key, BOX);
        sheet_text(s, row, 2, spec->note, BOX | WRAP);
        char *standard = filled_in(spec->kind, spec->choices, spec->standard ? spec->standard : "(bắt buộc)");
        sheet_text(s, row, 3, standard, BOX | WRAP | CENTER);
        free(standard);
    }
}

static void write_cell(struct sheet *s, size_t row, size_t column, enum column_kind kind, const char *choices,
                       const char *text)
{
    char *words = filled_in(kind, choices, text);
    if (*text)
        sheet_text(s, row, column, words, AS_WRITTEN | WRAP);
    free(words);
}

static void write_row(struct sheet *s, size_t row, const struct table_spec *spec, char *const *cells)
{
    for (size_t c = 0; c < spec->n_columns; c++)
        if (cells[c])
            write_cell(s, row, c, spec->columns[c].kind, spec->columns[c].choices, cells[c]);
}

/* All settings, with the values of the round where there is one. */
static void write_settings(struct template *t, struct sheet *s)
{
    for (enum setting_id k = 0; k < N_SETTINGS; k++) {
        const struct setting_spec *spec = &setting_specs[k];
        sheet_text(s, 1 + k, 0, spec->vietnamese, AS_WRITTEN | WRAP);
        char *note = xasprintf("%s (%s)", spec->note, spec->key);
        sheet_comment(s, 1 + k, 0, note);
        free(note);
        if (t->d && t->d->setting_given[k] && t->d->setting[k])
            write_cell(s, 1 + k, 1, spec->kind, spec->choices, t->d->setting[k]);
        if (t->d && t->d->setting_basis[k])
            sheet_text(s, 1 + k, 2, t->d->setting_basis[k], AS_WRITTEN | WRAP);
        if (spec->kind == K_CHOICE || spec->kind == K_YES_NO) {
            struct list list = template_choices(t, spec->choices ? spec->choices : "yes|no");
            sheet_drop_down(s, 1 + k, 1 + k, 1, t->lists, list.column, list.n, spec->vietnamese, spec->note,
                            "Chọn một giá trị trong danh sách.");
        }
    }
}

static void write_table(struct template *t, enum table_id id)
{
    const struct table_spec *spec = &table_specs[id];
    struct template_column columns[TABLE_MAX_COLUMNS] = {0};
    char *headers[TABLE_MAX_COLUMNS], *notes[TABLE_MAX_COLUMNS];
    for (size_t c = 0; c < spec->n_columns; c++) {
        const struct column_spec *column = &spec->columns[c];
        headers[c] = xasprintf("%s%s", column->vietnamese, column->key || column->required ? " *" : "");
        notes[c] = column_note(column);
        columns[c] = (struct template_column){headers[c], notes[c], column_width(column),
                                              column->kind == K_INTEGER || column->kind == K_DECIMAL ||
                                                  column->kind == K_BY_UNIT || column->kind == K_PERCENT};
    }
    struct sheet *s = template_sheet(t, spec->vietnamese, columns, spec->n_columns);
    for (size_t c = 0; c < spec->n_columns; c++) {
        const struct column_spec *column = &spec->columns[c];
        if (column->kind == K_CHOICE || column->kind == K_YES_NO) {
            struct list list = template_choices(t, column->kind == K_CHOICE ? column->choices : "yes|no");
            template_offer(t, s, c, &list, column->vietnamese, "Chọn một giá trị trong danh sách, hoặc để trống.");
        }
        free(headers[c]);
        free(notes[c]);
    }
    if (id == T_ROUND)
        write_settings(t, s);
    else if (t->d)
        for (size_t i = 0; i < t->d->tables[id].n_rows; i++)
            write_row(s, 1 + i, spec, t->d->tables[id].rows[i].cells);
}

void template_definition(struct template *t)
{
    static const char *const lines[] = {
        "Mỗi trang tính là một bảng của định nghĩa đợt điều tra. Chỉ bốn bảng bắt buộc: Đợt điều tra, Khối, Cơ quan, "
        "đơn vị, Tiêu chí.",
        "Cột có dấu * không được để trống. Đưa chuột lên tên cột để xem ý nghĩa; cột có danh sách thì chọn trong danh "
        "sách.",
        "Mã viết bằng chữ in hoa không dấu, số, dấu chấm, gạch. Tên viết đầy đủ dấu như in trong báo cáo.",
        "Quy định lấy từ văn bản nào thì ghi văn bản đó ở cột Căn cứ; báo cáo sẽ in ra.",
        "Không đổi tên trang tính và tên cột. Không để dòng Tổng ở cuối bảng. Trang có tên bắt đầu bằng _ không được "
        "đọc.",
        "Nạp: dtxhh new ĐỢT.dtxhh --definition TỆP.xlsx. Mọi lỗi được liệt kê một lần, theo trang, dòng, cột.",
    };
    size_t row;
    struct sheet *guide = template_guide(t, "Định nghĩa đợt điều tra", lines, sizeof lines / sizeof *lines, &row);
    write_guide(guide, row);
    for (enum table_id id = 0; id < N_TABLES; id++)
        write_table(t, id);
}
