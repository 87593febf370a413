#include "scoring/estimates/acceptance.h"

#include <inttypes.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"aql", 0, "P", 0, N_("acceptable quality: a batch with this share of wrong fields should pass")},
    {"ltpd", 0, "P", 0, N_("one with this share should not")},
    {"alpha", 0, "P", 0, N_("of --aql: the risk that such a batch is refused (default 5%)")},
    {"beta", 0, "P", 0, N_("of --ltpd: the risk that such a batch is accepted (default 10%)")},
    {"fields", 0, "N", 0, N_("a plan of one's own: fields drawn from each batch")},
    {"accept", 0, "C", 0, N_("of --fields: how many may differ")},
    {"size", 0, "M", 0, N_("fields of a batch (default: without end)")},
    {0},
};

static const struct table_column columns[] = {
    {"fields", N_("Fields"), true},           {"accept", N_("may differ"), true},      {"wrong", N_("Wrong, %"), true},
    {"probability", N_("accepted, %"), true}, {"outgoing", N_("left wrong, %"), true},
};

/* Shares of wrong fields: what a single keying has, and what none should. */
static const double shares[] = {0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05};

static bool read_plan(const struct arguments *args, int64_t size, struct acceptance_plan *plan, struct error *err)
{
    long n, c;
    struct acceptance_risks r;
    bool own = argument_given(args, "fields"), risks = argument_given(args, "aql") && argument_given(args, "ltpd");
    if (!argument_count(args, "fields", 1, ACCEPTANCE_MOST, 0, &n, err) ||
        !argument_count(args, "accept", 0, ACCEPTANCE_MOST, 0, &c, err) ||
        !argument_share(args, "aql", 0, &r.aql, err) || !argument_share(args, "ltpd", 0, &r.ltpd, err) ||
        !argument_share(args, "alpha", 0.05, &r.alpha, err) || !argument_share(args, "beta", 0.10, &r.beta, err))
        return false;
    if (own == risks || own != argument_given(args, "accept"))
        return error_set(err, E_USAGE, _("give --aql and --ltpd, or --fields and --accept"));
    *plan = (struct acceptance_plan){n, c};
    if (own && size && n > size)
        return error_set(err, E_USAGE, _("--fields is above --size: a batch has no more fields than that"));
    if (own)
        return c < n || error_set(err, E_USAGE, _("--accept must be below --fields"));
    if (!(r.aql > 0) || !(r.aql < r.ltpd) || !(r.ltpd < 1) || !(r.alpha > 0) || !(r.alpha < 1) || !(r.beta > 0) ||
        !(r.beta < 1))
        return error_set(err, E_USAGE, _("--aql must be above 0 and below --ltpd, each risk above 0 and below 1"));
    return acceptance_find(&r, size, plan) ||
           error_set(err, E_MATHS,
                     _("no plan keeps both risks; take --aql and --ltpd further apart, or larger batches"));
}

static bool run(struct call *call, struct error *err)
{
    long size;
    struct acceptance_plan plan;
    if (!argument_count(call->args, "size", 1, INT32_MAX, 0, &size, err) || !read_plan(call->args, size, &plan, err))
        return false;
    double times = table_is_for_people(call->args) ? 100 : 1;
    struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        table_count(table, plan.n);
        table_count(table, plan.c);
        table_real(table, times * shares[i], 2);
        table_real(table, times * acceptance_probability(&plan, shares[i], size), 1);
        table_real(table, times * acceptance_outgoing(&plan, shares[i], size), 3);
    }
    table_close(table);
    return true;
}

const struct verb verb_audit_plan = {
    .name = "audit plan",
    .summary = N_("how many fields of each batch are keyed again and how many may differ: the operating curve"),
    .takes = "",
    .flags = VERB_TABLE,
    .options = options,
    .run = run,
};
