/* What a definition says that cannot be meant (faults), or that has no effect (W253): each row is right by itself, and
 * references hold. */
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/definition_inside.h"

/* The cell in column NAME of row I has no effect, because of WHY. */
static void no_effect(struct check *k, enum table_id t, size_t i, const char *name, const char *why)
{
    issues_add(k->issues, WARNING, "W253", check_where(k, t, i, name),
               _("column \"%s\" has \"%s\", which has no effect: %s"), check_column(k, t, name),
               check_cell(k, t, i, name), why);
}

static bool is_given(const struct check *k, enum table_id t, size_t i, const char *name)
{
    return *check_cell(k, t, i, name) != '\0';
}

/* True where BLOCK is WANTED, or any will do. */
static bool in_block(size_t wanted, size_t block)
{
    return wanted == ALL || wanted == block;
}

/* --- criteria --------------------------------------------------------------------------- */

/* The computed points of a leaf are bound by no step and no minimum: true where all its blocks have them from ballots.
 */
static bool is_computed(const struct definition *d, size_t i)
{
    const struct criterion *c = &d->criteria[i];
    if (c->method == METHOD_DTXHH)
        return d->rules.survey != SURVEY_OUTSIDE;
    for (size_t b = 0; b < d->n_blocks; b++) {
        bool asked = false;
        for (size_t g = 0; g < d->n_groups; g++)
            asked = asked || definition_is_asked(d, b, i, g);
        if (in_block(c->block, b) && !asked)
            return false;
    }
    return c->method == METHOD_SIPAS;
}

static void check_step(struct check *k, size_t i)
{
    static const char *const bounds[] = {"max_points", "cap", "min_points"};
    const struct criterion *c = &k->d->criteria[i];
    const char *step = check_cell(k, T_CRITERIA, i, "step");
    if (c->step <= 0) {
        issues_add(k->issues, FAULT, "F225", check_where(k, T_CRITERIA, i, "step"),
                   _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_CRITERIA, "step"), step,
                   _("a number above 0"));
        return;
    }
    bool cap_counts = c->method == METHOD_THUONG_TRU;
    for (size_t n = 0; n < sizeof bounds / sizeof *bounds; n++) {
        const char *given = check_cell(k, T_CRITERIA, i, bounds[n]);
        if (*given && (n != 1 || cap_counts) && check_decimal(given) % c->step)
            issues_add(k->issues, FAULT, "F225", check_where(k, T_CRITERIA, i, bounds[n]),
                       _("criterion \"%s\": %s points are no multiple of its step, %s, so nobody could be given them"),
                       c->code, given, step);
    }
}

static void check_leaf_sense(struct check *k, size_t i)
{
    const struct definition *d = k->d;
    const struct criterion *c = &d->criteria[i];
    bool bonus = c->method == METHOD_THUONG_TRU;
    decimal most, given = check_decimal(check_cell(k, T_CRITERIA, i, "max_points"));
    bool bounded = criterion_most(c, &most);
    if (is_given(k, T_CRITERIA, i, "step") && (c->step <= 0 || !is_computed(d, i)))
        check_step(k, i);
    else if (is_given(k, T_CRITERIA, i, "step"))
        no_effect(k, T_CRITERIA, i, "step", _("points that are computed from ballots follow no step"));
    if (is_given(k, T_CRITERIA, i, "min_points") && is_computed(d, i) && c->min != 0)
        no_effect(k, T_CRITERIA, i, "min_points", _("points that are computed from ballots have no minimum"));
    if (c->has_cap && !bonus && c->cap < c->max)
        issues_add(
            k->issues, FAULT, "F225", check_where(k, T_CRITERIA, i, "cap"),
            _("criterion \"%s\" has a cap of %s below its maximum, %s; a cap is for bonus points, expected it as "
              "max_points"),
            c->code, check_cell(k, T_CRITERIA, i, "cap"), check_cell(k, T_CRITERIA, i, "max_points"));
    else if (c->has_cap && !bonus)
        no_effect(k, T_CRITERIA, i, "cap", _("a cap is for bonus points"));
    else if (c->has_cap && c->cap > most)
        no_effect(k, T_CRITERIA, i, "cap", _("the maximum of the bonus is lower, and no more than that is given"));
    else if (c->has_cap && given > most)
        no_effect(k, T_CRITERIA, i, "max_points", _("the cap of the bonus is lower, and no more than that is given"));
    if (bonus && bounded && most == 0 && c->min == 0)
        issues_add(k->issues, WARNING, "W253", check_where(k, T_CRITERIA, i, "code"),
                   _("criterion \"%s\" has no effect: its most and its least points are 0"), c->code);
}

/* True where bonus (SIGN > 0) or malus (SIGN < 0) is possible below node I. */
static bool has_bonus(const struct definition *d, size_t i, int sign)
{
    const struct criterion *c = &d->criteria[i];
    decimal most = 0;
    if (c->is_leaf)
        return c->method == METHOD_THUONG_TRU && (sign < 0 ? c->min < 0 : !criterion_most(c, &most) || most > 0);
    for (size_t j = 0; j < d->n_criteria; j++)
        if (d->criteria[j].parent == i && has_bonus(d, j, sign))
            return true;
    return false;
}

static void check_node_sense(struct check *k, size_t i)
{
    const struct criterion *c = &k->d->criteria[i];
    if (is_given(k, T_CRITERIA, i, "step"))
        no_effect(k, T_CRITERIA, i, "step", _("points are given to the criteria below it"));
    if (c->has_cap && !has_bonus(k->d, i, 1))
        no_effect(k, T_CRITERIA, i, "cap", _("there are no bonus points below it"));
    if (c->has_floor && !has_bonus(k->d, i, -1))
        no_effect(k, T_CRITERIA, i, "min_points", _("there are no malus points below it"));
}

/* --- groups and what applies -------------------------------------------------------------- */

/* True where GROUP says something of a leaf of BLOCK, by its answers or by a figure from outside. */
static bool has_part(const struct definition *d, size_t block, size_t leaf, size_t group)
{
    const struct criterion *c = &d->criteria[leaf];
    if (!c->is_leaf || (c->method != METHOD_DTXHH && c->method != METHOD_SIPAS))
        return false;
    return (c->method == METHOD_DTXHH && d->groups[group].via == VIA_SIPAS) ||
           definition_is_asked(d, block, leaf, group);
}

/* True where node C, or one above it, has CODE, or CODE is `*`. */
static bool is_below(const struct definition *d, size_t c, const char *code)
{
    if (!strcmp(code, "*"))
        return true;
    for (; c != NONE; c = d->criteria[c].parent)
        if (!strcmp(d->criteria[c].code, code))
            return true;
    return false;
}

static bool takes_something(const struct definition *d, const struct not_applicable *n)
{
    for (size_t u = 0; u < d->n_units; u++) {
        size_t b = d->units[u].block;
        if ((n->unit != ALL && n->unit != u) || !in_block(n->block, b))
            continue;
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
            size_t c = d->blocks[b].nodes[i];
            if (d->criteria[c].is_leaf && is_below(d, c, n->criterion) &&
                (n->group == ALL || has_part(d, b, c, n->group)))
                return true;
        }
    }
    return false;
}

/* A survey leaf applies to UNIT, but to none of the groups that have a part in it. */
static void check_someone_is_left(struct check *k, size_t unit, size_t leaf)
{
    const struct definition *d = k->d;
    const struct not_applicable *row = NULL;
    if (!definition_applies(d, unit, leaf, ALL))
        return;
    for (size_t g = 0; g < d->n_groups; g++) {
        if (!has_part(d, d->units[unit].block, leaf, g))
            continue;
        if (!(row = definition_exception(d, unit, leaf, g)))
            return;
    }
    if (row)
        issues_add(
            k->issues, FAULT, "F226", check_where(k, T_NOT_APPLICABLE, (size_t)(row - d->not_applicables), "group"),
            _("unit \"%s\", criterion \"%s\": it applies to none of the groups that are asked; expected group `*` "
              "for the unit, so that the criterion leaves its maximum"),
            d->units[unit].code, d->criteria[leaf].code);
}

/* Some leaf with a maximum is left of the tree of UNIT. */
static bool is_scored(const struct definition *d, size_t unit)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    for (size_t i = 0; i < block->n_nodes; i++) {
        const struct criterion *c = &d->criteria[block->nodes[i]];
        if (c->is_leaf && c->method != METHOD_THUONG_TRU &&
            !(c->method == METHOD_DTXHH && d->rules.survey == SURVEY_NONE) &&
            definition_applies(d, unit, block->nodes[i], ALL))
            return true;
    }
    return block->n_nodes == 0;
}

static void check_what_applies(struct check *k)
{
    const struct definition *d = k->d;
    for (size_t i = 0; i < d->n_not_applicables; i++)
        if (!takes_something(d, &d->not_applicables[i]))
            issues_add(
                k->issues, WARNING, "W253", check_where(k, T_NOT_APPLICABLE, i, "criterion"),
                _("this row has no effect: no unit it is about has a criterion \"%s\", or, where it names a group, "
                  "the group has no part in it"),
                d->not_applicables[i].criterion);
    for (size_t u = 0; u < d->n_units; u++) {
        const struct block *block = &d->blocks[d->units[u].block];
        if (!is_scored(d, u) && !definition_ended(d, u)) {
            issues_add(k->issues, FAULT, "F219", check_where(k, T_UNITS, u, "code"),
                       _("unit \"%s\": no criterion with points applies, so there would be no index"),
                       d->units[u].code);
            continue;
        }
        for (size_t i = 0; d->n_not_applicables && i < block->n_nodes; i++)
            if (d->criteria[block->nodes[i]].method != METHOD_DTXHH || d->rules.survey == SURVEY_HERE)
                check_someone_is_left(k, u, block->nodes[i]);
    }
}

static void check_group_weights_sense(struct check *k)
{
    const struct definition *d = k->d;
    for (size_t i = 0; d->rules.survey == SURVEY_HERE && i < d->n_group_weights; i++) {
        const struct group_weight *w = &d->group_weights[i];
        bool weighs = false;
        for (size_t b = 0; !weighs && b < d->n_blocks; b++)
            for (size_t n = 0; !weighs && in_block(w->block, b) && n < d->blocks[b].n_nodes; n++) {
                size_t c = d->blocks[b].nodes[n];
                weighs = (!strcmp(w->criterion, "*") || !strcmp(w->criterion, d->criteria[c].code)) &&
                         has_part(d, b, c, w->group);
            }
        if (!weighs)
            no_effect(
                k, T_GROUP_WEIGHTS, i, "weight",
                _("the group has no part in the survey criteria it is given for (weights are for the last criteria "
                  "of the tree)"));
    }
}

/* --- ballots ------------------------------------------------------------------------------- */

/* True where GROUP of a rater "GROUP/ID" answers TYPE; a rater without one is an employer. */
static bool may_rate(const struct definition *d, const struct rating *r)
{
    const struct ballot_type *t = &d->ballot_types[r->ballot_type];
    const char *slash = strchr(r->rater, '/');
    for (size_t g = 0; slash && g < t->n_groups; g++) {
        const char *code = d->groups[t->groups[g]].code;
        if (strlen(code) == (size_t)(slash - r->rater) && !strncmp(code, r->rater, strlen(code)))
            return true;
    }
    return !slash;
}

static void check_ballots_sense(struct check *k)
{
    const struct definition *d = k->d;
    bool *listed = xcalloc(d->n_ballot_types, sizeof *listed), *asked = xcalloc(d->n_groups, sizeof *asked);
    bool *used = xcalloc(d->n_scales + 1, sizeof *used);
    for (size_t i = 0; i < d->n_ratings; i++) {
        listed[d->ratings[i].ballot_type] = true;
        if (!may_rate(d, &d->ratings[i]))
            no_effect(k, T_RATES, i, "rater", _("no group of the ballot type has this member"));
    }
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        for (size_t g = 0; g < d->ballot_types[t].n_groups; g++)
            asked[d->ballot_types[t].groups[g]] = true;
        if (d->ballot_types[t].units == RATED_LISTED && !listed[t])
            issues_add(k->issues, WARNING, "W253", check_where(k, T_BALLOT_TYPES, t, "units"),
                       _("ballot type \"%s\" has no effect: it goes by a list, and table rates has no row for it"),
                       d->ballot_types[t].code);
    }
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via != VIA_SIPAS && !asked[g] && d->n_ballot_types)
            issues_add(k->issues, WARNING, "W253", check_where(k, T_GROUPS, g, "code"),
                       _("group \"%s\" has no effect: no ballot type is answered by it"), d->groups[g].code);
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        bool counted = false;
        if (q->scale != NONE)
            used[q->scale] = true;
        for (size_t o = 0; q->scale != NONE && o < d->scales[q->scale].n_options; o++)
            counted = counted || d->scales[q->scale].options[o].counted;
        if (*q->criterion && !counted)
            issues_add(k->issues, FAULT, "F217", check_where(k, T_QUESTIONS, i, "scale"),
                       _("question \"%s\" gives points, but no option of its scale has a percentage"), q->code);
        if (!q->per_ballot && q->block != ALL && t->block != ALL && q->block != t->block)
            no_effect(k, T_QUESTIONS, i, "block", _("its ballot type is about another block, so it is never asked"));
    }
    for (size_t i = 0; i < check_rows(k, T_SCALES); i++) {
        size_t scale = dictionary_find(d->scale_codes, check_cell(k, T_SCALES, i, "scale"));
        if (scale == SIZE_MAX || used[scale])
            continue;
        issues_add(k->issues, WARNING, "W253", check_where(k, T_SCALES, i, "scale"),
                   _("scale \"%s\" has no effect: no question uses it"), d->scales[scale].code);
        used[scale] = true; /* said once */
    }
    free(listed);
    free(asked);
    free(used);
}

/* --- classes and ranks ---------------------------------------------------------------------- */

/* The most that UNIT can have in node I, and in POINTS its maximum without bonus; false where a bonus has no limit. */
static bool most_points(const struct definition *d, size_t unit, size_t i, decimal *most, decimal *points)
{
    const struct criterion *c = &d->criteria[i];
    size_t block = d->units[unit].block;
    *most = *points = 0;
    if (c->is_leaf) {
        bool bonus = c->method == METHOD_THUONG_TRU;
        if (!definition_applies(d, unit, i, ALL) || (c->method == METHOD_DTXHH && d->rules.survey == SURVEY_NONE))
            return true;
        *points = bonus ? 0 : c->max;
        return criterion_most(c, most);
    }
    bool limited = true;
    for (size_t j = 0; j < d->n_criteria; j++) {
        decimal below, own;
        if (d->criteria[j].parent != i || !in_block(d->criteria[j].block, block))
            continue;
        limited = most_points(d, unit, j, &below, &own) && limited;
        *most += below;
        *points += own;
    }
    if (c->has_cap && (!limited || *most > c->cap))
        *most = c->cap;
    return limited || c->has_cap;
}

/* The most that a unit of BLOCK can have, in points or percent; negative where there is no limit. */
static decimal most_of(const struct definition *d, size_t block, enum class_of of)
{
    decimal highest = 0;
    for (size_t u = 0; u < d->blocks[block].n_units; u++) {
        decimal most = 0, points = 0, node, own;
        for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
            size_t c = d->blocks[block].nodes[i];
            if (d->criteria[c].parent != NONE)
                continue;
            if (!most_points(d, d->blocks[block].units[u], c, &node, &own))
                return -1;
            most += node;
            points += own;
        }
        if (d->rules.survey == SURVEY_NONE && points > 0) /* appraisal on a maximum of 100, bonus as it is */
            most = most - points + 100 * DECIMAL_ONE;
        else if (of == CLASS_OF_PERCENT && points > 0)
            most = decimal_ratio(most, 100 * DECIMAL_ONE, points);
        highest = most > highest ? most : highest;
    }
    return highest;
}

static bool has_level(const struct definition *d, size_t block, size_t level)
{
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++)
        if (d->criteria[d->blocks[block].nodes[i]].level == level)
            return true;
    return false;
}

/* True where rows of its own class the units of BLOCK, or there are none. */
static bool has_own_classes(const struct definition *d, size_t block)
{
    for (size_t i = 0; i < d->n_classes; i++)
        if (d->classes[i].block == block)
            return true;
    return d->blocks[block].n_units == 0;
}

static void check_class_sense(struct check *k, size_t i)
{
    const struct definition *d = k->d;
    const struct class_band *c = &d->classes[i];
    bool used = false, reached = false;
    char number[DECIMAL_TEXT];
    decimal limit = 0;
    for (size_t b = 0; b < d->n_blocks; b++) {
        if (c->block != ALL ? c->block != b : has_own_classes(d, b))
            continue;
        used = true;
        decimal most = most_of(d, b, c->of);
        reached = reached || most < 0 || c->from <= most;
        limit = most > limit ? most : limit;
        if (c->has_floor && !has_level(d, b, c->floor_level))
            issues_add(k->issues, WARNING, "W253", check_where(k, T_CLASSES, i, "floor_level"),
                       _("the floor of class \"%s\" has no effect in block \"%s\": its criteria have no level %zu"),
                       c->name, d->blocks[b].code, c->floor_level);
    }
    if (c->block == ALL && !used)
        issues_add(k->issues, WARNING, "W253", check_where(k, T_CLASSES, i, "block"),
                   _("class \"%s\" of all blocks has no effect: every block has classes of its own"), c->name);
    else if (used && !reached)
        issues_add(k->issues, WARNING, "W253", check_where(k, T_CLASSES, i, "from"),
                   _("class \"%s\" has no effect: it begins above the most there is, %s"), c->name,
                   decimal_format(limit, -1, number));
    if (!c->has_floor && is_given(k, T_CLASSES, i, "floor_level"))
        no_effect(k, T_CLASSES, i, "floor_level", _("there is no floor"));
}

/* The row of setting KEY; SIZE_MAX. */
static size_t setting_row(const struct check *k, const char *key)
{
    for (size_t i = 0; i < check_rows(k, T_ROUND); i++)
        if (!strcmp(check_cell(k, T_ROUND, i, "key"), key))
            return i;
    return SIZE_MAX;
}

struct breakers {
    struct check *k;
    const char *before[8];
    size_t n;
};

static void check_tie_breaker(const char *word, void *context)
{
    struct breakers *b = context;
    const struct definition *d = b->k->d;
    enum method method = !strcmp(word, "survey") ? METHOD_DTXHH : !strcmp(word, "sipas") ? METHOD_SIPAS : METHOD_TD;
    bool there = false, twice = false;
    for (size_t i = 0; i < d->n_criteria; i++)
        there = there || (d->criteria[i].is_leaf && d->criteria[i].method == method &&
                          !(method == METHOD_DTXHH && d->rules.survey == SURVEY_NONE));
    for (size_t i = 0; i < b->n; i++)
        twice = twice || !strcmp(b->before[i], word);
    struct place place = check_where(b->k, T_ROUND, setting_row(b->k, "tie_breakers"), "value");
    if (twice)
        issues_add(b->k->issues, WARNING, "W253", place,
                   _("tie-breaker \"%s\" has no effect: it stands before already"), word);
    else if (!there)
        issues_add(b->k->issues, WARNING, "W253", place,
                   _("tie-breaker \"%s\" has no effect: no criterion has points of that kind"), word);
    if (b->n < sizeof b->before / sizeof *b->before)
        b->before[b->n++] = method == METHOD_DTXHH ? "survey" : method == METHOD_SIPAS ? "sipas" : "appraised";
}

/* Without rounding of parts there is one place to round at, the total. */
static void check_rounding_sense(struct check *k)
{
    const struct rules *r = &k->d->rules;
    if (!r->round_parts && r->round_at != ROUND_TOTAL)
        no_effect(k, T_ROUND, setting_row(k, "round_at"), "value",
                  _("rounding is \"once\", at the total; expected rounding = parts for this"));
}

/* --- names ----------------------------------------------------------------------------------- */

/* The first other row of table T that is called NAME, by a column before number C or above row I; or NONE. */
static size_t called_before(const struct check *k, enum table_id t, size_t c, size_t i, const char *name)
{
    char *folded = text_fold_name(name);
    for (size_t n = 0; n <= c; n++)
        for (size_t j = 0; j < (n == c ? i : check_rows(k, t)); j++)
            if (j != i) {
                char *other = text_fold_name(check_cell(k, t, j, table_called_by(t, n)));
                bool same = !strcmp(other, folded);
                free(other);
                if (same) {
                    free(folded);
                    return j;
                }
            }
    free(folded);
    return NONE;
}

/* Files and people say names for codes, so a name, and a short one, must be of one row only. */
static void check_names(struct check *k)
{
    for (enum table_id t = 0; t < N_TABLES; t++)
        for (size_t c = 0; table_called_by(t, c); c++)
            for (size_t i = 0; i < check_rows(k, t); i++) {
                const char *name = check_cell(k, t, i, table_called_by(t, c));
                size_t other = *name ? definition_called(k->d, t, name) : i;
                if (other == NONE)
                    other = called_before(k, t, c, i, name);
                if (other != NONE && other != i)
                    issues_add(k->issues, FAULT, "F227", check_where(k, t, i, table_called_by(t, c)),
                               _("\"%s\" and \"%s\" are both called \"%s\"; expected a name of its own for each"),
                               check_cell(k, t, other, "code"), check_cell(k, t, i, "code"), name);
            }
}

/* --- scales ---------------------------------------------------------------------------------- */

/* Percentages of 0 to 1 were shares, most likely; and where a number names the option, more is usually better.  Said of
 * the option of the highest percentage. */
static void check_scale_sense(struct check *k, const struct scale *scale)
{
    const struct option *best = NULL, *before = NULL;
    bool numbers = true, falling = true;
    size_t row = 0;
    for (size_t o = 0; o < scale->n_options; o++) {
        const struct option *option = &scale->options[o];
        char *end, *end_before;
        if (!option->counted)
            continue;
        numbers = numbers && *option->code && strtol(option->code, &end, 10) >= 0 && !*end &&
                  (!before || strtol(before->code, &end_before, 10) < strtol(option->code, &end, 10));
        falling = falling && (!before || option->percent < before->percent);
        best = !best || option->percent > best->percent ? option : best;
        before = option;
    }
    for (size_t i = 0; best && i < check_rows(k, T_SCALES); i++)
        if (!strcmp(check_cell(k, T_SCALES, i, "scale"), scale->code) &&
            !strcmp(check_cell(k, T_SCALES, i, "option"), best->code))
            row = i;
    if (best && best->percent > 0 && best->percent <= DECIMAL_ONE)
        issues_add(k->issues, WARNING, "W255", check_where(k, T_SCALES, row, "percent"),
                   _("the highest percentage of scale \"%s\" is %s; expected 100, as a rule: 0.75 is not 75%%"),
                   scale->code, check_cell(k, T_SCALES, row, "percent"));
    else if (best && before != best && numbers && falling)
        issues_add(k->issues, WARNING, "W255", check_where(k, T_SCALES, row, "percent"),
                   _("the percentages of scale \"%s\" fall while the numbers of its options rise, from %s to %s; "
                     "expected more for the higher number, as a rule"),
                   scale->code, best->code, before->code);
}

/* PERCENT, above 0 and below 1, was a share, most likely. */
static void check_share_sense(struct check *k, enum table_id table, size_t i, const char *column, decimal percent)
{
    const char *text = check_cell(k, table, i, column);
    if (percent > 0 && percent < DECIMAL_ONE && *text)
        issues_add(k->issues, WARNING, "W255", check_where(k, table, i, column),
                   _("%s here is %s%%, not %s of the whole; expected a percentage of 1 or more, as a rule"), text, text,
                   text);
}

/* Options beside larger ones, how many are taken, where a class begins, its floor. */
static void check_shares_sense(struct check *k)
{
    const struct definition *d = k->d;
    for (size_t i = 0; i < check_rows(k, T_SCALES); i++)
        for (size_t s = 0; s < d->n_scales; s++) {
            decimal best = 0, percent;
            for (size_t o = 0; o < d->scales[s].n_options; o++)
                best = d->scales[s].options[o].percent > best ? d->scales[s].options[o].percent : best;
            if (!strcmp(check_cell(k, T_SCALES, i, "scale"), d->scales[s].code) && best > DECIMAL_ONE &&
                decimal_parse(check_cell(k, T_SCALES, i, "percent"), &percent))
                check_share_sense(k, T_SCALES, i, "percent", percent);
        }
    for (size_t i = 0; i < d->n_groups; i++)
        if (d->groups[i].take_as == TAKE_PERCENT)
            check_share_sense(k, T_GROUPS, i, "take", d->groups[i].take);
    for (size_t i = 0; i < d->n_classes; i++) {
        const struct class_band *c = &d->classes[i];
        if (c->of == CLASS_OF_PERCENT)
            check_share_sense(k, T_CLASSES, i, "from", c->from);
        if (c->has_floor)
            check_share_sense(k, T_CLASSES, i, "floor", c->floor);
    }
}

/* --- the schedule ---------------------------------------------------------------------------- */

static void check_task_sense(struct check *k, size_t i)
{
    bool due = is_given(k, T_TASKS, i, "due");
    if (is_given(k, T_TASKS, i, "days") && !due && !is_given(k, T_TASKS, i, "after") &&
        !is_given(k, T_TASKS, i, "start"))
        no_effect(k, T_TASKS, i, "days", _("there is no day to count from"));
    else if (is_given(k, T_TASKS, i, "after") && !is_given(k, T_TASKS, i, "days") && !due)
        no_effect(k, T_TASKS, i, "after", _("the number of days is missing, so the task has no day"));
}

bool definition_check_sense(struct definition *d, struct issues *issues)
{
    struct check check = {d, issues}, *k = &check;
    size_t before = issues_count(issues, FAULT);
    for (size_t i = 0; i < d->n_criteria; i++) {
        if (d->criteria[i].is_leaf)
            check_leaf_sense(k, i);
        else
            check_node_sense(k, i);
    }
    check_what_applies(k);
    check_group_weights_sense(k);
    definition_check_weights(d, issues);
    check_ballots_sense(k);
    for (size_t i = 0; i < d->n_classes; i++)
        check_class_sense(k, i);
    for (size_t i = 0; i < d->n_scales; i++)
        check_scale_sense(k, &d->scales[i]);
    check_shares_sense(k);
    check_names(k);
    struct breakers breakers = {.k = k};
    check_each_word(d->setting[S_TIE_BREAKERS], check_tie_breaker, &breakers);
    check_rounding_sense(k);
    for (size_t i = 0; i < check_rows(k, T_TASKS); i++)
        check_task_sense(k, i);
    check_doubts(k);
    return issues_count(issues, FAULT) == before;
}
