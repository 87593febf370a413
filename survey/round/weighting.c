#include "survey/round/weighting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/frame.h"

static const char sql_select[] =
    "SELECT line, \"group\", step, variables, method, lower, upper, classes, totals, rescale, merge"
    " FROM recipe ORDER BY position";
static const char sql_columns[] = "SELECT name FROM frame_columns ORDER BY name";

struct weighting_row *weighting_add(struct weighting *w)
{
    w->rows = grow(w->rows, &w->room, w->n + 1, sizeof *w->rows);
    w->rows[w->n] = (struct weighting_row){.group = ALL, .lower = NAN, .upper = NAN, .classes = -1};
    return &w->rows[w->n++];
}

void weighting_release(struct weighting *w)
{
    for (size_t i = 0; i < w->n; i++) {
        free(w->rows[i].step);
        free(w->rows[i].variables);
        free(w->rows[i].method);
        free(w->rows[i].totals);
        free(w->rows[i].merge);
    }
    free(w->rows);
    free(w->file);
    *w = (struct weighting){0};
}

/* --- in the round --------------------------------------------------------------------------- */

bool weighting_save(const struct weighting *w, const struct definition *d, struct store *store, struct error *err)
{
    if (!store_clear(store, "recipe", err))
        return false;
    struct query *q = query_insert(store, "", "recipe");
    for (size_t i = 0; i < w->n; i++) {
        const struct weighting_row *r = &w->rows[i];
        query_int(q, ":position", (int64_t)i + 1);
        query_int(q, ":line", (int64_t)r->line);
        query_text(q, ":group", r->group == ALL ? "*" : d->groups[r->group].code);
        query_text(q, ":step", r->step);
        query_str(q, ":variables", r->variables);
        query_str(q, ":method", r->method);
        query_real(q, ":lower", r->lower);
        query_real(q, ":upper", r->upper);
        if (r->classes < 0)
            query_null(q, ":classes");
        else
            query_int(q, ":classes", r->classes);
        query_str(q, ":totals", r->totals);
        query_int(q, ":rescale", r->rescale);
        query_str(q, ":merge", r->merge);
        query_run(q);
    }
    return query_end(q, err);
}

bool weighting_load(struct weighting *w, const struct definition *d, struct store *store, struct error *err)
{
    *w = (struct weighting){0};
    struct query *q = query_new(store, sql_select);
    bool ok = true;
    while (ok && query_next(q)) {
        struct weighting_row *r = weighting_add(w);
        const char *group = query_get_str(q, 1), *step = query_get_str(q, 2);
        r->line = (size_t)query_get_int(q, 0);
        r->group = strcmp(group, "*") ? definition_group(d, group) : ALL;
        r->step = xstrdup(step);
        r->variables = xstrdup(query_get_str(q, 3));
        r->method = xstrdup(query_get_str(q, 4));
        r->lower = query_get_real(q, 5);
        r->upper = query_get_real(q, 6);
        r->classes = query_is_null(q, 7) ? -1 : query_get_int(q, 7);
        r->totals = xstrdup(query_get_str(q, 8));
        r->rescale = query_get_int(q, 9);
        r->merge = xstrdup(query_get_str(q, 10));
        if (r->group == NONE || !choice_has(WEIGHTING_STEPS, step))
            ok = error_set(err, E_DATA, _("table recipe has a row that is none: group \"%s\", step \"%s\""), group,
                           step);
    }
    return query_end(q, err) && ok;
}

/* --- variables ------------------------------------------------------------------------------- */

/* The part of TEXT up to one of MARKS, trimmed: a new string; *TEXT goes behind the mark, or becomes NULL. */
static char *next_part(const char **text, const char *marks)
{
    const char *from = *text, *end = strpbrk(from, marks);
    size_t n = end ? (size_t)(end - from) : strlen(from);
    *text = end ? end + 1 : NULL;
    while (n && from[0] == ' ') {
        from++;
        n--;
    }
    while (n && from[n - 1] == ' ')
        n--;
    return xstrndup(from, n);
}

struct weighting_variable *weighting_split(const char *text, size_t *n)
{
    struct weighting_variable *all = NULL;
    size_t room = 0;
    *n = 0;
    while (text && *text) {
        char *one = next_part(&text, ";+");
        const char *rest = one;
        size_t n_room = 0;
        struct weighting_variable v = {0};
        while (*one && rest) {
            v.columns = grow(v.columns, &n_room, v.n_columns + 1, sizeof *v.columns);
            v.columns[v.n_columns++] = next_part(&rest, "*");
        }
        free(one);
        if (!v.n_columns)
            continue;
        all = grow(all, &room, *n + 1, sizeof *all);
        all[(*n)++] = v;
    }
    return all;
}

void weighting_split_free(struct weighting_variable *variables, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < variables[i].n_columns; c++)
            free(variables[i].columns[c]);
        free(variables[i].columns);
    }
    free(variables);
}

bool weighting_same(const struct weighting_variable *a, const struct weighting_variable *b, size_t *order)
{
    if (a->n_columns != b->n_columns)
        return false;
    for (size_t i = 0; i < b->n_columns; i++) {
        size_t at = 0;
        while (at < a->n_columns && !text_same(a->columns[at], b->columns[i]))
            at++;
        if (at == a->n_columns)
            return false;
        if (order)
            order[i] = at;
    }
    return true;
}

char *weighting_frame_column(struct store *store, const char *name)
{
    const char *field = frame_field_called(name);
    if (field && strcmp(field, frame_fields[FRAME_ID].name) != 0 && strcmp(field, frame_fields[FRAME_GROUP].name) != 0)
        return xstrdup(field);
    char *found = NULL;
    struct query *q = query_new(store, sql_columns);
    while (!found && query_next(q))
        if (text_same(query_get_str(q, 0), name))
            found = xstrdup(query_get_str(q, 0));
    query_end(q, NULL);
    return found;
}

size_t weighting_question(const struct definition *d, size_t type, const char *name)
{
    const struct ballot_type *t = &d->ballot_types[type];
    for (size_t i = 0; i < t->n_ballot_questions; i++) {
        const struct question *q = &d->questions[t->ballot_questions[i]];
        if (q->kind == KIND_OPTION && text_same(q->code, name))
            return t->ballot_questions[i];
    }
    return NONE;
}
