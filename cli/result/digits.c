#include "cli/result/digits.h"

#include <math.h>
#include <stdbool.h>

#include "survey/base/decimal.h"

#define MOST_PLACES 9

/* X as it is printed. */
static double printed(double x, int places)
{
    return decimal_to_double(decimal_round(decimal_from_double(x), places));
}

/* True where X rounds to RESULT, whichever way halves go. */
static bool holds(double x, double result, int places)
{
    return fabs(x - printed(result, places)) < 0.4999 * pow(10, -places);
}

int digits_of_values(const double *factors, const double *values, size_t n, double whole, double result, int places)
{
    int p = PERCENT_PLACES;
    for (; p < MOST_PLACES; p++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += factors[i] * printed(values[i], p);
        if (holds(sum / whole, result, places))
            break;
    }
    return p;
}

int digits_of_weights(const double *weights, const double *values, size_t n, double result, int places)
{
    double whole = 0;
    for (size_t i = 0; i < n; i++)
        whole += weights[i];
    int p = PERCENT_PLACES;
    for (; p < MOST_PLACES; p++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += printed(weights[i], p) * printed(values[i], MOST_PLACES);
        if (holds(sum / printed(whole, p), result, places))
            break;
    }
    return p;
}
