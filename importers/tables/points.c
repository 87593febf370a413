#include "importers/tables/points.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "importers/tables/evidence.h"
#include "importers/tables/points_column.h"
#include "importers/tables/points_take.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/appraisal.h"
#include "survey/round/sources.h"
#include "survey/round/waivers.h"

static const struct column_name columns[N_POINTS_FIELDS] = {
    [P_UNIT] = {"unit", UNIT_HEADERS "|tỉnh, thành phố|tỉnh/thành phố|tỉnh|tinh, thanh pho|tinh", true},
    [P_CRITERION] = {"criterion", "tiêu chí|mã tiêu chí", true},
    [P_GROUP] = {"group", "nhóm|mã nhóm", false},
    [P_STAGE] = {"stage", "bước|giai đoạn", true},
    [P_POINTS] = {"points", "điểm", false},
    [P_PERCENT] = {"percent", "phần trăm|tỷ lệ %", false},
    [P_SE] = {"se", "sai số chuẩn", false},
    [P_N] = {"n", "số phiếu", false},
    [P_BY] = {"by", "người chấm|cơ quan chấm", false},
    [P_DATE] = {"date", "ngày", false},
    [P_REASON] = {"reason", "lý do|giải trình", false},
};

/* The files of a run, and what is said of all rows of a file or a column. */
struct points_files {
    const struct definition *d;
    struct issues *issues;
    struct points *points;
    struct evidence *evidence;
    bool ours;         /* the file is a workbook of ours */
    size_t n_empty;    /* rows of such files of which nothing is filled in */
    char *form;        /* the unit whose form the file is; NULL */
    const char *stage; /* of rows that name none; NULL */
    struct store *store;
    struct sources sources;
    int64_t source;             /* the number of the sheet's */
    struct dictionary *words;   /* of the definition */
    bool documents, self_score; /* a table of documents came, be it empty; a self score */
    struct shares {
        size_t n;           /* percentages without their sign that are above 0 and at most 1 */
        size_t n_below_one; /* of them those below 1 */
        bool above;         /* others are above 1 */
        char *first;        /* of those at most 1, and where it stands */
        struct place place;
    } shares; /* of a sheet */
};

/* --- a row ------------------------------------------------------------------------------------- */

/* ROW as a claim; false where a cell that says of what cannot be read. */
static bool read_claim(const struct points_files *r, const struct row *row, const struct header *h, struct claim *c)
{
    size_t faults = issues_count(r->issues, FAULT);
    *c = (struct claim){.form = r->form ? r->form : "", .source = r->source};
    for (size_t i = 0; i < N_POINTS_FIELDS; i++) {
        size_t column = h->at[i];
        c->said[i] =
            i == P_UNIT || i == P_CRITERION || i == P_GROUP ? cell_code(row, column, r->issues) : row_text(row, column);
        c->names[i] = column < h->n_cells ? h->words[column] : h->names[i];
        c->places[i] = row_place(row, column);
    }
    c->stage = *c->said[P_STAGE] || !r->stage ? stage_code(c->said[P_STAGE]) : r->stage;
    return issues_count(r->issues, FAULT) == faults;
}

/* Percentage PLAIN, in COLUMN of ROW, may have been a share: 0.75 for 75%. */
static void look_at_share(struct points_files *r, const struct row *row, size_t column, const char *plain)
{
    struct shares *s = &r->shares;
    double percent = strtod(plain, NULL);
    const char *text = row_text(row, column);
    s->above = s->above || percent > 1;
    if (percent <= 0 || percent > 1 || text[strlen(text) - 1] == '%')
        return;
    s->n_below_one += percent < 1;
    if (s->n++ == 0) {
        s->first = xstrdup(text);
        s->place = row_place(row, column);
    }
}

/* Say what of a sheet's percentages was a share, most likely: any below 1, or all where none is above. */
static void tell_shares(struct points_files *r)
{
    struct shares *s = &r->shares;
    if (s->n_below_one || (s->n && !s->above))
        issues_add(r->issues, WARNING, "W255", s->place,
                   _("%zu percentages of this sheet are at most 1, \"%s\" first; 0.75 is not 75%%: expected 75 or 75%% "
                     "for three quarters, and 0.75%% where less than one percent is meant"),
                   s->n, s->first);
    free(s->first);
    *s = (struct shares){0};
}

/* Take the claim of ROW, whose numbers are read as the table says. */
static bool take_claim(struct points_files *r, const struct row *row, const struct header *h, struct claim *c,
                       struct error *err)
{
    bool empty = claim_is_empty(c);
    for (size_t i = P_POINTS; i <= P_N; i++)
        if (!empty && *c->said[i])
            c->numbers[i].reading =
                cell_decimal(row, h->at[i], i == P_PERCENT || i == P_SE ? CELL_AS_PERCENT : CELL_AS_NUMBER,
                             c->numbers[i].plain, r->issues);
    if (!empty && c->numbers[P_PERCENT].reading == NUMBER_READ && *c->said[P_PERCENT])
        look_at_share(r, row, h->at[P_PERCENT], c->numbers[P_PERCENT].plain);
    if (!empty && !cell_date_is_sure(row, h->at[P_DATE], r->issues))
        return true;
    r->self_score = r->self_score || (!empty && !strcmp(c->stage, "self"));
    return points_take(r->points, c, err);
}

/* The unit whose form the file of READER is, where its guide, the sheet GUIDE, says so. */
static bool read_form(struct points_files *r, struct reader *reader, size_t guide, struct error *err)
{
    struct row row;
    if (reader_go(reader, guide, err))
        while (!r->form && reader_next(reader, &row, err))
            if (text_same(row_text(&row, 0), FORM_UNIT))
                r->form = xstrdup(row_text(&row, 1));
    return err->code == E_NONE;
}

/* A column of a table that has one for each criterion. */
struct wide_column {
    size_t column;
    char *word; /* without the "%" at its end */
    bool percent;
    size_t n_empty;     /* cells of units it applies to */
    struct place empty; /* the first of them */
};

/* Nothing, or a dash. */
static bool is_blank(const char *text)
{
    return !*text || !strcmp(text, "-") || !strcmp(text, "–");
}

/* Column E of H's extra ones is not known. */
static void pass_over(struct points_files *r, struct reader *reader, const struct header *h, size_t e)
{
    struct place place = reader_place(reader);
    place.line = h->line;
    place.column = h->extra[e].column + 1;
    issues_add(r->issues, WARNING, "W104", place, _("column \"%s\" is not known here; it is passed over"),
               h->extra[e].name);
}

/* The columns of H that name a leaf of some block, as a new array of *N; the others are passed over with a warning. */
static struct wide_column *wide_columns(struct points_files *r, struct reader *reader, const struct header *h,
                                        size_t *n)
{
    struct wide_column *columns_of = xcalloc(h->n_extra + 1, sizeof *columns_of);
    *n = 0;
    for (size_t e = 0; e < h->n_extra; e++) {
        char *word = xstrdup(h->extra[e].name);
        size_t end = strlen(word);
        size_t mark = end > 3 && !strcmp(word + end - 3, "(%)") ? 3 : end > 1 && word[end - 1] == '%' ? 1 : 0;
        for (end -= mark; mark && end && word[end - 1] == ' ';)
            end--;
        word[end] = '\0';
        bool used = false;
        for (size_t b = 0; b < r->d->n_blocks; b++)
            used = used || points_column_leaf(r->d, b, word) != NONE;
        if (used) {
            header_numbers(h, h->extra[e].column);
            columns_of[(*n)++] = (struct wide_column){.column = h->extra[e].column, .word = word, .percent = mark > 0};
            continue;
        }
        if (!header_counts_rows(word))
            pass_over(r, reader, h, e);
        free(word);
    }
    return columns_of;
}

/* The cell of ROW in column W, as a row of its own. */
static bool read_wide_cell(struct points_files *r, const struct row *row, const struct header *h, struct wide_column *w,
                           struct error *err)
{
    size_t unit = definition_called(r->d, T_UNITS, row_text(row, h->at[P_UNIT]));
    size_t leaf = unit == NONE ? NONE : points_column_leaf(r->d, r->d->units[unit].block, w->word);
    if (is_blank(row_text(row, w->column))) {
        if (leaf != NONE && definition_leaf_source(r->d, unit, leaf) == SOURCE_OUTSIDE && w->n_empty++ == 0)
            w->empty = row_place(row, w->column);
        return true;
    }
    size_t at[N_POINTS_FIELDS];
    for (size_t i = 0; i < N_POINTS_FIELDS; i++)
        at[i] = i == P_UNIT || i == P_BY || i == P_DATE || i == P_REASON ? h->at[i] : SIZE_MAX;
    at[P_STAGE] = at[w->percent ? P_PERCENT : P_POINTS] = w->column;
    struct header one = *h;
    one.at = at;
    struct claim c;
    if (!read_claim(r, row, &one, &c))
        return true;
    c.names[P_CRITERION] = c.names[P_STAGE];
    c.places[P_CRITERION] = c.places[P_STAGE];
    c.said[P_CRITERION] = leaf == NONE ? w->word : r->d->criteria[leaf].code;
    c.said[P_STAGE] = "";
    c.stage = leaf != NONE && !points_stage_fits(r->d->criteria[leaf].method, r->stage) ? "outside" : r->stage;
    return take_claim(r, row, &one, &c, err);
}

/* True for ROW of no unit that is about several: a sum, a mean, a highest or lowest figure, a heading without figures.
 */
static bool is_about_several(const struct row *row, const struct header *h, const struct wide_column *columns_of,
                             size_t n)
{
    static const char *const begins[] = {"trung bình", "cao nhất", "thấp nhất"};
    char *folded = text_fold(row_text(row, h->at[P_UNIT]));
    bool several = false;
    for (size_t i = 0; !several && i < sizeof begins / sizeof *begins; i++) {
        char *begin = text_fold(begins[i]);
        several = !strncmp(folded, begin, strlen(begin));
        free(begin);
    }
    free(folded);
    for (size_t c = 0; !several && c < row->n_cells; c++)
        if (*row_text(row, c)) {
            several = text_is_total(row_text(row, c));
            break;
        }
    bool empty = true;
    for (size_t i = 0; empty && i < n; i++)
        empty = is_blank(row_text(row, columns_of[i].column));
    return several || (n && empty);
}

static bool read_wide(struct points_files *r, struct reader *reader, struct header *h, struct error *err)
{
    size_t n;
    struct wide_column *columns_of = wide_columns(r, reader, h, &n);
    struct row row;
    bool ok = true;
    header_allow_totals(h);
    while (ok && header_next(h, &row, err)) {
        if (definition_called(r->d, T_UNITS, row_text(&row, h->at[P_UNIT])) == NONE && !row.broken &&
            is_about_several(&row, h, columns_of, n)) {
            issues_add(r->issues, WARNING, "W510", row_place(&row, h->at[P_UNIT]),
                       _("\"%s\" is no unit: a heading, a sum, a mean or an extreme; the row is passed over"),
                       row_text(&row, h->at[P_UNIT]));
            continue;
        }
        bool known = points_unit(r->points, row_text(&row, h->at[P_UNIT]), row_place(&row, h->at[P_UNIT])) != NONE;
        for (size_t i = 0; ok && known && !row.broken && i < n; i++)
            ok = read_wide_cell(r, &row, h, &columns_of[i], err);
    }
    for (size_t i = 0; i < n; i++) {
        if (columns_of[i].n_empty)
            issues_add(r->issues, WARNING, "W501", columns_of[i].empty,
                       _("column \"%s\" is empty here, and in all for %zu of the units its criterion applies to; the "
                         "cells are passed over"),
                       h->words[columns_of[i].column], columns_of[i].n_empty);
        free(columns_of[i].word);
    }
    free(columns_of);
    return ok;
}

/* Of a row of a workbook of ours nothing is filled in yet. */
static bool waits(const struct claim *c)
{
    for (size_t i = P_POINTS; i < N_POINTS_FIELDS; i++)
        if (i != P_BY && *c->said[i])
            return false;
    return true;
}

static bool read_long(struct points_files *r, struct reader *reader, struct header *h, struct error *err)
{
    struct row row;
    for (size_t e = 0; e < h->n_extra; e++)
        if (!header_counts_rows(h->extra[e].name))
            pass_over(r, reader, h, e);
    header_numbers(h, h->at[P_POINTS]);
    header_numbers(h, h->at[P_PERCENT]);
    header_numbers(h, h->at[P_SE]);
    header_numbers(h, h->at[P_N]);
    while (header_next(h, &row, err)) {
        struct claim c;
        if (row.broken)
            continue;
        bool read = read_claim(r, &row, h, &c);
        if (read && r->ours && waits(&c))
            r->n_empty++;
        else if (read && !take_claim(r, &row, h, &c, err))
            return false;
    }
    return true;
}

/* A row for each figure; or, where the stage is given and no column names the criterion, a row for each unit. */
static bool read_sheet(struct points_files *r, struct reader *reader, struct error *err)
{
    struct header header = {0};
    struct column_name wanted[N_POINTS_FIELDS];
    memcpy(wanted, columns, sizeof columns);
    if (r->stage)
        wanted[P_CRITERION].required = wanted[P_STAGE].required = false;
    bool ok = true;
    if (header_read(reader, wanted, N_POINTS_FIELDS, r->stage ? HEADER_EXTRA | HEADER_FIRST : 0, &header, err))
        ok = r->stage && header.at[P_CRITERION] == SIZE_MAX ? read_wide(r, reader, &header, err)
                                                            : read_long(r, reader, &header, err);
    tell_shares(r);
    header_release(&header);
    return ok && err->code == E_NONE;
}

static size_t rows_so_far(const struct points_files *r)
{
    return points_count(r->points) + evidence_rows(r->evidence);
}

static bool read_file(struct points_files *r, const struct new_source *file, struct error *err)
{
    struct reader *reader = reader_open(file->path, r->issues, err);
    if (reader)
        reader_know(reader, r->words);
    size_t guide = reader ? reader_find_sheet(reader, FORM_SHEET) : SIZE_MAX;
    r->ours = reader && reader_is_ours(reader);
    bool ok = reader && (guide == SIZE_MAX || read_form(r, reader, guide, err));
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        if (reader_for_people(reader, s))
            continue;
        bool evidence = false;
        struct new_source *source = sources_add(&r->sources, r->store, file, reader_sheet_name(reader, s));
        size_t before = rows_so_far(r);
        r->source = source->number;
        ok = reader_go(reader, s, err) && evidence_is(reader, s, &evidence, err);
        r->documents = r->documents || evidence;
        ok = ok && (evidence ? evidence_read(r->evidence, reader, r->source, r->form ? r->form : "", err)
                             : read_sheet(r, reader, err));
        source->rows = rows_so_far(r) - before;
    }
    reader_close(reader);
    free(r->form);
    r->form = NULL;
    return ok;
}

/* What the file at PATH has again of the REPEATED rows. */
static void say_repeated(const struct points_files *r, const char *path, size_t repeated)
{
    if (repeated)
        issues_add(r->issues, WARNING, "W511", (struct place){path, NULL, 0, 0},
                   _("%zu rows are in the round already and unchanged; they are passed over"), repeated);
}

static size_t repeated_so_far(const struct points_files *r)
{
    return points_repeated(r->points) + evidence_repeated(r->evidence);
}

bool points_import(struct store *store, const char *const *files, size_t n_files, const struct points_options *options,
                   const struct actor *actor, struct points_imported *result, struct issues *issues, struct error *err)
{
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct run run = {0};
    struct points_files r = {.d = d, .issues = issues, .stage = options->stage, .store = store};
    size_t before = issues_count(issues, FAULT);
    bool ok = run_begin(&run, store, "points import", actor, err);
    r.points = points_new(&run, d, options->correct, issues);
    r.evidence = evidence_new(&run, d, options->correct, issues);
    r.words = definition_words(d);
    sources_option(&r.sources, IMPORT_STAGE, options->stage);
    sources_option(&r.sources, IMPORT_CORRECT, options->correct ? "yes" : NULL);
    struct new_source *checked = xcalloc(n_files, sizeof *checked);
    for (size_t i = 0; ok && i < n_files; i++) {
        size_t repeated = repeated_so_far(&r);
        checked[i].path = files[i];
        ok = source_check(store, checked, i, issues, err);
        if (ok && !issues_count_code(issues, "F420"))
            ok = read_file(&r, &checked[i], err);
        say_repeated(&r, files[i], repeated_so_far(&r) - repeated);
    }
    if (ok)
        points_end(r.points);
    size_t n_documents = evidence_rows(r.evidence);
    *result = (struct points_imported){points_count(r.points) + n_documents, r.n_empty};
    if (ok && result->rows == 0 && !repeated_so_far(&r) && issues_count(issues, FAULT) == before)
        issues_add(issues, FAULT, "F508", (struct place){files[0], NULL, 0, 0}, _("there are no points in it"));
    /* Self scores need documents where these come to the round. */
    bool due = n_documents || (r.self_score && (r.documents || store_count(store, "evidence") > 0));
    ok = ok && issues_count(issues, FAULT) == before && (!due || evidence_missing(r.evidence, files[0], err));
    ok = ok && sources_write(&run, "points", &r.sources, err) && waivers_write(&run, issues, err);
    if (ok) {
        struct strbuf again = {0};
        if (repeated_so_far(&r))
            strbuf_addf(&again, _("; %zu in the round already"), repeated_so_far(&r));
        size_t n_corrected = points_corrected(r.points) + evidence_corrected(r.evidence);
        if (n_corrected)
            strbuf_addf(&again, _("; %zu corrected"), n_corrected);
        strbuf_adds(&again, points_changed(r.points));
        strbuf_adds(&again, evidence_changed(r.evidence));
        run_detail(&run, _("%zu files, %zu rows%s"), n_files, result->rows, strbuf_text(&again));
        strbuf_release(&again);
        ok = run_commit(&run, err);
    }
    sources_release(&r.sources);
    free(checked);
    dictionary_free(r.words);
    evidence_free(r.evidence);
    points_free(r.points);
    run_abandon(&run);
    definition_free(d);
    return ok;
}
