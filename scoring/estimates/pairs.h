/* pairs.h - how far apart units are that the same people rate: sums over cases, and the variance of a difference.
 *
 * A case has for each unit it rates a value z, the sum over the leaves it answered of z_l, and x, the sum of n_l z_l,
 * n_l being the cases of the stratum that answered the leaf.  Within a stratum, of a unit that n of its N people rate,
 * with m the harmonic mean of its n_l:
 *
 *     q = m / (m - 1) sum (z - mean)^2,
 *     v = max(q - n / m sum (x - mean)^2 / (n - 1) / N, (1 - n / N) q),   df n - 1,
 *
 * which without blanks by leaf is (1 - n / N) n / (n - 1) sum z^2.  Of two units: d = z_u - z_v over the n_e cases that
 * rate at least one, D = sum (d - mean)^2, m the harmonic mean of both units' m, N the lesser of their N; over the n_b
 * cases that answered a leaf for both: y = sum over such leaves of x_ul - x_vl, S = sum (y - mean)^2 / (n_b - 1);
 *
 *     V = max(m / (m - 1) D - S / N, (1 - n_e / N) m / (m - 1) D),   v_u + v_v where n_b < 2,
 *     df = min(n_e - 1, 2 D^2 / (sum (d - mean)^4 - D^2 / n_e)):
 *
 * where few tell two units apart, about twice their number.  Cases come in waves, a column for each unit, in
 * which a pair is a loop over two columns; memory is that of a wave and of the pairs.
 *
 * Source: docs/errors.md; the df is that of a variance by its kurtosis.
 */
#ifndef SCORING_PAIRS_H
#define SCORING_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Some cases, by column: [unit * stride + case], 0 where it does not rate the unit. */
struct wave {
    size_t room, n_units, n_leaves, n_words; /* room: cases, a multiple of 64 */
    size_t stride;  /* of columns: more than room, so that a case does not lie at the same place of the cache in all */
    size_t n;       /* cases there are */
    bool together;  /* some of them rates more than one unit; else */
    uint32_t *only; /* [case]: the unit it rates, UINT32_MAX for none */
    double *z, *x;
    double *rates;    /* 1 where the case rates the unit */
    double *leaf;     /* [(unit * stride + case) * n_leaves + leaf]: x_l, where it was answered */
    uint64_t *leaves; /* [(unit * stride + case) * n_words]: a bit for each leaf answered */
};

/* Columns for N_UNITS; what fits into memory decides room, which is a multiple of MULTIPLE. */
void wave_init(struct wave *w, size_t n_units, size_t n_leaves, size_t multiple);
void wave_release(struct wave *w);
void wave_clear(struct wave *w);
/* Case I rates UNIT, */
static inline void wave_rate(struct wave *w, size_t i, size_t unit, double z, double x)
{
    size_t at = unit * w->stride + i;
    w->z[at] = z;
    w->x[at] = x;
    w->rates[at] = 1;
}
/* and answered LEAF, to which X is added; not needed of a case that rates no other. */
static inline void wave_answer(struct wave *w, size_t i, size_t unit, size_t leaf, double x)
{
    size_t at = unit * w->stride + i;
    uint64_t *word = &w->leaves[at * w->n_words + leaf / 64], bit = (uint64_t)1 << leaf % 64;
    double *sum = &w->leaf[at * w->n_leaves + leaf];
    *sum = *word & bit ? *sum + x : x;
    *word |= bit;
}

/* What a stratum knows of a unit. */
struct rated_unit {
    double n;                /* cases that rate it; 0: none */
    double m, N;             /* N infinite where it is not known or not to be corrected for */
    double variance;         /* v */
    double alone[4];         /* of waves whose cases rate one unit each: sum of z, z^2, z^3, z^4 */
    double squares, fourths; /* of z of all cases: beside what is rounding */
};

struct pair_sums {
    double power[4]; /* of d in the other waves; what is added up is never taken away again, so that digits stay */
    double y, y2;
    uint32_t both, shared; /* cases that rate both; n_b */
};

/* The units of a block, UNIT[0..n-1] in the columns of waves. */
struct pairs {
    const size_t *unit;
    size_t n;
    size_t *place;         /* [unit]: among them, or SIZE_MAX */
    struct rated_unit *of; /* [n] */
    struct pair_sums *sum; /* [pair_at()] */
};

/* The place of the pair I < K among those of N. */
static inline size_t pair_at(size_t i, size_t k, size_t n)
{
    return i * n - i * (i + 1) / 2 + (k - i - 1);
}

void pairs_init(struct pairs *p, const size_t *unit, size_t n, size_t n_units);
void pairs_release(struct pairs *p);
void pairs_clear(struct pairs *p);
/* The cases of W join; on all processors, the same on any number. */
void pairs_add(struct pairs *p, const struct wave *w);

/* v of a unit; ZZ and XX: sums of squares of z and x about their means over its N cases. */
double rating_variance(double n, double m, double N, double zz, double xx);

/* The squares of differences d about their mean, of N cases; POWER: sums of d, d^2, d^3, d^4; SQUARES and FOURTHS: sums
 * of the powers of what was subtracted, beside which less is rounding.  *DF: the degrees of freedom of the variance, by
 * the kurtosis of d; infinite where d does not vary. */
double difference_squares(const double power[4], double n, double squares, double fourths, double *df);

struct pair_variance {
    double variance, df;
};
/* Of units I < K. */
/* Cases that rate at least one of them, and the squares of d about its mean over N cases, zeros among them. */
double pairs_n(const struct pairs *p, size_t i, size_t k);
double pairs_squares(const struct pairs *p, size_t i, size_t k, double n);
struct pair_variance pairs_variance(const struct pairs *p, size_t i, size_t k);

#endif
