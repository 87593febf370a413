/* frame.h - the list of everyone who could be asked. */
#ifndef SURVEY_FRAME_H
#define SURVEY_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/store/store.h"

/* An SQL expression for column NAME of the frame: one of its own columns or
 * one of the extra ones; '' for an empty NAME.  A new string. */
char *frame_expression(const char *name);

/* True when the frame has a column NAME. */
bool frame_has_column(struct store *store, const char *name);

/* SHA-256 of `show frame --csv` followed by `show groups --csv` and, where a
 * group is drawn in stages, `show stages --csv`. */
bool frame_hash(struct store *store, char hex[HASH_HEX], struct error *err) MUST_CHECK;

/* The newest freeze, if any: its run, hash, event and number of members. */
struct freeze {
    int64_t run;
    char sha256[HASH_HEX];
    char *seed_from; /* owned; free it */
    int64_t members;
    double ticket_start; /* tickets are counted from here on, then from 0 */
};
/* False with ERR unset where the frame was never frozen. */
bool frame_frozen(struct store *store, struct freeze *freeze, struct error *err) MUST_CHECK;

/* The newest draw, if any. */
struct draw {
    int64_t run, freeze;
    char *seed; /* owned; free it */
};
bool frame_drawn(struct store *store, struct draw *draw, struct error *err) MUST_CHECK;

/* True where the sample is drawn from the newest freeze and the frame was not imported since, or none is drawn;
 * otherwise E_STATE, which says what to do first. */
bool frame_sample_holds(struct store *store, struct error *err) MUST_CHECK;

/* True where the frame may still be corrected and drawn from anew: before ballots are issued and reserves called
 * in.  Otherwise E_STATE. */
bool frame_is_open(struct store *store, struct error *err) MUST_CHECK;

#endif
