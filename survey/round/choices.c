#include "survey/round/choices.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

static const char *const words[][2] = {
    {"census", "lấy toàn bộ|lấy hết|điều tra toàn bộ"},
    {"srs", "ngẫu nhiên đơn giản"},
    {"systematic", "ngẫu nhiên hệ thống|hệ thống"},
    {"stratified", "ngẫu nhiên phân tầng|phân tầng"},
    {"pps", "xác suất tỷ lệ với quy mô|tỷ lệ với quy mô"},
    {"stages", "chọn mẫu nhiều bước|nhiều bước"},
    {"quota", "chỉ tiêu (không phải mẫu xác suất)|chỉ tiêu"},
    {"ballot", "phiếu|phiếu trong đợt"},
    {"persons", "số người"},
    {"percent", "phần trăm|chỉ số %|chỉ số (%)|%|tỷ lệ %"},
    {"points", "điểm|tổng điểm"},
    {"margin", "sai số"},
    {"group", "cả nhóm|nhóm"},
    {"stratum", "tầng|từng tầng"},
    {"proportional", "tỷ lệ|theo tỷ lệ"},
    {"equal", "đều|bằng nhau"},
    {"TD", "thẩm định"},
    {"DTXHH", "điều tra xã hội học|ĐTXHH"},
    {"KTXH", "kinh tế - xã hội|KT-XH"},
    {"THUONG_TRU", "thưởng, trừ|điểm thưởng, trừ|điểm thưởng, điểm trừ"},
    {"all", "tất cả|mọi đơn vị"},
    {"own", "đơn vị mình"},
    {"listed", "theo danh sách"},
    {"skip", "bỏ qua|không đánh giá"},
    {"allow", "được đánh giá|cho phép"},
    {"unit", "đơn vị|từng đơn vị"},
    {"option", "phương án|chọn phương án"},
    {"number", "số|ghi số"},
    {"text", "chữ|ghi chữ"},
    /* settings, and words for words of a list */
    {"here", "trong đợt này|điều tra xã hội học trong đợt này"},
    {"outside", "từ nơi khác|điểm điều tra xã hội học lấy từ một cuộc điều tra khác"},
    {"none", "không điều tra|không điều tra xã hội học; điểm thẩm định quy về thang 100"},
    {"group_means", "trung bình từng nhóm|tính trung bình của từng nhóm, rồi gộp các nhóm theo trọng số nhóm"},
    {"pooled", "gộp mọi phiếu|gộp mọi phiếu hợp lệ, mỗi phiếu có trọng số như nhau"},
    {"fault", "báo lỗi|báo lỗi để xử lý từng phiếu"},
    {"first", "bản đến trước|lấy bản đến trước"},
    {"paper", "giấy|phiếu giấy|lấy bản giấy"},
    {"online", "trực tuyến|lấy bản trực tuyến"},
    {"direct", "phỏng vấn|trực tiếp"},
    {"mean", "trung bình|trung bình phần trăm của các phương án trả lời"},
    {"satisfied", "tỷ lệ hài lòng|tỷ lệ câu trả lời đạt từ 75% trở lên"},
    {"total", "tổng điểm"},
    {"component", "điểm thành phần|điểm thành phần (thẩm định, điều tra xã hội học, …)"},
    {"field", "lĩnh vực|điểm từng lĩnh vực"},
    {"leaf", "tiêu chí thành phần|điểm từng tiêu chí thành phần"},
    {"exact", "số chưa làm tròn|so sánh số chưa làm tròn"},
    {"rounded", "số đã làm tròn|so sánh số đã làm tròn"},
    {"shared", "cùng hạng|bằng nhau thì cùng hạng"},
    {"order", "hạng liên tiếp|hạng liên tiếp, theo thứ tự đơn vị"},
    {"full", "người chưa trả lời có thể cho bất kỳ mức nào"},
    {"learned", "người chưa trả lời giống những người đã trả lời"},
    {"stays", "vẫn tính là người chưa trả lời"},
    {"once", "một lần|một lần, không làm tròn trung gian"},
    {"parts", "từng phần|từng phần rồi cộng"},
    {"truncate", "cắt|cắt bỏ|cắt bỏ, không làm tròn"},
    {"blank", "bỏ trống toàn bộ|bỏ trống hết"},
    {"required", "bỏ trống câu bắt buộc"},
    {"multiple:", "đánh nhiều dấu quá … số ô"},
    {"unreadable:", "không đọc được quá … số ô"},
    {"straight", "mọi ô cùng một phương án"},
    {"never", "không đơn vị nào có đủ câu trả lời|không bao giờ"},
    {"appraised", "điểm thẩm định|thẩm định"},
    {"survey", "điểm điều tra xã hội học|điều tra xã hội học|ĐTXHH"},
    {"sipas", "điểm SIPAS"},
    {"", "không có"},
    {"institute", "viện"},
    {"post", "bưu điện"},
    {"mttq", "mặt trận|ủy ban MTTQ"},
    {"single", "nhập một lần"},
    {"double", "nhập hai lần"},
    {"double:", "nhập lại … số phiếu"},
    {"sipas", "số SIPAS có sẵn từ bên ngoài|số SIPAS"},
    {"sipas_ballots", "phiếu SIPAS|phiếu SIPAS trong đợt"},
    {"last", "bản đến sau|lấy bản đến sau|sau"},
    {"first", "trước"},
    {"fault", "lỗi"},
    /* steps of weighing */
    {"nonresponse", "không trả lời|điều chỉnh không trả lời"},
    {"propensity", "xác suất trả lời|điều chỉnh không trả lời theo xác suất trả lời"},
    {"poststratify", "hậu phân tầng"},
    {"rake", "cân chỉnh lặp|cân chỉnh lặp theo tổng thể đã biết"},
    {"calibrate", "hiệu chỉnh|hiệu chỉnh theo tổng thể đã biết"},
    {"trim", "cắt trọng số|cắt trọng số quá lớn, quá nhỏ"},
    {"margins", "tổng thể đã biết|bảng tổng thể đã biết"},
    {"frame", "danh sách đối tượng"},
    {"yes", "có"},
    {"no", "không"},
    /* why somebody is replaced */
    {"refused", "từ chối"},
    {"absent", "vắng mặt|vắng"},
    {"moved", "chuyển đi|chuyển nơi ở"},
    {"ineligible", "không thuộc đối tượng|không thuộc những người đánh giá đơn vị"},
    /* options of the command line */
    {"self", "tự chấm"},
    {"check", "kiểm tra"},
    {"first", "thẩm định lần 1"},
    {"second", "thẩm định lần 2"},
    {"outside", "số liệu từ bên ngoài|bên ngoài"},
    {"institute", "viện"},
    {"council", "hội đồng"},
    {"monitor", "giám sát"},
    {"unit:", "đơn vị:…|đơn vị …"},
    {"cost", "chi phí"},
    {"power", "lũy thừa"},
    {"pps-systematic", "hệ thống theo quy mô"},
    {"item", "từng mục"},
    {"listwise", "cả dòng"},
    {"wor", "không hoàn lại"},
    {"wr", "có hoàn lại"},
    {"fail", "dừng|báo lỗi"},
    {"certainty", "chắc chắn được chọn|lấy hết"},
    {"remove", "bỏ"},
    {"adjust", "hiệu chỉnh"},
    {"average", "trung bình"},
    {"linear", "tuyến tính"},
    {"raking", "cân chỉnh lặp"},
};

char *choice_vietnamese(const char *choices, const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char *name = xstrndup(words[i][1], strcspn(words[i][1], "|"));
        const char *called = strcmp(words[i][0], word) != 0 ? NULL : choice_called(choices, name);
        if (called && !strcmp(called, word))
            return name;
        free(name);
    }
    return xstrdup(word);
}

const char *choice_words(size_t i, const char **of)
{
    if (i >= sizeof words / sizeof *words)
        return NULL;
    *of = words[i][1];
    return words[i][0];
}

bool choice_has(const char *choices, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = choices;; p++) {
        size_t n = strcspn(p, "|");
        if (n == length && !memcmp(p, word, n))
            return true;
        p += n;
        if (!*p)
            return false;
    }
}

const char *choice_called(const char *choices, const char *text)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (choice_has(choices, words[i][0]) && text_list_has(words[i][1], "|", text))
            return words[i][0];
    return NULL;
}

size_t choice_position(const char *choices, const char *word)
{
    size_t length = strcspn(word, ":");
    for (size_t i = 0;; i++) {
        size_t n = strcspn(choices, "|"), stem = strcspn(choices, ":|");
        if (stem == length && !memcmp(choices, word, length) && (stem < n) == (word[length] == ':'))
            return i;
        if (!choices[n])
            return SIZE_MAX;
        choices += n + 1;
    }
}

/* A new string: what stands in TEXT for the `…` of PATTERN[0..N-1]; NULL where TEXT is not of that pattern. */
static char *hole(const char *pattern, size_t n, const char *text)
{
    const char *dots = memmem(pattern, n, "…", strlen("…"));
    char *before = xstrndup(pattern, dots ? (size_t)(dots - pattern) : n), *found = NULL;
    const char *rest = dots ? dots + strlen("…") : pattern + n;
    char *behind = xstrndup(rest, (size_t)(pattern + n - rest));
    size_t length = strlen(text);
    for (size_t from = 1; dots && !found && from < length; from++) {
        char *head = xstrndup(text, from);
        for (size_t to = length; text_same(head, before) && !found && to > from; to--)
            if (text_same(text + to, behind)) {
                char *inside = xstrndup(text + from, to - from);
                found = text_trim(inside);
                free(inside);
                if (!*found) {
                    free(found);
                    found = NULL;
                }
            }
        free(head);
    }
    free(before);
    free(behind);
    return found;
}

/* A new string: CHOICE[0..N-1], which has a `:` behind STEM bytes, with what follows it in TEXT; NULL. */
static char *find_followed(const char *choice, size_t stem, const char *text)
{
    char *name = xstrndup(choice, stem + 1), *found = NULL, *pattern = xasprintf("%s…", name), *inside;
    if ((inside = hole(pattern, strlen(pattern), text)) != NULL)
        found = xasprintf("%s%s", name, inside);
    free(inside);
    for (size_t i = 0; !found && i < sizeof words / sizeof *words; i++)
        for (const char *p = words[i][1]; !strcmp(words[i][0], name) && !found; p++) {
            size_t n = strcspn(p, "|");
            if ((inside = hole(p, n, text)) != NULL)
                found = xasprintf("%s%s", name, inside);
            free(inside);
            p += n;
            if (!*p)
                break;
        }
    free(pattern);
    free(name);
    return found;
}

static char *find_exact(const char *choices, const char *text)
{
    char *found = NULL;
    for (const char *p = choices; !found; p++) {
        size_t n = strcspn(p, "|"), stem = strcspn(p, ":|");
        char *choice = xstrndup(p, n);
        if (n && stem == n && text_same(choice, text))
            found = xstrdup(choice);
        else if (stem < n)
            found = find_followed(p, stem, text);
        free(choice);
        p += n;
        if (!*p)
            break;
    }
    const char *called = found ? NULL : choice_called(choices, text);
    return called ? xstrdup(called) : found;
}

char *choice_find(const char *choices, const char *text)
{
    char *found = find_exact(choices, text);
    const char *bracket = strrchr(text, '(');
    if (found || !bracket || bracket == text || text[strlen(text) - 1] != ')')
        return found;
    char *before = xstrndup(text, (size_t)(bracket - text));
    found = find_exact(choices, before);
    free(before);
    return found;
}

/* The words of TEXT[0..LENGTH-1] behind LIST: what stands between the first of SEPARATORS, or where that is no word,
 * the others in turn. */
static void add_words(struct strbuf *list, const char *choices, const char *text, size_t length, const char *separators)
{
    char *copy = xstrndup(text, length), *whole = text_trim(copy), *found = *whole ? choice_find(choices, whole) : NULL;
    const char *separator = *separators == ' ' ? " \t" : *separators == ',' ? "," : ";";
    if (found && *found)
        strbuf_item(list, "; ", "%s", found);
    else if (!found && *whole && !*separators)
        strbuf_item(list, "; ", "%s", whole);
    for (const char *p = whole; !found && *separators && *p;) {
        size_t n = strcspn(p, separator);
        add_words(list, choices, p, n, separators + 1);
        p += n + (p[n] != '\0');
    }
    free(found);
    free(whole);
    free(copy);
}

/* Is all of TEXT written as in CHOICES? */
static bool all_plain(const char *choices, const char *text)
{
    bool plain = true;
    for (const char *p = text; plain && *p;) {
        size_t n = strcspn(p, ";, \t");
        char *word = xstrndup(p, n);
        plain = !n || choice_position(choices, word) != SIZE_MAX;
        free(word);
        p += n + (p[n] != '\0');
    }
    return plain;
}

char *choices_find(const char *choices, const char *text)
{
    struct strbuf list = {0};
    if (all_plain(choices, text))
        return xstrdup(text);
    add_words(&list, choices, text, strlen(text), ";, ");
    return list.text ? strbuf_take(&list) : xstrdup("");
}
