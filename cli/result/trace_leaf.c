#include "cli/result/trace_leaf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/result/digits.h"
#include "reports/results/words.h"
#include "scoring/points/explain.h"
#include "scoring/points/explain_steps.h"
#include "scoring/points/survey_map.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define INDENT 2
#define HANG   4

/* --- decisions and documents --------------------------------------------------------------- */

/* DATE for the reader. */
static const char *shown_date(struct trace *t, const char *date)
{
    if (!message_is_vietnamese())
        return date;
    char *words = date_words(date);
    const char *shown = prose_say(&t->prose, "%s", words);
    free(words);
    return shown;
}

/* Who said it, when, why. */
static const char *step_words_of(struct trace *t, const struct explain_step *s)
{
    struct prose *p = &t->prose;
    const char *words = s->by;
    if (*s->date)
        words = prose_join(p, words, ", ", shown_date(t, s->date));
    if (s->late)
        words = prose_say(p, _("%s (%lld days overdue, due %s)"), words, (long long)s->late, shown_date(t, s->due));
    if (*s->reason || s->unreasoned)
        words = prose_join(p, words, ": ", *s->reason ? s->reason : _("no reason given"));
    if (s->replaced)
        words = prose_join(p, words, "; ", _("replaced by a later import"));
    return words;
}

static void write_steps(struct trace *t, const struct explain_steps *s)
{
    enum { MARK, STAGE, FIGURE, WORDS, N_CELLS };
    struct prose *p = &t->prose;
    const char **cells = xcalloc((s->n_steps + 1) * N_CELLS, sizeof *cells);
    for (size_t i = 0; i < s->n_steps; i++) {
        const struct explain_step *step = &s->steps[i];
        const char **row = cells + i * N_CELLS;
        row[MARK] = step->counts ? "→" : "";
        row[STAGE] =
            *step->group ? prose_say(p, "%s %s", step->group, trace_words(step->stage)) : trace_words(step->stage);
        row[FIGURE] = step->has_points    ? prose_exact(p, step->points)
                      : step->has_percent ? prose_say(p, "%s %%", prose_exact(p, step->percent))
                                          : "–";
        row[WORDS] = step_words_of(t, step);
    }
    prose_rows(p, INDENT, cells, s->n_steps, N_CELLS, 1U << FIGURE);
    free(cells);
}

static void write_documents(struct trace *t, const struct explain_steps *s)
{
    struct prose *p = &t->prose;
    if (s->n_documents)
        prose_line(p, 0, HANG, _("Documents"));
    for (size_t i = 0; i < s->n_documents; i++) {
        const struct explain_document *d = &s->documents[i];
        const char *words = prose_say(p, "%s%s%s", d->number, *d->number && *d->symbol ? "/" : "", d->symbol);
        words = *d->date ? prose_join(p, words, ", ", shown_date(t, d->date)) : words;
        words = *d->title ? prose_join(p, words, ": ", d->title) : words;
        words = *d->note ? prose_join(p, words, " – ", d->note) : words;
        words = *d->sha256 ? prose_say(p, "%s (SHA-256 %.16s…)", words, d->sha256) : words;
        prose_line(p, INDENT, HANG, words);
    }
}

/* Points by the decision that counts, before they are rounded. */
static decimal write_decision(struct trace *t, const struct criterion *c, const struct explain_steps *s)
{
    struct prose *p = &t->prose;
    for (size_t i = 0; i < s->n_steps; i++) {
        const struct explain_step *step = &s->steps[i];
        if (!step->counts || *step->group)
            continue;
        decimal points = step->has_points ? step->points : decimal_ratio(step->percent, c->max, 100 * DECIMAL_ONE);
        const char *exact = prose_exact(p, points);
        prose_line(
            p, 0, HANG,
            step->has_points
                ? prose_say(p, _("Points = %s by the decision that counts (%s)"), exact, trace_words(step->stage))
                : prose_say(p, _("Points = %s %% × %s = %s by the decision that counts (%s)"),
                            prose_exact(p, step->percent), prose_exact(p, c->max), exact, trace_words(step->stage)));
        return points;
    }
    prose_line(p, 0, HANG, _("Points = 0: nobody claims or decides any"));
    return 0;
}

/* --- ballots ------------------------------------------------------------------------------- */

static const char *const not_counted[N_INVALID] = {
    [INVALID_BLANK] = N_("invalid: blank"),
    [INVALID_REQUIRED] = N_("invalid: a required answer is missing"),
    [INVALID_STRAIGHT] = N_("invalid: one option for everything"),
    [INVALID_MULTIPLE] = N_("invalid: too many double marks"),
    [INVALID_UNREADABLE] = N_("invalid: too much unreadable"),
    [INVALID_TOO_FEW] = N_("invalid: too few answers"),
};

static const char *less(struct trace *t, const char *list, int64_t n, const char *why)
{
    return n ? prose_say(&t->prose, "%s − %lld" TIED "%s", list, (long long)n, why) : list;
}

/* From the ballots that ask about the unit to those that are counted. */
static const char *ballots_words(struct trace *t, const struct explain_group *g)
{
    const char *list = prose_say(&t->prose, _("ballots: %lld issued"), (long long)g->ballots);
    list = less(t, list, g->not_returned, _("not returned"));
    list = less(t, list, g->not_keyed, _("not keyed"));
    for (enum invalid i = VALID + 1; i < N_INVALID; i++)
        list = less(t, list, g->excluded[i], _(not_counted[i]));
    list = less(t, list, g->not_for_unit, _("too few answers about the unit"));
    list = less(t, list, g->unanswered, _("no counted answer here"));
    return prose_say(&t->prose, _("%s = %lld counted"), list, (long long)g->counted);
}

static bool one_weight(const struct explain_group *g)
{
    return g->n_weights == 1;
}

/* Marks that are not counted: "E: 3 not counted; 2 blank". */
static const char *left_out(struct trace *t, const struct explain_question *x, const struct scale *scale)
{
    struct prose *p = &t->prose;
    const char *list = "";
    for (size_t o = 0; o < x->n_options; o++)
        if (x->options[o].worth < 0 && x->options[o].n)
            list =
                prose_join(p, list, ", ",
                           prose_say(p, _("%s: %lld not counted"), scale->options[o].code, (long long)x->options[o].n));
    if (x->blank)
        list = prose_join(p, list, ", ", prose_say(p, _("%lld blank"), (long long)x->blank));
    if (x->unreadable)
        list = prose_join(p, list, ", ", prose_say(p, _("%lld unreadable"), (long long)x->unreadable));
    return list;
}

/* "A: 14 × 100 + B: 48 × 60", of each option its weight, or its marks among MARKS, by what it is worth. */
static const char *products(struct trace *t, const struct explain_question *x, const struct scale *scale,
                            const int64_t *marks, int places)
{
    struct prose *p = &t->prose;
    const char *list = "";
    for (size_t o = 0; o < x->n_options; o++) {
        int64_t n = marks ? marks[x->first + o] : x->options[o].n;
        if (n == 0 || x->options[o].worth < 0)
            continue;
        const char *times =
            places < 0 ? prose_say(p, "%lld", (long long)n) : prose_real(p, x->options[o].weight, places);
        list = prose_join(p, list, " + ",
                          prose_say(p, "%s:" TIED "%s" TIED "×" TIED "%s", scale->options[o].code, times,
                                    prose_real(p, x->options[o].worth, 9)));
    }
    return list;
}

/* The decimals of the weights of the classes with which those of the ballots with MARK are WEIGHT with PLACES. */
static int class_places(const struct explain_group *g, size_t mark, double weight, int places)
{
    double *marks = xcalloc(g->n_weights + 1, sizeof *marks), *keys = xcalloc(g->n_weights + 1, sizeof *keys);
    for (size_t k = 0; k < g->n_weights; k++) {
        marks[k] = (double)g->weights[k].marks[mark];
        keys[k] = g->weights[k].key;
    }
    int more = digits_of_values(marks, keys, g->n_weights, 1, weight, places);
    free(marks);
    free(keys);
    return more;
}

/* "A 18 = 14 × 1.4634 + 4 × 1.5882; …": how the weights of the options come from those of the ballots. */
static const char *weights_words(struct trace *t, const struct explain_group *g, const struct explain_question *x,
                                 const struct scale *scale, int places)
{
    struct prose *p = &t->prose;
    const char *list = "";
    for (size_t o = 0; o < x->n_options; o++) {
        if (x->options[o].n == 0 || x->options[o].worth < 0)
            continue;
        const char *sum = "";
        int more = class_places(g, x->first + o, x->options[o].weight, places);
        for (size_t k = 0; k < g->n_weights; k++)
            if (g->weights[k].marks[x->first + o])
                sum = prose_join(p, sum, " + ",
                                 prose_say(p, "%lld" TIED "×" TIED "%s", (long long)g->weights[k].marks[x->first + o],
                                           prose_real(p, g->weights[k].key, more)));
        list = prose_join(p, list, "; ",
                          prose_say(p, _("%s: %lld ballots"), scale->options[o].code, (long long)x->options[o].n));
        if (g->n_weights)
            list = prose_say(p, "%s, %s" TIED "=" TIED "%s", list, sum, prose_real(p, x->options[o].weight, places));
    }
    return list;
}

/* A question's mean, with MEAN_PLACES, from its options' ballots, or, where their weights differ, from the sums of
 * these. */
static void write_question(struct trace *t, const struct explain_group *g, const struct explain_question *x,
                           int mean_places)
{
    struct prose *p = &t->prose;
    const struct definition *d = t->d;
    const struct question *q = &d->questions[x->question];
    const struct scale *scale = &d->scales[q->scale];
    const char *name = prose_say(p, "%s/%s", d->ballot_types[q->ballot_type].code, q->code),
               *rest = left_out(t, x, scale);
    double weight = 0, *weights = xcalloc(x->n_options + 1, sizeof *weights),
           *worths = xcalloc(x->n_options + 1, sizeof *worths);
    size_t n = 0;
    for (size_t o = 0; o < x->n_options; o++)
        if (x->options[o].worth >= 0) {
            weight += x->options[o].weight;
            weights[n] = x->options[o].weight;
            worths[n++] = x->options[o].worth;
        }
    bool plain = one_weight(g);
    int places = plain || x->answers == 0 ? -1 : digits_of_weights(weights, worths, n, x->mean, mean_places);
    free(weights);
    free(worths);
    const char *words =
        x->answers == 0 ? prose_say(p, _("%s: no counted answer"), name)
                        : prose_say(p, "%s: (%s) / %s = %s" TIED "%%", name, products(t, x, scale, NULL, places),
                                    plain ? prose_say(p, "%lld", (long long)x->answers) : prose_real(p, weight, places),
                                    prose_real(p, x->mean, mean_places));
    prose_line(p, INDENT, HANG, *rest ? prose_say(p, "%s; %s", words, rest) : words);
    if (x->answers && !plain)
        prose_line(p, INDENT + HANG, HANG, weights_words(t, g, x, scale, places));
}

/* The decimals of the questions' means with which the group's, with PLACES, follows from them. */
static int question_places(struct trace *t, const struct explain_group *g, int places)
{
    double whole = 0, *weights = xcalloc(g->n_questions + 1, sizeof *weights),
           *means = xcalloc(g->n_questions + 1, sizeof *means);
    size_t n = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        const struct explain_question *x = &g->questions[i];
        if (x->answers == 0)
            continue;
        weights[n] = decimal_to_double(t->d->questions[x->question].weight);
        whole += weights[n];
        means[n++] = x->mean;
    }
    int more = n > 1 ? digits_of_values(weights, means, n, whole, g->figure, places) : places;
    free(weights);
    free(means);
    return more;
}

/* The questions' means, of MEAN_PLACES, together: the group's, of PLACES. */
static void write_group_mean(struct trace *t, const struct explain_group *g, int mean_places, int places)
{
    struct prose *p = &t->prose;
    const char *list = "";
    decimal whole = 0;
    size_t n = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        const struct explain_question *x = &g->questions[i];
        decimal weight = t->d->questions[x->question].weight;
        if (x->answers == 0)
            continue;
        n++;
        whole += weight;
        list = prose_join(
            p, list, " + ",
            prose_say(p, "%s" TIED "×" TIED "%s", prose_exact(p, weight), prose_real(p, x->mean, mean_places)));
    }
    if (n > 1)
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("questions by their weights: (%s) / %s = %s %%"), list, prose_exact(p, whole),
                             prose_real(p, g->figure, places)));
}

/* The sum of the own means of the ballots of CLASS. */
static double class_sum(const struct trace *t, const struct explain_group *g, const struct explain_class *class)
{
    double sum = 0;
    for (size_t i = 0; i < g->n_questions; i++)
        for (size_t o = 0; o < g->questions[i].n_options; o++)
            if (g->questions[i].options[o].worth >= 0)
                sum += decimal_to_double(t->d->questions[g->questions[i].question].weight) *
                       (double)class->marks[g->questions[i].first + o] * g->questions[i].options[o].worth;
    return sum / class->key;
}

/* Ballots whose counted questions weigh the same together: their own means, summed up question by question. */
static void write_class(struct trace *t, const struct explain_group *g, const struct explain_class *class, int places)
{
    struct prose *p = &t->prose;
    const struct definition *d = t->d;
    const char *list = "", *names = "";
    size_t n = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        const struct explain_question *x = &g->questions[i];
        const struct question *q = &d->questions[x->question];
        const char *sum = products(t, x, &d->scales[q->scale], class->marks, -1);
        if (!*sum)
            continue;
        const char *name = prose_say(p, "%s/%s", d->ballot_types[q->ballot_type].code, q->code);
        names = prose_join(p, names, ", ", name);
        list = prose_join(p, list, " + ", prose_say(p, "%s" TIED "×" TIED "(%s)", prose_exact(p, q->weight), sum));
        n++;
    }
    prose_line(p, INDENT, HANG,
               prose_say(p, _("%lld ballots with questions of weight %s (%s): (%s) / %s = %s"), (long long)class->n,
                         prose_real(p, class->key, 9), names, list, prose_real(p, class->key, 9),
                         prose_real(p, class_sum(t, g, class), places)));
}

/* The decimals of the sums of the classes with which they add up to the group's, with PLACES. */
static int pool_places(struct trace *t, const struct explain_group *g, int places)
{
    double *ones = xcalloc(g->n_pools + 1, sizeof *ones), *sums = xcalloc(g->n_pools + 1, sizeof *sums);
    for (size_t i = 0; i < g->n_pools; i++) {
        ones[i] = 1;
        sums[i] = class_sum(t, g, &g->pools[i]);
    }
    int more = g->n_pools > 1 ? digits_of_values(ones, sums, g->n_pools, 1, g->own_sum, places) : places;
    free(ones);
    free(sums);
    return more;
}

/* --- decimals ------------------------------------------------------------------------------- */

/* The decimals of the figures of a leaf, each printed alike wherever it stands. */
struct leaf_places {
    int percent, pool, sums, groups; /* of the leaf, of the pool and its sums, of the groups' figures */
};

/* The decimals of the groups' figures with which the leaf's percent follows; of the pool's mean beside those from
 * outside. */
static int group_places(const struct trace *t, const struct explain *e, int places)
{
    double whole = 0, pool = 0, *weights = xcalloc(e->n_groups + 1, sizeof *weights),
           *figures = xcalloc(e->n_groups + 1, sizeof *figures);
    size_t n = 0;
    for (size_t k = 0; k < e->n_groups; k++) {
        const struct explain_group *g = &e->groups[k];
        double weight = decimal_to_double(e->result.parts[k].weight);
        if (t->d->rules.pooled ? g->outside && g->share > 0 : e->result.parts[k].dropped == DROPPED_NOT) {
            weights[n] = weight;
            figures[n++] = t->d->rules.pooled ? g->figure : e->result.parts[k].percent;
        } else if (g->in_pool) {
            pool += weight;
        }
    }
    if (pool > 0) {
        weights[n] = pool;
        figures[n++] = e->result.pool_mean;
    }
    for (size_t i = 0; i < n; i++)
        whole += weights[i];
    int more = n > 1 ? digits_of_values(weights, figures, n, whole, e->percent, places) : places;
    free(weights);
    free(figures);
    return more;
}

static struct leaf_places leaf_places(const struct trace *t, const struct explain *e)
{
    double share = decimal_to_double(t->d->criteria[e->result.criterion].max) / 100;
    struct leaf_places places = {
        .percent = digits_of_values(&share, &e->percent, 1, 1, decimal_to_double(e->points), PERCENT_PLACES)};
    places.pool = places.groups = group_places(t, e, places.percent);
    double *ones = xcalloc(e->n_groups + 1, sizeof *ones), *sums = xcalloc(e->n_groups + 1, sizeof *sums);
    size_t n = 0;
    for (size_t k = 0; k < e->n_groups; k++)
        if (e->groups[k].in_pool) {
            ones[n] = 1;
            sums[n++] = e->groups[k].own_sum;
        }
    places.sums = n ? digits_of_values(ones, sums, n, (double)e->result.n_pooled, e->result.pool_mean, places.pool)
                    : PERCENT_PLACES;
    free(ones);
    free(sums);
    return places;
}

/* --- groups -------------------------------------------------------------------------------- */

/* Why a group is left out, with the basis where a table says it; NULL where it counts. */
static const char *why_dropped(struct trace *t, const struct explain *e, size_t k)
{
    struct prose *p = &t->prose;
    const struct group_part *part = &e->result.parts[k];
    const struct not_applicable *x = definition_exception(t->d, t->unit->unit, e->result.criterion, part->group);
    switch (part->dropped) {
    case DROPPED_NOT_APPLICABLE:
        return x && *x->basis ? prose_say(p, _("does not apply to this group (basis: %s)"), x->basis)
                              : _("does not apply to this group");
    case DROPPED_NO_ANSWERS:
        return _("no counted answers");
    case DROPPED_WEIGHT_ZERO:
        return _("its weight is 0");
    case DROPPED_MIN_BASE:
        return t->d->rules.pooled ? NULL
                                  : prose_say(p, _("fewer ballots than the minimum: %lld < %lld"),
                                              (long long)part->ballots, (long long)t->d->rules.min_base);
    default:
        return NULL;
    }
}

static void write_group(struct trace *t, const struct explain *e, size_t k, const struct leaf_places *places)
{
    struct prose *p = &t->prose;
    const struct explain_group *g = &e->groups[k];
    const struct group *group = &t->d->groups[g->group];
    bool pooled = t->d->rules.pooled && !g->outside;
    const char *dropped = why_dropped(t, e, k), *name = prose_say(p, "%s – %s", group->code, group->name);
    if (dropped)
        prose_line(p, 0, HANG, prose_say(p, _("%s: left out, %s"), name, dropped));
    else if (g->outside)
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s: %s %% from outside"), name, prose_real(p, g->figure, places->groups)));
    else if (pooled)
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s: the means of its ballots add up to %s"), name,
                             prose_real(p, g->own_sum, places->sums)));
    else
        prose_line(p, 0, HANG, prose_say(p, "%s: %s %%", name, prose_real(p, g->figure, places->groups)));
    if (g->outside)
        return;
    const char *ballots = ballots_words(t, g);
    if (g->counted && !pooled) {
        if (one_weight(g))
            ballots = prose_say(p, _("%s, all of one weight (%s)"), ballots, prose_real(p, g->weights[0].key, 6));
        else if (!g->n_weights)
            ballots = prose_say(p, _("%s; their weights: `dtxhh show %s weights`"), ballots, store_path(t->store));
    }
    prose_line(p, INDENT, HANG, ballots);
    if (dropped && e->result.parts[k].dropped != DROPPED_MIN_BASE)
        return;
    int own = dropped ? PERCENT_PLACES : places->groups,
        more = pooled ? pool_places(t, g, places->sums) : question_places(t, g, own);
    for (size_t i = 0; i < g->n_questions && !pooled; i++)
        write_question(t, g, &g->questions[i], more);
    if (!pooled)
        write_group_mean(t, g, more, own);
    for (size_t i = 0; i < g->n_pools && pooled; i++)
        write_class(t, g, &g->pools[i], more);
}

/* The bases of the weights of the groups that count: equal ones in one line. */
static void write_bases(struct trace *t, const struct explain *e, const bool *counts)
{
    struct prose *p = &t->prose;
    const struct definition *d = t->d;
    bool *said = xcalloc(e->n_groups + 1, sizeof *said);
    for (size_t i = 0; i < e->n_groups; i++) {
        if (!counts[i] || said[i])
            continue;
        const struct group_weight *row =
            definition_weight_row(d, d->units[t->unit->unit].block, e->result.criterion, e->groups[i].group);
        const char *list = "";
        for (size_t k = i; k < e->n_groups; k++) {
            const struct group_weight *other =
                definition_weight_row(d, d->units[t->unit->unit].block, e->result.criterion, e->groups[k].group);
            if (!counts[k] || !row != !other || (row && strcmp(row->basis, other->basis) != 0))
                continue;
            said[k] = true;
            list = prose_join(p, list, ", ", d->groups[e->groups[k].group].code);
        }
        if (!row)
            prose_line(p, INDENT, HANG, prose_say(p, _("weight of %s: 1, none is set"), list));
        else if (*row->basis)
            prose_line(p, INDENT, HANG, prose_say(p, _("weight of %s: basis %s"), list, row->basis));
    }
    free(said);
}

/* The leaf's percent from the means of the groups. */
static void write_means(struct trace *t, const struct explain *e, const struct leaf_places *places)
{
    struct prose *p = &t->prose;
    const char *list = "";
    decimal whole = 0;
    size_t n = 0;
    bool *counts = xcalloc(e->n_groups + 1, sizeof *counts);
    for (size_t k = 0; k < e->n_groups; k++) {
        const struct group_part *part = &e->result.parts[k];
        counts[k] = part->dropped == DROPPED_NOT;
        if (!counts[k])
            continue;
        n++;
        whole += part->weight;
        list = prose_join(p, list, " + ",
                          prose_say(p, "%s" TIED "×" TIED "%s" TIED "(%s)", prose_exact(p, part->weight),
                                    prose_real(p, part->percent, places->groups), t->d->groups[part->group].code));
    }
    if (n > 1) {
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s %% = the groups by their weights: (%s) / %s = %s"),
                             prose_real(p, e->percent, places->percent), list, prose_exact(p, whole),
                             prose_real(p, e->percent, places->percent)));
        write_bases(t, e, counts);
    }
    free(counts);
}

/* The leaf's percent from the ballots of the pool, and groups from outside against it. */
static void write_pool(struct trace *t, const struct explain *e, const struct leaf_places *places)
{
    struct prose *p = &t->prose;
    const char *sums = "", *numbers = "", *weights = "", *list = "";
    decimal pool_weight = 0, whole = 0;
    size_t n_outside = 0;
    bool *counts = xcalloc(e->n_groups + 1, sizeof *counts);
    for (size_t k = 0; k < e->n_groups; k++) {
        const struct explain_group *g = &e->groups[k];
        const struct group_part *part = &e->result.parts[k];
        const char *code = t->d->groups[g->group].code, *weight = prose_exact(p, part->weight);
        counts[k] = g->outside ? g->share > 0 : g->in_pool;
        if (!counts[k])
            continue;
        whole += part->weight;
        n_outside += g->outside;
        if (g->outside) {
            list = prose_join(p, list, " + ",
                              prose_say(p, "%s" TIED "×" TIED "%s" TIED "(%s)", weight,
                                        prose_real(p, g->figure, places->groups), code));
            continue;
        }
        pool_weight += part->weight;
        sums =
            prose_join(p, sums, " + ", prose_say(p, "%s" TIED "(%s)", prose_real(p, g->own_sum, places->sums), code));
        numbers = prose_join(p, numbers, " + ", prose_say(p, "%lld", (long long)g->counted));
        weights = prose_join(p, weights, " + ", weight);
    }
    const char *pool = prose_real(p, e->result.pool_mean, places->pool);
    if (e->result.n_pooled)
        prose_line(p, 0, HANG,
                   prose_say(p,
                             strchr(numbers, '+') ? _("%s %% = the means of all ballots: (%s) / (%s) = %s")
                                                  : _("%s %% = the means of all ballots: %s / %s = %s"),
                             pool, sums, numbers, pool));
    if (n_outside && e->result.n_pooled) {
        const char *percent = prose_real(p, e->percent, places->percent);
        prose_line(p, 0, HANG,
                   prose_say(p,
                             _("%s %% = the pool with the weights of its groups (%s = %s), and what is from outside: "
                               "(%s × %s + %s) / %s = %s"),
                             percent, weights, prose_exact(p, pool_weight), prose_exact(p, pool_weight), pool, list,
                             prose_exact(p, whole), percent));
        write_bases(t, e, counts);
    } else if (n_outside > 1) {
        const char *percent = prose_real(p, e->percent, places->percent);
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s %% = the groups by their weights: (%s) / %s = %s"), percent, list,
                             prose_exact(p, whole), percent));
        write_bases(t, e, counts);
    }
    free(counts);
}

/* Points from ballots; they are set to what they are before they are rounded. */
static bool write_survey(struct trace *t, size_t node, decimal *points, struct error *err)
{
    struct prose *p = &t->prose;
    struct explain e;
    struct leaf_places places = {0};
    bool ok = explain_leaf(&e, t->store, t->d, t->unit->unit, node, err);
    if (ok) {
        *points = e.points;
        places = leaf_places(t, &e);
        const char *rounded = prose_decimal(p, e.points, PERCENT_PLACES), *exact = prose_exact(p, e.points);
        const char *words = prose_say(p, _("Points = %s %% × %s = %s"), prose_real(p, e.percent, places.percent),
                                      prose_exact(p, t->d->criteria[node].max), rounded);
        prose_line(p, 0, HANG,
                   strcmp(rounded, exact) != 0 ? prose_say(p, _("%s (with all digits: %s)"), words, exact) : words);
        if (t->d->rules.pooled)
            write_pool(t, &e, &places);
        else
            write_means(t, &e, &places);
    }
    for (size_t k = 0; ok && k < e.n_groups; k++)
        write_group(t, &e, k, &places);
    explain_release(&e);
    return ok;
}

/* --- the leaf ------------------------------------------------------------------------------- */

/* What the round does to the leaf's POINTS. */
static void write_rounding(struct trace *t, size_t node, decimal points)
{
    struct prose *p = &t->prose;
    const struct explain_node *x = &t->unit->nodes[explain_place(t->d, t->unit->unit, node)];
    enum rounding_at at = explain_rounding(t->d, node);
    if (at == ROUND_TOTAL)
        return;
    if (t->d->rules.survey == SURVEY_NONE) {
        if (x->has_rescaled && !x->bonus)
            prose_line(p, 0, HANG,
                       prose_say(p, _("on a maximum of 100: %s / %s × 100, rounded to %d decimals = %s"),
                                 prose_exact(p, points), prose_exact(p, t->unit->own_max), t->d->rules.decimals,
                                 prose_exact(p, x->rescaled)));
        return;
    }
    if (x->points != points)
        prose_line(p, 0, HANG, trace_rounded(t, points, at));
}

bool trace_leaf(struct trace *t, size_t node, struct error *err)
{
    const struct criterion *c = &t->d->criteria[node];
    bool survey = definition_is_survey_leaf(t->d, t->d->units[t->unit->unit].block, node);
    struct explain_steps steps = {0};
    decimal points = 0;
    putchar('\n');
    bool ok = explain_steps_read(&steps, t->store, t->d, t->unit->unit, node, err) &&
              (!survey || write_survey(t, node, &points, err));
    if (ok) {
        if (!survey)
            points = write_decision(t, c, &steps);
        if (survey && steps.n_steps)
            prose_line(&t->prose, 0, HANG, _("Figures from outside"));
        write_steps(t, &steps);
        write_rounding(t, node, points);
        if (!survey && steps.n_steps)
            prose_line(
                &t->prose, INDENT, HANG,
                _("the second appraisal counts, else the first, else a figure from outside; never the self score"));
        write_documents(t, &steps);
    }
    explain_steps_release(&steps);
    return ok;
}
