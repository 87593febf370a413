#include "scoring/points/check.h"

#include <math.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "scoring/estimates/interval.h"
#include "survey/base/message.h"
#include "survey/custody/audit_compare.h"
#include "survey/custody/balance.h"
#include "survey/offices/conflicts.h"
#include "survey/round/ballots.h"

/* In CSV one table: `what` is a count of ballots or, with a name, the keying compared; `keyer` is the name of a keyer.
 */
static const struct table_column columns[] = {
    {"what", N_("What"), false},      {"keyer", NULL, false},
    {"ballots", N_("Ballots"), true}, {"fields", N_("Fields keyed twice"), true},
    {"wrong", N_("Wrong"), true},     {"unresolved", N_("Unresolved"), true},
    {"rate", N_("Wrong, %"), true},   {"low", N_("at least, %"), true},
    {"high", N_("at most, %"), true}, {"name", NULL, false},
};

static const char *const rates_of[N_RATES_OF] = {
    [RATE_KEYER] = "keyer",
    [RATE_QUESTION] = "question",
    [RATE_OFFICE] = "office",
};
static const char *const rates_of_title[N_RATES_OF] = {
    [RATE_KEYER] = N_("Keyer"),
    [RATE_QUESTION] = N_("Question"),
    [RATE_OFFICE] = N_("Office"),
};
#define CONFIDENCE 0.95

static const struct table_column count_columns[] = {
    {"what", N_("What"), false},
    {"ballots", N_("Number"), true},
};

#define N_COLUMNS (sizeof columns / sizeof *columns)

static const char *const reasons[N_INVALID] = {
    [VALID] = N_("valid"),
    [INVALID_BLANK] = N_("invalid: blank"),
    [INVALID_REQUIRED] = N_("invalid: a required question is blank"),
    [INVALID_STRAIGHT] = N_("invalid: the same option everywhere"),
    [INVALID_MULTIPLE] = N_("invalid: too many double marks"),
    [INVALID_UNREADABLE] = N_("invalid: too many unreadable marks"),
    [INVALID_TOO_FEW] = N_("invalid: too few answers for every unit"),
};

static const struct verb_option options[] = {
    {"all", 0, NULL, 0, N_("name each ballot, however many there are of a kind")},
    {0},
};

static void print_count(struct table *table, const char *what, size_t n, bool people)
{
    table_text(table, what);
    if (!people)
        table_text(table, "");
    table_count(table, (int64_t)n);
    for (size_t i = 3; !people && i < N_COLUMNS; i++)
        table_text(table, "");
}

static void print_counts(struct table *table, const struct check_result *r, bool people)
{
    print_count(table, people ? _("issued") : "issued", r->ballots, people);
    print_count(table, people ? _("returned") : "returned", r->returned, people);
    print_count(table, people ? _("keyed") : "keyed", r->keyed, people);
    print_count(table, people ? _("keyed by two people") : "keyed_twice", r->twice, people);
    print_count(table, people ? _(reasons[VALID]) : "valid", r->valid, people);
    for (enum invalid i = INVALID_BLANK; i < N_INVALID; i++) {
        char name[40];
        snprintf(name, sizeof name, "invalid_%s", invalid_names[i]);
        if (r->invalid[i] || !people)
            print_count(table, people ? _(reasons[i]) : name, r->invalid[i], people);
    }
}

static void print_rate(struct table *table, const struct keying_rate *r, bool of_keyer, bool people)
{
    /* Where two differ and nobody settled it one is wrong, and it is not known which: at least none, at most all. */
    double n = (double)r->fields, open = (double)r->unresolved, wrong = (double)r->wrong, times = people ? 100 : 1;
    double rate = n > open ? wrong / (n - open) : NAN, low = NAN, high = NAN;
    if (n > 0) {
        low = interval_exact(wrong / n, n, CONFIDENCE).lower;
        high = interval_exact(fmin(1, (wrong + open) / n), n, CONFIDENCE).upper;
    }
    table_text(table, people || of_keyer ? r->name : "");
    table_count(table, (int64_t)r->ballots);
    table_count(table, (int64_t)r->fields);
    table_count(table, (int64_t)r->wrong);
    table_count(table, (int64_t)r->unresolved);
    table_real(table, times * rate, 2);
    table_real(table, times * low, 2);
    table_real(table, times * high, 2);
    if (!people)
        table_text(table, r->name);
}

/* For people a table of each kind, of what was keyed twice; else all keyers. */
static void print_rates(struct table *table, const struct check_result *result, enum rate_of of, bool people)
{
    const struct keying_rates *rates = &result->of[of];
    for (size_t i = 0; i < rates->n; i++) {
        const struct keying_rate *r = &rates->rates[i];
        if ((people || of != RATE_KEYER) && !r->fields && !r->unresolved)
            continue;
        if (!people)
            table_text(table, rates_of[of]);
        print_rate(table, r, of == RATE_KEYER, people);
    }
}

static void print_result(const struct arguments *args, const struct check_result *r)
{
    bool people = table_is_for_people(args);
    struct table *table = people ? table_new(args, count_columns, 2) : table_new(args, columns, N_COLUMNS);
    print_counts(table, r, people);
    for (enum rate_of of = 0; of < N_RATES_OF; of++) {
        struct table_column named[N_COLUMNS - 2];
        if (people && !r->twice)
            break;
        if (people) {
            memcpy(named, columns + 1, sizeof named);
            named[0].title = rates_of_title[of];
            if (table)
                table_close(table);
            putchar('\n');
            table = table_new(args, named, N_COLUMNS - 2);
        }
        print_rates(table, r, of, people);
        if (people) { /* whose columns are gone with this turn */
            table_close(table);
            table = NULL;
        }
    }
    if (table)
        table_close(table);
}

static bool run(struct call *call, struct error *err)
{
    struct check_result result = {0};
    if (argument_given(call->args, "all"))
        issues_say_all(call->issues);
    bool ok = check_round(call->store, &result, call->issues, err);
    ok = err->code == E_NONE && balance_check(call->store, call->issues, err) && ok;
    const struct definition *d = err->code == E_NONE ? command_definition(call, err) : NULL;
    ok = d && audit_batches_check(call->store, d, call->issues, err) && ok;
    ok = err->code == E_NONE && offices_check(call->store, call->issues, err) && ok;
    if (err->code == E_NONE)
        print_result(call->args, &result);
    check_result_release(&result);
    return ok;
}

const struct verb verb_check = {
    .name = "check",
    .summary = N_("list what is wrong or odd about the ballots; count them; compare the keyings"),
    .takes = "ROUND",
    .options = options,
    .flags = VERB_ROUND | VERB_TABLE,
    .run = run,
};
