/* Xếp hạng: each block as published tables show it, and a chart. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "scoring/points/score.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/ballots.h"
#include "survey/round/scores.h"

enum error_column { LOW, HIGH, RANKS, GROUP, CERTAIN, RESPONDENTS, N_ERROR };

enum figure { TOTAL, APPRAISED, SURVEY, SIPAS, SOCIO, BONUS, MAXIMUM, INDEX, OTHER, DIFFERENCE, N_FIGURES };

struct layout {               /* the columns of a block's table */
    size_t column[N_FIGURES]; /* 0: not shown */
    size_t class, n;          /* class 0: not shown */
    size_t error;             /* the first of N_ERROR columns, 0: not shown */
};

static const char *const headings[N_FIGURES] = {
    [TOTAL] = "Tổng điểm",
    [APPRAISED] = "Điểm thẩm định",
    [SURVEY] = "Điểm điều tra XHH",
    [SIPAS] = "Điểm SIPAS",
    [SOCIO] = "Điểm kinh tế - xã hội",
    [BONUS] = "Điểm thưởng, trừ",
    [MAXIMUM] = "Điểm tối đa áp dụng",
    [INDEX] = "Chỉ số (%)",
    [OTHER] = "Tổng điểm nếu làm tròn cách kia",
    [DIFFERENCE] = "Chênh lệch do làm tròn",
};

static decimal figure(const struct results *r, size_t unit, enum figure f)
{
    const struct score *s = &r->scores[unit];
    switch (f) {
    case TOTAL:
        return s->total;
    case APPRAISED:
        return s->appraised;
    case SURVEY:
        return s->survey;
    case SIPAS:
        return s->sipas;
    case SOCIO:
        return s->socio;
    case BONUS:
        return s->bonus;
    case MAXIMUM:
        return s->max;
    case INDEX:
        return s->percent;
    case OTHER:
        return s->other;
    default:
        return s->other - rules_round(&r->d->rules, s->total);
    }
}

/* X of F as it is published: totals and percents, and what stands beside them, as the round rounds; the book rounds
 * what they are made of. */
static decimal published(const struct results *r, enum figure f, decimal x)
{
    return f == TOTAL || f == INDEX ? rules_round(&r->d->rules, x) : x;
}

/* Nothing is known of it yet: provisional scores leave out all of it. */
static bool is_unknown(const struct score *s, enum figure f)
{
    switch (f) {
    case APPRAISED:
        return s->no_appraised;
    case SURVEY:
        return s->no_survey;
    case SIPAS:
        return s->no_sipas;
    case SOCIO:
        return s->no_socio;
    case BONUS:
        return s->no_bonus;
    default:
        return s->no_total;
    }
}

static struct layout lay_out(const struct results *r, size_t block, const size_t *units, size_t n)
{
    struct layout l = {.n = 2};
    bool differs = false, errors = false;
    for (size_t i = 0; i < n; i++) {
        differs = differs || figure(r, units[i], DIFFERENCE) != 0;
        errors = errors || !isnan(r->scores[units[i]].se);
    }
    for (enum figure f = 0; f < N_FIGURES; f++) {
        if ((f == SURVEY && !r->has_survey[block]) || (f == SIPAS && !r->has_sipas[block]) ||
            (f == SOCIO && !r->has_socio[block]) || (f == BONUS && !r->has_bonus[block]) || (f >= OTHER && !differs))
            continue;
        l.column[f] = l.n++;
        if (f == INDEX && r->d->n_classes)
            l.class = l.n++;
    }
    if (errors) {
        l.error = l.n;
        l.n += N_ERROR;
    }
    return l;
}

/* "chắc chắn", or the class with those at both limits: "Tốt (Khá–Tốt)". */
static void write_certain(struct sheet *s, size_t row, size_t column, const struct score *score)
{
    const char *class = *score->class ? score->class : "–", *low = *score->class_low ? score->class_low : "–",
               *high = *score->class_high ? score->class_high : "–";
    if (isnan(score->low))
        sheet_text(s, row, column, "–", BOX | CENTER);
    else if (!strcmp(low, high) && !strcmp(low, class))
        sheet_text(s, row, column, "chắc chắn", BOX | CENTER);
    else
        sheet_format(s, row, column, BOX | CENTER, "%s (%s–%s)", class, low, high);
}

/* The column in which each of them is whole. */
static double certain_width(const struct results *r, const size_t *units, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        const struct score *s = &r->scores[units[i]];
        size_t width = text_width(s->class) + text_width(s->class_low) + text_width(s->class_high);
        if (!isnan(s->low) && strcmp(s->class_low, s->class_high) != 0 && width > most)
            most = width;
    }
    return fmax(16, 0.9 * (double)most + 4);
}

/* The 95 % limits on the scale of the ranking, the ranks and classes they leave open, and how many answered. */
static void write_error(struct sheet *s, size_t row, const struct results *r, const struct layout *l,
                        const struct score *score, size_t group)
{
    size_t column = l->error;
    if (isnan(score->low)) {
        sheet_text(s, row, column + LOW, "–", BOX | CENTER);
        sheet_text(s, row, column + HIGH, "–", BOX | CENTER);
    } else {
        const struct rules *rules = &r->d->rules;
        sheet_decimal(s, row, column + LOW, rules_round(rules, results_ranked_by(r, score, score->low)),
                      AS_POINTS | BOX);
        sheet_decimal(s, row, column + HIGH, rules_round(rules, results_ranked_by(r, score, score->high)),
                      AS_POINTS | BOX);
    }
    if (score->rank_low == 0)
        sheet_text(s, row, column + RANKS, "–", BOX | CENTER);
    else if (score->rank_low == score->rank_high)
        sheet_count(s, row, column + RANKS, score->rank_low, BOX | CENTER);
    else
        sheet_format(s, row, column + RANKS, BOX | CENTER, "%d–%d", (int)score->rank_low, (int)score->rank_high);
    if (group)
        sheet_count(s, row, column + GROUP, (int64_t)group, BOX | CENTER);
    else
        sheet_text(s, row, column + GROUP, "–", BOX | CENTER);
    if (r->d->n_classes)
        write_certain(s, row, column + CERTAIN, score);
    else
        sheet_text(s, row, column + CERTAIN, "–", BOX | CENTER);
    if (!score->n)
        sheet_text(s, row, column + RESPONDENTS, "–", BOX | CENTER);
    else
        sheet_format(s, row, column + RESPONDENTS, BOX | CENTER, score->floor ? "%d (sàn)" : "%d", (int)score->n);
}

static void write_unit(struct sheet *s, size_t row, const struct results *r, size_t unit, const struct layout *l,
                       size_t group)
{
    const struct score *score = &r->scores[unit];
    if (score->rank)
        sheet_count(s, row, 0, score->rank, BOX | CENTER | BOLD);
    else
        sheet_text(s, row, 0, "–", BOX | CENTER);
    sheet_text(s, row, 1, unit_words(r->d, unit), BOX | WRAP);
    for (enum figure f = 0; f < N_FIGURES; f++)
        if (l->column[f] && is_unknown(score, f))
            sheet_text(s, row, l->column[f], UNKNOWN, BOX | CENTER);
        else if (l->column[f])
            sheet_decimal(s, row, l->column[f], published(r, f, figure(r, unit, f)),
                          AS_POINTS | BOX | (f == TOTAL || f == INDEX ? BOLD : 0) | (score->missing ? ITALIC : 0));
    if (l->class)
        sheet_text(s, row, l->class, *score->class ? score->class : "–", BOX | CENTER);
    if (l->error)
        write_error(s, row, r, l, score, group);
}

enum summary { MEAN, HIGHEST, LOWEST };

static void write_summary(struct sheet *s, size_t row, const struct results *r, const size_t *units, size_t n,
                          const struct layout *l, enum summary which)
{
    static const char *const names[] = {"Trung bình khối", "Cao nhất", "Thấp nhất"};
    sheet_across(s, row, 0, 1, names[which], BOX | BOLD | BAND);
    for (enum figure f = 0; f < N_FIGURES; f++) {
        if (!l->column[f])
            continue;
        if (!n) {
            sheet_text(s, row, l->column[f], UNKNOWN, BOX | BAND | CENTER);
            continue;
        }
        decimal sum = 0, high = figure(r, units[0], f), low = high;
        for (size_t i = 0; i < n; i++) {
            decimal x = figure(r, units[i], f);
            sum += x;
            high = x > high ? x : high;
            low = x < low ? x : low;
        }
        decimal x = which == MEAN ? decimal_ratio(sum, 1, (decimal)n) : which == HIGHEST ? high : low;
        sheet_decimal(s, row, l->column[f], published(r, f, x), AS_POINTS | BOX | BOLD | BAND);
    }
    if (l->class)
        sheet_blank(s, row, l->class, BOX | BAND);
    for (size_t k = 0; l->error && k < N_ERROR; k++)
        sheet_blank(s, row, l->error + k, BOX | BAND);
}

/* The N units, in the order of their ranks, in groups that cannot be told apart from their first: it, and those behind
 * it up to the first whose possible ranks are all behind its rank.  A new array of the group of each, from 1; 0 without
 * a set. */
static size_t *groups_of_ranks(const struct results *r, const size_t *units, size_t n)
{
    size_t *group = xcalloc(n + 1, sizeof *group), n_groups = 0;
    int64_t first = 0;
    for (size_t i = 0; i < n; i++) {
        const struct score *s = &r->scores[units[i]];
        if (!s->rank || !s->rank_low)
            continue;
        if (!n_groups || s->rank_low > first) {
            first = s->rank;
            n_groups++;
        }
        group[i] = n_groups;
    }
    return group;
}

/* "1; 2–4; 5": the ranks of each of the groups; a new string. */
static char *groups_words(const struct results *r, const size_t *units, const size_t *group, size_t n)
{
    struct strbuf text = {0};
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && group[end] == group[i];)
            end++;
        int64_t first = r->scores[units[i]].rank, last = r->scores[units[end - 1]].rank;
        if (group[i] && first == last)
            strbuf_item(&text, "; ", "%" PRId64, first);
        else if (group[i])
            strbuf_item(&text, "; ", "%" PRId64 "–%" PRId64, first, last);
    }
    return strbuf_take(&text);
}

/* How many of the pairs of N units are told apart: a unit's best rank is one more than the units better than it. */
static char *pairs_words(const struct results *r, const size_t *units, size_t n)
{
    int64_t apart = 0, n_sets = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t low = r->scores[units[i]].rank_low;
        apart += low ? low - 1 : 0;
        n_sets += low > 0;
    }
    return xasprintf("Phân biệt được %" PRId64 " trong %" PRId64 " cặp đơn vị.", apart, n_sets * (n_sets - 1) / 2);
}

static size_t write_error_notes(struct sheet *s, size_t row, const struct results *r, const struct layout *l,
                                const size_t *units, const size_t *group, size_t n)
{
    bool quota = false, lonely = false, not_counted = false;
    for (size_t i = 0; i < n; i++) {
        const char *unstated = r->scores[units[i]].unstated;
        quota = quota || !strcmp(unstated, "quota");
        lonely = lonely || !strcmp(unstated, "lonely");
        not_counted = not_counted || !strcmp(unstated, "not_counted");
    }
    if (l->error) {
        char *whose = xasprintf(
            "Khoảng 95 %% là của cột %s: nếu hỏi hết mọi người trong diện được hỏi thì con số ấy nằm trong khoảng, với "
            "độ tin cậy 95 %%. "
            "Khoảng 95 %% và hạng có thể chỉ nói về sai số chọn mẫu của điều tra: điểm thẩm định, sai sót nhập "
            "liệu hay người không trả lời vì lý do riêng không nằm trong đó. Sai số của một đơn vị chỉ tính "
            "những người đã trả lời về đơn vị ấy so với những người có thể trả lời, và không bao giờ được coi "
            "là nhỏ hơn mức mà thêm một người trả lời cách nửa thang điểm gây ra (sàn).",
            r->d->rules.rank_by_percent ? "Chỉ số (%)" : "Tổng điểm");
        sheet_across(s, row++, 0, l->n - 1, whose, NOTE | WRAP);
        free(whose);
        sheet_across(s, row++, 0, l->n - 1,
                     "Hạng có thể: với độ tin cậy 95 %, hạng thật của mọi đơn vị trong khối cùng nằm trong các khoảng "
                     "này; hai đơn vị chỉ được phân biệt khi chênh lệch giữa chúng lớn hơn mức "
                     "ngẫu nhiên và khoảng riêng của hai đơn vị, nới rộng cho mọi cặp, vẫn tách nhau.",
                     NOTE | WRAP);
        sheet_across(
            s, row++, 0, l->n - 1,
            r->d->rules.floor_learned
                ? "Sàn dùng ở đây: những người chưa trả lời được coi là giống những người đã trả lời, thêm một "
                  "người chưa biết; khoảng hẹp hơn và hứa ít hơn. Chữ (sàn) ghi nơi sàn có tác dụng."
                : "Sàn dùng ở đây: người chưa trả lời có thể cho bất kỳ mức nào. Chữ (sàn) ghi nơi sàn có tác "
                  "dụng.",
            NOTE | WRAP);
        char *groups = groups_words(r, units, group, n);
        char *pairs = pairs_words(r, units, n);
        char *note =
            xasprintf("Nhóm hạng: mọi đơn vị trong một nhóm còn có thể đứng cùng hạng với đơn vị đầu nhóm: hạng %s. %s",
                      groups, pairs);
        free(pairs);
        if (*groups)
            sheet_across(s, row++, 0, l->n - 1, note, NOTE | WRAP);
        free(note);
        free(groups);
    }
    if (quota)
        sheet_across(s, row++, 0, l->n - 1,
                     "Không nêu sai số chọn mẫu cho đơn vị có nhóm lấy theo chỉ tiêu hoặc có phiếu khách vãng lai: đó "
                     "không phải mẫu xác suất.",
                     NOTE | WRAP);
    if (lonely)
        sheet_across(s, row++, 0, l->n - 1,
                     "Không nêu sai số chọn mẫu nơi chỉ một người trả lời đại diện cho những người khác.", NOTE | WRAP);
    if (not_counted)
        sheet_across(s, row++, 0, l->n - 1,
                     "Sai số của kết quả SIPAS hoặc điều tra lấy từ bên ngoài không được tính vì không được cung cấp.",
                     NOTE | WRAP);
    return row;
}

static size_t write_notes(struct sheet *s, size_t row, const struct results *r, size_t block, const struct layout *l,
                          const struct ranking *ranking)
{
    const struct definition *d = r->d;
    char *by = setting_words(d, S_RANK_BY), *compare = setting_words(d, S_COMPARE), *ties = setting_words(d, S_TIES),
         *rounding = setting_words(d, S_ROUNDING), *at = setting_words(d, S_ROUND_AT);
    char *breakers = *d->setting[S_TIE_BREAKERS] ? setting_words(d, S_TIE_BREAKERS) : NULL;
    char *note = xasprintf("Xếp hạng theo: %s; %s; %s%s%s.", by, compare, ties,
                           breakers ? "; tiêu chí phụ khi bằng điểm: " : "", breakers ? breakers : "");
    free(breakers);
    sheet_across(s, row++, 0, l->n - 1, note, NOTE | WRAP);
    free(note);
    note = xasprintf(d->rules.truncate
                         ? "Giữ %d chữ số thập phân: %s; cắt tại: %s, khoảng tin cậy, trung bình cũng cắt; số khác "
                           "làm tròn khi in. Cách kia: làm tròn, nửa đơn vị làm tròn lên. %s"
                         : "Làm tròn %d chữ số thập phân (nửa đơn vị làm tròn lên): %s; làm tròn tại: %s. %s",
                     d->rules.decimals, rounding, at,
                     l->column[OTHER] ? "Cột tổng điểm nếu làm tròn cách kia và cột chênh lệch đặt cạnh để so."
                                      : "Cách làm tròn kia cho cùng tổng điểm ở mọi đơn vị.");
    sheet_across(s, row++, 0, l->n - 1, note, NOTE | WRAP);
    free(note);
    if (d->rules.survey == SURVEY_NONE) {
        note = xasprintf("Đợt này không điều tra xã hội học: điểm thẩm định%s%s được quy về thang 100%s.",
                         r->has_sipas[block] ? ", SIPAS" : "", r->has_socio[block] ? ", kinh tế - xã hội" : "",
                         r->has_bonus[block] ? "; điểm thưởng, trừ không quy đổi" : "");
        sheet_across(s, row++, 0, l->n - 1, note, NOTE | WRAP);
        free(note);
    } else if (!d->rules.round_parts) {
        sheet_across(
            s, row++, 0, l->n - 1,
            "Các điểm thành phần được in sau khi làm tròn riêng, nên tổng của chúng có thể lệch với tổng điểm ở chữ "
            "số cuối.",
            NOTE | WRAP);
    }
    if (ranking->n_ranked && ranking->n_ranked < ranking->n)
        sheet_across(s, row++, 0, l->n - 1, "Trung bình, cao nhất, thấp nhất tính trên các đơn vị được xếp hạng.",
                     NOTE | WRAP);
    else if (ranking->n_lacking && ranking->n_counted)
        sheet_across(s, row++, 0, l->n - 1,
                     "Trung bình, cao nhất, thấp nhất và biểu đồ chỉ có các đơn vị đã đủ số liệu: tạm tính.",
                     NOTE | WRAP);
    if (ranking->n_lacking)
        sheet_across(s, row++, 0, l->n - 1,
                     "Đơn vị còn thiếu số liệu: điểm là của phần đã có, điểm tối đa chỉ gồm phần đó, nên chưa so được "
                     "với đơn vị khác (chữ nghiêng; " UNKNOWN ": chưa có số liệu nào).",
                     NOTE | WRAP);
    for (size_t i = 0; i < d->blocks[block].n_units; i++) {
        size_t unit = d->blocks[block].units[i];
        char day[11], *since;
        int64_t line;
        const char *ended = ending_basis(r->store, d, unit, day, &line);
        if (!ended)
            continue;
        since = *day ? date_words(day) : xstrdup("");
        note = xasprintf("%s đã kết thúc trong kỳ (căn cứ: %s%s%s): không tính điểm, không xếp hạng; %" PRId64
                         " phiếu đã nhập về đơn vị này được giữ.",
                         unit_words(d, unit), ended, *since ? "; ghi nhận ngày " : "", since,
                         ballots_about(r->store, d->units[unit].code));
        sheet_across(s, row++, 0, l->n - 1, note, NOTE | WRAP);
        free(note);
        free(since);
    }
    free(by);
    free(compare);
    free(ties);
    free(rounding);
    free(at);
    return row;
}

/* Units whose rank or class would be another under the other rounding; nothing where scores cannot be repeated. */
static size_t write_modes(struct sheet *s, size_t row, const struct results *r, const struct layout *l,
                          const size_t *units, size_t n)
{
    struct issues *issues = issues_new();
    struct error local = {0};
    struct scenario_result *other = score_scenario(r->store, r->d, true, issues, &local);
    issues_free(issues);
    for (size_t i = 0; other && i < n; i++) {
        const struct score *is = &r->scores[units[i]];
        const struct scenario_result *o = &other[units[i]];
        const char *class = o->class ? o->class : "";
        if (!o->present || (is->rank == (int64_t)o->rank && !strcmp(is->class, class)))
            continue;
        char *note = xasprintf("%s: hạng %d, xếp loại %s; nếu làm tròn cách kia thì hạng %zu, xếp loại %s.",
                               unit_words(r->d, units[i]), (int)is->rank, *is->class ? is->class : "–", o->rank,
                               *class ? class : "–");
        sheet_across(s, row++, 0, l->n - 1, note, NOTE | WARN | WRAP);
        free(note);
    }
    free(other);
    return row;
}

#define LEAST_LABELLED (4 * DECIMAL_ONE) /* points: a shorter bar has no room for its figure */

static decimal highest(const struct results *r, const size_t *units, size_t n, enum figure f)
{
    decimal high = 0;
    for (size_t i = 0; i < n; i++)
        high = figure(r, units[i], f) > high ? figure(r, units[i], f) : high;
    return high;
}

static void write_chart(struct sheet *s, size_t row, const struct results *r, size_t block, size_t first,
                        const size_t *units, size_t n, const struct layout *l)
{
    static const enum figure parts[] = {APPRAISED, SURVEY, SIPAS, SOCIO};
    static const char *const names[] = {"Thẩm định", "Điều tra xã hội học", "SIPAS", "Kinh tế - xã hội"};
    static const uint32_t shades[] = {0x8FAADC, 0xFBE3C8, 0xC9E7B5, 0xB79CD4}; /* darker and lighter in turn */
    struct bars bars = {.first_row = first,
                        .last_row = first + n - 1,
                        .category = 1,
                        .label_format = r->d->rules.decimals ? "0.00" : "0",
                        .max = 118};
    size_t series[4];
    const char *series_names[4];
    uint32_t colors[4];
    bool quiet[4];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (l->column[parts[i]]) {
            series[bars.n_series] = l->column[parts[i]];
            series_names[bars.n_series] = names[i];
            colors[bars.n_series] = shades[i];
            quiet[bars.n_series++] = highest(r, units, n, parts[i]) < LEAST_LABELLED;
        }
    bars.series = series;
    bars.names = series_names;
    bars.colors = colors;
    bars.quiet = quiet;
    bool percent = r->d->rules.rank_by_percent;
    bars.total = percent ? l->column[INDEX] : l->column[TOTAL];
    char *title = xasprintf("%s: điểm thành phần và %s%s", block_words(r->d, block),
                            percent ? "chỉ số (%, in đậm ở cuối thanh)" : "tổng điểm (in đậm ở cuối thanh)",
                            l->column[BONUS] ? "; điểm thưởng, trừ có trong số in đậm, không có trong thanh" : "");
    bars.title = title;
    sheet_bars(s, row, l->n - 1, &bars);
    free(title);
}

/* Who signs, side by side, with room to; and what they sign: the newest line of the log. */
static size_t write_signatures(struct sheet *s, size_t row, const struct results *r, const struct layout *l)
{
    char *titles = xstrdup(r->d->setting[S_SIGNERS]), *rest = titles;
    size_t n = 1;
    for (const char *p = titles; *p; p++)
        n += *p == ';';
    sheet_room(s, row, 150);
    char *head = results_head(r);
    sheet_format(s, row, 0, NOTE, "Số liệu đến %s", head);
    free(head);
    sheet_across(s, row + 2, l->n / 2, l->n - 1, "………, ngày …… tháng …… năm ………", ITALIC | CENTER);
    for (size_t i = 0; i < n; i++) {
        const char *title = strsep(&rest, ";");
        title += strspn(title, " ");
        size_t first = l->n * i / n, last = l->n * (i + 1) / n - 1;
        sheet_across(s, row + 3, first, last, title, BOLD | CENTER | WRAP);
        sheet_across(s, row + 4, first, last, *title ? "(ký, ghi rõ họ tên, đóng dấu)" : "", ITALIC | CENTER | WRAP);
    }
    sheet_height(s, row + 5, 60);
    free(titles);
    return row + 6;
}

/* How many units there are, and how many have a rank; a new string. */
static char *counts_words(const struct definition *d, size_t block, const struct ranking *x)
{
    if (x->n_lacking && !x->n_ranked && d->blocks[block].ranked)
        return xasprintf("%zu đơn vị được chấm điểm, %zu còn thiếu số liệu: chưa xếp hạng (tạm tính)", x->n,
                         x->n_lacking);
    if (x->n_ranked == x->n)
        return xasprintf("%zu đơn vị được xếp hạng", x->n);
    if (x->n_ranked)
        return xasprintf("%zu đơn vị được xếp hạng; %zu đơn vị được chấm điểm nhưng không xếp hạng, ghi ở cuối bảng",
                         x->n_ranked, x->n - x->n_ranked);
    return xasprintf("%zu đơn vị được chấm điểm, khối này không xếp hạng", x->n);
}

static void block_sheet(struct making *m, size_t block)
{
    const struct results *r = m->r;
    struct ranking ranking = scores_ranking(r->scores, r->d, block);
    size_t n = ranking.n, *units = ranking.units;
    if (n == 0) {
        free(units);
        return;
    }
    struct layout l = lay_out(r, block, units, n);
    double widths[2 + N_FIGURES + 1 + N_ERROR] = {7, 40};
    for (size_t c = 2; c < l.n; c++)
        widths[c] = l.error && c == l.error + GROUP     ? 8
                    : l.error && c == l.error + CERTAIN ? certain_width(r, units, n)
                    : c == l.class                      ? 13
                                                        : 10.5;
    char *name = make_block_name(m, "Xếp hạng", block);
    char *title = xasprintf("Kết quả và xếp hạng: %s", block_words(r->d, block));
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, l.n, title, title);
    free(name);
    free(title);
    title = counts_words(r->d, block, &ranking);
    sheet_across(s, 1, 0, l.n - 1, title, ITALIC);
    free(title);

    sheet_text(s, 2, 0, "Hạng", HEAD);
    sheet_text(s, 2, 1, "Cơ quan, đơn vị", HEAD);
    for (enum figure f = 0; f < N_FIGURES; f++)
        if (l.column[f])
            sheet_text(s, 2, l.column[f], headings[f], HEAD);
    if (l.class)
        sheet_text(s, 2, l.class, "Xếp loại", HEAD);
    bool part = false; /* limits that are not of the whole */
    for (size_t i = 0; i < n; i++)
        part = part || !strcmp(r->scores[units[i]].unstated, "not_counted");
    const char *of = r->d->rules.rank_by_percent ? "Chỉ số" : "Tổng điểm";
    const char *counting = part ? " (chỉ sai số phần điều tra)" : "";
    static const char *const errors[N_ERROR] = {"%s, cận dưới 95 %%%s", "%s, cận trên 95 %%%s",
                                                "Hạng có thể",          "Nhóm hạng",
                                                "Xếp loại chắc chắn?",  "Số người trả lời ít nhất của một nhóm"};
    for (size_t k = 0; l.error && k < N_ERROR; k++)
        sheet_format(s, 2, l.error + k, HEAD, errors[k], of, counting);
    sheet_header_rows(s, 2, 2, 2);

    size_t row = 3, *group = groups_of_ranks(r, units, n);
    for (size_t i = 0; i < n; i++) {
        if (i == n - ranking.n_lacking)
            sheet_across(s, row++, 0, l.n - 1, "Còn thiếu số liệu: chưa xếp hạng, chưa xếp loại", BOX | BAND | ITALIC);
        else if (i == ranking.n_counted)
            sheet_across(s, row++, 0, l.n - 1, "Được chấm điểm nhưng không xếp hạng", BOX | BAND | ITALIC);
        write_unit(s, row++, r, units[i], &l, group[i]);
    }
    for (enum summary which = MEAN; which <= LOWEST; which++)
        write_summary(s, row++, r, units, ranking.n_counted, &l, which);
    row = write_notes(s, row + 1, r, block, &l, &ranking);
    row = write_modes(s, row, r, &l, units, n);
    row = write_error_notes(s, row, r, &l, units, group, n);
    free(group);
    if (*r->d->setting[S_SIGNERS])
        row = write_signatures(s, row + 1, r, &l);
    if (ranking.n_counted)
        write_chart(s, row + 1, r, block, 3, units, ranking.n_counted, &l);
    free(units);
}

void ranking_sheets(struct making *m)
{
    for (size_t b = 0; b < m->r->d->n_blocks; b++)
        block_sheet(m, b);
}
