#include "sampling/probability.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

#include "sampling/counts.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

bool probability_proportional(const double *size, size_t n, size_t n_drawn, double *pik, struct error *err)
{
    size_t positive = 0, certain = 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(size[i] >= 0) || !isfinite(size[i]))
            return error_set(err, E_MATHS, _("unit %zu has the size %g; expected a number of 0 or more"), i + 1,
                             size[i]);
        positive += size[i] > 0;
        sum += size[i];
        pik[i] = 0;
    }
    if (!isfinite(sum))
        return error_set(err, E_MATHS, _("the sizes are too large: their sum is beyond what a number can hold"));
    if (n_drawn > positive)
        return error_set(err, E_MATHS, _("%zu are wanted, but only %zu units have a size above 0"), n_drawn, positive);
    for (bool again = true; again && sum > 0 && n_drawn > certain;) {
        double factor = (double)(n_drawn - certain) / sum, left = 0;
        size_t found = 0;
        again = false;
        for (size_t i = 0; i < n; i++) {
            if (pik[i] >= 1)
                continue;
            pik[i] = factor * size[i];
            if (pik[i] >= 1 - CERTAIN) {
                pik[i] = 1;
                found++;
                again = true;
            } else {
                left += size[i];
            }
        }
        certain += found;
        sum = left;
    }
    for (size_t i = 0; certain >= n_drawn && i < n; i++)
        pik[i] = pik[i] >= 1 ? 1 : 0;
    return true;
}

bool probability_sum(const double *pik, size_t n, size_t *sum, struct error *err)
{
    double total = 0, rest = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(pik[i] >= 0 && pik[i] <= 1))
            return error_set(err, E_MATHS, _("unit %zu has the probability %g; expected 0 to 1"), i + 1, pik[i]);
        double part = pik[i] - rest, next = total + part;
        rest = (next - total) - part;
        total = next;
    }
    *sum = (size_t)llround(total);
    return fabs(total - round(total)) <= PROBABILITIES_SUM ||
           error_set(err, E_MATHS, _("the probabilities sum to %.9g; expected a whole number"), total);
}

void probability_joint_stratified(const size_t *stratum, const size_t *drawn, const size_t *population, size_t n,
                                  double *joint)
{
    for (size_t i = 0; i < n; i++) {
        double a = (double)drawn[stratum[i]], A = (double)population[stratum[i]];
        for (size_t j = 0; j < n; j++) {
            double b = (double)drawn[stratum[j]], B = (double)population[stratum[j]];
            joint[i * n + j] = i == j                     ? a / A
                               : stratum[i] != stratum[j] ? a / A * (b / B)
                                                          : a / A * ((a - 1) / (A - 1));
        }
    }
}

void probability_joint_poisson(const double *pik, size_t n, double *joint)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            joint[i * n + j] = i == j ? pik[i] : pik[i] * pik[j];
}

/* How much of [A, B) lies in [C, D). */
static double overlap(double a, double b, double c, double d)
{
    double low = a > c ? a : c, high = b < d ? b : d;
    return high > low ? high - low : 0;
}

void probability_joint_systematic_of(const double *pik, size_t n, const size_t *at, size_t n_at, double *joint)
{
    /* Unit i is taken for starts in an arc of the circle [0, 1) of length pik[i], beginning where the one before ends.
     */
    double *begin = xcalloc(n, sizeof *begin), sum = 0, lost = 0;
    for (size_t i = 0; i < n; i++) {
        begin[i] = sum - floor(sum);
        double part = pik[i] - lost, next = sum + part;
        lost = (next - sum) - part;
        sum = next;
    }
    for (size_t a = 0; a < n_at; a++)
        for (size_t b = 0; b <= a; b++) {
            size_t i = at[a], j = at[b];
            double both = 0;
            for (int turn = -1; turn <= 1; turn++)
                both += overlap(begin[i], begin[i] + pik[i], begin[j] + turn, begin[j] + turn + pik[j]);
            joint[a * n_at + b] = joint[b * n_at + a] = i == j ? pik[i] : both < CERTAIN ? 0 : both;
        }
    free(begin);
}

void probability_joint_systematic(const double *pik, size_t n, double *joint)
{
    size_t *at = xcalloc(n, sizeof *at);
    for (size_t i = 0; i < n; i++)
        at[i] = i;
    probability_joint_systematic_of(pik, n, at, n, joint);
    free(at);
}

/* The units that are neither certain nor out of question: their number, and AT[0..] who they are. */
static size_t find_open(const double *pik, size_t n, size_t *at)
{
    size_t open = 0;
    for (size_t i = 0; i < n; i++)
        if (pik[i] > CERTAIN && pik[i] < 1 - CERTAIN)
            at[open++] = i;
    return open;
}

/* What stands in JOINT for certain units follows from the others' PIK. */
static void fill_certain(const double *pik, size_t n, double *joint)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            joint[i * n + j] = i == j ? pik[i] : pik[i] * pik[j];
}

bool probability_joint_sampford(const double *pik, size_t n, const bool *wanted, double *joint, struct error *err)
{
    size_t drawn, *at = xcalloc(n + 1, sizeof *at), open = find_open(pik, n, at);
    if (!probability_sum(pik, n, &drawn, err)) {
        free(at);
        return false;
    }
    fill_certain(pik, n, joint);
    for (size_t i = 0; i < n; i++)
        drawn -= pik[i] >= 1 - CERTAIN;
    struct counts all, one, two;
    counts_init(&all, open, true);
    counts_init(&one, open, true);
    counts_init(&two, open, true);
    for (size_t i = 0; i < open; i++)
        counts_add(&all, pik[at[i]], 1 - pik[at[i]]);
    for (size_t i = 0; i < open; i++) {
        double p = pik[at[i]];
        if (wanted && !wanted[at[i]])
            continue;
        counts_without(&all, p, 1 - p, &one);
        for (size_t j = 0; j < i; j++) {
            if (wanted && !wanted[at[j]])
                continue;
            double q = pik[at[j]], both = 0;
            if (drawn >= 2) {
                counts_without(&one, q, 1 - q, &two);
                both = p * q * ((2 - p - q) * two.of[drawn - 2] + two.mark[drawn - 2]) / all.mark[drawn];
            }
            joint[at[i] * n + at[j]] = joint[at[j] * n + at[i]] = both;
        }
    }
    counts_release(&all);
    counts_release(&one);
    counts_release(&two);
    free(at);
    return true;
}

/* The probabilities of inclusion of conditional Poisson sampling of DRAWN with working probabilities Q. */
static void entropy_pik(const double *q, size_t n, size_t drawn, struct counts *all, struct counts *one, double *pik)
{
    all->n = 0;
    all->of[0] = 1;
    for (size_t i = 0; i < n; i++)
        counts_add(all, q[i], 0);
    for (size_t i = 0; i < n; i++) {
        counts_without(all, q[i], 0, one);
        pik[i] = q[i] * one->of[drawn - 1] / all->of[drawn];
    }
}

#define MOST_STEPS 100000

/* Both of I and J: from odds where they differ, else by taking both out. */
static double entropy_pair(const double *pik, const double *q, size_t i, size_t j, size_t drawn,
                           const struct counts *all, struct counts *one, struct counts *two)
{
    double a = q[i] / (1 - q[i]), b = q[j] / (1 - q[j]);
    if (fabs(a - b) > ODDS_CANCEL * (a + b))
        return (pik[i] * b - pik[j] * a) / (b - a);
    if (drawn < 2)
        return 0;
    counts_without(all, q[i], 0, one);
    counts_without(one, q[j], 0, two);
    return q[i] * q[j] * two->of[drawn - 2] / all->of[drawn];
}

/* Everything about conditional Poisson sampling of the open units. */
struct entropy {
    size_t *at, open, drawn;
    double *p, *q, *is; /* of the open units: probabilities, working ones, those the working ones give */
    struct counts all, one, two;
};

static bool entropy_open(struct entropy *e, const double *pik, size_t n, double tolerance, struct error *err)
{
    *e = (struct entropy){.at = xcalloc(n + 1, sizeof *e->at)};
    e->open = find_open(pik, n, e->at);
    if (!probability_sum(pik, n, &e->drawn, err))
        return false;
    for (size_t i = 0; i < n; i++)
        e->drawn -= pik[i] >= 1 - CERTAIN;
    e->open = e->drawn > 0 ? e->open : 0;
    e->p = xcalloc(e->open + 1, sizeof *e->p);
    e->q = xcalloc(e->open + 1, sizeof *e->q);
    e->is = xcalloc(e->open + 1, sizeof *e->is);
    counts_init(&e->all, e->open, false);
    counts_init(&e->one, e->open, false);
    counts_init(&e->two, e->open, false);
    for (size_t i = 0; i < e->open; i++)
        e->p[i] = e->q[i] = pik[e->at[i]];
    double change = e->open ? INFINITY : 0;
    for (size_t step = 0; change > tolerance && step < MOST_STEPS; step++) {
        entropy_pik(e->q, e->open, e->drawn, &e->all, &e->one, e->is);
        change = 0;
        for (size_t i = 0; i < e->open; i++) {
            double next = e->q[i] + e->p[i] - e->is[i];
            change += fabs(next - e->q[i]);
            e->q[i] = next;
        }
    }
    return change <= tolerance || error_set(err, E_MATHS, _("the working probabilities did not settle"));
}

static void entropy_close(struct entropy *e)
{
    counts_release(&e->all);
    counts_release(&e->one);
    counts_release(&e->two);
    free(e->p);
    free(e->q);
    free(e->is);
    free(e->at);
}

bool probability_entropy_working(const double *pik, size_t n, double tolerance, double *working, struct error *err)
{
    struct entropy e;
    bool ok = entropy_open(&e, pik, n, tolerance, err);
    for (size_t i = 0; ok && i < n; i++)
        working[i] = pik[i];
    for (size_t i = 0; ok && i < e.open; i++)
        working[e.at[i]] = e.q[i];
    entropy_close(&e);
    return ok;
}

bool probability_joint_entropy(const double *pik, size_t n, double tolerance, double *joint, struct error *err)
{
    struct entropy e;
    bool ok = entropy_open(&e, pik, n, tolerance, err);
    if (ok)
        fill_certain(pik, n, joint);
    if (ok && e.open)
        entropy_pik(e.q, e.open, e.drawn, &e.all, &e.one, e.is);
    for (size_t i = 0; ok && i < e.open; i++)
        for (size_t j = 0; j < i; j++)
            joint[e.at[i] * n + e.at[j]] = joint[e.at[j] * n + e.at[i]] =
                entropy_pair(e.p, e.q, i, j, e.drawn, &e.all, &e.one, &e.two);
    entropy_close(&e);
    return ok;
}

bool probability_joint_tille(const double *pik, size_t n, double *joint, struct error *err)
{
    size_t drawn, *at = xcalloc(n + 1, sizeof *at), open = find_open(pik, n, at);
    bool ok = probability_sum(pik, n, &drawn, err);
    fill_certain(pik, n, joint);
    for (size_t i = 0; ok && i < n; i++)
        drawn -= pik[i] >= 1 - CERTAIN;
    double *size = xcalloc(open + 1, sizeof *size), *before = xcalloc(open + 1, sizeof *before),
           *now = xcalloc(open + 1, sizeof *now);
    for (size_t i = 0; i < open; i++) {
        size[i] = pik[at[i]];
        before[i] = 1;
        for (size_t j = 0; j < i; j++)
            joint[at[i] * n + at[j]] = 1;
    }
    /* One unit goes at a time, I with probability 1 - now/before. */
    for (size_t left = open; ok && left-- > drawn;) {
        ok = probability_proportional(size, open, left, now, err);
        for (size_t i = 0; ok && i < open; i++)
            for (size_t j = 0; j < i; j++)
                joint[at[i] * n + at[j]] *= now[i] / before[i] + now[j] / before[j] - 1;
        for (size_t i = 0; ok && i < open; i++)
            before[i] = now[i];
    }
    for (size_t i = 0; i < open; i++)
        for (size_t j = 0; j < i; j++)
            joint[at[j] * n + at[i]] = joint[at[i] * n + at[j]];
    free(size);
    free(before);
    free(now);
    free(at);
    return ok;
}

bool probability_joint_midzuno(const double *pik, size_t n, double *joint, struct error *err)
{
    double *other = xcalloc(n, sizeof *other);
    for (size_t i = 0; i < n; i++)
        other[i] = 1 - pik[i];
    bool ok = probability_joint_tille(other, n, joint, err);
    for (size_t i = 0; ok && i < n; i++)
        for (size_t j = 0; j < n; j++)
            joint[i * n + j] = i == j ? pik[i] : pik[i] + pik[j] - 1 + joint[i * n + j];
    free(other);
    return ok;
}

/* --- order sampling ---------------------------------------------------------------- */

/* At a place T of the scale on which keys are compared: the chance that unit
 * I's key lies below, and its density. */
static void order_at(enum probability_order order, double p, double t, double *below, double *density)
{
    if (order == ORDER_SEQUENTIAL_POISSON) { /* key U / p; t is the key itself */
        *below = p * t < 1 ? p * t : 1;
        *density = p * t < 1 ? p : 0;
    } else { /* key U (1 - p) / ((1 - U) p), at t / (1 - t) */
        double a = p / (1 - p), d = (1 - t) + a * t;
        *below = a * t / d;
        *density = a / (d * d);
    }
}

struct order_work {
    enum probability_order order;
    const double *pik;
    const size_t *at;
    const bool *wanted; /* NULL: all */
    size_t n, open, drawn;
    double *below, *density, *joint;
    struct counts all, one, two;
};

/* Add the node T with WEIGHT: one unit's key is there, and fewer than DRAWN others are below. */
static void order_node(struct order_work *w, double t, double weight)
{
    w->all.n = 0;
    w->all.of[0] = 1;
    for (size_t i = 0; i < w->open; i++) {
        order_at(w->order, w->pik[w->at[i]], t, &w->below[i], &w->density[i]);
        counts_add(&w->all, w->below[i], 0);
    }
    for (size_t i = 0; i < w->open; i++) {
        counts_without(&w->all, w->below[i], 0, &w->one);
        double fewer = 0;
        for (size_t k = 0; k < w->drawn; k++)
            fewer += w->one.of[k];
        w->joint[w->at[i] * w->n + w->at[i]] += weight * w->density[i] * fewer;
        for (size_t j = 0; j < i && w->drawn >= 2; j++) {
            if (w->wanted && !(w->wanted[w->at[i]] && w->wanted[w->at[j]]))
                continue;
            counts_without(&w->one, w->below[j], 0, &w->two);
            fewer = 0;
            for (size_t k = 0; k + 1 < w->drawn; k++)
                fewer += w->two.of[k];
            w->joint[w->at[i] * w->n + w->at[j]] +=
                weight * fewer * (w->density[i] * w->below[j] + w->density[j] * w->below[i]);
        }
    }
}

/* The pieces between which nothing is smooth: 1/p of each unit, or the whole. */
static double *find_pieces(const struct order_work *w, size_t *n)
{
    double *ends = xcalloc(w->open + 2, sizeof *ends);
    *n = 1;
    if (w->order == ORDER_PARETO) {
        ends[(*n)++] = 1;
        return ends;
    }
    for (size_t i = 0; i < w->open; i++)
        ends[(*n)++] = 1 / w->pik[w->at[i]];
    gsl_sort(ends, 1, *n);
    return ends;
}

bool probability_joint_order(enum probability_order order, const double *pik, size_t n, const bool *wanted,
                             double *joint, struct error *err)
{
    gsl_set_error_handler_off();
    size_t *at = xcalloc(n + 1, sizeof *at), n_ends;
    struct order_work w = {.order = order, .pik = pik, .at = at, .wanted = wanted, .n = n, .joint = joint};
    w.open = find_open(pik, n, at);
    bool ok = probability_sum(pik, n, &w.drawn, err);
    for (size_t i = 0; ok && i < n; i++)
        w.drawn -= pik[i] >= 1 - CERTAIN;
    for (size_t i = 0; i < w.open; i++)
        for (size_t j = 0; j < w.open; j++)
            joint[at[i] * n + at[j]] = 0;
    gsl_integration_glfixed_table *nodes =
        gsl_integration_glfixed_table_alloc(order == ORDER_PARETO ? 200 : w.open / 2 + 2);
    if (ok && !nodes)
        ok = error_set(err, E_MATHS, _("no memory to integrate"));
    w.below = xcalloc(n, sizeof *w.below);
    w.density = xcalloc(n, sizeof *w.density);
    counts_init(&w.all, w.open, false);
    counts_init(&w.one, w.open, false);
    counts_init(&w.two, w.open, false);
    double *ends = find_pieces(&w, &n_ends);
    for (size_t piece = 1; ok && w.open && piece < n_ends; piece++)
        for (size_t k = 0; k < nodes->n; k++) {
            double t, weight;
            gsl_integration_glfixed_point(ends[piece - 1], ends[piece], k, &t, &weight, nodes);
            order_node(&w, t, weight);
        }
    for (size_t i = 0; ok && i < n; i++) { /* mirror; certain units go with the true probabilities */
        bool open = pik[i] > CERTAIN && pik[i] < 1 - CERTAIN;
        if (!open)
            joint[i * n + i] = pik[i] >= 1 - CERTAIN;
        for (size_t j = 0; j < i; j++) {
            bool both = open && pik[j] > CERTAIN && pik[j] < 1 - CERTAIN;
            if (!both)
                joint[i * n + j] = joint[i * n + i] * joint[j * n + j];
            joint[j * n + i] = joint[i * n + j];
        }
    }
    if (nodes)
        gsl_integration_glfixed_table_free(nodes);
    counts_release(&w.all);
    counts_release(&w.one);
    counts_release(&w.two);
    free(w.below);
    free(w.density);
    free(ends);
    free(at);
    return ok;
}
