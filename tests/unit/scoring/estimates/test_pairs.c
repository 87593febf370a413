/* Sums over waves of cases beside the formulas of pairs.h, applied to all cases at once. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "scoring/estimates/pairs.h"
#include "survey/base/memory.h"
#include "tests/unit/random_round.h"

enum { MOST_UNITS = 4, MOST_LEAVES = 70, CASES = 230 };

/* What everybody said: of who answered, z. */
struct said {
    size_t n_units, n_leaves, n;
    bool answered[CASES][MOST_UNITS][MOST_LEAVES];
    double z[CASES][MOST_UNITS][MOST_LEAVES];
    double points[MOST_LEAVES], people[MOST_UNITS];
};

/* Of one unit blanks; one leaf each; one unit each or none, then all; blanks of the last unit alone. */
enum { ALL, BLANKS, OWN, STRAIGHT, FEW, UNEVEN, APART, THEN, ONE, N_WAYS };

static void any_said(struct said *s, int way, gsl_rng *r)
{
    s->n_units = (size_t)any(r, 2, MOST_UNITS);
    s->n_leaves = any(r, 0, 3) ? (size_t)any(r, 1, 4) : MOST_LEAVES;
    s->n = way == FEW || way == APART ? (size_t)any(r, 1, 4) : (size_t)any(r, 5, CASES);
    for (size_t l = 0; l < s->n_leaves; l++)
        s->points[l] = (double)any(r, 1, 9);
    for (size_t u = 0; u < s->n_units; u++)
        s->people[u] = any(r, 0, 3) ? (double)s->n + (double)any(r, 0, 9) : INFINITY;
    for (size_t i = 0; i < s->n; i++) {
        size_t own = (size_t)any(r, 0, (long)s->n_units - 1);
        double same = (double)any(r, 0, 4);
        bool off = any(r, 1, 40) == 1; /* one in forty tells units apart */
        for (size_t u = 0; u < s->n_units; u++)
            for (size_t l = 0; l < s->n_leaves; l++) {
                s->answered[i][u][l] = way == OWN      ? u == own && i % 7 != 3
                                       : way == BLANKS ? any(r, 0, 2) > 0
                                       : way == FEW    ? any(r, 0, 1)
                                       : way == UNEVEN ? u != own % 2 || any(r, 0, 3)
                                       : way == APART  ? l == i
                                       : way == THEN   ? i % 10 > 4 || u == own
                                       : way == ONE    ? u + 1 < s->n_units || i == 0 || any(r, 0, 9)
                                                       : true;
                double worth = way == STRAIGHT && !off ? same : (double)any(r, 0, 4);
                s->z[i][u][l] = s->answered[i][u][l] ? s->points[l] * (worth - 2) / 100 : 0;
            }
    }
}

/* Of unit U: who answered each leaf, and any. */
static double answers(const struct said *s, size_t u, double *of)
{
    double n = 0;
    for (size_t l = 0; l < s->n_leaves; l++)
        of[l] = 0;
    for (size_t i = 0; i < s->n; i++) {
        bool one = false;
        for (size_t l = 0; l < s->n_leaves; l++) {
            of[l] += s->answered[i][u][l];
            one = one || s->answered[i][u][l];
        }
        n += one;
    }
    return n;
}

static double harmonic(const struct said *s, const double *of)
{
    double up = 0, down = 0;
    for (size_t l = 0; l < s->n_leaves; l++)
        if (of[l] > 0) {
            up += s->points[l];
            down += s->points[l] / of[l];
        }
    return up / down;
}

/* z and x of case I for U; false where it does not rate it. */
static bool values(const struct said *s, size_t i, size_t u, const double *of, double *z, double *x)
{
    bool rates = false;
    *z = *x = 0;
    for (size_t l = 0; l < s->n_leaves; l++) {
        rates = rates || s->answered[i][u][l];
        *z += s->z[i][u][l];
        *x += s->z[i][u][l] * of[l];
    }
    return rates;
}

static double by_hand(const struct said *s, size_t u)
{
    double of[MOST_LEAVES], n = answers(s, u, of), m = harmonic(s, of), N = s->people[u], zm = 0, xm = 0, zz = 0,
                            xx = 0, z, x;
    for (size_t i = 0; i < s->n; i++)
        if (values(s, i, u, of, &z, &x)) {
            zm += z / n;
            xm += x / n;
        }
    for (size_t i = 0; i < s->n; i++)
        if (values(s, i, u, of, &z, &x)) {
            zz += (z - zm) * (z - zm);
            xx += (x - xm) * (x - xm);
        }
    if (n == 1)
        return N > 1 ? (1 - 1 / N) * zm * zm : 0;
    if (m <= 1)
        return N > n ? (1 - n / N) * zz : 0;
    double q = m / (m - 1) * zz, v = fmax(q - n / m * xx / (n - 1) / N, (1 - fmin(1, n / N)) * q);
    return v < 1e-12 * q ? 0 : v;
}

static struct pair_variance pair_by_hand(const struct said *s, size_t u, size_t v)
{
    double a[MOST_LEAVES], b[MOST_LEAVES], own = 0;
    answers(s, u, a);
    answers(s, v, b);
    double *d = xcalloc(s->n + 1, sizeof *d), *y = xcalloc(s->n + 1, sizeof *y), dm = 0, ym = 0, squares = 0,
           fourth = 0, S = 0;
    size_t n = 0, shared = 0;
    for (size_t i = 0; i < s->n; i++) {
        double z, t, x;
        bool first = values(s, i, u, a, &z, &x), second = values(s, i, v, b, &t, &x), both = false;
        own += z * z + t * t;
        if (first || second)
            d[n++] = z - t;
        for (size_t l = 0; l < s->n_leaves; l++)
            if (s->answered[i][u][l] && s->answered[i][v][l]) {
                both = true;
                y[shared] += s->z[i][u][l] * a[l] - s->z[i][v][l] * b[l];
            }
        shared += both;
    }
    for (size_t i = 0; i < n && n > 1; i++)
        dm += d[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        squares += (d[i] - dm) * (d[i] - dm);
        fourth += pow(d[i] - dm, 4);
    }
    for (size_t i = 0; i < shared; i++)
        ym += y[i] / (double)shared;
    for (size_t i = 0; i < shared; i++)
        S += (y[i] - ym) * (y[i] - ym) / ((double)shared - 1);
    free(d);
    free(y);
    struct pair_variance out = {by_hand(s, u) + by_hand(s, v), n > 1 ? (double)n - 1 : 1};
    double m = 2 / (1 / harmonic(s, a) + 1 / harmonic(s, b)), N = fmin(s->people[u], s->people[v]);
    double rest = fourth - squares * squares / (double)n;
    if (squares <= 1e-12 * own)
        out.df = INFINITY;
    else if (rest > 1e-9 * fourth)
        out.df = fmin(out.df, 2 * squares * squares / rest);
    if (squares <= 1e-12 * own)
        squares = 0;
    if (shared >= 2 && m > 1) {
        double q = m / (m - 1) * squares;
        out.variance = fmax(q - S / N, (1 - fmin(1, (double)n / N)) * q);
        if (out.variance < 1e-12 * fmax(by_hand(s, u) + by_hand(s, v), q))
            out.variance = 0;
    }
    return out;
}

/* The cases in waves of PART, by the functions that are tried. */
static void add_waves(const struct said *s, struct pairs *p, size_t part)
{
    struct wave w;
    double of[MOST_UNITS][MOST_LEAVES];
    wave_init(&w, s->n_units, s->n_leaves, 64);
    for (size_t u = 0; u < s->n_units; u++)
        answers(s, u, of[u]);
    for (size_t first = 0; first < s->n; first += part) {
        w.n = s->n - first < part ? s->n - first : part;
        w.together = false;
        for (size_t i = 0; i < w.n; i++) {
            size_t n = 0;
            w.only[i] = UINT32_MAX;
            for (size_t u = 0; u < s->n_units; u++) {
                double z, x;
                if (!values(s, first + i, u, of[u], &z, &x))
                    continue;
                n++;
                w.only[i] = (uint32_t)u;
                wave_rate(&w, i, u, z, x);
            }
            w.together = w.together || n > 1;
            for (size_t u = 0; n > 1 && u < s->n_units; u++)
                for (size_t l = 0; l < s->n_leaves; l++)
                    if (s->answered[first + i][u][l])
                        wave_answer(&w, i, u, l, s->z[first + i][u][l] * of[u][l]);
        }
        pairs_add(p, &w);
        wave_clear(&w);
    }
    wave_release(&w);
}

static bool near(double a, double b, double of)
{
    return (isinf(a) && isinf(b)) || fabs(a - b) <= 1e-9 * fmax(fabs(of), 1e-300);
}

/* Of the units of a block, the I-th: what is added up before its variance is asked for. */
static void try_unit(const struct said *s, struct pairs *p, size_t i, int round)
{
    size_t u = p->unit[i];
    double of[MOST_LEAVES], n = answers(s, u, of), zz = 0, xx = 0, zm = 0, xm = 0, z, x;
    cr_assert_eq(p->of[i].n, n, "round %d", round);
    for (size_t k = 0; k < s->n; k++)
        if (values(s, k, u, of, &z, &x)) {
            zm += z / n;
            xm += x / n;
            zz += z * z;
            xx += x * x;
        }
    p->of[i].m = harmonic(s, of);
    p->of[i].N = s->people[u];
    p->of[i].variance = !(n > 0) ? 0
                                 : rating_variance(n, p->of[i].m, s->people[u], n > 1 ? zz - n * zm * zm : zz,
                                                   n > 1 ? xx - n * xm * xm : xx);
    if (n > 0)
        cr_assert(near(p->of[i].variance, by_hand(s, u), zz), "round %d: v %g, %g", round, p->of[i].variance,
                  by_hand(s, u));
}

/* Blocks hold all units or some of them. */
static void try_round(struct said *s, int way, gsl_rng *r, int round)
{
    size_t units[MOST_UNITS], n = 0;
    struct pairs p;
    any_said(s, way, r);
    for (size_t u = 0; u < s->n_units; u++)
        if (any(r, 0, 3))
            units[n++] = u;
    pairs_init(&p, units, n, s->n_units);
    add_waves(s, &p, (size_t)any(r, 1, 90));
    if (any(r, 0, 1)) { /* what was there before is gone */
        pairs_clear(&p);
        add_waves(s, &p, (size_t)any(r, 1, 90));
    }
    for (size_t i = 0; i < n; i++)
        try_unit(s, &p, i, round);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            if (!(p.of[i].n > 0) || !(p.of[k].n > 0))
                continue;
            struct pair_variance is = pairs_variance(&p, i, k), must = pair_by_hand(s, units[i], units[k]);
            cr_assert(near(is.variance, must.variance, p.of[i].variance + p.of[k].variance + must.variance),
                      "round %d, way %d: V %.12g, %.12g", round, way, is.variance, must.variance);
            cr_assert(isinf(must.df) ? isinf(is.df) : fabs(is.df - must.df) <= 1e-10 * must.df,
                      "round %d, way %d: df %.12g, %.12g", round, way, is.df, must.df);
        }
    pairs_release(&p);
}

Test(pairs, are_the_formulas_whatever_the_waves)
{
    gsl_rng *r = numbers(7);
    struct said *s = xcalloc(1, sizeof *s);
    for (int round = 0; round < 700; round++)
        try_round(s, round % N_WAYS, r, round);
    free(s);
    gsl_rng_free(r);
}

/* More ballots than people: nothing is left that could vary, answered together (x = 3 z) or not.  Three of ten: 0.7 of
 * the squares. */
Test(pairs, everybody_asked_leaves_no_error)
{
    cr_assert_eq(rating_variance(3, 1, 2, 5, 5), 0);
    cr_assert_eq(rating_variance(3, 3, 2, 5, 45), 0);
    cr_assert_float_eq(rating_variance(3, 1, 10, 5, 5), 3.5, 1e-12);
}

/* A case alone may be larger than what a wave is to hold; there is room for as many as go together. */
Test(pairs, a_wave_has_room_however_many_units_and_leaves)
{
    struct wave w;
    wave_init(&w, 1200, 60, 64);
    cr_assert_eq(w.room, 64);
    wave_release(&w);
    wave_init(&w, 1, 1, 64);
    cr_assert(w.room >= 64 && w.room % 64 == 0);
    wave_release(&w);
}
