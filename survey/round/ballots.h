/* ballots.h - ballots with what was answered on them, derived from the entries.
 *
 * A ballot is a matrix of questions x units.  Cells run unit by unit in the
 * ballot's own list, the questions asked once come last.  A cell is an option
 * ordinal from 1, or one of the marks below.
 *
 * The answer of a ballot is derived, never stored: one entry is the answer;
 * where two differ in a cell, the third entry's cell is; without one the cell
 * is unreadable.  A ballot keyed in several files of offices may have more of
 * a pass: a cell is what all whole entries agree on, else what all third ones do.  Whether a ballot is valid, and for
 * which of its units it counts, follows from the settings min_answered and invalid_if.
 */
#ifndef SURVEY_BALLOTS_H
#define SURVEY_BALLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

enum mark {
    MARK_BLANK = 0,
    MARK_LAST_OPTION = 250,
    MARK_NOT_ASKED = 253,
    MARK_UNREADABLE = 254,
    MARK_MULTIPLE = 255,
};

enum custody {
    CUSTODY_ISSUED,
    CUSTODY_PRINTED,
    CUSTODY_DELIVERED, /* to the office */
    CUSTODY_HANDED,    /* to the respondent; both stand in `movement`, no event has them */
    CUSTODY_RETURNED,
    CUSTODY_KEYED,
    CUSTODY_VERIFIED,
    CUSTODY_ARCHIVED,
    CUSTODY_VOID,
    CUSTODY_REFUSED,
    CUSTODY_ABSENT,
    CUSTODY_MOVED,
    CUSTODY_INELIGIBLE,
    N_CUSTODY,
};

/* Names as stored ("issued", …), and the state with that name or N_CUSTODY. */
extern const char *const custody_names[N_CUSTODY];
/* The state as messages call it, in their language. */
const char *custody_words(enum custody state);
enum custody custody_find(const char *name);

enum invalid {
    VALID,
    INVALID_BLANK,
    INVALID_REQUIRED,
    INVALID_STRAIGHT,
    INVALID_MULTIPLE,
    INVALID_UNREADABLE,
    INVALID_TOO_FEW,
    N_INVALID
};

extern const char *const invalid_names[N_INVALID]; /* "", "blank", … "too_few": no unit reaches min_answered */

enum channel { CHANNEL_NONE, CHANNEL_PAPER, CHANNEL_ONLINE, CHANNEL_DIRECT };
extern const char *const channel_names[4];   /* "", "paper", "online", "direct" */
enum channel channel_find(const char *name); /* CHANNEL_NONE where it names none */

/* A ballot may come from two channels, where the setting `channels` is not `fault`: entries with
 * pass 1 to 3 are those of the FIRST, 4 to 6 those of the OTHER.  The one whose entries are the ballot's
 * answer: the channel the setting names, else the first. */
enum channel channel_that_counts(const struct definition *d, enum channel first, enum channel other);
bool channels_may_differ(const struct definition *d);

#define BALLOT_MAX_UNITS 4096

struct ballot {
    int64_t serial;
    size_t type, group;  /* indices in the definition */
    const char *member;  /* id in the frame; NULL for a pool's ballot */
    const char *stratum; /* of the member, as drawn; "" where none */
    const char *office;  /* "" where none */
    const char *pool;    /* "" where it has a member */
    int64_t list;
    const size_t *units; /* of the list; indices in the definition */
    size_t n_units;
    enum custody state;
    enum custody replaced; /* what became of its member, whom a reserve replaced; N_CUSTODY where none did */
    enum channel channel;  /* of the entries that count */
    unsigned n_entries;    /* of that channel; 0 where nothing was keyed */
    const uint8_t *cells;  /* n_cells; NULL where nothing was keyed */
    size_t n_cells;
    size_t n_unresolved;     /* cells in which two entries differ and no third settles it */
    bool returned;           /* came back, with or without answers */
    enum invalid invalid;    /* where keyed and not void: VALID, or why it does not count */
    bool counts;             /* keyed, not void, valid */
    const bool *unit_counts; /* n_units: it counts for that unit */
    double weight;           /* NaN where it has none, or weights are not read */
};

struct ballots;

/* Read all ballots in the order of their serials.  As with a query, what fails is told at the end.  A ballot that did
 * not come back has the state its last event gives; where there is none, or its member does not belong to the
 * population, the one its member was replaced for. */
struct ballots *ballots_open(struct store *store, const struct definition *definition) MUST_CHECK;
/* The same with what they weigh. */
struct ballots *ballots_open_weighted(struct store *store, const struct definition *definition) MUST_CHECK;
/* The next ballot; its pointers are valid until the next call.  False at the end or on failure. */
bool ballots_next(struct ballots *ballots, struct ballot *ballot) MUST_CHECK;
bool ballots_close(struct ballots *ballots, struct error *err);

/* What was issued, by serial, without what is on it: ballots as they stand (views.sql), those of RUN or, for 0, of all,
 * and of OFFICE or, for NULL, of all.
 * Columns: those of the enum, "" for nothing. */
enum {
    BALLOT_SERIAL,
    BALLOT_TYPE,
    BALLOT_GROUP,
    BALLOT_MEMBER,
    BALLOT_LIST,
    BALLOT_OFFICE,
    BALLOT_POOL,
    BALLOT_STATE,
    BALLOT_REPLACED, /* why its member was replaced */
};
struct query *ballots_issued(struct store *store, int64_t run, const char *office) MUST_CHECK;

/* Type, group and list of those that have a weight, in any order. */
struct query *ballots_weighed(struct store *store) MUST_CHECK;

/* How many ballots of each group of D went to walk-ins, who are no probability sample: a new array. */
int64_t *ballots_walk_ins(struct store *store, const struct definition *d);

/* Entries as they were keyed, by ballot and pass; and the values of number and text questions in which two passes
 * differ and no third settles it, by ballot and cell.  Columns: those of the enum. */
enum { ENTRY_SERIAL, ENTRY_KEYER, ENTRY_TYPE, ENTRY_LIST, ENTRY_FILE, ENTRY_LINE, ENTRY_OFFICE, N_ENTRY_COLUMNS };
enum { ENTRY_PASS = N_ENTRY_COLUMNS, ENTRY_ANSWERS };
enum { ENTRY_CHANNEL = ENTRY_ANSWERS + 1, ENTRY_SOURCE, ENTRY_MEMBER }; /* of entries_as_of() */
enum { ENTRY_CELL = N_ENTRY_COLUMNS, ENTRY_VALUE, ENTRY_OTHER_VALUE, ENTRY_OTHER_KEYER };
struct query *entries_keyed(struct store *store) MUST_CHECK;
struct query *entries_that_differ(struct store *store) MUST_CHECK;
/* The first as they were when the line RUN was written, without what it added. */
struct query *entries_as_of(struct store *store, int64_t run) MUST_CHECK;

/* Of the ballot :serial what counts: its keying :pass, columns those of the enum; the value it has in the number or
 * text question :cell, or all, cell and value; state and reason of the last event; pass, channel, source, line and
 * answers of the keying :first or, where it is there, the one after it. */
enum { COUNTING_ANSWERS, COUNTING_KEYER, COUNTING_RUN, COUNTING_FILE, COUNTING_LINE };
struct query *entry_that_counts(struct store *store) MUST_CHECK;
/* Of the ballot :serial what was corrected or withdrawn by itself, not with its whole run: keyings :pass, the same
 * columns as far as the run; and the value that the one of :run has in the number or text question :cell. */
struct query *entries_set_aside(struct store *store) MUST_CHECK;
struct query *entry_text_set_aside(struct store *store) MUST_CHECK;
struct query *entry_text_that_counts(struct store *store) MUST_CHECK;
struct query *entry_texts_that_count(struct store *store) MUST_CHECK;
struct query *event_last(struct store *store) MUST_CHECK;
struct query *entry_newest(struct store *store) MUST_CHECK;
/* The newest run that stored lines of files as they are (survey/store/lines.h); 0 where none did. */
int64_t entries_plain_until(struct store *store);

/* The unit lists of the round, in memory. */
struct unit_lists {
    size_t n; /* list i has n_units[i] units from units[start[i]] */
    int64_t *number;
    size_t *start, *n_units;
    size_t *units; /* indices in the definition */
};
bool unit_lists_read(struct unit_lists *lists, struct store *store, const struct definition *d,
                     struct error *err) MUST_CHECK;
void unit_lists_release(struct unit_lists *lists);
/* Index of the list with NUMBER, or NONE. */
size_t unit_lists_find(const struct unit_lists *lists, int64_t number);

/* The first cell of a unit's questions, and the cell of a question asked once. */
size_t ballot_unit_cell(const struct definition *d, size_t type, size_t position);
size_t ballot_once_cell(const struct definition *d, size_t type, size_t n_units, size_t place);

/* The question that CELL of a ballot answers that asks about N_UNITS units; and "Q1.U1" for it, where they are UNITS: a
 * new string. */
size_t ballot_cell_question(const struct definition *d, size_t type, size_t n_units, size_t cell);
char *ballot_cell_words(const struct definition *d, size_t type, const size_t *units, size_t n_units, size_t cell);

/* Judge a ballot's CELLS by the rules: the reason it is invalid, or VALID; UNIT_COUNTS[n_units] is filled. */
enum invalid ballot_judge(const struct definition *d, size_t type, const size_t *units, size_t n_units,
                          const uint8_t *cells, bool *unit_counts);

/* --- serials ----------------------------------------------------------------- */

/* How many ballots that ask about UNIT were keyed. */
int64_t ballots_about(struct store *store, const char *unit);

/* A serial: nine digits, the first not 0, and two check digits (ISO 7064 MOD
 * 97-10), so that one wrong digit or two exchanged ones never make another valid serial. */
int64_t serial_make(int64_t nine_digits);
bool serial_is_valid(int64_t serial);
/* Read a serial as keyed: digits, blanks and dashes between them, of any kind; 0 where it is not one
 * (too long, too short, wrong check digits). */
int64_t serial_parse(const char *text);
#define SERIAL_TEXT 24
/* "123-456-789-12" */
char *serial_format(int64_t serial, char out[SERIAL_TEXT]);

#endif
