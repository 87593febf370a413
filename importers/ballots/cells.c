#include <stdlib.h>
#include <string.h>

#include "importers/ballots/cells.h"
#include "importers/readers/cell.h"
#include "importers/words/missing.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

/* The number in COLUMN as its table says (marks.h), in PLAIN; where that cannot be told a fault was added.  What a map
 * gives in place of the cell speaks for itself. */
static enum number_reading read_number(const struct input *in, const struct row *row, size_t column, const char *text,
                                       char plain[NUMBER_TEXT])
{
    return text == row_text(row, column) ? cell_plain(row, column, CELL_AS_NUMBER, true, plain, in->issues)
                                         : NUMBER_NOT;
}

/* TEXT stands where the ballot has no cell. */
static void refuse(const struct input *in, const struct row *row, size_t column, const char *text,
                   const struct slot *slot, const char *name, struct entry *e)
{
    const struct ballot_type *t = &in->d->ballot_types[in->issued->ballots[e->ballot].type];
    struct place place = row_place(row, column);
    switch (slot->kind) {
    case SLOT_UNKNOWN: /* said of the header */
        break;
    case SLOT_NO_QUESTION:
        issues_add(in->issues, FAULT, "F416", place,
                   _("column \"%s\" is no question of ballot type \"%s\"; expected an empty cell, not \"%s\""), name,
                   t->code, text);
        break;
    case SLOT_NO_UNIT:
        issues_add(in->issues, FAULT, "F417", place,
                   _("column \"%s\" does not say which of the %zu units it is about; expected %s.UNIT"), name,
                   register_n_units(in->issued, e->ballot), in->d->questions[slot->question].code);
        break;
    case SLOT_NOT_LISTED:
        issues_add(in->issues, FAULT, "F409", place, _("unit \"%s\" is not in the list of this serial"),
                   in->d->units[slot->unit].code);
        break;
    }
    e->n_answers++;
    e->bad_answer = true;
}

void cell_read(const struct input *in, const struct sheet_input *s, const struct row *row, size_t column,
               const char *text, size_t length, const struct slot *slot, struct entry *e)
{
    if (slot->kind > SLOT_NOT_ASKED) {
        refuse(in, row, column, text, slot, s->columns.header.words[column], e);
        return;
    }
    if (slot->kind != SLOT_OPTION && is_missing_code(text) && text == row_text(row, column)) {
        issues_add(
            in->issues, FAULT, "F411", row_place(row, column),
            _("question \"%s\" has \"%s\", which stands for no answer; expected a map that says so, or an empty cell"),
            in->d->questions[slot->question].code, text);
        e->n_answers++;
        e->bad_answer = true;
        return;
    }
    uint8_t *cell = &e->cells[slot->cell], before = *cell, mark = 0;
    size_t last_text = e->last_text;
    char plain[NUMBER_TEXT];
    if (slot->kind == SLOT_OPTION && length == 1 && !(*text & 0x80))
        mark = in->scales[slot->scale].by_byte[(unsigned char)*text];
    enum number_reading number = slot->kind == SLOT_NUMBER ? read_number(in, row, column, text, plain) : NUMBER_NOT;
    if (!mark && number == NUMBER_NOT) {
        cell_take(in->intake, e, slot->cell, text, length, row_place(row, column), in->issues);
    } else {
        e->n_answers++;
        *cell = mark ? mark : 1;
        if (number == NUMBER_READ)
            cell_write(in->intake, e, slot->cell, plain);
    }
    /* What is asked once may stand in every row of a ballot, but always the same. */
    if (s->columns.layout != LAYOUT_BALLOTS && before != NOT_GIVEN && before != MARK_BLANK &&
        before != MARK_NOT_ASKED && (*cell != before || e->last_text != last_text))
        issues_add(in->issues, FAULT, "F423", row_place(row, column),
                   _("column \"%s\" has \"%s\" here and something else in an earlier row of this ballot; expected the "
                     "same or an empty cell"),
                   s->columns.header.words[column], text);
}

/* What stands for an option: the cell as it is shown, or the number it is where only that is on the scale (1 shown as
 * 1.00).  That it is a date is said. */
static const char *option_text(const struct input *in, const struct row *row, size_t column, const struct slot *slot)
{
    const struct cell *cell = &row->cells[column];
    if (cell->value && option_mark(&in->scales[slot->scale], cell->text, cell->length) < 0 &&
        option_mark(&in->scales[slot->scale], cell->value, strlen(cell->value)) >= 0)
        return cell->value;
    return cell_code(row, column, in->issues);
}

void cells_read(const struct input *in, const struct sheet_input *s, const struct row *row,
                const struct placement *placement, struct entry *e)
{
    const struct ballot_columns *c = &s->columns;
    for (size_t i = 0; i < c->n; i++) {
        size_t column = c->at[i], length = column < row->n_cells ? row->cells[column].length : 0;
        const struct slot *slot = &placement->slots[i];
        if (!length) {
            if (slot->kind <= SLOT_TEXT && e->cells[slot->cell] == NOT_GIVEN)
                e->cells[slot->cell] = MARK_BLANK;
            continue;
        }
        const struct cell *cell = &row->cells[column];
        const char *text = slot->kind == SLOT_OPTION ? option_text(in, row, column, slot) : cell->text;
        length = text == cell->text ? length : strlen(text);
        const char *means = c->answers && c->answers[i] ? map_answers_find(c->answers[i], text) : NULL;
        if (means) {
            text = means;
            length = strlen(means);
        }
        if (!length) { /* what the map says is blank */
            if (slot->kind <= SLOT_TEXT)
                e->cells[slot->cell] = MARK_BLANK;
            continue;
        }
        cell_read(in, s, row, column, text, length, slot, e);
    }
}

/* --- rows without a ballot ------------------------------------------------------------- */

static void check_answer(const struct input *in, const struct row *row, size_t column, const char *text,
                         size_t question)
{
    char plain[NUMBER_TEXT];
    bool bad;
    if (in->d->questions[question].kind != KIND_NUMBER || read_number(in, row, column, text, plain) == NUMBER_NOT)
        answer_mark(in->intake, question, text, strlen(text), row_place(row, column), in->issues, plain, &bad);
}

/* The question that answer column I, or without one NAME, asks on ballots of TYPE; where that is NONE, of the only type
 * that asks it. */
static size_t find_question(const struct input *in, const struct ballot_columns *c, size_t type, size_t i,
                            const char *name)
{
    size_t question = NONE, n = 0;
    for (size_t t = 0; t < in->d->n_ballot_types; t++) {
        if (type != NONE && type != t)
            continue;
        size_t q =
            i != NONE ? c->asked[i * in->d->n_ballot_types + t].question : ballot_columns_find(in->d, t, name).question;
        if (q == NONE && i == NONE)
            q = ballot_names_question(in->names, t, name);
        if (q == NONE)
            continue;
        question = q;
        n++;
    }
    return n == 1 ? question : NONE;
}

void cells_check(const struct input *in, const struct sheet_input *s, const struct row *row, size_t ballot)
{
    const struct ballot_columns *c = &s->columns;
    const char *said = ballot_field(c, row, B_TYPE);
    size_t type = ballot != NONE      ? in->issued->ballots[ballot].type
                  : *said             ? definition_called(in->d, T_BALLOT_TYPES, said)
                  : in->options->type ? definition_called(in->d, T_BALLOT_TYPES, in->options->type)
                                      : NONE;
    for (size_t i = 0; i < c->n; i++) {
        const char *text = row_text(row, c->at[i]),
                   *means = c->answers && c->answers[i] ? map_answers_find(c->answers[i], text) : NULL;
        size_t question = *text ? find_question(in, c, type, i, NULL) : NONE;
        text = means ? means : text;
        if (*text && question != NONE)
            check_answer(in, row, c->at[i], text, question);
    }
    const char *answer = ballot_field(c, row, B_ANSWER);
    if (c->layout != LAYOUT_ANSWERS || !*answer)
        return;
    size_t question = find_question(in, c, type, NONE, ballot_field(c, row, B_QUESTION));
    if (question != NONE)
        check_answer(in, row, c->field[B_ANSWER], answer, question);
}

bool cells_are_all_there(const struct input *in, const struct sheet_input *s, const struct row *row,
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
    issues_add(in->issues, FAULT, "F422", row_place(row, row->n_given),
               _("the line has %zu cells and ends before column \"%s\"; expected %zu"), row->n_given,
               c->header.words[first], c->header.n_cells);
    return false;
}

void say_missing(const struct input *in, struct sheet_input *s, struct place place, size_t ballot, size_t cell)
{
    size_t type = in->issued->ballots[ballot].type;
    const struct ballot_type *t = &in->d->ballot_types[type];
    size_t per_unit = register_n_units(in->issued, ballot) * t->n_unit_questions;
    if (s->reported[type])
        return;
    s->reported[type] = true;
    size_t question = register_question(in->issued, in->d, ballot, cell);
    if (cell >= per_unit || s->columns.layout == LAYOUT_UNITS)
        issues_add(in->issues, FAULT, "F418", place,
                   _("the file has no column for question \"%s\", which ballot type \"%s\" asks"),
                   in->d->questions[question].code, t->code);
    else
        issues_add(in->issues, FAULT, "F418", place,
                   _("the file has no column for question \"%s\" about unit \"%s\", which ballot type \"%s\" asks"),
                   in->d->questions[question].code,
                   in->d->units[register_units(in->issued, ballot)[cell / t->n_unit_questions]].code, t->code);
}
