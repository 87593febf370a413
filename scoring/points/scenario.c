#include "scoring/points/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

static void put(struct raw_row *row, enum table_id t, const char *column, const char *value)
{
    char **cell = &row->cells[table_column(t, column)];
    free(*cell);
    *cell = xstrdup(value);
}

static const char *cell(const struct raw_row *row, enum table_id t, const char *column)
{
    return row->cells[table_column(t, column)];
}

/* True where a change of S works on points that are there: not on which ballots count, nor on names and dates. */
static bool can_try(enum setting_id s)
{
    static const enum setting_id may[] = {S_SURVEY,   S_COMBINE, S_MIN_BASE, S_SIPAS, S_ROUNDING,     S_ROUND_AT,
                                          S_DECIMALS, S_RANK_BY, S_COMPARE,  S_TIES,  S_TIE_BREAKERS, S_CLASS_BY};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        if (may[i] == s)
            return true;
    return false;
}

/* True where every class says itself whether it is of points or of percents. */
static bool says_all(const struct definition *round)
{
    size_t n = 0;
    while (n < round->n_classes && round->classes[n].says_of)
        n++;
    return n == round->n_classes && n > 0;
}

static bool set_setting(struct definition *d, const struct definition *round, const char *key, const char *value,
                        struct error *err)
{
    enum setting_id s = setting_find(key);
    if (s == N_SETTINGS)
        return error_set(err, E_USAGE, _("there is no setting \"%s\"; docs/settings.md lists them%s"), key,
                         setting_near(key).text);
    key = setting_specs[s].key;
    if (!can_try(s))
        return error_set(err, E_USAGE,
                         _("setting \"%s\" cannot be tried: it works before the points; `dtxhh define` changes it"),
                         key);
    if (s == S_CLASS_BY && says_all(round))
        return error_set(err, E_USAGE, _("--set: class_by works on no class: each says itself what it is of"));
    struct raw_table *table = &d->tables[T_ROUND];
    for (size_t i = 0; i < table->n_rows; i++)
        if (!strcmp(cell(&table->rows[i], T_ROUND, "key"), key)) {
            put(&table->rows[i], T_ROUND, "value", value);
            return true;
        }
    definition_add_row(d, T_ROUND, table->n_rows + 1, (const char *[]){key, value, ""});
    return true;
}

/* "GROUP" or "GROUP:CRITERION". */
static bool set_weight(struct definition *d, const struct definition *round, const char *what, const char *value,
                       struct error *err)
{
    size_t n = strcspn(what, ":");
    char *group = xstrndup(what, n);
    const char *criterion = what[n] ? what + n + 1 : "*";
    struct raw_table *table = &d->tables[T_GROUP_WEIGHTS];
    size_t g = definition_called(round, T_GROUPS, group);
    bool ok = g != NONE || error_set(err, E_USAGE, _("--set: there is no group \"%s\"%s"), group,
                                     definition_near(round, T_GROUPS, group).text);
    const char *code = ok ? round->groups[g].code : "";
    size_t kept = 0;
    for (size_t i = 0; ok && i < table->n_rows; i++) {
        struct raw_row row = table->rows[i];
        bool replaced = !strcmp(cell(&row, T_GROUP_WEIGHTS, "group"), code) &&
                        (!strcmp(criterion, "*") || !strcmp(cell(&row, T_GROUP_WEIGHTS, "criterion"), criterion));
        if (!replaced) {
            table->rows[kept++] = row;
            continue;
        }
        for (size_t c = 0; c < table_specs[T_GROUP_WEIGHTS].n_columns; c++)
            free(row.cells[c]);
        free(row.cells);
    }
    if (ok) {
        table->n_rows = kept;
        definition_add_row(d, T_GROUP_WEIGHTS, kept + 1, (const char *[]){"*", criterion, code, value, ""});
    }
    free(group);
    return ok;
}

/* The rows of D as a definition that is not checked yet. */
static struct definition *copy_rows(const struct definition *d)
{
    struct definition *copy = definition_new();
    for (enum table_id t = 0; t < N_TABLES; t++)
        for (size_t i = 0; i < d->tables[t].n_rows; i++)
            definition_add_row(copy, t, d->tables[t].rows[i].line, (const char *const *)d->tables[t].rows[i].cells);
    return copy;
}

static bool check(struct definition *d, struct error *err)
{
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues) && definition_check_weights(d, issues);
    for (size_t i = 0; !ok && i < issues_kept(issues); i++)
        if (issues_get(issues, i)->severity == FAULT) {
            error_set(err, E_USAGE, "--set: %s", issues_get(issues, i)->text);
            break;
        }
    issues_free(issues);
    return ok;
}

struct definition *scenario_definition(struct store *store, const char *const *sets, size_t n, struct error *err)
{
    struct definition *round = definition_load(store, err);
    if (!round)
        return NULL;
    struct definition *d = copy_rows(round);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        const char *equals = strchr(sets[i], '=');
        if (!equals) {
            ok = error_set(err, E_USAGE, _("--set has \"%s\"; expected KEY=VALUE"), sets[i]);
            break;
        }
        char *key = xstrndup(sets[i], (size_t)(equals - sets[i]));
        ok = !strncmp(key, "weight:", 7) ? set_weight(d, round, key + 7, equals + 1, err)
                                         : set_setting(d, round, key, equals + 1, err);
        free(key);
    }
    ok = ok && check(d, err);
    definition_free(round);
    if (ok)
        return d;
    definition_free(d);
    return NULL;
}
