#include "survey/round/definition_inside.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

const char *const method_names[N_METHODS] = {
    [METHOD_NONE] = "",       [METHOD_TD] = "TD",     [METHOD_DTXHH] = "DTXHH",
    [METHOD_SIPAS] = "SIPAS", [METHOD_KTXH] = "KTXH", [METHOD_THUONG_TRU] = "THUONG_TRU"};

decimal rules_round(const struct rules *rules, decimal x)
{
    return rules->truncate ? decimal_truncate(x, rules->decimals) : decimal_round(x, rules->decimals);
}

struct definition *definition_new(void)
{
    return xcalloc(1, sizeof(struct definition));
}

static void drop_codes(struct dictionary **codes)
{
    dictionary_free(*codes);
    *codes = NULL;
}

/* Free an array of the definition and its count. */
#define DROP(array, n) (free(array), (array) = NULL, (n) = 0)

/* Forget what table T says. */
static void drop(struct definition *d, enum table_id t)
{
    struct raw_table *table = &d->tables[t];
    for (size_t i = 0; i < table->n_rows; i++) {
        for (size_t c = 0; c < table_specs[t].n_columns; c++)
            free(table->rows[i].cells[c]);
        free(table->rows[i].cells);
    }
    free(table->file);
    free(table->sheet);
    table->file = table->sheet = NULL;
    for (size_t c = 0; c < table_specs[t].n_columns; c++) {
        free(table->names[c]);
        table->names[c] = NULL;
    }
    DROP(table->rows, table->n_rows);
    drop_codes(&d->called[t]);
    free(d->called_rows[t]);
    d->called_rows[t] = NULL;
    switch (t) {
    case T_ROUND:
        memset(d->setting, 0, sizeof d->setting);
        memset(d->setting_basis, 0, sizeof d->setting_basis);
        d->rules = (struct rules){0};
        break;
    case T_BLOCKS:
        for (size_t i = 0; i < d->n_blocks; i++) {
            free(d->blocks[i].nodes);
            free(d->blocks[i].units);
        }
        DROP(d->blocks, d->n_blocks);
        drop_codes(&d->block_codes);
        break;
    case T_UNITS:
        DROP(d->units, d->n_units);
        drop_codes(&d->unit_codes);
        break;
    case T_OFFICES:
        DROP(d->offices, d->n_offices);
        drop_codes(&d->office_codes);
        break;
    case T_GROUPS:
        DROP(d->groups, d->n_groups);
        drop_codes(&d->group_codes);
        break;
    case T_STAGES:
        DROP(d->stages, d->n_stages);
        break;
    case T_SCALES:
        for (size_t i = 0; i < d->n_scales; i++)
            free(d->scales[i].options);
        DROP(d->scales, d->n_scales);
        drop_codes(&d->scale_codes);
        break;
    case T_CRITERIA:
        for (size_t i = 0; i < d->n_blocks; i++)
            DROP(d->blocks[i].nodes, d->blocks[i].n_nodes);
        DROP(d->criteria, d->n_criteria);
        break;
    case T_NOT_APPLICABLE:
        DROP(d->not_applicables, d->n_not_applicables);
        break;
    case T_BALLOT_TYPES:
        for (size_t i = 0; i < d->n_ballot_types; i++) {
            free(d->ballot_types[i].groups);
            free(d->ballot_types[i].unit_questions);
            free(d->ballot_types[i].ballot_questions);
        }
        DROP(d->ballot_types, d->n_ballot_types);
        drop_codes(&d->type_codes);
        break;
    case T_RATES:
        DROP(d->ratings, d->n_ratings);
        drop_codes(&d->rating_keys);
        break;
    case T_QUESTIONS:
        for (size_t i = 0; i < d->n_ballot_types; i++) {
            DROP(d->ballot_types[i].unit_questions, d->ballot_types[i].n_unit_questions);
            DROP(d->ballot_types[i].ballot_questions, d->ballot_types[i].n_ballot_questions);
        }
        DROP(d->questions, d->n_questions);
        break;
    case T_GROUP_WEIGHTS:
        DROP(d->group_weights, d->n_group_weights);
        break;
    case T_CLASSES:
        DROP(d->classes, d->n_classes);
        break;
    case T_MARGINS:
        DROP(d->margins, d->n_margins);
        break;
    case T_TASKS:
    case N_TABLES:
        break;
    }
}

void definition_free(struct definition *d)
{
    for (enum table_id t = 0; d && t < N_TABLES; t++)
        drop(d, t);
    free(d);
}

void definition_add_row(struct definition *d, enum table_id t, size_t line, const char *const *cells)
{
    struct raw_table *table = &d->tables[t];
    table->present = true;
    table->rows = grow(table->rows, &table->room, table->n_rows + 1, sizeof *table->rows);
    struct raw_row *row = &table->rows[table->n_rows++];
    row->line = line;
    row->cells = xcalloc(table_specs[t].n_columns, sizeof *row->cells);
    for (size_t c = 0; c < table_specs[t].n_columns; c++)
        row->cells[c] = xstrdup(cells[c] ? cells[c] : "");
}

struct dictionary *definition_words(const struct definition *d)
{
    struct dictionary *words = dictionary_new();
    for (enum table_id t = 0; t < N_TABLES; t++)
        for (size_t c = 0; c < table_specs[t].n_columns; c++)
            for (size_t i = 0; i < d->tables[t].n_rows; i++) {
                enum column_kind kind = table_specs[t].columns[c].kind;
                const char *text = d->tables[t].rows[i].cells[c];
                if ((kind == K_NAME || kind == K_TEXT) && !text_is_ascii(text, strlen(text)))
                    dictionary_add(words, text, strlen(text), NULL);
            }
    return words;
}

static bool save_table(const struct definition *d, enum table_id t, struct store *store, struct error *err)
{
    const struct table_spec *spec = &table_specs[t];
    if (!store_clear(store, spec->name, err))
        return false;
    struct query *q = query_insert(store, "", spec->name);
    for (size_t i = 0; i < d->tables[t].n_rows; i++) {
        query_int(q, ":position", (int64_t)i + 1);
        for (size_t c = 0; c < spec->n_columns; c++) {
            char name[32] = ":";
            strncat(name, spec->columns[c].name, sizeof name - 2);
            const char *cell = d->tables[t].rows[i].cells[c];
            if (spec->columns[c].kind == K_YES_NO)
                query_int(q, name, !strcmp(cell, "yes"));
            else if (spec->columns[c].kind == K_INTEGER && *cell)
                query_int(q, name, strtoll(cell, NULL, 10));
            else
                query_str(q, name, cell);
        }
        query_run(q);
    }
    return query_end(q, err);
}

bool definition_save(const struct definition *d, struct store *store, struct error *err)
{
    for (enum table_id t = 0; t < N_TABLES; t++)
        if (!save_table(d, t, store, err))
            return false;
    return true;
}

static bool load_table(struct definition *d, enum table_id t, struct store *store, struct error *err)
{
    const struct table_spec *spec = &table_specs[t];
    char *sql = xasprintf("SELECT * FROM \"%s\" ORDER BY position", spec->name); /* its columns are those of the spec */
    struct query *q = query_new(store, sql);
    free(sql);
    d->tables[t].present = true;
    while (query_next(q)) {
        const char *cells[TABLE_MAX_COLUMNS] = {0};
        for (size_t c = 0; c < spec->n_columns; c++) {
            cells[c] = query_get_str(q, (int)c + 1);
            if (spec->columns[c].kind == K_YES_NO)
                cells[c] = query_get_int(q, (int)c + 1) ? "yes" : "no";
        }
        definition_add_row(d, t, (size_t)query_get_int(q, 0), cells);
    }
    return query_end(q, err);
}

struct definition *definition_load(struct store *store, struct error *err)
{
    struct definition *d = definition_new();
    for (enum table_id t = 0; t < N_TABLES; t++)
        if (!load_table(d, t, store, err)) {
            definition_free(d);
            return NULL;
        }
    /* Tables were checked before they were stored: a fault now means that somebody changed them. */
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    if (!ok)
        for (size_t i = 0; i < issues_kept(issues); i++)
            if (issues_get(issues, i)->severity == FAULT) {
                error_set(err, E_FILE, _("the definition in \"%s\" was changed outside this program: %s"),
                          store_path(store), issues_get(issues, i)->text);
                break;
            }
    issues_free(issues);
    if (ok)
        return d;
    definition_free(d);
    return NULL;
}

struct definition *definition_load_parts(struct store *store, unsigned parts, struct error *err)
{
    bool noting = store_note_reads(store, false);
    struct definition *d = definition_load(store, err);
    store_note_reads(store, noting);
    for (enum table_id t = 0; d && t < N_TABLES; t++)
        if (parts & PART(t))
            store_note_read(store, table_specs[t].name);
        else
            drop(d, t);
    return d;
}

static size_t find(const struct dictionary *codes, const char *code)
{
    return codes ? dictionary_find(codes, code) : NONE;
}

size_t definition_unit(const struct definition *d, const char *code)
{
    return find(d->unit_codes, code);
}

size_t definition_called(const struct definition *d, enum table_id t, const char *text)
{
    const struct dictionary *codes = t == T_BLOCKS    ? d->block_codes
                                     : t == T_UNITS   ? d->unit_codes
                                     : t == T_OFFICES ? d->office_codes
                                     : t == T_GROUPS  ? d->group_codes
                                                      : d->type_codes;
    size_t i = find(codes, text);
    if (i != NONE || !*text || !d->called[t])
        return i;
    char *folded = text_fold_name(text);
    i = dictionary_find(d->called[t], folded);
    free(folded);
    return i == SIZE_MAX ? NONE : d->called_rows[t][i];
}

struct near_words definition_near(const struct definition *d, enum table_id t, const char *text)
{
    const struct raw_table *table = &d->tables[t];
    struct near near;
    const char *best = NULL, *column = t == T_CRITERIA ? "name" : t == T_SCALES ? "scale" : "code";
    near_init(&near, text);
    for (size_t k = 0; column; column = table_called_by(t, k++))
        for (size_t i = 0; i < table->n_rows; i++) {
            const char *name = table->rows[i].cells[table_column(t, column)];
            size_t id = k * table->n_rows + i, was = near.best;
            near_try(&near, name, id);
            best = near.best != was ? name : best;
        }
    near_release(&near);
    return near_words(best);
}

void definition_name_rows(struct definition *d)
{
    for (enum table_id t = 0; t < N_TABLES; t++) {
        const struct raw_table *table = &d->tables[t];
        if (!table_called_by(t, 0))
            continue;
        d->called[t] = dictionary_new();
        d->called_rows[t] = xcalloc(3 * table->n_rows, sizeof *d->called_rows[t]);
        size_t n_codes = 0; /* a code, in whatever way it is written, goes before a name */
        const char *column = "code";
        for (size_t pass = 0; column; column = table_called_by(t, pass++)) {
            for (size_t i = 0; i < table->n_rows; i++) {
                bool added;
                char *folded = text_fold_name(table->rows[i].cells[table_column(t, column)]);
                size_t at = *folded ? dictionary_add(d->called[t], folded, strlen(folded), &added) : SIZE_MAX;
                if (at != SIZE_MAX && added)
                    d->called_rows[t][at] = i;
                else if (at != SIZE_MAX && at >= n_codes && d->called_rows[t][at] != i)
                    d->called_rows[t][at] = NONE;
                free(folded);
            }
            if (pass == 0)
                n_codes = dictionary_size(d->called[t]);
        }
    }
}

size_t definition_group(const struct definition *d, const char *code)
{
    return find(d->group_codes, code);
}

size_t definition_type(const struct definition *d, const char *code)
{
    return find(d->type_codes, code);
}

size_t definition_question(const struct definition *d, size_t type, const char *code)
{
    const struct ballot_type *t = &d->ballot_types[type];
    for (size_t i = 0; i < t->n_unit_questions; i++)
        if (!strcmp(d->questions[t->unit_questions[i]].code, code))
            return t->unit_questions[i];
    for (size_t i = 0; i < t->n_ballot_questions; i++)
        if (!strcmp(d->questions[t->ballot_questions[i]].code, code))
            return t->ballot_questions[i];
    return NONE;
}

bool definition_has_question(const struct definition *d, size_t block, size_t criterion, int via)
{
    for (size_t g = 0; g < d->n_groups; g++)
        if ((via < 0 || (int)d->groups[g].via == via) && definition_is_asked(d, block, criterion, g))
            return true;
    return false;
}

bool criterion_most(const struct criterion *c, decimal *most)
{
    bool bonus = c->method == METHOD_THUONG_TRU;
    *most = bonus && c->has_cap && (c->max <= 0 || c->cap < c->max) ? c->cap : c->max;
    return !bonus || c->has_cap || c->has_max;
}

size_t definition_criterion(const struct definition *d, size_t block, const char *code)
{
    for (size_t i = 0; i < d->n_criteria; i++)
        if ((d->criteria[i].block == block || d->criteria[i].block == ALL) && !strcmp(d->criteria[i].code, code))
            return i;
    return NONE;
}

size_t definition_criterion_called(const struct definition *d, size_t block, const char *text)
{
    size_t found = definition_criterion(d, block, text);
    if (found != NONE || !*text)
        return found;
    for (size_t i = 0; i < d->blocks[block].n_nodes; i++) {
        size_t node = d->blocks[block].nodes[i];
        if (!text_same(d->criteria[node].name, text))
            continue;
        if (found != NONE && d->criteria[node].parent != found)
            return NONE;
        found = node;
    }
    return found;
}

const char *definition_ended(const struct definition *d, size_t unit)
{
    for (size_t i = 0; i < d->n_not_applicables; i++) {
        const struct not_applicable *n = &d->not_applicables[i];
        if (n->unit == unit && n->group == ALL && !strcmp(n->criterion, "*") && *n->basis)
            return n->basis;
    }
    return NULL;
}

const struct not_applicable *definition_exception(const struct definition *d, size_t unit, size_t criterion,
                                                  size_t group)
{
    for (size_t i = 0; i < d->n_not_applicables; i++) {
        const struct not_applicable *n = &d->not_applicables[i];
        if (n->group != ALL && n->group != group)
            continue;
        if (n->unit != ALL && n->unit != unit)
            continue;
        if (n->block != ALL && n->block != d->units[unit].block)
            continue;
        if (!strcmp(n->criterion, "*"))
            return n;
        for (size_t c = criterion; c != NONE; c = d->criteria[c].parent)
            if (!strcmp(d->criteria[c].code, n->criterion))
                return n;
    }
    return NULL;
}

bool definition_applies(const struct definition *d, size_t unit, size_t criterion, size_t group)
{
    return !definition_exception(d, unit, criterion, group);
}

const struct group_weight *definition_weight_row(const struct definition *d, size_t block, size_t criterion,
                                                 size_t group)
{
    const struct group_weight *row = NULL;
    int best = -1;
    for (size_t i = 0; i < d->n_group_weights; i++) {
        const struct group_weight *w = &d->group_weights[i];
        bool any = !strcmp(w->criterion, "*");
        if (w->group != group || (w->block != ALL && w->block != block) ||
            (!any && strcmp(w->criterion, d->criteria[criterion].code) != 0))
            continue;
        int fit = (any ? 0 : 2) + (w->block == ALL ? 0 : 1);
        if (fit > best) {
            best = fit;
            row = w;
        }
    }
    return row;
}

decimal definition_group_weight(const struct definition *d, size_t block, size_t criterion, size_t group)
{
    const struct group_weight *row = definition_weight_row(d, block, criterion, group);
    return row ? row->weight : DECIMAL_ONE;
}

bool definition_has_class(const struct definition *d, size_t block, size_t class)
{
    bool own = false;
    for (size_t i = 0; i < d->n_classes; i++)
        own = own || d->classes[i].block == block;
    return d->classes[class].block == (own ? block : ALL);
}

bool definition_asks(const struct definition *d, size_t question, size_t unit)
{
    const struct question *q = &d->questions[question];
    return q->block == ALL || q->block == d->units[unit].block;
}

bool definition_is_asked(const struct definition *d, size_t block, size_t criterion, size_t group)
{
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        if (q->ballot_type == NONE || strcmp(q->criterion, d->criteria[criterion].code) != 0 ||
            (q->block != ALL && q->block != block))
            continue;
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        for (size_t g = 0; (t->block == ALL || t->block == block) && g < t->n_groups; g++)
            if (t->groups[g] == group)
                return true;
    }
    return false;
}

size_t definition_climb(const struct definition *d, size_t type, size_t unit)
{
    size_t block = d->ballot_types[type].block;
    for (size_t u = unit; u != NONE; u = d->units[u].parent)
        if (block == ALL || d->units[u].block == block)
            return u;
    return NONE;
}

size_t definition_n_cells(const struct definition *d, size_t type, size_t n_units)
{
    const struct ballot_type *t = &d->ballot_types[type];
    return n_units * t->n_unit_questions + t->n_ballot_questions;
}

bool definition_is_survey_leaf(const struct definition *d, size_t block, size_t criterion)
{
    const struct criterion *c = &d->criteria[criterion];
    if (!c->is_leaf)
        return false;
    if (c->method == METHOD_DTXHH)
        return d->rules.survey == SURVEY_HERE;
    return c->method == METHOD_SIPAS && definition_has_question(d, block, criterion, -1);
}

enum leaf_source definition_leaf_source(const struct definition *d, size_t unit, size_t criterion)
{
    const struct criterion *c = &d->criteria[criterion];
    if (!c->is_leaf || !definition_applies(d, unit, criterion, ALL) ||
        (c->method == METHOD_DTXHH && d->rules.survey == SURVEY_NONE))
        return SOURCE_NONE;
    return definition_is_survey_leaf(d, d->units[unit].block, criterion) ? SOURCE_SURVEY : SOURCE_OUTSIDE;
}
