#include "scoring/points/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/interval.h"
#include "scoring/estimates/rank_set.h"
#include "scoring/points/errors.h"
#include "scoring/points/outside.h"
#include "scoring/points/rank.h"
#include "scoring/points/survey.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/definition.h"
#include "survey/store/recheck.h"

struct scored_unit {
    size_t unit;
    decimal *points;    /* of each node of the block; leaves only */
    const char **stage; /* "survey", "second", … of each leaf, static */
    decimal *pooled;    /* a survey leaf's points under the other way to combine; -1 where it has none */
    struct unit_result result;
    bool *outside;      /* of each node: a leaf's figure from a survey held elsewhere, */
    double *outside_se; /* and its error in percent, NaN where it is not known */
    size_t rank;        /* 0: not ranked */
    struct rank_unit set;
    const char *class;
};

struct scoring {
    struct store *store;
    struct definition *d;
    struct issues *issues;
    struct survey_results survey;
    struct scored_unit *units;
    size_t n_units;
    struct outside *outside;
    struct cases *cases;           /* NULL where there are no ballots */
    struct weigh_records *records; /* NULL where no weights were calibrated */
    struct point_errors errors;
};

static const struct leaf_result *survey_leaf(const struct scoring *s, size_t unit, size_t criterion)
{
    for (size_t i = 0; i < s->survey.n_leaves; i++)
        if (s->survey.leaves[i].unit == unit && s->survey.leaves[i].criterion == criterion)
            return &s->survey.leaves[i];
    return NULL;
}

static void score_survey_leaf(struct scoring *s, struct scored_unit *u, size_t place, const struct leaf_result *leaf)
{
    const struct criterion *c = &s->d->criteria[leaf->criterion];
    bool pooled = s->d->rules.pooled;
    struct place where = {store_path(s->store), NULL, 0, 0};
    if (pooled ? !leaf->has_pooled : !leaf->has_means) {
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
    struct outside_figure figure;
    outside_read(s->outside, u->unit, criterion, &figure);
    if (figure.missing) {
        struct place where = {store_path(s->store), NULL, 0, 0};
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
    tree_sum(&u->result, d, u->unit, u->points, tree_rounding_other(&d->rules));
    decimal other = decimal_round(u->result.total, d->rules.decimals);
    tree_sum(&u->result, d, u->unit, u->points, tree_rounding_of(&d->rules));
    u->result.other = other;
    if (u->result.max <= 0) {
        struct place where = {store_path(s->store), NULL, 0, 0};
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

/* Do the weights meet totals? */
static bool has_totals(struct store *store)
{
    return store_number(store, "SELECT count(*) FROM recipe WHERE step IN ('poststratify', 'rake', 'calibrate')", 0) >
           0;
}

/* Errors of all points, and which ranks each unit may have. */
static void set_errors(struct scoring *s, size_t first, size_t second)
{
    struct error_unit *units = xcalloc(s->n_units, sizeof *units);
    for (size_t i = 0; i < s->n_units; i++)
        units[i] =
            (struct error_unit){s->units[i].unit, &s->units[i].result, s->units[i].outside, s->units[i].outside_se};
    point_errors_init(&s->errors, s->d, &s->survey, s->cases, s->records, units, s->n_units, first, second);
    free(units);
    struct place place = {store_path(s->store), NULL, 0, 0};
    for (size_t i = 0; s->cases && i < s->cases->n_strata; i++)
        if (cases_lonely(s->cases, i))
            issues_add(s->issues, WARNING, "W611", place,
                       _("group \"%s\", stratum \"%s\": one respondent stands for others; the error of what is said "
                         "there is taken about the mean of the group"),
                       s->d->groups[s->cases->strata[i].group].code, s->cases->strata[i].name);
}

/* The sets of ranks of BLOCK's ranked units; none where nothing in any of their totals comes from a sample. */
static void set_rank_sets(struct scoring *s, size_t block)
{
    const struct definition *d = s->d;
    size_t n = 0, n_block = d->blocks[block].n_units, *who = xcalloc(s->n_units, sizeof *who);
    bool sampled = false;
    for (size_t i = 0; i < s->n_units; i++)
        if (d->units[s->units[i].unit].block == block && s->units[i].rank) {
            sampled = sampled || s->errors.units[i].total.why != ERROR_NONE;
            who[n++] = i;
        }
    n = sampled ? n : 0;
    struct rank_unit *units = xcalloc(n, sizeof *units);
    double *covariance = xcalloc(n * n, sizeof *covariance), *scale = xcalloc(n, sizeof *scale);
    size_t *place = xcalloc(n, sizeof *place); /* in the block */
    for (size_t i = 0; i < n; i++) {
        const struct scored_unit *u = &s->units[who[i]];
        while (d->blocks[block].units[place[i]] != u->unit)
            place[i]++;
        scale[i] = d->rules.rank_by_percent ? 100 / decimal_to_double(u->result.max) : 1;
        units[i].value =
            decimal_to_double(compared(&d->rules, d->rules.rank_by_percent ? u->result.percent : u->result.total));
        units[i].df = s->errors.units[who[i]].total.df;
        units[i].has_error = !isnan(s->errors.covariance[block][place[i] * n_block + place[i]]);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            covariance[i * n + k] = scale[i] * scale[k] * s->errors.covariance[block][place[i] * n_block + place[k]];
    char *name = xasprintf("%s/%s", d->setting[S_CODE], d->blocks[block].code), hex[HASH_HEX];
    hash_text_hex(name, hex);
    hex[8] = '\0';
    rank_sets(units, n, covariance, 0.95, strtoul(hex, NULL, 16), 10000);
    for (size_t i = 0; i < n; i++)
        s->units[who[i]].set = units[i];
    free(name);
    free(who);
    free(units);
    free(covariance);
    free(scale);
    free(place);
}

/* The errors of everything computed, and of the difference of FIRST and SECOND, or NONE. */
static bool add_errors(struct scoring *s, size_t first, size_t second, struct error *err)
{
    if (s->cases && has_totals(s->store) && !(s->records = weigh_records_new(s->store, err)))
        return false;
    set_errors(s, first, second);
    for (size_t b = 0; b < s->d->n_blocks; b++)
        set_rank_sets(s, b);
    return true;
}

/* --- writing --------------------------------------------------------------------------- */

/* X, nothing where it has no end. */
static double bounded(double x)
{
    return isfinite(x) ? x : NAN;
}

static void bind_error(struct query *q, const struct figure_error *error)
{
    query_real(q, ":se", bounded(error->se));
    query_text(q, ":unstated", error->why == ERROR_STATED ? NULL : no_error_names[error->why]);
}

static bool write_groups(const struct scoring *s, const char *prefix, struct error *err)
{
    struct query *q = query_insert(s->store, prefix, "score_group");
    for (size_t i = 0; i < s->survey.n_leaves; i++) {
        const struct leaf_result *leaf = &s->survey.leaves[i];
        for (size_t p = 0; p < leaf->n_parts; p++) {
            const struct group_part *part = &leaf->parts[p];
            char weight[DECIMAL_TEXT];
            query_text(q, ":unit", s->d->units[leaf->unit].code);
            query_text(q, ":criterion", s->d->criteria[leaf->criterion].code);
            query_text(q, ":group", s->d->groups[part->group].code);
            query_int(q, ":ballots", part->ballots);
            query_int(q, ":answers", part->answers);
            if (part->has_percent)
                query_int(q, ":percent", decimal_from_double(part->percent));
            else
                query_null(q, ":percent");
            query_text(q, ":weight", decimal_format(part->weight, -1, weight));
            query_int(q, ":share", decimal_from_double(part->share));
            query_text(q, ":dropped", part->dropped == DROPPED_NOT ? NULL : dropped_names[part->dropped]);
            bind_error(q, &part->error);
            query_run(q);
        }
    }
    return query_end(q, err);
}

static bool write_nodes(const struct scoring *s, const char *prefix, struct error *err)
{
    struct query *q = query_insert(s->store, prefix, "score_node");
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *u = &s->units[i];
        const struct block *block = &s->d->blocks[s->d->units[u->unit].block];
        for (size_t n = 0; n < block->n_nodes; n++) {
            const struct criterion *c = &s->d->criteria[block->nodes[n]];
            const struct node_result *r = &u->result.nodes[n];
            query_text(q, ":unit", s->d->units[u->unit].code);
            query_text(q, ":criterion", c->code);
            query_int(q, ":level", (int64_t)c->level);
            query_text(q, ":method", method_names[c->method]);
            query_int(q, ":applicable", r->applicable);
            query_int(q, ":max", r->max);
            query_int(q, ":points", r->points);
            if (r->max > 0)
                query_int(q, ":percent", decimal_ratio(r->points, 100 * DECIMAL_ONE, r->max));
            else
                query_null(q, ":percent");
            if (u->pooled[n] >= 0)
                query_int(q, ":pooled", u->pooled[n]);
            else
                query_null(q, ":pooled");
            query_text(q, ":stage", u->stage[n]);
            bind_error(q, &s->errors.units[i].nodes[n]);
            query_run(q);
        }
    }
    return query_end(q, err);
}

/* N, nothing where it is 0. */
static void bind_count(struct query *q, const char *name, size_t n)
{
    if (n)
        query_int(q, name, (int64_t)n);
    else
        query_null(q, name);
}

static bool write_units(const struct scoring *s, const char *prefix, struct error *err)
{
    struct query *q = query_insert(s->store, prefix, "score");
    static const char *const parts[N_PARTS] = {":appraised", ":survey", ":sipas", ":socio", ":bonus"};
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *u = &s->units[i];
        query_text(q, ":unit", s->d->units[u->unit].code);
        query_text(q, ":block", s->d->blocks[s->d->units[u->unit].block].code);
        query_int(q, ":max", u->result.max);
        for (enum component p = 0; p < N_PARTS; p++)
            query_int(q, parts[p], u->result.parts[p]);
        query_int(q, ":total", u->result.total);
        query_int(q, ":percent", u->result.percent);
        query_int(q, ":other", u->result.other);
        bind_count(q, ":rank", u->rank);
        query_text(q, ":class", u->class);
        const struct figure_error *error = &s->errors.units[i].total;
        struct interval interval = interval_t(decimal_to_double(u->result.total), error->se, error->df, 0.95);
        bind_error(q, error);
        query_real(q, ":df", bounded(error->df));
        query_real(q, ":low", bounded(interval.lower));
        query_real(q, ":high", bounded(interval.upper));
        bind_count(q, ":rank_low", u->set.low);
        bind_count(q, ":rank_high", u->set.high);
        query_run(q);
    }
    return query_end(q, err);
}

static bool write_all(const struct scoring *s, const char *prefix, struct error *err)
{
    return write_groups(s, prefix, err) && write_nodes(s, prefix, err) && write_units(s, prefix, err);
}

/* --- the verb ---------------------------------------------------------------------------- */

static bool needs_ballots(const struct definition *d)
{
    for (size_t i = 0; i < d->n_questions; i++)
        if (*d->questions[i].criterion)
            return d->rules.survey == SURVEY_HERE;
    return false;
}

static void rank_all(struct scoring *s)
{
    for (size_t b = 0; b < s->d->n_blocks; b++)
        rank_block(s, b);
    for (size_t i = 0; i < s->n_units; i++)
        s->units[i].class = class_of(s->d, s->units[i].unit, &s->units[i].result);
}

/* What of the definition decides the points: all but who was to rate whom, the schedule and known totals. */
#define SCORE_PARTS (~(PART(T_RATES) | PART(T_TASKS) | PART(T_MARGINS)))

/* Everything in memory by the rules of D, or of the round where it is NULL, which S then owns; false with ERR
 * unset when faults were added. */
static bool compute(struct scoring *s, struct store *store, struct definition *d, struct issues *issues,
                    struct error *err)
{
    *s = (struct scoring){.store = store, .issues = issues};
    size_t before = issues_count(issues, FAULT);
    s->d = d ? d : definition_load_parts(store, SCORE_PARTS, err);
    if (!s->d || (s->d->n_ballot_types && !(s->cases = cases_new(store, s->d, err))) ||
        !survey_tally(&s->survey, store, s->d, s->cases, err))
        return false;
    if (s->cases)
        cases_sort(s->cases);
    s->outside = outside_new(store, s->d);
    s->units = xcalloc(s->d->n_units, sizeof *s->units);
    for (size_t b = 0; b < s->d->n_blocks; b++)
        for (size_t i = 0; s->d->blocks[b].n_nodes && i < s->d->blocks[b].n_units; i++) {
            s->units[s->n_units] = (struct scored_unit){.unit = s->d->blocks[b].units[i]};
            score_unit(s, &s->units[s->n_units++]);
        }
    if (!outside_ok(s->outside, err) || issues_count(issues, FAULT) > before)
        return false;
    rank_all(s);
    return true;
}

/* Sum up and rank once more, under the other rounding where OTHER. */
static void sum_again(struct scoring *s, bool other)
{
    struct tree_rounding rounding = other ? tree_rounding_other(&s->d->rules) : tree_rounding_of(&s->d->rules);
    for (size_t i = 0; i < s->n_units; i++)
        tree_sum(&s->units[i].result, s->d, s->units[i].unit, s->units[i].points, rounding);
    rank_all(s);
}

/* Warn where a rank or a class hangs on the way of rounding.  Always true. */
static bool warn_of_modes(struct scoring *s)
{
    struct scored_unit *here = xcalloc(s->n_units, sizeof *here);
    memcpy(here, s->units, s->n_units * sizeof *here);
    sum_again(s, true);
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *is = &here[i], *other = &s->units[i];
        const char *code = s->d->units[is->unit].code;
        char total[DECIMAL_TEXT], rounded[DECIMAL_TEXT];
        int places = s->d->rules.decimals;
        decimal_format(decimal_round(is->result.total, places), places, total);
        decimal_format(decimal_round(other->result.total, places), places, rounded);
        struct place where = {store_path(s->store), NULL, 0, 0};
        if (is->rank != other->rank)
            issues_add(s->issues, WARNING, "W601", where,
                       _("unit \"%s\": rank %zu with %s points; rounded the other way %zu with %s"), code, is->rank,
                       total, other->rank, rounded);
        if (strcmp(is->class ? is->class : "", other->class ? other->class : "") != 0)
            issues_add(s->issues, WARNING, "W602", where,
                       _("unit \"%s\": class \"%s\" with %s points; rounded the other way \"%s\" with %s"), code,
                       is->class ? is->class : "", total, other->class ? other->class : "", rounded);
    }
    sum_again(s, false);
    free(here);
    return true;
}

/* Warn where a block has classes and a unit none.  Always true. */
static bool warn_of_classes(struct scoring *s)
{
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *u = &s->units[i];
        size_t n;
        struct band_trace *bands = u->class ? NULL : class_trace(s->d, u->unit, &u->result, &n);
        const struct band_trace *last = bands && n ? &bands[n - 1] : NULL;
        struct place where = {store_path(s->store), NULL, 0, 0};
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
                       decimal_format(decimal_round(last->value, places), -1, has), last->band->name,
                       decimal_format(last->band->from, -1, wanted));
        free(bands);
    }
    return true;
}

static void release(struct scoring *s)
{
    for (size_t i = 0; i < s->n_units; i++) {
        free(s->units[i].points);
        free(s->units[i].pooled);
        free(s->units[i].stage);
        free(s->units[i].outside);
        free(s->units[i].outside_se);
        free(s->units[i].result.nodes);
    }
    free(s->units);
    point_errors_release(&s->errors);
    weigh_records_free(s->records);
    cases_free(s->cases);
    survey_results_release(&s->survey);
    outside_free(s->outside);
    definition_free(s->d);
}

/* Weights there, and made from what the round holds now. */
static bool check_weights(struct store *store, const struct definition *d, struct error *err)
{
    if (!needs_ballots(d))
        return true;
    char *changed = NULL;
    struct error local = {0};
    bool fresh = log_is_fresh(store, "weight", &changed, &local);
    if (local.code != E_NONE)
        error_set(err, local.code, "%s", local.text);
    else if (!fresh && changed)
        error_set(err, E_STATE, _("the weights are stale: table %s changed since; `dtxhh weigh` first"), changed);
    else if (!fresh)
        error_set(err, E_STATE, _("there are no weights yet; `dtxhh weigh` first"));
    free(changed);
    return fresh;
}

bool score_round(struct store *store, const struct actor *actor, struct issues *issues, struct error *err)
{
    struct scoring s = {0};
    struct run run = {0};
    struct definition *d = definition_load(store, err);
    bool ok = d && check_weights(store, d, err) && run_begin(&run, store, "score", actor, err) &&
              compute(&s, store, NULL, issues, err) && warn_of_modes(&s) && warn_of_classes(&s) &&
              add_errors(&s, NONE, NONE, err) && store_clear(store, "score_group score_node score", err) &&
              write_all(&s, "", err);
    if (ok) {
        run_detail(&run, _("%zu units scored"), s.n_units);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    release(&s);
    definition_free(d);
    return ok;
}

bool score_difference(struct difference *difference, struct store *store, const char *first, const char *second,
                      struct issues *issues, struct error *err)
{
    struct scoring s = {0};
    struct definition *d = definition_load(store, err);
    bool ok = d != NULL;
    for (int i = 0; ok && i < 2; i++)
        if (definition_unit(d, i ? second : first) == NONE)
            ok = error_set(err, E_USAGE, _("there is no unit \"%s\""), i ? second : first);
    if (ok && !strcmp(first, second))
        ok = error_set(err, E_USAGE, _("a difference is between two units"));
    ok = ok && check_weights(store, d, err) && compute(&s, store, NULL, issues, err) &&
         add_errors(&s, definition_unit(d, first), definition_unit(d, second), err);
    if (ok) {
        decimal total[2] = {0};
        bool scored[2] = {false, false};
        for (size_t i = 0; i < s.n_units; i++)
            for (int k = 0; k < 2; k++)
                if (!strcmp(s.d->units[s.units[i].unit].code, k ? second : first)) {
                    total[k] = s.units[i].result.total;
                    scored[k] = true;
                }
        ok = (scored[0] && scored[1]) ||
             error_set(err, E_USAGE, _("unit \"%s\" has no points of its own"), scored[0] ? second : first);
        const struct figure_error *error = &s.errors.difference;
        *difference = (struct difference){.estimate = decimal_to_double(total[0] - total[1]),
                                          .se = error->se,
                                          .df = error->df,
                                          .unstated = no_error_names[error->why]};
        struct interval interval = interval_t(difference->estimate, error->se, error->df, 0.95);
        difference->low = interval.lower;
        difference->high = interval.upper;
    }
    release(&s);
    definition_free(d);
    return ok;
}

bool score_verify(struct store *store, struct issues *issues, struct error *err)
{
    /* An upgrade leaves none; that rows were taken away the log tells. */
    if (log_last_run(store, "score") == 0 || store_count(store, "score") == 0)
        return true;
    struct place place = {store_path(store), NULL, 0, 0};
    char *changed = NULL;
    struct error local = {0};
    if (!log_is_fresh(store, "score", &changed, &local)) {
        free(changed);
        return error_pass(err, &local);
    }
    struct scoring s = {0};
    struct issues *unused = issues_new();
    bool ok = true;
    if (!compute(&s, store, NULL, unused, &local) || !add_errors(&s, NONE, NONE, &local))
        issues_add(issues, FAULT, "F941", place, _("scores: they cannot be repeated: %s"),
                   local.code != E_NONE ? local.text : _("what they were made from has faults now"));
    else
        ok = recheck_begin(store, "score_group", err) && recheck_begin(store, "score_node", err) &&
             recheck_begin(store, "score", err) && write_all(&s, RECHECK_PREFIX, err) &&
             recheck_compare(store, "score_group", "unit || '/' || criterion || '/' || \"group\"", _("scores"), "F942",
                             issues, err) &&
             recheck_compare(store, "score_node", "unit || '/' || criterion", _("scores"), "F942", issues, err) &&
             recheck_compare(store, "score", "unit", _("scores"), "F942", issues, err);
    issues_free(unused);
    release(&s);
    return ok;
}

struct scenario_result *score_scenario(struct store *store, struct definition *d, bool other_rounding,
                                       struct issues *issues, struct error *err)
{
    struct scoring s = {0};
    struct scenario_result *scenario = NULL;
    if (check_weights(store, d, err) && compute(&s, store, d, issues, err)) {
        if (other_rounding)
            sum_again(&s, true);
        scenario = xcalloc(d->n_units, sizeof *scenario);
        for (size_t i = 0; i < s.n_units; i++) {
            const struct scored_unit *u = &s.units[i];
            scenario[u->unit] = (struct scenario_result){.present = true,
                                                         .max = u->result.max,
                                                         .total = u->result.total,
                                                         .percent = u->result.percent,
                                                         .rank = u->rank,
                                                         .class = u->class};
        }
    }
    s.d = NULL;
    release(&s);
    return scenario;
}
