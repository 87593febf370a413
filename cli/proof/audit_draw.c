#include <inttypes.h>
#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "reports/forms/handout.h"
#include "sampling/audit.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"

#define MOST_DIGITS 64
#define MOST_DRAWN  1000000

static const struct verb_option options[] = {
    {"seed-from", 0, "TEXT", OPTION_FILLED,
     N_("fix the list; the public event, still to come, whose outcome is the seed")},
    {"seed-digits", 0, "N", 0, N_("of --seed-from: the outcome is N digits, no other text is taken as the seed")},
    {"seed", 0, "TEXT", 0, N_("draw from the list that was fixed, by the outcome of the event")},
    {"ballots", 0, "N", 0, N_("how many ballots; with --seed-from, fixed before the seed is known")},
    {"fields", 0, "N", 0, N_("how many answers, each by itself; of batches from each")},
    {"batches", 0, NULL, 0,
     N_("acceptance of batches: what one person keyed of one file; needs --fields and --accept")},
    {"accept", 0, "C", 0, N_("of --batches: how many fields may differ; more, and the batch is keyed again")},
    {"reinterview", 0, NULL, 0, N_("people are asked again, not paper keyed again")},
    {"output", 'o', "DIR", OPTION_PATH,
     N_("write workbooks by post office, without answers, into this folder; alone: of the newest audit")},
    {0},
};

static const struct table_column columns[] = {
    {"audit", N_("Audit"), true},
    {"kind", N_("Kind"), false},
    {"ballots", N_("Ballots"), true},
    {"fields", N_("Fields"), true},
    {"sha256", N_("SHA-256 of the list"), false},
};

static bool read_options(const struct arguments *args, struct audit_wish *w, struct error *err)
{
    bool fixes = argument_given(args, "seed-from"), draws = argument_given(args, "seed"),
         batches = argument_given(args, "batches"), again = argument_given(args, "reinterview");
    bool ballots = argument_given(args, "ballots"), fields = argument_given(args, "fields");
    long digits, take, accept;
    *w = (struct audit_wish){.kind = batches ? AUDIT_BATCH
                                     : again ? AUDIT_REINTERVIEW
                                             : AUDIT_REKEY,
                             .seed_from = argument_value(args, "seed-from"),
                             .part = ballots  ? "ballots"
                                     : fields ? "fields"
                                              : NULL};
    if (!argument_count(args, "seed-digits", 1, MOST_DIGITS, 0, &digits, err) ||
        !argument_count(args, ballots ? "ballots" : "fields", 1, MOST_DRAWN, 0, &take, err) ||
        !argument_count(args, "accept", 0, MOST_DRAWN, 0, &accept, err))
        return false;
    w->seed_digits = digits;
    w->take = take;
    w->accept = accept;
    if (fixes == draws && (fixes || !argument_given(args, "output")))
        return error_set(
            err, E_USAGE,
            _("give --seed-from, which fixes the list, or --seed, which draws from it, each in a run of its own"));
    if ((ballots && fields) || (batches && again))
        return error_set(err, E_USAGE, _("--ballots or --fields, --batches or --reinterview: one of each"));
    if (digits && !fixes)
        return error_set(err, E_USAGE, _("--seed-digits belongs to --seed-from"));
    if (fixes && batches && (!fields || !argument_given(args, "accept")))
        return error_set(err, E_USAGE, _("--batches needs --fields and --accept; `dtxhh audit plan` finds them"));
    if (argument_given(args, "accept") && !(fixes && batches))
        return error_set(err, E_USAGE, _("--accept belongs to --batches with --seed-from"));
    if (again && fields)
        return error_set(err, E_USAGE, _("people are asked again as a whole: --ballots"));
    return true;
}

static void print_made(const struct call *call, enum audit_kind kind, const struct audit_made *made)
{
    struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
    table_count(table, made->run);
    table_text(table, audit_kind_names[kind]);
    table_count(table, made->ballots);
    table_count(table, made->fields);
    table_text(table, made->sha256);
    table_close(table);
}

/* The workbooks of the newest audit of KIND that is drawn. */
static bool write_files(struct call *call, enum audit_kind kind, struct error *err)
{
    const char *folder = argument_value(call->args, "output");
    size_t n, n_files = 0, n_drawn = 0;
    struct audit *audits = audits_read(call->store, &n, err);
    const struct audit *audit = audits ? audit_find(audits, n, 0, kind, true) : NULL;
    struct audit_drawn *drawn = audit ? audit_drawn_read(call->store, audit->run, &n_drawn, err) : NULL;
    struct handout_audit what = {audit, drawn, n_drawn};
    bool ok = drawn && handout_audit(call->store, folder, &what, argument_given(call->args, "force"), &n_files, err);
    if (audits && !audit)
        ok = error_set(err, E_STATE, _("no audit of this kind is drawn; `dtxhh audit draw` first"));
    if (ok)
        command_note(call->args, _("files written into \"%s\": %zu"), folder, n_files);
    free(drawn);
    audits_free(audits, n);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    struct audit_wish wish;
    struct audit_made made = {0};
    const char *seed = argument_value(call->args, "seed"), *folder = argument_value(call->args, "output");
    if (!read_options(call->args, &wish, err) || (folder && !output_folder(folder, err)) ||
        !command_open(call, seed || wish.seed_from ? STORE_WRITE : STORE_READ, err))
        return false;
    if (wish.seed_from
            ? !audit_fix(call->store, &wish, &call->actor, &made, err)
            : seed && !audit_take(call->store, wish.kind, seed, wish.part, wish.take, &call->actor, &made, err))
        return false;
    if (seed && folder)
        call->again = xasprintf("dtxhh audit draw %s%s -o %s", argument_word(call->args, 0),
                                wish.kind == AUDIT_BATCH         ? " --batches"
                                : wish.kind == AUDIT_REINTERVIEW ? " --reinterview"
                                                                 : "",
                                folder);
    if ((seed || wish.seed_from) && command_prints(call))
        print_made(call, wish.kind, &made);
    if (wish.seed_from)
        command_note(
            call->args,
            _("publish the SHA-256 and the event \"%s\" before it takes place; anyone may then repeat the draw"),
            wish.seed_from);
    return !folder || wish.seed_from || call->actor.dry_run || write_files(call, wish.kind, err);
}

const struct verb verb_audit_draw = {
    .name = "audit draw",
    .summary = N_("draw paper ballots to be keyed again, batches to be accepted, people to be asked again"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
