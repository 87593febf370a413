#include "scoring/points/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/result/score_compare.h"
#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/definition.h"

static const char sql_scores[] =
    "SELECT s.block, s.unit, u.name, s.max, s.appraised, s.survey, s.sipas, s.socio, s.bonus, s.total,"
    " s.percent, s.rank, s.class, s.se, s.low, s.high, s.rank_low, s.rank_high FROM score s JOIN units u ON u.code = "
    "s.unit JOIN blocks b ON b.code = s.block"
    " ORDER BY b.position, s.rank IS NULL, s.rank, u.\"order\" IS NULL, u.\"order\", u.position";

static const struct table_column columns[] = {
    {"block", N_("Block"), false},         {"unit", N_("Unit"), false},    {"max", N_("Maximum"), true},
    {"appraised", N_("Appraised"), true},  {"survey", N_("Survey"), true}, {"sipas", "SIPAS", true},
    {"socio", N_("Socio-economic"), true}, {"bonus", N_("Bonus"), true},   {"total", N_("Total"), true},
    {"percent", N_("Percent"), true},      {"rank", N_("Rank"), true},     {"class", N_("Class"), false},
    {"se", N_("Std. error"), true},        {"low", N_("Low"), true},       {"high", N_("High"), true},
    {"rank_low", N_("Rank from"), true},   {"rank_high", N_("to"), true},
};

enum {
    Q_BLOCK,
    Q_UNIT,
    Q_UNIT_NAME,
    Q_MAX,
    Q_PERCENT = Q_MAX + 7,
    Q_RANK,
    Q_CLASS,
    Q_SE,
    Q_LOW,
    Q_HIGH,
    Q_RANK_LOW,
    Q_RANK_HIGH
};

/* Codes and every digit for programs, names and rounded numbers for people. */
static bool print_scores(const struct arguments *args, struct store *store, struct error *err)
{
    bool people = table_is_for_people(args);
    struct definition *d = definition_load(store, err);
    if (!d)
        return false;
    struct query *q = query_new(store, sql_scores);
    int places = d->rules.decimals;
    definition_free(d);
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    while (query_next(q)) {
        table_text(table, query_get_str(q, Q_BLOCK));
        table_text(table, query_get_str(q, people ? Q_UNIT_NAME : Q_UNIT));
        for (int c = Q_MAX; c <= Q_PERCENT; c++)
            table_decimal(table, query_get_int(q, c), places);
        table_text(table, query_get_str(q, Q_RANK));
        table_text(table, query_get_str(q, Q_CLASS));
        for (int c = Q_SE; c <= Q_HIGH; c++)
            table_real(table, query_get_real(q, c), places);
        for (int c = Q_RANK_LOW; c <= Q_RANK_HIGH; c++)
            table_text(table, query_get_str(q, c));
    }
    table_close(table);
    return query_end(q, err);
}

/* Results beside others; the round stays as it is. */
static enum status compare(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    bool set = argument_given(args, "set"), against = argument_given(args, "against");
    bool ok = !(set && against) || error_set(&err, E_USAGE, _("--set and --against are two questions; ask one"));
    if (ok && argument_given(args, "map") && !against)
        ok = error_set(&err, E_USAGE, _("--map goes with --against"));
    struct store *store = ok ? command_open(args, STORE_READ, &err) : NULL;
    ok = store && (set ? print_scenario(args, store, issues, &err) : print_comparison(args, store, issues, &err));
    if (ok)
        quota_note(args, store);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

static const struct table_column difference_columns[] = {
    {"first", N_("Unit"), false},
    {"second", N_("Less"), false},
    {"estimate", N_("Difference"), true},
    {"se", N_("Std. error"), true},
    {"low", N_("Low"), true},
    {"high", N_("High"), true},
    {"df", "df", true},
    {"unstated", N_("Not stated"), false},
};

/* --difference A,B: changes nothing. */
static enum status run_difference(const struct arguments *args, struct issues *issues)
{
    struct error err = {0};
    char *first = xstrdup(argument_value(args, "difference")), *comma = strchr(first, ',');
    struct difference x;
    struct store *store = NULL;
    bool ok = comma && !strchr(comma + 1, ',');
    if (!ok)
        error_set(&err, E_USAGE, _("--difference takes two units, \"A,B\""));
    else
        *comma = '\0';
    ok = ok && (store = command_open(args, STORE_READ, &err)) &&
         score_difference(&x, store, first, comma + 1, issues, &err);
    if (ok) {
        struct table *table =
            table_new(args, difference_columns, sizeof difference_columns / sizeof *difference_columns);
        table_text(table, first);
        table_text(table, comma + 1);
        table_real(table, x.estimate, 2);
        table_real(table, x.se, 2);
        table_real(table, x.low, 2);
        table_real(table, x.high, 2);
        table_real(table, isinf(x.df) ? NAN : x.df, 1);
        table_text(table, x.unstated);
        table_close(table);
        quota_note(args, store);
    }
    store_close(store);
    free(first);
    return command_end(args, ok, issues, &err);
}

static enum status run(const struct arguments *args)
{
    if (argument_given(args, "set") || argument_given(args, "against") || argument_given(args, "map"))
        return compare(args);
    struct error err = {0};
    struct issues *issues = issues_new();
    if (argument_given(args, "difference"))
        return run_difference(args, issues);
    struct actor actor;
    struct store *store = command_actor(args, &actor, &err) ? command_open(args, STORE_WRITE, &err) : NULL;
    bool ok = store && score_round(store, &actor, issues, &err);
    if (ok && command_prints(args) && !actor.dry_run)
        ok = print_scores(args, store, &err);
    if (ok)
        quota_note(args, store);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

static const struct verb_option options[] = {
    {"set", 0, "KEY=VALUE", OPTION_REPEATS,
     N_("what would move under this setting, or weight:GROUP=W; changes nothing")},
    {"against", 0, "OLD.dtxhh", OPTION_PATH, N_("the changes since this earlier round; changes nothing")},
    {"map", 0, "FILE", OPTION_PATH, N_("codes that were others then: kind (unit, criterion, block), now, then")},
    {"difference", 0, "A,B", 0, N_("the total of unit A less that of B, with its error; changes nothing")},
    {0},
};

const struct verb verb_score = {
    .name = "score",
    .summary = N_("compute points, index, ranks and classes"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
