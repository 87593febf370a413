/* listing.h - any table of the round as rows of text, the way `dtxhh show` prints it.
 *
 * The same rows are printed for people, written as CSV, and hashed when the
 * frame is frozen, so what is hashed is exactly what anyone can print.
 */
#ifndef SURVEY_LISTING_H
#define SURVEY_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/store/store.h"

struct listing;

/* Open TABLE ("frame", "sample", "ballots", "weights", "scores", …, or a
 * definition table).  NULL with E_USAGE where there is no such table. */
struct listing *listing_open(struct store *store, const char *table, struct error *err) MUST_CHECK;
/* False and ERR, which may be NULL, set where reading failed; NULL is fine. */
bool listing_close(struct listing *listing, struct error *err);

/* The names of all tables that can be listed, separated by blanks. */
char *listing_tables(void);

size_t listing_n_columns(const struct listing *listing);
const char *listing_column(const struct listing *listing, size_t column);

/* The next row: n_columns texts, "" for nothing; valid until the next call. */
bool listing_next(struct listing *listing, const char *const **cells) MUST_CHECK;

/* Add the whole of TABLE as CSV, its header included, to HASH. */
bool listing_hash(struct store *store, const char *table, struct hash *hash, struct error *err) MUST_CHECK;

/* The hash of the frame, which its freeze fixes: SHA-256 of `show frame --csv` followed by `show groups --csv` and,
 * where a group is drawn in stages, `show stages --csv`. */
bool listing_hash_frame(struct store *store, char hex[HASH_HEX], struct error *err) MUST_CHECK;

#endif
