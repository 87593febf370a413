#include "cli/tables/estimate_files.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"

/* A row of V with the text of its COLUMNS and its total. */
static bool add_row(struct step_variable *v, const struct row *row, const size_t *columns, size_t total,
                    struct issues *issues)
{
    double value;
    if (!cell_number(row, total, &value, issues))
        return false;
    if (!isfinite(value) || (v->n_columns && value < 0)) {
        issues_add(issues, FAULT, "F714", row_place(row, total),
                   _("the total is \"%s\"; expected a number of 0 or more"), row_text(row, total));
        return false;
    }
    const char **labels = xcalloc(v->n_columns + 1, sizeof *labels);
    for (size_t c = 0; c < v->n_columns; c++)
        labels[c] = cell_category(row, columns[c], issues);
    step_variable_add(v, labels, NULL, value, row->line);
    free(labels);
    return true;
}

bool margin_file_read(struct step_variable *v, const char *path, struct issues *issues, struct error *err)
{
    static const struct column_name names[] = {{"total", "tổng|số lượng|tổng số", true}};
    *v = (struct step_variable){.between = ", ", .file = path};
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return false;
    struct header header;
    bool ok = header_read(reader, names, 1, HEADER_EXTRA, &header, err);
    if (ok && !header.n_extra) {
        issues_add(issues, FAULT, "F715", (struct place){path, NULL, header.line, 0},
                   _("there is no category column beside \"total\"; expected one named as a column of the data"));
        ok = false;
    }
    size_t *columns = xcalloc(header.n_extra + 1, sizeof *columns);
    struct strbuf name = {0};
    for (size_t c = 0; ok && c < header.n_extra; c++) {
        columns[c] = header.extra[c].column;
        step_variable_column(v, header.extra[c].name);
        strbuf_item(&name, " x ", "%s", header.extra[c].name);
    }
    v->name = strbuf_take(&name);
    size_t faults = issues_count(issues, FAULT);
    struct row row;
    while (ok && header_next(&header, &row, err))
        if (!row.broken)
            (void)!add_row(v, &row, columns, header.at[0], issues);
    ok = ok && err->code == E_NONE && issues_count(issues, FAULT) == faults;
    if (ok && !v->n_rows) {
        issues_add(issues, FAULT, "F715", (struct place){path, NULL, 0, 0},
                   _("there are no categories; expected a row for each"));
        ok = false;
    }
    free(columns);
    header_release(&header);
    reader_close(reader);
    return ok;
}

/* The variable NAME, "" for the population; a new one where there is none yet. */
static struct step_variable *variable_of(struct step_variable **variables, size_t *n, const char *path,
                                         const char *name)
{
    for (size_t i = 0; i < *n; i++)
        if (*name ? (*variables)[i].n_columns && !strcmp((*variables)[i].columns[0], name) : !(*variables)[i].n_columns)
            return &(*variables)[i];
    *variables = xreallocarray(*variables, *n + 1, sizeof **variables);
    struct step_variable *v = &(*variables)[(*n)++];
    *v = (struct step_variable){.name = xstrdup(*name ? name : _("population")), .between = ", ", .file = path};
    if (*name)
        step_variable_column(v, name);
    return v;
}

bool calibration_file_read(struct step_variable **variables, size_t *n, const char *path, struct issues *issues,
                           struct error *err)
{
    static const struct column_name names[] = {
        {"variable", "biến", true}, {"category", "nhóm|giá trị", true}, {"total", "tổng|số lượng|tổng số", true}};
    *variables = NULL;
    *n = 0;
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return false;
    struct header header;
    bool ok = header_read(reader, names, 3, 0, &header, err);
    size_t faults = issues_count(issues, FAULT);
    struct row row;
    while (ok && header_next(&header, &row, err)) {
        if (row.broken)
            continue;
        struct step_variable *v = variable_of(variables, n, path, row_text(&row, header.at[0]));
        bool category = *row_text(&row, header.at[1]);
        if (v->n_rows && (v->number || !v->n_columns || !category))
            issues_add(issues, FAULT, "F716", row_place(&row, header.at[0]),
                       _("\"%s\" has a total already; expected one row for a number, one for each category of a name"),
                       row_text(&row, header.at[0]));
        else if (add_row(v, &row, &header.at[1], header.at[2], issues))
            v->number = v->n_columns && !category;
    }
    ok = ok && err->code == E_NONE && issues_count(issues, FAULT) == faults;
    if (ok && !*n) {
        issues_add(issues, FAULT, "F715", (struct place){path, NULL, 0, 0},
                   _("there are no categories; expected a row for each"));
        ok = false;
    }
    header_release(&header);
    reader_close(reader);
    return ok;
}

/* The numbers by which the rows of a matrix are known. */
struct row_numbers {
    size_t *number, *line;
    size_t number_room, line_room;
};

static void number_add(struct row_numbers *r, size_t i, const struct row *row, struct issues *issues)
{
    const char *text = row_text(row, 0);
    char *end;
    r->number = grow(r->number, &r->number_room, i + 1, sizeof *r->number);
    r->line = grow(r->line, &r->line_room, i + 1, sizeof *r->line);
    text += *text == 'r' || *text == 'R';
    r->number[i] = strtoul(text, &end, 10);
    r->line[i] = row->line;
    if (*end || *text < '0' || *text > '9')
        issues_add(issues, FAULT, "F718", row_place(row, 0), _("the row calls itself \"%s\"; expected its number"),
                   row_text(row, 0));
}

/* MATRIX with its rows in the order of their numbers; each of 1 to N must be there once. */
static double *sort_rows(double *matrix, size_t n, size_t n_columns, const struct row_numbers *r, const char *path,
                         struct issues *issues)
{
    double *sorted = xcalloc(n * n_columns + 1, sizeof *sorted);
    size_t *taken = xcalloc(n + 1, sizeof *taken);
    for (size_t i = 0; i < n; i++) {
        size_t k = r->number[i];
        struct place place = {path, NULL, r->line[i], 1};
        if (k < 1 || k > n)
            issues_add(issues, FAULT, "F718", place,
                       _("there is a row %zu, but %zu rows; expected the numbers from 1 on"), k, n);
        else if (taken[k])
            issues_add(issues, FAULT, "F718", place, _("row %zu stands in line %zu already"), k, taken[k]);
        else
            memcpy(sorted + (k - 1) * n_columns, matrix + i * n_columns, n_columns * sizeof *sorted);
        if (k >= 1 && k <= n && !taken[k])
            taken[k] = r->line[i];
    }
    free(taken);
    free(matrix);
    return sorted;
}

double *matrix_file_read(const char *path, size_t wanted, bool numbered, size_t *n_rows, size_t *n_columns,
                         struct issues *issues, struct error *err)
{
    struct reader *reader = reader_open(path, issues, err);
    if (!reader)
        return NULL;
    struct header header;
    double *matrix = NULL;
    size_t room = 0, faults = issues_count(issues, FAULT);
    *n_rows = *n_columns = 0;
    bool ok = header_read(reader, NULL, 0, HEADER_EXTRA | HEADER_TOTALS, &header, err);
    size_t first = header.n_cells == wanted ? 0 : 1;
    if (ok && header.n_cells < first + 1) {
        issues_add(issues, FAULT, "F718", (struct place){path, NULL, header.line, 0},
                   _("there is one column; expected a name for each row, then numbers"));
        ok = false;
    }
    struct row row;
    struct row_numbers numbers = {0};
    numbered = numbered && first == 1;
    for (size_t c = first; ok && c < header.n_cells; c++)
        header_numbers(&header, c);
    while (ok && header_next(&header, &row, err)) {
        if (row.broken)
            continue;
        *n_columns = header.n_cells - first;
        matrix = grow(matrix, &room, (*n_rows + 1) * *n_columns, sizeof *matrix);
        for (size_t c = 0; c < *n_columns; c++)
            if (!cell_number(&row, c + first, &matrix[*n_rows * *n_columns + c], issues))
                break;
        if (numbered)
            number_add(&numbers, *n_rows, &row, issues);
        ++*n_rows;
    }
    ok = ok && err->code == E_NONE && issues_count(issues, FAULT) == faults;
    if (ok && numbered) {
        matrix = sort_rows(matrix, *n_rows, *n_columns, &numbers, path, issues);
        ok = issues_count(issues, FAULT) == faults;
    }
    free(numbers.number);
    free(numbers.line);
    if (ok && !*n_rows) {
        issues_add(issues, FAULT, "F718", (struct place){path, NULL, 0, 0}, _("there are no rows of numbers"));
        ok = false;
    }
    header_release(&header);
    reader_close(reader);
    if (!ok) {
        free(matrix);
        return NULL;
    }
    return matrix;
}
