/* Vectors published with Rivest's consistent sampler; see tests/data/vectors/sampler.csv. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/ticket.h"

static struct ticket ticket(const char *seed, const char *id)
{
    struct ticket_seed s;
    ticket_seed_set(&s, seed);
    return ticket_of(&s, id, strlen(id));
}

Test(ticket, first_tickets_are_as_published)
{
    static const struct {
        const char *seed, *id, *first;
    } cases[] = {
        {"01382438112797316654", "AB-130",
         "0.26299714122838008416507544297546663599715395525154425586041245287750224561854"},
        {"314159", "cd-1", "0.317685817"},
        {"314159", "ef-3", "0.832984519"},
        {"314159", "ab-1", "0.9098039269"},
        {"314159", "ab-2", "0.9231549043"},
        {"314159", "AB-135", "0.000599853"},
        {"314159", "CD-871", "0.002318508"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ticket t = ticket(cases[i].seed, cases[i].id);
        char text[TICKET_TEXT];
        ticket_text(&t, text);
        cr_assert_eq(strncmp(text, cases[i].first, strlen(cases[i].first)), 0, "%s: %s", cases[i].id, text);
    }
    struct ticket whole = ticket(cases[0].seed, cases[0].id);
    char text[TICKET_TEXT];
    cr_assert_str_eq(ticket_text(&whole, text), cases[0].first);
}

struct numbered {
    struct ticket ticket;
    int number;
};

static int by_ticket(const void *a, const void *b)
{
    return ticket_compare(&((const struct numbered *)a)->ticket, &((const struct numbered *)b)->ticket);
}

static void check_order(const char *seed, const char *prefix, int n, const int *expected, int n_expected)
{
    struct numbered *all = calloc((size_t)n, sizeof *all);
    for (int i = 0; i < n; i++) {
        char id[32];
        snprintf(id, sizeof id, "%s%d", prefix, i);
        all[i] = (struct numbered){ticket(seed, id), i};
    }
    qsort(all, (size_t)n, sizeof *all, by_ticket);
    for (int i = 0; i < n_expected; i++)
        cr_assert_eq(all[i].number, expected[i], "%s %d: %d", prefix, i, all[i].number);
    free(all);
}

Test(ticket, orders_are_as_published)
{
    check_order("41", "", 100, (int[]){73, 51, 17, 58, 38, 42, 39, 20, 11, 67}, 10);
    check_order("314159", "AB-", 2000, (int[]){135, 684, 1980}, 3);
    check_order("314159", "CD-", 1000, (int[]){871}, 1);
}

/* Equal first 18 digits are told apart by the rest: two digests made to differ only far down. */
Test(ticket, ties_go_to_the_later_digits)
{
    struct ticket a = ticket("1", "x"), b = a;
    b.digest[0] ^= 1; /* the integer's highest digits: the last of U */
    cr_assert_neq(ticket_compare(&a, &b), 0);
    cr_assert_eq(ticket_compare(&a, &b), -ticket_compare(&b, &a));
}

/* The uniform number is U itself to the digits a double has: the first of the published tickets. */
Test(ticket, uniforms_are_the_first_digits)
{
    struct ticket t = ticket("01382438112797316654", "AB-130");
    cr_assert_eq(t.first, UINT64_C(262997141228380084));
    cr_assert_float_eq(ticket_uniform(&t), 0.262997141228380084, 1e-16);
    cr_assert_float_eq(ticket_uniform(&(struct ticket){.first = 0}), 0.5e-18, 1e-30);
}

/* An integer of fewer than 64 digits is padded in front, so that zeros end U: 0, 7 and 2^64 = 18446744073709551616; one
 * of more, such as 2^213 = 13164036458569648337239753460458804039861886925068638906788872192, has its own digits and no
 * more. */
Test(ticket, numbers_have_64_digits_or_their_own)
{
    static const struct {
        size_t byte;
        uint8_t value;
        const char *digits, *zeros;
    } cases[] = {{0, 0, "", "0000000000000000000000000000000000000000000000000000000000000000"},
                 {31, 7, "7", "000000000000000000000000000000000000000000000000000000000000000"},
                 {23, 1, "61615590737044764481", "00000000000000000000000000000000000000000000"},
                 {5, 0x20, "29127888760983686052968816893040885406435793273384696585463046131", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ticket t = {.first = 0};
        char expected[TICKET_TEXT], text[TICKET_TEXT];
        t.digest[cases[i].byte] = cases[i].value;
        snprintf(expected, sizeof expected, "0.%s%s", cases[i].digits, cases[i].zeros);
        cr_assert_str_eq(ticket_text(&t, text), expected);
    }
}
