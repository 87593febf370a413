#include "survey/store/rows.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

#define MOST_FIELDS 32

/* The number of the column of each field, -1 where there is none. */
static void find_columns(struct query *q, const struct row_kind *kind, int at[MOST_FIELDS])
{
    assert(kind->n_fields <= MOST_FIELDS);
    for (size_t f = 0; f < kind->n_fields; f++) {
        at[f] = query_n_columns(q);
        while (at[f]-- > 0)
            if (!strcmp(query_column_name(q, at[f]), kind->fields[f].column))
                break;
    }
}

static void read_field(struct query *q, int column, enum field_kind kind, void *to)
{
    bool given = column >= 0 && !query_is_null(q, column);
    if (kind == FIELD_TEXT)
        *(char **)to = xstrdup(given ? query_get_str(q, column) : "");
    else if (kind == FIELD_INT)
        *(int64_t *)to = given ? query_get_int(q, column) : 0;
    else if (kind == FIELD_REAL)
        *(double *)to = given ? query_get_real(q, column) : NAN;
    else if (kind == FIELD_FLAG)
        *(bool *)to = given && query_get_int(q, column) != 0;
    else
        *(bool *)to = given;
}

static void read_fields(struct query *q, const struct row_kind *kind, const int at[MOST_FIELDS], char *row)
{
    for (size_t f = 0; f < kind->n_fields; f++)
        read_field(q, at[f], kind->fields[f].kind, row + kind->fields[f].at);
}

bool rows_read_one(struct query *q, const struct row_kind *kind, void *row, struct error *err)
{
    int at[MOST_FIELDS];
    find_columns(q, kind, at);
    bool found = query_next(q);
    if (found)
        read_fields(q, kind, at, row);
    return query_end(q, err) && found;
}

void *rows_read(struct query *q, const struct row_kind *kind, size_t *n, struct error *err)
{
    int at[MOST_FIELDS];
    size_t room = 1;
    char *rows = xcalloc(room, kind->size);
    *n = 0;
    find_columns(q, kind, at);
    while (query_next(q)) {
        rows = grow(rows, &room, *n + 1, kind->size);
        char *row = rows + (*n)++ * kind->size;
        memset(row, 0, kind->size);
        read_fields(q, kind, at, row);
    }
    if (query_end(q, err))
        return rows;
    rows_free(rows, *n, kind);
    *n = 0;
    return NULL;
}

void rows_free_one(void *row, const struct row_kind *kind)
{
    for (size_t f = 0; f < kind->n_fields; f++)
        if (kind->fields[f].kind == FIELD_TEXT)
            free(*(char **)((char *)row + kind->fields[f].at));
}

void rows_free(void *rows, size_t n, const struct row_kind *kind)
{
    for (size_t i = 0; i < n; i++)
        rows_free_one((char *)rows + i * kind->size, kind);
    free(rows);
}
