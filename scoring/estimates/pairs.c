#include "scoring/estimates/pairs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/linear.h"
#include "survey/base/memory.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

#define MOST_CELLS 4194304 /* of a wave, where units and leaves allow */
#define MOST_CASES 1024    /* so that columns stay in the cache */
#define LANES      4
#define LINE       8 /* doubles of a line of the cache */

/* --- waves ------------------------------------------------------------------------------------- */

void wave_init(struct wave *w, size_t n_units, size_t n_leaves, size_t multiple)
{
    size_t row = n_units * n_leaves + 1, room = MOST_CELLS / row / multiple * multiple;
    room = room < multiple ? multiple : room > MOST_CASES ? MOST_CASES : room;
    *w = (struct wave){
        .room = room, .n_units = n_units, .n_leaves = n_leaves, .n_words = n_leaves / 64 + 1, .stride = room + LINE};
    w->z = xcalloc(n_units * w->stride, sizeof *w->z);
    w->x = xcalloc(n_units * w->stride, sizeof *w->x);
    w->rates = xcalloc(n_units * w->stride, sizeof *w->rates);
    w->only = xcalloc(room, sizeof *w->only);
    w->leaf = xcalloc(n_units * w->stride * n_leaves, sizeof *w->leaf);
    w->leaves = xcalloc(n_units * w->stride * w->n_words, sizeof *w->leaves);
}

void wave_release(struct wave *w)
{
    free(w->z);
    free(w->x);
    free(w->rates);
    free(w->only);
    free(w->leaf);
    free(w->leaves);
}

void wave_clear(struct wave *w)
{
    for (size_t i = 0; !w->together && i < w->n; i++) {
        size_t at = w->only[i] * w->stride + i;
        if (w->only[i] != UINT32_MAX)
            w->z[at] = w->x[at] = w->rates[at] = 0;
    }
    if (!w->together) {
        w->n = 0;
        return;
    }
    for (size_t u = 0; u < w->n_units; u++)
        for (size_t at = u * w->stride; at < u * w->stride + w->n; at++) {
            if (w->rates[at] == 0)
                continue;
            w->z[at] = w->x[at] = w->rates[at] = 0;
            memset(w->leaves + at * w->n_words, 0, w->n_words * sizeof *w->leaves);
        }
    w->n = 0;
}

/* --- sums over cases ------------------------------------------------------------------------------ */

/* A column of a wave. */
struct column {
    size_t unit, n_rates;
    bool alike;      /* all who rate it answered the same leaves */
    size_t first;    /* one of them */
    double power[4]; /* of z */
    uint64_t *who;   /* a bit for each case that rates it */
};

struct adding {
    uint64_t *who; /* of all columns */
    size_t n_words;
    struct pairs *pairs;
    const struct wave *wave;
    struct column *columns;
};

static const uint64_t *leaves_of(const struct wave *w, size_t unit, size_t i)
{
    return w->leaves + (unit * w->stride + i) * w->n_words;
}

static void look_at_column(void *data, size_t number)
{
    struct adding *a = data;
    const struct wave *w = a->wave;
    struct column *c = &a->columns[number];
    *c = (struct column){.unit = a->pairs->unit[number], .alike = true, .who = a->who + number * a->n_words};
    const double *z = w->z + c->unit * w->stride, *rates = w->rates + c->unit * w->stride;
    for (size_t i = 0; i < w->n; i++) {
        if (rates[i] == 0)
            continue;
        if (c->n_rates++ == 0)
            c->first = i;
        c->who[i / 64] |= (uint64_t)1 << i % 64;
        c->alike = c->alike &&
                   !memcmp(leaves_of(w, c->unit, i), leaves_of(w, c->unit, c->first), w->n_words * sizeof *w->leaves);
        double square = z[i] * z[i];
        c->power[0] += z[i];
        c->power[1] += square;
        c->power[2] += square * z[i];
        c->power[3] += square * square;
    }
}

/* Powers of z_u - z_v, in LANES sums each. */
static void add_differences(struct pair_sums *s, const struct wave *w, size_t u, size_t v)
{
    const double *restrict z = w->z + u * w->stride, *restrict t = w->z + v * w->stride;
    double power[4][LANES] = {{0}};
    for (size_t i = 0; i < w->n; i += LANES) /* room is a multiple of it, and what is not a case is 0 */
        for (size_t k = 0; k < LANES; k++) {
            double d = z[i + k] - t[i + k], square = d * d;
            power[0][k] += d;
            power[1][k] += square;
            power[2][k] += square * d;
            power[3][k] += square * square;
        }
    for (size_t k = 0; k < LANES; k++)
        for (size_t j = 0; j < 4; j++)
            s->power[j] += power[j][k];
}

/* y = x_u - x_v and its square over who rates both, where they leave nothing out. */
static void add_whole(struct pair_sums *s, const struct wave *w, size_t u, size_t v)
{
    const double *restrict x = w->x + u * w->stride, *restrict o = w->x + v * w->stride;
    const double *restrict r = w->rates + u * w->stride, *restrict q = w->rates + v * w->stride;
    double y[2][LANES] = {{0}};
    for (size_t i = 0; i < w->n; i += LANES)
        for (size_t k = 0; k < LANES; k++) {
            double one = x[i + k] * q[i + k] - o[i + k] * r[i + k];
            y[0][k] += one;
            y[1][k] += one * one;
        }
    for (size_t k = 0; k < LANES; k++) {
        s->y += y[0][k];
        s->y2 += y[1][k];
    }
}

/* y leaf by leaf, over what was answered for both. */
static void add_leaf_by_leaf(struct pair_sums *s, const struct wave *w, size_t u, size_t v)
{
    for (size_t i = 0; i < w->n; i++) {
        const uint64_t *a = leaves_of(w, u, i), *b = leaves_of(w, v, i);
        const double *x = w->leaf + (u * w->stride + i) * w->n_leaves, *o = w->leaf + (v * w->stride + i) * w->n_leaves;
        double y = 0;
        bool any = false;
        for (size_t word = 0; word < w->n_words; word++)
            for (uint64_t both = a[word] & b[word]; both; both &= both - 1) {
                size_t leaf = word * 64 + (size_t)__builtin_ctzll(both);
                y += x[leaf] - o[leaf];
                any = true;
            }
        s->y += y;
        s->y2 += y * y;
        s->shared += any;
    }
}

/* Cases that rate both. */
static uint32_t rate_both(const struct adding *a, const struct column *u, const struct column *v)
{
    uint32_t n = 0;
    for (size_t word = 0; word < a->n_words; word++)
        n += (uint32_t)__builtin_popcountll(u->who[word] & v->who[word]);
    return n;
}

static void add_row(void *data, size_t i)
{
    struct adding *a = data;
    const struct wave *w = a->wave;
    const struct column *u = &a->columns[i];
    for (size_t k = i + 1; k < a->pairs->n; k++) {
        const struct column *v = &a->columns[k];
        struct pair_sums *s = &a->pairs->sum[pair_at(i, k, a->pairs->n)];
        uint32_t both = u->n_rates && v->n_rates ? rate_both(a, u, v) : 0;
        if (!both) {
            for (size_t j = 0; j < 4; j++)
                s->power[j] += u->power[j] + (j % 2 ? v->power[j] : -v->power[j]);
            continue;
        }
        bool same =
            u->alike && v->alike &&
            !memcmp(leaves_of(w, u->unit, u->first), leaves_of(w, v->unit, v->first), w->n_words * sizeof *w->leaves);
        add_differences(s, w, u->unit, v->unit);
        s->both += both;
        if (same) {
            add_whole(s, w, u->unit, v->unit);
            s->shared += both;
        } else {
            add_leaf_by_leaf(s, w, u->unit, v->unit);
        }
    }
}

/* Cases that rate one unit each, or none. */
static void add_alone(struct pairs *p, const struct wave *w)
{
    for (size_t i = 0; i < w->n; i++) {
        size_t place = w->only[i] == UINT32_MAX ? SIZE_MAX : p->place[w->only[i]];
        if (place == SIZE_MAX)
            continue;
        double z = w->z[w->only[i] * w->stride + i], square = z * z;
        struct rated_unit *u = &p->of[place];
        u->n++;
        u->alone[0] += z;
        u->alone[1] += square;
        u->alone[2] += square * z;
        u->alone[3] += square * square;
        u->squares += square;
        u->fourths += square * square;
    }
}

void pairs_add(struct pairs *p, const struct wave *w)
{
    if (!w->together) {
        add_alone(p, w);
        return;
    }
    struct adding a = {.n_words = w->n / 64 + 1, .pairs = p, .wave = w};
    a.columns = xcalloc(p->n + 1, sizeof *a.columns);
    a.who = xcalloc(p->n * a.n_words + 1, sizeof *a.who);
    parallel(p->n, 0, look_at_column, &a);
    parallel(p->n, 0, add_row, &a);
    for (size_t i = 0; i < p->n; i++) {
        p->of[i].n += (double)a.columns[i].n_rates;
        p->of[i].squares += a.columns[i].power[1];
        p->of[i].fourths += a.columns[i].power[3];
    }
    free(a.columns);
    free(a.who);
}

void pairs_init(struct pairs *p, const size_t *unit, size_t n, size_t n_units)
{
    *p = (struct pairs){.unit = unit, .n = n};
    p->of = xcalloc(n + 1, sizeof *p->of);
    p->place = xcalloc(n_units + 1, sizeof *p->place);
    for (size_t u = 0; u < n_units; u++)
        p->place[u] = SIZE_MAX;
    for (size_t i = 0; i < n; i++)
        p->place[unit[i]] = i;
    p->sum = xcalloc(n * (n + 1) / 2 + 1, sizeof *p->sum);
}

void pairs_release(struct pairs *p)
{
    free(p->of);
    free(p->place);
    free(p->sum);
}

void pairs_clear(struct pairs *p)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = i + 1; k < p->n; k++)
            p->sum[pair_at(i, k, p->n)] = (struct pair_sums){0};
    memset(p->of, 0, p->n * sizeof *p->of);
}

/* --- variances ---------------------------------------------------------------------------------------- */

/* What is left of X where rounding is OF large. */
static double beyond_rounding(double x, double of)
{
    return x < NO_VARIANCE * of ? 0 : x;
}

double rating_variance(double n, double m, double N, double zz, double xx)
{
    if (!(n > 1) || !(m > 1)) /* nobody beside whom to see a spread */
        return N > n ? (1 - n / N) * zz : 0;
    double q = linear_factor(m, 1) * zz;
    return beyond_rounding(fmax(q - n / m * xx / (n - 1) / N, (1 - fmin(1, n / N)) * q), q);
}

/* Sum of the J-th power of d. */
static double power_of(const struct pairs *p, size_t i, size_t k, size_t j)
{
    double own = p->of[i].alone[j], other = p->of[k].alone[j];
    return own + (j % 2 ? other : -other) + p->sum[pair_at(i, k, p->n)].power[j];
}

double pairs_squares(const struct pairs *p, size_t i, size_t k, double n)
{
    double sum = power_of(p, i, k, 0);
    return fmax(power_of(p, i, k, 1) - sum * sum / n, 0);
}

double pairs_n(const struct pairs *p, size_t i, size_t k)
{
    return p->of[i].n + p->of[k].n - p->sum[pair_at(i, k, p->n)].both;
}

double difference_squares(const double power[4], double n, double squares, double fourths, double *df)
{
    double mean = n > 1 ? power[0] / n : 0, square = mean * mean;
    double about = beyond_rounding(power[1] - n * square, squares);
    double fourth = power[3] - 4 * mean * power[2] + 6 * square * power[1] - 3 * n * square * square;
    double rest = fourth - about * about / n;
    *df = fmax(n - 1, 1);
    if (about == 0)
        *df = INFINITY;
    else if (rest > TWO_VALUES * fmax(fourth, fourths))
        *df = fmax(fmin(*df, 2 * about * about / rest), 1);
    return about;
}

struct pair_variance pairs_variance(const struct pairs *p, size_t i, size_t k)
{
    const struct rated_unit *u = &p->of[i], *v = &p->of[k];
    const struct pair_sums *s = &p->sum[pair_at(i, k, p->n)];
    double n = pairs_n(p, i, k), apart = u->variance + v->variance, sum[4];
    for (size_t j = 0; j < 4; j++)
        sum[j] = power_of(p, i, k, j);
    struct pair_variance out = {.variance = apart};
    double squares = difference_squares(sum, n, u->squares + v->squares, u->fourths + v->fourths, &out.df);
    double N = fmin(u->N, v->N), m = 2 / (1 / u->m + 1 / v->m);
    if (s->shared < 2 || !(m > 1))
        return out;
    double q = linear_factor(m, 1) * squares;
    double y = (s->y2 - s->y * s->y / s->shared) / (s->shared - 1.0);
    out.variance = beyond_rounding(fmax(q - y / N, (1 - fmin(1, n / N)) * q), fmax(apart, q));
    return out;
}
