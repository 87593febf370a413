#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "scoring/weights/calibrate.h"
#include "tests/golden/golden.h"
#include "tests/golden/golden_csv.h"

/* --- the weights R gives ---------------------------------------------------------- */

/* The terms of make_public.R's T1 ("~stype+api99") and T2 ("~stype+sch.wide+api99+meals"), totals of the population. */
struct schools {
    struct golden_csv table;
    struct golden_levels stype, wide;
    double *w, *api99, *meals;
    struct auxiliary_margin margins[2];
    struct auxiliary_value values[2];
    struct auxiliary auxiliary;
};

static double total_in_case(const char *id, const char *variable)
{
    json_t *root = golden_open("tests/golden/cases.json");
    double total = NAN;
    size_t k, l, m;
    json_t *c, *step, *t;
    json_array_foreach(json_object_get(root, "cases"), k, c) if (strcmp(golden_id(c), id) == 0)
        json_array_foreach(json_object_get(c, "steps"), l, step)
            json_array_foreach(json_object_get(step, "totals"), m, t)
    {
        const char *var = json_string_value(json_object_get(t, "var"));
        if (var && strcmp(var, variable) == 0)
            total = json_number_value(json_object_get(t, "total"));
    }
    json_decref(root);
    cr_assert(isfinite(total));
    return total;
}

static void schools_read(struct schools *s, const char *data, bool second)
{
    s->table = golden_read(data);
    s->stype = golden_codes(&s->table, "stype", NULL);
    s->wide = golden_codes(&s->table, "sch.wide", NULL);
    s->w = golden_column(&s->table, "pw");
    s->api99 = golden_column(&s->table, "api99");
    s->meals = golden_column(&s->table, "meals");
    s->margins[0] = (struct auxiliary_margin){"stype", s->stype.cat, s->stype.n, s->stype.label,
                                              golden_totals("margins/api_stype.csv", &s->stype, "stype", NULL)};
    s->margins[1] = (struct auxiliary_margin){"sch.wide", s->wide.cat, s->wide.n, s->wide.label,
                                              golden_totals("margins/api_schwide.csv", &s->wide, "sch.wide", NULL)};
    s->values[0] = (struct auxiliary_value){"api99", s->api99, total_in_case("clus1_lin2_mean", "api99")};
    s->values[1] = (struct auxiliary_value){"meals", s->meals, total_in_case("clus1_lin2_mean", "meals")};
    s->auxiliary = (struct auxiliary){s->table.n, s->margins, second ? 2 : 1, s->values, second ? 2 : 1};
}

static void same_weights(const char *data, bool second, struct calibrate_options o, const char *weights)
{
    struct schools s;
    struct calibrate_result result;
    struct error err = {0};
    schools_read(&s, data, second);
    double *g = golden_alloc(s.table.n, sizeof *g);
    cr_assert(calibrate(s.w, &s.auxiliary, &o, g, &result, &err), "%s: %s", weights, err.text);
    cr_assert_lt(result.misfit, 1e-11);
    cr_assert_lt(result.steps, 20);
    for (size_t i = 0; i < s.table.n; i++) {
        cr_assert_leq(result.lowest, g[i]);
        cr_assert_geq(result.highest, g[i]);
        g[i] *= s.w[i];
    }
    golden_same_column(weights, "w", g, 1e-9);
}

Test(calibrate, gives_the_weights_of_r)
{
    static const char *const data[] = {"data/apiclus1.csv", "data/apistrat.csv"};
    static const char *const name[] = {"clus1", "strat"};
    for (int k = 0; k < 2; k++) {
        static const struct {
            const char *name;
            bool second;
            struct calibrate_options options;
        } cases[] = {{"lin", false, {0}},
                     {"lin2", true, {0}},
                     {"linb", false, {.bounded = true, .lower = .6, .upper = 1.6}},
                     {"rak", false, {.distance = CALIBRATE_RAKING}},
                     {"logit", false, {.distance = CALIBRATE_LOGIT, .bounded = true, .lower = .6, .upper = 1.7}}};
        for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
            struct calibrate_options o = cases[c].options;
            char weights[80];
            if (k == 1 && strcmp(cases[c].name, "linb") == 0) {
                o.lower = .9; /* as make_public.R */
                o.upper = 1.1;
            }
            snprintf(weights, sizeof weights, "weights/%s_%s_mean.csv", name[k], cases[c].name);
            same_weights(data[k], cases[c].second, o, weights);
        }
    }
}

Test(calibrate, gives_one_ratio_to_a_cluster)
{
    struct schools s;
    struct auxiliary_clusters clusters;
    struct calibrate_options o = {0};
    struct calibrate_result result;
    struct error err = {0};
    schools_read(&s, "data/apiclus1.csv", false);
    struct golden_levels district = golden_codes(&s.table, "dnum", NULL);
    auxiliary_clusters_init(&clusters, &s.auxiliary, s.w, district.cat, district.n);
    double g[GOLDEN_MOST_LEVELS], *w = golden_alloc(s.table.n, sizeof *w);
    cr_assert(calibrate(clusters.w, &clusters.auxiliary, &o, g, &result, &err), "%s", err.text);
    for (size_t i = 0; i < s.table.n; i++)
        w[i] = s.w[i] * g[district.cat[i]];
    golden_same_column("weights/clus1_lin_agg_mean.csv", "w", w, 1e-9);
    auxiliary_clusters_release(&clusters);
}

/* --- properties ------------------------------------------------------------------- */

/* Eight people of two sexes in two regions, with an age. */
static const uint32_t sex[] = {0, 0, 0, 0, 1, 1, 1, 1}, region[] = {0, 0, 1, 1, 0, 0, 1, 1};
static const double age[] = {20, 30, 40, 50, 25, 35, 45, 65}, base[] = {10, 12, 9, 11, 10, 8, 13, 10};
static const char *const sexes[] = {"nam", "nữ"}, *const regions[] = {"Bắc", "Nam"};

static bool try_it(const struct auxiliary *auxiliary, const double *w, struct calibrate_options o, double *g,
                   struct calibrate_result *result, struct error *err)
{
    *err = (struct error){0};
    return calibrate(w, auxiliary, &o, g, result, err);
}

/* Calibrating each part by itself is calibrating to the interaction with the values of each part. */
Test(calibrate, by_partition_is_an_interaction)
{
    static const double sex_total[] = {50, 60}, age_total[] = {1700, 2700};
    double inside[2][8], g[8], part[8];
    struct calibrate_result result;
    struct error err;
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < 8; i++)
            inside[s][i] = sex[i] == (uint32_t)s ? age[i] : 0;
    struct auxiliary_margin margin = {"sex", sex, 2, sexes, sex_total};
    struct auxiliary_value values[] = {{"age of nam", inside[0], 1700}, {"age of nữ", inside[1], 2700}};
    struct auxiliary whole = {8, &margin, 1, values, 2};
    for (int d = CALIBRATE_LINEAR; d <= CALIBRATE_LOGIT; d++) {
        struct calibrate_options o = {
            .distance = (enum calibrate_distance)d, .bounded = d == CALIBRATE_LOGIT, .lower = .3, .upper = 3};
        cr_assert(try_it(&whole, base, o, g, &result, &err), "%s", err.text);
        for (int s = 0; s < 2; s++) {
            static const uint32_t all[4] = {0};
            struct auxiliary_margin one = {"all", all, 1, NULL, &sex_total[s]};
            struct auxiliary_value value = {"age", age + 4 * s, age_total[s]};
            struct auxiliary half = {4, &one, 1, &value, 1};
            cr_assert(try_it(&half, base + 4 * s, o, part, &result, &err), "%s", err.text);
            for (int i = 0; i < 4; i++)
                cr_assert_float_eq(part[i], g[4 * s + i], 1e-10);
        }
    }
}

/* Cells with the sums of their rows' weights give the rows' ratios. */
Test(calibrate, cells_are_as_good_as_rows)
{
    static const double sex_total[] = {50, 60}, region_total[] = {45, 65};
    static const uint32_t cell_sex[] = {0, 0, 1, 1}, cell_region[] = {0, 1, 0, 1};
    static const double cell_w[] = {22, 20, 18, 23};
    struct auxiliary_margin margins[] = {{"sex", sex, 2, sexes, sex_total},
                                         {"region", region, 2, regions, region_total}};
    struct auxiliary_margin cells[] = {{"sex", cell_sex, 2, sexes, sex_total},
                                       {"region", cell_region, 2, regions, region_total}};
    struct auxiliary by_row = {8, margins, 2, NULL, 0}, by_cell = {4, cells, 2, NULL, 0};
    struct calibrate_result result;
    struct error err;
    double rows[8], g[4];
    struct calibrate_options o = {.distance = CALIBRATE_RAKING};
    cr_assert(try_it(&by_row, base, o, rows, &result, &err));
    cr_assert(try_it(&by_cell, cell_w, o, g, &result, &err));
    for (int i = 0; i < 8; i++)
        cr_assert_float_eq(rows[i], g[2 * sex[i] + region[i]], 1e-12);
}

/* The scale of weights and totals does not matter: weights that sum to 1, or to 1e12. */
Test(calibrate, has_no_scale)
{
    static const double sex_total[] = {50, 60}, region_total[] = {45, 65};
    double first[8], g[8], w[8], totals[2][2], x[8];
    struct calibrate_result result;
    struct error err;
    for (int k = 0; k < 3; k++) {
        static const double scales[] = {1, 1 / 110., 1e12};
        for (int i = 0; i < 8; i++) {
            w[i] = base[i] * scales[k] / (k ? 7 : 1); /* far from the totals, too */
            x[i] = age[i] + (k ? 1e9 : 0);
        }
        for (int c = 0; c < 2; c++) {
            totals[0][c] = sex_total[c] * scales[k];
            totals[1][c] = region_total[c] * scales[k];
        }
        struct auxiliary_margin margins[] = {{"sex", sex, 2, sexes, totals[0]},
                                             {"region", region, 2, regions, totals[1]}};
        struct auxiliary_value value = {"age", x, 4400 * scales[k] + (k ? 1e9 * 110 * scales[k] : 0)};
        struct auxiliary auxiliary = {8, margins, 2, &value, 1};
        struct calibrate_options o = {.distance = CALIBRATE_RAKING};
        cr_assert(try_it(&auxiliary, w, o, k ? g : first, &result, &err), "%d: %s", k, err.text);
        for (int i = 0; k && i < 8; i++)
            cr_assert_float_eq(g[i] / 7, first[i], 1e-7, "%d: %g and %g", k, g[i] / 7, first[i]);
    }
}

Test(calibrate, counts_negative_weights)
{
    static const uint32_t all[8] = {0};
    static const double people[] = {83};
    struct auxiliary_margin margin = {"all", all, 1, NULL, people};
    struct auxiliary_value value = {"age", age, 83 * 60};
    struct auxiliary auxiliary = {8, &margin, 1, &value, 1};
    struct calibrate_options o = {0};
    struct calibrate_result result;
    struct error err;
    double g[8];
    cr_assert(try_it(&auxiliary, base, o, g, &result, &err));
    size_t n = 0;
    for (int i = 0; i < 8; i++)
        n += g[i] < 0;
    cr_assert_gt(n, 0);
    cr_assert_eq(result.n_negative, n);
    cr_assert_lt(result.lowest, 0);
    o.distance = CALIBRATE_RAKING;
    cr_assert(try_it(&auxiliary, base, o, g, &result, &err));
    cr_assert_eq(result.n_negative, 0);
}

/* A case of weight 0 takes no part; people of a category without people get weight 0. */
Test(calibrate, zero_weights_and_zero_totals)
{
    static const double sex_total[] = {50, 60}, region_total[] = {110, 0};
    double w[8], g[8];
    memcpy(w, base, sizeof w);
    w[1] = 0;
    struct auxiliary_margin margins[] = {{"sex", sex, 2, sexes, sex_total},
                                         {"region", region, 2, regions, region_total}};
    struct auxiliary auxiliary = {8, margins, 2, NULL, 0};
    struct calibrate_options o = {.distance = CALIBRATE_RAKING};
    struct calibrate_result result;
    struct error err;
    cr_assert(try_it(&auxiliary, w, o, g, &result, &err), "%s", err.text);
    cr_assert_float_eq(g[0], 5, 1e-12);
    cr_assert_eq(g[1], 1);
    cr_assert_eq(g[2], 0);
    cr_assert_float_eq(g[4], 60 / 18., 1e-12);
    cr_assert_eq(result.lowest, 0);
    cr_assert_lt(result.misfit, 1e-15);

    o = (struct calibrate_options){.bounded = true, .lower = 0, .upper = 9};
    cr_assert(try_it(&auxiliary, w, o, g, &result, &err), "%s", err.text);
    cr_assert_eq(g[2], 0);
    cr_assert_float_eq(g[0], 5, 1e-12);
}

/* Bounds on the final weights, the ones that the base weights break too. */
Test(calibrate, bounds_of_weights_hold)
{
    static const double sex_total[] = {46, 44}, region_total[] = {42, 48};
    struct auxiliary_margin margins[] = {{"sex", sex, 2, sexes, sex_total},
                                         {"region", region, 2, regions, region_total}};
    struct auxiliary auxiliary = {8, margins, 2, NULL, 0};
    struct calibrate_result result;
    struct error err;
    double g[8];
    for (int d = CALIBRATE_LINEAR; d <= CALIBRATE_RAKING; d++) {
        struct calibrate_options o = {
            .distance = (enum calibrate_distance)d, .bounded = true, .of_weights = true, .lower = 9.5, .upper = 12.2};
        cr_assert(try_it(&auxiliary, base, o, g, &result, &err), "%s", err.text);
        for (int i = 0; i < 8; i++)
            cr_assert(base[i] * g[i] > 9.5 - 1e-12 && base[i] * g[i] < 12.2 + 1e-12);
    }
}

/* --- why it cannot be done -------------------------------------------------------- */

static void fails(const struct auxiliary *auxiliary, const double *w, struct calibrate_options o, const char *text)
{
    struct calibrate_result result;
    struct error err;
    double g[8];
    cr_assert_not(try_it(auxiliary, w, o, g, &result, &err), "expected: %s", text);
    cr_assert_str_eq(err.text, text);
}

Test(calibrate, says_why_not)
{
    static const double fifty[] = {50, 60}, forty[] = {40, 65}, negative[] = {120, -10}, none[] = {0, 0},
                        three[] = {50, 55, 5}, zeros[8] = {0};
    static const uint32_t crossed[] = {0, 0, 0, 0, 1, 1, 0, 0}, constant[8] = {0};
    static const double most[] = {85, 25}, few[] = {30, 80}, people[] = {110};
    struct auxiliary_margin m[] = {{"sex", sex, 2, sexes, fifty}, {"region", region, 2, regions, forty}};
    struct auxiliary auxiliary = {8, m, 2, NULL, 0};
    struct calibrate_options linear = {0}, raking = {.distance = CALIBRATE_RAKING}, o;
    struct calibrate_result result;
    struct error err;
    double g[8];

    fails(&auxiliary, base, linear,
          "the totals of \"sex\" add up to 110, those of \"region\" to 105: correct them, or have them rescaled to the "
          "first");
    o = linear;
    o.rescale = true;
    cr_assert(try_it(&auxiliary, base, o, g, &result, &err));
    cr_assert_float_eq(base[0] * g[0] + base[1] * g[1] + base[4] * g[4] + base[5] * g[5], 40 * 110 / 105., 1e-10);

    m[1].total = negative;
    fails(&auxiliary, base, linear, "a total of \"region\" is -10, but a count of people is 0 or more");
    m[1].total = none;
    fails(&auxiliary, base, linear, "the totals of \"region\" are all 0");
    m[1].total = three;
    m[1].n_cats = 3;
    m[1].labels = NULL;
    fails(&auxiliary, base, linear,
          "no case in \"region=3\", whose total is 5: join it with another category of \"region\"");

    /* values */
    struct auxiliary_value value = {"age", zeros, 7};
    struct auxiliary numbers = {8, m, 1, &value, 1};
    fails(&numbers, base, linear, "\"age\" is 0 in every case, but its total is 7");
    value.total = NAN;
    fails(&numbers, base, linear, "the total of \"age\" is not a number");
    value = (struct auxiliary_value){"age", age, 110 * 70};
    fails(&numbers, base, raking, "the total of \"age\" makes its mean 70, but the cases go from 20 to 65");

    /* a total that follows from others: region 0 and 1 by two columns */
    double north[8];
    for (int i = 0; i < 8; i++)
        north[i] = region[i] == 0;
    m[1] = (struct auxiliary_margin){"region", region, 2, regions, fifty};
    value = (struct auxiliary_value){"north", north, 49};
    struct auxiliary dependent = {8, m, 2, &value, 1};
    fails(&dependent, base, linear, "the total of \"region=Bắc\" is 50, but it follows from the others and must be 49");
    value.total = 50;
    cr_assert(try_it(&dependent, base, linear, g, &result, &err), "%s", err.text);

    /* all of class 1 are women of the north; there are 25 of them, but class 0 has only 30 of 50 men */
    m[1] = (struct auxiliary_margin){"class", crossed, 2, NULL, few};
    fails(&auxiliary, base, raking,
          "the totals cannot be met together: all cases of \"sex=nam\", whose total is 50, are in \"class=1\", whose "
          "total is 30");
    m[1].total = most;
    cr_assert(try_it(&auxiliary, base, raking, g, &result, &err), "%s", err.text);

    /* bounds: 60 / 41 = 1.4634 is needed above, 0.2634 more, 1.317 times 0.2; so 0.1317 less below */
    m[1] = (struct auxiliary_margin){"all", constant, 1, NULL, people};
    o = (struct calibrate_options){.bounded = true, .lower = .9, .upper = 1.2};
    fails(&auxiliary, base, o,
          "the bounds are too narrow: within them \"sex=nữ\" comes to 36.9 at least and 49.2 at most, not to 60; 0.768 "
          "and 1.464 would do");
    o.lower = .768;
    o.upper = 1.464;
    cr_assert(try_it(&auxiliary, base, o, g, &result, &err), "%s", err.text);
    value = (struct auxiliary_value){"age", age, 4900};
    o = (struct calibrate_options){.bounded = true, .lower = .5, .upper = 1.6};
    cr_assert_not(try_it(&numbers, base, o, g, &result, &err));
    cr_assert(strstr(err.text, "the bounds are too narrow for all totals together; "), "%s", err.text);
    cr_assert_eq(sscanf(strstr(err.text, "; ") + 2, "%lf and %lf would do", &o.lower, &o.upper), 2);
    cr_assert(try_it(&numbers, base, o, g, &result, &err), "%s", err.text);
    o.lower += .01; /* and they are the least */
    o.upper -= .01;
    cr_assert_not(try_it(&numbers, base, o, g, &result, &err));

    o = (struct calibrate_options){.bounded = true, .lower = 2, .upper = 1.5};
    fails(&auxiliary, base, o, "the lower bound 2 is not below the upper bound 1.5");
    o = (struct calibrate_options){.distance = CALIBRATE_LOGIT, .bounded = true, .lower = 1.1, .upper = 1.5};
    fails(&auxiliary, base, o, "the logit distance needs two bounds of the ratio with 1 between them");

    /* steps run out */
    value.total = 4900;
    raking.max_steps = 1;
    cr_assert_not(try_it(&numbers, base, raking, g, &result, &err));
    cr_assert(strstr(err.text, "the totals are not met: \""), "%s", err.text);
}

/* Where totals cannot be told to contradict each other, the message says how far the weights came.  Men are 20 or 21,
 * women 21.5 or 22.5 years old, so that the years of 50 men and 60 women are 2290 to 2400, whatever the weights; 2280
 * is 20.7 each, which some are.  What is reached is a sum of positive ages with positive weights, and where the ratios
 * are bound, within those bounds of their sum with the base weights, 1,700; the difference is what is reached less what
 * was wanted. */
Test(calibrate, says_how_far_it_came)
{
    static const double both[] = {50, 60}, years[] = {20, 21, 20, 21, 21.5, 22.5, 21.5, 22.5};
    static const double tens[] = {10, 10, 10, 10, 10, 10, 10, 10};
    static const uint32_t of[] = {0, 0, 0, 0, 1, 1, 1, 1};
    static const struct calibrate_options how[] = {
        {.bounded = true, .lower = .5, .upper = 2},
        {.distance = CALIBRATE_RAKING, .bounded = true, .lower = .5, .upper = 2},
        {.distance = CALIBRATE_LOGIT, .bounded = true, .lower = .5, .upper = 2},
        {.distance = CALIBRATE_RAKING},
        {.distance = CALIBRATE_RAKING, .max_steps = 1},
        {.distance = CALIBRATE_LOGIT, .bounded = true, .lower = .5, .upper = 2, .max_steps = 1},
    };
    struct auxiliary_margin margin = {"sex", of, 2, sexes, both};
    struct auxiliary_value value = {"years", years, 2280};
    struct auxiliary aux = {8, &margin, 1, &value, 1};
    size_t n_years = 0;
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        struct calibrate_result result;
        struct error err;
        double g[8], reached, wanted, difference;
        char name[32];
        cr_assert_not(try_it(&aux, tens, how[i], g, &result, &err));
        cr_assert_eq(sscanf(err.text,
                            "the totals are not met: \"%31[^\"]\" comes to %lf instead of %lf, a difference of %lf",
                            name, &reached, &wanted, &difference),
                     4, "%s", err.text);
        bool of_years = !strcmp(name, "years");
        double base_sum = of_years ? 1700 : 40, low = how[i].bounded ? .5 * base_sum : 0;
        cr_assert_eq(wanted, of_years ? 2280 : strcmp(name, "sex=nữ") ? 50 : 60, "%s", err.text);
        cr_assert(reached > low && (!how[i].bounded || reached < 2 * base_sum), "%s", err.text);
        cr_assert_float_eq(difference, reached - wanted, .05 * fabs(difference), "%s", err.text);
        n_years += of_years;
    }
    cr_assert_geq(n_years, 4);
}

/* Of four terms, two categories each of two margins and a value: the one that is furthest off is named, the first of
 * those that are equally far, the first of all where all are met.  By hand: weights 1 2 3 4 make 3 and 7, 4 and 6, and
 * 1·1 + 2·0 + 3·1 + 4·2 = 12. */
Test(calibrate, names_the_worst_term)
{
    static const uint32_t halves[] = {0, 0, 1, 1}, turns[] = {0, 1, 0, 1};
    static const double x[] = {1, 0, 1, 2}, w[] = {1, 2, 3, 4};
    static const double met[] = {3, 7, 4, 6, 12};
    const struct auxiliary_margin margins[] = {{"a", halves, 2, NULL, met}, {"b", turns, 2, NULL, met + 2}};
    const struct auxiliary_value value = {"x", x, 12};
    const struct auxiliary aux = {4, margins, 2, &value, 1};
    size_t term = 9;
    double sum[5];
    cr_expect_eq(auxiliary_misfit(&aux, w, met, sum, &term), 0);
    cr_expect_eq(term, 0);
    cr_expect_arr_eq(sum, met, sizeof met);
    for (size_t t = 0; t < 5; t++) {
        double total[5];
        memcpy(total, met, sizeof met);
        total[t] = sum[t] / 2; /* twice too much: a misfit of 1 */
        cr_expect_eq(auxiliary_misfit(&aux, w, total, sum, &term), 1);
        cr_expect_eq(term, t);
        for (size_t later = t + 1; later < 5; later++) {
            total[later] = sum[later] / 2;
            cr_expect_eq(auxiliary_misfit(&aux, w, total, sum, &term), 1);
            cr_expect_eq(term, t);
            total[later] = sum[later] / 4; /* a misfit of 3 */
            cr_expect_eq(auxiliary_misfit(&aux, w, total, sum, &term), 3);
            cr_expect_eq(term, later);
            total[later] = met[later];
        }
    }
}

/* --- many problems ---------------------------------------------------------------- */

static unsigned long long state = 42;
static double uniform(void)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return ((double)(state >> 40) + 0.5) / 16777216;
}

/* Small problems whose totals are those of ratios between two bounds: such ratios exist, so they must be found by every
 * distance; and where bounds are then set too narrow, those that are said to do must do. */
Test(calibrate, finds_what_exists)
{
    enum { MOST = 40 };
    for (int k = 0; k < 1500; k++) {
        size_t n = 3 + (size_t)(uniform() * (MOST - 3)), n_margins = 1 + (size_t)(uniform() * 3),
               n_values = (size_t)(uniform() * 3);
        uint32_t cat[3][MOST];
        double w[MOST], x[2][MOST], total[3][6] = {{0}}, sum[2] = {0}, g[MOST], low = .3 + .6 * uniform(),
                                    high = 1.1 + 3 * uniform();
        struct auxiliary_margin m[3];
        struct auxiliary_value v[2];
        for (size_t i = 0; i < n; i++) {
            double ratio = low + (high - low) * uniform();
            w[i] = exp(4 * uniform());
            for (int j = 0; j < 3; j++) {
                cat[j][i] = (uint32_t)(uniform() * (2 + 2 * j));
                total[j][cat[j][i]] += w[i] * ratio;
            }
            for (int j = 0; j < 2; j++) {
                x[j][i] = uniform() < .5 ? floor(uniform() * 5) : 100 * uniform();
                sum[j] += w[i] * ratio * x[j][i];
            }
        }
        for (size_t j = 0; j < n_margins; j++)
            m[j] = (struct auxiliary_margin){"m", cat[j], 2 + 2 * j, NULL, total[j]};
        for (size_t j = 0; j < n_values; j++)
            v[j] = (struct auxiliary_value){"v", x[j], sum[j]};
        struct auxiliary auxiliary = {n, m, n_margins, v, n_values};
        for (int d = CALIBRATE_LINEAR; d <= CALIBRATE_LOGIT; d++) {
            struct calibrate_options o = {.distance = (enum calibrate_distance)d,
                                          .bounded = d == CALIBRATE_LOGIT || k % 2,
                                          .lower = low - .05,
                                          .upper = high + .05};
            struct calibrate_result result;
            struct error err;
            cr_assert(try_it(&auxiliary, w, o, g, &result, &err), "problem %d, distance %d: %s", k, d, err.text);
            cr_assert_lt(result.misfit, 1e-10, "problem %d, distance %d: %g", k, d, result.misfit);
            cr_assert(!o.bounded || (result.lowest >= o.lower && result.highest <= o.upper));
            o.bounded = true;
            o.lower = .9;
            o.upper = 1.2;
            if (k % 10 == 0 && !try_it(&auxiliary, w, o, g, &result, &err)) {
                const char *hint = strrchr(err.text, ';');
                cr_assert(hint && sscanf(hint, "; %lf and %lf would do", &o.lower, &o.upper) == 2, "%s", err.text);
                cr_assert(try_it(&auxiliary, w, o, g, &result, &err), "%s", err.text);
            }
        }
    }
}

/* A value that is the same everywhere says what the margins say already. */
Test(calibrate, a_constant_value)
{
    static const double sex_total[] = {50.1, 60.7},
                        thirds[] = {1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3.};
    struct auxiliary_margin m = {"sex", sex, 2, sexes, sex_total};
    struct auxiliary_value v = {"third", thirds, 110.8 / 3};
    struct auxiliary auxiliary = {8, &m, 1, &v, 1};
    struct calibrate_result result;
    struct error err;
    double g[8];
    for (int d = CALIBRATE_LINEAR; d <= CALIBRATE_RAKING; d++) {
        struct calibrate_options o = {.distance = (enum calibrate_distance)d};
        cr_assert(try_it(&auxiliary, base, o, g, &result, &err), "%s", err.text);
        cr_assert_float_eq(g[0], 50.1 / 42, 1e-14);
    }
    v.total = 40;
    fails(&auxiliary, base, (struct calibrate_options){0},
          "the total of \"third\" is 40, but it follows from the others and must be 36.93333333");
}
