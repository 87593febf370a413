#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "scoring/weights/rake.h"
#include "tests/golden/golden_csv.h"

static const uint32_t sex[] = {0, 0, 0, 0, 1, 1, 1, 1}, region[] = {0, 0, 1, 1, 0, 0, 1, 1};
static const double base[] = {10, 12, 9, 11, 10, 8, 13, 10};
static const char *const sexes[] = {"nam", "nữ"}, *const regions[] = {"Bắc", "Nam"};

static bool try_it(const struct auxiliary *auxiliary, double *w, struct rake_options o, struct rake_result *result,
                   struct error *err)
{
    *err = (struct error){0};
    return rake(w, auxiliary, &o, result, err);
}

/* --- the weights R gives ---------------------------------------------------------- */

Test(rake, gives_the_weights_of_r)
{
    static const char *const data[] = {"clus1", "strat"};
    for (int k = 0; k < 2; k++)
        for (size_t n_margins = 2; n_margins <= 3; n_margins++) {
            static const char *const variables[] = {"stype", "sch.wide", "awards"};
            static const char *const totals[] = {"margins/api_stype.csv", "margins/api_schwide.csv",
                                                 "margins/api_awards.csv"};
            char path[80];
            struct auxiliary_margin m[3];
            struct rake_result result;
            struct error err = {0};
            snprintf(path, sizeof path, "data/api%s.csv", data[k]);
            struct golden_csv t = golden_read(path);
            double *w = golden_column(&t, "pw");
            for (size_t j = 0; j < n_margins; j++) {
                struct golden_levels levels = golden_codes(&t, variables[j], NULL);
                m[j] = (struct auxiliary_margin){variables[j], levels.cat, levels.n, NULL,
                                                 golden_totals(totals[j], &levels, variables[j], NULL)};
            }
            struct auxiliary auxiliary = {t.n, m, n_margins, NULL, 0};
            cr_assert(rake(w, &auxiliary, &(struct rake_options){0}, &result, &err), "%s", err.text);
            cr_assert_lt(result.misfit, 1e-12);
            snprintf(path, sizeof path, "weights/%s_rake%zu_mean.csv", data[k], n_margins);
            golden_same_column(path, "w", w, 1e-9);
        }
}

Test(rake, gives_the_weights_of_r_with_unequal_base_weights)
{
    struct golden_csv t = golden_read("data/ballots.csv");
    static const char *const variables[] = {"sex", "age", "group"};
    static const char *const totals[] = {"margins/bal_sex.csv", "margins/bal_age.csv", "margins/bal_group.csv"};
    struct auxiliary_margin m[3];
    struct rake_result result;
    struct error err = {0};
    double *w = golden_column(&t, "w");
    for (int j = 0; j < 3; j++) {
        struct golden_levels levels = golden_codes(&t, variables[j], NULL);
        m[j] = (struct auxiliary_margin){variables[j], levels.cat, levels.n, NULL,
                                         golden_totals(totals[j], &levels, variables[j], NULL)};
    }
    struct auxiliary auxiliary = {t.n, m, 3, NULL, 0};
    cr_assert(rake(w, &auxiliary, &(struct rake_options){0}, &result, &err), "%s", err.text);
    golden_same_column("weights/bal_narm_rake.csv", "w", w, 1e-9);
}

/* A single margin is post-stratification; joint cells are one margin. */
Test(rake, one_margin_is_post_stratification)
{
    static const char *const name[] = {"ps", "ps2"}, *const data[] = {"clus1", "strat"};
    for (int k = 0; k < 2; k++)
        for (int joint = 0; joint < 2; joint++) {
            char path[80];
            struct rake_result result;
            struct error err = {0};
            snprintf(path, sizeof path, "data/api%s.csv", data[k]);
            struct golden_csv t = golden_read(path);
            struct golden_levels levels = golden_codes(&t, "stype", joint ? "sch.wide" : NULL);
            struct auxiliary_margin m = {
                "cells", levels.cat, levels.n, levels.label,
                golden_totals(joint ? "margins/api_stype_schwide.csv" : "margins/api_stype.csv", &levels, "stype",
                              joint ? "sch.wide" : NULL)};
            struct auxiliary auxiliary = {t.n, &m, 1, NULL, 0};
            double *w = golden_column(&t, "pw");
            cr_assert(rake(w, &auxiliary, &(struct rake_options){0}, &result, &err), "%s", err.text);
            cr_assert_eq(result.sweeps, 1);
            snprintf(path, sizeof path, "weights/%s_%s_mean.csv", data[k], name[joint]);
            golden_same_column(path, "w", w, 1e-9);
        }
}

/* --- where others go wrong -------------------------------------------------------- */

/* Weights that sum to 1: a tolerance in people would stop at once. */
Test(rake, tolerance_is_relative)
{
    static const double people[] = {46, 54}, people2[] = {20, 80}, shares[] = {.46, .54}, shares2[] = {.2, .8};
    double big[8], small[8];
    struct auxiliary_margin m[] = {{"sex", sex, 2, sexes, people}, {"region", region, 2, regions, people2}};
    struct auxiliary_margin s[] = {{"sex", sex, 2, sexes, shares}, {"region", region, 2, regions, shares2}};
    struct auxiliary in_people = {8, m, 2, NULL, 0}, in_shares = {8, s, 2, NULL, 0};
    struct rake_result result;
    struct error err;
    for (int i = 0; i < 8; i++) {
        big[i] = base[i];
        small[i] = base[i] / 83;
    }
    cr_assert(try_it(&in_people, big, (struct rake_options){0}, &result, &err));
    cr_assert(try_it(&in_shares, small, (struct rake_options){0}, &result, &err));
    for (int i = 0; i < 8; i++)
        cr_assert_float_eq(big[i] / 100, small[i], 1e-12);
    cr_assert_float_eq(small[0] + small[1] + small[4] + small[5], .2, 1e-13);
}

/* Within a cell the base weights keep their proportions. */
Test(rake, keeps_proportions_within_a_cell)
{
    static const double people[] = {46, 54}, people2[] = {20, 80};
    struct auxiliary_margin m[] = {{"sex", sex, 2, sexes, people}, {"region", region, 2, regions, people2}};
    struct auxiliary auxiliary = {8, m, 2, NULL, 0};
    struct rake_result result;
    struct error err;
    double w[8];
    memcpy(w, base, sizeof w);
    cr_assert(try_it(&auxiliary, w, (struct rake_options){0}, &result, &err));
    for (int i = 0; i < 8; i += 2)
        cr_assert_float_eq(w[i] / w[i + 1], base[i] / base[i + 1], 1e-13);
}

/* Totals of 0 are met, and so are totals that are nearly 0. */
Test(rake, zero_totals)
{
    for (int k = 0; k < 2; k++) {
        double people[] = {50, 33}, people2[] = {83 - (k ? 1e-6 : 0), k ? 1e-6 : 0}, w[8];
        struct auxiliary_margin m[] = {{"sex", sex, 2, sexes, people}, {"region", region, 2, regions, people2}};
        struct auxiliary auxiliary = {8, m, 2, NULL, 0};
        struct rake_result result;
        struct error err;
        memcpy(w, base, sizeof w);
        cr_assert(try_it(&auxiliary, w, (struct rake_options){0}, &result, &err), "%s", err.text);
        cr_assert_float_eq(w[2] + w[3] + w[6] + w[7], people2[1], 1e-18);
        cr_assert_float_eq(w[0] + w[1], 50, 1e-5);
    }
}

/* Nearly structural zeros: sweeps crawl, the weights are found all the same. */
Test(rake, slow_sweeps_are_finished_otherwise)
{
    static const uint32_t one[] = {0, 0, 1}, two[] = {0, 1, 1};
    static const double w0[] = {10, 1e-7, 10}, rows[] = {60, 40}, columns[] = {50, 50};
    struct auxiliary_margin m[] = {{"a", one, 2, NULL, rows}, {"b", two, 2, NULL, columns}};
    struct auxiliary auxiliary = {3, m, 2, NULL, 0};
    struct rake_result result;
    struct error err;
    double w[3];
    memcpy(w, w0, sizeof w);
    cr_assert(try_it(&auxiliary, w, (struct rake_options){.max_sweeps = 2}, &result, &err), "%s", err.text);
    cr_assert_gt(result.sweeps, 2);
    cr_assert_float_eq(w[0], 50, 1e-9); /* three cells, three equations */
    cr_assert_float_eq(w[1], 10, 1e-9);
    cr_assert_float_eq(w[2], 40, 1e-9);
}

/* Totals that can only be met by a weight of 0: met in the limit. */
Test(rake, a_weight_may_have_to_be_zero)
{
    static const uint32_t one[] = {0, 0, 1}, two[] = {0, 1, 1};
    static const double rows[] = {50, 50}, columns[] = {50, 50};
    struct auxiliary_margin m[] = {{"a", one, 2, NULL, rows}, {"b", two, 2, NULL, columns}};
    struct auxiliary auxiliary = {3, m, 2, NULL, 0};
    struct rake_result result;
    struct error err;
    double w[] = {10, 10, 10};
    cr_assert(try_it(&auxiliary, w, (struct rake_options){0}, &result, &err), "%s", err.text);
    cr_assert_float_eq(w[1], 0, 1e-9);
    cr_assert_float_eq(w[0], 50, 1e-9);
}

/* --- why it cannot be done -------------------------------------------------------- */

static void fails(const struct auxiliary *auxiliary, const double *w0, const char *text)
{
    struct rake_result result;
    struct error err;
    double w[64];
    memcpy(w, w0, auxiliary->n * sizeof *w);
    cr_assert_not(try_it(auxiliary, w, (struct rake_options){0}, &result, &err), "expected: %s", text);
    cr_assert_str_eq(err.text, text);
    cr_assert_eq(memcmp(w, w0, auxiliary->n * sizeof *w), 0);
}

Test(rake, says_why_not)
{
    static const double people[] = {3000, 3194}, more[] = {3500, 3500}, some[] = {70, 13}, none[] = {83, 0};
    struct auxiliary_margin m[] = {{"sex", sex, 2, sexes, people}, {"region", region, 2, regions, more}};
    struct auxiliary auxiliary = {8, m, 2, NULL, 0};
    struct rake_result result;
    struct error err;
    double w[8];
    fails(&auxiliary, base,
          "the totals of \"sex\" add up to 6194, those of \"region\" to 7000: correct them, or have them rescaled to "
          "the first");
    memcpy(w, base, sizeof w);
    cr_assert(try_it(&auxiliary, w, (struct rake_options){.rescale = true}, &result, &err));
    cr_assert_float_eq(w[0] + w[1] + w[4] + w[5], 3097, 1e-9);
    cr_assert_float_eq(w[0] + w[1] + w[2] + w[3], 3000, 1e-9);

    /* all women are of the south, which has 13 people */
    static const uint32_t apart[] = {0, 0, 1, 1, 1, 1, 1, 1};
    static const double women[] = {50, 33};
    m[0].total = women;
    m[1] = (struct auxiliary_margin){"region", apart, 2, regions, some};
    fails(&auxiliary, base,
          "the totals cannot be met together: all cases of \"sex=nữ\", whose total is 33, are in \"region=Nam\", whose "
          "total is 13");
    m[1].total = none;
    fails(&auxiliary, base,
          "the totals cannot be met together: all cases of \"sex=nữ\", whose total is 33, are in \"region=Nam\", whose "
          "total is 0");
}

/* A conflict that no single category shows: every case is in one of a=3, a=4, b=1 and b=2, which have 90 of the 100
 * people. */
Test(rake, names_the_categories_of_a_conflict)
{
    static const uint32_t a[] = {0, 0, 1, 1, 2, 2, 2, 3}, b[] = {0, 1, 0, 1, 2, 3, 1, 3};
    static const double rows[] = {30, 30, 30, 10}, columns[] = {25, 25, 20, 30}, w[] = {1, 1, 1, 1, 1, 1, 1, 1};
    struct auxiliary_margin m[] = {{"a", a, 4, NULL, rows}, {"b", b, 4, NULL, columns}};
    struct auxiliary auxiliary = {8, m, 2, NULL, 0};
    fails(&auxiliary, w,
          "the totals of \"a=3\", \"a=4\", \"b=1\", \"b=2\" cannot be met together: too few cases lie in several of "
          "them at once");
}
