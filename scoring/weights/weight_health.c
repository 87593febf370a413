#include "scoring/weights/weight_health.h"

#include <math.h>

#include "survey/base/sum.h"

struct weight_health weight_health(const double *w, size_t n)
{
    struct weight_health h = {.min = NAN, .max = NAN};
    struct sum sum = {0}, square = {0};
    for (size_t i = 0; i < n; i++)
        if (w[i] != 0) {
            h.n++;
            h.n_negative += w[i] < 0;
            h.min = fmin(h.min, w[i]);
            h.max = fmax(h.max, w[i]);
            sum_add(&sum, w[i]);
        }
    h.sum = sum_of(&sum);
    double mean = h.sum / (double)h.n;
    for (size_t i = 0; i < n; i++)
        if (w[i] != 0)
            sum_add(&square, (w[i] - mean) * (w[i] - mean));
    h.ratio = h.min > 0 ? h.max / h.min : NAN;
    h.cv = sqrt(sum_of(&square) / (double)h.n) / mean;
    h.deff = 1 + h.cv * h.cv;
    h.n_effective = (double)h.n / h.deff;
    return h;
}
