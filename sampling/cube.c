/* The cube method of select.h. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_permute_vector.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "sampling/select.h"
#include "survey/base/memory.h"
#include "survey/base/tolerances.h"

struct cube {
    const double *pik, *x;
    size_t p, n;
    double *now;    /* the probabilities on their way to 0 and 1 */
    double *matrix; /* of the balancing equations: rows, columns units */
    size_t *pivot;
    double *tau, *norm, *scale; /* of their factors */
    double *v;                  /* a direction that keeps them */
};

/* Balancing variable ROW of UNIT over its probability; the first keeps the size. */
static double balance(const struct cube *c, size_t row, size_t unit)
{
    return row == 0 ? 1 : c->x[unit * c->p + row - 1] / c->pik[unit];
}

/* A vector v other than 0 with A v = 0, A the ROWS x (ROWS + 1) balancing equations: with A P = Q R, and of R the first
 * RANK columns R1 and the next one r, v is P times (-R1^-1 r, 1).  Of v and -v the one that ends above 0. */
static void find_direction(struct cube *c, const size_t *units, size_t rows)
{
    size_t columns = rows + 1, rank = 0;
    gsl_vector_view v = gsl_vector_view_array(c->v, columns);
    gsl_vector_set_zero(&v.vector);
    if (rows == 0) {
        c->v[0] = 1;
        return;
    }
    gsl_matrix_view a = gsl_matrix_view_array(c->matrix, rows, columns);
    gsl_vector_view tau = gsl_vector_view_array(c->tau, rows), norm = gsl_vector_view_array(c->norm, columns);
    for (size_t k = 0; k < columns; k++) {
        double scale = 0; /* a column of its own size: whether it depends on the others does not turn on its unit */
        for (size_t r = 0; r < rows; r++)
            scale = fmax(scale, fabs(balance(c, r, units[k])));
        c->scale[k] = scale;
        for (size_t r = 0; r < rows; r++)
            gsl_matrix_set(&a.matrix, r, k, balance(c, r, units[k]) / scale);
    }
    gsl_permutation p = {columns, c->pivot};
    int sign;
    gsl_linalg_QRPT_decomp(&a.matrix, &tau.vector, &p, &sign, &norm.vector);
    while (rank < rows && fabs(gsl_matrix_get(&a.matrix, rank, rank)) > NO_DIRECTION)
        rank++;
    gsl_vector_set(&v.vector, rank, 1);
    if (rank) {
        gsl_matrix_view r1 = gsl_matrix_submatrix(&a.matrix, 0, 0, rank, rank);
        gsl_vector_view beside = gsl_matrix_subcolumn(&a.matrix, rank, 0, rank),
                        first = gsl_vector_subvector(&v.vector, 0, rank);
        gsl_vector_memcpy(&first.vector, &beside.vector);
        gsl_blas_dtrsv(CblasUpper, CblasNoTrans, CblasNonUnit, &r1.matrix, &first.vector);
        gsl_vector_scale(&first.vector, -1);
    }
    gsl_permute_vector_inverse(&p, &v.vector);
    size_t last = 0;
    for (size_t k = 0; k < columns; k++) {
        c->v[k] /= c->scale[k];
        if (fabs(c->v[k]) * c->scale[k] > NO_DIRECTION)
            last = k;
    }
    if (c->v[last] < 0)
        gsl_vector_scale(&v.vector, -1);
}

/* How far the units can go along v, or against it with SIGN -1. */
static double reach(const struct cube *c, const size_t *units, size_t n, double sign)
{
    double most = INFINITY;
    for (size_t k = 0; k < n; k++) {
        double v = sign * c->v[k], now = c->now[units[k]];
        if (v > NO_DIRECTION)
            most = fmin(most, (1 - now) / v);
        else if (v < -NO_DIRECTION)
            most = fmin(most, now / -v);
    }
    return most;
}

static void step(struct cube *c, const size_t *units, size_t rows, double u)
{
    find_direction(c, units, rows);
    double there = reach(c, units, rows + 1, 1), back = reach(c, units, rows + 1, -1);
    double go = u * (there + back) < back ? there : -back;
    for (size_t k = 0; k <= rows; k++) {
        double *now = &c->now[units[k]];
        *now += go * c->v[k];
        *now = *now < CERTAIN_STEPS ? 0 : *now > 1 - CERTAIN_STEPS ? 1 : *now;
    }
}

void select_cube(const double *pik, const double *x, size_t p, const double *u, size_t n, bool *taken)
{
    size_t rows = p + 1, n_units = 0, next = 0, n_steps = 0;
    struct cube c = {pik,
                     x,
                     p,
                     n,
                     xcalloc(n, sizeof *c.now),
                     xcalloc(rows * (rows + 1), sizeof *c.matrix),
                     xcalloc(rows + 1, sizeof *c.pivot),
                     xcalloc(rows + 1, sizeof *c.tau),
                     xcalloc(rows + 1, sizeof *c.norm),
                     xcalloc(rows + 1, sizeof *c.scale),
                     xcalloc(rows + 1, sizeof *c.v)};
    size_t *units = xcalloc(rows + 1, sizeof *units);
    for (size_t i = 0; i < n; i++)
        c.now[i] = pik[i] < CERTAIN_STEPS ? 0 : pik[i] > 1 - CERTAIN_STEPS ? 1 : pik[i];
    for (;;) {
        size_t kept = 0;
        for (size_t k = 0; k < n_units; k++)
            if (c.now[units[k]] > 0 && c.now[units[k]] < 1)
                units[kept++] = units[k];
        for (n_units = kept; n_units < rows + 1 && next < n; next++)
            if (c.now[next] > 0 && c.now[next] < 1)
                units[n_units++] = next;
        if (n_units == 0)
            break;
        /* Too few are left to keep all equations: the landing drops the last ones. */
        if (n_units < rows + 1)
            rows = n_units - 1;
        step(&c, units, rows, u[n_steps < n ? n_steps : n - 1]);
        n_steps++;
    }
    for (size_t i = 0; i < n; i++)
        taken[i] = c.now[i] >= 1;
    free(units);
    free(c.now);
    free(c.matrix);
    free(c.pivot);
    free(c.tau);
    free(c.norm);
    free(c.scale);
    free(c.v);
}
