#include "cli/result/explain_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/result/explain_leaf.h"
#include "reports/results/words.h"
#include "scoring/points/rank.h"
#include "scoring/points/trace.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

/* The next fact of KIND behind F, or the first for NULL. */
static const struct fact *next_of(const struct screen *s, const struct fact *f, enum fact_kind kind)
{
    return facts_next(s->facts, f, &(struct fact){.kind = kind});
}

/* The one of the unit that differs from others of KIND by WHICH. */
static const struct fact *fact_which(const struct screen *s, enum fact_kind kind, int which)
{
    const struct fact *f = next_of(s, NULL, kind);
    while (f && (f->which != which || f->criterion))
        f = next_of(s, f, kind);
    return f;
}

/* The kind of leaf, short: "survey". */
static const char *method_words(enum method method)
{
    static const char *const names[N_METHODS] = {[METHOD_NONE] = "",
                                                 [METHOD_TD] = N_("appraisal"),
                                                 [METHOD_DTXHH] = N_("survey"),
                                                 [METHOD_SIPAS] = "SIPAS",
                                                 [METHOD_KTXH] = N_("socio-economic figures"),
                                                 [METHOD_THUONG_TRU] = N_("bonus, malus")};
    return *names[method] ? _(names[method]) : "";
}

/* --- rules -------------------------------------------------------------------------------- */

static const char *rule_words(struct screen *s, enum setting_id rule)
{
    const char *key = setting_specs[rule].key, *value = s->facts->d->setting[rule];
    if (!message_is_vietnamese())
        return prose_say(&s->prose, "%s" TIED "=" TIED "%s", key, value);
    char *said = setting_words(s->facts->d, rule);
    const char *words =
        prose_say(&s->prose, "%s: %s [%s" TIED "=" TIED "%s]", setting_specs[rule].vietnamese, said, key, value);
    free(said);
    return words;
}

/* What RULE rests on: rules that rest on the same stand together. */
static const char *basis_of(const struct screen *s, enum setting_id rule)
{
    const struct definition *d = s->facts->d;
    return *d->setting_basis[rule] ? d->setting_basis[rule] : d->setting_given[rule] ? "" : NULL;
}

static bool same_basis(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

/* The rules that had a part, each basis once. */
static void write_rules(struct screen *s)
{
    bool has[N_SETTINGS] = {false}, any = false;
    for (const struct fact *f = NULL; (f = next_of(s, f, FACT_RULE));)
        any = (has[f->which] = f->flags & FACT_COUNTS) || any;
    if (any)
        prose_line(&s->prose, 0, HANG, _("Rules"));
    for (enum setting_id i = 0; i < N_SETTINGS; i++) {
        const char *list = "", *basis = basis_of(s, i);
        if (!has[i])
            continue;
        for (enum setting_id k = i; k < N_SETTINGS; k++)
            if (has[k] && same_basis(basis, basis_of(s, k))) {
                list = prose_join(&s->prose, list, "; ", rule_words(s, k));
                has[k] = false;
            }
        prose_line(&s->prose, INDENT, HANG,
                   !basis    ? prose_say(&s->prose, _("%s (not set: default)"), list)
                   : !*basis ? list
                             : prose_say(&s->prose, _("%s (basis: %s)"), list, basis));
    }
}

/* --- the tree ------------------------------------------------------------------------------- */

/* Why NODE itself does not apply, without its code; NULL where that follows from what is below it. */
static const char *exception_words(struct screen *s, const struct criterion *node)
{
    const struct fact *f = facts_next(s->facts, NULL, &(struct fact){FACT_EXCEPTION, .criterion = node});
    const char *where = "";
    const struct fact *own = facts_next(s->facts, NULL, &(struct fact){FACT_NODE, .criterion = node});
    if (own && !strcmp(own->words, STAGE_MISSING))
        return _("there is no figure yet; the provisional scores leave it out");
    if (!f)
        return node->is_leaf
                   ? prose_say(&s->prose, _("does not apply: no survey is held (%s)"), rule_words(s, S_SURVEY))
                   : NULL;
    if (strcmp(f->item, node->code) != 0 && strcmp(f->item, "*") != 0)
        where = prose_say(&s->prose, _(" with %s above it"), f->item);
    return *f->words ? prose_say(&s->prose, _("does not apply%s (basis: %s)"), where, f->words)
                     : prose_say(&s->prose, _("does not apply%s"), where);
}

/* The next node after F below PARENT, or field for NULL. */
static const struct fact *next_child(const struct screen *s, const struct fact *f, const struct criterion *parent)
{
    const struct definition *d = s->facts->d;
    size_t above = parent ? (size_t)(parent - d->criteria) : NONE;
    do
        f = next_of(s, f, FACT_NODE);
    while (f && f->criterion->parent != above);
    return f;
}

struct exception {
    const struct criterion *node;
    const char *words;
};

/* Add to LIST, which has N, those that say by themselves why NODE does not apply: it, or what is below it. */
static size_t find_exceptions(struct screen *s, const struct criterion *node, struct exception *list, size_t n)
{
    const char *words = exception_words(s, node);
    if (words)
        list[n++] = (struct exception){node, words};
    for (const struct fact *f = NULL; !words && (f = next_child(s, f, node));)
        n = find_exceptions(s, f->criterion, list, n);
    return n;
}

/* Why the N of LIST do not apply to the unit, with the basis: those with the same words in one line. */
static void write_exceptions(struct screen *s, size_t indent, struct exception *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *codes = "", *words = list[i].words;
        for (size_t k = i; words && k < n; k++)
            if (list[k].words && !strcmp(words, list[k].words)) {
                codes = prose_join(&s->prose, codes, ", ", list[k].node->code);
                list[k].words = NULL; /* said */
            }
        if (words)
            prose_line(&s->prose, indent, HANG, prose_say(&s->prose, "%s %s", codes, words));
    }
}

/* What is below NODE, or the fields where it is NULL, with the sum of their points and maximums; those that do
 * not apply say why below. */
static void write_children(struct screen *s, const struct criterion *node)
{
    enum { CODE, POINTS, MAX, PERCENT, RESCALED, NAME, N_CELLS };
    struct prose *p = &s->prose;
    size_t n_rows = 1, n_left_out = 0;
    const char **cells = xcalloc((s->facts->n + 2) * N_CELLS, sizeof *cells);
    struct exception *left_out = xcalloc(s->facts->n + 1, sizeof *left_out);
    bool rescaled = false;
    decimal points = 0, max = 0, rescaled_sum = 0;
    for (const struct fact *f = NULL; (f = next_child(s, f, node));) {
        const struct criterion *c = f->criterion;
        const struct fact *of_100 = facts_next(s->facts, NULL, &(struct fact){FACT_RESCALED, .criterion = c});
        bool applies = f->flags & HAS_POINTS;
        const char **row = cells + n_rows++ * N_CELLS;
        row[CODE] = c->code;
        row[POINTS] = applies ? prose_exact(p, f->points) : "–";
        row[MAX] = applies && f->max ? prose_exact(p, f->max) : "–";
        row[PERCENT] = applies && f->flags & HAS_PERCENT ? prose_decimal(p, f->percent, PERCENT_PLACES) : "";
        row[RESCALED] = of_100 ? prose_exact(p, of_100->points) : "";
        row[NAME] = c->is_leaf ? prose_say(p, "%s (%s)", c->name, method_words(c->method)) : c->name;
        rescaled = rescaled || of_100;
        rescaled_sum += of_100 ? of_100->points : 0;
        points += applies ? f->points : 0;
        max += applies ? f->max : 0;
        if (!applies)
            n_left_out = find_exceptions(s, c, left_out, n_left_out);
    }
    const char *titles[] = {_("criterion"), _("points"), _("maximum"), "%", rescaled ? _("of 100") : "", _("name")};
    memcpy(cells, titles, sizeof titles);
    const char *sums[] = {_("sum"),
                          prose_exact(p, points),
                          max ? prose_exact(p, max) : "–",
                          "",
                          rescaled ? prose_exact(p, rescaled_sum) : "",
                          ""};
    memcpy(cells + n_rows++ * N_CELLS, sums, sizeof sums);
    prose_rows(p, INDENT, cells, n_rows, N_CELLS, 1U << POINTS | 1U << MAX | 1U << PERCENT | 1U << RESCALED);
    free(cells);
    write_exceptions(s, INDENT, left_out, n_left_out);
    free(left_out);
}

/* An inner node: what is below it, and the steps between the sum of that and its points. */
static void write_inner(struct screen *s, const struct fact *node)
{
    struct prose *p = &s->prose;
    const struct criterion *c = node->criterion;
    const char *points = prose_exact(p, node->points), *max = prose_exact(p, node->max);
    putchar('\n');
    prose_line(p, 0, HANG,
               node->flags & HAS_PERCENT ? prose_say(p, _("Points = %s of %s: %s / %s × 100 = %s %%"), points, max,
                                                     points, max, prose_decimal(p, node->percent, PERCENT_PLACES))
                                         : prose_say(p, _("Points = %s"), points));
    write_children(s, c);
    for (const struct fact *f = NULL; (f = facts_next(s->facts, f, &(struct fact){FACT_BEFORE, .criterion = c}));) {
        const char *sum = prose_exact(p, f->points), *limit = prose_exact(p, f->max);
        if (f->which == BEFORE_CAP)
            prose_line(p, INDENT, HANG,
                       prose_say(p, _("the sum %s is above the cap of %s: held at %s"), sum, limit, limit));
        else if (f->which == BEFORE_MINIMUM)
            prose_line(p, INDENT, HANG,
                       prose_say(p, _("the sum %s is below the minimum of %s: held at %s"), sum, limit, limit));
        else if (f->points != node->points)
            prose_line(p, INDENT, HANG, screen_rounded(s, f));
    }
    const struct fact *f = facts_next(s->facts, NULL, &(struct fact){FACT_RESCALED, .criterion = c});
    if (f && trace_rounding(s->facts->d, c) == ROUND_FIELD)
        screen_rescaled(s, f, INDENT, node->points - f->other,
                        f->other ? prose_say(p, " + %s", prose_exact(p, f->other)) : "");
}

static void write_node(struct screen *s, const struct fact *node)
{
    const struct criterion *c = node->criterion;
    struct prose *p = &s->prose;
    char *bounds = bounds_words(c);
    const char *what = "";
    if (c->is_leaf && c->method == METHOD_THUONG_TRU)
        what = message_is_vietnamese() ? prose_say(p, " (%s, %s)", method_words(c->method), bounds)
                                       : prose_say(p, " (%s, %s … %s)", method_words(c->method), prose_exact(p, c->min),
                                                   prose_exact(p, c->has_cap ? c->cap : c->max));
    else if (c->is_leaf)
        what = prose_say(p, _(" (%s, of %s points)"), method_words(c->method), prose_exact(p, c->max));
    free(bounds);
    prose_line(p, 0, HANG, prose_say(p, "%s %s%s", c->code, c->name, what));
    if (*c->basis)
        prose_line(p, 0, HANG, prose_say(p, _("basis: %s"), c->basis));
    if (!(node->flags & HAS_POINTS)) {
        struct exception *list = xcalloc(s->facts->n + 1, sizeof *list);
        putchar('\n');
        write_exceptions(s, 0, list, find_exceptions(s, c, list, 0));
        free(list);
        explain_missing(s);
        return;
    }
    if (c->is_leaf)
        explain_leaf(s, node);
    else
        write_inner(s, node);
    write_rules(s);
}

/* --- the unit ------------------------------------------------------------------------------ */

/* The components: rescaled and rounded where the round does that, and their sum. */
static void write_parts(struct screen *s)
{
    struct prose *p = &s->prose;
    const struct rules *r = &s->facts->d->rules;
    bool by_leaf = r->round_parts && r->round_at == ROUND_LEAF;
    const char *sum = "";
    decimal total = 0;
    for (const struct fact *f = NULL; (f = next_of(s, f, FACT_PART));) {
        if (!(f->flags & FACT_COUNTS))
            continue;
        const struct fact *x = fact_which(s, FACT_RESCALING, f->which), *before = fact_which(s, FACT_BEFORE, f->which);
        const char *name = screen_part(f->which), *value = prose_exact(p, f->points);
        if (x && !by_leaf)
            prose_line(p, INDENT, HANG,
                       prose_say(p, _("%s on a maximum of 100: %s / %s × 100 = %s"), name, prose_exact(p, x->points),
                                 prose_exact(p, x->max), prose_exact(p, x->other)));
        if (x && by_leaf)
            prose_line(p, INDENT, HANG,
                       prose_say(p,
                                 r->truncate ? _("%s: each leaf / %s × 100 cut to %d decimals, together %s")
                                             : _("%s: each leaf / %s × 100 rounded to %d decimals, together %s"),
                                 name, prose_exact(p, x->max), r->decimals, value));
        if (before && before->points != f->points)
            prose_line(p, INDENT, HANG, prose_say(p, "%s: %s", name, screen_rounded(s, before)));
        sum = prose_join(p, sum, " + ", prose_say(p, "%s" TIED "(%s)", value, name));
        total += f->points;
    }
    prose_line(p, INDENT, HANG, prose_say(p, _("by component: %s = %s"), sum, prose_exact(p, total)));
    if (r->round_parts && r->round_at == ROUND_FIELD)
        prose_line(p, INDENT, HANG, _("components are not rounded; the total is the sum of the rounded fields"));
}

/* The unit's own figures are not all there. */
static bool lacks(const struct screen *s)
{
    return !strcmp(next_of(s, NULL, FACT_ERROR)->words, STAGE_MISSING);
}

static void write_classes(struct screen *s, const char *class)
{
    static const char *const verdicts[] = {[BAND_HELD] = N_("reached"),
                                           [BAND_NOT_REACHED] = N_("not reached"),
                                           [BAND_BELOW_FLOOR] = N_("below its floor")};
    struct prose *p = &s->prose;
    prose_line(p, 0, HANG,
               prose_say(p, _("Class: %s"),
                         *class                        ? class
                         : lacks(s)                    ? _("not yet, figures are missing")
                         : next_of(s, NULL, FACT_BAND) ? _("none")
                                                       : _("the round has none")));
    for (const struct fact *f = NULL; (f = next_of(s, f, FACT_BAND));) {
        const char *value = prose_decimal(p, f->points, PERCENT_PLACES), *from = prose_exact(p, f->max),
                   *verdict = _(verdicts[f->which]),
                   *words = !f->criterion
                                ? prose_say(p, _("%s: has %s, from %s"), verdict, value, from)
                                : prose_say(p, _("%s: has %s, from %s; least is %s with %s %%, floor %s %%"), verdict,
                                            value, from, f->criterion->code,
                                            prose_decimal(p, f->percent, PERCENT_PLACES), prose_exact(p, f->share));
        prose_line(
            p, INDENT, HANG,
            prose_say(p, "%s (%s) %s", f->band->name, f->band->of == CLASS_OF_PERCENT ? "%" : _("points"), words));
    }
}

/* The figures a unit is ranked by: the first, and the tie-breakers where DEEP. */
static const char *keys_words(struct screen *s, const struct contender *c, bool deep)
{
    struct prose *p = &s->prose;
    const char *list = prose_exact(p, c->keys[0]);
    const char *breakers = s->facts->d->setting[S_TIE_BREAKERS];
    size_t k = 1;
    for (const char *b = breakers; deep && *b && k < c->n_keys;) {
        size_t n = strcspn(b, ";, ");
        enum component part = !strncmp(b, "appraised", n) ? PART_APPRAISED
                              : !strncmp(b, "survey", n)  ? PART_SURVEY
                                                          : PART_SIPAS;
        if (n)
            list =
                prose_join(p, list, "; ", prose_say(p, "%s %s", screen_part((int)part), prose_exact(p, c->keys[k++])));
        b += n;
        b += strspn(b, ";, ");
    }
    return list;
}

static void write_rank(struct screen *s)
{
    const struct definition *d = s->facts->d;
    struct prose *p = &s->prose;
    const struct contender **rivals = xcalloc(d->n_units + 1, sizeof *rivals);
    size_t n = 0, me = 0;
    for (const struct fact *f = NULL; (f = next_of(s, f, FACT_RIVAL));)
        rivals[n++] = f->rival;
    while (me < n && rivals[me]->unit != s->facts->unit)
        me++;
    if (me == n) {
        prose_line(p, 0, HANG,
                   s->provisional ? _("Rank: not yet, figures of the block are missing, or it is not ranked")
                                  : _("Rank: none, the unit or its block is not ranked"));
        free(rivals);
        return;
    }
    /* Those beside it, and all that have the same figure. */
    decimal mine = rivals[me]->keys[0];
    size_t first = me ? me - 1 : 0, last = me + 1 < n ? me + 1 : me;
    while (first > 0 && rivals[first]->keys[0] == mine && rivals[first - 1]->keys[0] == mine)
        first--;
    while (last + 1 < n && rivals[last]->keys[0] == mine && rivals[last + 1]->keys[0] == mine)
        last++;
    bool tied = false;
    for (size_t i = first; i <= last; i++)
        tied = tied || (i != me && rivals[i]->keys[0] == mine);
    prose_line(p, 0, HANG,
               prose_say(p, _("Rank: %zu of %zu ranked (%s), by %s"), rivals[me]->rank, n,
                         d->blocks[d->units[s->facts->unit].block].name, d->rules.rank_by_percent ? "%" : _("points")));
    for (size_t i = first; i <= last; i++)
        prose_line(p, INDENT, HANG,
                   prose_say(p, "%s%zu  %s %s: %s", i == me ? "→ " : "  ", rivals[i]->rank,
                             d->units[rivals[i]->unit].code, d->units[rivals[i]->unit].name,
                             keys_words(s, rivals[i], tied)));
    if (tied)
        prose_line(p, INDENT, HANG,
                   d->rules.ties_in_order ? _("equal in all of these: in the order of the units")
                                          : _("equal in all of these: the same rank"));
    free(rivals);
}

/* Why there is no error, or not all of it; NULL where there is, or where nothing comes from a sample. */
static const char *unstated_words(const char *why)
{
    if (!strcmp(why, "quota"))
        return _("a group in it is no probability sample, or walk-ins are in it");
    if (!strcmp(why, STAGE_MISSING))
        return _("the scores are provisional: figures are missing and left out");
    if (!strcmp(why, "lonely"))
        return _("one respondent stands for others");
    return !strcmp(why, "not_counted") ? _("a figure from outside came without its error") : NULL;
}

/* The limits of the total, the ranks it may have, and the mean of its block. */
static void write_error(struct screen *s)
{
    struct prose *p = &s->prose;
    const struct fact *e = next_of(s, NULL, FACT_ERROR), *low = fact_which(s, FACT_LIMIT, 0),
                      *high = fact_which(s, FACT_LIMIT, 1);
    const char *why = unstated_words(e->words);
    if (!low) {
        if (why)
            prose_line(p, INDENT, HANG, prose_say(p, _("no 95 %% limits: %s"), why));
    } else {
        const struct rules *rules = &s->facts->d->rules;
        int places = rules->decimals;
        const char *of = isinf(e->whole) ? _("normal distribution")
                                         : prose_say(p, _("%s degrees of freedom"), prose_real(p, e->whole, 1)),
                   *words = prose_say(p, _("standard error %s, of sampling only (%s); 95 %% limits: %s to %s"),
                                      prose_fixed(p, e->points, places + 2), of,
                                      prose_fixed(p, rules_round(rules, low->points), places),
                                      prose_fixed(p, rules_round(rules, high->points), places));
        if (e->flags & FACT_COUNTS)
            words =
                prose_say(p, _("%s, not narrower than one more respondent half a scale away would make them"), words);
        if (e->flags & HAS_N)
            words = prose_say(p, _("%s; each group with a part in it has at least %lld respondents about this unit"),
                              words, (long long)e->n);
        prose_line(p, INDENT, HANG, why ? prose_say(p, _("of the survey part: %s; %s"), words, why) : words);
        if (strcmp(low->words, high->words) != 0)
            prose_line(p, INDENT, HANG,
                       prose_say(p, _("the class is not certain: at the limits it is \"%s\" and \"%s\""),
                                 *low->words ? low->words : "-", *high->words ? high->words : "-"));
    }
    const struct fact *best = fact_which(s, FACT_POSSIBLE_RANK, 0), *worst = fact_which(s, FACT_POSSIBLE_RANK, 1),
                      *mean = next_of(s, NULL, FACT_BLOCK_MEAN);
    if (best)
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("possible ranks: %s (95 %%, all units of the block at once)"),
                             best->n == worst->n ? prose_say(p, "%lld", (long long)best->n)
                                                 : prose_say(p, "%lld–%lld", (long long)best->n, (long long)worst->n)));
    if (mean)
        prose_line(p, INDENT, HANG,
                   prose_say(p,
                             mean->flags & FACT_COUNTS ? _("mean of the block: %s / %zu = %s (its ranked units)")
                                                       : _("mean of the block: %s / %zu = %s (its units)"),
                             prose_exact(p, mean->other), (size_t)mean->n,
                             prose_decimal(p, mean->points, PERCENT_PLACES)));
}

static void write_unit(struct screen *s, const struct fact *unit)
{
    struct prose *p = &s->prose;
    const struct rules *r = &s->facts->d->rules;
    const char *total = prose_exact(p, unit->points), *max = prose_exact(p, unit->max);
    putchar('\n');
    if (unit->max > 0)
        prose_line(p, 0, HANG,
                   prose_say(p, _("Total = %s of %s: %s / %s × 100 = %s %%"), total, max, total, max,
                             prose_decimal(p, unit->percent, PERCENT_PLACES)));
    write_children(s, NULL);
    if (unit->max <= 0)
        return;
    if (r->survey == SURVEY_NONE && r->round_parts && r->round_at == ROUND_FIELD)
        prose_line(p, INDENT, HANG, _("the total is the sum of the fields on a maximum of 100"));
    write_parts(s);
    prose_line(p, INDENT, HANG,
               prose_say(p,
                         r->truncate ? _("published, cut to %d decimals: %s; rounded instead: %s")
                                     : _("published with %d decimals: %s; under the other rounding: %s"),
                         r->decimals, prose_fixed(p, rules_round(r, unit->points), r->decimals),
                         prose_fixed(p, next_of(s, NULL, FACT_OTHER_ROUNDING)->points, r->decimals)));
    write_error(s);
    write_classes(s, unit->words);
    write_rank(s);
    write_rules(s);
}

void explain_words(const struct facts *facts, const char *round, bool provisional)
{
    struct screen s = {.facts = facts, .round = round, .provisional = provisional};
    const struct unit *unit = &facts->d->units[facts->unit];
    const struct fact *total = next_of(&s, NULL, FACT_TOTAL);
    prose_init(&s.prose);
    prose_line(&s.prose, 0, HANG,
               prose_say(&s.prose, provisional ? _("%s: %s (provisional scores)") : "%s: %s", unit->code, unit->name));
    if (total)
        write_unit(&s, total);
    else
        write_node(&s, next_of(&s, NULL, FACT_NODE));
    prose_release(&s.prose);
}
