#include "survey/base/near.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

/* How many letters must be changed, added, left out or swapped to make A into
 * B, without their marks; at most LIMIT + 1. */
static size_t distance(const char *a, const char *b, size_t limit)
{
    enum { LONGEST = 64 };
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= m; j++)
        last[j] = j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        size_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[m];
}

/* Numbers are not misspelt: Q1 is not near Q2. */
static bool same_digits(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strcspn(a, "0123456789");
        b += strcspn(b, "0123456789");
        if (*a != *b || !*a)
            return *a == *b;
    }
}

void near_init(struct near *near, const char *word)
{
    char *folded = text_fold(word);
    *near = (struct near){.plain = text_plain(folded), .best = SIZE_MAX};
    near->length = strlen(near->plain);
    near->least = near->length < 3 ? 0 : near->length < 4 ? 1 : near->length < 8 ? 2 : 3;
    free(folded);
}

void near_try(struct near *near, const char *name, size_t id)
{
    char *folded = text_fold(name), *other = text_plain(folded);
    size_t d = distance(near->plain, other, near->least);
    if (d <= near->least && d < near->length && same_digits(near->plain, other)) {
        near->best = id;
        near->least = d ? d - 1 : 0;
    }
    free(folded);
    free(other);
}

void near_release(struct near *near)
{
    free(near->plain);
    near->plain = NULL;
}

struct near_words near_words(const char *name)
{
    struct near_words words = {""};
    if (!name)
        return words;
    snprintf(words.text, sizeof words.text, _("; did you mean \"%.*s\"?"), 200, name);
    text_cut(words.text, sizeof words.text - 1);
    return words;
}

struct near_words near_among(const char *word, const char *const *names, size_t n)
{
    struct near near;
    near_init(&near, word);
    for (size_t i = 0; i < n; i++)
        near_try(&near, names[i], i);
    near_release(&near);
    return near_words(near.best == SIZE_MAX ? NULL : names[near.best]);
}

struct near_words near_listed(const char *word, const char *list, const char *separators)
{
    struct near near;
    char *names = xstrdup(list), *rest = names, *best = NULL;
    near_init(&near, word);
    for (char *name; (name = strsep(&rest, separators)) != NULL;)
        if (*name) {
            near_try(&near, name, (size_t)(name - names));
            best = near.best == (size_t)(name - names) ? name : best;
        }
    near_release(&near);
    struct near_words words = near_words(best);
    free(names);
    return words;
}
