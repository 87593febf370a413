/* A whole ballot: whether it came before, by whom it was keyed, and whether it is an entry, an event, or both.
 *
 * A row with answers, or with the name of a keyer or a channel, or, where the file has no keyers, any row,
 * is an entry; a state makes an event.  A row with a serial and nothing else of a file that has a column for
 * keyers, as entry workbooks are, was not keyed: it is passed over.
 *
 * Passes 1 to 3 are the keyings of the channel that brought the ballot first, 4 to 6 those of another
 * channel, which the setting `channels` allows or not.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

static const char sql_where_keyed[] = "SELECT s.file, e.line, coalesce(e.keyer, '') FROM entry e JOIN source s"
                                      " ON s.source = e.source WHERE e.serial = :serial AND e.pass = :pass";

static const char sql_replaced[] =
    "SELECT r.\"group\" || '/' || r.replaces, r.disposition, r.\"group\" || '/' || r.id, r.run, l.time, l.reason"
    " FROM ballot b JOIN release r ON r.\"group\" = b.\"group\" AND r.replaces = b.member"
    " LEFT JOIN log l ON l.number = r.run WHERE b.serial = :serial";

/* Look up an entry of the round; false where it is not there or cannot be read. */
static bool find_entry(struct import *m, size_t ballot, int pass)
{
    if (!m->where_keyed)
        m->where_keyed = query_new(m->store, sql_where_keyed);
    query_reset(m->where_keyed);
    query_int(m->where_keyed, ":serial", register_serial(&m->issued, ballot));
    query_int(m->where_keyed, ":pass", pass);
    return query_next(m->where_keyed);
}

/* The ballot came before, with PASS. */
static void say_twice(struct import *m, const struct entry *g, int pass, bool other_channel)
{
    const struct issued *k = &m->issued.ballots[g->ballot];
    char serial[SERIAL_TEXT];
    serial_format(register_serial(&m->issued, g->ballot), serial);
    if (k->now & 1u << pass)
        issues_add(m->issues, FAULT, "F412", g->place,
                   other_channel ? _("serial %s stands in %s, line %u already, from another channel; the setting "
                                     "\"channels\" may say which counts")
                                 : _("serial %s stands in %s, line %u already"),
                   serial, m->sheets[k->sheet], k->line);
    else if (find_entry(m, g->ballot, pass))
        issues_add(m->issues, FAULT, "F413", g->place,
                   other_channel ? _("serial %s was keyed already, in %s, line %" PRId64
                                     ", from another channel; the setting \"channels\" may say which counts")
                                 : _("serial %s was keyed already, in %s, line %" PRId64
                                     "; a second keying by another person is --pass 2"),
                   serial, query_get_str(m->where_keyed, 0), query_get_int(m->where_keyed, 1));
}

/* The pass the entry has in the round; 0 where it must not have any. */
static int find_pass(struct import *m, const struct entry *g)
{
    const struct issued *k = &m->issued.ballots[g->ballot];
    int pass = m->options->pass;
    bool chosen = g->says_channel || m->options->channel;
    if (pass == 1) {
        bool other = k->passes & 1u << 1 && register_channel(k, false) != g->channel;
        if (!(k->passes & 1u << 1))
            return 1;
        if (other && channels_may_differ(m->d) && !(k->passes & 1u << 4))
            return 4;
        say_twice(m, g, other && k->passes & 1u << 4 ? 4 : 1, other && !channels_may_differ(m->d));
        return 0;
    }
    if (k->passes & 1u << 4 && register_channel(k, false) != g->channel && register_channel(k, true) == g->channel)
        pass += 3;
    char serial[SERIAL_TEXT];
    serial_format(register_serial(&m->issued, g->ballot), serial);
    if (!(k->passes & (pass > 3 ? 1u << 4 : 1u << 1))) {
        issues_add(m->issues, FAULT, "F414", g->place,
                   _("serial %s has no first keying yet, so pass %d cannot be taken"), serial, m->options->pass);
        return 0;
    }
    enum channel first = register_channel(k, pass > 3);
    if (chosen && first != g->channel) {
        issues_add(m->issues, FAULT, "F425", g->place,
                   _("serial %s was first keyed from channel \"%s\"; expected the same, not \"%s\""), serial,
                   channel_names[first], channel_names[g->channel]);
        return 0;
    }
    if (k->passes & 1u << pass) {
        say_twice(m, g, pass, false);
        return 0;
    }
    return pass;
}

/* A second keying must be another person's. */
static bool check_keyer(struct import *m, const struct ballot_columns *c, const struct entry *g, int pass,
                        struct error *err)
{
    if (pass != 2 && pass != 5)
        return true;
    const char *keyer = g->keyer == NONE ? "" : dictionary_key(m->keyers, g->keyer);
    bool found = find_entry(m, g->ballot, pass - 1);
    if (!query_ok(m->where_keyed, err))
        return false;
    if (*keyer && !(found && text_same(keyer, query_get_str(m->where_keyed, 2))))
        return true;
    struct place place = g->place;
    place.column = c->field[B_KEYER] == SIZE_MAX ? 0 : c->field[B_KEYER] + 1;
    if (*keyer)
        issues_add(m->issues, FAULT, "F415", place,
                   _("the second keying is by \"%s\", who did the first; expected another person"), keyer);
    else
        issues_add(m->issues, FAULT, "F415", place, _("the second keying needs a keyer: column \"keyer\" or --keyer"));
    return false;
}

static void add_event(struct import *m, const struct entry *g)
{
    m->events = grow(m->events, &m->events_room, m->n_events + 1, sizeof *m->events);
    m->events[m->n_events++] = (struct event){g->ballot, g->state, g->reason ? xstrdup(g->reason) : NULL};
}

/* What the ballot is, by its answers and its state. */
struct effect {
    bool entry, event, away;
};

static struct effect effect_of(const struct ballot_columns *c, const struct entry *g)
{
    struct effect effect = {.event = g->state != N_CUSTODY && g->state != CUSTODY_KEYED && g->state != CUSTODY_ISSUED};
    effect.away =
        effect.event && g->state != CUSTODY_RETURNED && g->state != CUSTODY_VERIFIED && g->state != CUSTODY_ARCHIVED;
    bool could_say = c->field[B_KEYER] != SIZE_MAX;
    if (!effect.away)
        effect.entry = g->n_answers || g->says_keyer || g->state == CUSTODY_KEYED ||
                       (!effect.event && g->state != CUSTODY_ISSUED && (g->says_channel || !could_say));
    return effect;
}

/* The ballot is the second of its kind in this run. */
static bool came_in_this_run(struct import *m, const struct entry *g, const struct effect *effect)
{
    const struct issued *k = &m->issued.ballots[g->ballot];
    unsigned against = effect->away ? SEEN_ENTRY | SEEN_CAME | SEEN_AWAY : SEEN_AWAY;
    if (effect->event && !effect->entry)
        against |= SEEN_CAME;
    if (!(k->seen & against))
        return false;
    char serial[SERIAL_TEXT];
    issues_add(m->issues, FAULT, "F412", g->place, _("serial %s stands in %s, line %u already"),
               serial_format(register_serial(&m->issued, g->ballot), serial), m->sheets[k->sheet], k->line);
    return true;
}

/* Whoever was replaced is a non-respondent, and the reserve stands in their place: a ballot that comes all the same
 * must not count. */
static void say_replaced(struct import *m, const struct entry *g)
{
    int64_t serial = register_serial(&m->issued, g->ballot);
    char text[SERIAL_TEXT];
    struct query *q = query_new(m->store, sql_replaced);
    query_int(q, ":serial", serial);
    if (query_next(q))
        issues_add(m->issues, FAULT, "F430", g->place,
                   _("serial %s is that of \"%s\", replaced (%s) by \"%s\" in run %" PRId64
                     ", %s, reason: %s; it cannot count, the state \"void\" sets it aside"),
                   serial_format(serial, text), query_get_str(q, 0), query_get_str(q, 1), query_get_str(q, 2),
                   query_get_int(q, 3), query_get_str(q, 4), query_get_str(q, 5));
    query_end(q, NULL);
}

static void mark_seen(struct import *m, const struct entry *g, const struct effect *effect, int pass)
{
    struct issued *k = &m->issued.ballots[g->ballot];
    if (!k->line) {
        k->line = (uint32_t)g->place.line;
        k->sheet = (uint16_t)(m->n_sheets - 1);
    }
    if (effect->event)
        k->seen |= effect->away ? SEEN_AWAY : SEEN_CAME;
    if (!effect->entry || !pass)
        return;
    k->seen |= SEEN_ENTRY;
    k->passes |= (uint8_t)(1u << pass);
    k->now |= (uint8_t)(1u << pass);
    if (pass == 1 || pass == 4)
        register_set_channel(k, pass == 4, g->channel);
}

/* Keep the entry until it is written. */
static bool keep(struct import *m, const struct entry *g, const struct effect *effect, int pass, struct error *err)
{
    if (effect->event)
        add_event(m, g);
    if (!effect->entry)
        return true;
    for (size_t i = g->last_text; i != NONE; i = m->texts[i].before)
        m->texts[i].pass = pass;
    struct sorted_entry entry = {.ballot = (uint32_t)g->ballot,
                                 .line = (uint32_t)g->place.line,
                                 .keyer = g->keyer == NONE ? UINT32_MAX : (uint32_t)g->keyer,
                                 .n_cells = (uint32_t)g->n_cells,
                                 .file = (uint16_t)m->file,
                                 .pass = (uint8_t)pass,
                                 .channel = (uint8_t)g->channel};
    warnings_entry(m, g);
    return sorter_add(m->sorter, &entry, g->cells, err);
}

bool ballot_take(struct import *m, struct sheet_import *s, struct entry *g, bool bad, struct error *err)
{
    struct effect effect = effect_of(&s->columns, g);
    struct error local = {0};
    int pass = 0;
    if (!effect.entry && !effect.event && g->state == N_CUSTODY) {
        s->not_keyed++;
        return true;
    }
    if (effect.away && g->n_answers) {
        issues_add(m->issues, FAULT, "F419", g->place, _("the row says \"%s\" but has %zu answers"),
                   custody_names[g->state], g->n_answers);
        bad = true;
    }
    if (!effect.away && m->issued.ballots[g->ballot].is_replaced) {
        say_replaced(m, g);
        bad = true;
    }
    if (came_in_this_run(m, g, &effect))
        bad = true;
    else if (effect.entry)
        bad = !(pass = find_pass(m, g)) || !check_keyer(m, &s->columns, g, pass, &local) || bad;
    mark_seen(m, g, &effect, pass);
    if (local.code != E_NONE)
        return error_pass(err, &local);
    return bad || keep(m, g, &effect, pass, err);
}
