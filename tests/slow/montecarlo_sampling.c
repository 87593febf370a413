/* montecarlo_sampling.c - do the methods draw with the probabilities they state?
 *
 * 200,000 draws of each from ten units; the frequency of each unit and of each
 * pair must lie within five standard errors of its probability.  Random
 * numbers come from a generator with a fixed seed, so the outcome is always the
 * same.  (Of the cube, which has no known pairs, the units only.)  Then 1,000 random changes of a frame: in its stratum
 * nobody else's order may move.  Built and run by tests/slow/sampling.sh.
 */
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/probability.h"
#include "sampling/select.h"
#include "sampling/ticket.h"

#define N     10
#define DRAWS 200000

static int failed;

/* How often each unit (the diagonal) and each pair was taken, against JOINT; pairs only where PAIRS. */
static void compare(const char *name, double (*taken)[N], const double *joint, int pairs)
{
    double worst = 0;
    for (int i = 0; i < N; i++)
        for (int j = 0; j <= i; j++) {
            double p = joint[i * N + j], f = taken[i][j] / DRAWS, se = sqrt(p * (1 - p) / DRAWS);
            if (i != j && !pairs)
                continue;
            double z = se > 1e-12 ? fabs(f - p) / se : fabs(f - p) > 1e-9 ? INFINITY : 0;
            if (z > 5) {
                printf("%s: units %d and %d: %.5f, expected %.5f (%.1f standard errors)\n", name, i, j, f, p, z);
                failed = 1;
            }
            worst = fmax(worst, z);
        }
    printf("%-20s worst of %d: %.2f standard errors\n", name, pairs ? N * (N + 1) / 2 : N, worst);
}

/* Brewer's joint probabilities: every order in which DRAWN of the open units can come, draw by draw (Tillé 2006,
 * 6.4): the next is unit k with a chance in proportion to p (left - p) / (left - p rest). */
static void brewer_joint(const double *pik, int drawn, double left, double chance, bool *taken, double *joint)
{
    if (drawn == 0) {
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++)
                joint[i * N + j] += taken[i] && taken[j] ? chance : 0;
        return;
    }
    double weight[N] = {0}, all = 0;
    for (int k = 0; k < N; k++)
        if (!taken[k])
            all += weight[k] = pik[k] * (left - pik[k]) / (left - pik[k] * drawn);
    for (int k = 0; k < N; k++)
        if (!taken[k]) {
            taken[k] = true;
            brewer_joint(pik, drawn - 1, left - pik[k], chance * weight[k] / all, taken, joint);
            taken[k] = false;
        }
}

/* The joint probabilities METHOD states; false where it states those of single units only. */
static int stated(enum select_method method, const double *pik, double *joint)
{
    struct error err = {0};
    bool ok = true;
    size_t stratum[N] = {0}, drawn[] = {4}, population[] = {N};
    switch (method) {
    case SELECT_SRS:
        probability_joint_stratified(stratum, drawn, population, N, joint);
        break;
    case SELECT_SYSTEMATIC:
    case SELECT_PPS_SYSTEMATIC:
        probability_joint_systematic(pik, N, joint);
        break;
    case SELECT_PARETO:
        ok = probability_joint_order(ORDER_PARETO, pik, N, NULL, joint, &err);
        break;
    case SELECT_SEQUENTIAL_POISSON:
        ok = probability_joint_order(ORDER_SEQUENTIAL_POISSON, pik, N, NULL, joint, &err);
        break;
    case SELECT_SAMPFORD:
        ok = probability_joint_sampford(pik, N, NULL, joint, &err);
        break;
    case SELECT_BREWER: {
        bool taken[N] = {false};
        int certain = 0;
        for (int i = 0; i < N; i++)
            certain += taken[i] = pik[i] >= 1;
        memset(joint, 0, N * N * sizeof *joint);
        brewer_joint(pik, 4 - certain, 4 - certain, 1, taken, joint);
        break;
    }
    case SELECT_ENTROPY:
        ok = probability_joint_entropy(pik, N, 1e-13, joint, &err);
        break;
    default:
        probability_joint_poisson(pik, N, joint);
    }
    if (!ok)
        printf("%s: %s\n", select_method_name(method), err.text);
    return method != SELECT_CUBE;
}

static void try_method(enum select_method method, const double *size, gsl_rng *rng)
{
    double taken[N][N] = {{0}}, joint[N * N], u[N], pik[N];
    size_t order[N], n_taken, n_reserves;
    int sized = method != SELECT_SRS && method != SELECT_SYSTEMATIC;
    for (int draw = 0; draw < DRAWS; draw++) {
        for (int i = 0; i < N; i++)
            u[i] = gsl_rng_uniform_pos(rng);
        struct selection_wish wish = {.method = method,
                                      .n_units = N,
                                      .n = 4,
                                      .reserves = 2,
                                      .size = sized ? size : NULL,
                                      .u = u,
                                      .start = gsl_rng_uniform(rng),
                                      .balance = size,
                                      .n_balance = 1};
        struct error err = {0};
        if (!select_stratum(&wish, order, &n_taken, &n_reserves, pik, &err)) {
            printf("%s: %s\n", select_method_name(method), err.text);
            failed = 1;
            return;
        }
        for (size_t a = 0; a < n_taken; a++)
            for (size_t b = 0; b < n_taken; b++)
                taken[order[a]][order[b]]++;
    }
    int pairs = stated(method, pik, joint);
    compare(select_method_name(method), taken, joint, pairs);
}

/* --- a frame that changes ------------------------------------------------------------ */

#define MOST 400

struct member {
    char id[16];
    int stratum, there;
    struct ticket ticket;
};

#define TAKEN 20

/* The members of STRATUM that are there as they are selected: TAKEN of them, then all the others as reserves. */
static size_t in_order(struct member *all, int stratum, struct member **order)
{
    struct member *members[MOST];
    size_t n = 0, n_taken, n_reserves, at[MOST];
    double u[MOST], pik[MOST];
    struct error err = {0};
    for (int i = 0; i < MOST; i++)
        if (all[i].there && all[i].stratum == stratum) {
            u[n] = ticket_uniform(&all[i].ticket);
            members[n++] = &all[i];
        }
    struct selection_wish wish = {.method = SELECT_SRS, .n_units = n, .n = TAKEN, .reserves = n - TAKEN, .u = u};
    if (!select_stratum(&wish, at, &n_taken, &n_reserves, pik, &err) || n_taken + n_reserves != n)
        failed = 1;
    for (size_t i = 0; i < n; i++)
        order[i] = members[at[i]];
    return n;
}

static void try_changes(gsl_rng *rng)
{
    static struct member all[MOST];
    struct member *before[MOST], *after[MOST];
    struct ticket_seed seed;
    ticket_seed_set(&seed, "48 15 92");
    for (int i = 0; i < MOST; i++) {
        snprintf(all[i].id, sizeof all[i].id, "G/%d", i);
        all[i].stratum = i % 3;
        all[i].there = i < MOST / 2;
        all[i].ticket = ticket_of(&seed, all[i].id, strlen(all[i].id));
    }
    for (int change = 0; change < 1000; change++) {
        struct member *who = &all[gsl_rng_uniform_int(rng, MOST)];
        for (int stratum = 0; stratum < 3; stratum++) {
            size_t n = in_order(all, stratum, before);
            who->there = !who->there;
            size_t m = in_order(all, stratum, after), j = 0;
            who->there = !who->there;
            for (size_t i = 0; i < n; i++) { /* the same, but for the one who came or went */
                if (before[i] == who)
                    continue;
                j += j < m && after[j] == who;
                if (j >= m || after[j++] != before[i]) {
                    printf("change %d: the order of others moved\n", change);
                    failed = 1;
                    return;
                }
            }
        }
        who->there = !who->there;
    }
    printf("1000 changes of a frame: nobody else's order moved\n");
}

int main(void)
{
    const double size[N] = {12, 30, 7, 18, 55, 9, 14, 21, 6, 80};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 20261121);
    for (enum select_method m = 0; m < N_SELECT_METHODS; m++)
        try_method(m, size, rng);
    try_changes(rng);
    gsl_rng_free(rng);
    return failed;
}
