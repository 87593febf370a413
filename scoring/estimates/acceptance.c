#include "scoring/estimates/acceptance.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double acceptance_probability(const struct acceptance_plan *plan, double p, int64_t size)
{
    if (size <= 0)
        return gsl_cdf_binomial_P((unsigned)plan->c, p, (unsigned)plan->n);
    unsigned wrong = (unsigned)round(p * (double)size), right = (unsigned)size - wrong;
    unsigned n = (unsigned)(plan->n < size ? plan->n : size);
    return wrong <= (unsigned)plan->c ? 1 : gsl_cdf_hypergeometric_P((unsigned)plan->c, wrong, right, n);
}

double acceptance_outgoing(const struct acceptance_plan *plan, double p, int64_t size)
{
    double left = size <= 0 ? 1 : fmax(0, (double)(size - plan->n) / (double)size);
    return p * acceptance_probability(plan, p, size) * left;
}

/* The fewest fields of which C may be wrong and a batch with LTPD wrong is accepted with BETA at most: more fields only
 * make it less likely.  More than MOST where there are none. */
static int64_t fewest_fields(const struct acceptance_risks *risks, int64_t size, int64_t c, int64_t from, int64_t most)
{
    int64_t low = from - 1, high = most + 1;
    while (high - low > 1) {
        struct acceptance_plan middle = {low + (high - low) / 2, c};
        if (acceptance_probability(&middle, risks->ltpd, size) <= risks->beta)
            high = middle.n;
        else
            low = middle.n;
    }
    return high;
}

bool acceptance_find(const struct acceptance_risks *risks, int64_t size, struct acceptance_plan *plan)
{
    int64_t most = size > 0 && size < ACCEPTANCE_MOST ? size : ACCEPTANCE_MOST;
    *plan = (struct acceptance_plan){0, 0};
    for (int64_t c = 0, n = 1; n <= most; c++) {
        n = fewest_fields(risks, size, c, n > c ? n : c + 1, most);
        *plan = (struct acceptance_plan){n, c};
        if (n <= most && acceptance_probability(plan, risks->aql, size) >= 1 - risks->alpha)
            return true;
    }
    return false;
}
