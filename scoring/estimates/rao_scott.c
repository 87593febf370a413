#include "scoring/estimates/rao_scott.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

/* The table without empty rows and columns, and what follows from it. */
struct cross_table {
    size_t r, c, cells, free; /* free: (r - 1) (c - 1) */
    double n, df, sum;
    double *total, *proportion; /* cells */
    double *row, *column;       /* margins of the proportions */
    double *cov, *cov_p;        /* cells x cells */
};

enum rao_scott_statistic rao_scott_find(const char *name)
{
    static const char *const names[N_RAO_SCOTT_STATISTICS] = {[RAO_SCOTT_F] = "F",
                                                              [RAO_SCOTT_CHISQ] = "Chisq",
                                                              [RAO_SCOTT_WALD] = "Wald",
                                                              [RAO_SCOTT_ADJUSTED_WALD] = "adjWald"};
    enum rao_scott_statistic s = RAO_SCOTT_F;
    while (s < N_RAO_SCOTT_STATISTICS && strcmp(names[s], name) != 0)
        s++;
    return s;
}

/* --- matrices, row by row --------------------------------------------------------- */

/* OUT (n x n) = A V A' with A n x k, V k x k. */
static void sandwich(const double *a, const double *v, size_t n, size_t k, double *out)
{
    double *room = xcalloc(n * k, sizeof *room);
    gsl_matrix_const_view left = gsl_matrix_const_view_array(a, n, k), middle = gsl_matrix_const_view_array(v, k, k);
    gsl_matrix_view av = gsl_matrix_view_array(room, n, k), whole = gsl_matrix_view_array(out, n, n);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &left.matrix, &middle.matrix, 0, &av.matrix);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, &av.matrix, &left.matrix, 0, &whole.matrix);
    free(room);
}

/* B (n x m) becomes A^-1 B; A is used up.  False where A has no inverse. */
static bool solve(double *a, size_t n, double *b, size_t m)
{
    gsl_matrix_view lu = gsl_matrix_view_array(a, n, n), right = gsl_matrix_view_array(b, n, m);
    gsl_vector *largest = gsl_vector_alloc(n);
    gsl_permutation *p = gsl_permutation_alloc(n);
    int sign;
    for (size_t k = 0; k < n; k++) {
        gsl_vector_view column = gsl_matrix_column(&lu.matrix, k);
        gsl_vector_set(largest, k, fabs(gsl_vector_get(&column.vector, gsl_blas_idamax(&column.vector))));
    }
    bool ok = gsl_linalg_LU_decomp(&lu.matrix, p, &sign) == GSL_SUCCESS;
    for (size_t k = 0; ok && k < n; k++)
        ok = fabs(gsl_matrix_get(&lu.matrix, k, k)) > SINGULAR * gsl_vector_get(largest, k);
    for (size_t j = 0; ok && j < m; j++) {
        gsl_vector_view column = gsl_matrix_column(&right.matrix, j);
        ok = gsl_linalg_LU_svx(&lu.matrix, p, &column.vector) == GSL_SUCCESS;
    }
    gsl_permutation_free(p);
    gsl_vector_free(largest);
    return ok;
}

/* --- the table -------------------------------------------------------------------- */

/* Cells of rows and columns with people, as places in the table given. */
static size_t *kept_cells(const struct two_way *w, size_t *r, size_t *c)
{
    size_t n = 0, *kept = xcalloc(w->n_rows * w->n_columns + 1, sizeof *kept);
    double *row = xcalloc(w->n_rows + 1, sizeof *row), *column = xcalloc(w->n_columns + 1, sizeof *column);
    for (size_t k = 0; k < w->n_rows * w->n_columns; k++) {
        row[k / w->n_columns] += w->total[k];
        column[k % w->n_columns] += w->total[k];
    }
    *r = *c = 0;
    for (size_t i = 0; i < w->n_rows; i++)
        *r += row[i] > 0;
    for (size_t j = 0; j < w->n_columns; j++)
        *c += column[j] > 0;
    for (size_t k = 0; k < w->n_rows * w->n_columns; k++)
        if (row[k / w->n_columns] > 0 && column[k % w->n_columns] > 0)
            kept[n++] = k;
    free(row);
    free(column);
    return kept;
}

/* Of the proportions, by linearisation: (I - p 1') V (I - p 1')' / sum^2. */
static void linearise(struct cross_table *t)
{
    double *a = xcalloc(t->cells * t->cells + 1, sizeof *a);
    for (size_t i = 0; i < t->cells; i++)
        for (size_t j = 0; j < t->cells; j++)
            a[i * t->cells + j] = ((i == j) - t->proportion[i]) / t->sum;
    sandwich(a, t->cov, t->cells, t->cells, t->cov_p);
    free(a);
}

static void table_init(struct cross_table *t, const struct two_way *w)
{
    size_t whole = w->n_rows * w->n_columns, *kept = kept_cells(w, &t->r, &t->c);
    t->cells = t->r * t->c;
    t->free = t->cells ? (t->r - 1) * (t->c - 1) : 0;
    t->n = w->n;
    t->df = w->df;
    t->sum = 0;
    t->total = xcalloc(2 * t->cells + 1, sizeof *t->total);
    t->proportion = t->total + t->cells;
    t->row = xcalloc(t->r + t->c + 1, sizeof *t->row);
    t->column = t->row + t->r;
    t->cov = xcalloc(2 * t->cells * t->cells + 1, sizeof *t->cov);
    t->cov_p = t->cov + t->cells * t->cells;
    for (size_t k = 0; k < t->cells; k++)
        t->sum += t->total[k] = w->total[kept[k]];
    for (size_t k = 0; k < t->cells; k++) {
        t->proportion[k] = t->total[k] / t->sum;
        t->row[k / t->c] += t->proportion[k];
        t->column[k % t->c] += t->proportion[k];
        for (size_t l = 0; l < t->cells; l++) {
            t->cov[k * t->cells + l] = w->covariance[kept[k] * whole + kept[l]];
            if (w->covariance_of_proportions)
                t->cov_p[k * t->cells + l] = w->covariance_of_proportions[kept[k] * whole + kept[l]];
        }
    }
    if (!w->covariance_of_proportions)
        linearise(t);
    free(kept);
}

static void table_release(struct cross_table *t)
{
    free(t->total);
    free(t->row);
    free(t->cov);
}

/* --- statistics ------------------------------------------------------------------- */

static double pearson(const struct cross_table *t)
{
    double sum = 0;
    for (size_t k = 0; k < t->cells; k++) {
        double expected = t->row[k / t->c] * t->column[k % t->c], away = t->proportion[k] - expected;
        sum += away * away / expected;
    }
    return t->n * sum;
}

/* The traces of the matrix of design effects and of its square, for the contrasts of the interaction: double-centred
 * unit tables. */
static bool design_effects(const struct cross_table *t, double *trace, double *trace_square)
{
    size_t f = t->free, k = t->cells;
    double *scaled = xcalloc(f * k + 1, sizeof *scaled), *simple = xcalloc(f * f + 1, sizeof *simple),
           *effects = xcalloc(f * f + 1, sizeof *effects), *diagonal = xcalloc(k * k + 1, sizeof *diagonal);
    for (size_t q = 0; q < f; q++)
        for (size_t l = 0; l < k; l++) {
            double row = (double)(l / t->c == q / (t->c - 1)) - 1 / (double)t->r,
                   column = (double)(l % t->c == q % (t->c - 1)) - 1 / (double)t->c;
            scaled[q * k + l] = t->proportion[l] > 0 ? row * column / t->proportion[l] : 0;
        }
    for (size_t l = 0; l < k; l++)
        diagonal[l * k + l] = t->proportion[l] / t->n;
    sandwich(scaled, diagonal, f, k, simple);
    sandwich(scaled, t->cov_p, f, k, effects);
    bool ok = solve(simple, f, effects, f);
    *trace = *trace_square = 0;
    for (size_t i = 0; i < f && ok; i++) {
        *trace += effects[i * f + i];
        for (size_t j = 0; j < f; j++)
            *trace_square += effects[i * f + j] * effects[j * f + i];
    }
    free(scaled);
    free(simple);
    free(effects);
    free(diagonal);
    return ok && *trace > 0;
}

/* Y' V^-1 Y for Y = cell - row x column / sum, in people, without the last row and column. */
static bool wald(const struct cross_table *t, double *statistic)
{
    size_t f = t->free, k = t->cells;
    double *slope = xcalloc(f * k + 1, sizeof *slope), *v = xcalloc(f * f + 1, sizeof *v),
           *y = xcalloc(2 * f + 1, sizeof *y), *solved = y + f;
    for (size_t q = 0; q < f; q++) {
        size_t i = q / (t->c - 1), j = q % (t->c - 1);
        double row = t->row[i], column = t->column[j];
        for (size_t l = 0; l < k; l++)
            slope[q * k + l] = (l == i * t->c + j) - (l / t->c == i) * column - (l % t->c == j) * row + row * column;
        y[q] = solved[q] = t->sum * (t->proportion[i * t->c + j] - row * column);
    }
    sandwich(slope, t->cov, f, k, v);
    bool ok = solve(v, f, solved, 1);
    *statistic = 0;
    for (size_t q = 0; q < f; q++)
        *statistic += y[q] * solved[q];
    free(slope);
    free(v);
    free(y);
    return ok;
}

static bool no_inverse(struct error *err)
{
    return error_set(
        err, E_MATHS,
        _("the table cannot be tested: its covariances have no inverse; too many cells are empty, or there "
          "are too few clusters"));
}

static bool test_pearson(const struct cross_table *t, bool as_f, struct rao_scott_result *result, struct error *err)
{
    double trace, trace_square, x2 = pearson(t), f = (double)t->free;
    if (!design_effects(t, &trace, &trace_square))
        return no_inverse(err);
    if (!as_f) {
        *result = (struct rao_scott_result){x2, f, INFINITY, gsl_cdf_chisq_Q(x2 / (trace / f), f)};
        return true;
    }
    double d = trace * trace / trace_square;
    *result = (struct rao_scott_result){x2 / trace, d, d * t->df, gsl_cdf_fdist_Q(x2 / trace, d, d * t->df)};
    return true;
}

static bool test_wald(const struct cross_table *t, bool adjusted, struct rao_scott_result *result, struct error *err)
{
    double statistic, f = (double)t->free, ddf = adjusted ? t->df - f + 1 : t->df;
    if (!(ddf > 0))
        return error_set(err, E_MATHS,
                         _("the table cannot be tested: it needs more than %g degrees of freedom, the "
                           "design has %g"),
                         f - 1, t->df);
    if (!wald(t, &statistic))
        return no_inverse(err);
    statistic *= adjusted ? ddf / (f * t->df) : 1 / f;
    *result = (struct rao_scott_result){statistic, f, ddf, gsl_cdf_fdist_Q(statistic, f, ddf)};
    return true;
}

bool rao_scott(const struct two_way *table, enum rao_scott_statistic statistic, struct rao_scott_result *result,
               struct error *err)
{
    struct cross_table t;
    table_init(&t, table);
    bool ok;
    if (t.free == 0)
        ok = error_set(err, E_MATHS, _("the table cannot be tested: fewer than two rows or columns have people"));
    else if (!(t.df > 0))
        ok = error_set(err, E_MATHS,
                       _("the table cannot be tested: it needs more than %g degrees of freedom, the design has %g"),
                       0.0, t.df);
    else if (statistic == RAO_SCOTT_F || statistic == RAO_SCOTT_CHISQ)
        ok = test_pearson(&t, statistic == RAO_SCOTT_F, result, err);
    else
        ok = test_wald(&t, statistic == RAO_SCOTT_ADJUSTED_WALD, result, err);
    table_release(&t);
    return ok;
}
