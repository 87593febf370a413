/* points_take.h - a claim of points, by a file or a person: what a unit's criterion has at a stage, judged and kept.
 *
 * Nothing here knows rows and columns: a claim has its words, what its fields are called there, and where each stands.
 */
#ifndef IMPORTERS_POINTS_TAKE_H
#define IMPORTERS_POINTS_TAKE_H

#include "survey/base/number.h"
#include "survey/round/definition.h"
#include "survey/store/log.h"

enum points_field {
    P_UNIT,
    P_CRITERION,
    P_GROUP,
    P_STAGE,
    P_POINTS, /* from here to … */
    P_PERCENT,
    P_SE,
    P_N, /* … here numbers */
    P_BY,
    P_DATE,
    P_REASON,
    N_POINTS_FIELDS
};

/* All strings are borrowed. */
struct claim {
    const char *said[N_POINTS_FIELDS];  /* as written; "" where nothing is */
    const char *names[N_POINTS_FIELDS]; /* what the fields are called */
    struct place places[N_POINTS_FIELDS];
    const char *stage; /* the code of what is said, or of what it is otherwise */
    const char *form;  /* the unit whose form it stands in; "" */
    int64_t source;
    struct {
        enum number_reading reading; /* ambiguous: a fault was added */
        char plain[NUMBER_TEXT];
    } numbers[P_N + 1];
};

/* Read the numbers of CLAIM by what is said alone, as a form does; those of a file are read as its table says
 * (cell_plain()). */
void claim_numbers(struct claim *claim, struct issues *issues);

/* A step of an appraisal of which nothing is filled in: it is passed over with a warning. */
bool claim_is_empty(const struct claim *claim);

/* Whether points of METHOD have a STAGE, a code. */
bool points_stage_fits(enum method method, const char *stage);

struct points;

/* RUN, D and ISSUES are borrowed.  A claim that the round has already, unchanged, is passed over; one with other values
 * is a fault, unless CORRECTS: then it takes the place of what stood there, which stays. */
struct points *points_new(struct run *run, const struct definition *d, bool corrects, struct issues *issues);
void points_free(struct points *points);

/* Judge CLAIM, and keep it where nothing is wrong.  False on failure only. */
bool points_take(struct points *points, const struct claim *claim, struct error *err) MUST_CHECK;
/* After all claims: the order and the figures of each unit's steps. */
void points_end(struct points *points);
/* How many were kept; of those how many are corrections; how many were passed over. */
size_t points_count(const struct points *points);
size_t points_corrected(const struct points *points);
size_t points_repeated(const struct points *points);
/* What the log says of the corrections: what stood there and what does now, of the first hundred. */
const char *points_changed(const struct points *points);

/* The unit that CLAIM is of, or NONE and a fault. */
size_t points_unit(const struct points *points, const char *said, struct place place);

#endif
