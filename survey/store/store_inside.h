/* store_inside.h - what store.c and digest.c share. */
#ifndef SURVEY_STORE_INSIDE_H
#define SURVEY_STORE_INSIDE_H

#include <sqlite3.h>

#include "survey/base/hash.h"
#include "survey/base/strbuf.h"
#include "survey/store/store.h"

struct store {
    sqlite3 *db;
    char *path;
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

struct query {
    struct store *store;
    sqlite3_stmt *stmt; /* NULL where it could not be prepared */
    struct error error; /* what failed first */
    const char **names; /* of the parameters, from 1; made when the first is bound */
    int n_names, next_name;
    bool stepped;
    struct bound *bound; /* what goes into the digest; NULL where there is none */
    struct digesting *digesting;
    bool runs; /* false for a statement that only digests */
};

/* Add the row that is bound to QUERY to its digest; in digest.c. */
void query_digest_bound(struct query *query);

#endif
