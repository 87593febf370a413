#include "cli/result/explain_leaf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/results/words.h"
#include "scoring/points/survey.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

/* The next fact of KIND behind F of the same group and question as AT, which may be NULL where these are any. */
static const struct fact *next(const struct screen *s, const struct fact *f, enum fact_kind kind, const struct fact *at)
{
    return facts_next(s->facts, f,
                      &(struct fact){kind, .group = at ? at->group : NULL, .question = at ? at->question : NULL});
}

/* Values with their factors, to find out how many decimals they are printed with (digits.h). */
struct terms {
    double *factors, *values, whole; /* WHOLE: sum of the factors */
    size_t n;
};

static struct terms terms_new(const struct screen *s)
{
    size_t n = s->facts->n + 1;
    return (struct terms){.factors = xcalloc(n, sizeof(double)), .values = xcalloc(n, sizeof(double))};
}

static void add_term(struct terms *t, double factor, double value)
{
    t->factors[t->n] = factor;
    t->values[t->n++] = value;
    t->whole += factor;
}

/* The decimals with which sum of factors x values / WHOLE is RESULT, with PLACES: those where fewer than LEAST values
 * are there.  Frees T. */
static int term_places(struct terms *t, size_t least, double whole, double result, int places)
{
    int more = t->n >= least ? digits_of_values(t->factors, t->values, t->n, whole, result, places) : places;
    free(t->factors);
    free(t->values);
    return more;
}

/* --- decisions and documents --------------------------------------------------------------- */

/* DATE for the reader. */
static const char *shown_date(struct screen *s, const char *date)
{
    if (!message_is_vietnamese())
        return date;
    char *words = date_words(date);
    const char *shown = prose_say(&s->prose, "%s", words);
    free(words);
    return shown;
}

/* By what, by whom, when and why a decision no longer counts. */
static const char *gone_words(struct screen *s, const struct leaf_decision *x)
{
    char day[11];
    snprintf(day, sizeof day, "%.10s", x->gone_time);
    const char *words =
        prose_say(&s->prose, _("replaced or withdrawn by line %lld of the log"), (long long)x->gone_run);
    if (!*x->gone_reason)
        return words;
    return prose_say(&s->prose, "%s, %s, %s: %s", words, x->gone_who, shown_date(s, day), x->gone_reason);
}

/* Who said it, when, why. */
static const char *decision_words(struct screen *s, const struct leaf_decision *x)
{
    struct prose *p = &s->prose;
    const char *words = x->by;
    if (*x->date)
        words = prose_join(p, words, ", ", shown_date(s, x->date));
    if (x->late)
        words = prose_say(p, _("%s (%lld days overdue, due %s)"), words, (long long)x->late, shown_date(s, x->due));
    if (*x->reason || x->unreasoned)
        words = prose_join(p, words, ": ", *x->reason ? x->reason : _("no reason given"));
    if (x->replaced)
        words = prose_join(p, words, "; ", gone_words(s, x));
    return words;
}

static void write_decisions(struct screen *s)
{
    enum { MARK, STAGE, FIGURE, WORDS, N_CELLS };
    struct prose *p = &s->prose;
    size_t n = 0;
    const char **cells = xcalloc((s->facts->n + 1) * N_CELLS, sizeof *cells);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_DECISION, NULL));) {
        const struct leaf_decision *x = f->decision;
        const char **row = cells + n++ * N_CELLS;
        row[MARK] = x->counts ? "→" : "";
        row[STAGE] = *x->group ? prose_say(p, "%s %s", x->group, screen_stage(x->stage)) : screen_stage(x->stage);
        row[FIGURE] = x->has_points    ? prose_exact(p, x->points)
                      : x->has_percent ? prose_say(p, "%s %%", prose_exact(p, x->percent))
                                       : "–";
        row[WORDS] = decision_words(s, x);
    }
    prose_rows(p, INDENT, cells, n, N_CELLS, 1U << FIGURE);
    free(cells);
}

static void write_documents(struct screen *s)
{
    struct prose *p = &s->prose;
    if (next(s, NULL, FACT_DOCUMENT, NULL))
        prose_line(p, 0, HANG, _("Documents"));
    for (const struct fact *f = NULL; (f = next(s, f, FACT_DOCUMENT, NULL));) {
        const struct document *d = f->document;
        const char *words = prose_say(p, "%s%s%s", d->number, *d->number && *d->symbol ? "/" : "", d->symbol);
        words = *d->date ? prose_join(p, words, ", ", shown_date(s, d->date)) : words;
        words = *d->title ? prose_join(p, words, ": ", d->title) : words;
        words = *d->note ? prose_join(p, words, " – ", d->note) : words;
        words = *d->sha256 ? prose_say(p, "%s (SHA-256 %.16s…)", words, d->sha256) : words;
        prose_line(p, INDENT, HANG, words);
    }
}

/* What was corrected or withdrawn of the ballots, by whom, when and why. */
static void write_corrections(struct screen *s)
{
    struct prose *p = &s->prose;
    if (next(s, NULL, FACT_CORRECTION, NULL))
        prose_line(p, 0, HANG, _("Corrected and withdrawn"));
    for (const struct fact *f = NULL; (f = next(s, f, FACT_CORRECTION, NULL));) {
        const struct correction *c = f->correction;
        char *what = correction_words(c), day[11];
        snprintf(day, sizeof day, "%.10s", c->time);
        const char *words = c->n ? prose_say(p, _("%s: %lld ballots about the unit"), what, (long long)c->n) : what;
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("%s, %s: %s; reason: %s"), shown_date(s, day), c->who, words,
                             *c->reason ? c->reason : _("no reason given")));
        free(what);
    }
}

/* Points by the decision that counts, before they are rounded. */
static void write_decision(struct screen *s, const struct criterion *c)
{
    struct prose *p = &s->prose;
    for (const struct fact *f = NULL; (f = next(s, f, FACT_DECISION, NULL));) {
        const struct leaf_decision *x = f->decision;
        if (!x->counts || *x->group)
            continue;
        const char *exact = prose_exact(p, f->other), *stage = screen_stage(x->stage);
        prose_line(p, 0, HANG,
                   x->has_points ? prose_say(p, _("Points = %s by the decision that counts (%s)"), exact, stage)
                                 : prose_say(p, _("Points = %s %% × %s = %s by the decision that counts (%s)"),
                                             prose_exact(p, x->percent), prose_exact(p, c->max), exact, stage));
        return;
    }
    prose_line(p, 0, HANG, _("Points = 0: nobody claims or decides any"));
}

/* --- ballots ------------------------------------------------------------------------------- */

static const char *const fates[N_FATES] = {
    [FATE_NOT_RETURNED] = N_("not returned"),
    [FATE_NOT_KEYED] = N_("not keyed"),
    [FATE_INVALID + INVALID_BLANK] = N_("invalid: blank"),
    [FATE_INVALID + INVALID_REQUIRED] = N_("invalid: a required answer is missing"),
    [FATE_INVALID + INVALID_STRAIGHT] = N_("invalid: one option for everything"),
    [FATE_INVALID + INVALID_MULTIPLE] = N_("invalid: too many double marks"),
    [FATE_INVALID + INVALID_UNREADABLE] = N_("invalid: too much unreadable"),
    [FATE_INVALID + INVALID_TOO_FEW] = N_("invalid: too few answers"),
    [FATE_NOT_FOR_UNIT] = N_("too few answers about the unit"),
    [FATE_UNANSWERED] = N_("no counted answer here"),
};

/* How many ballots of GROUP have FATE. */
static long long count_of(const struct screen *s, const struct fact *group, enum ballot_fate fate)
{
    const struct fact *f = next(s, NULL, FACT_BALLOTS, group);
    while (f && f->which != (int)fate)
        f = next(s, f, FACT_BALLOTS, group);
    return f ? (long long)f->n : 0;
}

/* From the ballots that ask about the unit to those that are counted. */
static const char *ballots_words(struct screen *s, const struct fact *group)
{
    struct prose *p = &s->prose;
    const char *list = prose_say(p, _("ballots: %lld issued"), count_of(s, group, FATE_ISSUED));
    for (const struct fact *f = NULL; (f = next(s, f, FACT_BALLOTS, group));)
        if (fates[f->which])
            list = prose_say(p, "%s − %lld" TIED "%s", list, (long long)f->n, _(fates[f->which]));
    return prose_say(p, _("%s = %lld counted"), list, count_of(s, group, FATE_COUNTED));
}

/* Marks that are not counted: "E: 3 not counted; 2 blank". */
static const char *left_out(struct screen *s, const struct fact *question)
{
    struct prose *p = &s->prose;
    const char *list = "";
    for (const struct fact *f = NULL; (f = next(s, f, FACT_OPTION, question));)
        if (!(f->flags & HAS_PERCENT) && f->n)
            list = prose_join(p, list, ", ", prose_say(p, _("%s: %lld not counted"), f->option->code, (long long)f->n));
    for (const struct fact *f = NULL; (f = next(s, f, FACT_UNCOUNTED, question));)
        list =
            prose_join(p, list, ", ", prose_say(p, f->which ? _("%lld unreadable") : _("%lld blank"), (long long)f->n));
    return list;
}

/* "A: 14 × 100 + B: 48 × 60", of each option its weight, for PLACES below 0 its marks, by what it is worth; of those of
 * CLASS where it is not NULL. */
static const char *products(struct screen *s, const struct fact *question, const struct fact *class, int places)
{
    struct prose *p = &s->prose;
    const char *list = "";
    enum fact_kind kind = class ? FACT_CLASS_MARK : FACT_OPTION;
    for (const struct fact *f = NULL; (f = next(s, f, kind, question));) {
        if (f->n == 0 || !(f->flags & HAS_PERCENT) || (class && f->weight != class->weight))
            continue;
        const char *times = places < 0 ? prose_say(p, "%lld", (long long)f->n) : prose_real(p, f->weight, places);
        list = prose_join(
            p, list, " + ",
            prose_say(p, "%s:" TIED "%s" TIED "×" TIED "%s", f->option->code, times, prose_real(p, f->value, 9)));
    }
    return list;
}

/* "A 18 = 14 × 1.4634 + 4 × 1.5882; …": how the weights of the options come from those of the ballots. */
static const char *weights_words(struct screen *s, const struct fact *question, int places)
{
    struct prose *p = &s->prose;
    const char *list = "";
    bool classes = facts_next(s->facts, NULL, &(struct fact){FACT_CLASS, .group = question->group});
    for (const struct fact *f = NULL; (f = next(s, f, FACT_OPTION, question));) {
        if (f->n == 0 || !(f->flags & HAS_PERCENT))
            continue;
        const char *sum = "";
        struct terms terms = terms_new(s);
        const struct fact like = {FACT_CLASS_MARK, .group = f->group, .question = f->question, .option = f->option};
        for (const struct fact *m = NULL; (m = facts_next(s->facts, m, &like));)
            add_term(&terms, (double)m->n, m->weight);
        int more = term_places(&terms, 0, 1, f->weight, places);
        for (const struct fact *m = NULL; (m = facts_next(s->facts, m, &like));)
            sum = prose_join(p, sum, " + ",
                             prose_say(p, "%lld" TIED "×" TIED "%s", (long long)m->n, prose_real(p, m->weight, more)));
        list = prose_join(p, list, "; ", prose_say(p, _("%s: %lld ballots"), f->option->code, (long long)f->n));
        if (classes)
            list = prose_say(p, "%s, %s" TIED "=" TIED "%s", list, sum, prose_real(p, f->weight, places));
    }
    return list;
}

static const char *question_name(struct screen *s, const struct question *q)
{
    return prose_say(&s->prose, "%s/%s", s->facts->d->ballot_types[q->ballot_type].code, q->code);
}

/* A question's mean, with MEAN_PLACES, from its options' ballots, or, where their weights differ, not PLAIN, from the
 * sums of these. */
static void write_question(struct screen *s, const struct fact *question, bool plain, int mean_places)
{
    struct prose *p = &s->prose;
    const char *name = question_name(s, question->question), *rest = left_out(s, question), *words;
    int places = -1;
    struct terms terms = terms_new(s);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_OPTION, question));)
        if (f->flags & HAS_PERCENT)
            add_term(&terms, f->weight, f->value);
    if (!plain && question->n)
        places = digits_of_weights(terms.factors, terms.values, terms.n, question->value, mean_places);
    if (question->n == 0)
        words = prose_say(p, _("%s: no counted answer"), name);
    else
        words = prose_say(p, "%s: (%s) / %s = %s" TIED "%%", name, products(s, question, NULL, places),
                          plain ? prose_say(p, "%lld", (long long)question->n) : prose_real(p, terms.whole, places),
                          prose_real(p, question->value, mean_places));
    free(terms.factors);
    free(terms.values);
    prose_line(p, INDENT, HANG, *rest ? prose_say(p, "%s; %s", words, rest) : words);
    if (question->n && !plain)
        prose_line(p, INDENT + HANG, HANG, weights_words(s, question, places));
}

/* The questions of GROUP, and their means together: the group's, of PLACES. */
static void write_questions(struct screen *s, const struct fact *group, bool plain, int places)
{
    struct prose *p = &s->prose;
    const char *list = "";
    decimal whole = 0;
    struct terms terms = terms_new(s);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_QUESTION, group));)
        if (f->n)
            add_term(&terms, f->weight, f->value);
    size_t n = terms.n;
    int more = term_places(&terms, 2, terms.whole, group->value, places);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_QUESTION, group));) {
        write_question(s, f, plain, more);
        if (f->n == 0)
            continue;
        whole += f->question->weight;
        list = prose_join(
            p, list, " + ",
            prose_say(p, "%s" TIED "×" TIED "%s", prose_exact(p, f->question->weight), prose_real(p, f->value, more)));
    }
    if (n > 1)
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("questions by their weights: (%s) / %s = %s %%"), list, prose_exact(p, whole),
                             prose_real(p, group->value, places)));
}

/* Ballots whose counted questions weigh the same together: their own means, summed up question by question. */
static void write_class(struct screen *s, const struct fact *class, int places)
{
    struct prose *p = &s->prose;
    const char *list = "", *names = "";
    for (const struct fact *f = NULL; (f = next(s, f, FACT_QUESTION, class));) {
        const char *sum = products(s, f, class, -1);
        if (!*sum)
            continue;
        names = prose_join(p, names, ", ", question_name(s, f->question));
        list = prose_join(p, list, " + ",
                          prose_say(p, "%s" TIED "×" TIED "(%s)", prose_exact(p, f->question->weight), sum));
    }
    prose_line(p, INDENT, HANG,
               prose_say(p, _("%lld ballots with questions of weight %s (%s): (%s) / %s = %s"), (long long)class->n,
                         prose_real(p, class->weight, 9), names, list, prose_real(p, class->weight, 9),
                         prose_real(p, class->value, places)));
}

/* The classes of GROUP of a pool, with so many decimals that they add up to the group's sum, of PLACES. */
static void write_pooled(struct screen *s, const struct fact *group, int places)
{
    struct terms terms = terms_new(s);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_CLASS, group));)
        add_term(&terms, 1, f->value);
    int more = term_places(&terms, 2, 1, group->whole, places);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_CLASS, group));)
        write_class(s, f, more);
}

/* --- decimals ------------------------------------------------------------------------------- */

/* The decimals of the figures of a leaf, each printed alike wherever it stands. */
struct leaf_places {
    int percent, pool, sums, groups; /* of the leaf, of the pool and its sums, of the groups' figures */
};

/* Of the groups' figures so many that the leaf's percent follows, of the pool's mean beside those from outside. */
static struct leaf_places leaf_places(const struct screen *s, const struct fact *leaf, const struct fact *pool)
{
    double share = decimal_to_double(leaf->max) / 100, in_pool = 0;
    struct leaf_places places = {
        .percent = digits_of_values(&share, &leaf->value, 1, 1, decimal_to_double(leaf->points), PERCENT_PLACES)};
    bool pooled = s->facts->d->rules.pooled;
    struct terms terms = terms_new(s), sums = terms_new(s);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_GROUP, NULL));) {
        if (!(f->flags & FACT_COUNTS))
            continue;
        if (pooled && !(f->flags & FACT_OUTSIDE)) {
            in_pool += f->weight;
            add_term(&sums, 1, f->whole);
        } else {
            add_term(&terms, f->weight, f->value);
        }
    }
    if (pool && in_pool > 0)
        add_term(&terms, in_pool, pool->value);
    places.pool = places.groups = term_places(&terms, 2, terms.whole, leaf->value, places.percent);
    places.sums = term_places(&sums, 1, pool ? (double)pool->n : 1, pool ? pool->value : 0, places.pool);
    return places;
}

/* --- groups -------------------------------------------------------------------------------- */

/* Why a group is left out, with the basis where a table says it; NULL where it counts. */
static const char *why_dropped(struct screen *s, const struct fact *group)
{
    struct prose *p = &s->prose;
    switch (group->which) {
    case DROPPED_NOT_APPLICABLE:
        return group->words && *group->words ? prose_say(p, _("does not apply to this group (basis: %s)"), group->words)
                                             : _("does not apply to this group");
    case DROPPED_NO_ANSWERS:
        return _("no counted answers");
    case DROPPED_WEIGHT_ZERO:
        return _("its weight is 0");
    case DROPPED_MIN_BASE:
        return prose_say(p, _("fewer ballots than the minimum: %lld < %lld"), (long long)group->n,
                         (long long)s->facts->d->rules.min_base);
    default:
        return NULL;
    }
}

static void write_group(struct screen *s, const struct fact *group, const struct leaf_places *places)
{
    struct prose *p = &s->prose;
    bool outside = group->flags & FACT_OUTSIDE, pooled = s->facts->d->rules.pooled;
    const char *dropped = why_dropped(s, group),
               *name = prose_say(p, "%s – %s", group->group->code, group->group->name);
    if (dropped)
        prose_line(p, 0, HANG, prose_say(p, _("%s: left out, %s"), name, dropped));
    else if (outside)
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s: %s %% from outside"), name, prose_real(p, group->value, places->groups)));
    else if (pooled)
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s: the means of its ballots add up to %s"), name,
                             prose_real(p, group->whole, places->sums)));
    else
        prose_line(p, 0, HANG, prose_say(p, "%s: %s %%", name, prose_real(p, group->value, places->groups)));
    if (outside)
        return;
    const struct fact *class = next(s, NULL, FACT_CLASS, group);
    bool one_weight = class && !next(s, class, FACT_CLASS, group);
    const char *ballots = ballots_words(s, group);
    if (count_of(s, group, FATE_COUNTED) && !pooled) {
        if (one_weight)
            ballots = prose_say(p, _("%s, all of one weight (%s)"), ballots, prose_real(p, class->weight, 6));
        else if (!class)
            ballots = prose_say(p, _("%s; their weights: `dtxhh show %s weights`"), ballots, s->round);
    }
    prose_line(p, INDENT, HANG, ballots);
    if (dropped && group->which != DROPPED_MIN_BASE)
        return;
    if (pooled)
        write_pooled(s, group, places->sums);
    else
        write_questions(s, group, one_weight, dropped ? PERCENT_PLACES : places->groups);
}

/* The bases of the weights of the groups that count: equal ones in one line. */
static void write_bases(struct screen *s)
{
    struct prose *p = &s->prose;
    bool *said = xcalloc(s->facts->n + 1, sizeof *said);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_GROUP, NULL));) {
        if (!(f->flags & FACT_COUNTS) || said[f - s->facts->list])
            continue;
        const char *list = "";
        for (const struct fact *x = f; x; x = next(s, x, FACT_GROUP, NULL)) {
            if (!(x->flags & FACT_COUNTS) || !f->words != !x->words || (f->words && strcmp(f->words, x->words) != 0))
                continue;
            said[x - s->facts->list] = true;
            list = prose_join(p, list, ", ", x->group->code);
        }
        if (!f->words)
            prose_line(p, INDENT, HANG, prose_say(p, _("weight of %s: 1, none is set"), list));
        else if (*f->words)
            prose_line(p, INDENT, HANG, prose_say(p, _("weight of %s: basis %s"), list, f->words));
    }
    free(said);
}

/* The leaf's percent: from the means of its groups, or from the ballots of the POOL and groups from outside against it.
 */
static void write_percent(struct screen *s, const struct fact *leaf, const struct fact *pool,
                          const struct leaf_places *places)
{
    struct prose *p = &s->prose;
    const char *sums = "", *numbers = "", *weights = "", *list = "";
    decimal pool_weight = 0, whole = 0;
    size_t n = 0;
    for (const struct fact *f = NULL; (f = next(s, f, FACT_GROUP, NULL));) {
        const char *code = f->group->code, *weight = prose_exact(p, f->other);
        if (!(f->flags & FACT_COUNTS))
            continue;
        whole += f->other;
        if (!s->facts->d->rules.pooled || f->flags & FACT_OUTSIDE) {
            n++;
            list = prose_join(p, list, " + ",
                              prose_say(p, "%s" TIED "×" TIED "%s" TIED "(%s)", weight,
                                        prose_real(p, f->value, places->groups), code));
            continue;
        }
        pool_weight += f->other;
        sums = prose_join(p, sums, " + ", prose_say(p, "%s" TIED "(%s)", prose_real(p, f->whole, places->sums), code));
        numbers = prose_join(p, numbers, " + ", prose_say(p, "%lld", count_of(s, f, FATE_COUNTED)));
        weights = prose_join(p, weights, " + ", weight);
    }
    const char *percent = prose_real(p, leaf->value, places->percent),
               *mean = pool ? prose_real(p, pool->value, places->pool) : "";
    if (pool)
        prose_line(p, 0, HANG,
                   prose_say(p,
                             strchr(numbers, '+') ? _("%s %% = the means of all ballots: (%s) / (%s) = %s")
                                                  : _("%s %% = the means of all ballots: %s / %s = %s"),
                             mean, sums, numbers, mean));
    if (n && pool)
        prose_line(p, 0, HANG,
                   prose_say(p,
                             _("%s %% = the pool with the weights of its groups (%s = %s), and what is from outside: "
                               "(%s × %s + %s) / %s = %s"),
                             percent, weights, prose_exact(p, pool_weight), prose_exact(p, pool_weight), mean, list,
                             prose_exact(p, whole), percent));
    else if (n > 1)
        prose_line(p, 0, HANG,
                   prose_say(p, _("%s %% = the groups by their weights: (%s) / %s = %s"), percent, list,
                             prose_exact(p, whole), percent));
    if (n > (pool ? 0 : 1))
        write_bases(s);
}

/* Points from ballots. */
static void write_survey(struct screen *s, const struct fact *leaf)
{
    struct prose *p = &s->prose;
    const struct fact *pool = next(s, NULL, FACT_POOL, NULL);
    struct leaf_places places = leaf_places(s, leaf, pool);
    const char *rounded = prose_decimal(p, leaf->points, PERCENT_PLACES), *exact = prose_exact(p, leaf->points);
    const char *words = prose_say(p, _("Points = %s %% × %s = %s"), prose_real(p, leaf->value, places.percent),
                                  prose_exact(p, leaf->max), rounded);
    prose_line(p, 0, HANG,
               strcmp(rounded, exact) != 0 ? prose_say(p, _("%s (with all digits: %s)"), words, exact) : words);
    write_percent(s, leaf, pool, &places);
    for (const struct fact *f = NULL; (f = next(s, f, FACT_GROUP, NULL));)
        write_group(s, f, &places);
}

void explain_leaf(struct screen *s, const struct fact *node)
{
    const struct fact *survey = next(s, NULL, FACT_SURVEY, NULL), *before = next(s, NULL, FACT_BEFORE, NULL),
                      *rescaled = next(s, NULL, FACT_RESCALED, NULL);
    bool decided = !survey && next(s, NULL, FACT_DECISION, NULL);
    putchar('\n');
    if (survey)
        write_survey(s, survey);
    else
        write_decision(s, node->criterion);
    if (survey && next(s, NULL, FACT_DECISION, NULL))
        prose_line(&s->prose, 0, HANG, _("Figures from outside"));
    write_corrections(s);
    write_decisions(s);
    if (rescaled && !rescaled->other)
        screen_rescaled(s, rescaled, 0, node->points, "");
    if (before && before->points != node->points)
        prose_line(&s->prose, 0, HANG, screen_rounded(s, before));
    if (decided)
        prose_line(&s->prose, INDENT, HANG,
                   _("the second appraisal counts, else the first, else a figure from outside; never the self score"));
    write_documents(s);
}

void explain_missing(struct screen *s)
{
    write_corrections(s);
    write_decisions(s);
    write_documents(s);
}
