#include "scoring/estimates/moments.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

void moments_init(struct moments *m, size_t n_slots, size_t width)
{
    *m = (struct moments){.n_slots = n_slots, .width = width};
    m->of = xcalloc(2 * n_slots * width, sizeof *m->of);
    m->n = xcalloc(n_slots, sizeof *m->n);
    m->touched = xcalloc(n_slots, sizeof *m->touched);
}

void moments_release(struct moments *m)
{
    free(m->of);
    free(m->n);
    free(m->touched);
    *m = (struct moments){0};
}

void moments_clear(struct moments *m)
{
    for (size_t i = 0; i < m->n_touched; i++) {
        m->n[m->touched[i]] = 0;
        memset(m->of + 2 * m->width * m->touched[i], 0, 2 * m->width * sizeof *m->of);
    }
    m->n_touched = 0;
}

/* A and B together. */
static struct moment together(struct moment a, struct moment b)
{
    double n = (double)a.n + b.n, between = b.mean - a.mean;
    return (struct moment){.mean = a.mean + between * b.n / n,
                           .squares = a.squares + b.squares + between * between * a.n * b.n / n,
                           .n = a.n + b.n};
}

static struct moment moment_at(const struct moments *m, size_t slot, size_t j)
{
    const double *of = m->of + 2 * m->width * slot + j;
    return (struct moment){of[0], of[m->width], m->n[slot]};
}

void moments_merge(struct moments *m, const struct moments *from)
{
    for (size_t i = 0; i < from->n_touched; i++) {
        size_t slot = from->touched[i];
        double *of = m->of + 2 * m->width * slot;
        if (m->n[slot] == 0) {
            m->touched[m->n_touched++] = slot;
            memcpy(of, from->of + 2 * m->width * slot, 2 * m->width * sizeof *of);
        }
        for (size_t j = 0; m->n[slot] && j < m->width; j++) {
            struct moment both = together(moment_at(m, slot, j), moment_at(from, slot, j));
            of[j] = both.mean;
            of[m->width + j] = both.squares;
        }
        m->n[slot] += from->n[slot];
    }
}

struct moment moments_of(const struct moments *m, size_t slot, size_t j, size_t n_cases)
{
    struct moment v = moment_at(m, slot, j);
    if (v.n == 0 || n_cases <= v.n)
        return v;
    return together(v, (struct moment){.n = (uint32_t)(n_cases - v.n)});
}
