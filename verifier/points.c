/* Points from the ballots and from what was given, up the tree to index, rank and class. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ballots.h"
#include "checks.h"

#define UNIT_OFF 2 /* in 1e-9: sums of doubles in another order may round the other way */
#define MISSING  INT64_MIN

/* What ballots of a group say of a survey leaf of a unit. */
struct said {
    int64_t ballots, answers;
    double means; /* sum of the ballots' own means */
};

struct node {
    bool applicable;
    decimal max, points;
};

struct result {
    size_t unit, n_missing;
    struct node *nodes;
    decimal *leaf, *pooled; /* MISSING: none */
    const char **stage;
    decimal max, total, percent, other, parts[N_COMPONENTS];
    size_t rank;
    const char *class;
};

struct rules {
    bool parts, cut, none; /* none: survey = none */
    const char *at;
    int decimals;
};

struct scoring {
    struct file *f;
    const struct definition *d;
    const struct ballots *all;
    double *weight, *weighted; /* [(question * n_groups + group) * n_units + unit] */
    int64_t *answers;
    struct said *said; /* [((block's node) ...]: by criterion, group, unit */
    struct rules rules;
    struct result *results;
    size_t n;
    struct check *given, *groups, *leaves, *nodes, *index, *ranks, *classes;
};

static struct said *said_of(const struct scoring *s, size_t criterion, size_t group, size_t unit)
{
    return &s->said[(criterion * s->d->n_groups + group) * s->d->n_units + unit];
}

static size_t sums_of(const struct scoring *s, size_t question, size_t group, size_t unit)
{
    return (question * s->d->n_groups + group) * s->d->n_units + unit;
}

/* --- who says what -------------------------------------------------------------------------------------- */

/* The node of BLOCK that question Q gives points to, or NO. */
static size_t leaf_of(const struct definition *d, size_t question, size_t block)
{
    const struct question *q = &d->questions[question];
    if (!*q->criterion || (q->block != ANY && q->block != block))
        return NO;
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++)
        if (!strcmp(d->criteria[d->blocks[block].nodes[i]].code, q->criterion))
            return d->blocks[block].nodes[i];
    return NO;
}

static bool is_asked(const struct definition *d, size_t block, size_t criterion, size_t group)
{
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        if (q->type == NO || leaf_of(d, i, block) != criterion)
            continue;
        const struct ballot_type *t = &d->types[q->type];
        if ((t->block == ANY || t->block == block) && (group == ANY || asks_group(t, group)))
            return true;
    }
    return false;
}

/* Whether leaf CRITERION of BLOCK is scored by the ballots and groups of this round. */
static bool is_survey_leaf(const struct definition *d, size_t block, size_t criterion)
{
    const struct criterion *c = &d->criteria[criterion];
    if (c->component == SURVEY)
        return setting_is(d, "survey", "here", "here");
    return c->component == SIPAS && is_asked(d, block, criterion, ANY);
}

/* What MARK on question Q is worth for a leaf, in percent; below 0 where it is not counted. */
static double worth_of(const struct scoring *s, size_t question, const struct criterion *leaf, uint8_t mark)
{
    size_t scale = s->d->questions[question].scale;
    if (scale == NO || mark < 1 || mark > s->d->scales[scale].n || s->d->scales[scale].percent[mark] < 0)
        return -1;
    decimal percent = s->d->scales[scale].percent[mark];
    if (leaf->component == SIPAS && setting_is(s->d, "sipas", "satisfied", "mean"))
        return percent >= 75 * ONE ? 100 : 0;
    return (double)percent / 1e9;
}

static void add_ballots(struct scoring *s)
{
    const struct definition *d = s->d;
    size_t n = d->n_questions * d->n_groups * d->n_units + 1;
    double *part = keep(s->f, (d->n_criteria + 1) * sizeof *part),
           *whole = keep(s->f, (d->n_criteria + 1) * sizeof *whole);
    s->weight = keep(s->f, n * sizeof *s->weight);
    s->weighted = keep(s->f, n * sizeof *s->weighted);
    s->answers = keep(s->f, n * sizeof *s->answers);
    s->said = keep(s->f, (d->n_criteria * d->n_groups * d->n_units + 1) * sizeof *s->said);
    size_t *leaf = keep(s->f, (d->n_questions * d->n_blocks + 1) * sizeof *leaf);
    for (size_t i = 0; i < d->n_questions * d->n_blocks; i++)
        leaf[i] = leaf_of(d, i / d->n_blocks, i % d->n_blocks);
    for (size_t i = 0; i < s->all->n; i++) {
        const struct ballot *b = &s->all->of[i];
        const struct ballot_type *t = &d->types[b->type];
        const struct unit_list *list = &s->all->lists[b->list];
        for (size_t u = 0; b->valid && !isnan(b->final) && u < list->n; u++) {
            size_t unit = list->units[u], block = d->units[unit].block;
            for (size_t k = 0; b->for_unit[u] && k < t->n_asked; k++) {
                size_t q = t->asked[k], c = leaf[q * d->n_blocks + block], at = sums_of(s, q, b->group, unit);
                double percent = c == NO ? -1 : worth_of(s, q, &d->criteria[c], b->cells[u * t->n_asked + k]);
                if (percent < 0)
                    continue;
                s->weight[at] += b->final;
                s->weighted[at] += b->final * percent;
                s->answers[at]++;
                part[c] += d->questions[q].weight * percent;
                whole[c] += d->questions[q].weight;
            }
            for (size_t k = 0; b->for_unit[u] && k < t->n_asked; k++) {
                size_t c = leaf[t->asked[k] * d->n_blocks + block];
                if (c == NO || whole[c] <= 0)
                    continue;
                said_of(s, c, b->group, unit)->ballots++;
                said_of(s, c, b->group, unit)->means += part[c] / whole[c];
                part[c] = whole[c] = 0;
            }
        }
    }
}

/* --- what was given ------------------------------------------------------------------------------------- */

static const char sql_given[] =
    "SELECT points, percent, n FROM given_now p WHERE unit = ? AND criterion = ? AND \"group\" = ? AND stage = ?"
    " ORDER BY run DESC LIMIT 1";

/* The newest figure of a stage: POINTS or percent of MAX; false where there is none. */
static bool given(struct scoring *s, const char *unit, const char *criterion, const char *group, const char *stage,
                  decimal max, decimal *points, int64_t *n, bool *has_percent)
{
    sqlite3_stmt *q = ask(s->f, sql_given);
    const char *const key[] = {unit, criterion, group, stage};
    decimal value;
    for (int i = 0; i < 4; i++)
        sqlite3_bind_text(q, i + 1, key[i], -1, SQLITE_STATIC);
    if (!next(s->f, q))
        return false;
    *points = 0;
    *has_percent = decimal_read(text(q, 1), &value);
    if (*has_percent)
        *points = decimal_ratio(value, max, 100 * ONE);
    if (decimal_read(text(q, 0), &value))
        *points = value;
    *n = integer(q, 2);
    sqlite3_finalize(q);
    return true;
}

static void score_given_leaf(struct scoring *s, struct result *r, size_t place, size_t criterion)
{
    static const char *const stages[] = {"second", "first", "outside", "self", "check"};
    const struct criterion *c = &s->d->criteria[criterion];
    const char *unit = s->d->units[r->unit].code;
    int64_t n;
    bool percent;
    s->given->n++;
    for (int i = 0; i < 5; i++) {
        if (!given(s, unit, c->code, "", stages[i], c->max, &r->leaf[place], &n, &percent))
            continue;
        if (i < 3) {
            r->stage[place] = stages[i];
            return;
        }
        r->leaf[place] = MISSING; /* claimed, but not decided */
    }
    if (c->component != BONUS)
        r->leaf[place] = MISSING;
    if (r->leaf[place] == MISSING) {
        r->stage[place] = "missing";
        r->n_missing++;
    }
}

/* --- a survey leaf ---------------------------------------------------------------------------------------- */

static decimal weight_of(const struct definition *d, size_t block, size_t criterion, size_t group)
{
    decimal weight = ONE;
    int best = -1;
    for (size_t i = 0; i < d->n_weights; i++) {
        const struct group_weight *w = &d->weights[i];
        bool all = !strcmp(w->criterion, "*");
        int fit = (all ? 0 : 2) + (w->block == ANY ? 0 : 1);
        if (w->group != group || (w->block != ANY && w->block != block) || fit <= best ||
            (!all && strcmp(w->criterion, d->criteria[criterion].code) != 0))
            continue;
        best = fit;
        weight = w->weight;
    }
    return weight;
}

/* A group's part in a leaf. */
struct part {
    bool in, outside, has_percent;
    int64_t ballots, answers;
    double percent, share;
    decimal weight;
    const char *dropped;
};

static bool off(int64_t a, int64_t b)
{
    return a - b > UNIT_OFF || b - a > UNIT_OFF;
}

static void compare_part(struct scoring *s, const char *unit, const char *criterion, const char *group,
                         const struct part *p)
{
    sqlite3_stmt *q =
        ask(s->f, "SELECT ballots, answers, percent, weight, share, dropped FROM score_group WHERE unit = ?"
                  " AND criterion = ? AND \"group\" = ?");
    const char *const key[] = {unit, criterion, group};
    decimal weight = 0;
    for (int i = 0; i < 3; i++)
        sqlite3_bind_text(q, i + 1, key[i], -1, SQLITE_STATIC);
    s->groups->n++;
    if (!next(s->f, q)) {
        fault(s->f, s->groups, "%s, %s, nhóm %s: thiếu", unit, criterion, group);
        return;
    }
    bool null = sqlite3_column_type(q, 2) == SQLITE_NULL;
    if (integer(q, 0) != p->ballots || integer(q, 1) != p->answers || null == p->has_percent ||
        (p->has_percent && off(integer(q, 2), decimal_of(p->percent))) || !decimal_read(text(q, 3), &weight) ||
        weight != p->weight || off(integer(q, 4), decimal_of(p->share)) || strcmp(text(q, 5), p->dropped) != 0)
        fault(s->f, s->groups, "%s, %s, nhóm %s: ghi %s phiếu, %s câu, %s phần tỷ %%; tính lại %lld, %lld, %lld", unit,
              criterion, group, text(q, 0), text(q, 1), null ? "-" : text(q, 2), (long long)p->ballots,
              (long long)p->answers, p->has_percent ? (long long)decimal_of(p->percent) : 0);
    sqlite3_finalize(q);
}

static void find_part(struct scoring *s, size_t unit, size_t criterion, size_t group, struct part *p)
{
    const struct definition *d = s->d;
    size_t block = d->units[unit].block;
    double sum = 0, weights = 0;
    p->outside = d->groups[group].outside && d->criteria[criterion].component == SURVEY;
    p->in = p->outside || is_asked(d, block, criterion, group);
    if (!p->in)
        return;
    p->weight = weight_of(d, block, criterion, group);
    p->dropped = applies(d, unit, criterion, group) ? "" : "not_applicable";
    if (p->outside) {
        decimal percent;
        int64_t n = 0;
        const char *codes[] = {d->criteria[criterion].code, "*"};
        for (int i = 0; i < 2; i++)
            if (given(s, d->units[unit].code, codes[i], d->groups[group].code, "outside", 100 * ONE, &percent, &n,
                      &p->has_percent)) {
                p->percent = p->has_percent ? (double)percent / 1e9 : 0;
                p->ballots = p->has_percent ? n : 0;
                return;
            }
        return;
    }
    for (size_t q = 0; q < d->n_questions; q++) {
        size_t at = sums_of(s, q, group, unit);
        if (!s->answers[at] || leaf_of(d, q, block) != criterion)
            continue;
        sum += d->questions[q].weight * (s->weighted[at] / s->weight[at]);
        weights += d->questions[q].weight;
        p->answers += s->answers[at];
    }
    p->ballots = said_of(s, criterion, group, unit)->ballots;
    p->has_percent = weights > 0;
    p->percent = weights > 0 ? sum / weights : 0;
}

static void score_survey_leaf(struct scoring *s, struct result *r, size_t place, size_t criterion)
{
    const struct definition *d = s->d;
    const struct criterion *c = &d->criteria[criterion];
    int64_t min_base = strtoll(setting(d, "min_base", "1"), NULL, 10), pool_n = 0;
    struct part *parts = keep(s->f, (d->n_groups + 1) * sizeof *parts);
    double total = 0, means = 0, pool = 0, pool_weight = 0, outside = 0, outside_weight = 0;
    for (size_t g = 0; g < d->n_groups; g++) {
        struct part *p = &parts[g];
        find_part(s, r->unit, criterion, g, p);
        if (!p->in)
            continue;
        double weight = (double)p->weight / 1e9;
        if (!*p->dropped && !p->outside && p->ballots > 0)
            pool_weight += weight;
        if (!*p->dropped && !p->outside && p->weight > 0) {
            pool += said_of(s, criterion, g, r->unit)->means;
            pool_n += p->ballots;
        }
        if (!*p->dropped)
            p->dropped = !p->has_percent                        ? "no_answers"
                         : !p->outside && p->ballots < min_base ? "min_base"
                         : p->weight == 0                       ? "weight_zero"
                                                                : "";
        total += *p->dropped ? 0 : weight;
    }
    for (size_t g = 0; g < d->n_groups; g++) {
        struct part *p = &parts[g];
        if (p->in && !*p->dropped) {
            p->share = (double)p->weight / 1e9 / total;
            means += p->share * p->percent;
            outside += p->outside ? (double)p->weight / 1e9 * p->percent : 0;
            outside_weight += p->outside ? (double)p->weight / 1e9 : 0;
        }
        if (p->in)
            compare_part(s, d->units[r->unit].code, c->code, d->groups[g].code, p);
    }
    pool_weight = pool_n ? pool_weight : 0;
    double whole = pool_weight + outside_weight, max = (double)c->max / 1e9;
    decimal by_means = total > 0 ? decimal_of(means / 100 * max) : MISSING;
    decimal pooled =
        whole > 0 ? decimal_of((pool_weight * (pool_n ? pool / (double)pool_n : 0) + outside) / whole / 100 * max)
                  : MISSING;
    bool by_pool = setting_is(d, "combine", "pooled", "group_means");
    r->leaf[place] = by_pool ? pooled : by_means;
    r->pooled[place] = by_pool ? by_means : pooled;
    r->stage[place] = "survey";
    if (r->leaf[place] == MISSING) {
        r->stage[place] = "missing";
        r->pooled[place] = MISSING;
        r->n_missing++;
    }
    /* Where nothing is rounded below, what is stored is taken if it is as near as two ways of adding up may be. */
    sqlite3_stmt *q = ask(s->f, "SELECT points, pooled, stage FROM score_node WHERE unit = ? AND criterion = ?");
    sqlite3_bind_text(q, 1, d->units[r->unit].code, -1, SQLITE_STATIC);
    sqlite3_bind_text(q, 2, c->code, -1, SQLITE_STATIC);
    bool exact = s->rules.parts && !strcmp(s->rules.at, "leaf") && !s->rules.none;
    for (s->leaves->n++; next(s->f, q);) {
        decimal stored = r->leaf[place] == MISSING ? MISSING : integer(q, 0);
        bool no_pooled = sqlite3_column_type(q, 1) == SQLITE_NULL;
        if ((!exact && stored != MISSING && off(stored, r->leaf[place])) ||
            no_pooled != (r->pooled[place] == MISSING) || (!no_pooled && off(integer(q, 1), r->pooled[place])) ||
            strcmp(text(q, 2), r->stage[place]) != 0)
            fault(s->f, s->leaves, "%s, %s: ghi %s phần tỷ điểm (%s); tính lại %lld (%s)", d->units[r->unit].code,
                  c->code, text(q, 0), text(q, 2), (long long)r->leaf[place], r->stage[place]);
        else if (!exact && stored != MISSING)
            r->leaf[place] = stored;
    }
}

/* --- the tree --------------------------------------------------------------------------------------------- */

static decimal rounded(decimal x, const struct rules *rules)
{
    return rules->cut ? decimal_cut(x, rules->decimals) : decimal_round(x, rules->decimals);
}

static struct node sum_node(const struct scoring *s, struct result *r, size_t place, const struct rules *rules)
{
    const struct definition *d = s->d;
    const struct block *b = &d->blocks[d->units[r->unit].block];
    const struct criterion *c = &d->criteria[b->nodes[place]];
    struct node n = {0};
    if (c->leaf) {
        bool left_out = rules->none && c->component == SURVEY;
        if (!left_out && r->leaf[place] != MISSING && applies(d, r->unit, b->nodes[place], ANY)) {
            n = (struct node){true, c->component == BONUS ? 0 : c->max, r->leaf[place]};
            if (rules->parts && !strcmp(rules->at, "leaf") && !rules->none)
                n.points = rounded(n.points, rules);
            r->parts[c->component] += n.points;
        }
        return r->nodes[place] = n;
    }
    for (size_t i = place + 1; i < b->n_nodes; i++) {
        if (d->criteria[b->nodes[i]].parent != b->nodes[place])
            continue;
        struct node below = sum_node(s, r, i, rules);
        n.applicable = n.applicable || below.applicable;
        n.max += below.max;
        n.points += below.points;
    }
    decimal held = c->has_cap && n.points > c->cap ? c->cap : n.points;
    held = c->has_min && held < c->min ? c->min : held;
    r->parts[BONUS] += held - n.points; /* what a cap takes is bonus, what a minimum gives back malus */
    n.points = held;
    return r->nodes[place] = n;
}

/* Without a survey all but bonus and malus is brought to a maximum of 100. */
static void rescale(const struct scoring *s, struct result *r, const decimal *bonus, const struct rules *rules)
{
    const struct definition *d = s->d;
    const struct block *b = &d->blocks[d->units[r->unit].block];
    decimal max = r->max, extra = r->parts[BONUS];
    bool leaf = rules->parts && !strcmp(rules->at, "leaf"), field = rules->parts && !strcmp(rules->at, "field");
    for (int p = 0; p < N_COMPONENTS; p++)
        r->parts[p] = leaf ? 0 : decimal_ratio(r->parts[p], 100 * ONE, max);
    r->total = 0;
    for (size_t i = 0; i < b->n_nodes; i++) {
        const struct criterion *c = &d->criteria[b->nodes[i]];
        decimal points = r->nodes[i].points;
        if (leaf && c->leaf)
            r->parts[c->component] += rounded(decimal_ratio(points, 100 * ONE, max), rules);
        if (field && c->parent == NO)
            r->total += rounded(decimal_ratio(points - bonus[i], 100 * ONE, max) + bonus[i], rules);
    }
    r->parts[BONUS] = leaf ? rounded(extra, rules) : extra;
    for (int p = 0; !field && p < N_COMPONENTS; p++)
        r->total += r->parts[p];
    r->max = 100 * ONE;
}

static void sum_up(const struct scoring *s, struct result *r, const struct rules *rules)
{
    const struct definition *d = s->d;
    const struct block *b = &d->blocks[d->units[r->unit].block];
    decimal *bonus = keep(s->f, (b->n_nodes + 1) * sizeof *bonus);
    memset(r->parts, 0, sizeof r->parts);
    r->max = r->total = 0;
    for (size_t i = 0; i < b->n_nodes; i++) {
        if (d->criteria[b->nodes[i]].parent != NO)
            continue;
        decimal before = r->parts[BONUS];
        struct node field = sum_node(s, r, i, rules);
        bonus[i] = r->parts[BONUS] - before;
        r->max += field.max;
        if (rules->parts && !strcmp(rules->at, "field") && !rules->none)
            r->nodes[i].points = field.points = rounded(field.points, rules);
        r->total += field.points;
    }
    if (rules->none && r->max > 0)
        rescale(s, r, bonus, rules);
    if (rules->parts && !strcmp(rules->at, "component")) {
        r->total = 0;
        for (int p = 0; p < N_COMPONENTS; p++)
            r->total += r->parts[p] = rounded(r->parts[p], rules);
    }
    r->percent = r->max > 0 ? decimal_ratio(r->total, 100 * ONE, r->max) : 0;
}

static void score_unit(struct scoring *s, struct result *r)
{
    const struct definition *d = s->d;
    size_t block = d->units[r->unit].block;
    const struct block *b = &d->blocks[block];
    r->nodes = keep(s->f, (b->n_nodes + 1) * sizeof *r->nodes);
    r->leaf = keep(s->f, (b->n_nodes + 1) * sizeof *r->leaf);
    r->pooled = keep(s->f, (b->n_nodes + 1) * sizeof *r->pooled);
    r->stage = keep(s->f, (b->n_nodes + 1) * sizeof *r->stage);
    for (size_t i = 0; i < b->n_nodes; i++) {
        const struct criterion *c = &d->criteria[b->nodes[i]];
        r->pooled[i] = MISSING;
        r->stage[i] = "";
        if (!c->leaf || !applies(d, r->unit, b->nodes[i], ANY) || (c->component == SURVEY && s->rules.none))
            continue;
        if (is_survey_leaf(d, block, b->nodes[i]))
            score_survey_leaf(s, r, i, b->nodes[i]);
        else
            score_given_leaf(s, r, i, b->nodes[i]);
    }
    struct rules other = s->rules;
    other.cut = false;
    if (!s->rules.cut) {
        other.parts = !other.parts;
        other.at = !strcmp(other.at, "total") ? "component" : other.at;
    }
    sum_up(s, r, &other);
    decimal total = rounded(r->total, &other);
    sum_up(s, r, &s->rules);
    r->other = total;
}

/* --- ranks and classes -------------------------------------------------------------------------------------- */

static decimal compared(const struct scoring *s, decimal x)
{
    return setting_is(s->d, "compare", "rounded", "exact") ? rounded(x, &s->rules) : x;
}

static decimal compared_part(const struct scoring *s, decimal x)
{
    return setting_is(s->d, "compare", "rounded", "exact") ? decimal_round(x, s->rules.decimals) : x;
}

/* Above 0 where A is before B, 0 where they are tied. */
static int before(const struct scoring *s, const struct result *a, const struct result *b)
{
    bool percent = setting_is(s->d, "rank_by", "percent", "points");
    decimal x = compared(s, percent ? a->percent : a->total), y = compared(s, percent ? b->percent : b->total);
    const char *p = setting(s->d, "tie_breakers", "");
    while (x == y && *p) {
        size_t n = strcspn(p, ";, ");
        enum component part = !strncmp(p, "appraised", n) ? APPRAISED : !strncmp(p, "survey", n) ? SURVEY : SIPAS;
        if (n) {
            x = compared_part(s, a->parts[part]);
            y = compared_part(s, b->parts[part]);
        }
        p += n + (p[n] != '\0');
    }
    return x == y ? 0 : x > y ? 1 : -1;
}

static void rank_block(struct scoring *s, size_t block)
{
    const struct definition *d = s->d;
    bool in_order = setting_is(d, "ties", "order", "shared");
    for (size_t i = 0; i < s->n; i++)
        if (d->units[s->results[i].unit].block == block && d->units[s->results[i].unit].ranked &&
            s->results[i].n_missing)
            return;
    for (size_t i = 0; i < s->n; i++) {
        struct result *r = &s->results[i];
        if (d->units[r->unit].block != block || !d->units[r->unit].ranked || !d->blocks[block].ranked)
            continue;
        r->rank = 1;
        for (size_t k = 0; k < s->n; k++) {
            const struct result *o = &s->results[k];
            if (d->units[o->unit].block == block && d->units[o->unit].ranked) {
                int order = before(s, o, r);
                r->rank += order > 0 || (!order && in_order && k < i);
            }
        }
    }
}

static const char *class_of(const struct scoring *s, const struct result *r)
{
    const struct definition *d = s->d;
    size_t block = d->units[r->unit].block;
    const struct band *best = NULL;
    bool own = false;
    for (size_t i = 0; i < d->n_bands; i++)
        own = own || d->bands[i].block == block;
    for (size_t i = 0; i < d->n_bands; i++) {
        const struct band *b = &d->bands[i];
        if (b->block != (own ? block : ANY) || compared(s, b->of_percent ? r->percent : r->total) < b->from ||
            (best && best->from >= b->from))
            continue;
        bool held = true;
        const struct block *of = &d->blocks[block];
        for (size_t k = 0; b->has_floor && k < of->n_nodes; k++)
            if (d->criteria[of->nodes[k]].level == b->floor_level && r->nodes[k].max &&
                compared_part(s, decimal_ratio(r->nodes[k].points, 100 * ONE, r->nodes[k].max)) < b->floor)
                held = false;
        best = held ? b : best;
    }
    return best ? best->name : "";
}

/* --- beside what is stored ---------------------------------------------------------------------------------- */

static void compare_nodes(struct scoring *s, const struct result *r)
{
    const struct definition *d = s->d;
    const struct block *b = &d->blocks[d->units[r->unit].block];
    sqlite3_stmt *q =
        ask(s->f, "SELECT level, method, applicable, max, points, percent, stage FROM score_node WHERE unit = ?"
                  " AND criterion = ?");
    for (size_t i = 0; i < b->n_nodes; i++) {
        const struct criterion *c = &d->criteria[b->nodes[i]];
        const struct node *n = &r->nodes[i];
        const char *unit = d->units[r->unit].code;
        sqlite3_reset(q);
        sqlite3_bind_text(q, 1, unit, -1, SQLITE_STATIC);
        sqlite3_bind_text(q, 2, c->code, -1, SQLITE_STATIC);
        s->nodes->n++;
        if (sqlite3_step(q) != SQLITE_ROW) {
            fault(s->f, s->nodes, "%s, %s: thiếu", unit, c->code);
            continue;
        }
        bool given_leaf = c->leaf && *r->stage[i] && strcmp(r->stage[i], "survey") != 0;
        bool same_percent = n->max > 0 ? integer(q, 5) == decimal_ratio(n->points, 100 * ONE, n->max)
                                       : sqlite3_column_type(q, 5) == SQLITE_NULL;
        if (strcmp(text(q, 6), r->stage[i]) != 0 || (given_leaf && integer(q, 4) != n->points))
            fault(s->f, given_leaf ? s->given : s->nodes, "%s, %s: ghi %s phần tỷ điểm (%s); tính lại %lld (%s)", unit,
                  c->code, text(q, 4), text(q, 6), (long long)n->points, r->stage[i]);
        if (integer(q, 0) != (int64_t)c->level || strcmp(text(q, 1), c->method) != 0 ||
            integer(q, 2) != n->applicable || integer(q, 3) != n->max || integer(q, 4) != n->points || !same_percent)
            fault(s->f, s->nodes, "%s, %s: ghi %s / %s; tính lại %lld / %lld", unit, c->code, text(q, 4), text(q, 3),
                  (long long)n->points, (long long)n->max);
    }
    sqlite3_finalize(q);
}

static void compare_unit(struct scoring *s, const struct result *r)
{
    sqlite3_stmt *q =
        ask(s->f, "SELECT max, appraised, survey, sipas, socio, bonus, total, percent, other, block, rank, class"
                  " FROM score WHERE unit = ?");
    const struct definition *d = s->d;
    const char *unit = d->units[r->unit].code;
    static const char *const names[] = {"max",   "appraised", "survey",  "sipas", "socio",
                                        "bonus", "total",     "percent", "other"};
    const decimal must[] = {r->max,      r->parts[0], r->parts[1], r->parts[2], r->parts[3],
                            r->parts[4], r->total,    r->percent,  r->other};
    sqlite3_bind_text(q, 1, unit, -1, SQLITE_STATIC);
    s->index->n++;
    s->ranks->n++;
    s->classes->n++;
    if (!next(s->f, q)) {
        fault(s->f, s->index, "%s: thiếu", unit);
        return;
    }
    for (int i = 0; i < 9; i++)
        if (integer(q, i) != must[i])
            fault(s->f, s->index, "%s: %s ghi %s, tính lại %lld", unit, names[i], text(q, i), (long long)must[i]);
    if (strcmp(text(q, 9), d->blocks[d->units[r->unit].block].code) != 0)
        fault(s->f, s->index, "%s: khối \"%s\"", unit, text(q, 9));
    if (integer(q, 10) != (int64_t)r->rank)
        fault(s->f, s->ranks, "%s: ghi %s, tính lại %zu", unit, *text(q, 10) ? text(q, 10) : "-", r->rank);
    if (strcmp(text(q, 11), r->class) != 0)
        fault(s->f, s->classes, "%s: ghi \"%s\", tính lại \"%s\"", unit, text(q, 11), r->class);
    sqlite3_finalize(q);
}

/* As many rows as there should be in TABLE. */
static void compare_rows(struct scoring *s, struct check *c, const char *table)
{
    int64_t n = number_of(s->f, words(s->f, "SELECT count(*) FROM %s", table), 0);
    if (n != (int64_t)c->n)
        fault(s->f, c, "bảng %s có %lld dòng, tính lại %zu", table, (long long)n, c->n);
}

/* What every scoring gave: the newest is what stands now. */
static void compare_outcome(struct file *f, struct check *c)
{
    c->n = (size_t)number_of(f, "SELECT count(*) FROM outcome", 0);
    if (!c->n) {
        unsaid(f, c, "không có: đợt được nâng cấp từ phiên bản cũ");
        return;
    }
    sqlite3_stmt *q =
        ask(f, "SELECT unit FROM (SELECT unit, CASE WHEN unstated IS 'missing' THEN NULL ELSE total END AS t,"
               " CASE WHEN unstated IS 'missing' THEN NULL ELSE percent END AS p, rank, class FROM score EXCEPT"
               " SELECT unit, total, percent, rank, class FROM outcome WHERE run = (SELECT max(run) FROM outcome))"
               " UNION SELECT unit FROM (SELECT unit, total, percent, rank, class FROM outcome WHERE run ="
               " (SELECT max(run) FROM outcome) EXCEPT SELECT unit, CASE WHEN unstated IS 'missing' THEN NULL"
               " ELSE total END, CASE WHEN unstated IS 'missing' THEN NULL ELSE percent END, rank, class FROM"
               " score)");
    while (next(f, q))
        fault(f, c, "%s: kết quả của lần tính mới nhất không phải điểm đang ghi", text(q, 0));
}

void points_check(struct file *f, const struct definition *d, const struct ballots *all, const struct log *log)
{
    const char *rounding = setting(d, "rounding", "once"), *at = setting(d, "round_at", "total"), *changed = NULL,
               *why = NULL;
    struct scoring s = {.f = f, .d = d, .all = all};
    struct check *outcome, *first = &f->checks[f->n_checks];
    s.given = check_new(f, "G1", "điểm thẩm định và số liệu từ bên ngoài", "tiêu chí");
    s.groups = check_new(f, "G2", "phần của từng nhóm trong từng tiêu chí điều tra", "phần");
    s.leaves = check_new(f, "G3", "điểm tiêu chí điều tra", "tiêu chí");
    s.nodes = check_new(f, "G4", "cây tiêu chí cộng lên", "nút");
    s.index = check_new(f, "G5", "điểm thành phần, tổng điểm, chỉ số", "đơn vị");
    s.ranks = check_new(f, "G6", "thứ hạng", "đơn vị");
    s.classes = check_new(f, "G7", "xếp loại", "đơn vị");
    outcome = check_new(f, "G8", "kết quả của lần tính điểm mới nhất", "kết quả");
    s.rules = (struct rules){.cut = !strcmp(rounding, "truncate"),
                             .none = setting_is(d, "survey", "none", "here"),
                             .at = at,
                             .decimals = (int)strtol(setting(d, "decimals", "2"), NULL, 10)};
    s.rules.parts = !strcmp(rounding, "parts") || (s.rules.cut && strcmp(at, "total") != 0);
    if (!number_of(f, "SELECT count(*) FROM score", 0))
        why = "chưa tính điểm";
    else if (!log_fresh(f, log, "score", &changed))
        why = words(f, "điểm cũ hơn số liệu (bảng %s đã đổi)", changed ? changed : "?");
    else if (s.rules.decimals < 0 || s.rules.decimals > 6)
        why = "thiết lập decimals không từ 0 đến 6";
    for (struct check *c = first; why && c <= outcome; c++)
        unsaid(f, c, "%s", why);
    if (why)
        return;
    add_ballots(&s);
    s.results = keep(f, (d->n_units + 1) * sizeof *s.results);
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; d->blocks[b].n_nodes && i < d->blocks[b].n_units; i++) {
            if (d->units[d->blocks[b].units[i]].ended)
                continue;
            s.results[s.n].unit = d->blocks[b].units[i];
            score_unit(&s, &s.results[s.n++]);
        }
    for (size_t b = 0; b < d->n_blocks; b++)
        rank_block(&s, b);
    for (size_t i = 0; i < s.n; i++) {
        s.results[i].class = s.results[i].n_missing ? "" : class_of(&s, &s.results[i]);
        compare_nodes(&s, &s.results[i]);
        compare_unit(&s, &s.results[i]);
    }
    compare_rows(&s, s.groups, "score_group");
    compare_rows(&s, s.nodes, "score_node");
    compare_rows(&s, s.index, "score");
    compare_outcome(f, outcome);
}
