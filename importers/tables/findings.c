#include "importers/tables/findings.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/date.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/custody/days.h"
#include "survey/custody/findings.h"
#include "survey/round/definition.h"
#include "survey/round/sources.h"
#include "survey/round/waivers.h"

static const struct column_name columns[N_FINDING_FIELDS] = {
    [FINDING_CODE] = {"code", "mã|số|ký hiệu|mã phát hiện", true},
    [FINDING_TEAM] = {"team", "đoàn giám sát|đoàn|tổ giám sát", false},
    [FINDING_DATE] = {"date", "ngày|ngày giám sát", true},
    [FINDING_PLACE] = {"place", "nơi giám sát|địa điểm|nơi", false},
    [FINDING_OFFICE] = {"office", "bưu điện|bưu cục", false},
    [FINDING_FOUND] = {"finding", "phát hiện|nội dung|nội dung phát hiện|kết quả giám sát", true},
    [FINDING_ANSWER] = {"answer", "trả lời|ý kiến trả lời|giải trình", false},
    [FINDING_SETTLED] = {"settled", "ngày giải quyết|giải quyết xong ngày|đã giải quyết", false},
};

struct finding_files {
    const struct definition *d;
    struct store *store;
    struct issues *issues;
    bool corrects;
    struct findings known;
    struct days days;
    struct dictionary *seen; /* codes of this run */
    char **seen_at;
    size_t seen_room;
    struct query *insert;
    struct findings_imported *result;
    struct strbuf changed; /* for the log */
    struct sources sources;
    int64_t source; /* the number of the sheet's */
};

struct finding_row {
    const char *said[N_FINDING_FIELDS];
    char date[DATE_TEXT], settled[DATE_TEXT];
    struct place places[N_FINDING_FIELDS];
    const char *const *names;
};

static bool read_day(struct finding_files *f, const struct row *row, const struct header *h, struct finding_row *r,
                     enum finding_field field, char day[DATE_TEXT])
{
    if (!*r->said[field])
        return true;
    if (!cell_date_is_sure(row, h->at[field], f->issues))
        return false;
    if (date_parse(r->said[field], day)) {
        r->said[field] = day;
        return true;
    }
    issues_add(f->issues, FAULT, "F447", r->places[field], _("column \"%s\" has \"%s\"; expected %s"), r->names[field],
               r->said[field], date_wanted(r->said[field]).text);
    return false;
}

static void check_row(struct finding_files *f, const struct finding_row *r)
{
    static const enum finding_field needed[] = {FINDING_CODE, FINDING_DATE, FINDING_FOUND};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!*r->said[needed[i]])
            issues_add(f->issues, FAULT, "F447", r->places[needed[i]], _("column \"%s\" is empty; a finding needs it"),
                       r->names[needed[i]]);
    if (*r->settled && *r->date && strcmp(r->settled, r->date) < 0)
        issues_add(f->issues, FAULT, "F447", r->places[FINDING_SETTLED],
                   _("finding \"%s\" was settled on %s, before it was found on %s"), r->said[FINDING_CODE], r->settled,
                   r->date);
    if (*r->said[FINDING_SETTLED] && !*r->said[FINDING_ANSWER] && !findings_find(&f->known, r->said[FINDING_CODE]))
        issues_add(f->issues, WARNING, "W456", r->places[FINDING_ANSWER],
                   _("finding \"%s\" was settled, and nobody says how"), r->said[FINDING_CODE]);
}

/* A code stands once in what is brought. */
static bool check_once(struct finding_files *f, const struct finding_row *r)
{
    bool added;
    char *folded = text_fold(r->said[FINDING_CODE]);
    size_t i = dictionary_add(f->seen, folded, strlen(folded), &added);
    free(folded);
    f->seen_at = grow(f->seen_at, &f->seen_room, i + 1, sizeof *f->seen_at);
    if (added)
        f->seen_at[i] = place_line(r->places[FINDING_CODE]);
    else
        issues_add(f->issues, FAULT, "F448", r->places[FINDING_CODE], _("finding \"%s\" stands in %s already"),
                   r->said[FINDING_CODE], f->seen_at[i]);
    return added;
}

/* What R says otherwise than WAS, which it then has in its place; *ADDS: or what was not there. */
static void compare(struct finding_files *f, struct finding_row *r, const struct finding *was, bool *adds)
{
    struct strbuf words = {0};
    enum finding_field first = FINDING_CODE;
    for (int i = N_FINDING_FIELDS - 1; i > FINDING_CODE; i--) {
        if (!*r->said[i])
            r->said[i] = was->said[i];
        *adds |= strcmp(r->said[i], was->said[i]) != 0;
        if (!*was->said[i] || !strcmp(r->said[i], was->said[i]))
            continue;
        first = (enum finding_field)i;
        strbuf_item(&words, ", ", "%s \"%s\" → \"%s\"", r->names[i], was->said[i], r->said[i]);
    }
    if (words.n && !f->corrects)
        issues_add(
            f->issues, FAULT, "F448", r->places[first],
            _("finding \"%s\" stands in the round with other words: %s; `--correct --reason TEXT` takes those here in "
              "their place"),
            r->said[FINDING_CODE], strbuf_text(&words));
    else if (words.n)
        strbuf_addf(&f->changed, "; %s: %s", r->said[FINDING_CODE], strbuf_text(&words));
    strbuf_release(&words);
}

/* The days of R that WAS, what stood there before or NULL, does not have. */
static void check_days(const struct finding_files *f, const struct finding_row *r, const struct finding *was)
{
    static const enum finding_field days[] = {FINDING_DATE, FINDING_SETTLED};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const char *day = r->said[days[i]];
        if (was && !strcmp(was->said[days[i]], day))
            continue;
        char *what = xasprintf(_("finding \"%s\": column \"%s\""), r->said[FINDING_CODE], r->names[days[i]]);
        days_check(&f->days, day, what, f->issues, r->places[days[i]]);
        free(what);
    }
}

static void take_row(struct finding_files *f, const struct row *row, const struct header *h)
{
    struct finding_row r = {.names = (const char *const *)h->names};
    bool any = false;
    size_t before = issues_count(f->issues, FAULT);
    for (int i = 0; i < N_FINDING_FIELDS; i++) {
        r.said[i] = row_text(row, h->at[i]);
        r.places[i] = row_place(row, h->at[i] == SIZE_MAX ? h->at[FINDING_CODE] : h->at[i]);
        any |= *r.said[i] != '\0';
    }
    if (!any)
        return;
    bool ok = read_day(f, row, h, &r, FINDING_DATE, r.date);
    ok = read_day(f, row, h, &r, FINDING_SETTLED, r.settled) && ok;
    size_t office = *r.said[FINDING_OFFICE] ? definition_called(f->d, T_OFFICES, r.said[FINDING_OFFICE]) : NONE;
    if (office != NONE)
        r.said[FINDING_OFFICE] = f->d->offices[office].code;
    else if (*r.said[FINDING_OFFICE] && f->d->n_offices)
        issues_add(f->issues, FAULT, "F447", r.places[FINDING_OFFICE], _("office \"%s\" is not in the definition%s"),
                   r.said[FINDING_OFFICE], definition_near(f->d, T_OFFICES, r.said[FINDING_OFFICE]).text);
    check_row(f, &r);
    if (!ok || issues_count(f->issues, FAULT) > before || !check_once(f, &r))
        return;
    const struct finding *was = findings_find(&f->known, r.said[FINDING_CODE]);
    bool adds = !was;
    if (was) {
        r.said[FINDING_CODE] = was->said[FINDING_CODE];
        compare(f, &r, was, &adds);
    }
    check_days(f, &r, was);
    f->result->repeated += !adds;
    if (!adds || issues_count(f->issues, FAULT) > before)
        return;
    for (int i = 0; i < N_FINDING_FIELDS; i++) {
        char name[16] = ":";
        strncat(name, finding_columns[i], sizeof name - 2);
        query_str(f->insert, name, r.said[i]);
    }
    query_int(f->insert, ":source", f->source);
    query_int(f->insert, ":line", (int64_t)row->line);
    query_run(f->insert);
    f->result->rows++;
}

static bool read_file(struct finding_files *f, const struct new_source *file, struct error *err)
{
    struct reader *reader = reader_open(file->path, f->issues, err);
    size_t repeated = f->result->repeated;
    bool ok = reader != NULL;
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        struct header header = {0};
        struct row row;
        if (reader_for_people(reader, s))
            continue;
        struct new_source *source = sources_add(&f->sources, f->store, file, reader_sheet_name(reader, s));
        size_t rows = f->result->rows;
        f->source = source->number;
        if (reader_go(reader, s, err) && header_read(reader, columns, N_FINDING_FIELDS, 0, &header, err))
            while (header_next(&header, &row, err))
                if (!row.broken)
                    take_row(f, &row, &header);
        header_release(&header);
        source->rows = f->result->rows - rows;
        ok = err->code == E_NONE;
    }
    reader_close(reader);
    if (f->result->repeated > repeated)
        issues_add(f->issues, WARNING, "W457", (struct place){file->path, NULL, 0, 0},
                   _("%zu findings are in the round already and unchanged; they are passed over"),
                   f->result->repeated - repeated);
    return ok;
}

bool findings_import(struct store *store, const char *const *files, size_t n_files, bool correct,
                     const struct actor *actor, struct findings_imported *result, struct issues *issues,
                     struct error *err)
{
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct run run = {0};
    struct finding_files f = {
        .d = d, .store = store, .issues = issues, .corrects = correct, .seen = dictionary_new(), .result = result};
    *result = (struct findings_imported){0};
    struct new_source *checked = xcalloc(n_files, sizeof *checked);
    bool ok = run_begin(&run, store, "findings import", actor, err) && findings_read(&f.known, store, err) &&
              days_read(&f.days, store, err);
    if (ok) {
        f.insert = run_insert(&run, "finding");
    }
    for (size_t i = 0; ok && i < n_files; i++) {
        checked[i].path = files[i];
        ok = source_check(store, checked, i, issues, err);
        if (ok && !issues_count_code(issues, "F420"))
            ok = read_file(&f, &checked[i], err);
    }
    if (ok && !result->rows && !result->repeated && !issues_count(issues, FAULT))
        issues_add(issues, FAULT, "F449", (struct place){files[0], NULL, 0, 0}, _("there is no finding in it"));
    ok = query_end(f.insert, ok ? err : NULL) && ok && !issues_count(issues, FAULT);
    if (ok) {
        if (result->repeated)
            strbuf_addf(&f.changed, _("; %zu in the round already"), result->repeated);
        run_detail(&run, _("%zu files, %zu findings%s"), n_files, result->rows, strbuf_text(&f.changed));
        ok = sources_write(&run, "findings", &f.sources, err) && waivers_write(&run, issues, err) &&
             run_commit(&run, err);
    }
    run_abandon(&run);
    for (size_t i = 0; i < dictionary_size(f.seen); i++)
        free(f.seen_at[i]);
    free(f.seen_at);
    dictionary_free(f.seen);
    findings_release(&f.known);
    strbuf_release(&f.changed);
    sources_release(&f.sources);
    free(checked);
    definition_free(d);
    return ok;
}
