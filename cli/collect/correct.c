#include "importers/ballots/correct.h"

#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"
#include "survey/round/withdrawal.h"

static const struct verb_option options[] = {
    {"keyer", 0, "NAME", 0, N_("who corrects the cells")},
    {"withdraw", 0, NULL, 0, N_("withdraw what was keyed of the ballot")},
    {"pass", 0, "1…6", 0, N_("of --withdraw: that keying alone")},
    {"take-back", 0, NULL, 0, N_("take back the ballot's last state: a void is lifted")},
    {"run", 0, "N", 0, N_("withdraw all that the import of line N of the log added")},
    {0},
};

static bool one_way(bool cells, bool withdraw, bool back, bool run, struct error *err)
{
    return cells + withdraw + back + run == 1 ||
           error_set(err, E_USAGE,
                     _("expected SERIAL QUESTION.UNIT=VALUE…, SERIAL --withdraw, SERIAL --take-back, or --run N"));
}

static bool run(struct call *call, struct error *err)
{
    const struct arguments *args = call->args;
    size_t n_words = argument_n_words(args), n = 0;
    bool withdraw = argument_given(args, "withdraw"), back = argument_given(args, "take-back"),
         whole = argument_given(args, "run");
    const char *keyer = argument_value(args, "keyer"), *word = n_words > 1 ? argument_word(args, 1) : "";
    long number, pass;
    if (!argument_count(args, "run", 1, 1000000000, 0, &number, err) ||
        !argument_count(args, "pass", 1, 6, 0, &pass, err) || !one_way(n_words > 2, withdraw, back, whole, err))
        return false;
    if (whole != (n_words == 1))
        return one_way(false, false, false, false, err);
    if (!argument_given(args, "reason"))
        return error_set(err, E_USAGE, _("a correction needs --reason"));
    if (n_words > 2 && !keyer)
        return error_set(err, E_USAGE, _("a correction of cells needs --keyer: who read the ballot again"));
    int64_t serial = serial_parse(word);
    if (!whole && !serial)
        return error_set(err, E_USAGE,
                         _("\"%s\" is no serial: its digits do not check; expected 11 digits as printed on the ballot"),
                         word);
    if (!command_open(call, STORE_WRITE, err))
        return false;
    if (n_words > 2)
        return ballot_correct(call->store, word, argument_words(args, 2), n_words - 2, keyer, &call->actor,
                              call->issues, err);
    if (back)
        return withdraw_event(call->store, serial, &call->actor, err);
    bool ok = whole ? withdraw_run(call->store, number, &call->actor, &n, err)
                    : withdraw_entry(call->store, serial, (int)pass, &call->actor, &n, err);
    if (ok)
        command_note(args, _("withdrawn: %zu rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them"),
                     n);
    return ok;
}

const struct verb verb_correct = {
    .name = "correct",
    .summary = N_("correct or withdraw what was imported: cells, a ballot, its state, a whole import"),
    .takes = "ROUND [SERIAL] [CELL=VALUE]...",
    .flags = VERB_CHANGES,
    .options = options,
    .run = run,
};
