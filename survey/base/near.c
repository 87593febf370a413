#include "survey/base/near.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define BETWEEN_WORDS " _-"

/* How many letters must be changed, added, left out or swapped to make the word A[0..N-1] into B[0..M-1]; at most
 * LIMIT + 1, and that too where they are more than a third of the longer word, though one is allowed of two letters. */
static size_t distance(const char *a, size_t n, const char *b, size_t m, size_t limit)
{
    enum { LONGEST = 64 };
    size_t longer = n > m ? n : m, most = longer < 2 ? 0 : longer < 6 ? 1 : longer / 3;
    if (n == m && !memcmp(a, b, n))
        return 0;
    if (longer > LONGEST || longer - (n > m ? m : n) > most)
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
    return last[m] <= most ? last[m] : limit + 1;
}

/* The letters of A and B are the same, wherever words end. */
static bool same_letters(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, BETWEEN_WORDS);
        b += strspn(b, BETWEEN_WORDS);
        if (*a != *b || !*a)
            return *a == *b;
    }
}

/* The same of names, word by word; more than LIMIT where one has more words. */
static size_t distance_of_words(const char *a, const char *b, size_t limit)
{
    size_t sum = 0;
    if (same_letters(a, b))
        return 0;
    while (sum <= limit) {
        a += strspn(a, BETWEEN_WORDS);
        b += strspn(b, BETWEEN_WORDS);
        size_t n = strcspn(a, BETWEEN_WORDS), m = strcspn(b, BETWEEN_WORDS);
        if (!n || !m)
            return n || m ? limit + 1 : sum;
        sum += distance(a, n, b, m, limit);
        a += n;
        b += m;
    }
    return sum;
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
    char *alike = text_alike(word);
    *near = (struct near){.plain = text_plain(alike), .best = SIZE_MAX};
    for (const char *s = near->plain; *(s += strspn(s, BETWEEN_WORDS)); s++)
        near->length++;
    near->least = near->length < 3 ? 0 : near->length < 4 ? 1 : near->length < 8 ? 2 : 3;
    free(alike);
}

void near_try(struct near *near, const char *name, size_t id)
{
    char *alike = text_alike(name), *other = text_plain(alike);
    size_t d = distance_of_words(near->plain, other, near->least);
    if (d <= near->least && d < near->length && same_digits(near->plain, other)) {
        near->best = id;
        near->least = d ? d - 1 : 0;
    }
    free(alike);
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
