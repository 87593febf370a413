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
#include "survey/round/scores.h"

static const struct table_column columns[] = {
    {"block", N_("Block"), false},         {"unit", N_("Unit"), false},    {"max", N_("Maximum"), true},
    {"appraised", N_("Appraised"), true},  {"survey", N_("Survey"), true}, {"sipas", "SIPAS", true},
    {"socio", N_("Socio-economic"), true}, {"bonus", N_("Bonus"), true},   {"total", N_("Total"), true},
    {"percent", N_("Percent"), true},      {"rank", N_("Rank"), true},     {"class", N_("Class"), false},
    {"se", N_("Std. error"), true},        {"low", N_("Low"), true},       {"high", N_("High"), true},
    {"rank_low", N_("Rank from"), true},   {"rank_high", N_("to"), true},
};

static void print_count(struct table *table, int64_t n)
{
    if (n)
        table_count(table, n);
    else
        table_text(table, "");
}

static void print_score(struct table *table, const struct score *s, const char *unit, int places)
{
    const decimal points[] = {s->max, s->appraised, s->survey, s->sipas, s->socio, s->bonus, s->total, s->percent};
    table_text(table, s->block);
    table_text(table, unit);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        table_decimal(table, points[i], places);
    print_count(table, s->rank);
    table_text(table, s->class);
    table_real(table, s->se, places);
    table_real(table, s->low, places);
    table_real(table, s->high, places);
    print_count(table, s->rank_low);
    print_count(table, s->rank_high);
}

/* Codes and every digit for programs, names and rounded numbers for people. */
static bool print_scores(const struct arguments *args, struct store *store, struct error *err)
{
    bool people = table_is_for_people(args);
    struct definition *d = definition_load(store, err);
    struct score *scores = d ? scores_by_unit(store, d, err) : NULL;
    struct table *table = scores ? table_new(args, columns, sizeof columns / sizeof *columns) : NULL;
    for (size_t b = 0; scores && b < d->n_blocks; b++) {
        size_t n, n_ranked, *units = scores_ranking(scores, d, b, &n, &n_ranked);
        for (size_t i = 0; i < n; i++)
            print_score(table, &scores[units[i]], people ? d->units[units[i]].name : d->units[units[i]].code,
                        d->rules.decimals);
        free(units);
    }
    table_close(table);
    bool ok = scores != NULL;
    rows_free(scores, scores ? d->n_units : 0, &score_row);
    definition_free(d);
    return ok;
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
