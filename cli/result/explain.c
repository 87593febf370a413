/* From a published figure down to rules, ballots and decisions: written down for people, a row a figure in CSV. */
#include <math.h>
#include <stdlib.h>

#include "cli/result/trace.h"
#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "scoring/estimates/interval.h"
#include "scoring/points/explain.h"
#include "scoring/points/explain_steps.h"
#include "scoring/points/explain_unit.h"
#include "scoring/points/survey_map.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/definition.h"
#include "survey/round/scores.h"

static const struct table_column columns[] = {
    {"step", NULL, false},  {"criterion", NULL, false}, {"group", NULL, false},  {"item", NULL, false},
    {"n", NULL, true},      {"weight", NULL, true},     {"percent", NULL, true}, {"share", NULL, true},
    {"points", NULL, true}, {"maximum", NULL, true},    {"words", NULL, false},
};

struct explaining {
    struct store *store;
    const struct definition *d;
    const struct explain_unit *unit;
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
        table_decimal(table, value, -1);
    else
        table_text(table, "");
}

static void put(struct explaining *x, const struct line *l)
{
    table_text(x->table, l->step);
    table_text(x->table, l->criterion ? l->criterion : "");
    table_text(x->table, l->group ? l->group : "");
    table_text(x->table, l->item ? l->item : "");
    if (l->has_n)
        table_count(x->table, l->n);
    else
        table_text(x->table, "");
    if (l->has_weight)
        table_real(x->table, l->weight, 0);
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
    char *words = *basis ? xasprintf("%s (%s)", value, basis) : xstrdup(value);
    put(x, &(struct line){.step = "rule", .item = setting_specs[s].key, .words = words});
    free(words);
}

/* POINTS as they were before they were rounded, or held at LIMIT. */
static void put_before(struct explaining *x, const char *criterion, const char *item, decimal points,
                       const decimal *limit)
{
    put(x, &(struct line){.step = "before",
                          .criterion = criterion,
                          .item = item,
                          .has_n = limit == NULL,
                          .n = x->d->rules.decimals,
                          .has_points = true,
                          .points = points,
                          .has_max = limit != NULL,
                          .max = limit ? *limit : 0});
}

/* --- the unit ------------------------------------------------------------------------------ */

static const char *const part_codes[N_PARTS] = {[PART_APPRAISED] = "appraised",
                                                [PART_SURVEY] = "survey",
                                                [PART_SIPAS] = "sipas",
                                                [PART_SOCIO] = "socio",
                                                [PART_BONUS] = "bonus"};

/* How components but bonus and malus came to a maximum of 100, and what was rounded. */
static void explain_parts(struct explaining *x)
{
    const struct rules *r = &x->d->rules;
    const struct explain_unit *u = x->unit;
    bool by_leaf = r->round_parts && r->round_at == ROUND_LEAF;
    for (enum component p = 0; p < N_PARTS; p++) {
        if (r->survey == SURVEY_NONE && p != PART_BONUS && u->own[p]) {
            char points[DECIMAL_TEXT], max[DECIMAL_TEXT], result[DECIMAL_TEXT];
            decimal_format(u->own[p], -1, points);
            decimal_format(u->own_max, -1, max);
            decimal_format(u->rescaled[p], -1, result);
            char *words = by_leaf ? xstrdup("") : xasprintf("%s / %s × 100 = %s", points, max, result);
            put(x, &(struct line){.step = "rescaling",
                                  .item = part_codes[p],
                                  .has_points = true,
                                  .points = u->own[p],
                                  .has_max = true,
                                  .max = u->own_max,
                                  .words = words});
            free(words);
        }
        if (r->round_parts && r->round_at == ROUND_COMPONENT)
            put_before(x, "", part_codes[p], u->rescaled[p], NULL);
    }
}

/* The bands from the top down to the one that is held: what is asked for, what the unit has. */
static void explain_class(struct explaining *x)
{
    static const char *const verdicts[] = {
        [BAND_HELD] = "reached", [BAND_NOT_REACHED] = "not reached", [BAND_BELOW_FLOOR] = "below its floor"};
    size_t n = 0;
    struct band_trace *bands = class_trace(x->d, x->unit->unit, &x->unit->result, &n);
    for (size_t i = 0; i < n; i++) {
        const struct band_trace *b = &bands[i];
        put(x, &(struct line){.step = "class",
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
                              .words = verdicts[b->verdict]});
        if (b->verdict == BAND_HELD)
            break;
    }
    free(bands);
}

/* The limits of the total, the ranks it may have, and the mean of its block. */
static void explain_error(struct explaining *x)
{
    const struct explain_unit *u = x->unit;
    bool has = !isnan(u->se) && !isnan(u->low);
    put(x, &(struct line){.step = "error",
                          .has_weight = has,
                          .weight = has ? t_quantile(0.975, u->df) : 0,
                          .has_points = has,
                          .points = has ? decimal_from_double(u->se) : 0,
                          .words = u->unstated});
    if (has) {
        put(x,
            &(struct line){.step = "limit", .item = "low", .has_points = true, .points = decimal_from_double(u->low)});
        put(x, &(struct line){
                   .step = "limit", .item = "high", .has_points = true, .points = decimal_from_double(u->high)});
    }
    if (u->rank_low) {
        put(x, &(struct line){.step = "possible rank", .item = "low", .has_n = true, .n = (int64_t)u->rank_low});
        put(x, &(struct line){.step = "possible rank", .item = "high", .has_n = true, .n = (int64_t)u->rank_high});
    }
    if (u->n_block) {
        char sum[DECIMAL_TEXT];
        char *words = xasprintf("%s / %zu", decimal_format(u->block_sum, -1, sum), u->n_block);
        put(x, &(struct line){.step = "block mean",
                              .item = x->d->blocks[x->d->units[u->unit].block].code,
                              .has_n = true,
                              .n = (int64_t)u->n_block,
                              .has_points = true,
                              .points = decimal_ratio(u->block_sum, 1, (decimal)u->n_block),
                              .words = words});
        free(words);
    }
}

static void explain_total(struct explaining *x)
{
    const struct explain_unit *u = x->unit;
    char *words = u->rank ? xasprintf("rank %zu, class %s", u->rank, u->class ? u->class : "–")
                          : xasprintf("rank –, class %s", u->class ? u->class : "–");
    put(x, &(struct line){.step = "total",
                          .item = x->d->units[u->unit].code,
                          .has_percent = true,
                          .percent = u->result.percent,
                          .has_points = true,
                          .points = u->result.total,
                          .has_max = true,
                          .max = u->result.max,
                          .words = words});
    free(words);
    for (enum component p = 0; p < N_PARTS; p++)
        put(x, &(struct line){.step = "part", .item = part_codes[p], .has_points = true, .points = u->result.parts[p]});
    put(x, &(struct line){.step = "other rounding", .has_points = true, .points = u->result.other});
    explain_error(x);
    explain_parts(x);
    explain_class(x);
    static const enum setting_id rules[] = {S_SURVEY,   S_ROUNDING, S_ROUND_AT, S_DECIMALS,    S_RANK_BY,
                                            S_CLASS_BY, S_COMPARE,  S_TIES,     S_TIE_BREAKERS};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        put_rule(x, rules[i]);
}

/* --- nodes --------------------------------------------------------------------------------- */

/* A node of the tree: its sum and what was done to it, or where a leaf's points come from. */
static void explain_node(struct explaining *x, const struct explain_node *n)
{
    const struct criterion *c = &x->d->criteria[n->node];
    put(x, &(struct line){.step = c->is_leaf ? "leaf" : "node",
                          .criterion = c->code,
                          .item = c->parent == NONE ? "" : x->d->criteria[c->parent].code,
                          .has_percent = n->has_percent,
                          .percent = n->percent,
                          .has_points = n->applicable,
                          .points = n->points,
                          .has_max = n->applicable,
                          .max = c->is_leaf ? c->max : n->max,
                          .words = n->applicable ? n->stage : "does not apply"});
    if (!n->applicable)
        return;
    if (n->held < n->sum)
        put_before(x, c->code, "cap", n->sum, &c->cap);
    if (n->held > n->sum)
        put_before(x, c->code, "minimum", n->sum, &c->min);
    if (!c->is_leaf && explain_rounding(x->d, n->node) == ROUND_FIELD && x->d->rules.survey != SURVEY_NONE)
        put_before(x, c->code, "rounding", n->held, NULL);
    if (n->has_rescaled)
        put(x, &(struct line){.step = "rescaled",
                              .criterion = c->code,
                              .has_n = true,
                              .n = x->d->rules.decimals,
                              .has_points = true,
                              .points = n->rescaled,
                              .has_max = true,
                              .max = x->unit->own_max});
}

static void put_steps(struct explaining *x, const char *criterion, const struct explain_steps *steps)
{
    for (size_t i = 0; i < steps->n_steps; i++) {
        const struct explain_step *s = &steps->steps[i];
        const char *reason = *s->reason ? s->reason : s->unreasoned ? _("no reason given") : "";
        char *when = s->late ? xasprintf(_(" (%lld days overdue, due %s)"), (long long)s->late, s->due) : xstrdup("");
        char *words = xasprintf("%s%s%s%s%s%s", s->by, *s->by && *s->date ? ", " : "", s->date, when,
                                *reason && (*s->by || *s->date) ? ": " : "", reason);
        put(x, &(struct line){.step = s->replaced ? "replaced" : "decision",
                              .criterion = criterion,
                              .group = s->group,
                              .item = s->stage,
                              .has_n = s->has_n,
                              .n = s->n,
                              .has_percent = s->has_percent,
                              .percent = s->percent,
                              .has_points = s->has_points,
                              .points = s->points,
                              .words = words});
        free(when);
        free(words);
    }
    for (size_t i = 0; i < steps->n_documents; i++) {
        const struct explain_document *d = &steps->documents[i];
        char *item = xasprintf("%s %s", d->number, d->symbol);
        char *words = xasprintf("%s %s%s%s %s", d->date, d->title, *d->note ? " – " : "", d->note, d->sha256);
        put(x, &(struct line){.step = "document", .criterion = criterion, .item = item, .words = words});
        free(item);
        free(words);
    }
}

static void put_count(struct explaining *x, const char *criterion, const struct explain_group *g, const char *item,
                      int64_t n)
{
    if (n)
        put(x, &(struct line){.step = "ballots",
                              .criterion = criterion,
                              .group = x->d->groups[g->group].code,
                              .item = item,
                              .has_n = true,
                              .n = n});
}

/* A question of a group and its options; where ballots are pooled it has no mean that counts. */
static void put_question(struct explaining *x, const char *criterion, const char *group,
                         const struct explain_question *e)
{
    const struct question *q = &x->d->questions[e->question];
    const struct scale *scale = &x->d->scales[q->scale];
    bool pooled = x->d->rules.pooled;
    char *name = xasprintf("%s/%s", x->d->ballot_types[q->ballot_type].code, q->code);
    for (size_t o = 0; o < e->n_options; o++) {
        char *item = xasprintf("%s/%s", name, scale->options[o].code);
        bool counted = e->options[o].worth >= 0;
        put(x, &(struct line){.step = "option",
                              .criterion = criterion,
                              .group = group,
                              .item = item,
                              .has_n = true,
                              .n = e->options[o].n,
                              .has_weight = counted || !pooled,
                              .weight = e->options[o].weight,
                              .has_percent = counted,
                              .percent = counted ? decimal_from_double(e->options[o].worth) : 0,
                              .words = scale->options[o].label});
        free(item);
    }
    put(x, &(struct line){.step = "question",
                          .criterion = criterion,
                          .group = group,
                          .item = name,
                          .has_n = true,
                          .n = e->answers,
                          .has_weight = true,
                          .weight = decimal_to_double(q->weight),
                          .has_percent = e->answers > 0 && !pooled,
                          .percent = decimal_from_double(e->mean),
                          .words = q->text});
    free(name);
}

static void put_ballots(struct explaining *x, const char *criterion, const struct explain_group *g)
{
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
    for (size_t k = 0; k < g->n_questions; k++)
        put_question(x, criterion, x->d->groups[g->group].code, &g->questions[k]);
}

/* A group's figure and its share of the leaf's; its weight where that has a part in it. */
static void put_group(struct explaining *x, const char *criterion, const struct explain *e, size_t k, bool weighted)
{
    const struct explain_group *g = &e->groups[k];
    const struct group_part *part = &e->result.parts[k];
    bool pooled = x->d->rules.pooled,
         counts_all = pooled && part->dropped == DROPPED_MIN_BASE; /* min_base is no rule of the pool */
    put(x, &(struct line){.step = "group",
                          .criterion = criterion,
                          .group = x->d->groups[g->group].code,
                          .has_n = true,
                          .n = part->ballots,
                          .has_weight = weighted,
                          .weight = decimal_to_double(part->weight),
                          .has_percent = g->outside ? part->has_percent : g->counted > 0,
                          .percent = decimal_from_double(g->figure),
                          .has_share = true,
                          .share = decimal_from_double(g->share),
                          .words = counts_all ? "" : dropped_names[part->dropped]});
}

/* What the groups that leave the leaf out, and the weights of the others, come from. */
static void put_group_bases(struct explaining *x, const struct explain *e, bool weighted)
{
    size_t leaf = e->result.criterion;
    for (size_t k = 0; k < e->n_groups; k++) {
        size_t g = e->groups[k].group;
        const struct not_applicable *exception = definition_exception(x->d, x->unit->unit, leaf, g);
        const struct group_weight *row = definition_weight_row(x->d, x->d->units[x->unit->unit].block, leaf, g);
        bool is_weight = !exception && row && weighted && e->groups[k].share > 0;
        const char *basis = exception ? exception->basis : is_weight ? row->basis : "";
        if (*basis)
            put(x, &(struct line){.step = "basis",
                                  .criterion = x->d->criteria[leaf].code,
                                  .group = x->d->groups[g].code,
                                  .item = exception ? "not_applicable" : "weight",
                                  .words = basis});
    }
}

/* Points from ballots: POINTS are what they are before they are rounded. */
static bool explain_survey(struct explaining *x, size_t node, decimal *points, struct error *err)
{
    const char *criterion = x->d->criteria[node].code;
    struct explain e;
    bool ok = explain_leaf(&e, x->store, x->d, x->unit->unit, node, err), pooled = x->d->rules.pooled,
         has_outside = false;
    for (size_t k = 0; ok && k < e.n_groups; k++)
        has_outside = has_outside || (e.groups[k].outside && e.groups[k].share > 0);
    bool weighted = !pooled || has_outside;
    if (ok)
        put_group_bases(x, &e, weighted);
    for (size_t k = 0; ok && k < e.n_groups; k++)
        put_ballots(x, criterion, &e.groups[k]);
    for (size_t k = 0; ok && k < e.n_groups; k++)
        put_group(x, criterion, &e, k, weighted);
    if (ok && pooled && e.result.n_pooled)
        put(x, &(struct line){.step = "pool",
                              .criterion = criterion,
                              .has_n = true,
                              .n = e.result.n_pooled,
                              .has_percent = true,
                              .percent = decimal_from_double(e.result.pool_mean),
                              .has_share = true,
                              .share = decimal_from_double(e.result.pool_share)});
    *points = e.points;
    explain_release(&e);
    return ok;
}

/* Leaf NODE, which applies, down to what its points come from. */
static bool explain_leaf_down(struct explaining *x, const struct explain_node *n, struct error *err)
{
    const char *code = x->d->criteria[n->node].code;
    struct explain_steps steps = {0};
    decimal points = n->points;
    bool survey = definition_is_survey_leaf(x->d, x->d->units[x->unit->unit].block, n->node);
    bool ok = (!survey || explain_survey(x, n->node, &points, err)) &&
              explain_steps_read(&steps, x->store, x->d, x->unit->unit, n->node, err);
    for (size_t i = 0; ok && i < steps.n_steps; i++)
        if (steps.steps[i].counts && !*steps.steps[i].group)
            points = steps.steps[i].has_points
                         ? steps.steps[i].points
                         : decimal_ratio(steps.steps[i].percent, x->d->criteria[n->node].max, 100 * DECIMAL_ONE);
    if (ok && explain_rounding(x->d, n->node) != ROUND_TOTAL && x->d->rules.survey != SURVEY_NONE)
        put_before(x, code, "rounding", points, NULL);
    if (ok)
        put_steps(x, code, &steps);
    explain_steps_release(&steps);
    return ok;
}

/* NODE and all below it, where DEEP leaves down to what they come from. */
static bool explain_down(struct explaining *x, size_t node, bool deep, struct error *err)
{
    const struct criterion *c = &x->d->criteria[node];
    const struct explain_node *n = &x->unit->nodes[explain_place(x->d, x->unit->unit, node)];
    explain_node(x, n);
    const struct not_applicable *exception = definition_exception(x->d, x->unit->unit, node, ALL);
    if (exception && *exception->basis)
        put(x,
            &(struct line){.step = "basis", .criterion = c->code, .item = "not_applicable", .words = exception->basis});
    else if (deep && *c->basis)
        put(x, &(struct line){.step = "basis", .criterion = c->code, .words = c->basis});
    if (deep && c->is_leaf && n->applicable && !explain_leaf_down(x, n, err))
        return false;
    for (size_t i = 0; i < x->unit->n_nodes; i++)
        if (x->d->criteria[x->unit->nodes[i].node].parent == node &&
            !explain_down(x, x->unit->nodes[i].node, deep, err))
            return false;
    return true;
}

/* Rows of the unit and its tree, or of NODE. */
static bool explain_rows(struct explaining *x, const struct arguments *args, size_t node, struct error *err)
{
    bool ok = true;
    x->table = table_new(args, columns, sizeof columns / sizeof *columns);
    if (node == NONE) {
        explain_total(x);
        for (size_t i = 0; ok && i < x->unit->n_nodes; i++)
            if (x->d->criteria[x->unit->nodes[i].node].parent == NONE)
                ok = explain_down(x, x->unit->nodes[i].node, false, err);
    } else {
        size_t n = 0;
        enum setting_id *rules = explain_rules(x->d, x->unit, node, true, &n);
        for (size_t i = 0; i < n; i++)
            put_rule(x, rules[i]);
        free(rules);
        ok = explain_down(x, node, true, err);
    }
    table_close(x->table);
    return ok;
}

/* --- the verb ------------------------------------------------------------------------------ */

/* The unit, and the criterion where one is named, of the words. */
static bool find_words(const struct arguments *args, const struct definition *d, size_t *unit, size_t *node,
                       struct error *err)
{
    const char *criterion = argument_n_words(args) > 2 ? argument_word(args, 2) : NULL;
    *node = NONE;
    *unit = definition_unit(d, argument_word(args, 1));
    if (*unit == NONE)
        return error_set(err, E_USAGE, _("there is no scored unit \"%s\"; `dtxhh show ROUND units` lists the codes"),
                         argument_word(args, 1));
    if (criterion && (*node = definition_criterion(d, d->units[*unit].block, criterion)) == NONE)
        return error_set(err, E_USAGE, _("criterion \"%s\" is not in the tree of the unit's block"), criterion);
    return true;
}

/* The same for people. */
static bool explain_words(struct trace *t, size_t node, struct error *err)
{
    const struct unit *unit = &t->d->units[t->unit->unit];
    prose_init(&t->prose);
    prose_line(&t->prose, 0, 4, prose_say(&t->prose, "%s: %s", unit->code, unit->name));
    bool ok = true;
    if (node == NONE)
        trace_unit(t);
    else
        ok = trace_node(t, node, err);
    prose_release(&t->prose);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    const struct arguments *args = call->args;
    struct store *store = call->store;
    const struct definition *d = scores_are_fresh(store, err) ? command_definition(call, err) : NULL;
    struct explain_unit facts = {0};
    size_t unit = NONE, node = NONE;
    bool found = false, csv = argument_given(args, "csv");
    bool ok = d && find_words(args, d, &unit, &node, err) && explain_unit_read(&facts, store, d, unit, &found, err);
    if (ok && !found)
        ok = error_set(err, E_USAGE, _("there is no scored unit \"%s\"; `dtxhh show ROUND units` lists the codes"),
                       argument_word(args, 1));
    if (ok && csv)
        ok = explain_rows(&(struct explaining){.store = store, .d = d, .unit = &facts}, args, node, err);
    else if (ok)
        ok = explain_words(&(struct trace){.store = store, .d = d, .unit = &facts}, node, err);
    if (ok)
        quota_note(call);
    if (ok && !csv && (node == NONE || !d->criteria[node].is_leaf))
        command_note(args, _("one level a screen; with a CRITERION that one, with --csv all that is below"));
    explain_unit_release(&facts);
    return ok;
}

const struct verb verb_explain = {
    .name = "explain",
    .summary = N_("from a published figure down to rules, decisions and ballots"),
    .takes = "ROUND UNIT [CRITERION]",
    .flags = VERB_ROUND | VERB_TABLE,
    .run = run,
};
