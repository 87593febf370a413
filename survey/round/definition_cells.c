/* The cells of a definition: canonical writing, kinds, keys, references. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/number.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/definition_inside.h"

struct place check_place(const struct check *k, enum table_id t, size_t row, size_t column)
{
    const struct raw_table *table = &k->d->tables[t];
    struct place place = {table->file ? table->file : table_title(t), table->sheet, 0, 0};
    if (row < table->n_rows) {
        place.line = table->rows[row].line;
        if (column < table_specs[t].n_columns)
            place.column = table->at[column];
    }
    return place;
}

/* The cell of column NAME. */
const char *check_cell(const struct check *k, enum table_id t, size_t row, const char *name)
{
    size_t column = table_column(t, name);
    assert(column != SIZE_MAX);
    return k->d->tables[t].rows[row].cells[column];
}

const char *check_column(const struct check *k, enum table_id t, const char *name)
{
    size_t column = table_column(t, name);
    assert(column != SIZE_MAX);
    return k->d->tables[t].names[column] ? k->d->tables[t].names[column] : name;
}

struct place check_where(const struct check *k, enum table_id t, size_t row, const char *name)
{
    return check_place(k, t, row, name ? table_column(t, name) : SIZE_MAX);
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
    char plain[NUMBER_TEXT];
    return number_plain(text, plain) != NUMBER_NOT && decimal_parse(plain, value);
}

/* "20%", "0.2" or "20" as a share of one. */
bool check_read_share(const char *text, decimal *value)
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
bool check_canonical(char **text, enum column_kind kind, const char *choices, char expected[200])
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
        if (setting_find(*text) != N_SETTINGS)
            replace(text, xstrdup(setting_specs[setting_find(*text)].key));
        return true;
    case K_CHOICE:
        snprintf(expected, 200, _("one of: %s"), choices[0] == '|' ? choices + 1 : choices);
        for (char *p = expected; *p; p++)
            *p = *p == '|' ? ',' : *p;
        if (!choice_has(choices, *text)) {
            char *word = choice_find(choices, *text);
            if (word)
                replace(text, word);
        }
        return choice_has(choices, *text);
    case K_WORDS:
        replace(text, choices_find(choices, *text));
        return true;
    case K_YES_NO:
        snprintf(expected, 200, "%s", _("yes or no"));
        return canonical_yes_no(text);
    case K_INTEGER:
        snprintf(expected, 200, "%s", _("a whole number, 0 or more"));
        if (!read_decimal(*text, &value) || value < 0 || value % DECIMAL_ONE)
            return false;
        replace(text, xstrdup(decimal_format(value, -1, number)));
        return true;
    case K_BY_UNIT:
        snprintf(expected, 200, "%s",
                 _("a number such as 12.5, or a percentage such as 75%, with at most nine decimals"));
        {
            bool percent = (*text)[strlen(*text) - 1] == '%';
            if (percent)
                (*text)[strlen(*text) - 1] = '\0';
            if (!read_decimal(*text, &value))
                return false;
            replace(text, xasprintf("%s%s", decimal_format(value, -1, number), percent ? "%" : ""));
        }
        return true;
    case K_PERCENT:
    case K_DECIMAL:
        snprintf(expected, 200, "%s",
                 kind == K_DECIMAL ? _("a number such as 12.5, with at most nine decimals")
                                   : _("a percentage such as 75 or 75%, with at most nine decimals"));
        if (kind == K_PERCENT && **text && (*text)[strlen(*text) - 1] == '%')
            (*text)[strlen(*text) - 1] = '\0';
        if (!read_decimal(*text, &value))
            return false;
        replace(text, xstrdup(decimal_format(value, -1, number)));
        return true;
    case K_SHARE:
        snprintf(expected, 200, "%s", _("a share such as 20%"));
        if (!check_read_share(*text, &value))
            return false;
        replace(text, xasprintf("%s%%", decimal_format(value * 100, -1, number)));
        return true;
    case K_DATE: {
        snprintf(expected, 200, "%s", date_wanted(*text).text);
        char iso[11];
        if (!date_parse(*text, iso))
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
    if (column->choices && column->choices[0] != '|' && !column->required &&
        (column->kind == K_CHOICE || column->kind == K_YES_NO))
        replace(text, xstrndup(column->choices, strcspn(column->choices, "|")));
}

/* The code of the one row of table TARGET that is called TEXT; NULL where none is, or it is a code already. */
static const char *code_called(const struct check *k, const char *target, const char *text)
{
    enum table_id t = table_find(target);
    size_t row = definition_called(k->d, t, text);
    const char *code = row == NONE ? NULL : k->d->tables[t].rows[row].cells[table_column(t, "code")];
    return code && strcmp(code, text) != 0 ? code : NULL;
}

/* Bring names that stand for codes of table COLUMN->choices to those codes; of a list each of its parts. */
static void name_codes(const struct check *k, char **text, const struct column_spec *column)
{
    const char *code = code_called(k, column->choices, *text);
    if (code) {
        replace(text, xstrdup(code));
    } else if (column->kind == K_CODES && strpbrk(*text, ";\n")) {
        struct strbuf codes = {0};
        for (const char *p = *text; *p; p += strspn(p, ";\r\n")) {
            size_t n = strcspn(p, ";\r\n");
            char *part = xstrndup(p, n), *word = text_trim(part);
            if (*word && (code = code_called(k, column->choices, word)))
                strbuf_item(&codes, ";", "%s", code);
            else if (*word)
                strbuf_item(&codes, ";", "%s", word);
            free(part);
            free(word);
            p += n;
        }
        replace(text, strbuf_take(&codes));
    }
}

/* True where the cells A and B name one block, or one of them names all or none. */
static bool blocks_meet(const struct check *k, const char *a, const char *b)
{
    size_t x = definition_called(k->d, T_BLOCKS, a), y = definition_called(k->d, T_BLOCKS, b);
    return !*a || !*b || !strcmp(a, "*") || !strcmp(b, "*") || (x != NONE && x == y);
}

/* The block that row I of table T is about: its own, of a question else that of its ballot type. */
static const char *block_of(const struct check *k, enum table_id t, size_t i)
{
    const char *block = check_cell(k, t, i, "block");
    if (t != T_QUESTIONS || (*block && strcmp(block, "*") != 0))
        return block;
    size_t type = definition_called(k->d, T_BALLOT_TYPES, check_cell(k, t, i, "ballot_type"));
    return type == NONE ? block : check_cell(k, T_BALLOT_TYPES, type, "block");
}

/* True where row J of table criteria stands below row I, by its code. */
static bool stands_below(const struct check *k, size_t i, size_t j)
{
    const char *parent = check_cell(k, T_CRITERIA, j, "parent");
    return !strcmp(parent, check_cell(k, T_CRITERIA, i, "code")) ||
           text_same(parent, check_cell(k, T_CRITERIA, i, "name"));
}

/* Bring the name of a criterion, or its code in small letters, in *TEXT of row I of table T to the code, where the
 * trees of its block have one of that name; of a node and what stands below it under the same name, what stands below,
 * but a parent is what stands above. */
static void name_criterion(const struct check *k, enum table_id t, size_t i, char **text)
{
    const char *found = NULL, *block = block_of(k, t, i);
    size_t at = NONE, n = check_rows(k, T_CRITERIA);
    for (size_t j = 0; j < n; j++)
        if (!strcmp(check_cell(k, T_CRITERIA, j, "code"), *text))
            return;
    for (size_t j = 0; j < n; j++) {
        const char *code = check_cell(k, T_CRITERIA, j, "code");
        bool itself = t == T_CRITERIA && j == i;
        if (itself || (strcasecmp(code, *text) != 0 && !text_same(check_cell(k, T_CRITERIA, j, "name"), *text)) ||
            !blocks_meet(k, block, check_cell(k, T_CRITERIA, j, "block")))
            continue;
        if (found && strcmp(found, code) != 0) {
            if (t == T_CRITERIA || !stands_below(k, at, j))
                return; /* it could be two */
        }
        found = code;
        at = j;
    }
    if (found)
        replace(text, xstrdup(found));
}

/* Bring the code of a scale in small letters to the scale's. */
static void name_scale(const struct check *k, char **text)
{
    for (size_t j = 0; j < check_rows(k, T_SCALES); j++)
        if (!strcasecmp(check_cell(k, T_SCALES, j, "scale"), *text)) {
            replace(text, xstrdup(check_cell(k, T_SCALES, j, "scale")));
            return;
        }
}

void check_cells(struct check *k, enum table_id t)
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
                    issues_add(k->issues, FAULT, "F203", check_place(k, t, i, c),
                               _("column \"%s\" is empty; it needs a value"), check_column(k, t, column->name));
                fill_default(text, column);
                continue;
            }
            bool refers =
                column->choices && column->kind != K_CHOICE && column->kind != K_WORDS && column->kind != K_YES_NO;
            if (refers)
                name_codes(k, text, column);
            if ((t == T_CRITERIA && !strcmp(column->name, "parent")) ||
                (t != T_CRITERIA && !strcmp(column->name, "criterion") && strcmp(*text, "*") != 0))
                name_criterion(k, t, i, text);
            if (t == T_QUESTIONS && !strcmp(column->name, "scale"))
                name_scale(k, text);
            if (!check_canonical(text, column->kind, column->choices, expected)) {
                issues_add(
                    k->issues, FAULT, "F204", check_place(k, t, i, c), _("column \"%s\" has \"%s\"; expected %s%s"),
                    check_column(k, t, column->name), *text, expected,
                    (refers ? definition_near(k->d, table_find(column->choices), *text) : near_words(NULL)).text);
                /* Do not let a bad cell cause further faults. */
                replace(text, xstrdup(column->kind == K_CODE_OR_ALL ? "*" : ""));
                fill_default(text, column);
            }
        }
}

bool check_settle_unit(struct check *k, enum table_id t, size_t row, const char *name, bool percent, bool share)
{
    char **text = &k->d->tables[t].rows[row].cells[table_column(t, name)], number[DECIMAL_TEXT];
    size_t n = strlen(*text);
    decimal value;
    if (!n || (*text)[n - 1] != '%')
        return true;
    if (!percent && !share)
        return false;
    (*text)[n - 1] = '\0';
    if (share && decimal_parse(*text, &value))
        replace(text, xstrdup(decimal_format(decimal_ratio(value, 1, 100), -1, number)));
    return true;
}

void check_keys(struct check *k, enum table_id t)
{
    const struct table_spec *spec = &table_specs[t];
    struct raw_table *table = &k->d->tables[t];
    struct dictionary *keys = dictionary_new();
    size_t *first = xcalloc(table->n_rows, sizeof *first);
    for (size_t i = 0; i < table->n_rows; i++) {
        struct strbuf key = {0}, shown = {0};
        bool whole = true;
        for (size_t c = 0; c < spec->n_columns; c++) {
            if (!spec->columns[c].key)
                continue;
            const char *text = table->rows[i].cells[c];
            whole = whole && *text;
            strbuf_addf(&key, "\x1f%s", text);
            strbuf_item(&shown, " / ", "%s", text);
        }
        bool added;
        size_t n = whole ? dictionary_add(keys, key.text, key.n, &added) : 0;
        if (whole && added)
            first[n] = i;
        else if (whole)
            issues_add(k->issues, FAULT, "F206", check_place(k, t, i, 0), _("\"%s\" stands in line %zu already"),
                       shown.text, table->rows[first[n]].line);
        strbuf_release(&key);
        strbuf_release(&shown);
    }
    free(first);
    dictionary_free(keys);
}

/* --- helpers for the structs ------------------------------------------------------ */

decimal check_decimal(const char *text)
{
    decimal value = 0;
    if (*text && !decimal_parse(text, &value))
        value = 0;
    return value;
}

double check_share(const char *text, double otherwise)
{
    decimal value;
    return *text && check_read_share(text, &value) ? decimal_to_double(value) : otherwise;
}

int64_t check_whole(const char *text, int64_t otherwise)
{
    return *text ? check_decimal(text) / DECIMAL_ONE : otherwise;
}

/* Position of WORD in CHOICES "a|b|c"; 0 where it is not there. */
int check_choice(const char *choices, const char *word)
{
    size_t i = choice_position(choices, word);
    return i == SIZE_MAX ? 0 : (int)i;
}

int check_choice_of(const struct check *k, enum table_id t, size_t row, const char *name)
{
    return check_choice(table_specs[t].columns[table_column(t, name)].choices, check_cell(k, t, row, name));
}

/* The index of the code in column NAME, which must be in CODES. */
size_t check_reference(struct check *k, enum table_id t, size_t row, const char *name, const struct dictionary *codes,
                       enum table_id target)
{
    const char *code = check_cell(k, t, row, name);
    if (!*code)
        return NONE;
    size_t i = dictionary_find(codes, code);
    if (i == SIZE_MAX)
        issues_add(k->issues, FAULT, "F207", check_where(k, t, row, name),
                   _("column \"%s\" has \"%s\", which is not in table %s%s"), check_column(k, t, name), code,
                   table_specs[target].name, definition_near(k->d, target, code).text);
    return i;
}

size_t check_reference_or_all(struct check *k, enum table_id t, size_t row, const char *name,
                              const struct dictionary *codes, enum table_id target)
{
    const char *code = check_cell(k, t, row, name);
    return !*code || !strcmp(code, "*") ? ALL : check_reference(k, t, row, name, codes, target);
}

struct dictionary *check_codes(struct check *k, enum table_id t, const char *name)
{
    struct dictionary *codes = dictionary_new();
    for (size_t i = 0; i < k->d->tables[t].n_rows; i++) {
        const char *code = check_cell(k, t, i, name);
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

size_t check_rows(const struct check *k, enum table_id t)
{
    return k->d->tables[t].n_rows;
}

/* Call EACH for every word of LIST, separated by `;`, `,` or blanks. */
void check_each_word(const char *list, void (*each)(const char *word, void *context), void *context)
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
