#include "scoring/points/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/log.h"

const char *const against_names[4] = {"total", "survey", "field", "mean"};

static const char sql_score[] =
    "SELECT total, percent, rank, class, survey + sipas, %s, block FROM score WHERE unit = :unit";
static const char sql_node[] =
    "SELECT points, percent FROM score_node WHERE unit = :unit AND criterion = :criterion AND applicable";
/* Of the ranked units of a block, or of all where none is ranked. */
static const char sql_mean[] =
    "SELECT sum(total), count(*), sum(percent) FROM score WHERE block = :block AND (rank IS NOT NULL OR NOT EXISTS"
    " (SELECT 1 FROM score s WHERE s.block = :block AND s.rank IS NOT NULL))";

struct side {
    struct store *store;
    struct query *score, *node, *mean;
};

static bool open_side(struct side *side, struct store *store, struct error *err)
{
    char *changed = NULL;
    struct error local = {0};
    side->store = store;
    if (!log_is_fresh(store, "score", &changed, &local)) {
        if (error_pass(err, &local))
            error_set(err, E_STATE,
                      changed ? _("the scores of \"%s\" are stale; `dtxhh score` first")
                              : _("\"%s\" is not scored; `dtxhh score` first"),
                      store_path(store));
        free(changed);
        return false;
    }
    /* Rounds of an earlier schema have no errors of sampling, or not which are whole. */
    bool has_se = store_number(store, "SELECT count(*) FROM pragma_table_info('score') WHERE name = 'unstated'", 0) > 0;
    char *sql = xasprintf(sql_score, has_se ? "CASE WHEN unstated IS NULL THEN se END" : "NULL");
    side->score = query_new(store, sql);
    free(sql);
    side->node = query_new(store, sql_node);
    side->mean = query_new(store, sql_mean);
    return true;
}

static bool close_side(struct side *side, struct error *err)
{
    bool ok = query_end(side->score, err);
    ok = query_end(side->node, err) && ok;
    return query_end(side->mean, err) && ok;
}

static const char *old_code(const struct comparison_code *codes, size_t n, enum code_kind kind, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (codes[i].kind == kind && !strcmp(codes[i].now, code))
            return codes[i].then;
    return code;
}

struct figure {
    bool there;
    decimal points, percent, survey;
    bool has_percent, has_se;
    double se;
    int64_t rank;
    char *class, *block;
};

static void read_score(struct side *side, const char *unit, struct figure *f)
{
    *f = (struct figure){.class = NULL};
    query_text(side->score, ":unit", unit);
    if (query_next(side->score))
        *f = (struct figure){.there = true,
                             .points = query_get_int(side->score, 0),
                             .percent = query_get_int(side->score, 1),
                             .has_percent = true,
                             .rank = query_get_int(side->score, 2),
                             .class = xstrdup(query_get_str(side->score, 3)),
                             .survey = query_get_int(side->score, 4),
                             .has_se = !query_is_null(side->score, 5),
                             .se = query_get_real(side->score, 5),
                             .block = xstrdup(query_get_str(side->score, 6))};
    query_reset(side->score);
}

static void read_node(struct side *side, const char *unit, const char *criterion, struct figure *f)
{
    *f = (struct figure){.class = NULL};
    query_text(side->node, ":unit", unit);
    query_text(side->node, ":criterion", criterion);
    if (query_next(side->node))
        *f = (struct figure){.there = true,
                             .points = query_get_int(side->node, 0),
                             .has_percent = !query_is_null(side->node, 1),
                             .percent = query_get_int(side->node, 1)};
    query_reset(side->node);
}

static void read_mean(struct side *side, const char *block, struct figure *f)
{
    *f = (struct figure){.class = NULL};
    query_text(side->mean, ":block", block);
    if (query_next(side->mean) && query_get_int(side->mean, 1) > 0)
        *f = (struct figure){.there = true,
                             .points = decimal_ratio(query_get_int(side->mean, 0), 1, query_get_int(side->mean, 1)),
                             .has_percent = true,
                             .percent = decimal_ratio(query_get_int(side->mean, 2), 1, query_get_int(side->mean, 1))};
    query_reset(side->mean);
}

static struct comparison_row *add_row(struct comparison *a, enum comparison_what what, size_t block, size_t unit,
                                      const struct figure *now, const struct figure *then)
{
    a->rows = grow(a->rows, &a->room, a->n_rows + 1, sizeof *a->rows);
    struct comparison_row *row = &a->rows[a->n_rows++];
    *row = (struct comparison_row){.what = what,
                                   .block = block,
                                   .unit = unit,
                                   .criterion = NONE,
                                   .has_old = then->there,
                                   .has_percents = now->has_percent && (!then->there || then->has_percent),
                                   .now = now->points,
                                   .then = then->points,
                                   .percent_now = now->percent,
                                   .percent_then = then->percent,
                                   .rank_now = now->rank,
                                   .rank_then = then->rank,
                                   .class_now = now->class,
                                   .class_then = then->class,
                                   .z = NAN};
    return row;
}

static void add_unit(struct comparison *a, struct side *now, struct side *then, size_t unit,
                     const struct comparison_code *codes, size_t n_codes)
{
    const struct definition *d = a->d;
    const char *code = d->units[unit].code, *was = old_code(codes, n_codes, CODE_UNIT, code);
    size_t block = d->units[unit].block;
    struct figure x, y;
    read_score(now, code, &x);
    if (!x.there)
        return;
    free(x.block);
    read_score(then, was, &y);
    struct comparison_row *total = add_row(a, COMPARISON_TOTAL, block, unit, &x, &y);
    if (y.there && strcmp(y.block, old_code(codes, n_codes, CODE_BLOCK, d->blocks[block].code)) != 0)
        total->moved_from = y.block;
    else
        free(y.block);
    if (x.rank && y.rank && total->moved_from)
        a->moved[block]++;
    else if (x.rank && y.rank)
        (*(x.rank < y.rank ? &a->up[block] : x.rank > y.rank ? &a->down[block] : &a->same[block]))++;
    struct figure survey = {.there = true, .points = x.survey}, old_survey = {.there = y.there, .points = y.survey};
    struct comparison_row *row = add_row(a, COMPARISON_SURVEY, block, unit, &survey, &old_survey);
    double se = x.has_se && y.has_se ? hypot(x.se, y.se) : 0;
    if (se > 0)
        row->z = decimal_to_double(x.survey - y.survey) / se;
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
        size_t node = d->blocks[block].nodes[i];
        if (d->criteria[node].level != 1)
            continue;
        read_node(now, code, d->criteria[node].code, &x);
        read_node(then, was, old_code(codes, n_codes, CODE_CRITERION, d->criteria[node].code), &y);
        if (x.there)
            add_row(a, COMPARISON_FIELD, block, unit, &x, &y)->criterion = node;
    }
}

struct comparison *comparison_read(struct store *now, struct store *then, const struct comparison_code *codes,
                                   size_t n_codes, struct error *err)
{
    struct comparison *a = xcalloc(1, sizeof *a);
    a->codes = codes;
    a->n_codes = n_codes;
    struct side x = {0}, y = {0};
    bool ok = open_side(&x, now, err) && open_side(&y, then, err) && (a->d = definition_load(now, err)) != NULL;
    if (ok) {
        a->up = xcalloc(a->d->n_blocks, sizeof *a->up);
        a->down = xcalloc(a->d->n_blocks, sizeof *a->down);
        a->same = xcalloc(a->d->n_blocks, sizeof *a->same);
        a->moved = xcalloc(a->d->n_blocks, sizeof *a->moved);
    }
    for (size_t b = 0; ok && b < a->d->n_blocks; b++) {
        for (size_t i = 0; i < a->d->blocks[b].n_units; i++)
            add_unit(a, &x, &y, a->d->blocks[b].units[i], codes, n_codes);
        struct figure mean, old;
        const char *code = a->d->blocks[b].code;
        read_mean(&x, code, &mean);
        read_mean(&y, old_code(codes, n_codes, CODE_BLOCK, code), &old);
        if (mean.there)
            add_row(a, COMPARISON_MEAN, b, NONE, &mean, &old);
    }
    ok = close_side(&x, err) && ok;
    ok = close_side(&y, err) && ok;
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
    free(a->rows);
    free(a->up);
    free(a->down);
    free(a->same);
    free(a->moved);
    definition_free(a->d);
    free(a);
}
