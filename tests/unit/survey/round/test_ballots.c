#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "survey/round/ballots.h"
#include "tests/unit/rounds.h"

/* ISO 7064 MOD 97-10: the number with its check digits leaves 1 modulo 97. */
Test(serial, checks_like_iso_7064)
{
    cr_assert_eq(serial_make(794000000) % 97, 1);
    cr_assert(serial_is_valid(serial_make(123456789)));
    cr_assert_eq(serial_make(123456789), INT64_C(12345678900) + 98 - INT64_C(12345678900) % 97);
}

Test(serial, one_wrong_or_two_exchanged_digits_never_pass)
{
    for (int64_t n = 100000000; n < 999999999; n += 7654321) {
        char right[16], wrong[16];
        snprintf(right, sizeof right, "%lld", (long long)serial_make(n));
        for (size_t i = 0; i < 11; i++) {
            for (char c = '0'; c <= '9'; c++) {
                memcpy(wrong, right, sizeof wrong);
                wrong[i] = c;
                cr_assert_eq(serial_parse(wrong) != 0, c == right[i], "%s %s", right, wrong);
            }
            memcpy(wrong, right, sizeof wrong);
            if (i + 1 < 11 && right[i] != right[i + 1]) {
                wrong[i] = right[i + 1];
                wrong[i + 1] = right[i];
                cr_assert_eq(serial_parse(wrong), 0, "%s %s", right, wrong);
            }
        }
    }
}

Test(serial, is_read_as_people_write_it)
{
    int64_t s = serial_make(123456789);
    char text[SERIAL_TEXT];
    serial_format(s, text);
    cr_assert_eq(strlen(text), 14);
    cr_assert_eq(serial_parse(text), s);
    /* as programs for letters write a dash, as keyboards of the Far East write digits, with blanks that do not break */
    static const char *const alike[] = {"640–565–189–49", "640—565‑189−49", "６４０５６５１８９４９",
                                        "640\xC2\xA0"
                                        "565\xC2\xA0"
                                        "189\xC2\xA0"
                                        "49"};
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        cr_assert_eq(serial_parse(alike[i]), 64056518949, "%s", alike[i]);
    cr_assert_eq(serial_parse("640–565–189–4é9"), 0);
    cr_assert_eq(serial_parse("640\xFF"
                              "56518949"),
                 0);
    cr_assert_eq(serial_parse("123456789"), 0);
    cr_assert_eq(serial_parse(""), 0);
    cr_assert_eq(serial_parse("12345678901a"), 0);
    cr_assert_eq(serial_parse("1234567890123"), 0);
}

/* The tiny round: type P of 2 units x 2 questions; min_answered and invalid_if as set. */
static enum invalid judge(const char *min_answered, const char *invalid_if, const uint8_t cells[4], bool counts[2])
{
    struct definition *d = tiny_definition_with(min_answered, invalid_if);
    size_t units[] = {0, 1};
    enum invalid why = ballot_judge(d, 0, units, 2, cells, counts);
    definition_free(d);
    return why;
}

Test(ballot, counts_for_a_unit_with_enough_answers)
{
    bool counts[2];
    /* Half of two questions is one. */
    cr_assert_eq(judge("50%", "blank", (uint8_t[]){1, 0, 0, 0}, counts), VALID);
    cr_assert(counts[0] && !counts[1]);
    cr_assert_eq(judge("60%", "blank", (uint8_t[]){1, 0, 1, 1}, counts), VALID);
    cr_assert(!counts[0] && counts[1]);
    /* Without a minimum one mark is enough, none is not. */
    cr_assert_eq(judge("0", "never", (uint8_t[]){1, 0, 0, 0}, counts), VALID);
    cr_assert(counts[0] && !counts[1]);
    /* Unreadable and doubled cells are no answers. */
    cr_assert_eq(judge("0", "blank", (uint8_t[]){MARK_UNREADABLE, MARK_MULTIPLE, 0, 0}, counts), INVALID_TOO_FEW);
    cr_assert(!counts[0] && !counts[1]);
}

Test(ballot, is_invalid_by_the_rules_of_the_round)
{
    bool counts[2];
    cr_assert_eq(judge("0", "blank", (uint8_t[]){0, 0, 0, 0}, counts), INVALID_BLANK);
    cr_assert_eq(judge("0", "never", (uint8_t[]){0, 0, 0, 0}, counts), INVALID_TOO_FEW);
    /* One doubled cell of four is 25 %. */
    cr_assert_eq(judge("0", "multiple:25%", (uint8_t[]){1, MARK_MULTIPLE, 1, 1}, counts), VALID);
    cr_assert_eq(judge("0", "multiple:24%", (uint8_t[]){1, MARK_MULTIPLE, 1, 1}, counts), INVALID_MULTIPLE);
    cr_assert_eq(judge("0", "unreadable:0%", (uint8_t[]){1, MARK_UNREADABLE, 1, 1}, counts), INVALID_UNREADABLE);
    cr_assert_eq(judge("0", "straight", (uint8_t[]){1, 1, 1, 1}, counts), INVALID_STRAIGHT);
    cr_assert_eq(judge("0", "straight", (uint8_t[]){1, 1, 1, 2}, counts), VALID);
    /* Q1 is required, Q2 is not. */
    cr_assert_eq(judge("0", "required", (uint8_t[]){1, 0, 1, 0}, counts), VALID);
    cr_assert_eq(judge("0", "required", (uint8_t[]){1, 0, 0, 1}, counts), INVALID_REQUIRED);
}

/* Type P with N questions about the one unit of the ballot. */
static struct definition *with_questions(size_t n, const char *key, const char *value)
{
    struct definition *d = tiny_rows();
    struct issues *issues = issues_new();
    for (size_t i = 3; i <= n; i++) {
        char code[16];
        snprintf(code, sizeof code, "Q%zu", i);
        ROW(T_QUESTIONS, "P", code, "Câu", "unit", "option", "", "1.2", "", "S", "no");
    }
    set_setting(d, key, value);
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    return d;
}

/* P % of N questions is a number that binary fractions may miss on either side: 0.55 x 20 comes out above 11, 0.29 x
 * 100 below 29.  Whole numbers say what must hold, 100 K >= P N to count and 100 K <= P N to be valid. */
Test(ballot, a_share_of_the_questions_is_exact)
{
    static const size_t sizes[] = {5, 7, 20, 40, 100};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t p = 1; p <= 100; p++) {
            size_t n = sizes[s], unit[] = {0};
            uint8_t cells[100], mark[] = {1, MARK_MULTIPLE, MARK_UNREADABLE}, other[] = {MARK_BLANK, 1, 1};
            char share[32];
            for (size_t rule = 0; rule < 3; rule++) {
                snprintf(share, sizeof share, "%s%zu%%", rule == 0 ? "" : rule == 1 ? "multiple:" : "unreadable:", p);
                struct definition *d = with_questions(n, rule ? "invalid_if" : "min_answered", share);
                for (size_t k = 1; k < n; k++) {
                    bool counts[1];
                    memset(cells, other[rule], n);
                    memset(cells, mark[rule], k);
                    ballot_judge(d, 0, unit, 1, cells, counts);
                    cr_assert_eq(counts[0], rule ? 100 * k <= p * n : 100 * k >= p * n, "%s of %zu: %zu", share, n, k);
                }
                definition_free(d);
            }
        }
}
