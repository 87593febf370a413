/* weighting.h - the recipe of a round's weights, as a person writes it: ordered steps, each for a group or all.
 *
 * A row says what is done (`step`), for whom, by which columns, and how.  Variables are separated by `;` or `+`; one
 * made of several columns has `*` between them.  A column is one of the frame that the round
 * keeps or, for totals, a question that is asked once a ballot, by its code; case and spaces do not matter.
 * In `merge` categories count as others of their column, in every row, margin and count of the step.
 * Known totals are those of the table margins, where it has some for the group and variable, else
 * the counts of the frame.
 */
#ifndef SURVEY_WEIGHTING_H
#define SURVEY_WEIGHTING_H

#include "survey/base/hash.h"
#include "survey/round/definition.h"

#define WEIGHTING_STEPS   "nonresponse|propensity|poststratify|rake|calibrate|trim"
#define WEIGHTING_METHODS "linear|raking|logit"
#define WEIGHTING_TRIMS   "spread|strict|keep_totals"
#define WEIGHTING_TOTALS  "margins|frame"

struct weighting_row {
    size_t line;         /* of the file */
    size_t group;        /* or ALL */
    char *step;          /* one of WEIGHTING_STEPS */
    char *variables;     /* "" where there are none */
    char *method;        /* of calibrate and trim, as written; "" */
    double lower, upper; /* NaN where not given */
    int64_t classes;     /* of propensity; -1 where not given */
    char *totals;        /* one of WEIGHTING_TOTALS, "" for what there is */
    bool rescale;        /* margins of other sums are scaled to the first */
    char *merge;         /* categories that count as others: merge.h; "" */
};

struct weighting {
    struct weighting_row *rows;
    size_t n, room;
    char *file;            /* as the user gave it; NULL for one the round holds */
    char sha256[HASH_HEX]; /* of the file */
};

/* Add an empty row. */
struct weighting_row *weighting_add(struct weighting *weighting);
void weighting_release(struct weighting *weighting);

/* Does ROW hold for GROUP? */
static inline bool weighting_is_for(const struct weighting_row *row, size_t group)
{
    return row->group == ALL || row->group == group;
}
static inline bool weighting_has_totals(const struct weighting_row *row)
{
    return choice_has("poststratify|rake|calibrate", row->step);
}
static inline bool weighting_is_nonresponse(const struct weighting_row *row)
{
    return choice_has("nonresponse|propensity", row->step);
}

/* Write it to the round in place of what is there, or read it; without rows where the weights have none. */
bool weighting_save(const struct weighting *weighting, const struct definition *d, struct store *store,
                    struct error *err) MUST_CHECK;
bool weighting_load(struct weighting *weighting, const struct definition *d, struct store *store,
                    struct error *err) MUST_CHECK;

/* A variable: the names of the columns it is made of. */
struct weighting_variable {
    char **columns;
    size_t n_columns;
};
/* TEXT taken apart: new array. */
struct weighting_variable *weighting_split(const char *text, size_t *n);
void weighting_split_free(struct weighting_variable *variables, size_t n);
/* The same columns, in any order.  ORDER[i] (may be NULL) becomes the place in A of column i of B. */
bool weighting_same(const struct weighting_variable *a, const struct weighting_variable *b, size_t *order);

/* The column of the frame that is called NAME, as the frame calls it, or NULL: a new string. */
char *weighting_frame_column(struct store *store, const char *name);
/* The question NAME of ballot type TYPE that is asked once and has options, or NONE. */
size_t weighting_question(const struct definition *d, size_t type, const char *name);

#endif
