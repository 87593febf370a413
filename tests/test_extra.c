#include "survey/store/extra.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/store/store.h"
#include "tests/rounds.h"

static struct store *store;
static char path[64];

static void begin(void)
{
    store = tiny_round(path);
    cr_assert_not_null(store);
}

static void end(void)
{
    store_close(store);
    unlink(path);
}

TestSuite(extra, .init = begin, .fini = end);

/* extra_value() and SQLite's json_extract() of the same. */
static void check_value(const char *extra, const char *name)
{
    struct error err = {0};
    struct query *q =
        query_new(store, "SELECT extra_value(:extra, :name), json_extract(:extra, '$.\"' || :name || '\"')");
    query_text(q, ":extra", extra);
    query_text(q, ":name", name);
    cr_assert(query_next(q), "%s", extra ? extra : "NULL");
    cr_assert_eq(query_is_null(q, 0), query_is_null(q, 1), "%s, %s", extra ? extra : "NULL", name);
    cr_assert_str_eq(query_get_str(q, 0), query_get_str(q, 1), "%s, %s", extra, name);
    cr_assert(query_end(q, &err), "%s", err.text);
}

Test(extra, is_what_json_extract_gives)
{
    static const char *const objects[] = {
        NULL,
        "{}",
        " { } ",
        "{\"a\":\"x\"}",
        "{ \"a\" : \"x\" ,\n\t\"b\" : \"\" }",
        "{\"xã\":\"Mỹ Đình, \\\"Nam\\\"\",\"b\":\"c:\\\\d\\/e\",\"a\":\"1\\n2\\t3\\r\\b\\f\"}",
        "{\"a\":\"\\u1ea5 \\u00E9 \\u001f \\u0041 \\ud83d\\ude00 ∑ 😀\",\"ab\":\"2\"}",
        "{\"b\":\"a\",\"ab\":\"a\"}",
    };
    static const char *const names[] = {"a", "b", "ab", "xã", "c"};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        for (size_t j = 0; j < sizeof names / sizeof *names; j++)
            check_value(objects[i], names[j]);
}

Test(extra, is_what_json_set_was_given)
{
    struct error err = {0};
    struct query *q = query_new(store, "SELECT extra_value(json_set('{}', '$.\"x\"', :value, '$.\"y\"', :value), 'y')");
    char text[8] = {'a', 0, '"', '\\', 'u', 'z', 0};
    for (int c = 1; c < 128; c++) { /* every control character too */
        text[1] = (char)c;
        query_text(q, ":value", text);
        cr_assert(query_next(q), "%d", c);
        cr_assert_str_eq(query_get_str(q, 0), text, "character %d", c);
        query_reset(q);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
}

Test(extra, an_object_that_is_none_of_texts_is_an_error)
{
    static const char *const bad[] = {
        "",
        "[]",
        "\"a\"",
        "{",
        "{\"a\"",
        "{\"a\":1}",
        "{\"b\":[\"a\"]}",
        "{\"a\":\"x\\q\"}",
        "{\"a\":\"",
        "{\"a\":\"x\\",
        "{\"a\":\"\\u12",
        "{\"a\":\"\\ud800\"}",
        "{\"b\":\"x\",}",
        "{\"b\":\"x\"",
    };
    struct query *q = NULL;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct error err = {0};
        q = query_new(store, "SELECT extra_value(:extra, 'a')");
        query_text(q, ":extra", bad[i]);
        cr_assert_not(query_next(q), "%s", bad[i]);
        cr_assert_not(query_end(q, &err), "%s", bad[i]);
        cr_assert_not_null(strstr(err.text, "frame.extra is no object of texts"), "%s: %s", bad[i], err.text);
    }
}
