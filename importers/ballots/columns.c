#include "importers/ballots/columns.h"

#include <stdlib.h>
#include <string.h>

#include "importers/words/names.h"
#include "importers/words/own_form.h"
#include "importers/words/programs.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/form_names.h"

const char *const layout_names[N_LAYOUTS] = {
    [LAYOUT_BALLOTS] = "ballots",
    [LAYOUT_UNITS] = "units",
    [LAYOUT_ANSWERS] = "answers",
};

struct asked ballot_columns_find(const struct definition *d, size_t type, const char *name)
{
    struct asked asked = {NONE, NONE};
    char *code = ballot_names_code(name, strlen(name));
    asked.question = definition_question(d, type, code);
    /* A code may have dots itself: split at any. */
    for (const char *dot = strchr(name, '.'); asked.question == NONE && dot; dot = strchr(dot + 1, '.')) {
        char *question = ballot_names_code(name, (size_t)(dot - name));
        size_t q = definition_question(d, type, question);
        size_t u = q == NONE ? NONE : definition_called(d, T_UNITS, dot + 1);
        if (u != NONE && !d->questions[q].per_ballot)
            asked = (struct asked){q, u};
        free(question);
    }
    free(code);
    return asked;
}

static struct place header_place(const struct ballot_columns *c, struct reader *reader, size_t column)
{
    struct place place = reader_place(reader);
    place.line = c->header.line;
    place.column = column == SIZE_MAX ? 0 : column + 1;
    return place;
}

/* Two columns must not ask the same of one type. */
static void check_twice(const struct ballot_columns *c, const struct definition *d, struct reader *reader,
                        struct issues *issues)
{
    for (size_t t = 0; t < d->n_ballot_types; t++)
        for (size_t i = 0; i < c->n; i++)
            for (size_t j = 0; j < i; j++) {
                const struct asked *a = &c->asked[i * d->n_ballot_types + t], *b = &c->asked[j * d->n_ballot_types + t];
                if (a->question == NONE || a->question != b->question || a->unit != b->unit)
                    continue;
                issues_add(issues, FAULT, "F402", header_place(c, reader, c->at[i]),
                           _("columns \"%s\" and \"%s\" ask the same"), c->names[j], c->names[i]);
                return;
            }
}

/* --- by their names ---------------------------------------------------------------- */

static bool is_asked(const struct definition *d, const char *name)
{
    for (size_t t = 0; t < d->n_ballot_types; t++)
        if (ballot_columns_find(d, t, name).question != NONE)
            return true;
    return false;
}

/* Of a header of two rows: a question under its unit, or a unit under its question, is question.unit. */
static void join_above(const struct definition *d, const struct header *header, struct extra_column *extra)
{
    const char *above = header->above[extra->column];
    if (!*above)
        return;
    for (int turned = 0; turned < 2; turned++) {
        char *joined = turned ? xasprintf("%s.%s", above, extra->name) : xasprintf("%s.%s", extra->name, above);
        if (is_asked(d, joined)) {
            free(extra->name);
            extra->name = joined;
            return;
        }
        free(joined);
    }
}

/* Columns that are not known by their codes: those of a form of ours, and in its export those of the program, which
 * are passed over or fields.  What is left is a fault, and so is what names people. */
static void find_own_form(struct ballot_columns *c, const struct definition *d)
{
    static const char people[] = "email|email address|địa chỉ email|username|tên người dùng|name|tên|họ tên|họ và tên";
    size_t serial = c->field[B_SERIAL];
    struct own_form *form = NULL;
    bool any = serial != SIZE_MAX && !strcmp(c->header.words[serial], FORM_SERIAL_NAME);
    for (size_t i = 0; i < c->n; i++) {
        if (!c->known[i] && !form)
            form = own_form_new(d);
        for (size_t t = 0; !c->known[i] && t < d->n_ballot_types; t++) {
            struct asked *asked = &c->asked[i * d->n_ballot_types + t];
            any = own_form_find(form, t, c->names[i], &asked->question, &asked->unit) || any;
        }
        for (size_t t = 0; t < d->n_ballot_types; t++)
            c->known[i] = c->known[i] || c->asked[i * d->n_ballot_types + t].question != NONE;
    }
    own_form_free(form);
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        enum ballot_field field = N_BALLOT_FIELDS;
        bool ignored = false;
        if (any && !c->known[i] && !text_list_has(people, "|", c->names[i]))
            (void)program_field(c->names[i], &field, &ignored);
        if (field < N_BALLOT_FIELDS && c->field[field] == SIZE_MAX) {
            c->field[field] = c->at[i];
        } else if (!ignored) {
            c->at[n] = c->at[i];
            c->names[n] = c->names[i];
            c->known[n] = c->known[i];
            memmove(&c->asked[n * d->n_ballot_types], &c->asked[i * d->n_ballot_types],
                    d->n_ballot_types * sizeof *c->asked);
            n++;
        }
    }
    c->n = n;
}

static bool read_names(struct ballot_columns *c, struct reader *reader, const struct definition *d,
                       struct issues *issues, struct error *err)
{
    unsigned flags = HEADER_EXTRA | HEADER_EXACT | HEADER_FORM | (reader_is_ours(reader) ? HEADER_TITLED : 0);
    if (!header_read(reader, ballot_fields, N_BALLOT_FIELDS, flags, &c->header, err))
        return false;
    memcpy(c->field, c->header.at, sizeof c->field);
    size_t n = c->header.n_extra, left_out = 0;
    c->at = xcalloc(n, sizeof *c->at);
    c->names = xcalloc(n, sizeof *c->names);
    for (size_t i = 0; i < n; i++) {
        struct extra_column *extra = &c->header.extra[i];
        join_above(d, &c->header, extra);
        if (header_counts_rows(extra->name) && !is_asked(d, extra->name)) {
            left_out++;
            continue;
        }
        c->at[i - left_out] = extra->column;
        c->names[i - left_out] = extra->name;
    }
    c->n = n - left_out;
    c->known = xcalloc(c->n, sizeof *c->known);
    c->asked = xcalloc(c->n * d->n_ballot_types, sizeof *c->asked);
    for (size_t i = 0; i < c->n; i++) {
        for (size_t t = 0; t < d->n_ballot_types; t++) {
            struct asked *asked = &c->asked[i * d->n_ballot_types + t];
            *asked = ballot_columns_find(d, t, c->names[i]);
            c->known[i] = c->known[i] || asked->question != NONE;
        }
    }
    find_own_form(c, d);
    for (size_t i = 0; i < c->n; i++)
        if (!c->known[i])
            issues_add(
                issues, FAULT, "F401", header_place(c, reader, c->at[i]),
                _("column \"%s\" is no question of any ballot type; expected a question's code, or question.unit"),
                c->names[i]);
    return true;
}

/* --- by a map ------------------------------------------------------------------------ */

/* The column of the map that COLUMN of the header is: the first of that name that is not taken. */
static size_t find_mapped(const struct ballot_map *map, const char *name, const bool *taken)
{
    for (size_t i = 0; i < map->n_columns; i++)
        if (!taken[i] && ballot_map_same(map->columns[i].column, name))
            return i;
    return NONE;
}

/* A column that is there only to tell which rows are ballots. */
static bool map_has_rule(const struct ballot_map *map, const char *name)
{
    for (size_t i = 0; i < map->n_rules; i++)
        if (ballot_map_same(map->rules[i].column, name))
            return true;
    return false;
}

static void take_mapped(struct ballot_columns *c, size_t column, const char *name, const struct map_column *means,
                        const struct definition *d, struct reader *reader, struct issues *issues)
{
    if (means->field < N_BALLOT_FIELDS) {
        if (c->field[means->field] != SIZE_MAX)
            issues_add(issues, FAULT, "F402", header_place(c, reader, column),
                       _("columns \"%s\" and \"%s\" ask the same"), c->header.words[c->field[means->field]], name);
        c->field[means->field] = column;
        return;
    }
    c->at[c->n] = column;
    c->names[c->n] = name;
    c->known[c->n] = true;
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        struct asked asked = {definition_question(d, t, means->question), means->unit};
        c->asked[c->n * d->n_ballot_types + t] = asked;
    }
    c->answers[c->n++] = ballot_map_answers(c->map, means);
}

static bool read_mapped(struct ballot_columns *c, struct reader *reader, const struct definition *d,
                        struct issues *issues, struct error *err)
{
    const struct ballot_map *map = c->map;
    for (size_t f = 0; f < N_BALLOT_FIELDS; f++)
        c->field[f] = SIZE_MAX;
    if (!header_read(reader, NULL, 0, HEADER_EXTRA | HEADER_EXACT | HEADER_FORM, &c->header, err))
        return false;
    size_t room = c->header.n_extra;
    c->at = xcalloc(room, sizeof *c->at);
    c->names = xcalloc(room, sizeof *c->names);
    c->known = xcalloc(room, sizeof *c->known);
    c->asked = xcalloc(room * d->n_ballot_types, sizeof *c->asked);
    c->answers = xcalloc(room, sizeof *c->answers);
    bool *taken = xcalloc(map->n_columns, sizeof *taken);
    for (size_t i = 0; i < room; i++) {
        const struct extra_column *extra = &c->header.extra[i];
        size_t m = find_mapped(map, extra->name, taken);
        if (m == NONE && map_has_rule(map, extra->name))
            continue;
        if (m == NONE) {
            issues_add(issues, FAULT, "F427", header_place(c, reader, extra->column),
                       _("column \"%s\" is not in the map \"%s\"; expected a row for it, with `-` where it is not "
                         "wanted"),
                       extra->name, map->path);
            continue;
        }
        taken[m] = true;
        if (!map->columns[m].ignored)
            take_mapped(c, extra->column, extra->name, &map->columns[m], d, reader, issues);
    }
    for (size_t m = 0; m < map->n_columns; m++)
        if (!taken[m] && !map->columns[m].ignored)
            issues_add(issues, FAULT, "F426", header_place(c, reader, SIZE_MAX),
                       _("the map \"%s\" has a column \"%s\" in line %zu, which this file does not have"), map->path,
                       map->columns[m].column, map->columns[m].line);
    free(taken);
    if (c->field[B_SERIAL] == SIZE_MAX)
        issues_add(issues, FAULT, "F426", header_place(c, reader, SIZE_MAX),
                   _("the map \"%s\" does not say which column has the serial"), map->path);
    return true;
}

/* --- both ------------------------------------------------------------------------------ */

static void find_layout(struct ballot_columns *c, struct reader *reader, struct issues *issues)
{
    bool question = c->field[B_QUESTION] != SIZE_MAX, answer = c->field[B_ANSWER] != SIZE_MAX;
    c->layout = question && answer ? LAYOUT_ANSWERS : c->field[B_UNIT] != SIZE_MAX ? LAYOUT_UNITS : LAYOUT_BALLOTS;
    if (question != answer)
        issues_add(issues, FAULT, "F424", header_place(c, reader, c->field[question ? B_QUESTION : B_ANSWER]),
                   _("column \"%s\" stands without column \"%s\"; a file with a row per answer has both"),
                   question ? "question" : "answer", question ? "answer" : "question");
    if (c->layout == LAYOUT_ANSWERS && c->n)
        issues_add(issues, FAULT, "F424", header_place(c, reader, c->at[0]),
                   _("column \"%s\" is a question, but the file has a row per answer; expected one or the other"),
                   c->names[0]);
}

/* Columns of numbers, as a grid has several, say of one another which their decimal mark is (marks.h). */
static void declare_numbers(const struct ballot_columns *c, const struct definition *d)
{
    for (size_t i = 0; i < c->n; i++)
        for (size_t t = 0; t < d->n_ballot_types; t++) {
            size_t question = c->asked[i * d->n_ballot_types + t].question;
            if (question != NONE && d->questions[question].kind == KIND_NUMBER) {
                header_numbers(&c->header, c->at[i]);
                break;
            }
        }
}

bool ballot_columns_read(struct ballot_columns *c, struct reader *reader, const struct definition *d,
                         const struct ballot_map *map, struct issues *issues, struct error *err)
{
    *c = (struct ballot_columns){.map = map};
    if (!(map ? read_mapped(c, reader, d, issues, err) : read_names(c, reader, d, issues, err)))
        return false;
    find_layout(c, reader, issues);
    declare_numbers(c, d);
    check_twice(c, d, reader, issues);
    /* What is wrong with a column does not keep the rows from being looked at. */
    return c->field[B_SERIAL] != SIZE_MAX;
}

void ballot_columns_release(struct ballot_columns *c)
{
    for (size_t i = 0; c->answers && i < c->n; i++)
        map_answers_free(c->answers[i]);
    free(c->answers);
    free(c->at);
    free(c->names);
    free(c->known);
    free(c->asked);
    header_release(&c->header);
}

const char *ballot_field(const struct ballot_columns *c, const struct row *row, enum ballot_field field)
{
    return row_text(row, c->field[field]);
}

struct place ballot_field_place(const struct ballot_columns *c, const struct row *row, enum ballot_field field)
{
    return row_place(row, c->field[field]);
}
