/* conflict.h - why no weights meet the totals. */
#ifndef SCORING_CONFLICT_H
#define SCORING_CONFLICT_H

#include "scoring/weights/auxiliary.h"

/* A reason that can be read off: a value whose mean lies beyond all cases; a category all of whose cases (W > 0) lie
 * in other categories that have not as many people.  True, and ERR (E_MATHS) set, where there is one. */
bool conflict_plain(const struct auxiliary *auxiliary, const double *w, const double *total, struct error *err);

/* TOTAL[term] cannot be met by weights of 0 or more on the cases with W > 0: set ERR (E_MATHS) to
 * conflict_plain(); else the terms of DIRECTION[term] (in which the dual grows without end; may be NULL); else as
 * conflict_worst(). Always returns false. */
bool conflict(const struct auxiliary *auxiliary, const double *w, const double *total, const double *direction,
              size_t worst, double reached, struct error *err);

/* Only that the sum of the term WORST stays at REACHED. */
bool conflict_worst(const struct auxiliary *auxiliary, const double *total, size_t worst, double reached,
                    struct error *err);

#endif
