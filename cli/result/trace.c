#include "cli/result/trace.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/result/trace_leaf.h"
#include "reports/results/words.h"
#include "scoring/estimates/interval.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/appraisal.h"

#define INDENT 2
#define HANG   4

/* The components, and the settings' words for where sums are rounded, for people. */
static const char *const part_names[N_PARTS] = {[PART_APPRAISED] = N_("appraised points"),
                                                [PART_SURVEY] = N_("survey"),
                                                [PART_SIPAS] = "SIPAS",
                                                [PART_SOCIO] = N_("socio-economic figures"),
                                                [PART_BONUS] = N_("bonus, malus")};

const char *trace_words(const char *code)
{
    if (!strcmp(code, "survey"))
        return _(part_names[PART_SURVEY]);
    return stage_shown(code);
}

const char *trace_method(enum method method)
{
    static const char *const names[N_METHODS] = {[METHOD_NONE] = "",
                                                 [METHOD_TD] = N_("appraisal"),
                                                 [METHOD_DTXHH] = N_("survey"),
                                                 [METHOD_SIPAS] = "SIPAS",
                                                 [METHOD_KTXH] = N_("socio-economic figures"),
                                                 [METHOD_THUONG_TRU] = N_("bonus, malus")};
    return *names[method] ? _(names[method]) : "";
}

static const struct explain_node *fact(const struct trace *t, size_t node)
{
    return &t->unit->nodes[explain_place(t->d, t->unit->unit, node)];
}

/* --- rules -------------------------------------------------------------------------------- */

static const char *rule_words(struct trace *t, enum setting_id s)
{
    const char *key = setting_specs[s].key, *value = t->d->setting[s];
    if (!message_is_vietnamese())
        return prose_say(&t->prose, "%s" TIED "=" TIED "%s", key, value);
    char *said = setting_words(t->d, s);
    const char *words =
        prose_say(&t->prose, "%s: %s [%s" TIED "=" TIED "%s]", setting_specs[s].vietnamese, said, key, value);
    free(said);
    return words;
}

/* What RULES[I] rests on: rules that rest on the same stand together. */
static const char *basis_of(const struct trace *t, enum setting_id s)
{
    return *t->d->setting_basis[s] ? t->d->setting_basis[s] : t->d->setting_given[s] ? "" : NULL;
}

static bool same_basis(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

void trace_rules(struct trace *t, size_t node)
{
    size_t n = 0;
    enum setting_id *rules = explain_rules(t->d, t->unit, node, false, &n);
    bool *said = xcalloc(n + 1, sizeof *said);
    if (n)
        prose_line(&t->prose, 0, HANG, _("Rules"));
    for (size_t i = 0; i < n; i++) {
        const char *list = "", *basis = basis_of(t, rules[i]);
        for (size_t k = i; !said[i] && k < n; k++)
            if (!said[k] && same_basis(basis, basis_of(t, rules[k]))) {
                list = prose_join(&t->prose, list, "; ", rule_words(t, rules[k]));
                said[k] = k > i;
            }
        if (said[i])
            continue;
        prose_line(&t->prose, INDENT, HANG,
                   !basis    ? prose_say(&t->prose, _("%s (not set: default)"), list)
                   : !*basis ? list
                             : prose_say(&t->prose, _("%s (basis: %s)"), list, basis));
    }
    free(said);
    free(rules);
}

/* --- steps in a sum ------------------------------------------------------------------------- */

const char *trace_rounded(struct trace *t, decimal exact, enum rounding_at where)
{
    static const char *const places[] = {[ROUND_TOTAL] = N_("%s rounded to %d decimals = %s"),
                                         [ROUND_COMPONENT] = N_("%s rounded to %d decimals as a component = %s"),
                                         [ROUND_FIELD] = N_("%s rounded to %d decimals as a field = %s"),
                                         [ROUND_LEAF] = N_("%s rounded to %d decimals as a leaf = %s")};
    int decimals = t->d->rules.decimals;
    return prose_say(&t->prose, _(places[where]), prose_exact(&t->prose, exact), decimals,
                     prose_fixed(&t->prose, exact, decimals));
}

/* Why NODE itself does not apply, without its code; NULL where that follows from what is below it. */
static const char *exception_words(struct trace *t, size_t node)
{
    const struct definition *d = t->d;
    const struct criterion *c = &d->criteria[node];
    const struct not_applicable *x = definition_exception(d, t->unit->unit, node, ALL);
    const char *where = "";
    if (!x)
        return c->is_leaf ? prose_say(&t->prose, _("does not apply: no survey is held (%s)"), rule_words(t, S_SURVEY))
                          : NULL;
    if (strcmp(x->criterion, c->code) != 0 && strcmp(x->criterion, "*") != 0)
        where = prose_say(&t->prose, _(" with %s above it"), x->criterion);
    return *x->basis ? prose_say(&t->prose, _("does not apply%s (basis: %s)"), where, x->basis)
                     : prose_say(&t->prose, _("does not apply%s"), where);
}

/* Add to NODES, which has N, those that say by themselves why NODE does not apply: it, or what is below it. */
static size_t find_exceptions(struct trace *t, size_t node, size_t *nodes, size_t n)
{
    if (exception_words(t, node)) {
        nodes[n++] = node;
        return n;
    }
    for (size_t i = 0; i < t->unit->n_nodes; i++)
        if (t->d->criteria[t->unit->nodes[i].node].parent == node)
            n = find_exceptions(t, t->unit->nodes[i].node, nodes, n);
    return n;
}

void trace_exceptions(struct trace *t, size_t indent, const size_t *nodes, size_t n)
{
    size_t *whose = xcalloc(t->unit->n_nodes + 1, sizeof *whose), n_whose = 0;
    for (size_t i = 0; i < n; i++)
        n_whose = find_exceptions(t, nodes[i], whose, n_whose);
    for (size_t i = 0; i < n_whose; i++) {
        const char *codes = "", *words = whose[i] == NONE ? NULL : exception_words(t, whose[i]);
        for (size_t k = i; words && k < n_whose; k++)
            if (whose[k] != NONE && !strcmp(words, exception_words(t, whose[k]))) {
                codes = prose_join(&t->prose, codes, ", ", t->d->criteria[whose[k]].code);
                whose[k] = NONE; /* said */
            }
        if (words)
            prose_line(&t->prose, indent, HANG, prose_say(&t->prose, "%s %s", codes, words));
    }
    free(whose);
}

/* The children of NODE, or the fields where it is NONE, with the sum of their points and maximums; those that do
 * not apply say why below. */
static void write_children(struct trace *t, size_t node, decimal points, decimal max)
{
    enum { CODE, POINTS, MAX, PERCENT, RESCALED, NAME, N_CELLS };
    const struct definition *d = t->d;
    struct prose *p = &t->prose;
    size_t n_rows = 0;
    const char **cells = xcalloc((t->unit->n_nodes + 2) * N_CELLS, sizeof *cells);
    bool rescaled = false;
    decimal rescaled_sum = 0;
    for (size_t i = 0; i < t->unit->n_nodes; i++)
        if (d->criteria[t->unit->nodes[i].node].parent == node && t->unit->nodes[i].has_rescaled)
            rescaled = true;
    const char *titles[] = {_("criterion"), _("points"), _("maximum"), "%", rescaled ? _("of 100") : "", _("name")};
    memcpy(cells, titles, sizeof titles);
    n_rows = 1;
    for (size_t i = 0; i < t->unit->n_nodes; i++) {
        const struct explain_node *x = &t->unit->nodes[i];
        const struct criterion *c = &d->criteria[x->node];
        if (c->parent != node)
            continue;
        const char **row = cells + n_rows++ * N_CELLS;
        row[CODE] = c->code;
        row[POINTS] = x->applicable ? prose_exact(p, x->points) : "–";
        row[MAX] = x->applicable && x->max ? prose_exact(p, x->max) : "–";
        row[PERCENT] = x->has_percent && x->applicable ? prose_decimal(p, x->percent, PERCENT_PLACES) : "";
        row[RESCALED] = x->has_rescaled ? prose_exact(p, x->rescaled) : "";
        row[NAME] = c->is_leaf ? prose_say(p, "%s (%s)", c->name, trace_method(c->method)) : c->name;
        rescaled_sum += x->rescaled;
    }
    const char **row = cells + n_rows++ * N_CELLS;
    row[CODE] = _("sum");
    row[POINTS] = prose_exact(p, points);
    row[MAX] = max ? prose_exact(p, max) : "–";
    row[PERCENT] = "";
    row[RESCALED] = rescaled ? prose_exact(p, rescaled_sum) : "";
    row[NAME] = "";
    prose_rows(p, INDENT, cells, n_rows, N_CELLS, 1U << POINTS | 1U << MAX | 1U << PERCENT | 1U << RESCALED);
    free(cells);
    size_t *left_out = xcalloc(t->unit->n_nodes + 1, sizeof *left_out), n_left_out = 0;
    for (size_t i = 0; i < t->unit->n_nodes; i++)
        if (d->criteria[t->unit->nodes[i].node].parent == node && !t->unit->nodes[i].applicable)
            left_out[n_left_out++] = t->unit->nodes[i].node;
    trace_exceptions(t, INDENT, left_out, n_left_out);
    free(left_out);
}

/* --- an inner node ----------------------------------------------------------------------- */

/* The steps between the sum of what is below NODE and its points. */
static void write_steps(struct trace *t, const struct explain_node *x)
{
    struct prose *p = &t->prose;
    const struct criterion *c = &t->d->criteria[x->node];
    const char *sum = prose_exact(p, x->sum);
    if (c->has_cap && x->sum > c->cap)
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("the sum %s is above the cap of %s: held at %s"), sum, prose_exact(p, c->cap),
                             prose_exact(p, x->held)));
    else if (x->held != x->sum)
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("the sum %s is below the minimum of %s: held at %s"), sum, prose_exact(p, c->min),
                             prose_exact(p, x->held)));
    if (explain_rounding(t->d, x->node) == ROUND_FIELD && !x->has_rescaled && x->points != x->held)
        prose_line(p, INDENT, HANG, trace_rounded(t, x->held, ROUND_FIELD));
    if (explain_rounding(t->d, x->node) == ROUND_FIELD && x->has_rescaled) {
        const char *extra = x->bonus ? prose_say(p, " + %s", prose_exact(p, x->bonus)) : "";
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("on a maximum of 100: %s / %s × 100%s, rounded to %d decimals = %s"),
                             prose_exact(p, x->points - x->bonus), prose_exact(p, t->unit->own_max), extra,
                             t->d->rules.decimals, prose_exact(p, x->rescaled)));
    }
}

static void write_inner(struct trace *t, const struct explain_node *x)
{
    struct prose *p = &t->prose;
    const char *points = prose_exact(p, x->points), *max = prose_exact(p, x->max);
    putchar('\n');
    prose_line(p, 0, HANG,
               x->has_percent ? prose_say(p, _("Points = %s of %s: %s / %s × 100 = %s %%"), points, max, points, max,
                                          prose_decimal(p, x->percent, PERCENT_PLACES))
                              : prose_say(p, _("Points = %s"), points));
    write_children(t, x->node, x->sum, x->max);
    write_steps(t, x);
}

bool trace_node(struct trace *t, size_t node, struct error *err)
{
    const struct criterion *c = &t->d->criteria[node];
    const struct explain_node *x = fact(t, node);
    struct prose *p = &t->prose;
    char *bounds = bounds_words(c);
    const char *what = "";
    if (c->is_leaf && c->method == METHOD_THUONG_TRU)
        what = message_is_vietnamese() ? prose_say(p, " (%s, %s)", trace_method(c->method), bounds)
                                       : prose_say(p, " (%s, %s … %s)", trace_method(c->method), prose_exact(p, c->min),
                                                   prose_exact(p, c->has_cap ? c->cap : c->max));
    else if (c->is_leaf)
        what = prose_say(p, _(" (%s, of %s points)"), trace_method(c->method), prose_exact(p, c->max));
    free(bounds);
    prose_line(p, 0, HANG, prose_say(p, "%s %s%s", c->code, c->name, what));
    if (*c->basis)
        prose_line(p, 0, HANG, prose_say(p, _("basis: %s"), c->basis));
    if (!x->applicable) {
        putchar('\n');
        trace_exceptions(t, 0, &node, 1);
        return true;
    }
    if (c->is_leaf && !trace_leaf(t, node, err))
        return false;
    if (!c->is_leaf)
        write_inner(t, x);
    trace_rules(t, node);
    return true;
}

/* --- the unit ------------------------------------------------------------------------------ */

static bool has_part(const struct trace *t, enum component part)
{
    if (t->unit->own[part])
        return true;
    for (size_t i = 0; i < t->unit->n_nodes; i++)
        if (t->d->criteria[t->unit->nodes[i].node].is_leaf && t->unit->nodes[i].applicable &&
            component_of(t->d->criteria[t->unit->nodes[i].node].method) == part)
            return true;
    return false;
}

/* The components: rescaled and rounded where the round does that, and their sum. */
static void write_parts(struct trace *t)
{
    struct prose *p = &t->prose;
    const struct explain_unit *u = t->unit;
    const struct rules *r = &t->d->rules;
    bool none = r->survey == SURVEY_NONE, by_field = r->round_parts && r->round_at == ROUND_FIELD,
         by_leaf = none && r->round_parts && r->round_at == ROUND_LEAF;
    const char *sum = "";
    decimal total = 0;
    for (enum component part = 0; part < N_PARTS; part++) {
        if (!has_part(t, part))
            continue;
        decimal value = u->result.parts[part];
        const char *name = _(part_names[part]), *exact = prose_exact(p, u->rescaled[part]);
        if (none && part != PART_BONUS && !by_leaf)
            prose_line(p, INDENT, HANG,
                       prose_say(p, _("%s on a maximum of 100: %s / %s × 100 = %s"), name, prose_exact(p, u->own[part]),
                                 prose_exact(p, u->own_max), exact));
        if (none && part != PART_BONUS && by_leaf)
            prose_line(p, INDENT, HANG,
                       prose_say(p, _("%s: each leaf / %s × 100 rounded to %d decimals, together %s"), name,
                                 prose_exact(p, u->own_max), r->decimals, prose_exact(p, value)));
        if (r->round_parts && r->round_at == ROUND_COMPONENT && value != u->rescaled[part])
            prose_line(p, INDENT, HANG,
                       prose_say(p, "%s: %s", name, trace_rounded(t, u->rescaled[part], ROUND_COMPONENT)));
        sum = prose_join(p, sum, " + ", prose_say(p, "%s" TIED "(%s)", prose_exact(p, value), name));
        total += value;
    }
    prose_line(p, INDENT, HANG, prose_say(p, _("by component: %s = %s"), sum, prose_exact(p, total)));
    if (by_field)
        prose_line(p, INDENT, HANG, _("components are not rounded; the total is the sum of the rounded fields"));
}

static void write_classes(struct trace *t)
{
    static const char *const verdicts[] = {[BAND_HELD] = N_("reached"),
                                           [BAND_NOT_REACHED] = N_("not reached"),
                                           [BAND_BELOW_FLOOR] = N_("below its floor")};
    struct prose *p = &t->prose;
    size_t n = 0;
    struct band_trace *bands = class_trace(t->d, t->unit->unit, &t->unit->result, &n);
    prose_line(p, 0, HANG,
               prose_say(p, _("Class: %s"),
                         t->unit->class ? t->unit->class
                         : n            ? _("none")
                                        : _("the round has none")));
    for (size_t i = 0; i < n; i++) {
        const struct band_trace *b = &bands[i];
        const char *value = prose_decimal(p, b->value, PERCENT_PLACES), *from = prose_exact(p, b->band->from),
                   *verdict = _(verdicts[b->verdict]),
                   *words = b->node == NONE
                                ? prose_say(p, _("%s: has %s, from %s"), verdict, value, from)
                                : prose_say(p, _("%s: has %s, from %s; least is %s with %s %%, floor %s %%"), verdict,
                                            value, from, t->d->criteria[b->node].code,
                                            prose_decimal(p, b->least, PERCENT_PLACES), prose_exact(p, b->band->floor));
        prose_line(
            p, INDENT, HANG,
            prose_say(p, "%s (%s) %s", b->band->name, b->band->of == CLASS_OF_PERCENT ? "%" : _("points"), words));
        if (b->verdict == BAND_HELD)
            break;
    }
    free(bands);
}

/* The figures a unit is ranked by: the first, and the tie-breakers where DEEP. */
static const char *keys_words(struct trace *t, const struct contender *c, bool deep)
{
    struct prose *p = &t->prose;
    const char *list = prose_exact(p, c->keys[0]);
    const char *breakers = t->d->setting[S_TIE_BREAKERS];
    size_t k = 1;
    for (const char *b = breakers; deep && *b && k < c->n_keys;) {
        size_t n = strcspn(b, ";, ");
        enum component part = !strncmp(b, "appraised", n) ? PART_APPRAISED
                              : !strncmp(b, "survey", n)  ? PART_SURVEY
                                                          : PART_SIPAS;
        if (n)
            list = prose_join(p, list, "; ", prose_say(p, "%s %s", _(part_names[part]), prose_exact(p, c->keys[k++])));
        b += n;
        b += strspn(b, ";, ");
    }
    return list;
}

static void write_rank(struct trace *t)
{
    const struct explain_unit *u = t->unit;
    const struct definition *d = t->d;
    struct prose *p = &t->prose;
    size_t me = 0;
    while (me < u->n_rivals && u->rivals[me].unit != u->unit)
        me++;
    if (me == u->n_rivals) {
        prose_line(p, 0, HANG, _("Rank: none, the unit or its block is not ranked"));
        return;
    }
    /* Those beside it, and all that have the same figure. */
    const struct contender *mine = &u->rivals[me];
    size_t first = me ? me - 1 : 0, last = me + 1 < u->n_rivals ? me + 1 : me;
    while (first > 0 && u->rivals[first].keys[0] == mine->keys[0] && u->rivals[first - 1].keys[0] == mine->keys[0])
        first--;
    while (last + 1 < u->n_rivals && u->rivals[last].keys[0] == mine->keys[0] &&
           u->rivals[last + 1].keys[0] == mine->keys[0])
        last++;
    bool tied = false;
    for (size_t i = first; i <= last; i++)
        tied = tied || (i != me && u->rivals[i].keys[0] == mine->keys[0]);
    prose_line(p, 0, HANG,
               prose_say(p, _("Rank: %zu of %zu ranked (%s), by %s"), u->rank, u->n_rivals,
                         d->blocks[d->units[u->unit].block].name, d->rules.rank_by_percent ? "%" : _("points")));
    for (size_t i = first; i <= last; i++)
        prose_line(p, INDENT, HANG,
                   prose_say(p, "%s%zu  %s %s: %s", i == me ? "→ " : "  ", u->rivals[i].rank,
                             d->units[u->rivals[i].unit].code, d->units[u->rivals[i].unit].name,
                             keys_words(t, &u->rivals[i], tied)));
    if (tied)
        prose_line(p, INDENT, HANG,
                   d->rules.ties_in_order ? _("equal in all of these: in the order of the units")
                                          : _("equal in all of these: the same rank"));
}

/* Why there is no error, or not all of it; NULL where there is, or where nothing comes from a sample. */
static const char *unstated_words(const char *why)
{
    if (!strcmp(why, "quota"))
        return _("a group in it is no probability sample, or walk-ins are in it");
    if (!strcmp(why, "lonely"))
        return _("one respondent stands for others");
    return !strcmp(why, "not_counted") ? _("a figure from outside came without its error") : NULL;
}

/* The limits of the total, the ranks it may have, and the mean of its block. */
static void write_error(struct trace *t)
{
    const struct explain_unit *u = t->unit;
    struct prose *p = &t->prose;
    const char *why = unstated_words(u->unstated);
    if (isnan(u->se) || isnan(u->low)) {
        if (why)
            prose_line(p, INDENT, HANG, prose_say(p, _("no 95 %% limits: %s"), why));
    } else {
        double total = decimal_to_double(u->result.total), factor = t_quantile(0.975, u->df);
        int places = digits_of_margin(total, factor, u->se, u->low, u->high, PERCENT_PLACES);
        const char
            *exact = prose_exact(p, u->result.total),
            *times = prose_real(p, factor, places), *se = prose_real(p, u->se, places),
            *of = isinf(u->df) ? _("normal distribution")
                               : prose_say(p, _("t of %s degrees of freedom"), prose_real(p, u->df, 4)),
            *words = prose_say(
                p, _("standard error %s, of sampling only; 95 %% limits: %s − %s × %s = %s and %s + %s × %s = %s (%s)"),
                se, exact, times, se, prose_real(p, u->low, PERCENT_PLACES), exact, times, se,
                prose_real(p, u->high, PERCENT_PLACES), of);
        prose_line(p, INDENT, HANG, why ? prose_say(p, "%s; %s", words, why) : words);
    }
    const char *ranks = u->rank_low == u->rank_high ? prose_say(p, "%zu", u->rank_low)
                                                    : prose_say(p, "%zu–%zu", u->rank_low, u->rank_high);
    if (u->rank_low)
        prose_line(p, INDENT, HANG,
                   prose_say(p, _("possible ranks: %s (95 %%, all units of the block at once)"), ranks));
    if (u->n_block)
        prose_line(p, INDENT, HANG,
                   prose_say(p,
                             u->n_rivals ? _("mean of the block: %s / %zu = %s (its ranked units)")
                                         : _("mean of the block: %s / %zu = %s (its units)"),
                             prose_exact(p, u->block_sum), u->n_block,
                             prose_decimal(p, decimal_ratio(u->block_sum, 1, (decimal)u->n_block), PERCENT_PLACES)));
}

void trace_unit(struct trace *t)
{
    const struct explain_unit *u = t->unit;
    struct prose *p = &t->prose;
    const struct rules *r = &t->d->rules;
    const char *total = prose_exact(p, u->result.total), *max = prose_exact(p, u->result.max);
    bool none = r->survey == SURVEY_NONE, by_field = r->round_parts && r->round_at == ROUND_FIELD;
    decimal sum = 0;
    putchar('\n');
    prose_line(p, 0, HANG,
               prose_say(p, _("Total = %s of %s: %s / %s × 100 = %s %%"), total, max, total, max,
                         prose_decimal(p, u->result.percent, PERCENT_PLACES)));
    for (size_t i = 0; i < u->n_nodes; i++)
        if (t->d->criteria[u->nodes[i].node].parent == NONE)
            sum += u->nodes[i].points;
    write_children(t, NONE, sum, u->own_max);
    if (none && by_field)
        prose_line(p, INDENT, HANG, _("the total is the sum of the fields on a maximum of 100"));
    write_parts(t);
    prose_line(p, INDENT, HANG,
               prose_say(p, _("published with %d decimals: %s; under the other rounding: %s"), r->decimals,
                         prose_fixed(p, u->result.total, r->decimals), prose_fixed(p, u->result.other, r->decimals)));
    write_error(t);
    write_classes(t);
    write_rank(t);
    trace_rules(t, NONE);
}
