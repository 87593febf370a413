#include "importers/ballots/ballots.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "importers/readers/reader.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define PROGRESS_ROWS 4096 /* between two calls of progress() */

static const char sql_source_known[] = "SELECT file, run FROM source WHERE sha256 = :sha256";

/* --- a sheet -------------------------------------------------------------------------- */

/* A row that is a whole ballot. */
static bool read_ballot(struct import *m, struct sheet_import *s, const struct row *row, struct entry *g, bool bad,
                        struct error *err)
{
    const struct placement *placement = placements_get(s->placements, g->ballot, NONE);
    m->cells = grow(m->cells, &m->cells_room, placement->n_cells + 1, 1);
    memcpy(m->cells, placement->blank, placement->n_cells);
    g->cells = m->cells;
    g->n_cells = placement->n_cells;
    bool away = g->state != N_CUSTODY && g->state > CUSTODY_ARCHIVED;
    if (!away && !cells_are_all_there(m, s, row, placement))
        bad = true;
    cells_read(m, s, row, placement, g);
    if (placement->missing != NONE && (g->n_answers || g->says_keyer))
        say_missing(m, s, g->place, g->ballot, placement->missing);
    return ballot_take(m, s, g, bad, err);
}

static bool read_row(struct import *m, struct sheet_import *s, const struct row *row, struct error *err)
{
    struct entry g;
    size_t unit;
    enum row_kind reading = row_read(m, s, row, &g, &unit);
    if (reading != ROW_LOST && s->columns.layout == LAYOUT_BALLOTS)
        return read_ballot(m, s, row, &g, reading == ROW_BAD, err);
    if (reading == ROW_GOOD)
        partials_add(m, s, row, &g, unit);
    else
        cells_check(m, s, row, g.ballot);
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

static bool read_sheet(struct import *m, struct reader *reader, struct error *err)
{
    struct sheet_import s = {.reported = xcalloc(m->d->n_ballot_types, sizeof(bool))};
    struct error local = {0};
    struct file_seen *file = &m->files[m->file];
    const char *name = reader_place(reader).sheet;
    m->sheets = grow(m->sheets, &m->sheets_room, m->n_sheets + 1, sizeof *m->sheets);
    m->sheets[m->n_sheets++] = name ? xasprintf("%s:%s", file->path, name) : xstrdup(file->path);
    if (ballot_columns_read(&s.columns, reader, m->d, m->map, m->issues, &local)) {
        struct row row;
        s.n_faults = issues_count(m->issues, FAULT);
        s.placements = placements_new(&s.columns, &m->issued, m->d, m->options->pass == 3);
        while (header_next(&s.columns.header, &row, &local)) {
            if (++file->rows % PROGRESS_ROWS == 0 && m->options->progress)
                m->options->progress(m->options->progress_data, file->path, file->rows);
            if (!row.broken && !read_row(m, &s, &row, &local))
                break;
        }
        if (local.code == E_NONE &&
            (s.columns.layout == LAYOUT_BALLOTS || partials_finish(m, &s, &local) || local.code == E_NONE))
            add_word(m->result->layouts, sizeof m->result->layouts, layout_names[s.columns.layout]);
        if (s.not_keyed)
            issues_add(m->issues, WARNING, "W441", reader_place(reader),
                       _("%zu rows have a serial and nothing else: not keyed yet, passed over; a ballot that came back "
                         "blank has its keyer"),
                       s.not_keyed);
    }
    placements_free(s.placements);
    ballot_columns_release(&s.columns);
    free(s.reported);
    return error_pass(err, &local);
}

/* --- files ------------------------------------------------------------------------------ */

/* The same file again? */
static bool is_new_file(struct import *m, size_t f, struct error *err)
{
    struct file_seen *file = &m->files[f];
    if (!hash_file(file->path, file->sha256, err))
        return false;
    struct place place = {file->path, NULL, 0, 0};
    for (size_t i = 0; i < f; i++)
        if (!strcmp(m->files[i].sha256, file->sha256))
            issues_add(m->issues, FAULT, "F420", place, _("the file is the same as \"%s\""), m->files[i].path);
    struct query *q = query_new(m->store, sql_source_known);
    query_text(q, ":sha256", file->sha256);
    if (query_next(q))
        issues_add(m->issues, FAULT, "F420", place,
                   _("this file was imported already, as \"%s\" in run %" PRId64 "; nothing to do"),
                   query_get_str(q, 0), query_get_int(q, 1));
    return query_end(q, err);
}

static bool read_file(struct import *m, struct error *err)
{
    struct reader_options options = {.encoding = m->options->encoding};
    struct reader *reader = reader_open_with(m->files[m->file].path, &options, m->issues, err);
    bool ok = reader != NULL;
    for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
        const char *name = reader_sheet_name(reader, s);
        if (name && name[0] == '_')
            continue;
        ok = reader_go(reader, s, err) && read_sheet(m, reader, err);
    }
    if (ok)
        add_word(m->result->encodings, sizeof m->result->encodings,
                 reader_encoding(reader) ? reader_encoding(reader) : "xlsx");
    reader_close(reader);
    warnings_file(m);
    return ok;
}

/* --- the run ------------------------------------------------------------------------------ */

static void prepare(struct import *m)
{
    const struct definition *d = m->d;
    ballot_names_init(&m->names, d);
    m->scales = xcalloc(d->n_scales, sizeof *m->scales);
    for (size_t s = 0; s < d->n_scales; s++)
        option_words_init(&m->scales[s], &d->scales[s]);
    m->partials = partials_new();
    m->warnings = warnings_new(d);
    m->sorter = sorter_new(store_path(m->store));
}

static void release(struct import *m)
{
    for (size_t s = 0; m->scales && s < m->d->n_scales; s++)
        option_words_release(&m->scales[s]);
    for (size_t i = 0; i < m->n_texts; i++)
        free(m->texts[i].value);
    for (size_t i = 0; i < m->n_events; i++)
        free(m->events[i].reason);
    free(m->scales);
    free(m->texts);
    free(m->events);
    for (size_t i = 0; i < m->n_sheets; i++)
        free(m->sheets[i]);
    free(m->sheets);
    free(m->files);
    free(m->cells);
    query_end(m->where_keyed, NULL);
    partials_free(m->partials);
    warnings_free(m->warnings);
    sorter_free(m->sorter);
    dictionary_free(m->keyers);
    ballot_names_release(&m->names);
    register_release(&m->issued);
}

/* Read all files; false where something in them or about them is wrong. */
static bool read_all(struct import *m, struct error *err)
{
    size_t before = issues_count(m->issues, FAULT);
    for (size_t i = 0; i < m->n_files; i++)
        if (!is_new_file(m, i, err))
            return false;
    if (issues_count(m->issues, FAULT) > before || !register_read(&m->issued, m->store, m->d, err))
        return false;
    prepare(m);
    for (m->file = 0; m->file < m->n_files; m->file++)
        if (!read_file(m, err))
            return false;
    warnings_end(m);
    if (issues_count(m->issues, FAULT) == before && sorter_count(m->sorter) + m->n_events == 0)
        issues_add(m->issues, FAULT, "F421", (struct place){m->files[0].path, NULL, 0, 0},
                   _("there is no ballot in it"));
    return issues_count(m->issues, FAULT) == before;
}

static void tell(struct import *m)
{
    char *warnings = xstrdup("");
    for (size_t i = 0; i < issues_n_codes(m->issues); i++) {
        size_t n;
        bool accepted;
        const char *code = issues_code(m->issues, i, &n, &accepted);
        char *longer =
            n ? xasprintf("%s%s%s %zu%s", warnings, *warnings ? ", " : "; ", code, n, accepted ? _(" accepted") : "")
              : NULL;
        if (longer) {
            free(warnings);
            warnings = longer;
        }
    }
    char *map = m->map ? xasprintf("; map %s %s", m->map->path, m->map->sha256) : xstrdup("");
    char *other = m->result->other_channel ? xasprintf(_("; %zu ballots came by another channel too: channels = %s"),
                                                       m->result->other_channel, m->d->setting[S_CHANNELS])
                                           : xstrdup("");
    run_detail(m->run, _("%zu files, %zu rows, %zu entries, %zu events%s%s%s"), m->result->files, m->result->rows,
               m->result->entries, m->result->events, other, map, warnings);
    free(map);
    free(warnings);
    free(other);
}

bool ballots_import(struct store *store, const char *const *files, size_t n_files, const struct ballot_options *options,
                    const struct actor *actor, struct ballot_import *result, struct issues *issues, struct error *err)
{
    assert(options->pass >= 1 && options->pass <= 3);
    *result = (struct ballot_import){.files = n_files};
    if (n_files > UINT16_MAX)
        return error_set(err, E_USAGE, _("at most %d files in one run"), UINT16_MAX);
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct run run = {0};
    struct ballot_map map = {0};
    struct import m = {.store = store,
                       .d = d,
                       .options = options,
                       .map = options->map ? &map : NULL,
                       .issues = issues,
                       .run = &run,
                       .result = result,
                       .n_files = n_files};
    m.keyers = dictionary_new();
    m.files = xcalloc(n_files, sizeof *m.files);
    for (size_t i = 0; i < n_files; i++)
        m.files[i].path = files[i];
    for (size_t i = 0; i < options->n_accept; i++)
        issues_accept(issues, options->accept[i]);
    bool ok = run_begin(&run, store, "import", actor, err);
    if (ok && options->type && definition_type(d, options->type) == NONE)
        ok = error_set(err, E_USAGE, _("ballot type \"%s\" is not in the definition"), options->type);
    ok = ok && (!options->map || ballot_map_read(&map, options->map, d, issues, err)) && read_all(&m, err) &&
         import_write(&m, err);
    if (ok) {
        tell(&m);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    release(&m);
    ballot_map_release(&map);
    definition_free(d);
    return ok;
}
