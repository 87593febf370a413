#include "scoring/estimates/linear.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

void projected_init(struct projected *p, const struct projection_record *records, size_t n_records, size_t n_figures)
{
    *p = (struct projected){.records = records, .n_records = n_records, .n_figures = n_figures};
    p->first = xcalloc(n_records + 1, sizeof *p->first);
    for (size_t r = 0; r < n_records; r++) {
        const struct auxiliary *auxiliary = records[r].auxiliary;
        size_t of_row = auxiliary->n_margins + auxiliary->n_values;
        p->first[r] = p->n_terms;
        p->n_terms += auxiliary_n_terms(auxiliary);
        p->most_of_row = of_row > p->most_of_row ? of_row : p->most_of_row;
    }
}

void projected_release(struct projected *p)
{
    free(p->first);
}

void projected_solve(struct projected *p, size_t n_rows, size_t stride, size_t n_used)
{
    double **beta = xcalloc(p->n_records + 1, sizeof *beta);
    for (size_t r = 0; r < p->n_records; r++)
        beta[r] = p->beta + p->first[r] * p->n_figures;
    projection_solve(p->records, p->n_records, n_rows, beta, p->n_figures, stride, n_used);
    free(beta);
}

/* --- a case --------------------------------------------------------------------------------- */

void projected_case_init(struct projected_case *c, size_t most_terms, size_t most_of_row)
{
    *c = (struct projected_case){.x = xcalloc(most_terms + 1, sizeof *c->x),
                                 .seen = xcalloc(most_terms + 1, sizeof *c->seen),
                                 .list = xcalloc(most_terms + 1, sizeof *c->list),
                                 .terms = xcalloc(most_of_row + 1, sizeof *c->terms),
                                 .of_row = xcalloc(most_of_row + 1, sizeof *c->of_row)};
}

void projected_case_release(struct projected_case *c)
{
    free(c->x);
    free(c->seen);
    free(c->list);
    free(c->terms);
    free(c->of_row);
}

void projected_case_add(struct projected_case *c, const struct projected *p, size_t row, size_t from)
{
    for (size_t r = 0; r < p->n_records; r++) {
        double w = p->records[r].after[row];
        size_t n = w != 0 ? projection_terms(&p->records[r], row, c->terms, c->of_row) : 0;
        for (size_t t = 0; t < n; t++) {
            size_t term = from + p->first[r] + c->terms[t];
            if (!c->seen[term]) {
                c->seen[term] = true;
                c->list[c->n++] = term;
            }
            c->x[term] += w * c->of_row[t];
        }
    }
}

void projected_case_clear(struct projected_case *c)
{
    for (size_t i = 0; i < c->n; i++) {
        c->x[c->list[i]] = 0;
        c->seen[c->list[i]] = false;
    }
    c->n = 0;
}

void projected_take(const struct projected *p, const struct projected_case *c, double *restrict z)
{
    for (size_t i = 0; i < c->n; i++) {
        double x = c->x[c->list[i]];
        const double *restrict beta = p->beta + c->list[i] * p->n_figures;
        for (size_t k = 0; k < p->n_figures; k++)
            z[k] -= x * beta[k];
    }
}

/* --- sums over cases -------------------------------------------------------------------------- */

static size_t pair(size_t a, size_t b)
{
    return a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
}

void projected_sums_init(struct projected_sums *s, size_t most_terms, size_t most_products)
{
    *s = (struct projected_sums){.x = xcalloc(most_terms + 1, sizeof *s->x),
                                 .xx = xcalloc(pair(most_terms, 0) + 1, sizeof *s->xx),
                                 .xz = xcalloc(most_products + 1, sizeof *s->xz)};
}

void projected_sums_release(struct projected_sums *s)
{
    free(s->x);
    free(s->xx);
    free(s->xz);
}

void projected_sums_add(struct projected_sums *s, size_t n_figures, struct projected_case *c, const double *z,
                        size_t stride, const size_t *list, size_t n, const size_t *place)
{
    for (size_t i = 0; i < c->n; i++) {
        size_t term = c->list[i];
        double x = c->x[term], *xz = s->xz + term * n_figures;
        s->x[term] += x;
        for (size_t k = 0; k <= i; k++)
            s->xx[pair(term, c->list[k])] += x * c->x[c->list[k]];
        for (size_t k = 0; k < n; k++)
            if (place[list[k]] != SIZE_MAX)
                xz[place[list[k]]] += x * z[stride * list[k]];
    }
    projected_case_clear(c);
}

static void move(double *to, double *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

void projected_sums_move(struct projected_sums *s, struct projected_sums *from, size_t n_terms, size_t n_figures)
{
    move(s->x, from->x, n_terms);
    move(s->xx, from->xx, pair(n_terms, 0));
    move(s->xz, from->xz, n_terms * n_figures);
}

void projected_sums_clear(struct projected_sums *s, size_t n_terms, size_t n_figures)
{
    memset(s->x, 0, n_terms * sizeof *s->x);
    memset(s->xx, 0, pair(n_terms, 0) * sizeof *s->xx);
    memset(s->xz, 0, n_terms * n_figures * sizeof *s->xz);
}

/* --- what they change --------------------------------------------------------------------------- */

void projected_change_init(struct projected_change *l, size_t most_products, size_t most_figures)
{
    *l = (struct projected_change){.gap = xcalloc(most_products + 1, sizeof *l->gap),
                                   .xz = xcalloc(most_products + 1, sizeof *l->xz),
                                   .mean = xcalloc(most_figures + 1, sizeof *l->mean)};
}

void projected_change_release(struct projected_change *l)
{
    free(l->gap);
    free(l->xz);
    free(l->mean);
}

void projected_change_set(struct projected_change *l, const double *beta, size_t n_terms, size_t n_figures,
                          const struct projected_sums *s, const double *sum, size_t n)
{
    double about = n > 1 ? 1 / (double)n : 0; /* of products of sums, to be taken off */
    l->beta = beta;
    l->n_terms = n_terms;
    l->n_figures = n_figures;
    memset(l->mean, 0, n_figures * sizeof *l->mean);
    for (size_t t = 0; t < n_terms; t++)
        for (size_t k = 0; k < n_figures && s->x[t] != 0; k++)
            l->mean[k] += about * s->x[t] * beta[t * n_figures + k];
    for (size_t t = 0; t < n_terms; t++) {
        double *gap = l->gap + t * n_figures, *xz = l->xz + t * n_figures;
        for (size_t k = 0; k < n_figures; k++) {
            xz[k] = s->xz[t * n_figures + k] - about * s->x[t] * sum[k];
            gap[k] = -xz[k] - s->x[t] * l->mean[k];
        }
        for (size_t b = 0; b < n_terms; b++) {
            double xx = s->xx[pair(t, b)];
            const double *of = beta + b * n_figures;
            for (size_t k = 0; xx != 0 && k < n_figures; k++)
                gap[k] += xx * of[k];
        }
    }
}

double projected_change_of(const struct projected_change *l, size_t a, size_t b)
{
    double sum = 0;
    for (size_t t = 0; t < l->n_terms; t++) {
        size_t row = t * l->n_figures;
        sum += l->beta[row + a] * l->gap[row + b] - l->xz[row + a] * l->beta[row + b];
    }
    return sum;
}
