/* What a row says besides answers: serial, type, unit, channel, keyer, state, times. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "importers/ballots/times.h"
#include "importers/readers/marks.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

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

static bool read_serial(struct import *m, const struct ballot_columns *c, const struct row *row, size_t *ballot)
{
    const char *text = ballot_field(c, row, B_SERIAL);
    struct place place = ballot_field_place(c, row, B_SERIAL);
    int64_t serial = find_serial(text);
    *ballot = serial ? register_find(&m->issued, serial) : NONE;
    if (*ballot != NONE && !m->issued.ballots[*ballot].is_void)
        return true;
    if (!*text)
        issues_add(m->issues, FAULT, "F403", place, _("the serial is empty"));
    else if (!serial && is_rounded(text))
        issues_add(
            m->issues, FAULT, "F403", place,
            _("\"%s\" is a rounded number, the last digits of the serial are lost; format the column as text and "
              "key it again"),
            text);
    else if (!serial)
        issues_add(m->issues, FAULT, "F403", place,
                   _("\"%s\" is no serial: its digits do not check; expected 11 digits as printed on the ballot"),
                   text);
    else if (*ballot == NONE)
        issues_add(m->issues, FAULT, "F404", place, _("serial \"%s\" was not issued in this round"), text);
    else
        issues_add(m->issues, FAULT, "F405", place, _("serial \"%s\" is void"), text);
    return false;
}

static bool read_type(struct import *m, const struct ballot_columns *c, const struct row *row, size_t ballot)
{
    const char *is = m->d->ballot_types[m->issued.ballots[ballot].type].code, *said = ballot_field(c, row, B_TYPE);
    if (*said && strcmp(said, is) != 0 && !text_same(said, is)) {
        issues_add(m->issues, FAULT, "F406", ballot_field_place(c, row, B_TYPE),
                   _("the row says ballot type \"%s\", but this serial was issued as \"%s\""), said, is);
        return false;
    }
    if (m->options->type && strcmp(m->options->type, is) != 0) {
        issues_add(m->issues, FAULT, "F406", ballot_field_place(c, row, B_SERIAL),
                   _("this serial was issued as ballot type \"%s\"; expected \"%s\" (--type)"), is, m->options->type);
        return false;
    }
    return true;
}

static bool say_no_unit(struct import *m, const struct ballot_columns *c, const struct row *row)
{
    issues_add(m->issues, FAULT, "F407", ballot_field_place(c, row, B_UNIT), _("\"%s\" is no unit of this round"),
               ballot_field(c, row, B_UNIT));
    return false;
}

static bool read_unit(struct import *m, const struct ballot_columns *c, const struct row *row, size_t ballot,
                      size_t *unit)
{
    const char *text = ballot_field(c, row, B_UNIT);
    *unit = NONE;
    if (!*text)
        return true; /* no such column, or a row that answers what is asked once */
    struct place place = ballot_field_place(c, row, B_UNIT);
    *unit = ballot_names_unit(&m->names, text);
    if (*unit == NONE)
        return say_no_unit(m, c, row);
    if (register_position(&m->issued, ballot, *unit) != NONE)
        return true;
    const struct ballot_type *t = &m->d->ballot_types[m->issued.ballots[ballot].type];
    const struct unit *u = &m->d->units[*unit];
    if (t->block != ALL && u->block != t->block)
        issues_add(m->issues, FAULT, "F408", place,
                   _("unit \"%s\" is of block \"%s\"; ballot type \"%s\" rates block \"%s\""), u->code,
                   m->d->blocks[u->block].code, t->code, m->d->blocks[t->block].code);
    else
        issues_add(m->issues, FAULT, "F409", place, _("unit \"%s\" is not in the list of this serial"), u->code);
    return false;
}

static enum channel find_channel(const char *text)
{
    static const struct {
        const char *name;
        enum channel channel;
    } names[] = {{"giấy", CHANNEL_PAPER},
                 {"phiếu giấy", CHANNEL_PAPER},
                 {"trực tuyến", CHANNEL_ONLINE},
                 {"phỏng vấn", CHANNEL_DIRECT},
                 {"trực tiếp", CHANNEL_DIRECT}};
    for (enum channel c = CHANNEL_PAPER; c <= CHANNEL_DIRECT; c++)
        if (!strcmp(channel_names[c], text))
            return c;
    for (enum channel c = CHANNEL_PAPER; c <= CHANNEL_DIRECT; c++)
        if (text_same(channel_names[c], text))
            return c;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_same(names[i].name, text))
            return names[i].channel;
    return CHANNEL_NONE;
}

static bool read_channel(struct import *m, const struct ballot_columns *c, const struct row *row, struct entry *g)
{
    const char *text = ballot_field(c, row, B_CHANNEL);
    g->channel = m->options->channel ? m->options->channel : CHANNEL_PAPER;
    g->says_channel = *text != '\0';
    if (!*text)
        return true;
    g->channel = find_channel(text);
    if (g->channel != CHANNEL_NONE)
        return true;
    issues_add(m->issues, FAULT, "F410", ballot_field_place(c, row, B_CHANNEL),
               _("column \"%s\" has \"%s\"; expected %s"), "channel", text, "paper, online, direct");
    return false;
}

static void read_keyer(struct import *m, const struct ballot_columns *c, const struct row *row, struct entry *g)
{
    const char *keyer = ballot_field(c, row, B_KEYER);
    g->says_keyer = *keyer != '\0';
    if (!*keyer)
        keyer = m->options->keyer ? m->options->keyer : "";
    g->keyer = *keyer ? dictionary_add(m->keyers, keyer, strlen(keyer), NULL) : NONE;
}

static enum custody find_state(const char *text)
{
    static const struct {
        const char *name;
        enum custody state;
    } names[] = {
        {"đã in", CUSTODY_PRINTED},      {"đã thu", CUSTODY_RETURNED},
        {"thu về", CUSTODY_RETURNED},    {"đã nhập", CUSTODY_KEYED},
        {"đã kiểm", CUSTODY_VERIFIED},   {"lưu trữ", CUSTODY_ARCHIVED},
        {"hủy", CUSTODY_VOID},           {"huỷ", CUSTODY_VOID},
        {"từ chối", CUSTODY_REFUSED},    {"vắng mặt", CUSTODY_ABSENT},
        {"vắng", CUSTODY_ABSENT},        {"chuyển đi", CUSTODY_MOVED},
        {"chuyển nơi ở", CUSTODY_MOVED}, {"không thuộc đối tượng", CUSTODY_INELIGIBLE},
        {"đã phát", CUSTODY_ISSUED},
    };
    enum custody state = custody_find(text);
    for (enum custody c = 0; state == N_CUSTODY && c < N_CUSTODY; c++)
        if (text_same(custody_names[c], text))
            state = c;
    for (size_t i = 0; state == N_CUSTODY && i < sizeof names / sizeof *names; i++)
        if (text_same(names[i].name, text))
            state = names[i].state;
    return state;
}

static bool read_state(struct import *m, const struct ballot_columns *c, const struct row *row, struct entry *g)
{
    const char *text = ballot_field(c, row, B_STATE), *reason = ballot_field(c, row, B_REASON);
    g->state = *text ? find_state(text) : N_CUSTODY;
    g->reason = *reason ? (char *)reason : NULL;
    if (!*text || g->state != N_CUSTODY)
        return true;
    issues_add(m->issues, FAULT, "F410", ballot_field_place(c, row, B_STATE),
               _("column \"%s\" has \"%s\"; expected %s"), "state", text,
               "printed, returned, keyed, verified, archived, void, refused, absent, moved, ineligible");
    return false;
}

/* A time of the column, in which day and month may change places: as the time itself or the others of its column say,
 * else the day first where the year has four digits, as people here write it. */
static void read_time(struct import *m, const struct ballot_columns *c, const struct row *row, enum ballot_field field,
                      double *seconds)
{
    const char *text = ballot_field(c, row, field);
    bool read;
    double day, month;
    enum date_order order;
    if (date_has_order(text, &order)) {
        if (order == DATE_UNKNOWN)
            order = marks_order(reader_heard_marks(row->reader), c->field[field]);
        if (order == DATE_UNKNOWN && time_parse(text, &day))
            order = DATE_DAY;
        bool doubtful = order != DATE_DAY && order != DATE_MONTH && time_parse_as(text, DATE_DAY, &day) &&
                        time_parse_as(text, DATE_MONTH, &month);
        if (doubtful && day != month) {
            *seconds = NAN;
            if (issues_count_code(m->issues, "W409") == 0)
                issues_add(m->issues, WARNING, "W409", ballot_field_place(c, row, field),
                           _("\"%s\" can be day/month or month/day, and the column does not say which; expected "
                             "31/12/2024 08:15:00 or 2024-12-31 08:15:00; the speed of keying is not looked at there"),
                           text);
            return;
        }
        read = time_parse_as(text, doubtful ? DATE_DAY : order, seconds);
    } else {
        read = time_parse(text, seconds);
    }
    if (read)
        return;
    *seconds = NAN;
    if (*text && issues_count_code(m->issues, "W409") == 0)
        issues_add(
            m->issues, WARNING, "W409", ballot_field_place(c, row, field),
            _("\"%s\" is no time that can be read; expected 31/12/2024 08:15:00 or 2024-12-31 08:15:00; the speed "
              "of keying is not looked at there"),
            text);
}

enum row_kind row_read(struct import *m, const struct sheet_import *s, const struct row *row, struct entry *g,
                       size_t *unit)
{
    const struct ballot_columns *c = &s->columns;
    *g = (struct entry){.last_text = NONE};
    if (!read_serial(m, c, row, &g->ballot)) {
        const char *text = ballot_field(c, row, B_UNIT);
        if (*text && ballot_names_unit(&m->names, text) == NONE)
            say_no_unit(m, c, row);
        read_channel(m, c, row, g);
        read_state(m, c, row, g);
        return ROW_LOST;
    }
    g->place = ballot_field_place(c, row, B_SERIAL);
    /* All that is wrong with the row, not only the first. */
    bool good = read_type(m, c, row, g->ballot);
    good = read_unit(m, c, row, g->ballot, unit) && good;
    good = read_channel(m, c, row, g) && good;
    good = read_state(m, c, row, g) && good;
    read_keyer(m, c, row, g);
    read_time(m, c, row, B_STARTED, &g->started);
    read_time(m, c, row, B_ENDED, &g->ended);
    const char *simulated = ballot_field(c, row, B_SIMULATED);
    if (*simulated && !text_same(simulated, "no") && !text_same(simulated, "không"))
        m->files[m->file].simulated = true;
    return good ? ROW_GOOD : ROW_BAD;
}
