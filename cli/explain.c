/* From a published figure down to rules, ballots and decisions.  A figure is a line: what it is, how it came about. */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/quota.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "reports/words.h"
#include "scoring/explain.h"
#include "scoring/rank.h"
#include "survey/appraisal.h"
#include "survey/definition.h"
#include "survey/log.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/schedule.h"

static const char sql_total[] = "SELECT max, appraised, survey, sipas, socio, bonus, total, percent, other, rank, class"
                                " FROM score WHERE unit = :unit";
static const char sql_node[] = "SELECT applicable, max, points, percent, stage FROM score_node"
                               " WHERE unit = :unit AND criterion = :criterion";
/* Points before they are rescaled, by component; bonus and malus are not. */
static const char sql_own[] =
    "SELECT CASE method WHEN 'TD' THEN 'appraised' WHEN 'SIPAS' THEN 'sipas' ELSE 'socio' END AS part, sum(points),"
    " (SELECT sum(t.max) FROM score_node t WHERE t.unit = n.unit AND t.level = 1 AND t.applicable) FROM score_node n"
    " WHERE unit = :unit AND applicable AND method IN ('TD', 'SIPAS', 'KTXH') GROUP BY part ORDER BY part";
static const char sql_nodes[] = "SELECT criterion, max, points FROM score_node WHERE unit = :unit AND applicable";
static const char sql_group[] = "SELECT \"group\", ballots, percent, weight, share, dropped FROM score_group"
                                " WHERE unit = :unit AND criterion = :criterion";
static const char sql_steps[] =
    "SELECT stage, points, percent, \"by\", date, reason, \"group\", n, run < (SELECT max(q.run) FROM points q WHERE"
    " q.unit = p.unit AND q.criterion = p.criterion AND q.\"group\" = p.\"group\" AND q.stage = p.stage) FROM points p"
    " WHERE unit = :unit"
    " AND criterion IN (:criterion, '*') ORDER BY run, CASE stage WHEN 'self' THEN 1 WHEN 'check' THEN 2 WHEN 'first'"
    " THEN 3 WHEN 'explanation' THEN 4 WHEN 'second' THEN 5 ELSE 6 END";
static const char sql_documents[] =
    "SELECT number, symbol, date, title, sha256, note FROM evidence WHERE unit = :unit AND criterion = :criterion"
    " ORDER BY run, place";

/* The items and stages in words, for people. */
static const struct {
    const char *code, *words;
} in_words[] = {
    {"appraised", N_("appraised points")},
    {"survey", N_("survey")},
    {"sipas", "SIPAS"},
    {"socio", N_("socio-economic figures")},
    {"bonus", N_("bonus, malus")},
    {"issued", N_("ballots issued")},
    {"not_returned", N_("not returned")},
    {"not_keyed", N_("not keyed")},
    {"not_for_unit", N_("too few answers about the unit")},
    {"unanswered", N_("no counted answer here")},
    {"counted", N_("counted")},
    {"not_applicable", N_("does not apply")},
    {"weight", N_("weight")},
    {"invalid_blank", N_("invalid: blank")},
    {"invalid_required", N_("invalid: a required answer is missing")},
    {"invalid_straight", N_("invalid: one option for everything")},
    {"invalid_multiple", N_("invalid: too many double marks")},
    {"invalid_unreadable", N_("invalid: too much unreadable")},
    {"invalid_too_few", N_("invalid: too few answers")},
};

static const struct table_column columns[] = {
    {"step", N_("Step"), false},      {"criterion", N_("Criterion"), false},
    {"group", N_("Group"), false},    {"item", N_("Item"), false},
    {"n", N_("Number"), true},        {"weight", N_("Weight"), true},
    {"percent", N_("Percent"), true}, {"share", N_("Share"), true},
    {"points", N_("Points"), true},   {"maximum", N_("Maximum"), true},
    {"words", N_("Words"), false},
};

#define PLACES 4 /* of figures on the way, for people */

/* Of a unit's tree alone. */
static const struct table_column tree_columns[] = {
    {"step", N_("Step"), false},      {"criterion", N_("Criterion"), false}, {"item", N_("Item"), false},
    {"percent", N_("Percent"), true}, {"points", N_("Points"), true},        {"maximum", N_("Maximum"), true},
    {"words", N_("Words"), false},
};

struct explaining {
    const struct arguments *args;
    bool people, tree; /* words for people; they see no columns that a tree leaves empty */
    struct store *store;
    const struct definition *d;
    size_t unit;
    char explanation_due[11]; /* by the schedule; "" where it says nothing */
    struct table *table;
};

/* A row, its figures given as text ("" where there is none). */
struct line {
    const char *step, *criterion, *group, *item;
    bool has_n, has_percent, has_share, has_points, has_max, has_weight;
    int64_t n;
    double weight;
    decimal percent, share, points, max;
    const char *words;
};

static void put_decimal(struct table *table, bool has, decimal value)
{
    if (has)
        table_decimal(table, value, PLACES);
    else
        table_text(table, "");
}

/* CODE in words for people, where it has some. */
static const char *words_of(const struct explaining *x, const char *code)
{
    for (size_t i = 0; x->people && *code && i < sizeof in_words / sizeof *in_words; i++)
        if (!strcmp(in_words[i].code, code))
            return _(in_words[i].words);
    return x->people ? stage_shown(code) : code;
}

static void put(struct explaining *x, const struct line *l)
{
    /* A setting keeps its key, which may be one of the words. */
    const char *item = !l->item ? "" : !strcmp(l->step, "rule") ? l->item : words_of(x, l->item);
    table_text(x->table, x->people ? _(l->step) : l->step);
    table_text(x->table, l->criterion ? l->criterion : "");
    if (x->tree) {
        table_text(x->table, item);
        put_decimal(x->table, l->has_percent, l->percent);
        put_decimal(x->table, l->has_points, l->points);
        put_decimal(x->table, l->has_max, l->max);
        table_text(x->table, l->words ? l->words : "");
        return;
    }
    table_text(x->table, l->group ? l->group : "");
    table_text(x->table, item);
    if (l->has_n)
        table_count(x->table, l->n);
    else
        table_text(x->table, "");
    if (l->has_weight)
        table_real(x->table, l->weight, PLACES);
    else
        table_text(x->table, "");
    put_decimal(x->table, l->has_percent, l->percent);
    put_decimal(x->table, l->has_share, l->share);
    put_decimal(x->table, l->has_points, l->points);
    put_decimal(x->table, l->has_max, l->max);
    table_text(x->table, l->words ? l->words : "");
}

/* A setting that had a part in it, with its basis. */
static void put_rule(struct explaining *x, enum setting_id s)
{
    const char *basis = x->d->setting_basis[s], *value = x->d->setting[s];
    bool vietnamese = x->people && message_is_vietnamese();
    char *said = vietnamese ? setting_words(x->d, s) : xstrdup(value);
    char *shown = vietnamese ? xasprintf("%s [%s = %s]", said, setting_specs[s].key, value) : xstrdup(said);
    char *words = *basis ? xasprintf("%s (%s)", shown, basis) : xstrdup(shown);
    put(x, &(struct line){.step = N_("rule"),
                          .item = vietnamese ? setting_specs[s].vietnamese : setting_specs[s].key,
                          .words = words});
    free(said);
    free(shown);
    free(words);
}

/* DATE for the reader; a new string. */
static char *shown_date(const struct explaining *x, const char *date)
{
    return x->people && message_is_vietnamese() ? date_words(date) : xstrdup(date);
}

static bool done(struct query *q, struct error *local, struct error *err)
{
    bool ok = q != NULL && (local->code == E_NONE || error_set(err, local->code, "%s", local->text));
    query_free(q);
    return ok;
}

static struct query *ask(struct explaining *x, const char *sql, const char *criterion, struct error *err)
{
    struct query *q = query_new(x->store, sql, err);
    if (!q)
        return NULL;
    query_text(q, ":unit", x->d->units[x->unit].code);
    if (criterion)
        query_text(q, ":criterion", criterion);
    return q;
}

/* DECIMAL with PLACES, as the reader writes it, with a comma in Vietnamese. */
static char *shown_decimal(const struct explaining *x, decimal value, int places)
{
    char text[DECIMAL_TEXT];
    decimal_format(places < 0 ? value : decimal_round(value, places), -1, text);
    char *point = strchr(text, '.');
    if (point && x->people && message_is_vietnamese())
        *point = ',';
    return xstrdup(text);
}

/* How all but bonus and malus came to a maximum of 100: each part's own points of the unit's own maximum. */
static bool explain_rescaling(struct explaining *x, struct error *err)
{
    struct error local = {0};
    if (x->d->rules.survey != SURVEY_NONE)
        return true;
    struct query *q = ask(x, sql_own, NULL, err);
    while (q && query_next(q, &local)) {
        char *points = shown_decimal(x, query_get_int(q, 1), -1), *max = shown_decimal(x, query_get_int(q, 2), -1),
             *result =
                 shown_decimal(x, decimal_ratio(query_get_int(q, 1), 100 * DECIMAL_ONE, query_get_int(q, 2)), PLACES),
             *words = xasprintf("%s / %s × 100 = %s", points, max, result);
        put(x, &(struct line){.step = N_("rescaling"),
                              .item = query_get_str(q, 0),
                              .has_points = true,
                              .points = query_get_int(q, 1),
                              .has_max = true,
                              .max = query_get_int(q, 2),
                              .words = words});
        free(points);
        free(max);
        free(result);
        free(words);
    }
    return done(q, &local, err);
}

/* The nodes of the unit as they are stored, in the order of its block. */
static bool read_nodes(struct explaining *x, struct unit_result *result, struct error *err)
{
    const struct block *block = &x->d->blocks[x->d->units[x->unit].block];
    struct error local = {0};
    struct query *q = ask(x, sql_nodes, NULL, err);
    result->nodes = xcalloc(block->n_nodes, sizeof *result->nodes);
    while (q && query_next(q, &local))
        for (size_t i = 0; i < block->n_nodes; i++)
            if (!strcmp(x->d->criteria[block->nodes[i]].code, query_get_str(q, 0)))
                result->nodes[i] = (struct node_result){true, query_get_int(q, 1), query_get_int(q, 2)};
    return done(q, &local, err);
}

/* The bands from the top down to the one that is held: what is asked for, what the unit has. */
static bool explain_class(struct explaining *x, struct unit_result *result, struct error *err)
{
    static const char *const verdicts[] = {[BAND_HELD] = N_("reached"),
                                           [BAND_NOT_REACHED] = N_("not reached"),
                                           [BAND_BELOW_FLOOR] = N_("below its floor")};
    bool ok = read_nodes(x, result, err);
    size_t n = 0;
    struct band_trace *bands = ok ? class_trace(x->d, x->unit, result, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        const struct band_trace *b = &bands[i];
        char *words = xstrdup(x->people ? _(verdicts[b->verdict]) : verdicts[b->verdict]);
        if (x->people) {
            char *value = shown_decimal(x, b->value, PLACES), *from = shown_decimal(x, b->band->from, -1),
                 *least = shown_decimal(x, b->least, PLACES), *floor = shown_decimal(x, b->band->floor, -1),
                 *longer = b->node == NONE ? xasprintf(_("%s: has %s, from %s"), words, value, from)
                                           : xasprintf(_("%s: has %s, from %s; least is %s with %s %%, floor %s %%"),
                                                       words, value, from, x->d->criteria[b->node].code, least, floor);
            free(value);
            free(from);
            free(least);
            free(floor);
            free(words);
            words = longer;
        }
        put(x, &(struct line){.step = N_("class"),
                              .criterion = b->node == NONE ? "" : x->d->criteria[b->node].code,
                              .item = b->band->name,
                              .has_percent = b->node != NONE,
                              .percent = b->least,
                              .has_share = b->node != NONE,
                              .share = b->band->floor,
                              .has_points = true,
                              .points = b->value,
                              .has_max = true,
                              .max = b->band->from,
                              .words = words});
        free(words);
        if (b->verdict == BAND_HELD)
            break;
    }
    free(bands);
    free(result->nodes);
    return ok;
}

static bool explain_total(struct explaining *x, struct error *err)
{
    static const char *const parts[] = {"appraised", "survey", "sipas", "socio", "bonus"};
    struct error local = {0};
    struct unit_result result = {0};
    struct query *q = ask(x, sql_total, NULL, err);
    if (q && query_next(q, &local)) {
        result.total = query_get_int(q, 6);
        result.percent = query_get_int(q, 7);
        char *words = xasprintf(_("rank %s, class %s"), query_is_null(q, 9) ? "–" : query_get_str(q, 9),
                                query_is_null(q, 10) ? "–" : query_get_str(q, 10));
        put(x, &(struct line){.step = N_("total"),
                              .item = x->d->units[x->unit].code,
                              .has_percent = true,
                              .percent = query_get_int(q, 7),
                              .has_points = true,
                              .points = query_get_int(q, 6),
                              .has_max = true,
                              .max = query_get_int(q, 0),
                              .words = words});
        free(words);
        for (int i = 0; i < 5; i++)
            put(x, &(struct line){
                       .step = N_("part"), .item = parts[i], .has_points = true, .points = query_get_int(q, 1 + i)});
        put(x, &(struct line){.step = N_("other rounding"), .has_points = true, .points = query_get_int(q, 8)});
    } else if (q && local.code == E_NONE) {
        error_set(err, E_USAGE, _("there is no scored unit \"%s\"; `dtxhh show ROUND units` lists the codes"),
                  x->d->units[x->unit].code);
        query_free(q);
        return false;
    }
    static const enum setting_id rules[] = {S_SURVEY,   S_ROUNDING, S_ROUND_AT, S_DECIMALS,    S_RANK_BY,
                                            S_CLASS_BY, S_COMPARE,  S_TIES,     S_TIE_BREAKERS};
    if (!done(q, &local, err) || !explain_rescaling(x, err) || !explain_class(x, &result, err))
        return false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        put_rule(x, rules[i]);
    return true;
}

/* A node of the tree: its sum, or where a leaf's points come from. */
static bool explain_node(struct explaining *x, size_t node, bool *applicable, struct error *err)
{
    const struct criterion *c = &x->d->criteria[node];
    struct error local = {0};
    struct query *q = ask(x, sql_node, c->code, err);
    *applicable = false;
    if (q && query_next(q, &local)) {
        *applicable = query_get_int(q, 0) != 0;
        bool held = !c->is_leaf &&
                    ((c->has_cap && query_get_int(q, 2) == c->cap) || (c->has_floor && query_get_int(q, 2) == c->min));
        const char *how = !*applicable ? _("does not apply")
                          : held       ? _("held at its cap or minimum")
                                       : words_of(x, query_get_str(q, 4));
        char *words = x->people ? xasprintf("%s%s%s", c->name, *how ? "; " : "", how) : xstrdup(how);
        put(x, &(struct line){.step = c->is_leaf ? N_("leaf") : N_("node"),
                              .criterion = c->code,
                              .item = c->parent == NONE ? "" : x->d->criteria[c->parent].code,
                              .has_percent = !query_is_null(q, 3),
                              .percent = query_get_int(q, 3),
                              .has_points = *applicable,
                              .points = query_get_int(q, 2),
                              .has_max = *applicable,
                              .max = c->is_leaf ? c->max : query_get_int(q, 1),
                              .words = words});
        free(words);
    }
    return done(q, &local, err);
}

static bool explain_steps(struct explaining *x, const char *criterion, struct error *err)
{
    struct error local = {0};
    struct query *q = ask(x, sql_steps, criterion, err);
    while (q && query_next(q, &local)) {
        decimal points = 0, percent = 0;
        bool has_points = decimal_parse(query_get_str(q, 1), &points),
             has_percent = decimal_parse(query_get_str(q, 2), &percent);
        char *date = shown_date(x, query_get_str(q, 4));
        bool replaced = query_get_int(q, 8) != 0;
        bool late = !strcmp(query_get_str(q, 0), "explanation") && *x->explanation_due &&
                    strcmp(query_get_str(q, 4), x->explanation_due) > 0;
        char *due = shown_date(x, x->explanation_due);
        char *when = late ? xasprintf(_(" (late, due %s)"), due) : xstrdup("");
        char *words = xasprintf("%s%s%s%s%s%s", query_get_str(q, 3), *date ? ", " : "", date, when,
                                *query_get_str(q, 5) ? ": " : "", query_get_str(q, 5));
        free(when);
        free(due);
        put(x, &(struct line){.step = replaced ? N_("replaced") : N_("decision"),
                              .criterion = criterion,
                              .group = query_get_str(q, 6),
                              .item = query_get_str(q, 0),
                              .has_n = !query_is_null(q, 7),
                              .n = query_get_int(q, 7),
                              .has_percent = has_percent,
                              .percent = percent,
                              .has_points = has_points,
                              .points = points,
                              .words = words});
        free(words);
        free(date);
    }
    if (!done(q, &local, err))
        return false;
    q = ask(x, sql_documents, criterion, err);
    while (q && query_next(q, &local)) {
        char *item = xasprintf("%s %s", query_get_str(q, 0), query_get_str(q, 1));
        char *date = shown_date(x, query_get_str(q, 2));
        char *words = xasprintf("%s %s%s%s %s", date, query_get_str(q, 3), *query_get_str(q, 5) ? " – " : "",
                                query_get_str(q, 5), query_get_str(q, 4));
        put(x, &(struct line){.step = N_("document"), .criterion = criterion, .item = item, .words = words});
        free(item);
        free(words);
        free(date);
    }
    return done(q, &local, err);
}

static void put_count(struct explaining *x, const char *criterion, const struct explain_group *g, const char *item,
                      int64_t n)
{
    if (n)
        put(x, &(struct line){.step = N_("ballots"),
                              .criterion = criterion,
                              .group = x->d->groups[g->group].code,
                              .item = item,
                              .has_n = true,
                              .n = n});
}

/* A question's mean as a person writes it down: "option A: 2 ballots (2 × 100) + … : 3", the ballots that marked each
 * option, the sum of their weights times its percent, and by what all is divided.  A new string. */
static char *sum_in_words(const struct explaining *x, const struct explain_question *e, const struct scale *scale)
{
    char *words = xstrdup("");
    double weight = 0;
    for (size_t o = 0; o < e->n_options; o++) {
        const struct option *option = &scale->options[o];
        if (e->options[o].n == 0)
            continue;
        char *percent = shown_decimal(x, option->percent, -1),
             *w = shown_decimal(x, decimal_from_double(e->options[o].weight), PLACES);
        char *term = option->counted ? xasprintf(_("option %s: %lld ballots (%s × %s)"), option->code,
                                                 (long long)e->options[o].n, w, percent)
                                     : xasprintf(_("option %s: %lld ballots (not counted)"), option->code,
                                                 (long long)e->options[o].n);
        char *longer = xasprintf("%s%s%s", words, *words ? " + " : "", term);
        free(percent);
        free(w);
        free(term);
        free(words);
        words = longer;
        weight += option->counted ? e->options[o].weight : 0;
    }
    char *divisor = shown_decimal(x, decimal_from_double(weight), PLACES);
    char *whole = xasprintf("%s : %s", words, divisor);
    free(divisor);
    free(words);
    return whole;
}

static void explain_group(struct explaining *x, const char *criterion, const struct explain_group *g)
{
    const char *code = x->d->groups[g->group].code;
    put_count(x, criterion, g, "issued", g->ballots);
    put_count(x, criterion, g, "not_returned", g->not_returned);
    put_count(x, criterion, g, "not_keyed", g->not_keyed);
    for (enum invalid i = VALID + 1; i < N_INVALID; i++) {
        char *item = xasprintf("invalid_%s", invalid_names[i]);
        put_count(x, criterion, g, item, g->excluded[i]);
        free(item);
    }
    put_count(x, criterion, g, "not_for_unit", g->not_for_unit);
    put_count(x, criterion, g, "unanswered", g->unanswered);
    put_count(x, criterion, g, "counted", g->counted);
    for (size_t k = 0; k < g->n_questions; k++) {
        const struct explain_question *e = &g->questions[k];
        const struct question *q = &x->d->questions[e->question];
        const struct scale *scale = &x->d->scales[q->scale];
        char *name = xasprintf("%s/%s", x->d->ballot_types[q->ballot_type].code, q->code);
        char *sums = sum_in_words(x, e, scale);
        for (size_t o = 0; !x->people && o < e->n_options; o++) {
            char *item = xasprintf("%s/%s", name, scale->options[o].code);
            put(x, &(struct line){.step = N_("option"),
                                  .criterion = criterion,
                                  .group = code,
                                  .item = item,
                                  .has_n = true,
                                  .n = e->options[o].n,
                                  .has_weight = true,
                                  .weight = e->options[o].weight,
                                  .has_percent = scale->options[o].counted,
                                  .percent = scale->options[o].percent,
                                  .words = scale->options[o].label});
            free(item);
        }
        put(x, &(struct line){.step = N_("question"),
                              .criterion = criterion,
                              .group = code,
                              .item = name,
                              .has_n = true,
                              .n = e->answers,
                              .has_weight = true,
                              .weight = decimal_to_double(q->weight),
                              .has_percent = e->answers > 0,
                              .percent = decimal_from_double(e->mean),
                              .words = x->people ? sums : q->text});
        free(sums);
        free(name);
    }
    if (x->d->rules.pooled && g->counted)
        put(x, &(struct line){.step = N_("pool"),
                              .criterion = criterion,
                              .group = code,
                              .has_n = true,
                              .n = g->counted,
                              .has_percent = true,
                              .percent = decimal_from_double(g->own_means)});
}

/* Who GROUP is and why it was left out, for people; *OWNED is to be freed. */
static const char *group_how(const struct explaining *x, const char *group, const char *dropped, char **owned)
{
    size_t g = definition_group(x->d, group);
    if (!x->people || g == NONE)
        return dropped;
    const char *why = *dropped && message_is_vietnamese() ? dropped_words(dropped) : dropped;
    *owned = xasprintf("%s%s%s", x->d->groups[g].name, *why ? "; " : "", why);
    return *owned;
}

static bool explain_survey(struct explaining *x, size_t node, struct error *err)
{
    const char *criterion = x->d->criteria[node].code;
    struct explain e;
    bool ok = explain_leaf(&e, x->store, x->d, x->unit, node, err);
    for (size_t i = 0; ok && i < e.n_groups; i++)
        explain_group(x, criterion, &e.groups[i]);
    explain_release(&e);
    struct error local = {0};
    struct query *q = ok ? ask(x, sql_group, criterion, err) : NULL;
    while (q && query_next(q, &local)) {
        decimal weight = 0;
        bool has_weight = decimal_parse(query_get_str(q, 3), &weight);
        char *how = NULL;
        put(x, &(struct line){.step = N_("group"),
                              .criterion = criterion,
                              .group = query_get_str(q, 0),
                              .has_n = true,
                              .n = query_get_int(q, 1),
                              .has_weight = has_weight,
                              .weight = decimal_to_double(weight),
                              .has_percent = !query_is_null(q, 2),
                              .percent = query_get_int(q, 2),
                              .has_share = true,
                              .share = query_get_int(q, 4),
                              .words = group_how(x, query_get_str(q, 0), query_get_str(q, 5), &how)});
        free(how);
    }
    return ok && done(q, &local, err);
}

/* What the groups that leave leaf NODE out, and the weights of the others, come from. */
static void put_group_bases(struct explaining *x, size_t node)
{
    for (size_t g = 0; g < x->d->n_groups; g++) {
        const struct not_applicable *exception = definition_exception(x->d, x->unit, node, g);
        const struct group_weight *weight = definition_weight_row(x->d, x->d->units[x->unit].block, node, g);
        const char *basis = exception ? exception->basis : weight ? weight->basis : "";
        if (*basis)
            put(x, &(struct line){.step = N_("basis"),
                                  .criterion = x->d->criteria[node].code,
                                  .group = x->d->groups[g].code,
                                  .item = exception ? "not_applicable" : "weight",
                                  .words = basis});
    }
}

/* NODE and LEVELS of those below it, leaves down to what they come from. */
static bool explain_down(struct explaining *x, size_t node, bool deep, size_t levels, struct error *err)
{
    const struct criterion *c = &x->d->criteria[node];
    bool applicable = false, ok = explain_node(x, node, &applicable, err);
    const struct not_applicable *exception = definition_exception(x->d, x->unit, node, ALL);
    const char *basis = exception ? exception->basis : c->basis;
    if (ok && deep && *basis)
        put(x, &(struct line){.step = N_("basis"), .criterion = c->code, .words = basis});
    if (ok && deep && applicable && c->is_leaf && c->method == METHOD_DTXHH)
        put_group_bases(x, node);
    if (ok && c->is_leaf && deep && applicable)
        ok = ((c->method != METHOD_DTXHH && c->method != METHOD_SIPAS) || explain_survey(x, node, err)) &&
             explain_steps(x, c->code, err);
    const struct block *block = &x->d->blocks[x->d->units[x->unit].block];
    for (size_t i = 0; ok && levels > 0 && i < block->n_nodes; i++)
        if (x->d->criteria[block->nodes[i]].parent == node)
            ok = explain_down(x, block->nodes[i], deep && !x->people, levels - 1, err);
    return ok;
}

static bool explain(struct explaining *x, const char *criterion, struct error *err)
{
    const struct block *block = &x->d->blocks[x->d->units[x->unit].block];
    bool ok = true;
    if (!criterion) {
        ok = explain_total(x, err);
        for (size_t i = 0; ok && i < block->n_nodes; i++)
            if (x->d->criteria[block->nodes[i]].parent == NONE)
                ok = explain_down(x, block->nodes[i], false, x->people ? 0 : SIZE_MAX, err);
        return ok;
    }
    size_t node = definition_criterion(x->d, x->d->units[x->unit].block, criterion);
    static const enum setting_id rules[] = {S_SURVEY, S_COMBINE, S_MIN_BASE, S_MIN_ANSWERED, S_INVALID_IF, S_SIPAS};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        put_rule(x, rules[i]);
    return explain_down(x, node, true, x->people ? 1 : SIZE_MAX, err);
}

static bool is_scored(struct store *store, struct error *err)
{
    char *changed = NULL;
    struct error local = {0};
    bool fresh = log_is_fresh(store, "score", &changed, &local);
    if (local.code != E_NONE)
        error_set(err, local.code, "%s", local.text);
    else if (!fresh)
        error_set(err, E_STATE,
                  changed ? _("the scores of \"%s\" are stale; `dtxhh score` first")
                          : _("\"%s\" is not scored; `dtxhh score` first"),
                  store_path(store));
    free(changed);
    return fresh;
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct store *store = command_open(args, STORE_READ, &err);
    struct definition *d = store && is_scored(store, &err) ? definition_load(store, &err) : NULL;
    bool people = table_is_for_people(args);
    struct explaining x = {
        .args = args, .people = people, .tree = people && argument_n_words(args) < 3, .store = store, .d = d};
    bool ok = d != NULL;
    if (ok) {
        schedule_due(d, STEP_EXPLANATION, x.explanation_due);
        const char *criterion = argument_n_words(args) > 2 ? argument_word(args, 2) : NULL;
        x.unit = definition_unit(d, argument_word(args, 1));
        if (x.unit == NONE)
            ok = error_set(&err, E_USAGE, _("there is no scored unit \"%s\"; `dtxhh show ROUND units` lists the codes"),
                           argument_word(args, 1));
        if (ok && people)
            printf("%s: %s\n\n", d->units[x.unit].code, d->units[x.unit].name);
        if (ok && criterion && definition_criterion(d, d->units[x.unit].block, criterion) == NONE)
            ok = error_set(&err, E_USAGE, _("criterion \"%s\" is not in the tree of the unit's block"), criterion);
        if (ok)
            x.table = x.tree ? table_new(args, tree_columns, sizeof tree_columns / sizeof *tree_columns)
                             : table_new(args, columns, sizeof columns / sizeof *columns);
        ok = ok && explain(&x, criterion, &err);
        if (x.table)
            table_close(x.table);
        if (ok)
            quota_note(args, store);
        if (ok && people)
            command_note(args,
                         _("one level a screen; what is below: `dtxhh explain %s %s CRITERION`, all of it: --csv"),
                         argument_word(args, 0), d->units[x.unit].code);
    }
    definition_free(d);
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_explain = {
    .name = "explain",
    .summary = N_("from a published figure down to rules, decisions and ballots"),
    .takes = "ROUND UNIT [CRITERION]",
    .flags = VERB_TABLE,
    .run = run,
};
