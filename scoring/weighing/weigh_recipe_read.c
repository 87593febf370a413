#include "scoring/weighing/weigh_recipe_read.h"

#include <stdlib.h>
#include <string.h>

#include "scoring/weighing/weigh_steps.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/frame.h"

static const char sql_people[] = "SELECT count(*) FROM frame WHERE \"group\" = :group";

/* --- members ----------------------------------------------------------------------------------- */

static uint32_t label_code(struct dictionary *labels, const char *label)
{
    return *label ? (uint32_t)dictionary_add(labels, label, strlen(label), NULL) + 1 : 0;
}

/* Add a column, named NAME, which is taken over, where there is none yet. */
static struct weigh_column *add_column(struct weigh_column **columns, size_t *n, char *name, size_t question)
{
    for (size_t k = 0; k < *n; k++)
        if (!strcmp((*columns)[k].name, name)) {
            free(name);
            return NULL;
        }
    *columns = xreallocarray(*columns, *n + 1, sizeof **columns);
    (*columns)[*n] = (struct weigh_column){.name = name, .labels = dictionary_new(), .question = question};
    return &(*columns)[(*n)++];
}

/* The steps of GROUP, and the columns of the frame that they name. */
static void find_plans(const struct weigh_recipe *r, struct store *store, size_t group)
{
    struct weigh_members *m = &r->members[group];
    add_column(&m->columns, &m->n_columns, xstrdup(""), NONE);
    m->plans = xcalloc(r->weighting->n + 1, sizeof *m->plans);
    for (size_t i = 0; i < r->weighting->n; i++) {
        const struct weighting_row *row = &r->weighting->rows[i];
        if (!weighting_is_for(row, group))
            continue;
        struct weigh_plan *plan = &m->plans[m->n_plans++];
        *plan = (struct weigh_plan){.row = row, .position = i + 1};
        plan->variables = weighting_split(row->variables, &plan->n_variables);
        plan->frame = xcalloc(plan->n_variables + 1, sizeof *plan->frame);
        for (size_t v = 0; v < plan->n_variables; v++)
            for (size_t c = 0; c < plan->variables[v].n_columns; c++) {
                char *name = weighting_frame_column(store, plan->variables[v].columns[c]);
                if (name)
                    add_column(&m->columns, &m->n_columns, name, NONE);
            }
    }
}

static bool read_members(const struct weigh_recipe *r, struct store *store, size_t group, struct error *err)
{
    struct weigh_members *m = &r->members[group];
    const char **names = xcalloc(m->n_columns + 1, sizeof *names);
    for (size_t c = 1; c < m->n_columns; c++)
        names[c - 1] = m->columns[c].name;
    struct query *q = sample_query(store, r->d->groups[group].code, true, names, m->n_columns - 1);
    free(names);
    while (query_next(q)) {
        size_t i = dictionary_add(m->ids, query_get_str(q, 1), strlen(query_get_str(q, 1)), NULL);
        m->probability = grow(m->probability, &m->room[0], i + 1, sizeof *m->probability);
        m->ineligible = grow(m->ineligible, &m->room[1], i + 1, sizeof *m->ineligible);
        m->probability[i] = query_get_real(q, 3);
        m->ineligible[i] = !strcmp(query_get_str(q, 5), "ineligible");
        for (size_t c = 0; c < m->n_columns; c++) {
            struct weigh_column *column = &m->columns[c];
            column->code = grow(column->code, &column->room, i + 1, sizeof *column->code);
            column->code[i] = label_code(column->labels, query_get_str(q, c ? 5 + (int)c : 2));
        }
    }
    if (!query_end(q, err))
        return false;
    q = query_new(store, sql_people);
    query_text(q, ":group", r->d->groups[group].code);
    m->people = query_next(q) ? query_get_int(q, 0) : 0;
    return query_end(q, err);
}

/* --- the frame --------------------------------------------------------------------------------- */

/* The people of GROUP in the frame by the columns of V, in the order of their labels; or the sum of its numbers. */
static bool count_frame(const struct weigh_recipe *r, struct store *store, size_t group, struct step_variable *v,
                        struct error *err)
{
    struct strbuf sql = {0};
    strbuf_adds(&sql, "SELECT ");
    for (size_t c = 0; c < v->n_columns; c++) {
        char *one = frame_expression(v->columns[c]);
        strbuf_addf(&sql, v->number ? "sum(%s + 0.0)" : "CAST(%s AS TEXT), ", one);
        free(one);
    }
    strbuf_addf(&sql, "%s FROM frame WHERE \"group\" = :group", v->number ? "" : "count(*)");
    for (size_t c = 0; !v->number && c < v->n_columns; c++)
        strbuf_addf(&sql, c ? ", %zu" : " GROUP BY %zu", c + 1);
    for (size_t c = 0; !v->number && c < v->n_columns; c++)
        strbuf_addf(&sql, c ? ", %zu" : " ORDER BY %zu", c + 1);
    struct query *q = query_new(store, sql.text);
    query_text(q, ":group", r->d->groups[group].code);
    const char **labels = xcalloc(v->n_columns + 1, sizeof *labels);
    while (query_next(q)) {
        for (size_t c = 0; c < v->n_columns; c++)
            labels[c] = v->number ? "*" : query_get_str(q, (int)c);
        step_variable_add(v, labels, NULL, query_get_real(q, v->number ? 0 : (int)v->n_columns), 0);
    }
    free(labels);
    strbuf_release(&sql);
    return query_end(q, err);
}

/* What the steps of GROUP take from the frame. */
static bool count_plans(const struct weigh_recipe *r, struct store *store, size_t group, struct error *err)
{
    const struct weigh_members *m = &r->members[group];
    bool ok = true;
    for (size_t p = 0; ok && p < m->n_plans; p++)
        for (size_t k = 0; ok && k < m->plans[p].n_variables; k++) {
            const struct weigh_plan *plan = &m->plans[p];
            const struct weighting_variable *of = &plan->variables[k];
            struct step_variable *v = &plan->frame[k];
            if (!weighting_has_totals(plan->row) || !strcmp(plan->row->totals, "margins") ||
                (strcmp(plan->row->totals, "frame") != 0 && weigh_margins_have(r->d, group, of)))
                continue;
            for (size_t c = 0; c < of->n_columns; c++) {
                char *name = weighting_frame_column(store, of->columns[c]);
                if (name)
                    step_variable_column(v, name);
                free(name);
            }
            v->number = strcmp(plan->row->step, "rake") != 0 && weigh_is_size(r->d, group, of);
            if (v->n_columns == of->n_columns)
                ok = count_frame(r, store, group, v, err);
        }
    return ok;
}

/* --- tables ------------------------------------------------------------------------------------ */

static size_t add_row(struct weigh_table *t, uint32_t member)
{
    size_t i = t->n_rows++;
    t->member = grow(t->member, &t->room[0], i + 1, sizeof *t->member);
    t->ballot = grow(t->ballot, &t->room[1], i + 1, sizeof *t->ballot);
    t->seen = grow(t->seen, &t->room[2], i + 1, sizeof *t->seen);
    t->out = grow(t->out, &t->room[3], i + 1, sizeof *t->out);
    t->member[i] = member;
    t->ballot[i] = NONE;
    t->seen[i] = t->out[i] = false;
    for (size_t q = 0; q < t->n_questions; q++) {
        t->questions[q].code = grow(t->questions[q].code, &t->questions[q].room, i + 1, sizeof *t->questions[q].code);
        t->questions[q].code[i] = 0;
    }
    return i;
}

/* The questions of the type that the steps name and the frame has no column for. */
static void find_questions(const struct weigh_recipe *r, struct weigh_table *t)
{
    for (size_t p = 0; p < t->members->n_plans; p++)
        for (size_t v = 0; v < t->members->plans[p].n_variables; v++)
            for (size_t c = 0; c < t->members->plans[p].variables[v].n_columns; c++) {
                const char *name = t->members->plans[p].variables[v].columns[c];
                bool known = false;
                for (size_t k = 0; k < t->members->n_columns; k++)
                    known |= text_same(t->members->columns[k].name, name);
                size_t question = known ? NONE : weighting_question(r->d, t->type, name);
                if (question == NONE)
                    continue;
                const struct question *q = &r->d->questions[question];
                struct weigh_column *column = add_column(&t->questions, &t->n_questions, xstrdup(q->code), question);
                const struct scale *scale = &r->d->scales[q->scale];
                for (size_t o = 0; column && o < scale->n_options; o++)
                    dictionary_add(column->labels, scale->options[o].code, strlen(scale->options[o].code), NULL);
            }
}

/* The class of each stratum of T that a member is of. */
static void find_classes(struct weigh_table *t,
                         uint32_t (*class_for)(void *to, size_t type, size_t group, const char *stratum), void *to)
{
    const struct weigh_column *stratum = &t->members->columns[0];
    size_t n = dictionary_size(stratum->labels) + 1;
    t->class_of = xcalloc(n, sizeof *t->class_of);
    bool *known = xcalloc(n, sizeof *known);
    for (size_t i = 0; i < dictionary_size(t->members->ids); i++) {
        uint32_t code = stratum->code[i];
        if (!known[code])
            t->class_of[code] = class_for(to, t->type, t->group, weigh_label(stratum, code));
        known[code] = true;
    }
    free(known);
}

struct weigh_recipe *weigh_recipe_new(struct store *store, const struct definition *d,
                                      const struct weighting *weighting,
                                      uint32_t (*class_for)(void *to, size_t type, size_t group, const char *stratum),
                                      void *to, struct error *err)
{
    struct weigh_recipe *r = xcalloc(1, sizeof *r);
    *r = (struct weigh_recipe){.d = d, .weighting = weighting, .path = store_path(store)};
    r->members = xcalloc(d->n_groups + 1, sizeof *r->members);
    r->tables = xcalloc(d->n_ballot_types * d->n_groups + 1, sizeof *r->tables);
    bool ok = true;
    for (size_t g = 0; ok && g < d->n_groups; g++) {
        struct weigh_members *m = &r->members[g];
        bool is_for = false;
        for (size_t i = 0; d->groups[g].via != VIA_SIPAS && i < weighting->n; i++)
            is_for |= weighting_is_for(&weighting->rows[i], g);
        if (!is_for)
            continue;
        m->ids = dictionary_new();
        find_plans(r, store, g);
        ok = read_members(r, store, g, err) && count_plans(r, store, g, err);
        for (size_t type = 0; ok && type < d->n_ballot_types; type++)
            for (size_t k = 0; k < d->ballot_types[type].n_groups; k++) {
                if (d->ballot_types[type].groups[k] != g)
                    continue;
                struct weigh_table *t = weigh_table_of(r, type, g);
                *t = (struct weigh_table){.type = type, .group = g, .members = m};
                find_questions(r, t);
                for (size_t i = 0; i < dictionary_size(m->ids); i++)
                    add_row(t, (uint32_t)i);
                find_classes(t, class_for, to);
            }
    }
    if (ok)
        return r;
    weigh_recipe_free(r);
    return NULL;
}

/* --- ballots ------------------------------------------------------------------------------------ */

void weigh_recipe_note(struct weigh_recipe *r, const struct ballot *b, bool ineligible, size_t number)
{
    struct weigh_table *t = weigh_table_of(r, b->type, b->group);
    if (!t->members)
        return;
    t->n_pool += b->counts && *b->pool;
    size_t i = b->member ? dictionary_find(t->members->ids, b->member) : SIZE_MAX;
    if (i == SIZE_MAX)
        return;
    t->seen[i] = true;
    t->out[i] = ineligible;
    if (!b->counts)
        return;
    size_t row = t->ballot[i] == NONE ? i : add_row(t, (uint32_t)i);
    t->seen[row] = true;
    t->ballot[row] = number;
    t->n_valid++;
    for (size_t q = 0; q < t->n_questions; q++) {
        const struct question *question = &r->d->questions[t->questions[q].question];
        uint8_t mark = b->cells[ballot_once_cell(r->d, b->type, b->n_units, question->place)];
        t->questions[q].code[row] = mark <= dictionary_size(t->questions[q].labels) ? mark : 0;
    }
}
