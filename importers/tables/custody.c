#include "importers/tables/custody.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/tables/custody_inside.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/form_names.h"
#include "survey/round/sources.h"
#include "survey/round/waivers.h"

/* Those behind the last are on hand-out lists, and say nothing that the round does not know. */
static const struct column_name columns[] = {
    [C_SERIAL] = {"serial", "số phiếu|mã phiếu|số in trên phiếu", true},
    [C_DELIVERED] = {"delivered", "giao bưu điện|đã giao bưu điện|giao về bưu điện", false},
    [C_HANDED] = {"handed", "đã phát|phát|đã giao|ngày phát", false},
    [C_RETURNED] = {"returned", "đã thu|thu về|thu|ngày thu", false},
    [C_REASON] = {"reason", "lý do không thu|lý do|lý do không thu được", false},
    [C_STATE] = {"state", "trạng thái", false},
    [C_DATE] = {"date", "ngày", false},
    [C_BY] = {"by", "người giao|người phát|người thực hiện", false},
    [C_OFFICE] = {"office", "bưu điện|bưu cục", false},
    [C_BATCH] = {"batch", "túi|lô|túi số|số túi", false},
    {"member", "mã đối tượng", false},
    {"name", "họ tên", false},
    {"address", "địa chỉ", false},
    {"contact", "liên hệ", false},
    {"group", "nhóm đối tượng", false},
    {"type", "mẫu phiếu", false},
    {"signed", "ký nhận", false},
};
#define N_COLUMNS (sizeof columns / sizeof *columns)

/* --- cells ----------------------------------------------------------------------------- */

static void not_understood(struct lists *l, const struct said *r, int column, const char *expected)
{
    issues_add(l->issues, FAULT, "F441", custody_at(r, column), _("column \"%s\" has \"%s\"; expected %s"),
               r->h->names[column], r->text[column], expected);
}

/* Whether COLUMN is ticked. */
static bool read_tick(struct lists *l, const struct said *r, int column, struct tick *tick)
{
    *tick = (struct tick){.mark = TICK_NONE};
    if (custody_is_blank(r->text[column]))
        return true;
    if (!cell_date_is_sure(r->row, r->h->at[column], l->issues))
        return false;
    if (!custody_tick(r->text[column], tick))
        not_understood(l, r, column, _("x, có, 1, a day such as 6/12/2024, or nothing"));
    return tick->mark != TICK_NONE;
}

static void contradiction(struct lists *l, const struct said *r, int column, const char *one, const char *other)
{
    issues_add(l->issues, FAULT, "F442", custody_at(r, column), _("serial %s is \"%s\" and \"%s\" at once"), r->serial,
               one, other);
}

/* Why the ballot did not come back: in a column of its own, or, as people write it, in that of what came back. */
static bool read_away(struct lists *l, struct said *r)
{
    char *there;
    enum custody away = custody_reason(r->text[C_RETURNED], &there);
    r->away = custody_reason(r->text[C_REASON], &r->reason);
    r->away_column = C_REASON;
    if (r->away != N_CUSTODY && away != N_CUSTODY && r->away != away)
        contradiction(l, r, C_REASON, custody_words(away), custody_words(r->away));
    if (r->away == N_CUSTODY && !custody_is_blank(r->text[C_REASON]))
        issues_add(l->issues, WARNING, "W454", custody_at(r, C_REASON),
                   _("serial %s: \"%s\" is no reason that is known, and passed over; expected refused, absent, moved, "
                     "ineligible or void"),
                   r->serial, r->text[C_REASON]);
    if (away == N_CUSTODY) {
        free(there);
        return read_tick(l, r, C_RETURNED, &r->returned);
    }
    if (r->away == N_CUSTODY) {
        free(r->reason);
        r->reason = there;
        r->away = away;
        r->away_column = C_RETURNED;
    } else {
        free(there);
    }
    return true;
}

static bool read_date(struct lists *l, struct said *r)
{
    const char *text = r->text[C_DATE];
    r->date[0] = '\0';
    if (!*text)
        return true;
    if (!cell_date_is_sure(r->row, r->h->at[C_DATE], l->issues))
        return false;
    if (date_parse(text, r->date))
        return true;
    not_understood(l, r, C_DATE, date_wanted(text).text);
    return false;
}

static bool read_state(struct lists *l, struct said *r)
{
    r->state = custody_state_called(r->text[C_STATE]);
    if (r->state != N_CUSTODY || !*r->text[C_STATE])
        return true;
    not_understood(
        l, r, C_STATE,
        "printed, delivered, handed, returned, verified, archived, void, refused, absent, moved, ineligible");
    return false;
}

/* The code of the office that TEXT names; NULL where there is none. */
static const char *find_office(const struct lists *l, const char *text)
{
    size_t office = definition_called(l->d, T_OFFICES, text);
    size_t known = dictionary_find(l->book.offices, text);
    return office != NONE      ? l->d->offices[office].code
           : known != SIZE_MAX ? dictionary_key(l->book.offices, known)
                               : NULL;
}

static bool read_office(struct lists *l, struct said *r)
{
    const char *text = *r->text[C_OFFICE] ? r->text[C_OFFICE] : l->options->office ? l->options->office : "";
    r->office_is_own = *text != '\0';
    r->office = *text ? find_office(l, text) : l->titled ? l->titled : "";
    if (r->office)
        return true;
    issues_add(l->issues, FAULT, "F446", custody_at(r, C_OFFICE), _("\"%s\" is no office of this round"), text);
    return false;
}

/* --- a ballot ------------------------------------------------------------------------------ */

static bool find_ballot(struct lists *l, struct said *r)
{
    const char *text = r->text[C_SERIAL];
    int64_t serial = serial_parse(*text == '\'' ? text + 1 : text);
    r->ballot = serial ? custody_ballot(&l->book, serial) : NULL;
    if (!*text)
        issues_add(l->issues, FAULT, "F440", custody_at(r, C_SERIAL), _("the serial is empty"));
    else if (!serial)
        issues_add(l->issues, FAULT, "F440", custody_at(r, C_SERIAL),
                   _("\"%s\" is no serial: its digits do not check; expected 11 digits as printed on the ballot"),
                   text);
    else if (!r->ballot)
        issues_add(l->issues, FAULT, "F440", custody_at(r, C_SERIAL), _("serial \"%s\" was not issued in this round"),
                   text);
    else
        serial_format(serial, r->serial);
    return r->ballot != NULL;
}

/* The ballot is of another office than the list; one may come back at another, where that is said of it alone. */
static bool check_office(struct lists *l, const struct said *r)
{
    const char *own = custody_text(&l->book, r->ballot->office);
    bool back = *r->text[C_RETURNED] || r->state == CUSTODY_RETURNED;
    bool only_back = back && !l->options->delivered && !*r->text[C_DELIVERED] && !*r->text[C_HANDED] &&
                     !*r->text[C_REASON] && (r->state == N_CUSTODY || r->state == CUSTODY_RETURNED);
    if (!*r->office || !*own || !strcmp(own, r->office))
        return true;
    if (r->office_is_own && only_back)
        return true;
    issues_add(l->issues, FAULT, "F446", custody_at(r, C_SERIAL),
               _("serial %s is of office \"%s\"; this is a list of \"%s\""), r->serial, own, r->office);
    return false;
}

/* The row stands in this file already: true, and a fault where it said something else. */
static bool stands_already(struct lists *l, const struct said *r)
{
    struct strbuf words = {0};
    for (int i = C_DELIVERED; i < N_SAID; i++)
        strbuf_addf(&words, "%s\x1f", r->text[i]);
    bool added;
    size_t i = dictionary_add(l->rows, r->serial, strlen(r->serial), &added);
    l->said = grow(l->said, &l->said_room, i + 1, sizeof *l->said);
    l->said_at = grow(l->said_at, &l->said_at_room, i + 1, sizeof *l->said_at);
    if (added) {
        l->said[i] = strbuf_take(&words);
        l->said_at[i] = place_line(custody_at(r, C_SERIAL));
        return false;
    }
    bool same = !strcmp(l->said[i], words.text);
    l->result->repeated += same;
    if (!same)
        issues_add(l->issues, FAULT, "F444", custody_at(r, C_SERIAL),
                   _("serial %s stands in %s already, with other words"), r->serial, l->said_at[i]);
    strbuf_release(&words);
    return true;
}

static void forget_rows(struct lists *l)
{
    for (size_t i = 0; i < dictionary_size(l->rows); i++) {
        free(l->said[i]);
        free(l->said_at[i]);
    }
    dictionary_free(l->rows);
    l->rows = dictionary_new();
}

/* --- a row --------------------------------------------------------------------------------- */

static bool is_away(enum custody state)
{
    return state == CUSTODY_REFUSED || state == CUSTODY_ABSENT || state == CUSTODY_MOVED || state == CUSTODY_INELIGIBLE;
}

/* Days of a row in the order of its steps. */
static bool days_in_order(struct lists *l, const struct said *r, int column, const char *before, const char *after)
{
    if (!*before || !*after || strcmp(before, after) <= 0)
        return true;
    issues_add(l->issues, FAULT, "F442", custody_at(r, column),
               _("serial %s: %s is before %s, the day of the step before it"), r->serial, after, before);
    return false;
}

/* What the cells of R say against one another or the round. */
static void check_row(struct lists *l, const struct said *r)
{
    bool is_back = r->returned.mark == TICK_YES, is_gone = r->away != N_CUSTODY && r->away != CUSTODY_VOID;
    const char *back = custody_words(CUSTODY_RETURNED), *unhanded = _("not handed out");
    if (is_back && is_gone)
        contradiction(l, r, r->away_column, back, custody_words(r->away));
    if (is_back && r->handed.mark == TICK_NO)
        contradiction(l, r, C_HANDED, back, unhanded);
    if (r->handed.mark == TICK_NO && custody_known(l, r, CUSTODY_HANDED))
        contradiction(l, r, C_HANDED, custody_words(CUSTODY_HANDED), unhanded);
    if (is_back && is_away(r->state))
        contradiction(l, r, C_STATE, custody_words(r->state), back);
    if (is_gone && r->state != N_CUSTODY && r->state != r->away)
        contradiction(l, r, C_STATE, custody_words(r->state), custody_words(r->away));
    if (days_in_order(l, r, C_HANDED, r->delivered.day, r->handed.day))
        (void)days_in_order(l, r, C_RETURNED, r->handed.day, r->returned.day);
}

static void add_step(struct said *r, bool is_said, enum custody state, int column, const char *day)
{
    for (size_t i = 0; i < r->n_steps; i++)
        is_said = is_said && r->steps[i].state != state;
    if (!is_said)
        return;
    r->steps[r->n_steps].state = state;
    r->steps[r->n_steps].column = column;
    r->steps[r->n_steps++].day = day;
}

static void list_steps(const struct lists *l, struct said *r)
{
    add_step(r, r->delivered.mark == TICK_YES, CUSTODY_DELIVERED, C_DELIVERED, r->delivered.day);
    add_step(r, r->handed.mark == TICK_YES, CUSTODY_HANDED, C_HANDED, r->handed.day);
    add_step(r, r->returned.mark == TICK_YES, CUSTODY_RETURNED, C_RETURNED, r->returned.day);
    add_step(r, r->away != N_CUSTODY, r->away, r->away_column, "");
    add_step(r, r->state != N_CUSTODY, r->state, C_STATE, "");
    r->says_day = *r->delivered.day || *r->handed.day || *r->returned.day || *r->date;
    r->told = r->n_steps ? r->steps[r->n_steps - 1].state : N_CUSTODY;
    for (size_t i = 0; i < r->n_steps; i++)
        if (!custody_known(l, r, r->steps[i].state))
            r->told = N_CUSTODY;
}

static void take_row(struct lists *l, struct said *r)
{
    size_t faults = issues_count(l->issues, FAULT);
    bool ok = read_tick(l, r, C_DELIVERED, &r->delivered), is_new = false;
    if (r->delivered.mark == TICK_NONE && l->options->delivered)
        r->delivered.mark = TICK_YES;
    ok = read_tick(l, r, C_HANDED, &r->handed) && ok;
    ok = read_away(l, r) && ok;
    ok = read_date(l, r) && ok;
    ok = read_state(l, r) && ok;
    ok = read_office(l, r) && ok;
    if (!ok || !check_office(l, r))
        return;
    check_row(l, r);
    list_steps(l, r);
    for (size_t i = 0; i < r->n_steps && issues_count(l->issues, FAULT) == faults; i++)
        is_new |= custody_take(l, r, r->steps[i].state, r->steps[i].column, r->steps[i].day);
    l->result->repeated += !is_new && issues_count(l->issues, FAULT) == faults;
}

static void read_row(struct lists *l, const struct header *h, const struct row *row)
{
    struct said r = {.row = row, .h = h, .away = N_CUSTODY, .state = N_CUSTODY};
    bool says = l->options->delivered;
    for (int i = 0; i < N_SAID; i++) {
        r.text[i] = row_text(row, h->at[i]);
        says |= i >= C_DELIVERED && i <= C_STATE && !custody_is_blank(r.text[i]);
    }
    if (!find_ballot(l, &r))
        return;
    if (!says) {
        l->result->empty++;
        /* a list of another office is told though nothing is filled in yet */
        if (read_office(l, &r))
            check_office(l, &r);
        return;
    }
    l->result->rows++;
    if (!stands_already(l, &r))
        take_row(l, &r);
    free(r.reason);
}

/* --- files --------------------------------------------------------------------------------- */

/* The office that the title of the sheet names, if it has one; READER, at the first row of a sheet, stays there. */
static void read_title(struct lists *l, struct reader *reader, struct error *err)
{
    struct row row;
    l->titled = NULL;
    if (!reader_next(reader, &row, err))
        return;
    const char *text = row_text(&row, 0), *from = text + strlen(HANDOUT_TITLE);
    if (!strncmp(text, HANDOUT_TITLE, strlen(HANDOUT_TITLE))) {
        const char *end = strstr(from, HANDOUT_PHONE);
        char *office = end ? xstrndup(from, (size_t)(end - from)) : xstrdup(from);
        l->titled = find_office(l, office);
        free(office);
    }
    reader_back(reader);
}

/* The next row of the list; false at its end, which is that of the sheet or where its sums begin. */
static bool next_row(struct reader *reader, struct header *h, struct row *row, struct error *err)
{
    if (!reader_next(reader, row, err))
        return false;
    size_t c = 0;
    while (c < row->n_cells && !*row_text(row, c))
        c++;
    if (!*row_text(row, h->at[C_SERIAL]) &&
        (text_same(row_text(row, c), HANDOUT_SUMS) || text_is_total(row_text(row, c))))
        return false;
    reader_back(reader);
    return header_next(h, row, err);
}

static bool read_sheet(struct lists *l, struct reader *reader, size_t sheet, struct error *err)
{
    struct header header = {0};
    struct row row;
    if (!reader_go(reader, sheet, err))
        return false;
    read_title(l, reader, err);
    if (err->code == E_NONE && header_read(reader, columns, N_COLUMNS, HEADER_IGNORE | HEADER_TITLED, &header, err))
        while (next_row(reader, &header, &row, err))
            if (!row.broken)
                read_row(l, &header, &row);
    header_release(&header);
    return err->code == E_NONE;
}

static bool read_file(struct lists *l, const struct new_source *file, struct error *err)
{
    struct reader *reader = reader_open(file->path, l->issues, err);
    struct dictionary *words = definition_words(l->d);
    size_t repeated = l->result->repeated;
    bool ok = reader != NULL;
    if (reader)
        reader_know(reader, words);
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        if (reader_for_people(reader, s))
            continue;
        struct new_source *source = sources_add(&l->sources, l->store, file, reader_sheet_name(reader, s));
        size_t rows = l->result->rows;
        l->source = source->number;
        ok = read_sheet(l, reader, s, err);
        source->rows = l->result->rows - rows;
    }
    reader_close(reader);
    dictionary_free(words);
    forget_rows(l);
    if (l->result->repeated > repeated)
        issues_add(l->issues, WARNING, "W455", (struct place){file->path, NULL, 0, 0},
                   _("%zu rows say nothing that the round does not have; they are passed over"),
                   l->result->repeated - repeated);
    return ok;
}

static bool commit(struct lists *l, struct run *run, size_t n_files, struct issues *issues, struct error *err)
{
    const struct custody_imported *r = l->result;
    struct strbuf more = {0};
    if (r->repeated)
        strbuf_addf(&more, _("; %zu in the round already"), r->repeated);
    if (r->corrected)
        strbuf_addf(&more, _("; %zu corrected"), r->corrected);
    strbuf_adds(&more, strbuf_text(&l->corrected));
    run_detail(run, _("%zu files, %zu rows, %zu steps%s"), n_files, r->rows, r->steps, strbuf_text(&more));
    strbuf_release(&more);
    return waivers_write(run, issues, err) && run_commit(run, err);
}

bool custody_import(struct store *store, const char *const *files, size_t n_files,
                    const struct custody_options *options, const struct actor *actor, struct custody_imported *result,
                    struct issues *issues, struct error *err)
{
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct run run = {0};
    struct lists l = {.d = d,
                      .store = store,
                      .issues = issues,
                      .options = options,
                      .result = result,
                      .steps = dictionary_new(),
                      .rows = dictionary_new()};
    *result = (struct custody_imported){0};
    struct new_source *checked = xcalloc(n_files, sizeof *checked);
    bool ok = run_begin(&run, store, "custody import", actor, err) && custody_book_read(&l.book, store, err) &&
              days_read(&l.days, store, err);
    if (ok && !l.book.n)
        ok = error_set(err, E_STATE, _("no ballots are issued yet; run `dtxhh issue` first"));
    if (ok) {
        l.movement = run_insert(&run, "movement");
        l.event = run_insert(&run, "event");
    }
    if (ok && options->office && !find_office(&l, options->office))
        ok = error_set(err, E_USAGE, _("office \"%s\" is not in the definition and has no ballots%s"), options->office,
                       definition_near(d, T_OFFICES, options->office).text);
    if (ok && options->date)
        days_check(&l.days, options->date, "--date", issues, (struct place){store_path(store), NULL, 0, 0});
    for (size_t i = 0; ok && i < n_files; i++) {
        checked[i].path = files[i];
        ok = source_check(store, checked, i, issues, err);
        if (ok && !issues_count_code(issues, "F420"))
            ok = read_file(&l, &checked[i], err);
    }
    if (ok && !result->rows && !result->empty && !issues_count(issues, FAULT))
        issues_add(issues, FAULT, "F449", (struct place){files[0], NULL, 0, 0}, _("there is no ballot in it"));
    ok = query_end(l.movement, ok ? err : NULL) && ok;
    ok = query_end(l.event, ok ? err : NULL) && ok;
    ok = ok && !issues_count(issues, FAULT);
    if (ok && result->rows)
        ok = sources_write(&run, "custody", &l.sources, err) && commit(&l, &run, n_files, issues, err);
    run_abandon(&run);
    forget_rows(&l);
    dictionary_free(l.rows);
    dictionary_free(l.steps);
    free(l.said);
    free(l.said_at);
    free(l.added);
    strbuf_release(&l.corrected);
    custody_book_release(&l.book);
    sources_release(&l.sources);
    free(checked);
    definition_free(d);
    return ok;
}
