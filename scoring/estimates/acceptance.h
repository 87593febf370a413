/* acceptance.h - acceptance sampling by attributes: is a batch good enough, by a sample of it?
 *
 * Of a batch of SIZE fields N are drawn and compared; it is accepted where at most C differ, else all of it is done
 * again.  The number wrong among those drawn is hypergeometric, or binomial where the batch is without end (SIZE 0).
 * Nothing here reads the database, prints, or keeps a pointer.
 *
 * Sources: Schilling and Neubauer, Acceptance Sampling in Quality Control (2009), chapters 2, 5 and 14; R's
 * phyper(), pbinom().
 */
#ifndef SCORING_ACCEPTANCE_H
#define SCORING_ACCEPTANCE_H

#include <stdbool.h>
#include <stdint.h>

struct acceptance_plan {
    int64_t n, c; /* fields drawn, and of them wrong at most; 0 <= c < n */
};

/* The operating curve: the probability to accept a batch of SIZE fields of which the share P is wrong (of a batch with
 * an end the whole number next to P x SIZE).  A batch of N fields or fewer is compared whole. */
double acceptance_probability(const struct acceptance_plan *plan, double p, int64_t size);

/* The share still wrong afterwards, on average, where what is drawn is corrected and a refused batch is done again
 * without a fault: P x probability x (SIZE - N) / SIZE. */
double acceptance_outgoing(const struct acceptance_plan *plan, double p, int64_t size);

/* What a plan must keep: a batch with AQL wrong is refused with probability ALPHA at most, one with LTPD wrong is
 * accepted with BETA at most. */
struct acceptance_risks {
    double aql, alpha, ltpd, beta; /* all above 0 and below 1, aql < ltpd */
};

/* The plan of fewest fields that keeps RISKS; false where none of at most MOST fields, or of the batch, does. */
#define ACCEPTANCE_MOST 1000000
bool acceptance_find(const struct acceptance_risks *risks, int64_t size, struct acceptance_plan *plan);

#endif
