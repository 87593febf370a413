/* store_inside.h - what the files of this room share. */
#ifndef SURVEY_STORE_INSIDE_H
#define SURVEY_STORE_INSIDE_H

#include <sqlite3.h>
#include <time.h>

#include "survey/base/hash.h"
#include "survey/base/strbuf.h"
#include "survey/store/store.h"

#define MOST_COLUMNS 64

/* A value bound to a statement, or of a row that was read. */
struct bound {
    enum { BOUND_NULL, BOUND_INT, BOUND_REAL, BOUND_TEXT, BOUND_BLOB } kind;
    int64_t integer;
    double real;
    const void *bytes; /* text or blob, N bytes */
    size_t n;
};

/* How rows of a table are digested. */
struct row_form {
    int n, run; /* columns; that of the run, or -1 */
    struct {
        enum role role; /* 0 where the value itself stands in the digest */
        int before;     /* the column whose value goes before it into the commitment, or -1 */
    } columns[MOST_COLUMNS];
    struct strbuf list; /* the columns, for SELECT */
    struct strbuf text; /* of the row at hand */
};

struct row_hash {
    uint8_t bytes[HASH_BYTES];
};

/* The hashes of rows that go into one digest, in any order. */
struct row_hashes {
    struct row_hash *hashes;
    size_t n, room;
};

/* A table of the round, or a view, that some statement names. */
struct named_table {
    char *name;
    bool read, written; /* since touch_begin() */
    bool compared;      /* with its newest line */
    /* Of a table written since then only by query_insert(), and emptied before where it is replaced: its rows. */
    bool emptied, otherwise;
    struct row_hashes rows;
};

struct store {
    sqlite3 *db;
    char *path;
    struct named_table *tables;
    size_t n_tables, room;
    int64_t schema;          /* its number (PRAGMA schema_version) when it was found to be ours; -1: not looked at */
    int64_t committed;       /* the newest line of the log that was added through it; 0: none */
    time_t waits_since;      /* for a file that another program writes: when that began */
    unsigned waiting;        /* seconds of it that were said; 0: none */
    bool in_transaction;     /* from store_begin() on, though a failure may have undone it */
    bool in_run, noting;     /* what statements write, and read, is noted as they run */
    struct query *preparing; /* whose statement the authorizer hears of */
    bool plain_lines;        /* see lines.h */
    bool knows_secret;
    uint8_t secret[HASH_BYTES];
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
    struct bound *bound; /* of query_insert(): what goes into the digest of its rows */
    struct row_form form;
    size_t inserts;       /* the table, of the store's; SIZE_MAX for one that is not the round's */
    struct query *stored; /* of a statement that only compares: the rows that are there */
    bool same;            /* so far */
    struct touch *touches;
    size_t n_touches, room;
};

/* Report the failure of a call on STORE. */
bool store_failed(struct store *store, struct error *err);
/* True, and ERR set, where the transaction of store_begin() is no longer. */
bool store_is_undone(const struct store *store, struct error *err) MUST_CHECK;
/* The wait for another program, if there was one, is over. */
void store_waited(struct store *store);
/* SQLite's authorizer, for each connection: notes what statements read and write. */
int store_hears(void *store, int action, const char *name, const char *second, const char *database, const char *inner);

/* Note from now on what is read and written, or no longer. */
void touch_begin(struct store *store);
void touch_end(struct store *store);
/* What is known of the table or view NAME; NULL where no statement named it. */
struct named_table *touched(const struct store *store, const char *name);

/* S[0..N-1] as quote() prints it, NULL for NULL, at the end of TEXT. */
void add_quoted(struct strbuf *text, const char *s, size_t n);

/* How the rows of TABLE are digested; n is 0 where there is no such table. */
void row_form_make(struct store *store, const char *table, struct row_form *form);
void row_form_release(struct row_form *form);
/* The N values of the current row, valid until the next. */
void read_row(struct query *query, int n, struct bound *values);
bool bound_same(const struct bound *a, const struct bound *b);
/* VALUE, whose bytes stay until the next step, as parameter I of STMT; an SQLite code. */
int bind_value(sqlite3_stmt *stmt, int i, const struct bound *value);
void rows_add(struct row_hashes *rows, const struct store *store, struct row_form *form, const struct bound *values);
void rows_digest(struct row_hashes *rows, struct digest *digest);
void rows_release(struct row_hashes *rows);

/* Of a round of an older version: false where a trigger is not one of ours, with *WHAT, a new string, or an error. */
bool store_triggers_are_ours(struct store *store, char **what, struct error *err);

/* False and E_FILE where bytes stand behind the pages of the file.  Asked within a transaction, before it writes. */
bool store_size_stands(struct store *store, struct error *err) MUST_CHECK;

/* False and E_FILE where tables or triggers were changed since STORE was opened.  Asked within a transaction: from then
 * on nobody else can. */
bool store_schema_stands(struct store *store, struct error *err) MUST_CHECK;

/* How large the file is, and how many of its pages are a table's, an index's or free: bytes elsewhere no statement
 * reads. A library without dbstat cannot count pages of tables: then USED is PAGES. */
struct store_size {
    int64_t bytes, page, pages, used;
};
bool store_measure(struct store *store, struct store_size *size, struct error *err) MUST_CHECK;

/* The function line_shown() of lines.h, of this connection. */
bool lines_make_function(struct store *store) MUST_CHECK;
/* Fill the table `secret`; see store_create(). */
bool store_make_secret(struct store *store, const char *salt_seed, struct error *err) MUST_CHECK;

/* Digests as lines had them before schema version 11; in digest_old.c.  Of a growing table by run, else DIGESTS[0].
 * ALSO, unless NULL, receives the same with reals as the SQLite of now prints them. */
bool store_old_digests(struct store *store, const char *table, bool grows, int64_t n_runs, struct digest *digests,
                       struct digest *also, int64_t *strange, struct error *err) MUST_CHECK;

/* Whether that is another printing than SQLite 3.40 had. */
bool store_prints_reals_anew(void);

#endif
