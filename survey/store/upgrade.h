/* upgrade.h - older rounds brought to this program's schema. */
#ifndef SURVEY_UPGRADE_H
#define SURVEY_UPGRADE_H

#include "survey/base/error.h"
#include "survey/store/log.h"

/* Bring the round PATH up to STORE_VERSION; *FROM receives the version it had
 * (STORE_VERSION where nothing was to do).  E_STATE where there is no way from
 * that version, or it is newer than this program; and where its log does not agree with its tables, which a round of
 * before version 11 is looked at for: each difference is a fault. */
bool upgrade_round(const char *path, const struct actor *actor, int *from, struct issues *issues,
                   struct error *err) MUST_CHECK;

#endif
