#include <criterion/criterion.h>
#include <string.h>

#include "survey/custody/chain.h"

/* The drawing of docs/custody.md once more, from the words of its table, a line a state: what it may be followed by. */
static const char *const drawn[][2] = {
    {"issued", " printed delivered handed refused absent moved ineligible void "},
    {"printed", " delivered handed refused absent moved ineligible void "},
    {"delivered", " handed refused absent moved ineligible void "},
    {"handed", " returned refused absent moved ineligible void "},
    {"returned", " keyed archived void "},
    {"keyed", " verified archived void "},
    {"verified", " archived void "},
    {"refused", " handed returned void "},
    {"absent", " handed returned refused moved ineligible void "},
    {"moved", " handed returned ineligible void "},
    {"ineligible", " void "},
    {"archived", " "},
    {"void", " "},
};
#define N_DRAWN (sizeof drawn / sizeof *drawn)

static bool may(const char *state, const char *next)
{
    char word[32];
    snprintf(word, sizeof word, " %s ", next);
    for (size_t i = 0; i < N_DRAWN; i++)
        if (!strcmp(drawn[i][0], state))
            return strstr(drawn[i][1], word) != NULL;
    cr_assert(false, "no state %s in the drawing", state);
    return false;
}

/* The way as a list of words, and the number of its breaks. */
struct way {
    size_t n;
    const char *words[CHAIN_MOST + 1];
};

static int breaks(const struct way *w)
{
    int n = 0;
    for (size_t i = 1; i < w->n; i++)
        n += !may(w->words[i - 1], w->words[i]);
    return n;
}

/* WAY with WORD as its word AT. */
static struct way with(const struct way *w, const char *word, size_t at)
{
    struct way is = {.n = w->n + 1};
    for (size_t i = 0; i < is.n; i++)
        is.words[i] = i < at ? w->words[i] : i == at ? word : w->words[i - 1];
    return is;
}

/* What the page says: steps that every paper goes through where the fewest breaks are, as late as can be; others last.
 */
static struct way put(const struct way *w, const char *word)
{
    struct way best = with(w, word, w->n);
    if (!strstr(" printed delivered handed returned keyed ", word))
        return best;
    for (size_t at = w->n - 1; at >= 1; at--) {
        struct way is = with(w, word, at);
        if (breaks(&is) < breaks(&best))
            best = is;
    }
    return best;
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

Test(chain, states_follow_as_they_are_drawn)
{
    for (enum custody a = 0; a < N_CUSTODY; a++)
        for (enum custody b = 0; b < N_CUSTODY; b++)
            cr_assert_eq(custody_follows(a, b), may(custody_names[a], custody_names[b]), "%s, then %s",
                         custody_names[a], custody_names[b]);
    cr_assert_eq(N_DRAWN, N_CUSTODY);
}

/* 100,000 steps: now a state that may follow, now any; a ballot that has ended, or is long, makes room for the next. */
Test(chain, walks_as_the_drawing_does)
{
    unsigned seed = 16, n_broken = 0, n_whole = 0;
    struct chain chain = {0};
    struct way way = {1, {"issued"}};
    for (int step = 0; step < 100000; step++) {
        enum custody state = (enum custody)(1 + next_random(&seed) % (N_CUSTODY - 1));
        for (int tries = 0; tries < 8 && next_random(&seed) % 8 && !custody_follows(chain_last(&chain), state); tries++)
            state = (enum custody)(1 + next_random(&seed) % (N_CUSTODY - 1));
        int had = breaks(&way);
        way = put(&way, custody_names[state]);
        cr_assert_eq(chain_add(&chain, state), breaks(&way) - had, "step %d, %s", step, custody_names[state]);
        cr_assert_eq(chain.n + 1, way.n);
        for (size_t i = 0; i < way.n; i++)
            cr_assert_str_eq(custody_names[chain_state(&chain, i)], way.words[i], "step %d", step);
        cr_assert_eq((int)chain_breaks(&chain), breaks(&way));
        n_broken += breaks(&way) > 0;
        n_whole += breaks(&way) == 0 && way.n > 4;
        if (way.n > 12 || !custody_follows(chain_last(&chain), CUSTODY_VOID)) {
            chain = (struct chain){0};
            way = (struct way){1, {"issued"}};
        }
    }
    cr_assert(n_broken > 10000 && n_whole > 10000, "%u broken, %u whole", n_broken, n_whole);
}

/* Lists that come late: what was keyed first is handed and returned before it. */
Test(chain, puts_a_late_list_where_it_belongs)
{
    struct chain chain = {0};
    cr_assert_eq(chain_add(&chain, CUSTODY_KEYED), 1);
    cr_assert_eq(chain_add(&chain, CUSTODY_HANDED), 0);
    cr_assert_eq(chain_add(&chain, CUSTODY_RETURNED), -1);
    cr_assert(chain_breaks(&chain) == 0 && chain_last(&chain) == CUSTODY_KEYED);
    /* but one that came back is not refused afterwards */
    cr_assert_eq(chain_add(&chain, CUSTODY_REFUSED), 1);
}

Test(chain, is_told_where_it_is_full)
{
    struct chain chain = {0};
    for (int i = 0; i < CHAIN_MOST; i++)
        chain_add(&chain, i % 2 ? CUSTODY_ABSENT : CUSTODY_HANDED);
    cr_assert_eq(chain.n, CHAIN_MOST);
    cr_assert_eq(chain_breaks(&chain), 0);
    cr_assert_eq(chain_add(&chain, CUSTODY_HANDED), 1);
    cr_assert(chain.n == CHAIN_MOST && chain_has(&chain, CUSTODY_ABSENT) && !chain_has(&chain, CUSTODY_VOID));
}
