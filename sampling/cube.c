/* The cube method of select.h. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "sampling/select.h"
#include "survey/base/memory.h"

#define CERTAIN 1e-9
#define SMALL   1e-11

struct cube {
    const double *pik, *x;
    size_t p, n;
    double *now;    /* the probabilities on their way to 0 and 1 */
    double *matrix; /* of the balancing equations: rows, columns units */
    size_t *pivot;
    double *v; /* a direction that keeps them */
};

/* Balancing variable ROW of UNIT over its probability; the first keeps the size. */
static double balance(const struct cube *c, size_t row, size_t unit)
{
    return row == 0 ? 1 : c->x[unit * c->p + row - 1] / c->pik[unit];
}

/* A vector v other than 0 with matrix v = 0, of ROWS x (ROWS + 1), by elimination with row exchanges. */
static void find_direction(struct cube *c, const size_t *units, size_t rows)
{
    size_t columns = rows + 1, rank = 0, free_column = SIZE_MAX;
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < columns; k++)
            c->matrix[r * columns + k] = balance(c, r, units[k]);
    for (size_t k = 0; k < columns; k++)
        c->v[k] = 0;
    for (size_t k = 0; k < columns && free_column == SIZE_MAX; k++) {
        size_t best = rank;
        double scale = 0;
        for (size_t r = 0; r < rows; r++)
            scale = fmax(scale, fabs(balance(c, r, units[k])));
        for (size_t r = rank; r < rows; r++)
            if (fabs(c->matrix[r * columns + k]) > fabs(c->matrix[best * columns + k]))
                best = r;
        if (rank == rows || fabs(c->matrix[best * columns + k]) <= SMALL * scale) {
            free_column = k;
            break;
        }
        for (size_t i = 0; i < columns; i++) {
            double keep = c->matrix[rank * columns + i];
            c->matrix[rank * columns + i] = c->matrix[best * columns + i];
            c->matrix[best * columns + i] = keep;
        }
        for (size_t r = 0; r < rows; r++) {
            double factor = c->matrix[r * columns + k] / c->matrix[rank * columns + k];
            for (size_t i = k; r != rank && i < columns; i++)
                c->matrix[r * columns + i] -= factor * c->matrix[rank * columns + i];
        }
        c->pivot[rank++] = k;
    }
    c->v[free_column] = 1;
    for (size_t r = 0; r < rank; r++)
        c->v[c->pivot[r]] = -c->matrix[r * columns + free_column] / c->matrix[r * columns + c->pivot[r]];
}

/* How far the units can go along v, or against it with SIGN -1. */
static double reach(const struct cube *c, const size_t *units, size_t n, double sign)
{
    double most = INFINITY;
    for (size_t k = 0; k < n; k++) {
        double v = sign * c->v[k], now = c->now[units[k]];
        if (v > SMALL)
            most = fmin(most, (1 - now) / v);
        else if (v < -SMALL)
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
        *now = *now < CERTAIN ? 0 : *now > 1 - CERTAIN ? 1 : *now;
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
                     xcalloc(rows + 1, sizeof *c.v)};
    size_t *units = xcalloc(rows + 1, sizeof *units);
    for (size_t i = 0; i < n; i++)
        c.now[i] = pik[i] < CERTAIN ? 0 : pik[i] > 1 - CERTAIN ? 1 : pik[i];
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
    free(c.v);
}
