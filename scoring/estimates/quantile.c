#include "scoring/estimates/quantile.h"

#include <math.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    const struct weighted *x = a, *y = b;
    if (x->x != y->x)
        return x->x < y->x ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

void quantile_sort(struct weighted *values, size_t n, double *cumulated)
{
    /* As R sums: whether F(x) is p exactly is decided by the last digits. */
    long double sum = 0;
    qsort(values, n, sizeof *values, by_value);
    for (size_t i = 0; i < n; i++) {
        sum += values[i].w;
        cumulated[i] = (double)sum;
    }
}

static double linear(const struct weighted *v, const double *cumulated, size_t n, double p)
{
    double all = n > 1 ? cumulated[n - 2] : 0;
    if (!(all > 0) || p <= 0)
        return v[0].x;
    if (p >= 1)
        return v[n - 1].x;
    size_t low = 1, high = n - 1; /* p lies between the points k - 1 and k */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cumulated[middle - 1] / all >= p)
            high = middle;
        else
            low = middle + 1;
    }
    double from = low > 1 ? cumulated[low - 2] / all : 0, to = cumulated[low - 1] / all;
    return to > from ? v[low - 1].x + (v[low].x - v[low - 1].x) * (p - from) / (to - from) : v[low].x;
}

double quantile_of(const struct weighted *v, const double *cumulated, size_t n, double p, enum quantile_rule rule)
{
    if (!n || isnan(p))
        return NAN;
    if (rule == QUANTILE_HF7)
        return linear(v, cumulated, n, p);
    /* The first with W_k > p W; the one before it is a hit where its share is p. */
    size_t low = 0, high = n;
    double all = cumulated[n - 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cumulated[middle] > p * all)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == 0 || low == n)
        return v[low ? n - 1 : 0].x;
    if (p - cumulated[low - 1] / all != 0)
        return v[low].x;
    return rule == QUANTILE_SCHOOL ? (v[low - 1].x + v[low].x) / 2 : v[low - 1].x;
}
