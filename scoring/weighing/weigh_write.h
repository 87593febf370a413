/* weigh_write.h - computed weights into the round, or beside what it holds (recheck.h). */
#ifndef SCORING_WEIGH_WRITE_H
#define SCORING_WEIGH_WRITE_H

#include "scoring/weighing/weigh_read.h"

/* The tables response, weight and weight_step; PREFIX "main." or RECHECK_PREFIX. */
bool weigh_write_classes(const struct weighing *weighing, const char *prefix, struct error *err) MUST_CHECK;
bool weigh_write_weights(const struct weighing *weighing, const char *prefix, struct error *err) MUST_CHECK;
bool weigh_write_steps(const struct weighing *weighing, const char *prefix, struct error *err) MUST_CHECK;

/* True when the weights computed are those of the log. */
bool weigh_same_weights(const struct weighing *weighing, struct error *err) MUST_CHECK;

#endif
