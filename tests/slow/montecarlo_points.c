/* montecarlo_points.c - do limits of points cover, and sets of ranks hold, as docs/errors.md says?
 *
 *   montecarlo_points [SURVEYS [FLOOR [WHOLE [WORD]]]]
 *
 * Conditions of tests/points/README.md, by its numbers, then the eight held out, each with SURVEYS (600) surveys of 40
 * populations whose points are known: 95 % limits of each unit, and all true ranks in their sets at once; units that
 * are tied are so to the last digit, the hardest case.  What is drawn and answered is at random.  Most are computed in
 * memory, by point_errors_init(); ten of them again through WHOLE (SURVEYS) rounds each: frame, draw, ballots,
 * weights, scores. Surveys in which a group gives a unit fewer than two answers are left out.  FLOOR: full or learned.
 * WORD: only the conditions whose names contain it.
 *
 * Prints a line for each: share of units covered on average, the worst unit, all ranks at once, the mean width of
 * limits and of sets; +- are two standard errors of the simulation.  Status 1 where, less these, limits cover less
 * than 94.5 % on average or 90 % of the worst unit, or all ranks hold in less than 94 %.  Seeds are fixed: that of a
 * condition is SEED and its number.
 */
#include <gsl/gsl_randist.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "importers/ballots/ballots.h"
#include "importers/tables/frame.h"
#include "sampling/draw.h"
#include "sampling/issue.h"
#include "scoring/points/score.h"
#include "scoring/points/score_units.h"
#include "scoring/weighing/weigh.h"
#include "survey/base/memory.h"
#include "survey/base/parallel.h"

#define SEED        20260101
#define POPULATIONS 40
#define OPTIONS     21 /* 0, 5, … 100 percent */
#define MOST_GROUPS 4
#define HELD_OUT    60 /* and the number of one of the eight held out */

enum answers {
    GRADED, /* what is a person's own, and departures from it */
    TWO,    /* 100 and 0 */
    TOP,    /* 100 and 50 */
};

struct condition {
    int number; /* in the README */
    const char *name;
    size_t n_units, n_leaves;   /* leaves: 0 is 1 */
    size_t people[MOST_GROUPS]; /* of each group, to a 0 */
    double weight[MOST_GROUPS]; /* of each group, where there are several */
    double reply;               /* share of those asked who answer */
    enum answers answers;
    double best;                     /* TWO, TOP: share of answers that are 100 */
    double spread;                   /* GRADED: options between the least and the best unit; 0: tied */
    double alike;                    /* share of people who say the same of all units and leaves */
    size_t differ;                   /* instead of it: how many do not */
    double blank_low, blank_high;    /* share of units left blank, from the first unit to the last */
    double blank_leaf;               /* share of leaves left blank */
    bool thin;                       /* few know the first unit */
    size_t own_low, own_high;        /* people rate their own unit, and so many of each answer; 0: all rate all */
    bool own;                        /* people rate their own unit, all are asked */
    bool own_first;                  /* those of the first group do, and the others all units */
    size_t draw;                     /* people drawn of each stratum; 0: all */
    size_t n_strata, clusters, size; /* strata; clusters drawn, people in each; 0: none */
    double small_alike;              /* ALIKE of the first group, where that differs */
    bool whole;                      /* through whole rounds as well */
};

static const struct condition conditions[] = {
    {.number = 1, .name = "census 95, 70%, 12 tied", .n_units = 12, .people = {95}, .reply = .7, .whole = true},
    {.number = 2, .name = "census 95, 70%, 30 tied", .n_units = 30, .people = {95}, .reply = .7},
    {.number = 3, .name = "60 tied, 150", .n_units = 60, .people = {150}, .reply = .7},
    {.number = 4, .name = "12 tied, 10 differ", .n_units = 12, .people = {95}, .reply = .7, .differ = 10},
    {.number = 5, .name = "12 tied, 20 differ", .n_units = 12, .people = {95}, .reply = .7, .differ = 20},
    {.number = 6, .name = "30 tied, 10 differ", .n_units = 30, .people = {95}, .reply = .7, .differ = 10},
    {.number = 7, .name = "30 tied, 20 differ", .n_units = 30, .people = {95}, .reply = .7, .differ = 20},
    {.number = 8, .name = "30 tied, 40 differ", .n_units = 30, .people = {95}, .reply = .7, .differ = 40},
    {.number = 9,
     .name = "30 near tied, 10 differ",
     .n_units = 30,
     .people = {95},
     .reply = .7,
     .spread = .1,
     .differ = 10},
    {.number = 10,
     .name = "30 near tied, 20 differ",
     .n_units = 30,
     .people = {95},
     .reply = .7,
     .spread = .1,
     .differ = 20},
    {.number = 11,
     .name = "60 tied, 30 of 300 differ, 90%",
     .n_units = 60,
     .people = {300},
     .reply = .9,
     .answers = TWO,
     .best = .9,
     .differ = 30},
    {.number = 12,
     .name = "40 tied, 100/0 9:1",
     .n_units = 40,
     .people = {300},
     .reply = .7,
     .answers = TWO,
     .best = .9},
    {.number = 13,
     .name = "60 tied, 100/0 9:1, 150",
     .n_units = 60,
     .people = {150},
     .reply = .7,
     .answers = TWO,
     .best = .9},
    {.number = 14,
     .name = "12 tied, alike 80%, 100/0 9:1, 40 people",
     .n_units = 12,
     .people = {40},
     .reply = .6,
     .answers = TWO,
     .best = .9,
     .alike = .8},
    {.number = 15,
     .name = "ceiling, 90% top, 30, half answer",
     .n_units = 12,
     .people = {30},
     .reply = .5,
     .answers = TOP,
     .best = .9,
     .whole = true},
    {.number = 16,
     .name = "ceiling, 97% of 66 (100/0)",
     .n_units = 12,
     .people = {66},
     .reply = .7,
     .answers = TWO,
     .best = .97},
    {.number = 17,
     .name = "ceiling, 99% top, 66 of 95",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .answers = TOP,
     .best = .99},
    {.number = 18,
     .name = "blanks, 5-75% by unit",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .spread = 5,
     .blank_low = .05,
     .blank_high = .75,
     .whole = true},
    {.number = 19,
     .name = "blanks, alike 60%, tied",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .alike = .6,
     .blank_low = .05,
     .blank_high = .75},
    {.number = 20,
     .name = "blanks, all alike, tied",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .alike = 1,
     .blank_low = .05,
     .blank_high = .75,
     .whole = true},
    {.number = 21,
     .name = "own unit, 12 x 40, 20-40 answer",
     .n_units = 12,
     .people = {480},
     .spread = 5,
     .own_low = 20,
     .own_high = 40},
    {.number = 22,
     .name = "own unit, 3-60 of 80, tied 100/0 8:1",
     .n_units = 12,
     .people = {960},
     .answers = TWO,
     .best = .8875,
     .own_low = 3,
     .own_high = 60,
     .whole = true},
    {.number = 23,
     .name = "own unit, 6 of 80, tied 9:1",
     .n_units = 12,
     .people = {960},
     .answers = TWO,
     .best = .9,
     .own_low = 6,
     .own_high = 6},
    {.number = 24,
     .name = "300 of 5040, the unit they dealt with",
     .n_units = 12,
     .people = {5040},
     .reply = 1,
     .spread = 5,
     .own = true,
     .draw = 300},
    {.number = 25,
     .name = "one thin unit (6%)",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .spread = 5,
     .thin = true,
     .whole = true},
    {.number = 26,
     .name = "three groups 20/80/300",
     .n_units = 12,
     .people = {20, 80, 300},
     .weight = {4, 3, 3},
     .reply = .6,
     .spread = 3,
     .whole = true},
    {.number = 27,
     .name = "three groups tied, alike in the small",
     .n_units = 12,
     .people = {20, 80, 300},
     .weight = {4, 3, 3},
     .reply = .6,
     .small_alike = 1},
    {.number = 28,
     .name = "six leaves, 30% blank by leaf",
     .n_units = 12,
     .n_leaves = 6,
     .people = {95},
     .reply = .7,
     .spread = 5,
     .blank_leaf = .3,
     .whole = true},
    {.number = 29,
     .name = "six leaves, 30 tied, alike 80%",
     .n_units = 30,
     .n_leaves = 6,
     .people = {95},
     .reply = .7,
     .alike = .8},
    {.number = 30,
     .name = "20 of 40 clusters of 10",
     .n_units = 12,
     .people = {400},
     .reply = .8,
     .spread = 5,
     .clusters = 20,
     .size = 10,
     .whole = true},
    {.number = 31,
     .name = "6 of 60 clusters of 10",
     .n_units = 12,
     .people = {600},
     .reply = .8,
     .spread = 5,
     .clusters = 6,
     .size = 10},
    {.number = 32, .name = "census 500, 95%, 12 spread", .n_units = 12, .people = {500}, .reply = .95, .spread = 5},
    {.number = 33, .name = "20 people, half answer, 12 tied", .n_units = 12, .people = {20}, .reply = .5},
    {.number = 34,
     .name = "20 people, half answer, 12 spread",
     .n_units = 12,
     .people = {20},
     .reply = .5,
     .spread = 5},
    {.number = 35,
     .name = "half alike, 12 spread",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .alike = .5,
     .spread = 5},
    {.number = 36,
     .name = "200 of 2000, 30 spread",
     .n_units = 30,
     .people = {2000},
     .reply = .8,
     .spread = 5,
     .draw = 200},
    {.number = 37,
     .name = "own unit, 100/0 4:1, 6-60 of 80, tied",
     .n_units = 12,
     .people = {960},
     .answers = TWO,
     .best = .8,
     .own_low = 6,
     .own_high = 60},
    {.number = 38,
     .name = "own unit, 100/0 19:1, 6-60 of 80, tied",
     .n_units = 12,
     .people = {960},
     .answers = TWO,
     .best = .95,
     .own_low = 6,
     .own_high = 60},
    {.number = 39,
     .name = "own unit, 100/0 4:1, 10-20 of 400, 30 tied",
     .n_units = 30,
     .people = {12000},
     .answers = TWO,
     .best = .8,
     .own_low = 10,
     .own_high = 20},
    {.number = 40,
     .name = "own unit, 100/0 9:1, 12 of 40, 60 tied",
     .n_units = 60,
     .people = {2400},
     .answers = TWO,
     .best = .9,
     .own_low = 12,
     .own_high = 12},
    {.number = 41,
     .name = "ceiling, 1 of 40 gives 0, 80%",
     .n_units = 12,
     .people = {40},
     .reply = .8,
     .answers = TWO,
     .best = .975},
    {.number = 42,
     .name = "ceiling, 1 of 40 gives 0, 92%",
     .n_units = 12,
     .people = {40},
     .reply = .92,
     .answers = TWO,
     .best = .975},
    {.number = 43,
     .name = "six leaves, 30% blank by leaf, alike 80%, tied",
     .n_units = 12,
     .n_leaves = 6,
     .people = {95},
     .reply = .7,
     .alike = .8,
     .blank_leaf = .3},
    {.number = 44,
     .name = "100/0 19:1, 30 tied, alike 70%",
     .n_units = 30,
     .people = {95},
     .reply = .7,
     .answers = TWO,
     .best = .95,
     .alike = .7},
    {.number = 45,
     .name = "100/0 4:1, one thin (6%), tied",
     .n_units = 12,
     .people = {95},
     .reply = .7,
     .answers = TWO,
     .best = .8,
     .thin = true},
    {.number = 46,
     .name = "four tiny groups 8/10/12/14, tied",
     .n_units = 12,
     .people = {8, 10, 12, 14},
     .weight = {1, 1, 1, 1},
     .reply = .7},
    {.number = 47,
     .name = "8 strata of 60, 10 drawn of each",
     .n_units = 12,
     .people = {480},
     .reply = .8,
     .spread = 5,
     .n_strata = 8,
     .draw = 10,
     .whole = true},
    {.number = 48,
     .name = "five leaves, 25 people, 60%, tied",
     .n_units = 12,
     .n_leaves = 5,
     .people = {25},
     .reply = .6},
    {.number = 49,
     .name = "two groups 100/0, 50/20, alike 70%",
     .n_units = 12,
     .people = {50, 20},
     .weight = {1, 1},
     .reply = .7,
     .answers = TWO,
     .best = .9,
     .alike = .7},
    {.number = 50,
     .name = "all equal marks, 60 people, 8 units",
     .n_units = 8,
     .people = {60},
     .reply = .7,
     .answers = TWO,
     .best = .999},
    {.number = 51,
     .name = "six leaves, 12% blank by leaf, alike 80%, 30 tied",
     .n_units = 30,
     .n_leaves = 6,
     .people = {95},
     .reply = .7,
     .alike = .8,
     .blank_leaf = .12},
    {.number = 52,
     .name = "six leaves, 30% blank by leaf, tied",
     .n_units = 12,
     .n_leaves = 6,
     .people = {95},
     .reply = .7,
     .blank_leaf = .3},
    {.number = HELD_OUT + 1,
     .name = "H1 own unit 30 each and 60 with blanks",
     .n_units = 15,
     .people = {450, 60},
     .weight = {1, 1},
     .reply = .6,
     .spread = 3,
     .blank_low = .2,
     .blank_high = .6,
     .own_first = true},
    {.number = HELD_OUT + 2,
     .name = "H2 45 units, 120 people, half alike, 60%",
     .n_units = 45,
     .people = {120},
     .reply = .6,
     .spread = 2,
     .alike = .5},
    {.number = HELD_OUT + 3,
     .name = "H3 own unit 25 x 20, 6-18 answer, tied 8:1",
     .n_units = 25,
     .people = {500},
     .answers = TWO,
     .best = 8.0 / 9,
     .own_low = 6,
     .own_high = 18},
    {.number = HELD_OUT + 4,
     .name = "H4 two groups, 3 leaves, 20% blank, half alike",
     .n_units = 20,
     .n_leaves = 3,
     .people = {80, 40},
     .weight = {1, 1},
     .reply = .7,
     .alike = .5,
     .blank_leaf = .2},
    {.number = HELD_OUT + 5,
     .name = "H5 80 of 600, own unit 8 x 75, 100/0 85:15",
     .n_units = 8,
     .people = {600},
     .reply = 1,
     .answers = TWO,
     .best = .85,
     .own = true,
     .draw = 80},
    {.number = HELD_OUT + 6,
     .name = "H6 10 of 30 clusters of 8, half alike, 10 spread",
     .n_units = 10,
     .people = {240},
     .reply = .8,
     .spread = 5,
     .alike = .5,
     .clusters = 10,
     .size = 8},
    {.number = HELD_OUT + 7,
     .name = "H7 22 units, 45 people, 95% alike, tied 9:1",
     .n_units = 22,
     .people = {45},
     .reply = .7,
     .answers = TWO,
     .best = .9,
     .alike = .95},
    {.number = HELD_OUT + 8,
     .name = "H8 8 units, 50-90% blank, 200, 100/0 85:15",
     .n_units = 8,
     .people = {200},
     .reply = .7,
     .answers = TWO,
     .best = .85,
     .blank_low = .5,
     .blank_high = .9},
};

/* --- a population -------------------------------------------------------------------------------- */

/* All groups' people in a row. */
struct population {
    const struct condition *c;
    size_t n, n_groups, n_units, n_leaves;
    size_t *group, *stratum; /* [person]: of all groups' */
    size_t *unit;            /* [person]: his own, or ALL */
    uint8_t *mark;           /* [(person * n_units + unit) * n_leaves + leaf]: option, from 1 */
    size_t *answering;       /* [unit]: how many of its people answer, of own_low to own_high */
    double *truth;           /* [unit] */
};

static bool rates_own(const struct condition *c)
{
    return c->own || c->own_high > 0;
}

/* N numbers about 0, none beyond LIMIT. */
static void fill_within(gsl_rng *rng, long *to, size_t n, double sd, long limit)
{
    for (size_t i = 0; i < n; i++) {
        long x = lround(gsl_ran_gaussian(rng, sd));
        to[i] = x < -limit ? -limit : x > limit ? limit : x;
    }
}

static uint8_t option_of(long option)
{
    return (uint8_t)(option < 1 ? 1 : option > OPTIONS ? OPTIONS : option);
}

/* What the N people WHO, all of a group or of a unit, say.  Those who do not say the same of all have the same
 * departures in another order for each unit and leaf, so that without a spread all units are equal. */
static void fill_people(struct population *p, gsl_rng *rng, const size_t *who, size_t n, double alike)
{
    const struct condition *c = p->c;
    long *rater = xcalloc(n, sizeof *rater), *departure = xcalloc(n, sizeof *departure);
    size_t same = c->differ ? n - c->differ : (size_t)lround(alike * (double)n), others = n - same;
    size_t *place = xcalloc(n, sizeof *place);
    for (size_t k = 0; k < n; k++)
        place[k] = k < same ? k : k - same;
    fill_within(rng, rater, n, 5, 7);
    fill_within(rng, departure, n, 2.5, 3);
    for (size_t u = 0; u < p->n_units; u++)
        for (size_t l = 0; l < p->n_leaves; l++) {
            double lift = c->spread * (double)u / (double)(p->n_units > 1 ? p->n_units - 1 : 1);
            if (others)
                gsl_ran_shuffle(rng, place + same, others, sizeof *place);
            for (size_t k = 0; k < n; k++) {
                double at = (double)place[k], of = (double)(k < same ? same : others);
                long option = 11 + (long)lift + (at < (lift - floor(lift)) * of) + rater[k];
                option += k < same ? 0 : departure[same + place[k]];
                if (c->answers != GRADED)
                    option = at < c->best * of - 1e-9 ? OPTIONS : c->answers == TWO ? 1 : (OPTIONS + 1) / 2;
                p->mark[(who[k] * p->n_units + u) * p->n_leaves + l] = option_of(option);
            }
        }
    free(rater);
    free(departure);
    free(place);
}

static double share_of(const struct condition *c, size_t group, size_t n_groups)
{
    double sum = 0;
    for (size_t g = 0; g < n_groups; g++)
        sum += c->weight[g];
    return n_groups > 1 ? c->weight[group] / sum : 1;
}

static void set_truth(struct population *p)
{
    double *sum = xcalloc(p->n_units * p->n_groups, sizeof *sum), *n = xcalloc(p->n_units * p->n_groups, sizeof *n);
    memset(p->truth, 0, p->n_units * sizeof *p->truth);
    for (size_t i = 0; i < p->n; i++)
        for (size_t u = 0; u < p->n_units; u++)
            for (size_t l = 0; (p->unit[i] == ALL || p->unit[i] == u) && l < p->n_leaves; l++) {
                sum[p->group[i] * p->n_units + u] += 5.0 * (p->mark[(i * p->n_units + u) * p->n_leaves + l] - 1);
                n[p->group[i] * p->n_units + u]++;
            }
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t u = 0; u < p->n_units; u++)
            p->truth[u] += share_of(p->c, g, p->n_groups) * sum[g * p->n_units + u] / n[g * p->n_units + u];
    for (size_t u = 0; u < p->n_units; u++) /* equal ones to the last digit */
        p->truth[u] = round(p->truth[u] * 1e9) / 1e9;
    free(sum);
    free(n);
}

static void populate(struct population *p, gsl_rng *rng)
{
    const struct condition *c = p->c;
    size_t *who = xcalloc(p->n, sizeof *who);
    for (size_t part = 0; part < p->n_units + p->n_groups; part++) { /* those of a unit, then the others of a group */
        size_t n = 0;
        for (size_t i = 0; i < p->n; i++)
            if (part == (p->unit[i] == ALL ? p->n_units + p->group[i] : p->unit[i]))
                who[n++] = i;
        if (!n)
            continue;
        if (!c->clusters && !c->n_strata) /* these keep their order: neighbours are more alike */
            gsl_ran_shuffle(rng, who, n, sizeof *who);
        fill_people(p, rng, who, n, part == p->n_units && c->small_alike > 0 ? c->small_alike : c->alike);
    }
    for (size_t i = 0; (c->clusters || c->n_strata) && i < p->n; i++) { /* a level of their own */
        size_t of = c->clusters ? i / c->size : i % c->n_strata;
        for (size_t k = 0; k < p->n_units * p->n_leaves; k++) {
            uint8_t *mark = &p->mark[i * p->n_units * p->n_leaves + k];
            *mark = option_of(*mark + (long)(of * 5 % 7) - 3);
        }
    }
    for (size_t u = 0; u < p->n_units; u++)
        p->answering[u] = c->own_low + gsl_rng_uniform_int(rng, c->own_high - c->own_low + 1);
    set_truth(p);
    free(who);
}

static void population_init(struct population *p, const struct condition *c)
{
    *p = (struct population){.c = c, .n_units = c->n_units, .n_leaves = c->n_leaves ? c->n_leaves : 1};
    for (size_t g = 0; g < MOST_GROUPS && c->people[g]; g++) {
        p->n += c->people[g];
        p->n_groups++;
    }
    p->group = xcalloc(p->n, sizeof *p->group);
    p->stratum = xcalloc(p->n, sizeof *p->stratum);
    p->unit = xcalloc(p->n, sizeof *p->unit);
    for (size_t i = 0, g = 0, left = c->people[0]; i < p->n; i++, left--) {
        if (left == 0)
            left = c->people[++g];
        p->group[i] = g;
        p->stratum[i] = c->n_strata ? i % c->n_strata : g;
        p->unit[i] = rates_own(c) || (c->own_first && g == 0) ? i % p->n_units : ALL;
    }
    p->mark = xcalloc(p->n * p->n_units * p->n_leaves, 1);
    p->answering = xcalloc(p->n_units, sizeof *p->answering);
    p->truth = xcalloc(p->n_units, sizeof *p->truth);
}

static void population_release(struct population *p)
{
    void *const all[] = {p->group, p->stratum, p->unit, p->mark, p->answering, p->truth};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* --- a round ------------------------------------------------------------------------------------- */

static void row(struct definition *d, enum table_id t, const char *const *cells)
{
    const char *all[TABLE_MAX_COLUMNS] = {NULL};
    for (size_t i = 0; i < table_specs[t].n_columns && cells[i]; i++)
        all[i] = cells[i];
    definition_add_row(d, t, d->tables[t].n_rows + 2, all);
}

#define ROW(table, ...) row(d, table, (const char *const[]){__VA_ARGS__, NULL})

/* How GROUP is drawn. */
static void add_group(struct definition *d, const struct population *p, const char *group)
{
    const struct condition *c = p->c;
    char take[24], all[24];
    snprintf(take, sizeof take, "%zu", c->clusters ? c->clusters : c->draw);
    snprintf(all, sizeof all, "%zu", c->size);
    if (c->clusters) {
        ROW(T_GROUPS, group, group, "ballot", "stages");
        ROW(T_STAGES, group, "1", "area", "srs", take);
        ROW(T_STAGES, group, "2", "", "srs", all);
    } else if (c->draw && c->n_strata) {
        ROW(T_GROUPS, group, group, "ballot", "stratified", take, "persons", "stratum", "kind");
    } else if (c->draw) {
        ROW(T_GROUPS, group, group, "ballot", "srs", take, "persons");
    } else {
        ROW(T_GROUPS, group, group, "ballot", "census");
    }
}

/* One block of all units; each group has a ballot type with a question a leaf.  In memory all ballots list all units.
 */
static struct definition *definition_for(const struct population *p, bool learned, bool whole)
{
    struct definition *d = definition_new();
    char text[32], group[8], code[8];
    ROW(T_ROUND, "code", "R");
    ROW(T_ROUND, "title", "R");
    ROW(T_ROUND, "year", "2024");
    ROW(T_ROUND, "floor", learned ? "learned" : "full");
    ROW(T_BLOCKS, "B", "B", "yes");
    for (size_t u = 0; u < p->n_units; u++) {
        snprintf(code, sizeof code, "U%zu", u % 1000);
        ROW(T_UNITS, code, code, "B");
    }
    for (int option = 0; option < OPTIONS; option++) {
        snprintf(text, sizeof text, "%d", 5 * option);
        ROW(T_SCALES, "S", text, text, text);
    }
    ROW(T_CRITERIA, "B", "1", "1");
    snprintf(text, sizeof text, "%.9f", 100 / (double)p->n_leaves);
    for (size_t l = 0; l < p->n_leaves; l++) {
        snprintf(code, sizeof code, "L%zu", l % 1000);
        ROW(T_CRITERIA, "B", code, code, "1", text, "", "", "", "DTXHH");
    }
    for (size_t g = 0; g < p->n_groups; g++) {
        snprintf(group, sizeof group, "G%zu", g % 1000);
        if (whole)
            add_group(d, p, group);
        else
            ROW(T_GROUPS, group, group, "ballot", "census");
        snprintf(text, sizeof text, "%g", p->n_groups > 1 ? p->c->weight[g] : 1);
        ROW(T_GROUP_WEIGHTS, "*", "*", group, text);
        ROW(T_BALLOT_TYPES, group, group, group, "B", whole && rates_own(p->c) ? "own" : "all", "allow");
        for (size_t l = 0; l < p->n_leaves; l++) {
            snprintf(code, sizeof code, "L%zu", l % 1000);
            snprintf(text, sizeof text, "Q%zu", l % 1000);
            ROW(T_QUESTIONS, group, text, text, "unit", "option", "B", code, "", "S", "no");
        }
    }
    struct issues *issues = issues_new();
    if (!definition_check(d, issues)) {
        issues_print(issues, stderr);
        exit(2);
    }
    issues_free(issues);
    return d;
}

static struct cases *cases_for(const struct population *p, const struct definition *d)
{
    struct cases *c = xcalloc(1, sizeof *c);
    size_t n_cells = p->n_units * p->n_leaves;
    c->d = d;
    c->n_strata = c->room_strata = p->c->n_strata ? p->c->n_strata : p->n_groups;
    c->strata = xcalloc(c->n_strata, sizeof *c->strata);
    for (size_t s = 0; s < c->n_strata; s++)
        c->strata[s] = (struct case_stratum){.group = p->c->n_strata ? 0 : s,
                                             .name = "",
                                             .random = true,
                                             .clusters = p->c->clusters > 0,
                                             .raters = xcalloc(p->n_units, sizeof(int64_t))};
    for (size_t i = 0; i < p->n; i++) {
        c->strata[p->stratum[i]].eligible++;
        for (size_t u = 0; u < p->n_units; u++)
            c->strata[p->stratum[i]].raters[u] += p->unit[i] == ALL || p->unit[i] == u;
    }
    c->stratum_of = xcalloc(p->n, sizeof *c->stratum_of);
    c->ballots = xcalloc(p->n, sizeof *c->ballots);
    c->bytes = xcalloc(p->n * (p->n_units + n_cells), 1);
    c->lists.n = 1;
    c->lists.n_units = xcalloc(1, sizeof *c->lists.n_units);
    c->lists.start = xcalloc(1, sizeof *c->lists.start);
    c->lists.units = xcalloc(p->n_units, sizeof *c->lists.units);
    c->lists.n_units[0] = p->n_units;
    for (size_t u = 0; u < p->n_units; u++)
        c->lists.units[u] = d->blocks[0].units[u];
    return c;
}

/* --- a survey ------------------------------------------------------------------------------------ */

/* Who answers; DRAWN says who is asked, where they are not drawn here. */
static void choose(const struct population *p, gsl_rng *rng, const bool *drawn, bool *answers)
{
    const struct condition *c = p->c;
    size_t *order = xcalloc(p->n, sizeof *order), *taken = xcalloc(p->n + p->n_units, sizeof *taken);
    size_t n_clusters = c->clusters ? p->n / c->size : 0;
    bool *in = xcalloc(n_clusters + 1, sizeof *in); /* clusters */
    for (size_t i = 0; i < p->n; i++)
        order[i] = i;
    gsl_ran_shuffle(rng, order, p->n, sizeof *order);
    for (size_t k = 0, left = c->clusters; k < n_clusters; k++) {
        in[k] = gsl_rng_uniform(rng) * (double)(n_clusters - k) < (double)left;
        left -= in[k];
    }
    for (size_t k = 0; k < p->n; k++) {
        size_t i = order[k];
        bool asked = drawn ? drawn[i] : c->clusters ? in[i / c->size] : !c->draw || taken[p->stratum[i]]++ < c->draw;
        answers[i] =
            c->own_high ? taken[p->unit[i]]++ < p->answering[p->unit[i]] : asked && gsl_rng_uniform(rng) < c->reply;
    }
    free(order);
    free(taken);
    free(in);
}

/* What person I ticks: CELLS, and for which units that COUNTS; false where he ticks nothing. */
static bool tick(const struct population *p, gsl_rng *rng, size_t i, uint8_t *counts, uint8_t *cells)
{
    const struct condition *c = p->c;
    bool any = false;
    memset(counts, 0, p->n_units);
    memset(cells, 0, p->n_units * p->n_leaves);
    for (size_t u = 0; u < p->n_units; u++) {
        double blank = p->unit[i] != ALL ? 0
                       : c->thin         ? (u == 0 ? .94 : 0)
                                 : c->blank_low + (c->blank_high - c->blank_low) * (double)u / (double)p->n_units;
        if ((p->unit[i] != ALL && p->unit[i] != u) || (blank > 0 && gsl_rng_uniform(rng) < blank))
            continue;
        for (size_t l = 0; l < p->n_leaves; l++) {
            if (c->blank_leaf > 0 && gsl_rng_uniform(rng) < c->blank_leaf)
                continue;
            cells[u * p->n_leaves + l] = p->mark[(i * p->n_units + u) * p->n_leaves + l];
            counts[u] = 1;
            any = true;
        }
    }
    return any;
}

static bool enough(const struct population *p, const size_t *n)
{
    for (size_t k = 0; k < p->n_groups * p->n_units; k++)
        if (n[k] < 2)
            return false;
    return true;
}

/* Fills CASES with what is answered; false where some unit has fewer than two answers of a group. */
static bool answer(const struct population *p, gsl_rng *rng, const bool *answers, struct cases *c)
{
    const struct condition *how = p->c;
    size_t n_cells = p->n_units * p->n_leaves, size = p->n_units + n_cells, n = 0;
    size_t *valid = xcalloc(c->n_strata, sizeof *valid), *rated = xcalloc(p->n_groups * p->n_units, sizeof *rated);
    size_t *cluster = xcalloc(p->n, sizeof *cluster), n_cases = 0;
    for (size_t s = 0; s < c->n_strata; s++)
        c->strata[s].n_cases = 0;
    for (size_t i = 0; i < p->n; i++) {
        uint8_t *counts = c->bytes + n * size;
        if (!answers[i] || !tick(p, rng, i, counts, counts + p->n_units))
            continue;
        for (size_t u = 0; u < p->n_units; u++)
            rated[p->group[i] * p->n_units + u] += counts[u];
        size_t *of = how->clusters ? &cluster[i / how->size] : NULL;
        size_t who = of && *of ? *of - 1 : n_cases; /* the cluster may be there already */
        if (who == n_cases) {
            n_cases++;
            c->strata[p->stratum[i]].n_cases++;
            if (of)
                *of = n_cases;
        }
        c->stratum_of[who] = (uint32_t)p->stratum[i];
        c->ballots[n] = (struct kept_ballot){
            .at = n * size, .who = (uint32_t)who, .person = (uint32_t)n, .type = (uint32_t)p->group[i]};
        valid[p->stratum[i]]++;
        n++;
    }
    c->n_ballots = n;
    c->n_cases = n_cases;
    bool ok = enough(p, rated);
    for (size_t k = 0; ok && k < n; k++) {
        struct kept_ballot *b = &c->ballots[k];
        size_t stratum = c->stratum_of[b->who];
        b->weight = (double)c->strata[stratum].eligible / (double)valid[stratum];
    }
    free(valid);
    free(rated);
    free(cluster);
    return ok;
}

/* What a survey says of a unit. */
struct said {
    double low, high;
    size_t rank_low, rank_high;
};

/* What came out of the surveys of a condition. */
struct found {
    size_t n, *held; /* [unit] */
    double cover, cover2, width, length;
    size_t joint;
};

static void note(struct found *f, const struct population *p, const struct said *said)
{
    size_t n = p->n_units, held = 0;
    bool all = true;
    for (size_t u = 0; u < n; u++) {
        bool covers = said[u].low <= p->truth[u] + 1e-8 && p->truth[u] <= said[u].high + 1e-8;
        held += covers;
        f->held[u] += covers;
        f->width += (said[u].high - said[u].low) / (double)n;
        f->length += (double)(said[u].rank_high - said[u].rank_low + 1) / (double)n;
        size_t better = 0, worse = 0;
        for (size_t k = 0; k < n; k++) {
            better += p->truth[k] > p->truth[u] + 1e-8;
            worse += p->truth[k] < p->truth[u] - 1e-8;
        }
        all = all && said[u].rank_low <= 1 + better && said[u].rank_high >= n - worse;
    }
    f->cover += (double)held / (double)n;
    f->cover2 += (double)held * (double)held / (double)(n * n);
    f->joint += all;
    f->n++;
}

/* --- in memory ----------------------------------------------------------------------------------- */

static void die(const char *what, const struct error *err, const struct issues *issues)
{
    if (issues)
        issues_print(issues, stderr);
    fprintf(stderr, "%s: %s\n", what, err->text);
    exit(2);
}

static void survey(const struct population *p, struct definition *d, gsl_rng *rng, struct cases *cases,
                   const struct error_unit *units, bool *answers, struct found *f)
{
    choose(p, rng, NULL, answers);
    if (answer(p, rng, answers, cases)) {
        struct error err = {0};
        struct survey_results results = {0};
        struct outside *outside = outside_of(d, NULL, 0);
        survey_results_init(&results, d, cases, outside);
        free(cases->order);
        d->rules.fpc = false; /* there is no frame to count in */
        if (!cases_sort(cases, NULL, &err))
            die("cases", &err, NULL);
        d->rules.fpc = true;
        struct point_errors errors;
        point_errors_init(&errors, d, &results, cases, NULL, units, p->n_units, NULL);
        struct rank_unit *ranked = xcalloc(p->n_units, sizeof *ranked);
        struct said *said = xcalloc(p->n_units, sizeof *said);
        for (size_t u = 0; u < p->n_units; u++) {
            ranked[u] = errors.units[u].ranked;
            ranked[u].value = ranked[u].part.value;
        }
        rank_sets(ranked, p->n_units, errors.pairs[0], 0.95);
        for (size_t u = 0; u < p->n_units; u++) {
            struct interval limits = bounded_limits(&ranked[u].part, 0.05);
            said[u] = (struct said){limits.lower, limits.upper, ranked[u].low, ranked[u].high};
        }
        note(f, p, said);
        free(said);
        free(ranked);
        point_errors_release(&errors);
        survey_results_release(&results);
        outside_free(outside);
    }
}

/* The surveys of P from memory. */
static void in_memory(struct population *p, gsl_rng *rng, size_t surveys, bool learned, struct found *f)
{
    struct definition *d = definition_for(p, learned, false);
    struct error_unit *units = xcalloc(p->n_units, sizeof *units);
    struct unit_result *results = xcalloc(p->n_units, sizeof *results);
    bool *outside = xcalloc(d->blocks[0].n_nodes, sizeof *outside), *answers = xcalloc(p->n, sizeof *answers);
    for (size_t u = 0; u < p->n_units; u++) {
        results[u].nodes = xcalloc(d->blocks[0].n_nodes, sizeof *results[u].nodes);
        results[u].max = 100 * DECIMAL_ONE;
        units[u] = (struct error_unit){u, &results[u], outside, NULL};
    }
    struct cases *cases = cases_for(p, d);
    for (size_t k = 0; k < POPULATIONS; k++) {
        populate(p, rng);
        for (size_t s = k * surveys / POPULATIONS; s < (k + 1) * surveys / POPULATIONS; s++)
            survey(p, d, rng, cases, units, answers, f);
    }
    for (size_t u = 0; u < p->n_units; u++)
        free(results[u].nodes);
    free(results);
    free(units);
    free(outside);
    free(answers);
    cases_free(cases);
    definition_free(d);
}

/* --- through whole rounds ------------------------------------------------------------------------ */

static const struct actor tester = {.who = "tester", .reason = "a test"};

struct files {
    char folder[48], base[80], round[80], frame[80], ballots[80];
};

static void files_init(struct files *f)
{
    const char *set = getenv("TMPDIR");
    snprintf(f->folder, sizeof f->folder, "%.20s/dtxhh-points-XXXXXX",
             set && *set && strlen(set) <= 20 ? set
             : access("/dev/shm", W_OK)       ? "/tmp"
                                              : "/dev/shm");
    if (!mkdtemp(f->folder))
        exit(2);
    snprintf(f->base, sizeof f->base, "%s/base.dtxhh", f->folder);
    snprintf(f->round, sizeof f->round, "%s/round.dtxhh", f->folder);
    snprintf(f->frame, sizeof f->frame, "%s/frame.csv", f->folder);
    snprintf(f->ballots, sizeof f->ballots, "%s/ballots.csv", f->folder);
}

static void files_release(const struct files *f)
{
    const char *const all[] = {f->base, f->round, f->frame, f->ballots};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        unlink(all[i]);
    rmdir(f->folder);
}

/* A round with a frozen frame of P's people. */
static void make_base(const struct population *p, const struct files *f, bool learned)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct definition *d = definition_for(p, learned, true);
    FILE *out = fopen(f->frame, "w");
    if (!out)
        exit(2);
    fprintf(out, "group,id,rates,kind,area\n");
    for (size_t i = 0; i < p->n; i++)
        fprintf(out, "G%zu,%zu,U%zu,K%zu,A%zu\n", p->group[i], i, i % p->n_units, p->stratum[i],
                p->c->clusters ? i / p->c->size : 0);
    fclose(out);
    const char *const frames[] = {f->frame};
    struct frame_import members = {0};
    struct run run;
    struct store *store = store_create(f->base, NULL, &err);
    if (!store || !run_begin(&run, store, "new", &tester, &err) || !definition_save(d, store, &err) ||
        !run_commit(&run, &err) ||
        !frame_import(store, frames, 1, &(struct frame_options){0}, &tester, &members, issues, &err) ||
        !draw_freeze(store, &(struct freezing){.seed_from = "x"}, &tester, issues, &err))
        die("frame", &err, issues);
    free(members.identity_file);
    store_close(store);
    definition_free(d);
    issues_free(issues);
}

static void copy_file(const char *from, const char *to)
{
    char bytes[65536];
    size_t n;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    if (!in || !out)
        exit(2);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
        if (fwrite(bytes, 1, n, out) != n)
            exit(2);
    if (fclose(out) != 0)
        exit(2);
    fclose(in);
}

/* The ballots of STORE as a file; false where some unit has fewer than two answers of a group. */
static bool write_ballots(const struct population *p, gsl_rng *rng, struct store *store, const struct files *f)
{
    struct error err = {0};
    int64_t *serial = xcalloc(p->n, sizeof *serial);
    bool *drawn = xcalloc(p->n, sizeof *drawn), *answers = xcalloc(p->n, sizeof *answers);
    size_t *rated = xcalloc(p->n_groups * p->n_units, sizeof *rated);
    uint8_t *counts = xcalloc(p->n_units, 1), *cells = xcalloc(p->n_units * p->n_leaves, 1);
    struct query *q = query_new(store, "SELECT serial, member FROM ballot");
    while (query_next(q)) {
        size_t i = strtoul(query_get_str(q, 1), NULL, 10);
        drawn[i] = true;
        serial[i] = query_get_int(q, 0);
    }
    FILE *out = fopen(f->ballots, "w");
    if (!query_end(q, &err) || !out)
        die("ballots", &err, NULL);
    fprintf(out, "serial,channel,keyer");
    for (size_t u = 0; u < p->n_units; u++)
        for (size_t l = 0; l < p->n_leaves; l++)
            fprintf(out, ",Q%zu.U%zu", l, u);
    choose(p, rng, drawn, answers);
    for (size_t i = 0; i < p->n; i++) {
        if (!answers[i] || !tick(p, rng, i, counts, cells))
            continue;
        fprintf(out, "\n%" PRId64 ",paper,k", serial[i]);
        for (size_t k = 0; k < p->n_units * p->n_leaves; k++)
            cells[k] ? fprintf(out, ",%d", 5 * (cells[k] - 1)) : fprintf(out, ",");
        for (size_t u = 0; u < p->n_units; u++)
            rated[p->group[i] * p->n_units + u] += counts[u];
    }
    fprintf(out, "\n");
    bool ok = fclose(out) == 0 && enough(p, rated);
    free(serial);
    free(drawn);
    free(answers);
    free(rated);
    free(counts);
    free(cells);
    return ok;
}

static void read_scores(const struct population *p, struct store *store, struct said *said)
{
    struct error err = {0};
    size_t n = 0;
    struct query *q = query_new(store, "SELECT unit, low, high, rank_low, rank_high FROM score");
    for (; query_next(q); n++)
        said[strtoul(query_get_str(q, 0) + 1, NULL, 10)] = (struct said){
            query_get_real(q, 1), query_get_real(q, 2), (size_t)query_get_int(q, 3), (size_t)query_get_int(q, 4)};
    if (!query_end(q, &err) || n != p->n_units)
        die("scores", &err, NULL);
}

/* A round from the frame to the ranks. */
static void whole_survey(const struct population *p, gsl_rng *rng, size_t number, const struct files *f,
                         struct found *of)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct plan plan = {0};
    struct ballot_import keyed = {0};
    const char *const ballots[] = {f->ballots};
    char seed[24];
    size_t n;
    int64_t run;
    copy_file(f->base, f->round);
    snprintf(seed, sizeof seed, "%zu", number);
    struct store *store = store_open(f->round, STORE_WRITE, &err);
    if (!store || !draw_sample(store, seed, false, &tester, &plan, issues, &err) ||
        !issue_sample(store, "s", &tester, &n, &run, issues, &err))
        die("draw", &err, issues);
    if (write_ballots(p, rng, store, f)) {
        struct said *said = xcalloc(p->n_units, sizeof *said);
        if (!ballots_import(store, ballots, 1, &(struct ballot_options){.pass = 1}, &tester, &keyed, issues, &err) ||
            !weigh_round(store, NULL, &tester, issues, &err) || !score_round(store, false, &tester, issues, NULL, &err))
            die("score", &err, issues);
        read_scores(p, store, said);
        note(of, p, said);
        free(said);
    }
    plan_release(&plan);
    store_close(store);
    issues_free(issues);
}

static void through_rounds(struct population *p, gsl_rng *rng, size_t surveys, bool learned, struct found *f)
{
    struct files files;
    files_init(&files);
    make_base(p, &files, learned);
    for (size_t k = 0; k < POPULATIONS; k++) {
        populate(p, rng);
        for (size_t s = k * surveys / POPULATIONS; s < (k + 1) * surveys / POPULATIONS; s++)
            whole_survey(p, rng, s, &files, f);
    }
    files_release(&files);
}

/* --- conditions ---------------------------------------------------------------------------------- */

/* Prints the line of C; true where all is as it should be. */
static bool try(const struct condition *c, size_t surveys, bool learned, bool whole)
{
    struct population p;
    population_init(&p, c);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, SEED + (unsigned long)c->number + (whole ? 1000 : 0));
    struct found f = {0};
    f.held = xcalloc(p.n_units, sizeof *f.held);
    (whole ? through_rounds : in_memory)(&p, rng, surveys, learned, &f);
    double n = (double)f.n, mean = f.cover / n, worst = 1, joint = (double)f.joint / n;
    for (size_t u = 0; u < p.n_units; u++)
        worst = fmin(worst, (double)f.held[u] / n);
    double error = 2 * sqrt((f.cover2 / n - mean * mean) / n), worst_error = 2 * sqrt(worst * (1 - worst) / n),
           joint_error = 2 * sqrt(joint * (1 - joint) / n);
    bool ok = n >= 0.8 * (double)surveys && mean + error >= 0.945 && worst + worst_error >= 0.9 &&
              joint + joint_error >= 0.94;
    printf("%02d %-50s %5.0f  %5.1f +-%4.1f  %5.1f +-%4.1f  %5.1f +-%4.1f  %5.1f  %5.1f%s%s\n", c->number, c->name, n,
           100 * mean, 100 * error, 100 * worst, 100 * worst_error, 100 * joint, 100 * joint_error, f.width / n,
           f.length / n, whole ? "  whole rounds" : "", ok ? "" : "  FAIL");
    free(f.held);
    gsl_rng_free(rng);
    population_release(&p);
    return ok;
}

int main(int argc, char **argv)
{
    size_t surveys = argc > 1 ? strtoul(argv[1], NULL, 10) : 600, running = 0, failed = 0;
    size_t rounds = argc > 3 ? strtoul(argv[3], NULL, 10) : surveys;
    size_t jobs = parallel_threads(), n = sizeof conditions / sizeof *conditions;
    bool learned = argc > 2 && !strcmp(argv[2], "learned");
    setenv("DTXHH_THREADS", "1", 1); /* of a condition; they go side by side */
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("%-53s %5s  %12s  %12s  %12s  %5s  %5s\n", learned ? "condition, floor = learned" : "condition", "n",
           "cover", "worst unit", "all ranks", "width", "set");
    for (size_t i = 0; i < 2 * n || running > 0;) {
        int status;
        if (i < 2 * n && running < jobs) {
            bool whole = i >= n;
            const struct condition *c = &conditions[i++ % n];
            if ((argc > 4 && !strstr(c->name, argv[4])) || (whole && (!c->whole || !rounds)) || (!whole && !surveys))
                continue;
            pid_t child = fork();
            if (child == 0)
                _exit(try(c, whole ? rounds : surveys, learned, whole) && fflush(stdout) == 0 ? EXIT_SUCCESS
                                                                                              : EXIT_FAILURE);
            if (child < 0)
                return 2;
            running++;
            continue;
        }
        if (wait(&status) < 0)
            return 2;
        failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
        if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
            printf("a condition could not be computed\n");
        running--;
    }
    printf("%zu conditions failed\n", failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
