/* All that was read, into the round: entries in the order of their serials, then the rest. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/waivers.h"

static const char sql_source[] = "INSERT INTO source (source, kind, file, sha256, rows, note, run)"
                                 " VALUES (:source, 'ballots', :file, :sha256, :rows, :note, :run)";
static const char sql_last_source[] = "SELECT coalesce(max(source), 0) FROM source";
static const char sql_entry[] = "INSERT INTO entry (serial, pass, channel, keyer, source, line, answers, run)"
                                " VALUES (:serial, :pass, :channel, :keyer, :source, :line, :answers, :run)";
static const char sql_entry_text[] = "INSERT INTO entry_text (serial, pass, cell, value, run)"
                                     " VALUES (:serial, :pass, :cell, :value, :run)";
static const char sql_event[] = "INSERT INTO event (serial, number, state, reason, run) VALUES (:serial,"
                                " (SELECT coalesce(max(number), 0) + 1 FROM event WHERE serial = :serial),"
                                " :state, :reason, :run)";
static const char sql_first[] = "SELECT answers FROM entry WHERE serial = :serial AND pass = 1";
static const char sql_first_text[] =
    "SELECT value FROM entry_text WHERE serial = :serial AND pass = 1 AND cell = :cell";

/* What came first, to be compared with what another channel brings. */
struct firsts {
    uint32_t ballot; /* the entry of this run that was written last */
    uint8_t *cells;
    size_t n, room;
    struct text_answer **written; /* by ballot, pass and cell */
    size_t n_written;
    struct query *entry, *text; /* of earlier runs */
};

static int by_cell(const void *a, const void *b)
{
    const struct text_answer *x = *(const struct text_answer *const *)a, *y = *(const struct text_answer *const *)b;
    if (x->ballot != y->ballot)
        return x->ballot < y->ballot ? -1 : 1;
    if (x->pass != y->pass)
        return x->pass < y->pass ? -1 : 1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* What this run wrote in numbers and words on ballots that came by another channel too. */
static void find_written(const struct import *m, struct firsts *f)
{
    size_t room = 0;
    for (size_t i = 0; i < m->n_texts; i++)
        if (m->issued.ballots[m->texts[i].ballot].now & 1u << 4) {
            f->written = grow(f->written, &room, f->n_written + 1, sizeof *f->written);
            f->written[f->n_written++] = &m->texts[i];
        }
    if (f->n_written)
        qsort(f->written, f->n_written, sizeof *f->written, by_cell);
}

static void firsts_init(struct firsts *f, struct import *m)
{
    *f = (struct firsts){.n = SIZE_MAX};
    find_written(m, f);
    f->entry = query_new(m->store, sql_first);
    f->text = query_new(m->store, sql_first_text);
}

static bool firsts_release(struct firsts *f, struct error *err)
{
    free(f->written);
    free(f->cells);
    bool ok = query_end(f->entry, err);
    return query_end(f->text, err) && ok;
}

static void keep_first(struct firsts *f, const struct sorted_entry *e, const uint8_t *cells)
{
    f->cells = grow(f->cells, &f->room, e->n_cells + 1, 1);
    memcpy(f->cells, cells, e->n_cells);
    f->n = e->n_cells;
    f->ballot = e->ballot;
}

static const char *written(const struct firsts *f, size_t ballot, int pass, size_t cell)
{
    const struct text_answer key = {.ballot = ballot, .pass = pass, .cell = cell}, *wanted = &key;
    struct text_answer **found =
        f->n_written ? bsearch(&wanted, f->written, f->n_written, sizeof *f->written, by_cell) : NULL;
    return found ? (*found)->value : "";
}

/* Both channels have a number or words in CELL of E: whether they are others. */
static bool writes_otherwise(struct import *m, const struct firsts *f, const struct sorted_entry *e, size_t cell)
{
    const char *now = written(f, e->ballot, e->pass, cell);
    if (m->issued.ballots[e->ballot].now & 1u << 1)
        return strcmp(written(f, e->ballot, 1, cell), now) != 0;
    query_reset(f->text);
    query_int(f->text, ":serial", register_serial(&m->issued, e->ballot));
    query_int(f->text, ":cell", (int64_t)cell);
    return query_next(f->text) && strcmp(query_get_str(f->text, 0), now) != 0;
}

/* E against the CELLS that came first. */
static void compare_cells(struct import *m, const struct firsts *f, const struct sorted_entry *e, const uint8_t *cells,
                          const uint8_t *first)
{
    size_t n_different = 0, at = 0;
    for (size_t i = 0; i < e->n_cells; i++)
        if (cells[i] != first[i] ||
            (cells[i] == 1 && m->d->questions[cell_question(m, e->ballot, i)].kind != KIND_OPTION &&
             writes_otherwise(m, f, e, i)))
            at = n_different++ == 0 ? i : at;
    warnings_channels(m, e, register_channel(&m->issued.ballots[e->ballot], false), n_different, at);
}

static void compare_channels(struct import *m, const struct firsts *f, const struct sorted_entry *e,
                             const uint8_t *cells)
{
    m->result->other_channel++;
    if (f->n == e->n_cells && f->ballot == e->ballot) {
        compare_cells(m, f, e, cells, f->cells);
        return;
    }
    query_reset(f->entry);
    query_int(f->entry, ":serial", register_serial(&m->issued, e->ballot));
    size_t n;
    if (query_next(f->entry)) {
        const uint8_t *answers = query_get_blob(f->entry, 0, &n);
        if (n == e->n_cells)
            compare_cells(m, f, e, cells, answers);
    }
}

static bool write_entries(struct import *m, int64_t first_source, struct error *err)
{
    struct query *q = query_new(m->store, sql_entry);
    query_digests(q);
    struct error local = {0};
    struct firsts firsts;
    struct sorted_entry e;
    const uint8_t *cells;
    firsts_init(&firsts, m);
    bool ok = sorter_finish(m->sorter, &local);
    while (ok && sorter_next(m->sorter, &e, &cells, &local)) {
        const struct issued *k = &m->issued.ballots[e.ballot];
        query_int(q, ":serial", register_serial(&m->issued, e.ballot));
        query_int(q, ":pass", e.pass);
        query_text(q, ":channel", channel_names[e.channel]);
        query_text(q, ":keyer", e.keyer == UINT32_MAX ? NULL : dictionary_key(m->keyers, e.keyer));
        query_int(q, ":source", first_source + e.file);
        query_int(q, ":line", e.line);
        query_blob(q, ":answers", cells, e.n_cells);
        query_int(q, ":run", m->run->number);
        ok = query_run(q);
        if (ok && e.pass == 1 && k->now & 1u << 4)
            keep_first(&firsts, &e, cells);
        else if (ok && e.pass == 4)
            compare_channels(m, &firsts, &e, cells);
    }
    struct digest digest;
    query_digest(q, &digest);
    query_end(q, &local);
    firsts_release(&firsts, &local);
    if (local.code != E_NONE)
        return error_pass(err, &local);
    m->result->entries = (size_t)digest.rows;
    if (digest.rows)
        run_digested(m->run, "entry", &digest);
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool write_sources(struct import *m, int64_t first_source, struct error *err)
{
    struct query *q = query_new(m->store, sql_source);
    for (size_t i = 0; i < m->n_files; i++) {
        query_int(q, ":source", first_source + (int64_t)i);
        query_text(q, ":file", base_name(m->files[i].path));
        query_text(q, ":sha256", m->files[i].sha256);
        query_int(q, ":rows", (int64_t)m->files[i].rows);
        query_text(q, ":note", m->files[i].simulated ? "simulated" : NULL);
        query_int(q, ":run", m->run->number);
        query_run(q);
        m->result->rows += m->files[i].rows;
    }
    return query_end(q, err);
}

static bool write_texts(struct import *m, struct error *err)
{
    struct query *q = query_new(m->store, sql_entry_text);
    for (size_t i = 0; i < m->n_texts; i++) {
        query_int(q, ":serial", register_serial(&m->issued, m->texts[i].ballot));
        query_int(q, ":pass", m->texts[i].pass);
        query_int(q, ":cell", (int64_t)m->texts[i].cell);
        query_text(q, ":value", m->texts[i].value);
        query_int(q, ":run", m->run->number);
        query_run(q);
    }
    return query_end(q, err);
}

static bool write_events(struct import *m, struct error *err)
{
    struct query *q = query_new(m->store, sql_event);
    for (size_t i = 0; i < m->n_events; i++) {
        query_int(q, ":serial", register_serial(&m->issued, m->events[i].ballot));
        query_text(q, ":state", custody_names[m->events[i].state]);
        query_text(q, ":reason", m->events[i].reason);
        query_int(q, ":run", m->run->number);
        query_run(q);
    }
    m->result->events = m->n_events;
    return query_end(q, err);
}

bool import_write(struct import *m, struct error *err)
{
    int64_t first_source = store_number(m->store, sql_last_source, 0) + 1;
    return write_entries(m, first_source, err) && write_sources(m, first_source, err) && write_texts(m, err) &&
           write_events(m, err) && waivers_write(m->run, m->issues, err);
}
