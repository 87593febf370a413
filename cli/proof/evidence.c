#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/round/ballots.h"

static const struct verb_option options[] = {
    {"output", 'o', "FILE", OPTION_PATH | OPTION_WRITES, N_("the file to write")},
    {"open", 0, "SERIAL", 0, N_("print by what who has this ballot finds it in the evidence: salt and commitment")},
    {0},
};

static const struct table_column columns[] = {
    {"serial", N_("Serial"), false},
    {"salt", N_("Salt"), false},
    {"commitment", N_("Commitment"), false},
};

static bool was_issued(struct store *store, int64_t serial, bool *issued, struct error *err)
{
    struct query *q = ballots_issued(store, 0, NULL);
    while (!*issued && query_next(q))
        *issued = query_get_int(q, BALLOT_SERIAL) == serial;
    return query_end(q, err);
}

/* A respondent who has his ballot's serial sees with it that the ballot is there, what is on it, and that it counts. */
static bool open_commitment(struct call *call, const char *said, struct error *err)
{
    int64_t serial = serial_parse(said);
    bool issued = false;
    char digits[24], salt[SALT_HEX], commitment[HASH_HEX];
    if (!command_open(call, STORE_READ, err) || !was_issued(call->store, serial, &issued, err))
        return false;
    if (!serial || !issued)
        return error_set(err, E_USAGE, _("--open has \"%s\", which is the serial of no ballot of the round"), said);
    snprintf(digits, sizeof digits, "%" PRId64, serial);
    store_opening(call->store, ROLE_SERIAL, digits, salt, commitment);
    struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
    table_text(table, digits);
    table_text(table, salt);
    table_text(table, commitment);
    table_close(table);
    return true;
}

/* What is shown is whole: evidence of a round whose log has faults would prove nothing. */
static bool run(struct call *call, struct error *err)
{
    const char *path = argument_value(call->args, "output"), *serial = argument_value(call->args, "open");
    struct output output = {0};
    bool ours, force = argument_given(call->args, "force");
    int64_t number;
    char hex[HASH_HEX], shown[CHECKED_SHOWN];
    if (!path == !serial)
        return error_set(err, E_USAGE, _("give -o FILE, or --open SERIAL"));
    if (serial)
        return open_commitment(call, serial, err);
    if (!command_may_write(call->args, path, err) || !command_open(call, STORE_READ, err) ||
        !oversight_log(call, &(struct written){0}, &ours, err) || issues_count(call->issues, FAULT))
        return false;
    bool ok = output_open(&output, path, force, err) && store_copy_committed(call->store, output.temporary, err) &&
              output_commit(&output, err) && log_head(call->store, &number, hex, err);
    output_abandon(&output);
    if (!ok)
        return false;
    chmod(path, S_IRUSR | S_IRGRP | S_IROTH);
    if (!argument_given(call->args, "quiet"))
        printf(_("written: \"%s\", up to line %" PRId64 ", hash %s\n"), path, number,
               command_checked(hex, isatty(STDOUT_FILENO), shown));
    command_note(call->args, _("serials, people and their words stand in it as commitments; `dtxhh-verify` checks it"));
    command_note(call->args,
                 _("who has the list may still find some people's ballots by weight, units, stratum or office "
                   "(docs/verify.md): give it to overseers, do not publish it"));
    return true;
}

const struct verb verb_evidence = {
    .name = "evidence",
    .summary = N_("write what overseers need to check the round, without serials, people or their words"),
    .takes = "ROUND",
    .flags = VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
