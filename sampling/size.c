#include "sampling/size.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "survey/base/tolerances.h"

static double normal_quantile(double p)
{
    return gsl_cdf_ugaussian_Pinv(p);
}

static double two_sided(double conf)
{
    return normal_quantile(1 - (1 - conf) / 2);
}

struct size_steps size_steps(double n0, double deff, enum size_fpc fpc, double population, double response)
{
    struct size_steps s = {.n0 = n0, .after_deff = n0 * deff};
    bool finite = population > 0 && isfinite(population);
    double above = fpc == SIZE_FPC_PROPORTION ? s.after_deff - 1 : s.after_deff;
    s.after_fpc = finite ? s.after_deff / (1 + above / population) : s.after_deff;
    s.after_response = s.after_fpc / response;
    return s;
}

double size_proportion_infinite(double p, double margin, double conf)
{
    double z = two_sided(conf);
    return z * z * p * (1 - p) / (margin * margin);
}

double size_wilson(double p, double margin, double conf)
{
    double z = two_sided(conf), v = p * (1 - p), e2 = margin * margin;
    return (v - 2 * e2 + sqrt(e2 - v * (4 * e2 - v))) * (z / margin) * (z / margin) / 2;
}

double size_mean_infinite(double cv, double target)
{
    return cv / target * (cv / target);
}

double size_two_proportions(double p1, double p2, double alpha, double power)
{
    double mean = (p1 + p2) / 2;
    double root = normal_quantile(1 - alpha / 2) * sqrt(2 * mean * (1 - mean)) +
                  normal_quantile(power) * sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    return root * root / ((p1 - p2) * (p1 - p2));
}

double size_yamane(double population, double margin)
{
    return population / (1 + population * margin * margin);
}

double size_proportion(double p, double margin, double conf, double population)
{
    double n0 = size_proportion_infinite(p, margin, conf);
    return size_steps(n0, 1, SIZE_FPC_PROPORTION, population, 1).after_fpc;
}

double size_margin(double p, double n, double conf, double population)
{
    bool finite = population > 0 && isfinite(population);
    if (finite && n >= population)
        return 0;
    if (n < 1)
        return NAN;
    double fpc = finite ? (population - n) / (population - 1) : 1;
    return two_sided(conf) * sqrt(p * (1 - p) / n * fpc);
}

int64_t size_ceiling(double x)
{
    return (int64_t)ceil(x - NEAR_WHOLE);
}
