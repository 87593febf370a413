/* So với đợt trước: each block's units beside the earlier round, total, rank, class and fields. */
#include <math.h>
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

#define FIXED 12 /* unit, total then, now, change, its limits, % then, now, rank then, now, class then, now */

/* X as it is printed: a total as this round rounds, what it is made of rounded. */
static decimal shown(const struct definition *d, const struct comparison_row *r, decimal x)
{
    bool total = r->what == COMPARISON_TOTAL || r->what == COMPARISON_MEAN;
    return total ? rules_round(&d->rules, x) : decimal_round(x, d->rules.decimals);
}

/* The difference of the figures as they are printed, so that a reader who subtracts finds the same. */
static void write_change(struct sheet *s, size_t row, size_t column, const struct definition *d,
                         const struct comparison_row *r, unsigned style)
{
    decimal change = shown(d, r, r->now) - shown(d, r, r->then);
    if (r->has_old && r->has_now)
        sheet_decimal(s, row, column, change, style | AS_POINTS | (change < 0 ? WARN : 0));
    else
        sheet_text(s, row, column, "–", style | CENTER);
}

static void write_pair(struct sheet *s, size_t row, size_t column, const struct definition *d,
                       const struct comparison_row *r, decimal then, decimal now, unsigned style)
{
    if (r->has_old)
        sheet_decimal(s, row, column, shown(d, r, then), style | AS_POINTS);
    else
        sheet_text(s, row, column, "–", style | CENTER);
    if (r->has_now)
        sheet_decimal(s, row, column + 1, shown(d, r, now), style | AS_POINTS);
    else
        sheet_text(s, row, column + 1, UNKNOWN, style | CENTER);
}

/* The 95 % limits of the change of a total, around it as it is printed. */
static void write_limits(struct sheet *s, size_t row, size_t column, const struct definition *d,
                         const struct comparison_row *r, unsigned style)
{
    if (isnan(r->low)) {
        sheet_text(s, row, column, "–", style | CENTER);
        sheet_text(s, row, column + 1, "–", style | CENTER);
        return;
    }
    decimal change = shown(d, r, r->now) - shown(d, r, r->then);
    decimal low = decimal_round(decimal_from_double(r->low), d->rules.decimals),
            high = decimal_round(decimal_from_double(r->high), d->rules.decimals);
    sheet_decimal(s, row, column, low < change ? low : change, style | AS_POINTS);
    sheet_decimal(s, row, column + 1, high > change ? high : change, style | AS_POINTS);
}

/* Both limits of the change are on one side of 0. */
static bool is_significant(const struct comparison_row *r)
{
    return r->low > 0 || r->high < 0;
}

static void write_rank(struct sheet *s, size_t row, size_t column, int64_t rank)
{
    if (rank)
        sheet_count(s, row, column, rank, BOX | CENTER);
    else
        sheet_text(s, row, column, "–", BOX | CENTER);
}

static void write_total(struct sheet *s, size_t row, const struct definition *d, const struct comparison_row *r,
                        unsigned style)
{
    if (r->unit != NONE)
        sheet_text(s, row, 0, unit_words(d, r->unit), style | WRAP);
    else if (r->both)
        sheet_format(s, row, 0, style | WRAP, "Trung bình của %zu đơn vị có ở cả hai đợt", r->both);
    else
        sheet_text(s, row, 0, "Trung bình khối", style | WRAP);
    write_pair(s, row, 1, d, r, r->then, r->now, style);
    write_change(s, row, 3, d, r, style | (r->unit == NONE || is_significant(r) ? BOLD : 0));
    write_limits(s, row, 4, d, r, style);
    write_pair(s, row, 6, d, r, r->percent_then, r->percent_now, style);
    if (r->unit == NONE) {
        sheet_across(s, row, 8, FIXED - 1, "", style);
        return;
    }
    if (r->rank_then && r->moved_from)
        sheet_format(s, row, 8, BOX | CENTER, "%lld (%s)", (long long)r->rank_then, r->moved_from);
    else
        write_rank(s, row, 8, r->rank_then);
    write_rank(s, row, 9, r->rank_now);
    sheet_text(s, row, 10, r->class_then && *r->class_then ? r->class_then : "–", style | CENTER);
    sheet_text(s, row, 11, r->class_now && *r->class_now ? r->class_now : "–", style | CENTER);
}

/* Two rows: what is compared, and of it the earlier round, this one and the change. */
static void write_head(struct sheet *s, size_t row, const struct definition *d, size_t block, size_t n_fields,
                       bool has_sipas)
{
    static const struct {
        const char *name;
        size_t first, last;
    } groups[] = {{"Tổng điểm", 1, 5}, {"Chỉ số (%)", 6, 7}, {"Hạng", 8, 9}, {"Xếp loại", 10, 11}};
    static const char *const of[] = {"đợt trước", "đợt này", "tăng, giảm", "ít nhất (95%)", "nhiều nhất (95%)"};
    sheet_area(s, row, row + 1, 0, 0, "Cơ quan, đơn vị", HEAD);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        sheet_across(s, row, groups[g].first, groups[g].last, groups[g].name, HEAD);
        for (size_t c = groups[g].first; c <= groups[g].last; c++)
            sheet_text(s, row + 1, c, of[c - groups[g].first], HEAD);
    }
    sheet_across(s, row, FIXED, FIXED + n_fields, "Tăng, giảm điểm của", HEAD);
    sheet_text(s, row + 1, FIXED, has_sipas ? "Điều tra xã hội học và SIPAS" : "Điều tra xã hội học", HEAD);
    size_t column = FIXED + 1;
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
        const struct criterion *c = &d->criteria[d->blocks[block].nodes[i]];
        if (c->level == 1)
            sheet_format(s, row + 1, column++, HEAD, "%s. %s", c->code, c->name);
    }
    sheet_header_rows(s, row, row + 1, 1);
}

/* How units and criteria of both rounds were matched. */
static char *matched_words(const struct comparison *a)
{
    static const char *const kinds[] = {[CODE_UNIT] = "đơn vị", [CODE_CRITERION] = "tiêu chí", [CODE_BLOCK] = "khối"};
    if (!a->n_codes)
        return xstrdup("Đơn vị, tiêu chí và khối của hai đợt khớp theo mã.");
    struct strbuf words = {0};
    for (size_t i = 0; i < a->n_codes; i++) {
        const struct comparison_code *c = &a->codes[i];
        strbuf_addf(&words, "%s%s %s%s%s", i ? "; " : "Khớp theo bảng đối chiếu (nay với trước): ", kinds[c->kind],
                    c->now, *c->then ? " với " : " là mới", c->then);
    }
    strbuf_adds(&words, "; còn lại theo mã.");
    return strbuf_take(&words);
}

static void block_sheet(struct making *m, size_t block)
{
    const struct comparison *a = m->against;
    const struct definition *d = a->d;
    size_t n_fields = 0;
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++)
        n_fields += d->criteria[d->blocks[block].nodes[i]].level == 1;
    double *widths = xcalloc(FIXED + 1 + n_fields, sizeof *widths);
    widths[0] = 34;
    for (size_t c = 1; c <= FIXED + n_fields; c++)
        widths[c] = c == 8 || c == 9 ? 7 : c == 10 || c == 11 ? 11 : c < FIXED ? 8.5 : 11;
    char *name = make_block_name(m, "So với đợt trước", block);
    char *title = xasprintf("So với đợt trước: %s", block_words(d, block));
    struct sheet *s = make_sheet(m, name, LANDSCAPE, widths, FIXED + 1 + n_fields, title, title);
    free(name);
    free(title);
    free(widths);
    if (a->moved[block])
        sheet_format(s, 1, 0, ITALIC,
                     "%zu đơn vị tăng hạng, %zu giảm hạng, %zu giữ nguyên; %zu chuyển từ khối khác, không so hạng",
                     a->up[block], a->down[block], a->same[block], a->moved[block]);
    else
        sheet_format(s, 1, 0, ITALIC, "%zu đơn vị tăng hạng, %zu giảm hạng, %zu giữ nguyên", a->up[block],
                     a->down[block], a->same[block]);
    write_head(s, 2, d, block, n_fields, m->r->has_sipas[block]);
    size_t *fields = xcalloc(d->n_criteria, sizeof *fields), n = 0; /* the columns */
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++)
        if (d->criteria[d->blocks[block].nodes[i]].level == 1)
            fields[d->blocks[block].nodes[i]] = FIXED + 1 + n++;
    size_t row = 3;
    bool marked = false, stated = false;
    size_t both = 0;
    for (size_t i = 0; i < a->n_rows; i++) {
        const struct comparison_row *r = &a->rows[i];
        if (r->block != block)
            continue;
        if (r->what == COMPARISON_TOTAL || r->what == COMPARISON_MEAN) {
            write_total(s, ++row, d, r, r->what == COMPARISON_MEAN ? BOX | BOLD | BAND : BOX);
            for (size_t c = FIXED + 1; r->what == COMPARISON_TOTAL && c <= FIXED + n_fields; c++)
                sheet_text(s, row, c, "–", BOX | CENTER);
        } else if (r->what == COMPARISON_SURVEY) {
            write_change(s, row, FIXED, d, r, BOX | (is_significant(r) ? BOLD : 0));
            marked = marked || is_significant(r);
            both = r->both > both ? r->both : both;
            stated = stated || !isnan(r->low);
        } else {
            write_change(s, row, fields[r->criterion], d, r, BOX);
        }
    }
    free(fields);
    row += 2;
    char *matched = matched_words(a);
    sheet_across(s, row++, 0, FIXED, "Dấu – : đợt trước không có; ở cột (95%): không xác định được sai số.",
                 NOTE | WRAP);
    sheet_across(s, row++, 0, FIXED, matched, NOTE | WRAP);
    free(matched);
    sheet_across(
        s, row++, 0, FIXED,
        marked ? "Thay đổi in đậm: lớn hơn sai số chọn mẫu (mức tin cậy 95%: cả mức ít nhất và nhiều nhất cùng tăng "
                 "hoặc cùng giảm)."
               : "Không có thay đổi nào được xác định là lớn hơn sai số chọn mẫu (mức tin cậy 95%).",
        NOTE | WRAP);
    if (both)
        sheet_across(s, row, 0, FIXED, "Sai số của thay đổi đã tính đến những người được biết là trả lời ở cả hai đợt.",
                     NOTE | WRAP);
    else if (stated)
        sheet_across(s, row, 0, FIXED,
                     "Không biết ai trả lời ở cả hai đợt, nên hai đợt được coi là độc lập: nếu là cùng những người thì "
                     "khoảng thực tế hẹp hơn.",
                     NOTE | WRAP);
}

void comparison_sheets(struct making *m)
{
    for (size_t b = 0; b < m->against->d->n_blocks; b++)
        if (m->against->d->blocks[b].n_nodes && m->against->d->blocks[b].n_units)
            block_sheet(m, b);
}
