#include "sampling/counts.h"

#include <stdlib.h>

#include "survey/base/memory.h"

void counts_init(struct counts *c, size_t most, bool marked)
{
    c->n = 0;
    c->of = xcalloc(most + 1, sizeof *c->of);
    c->mark = marked ? xcalloc(most + 1, sizeof *c->mark) : NULL;
    c->of[0] = 1;
}

void counts_release(struct counts *c)
{
    free(c->of);
    free(c->mark);
    *c = (struct counts){0};
}

void counts_add(struct counts *c, double p, double mark)
{
    c->n++;
    for (size_t k = c->n; k > 0; k--) {
        double stay = k < c->n ? (1 - p) * c->of[k] : 0;
        if (c->mark)
            c->mark[k] = (k < c->n ? (1 - p) * c->mark[k] : 0) + p * (c->mark[k - 1] + mark * c->of[k - 1]);
        c->of[k] = stay + p * c->of[k - 1];
    }
    c->of[0] *= 1 - p;
    if (c->mark)
        c->mark[0] *= 1 - p;
}

void counts_without(const struct counts *c, double p, double mark, struct counts *rest)
{
    size_t n = c->n - 1;
    rest->n = n;
    /* c[k] = (1 - p) rest[k] + p rest[k - 1] */
    if (p < 0.5) {
        for (size_t k = 0; k <= n; k++) {
            double below = k ? rest->of[k - 1] : 0;
            rest->of[k] = (c->of[k] - p * below) / (1 - p);
            if (rest->mark)
                rest->mark[k] = (c->mark[k] - p * ((k ? rest->mark[k - 1] : 0) + mark * below)) / (1 - p);
        }
        return;
    }
    for (size_t k = n + 1; k-- > 0;) {
        double above = k < n ? rest->of[k + 1] : 0;
        rest->of[k] = (c->of[k + 1] - (1 - p) * above) / p;
        if (rest->mark)
            rest->mark[k] = (c->mark[k + 1] - (1 - p) * (k < n ? rest->mark[k + 1] : 0)) / p - mark * rest->of[k];
    }
}
