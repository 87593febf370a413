/* trace.h - how a figure came about, written down for a person with a calculator.
 *
 * One screen for a unit, a node of its tree, or a leaf.  Points stand with all their digits, percents
 * with four decimals or as many as it takes (digits.h): a result holds to the last digit printed when computed from
 * the figures beside it.
 */
#ifndef CLI_TRACE_H
#define CLI_TRACE_H

#include "cli/result/digits.h"
#include "cli/terminal/prose.h"
#include "scoring/points/explain_unit.h"
#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

struct trace {
    struct prose prose;
    struct store *store;
    const struct definition *d;
    const struct explain_unit *unit; /* as it is scored */
};

/* The total, rank and class of the unit, down to its fields. */
void trace_unit(struct trace *trace);

/* The points of criterion NODE: of a leaf down to ballots and decisions, of others down to the level below. */
bool trace_node(struct trace *trace, size_t node, struct error *err) MUST_CHECK;

/* --- what the screens have in common ---------------------------------------------------- */

/* CODE of a stage or component in words. */
const char *trace_words(const char *code);
/* The kind of leaf, short: "survey". */
const char *trace_method(enum method method);
/* Why the N NODES do not apply to the unit, with the basis: those with the same words in one line. */
void trace_exceptions(struct trace *trace, size_t indent, const size_t *nodes, size_t n);
/* EXACT rounded as the round does, at WHERE: "11.1467 rounded to 2 decimals = 11.15". */
const char *trace_rounded(struct trace *trace, decimal exact, enum rounding_at where);
/* The rules that had a part in NODE, or in the unit where it is NONE, each basis once. */
void trace_rules(struct trace *trace, size_t node);

#endif
