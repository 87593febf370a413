#include <criterion/criterion.h>
#include <stdio.h>

#include "importers/words/map.h"

/* Names of columns, as a map says them and as an export has them, are one where they differ in white space alone:
 * blanks, tabs, line ends and no-break spaces, one or many, before, between and behind the words. */
Test(map, columns_are_named_by_their_words)
{
    static const char *const spaces[] = {" ",          "\t", "\r\n", "\xC2\xA0", "  ", " \xC2\xA0", "\xC2\xA0\xC2\xA0",
                                         "\xC2\xA0 \n"};
    enum { N = sizeof spaces / sizeof *spaces };
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < N; k++) {
            char name[64];
            snprintf(name, sizeof name, "%sCâu%s1%s", spaces[i], spaces[k], spaces[i]);
            cr_expect(ballot_map_same(name, "Câu 1"), "%zu %zu", i, k);
            cr_expect(ballot_map_same("Câu 1", name), "%zu %zu", i, k);
            cr_expect_not(ballot_map_same(name, "Câu 2"), "%zu %zu", i, k);
            cr_expect_not(ballot_map_same(name, "Câu1"), "%zu %zu", i, k);
            cr_expect_not(ballot_map_same(name, "Câu 1 2"), "%zu %zu", i, k);
            cr_expect_not(ballot_map_same(name, "Câu"), "%zu %zu", i, k);
            cr_expect_not(ballot_map_same(name, "âu 1"), "%zu %zu", i, k);
        }
    static const char *const other[][2] = {{"", "a"},
                                           {" ", "\xC2\xA0"
                                                 "a"},
                                           {"a", "A"},
                                           {"a b", "ab"},
                                           {"à", "a"},
                                           {"\xC2\xA0", "\xC2\xA1"}};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        cr_expect_not(ballot_map_same(other[i][0], other[i][1]), "%zu", i);
    cr_expect(ballot_map_same("", " \xC2\xA0\n"));
}
