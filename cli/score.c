#include "scoring/score.h"

#include "cli/command.h"
#include "cli/quota.h"
#include "cli/score_compare.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "survey/definition.h"
#include "survey/message.h"

static const char sql_scores[] =
    "SELECT s.block, s.unit, u.name, s.max, s.appraised, s.survey, s.sipas, s.socio, s.bonus, s.total,"
    " s.percent, s.rank, s.class FROM score s JOIN units u ON u.code = s.unit JOIN blocks b ON b.code = s.block"
    " ORDER BY b.position, s.rank IS NULL, s.rank, u.\"order\" IS NULL, u.\"order\", u.position";

static const struct table_column columns[] = {
    {"block", N_("Block"), false},         {"unit", N_("Unit"), false},    {"max", N_("Maximum"), true},
    {"appraised", N_("Appraised"), true},  {"survey", N_("Survey"), true}, {"sipas", "SIPAS", true},
    {"socio", N_("Socio-economic"), true}, {"bonus", N_("Bonus"), true},   {"total", N_("Total"), true},
    {"percent", N_("Percent"), true},      {"rank", N_("Rank"), true},     {"class", N_("Class"), false},
};

enum { Q_BLOCK, Q_UNIT, Q_UNIT_NAME, Q_MAX, Q_PERCENT = Q_MAX + 7, Q_RANK, Q_CLASS };

/* Codes and every digit for programs, names and rounded numbers for people. */
static bool print_scores(const struct arguments *args, struct store *store, struct error *err)
{
    bool people = table_is_for_people(args);
    struct definition *d = definition_load(store, err);
    struct query *q = d ? query_new(store, sql_scores, err) : NULL;
    int places = d ? d->rules.decimals : 0;
    definition_free(d);
    if (!q)
        return false;
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    struct error local = {0};
    while (query_next(q, &local)) {
        table_text(table, query_get_str(q, Q_BLOCK));
        table_text(table, query_get_str(q, people ? Q_UNIT_NAME : Q_UNIT));
        for (int c = Q_MAX; c <= Q_PERCENT; c++)
            table_decimal(table, query_get_int(q, c), places);
        table_text(table, query_get_str(q, Q_RANK));
        table_text(table, query_get_str(q, Q_CLASS));
    }
    table_close(table);
    query_free(q);
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
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
    ok = store && (set ? print_what_if(args, store, issues, &err) : print_against(args, store, issues, &err));
    if (ok)
        quota_note(args, store);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

static enum status run(const struct arguments *args)
{
    if (argument_given(args, "set") || argument_given(args, "against") || argument_given(args, "map"))
        return compare(args);
    struct error err = {0};
    struct issues *issues = issues_new();
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
    {"map", 0, "FILE", OPTION_PATH, N_("codes that were others then: kind (unit, criterion), now, then")},
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
