/* audit.h - audits of a round: paper keyed again, batches, people asked again.
 *
 * An audit is fixed by one run (its list, the event that gives the seed), drawn by another; what is keyed for it comes
 * by imports and changes no figure of the round.  It is named by the line of the log that fixed it.
 */
#ifndef SURVEY_CUSTODY_AUDIT_H
#define SURVEY_CUSTODY_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/store/log.h"

enum audit_kind { AUDIT_REKEY, AUDIT_BATCH, AUDIT_REINTERVIEW, N_AUDIT_KINDS };
extern const char *const audit_kind_names[N_AUDIT_KINDS]; /* as stored: rekey, batch, reinterview */

#define AUDIT_WHOLE (-1) /* the cell of a ballot that was drawn as a whole */

struct audit {
    int64_t run;
    char *kind_name, *sha256, *seed_from;
    int64_t ballots, fields;
    int64_t seed_digits; /* 0: any text */
    bool fixed;          /* how many are drawn was said before the seed */
    char *part;          /* "ballots", "fields"; "" where not said yet */
    int64_t take, accept;
    int64_t drawn_in; /* the run of its draw; 0 before */
    char *seed;
    enum audit_kind kind;
};

struct audit_drawn {
    int64_t audit, serial, cell;
};

struct audit_entry {
    int64_t audit, serial;
    char *keyer; /* "" where not said */
    uint8_t *cells;
    size_t n_cells;
};

/* All audits by run; free them with audits_free(). */
struct audit *audits_read(struct store *store, size_t *n, struct error *err) MUST_CHECK;
void audits_free(struct audit *audits, size_t n);
/* Of N the one fixed by line RUN, or, for 0, the newest that is drawn (DRAWN) or not drawn, of KIND unless that is
 * N_AUDIT_KINDS; NULL where there is none. */
struct audit *audit_find(struct audit *audits, size_t n, int64_t run, enum audit_kind kind, bool drawn);

/* What AUDIT drew, by serial and cell: a new array; NULL on failure. */
struct audit_drawn *audit_drawn_read(struct store *store, int64_t audit, size_t *n, struct error *err) MUST_CHECK;
/* Of N the first of SERIAL, and how many it has; NULL where it was not drawn. */
const struct audit_drawn *audit_drawn_of(const struct audit_drawn *drawn, size_t n, int64_t serial, size_t *n_cells);

/* What was keyed for AUDIT and counts, by serial. */
struct audit_entry *audit_entries_read(struct store *store, int64_t audit, size_t *n, struct error *err) MUST_CHECK;
void audit_entries_free(struct audit_entry *entries, size_t n);
const struct audit_entry *audit_entry_of(const struct audit_entry *entries, size_t n, int64_t serial);

/* Write, of RUN: AUDIT; its draw with what was drawn. */
bool audit_write(struct run *run, const struct audit *audit, struct error *err) MUST_CHECK;
bool audit_draw_write(struct run *run, const struct audit *audit, const struct audit_drawn *drawn, size_t n,
                      struct error *err) MUST_CHECK;

#endif
