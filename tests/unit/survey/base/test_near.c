#include <criterion/criterion.h>
#include <stdint.h>

#include "survey/base/near.h"

/* Judged by eye: would a person who meant the second have typed the first? */
Test(near, each_word_that_differs_is_near_itself)
{
    static const struct {
        const char *word, *name;
        bool near;
    } cases[] = {
        {"Sở Mọt", "Sở Một", true}, /* marks aside */
        {"Sở Haj", "Sở Hai", true},
        {"Sở Mộ", "Sở Một", true},
        {"Ngưòi dâm", "Người dân", true},
        {"Lành đạm", "Lãnh đạo", true},
        {"lam trong", "Làm tròn", true},
        {"own unt", "own_unit", true},
        {"ownunit", "own_unit", true}, /* words run together */
        {"so yte", "Sở Y tế", true},
        {"group_weihgts", "group_weights", true}, /* two letters swapped */
        {"runding", "rounding", true},
        {"estmat", "estimate", true}, /* 2 of 8 letters */
        {"moveed", "moved", true},
        {"stag", "stage", true},
        {"UBND qận Hau", "UBND quận Hai", true},                              /* a letter of two words each */
        {"Sở Tài nguyên và Môi trườnk", "Sở Tài nguyên và Môi trường", true}, /* one letter of many words */
        {"UBND quận Chín", "UBND quận Hai", false},
        {"UBND quận Ba", "UBND quận Hai", false},
        {"bored", "moved", false}, /* 2 of 5 letters */
        {"third", "first", false},
        {"UBND quận", "UBND quận Ba", false}, /* a word is missing */
        {"Sở Nội vụ Hà", "Sở Nội vụ", false},
        {"Khối A", "Khối B", false}, /* nothing of it is left */
        {"Khối Ba", "Khối Tư", false},
        {"Q1", "Q2", false}, /* numbers are not misspelt */
        {"Quận 1", "Quận 2", false},
        {"ab", "ac", false}, /* too short to tell */
        {"", "", false},
        {"- _", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct near near;
        near_init(&near, cases[i].word);
        near_try(&near, cases[i].name, 7);
        cr_assert_eq(near.best, cases[i].near ? 7 : SIZE_MAX, "%s, %s", cases[i].word, cases[i].name);
        near_release(&near);
    }
}

/* 2 letters from the first, 1 from the second, 1 from the third: the first of the nearest. */
Test(near, the_nearest_is_named)
{
    static const char *const names[] = {"estimated", "estimate", "estimats", "select"};
    cr_assert_str_eq(near_among("estimat", names, 4).text, "; did you mean \"estimate\"?");
    cr_assert_str_eq(near_among("allocate", names, 4).text, "");
    cr_assert_str_eq(near_listed("absnt", "refused, absent, moved", ", ").text, "; did you mean \"absent\"?");
}
