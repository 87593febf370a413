#include "reports/results/results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/store/log.h"

static const char sql_score[] =
    "SELECT unit, max, appraised, survey, sipas, socio, bonus, total, percent, other, rank, "
    "class, se, low, high, rank_low, rank_high, unstated FROM score ORDER BY unit";
static const char sql_node[] =
    "SELECT unit, criterion, applicable, max, points, percent, pooled, stage FROM score_node "
    "ORDER BY unit, criterion";
static const char sql_part[] = "SELECT unit, criterion, \"group\", ballots, answers, percent, weight, share, dropped, "
                               "se FROM score_group ORDER BY unit, criterion, \"group\"";
static const char sql_response[] = "SELECT ballot_type, \"group\", stratum, population, drawn, released, ineligible, "
                                   "issued, returned, valid, base, factor FROM response "
                                   "ORDER BY ballot_type, \"group\", stratum";
static const char sql_weight[] =
    "SELECT s.step, s.name, s.\"group\", s.n, s.sum, s.min, s.max, s.cv, s.deff, s.n_eff, s.misfit, s.misfit_at,"
    " r.variables, r.method, r.lower, r.upper, r.classes, r.totals"
    " FROM weight_step s LEFT JOIN recipe r ON r.position = s.recipe ORDER BY s.step, s.\"group\"";
static const char sql_notes[] = "SELECT DISTINCT note FROM source WHERE note IS NOT NULL AND note <> '' ORDER BY note";
static const char sql_freeze[] = "SELECT f.sha256, f.seed_from, f.members, d.seed, d.algorithm FROM freeze f LEFT JOIN "
                                 "draw d ON d.freeze = f.run ORDER BY f.run DESC, d.run DESC LIMIT 1";

typedef void add_row(struct results *results, struct query *q);

static bool read_rows(struct results *r, const char *sql, add_row *add, struct error *err)
{
    struct query *q = query_new(r->store, sql);
    while (query_next(q))
        add(r, q);
    return query_end(q, err);
}

static void add_score(struct results *r, struct query *q)
{
    size_t unit = definition_unit(r->d, query_get_str(q, 0));
    if (unit == NONE)
        return;
    r->scores[unit] = (struct result){.present = true,
                                      .max = query_get_int(q, 1),
                                      .appraised = query_get_int(q, 2),
                                      .survey = query_get_int(q, 3),
                                      .sipas = query_get_int(q, 4),
                                      .socio = query_get_int(q, 5),
                                      .bonus = query_get_int(q, 6),
                                      .total = query_get_int(q, 7),
                                      .percent = query_get_int(q, 8),
                                      .other = query_get_int(q, 9),
                                      .rank = query_get_int(q, 10),
                                      .class = xstrdup(query_get_str(q, 11)),
                                      .se = query_get_real(q, 12),
                                      .low = query_get_real(q, 13),
                                      .high = query_get_real(q, 14),
                                      .rank_low = query_get_int(q, 15),
                                      .rank_high = query_get_int(q, 16),
                                      .unstated = xstrdup(query_get_str(q, 17))};
}

static void add_node(struct results *r, struct query *q)
{
    size_t unit = definition_unit(r->d, query_get_str(q, 0));
    size_t criterion = unit == NONE ? NONE : definition_criterion(r->d, r->d->units[unit].block, query_get_str(q, 1));
    if (criterion == NONE)
        return;
    r->nodes[unit * r->d->n_criteria + criterion] = (struct node_result){.present = true,
                                                                         .applicable = query_get_int(q, 2) != 0,
                                                                         .max = query_get_int(q, 3),
                                                                         .points = query_get_int(q, 4),
                                                                         .has_percent = !query_is_null(q, 5),
                                                                         .percent = query_get_int(q, 5),
                                                                         .has_pooled = !query_is_null(q, 6),
                                                                         .pooled = query_get_int(q, 6),
                                                                         .stage = xstrdup(query_get_str(q, 7))};
}

static void add_part(struct results *r, struct query *q)
{
    size_t unit = definition_unit(r->d, query_get_str(q, 0)), group = definition_group(r->d, query_get_str(q, 2));
    size_t criterion = unit == NONE ? NONE : definition_criterion(r->d, r->d->units[unit].block, query_get_str(q, 1));
    if (criterion == NONE || group == NONE)
        return;
    if (r->n_parts % 256 == 0)
        r->parts = xreallocarray(r->parts, r->n_parts + 256, sizeof *r->parts);
    struct part_result *p = &r->parts[r->n_parts++];
    *p = (struct part_result){.unit = unit,
                              .criterion = criterion,
                              .group = group,
                              .ballots = query_get_int(q, 3),
                              .answers = query_get_int(q, 4),
                              .has_percent = !query_is_null(q, 5),
                              .percent = query_get_int(q, 5),
                              .share = query_get_int(q, 7),
                              .dropped = xstrdup(query_get_str(q, 8)),
                              .se = query_get_real(q, 9)};
    if (!decimal_parse(query_get_str(q, 6), &p->weight))
        p->weight = DECIMAL_ONE;
}

static void add_response(struct results *r, struct query *q)
{
    size_t type = definition_type(r->d, query_get_str(q, 0)), group = definition_group(r->d, query_get_str(q, 1));
    if (type == NONE || group == NONE)
        return;
    if (r->n_responses % 256 == 0)
        r->responses = xreallocarray(r->responses, r->n_responses + 256, sizeof *r->responses);
    r->responses[r->n_responses++] = (struct response_row){.type = type,
                                                           .group = group,
                                                           .stratum = xstrdup(query_get_str(q, 2)),
                                                           .population = query_get_int(q, 3),
                                                           .drawn = query_get_int(q, 4),
                                                           .released = query_get_int(q, 5),
                                                           .ineligible = query_get_int(q, 6),
                                                           .issued = query_get_int(q, 7),
                                                           .returned = query_get_int(q, 8),
                                                           .valid = query_get_int(q, 9),
                                                           .base = query_get_real(q, 10),
                                                           .factor = query_get_real(q, 11)};
}

static void add_weight(struct results *r, struct query *q)
{
    if (r->n_weights % 64 == 0)
        r->weights = xreallocarray(r->weights, r->n_weights + 64, sizeof *r->weights);
    r->weights[r->n_weights++] = (struct weight_row){.step = query_get_int(q, 0),
                                                     .name = xstrdup(query_get_str(q, 1)),
                                                     .group = definition_group(r->d, query_get_str(q, 2)),
                                                     .n = query_get_int(q, 3),
                                                     .sum = query_get_real(q, 4),
                                                     .min = query_get_real(q, 5),
                                                     .max = query_get_real(q, 6),
                                                     .cv = query_get_real(q, 7),
                                                     .deff = query_get_real(q, 8),
                                                     .n_eff = query_get_real(q, 9),
                                                     .misfit = query_get_real(q, 10),
                                                     .misfit_at = xstrdup(query_get_str(q, 11)),
                                                     .variables = xstrdup(query_get_str(q, 12)),
                                                     .method = xstrdup(query_get_str(q, 13)),
                                                     .lower = xstrdup(query_get_str(q, 14)),
                                                     .upper = xstrdup(query_get_str(q, 15)),
                                                     .classes = xstrdup(query_get_str(q, 16)),
                                                     .totals = xstrdup(query_get_str(q, 17))};
}

static bool says_simulated(const char *text)
{
    char *plain = text_plain(text);
    bool says = strstr(plain, "mo phong") || strstr(plain, "simulat");
    free(plain);
    return says;
}

static void add_note(struct results *r, struct query *q)
{
    const char *note = query_get_str(q, 0);
    if (!strcmp(note, "simulated"))
        note = "Số liệu mô phỏng";
    strbuf_item(&r->notes, "\n", "%s", note);
    r->simulated = r->simulated || says_simulated(note);
}

static void add_freeze(struct results *r, struct query *q)
{
    r->frame_sha256 = xstrdup(query_get_str(q, 0));
    r->seed_from = xstrdup(query_get_str(q, 1));
    r->frame_members = query_get_int(q, 2);
    if (!query_is_null(q, 3)) {
        r->seed = xstrdup(query_get_str(q, 3));
        r->algorithm = xstrdup(query_get_str(q, 4));
    }
}

static int compare_parts(const void *a, const void *b)
{
    const struct part_result *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->criterion != y->criterion)
        return x->criterion < y->criterion ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

static void find_kinds(struct results *r)
{
    const struct definition *d = r->d;
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
            enum method method = d->criteria[d->blocks[b].nodes[i]].method;
            r->has_socio[b] = r->has_socio[b] || method == METHOD_KTXH;
            r->has_bonus[b] = r->has_bonus[b] || method == METHOD_THUONG_TRU;
            r->has_sipas[b] = r->has_sipas[b] || method == METHOD_SIPAS;
        }
    for (size_t u = 0; u < d->n_units; u++)
        r->has_sipas[d->units[u].block] = r->has_sipas[d->units[u].block] || r->scores[u].sipas != 0;
}

static bool check_state(struct store *store, struct error *err)
{
    char *changed = NULL;
    struct error local = {0};
    bool fresh = log_is_fresh(store, "score", &changed, &local);
    if (!fresh && local.code != E_NONE)
        error_set(err, local.code, "%s", local.text);
    else if (!fresh && changed)
        error_set(err, E_STATE, _("the scores are older than the table \"%s\"; run `dtxhh score` again"), changed);
    else if (!fresh)
        error_set(err, E_STATE, _("nothing is scored yet; run `dtxhh score` first"));
    else if (store_count(store, "score") == 0)
        fresh = error_set(err, E_STATE, _("nothing is scored yet; run `dtxhh score` first"));
    free(changed);
    return fresh;
}

struct results *results_read(struct store *store, struct error *err)
{
    if (!check_state(store, err))
        return NULL;
    struct results *r = xcalloc(1, sizeof *r);
    r->store = store;
    r->d = definition_load(store, err);
    if (!r->d) {
        results_free(r);
        return NULL;
    }
    const struct definition *d = r->d;
    r->scores = xcalloc(d->n_units + 1, sizeof *r->scores);
    r->nodes = xcalloc((d->n_units + 1) * (d->n_criteria + 1), sizeof *r->nodes);
    r->counts = xcalloc(d->n_groups + 1, sizeof *r->counts);
    r->has_socio = xcalloc(d->n_blocks + 1, sizeof *r->has_socio);
    r->has_bonus = xcalloc(d->n_blocks + 1, sizeof *r->has_bonus);
    r->has_sipas = xcalloc(d->n_blocks + 1, sizeof *r->has_sipas);
    bool ok = read_rows(r, sql_score, add_score, err) && read_rows(r, sql_node, add_node, err) &&
              read_rows(r, sql_part, add_part, err) && read_rows(r, sql_response, add_response, err) &&
              read_rows(r, sql_weight, add_weight, err) && frame_count(store, d, r->counts, err) &&
              read_rows(r, sql_notes, add_note, err) && read_rows(r, sql_freeze, add_freeze, err) &&
              log_head(store, &r->log_number, r->log_head, err);
    if (!ok) {
        results_free(r);
        return NULL;
    }
    if (r->n_parts)
        qsort(r->parts, r->n_parts, sizeof *r->parts, compare_parts);
    r->simulated = r->simulated || says_simulated(d->setting[S_TITLE]);
    find_kinds(r);
    return r;
}

void results_free(struct results *r)
{
    if (!r)
        return;
    for (size_t u = 0; r->scores && u < r->d->n_units; u++) {
        free(r->scores[u].class);
        free(r->scores[u].unstated);
    }
    for (size_t i = 0; r->nodes && i < r->d->n_units * r->d->n_criteria; i++)
        free(r->nodes[i].stage);
    for (size_t i = 0; i < r->n_parts; i++)
        free(r->parts[i].dropped);
    for (size_t i = 0; i < r->n_responses; i++)
        free(r->responses[i].stratum);
    for (size_t i = 0; i < r->n_weights; i++) {
        struct weight_row *x = &r->weights[i];
        char *const texts[] = {x->name,  x->misfit_at, x->variables, x->method,
                               x->lower, x->upper,     x->classes,   x->totals};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            free(texts[t]);
    }
    free(r->scores);
    free(r->nodes);
    free(r->parts);
    free(r->responses);
    free(r->weights);
    free(r->counts);
    free(r->has_socio);
    free(r->has_bonus);
    free(r->has_sipas);
    free(r->frame_sha256);
    free(r->seed_from);
    free(r->seed);
    free(r->algorithm);
    strbuf_release(&r->notes);
    definition_free(r->d);
    free(r);
}

const struct node_result *results_node(const struct results *r, size_t unit, size_t criterion)
{
    return &r->nodes[unit * r->d->n_criteria + criterion];
}

struct own_sum results_own(const struct results *r, size_t unit)
{
    const struct block *block = &r->d->blocks[r->d->units[unit].block];
    struct own_sum own = {.points = -r->scores[unit].bonus};
    for (size_t i = 0; i < block->n_nodes; i++) {
        const struct node_result *x = results_node(r, unit, block->nodes[i]);
        if (r->d->criteria[block->nodes[i]].parent != NONE || !x->present || !x->applicable)
            continue;
        own.points += x->points;
        own.max += x->max;
    }
    return own;
}

bool results_rescales_once(const struct results *r)
{
    return !r->d->rules.round_parts || r->d->rules.round_at == ROUND_COMPONENT;
}

decimal results_max(const struct results *r, size_t criterion, const size_t *units, size_t n)
{
    decimal most = 0;
    for (size_t i = 0; i < n; i++) {
        const struct node_result *x = results_node(r, units[i], criterion);
        if (x->present && x->applicable && x->max > most)
            most = x->max;
    }
    return most;
}

size_t *results_ranking(const struct results *r, size_t block, size_t *n, size_t *n_ranked)
{
    const struct block *b = &r->d->blocks[block];
    size_t *units = xcalloc(b->n_units + 1, sizeof *units);
    *n = *n_ranked = 0;
    for (size_t i = 0; i < b->n_units; i++) { /* by insertion: equal ranks keep the report's order */
        size_t unit = b->units[i], at = *n;
        const struct result *s = &r->scores[unit];
        if (!s->present)
            continue;
        while (s->rank && at > 0 && (r->scores[units[at - 1]].rank == 0 || r->scores[units[at - 1]].rank > s->rank)) {
            units[at] = units[at - 1];
            at--;
        }
        units[at] = unit;
        ++*n;
        *n_ranked += s->rank != 0;
    }
    return units;
}

bool results_has_ballots(const struct results *r)
{
    return r->d->rules.survey == SURVEY_HERE && r->d->n_ballot_types > 0;
}

bool results_part_hidden(const struct results *r, size_t part)
{
    const struct part_result *p = &r->parts[part];
    size_t first = part, n_few = 0, next = NONE;
    while (first > 0 && r->parts[first - 1].unit == p->unit && r->parts[first - 1].criterion == p->criterion)
        first--;
    for (size_t i = first; i < r->n_parts && r->parts[i].unit == p->unit && r->parts[i].criterion == p->criterion;
         i++) {
        const struct part_result *x = &r->parts[i];
        if (*x->dropped || !x->has_percent || x->ballots <= 0)
            continue;
        if (x->ballots < r->d->rules.min_cell)
            n_few++;
        else if (next == NONE || x->ballots < r->parts[next].ballots)
            next = i;
    }
    return (p->ballots > 0 && p->ballots < r->d->rules.min_cell) || (n_few == 1 && next == part);
}

bool results_has_hidden(const struct results *r, size_t unit, size_t criterion, const struct ballot_type *type)
{
    for (size_t i = 0; i < r->n_parts; i++)
        for (size_t g = 0; r->parts[i].unit == unit && r->parts[i].criterion == criterion && g < type->n_groups; g++)
            if (type->groups[g] == r->parts[i].group && results_part_hidden(r, i))
                return true;
    return false;
}
