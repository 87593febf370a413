/* outlook.h - what would stop `issue` or `weigh`, told while the frame can still be mended without another public
 * event. */
#ifndef SAMPLING_OUTLOOK_H
#define SAMPLING_OUTLOOK_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

/* Look through the frame and the ballot types of D.  Members without a unit to rate on a ballot that asks about their
 * own are a warning for each group and type (W332): `issue` refuses those who are drawn.  A ballot of more units than
 * can be keyed is a fault (F332), a column to keep that the frame has not a warning (W333).  Warnings are also members
 * without an office where others have one (W335), strata of which one person is drawn (W336), raters of the table rates
 * that are not there (W337), and groups that the plan brings fewer ballots of a unit from than min_base (W334); where
 * no group can reach it and no pool could, that is a fault (F333). */
bool outlook_read(struct store *store, const struct definition *d, struct issues *issues, struct error *err) MUST_CHECK;

#endif
