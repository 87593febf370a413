#include "reports/sheets/report.h"

#include <stdlib.h>

#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/scores.h"

char *make_title(const struct making *m, const char *title)
{
    return m->r->n_missing ? xasprintf("%s (TẠM TÍNH)", title) : xstrdup(title);
}

void make_note(const struct making *m, struct sheet *s, size_t last, const char *note)
{
    char *whole = m->r->n_missing ? xasprintf("%s Tạm tính: " UNKNOWN " là số liệu còn thiếu, không tính vào điểm và "
                                              "điểm tối đa; chữ nghiêng là số còn thiếu một phần.",
                                              note)
                                  : xstrdup(note);
    sheet_across(s, 1, 0, last, whole, NOTE | WRAP);
    free(whole);
}

struct sheet *make_sheet(struct making *m, const char *name, enum paper paper, const double *widths, size_t n,
                         const char *title, const char *what)
{
    struct sheet *s = book_sheet(m->book, name, paper);
    sheet_widths(s, 0, widths, n);
    if (title) {
        char *whole = make_title(m, title);
        sheet_across(s, 0, 0, n - 1, whole, TITLE | WRAP);
        free(whole);
    }
    m->contents = grow(m->contents, &m->contents_room, m->n_contents + 1, sizeof *m->contents);
    m->contents[m->n_contents++] = (struct content){xstrdup(sheet_name(s)), xstrdup(what)};
    return s;
}

char *make_block_name(const struct making *m, const char *name, size_t block)
{
    const struct definition *d = m->r->d;
    if (d->n_blocks == 1)
        return xstrdup(name);
    /* All sheets name blocks in one way, so the longest decides. */
    size_t longest = 0;
    for (size_t b = 0; b < d->n_blocks; b++)
        longest = text_width(d->blocks[b].name) > longest ? text_width(d->blocks[b].name) : longest;
    if (text_width("Điểm theo tiêu chí – ") + longest <= SHEET_NAME_MAX)
        return xasprintf("%s – %s", name, d->blocks[block].name);
    return xasprintf("%s – khối %zu", name, block + 1);
}

/* The last date the definition knows of. */
static const char *last_date(const struct definition *d)
{
    static const enum setting_id dates[] = {S_FIELDWORK_TO, S_PERIOD_TO, S_FIELDWORK_FROM, S_PERIOD_FROM};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (d->setting[dates[i]] && *d->setting[dates[i]])
            return d->setting[dates[i]];
    return "";
}

static void fill(struct making *m)
{
    bool ballots = results_has_ballots(m->r);
    struct sheet *cover = cover_begin(m);
    switch (m->whom) {
    case REPORT_INSTITUTE:
        if (ballots)
            custody_sheets(m);
        movements_sheet(m);
        ranking_sheets(m);
        if (m->against)
            comparison_sheets(m);
        points_sheets(m);
        appraised_sheets(m);
        if (m->r->n_parts)
            survey_sheets(m);
        if (ballots)
            distribution_sheets(m);
        if (ballots)
            weights_sheets(m);
        findings_sheet(m);
        audits_sheets(m);
        acts_sheet(m);
        basis_sheets(m);
        break;
    case REPORT_COUNCIL:
        ranking_sheets(m);
        if (m->against)
            comparison_sheets(m);
        points_sheets(m);
        appraised_sheets(m);
        findings_sheet(m);
        audits_sheets(m);
        acts_sheet(m);
        basis_sheets(m);
        break;
    case REPORT_MONITOR:
        if (ballots)
            custody_sheets(m);
        movements_sheet(m);
        if (ballots)
            weights_sheets(m);
        if (ballots)
            distribution_sheets(m);
        findings_sheet(m);
        audits_sheets(m);
        acts_sheet(m);
        verify_sheet(m);
        break;
    case REPORT_UNIT:
        unit_sheets(m);
        break;
    }
    cover_fill(m, cover);
}

bool report_write(struct store *store, const char *path, enum report_for whom, const char *unit,
                  const struct comparison *against, bool force, struct error *err)
{
    struct making m = {.whom = whom, .unit = NONE, .against = against};
    struct results *r = results_read(store, err);
    struct ballot_tally *tally = NULL;
    bool ok = r != NULL;
    m.r = r;
    if (ok && whom == REPORT_UNIT) {
        m.unit = definition_called(r->d, T_UNITS, unit ? unit : "");
        if (m.unit == NONE || !r->scores[m.unit].present)
            ok = ending_or_unknown(store, r->d, unit ? unit : "", err);
    }
    if (ok && whom != REPORT_COUNCIL && results_has_ballots(r))
        ok = (tally = tally_read(store, r->d, err)) != NULL;
    m.tally = tally;
    if (ok && whom != REPORT_MONITOR)
        ok = (m.appraised = appraised_read(store, r->d, m.unit, err)) != NULL;
    if (ok) {
        struct book_about about = {.title = r->d->setting[S_TITLE],
                                   .warning = r->simulated && r->n_missing
                                                  ? "TẠM TÍNH – SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI KẾT QUẢ THẬT"
                                              : r->simulated ? "SỐ LIỆU MÔ PHỎNG – KHÔNG PHẢI KẾT QUẢ THẬT"
                                              : r->n_missing ? "KẾT QUẢ TẠM TÍNH – CHƯA ĐỦ SỐ LIỆU"
                                                             : "",
                                   .author = r->d->setting[S_ORGANISER],
                                   .date = last_date(r->d),
                                   .decimals = r->d->rules.decimals};
        ok = (m.book = book_new(path, force, &about, err)) != NULL;
    }
    if (ok) {
        fill(&m);
        ok = book_close(m.book, err);
    }
    for (size_t i = 0; i < m.n_contents; i++) {
        free(m.contents[i].sheet);
        free(m.contents[i].what);
    }
    free(m.contents);
    if (m.appraised)
        appraised_free(m.appraised, r->d);
    tally_free(tally);
    results_free(r);
    return ok;
}
