/* The answers of a row, into the cells of its ballot. */
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/import.h"
#include "importers/readers/cell.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

static void keep_text(struct import *m, struct entry *g, size_t cell, const char *value)
{
    for (size_t i = g->last_text; i != NONE; i = m->texts[i].before)
        if (m->texts[i].cell == cell && !strcmp(m->texts[i].value, value))
            return;
    m->texts = grow(m->texts, &m->texts_room, m->n_texts + 1, sizeof *m->texts);
    m->texts[m->n_texts] = (struct text_answer){g->ballot, cell, g->last_text, 0, xstrdup(value)};
    g->last_text = m->n_texts++;
}

static void read_option(struct import *m, const struct row *row, size_t column, const char *text, size_t length,
                        const struct slot *slot, uint8_t *cell)
{
    const struct option_words *words = &m->scales[slot->scale];
    unsigned char first = (unsigned char)text[0];
    int mark =
        length == 1 && first < 128 && words->by_byte[first] ? words->by_byte[first] : option_mark(words, text, length);
    if (mark >= 0) {
        *cell = (uint8_t)mark;
        return;
    }
    char *expected = option_codes(&m->d->scales[slot->scale]);
    issues_add(m->issues, FAULT, "F411", row_place(row, column),
               _("question \"%s\" has \"%s\", which is not on its scale; expected %s, ? or *"),
               m->d->questions[slot->question].code, text, expected);
    free(expected);
    *cell = MARK_UNREADABLE;
}

static bool read_number(struct import *m, const struct row *row, size_t column, const char *text, size_t question,
                        char plain[NUMBER_TEXT])
{
    enum number_reading reading = cell_plain(row, column, true, plain, m->issues);
    if (reading == NUMBER_NOT)
        issues_add(m->issues, FAULT, "F411", row_place(row, column), _("question \"%s\" has \"%s\"; expected a number"),
                   m->d->questions[question].code, text);
    return reading == NUMBER_READ;
}

static void read_written(struct import *m, const struct row *row, size_t column, const char *text,
                         const struct slot *slot, struct entry *g)
{
    uint8_t *cell = &g->cells[slot->cell];
    char plain[NUMBER_TEXT];
    *cell = 1;
    if (!strcmp(text, "?")) {
        *cell = MARK_UNREADABLE;
    } else if (!strcmp(text, "*")) {
        *cell = MARK_MULTIPLE;
    } else if (slot->kind == SLOT_TEXT) {
        keep_text(m, g, slot->cell, text);
    } else if (read_number(m, row, column, text, slot->question, plain)) {
        size_t n = strlen(plain); /* 1998.00 is 1998 */
        while (strchr(plain, '.') && !strpbrk(plain, "eE") && (plain[n - 1] == '0' || plain[n - 1] == '.'))
            plain[--n] = '\0';
        keep_text(m, g, slot->cell, plain);
    }
}

/* TEXT stands where nothing is asked. */
static void refuse(struct import *m, const struct row *row, size_t column, const char *text, const struct slot *slot,
                   const char *name, const struct entry *g)
{
    const struct ballot_type *t = &m->d->ballot_types[m->issued.ballots[g->ballot].type];
    struct place place = row_place(row, column);
    switch (slot->kind) {
    case SLOT_UNKNOWN: /* said of the header */
        break;
    case SLOT_NO_QUESTION:
        issues_add(m->issues, FAULT, "F416", place,
                   _("column \"%s\" is no question of ballot type \"%s\"; expected an empty cell, not \"%s\""), name,
                   t->code, text);
        break;
    case SLOT_NO_UNIT:
        issues_add(m->issues, FAULT, "F417", place,
                   _("column \"%s\" does not say which of the %zu units it is about; expected %s.UNIT"), name,
                   register_n_units(&m->issued, g->ballot), m->d->questions[slot->question].code);
        break;
    case SLOT_NOT_LISTED:
        issues_add(m->issues, FAULT, "F409", place, _("unit \"%s\" is not in the list of this serial"),
                   m->d->units[slot->unit].code);
        break;
    default:
        issues_add(m->issues, FAULT, "F416", place,
                   _("question \"%s\" is not asked about this unit; expected an empty cell, not \"%s\""),
                   m->d->questions[slot->question].code, text);
    }
}

void cell_read(struct import *m, const struct sheet_import *s, const struct row *row, size_t column, const char *text,
               size_t length, const struct slot *slot, struct entry *g)
{
    g->n_answers++;
    if (slot->kind > SLOT_TEXT) {
        refuse(m, row, column, text, slot, s->columns.header.words[column], g);
        return;
    }
    uint8_t *cell = &g->cells[slot->cell], before = *cell;
    size_t last_text = g->last_text;
    if (slot->kind == SLOT_OPTION)
        read_option(m, row, column, text, length, slot, cell);
    else
        read_written(m, row, column, text, slot, g);
    /* What is asked once may stand in every row of a ballot, but always the same. */
    if (s->columns.layout != LAYOUT_BALLOTS && before != NOT_GIVEN && before != MARK_BLANK &&
        before != MARK_NOT_ASKED && (*cell != before || g->last_text != last_text))
        issues_add(m->issues, FAULT, "F423", row_place(row, column),
                   _("column \"%s\" has \"%s\" here and something else in an earlier row of this ballot; expected the "
                     "same or an empty cell"),
                   s->columns.header.words[column], text);
}

void cells_read(struct import *m, const struct sheet_import *s, const struct row *row,
                const struct placement *placement, struct entry *g)
{
    const struct ballot_columns *c = &s->columns;
    for (size_t i = 0; i < c->n; i++) {
        size_t column = c->at[i], length = column < row->n_cells ? row->cells[column].length : 0;
        const struct slot *slot = &placement->slots[i];
        if (!length) {
            if (slot->kind <= SLOT_TEXT && g->cells[slot->cell] == NOT_GIVEN)
                g->cells[slot->cell] = MARK_BLANK;
            continue;
        }
        const char *text = row->cells[column].text;
        const char *means = c->answers && c->answers[i] ? map_answers_find(c->answers[i], text) : NULL;
        if (means) {
            text = means;
            length = strlen(means);
        }
        if (!length) { /* what the map says is blank */
            if (slot->kind <= SLOT_TEXT)
                g->cells[slot->cell] = MARK_BLANK;
            continue;
        }
        cell_read(m, s, row, column, text, length, slot, g);
    }
}

/* --- rows without a ballot ------------------------------------------------------------- */

static void check_answer(struct import *m, const struct row *row, size_t column, const char *text, size_t question)
{
    const struct question *q = &m->d->questions[question];
    struct slot slot = {.question = (uint32_t)question, .scale = (uint16_t)q->scale};
    uint8_t cell;
    char plain[NUMBER_TEXT];
    if (q->kind == KIND_OPTION)
        read_option(m, row, column, text, strlen(text), &slot, &cell);
    else if (q->kind == KIND_NUMBER && strcmp(text, "?") != 0 && strcmp(text, "*") != 0)
        read_number(m, row, column, text, question, plain);
}

/* The question that answer column I, or without one NAME, asks on ballots of TYPE; where that is NONE, of the only type
 * that asks it. */
static size_t find_question(struct import *m, const struct ballot_columns *c, size_t type, size_t i, const char *name)
{
    size_t question = NONE, n = 0;
    for (size_t t = 0; t < m->d->n_ballot_types; t++) {
        if (type != NONE && type != t)
            continue;
        size_t q = i != NONE ? c->asked[t * c->n + i].question : ballot_columns_find(m->d, t, name).question;
        if (q == NONE && i == NONE)
            q = ballot_names_question(&m->names, t, name);
        if (q == NONE)
            continue;
        question = q;
        n++;
    }
    return n == 1 ? question : NONE;
}

void cells_check(struct import *m, const struct sheet_import *s, const struct row *row, size_t ballot)
{
    const struct ballot_columns *c = &s->columns;
    const char *said = ballot_field(c, row, B_TYPE);
    size_t type = ballot != NONE     ? m->issued.ballots[ballot].type
                  : *said            ? definition_type(m->d, said)
                  : m->options->type ? definition_type(m->d, m->options->type)
                                     : NONE;
    for (size_t i = 0; i < c->n; i++) {
        const char *text = row_text(row, c->at[i]),
                   *means = c->answers && c->answers[i] ? map_answers_find(c->answers[i], text) : NULL;
        size_t question = *text ? find_question(m, c, type, i, NULL) : NONE;
        text = means ? means : text;
        if (*text && question != NONE)
            check_answer(m, row, c->at[i], text, question);
    }
    const char *answer = ballot_field(c, row, B_ANSWER);
    if (c->layout != LAYOUT_ANSWERS || !*answer)
        return;
    size_t question = find_question(m, c, type, NONE, ballot_field(c, row, B_QUESTION));
    if (question != NONE)
        check_answer(m, row, c->field[B_ANSWER], answer, question);
}

bool cells_are_all_there(struct import *m, const struct sheet_import *s, const struct row *row,
                         const struct placement *placement)
{
    const struct ballot_columns *c = &s->columns;
    if (!row->n_given || row->n_given >= c->header.n_cells)
        return true;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < c->n; i++)
        if (c->at[i] >= row->n_given && placement->slots[i].kind <= SLOT_TEXT && c->at[i] < first)
            first = c->at[i];
    if (first == SIZE_MAX)
        return true;
    issues_add(m->issues, FAULT, "F422", row_place(row, row->n_given),
               _("the line has %zu cells and ends before column \"%s\"; expected %zu"), row->n_given,
               c->header.words[first], c->header.n_cells);
    return false;
}

size_t cell_question(const struct import *m, size_t ballot, size_t cell)
{
    const struct ballot_type *t = &m->d->ballot_types[m->issued.ballots[ballot].type];
    size_t per_unit = register_n_units(&m->issued, ballot) * t->n_unit_questions;
    return cell < per_unit ? t->unit_questions[cell % t->n_unit_questions] : t->ballot_questions[cell - per_unit];
}

char *cell_words(const struct import *m, size_t ballot, size_t cell)
{
    const struct ballot_type *t = &m->d->ballot_types[m->issued.ballots[ballot].type];
    const char *question = m->d->questions[cell_question(m, ballot, cell)].code;
    if (cell >= register_n_units(&m->issued, ballot) * t->n_unit_questions)
        return xstrdup(question);
    return xasprintf("%s.%s", question,
                     m->d->units[register_units(&m->issued, ballot)[cell / t->n_unit_questions]].code);
}

void say_missing(struct import *m, struct sheet_import *s, struct place place, size_t ballot, size_t cell)
{
    size_t type = m->issued.ballots[ballot].type;
    const struct ballot_type *t = &m->d->ballot_types[type];
    size_t per_unit = register_n_units(&m->issued, ballot) * t->n_unit_questions;
    if (s->reported[type])
        return;
    s->reported[type] = true;
    size_t question = cell_question(m, ballot, cell);
    if (cell >= per_unit || s->columns.layout == LAYOUT_UNITS)
        issues_add(m->issues, FAULT, "F418", place,
                   _("the file has no column for question \"%s\", which ballot type \"%s\" asks"),
                   m->d->questions[question].code, t->code);
    else
        issues_add(m->issues, FAULT, "F418", place,
                   _("the file has no column for question \"%s\" about unit \"%s\", which ballot type \"%s\" asks"),
                   m->d->questions[question].code,
                   m->d->units[register_units(&m->issued, ballot)[cell / t->n_unit_questions]].code, t->code);
}
