#include "cli/terminal/command.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/text.h"

/* The login name lives in memory of the C library until the next getpwuid(). */
bool command_actor(const struct arguments *args, struct actor *actor, struct error *err)
{
    const char *who = argument_value(args, "as");
    if (!who) {
        struct passwd *user = getpwuid(getuid());
        who = user ? user->pw_name : "";
    }
    char *trimmed = text_trim(who);
    bool empty = !*trimmed;
    free(trimmed);
    if (empty)
        return error_set(err, E_USAGE, _("the log needs the name of who acts; give --as NAME"));
    *actor = (struct actor){who, argument_value(args, "reason"), argument_given(args, "dry-run")};
    return true;
}

struct store *command_open(const struct arguments *args, enum store_mode mode, struct error *err)
{
    return store_open(argument_word(args, 0), mode, err);
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

bool command_prints(const struct arguments *args)
{
    return !(argument_verb(args)->flags & VERB_CHANGES) || !argument_given(args, "quiet");
}

enum status command_status(const struct error *err)
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

enum status command_end(const struct arguments *args, bool ok, struct issues *issues, const struct error *err)
{
    bool changes = argument_verb(args)->flags & VERB_CHANGES;
    size_t faults = issues ? issues_count(issues, FAULT) : 0;
    size_t warnings = issues ? issues_count(issues, WARNING) : 0;
    fflush(stdout);
    if (issues)
        issues_print(issues, stderr);
    issues_free(issues);
    if (err->code != E_NONE)
        fprintf(stderr, "dtxhh: %s\n", err->text);
    else if (faults && changes)
        fprintf(stderr, _("dtxhh: faults: %zu, warnings: %zu; nothing was changed\n"), faults, warnings);
    else if (faults)
        fprintf(stderr, _("dtxhh: faults: %zu, warnings: %zu\n"), faults, warnings);
    else if (ok && changes && argument_given(args, "dry-run"))
        command_note(args, "%s", _("a dry run: nothing was changed"));
    if (err->code != E_NONE)
        return command_status(err);
    return ok && !faults ? STATUS_DONE : STATUS_NO;
}

bool command_may_write(const struct arguments *args, const char *path, struct error *err)
{
    struct output output;
    bool ok = output_open(&output, path, argument_given(args, "force"), err);
    output_abandon(&output);
    return ok;
}
