#include "importers/ballots.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballot_columns.h"
#include "importers/number.h"
#include "importers/reader.h"
#include "survey/dictionary.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/text.h"

#define BATCH     65536
#define NOT_GIVEN 252 /* a cell of a ballot whose row has not come yet */

static const char sql_ballots[] = "SELECT serial, ballot_type, \"group\", list FROM ballot ORDER BY serial";
static const char sql_entries[] = "SELECT serial, pass FROM entry ORDER BY serial, pass";
static const char sql_states[] =
    "SELECT serial, max(number), (SELECT state FROM event l WHERE l.serial = e.serial ORDER BY number DESC LIMIT 1)"
    " FROM event e GROUP BY serial ORDER BY serial";
static const char sql_where_keyed[] = "SELECT s.file, e.line, e.keyer FROM entry e JOIN source s USING (source)"
                                      " WHERE e.serial = :serial AND e.pass = :pass";
static const char sql_source_known[] = "SELECT file, run FROM source WHERE sha256 = :sha256";
static const char sql_source[] = "INSERT INTO source (source, kind, file, sha256, rows, note, run)"
                                 " VALUES (:source, 'ballots', :file, :sha256, :rows, :note, :run)";
static const char sql_entry[] = "INSERT INTO entry (serial, pass, channel, keyer, source, line, answers, run)"
                                " VALUES (:serial, :pass, :channel, :keyer, :source, :line, :answers, :run)";
static const char sql_entry_text[] = "INSERT INTO entry_text (serial, pass, cell, value, run)"
                                     " VALUES (:serial, :pass, :cell, :value, :run)";
static const char sql_event[] = "INSERT INTO event (serial, number, state, reason, run)"
                                " VALUES (:serial, :number, :state, :reason, :run)";

/* A ballot of the round, and what this run has seen of it. */
struct known {
    int64_t serial;
    uint32_t list; /* index in the unit lists */
    uint32_t line; /* where this run first saw it; 0: not yet */
    uint16_t file;
    uint16_t type;
    uint16_t n_events;
    uint8_t keyed; /* bit PASS is set where that entry is in the round */
    uint8_t is_void;
};

/* A scale ready for reading cells. */
struct answers {
    uint8_t by_byte[128];              /* option with this one-byte code, 0 none */
    struct dictionary *codes, *labels; /* codes in capitals; labels folded */
};

struct keyed { /* an entry waiting for its batch */
    size_t known;
    uint8_t *cells;
    size_t line;
    size_t source; /* index of the file */
    size_t keyer;  /* in keyers; NONE */
    enum channel channel;
};

struct text_answer {
    size_t known, cell;
    char *value;
};

struct happened {
    size_t known;
    enum custody state;
    char *reason;
};

struct file_seen {
    const char *path;
    char sha256[HASH_HEX];
    size_t rows;
    bool simulated;
};

struct import {
    struct store *store;
    const struct definition *d;
    const struct ballot_options *options;
    struct issues *issues;
    struct run *run;
    struct unit_lists lists;
    size_t *position; /* [list * n_units + unit]: where the unit stands in the list, or NONE; NULL: search */
    struct known *known;
    size_t n_known;
    struct answers *scales;
    struct keyed *batch;
    size_t n_batch;
    uint8_t **partial;      /* [n_known]: cells of ballots that come a unit at a time; NULL where none does */
    struct keyed *partials; /* what else is known of them */
    size_t n_partials, partials_room;
    struct text_answer *texts;
    size_t n_texts, texts_room;
    struct happened *events;
    size_t n_events, events_room;
    struct dictionary *keyers;
    struct file_seen *files;
    size_t file; /* the one being read */
    int64_t first_source;
    struct query *insert;
    size_t not_keyed; /* rows of the sheet with nothing but a serial */
    struct ballot_import *result;
};

/* --- what the round knows --------------------------------------------------------- */

static bool read_known(struct import *m, struct error *err)
{
    struct error local = {0};
    struct query *q = query_new(m->store, sql_ballots, err), *e = query_new(m->store, sql_entries, err),
                 *s = query_new(m->store, sql_states, err);
    size_t room = 0;
    while (q && e && s && query_next(q, &local)) {
        size_t type = definition_type(m->d, query_get_str(q, 1)),
               list = unit_lists_find(&m->lists, query_get_int(q, 3));
        if (type == NONE || list == NONE) {
            error_set(&local, E_FILE, _("a ballot of \"%s\" has a type or a list of units that is not there"),
                      store_path(m->store));
            break;
        }
        m->known = grow(m->known, &room, m->n_known + 1, sizeof *m->known);
        m->known[m->n_known++] =
            (struct known){.serial = query_get_int(q, 0), .list = (uint32_t)list, .type = (uint16_t)type};
    }
    size_t i = 0;
    while (e && local.code == E_NONE && query_next(e, &local)) {
        while (i < m->n_known && m->known[i].serial < query_get_int(e, 0))
            i++;
        if (i < m->n_known && m->known[i].serial == query_get_int(e, 0))
            m->known[i].keyed |= (uint8_t)(1u << query_get_int(e, 1));
    }
    i = 0;
    while (s && local.code == E_NONE && query_next(s, &local)) {
        while (i < m->n_known && m->known[i].serial < query_get_int(s, 0))
            i++;
        if (i < m->n_known && m->known[i].serial == query_get_int(s, 0)) {
            m->known[i].n_events = (uint16_t)query_get_int(s, 1);
            m->known[i].is_void = !strcmp(query_get_str(s, 2), "void");
        }
    }
    bool ok = q && e && s;
    query_free(q);
    query_free(e);
    query_free(s);
    return ok && (local.code == E_NONE || error_set(err, local.code, "%s", local.text));
}

static size_t find_serial(const struct import *m, int64_t serial)
{
    size_t low = 0, high = m->n_known;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->known[middle].serial < serial)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->n_known && m->known[low].serial == serial ? low : NONE;
}

static char *capitals(const char *text)
{
    char *copy = xstrdup(text);
    for (char *p = copy; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
    return copy;
}

static void prepare_scales(struct import *m)
{
    m->scales = xcalloc(m->d->n_scales, sizeof *m->scales);
    for (size_t s = 0; s < m->d->n_scales; s++) {
        struct answers *a = &m->scales[s];
        a->codes = dictionary_new();
        a->labels = dictionary_new();
        for (size_t i = 0; i < m->d->scales[s].n_options; i++) {
            const struct option *o = &m->d->scales[s].options[i];
            char *code = capitals(o->code), *label = text_fold(o->label);
            dictionary_add(a->codes, code, strlen(code), NULL);
            /* Labels that fold to the same text name no option: give the number to a key of its own. */
            bool added;
            dictionary_add(a->labels, label, strlen(label), &added);
            if (!added) {
                char *own = xasprintf("%s\x1f%zu", label, i);
                dictionary_add(a->labels, own, strlen(own), NULL);
                free(own);
            }
            if (code[0] && !code[1])
                a->by_byte[(unsigned char)code[0]] = (uint8_t)(i + 1);
            free(code);
            free(label);
        }
    }
}

static size_t position_in_list(const struct import *m, size_t list, size_t unit)
{
    const size_t *units = m->lists.units + m->lists.start[list];
    if (m->position)
        return m->position[list * m->d->n_units + unit];
    for (size_t i = 0; i < m->lists.n_units[list]; i++)
        if (units[i] == unit)
            return i;
    return NONE;
}

static void prepare_positions(struct import *m)
{
    size_t cells = m->lists.n * m->d->n_units;
    if (cells > (size_t)1 << 22)
        return;
    m->position = xcalloc(cells, sizeof *m->position);
    for (size_t i = 0; i < cells; i++)
        m->position[i] = NONE;
    for (size_t l = 0; l < m->lists.n; l++)
        for (size_t i = 0; i < m->lists.n_units[l]; i++)
            m->position[l * m->d->n_units + m->lists.units[m->lists.start[l] + i]] = i;
}

/* --- cells -------------------------------------------------------------------------- */

/* The mark of an option cell; -1 where it is on no scale. */
static int read_option(const struct import *m, size_t scale, const struct cell *cell)
{
    const struct answers *a = &m->scales[scale];
    if (cell->length == 1 && (unsigned char)cell->text[0] < 128) {
        unsigned char c = (unsigned char)cell->text[0];
        if (c == '?')
            return MARK_UNREADABLE;
        if (c == '*')
            return MARK_MULTIPLE;
        if (c >= 'a' && c <= 'z')
            c = (unsigned char)(c - 'a' + 'A');
        if (a->by_byte[c])
            return a->by_byte[c];
    }
    char *code = capitals(cell->text);
    size_t i = dictionary_find(a->codes, code);
    free(code);
    if (i == SIZE_MAX) {
        char *label = text_fold(cell->text);
        i = dictionary_find(a->labels, label);
        free(label);
    }
    if (i == SIZE_MAX && cell->length <= 3 && cell->text[strspn(cell->text, "0123456789")] == '\0') {
        size_t ordinal = strtoul(cell->text, NULL, 10); /* no code is that number, so it is a place on the scale */
        if (ordinal >= 1 && ordinal <= m->d->scales[scale].n_options)
            i = ordinal - 1;
    }
    return i == SIZE_MAX ? -1 : (int)i + 1;
}

/* "A, B, C, D" of SCALE. */
static char *options_of(const struct import *m, size_t scale)
{
    char *list = xstrdup("");
    for (size_t i = 0; i < m->d->scales[scale].n_options; i++) {
        char *longer = xasprintf("%s%s%s", list, *list ? ", " : "", m->d->scales[scale].options[i].code);
        free(list);
        list = longer;
    }
    return list;
}

static void keep_text(struct import *m, size_t known, size_t cell, const char *value)
{
    m->texts = grow(m->texts, &m->texts_room, m->n_texts + 1, sizeof *m->texts);
    m->texts[m->n_texts++] = (struct text_answer){known, cell, xstrdup(value)};
}

/* Read the cell of COLUMN into *MARK; a fault leaves it unreadable. */
static void read_cell(struct import *m, const struct row *row, size_t column, size_t question, size_t known, size_t at,
                      uint8_t *mark)
{
    const struct question *q = &m->d->questions[question];
    const struct cell *cell = &row->cells[column];
    if (q->kind == KIND_OPTION) {
        int read = read_option(m, q->scale, cell);
        if (read < 0) {
            char *expected = options_of(m, q->scale);
            issues_add(m->issues, FAULT, "F411", row_place(row, column),
                       _("question \"%s\" has \"%s\", which is not on its scale; expected %s, ? or *"), q->code,
                       cell->text, expected);
            free(expected);
            read = MARK_UNREADABLE;
        }
        *mark = (uint8_t)read;
        return;
    }
    if (!strcmp(cell->text, "?") || !strcmp(cell->text, "*")) {
        *mark = cell->text[0] == '?' ? MARK_UNREADABLE : MARK_MULTIPLE;
        return;
    }
    char plain[NUMBER_TEXT];
    *mark = 1;
    if (q->kind == KIND_TEXT) {
        keep_text(m, known, at, cell->text);
    } else if (number_plain(cell->text, plain) == NUMBER_READ) {
        keep_text(m, known, at, plain);
    } else {
        issues_add(m->issues, FAULT, "F411", row_place(row, column), _("question \"%s\" has \"%s\"; expected a number"),
                   q->code, cell->text);
    }
}

/* --- rows --------------------------------------------------------------------------- */

struct row_ids { /* what a row says besides answers */
    size_t known;
    size_t unit; /* or NONE */
    size_t keyer;
    enum channel channel;
    enum custody state; /* N_CUSTODY where none is said */
};

struct state_name {
    const char *vietnamese;
    enum custody state;
};

static const struct state_name state_names[] = {
    {"đã in", CUSTODY_PRINTED},      {"đã thu", CUSTODY_RETURNED},
    {"thu về", CUSTODY_RETURNED},    {"đã nhập", CUSTODY_KEYED},
    {"đã kiểm", CUSTODY_VERIFIED},   {"lưu trữ", CUSTODY_ARCHIVED},
    {"hủy", CUSTODY_VOID},           {"huỷ", CUSTODY_VOID},
    {"từ chối", CUSTODY_REFUSED},    {"vắng mặt", CUSTODY_ABSENT},
    {"vắng", CUSTODY_ABSENT},        {"chuyển đi", CUSTODY_MOVED},
    {"chuyển nơi ở", CUSTODY_MOVED}, {"không thuộc đối tượng", CUSTODY_INELIGIBLE},
    {"đã phát", CUSTODY_ISSUED},
};

static enum custody read_state(const char *text)
{
    for (enum custody c = 0; c < N_CUSTODY; c++)
        if (text_same(custody_names[c], text))
            return c;
    for (size_t i = 0; i < sizeof state_names / sizeof *state_names; i++)
        if (text_same(state_names[i].vietnamese, text))
            return state_names[i].state;
    return N_CUSTODY;
}

/* The place of FIELD in ROW. */
static struct place field_place(const struct ballot_columns *c, const struct row *row, enum ballot_field field)
{
    return row_place(row, c->header.at[field]);
}

static bool read_serial(struct import *m, const struct ballot_columns *c, const struct row *row, size_t *known)
{
    const char *text = ballot_field(c, row, B_SERIAL);
    struct place place = field_place(c, row, B_SERIAL);
    int64_t serial = serial_parse(text);
    *known = serial ? find_serial(m, serial) : NONE;
    if (!*text)
        issues_add(m->issues, FAULT, "F403", place, _("the serial is empty"));
    else if (!serial)
        issues_add(m->issues, FAULT, "F403", place,
                   _("\"%s\" is no serial: its digits do not check; expected 11 digits as printed on the ballot"),
                   text);
    else if (*known == NONE)
        issues_add(m->issues, FAULT, "F404", place, _("serial \"%s\" was not issued in this round"), text);
    else if (m->known[*known].is_void)
        issues_add(m->issues, FAULT, "F405", place, _("serial \"%s\" is void"), text);
    else
        return true;
    return false;
}

static bool read_type(struct import *m, const struct ballot_columns *c, const struct row *row, size_t known)
{
    const char *is = m->d->ballot_types[m->known[known].type].code, *said = ballot_field(c, row, B_TYPE);
    if (*said && !text_same(said, is)) {
        issues_add(m->issues, FAULT, "F406", field_place(c, row, B_TYPE),
                   _("the row says ballot type \"%s\", but this serial was issued as \"%s\""), said, is);
        return false;
    }
    if (m->options->type && strcmp(m->options->type, is) != 0) {
        issues_add(m->issues, FAULT, "F406", field_place(c, row, B_SERIAL),
                   _("this serial was issued as ballot type \"%s\"; expected \"%s\" (--type)"), is, m->options->type);
        return false;
    }
    return true;
}

static bool read_unit(struct import *m, const struct ballot_columns *c, const struct row *row, struct row_ids *ids)
{
    ids->unit = NONE;
    if (c->header.at[B_UNIT] == SIZE_MAX)
        return true;
    const char *text = ballot_field(c, row, B_UNIT);
    struct place place = field_place(c, row, B_UNIT);
    const struct known *k = &m->known[ids->known];
    if (!*text)
        return true; /* a row that answers the questions asked once */
    char *code = capitals(text);
    ids->unit = definition_unit(m->d, code);
    free(code);
    for (size_t u = 0; ids->unit == NONE && u < m->d->n_units; u++)
        if (text_same(m->d->units[u].name, text))
            ids->unit = u;
    if (ids->unit == NONE) {
        issues_add(m->issues, FAULT, "F407", place, _("\"%s\" is no unit of this round"), text);
        return false;
    }
    if (position_in_list(m, k->list, ids->unit) != NONE)
        return true;
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    const struct unit *u = &m->d->units[ids->unit];
    if (t->block != ALL && u->block != t->block)
        issues_add(m->issues, FAULT, "F408", place,
                   _("unit \"%s\" is of block \"%s\"; ballot type \"%s\" rates block \"%s\""), u->code,
                   m->d->blocks[u->block].code, t->code, m->d->blocks[t->block].code);
    else
        issues_add(m->issues, FAULT, "F409", place, _("unit \"%s\" is not in the list of this serial"), u->code);
    return false;
}

static bool read_channel_and_keyer(struct import *m, const struct ballot_columns *c, const struct row *row,
                                   struct row_ids *ids)
{
    static const struct {
        const char *name;
        enum channel channel;
    } names[] = {{"giấy", CHANNEL_PAPER},
                 {"phiếu giấy", CHANNEL_PAPER},
                 {"trực tuyến", CHANNEL_ONLINE},
                 {"phỏng vấn", CHANNEL_DIRECT},
                 {"trực tiếp", CHANNEL_DIRECT}};
    const char *text = ballot_field(c, row, B_CHANNEL), *keyer = ballot_field(c, row, B_KEYER);
    ids->channel = m->options->channel ? m->options->channel : CHANNEL_PAPER;
    if (*text) {
        ids->channel = CHANNEL_NONE;
        for (enum channel k = CHANNEL_PAPER; k <= CHANNEL_DIRECT; k++)
            if (text_same(channel_names[k], text))
                ids->channel = k;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (text_same(names[i].name, text))
                ids->channel = names[i].channel;
        if (ids->channel == CHANNEL_NONE) {
            issues_add(m->issues, FAULT, "F410", field_place(c, row, B_CHANNEL),
                       _("column \"%s\" has \"%s\"; expected %s"), "channel", text, "paper, online, direct");
            return false;
        }
    }
    if (!*keyer)
        keyer = m->options->keyer ? m->options->keyer : "";
    ids->keyer = *keyer ? dictionary_add(m->keyers, keyer, strlen(keyer), NULL) : NONE;
    return true;
}

static bool read_row_state(struct import *m, const struct ballot_columns *c, const struct row *row, struct row_ids *ids)
{
    const char *text = ballot_field(c, row, B_STATE);
    ids->state = N_CUSTODY;
    if (!*text)
        return true;
    ids->state = read_state(text);
    if (ids->state != N_CUSTODY)
        return true;
    issues_add(m->issues, FAULT, "F410", field_place(c, row, B_STATE), _("column \"%s\" has \"%s\"; expected %s"),
               "state", text, "printed, returned, verified, archived, void, refused, absent, moved, ineligible");
    return false;
}

/* The ballot came twice in this run, or was keyed in an earlier one. */
static bool check_once(struct import *m, const struct ballot_columns *c, const struct row *row,
                       const struct row_ids *ids)
{
    struct known *k = &m->known[ids->known];
    char serial[SERIAL_TEXT];
    serial_format(k->serial, serial);
    bool unit_rows = c->header.at[B_UNIT] != SIZE_MAX;
    if (k->line && !(unit_rows && m->partial && m->partial[ids->known])) {
        issues_add(m->issues, FAULT, "F412", field_place(c, row, B_SERIAL),
                   _("serial %s stands in %s, line %u already"), serial, m->files[k->file].path, k->line);
        return false;
    }
    int pass = m->options->pass;
    if (!(k->keyed & 1u << pass) && (pass == 1 || k->keyed & 1u << 1))
        return true;
    struct error local = {0};
    struct query *q = query_new(m->store, sql_where_keyed, &local);
    if (q && k->keyed & 1u << pass) {
        query_int(q, ":serial", k->serial);
        query_int(q, ":pass", pass);
        if (query_next(q, &local))
            issues_add(m->issues, FAULT, "F413", field_place(c, row, B_SERIAL),
                       _("serial %s was keyed already, in %s, line %" PRId64
                         "; a second keying by another person is --pass 2"),
                       serial, query_get_str(q, 0), query_get_int(q, 1));
    } else {
        issues_add(m->issues, FAULT, "F414", field_place(c, row, B_SERIAL),
                   _("serial %s has no first keying yet, so pass %d cannot be taken"), serial, pass);
    }
    query_free(q);
    return false;
}

/* A second keying must be another person's. */
static bool check_keyer(struct import *m, const struct ballot_columns *c, const struct row *row,
                        const struct row_ids *ids)
{
    if (m->options->pass != 2)
        return true;
    struct error local = {0};
    struct query *q = query_new(m->store, sql_where_keyed, &local);
    bool ok = true;
    const char *keyer = ids->keyer == NONE ? "" : dictionary_key(m->keyers, ids->keyer);
    if (q) {
        query_int(q, ":serial", m->known[ids->known].serial);
        query_int(q, ":pass", 1);
        if (query_next(q, &local) && (!*keyer || text_same(keyer, query_get_str(q, 2)))) {
            ok = false;
            issues_add(m->issues, FAULT, "F415", field_place(c, row, B_KEYER),
                       *keyer ? _("the second keying is by \"%s\", who did the first; expected another person")
                              : _("the second keying needs a keyer%s: column \"keyer\" or --keyer"),
                       keyer);
        }
    }
    query_free(q);
    return ok;
}

/* Fill CELLS of ballot KNOWN from ROW; what the row does not ask stays.  Returns the number of
 * answers it gave. */
static size_t read_answers(struct import *m, const struct ballot_columns *c, const struct row *row,
                           const struct row_ids *ids, uint8_t *cells)
{
    const struct known *k = &m->known[ids->known];
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    size_t n_units = m->lists.n_units[k->list], n_answers = 0;
    const struct asked *asked = c->asked + k->type * c->n;
    for (size_t i = 0; i < c->n; i++) {
        size_t column = c->at[i];
        bool empty = column >= row->n_cells || row->cells[column].length == 0;
        size_t question = asked[i].question, unit = asked[i].unit != NONE ? asked[i].unit : ids->unit;
        if (question == NONE) {
            if (!empty && c->known[i])
                issues_add(m->issues, FAULT, "F416", row_place(row, column),
                           _("column \"%s\" is no question of ballot type \"%s\"; expected an empty cell, not \"%s\""),
                           c->names[i], t->code, row->cells[column].text);
            continue;
        }
        const struct question *q = &m->d->questions[question];
        size_t at;
        if (q->per_ballot) {
            at = ballot_once_cell(m->d, k->type, n_units, q->place);
        } else {
            size_t position = unit != NONE ? position_in_list(m, k->list, unit) : n_units == 1 ? 0 : NONE;
            if (position == NONE) {
                if (!empty && unit == NONE)
                    issues_add(m->issues, FAULT, "F417", row_place(row, column),
                               _("column \"%s\" does not say which of the %zu units it is about; expected %s.UNIT"),
                               c->names[i], n_units, q->code);
                else if (!empty)
                    issues_add(m->issues, FAULT, "F409", row_place(row, column),
                               _("unit \"%s\" is not in the list of this serial"), m->d->units[unit].code);
                continue;
            }
            at = ballot_unit_cell(m->d, k->type, position) + q->place;
        }
        if (cells[at] == MARK_NOT_ASKED && m->options->pass != 3) {
            if (!empty)
                issues_add(m->issues, FAULT, "F416", row_place(row, column),
                           _("question \"%s\" is not asked about this unit; expected an empty cell, not \"%s\""),
                           q->code, row->cells[column].text);
            continue;
        }
        if (empty) {
            if (cells[at] == NOT_GIVEN)
                cells[at] = MARK_BLANK;
            continue;
        }
        n_answers++;
        read_cell(m, row, column, question, ids->known, at, &cells[at]);
    }
    return n_answers;
}

/* Cells of a ballot before any row was read: not given, or not asked. */
static void empty_cells(const struct import *m, const struct known *k, uint8_t *cells, size_t n_cells)
{
    memset(cells, m->options->pass == 3 ? MARK_NOT_ASKED : NOT_GIVEN, n_cells);
    if (m->options->pass == 3)
        return;
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    for (size_t u = 0; u < m->lists.n_units[k->list]; u++)
        for (size_t i = 0; i < t->n_unit_questions; i++)
            if (!definition_asks(m->d, t->unit_questions[i], m->lists.units[m->lists.start[k->list] + u]))
                cells[ballot_unit_cell(m->d, k->type, u) + i] = MARK_NOT_ASKED;
}

static void add_event(struct import *m, size_t known, enum custody state, const char *reason)
{
    m->events = grow(m->events, &m->events_room, m->n_events + 1, sizeof *m->events);
    m->events[m->n_events++] = (struct happened){known, state, *reason ? xstrdup(reason) : NULL};
}

static int by_known(const void *a, const void *b)
{
    size_t x = ((const struct keyed *)a)->known, y = ((const struct keyed *)b)->known;
    return x < y ? -1 : x > y;
}

/* Write the batch in the order of the serials. */
static bool flush(struct import *m, struct error *err)
{
    bool ok = true;
    if (m->n_batch)
        qsort(m->batch, m->n_batch, sizeof *m->batch, by_known);
    for (size_t i = 0; i < m->n_batch; i++) {
        struct keyed *e = &m->batch[i];
        const struct known *k = &m->known[e->known];
        if (ok) {
            query_int(m->insert, ":serial", k->serial);
            query_int(m->insert, ":pass", m->options->pass);
            query_text(m->insert, ":channel", channel_names[e->channel]);
            query_text(m->insert, ":keyer", e->keyer == NONE ? NULL : dictionary_key(m->keyers, e->keyer));
            query_int(m->insert, ":source", m->first_source + (int64_t)e->source);
            query_int(m->insert, ":line", (int64_t)e->line);
            query_blob(m->insert, ":answers", e->cells, definition_n_cells(m->d, k->type, m->lists.n_units[k->list]));
            query_int(m->insert, ":run", m->run->number);
            ok = query_run(m->insert, err);
        }
        free(e->cells);
    }
    m->result->entries += m->n_batch;
    m->n_batch = 0;
    return ok;
}

/* True when some answer column of ROW has something in it. */
static bool has_answers(const struct ballot_columns *c, const struct row *row)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->known[i] && c->at[i] < row->n_cells && row->cells[c->at[i]].length)
            return true;
    return false;
}

/* What a row without answers means: nothing but an event; a ballot left blank
 * by its respondent, if somebody keyed it so; or a ballot that nobody keyed yet. */
enum silence { SILENCE_EVENT, SILENCE_BLANK, SILENCE_NOT_KEYED };

static enum silence silence_of(const struct ballot_columns *c, const struct row *row, enum custody state)
{
    if (state != N_CUSTODY && state != CUSTODY_KEYED && state != CUSTODY_ISSUED)
        return *ballot_field(c, row, B_KEYER) ? SILENCE_BLANK : SILENCE_EVENT;
    bool said = *ballot_field(c, row, B_KEYER) || *ballot_field(c, row, B_CHANNEL) || state == CUSTODY_KEYED;
    return said || c->header.at[B_KEYER] == SIZE_MAX ? SILENCE_BLANK : SILENCE_NOT_KEYED;
}

/* A line of a text file that ends before an answer column of its ballot. */
static bool check_length(struct import *m, const struct ballot_columns *c, const struct row *row, size_t type)
{
    for (size_t i = 0; row->n_given && i < c->n; i++)
        if (c->at[i] >= row->n_given && c->asked[type * c->n + i].question != NONE) {
            issues_add(m->issues, FAULT, "F422", row_place(row, row->n_given),
                       _("the line has %zu cells and ends before column \"%s\"; expected %zu"), row->n_given,
                       c->names[i], c->header.n_cells);
            return false;
        }
    return true;
}

/* A whole ballot is read.  Faults in the run mean that nothing will be written: do not keep it. */
static bool add_entry(struct import *m, const struct keyed *entry, struct error *err)
{
    const struct known *k = &m->known[entry->known];
    size_t n_cells = definition_n_cells(m->d, k->type, m->lists.n_units[k->list]);
    for (size_t i = 0; i < n_cells; i++)
        if (entry->cells[i] == NOT_GIVEN)
            entry->cells[i] = MARK_BLANK;
    m->batch[m->n_batch++] = *entry;
    return m->n_batch < BATCH || flush(m, err);
}

/* Some answer column that ballots of this type need is not in the file. */
static void check_missing_columns(struct import *m, const struct ballot_columns *c, const struct row *row,
                                  const struct known *k, const uint8_t *cells, bool *reported)
{
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    size_t n_units = m->lists.n_units[k->list], at = 0;
    for (size_t u = 0; u < n_units; u++)
        for (size_t i = 0; i < t->n_unit_questions; i++, at++)
            if (cells[at] == NOT_GIVEN && !reported[k->type]) {
                reported[k->type] = true;
                issues_add(
                    m->issues, FAULT, "F418", row_place(row, c->header.at[B_SERIAL]),
                    _("the file has no column for question \"%s\" about unit \"%s\", which ballot type \"%s\" asks"),
                    m->d->questions[t->unit_questions[i]].code,
                    m->d->units[m->lists.units[m->lists.start[k->list] + u]].code, t->code);
            }
    for (size_t i = 0; i < t->n_ballot_questions; i++, at++)
        if (cells[at] == NOT_GIVEN && !reported[k->type]) {
            reported[k->type] = true;
            issues_add(m->issues, FAULT, "F418", row_place(row, c->header.at[B_SERIAL]),
                       _("the file has no column for question \"%s\", which ballot type \"%s\" asks"),
                       m->d->questions[t->ballot_questions[i]].code, t->code);
        }
}

/* The same for a row of one unit. */
static void check_unit_columns(struct import *m, const struct ballot_columns *c, const struct row *row,
                               const struct row_ids *ids, const uint8_t *cells, bool *reported)
{
    const struct known *k = &m->known[ids->known];
    const struct ballot_type *t = &m->d->ballot_types[k->type];
    size_t first = ballot_unit_cell(m->d, k->type, position_in_list(m, k->list, ids->unit));
    for (size_t i = 0; i < t->n_unit_questions && !reported[k->type]; i++)
        if (cells[first + i] == NOT_GIVEN) {
            reported[k->type] = true;
            issues_add(m->issues, FAULT, "F418", row_place(row, c->header.at[B_SERIAL]),
                       _("the file has no column for question \"%s\", which ballot type \"%s\" asks"),
                       m->d->questions[t->unit_questions[i]].code, t->code);
        }
}

/* A row of a file with a column `unit`: part of a ballot. */
static void take_partial(struct import *m, const struct ballot_columns *c, const struct row *row,
                         const struct row_ids *ids, size_t n_cells, bool *reported)
{
    const struct known *k = &m->known[ids->known];
    if (!m->partial)
        m->partial = xcalloc(m->n_known, sizeof *m->partial);
    uint8_t **cells = &m->partial[ids->known];
    if (!*cells) {
        *cells = xmalloc(n_cells ? n_cells : 1);
        empty_cells(m, k, *cells, n_cells);
        m->partials = grow(m->partials, &m->partials_room, m->n_partials + 1, sizeof *m->partials);
        m->partials[m->n_partials++] = (struct keyed){ids->known, *cells, row->line, m->file, ids->keyer, ids->channel};
    } else if (ids->unit != NONE && m->options->pass != 3) {
        size_t position = position_in_list(m, k->list, ids->unit), first = ballot_unit_cell(m->d, k->type, position);
        bool given = false;
        for (size_t i = 0; i < m->d->ballot_types[k->type].n_unit_questions; i++)
            given = given || ((*cells)[first + i] != NOT_GIVEN && (*cells)[first + i] != MARK_NOT_ASKED);
        if (given) {
            issues_add(m->issues, FAULT, "F412", field_place(c, row, B_UNIT),
                       _("unit \"%s\" of this serial stands in an earlier line already"), m->d->units[ids->unit].code);
            return;
        }
    }
    read_answers(m, c, row, ids, *cells);
    if (ids->unit != NONE && m->options->pass != 3)
        check_unit_columns(m, c, row, ids, *cells, reported);
}

static bool read_ballot_row(struct import *m, const struct ballot_columns *c, const struct row *row, bool *reported,
                            struct error *err)
{
    struct row_ids ids = {0};
    if (!read_serial(m, c, row, &ids.known))
        return true;
    struct known *k = &m->known[ids.known];
    /* All that is wrong with the row, not only the first. */
    bool good = read_type(m, c, row, ids.known);
    good = read_unit(m, c, row, &ids) && good;
    good = read_channel_and_keyer(m, c, row, &ids) && good;
    good = read_row_state(m, c, row, &ids) && good;
    bool came = ids.state == N_CUSTODY || ids.state == CUSTODY_ISSUED || ids.state == CUSTODY_RETURNED ||
                ids.state == CUSTODY_KEYED || ids.state == CUSTODY_VERIFIED || ids.state == CUSTODY_ARCHIVED;
    if (came && m->options->pass == 1 && !has_answers(c, row)) {
        enum silence silence = silence_of(c, row, ids.state);
        came = silence == SILENCE_BLANK;
        m->not_keyed += silence == SILENCE_NOT_KEYED;
        if (silence == SILENCE_NOT_KEYED)
            return true;
    }
    good = (!came || check_length(m, c, row, k->type)) && good;
    good = (!came || check_once(m, c, row, &ids)) && good;
    good = (!came || check_keyer(m, c, row, &ids)) && good;
    if (!k->line) {
        k->line = (uint32_t)row->line;
        k->file = (uint16_t)m->file;
    }
    const char *simulated = ballot_field(c, row, B_SIMULATED);
    if (*simulated && !text_same(simulated, "no") && !text_same(simulated, "không"))
        m->files[m->file].simulated = true;
    if (!good)
        return true;
    size_t n_cells = definition_n_cells(m->d, k->type, m->lists.n_units[k->list]);
    if (ids.state != N_CUSTODY && ids.state != CUSTODY_KEYED && ids.state != CUSTODY_ISSUED)
        add_event(m, ids.known, ids.state, ballot_field(c, row, B_REASON));
    if (came && c->header.at[B_UNIT] != SIZE_MAX) {
        take_partial(m, c, row, &ids, n_cells, reported);
        return true;
    }
    uint8_t *cells = xmalloc(n_cells ? n_cells : 1);
    empty_cells(m, k, cells, n_cells);
    size_t n_answers = read_answers(m, c, row, &ids, cells);
    if (!came) {
        if (n_answers && ids.state != N_CUSTODY)
            issues_add(m->issues, FAULT, "F419", field_place(c, row, B_STATE),
                       _("the row says \"%s\" but has %zu answers"), custody_names[ids.state], n_answers);
        free(cells);
        return true;
    }
    if (m->options->pass != 3)
        check_missing_columns(m, c, row, k, cells, reported);
    return add_entry(m, &(struct keyed){ids.known, cells, row->line, m->file, ids.keyer, ids.channel}, err);
}

static bool read_sheet(struct import *m, struct reader *reader, struct error *err)
{
    struct ballot_columns c;
    struct error local = {0};
    bool *reported = xcalloc(m->d->n_ballot_types, sizeof *reported);
    if (ballot_columns_read(&c, reader, m->d, m->issues, &local)) {
        struct row row;
        while (header_next(&c.header, &row, &local)) {
            m->files[m->file].rows++;
            if (!row.broken && !read_ballot_row(m, &c, &row, reported, &local))
                break;
        }
    }
    if (m->not_keyed)
        issues_add(
            m->issues, WARNING, "W441", reader_place(reader),
            _("%zu rows have a serial and nothing else: not keyed yet, passed over; a ballot that came back blank has "
              "its keyer"),
            m->not_keyed);
    m->not_keyed = 0;
    ballot_columns_release(&c);
    free(reported);
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
}

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
    struct query *q = query_new(m->store, sql_source_known, err);
    if (!q)
        return false;
    query_text(q, ":sha256", file->sha256);
    struct error local = {0};
    if (query_next(q, &local))
        issues_add(m->issues, FAULT, "F420", place,
                   _("this file was imported already, as \"%s\" in run %" PRId64 "; nothing to do"),
                   query_get_str(q, 0), query_get_int(q, 1));
    query_free(q);
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool write_sources(struct import *m, size_t n_files, struct error *err)
{
    struct query *q = query_new(m->store, sql_source, err);
    bool ok = q != NULL;
    for (size_t i = 0; ok && i < n_files; i++) {
        query_int(q, ":source", m->first_source + (int64_t)i);
        query_text(q, ":file", base_name(m->files[i].path));
        query_text(q, ":sha256", m->files[i].sha256);
        query_int(q, ":rows", (int64_t)m->files[i].rows);
        query_text(q, ":note", m->files[i].simulated ? "simulated" : NULL);
        query_int(q, ":run", m->run->number);
        ok = query_run(q, err);
        m->result->rows += m->files[i].rows;
    }
    query_free(q);
    return ok;
}

static bool write_texts_and_events(struct import *m, struct error *err)
{
    struct query *t = query_new(m->store, sql_entry_text, err), *e = query_new(m->store, sql_event, err);
    bool ok = t && e;
    for (size_t i = 0; ok && i < m->n_texts; i++) {
        query_int(t, ":serial", m->known[m->texts[i].known].serial);
        query_int(t, ":pass", m->options->pass);
        query_int(t, ":cell", (int64_t)m->texts[i].cell);
        query_text(t, ":value", m->texts[i].value);
        query_int(t, ":run", m->run->number);
        ok = query_run(t, err);
    }
    for (size_t i = 0; ok && i < m->n_events; i++) {
        struct known *k = &m->known[m->events[i].known];
        query_int(e, ":serial", k->serial);
        query_int(e, ":number", ++k->n_events);
        query_text(e, ":state", custody_names[m->events[i].state]);
        query_text(e, ":reason", m->events[i].reason);
        query_int(e, ":run", m->run->number);
        ok = query_run(e, err);
    }
    m->result->events = m->n_events;
    query_free(t);
    query_free(e);
    return ok;
}

static bool read_files(struct import *m, size_t n_files, struct error *err)
{
    for (m->file = 0; m->file < n_files; m->file++) {
        struct reader *reader = reader_open(m->files[m->file].path, m->issues, err);
        bool ok = reader != NULL;
        for (size_t s = 0; ok && s < reader_n_sheets(reader); s++) {
            const char *name = reader_sheet_name(reader, s);
            if (name && name[0] == '_')
                continue;
            ok = reader_go(reader, s, err) && read_sheet(m, reader, err);
        }
        reader_close(reader);
        if (!ok)
            return false;
    }
    for (size_t i = 0; i < m->n_partials; i++) {
        struct keyed entry = m->partials[i];
        m->partial[entry.known] = NULL;
        if (!add_entry(m, &entry, err))
            return false;
    }
    return true;
}

static void release(struct import *m)
{
    for (size_t s = 0; m->scales && s < m->d->n_scales; s++) {
        dictionary_free(m->scales[s].codes);
        dictionary_free(m->scales[s].labels);
    }
    for (size_t i = 0; i < m->n_batch; i++)
        free(m->batch[i].cells);
    for (size_t i = 0; m->partial && i < m->n_known; i++)
        free(m->partial[i]);
    for (size_t i = 0; i < m->n_texts; i++)
        free(m->texts[i].value);
    for (size_t i = 0; i < m->n_events; i++)
        free(m->events[i].reason);
    free(m->scales);
    free(m->batch);
    free(m->partial);
    free(m->partials);
    free(m->texts);
    free(m->events);
    free(m->known);
    free(m->files);
    free(m->position);
    dictionary_free(m->keyers);
    unit_lists_release(&m->lists);
    query_free(m->insert);
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
    struct import m = {.store = store, .d = d, .options = options, .issues = issues, .run = &run, .result = result};
    m.keyers = dictionary_new();
    m.files = xcalloc(n_files, sizeof *m.files);
    m.batch = xcalloc(BATCH, sizeof *m.batch);
    size_t before = issues_count(issues, FAULT);
    bool ok = run_begin(&run, store, "import", actor, err);
    if (ok && options->type && definition_type(d, options->type) == NONE)
        ok = error_set(err, E_USAGE, _("ballot type \"%s\" is not in the definition"), options->type);
    for (size_t i = 0; ok && i < n_files; i++) {
        m.files[i].path = files[i];
        ok = is_new_file(&m, i, err);
    }
    ok = ok && issues_count(issues, FAULT) == before && unit_lists_read(&m.lists, store, d, err) &&
         read_known(&m, err) && (m.insert = query_new(store, sql_entry, err));
    if (ok && m.n_known == 0)
        ok = error_set(err, E_STATE, _("no ballots are issued yet; `dtxhh issue` first"));
    m.first_source = store_number(store, "SELECT coalesce(max(source), 0) + 1 FROM source", 1);
    if (ok) {
        prepare_scales(&m);
        prepare_positions(&m);
        ok = read_files(&m, n_files, err);
    }
    if (ok && issues_count(issues, FAULT) == before) {
        ok = flush(&m, err) && write_sources(&m, n_files, err) && write_texts_and_events(&m, err);
        if (ok && result->entries + result->events == 0) {
            issues_add(issues, FAULT, "F421", (struct place){files[0], NULL, 0, 0}, _("there is no ballot in it"));
            ok = false;
        }
        if (ok) {
            run_wrote(&run, "source");
            run_wrote(&run, "entry");
            if (m.n_texts)
                run_wrote(&run, "entry_text");
            if (m.n_events)
                run_wrote(&run, "event");
            run_detail(&run, _("%zu files, %zu rows, %zu entries, %zu events"), n_files, result->rows, result->entries,
                       result->events);
            ok = run_commit(&run, err);
        }
    } else {
        ok = false;
    }
    run_abandon(&run);
    release(&m);
    definition_free(d);
    return ok;
}
