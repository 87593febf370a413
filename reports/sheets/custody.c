/* Phiếu: what became of the ballots, by group, by form and post office, by unit. */
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"

enum count {
    ISSUED,
    POOL,
    VOID_,
    RETURNED,
    VALID_,
    INVALID_ALL,
    UNKEYED,
    REFUSED,
    ABSENT,
    MOVED,
    INELIGIBLE,
    OUT,
    N_COUNTS
};

static const char *const headings[N_COUNTS] = {
    [ISSUED] = "Phát ra",
    [POOL] = "Trong đó ngoài mẫu (hội nghị, khách)",
    [VOID_] = "Hủy",
    [RETURNED] = "Thu về",
    [VALID_] = "Hợp lệ",
    [INVALID_ALL] = "Không hợp lệ",
    [UNKEYED] = "Thu về, chưa nhập",
    [REFUSED] = "Từ chối",
    [ABSENT] = "Vắng mặt",
    [MOVED] = "Chuyển đi",
    [INELIGIBLE] = "Không thuộc đối tượng",
    [OUT] = "Chưa rõ",
};

static int64_t count_of(const struct fate *f, enum count c)
{
    switch (c) {
    case ISSUED:
        return f->issued;
    case POOL:
        return f->pool;
    case VOID_:
        return f->void_;
    case RETURNED:
        return f->returned;
    case VALID_:
        return f->valid;
    case INVALID_ALL:
        return fate_invalid(f);
    case UNKEYED:
        return f->unkeyed;
    case REFUSED:
        return f->refused;
    case ABSENT:
        return f->absent;
    case MOVED:
        return f->moved;
    case INELIGIBLE:
        return f->ineligible;
    default:
        return f->out;
    }
}

static void write_rate(struct sheet *s, size_t row, size_t column, int64_t part, int64_t whole, unsigned style)
{
    if (whole > 0)
        sheet_real(s, row, column, 100.0 * (double)part / (double)whole, AS_SHARE | style);
    else
        sheet_text(s, row, column, "–", style | CENTER);
}

/* --- by group -------------------------------------------------------------------------- */

/* The table stands on its side: groups are columns, counts are rows, as one reads a balance. */

static void write_line(struct sheet *s, size_t row, const char *name, const int64_t *values, size_t n, unsigned style)
{
    sheet_text(s, row, 0, name, BOX | WRAP | style);
    for (size_t i = 0; i < n; i++)
        sheet_count(s, row, 1 + i, values[i], BOX | (style & ~(unsigned)(INDENT | INDENT2)));
}

static void write_rates(struct sheet *s, size_t row, const char *name, const int64_t *part, const int64_t *whole,
                        size_t n)
{
    sheet_text(s, row, 0, name, BOX | WRAP | BOLD);
    for (size_t i = 0; i < n; i++)
        write_rate(s, row, 1 + i, part[i], whole[i], BOX | BOLD);
}

static void by_group(struct making *m)
{
    const struct definition *d = m->r->d;
    const struct ballot_tally *t = m->tally;
    size_t n = 0, *groups = xcalloc(d->n_groups + 1, sizeof *groups);
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via != VIA_SIPAS)
            groups[n++] = g;
    double *widths = xcalloc(n + 2, sizeof *widths);
    widths[0] = 40;
    for (size_t i = 0; i <= n; i++)
        widths[1 + i] = 15;
    struct sheet *s =
        make_sheet(m, "Phiếu", LANDSCAPE, widths, n + 2, "Phiếu phát ra, thu về, hợp lệ theo nhóm đối tượng",
                   "Tổng thể, mẫu, phiếu phát ra, thu về, hợp lệ và không hợp lệ theo nhóm đối tượng");
    sheet_text(s, 1, 0, "Nội dung", HEAD);
    for (size_t i = 0; i < n; i++)
        sheet_text(s, 1, 1 + i, d->groups[groups[i]].name, HEAD);
    sheet_text(s, 1, 1 + n, "Tổng số", HEAD);
    sheet_header_rows(s, 1, 1, 1);

    struct fate *fates = xcalloc(n + 1, sizeof *fates);
    for (size_t i = 0; i < n; i++) {
        fates[i] = t->by_group[groups[i]];
        fate_add(&fates[n], &fates[i]);
    }
    int64_t *values = xcalloc(n + 1, sizeof *values), *wholes = xcalloc(n + 1, sizeof *wholes);
    size_t row = 2;
    sheet_text(s, row, 0, "Cách chọn", BOX | WRAP);
    for (size_t i = 0; i < n; i++)
        sheet_text(s, row, 1 + i, design_words(d->groups[groups[i]].design), BOX | WRAP | CENTER);
    sheet_blank(s, row++, 1 + n, BOX);
    static const char *const sample_names[] = {"Danh sách đối tượng (tổng thể)", "Mẫu chính thức", "Mẫu dự phòng",
                                               "Dự phòng đã đưa vào thay"};
    for (size_t k = 0; k < 4; k++) {
        values[n] = 0;
        for (size_t i = 0; i < n; i++) {
            const struct group_counts *c = &m->r->counts[groups[i]];
            const int64_t counts[] = {c->population, c->drawn, c->reserves, c->released};
            values[n] += values[i] = counts[k];
        }
        write_line(s, row++, sample_names[k], values, n + 1, 0);
    }
    for (enum count c = 0; c < N_COUNTS; c++) {
        if (c == REFUSED) {
            for (size_t i = 0; i <= n; i++)
                values[i] = fates[i].issued - fates[i].void_ - fates[i].returned;
            write_line(s, row++, "Không thu về", values, n + 1, BOLD);
        }
        for (size_t i = 0; i <= n; i++)
            values[i] = count_of(&fates[i], c);
        bool main_line = c == ISSUED || c == RETURNED || c == VALID_ || c == INVALID_ALL;
        write_line(s, row++, headings[c], values, n + 1,
                   c == ISSUED || c == RETURNED ? BOLD | BAND
                   : main_line                  ? BOLD
                                                : INDENT);
        if (c == INVALID_ALL)
            for (enum invalid why = VALID + 1; why < N_INVALID; why++) {
                for (size_t i = 0; i <= n; i++)
                    values[i] = fates[i].invalid[why];
                if (values[n])
                    write_line(s, row++, invalid_words(why), values, n + 1, INDENT2);
            }
    }
    for (size_t i = 0; i <= n; i++) {
        values[i] = fates[i].returned;
        wholes[i] = fates[i].issued - fates[i].void_ - fates[i].ineligible;
    }
    write_rates(s, row++, "Tỷ lệ thu về (%)", values, wholes, n + 1);
    for (size_t i = 0; i <= n; i++) {
        values[i] = fates[i].valid;
        wholes[i] = fates[i].returned;
    }
    write_rates(s, row++, "Tỷ lệ hợp lệ (%)", values, wholes, n + 1);
    sheet_across(s, row + 1, 0, n + 1,
                 "Phát ra = hủy + thu về + không thu về. Thu về = hợp lệ + không hợp lệ + thu về chưa nhập. Tỷ lệ thu "
                 "về = thu về "
                 "chia cho phát ra, trừ phiếu hủy và phiếu của người không thuộc đối tượng. Tỷ lệ hợp lệ = hợp lệ chia "
                 "cho thu về.",
                 NOTE | WRAP);
    free(groups);
    free(widths);
    free(fates);
    free(values);
    free(wholes);
}

/* --- by ballot type and post office -------------------------------------------------------- */

struct fate_columns { /* the counts that are not 0 in every row */
    enum count counts[N_COUNTS];
    size_t n;
};

static struct fate_columns find_columns(const struct fate *total)
{
    struct fate_columns c = {.n = 0};
    for (enum count k = 0; k < N_COUNTS; k++)
        if (count_of(total, k) || k == ISSUED || k == RETURNED || k == VALID_ || k == INVALID_ALL)
            c.counts[c.n++] = k;
    return c;
}

static void write_fate(struct sheet *s, size_t row, const struct fate_columns *c, const struct fate *f, unsigned style)
{
    for (size_t i = 0; i < c->n; i++)
        sheet_count(s, row, 1 + i, count_of(f, c->counts[i]), style);
    write_rate(s, row, 1 + c->n, f->returned, f->issued - f->void_ - f->ineligible, style);
    write_rate(s, row, 2 + c->n, f->valid, f->returned, style);
}

static int by_name(const void *a, const void *b)
{
    return text_compare(*(const char *const *)a, *(const char *const *)b);
}

/* The ballots of TYPE at OFFICE, of all groups. */
static struct fate office_fate(const struct ballot_tally *t, const char *office, size_t type)
{
    struct fate sum = {0};
    for (size_t g = 0; g < t->n_groups; g++)
        fate_add(&sum, tally_office(t, dictionary_find(t->offices, office), type, g));
    return sum;
}

static void by_office(struct making *m)
{
    const struct definition *d = m->r->d;
    const struct ballot_tally *t = m->tally;
    struct fate total = {0};
    for (size_t g = 0; g < d->n_groups; g++)
        fate_add(&total, &t->by_group[g]);
    struct fate_columns c = find_columns(&total);
    double widths[1 + N_COUNTS + 2] = {40};
    for (size_t i = 1; i < c.n + 3; i++)
        widths[i] = 10;
    struct sheet *s =
        make_sheet(m, "Phiếu theo bưu điện", LANDSCAPE, widths, c.n + 3, "Phiếu theo mẫu phiếu và bưu điện",
                   "Phiếu phát ra, thu về, hợp lệ theo mẫu phiếu và bưu điện");
    sheet_text(s, 1, 0, "Mẫu phiếu / bưu điện", HEAD);
    for (size_t i = 0; i < c.n; i++)
        sheet_text(s, 1, 1 + i, headings[c.counts[i]], HEAD);
    sheet_text(s, 1, 1 + c.n, "Tỷ lệ thu về (%)", HEAD);
    sheet_text(s, 1, 2 + c.n, "Tỷ lệ hợp lệ (%)", HEAD);
    sheet_header_rows(s, 1, 1, 1);
    size_t n = dictionary_size(t->offices), row = 2;
    const char **names = xcalloc(n + 1, sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = dictionary_key(t->offices, i);
    if (n)
        qsort(names, n, sizeof *names, by_name);
    for (size_t type = 0; type < d->n_ballot_types; type++) {
        struct fate sum = {0};
        for (size_t i = 0; i < n; i++) {
            struct fate f = office_fate(t, names[i], type);
            fate_add(&sum, &f);
        }
        sheet_text(s, row, 0, d->ballot_types[type].title, BOX | BOLD | BAND | WRAP);
        write_fate(s, row++, &c, &sum, BOX | BOLD | BAND);
        for (size_t i = 0; i < n; i++) {
            struct fate f = office_fate(t, names[i], type);
            if (!f.issued)
                continue;
            sheet_text(s, row, 0, *names[i] ? office_words(d, names[i]) : "(không rõ)", BOX | WRAP | INDENT);
            write_fate(s, row++, &c, &f, BOX);
        }
    }
    sheet_text(s, row, 0, "Tổng cộng", BOX | BOLD | BAND);
    write_fate(s, row, &c, &total, BOX | BOLD | BAND);
    free(names);
}

/* --- by unit ------------------------------------------------------------------------------- */

/* False for a block that only says who works where: no criteria, and no ballot about its units. */
static bool is_rated(const struct making *m, size_t block)
{
    const struct block *b = &m->r->d->blocks[block];
    const struct ballot_tally *t = m->tally;
    int64_t ballots = 0;
    for (size_t i = 0; i < b->n_units; i++)
        for (size_t g = 0; g < t->n_groups; g++)
            ballots += t->unit_ballots[b->units[i] * t->n_groups + g];
    return b->n_nodes > 0 || ballots > 0;
}

static void by_unit(struct making *m)
{
    const struct definition *d = m->r->d;
    const struct ballot_tally *t = m->tally;
    size_t n = 0, *groups = xcalloc(d->n_groups + 1, sizeof *groups);
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via != VIA_SIPAS)
            groups[n++] = g;
    double *widths = xcalloc(n + 2, sizeof *widths);
    widths[0] = 48;
    for (size_t i = 0; i <= n; i++)
        widths[1 + i] = 15;
    struct sheet *s = make_sheet(m, "Phiếu theo đơn vị", LANDSCAPE, widths, n + 2, "Số phiếu được tính cho từng đơn vị",
                                 "Số phiếu được tính cho từng đơn vị, theo nhóm đối tượng");
    sheet_text(s, 1, 0, "Cơ quan, đơn vị", HEAD);
    for (size_t i = 0; i < n; i++)
        sheet_text(s, 1, 1 + i, d->groups[groups[i]].name, HEAD);
    sheet_text(s, 1, 1 + n, "Tổng số", HEAD);
    sheet_header_rows(s, 1, 1, 1);
    size_t row = 2;
    for (size_t b = 0; b < d->n_blocks; b++) {
        if (!is_rated(m, b))
            continue;
        if (d->n_blocks > 1)
            sheet_across(s, row++, 0, n + 1, d->blocks[b].name, BOX | BOLD | BAND);
        for (size_t i = 0; i < d->blocks[b].n_units; i++, row++) {
            size_t u = d->blocks[b].units[i];
            int64_t sum = 0;
            sheet_text(s, row, 0, d->units[u].name, BOX | WRAP);
            for (size_t g = 0; g < n; g++) {
                int64_t ballots = t->unit_ballots[u * t->n_groups + groups[g]];
                sum += ballots;
                sheet_count(s, row, 1 + g, ballots, BOX);
            }
            sheet_count(s, row, 1 + n, sum, BOX | BOLD);
        }
    }
    sheet_across(s, row + 1, 0, n + 1,
                 "Một phiếu được tính cho mỗi đơn vị mà người trả lời đã đánh giá đủ số câu; phiếu không hợp lệ không "
                 "được tính.",
                 NOTE | WRAP);
    free(groups);
    free(widths);
}

void custody_sheets(struct making *m)
{
    by_group(m);
    by_office(m);
    by_unit(m);
}
