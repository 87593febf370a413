/* suggest.h - a first map of a form's export, for a person to correct.
 *
 * Columns are known by what exporting programs call them (Google Forms,
 * Microsoft Forms, LimeSurvey, KoBo and ODK), by the serials that stand in them,
 * and by the codes and texts of questions and units in their names: "Q1[U1]",
 * "Q1_SQ002", "group/Q1/U1", "Text of the question [name of the unit]".
 * Where something is a guess, the note says so; where nothing is known, the
 * cell stays empty, and a map with an empty cell is not taken.
 */
#ifndef IMPORTERS_SUGGEST_H
#define IMPORTERS_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

struct suggested_map {
    size_t columns, questions; /* of the export; of them questions */
    size_t guessed, open;      /* rows of the map that are guesses; that a person must fill in */
};

/* Look at FILE (in ENCODING, or NULL) and write a map to PATH. */
bool map_suggest(struct store *store, const char *file, const char *encoding, const char *path, bool force,
                 struct suggested_map *result, struct issues *issues, struct error *err) MUST_CHECK;

#endif
