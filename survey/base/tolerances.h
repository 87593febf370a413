/* tolerances.h - how near two numbers are the same, how small one is nothing, and why.
 *
 * A sum of a million doubles is off by some 1e-10 of itself at worst, 1e-13 where it keeps what additions lose
 * (sum.h); a double by 1e-16.  What is counted, given by people or a table is told apart well above that.
 */
#ifndef SURVEY_TOLERANCES_H
#define SURVEY_TOLERANCES_H

/* --- counts and limits ------------------------------------------------------------------------ */

/* A product or quotient of given decimals is off its whole number or its limit by no more: 0.6 x 5 questions is 3. */
#define NEAR_WHOLE 1e-9
/* The same where nothing but additions came between: a share of a sample size. */
#define NEAR_WHOLE_SUM 1e-12
/* Totals of one population that people give, in one table and the next. */
#define SAME_TOTAL 1e-9
/* A total that differs from what others make it by more, relative, is said to: the data, not rounding. */
#define INCONSISTENT_TOTAL 1e-6
/* Weights, counts or costs at their limit, after a sum. */
#define AT_LIMIT 1e-12

/* --- probabilities ---------------------------------------------------------------------------- */

/* An inclusion probability this near to 0 or 1 is 0 or 1. */
#define CERTAIN 1e-12
/* The same after steps that each move all of them (the cube). */
#define CERTAIN_STEPS 1e-9
/* Probabilities that a table gives add up to a whole number: given to six decimals or more. */
#define PROBABILITIES_SUM 1e-6
/* Of a unit, how far the working probabilities of maximum entropy may miss those wanted. */
#define ENTROPY_MISFIT 1e-13
/* Odds this near, relative, cancel in a difference. */
#define ODDS_CANCEL 1e-3
/* 1 - n/N below which all units were drawn: N is often given as a weight of few digits. */
#define ALL_DRAWN 1e-7
/* A share this near to 0 or 1 is at the edge: sums of weights leave it a little outside. */
#define SHARE_EDGE 1e-14
/* The same of a mean of categories, in Wilson's and the likelihood intervals. */
#define MEAN_EDGE 1e-13

/* --- steps that converge ---------------------------------------------------------------------- */

/* Largest misfit of a margin, relative: raking converges linearly and stays exact; Newton's steps end at the
 * rounding of their matrix; the score of a logistic regression, of its size. */
#define RAKE_MISFIT      1e-12
#define CALIBRATE_MISFIT 1e-11
#define LOGISTIC_SCORE   1e-12
/* The log odds of a limit by the likelihood. */
#define LOG_ODDS_PRECISION 1e-14
/* The shift that makes trimmed weights add up, relative. */
#define TRIM_PRECISION 1e-15
/* With its mean taken off, a total is known to this share of itself at best. */
#define TOTAL_DIGITS_LEFT 1e-4
/* Change of the shares of several variables' bounds at which they stand still. */
#define ALLOCATION_CHANGE 1e-15

/* --- matrices and variances ------------------------------------------------------------------- */

/* A pivot below this part of the largest of its column at first: no inverse. */
#define SINGULAR 1e-11
/* A direction of the cube whose entry is below this does not move its unit. */
#define NO_DIRECTION 1e-11
/* A column that keeps less than this of its square beside the others is dependent. */
#define DEPENDENT 1e-12
/* A replicate that adds less than this of the longest adds no rank. */
#define NO_RANK 1e-5
/* Deviations this small beside the values are rounding. */
#define CONSTANT 1e-13
/* A variance below this part of the squares it is the difference of is what rounding left, and none. */
#define NO_VARIANCE 1e-12
/* Fourth powers that exceed those of two values, half and half, by less than this part do not exceed them. */
#define TWO_VALUES 1e-14
/* Points or percents that differ by less are tied. */
#define RANK_TIE 1e-12
/* A variance below this part of the estimate's square, of one unit alone, is none. */
#define NO_VARIANCE_ALONE 1e-20
/* Mean squares below this share of the mean's square want a better mean than a sum of products gives. */
#define NEAR_MEAN 1e-6

#endif
