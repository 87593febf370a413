/* recipe.h - from base weights to final ones, step by step.
 *
 * A recipe is an ordered list of steps; each takes the weights the step before left.  What a step did is kept for
 * the variance (see taylor.h), and how the weights fared, for people.  A replicate goes through the whole recipe again.
 */
#ifndef SCORING_RECIPE_H
#define SCORING_RECIPE_H

#include "scoring/weights/auxiliary.h"
#include "scoring/weights/calibrate.h"
#include "scoring/weights/projection.h"
#include "scoring/weights/trim.h"
#include "scoring/weights/weight_health.h"
#include "survey/base/error.h"

struct design;

enum step_kind { STEP_NONRESPONSE, STEP_PROPENSITY, STEP_POSTSTRATIFY, STEP_RAKE, STEP_CALIBRATE, STEP_TRIM, N_STEPS };
extern const char *const step_names[N_STEPS]; /* "nonresponse", … */

struct step {
    enum step_kind kind;
    /* What is known, about rows or, with CELL, about cells of rows that agree in it; owned. */
    struct auxiliary auxiliary;
    uint32_t *cell;
    const uint32_t *cluster; /* of each row, where all rows of a cluster share a ratio; borrowed */
    size_t n_clusters;
    struct calibrate_options calibrate;
    bool *responded; /* of nonresponse, whose classes are the one margin of AUX, and of propensity, whose regressors are
                        AUX; owned */
    size_t n_classes; /* of the propensity; 0: its inverse itself */
    struct trim_limits limits;
    bool strict;
    size_t keeps; /* of trimming: 1 + the step whose totals it keeps, 0: it spreads */
};

/* Does it make weights meet totals? */
static inline bool step_has_totals(const struct step *step)
{
    return step->kind == STEP_POSTSTRATIFY || step->kind == STEP_RAKE || step->kind == STEP_CALIBRATE;
}

struct recipe {
    struct step *steps;
    size_t n;
};

/* What became of the weights; [n] of each, one a step. */
struct recipe_trace {
    struct projection_record *records; /* of the steps that calibrate */
    size_t n_records;
    struct auxiliary_clusters *clusters; /* behind the records of steps with clusters */
    double **after, **g;
    double **cut;                 /* as in the records */
    bool *is_cut;                 /* rows that have one, for the design; NULL: none */
    struct weight_health *health; /* [n + 1], the base weights first */
    double *misfit;               /* NaN for a step without totals */
};

/* Change W, one a row of D, by all steps; TRACE (to be released in either case) may be NULL.  E_MATHS with the step and
 * its reason. */
bool recipe_apply(const struct recipe *recipe, const struct design *d, double *w, struct recipe_trace *trace,
                  struct error *err) MUST_CHECK;
void recipe_trace_release(struct recipe_trace *trace, size_t n_steps);

/* The same step by step: step K of RECIPE changes W, N_ROWS of them, and leaves its record in TRACE, which has room for
 * all steps and may be NULL. */
void recipe_trace_init(struct recipe_trace *trace, size_t n_steps);
bool recipe_step(const struct recipe *recipe, size_t k, size_t n_rows, double *w, struct recipe_trace *trace,
                 struct error *err) MUST_CHECK;

/* How far W is from the totals of the first N_STEPS steps: the largest misfit (see auxiliary.h), and whose it is in
 * TERM[SIZE]; NaN and "" where none of them has totals. */
double recipe_misfit(const struct recipe *recipe, size_t n_steps, const double *w, size_t n_rows, char *term,
                     size_t size);
void recipe_release(struct recipe *recipe);

#endif
