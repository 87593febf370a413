#include "scoring/estimates/taints.h"

#include <math.h>
#include <stdlib.h>

#include "scoring/estimates/interval.h"

double exact_upper(double wrong, double n, double conf)
{
    return n > 0 ? interval_exact(wrong / n, n, 2 * conf - 1).upper : NAN;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

double stringer_upper(double *taints, size_t k, size_t n, double conf)
{
    double upper = exact_upper(0, (double)n, conf), before = upper;
    if (k)
        qsort(taints, k, sizeof *taints, by_size);
    for (size_t j = 1; j <= k; j++) {
        double now = exact_upper((double)j, (double)n, conf);
        upper += (now - before) * taints[j - 1];
        before = now;
    }
    return upper;
}
