/* profile.h - limits of a proportion by the profile of its likelihood, as R survey has them. */
#ifndef SCORING_PROFILE_H
#define SCORING_PROFILE_H

#include "scoring/estimates/interval.h"

/* INTERVAL_LIKELIHOOD for a proportion that is neither 0 nor 1; see interval_proportion(). */
struct interval profile_interval(const struct proportion *proportion, double conf);

#endif
