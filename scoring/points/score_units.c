#include "scoring/points/score_units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/pairs.h"
#include "scoring/points/rank.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/scores.h"

static const struct leaf_result *survey_leaf(const struct scoring *s, size_t unit, size_t criterion)
{
    for (size_t i = 0; i < s->survey.n_leaves; i++)
        if (s->survey.leaves[i].unit == unit && s->survey.leaves[i].criterion == criterion)
            return &s->survey.leaves[i];
    return NULL;
}

/* Leaf PLACE of U, of criterion C, has no points: a fault, or, where the scores are provisional, left out. */
static bool leave_out(struct scoring *s, struct scored_unit *u, size_t place, const struct criterion *c)
{
    if (!s->provisional)
        return false;
    issues_add(s->issues, WARNING, "W604", (struct place){s->path, NULL, 0, 0},
               _("unit \"%s\", criterion %s: there is no figure yet; the provisional scores leave it out"),
               s->d->units[u->unit].code, c->code);
    u->points[place] = POINTS_MISSING;
    u->stage[place] = STAGE_MISSING;
    u->n_missing++;
    const struct unit *unit = &s->d->units[u->unit];
    s->incomplete[unit->block] = s->incomplete[unit->block] || unit->ranked;
    return true;
}

static void score_survey_leaf(struct scoring *s, struct scored_unit *u, size_t place, const struct leaf_result *leaf)
{
    const struct criterion *c = &s->d->criteria[leaf->criterion];
    bool pooled = s->d->rules.pooled;
    struct place where = {s->path, NULL, 0, 0};
    if (pooled ? !leaf->has_pooled : !leaf->has_means) {
        if (leave_out(s, u, place, c))
            return;
        issues_add(s->issues, FAULT, "F601", where,
                   _("unit \"%s\", criterion %s: no counted answers (no group with at least %lld ballots); a criterion "
                     "that does "
                     "not apply is said in table not_applicable"),
                   s->d->units[u->unit].code, c->code, (long long)s->d->rules.min_base);
        return;
    }
    u->points[place] = survey_points(c, pooled ? leaf->pooled : leaf->by_means);
    if (pooled ? leaf->has_means : leaf->has_pooled)
        u->pooled[place] = survey_points(c, pooled ? leaf->by_means : leaf->pooled);
    u->stage[place] = "survey";
}

/* A leaf scored by a decision or a figure from outside. */
static void score_outside_leaf(struct scoring *s, struct scored_unit *u, size_t place, size_t criterion)
{
    const struct criterion *c = &s->d->criteria[criterion];
    struct outside_figure figure = outside_leaf(s->outside, u->unit, criterion);
    if (figure.missing && leave_out(s, u, place, c))
        return;
    if (figure.missing) {
        struct place where = {s->path, NULL, 0, 0};
        issues_add(s->issues, FAULT, "F602", where,
                   c->method == METHOD_TD || c->method == METHOD_THUONG_TRU
                       ? _("unit \"%s\", criterion %s: no appraisal decision; the self score does not count")
                       : _("unit \"%s\", criterion %s: no figure from outside; `dtxhh points import`"),
                   s->d->units[u->unit].code, c->code);
    }
    if (!*figure.stage)
        return;
    u->stage[place] = figure.stage;
    u->points[place] = figure.points;
    u->outside[place] = c->method == METHOD_SIPAS || c->method == METHOD_DTXHH;
    u->outside_se[place] = figure.se;
}

static void score_unit(struct scoring *s, struct scored_unit *u)
{
    const struct definition *d = s->d;
    const struct block *block = &d->blocks[d->units[u->unit].block];
    u->points = xcalloc(block->n_nodes, sizeof *u->points);
    u->pooled = xcalloc(block->n_nodes, sizeof *u->pooled);
    u->stage = xcalloc(block->n_nodes, sizeof *u->stage);
    u->outside = xcalloc(block->n_nodes, sizeof *u->outside);
    u->outside_se = xcalloc(block->n_nodes, sizeof *u->outside_se);
    u->result.nodes = xcalloc(block->n_nodes, sizeof *u->result.nodes);
    for (size_t i = 0; i < block->n_nodes; i++) {
        enum leaf_source source = definition_leaf_source(d, u->unit, block->nodes[i]);
        u->pooled[i] = -1;
        u->outside_se[i] = NAN;
        if (source == SOURCE_SURVEY)
            score_survey_leaf(s, u, i, survey_leaf(s, u->unit, block->nodes[i]));
        else if (source == SOURCE_OUTSIDE)
            score_outside_leaf(s, u, i, block->nodes[i]);
    }
    struct tree_rounding rule = tree_rounding_other(&d->rules);
    tree_sum(&u->result, d, u->unit, u->points, rule);
    decimal other = tree_round(u->result.total, rule);
    tree_sum(&u->result, d, u->unit, u->points, tree_rounding_of(&d->rules));
    u->result.other = other;
    if (u->result.max <= 0 && !u->n_missing) {
        struct place where = {s->path, NULL, 0, 0};
        issues_add(s->issues, FAULT, "F603", where, _("unit \"%s\": no criterion applies, so there is no index"),
                   d->units[u->unit].code);
    }
}

static void rank_block(struct scoring *s, size_t block)
{
    const struct definition *d = s->d;
    struct contender *contenders = xcalloc(s->n_units, sizeof *contenders);
    size_t n = 0;
    for (size_t i = 0; i < s->n_units; i++) {
        const struct unit *unit = &d->units[s->units[i].unit];
        if (unit->block == block && unit->ranked && d->blocks[block].ranked)
            contenders[n++] = contender_of(d, i, &s->units[i].result);
    }
    rank_units(contenders, n, d->rules.ties_in_order);
    for (size_t i = 0; i < n; i++)
        s->units[contenders[i].unit].rank = contenders[i].rank;
    free(contenders);
}

struct error_unit *score_error_units(const struct scoring *s)
{
    struct error_unit *units = xcalloc(s->n_units + 1, sizeof *units);
    for (size_t i = 0; i < s->n_units; i++)
        units[i] =
            (struct error_unit){s->units[i].unit, &s->units[i].result, s->units[i].outside, s->units[i].outside_se};
    return units;
}

/* Errors of all points, and which ranks each unit may have. */
static void set_errors(struct scoring *s)
{
    struct error_unit *units = score_error_units(s);
    point_errors_init(&s->errors, s->d, &s->survey, s->cases, s->records, units, s->n_units, s->listener);
    free(units);
    struct place place = {s->path, NULL, 0, 0};
    for (size_t i = 0; s->cases && i < s->cases->n_strata; i++)
        if (cases_lonely(s->cases, i))
            issues_add(s->issues, WARNING, "W611", place,
                       _("group \"%s\", stratum \"%s\": one respondent stands for others; the error of what is said "
                         "there is taken about the mean of the group"),
                       s->d->groups[s->cases->strata[i].group].code, s->cases->strata[i].name);
}

/* The sets of ranks of BLOCK's ranked units; none where no total has an error of sampling that can be
 * stated. */
static void set_rank_sets(struct scoring *s, size_t block)
{
    const struct definition *d = s->d;
    size_t n = 0, n_block = d->blocks[block].n_units, *who = xcalloc(s->n_units, sizeof *who);
    bool sampled = false;
    for (size_t i = 0; i < s->n_units; i++)
        if (d->units[s->units[i].unit].block == block && s->units[i].rank) {
            sampled = sampled || (s->errors.units[i].total.why != ERROR_NONE && s->errors.units[i].ranked.has_error);
            who[n++] = i;
        }
    n = sampled ? n : 0;
    struct rank_unit *units = xcalloc(n, sizeof *units);
    struct rank_pair *pairs = xcalloc(n * n / 2 + 1, sizeof *pairs);
    size_t *place = xcalloc(n, sizeof *place); /* in the block */
    for (size_t i = 0; i < n; i++) {
        while (d->blocks[block].units[place[i]] != s->units[who[i]].unit)
            place[i]++;
        units[i] = s->errors.units[who[i]].ranked;
        for (size_t k = 0; k < i; k++)
            pairs[pair_at(k, i, n)] =
                s->errors.pairs[block][place[k] < place[i] ? pair_at(place[k], place[i], n_block)
                                                           : pair_at(place[i], place[k], n_block)];
    }
    rank_sets(units, n, pairs, 0.95);
    for (size_t i = 0; i < n; i++)
        s->units[who[i]].set = units[i];
    free(who);
    free(units);
    free(pairs);
    free(place);
}

/* The class of U at one end of its limits: of its total, and of the nodes that floors of classes go by. */
static const char *class_at(const struct scoring *s, const struct scored_unit *u, const struct unit_error *e,
                            bool upper)
{
    const struct block *block = &s->d->blocks[s->d->units[u->unit].block];
    struct unit_result at = u->result;
    double total = upper ? e->total.limits.upper : e->total.limits.lower;
    at.nodes = xcalloc(block->n_nodes, sizeof *at.nodes);
    memcpy(at.nodes, u->result.nodes, block->n_nodes * sizeof *at.nodes);
    for (size_t i = 0; i < block->n_nodes; i++)
        if (!isnan(e->nodes[i].limits.lower))
            at.nodes[i].points = decimal_from_double(upper ? e->nodes[i].limits.upper : e->nodes[i].limits.lower);
    at.total = decimal_from_double(total);
    at.percent = decimal_ratio(at.total, 100 * DECIMAL_ONE, at.max);
    const char *class = class_of(s->d, u->unit, &at);
    free(at.nodes);
    return class;
}

void score_errors(struct scoring *s)
{
    set_errors(s);
    for (size_t i = 0; i < s->n_units; i++) {
        struct scored_unit *u = &s->units[i];
        if (u->n_missing || isnan(s->errors.units[i].total.limits.lower))
            continue;
        u->class_low = class_at(s, u, &s->errors.units[i], false);
        u->class_high = class_at(s, u, &s->errors.units[i], true);
    }
    for (size_t b = 0; b < s->d->n_blocks; b++)
        set_rank_sets(s, b);
}

static void rank_all(struct scoring *s)
{
    for (size_t b = 0; b < s->d->n_blocks; b++)
        if (!s->incomplete[b])
            rank_block(s, b);
    for (size_t i = 0; i < s->n_units; i++)
        if (!s->units[i].n_missing)
            s->units[i].class = class_of(s->d, s->units[i].unit, &s->units[i].result);
}

static void unit_release(struct scored_unit *u)
{
    free(u->points);
    free(u->pooled);
    free(u->stage);
    free(u->outside);
    free(u->outside_se);
    free(u->result.nodes);
}

bool score_units(struct scoring *s)
{
    size_t before = issues_count(s->issues, FAULT);
    s->units = xcalloc(s->d->n_units, sizeof *s->units);
    s->incomplete = xcalloc(s->d->n_blocks + 1, sizeof *s->incomplete);
    for (size_t b = 0; b < s->d->n_blocks; b++)
        for (size_t i = 0; s->d->blocks[b].n_nodes && i < s->d->blocks[b].n_units; i++) {
            size_t unit = s->d->blocks[b].units[i];
            const char *ended = definition_ended(s->d, unit);
            if (ended) {
                issues_add(s->issues, WARNING, "W605", (struct place){s->path, NULL, 0, 0},
                           _("unit \"%s\" has ended (%s): it has neither points nor rank; its ballots are kept"),
                           s->d->units[unit].code, ended);
                continue;
            }
            s->units[s->n_units] = (struct scored_unit){.unit = unit};
            score_unit(s, &s->units[s->n_units++]);
        }
    if (issues_count(s->issues, FAULT) > before)
        return false;
    rank_all(s);
    return true;
}

void score_again(struct scoring *s, bool other)
{
    struct tree_rounding rounding = other ? tree_rounding_other(&s->d->rules) : tree_rounding_of(&s->d->rules);
    for (size_t i = 0; i < s->n_units; i++)
        tree_sum(&s->units[i].result, s->d, s->units[i].unit, s->units[i].points, rounding);
    rank_all(s);
}

/* Warn where a rank or a class hangs on the way of rounding. */
static void warn_of_modes(struct scoring *s)
{
    struct scored_unit *here = xcalloc(s->n_units, sizeof *here);
    memcpy(here, s->units, s->n_units * sizeof *here);
    score_again(s, true);
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *is = &here[i], *other = &s->units[i];
        const char *code = s->d->units[is->unit].code;
        char total[DECIMAL_TEXT], rounded[DECIMAL_TEXT];
        int places = s->d->rules.decimals;
        decimal_format(rules_round(&s->d->rules, is->result.total), places, total);
        decimal_format(tree_round(other->result.total, tree_rounding_other(&s->d->rules)), places, rounded);
        struct place where = {s->path, NULL, 0, 0};
        if (is->rank != other->rank)
            issues_add(s->issues, WARNING, "W601", where,
                       _("unit \"%s\": rank %zu with %s points; rounded the other way %zu with %s"), code, is->rank,
                       total, other->rank, rounded);
        if (strcmp(is->class ? is->class : "", other->class ? other->class : "") != 0)
            issues_add(s->issues, WARNING, "W602", where,
                       _("unit \"%s\": class \"%s\" with %s points; rounded the other way \"%s\" with %s"), code,
                       is->class ? is->class : "", total, other->class ? other->class : "", rounded);
    }
    score_again(s, false);
    free(here);
}

/* Warn where a block has classes and a unit none. */
static void warn_of_classes(struct scoring *s)
{
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *u = &s->units[i];
        size_t n;
        struct band_trace *bands = u->class || u->n_missing ? NULL : class_trace(s->d, u->unit, &u->result, &n);
        const struct band_trace *last = bands && n ? &bands[n - 1] : NULL;
        struct place where = {s->path, NULL, 0, 0};
        const char *code = s->d->units[u->unit].code;
        char has[DECIMAL_TEXT], wanted[DECIMAL_TEXT];
        int places = s->d->rules.decimals;
        if (last && last->verdict == BAND_BELOW_FLOOR)
            issues_add(s->issues, WARNING, "W603", where,
                       _("unit \"%s\" has no class: criterion %s with %s %% is below %s %%, the floor of the lowest "
                         "class, \"%s\""),
                       code, s->d->criteria[last->node].code,
                       decimal_format(decimal_round(last->least, places), -1, has),
                       decimal_format(last->band->floor, -1, wanted), last->band->name);
        else if (last)
            issues_add(s->issues, WARNING, "W603", where,
                       _("unit \"%s\" has no class: it has %s, the lowest class, \"%s\", begins at %s"), code,
                       decimal_format(rules_round(&s->d->rules, last->value), -1, has), last->band->name,
                       decimal_format(last->band->from, -1, wanted));
        free(bands);
    }
}

/* How much of its leaf's percent comes from PART, on a scale of the leaf's own. */
static double weight_in_leaf(const struct definition *d, const struct group_part *part)
{
    if (d->groups[part->group].via == VIA_SIPAS)
        return 0;
    if (!d->rules.pooled)
        return part->share;
    return part->dropped == DROPPED_NOT_APPLICABLE || part->weight == 0 ? 0 : (double)part->ballots;
}

/* Points are published always: where of the round's own groups next to nothing but one counts, they tell what it said,
 * to within a tenth of the scale, and workbooks hide it in vain. */
static void warn_of_few(struct scoring *s)
{
    const struct definition *d = s->d;
    const struct leaf_result *first = NULL;
    size_t n = 0, group = NONE;
    for (size_t i = 0; i < s->survey.n_leaves; i++) {
        const struct leaf_result *leaf = &s->survey.leaves[i];
        double sum = 0;
        for (size_t k = 0; k < leaf->n_parts; k++)
            sum += weight_in_leaf(d, &leaf->parts[k]);
        for (size_t k = 0; k < leaf->n_parts; k++) {
            double own = weight_in_leaf(d, &leaf->parts[k]);
            if (leaf->parts[k].ballots >= d->rules.min_cell || own <= 0 || 10 * (sum - own) >= own)
                continue;
            group = n++ ? group : leaf->parts[k].group;
            first = first ? first : leaf;
        }
    }
    if (first)
        issues_add(s->issues, WARNING, "W612", (struct place){s->path, NULL, 0, 0},
                   _("points of %zu survey criteria of units tell what fewer than min_cell, %lld, people said: hardly "
                     "any other group counts there, and points are always published; first: unit \"%s\", criterion "
                     "\"%s\", group \"%s\"; raise min_base, or join groups"),
                   n, (long long)d->rules.min_cell, d->units[first->unit].code, d->criteria[first->criterion].code,
                   d->groups[group].code);
}

void score_warn(struct scoring *s)
{
    warn_of_few(s);
    warn_of_modes(s);
    warn_of_classes(s);
}

void score_units_release(struct scoring *s)
{
    for (size_t i = 0; i < s->n_units; i++)
        unit_release(&s->units[i]);
    free(s->units);
    free(s->incomplete);
    point_errors_release(&s->errors);
    weigh_records_free(s->records);
    cases_free(s->cases);
    survey_results_release(&s->survey);
    outside_free(s->outside);
    definition_free(s->d);
}
