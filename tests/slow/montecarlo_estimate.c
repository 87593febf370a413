/* montecarlo_estimate.c - do 95 % intervals cover what they should?
 *
 * 2,000 samples from a population of 20,000 in four strata with three characters (2, 50 and 98 of 100 have them) and a
 * number; 400 people by strata, unequally, or 50 clusters of 8.  Means, raked means and proportions must lie in their
 * intervals in 92.5 to 97 of 100 samples, exact (Korn-Graubard) ones in at least 94.5.  Random numbers have a fixed
 * seed. Built and run by tests/slow/estimate.sh.
 */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/estimation.h"
#include "survey/base/memory.h"

enum { PEOPLE = 20000, STRATA = 4, CLUSTER = 8, SAMPLES = 2000, MOST = 400 };

/* One character of each person; clusters are CLUSTER people who stand together. */
static struct {
    double y;
    uint8_t rare, half, common, stratum, sex, age;
} people[PEOPLE];

static const size_t size_of[STRATA] = {8000, 6000, 4000, 2000}, taken_of[STRATA] = {100, 100, 100, 100};
static double truth[4]; /* mean, rare, half, common */
static double sexes[2], ages[3];

static void make_people(gsl_rng *rng)
{
    size_t i = 0;
    for (int h = 0; h < STRATA; h++)
        for (size_t k = 0; k < size_of[h]; k++, i++) {
            static double cluster;
            if (i % CLUSTER == 0)
                cluster = gsl_ran_gaussian(rng, 0.4);
            people[i].stratum = (uint8_t)h;
            people[i].sex = gsl_rng_uniform(rng) < 0.55;
            people[i].age = (uint8_t)gsl_rng_uniform_int(rng, 3);
            people[i].y = 3 + 0.3 * h + 0.5 * people[i].sex + 0.4 * people[i].age + cluster + gsl_ran_gaussian(rng, 1);
            people[i].rare = gsl_rng_uniform(rng) < 0.02;
            people[i].half = gsl_rng_uniform(rng) < 0.4 + 0.05 * h + 0.05 * people[i].sex;
            people[i].common = gsl_rng_uniform(rng) < 0.98;
        }
    for (i = 0; i < PEOPLE; i++) {
        truth[0] += people[i].y / PEOPLE;
        truth[1] += people[i].rare / (double)PEOPLE;
        truth[2] += people[i].half / (double)PEOPLE;
        truth[3] += people[i].common / (double)PEOPLE;
        sexes[people[i].sex]++;
        ages[people[i].age]++;
    }
}

/* --- a sample as a table --------------------------------------------------------------- */

enum column { Y, RARE, HALF, COMMON, H, U, W, N, SEX, AGE, N_COLUMNS };
static const char *const names[N_COLUMNS] = {"y", "rare", "half", "common", "h", "u", "w", "n", "sex", "age"};

static void column_init(struct data_column *c, const char *name, size_t n_values, bool codes, size_t n)
{
    *c = (struct data_column){
        .name = xstrdup(name), .is_number = true, .first_text = SIZE_MAX, .first_missing = SIZE_MAX};
    c->kind = codes ? COLUMN_CODES32 : COLUMN_REALS;
    if (!codes) {
        c->reals = xcalloc(n + 1, sizeof *c->reals);
        return;
    }
    c->codes32 = xcalloc(n + 1, sizeof *c->codes32);
    c->n_values = n_values;
    c->labels = xcalloc(n_values + 1, sizeof *c->labels);
    c->numbers = xcalloc(n_values + 1, sizeof *c->numbers);
    c->numbers[0] = NAN;
    for (size_t v = 1; v <= n_values; v++) {
        c->labels[v] = xasprintf("%zu", v - 1);
        c->numbers[v] = (double)v - 1;
    }
}

static void sample_init(struct dataset *d, size_t n)
{
    static const size_t values[N_COLUMNS] = {0, 2, 2, 2, STRATA, PEOPLE / CLUSTER, 0, 0, 2, 3};
    *d = (struct dataset){.file = xstrdup("sample"), .n_rows = n, .n_columns = N_COLUMNS};
    d->columns = xcalloc(N_COLUMNS, sizeof *d->columns);
    for (int c = 0; c < N_COLUMNS; c++)
        column_init(&d->columns[c], names[c], values[c], values[c] > 0, n);
}

static void set_person(struct dataset *d, size_t row, size_t person, double w, double population)
{
    struct data_column *c = d->columns;
    c[Y].reals[row] = people[person].y;
    c[RARE].codes32[row] = people[person].rare + 1u;
    c[HALF].codes32[row] = people[person].half + 1u;
    c[COMMON].codes32[row] = people[person].common + 1u;
    c[H].codes32[row] = people[person].stratum + 1u;
    c[U].codes32[row] = (uint32_t)(person / CLUSTER) + 1;
    c[W].reals[row] = w;
    c[N].reals[row] = population;
    c[SEX].codes32[row] = people[person].sex + 1u;
    c[AGE].codes32[row] = people[person].age + 1u;
}

static void draw_by_strata(struct dataset *d, gsl_rng *rng)
{
    size_t row = 0, first = 0;
    sample_init(d, MOST);
    for (int h = 0; h < STRATA; first += size_of[h++]) {
        size_t left = taken_of[h];
        for (size_t k = 0; k < size_of[h]; k++)
            if (gsl_rng_uniform(rng) * (double)(size_of[h] - k) < (double)left) {
                left--;
                set_person(d, row++, first + k, (double)size_of[h] / (double)taken_of[h], (double)size_of[h]);
            }
    }
}

static void draw_clusters(struct dataset *d, gsl_rng *rng)
{
    size_t clusters = PEOPLE / CLUSTER, left = MOST / CLUSTER, row = 0;
    sample_init(d, MOST);
    for (size_t u = 0; u < clusters; u++)
        if (gsl_rng_uniform(rng) * (double)(clusters - u) < (double)left) {
            left--;
            for (size_t k = 0; k < CLUSTER; k++)
                set_person(d, row++, u * CLUSTER + k, (double)PEOPLE / MOST, (double)clusters);
        }
}

/* --- coverage --------------------------------------------------------------------------------- */

struct ballot_tally {
    const char *what;
    double low, high; /* what share is right */
    size_t covered, n;
};

static struct ballot_tally tallies[40];
static size_t n_tallies;

static void count(const char *what, double low, double high, bool covered)
{
    size_t k = 0;
    while (k < n_tallies && strcmp(tallies[k].what, what) != 0)
        k++;
    if (k == n_tallies)
        tallies[n_tallies++] = (struct ballot_tally){what, low, high, 0, 0};
    tallies[k].covered += covered;
    tallies[k].n++;
}

static uint32_t identity[3] = {0, 1, 2};

/* Raking to the margins of sex and age. */
static void make_recipe(struct recipe *recipe, const struct design *d)
{
    struct margin_source margins[2];
    const struct data_column *of[2] = {dataset_column(d->data, "sex"), dataset_column(d->data, "age")};
    const double *totals[2] = {sexes, ages};
    recipe->steps = xcalloc(1, sizeof *recipe->steps);
    recipe->n = 1;
    recipe->steps[0].kind = STEP_RAKE;
    for (int m = 0; m < 2; m++) {
        size_t n = of[m]->n_values;
        margins[m] = (struct margin_source){
            of[m]->name, &of[m], 1, identity, n, xcalloc(n + 1, sizeof(char *)), xcalloc(n + 1, sizeof(double))};
        for (size_t c = 0; c < n; c++) {
            margins[m].labels[c] = xstrdup(of[m]->labels[c + 1]);
            margins[m].total[c] = totals[m][c];
        }
    }
    struct issues *issues = issues_new();
    if (!step_inform(&recipe->steps[0], d, NULL, margins, 2, NULL, 0, issues))
        abort();
    issues_free(issues);
}

static void try_sample(struct dataset *data, const struct design_columns *columns, bool raked, const char *const what[])
{
    struct design design;
    struct domains domains;
    struct recipe recipe = {0};
    struct recipe_trace trace = {0};
    struct error err = {0};
    struct issues *issues = issues_new();
    if (!design_build(&design, data, columns, issues, &err) || !domains_find(&domains, data, NULL, 0, NULL, &err))
        abort();
    if (raked) {
        make_recipe(&recipe, &design);
        if (!recipe_apply(&recipe, &design, design.w, &trace, &err))
            abort();
    }
    struct estimation e = {.taylor = {&design, domains.of, 1, trace.records, trace.n_records, LONELY_FAIL, false},
                           .columns = columns,

                           .conf = 0.95,
                           .df = design_df(&design, NULL)};
    static const enum interval_method methods[] = {INTERVAL_MEAN, INTERVAL_LOGIT, INTERVAL_WILSON, INTERVAL_BETA};
    for (int m = 0; m < 4; m++) {
        struct wanted wanted[4];
        struct estimate_rows rows = {0};
        for (int c = 0; c < 4; c++)
            wanted[c] =
                (struct wanted){c ? WANTED_PROPORTION : WANTED_MEAN, dataset_column(data, names[c]), NULL, 0, names[c]};
        e.method = methods[m];
        if (!estimation_run(&e, wanted, 4, NULL, 0, &rows, &err))
            abort();
        for (size_t i = 0; i < rows.n; i++) {
            const struct estimate_row *r = &rows.rows[i];
            size_t c = i == 0 ? 0 : (i + 1) / 2;
            bool one = i == 0 || r->term[strlen(r->term) - 1] == '1',
                 covered = one && truth[c] >= r->low && truth[c] <= r->high;
            if (!one || (i == 0 && m) || (i && !what[1 + m * 3 + (int)c - 1]))
                continue;
            const char *name = i == 0 ? what[0] : what[1 + m * 3 + (int)c - 1];
            count(name, m == 3 && i ? 0.945 : 0.925, m == 3 && i ? 1 : 0.97, covered);
        }
        estimate_rows_release(&rows);
    }
    recipe_trace_release(&trace, recipe.n);
    recipe_release(&recipe);
    domains_release(&domains);
    design_release(&design);
    dataset_release(data);
    issues_free(issues);
}

int main(void)
{
    /* Mean; then rare, half, common by t, logit, Wilson, exact: NULL where the method is not meant for it. */
    static const char *const strata[] = {"strata: mean, t",
                                         NULL,
                                         "strata: 50 %, t",
                                         NULL,
                                         NULL,
                                         "strata: 50 %, logit",
                                         NULL,
                                         "strata: 2 %, Wilson",
                                         "strata: 50 %, Wilson",
                                         "strata: 98 %, Wilson",
                                         "strata: 2 %, exact",
                                         "strata: 50 %, exact",
                                         "strata: 98 %, exact"};
    static const char *const raked[] = {"raked: mean, t",
                                        NULL,
                                        "raked: 50 %, t",
                                        NULL,
                                        NULL,
                                        "raked: 50 %, logit",
                                        NULL,
                                        NULL,
                                        "raked: 50 %, Wilson",
                                        NULL,
                                        "raked: 2 %, exact",
                                        "raked: 50 %, exact",
                                        "raked: 98 %, exact"};
    static const char *const clusters[] = {"clusters: mean, t",      NULL,
                                           "clusters: 50 %, t",      NULL,
                                           "clusters: 2 %, logit",   "clusters: 50 %, logit",
                                           "clusters: 98 %, logit",  "clusters: 2 %, Wilson",
                                           "clusters: 50 %, Wilson", "clusters: 98 %, Wilson",
                                           "clusters: 2 %, exact",   "clusters: 50 %, exact",
                                           "clusters: 98 %, exact"};
    static const char *const unit[] = {"u"}, *const population[] = {"n"};
    struct design_columns by_strata = {.weight = "w", .strata = "h", .fpc = population, .n_fpc = 1},
                          by_cluster = {.weight = "w", .psu = unit, .n_psu = 1, .fpc = population, .n_fpc = 1};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 20241231);
    make_people(rng);
    struct dataset data;
    for (int s = 0; s < SAMPLES; s++) {
        draw_by_strata(&data, rng);
        try_sample(&data, &by_strata, false, strata);
        draw_by_strata(&data, rng);
        try_sample(&data, &by_strata, true, raked);
        draw_clusters(&data, rng);
        try_sample(&data, &by_cluster, false, clusters);
    }
    gsl_rng_free(rng);
    int failed = 0;
    for (size_t k = 0; k < n_tallies; k++) {
        double share = (double)tallies[k].covered / (double)tallies[k].n;
        bool good = share >= tallies[k].low && share <= tallies[k].high;
        printf("%s %-24s covered in %.1f of 100 samples\n", good ? "ok" : "not ok", tallies[k].what, 100 * share);
        failed += !good;
    }
    return failed != 0 || n_tallies == 0;
}
