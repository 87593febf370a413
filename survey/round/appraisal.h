/* appraisal.h - what became of a unit's self scores, step by step.
 *
 * Reads the view `appraisal`: the points of each step, what counts, the reasons,
 * how many documents stand behind a self score; and which step came after its day
 * or changed a figure without a reason.
 */
#ifndef SURVEY_APPRAISAL_H
#define SURVEY_APPRAISAL_H

#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/rows.h"

/* The guide of a unit's own form; a row of it has these words and then the unit's code. */
#define FORM_SHEET "_Hướng dẫn"
#define FORM_UNIT  "Mẫu của đơn vị"

/* The stages of points as people write them: "thẩm định lần 1" for "first"; the text itself where it is no stage. */
const char *stage_words(const char *code);
/* The stage TEXT names, by its code or these words: the code, or TEXT itself where it names none. */
const char *stage_code(const char *text);

/* The stage CODE in a message: "first appraisal", in the reader's language. */
const char *stage_shown(const char *code);

enum appraisal_step { APPRAISAL_SELF, APPRAISAL_CHECK, APPRAISAL_FIRST, APPRAISAL_SECOND, N_APPRAISAL_STEPS };

struct appraisal {
    size_t criterion; /* index in the definition */
    bool has[N_APPRAISAL_STEPS], has_counts, has_difference, missing;
    decimal points[N_APPRAISAL_STEPS], counts, difference; /* difference: counts less the self score */
    char *explanation, *stage;                             /* "" where none */
    char *steps;                                           /* the reasons of all steps, each with its stage */
    bool unreasoned[N_APPRAISAL_STEPS];  /* other points than the nearest step before it, and no reason */
    int64_t self_late, explanation_late; /* days after the one the schedule sets; 0: in time, or it sets none */
    int64_t documents;
    char *no_document; /* what the unit says where it has none; "" */
};

/* What `steps` says of a step that is unreasoned. */
#define NO_REASON "không nêu lý do"

/* The rows of `show ROUND appraisal`, its columns in their order, decimals in 1e-9. */
extern const char appraisal_sql[];
/* The days by which D's schedule wants self scores and explanations; "" where it says nothing. */
struct appraisal_days {
    char self[11], explanation[11];
};
/* Bind what QUERY of appraisal_sql needs: UNIT, NULL for all, and the DAYS of D, which this fills in.  Both are
 * borrowed as query_text() does. */
void appraisal_bind(struct query *query, const struct definition *d, const char *unit, struct appraisal_days *days);

/* Is the step of STAGE, a code, unreasoned? */
bool appraisal_is_unreasoned(const struct appraisal *row, const char *stage);

/* A document behind a self score; "" where a part is not given. */
struct document {
    size_t criterion;
    char *number, *symbol, *date, *title, *sha256, *note;
};

/* A row of the table points as D has its unit, criterion (ALL for `*`) and group (NONE where it is no group's); texts
 * "" where not given. */
struct point_row {
    char *unit_code, *criterion_code, *group_code, *stage, *points, *percent, *se;
    size_t unit, criterion, group;
    int64_t n, run;
};
extern const struct row_kind point_row_kind;

/* Those whose unit, criterion and group D has, by unit, then the newest first: free them with rows_free(). */
struct point_row *points_read(struct store *store, const struct definition *d, size_t *n, struct error *err) MUST_CHECK;

/* Rows from before RUN, in the order of their runs, of a :unit, :criterion and :group to be bound.  Columns: those of
 * the enum. */
enum { POINT_STAGE, POINT_POINTS, POINT_PERCENT, POINT_DATE, POINT_REASON };
struct query *points_before(struct store *store, int64_t run) MUST_CHECK;
/* What counts of :unit, :criterion, :group and :stage, of runs before RUN: columns by the numbers below. */
enum {
    STANDING_POINTS,
    STANDING_PERCENT,
    STANDING_SE,
    STANDING_N,
    STANDING_BY,
    STANDING_DATE,
    STANDING_REASON,
    N_STANDING,
    STANDING_FILE = N_STANDING,
    STANDING_LINE
};
struct query *points_standing(struct store *store, int64_t run) MUST_CHECK;

/* A row of the points of a leaf of a unit: a decision, a self score, or a figure from outside.
 *
 * One decision counts: the second appraisal, else the first, else a figure from outside, of each the newest row;
 * never the self score.  A group's figure from outside counts where the leaf has that group: the leaf's own
 * before one for all leaves. */
struct leaf_decision {
    char *stage, *group, *by, *date, *reason; /* "" where not given */
    char *points_text, *percent_text;
    bool has_points, has_percent, has_n, of_all_leaves;
    decimal points, percent;
    int64_t n;
    bool replaced; /* a later import has a row in its place, or its own was withdrawn: */
    int64_t gone_run;
    char *gone_who, *gone_time, *gone_reason; /* "" where nothing was said, as before corrections */
    char due[11];                             /* of a self score or an explanation, by the schedule; "" */
    int64_t late;                             /* days after that; 0 in time, or without a date */
    bool unreasoned; /* other points than the step before it, and no reason; not where replaced */
    bool counts;     /* the figure is this one's */
};

extern const struct row_kind leaf_decision_row, document_row;

/* Those on leaf CRITERION of UNIT in the order of their imports, then of the stages; and the documents behind them,
 * rows without a title too.  Free them with rows_free(). */
struct leaf_decision *leaf_decisions_read(struct store *store, const struct definition *d, size_t unit,
                                          size_t criterion, size_t *n, struct error *err) MUST_CHECK;
struct document *leaf_documents_read(struct store *store, const struct definition *d, size_t unit, size_t criterion,
                                     size_t *n, struct error *err) MUST_CHECK;

/* The runs before :run that have a document of a :unit and :criterion with this :number, :symbol, :title and :note, to
 * be bound, or else with this :number, :symbol and :date, with its date, hash, title and note; and how many self scores
 * have neither a document nor a note, with the first of them. */
struct query *documents_like(struct store *store) MUST_CHECK;
struct query *documents_missing(struct store *store) MUST_CHECK;

/* What DECISION makes the points of leaf C, before they are rounded. */
decimal decision_points(const struct leaf_decision *decision, const struct criterion *c);

/* What became of a unit's self scores: its criteria that are appraised, and its documents, both in the order of the
 * criteria.  What a unit says where it has no document is not among them. */
struct appraised {
    struct appraisal *rows;
    size_t n, room;
    struct document *documents;
    size_t n_documents, document_room;
};

/* Of UNIT, or of all for NONE: a new array with an element for each unit of D, those of others empty. */
struct appraised *appraised_read(struct store *store, const struct definition *d, size_t unit,
                                 struct error *err) MUST_CHECK;
void appraised_free(struct appraised *units, const struct definition *d);

#endif
