#include "scoring/estimates/moments.h"

#include <stdlib.h>

#include "survey/base/memory.h"

void moments_init(struct moments *m, size_t n_values)
{
    *m = (struct moments){.n_values = n_values};
    m->of = xcalloc(n_values, sizeof *m->of);
    m->touched = xcalloc(n_values, sizeof *m->touched);
}

void moments_release(struct moments *m)
{
    free(m->of);
    free(m->touched);
    *m = (struct moments){0};
}

void moments_clear(struct moments *m)
{
    for (size_t i = 0; i < m->n_touched; i++)
        m->of[m->touched[i]] = (struct moment){0};
    m->n_touched = 0;
}

void moments_add(struct moments *m, size_t value, double x)
{
    struct moment *v = &m->of[value];
    if (v->n++ == 0)
        m->touched[m->n_touched++] = value;
    double from_mean = x - v->mean;
    v->mean += from_mean / v->n;
    v->squares += from_mean * (x - v->mean);
}

/* A and B together. */
static struct moment together(struct moment a, struct moment b)
{
    double n = (double)a.n + b.n, between = b.mean - a.mean;
    return (struct moment){.mean = a.mean + between * b.n / n,
                           .squares = a.squares + b.squares + between * between * a.n * b.n / n,
                           .n = a.n + b.n};
}

void moments_merge(struct moments *m, const struct moments *from)
{
    for (size_t i = 0; i < from->n_touched; i++) {
        size_t value = from->touched[i];
        if (m->of[value].n == 0) {
            m->touched[m->n_touched++] = value;
            m->of[value] = from->of[value];
        } else {
            m->of[value] = together(m->of[value], from->of[value]);
        }
    }
}

struct moment moments_of(const struct moments *m, size_t value, size_t n_cases)
{
    struct moment v = m->of[value];
    if (v.n == 0 || n_cases <= v.n)
        return v;
    return together(v, (struct moment){.n = (uint32_t)(n_cases - v.n)});
}
