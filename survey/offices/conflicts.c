#include "survey/offices/conflicts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/ballots.h"

static struct place place_of(struct store *store)
{
    return (struct place){store_path(store), NULL, 0, 0};
}

/* The file of OFFICE, "" for the round itself. */
static const char *where(const char *office)
{
    return *office ? office : _("the whole round");
}

/* Keyings of one ballot and pass, while they are read. */
struct keyed_apart {
    int64_t serial, pass;
    size_t n, texts;
    uint8_t *first, *differ; /* the first one's cells, and which of them another has otherwise */
    struct strbuf words;
};

static void tell_keyed(struct keyed_apart *a, struct store *store, struct issues *issues)
{
    char serial[SERIAL_TEXT];
    size_t n_different = a->texts;
    for (size_t i = 0; i < a->n; i++)
        n_different += a->differ[i];
    if (a->serial && n_different)
        issues_add(issues, WARNING, "W461", place_of(store),
                   _("ballot %s, keying %" PRId64
                     ", was keyed in several files, %zu fields otherwise: %s; all are kept, "
                     "and such a field is unreadable until a third keying settles it"),
                   serial_format(a->serial, serial), a->pass, n_different, a->words.text);
    else if (a->serial)
        issues_add(issues, WARNING, "W461", place_of(store),
                   _("ballot %s, keying %" PRId64 ", was keyed in several files with the same answers: %s"),
                   serial_format(a->serial, serial), a->pass, a->words.text);
    free(a->first);
    free(a->differ);
    strbuf_release(&a->words);
    *a = (struct keyed_apart){0};
}

enum { APART_SERIAL, APART_PASS, APART_OFFICE, APART_KEYER, APART_FILE, APART_LINE, APART_ANSWERS, APART_TEXTS };

static void add_keyed(struct keyed_apart *a, struct query *q)
{
    size_t n;
    const uint8_t *cells = query_get_blob(q, APART_ANSWERS, &n);
    const char *keyer = query_get_str(q, APART_KEYER), *office = query_get_str(q, APART_OFFICE);
    if (!a->serial) {
        *a = (struct keyed_apart){.serial = query_get_int(q, APART_SERIAL),
                                  .pass = query_get_int(q, APART_PASS),
                                  .n = n,
                                  .texts = (size_t)query_get_int(q, APART_TEXTS),
                                  .first = xmalloc(n + 1),
                                  .differ = xcalloc(n + 1, 1)};
        memcpy(a->first, cells, n);
    }
    for (size_t i = 0; i < n && i < a->n; i++)
        a->differ[i] |= cells[i] != a->first[i];
    strbuf_item(&a->words, "; ", _("%s (%s, %s, line %" PRId64 ")"), where(office), *keyer ? keyer : "–",
                query_get_str(q, APART_FILE), query_get_int(q, APART_LINE));
}

static bool check_keyed(struct store *store, struct issues *issues, struct error *err)
{
    struct keyed_apart a = {0};
    struct query *q = query_table(store, "keyed_apart", "serial, pass, office, keyer, file, line, origin");
    while (query_next(q)) {
        if (query_get_int(q, APART_SERIAL) != a.serial || query_get_int(q, APART_PASS) != a.pass)
            tell_keyed(&a, store, issues);
        add_keyed(&a, q);
    }
    tell_keyed(&a, store, issues);
    return query_end(q, err);
}

static void tell_events(int64_t serial, const char *counts, struct strbuf *words, struct store *store,
                        struct issues *issues)
{
    char text[SERIAL_TEXT];
    if (words->n)
        issues_add(issues, WARNING, "W462", place_of(store), _("ballot %s has several states: %s; \"%s\" counts"),
                   serial_format(serial, text), words->text, custody_words(custody_find(counts)));
    words->n = 0;
}

static bool check_events(struct store *store, struct issues *issues, struct error *err)
{
    struct query *q = query_table(store, "event_apart", "serial, number, office, state, origin");
    struct strbuf words = {0};
    int64_t serial = 0, number = 0;
    char *counts = xstrdup("");
    while (query_next(q)) {
        if (query_get_int(q, 0) != serial || query_get_int(q, 1) != number)
            tell_events(serial, counts, &words, store, issues);
        serial = query_get_int(q, 0);
        number = query_get_int(q, 1);
        free(counts);
        counts = xstrdup(query_get_str(q, 4));
        strbuf_item(&words, ", ", _("\"%s\" (%s)"), custody_words(custody_find(query_get_str(q, 3))),
                    where(query_get_str(q, 2)));
    }
    tell_events(serial, counts, &words, store, issues);
    free(counts);
    strbuf_release(&words);
    return query_end(q, err);
}

static bool check_replaced(struct store *store, struct issues *issues, struct error *err)
{
    struct query *q = query_table(store, "keyed_replaced", "serial, office");
    while (query_next(q)) {
        char serial[SERIAL_TEXT];
        issues_add(issues, WARNING, "W464", place_of(store),
                   _("ballot %s was keyed by office \"%s\", but its member was replaced (%s): it does not count"),
                   serial_format(query_get_int(q, 0), serial), query_get_str(q, 1),
                   custody_words(custody_find(query_get_str(q, 2))));
    }
    return query_end(q, err);
}

static bool check_lines(struct store *store, struct issues *issues, struct error *err)
{
    struct query *q = query_table(store, "line_apart", "office, number, previous, time, who, hash");
    struct strbuf words = {0};
    char previous[HASH_HEX] = "", *office = xstrdup("");
    int64_t number = 0;
    for (bool more = true; more;) {
        more = query_next(q);
        if (words.n && (!more || strcmp(query_get_str(q, 0), previous) != 0)) {
            issues_add(issues, WARNING, "W463", place_of(store),
                       _("the file of office \"%s\" went on in several places behind line %" PRId64 ": %s"), office,
                       number - 1, words.text);
            words.n = 0;
        }
        if (!more)
            break;
        snprintf(previous, sizeof previous, "%s", query_get_str(q, 0));
        number = query_get_int(q, 1);
        free(office);
        office = xstrdup(query_get_str(q, 2));
        strbuf_item(&words, "; ", "%s, %s", query_get_str(q, 4), query_get_str(q, 3));
    }
    free(office);
    strbuf_release(&words);
    return query_end(q, err);
}

bool offices_check(struct store *store, struct issues *issues, struct error *err)
{
    return check_lines(store, issues, err) && check_keyed(store, issues, err) && check_events(store, issues, err) &&
           check_replaced(store, issues, err);
}
