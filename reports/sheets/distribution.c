/* Phân bố trả lời: how often each option was marked, by question and unit.
 *
 * Ballots are counted as they are, without weights.  A row made from fewer ballots than the
 * setting min_cell is not shown, nor one of a leaf of which some group has so few (results_is_small()); the whole is
 * then of the rows that are shown.
 */
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "reports/workbook/layout.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

/* Columns: unit, ballots, options (count), options (%), blank, unreadable, multiple. */
#define FIXED      2
#define LEAST_ROOM 36 /* points: a row whose name takes two lines */

static size_t n_options(const struct definition *d, const struct question *q)
{
    return q->kind == KIND_OPTION && q->scale != NONE ? d->scales[q->scale].n_options : 1;
}

static size_t n_columns(size_t options)
{
    return FIXED + 2 * options + 3;
}

static void write_head(struct sheet *s, size_t row, const char *first, const struct definition *d,
                       const struct question *q)
{
    size_t n = n_options(d, q);
    bool option = q->kind == KIND_OPTION && q->scale != NONE;
    sheet_area(s, row, row + 1, 0, 0, first, HEAD);
    sheet_area(s, row, row + 1, 1, 1, "Số lượt", HEAD);
    sheet_across(s, row, FIXED, FIXED + n - 1, option ? "Số câu trả lời" : "Số câu", HEAD);
    sheet_across(s, row, FIXED + n, FIXED + 2 * n - 1, option ? "Tỷ lệ trong các câu đọc được (%)" : "Tỷ lệ (%)", HEAD);
    sheet_across(s, row, FIXED + 2 * n, FIXED + 2 * n + 2, "Không tính", HEAD);
    for (size_t i = 0; i < n; i++) {
        const char *label = option ? d->scales[q->scale].options[i].label : "Có ghi";
        sheet_text(s, row + 1, FIXED + i, label, HEAD);
        sheet_text(s, row + 1, FIXED + n + i, label, HEAD);
    }
    sheet_text(s, row + 1, FIXED + 2 * n, "Bỏ trống", HEAD);
    sheet_text(s, row + 1, FIXED + 2 * n + 1, "Không đọc được", HEAD);
    sheet_text(s, row + 1, FIXED + 2 * n + 2, "Nhiều dấu", HEAD);
}

static int64_t option_count(const struct answers *a, const struct question *q, size_t i)
{
    return q->kind == KIND_OPTION ? (a->options ? a->options[i] : 0) : a->other;
}

static void write_answers(struct sheet *s, size_t row, const char *name, const struct definition *d,
                          const struct question *q, const struct answers *a, bool hidden, unsigned style)
{
    size_t n = n_options(d, q);
    sheet_text(s, row, 0, name, style | WRAP);
    if (hidden) {
        sheet_across(s, row, 1, n_columns(n) - 1, "Ít phiếu: không công bố", style | ITALIC | CENTER);
        return;
    }
    sheet_count(s, row, 1, a->ballots, style);
    int64_t read = 0;
    for (size_t i = 0; i < n; i++)
        read += option_count(a, q, i);
    int64_t whole = q->kind == KIND_OPTION ? read : a->ballots;
    for (size_t i = 0; i < n; i++) {
        sheet_count(s, row, FIXED + i, option_count(a, q, i), style);
        if (whole)
            sheet_real(s, row, FIXED + n + i, 100.0 * (double)option_count(a, q, i) / (double)whole, AS_SHARE | style);
        else
            sheet_text(s, row, FIXED + n + i, "–", style | CENTER);
    }
    sheet_count(s, row, FIXED + 2 * n, a->blank, style);
    sheet_count(s, row, FIXED + 2 * n + 1, a->unreadable, style);
    sheet_count(s, row, FIXED + 2 * n + 2, a->multiple, style);
}

struct shown { /* the rows of one question */
    size_t unit;
    const struct answers *answers;
    bool hidden;
};

/* A row of few ballots, and what would tell a group's percent in a leaf of which one has few. */
static bool is_hidden(const struct making *m, const struct question *q, size_t unit, const struct answers *a)
{
    const struct definition *d = m->r->d;
    size_t leaf = definition_criterion(d, d->units[unit].block, q->criterion);
    return a->ballots < d->rules.min_cell || (leaf != NONE && results_is_small(m->r, unit, leaf));
}

/* ALL, or where one of the N rows is hidden the sum of the others: the whole would tell it.  *OPTIONS is to be freed.
 */
static struct answers sum_shown(const struct shown *rows, size_t n, const struct answers *all, size_t options_n,
                                int64_t **options)
{
    bool whole = true;
    for (size_t i = 0; i < n; i++)
        whole = whole && !rows[i].hidden;
    *options = NULL;
    if (whole)
        return *all;
    struct answers sum = {.options = *options = xcalloc(options_n, sizeof **options)};
    for (size_t i = 0; i < n; i++) {
        const struct answers *a = rows[i].answers;
        if (rows[i].hidden)
            continue;
        sum.ballots += a->ballots;
        sum.blank += a->blank;
        sum.unreadable += a->unreadable;
        sum.multiple += a->multiple;
        sum.other += a->other;
        for (size_t k = 0; a->options && k < options_n; k++)
            sum.options[k] += a->options[k];
    }
    return sum;
}

/* The units asked about in question Q, in report order. */
static size_t find_rows(const struct making *m, size_t q, struct shown *rows)
{
    const struct definition *d = m->r->d;
    const struct question_tally *t = &m->tally->questions[q];
    size_t n = 0;
    for (size_t b = 0; t->units && b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t unit = d->blocks[b].units[i];
            if (t->units[unit].ballots)
                rows[n++] =
                    (struct shown){unit, &t->units[unit], is_hidden(m, &d->questions[q], unit, &t->units[unit])};
        }
    return n;
}

/* Shades from bad to good by the option's place among those that count; grey for no opinion. */
static uint32_t shade(const struct scale *scale, size_t option)
{
    static const uint32_t shades[] = {0xC0504D, 0xE59C7B, 0xF6D58A, 0xA9CF8F, 0x5B9F5B};
    if (!scale->options[option].counted)
        return 0xC9C9C9;
    size_t below = 0, n = 0;
    for (size_t i = 0; i < scale->n_options; i++) {
        n += scale->options[i].counted;
        below += scale->options[i].counted && scale->options[i].percent < scale->options[option].percent;
    }
    return shades[n < 2 ? 4 : (8 * below + n - 1) / (2 * (n - 1))];
}

static size_t write_chart(struct sheet *s, size_t row, const struct definition *d, const struct question *q,
                          size_t first, size_t last)
{
    const struct scale *scale = &d->scales[q->scale];
    size_t n = scale->n_options;
    static const uint32_t plain[] = {0x9DB7DD, 0xF2B27A, 0xA8CF8E, 0xD9C2E9, 0xF6D58A, 0xC9C9C9};
    size_t *series = xcalloc(n, sizeof *series);
    const char **names = xcalloc(n, sizeof *names);
    uint32_t *colors = xcalloc(n, sizeof *colors);
    bool counted = false;
    for (size_t i = 0; i < n; i++)
        counted = counted || scale->options[i].counted;
    for (size_t i = 0; i < n; i++) {
        series[i] = FIXED + n + i;
        names[i] = scale->options[i].label;
        colors[i] = counted ? shade(scale, i) : plain[i % 6];
    }
    struct bars bars = {.first_row = first,
                        .last_row = last,
                        .category = 0,
                        .n_series = n,
                        .series = series,
                        .names = names,
                        .colors = colors,
                        .hundred = true,
                        .label_format = "0;;"};
    row = sheet_bars(s, row, n_columns(n) - 1, &bars);
    free(series);
    free(names);
    free(colors);
    return row;
}

/* The rows and the chart of one question; returns the row after them. */
static size_t write_question(struct making *m, struct sheet *s, size_t row, size_t question)
{
    const struct definition *d = m->r->d;
    const struct question *q = &d->questions[question];
    struct shown *rows = xcalloc(d->n_units + 1, sizeof *rows);
    size_t n = find_rows(m, question, rows), width = n_columns(n_options(d, q));
    int64_t *options;
    struct answers all = sum_shown(rows, n, &m->tally->questions[question].all, n_options(d, q), &options);
    bool chart = n > 1 && q->kind == KIND_OPTION && q->scale != NONE;
    sheet_room(s, row, 85 + 16.0 * (double)(n + 1) + (chart ? sheet_bars_least(n + 1, false) : 0));
    char *title = xasprintf("%s. %s", q->code, q->text);
    sheet_across(s, row++, 0, width - 1, title, BOLD | WRAP);
    free(title);
    write_head(s, row, "Cơ quan, đơn vị", d, q);
    row += 2;
    size_t *first = xcalloc(n + 2, sizeof *first), *last = xcalloc(n + 2, sizeof *last), n_runs = 1;
    first[0] = row;
    const char *whole = q->per_ballot ? "Mọi phiếu" : options ? "Các đơn vị được công bố" : "Tất cả các đơn vị";
    write_answers(s, row++, whole, d, q, &all,
                  (options && !all.ballots) || (all.ballots > 0 && all.ballots < d->rules.min_cell), BOX | BOLD | BAND);
    free(options);
    for (size_t i = 0; i < n; i++) {
        if (sheet_room_left(s, row) < LEAST_ROOM) { /* the head again on each page */
            last[n_runs - 1] = row - 1;
            sheet_break(s, row);
            write_head(s, row, "Cơ quan, đơn vị", d, q);
            row += 2;
            first[n_runs++] = row;
        }
        char *name = xasprintf("%s%s", unit_words(d, rows[i].unit),
                               definition_ended(d, rows[i].unit) ? " (đã kết thúc trong kỳ)" : "");
        write_answers(s, row++, name, d, q, rows[i].answers, rows[i].hidden, BOX);
        free(name);
    }
    last[n_runs - 1] = row - 1;
    free(rows);
    for (size_t i = 0; chart && i < n_runs; i++)
        row = write_chart(s, row + 1, d, q, first[i], last[i]);
    free(first);
    free(last);
    return row + 1;
}

size_t distribution_of_unit(struct making *m, struct sheet *s, size_t row, size_t type)
{
    const struct definition *d = m->r->d;
    const struct ballot_type *t = &d->ballot_types[type];
    const struct question *last = NULL;
    for (size_t i = 0; i < t->n_unit_questions; i++) {
        const struct question *q = &d->questions[t->unit_questions[i]];
        const struct question_tally *tally = &m->tally->questions[t->unit_questions[i]];
        if (!tally->units || !tally->units[m->unit].ballots)
            continue;
        if (!last)
            sheet_room(s, row, 160);
        if (!last)
            sheet_across(s, row++, 0, n_columns(n_options(d, q)) - 1, t->title, TITLE | WRAP);
        if (!last || last->scale != q->scale || last->kind != q->kind) {
            write_head(s, row, "Câu hỏi", d, q);
            row += 2;
        }
        last = q;
        const struct answers *a = &tally->units[m->unit];
        char *name = xasprintf("%s. %s", q->code, q->text);
        write_answers(s, row++, name, d, q, a, is_hidden(m, q, m->unit, a), BOX);
        free(name);
    }
    return last ? row + 1 : row;
}

static char *type_note(const struct definition *d, const struct ballot_type *type)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < type->n_groups; i++)
        strbuf_addf(&text, "%s%s", i ? "; " : "Người trả lời: ", group_words(d, type->groups[i]));
    return strbuf_take(&text);
}

/* Columns for at most WIDEST options, wide enough for the words of every option. */
void distribution_widths(const struct definition *d, double *widths, size_t widest)
{
    widths[0] = 46;
    widths[1] = 8;
    for (size_t c = FIXED; c < n_columns(widest); c++)
        widths[c] = 8;
    for (size_t k = 0; k < d->n_scales; k++)
        for (size_t i = 0; i < d->scales[k].n_options && i < widest; i++) {
            double word = layout_units(layout_longest_word(d->scales[k].options[i].label, 11, true)) + 1.2;
            for (size_t half = 0; half < 2; half++) { /* counts, then percents */
                size_t c = FIXED + i + half * d->scales[k].n_options;
                if (c < n_columns(widest) && word > widths[c])
                    widths[c] = word > 16 ? 16 : word;
            }
        }
}

static void type_sheet(struct making *m, size_t number)
{
    const struct definition *d = m->r->d;
    const struct ballot_type *type = &d->ballot_types[number];
    size_t widest = 1;
    for (size_t i = 0; i < type->n_unit_questions + type->n_ballot_questions; i++) {
        size_t q =
            i < type->n_unit_questions ? type->unit_questions[i] : type->ballot_questions[i - type->n_unit_questions];
        if (n_options(d, &d->questions[q]) > widest)
            widest = n_options(d, &d->questions[q]);
    }
    size_t n = n_columns(widest);
    double *widths = xcalloc(n, sizeof *widths);
    distribution_widths(d, widths, widest);
    char *name = xasprintf("Phân bố %zu", number + 1);
    char *title = xasprintf("Phân bố trả lời: %s", type->title);
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, n, title, title);
    free(name);
    free(title);
    char *who = type_note(d, type);
    sheet_across(s, 1, 0, n - 1, who, ITALIC | WRAP);
    free(who);
    char *rule = xasprintf("Đếm phiếu hợp lệ, không dùng trọng số. Không công bố dòng dựa trên ít hơn %s phiếu, và "
                           "dòng của tiêu chí mà có "
                           "nhóm ít phiếu hơn thế về đơn vị ấy; dòng tổng khi đó chỉ cộng các dòng được công bố.",
                           d->setting[S_MIN_CELL]);
    sheet_across(s, 2, 0, n - 1, rule, NOTE | WRAP);
    free(rule);
    size_t row = 4;
    for (size_t i = 0; i < type->n_unit_questions + type->n_ballot_questions; i++) {
        row = write_question(m, s, row,
                             i < type->n_unit_questions ? type->unit_questions[i]
                                                        : type->ballot_questions[i - type->n_unit_questions]);
    }
    free(widths);
}

void distribution_sheets(struct making *m)
{
    for (size_t t = 0; t < m->r->d->n_ballot_types; t++)
        type_sheet(m, t);
}
