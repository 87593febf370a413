/* Thẩm định; Thay đổi điểm: what the appraisals made of all units' self scores, in sums and one by one. */
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/appraisal.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"

#define SUMS 11 /* columns of the sums */

struct appraised_sums { /* of a unit's criteria that are appraised (TD) */
    decimal max, self, first, counts, difference;
    size_t n_self, lower, higher, explained, late, missing;
    bool has_self, has_first, has_counts, has_difference;
};

/* Points that changed from one step to the next, a bonus or malus, or what a reader must know besides. */
static bool is_changed(const struct definition *d, const struct appraisal *a)
{
    if (d->criteria[a->criterion].method == METHOD_THUONG_TRU && a->has_counts && a->counts != 0)
        return true;
    const decimal *last = NULL;
    for (enum appraisal_step s = 0; s < N_APPRAISAL_STEPS; s++) {
        if (!a->has[s])
            continue;
        if (last && a->points[s] != *last)
            return true;
        last = &a->points[s];
    }
    return a->missing || *a->no_document || *a->explanation;
}

static struct appraised_sums sum_up(const struct definition *d, const struct appraised *of)
{
    struct appraised_sums x = {0};
    for (size_t i = 0; i < of->n; i++) {
        const struct appraisal *a = &of->rows[i];
        x.n_self += a->has[APPRAISAL_SELF];
        x.lower += a->has_difference && a->difference < 0;
        x.higher += a->has_difference && a->difference > 0;
        x.explained += *a->explanation != '\0';
        x.late += a->explanation_late > 0;
        x.missing += a->missing;
        if (d->criteria[a->criterion].method != METHOD_TD)
            continue;
        x.max += d->criteria[a->criterion].max;
        x.has_self = x.has_self || a->has[APPRAISAL_SELF];
        x.has_first = x.has_first || a->has[APPRAISAL_FIRST];
        x.has_counts = x.has_counts || a->has_counts;
        x.has_difference = x.has_difference || a->has_difference;
        x.self += a->has[APPRAISAL_SELF] ? a->points[APPRAISAL_SELF] : 0;
        x.first += a->has[APPRAISAL_FIRST] ? a->points[APPRAISAL_FIRST] : 0;
        x.counts += a->has_counts ? a->counts : 0;
        x.difference += a->has_difference ? a->difference : 0;
    }
    return x;
}

static void write_sums(struct sheet *s, size_t row, const struct definition *d, size_t unit,
                       const struct appraised_sums *x)
{
    const decimal points[] = {x->max, x->self, x->first, x->counts, x->difference};
    const bool has[] = {true, x->has_self, x->has_first, x->has_counts, x->has_difference};
    const size_t counts[] = {x->lower, x->higher, x->explained, x->late, x->missing};
    sheet_text(s, row, 0, unit_words(d, unit), BOX | WRAP);
    for (size_t c = 0; c < 5; c++)
        if (has[c])
            sheet_decimal(s, row, 1 + c, points[c], BOX | AS_EXACT | (c == 3 ? BOLD : 0) | (points[c] < 0 ? WARN : 0));
        else
            sheet_text(s, row, 1 + c, "–", BOX | CENTER);
    for (size_t c = 0; c < 5; c++)
        sheet_count(s, row, 6 + c, (int64_t)counts[c], BOX | CENTER | (c >= 3 && counts[c] ? WARN : 0));
}

static void sums_sheet(struct making *m, size_t block, const size_t *units, size_t n)
{
    static const double widths[SUMS] = {40, 9, 9, 10, 10, 10, 9, 9, 9, 9, 9};
    static const char *const heads[SUMS] = {"Cơ quan, đơn vị",     "Điểm tối đa",      "Tự chấm",
                                            "Thẩm định lần 1",     "Điểm được tính",   "Chênh lệch so với tự chấm",
                                            "Số tiêu chí giảm",    "Số tiêu chí tăng", "Có giải trình",
                                            "Giải trình nộp muộn", "Thiếu tài liệu"};
    const struct definition *d = m->r->d;
    char *name = make_block_name(m, "Thẩm định", block);
    char *title = xasprintf("Tự chấm và thẩm định: %s", block_words(d, block));
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, SUMS, title, title);
    free(name);
    free(title);
    sheet_across(s, 1, 0, SUMS - 1,
                 "Điểm được tính là thẩm định lần 2, nếu không có thì lần 1; không bao giờ là điểm tự chấm. Điểm: cộng "
                 "các tiêu chí chấm bằng thẩm định; số tiêu chí: kể cả thưởng, trừ và kinh tế - xã hội.",
                 NOTE | WRAP);
    for (size_t c = 0; c < SUMS; c++)
        sheet_text(s, 2, c, heads[c], HEAD);
    sheet_header_rows(s, 2, 2, 1);
    for (size_t i = 0; i < n; i++) {
        struct appraised_sums x = sum_up(d, &m->appraised[units[i]]);
        write_sums(s, 3 + i, d, units[i], &x);
    }
}

static void changes_sheet(struct making *m, size_t block, const size_t *units, size_t n)
{
    static const double widths[APPRAISAL_COLUMNS] = {1};
    const struct definition *d = m->r->d;
    char *name = make_block_name(m, "Thay đổi điểm", block);
    char *title = xasprintf("Tiêu chí có điểm thay đổi, thưởng, trừ, có giải trình hoặc không có tài liệu: %s",
                            block_words(d, block));
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, APPRAISAL_COLUMNS, NULL, title);
    appraisal_widths(s);
    char *marked = make_title(m, title);
    sheet_across(s, 0, 0, APPRAISAL_COLUMNS - 1, marked, TITLE | WRAP);
    free(marked);
    free(name);
    free(title);
    appraisal_head(s, 1);
    size_t row = 2;
    for (size_t i = 0; i < n; i++) {
        const struct appraised *of = &m->appraised[units[i]];
        bool headed = false;
        for (size_t k = 0; k < of->n; k++) {
            if (!is_changed(d, &of->rows[k]))
                continue;
            if (!headed)
                sheet_across(s, row++, 0, APPRAISAL_COLUMNS - 1, unit_words(d, units[i]), BOX | BAND | BOLD);
            headed = true;
            appraisal_row(s, row++, d, &of->rows[k]);
        }
    }
}

void appraised_sheets(struct making *m)
{
    for (size_t b = 0; b < m->r->d->n_blocks; b++) {
        size_t n_self = 0, n_changed = 0;
        struct ranking ranking = scores_ranking(m->r->scores, m->r->d, b);
        for (size_t i = 0; i < ranking.n; i++) {
            const struct appraised *of = &m->appraised[ranking.units[i]];
            n_self += sum_up(m->r->d, of).n_self;
            for (size_t k = 0; k < of->n; k++)
                n_changed += is_changed(m->r->d, &of->rows[k]);
        }
        if (n_self)
            sums_sheet(m, b, ranking.units, ranking.n);
        if (n_changed)
            changes_sheet(m, b, ranking.units, ranking.n);
        free(ranking.units);
    }
}
