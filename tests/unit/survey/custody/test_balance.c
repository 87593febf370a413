#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/custody/balance.h"
#include "survey/custody/book.h"
#include "tests/unit/rounds.h"

#define N_BALLOTS 40

static const char *const offices[] = {"BD-1", "BD-2"};

static int64_t serial_of(int i)
{
    return serial_make(100000000 + i);
}

/* Ballots for two offices in turn, in a run of its own. */
static void issue(struct store *store, int n)
{
    struct run run;
    struct error err = {0};
    cr_assert(run_begin(&run, store, "issue", &tester, &err), "%s", err.text);
    struct query *q = run_insert(&run, "ballot");
    for (int i = 0; i < n; i++) {
        query_int(q, ":serial", serial_of(i));
        query_text(q, ":ballot_type", "P");
        query_text(q, ":group", "G1");
        query_null(q, ":member");
        query_null(q, ":stratum");
        query_int(q, ":list", 1);
        query_text(q, ":office", offices[i % 2]);
        query_text(q, ":pool", "meeting");
        query_run(q);
    }
    cr_assert(query_end(q, &err) && run_commit(&run, &err), "%s", err.text);
}

/* Step NUMBER of ballot I, STATE, at OFFICE; event EVENT of it too, unless that is 0. */
static void step(struct store *store, int i, int number, const char *state, const char *office, int event)
{
    struct run run;
    struct error err = {0};
    cr_assert(run_begin(&run, store, "custody import", &tester, &err), "%s", err.text);
    struct query *q = run_insert(&run, "movement"), *e = run_insert(&run, "event");
    query_int(q, ":serial", serial_of(i));
    query_int(q, ":number", number);
    query_text(q, ":state", state);
    query_int(q, ":event", event);
    query_int(q, ":replaces", 0);
    query_null(q, ":date");
    query_null(q, ":by");
    query_text(q, ":office", office);
    query_null(q, ":batch");
    query_int(q, ":source", 1);
    query_int(q, ":line", 2);
    query_run(q);
    if (event) {
        query_int(e, ":serial", serial_of(i));
        query_int(e, ":number", event);
        query_text(e, ":state", state);
        query_null(e, ":reason");
        query_run(e);
    }
    cr_assert(query_end(q, &err) && query_end(e, &err) && run_commit(&run, &err), "%s", err.text);
}

static size_t count(struct store *store, const char *code, size_t *all)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    cr_assert(balance_check(store, issues, &err), "%s", err.text);
    size_t n = issues_count_code(issues, code);
    *all = issues_count(issues, WARNING) + issues_count(issues, FAULT);
    issues_free(issues);
    return n;
}

Test(balance, says_nothing_of_offices_without_lists)
{
    char path[64];
    size_t all;
    struct store *store = tiny_round(path);
    struct balance b;
    struct error err = {0};
    issue(store, 4);
    cr_assert(balance_read(&b, store, &err) && b.n_offices == 0);
    balance_release(&b);
    cr_assert(count(store, "W453", &all) == 0 && all == 0);
    step(store, 0, 1, "handed", "BD-1", 0);
    cr_assert(balance_read(&b, store, &err) && b.n_offices == 1);
    cr_assert(b.offices[0].issued == 2 && b.offices[0].handed == 1 && b.offices[0].held == 1 && b.offices[0].out == 1);
    cr_assert(balance_holds(&b.offices[0]));
    balance_release(&b);
    cr_assert(count(store, "W453", &all) == 0 && all == 0);
    store_close(store);
    unlink(path);
}

/* What two offices bring together, and no import lets in. */
Test(balance, names_what_was_handed_out_twice)
{
    char path[64];
    size_t all;
    struct store *store = tiny_round(path);
    issue(store, 2);
    step(store, 0, 1, "handed", "BD-1", 0);
    step(store, 0, 2, "handed", "BD-1", 0);
    cr_assert(count(store, "W450", &all) == 1 && all == 1);
    /* absent in between, it was not twice */
    step(store, 1, 1, "handed", "BD-2", 0);
    step(store, 1, 2, "absent", "BD-2", 1);
    step(store, 1, 3, "handed", "BD-2", 0);
    cr_assert(count(store, "W450", &all) == 1 && all == 1);
    store_close(store);
    unlink(path);
}

/* Ballots walk at random; each time the views, which count by SQL, say what the chains in the book say. */
Test(balance, counts_what_the_chains_say)
{
    char path[64];
    struct store *store = tiny_round(path);
    unsigned seed = 3;
    int numbers[N_BALLOTS] = {0}, events[N_BALLOTS] = {0};
    issue(store, N_BALLOTS);
    step(store, 0, ++numbers[0], "delivered", "BD-1", 0);
    step(store, 1, ++numbers[1], "delivered", "BD-2", 0);
    for (int k = 0; k < 150; k++) {
        static const char *const states[] = {"delivered", "handed", "returned", "refused", "absent", "void"};
        seed = seed * 1664525u + 1013904223u;
        int i = (int)(seed >> 16) % N_BALLOTS;
        const char *state = states[(seed >> 8) % 6];
        bool is_event = strcmp(state, "delivered") != 0 && strcmp(state, "handed") != 0;
        step(store, i, ++numbers[i], state, offices[i % 2], is_event ? ++events[i] : 0);
    }
    struct balance b;
    struct custody_book book;
    struct error err = {0};
    cr_assert(balance_read(&b, store, &err) && custody_book_read(&book, store, &err), "%s", err.text);
    cr_assert_eq(b.n_offices, 2);
    for (size_t o = 0; o < 2; o++) {
        struct office_balance is = {.office = b.offices[o].office};
        for (size_t i = 0; i < book.n; i++) {
            const struct custody_ballot *ballot = &book.ballots[i];
            bool handed = chain_has(&ballot->chain, CUSTODY_HANDED), back = chain_has(&ballot->chain, CUSTODY_RETURNED);
            if (strcmp(custody_text(&book, ballot->office), is.office) != 0)
                continue;
            is.issued++;
            is.delivered += chain_has(&ballot->chain, CUSTODY_DELIVERED);
            is.handed += handed;
            if (ballot->event_state == CUSTODY_VOID)
                *(handed ? &is.void_ : &is.other_ways) += 1;
            else if (back)
                *(handed ? &is.returned : &is.unhanded) += 1;
            else if (ballot->event_state == CUSTODY_REFUSED || ballot->event_state == CUSTODY_ABSENT)
                *(!handed ? &is.other_ways : ballot->event_state == CUSTODY_REFUSED ? &is.refused : &is.absent) += 1;
            else
                *(handed ? &is.out : &is.held) += 1;
        }
        is.to_key = is.returned + is.unhanded;
        is.office = b.offices[o].office;
        cr_assert(!memcmp(&is, &b.offices[o], sizeof is), "office %s", is.office);
        cr_assert_eq(balance_holds(&is), is.unhanded == 0);
    }
    struct office_balance sum = balance_sum(&b);
    cr_assert_eq(sum.issued, N_BALLOTS);
    cr_assert_eq(sum.handed, b.offices[0].handed + b.offices[1].handed);
    balance_release(&b);
    custody_book_release(&book);
    store_close(store);
    unlink(path);
}
