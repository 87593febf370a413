#include "sampling/size.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"proportion", 0, "P", 0, N_("size for a proportion of about P, such as 0.5")},
    {"mean", 0, NULL, 0, N_("size for a mean, by its coefficient of variation")},
    {"yamane", 0, NULL, 0, N_("size by N/(1+N e^2), the formula of the official satisfaction survey")},
    {"two-proportions", 0, "P1,P2", 0, N_("size of each of two groups, to tell P1 from P2")},
    {"margin", 0, "E", 0, N_("half width of the interval, such as 0.05 or 5%")},
    {"conf", 0, "C", 0, N_("level of the interval (default 0.95)")},
    {"wilson", 0, NULL, 0, N_("of --proportion: by Wilson's interval")},
    {"cv", 0, "CV", 0, N_("of --mean: coefficient of variation of the population")},
    {"target", 0, "CV0", 0, N_("of --mean: coefficient of variation wanted of the mean")},
    {"alpha", 0, "A", 0, N_("of --two-proportions: level of the test, two sided (default 0.05)")},
    {"power", 0, "B", 0, N_("of --two-proportions: power of the test (default 0.8)")},
    {"population", 0, "N[,N...]", 0, N_("people in the population; one row for each N")},
    {"deff", 0, "D", 0, N_("design effect (default 1)")},
    {"response", 0, "R", 0, N_("share of those asked who answer (default 1)")},
    {0},
};

static const struct table_column columns[] = {
    {"formula", N_("Size by"), false},
    {"population", "N", true},
    {"n0", NULL, true},
    {"after_deff", N_("after deff"), true},
    {"after_fpc", N_("of N people"), true},
    {"after_response", N_("with response"), true},
    {"n", NULL, true},
};

/* What is asked for: a formula and its numbers. */
struct size_request {
    const char *formula;
    double n0, deff, response;
    enum size_fpc fpc;
    double *populations; /* NULL: infinite */
    size_t n_populations;
};

#define MOST_ASKED 1e15 /* more than anybody could ask, and a whole number still */

static const char *const formulas[] = {"proportion", "mean", "yamane", "two-proportions"};

/* Which formulas, by their first letters, take an option, and which need it. */
static const struct {
    const char *option, *of, *needed_by;
} belongs[] = {
    {"margin", "py", "py"}, {"conf", "p", ""},  {"wilson", "p", ""}, {"cv", "m", "m"},
    {"target", "m", "m"},   {"alpha", "t", ""}, {"power", "t", ""},  {"population", "pmy", "y"},
};

/* The one formula that was asked for, with what belongs to it; NULL with ERR. */
static const char *find_formula(const struct arguments *args, struct error *err)
{
    const char *found = NULL;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        if (!argument_given(args, formulas[i]))
            continue;
        if (found) {
            error_set(err, E_USAGE, _("--%s and --%s are two different things; give one"), found, formulas[i]);
            return NULL;
        }
        found = formulas[i];
    }
    if (!found) {
        error_set(err, E_USAGE, _("one of --proportion, --mean, --yamane, --two-proportions is missing"));
        return NULL;
    }
    for (size_t i = 0; i < sizeof belongs / sizeof *belongs; i++) {
        bool given = argument_given(args, belongs[i].option);
        if (given && !strchr(belongs[i].of, *found))
            error_set(err, E_USAGE, _("--%s does not go with --%s"), belongs[i].option, found);
        if (!given && strchr(belongs[i].needed_by, *found))
            error_set(err, E_USAGE, _("--%s needs --%s"), found, belongs[i].option);
    }
    return err->code == E_NONE ? found : NULL;
}

/* n0 of the formula, and how the finite population comes in. */
static bool read_formula(const struct arguments *args, struct size_request *w, struct error *err)
{
    double p, margin, conf, cv, target, alpha, power, *two = NULL;
    size_t n = 0;
    bool ok = argument_real(args, "margin", 0, 0.499999999, 0, &margin, err) &&
              argument_real(args, "conf", 0, 0.999999999, 0.95, &conf, err) &&
              argument_real(args, "proportion", 0, 0.999999999, 0, &p, err) &&
              argument_real(args, "cv", 0, 1e9, 0, &cv, err) &&
              argument_real(args, "target", 0, 1e9, 0, &target, err) &&
              argument_real(args, "alpha", 0, 0.999999999, 0.05, &alpha, err) &&
              argument_real(args, "power", 0, 0.999999999, 0.8, &power, err);
    if (!ok)
        return false;
    w->fpc = SIZE_FPC_MEAN;
    switch (*w->formula) {
    case 'p':
        w->fpc = SIZE_FPC_PROPORTION;
        w->n0 =
            argument_given(args, "wilson") ? size_wilson(p, margin, conf) : size_proportion_infinite(p, margin, conf);
        if (argument_given(args, "wilson"))
            w->formula = "wilson";
        return true;
    case 'm':
        w->n0 = size_mean_infinite(cv, target);
        return true;
    case 'y':
        w->n0 = 1 / (margin * margin);
        return true;
    default:
        two = argument_reals(args, "two-proportions", 0, 0.999999999, &n, err);
        ok = two && (n == 2 || error_set(err, E_USAGE, _("--two-proportions takes two numbers, P1,P2"))) &&
             (two[0] != two[1] ||
              error_set(err, E_USAGE, _("the two proportions are the same; no size tells them apart")));
        w->n0 = ok ? size_two_proportions(two[0], two[1], alpha, power) : 0;
        free(two);
        return ok;
    }
}

/* The numbers of every step, largest without a population, must be some that can be counted. */
static bool check_size(const struct size_request *w, struct error *err)
{
    double n = size_steps(w->n0, w->deff, w->fpc, INFINITY, w->response).after_response;
    return (n >= 0 && n <= MOST_ASKED) ||
           error_set(err, E_USAGE, _("what is wanted is too fine: it takes %g answers; a size is given up to %g"), n,
                     MOST_ASKED);
}

static bool read_wish(const struct arguments *args, struct size_request *w, struct error *err)
{
    w->formula = find_formula(args, err);
    return w->formula && read_formula(args, w, err) && argument_real(args, "deff", 0, 1e6, 1, &w->deff, err) &&
           argument_real(args, "response", 0, 1, 1, &w->response, err) && check_size(w, err) &&
           (!argument_given(args, "population") ||
            (w->populations = argument_counts(args, "population", 0, 9e9, &w->n_populations, err)));
}

static void print_wish(const struct arguments *args, const struct size_request *w)
{
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    size_t n = w->populations ? w->n_populations : 1;
    for (size_t i = 0; i < n; i++) {
        double population = w->populations ? w->populations[i] : INFINITY;
        struct size_steps s = size_steps(w->n0, w->deff, w->fpc, population, w->response);
        table_text(table, w->formula);
        table_real(table, w->populations ? population : NAN, 0);
        table_real(table, s.n0, 2);
        table_real(table, s.after_deff, 2);
        table_real(table, s.after_fpc, 2);
        table_real(table, s.after_response, 2);
        table_count(table, size_ceiling(s.after_response));
    }
    table_close(table);
    for (size_t i = 0; i < w->n_populations; i++)
        if ((double)size_ceiling(size_steps(w->n0, w->deff, w->fpc, w->populations[i], w->response).after_response) >
            w->populations[i])
            command_note(args,
                         _("of %.0f people more would have to be asked than there are: ask all; the precision"
                           " wanted is out of reach with this response"),
                         w->populations[i]);
}

static bool run(struct call *call, struct error *err)
{
    struct size_request wish = {0};
    bool ok = read_wish(call->args, &wish, err);
    if (ok)
        print_wish(call->args, &wish);
    free(wish.populations);
    return ok;
}

const struct verb verb_size = {
    .name = "size",
    .summary = N_("how many to ask: n0, design effect, finite population, response, in this order"),
    .takes = "",
    .flags = VERB_TABLE,
    .options = options,
    .run = run,
};
