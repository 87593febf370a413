#include "importers/ballots/warnings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

#define FAST_SECONDS     0.25 /* an answer; the fastest typists strike a key in about 0.3 */
#define FAST_BALLOTS     10
#define UNIT_BALLOTS     20   /* issued about the unit, and about the others */
#define UNIT_DIFFERENCE  0.25 /* of the share that came back */
#define CHANNEL_BALLOTS  30   /* answers by each channel */
#define CHANNEL_PERCENT  15.0 /* of the mean */
#define STANDARD_ERRORS  3.0  /* that both differences must reach as well */
#define MOST_TYPES_LISTS ((size_t)1 << 22)

/* How fast one person keyed in one file. */
struct speed {
    size_t ballots, answers; /* with a time */
    size_t first_answers;    /* of the ballot that ended first */
    double first, last;      /* ends */
    size_t timed, timed_answers;
    double seconds; /* of ballots with a beginning and an end */
};

/* An entry that another of the file may yet replace: it is counted when the file has been read. */
struct waiting {
    struct entry entry; /* its cells and its sheet's name copied */
    size_t before;      /* of the same ballot, its number plus 1; 0 */
};

struct warnings {
    struct waiting *waiting;
    size_t n_waiting, waiting_room;
    size_t *last_waiting; /* [ballot]: its number plus 1; NULL until one waits */
    struct speed *speeds; /* [person + 1]; 0 for none */
    size_t n_speeds, room;
    size_t n_marks;  /* 1 + the largest number of options */
    uint32_t *marks; /* [(question * 4 + channel) * n_marks + mark]: how often */
    bool *plain;     /* [type]: every question has options */
    bool entries;    /* some first keying came in this run */
};

struct warnings *warnings_new(const struct definition *d)
{
    struct warnings *w = xcalloc(1, sizeof *w);
    for (size_t s = 0; s < d->n_scales; s++)
        w->n_marks = d->scales[s].n_options > w->n_marks ? d->scales[s].n_options : w->n_marks;
    w->n_marks++;
    w->marks = xcalloc(d->n_questions * 4 * w->n_marks, sizeof *w->marks);
    w->plain = xcalloc(d->n_ballot_types, sizeof *w->plain);
    for (size_t t = 0; t < d->n_ballot_types; t++)
        w->plain[t] = true;
    for (size_t q = 0; q < d->n_questions; q++)
        if (d->questions[q].kind != KIND_OPTION)
            w->plain[d->questions[q].ballot_type] = false;
    return w;
}

static void drop_waiting(struct warnings *w)
{
    for (size_t i = 0; i < w->n_waiting; i++) {
        free(w->waiting[i].entry.cells);
        discard(w->waiting[i].entry.place.sheet);
    }
    w->n_waiting = 0;
    free(w->last_waiting);
    w->last_waiting = NULL;
}

void warnings_free(struct warnings *w)
{
    if (!w)
        return;
    drop_waiting(w);
    free(w->waiting);
    free(w->speeds);
    free(w->marks);
    free(w->plain);
    free(w);
}

/* --- one entry ----------------------------------------------------------------------- */

static void tally_cells(struct warnings *w, const struct input *in, const struct entry *e)
{
    size_t type = in->issued->ballots[e->ballot].type, n_units = register_n_units(in->issued, e->ballot);
    const struct ballot_type *t = &in->d->ballot_types[type];
    const size_t *questions = t->unit_questions;
    size_t per_unit = n_units * t->n_unit_questions, at = 0;
    for (size_t i = 0; i < e->n_cells; i++, at++) {
        if (i == per_unit) {
            questions = t->ballot_questions;
            at = 0;
        } else if (i < per_unit && at == t->n_unit_questions) {
            at = 0;
        }
        uint8_t mark = e->cells[i];
        size_t q = questions[at];
        if (mark == MARK_BLANK || mark >= w->n_marks || (!w->plain[type] && in->d->questions[q].kind != KIND_OPTION))
            continue;
        w->marks[(q * 4 + (size_t)e->channel) * w->n_marks + mark]++;
    }
}

static void tally_time(struct warnings *w, const struct input *in, const struct entry *e)
{
    if (isnan(e->ended) || !e->n_answers)
        return;
    size_t k = e->keyer == NONE ? 0 : intake_person(in->intake, e->keyer) + 1, before = w->n_speeds;
    w->speeds = grow(w->speeds, &w->room, k + 1, sizeof *w->speeds);
    w->n_speeds = k + 1 > before ? k + 1 : before;
    for (size_t i = before; i < w->n_speeds; i++)
        w->speeds[i] = (struct speed){0};
    struct speed *s = &w->speeds[k];
    if (!s->ballots || e->ended < s->first) {
        s->first = e->ended;
        s->first_answers = e->n_answers;
    }
    s->last = !s->ballots || e->ended > s->last ? e->ended : s->last;
    s->ballots++;
    s->answers += e->n_answers;
    if (!isnan(e->started) && e->ended >= e->started) {
        s->timed++;
        s->timed_answers += e->n_answers;
        s->seconds += e->ended - e->started;
    }
}

static void count(struct warnings *w, const struct input *in, const struct entry *e)
{
    tally_time(w, in, e);
    if (e->pass != 3)
        tally_cells(w, in, e);
    intake_straight(in->intake, e, in->issues);
}

/* Where the same keying waits already, E came in its place. */
static void set_aside(struct warnings *w, const struct input *in, const struct entry *e)
{
    if (!w->last_waiting)
        w->last_waiting = xcalloc(in->issued->n, sizeof *w->last_waiting);
    size_t *last = &w->last_waiting[e->ballot], i = *last;
    while (i && (w->waiting[i - 1].entry.pass != e->pass || w->waiting[i - 1].entry.channel != e->channel))
        i = w->waiting[i - 1].before;
    if (!i) {
        w->waiting = grow(w->waiting, &w->waiting_room, w->n_waiting + 1, sizeof *w->waiting);
        w->waiting[w->n_waiting] = (struct waiting){.before = *last};
        i = *last = ++w->n_waiting;
    }
    struct entry *kept = &w->waiting[i - 1].entry;
    free(kept->cells);
    discard(kept->place.sheet);
    *kept = *e;
    kept->cells = xmalloc(e->n_cells + 1);
    memcpy(kept->cells, e->cells, e->n_cells);
    kept->reason = NULL;
    kept->place.sheet = e->place.sheet ? xstrdup(e->place.sheet) : NULL;
}

void warnings_entry(struct warnings *w, const struct input *in, const struct entry *e)
{
    w->entries = w->entries || e->pass == 1;
    if (intake_may_replace(in->intake, e->channel))
        set_aside(w, in, e);
    else
        count(w, in, e);
}

/* --- a file ---------------------------------------------------------------------------- */

void warnings_file(struct warnings *w, const struct input *in, const char *path)
{
    for (size_t i = 0; i < w->n_waiting; i++) {
        w->waiting[i].entry.place.file = path; /* the reader's own name of it is gone */
        count(w, in, &w->waiting[i].entry);
    }
    drop_waiting(w);
    for (size_t k = 0; k < w->n_speeds; k++) {
        const struct speed *s = &w->speeds[k];
        double seconds = s->seconds;
        size_t answers = s->timed_answers, ballots = s->timed;
        if (k && s->timed < FAST_BALLOTS) { /* ends alone: from the first to the last */
            seconds = s->last - s->first;
            answers = s->answers - s->first_answers;
            ballots = s->ballots;
        }
        if (ballots < FAST_BALLOTS || !answers || seconds / (double)answers >= FAST_SECONDS)
            continue;
        struct place place = {path, NULL, 0, 0};
        if (k)
            issues_add(in->issues, WARNING, "W402", place,
                       _("\"%s\" keyed %zu ballots in %.0f seconds, %.2f an answer; nobody keys that fast"),
                       intake_person_name(in->intake, k - 1), ballots, seconds, seconds / (double)answers);
        else
            issues_add(in->issues, WARNING, "W402", place,
                       _("%zu ballots were answered in %.0f seconds, %.2f an answer; nobody answers that fast"),
                       ballots, seconds, seconds / (double)answers);
    }
    w->n_speeds = 0;
}

/* --- channels ----------------------------------------------------------------------------- */

struct mean {
    double n, mean, variance; /* of the mean */
};

static struct mean mean_of(const struct warnings *w, const struct input *in, size_t question, enum channel channel)
{
    const struct question *q = &in->d->questions[question];
    const struct scale *scale = &in->d->scales[q->scale];
    const uint32_t *marks = w->marks + (question * 4 + (size_t)channel) * w->n_marks;
    struct mean r = {0, 0, 0};
    double sum = 0, squares = 0;
    for (size_t i = 0; i < scale->n_options; i++)
        if (scale->options[i].counted) {
            r.n += marks[i + 1];
            sum += marks[i + 1] * decimal_to_double(scale->options[i].percent);
        }
    r.mean = r.n > 0 ? sum / r.n : 0;
    for (size_t i = 0; i < scale->n_options; i++)
        if (scale->options[i].counted) {
            double d = decimal_to_double(scale->options[i].percent) - r.mean;
            squares += marks[i + 1] * d * d;
        }
    r.variance = r.n > 1 ? squares / (r.n - 1) / r.n : 0;
    return r;
}

static void compare_channels(const struct warnings *w, const struct input *in)
{
    for (size_t q = 0; q < in->d->n_questions; q++)
        for (enum channel a = CHANNEL_PAPER; in->d->questions[q].kind == KIND_OPTION && a < CHANNEL_DIRECT; a++)
            for (enum channel b = a + 1; b <= CHANNEL_DIRECT; b++) {
                struct mean x = mean_of(w, in, q, a), y = mean_of(w, in, q, b);
                if (x.n < CHANNEL_BALLOTS || y.n < CHANNEL_BALLOTS || fabs(x.mean - y.mean) < CHANNEL_PERCENT ||
                    fabs(x.mean - y.mean) < STANDARD_ERRORS * sqrt(x.variance + y.variance))
                    continue;
                issues_add(in->issues, WARNING, "W405", (struct place){in->round, NULL, 0, 0},
                           _("question \"%s\" of ballot type \"%s\": the mean is %.1f%% of %.0f answers from channel "
                             "\"%s\" and %.1f%% of %.0f from \"%s\""),
                           in->d->questions[q].code, in->d->ballot_types[in->d->questions[q].ballot_type].code, x.mean,
                           x.n, channel_names[a], y.mean, y.n, channel_names[b]);
            }
}

/* --- units ---------------------------------------------------------------------------------- */

struct share {
    size_t issued, keyed;
};

/* A unit of TYPE against the other units of the type. */
static void compare_unit(const struct input *in, size_t type, size_t unit, struct share one, struct share all)
{
    struct share rest = {all.issued - one.issued, all.keyed - one.keyed};
    if (one.issued < UNIT_BALLOTS || rest.issued < UNIT_BALLOTS)
        return;
    double n = (double)one.issued, k = (double)rest.issued, p = (double)one.keyed / n, q = (double)rest.keyed / k,
           pooled = (double)all.keyed / (double)all.issued, error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / k));
    if (fabs(p - q) < UNIT_DIFFERENCE || fabs(p - q) < STANDARD_ERRORS * error)
        return;
    issues_add(in->issues, WARNING, "W403", (struct place){in->round, NULL, 0, 0},
               _("unit \"%s\", ballot type \"%s\": %zu of %zu ballots issued were keyed (%.0f%%), of the other units "
                 "%.0f%%"),
               in->d->units[unit].code, in->d->ballot_types[type].code, one.keyed, one.issued, 100 * p, 100 * q);
}

/* Ballots keyed by unit, in the offices from which some have come: others are still to come. */
static void compare_units(const struct input *in)
{
    const struct ballot_register *issued = in->issued;
    const struct definition *d = in->d;
    size_t n_offices = dictionary_size(issued->offices), n_lists = issued->lists.n;
    if (d->n_ballot_types * n_lists > MOST_TYPES_LISTS || d->n_ballot_types * n_offices > MOST_TYPES_LISTS)
        return;
    bool *begun = xcalloc(d->n_ballot_types * n_offices, sizeof *begun);
    struct share *lists = xcalloc(d->n_ballot_types * n_lists, sizeof *lists),
                 *units = xcalloc(d->n_units, sizeof *units);
    for (size_t i = 0; i < issued->n; i++)
        if (issued->ballots[i].passes && issued->ballots[i].office < n_offices)
            begun[issued->ballots[i].type * n_offices + issued->ballots[i].office] = true;
    for (size_t i = 0; i < issued->n; i++) {
        const struct issued *k = &issued->ballots[i];
        if (k->is_void || k->office >= n_offices || !begun[k->type * n_offices + k->office])
            continue;
        lists[k->type * n_lists + k->list].issued++;
        lists[k->type * n_lists + k->list].keyed += k->passes != 0;
    }
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        struct share all = {0, 0};
        memset(units, 0, d->n_units * sizeof *units);
        for (size_t l = 0; l < n_lists; l++)
            for (size_t u = 0; u < issued->lists.n_units[l]; u++) {
                struct share *unit = &units[issued->lists.units[issued->lists.start[l] + u]];
                unit->issued += lists[t * n_lists + l].issued;
                unit->keyed += lists[t * n_lists + l].keyed;
                all.issued += lists[t * n_lists + l].issued;
                all.keyed += lists[t * n_lists + l].keyed;
            }
        for (size_t u = 0; u < d->n_units; u++)
            compare_unit(in, t, u, units[u], all);
    }
    free(begun);
    free(lists);
    free(units);
}

void warnings_end(struct warnings *w, const struct input *in)
{
    compare_channels(w, in);
    if (w->entries)
        compare_units(in);
}
