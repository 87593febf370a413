#include "importers/tables/custody_words.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

/* What people write for yes and no, and why a paper does not come back. */
static const char yes_words[] = "x|×|v|✓|✔|√|☑|có|co|rồi|đã|đã phát|đã giao|đã thu|thu|xong|1|yes|y|true|ok";
static const char no_words[] = "không|khong|chưa|chua|0|no|n|false";
static const struct {
    enum custody state;
    const char *words;
} reason_words[] = {
    {CUSTODY_REFUSED, "từ chối|tu choi|không nhận|không hợp tác|refused"},
    {CUSTODY_ABSENT, "vắng mặt|vắng|vang|đi vắng|không gặp|absent"},
    {CUSTODY_MOVED, "chuyển đi|chuyển|đã chuyển|chuyen|moved"},
    {CUSTODY_INELIGIBLE, "không thuộc đối tượng|không đúng đối tượng|ineligible"},
    {CUSTODY_VOID, "hủy|huỷ|huy|phiếu hỏng|void"},
};
static const struct {
    enum custody state;
    const char *words;
} state_words[] = {
    {CUSTODY_PRINTED, "printed|đã in"},
    {CUSTODY_DELIVERED, "delivered|giao bưu điện"},
    {CUSTODY_HANDED, "handed|đã phát"},
    {CUSTODY_RETURNED, "returned|đã thu|thu về"},
    {CUSTODY_VERIFIED, "verified|đã kiểm"},
    {CUSTODY_ARCHIVED, "archived|lưu trữ"},
    {CUSTODY_VOID, "void|hủy|huỷ"},
    {CUSTODY_REFUSED, "refused|từ chối"},
    {CUSTODY_ABSENT, "absent|vắng mặt|vắng"},
    {CUSTODY_MOVED, "moved|chuyển đi|chuyển"},
    {CUSTODY_INELIGIBLE, "ineligible|không thuộc đối tượng"},
};

bool custody_is_blank(const char *text)
{
    return !text[strspn(text, "-–—")];
}

/* TEXT, with or without brackets around it, as a date. */
static bool bracketed_date(const char *text, char iso[DATE_TEXT])
{
    size_t n = strlen(text);
    bool is_bracketed = n > 2 && text[0] == '(' && text[n - 1] == ')';
    char *inner = is_bracketed ? xstrndup(text + 1, n - 2) : xstrdup(text);
    bool ok = date_parse(inner, iso);
    free(inner);
    return ok;
}

bool custody_tick(const char *text, struct tick *tick)
{
    const char *behind = strchr(text, ' ');
    *tick = (struct tick){.mark = TICK_NONE};
    if (text_list_has(yes_words, "|", text))
        tick->mark = TICK_YES;
    else if (text_list_has(no_words, "|", text))
        tick->mark = TICK_NO;
    if (tick->mark != TICK_NONE)
        return true;
    char *word = xstrndup(text, behind ? (size_t)(behind - text) : 0);
    if (bracketed_date(text, tick->day) ||
        (behind && text_list_has(yes_words, "|", word) && bracketed_date(behind + 1, tick->day)))
        tick->mark = TICK_YES;
    free(word);
    return tick->mark != TICK_NONE;
}

enum custody custody_state_called(const char *text)
{
    for (size_t i = 0; i < sizeof state_words / sizeof *state_words; i++)
        if (text_list_has(state_words[i].words, "|", text))
            return state_words[i].state;
    return N_CUSTODY;
}

enum custody custody_reason(const char *text, char **rest)
{
    static const char between[] = " ,;:.(-/";
    enum custody found = N_CUSTODY;
    size_t n = strlen(text);
    for (; n > 0 && found == N_CUSTODY; n--) {
        if (text[n] && !strchr(between, text[n]))
            continue;
        char *begin = xstrndup(text, n);
        for (size_t i = 0; i < sizeof reason_words / sizeof *reason_words && found == N_CUSTODY; i++)
            if (text_list_has(reason_words[i].words, "|", begin))
                found = reason_words[i].state;
        free(begin);
        if (found != N_CUSTODY)
            break;
    }
    const char *behind = text + n + strspn(text + n, between);
    size_t left = strlen(behind);
    *rest = xstrndup(behind, left && behind[left - 1] == ')' && !strchr(behind, '(') ? left - 1 : left);
    return found;
}
