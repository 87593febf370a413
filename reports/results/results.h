/* results.h - a scored round as the sheets of a report need it, read once. */
#ifndef REPORTS_RESULTS_H
#define REPORTS_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scoring/points/audited.h"
#include "survey/base/decimal.h"
#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/base/strbuf.h"
#include "survey/custody/balance.h"
#include "survey/custody/findings.h"
#include "survey/round/acts.h"
#include "survey/round/definition.h"
#include "survey/round/frame.h"
#include "survey/round/scores.h"
#include "survey/store/store.h"

enum report_for { REPORT_INSTITUTE, REPORT_COUNCIL, REPORT_MONITOR, REPORT_UNIT };

struct results {
    struct store *store;
    struct definition *d;
    struct score *scores;      /* by unit */
    struct score_node *nodes;  /* [unit * n_criteria + criterion] */
    struct score_group *parts; /* by unit, criterion, group in the definition's order */
    size_t n_parts;
    struct response *responses;
    size_t n_responses;
    struct weight_step *weights;
    size_t n_weights;
    struct group_counts *counts;                       /* by group */
    char *frame_sha256, *seed_from, *seed, *algorithm; /* NULL where not drawn */
    int64_t frame_members;
    int64_t log_number; /* the newest line of the log, and its hash */
    char log_head[HASH_HEX];
    struct balance balance;         /* of the papers of offices that sent lists */
    struct findings findings;       /* of monitoring teams */
    struct audit *audits;           /* all, by run */
    struct audited_keying *keyings; /* of each that was drawn and keyed, else nothing */
    size_t n_audits;
    struct acts acts;                                     /* what was done after results were known */
    struct strbuf notes;                                  /* of the sources, one per line; "" where none */
    int64_t n_missing;                                    /* leaves that provisional scores leave out */
    size_t *missing;                                      /* the same at and below each node, as NODES */
    bool *small;                                          /* as NODES, see results_is_small() */
    bool simulated;                                       /* a note or the title says so */
    bool *has_socio, *has_bonus, *has_sipas, *has_survey; /* by block: some criterion of its tree is of that kind */
};

/* What was keyed again for an audit says; UNITS NULL where no share of wrong fields can be had. */
struct audited_keying {
    bool there;
    struct audit_result result;
    struct audited_unit *units; /* by unit */
};

/* E_STATE where nothing is scored, or what it was made from has changed since. */
struct results *results_read(struct store *store, struct error *err) MUST_CHECK;
void results_free(struct results *results);

const struct score_node *results_node(const struct results *results, size_t unit, size_t criterion);

/* Of UNIT and CRITERION: something is left out, and all is. */
bool results_lacks(const struct results *results, size_t unit, size_t criterion);
bool results_unknown(const struct results *results, size_t unit, size_t criterion);

/* What a unit's points add up to before they are rescaled (survey = none): points without bonus and malus, and their
 * maximum. */
struct own_sum {
    decimal points, max;
};
struct own_sum results_own(const struct results *results, size_t unit);

/* X points of the total of SCORE as the ranking goes by them. */
decimal results_ranked_by(const struct results *results, const struct score *score, double x);

/* True where the rescaled total is the one quotient of those, as it is unless leaves or fields are rounded first. */
bool results_rescales_once(const struct results *results);

/* The largest maximum of CRITERION that applies to some unit of N in UNITS: what does not apply to it, and surveys
 * that are not held, left out.  0 where it applies to none; bonus and malus have none. */
decimal results_max(const struct results *results, size_t criterion, const size_t *units, size_t n);

/* True where some group has fewer than `min_cell` ballots about UNIT and CRITERION, a survey leaf.  Its points are
 * known, and with any other figure of what was said there the percent of that group might follow: of such a leaf no
 * workbook tells percents of groups that were asked, their errors, the points under the other way to combine them, or
 * how the questions were answered. */
bool results_is_small(const struct results *results, size_t unit, size_t criterion);
/* The same of what PART says; figures of groups from outside are known anyhow. */
bool results_part_hidden(const struct results *results, const struct score_group *part);

/* What the figures are of, to be compared and written down: the newest line of the log and its hash with check digits;
 * a new string. */
char *results_head(const struct results *r);

/* True where THIS round's ballots are counted (survey = here and there are ballot types). */
bool results_has_ballots(const struct results *results);

#endif
