#include "scoring/weights/projection.h"

#include <stdlib.h>

#include "scoring/weights/normal.h"
#include "survey/base/memory.h"

size_t projection_terms(const struct projection_record *r, size_t row, uint32_t *term, double *x)
{
    size_t cell = projection_cell(r, row), n = 0, from = 0;
    for (size_t k = 0; k < r->auxiliary->n_margins; from += r->auxiliary->margins[k++].n_cats) {
        term[n] = (uint32_t)from + r->auxiliary->margins[k].cat[cell];
        x[n++] = 1;
    }
    for (size_t k = 0; k < r->auxiliary->n_values; k++) {
        term[n] = (uint32_t)(from + k);
        x[n++] = r->auxiliary->values[k].x[cell];
    }
    return n;
}

/* RHS of record LATE less what the record EARLY before it has taken out already with BETA. */
static void take_earlier(const struct projection_record *late, const struct projection_record *early, size_t n_rows,
                         const double *beta, double *rhs, size_t m)
{
    size_t p = auxiliary_n_terms(late->auxiliary), q = auxiliary_n_terms(early->auxiliary);
    double *cross = xcalloc(p * q, sizeof *cross);
    uint32_t *a = xcalloc(p + 1, sizeof *a), *b = xcalloc(q + 1, sizeof *b);
    double *x = xcalloc(p + 1, sizeof *x), *y = xcalloc(q + 1, sizeof *y);
    for (size_t i = 0; i < n_rows; i++) {
        double w = projection_before(late, i, early->after[i]);
        size_t n = projection_terms(late, i, a, x), k = projection_terms(early, i, b, y);
        for (size_t j = 0; j < n; j++)
            for (size_t l = 0; l < k; l++)
                cross[a[j] * q + b[l]] += w * x[j] * y[l];
    }
    for (size_t j = 0; j < p; j++)
        for (size_t l = 0; l < q; l++) {
            double c = cross[j * q + l];
            for (size_t k = 0; c != 0 && k < m; k++)
                rhs[j * m + k] -= c * beta[l * m + k];
        }
    free(cross);
    free(a);
    free(b);
    free(x);
    free(y);
}

void projection_solve(const struct projection_record *records, size_t n_records, size_t n_rows, double *const *beta,
                      size_t m, size_t stride, size_t n_used)
{
    for (size_t r = 0; r < n_records; r++) {
        size_t p = auxiliary_n_terms(records[r].auxiliary);
        double *one = xcalloc(2 * p + 1, sizeof *one);
        for (size_t s = 0; s < r; s++)
            take_earlier(&records[r], &records[s], n_rows, beta[s], beta[r], m);
        for (size_t k = 0; k < m; k++) {
            if (k % stride >= n_used)
                continue;
            for (size_t j = 0; j < p; j++)
                one[j] = beta[r][j * m + k];
            normal_solve(records[r].normal, one, one + p);
            for (size_t j = 0; j < p; j++)
                beta[r][j * m + k] = one[p + j];
        }
        free(one);
    }
}
