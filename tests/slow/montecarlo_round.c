/* montecarlo_round.c - do the groups of a round draw with the probabilities they state?
 *
 *     montecarlo_round ROUND DRAWS
 *
 * The round is made by tests/slow/sampling.sh: a group of each design, whose
 * members are called 0, 1, ...  It is drawn with the seeds 1 to DRAWS; the
 * frequency of each member and pair must lie within five standard errors of its probability.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sampling/probability.h"
#include "sampling/selection.h"
#include "survey/round/definition.h"

#define MOST 16

struct ballot_tally {
    const char *group;
    size_t n;
    double joint[MOST * MOST], taken[MOST][MOST];
};

static int failed;

static void compare(const struct ballot_tally *t, double draws)
{
    double worst = 0;
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j <= i; j++) {
            double p = t->joint[i * t->n + j], f = t->taken[i][j] / draws, se = sqrt(p * (1 - p) / draws);
            double z = se > 1e-12 ? fabs(f - p) / se : fabs(f - p) > 1e-9 ? INFINITY : 0;
            if (z > 5) {
                printf("group %s: members %zu and %zu: %.5f, expected %.5f (%.1f standard errors)\n", t->group, i, j, f,
                       p, z);
                failed = 1;
            }
            worst = fmax(worst, z);
        }
    printf("group %-16s worst of %zu: %.2f standard errors\n", t->group, t->n * (t->n + 1) / 2, worst);
}

/* Clusters with the joint probabilities CLUSTERS (N x N); TAKE[c] of the SIZE[c] members of each follow, simple random.
 */
static void within(struct ballot_tally *t, const double *clusters, size_t n, const size_t *size, const size_t *take)
{
    size_t cluster[MOST];
    t->n = 0;
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < size[c]; i++)
            cluster[t->n++] = c;
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < t->n; j++) {
            size_t c = cluster[i], d = cluster[j];
            double m = (double)take[c], M = (double)size[c], l = (double)take[d], L = (double)size[d];
            t->joint[i * t->n + j] = clusters[c * n + d] * (m / M) * (i == j ? 1 : c == d ? (m - 1) / (M - 1) : l / L);
        }
}

/* What each group states, by hand from its definition (see sampling.sh). */
static void state(struct ballot_tally *t, struct error *err)
{
    static const double size[10] = {12, 30, 7, 18, 55, 9, 14, 21, 6, 80}, people[] = {4, 3, 2, 5};
    static const size_t four[10] = {0}, strata[10] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, drawn[] = {4}, all[] = {10},
                        by_stratum[] = {3, 2}, of_stratum[] = {6, 4};
    double pik[10], clusters[36];
    bool ok = true;
    t[0] = (struct ballot_tally){.group = "srs", .n = 10};
    probability_joint_stratified(four, drawn, all, 10, t[0].joint);
    t[1] = (struct ballot_tally){.group = "stratified", .n = 10};
    probability_joint_stratified(strata, by_stratum, of_stratum, 10, t[1].joint);
    t[2] = (struct ballot_tally){.group = "systematic", .n = 10};
    for (int i = 0; i < 10; i++)
        pik[i] = 0.4;
    probability_joint_systematic(pik, 10, t[2].joint);
    t[3] = (struct ballot_tally){.group = "pps", .n = 10};
    ok = ok && probability_proportional(size, 10, 4, pik, err) &&
         probability_joint_order(ORDER_PARETO, pik, 10, NULL, t[3].joint, err);
    /* 2 of 4 communes by the number of their people, 2 people in each */
    t[4].group = "two stages";
    ok = ok && probability_proportional(people, 4, 2, pik, err) &&
         probability_joint_order(ORDER_PARETO, pik, 4, NULL, clusters, err);
    within(&t[4], clusters, 4, (const size_t[]){4, 3, 2, 5}, (const size_t[]){2, 2, 2, 2});
    /* 2 of 3 districts, 1 of the 2 communes in each, 1 of the 2 people in it */
    t[5].group = "three stages";
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++)
            clusters[i * 6 + j] = i == j ? 2 / 3.0 / 2 : i / 2 == j / 2 ? 0 : 1 / 3.0 / 4;
    within(&t[5], clusters, 6, (const size_t[]){2, 2, 2, 2, 2, 2}, (const size_t[]){1, 1, 1, 1, 1, 1});
    if (!ok)
        failed = 1;
}

/* Count who is selected of every group of one draw. */
static void count(const struct selection *s, struct ballot_tally *tallies)
{
    for (size_t a = 0; a < s->n_strata; a++)
        for (size_t b = 0; b < s->n_strata; b++)
            for (int64_t i = 0; s->strata[a].group == s->strata[b].group && i < s->strata[a].take; i++)
                for (int64_t j = 0; j < s->strata[b].take; j++)
                    tallies[s->strata[a].group]
                        .taken[atoi(s->strata[a].members[i].id)][atoi(s->strata[b].members[j].id)]++;
}

int main(int argc, char **argv)
{
    static struct ballot_tally tallies[6];
    struct error err = {0};
    long draws = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    struct store *store = draws > 0 ? store_open(argv[1], STORE_READ, &err) : NULL;
    struct definition *d = store ? definition_load(store, &err) : NULL;
    struct issues *issues = issues_new();
    if (d)
        state(tallies, &err);
    for (long draw = 1; d && err.code == E_NONE && draw <= draws; draw++) {
        char seed[32];
        struct selection s;
        snprintf(seed, sizeof seed, "%ld", draw);
        if (selection_make(&s, store, d, seed, 0, issues, &err))
            count(&s, tallies);
        else
            failed = 1;
        selection_release(&s);
    }
    for (size_t i = 0; i < 6 && d; i++)
        compare(&tallies[i], (double)draws);
    if (err.code != E_NONE || !d)
        printf("%s\n", err.text);
    issues_free(issues);
    definition_free(d);
    store_close(store);
    return failed || err.code != E_NONE || !d;
}
