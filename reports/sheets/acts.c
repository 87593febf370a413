/* Sau khi biết điểm: what was done once scores were there, and what each later scoring changed. */

#include <stdlib.h>
#include <string.h>

#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"

/* What a verb does, for who reads no command lines. */
static const struct {
    const char *verb, *words;
} verbs[] = {
    {"define", "sửa định nghĩa"},
    {"correct", "sửa, rút phiếu hoặc cả lần nhập"},
    {"import", "nhập phiếu"},
    {"points import", "nhập điểm, số liệu"},
    {"custody import", "nhập danh sách phát phiếu"},
    {"findings import", "nhập kết quả giám sát"},
    {"issue", "phát phiếu"},
    {"draw --replace", "thay người bằng dự phòng"},
    {"frame import", "nhập danh sách"},
    {"weigh", "tính trọng số"},
    {"score", "tính điểm"},
    {"upgrade", "nâng cấp tệp"},
};

static const char *words_of(const char *verb)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(verbs[i].verb, verb))
            return verbs[i].words;
    return verb;
}

static size_t write_acts(struct sheet *s, size_t row, const struct acts *a)
{
    static const char *const heads[] = {"Dòng nhật ký", "Lúc (UTC)", "Ai", "Làm gì", "Lý do", "Điểm đổi ở dòng"};
    for (size_t c = 0; c < sizeof heads / sizeof *heads; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    for (size_t i = 0; i < a->n_acts; i++) {
        const struct act *act = &a->acts[i];
        sheet_count(s, ++row, 0, act->run, BOX);
        sheet_format(s, row, 1, BOX | WRAP, "%.10s %.8s", act->time, strlen(act->time) > 11 ? act->time + 11 : "");
        sheet_text(s, row, 2, act->who, BOX | WRAP);
        sheet_text(s, row, 3, words_of(act->verb), BOX | WRAP);
        sheet_text(s, row, 4, *act->reason ? act->reason : "không ghi", BOX | WRAP | (*act->reason ? 0 : WARN));
        if (act->units)
            sheet_count(s, row, 5, act->scored, BOX);
        else
            sheet_text(s, row, 5, act->scored ? "không đổi" : "chưa tính lại", BOX);
    }
    return row + 2;
}

static void write_points(struct sheet *s, size_t row, size_t column, bool has, decimal points, bool lacks)
{
    if (has)
        sheet_decimal(s, row, column, points, BOX | (lacks ? ITALIC : 0));
    else
        sheet_text(s, row, column, "–", BOX | RIGHT);
}

static void write_rank_and_class(struct sheet *s, size_t row, size_t column, int64_t rank, const char *class)
{
    if (rank)
        sheet_format(s, row, column, BOX | WRAP, "hạng %d%s%s", (int)rank, *class ? ", " : "", class);
    else
        sheet_text(s, row, column, *class ? class : "–", BOX | WRAP);
}

static void write_changes(struct making *m, struct sheet *s, size_t row, const struct acts *a)
{
    static const char *const heads[] = {"Dòng nhật ký", "Đơn vị", "Điểm trước", "Điểm sau", "Trước", "Sau"};
    const struct definition *d = m->r->d;
    for (size_t c = 0; c < sizeof heads / sizeof *heads; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    for (size_t i = 0; i < a->n_changes; i++) {
        const struct outcome_change *c = &a->changes[i];
        size_t unit = definition_called(d, T_UNITS, c->unit);
        sheet_count(s, ++row, 0, c->run, BOX);
        sheet_text(s, row, 1, unit == NONE ? c->unit : d->units[unit].name, BOX | WRAP);
        write_points(s, row, 2, c->has_before, c->before, c->lacks_before);
        write_points(s, row, 3, c->has_after, c->after, c->lacks);
        write_rank_and_class(s, row, 4, c->rank_before, c->class_before);
        write_rank_and_class(s, row, 5, c->rank, c->class);
    }
}

void acts_sheet(struct making *m)
{
    static const double widths[] = {11, 26, 18, 26, 34, 20};
    const struct acts *a = &m->r->acts;
    if (!a->n_acts && !a->n_changes)
        return;
    struct sheet *s = make_sheet(m, "Sau khi biết điểm", LANDSCAPE, widths, 6, "Những việc làm sau khi đã biết điểm",
                                 "Việc làm sau lần tính điểm đầu tiên: ai, khi nào, vì sao, và điểm đổi ra sao");
    bool lacks = false;
    for (size_t i = 0; i < a->n_changes; i++)
        lacks |= a->changes[i].lacks || a->changes[i].lacks_before;
    char *note = xasprintf(
        "Từ lần tính điểm đầu tiên, ai sửa số liệu cũng biết việc sửa có lợi cho đơn vị nào; vì vậy mọi việc làm "
        "sau đó được kể ở đây, và mỗi lần tính lại làm điểm, hạng, loại (hoặc khoảng và hạng có thể) đổi thế nào. "
        "Một lần tính lại nhận mọi việc làm trước nó%s.",
        lacks ? "; điểm tạm tính in nghiêng" : "");
    make_note(m, s, 5, note);
    free(note);
    size_t row = a->n_acts ? write_acts(s, 3, a) : 3;
    if (a->n_changes)
        write_changes(m, s, row, a);
}
