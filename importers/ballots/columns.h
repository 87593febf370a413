/* columns.h - how the rows of a ballot file are laid out, and what its columns ask.
 *
 * Three layouts, known by their headers:
 *
 *   a row per ballot            serial, Q1.U1, Q1.U2, …     (or Q1, where each ballot asks about one unit)
 *   a row per ballot and unit   serial, unit, Q1, Q2, …
 *   a row per answer            serial, unit, question, answer
 *
 * Where the columns have names of their own, as forms give them, a map says
 * what each means; the first row is the header then.
 */
#ifndef IMPORTERS_COLUMNS_H
#define IMPORTERS_COLUMNS_H

#include "importers/readers/header.h"
#include "importers/words/map.h"
#include "survey/round/definition.h"

enum layout { LAYOUT_BALLOTS, LAYOUT_UNITS, LAYOUT_ANSWERS, N_LAYOUTS };
extern const char *const layout_names[N_LAYOUTS]; /* "ballots", "units", "answers" */

/* What a column asks on a ballot of one type. */
struct asked {
    size_t question; /* or NONE: this type has no such question */
    size_t unit;     /* or NONE: the row's unit, the ballot's only one, or a question asked once */
};

struct ballot_columns {
    struct header header;
    enum layout layout;
    size_t field[N_BALLOT_FIELDS]; /* the column of each field, SIZE_MAX where there is none */
    size_t n;                      /* answer columns */
    size_t *at;                    /* [n] their place in a row, from 0 */
    const char **names;            /* [n] */
    bool *known;                   /* [n] false: no question of any type, a fault of the header */
    struct asked *asked;           /* [column * types + type] */
    const struct ballot_map *map;  /* or NULL */
    struct map_answers **answers;  /* [n] what answers of the column mean; NULL where there is no map */
};

/* Read the header; columns that ask nothing are faults.  MAP may be NULL.  False where there is no header to read rows
 * by (faults added, or ERR set); to be released in either case. */
bool ballot_columns_read(struct ballot_columns *columns, struct reader *reader, const struct definition *d,
                         const struct ballot_map *map, struct issues *issues, struct error *err) MUST_CHECK;
void ballot_columns_release(struct ballot_columns *columns);

/* The cell of the field, "" where the file has no such column; and its place. */
const char *ballot_field(const struct ballot_columns *columns, const struct row *row, enum ballot_field field);
struct place ballot_field_place(const struct ballot_columns *columns, const struct row *row, enum ballot_field field);

/* What NAME, a question's code or question.unit, asks on ballots of TYPE. */
struct asked ballot_columns_find(const struct definition *d, size_t type, const char *name);

#endif
