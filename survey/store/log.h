/* log.h - runs and the hash-chained log.
 *
 * A verb that changes the round is a run: one transaction that ends in one
 * line of the log.  The line holds, for each table the run wrote, the number
 * of rows and the SHA-256 of their text; for a table made from others, the
 * state of those it was made from.  Each line's hash covers the line before,
 * so that a change, a removal or a reordering breaks the chain; the value of
 * the newest line, written down outside, also shows a cut tail.
 */
#ifndef SURVEY_LOG_H
#define SURVEY_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* Who acts and why, as the command line says. */
struct actor {
    const char *who;    /* for the log; must not be empty */
    const char *reason; /* or NULL */
    bool dry_run;       /* do everything, then roll back */
    /* Of a dry run, unless NULL: called with CONTEXT before all is rolled back, to show what would be. */
    bool (*preview)(void *context, struct error *err);
    void *context;
};

struct run {
    struct store *store;
    const struct actor *actor;
    const char *verb;
    int64_t number;      /* of its line in the log; rows of growing tables carry it */
    char *detail;        /* one line for a person; owned, may be NULL */
    char hash[HASH_HEX]; /* of its line, once it is committed */
    bool open;
    bool holds_all; /* the line holds the digest of every table: of a round that was upgraded */
};

/* Begin a transaction and take the next number.  VERB is a string that lives as long as the run.
 *
 * What the run writes and reads is noted from its statements as they run (SQLite's authorizer): nothing has to be
 * said, and nothing can be forgotten.  The line names
 *   - every table that a statement inserted into, updated, deleted from or altered;
 *   - where one of those is replaced as a whole, every other table that was read, below views too: what it is made
 *     from.  A run that only adds rows brings something from outside, and its line says no more.
 * `log` and `head`, SQLite's own and temporary tables do not count.  What a run goes by it reads after run_begin();
 * whether it may be run at all is asked before.  Of a join by USING or NATURAL the authorizer hears nothing: the query
 * wrapper takes none. */
bool run_begin(struct run *run, struct store *store, const char *verb, const struct actor *actor,
               struct error *err) MUST_CHECK;

/* False and E_STATE where STORE is the file of an office (survey/offices) and VERB is none that an office does there:
 * keying, correcting, signing.  run_begin() asks it too. */
bool run_may(struct store *store, const char *verb, struct error *err) MUST_CHECK;

/* A statement that inserts rows of the run into the growing TABLE, each column a parameter; `run` is bound. */
struct query *run_insert(struct run *run, const char *table) MUST_CHECK;

/* What happened, for people; the text is copied. */
void run_detail(struct run *run, const char *format, ...) PRINTF_LIKE(2, 3);

/* Add the line to the log, move the head and commit; for a dry run roll back.
 * On failure everything is rolled back. */
bool run_commit(struct run *run, struct error *err) MUST_CHECK;

/* Undo everything; nothing is left, not even a line.  Safe after run_commit(). */
void run_abandon(struct run *run);

/* The state of TABLE as the log has it: the newest digest of a replaced table;
 * for a growing one the SHA-256 of its runs' digests in order, a line feed
 * after each; 64 zeros where nothing was ever written. */
bool log_table_state(struct store *store, const char *table, char hex[HASH_HEX], struct error *err) MUST_CHECK;

/* True when everything that the newest run that wrote TABLE was made from is still as it
 * was then, and is fresh itself where a run made it.  False with *CHANGED naming the first table that is not (a new
 * string), or NULL where TABLE was never written. */
bool log_is_fresh(struct store *store, const char *table, char **changed, struct error *err);

/* What the newest run that wrote the replaced table TABLE said of it; false where none did. */
bool log_last_digest(struct store *store, const char *table, struct digest *digest);

/* Number of the newest run that wrote TABLE, 0 where none did. */
int64_t log_last_run(struct store *store, const char *table);
/* The run to come. */
int64_t log_next_run(struct store *store);

/* Whose file STORE is, where an office keys in it (`dtxhh split`): a new string; NULL of a round. */
char *log_office(struct store *store);

/* The newest line that was added through STORE since it was opened; 0 where none was. */
int64_t log_committed(const struct store *store);

/* The line of LIST ("table rest\n…") that is about TABLE: its REST and length, or NULL. */
const char *log_table_of(const char *list, const char *table, size_t *length);

/* Make the line that LINE, a query over the table `log` of another store, is at the newest one, as it is. */
bool log_take(struct store *store, struct query *line, struct error *err) MUST_CHECK;

/* The newest line's number and hash. */
bool log_head(struct store *store, int64_t *number, char hex[HASH_HEX], struct error *err) MUST_CHECK;

/* The line whose hash differs from HEX in the fewest digits; DIFFERS is SIZE_MAX where there is none.  GROUP is the
 * group of four, from 1, with the first of them (check_digits.h). */
struct near_line {
    int64_t number;
    size_t differs, group;
    char hash[HASH_HEX];
};
bool log_nearest(struct store *store, const char hex[HASH_HEX], struct near_line *near, struct error *err) MUST_CHECK;

/* When, by whom and why the run of line NUMBER was; empty where there is none. */
struct log_line {
    char *time, *who, *reason; /* "" where none was given */
};
bool log_line_read(struct store *store, int64_t number, struct log_line *line, struct error *err) MUST_CHECK;
void log_line_release(struct log_line *line);

/* Check the chain, the head, every digest, the rows that no run claims and the
 * schema; each difference becomes a fault (F9xx).  Where HEAD is not NULL, some
 * line must have that hash.  Returns false only when the file cannot be read. */
bool log_verify(struct store *store, const char *head, struct issues *issues, struct error *err) MUST_CHECK;

/* The same of a round of a schema version before 11, as its lines were made then; the schema is not looked at. */
bool log_verify_old(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
