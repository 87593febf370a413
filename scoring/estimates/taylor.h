/* taylor.h - weighted estimates and their variances by linearisation, of many
 * terms in many domains at once.
 *
 * Every estimate here is a weighted sum or a ratio of two.  Its variance is that of the total of its linearised values
 * z = (u - c v) / V: for a mean v = 1, c the mean, V the sum of weights; for a ratio v the
 * denominator; for a total c = 0 and V = 1.  Rows outside the domain count as
 * zero.  Weights that were calibrated bring a record: z is replaced by the residual of its regression on what was
 * calibrated to (Deville and Särndal 1992), with the weights before that step.
 *
 * The variance of the total is that of a stratified sample of several stages:
 * at each stage (1 - n/N) n / (n - 1) times the squares of the units' totals about their mean,
 * the later stages times the sampling fractions before them.  Means and squares are Welford's, over
 * the units that have rows in the domain; those without count as zeros all at once.
 *
 * Nothing larger than domains x terms is kept but for calibrated weights, where it is that times what was calibrated
 * to. Terms are worked on in groups, on all processors; the result does not depend on how many there are.
 *
 * Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), 4.3 and 5.5.
 */
#ifndef SCORING_TAYLOR_H
#define SCORING_TAYLOR_H

#include "scoring/weights/design.h"
#include "scoring/weights/projection.h"

enum lonely { LONELY_FAIL, LONELY_CERTAINTY, LONELY_REMOVE, LONELY_ADJUST, LONELY_AVERAGE };

struct taylor {
    const struct design *design;
    const uint32_t *domain; /* of each row, OUTSIDE; NULL: one domain */
    size_t n_domains;
    const struct projection_record *records; /* in the order of the steps */
    size_t n_records;
    enum lonely lonely;
    bool lonely_domains; /* a stratum of which one unit only has rows in the domain is lonely there */
};

enum term_kind {
    TERM_MEAN,
    TERM_TOTAL,
    TERM_RATIO,    /* U over V */
    TERM_VARIANCE, /* of U in the population: n/(n-1) times the mean square about the mean */
    TERM_BELOW,    /* mean of U <= threshold */
};

struct term {
    enum term_kind kind;
    const struct data_column *u, *v; /* U NULL: 1 in every row */
    uint32_t level;                  /* not 0: U is 1 where the column has this code, else 0 */
    const double *threshold;         /* of TERM_BELOW, one a domain */
};

struct estimate {
    size_t n;        /* rows that count, in the domain, that have a value */
    double weight;   /* sum of their weights */
    double value;    /* NaN where there are none */
    double rest;     /* of a mean: what VALUE has lost to rounding */
    double variance; /* NaN where it cannot be had */
    double mean;     /* of U; of a ratio, the ratio */
    double spread;   /* element variance of U in the population, of a mean or a total */
};

/* RESULTS[d * n_terms + j].  E_MATHS for a lonely stratum where that fails, naming it by LABELS (may be NULL). */
bool taylor_run(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results,
                const struct design_columns *columns, struct error *err) MUST_CHECK;

/* The same for few terms, with the covariances of all estimates of all domains, in the order of RESULTS. */
bool taylor_covariance(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results,
                       double *covariance, const struct design_columns *columns, struct error *err) MUST_CHECK;

/* The estimates alone. */
void taylor_points(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results);

/* The estimates, and the weighted linearised totals of each unit of stage 1: new array [n_units[1]][n_domains *
 * n_terms]. */
double *taylor_unit_totals(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results);

/* The value of U in ROW: NaN where it is missing. */
static inline double term_value(const struct term *term, size_t row)
{
    if (!term->u)
        return 1;
    if (!term->level)
        return column_number(term->u, row);
    uint32_t code = column_code(term->u, row);
    return code ? code == term->level : NAN;
}

#endif
