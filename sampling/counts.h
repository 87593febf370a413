/* counts.h - how many of N independent events come true (Poisson-binomial).
 *
 * A distribution is an array of N + 1 probabilities.  Taking one event out
 * again divides by its factor from the end that does not magnify rounding.  A
 * second array, where given, carries the sum over outcomes of the MARKS of the
 * events that came true: what Sampford's design weighs samples with.
 */
#ifndef SAMPLING_COUNTS_H
#define SAMPLING_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

struct counts {
    size_t n;     /* events so far */
    double *of;   /* of[k]: probability that k came true */
    double *mark; /* mark[k]: expected sum of marks, together with k; or NULL */
};

/* Room for up to MOST events; none yet.  MARKED: with marks. */
void counts_init(struct counts *counts, size_t most, bool marked);
void counts_release(struct counts *counts);

/* One more event of probability P and MARK. */
void counts_add(struct counts *counts, double p, double mark);

/* REST (room for as many) becomes COUNTS without an event of P and MARK that is in it. */
void counts_without(const struct counts *counts, double p, double mark, struct counts *rest);

#endif
