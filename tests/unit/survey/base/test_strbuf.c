#include <criterion/criterion.h>

#include "survey/base/strbuf.h"

Test(strbuf, an_empty_one_is_an_empty_string)
{
    struct strbuf b = {0};
    cr_assert_str_eq(strbuf_text(&b), "");
    char *taken = strbuf_take(&b);
    cr_assert_str_eq(taken, "");
    free(taken);
    strbuf_release(&b);
}

Test(strbuf, items_are_parted)
{
    struct strbuf b = {0};
    for (int i = 0; i < 3; i++)
        strbuf_item(&b, ", ", "%d", i);
    cr_assert_str_eq(strbuf_text(&b), "0, 1, 2");
    strbuf_clear(&b);
    cr_assert_str_eq(strbuf_text(&b), "");
    strbuf_release(&b);
}

Test(strbuf, a_line_of_csv_is_quoted_where_it_must)
{
    struct strbuf b = {0};
    const char *const cells[] = {"a", "b,c", "d\"e", "", "f\ng"};
    strbuf_csv_line(&b, cells, 5);
    cr_assert_str_eq(strbuf_text(&b), "a,\"b,c\",\"d\"\"e\",,\"f\ng\"\n");
    strbuf_release(&b);
}
