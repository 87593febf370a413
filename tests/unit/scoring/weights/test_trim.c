#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "scoring/weights/trim.h"
#include "tests/golden/golden_csv.h"

static double sum(const double *w, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        s += w[i];
    return s;
}

/* From the weights R had before it trimmed to those after. */
Test(trim, gives_the_weights_of_r)
{
    static const struct {
        const char *from, *column, *to;
        double lower, upper;
        bool strict;
    } cases[] = {{"weights/clus1_lin_mean.csv", "w", "weights/clus1_trim_mean.csv", 15, 45, false},
                 {"weights/strat_lin_mean.csv", "w", "weights/strat_trim_mean.csv", 15, 45, false},
                 {"data/apistrat.csv", "pw", "weights/strat_trim_only_mean.csv", -INFINITY, 40, false},
                 {"weights/clus1_rak_mean.csv", "w", "weights/clus1_trim_strict_mean.csv", 20, 42, true},
                 {"weights/strat_rak_mean.csv", "w", "weights/strat_trim_strict_mean.csv", 15, 44.3, true}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct golden_csv t = golden_read(cases[k].from);
        double *w = golden_column(&t, cases[k].column);
        struct trim_limits limits = {cases[k].lower, cases[k].upper};
        struct trim_result result;
        struct error err = {0};
        double before = sum(w, t.n);
        cr_assert((cases[k].strict ? trim_strict : trim_spread)(w, t.n, limits, &result, &err), "%s", err.text);
        golden_same_column(cases[k].to, "w", w, 1e-9);
        cr_assert_float_eq(sum(w, t.n), before, 1e-9);
        cr_assert_eq(result.shift, 0);
        cr_assert_gt(result.n_raised + result.n_lowered, 0);
    }
}

/* 1 2 3 9 10 cut at 6: 3 + 4 = 7 to three rows. */
Test(trim, spreads_once)
{
    double w[] = {1, 0, 2, 3, 9, 10};
    struct trim_result result;
    struct error err = {0};
    cr_assert(trim_spread(w, 6, (struct trim_limits){-INFINITY, 6}, &result, &err));
    double share = 7 / 3.0;
    double expected[] = {1 + share, 0, 2 + share, 3 + share, 6, 6};
    for (int i = 0; i < 6; i++)
        cr_assert_float_eq(w[i], expected[i], 1e-14);
    cr_assert_eq(result.n_lowered, 2);
    cr_assert_eq(result.moved, 7);
}

/* The same at 5.2: 8.6 is cut, 2.87 to each takes 3 outside; it gives 0.67 to the two that are left. */
Test(trim, strict_goes_on)
{
    double w[] = {1, 0, 2, 3, 9, 10};
    struct trim_result result;
    struct error err = {0};
    cr_assert(trim_strict(w, 6, (struct trim_limits){0.5, 5.2}, &result, &err));
    double share = 8.6 / 3, more = (3 + share - 5.2) / 2;
    double expected[] = {1 + share + more, 0, 2 + share + more, 5.2, 5.2, 5.2};
    cr_assert_gt(2 + share + more, 5.2); /* and a third round */
    expected[0] += 2 + share + more - 5.2;
    expected[2] = 5.2;
    for (int i = 0; i < 6; i++)
        cr_assert_float_eq(w[i], expected[i], 1e-13);
    cr_assert_eq(result.rounds, 3);
    cr_assert_eq(result.shift, 0);
}

/* Rounds leave nobody: 1 and 9 are cut to 4 and 5, one person too few; everybody is shifted instead.
 * By hand: cut(1 + t) + cut(9 + t) = 10 has no t within 4 and 5 but both at 5: t = 4. */
Test(trim, strict_shifts_where_rounds_end)
{
    struct trim_result result;
    struct error err = {0};
    double w[] = {1, 9};
    cr_assert(trim_strict(w, 2, (struct trim_limits){4, 5}, &result, &err), "%s", err.text);
    cr_assert_float_eq(w[0], 5, 1e-14);
    cr_assert_float_eq(w[1], 5, 1e-14);

    double three[] = {1, 2, 9}; /* sum 12 within 2.5 and 5: 1 + t and 2 + t make 7: t = 2 */
    cr_assert(trim_strict(three, 3, (struct trim_limits){2.5, 5}, &result, &err), "%s", err.text);
    cr_assert_float_eq(result.shift, 2, 1e-14);
    cr_assert_float_eq(three[0], 3, 1e-14);
    cr_assert_float_eq(three[1], 4, 1e-14);
    cr_assert_float_eq(three[2], 5, 1e-14);

    double down[] = {2, 2, 1, 1.5}; /* sum 6.5, at least 1.6: the first two go down by 0.35 */
    cr_assert(trim_strict(down, 4, (struct trim_limits){1.6, INFINITY}, &result, &err), "%s", err.text);
    cr_assert_float_eq(sum(down, 4), 6.5, 1e-14);
    for (int i = 0; i < 4; i++)
        cr_assert_geq(down[i], 1.6 - 1e-15);
}

Test(trim, nothing_outside_changes_nothing)
{
    double w[] = {1, 2, 3, 0};
    struct trim_result result;
    struct error err = {0};
    cr_assert(trim_spread(w, 4, (struct trim_limits){1, 3}, &result, &err));
    cr_assert(trim_strict(w, 4, (struct trim_limits){1, 3}, &result, &err));
    double expected[] = {1, 2, 3, 0};
    cr_assert_arr_eq(w, expected, sizeof w);
    cr_assert_eq(result.n_raised + result.n_lowered, 0);
}

/* After raking to two margins the limits and the margins hold together. */
Test(trim, keeps_totals)
{
    struct golden_csv t = golden_read("data/apistrat.csv"), raked = golden_read("weights/strat_rake2_mean.csv");
    struct golden_levels stype = golden_codes(&t, "stype", NULL), wide = golden_codes(&t, "sch.wide", NULL);
    double *w = golden_column(&raked, "w"), sums[8], total[8];
    struct auxiliary_margin m[] = {
        {"stype", stype.cat, stype.n, stype.label, golden_totals("margins/api_stype.csv", &stype, "stype", NULL)},
        {"sch.wide", wide.cat, wide.n, wide.label, golden_totals("margins/api_schwide.csv", &wide, "sch.wide", NULL)}};
    struct auxiliary auxiliary = {t.n, m, 2, NULL, 0};
    struct trim_result result;
    struct error err = {0};
    size_t term;
    cr_assert(trim_keep_totals(w, &auxiliary, (struct trim_limits){14, 44.5}, &result, &err), "%s", err.text);
    cr_assert_gt(result.n_lowered, 0);
    auxiliary_totals(&auxiliary, false, total);
    cr_assert_lt(auxiliary_misfit(&auxiliary, w, total, sums, &term), 1e-11);
    for (size_t i = 0; i < t.n; i++)
        cr_assert(w[i] >= 14 && w[i] <= 44.5);

    double *again = golden_column(&raked, "w");
    cr_assert_not(trim_keep_totals(again, &auxiliary, (struct trim_limits){16, 30}, &result, &err));
    cr_assert(strstr(err.text, "the bounds are too narrow: within them \"stype=E\" comes to 1600 at least and 3000 at "
                               "most, not to 4421; "),
              "%s", err.text);
}

static void fails(bool (*trim)(double *, size_t, struct trim_limits, struct trim_result *, struct error *),
                  struct trim_limits limits, const char *text)
{
    double w[] = {1, 2, 8, 9};
    struct trim_result result;
    struct error err = {0};
    cr_assert_not(trim(w, 4, limits, &result, &err));
    cr_assert_str_eq(err.text, text);
    cr_assert_eq(sum(w, 4), 20);
}

Test(trim, says_why_not)
{
    fails(trim_spread, (struct trim_limits){4, 6}, "no weight lies between 4 and 6: nobody to give to what is cut");
    fails(trim_strict, (struct trim_limits){1, 4.5}, "4 weights between 1 and 4.5 cannot add up to 20");
    fails(trim_strict, (struct trim_limits){5.5, 9}, "4 weights between 5.5 and 9 cannot add up to 20");
    fails(trim_strict, (struct trim_limits){5, 5}, "the lower limit 5 of weights is not below the upper limit 5");
    fails(trim_spread, (struct trim_limits){5, 4}, "the lower limit 5 of weights is not below the upper limit 4");
}
