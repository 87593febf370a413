/* A whole ballot: whether it came before, by whom it was keyed, and whether it is an entry, an event, or both.
 *
 * A ballot with answers, or with the name of a keyer or a channel, or, where who brings it has no keyers, any,
 * is an entry; a state makes an event.  A ballot with a serial and nothing else, of a file that has a column for
 * keyers, as entry workbooks are, was not keyed: it is passed over.
 *
 * Passes 1 to 3 are the keyings of the channel that brought the ballot first, 4 to 6 those of another
 * channel, which the setting `channels` allows or not.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define STRAIGHT_CELLS 6 /* one option for that many answers or more, and for all */

static const char sql_where_keyed[] =
    "SELECT s.file, line_shown(e.serial, e.source, e.line), e.keyer FROM keying_now e LEFT JOIN source_now s"
    " ON s.source = e.source WHERE e.serial = :serial AND e.of_pass = :pass";

static const char sql_replaced[] = "SELECT m.\"group\" || '/' || m.id, m.replaced, m.\"group\" || '/' || "
                                   "m.replaced_by, m.replaced_in, l.time, l.reason"
                                   " FROM ballot b JOIN member_now m ON m.\"group\" = b.\"group\" AND m.id = b.member"
                                   " LEFT JOIN log l ON l.number = m.replaced_in WHERE b.serial = :serial";

/* --- its serial -------------------------------------------------------------------------- */

/* The serial that TEXT is, 0 where it is none: programs put an apostrophe before digits that are text and ".0" behind
 * those that are not. */
static int64_t find_serial(const char *text)
{
    int64_t serial = serial_parse(text);
    if (serial || !*text)
        return serial;
    const char *from = *text == '\'' ? text + 1 : text;
    size_t n = strcspn(from, ".,");
    if (from[n] && strspn(from + n + 1, "0") != strlen(from + n + 1))
        return 0;
    char *digits = xstrndup(from, n);
    serial = serial_parse(digits);
    free(digits);
    return serial;
}

/* "1.73945E+10": what Excel makes of eleven digits in a narrow column. */
static bool is_rounded(const char *text)
{
    size_t n = strspn(text, "0123456789.,");
    return n && (text[n] == 'E' || text[n] == 'e') && text[n + 1] && !text[n + 1 + strspn(text + n + 1, "+0123456789")];
}

static void say_void(const char *serial, struct place place, struct issues *issues)
{
    issues_add(issues, FAULT, "F405", place, _("serial \"%s\" is void"), serial);
}

bool intake_find(const struct intake *in, const char *text, struct place place, struct issues *issues, size_t *ballot)
{
    assert(in->issued.n); /* intake_register() comes first */
    int64_t serial = find_serial(text);
    *ballot = serial ? register_find(&in->issued, serial) : NONE;
    if (*ballot != NONE && (in->whole || !in->issued.ballots[*ballot].is_void))
        return true;
    if (!*text)
        issues_add(issues, FAULT, "F403", place, _("the serial is empty"));
    else if (!serial && is_rounded(text))
        issues_add(
            issues, FAULT, "F403", place,
            _("\"%s\" is a rounded number, the last digits of the serial are lost; format the column as text and "
              "key it again"),
            text);
    else if (!serial)
        issues_add(issues, FAULT, "F403", place,
                   _("\"%s\" is no serial: its digits do not check; expected 11 digits as printed on the ballot"),
                   text);
    else if (*ballot == NONE)
        issues_add(issues, FAULT, "F404", place, _("serial \"%s\" was not issued in this round"), text);
    else
        say_void(text, place, issues);
    return false;
}

/* --- which keying it is -------------------------------------------------------------------- */

/* Look up an entry of the round; false where it is not there or cannot be read. */
static bool find_entry(struct intake *in, size_t ballot, int pass)
{
    if (!in->where_keyed)
        in->where_keyed = query_new(in->store, sql_where_keyed);
    query_reset(in->where_keyed);
    query_int(in->where_keyed, ":serial", register_serial(&in->issued, ballot));
    query_int(in->where_keyed, ":pass", pass);
    return query_next(in->where_keyed);
}

/* The ballot stands in this batch already. */
static void say_seen(struct intake *in, const struct entry *e, struct issues *issues, bool other_channel)
{
    const struct issued *b = &in->issued.ballots[e->ballot];
    const struct table_name *table = &in->tables[b->table];
    char serial[SERIAL_TEXT],
        *name = table->sheet ? xasprintf("%s:%s", table->file, table->sheet) : xstrdup(table->file);
    bool sent = in->whole && in->sent && is_same_file(in, in->sent[e->ballot].source, e->source);
    issues_add(issues, FAULT, "F412", e->place,
               sent && in->twice.of[e->channel] == TWICE_FAULT && !other_channel
                   ? _("serial %s stands in %s, line %u already, with other answers; --twice may say which counts")
               : other_channel ? _("serial %s stands in %s, line %u already, from another channel; the setting "
                                   "\"channels\" may say which counts")
                               : _("serial %s stands in %s, line %u already"),
               serial_format(register_serial(&in->issued, e->ballot), serial), name, b->line);
    free(name);
}

/* The ballot came before, with PASS. */
static void say_twice(struct intake *in, const struct entry *e, int pass, bool other_channel, struct issues *issues)
{
    char serial[SERIAL_TEXT];
    if (in->issued.ballots[e->ballot].now & 1u << pass)
        say_seen(in, e, issues, other_channel);
    else if (find_entry(in, e->ballot, pass))
        issues_add(issues, FAULT, "F413", e->place,
                   other_channel ? _("serial %s was keyed already, in %s, line %" PRId64
                                     ", from another channel; the setting \"channels\" may say which counts")
                                 : _("serial %s was keyed already, in %s, line %" PRId64
                                     "; a second keying by another person is --pass 2"),
                   serial_format(register_serial(&in->issued, e->ballot), serial), query_get_str(in->where_keyed, 0),
                   query_get_int(in->where_keyed, 1));
}

/* PASS of the ballot of E is there: PASS where E is the same or a correction, as *AGAIN says, else 0. */
static int take_again(struct intake *in, struct entry *e, int pass, enum again *again, struct issues *issues)
{
    *again = AGAIN_BY_ANOTHER;
    if (!(in->issued.ballots[e->ballot].now & 1u << pass))
        *again = keyed_again(in, e, pass, issues);
    if (*again == AGAIN_BY_ANOTHER)
        say_twice(in, e, pass, false, issues);
    return *again == AGAIN_SAME || *again == AGAIN_SET_ASIDE || *again == AGAIN_CORRECTED ? pass : 0;
}

/* What an office keyed under the number of the first channel is put right where it has that number: in its own file. */
static int not_aside(const struct intake *in, const struct entry *e, int pass, struct issues *issues)
{
    char serial[SERIAL_TEXT];
    if (pass <= 3 || !in->issued.ballots[e->ballot].is_aside)
        return pass;
    issues_add(issues, FAULT, "F482", e->place,
               _("serial %s: what its second channel says was keyed in the file of an office; correct it there and "
                 "merge that file, or withdraw it"),
               serial_format(register_serial(&in->issued, e->ballot), serial));
    return 0;
}

/* The pass the entry has in the round; 0 where it must not have any. */
static int find_pass(struct intake *in, struct entry *e, enum again *again, struct issues *issues)
{
    const struct issued *b = &in->issued.ballots[e->ballot];
    int pass = e->pass;
    if (pass == 1) {
        bool other = b->passes & 1u << 1 && register_channel(b, false) != e->channel;
        if (!(b->passes & 1u << 1)) {
            *again = keyed_before(in, e, 1) == BEFORE_SAME ? AGAIN_SET_ASIDE : AGAIN_NOT;
            return 1;
        }
        if (other && channels_may_differ(in->d) && !(b->passes & 1u << 4))
            return 4;
        if (!other || (b->passes & 1u << 4 && register_channel(b, true) == e->channel))
            return not_aside(in, e, other ? 4 : 1, issues) ? take_again(in, e, other ? 4 : 1, again, issues) : 0;
        say_twice(in, e, 1, true, issues);
        return 0;
    }
    if (b->passes & 1u << 4 && register_channel(b, false) != e->channel && register_channel(b, true) == e->channel)
        pass += 3;
    if (!not_aside(in, e, pass, issues))
        return 0;
    char serial[SERIAL_TEXT];
    serial_format(register_serial(&in->issued, e->ballot), serial);
    if (!(b->passes & (pass > 3 ? 1u << 4 : 1u << 1))) {
        issues_add(issues, FAULT, "F414", e->place, _("serial %s has no first keying yet, so pass %d cannot be taken"),
                   serial, e->pass);
        return 0;
    }
    enum channel first = register_channel(b, pass > 3);
    if ((e->says_channel || e->channel_is_fixed) && first != e->channel) {
        issues_add(issues, FAULT, "F425", e->place,
                   _("serial %s was first keyed from channel \"%s\"; expected the same, not \"%s\""), serial,
                   channel_names[first], channel_names[e->channel]);
        return 0;
    }
    if (!(b->passes & 1u << pass) && keyed_before(in, e, pass) == BEFORE_SAME)
        *again = AGAIN_SET_ASIDE;
    return b->passes & 1u << pass ? take_again(in, e, pass, again, issues) : pass;
}

const char *intake_keyed_by(struct intake *in, size_t ballot, int pass)
{
    for (size_t i = in->n_taken; i-- > 0;)
        if (in->taken[i].ballot == ballot && in->taken[i].pass == pass)
            return in->taken[i].keyer == NONE ? "" : intake_keyer_name(in, in->taken[i].keyer);
    if (in->whole && in->issued.ballots[ballot].now & 1u << pass)
        return repeat_keyer(in, ballot, pass);
    return find_entry(in, ballot, pass) ? query_get_str(in->where_keyed, 2) : "";
}

/* Each keying of a channel must be another person's: the second is compared with the first, the third decides between
 * the two. */
static bool check_keyer(struct intake *in, const struct entry *e, int pass, struct issues *issues)
{
    int first = pass > 3 ? 4 : 1;
    const char *keyer = e->keyer == NONE ? "" : intake_keyer_name(in, e->keyer);
    struct place place = e->place;
    place.column = e->keyer_column;
    if (pass == first && !(in->issued.ballots[e->ballot].passes & 1u << (first + 1)))
        return true;
    if (!*keyer && pass > first) {
        issues_add(issues, FAULT, "F415", place,
                   pass == first + 1 ? _("the second keying needs a keyer: column \"keyer\" or --keyer")
                                     : _("the third keying needs a keyer: column \"keyer\" or --keyer"));
        return false;
    }
    for (int before = first; before < pass; before++) {
        if (!text_same(keyer, intake_keyed_by(in, e->ballot, before)))
            continue;
        issues_add(issues, FAULT, "F415", place,
                   pass == first + 1 ? _("the second keying is by \"%s\", who did the first; expected another person")
                   : before == first ? _("the third keying is by \"%s\", who did the first; expected a third person")
                                     : _("the third keying is by \"%s\", who did the second; expected a third person"),
                   keyer);
        return false;
    }
    for (int after = pass + 1; after < first + 3; after++) /* a correction */
        if (in->issued.ballots[e->ballot].passes & 1u << after &&
            text_same(keyer, intake_keyed_by(in, e->ballot, after))) {
            issues_add(issues, FAULT, "F415", place, _("keying %d is by \"%s\" already; expected another person"),
                       after - first + 1, keyer);
            return false;
        }
    return true;
}

/* --- what it makes ------------------------------------------------------------------------- */

/* What becomes of the ballot, by its answers and its state. */
struct effect {
    bool entry, event, away;
};

static struct effect effect_of(const struct entry *e)
{
    struct effect effect = {.event = e->state != N_CUSTODY && e->state != CUSTODY_KEYED && e->state != CUSTODY_ISSUED};
    effect.away =
        effect.event && e->state != CUSTODY_RETURNED && e->state != CUSTODY_VERIFIED && e->state != CUSTODY_ARCHIVED;
    if (!effect.away)
        effect.entry = e->n_answers || e->says_keyer || e->state == CUSTODY_KEYED ||
                       (!effect.event && e->state != CUSTODY_ISSUED && (e->says_channel || !e->could_say_keyer));
    return effect;
}

/* The ballot is the second of its kind in a file. */
static bool came_twice(struct intake *in, const struct entry *e, const struct effect *effect, struct issues *issues)
{
    unsigned against = effect->away ? SEEN_ENTRY | SEEN_CAME | SEEN_AWAY : SEEN_AWAY;
    if (effect->event && !effect->entry)
        against |= SEEN_CAME;
    if (!in->whole || !(in->issued.ballots[e->ballot].seen & against))
        return false;
    say_seen(in, e, issues, false);
    return true;
}

/* Whoever was replaced is a non-respondent, and the reserve stands in their place: a ballot that comes all the same
 * must not count. */
static void say_replaced(struct intake *in, const struct entry *e, struct issues *issues)
{
    int64_t serial = register_serial(&in->issued, e->ballot);
    char text[SERIAL_TEXT];
    struct query *q = query_new(in->store, sql_replaced);
    query_int(q, ":serial", serial);
    if (query_next(q))
        issues_add(issues, FAULT, "F430", e->place,
                   _("serial %s is that of \"%s\", replaced (%s) by \"%s\" in run %" PRId64
                     ", %s, reason: %s; it cannot count, the state \"void\" sets it aside"),
                   serial_format(serial, text), query_get_str(q, 0), query_get_str(q, 1), query_get_str(q, 2),
                   query_get_int(q, 3), query_get_str(q, 4), query_get_str(q, 5));
    query_end(q, NULL);
}

void intake_straight(const struct intake *in, const struct entry *e, struct issues *issues)
{
    size_t n = 0, question = NONE;
    uint8_t first = 0;
    for (size_t i = 0; i < e->n_cells && e->pass != 3; i++) {
        uint8_t mark = e->cells[i];
        if (mark == MARK_BLANK || mark > MARK_LAST_OPTION)
            continue;
        size_t q = register_question(&in->issued, in->d, e->ballot, i);
        if (in->d->questions[q].kind != KIND_OPTION)
            continue;
        if (n++ == 0)
            first = mark;
        else if (mark != first)
            return;
        question = q;
    }
    if (n >= STRAIGHT_CELLS)
        issues_add(issues, WARNING, "W401", e->place, _("all %zu answers of this ballot are the same, \"%s\""), n,
                   in->d->scales[in->d->questions[question].scale].options[first - 1].code);
}

static uint16_t table_of(struct intake *in, const struct place *place)
{
    const struct table_name *last = in->n_tables ? &in->tables[in->n_tables - 1] : NULL;
    if (!last || strcmp(last->file, place->file) != 0 || !last->sheet != !place->sheet ||
        (last->sheet && strcmp(last->sheet, place->sheet) != 0)) {
        in->tables = grow(in->tables, &in->tables_room, in->n_tables + 1, sizeof *in->tables);
        in->tables[in->n_tables++] =
            (struct table_name){xstrdup(place->file), place->sheet ? xstrdup(place->sheet) : NULL};
    }
    return (uint16_t)(in->n_tables - 1);
}

static void mark(struct intake *in, const struct entry *e, const struct effect *effect, int pass)
{
    struct issued *b = &in->issued.ballots[e->ballot];
    if (!in->whole) {
        in->taken = grow(in->taken, &in->taken_room, in->n_taken + 1, sizeof *in->taken);
        in->taken[in->n_taken++] = (struct taken){e->ballot, e->keyer, pass, *b};
        b->is_void = effect->event && e->state == CUSTODY_VOID;
    }
    if (!b->line) {
        b->line = (uint32_t)e->place.line;
        b->table = table_of(in, &e->place);
    }
    if (effect->event)
        b->seen |= effect->away ? SEEN_AWAY : SEEN_CAME;
    if (!effect->entry || !pass)
        return;
    b->seen |= SEEN_ENTRY;
    b->passes |= (uint8_t)(1u << pass);
    b->now |= (uint8_t)(1u << pass);
    if (pass == 1 || pass == 4)
        register_set_channel(b, pass == 4, e->channel);
}

/* Keep the entry until it is written. */
static bool keep(struct intake *in, const struct entry *e, const struct effect *effect, int pass, struct error *err)
{
    struct outbox *box = &in->outbox;
    if (effect->event) {
        box->events = grow(box->events, &box->events_room, box->n_events + 1, sizeof *box->events);
        box->events[box->n_events] = (struct event){(uint32_t)e->ballot, (uint32_t)box->n_events, e->state,
                                                    e->reason ? xstrdup(e->reason) : NULL};
        box->n_events++;
        in->so_far.events++;
    }
    if (!effect->entry)
        return true;
    for (size_t i = e->last_text; i; i = box->texts[i - 1].before)
        box->texts[i - 1].pass = (uint32_t)pass;
    struct sorted_entry entry = {.ballot = (uint32_t)e->ballot,
                                 .source = e->source,
                                 .line = (uint32_t)e->place.line,
                                 .keyer = e->keyer == NONE ? UINT32_MAX : (uint32_t)e->keyer,
                                 .n_cells = (uint32_t)e->n_cells,
                                 .pass = (uint8_t)pass,
                                 .channel = (uint8_t)e->channel};
    in->so_far.entries++;
    in->so_far.other_channel += pass == 4;
    repeat_note(in, e, pass);
    return sorter_add(box->sorter, &entry, e->cells, err);
}

/* The ballot stands in this batch or an earlier one already, and that one counts. */
static enum taking pass_over(struct intake *in, const struct entry *e, enum repeat repeat)
{
    if (repeat == REPEAT_SAME)
        in->so_far.same++;
    else if (in->twice.of[e->channel] == TWICE_LAST)
        in->so_far.last++;
    else
        in->so_far.first++;
    return REPEATED;
}

/* It counts in place of the one before: the same keying. */
static int take_instead(struct intake *in, const struct entry *e)
{
    if (in->twice.of[e->channel] == TWICE_LAST)
        in->so_far.last++;
    else
        in->so_far.first++;
    in->so_far.entries--;
    in->so_far.other_channel -= in->sent[e->ballot].pass == 4;
    return in->sent[e->ballot].pass;
}

/* Its answers are passed over. */
static bool is_passed(enum again again)
{
    return again == AGAIN_SAME || again == AGAIN_SET_ASIDE;
}

/* Keep E, or the part of it that is not in the round yet. */
static enum taking keep_new(struct intake *in, const struct entry *e, struct effect *effect, int pass, enum again again,
                            struct error *err)
{
    effect->entry = effect->entry && !is_passed(again);
    in->so_far.corrected += again == AGAIN_CORRECTED;
    if (in->corrects && e->pass == 3 && again == AGAIN_NOT && effect->entry)
        keyed_otherwise(in, e, pass);
    return !keep(in, e, effect, pass, err) ? REFUSED : effect->entry ? TAKEN : NOTED;
}

enum taking intake_take(struct intake *in, const struct entry *said, struct issues *issues, struct error *err)
{
    struct entry own = *said, *e = &own;
    struct effect effect = effect_of(e);
    const struct issued *b = &in->issued.ballots[e->ballot];
    bool bad = e->bad || (e->bad_answer && !in->whole);
    int pass = 0;
    enum again again = AGAIN_NOT;
    char serial[SERIAL_TEXT];
    if (!effect.entry && !effect.event && e->state == N_CUSTODY)
        return PASSED_OVER;
    if (in->audited.audit)
        return audited_take(in, e, issues);
    if (effect.away && e->n_answers) {
        issues_add(issues, FAULT, "F419", e->place, _("the row says \"%s\" but has %zu answers"),
                   custody_words(e->state), e->n_answers);
        bad = true;
    }
    bool stopped = b->is_void || (!effect.away && b->is_replaced);
    enum repeat repeat = bad || stopped || !effect.entry || effect.event ? REPEAT_NOT : repeat_of(in, e);
    if (repeat == REPEAT_SAME || repeat == REPEAT_PASSED)
        return pass_over(in, e, repeat);
    bool twice = repeat == REPEAT_NOT && came_twice(in, e, &effect, issues), known = !bad && !twice;
    if (repeat == REPEAT_INSTEAD)
        pass = take_instead(in, e);
    else if (!twice && effect.entry)
        pass = find_pass(in, e, &again, issues);
    bool happened = known && effect.event && happened_again(in, e);
    in->so_far.set_aside += again == AGAIN_SET_ASIDE;
    if (known && (!effect.entry || is_passed(again)) && (!effect.event || happened)) {
        mark(in, e, &effect, 0);
        in->so_far.repeated += again != AGAIN_SET_ASIDE && (effect.entry || effect.event);
        return REPEATED;
    }
    effect.event = effect.event && !happened;
    if (b->is_void) {
        say_void(serial_format(register_serial(&in->issued, e->ballot), serial), e->place, issues);
        bad = true;
    }
    if (!effect.away && b->is_replaced) {
        say_replaced(in, e, issues);
        bad = true;
    }
    if (twice)
        bad = true;
    else if (repeat == REPEAT_NOT && effect.entry && !is_passed(again))
        bad = !pass || !check_keyer(in, e, pass, issues) || bad;
    if (in->where_keyed && !query_ok(in->where_keyed, err))
        return REFUSED;
    if (in->stored && !query_ok(in->stored, err))
        return REFUSED;
    if (!bad || in->whole)
        mark(in, e, &effect, is_passed(again) ? 0 : pass);
    return bad ? REFUSED : keep_new(in, e, &effect, pass, again, err);
}
