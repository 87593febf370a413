/* map.h - what the columns of a form's export mean.
 *
 * A table with the columns column, question, unit, answer, option, note.  A row
 * without `answer` tells what a column of the export is: a field such as
 * serial or keyer, `-` for one that is not wanted, or a question, with its unit
 * where it is asked about units.  A row with `answer` tells which option
 * that answer is: in its column, or, where no column is named, in every column
 * of the question, or, where no question is named, everywhere.
 *
 * Two kinds of rows stand for no column's meaning.  Question `rows`: whether rows in which the column has `answer`
 * (`*` any, `-` none) are ballots, option `keep` or `leave`; where some are kept, all others are left out.  Question
 * `twice`: of a ballot that was sent twice, with different answers, by the channel in `answer` (or any that sends
 * itself), which counts, option `last`, `first` or `fault`.
 */
#ifndef IMPORTERS_MAP_H
#define IMPORTERS_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/words/fields.h"
#include "importers/words/twice.h"
#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"

struct map_column {
    char *column; /* as in the export */
    size_t line;  /* of the map */
    bool ignored;
    enum ballot_field field; /* or N_BALLOT_FIELDS: a question */
    char *question;          /* its code */
    size_t unit;             /* index in the definition, or NONE */
};

struct map_answer {
    char *column, *question; /* "" where it is not named */
    char *answer, *option;
};

struct map_rule {
    char *column, *value; /* `*` any, `-` none */
    bool keep;
    size_t line; /* of the map */
};

struct ballot_map {
    char *path;
    char sha256[HASH_HEX];
    struct map_column *columns;
    struct map_answer *answers;
    size_t n_columns, n_answers, columns_room, answers_room;
    struct map_rule *rules;
    size_t n_rules, rules_room;
    struct twice twice;
};

/* Read the map at PATH.  False with ERR unset when faults were added; to be released in either case. */
bool ballot_map_read(struct ballot_map *map, const char *path, const struct definition *d, struct issues *issues,
                     struct error *err) MUST_CHECK;
void ballot_map_release(struct ballot_map *map);

/* True when two column names are the same but for white space: forms break lines in them. */
bool ballot_map_same(const char *a, const char *b);

/* What the answers of COLUMN mean; NULL where the map does not say. */
struct map_answers;
struct map_answers *ballot_map_answers(const struct ballot_map *map, const struct map_column *column);
void map_answers_free(struct map_answers *answers);
/* What TEXT means in its column: a text to be read in its place, or NULL where TEXT speaks for itself. */
const char *map_answers_find(const struct map_answers *answers, const char *text);

#endif
