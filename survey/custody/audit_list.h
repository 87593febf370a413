/* audit_list.h - the ballots that an audit is about, one after the other, as they stood when it was fixed.
 *
 * Whatever was corrected, withdrawn or keyed since does not matter: who knows the seed cannot put right what will be
 * looked at.  Answers are those by the rule of a ballot (ballots.h): of one keying, of two that agree, of a third where
 * they do not.
 */
#ifndef SURVEY_CUSTODY_AUDIT_LIST_H
#define SURVEY_CUSTODY_AUDIT_LIST_H

#include "survey/base/hash.h"
#include "survey/custody/audit.h"
#include "survey/round/ballots.h"

struct listed {
    int64_t serial;
    uint8_t commitment[HASH_BYTES]; /* of the serial */
    size_t type, list;              /* indices in the definition and in the unit lists */
    size_t n_units;
    const size_t *units;
    size_t n_cells;
    const bool *is_field; /* [n_cells]: a question with options, asked here */
    size_t n_fields;
    const uint8_t *answers; /* of a batch those of the first keying, else those that stand */
    size_t n_keyings;       /* 1 or 2: */
    const uint8_t *keyings[2];
    const char *keyers[2]; /* "" where not said */
    const char *office;    /* "" */
    int64_t source;        /* of the first keying: with its keyer, the batch */
    const char *file;      /* its name */
};

struct audit_list;

/* The list of AUDIT, or of one that would be fixed now, of line log_next_run(). */
struct audit_list *audit_list_open(struct store *store, const struct definition *d, enum audit_kind kind,
                                   int64_t run) MUST_CHECK;
/* The next ballot by serial; what it points to is valid until the next call. */
bool audit_list_next(struct audit_list *list, struct listed *ballot) MUST_CHECK;
bool audit_list_close(struct audit_list *list, struct error *err);

/* Gather what the SHA-256 of a list is made of. */
struct list_line {
    uint8_t commitment[HASH_BYTES];
    size_t fields, batch; /* batch: number in the dictionary */
};
struct list_hash {
    struct list_line *lines;
    size_t n, room;
    int64_t fields;
    struct dictionary *batches; /* "source|keyer" */
};
void list_hash_init(struct list_hash *hash);
/* Returns the number of its batch. */
size_t list_hash_add(struct list_hash *hash, const struct listed *ballot);
/* HEX: of the lines added, as the table audit says; KIND. */
void list_hash_hex(struct list_hash *hash, enum audit_kind kind, char hex[HASH_HEX]);
void list_hash_release(struct list_hash *hash);

#endif
