#include <math.h>

#include "cli/proof/audit_choice.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/custody/audit_compare.h"

static const struct verb_option options[] = {
    OPTION_AUDIT,
    {0},
};

static const struct table_column columns[] = {
    {"file", N_("File"), false},        {"keyer", N_("Keyer"), false},        {"ballots", N_("Ballots"), true},
    {"fields", N_("Fields"), true},     {"drawn", N_("Drawn"), true},         {"compared", N_("Compared"), true},
    {"wrong", N_("Wrong"), true},       {"accept", N_("of these may"), true}, {"state", N_("State"), false},
    {"again", N_("Keyed again"), true},
};

static const char *const shown_states[4] = {
    [BATCH_OPEN] = N_("not all compared"),
    [BATCH_ACCEPTED] = N_("accepted"),
    [BATCH_REFUSED] = N_("refused, to be keyed again"),
    [BATCH_DONE_AGAIN] = N_("refused, keyed again"),
};

static void print_batches(const struct call *call, const struct audit *audit, const struct audit_result *r)
{
    struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < r->n_batches; i++) {
        const struct audit_batch *b = &r->batches[i];
        enum batch_state state = audit_batch_state(b, audit->accept);
        table_text(table, b->file);
        table_text(table, b->keyer);
        table_count(table, (int64_t)b->ballots);
        table_count(table, (int64_t)b->fields);
        table_count(table, (int64_t)b->drawn);
        table_count(table, (int64_t)b->compared);
        table_count(table, (int64_t)b->wrong);
        table_count(table, audit->accept);
        table_text(table, table_is_for_people(call->args) ? _(shown_states[state]) : batch_states[state]);
        table_count(table, (int64_t)b->again);
    }
    table_close(table);
}

static bool run(struct call *call, struct error *err)
{
    struct audit_choice choice = {.audits = NULL};
    struct audit_result result = {0};
    const struct definition *d = command_definition(call, err);
    bool ok =
        d && audit_choose(call, AUDIT_BATCH, &choice, err) && audit_compare(call->store, d, choice.audit, &result, err);
    if (ok)
        print_batches(call, choice.audit, &result);
    audit_result_release(&result);
    audit_choice_release(&choice);
    return ok;
}

const struct verb verb_audit_batch = {
    .name = "audit batch",
    .summary = N_("which batches are accepted, refused, or keyed again"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .options = options,
    .run = run,
};
