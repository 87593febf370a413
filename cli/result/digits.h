/* digits.h - so many decimals that an equation holds when it is computed by hand.
 *
 * A result is printed with some decimals; what it comes from is printed with the least number of them, PERCENT_PLACES
 * or more, nine at most, with which the equation, computed from the printed figures, rounds to that result.
 */
#ifndef CLI_DIGITS_H
#define CLI_DIGITS_H

#include <stddef.h>

#define PERCENT_PLACES 4 /* of percents on the way */

/* RESULT, with PLACES decimals, is the sum of FACTORS[i] x VALUES[i], N of them, over WHOLE: the decimals of the
 * values. */
int digits_of_values(const double *factors, const double *values, size_t n, double whole, double result, int places);

/* RESULT, with PLACES decimals, is the sum of WEIGHTS[i] x VALUES[i], N of them, over the sum of the weights, which is
 * printed too: the decimals of the weights. */
int digits_of_weights(const double *weights, const double *values, size_t n, double result, int places);

#endif
