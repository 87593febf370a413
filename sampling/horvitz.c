#include "sampling/horvitz.h"

double horvitz_total(const double *y, const double *pik, size_t n)
{
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += y[i] / pik[i];
    return total;
}

double horvitz_variance(const double *y, const double *pik, const double *joint, size_t n)
{
    double variance = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double both = joint[i * n + j];
            variance += y[i] / pik[i] * (y[j] / pik[j]) * (both - pik[i] * pik[j]) / both;
        }
    return variance;
}

double horvitz_variance_fixed(const double *y, const double *pik, const double *joint, size_t n)
{
    double variance = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double both = joint[i * n + j], difference = y[i] / pik[i] - y[j] / pik[j];
            variance += (pik[i] * pik[j] - both) / both * difference * difference;
        }
    return variance;
}

double horvitz_variance_hajek(const double *y, const double *pik, size_t n)
{
    double weight = 0, centre = 0, variance = 0, factor = (double)n / ((double)n - 1);
    for (size_t i = 0; i < n; i++) {
        weight += (1 - pik[i]) * factor;
        centre += (1 - pik[i]) * factor * y[i] / pik[i];
    }
    centre /= weight > 0 ? weight : 1;
    for (size_t i = 0; i < n; i++) {
        double away = y[i] / pik[i] - centre;
        variance += (1 - pik[i]) * factor * away * away;
    }
    return variance;
}
