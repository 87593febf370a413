#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "scoring/weights/logistic.h"
#include "scoring/weights/nonresponse.h"
#include "scoring/weights/weight_health.h"
#include "tests/golden/golden.h"
#include "tests/golden/golden_csv.h"

static struct numbers expected(const char *id, const char *name)
{
    json_t *root = golden_open("tests/golden/cases.json"), *c;
    struct numbers v = {0};
    size_t k;
    json_array_foreach(json_object_get(root, "cases"), k, c) if (strcmp(golden_id(c), id) == 0) v =
        golden_numbers(c, "expected", name);
    json_decref(root);
    cr_assert_gt(v.n, 0);
    return v;
}

static bool *responded_of(const struct golden_csv *t)
{
    double *x = golden_column(t, "responded");
    bool *yes = golden_alloc(t->n, sizeof *yes);
    for (size_t i = 0; i < t->n; i++)
        yes[i] = x[i] == 1;
    return yes;
}

/* --- the numbers of R ------------------------------------------------------------- */

Test(nonresponse, weighting_classes_as_r)
{
    struct golden_csv t = golden_read("data/ballots.csv");
    struct golden_levels levels = golden_codes(&t, "sex", "age");
    struct auxiliary_margin classes = {"sex x age", levels.cat, levels.n, levels.label, NULL};
    double *w = golden_column(&t, "w"), factor[6];
    struct error err = {0};
    cr_assert(nonresponse_classes(w, t.n, &classes, responded_of(&t), factor, &err), "%s", err.text);
    golden_same_column("weights/pub_nr_class.csv", "w", w, 1e-9);
    struct numbers v = expected("pub_nr_class", "class_factor"); /* sex runs faster there */
    for (size_t age = 0; age < 3; age++)
        for (size_t sex = 0; sex < 2; sex++)
            cr_assert_float_eq(factor[sex * 3 + age], v.x[age * 2 + sex], 1e-9);
}

/* An intercept, sexnu, age35-49, age50+, visits: the coding of the golden case. */
Test(nonresponse, logistic_regression_as_r)
{
    struct golden_csv t = golden_read("data/ballots.csv");
    struct golden_levels sex = golden_codes(&t, "sex", NULL), age = golden_codes(&t, "age", NULL);
    double *w = golden_column(&t, "w"), *visits = golden_column(&t, "visits"), *p = golden_alloc(t.n, sizeof *p),
           *x = golden_alloc(4 * t.n, sizeof *x), beta[5], beta2[6];
    uint32_t *all = golden_alloc(t.n, sizeof *all);
    bool *yes = responded_of(&t);
    struct error err = {0};
    for (size_t i = 0; i < t.n; i++) {
        x[i] = sex.cat[i] == 1;
        x[t.n + i] = age.cat[i] == 1;
        x[2 * t.n + i] = age.cat[i] == 2;
        x[3 * t.n + i] = 1;
        w[i] *= 70; /* the scale of weights must not matter */
    }
    struct auxiliary_margin one = {"all", all, 1, NULL, NULL};
    struct auxiliary_value v[] = {
        {"sexnu", x, 0}, {"age35-49", x + t.n, 0}, {"age50+", x + 2 * t.n, 0}, {"visits", visits, 0}};
    struct auxiliary treatment = {t.n, &one, 1, v, 4};
    cr_assert(logistic(&treatment, yes, w, beta, p, &err), "%s", err.text);
    struct numbers coef = expected("pub_nr_propensity", "coef");
    for (size_t k = 0; k < 5; k++)
        cr_assert_float_eq(beta[k], coef.x[k], 1e-9);
    golden_same_column("weights/pub_nr_propensity.csv", "propensity", p, 1e-9);

    /* the same model as margins, and with a column of ones for the intercept */
    struct auxiliary_margin m[] = {{"sex", sex.cat, sex.n, sex.label, NULL}, {"age", age.cat, age.n, age.label, NULL}};
    struct auxiliary margins = {t.n, m, 2, v + 3, 1};
    cr_assert(logistic(&margins, yes, w, beta2, p, &err), "%s", err.text);
    golden_same_column("weights/pub_nr_propensity.csv", "propensity", p, 1e-9);
    struct auxiliary_value ones[] = {v[0], v[1], v[2], v[3], {"one", x + 3 * t.n, 0}};
    struct auxiliary by_value = {t.n, NULL, 0, ones, 5};
    cr_assert(logistic(&by_value, yes, w, beta2, p, &err), "%s", err.text);
    golden_same_column("weights/pub_nr_propensity.csv", "propensity", p, 1e-9);
    cr_assert_float_eq(beta2[4], coef.x[0], 1e-9);
}

Test(nonresponse, inverse_and_five_classes_as_r)
{
    struct golden_csv t = golden_read("data/ballots.csv"), r = golden_read("weights/pub_nr_propensity.csv");
    double *p = golden_column(&r, "propensity"), *w = golden_column(&t, "w"), *w5 = golden_column(&t, "w"),
           *class_of_r = golden_column(&r, "class5"), factor[5];
    uint32_t *class = golden_alloc(t.n, sizeof *class);
    bool *yes = responded_of(&t);
    struct error err = {0};
    nonresponse_inverse(w, t.n, p, yes);
    golden_same_column("weights/pub_nr_propensity.csv", "w_inverse", w, 1e-9);
    cr_assert_eq(nonresponse_cut(p, t.n, 5, class), 5);
    for (size_t i = 0; i < t.n; i++)
        cr_assert_eq(class[i] + 1, class_of_r[i], "row %zu", i + 1);
    struct auxiliary_margin classes = {"propensity class", class, 5, NULL, NULL};
    cr_assert(nonresponse_classes(w5, t.n, &classes, yes, factor, &err), "%s", err.text);
    golden_same_column("weights/pub_nr_propensity.csv", "w_class5", w5, 1e-9);
    struct numbers v = expected("pub_nr_propensity", "class_factor");
    for (size_t k = 0; k < 5; k++)
        cr_assert_float_eq(factor[k], v.x[k], 1e-9);
}

Test(nonresponse, kish_as_r)
{
    struct golden_csv t = golden_read("data/ballots.csv");
    double *w = golden_column(&t, "w");
    struct weight_health h = weight_health(w, t.n);
    cr_assert_float_eq(h.deff, expected("pub_kish", "deff").x[0], 1e-9);
    cr_assert_float_eq(h.n_effective, expected("pub_kish", "n_eff").x[0], 1e-6);
    cr_assert_float_eq(h.cv, expected("pub_kish", "cv_of_weights").x[0], 1e-9);
    cr_assert_float_eq(h.ratio, expected("pub_kish", "ratio_max_min").x[0], 1e-9);
}

/* --- edges ------------------------------------------------------------------------ */

/* 1, 3, and two rows that take no part: mean 2, variance 1. */
Test(nonresponse, health_by_hand)
{
    static const double w[] = {1, 0, 3, 0}, far[] = {1e15 + 1, 1e15 + 3}, mixed[] = {-1, 3};
    struct weight_health h = weight_health(w, 4);
    cr_assert_eq(h.n, 2);
    cr_assert_eq(h.sum, 4);
    cr_assert_eq(h.min, 1);
    cr_assert_eq(h.max, 3);
    cr_assert_eq(h.ratio, 3);
    cr_assert_eq(h.cv, .5);
    cr_assert_eq(h.deff, 1.25);
    cr_assert_eq(h.n_effective, 1.6);
    cr_assert_float_eq(weight_health(far, 2).cv * 1e15, 1, 1e-3);
    h = weight_health(mixed, 2);
    cr_assert_eq(h.n_negative, 1);
    cr_assert(isnan(h.ratio));
    h = weight_health(w, 0);
    cr_assert_eq(h.n, 0);
    cr_assert(isnan(h.min) && isnan(h.deff));
}

Test(nonresponse, cuts_fall_together)
{
    static const double p[] = {.5, .5, .5, .5, .5, .5, .7, .8, .9, .9}, same[] = {.3, .3, .3};
    uint32_t class[10];
    /* quintiles .5 .5 .54 .82 .9 (R quantile): three cuts left after the lowest */
    cr_assert_eq(nonresponse_cut(p, 10, 5, class), 3);
    static const uint32_t expected_class[] = {0, 0, 0, 0, 0, 0, 1, 1, 2, 2};
    cr_assert_arr_eq(class, expected_class, sizeof expected_class);
    cr_assert_eq(nonresponse_cut(same, 3, 5, class), 1);
    cr_assert_eq(class[2], 0);
    cr_assert_eq(nonresponse_cut(p, 0, 5, class), 0);
}

static const uint32_t sex[] = {0, 0, 0, 0, 1, 1, 1, 1}, region[] = {0, 0, 1, 1, 0, 0, 1, 1}, all[8] = {0};
static const double base[] = {10, 12, 9, 11, 10, 8, 13, 10};
static const char *const sexes[] = {"nam", "nữ"};

Test(nonresponse, a_class_without_respondents)
{
    static const bool some[] = {true, true, false, true, false, false, false, false};
    struct auxiliary_margin classes = {"sex", sex, 2, sexes, NULL};
    double w[8], factor[3];
    struct error err = {0};
    memcpy(w, base, sizeof w);
    cr_assert_not(nonresponse_classes(w, 8, &classes, some, factor, &err));
    cr_assert_str_eq(err.text, "nobody responded in the weighting class \"sex=nữ\": join it with another");
    cr_assert_arr_eq(w, base, sizeof w);
    classes.n_cats = 3; /* a class nobody is in does no harm */
    classes.labels = NULL;
    err = (struct error){0};
    memset(w + 4, 0, 4 * sizeof *w);
    cr_assert(nonresponse_classes(w, 8, &classes, some, factor, &err), "%s", err.text);
    cr_assert_float_eq(w[0], 10 * 42 / 33., 1e-14);
    cr_assert_eq(factor[2], 1);
}

static void fails(const struct auxiliary *auxiliary, const bool *yes, const char *text)
{
    double p[8];
    struct error err = {0};
    cr_assert_not(logistic(auxiliary, yes, base, NULL, p, &err), "expected: %s", text);
    cr_assert_str_eq(err.text, text);
}

Test(nonresponse, separated_answers)
{
    static const bool none[8] = {false}, everybody[] = {true, true, true, true, true, true, true, true},
                      women[] = {true, false, true, false, true, true, true, true},
                      men[] = {true, false, true, false, false, false, false, false},
                      old[] = {false, false, true, true, false, false, true, true},
                      corner[] = {true, true, true, true, true, false, true, true};
    static const double age[] = {20, 30, 41, 50, 25, 35, 45, 65}, mixed[] = {1, 2, 9, 1, 3, 9, 2, 1};
    struct auxiliary_margin m[] = {{"sex", sex, 2, sexes, NULL}, {"region", region, 2, NULL, NULL}};
    struct auxiliary_margin intercept = {"all", all, 1, NULL, NULL};
    struct auxiliary_value v[] = {{"age", age, 0}, {"mixed", mixed, 0}};
    struct auxiliary two = {8, m, 2, NULL, 0}, one = {8, &intercept, 1, v, 1}, both = {8, &intercept, 1, v, 2};
    fails(&two, none, "nobody responded: no propensity can be estimated");
    fails(&two, everybody, "everybody responded: no propensity can be estimated");
    fails(
        &two, women,
        "everybody in \"sex=nữ\" responded: its propensity cannot be estimated; join it with another category, or use "
        "weighting classes");
    fails(&two, men,
          "nobody in \"sex=nữ\" responded: its propensity cannot be estimated; join it with another category");
    fails(&one, old, "\"age\" alone separates those who responded from the others: no propensity can be estimated");
    /* the only one who did not respond has the largest sum of the two values */
    static const double x[] = {1, 2, 3, 4, 4, 3.5, 2, 1}, y[] = {4, 4, 2, 1, 2, 3.5, 3, 2};
    v[0] = (struct auxiliary_value){"x", x, 0};
    v[1] = (struct auxiliary_value){"y", y, 0};
    fails(&both, corner,
          "the variables together separate those who responded from the others: no propensity can be estimated; use "
          "fewer");
}

/* An extreme value is not a separation. */
Test(nonresponse, an_extreme_value_is_fitted)
{
    static const bool yes[] = {true, false, true, false, true, false, true, true};
    static const double x[] = {1, 2, 3, 4, 5, 6, 7, 5000};
    struct auxiliary_margin intercept = {"all", all, 1, NULL, NULL};
    struct auxiliary_value v = {"x", x, 0};
    struct auxiliary auxiliary = {8, &intercept, 1, &v, 1};
    double p[8], score = 0, score_x = 0;
    struct error err = {0};
    cr_assert(logistic(&auxiliary, yes, base, NULL, p, &err), "%s", err.text);
    for (int i = 0; i < 8; i++) {
        score += base[i] * (yes[i] - p[i]);
        score_x += base[i] * (yes[i] - p[i]) * x[i];
    }
    cr_assert_float_eq(score, 0, 1e-9);
    cr_assert_float_eq(score_x, 0, 1e-6);
}
