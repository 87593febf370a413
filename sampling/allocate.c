#include "sampling/allocate.h"

#include <math.h>
#include <stdlib.h>

#include "survey/memory.h"
#include "survey/message.h"

/* One pass: share what is left among the free strata; fix those out of bounds on the worse side.
 * Returns false when none was. */
static bool fix_bounds(double total, const double *share, const int64_t *low, const int64_t *high, size_t n, double *x,
                       bool *fixed)
{
    double rest = total, sum = 0, under = 0, over = 0;
    for (size_t i = 0; i < n; i++) {
        if (fixed[i])
            rest -= x[i];
        else
            sum += share[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (fixed[i])
            continue;
        x[i] = sum > 0 ? rest * share[i] / sum : 0;
        if (x[i] < (double)low[i])
            under += (double)low[i] - x[i];
        if (x[i] > (double)high[i])
            over += x[i] - (double)high[i];
    }
    if (under <= 0 && over <= 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (fixed[i])
            continue;
        if (under >= over && x[i] < (double)low[i]) {
            x[i] = (double)low[i];
            fixed[i] = true;
        } else if (under < over && x[i] > (double)high[i]) {
            x[i] = (double)high[i];
            fixed[i] = true;
        }
    }
    return true;
}

bool allocate_integers(int64_t total, const double *share, const int64_t *low, const int64_t *high, size_t n,
                       int64_t *take, struct error *err)
{
    int64_t least = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        least += low[i];
        most += high[i];
        if (low[i] > high[i])
            return error_set(err, E_MATHS, _("a stratum has a minimum of %lld but only %lld members"),
                             (long long)low[i], (long long)high[i]);
    }
    if (total < least || total > most)
        return error_set(err, E_MATHS, _("%lld cannot be shared: the strata take at least %lld and at most %lld"),
                         (long long)total, (long long)least, (long long)most);
    double *x = xcalloc(n, sizeof *x);
    bool *fixed = xcalloc(n, sizeof *fixed);
    while (fix_bounds((double)total, share, low, high, n, x, fixed))
        ;
    int64_t left = total;
    for (size_t i = 0; i < n; i++) {
        take[i] = (int64_t)floor(x[i] + 1e-12);
        left -= take[i];
    }
    /* Largest remainders; where all are full, those below their maximum in turn. */
    bool *given = fixed;
    while (left > 0) {
        for (size_t i = 0; i < n; i++)
            given[i] = false;
        for (bool found = true; found && left > 0;) {
            size_t best = SIZE_MAX;
            for (size_t i = 0; i < n; i++)
                if (!given[i] && take[i] < high[i] &&
                    (best == SIZE_MAX || x[i] - floor(x[i] + 1e-12) > x[best] - floor(x[best] + 1e-12) + 1e-12))
                    best = i;
            found = best != SIZE_MAX;
            if (found) {
                take[best]++;
                given[best] = true;
                left--;
            }
        }
    }
    free(x);
    free(fixed);
    return true;
}
