#include "cli/terminal/command.h"

#include <inttypes.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/terminal/screen.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/text.h"
#include "survey/round/definition.h"

/* The login name lives in memory of the C library until the next getpwuid(). */
bool command_actor(struct call *call, struct error *err)
{
    const char *who = argument_value(call->args, "as");
    if (!who) {
        struct passwd *user = getpwuid(getuid());
        who = user ? user->pw_name : "";
    }
    char *trimmed = text_trim(who);
    bool empty = !*trimmed;
    free(trimmed);
    if (empty)
        return error_set(err, E_USAGE, _("the log needs the name of who acts; give --as NAME"));
    call->actor.who = who;
    return true;
}

bool command_open(struct call *call, enum store_mode mode, struct error *err)
{
    return (mode == STORE_READ || command_actor(call, err)) &&
           (call->store = store_open(argument_word(call->args, 0), mode, err)) &&
           (mode == STORE_READ || run_may(call->store, argument_verb(call->args)->name, err));
}

struct definition *command_definition(struct call *call, struct error *err)
{
    if (!call->d)
        call->d = definition_load(call->store, err);
    return call->d;
}

void command_note(const struct arguments *args, const char *format, ...)
{
    if (argument_given(args, "quiet"))
        return;
    va_list list;
    va_start(list, format);
    fflush(stdout);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
}

bool command_prints(const struct call *call)
{
    return !(argument_verb(call->args)->flags & VERB_CHANGES) || !argument_given(call->args, "quiet");
}

static enum status status_of(const struct error *err)
{
    switch (err->code) {
    case E_NONE:
        return STATUS_DONE;
    case E_DATA:
        return STATUS_NO;
    case E_USAGE:
        return STATUS_USAGE;
    default:
        return STATUS_FAILED;
    }
}

/* What went wrong, and what was done before it: nothing of COMMITTED, a line of the log, is undone. */
static void say_failed(const struct call *call, const struct error *err, int64_t committed)
{
    fprintf(stderr, "dtxhh: %s\n", err->text);
    if (committed && call->again)
        fprintf(stderr,
                _("dtxhh: the round was changed before that, and stays so: line %" PRId64 " of its log; `%s` makes the "
                  "files that are missing\n"),
                committed, call->again);
    else if (committed)
        fprintf(stderr, _("dtxhh: the round was changed before that, and stays so: line %" PRId64 " of its log\n"),
                committed);
}

const char *command_checked(const char hex[HASH_HEX], bool terminal, char out[CHECKED_SHOWN])
{
    char written[CHECKED_TEXT];
    int half = CHECKED_HALF;
    check_digits_write(hex, written);
    if (terminal)
        snprintf(out, CHECKED_SHOWN, "\n    %.*s\n    %s", half, written, written + half);
    else
        snprintf(out, CHECKED_SHOWN, "%s", written);
    return out;
}

/* The newest line of the round, of which a verb has just added one, to be written down. */
static void say_head(struct call *call)
{
    int64_t number;
    char hex[HASH_HEX], shown[CHECKED_SHOWN];
    if (!call->store)
        call->store = store_open_damaged(argument_word(call->args, 0), NULL);
    if (!call->store || !log_head(call->store, &number, hex, NULL))
        return;
    command_note(call->args, _("line %" PRId64 " of the log, hash %s"), number,
                 command_checked(hex, screen_has_progress(), shown));
}

enum status command_run(const struct arguments *args)
{
    const struct verb *verb = argument_verb(args);
    bool changes = verb->flags & VERB_CHANGES;
    struct error err = {0};
    struct call call = {.args = args, .issues = issues_new()};
    if (changes)
        call.actor =
            (struct actor){.reason = argument_value(args, "reason"), .dry_run = argument_given(args, "dry-run")};
    store_on_wait(argument_given(args, "quiet") ? NULL : screen_waiting);
    bool ok = (!(verb->flags & VERB_ROUND) || command_open(&call, changes ? STORE_WRITE : STORE_READ, &err)) &&
              verb->run(&call, &err);
    int64_t committed = call.store ? log_committed(call.store) : 0;
    size_t faults = issues_said(call.issues, FAULT), warnings = issues_said(call.issues, WARNING);
    fflush(stdout);
    issues_print(call.issues, stderr);
    issues_free(call.issues);
    if (committed || call.changed)
        say_head(&call);
    definition_free(call.d);
    store_close(call.store);
    if (err.code != E_NONE)
        say_failed(&call, &err, committed);
    else if (faults && changes)
        fprintf(stderr, _("dtxhh: faults: %zu, warnings: %zu; nothing was changed\n"), faults, warnings);
    else if (faults)
        fprintf(stderr, _("dtxhh: faults: %zu, warnings: %zu\n"), faults, warnings);
    else if (!ok && changes)
        fprintf(stderr, "%s",
                _("dtxhh: nothing was changed, and nothing says why: an error of this program; please report it\n"));
    else if (ok && changes && call.actor.dry_run)
        command_note(args, "%s", _("a dry run: nothing was changed"));
    free(call.again);
    if (err.code != E_NONE)
        return status_of(&err);
    return ok && !faults ? STATUS_DONE : STATUS_NO;
}

bool command_may_write(const struct arguments *args, const char *path, struct error *err)
{
    struct output output;
    bool ok = output_open(&output, path, argument_given(args, "force"), err);
    output_abandon(&output);
    return ok;
}
