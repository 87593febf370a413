#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/verbs.h"
#include "importers/replay/replay.h"
#include "sampling/audit.h"
#include "sampling/draw.h"
#include "scoring/points/score.h"
#include "scoring/weighing/weigh.h"
#include "survey/base/message.h"
#include "survey/round/acts.h"
#include "survey/round/against.h"

static const struct verb_option options[] = {
    OVERSIGHT_OPTIONS,
    {"against", 0, "OLDER", OPTION_PATH, N_("an earlier copy of the round, which it must continue; say what differs")},
    {"sources", 0, "DIR", OPTION_PATH, N_("the folder of the files that were imported: they must give the same again")},
    {0},
};

struct verification {
    const char *name;
    bool (*verify)(struct store *, struct issues *, struct error *);
};

/* Repeat what was computed.  A step that cannot even be repeated is a difference as well. */
static bool repeat_steps(const char *path, const struct verification *steps, size_t n, struct issues *issues,
                         struct error *err)
{
    struct store *store = store_open(path, STORE_READ, err);
    if (!store)
        return false;
    for (size_t i = 0; i < n; i++) {
        struct error local = {0};
        size_t before = issues_count(issues, FAULT);
        if (steps[i].verify(store, issues, &local))
            continue;
        if (local.code == E_LOCK) {
            store_close(store);
            return error_pass(err, &local);
        }
        if (local.code != E_NONE || issues_count(issues, FAULT) == before)
            issues_add(issues, FAULT, "F900", (struct place){path, NULL, 0, 0}, _("`%s` cannot be repeated: %s"),
                       steps[i].name, local.code != E_NONE ? local.text : "?");
    }
    store_close(store);
    return true;
}

static const struct verification draw_step[] = {{"draw", draw_verify}};
static const struct verification score_steps[] = {
    {"audit draw", audit_verify}, {"weigh", weigh_verify}, {"score", score_verify}, {"acts", acts_tell}};

/* The draw is repeated beside the scores, on a connection of its own. */
struct beside {
    const char *path;
    struct issues *issues;
    struct error error;
    bool ok;
};

static void *repeat_draw(void *argument)
{
    struct beside *b = argument;
    b->ok = repeat_steps(b->path, draw_step, 1, b->issues, &b->error);
    return NULL;
}

static bool repeat_all(const char *path, struct issues *issues, struct error *err)
{
    struct beside beside = {.path = path, .issues = issues_new()};
    pthread_t thread;
    /* Where the log found something, every step is to say which rows differ: one after the other. */
    bool two = issues_count(issues, FAULT) == 0 && pthread_create(&thread, NULL, repeat_draw, &beside) == 0;
    bool ok = two || repeat_steps(path, draw_step, 1, issues, err);
    ok = ok && repeat_steps(path, score_steps, sizeof score_steps / sizeof *score_steps, issues, err);
    if (two) {
        pthread_join(thread, NULL);
        if (!beside.ok)
            ok = error_pass(err, &beside.error);
        issues_add_all(issues, beside.issues);
    }
    issues_free(beside.issues);
    return ok;
}

/* True where A and B are one file. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Compare the round with the copy that --against names, if any. */
static bool verify_against(struct call *call, struct against *against, struct error *err)
{
    const char *path = argument_word(call->args, 0), *older_path = argument_value(call->args, "against");
    if (!older_path)
        return true;
    struct store *store = store_open_damaged(path, err), *older = store ? store_open_damaged(older_path, err) : NULL;
    struct error local = {0};
    bool ok = older != NULL;
    if (ok && !against_verify(store, older, against, call->issues, &local))
        issues_add(call->issues, FAULT, "F900", (struct place){path, NULL, 0, 0},
                   _("cannot be compared with \"%s\": %s"), older_path, local.text);
    store_close(store);
    store_close(older);
    return ok;
}

/* Repeat the imports from the files that --sources has, if it was given. */
static bool verify_sources(struct call *call, struct replayed *replayed, struct error *err)
{
    const char *path = argument_word(call->args, 0), *folder = argument_value(call->args, "sources");
    struct store *store = folder ? store_open(path, STORE_READ, err) : NULL;
    bool ok = !folder || (store && replay_imports(store, folder, replayed, call->issues, err));
    store_close(store);
    return ok;
}

static void print_replayed(const struct call *call, const struct replayed *replayed)
{
    if (argument_given(call->args, "sources") && !argument_given(call->args, "quiet"))
        printf(_("imports: %zu, of which %zu give the same again from their %zu files\n"), replayed->imports,
               replayed->repeated, replayed->files);
}

static void print_against(const struct call *call, const struct against *against)
{
    const char *path = argument_value(call->args, "against");
    if (!path || argument_given(call->args, "quiet"))
        return;
    printf(_("\"%s\" is continued: its %" PRId64 " lines stand, %" PRId64 " were added"), path, against->lines,
           against->added);
    if (against->signatures)
        printf(_("; its %" PRId64 " signatures stand"), against->signatures);
    putchar('\n');
}

static bool run(struct call *call, struct error *err)
{
    struct written head;
    struct signatures signatures = {0};
    struct against against = {0};
    struct replayed replayed;
    const char *older = argument_value(call->args, "against");
    bool ours = false;
    if (older && is_same_file(argument_word(call->args, 0), older))
        return error_set(err, E_USAGE, _("--against names the round itself; expected an earlier copy of it"));
    bool ok = oversight_head(call->args, &head, err) && oversight_log(call, &head, &ours, err) &&
              (!ours || oversight_signatures(call, &signatures, err)) && verify_against(call, &against, err) &&
              (!ours || repeat_all(argument_word(call->args, 0), call->issues, err)) &&
              (!ours || verify_sources(call, &replayed, err)) &&
              oversight_all_clear(call, _("log, draw, weights and scores"), &signatures, err);
    if (ok && !issues_count(call->issues, FAULT))
        print_against(call, &against);
    if (ok && ours)
        print_replayed(call, &replayed);
    if (ok && !head.given && !older && !signatures.known && !issues_count(call->issues, FAULT))
        command_note(call->args,
                     _("without --head this says that the file agrees with itself; that it was not written anew "
                       "as a whole is seen from a hash that was written down earlier"));
    if (ok && !issues_count(call->issues, FAULT) && (ok = command_open(call, STORE_READ, err)))
        provisional_note(call);
    return ok;
}

const struct verb verb_verify = {
    .name = "verify",
    .summary = N_("check the log and repeat draw, weights and scores; say what differs"),
    .takes = "ROUND",
    .options = options,
    .run = run,
};
