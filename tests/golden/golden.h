/* golden.h - the cases under tests/golden, for tests that walk them. */
#ifndef TESTS_GOLDEN_GOLDEN_H
#define TESTS_GOLDEN_GOLDEN_H

#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#define GOLDEN_MOST 128

/* An array of numbers, or one number as an array of one. */
struct numbers {
    size_t n;
    double x[GOLDEN_MOST];
};

static inline json_t *golden_open(const char *path)
{
    json_error_t why;
    json_t *root = json_load_file(path, 0, &why);
    cr_assert(root, "%s:%d: %s", path, why.line, why.text);
    return root;
}

static inline const char *golden_id(const json_t *c)
{
    return json_string_value(json_object_get(c, "id"));
}

static inline struct numbers golden_numbers(const json_t *c, const char *part, const char *name)
{
    struct numbers v = {0};
    const json_t *j = json_object_get(json_object_get(c, part), name);
    cr_assert(j, "%s has no %s.%s", golden_id(c), part, name);
    if (json_is_number(j)) {
        v.n = 1;
        v.x[0] = json_number_value(j);
    }
    for (size_t i = 0; i < json_array_size(j); i++) {
        cr_assert_lt(v.n, GOLDEN_MOST);
        v.x[v.n++] = json_number_value(json_array_get(j, i));
    }
    return v;
}

/* One number of the case's inputs; FALLBACK where it has none of this name. */
static inline double golden_input(const json_t *c, const char *name, double fallback)
{
    const json_t *j = json_object_get(json_object_get(c, "inputs"), name);
    return j ? json_number_value(j) : fallback;
}

/* X[0..N-1] is what the case expects under NAME, to TOLERANCE relative and absolute near 0. */
static inline void golden_same(const json_t *c, const char *name, const double *x, size_t n, double tolerance)
{
    struct numbers v = golden_numbers(c, "expected", name);
    cr_assert_eq(v.n, n, "%s: %s has %zu values, expected %zu", golden_id(c), name, n, v.n);
    for (size_t i = 0; i < n; i++)
        cr_assert(fabs(x[i] - v.x[i]) <= tolerance * fmax(1, fabs(v.x[i])), "%s: %s[%zu] is %.17g, expected %.17g",
                  golden_id(c), name, i, x[i], v.x[i]);
}

/* True when the id of the case ends in `_NAME`, or in `_NAME_` and a number. */
static inline bool golden_is(const json_t *c, const char *name)
{
    const char *at = strstr(golden_id(c), name);
    if (!at || at[-1] != '_')
        return false;
    at += strlen(name);
    return !*at || (*at == '_' && at[1 + strspn(at + 1, "0123456789")] == '\0');
}

#endif
