#include "reports/results/words.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

static const char *const invalid_text[N_INVALID] = {
    [VALID] = "Hợp lệ",
    [INVALID_BLANK] = "Bỏ trống toàn bộ",
    [INVALID_REQUIRED] = "Thiếu câu bắt buộc",
    [INVALID_STRAIGHT] = "Một phương án cho mọi câu",
    [INVALID_MULTIPLE] = "Quá nhiều ô đánh nhiều dấu",
    [INVALID_UNREADABLE] = "Quá nhiều ô không đọc được",
    [INVALID_TOO_FEW] = "Trả lời quá ít câu",
};

static const char *const method_narrow[N_METHODS] = {
    [METHOD_NONE] = "",       [METHOD_TD] = "Thẩm định", [METHOD_DTXHH] = "ĐTXHH",
    [METHOD_SIPAS] = "SIPAS", [METHOD_KTXH] = "KT-XH",   [METHOD_THUONG_TRU] = "Thưởng, trừ",
};

static const char *const design_text[] = {
    [DESIGN_CENSUS] = "Lấy toàn bộ",
    [DESIGN_SRS] = "Ngẫu nhiên đơn giản",
    [DESIGN_SYSTEMATIC] = "Ngẫu nhiên hệ thống",
    [DESIGN_STRATIFIED] = "Ngẫu nhiên phân tầng",
    [DESIGN_PPS] = "Xác suất tỷ lệ với quy mô",
    [DESIGN_STAGES] = "Chọn mẫu nhiều bước",
    [DESIGN_QUOTA] = "Chỉ tiêu (không phải mẫu xác suất)",
};

const char *invalid_words(enum invalid why)
{
    return why < N_INVALID ? invalid_text[why] : "";
}

const char *method_short(enum method method)
{
    return method < N_METHODS ? method_narrow[method] : "";
}

const char *design_words(enum group_design design)
{
    return design_text[design];
}

struct word {
    const char *code, *words;
};

static const char *look_up(const struct word *words, const char *code)
{
    for (; words->code; words++)
        if (!strcmp(words->code, code))
            return words->words;
    return code;
}

const char *dropped_words(const char *why)
{
    static const struct word reasons[] = {{"min_base", "Ít phiếu hơn mức tối thiểu"},
                                          {"not_applicable", "Không áp dụng với nhóm này"},
                                          {"no_answers", "Không có câu trả lời được tính"},
                                          {"weight_zero", "Trọng số bằng 0"},
                                          {NULL, NULL}};
    return look_up(reasons, why);
}

const char *step_words(const char *name)
{
    static const struct word steps[] = {{"base", "Trọng số gốc"},
                                        {"nonresponse", "Điều chỉnh không trả lời"},
                                        {"poststratify", "Hậu phân tầng"},
                                        {"rake", "Cân chỉnh lặp theo tổng thể đã biết"},
                                        {"raking", "Cân chỉnh lặp theo tổng thể đã biết"},
                                        {"calibrate", "Hiệu chỉnh theo tổng thể đã biết"},
                                        {"propensity", "Điều chỉnh không trả lời theo xác suất trả lời"},
                                        {"final", "Trọng số cuối cùng"},
                                        {"trim", "Cắt trọng số quá lớn, quá nhỏ"},
                                        {NULL, NULL}};
    return look_up(steps, name);
}

const char *totals_words(const char *totals)
{
    static const struct word sources[] = {
        {"margins", "bảng Tổng thể đã biết"}, {"frame", "danh sách đối tượng"}, {NULL, NULL}};
    return look_up(sources, totals);
}

const char *algorithm_words(const char *algorithm)
{
    return !strncmp(algorithm, "consistent sampler", 18)
               ? "Lấy mẫu nhất quán (Rivest 2018): vé đầu tiên của NHÓM/MÃ; vé nhỏ nhất được chọn"
               : algorithm;
}

/* --- settings ------------------------------------------------------------------------- */

struct choice {
    enum setting_id setting;
    const char *value, *words;
};

static const struct choice choices[] = {
    {S_SURVEY, "here", "Điều tra xã hội học trong đợt này"},
    {S_SURVEY, "outside", "Điểm điều tra xã hội học lấy từ một cuộc điều tra khác"},
    {S_SURVEY, "none", "Không điều tra xã hội học; điểm thẩm định quy về thang 100"},
    {S_COMBINE, "group_means", "Tính trung bình của từng nhóm, rồi gộp các nhóm theo trọng số nhóm"},
    {S_COMBINE, "pooled", "Gộp mọi phiếu hợp lệ, mỗi phiếu có trọng số như nhau"},
    {S_CHANNELS, "fault", "Báo lỗi để xử lý từng phiếu"},
    {S_CHANNELS, "first", "Lấy bản đến trước"},
    {S_CHANNELS, "paper", "Lấy bản giấy"},
    {S_CHANNELS, "online", "Lấy bản trực tuyến"},
    {S_SIPAS, "mean", "Trung bình phần trăm của các phương án trả lời"},
    {S_SIPAS, "satisfied", "Tỷ lệ câu trả lời đạt từ 75% trở lên"},
    {S_ROUNDING, "once", "Một lần, không làm tròn trung gian"},
    {S_ROUNDING, "parts", "Từng phần rồi cộng"},
    {S_ROUNDING, "truncate", "Cắt bỏ, không làm tròn"},
    {S_ROUND_AT, "total", "Tổng điểm"},
    {S_ROUND_AT, "component", "Điểm thành phần (thẩm định, điều tra xã hội học, …)"},
    {S_ROUND_AT, "field", "Điểm từng lĩnh vực"},
    {S_ROUND_AT, "leaf", "Điểm từng tiêu chí thành phần"},
    {S_RANK_BY, "points", "Tổng điểm"},
    {S_RANK_BY, "percent", "Chỉ số (%)"},
    {S_COMPARE, "exact", "So sánh số chưa làm tròn"},
    {S_COMPARE, "rounded", "So sánh số đã làm tròn"},
    {S_TIES, "shared", "Bằng nhau thì cùng hạng"},
    {S_TIES, "order", "Hạng liên tiếp, theo thứ tự đơn vị"},
    {S_FPC, "yes", "Có"},
    {S_FPC, "no", "Không"},
    {S_FLOOR, "full", "Người chưa trả lời có thể cho bất kỳ mức nào"},
    {S_FLOOR, "learned", "Người chưa trả lời giống những người đã trả lời"},
    {S_NO_OPINION, "stays", "Vẫn tính là người chưa trả lời"},
    {S_NO_OPINION, "ineligible", "Không thuộc những người đánh giá đơn vị"},
};

static char *invalid_if_words(const struct invalid_rule *rule)
{
    struct strbuf text = {0};
    if (rule->blank)
        strbuf_item(&text, "; ", "bỏ trống toàn bộ");
    if (rule->required)
        strbuf_item(&text, "; ", "bỏ trống câu bắt buộc");
    if (rule->multiple < 1)
        strbuf_item(&text, "; ", "đánh nhiều dấu quá %g%% số ô", rule->multiple * 100);
    if (rule->unreadable < 1)
        strbuf_item(&text, "; ", "không đọc được quá %g%% số ô", rule->unreadable * 100);
    if (rule->straight)
        strbuf_item(&text, "; ", "mọi ô cùng một phương án");
    strbuf_item(&text, "; ", "không đơn vị nào có đủ câu trả lời");
    return strbuf_take(&text);
}

static char *tie_breaker_words(const char *list)
{
    static const struct word words[] = {
        {"appraised", "điểm thẩm định"}, {"survey", "điểm điều tra xã hội học"}, {"sipas", "điểm SIPAS"}, {NULL, NULL}};
    struct strbuf text = {0};
    for (const char *p = list; *p;) {
        size_t gap = strspn(p, "; ,"), n = strcspn(p + gap, "; ,");
        char *word = xstrndup(p + gap, n);
        if (n)
            strbuf_item(&text, "; ", "%s", look_up(words, word));
        free(word);
        p += gap + n;
    }
    if (!text.n)
        strbuf_adds(&text, "Không có");
    return strbuf_take(&text);
}

char *rescaled_words(decimal points, decimal max, const struct rules *rules)
{
    char p[DECIMAL_TEXT], m[DECIMAL_TEXT], r[DECIMAL_TEXT];
    decimal_format(points, -1, p);
    decimal_format(max, -1, m);
    decimal whole = max > 0 ? decimal_ratio(points, 100 * DECIMAL_ONE, max) : 0;
    decimal_format(rules_round(rules, whole), rules->decimals, r);
    char *words = xasprintf("%s / %s × 100 = %s", p, m, r);
    for (char *c = words; *c; c++)
        *c = *c == '.' ? ',' : *c;
    return words;
}

const char *class_of_words(enum class_of of)
{
    return of == CLASS_OF_PERCENT ? "Chỉ số (%)" : "Tổng điểm";
}

/* By what units are classed: as the setting has it, but for bands that say themselves. */
static char *class_by_words(const struct definition *d)
{
    enum class_of rule = d->rules.class_by_percent ? CLASS_OF_PERCENT : CLASS_OF_POINTS;
    const char *other = class_of_words(rule == CLASS_OF_PERCENT ? CLASS_OF_POINTS : CLASS_OF_PERCENT);
    size_t n_other = 0;
    struct strbuf others = {0};
    for (size_t i = 0; i < d->n_classes; i++) {
        if (d->classes[i].of == rule)
            continue;
        strbuf_item(&others, ", ", "%s (%s)", d->classes[i].name, block_words(d, d->classes[i].block));
        n_other++;
    }
    char *words = d->n_classes == 0 ? xasprintf("%s (không dùng: đợt này không xếp loại)", class_of_words(rule))
                  : n_other == 0    ? xstrdup(class_of_words(rule))
                  : n_other == d->n_classes
                      ? xasprintf("%s (ghi ở từng mức xếp loại; thiết lập chung không dùng)", other)
                      : xasprintf("%s; riêng theo %s: %s", class_of_words(rule), other, others.text);
    strbuf_release(&others);
    return words;
}

char *setting_words(const struct definition *d, enum setting_id s)
{
    const char *value = d->setting[s] ? d->setting[s] : "";
    if (s == S_CLASS_BY)
        return class_by_words(d);
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (choices[i].setting == s && !strcmp(choices[i].value, value))
            return xstrdup(choices[i].words);
    switch (s) {
    case S_PERIOD_FROM:
    case S_PERIOD_TO:
    case S_FIELDWORK_FROM:
    case S_FIELDWORK_TO:
        return date_words(value);
    case S_MIN_ANSWERED:
        return d->rules.min_answered > 0 ? xasprintf("%g%% số câu hỏi về đơn vị", d->rules.min_answered * 100)
                                         : xstrdup("Ít nhất một câu hỏi về đơn vị");
    case S_INVALID_IF:
        return invalid_if_words(&d->rules.invalid_if);
    case S_TIE_BREAKERS:
        return tie_breaker_words(value);
    case S_MIN_BASE:
    case S_MIN_CELL:
        return xasprintf("%s phiếu", value);
    default:
        return xstrdup(value);
    }
}

char *criterion_words(const struct criterion *c)
{
    char cap[DECIMAL_TEXT], floor[DECIMAL_TEXT];
    bool capped = !c->is_leaf && c->has_cap, floored = !c->is_leaf && c->has_floor;
    if (!capped && !floored)
        return xstrdup(c->name);
    decimal_format(c->cap, -1, cap);
    decimal_format(c->min, -1, floor);
    char *bounds = xasprintf("%s%s%s%s%s", capped ? "không quá " : "", capped ? cap : "", capped && floored ? ", " : "",
                             floored ? "không dưới " : "", floored ? floor : "");
    for (char *p = bounds; *p; p++)
        *p = *p == '.' ? ',' : *p;
    char *words = xasprintf("%s (%s)", c->name, bounds);
    free(bounds);
    return words;
}

char *bounds_words(const struct criterion *c)
{
    char low[DECIMAL_TEXT], high[DECIMAL_TEXT];
    decimal most;
    bool bounded = criterion_most(c, &most);
    decimal_format(c->min, -1, low);
    decimal_format(most, -1, high);
    char *words = c->method != METHOD_THUONG_TRU ? xstrdup(high)
                  : bounded                      ? xasprintf("từ %s đến %s", low, high)
                                                 : xasprintf("từ %s", low);
    for (char *p = words; *p; p++)
        *p = *p == '.' ? ',' : *p;
    return words;
}

/* --- names ------------------------------------------------------------------------------- */

const char *block_words(const struct definition *d, size_t block)
{
    return block == ALL ? "Mọi khối" : d->blocks[block].name;
}

const char *unit_words(const struct definition *d, size_t unit)
{
    return unit == ALL ? "Mọi đơn vị" : unit == NONE ? "" : d->units[unit].name;
}

const char *group_words(const struct definition *d, size_t group)
{
    return group == ALL ? "Mọi nhóm" : group == NONE ? "Mọi nhóm" : d->groups[group].name;
}

static const struct office *find_office(const struct definition *d, const char *code)
{
    size_t i = d->office_codes ? dictionary_find(d->office_codes, code) : SIZE_MAX;
    return i == SIZE_MAX ? NULL : &d->offices[i];
}

const char *office_words(const struct definition *d, const char *office)
{
    const struct office *known = find_office(d, office);
    return known ? known->name : office;
}

const char *office_phone(const struct definition *d, const char *office)
{
    const struct office *known = find_office(d, office);
    return known ? known->phone : "";
}

const char *stratum_words(const struct definition *d, size_t group, const char *stratum)
{
    const char *by = d->groups[group].stratum_by;
    if (!*stratum)
        return "(cả nhóm)";
    if (!strcmp(stratum, "pool:walk_in"))
        return "(người tự đến, không phải mẫu xác suất)";
    if (!strcmp(stratum, "pool:meeting"))
        return "(phiếu phát tại hội nghị)";
    if (!strcmp(by, "own_unit") || !strcmp(by, "rates")) {
        size_t unit = definition_unit(d, stratum);
        if (unit != NONE)
            return d->units[unit].name;
    }
    return !strcmp(by, "office") ? office_words(d, stratum) : stratum;
}
