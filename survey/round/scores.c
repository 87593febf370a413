#include "survey/round/scores.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/log.h"

/* clang-format off */
#define F(kind, member) FIELD(score, kind, member)
static const struct field score_fields[] = {
    F(TEXT, unit), F(TEXT, block), F(INT, max), F(INT, appraised), F(INT, survey), F(INT, sipas), F(INT, socio),
    F(INT, bonus), F(INT, total), F(INT, percent), F(INT, other), F(INT, rank), F(TEXT, class), F(REAL, se), F(REAL, df),
    F(REAL, low), F(REAL, high), F(INT, n), F(FLAG, floor), F(INT, rank_low), F(INT, rank_high), F(TEXT, class_low),
    F(TEXT, class_high), F(TEXT, unstated), F(INT, missing), F(FLAG, no_total), F(FLAG, no_appraised),
    F(FLAG, no_survey), F(FLAG, no_sipas), F(FLAG, no_socio), F(FLAG, no_bonus)};
#undef F
#define F(kind, member) FIELD(score_node, kind, member)
static const struct field node_fields[] = {
    F(TEXT, unit), F(TEXT, criterion), F(FLAG, applicable), F(INT, max), F(INT, points), F(INT, percent), F(INT, pooled),
    FIELD_OF(score_node, GIVEN, has_percent, "percent"), FIELD_OF(score_node, GIVEN, has_pooled, "pooled"),
    F(TEXT, stage), F(REAL, se), F(REAL, low), F(REAL, high)};
#undef F
#define F(kind, member) FIELD(score_group, kind, member)
static const struct field group_fields[] = {
    FIELD_OF(score_group, TEXT, unit_code, "unit"), FIELD_OF(score_group, TEXT, criterion_code, "criterion"),
    FIELD_OF(score_group, TEXT, group_code, "group"), FIELD_OF(score_group, TEXT, weight_text, "weight"),
    FIELD_OF(score_group, GIVEN, has_percent, "percent"), F(INT, ballots), F(INT, answers), F(INT, percent),
    F(INT, share), F(TEXT, dropped), F(REAL, se)};
#undef F
#define F(kind, member) FIELD(response, kind, member)
static const struct field response_fields[] = {
    FIELD_OF(response, TEXT, type_code, "ballot_type"), FIELD_OF(response, TEXT, group_code, "group"), F(TEXT, stratum),
    F(INT, population), F(INT, drawn), F(INT, released), F(INT, ineligible), F(INT, issued), F(INT, returned),
    F(INT, valid), F(REAL, base), F(REAL, factor)};
#undef F
#define F(kind, member) FIELD(weight_step, kind, member)
static const struct field step_fields[] = {
    F(INT, step), F(TEXT, name), FIELD_OF(weight_step, TEXT, group_code, "group"), F(INT, n), F(REAL, sum), F(REAL, min),
    F(REAL, max), F(REAL, cv), F(REAL, deff), F(REAL, n_eff), F(REAL, misfit), F(TEXT, misfit_at), F(TEXT, variables),
    F(TEXT, method), F(TEXT, lower), F(TEXT, upper), F(TEXT, classes), F(TEXT, totals)};
#undef F
/* clang-format on */

const struct row_kind score_row = ROW_KIND(score, score_fields);
const struct row_kind score_node_row = ROW_KIND(score_node, node_fields);
const struct row_kind score_group_row = ROW_KIND(score_group, group_fields);
const struct row_kind response_row = ROW_KIND(response, response_fields);
const struct row_kind weight_step_row = ROW_KIND(weight_step, step_fields);

int64_t scores_missing(struct store *store)
{
    return store_number(store, "SELECT count(*) FROM score_node WHERE stage = '" STAGE_MISSING "'", 0);
}

bool scores_are_fresh(struct store *store, struct error *err)
{
    char *changed = NULL;
    struct error local = {0};
    bool fresh = log_is_fresh(store, "score", &changed, &local) && store_count(store, "score") > 0;
    if (!fresh && error_pass(err, &local))
        error_set(err, E_STATE,
                  changed ? _("the scores of \"%s\" are older than the table \"%s\"; `dtxhh score` first")
                          : _("\"%s\" is not scored; `dtxhh score` first"),
                  store_path(store), changed);
    free(changed);
    return fresh;
}

static int by_index(const void *a, const void *b)
{
    const struct score_group *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->criterion != y->criterion)
        return x->criterion < y->criterion ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

struct score_group *score_groups_read(struct store *store, const struct definition *d, size_t *n, struct error *err)
{
    size_t n_rows;
    struct score_group *rows = rows_read(query_new(store, "SELECT * FROM score_group"), &score_group_row, &n_rows, err);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct score_group *x = &rows[i];
        x->unit = definition_unit(d, x->unit_code);
        x->group = definition_group(d, x->group_code);
        x->criterion = x->unit == NONE ? NONE : definition_criterion(d, d->units[x->unit].block, x->criterion_code);
        if (!decimal_parse(x->weight_text, &x->weight))
            x->weight = DECIMAL_ONE;
        if (x->criterion != NONE && x->group != NONE)
            rows[(*n)++] = *x;
        else
            rows_free_one(x, &score_group_row);
    }
    if (*n)
        qsort(rows, *n, sizeof *rows, by_index);
    return rows;
}

struct response *responses_read(struct store *store, const struct definition *d, size_t *n, struct error *err)
{
    size_t n_rows;
    struct response *rows =
        rows_read(query_new(store, "SELECT * FROM response ORDER BY ballot_type, \"group\", stratum"), &response_row,
                  &n_rows, err);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        rows[i].type = definition_type(d, rows[i].type_code);
        rows[i].group = definition_group(d, rows[i].group_code);
        if (rows[i].type != NONE && rows[i].group != NONE)
            rows[(*n)++] = rows[i];
        else
            rows_free_one(&rows[i], &response_row);
    }
    return rows;
}

struct weight_step *weight_steps_read(struct store *store, const struct definition *d, size_t *n, struct error *err)
{
    static const char sql[] =
        "SELECT s.*, r.variables, r.method, r.lower, r.upper, r.classes, r.totals FROM weight_step s"
        " LEFT JOIN recipe r ON r.position = s.recipe ORDER BY s.step, s.\"group\"";
    struct weight_step *rows = rows_read(query_new(store, sql), &weight_step_row, n, err);
    for (size_t i = 0; i < *n; i++)
        rows[i].group = definition_group(d, rows[i].group_code);
    return rows;
}

/* ROWS, N of KIND, put where AT says into a new array of N_PLACES, or left out for NONE. */
static void *place(char *rows, size_t n, const struct row_kind *kind, const size_t *at, size_t n_places)
{
    char *placed = xcalloc(n_places + 1, kind->size);
    for (size_t i = 0; i < n; i++)
        if (at[i] != NONE) { /* changed places: what is left in ROWS is freed with it */
            memcpy(placed + at[i] * kind->size, rows + i * kind->size, kind->size);
            memset(rows + i * kind->size, 0, kind->size);
        }
    rows_free(rows, n, kind);
    return placed;
}

static const char sql_scores[] =
    SCORES_LACKING "SELECT score.*, missing, no_total, no_appraised, no_survey, no_sipas, no_socio, "
                   "no_bonus FROM score LEFT JOIN lacking ON lacking.unit = score.unit";

struct score *scores_by_unit(struct store *store, const struct definition *d, struct error *err)
{
    size_t n;
    struct score *rows = rows_read(query_new(store, sql_scores), &score_row, &n, err);
    if (!rows)
        return NULL;
    size_t *at = xcalloc(n, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        at[i] = definition_unit(d, rows[i].unit);
        rows[i].present = true;
    }
    struct score *scores = place((char *)rows, n, &score_row, at, d->n_units);
    free(at);
    return scores;
}

struct score_node *score_nodes_by_unit(struct store *store, const struct definition *d, struct error *err)
{
    size_t n;
    struct score_node *rows = rows_read(query_new(store, "SELECT * FROM score_node"), &score_node_row, &n, err);
    if (!rows)
        return NULL;
    size_t *at = xcalloc(n, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        size_t unit = definition_unit(d, rows[i].unit);
        at[i] = unit == NONE ? NONE : definition_criterion(d, d->units[unit].block, rows[i].criterion);
        at[i] = at[i] == NONE ? NONE : unit * d->n_criteria + at[i];
        rows[i].present = true;
    }
    struct score_node *nodes = place((char *)rows, n, &score_node_row, at, d->n_units * d->n_criteria);
    free(at);
    return nodes;
}

/* Ranked, counted, not ranked, lacking. */
static int standing_of(const struct score *s, const struct unit *unit, bool lacks)
{
    return s->rank ? 0 : s->missing ? 3 : !lacks || unit->ranked ? 1 : 2;
}

struct ranking scores_ranking(const struct score *scores, const struct definition *d, size_t block)
{
    const struct block *b = &d->blocks[block];
    struct ranking r = {.units = xcalloc(b->n_units + 1, sizeof *r.units)};
    for (size_t i = 0; i < b->n_units; i++)
        r.n_lacking += scores[b->units[i]].present && scores[b->units[i]].missing;
    size_t n[4] = {0};
    for (size_t i = 0; i < b->n_units; i++) { /* by insertion: what is equal keeps the report's order */
        size_t unit = b->units[i], at = r.n;
        const struct score *s = &scores[unit];
        if (!s->present)
            continue;
        int standing = standing_of(s, &d->units[unit], r.n_lacking);
        for (; at > 0; at--) {
            const struct score *above = &scores[r.units[at - 1]];
            int other = standing_of(above, &d->units[r.units[at - 1]], r.n_lacking);
            if (other < standing || (other == standing && above->rank <= s->rank))
                break;
            r.units[at] = r.units[at - 1];
        }
        r.units[at] = unit;
        r.n++;
        n[standing]++;
    }
    r.n_ranked = n[0];
    r.n_counted = n[0] ? n[0] : n[1];
    return r;
}

/* --- units that ended --------------------------------------------------------------------- */

/* A row that came is followed by a colon, one of which a cell changed by a comma. */
static const char sql_since[] = "SELECT number, substr(time, 1, 10) FROM log WHERE verb = 'define' AND instr(detail,"
                                " '/ ' || :unit || ' / * / *: ') ORDER BY number DESC LIMIT 1";

const char *ending_basis(struct store *store, const struct definition *d, size_t unit, char day[11], int64_t *line)
{
    const char *basis = definition_ended(d, unit);
    *day = '\0';
    *line = 0;
    if (!basis)
        return NULL;
    struct query *q = query_new(store, sql_since);
    query_text(q, ":unit", d->units[unit].code);
    if (query_next(q)) {
        *line = query_get_int(q, 0);
        snprintf(day, 11, "%s", query_get_str(q, 1));
    }
    query_end(q, NULL);
    return basis;
}

char *ending_words(struct store *store, const struct definition *d, size_t unit)
{
    char day[11];
    int64_t line;
    const char *basis = ending_basis(store, d, unit, day, &line), *code = d->units[unit].code;
    if (!basis)
        return NULL;
    char *shown = message_is_vietnamese() ? date_words(day) : xstrdup(day);
    char *words = *day ? xasprintf(_("unit \"%s\" has ended: %s, noted on %s (line %" PRId64 " of the log)"), code,
                                   basis, shown, line)
                       : xasprintf(_("unit \"%s\" has ended: %s"), code, basis);
    free(shown);
    return words;
}

bool ending_or_unknown(struct store *store, const struct definition *d, const char *said, struct error *err)
{
    size_t unit = definition_called(d, T_UNITS, said);
    char *ended = unit == NONE ? NULL : ending_words(store, d, unit);
    if (ended)
        error_set(err, E_STATE, _("%s; it has neither points nor rank"), ended);
    else
        error_set(err, E_USAGE, _("there is no scored unit \"%s\"; `dtxhh show ROUND units` lists the codes%s"), said,
                  definition_near(d, T_UNITS, said).text);
    free(ended);
    return false;
}
