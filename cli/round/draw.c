#include "sampling/draw.h"

#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "sampling/record.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"

static const struct verb_option options[] = {
    {"seed", 0, "TEXT", 0, N_("the outcome of the public event, as text")},
    {"redraw", 0, NULL, 0, N_("draw again, although a sample is there; needs --reason")},
    {"record", 0, "FILE", OPTION_PATH | OPTION_WRITES,
     N_("write the record of the draw; without --seed, of the newest draw")},
    {"earlier", 0, "FILE", OPTION_PATH, N_("another round: say how many of its sample are drawn again")},
    {"replace", 0, "GROUP/ID", 0, N_("let the next reserve take the place of this member; needs --reason")},
    {"disposition", 0, "D", 0, N_("why it is replaced: refused, absent, moved, ineligible")},
    {0},
};

static const struct table_column drawn_columns[] = {
    {"group", N_("Group"), false}, {"stratum", N_("Stratum"), false},  {"population", "N", true},
    {"drawn", N_("Drawn"), true},  {"reserves", N_("Reserves"), true},
};

static const struct table_column replaced_columns[] = {
    {"replaced", N_("Replaced"), false},
    {"disposition", N_("Disposition"), false},
    {"reserve", N_("Reserve"), false},
};

/* One of --seed, --replace, or --record alone. */
static bool check_options(const struct arguments *args, struct error *err)
{
    bool seed = argument_given(args, "seed"), replace = argument_given(args, "replace");
    if (!seed && !replace && !argument_given(args, "record") && !argument_given(args, "earlier"))
        return error_set(err, E_USAGE, _("option --%s is missing; `dtxhh %s --help` tells what it means"), "seed",
                         "draw");
    if (seed && replace)
        return error_set(err, E_USAGE, _("--seed and --replace are two different things; give one"));
    if (replace != argument_given(args, "disposition"))
        return error_set(err, E_USAGE, _("--replace and --disposition belong together"));
    if (replace && !argument_given(args, "reason"))
        return error_set(err, E_USAGE, _("--replace needs --reason: what is known of the member"));
    if (argument_given(args, "redraw") && (!seed || !argument_given(args, "reason")))
        return error_set(err, E_USAGE, _("--redraw needs --seed and --reason"));
    return true;
}

/* What the strata gave, in a dry run too. */
static bool print_drawn(const struct arguments *args, struct store *store, const struct plan *drawn, struct error *err)
{
    struct definition *d = definition_load(store, err);
    struct table *table = d ? table_new(args, drawn_columns, sizeof drawn_columns / sizeof *drawn_columns) : NULL;
    for (size_t i = 0; d && i < drawn->n_strata; i++) {
        const struct planned_stratum *s = &drawn->strata[i];
        table_text(table, d->groups[s->group].code);
        table_text(table, s->stratum);
        table_count(table, s->population);
        table_count(table, s->take);
        table_count(table, s->reserves);
    }
    table_close(table);
    if (d)
        quota_note(args, store);
    definition_free(d);
    return d != NULL;
}

/* How many of the earlier round's sample are in this one, by group. */
static bool note_overlap(const struct arguments *args, struct store *store, struct store *earlier, struct error *err)
{
    struct definition *d = definition_load(store, err);
    bool ok = d != NULL;
    for (size_t g = 0; ok && g < d->n_groups; g++) {
        struct overlap o;
        ok = d->groups[g].via == VIA_SIPAS || draw_overlap(store, earlier, d->groups[g].code, &o, err);
        if (ok && d->groups[g].via != VIA_SIPAS)
            command_note(args, _("group \"%s\": %lld drawn, %lld asked in the earlier round, %lld in both"),
                         d->groups[g].code, (long long)o.drawn, (long long)o.asked, (long long)o.both);
    }
    definition_free(d);
    return ok;
}

static bool replace_member(const struct arguments *args, struct store *store, const struct actor *actor,
                           struct error *err)
{
    const char *member = argument_value(args, "replace"), *disposition = argument_value(args, "disposition");
    char *reserve = NULL;
    bool ok = draw_replace(store, member, disposition, actor, &reserve, err);
    if (ok && command_prints(args)) {
        struct table *table = table_new(args, replaced_columns, sizeof replaced_columns / sizeof *replaced_columns);
        table_text(table, member);
        table_text(table, disposition);
        char *whole = xasprintf("%.*s/%s", (int)strcspn(member, "/"), member, reserve);
        table_text(table, whole);
        table_close(table);
        free(whole);
    }
    free(reserve);
    return ok;
}

static bool write_record(struct store *store, const char *path, bool force, struct error *err)
{
    struct output output = {0};
    bool ok =
        output_open(&output, path, force, err) && record_write(store, output.file, err) && output_commit(&output, err);
    output_abandon(&output);
    return ok;
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    const char *seed = argument_value(args, "seed"), *record = argument_value(args, "record");
    bool changes = seed || argument_given(args, "replace");
    bool ok = check_options(args, &err) && command_actor(args, &actor, &err) &&
              (!record || command_may_write(args, record, &err));
    /* What comes after the draw is looked at before it: a sample is drawn once. */
    const char *other = argument_value(args, "earlier");
    struct store *earlier = ok && other ? store_open(other, STORE_READ, &err) : NULL;
    ok = ok && (earlier || !other);
    struct store *store = ok ? command_open(args, changes ? STORE_WRITE : STORE_READ, &err) : NULL;
    ok = store != NULL;
    if (ok && argument_given(args, "replace"))
        ok = replace_member(args, store, &actor, &err);
    if (ok && seed) {
        struct plan drawn;
        ok = draw_sample(store, seed, argument_given(args, "redraw"), &actor, &drawn, issues, &err);
        if (ok && command_prints(args))
            ok = print_drawn(args, store, &drawn, &err);
        plan_release(&drawn);
    }
    if (ok && earlier && !actor.dry_run)
        ok = note_overlap(args, store, earlier, &err);
    if (ok && record && !actor.dry_run)
        ok = write_record(store, record, argument_given(args, "force"), &err);
    store_close(earlier);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_draw = {
    .name = "draw",
    .summary = N_("draw the sample by the public seed, or call in a reserve"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
