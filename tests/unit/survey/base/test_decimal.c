#include <criterion/criterion.h>

#include "survey/base/decimal.h"

Test(decimal, parses_only_plain_decimals)
{
    static const struct {
        const char *text;
        bool ok;
        decimal value;
    } cases[] = {{"12", true, INT64_C(12000000000)},
                 {"-0.5", true, INT64_C(-500000000)},
                 {"95.435", true, INT64_C(95435000000)},
                 {"0.000000001", true, 1},
                 {"0.0000000010", true, 1},
                 {"0.0000000011", false, 0},
                 {"1,5", false, 0},
                 {".5", false, 0},
                 {"+2.5", true, INT64_C(2500000000)},
                 {"1.5a", false, 0},
                 {"1:", false, 0},
                 {"1./5", false, 0},
                 {"+-1", false, 0},
                 {"5.", false, 0},
                 {"", false, 0},
                 {"1e3", false, 0},
                 {"99999999999", false, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        decimal d = 0;
        cr_assert_eq(decimal_parse(cases[i].text, &d), cases[i].ok, "%s", cases[i].text);
        if (cases[i].ok)
            cr_assert_eq(d, cases[i].value, "%s", cases[i].text);
    }
}

/* Yên Bái 2021: 62.88 + 24.42 + 8.135 = 95.435, published as 95.44. */
Test(decimal, rounds_half_away_from_zero)
{
    decimal sum = decimal_from_double(62.88) + decimal_from_double(24.42) + decimal_from_double(8.135);
    char text[DECIMAL_TEXT];
    cr_assert_str_eq(decimal_format(sum, 2, text), "95.44");
    cr_assert_str_eq(decimal_format(-sum, 2, text), "-95.44");
    cr_assert_str_eq(decimal_format(decimal_from_double(0.125), 2, text), "0.13");
    cr_assert_str_eq(decimal_format(decimal_from_double(-0.005), 2, text), "-0.01");
    cr_assert_str_eq(decimal_format(decimal_from_double(2.5), 0, text), "3");
    cr_assert_str_eq(decimal_format(decimal_from_double(-0.001), 2, text), "0.00");
    cr_assert_str_eq(decimal_format(sum, -1, text), "95.435");
    cr_assert_str_eq(decimal_format(-sum, -1, text), "-95.435");
    cr_assert_str_eq(decimal_format(10 * DECIMAL_ONE, -1, text), "10");
    cr_assert_str_eq(decimal_format(0, -1, text), "0");
    cr_assert_str_eq(decimal_format(1, -1, text), "0.000000001");
}

/* By hand.  Three thirds of 100, each kept to 1e-9, are 99.999999999, and that is 100; what is shorter by more stays.
 */
Test(decimal, truncates_toward_zero)
{
    static const struct {
        const char *of;
        int places;
        const char *is;
    } cases[] = {{"85.789", 2, "85.78"},       {"85.78", 2, "85.78"},         {"-3.339", 2, "-3.33"},
                 {"-0.009", 2, "0.00"},        {"99.999999999", 2, "100.00"}, {"-99.999999999", 2, "-100.00"},
                 {"99.99999995", 2, "100.00"}, {"99.999999949", 2, "99.99"},  {"7.999", 0, "7"},
                 {"0.1234569", 6, "0.123456"}, {"0.12345699", 6, "0.123457"}, {"0", 2, "0.00"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        decimal d = 0;
        char text[DECIMAL_TEXT];
        cr_assert(decimal_parse(cases[i].of, &d));
        cr_assert_str_eq(decimal_format(decimal_truncate(d, cases[i].places), cases[i].places, text), cases[i].is, "%s",
                         cases[i].of);
    }
}

/* Thanh Hóa 2023: 68.32 points of 84 are 81.33 %. */
Test(decimal, ratio_has_room_in_between)
{
    decimal points, max;
    cr_assert(decimal_parse("68.32", &points) && decimal_parse("84", &max));
    char text[DECIMAL_TEXT];
    cr_assert_str_eq(decimal_format(decimal_ratio(points, 100 * DECIMAL_ONE, max), 2, text), "81.33");
    cr_assert_eq(
        decimal_ratio(INT64_C(9000000000000000000), INT64_C(9000000000000000000), INT64_C(9000000000000000000)),
        INT64_C(9000000000000000000));
    cr_assert_eq(decimal_ratio(1, 1, 2), 1);
    cr_assert_eq(decimal_ratio(-1, 1, 2), -1);
    cr_assert_eq(decimal_ratio(1, 1, -2), -1);
}
