/* explain_words.h - how a figure came about, written down for a person with a calculator.
 *
 * One screen for a unit, a node of its tree, or a leaf.  Points stand with all their digits, percents
 * with four decimals or as many as it takes (digits.h): a result holds to the last digit printed when computed from
 * the figures beside it.
 */
#ifndef CLI_EXPLAIN_WORDS_H
#define CLI_EXPLAIN_WORDS_H

#include "scoring/points/facts.h"

/* FACTS of a unit, or of a criterion and what is below it, of the file ROUND, whose scores may be PROVISIONAL. */
void explain_words(const struct facts *facts, const char *round, bool provisional);

#endif
