#include "scoring/points/score_write.h"

#include <math.h>

#include "scoring/points/tree.h"
#include "survey/round/scores.h"

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

static void bind_limits(struct query *q, const struct figure_error *error)
{
    query_real(q, ":low", bounded(error->limits.lower));
    query_real(q, ":high", bounded(error->limits.upper));
}

static bool write_groups(const struct scoring *s, struct store *store, const char *prefix, struct error *err)
{
    struct query *q = query_insert(store, prefix, "score_group");
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

static bool write_nodes(const struct scoring *s, struct store *store, const char *prefix, struct error *err)
{
    struct query *q = query_insert(store, prefix, "score_node");
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
            bind_limits(q, &s->errors.units[i].nodes[n]);
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

/* The error of the total of the I-th unit; of a provisional one none is stated. */
static const struct figure_error *total_error(const struct scoring *s, size_t i)
{
    static const struct figure_error none = {.se = NAN, .df = NAN, .limits = {NAN, NAN}};
    return s->units[i].n_missing ? &none : &s->errors.units[i].total;
}

/* What both `score` and `outcome` have of the I-th unit. */
static void bind_unit(const struct scoring *s, size_t i, struct query *q)
{
    const struct scored_unit *u = &s->units[i];
    query_text(q, ":unit", s->d->units[u->unit].code);
    query_int(q, ":total", u->result.total);
    query_int(q, ":percent", u->result.percent);
    bind_count(q, ":rank", u->rank);
    query_text(q, ":class", u->class);
    bind_limits(q, total_error(s, i));
    query_text(q, ":class_low", u->class_low);
    query_text(q, ":class_high", u->class_high);
    bind_count(q, ":rank_low", u->set.low);
    bind_count(q, ":rank_high", u->set.high);
}

static bool write_units(const struct scoring *s, struct store *store, const char *prefix, struct error *err)
{
    struct query *q = query_insert(store, prefix, "score");
    static const char *const parts[N_PARTS] = {":appraised", ":survey", ":sipas", ":socio", ":bonus"};
    for (size_t i = 0; i < s->n_units; i++) {
        const struct scored_unit *u = &s->units[i];
        const struct figure_error *error = total_error(s, i);
        bind_unit(s, i, q);
        query_text(q, ":block", s->d->blocks[s->d->units[u->unit].block].code);
        query_int(q, ":max", u->result.max);
        for (enum component p = 0; p < N_PARTS; p++)
            query_int(q, parts[p], u->result.parts[p]);
        query_int(q, ":other", u->result.other);
        bind_error(q, error);
        if (u->n_missing)
            query_text(q, ":unstated", STAGE_MISSING);
        query_real(q, ":df", bounded(error->df));
        bind_count(q, ":n", s->errors.units[i].n);
        query_int(q, ":floor", error->floor);
        query_run(q);
    }
    return query_end(q, err);
}

bool score_write_outcome(const struct scoring *s, struct run *run, struct error *err)
{
    struct query *q = run_insert(run, "outcome");
    for (size_t i = 0; i < s->n_units; i++) {
        bind_unit(s, i, q);
        query_int(q, ":missing", (int64_t)s->units[i].n_missing);
        query_run(q);
    }
    return query_end(q, err);
}

bool score_write(const struct scoring *s, struct store *store, const char *prefix, struct error *err)
{
    return write_groups(s, store, prefix, err) && write_nodes(s, store, prefix, err) &&
           write_units(s, store, prefix, err);
}
