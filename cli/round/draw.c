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
    {"disposition", 0, "refused|absent|moved|ineligible", OPTION_CHOICE,
     N_("why it is replaced: refused, absent, moved, ineligible")},
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
static bool print_drawn(struct call *call, const struct plan *drawn, struct error *err)
{
    struct definition *d = command_definition(call, err);
    if (!d)
        return false;
    struct table *table = table_new(call->args, drawn_columns, sizeof drawn_columns / sizeof *drawn_columns);
    for (size_t i = 0; i < drawn->n_strata; i++) {
        const struct planned_stratum *s = &drawn->strata[i];
        table_text(table, d->groups[s->group].code);
        table_text(table, s->stratum);
        table_count(table, s->population);
        table_count(table, s->take);
        table_count(table, s->reserves);
    }
    table_close(table);
    quota_note(call);
    return true;
}

static bool draw(struct call *call, const char *seed, struct error *err)
{
    struct plan drawn;
    bool ok =
        draw_sample(call->store, seed, argument_given(call->args, "redraw"), &call->actor, &drawn, call->issues, err) &&
        (!command_prints(call) || print_drawn(call, &drawn, err));
    plan_release(&drawn);
    return ok;
}

/* How many of the earlier round's sample are in this one, by group. */
static bool note_overlap(struct call *call, struct store *earlier, struct error *err)
{
    const struct definition *d = command_definition(call, err);
    bool ok = d != NULL;
    for (size_t g = 0; ok && g < d->n_groups; g++) {
        struct overlap o;
        ok = d->groups[g].via == VIA_SIPAS || draw_overlap(call->store, earlier, d->groups[g].code, &o, err);
        if (ok && d->groups[g].via != VIA_SIPAS)
            command_note(call->args, _("group \"%s\": %lld drawn, %lld asked in the earlier round, %lld in both"),
                         d->groups[g].code, (long long)o.drawn, (long long)o.asked, (long long)o.both);
    }
    return ok;
}

static bool replace_member(struct call *call, struct error *err)
{
    const char *given = argument_value(call->args, "replace"), *disposition = argument_value(call->args, "disposition");
    const struct definition *d = command_definition(call, err);
    if (!d)
        return false;
    char *name = xstrndup(given, strcspn(given, "/")), *reserve = NULL, *replaced = NULL;
    size_t group = definition_called(d, T_GROUPS, name);
    char *member = group == NONE ? xstrdup(given) : xasprintf("%s%s", d->groups[group].code, given + strlen(name));
    free(name);
    bool ok = draw_replace(call->store, member, disposition, &call->actor, &replaced, &reserve, err);
    if (ok && command_prints(call)) {
        struct table *table =
            table_new(call->args, replaced_columns, sizeof replaced_columns / sizeof *replaced_columns);
        table_text(table, replaced);
        table_text(table, disposition);
        char *whole = xasprintf("%.*s/%s", (int)strcspn(member, "/"), member, reserve);
        table_text(table, whole);
        table_close(table);
        free(whole);
    }
    free(reserve);
    free(replaced);
    free(member);
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

static bool run(struct call *call, struct error *err)
{
    const char *seed = argument_value(call->args, "seed"), *record = argument_value(call->args, "record"),
               *other = argument_value(call->args, "earlier");
    bool replaces = argument_given(call->args, "replace");
    if (!check_options(call->args, err) || (record && !command_may_write(call->args, record, err)))
        return false;
    /* What comes after the draw is looked at before it: a sample is drawn once. */
    struct store *earlier = other ? store_open(other, STORE_READ, err) : NULL;
    bool ok = (earlier || !other) && command_open(call, seed || replaces ? STORE_WRITE : STORE_READ, err) &&
              (!replaces || replace_member(call, err)) && (!seed || draw(call, seed, err));
    bool after = ok && !call->actor.dry_run;
    if (record)
        call->again = xasprintf("dtxhh draw %s --record %s", argument_word(call->args, 0), record);
    if (after && earlier)
        ok = note_overlap(call, earlier, err);
    if (after && ok && record)
        ok = write_record(call->store, record, argument_given(call->args, "force"), err);
    store_close(earlier);
    return ok;
}

const struct verb verb_draw = {
    .name = "draw",
    .summary = N_("draw the sample by the public seed, or call in a reserve"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
