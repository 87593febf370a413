#include "scoring/points/weigh_recipe.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/weigh_table.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/frame.h"

/* Found not to be of the population when a reserve took their place. */
static const char sql_people[] = "SELECT count(*) FROM frame WHERE \"group\" = :group";
static const char sql_lost[] =
    "SELECT replaces FROM release WHERE disposition = 'ineligible' AND \"group\" = :group ORDER BY replaces";

struct weigh_recipe {
    struct store *store;
    const struct definition *d;
    const struct weighting *weighting;
    struct weigh_members *members; /* [group]; ids NULL where there are no steps */
    struct weigh_table *tables;    /* [type * n_groups + group]; members NULL where there is none */
    struct weigh_table **at;       /* [valid]: the table of each valid ballot, and the row */
    size_t *row_of;
    size_t n_valid, room_at, room_row, room_steps;
    struct weigh_step *steps;
    size_t n_steps;
};

bool weigh_recipe_is_for(const struct weigh_recipe *r, size_t group)
{
    return r->members[group].ids != NULL;
}

/* --- members ----------------------------------------------------------------------------------- */

static void add_column(struct weigh_members *members, char *name)
{
    members->columns = xreallocarray(members->columns, members->n_columns + 1, sizeof *members->columns);
    members->columns[members->n_columns++] =
        (struct weigh_column){.name = name, .labels = dictionary_new(), .question = NONE};
}

/* The columns of the frame that the steps of GROUP name, each once. */
static void find_columns(const struct weigh_recipe *r, size_t group, struct weigh_members *members)
{
    add_column(members, xstrdup(""));
    for (size_t i = 0; i < r->weighting->n; i++) {
        size_t n;
        const struct weighting_row *row = &r->weighting->rows[i];
        struct weighting_variable *variables = weighting_split(row->variables, &n);
        for (size_t v = 0; weighting_is_for(row, group) && v < n; v++)
            for (size_t c = 0; c < variables[v].n_columns; c++) {
                char *name = weighting_frame_column(r->store, variables[v].columns[c]);
                bool known = !name;
                for (size_t k = 1; !known && k < members->n_columns; k++)
                    known = !strcmp(members->columns[k].name, name);
                if (known)
                    free(name);
                else
                    add_column(members, name);
            }
        weighting_split_free(variables, n);
    }
}

static uint32_t label_code(struct dictionary *labels, const char *label)
{
    return *label ? (uint32_t)dictionary_add(labels, label, strlen(label), NULL) + 1 : 0;
}

/* Does some step of GROUP take totals from the frame? */
static bool needs_frame(const struct weigh_recipe *r, size_t group)
{
    for (size_t i = 0; i < r->weighting->n; i++) {
        const struct weighting_row *row = &r->weighting->rows[i];
        if (weighting_is_for(row, group) && weighting_has_totals(row) && strcmp(row->totals, "margins") != 0)
            return true;
    }
    return false;
}

/* One of the frame, number PERSON. */
static void add_person(struct weigh_members *m, struct query *q, size_t person)
{
    for (size_t c = 1; c < m->n_columns; c++) {
        struct weigh_column *column = &m->columns[c];
        column->code_of_all = grow(column->code_of_all, &column->room_all, person + 1, sizeof *column->code_of_all);
        column->code_of_all[person] = label_code(column->all_labels, query_get_str(q, 3 + (int)c));
    }
}

static void add_member(struct weigh_members *m, struct query *q)
{
    size_t i = dictionary_add(m->ids, query_get_str(q, 0), strlen(query_get_str(q, 0)), NULL);
    m->probability = grow(m->probability, &m->probability_room, i + 1, sizeof *m->probability);
    m->replaced = grow(m->replaced, &m->room, i + 1, sizeof *m->replaced);
    m->probability[i] = query_get_real(q, 2);
    m->replaced[i] = false;
    for (size_t c = 0; c < m->n_columns; c++) {
        struct weigh_column *column = &m->columns[c];
        column->code = grow(column->code, &column->room, i + 1, sizeof *column->code);
        column->code[i] = label_code(column->labels, query_get_str(q, 3 + (int)c));
    }
}

static bool read_members(const struct weigh_recipe *r, size_t group, struct error *err)
{
    struct weigh_members *m = &r->members[group];
    m->ids = dictionary_new();
    find_columns(r, group, m);
    char *list = xstrdup("s.stratum");
    for (size_t c = 1; c < m->n_columns; c++) {
        char *one = frame_expression(m->columns[c].name), *longer = xasprintf("%s, %s", list, one);
        free(one);
        free(list);
        list = longer;
    }
    bool all = needs_frame(r, group);
    for (size_t c = 1; all && c < m->n_columns; c++)
        m->columns[c].all_labels = dictionary_new();
    char *sql =
        xasprintf("SELECT s.i, s.role = 'selected' OR EXISTS (SELECT 1 FROM release r WHERE r.\"group\" = s.g"
                  " AND r.id = s.i), s.probability, %s FROM frame %s JOIN (SELECT \"group\" AS g, id AS i, role,"
                  " stratum, probability FROM sample) s ON s.g = \"group\" AND s.i = id"
                  " WHERE \"group\" = :group ORDER BY id",
                  list, all ? "LEFT" : "");
    struct query *q = query_new(r->store, sql);
    query_text(q, ":group", r->d->groups[group].code);
    for (size_t person = 0; query_next(q); person++) {
        if (all)
            add_person(m, q, person);
        if (query_get_int(q, 1))
            add_member(m, q);
    }
    bool ok = query_end(q, err);
    free(sql);
    free(list);
    q = query_new(r->store, sql_lost);
    query_text(q, ":group", r->d->groups[group].code);
    while (query_next(q)) {
        size_t i = dictionary_find(m->ids, query_get_str(q, 0));
        if (i != SIZE_MAX)
            m->replaced[i] = true;
    }
    ok = query_end(q, err) && ok;
    q = query_new(r->store, sql_people);
    query_text(q, ":group", r->d->groups[group].code);
    m->people = query_next(q) ? query_get_int(q, 0) : 0;
    return query_end(q, err) && ok;
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
    for (size_t i = 0; i < r->weighting->n; i++) {
        size_t n;
        const struct weighting_row *row = &r->weighting->rows[i];
        struct weighting_variable *variables = weighting_split(row->variables, &n);
        for (size_t v = 0; weighting_is_for(row, t->group) && v < n; v++)
            for (size_t c = 0; c < variables[v].n_columns; c++) {
                char *name = weighting_frame_column(r->store, variables[v].columns[c]);
                size_t question = name ? NONE : weighting_question(r->d, t->type, variables[v].columns[c]);
                free(name);
                for (size_t k = 0; k < t->n_questions; k++)
                    question = t->questions[k].question == question ? NONE : question;
                if (question == NONE)
                    continue;
                t->questions = xreallocarray(t->questions, t->n_questions + 1, sizeof *t->questions);
                struct weigh_column *column = &t->questions[t->n_questions++];
                *column = (struct weigh_column){
                    .name = xstrdup(r->d->questions[question].code), .labels = dictionary_new(), .question = question};
                const struct scale *scale = &r->d->scales[r->d->questions[question].scale];
                for (size_t o = 0; o < scale->n_options; o++)
                    dictionary_add(column->labels, scale->options[o].code, strlen(scale->options[o].code), NULL);
            }
        weighting_split_free(variables, n);
    }
}

static void make_table(const struct weigh_recipe *r, size_t type, size_t group)
{
    struct weigh_table *t = &r->tables[type * r->d->n_groups + group];
    *t = (struct weigh_table){.type = type, .group = group, .members = &r->members[group]};
    find_questions(r, t);
    for (size_t i = 0; i < dictionary_size(t->members->ids); i++)
        add_row(t, (uint32_t)i);
}

struct weigh_recipe *weigh_recipe_new(struct store *store, const struct definition *d,
                                      const struct weighting *weighting, struct error *err)
{
    struct weigh_recipe *r = xcalloc(1, sizeof *r);
    *r = (struct weigh_recipe){.store = store, .d = d, .weighting = weighting};
    r->members = xcalloc(d->n_groups + 1, sizeof *r->members);
    r->tables = xcalloc(d->n_ballot_types * d->n_groups + 1, sizeof *r->tables);
    bool ok = true;
    for (size_t g = 0; ok && g < d->n_groups; g++) {
        bool is_for = false;
        for (size_t i = 0; d->groups[g].via != VIA_SIPAS && i < weighting->n; i++)
            is_for |= weighting_is_for(&weighting->rows[i], g);
        ok = !is_for || read_members(r, g, err);
        for (size_t t = 0; ok && is_for && t < d->n_ballot_types; t++)
            for (size_t k = 0; k < d->ballot_types[t].n_groups; k++)
                if (d->ballot_types[t].groups[k] == g)
                    make_table(r, t, g);
    }
    if (ok)
        return r;
    weigh_recipe_free(r);
    return NULL;
}

static void release_columns(struct weigh_column *columns, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        free(columns[c].name);
        free(columns[c].code);
        free(columns[c].code_of_all);
        dictionary_free(columns[c].labels);
        if (columns[c].all_labels)
            dictionary_free(columns[c].all_labels);
    }
    free(columns);
}

void weigh_recipe_free(struct weigh_recipe *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->d->n_ballot_types * r->d->n_groups; i++) {
        struct weigh_table *t = &r->tables[i];
        recipe_trace_release(&t->trace, t->recipe.n);
        recipe_release(&t->recipe);
        release_columns(t->questions, t->n_questions);
        free(t->member);
        free(t->ballot);
        free(t->seen);
        free(t->out);
        free(t->w);
    }
    for (size_t g = 0; g < r->d->n_groups; g++) {
        dictionary_free(r->members[g].ids);
        free(r->members[g].probability);
        free(r->members[g].replaced);
        release_columns(r->members[g].columns, r->members[g].n_columns);
    }
    free(r->members);
    free(r->tables);
    free(r->at);
    free(r->row_of);
    free(r->steps);
    free(r);
}

/* --- ballots ------------------------------------------------------------------------------------ */

static void note_answers(const struct weigh_recipe *r, struct weigh_table *t, size_t row, const struct ballot *b)
{
    for (size_t q = 0; q < t->n_questions; q++) {
        const struct question *question = &r->d->questions[t->questions[q].question];
        uint8_t mark = b->cells[ballot_once_cell(r->d, b->type, b->n_units, question->place)];
        t->questions[q].code[row] = mark <= dictionary_size(t->questions[q].labels) ? mark : 0;
    }
}

void weigh_recipe_note(struct weigh_recipe *r, const struct ballot *b, bool ineligible, size_t valid)
{
    struct weigh_table *t = &r->tables[b->type * r->d->n_groups + b->group];
    if (b->counts) {
        r->at = grow(r->at, &r->room_at, valid + 1, sizeof(struct weigh_table *));
        r->row_of = grow(r->row_of, &r->room_row, valid + 1, sizeof *r->row_of);
        r->at[valid] = NULL;
        r->row_of[valid] = NONE;
        r->n_valid = valid + 1;
    }
    if (!t->members)
        return;
    t->n_pool += b->counts && *b->pool;
    size_t i = b->member ? dictionary_find(t->members->ids, b->member) : SIZE_MAX;
    if (i == SIZE_MAX)
        return;
    t->seen[i] = true;
    if (b->state == CUSTODY_VOID)
        return;
    t->out[i] = ineligible;
    if (!b->counts)
        return;
    size_t row = t->ballot[i] == NONE ? i : add_row(t, (uint32_t)i);
    t->seen[row] = true;
    t->ballot[row] = valid;
    note_answers(r, t, row, b);
    t->n_valid++;
}

/* Only those of the population are left; base weights. */
static void settle(struct weigh_recipe *r, struct weigh_table *t, struct weighing *weighing)
{
    size_t n = 0;
    t->w = xcalloc(t->n_rows + 1, sizeof *t->w);
    for (size_t i = 0; i < t->n_rows; i++) {
        uint32_t member = t->member[i];
        if (t->out[i] || (!t->seen[i] && t->members->replaced[member]))
            continue;
        const struct weigh_column *stratum = &t->members->columns[0];
        uint32_t code = stratum->code[member];
        t->w[n] = weigh_base(weighing, t->type, t->group, code ? dictionary_key(stratum->labels, code - 1) : "",
                             t->members->probability[member]);
        t->base += t->w[n];
        t->member[n] = member;
        t->ballot[n] = t->ballot[i];
        for (size_t q = 0; q < t->n_questions; q++)
            t->questions[q].code[n] = t->questions[q].code[i];
        if (t->ballot[n] != NONE) {
            r->at[t->ballot[n]] = t;
            r->row_of[t->ballot[n]] = n;
        }
        n++;
    }
    t->n_rows = n;
    /* By the frame, less those found not to belong. */
    size_t n_lost = dictionary_size(t->members->ids);
    bool *here = xcalloc(n_lost + 1, sizeof *here);
    for (size_t i = 0; i < n; i++)
        if (!here[t->member[i]]) {
            here[t->member[i]] = true;
            n_lost--;
        }
    free(here);
    t->eligible = (double)(t->members->people - (int64_t)n_lost);
}

/* --- steps --------------------------------------------------------------------------------------- */

static const struct weighting_row *row_of_step(const struct weigh_recipe *r, size_t group, size_t k, size_t *position)
{
    for (size_t i = 0; i < r->weighting->n; i++)
        if (weighting_is_for(&r->weighting->rows[i], group) && !k--) {
            *position = i + 1;
            return &r->weighting->rows[i];
        }
    return NULL;
}

static void warn_of_pool(const struct weigh_making *m, const struct weigh_table *t)
{
    if (t->n_pool)
        issues_add(
            m->issues, WARNING, "W812", weigh_place(m, &m->weighting->rows[0]),
            _("group \"%s\", ballot type \"%s\": %zu ballots of pools take no part in the recipe; no list says who "
              "filled them in"),
            m->d->groups[t->group].code, m->d->ballot_types[t->type].code, t->n_pool);
}

/* Those who did not answer: who stands for them? */
static void warn_of_missing(const struct weigh_making *m, const struct weigh_recipe *r, struct weigh_table *t)
{
    const struct weighting_row *row;
    size_t position;
    bool stands = false, totals = false;
    double answered = 0;
    for (size_t k = 0; (row = row_of_step(r, t->group, k, &position)); k++) {
        stands |= weighting_is_nonresponse(row);
        totals |= weighting_has_totals(row);
    }
    for (size_t i = 0; i < t->n_rows; i++) {
        answered += t->ballot[i] == NONE ? 0 : t->w[i];
        if (!stands && t->ballot[i] == NONE)
            t->w[i] = 0;
    }
    if (!stands && !totals && answered < t->base)
        issues_add(
            m->issues, WARNING, "W813", weigh_place(m, row_of_step(r, t->group, 0, &position)),
            _("group \"%s\", ballot type \"%s\": nobody stands for those who did not answer; the weights add up to "
              "%.10g of %.10g people; begin with a step nonresponse"),
            m->d->groups[t->group].code, m->d->ballot_types[t->type].code, answered, t->base);
}

/* Make all steps of T and take them one by one, with what AFTER each there is. */
static bool make_steps(const struct weigh_making *m, const struct weigh_recipe *r, struct weigh_table *t,
                       struct error *err)
{
    size_t position;
    const struct weighting_row *row;
    size_t n = 0;
    while (row_of_step(r, t->group, n, &position))
        n++;
    t->recipe.steps = xcalloc(n + 1, sizeof *t->recipe.steps);
    recipe_trace_init(&t->trace, n);
    size_t faults = issues_count(m->issues, FAULT);
    for (size_t k = 0; k < n; k++) {
        row = row_of_step(r, t->group, k, &position);
        if (!weigh_make_step(m, t, row, &t->recipe.steps[t->recipe.n], err) && err->code != E_NONE)
            return false;
        t->recipe.n++;
    }
    return issues_count(m->issues, FAULT) == faults;
}

static bool take_step(const struct weigh_making *m, const struct weigh_recipe *r, struct weigh_table *t, size_t k)
{
    struct error local = {0};
    size_t position;
    const struct weighting_row *row = row_of_step(r, t->group, k, &position);
    const char *group = m->d->groups[t->group].code, *type = m->d->ballot_types[t->type].code;
    if (!recipe_step(&t->recipe, k, t->n_rows, t->w, &t->trace, &local)) {
        issues_add(m->issues, FAULT, "F815", weigh_place(m, row), _("group \"%s\", ballot type \"%s\": %s"), group,
                   type, local.text);
        return false;
    }
    struct weight_health h = weight_health(t->w, t->n_rows);
    if (h.n_negative)
        issues_add(m->issues, WARNING, "W814", weigh_place(m, row),
                   _("group \"%s\", ballot type \"%s\": %zu weights are negative, the lowest %.6g; method raking or "
                     "bounds keep them above 0"),
                   group, type, h.n_negative, h.min);
    return true;
}

/* The weights of all ballots of GROUP after step K of its tables, into STEP. */
static void describe_step(const struct weigh_recipe *r, struct weighing *weighing, size_t group, size_t k,
                          struct weigh_step *step)
{
    double *w = xcalloc(weighing->n_valid + 1, sizeof *w);
    size_t n = 0, n_tables = 0;
    for (size_t t = 0; t < r->d->n_ballot_types; t++)
        n_tables += r->tables[t * r->d->n_groups + group].recipe.n > 0;
    const struct weighting_row *row = row_of_step(r, group, k, &step->recipe);
    step->group = group;
    step->step = (int)k + 2;
    step->name = step_names[0];
    for (size_t s = 0; s < N_STEPS; s++)
        if (!strcmp(step_names[s], row->step))
            step->name = step_names[s];
    step->misfit = NAN;
    for (size_t t = 0; t < r->d->n_ballot_types; t++) {
        const struct weigh_table *table = &r->tables[t * r->d->n_groups + group];
        if (!table->recipe.n)
            continue;
        for (size_t i = 0; i < table->n_rows; i++)
            if (table->w[i] != 0)
                w[n++] = table->w[i];
        char term[120];
        double misfit = recipe_misfit(&table->recipe, k + 1, table->w, table->n_rows, term, sizeof term);
        if (isnan(misfit) || misfit <= step->misfit)
            continue;
        step->misfit = misfit;
        snprintf(step->misfit_at, sizeof step->misfit_at, "%s%s%s", n_tables > 1 ? r->d->ballot_types[t].code : "",
                 n_tables > 1 ? " " : "", term);
    }
    for (size_t i = 0; i < weighing->n_valid; i++) {
        const struct class *c = &weighing->classes[weighing->class_of[i]];
        if (c->group == group && r->row_of[i] == NONE && !isnan(c->base))
            w[n++] = c->base * c->factor; /* of a pool */
    }
    step->health = weight_health(w, n);
    free(w);
}

static bool run_group(struct weigh_recipe *r, const struct weigh_making *m, struct weighing *weighing, size_t group,
                      struct error *err)
{
    bool ok = true;
    size_t n = 0, position, first = r->n_steps;
    for (size_t type = 0; type < r->d->n_ballot_types; type++) {
        struct weigh_table *t = &r->tables[type * r->d->n_groups + group];
        if (!t->members)
            continue;
        settle(r, t, weighing);
        warn_of_pool(m, t);
        if (!t->n_valid)
            continue;
        warn_of_missing(m, r, t);
        ok = make_steps(m, r, t, err) && ok;
        if (err->code != E_NONE)
            return false;
    }
    while (row_of_step(r, group, n, &position))
        n++;
    for (size_t k = 0; ok && k < n; k++) {
        bool any = false;
        for (size_t type = 0; type < r->d->n_ballot_types; type++) {
            struct weigh_table *t = &r->tables[type * r->d->n_groups + group];
            any |= t->recipe.n > 0;
            ok = (!t->recipe.n || take_step(m, r, t, k)) && ok;
        }
        if (!ok || !any)
            break;
        r->steps = grow(r->steps, &r->room_steps, r->n_steps + 1, sizeof *r->steps);
        r->steps[r->n_steps] = (struct weigh_step){.misfit = NAN};
        describe_step(r, weighing, group, k, &r->steps[r->n_steps++]);
    }
    if (!ok)
        r->n_steps = first;
    return ok;
}

bool weigh_recipe_run(struct weigh_recipe *r, struct weighing *weighing, double *final, struct issues *issues,
                      struct error *err)
{
    struct weigh_making m = {r->store, r->d, r->weighting, issues};
    bool ok = true;
    for (size_t g = 0; g < r->d->n_groups; g++) {
        if (weigh_recipe_is_for(r, g))
            ok = run_group(r, &m, weighing, g, err) && ok;
        if (err->code != E_NONE)
            return false;
    }
    for (size_t i = 0; ok && i < r->n_valid; i++)
        if (r->at[i])
            final[i] = r->at[i]->w[r->row_of[i]];
    return ok;
}

const struct weigh_step *weigh_recipe_steps(const struct weigh_recipe *r, size_t *n)
{
    *n = r->n_steps;
    return r->steps;
}

const struct projection_record *weigh_recipe_records(const struct weigh_recipe *r, size_t type, size_t group,
                                                     size_t *n_records, size_t *n_rows)
{
    const struct weigh_table *t = &r->tables[type * r->d->n_groups + group];
    *n_records = t->trace.n_records;
    *n_rows = t->n_rows;
    return t->trace.records;
}

size_t weigh_recipe_row(const struct weigh_recipe *r, size_t valid)
{
    return r->row_of[valid];
}
