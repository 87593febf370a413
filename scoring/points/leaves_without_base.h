/* leaves_without_base.h - survey leaves that no ballot speaks of, as far as that is known without reading answers.
 *
 * `score` fails for a leaf without counted answers.  Which ballots count, of which group and
 * about which units, the weights tell; that all of them leave the question blank they do not.
 */
#ifndef SCORING_LEAVES_WITHOUT_BASE_H
#define SCORING_LEAVES_WITHOUT_BASE_H

#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

struct leaf_without_base {
    size_t unit, criterion;
};

/* Leaves of units for which no group has enough weighted ballots (setting min_base) or a figure from outside, by
 * block, unit in report order and criterion in tree order: a new array of *N.  Each is a leaf that `score` fails for.
 */
struct leaf_without_base *leaves_without_base(struct store *store, const struct definition *d, size_t *n,
                                              struct error *err) MUST_CHECK;

#endif
