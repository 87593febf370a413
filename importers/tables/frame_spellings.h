/* frame_spellings.h - what the lists write in several ways: strata and offices become one, ids are a fault. */
#ifndef IMPORTERS_FRAME_SPELLINGS_H
#define IMPORTERS_FRAME_SPELLINGS_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* All that is compared later is written in one way from here on, as most members have it (W305); ids of a group that
 * are one in two ways of writing are a fault (F308), those that differ in zeros before them a warning (W306).  FILE is
 * for messages. */
bool frame_settle_spellings(struct store *store, const char *file, struct issues *issues, struct error *err) MUST_CHECK;

#endif
