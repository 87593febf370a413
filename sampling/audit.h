/* audit.h - which paper is keyed again: fixed before a public event, drawn by its outcome.
 *
 * Of ballots the smallest tickets are drawn of the commitment of each serial (64 digits), of fields of
 * `commitment/cell`: so that who has the evidence alone can repeat it.  Of batches so many fields are drawn from each.
 */
#ifndef SAMPLING_AUDIT_H
#define SAMPLING_AUDIT_H

#include "survey/base/hash.h"
#include "survey/base/issues.h"
#include "survey/custody/audit.h"

/* What a person asks for. */
struct audit_wish {
    enum audit_kind kind;
    const char *seed_from;
    int64_t seed_digits; /* 0: any text */
    const char *part;    /* "ballots" or "fields"; NULL: said with the seed, but for batches */
    int64_t take;        /* how many; 0 */
    int64_t accept;      /* of batches: how many may differ in each */
};

/* What was done. */
struct audit_made {
    int64_t run, ballots, fields; /* of the audit, of its list; of a draw what was drawn */
    char sha256[HASH_HEX];
};

/* Fix an audit: its list is what stands in the round now.  E_STATE where there is nothing, or the event was named for
 * an earlier audit or freeze. */
bool audit_fix(struct store *store, const struct audit_wish *wish, const struct actor *actor, struct audit_made *made,
               struct error *err) MUST_CHECK;

/* Draw the newest audit of KIND that is not drawn, by SEED.  PART and TAKE are those it fixed; NULL and 0 for them.
 * E_USAGE where they are others, none were fixed or given, or the seed is not of the form it fixed; E_STATE where none
 * waits or its list is not as it was. */
bool audit_take(struct store *store, enum audit_kind kind, const char *seed, const char *part, int64_t take,
                const struct actor *actor, struct audit_made *made, struct error *err) MUST_CHECK;

/* Make every list again and repeat every draw: F479, F480; what was left open is W476. */
bool audit_verify(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
