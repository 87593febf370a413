/* decimal.h - points as exact decimals: int64 in units of 1e-9.
 *
 * Sums, indices, classes and ranks are computed on these, so that 95.435
 * becomes 95.44 on every machine.  Rounding is half away from zero.  The range
 * is about +-9.2e9 points.
 */
#ifndef SURVEY_DECIMAL_H
#define SURVEY_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t decimal;

#define DECIMAL_ONE  INT64_C(1000000000)
#define DECIMAL_TEXT 32

/* X to the nearest 1e-9, halves away from zero.  X must be finite and within range. */
decimal decimal_from_double(double x);
double decimal_to_double(decimal d);

/* Parse "12", "-0.5", "95.435": optional sign, digits, at most nine decimals,
 * point only.  Returns false, leaving *D, for anything else or out of range. */
bool decimal_parse(const char *text, decimal *d);

/* D rounded to PLACES decimals (0..9), halves away from zero. */
decimal decimal_round(decimal d, int places);

/* D cut off after PLACES decimals (0..6), toward zero.  What is less than 5e-8 short of the next step is that step: so
 * much sums of quotients may lose, each of which is kept to 1e-9 (three thirds of 100 are 99.999999999). */
decimal decimal_truncate(decimal d, int places);

/* A * B / C without overflow in between, to the nearest 1e-9, halves away from
 * zero.  C must not be 0. */
decimal decimal_ratio(decimal a, decimal b, decimal c);

/* D with exactly PLACES decimals (rounded), or with as many as it needs where
 * PLACES is negative.  Returns OUT. */
char *decimal_format(decimal d, int places, char out[DECIMAL_TEXT]);

#endif
