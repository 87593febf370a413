/* Criteria, ballots and what weighs, ranks and classes by them.  Over 600 lines: a table after the other, each checked
 * in one place. */
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/definition_inside.h"

/* --- criteria ------------------------------------------------------------------------- */

/* The parent named in row I: in the same block, or among those for all blocks. */
static size_t parent_of(struct check *k, size_t i)
{
    const char *code = check_cell(k, T_CRITERIA, i, "parent");
    if (!*code)
        return NONE;
    size_t block = k->d->criteria[i].block;
    for (size_t j = 0; j < k->d->n_criteria; j++)
        if (!strcmp(check_cell(k, T_CRITERIA, j, "code"), code) &&
            (k->d->criteria[j].block == block || k->d->criteria[j].block == ALL))
            return j;
    issues_add(k->issues, FAULT, "F213", check_where(k, T_CRITERIA, i, "parent"),
               _("column \"%s\" has \"%s\", which is not a criterion of the same block"),
               check_column(k, T_CRITERIA, "parent"), code);
    return NONE;
}

static void check_leaf(struct check *k, size_t i)
{
    struct criterion *c = &k->d->criteria[i];
    if (c->method == METHOD_NONE)
        issues_add(
            k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "method"),
            _("criterion \"%s\" has nothing below it, so it needs a method: TD, DTXHH, SIPAS, KTXH or THUONG_TRU"),
            c->code);
    bool given = c->has_max;
    if (c->method == METHOD_THUONG_TRU) {
        if (c->has_cap && given && c->cap < c->max)
            c->max = c->cap;
        if (given && c->max < 0)
            issues_add(k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "max_points"),
                       _("criterion \"%s\": the most points of a bonus or malus are below 0"), c->code);
        else if (c->has_cap && c->cap < 0)
            issues_add(k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "cap"),
                       _("criterion \"%s\": the most points of a bonus or malus are below 0"), c->code);
        else if (c->min > 0)
            issues_add(k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "min_points"),
                       _("criterion \"%s\": the least points of a bonus or malus are above 0"), c->code);
        return;
    }
    if (!given || c->max <= 0)
        issues_add(k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "max_points"),
                   _("criterion \"%s\" has nothing below it, so it needs maximum points above 0"), c->code);
    if (c->min > c->max)
        issues_add(k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "min_points"),
                   _("minimum points %s are above the maximum"), check_cell(k, T_CRITERIA, i, "min_points"));
}

/* Sum of the maxima, or of the LEAST points, of the leaves below I in the tree of BLOCK; bonus and malus left out. */
static decimal sum_below(const struct definition *d, size_t i, size_t block, bool least)
{
    const struct criterion *c = &d->criteria[i];
    if (c->is_leaf)
        return c->method == METHOD_THUONG_TRU ? 0 : least ? c->min : c->max;
    decimal sum = 0;
    for (size_t j = 0; j < d->n_criteria; j++)
        if (d->criteria[j].parent == i && (d->criteria[j].block == ALL || d->criteria[j].block == block))
            sum += sum_below(d, j, block, least);
    return sum;
}

static void add_nodes(struct definition *d, struct block *block, size_t b, size_t parent)
{
    for (size_t i = 0; i < d->n_criteria; i++)
        if (d->criteria[i].parent == parent && (d->criteria[i].block == b || d->criteria[i].block == ALL)) {
            block->nodes[block->n_nodes++] = i;
            add_nodes(d, block, b, i);
        }
}

/* What node I says of itself fits what stands below it; a fault of one of all blocks is named for the first of them. */
static void check_node(struct check *k, size_t i)
{
    struct definition *d = k->d;
    struct criterion *c = &d->criteria[i];
    const char *given = check_cell(k, T_CRITERIA, i, "max_points");
    c->has_floor = *check_cell(k, T_CRITERIA, i, "min_points") != '\0';
    bool sums = true, holds = true, limits = true;
    char text[DECIMAL_TEXT];
    for (size_t b = 0; b < d->n_blocks; b++) {
        if (c->block != ALL && c->block != b)
            continue;
        decimal sum = sum_below(d, i, b, false), least = sum_below(d, i, b, true);
        c->max = sum;
        if (sums && *given && sum != check_decimal(given)) {
            sums = false;
            issues_add(k->issues, FAULT, "F215", check_where(k, T_CRITERIA, i, "max_points"),
                       _("criterion \"%s\" has maximum %s, but what stands below it adds up to %s"), c->code, given,
                       decimal_format(sum, -1, text));
        }
        if (holds && c->has_cap && c->cap < sum) {
            holds = false;
            issues_add(k->issues, FAULT, "F215", check_where(k, T_CRITERIA, i, "cap"),
                       _("criterion \"%s\" has a cap of %s, below the %s of what stands under it; a cap limits "
                         "bonus points"),
                       c->code, check_cell(k, T_CRITERIA, i, "cap"), decimal_format(sum, -1, text));
        }
        if (limits && c->has_floor && c->min > least) {
            limits = false;
            issues_add(k->issues, FAULT, "F215", check_where(k, T_CRITERIA, i, "min_points"),
                       _("criterion \"%s\" has minimum points %s, above the %s of what stands under it; they limit "
                         "malus points"),
                       c->code, check_cell(k, T_CRITERIA, i, "min_points"), decimal_format(least, -1, text));
        }
    }
}

void check_criteria(struct check *k)
{
    struct definition *d = k->d;
    d->n_criteria = check_rows(k, T_CRITERIA);
    d->criteria = xcalloc(d->n_criteria, sizeof *d->criteria);
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        c->code = check_cell(k, T_CRITERIA, i, "code");
        c->name = check_cell(k, T_CRITERIA, i, "name");
        c->block = check_reference_or_all(k, T_CRITERIA, i, "block", d->block_codes, T_BLOCKS);
        c->method = (enum method)check_choice_of(k, T_CRITERIA, i, "method");
        c->max = check_decimal(check_cell(k, T_CRITERIA, i, "max_points"));
        c->has_max = *check_cell(k, T_CRITERIA, i, "max_points") != '\0';
        c->min = check_decimal(check_cell(k, T_CRITERIA, i, "min_points"));
        c->has_cap = *check_cell(k, T_CRITERIA, i, "cap") != '\0';
        c->cap = check_decimal(check_cell(k, T_CRITERIA, i, "cap"));
        c->step = check_decimal(check_cell(k, T_CRITERIA, i, "step"));
        c->appraiser = check_cell(k, T_CRITERIA, i, "appraiser");
        c->support = check_cell(k, T_CRITERIA, i, "support");
        c->basis = check_cell(k, T_CRITERIA, i, "basis");
        c->is_leaf = true;
    }
    for (size_t i = 0; i < d->n_criteria; i++)
        d->criteria[i].parent = parent_of(k, i);
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        c->level = 1;
        for (size_t p = c->parent; p != NONE; p = d->criteria[p].parent)
            if (++c->level > d->n_criteria) {
                issues_add(k->issues, FAULT, "F213", check_where(k, T_CRITERIA, i, "parent"),
                           _("criterion \"%s\" stands above itself"), c->code);
                c->parent = NONE;
                c->level = 1;
                break;
            }
        if (c->parent != NONE)
            d->criteria[c->parent].is_leaf = false;
        for (size_t j = 0; j < i; j++)
            if (c->block != d->criteria[j].block && (c->block == ALL || d->criteria[j].block == ALL) &&
                !strcmp(c->code, d->criteria[j].code))
                issues_add(k->issues, FAULT, "F206", check_where(k, T_CRITERIA, i, "code"),
                           _("criterion \"%s\" is defined for one block and for all blocks"), c->code);
    }
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        if (c->is_leaf) {
            check_leaf(k, i);
        } else if (c->method != METHOD_NONE) {
            issues_add(k->issues, FAULT, "F214", check_where(k, T_CRITERIA, i, "method"),
                       _("criterion \"%s\" has others below it, so its method must be empty"), c->code);
            c->method = METHOD_NONE;
        }
    }
    for (size_t b = 0; b < d->n_blocks; b++) {
        d->blocks[b].nodes = xcalloc(d->n_criteria, sizeof *d->blocks[b].nodes);
        add_nodes(d, &d->blocks[b], b, NONE);
    }
    for (size_t i = 0; i < d->n_criteria; i++)
        if (!d->criteria[i].is_leaf)
            check_node(k, i);
}

/* --- ballots ----------------------------------------------------------------------------- */

struct group_words {
    struct check *k;
    size_t row;
    struct ballot_type *type;
};

static void read_group(const char *word, void *context)
{
    struct group_words *w = context;
    size_t g = definition_group(w->k->d, word);
    if (g == NONE) {
        issues_add(w->k->issues, FAULT, "F207", check_where(w->k, T_BALLOT_TYPES, w->row, "groups"),
                   _("column \"%s\" has \"%s\", which is not in table %s"),
                   check_column(w->k, T_BALLOT_TYPES, "groups"), word, "groups");
        return;
    }
    if (w->k->d->groups[g].via == VIA_SIPAS)
        issues_add(w->k->issues, FAULT, "F216", check_where(w->k, T_BALLOT_TYPES, w->row, "groups"),
                   _("group \"%s\" has its figures from outside (via = sipas), so it has no ballots"), word);
    w->type->groups = xreallocarray(w->type->groups, w->type->n_groups + 1, sizeof *w->type->groups);
    w->type->groups[w->type->n_groups++] = g;
}

/* Who rates by row I of table rates: where that is a unit, its code; of GROUP/ID the code of the group. */
static const char *check_rater(struct check *k, size_t i)
{
    char **text = &k->d->tables[T_RATES].rows[i].cells[table_column(T_RATES, "rater")];
    size_t unit = definition_called(k->d, T_UNITS, *text);
    if (unit != NONE && strcmp(*text, k->d->units[unit].code) != 0) {
        free(*text);
        *text = xstrdup(k->d->units[unit].code);
    }
    const char *slash = unit == NONE ? strchr(*text, '/') : NULL;
    char *name = slash ? xstrndup(*text, (size_t)(slash - *text)) : NULL;
    size_t group = name ? definition_called(k->d, T_GROUPS, name) : NONE;
    if (group != NONE && strcmp(name, k->d->groups[group].code) != 0) {
        char *rater = xasprintf("%s%s", k->d->groups[group].code, slash);
        free(*text);
        *text = rater;
    }
    free(name);
    return *text;
}

void check_ballot_types(struct check *k)
{
    struct definition *d = k->d;
    d->n_ballot_types = check_rows(k, T_BALLOT_TYPES);
    d->ballot_types = xcalloc(d->n_ballot_types, sizeof *d->ballot_types);
    d->type_codes = check_codes(k, T_BALLOT_TYPES, "code");
    for (size_t i = 0; i < d->n_ballot_types; i++) {
        struct ballot_type *t = &d->ballot_types[i];
        t->code = check_cell(k, T_BALLOT_TYPES, i, "code");
        t->title = check_cell(k, T_BALLOT_TYPES, i, "title");
        t->block = check_reference_or_all(k, T_BALLOT_TYPES, i, "block", d->block_codes, T_BLOCKS);
        t->units = (enum rated)check_choice_of(k, T_BALLOT_TYPES, i, "units");
        char **own = &d->tables[T_BALLOT_TYPES].rows[i].cells[table_column(T_BALLOT_TYPES, "own_unit")];
        if (!**own) {
            free(*own);
            *own = xstrdup(t->units == RATED_OWN ? "allow" : "skip");
        }
        t->own_unit_allowed = !strcmp(*own, "allow");
        struct group_words words = {k, i, t};
        check_each_word(check_cell(k, T_BALLOT_TYPES, i, "groups"), read_group, &words);
        if (t->units == RATED_OWN && !t->own_unit_allowed)
            issues_add(k->issues, FAULT, "F216", check_where(k, T_BALLOT_TYPES, i, "own_unit"),
                       _("ballot type \"%s\" rates only the respondent's own unit, so own_unit must be \"allow\""),
                       t->code);
    }
    d->n_ratings = check_rows(k, T_RATES);
    d->ratings = xcalloc(d->n_ratings, sizeof *d->ratings);
    d->rating_keys = dictionary_new();
    for (size_t i = 0; i < d->n_ratings; i++) {
        struct rating *r = &d->ratings[i];
        r->ballot_type = check_reference(k, T_RATES, i, "ballot_type", d->type_codes, T_BALLOT_TYPES);
        r->rater = check_rater(k, i);
        r->unit = check_reference(k, T_RATES, i, "unit", d->unit_codes, T_UNITS);
        if (r->ballot_type == NONE || r->unit == NONE)
            continue;
        const struct ballot_type *t = &d->ballot_types[r->ballot_type];
        if (t->units != RATED_LISTED)
            issues_add(k->issues, FAULT, "F216", check_where(k, T_RATES, i, "ballot_type"),
                       _("ballot type \"%s\" does not go by a list (units = listed)"), t->code);
        if (t->block != ALL && d->units[r->unit].block != t->block)
            issues_add(k->issues, FAULT, "F216", check_where(k, T_RATES, i, "unit"),
                       _("unit \"%s\" is not in the block of ballot type \"%s\""), d->units[r->unit].code, t->code);
    }
}

/* Does question Q of row I map to a leaf it may score, in at least one block it is asked about? */
static void check_question_criterion(struct check *k, size_t i)
{
    struct definition *d = k->d;
    const struct question *q = &d->questions[i];
    const struct ballot_type *t = &d->ballot_types[q->ballot_type];
    struct place place = check_where(k, T_QUESTIONS, i, "criterion");
    if (q->per_ballot || q->kind != KIND_OPTION) {
        issues_add(k->issues, FAULT, "F217", place,
                   _("question \"%s\" gives points, so it must be asked per unit and have options"), q->code);
        return;
    }
    bool found = false;
    for (size_t b = 0; b < d->n_blocks; b++) {
        if ((q->block != ALL && q->block != b) || (t->block != ALL && t->block != b))
            continue;
        size_t c = definition_criterion(d, b, q->criterion);
        if (c == NONE)
            continue;
        found = true;
        const struct criterion *leaf = &d->criteria[c];
        if (!leaf->is_leaf || (leaf->method != METHOD_DTXHH && leaf->method != METHOD_SIPAS))
            issues_add(k->issues, FAULT, "F217", place,
                       _("criterion \"%s\" is not scored by the survey; expected a leaf with method DTXHH or SIPAS"),
                       q->criterion);
        for (size_t g = 0; leaf->method == METHOD_SIPAS && g < t->n_groups; g++)
            if (d->groups[t->groups[g]].via == VIA_BALLOT)
                issues_add(k->issues, FAULT, "F217", place,
                           _("criterion \"%s\" is scored by SIPAS, but group \"%s\" is not a SIPAS group"),
                           q->criterion, d->groups[t->groups[g]].code);
    }
    if (!found)
        issues_add(k->issues, FAULT, "F207", place, _("column \"%s\" has \"%s\", which is not in table %s"),
                   check_column(k, T_QUESTIONS, "criterion"), q->criterion, "criteria");
}

void check_questions(struct check *k)
{
    struct definition *d = k->d;
    d->n_questions = check_rows(k, T_QUESTIONS);
    d->questions = xcalloc(d->n_questions, sizeof *d->questions);
    for (size_t i = 0; i < d->n_questions; i++) {
        struct question *q = &d->questions[i];
        q->ballot_type = check_reference(k, T_QUESTIONS, i, "ballot_type", d->type_codes, T_BALLOT_TYPES);
        q->code = check_cell(k, T_QUESTIONS, i, "code");
        q->text = check_cell(k, T_QUESTIONS, i, "text");
        q->per_ballot = check_choice_of(k, T_QUESTIONS, i, "per") == 1;
        q->kind = (enum question_kind)check_choice_of(k, T_QUESTIONS, i, "kind");
        q->block = check_reference_or_all(k, T_QUESTIONS, i, "block", d->block_codes, T_BLOCKS);
        q->criterion = check_cell(k, T_QUESTIONS, i, "criterion");
        q->weight = *check_cell(k, T_QUESTIONS, i, "weight") ? check_decimal(check_cell(k, T_QUESTIONS, i, "weight"))
                                                             : DECIMAL_ONE;
        q->scale = check_reference(k, T_QUESTIONS, i, "scale", d->scale_codes, T_SCALES);
        q->required = !strcmp(check_cell(k, T_QUESTIONS, i, "required"), "yes");
        if (q->weight <= 0)
            issues_add(k->issues, FAULT, "F217", check_where(k, T_QUESTIONS, i, "weight"),
                       _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_QUESTIONS, "weight"),
                       check_cell(k, T_QUESTIONS, i, "weight"), _("a number above 0"));
        if (q->kind == KIND_OPTION && !*check_cell(k, T_QUESTIONS, i, "scale"))
            issues_add(k->issues, FAULT, "F217", check_where(k, T_QUESTIONS, i, "scale"),
                       _("question \"%s\" has options, so it needs a scale"), q->code);
        if (q->ballot_type == NONE)
            continue;
        struct ballot_type *t = &d->ballot_types[q->ballot_type];
        size_t **list = q->per_ballot ? &t->ballot_questions : &t->unit_questions;
        size_t *n = q->per_ballot ? &t->n_ballot_questions : &t->n_unit_questions;
        *list = xreallocarray(*list, *n + 1, sizeof **list);
        q->place = *n;
        (*list)[(*n)++] = i;
        if (*q->criterion)
            check_question_criterion(k, i);
    }
    for (size_t t = 0; t < d->n_ballot_types; t++)
        if (d->ballot_types[t].n_unit_questions + d->ballot_types[t].n_ballot_questions == 0)
            issues_add(k->issues, FAULT, "F216", check_where(k, T_BALLOT_TYPES, t, "code"),
                       _("ballot type \"%s\" has no questions"), d->ballot_types[t].code);
}

/* --- weights, classes, the rest --------------------------------------------------------------- */

/* True when CODE is a criterion of BLOCK (or of any block for ALL); `*` is. */
static bool is_criterion(const struct definition *d, size_t block, const char *code)
{
    if (!strcmp(code, "*"))
        return true;
    for (size_t i = 0; i < d->n_criteria; i++)
        if (!strcmp(d->criteria[i].code, code) &&
            (block == ALL || d->criteria[i].block == ALL || d->criteria[i].block == block))
            return true;
    return false;
}

static void check_criterion_code(struct check *k, enum table_id t, size_t row, size_t block, const char *code)
{
    if (*code && !is_criterion(k->d, block, code))
        issues_add(k->issues, FAULT, "F207", check_where(k, t, row, "criterion"),
                   _("column \"%s\" has \"%s\", which is not in table %s"), check_column(k, t, "criterion"), code,
                   "criteria");
}

void check_group_weights(struct check *k)
{
    struct definition *d = k->d;
    d->n_group_weights = check_rows(k, T_GROUP_WEIGHTS);
    d->group_weights = xcalloc(d->n_group_weights, sizeof *d->group_weights);
    size_t said[2] = {SIZE_MAX, SIZE_MAX}; /* the first row of a weight above 0: as a number, as a percentage */
    for (size_t i = 0; i < d->n_group_weights; i++) {
        struct group_weight *w = &d->group_weights[i];
        w->block = check_reference_or_all(k, T_GROUP_WEIGHTS, i, "block", d->block_codes, T_BLOCKS);
        w->criterion = check_cell(k, T_GROUP_WEIGHTS, i, "criterion");
        w->group = check_reference(k, T_GROUP_WEIGHTS, i, "group", d->group_codes, T_GROUPS);
        bool percent = strchr(check_cell(k, T_GROUP_WEIGHTS, i, "weight"), '%');
        (void)check_settle_unit(k, T_GROUP_WEIGHTS, i, "weight", false, true);
        w->weight = check_decimal(check_cell(k, T_GROUP_WEIGHTS, i, "weight"));
        if (w->weight > 0 && said[percent] == SIZE_MAX)
            said[percent] = i;
        w->basis = check_cell(k, T_GROUP_WEIGHTS, i, "basis");
        check_criterion_code(k, T_GROUP_WEIGHTS, i, w->block, w->criterion);
        if (w->weight < 0)
            issues_add(k->issues, FAULT, "F218", check_where(k, T_GROUP_WEIGHTS, i, "weight"),
                       _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_GROUP_WEIGHTS, "weight"),
                       check_cell(k, T_GROUP_WEIGHTS, i, "weight"), _("0 or more"));
    }
    if (said[0] != SIZE_MAX && said[1] != SIZE_MAX)
        issues_add(k->issues, FAULT, "F218", check_where(k, T_GROUP_WEIGHTS, said[1], "weight"),
                   _("some group weights are percentages and others are not; expected all or none"));
}

/* True when some row gives GROUP a weight for criterion CODE in BLOCK. */
static bool has_weight(const struct definition *d, size_t block, const char *code, size_t group)
{
    for (size_t i = 0; i < d->n_group_weights; i++) {
        const struct group_weight *w = &d->group_weights[i];
        if (w->group == group && (w->block == ALL || w->block == block) &&
            (!strcmp(w->criterion, "*") || !strcmp(w->criterion, code)))
            return true;
    }
    return false;
}

/* True when GROUP has a part in criterion CODE of BLOCK: a question about it, or figures from outside. */
static bool has_part(const struct definition *d, size_t block, const char *code, size_t group)
{
    bool part = d->groups[group].via == VIA_SIPAS;
    for (size_t i = 0; !part && i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        for (size_t g = 0; !part && !strcmp(q->criterion, code) && g < t->n_groups; g++)
            part = t->groups[g] == group && (t->block == ALL || t->block == block) &&
                   (q->block == ALL || q->block == block);
    }
    return part;
}

/* True when, in BLOCK, none is said for GROUP of the weights of criterion CODE, but for another that has a part in it:
 * where a group has it to itself its weight is of no account. */
static bool lacks_weight(const struct definition *d, size_t block, const char *code, size_t group)
{
    bool said = false;
    for (size_t g = 0; !said && g < d->n_groups; g++)
        said = has_weight(d, block, code, g) && has_part(d, block, code, g);
    return said && !has_weight(d, block, code, group);
}

/* Weights are said for some of the groups a criterion is asked of, and not for others: once for each question and
 * group, in however many blocks. */
void check_weights_are_whole(struct check *k)
{
    const struct definition *d = k->d;
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        for (size_t g = 0; *q->criterion && g < t->n_groups; g++) {
            bool lacks = false;
            for (size_t b = 0; !lacks && b < d->n_blocks; b++)
                lacks = (t->block == ALL || t->block == b) && (q->block == ALL || q->block == b) &&
                        lacks_weight(d, b, q->criterion, t->groups[g]);
            if (lacks)
                issues_add(k->issues, WARNING, "W251", check_where(k, T_QUESTIONS, i, "criterion"),
                           _("criterion \"%s\": group weights are given, but none for group \"%s\"; it counts as 1"),
                           q->criterion, d->groups[t->groups[g]].code);
        }
    }
}

void check_not_applicable(struct check *k)
{
    struct definition *d = k->d;
    d->n_not_applicables = check_rows(k, T_NOT_APPLICABLE);
    d->not_applicables = xcalloc(d->n_not_applicables, sizeof *d->not_applicables);
    for (size_t i = 0; i < d->n_not_applicables; i++) {
        struct not_applicable *n = &d->not_applicables[i];
        n->block = check_reference_or_all(k, T_NOT_APPLICABLE, i, "block", d->block_codes, T_BLOCKS);
        n->unit = check_reference_or_all(k, T_NOT_APPLICABLE, i, "unit", d->unit_codes, T_UNITS);
        n->criterion = check_cell(k, T_NOT_APPLICABLE, i, "criterion");
        n->group = check_reference_or_all(k, T_NOT_APPLICABLE, i, "group", d->group_codes, T_GROUPS);
        n->basis = check_cell(k, T_NOT_APPLICABLE, i, "basis");
        check_criterion_code(k, T_NOT_APPLICABLE, i, n->block, n->criterion);
        bool ends = n->unit < ALL && *n->basis; /* definition_ended() */
        if (!strcmp(n->criterion, "*") && n->group == ALL && !ends)
            issues_add(
                k->issues, FAULT, "F219", check_where(k, T_NOT_APPLICABLE, i, "criterion"),
                _("criterion and group are both `*`: nothing would be left to score; a unit that has ended is named, "
                  "with the basis"));
        if (n->unit < ALL && n->block < ALL && d->units[n->unit].block != n->block)
            issues_add(k->issues, FAULT, "F219", check_where(k, T_NOT_APPLICABLE, i, "unit"),
                       _("unit \"%s\" is not in block \"%s\""), d->units[n->unit].code, d->blocks[n->block].code);
    }
}

/* True where some criterion of BLOCK, or of any, is at LEVEL. */
static bool has_level(const struct definition *d, size_t block, size_t level)
{
    for (size_t i = 0; i < d->n_criteria; i++)
        if (d->criteria[i].level == level &&
            (block == ALL || d->criteria[i].block == ALL || d->criteria[i].block == block))
            return true;
    return false;
}

/* Below which value BLOCK has no class: its lowest band begins above 0, or all that begin there have a floor. */
static void check_lowest_class(struct check *k, size_t block)
{
    const struct definition *d = k->d;
    size_t lowest = NONE, floored = NONE;
    bool open = false;
    for (size_t i = 0; i < d->n_classes; i++) {
        const struct class_band *c = &d->classes[i];
        if (!definition_has_class(d, block, i))
            continue;
        lowest = lowest == NONE || c->from < d->classes[lowest].from ? i : lowest;
        floored = c->from <= 0 && c->has_floor && c->floor > 0 ? i : floored;
        open = open || (c->from <= 0 && (!c->has_floor || c->floor == 0));
    }
    if (open || lowest == NONE)
        return;
    const char *code = d->blocks[block].code;
    char number[DECIMAL_TEXT];
    if (floored != NONE)
        issues_add(k->issues, WARNING, "W252", check_where(k, T_CLASSES, floored, "floor"),
                   _("block \"%s\": who is below the floor of \"%s\", %s %%, has no class; expected a class from 0 "
                     "without one"),
                   code, d->classes[floored].name, decimal_format(d->classes[floored].floor, -1, number));
    else
        issues_add(k->issues, WARNING, "W252", check_where(k, T_CLASSES, lowest, "from"),
                   d->classes[lowest].of == CLASS_OF_PERCENT
                       ? _("block \"%s\": an index below %s %% has no class; expected a class from 0")
                       : _("block \"%s\": points below %s have no class; expected a class from 0"),
                   code, decimal_format(d->classes[lowest].from, -1, number));
}

void check_classes(struct check *k)
{
    struct definition *d = k->d;
    d->n_classes = check_rows(k, T_CLASSES);
    d->classes = xcalloc(d->n_classes, sizeof *d->classes);
    for (size_t i = 0; i < d->n_classes; i++) {
        struct class_band *c = &d->classes[i];
        c->block = check_reference_or_all(k, T_CLASSES, i, "block", d->block_codes, T_BLOCKS);
        c->name = check_cell(k, T_CLASSES, i, "class");
        const char *of = check_cell(k, T_CLASSES, i, "of");
        c->of = *of ? (!strcmp(of, "percent") ? CLASS_OF_PERCENT : CLASS_OF_POINTS)
                    : (d->rules.class_by_percent ? CLASS_OF_PERCENT : CLASS_OF_POINTS);
        c->says_of = *of != '\0';
        if (!check_settle_unit(k, T_CLASSES, i, "from", c->of == CLASS_OF_PERCENT, false)) {
            issues_add(k->issues, FAULT, "F224", check_where(k, T_CLASSES, i, "from"),
                       _("class \"%s\" is of points, by its \"of\" or the setting class_by, but begins at %s; expected "
                         "points, or of = percent"),
                       c->name, check_cell(k, T_CLASSES, i, "from"));
            (void)check_settle_unit(k, T_CLASSES, i, "from", true, false); /* no further faults */
        }
        c->from = check_decimal(check_cell(k, T_CLASSES, i, "from"));
        c->has_floor = *check_cell(k, T_CLASSES, i, "floor") != '\0';
        c->floor = check_decimal(check_cell(k, T_CLASSES, i, "floor"));
        c->floor_level = (size_t)check_whole(check_cell(k, T_CLASSES, i, "floor_level"), 1);
        if (c->has_floor && (c->floor < 0 || c->floor > 100 * DECIMAL_ONE))
            issues_add(k->issues, FAULT, "F224", check_where(k, T_CLASSES, i, "floor"),
                       _("column \"%s\" has \"%s\"; expected %s"), check_column(k, T_CLASSES, "floor"),
                       check_cell(k, T_CLASSES, i, "floor"), "0 … 100");
        if (c->has_floor && !has_level(d, c->block, c->floor_level))
            issues_add(k->issues, FAULT, "F224", check_where(k, T_CLASSES, i, "floor_level"),
                       _("class \"%s\": the criteria have no level %s"), c->name,
                       check_cell(k, T_CLASSES, i, "floor_level"));
        for (size_t j = 0; j < i; j++)
            if (d->classes[j].block == c->block && d->classes[j].from == c->from && d->classes[j].of == c->of &&
                d->classes[j].has_floor == c->has_floor)
                issues_add(k->issues, FAULT, "F220", check_where(k, T_CLASSES, i, "from"),
                           _("classes \"%s\" and \"%s\" begin at the same value"), d->classes[j].name, c->name);
    }
    for (size_t b = 0; b < d->n_blocks; b++)
        if (d->blocks[b].n_units)
            check_lowest_class(k, b);
}

void check_margins(struct check *k)
{
    struct definition *d = k->d;
    d->n_margins = check_rows(k, T_MARGINS);
    d->margins = xcalloc(d->n_margins, sizeof *d->margins);
    for (size_t i = 0; i < d->n_margins; i++) {
        struct margin *m = &d->margins[i];
        m->group = check_reference(k, T_MARGINS, i, "group", d->group_codes, T_GROUPS);
        m->variable = check_cell(k, T_MARGINS, i, "variable");
        m->category = check_cell(k, T_MARGINS, i, "category");
        m->total = check_decimal(check_cell(k, T_MARGINS, i, "total"));
        if (m->total < 0)
            issues_add(k->issues, FAULT, "F714", check_where(k, T_MARGINS, i, "total"),
                       _("the total is \"%s\"; expected a number of 0 or more"), check_cell(k, T_MARGINS, i, "total"));
    }
}

/* The first question of BLOCK about criterion CODE that GROUP, or any where it is NONE, answers; NONE. */
static size_t question_about(const struct definition *d, size_t block, const char *code, size_t group)
{
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        if (strcmp(q->criterion, code) != 0 || (q->block != ALL && q->block != block) ||
            (t->block != ALL && t->block != block))
            continue;
        for (size_t g = 0; g < t->n_groups; g++)
            if (group == NONE || t->groups[g] == group)
                return i;
    }
    return NONE;
}

/* A leaf of a block in which all groups of some unit that have a part, by their answers or by a figure from outside,
 * weigh nothing. */
static void check_leaf_weights(struct check *k, size_t block, size_t leaf)
{
    const struct definition *d = k->d;
    const struct criterion *c = &d->criteria[leaf];
    if (!c->is_leaf || (c->method == METHOD_DTXHH && d->rules.survey != SURVEY_HERE))
        return;
    bool *part = xcalloc(d->n_groups, sizeof *part), any_zero = false;
    for (size_t g = 0; g < d->n_groups; g++) {
        part[g] = (c->method == METHOD_DTXHH && d->groups[g].via == VIA_SIPAS) ||
                  question_about(d, block, c->code, g) != NONE;
        any_zero = any_zero || (part[g] && definition_group_weight(d, block, leaf, g) == 0);
    }
    size_t first = NONE, n_zero = 0, n = 0;
    for (size_t i = 0; any_zero && i < d->blocks[block].n_units; i++) {
        size_t unit = d->blocks[block].units[i];
        bool has = false, weighs = false;
        for (size_t g = 0; definition_applies(d, unit, leaf, ALL) && g < d->n_groups; g++) {
            bool takes_part = part[g] && definition_applies(d, unit, leaf, g);
            has = has || takes_part;
            weighs = weighs || (takes_part && definition_group_weight(d, block, leaf, g) > 0);
        }
        n += has;
        if (!has || weighs)
            continue;
        first = n_zero++ ? first : unit;
    }
    free(part);
    if (!n_zero)
        return;
    size_t question = question_about(d, block, c->code, NONE);
    struct place place = question == NONE ? check_where(k, T_CRITERIA, leaf, "code")
                                          : check_where(k, T_QUESTIONS, question, "criterion");
    if (n_zero == n)
        issues_add(k->issues, FAULT, "F218", place,
                   _("block \"%s\", criterion \"%s\": the weights of all groups that have a part in it are 0"),
                   d->blocks[block].code, c->code);
    else
        issues_add(k->issues, FAULT, "F218", place,
                   _("unit \"%s\", criterion \"%s\": the weights of all groups that have a part in it and apply are 0"),
                   d->units[first].code, c->code);
}

bool definition_check_weights(struct definition *d, struct issues *issues)
{
    struct check k = {d, issues};
    size_t before = issues_count(issues, FAULT);
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++)
            check_leaf_weights(&k, b, d->blocks[b].nodes[i]);
    return issues_count(issues, FAULT) == before;
}

/* What the survey must reach, and SIPAS only once. */
void check_reach(struct check *k)
{
    const struct definition *d = k->d;
    bool sipas_group = false;
    for (size_t g = 0; g < d->n_groups; g++)
        sipas_group = sipas_group || d->groups[g].via == VIA_SIPAS;
    for (size_t b = 0; b < d->n_blocks; b++) {
        bool as_group = false;
        size_t sipas_leaf = NONE;
        for (size_t n = 0; n < d->blocks[b].n_nodes; n++) {
            size_t i = d->blocks[b].nodes[n];
            const struct criterion *c = &d->criteria[i];
            if (!c->is_leaf)
                continue;
            if (c->method == METHOD_SIPAS && sipas_leaf == NONE)
                sipas_leaf = i;
            if (c->method != METHOD_DTXHH)
                continue;
            if (definition_has_question(d, b, i, VIA_SIPAS_BALLOTS))
                as_group = true;
            for (size_t g = 0; g < d->n_groups; g++)
                if (d->groups[g].via == VIA_SIPAS && definition_group_weight(d, b, i, g) > 0)
                    as_group = true;
            if (d->rules.survey == SURVEY_HERE && !sipas_group && d->blocks[b].n_units &&
                !definition_has_question(d, b, i, -1))
                issues_add(k->issues, FAULT, "F221", check_where(k, T_CRITERIA, i, "code"),
                           _("criterion \"%s\" is scored by the survey, but no question asks about it; set survey = "
                             "outside where the survey is held elsewhere"),
                           c->code);
        }
        if (as_group && sipas_leaf != NONE)
            issues_add(k->issues, FAULT, "F222", check_where(k, T_CRITERIA, sipas_leaf, "method"),
                       _("SIPAS reaches the units of block \"%s\" twice: as criterion \"%s\" and as a group of survey "
                         "criteria; keep one"),
                       d->blocks[b].code, d->criteria[sipas_leaf].code);
    }
}
