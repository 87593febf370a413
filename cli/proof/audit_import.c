#include <stdlib.h>

#include "cli/proof/audit_choice.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/ballots/ballots.h"
#include "importers/ballots/intake.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    OPTION_AUDIT,
    {"keyer", 0, "NAME", 0, N_("who keyed, where the file has no such column")},
    {0},
};

static const struct table_column columns[] = {
    {"audit", N_("Audit"), true},
    {"files", N_("Files"), true},
    {"rows", N_("Rows"), true},
    {"ballots", N_("Ballots"), true},
};

static bool import(struct call *call, const struct audit *audit, struct error *err)
{
    size_t n_files = argument_n_words(call->args) - 1;
    struct audited audited = {.audit = audit};
    struct ballot_options o = {.keyer = argument_value(call->args, "keyer"), .pass = 1, .audited = &audited};
    struct ballot_import result = {0};
    struct audit_drawn *drawn = audit_drawn_read(call->store, audit->run, &audited.n_drawn, err);
    struct audit_entry *entries = drawn ? audit_entries_read(call->store, audit->run, &audited.n_entries, err) : NULL;
    audited.drawn = drawn;
    audited.entries = entries;
    if (audited.n_drawn && drawn->cell != AUDIT_WHOLE)
        o.pass = 3; /* fields by themselves, as a third keying has them */
    bool ok = entries && ballots_import(call->store, argument_words(call->args, 1), n_files, &o, &call->actor, &result,
                                        call->issues, err);
    if (ok && command_prints(call)) {
        struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
        table_count(table, audit->run);
        table_count(table, (int64_t)result.files);
        table_count(table, (int64_t)result.rows);
        table_count(table, (int64_t)result.entries);
        table_close(table);
    }
    audit_entries_free(entries, audited.n_entries);
    free(drawn);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    struct audit_choice choice;
    bool ok = audit_choose(call, N_AUDIT_KINDS, &choice, err) && import(call, choice.audit, err);
    audit_choice_release(&choice);
    return ok;
}

const struct verb verb_audit_import = {
    .name = "audit import",
    .summary = N_("read what was keyed again, or answered again, for an audit; it changes no figure"),
    .takes = "ROUND FILE...",
    .flags = VERB_ROUND | VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
