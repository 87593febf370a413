#include "scoring/points/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/rank.h"
#include "scoring/points/survey_map.h"
#include "scoring/points/trace_ballots.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"

struct node_sum {
    decimal sum, held; /* of an inner node */
    decimal bonus;     /* what of HELD, or of a leaf's points, is bonus and malus */
    decimal rescaled;  /* what it gives to the total on a maximum of 100, rounded leaf by leaf or as a field */
    bool has_rescaled;
};

struct trace_walk {
    struct facts *facts;
    const struct definition *d;
    size_t unit;
    const struct block *block;
    const struct score_node *nodes; /* of the unit, by criterion */
    struct node_sum *sums;          /* by criterion */
    decimal own[N_PARTS];           /* components before they are rounded or rescaled */
    decimal rescaled[N_PARTS];      /* of these, before they are rounded; the same where nothing is rescaled */
    bool has_part[N_PARTS];
    decimal own_max; /* before it is rescaled */
    bool deep;
};

enum rounding_at trace_rounding(const struct definition *d, const struct criterion *c)
{
    if (!d->rules.round_parts)
        return ROUND_TOTAL;
    if (d->rules.round_at == ROUND_LEAF && c->is_leaf)
        return ROUND_LEAF;
    return d->rules.round_at == ROUND_FIELD && c->parent == NONE ? ROUND_FIELD : ROUND_TOTAL;
}

/* What leaves or fields, where these are rounded, give to the total on a maximum of 100, and so what stands above. */
static void rescale_nodes(struct trace_walk *w)
{
    const struct rules *rules = &w->d->rules;
    for (size_t i = w->block->n_nodes; i-- > 0;) {
        size_t node = w->block->nodes[i];
        const struct criterion *c = &w->d->criteria[node];
        struct node_sum *x = &w->sums[node];
        if (trace_rounding(w->d, c) != ROUND_TOTAL && w->nodes[node].applicable &&
            !(rules->round_at == ROUND_LEAF && c->method == METHOD_THUONG_TRU)) {
            decimal points = w->nodes[node].points - x->bonus;
            x->rescaled = rules_round(rules, decimal_ratio(points, 100 * DECIMAL_ONE, w->own_max) + x->bonus);
            x->has_rescaled = true;
        }
        if (x->has_rescaled && c->parent != NONE) {
            w->sums[c->parent].rescaled += x->rescaled;
            w->sums[c->parent].has_rescaled = true;
        }
    }
}

/* What happened to the points of the nodes; children stand after their parents. */
static void follow_nodes(struct trace_walk *w)
{
    for (size_t i = w->block->n_nodes; i-- > 0;) {
        size_t node = w->block->nodes[i];
        const struct criterion *c = &w->d->criteria[node];
        const struct score_node *stored = &w->nodes[node];
        struct node_sum *x = &w->sums[node];
        enum component part = component_of(c->method);
        if (c->is_leaf) {
            x->held = x->sum = stored->points;
            x->bonus = stored->applicable && part == PART_BONUS ? stored->points : 0;
            w->own[part] += stored->applicable ? stored->points : 0;
            w->has_part[part] = w->has_part[part] || stored->applicable;
        } else {
            x->held = c->has_cap && x->sum > c->cap ? c->cap : x->sum;
            if (c->has_floor && x->held < c->min)
                x->held = c->min;
            x->bonus += x->held - x->sum;
            w->own[PART_BONUS] += x->held - x->sum;
        }
        if (c->parent == NONE) {
            w->own_max += stored->max;
        } else if (stored->applicable) {
            w->sums[c->parent].sum += stored->points;
            w->sums[c->parent].bonus += x->bonus;
        }
    }
    bool none = w->d->rules.survey == SURVEY_NONE && w->own_max > 0;
    for (int p = 0; p < N_PARTS; p++)
        w->rescaled[p] = none && p != PART_BONUS ? decimal_ratio(w->own[p], 100 * DECIMAL_ONE, w->own_max) : w->own[p];
    if (none && w->d->rules.round_parts)
        rescale_nodes(w);
}

/* --- the unit ------------------------------------------------------------------------------ */

static struct unit_result result_of(const struct score *s)
{
    return (struct unit_result){.max = s->max,
                                .total = s->total,
                                .percent = s->percent,
                                .other = s->other,
                                .parts = {[PART_APPRAISED] = s->appraised,
                                          [PART_SURVEY] = s->survey,
                                          [PART_SIPAS] = s->sipas,
                                          [PART_SOCIO] = s->socio,
                                          [PART_BONUS] = s->bonus}};
}

/* How components but bonus and malus came to a maximum of 100, and what was rounded. */
static void part_facts(struct trace_walk *w)
{
    const struct rules *r = &w->d->rules;
    for (enum component p = 0; p < N_PARTS; p++) {
        if (r->survey == SURVEY_NONE && p != PART_BONUS && w->has_part[p])
            facts_add(w->facts, &(struct fact){FACT_RESCALING, HAS_POINTS | HAS_MAX, .which = (int)p,
                                               .points = w->own[p], .max = w->own_max, .other = w->rescaled[p]});
        if (r->round_parts && r->round_at == ROUND_COMPONENT)
            facts_add(w->facts, &(struct fact){FACT_BEFORE, HAS_N | HAS_POINTS, .which = (int)p, .n = r->decimals,
                                               .points = w->rescaled[p]});
    }
}

/* The bands from the top down to the one that is held; false where the block has none. */
static bool band_facts(struct trace_walk *w, const struct unit_result *result, bool *by)
{
    size_t n = 0;
    struct band_trace *bands = class_trace(w->d, w->unit, result, &n);
    for (size_t i = 0; i < n; i++)
        *by = *by || !bands[i].band->says_of || *w->d->setting_basis[S_CLASS_BY];
    for (size_t i = 0; i < n; i++) {
        const struct band_trace *b = &bands[i];
        struct fact f = {FACT_BAND,          HAS_POINTS | HAS_MAX, .which = (int)b->verdict,
                         .points = b->value, .max = b->band->from, .band = b->band};
        if (b->node != NONE) {
            f.criterion = &w->d->criteria[b->node];
            f.flags |= HAS_PERCENT | HAS_SHARE;
            f.percent = b->least;
            f.share = b->band->floor;
        }
        facts_add(w->facts, &f);
        if (b->verdict == BAND_HELD)
            break;
    }
    free(bands);
    return n > 0;
}

/* The limits of the total, and the ranks it may have. */
static void error_facts(struct facts *facts, const struct score *s)
{
    bool has = !isnan(s->se) && !isnan(s->low);
    struct fact error = {FACT_ERROR, .words = s->unstated};
    if (has) {
        error.flags = HAS_POINTS | (s->n ? HAS_N : 0) | (s->floor ? FACT_COUNTS : 0);
        error.whole = isnan(s->df) ? INFINITY : s->df;
        error.value = s->se;
        error.points = decimal_from_double(s->se);
        error.n = s->n;
    }
    facts_add(facts, &error);
    for (int i = 0; has && i < 2; i++) {
        double value = i ? s->high : s->low;
        const char *class = i ? s->class_high : s->class_low;
        facts_add(facts, &(struct fact){FACT_LIMIT, HAS_POINTS, .which = i, .value = value,
                                        .points = decimal_from_double(value), .words = class ? class : ""});
    }
    for (int i = 0; s->rank_low && i < 2; i++)
        facts_add(facts, &(struct fact){FACT_POSSIBLE_RANK, HAS_N, .which = i, .n = i ? s->rank_high : s->rank_low});
}

/* The mean of the unit's block, of its units that count; and those that are ranked, by rank. */
static void block_facts(struct trace_walk *w, const struct score *scores)
{
    struct ranking r = scores_ranking(scores, w->d, w->d->units[w->unit].block);
    struct contender *rivals = xcalloc(r.n_ranked + 1, sizeof *rivals);
    struct fact mean = {FACT_BLOCK_MEAN, HAS_N | HAS_POINTS, .n = (int64_t)r.n_counted};
    mean.flags |= r.n_ranked ? FACT_COUNTS : 0;
    for (size_t i = 0; i < r.n_counted; i++)
        mean.other += scores[r.units[i]].total;
    if (mean.n) {
        mean.points = decimal_ratio(mean.other, 1, (decimal)mean.n);
        facts_add(w->facts, &mean);
    }
    for (size_t i = 0; i < r.n_ranked; i++) {
        const struct score *s = &scores[r.units[i]];
        struct unit_result result = result_of(s);
        rivals[i] = contender_of(w->d, r.units[i], &result);
        rivals[i].rank = (size_t)s->rank;
        facts_add(w->facts, &(struct fact){FACT_RIVAL, .n = s->rank, .rival = &rivals[i]});
    }
    facts_keep(w->facts, rivals, 0, &score_row);
    free(r.units);
}

static void add_rule(struct trace_walk *w, enum setting_id s, bool counts)
{
    facts_add(w->facts, &(struct fact){FACT_RULE, counts ? FACT_COUNTS : 0, .which = (int)s});
}

static void total_facts(struct trace_walk *w, const struct score *scores)
{
    const struct score *s = &scores[w->unit];
    const struct unit *unit = &w->d->units[w->unit];
    struct unit_result result = result_of(s);
    facts_add(w->facts,
              &(struct fact){FACT_TOTAL, HAS_PERCENT | HAS_POINTS | HAS_MAX, .percent = s->percent, .points = s->total,
                             .max = s->max, .n = s->rank, .words = s->class, .other = w->own_max});
    for (enum component p = 0; p < N_PARTS; p++)
        facts_add(w->facts,
                  &(struct fact){FACT_PART, HAS_POINTS | (unsigned)(w->own[p] || w->has_part[p] ? FACT_COUNTS : 0),
                                 .which = (int)p, .points = result.parts[p]});
    facts_add(w->facts, &(struct fact){FACT_OTHER_ROUNDING, HAS_POINTS, .points = s->other});
    error_facts(w->facts, s);
    block_facts(w, scores);
    part_facts(w);
    result.nodes = xcalloc(w->block->n_nodes, sizeof *result.nodes);
    for (size_t i = 0; i < w->block->n_nodes; i++) {
        const struct score_node *n = &w->nodes[w->block->nodes[i]];
        result.nodes[i] = (struct node_result){n->applicable, n->max, n->points};
    }
    bool ranked = unit->ranked && w->block->ranked, by = false, classes = !s->missing && band_facts(w, &result, &by);
    free(result.nodes);
    add_rule(w, S_SURVEY, true);
    add_rule(w, S_ROUNDING, true);
    add_rule(w, S_ROUND_AT, w->d->rules.round_parts);
    add_rule(w, S_DECIMALS, true);
    add_rule(w, S_RANK_BY, ranked);
    add_rule(w, S_CLASS_BY, by);
    add_rule(w, S_COMPARE, ranked || classes);
    add_rule(w, S_TIES, ranked);
    add_rule(w, S_TIE_BREAKERS, ranked);
}

/* --- nodes --------------------------------------------------------------------------------- */

/* True where NODE is TOP or, where DEEP, stands below it. */
static bool is_at(const struct definition *d, size_t node, size_t top, bool deep)
{
    while (deep && node != NONE && node != top)
        node = d->criteria[node].parent;
    return node == top;
}

/* The settings that had a part in the points of NODE, as they come from what is next below it or, where the walk is
 * deep, from all below it. */
static void rule_facts(struct trace_walk *w, size_t node)
{
    bool has[N_SETTINGS] = {false};
    for (size_t i = 0; i < w->block->n_nodes; i++) {
        size_t at = w->block->nodes[i];
        const struct criterion *c = &w->d->criteria[at];
        if (!is_at(w->d, at, node, w->deep))
            continue;
        if (trace_rounding(w->d, c) != ROUND_TOTAL)
            has[S_ROUNDING] = has[S_ROUND_AT] = has[S_DECIMALS] = true;
        has[S_SURVEY] = has[S_SURVEY] || (c->is_leaf && c->method == METHOD_DTXHH);
        if (!w->nodes[at].applicable || !definition_is_survey_leaf(w->d, w->d->units[w->unit].block, at))
            continue;
        has[S_COMBINE] = has[S_MIN_ANSWERED] = has[S_INVALID_IF] = true;
        has[S_MIN_BASE] = !w->d->rules.pooled;
        has[S_SIPAS] = has[S_SIPAS] || c->method == METHOD_SIPAS;
    }
    for (enum setting_id s = S_FIRST_RULE; s < N_SETTINGS; s++)
        if (has[s])
            add_rule(w, s, true);
}

static void add_before(struct trace_walk *w, const struct criterion *c, enum fact_before which, decimal points,
                       decimal limit)
{
    unsigned states = HAS_POINTS | (unsigned)(which == BEFORE_ROUNDING ? HAS_N : HAS_MAX);
    facts_add(w->facts, &(struct fact){FACT_BEFORE, states, c, .which = (int)which, .n = w->d->rules.decimals,
                                       .points = points, .max = limit});
}

/* A node of the tree: its points and what was done to the sum of what is below it, or why it does not apply. */
static void node_facts(struct trace_walk *w, size_t node, bool with_basis)
{
    const struct criterion *c = &w->d->criteria[node];
    const struct score_node *stored = &w->nodes[node];
    const struct node_sum *x = &w->sums[node];
    struct fact f = {FACT_NODE,
                     .criterion = c,
                     .percent = stored->percent,
                     .points = stored->points,
                     .max = stored->max,
                     .words = stored->stage ? stored->stage : ""};
    f.flags =
        (unsigned)(stored->has_percent ? HAS_PERCENT : 0) | (unsigned)(stored->applicable ? HAS_POINTS | HAS_MAX : 0);
    facts_add(w->facts, &f);
    if (stored->applicable && x->held < x->sum)
        add_before(w, c, BEFORE_CAP, x->sum, c->cap);
    if (stored->applicable && x->held > x->sum)
        add_before(w, c, BEFORE_MINIMUM, x->sum, c->min);
    if (stored->applicable && !c->is_leaf && trace_rounding(w->d, c) == ROUND_FIELD &&
        w->d->rules.survey != SURVEY_NONE)
        add_before(w, c, BEFORE_ROUNDING, x->held, 0);
    if (stored->applicable && x->has_rescaled)
        facts_add(w->facts, &(struct fact){FACT_RESCALED, HAS_N | HAS_POINTS | HAS_MAX, c, .n = w->d->rules.decimals,
                                           .points = x->rescaled, .max = w->own_max, .other = x->bonus});
    const struct not_applicable *exception = definition_exception(w->d, w->unit, node, ALL);
    if (exception)
        facts_add(w->facts,
                  &(struct fact){FACT_EXCEPTION, 0, c, .item = exception->criterion, .words = exception->basis});
    if (with_basis && *c->basis && !(exception && *exception->basis))
        facts_add(w->facts, &(struct fact){FACT_BASIS, 0, c, .which = BASIS_CRITERION, .words = c->basis});
}

/* What was corrected or withdrawn of the ballots behind leaf NODE. */
static bool correction_facts(struct trace_walk *w, struct store *store, size_t node, struct error *err)
{
    size_t n = 0;
    struct correction *list = corrections_read(store, w->d, w->unit, node, &n, err);
    for (size_t i = 0; i < n; i++)
        facts_add(w->facts, &(struct fact){FACT_CORRECTION, list[i].n ? HAS_N : 0, &w->d->criteria[node],
                                           .n = list[i].n, .correction = &list[i]});
    facts_keep(w->facts, list, n, &correction_row);
    return list != NULL;
}

/* What the points of leaf NODE, which applies, come from; of one whose figure is missing, what was there. */
static bool leaf_facts(struct trace_walk *w, struct store *store, size_t node, struct error *err)
{
    const struct criterion *c = &w->d->criteria[node];
    decimal points = w->nodes[node].points;
    size_t n, n_documents = 0;
    bool missing = !w->nodes[node].applicable;
    if (definition_is_survey_leaf(w->d, w->d->units[w->unit].block, node) &&
        ((!missing && !trace_ballots(w->facts, store, node, &points, err)) || !correction_facts(w, store, node, err)))
        return false;
    struct leaf_decision *decisions = leaf_decisions_read(store, w->d, w->unit, node, &n, err);
    struct document *documents = decisions ? leaf_documents_read(store, w->d, w->unit, node, &n_documents, err) : NULL;
    facts_keep(w->facts, decisions, n, &leaf_decision_row);
    facts_keep(w->facts, documents, n_documents, &document_row);
    if (!documents)
        return false;
    for (size_t i = 0; i < n; i++)
        if (decisions[i].counts && !*decisions[i].group)
            points = decision_points(&decisions[i], c);
    if (!missing && trace_rounding(w->d, c) != ROUND_TOTAL && w->d->rules.survey != SURVEY_NONE)
        add_before(w, c, BEFORE_ROUNDING, points, 0);
    for (size_t i = 0; i < n; i++) {
        const struct leaf_decision *x = &decisions[i];
        unsigned states = (unsigned)(x->has_n ? HAS_N : 0) | (unsigned)(x->has_percent ? HAS_PERCENT : 0) |
                          (unsigned)(x->has_points ? HAS_POINTS : 0) | (unsigned)(x->counts ? FACT_COUNTS : 0);
        facts_add(w->facts, &(struct fact){FACT_DECISION, states, c, .n = x->n, .percent = x->percent,
                                           .points = x->points, .other = decision_points(x, c), .decision = x});
    }
    for (size_t i = 0; i < n_documents; i++)
        facts_add(w->facts, &(struct fact){FACT_DOCUMENT, 0, c, .document = &documents[i]});
    return true;
}

/* NODE, and all below it; leaves are followed down where STORE is there. */
static bool walk_down(struct trace_walk *w, struct store *store, size_t node, struct error *err)
{
    const struct criterion *c = &w->d->criteria[node];
    node_facts(w, node, store != NULL);
    bool scored = w->nodes[node].applicable || !strcmp(w->nodes[node].stage, STAGE_MISSING);
    if (store && c->is_leaf && scored && !leaf_facts(w, store, node, err))
        return false;
    for (size_t i = 0; i < w->block->n_nodes; i++)
        if (w->d->criteria[w->block->nodes[i]].parent == node &&
            !walk_down(w, w->deep ? store : NULL, w->block->nodes[i], err))
            return false;
    return true;
}

static void begin(struct trace_walk *w, struct facts *facts, const struct definition *d, size_t unit,
                  const struct score_node *nodes)
{
    *facts = (struct facts){.d = d, .unit = unit};
    *w = (struct trace_walk){.facts = facts, .d = d, .unit = unit, .block = &d->blocks[d->units[unit].block]};
    w->nodes = nodes + unit * d->n_criteria;
    w->sums = xcalloc(d->n_criteria + 1, sizeof *w->sums);
    follow_nodes(w);
}

void trace_unit(struct facts *facts, const struct definition *d, size_t unit, const struct score *scores,
                const struct score_node *nodes)
{
    struct trace_walk w;
    begin(&w, facts, d, unit, nodes);
    total_facts(&w, scores);
    for (size_t i = 0; i < w.block->n_nodes; i++)
        node_facts(&w, w.block->nodes[i], false);
    free(w.sums);
}

bool trace_read(struct facts *facts, struct store *store, const struct definition *d, size_t unit, size_t node,
                bool deep, bool *found, struct error *err)
{
    struct score *scores = scores_by_unit(store, d, err);
    struct score_node *nodes = scores ? score_nodes_by_unit(store, d, err) : NULL;
    bool ok = scores && nodes;
    *facts = (struct facts){0};
    *found = ok && scores[unit].present;
    if (*found && node == NONE) {
        trace_unit(facts, d, unit, scores, nodes);
    } else if (*found) {
        struct trace_walk w;
        begin(&w, facts, d, unit, nodes);
        w.deep = deep;
        rule_facts(&w, node);
        ok = walk_down(&w, store, node, err);
        free(w.sums);
    }
    facts_keep(facts, scores, scores ? d->n_units : 0, &score_row);
    facts_keep(facts, nodes, nodes ? d->n_units * d->n_criteria : 0, &score_node_row);
    return ok;
}
