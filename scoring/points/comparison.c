#include "scoring/points/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/rank_set.h"
#include "scoring/points/overlap.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"
#include "survey/round/scores.h"

const char *const against_names[4] = {"total", "survey", "field", "mean"};

/* A round: what it is, and its scores. */
struct compared_round {
    struct definition *d;
    struct score *scores;
    struct score_node *nodes;
};

static bool read_side(struct compared_round *side, struct store *store, struct error *err)
{
    return scores_are_fresh(store, err) && (side->d = definition_load(store, err)) &&
           (side->scores = scores_by_unit(store, side->d, err)) &&
           (side->nodes = score_nodes_by_unit(store, side->d, err));
}

/* All but the definition. */
static void release_side(struct compared_round *side)
{
    if (side->scores)
        rows_free(side->scores, side->d->n_units, &score_row);
    if (side->nodes)
        rows_free(side->nodes, side->d->n_units * side->d->n_criteria, &score_node_row);
}

static const char *old_code(const struct comparison_code *codes, size_t n, enum code_kind kind, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (codes[i].kind == kind && !strcmp(codes[i].now, code))
            return codes[i].then;
    return code;
}

struct compared_figure {
    bool there;
    decimal points, percent;
    bool has_percent;
};

static const struct score *find_score(const struct compared_round *side, const char *unit)
{
    size_t u = definition_unit(side->d, unit);
    return u == NONE || !side->scores[u].present ? NULL : &side->scores[u];
}

/* True where provisional scores leave out a leaf of UNIT below FIELD, a criterion of level 1; of the surveys for NULL.
 */
static bool side_lacks(const struct compared_round *side, const char *unit, const char *field)
{
    const struct definition *d = side->d;
    size_t u = definition_unit(d, unit);
    const struct block *block = &d->blocks[d->units[u].block];
    for (size_t i = 0; i < block->n_nodes; i++) {
        const struct criterion *leaf = &d->criteria[block->nodes[i]], *top = leaf;
        const struct score_node *x = &side->nodes[u * d->n_criteria + block->nodes[i]];
        if (!x->present || strcmp(x->stage, STAGE_MISSING) != 0)
            continue;
        while (top->parent != NONE)
            top = &d->criteria[top->parent];
        if (field ? !strcmp(top->code, field) : leaf->method == METHOD_DTXHH || leaf->method == METHOD_SIPAS)
            return true;
    }
    return false;
}

static struct compared_figure node_of(const struct compared_round *side, const char *unit, const char *criterion)
{
    size_t u = definition_unit(side->d, unit);
    size_t c = u == NONE ? NONE : definition_criterion(side->d, side->d->units[u].block, criterion);
    const struct score_node *x = c == NONE ? NULL : &side->nodes[u * side->d->n_criteria + c];
    return x && x->applicable && !side_lacks(side, unit, criterion)
               ? (struct compared_figure){true, x->points, x->percent, x->has_percent}
               : (struct compared_figure){0};
}

/* Of the units of a block that count; *LACKS where some of the block's are not all known, so that there is nothing to
 * compare. */
static struct compared_figure mean_of(const struct compared_round *side, const char *code, bool *lacks)
{
    size_t block = 0;
    while (block < side->d->n_blocks && strcmp(side->d->blocks[block].code, code) != 0)
        block++;
    if (block == side->d->n_blocks)
        return (struct compared_figure){0};
    struct ranking r = scores_ranking(side->scores, side->d, block);
    decimal points = 0, percent = 0;
    for (size_t i = 0; i < r.n_counted; i++) {
        points += side->scores[r.units[i]].total;
        percent += side->scores[r.units[i]].percent;
    }
    free(r.units);
    *lacks = *lacks || r.n_lacking;
    decimal n = (decimal)r.n_counted;
    return n ? (struct compared_figure){true, decimal_ratio(points, 1, n), decimal_ratio(percent, 1, n), true}
             : (struct compared_figure){0};
}

/* The means of a block in both rounds: of the units that are ranked in it in both, else of those that are in it in
 * both; how many, 0 where none is and the means are of each round's own.  *LACKS as in mean_of(). */
static size_t means_in_both(const struct comparison *a, const struct compared_round *now,
                            const struct compared_round *then, size_t block, struct compared_figure mean[2],
                            bool *lacks)
{
    const struct block *b = &a->d->blocks[block];
    const char *was = old_code(a->codes, a->n_codes, CODE_BLOCK, b->code);
    decimal points[2][2] = {{0}}, percent[2][2] = {{0}};
    int64_t n[2] = {0};
    for (size_t i = 0; i < b->n_units; i++) {
        const char *code = a->d->units[b->units[i]].code;
        const struct score *of[2] = {find_score(now, code),
                                     find_score(then, old_code(a->codes, a->n_codes, CODE_UNIT, code))};
        if (!of[0] || !of[1] || strcmp(of[1]->block, was) != 0)
            continue;
        bool ranked = of[0]->rank > 0 && of[1]->rank > 0;
        n[ranked]++;
        for (int k = 0; k < 2; k++) {
            points[ranked][k] += of[k]->total;
            percent[ranked][k] += of[k]->percent;
        }
    }
    mean[0] = mean_of(now, b->code, lacks);
    mean[1] = mean_of(then, was, lacks);
    bool ranked = n[1] > 0;
    for (int k = 0; k < 2 && n[ranked]; k++)
        mean[k] = (struct compared_figure){true, decimal_ratio(points[ranked][k], 1, n[ranked]),
                                           decimal_ratio(percent[ranked][k], 1, n[ranked]), true};
    return (size_t)n[ranked];
}

static struct comparison_row *add_row(struct comparison *a, enum comparison_what what, size_t block, size_t unit,
                                      const struct compared_figure *now, const struct compared_figure *then)
{
    a->rows = grow(a->rows, &a->room, a->n_rows + 1, sizeof *a->rows);
    struct comparison_row *row = &a->rows[a->n_rows++];
    *row = (struct comparison_row){.what = what,
                                   .block = block,
                                   .unit = unit,
                                   .criterion = NONE,
                                   .has_now = now->there,
                                   .has_old = then->there,
                                   .has_percents = now->has_percent && (!then->there || then->has_percent),
                                   .now = now->points,
                                   .then = then->points,
                                   .percent_now = now->percent,
                                   .percent_then = then->percent,
                                   .z = NAN,
                                   .se = NAN,
                                   .low = NAN,
                                   .high = NAN};
    return row;
}

/* The error of the change in ROW, of the total or of a part of it that has all its error. */
static void set_error(struct comparison_row *row, const struct score *now, const struct score *then,
                      const struct unit_overlap *both)
{
    double d = decimal_to_double(row->now - row->then), product = now->se * then->se, k = both->covariance;
    double x = decimal_to_double(now->total), y = decimal_to_double(then->total);
    struct interval limits = difference_limits(d, (struct interval){x - now->low, now->high - x},
                                               (struct interval){y - then->low, then->high - y},
                                               product > 0 ? fmax(-1, fmin(1, k / product)) : 0);
    double apart = now->se * now->se + then->se * then->se, variance = apart - 2 * k;
    variance = variance > fmax(NO_VARIANCE * apart, NO_VARIANCE_ALONE * (x * x + y * y)) ? variance : 0;
    if (both->n) { /* few who tell the rounds apart make the limits too narrow, as those of two units */
        const struct rank_pair pair = {variance, variance + both->lifted, both->squares};
        double whole = decimal_to_double(now->total - then->total);
        limits = difference_widened(limits, d, &pair, 0.05);
        limits.lower = fmin(d, fmax(limits.lower, d - whole + both->least));
        limits.upper = fmax(d, fmin(limits.upper, d - whole + both->most));
    }
    row->se = sqrt(variance);
    row->z = row->se > 0 ? d / row->se : NAN;
    row->low = limits.lower;
    row->high = limits.upper;
    row->both = both->n;
}

static void add_unit(struct comparison *a, const struct compared_round *now, const struct compared_round *then,
                     const struct rounds_overlap *overlap, size_t unit)
{
    const struct definition *d = a->d;
    const char *code = d->units[unit].code, *was = old_code(a->codes, a->n_codes, CODE_UNIT, code);
    size_t block = d->units[unit].block;
    const struct score *x = find_score(now, code), *y = find_score(then, was);
    if (!x)
        return;
    /* Of what is not all known there is nothing to compare. */
    struct compared_figure total = {!x->missing, x->total, x->percent, !x->missing},
                           survey = {.there = !side_lacks(now, code, NULL), .points = x->survey + x->sipas};
    struct compared_figure old_total = {0}, old_survey = {0};
    if (y) {
        old_total = (struct compared_figure){!y->missing, y->total, y->percent, !y->missing};
        old_survey = (struct compared_figure){.there = !side_lacks(then, was, NULL), .points = y->survey + y->sipas};
    }
    struct comparison_row *row = add_row(a, COMPARISON_TOTAL, block, unit, &total, &old_total);
    row->rank_now = x->rank;
    row->class_now = xstrdup(x->class);
    if (y) {
        row->rank_then = y->rank;
        row->class_then = xstrdup(y->class);
        if (strcmp(y->block, old_code(a->codes, a->n_codes, CODE_BLOCK, d->blocks[block].code)) != 0)
            row->moved_from = xstrdup(y->block);
        if (x->rank && y->rank && row->moved_from)
            a->moved[block]++;
        else if (x->rank && y->rank)
            (*(x->rank < y->rank ? &a->up[block] : x->rank > y->rank ? &a->down[block] : &a->same[block]))++;
    }
    const struct unit_overlap both = overlap_of(overlap, code);
    bool stated = y && !*x->unstated && !*y->unstated && !isnan(x->low) && !isnan(y->low);
    if (stated)
        set_error(row, x, y, &both);
    row = add_row(a, COMPARISON_SURVEY, block, unit, &survey, &old_survey);
    if (stated)
        set_error(row, x, y, &both);
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
        size_t node = d->blocks[block].nodes[i];
        if (d->criteria[node].level != 1)
            continue;
        const char *criterion = d->criteria[node].code;
        struct compared_figure field = node_of(now, code, criterion),
                               old_field =
                                   node_of(then, was, old_code(a->codes, a->n_codes, CODE_CRITERION, criterion));
        if (field.there)
            add_row(a, COMPARISON_FIELD, block, unit, &field, &old_field)->criterion = node;
    }
}

static const char *unit_then(const void *data, const char *unit)
{
    const struct comparison *a = data;
    return old_code(a->codes, a->n_codes, CODE_UNIT, unit);
}

struct comparison *comparison_read(struct store *now, struct store *then, const struct comparison_code *codes,
                                   size_t n_codes, struct error *err)
{
    struct comparison *a = xcalloc(1, sizeof *a);
    a->codes = xcalloc(n_codes + 1, sizeof *a->codes);
    for (; a->n_codes < n_codes; a->n_codes++) {
        const struct comparison_code *c = &codes[a->n_codes];
        a->codes[a->n_codes] = (struct comparison_code){c->kind, xstrdup(c->now), xstrdup(c->then)};
    }
    struct compared_round x = {0}, y = {0};
    struct rounds_overlap *overlap = NULL;
    bool ok = read_side(&x, now, err) && read_side(&y, then, err);
    if (ok) {
        overlap = overlap_read(now, then, unit_then, a, err);
        ok = err->code == E_NONE;
    }
    if (ok) {
        a->d = x.d;
        a->up = xcalloc(a->d->n_blocks, sizeof *a->up);
        a->down = xcalloc(a->d->n_blocks, sizeof *a->down);
        a->same = xcalloc(a->d->n_blocks, sizeof *a->same);
        a->moved = xcalloc(a->d->n_blocks, sizeof *a->moved);
    }
    for (size_t b = 0; ok && b < a->d->n_blocks; b++) {
        for (size_t i = 0; i < a->d->blocks[b].n_units; i++)
            add_unit(a, &x, &y, overlap, a->d->blocks[b].units[i]);
        struct compared_figure mean[2] = {{0}};
        bool lacks = false;
        size_t both = means_in_both(a, &x, &y, b, mean, &lacks);
        if (mean[0].there && !lacks)
            add_row(a, COMPARISON_MEAN, b, NONE, &mean[0], &mean[1])->both = both;
    }
    overlap_free(overlap);
    release_side(&x);
    release_side(&y);
    definition_free(y.d);
    a->d = x.d;
    if (ok)
        return a;
    comparison_free(a);
    return NULL;
}

void comparison_free(struct comparison *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->n_rows; i++) {
        free(a->rows[i].class_now);
        free(a->rows[i].class_then);
        free(a->rows[i].moved_from);
    }
    for (size_t i = 0; i < a->n_codes; i++) {
        free(a->codes[i].now);
        free(a->codes[i].then);
    }
    free(a->codes);
    free(a->rows);
    free(a->up);
    free(a->down);
    free(a->same);
    free(a->moved);
    definition_free(a->d);
    free(a);
}
