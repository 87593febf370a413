#include "scoring/points/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/pairs.h"
#include "scoring/points/score_write.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/round/scores.h"
#include "survey/round/weighting.h"
#include "survey/store/recheck.h"

static bool needs_ballots(const struct definition *d)
{
    for (size_t i = 0; i < d->n_questions; i++)
        if (*d->questions[i].criterion)
            return d->rules.survey == SURVEY_HERE;
    return false;
}

/* What of the definition decides the points: all but the schedule, known totals and, where nobody goes by a list, who
 * was to rate whom. */
#define SCORE_PARTS (~(PART(T_RATES) | PART(T_OFFICES) | PART(T_TASKS) | PART(T_MARGINS)))

static struct definition *load_parts(struct store *store, struct error *err)
{
    struct definition *d = definition_load_parts(store, SCORE_PARTS, err);
    bool listed = false;
    for (size_t t = 0; d && t < d->n_ballot_types; t++)
        for (size_t i = 0; i < d->ballot_types[t].n_groups; i++)
            listed = listed ||
                     (d->ballot_types[t].units == RATED_LISTED && cases_group_counts(d, d->ballot_types[t].groups[i]));
    if (!listed)
        return d;
    definition_free(d);
    return definition_load_parts(store, SCORE_PARTS | PART(T_RATES), err);
}

/* True where something of the points comes from decisions or figures from outside. */
static bool needs_points(const struct definition *d)
{
    bool outside = false;
    for (size_t g = 0; g < d->n_groups; g++)
        outside = outside || d->groups[g].via == VIA_SIPAS;
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t u = 0; u < d->blocks[b].n_units; u++)
            for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
                size_t node = d->blocks[b].nodes[i];
                enum leaf_source source = definition_leaf_source(d, d->blocks[b].units[u], node);
                if (source == SOURCE_OUTSIDE ||
                    (source == SOURCE_SURVEY && outside && d->criteria[node].method == METHOD_DTXHH))
                    return true;
            }
    return false;
}

/* Ballots that count and have a weight, once: kept by whom they come from, and summed up. */
static bool read_ballots(struct scoring *s, struct store *store, struct error *err)
{
    if (s->cases && s->listener)
        cases_name(s->cases);
    struct ballots *ballots = ballots_open_weighted(store, s->d);
    struct ballot b;
    size_t unsettled = 0, n_unsettled = 0; /* cells, and ballots with any */
    while (ballots_next(ballots, &b)) {
        if (s->cases)
            cases_note(s->cases, &b);
        if (b.n_unresolved && b.state != CUSTODY_VOID) {
            unsettled += b.n_unresolved;
            n_unsettled++;
        }
        if (!b.counts || isnan(b.weight))
            continue;
        if (s->cases)
            cases_add(s->cases, &b, b.weight);
    }
    bool ok = ballots_close(ballots, err);
    if (ok && unsettled)
        issues_add(
            s->issues, WARNING, "W606", (struct place){s->path, NULL, 0, 0},
            _("answers that do not count, as two keyings differ there and no third settles it: %zu on %zu ballots; "
              "`dtxhh check` lists them"),
            unsettled, n_unsettled);
    if (ok)
        survey_results_init(&s->survey, s->d, s->cases, s->outside);
    return ok;
}

/* Everything in memory by the rules of D, or of the round where it is NULL, which S then owns; false with ERR
 * unset when faults were added. */
static bool compute(struct scoring *s, struct store *store, struct definition *d, bool provisional,
                    struct issues *issues, struct error *err)
{
    *s = (struct scoring){
        .path = store_path(store), .issues = issues, .provisional = provisional, .listener = s->listener};
    s->d = d ? d : load_parts(store, err);
    if (!s->d || (s->d->n_ballot_types && !(s->cases = cases_new(store, s->d, err))) ||
        !(s->outside = needs_points(s->d) ? outside_new(store, s->d, err) : outside_of(s->d, NULL, 0)) ||
        !read_ballots(s, store, err))
        return false;
    return (!s->cases || cases_sort(s->cases, store, err)) && score_units(s);
}

/* The same as they are stored: provisional where figures are missing. */
static bool compute_stored(struct scoring *s, struct store *store, struct issues *issues, struct error *err)
{
    return compute(s, store, NULL, scores_missing(store) > 0, issues, err);
}

/* The errors of all that, with what the weights were calibrated to. */
static bool add_errors(struct scoring *s, struct store *store, struct error *err)
{
    struct weighting weighting = {0};
    bool ok = !s->cases || weighting_load(&weighting, s->d, store, err), totals = false;
    for (size_t i = 0; i < weighting.n; i++)
        totals = totals || weighting_has_totals(&weighting.rows[i]);
    weighting_release(&weighting);
    if (!ok || (totals && !(s->records = weigh_records_new(store, err))))
        return false;
    score_errors(s);
    return true;
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
        error_set(err, E_STATE, _("the weights are stale: the table \"%s\" changed since; `dtxhh weigh` first"),
                  table_called(changed));
    else if (!fresh)
        error_set(err, E_STATE, _("there are no weights yet; `dtxhh weigh` first"));
    free(changed);
    return fresh;
}

bool score_round(struct store *store, bool provisional, const struct actor *actor, struct issues *issues,
                 struct score **scores, struct error *err)
{
    struct scoring s = {0};
    struct run run = {0};
    struct definition *d = definition_load(store, err);
    bool ok = d && check_weights(store, d, err) && run_begin(&run, store, "score", actor, err) &&
              compute(&s, store, NULL, provisional, issues, err);
    if (ok)
        score_warn(&s);
    ok = ok && add_errors(&s, store, err) && store_clear(store, "score_group score_node score", err) &&
         score_write(&s, store, "", err) && score_write_outcome(&s, &run, err);
    if (ok) {
        size_t n_missing = 0;
        for (size_t i = 0; i < s.n_units; i++)
            n_missing += s.units[i].n_missing;
        if (n_missing)
            run_detail(&run, _("%zu units scored; provisional: %zu figures are missing"), s.n_units, n_missing);
        else
            run_detail(&run, _("%zu units scored"), s.n_units);
        ok = (!scores || (*scores = scores_by_unit(store, d, err))) && run_commit(&run, err);
        if (!ok && scores && *scores) {
            rows_free(*scores, d->n_units, &score_row);
            *scores = NULL;
        }
    }
    run_abandon(&run);
    score_units_release(&s);
    definition_free(d);
    return ok;
}

/* Of two units of one block, by all that tells pairs apart for the ranks. */
static bool set_difference(struct difference *difference, const struct scoring *s,
                           const struct unit_error *const unit[2], size_t first, size_t second, struct error *err)
{
    const struct definition *d = s->d;
    size_t block = d->units[first].block, n = d->blocks[block].n_units, place[2] = {0, 0};
    if (d->units[second].block != block)
        return error_set(err, E_USAGE,
                         _("units \"%s\" and \"%s\" are not ranked together: they are of different blocks"),
                         d->units[first].code, d->units[second].code);
    for (int k = 0; k < 2; k++)
        while (d->blocks[block].units[place[k]] != (k ? second : first))
            place[k]++;
    bool turned = place[0] > place[1];
    const struct rank_pair *pair = &s->errors.pairs[block][pair_at(place[turned], place[!turned], n)];
    const struct rank_unit *u = &unit[0]->ranked, *v = &unit[1]->ranked;
    const struct figure_error *a = &unit[0]->total, *b = &unit[1]->total;
    *difference = (struct difference){
        .estimate = decimal_to_double(decimal_from_double(u->value) - decimal_from_double(v->value)),
        .se = NAN,
        .df = NAN,
        .low = NAN,
        .high = NAN,

        .unstated = no_error_names[no_error_worse(a->why, b->why)]};
    if (!u->has_error || !v->has_error)
        return true;
    struct interval limits = rank_difference(u, v, pair, 0.05);
    difference->se = sqrt(pair->variance);
    difference->df = rank_pair_df(pair);
    difference->low = limits.lower;
    difference->high = limits.upper;
    return true;
}

bool score_difference(struct difference *difference, struct store *store, const char *first, const char *second,
                      struct issues *issues, struct error *err)
{
    struct scoring s = {0};
    struct definition *d = definition_load(store, err);
    bool ok = d != NULL;
    size_t units[2] = {NONE, NONE};
    for (int i = 0; ok && i < 2; i++)
        if ((units[i] = definition_called(d, T_UNITS, i ? second : first)) == NONE)
            ok = error_set(err, E_USAGE, _("there is no unit \"%s\"%s"), i ? second : first,
                           definition_near(d, T_UNITS, i ? second : first).text);
    if (ok && units[0] == units[1])
        ok = error_set(err, E_USAGE, _("a difference is between two units"));
    ok = ok && check_weights(store, d, err) && compute(&s, store, NULL, false, issues, err) &&
         add_errors(&s, store, err);
    if (ok) {
        const struct unit_error *unit[2] = {NULL, NULL};
        for (size_t i = 0; i < s.n_units; i++)
            for (int k = 0; k < 2; k++)
                if (s.units[i].unit == units[k])
                    unit[k] = &s.errors.units[i];
        ok = (unit[0] && unit[1]) ||
             error_set(err, E_USAGE, _("unit \"%s\" has no points of its own"), unit[0] ? second : first);
        ok = ok && set_difference(difference, &s, unit, units[0], units[1], err);
    }
    score_units_release(&s);
    definition_free(d);
    return ok;
}

struct telling {
    const struct scoring *s;
    size_t block;
    bool *told; /* [unit]: of the block, and with a rank where some have */
    void (*answer)(void *data, const struct told_answer *);
    void (*outside)(void *data, const struct told_outside *);
    void *data;
};

static void tell_answer(void *data, const struct case_answer *a)
{
    const struct telling *t = data;
    const struct definition *d = t->s->d;
    if (!t->told[a->unit])
        return;
    const struct case_stratum *s = &t->s->cases->strata[a->stratum];
    bool pooled = a->question == NONE;
    struct told_answer told = {.person = a->person + 1,
                               .cluster = a->cluster == NONE ? NONE : a->cluster + 1,
                               .group = d->groups[s->group].code,
                               .stratum = s->name,
                               .unit = d->units[a->unit].code,
                               .criterion = d->criteria[a->criterion].code,
                               .type = pooled ? "" : d->ballot_types[d->questions[a->question].ballot_type].code,
                               .question = pooled ? "" : d->questions[a->question].code,
                               .percent = a->percent,
                               .weight = a->weight,
                               .people = a->people,
                               .points = a->points};
    t->answer(t->data, &told);
}

static void tell_outside(const struct telling *t)
{
    for (size_t i = 0; i < t->s->n_units; i++) {
        const struct unit_error *e = &t->s->errors.units[i];
        if (!t->told[t->s->units[i].unit])
            continue;
        const char *unit = t->s->d->units[t->s->units[i].unit].code;
        double rest = e->ranked.value - e->ranked.part.value, max = decimal_to_double(t->s->units[i].result.max);
        for (size_t k = 0; k < e->n_stated; k++)
            t->outside(t->data,
                       &(struct told_outside){unit, true, e->stated[k].value, e->stated[k].se, e->stated[k].max});
        max = fmax(max * t->s->errors.scale[t->s->units[i].unit] - e->ranked.part.scale, 0);
        t->outside(t->data, &(struct told_outside){unit, false, rest, 0, max});
    }
}

bool score_tell(struct store *store, const char *block, void (*answer)(void *data, const struct told_answer *),
                void (*outside)(void *data, const struct told_outside *), void *data, struct issues *issues,
                struct error *err)
{
    struct scoring s = {0};
    struct definition *d = definition_load(store, err);
    struct telling t = {.s = &s, .answer = answer, .outside = outside, .data = data};
    bool ok = d != NULL;
    if (ok && block)
        t.block = definition_called(d, T_BLOCKS, block);
    if (ok && (block ? t.block == NONE : d->n_blocks != 1))
        ok = block ? error_set(err, E_USAGE, _("there is no block \"%s\"%s"), block,
                               definition_near(d, T_BLOCKS, block).text)
                   : error_set(err, E_USAGE, _("the round has %zu blocks; say which with --block"), d->n_blocks);
    ok = ok && check_weights(store, d, err) && compute_stored(&s, store, issues, err) &&
         (!outside || add_errors(&s, store, err));
    bool ranked = false;
    for (size_t i = 0; ok && i < s.n_units; i++)
        ranked = ranked || (s.d->units[s.units[i].unit].block == t.block && s.units[i].rank > 0);
    t.told = ok ? xcalloc(s.d->n_units, sizeof *t.told) : NULL;
    for (size_t i = 0; ok && i < s.n_units; i++)
        t.told[s.units[i].unit] = s.d->units[s.units[i].unit].block == t.block && (s.units[i].rank > 0 || !ranked);
    if (ok && answer && s.cases) {
        struct error_unit *units = score_error_units(&s);
        point_errors_answers(s.d, &s.survey, s.cases, units, s.n_units, t.block, tell_answer, &t);
        free(units);
    }
    if (ok && outside)
        tell_outside(&t);
    free(t.told);
    score_units_release(&s);
    definition_free(d);
    return ok;
}

bool score_repeat(struct scoring *s, struct store *store, struct error *err)
{
    struct issues *unused = issues_new();
    bool ok = compute_stored(s, store, unused, err) && add_errors(s, store, err);
    s->issues = NULL;
    issues_free(unused);
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
    bool ok = true;
    if (!score_repeat(&s, store, &local))
        issues_add(issues, FAULT, "F941", place, _("scores: they cannot be repeated: %s"),
                   local.code != E_NONE ? local.text : _("what they were made from has faults now"));
    else
        ok = recheck_begin(store, "score_group", err) && recheck_begin(store, "score_node", err) &&
             recheck_begin(store, "score", err) && score_write(&s, store, RECHECK_PREFIX, err) &&
             recheck_compare(store, "score_group", "unit || '/' || criterion || '/' || \"group\"", _("scores"), "F942",
                             issues, err) &&
             recheck_compare(store, "score_node", "unit || '/' || criterion", _("scores"), "F942", issues, err) &&
             recheck_compare(store, "score", "unit", _("scores"), "F942", issues, err);
    score_units_release(&s);
    return ok;
}

struct scenario_result *score_scenario(struct store *store, struct definition *d, bool other_rounding,
                                       struct issues *issues, struct error *err)
{
    struct scoring s = {0};
    struct scenario_result *scenario = NULL;
    if (check_weights(store, d, err) && compute(&s, store, d, false, issues, err)) {
        if (other_rounding)
            score_again(&s, true);
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
    score_units_release(&s);
    return scenario;
}
