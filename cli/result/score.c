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
    {"rank_low", N_("Rank from"), true},   {"rank_high", N_("to"), true},  {"missing", N_("Missing"), true},
};

/* X of the total: for people as that is rounded. */
static void print_limit(struct table *table, double x, bool people, const struct rules *rules)
{
    if (people && !isnan(x))
        table_decimal(table, rules_round(rules, decimal_from_double(x)), rules->decimals);
    else
        table_real(table, x, rules->decimals);
}

static void print_score(struct table *table, const struct score *s, const char *unit, bool people,
                        const struct rules *rules)
{
    int places = rules->decimals;
    const decimal points[] = {s->max,
                              s->appraised,
                              s->survey,
                              s->sipas,
                              s->socio,
                              s->bonus,
                              people ? rules_round(rules, s->total) : s->total,
                              people ? rules_round(rules, s->percent) : s->percent};
    const bool unknown[] = {s->no_total, s->no_appraised, s->no_survey, s->no_sipas,
                            s->no_socio, s->no_bonus,     s->no_total,  s->no_total};
    table_text(table, s->block);
    table_text(table, unit);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        if (unknown[i])
            table_text(table, "");
        else
            table_decimal(table, points[i], places);
    table_rank(table, s->rank);
    table_text(table, s->class);
    table_real(table, s->se, places);
    print_limit(table, s->low, people, rules);
    print_limit(table, s->high, people, rules);
    table_rank(table, s->rank_low);
    table_rank(table, s->rank_high);
    if (people)
        table_rank(table, s->missing);
    else
        table_count(table, s->missing);
}

/* Codes and every digit for programs, names and rounded numbers for people. */
static void print_scores(struct call *call, const struct definition *d, const struct score *scores)
{
    bool people = table_is_for_people(call->args);
    struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
    for (size_t b = 0; b < d->n_blocks; b++) {
        struct ranking r = scores_ranking(scores, d, b);
        for (size_t i = 0; i < r.n; i++)
            print_score(table, &scores[r.units[i]], people ? d->units[r.units[i]].name : d->units[r.units[i]].code,
                        people, &d->rules);
        free(r.units);
    }
    table_close(table);
}

/* Score, and print what comes of it, of a dry run too. */
static bool score(struct call *call, struct error *err)
{
    struct score *scores = NULL;
    const struct definition *d = command_definition(call, err);
    if (!d ||
        !score_round(call->store, argument_given(call->args, "provisional"), &call->actor, call->issues, &scores, err))
        return false;
    int64_t n_missing = 0;
    for (size_t u = 0; u < d->n_units; u++)
        n_missing += scores[u].missing;
    if (command_prints(call))
        print_scores(call, d, scores);
    quota_note(call);
    provisional_note_of(call, n_missing);
    rows_free(scores, d->n_units, &score_row);
    return true;
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

/* The two units of TEXT, "A,B"; a name may have commas of its own. */
static bool split_units(const struct definition *d, const char *text, const char **first, const char **second,
                        struct error *err)
{
    const char *unknown = NULL;
    for (const char *comma = strchr(text, ','); comma; comma = strchr(comma + 1, ',')) {
        char *before = xstrndup(text, (size_t)(comma - text));
        size_t a = definition_called(d, T_UNITS, before), b = definition_called(d, T_UNITS, comma + 1);
        free(before);
        if (a != NONE && b != NONE) {
            *first = d->units[a].code;
            *second = d->units[b].code;
            return true;
        }
        unknown = a != NONE ? comma + 1 : text;
    }
    if (!unknown || strchr(strchr(text, ',') + 1, ','))
        return error_set(err, E_USAGE, _("--difference takes two units, \"A,B\""));
    char *word = xstrndup(unknown, strcspn(unknown, ","));
    error_set(err, E_USAGE, _("there is no unit \"%s\"%s"), word, definition_near(d, T_UNITS, word).text);
    free(word);
    return false;
}

static bool print_difference(struct call *call, struct error *err)
{
    const struct definition *d = command_definition(call, err);
    const char *first = NULL, *second = NULL;
    struct difference x;
    bool ok = d && split_units(d, argument_value(call->args, "difference"), &first, &second, err) &&
              score_difference(&x, call->store, first, second, call->issues, err);
    if (ok) {
        struct table *table =
            table_new(call->args, difference_columns, sizeof difference_columns / sizeof *difference_columns);
        table_text(table, first);
        table_text(table, second);
        table_real(table, x.estimate, 2);
        table_real(table, x.se, 2);
        table_real(table, x.low, 2);
        table_real(table, x.high, 2);
        table_real(table, isinf(x.df) ? NAN : x.df, 1);
        table_text(table, x.unstated);
        table_close(table);
    }
    return ok;
}

/* Results beside others leave the round as it is. */
static bool run(struct call *call, struct error *err)
{
    bool set = argument_given(call->args, "set"), against = argument_given(call->args, "against"),
         map = argument_given(call->args, "map"), difference = argument_given(call->args, "difference");
    if (set && against)
        return error_set(err, E_USAGE, _("--set and --against are two questions; ask one"));
    if (map && !against)
        return error_set(err, E_USAGE, _("--map goes with --against"));
    if (argument_given(call->args, "provisional") && (set || against || difference))
        return error_set(err, E_USAGE, _("--provisional is about the scores themselves, not a question beside them"));
    bool changes = !set && !against && !difference;
    if (!command_open(call, changes ? STORE_WRITE : STORE_READ, err))
        return false;
    if (changes)
        return score(call, err);
    bool ok = set ? print_scenario(call, err) : against ? print_comparison(call, err) : print_difference(call, err);
    if (ok)
        quota_note(call);
    if (ok && against)
        provisional_note(call);
    return ok;
}

static const struct verb_option options[] = {
    {"set", 0, "KEY=VALUE", OPTION_REPEATS,
     N_("what would move under this setting, or weight:GROUP=W; changes nothing")},
    {"against", 0, "OLD.dtxhh", OPTION_PATH, N_("the changes since this earlier round; changes nothing")},
    {"map", 0, "FILE", OPTION_PATH, N_("codes that were others then: kind (unit, criterion, block), now, then")},
    {"difference", 0, "A,B", 0, N_("the total of unit A less that of B, with its error; changes nothing")},
    {"provisional", 0, NULL, 0,
     N_("leave out what is missing, and say so wherever the scores stand; such units have no class, their blocks no "
        "ranks")},
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
