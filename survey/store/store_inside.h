/* store_inside.h - what store.c and digest.c share. */
#ifndef SURVEY_STORE_INSIDE_H
#define SURVEY_STORE_INSIDE_H

#include <sqlite3.h>

#include "survey/base/hash.h"
#include "survey/base/strbuf.h"
#include "survey/store/store.h"

/* A table of the round, or a view, that some statement names. */
struct named_table {
    char *name;
    bool read, written; /* since touch_begin() */
};

struct store {
    sqlite3 *db;
    char *path;
    struct named_table *tables;
    size_t n_tables, room;
    bool touching;           /* note what statements read and write as they run */
    struct query *preparing; /* whose statement the authorizer hears of */
};

/* Reals printed before, by value: probabilities and weights repeat a lot. */
#define REALS_KEPT 256
struct reals {
    struct {
        uint64_t bits;
        char text[32];
    } kept[REALS_KEPT];
};

/* A value bound to a statement that digests. */
struct bound {
    enum { BOUND_NULL, BOUND_INT, BOUND_REAL, BOUND_TEXT, BOUND_BLOB } kind;
    int64_t integer; /* or a blob's length */
    double real;
    const void *bytes; /* text or blob */
};

/* Rows being digested. */
struct digesting {
    struct strbuf text;
    struct hash hash;
    struct reals reals;
    int64_t rows;
};

struct touch {
    size_t table; /* of the store's */
    bool writes;
};

struct query {
    struct store *store;
    sqlite3_stmt *stmt; /* NULL where it could not be prepared */
    struct error error; /* what failed first */
    const char **names; /* of the parameters, from 1; made when the first is bound */
    int n_names, next_name;
    uint64_t wanted, given; /* bit I - 1: parameter I must be bound, is */
    bool stepped;
    struct bound *bound; /* what goes into the digest; NULL where there is none */
    struct digesting *digesting;
    bool runs; /* false for a statement that only digests */
    struct touch *touches;
    size_t n_touches, room;
};

/* Note from now on what is read and written, or no longer. */
void touch_begin(struct store *store);
void touch_end(struct store *store);
/* What is known of the table or view NAME; NULL where no statement named it. */
const struct named_table *touched(const struct store *store, const char *name);

/* Add the row that is bound to QUERY to its digest; in digest.c. */
void query_digest_bound(struct query *query);

#endif
