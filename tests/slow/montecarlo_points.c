/* montecarlo_points.c - do intervals of points and sets of ranks cover as they say?
 *
 * A population of 95 people who rate all of 12 units on a scale of 0 to 100 in steps of 5; what a person
 * gives to all of them differs more between people than units do within one.  Again and again 70 in 100 of them answer:
 * a census with non-response.  The points of a unit over the whole population are known; counted is how often the 95 %
 * interval holds them, and how often the sets of ranks hold all true ranks at once.  Units are equal in fours, or all
 * of them: the hardest case for sets of ranks.  Prints the shares; status 1 where they are out of bounds.
 */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/interval.h"
#include "scoring/estimates/rank_set.h"
#include "scoring/points/errors.h"
#include "survey/base/memory.h"

#define PEOPLE  95
#define UNITS   12
#define SAMPLES 2000
#define OPTIONS 21

static uint8_t mark[PEOPLE][UNITS]; /* option 1 to 21: 0, 5, … 100 percent */
static double truth[UNITS];

static long within(double options, long most)
{
    long x = lround(options);
    return x < -most ? -most : x > most ? most : x;
}

/* SPREAD options of five points lie between each two pairs of units.  What is a person's own, and the same departures
 * from it for each unit but of other people: so that without a spread all units are equal. */
static void make_population(gsl_rng *rng, long spread)
{
    long rater[PEOPLE], departure[PEOPLE];
    for (size_t i = 0; i < PEOPLE; i++) {
        rater[i] = within(gsl_ran_gaussian(rng, 2.5), 5);
        departure[i] = within(gsl_ran_gaussian(rng, 1.5), 3);
    }
    memset(truth, 0, sizeof truth);
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t u = 0; u < UNITS; u++) {
            long option = 9 + spread * (long)(u / 4) + rater[i] + departure[(i + 7 * u) % PEOPLE];
            mark[i][u] = (uint8_t)option; /* 1 to 19 */
            truth[u] += 5.0 * (mark[i][u] - 1) / PEOPLE;
        }
    for (size_t u = 0; u < UNITS; u++) /* equal ones to the last digit */
        truth[u] = round(truth[u] * 1e9) / 1e9;
}

/* One block of all units, one group, one leaf of 100 points, one question about each unit. */
static struct definition *make_definition(void)
{
    static size_t nodes[1] = {0}, units[UNITS], questions[1] = {0};
    static struct block block = {.code = "B", .nodes = nodes, .n_nodes = 1, .units = units, .n_units = UNITS};
    static struct unit unit[UNITS];
    static struct group group = {.code = "G", .via = VIA_BALLOT, .design = DESIGN_CENSUS};
    static struct option options[OPTIONS];
    static struct scale scale = {.code = "S", .options = options, .n_options = OPTIONS};
    static struct criterion criterion = {
        .code = "1", .parent = NONE, .level = 1, .is_leaf = true, .method = METHOD_DTXHH, .max = 100 * DECIMAL_ONE};
    static struct ballot_type type = {.block = 0, .unit_questions = questions, .n_unit_questions = 1};
    static struct question question = {.criterion = "1", .block = ALL, .weight = DECIMAL_ONE, .scale = 0};
    for (size_t u = 0; u < UNITS; u++)
        units[u] = u;
    for (size_t i = 0; i < OPTIONS; i++)
        options[i] = (struct option){.counted = true, .percent = 5 * (decimal)i * DECIMAL_ONE};
    struct definition *d = xcalloc(1, sizeof *d);
    *d = (struct definition){.rules = {.survey = SURVEY_HERE, .min_base = 1, .decimals = 2, .fpc = true},
                             .blocks = &block,
                             .units = unit,
                             .groups = &group,
                             .scales = &scale,
                             .criteria = &criterion,
                             .ballot_types = &type,
                             .questions = &question,
                             .n_blocks = 1,
                             .n_units = UNITS,
                             .n_groups = 1,
                             .n_scales = 1,
                             .n_criteria = 1,
                             .n_ballot_types = 1,
                             .n_questions = 1};
    return d;
}

/* Those who answer, as ballots with the weight PEOPLE / n. */
static size_t answer(gsl_rng *rng, struct cases *c, double estimate[UNITS])
{
    size_t n = 0;
    memset(estimate, 0, UNITS * sizeof *estimate);
    for (size_t i = 0; i < PEOPLE; i++) {
        if (gsl_rng_uniform(rng) >= 0.7)
            continue;
        c->stratum_of[n] = 0;
        c->ballots[n] = (struct kept_ballot){.at = n * 2 * UNITS, .who = (uint32_t)n};
        for (size_t u = 0; u < UNITS; u++) {
            c->bytes[n * 2 * UNITS + u] = 1;
            c->bytes[n * 2 * UNITS + UNITS + u] = mark[i][u];
            estimate[u] += 5.0 * (mark[i][u] - 1);
        }
        n++;
    }
    for (size_t i = 0; i < n; i++)
        c->ballots[i].weight = (double)PEOPLE / (double)n;
    for (size_t u = 0; u < UNITS; u++)
        estimate[u] /= (double)n;
    c->n_ballots = c->n_cases = c->strata[0].n_cases = n;
    return n;
}

/* True where all is covered as it should. */
static bool attempt(gsl_rng *rng, long spread)
{
    make_population(rng, spread);
    struct definition *d = make_definition();
    size_t start = 0, n_units = UNITS;
    struct case_stratum stratum = {.random = true, .eligible = PEOPLE};
    struct cases c = {.d = d, .strata = &stratum, .n_strata = 1};
    c.lists = (struct unit_lists){.n = 1, .start = &start, .n_units = &n_units, .units = d->blocks[0].units};
    c.stratum_of = xcalloc(PEOPLE, sizeof *c.stratum_of);
    c.ballots = xcalloc(PEOPLE, sizeof *c.ballots);
    c.bytes = xcalloc(PEOPLE, 2 * UNITS);
    struct group_part part[UNITS];
    struct leaf_result leaf[UNITS];
    struct question_mean mean[UNITS], *means[1] = {mean};
    struct node_result node[UNITS];
    struct unit_result result[UNITS];
    struct error_unit unit[UNITS];
    static const bool outside[1] = {false};
    static const double outside_se[1] = {NAN};
    size_t held = 0, all_held = 0, told = 0;
    for (size_t s = 0; s < SAMPLES; s++) {
        double estimate[UNITS];
        answer(rng, &c, estimate);
        free(c.order);
        cases_sort(&c);
        for (size_t u = 0; u < UNITS; u++) {
            part[u] =
                (struct group_part){.has_percent = true, .percent = estimate[u], .weight = DECIMAL_ONE, .share = 1};
            leaf[u] = (struct leaf_result){
                .unit = u, .parts = &part[u], .n_parts = 1, .has_means = true, .by_means = estimate[u]};
            mean[u] = (struct question_mean){estimate[u], PEOPLE};
            node[u] = (struct node_result){.applicable = true, .max = 100 * DECIMAL_ONE};
            result[u] = (struct unit_result){.nodes = &node[u], .max = 100 * DECIMAL_ONE};
            unit[u] = (struct error_unit){u, &result[u], outside, outside_se};
        }
        struct survey_results survey = {.leaves = leaf, .n_leaves = UNITS, .means = means, .n_means = 1};
        struct point_errors errors;
        point_errors_init(&errors, d, &survey, &c, NULL, unit, UNITS, NONE, NONE);
        struct rank_unit ranked[UNITS];
        for (size_t u = 0; u < UNITS; u++) {
            const struct figure_error *e = &errors.units[u].total;
            struct interval i = interval_t(estimate[u], e->se, e->df, 0.95);
            held += i.lower <= truth[u] && truth[u] <= i.upper;
            ranked[u] = (struct rank_unit){.value = estimate[u], .df = e->df, .has_error = true};
        }
        rank_sets(ranked, UNITS, errors.covariance[0], 0.95, 1 + s, 2000);
        bool all = true;
        for (size_t u = 0; u < UNITS; u++) {
            size_t better = 0, worse = 0;
            for (size_t k = 0; k < UNITS; k++) {
                better += truth[k] > truth[u];
                worse += truth[k] < truth[u];
            }
            all = all && ranked[u].low <= 1 + better && ranked[u].high >= UNITS - worse;
            told += UNITS - 1 - (ranked[u].high - ranked[u].low);
        }
        all_held += all;
        point_errors_release(&errors);
    }
    double cover = (double)held / (SAMPLES * UNITS), joint = (double)all_held / SAMPLES;
    printf("spread %ld: 95 %% intervals of %d units, %d people, 70 %% answer: cover %.4f; sets of ranks cover all at "
           "once %.4f; "
           "units told apart from each on average %.2f of %d\n",
           spread, UNITS, PEOPLE, cover, joint, (double)told / (SAMPLES * UNITS), UNITS - 1);
    free(c.stratum_of);
    free(c.ballots);
    free(c.bytes);
    free(c.order);
    free(d);
    return cover >= 0.925 && cover <= 0.97 && joint >= 0.94 && (spread < 1 || told > 0);
}

int main(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 20260101);
    bool apart = attempt(rng, 1), near = attempt(rng, 0);
    gsl_rng_free(rng);
    return apart && near ? EXIT_SUCCESS : EXIT_FAILURE;
}
