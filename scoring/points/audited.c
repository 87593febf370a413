#include "scoring/points/audited.h"

#include <math.h>
#include <stdlib.h>

#include "scoring/estimates/interval.h"
#include "scoring/estimates/taints.h"
#include "survey/base/memory.h"
#include "survey/round/scores.h"

struct audited_bounds audited_bounds(const struct audit_rate *r, bool whole)
{
    double n = (double)r->ballots, m = (double)r->fields, wrong = (double)r->wrong, N = (double)r->list_ballots,
           M = (double)r->list_fields;
    struct audited_bounds b = {NAN, m > 0 ? wrong / m : NAN, NAN, NAN};
    if (!(m > 0))
        return b;
    if (!whole) { /* each field was drawn by itself */
        b.se = m > 1 ? sqrt((1 - m / M) * b.rate * (1 - b.rate) / (m - 1)) : NAN;
        b.upper = r->fields >= r->list_fields ? b.rate : exact_upper(wrong, m, AUDITED_CONFIDENCE);
        return b;
    }
    double squares = r->square_wrong - 2 * b.rate * r->product + b.rate * b.rate * r->square_fields;
    b.se = n > 1 ? sqrt(fmax(0, (1 - n / N) * n * squares / (n - 1))) / m : NAN;
    double largest = (double)r->largest, *taints = xcalloc(r->wrong_ballots + 1, sizeof *taints);
    for (size_t i = 0; i < r->wrong_ballots; i++)
        taints[i] = r->wrongs[i] / largest;
    bool all = r->ballots >= r->list_ballots;
    b.ballots_upper = all ? (double)r->wrong_ballots / n : exact_upper((double)r->wrong_ballots, n, AUDITED_CONFIDENCE);
    b.upper = all ? b.rate
                  : fmin(1, stringer_upper(taints, r->wrong_ballots, r->ballots, AUDITED_CONFIDENCE) * largest * N / M);
    free(taints);
    return b;
}

/* Of the leaves that ballots give points to, on the scale of the ranking: SCALE points make 1. */
static void add_leaves(struct worst_unit *w, const struct definition *d, const struct score_node *nodes, double scale)
{
    bool sipas = false;
    for (size_t g = 0; g < d->n_groups; g++)
        sipas = sipas || d->groups[g].via == VIA_SIPAS_BALLOTS;
    for (size_t c = 0; c < d->n_criteria; c++) {
        enum method method = d->criteria[c].method;
        if (!nodes[c].present || !nodes[c].applicable || !(method == METHOD_DTXHH || (sipas && method == METHOD_SIPAS)))
            continue;
        w->survey += scale * decimal_to_double(nodes[c].points);
        w->scale += scale * decimal_to_double(nodes[c].max);
    }
}

struct audited_unit *audited_units(struct store *store, const struct definition *d, double upper, struct error *err)
{
    struct score *scores = scores_by_unit(store, d, err);
    struct score_node *nodes = scores ? score_nodes_by_unit(store, d, err) : NULL;
    struct audited_unit *units = nodes ? xcalloc(d->n_units + 1, sizeof *units) : NULL;
    struct worst_unit *worst = xcalloc(d->n_units + 1, sizeof *worst);
    for (size_t u = 0; nodes && u < d->n_units; u++) {
        const struct score *s = &scores[u];
        double max = decimal_to_double(s->max), scale = d->rules.rank_by_percent && max > 0 ? 100 / max : 1;
        if (!s->present)
            continue;
        worst[u] = (struct worst_unit){
            .total = scale * decimal_to_double(s->total), .block = d->units[u].block, .rank = (size_t)s->rank};
        add_leaves(&worst[u], d, nodes + u * d->n_criteria, scale);
    }
    if (nodes)
        worst_effects(worst, d->n_units, upper);
    for (size_t u = 0; nodes && u < d->n_units; u++)
        units[u] = (struct audited_unit){scores[u].present, worst[u]};
    free(worst);
    if (scores)
        rows_free(scores, d->n_units, &score_row);
    if (nodes)
        rows_free(nodes, d->n_units * d->n_criteria, &score_node_row);
    return units;
}
