/* score_write.h - what was scored, as rows of score_group, score_node and score. */
#ifndef SCORING_SCORE_WRITE_H
#define SCORING_SCORE_WRITE_H

#include "scoring/points/score_units.h"
#include "survey/store/log.h"

/* Rows of `outcome`: what this scoring gave, kept for good. */
bool score_write_outcome(const struct scoring *s, struct run *run, struct error *err) MUST_CHECK;

/* PREFIX as in query_insert(). */
bool score_write(const struct scoring *s, struct store *store, const char *prefix, struct error *err) MUST_CHECK;

#endif
