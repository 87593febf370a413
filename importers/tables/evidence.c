#include "importers/tables/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/date.h"
#include "survey/base/dictionary.h"
#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/appraisal.h"
#include "survey/round/scores.h"

static const struct column_name columns[N_DOCUMENT_FIELDS] = {
    [E_UNIT] = {"unit", UNIT_HEADERS, true},
    [E_CRITERION] = {"criterion", "tiêu chí|mã tiêu chí", true},
    [E_NUMBER] = {"number", "số|số văn bản", false},
    [E_SYMBOL] = {"symbol", "ký hiệu|số, ký hiệu|số ký hiệu", false},
    [E_DATE] = {"date", "ngày|ngày ban hành|ngày văn bản", false},
    [E_TITLE] = {"title", "tên tài liệu|tài liệu kiểm chứng|trích yếu", true},
    [E_SHA256] = {"sha256", "mã băm|sha-256|mã băm tệp", false},
    [E_NOTE] = {"note", "giải trình|ghi chú|lý do không có tài liệu", false},
};

struct evidence {
    const struct definition *d;
    struct issues *issues;
    struct run *run;
    struct query *insert, *there;
    struct dictionary *seen, *places; /* whole rows; unit and criterion */
    char **seen_at;                   /* where each stands first */
    size_t seen_room;
    int64_t *place;
    size_t place_room;
    bool corrects;
    size_t n_rows, n_repeated, n_corrected;
    struct strbuf changed; /* what was corrected, for the log */
};

struct evidence *evidence_new(struct run *run, const struct definition *d, bool corrects, struct issues *issues)
{
    struct evidence *e = xcalloc(1, sizeof *e);
    *e = (struct evidence){.d = d,
                           .issues = issues,
                           .run = run,
                           .corrects = corrects,
                           .seen = dictionary_new(),
                           .places = dictionary_new()};
    e->insert = query_insert(run->store, "", "evidence");
    e->there = documents_like(run->store);
    return e;
}

void evidence_free(struct evidence *e)
{
    if (!e)
        return;
    query_end(e->insert, NULL);
    query_end(e->there, NULL);
    for (size_t i = 0; i < dictionary_size(e->seen); i++)
        free(e->seen_at[i]);
    dictionary_free(e->seen);
    dictionary_free(e->places);
    free(e->seen_at);
    free(e->place);
    strbuf_release(&e->changed);
    free(e);
}

size_t evidence_rows(const struct evidence *e)
{
    return e->n_rows;
}

size_t evidence_repeated(const struct evidence *e)
{
    return e->n_repeated;
}

size_t evidence_corrected(const struct evidence *e)
{
    return e->n_corrected;
}

const char *evidence_changed(const struct evidence *e)
{
    return strbuf_text(&e->changed);
}

/* True where TEXT, without the star of what must be filled in, is a name of column C. */
static bool names(const char *text, const struct column_name *c)
{
    char *plain = xstrndup(text, strcspn(text, "*"));
    bool same = text_same(plain, c->name) || text_list_has(c->vietnamese, "|", plain);
    free(plain);
    return same;
}

#define MOST_TITLES 30 /* rows that may stand above a header */

bool evidence_is(struct reader *reader, size_t sheet, bool *is, struct error *err)
{
    struct row row;
    *is = false;
    for (size_t i = 0; i < MOST_TITLES && !*is && reader_next(reader, &row, err); i++) {
        bool title = false, criterion = false;
        for (size_t c = 0; c < row.n_cells; c++) {
            title = title || names(row.cells[c].text, &columns[E_TITLE]);
            criterion = criterion || names(row.cells[c].text, &columns[E_CRITERION]);
        }
        *is = title && criterion;
    }
    return err->code == E_NONE && reader_go(reader, sheet, err);
}

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdefABCDEF") == 64;
}

static void check_where(struct evidence *e, const struct document_claim *c, size_t unit)
{
    const char *code = c->said[E_CRITERION];
    size_t k = definition_criterion(e->d, e->d->units[unit].block, code);
    if (k == NONE)
        issues_add(e->issues, FAULT, "F502", c->places[E_CRITERION],
                   _("criterion \"%s\" is not in the tree of the unit's block%s"), code,
                   definition_near(e->d, T_CRITERIA, code).text);
    else if (!e->d->criteria[k].is_leaf)
        issues_add(e->issues, FAULT, "F502", c->places[E_CRITERION],
                   _("criterion \"%s\" has others below it; points are given to those"), code);
    else if (definition_ended(e->d, unit)) {
        char *ended = ending_words(e->run->store, e->d, unit);
        issues_add(e->issues, FAULT, "F505", c->places[E_UNIT], _("%s; it has neither points nor rank"), ended);
        free(ended);
    } else if (!definition_applies(e->d, unit, k, ALL))
        issues_add(e->issues, FAULT, "F505", c->places[E_CRITERION],
                   _("criterion \"%s\" does not apply to unit \"%s\""), code, e->d->units[unit].code);
}

/* The document stands only once in what is brought; in the round with its DATE and SHA256, *STANDS, or it takes the
 * place of the one there. */
static bool check_once(struct evidence *e, const struct document_claim *c, const char *date, const char *sha256,
                       bool *stands, struct error *err)
{
    static const int parts[] = {E_UNIT, E_CRITERION, E_NUMBER, E_SYMBOL, E_TITLE, E_NOTE};
    struct strbuf key = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        strbuf_addf(&key, "\x1f%s", c->said[parts[i]]);
    bool added;
    size_t i = dictionary_add(e->seen, key.text, key.n, &added);
    strbuf_release(&key);
    e->seen_at = grow(e->seen_at, &e->seen_room, i + 1, sizeof *e->seen_at);
    if (added)
        e->seen_at[i] = place_line(c->places[E_UNIT]);
    else
        issues_add(e->issues, FAULT, "F509", c->places[E_TITLE], _("this document stands in %s already"),
                   e->seen_at[i]);
    *stands = false;
    if (query_next(e->there)) {
        const char *is[] = {date, sha256, c->said[E_TITLE], c->said[E_NOTE]}; /* as THERE has them behind the run */
        static const enum document_field fields[] = {E_DATE, E_SHA256, E_TITLE, E_NOTE};
        struct strbuf words = {0};
        enum document_field first = N_DOCUMENT_FIELDS;
        for (int k = 0; k < 4; k++) {
            const char *was = query_get_str(e->there, 1 + k);
            if (!strcmp(was, is[k]))
                continue;
            first = first == N_DOCUMENT_FIELDS ? fields[k] : first;
            strbuf_item(&words, ", ", "%s \"%s\" → \"%s\"", c->names[fields[k]], was, is[k]);
        }
        *stands = words.n == 0;
        if (!*stands && !e->corrects)
            issues_add(
                e->issues, FAULT, "F512", c->places[first],
                _("unit \"%s\", criterion %s: this document stands in the round since run %lld with other values: %s; "
                  "`--correct --reason TEXT` takes the one here in its place"),
                c->said[E_UNIT], c->said[E_CRITERION], (long long)query_get_int(e->there, 0), strbuf_text(&words));
        else if (!*stands && e->n_corrected++ < MOST_LOGGED)
            strbuf_addf(&e->changed, _("; unit %s, criterion %s, document: %s (run %lld)"), c->said[E_UNIT],
                        c->said[E_CRITERION], strbuf_text(&words), (long long)query_get_int(e->there, 0));
        strbuf_release(&words);
        query_reset(e->there);
    }
    return query_ok(e->there, err);
}

bool evidence_take(struct evidence *e, const struct document_claim *claim, struct error *err)
{
    size_t before = issues_count(e->issues, FAULT);
    struct document_claim in_codes = *claim, *c = &in_codes; /* where names stand for them */
    size_t unit = definition_called(e->d, T_UNITS, c->said[E_UNIT]);
    size_t leaf =
        unit == NONE ? NONE : definition_criterion_called(e->d, e->d->units[unit].block, c->said[E_CRITERION]);
    c->said[E_UNIT] = unit == NONE ? c->said[E_UNIT] : e->d->units[unit].code;
    c->said[E_CRITERION] = leaf == NONE ? c->said[E_CRITERION] : e->d->criteria[leaf].code;
    const char *code = c->said[E_UNIT], *criterion = c->said[E_CRITERION];
    const char *number = c->said[E_NUMBER], *symbol = c->said[E_SYMBOL];
    const char *date = c->said[E_DATE], *title = c->said[E_TITLE];
    const char *sha256 = c->said[E_SHA256], *note = c->said[E_NOTE];
    if (!*number && !*symbol && !*date && !*title && !*sha256 && !*note)
        return true;
    char iso[DATE_TEXT] = "";
    if (unit == NONE)
        issues_add(e->issues, FAULT, "F501", c->places[E_UNIT], _("unit \"%s\" is not in the definition%s"), code,
                   definition_near(e->d, T_UNITS, code).text);
    else
        check_where(e, c, unit);
    if (unit != NONE && *c->form && strcmp(c->form, code) != 0)
        issues_add(e->issues, FAULT, "F510", c->places[E_UNIT],
                   _("this is the form of unit \"%s\"; the row is of unit \"%s\""), c->form, code);
    if (*date && !date_parse(date, iso))
        issues_add(e->issues, FAULT, "F503", c->places[E_DATE], _("column \"%s\" has \"%s\"; expected %s"),
                   c->names[E_DATE], date, date_wanted(date).text);
    if (!*title && !*note)
        issues_add(e->issues, FAULT, "F509", c->places[E_TITLE],
                   _("the document has no title; where there is none, \"%s\" says why"), c->names[E_NOTE]);
    if (*sha256 && !is_sha256(sha256))
        issues_add(e->issues, FAULT, "F509", c->places[E_SHA256], _("column \"%s\" has \"%s\"; expected %s"),
                   c->names[E_SHA256], sha256, _("64 hexadecimal digits"));
    char lower[HASH_HEX] = "";
    for (size_t i = 0; i < 64 && is_sha256(sha256); i++)
        lower[i] = sha256[i] >= 'A' && sha256[i] <= 'F' ? (char)(sha256[i] - 'A' + 'a') : sha256[i];
    query_text(e->there, ":unit", code);
    query_text(e->there, ":criterion", criterion);
    query_str(e->there, ":number", number);
    query_str(e->there, ":symbol", symbol);
    query_str(e->there, ":title", title);
    query_str(e->there, ":note", note);
    query_str(e->there, ":date", iso);
    query_int(e->there, ":run", e->run->number);
    bool stands;
    if (!check_once(e, c, iso, lower, &stands, err))
        return false;
    if (issues_count(e->issues, FAULT) > before)
        return true;
    e->n_repeated += stands;
    if (stands)
        return true;
    char *key = xasprintf("%s\x1f%s", code, criterion);
    size_t k = dictionary_add(e->places, key, strlen(key), NULL);
    free(key);
    size_t had = e->place_room;
    e->place = grow(e->place, &e->place_room, k + 1, sizeof *e->place);
    if (e->place_room > had)
        memset(e->place + had, 0, (e->place_room - had) * sizeof *e->place);
    query_text(e->insert, ":unit", code);
    query_text(e->insert, ":criterion", criterion);
    query_int(e->insert, ":place", ++e->place[k]);
    query_str(e->insert, ":number", number);
    query_str(e->insert, ":symbol", symbol);
    query_str(e->insert, ":date", iso);
    query_str(e->insert, ":title", title);
    query_str(e->insert, ":sha256", lower);
    query_str(e->insert, ":note", note);
    query_int(e->insert, ":source", c->source);
    query_int(e->insert, ":line", (int64_t)c->places[E_UNIT].line);
    query_int(e->insert, ":run", e->run->number);
    e->n_rows++;
    return query_run(e->insert) || query_ok(e->insert, err);
}

bool evidence_read(struct evidence *e, struct reader *reader, int64_t source, const char *form, struct error *err)
{
    struct header header = {0};
    struct row row;
    bool ok = header_read(reader, columns, N_DOCUMENT_FIELDS, 0, &header, err);
    while (ok && header_next(&header, &row, err)) {
        struct document_claim c = {.form = form, .source = source};
        size_t faults = issues_count(e->issues, FAULT);
        for (size_t i = 0; i < N_DOCUMENT_FIELDS; i++) {
            c.said[i] = i == E_UNIT || i == E_CRITERION || i == E_NUMBER || i == E_SYMBOL
                            ? cell_code(&row, header.at[i], e->issues)
                            : row_text(&row, header.at[i]);
            c.names[i] = header.names[i];
            c.places[i] = row_place(&row, header.at[i]);
        }
        ok = row.broken || !cell_date_is_sure(&row, header.at[E_DATE], e->issues) ||
             issues_count(e->issues, FAULT) > faults || evidence_take(e, &c, err);
    }
    header_release(&header);
    return err->code == E_NONE;
}

bool evidence_missing(struct evidence *e, const char *file, struct error *err)
{
    struct query *q = documents_missing(e->run->store);
    if (query_next(q) && query_get_int(q, 0) > 0)
        issues_add(e->issues, WARNING, "W503", (struct place){file, NULL, 0, 0},
                   _("self scores without a document or a note: %lld, the first is %s; `dtxhh show ROUND appraisal` "
                     "lists them"),
                   (long long)query_get_int(q, 0), query_get_str(q, 1));
    return query_end(q, err);
}
