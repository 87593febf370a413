/* book.h - sổ giao nhận: the way of every ballot of a round, in memory.
 *
 * It is told by three kinds of rows: what people wrote down (table `movement`), events, and a first keying from paper.
 * They are put into a chain in the order in which they came to the round.
 */
#ifndef SURVEY_CUSTODY_BOOK_H
#define SURVEY_CUSTODY_BOOK_H

#include <stddef.h>
#include <stdint.h>

#include "survey/base/dictionary.h"
#include "survey/base/error.h"
#include "survey/custody/chain.h"
#include "survey/store/store.h"

/* A step as it was written down; what is not known is "". */
struct movement {
    int64_t number, run, event; /* EVENT: the one it made, or 0 */
    enum custody state;
    uint32_t date, by, office, batch; /* custody_text() */
};

struct custody_ballot {
    int64_t serial;
    uint32_t office;          /* that it was issued for: custody_text() */
    uint32_t last_event;      /* numbers that were given, also to what was withdrawn */
    uint32_t last_movement;   /* likewise */
    uint32_t first, n;        /* its movements that count, in the order of their numbers */
    enum custody event_state; /* of the last event that counts; N_CUSTODY where there is none */
    uint32_t event;           /* its number */
    enum custody replaced;    /* why its member was replaced; N_CUSTODY where it was not */
    struct chain chain;
};

struct custody_book {
    struct custody_ballot *ballots; /* by serial */
    size_t n, room;
    struct movement *movements; /* by ballot */
    size_t n_movements, movements_room;
    struct dictionary *texts, *offices; /* "" is number 0 of the texts; the offices of ballots */
};

bool custody_book_read(struct custody_book *book, struct store *store, struct error *err) MUST_CHECK;
void custody_book_release(struct custody_book *book);

/* The number of a text of the book; and back. */
uint32_t custody_number(struct custody_book *book, const char *text);
const char *custody_text(const struct custody_book *book, uint32_t number);

/* The ballot with SERIAL; NULL where it was not issued. */
struct custody_ballot *custody_ballot(const struct custody_book *book, int64_t serial);

/* The newest movement of STATE that BALLOT has; NULL. */
const struct movement *custody_movement(const struct custody_book *book, const struct custody_ballot *ballot,
                                        enum custody state);

#endif
