/* From a published figure down to rules, ballots and decisions: written down for people, a row a fact in CSV. */
#include <stdlib.h>
#include <string.h>

#include "cli/result/explain_words.h"
#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "scoring/points/rank.h"
#include "scoring/points/survey.h"
#include "scoring/points/trace.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/scores.h"

/* --- CSV ------------------------------------------------------------------------------------ */

static const struct table_column columns[] = {
    {"step", NULL, false},  {"criterion", NULL, false}, {"group", NULL, false},  {"item", NULL, false},
    {"n", NULL, true},      {"weight", NULL, true},     {"percent", NULL, true}, {"share", NULL, true},
    {"points", NULL, true}, {"maximum", NULL, true},    {"words", NULL, false},
};

/* The kinds of facts that are rows. */
static const char *const steps[N_FACT_KINDS] = {
    [FACT_RULE] = "rule",
    [FACT_TOTAL] = "total",
    [FACT_PART] = "part",
    [FACT_OTHER_ROUNDING] = "other rounding",
    [FACT_ERROR] = "error",
    [FACT_LIMIT] = "limit",
    [FACT_POSSIBLE_RANK] = "possible rank",
    [FACT_BLOCK_MEAN] = "block mean",
    [FACT_RESCALING] = "rescaling",
    [FACT_BAND] = "class",
    [FACT_NODE] = "node",
    [FACT_BEFORE] = "before",
    [FACT_RESCALED] = "rescaled",
    [FACT_EXCEPTION] = "basis",
    [FACT_BASIS] = "basis",
    [FACT_BALLOTS] = "ballots",
    [FACT_OPTION] = "option",
    [FACT_QUESTION] = "question",
    [FACT_GROUP] = "group",
    [FACT_POOL] = "pool",
    [FACT_DECISION] = "decision",
    [FACT_DOCUMENT] = "document",
    [FACT_CORRECTION] = "correction",
};

/* A new string for the column `item` of F. */
static char *item_of(const struct facts *facts, const struct fact *f)
{
    static const char *const parts[N_PARTS] = {[PART_APPRAISED] = "appraised",
                                               [PART_SURVEY] = "survey",
                                               [PART_SIPAS] = "sipas",
                                               [PART_SOCIO] = "socio",
                                               [PART_BONUS] = "bonus"};
    static const char *const before[] = {
        [BEFORE_ROUNDING] = "rounding", [BEFORE_CAP] = "cap", [BEFORE_MINIMUM] = "minimum"};
    static const char *const bases[] = {
        [BASIS_CRITERION] = "", [BASIS_NOT_APPLICABLE] = "not_applicable", [BASIS_WEIGHT] = "weight"};
    static const char *const fates[N_FATES] = {[FATE_ISSUED] = "issued",         [FATE_NOT_RETURNED] = "not_returned",
                                               [FATE_NOT_KEYED] = "not_keyed",   [FATE_NOT_FOR_UNIT] = "not_for_unit",
                                               [FATE_UNANSWERED] = "unanswered", [FATE_COUNTED] = "counted"};
    const struct definition *d = facts->d;
    const struct unit *unit = &d->units[facts->unit];
    switch (f->kind) {
    case FACT_RULE:
        return xstrdup(setting_specs[f->which].key);
    case FACT_TOTAL:
        return xstrdup(unit->code);
    case FACT_PART:
    case FACT_RESCALING:
        return xstrdup(parts[f->which]);
    case FACT_LIMIT:
    case FACT_POSSIBLE_RANK:
        return xstrdup(f->which ? "high" : "low");
    case FACT_BLOCK_MEAN:
        return xstrdup(d->blocks[unit->block].code);
    case FACT_BAND:
        return xstrdup(f->band->name);
    case FACT_NODE:
        return xstrdup(f->criterion->parent == NONE ? "" : d->criteria[f->criterion->parent].code);
    case FACT_BEFORE:
        return xstrdup(f->criterion ? before[f->which] : parts[f->which]);
    case FACT_EXCEPTION:
        return xstrdup("not_applicable");
    case FACT_BASIS:
        return xstrdup(bases[f->which]);
    case FACT_BALLOTS:
        return fates[f->which] ? xstrdup(fates[f->which])
                               : xasprintf("invalid_%s", invalid_names[f->which - FATE_INVALID]);
    case FACT_OPTION:
        return xasprintf("%s/%s/%s", d->ballot_types[f->question->ballot_type].code, f->question->code,
                         f->option->code);
    case FACT_QUESTION:
        return xasprintf("%s/%s", d->ballot_types[f->question->ballot_type].code, f->question->code);
    case FACT_DECISION:
        return xstrdup(f->decision->stage);
    case FACT_CORRECTION:
        return f->correction->serial ? xasprintf("%lld", (long long)f->correction->serial)
                                     : xstrdup(f->correction->file);
    case FACT_DOCUMENT:
        return xasprintf("%s %s", f->document->number, f->document->symbol);
    default:
        return xstrdup("");
    }
}

static char *decision_words(const struct leaf_decision *x)
{
    const char *reason = *x->reason ? x->reason : x->unreasoned ? _("no reason given") : "";
    char *when = x->late ? xasprintf(_(" (%lld days overdue, due %s)"), (long long)x->late, x->due) : xstrdup("");
    char *words = xasprintf("%s%s%s%s%s%s", x->by, *x->by && *x->date ? ", " : "", x->date, when,
                            *reason && (*x->by || *x->date) ? ": " : "", reason);
    free(when);
    if (!x->replaced || !*x->gone_reason)
        return words;
    char *gone = xasprintf("%s; %s, %s: %s", words, x->gone_who, x->gone_time, x->gone_reason);
    free(words);
    return gone;
}

/* The same for the column `words`. */
static char *words_of(const struct facts *facts, const struct fact *f)
{
    static const char *const verdicts[] = {
        [BAND_HELD] = "reached", [BAND_NOT_REACHED] = "not reached", [BAND_BELOW_FLOOR] = "below its floor"};
    const struct definition *d = facts->d;
    char points[DECIMAL_TEXT], max[DECIMAL_TEXT], other[DECIMAL_TEXT];
    decimal_format(f->points, -1, points);
    decimal_format(f->max, -1, max);
    decimal_format(f->other, -1, other);
    switch (f->kind) {
    case FACT_RULE:
        return *d->setting_basis[f->which] ? xasprintf("%s (%s)", d->setting[f->which], d->setting_basis[f->which])
                                           : xstrdup(d->setting[f->which]);
    case FACT_TOTAL:
        return f->n ? xasprintf("rank %lld, class %s", (long long)f->n, *f->words ? f->words : "–")
                    : xasprintf("rank –, class %s", *f->words ? f->words : "–");
    case FACT_BLOCK_MEAN:
        return xasprintf("%s / %lld", other, (long long)f->n);
    case FACT_RESCALING:
        return d->rules.round_parts && d->rules.round_at == ROUND_LEAF
                   ? xstrdup("")
                   : xasprintf("%s / %s × 100 = %s", points, max, other);
    case FACT_BAND:
        return xstrdup(verdicts[f->which]);
    case FACT_NODE:
        return xstrdup(f->flags & HAS_POINTS || !strcmp(f->words, STAGE_MISSING) ? f->words : "does not apply");
    case FACT_OPTION:
        return xstrdup(f->option->label);
    case FACT_QUESTION:
        return xstrdup(f->question->text);
    case FACT_GROUP:
        return xstrdup(dropped_names[f->which]);
    case FACT_DECISION:
        return decision_words(f->decision);
    case FACT_CORRECTION: {
        const struct correction *c = f->correction;
        char *what = correction_words(c), *words = xasprintf("%s; %s, %s: %s", what, c->who, c->time, c->reason);
        free(what);
        return words;
    }
    case FACT_DOCUMENT:
        return xasprintf("%s %s%s%s %s", f->document->date, f->document->title, *f->document->note ? " – " : "",
                         f->document->note, f->document->sha256);
    default:
        return xstrdup(f->words ? f->words : "");
    }
}

static void put_decimal(struct table *table, bool has, decimal value)
{
    if (has)
        table_decimal(table, value, -1);
    else
        table_text(table, "");
}

static void put_fact(struct table *table, const struct facts *facts, const struct fact *f)
{
    bool leaf = f->kind == FACT_NODE && f->criterion->is_leaf,
         replaced = f->kind == FACT_DECISION && f->decision->replaced;
    char *item = item_of(facts, f), *words = words_of(facts, f);
    table_text(table, leaf ? "leaf" : replaced ? "replaced" : steps[f->kind]);
    table_text(table, f->criterion ? f->criterion->code : "");
    table_text(table, f->group ? f->group->code : f->kind == FACT_DECISION ? f->decision->group : "");
    table_text(table, item);
    if (f->flags & HAS_N)
        table_count(table, f->n);
    else
        table_text(table, "");
    if (f->flags & HAS_WEIGHT)
        table_real(table, f->weight, 0);
    else
        table_text(table, "");
    put_decimal(table, f->flags & HAS_PERCENT, f->percent);
    put_decimal(table, f->flags & HAS_SHARE, f->share);
    put_decimal(table, f->flags & HAS_POINTS, f->points);
    put_decimal(table, f->flags & HAS_MAX, leaf ? f->criterion->max : f->max);
    table_text(table, words);
    free(item);
    free(words);
}

static void print_rows(const struct facts *facts, const struct arguments *args)
{
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    for (const struct fact *f = facts->list; f < facts->list + facts->n; f++) {
        bool says = f->kind == FACT_EXCEPTION ? *f->words != '\0' : f->kind != FACT_RESCALING || f->points != 0;
        if (steps[f->kind] && says)
            put_fact(table, facts, f);
    }
    table_close(table);
}

/* --- the verb ------------------------------------------------------------------------------ */

/* The unit, and the criterion where one is named, of the words. */
static bool find_words(const struct arguments *args, struct store *store, const struct definition *d, size_t *unit,
                       size_t *node, struct error *err)
{
    const char *criterion = argument_n_words(args) > 2 ? argument_word(args, 2) : NULL;
    *node = NONE;
    *unit = definition_called(d, T_UNITS, argument_word(args, 1));
    if (*unit == NONE)
        return ending_or_unknown(store, d, argument_word(args, 1), err);
    if (criterion && (*node = definition_criterion_called(d, d->units[*unit].block, criterion)) == NONE)
        return error_set(err, E_USAGE, _("criterion \"%s\" is not in the tree of the unit's block%s"), criterion,
                         definition_near(d, T_CRITERIA, criterion).text);
    return true;
}

static bool run(struct call *call, struct error *err)
{
    const struct arguments *args = call->args;
    struct store *store = call->store;
    const struct definition *d = scores_are_fresh(store, err) ? command_definition(call, err) : NULL;
    struct facts facts = {0};
    size_t unit = NONE, node = NONE;
    bool found = false, csv = argument_given(args, "csv");
    bool ok = d && find_words(args, store, d, &unit, &node, err) &&
              trace_read(&facts, store, d, unit, node, csv, &found, err);
    if (ok && !found)
        ok = ending_or_unknown(store, d, argument_word(args, 1), err);
    if (ok && csv)
        print_rows(&facts, args);
    else if (ok)
        explain_words(&facts, store_path(store), scores_missing(store) > 0);
    if (ok) {
        quota_note(call);
        provisional_note(call);
    }
    if (ok && !csv && (node == NONE || !d->criteria[node].is_leaf))
        command_note(args, _("one level a screen; with a CRITERION that one, with --csv all that is below"));
    facts_release(&facts);
    return ok;
}

const struct verb verb_explain = {
    .name = "explain",
    .summary = N_("from a published figure down to rules, decisions and ballots"),
    .takes = "ROUND UNIT [CRITERION]",
    .flags = VERB_ROUND | VERB_TABLE,
    .run = run,
};
