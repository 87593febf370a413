/* sum.h - a sum that keeps what each addition loses (Neumaier 1974). */
#ifndef SCORING_SUM_H
#define SCORING_SUM_H

#include <math.h>

struct sum {
    double value, lost;
};

static inline void sum_add(struct sum *sum, double x)
{
    double total = sum->value + x;
    sum->lost += fabs(sum->value) >= fabs(x) ? (sum->value - total) + x : (x - total) + sum->value;
    sum->value = total;
}

static inline double sum_of(const struct sum *sum)
{
    return sum->value + sum->lost;
}

#endif
