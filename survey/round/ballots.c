/* Over 600 lines: what a ballot says is one rule, from the entries to whether it counts. */
#include "survey/round/ballots.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/base/tolerances.h"

const char *const custody_names[N_CUSTODY] = {
    [CUSTODY_ISSUED] = "issued",         [CUSTODY_PRINTED] = "printed",   [CUSTODY_DELIVERED] = "delivered",
    [CUSTODY_HANDED] = "handed",         [CUSTODY_RETURNED] = "returned", [CUSTODY_KEYED] = "keyed",
    [CUSTODY_VERIFIED] = "verified",     [CUSTODY_ARCHIVED] = "archived", [CUSTODY_VOID] = "void",
    [CUSTODY_REFUSED] = "refused",       [CUSTODY_ABSENT] = "absent",     [CUSTODY_MOVED] = "moved",
    [CUSTODY_INELIGIBLE] = "ineligible",
};

const char *const invalid_names[N_INVALID] = {
    [VALID] = "",
    [INVALID_BLANK] = "blank",
    [INVALID_REQUIRED] = "required",
    [INVALID_STRAIGHT] = "straight",
    [INVALID_MULTIPLE] = "multiple",
    [INVALID_UNREADABLE] = "unreadable",
    [INVALID_TOO_FEW] = "too_few",
};

const char *const channel_names[4] = {"", "paper", "online", "direct"};

static const char sql_lists[] = "SELECT list, unit FROM unit_list ORDER BY list, position";
static const char sql_ballots[] = "SELECT serial, ballot_type, \"group\", member, list, office, pool, stratum, "
                                  "replaced FROM ballot_now ORDER BY serial";
static const char sql_issued[] = "SELECT serial, ballot_type, \"group\", member, list, office, pool, state, replaced"
                                 " FROM ballot_now WHERE (:run = 0 OR run = :run) AND (:office IS NULL OR"
                                 " coalesce(office, '') = :office) ORDER BY serial";
static const char sql_weighed[] =
    "SELECT ballot_type, \"group\", list FROM weight w JOIN ballot b ON b.serial = w.serial";
static const char sql_walk_ins[] = "SELECT \"group\", count(*) FROM ballot WHERE pool = 'walk_in' GROUP BY 1";
static const char sql_entries[] =
    "SELECT serial, of_pass, channel, answers FROM keying_now ORDER BY serial, pass, origin";
/* The same where nothing was withdrawn and nothing came later, without looking for it row by row. */
static const char sql_all_entries[] = "SELECT serial, pass, channel, answers FROM entry ORDER BY serial, pass";
static const char sql_about[] = "SELECT count(DISTINCT e.serial) FROM entry_now e JOIN ballot b ON b.serial = e.serial"
                                " WHERE b.list IN (SELECT list FROM unit_list WHERE unit = :unit)";
static const char sql_weights[] = "SELECT serial, final FROM weight ORDER BY serial";
#define LINE          "line_shown(e.serial, e.source, e.line)" /* lines.h */
#define ENTRY_COLUMNS "e.serial, coalesce(e.keyer, ''), t.ballot_type, t.list, s.file, " LINE ", coalesce(t.office, '')"
static const char sql_keyed[] = "SELECT " ENTRY_COLUMNS ", e.of_pass, e.answers FROM keying_now e"
                                " JOIN ballot t ON t.serial = e.serial JOIN source_now s ON s.source = e.source ORDER "
                                "BY e.serial, e.pass, e.origin";
static const char sql_differ[] =
    "SELECT " ENTRY_COLUMNS ", a.cell, a.value, b.value, coalesce(f.keyer, '') FROM entry_text_now a"
    " JOIN keying_now e ON e.serial = a.serial AND e.pass = a.pass AND e.origin = a.origin AND e.of_pass = 1"
    " JOIN entry_text_now b ON b.serial = a.serial AND b.cell = a.cell"
    " JOIN keying_now f ON f.serial = b.serial AND f.pass = b.pass AND f.origin = b.origin AND f.of_pass = 2"
    " JOIN ballot t ON t.serial = a.serial JOIN source_now s ON s.source = e.source"
    " WHERE a.value <> b.value AND NOT EXISTS (SELECT 1 FROM entry_text_now c JOIN keying_now g ON g.serial = c.serial"
    " AND g.pass = c.pass AND g.origin = c.origin WHERE c.serial = a.serial AND c.cell = a.cell AND g.of_pass = 3)"
    " ORDER BY a.serial, a.cell";
/* Keyings as entry_now had them when line :run was written: what was added and withdrawn before it, here and in the
 * files of offices. */
#define KEYING "SELECT serial, pass, channel, keyer, source, line, answers, run"
static const char sql_as_of[] =
    "WITH undone AS MATERIALIZED (SELECT withdraws FROM withdrawal WHERE serial = 0 AND run < :run),"
    " gone AS MATERIALIZED (SELECT serial, pass, withdraws FROM withdrawal WHERE serial <> 0 AND event = 0 AND run < "
    ":run"
    "  AND run NOT IN undone),"
    " undone_there AS MATERIALIZED (SELECT withdraws FROM withdrawal_other WHERE serial = 0 AND run < :run),"
    " gone_there AS MATERIALIZED (SELECT serial, pass, withdraws FROM withdrawal_other WHERE serial <> 0 AND event = 0"
    "  AND run < :run AND origin NOT IN undone_there)"
    " SELECT " ENTRY_COLUMNS ", e.pass, e.answers, e.channel, e.source, t.member"
    " FROM (" KEYING ", '' AS origin FROM entry UNION ALL " KEYING ", '' FROM later_entry"
    "  UNION ALL " KEYING ", origin FROM entry_other) e"
    " JOIN ballot t ON t.serial = e.serial JOIN source s ON s.source = e.source WHERE e.run < :run"
    " AND e.run NOT IN undone AND (e.serial, e.pass, e.run) NOT IN gone"
    " AND (e.origin = '' OR (e.origin NOT IN undone_there AND (e.serial, e.pass, e.origin) NOT IN gone_there"
    "  AND NOT EXISTS (SELECT 1 FROM release r WHERE r.\"group\" = t.\"group\" AND r.replaces = t.member"
    "   AND r.run < :run)))"
    " ORDER BY e.serial, e.pass, e.origin";
static const char sql_events[] = "SELECT serial, state FROM event_now ORDER BY serial, number";

static const char sql_counts[] =
    "SELECT answers, keyer, run, (SELECT file FROM source_now s WHERE s.source = e.source), " LINE
    " FROM entry_now e WHERE serial = :serial AND pass = :pass";
static const char sql_text_counts[] =
    "SELECT value FROM entry_text_now WHERE serial = :serial AND pass = :pass AND cell = :cell";
static const char sql_texts_count[] = "SELECT cell, value FROM entry_text_now WHERE serial = :serial AND pass = :pass";
static const char sql_last_event[] =
    "SELECT state, reason FROM event_now WHERE serial = :serial ORDER BY number DESC LIMIT 1";
static const char sql_newest[] =
    "SELECT of_pass, channel, source, " LINE ", answers FROM keying_now e WHERE serial = :serial"
    " AND of_pass BETWEEN :first AND :first + 1 ORDER BY of_pass DESC LIMIT 1";

static const char sql_plain[] = "SELECT coalesce(max(run), 0) FROM (SELECT run FROM entry WHERE line < 1 << 40"
                                " UNION ALL SELECT run FROM later_entry WHERE line < 1 << 40)";
static const char sql_set_aside[] =
    "SELECT e.answers, e.keyer, e.run FROM (SELECT serial, pass, answers, keyer, run FROM entry UNION ALL"
    " SELECT serial, pass, answers, keyer, run FROM later_entry) e JOIN withdrawal w ON w.serial = e.serial"
    " AND w.pass = e.pass AND w.event = 0 AND w.withdraws = e.run WHERE e.serial = :serial AND e.pass = :pass"
    " AND w.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)"
    " AND e.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)";
static const char sql_text_set_aside[] =
    "SELECT value FROM entry_text WHERE serial = :serial AND pass = :pass AND cell = :cell AND run = :run UNION ALL"
    " SELECT value FROM later_text WHERE serial = :serial AND pass = :pass AND cell = :cell AND run = :run";

struct query *entries_set_aside(struct store *store)
{
    return query_new(store, sql_set_aside);
}

struct query *entry_text_set_aside(struct store *store)
{
    return query_new(store, sql_text_set_aside);
}

struct query *entry_that_counts(struct store *store)
{
    return query_new(store, sql_counts);
}

struct query *entry_text_that_counts(struct store *store)
{
    return query_new(store, sql_text_counts);
}

struct query *entry_texts_that_count(struct store *store)
{
    return query_new(store, sql_texts_count);
}

struct query *event_last(struct store *store)
{
    return query_new(store, sql_last_event);
}

int64_t entries_plain_until(struct store *store)
{
    return store_number(store, sql_plain, 0);
}

struct query *entry_newest(struct store *store)
{
    return query_new(store, sql_newest);
}

const char *custody_words(enum custody state)
{
    static const char *const words[N_CUSTODY] = {
        [CUSTODY_ISSUED] = N_("issued"),
        [CUSTODY_PRINTED] = N_("printed"),
        [CUSTODY_DELIVERED] = N_("delivered to the office"),
        [CUSTODY_HANDED] = N_("handed out"),
        [CUSTODY_RETURNED] = N_("returned"),
        [CUSTODY_KEYED] = N_("keyed"),
        [CUSTODY_VERIFIED] = N_("verified"),
        [CUSTODY_ARCHIVED] = N_("archived"),
        [CUSTODY_VOID] = N_("void"),
        [CUSTODY_REFUSED] = N_("refused"),
        [CUSTODY_ABSENT] = N_("absent"),
        [CUSTODY_MOVED] = N_("moved"),
        [CUSTODY_INELIGIBLE] = N_("ineligible"),
    };
    return _(words[state]);
}

enum custody custody_find(const char *name)
{
    for (enum custody c = 0; c < N_CUSTODY; c++)
        if (!strcmp(custody_names[c], name))
            return c;
    return N_CUSTODY;
}

struct query *ballots_issued(struct store *store, int64_t run, const char *office)
{
    struct query *q = query_new(store, sql_issued);
    query_text(q, ":office", office);
    query_int(q, ":run", run);
    return q;
}

struct query *entries_keyed(struct store *store)
{
    return query_new(store, sql_keyed);
}

struct query *entries_as_of(struct store *store, int64_t run)
{
    struct query *q = query_new(store, sql_as_of);
    query_int(q, ":run", run);
    return q;
}

struct query *entries_that_differ(struct store *store)
{
    return query_new(store, sql_differ);
}

struct query *ballots_weighed(struct store *store)
{
    return query_new(store, sql_weighed);
}

int64_t *ballots_walk_ins(struct store *store, const struct definition *d)
{
    int64_t *counts = xcalloc(d->n_groups, sizeof *counts);
    struct query *q = query_new(store, sql_walk_ins);
    while (query_next(q)) {
        size_t group = definition_group(d, query_get_str(q, 0));
        if (group != NONE)
            counts[group] = query_get_int(q, 1);
    }
    query_end(q, NULL);
    return counts;
}

enum channel channel_find(const char *name)
{
    enum channel c = CHANNEL_DIRECT;
    while (c > CHANNEL_NONE && strcmp(channel_names[c], name) != 0)
        c--;
    return c;
}

/* --- unit lists ----------------------------------------------------------------- */

bool unit_lists_read(struct unit_lists *lists, struct store *store, const struct definition *d, struct error *err)
{
    *lists = (struct unit_lists){0};
    struct query *q = query_new(store, sql_lists);
    bool ok = true;
    size_t room = 0, room_units = 0, n_units = 0;
    while (ok && query_next(q)) {
        int64_t number = query_get_int(q, 0);
        size_t unit = definition_unit(d, query_get_str(q, 1));
        if (unit == NONE) {
            ok = error_set(err, E_FILE, _("a ballot asks about unit \"%s\", which the definition does not have"),
                           query_get_str(q, 1));
            break;
        }
        if (lists->n == 0 || lists->number[lists->n - 1] != number) {
            if (lists->n == room) {
                room = room ? 2 * room : 64;
                lists->number = xreallocarray(lists->number, room, sizeof *lists->number);
                lists->start = xreallocarray(lists->start, room, sizeof *lists->start);
                lists->n_units = xreallocarray(lists->n_units, room, sizeof *lists->n_units);
            }
            lists->number[lists->n] = number;
            lists->start[lists->n] = n_units;
            lists->n_units[lists->n++] = 0;
        }
        lists->units = grow(lists->units, &room_units, n_units + 1, sizeof *lists->units);
        lists->units[n_units++] = unit;
        lists->n_units[lists->n - 1]++;
    }
    return query_end(q, err) && ok;
}

void unit_lists_release(struct unit_lists *lists)
{
    free(lists->number);
    free(lists->start);
    free(lists->n_units);
    free(lists->units);
    *lists = (struct unit_lists){0};
}

size_t unit_lists_find(const struct unit_lists *lists, int64_t number)
{
    size_t low = 0, high = lists->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (lists->number[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < lists->n && lists->number[low] == number ? low : NONE;
}

size_t ballot_unit_cell(const struct definition *d, size_t type, size_t position)
{
    return position * d->ballot_types[type].n_unit_questions;
}

size_t ballot_once_cell(const struct definition *d, size_t type, size_t n_units, size_t place)
{
    return n_units * d->ballot_types[type].n_unit_questions + place;
}

size_t ballot_cell_question(const struct definition *d, size_t type, size_t n_units, size_t cell)
{
    const struct ballot_type *t = &d->ballot_types[type];
    size_t per_unit = n_units * t->n_unit_questions;
    return cell < per_unit ? t->unit_questions[cell % t->n_unit_questions] : t->ballot_questions[cell - per_unit];
}

char *ballot_cell_words(const struct definition *d, size_t type, const size_t *units, size_t n_units, size_t cell)
{
    const struct question *q = &d->questions[ballot_cell_question(d, type, n_units, cell)];
    return q->per_ballot
               ? xstrdup(q->code)
               : xasprintf("%s.%s", q->code, d->units[units[cell / d->ballot_types[type].n_unit_questions]].code);
}

/* --- validity --------------------------------------------------------------------- */

struct ballot_counts {
    size_t asked, answered, multiple, unreadable, required_blank, options;
    uint8_t first; /* option of the first answered option cell */
    bool straight; /* every answered option cell has it */
};

static void tally_cell(struct ballot_counts *t, const struct question *q, uint8_t mark)
{
    if (mark == MARK_NOT_ASKED)
        return;
    t->asked++;
    if (mark == MARK_MULTIPLE) {
        t->multiple++;
    } else if (mark == MARK_UNREADABLE) {
        t->unreadable++;
    } else if (mark == MARK_BLANK) {
        t->required_blank += q->required;
    } else {
        t->answered++;
        if (q->kind == KIND_OPTION) {
            if (t->options++ == 0) {
                t->first = mark;
                t->straight = true;
            } else if (mark != t->first) {
                t->straight = false;
            }
        }
    }
}

enum invalid ballot_judge(const struct definition *d, size_t type, const size_t *units, size_t n_units,
                          const uint8_t *cells, bool *unit_counts)
{
    (void)units;
    const struct ballot_type *t = &d->ballot_types[type];
    const struct rules *rules = &d->rules;
    struct ballot_counts all = {0};
    bool any = false;
    size_t cell = 0;
    for (size_t u = 0; u < n_units; u++) {
        struct ballot_counts one = {0};
        for (size_t i = 0; i < t->n_unit_questions; i++, cell++) {
            tally_cell(&one, &d->questions[t->unit_questions[i]], cells[cell]);
            tally_cell(&all, &d->questions[t->unit_questions[i]], cells[cell]);
        }
        unit_counts[u] =
            one.answered > 0 && (double)one.answered >= rules->min_answered * (double)one.asked - NEAR_WHOLE;
        any = any || unit_counts[u];
    }
    for (size_t i = 0; i < t->n_ballot_questions; i++, cell++)
        tally_cell(&all, &d->questions[t->ballot_questions[i]], cells[cell]);

    enum invalid why = VALID;
    double n = (double)all.asked;
    if (rules->invalid_if.blank && all.answered + all.multiple + all.unreadable == 0)
        why = INVALID_BLANK;
    else if ((double)all.multiple > rules->invalid_if.multiple * n + NEAR_WHOLE)
        why = INVALID_MULTIPLE;
    else if ((double)all.unreadable > rules->invalid_if.unreadable * n + NEAR_WHOLE)
        why = INVALID_UNREADABLE;
    else if (rules->invalid_if.required && all.required_blank)
        why = INVALID_REQUIRED;
    else if (rules->invalid_if.straight && all.straight && all.options > 2)
        why = INVALID_STRAIGHT;
    else if (!any && t->n_unit_questions)
        why = INVALID_TOO_FEW;
    if (why != VALID)
        memset(unit_counts, 0, n_units * sizeof *unit_counts);
    return why;
}

/* --- reading ------------------------------------------------------------------------ */

struct ballots {
    struct store *store;
    const struct definition *d;
    struct error error;                                 /* what failed first */
    struct query *ballots, *entries, *events, *weights; /* WEIGHTS: NULL where they are not wanted */
    struct unit_lists lists;
    bool more_entries, more_events, more_weights;
    uint8_t *cells, *other; /* of the two channels */
    uint8_t *differ;        /* of their cells: enum agreement */
    bool *unit_counts;
    size_t room, room_units;
};

struct ballots *ballots_open(struct store *store, const struct definition *d)
{
    struct ballots *b = xcalloc(1, sizeof *b);
    b->store = store;
    b->d = d;
    b->ballots = query_new(store, sql_ballots);
    bool as_entered = store_count(store, "withdrawal") == 0 && store_count(store, "later_entry") == 0 &&
                      store_count(store, "entry_other") == 0;
    b->entries = query_new(store, as_entered ? sql_all_entries : sql_entries);
    b->events = query_new(store, sql_events);
    b->more_entries = unit_lists_read(&b->lists, store, d, &b->error) && query_next(b->entries);
    b->more_events = query_next(b->events);
    return b;
}

struct ballots *ballots_open_weighted(struct store *store, const struct definition *d)
{
    struct ballots *b = ballots_open(store, d);
    b->weights = query_new(store, sql_weights);
    b->more_weights = query_next(b->weights);
    return b;
}

bool ballots_close(struct ballots *b, struct error *err)
{
    query_end(b->ballots, &b->error);
    query_end(b->entries, &b->error);
    query_end(b->events, &b->error);
    query_end(b->weights, &b->error);
    bool ok = error_pass(err, &b->error);
    unit_lists_release(&b->lists);
    free(b->cells);
    free(b->other);
    free(b->differ);
    free(b->unit_counts);
    free(b);
    return ok;
}

static bool damaged(struct ballots *b, int64_t serial, const char *what)
{
    char text[SERIAL_TEXT];
    return error_set(&b->error, E_FILE, _("ballot %s: %s; `dtxhh verify` tells more"), serial_format(serial, text),
                     what);
}

enum channel channel_that_counts(const struct definition *d, enum channel first, enum channel other)
{
    const char *named = d->setting[S_CHANNELS];
    return !strcmp(channel_names[other], named) && strcmp(channel_names[first], named) != 0 ? other : first;
}

bool channels_may_differ(const struct definition *d)
{
    return strcmp(d->setting[S_CHANNELS], "fault") != 0;
}

/* Of a cell: all say the same, two differ, a third entry settles it, two third entries differ. */
enum agreement { AGREED, DIFFERENT, SETTLED, UNSETTLED };

/* What the entries of one channel come to. */
struct channel_entries {
    uint8_t *cells, *differ;
    unsigned n_entries;
    size_t n_different;
    enum channel channel;
};

/* Mark cell I, of which entries say different things. */
static void part(struct channel_entries *side, size_t i, enum agreement how)
{
    side->n_different += side->differ[i] != DIFFERENT && side->differ[i] != UNSETTLED;
    side->differ[i] = (uint8_t)how;
    side->cells[i] = MARK_UNREADABLE;
}

/* Add entry PASS, 1 to 3, with N cells.  Of a ballot that was keyed in several files there are several of a pass: whole
 * ones are all compared, and third ones settle what they agree on. */
static void add_entry(struct channel_entries *side, int64_t pass, const uint8_t *answers, size_t n, const char *channel)
{
    if (side->n_entries++ == 0) {
        memcpy(side->cells, answers, n);
        memset(side->differ, AGREED, n);
        side->channel = channel_find(channel);
    } else if (pass <= 2) {
        for (size_t i = 0; i < n; i++)
            if (side->differ[i] == AGREED && side->cells[i] != answers[i])
                part(side, i, DIFFERENT);
    } else {
        for (size_t i = 0; i < n; i++) {
            if (answers[i] == MARK_NOT_ASKED || side->differ[i] == UNSETTLED)
                continue;
            if (side->differ[i] == SETTLED && side->cells[i] != answers[i]) {
                part(side, i, UNSETTLED);
                continue;
            }
            side->n_different -= side->differ[i] == DIFFERENT;
            side->differ[i] = SETTLED;
            side->cells[i] = answers[i];
        }
    }
}

/* Read the entries of the ballot, from up to two channels, and take those that count. */
static bool read_entries(struct ballots *b, struct ballot *out)
{
    while (b->more_entries && query_get_int(b->entries, 0) < out->serial) /* entries of no ballot: verify's business */
        b->more_entries = query_next(b->entries);
    if (out->n_cells + 1 > b->room) {
        b->room = 2 * (out->n_cells + 1);
        b->cells = xreallocarray(b->cells, b->room, 1);
        b->other = xreallocarray(b->other, b->room, 1);
        b->differ = xreallocarray(b->differ, b->room, 2);
    }
    struct channel_entries sides[2] = {{.cells = b->cells, .differ = b->differ},
                                       {.cells = b->other, .differ = b->differ + b->room}};
    while (b->more_entries && query_get_int(b->entries, 0) == out->serial) {
        size_t n;
        int64_t pass = query_get_int(b->entries, 1);
        const uint8_t *answers = query_get_blob(b->entries, 3, &n);
        if (n != out->n_cells)
            return damaged(b, out->serial, _("its answers are not as long as its questions"));
        add_entry(&sides[pass > 3], pass > 3 ? pass - 3 : pass, answers, n, query_get_str(b->entries, 2));
        b->more_entries = query_next(b->entries);
    }
    const struct channel_entries *side = &sides[0];
    if (sides[1].n_entries &&
        (!side->n_entries || channel_that_counts(b->d, side->channel, sides[1].channel) != side->channel))
        side = &sides[1];
    out->n_entries = side->n_entries;
    out->channel = side->channel;
    out->cells = side->n_entries ? side->cells : NULL;
    out->n_unresolved = side->n_different;
    return query_ok(b->entries, &b->error);
}

static bool read_events(struct ballots *b, struct ballot *out)
{
    while (b->more_events && query_get_int(b->events, 0) < out->serial)
        b->more_events = query_next(b->events);
    out->state = out->n_entries ? CUSTODY_KEYED : CUSTODY_ISSUED;
    out->returned = out->n_entries > 0;
    while (b->more_events && query_get_int(b->events, 0) == out->serial) {
        out->state = custody_find(query_get_str(b->events, 1));
        if (out->state == CUSTODY_RETURNED || out->state == CUSTODY_VERIFIED || out->state == CUSTODY_ARCHIVED)
            out->returned = true;
        b->more_events = query_next(b->events);
    }
    if (out->n_entries && (out->state == CUSTODY_RETURNED || out->state == CUSTODY_PRINTED))
        out->state = CUSTODY_KEYED;
    return query_ok(b->events, &b->error);
}

/* REPLACED, the disposition of its member or "", over the state that its events leave it. */
static void judge_replaced(struct ballot *out, const char *replaced)
{
    out->replaced = *replaced ? custody_find(replaced) : N_CUSTODY;
    if (*replaced && !out->returned &&
        (out->state == CUSTODY_ISSUED || out->state == CUSTODY_PRINTED ||
         (out->state != CUSTODY_VOID && out->replaced == CUSTODY_INELIGIBLE)))
        out->state = out->replaced;
}

bool ballots_next(struct ballots *b, struct ballot *out)
{
    if (b->error.code != E_NONE || !query_next(b->ballots))
        return false;
    *out = (struct ballot){.serial = query_get_int(b->ballots, 0)};
    out->type = definition_type(b->d, query_get_str(b->ballots, 1));
    out->group = definition_group(b->d, query_get_str(b->ballots, 2));
    out->member = query_get_text(b->ballots, 3);
    out->list = query_get_int(b->ballots, 4);
    out->office = query_get_str(b->ballots, 5);
    out->pool = query_get_str(b->ballots, 6);
    out->stratum = query_get_str(b->ballots, 7);
    size_t list = unit_lists_find(&b->lists, out->list);
    if (out->type == NONE || out->group == NONE || list == NONE)
        return damaged(b, out->serial, _("its type, group or list of units is not in the definition"));
    out->units = b->lists.units + b->lists.start[list];
    out->n_units = b->lists.n_units[list];
    out->n_cells = definition_n_cells(b->d, out->type, out->n_units);
    if (out->n_units > b->room_units) {
        b->room_units = 2 * out->n_units;
        b->unit_counts = xreallocarray(b->unit_counts, b->room_units, sizeof *b->unit_counts);
    }
    if (!read_entries(b, out) || !read_events(b, out))
        return false;
    while (b->more_weights && query_get_int(b->weights, 0) < out->serial)
        b->more_weights = query_next(b->weights);
    bool weighted = b->more_weights && query_get_int(b->weights, 0) == out->serial;
    out->weight = weighted ? query_get_real(b->weights, 1) : NAN;
    judge_replaced(out, query_get_str(b->ballots, 8));
    out->unit_counts = b->unit_counts;
    if (out->n_units)
        memset(b->unit_counts, 0, out->n_units * sizeof *b->unit_counts);
    if (out->n_entries && out->state != CUSTODY_VOID) {
        out->invalid = ballot_judge(b->d, out->type, out->units, out->n_units, out->cells, b->unit_counts);
        out->counts = out->invalid == VALID;
    }
    return true;
}

/* --- serials -------------------------------------------------------------------------- */

int64_t ballots_about(struct store *store, const char *unit)
{
    struct query *q = query_new(store, sql_about);
    query_text(q, ":unit", unit);
    int64_t n = query_next(q) ? query_get_int(q, 0) : 0;
    query_end(q, NULL);
    return n;
}

int64_t serial_make(int64_t nine_digits)
{
    assert(nine_digits >= 100000000 && nine_digits <= 999999999);
    return nine_digits * 100 + (98 - nine_digits * 100 % 97);
}

bool serial_is_valid(int64_t serial)
{
    return serial >= INT64_C(10000000000) && serial <= INT64_C(99999999999) && serial % 97 == 1;
}

int64_t serial_parse(const char *text)
{
    int64_t serial = 0;
    int n = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '-' || *p == ' ')
            continue;
        if (*p & 0x80) { /* other dashes, blanks and digits that look like these */
            char *alike = text_is_utf8(text, strlen(text), NULL) ? text_alike(text) : NULL;
            bool plain = alike && !alike[strspn(alike, "0123456789- ")];
            serial = plain ? serial_parse(alike) : 0;
            free(alike);
            return serial;
        }
        if (*p < '0' || *p > '9' || ++n > 11)
            return 0;
        serial = serial * 10 + (*p - '0');
    }
    return serial_is_valid(serial) ? serial : 0;
}

char *serial_format(int64_t serial, char out[SERIAL_TEXT])
{
    snprintf(out, SERIAL_TEXT, "%03d-%03d-%03d-%02d", (int)(serial / 100000000 % 1000), (int)(serial / 100000 % 1000),
             (int)(serial / 100 % 1000), (int)(serial % 100));
    return out;
}
