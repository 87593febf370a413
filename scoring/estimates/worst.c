#include "scoring/estimates/worst.h"

#include <math.h>

#include "survey/base/tolerances.h"

void worst_effects(struct worst_unit *units, size_t n, double p)
{
    for (size_t i = 0; i < n; i++) {
        units[i].loss = fmin(p * units[i].scale, units[i].survey);
        units[i].gain = fmin(p * units[i].scale, units[i].scale - units[i].survey);
    }
    for (size_t i = 0; i < n; i++) {
        double low = units[i].total - units[i].loss;
        units[i].worst_rank = units[i].rank ? 1 : 0;
        for (size_t j = 0; units[i].rank && j < n; j++)
            units[i].worst_rank += j != i && units[j].rank && units[j].block == units[i].block &&
                                   units[j].total + units[j].gain > low + RANK_TIE;
    }
}
