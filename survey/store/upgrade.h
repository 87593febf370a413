/* upgrade.h - older rounds brought to this program's schema. */
#ifndef SURVEY_UPGRADE_H
#define SURVEY_UPGRADE_H

#include "survey/base/error.h"
#include "survey/store/log.h"

/* Bring the round PATH up to STORE_VERSION; *FROM receives the version it had
 * (STORE_VERSION where nothing was to do).  E_STATE where there is no way from
 * that version, or it is newer than this program. */
bool upgrade_round(const char *path, const struct actor *actor, int *from, struct error *err) MUST_CHECK;

#endif
