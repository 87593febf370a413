/* schedule.h - the plan's tasks: when each is due, and whether it is done.
 *
 * A task is due on its own date, else `days` after the task it comes after is
 * due, else `days` after its start.  Whether it is done the log tells where the words
 * of the task name a step of the round: freezing the list, drawing, handing out,
 * collecting, self scores, the appraisals, explanations, scoring.
 */
#ifndef SURVEY_SCHEDULE_H
#define SURVEY_SCHEDULE_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

enum task_step {
    STEP_NONE, /* the log cannot tell */
    STEP_FREEZE,
    STEP_DRAW,
    STEP_ISSUE,
    STEP_COLLECT,
    STEP_SELF,
    STEP_FIRST,
    STEP_EXPLANATION,
    STEP_SECOND,
    STEP_SCORE,
    N_STEPS
};

enum task_state {
    TASK_DONE,
    TASK_LATE,   /* its day has passed and the log knows it is not done */
    TASK_PASSED, /* its day has passed and the log cannot tell */
    TASK_DUE,    /* within seven days */
    TASK_OPEN,
    N_TASK_STATES
};
extern const char *const task_state_names[N_TASK_STATES];

struct task {
    const char *seq, *text, *product, *lead; /* of the definition */
    char start[11], due[11];                 /* yyyy-mm-dd; "" where none */
    enum task_step step;
    char done[11]; /* "" where not, or not known */
    enum task_state state;
    int64_t late; /* days after its day on which it was done, or that have passed where the log knows it is not; 0 */
};

/* The step that TEXT names, in Vietnamese words with or without marks. */
enum task_step task_step_of(const char *text);

/* Tasks of D as a new array of *N, with their dates and without their states. */
struct task *schedule_dates(const struct definition *d, size_t *n);
/* The same with what the log of STORE says, as of TODAY (yyyy-mm-dd).  NULL and ERR on failure. */
struct task *schedule_read(const struct definition *d, struct store *store, const char *today, size_t *n,
                           struct error *err) MUST_CHECK;

/* The day on which STEP is due, "" where no task says so. */
void schedule_due(const struct definition *d, enum task_step step, char out[11]);

/* A task that comes after one that is not there, or after itself, is a fault. */
void schedule_check(const struct definition *d, struct issues *issues);

#endif
