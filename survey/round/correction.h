/* correction.h - what was corrected or withdrawn, with what stood there before: by whom it was keyed and why it went.
 *
 * A row is a cell of a ballot that says something else now, a ballot's entry that was withdrawn, a state that was taken
 * back, or all that an import brought of the ballots asked about.
 */
#ifndef SURVEY_CORRECTION_H
#define SURVEY_CORRECTION_H

#include "survey/round/definition.h"
#include "survey/store/rows.h"

struct correction {
    int64_t run, withdraws; /* log lines: of the correction, of what it withdraws; 0 where that stays */
    char *time, *who, *reason;
    int64_t serial, pass;  /* 0 for a whole import */
    char *unit, *question; /* of a cell; "" */
    char *was, *is;        /* of a cell: answers as codes, numbers or words; of a state WAS alone */
    char *keyer, *file;    /* of what stood there; of a state who reported it and why */
    int64_t line;
    int64_t n; /* of a whole import: ballots */
};

extern const struct row_kind correction_row;

/* In the order of the log, cells as they stand on the ballot; of the ballots that ask about UNIT and the questions of
 * CRITERION of its tree, or for NONE of all.  Free them with rows_free(). */
struct correction *corrections_read(struct store *store, const struct definition *d, size_t unit, size_t criterion,
                                    size_t *n, struct error *err) MUST_CHECK;

/* What became of it, a new string: `ballot 123-…: Q1.CT "B" → "D"`. */
char *correction_words(const struct correction *c) MUST_CHECK;

#endif
