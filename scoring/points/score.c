#include "scoring/points/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/interval.h"
#include "scoring/points/score_write.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/round/weighting.h"
#include "survey/store/recheck.h"

static bool needs_ballots(const struct definition *d)
{
    for (size_t i = 0; i < d->n_questions; i++)
        if (*d->questions[i].criterion)
            return d->rules.survey == SURVEY_HERE;
    return false;
}

/* What of the definition decides the points: all but who was to rate whom, the schedule and known totals. */
#define SCORE_PARTS (~(PART(T_RATES) | PART(T_TASKS) | PART(T_MARGINS)))

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
    struct survey_tally *tally = survey_tally_new(s->d);
    struct ballots *ballots = ballots_open_weighted(store, s->d);
    struct ballot b;
    while (ballots_next(ballots, &b)) {
        if (!b.counts || isnan(b.weight))
            continue;
        if (s->cases)
            cases_add(s->cases, &b, b.weight);
        survey_tally_add(tally, &b);
    }
    bool ok = ballots_close(ballots, err);
    if (ok)
        survey_tally_results(tally, s->outside, &s->survey);
    survey_tally_free(tally);
    return ok;
}

/* Everything in memory by the rules of D, or of the round where it is NULL, which S then owns; false with ERR
 * unset when faults were added. */
static bool compute(struct scoring *s, struct store *store, struct definition *d, struct issues *issues,
                    struct error *err)
{
    *s = (struct scoring){.path = store_path(store), .issues = issues};
    s->d = d ? d : definition_load_parts(store, SCORE_PARTS, err);
    if (!s->d || (s->d->n_ballot_types && !(s->cases = cases_new(store, s->d, err))) ||
        !(s->outside = needs_points(s->d) ? outside_new(store, s->d, err) : outside_of(s->d, NULL, 0)) ||
        !read_ballots(s, store, err))
        return false;
    if (s->cases)
        cases_sort(s->cases);
    return score_units(s);
}

/* The errors of all that, with what the weights were calibrated to. */
static bool add_errors(struct scoring *s, struct store *store, size_t first, size_t second, struct error *err)
{
    struct weighting weighting = {0};
    bool ok = !s->cases || weighting_load(&weighting, s->d, store, err), totals = false;
    for (size_t i = 0; i < weighting.n; i++)
        totals = totals || weighting_has_totals(&weighting.rows[i]);
    weighting_release(&weighting);
    if (!ok || (totals && !(s->records = weigh_records_new(store, err))))
        return false;
    score_errors(s, first, second);
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
              compute(&s, store, NULL, issues, err);
    if (ok)
        score_warn(&s);
    ok = ok && add_errors(&s, store, NONE, NONE, err) && store_clear(store, "score_group score_node score", err) &&
         score_write(&s, store, "", err);
    if (ok) {
        run_detail(&run, _("%zu units scored"), s.n_units);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    score_units_release(&s);
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
         add_errors(&s, store, definition_unit(d, first), definition_unit(d, second), err);
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
    score_units_release(&s);
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
    if (!compute(&s, store, NULL, unused, &local) || !add_errors(&s, store, NONE, NONE, &local))
        issues_add(issues, FAULT, "F941", place, _("scores: they cannot be repeated: %s"),
                   local.code != E_NONE ? local.text : _("what they were made from has faults now"));
    else
        ok = recheck_begin(store, "score_group", err) && recheck_begin(store, "score_node", err) &&
             recheck_begin(store, "score", err) && score_write(&s, store, RECHECK_PREFIX, err) &&
             recheck_compare(store, "score_group", "unit || '/' || criterion || '/' || \"group\"", _("scores"), "F942",
                             issues, err) &&
             recheck_compare(store, "score_node", "unit || '/' || criterion", _("scores"), "F942", issues, err) &&
             recheck_compare(store, "score", "unit", _("scores"), "F942", issues, err);
    issues_free(unused);
    score_units_release(&s);
    return ok;
}

struct scenario_result *score_scenario(struct store *store, struct definition *d, bool other_rounding,
                                       struct issues *issues, struct error *err)
{
    struct scoring s = {0};
    struct scenario_result *scenario = NULL;
    if (check_weights(store, d, err) && compute(&s, store, d, issues, err)) {
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
