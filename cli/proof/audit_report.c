#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "cli/proof/audit_choice.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "scoring/estimates/agreement.h"
#include "scoring/estimates/interval.h"
#include "scoring/points/audited.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/custody/audit_compare.h"

#define CONFIDENCE 0.95

static const struct verb_option options[] = {
    OPTION_AUDIT,
    {0},
};

/* --- error rates -------------------------------------------------------------------------- */

static const struct table_column rate_columns[] = {
    {"what", N_("What"), false},
    {"name", N_("Of"), false},
    {"ballots", N_("Ballots"), true},
    {"wrong_ballots", N_("with a wrong field"), true},
    {"ballots_upper", N_("of all at most, %"), true},
    {"fields", N_("Fields"), true},
    {"wrong", N_("Wrong"), true},
    {"rate", N_("Wrong, %"), true},
    {"se", N_("Error, %"), true},
    {"upper", N_("at most, %"), true},
    {"total", N_("Total"), true},
    {"loss", N_("may lose"), true},
    {"rank", N_("Rank"), true},
    {"worst_rank", N_("at worst"), true},
};
#define N_UNIT_CELLS 4 /* the last */
#define N_RATE_CELLS 8 /* between what, name and those */

static const char *const whats[N_AUDIT_BY] = {"all", "office", "keyer", "question"};
static const char *const shown_whats[N_AUDIT_BY] = {N_("all"), N_("office"), N_("keyer"), N_("question")};

static void print_nothing(struct table *table, size_t n)
{
    while (n--)
        table_text(table, "");
}

/* Returns the upper limit of the whole. */
static double print_rates(struct table *table, const struct audit_result *r, bool whole, bool people)
{
    double times = people ? 100 : 1, upper = NAN;
    for (enum audit_by by = 0; by < N_AUDIT_BY; by++)
        for (size_t i = 0; i < r->of[by].n; i++) {
            const struct audit_rate *rate = &r->of[by].rates[i];
            if (!rate->fields)
                continue;
            struct audited_bounds b = audited_bounds(rate, whole);
            if (by == AUDIT_BY_ALL)
                upper = b.upper;
            table_text(table, people ? _(shown_whats[by]) : whats[by]);
            table_text(table, rate->name);
            table_count(table, (int64_t)rate->ballots);
            table_count(table, (int64_t)rate->wrong_ballots);
            table_real(table, times * b.ballots_upper, 2);
            table_count(table, (int64_t)rate->fields);
            table_count(table, (int64_t)rate->wrong);
            table_real(table, times * b.rate, 2);
            table_real(table, times * b.se, 2);
            table_real(table, times * b.upper, 2);
            print_nothing(table, N_UNIT_CELLS);
        }
    return upper;
}

/* --- what it may do to units -------------------------------------------------------------- */

static bool print_effects(struct call *call, struct table *table, const struct definition *d, double upper,
                          struct error *err)
{
    struct audited_unit *units = audited_units(call->store, d, upper, err);
    for (size_t u = 0; units && u < d->n_units; u++) {
        if (!units[u].present)
            continue;
        table_text(table, table_is_for_people(call->args) ? _("unit") : "unit");
        table_text(table, d->units[u].code);
        print_nothing(table, N_RATE_CELLS);
        table_real(table, units[u].at.total, 2);
        table_real(table, units[u].at.loss, 2);
        table_rank(table, (int64_t)units[u].at.rank);
        table_rank(table, (int64_t)units[u].at.worst_rank);
    }
    bool ok = units != NULL;
    free(units);
    return ok;
}

/* --- people asked again -------------------------------------------------------------------------- */

static const struct table_column pair_columns[] = {
    {"what", N_("What"), false},
    {"name", N_("Of"), false},
    {"ballots", N_("People"), true},
    {"pairs", N_("Answers"), true},
    {"agreement", N_("the same, %"), true},
    {"kappa", "kappa", true},
    {"low", N_("at least"), true},
    {"high", N_("at most"), true},
    {"weighted", N_("kappa, weighted"), true},
    {"weighted_low", N_("at least"), true},
    {"weighted_high", N_("at most"), true},
};

/* The place of option I among those that have a percent. */
static size_t place_of(const struct scale *s, size_t i)
{
    size_t place = 0;
    for (size_t k = 0; k < i; k++)
        place += s->options[k].counted;
    return place;
}

/* A scale is ordered where the percents of its options go one way; those without one ("no opinion") are no part of it.
 */
static bool is_ordered(const struct scale *s)
{
    bool up = true, down = true;
    const struct option *last = NULL;
    for (size_t i = 0; i < s->n_options; i++) {
        if (!s->options[i].counted)
            continue;
        up = up && (!last || s->options[i].percent > last->percent);
        down = down && (!last || s->options[i].percent < last->percent);
        last = &s->options[i];
    }
    return up || down;
}

static void print_kappa(struct table *table, const struct agreement *a)
{
    struct interval limits = interval_t(a->kappa, a->se, (double)a->n_persons - 1, CONFIDENCE);
    table_real(table, a->kappa, 3);
    table_real(table, limits.lower < -1 ? -1 : limits.lower, 3);
    table_real(table, limits.upper > 1 ? 1 : limits.upper, 3);
}

static void print_pairs(struct table *table, const char *what, const char *name, const struct scale *scale,
                        const struct rating_pair *pairs, size_t n, bool people)
{
    if (!n)
        return;
    struct agreement a = agreement_of(pairs, n, scale->n_options, false);
    table_text(table, what);
    table_text(table, name);
    table_count(table, (int64_t)a.n_persons);
    table_count(table, (int64_t)n);
    table_real(table, (people ? 100 : 1) * a.observed, 2);
    print_kappa(table, &a);
    if (!is_ordered(scale)) {
        print_nothing(table, 3);
        return;
    }
    struct rating_pair *placed = xcalloc(n, sizeof *placed);
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (scale->options[pairs[i].first].counted && scale->options[pairs[i].second].counted)
            placed[m++] = (struct rating_pair){place_of(scale, pairs[i].first), place_of(scale, pairs[i].second),
                                               pairs[i].person};
    struct agreement w = agreement_of(placed, m, place_of(scale, scale->n_options), true);
    print_kappa(table, &w);
    free(placed);
}

static void print_agreement(const struct call *call, const struct definition *d, const struct audit_result *r)
{
    bool people = table_is_for_people(call->args);
    struct table *table = table_new(call->args, pair_columns, sizeof pair_columns / sizeof *pair_columns);
    struct rating_pair *pairs = xcalloc(r->n_pairs + 1, sizeof *pairs);
    for (size_t s = 0; s < d->n_scales; s++) {
        size_t n = 0;
        for (size_t i = 0; i < r->n_pairs; i++)
            if (d->questions[r->pairs[i].question].scale == s)
                pairs[n++] = (struct rating_pair){r->pairs[i].first, r->pairs[i].second, r->pairs[i].person};
        print_pairs(table, people ? _("scale") : "scale", d->scales[s].code, &d->scales[s], pairs, n, people);
    }
    for (size_t q = 0; q < r->of[AUDIT_BY_QUESTION].n; q++) {
        size_t n = 0;
        for (size_t i = 0; i < r->n_pairs; i++)
            if (r->pairs[i].question == q)
                pairs[n++] = (struct rating_pair){r->pairs[i].first, r->pairs[i].second, r->pairs[i].person};
        if (n)
            print_pairs(table, people ? _("question") : "question", r->of[AUDIT_BY_QUESTION].rates[q].name,
                        &d->scales[d->questions[q].scale], pairs, n, people);
    }
    table_close(table);
    free(pairs);
    if (r->no_pair)
        command_note(call->args, _("answers without an option in one of both, which are left out: %zu"), r->no_pair);
}

/* --- the verb ---------------------------------------------------------------------------------- */

static bool report(struct call *call, const struct definition *d, const struct audit *audit, struct error *err)
{
    struct audit_result result;
    bool ok = audit_compare(call->store, d, audit, &result, err), people = table_is_for_people(call->args);
    if (ok && result.keyed < result.drawn)
        issues_add(call->issues, WARNING, "W477", (struct place){store_path(call->store), NULL, 0, 0},
                   _("audit of line %" PRId64
                     ": %zu of %zu ballots that were drawn are not keyed again yet; what follows is "
                     "of the others"),
                   audit->run, result.drawn - result.keyed, result.drawn);
    if (ok && audit->kind == AUDIT_REINTERVIEW) {
        print_agreement(call, d, &result);
    } else if (ok) {
        struct table *table = table_new(call->args, rate_columns, sizeof rate_columns / sizeof *rate_columns);
        double upper = print_rates(table, &result, audit->part[0] == 'b', people);
        ok = isnan(upper) || store_count(call->store, "score") == 0 || print_effects(call, table, d, upper, err);
        table_close(table);
    }
    audit_result_release(&result);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    struct audit_choice choice;
    const struct definition *d = command_definition(call, err);
    bool ok = d != NULL && audit_choose(call, N_AUDIT_KINDS, &choice, err);
    if (ok && choice.audit->kind == AUDIT_BATCH)
        ok = error_set(err, E_STATE,
                       _("line %" PRId64 " of the log fixed an audit of batches; `dtxhh audit batch` tells of it"),
                       choice.audit->run);
    ok = ok && report(call, d, choice.audit, err);
    if (d)
        audit_choice_release(&choice);
    return ok;
}

const struct verb verb_audit_report = {
    .name = "audit report",
    .summary =
        N_("how far keying, or what people said, holds: rates with upper limits, what they may do to ranks; kappa"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .options = options,
    .run = run,
};
