#include "sampling/joint.h"

#include <assert.h>
#include <stdlib.h>

#include "sampling/probability.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

bool joint_has(enum select_method method)
{
    return method != SELECT_BREWER && method != SELECT_CUBE;
}

/* Every pair of the stratum, of which the taken ones are kept. */
static bool from_all(enum select_method method, const double *pik, size_t n, const size_t *taken, size_t n_taken,
                     double *joint, struct error *err)
{
    size_t most = method == SELECT_PARETO ? 1000 : method == SELECT_SEQUENTIAL_POISSON ? 100 : 2000;
    if (n > most)
        return error_set(err, E_MATHS,
                         _("joint probabilities of method %s are worked out for up to %zu units of a stratum; there "
                           "are %zu"),
                         select_method_name(method), most, n);
    double *all = xcalloc(n * n, sizeof *all);
    bool *wanted = xcalloc(n, sizeof *wanted);
    for (size_t a = 0; a < n_taken; a++)
        wanted[taken[a]] = true;
    bool ok = method == SELECT_SAMPFORD  ? probability_joint_sampford(pik, n, wanted, all, err)
              : method == SELECT_ENTROPY ? probability_joint_entropy(pik, n, ENTROPY_MISFIT * (double)(n + 1), all, err)
              : method == SELECT_PARETO  ? probability_joint_order(ORDER_PARETO, pik, n, wanted, all, err)
                                         : probability_joint_order(ORDER_SEQUENTIAL_POISSON, pik, n, wanted, all, err);
    free(wanted);
    for (size_t a = 0; ok && a < n_taken; a++)
        for (size_t b = 0; b < n_taken; b++)
            joint[a * n_taken + b] = all[taken[a] * n + taken[b]];
    free(all);
    return ok;
}

bool joint_of_taken(enum select_method method, const double *pik, size_t n, const size_t *taken, size_t n_taken,
                    double *joint, struct error *err)
{
    assert(joint_has(method));
    switch (method) {
    case SELECT_SYSTEMATIC:
    case SELECT_PPS_SYSTEMATIC:
        probability_joint_systematic_of(pik, n, taken, n_taken, joint);
        return true;
    case SELECT_SRS:
    case SELECT_POISSON:
        for (size_t a = 0; a < n_taken; a++)
            for (size_t b = 0; b < n_taken; b++) {
                double p = pik[taken[a]], q = pik[taken[b]];
                double both = method == SELECT_POISSON ? q : (double)(n_taken - 1) / (double)(n - 1);
                joint[a * n_taken + b] = a == b ? p : p * both;
            }
        return true;
    default:
        return from_all(method, pik, n, taken, n_taken, joint, err);
    }
}
