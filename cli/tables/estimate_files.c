#include "cli/tables/estimate_files.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/cell.h"
#include "importers/readers/header.h"
#include "scoring/weights/design.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"

#define MOST_COMBINATIONS ((size_t)1 << 24)

/* The category LABEL of COLUMN counts as. */
static const char *merged(const struct merges *m, const char *column, const char *label)
{
    for (size_t i = 0; m && i < m->n; i++)
        if (!strcmp(m->merges[i].column, column) && !strcmp(m->merges[i].from, label))
            label = m->merges[i].into;
    return label;
}

void margin_file_merge(struct margin_file *m, struct merges *merges, bool *used)
{
    size_t n = m->n_columns, kept = 0;
    bool *changed = xcalloc(m->n_rows + 1, sizeof *changed);
    m->merges = merges;
    for (size_t i = 0; i < m->n_rows; i++) {
        for (size_t c = 0; c < n; c++) {
            char **label = &m->labels[i * n + c];
            for (size_t k = 0; k < merges->n; k++)
                merges->merges[k].found |=
                    !strcmp(merges->merges[k].column, m->columns[c]) && !strcmp(merges->merges[k].from, *label);
            const char *other = merged(merges, m->columns[c], *label);
            if (other != *label) {
                free(*label);
                *label = xstrdup(other);
                changed[i] = true;
            }
        }
        size_t same = 0;
        for (bool found = false; same < kept; same++) {
            found = n > 0 && (changed[i] || changed[same]);
            for (size_t c = 0; found && c < n; c++)
                found = !strcmp(m->labels[i * n + c], m->labels[same * n + c]);
            if (found)
                break;
        }
        if (same < kept) {
            m->totals[same] += m->totals[i];
            for (size_t c = 0; c < n; c++)
                free(m->labels[i * n + c]);
            continue;
        }
        memmove(m->labels + kept * n, m->labels + i * n, n * sizeof *m->labels);
        m->totals[kept] = m->totals[i];
        m->lines[kept] = m->lines[i];
        changed[kept++] = changed[i];
    }
    m->n_rows = kept;
    for (size_t k = 0; k < merges->n; k++)
        for (size_t c = 0; c < n; c++)
            used[k] = used[k] || !strcmp(merges->merges[k].column, m->columns[c]);
    free(changed);
}

void margin_file_release(struct margin_file *m)
{
    for (size_t c = 0; c < m->n_columns; c++)
        free(m->columns[c]);
    for (size_t i = 0; i < m->n_rows * m->n_columns; i++)
        free(m->labels[i]);
    free(m->columns);
    free(m->labels);
    free(m->totals);
    free(m->lines);
    free(m->path);
    *m = (struct margin_file){0};
}

/* A row of M with the text of its COLUMNS and its total. */
static bool add_row(struct margin_file *m, const struct row *row, const size_t *columns, size_t total,
                    struct issues *issues)
{
    double value;
    if (!cell_number(row, total, &value, issues))
        return false;
    if (!isfinite(value) || (m->n_columns && value < 0)) {
        issues_add(issues, FAULT, "F714", row_place(row, total),
                   _("the total is \"%s\"; expected a number of 0 or more"), row_text(row, total));
        return false;
    }
    size_t n = m->n_rows++;
    m->labels = xreallocarray(m->labels, (n + 1) * m->n_columns + 1, sizeof *m->labels);
    m->totals = xreallocarray(m->totals, n + 1, sizeof *m->totals);
    m->lines = xreallocarray(m->lines, n + 1, sizeof *m->lines);
    for (size_t c = 0; c < m->n_columns; c++)
        m->labels[n * m->n_columns + c] = xstrdup(row_text(row, columns[c]));
    m->totals[n] = value;
    m->lines[n] = row->line;
    return true;
}

bool margin_file_read(struct margin_file *m, const char *path, struct issues *issues, struct error *err)
{
    static const struct column_name names[] = {{"total", "tổng|số lượng|tổng số", true}};
    *m = (struct margin_file){.path = xstrdup(path)};
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
    m->columns = xcalloc(header.n_extra + 1, sizeof *m->columns);
    for (size_t c = 0; ok && c < header.n_extra; c++) {
        columns[c] = header.extra[c].column;
        m->columns[m->n_columns++] = xstrdup(header.extra[c].name);
    }
    size_t faults = issues_count(issues, FAULT);
    struct row row;
    while (ok && header_next(&header, &row, err))
        if (!row.broken)
            (void)!add_row(m, &row, columns, header.at[0], issues);
    ok = ok && err->code == E_NONE && issues_count(issues, FAULT) == faults;
    if (ok && !m->n_rows) {
        issues_add(issues, FAULT, "F715", (struct place){path, NULL, 0, 0},
                   _("there are no categories; expected a row for each"));
        ok = false;
    }
    free(columns);
    header_release(&header);
    reader_close(reader);
    return ok;
}

/* The margin of VARIABLE with or without categories; a new one where there is none yet. */
static struct margin_file *margin_of(struct margin_file **margins, size_t *n, const char *path, const char *variable)
{
    for (size_t i = 0; i < *n; i++)
        if (*variable ? (*margins)[i].n_columns && !strcmp((*margins)[i].columns[0], variable)
                      : !(*margins)[i].n_columns)
            return &(*margins)[i];
    *margins = xreallocarray(*margins, *n + 1, sizeof **margins);
    struct margin_file *m = &(*margins)[(*n)++];
    *m = (struct margin_file){
        .path = xstrdup(path), .columns = xcalloc(1, sizeof *m->columns), .n_columns = *variable != '\0'};
    if (*variable)
        m->columns[0] = xstrdup(variable);
    return m;
}

bool calibration_file_read(struct margin_file **margins, size_t *n, const char *path, struct issues *issues,
                           struct error *err)
{
    static const struct column_name names[] = {
        {"variable", "biến", true}, {"category", "nhóm|giá trị", true}, {"total", "tổng|số lượng|tổng số", true}};
    *margins = NULL;
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
        struct margin_file *m = margin_of(margins, n, path, row_text(&row, header.at[0]));
        bool known = m->n_rows > 0, numeric = known && m->n_columns && !*m->labels[0];
        if (known && (numeric || !m->n_columns || !*row_text(&row, header.at[1])))
            issues_add(issues, FAULT, "F716", row_place(&row, header.at[0]),
                       _("\"%s\" has a total already; expected one row for a number, one for each category of a name"),
                       row_text(&row, header.at[0]));
        else
            (void)!add_row(m, &row, &header.at[1], header.at[2], issues);
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

/* The code that stands for LABEL and all categories merged with it; 0 where no row of the data has any. */
static uint32_t code_of(const struct margin_file *f, size_t column, const struct data_column *data, const char *label)
{
    label = merged(f->merges, f->columns[column], label);
    uint32_t code = column_find(data, label);
    for (size_t i = 0; !code && f->merges && i < f->merges->n; i++) {
        const struct merge *m = &f->merges->merges[i];
        if (!strcmp(m->column, f->columns[column]) && !strcmp(merged(f->merges, m->column, m->from), label))
            code = column_find(data, m->from);
    }
    return code;
}

/* Give every combination of codes the category of that it was merged into. */
static void spread_merged(const struct margin_file *f, const struct data_column *const *columns, uint32_t *category,
                          size_t n_combinations)
{
    for (size_t k = 0; k < n_combinations; k++) {
        size_t to = 0, rest = k, place = 1;
        for (size_t c = f->n_columns; c-- > 0;) {
            uint32_t code = (uint32_t)(rest % columns[c]->n_values) + 1;
            to += (code_of(f, c, columns[c], columns[c]->labels[code]) - 1) * place;
            rest /= columns[c]->n_values;
            place *= columns[c]->n_values;
        }
        category[k] = category[to];
    }
}

/* Where the combination of labels in row I of the file stands among the codes; SIZE_MAX where no row of the data has
 * it. */
static size_t combination(const struct margin_file *f, size_t i, const struct data_column *const *columns)
{
    size_t at = 0;
    for (size_t c = 0; c < f->n_columns; c++) {
        uint32_t code = code_of(f, c, columns[c], f->labels[i * f->n_columns + c]);
        if (!code)
            return SIZE_MAX;
        at = at * columns[c]->n_values + code - 1;
    }
    return at;
}

static char *joined(char *const *words, size_t n, const char *between)
{
    struct strbuf all = {0};
    for (size_t i = 0; i < n; i++)
        strbuf_addf(&all, "%s%s", i ? between : "", words[i]);
    return strbuf_take(&all);
}

/* What margin_source borrows. */
struct margin_room {
    const struct data_column **columns;
    uint32_t *category;
    char *name;
};

static bool make_margin(struct margin_source *source, struct margin_room *room, const struct design *d,
                        const struct margin_file *f, struct issues *issues)
{
    size_t all = 1, faults = issues_count(issues, FAULT);
    room->columns = xcalloc(f->n_columns + 1, sizeof *room->columns);
    for (size_t c = 0; c < f->n_columns; c++) {
        room->columns[c] = dataset_column(d->data, f->columns[c]);
        all *= room->columns[c]->n_values + 1;
        if (all > MOST_COMBINATIONS) {
            issues_add(issues, FAULT, "F717", (struct place){f->path, NULL, 0, 0},
                       _("the columns make more than %zu combinations"), MOST_COMBINATIONS);
            return false;
        }
    }
    room->name = f->n_columns ? joined(f->columns, f->n_columns, " x ") : xstrdup(_("population"));
    room->category = xreallocarray(NULL, all + 1, sizeof *room->category);
    for (size_t k = 0; k <= all; k++)
        room->category[k] = OUTSIDE;
    *source = (struct margin_source){.name = room->name,
                                     .columns = room->columns,
                                     .n_columns = f->n_columns,
                                     .category = room->category,
                                     .n_cats = f->n_rows};
    source->labels = xcalloc(f->n_rows + 1, sizeof *source->labels);
    source->total = xcalloc(f->n_rows + 1, sizeof *source->total);
    for (size_t i = 0; i < f->n_rows; i++) {
        size_t at = combination(f, i, room->columns);
        source->labels[i] = joined(f->labels + i * f->n_columns, f->n_columns, ", ");
        source->total[i] = f->totals[i];
        if (at != SIZE_MAX && room->category[at] != OUTSIDE)
            issues_add(issues, FAULT, "F716", (struct place){f->path, NULL, f->lines[i], 0},
                       _("category \"%s\" stands in line %zu already"), source->labels[i],
                       f->lines[room->category[at]]);
        else if (at != SIZE_MAX)
            room->category[at] = (uint32_t)i;
    }
    for (size_t i = 0; f->merges && i < f->merges->n; i++)
        for (size_t c = 0; c < f->n_columns; c++) {
            const struct merge *m = &f->merges->merges[i];
            if (!strcmp(m->column, f->columns[c]) && !m->found && !column_find(room->columns[c], m->from))
                issues_add(issues, FAULT, "F719", (struct place){f->path, NULL, 0, 0},
                           _("--merge: \"%s\" has no category \"%s\", here or in the data"), m->column, m->from);
        }
    if (f->merges) {
        size_t combinations = 1;
        for (size_t c = 0; c < f->n_columns; c++)
            combinations *= room->columns[c]->n_values;
        spread_merged(f, room->columns, room->category, combinations);
    }
    return issues_count(issues, FAULT) == faults;
}

bool step_from_files(struct step *step, const struct design *d, const bool *active, const struct margin_file *files,
                     size_t n, struct issues *issues)
{
    struct margin_source *margins = xcalloc(n + 1, sizeof *margins);
    struct margin_room *rooms = xcalloc(n + 1, sizeof *rooms);
    struct value_source *values = xcalloc(n + 1, sizeof *values);
    size_t n_margins = 0, n_values = 0;
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        const struct margin_file *f = &files[i];
        if (step->kind == STEP_CALIBRATE && f->n_columns && !*f->labels[0]) {
            values[n_values++] =
                (struct value_source){f->columns[0], dataset_column(d->data, f->columns[0]), f->totals[0]};
            continue;
        }
        ok &= make_margin(&margins[n_margins], &rooms[n_margins], d, f, issues);
        n_margins++;
    }
    bool taken = ok;
    ok = ok && step_inform(step, d, active, margins, n_margins, values, n_values, issues);
    for (size_t i = 0; i < n_margins; i++) {
        for (size_t c = 0; !taken && margins[i].labels && c < margins[i].n_cats; c++)
            free(margins[i].labels[c]);
        if (!taken) {
            free(margins[i].labels);
            free(margins[i].total);
        }
        free(rooms[i].columns);
        free(rooms[i].category);
        free(rooms[i].name);
    }
    free(margins);
    free(rooms);
    free(values);
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
