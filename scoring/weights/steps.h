/* steps.h - what a step of weighing knows: made from a table and from known totals, by one function a step.
 *
 * A variable is the columns of the table whose values together make its categories, or one column of numbers.  Its
 * totals are rows of labels and people, as a file of margins, the table of them or a count of the frame has them.  What
 * is wrong is told fault by fault to the caller, who says where; the code and the words are one for all.
 */
#ifndef SCORING_STEPS_H
#define SCORING_STEPS_H

#include "scoring/weights/recipe.h"
#include "survey/base/dataset.h"
#include "survey/base/merge.h"

struct step_variable {
    char *name;          /* for messages and terms: "stype x sch.wide" */
    const char *between; /* the labels of a category, likewise */
    char **columns;      /* of the data; none: everybody is of the one category */
    size_t n_columns;
    bool number;   /* the numbers of the one column, whose sum is total[0] */
    char **labels; /* [n_rows][n_columns] as the columns have them */
    char **words;  /* [n_rows][n_columns] as the user wrote them; NULL for the label itself */
    double *total; /* [n_rows] */
    size_t *line;  /* [n_rows] of FILE */
    size_t n_rows, room[4];
    const char *file; /* where the totals stand, for the caller; borrowed */
};

void step_variable_column(struct step_variable *variable, const char *name);
/* Add the total of a category; its labels, and the words for them where WORDS is not NULL, are copied, in the order of
 * the columns. */
void step_variable_add(struct step_variable *variable, const char *const *labels, const char *const *words,
                       double total, size_t line);
/* Rename the categories by MERGES, whose FOUND becomes true for those that a row has; add up the totals of those that
 * become one. */
void step_variable_merge(struct step_variable *variable, struct merges *merges);
/* Take out the totals of categories one of whose labels is empty. */
void step_variable_drop_blanks(struct step_variable *variable);
void step_variable_release(struct step_variable *variable);

/* What is wrong, in a row of the data (else SIZE_MAX), or with the totals of a variable, perhaps of a category, which
 * stands twice where there is a FIRST one (else SIZE_MAX). */
struct step_fault {
    const char *code; /* F711, F712, F713, F716, F717; W816 is a warning */
    const char *text;
    size_t row;
    const struct step_variable *variable;
    size_t category, first;
};

/* What steps are made of. */
struct step_maker {
    const struct dataset *data;
    const double *w;             /* a row of weight 0 needs no category and no number; NULL: all count, */
    const bool *active;          /* but for those that are not; NULL: all are */
    const struct merges *merges; /* categories that count as others; NULL: none */
    bool blanks;                 /* in classes: those without a value are a class of their own */
    void (*tell)(const struct step_fault *fault, void *to);
    void *to;
    size_t n_faults; /* of the last step */
};

/* Make STEP, which is to be released in either case; false with faults.  Variables of the first two have no totals;
 * RESPONDED[row] is taken over. */
bool step_nonresponse(struct step *step, struct step_maker *maker, const struct step_variable *classes,
                      bool *responded) MUST_CHECK;
bool step_propensity(struct step *step, struct step_maker *maker, const struct step_variable *variables, size_t n,
                     bool *responded, size_t n_classes) MUST_CHECK;
bool step_poststratify(struct step *step, struct step_maker *maker, const struct step_variable *variable,
                       bool rescale) MUST_CHECK;
bool step_rake(struct step *step, struct step_maker *maker, const struct step_variable *variables, size_t n,
               bool rescale) MUST_CHECK;
/* CLUSTER[row] < N_CLUSTERS, borrowed, where all rows of one share a ratio; NULL: none do. */
bool step_calibrate(struct step *step, struct step_maker *maker, const struct step_variable *variables, size_t n,
                    const struct calibrate_options *options, const uint32_t *cluster, size_t n_clusters) MUST_CHECK;
/* KEEPS: 1 + the step whose totals it keeps, 0: it spreads. */
void step_trim(struct step *step, struct trim_limits limits, bool strict, size_t keeps);

#endif
