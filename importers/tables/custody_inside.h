/* custody_inside.h - a list while it is read, and a row of it. */
#ifndef IMPORTERS_CUSTODY_INSIDE_H
#define IMPORTERS_CUSTODY_INSIDE_H

#include "importers/readers/header.h"
#include "importers/tables/custody.h"
#include "importers/tables/custody_words.h"
#include "survey/base/strbuf.h"
#include "survey/custody/book.h"
#include "survey/custody/days.h"
#include "survey/round/definition.h"
#include "survey/round/sources.h"

enum { C_SERIAL, C_DELIVERED, C_HANDED, C_RETURNED, C_REASON, C_STATE, C_DATE, C_BY, C_OFFICE, C_BATCH, N_SAID };

/* A step that this run adds, so that later rows know it. */
struct added {
    int64_t serial;
    struct movement movement;
};

struct lists {
    const struct definition *d;
    struct issues *issues;
    const struct custody_options *options;
    struct custody_book book;
    struct days days;
    struct custody_imported *result;
    struct query *movement, *event; /* inserts */
    struct dictionary *steps;       /* "serial state" of ADDED */
    struct added *added;
    size_t added_room;
    struct dictionary *rows; /* "serial" of the file at hand, with what stood there */
    char **said, **said_at;
    size_t said_room, said_at_room;
    const char *titled; /* the office that the title of the sheet names; NULL */
    struct store *store;
    struct sources sources;
    int64_t source;          /* the number of the sheet's */
    struct strbuf corrected; /* for the log */
};

#define MOST_STEPS 5 /* of a row */

/* A row: what it says, and of which ballot. */
struct said {
    const struct row *row;
    const struct header *h;
    const char *text[N_SAID];
    struct custody_ballot *ballot;
    char serial[SERIAL_TEXT];
    struct tick delivered, handed, returned;
    enum custody away; /* why it did not come back; N_CUSTODY */
    int away_column;
    char *reason;         /* what stands behind the word for it; "" */
    enum custody state;   /* of the column `state`; N_CUSTODY */
    char date[DATE_TEXT]; /* of the column `date`; "" */
    const char *office;   /* that the row, an option or the title names; "" */
    bool office_is_own;   /* not the title */
    bool says_day;        /* a cell is a day: what holds of all rows is not the day of its other steps */
    struct {
        enum custody state;
        int column;
        const char *day;
    } steps[MOST_STEPS];
    size_t n_steps;
    enum custody told; /* the step that date, by, office and batch of the row tell of: N_CUSTODY for the new ones; where
                          it brings none, its last */
};

/* The place of COLUMN; of the serial where the list has none. */
struct place custody_at(const struct said *r, int column);

/* The newest step STATE of the ballot of R, in the round or in this run; NULL. */
const struct movement *custody_known(const struct lists *l, const struct said *r, enum custody state);

/* Take the step STATE of the ballot of R, said in COLUMN, of DAY or of what the row or the options say; true where
 * something is new. */
bool custody_take(struct lists *l, const struct said *r, enum custody state, int column, const char *day);

#endif
