#include "scoring/weights/nonresponse.h"

#include <gsl/gsl_sort.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/sum.h"

bool nonresponse_classes(double *w, size_t n, const struct auxiliary_margin *classes, const bool *responded,
                         double *factor, struct error *err)
{
    const struct auxiliary one = {.margins = classes, .n_margins = 1};
    struct sum *all = xcalloc(2 * classes->n_cats + 1, sizeof *all), *some = all + classes->n_cats;
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        sum_add(&all[classes->cat[i]], w[i]);
        if (responded[i])
            sum_add(&some[classes->cat[i]], w[i]);
    }
    for (size_t c = 0; c < classes->n_cats && ok; c++) {
        double whole = sum_of(&all[c]), answered = sum_of(&some[c]);
        if (whole > 0 && !(answered > 0)) {
            char name[120];
            auxiliary_term_name(&one, c, name, sizeof name);
            ok = error_set(err, E_MATHS, _("nobody responded in the weighting class \"%s\": join it with another"),
                           name);
        }
        factor[c] = answered > 0 ? whole / answered : 1;
    }
    for (size_t i = 0; i < n && ok; i++)
        w[i] = responded[i] ? w[i] * factor[classes->cat[i]] : 0;
    free(all);
    return ok;
}

void nonresponse_inverse(double *w, size_t n, const double *propensity, const bool *responded)
{
    for (size_t i = 0; i < n; i++)
        w[i] = responded[i] ? w[i] / propensity[i] : 0;
}

/* The type 7 quantile PART / PARTS of SORTED[0..n-1]. */
static double quantile(const double *sorted, size_t n, size_t part, size_t parts)
{
    size_t below = (n - 1) * part / parts, rest = (n - 1) * part % parts;
    double share = (double)rest / (double)parts;
    if (!rest || sorted[below] == sorted[below + 1])
        return sorted[below];
    return (1 - share) * sorted[below] + share * sorted[below + 1];
}

size_t nonresponse_cut(const double *propensity, size_t n, size_t n_classes, uint32_t *class)
{
    if (n == 0)
        return 0;
    double *sorted = xcalloc(n, sizeof *sorted), *cuts = xcalloc(n_classes + 1, sizeof *cuts);
    memcpy(sorted, propensity, n * sizeof *sorted);
    gsl_sort(sorted, 1, n);
    size_t n_cuts = 0;
    for (size_t k = 1; k <= n_classes; k++) {
        double cut = quantile(sorted, n, k, n_classes);
        if (cut > (n_cuts ? cuts[n_cuts - 1] : sorted[0]))
            cuts[n_cuts++] = cut;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t c = 0;
        while (c + 1 < n_cuts && propensity[i] > cuts[c])
            c++;
        class[i] = c;
    }
    free(sorted);
    free(cuts);
    return n_cuts ? n_cuts : 1;
}
