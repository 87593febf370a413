#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/round/missing.h"
#include "cli/terminal/command.h"
#include "cli/terminal/prose.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "sampling/expected.h"
#include "sampling/plan.h"
#include "survey/base/clock.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/custody/audit_compare.h"
#include "survey/custody/balance.h"
#include "survey/round/acts.h"
#include "survey/round/definition.h"
#include "survey/round/frame.h"
#include "survey/round/listing.h"
#include "survey/round/progress.h"
#include "survey/round/schedule.h"
#include "survey/round/scores.h"

enum state { DONE, PARTLY, MISSING, STALE, UNNEEDED };

static const char *const state_names[] = {"done", "partly", "missing", "stale", "unneeded"};
static const char *const state_titles[] = {N_("done"), N_("partly"), N_("missing"), N_("stale"), N_("not needed")};

enum part { DEFINITION, FRAME, FREEZE, SAMPLE, BALLOTS, ENTRIES, POINTS, WEIGHTS, SCORES, N_PARTS };

static const struct {
    const char *name, *title;
    const char *next; /* the command that makes it; %s is the round */
} parts[N_PARTS] = {
    [DEFINITION] = {"definition", N_("definition (units)"), ""},
    [FRAME] = {"frame", N_("frame (members)"), "dtxhh frame import %s FILE..."},
    [FREEZE] = {"freeze", N_("frame frozen (members)"), "dtxhh frame freeze %s --seed-from TEXT"},
    [SAMPLE] = {"sample", N_("sample (members)"), "dtxhh draw %s --seed TEXT"},
    [BALLOTS] = {"ballots", N_("ballots issued"), "dtxhh issue %s -o DIR"},
    [ENTRIES] = {"entries", N_("ballots keyed"), "dtxhh import %s FILE..."},
    [POINTS] = {"points", N_("points from outside"), "dtxhh points import %s FILE..."},
    [WEIGHTS] = {"weights", N_("weights (ballots)"), "dtxhh weigh %s"},
    [SCORES] = {"scores", N_("scores (units)"), "dtxhh score %s"},
};

static const struct table_column columns[] = {
    {"part", N_("Part"), false}, {"count", N_("Number"), true},    {"state", N_("State"), false},
    {"next", N_("Next"), false}, {"missing", N_("Missing"), true},
};

static const struct table_column people_columns[] = {
    {"part", N_("Part"), false},
    {"count", N_("Number"), true},
    {"state", N_("State"), false},
    {"missing", N_("Missing"), true},
};

struct standing {
    int64_t count[N_PARTS];
    enum state state[N_PARTS];
    char *stale_by[N_PARTS];  /* the table that has changed; or NULL */
    char *fewest;             /* the ballots to expect; NULL */
    char *office;             /* whose file it is; NULL of a round */
    size_t n_acts, n_changes; /* after results were known */
    int64_t missing[N_PARTS]; /* groups without members, reserves without ballots, ballots that nothing is known of,
                                 figures that are due */
    struct missing_figure *figures; /* missing[POINTS] of them */
    size_t due;
    bool stops; /* `score` would fail for one of them */
    struct leaf_without_base
        *leaves_without_base; /* missing[WEIGHTS] survey leaves without ballots, once all that are there are weighed */
};

static bool has_ballots(const struct definition *d)
{
    for (size_t i = 0; i < d->n_groups; i++)
        if (d->groups[i].via != VIA_SIPAS)
            return d->n_ballot_types > 0;
    return false;
}

/* DONE where TABLE is as it was made from, STALE where what it was made from has changed. */
static bool judge_derived(struct standing *s, enum part part, struct store *store, const char *table, struct error *err)
{
    struct error local = {0};
    bool fresh = log_is_fresh(store, table, &s->stale_by[part], &local);
    s->state[part] = fresh ? DONE : s->stale_by[part] ? STALE : MISSING;
    return error_pass(err, &local);
}

/* All but ballots and their keying is for the round that the file comes from. */
static void leave_to_round(struct standing *s)
{
    for (enum part part = FRAME; part < N_PARTS; part++)
        if (part != BALLOTS && part != ENTRIES) {
            s->state[part] = UNNEEDED;
            s->missing[part] = 0;
        }
}

static bool judge_freeze(struct standing *s, struct store *store, struct error *err)
{
    struct freeze freeze = {0};
    struct error local = {0};
    char hex[HASH_HEX];
    s->state[FREEZE] = MISSING;
    if (!frame_frozen(store, &freeze, &local))
        return error_pass(err, &local);
    s->count[FREEZE] = freeze.members;
    bool ok = listing_hash_frame(store, hex, err), holds = ok && !strcmp(hex, freeze.sha256);
    rows_free_one(&freeze, &freeze_row);
    if (!ok)
        return false;
    s->state[FREEZE] = holds ? DONE : STALE;
    if (!holds)
        s->stale_by[FREEZE] = xstrdup("frame");
    return true;
}

/* A sample is stale as well where the frame was frozen again. */
static bool judge_sample(struct standing *s, struct store *store, struct error *err)
{
    struct error local = {0};
    if (!judge_derived(s, SAMPLE, store, "sample", err))
        return false;
    if (s->state[SAMPLE] != DONE || frame_sample_holds(store, &local))
        return true;
    if (local.code != E_STATE)
        return error_pass(err, &local);
    s->state[SAMPLE] = STALE;
    s->stale_by[SAMPLE] = xstrdup("freeze");
    return true;
}

/* A group that is to be drawn from needs members. */
static bool judge_frame(struct standing *s, struct store *store, const struct definition *d, struct error *err)
{
    struct group_counts *counts = xcalloc(d->n_groups, sizeof *counts);
    bool ok = frame_count(store, d, counts, err);
    for (size_t g = 0; has_ballots(d) && g < d->n_groups; g++)
        s->missing[FRAME] += d->groups[g].via != VIA_SIPAS && !counts[g].population;
    s->state[FRAME] = !s->count[FRAME] ? MISSING : s->missing[FRAME] ? PARTLY : DONE;
    free(counts);
    return ok;
}

/* By the rule that `score` goes by. */
static bool judge_points(struct standing *s, struct store *store, const struct definition *d, struct error *err)
{
    size_t n;
    if (!(s->figures = outside_missing(store, d, &n, &s->due, err)))
        return false;
    s->missing[POINTS] = (int64_t)n;
    for (size_t i = 0; i < n; i++)
        s->stops = s->stops || s->figures[i].stops;
    if (n)
        s->state[POINTS] = s->count[POINTS] ? PARTLY : MISSING;
    else
        s->state[POINTS] = s->count[POINTS] || s->due ? DONE : UNNEEDED;
    return true;
}

/* Are there ballots enough of each unit?  Only fresh weights tell. */
static bool judge_weights(struct standing *s, struct store *store, const struct definition *d, struct error *err)
{
    size_t n = 0;
    if (!judge_derived(s, WEIGHTS, store, "weight", err))
        return false;
    if (s->state[WEIGHTS] != DONE)
        return true;
    s->leaves_without_base = leaves_without_base(store, d, &n, err);
    s->missing[WEIGHTS] = (int64_t)n;
    if (n)
        s->state[WEIGHTS] = PARTLY;
    return s->leaves_without_base != NULL;
}

static bool judge(struct standing *s, struct store *store, const struct definition *d, struct error *err)
{
    struct progress p = progress_read(store);
    s->count[DEFINITION] = (int64_t)d->n_units;
    s->count[FRAME] = p.members;
    s->count[SAMPLE] = p.selected;
    s->count[BALLOTS] = p.ballots;
    s->count[ENTRIES] = p.keyed;
    s->count[POINTS] = p.points;
    s->count[WEIGHTS] = p.weights;
    s->count[SCORES] = p.scores;
    s->missing[ENTRIES] = p.awaited;
    s->missing[BALLOTS] = p.called;
    s->state[DEFINITION] = DONE;
    s->state[BALLOTS] = !s->count[BALLOTS] ? MISSING : s->missing[BALLOTS] ? PARTLY : DONE;
    s->state[ENTRIES] = !s->count[ENTRIES] ? MISSING : s->missing[ENTRIES] ? PARTLY : DONE;
    if (!judge_frame(s, store, d, err) || !judge_points(s, store, d, err) || !judge_freeze(s, store, err) ||
        !judge_sample(s, store, err) || !judge_weights(s, store, d, err) ||
        !judge_derived(s, SCORES, store, "score", err))
        return false;
    s->missing[SCORES] = scores_missing(store);
    if (s->missing[SCORES] && s->state[SCORES] == DONE)
        s->state[SCORES] = PARTLY;
    for (enum part part = FRAME; part <= WEIGHTS; part++)
        if (part != POINTS && !s->count[part] && !has_ballots(d))
            s->state[part] = UNNEEDED;
    if ((s->office = log_office(store)))
        leave_to_round(s);
    return true;
}

static bool count_acts(struct standing *s, struct store *store, struct error *err)
{
    struct acts acts;
    bool ok = acts_read(store, &acts, err);
    s->n_acts = acts.n_acts;
    s->n_changes = acts.n_changes;
    acts_release(&acts);
    return ok;
}

/* How the papers of the offices that sent lists add up; nothing where none did. */
static bool print_custody(struct store *store, struct error *err)
{
    struct balance b;
    if (!balance_read(&b, store, err))
        return false;
    struct office_balance sum = balance_sum(&b);
    size_t n_astray = 0;
    for (size_t i = 0; i < b.n_offices; i++)
        n_astray += !balance_holds(&b.offices[i]);
    if (b.n_offices) {
        printf(_("custody, of offices that sent lists (%zu): issued %" PRId64 " = handed out %" PRId64
                 " + held %" PRId64 " + gone otherwise %" PRId64 " + came back without being handed out %" PRId64 "\n"),
               b.n_offices, sum.issued, sum.handed, sum.held, sum.other_ways, sum.unhanded);
        printf(_("handed out %" PRId64 " = returned %" PRId64 " + answered elsewhere %" PRId64
                 " + refused, absent, moved, "
                 "ineligible, void %" PRId64 " + out %" PRId64 "; keyed %" PRId64 "\n"),
               sum.handed, sum.returned, sum.elsewhere,
               sum.refused + sum.absent + sum.moved + sum.ineligible + sum.void_, sum.out, sum.keyed);
    }
    if (n_astray)
        printf(_("offices that do not balance: %zu (`dtxhh check --all` names the ballots, `dtxhh show ROUND custody` "
                 "has all "
                 "offices)\n"),
               n_astray);
    balance_release(&b);
    return true;
}

/* The unit and group that the plan brings the fewest ballots for, while it can still be changed; whom nobody was meant
 * to rate by a list does not count.  A plan that cannot be made says so itself. */
static bool find_fewest(struct standing *s, struct store *store, const struct definition *d, struct error *err)
{
    if (!s->count[FRAME] || s->count[BALLOTS])
        return true;
    struct plan plan = {0};
    struct issues *issues = issues_new();
    struct expected *list = NULL;
    const struct expected *fewest = NULL;
    size_t n = 0;
    if (plan_make(&plan, store, d, issues, err) && !issues_count(issues, FAULT))
        list = expected_ballots(&plan, store, d, &n, err);
    for (size_t i = 0; i < n; i++)
        if ((list[i].raters || d->ballot_types[list[i].type].units != RATED_LISTED) &&
            (!fewest || list[i].ballots < fewest->ballots))
            fewest = &list[i];
    if (fewest) {
        struct prose prose;
        prose_init(&prose);
        s->fewest = xasprintf(_("fewest ballots to expect: %s, of unit %s from group %s (`dtxhh plan` shows all)"),
                              prose_fixed(&prose, decimal_from_double(fewest->ballots), 1), d->units[fewest->unit].code,
                              d->groups[fewest->group].code);
        prose_release(&prose);
    }
    free(list);
    plan_release(&plan);
    issues_free(issues);
    return err->code == E_NONE;
}

/* The first part to be made or made again; N_PARTS where nothing is left to do. */
static enum part next_part(const struct standing *s)
{
    for (enum part p = DEFINITION; p < N_PARTS; p++)
        if (p == WEIGHTS && s->state[p] == PARTLY)
            return ENTRIES; /* only more ballots mend it */
        else if (s->state[p] == MISSING || s->state[p] == STALE ||
                 (s->state[p] == PARTLY && (p == FRAME || p == BALLOTS || (p == POINTS && s->stops))))
            return p;
    return N_PARTS;
}

/* What is missing or stale, in words. */
static void print_notes(const struct definition *d, const struct standing *s)
{
    putchar('\n');
    for (enum part p = DEFINITION; p < N_PARTS; p++)
        if (s->state[p] == STALE)
            printf(_("%s: the table \"%s\" has changed since\n"), _(parts[p].title), table_called(s->stale_by[p]));
    if (s->count[FRAME] && s->missing[FRAME])
        printf(_("groups without members in the frame: %" PRId64 "\n"), s->missing[FRAME]);
    if (s->fewest)
        printf("%s\n", s->fewest);
    if (s->missing[BALLOTS])
        printf(_("reserves that were called in and have no ballot yet: %" PRId64 "\n"), s->missing[BALLOTS]);
    if (s->missing[ENTRIES])
        printf(_("ballots of which nothing is known yet: %" PRId64 "\n"), s->missing[ENTRIES]);
    if (s->missing[SCORES] && s->state[SCORES] == PARTLY)
        printf(_("the scores are provisional; figures that they leave out: %" PRId64 "\n"), s->missing[SCORES]);
    if (s->n_acts)
        printf(_("done after results were known: %zu lines of the log, which changed the points, rank or class of %zu "
                 "units (`dtxhh show ROUND acts`, `outcomes`)\n"),
               s->n_acts, s->n_changes);
    print_missing(d, s->figures, (size_t)s->missing[POINTS], s->due);
    print_leaves_without_base(d, s->leaves_without_base, (size_t)s->missing[WEIGHTS]);
}

static void print_standing(const struct arguments *args, const struct definition *d, const struct standing *s)
{
    bool people = table_is_for_people(args);
    const char *round = argument_word(args, 0);
    enum part next = next_part(s);
    char *command = next == N_PARTS && !s->office ? xasprintf("dtxhh report %s -o FILE.xlsx", round) : NULL;
    struct table *table = table_new(args, people ? people_columns : columns, people ? 4 : 5);
    for (enum part p = DEFINITION; p < N_PARTS; p++) {
        table_text(table, people ? _(parts[p].title) : parts[p].name);
        table_count(table, s->count[p]);
        table_text(table, people ? _(state_titles[s->state[p]]) : state_names[s->state[p]]);
        if (p == next) {
            const char *mark = strstr(parts[p].next, "%s");
            const char *again = !s->count[SAMPLE] ? ""
                                : p == FREEZE     ? " --reason TEXT"
                                : p == SAMPLE     ? " --redraw --reason TEXT"
                                                  : "";
            command = xasprintf("%.*s%s%s%s", (int)(mark - parts[p].next), parts[p].next, round, mark + 2, again);
        }
        if (!people)
            table_text(table, p == next || (p == SCORES && command && next == N_PARTS) ? command : "");
        if (s->missing[p])
            table_count(table, s->missing[p]);
        else
            table_text(table, "");
    }
    table_close(table);
    if (people)
        print_notes(d, s);
    if (people && command)
        printf(_("next: %s\n"), command);
    free(command);
}

/* --- the schedule ----------------------------------------------------------------------- */

static const char *const task_titles[N_TASK_STATES] = {[TASK_DONE] = N_("done"),
                                                       [TASK_LATE] = N_("late"),
                                                       [TASK_PASSED] = N_("day passed, the log cannot tell"),
                                                       [TASK_DUE] = N_("due within seven days"),
                                                       [TASK_OPEN] = N_("open")};

static const struct table_column task_columns[] = {
    {"seq", N_("No."), true},      {"task", N_("Task"), false}, {"lead", N_("Lead"), false},
    {"start", N_("Start"), false}, {"due", N_("Due"), false},   {"done", N_("Done"), false},
    {"state", N_("State"), false}, {"late", NULL, true},
};

/* The state of T for people, with the days it was done late; a new string. */
static char *task_words(const struct task *t)
{
    return t->state == TASK_DONE && t->late ? xasprintf(_("done, %lld days late"), (long long)t->late)
                                            : xstrdup(_(task_titles[t->state]));
}

static void print_task(const struct arguments *args, struct table *table, const struct task *t)
{
    bool people = table_is_for_people(args);
    const char *dates[] = {t->start, t->due, t->done};
    table_text(table, t->seq);
    table_text(table, t->text);
    table_text(table, t->lead);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char *date = table_shown_date(args, dates[i]);
        table_text(table, date);
        free(date);
    }
    char *state = people ? task_words(t) : xstrdup(task_state_names[t->state]);
    table_text(table, state);
    free(state);
    if (!people && t->late)
        table_count(table, t->late);
    else if (!people)
        table_text(table, "");
}

/* All tasks, or, where LATE_ONLY, a line for each that is late, has passed or is due. */
static bool print_tasks(const struct arguments *args, const struct definition *d, struct store *store, bool late_only,
                        struct error *err)
{
    char day[CLOCK_TEXT];
    bool fixed;
    size_t n;
    if (!clock_now(day, &fixed, err))
        return false;
    day[DATE_TEXT - 1] = '\0';
    struct task *tasks = schedule_read(d, store, day, &n, err);
    if (!tasks)
        return false;
    size_t n_columns = sizeof task_columns / sizeof *task_columns - (table_is_for_people(args) ? 1 : 0);
    struct table *table = late_only ? NULL : table_new(args, task_columns, n_columns);
    for (size_t i = 0; i < n; i++) {
        const struct task *t = &tasks[i];
        if (!late_only) {
            print_task(args, table, t);
        } else if (t->state == TASK_LATE || t->state == TASK_PASSED || t->state == TASK_DUE) {
            char *due = table_shown_date(args, t->due);
            printf(_("task %s, %s: %s (%s)\n"), t->seq, _(task_titles[t->state]), t->text, due);
            free(due);
        }
    }
    if (table)
        table_close(table);
    free(tasks);
    return true;
}

static bool run(struct call *call, struct error *err)
{
    struct standing s = {0};
    const struct arguments *args = call->args;
    struct store *store = call->store;
    const struct definition *d = command_definition(call, err);
    bool ok = d != NULL;
    if (ok && argument_given(args, "tasks")) {
        ok = print_tasks(args, d, store, false, err);
    } else if (ok && argument_given(args, "missing")) {
        if ((ok = judge_points(&s, store, d, err) && judge_weights(&s, store, d, err)))
            print_missing_table(args, d, s.figures, (size_t)s.missing[POINTS], s.leaves_without_base,
                                (size_t)s.missing[WEIGHTS]);
    } else if (ok && (ok = judge(&s, store, d, err))) {
        bool people = table_is_for_people(args);
        if (people)
            printf("%s: %s\n\n", d->setting[S_CODE], d->setting[S_TITLE]);
        ok = !people || (find_fewest(&s, store, d, err) && count_acts(&s, store, err));
        print_standing(args, d, &s);
        if (people)
            ok = ok && print_custody(store, err) && print_tasks(args, d, store, true, err);
        quota_note(call);
        ok = ok && audit_batches_check(store, d, call->issues, err);
    }
    for (enum part p = DEFINITION; p < N_PARTS; p++)
        free(s.stale_by[p]);
    free(s.figures);
    free(s.fewest);
    free(s.office);
    free(s.leaves_without_base);
    return ok;
}

static const struct verb_option options[] = {
    {"tasks", 0, NULL, 0, N_("the tasks of the schedule: what is due, late or done, as the log can tell")},
    {"missing", 0, NULL, 0, N_("the points that are still without a decision or figure, by unit and criterion")},
    {0},
};

const struct verb verb_status = {
    .name = "status",
    .summary = N_("what is in the round, what is missing or stale, and the next verb"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .options = options,
    .run = run,
};
