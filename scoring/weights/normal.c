#include "scoring/weights/normal.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/sum.h"
#include "survey/base/tolerances.h"

struct normal {
    struct auxiliary auxiliary; /* values centred */
    struct auxiliary_value *values;
    double *x;      /* the centred values, n of each */
    double *centre; /* of each value */
    size_t p;       /* terms */

    /* The intercept: the first margin, or a value that is 1 / unit everywhere; none. */
    enum { NO_INTERCEPT, BY_MARGIN, BY_VALUE } intercept;
    size_t constant; /* term of that value */
    double unit;

    size_t big, big_from, b; /* the largest margin, its first term, its categories; b is 0 where there are none */
    size_t r;                /* the other terms, in order */
    double *diagonal;        /* b */
    double *cross;           /* r x b */
    double *factor;          /* r x r: L below the diagonal, D on it, in the order of PIVOT */
    double *scale;           /* r, to a unit diagonal; 0 for a column of zeros */
    size_t *pivot;           /* r */
    size_t rank;             /* of the r */
};

/* --- set-up ----------------------------------------------------------------------- */

static bool is_constant(const double *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (x[i] != x[0])
            return false;
    return n > 0 && x[0] != 0;
}

static void find_intercept(struct normal *s, const struct auxiliary *auxiliary)
{
    s->intercept = auxiliary->n_margins ? BY_MARGIN : NO_INTERCEPT;
    for (size_t v = 0; v < auxiliary->n_values && s->intercept == NO_INTERCEPT; v++)
        if (is_constant(auxiliary->values[v].x, auxiliary->n)) {
            s->intercept = BY_VALUE;
            s->constant = s->p - auxiliary->n_values + v;
            s->unit = 1 / auxiliary->values[v].x[0];
        }
}

/* The population as the totals have it. */
static double population(const struct normal *s)
{
    if (s->intercept == BY_VALUE)
        return s->auxiliary.values[s->constant - (s->p - s->auxiliary.n_values)].total * s->unit;
    struct sum sum = {0};
    for (size_t c = 0; s->auxiliary.margins[0].total && c < s->auxiliary.margins[0].n_cats; c++)
        sum_add(&sum, s->auxiliary.margins[0].total[c]);
    return sum_of(&sum);
}

static bool is_centred(const struct normal *s, size_t v)
{
    return s->intercept == BY_MARGIN || (s->intercept == BY_VALUE && s->p - s->auxiliary.n_values + v != s->constant);
}

static void centre_values(struct normal *s, const struct auxiliary *auxiliary, const double *d)
{
    size_t n = auxiliary->n;
    for (size_t v = 0; v < auxiliary->n_values; v++) {
        const double *from = auxiliary->values[v].x;
        double *to = s->x + v * n, size = 0, away = 0;
        struct sum mass = {0}, sum = {0};
        for (size_t i = 0; i < n && is_centred(s, v); i++) {
            sum_add(&mass, d[i]);
            sum_add(&sum, d[i] * (from[i] - from[0]));
        }
        s->centre[v] = sum_of(&mass) > 0 ? from[0] + sum_of(&sum) / sum_of(&mass) : 0;
        for (size_t i = 0; i < n; i++) {
            to[i] = from[i] - s->centre[v];
            size = fmax(size, fabs(from[i]));
            away = fmax(away, fabs(to[i]));
        }
        if (away <= CONSTANT * size)
            memset(to, 0, n * sizeof *to);
        double total = auxiliary->values[v].total;
        if (s->centre[v] != 0)
            total -= s->centre[v] * population(s);
        s->values[v] = (struct auxiliary_value){.name = auxiliary->values[v].name, .x = to, .total = total};
    }
}

struct normal *normal_new(const struct auxiliary *auxiliary, const double *d)
{
    struct normal *s = xcalloc(1, sizeof *s);
    s->p = auxiliary_n_terms(auxiliary);
    s->x = xcalloc(auxiliary->n * auxiliary->n_values + 1, sizeof *s->x);
    s->values = xcalloc(auxiliary->n_values + 1, sizeof *s->values);
    s->centre = xcalloc(auxiliary->n_values + 1, sizeof *s->centre);
    s->auxiliary = *auxiliary;
    find_intercept(s, auxiliary);
    centre_values(s, auxiliary, d);
    s->auxiliary.values = s->values;
    for (size_t m = 0, from = 0; m < auxiliary->n_margins; from += auxiliary->margins[m++].n_cats)
        if (auxiliary->margins[m].n_cats > s->b) {
            s->big = m;
            s->big_from = from;
            s->b = auxiliary->margins[m].n_cats;
        }
    s->r = s->p - s->b;
    s->diagonal = xcalloc(s->b + 1, sizeof *s->diagonal);
    s->cross = xcalloc(s->r * s->b + 1, sizeof *s->cross);
    s->factor = xcalloc(s->r * s->r + 1, sizeof *s->factor);
    s->scale = xcalloc(s->r + 1, sizeof *s->scale);
    s->pivot = xcalloc(s->r + 1, sizeof *s->pivot);
    normal_factor(s, d);
    return s;
}

void normal_free(struct normal *s)
{
    if (!s)
        return;
    free(s->x);
    free(s->values);
    free(s->centre);
    free(s->diagonal);
    free(s->cross);
    free(s->factor);
    free(s->scale);
    free(s->pivot);
    free(s);
}

/* --- factorisation ---------------------------------------------------------------- */

/* X'DX: the diagonal of the big margin, its cross products with the rest, the lower half of the rest. */
static void add_products(struct normal *s, const double *d)
{
    const struct auxiliary *auxiliary = &s->auxiliary;
    size_t n_active = auxiliary->n_margins + auxiliary->n_values, *at = xcalloc(n_active + 1, sizeof *at);
    double *value = xcalloc(n_active + 1, sizeof *value);
    for (size_t i = 0; i < auxiliary->n; i++) {
        size_t k = 0, from = 0;
        if (d[i] == 0)
            continue;
        for (size_t m = 0; m < auxiliary->n_margins; m++)
            if (!s->b || m != s->big) {
                at[k] = from + auxiliary->margins[m].cat[i];
                value[k++] = 1;
                from += auxiliary->margins[m].n_cats;
            }
        for (size_t v = 0; v < auxiliary->n_values; v++) {
            at[k] = from + v;
            value[k++] = auxiliary->values[v].x[i];
        }
        size_t big = s->b ? auxiliary->margins[s->big].cat[i] : 0;
        if (s->b)
            s->diagonal[big] += d[i];
        for (size_t j = 0; j < k; j++) {
            double dx = d[i] * value[j], *row = s->factor + at[j] * s->r;
            if (s->b)
                s->cross[at[j] * s->b + big] += dx;
            for (size_t l = 0; l <= j; l++)
                row[at[l]] += dx * value[l];
        }
    }
    free(at);
    free(value);
}

/* What is left of the rest once the big margin is taken out: minus C D^-1 C'. */
static void eliminate_big(struct normal *s)
{
    size_t *at = xcalloc(s->r + 1, sizeof *at);
    for (size_t c = 0; c < s->b; c++) {
        size_t k = 0;
        if (!(s->diagonal[c] > 0))
            continue;
        for (size_t j = 0; j < s->r; j++)
            if (s->cross[j * s->b + c] != 0)
                at[k++] = j;
        for (size_t j = 0; j < k; j++) {
            double share = s->cross[at[j] * s->b + c] / s->diagonal[c], *row = s->factor + at[j] * s->r;
            for (size_t l = 0; l <= j; l++)
                row[at[l]] -= share * s->cross[at[l] * s->b + c];
        }
    }
    free(at);
}

/* P A P' = L D L'; what is left behind the first RANK pivots is rounding. */
static void factorise(struct normal *s)
{
    s->rank = 0;
    if (!s->r)
        return;
    gsl_matrix_view a = gsl_matrix_view_array(s->factor, s->r, s->r);
    gsl_permutation p = {s->r, s->pivot};
    gsl_linalg_pcholesky_decomp(&a.matrix, &p);
    while (s->rank < s->r && gsl_matrix_get(&a.matrix, s->rank, s->rank) > DEPENDENT)
        s->rank++;
}

void normal_factor(struct normal *s, const double *d)
{
    size_t r = s->r;
    memset(s->diagonal, 0, s->b * sizeof *s->diagonal);
    memset(s->cross, 0, r * s->b * sizeof *s->cross);
    memset(s->factor, 0, r * r * sizeof *s->factor);
    add_products(s, d);
    for (size_t j = 0; j < r; j++) {
        double own = s->factor[j * r + j];
        s->scale[j] = own > 0 ? 1 / sqrt(own) : 0;
        s->pivot[j] = j;
    }
    eliminate_big(s);
    for (size_t j = 0; j < r; j++)
        for (size_t l = 0; l <= j; l++)
            s->factor[j * r + l] *= s->scale[j] * s->scale[l];
    factorise(s);
}

size_t normal_rank(const struct normal *s)
{
    size_t rank = s->rank;
    for (size_t c = 0; c < s->b; c++)
        rank += s->diagonal[c] > 0;
    return rank;
}

/* The place of a term outside the big margin among the rest. */
static size_t rest_of(const struct normal *s, size_t term)
{
    return term < s->big_from ? term : term - s->b;
}

static bool in_big(const struct normal *s, size_t term)
{
    return s->b && term >= s->big_from && term < s->big_from + s->b;
}

bool normal_independent(const struct normal *s, size_t term)
{
    if (in_big(s, term))
        return s->diagonal[term - s->big_from] > 0;
    for (size_t k = 0; k < s->rank; k++)
        if (s->pivot[k] == rest_of(s, term))
            return true;
    return false;
}

/* --- solution --------------------------------------------------------------------- */

void normal_solve_centred(const struct normal *s, const double *rhs, double *beta)
{
    size_t r = s->r;
    const double *big = rhs + s->big_from;
    double *y = xcalloc(s->rank + 1, sizeof *y);
    for (size_t k = 0; k < s->rank; k++) {
        size_t j = s->pivot[k], term = s->b && j >= s->big_from ? j + s->b : j;
        const double *cross = s->cross + j * s->b;
        y[k] = rhs[term];
        for (size_t c = 0; c < s->b; c++)
            if (s->diagonal[c] > 0)
                y[k] -= cross[c] * big[c] / s->diagonal[c];
        y[k] *= s->scale[j];
    }
    if (s->rank) {
        gsl_matrix_const_view all = gsl_matrix_const_view_array(s->factor, r, r),
                              l = gsl_matrix_const_submatrix(&all.matrix, 0, 0, s->rank, s->rank);
        gsl_vector_const_view d = gsl_matrix_const_diagonal(&l.matrix);
        gsl_vector_view of_y = gsl_vector_view_array(y, s->rank);
        gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasUnit, &l.matrix, &of_y.vector);
        gsl_vector_div(&of_y.vector, &d.vector);
        gsl_blas_dtrsv(CblasLower, CblasTrans, CblasUnit, &l.matrix, &of_y.vector);
    }
    double *found = xcalloc(s->p + 1, sizeof *found);
    for (size_t c = 0; c < s->b; c++)
        found[s->big_from + c] = big[c];
    for (size_t k = 0; k < s->rank; k++) {
        size_t j = s->pivot[k], term = s->b && j >= s->big_from ? j + s->b : j;
        found[term] = y[k] * s->scale[j];
        for (size_t c = 0; c < s->b; c++)
            found[s->big_from + c] -= s->cross[j * s->b + c] * found[term];
    }
    for (size_t c = 0; c < s->b; c++)
        found[s->big_from + c] = s->diagonal[c] > 0 ? found[s->big_from + c] / s->diagonal[c] : 0;
    memcpy(beta, found, s->p * sizeof *beta);
    free(found);
    free(y);
}

void normal_uncentre(const struct normal *s, double *beta)
{
    size_t first = s->p - s->auxiliary.n_values;
    double shift = 0;
    for (size_t v = 0; v < s->auxiliary.n_values; v++)
        shift += s->centre[v] * beta[first + v];
    if (s->intercept == BY_VALUE)
        beta[s->constant] -= shift * s->unit;
    for (size_t c = 0; s->intercept == BY_MARGIN && c < s->auxiliary.margins[0].n_cats; c++)
        beta[c] -= shift;
}

void normal_solve(const struct normal *s, const double *rhs, double *beta)
{
    size_t first = s->p - s->auxiliary.n_values;
    double *centred = xcalloc(s->p + 1, sizeof *centred), whole = 0;
    memcpy(centred, rhs, s->p * sizeof *rhs);
    if (s->intercept == BY_VALUE)
        whole = rhs[s->constant] * s->unit;
    for (size_t c = 0; s->intercept == BY_MARGIN && c < s->auxiliary.margins[0].n_cats; c++)
        whole += rhs[c];
    for (size_t v = 0; v < s->auxiliary.n_values; v++)
        centred[first + v] -= s->centre[v] * whole;
    normal_solve_centred(s, centred, beta);
    normal_uncentre(s, beta);
    free(centred);
}

void normal_residuals(const struct normal *s, const double *d, const double *z, double *e)
{
    size_t n = s->auxiliary.n;
    double *rhs = xcalloc(s->p + 1, sizeof *rhs), centre = 0;
    if (s->intercept != NO_INTERCEPT && n) {
        struct sum mass = {0}, sum = {0};
        for (size_t i = 0; i < n; i++) {
            sum_add(&mass, d[i]);
            sum_add(&sum, d[i] * (z[i] - z[0]));
        }
        centre = sum_of(&mass) > 0 ? z[0] + sum_of(&sum) / sum_of(&mass) : 0;
    }
    for (size_t i = 0; i < n; i++)
        e[i] = z[i] - centre;
    for (int pass = 0; pass < 2; pass++) {
        auxiliary_sums(&s->auxiliary, d, e, rhs);
        normal_solve_centred(s, rhs, rhs);
        for (size_t i = 0; i < n; i++)
            e[i] -= auxiliary_predict(&s->auxiliary, i, rhs);
    }
    free(rhs);
}

const struct auxiliary *normal_centred(const struct normal *s)
{
    return &s->auxiliary;
}
