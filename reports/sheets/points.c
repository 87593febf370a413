/* Điểm theo tiêu chí: the tree of criteria against the units, and percents by field. */
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"

#define FIXED      4   /* code, name, method, maximum */
#define UNIT_WIDTH 9.5 /* of a unit's column */
#define ON_ONE     12  /* units that fit one page with legible letters */

static void head(struct sheet *s, size_t row, const struct definition *d, const size_t *units, size_t n,
                 const char *what)
{
    sheet_text(s, row, 0, "Mã", HEAD);
    sheet_text(s, row, 1, what, HEAD);
    sheet_text(s, row, 2, "Cách chấm", HEAD);
    sheet_text(s, row, 3, "Điểm tối đa", HEAD);
    for (size_t i = 0; i < n; i++)
        sheet_text(s, row, FIXED + i, unit_words(d, units[i]), HEAD);
}

static unsigned node_style(const struct criterion *c)
{
    return BOX | (c->level == 1 ? BOLD | BAND : !c->is_leaf ? BOLD : 0);
}

static void write_node(struct sheet *s, size_t row, const struct results *r, size_t node, const size_t *units, size_t n)
{
    const struct criterion *c = &r->d->criteria[node];
    unsigned style = node_style(c);
    sheet_text(s, row, 0, c->code, style);
    char *title = criterion_words(c), *bounds = bounds_words(c);
    sheet_text(s, row, 1, title, style | WRAP);
    sheet_text(s, row, 2, method_short(c->method), style | CENTER | WRAP);
    bool own = r->d->rules.survey != SURVEY_NONE || (c->is_leaf && c->method == METHOD_THUONG_TRU);
    decimal max = own ? c->max : results_max(r, node, units, n);
    if (c->method == METHOD_THUONG_TRU)
        sheet_text(s, row, 3, bounds, style | RIGHT | WRAP);
    else if (max > 0 || (own && c->is_leaf))
        sheet_decimal(s, row, 3, max, style | AS_EXACT);
    else
        sheet_text(s, row, 3, "–", style | CENTER);
    free(title);
    free(bounds);
    for (size_t i = 0; i < n; i++) {
        const struct score_node *x = results_node(r, units[i], node);
        if (x->present && x->applicable)
            sheet_decimal(s, row, FIXED + i, x->points,
                          style | AS_POINTS | (results_lacks(r, units[i], node) ? ITALIC : 0));
        else
            sheet_text(s, row, FIXED + i, results_unknown(r, units[i], node) ? UNKNOWN : "–", style | CENTER);
    }
}

/* How the points of a round without a survey become points of 100. */
static size_t write_rescaling(struct sheet *s, size_t row, const struct results *r, size_t block, const size_t *units,
                              size_t n)
{
    static const char *const names[] = {"Cộng điểm các tiêu chí (không kể thưởng, trừ)", "Điểm tối đa áp dụng",
                                        "Quy về thang 100", "Điểm thưởng, trừ"};
    bool once = results_rescales_once(r);
    for (size_t k = 0; k < (r->has_bonus[block] ? 4 : 3); k++, row++) {
        sheet_across(s, row, 0, FIXED - 1,
                     k != 2 || once                        ? names[k]
                     : r->d->rules.round_at == ROUND_FIELD ? "Quy về thang 100, từng lĩnh vực làm tròn rồi cộng"
                                                           : "Quy về thang 100, từng tiêu chí làm tròn rồi cộng",
                     BOX | BOLD | WRAP);
        for (size_t i = 0; i < n; i++) {
            const struct score *x = &r->scores[units[i]];
            struct own_sum own = results_own(r, units[i]);
            if (x->no_total || (k == 3 && x->no_bonus)) {
                sheet_text(s, row, FIXED + i, UNKNOWN, BOX | CENTER);
            } else if (k == 2 && once) {
                char *words = rescaled_words(own.points, own.max, &r->d->rules);
                sheet_text(s, row, FIXED + i, words, BOX | WRAP | RIGHT);
                free(words);
            } else {
                sheet_decimal(s, row, FIXED + i,
                              k == 0   ? own.points
                              : k == 1 ? own.max
                              : k == 2 ? x->total - x->bonus
                                       : x->bonus,
                              AS_POINTS | BOX);
            }
        }
    }
    return row;
}

static void write_totals(struct sheet *s, size_t row, const struct results *r, size_t block, const size_t *units,
                         size_t n)
{
    static const char *const names[] = {"Tổng điểm", "Điểm tối đa áp dụng", "Chỉ số (%)"};
    bool rescaled = r->d->rules.survey == SURVEY_NONE;
    if (rescaled)
        row = write_rescaling(s, row, r, block, units, n);
    for (size_t k = 0; k < 3; k++) {
        if (rescaled && k == 1)
            continue;
        sheet_across(s, row, 0, FIXED - 1, names[k], BOX | BOLD | BAND);
        for (size_t i = 0; i < n; i++) {
            const struct score *x = &r->scores[units[i]];
            if (x->no_total)
                sheet_text(s, row, FIXED + i, UNKNOWN, BOX | CENTER | BAND);
            else
                sheet_decimal(s, row, FIXED + i,
                              k == 1 ? x->max : rules_round(&r->d->rules, k == 0 ? x->total : x->percent),
                              AS_POINTS | BOX | BOLD | BAND | (x->missing ? ITALIC : 0));
        }
        row++;
    }
}

/* Percents by field: a row per unit, so that fields stand side by side. */
static void fields_sheet(struct making *m, size_t number, const size_t *units, size_t n)
{
    const struct results *r = m->r;
    const struct block *block = &r->d->blocks[number];
    size_t n_fields = 0, *fields = xcalloc(block->n_nodes + 1, sizeof *fields);
    for (size_t i = 0; i < block->n_nodes; i++)
        if (r->d->criteria[block->nodes[i]].level == 1)
            fields[n_fields++] = block->nodes[i];
    double *widths = xcalloc(n_fields + 2, sizeof *widths);
    widths[0] = 40;
    for (size_t i = 0; i <= n_fields; i++)
        widths[1 + i] = 12;
    char *name = make_block_name(m, "Theo lĩnh vực", number);
    char *title = xasprintf("Tỷ lệ điểm đạt được theo lĩnh vực (%%): %s", block->name);
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, n_fields + 2, title, title);
    free(name);
    free(title);
    make_note(m, s, n_fields + 1,
              "Điểm đạt được chia cho điểm tối đa áp dụng với đơn vị. Dấu – : lĩnh vực không có điểm tối đa.");
    sheet_text(s, 2, 0, "Cơ quan, đơn vị", HEAD);
    for (size_t i = 0; i < n_fields; i++)
        sheet_format(s, 2, 1 + i, HEAD, "%s. %s", r->d->criteria[fields[i]].code, r->d->criteria[fields[i]].name);
    sheet_text(s, 2, 1 + n_fields, "Chỉ số (%)", HEAD);
    sheet_header_rows(s, 2, 2, 1);
    for (size_t u = 0; u < n; u++) {
        sheet_text(s, 3 + u, 0, unit_words(r->d, units[u]), BOX | WRAP);
        for (size_t i = 0; i < n_fields; i++) {
            const struct score_node *x = results_node(r, units[u], fields[i]);
            if (x->present && x->applicable && x->has_percent)
                sheet_decimal(s, 3 + u, 1 + i, x->percent,
                              BOX | AS_POINTS | (results_lacks(r, units[u], fields[i]) ? ITALIC : 0));
            else
                sheet_text(s, 3 + u, 1 + i, results_unknown(r, units[u], fields[i]) ? UNKNOWN : "–", BOX | CENTER);
        }
        const struct score *x = &r->scores[units[u]];
        if (x->no_total)
            sheet_text(s, 3 + u, 1 + n_fields, UNKNOWN, BOX | CENTER);
        else
            sheet_decimal(s, 3 + u, 1 + n_fields, rules_round(&r->d->rules, x->percent),
                          BOX | BOLD | AS_POINTS | (x->missing ? ITALIC : 0));
    }
    free(fields);
    free(widths);
}

static void block_sheet(struct making *m, size_t number)
{
    const struct results *r = m->r;
    const struct block *block = &r->d->blocks[number];
    size_t *units = xcalloc(block->n_units + 1, sizeof *units), n = 0;
    for (size_t i = 0; i < block->n_units; i++)
        if (r->scores[block->units[i]].present)
            units[n++] = block->units[i];
    if (n == 0) {
        free(units);
        return;
    }
    double *widths = xcalloc(FIXED + n, sizeof *widths);
    widths[0] = 7.5;
    widths[1] = 44;
    widths[2] = 10.5;
    widths[3] = 8;
    for (size_t i = 0; i < n; i++)
        widths[FIXED + i] = UNIT_WIDTH;
    char *name = make_block_name(m, "Điểm theo tiêu chí", number);
    char *title = xasprintf("Điểm theo tiêu chí: %s", block->name);
    /* The title stands in the columns that repeat, so that it is whole on every page. */
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, FIXED + n, NULL, title);
    free(name);
    char *marked = make_title(m, title);
    sheet_across(s, 0, 0, FIXED - 1, marked, TITLE | WRAP);
    free(marked);
    free(title);
    make_note(m, s, FIXED - 1,
              "Dấu – : tiêu chí không áp dụng với đơn vị. Điểm của lĩnh vực, tiêu chí là tổng các tiêu chí thành "
              "phần.");
    head(s, 2, r->d, units, n, "Lĩnh vực, tiêu chí, tiêu chí thành phần");
    sheet_header_rows(s, 2, 2, 2);
    if (n > ON_ONE)
        sheet_split_columns(s, FIXED - 1, (n + (n + ON_ONE - 1) / ON_ONE - 1) / ((n + ON_ONE - 1) / ON_ONE), n);
    size_t row = 3;
    for (size_t i = 0; i < block->n_nodes; i++)
        write_node(s, row++, r, block->nodes[i], units, n);
    write_totals(s, row, r, number, units, n);
    fields_sheet(m, number, units, n);
    free(widths);
    free(units);
}

void points_sheets(struct making *m)
{
    for (size_t b = 0; b < m->r->d->n_blocks; b++)
        block_sheet(m, b);
}
