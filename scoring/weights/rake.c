#include "scoring/weights/rake.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weights/calibrate.h"
#include "survey/base/memory.h"
#include "survey/base/sum.h"
#include "survey/base/tolerances.h"

#define MAX_SWEEPS 200

/* Scale W to every margin in turn.  Returns the largest misfit met on the way. */
static double sweep(double *w, const struct auxiliary *auxiliary, const double *total, struct sum *sum, double *factor)
{
    double worst = 0;
    for (size_t m = 0; m < auxiliary->n_margins; total += auxiliary->margins[m++].n_cats) {
        const struct auxiliary_margin *margin = &auxiliary->margins[m];
        memset(sum, 0, margin->n_cats * sizeof *sum);
        for (size_t i = 0; i < auxiliary->n; i++)
            sum_add(&sum[margin->cat[i]], w[i]);
        for (size_t c = 0; c < margin->n_cats; c++) {
            double now = sum_of(&sum[c]);
            factor[c] = now > 0 ? total[c] / now : 0;
            if (total[c] > 0)
                worst = fmax(worst, fabs(now / total[c] - 1));
            else if (now > 0)
                worst = INFINITY;
        }
        for (size_t i = 0; i < auxiliary->n; i++)
            w[i] *= factor[margin->cat[i]];
    }
    return worst;
}

static bool finish_by_newton(const double *w, const struct auxiliary *auxiliary, const struct rake_options *o,
                             double *new, struct rake_result *result, struct error *err)
{
    const struct calibrate_options options = {.distance = CALIBRATE_RAKING,
                                              .rescale = o->rescale,
                                              .tolerance = o->tolerance > 0 ? o->tolerance : RAKE_MISFIT};
    struct calibrate_result found;
    double *g = xcalloc(auxiliary->n + 1, sizeof *g);
    bool ok = calibrate(w, auxiliary, &options, g, &found, err);
    for (size_t i = 0; i < auxiliary->n && ok; i++)
        new[i] = w[i] * g[i];
    if (ok) {
        result->sweeps += found.steps;
        result->misfit = found.misfit;
        result->term = found.term;
    }
    free(g);
    return ok;
}

bool rake(double *w, const struct auxiliary *auxiliary, const struct rake_options *o, struct rake_result *result,
          struct error *err)
{
    assert(auxiliary->n_values == 0 && auxiliary->n_margins > 0);
    if (!auxiliary_check(auxiliary, w, o->rescale, err))
        return false;
    size_t p = auxiliary_n_terms(auxiliary), bytes = auxiliary->n * sizeof *w;
    double tolerance = o->tolerance > 0 ? o->tolerance : RAKE_MISFIT;
    unsigned max_sweeps = o->max_sweeps ? o->max_sweeps : MAX_SWEEPS;
    double *new = xmalloc(bytes + 1), *total = xcalloc(3 * p + 1, sizeof *total), *factor = total + p,
           *sums = total + 2 * p;
    struct sum *sum = xcalloc(p + 1, sizeof *sum);
    bool ok = false;
    memcpy(new, w, bytes);
    auxiliary_totals(auxiliary, o->rescale, total);
    for (*result = (struct rake_result){0}; result->sweeps < max_sweeps && !ok;) {
        double before = sweep(new, auxiliary, total, sum, factor);
        result->sweeps++;
        if (before <= tolerance || auxiliary->n_margins == 1) {
            result->misfit = auxiliary_misfit(auxiliary, new, total, sums, &result->term);
            ok = result->misfit <= tolerance;
        }
    }
    ok = ok || finish_by_newton(w, auxiliary, o, new, result, err);
    if (ok)
        memcpy(w, new, bytes);
    free(sum);
    free(total);
    free(new);
    return ok;
}
