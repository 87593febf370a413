#include "scoring/estimates/domains.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weights/design.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/number.h"

#define MOST_CELLS ((size_t)1 << 26) /* combinations that could occur */

static const char *const operators[] = {
    [IS] = "=", [IS_NOT] = "!=", [BELOW] = "<", [AT_MOST] = "<=", [ABOVE] = ">", [AT_LEAST] = ">="};

/* --- conditions ------------------------------------------------------------------- */

/* Where `and` as a word of its own begins, outside quotes; the end of TEXT where it does not. */
static const char *find_and(const char *text)
{
    bool quoted = false;
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            quoted = !quoted;
        if (!quoted && *p == ' ' && !strncasecmp(p + 1, "and", 3) && (p[4] == ' ' || !p[4]))
            return p;
    }
    return text + strlen(text);
}

/* TEXT without blanks around it and without quotes around all of it. */
static char *clean(const char *text, const char *end)
{
    while (text < end && *text == ' ')
        text++;
    while (end > text && end[-1] == ' ')
        end--;
    if (end - text >= 2 && *text == '"' && end[-1] == '"') {
        text++;
        end--;
    }
    return xstrndup(text, (size_t)(end - text));
}

static bool read_condition(struct condition *c, const char *text, const char *end, struct error *err)
{
    const char *at = text;
    bool quoted = false;
    while (at < end && (quoted || !strchr("=!<>", *at))) {
        quoted ^= *at == '"';
        at++;
    }
    size_t length = at + 1 < end && at[1] == '=' ? 2 : 1;
    c->column = clean(text, at);
    for (size_t i = 0; at < end && i < sizeof operators / sizeof *operators; i++)
        if (strlen(operators[i]) == length && !strncmp(at, operators[i], length)) {
            c->comparison = (enum comparison)i;
            c->value = clean(at + length, end);
            break;
        }
    if (!*c->column || !c->value)
        return error_set(err, E_USAGE,
                         _("cannot read the condition \"%.*s\"; expected COLUMN, one of = != < <= > >=, and a value"),
                         (int)(end - text), text);
    if (!*c->value && c->comparison != IS && c->comparison != IS_NOT)
        return error_set(err, E_USAGE,
                         _("the condition \"%.*s\" compares with nothing; only = and != go without a value"),
                         (int)(end - text), text);
    return true;
}

bool filter_read(struct filter *filter, const char *text, struct error *err)
{
    *filter = (struct filter){0};
    size_t room = 0;
    for (const char *end;; text = end + 4) {
        end = find_and(text);
        filter->conditions = grow(filter->conditions, &room, filter->n + 1, sizeof *filter->conditions);
        filter->conditions[filter->n] = (struct condition){0};
        if (!read_condition(&filter->conditions[filter->n++], text, end, err))
            return false;
        if (!*end)
            return true;
    }
}

void filter_release(struct filter *filter)
{
    for (size_t i = 0; i < filter->n; i++) {
        free(filter->conditions[i].column);
        free(filter->conditions[i].value);
    }
    free(filter->conditions);
    *filter = (struct filter){0};
}

/* The number C compares with; false and ERR where it can be read in two ways, false where it is none. */
static bool has_number(const struct condition *c, double *x, struct error *err)
{
    char one[NUMBER_TEXT], other[NUMBER_TEXT];
    enum number_reading reading = number_typed(c->value, strlen(c->value), DECIMAL_UNKNOWN, x);
    if (reading == NUMBER_AMBIGUOUS)
        error_set(err, E_USAGE, _("\"%s %s %s\": the number can be read in two ways, %s or %s; write one of these"),
                  c->column, operators[c->comparison], c->value, number_shown(c->value, DECIMAL_POINT, one),
                  number_shown(c->value, DECIMAL_COMMA, other));
    return reading == NUMBER_READ;
}

static bool filter_check(const struct filter *filter, const struct data_column *const *columns, struct error *err)
{
    for (size_t i = 0; i < filter->n; i++) {
        const struct condition *c = &filter->conditions[i];
        bool reals = columns[i]->kind == COLUMN_REALS;
        uint32_t code = reals ? 0 : column_find(columns[i], c->value);
        bool found = code && !strcmp(columns[i]->labels[code], c->value);
        double x;
        if (c->comparison > IS_NOT && (!columns[i]->is_number || !has_number(c, &x, err)))
            return error_set(err, E_USAGE,
                             _("\"%s %s %s\" compares by size; expected a column of numbers and a number"), c->column,
                             operators[c->comparison], c->value);
        if (*c->value && columns[i]->is_number && !found && !has_number(c, &x, err) && (reals || err->code != E_NONE))
            return error_set(err, E_USAGE, _("\"%s %s %s\": the column has numbers; expected a number"), c->column,
                             operators[c->comparison], c->value);
    }
    return true;
}

/* Whether the condition holds for a number X, or for code CODE of COLUMN: 0 or NaN is what is missing. */
static bool holds(const struct condition *c, const struct data_column *column, uint32_t code, double x, double value,
                  uint32_t wanted)
{
    bool coded = column->kind != COLUMN_REALS, missing = coded ? !code : isnan(x);
    bool same = !*c->value ? missing : coded ? code == wanted : x == value;
    switch (c->comparison) {
    case IS:
        return same && missing == !*c->value;
    case IS_NOT:
        return !same && !(missing && *c->value);
    case BELOW:
        return x < value;
    case AT_MOST:
        return x <= value;
    case ABOVE:
        return x > value;
    default:
        return x >= value;
    }
}

/* Rows for which the condition does not hold are taken out; by code where there are codes. */
static void apply(const struct condition *c, const struct data_column *column, bool *taken, size_t n)
{
    double value = NAN;
    (void)number_typed(c->value, strlen(c->value), DECIMAL_UNKNOWN, &value);
    if (column->kind == COLUMN_REALS) {
        for (size_t i = 0; i < n; i++)
            taken[i] &= holds(c, column, 0, column->reals[i], value, 0);
        return;
    }
    uint32_t wanted = *c->value ? column_find(column, c->value) : 0;
    bool *of_code = xmalloc(column->n_values + 1);
    for (uint32_t code = 0; code <= column->n_values; code++)
        of_code[code] = holds(c, column, code, column->numbers[code], value, wanted);
    for (size_t i = 0; i < n; i++)
        taken[i] &= of_code[column_code(column, i)];
    free(of_code);
}

/* --- domains ------------------------------------------------------------------------ */

/* Whether the filter takes each row; NULL with ERR. */
static bool *rows_taken(const struct dataset *data, const struct filter *filter, struct error *err)
{
    const struct data_column **columns = xcalloc(filter->n + 1, sizeof *columns);
    for (size_t i = 0; i < filter->n; i++)
        columns[i] = dataset_column(data, filter->conditions[i].column);
    bool *taken = NULL;
    if (filter_check(filter, columns, err)) {
        taken = xmalloc(data->n_rows + 1);
        memset(taken, true, data->n_rows);
        for (size_t i = 0; i < filter->n; i++)
            apply(&filter->conditions[i], columns[i], taken, data->n_rows);
    }
    free(columns);
    return taken;
}

bool domains_find(struct domains *d, const struct dataset *data, const struct data_column *const *by, size_t n,
                  const struct filter *filter, struct error *err)
{
    *d = (struct domains){.n_by = n};
    size_t cells = 1;
    for (size_t b = 0; b < n; b++) {
        if (by[b]->n_values && cells > MOST_CELLS / by[b]->n_values)
            return error_set(err, E_USAGE, _("--by makes more than %zu combinations"), MOST_CELLS);
        cells *= by[b]->n_values ? by[b]->n_values : 1;
    }
    bool *taken = NULL;
    if (filter && filter->n && !(taken = rows_taken(data, filter, err)))
        return false;
    d->of = xreallocarray(NULL, data->n_rows + 1, sizeof *d->of);
    uint32_t *number = xcalloc(cells, sizeof *number);
    for (size_t i = 0; i < data->n_rows; i++) {
        size_t cell = 0;
        bool missing = false;
        for (size_t b = 0; b < n; b++) {
            uint32_t code = column_code(by[b], i);
            missing |= !code;
            cell = cell * by[b]->n_values + (code ? code - 1 : 0);
        }
        d->of[i] = OUTSIDE;
        if (taken && !taken[i])
            continue;
        d->n_missing += missing;
        if (missing)
            continue;
        d->of[i] = (uint32_t)cell;
        number[cell] = 1;
    }
    free(taken);
    /* The whole is a domain even where no row is in it. */
    number[0] |= n == 0;
    for (size_t c = 0; c < cells; c++)
        if (number[c])
            number[c] = (uint32_t)++d->n;
    d->codes = xcalloc(d->n * n + 1, sizeof *d->codes);
    for (size_t c = 0; c < cells; c++)
        for (size_t b = n, rest = c; number[c] && b-- > 0; rest /= by[b]->n_values)
            d->codes[(number[c] - 1) * n + b] = (uint32_t)(rest % by[b]->n_values) + 1;
    for (size_t i = 0; i < data->n_rows; i++)
        if (d->of[i] != OUTSIDE)
            d->of[i] = number[d->of[i]] - 1;
    free(number);
    return true;
}

void domains_release(struct domains *d)
{
    free(d->of);
    free(d->codes);
    *d = (struct domains){0};
}
