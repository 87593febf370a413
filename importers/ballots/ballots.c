#include "importers/ballots/ballots.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/cells.h"
#include "importers/ballots/partial.h"
#include "importers/ballots/rows.h"
#include "importers/ballots/rules.h"
#include "importers/ballots/warnings.h"
#include "importers/readers/reader.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/form_names.h"

#define PROGRESS_ROWS 4096 /* between two calls of progress() */

struct import {
    struct input in;
    struct ballot_import *result;
    struct new_source *files;
    struct warnings *warnings;
    struct partials *partials; /* of the sheet being read; NULL where its rows are whole ballots */
    uint8_t *cells;            /* of such a row */
    size_t cells_room;
};

/* --- a sheet -------------------------------------------------------------------------- */

static bool take(struct import *m, struct sheet_input *s, const struct entry *e, struct error *err)
{
    size_t before = intake_taken(m->in.intake)->repeated;
    enum taking taking = intake_take(m->in.intake, e, m->in.issues, err);
    s->not_keyed += taking == PASSED_OVER;
    s->repeated += intake_taken(m->in.intake)->repeated - before;
    if (taking == TAKEN)
        warnings_entry(m->warnings, &m->in, e);
    return err->code == E_NONE;
}

/* A row that is a whole ballot. */
static bool read_ballot(struct import *m, struct sheet_input *s, const struct row *row, struct entry *e,
                        struct error *err)
{
    const struct placement *placement = placements_get(s->placements, e->ballot, NONE);
    m->cells = grow(m->cells, &m->cells_room, placement->n_cells + 1, 1);
    memcpy(m->cells, placement->blank, placement->n_cells);
    e->cells = m->cells;
    e->n_cells = placement->n_cells;
    bool away = e->state != N_CUSTODY && e->state > CUSTODY_ARCHIVED;
    if (!away && !cells_are_all_there(&m->in, s, row, placement))
        e->bad = true;
    cells_read(&m->in, s, row, placement, e);
    if (placement->missing != NONE && (e->n_answers || e->says_keyer))
        say_missing(&m->in, s, e->place, e->ballot, placement->missing);
    return take(m, s, e, err);
}

static bool read_row(struct import *m, struct sheet_input *s, const struct row *row, struct error *err)
{
    struct entry e;
    size_t unit;
    enum row_kind kind = row_read(&m->in, s, row, &e, &unit);
    e.bad = kind == ROW_BAD;
    if (kind != ROW_LOST && !m->partials)
        return read_ballot(m, s, row, &e, err);
    if (kind == ROW_GOOD)
        partials_add(m->partials, &m->in, s, row, &e, unit);
    else
        cells_check(&m->in, s, row, e.ballot);
    return true;
}

/* The ballots of which rows had a part. */
static bool take_partials(struct import *m, struct sheet_input *s, struct error *err)
{
    for (size_t i = 0; i < partials_count(m->partials); i++)
        if (!take(m, s, partials_whole(m->partials, &m->in, s, i), err))
            return false;
    if (s->columns.layout == LAYOUT_ANSWERS && m->in.options->pass != 3)
        partials_check(m->partials, &m->in, s);
    return true;
}

/* Add NAME to the words in LIST, which has room for SIZE bytes, once. */
static void add_word(char *list, size_t size, const char *name)
{
    size_t n = strlen(list), length = strlen(name);
    for (const char *p = list; (p = strstr(p, name)); p += length)
        if ((p == list || p[-1] == ' ') && (!p[length] || p[length] == ' '))
            return;
    if (n + length + 2 <= size)
        snprintf(list + n, size - n, "%s%s", n ? " " : "", name);
}

static bool read_sheet(struct import *m, struct reader *reader, const struct new_source *file, struct error *err)
{
    const struct input *in = &m->in;
    size_t aside_before = intake_taken(in->intake)->set_aside;
    struct new_source *source = intake_source(in->intake, file, reader_place(reader).sheet);
    struct sheet_input s = {.source = source, .reported = xcalloc(in->d->n_ballot_types, sizeof(bool))};
    struct error local = {0};
    if (ballot_columns_read(&s.columns, reader, in->d, in->map, in->issues, &local)) {
        struct row row;
        struct row_rules *rules = row_rules_new(&s.columns, reader, in->issues);
        s.n_faults = issues_count(in->issues, FAULT);
        s.placements = placements_new(&s.columns, in->issued, in->d, in->options->pass);
        m->partials = s.columns.layout == LAYOUT_BALLOTS ? NULL : partials_new(in->d, in->issued);
        while (header_next(&s.columns.header, &row, &local)) {
            if (++source->rows % PROGRESS_ROWS == 0 && in->options->progress)
                in->options->progress(in->options->progress_data, file->path, source->rows);
            if (!row.broken && row_rules_keep(rules, &row) && !read_row(m, &s, &row, &local))
                break;
        }
        if (local.code == E_NONE && (!m->partials || take_partials(m, &s, &local)))
            add_word(m->result->layouts, sizeof m->result->layouts, layout_names[s.columns.layout]);
        m->result->left_out += row_rules_end(rules, reader_place(reader), in->issues);
        row_rules_free(rules);
        if (reader_is_ours(reader))
            m->result->not_keyed += s.not_keyed;
        else if (s.not_keyed)
            issues_add(in->issues, WARNING, "W441", reader_place(reader),
                       _("%zu rows have a serial and nothing else: not keyed yet, passed over; a ballot that came back "
                         "blank has its keyer"),
                       s.not_keyed);
        size_t set_aside = intake_taken(in->intake)->set_aside - aside_before;
        if (set_aside)
            issues_add(
                in->issues, WARNING, "W446", reader_place(reader),
                _("%zu ballots are as they were before they were corrected or withdrawn; what was put right stays, "
                  "`dtxhh correct` changes it"),
                set_aside);
        s.repeated -= s.repeated < set_aside ? s.repeated : set_aside;
        if (s.repeated)
            issues_add(in->issues, WARNING, "W445", reader_place(reader),
                       _("%zu ballots are in the round already and unchanged; they are passed over"), s.repeated);
    }
    m->result->rows += source->rows;
    partials_free(m->partials);
    m->partials = NULL;
    placements_free(s.placements);
    ballot_columns_release(&s.columns);
    free(s.reported);
    return error_pass(err, &local);
}

/* --- files ------------------------------------------------------------------------------ */

/* Which ballots of the file at PATH were sent twice, beside what was so BEFORE it. */
static void say_twice(const struct import *m, const char *path, const struct taken_so_far *before)
{
    const struct taken_so_far *now = intake_taken(m->in.intake);
    struct place place = {path, NULL, 0, 0};
    if (now->same > before->same)
        issues_add(m->in.issues, WARNING, "W443", place,
                   _("%zu rows are of ballots that came before, with the same answers: they are one ballot"),
                   now->same - before->same);
    if (now->first > before->first)
        issues_add(m->in.issues, WARNING, "W443", place,
                   _("%zu rows have other answers than one of their ballot before: the first counts"),
                   now->first - before->first);
    if (now->last > before->last)
        issues_add(m->in.issues, WARNING, "W443", place,
                   _("%zu rows have other answers than one of their ballot before: the last counts"),
                   now->last - before->last);
}

/* True for a list by which ballots are handed out, which another verb reads; READER, at the first row of a sheet, stays
 * there. */
static bool is_handout(struct reader *reader, struct issues *issues, struct error *err)
{
    struct row row;
    if (!reader_next(reader, &row, err))
        return false;
    bool is = !strncmp(row_text(&row, 0), HANDOUT_TITLE, strlen(HANDOUT_TITLE));
    if (is)
        issues_add(issues, FAULT, "F421", row_place(&row, 0),
                   _("this is a hand-out list, which has no answers; `dtxhh custody import` reads it"));
    reader_back(reader);
    return is;
}

static bool read_file(struct import *m, const struct new_source *file, struct error *err)
{
    struct reader_options options = {.encoding = m->in.options->encoding};
    struct reader *reader = reader_open_with(file->path, &options, m->in.issues, err);
    struct dictionary *words = definition_words(m->in.d);
    if (reader)
        reader_know(reader, words);
    bool ok = reader != NULL;
    struct taken_so_far before = *intake_taken(m->in.intake);
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        if (reader_for_people(reader, s))
            continue;
        ok = reader_go(reader, s, err);
        bool is_other = ok && is_handout(reader, m->in.issues, err);
        ok = ok && err->code == E_NONE && (is_other || read_sheet(m, reader, file, err));
    }
    if (ok)
        add_word(m->result->encodings, sizeof m->result->encodings,
                 reader_encoding(reader) ? reader_encoding(reader) : "xlsx");
    reader_close(reader);
    dictionary_free(words);
    say_twice(m, file->path, &before);
    warnings_file(m->warnings, &m->in, file->path);
    return ok;
}

/* Read all files; false where something in them or about them is wrong. */
static bool read_all(struct import *m, struct store *store, struct error *err)
{
    struct issues *issues = m->in.issues;
    size_t before = issues_count(issues, FAULT);
    for (size_t i = 0; i < m->result->files; i++)
        if (!source_check(store, m->files, i, issues, err))
            return false;
    if (issues_count(issues, FAULT) > before || !(m->in.issued = intake_register(m->in.intake, err)))
        return false;
    for (size_t i = 0; i < m->result->files; i++)
        if (!read_file(m, &m->files[i], err))
            return false;
    warnings_end(m->warnings, &m->in);
    const struct taken_so_far *taken = intake_taken(m->in.intake);
    m->result->entries = taken->entries;
    m->result->events = taken->events;
    m->result->other_channel = taken->other_channel;
    m->result->repeated = taken->repeated;
    m->result->corrected = taken->corrected;
    if (issues_count(issues, FAULT) == before && taken->entries + taken->events + taken->repeated + taken->same == 0)
        issues_add(issues, FAULT, "F421", (struct place){m->files[0].path, NULL, 0, 0}, _("there is no ballot in it"));
    return issues_count(issues, FAULT) == before;
}

/* --- the run ------------------------------------------------------------------------------ */

/* What rules left out, for the log; a new string. */
static char *rules_words(const struct import *m)
{
    const struct taken_so_far *t = intake_taken(m->in.intake);
    struct strbuf words = {0};
    if (m->result->left_out)
        strbuf_addf(&words, _("; %zu rows left out by the map"), m->result->left_out);
    if (t->same)
        strbuf_addf(&words, _("; %zu rows with the same answers as before"), t->same);
    if (t->first)
        strbuf_addf(&words, _("; %zu rows sent again with other answers, the first counts"), t->first);
    if (t->last)
        strbuf_addf(&words, _("; %zu rows sent again with other answers, the last counts"), t->last);
    return words.text ? strbuf_take(&words) : xstrdup("");
}

static bool commit(struct import *m, struct error *err)
{
    const struct ballot_import *r = m->result;
    const struct ballot_map *map = m->in.map;
    char *with_map = map ? xasprintf("; map %s %s", map->path, map->sha256) : xstrdup("");
    char *other = r->other_channel ? xasprintf(_("; %zu ballots came by another channel too: channels = %s"),
                                               r->other_channel, m->in.d->setting[S_CHANNELS])
                                   : xstrdup("");
    char *rules = rules_words(m);
    struct strbuf again = {0};
    if (r->repeated)
        strbuf_addf(&again, _("; %zu in the round already"), r->repeated);
    if (r->corrected)
        strbuf_addf(&again, _("; %zu corrected"), r->corrected);
    char *detail = xasprintf(_("%zu files, %zu rows, %zu entries, %zu events%s%s%s%s"), r->files, r->rows, r->entries,
                             r->events, strbuf_text(&again), other, with_map, rules);
    strbuf_release(&again);
    bool ok = intake_commit(m->in.intake, detail, m->in.issues, NULL, err);
    free(with_map);
    free(rules);
    free(other);
    free(detail);
    return ok;
}

static bool begin_twice(const struct import *m)
{
    static const struct twice none;
    struct twice twice = twice_join(&m->in.options->twice, m->in.map ? &m->in.map->twice : &none);
    intake_twice(m->in.intake, &twice);
    return true;
}

/* What was wished, by which the files say the same again. */
static bool keep_options(const struct import *m)
{
    const struct ballot_options *o = m->in.options;
    char *twice = twice_words(&o->twice);
    intake_option(m->in.intake, IMPORT_TYPE, o->type);
    intake_option(m->in.intake, IMPORT_CHANNEL, o->channel ? channel_names[o->channel] : NULL);
    intake_option(m->in.intake, IMPORT_KEYER, o->keyer);
    intake_option(m->in.intake, IMPORT_PASS, o->pass == 2 ? "2" : o->pass == 3 ? "3" : NULL);
    intake_option(m->in.intake, IMPORT_MAP, m->in.map ? m->in.map->sha256 : NULL);
    intake_option(m->in.intake, IMPORT_TWICE, *twice ? twice : NULL);
    intake_option(m->in.intake, IMPORT_ENCODING, o->encoding);
    intake_option(m->in.intake, IMPORT_CORRECT, o->correct ? "yes" : NULL);
    free(twice);
    return true;
}

bool ballots_import(struct store *store, const char *const *files, size_t n_files, const struct ballot_options *options,
                    const struct actor *actor, struct ballot_import *result, struct issues *issues, struct error *err)
{
    assert(options->pass >= 1 && options->pass <= 3);
    *result = (struct ballot_import){.files = n_files};
    struct intake *intake = intake_open(store, err);
    if (!intake)
        return false;
    for (size_t i = 0; i < options->n_accept; i++)
        issues_accept(issues, options->accept[i]);
    struct ballot_names names = {0};
    struct ballot_map map = {0};
    struct import m = {.result = result, .files = xcalloc(n_files, sizeof *m.files)};
    for (size_t i = 0; i < n_files; i++)
        m.files[i].path = files[i];
    bool ok = intake_begin(intake, options->audited ? "audit import" : "import", true, actor, err);
    if (ok) {
        if (options->correct)
            intake_corrects(intake);
        if (options->audited)
            intake_audit(intake, options->audited);
        m.in = (struct input){.round = store_path(store),
                              .options = options,
                              .map = options->map ? &map : NULL,
                              .d = intake_definition(intake),
                              .scales = intake_scales(intake),
                              .names = &names,
                              .intake = intake,
                              .issues = issues};
        ballot_names_init(&names, m.in.d);
        m.warnings = warnings_new(m.in.d);
    }
    if (ok && options->type && definition_called(m.in.d, T_BALLOT_TYPES, options->type) == NONE)
        ok = error_set(err, E_USAGE, _("ballot type \"%s\" is not in the definition%s"), options->type,
                       definition_near(m.in.d, T_BALLOT_TYPES, options->type).text);
    ok = ok && (!options->map || ballot_map_read(&map, options->map, m.in.d, issues, err)) && begin_twice(&m) &&
         keep_options(&m) && read_all(&m, store, err) && commit(&m, err);
    warnings_free(m.warnings);
    ballot_names_release(&names);
    ballot_map_release(&map);
    intake_close(intake);
    free(m.files);
    free(m.cells);
    return ok;
}
