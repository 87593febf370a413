#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/rows.h"
#include "importers/readers/marks.h"
#include "importers/words/times.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

static bool read_type(const struct input *in, const struct ballot_columns *c, const struct row *row, size_t ballot)
{
    size_t type = in->issued->ballots[ballot].type;
    const char *is = in->d->ballot_types[type].code, *said = ballot_field(c, row, B_TYPE);
    if (*said && strcmp(said, is) != 0 && definition_called(in->d, T_BALLOT_TYPES, said) != type) {
        issues_add(in->issues, FAULT, "F406", ballot_field_place(c, row, B_TYPE),
                   _("the row says ballot type \"%s\", but this serial was issued as \"%s\""), said, is);
        return false;
    }
    if (in->options->type && strcmp(in->options->type, is) != 0 &&
        definition_called(in->d, T_BALLOT_TYPES, in->options->type) != type) {
        issues_add(in->issues, FAULT, "F406", ballot_field_place(c, row, B_SERIAL),
                   _("this serial was issued as ballot type \"%s\"; expected \"%s\" (--type)"), is, in->options->type);
        return false;
    }
    return true;
}

static bool say_no_unit(const struct input *in, const struct ballot_columns *c, const struct row *row)
{
    issues_add(in->issues, FAULT, "F407", ballot_field_place(c, row, B_UNIT), _("\"%s\" is no unit of this round"),
               ballot_field(c, row, B_UNIT));
    return false;
}

static bool read_unit(const struct input *in, const struct ballot_columns *c, const struct row *row, size_t ballot,
                      size_t *unit)
{
    const char *text = ballot_field(c, row, B_UNIT);
    *unit = NONE;
    if (!*text)
        return true; /* no such column, or a row that answers what is asked once */
    struct place place = ballot_field_place(c, row, B_UNIT);
    *unit = ballot_names_unit(in->names, text);
    if (*unit == NONE)
        return say_no_unit(in, c, row);
    if (register_position(in->issued, ballot, *unit) != NONE)
        return true;
    const struct ballot_type *t = &in->d->ballot_types[in->issued->ballots[ballot].type];
    const struct unit *u = &in->d->units[*unit];
    if (t->block != ALL && u->block != t->block)
        issues_add(in->issues, FAULT, "F408", place,
                   _("unit \"%s\" is of block \"%s\"; ballot type \"%s\" rates block \"%s\""), text,
                   in->d->blocks[u->block].code, t->code, in->d->blocks[t->block].code);
    else
        issues_add(in->issues, FAULT, "F409", place, _("unit \"%s\" is not in the list of this serial"), text);
    return false;
}

/* What people write for channels and states besides their names. */
static const char *const channel_words[] = {
    [CHANNEL_NONE] = "",
    [CHANNEL_PAPER] = "paper|giấy|phiếu giấy",
    [CHANNEL_ONLINE] = "online|trực tuyến",
    [CHANNEL_DIRECT] = "direct|phỏng vấn|trực tiếp",
};
static const char *const state_words[N_CUSTODY] = {
    [CUSTODY_ISSUED] = "issued|đã phát",
    [CUSTODY_PRINTED] = "printed|đã in",
    [CUSTODY_RETURNED] = "returned|đã thu|thu về",
    [CUSTODY_KEYED] = "keyed|đã nhập",
    [CUSTODY_VERIFIED] = "verified|đã kiểm",
    [CUSTODY_ARCHIVED] = "archived|lưu trữ",
    [CUSTODY_VOID] = "void|hủy|huỷ",
    [CUSTODY_REFUSED] = "refused|từ chối",
    [CUSTODY_ABSENT] = "absent|vắng mặt|vắng",
    [CUSTODY_MOVED] = "moved|chuyển đi|chuyển nơi ở",
    [CUSTODY_INELIGIBLE] = "ineligible|không thuộc đối tượng",
};

static enum channel find_channel(const char *text)
{
    enum channel found = channel_find(text);
    for (enum channel c = CHANNEL_PAPER; found == CHANNEL_NONE && c <= CHANNEL_DIRECT; c++)
        if (text_list_has(channel_words[c], "|", text))
            found = c;
    return found;
}

static bool read_channel(const struct input *in, const struct ballot_columns *c, const struct row *row, struct entry *e)
{
    const char *text = ballot_field(c, row, B_CHANNEL);
    e->channel = in->options->channel ? in->options->channel : CHANNEL_PAPER;
    e->says_channel = *text != '\0';
    if (!*text)
        return true;
    e->channel = find_channel(text);
    if (e->channel != CHANNEL_NONE)
        return true;
    issues_add(in->issues, FAULT, "F410", ballot_field_place(c, row, B_CHANNEL),
               _("column \"%s\" has \"%s\"; expected %s"), "channel", text, "paper, online, direct");
    return false;
}

static void read_keyer(const struct input *in, const struct ballot_columns *c, const struct row *row, struct entry *e)
{
    const char *keyer = ballot_field(c, row, B_KEYER);
    e->says_keyer = *keyer != '\0';
    if (!*keyer)
        keyer = in->options->keyer ? in->options->keyer : "";
    e->keyer = *keyer ? intake_keyer(in->intake, keyer) : NONE;
}

static enum custody find_state(const char *text)
{
    enum custody found = custody_find(text);
    if (found != N_CUSTODY && !state_words[found]) /* a step that hand-out lists say */
        return N_CUSTODY;
    for (enum custody c = 0; found == N_CUSTODY && c < N_CUSTODY; c++)
        if (state_words[c] && text_list_has(state_words[c], "|", text))
            found = c;
    return found;
}

static bool read_state(const struct input *in, const struct ballot_columns *c, const struct row *row, struct entry *e)
{
    const char *text = ballot_field(c, row, B_STATE), *reason = ballot_field(c, row, B_REASON);
    e->state = *text ? find_state(text) : N_CUSTODY;
    e->reason = *reason ? reason : NULL;
    if (!*text || e->state != N_CUSTODY)
        return true;
    issues_add(in->issues, FAULT, "F410", ballot_field_place(c, row, B_STATE),
               _("column \"%s\" has \"%s\"; expected %s"), "state", text,
               "printed, returned, keyed, verified, archived, void, refused, absent, moved, ineligible");
    return false;
}

/* A time of the column, NAN where it has none.  Where day and month may change places, it is read as the time itself or
 * the others of its column say, else the day first where the year has four digits, as people here write it. */
static double read_time(const struct input *in, const struct ballot_columns *c, const struct row *row,
                        enum ballot_field field)
{
    const char *text = ballot_field(c, row, field);
    double seconds, day, month;
    enum date_order order = DATE_UNKNOWN;
    bool may_turn = date_has_order(text, &order), doubtful = false;
    if (may_turn && order == DATE_UNKNOWN)
        order = marks_order(reader_heard_marks(row->reader), c->field[field]);
    if (may_turn && order == DATE_UNKNOWN && time_parse(text, &day))
        order = DATE_DAY;
    if (may_turn && order != DATE_DAY && order != DATE_MONTH && time_parse_as(text, DATE_DAY, &day) &&
        time_parse_as(text, DATE_MONTH, &month)) {
        doubtful = day != month;
        order = DATE_DAY;
    }
    if (!doubtful && (may_turn ? time_parse_as(text, order, &seconds) : time_parse(text, &seconds)))
        return seconds;
    if (*text && issues_count_code(in->issues, "W409") == 0)
        issues_add(
            in->issues, WARNING, "W409", ballot_field_place(c, row, field),
            doubtful ? _("\"%s\" can be day/month or month/day, and the column does not say which; expected "
                         "31/12/2024 08:15:00 or 2024-12-31 08:15:00; the speed of keying is not looked at there")
                     : _("\"%s\" is no time that can be read; expected 31/12/2024 08:15:00 or 2024-12-31 08:15:00; the "
                         "speed of keying is not looked at there"),
            text);
    return NAN;
}

/* The pass that REDCap's double entry has behind a record, 17394484940--2; 0 where there is none. */
static uint8_t pass_behind(const char *text, size_t *length)
{
    const char *pass = strstr(text, "--");
    if (!pass || (pass[2] != '1' && pass[2] != '2') || pass[3])
        return 0;
    *length = (size_t)(pass - text);
    return (uint8_t)(pass[2] - '0');
}

/* The keying by a column of its own; one that is none is a fault. */
static bool read_pass(const struct input *in, const struct ballot_columns *c, const struct row *row, struct entry *e)
{
    const char *text = ballot_field(c, row, B_PASS);
    size_t length;
    if (!*text)
        return true;
    uint8_t pass = pass_behind(text, &length);
    if (!pass && (!strcmp(text, "1") || !strcmp(text, "2")))
        pass = (uint8_t)(*text - '0');
    if (!pass || c->layout != LAYOUT_BALLOTS || (e->pass != 1 && e->pass != pass)) {
        issues_add(in->issues, FAULT, "F410", ballot_field_place(c, row, B_PASS),
                   _("column \"%s\" has \"%s\", which is not the keying; expected 1 or 2, alone or behind a record as "
                     "in 17--2, in a file with a row for each ballot, and as --pass has it where that is given"),
                   c->header.words[c->field[B_PASS]], text);
        return false;
    }
    e->pass = pass;
    e->says_pass = true;
    return true;
}

/* What an audit is keyed into is of that audit and of nothing else: a second keying would change figures. */
static bool read_audit(const struct input *in, const struct ballot_columns *c, const struct row *row)
{
    const char *text = ballot_field(c, row, B_AUDIT);
    int64_t run = intake_audits(in->intake);
    char own[24];
    snprintf(own, sizeof own, "%" PRId64, run);
    if (!*text || (run && !strcmp(text, own)))
        return true;
    if (run)
        issues_add(in->issues, FAULT, "F481", ballot_field_place(c, row, B_AUDIT),
                   _("this is keyed for the audit of line %s, not for that of line %s"), text, own);
    else
        issues_add(
            in->issues, FAULT, "F481", ballot_field_place(c, row, B_AUDIT),
            _("this is keyed for the audit of line %s and counts for nothing else; `dtxhh audit import` takes it"),
            text);
    return false;
}

/* The ballot by its serial, which may have its pass behind it. */
static bool find_ballot(const struct input *in, const struct ballot_columns *c, const struct row *row,
                        struct place place, struct entry *e)
{
    const char *text = ballot_field(c, row, B_SERIAL);
    size_t length;
    uint8_t pass = c->layout == LAYOUT_BALLOTS && e->pass == 1 ? pass_behind(text, &length) : 0;
    e->says_pass = pass != 0;
    if (!e->says_pass)
        return intake_find(in->intake, text, place, in->issues, &e->ballot);
    e->pass = pass;
    char *serial = xstrndup(text, length);
    bool found = intake_find(in->intake, serial, place, in->issues, &e->ballot);
    free(serial);
    return found;
}

enum row_kind row_read(const struct input *in, struct sheet_input *s, const struct row *row, struct entry *e,
                       size_t *unit)
{
    const struct ballot_columns *c = &s->columns;
    struct place place = ballot_field_place(c, row, B_SERIAL);
    *e = (struct entry){.place = place,
                        .pass = (uint8_t)in->options->pass,
                        .source = s->source->number,
                        .could_say_keyer = c->field[B_KEYER] != SIZE_MAX,
                        .channel_is_fixed = in->options->channel != CHANNEL_NONE};
    if (e->could_say_keyer)
        e->keyer_column = (uint32_t)c->field[B_KEYER] + 1;
    if (!find_ballot(in, c, row, place, e)) {
        const char *text = ballot_field(c, row, B_UNIT);
        if (*text && ballot_names_unit(in->names, text) == NONE)
            say_no_unit(in, c, row);
        read_channel(in, c, row, e);
        read_state(in, c, row, e);
        return ROW_LOST;
    }
    /* All that is wrong with the row, not only the first. */
    bool good = read_pass(in, c, row, e);
    good = read_audit(in, c, row) && good;
    good = read_type(in, c, row, e->ballot) && good;
    good = read_unit(in, c, row, e->ballot, unit) && good;
    good = read_channel(in, c, row, e) && good;
    good = read_state(in, c, row, e) && good;
    read_keyer(in, c, row, e);
    e->started = read_time(in, c, row, B_STARTED);
    e->ended = read_time(in, c, row, B_ENDED);
    const char *simulated = ballot_field(c, row, B_SIMULATED);
    if (*simulated && !text_same(simulated, "no") && !text_same(simulated, "không"))
        s->source->note = "simulated";
    return good ? ROW_GOOD : ROW_BAD;
}
