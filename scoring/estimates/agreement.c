#include "scoring/estimates/agreement.h"

#include <math.h>
#include <stdlib.h>

#include "survey/base/memory.h"
#include "survey/base/tolerances.h"

/* What is known of the margins, and the mean w of each category with the other margin. */
struct margins {
    size_t k;
    bool weighted;
    double *first, *second;           /* shares */
    double *with_second, *with_first; /* w_i., w_.j */
};

static double weight(const struct margins *m, size_t i, size_t j)
{
    double apart = m->k > 1 ? ((double)i - (double)j) / (double)(m->k - 1) : 0;
    return m->weighted ? 1 - apart * apart : i == j;
}

static void margins_init(struct margins *m, const struct rating_pair *pairs, size_t n)
{
    m->first = xcalloc(4 * m->k + 1, sizeof *m->first);
    m->second = m->first + m->k;
    m->with_second = m->second + m->k;
    m->with_first = m->with_second + m->k;
    for (size_t i = 0; i < n; i++) {
        m->first[pairs[i].first]++;
        m->second[pairs[i].second]++;
    }
    for (size_t i = 0; i < 2 * m->k; i++)
        m->first[i] /= (double)n;
    for (size_t i = 0; i < m->k; i++)
        for (size_t j = 0; j < m->k; j++) {
            m->with_second[i] += weight(m, i, j) * m->second[j];
            m->with_first[j] += weight(m, i, j) * m->first[i];
        }
}

static double value(const struct margins *m, const struct agreement *a, const struct rating_pair *p)
{
    return (weight(m, p->first, p->second) - (m->with_second[p->first] + m->with_first[p->second]) * (1 - a->kappa)) /
           (1 - a->expected);
}

/* Both errors: squares of the values about their mean, alone and summed by person. */
static void add_errors(const struct margins *m, struct agreement *a, const struct rating_pair *pairs)
{
    double n = (double)a->n, mean = 0, squares = 0, by_person = 0, sum = 0;
    for (size_t i = 0; i < a->n; i++)
        mean += value(m, a, &pairs[i]);
    mean /= n;
    for (size_t i = 0; i < a->n; i++) {
        double z = value(m, a, &pairs[i]) - mean;
        squares += z * z;
        sum += z;
        if (i + 1 == a->n || pairs[i + 1].person != pairs[i].person) {
            by_person += sum * sum;
            sum = 0;
            a->n_persons++;
        }
    }
    double persons = (double)a->n_persons;
    a->se_pairs = sqrt(squares) / n;
    a->se = persons > 1 && by_person > NO_VARIANCE ? sqrt(by_person * persons / (persons - 1)) / n : NAN;
}

struct agreement agreement_of(const struct rating_pair *pairs, size_t n, size_t k, bool weighted)
{
    struct agreement a = {.n = n, .kappa = NAN, .se_pairs = NAN, .se = NAN, .observed = n ? 0 : NAN};
    struct margins m = {.k = k, .weighted = weighted};
    margins_init(&m, pairs, n);
    for (size_t i = 0; i < n; i++)
        a.observed += weight(&m, pairs[i].first, pairs[i].second);
    if (n)
        a.observed /= (double)n;
    for (size_t i = 0; i < k; i++)
        a.expected += m.first[i] * m.with_second[i];
    if (n && 1 - a.expected > MEAN_EDGE) {
        a.kappa = (a.observed - a.expected) / (1 - a.expected);
        add_errors(&m, &a, pairs);
    } else {
        for (size_t i = 0; i < n; i++)
            a.n_persons += i == 0 || pairs[i].person != pairs[i - 1].person;
    }
    free(m.first);
    return a;
}
