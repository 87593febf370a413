/* appraisal.h - what became of a unit's self scores, step by step.
 *
 * Reads the view `appraisal`: the points of each step, what counts, the reasons,
 * how many documents stand behind a self score.
 */
#ifndef SURVEY_APPRAISAL_H
#define SURVEY_APPRAISAL_H

#include "survey/definition.h"
#include "survey/error.h"
#include "survey/store.h"

/* The guide of a unit's own form; a row of it has these words and then the unit's code. */
#define FORM_SHEET "_Hướng dẫn"
#define FORM_UNIT  "Mẫu của đơn vị"

/* The stages of points as people write them: "thẩm định lần 1" for "first"; the text itself where it is no stage. */
const char *stage_words(const char *code);
/* The stage TEXT names, by its code or these words: the code, or TEXT itself where it names none. */
const char *stage_code(const char *text);

/* The stage CODE in a message: "first appraisal", in the reader's language. */
const char *stage_shown(const char *code);

/* True when BODY is one of those that APPRAISERS, such as "Sở Nội vụ; Sở Tài chính", names. */
bool appraisers_name(const char *appraisers, const char *body);

enum appraisal_step { APPRAISAL_SELF, APPRAISAL_CHECK, APPRAISAL_FIRST, APPRAISAL_SECOND, N_APPRAISAL_STEPS };

struct appraisal {
    size_t criterion; /* index in the definition */
    bool has[N_APPRAISAL_STEPS], has_counts, has_difference, missing;
    decimal points[N_APPRAISAL_STEPS], counts, difference; /* difference: counts less the self score */
    char *explanation, *reason, *stage;                    /* "" where none */
    char *steps;                                           /* the reasons of all steps, each with its stage */
    char late[11]; /* the explanation's day where it came after the one the schedule sets; "" */
    int64_t documents;
    char *no_document; /* what the unit says where it has none; "" */
};

/* The criteria of UNIT that are appraised, in the order of the definition: a new array of *N. */
struct appraisal *appraisal_read(struct store *store, const struct definition *d, size_t unit, size_t *n,
                                 struct error *err) MUST_CHECK;
void appraisal_free(struct appraisal *rows, size_t n);

/* A document behind a self score; "" where a part is not given. */
struct document {
    size_t criterion;
    char *number, *symbol, *date, *title, *sha256, *note;
};

/* The documents of UNIT, in the order of the criteria: a new array of *N.  What a unit says where it has no document
 * is not among them. */
struct document *documents_read(struct store *store, const struct definition *d, size_t unit, size_t *n,
                                struct error *err) MUST_CHECK;
void documents_free(struct document *documents, size_t n);

#endif
