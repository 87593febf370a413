/* size.h - how many to ask.
 *
 * A size is worked out in a fixed order: n0 for an infinite population, times
 * the design effect, then the finite population, then divided by the response
 * to expect.  Another order gives another n; this one asks for the precision
 * of the answers that come back.  Nothing is rounded but by size_ceiling().
 *
 * Sources: Cochran, Sampling Techniques (1977), 4.4 and 4.6; Valliant, Dever
 * and Kreuter, Practical Tools for Designing and Weighting Survey Samples
 * (2018), chapter 3 (R PracTools: nProp, nWilson, nCont, nProp2sam).
 */
#ifndef SAMPLING_SIZE_H
#define SAMPLING_SIZE_H

#include <stdbool.h>
#include <stdint.h>

/* How the finite population comes in: a proportion's variance has N - 1 below it,
 * a mean's N; the official formula N/(1 + N e^2) is the second with n0 = 1/e^2. */
enum size_fpc { SIZE_FPC_PROPORTION, SIZE_FPC_MEAN };

/* Each step of a size, in people. */
struct size_steps {
    double n0;             /* infinite population, simple random */
    double after_deff;     /* n0 times the design effect */
    double after_fpc;      /* of N people */
    double after_response; /* to be asked, so that so many answer */
};

/* From N0 to those to be asked.  POPULATION is infinite where it is 0 or not
 * finite; DEFF > 0; 0 < RESPONSE <= 1. */
struct size_steps size_steps(double n0, double deff, enum size_fpc fpc, double population, double response);

/* n0 for a proportion P (0 < P < 1) with half width MARGIN at level CONF:
 * z^2 p (1 - p) / e^2. */
double size_proportion_infinite(double p, double margin, double conf);

/* The same for the interval of Wilson (1927); 0 < MARGIN < 1/2.  It may be below 1. */
double size_wilson(double p, double margin, double conf);

/* n0 for a mean: (CV of the population / CV wanted of the mean)^2. */
double size_mean_infinite(double cv, double target);

/* n per group to tell P1 from P2 (not the same), two sided at ALPHA with POWER; pooled
 * variance under the null hypothesis. */
double size_two_proportions(double p1, double p2, double alpha, double power);

/* n = N / (1 + N e^2) (Yamane 1967; the official SIPAS method). */
double size_yamane(double population, double margin);

/* n for a proportion among N people: n0, then the finite population. */
double size_proportion(double p, double margin, double conf, double population);

/* The half width at level CONF to expect for a proportion P from N answers of
 * POPULATION people (infinite where 0); NaN where N is below 1. */
double size_margin(double p, double n, double conf, double population);

/* X rounded up, but not for what is only binary noise above a whole number. */
int64_t size_ceiling(double x);

#endif
