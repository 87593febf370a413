/* store.h - the round file: SQLite behind a strict wrapper.
 *
 * One handle per thread.  Rollback journal and synchronous = FULL: the file is
 * whole whenever nobody writes, so it can be copied.  A statement that does
 * not prepare, an unknown parameter or trailing text is an error of ours
 * unless the file's schema is not what it should be; store_open() looks at
 * that first, so past it a bad statement is an assertion.
 */
#ifndef SURVEY_STORE_H
#define SURVEY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"

struct store;
struct query;

#define STORE_APPLICATION_ID 0x44545848 /* "DTXH" */
#define STORE_VERSION        12

enum store_mode { STORE_READ, STORE_WRITE };

/* Make the round file PATH, which must not exist, with an empty schema.  Its secret comes from the system's random
 * source, or, for a rehearsal that must repeat, from SALT_SEED. */
struct store *store_create(const char *path, const char *salt_seed, struct error *err) MUST_CHECK;

/* Open the round file PATH.  E_FILE where it is no round, E_STATE where its
 * schema is older (`dtxhh upgrade`) or newer than this program's. */
struct store *store_open(const char *path, enum store_mode mode, struct error *err) MUST_CHECK;

/* Like store_open(STORE_READ), but takes any SQLite file with our application
 * id whatever became of its tables: for `verify`, which must be able to look. */
struct store *store_open_damaged(const char *path, struct error *err) MUST_CHECK;

/* Open a round for writing whatever its schema version: for `upgrade`. */
struct store *store_open_any(const char *path, struct error *err) MUST_CHECK;

/* Open or make a plain SQLite file that only its owner may read: for what must
 * not stand in the round. */
struct store *store_open_plain(const char *path, struct error *err) MUST_CHECK;

/* A plain SQLite file that stands in memory alone, N BYTES that outlive the store, to be read; PATH names it in
 * messages. */
struct store *store_open_bytes(uint8_t *bytes, size_t n, const char *path, struct error *err) MUST_CHECK;

void store_close(struct store *store);

/* Have SAY called while a round's turn is waited for (a minute at most): from 2 s on with the seconds gone by, each
 * second, then with 0 when it has come or is given up.  Set once, before any round is opened; NULL: nothing is said. */
void store_on_wait(void (*say)(const char *path, unsigned seconds));

/* The path it was opened with. */
const char *store_path(const struct store *store);

/* True when every table, index, view and trigger is what this program would
 * make; otherwise false, and WHAT (owned by the caller, free it) lists the differences, a
 * line each. */
bool store_schema_is_ours(struct store *store, char **what, struct error *err);
/* The same, the first difference in ERR. */
bool store_schema_must_be_ours(struct store *store, struct error *err) MUST_CHECK;

/* Transactions: BEGIN IMMEDIATE, COMMIT, ROLLBACK. */
bool store_begin(struct store *store, struct error *err) MUST_CHECK;
bool store_commit(struct store *store, struct error *err) MUST_CHECK;
void store_rollback(struct store *store);

/* Run statements that return nothing. */
bool store_run(struct store *store, const char *sql, struct error *err) MUST_CHECK;

/* The first column of the first row of SQL as an integer; FALLBACK where there
 * is none or it fails. */
int64_t store_number(struct store *store, const char *sql, int64_t fallback);
/* The same as a new string; NULL where there is none. */
char *store_text(struct store *store, const char *sql);

/* How many rows TABLE has; 0 where that cannot be told. */
int64_t store_count(struct store *store, const char *table);
/* Take every row out of TABLES, their names with blanks between. */
bool store_clear(struct store *store, const char *tables, struct error *err);

/* A prepared statement.  It is never NULL: what fails, now or later, stays in the query, which from then on has no
 * rows and does nothing, and is told at its end:
 *
 *     struct query *q = query_new(store, "SELECT id FROM frame WHERE office = :office");
 *     query_text(q, ":office", office);
 *     while (query_next(q))
 *         add(query_get_str(q, 0));
 *     return query_end(q, err);
 */
struct query *query_new(struct store *store, const char *sql) MUST_CHECK;
/* All rows of TABLE or of a view, in the order of the columns ORDER. */
struct query *query_table(struct store *store, const char *table, const char *order) MUST_CHECK;
/* A statement that inserts a row into the table PREFIX + TABLE, each column a parameter of its name; every one must be
 * bound.  PREFIX is "" or RECHECK_PREFIX (recheck.h). */
struct query *query_insert(struct store *store, const char *prefix, const char *table) MUST_CHECK;
/* Free QUERY (NULL is fine).  False and ERR, which may be NULL, set where anything of it failed. */
bool query_end(struct query *query, struct error *err);
/* The same of a query that goes on. */
bool query_ok(const struct query *query, struct error *err);

/* Bind a named parameter (":name"), until bound again.  Text and blobs are borrowed
 * until the next query_next() == false or query_run(). NULL text and NaN are SQL NULL. */
void query_text(struct query *query, const char *name, const char *text);
/* The same, SQL NULL for "". */
void query_str(struct query *query, const char *name, const char *text);
void query_int(struct query *query, const char *name, int64_t value);
void query_real(struct query *query, const char *name, double value);
void query_blob(struct query *query, const char *name, const void *bytes, size_t n);
void query_null(struct query *query, const char *name);
/* Bind each value of the current row of FROM of which TO has a parameter; texts and blobs are FROM's, until its next
 * row. */
void query_copy(struct query *to, struct query *from);

/* The next row: true; false at the end (the query is reset, ready to be bound
 * and run again) or on failure. */
bool query_next(struct query *query) MUST_CHECK;
/* Stop reading before the end. */
void query_reset(struct query *query);
/* Run a statement that returns no rows; false on failure. */
bool query_run(struct query *query);

/* Columns of the current row, from 0.  Text is borrowed until the next call on the query;
 * NULL for SQL NULL. */
const char *query_get_text(struct query *query, int column);
/* The same, "" for SQL NULL. */
const char *query_get_str(struct query *query, int column);
int64_t query_get_int(struct query *query, int column);
double query_get_real(struct query *query, int column); /* NaN for SQL NULL */
const uint8_t *query_get_blob(struct query *query, int column, size_t *n);
bool query_is_null(struct query *query, int column);
int query_n_columns(struct query *query);
const char *query_column_name(struct query *query, int column);

/* --- what a run reads ------------------------------------------------------ */

/* While a run is open (log.h) the tables that statements read and write are noted as they run.  What is read until the
 * next call is not, where NOTE is false; returns what it was. */
bool store_note_reads(struct store *store, bool note);
/* Note TABLE, of which more was read than what is gone by, as read. */
void store_note_read(struct store *store, const char *table);

/* --- digests: what the log says of a table ------------------------------- */

struct digest {
    int64_t rows;
    char sha256[65];
};

bool digest_same(const struct digest *a, const struct digest *b);

/* True when TABLE has a column `run`, that is, only grows. */
bool store_table_grows(struct store *store, const char *table);

/* The digest of a set of rows is the SHA-256 of their hashes, each in 64 digits and a line feed, sorted.  The hash of a
 * row is the SHA-256 of its values in the order of the columns, `|` between:
 *   - NULL, an integer in decimal, a text as quote() prints it ('it''s'), a blob as quote() does (X'0AFF');
 *   - a real as the blob of its eight bytes of IEEE 754, the sign first: what SQLite prints of one depends on its
 * version;
 *   - serial, member and what tells of them as a commitment, quoted: its 64 digits; NULL, and 0 for a serial that is
 * none, as they are. So it does not depend on the order of rows, and one who has the commitments repeats it without the
 * values. */
enum role {
    ROLE_SERIAL = 's', /* of a ballot, its digits */
    ROLE_MEMBER = 'm', /* group, slash, id */
    ROLE_HOLDER = 'h', /* the same of who got a ballot: nothing joins both */
    ROLE_TICKET = 't', /* which follows from seed and member */
    ROLE_KEY = 'k',    /* of a member in other rounds */
    ROLE_WORDS = 'w',  /* serial, slash, what a person wrote */
    ROLE_FILE = 'f',   /* source, slash, what came with a file: its name, its SHA-256, who appraised and why */
    ROLE_REASON = 'r', /* of a line of the log: its number, slash, the reason */
    ROLE_DETAIL = 'd', /* the same, what was done */
    ROLE_LINE = 'l',   /* serial, slash, source: hides the line of a file (lines.h) */
    ROLE_OFFICE = 'o', /* run, slash, office: the seed of the secret that the file of an office has */
};

/* SHA-256 of a salt and the N bytes of VALUE.  The salt is the first 16 bytes of the SHA-256 of the round's secret (32
 * random bytes, table `secret`), the letter of ROLE and VALUE: to open one commitment tells nothing of any other. */
void store_commitment(struct store *store, enum role role, const char *value, size_t n, char hex[65]);

/* The digest of all rows of TABLE, or, where RUN is above 0, of its rows of that run. */
bool store_digest(struct store *store, const char *table, int64_t run, struct digest *digest,
                  struct error *err) MUST_CHECK;

/* The digests of a growing TABLE for each of the runs 1..N_RUNS in one pass: digests[run - 1]; rows of runs before
 * FIRST are counted among those of FIRST.  Rows of any other run are counted in *STRANGE. */
bool store_digest_runs(struct store *store, const char *table, int64_t first, int64_t n_runs, struct digest *digests,
                       int64_t *strange, struct error *err) MUST_CHECK;

/* From now on QUERY, made by query_insert(), inserts nothing: each row is compared with the table's next one in ORDER,
 * which is that of the rows to come.  So a table computed again is compared without being stored. */
void query_only_compares(struct query *query, const char *order);
/* True where they were all the rows there are, each the same. */
bool query_all_same(struct query *query);

/* What opens the commitment of VALUE as ROLE: its salt in digits, which tells nothing of any other, and the commitment.
 */
#define SALT_BYTES 16
#define SALT_HEX   33 /* its digits, and the NUL */
void store_opening(struct store *store, enum role role, const char *value, char salt_hex[SALT_HEX],
                   char commitment_hex[65]);

/* Evidence: a new database PATH with every table of the round but `secret`, its columns without types, in place of each
 * value that digests commit to its commitment as text; rows in the order of these.  Digests and the log's hashes are
 * repeated from it (docs/verification.md), values are not found.  Of an open round of today's version. */
bool store_copy_committed(struct store *store, const char *path, struct error *err) MUST_CHECK;

/* VALUE as quote() prints text: 'it''s'; NULL for NULL.  A new string. */
char *store_quote(const char *text);

#endif
