/* rows.h - the rows of a statement as structs, each described once.
 *
 *     struct person { char *name; int64_t born; };
 *     static const struct field fields[] = {FIELD(person, TEXT, name), FIELD(person, INT, born)};
 *     static const struct row_kind person_row = ROW_KIND(person, fields);
 *     struct person *people = rows_read(query_new(store, "SELECT * FROM person"), &person_row, &n, err);
 */
#ifndef SURVEY_ROWS_H
#define SURVEY_ROWS_H

#include <stddef.h>

#include "survey/store/store.h"

enum field_kind {
    FIELD_INT,   /* int64_t; 0 for NULL */
    FIELD_REAL,  /* double; NaN for NULL */
    FIELD_TEXT,  /* char *, the row's own; "" for NULL */
    FIELD_FLAG,  /* bool; false for NULL */
    FIELD_GIVEN, /* bool: the column is not NULL */
};

/* A column, found by its name, and where its value goes. */
struct field {
    const char *column;
    enum field_kind kind;
    size_t at;
};
/* What it makes of them differs from one version to the next. */
/* clang-format off */
#define FIELD(row, kind, member)                                                                                       \
    {                                                                                                                  \
#member, FIELD_##kind, offsetof(struct row, member)                                                            \
    }
#define FIELD_OF(row, kind, member, the_column)                                                                        \
    {                                                                                                                  \
        the_column, FIELD_##kind, offsetof(struct row, member)                                                         \
    }
/* clang-format on */

struct row_kind {
    size_t size;
    const struct field *fields;
    size_t n_fields;
};
/* clang-format off */
#define ROW_KIND(row, fields) {sizeof(struct row), fields, sizeof(fields) / sizeof *(fields)}
/* clang-format on */

/* Read QUERY, bound, to its end: a new array of *N rows, all else in them zero.  A column that it has not, as in a
 * round of an older schema, is NULL.  NULL on failure.  QUERY is ended in either case. */
void *rows_read(struct query *query, const struct row_kind *kind, size_t *n, struct error *err) MUST_CHECK;
/* The first row of QUERY, all else in it as it was; false with ERR unset where there is none. */
bool rows_read_one(struct query *query, const struct row_kind *kind, void *row, struct error *err) MUST_CHECK;
/* Free the texts of one, or of all, and the array. */
void rows_free_one(void *row, const struct row_kind *kind);
void rows_free(void *rows, size_t n, const struct row_kind *kind);

#endif
