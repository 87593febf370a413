/* definition_check.c - from rows of text to a definition that holds together.
 *
 * First every cell is brought to its canonical writing and kind; then the
 * structs are filled table by table, references resolved; then what tables say
 * of one another is checked.  Each step goes on after a fault, so that a person
 * sees all of them. */
#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/definition.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/schedule.h"
#include "survey/text.h"

struct check {
    struct definition *d;
    struct issues *issues;
};

static struct place place_of(const struct check *k, enum table_id t, size_t row, size_t column)
{
    const struct raw_table *table = &k->d->tables[t];
    struct place place = {table->file ? table->file : table_specs[t].name, table->sheet, 0, 0};
    if (row < table->n_rows) {
        place.line = table->rows[row].line;
        if (column < table_specs[t].n_columns)
            place.column = table->at[column];
    }
    return place;
}

/* The cell of column NAME. */
static const char *cell(const struct check *k, enum table_id t, size_t row, const char *name)
{
    size_t column = table_column(t, name);
    assert(column != SIZE_MAX);
    return k->d->tables[t].rows[row].cells[column];
}

static struct place where(const struct check *k, enum table_id t, size_t row, const char *name)
{
    return place_of(k, t, row, name ? table_column(t, name) : SIZE_MAX);
}

/* --- cells -------------------------------------------------------------------- */

static void replace(char **cell_text, char *with)
{
    free(*cell_text);
    *cell_text = with;
}

/* A decimal as people write it: a point, or one comma. */
static bool read_decimal(const char *text, decimal *value)
{
    char copy[64];
    if (strlen(text) >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%s", text);
    char *comma = strchr(copy, ',');
    if (comma && !strchr(copy, '.') && !strchr(comma + 1, ','))
        *comma = '.';
    return decimal_parse(copy, value);
}

/* "20%", "0.2" or "20" as a share of one. */
static bool read_share(const char *text, decimal *value)
{
    char copy[64];
    size_t n = strlen(text);
    if (n == 0 || n >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%s", text);
    bool percent = copy[n - 1] == '%';
    if (percent)
        copy[n - 1] = '\0';
    char *trimmed = text_trim(copy);
    bool ok = read_decimal(trimmed, value) && *value >= 0;
    free(trimmed);
    if (!ok)
        return false;
    if (percent || *value > DECIMAL_ONE)
        *value = decimal_ratio(*value, 1, 100);
    return *value <= DECIMAL_ONE;
}

static bool canonical_yes_no(char **text)
{
    static const char *const yes[] = {"yes", "y", "có", "x", "true", "1", "đúng"};
    static const char *const no[] = {"no", "n", "không", "false", "0", "sai"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (text_same(*text, yes[i])) {
            replace(text, xstrdup("yes"));
            return true;
        }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (text_same(*text, no[i])) {
            replace(text, xstrdup("no"));
            return true;
        }
    return false;
}

/* Bring a cell that is not empty to its canonical writing; false with what was expected. */
static bool canonical(char **text, enum column_kind kind, const char *choices, char expected[200])
{
    char number[DECIMAL_TEXT];
    decimal value;
    switch (kind) {
    case K_CODE:
        snprintf(expected, 200, "%s", _("a code of capital letters A-Z, digits, `.`, `_` or `-`"));
        return text_is_code(*text);
    case K_CODE_OR_ALL:
        snprintf(expected, 200, "%s", _("a code of capital letters A-Z, digits, `.`, `_` or `-`, or `*` for all"));
        return !strcmp(*text, "*") || text_is_code(*text);
    case K_CODES:
        snprintf(expected, 200, "%s", _("codes separated by `;`"));
        for (char *p = *text; *p; p++)
            if (*p == ',' || *p == ' ' || *p == '\t')
                *p = ';';
        return true;
    case K_KEY:
        for (char *p = *text; *p; p++)
            *p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
        return true;
    case K_CHOICE:
        snprintf(expected, 200, _("one of: %s"), choices[0] == '|' ? choices + 1 : choices);
        for (char *p = expected; *p; p++)
            *p = *p == '|' ? ',' : *p;
        return choice_has(choices, *text);
    case K_YES_NO:
        snprintf(expected, 200, "%s", _("yes or no"));
        return canonical_yes_no(text);
    case K_INTEGER:
        snprintf(expected, 200, "%s", _("a whole number, 0 or more"));
        if (!read_decimal(*text, &value) || value < 0 || value % DECIMAL_ONE)
            return false;
        replace(text, xstrdup(decimal_format(value, -1, number)));
        return true;
    case K_DECIMAL:
        snprintf(expected, 200, "%s", _("a number such as 12.5, with at most nine decimals"));
        if (!read_decimal(*text, &value))
            return false;
        replace(text, xstrdup(decimal_format(value, -1, number)));
        return true;
    case K_SHARE:
        snprintf(expected, 200, "%s", _("a share such as 20%"));
        if (!read_share(*text, &value))
            return false;
        replace(text, xasprintf("%s%%", decimal_format(value * 100, -1, number)));
        return true;
    case K_DATE: {
        snprintf(expected, 200, "%s", _("a date such as 2024-12-31 or 31/12/2024"));
        char iso[11];
        if (!text_date(*text, iso))
            return false;
        replace(text, xstrdup(iso));
        return true;
    }
    case K_NAME:
    case K_TEXT:
        return true;
    }
    return false;
}

/* What an empty cell means: the first choice where that is not empty. */
static void fill_default(char **text, const struct column_spec *column)
{
    if (column->choices && column->choices[0] != '|' && !column->required)
        replace(text, xstrndup(column->choices, strcspn(column->choices, "|")));
}

static void check_cells(struct check *k, enum table_id t)
{
    const struct table_spec *spec = &table_specs[t];
    struct raw_table *table = &k->d->tables[t];
    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t c = 0; c < spec->n_columns; c++) {
            const struct column_spec *column = &spec->columns[c];
            char **text = &table->rows[i].cells[c];
            char expected[200] = "";
            if (!**text) {
                if (column->required)
                    issues_add(k->issues, FAULT, "F203", place_of(k, t, i, c),
                               _("column \"%s\" is empty; it needs a value"), column->name);
                fill_default(text, column);
            } else if (!canonical(text, column->kind, column->choices, expected)) {
                issues_add(k->issues, FAULT, "F204", place_of(k, t, i, c), _("column \"%s\" has \"%s\"; expected %s"),
                           column->name, *text, expected);
                /* Do not let a bad cell cause further faults. */
                replace(text, xstrdup(column->kind == K_CODE_OR_ALL ? "*" : ""));
                fill_default(text, column);
            }
        }
}

static void check_keys(struct check *k, enum table_id t)
{
    const struct table_spec *spec = &table_specs[t];
    struct raw_table *table = &k->d->tables[t];
    struct dictionary *keys = dictionary_new();
    size_t *first = xcalloc(table->n_rows, sizeof *first);
    for (size_t i = 0; i < table->n_rows; i++) {
        char *key = xstrdup(""), *shown = xstrdup("");
        bool whole = true;
        for (size_t c = 0; c < spec->n_columns; c++) {
            if (!spec->columns[c].key)
                continue;
            const char *text = table->rows[i].cells[c];
            whole = whole && *text;
            replace(&key, xasprintf("%s\x1f%s", key, text));
            replace(&shown, xasprintf("%s%s%s", shown, *shown ? " / " : "", text));
        }
        bool added;
        size_t n = whole ? dictionary_add(keys, key, strlen(key), &added) : 0;
        if (whole && added)
            first[n] = i;
        else if (whole)
            issues_add(k->issues, FAULT, "F206", place_of(k, t, i, 0), _("\"%s\" stands in line %zu already"), shown,
                       table->rows[first[n]].line);
        free(key);
        free(shown);
    }
    free(first);
    dictionary_free(keys);
}

/* --- helpers for the structs ------------------------------------------------------ */

static decimal number(const char *text)
{
    decimal value = 0;
    if (*text && !decimal_parse(text, &value))
        value = 0;
    return value;
}

static double share(const char *text, double otherwise)
{
    decimal value;
    return *text && read_share(text, &value) ? decimal_to_double(value) : otherwise;
}

static int64_t whole(const char *text, int64_t otherwise)
{
    return *text ? number(text) / DECIMAL_ONE : otherwise;
}

/* Position of WORD in CHOICES "a|b|c"; 0 where it is not there. */
static int choice(const char *choices, const char *word)
{
    int i = 0;
    size_t length = strlen(word);
    for (const char *p = choices;; i++) {
        size_t n = strcspn(p, "|");
        if (n == length && !memcmp(p, word, n))
            return i;
        p += n;
        if (!*p)
            return 0;
        p++;
    }
}

static int choice_of(const struct check *k, enum table_id t, size_t row, const char *name)
{
    return choice(table_specs[t].columns[table_column(t, name)].choices, cell(k, t, row, name));
}

/* The index of the code in column NAME, which must be in CODES. */
static size_t reference(struct check *k, enum table_id t, size_t row, const char *name, const struct dictionary *codes,
                        enum table_id target)
{
    const char *code = cell(k, t, row, name);
    if (!*code)
        return NONE;
    size_t i = dictionary_find(codes, code);
    if (i == SIZE_MAX)
        issues_add(k->issues, FAULT, "F207", where(k, t, row, name),
                   _("column \"%s\" has \"%s\", which is not in table %s"), name, code, table_specs[target].name);
    return i;
}

static size_t reference_or_all(struct check *k, enum table_id t, size_t row, const char *name,
                               const struct dictionary *codes, enum table_id target)
{
    const char *code = cell(k, t, row, name);
    return !*code || !strcmp(code, "*") ? ALL : reference(k, t, row, name, codes, target);
}

static struct dictionary *codes_of(struct check *k, enum table_id t, const char *name)
{
    struct dictionary *codes = dictionary_new();
    for (size_t i = 0; i < k->d->tables[t].n_rows; i++) {
        const char *code = cell(k, t, i, name);
        /* Rows and numbers must agree: a second row with the same code (a fault already) gets a number of its own. */
        bool added;
        char *unique = NULL;
        dictionary_add(codes, code, strlen(code), &added);
        if (!added) {
            unique = xasprintf("%s\x1f%zu", code, i);
            dictionary_add(codes, unique, strlen(unique), NULL);
        }
        free(unique);
    }
    return codes;
}

static size_t rows_of(const struct check *k, enum table_id t)
{
    return k->d->tables[t].n_rows;
}

/* --- round ------------------------------------------------------------------------ */

/* "multiple:20%" -> the share after the colon. */
static bool rule_share(const char *word, const char *name, double *value)
{
    size_t n = strlen(name);
    decimal parsed;
    if (strncmp(word, name, n) != 0 || word[n] != ':' || !read_share(word + n + 1, &parsed))
        return false;
    *value = decimal_to_double(parsed);
    return true;
}

/* Call EACH for every word of LIST, separated by `;`, `,` or blanks. */
static void each_word(const char *list, void (*each)(const char *word, void *context), void *context)
{
    for (const char *p = list; *p;) {
        size_t n = strcspn(p, ";, \t");
        if (n) {
            char *word = xstrndup(p, n);
            each(word, context);
            free(word);
        }
        p += n;
        p += strspn(p, ";, \t");
    }
}

struct words {
    struct check *k;
    struct place place;
};

static void read_invalid_if(const char *word, void *context)
{
    struct words *w = context;
    struct invalid_rule *rule = &w->k->d->rules.invalid_if;
    if (!strcmp(word, "blank"))
        rule->blank = true;
    else if (!strcmp(word, "required"))
        rule->required = true;
    else if (!strcmp(word, "straight"))
        rule->straight = true;
    else if (strcmp(word, "never") != 0 && !rule_share(word, "multiple", &rule->multiple) &&
             !rule_share(word, "unreadable", &rule->unreadable))
        issues_add(w->k->issues, FAULT, "F209", w->place, _("setting \"invalid_if\" has \"%s\"; expected %s"), word,
                   "blank, required, straight, multiple:P%, unreadable:P%, never");
}

static void read_tie_breaker(const char *word, void *context)
{
    struct words *w = context;
    if (!choice_has("appraised|survey|sipas", word))
        issues_add(w->k->issues, FAULT, "F209", w->place, _("setting \"tie_breakers\" has \"%s\"; expected %s"), word,
                   "appraised, survey, sipas");
}

static void check_settings(struct check *k)
{
    struct definition *d = k->d;
    struct raw_table *table = &d->tables[T_ROUND];
    size_t row_of[N_SETTINGS];
    for (enum setting_id s = 0; s < N_SETTINGS; s++) {
        d->setting[s] = setting_specs[s].standard ? setting_specs[s].standard : "";
        d->setting_basis[s] = "";
        row_of[s] = SIZE_MAX;
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        const char *key = cell(k, T_ROUND, i, "key");
        enum setting_id s = setting_find(key);
        if (s == N_SETTINGS) {
            if (*key)
                issues_add(k->issues, FAULT, "F208", where(k, T_ROUND, i, "key"),
                           _("there is no setting \"%s\"; docs/settings.md lists them"), key);
            continue;
        }
        size_t column = table_column(T_ROUND, "value");
        char **value = &table->rows[i].cells[column];
        char expected[200] = "";
        row_of[s] = i;
        d->setting_basis[s] = cell(k, T_ROUND, i, "basis");
        if (!**value)
            continue;
        if (!canonical(value, setting_specs[s].kind, setting_specs[s].choices, expected)) {
            issues_add(k->issues, FAULT, "F209", where(k, T_ROUND, i, "value"),
                       _("setting \"%s\" has \"%s\"; expected %s"), key, *value, expected);
            continue;
        }
        d->setting[s] = *value;
        d->setting_given[s] = true;
    }
    for (enum setting_id s = 0; s < N_SETTINGS; s++)
        if (!setting_specs[s].standard && !*d->setting[s])
            issues_add(k->issues, FAULT, "F208", where(k, T_ROUND, row_of[s], "value"),
                       _("setting \"%s\" is missing; it has no default"), setting_specs[s].key);

    struct rules *r = &d->rules;
    *r = (struct rules){0};
    r->invalid_if.multiple = r->invalid_if.unreadable = 1;
    r->survey = (enum survey_held)choice(setting_specs[S_SURVEY].choices, d->setting[S_SURVEY]);
    r->pooled = !strcmp(d->setting[S_COMBINE], "pooled");
    r->min_base = whole(d->setting[S_MIN_BASE], 1);
    r->min_answered = share(d->setting[S_MIN_ANSWERED], 0);
    r->sipas_satisfied = !strcmp(d->setting[S_SIPAS], "satisfied");
    r->round_parts = !strcmp(d->setting[S_ROUNDING], "parts");
    r->round_at = (enum rounding_at)choice(setting_specs[S_ROUND_AT].choices, d->setting[S_ROUND_AT]);
    r->decimals = (int)whole(d->setting[S_DECIMALS], 2);
    r->rank_by_percent = !strcmp(d->setting[S_RANK_BY], "percent");
    r->compare_rounded = !strcmp(d->setting[S_COMPARE], "rounded");
    r->ties_in_order = !strcmp(d->setting[S_TIES], "order");
    r->class_by_percent = !strcmp(d->setting[S_CLASS_BY], "percent");
    r->fpc = !strcmp(d->setting[S_FPC], "yes");
    r->min_cell = whole(d->setting[S_MIN_CELL], 3);
    if (r->decimals > 6)
        issues_add(k->issues, FAULT, "F209", where(k, T_ROUND, row_of[S_DECIMALS], "value"),
                   _("setting \"%s\" has \"%s\"; expected %s"), "decimals", d->setting[S_DECIMALS], "0 … 6");
    struct words words = {k, where(k, T_ROUND, row_of[S_INVALID_IF], "value")};
    each_word(d->setting[S_INVALID_IF], read_invalid_if, &words);
    words.place = where(k, T_ROUND, row_of[S_TIE_BREAKERS], "value");
    each_word(d->setting[S_TIE_BREAKERS], read_tie_breaker, &words);
    if (r->round_parts && r->round_at == ROUND_TOTAL)
        issues_add(k->issues, FAULT, "F209", where(k, T_ROUND, row_of[S_ROUNDING], "value"),
                   _("rounding is \"parts\" but round_at is \"total\"; expected round_at = component, field or leaf"));
}

/* --- blocks, units, groups, scales --------------------------------------------------- */

static void check_blocks(struct check *k)
{
    struct definition *d = k->d;
    d->n_blocks = rows_of(k, T_BLOCKS);
    d->blocks = xcalloc(d->n_blocks, sizeof *d->blocks);
    d->block_codes = codes_of(k, T_BLOCKS, "code");
    for (size_t i = 0; i < d->n_blocks; i++) {
        d->blocks[i].code = cell(k, T_BLOCKS, i, "code");
        d->blocks[i].name = cell(k, T_BLOCKS, i, "name");
        d->blocks[i].ranked = !strcmp(cell(k, T_BLOCKS, i, "ranked"), "yes");
    }
}

struct ordered {
    int64_t order;
    size_t index;
};

static int by_order(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void check_units(struct check *k)
{
    struct definition *d = k->d;
    d->n_units = rows_of(k, T_UNITS);
    d->units = xcalloc(d->n_units, sizeof *d->units);
    d->unit_codes = codes_of(k, T_UNITS, "code");
    struct ordered *order = xcalloc(d->n_units, sizeof *order);
    for (size_t i = 0; i < d->n_units; i++) {
        struct unit *u = &d->units[i];
        u->code = cell(k, T_UNITS, i, "code");
        u->name = cell(k, T_UNITS, i, "name");
        u->block = reference(k, T_UNITS, i, "block", d->block_codes, T_BLOCKS);
        u->parent = reference(k, T_UNITS, i, "parent", d->unit_codes, T_UNITS);
        u->ranked = !strcmp(cell(k, T_UNITS, i, "ranked"), "yes");
        order[i] = (struct ordered){whole(cell(k, T_UNITS, i, "order"), INT64_MAX), i};
        if (text_is_total(u->name))
            issues_add(k->issues, FAULT, "F210", where(k, T_UNITS, i, "name"),
                       _("\"%s\" looks like a total row, not a unit; remove it"), u->name);
    }
    for (size_t i = 0; i < d->n_units; i++) {
        size_t steps = 0;
        for (size_t u = i; u != NONE && steps <= d->n_units; u = d->units[u].parent)
            steps++;
        if (steps > d->n_units) {
            issues_add(k->issues, FAULT, "F210", where(k, T_UNITS, i, "parent"), _("unit \"%s\" stands above itself"),
                       d->units[i].code);
            d->units[i].parent = NONE;
        }
    }
    if (d->n_units)
        qsort(order, d->n_units, sizeof *order, by_order);
    for (size_t b = 0; b < d->n_blocks; b++) {
        d->blocks[b].units = xcalloc(d->n_units, sizeof *d->blocks[b].units);
        for (size_t i = 0; i < d->n_units; i++)
            if (d->units[order[i].index].block == b)
                d->blocks[b].units[d->blocks[b].n_units++] = order[i].index;
    }
    free(order);
}

static void check_group_size(struct check *k, size_t i)
{
    struct group *g = &k->d->groups[i];
    const char *take = cell(k, T_GROUPS, i, "take");
    if (g->via == VIA_SIPAS)
        return;
    if (g->design == DESIGN_CENSUS) {
        if (*take)
            issues_add(k->issues, FAULT, "F211", where(k, T_GROUPS, i, "take"),
                       _("group \"%s\" is a census, so \"take\" must be empty; it has \"%s\""), g->code, take);
        return;
    }
    if (g->design != DESIGN_STAGES && !*take)
        issues_add(k->issues, FAULT, "F211", where(k, T_GROUPS, i, "take"),
                   _("group \"%s\" is drawn, so \"take\" must say how many"), g->code);
    bool small = g->take_as == TAKE_YAMANE || g->take_as == TAKE_MARGIN;
    if (*take && (g->take <= 0 || (small && g->take >= DECIMAL_ONE) ||
                  (g->take_as == TAKE_PERCENT && g->take > 100 * DECIMAL_ONE) ||
                  (g->take_as == TAKE_PERSONS && g->take % DECIMAL_ONE)))
        issues_add(k->issues, FAULT, "F211", where(k, T_GROUPS, i, "take"), _("\"take\" has \"%s\"; expected %s"), take,
                   small                        ? _("a margin between 0 and 1, such as 0.05")
                   : g->take_as == TAKE_PERCENT ? _("a percentage above 0, at most 100")
                                                : _("a whole number of persons"));
    if ((g->design == DESIGN_STRATIFIED || g->per_stratum) && !*g->stratum_by)
        issues_add(k->issues, FAULT, "F211", where(k, T_GROUPS, i, "stratum_by"),
                   _("group \"%s\" is stratified, so \"stratum_by\" must name a column of the frame"), g->code);
    if (g->design == DESIGN_PPS && !*g->size_column)
        issues_add(
            k->issues, FAULT, "F211", where(k, T_GROUPS, i, "size_column"),
            _("group \"%s\" is drawn with probability proportional to size, so \"size_column\" must name a column"),
            g->code);
    if (g->min >= 0 && g->max >= 0 && g->min > g->max)
        issues_add(k->issues, FAULT, "F211", where(k, T_GROUPS, i, "min"), _("minimum %s is above maximum %s"),
                   cell(k, T_GROUPS, i, "min"), cell(k, T_GROUPS, i, "max"));
}

static void check_groups(struct check *k)
{
    struct definition *d = k->d;
    d->n_groups = rows_of(k, T_GROUPS);
    d->groups = xcalloc(d->n_groups, sizeof *d->groups);
    d->group_codes = codes_of(k, T_GROUPS, "code");
    for (size_t i = 0; i < d->n_groups; i++) {
        struct group *g = &d->groups[i];
        g->code = cell(k, T_GROUPS, i, "code");
        g->name = cell(k, T_GROUPS, i, "name");
        g->via = (enum group_via)choice_of(k, T_GROUPS, i, "via");
        g->design = (enum group_design)choice_of(k, T_GROUPS, i, "design");
        g->take = number(cell(k, T_GROUPS, i, "take"));
        g->take_as = (enum take_as)choice_of(k, T_GROUPS, i, "take_as");
        g->per_stratum = choice_of(k, T_GROUPS, i, "per") == 1;
        g->stratum_by = cell(k, T_GROUPS, i, "stratum_by");
        g->allocation = (enum allocation)choice_of(k, T_GROUPS, i, "allocation");
        g->min = whole(cell(k, T_GROUPS, i, "min"), -1);
        g->max = whole(cell(k, T_GROUPS, i, "max"), -1);
        g->size_column = cell(k, T_GROUPS, i, "size_column");
        g->reserve = share(cell(k, T_GROUPS, i, "reserve"), 0.2);
        g->response = share(cell(k, T_GROUPS, i, "response"), 1);
        const char *policy = cell(k, T_GROUPS, i, "policy");
        g->double_share = !strcmp(policy, "double") ? 1 : 0;
        if (*policy && strcmp(policy, "single") != 0 && strcmp(policy, "double") != 0 &&
            !rule_share(policy, "double", &g->double_share))
            issues_add(k->issues, FAULT, "F204", where(k, T_GROUPS, i, "policy"),
                       _("column \"%s\" has \"%s\"; expected %s"), "policy", policy, "single, double, double:10%");
        check_group_size(k, i);
    }
}

static void check_stages(struct check *k)
{
    struct definition *d = k->d;
    d->n_stages = rows_of(k, T_STAGES);
    d->stages = xcalloc(d->n_stages, sizeof *d->stages);
    for (size_t i = 0; i < d->n_stages; i++) {
        struct stage *s = &d->stages[i];
        s->group = reference(k, T_STAGES, i, "group", d->group_codes, T_GROUPS);
        s->number = whole(cell(k, T_STAGES, i, "stage"), 0);
        s->column = cell(k, T_STAGES, i, "column");
        s->method = cell(k, T_STAGES, i, "method");
        s->take = number(cell(k, T_STAGES, i, "take"));
        s->size_by = cell(k, T_STAGES, i, "size_by");
        if (s->group != NONE && d->groups[s->group].design != DESIGN_STAGES)
            issues_add(k->issues, FAULT, "F211", where(k, T_STAGES, i, "group"),
                       _("group \"%s\" has stages, but its design is not \"stages\""), d->groups[s->group].code);
    }
    for (size_t g = 0; g < d->n_groups; g++) {
        bool any = false;
        for (size_t i = 0; i < d->n_stages; i++)
            any = any || d->stages[i].group == g;
        if (d->groups[g].design == DESIGN_STAGES && !any)
            issues_add(k->issues, FAULT, "F211", where(k, T_GROUPS, g, "design"),
                       _("group \"%s\" is drawn in stages, but table stages has none for it"), d->groups[g].code);
    }
}

static void check_scales(struct check *k)
{
    struct definition *d = k->d;
    size_t n_rows = rows_of(k, T_SCALES);
    d->scale_codes = dictionary_new();
    d->scales = xcalloc(n_rows, sizeof *d->scales);
    for (size_t i = 0; i < n_rows; i++) {
        const char *code = cell(k, T_SCALES, i, "scale");
        bool added;
        size_t s = dictionary_add(d->scale_codes, code, strlen(code), &added);
        struct scale *scale = &d->scales[s];
        if (added) {
            scale->code = code;
            scale->options = xcalloc(n_rows, sizeof *scale->options);
            d->n_scales = s + 1;
        }
        const char *percent = cell(k, T_SCALES, i, "percent");
        struct option *option = &scale->options[scale->n_options++];
        option->code = cell(k, T_SCALES, i, "option");
        option->label = cell(k, T_SCALES, i, "label");
        option->counted = *percent != '\0';
        option->percent = number(percent);
        if (option->percent < 0 || option->percent > 100 * DECIMAL_ONE)
            issues_add(k->issues, FAULT, "F212", where(k, T_SCALES, i, "percent"),
                       _("column \"%s\" has \"%s\"; expected %s"), "percent", percent, "0 … 100");
        if (scale->n_options == 251)
            issues_add(k->issues, FAULT, "F212", where(k, T_SCALES, i, "scale"),
                       _("scale \"%s\" has more than 250 options"), code);
    }
}

/* --- criteria ------------------------------------------------------------------------- */

/* The parent named in row I: in the same block, or among those for all blocks. */
static size_t parent_of(struct check *k, size_t i)
{
    const char *code = cell(k, T_CRITERIA, i, "parent");
    if (!*code)
        return NONE;
    size_t block = k->d->criteria[i].block;
    for (size_t j = 0; j < k->d->n_criteria; j++)
        if (!strcmp(cell(k, T_CRITERIA, j, "code"), code) &&
            (k->d->criteria[j].block == block || k->d->criteria[j].block == ALL))
            return j;
    issues_add(k->issues, FAULT, "F213", where(k, T_CRITERIA, i, "parent"),
               _("column \"%s\" has \"%s\", which is not a criterion of the same block"), "parent", code);
    return NONE;
}

static void check_leaf(struct check *k, size_t i)
{
    struct criterion *c = &k->d->criteria[i];
    if (c->method == METHOD_NONE)
        issues_add(
            k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "method"),
            _("criterion \"%s\" has nothing below it, so it needs a method: TD, DTXHH, SIPAS, KTXH or THUONG_TRU"),
            c->code);
    bool given = *cell(k, T_CRITERIA, i, "max_points") != '\0';
    if (c->method == METHOD_THUONG_TRU) {
        if (c->has_cap && given && c->cap < c->max)
            c->max = c->cap;
        if (given && c->max < 0)
            issues_add(k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "max_points"),
                       _("criterion \"%s\": the most points of a bonus or malus are below 0"), c->code);
        else if (c->has_cap && c->cap < 0)
            issues_add(k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "cap"),
                       _("criterion \"%s\": the most points of a bonus or malus are below 0"), c->code);
        else if (c->min > 0)
            issues_add(k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "min_points"),
                       _("criterion \"%s\": the least points of a bonus or malus are above 0"), c->code);
        return;
    }
    if (!given || c->max <= 0)
        issues_add(k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "max_points"),
                   _("criterion \"%s\" has nothing below it, so it needs maximum points above 0"), c->code);
    if (c->min > c->max)
        issues_add(k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "min_points"),
                   _("minimum points %s are above the maximum"), cell(k, T_CRITERIA, i, "min_points"));
}

/* Sum of the maxima of the leaves below I in the tree of BLOCK; bonus and malus left out. */
static decimal sum_below(const struct definition *d, size_t i, size_t block)
{
    if (d->criteria[i].is_leaf)
        return d->criteria[i].method == METHOD_THUONG_TRU ? 0 : d->criteria[i].max;
    decimal sum = 0;
    for (size_t j = 0; j < d->n_criteria; j++)
        if (d->criteria[j].parent == i && (d->criteria[j].block == ALL || d->criteria[j].block == block))
            sum += sum_below(d, j, block);
    return sum;
}

/* Likewise of the minima. */
static decimal least_below(const struct definition *d, size_t i, size_t block)
{
    if (d->criteria[i].is_leaf)
        return d->criteria[i].method == METHOD_THUONG_TRU ? 0 : d->criteria[i].min;
    decimal sum = 0;
    for (size_t j = 0; j < d->n_criteria; j++)
        if (d->criteria[j].parent == i && (d->criteria[j].block == ALL || d->criteria[j].block == block))
            sum += least_below(d, j, block);
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

static void check_criteria(struct check *k)
{
    struct definition *d = k->d;
    d->n_criteria = rows_of(k, T_CRITERIA);
    d->criteria = xcalloc(d->n_criteria, sizeof *d->criteria);
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        c->code = cell(k, T_CRITERIA, i, "code");
        c->name = cell(k, T_CRITERIA, i, "name");
        c->block = reference_or_all(k, T_CRITERIA, i, "block", d->block_codes, T_BLOCKS);
        c->method = (enum method)choice_of(k, T_CRITERIA, i, "method");
        c->max = number(cell(k, T_CRITERIA, i, "max_points"));
        c->min = number(cell(k, T_CRITERIA, i, "min_points"));
        c->has_cap = *cell(k, T_CRITERIA, i, "cap") != '\0';
        c->cap = number(cell(k, T_CRITERIA, i, "cap"));
        c->step = number(cell(k, T_CRITERIA, i, "step"));
        c->appraiser = cell(k, T_CRITERIA, i, "appraiser");
        c->support = cell(k, T_CRITERIA, i, "support");
        c->basis = cell(k, T_CRITERIA, i, "basis");
        c->is_leaf = true;
    }
    for (size_t i = 0; i < d->n_criteria; i++)
        d->criteria[i].parent = parent_of(k, i);
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        c->level = 1;
        for (size_t p = c->parent; p != NONE; p = d->criteria[p].parent)
            if (++c->level > d->n_criteria) {
                issues_add(k->issues, FAULT, "F213", where(k, T_CRITERIA, i, "parent"),
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
                issues_add(k->issues, FAULT, "F206", where(k, T_CRITERIA, i, "code"),
                           _("criterion \"%s\" is defined for one block and for all blocks"), c->code);
    }
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        if (c->is_leaf) {
            check_leaf(k, i);
        } else if (c->method != METHOD_NONE) {
            issues_add(k->issues, FAULT, "F214", where(k, T_CRITERIA, i, "method"),
                       _("criterion \"%s\" has others below it, so its method must be empty"), c->code);
            c->method = METHOD_NONE;
        }
    }
    for (size_t b = 0; b < d->n_blocks; b++) {
        d->blocks[b].nodes = xcalloc(d->n_criteria, sizeof *d->blocks[b].nodes);
        add_nodes(d, &d->blocks[b], b, NONE);
    }
    for (size_t i = 0; i < d->n_criteria; i++) {
        struct criterion *c = &d->criteria[i];
        if (c->is_leaf)
            continue;
        const char *given = cell(k, T_CRITERIA, i, "max_points");
        c->has_floor = *cell(k, T_CRITERIA, i, "min_points") != '\0';
        char text[DECIMAL_TEXT];
        for (size_t b = 0; b < d->n_blocks; b++) {
            if (c->block != ALL && c->block != b)
                continue;
            decimal sum = sum_below(d, i, b);
            if (*given && sum != number(given))
                issues_add(k->issues, FAULT, "F215", where(k, T_CRITERIA, i, "max_points"),
                           _("criterion \"%s\" has maximum %s, but what stands below it adds up to %s"), c->code, given,
                           decimal_format(sum, -1, text));
            c->max = sum;
            if (c->has_cap && c->cap < sum)
                issues_add(k->issues, FAULT, "F215", where(k, T_CRITERIA, i, "cap"),
                           _("criterion \"%s\" has a cap of %s, below the %s of what stands under it; a cap limits "
                             "bonus points"),
                           c->code, cell(k, T_CRITERIA, i, "cap"), decimal_format(sum, -1, text));
            decimal least = least_below(d, i, b);
            if (c->has_floor && c->min > least)
                issues_add(k->issues, FAULT, "F215", where(k, T_CRITERIA, i, "min_points"),
                           _("criterion \"%s\" has minimum points %s, above the %s of what stands under it; they limit "
                             "malus points"),
                           c->code, cell(k, T_CRITERIA, i, "min_points"), decimal_format(least, -1, text));
        }
    }
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
        issues_add(w->k->issues, FAULT, "F207", where(w->k, T_BALLOT_TYPES, w->row, "groups"),
                   _("column \"%s\" has \"%s\", which is not in table %s"), "groups", word, "groups");
        return;
    }
    if (w->k->d->groups[g].via == VIA_SIPAS)
        issues_add(w->k->issues, FAULT, "F216", where(w->k, T_BALLOT_TYPES, w->row, "groups"),
                   _("group \"%s\" has its figures from outside (via = sipas), so it has no ballots"), word);
    w->type->groups = xreallocarray(w->type->groups, w->type->n_groups + 1, sizeof *w->type->groups);
    w->type->groups[w->type->n_groups++] = g;
}

static void check_ballot_types(struct check *k)
{
    struct definition *d = k->d;
    d->n_ballot_types = rows_of(k, T_BALLOT_TYPES);
    d->ballot_types = xcalloc(d->n_ballot_types, sizeof *d->ballot_types);
    d->type_codes = codes_of(k, T_BALLOT_TYPES, "code");
    for (size_t i = 0; i < d->n_ballot_types; i++) {
        struct ballot_type *t = &d->ballot_types[i];
        t->code = cell(k, T_BALLOT_TYPES, i, "code");
        t->title = cell(k, T_BALLOT_TYPES, i, "title");
        t->block = reference_or_all(k, T_BALLOT_TYPES, i, "block", d->block_codes, T_BLOCKS);
        t->units = (enum rated)choice_of(k, T_BALLOT_TYPES, i, "units");
        t->own_unit_allowed = choice_of(k, T_BALLOT_TYPES, i, "own_unit") == 1;
        struct group_words words = {k, i, t};
        each_word(cell(k, T_BALLOT_TYPES, i, "groups"), read_group, &words);
        if (t->units == RATED_OWN && !t->own_unit_allowed)
            issues_add(k->issues, FAULT, "F216", where(k, T_BALLOT_TYPES, i, "own_unit"),
                       _("ballot type \"%s\" rates only the respondent's own unit, so own_unit must be \"allow\""),
                       t->code);
    }
    d->n_ratings = rows_of(k, T_RATES);
    d->ratings = xcalloc(d->n_ratings, sizeof *d->ratings);
    d->rating_keys = dictionary_new();
    for (size_t i = 0; i < d->n_ratings; i++) {
        struct rating *r = &d->ratings[i];
        r->ballot_type = reference(k, T_RATES, i, "ballot_type", d->type_codes, T_BALLOT_TYPES);
        r->rater = cell(k, T_RATES, i, "rater");
        r->unit = reference(k, T_RATES, i, "unit", d->unit_codes, T_UNITS);
        if (r->ballot_type == NONE || r->unit == NONE)
            continue;
        const struct ballot_type *t = &d->ballot_types[r->ballot_type];
        if (t->units != RATED_LISTED)
            issues_add(k->issues, FAULT, "F216", where(k, T_RATES, i, "ballot_type"),
                       _("ballot type \"%s\" does not go by a list (units = listed)"), t->code);
        if (t->block != ALL && d->units[r->unit].block != t->block)
            issues_add(k->issues, FAULT, "F216", where(k, T_RATES, i, "unit"),
                       _("unit \"%s\" is not in the block of ballot type \"%s\""), d->units[r->unit].code, t->code);
    }
}

/* Does question Q of row I map to a leaf it may score, in at least one block it is asked about? */
static void check_question_criterion(struct check *k, size_t i)
{
    struct definition *d = k->d;
    const struct question *q = &d->questions[i];
    const struct ballot_type *t = &d->ballot_types[q->ballot_type];
    struct place place = where(k, T_QUESTIONS, i, "criterion");
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
                   "criterion", q->criterion, "criteria");
}

static void check_questions(struct check *k)
{
    struct definition *d = k->d;
    d->n_questions = rows_of(k, T_QUESTIONS);
    d->questions = xcalloc(d->n_questions, sizeof *d->questions);
    for (size_t i = 0; i < d->n_questions; i++) {
        struct question *q = &d->questions[i];
        q->ballot_type = reference(k, T_QUESTIONS, i, "ballot_type", d->type_codes, T_BALLOT_TYPES);
        q->code = cell(k, T_QUESTIONS, i, "code");
        q->text = cell(k, T_QUESTIONS, i, "text");
        q->per_ballot = choice_of(k, T_QUESTIONS, i, "per") == 1;
        q->kind = (enum question_kind)choice_of(k, T_QUESTIONS, i, "kind");
        q->block = reference_or_all(k, T_QUESTIONS, i, "block", d->block_codes, T_BLOCKS);
        q->criterion = cell(k, T_QUESTIONS, i, "criterion");
        q->weight = *cell(k, T_QUESTIONS, i, "weight") ? number(cell(k, T_QUESTIONS, i, "weight")) : DECIMAL_ONE;
        q->scale = reference(k, T_QUESTIONS, i, "scale", d->scale_codes, T_SCALES);
        q->required = !strcmp(cell(k, T_QUESTIONS, i, "required"), "yes");
        if (q->weight <= 0)
            issues_add(k->issues, FAULT, "F217", where(k, T_QUESTIONS, i, "weight"),
                       _("column \"%s\" has \"%s\"; expected %s"), "weight", cell(k, T_QUESTIONS, i, "weight"),
                       _("a number above 0"));
        if (q->kind == KIND_OPTION && !*cell(k, T_QUESTIONS, i, "scale"))
            issues_add(k->issues, FAULT, "F217", where(k, T_QUESTIONS, i, "scale"),
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
            issues_add(k->issues, FAULT, "F216", where(k, T_BALLOT_TYPES, t, "code"),
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
        issues_add(k->issues, FAULT, "F207", where(k, t, row, "criterion"),
                   _("column \"%s\" has \"%s\", which is not in table %s"), "criterion", code, "criteria");
}

static void check_group_weights(struct check *k)
{
    struct definition *d = k->d;
    d->n_group_weights = rows_of(k, T_GROUP_WEIGHTS);
    d->group_weights = xcalloc(d->n_group_weights, sizeof *d->group_weights);
    for (size_t i = 0; i < d->n_group_weights; i++) {
        struct group_weight *w = &d->group_weights[i];
        w->block = reference_or_all(k, T_GROUP_WEIGHTS, i, "block", d->block_codes, T_BLOCKS);
        w->criterion = cell(k, T_GROUP_WEIGHTS, i, "criterion");
        w->group = reference(k, T_GROUP_WEIGHTS, i, "group", d->group_codes, T_GROUPS);
        w->weight = number(cell(k, T_GROUP_WEIGHTS, i, "weight"));
        w->basis = cell(k, T_GROUP_WEIGHTS, i, "basis");
        check_criterion_code(k, T_GROUP_WEIGHTS, i, w->block, w->criterion);
        if (w->weight < 0)
            issues_add(k->issues, FAULT, "F218", where(k, T_GROUP_WEIGHTS, i, "weight"),
                       _("column \"%s\" has \"%s\"; expected %s"), "weight", cell(k, T_GROUP_WEIGHTS, i, "weight"),
                       _("0 or more"));
    }
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

/* Weights are said for some of the groups a criterion is asked of, and not for others. */
static void check_weights_are_whole(struct check *k)
{
    const struct definition *d = k->d;
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        for (size_t b = 0; *q->criterion && b < d->n_blocks; b++) {
            if ((t->block != ALL && t->block != b) || (q->block != ALL && q->block != b))
                continue;
            bool said = false, weighs = false;
            size_t node = definition_criterion(d, b, q->criterion);
            for (size_t g = 0; g < d->n_groups; g++) {
                said = said || has_weight(d, b, q->criterion, g);
                weighs = weighs || (node != NONE && definition_group_weight(d, b, node, g) > 0);
            }
            if (node != NONE && !weighs)
                issues_add(k->issues, FAULT, "F218", where(k, T_QUESTIONS, i, "criterion"),
                           _("criterion \"%s\": the weights of all groups are 0"), q->criterion);
            for (size_t g = 0; said && g < t->n_groups; g++)
                if (!has_weight(d, b, q->criterion, t->groups[g]))
                    issues_add(
                        k->issues, WARNING, "W251", where(k, T_QUESTIONS, i, "criterion"),
                        _("criterion \"%s\": group weights are given, but none for group \"%s\"; it counts as 1"),
                        q->criterion, d->groups[t->groups[g]].code);
        }
    }
}

static void check_not_applicable(struct check *k)
{
    struct definition *d = k->d;
    d->n_not_applicables = rows_of(k, T_NOT_APPLICABLE);
    d->not_applicables = xcalloc(d->n_not_applicables, sizeof *d->not_applicables);
    for (size_t i = 0; i < d->n_not_applicables; i++) {
        struct not_applicable *n = &d->not_applicables[i];
        n->block = reference_or_all(k, T_NOT_APPLICABLE, i, "block", d->block_codes, T_BLOCKS);
        n->unit = reference_or_all(k, T_NOT_APPLICABLE, i, "unit", d->unit_codes, T_UNITS);
        n->criterion = cell(k, T_NOT_APPLICABLE, i, "criterion");
        n->group = reference_or_all(k, T_NOT_APPLICABLE, i, "group", d->group_codes, T_GROUPS);
        n->basis = cell(k, T_NOT_APPLICABLE, i, "basis");
        check_criterion_code(k, T_NOT_APPLICABLE, i, n->block, n->criterion);
        if (!strcmp(n->criterion, "*") && n->group == ALL)
            issues_add(k->issues, FAULT, "F219", where(k, T_NOT_APPLICABLE, i, "criterion"),
                       _("criterion and group are both `*`: nothing would be left to score"));
        if (n->unit < ALL && n->block < ALL && d->units[n->unit].block != n->block)
            issues_add(k->issues, FAULT, "F219", where(k, T_NOT_APPLICABLE, i, "unit"),
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

static void check_classes(struct check *k)
{
    struct definition *d = k->d;
    d->n_classes = rows_of(k, T_CLASSES);
    d->classes = xcalloc(d->n_classes, sizeof *d->classes);
    for (size_t i = 0; i < d->n_classes; i++) {
        struct class_band *c = &d->classes[i];
        c->block = reference_or_all(k, T_CLASSES, i, "block", d->block_codes, T_BLOCKS);
        c->name = cell(k, T_CLASSES, i, "class");
        c->from = number(cell(k, T_CLASSES, i, "from"));
        const char *of = cell(k, T_CLASSES, i, "of");
        c->of = *of ? (!strcmp(of, "percent") ? CLASS_OF_PERCENT : CLASS_OF_POINTS)
                    : (d->rules.class_by_percent ? CLASS_OF_PERCENT : CLASS_OF_POINTS);
        c->says_of = *of != '\0';
        c->has_floor = *cell(k, T_CLASSES, i, "floor") != '\0';
        c->floor = number(cell(k, T_CLASSES, i, "floor"));
        c->floor_level = (size_t)whole(cell(k, T_CLASSES, i, "floor_level"), 1);
        if (c->has_floor && (c->floor < 0 || c->floor > 100 * DECIMAL_ONE))
            issues_add(k->issues, FAULT, "F224", where(k, T_CLASSES, i, "floor"),
                       _("column \"%s\" has \"%s\"; expected %s"), "floor", cell(k, T_CLASSES, i, "floor"), "0 … 100");
        if (c->has_floor && !has_level(d, c->block, c->floor_level))
            issues_add(k->issues, FAULT, "F224", where(k, T_CLASSES, i, "floor_level"),
                       _("class \"%s\": the criteria have no level %s"), c->name, cell(k, T_CLASSES, i, "floor_level"));
        for (size_t j = 0; j < i; j++)
            if (d->classes[j].block == c->block && d->classes[j].from == c->from && d->classes[j].of == c->of &&
                d->classes[j].has_floor == c->has_floor)
                issues_add(k->issues, FAULT, "F220", where(k, T_CLASSES, i, "from"),
                           _("classes \"%s\" and \"%s\" begin at the same value"), d->classes[j].name, c->name);
    }
}

static void check_margins(struct check *k)
{
    struct definition *d = k->d;
    d->n_margins = rows_of(k, T_MARGINS);
    d->margins = xcalloc(d->n_margins, sizeof *d->margins);
    for (size_t i = 0; i < d->n_margins; i++) {
        struct margin *m = &d->margins[i];
        m->group = reference(k, T_MARGINS, i, "group", d->group_codes, T_GROUPS);
        m->variable = cell(k, T_MARGINS, i, "variable");
        m->category = cell(k, T_MARGINS, i, "category");
        m->total = number(cell(k, T_MARGINS, i, "total"));
        if (m->total < 0)
            issues_add(k->issues, FAULT, "F204", where(k, T_MARGINS, i, "total"),
                       _("column \"%s\" has \"%s\"; expected %s"), "total", cell(k, T_MARGINS, i, "total"),
                       _("0 or more"));
    }
}

/* True when some question asked of a group of KIND (or any, for -1) scores criterion CODE in BLOCK. */
static bool is_asked(const struct definition *d, size_t block, const char *code, int via)
{
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct question *q = &d->questions[i];
        if (q->ballot_type == NONE || strcmp(q->criterion, code) != 0 || (q->block != ALL && q->block != block))
            continue;
        const struct ballot_type *t = &d->ballot_types[q->ballot_type];
        if (t->block != ALL && t->block != block)
            continue;
        for (size_t g = 0; g < t->n_groups; g++)
            if (via < 0 || (int)d->groups[t->groups[g]].via == via)
                return true;
    }
    return false;
}

/* What the survey must reach, and SIPAS only once. */
static void check_reach(struct check *k)
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
            if (is_asked(d, b, c->code, VIA_SIPAS_BALLOTS))
                as_group = true;
            for (size_t g = 0; g < d->n_groups; g++)
                if (d->groups[g].via == VIA_SIPAS && definition_group_weight(d, b, i, g) > 0)
                    as_group = true;
            if (d->rules.survey == SURVEY_HERE && !sipas_group && d->blocks[b].n_units && !is_asked(d, b, c->code, -1))
                issues_add(k->issues, FAULT, "F221", where(k, T_CRITERIA, i, "code"),
                           _("criterion \"%s\" is scored by the survey, but no question asks about it; set survey = "
                             "outside where the survey is held elsewhere"),
                           c->code);
        }
        if (as_group && sipas_leaf != NONE)
            issues_add(k->issues, FAULT, "F222", where(k, T_CRITERIA, sipas_leaf, "method"),
                       _("SIPAS reaches the units of block \"%s\" twice: as criterion \"%s\" and as a group of survey "
                         "criteria; keep one"),
                       d->blocks[b].code, d->criteria[sipas_leaf].code);
    }
}

bool definition_check(struct definition *d, struct issues *issues)
{
    size_t before = issues_count(issues, FAULT);
    struct check k = {d, issues};
    for (enum table_id t = 0; t < N_TABLES; t++) {
        if (table_specs[t].required && d->tables[t].n_rows == 0)
            issues_add(issues, FAULT, "F201", place_of(&k, t, SIZE_MAX, 0),
                       _("table \"%s\" is missing or empty; a definition needs it"), table_specs[t].name);
        check_cells(&k, t);
        check_keys(&k, t);
    }
    check_settings(&k);
    check_blocks(&k);
    check_units(&k);
    check_groups(&k);
    check_stages(&k);
    check_scales(&k);
    check_criteria(&k);
    check_ballot_types(&k);
    check_questions(&k);
    check_group_weights(&k);
    check_not_applicable(&k);
    check_classes(&k);
    check_margins(&k);
    schedule_check(d, issues);
    /* Only where the parts hold can the whole be looked at. */
    if (issues_count(issues, FAULT) == before) {
        check_reach(&k);
        check_weights_are_whole(&k);
    }
    return issues_count(issues, FAULT) == before;
}
