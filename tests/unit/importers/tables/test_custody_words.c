#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "importers/tables/custody_words.h"

/* What stands in a cell, whether it is ticked (+ yes, - no, ? neither), and the day. */
Test(custody_words, ticks_as_people_make_them)
{
    static const char *const cells[][3] = {
        {"x", "+", ""},
        {"X", "+", ""},
        {"×", "+", ""},
        {"v", "+", ""},
        {"✓", "+", ""},
        {"✔", "+", ""},
        {"có", "+", ""},
        {"CÓ", "+", ""},
        {"co", "+", ""},
        {"rồi", "+", ""},
        {"Đã phát", "+", ""},
        {"1", "+", ""},
        {"yes", "+", ""},
        {"TRUE", "+", ""},
        {"không", "-", ""},
        {"Chưa", "-", ""},
        {"0", "-", ""},
        {"no", "-", ""},
        {"6/12/2024", "+", "2024-12-06"},
        {"06-12-2024", "+", "2024-12-06"},
        {"2024-12-06", "+", "2024-12-06"},
        {"x 6/12/2024", "+", "2024-12-06"},
        {"có (6/12/2024)", "+", "2024-12-06"},
        {"(6/12/2024)", "+", "2024-12-06"},
        {"không 6/12/2024", "?", ""},
        {"30/2/2024", "?", ""},
        {"6/12", "?", ""},
        {"x 6/12/24", "?", ""},
        {"2", "?", ""},
        {"có lẽ", "?", ""},
        {"x x", "?", ""},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct tick tick;
        bool ok = custody_tick(cells[i][0], &tick);
        char is = !ok ? '?' : tick.mark == TICK_YES ? '+' : '-';
        cr_assert_eq(is, *cells[i][1], "\"%s\" is %c", cells[i][0], is);
        cr_assert(!ok || !strcmp(tick.day, cells[i][2]), "\"%s\": %s", cells[i][0], tick.day);
    }
    cr_assert(custody_is_blank("") && custody_is_blank("-") && custody_is_blank("–") && custody_is_blank("---"));
    cr_assert(!custody_is_blank("x") && !custody_is_blank("-1"));
}

Test(custody_words, reasons_begin_with_a_word_that_is_known)
{
    static const struct {
        const char *text;
        enum custody state;
        const char *rest;
    } cells[] = {
        {"từ chối", CUSTODY_REFUSED, ""},
        {"Từ chối, không muốn trả lời", CUSTODY_REFUSED, "không muốn trả lời"},
        {"vắng", CUSTODY_ABSENT, ""},
        {"vắng mặt", CUSTODY_ABSENT, ""},
        {"vắng (đi công tác)", CUSTODY_ABSENT, "đi công tác"},
        {"Vắng: đi Huế (đến tháng 1)", CUSTODY_ABSENT, "đi Huế (đến tháng 1)"},
        {"chuyển", CUSTODY_MOVED, ""},
        {"đã chuyển", CUSTODY_MOVED, ""},
        {"chuyển đi Đà Nẵng", CUSTODY_MOVED, "Đà Nẵng"},
        {"không thuộc đối tượng - đã nghỉ hưu", CUSTODY_INELIGIBLE, "đã nghỉ hưu"},
        {"huỷ", CUSTODY_VOID, ""},
        {"refused", CUSTODY_REFUSED, ""},
        {"vắngmặt lâu", CUSTODY_ABSENT, "lâu"},
        {"hẹn tuần sau", N_CUSTODY, "hẹn tuần sau"},
        {"chối từ", N_CUSTODY, "chối từ"},
        {"", N_CUSTODY, ""},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        char *rest;
        cr_assert_eq(custody_reason(cells[i].text, &rest), cells[i].state, "\"%s\"", cells[i].text);
        cr_assert_str_eq(rest, cells[i].rest, "\"%s\"", cells[i].text);
        free(rest);
    }
    cr_assert_eq(custody_state_called("lưu trữ"), CUSTODY_ARCHIVED);
    cr_assert_eq(custody_state_called("Delivered"), CUSTODY_DELIVERED);
    cr_assert(custody_state_called("keyed") == N_CUSTODY && custody_state_called("") == N_CUSTODY);
}
