/* audit_compare.h - what was keyed for an audit beside what stands in its list.
 *
 * A field is right where both are the same mark.  Offices, questions and the whole go by the answers that stand, of a
 * batch by its first keying; keyers each by what they keyed themselves.
 */
#ifndef SURVEY_CUSTODY_AUDIT_COMPARE_H
#define SURVEY_CUSTODY_AUDIT_COMPARE_H

#include "survey/base/issues.h"
#include "survey/custody/audit.h"
#include "survey/round/definition.h"

struct audit_rate {
    char *name;                                  /* of the office, the keyer; TYPE/QUESTION; "" */
    size_t ballots, fields;                      /* compared */
    size_t wrong_ballots, wrong;                 /* of these: with a field that differs; fields that do */
    size_t list_ballots, list_fields;            /* in the list */
    size_t largest;                              /* fields of one ballot there, at most */
    double square_wrong, square_fields, product; /* sums over ballots compared of wrong^2, fields^2, wrong x fields */
    double *wrongs;                              /* [wrong_ballots]: how many differ of each */
    size_t room;
};

enum audit_by { AUDIT_BY_ALL, AUDIT_BY_OFFICE, AUDIT_BY_KEYER, AUDIT_BY_QUESTION, N_AUDIT_BY };

struct audit_rates {
    struct audit_rate *rates;
    size_t n, room;
};

/* A batch, as the file FILE came from KEYER. */
struct audit_batch {
    int64_t source;
    char *file, *keyer;
    size_t ballots, fields;
    size_t drawn, compared, wrong; /* fields */
    size_t again;                  /* ballots keyed a second time, or withdrawn, since */
};
enum batch_state { BATCH_OPEN, BATCH_ACCEPTED, BATCH_REFUSED, BATCH_DONE_AGAIN };
extern const char *const batch_states[4]; /* open, accepted, refused, done_again */

/* Two answers of one person to one question about one unit, both options of its scale. */
struct audit_pair {
    size_t question, first, second; /* options, from 0 */
    size_t person;                  /* the ballot, counted from 0 */
};

struct audit_result {
    size_t drawn, keyed; /* ballots */
    struct audit_rates of[N_AUDIT_BY];
    struct audit_batch *batches;
    size_t n_batches, batches_room;
    struct audit_pair *pairs; /* of a re-interview */
    size_t n_pairs, pairs_room;
    size_t no_pair; /* cells in which one of both has no option */
};

/* Compare AUDIT, which was drawn.  Release the result in either case. */
bool audit_compare(struct store *store, const struct definition *d, const struct audit *audit,
                   struct audit_result *result, struct error *err) MUST_CHECK;
void audit_result_release(struct audit_result *result);

/* What becomes of BATCH of which ACCEPT fields may differ: refused as soon as more do, accepted once all were compared,
 * done again once every ballot of a refused one was. */
enum batch_state audit_batch_state(const struct audit_batch *batch, int64_t accept);

/* Say (W475) which batches of any audit were refused and are not done again. */
bool audit_batches_check(struct store *store, const struct definition *d, struct issues *issues,
                         struct error *err) MUST_CHECK;

#endif
