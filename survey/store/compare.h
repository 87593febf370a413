/* compare.h - the rows of a table beside those of an older copy of the round, in one ordered pass over both.
 *
 * Nothing but the two rows at hand is kept.  A row is known by its key: the columns of a UNIQUE constraint where the
 * primary key is but a position, else those of the primary key.  Columns that only one of the two has, as where the
 * copy is of an older schema, are not compared.
 */
#ifndef SURVEY_COMPARE_H
#define SURVEY_COMPARE_H

#include "survey/base/error.h"
#include "survey/store/store.h"

enum row_change { ROW_GONE, ROW_CHANGED, ROW_NEW };

struct row_difference {
    enum row_change change;
    bool grows;          /* of a table that does */
    const char *key;     /* `code "U1"`, by the names that CALLED gives columns */
    const char *changes; /* of ROW_CHANGED, old before new: `name "A" → "B", parent – → "U2"`; else "" */
};

struct compare {
    /* What people call COLUMN of TABLE. */
    const char *(*called)(const char *table, const char *column);
    /* Called with each difference; what it is given is gone after the call. */
    void (*found)(void *context, const struct row_difference *difference);
    void *context;
};

/* Compare TABLE of STORE with that of OLDER; both logs have N_LINES.  In a table that grows, rows of later runs that
 * only one of them has are passed over.  Where only one of them has the table nothing is compared. */
bool compare_rows(struct store *store, struct store *older, const char *table, int64_t n_lines,
                  const struct compare *compare, struct error *err) MUST_CHECK;

#endif
